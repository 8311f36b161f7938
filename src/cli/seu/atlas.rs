//! `econ-emu seu atlas`.

use std::path::{Path, PathBuf};

use clap::ValueEnum;
use serde::Serialize;

use crate::chip::Options;
use crate::cli::chip_args::{self, ChipArgs, ConfigOrDefaultArgs};
use crate::cli::data::{DensityArg, RowArgs, TableArgs, say_rounded};
use crate::cli::output::{self, say};
use crate::data::{self, ReadOptions, Selection};
use crate::error::{Error, Result, grouped};
use crate::files;
use crate::network::{self, AeBlock};
use crate::radiation::atlas::{Atlas, BitEffect, UpsetTarget};
use crate::radiation::frames::EncoderFrames;
use crate::radiation::protect::ProtectedBits;
use crate::radiation::summary::{AtlasSummary, VisibilityCounts, latent_error};
use crate::radiation::table;
use crate::registers::ChipConfig;

use super::percent;

/// Bits that are listed.
const LISTED: usize = 12;

/// Frames, unless others are asked for.
pub const FRAMES: u64 = 100_000;

/// Arguments.
#[derive(clap::Args)]
#[command(after_help = "\
Every bit of the encoder's weights is flipped, alone, for all frames; everything else of the chip stays. What is counted
is exact: the latents and words that the emulator gives with that weight. Latents are counted in units of their last bit.

A flip that changed nothing is either proven to change nothing in any frame, from the ranges that the network's values
can have ('never'), or was only not seen in these frames ('unseen').

Frames are made up (--seed, --density) unless --input names some: link words of this chip with --link-words, else CALQ
csv, parquet, caches or synthetic sets, as 'econ-emu data' reads them. --frames takes the first of them.

Examples:
  econ-emu seu atlas --default-encoder
  econ-emu seu atlas --config init.yaml --input testInput.csv --link-words -o atlas.npz
  econ-emu seu atlas --config init.yaml --protect-worst 500 -o bits.json
  econ-emu seu atlas --config init.yaml --compare other/init.yaml --json")]
pub struct AtlasArgs {
    #[command(flatten)]
    config: ConfigOrDefaultArgs,
    /// The configuration of another encoder, to be compared on the same frames; a network.yaml beside it describes its
    /// network, else --network; may be repeated
    #[arg(long, value_name = "FILE")]
    compare: Vec<PathBuf>,
    #[command(flatten)]
    frames: FrameArgs,
    /// Write the effects of all bits as arrays of NumPy; with --protect-worst, the bits that it takes
    #[arg(long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Print the numbers as JSON
    #[arg(long)]
    json: bool,
    /// Write the bits that do most, so many of them: group, byte and bit of each, and the hash of the encoder
    #[arg(long, value_name = "K", requires = "output", value_parser = clap::value_parser!(u32).range(1..))]
    protect_worst: Option<u32>,
    /// What makes a bit the worst
    #[arg(long, value_enum, default_value = "latents")]
    by: Measure,
    #[command(flatten)]
    chip: ChipArgs,
}

/// Frames of an encoder, for all commands that flip its weights.
#[derive(clap::Args)]
pub struct FrameArgs {
    /// Files or directories of frames [default: made up]
    #[arg(long, value_name = "PATH", num_args = 1..)]
    input: Vec<PathBuf>,
    /// The csv files of --input are link words for the chip of --config
    #[arg(long, requires = "input")]
    link_words: bool,
    /// Number of frames, at most [default: 100000; of pairs 10000]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u64).range(1..))]
    frames: Option<u64>,
    /// Seed of the frames that are made up
    #[arg(long, value_name = "SEED", default_value_t = 1, conflicts_with = "input")]
    seed: u64,
    /// Density of the modules that are made up [default: that of the configuration]
    #[arg(long, value_enum, conflicts_with = "input")]
    density: Option<DensityArg>,
    #[command(flatten)]
    table: TableArgs,
    #[command(flatten)]
    rows: RowArgs,
}

/// A measure of what a flip does.
#[derive(ValueEnum, Clone, Copy)]
enum Measure {
    /// The sum of the differences of latents
    Latents,
    /// The frames whose words change
    Frames,
    /// The bits of words that change
    Bits,
}

impl Measure {
    fn of(self, effect: &BitEffect) -> u64 {
        match self {
            Measure::Latents => latent_error(effect),
            Measure::Frames => effect.counts.sent_samples,
            Measure::Bits => effect.counts.sent_bits,
        }
    }
}

