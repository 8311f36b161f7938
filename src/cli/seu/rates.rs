//! `econ-emu seu rates`.

use std::path::PathBuf;

use serde::Serialize;

use super::atlas::{FRAMES, FrameArgs, refuse_resets};
use crate::cli::chip_args::{ChipArgs, ConfigOrDefaultArgs};
use crate::cli::output;
use crate::error::{Result, grouped};
use crate::files;
use crate::radiation::atlas::{Atlas, UpsetTarget};
use crate::radiation::rates::{CROSS_SECTION, FLUX, Loss, UNCERTAINTY, UpsetModel, UpsetRate};
use crate::registers::ChipConfig;

/// Arguments.
#[derive(clap::Args)]
#[command(after_help = "\
Each bit of the weights is upset at the rate of cross-section times flux, and upsets accumulate until the registers are
written again. From the share of frames whose words the flip of each bit changes ('seu atlas') follows the share of frames
with wrong words, as the mean between two rewrites: without protection, with the worst bits triplicated, with all of them
triplicated. Bits are taken as independent. Copies of a triplicated bit are voted, and put right with the next rewrite only.

The flux is the highest at the concentrators (docs/sources.md, Radiation). The cross-section and its uncertainty, a factor
either way, are assumptions: measure them, and give a table with --cross-sections: csv with the columns particle,
cross_section, low, high (cm2 per bit) and flux (1/cm2/s), a line for each kind of particle, which are added up.

Examples:
  econ-emu seu rates --default-encoder
  econ-emu seu rates --config init.yaml --flux 1e6 --interval 60,3600 --triplicate 500
  econ-emu seu rates --config init.yaml --cross-sections particles.csv --json")]
pub struct RatesArgs {
    #[command(flatten)]
    config: ConfigOrDefaultArgs,
    #[command(flatten)]
    frames: FrameArgs,
    /// Flux of particles that upset bits, 1/cm2/s
    #[arg(long, value_name = "FLUX", default_value_t = FLUX, value_parser = not_negative)]
    flux: f64,
    /// Cross-section of a bit, cm2
    #[arg(long, value_name = "CM2", default_value_t = CROSS_SECTION, value_parser = not_negative)]
    cross_section: f64,
    /// Factor by which the cross-section may be smaller or larger
    #[arg(long, value_name = "FACTOR", default_value_t = UNCERTAINTY, value_parser = factor)]
    uncertainty: f64,
    /// Table of cross-sections and fluxes by particle, in place of these
    #[arg(long, value_name = "CSV", conflicts_with_all = ["flux", "cross_section", "uncertainty"])]
    cross_sections: Option<PathBuf>,
    /// Modules with such a chip
    #[arg(long, value_name = "N", default_value_t = 27_000)]
    modules: u64,
    /// Seconds between two rewrites of the registers
    #[arg(long, value_name = "S,S,…", value_delimiter = ',', default_value = "1,10,60,600,3600,28800", value_parser = positive)]
    interval: Vec<f64>,
    /// Bits that are triplicated: the worst, so many of them
    #[arg(long, value_name = "K,K,…", value_delimiter = ',', default_value = "100,500,2000")]
    triplicate: Vec<usize>,
    /// Print the numbers as JSON
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    chip: ChipArgs,
}

fn number(text: &str, allowed: &str, is: fn(f64) -> bool) -> std::result::Result<f64, String> {
    text.parse()
        .ok()
        .filter(|&number: &f64| number.is_finite() && is(number))
        .ok_or_else(|| format!("{allowed} is needed"))
}

fn not_negative(text: &str) -> std::result::Result<f64, String> {
    number(text, "a number of 0 or more, as 1e-14", |number| number >= 0.0)
}

fn positive(text: &str) -> std::result::Result<f64, String> {
    number(text, "a number above 0", |number| number > 0.0)
}

fn factor(text: &str) -> std::result::Result<f64, String> {
    number(text, "a factor of 1 or more", |number| number >= 1.0)
}

/// What is printed.
#[derive(Serialize)]
struct Rates {
    config: String,
    frames: u64,
    bits: usize,
    modules: u64,
    /// Upsets of a bit, per second.
    upsets_of_a_bit: UpsetRate,
    intervals: Vec<Interval>,
}

/// The table's line for a time between two rewrites.
#[derive(Serialize)]
struct Interval {
    seconds: f64,
    /// Upsets of a chip's weights in that time, at the expected rate.
    upsets_of_a_chip: f64,
    losses: Vec<Protected>,
}

