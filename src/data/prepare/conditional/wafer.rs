//! A wafer of an ntuple as a training sample.
//!
//! The 64 charges of the ntuple are in the order of the chip's 8x8 image, row by row; where the image has
//! no cell they are 0. The chip's own converter makes the input: the charges divided by the power of two
//! at or below their sum, 8 bits of which 7 are fractional, truncated. `AEin` of the ntuple should be the
//! same; it is compared, not used.

use crate::chip::autoencoder::normalise;
use crate::chip::signals::{CELLS, Calq};
use crate::data::ntuple::NtupleWafer;
use crate::data::sample::{Column, Columns, MAX_CALQ, Meta, Sample};
use crate::error::{Error, Result};
use crate::network::{Image, NORMALISED_FRAC_BITS};

/// The columns of a prepared sample.
pub const COLUMNS: [Column; 8] = [
    Column::Entry,
    Column::SimEnergy,
    Column::Zside,
    Column::Layer,
    Column::WaferU,
    Column::WaferV,
    Column::WaferType,
    Column::Eta,
];

/// The set of [`COLUMNS`].
pub fn columns() -> Columns {
    COLUMNS.into_iter().collect()
}

/// Bits of `entry` that hold the event; the file stands above them.
const EVENT_BITS: u32 = 40;

/// The event number of a sample: `file << 40 | event`, where `file` is the place of the file in the list of
/// the summary and `event` the entry in its tree, both from 0.
///
/// # Errors
/// More than 2^22 files, or 2^40 events.
pub fn entry(file: u64, event: u64) -> Result<i64> {
    if event >> EVENT_BITS == 0
        && let Ok(file) = i64::try_from(file)
        && file < 1 << 22
    {
        return Ok(file << EVENT_BITS | event as i64);
    }
    Err(Error::new("too many files or events for one preparation")
        .found(format!("file {file}, event {event}"))
        .allowed("2^22 files of 2^40 events"))
}

/// File and event of an [`entry`].
pub fn file_and_event(entry: i64) -> (i64, i64) {
    (entry >> EVENT_BITS, entry & ((1 << EVENT_BITS) - 1))
}

fn fault(wafer: &NtupleWafer, branch: &str, found: String, allowed: &str) -> Error {
    Error::new("not a value of this branch")
        .field(format!("event {}, {}{branch}", wafer.event, wafer.prefix))
        .found(found)
        .allowed(allowed)
}

/// A value of a branch that is an integer of few bits.
fn small(
    wafer: &NtupleWafer,
    branch: &str,
    value: i64,
    allowed: std::ops::RangeInclusive<i64>,
    column: Column,
) -> Result<i64> {
    allowed.contains(&value).then_some(value).ok_or_else(|| fault(wafer, branch, value.to_string(), column.allowed()))
}

/// The sample of a wafer.
///
/// # Errors
/// Values that the branch should not hold, by its name and the event: charges that are not whole numbers
/// of 22 bits or are where the image has no cell, and anything the conditions cannot be computed from.
pub fn sample(wafer: &NtupleWafer, file: u64, image: &Image) -> Result<Sample> {
    let mut charges = [Calq(0); CELLS];
    if wafer.calq.len() != image.len() {
        return Err(fault(wafer, "CALQ", format!("{} values", wafer.calq.len()), &image.len().to_string()));
    }
    for (pixel, (&value, &cell)) in wafer.calq.iter().zip(&image.cells).enumerate() {
        let branch = format!("CALQ{pixel}");
        if !(value.fract() == 0.0 && (0.0..=f64::from(MAX_CALQ)).contains(&value)) {
            let hint = match value {
                v if v.is_nan() => "the ntuple is damaged there, or was made without this quantity",
                v if v < 0.0 => "charges are unsigned",
                v if v.fract() == 0.0 => "the chip's CALQ has 22 bits",
                _ => "CALQ counts in whole units; is this an energy, or a normalised charge?",
            };
            return Err(fault(wafer, &branch, value.to_string(), "a whole number, 0..=4194303").hint(hint));
        }
        match usize::try_from(cell).ok().and_then(|cell| charges.get_mut(cell)) {
            Some(charge) => *charge = Calq(value as u32),
            None if value == 0.0 => {}
            None => {
                return Err(fault(wafer, &branch, value.to_string(), "0: the image has no cell there")
                    .hint("the 64 charges are those of the 8x8 image, row by row, its lower right quarter empty"));
            }
        }
    }
    if !(wafer.eta.abs() < 10.0 && wafer.eta != 0.0) {
        return Err(fault(wafer, "eta", wafer.eta.to_string(), "a number between -10 and 10, not 0"));
    }
    if let Some(energy) = wafer.simenergy.filter(|energy| !(energy.is_finite() && *energy >= 0.0)) {
        return Err(fault(wafer, "simenergy", energy.to_string(), Column::SimEnergy.allowed()));
    }
    let meta = Meta {
        entry: Some(entry(file, wafer.event)?),
        zside: Some(if wafer.eta > 0.0 { 1 } else { -1 }),
        layer: Some(small(wafer, "layer", wafer.layer.into(), 1..=52, Column::Layer)? as u8),
        wafer_u: Some(small(wafer, "waferu", wafer.u.into(), -15..=15, Column::WaferU)? as i8),
        wafer_v: Some(small(wafer, "waferv", wafer.v.into(), -15..=15, Column::WaferV)? as i8),
        wafer_type: Some(small(wafer, "wafertype", wafer.wafer_type.into(), 0..=2, Column::WaferType)? as u8),
        eta: Some(wafer.eta),
        sim_energy: wafer.simenergy,
        ..Meta::default()
    };
    Ok(Sample { charges, meta })
}

