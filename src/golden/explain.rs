//! Fields in the words of an engineer: what a field is called, and what its value means.

use crate::chip::encode::{FLOAT_4E3M, FLOAT_5E3M, FLOAT_5E4M, FloatCode};
use crate::chip::formatter::{Field, FrameLayout, frame_type};
use crate::chip::trace::{CrossingTrace, Stage};
use crate::chip::unpack::{FieldAt, ReceivedFrame};
use crate::registers::{Algorithm, CELLS, ChipConfig, StcType};

/// What is needed to read values: the layout and the drop bits of charges.
#[derive(Debug, Clone)]
pub struct Reader {
    layout: FrameLayout,
    drop: u32,
}

impl Reader {
    /// For frames of this configuration.
    pub fn new(config: &ChipConfig, layout: FrameLayout) -> Self {
        Reader { layout, drop: config.effective_drop_lsb() }
    }

    /// Name of a field without its bit: `TC 12 charge`, `latent 7`, `module sum`.
    pub fn name(&self, at: &FieldAt) -> String {
        match at.field {
            Field::Header => "header".into(),
            Field::FrameType => "frame type".into(),
            Field::ModuleSum => "module sum".into(),
            Field::Count => "hit count".into(),
            Field::Address { .. } => format!("TC {} address", at.value),
            Field::BitmapBit { tc } => format!("TC {tc} bitmap bit"),
            Field::Charge { tc } => format!("TC {tc} charge"),
            Field::GroupAddress { group } => format!("STC {group} address"),
            Field::GroupSum { group } => format!("STC {group} sum"),
            Field::LatentBit { latent, .. } | Field::Latent { latent } => format!("latent {latent}"),
            Field::Spare => "spare zero bit".into(),
        }
    }

    /// Name with the bit (0 the least significant) at `offset` from the field's first bit.
    pub fn name_of_bit(&self, at: &FieldAt, offset: usize) -> String {
        let name = self.name(at);
        match at.field {
            Field::LatentBit { bit, .. } => format!("{name}, bit {bit}"),
            // The frame holds the top bits of the latent.
            Field::Latent { .. } => format!("{name}, bit {}", 8 - offset),
            _ if at.width == 1 => name,
            _ => format!("{name}, bit {}", at.width as usize - 1 - offset),
        }
    }

    fn sum_code(&self) -> FloatCode {
        if self.layout.algorithm == Algorithm::Autoencoder { FLOAT_5E4M } else { FLOAT_5E3M }
    }

    /// Smallest and largest linear number that a code of this field stands for.
    pub fn range(&self, field: Field, value: u64) -> Option<(u64, u64)> {
        let (code, drop) = match field {
            // The charges of Best Choice were dropped before they were sorted; they and its sum are
            // in dropped units.
            Field::ModuleSum if self.layout.algorithm == Algorithm::BestChoice => (FLOAT_5E3M, self.drop),
            Field::ModuleSum => (self.sum_code(), 0),
            Field::Charge { .. } => (FLOAT_4E3M, self.drop),
            Field::GroupSum { .. } => match self.layout.stc_type {
                kind @ (StcType::Ctc4Sum7 | StcType::Stc4Sum7) => (kind.sum_code(), self.drop),
                kind => (kind.sum_code(), 0),
            },
            _ => return None,
        };
        let (low, high) = (code.lower_edge(value as u16), code.upper_edge(value as u16));
        Some((low << drop, ((high + 1) << drop) - 1))
    }

    /// The meaning of a value in a few words.
    pub fn meaning(&self, field: Field, width: u32, value: u64) -> String {
        if let Some((low, high)) = self.range(field, value) {
            let (exponent, mantissa) = match width {
                9 => (value >> 4, value & 15),
                _ => (value >> 3, value & 7),
            };
            let what = if low == high { format!("CALQ {low}") } else { format!("CALQ {low}..={high}") };
            return format!("exponent {exponent}, mantissa {mantissa}: {what}");
        }
        match field {
            Field::Header => match (width, value) {
                (5, 31) | (4, 15) => "BX 0, start of an orbit".into(),
                (5, _) => format!("BX = {value} mod 16"),
                _ => format!("BX = {value} mod 8"),
            },
            Field::FrameType => match value {
                frame_type::EMPTY => "no hits".into(),
                frame_type::LIST => "address list".into(),
                frame_type::BITMAP => "bitmap".into(),
                frame_type::TRUNCATED_T1 => "truncated, beyond T1".into(),
                frame_type::TRUNCATED_T2 => "truncated, beyond T2".into(),
                _ => "no such type".into(),
            },
            Field::Address { .. } => format!("TC {value}"),
            Field::GroupAddress { group } => {
                let size = self.layout.stc_type.group_size() as u64;
                format!("largest charge in TC {}", size * u64::from(group) + value)
            }
            Field::Latent { .. } => {
                let bits = value << (9 - width);
                format!("latent {bits} of 512 ({width} of 9 bits)")
            }
            Field::BitmapBit { .. } => if value == 1 { "sent" } else { "not sent" }.into(),
            _ => format!("{value}"),
        }
    }

