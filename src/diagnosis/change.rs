//! Other configurations that are tried: each differs from the given one by one option of the command line, or one
//! setting of the registers.

use super::cause::Cause;
use crate::chip::Options;
use crate::chip::algorithm::Largest;
use crate::chip::autoencoder::packet::AeLayout;
use crate::chip::formatter::BitmapOrder;
use crate::chip::super_trigger_cell::StcTie;
use crate::error::{Error, Result};
use crate::network::AeBlock;
use crate::nn::{WeightValues, Weights};
use crate::registers::image::{self, ImageShape};
use crate::registers::number::parse_unsigned;
use crate::registers::settings::{SETTINGS, Setting};
use crate::registers::{
    Algorithm, ChipConfig, DEFAULT_IDLE_PATTERN, Density, Generation, KeepMask, LARGEST_DROP, MaskReading,
    OUTPUT_LINKS, StcType,
};

/// A configuration with the readings that its registers leave open.
#[derive(Debug, Clone)]
pub(super) struct Setup {
    pub config: ChipConfig,
    pub options: Options,
}

/// An option and its value, as they are written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Change {
    pub option: String,
    pub value: String,
}

impl Change {
    fn new(option: &str, value: impl ToString) -> Self {
        Change { option: option.to_owned(), value: value.to_string() }
    }

    /// It as a cause.
    pub fn cause(&self) -> Cause {
        Cause::Configuration { option: self.option.clone(), value: self.value.clone() }
    }
}

/// Names of readings that are options of the command line, with their values.
const READINGS: [(&str, [&str; 2]); 6] = [
    ("generation", ["p1", "prod"]),
    ("bitmap-order", ["tc0-first", "tc47-first"]),
    ("stc-tie", ["highest", "lowest"]),
    ("largest", ["charge", "code"]),
    ("mask-reading", ["documented", "runner"]),
    ("ae-layout", ["chip", "design"]),
];

/// Weights as other programs lay them out.
const WEIGHTS: [&str; 3] = ["bytes-reversed", "transposed", "transposed-back"];

/// The setup with one thing changed.
///
/// # Errors
/// An option that does not exist, and a value that it does not have.
pub(super) fn changed(setup: &Setup, change: &Change) -> Result<Setup> {
    let mut setup = setup.clone();
    let Change { option, value } = change;
    if let Some((_, values)) = READINGS.iter().find(|reading| reading.0 == option) {
        let second = values
            .iter()
            .position(|known| known == value)
            .ok_or_else(|| Error::out_of_range(option.clone(), value, values.join(" or ")))?
            == 1;
        reading(&mut setup, option, second);
        return Ok(setup);
    }
    if option == "weights" {
        setup.config.weights = Some(weights(&setup, value)?);
        return Ok(setup);
    }
    let setting = Setting::find(option).ok_or_else(|| {
        let readings = READINGS.iter().map(|reading| reading.0);
        let settings = SETTINGS.iter().map(|setting| setting.name);
        let names: Vec<&str> = readings.chain(["weights"]).chain(settings).collect();
        Error::unknown("no such option").field("option").found(option).allowed(names.join(", "))
    })?;
    for index in 0..setting.count() {
        let old = setting.get(&setup.config, index);
        let new = match value.as_str() {
            "reset" => setting.reset_value(index),
            "+1" => old + 1u8,
            "-1" if old > 0u8.into() => old - 1u8,
            // One below 0 stays there: other cells have thresholds.
            "-1" => old,
            number => parse_unsigned(number).map_err(|error| error.field(option.clone()))?,
        };
        setting.set(&mut setup.config, index, &new).map_err(|error| error.field(setting.name_at(index)))?;
    }
    Ok(setup)
}

/// The setup with everything changed that causes say of it.
///
/// # Errors
/// As [`changed`].
pub(super) fn setup_of(setup: &Setup, causes: &[Cause]) -> Result<Setup> {
    causes.iter().try_fold(setup.clone(), |setup, cause| match cause {
        Cause::Configuration { option, value } => {
            changed(&setup, &Change { option: option.clone(), value: value.clone() })
        }
        _ => Ok(setup),
    })
}

fn reading(setup: &mut Setup, option: &str, second: bool) {
    let options = &mut setup.options;
    match option {
        "generation" => options.generation = Some(if second { Generation::Prod } else { Generation::P1 }),
        "bitmap-order" => {
            options.bitmap_order = Some(if second { BitmapOrder::Tc47First } else { BitmapOrder::Tc0First });
        }
        "stc-tie" => options.stc_tie = if second { StcTie::Lowest } else { StcTie::Highest },
        "largest" => options.largest = if second { Largest::Code } else { Largest::Charge },
        "mask-reading" => options.mask_reading = if second { MaskReading::Runner } else { MaskReading::Documented },
        _ => options.ae_layout = if second { AeLayout::Design } else { AeLayout::Chip },
    }
}

/// Weights in another layout: the bytes of every register reversed, or matrices with rows and columns exchanged.
fn weights(setup: &Setup, layout: &str) -> Result<Weights> {
    let network = &setup.options.network;
    let Some(weights) = &setup.config.weights else {
        return Err(Error::missing("the configuration has no weights").field("weights"));
    };
    match layout {
        "bytes-reversed" => {
            let mut bytes = image::to_bytes(network, weights)?;
            let shape = ImageShape::of(network);
            for group in bytes.chunks_mut(shape.group_bytes()) {
                for (start, bits) in shape.registers() {
                    group[start..start + bits / 8].reverse();
                }
            }
            image::from_bytes(network, &bytes)
        }
        "transposed" => transposed(network, weights, false),
        "transposed-back" => transposed(network, weights, true),
        _ => Err(Error::out_of_range("weights", layout, WEIGHTS.join(", "))),
    }
}