/// Event and sample of a row of a table, which must have all columns of [`COLUMNS`] but `zside`, the sign of
/// eta, and the energy, which may not be known. `entry` is the event, counted in any way.
///
/// # Errors
/// The first column that the row lacks, and events that are not numbers of 40 bits.
pub fn of_table(row: Sample, file: u64) -> Result<(u64, Sample)> {
    let Sample { charges, meta } = row;
    let event = meta.entry.ok_or_else(|| lacks(Column::Entry))?;
    let event = u64::try_from(event).ok().filter(|event| event >> EVENT_BITS == 0);
    let event = event.ok_or_else(|| Error::new("not the number of an event").found(meta.entry.unwrap_or_default()))?;
    let eta = meta.eta.ok_or_else(|| lacks(Column::Eta))?;
    let meta = Meta {
        entry: Some(entry(file, event)?),
        zside: Some(meta.zside.unwrap_or(if eta > 0.0 { 1 } else { -1 })),
        layer: Some(meta.layer.ok_or_else(|| lacks(Column::Layer))?),
        wafer_u: Some(meta.wafer_u.ok_or_else(|| lacks(Column::WaferU))?),
        wafer_v: Some(meta.wafer_v.ok_or_else(|| lacks(Column::WaferV))?),
        wafer_type: Some(meta.wafer_type.ok_or_else(|| lacks(Column::WaferType))?),
        eta: Some(eta),
        sim_energy: meta.sim_energy,
        ..Meta::default()
    };
    Ok((event, Sample { charges, meta }))
}

fn lacks(column: Column) -> Error {
    Error::new(format!("the row has no {}", column.name()))
        .allowed(COLUMNS.map(Column::name).join(", "))
        .hint("eight conditions are made of these; zside and SimEnergyTotal may be left out")
}

/// The input of the encoder for these charges, in units of 1/128 (the normaliser gives 8 bits), row by row
/// with the channel fastest.
pub fn inputs(sample: &Sample, image: &Image) -> Vec<u8> {
    let normalised = normalise::run(&sample.charges).normalised;
    let pixel = |&cell: &i8| usize::try_from(cell).map_or(0, |cell| normalised[cell].to_bits());
    image.cells.iter().map(pixel).collect()
}

/// Whether the ntuple's own input, if it has one, equals this one.
pub fn equals_ntuple(wafer: &NtupleWafer, inputs: &[u8]) -> Option<bool> {
    let theirs = wafer.ae_in.as_ref()?;
    Some(
        theirs.len() == inputs.len() && theirs.iter().zip(inputs).all(|(&value, &raw)| value * STEPS == f64::from(raw)),
    )
}

/// Steps of the input per unit.
const STEPS: f64 = (1 << NORMALISED_FRAC_BITS) as f64;