    /// Which bits of a latent a frame holds, and their value: `(value, known bits)`.
    pub fn latent(&self, frame: &ReceivedFrame, latent: u8, bits: impl Fn(&FieldAt) -> u64) -> (u64, u64) {
        frame.fields.iter().fold((0, 0), |(value, known), at| match at.field {
            Field::LatentBit { latent: of, bit } if of == latent => (value | bits(at) << bit, known | 1 << bit),
            Field::Latent { latent: of } if of == latent => {
                let shift = 9 - at.width;
                (bits(at) << shift, ((1 << at.width) - 1) << shift)
            }
            _ => (value, known),
        })
    }
}

/// A cell, if there is one of that number: the 6 bits of a received address go up to 63.
fn existing(tc: u8) -> Option<usize> {
    Some(usize::from(tc)).filter(|&cell| cell < CELLS)
}

/// The part of a stage that led to a field.
fn relevant(stage: Stage, field: Option<Field>, columns: &[String], config: &ChipConfig) -> Vec<usize> {
    let all = || (0..columns.len()).collect::<Vec<_>>();
    let cell = match field {
        Some(Field::Charge { tc } | Field::BitmapBit { tc }) => existing(tc),
        _ => None,
    };
    let group = match field {
        Some(Field::GroupAddress { group } | Field::GroupSum { group }) => Some(usize::from(group)),
        _ => None,
    };
    let latent = match field {
        Some(Field::LatentBit { latent, .. } | Field::Latent { latent }) => Some(usize::from(latent)),
        _ => None,
    };
    let suffixed = |index: usize| {
        let suffix = format!("_{index}");
        (0..columns.len())
            .filter(|&i| columns[i].ends_with(&suffix) || split_column(&columns[i]).1.is_empty())
            .collect()
    };
    match (stage, cell, group, latent) {
        (Stage::Formatter | Stage::Buffer | Stage::Etx, ..) => all(),
        (Stage::Erx, Some(tc), ..) => vec![0, 1, 2 + usize::from(config.mux[tc])],
        (_, Some(tc), ..) => suffixed(tc),
        (Stage::Mux | Stage::Decode | Stage::Calibrate, _, Some(group), _) => {
            let size = config.stc_type.group_size();
            (group * size..(group + 1) * size).collect()
        }
        (Stage::SuperTriggerCell, _, Some(group), _) => suffixed(group),
        (Stage::Dense | Stage::Latents, _, _, Some(latent)) => vec![latent],
        _ => all(),
    }
}

/// `TX_DATA_3` is number 3 of `TX_DATA`, `PIXEL_r0_c1_ch0` is `r0_c1_ch0` of `PIXEL`; `SUM_CODE` has
/// no number.
fn split_column(column: &str) -> (&str, &str) {
    let starts_number = |rest: &str| rest.trim_start_matches('r').starts_with(|c: char| c.is_ascii_digit());
    match column.match_indices('_').find(|(at, _)| starts_number(&column[at + 1..])) {
        Some((at, _)) => (&column[..at], &column[at + 1..]),
        None => (column, ""),
    }
}

/// The settings that decide what becomes of a cell, in a few words.
fn cell_settings(field: Option<Field>, config: &ChipConfig) -> Option<String> {
    let (Field::Charge { tc } | Field::BitmapBit { tc }) = field? else { return None };
    let cell = existing(tc)?;
    let mut text = format!(
        "{:<19} MUX input {}; calibration {}/2048; drop {} bits",
        "settings",
        config.mux[cell],
        config.calibration[cell],
        config.effective_drop_lsb()
    );
    if config.algorithm == Algorithm::ThresholdSum {
        text += &format!("; threshold {}", config.thresholds[cell]);
    }
    Some(text)
}

/// The values of every stage that led to a field (or of all stages), one line of text each.
pub fn stages(
    trace: &CrossingTrace,
    field: Option<Field>,
    config: &ChipConfig,
    network: &crate::network::Network,
) -> Vec<String> {
    let mut lines: Vec<String> = cell_settings(field, config).into_iter().collect();
    for (stage, values) in &trace.stages {
        let columns = stage.columns(config, network);
        let indices = relevant(*stage, field, &columns, config);
        let mut parts: Vec<(String, Vec<String>)> = Vec::new();
        for index in indices {
            let (Some(column), Some(&value)) = (columns.get(index), values.get(index)) else { continue };
            let (prefix, suffix) = split_column(column);
            match parts.last_mut() {
                Some((last, shown)) if last == prefix && !suffix.is_empty() => shown.push(stage.show(index, value)),
                _ => {
                    let label = if suffix.is_empty() { prefix.to_owned() } else { format!("{prefix}[{suffix}…]") };
                    parts.push((prefix.to_owned(), vec![format!("{label} {}", stage.show(index, value))]));
                }
            }
        }
        let text = parts.iter().map(|(_, shown)| shown.join(" ")).collect::<Vec<_>>().join("; ");
        lines.push(format!("{:<19} {text}", stage.name()));
    }
    lines
}
