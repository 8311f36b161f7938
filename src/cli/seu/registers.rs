//! `econ-emu seu registers`.

use std::path::{Path, PathBuf};

use serde::Serialize;

use crate::chip::InputWords;
use crate::cli::chip_args::{ChipArgs, ConfigOrDefaultArgs};
use crate::cli::output;
use crate::cli::vector_args::VectorArgs;
use crate::error::{Result, grouped};
use crate::radiation::settings::{ChipRows, SettingBit, SettingFlip, flip_settings};
use crate::registers::settings::SETTINGS;
use crate::registers::{Algorithm, ChipConfig};

use super::percent;

/// Bits that are listed.
const LISTED: usize = 12;

/// Arguments.
#[derive(clap::Args)]
#[command(after_help = "\
Every bit of the registers that hold settings is flipped, alone, from the reset of the chip on; MUX, calibration,
thresholds, buffer thresholds, masks, dropped bits, links, density, the choice of the algorithm. What is counted are rows
with other words on the links, and bits that are others. Registers are those of P1; 'seu atlas' has the weights.

A flip that gives a setting a value that the model does not have (MUX input 48, algorithm 5, no links) is counted as not
modelled. Weights that the configuration does not hold are zero, as after a reset.

Rows are made up (--seed) in the words that bring them through the MUX, unless --input names link words.

Examples:
  econ-emu seu registers --config init.yaml
  econ-emu seu registers --config init.yaml --all-algorithms --json
  econ-emu seu registers --config init.yaml --input testInput.csv")]
pub struct RegistersArgs {
    #[command(flatten)]
    config: ConfigOrDefaultArgs,
    /// Link words, 12 columns, csv or .ebin; - is standard input [default: made up]
    #[arg(long, value_name = "FILE")]
    input: Option<PathBuf>,
    /// Number of rows, at most
    #[arg(long, value_name = "N", default_value_t = 4_000, value_parser = clap::value_parser!(u64).range(1..))]
    rows: u64,
    /// Seed of the rows that are made up
    #[arg(long, value_name = "SEED", default_value_t = 1, conflicts_with = "input")]
    seed: u64,
    /// Each of the five algorithms in turn, with the other settings as they are
    #[arg(long)]
    all_algorithms: bool,
    /// Print the effects of all bits as JSON
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    vectors: VectorArgs,
    #[command(flatten)]
    chip: ChipArgs,
}

/// The flips of a chip with one of the algorithms.
#[derive(Serialize)]
struct Chip {
    algorithm: &'static str,
    rows: u64,
    bits: Vec<Flip>,
}

/// The flip of a bit.
#[derive(Serialize)]
struct Flip {
    setting: String,
    bit: u32,
    register: String,
    address: u16,
    bit_of_register: u32,
    /// None where the model has no such chip.
    rows_with_other_words: Option<u64>,
    word_bits_changed: Option<u64>,
    #[serde(skip)]
    name: &'static str,
}

impl Flip {
    fn new(flip: SettingFlip) -> Self {
        let SettingFlip { bit: SettingBit { setting, index, bit, register, address, bit_of_register }, changes } = flip;
        Flip {
            setting: setting.name_at(index),
            bit,
            register,
            address,
            bit_of_register,
            rows_with_other_words: changes.map(|changes| changes.rows),
            word_bits_changed: changes.map(|changes| changes.bits),
            name: setting.name,
        }
    }
}

/// Runs the command.
pub fn run(args: &RegistersArgs) -> Result<u8> {
    let mut options = args.chip.options()?;
    let config = args.config.read(&mut options)?.without_warnings();
    let rows = match &args.input {
        Some(path) => ChipRows::read(&mut args.vectors.open::<InputWords>(path)?, args.rows)?,
        None => {
            let front = ChipConfig { generation: options.generation(&config), ..config.clone() };
            ChipRows::synthetic(args.seed, &front, args.rows)?
        }
    };
    let chosen = if args.all_algorithms { Algorithm::ALL.to_vec() } else { vec![config.algorithm] };
    let mut chips = Vec::new();
    for algorithm in chosen {
        let config = ChipConfig { algorithm, ..config.clone() };
        let flips = flip_settings(&config, &options, &rows).map_err(|error| error.file(args.config.path()))?;
        let bits = flips.into_iter().map(Flip::new).collect();
        chips.push(Chip { algorithm: algorithm.short(), rows: rows.words().len() as u64, bits });
    }
    match args.json {
        true => output::print_json(&chips)?,
        false => output::print(&text(args.config.path(), &chips))?,
    }
    Ok(0)
}

fn text(config: &Path, chips: &[Chip]) -> String {
    let mut text = String::new();
    for chip in chips {
        text +=
            &format!("{}, {}: each bit flipped in {} rows\n\n", config.display(), chip.algorithm, grouped(chip.rows));
        let header = ["setting", "bits", "not modelled", "change nothing", "rows with other words, mean", "largest"];
        let rows: Vec<Vec<String>> = SETTINGS.iter().filter_map(|setting| row(setting.name, chip)).collect();
        text += &output::table(&header, &rows);
        text += "\n";
        let mut worst: Vec<&Flip> = chip.bits.iter().filter(|flip| flip.rows_with_other_words > Some(0)).collect();
        worst.sort_by_key(|flip| std::cmp::Reverse((flip.rows_with_other_words, flip.word_bits_changed)));
        let rows: Vec<Vec<String>> = worst.iter().take(LISTED).map(|flip| worst_row(flip, chip.rows)).collect();
        let header = ["setting", "bit", "register", "address", "bit", "rows with other words", "bits a row"];
        text += &output::table(&header, &rows);
        text += "\n";
    }
    text
}

/// What the bits of a setting do; none if it has no register.
fn row(name: &str, chip: &Chip) -> Option<Vec<String>> {
    let own: Vec<&Flip> = chip.bits.iter().filter(|flip| flip.name == name).collect();
    let known: Vec<u64> = own.iter().filter_map(|flip| flip.rows_with_other_words).collect();
    let nothing = known.iter().filter(|&&rows| rows == 0).count();
    let mean = known.iter().sum::<u64>() as f64 / (known.len() as u64 * chip.rows).max(1) as f64;
    let largest = known.iter().max().copied().unwrap_or_default() as f64 / chip.rows.max(1) as f64;
    let counts = [own.len(), own.len() - known.len(), nothing].map(|count| grouped(count as u64));
    let shares = [mean, largest].map(percent);
    (!own.is_empty()).then(|| [vec![name.to_owned()], counts.to_vec(), shares.to_vec()].concat())
}

fn worst_row(flip: &Flip, rows: u64) -> Vec<String> {
    let rows = rows.max(1) as f64;
    let changed = flip.rows_with_other_words.unwrap_or_default() as f64 / rows;
    let bits = flip.word_bits_changed.unwrap_or_default() as f64 / rows;
    vec![
        flip.setting.clone(),
        flip.bit.to_string(),
        flip.register.clone(),
        format!("{:#06x}", flip.address),
        flip.bit_of_register.to_string(),
        percent(changed),
        format!("{bits:.2}"),
    ]
}