/// The input that the ntuple holds, in units of 1/128.
///
/// # Errors
/// An ntuple without it, and values that are not multiples of 1/128 below 2.
pub fn ntuple_inputs(wafer: &NtupleWafer) -> Result<Vec<u8>> {
    let Some(values) = &wafer.ae_in else {
        return Err(Error::new("the tree has no inputs of the encoder")
            .field(format!("{}AEin0", wafer.prefix))
            .hint("without --use-aein they are made from CALQ"));
    };
    let inputs = values.iter().enumerate().map(|(pixel, &value)| {
        let input = value * STEPS;
        let fits = input.fract() == 0.0 && (0.0..256.0).contains(&input);
        fits.then_some(input as u8).ok_or_else(|| {
            Error::new("not a value of this branch")
                .field(format!("event {}, {}AEin{pixel}", wafer.event, wafer.prefix))
                .found(value)
                .allowed("a multiple of 1/128, at least 0 and below 2")
        })
    });
    inputs.collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::network::AeBlock;

    /// A wafer with a charge in every cell.
    fn wafer(event: u64) -> NtupleWafer {
        let cells = AeBlock::chip_8x8().image().cells;
        NtupleWafer {
            event,
            prefix: "wafer.".into(),
            gen_pt: None,
            layer: 9,
            u: 3,
            v: -4,
            wafer_type: 1,
            eta: -2.5,
            simenergy: Some(0.0),
            energy: Some(1.0),
            calq: cells.iter().map(|&cell| f64::from(cell.max(-1) + 1)).collect(),
            ae_in: None,
        }
    }

    #[test]
    fn charges_stand_at_their_cells_and_make_the_input() {
        let image = AeBlock::chip_8x8().image();
        let made = sample(&wafer(7), 2, &image).unwrap();
        assert_eq!(made.charges.map(|charge| charge.0), std::array::from_fn(|cell| cell as u32 + 1));
        assert_eq!(file_and_event(made.meta.entry.unwrap()), (2, 7));
        assert_eq!((made.meta.zside, made.meta.layer, made.meta.wafer_v), (Some(-1), Some(9), Some(-4)));
        // The sum is 1176, so the input is the charge divided by 8.
        let raw = inputs(&made, &image);
        assert_eq!((raw.len(), raw[0], raw[31], raw[32], raw[36], raw[59]), (64, 0, 4, 4, 0, 6));
        assert_eq!(inputs(&made, &AeBlock::cmssw_4x4x3().image()).len(), 48);
    }

    #[test]
    fn the_ntuples_own_input_is_read_exactly() {
        let mut wafer = wafer(1);
        assert!(ntuple_inputs(&wafer).unwrap_err().to_string().contains("--use-aein"));
        assert_eq!(equals_ntuple(&wafer, &[255; 64]), None);
        wafer.ae_in = Some(vec![1.9921875; 64]);
        assert_eq!(ntuple_inputs(&wafer).unwrap(), vec![255; 64]);
        assert_eq!((equals_ntuple(&wafer, &[255; 64]), equals_ntuple(&wafer, &[254; 64])), (Some(true), Some(false)));
        wafer.ae_in = Some(vec![0.3; 64]);
        assert!(ntuple_inputs(&wafer).unwrap_err().to_string().contains("wafer.AEin0"));
    }

    fn fault(change: &dyn Fn(&mut NtupleWafer)) -> String {
        let mut wafer = wafer(5);
        change(&mut wafer);
        sample(&wafer, 0, &AeBlock::chip_8x8().image()).unwrap_err().to_string()
    }

    #[test]
    fn what_a_branch_cannot_hold_is_refused_by_name() {
        assert!(fault(&|w| w.calq[17] = f64::NAN).starts_with("event 5, wafer.CALQ17: not a value"));
        assert!(fault(&|w| w.calq[17] = 0.25).contains("whole units"));
        assert!(fault(&|w| w.calq[17] = -1.0).contains("unsigned"));
        assert!(fault(&|w| w.calq[17] = 4_194_304.0).contains("22 bits"));
        assert!(fault(&|w| w.calq[63] = 1.0).contains("CALQ63") && fault(&|w| w.calq.truncate(48)).contains("48"));
        assert!(fault(&|w| w.eta = f64::NAN).contains("wafer.eta"));
        assert!(fault(&|w| w.simenergy = Some(-1.0)).contains("wafer.simenergy"));
        assert!(fault(&|w| w.layer = 53).contains("1..=52") && fault(&|w| w.u = 16).contains("wafer.waferu"));
        assert!(fault(&|w| w.wafer_type = 3).contains("0, 1 or 2"));
        assert!(entry(1 << 22, 0).is_err() && entry(0, 1 << 40).is_err());
    }
}
