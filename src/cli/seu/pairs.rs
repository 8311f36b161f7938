//! `econ-emu seu pairs`.

use std::path::{Path, PathBuf};

use serde::Serialize;

use super::atlas::{FrameArgs, refuse_resets};
use super::percent;
use crate::cli::chip_args::{ChipArgs, ConfigOrDefaultArgs};
use crate::cli::output;
use crate::error::{Result, grouped};
use crate::files;
use crate::interchange::npz::{self, NamedArray};
use crate::kernels::UpsetCounts;
use crate::radiation::atlas::{Atlas, UpsetTarget};
use crate::radiation::pairs::{BitPair, PairKind, PairSums, flip_pairs, pairs};
use crate::registers::ChipConfig;

/// Frames, unless others are asked for.
const FRAMES: u64 = 10_000;

/// Arguments.
#[derive(clap::Args)]
#[command(after_help = "\
Two bits of the weights are flipped together: all pairs inside a byte, all bits side by side in a register (what one particle
may do), and pairs of any bits, drawn at random. Beside what they do stands what their bits do alone, added up: where both
agree, flips may be taken one by one, as 'seu rates' does.

Frames are those of 'seu atlas', 10,000 of them unless --frames says otherwise.

Examples:
  econ-emu seu pairs --default-encoder
  econ-emu seu pairs --config init.yaml --sampled 1000000 --output pairs.npz")]
pub struct PairsArgs {
    #[command(flatten)]
    config: ConfigOrDefaultArgs,
    #[command(flatten)]
    frames: FrameArgs,
    /// Pairs of any bits
    #[arg(long, value_name = "N", default_value_t = 100_000)]
    sampled: u64,
    /// Seed of these pairs
    #[arg(long, value_name = "SEED", default_value_t = 1)]
    pair_seed: u64,
    /// Write the effects of all pairs as arrays of NumPy; first and second are places among the arrays of 'seu atlas'
    #[arg(long, value_name = "NPZ")]
    output: Option<PathBuf>,
    /// Print the numbers as JSON
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    chip: ChipArgs,
}

/// The pairs of a kind.
#[derive(Serialize)]
struct Kind {
    kind: PairKind,
    #[serde(flatten)]
    sums: PairSums,
}

/// Runs the command.
pub fn run(args: &PairsArgs) -> Result<u8> {
    let outputs: Vec<&Path> = args.output.iter().map(PathBuf::as_path).collect();
    args.config.check_outputs(&outputs, &args.frames.files())?;
    let mut options = args.chip.options()?;
    refuse_resets(&options)?;
    let config = args.config.read(&mut options)?.without_warnings();
    let target = UpsetTarget::new(&config, &options).map_err(|error| error.file(args.config.path()))?;
    let front = ChipConfig { generation: options.generation(&config), ..config };
    let (frames, from) = args.frames.read(&front, FRAMES)?;
    let atlas = Atlas::new(&target, &frames)?;
    let (mut kinds, mut arrays) = (Vec::new(), Vec::new());
    for kind in PairKind::ALL {
        let chosen = pairs(&target, kind, args.sampled, args.pair_seed);
        let (counts, sums) = flip_pairs(&target, &frames, &atlas, &chosen)?;
        arrays.extend(columns(kind, &chosen, &counts));
        kinds.push(Kind { kind, sums });
    }
    if let Some(path) = &args.output {
        files::write(path, npz::write(&arrays)?)?;
    }
    match args.json {
        true => output::print_json(&kinds)?,
        false => {
            let about = format!(
                "{}: pairs of bits of weights, each flipped in {} frames ({from})\n\n",
                args.config.path().display(),
                grouped(frames.len() as u64)
            );
            output::print(&(about + &text(&kinds)))?;
        }
    }
    Ok(0)
}

/// What is counted of a pair.
type Count = fn(&UpsetCounts) -> u64;

/// The arrays of a kind.
fn columns(kind: PairKind, pairs: &[BitPair], counts: &[UpsetCounts]) -> Vec<NamedArray> {
    let prefix = match kind {
        PairKind::InByte => "in_byte",
        PairKind::Neighbours => "neighbours",
        PairKind::Sampled => "sampled",
    };
    let shape = [pairs.len()];
    let places = [("first", 0), ("second", 1)].map(|(name, at)| {
        let places = pairs.iter().map(|pair| pair[at] as i32).collect();
        NamedArray::int32(format!("{prefix}_{name}"), &shape, places)
    });
    let measures: [(&str, Count); 4] = [
        ("latent_error", |counts| counts.error),
        ("latents_changed", |counts| counts.latents),
        ("frames_with_other_words", |counts| counts.sent_samples),
        ("word_bits_changed", |counts| counts.sent_bits),
    ];
    let measures = measures.map(|(name, of)| {
        let values = counts.iter().map(|counts| of(counts) as i64).collect();
        NamedArray::int64(format!("{prefix}_{name}"), &shape, values)
    });
    places.into_iter().chain(measures).collect()
}

/// A line of the table.
fn row(Kind { kind, sums }: &Kind) -> Vec<String> {
    let pairs = sums.pairs.max(1) as f64;
    let error = sums.error as f64 / sums.error_alone.max(1) as f64;
    vec![
        kind.name().to_owned(),
        grouped(sums.pairs as u64),
        grouped(sums.undone as u64),
        format!("{error:.3}"),
        percent(sums.frames / pairs),
        percent(sums.frames_if_independent / pairs),
        percent(sums.largest),
    ]
}

fn text(kinds: &[Kind]) -> String {
    let rows: Vec<Vec<String>> = kinds.iter().map(row).collect();
    let header = [
        "pairs",
        "number",
        "undo each other",
        "error, of both alone",
        "frames with other words, mean",
        "if independent",
        "largest",
    ];
    output::table(&header, &rows)
}