/// What is lost with a protection.
#[derive(Serialize)]
struct Protected {
    triplicated_bits: usize,
    frames_with_wrong_words: Loss,
}

/// Runs the command.
pub fn run(args: &RatesArgs) -> Result<u8> {
    let mut options = args.chip.options()?;
    refuse_resets(&options)?;
    let rate = match &args.cross_sections {
        Some(path) => UpsetRate::from_csv(&files::read_text(path)?, path)?,
        None => UpsetRate::new(args.cross_section, args.uncertainty, args.flux),
    };
    let config = args.config.read(&mut options)?.without_warnings();
    let target = UpsetTarget::new(&config, &options).map_err(|error| error.file(args.config.path()))?;
    let front = ChipConfig { generation: options.generation(&config), ..config };
    let (frames, from) = args.frames.read(&front, FRAMES)?;
    let model = UpsetModel::new(&Atlas::new(&target, &frames)?);
    let mut protections = vec![0];
    protections.extend(args.triplicate.iter().map(|&bits| bits.min(model.bits())));
    protections.push(model.bits());
    protections.sort_unstable();
    protections.dedup();
    let intervals = args.interval.iter().map(|&seconds| Interval {
        seconds,
        upsets_of_a_chip: rate.expected * model.bits() as f64 * seconds,
        losses: losses(&model, rate, seconds, &protections),
    });
    let rates = Rates {
        config: args.config.path().display().to_string(),
        frames: frames.len() as u64,
        bits: model.bits(),
        modules: args.modules,
        upsets_of_a_bit: rate,
        intervals: intervals.collect(),
    };
    match args.json {
        true => output::print_json(&rates)?,
        false => output::print(&text(&rates, &from))?,
    }
    Ok(0)
}

fn losses(model: &UpsetModel, rate: UpsetRate, seconds: f64, protections: &[usize]) -> Vec<Protected> {
    let losses = protections.iter().map(|&triplicated_bits| Protected {
        triplicated_bits,
        frames_with_wrong_words: model.loss(rate, seconds, triplicated_bits),
    });
    losses.collect()
}

/// A time for people.
fn time(seconds: f64) -> String {
    match seconds {
        ..60.0 => format!("{seconds:.3} s"),
        ..3600.0 => format!("{:.1} min", seconds / 60.0),
        _ => format!("{:.1} h", seconds / 3600.0),
    }
}

/// The time between two of so many a second.
fn every(rate: f64) -> String {
    if rate > 0.0 { format!("every {}", time(1.0 / rate)) } else { "never".to_owned() }
}

fn text(rates: &Rates, from: &str) -> String {
    let bits = rates.bits as f64;
    let UpsetRate { low, expected, high } = rates.upsets_of_a_bit;
    let [most, usual, least] = [high, expected, low].map(|rate| every(rate * bits));
    let mut text = format!(
        "{}: {} bits of weights, {} frames ({from})\n",
        rates.config,
        grouped(rates.bits as u64),
        grouped(rates.frames)
    );
    text += &format!("a bit of a chip's weights is upset {usual} ({most} to {least})\n");
    text += &format!(
        "in {} modules, all of them at this flux, {:.3} bits a second\n\n",
        grouped(rates.modules),
        expected * bits * rates.modules as f64
    );
    text += "Frames with wrong words, mean between two rewrites, by bits that are triplicated (least to most):\n\n";
    let protections = rates.intervals.first().map_or(&[][..], |interval| &interval.losses);
    let mut header = vec!["rewritten every".to_owned(), "upsets a chip".to_owned()];
    header.extend(protections.iter().map(|own| match own.triplicated_bits {
        0 => "none".to_owned(),
        all if all == rates.bits => "all".to_owned(),
        some => format!("{} worst", grouped(some as u64)),
    }));
    let rows: Vec<Vec<String>> = (rates.intervals.iter())
        .map(|own| {
            let losses = own.losses.iter().map(|own| loss(own.frames_with_wrong_words));
            [time(own.seconds), format!("{:.2e}", own.upsets_of_a_chip)].into_iter().chain(losses).collect()
        })
        .collect();
    text + &output::table(&header.iter().map(String::as_str).collect::<Vec<_>>(), &rows)
}

fn loss(loss: Loss) -> String {
    format!("{:.1e} ({:.1e} to {:.1e})", loss.expected, loss.low, loss.high)
}