impl FrameArgs {
    /// The frames, so many unless others are asked for, and what they are in words.
    pub fn read(&self, config: &ChipConfig, usual: u64) -> Result<(EncoderFrames, String)> {
        let count = self.frames.unwrap_or(usual);
        let Some(first) = self.input.first() else {
            let density = self.density.map_or(config.density, DensityArg::density);
            let frames = EncoderFrames::synthetic(self.seed, density, count)?;
            return Ok((frames, format!("made up, seed {}, {} density", self.seed, density.name())));
        };
        let options = ReadOptions {
            order: self.table.order(),
            table: self.table.options(),
            rows_per_file: self.rows.rows_per_file,
            config: self.link_words.then(|| config.without_weights()),
            metadata: self.rows.metadata.clone(),
            transverse: false,
            selection: Selection {
                mask_partials: self.rows.mask_partials,
                mask_energies: self.rows.mask_energies,
                keep_energies: false,
                double: self.rows.double,
                max_value: self.rows.max_value,
            },
        };
        let mut source = data::open(&self.input, &options)?;
        let frames = EncoderFrames::read(&mut source, count).map_err(|error| error.file(first))?;
        say_rounded(&options.table);
        let names: Vec<String> = self.input.iter().map(|path| path.display().to_string()).collect();
        Ok((frames, names.join(", ")))
    }

    /// The files that are read.
    pub fn files(&self) -> Vec<&Path> {
        self.input.iter().chain(&self.rows.metadata).map(PathBuf::as_path).collect()
    }
}

/// What is printed.
#[derive(Serialize)]
struct Printed<'a> {
    frames: &'a str,
    encoders: Vec<Encoder>,
}

/// An encoder with its atlas.
#[derive(Serialize)]
struct Encoder {
    config: String,
    #[serde(flatten)]
    summary: AtlasSummary,
    worst: Vec<Worst>,
}

/// A bit that does much.
#[derive(Serialize)]
struct Worst {
    weight: String,
    bit: u32,
    before: i32,
    after: i32,
    group: usize,
    byte: usize,
    bit_of_byte: u32,
    frames_changed: u64,
    frames_with_other_words: u64,
    latents_changed: u64,
    latent_error: u64,
    latent_error_largest: u64,
    word_bits_changed: u64,
    latents_saturated: u64,
}

/// Runs the command.
pub fn run(args: &AtlasArgs) -> Result<u8> {
    let outputs: Vec<&Path> = args.output.iter().map(PathBuf::as_path).collect();
    let others: Vec<&Path> = args.frames.files().into_iter().chain(args.compare.iter().map(PathBuf::as_path)).collect();
    args.config.check_outputs(&outputs, &others)?;
    let mut options = args.chip.options()?;
    refuse_resets(&options)?;
    let config = args.config.read(&mut options)?.without_warnings();
    let target = UpsetTarget::new(&config, &options).map_err(|error| error.file(args.config.path()))?;
    let compared: Vec<(String, UpsetTarget)> =
        args.compare.iter().map(|path| other_encoder(path, &options)).collect::<Result<_>>()?;
    let front = ChipConfig { generation: options.generation(&config), ..config };
    let (frames, from) = args.frames.read(&front, FRAMES)?;
    let atlas = Atlas::new(&target, &frames)?;
    let mut encoders = vec![encoder(args, args.config.path().display().to_string(), &target, &atlas)?];
    for (name, target) in compared {
        let atlas = Atlas::new(&target, &frames)?;
        encoders.push(encoder(args, name, &target, &atlas)?);
    }
    match (&args.output, args.protect_worst) {
        (Some(path), Some(count)) => {
            let bits = ProtectedBits::worst(&target, &atlas, count as usize, |effect| args.by.of(effect))?;
            if bits.bits.len() < count as usize {
                say!("only {} bits change anything in these frames", grouped(bits.bits.len() as u64));
            }
            files::write(path, bits.to_json()?)?;
        }
        (Some(path), None) => files::write(path, table::npz(&target, &atlas)?)?,
        (None, _) => {}
    }
    let printed = Printed { frames: &from, encoders };
    match args.json {
        true => output::print_json(&printed)?,
        false => output::print(&text(&printed))?,
    }
    Ok(0)
}

/// Rows in a link reset carry no latents; which rows those are does not belong to frames.
pub fn refuse_resets(options: &Options) -> Result<()> {
    if options.link_resets_econt.is_empty() && options.link_resets_roct.is_empty() {
        return Ok(());
    }
    Err(Error::unsupported("frames have no rows with link resets").field("--link-reset, --roct-reset"))
}

/// Another encoder, with its description beside it.
fn other_encoder(path: &Path, options: &Options) -> Result<(String, UpsetTarget)> {
    let description = path.parent().unwrap_or(Path::new("")).join(network::FILE);
    let network = match files::is_there(&description) {
        true => AeBlock::from_yaml(&files::read_text(&description)?, &description)?,
        false => options.network.clone(),
    };
    let config = chip_args::config(path, &network)?.without_warnings();
    let target = UpsetTarget::new(&config, &Options { network, ..options.clone() });
    Ok((path.display().to_string(), target.map_err(|error| error.file(path))?))
}

fn encoder(args: &AtlasArgs, config: String, target: &UpsetTarget, atlas: &Atlas) -> Result<Encoder> {
    let ranking = atlas.ranking(|effect| args.by.of(effect));
    let worst = ranking.iter().take(LISTED).map(|&at| worst(target, &atlas.bits[at])).collect();
    Ok(Encoder { config, summary: AtlasSummary::new(target, atlas)?, worst })
}