fn transposed(network: &AeBlock, weights: &Weights, back: bool) -> Result<Weights> {
    let typed = network.typed();
    let tensors = typed.tensors().iter().zip(weights.tensors()).map(|(tensor, values)| match tensor.shape.as_slice() {
        [rows, columns] if back => values_transposed(values, *columns, *rows),
        [rows, columns] => values_transposed(values, *rows, *columns),
        _ => values.clone(),
    });
    Weights::new(typed, tensors.collect())
}

/// A matrix of so many rows and columns, column by column.
fn values_transposed(values: &WeightValues, rows: usize, columns: usize) -> WeightValues {
    match values {
        WeightValues::Integers(values) => WeightValues::Integers(by_columns(values, rows, columns)),
        WeightValues::Reals(values) => WeightValues::Reals(by_columns(values, rows, columns)),
    }
}

fn by_columns<T: Copy>(values: &[T], rows: usize, columns: usize) -> Vec<T> {
    (0..values.len()).map(|place| values[(place % rows) * columns + place / rows]).collect()
}

/// Everything that is tried in place of a setup, the likeliest first.
pub(super) fn changes(setup: &Setup) -> Vec<Change> {
    let Setup { config, options } = setup;
    let mut all: Vec<Change> = Vec::new();
    let now = [
        options.generation(config) == Generation::Prod,
        options.packet_layout(config).bitmap == BitmapOrder::Tc47First,
        options.stc_tie == StcTie::Lowest,
        options.largest == Largest::Code,
        options.mask_reading == MaskReading::Runner,
        options.ae_layout == AeLayout::Design,
    ];
    let readings = READINGS.iter().zip(now);
    all.extend(readings.map(|((option, values), now)| Change::new(option, values[usize::from(!now)])));
    let numbers: [(&str, u64, Vec<u64>); 7] = [
        ("density", (config.density == Density::High).into(), vec![0, 1]),
        ("algorithm", config.algorithm.register().into(), (0..Algorithm::ALL.len() as u64).collect()),
        ("drop_lsb", config.effective_drop_lsb().into(), (0..=LARGEST_DROP.into()).collect()),
        ("use_sum", config.use_sum.into(), vec![0, 1]),
        ("links", config.links.into(), (1..=OUTPUT_LINKS as u64).collect()),
        ("stc_type", config.stc_type.register().into(), (0..StcType::ALL.len() as u64).collect()),
        ("idle_pattern", config.idle_pattern.into(), vec![DEFAULT_IDLE_PATTERN.into(), 0x70F]),
    ];
    for (option, now, values) in numbers {
        all.extend(values.into_iter().filter(|&value| value != now).map(|value| Change::new(option, value)));
    }
    for option in ["thresholds", "buffer_t1", "buffer_t2", "buffer_t3"] {
        all.extend(["+1", "-1"].map(|value| Change::new(option, value)));
    }
    for option in ["mux", "calibration", "thresholds", "buffer_t1", "buffer_t2", "buffer_t3"] {
        all.push(Change::new(option, "reset"));
    }
    if config.keep_mask != KeepMask::ALL {
        all.push(Change::new("keep_mask", "reset"));
    }
    if config.weights.is_some() {
        all.extend(WEIGHTS.map(|value| Change::new("weights", value)));
    }
    all.retain(|change| acts(config.algorithm, change));
    all
}

/// Whether an algorithm heeds what is changed.
fn acts(algorithm: Algorithm, change: &Change) -> bool {
    match (Setting::find(&change.option), change.option.as_str()) {
        (Some(setting), _) => setting.effect.algorithms.contains(&algorithm),
        (None, "stc-tie") => algorithm == Algorithm::SuperTriggerCell,
        (None, "largest") => [Algorithm::SuperTriggerCell, Algorithm::BestChoice].contains(&algorithm),
        (None, "bitmap-order") => [Algorithm::ThresholdSum, Algorithm::BestChoice].contains(&algorithm),
        (None, "ae-layout" | "mask-reading" | "weights") => algorithm == Algorithm::Autoencoder,
        (None, _) => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::registers::default_settings;

    fn setup() -> Setup {
        let options = Options { network: crate::registers::default_network().unwrap(), ..Options::default() };
        Setup { config: default_settings().unwrap(), options }
    }

    #[test]
    fn every_change_can_be_made_and_changes_something() {
        let setup = setup();
        let changes = changes(&setup);
        assert!(changes.len() > 25, "{}", changes.len());
        for change in &changes {
            let Ok(changed) = changed(&setup, change) else { panic!("{change:?}") };
            let equal = changed.config == setup.config && changed.options == setup.options;
            let may = ["+1", "-1", "reset"].contains(&change.value.as_str());
            assert!(may || !equal, "{change:?}");
        }
    }

    #[test]
    fn weights_transposed_twice_are_the_same() {
        let setup = setup();
        for (there, back) in [("transposed", "transposed-back"), ("bytes-reversed", "bytes-reversed")] {
            let once = changed(&setup, &Change::new("weights", there)).unwrap();
            assert_ne!(once.config.weights, setup.config.weights, "{there}");
            let twice = changed(&once, &Change::new("weights", back)).unwrap();
            assert_eq!(twice.config.weights, setup.config.weights, "{there}");
        }
    }

    #[test]
    fn unknown_options_and_values_are_named() {
        let setup = setup();
        for (option, value, part) in [
            ("drop", "1", "no such option"),
            ("drop_lsb", "256", "0..=255"),
            ("stc-tie", "middle", "highest or lowest"),
            ("weights", "new", "bytes-reversed"),
            ("links", "x", "links"),
        ] {
            let error = changed(&setup, &Change::new(option, value)).unwrap_err().to_string();
            assert!(error.contains(part), "{error}");
        }
    }
}