fn worst(target: &UpsetTarget, effect: &BitEffect) -> Worst {
    let BitEffect { bit, counts, .. } = effect;
    let [before, after] = table::weights_of(target, effect);
    Worst {
        weight: format!("{}[{}]", target.block.typed().tensor(bit.tensor).name, bit.index),
        bit: bit.bit,
        before,
        after,
        group: bit.group,
        byte: bit.byte,
        bit_of_byte: bit.bit_of_byte,
        frames_changed: counts.samples,
        frames_with_other_words: counts.sent_samples,
        latents_changed: counts.latents,
        latent_error: counts.error,
        latent_error_largest: counts.largest,
        word_bits_changed: counts.sent_bits,
        latents_saturated: counts.saturated,
    }
}

fn percent_of(part: u64, whole: u64) -> String {
    percent(part as f64 / whole.max(1) as f64)
}

fn text(printed: &Printed) -> String {
    let mut text = String::new();
    for encoder in &printed.encoders {
        text += &about(encoder, printed.frames);
    }
    if printed.encoders.len() > 1 {
        text += &side_by_side(&printed.encoders);
    }
    text
}

/// What bits change, in a line.
fn changes(what: &str, counts: VisibilityCounts) -> String {
    let nothing = counts.nothing() as u64;
    format!(
        "{what}: {} bits change some; {} ({}) change none: {} cannot in any frame, {} did not in these\n",
        grouped(counts.seen as u64),
        grouped(nothing),
        percent_of(nothing, nothing + counts.seen as u64),
        grouped(counts.never as u64),
        grouped(counts.unseen as u64),
    )
}

fn about(encoder: &Encoder, from: &str) -> String {
    let summary = &encoder.summary;
    let mut text = format!(
        "{}, {}: {} bits of weights, each flipped in {} frames ({from})\n\n",
        encoder.config,
        summary.network,
        grouped(summary.bits as u64),
        grouped(summary.frames),
    );
    text += &changes("latents", summary.latents);
    text += &changes("words", summary.words);
    text += &format!("a flip changes the words of {} of all frames on average\n", percent(summary.changed_frames));
    text +=
        &format!("a flip brings {:.4} % of all latents to their top on average\n", 100.0 * summary.saturated_latents);
    text += &format!(
        "half of the error of latents: {} bits ({})\n",
        grouped(summary.bits_with_half as u64),
        percent_of(summary.bits_with_half as u64, summary.bits as u64),
    );
    text += &format!(
        "the highest bits of all weights: {} bits hold {} of it; the worst {} hold {}\n\n",
        grouped(summary.highest.bits as u64),
        percent(summary.highest.share),
        grouped(summary.as_many_worst.bits as u64),
        percent(summary.as_many_worst.share),
    );
    let rows: Vec<Vec<String>> = (summary.tensors.iter())
        .map(|own| {
            let VisibilityCounts { seen, unseen, never } = own.latents;
            let counts = [own.error.bits, seen, unseen, never].map(|count| grouped(count as u64));
            [vec![own.tensor.clone()], counts.to_vec(), vec![percent(own.error.share)]].concat()
        })
        .collect();
    text += &output::table(&["tensor", "bits", "seen", "unseen", "never", "share of the error"], &rows);
    text += "\n";
    let rows: Vec<Vec<String>> = encoder.worst.iter().map(|worst| worst_row(worst, summary.frames)).collect();
    let header =
        ["weight", "bit", "becomes", "group", "byte", "bit", "frames", "words", "latents a frame", "error a frame"];
    text + &output::table(&header, &rows) + "\n"
}

fn worst_row(worst: &Worst, frames: u64) -> Vec<String> {
    let a_frame = |count: u64| format!("{:.2}", count as f64 / frames.max(1) as f64);
    let counts = [worst.latents_changed, worst.latent_error].map(a_frame);
    let places = [worst.group, worst.byte, worst.bit_of_byte as usize].map(|place| place.to_string());
    [
        vec![worst.weight.clone(), worst.bit.to_string(), format!("{} -> {}", worst.before, worst.after)],
        places.to_vec(),
        vec![percent_of(worst.frames_changed, frames), percent_of(worst.frames_with_other_words, frames)],
        counts.to_vec(),
    ]
    .concat()
}

/// Encoders side by side.
fn side_by_side(encoders: &[Encoder]) -> String {
    let rows: Vec<Vec<String>> = (encoders.iter())
        .map(|Encoder { config, summary, .. }| {
            let bits = [summary.bits, summary.latents.nothing(), summary.latents.never, summary.bits_with_half];
            let shares = [summary.changed_frames, summary.highest.share, summary.as_many_worst.share];
            let error = summary.latent_error as f64 / (summary.bits as u64 * summary.frames).max(1) as f64;
            let counts = bits.map(|count| grouped(count as u64));
            [vec![config.clone()], counts.to_vec(), vec![format!("{error:.3}")], shares.map(percent).to_vec()].concat()
        })
        .collect();
    let header = [
        "encoder",
        "bits",
        "change nothing",
        "never",
        "with half",
        "error a frame",
        "frames with other words",
        "highest bits",
        "as many worst",
    ];
    output::table(&header, &rows)
}
