//! Samples in the `verify_*.csv` files of the Ecoder trainer, its option `--nCSV` (docs/sources.md, Ecoder).
//!
//! Comma separated, 12 decimals, no header, one line for each sample:
//!
//! | file | columns |
//! |---|---|
//! | `verify_input_ae.csv` | pixels of the encoder's image: charges over the power of two below their sum, cut to 1/128 as on the chip |
//! | `verify_input_ae_abs.csv` | the same times that power of two: CALQ |
//! | `verify_input_calQ.csv` | 48 charges in training order, transverse MIPs (35 CALQ) |
//! | `verify_output.csv` | 16 latents as sent |
//! | `verify_decoded.csv` | pixels of the decoder's image; those without a cell are 0 |
//! | `verify_decoded_calQ.csv` | 48 decoded charges in training order, in the decoder's scale |

use std::fmt::Write;

use super::contender::Transmission;
use super::model::ModelContender;
use crate::chip::autoencoder::normalise;
use crate::chip::signals::PerCell;
use crate::data::Sample;
use crate::data::cells::{CellOrder, from_post_mux};
use crate::data::summary::CALQ_PER_MIP;
use crate::error::Result;
use crate::network::{CELLS, LATENTS};
use crate::registers::Density;

/// Names of the files.
pub const FILES: [&str; 6] = [
    "verify_input_ae.csv",
    "verify_input_ae_abs.csv",
    "verify_input_calQ.csv",
    "verify_output.csv",
    "verify_decoded.csv",
    "verify_decoded_calQ.csv",
];

/// Charges at their pixels, zeros elsewhere.
fn pixels(model: &ModelContender, charges: &PerCell<f32>) -> Vec<f64> {
    let pixel = |&cell: &i8| usize::try_from(cell).map_or(0.0, |cell| f64::from(charges[cell]));
    model.network.image().cells.iter().map(pixel).collect()
}

/// The files with these samples: name and text.
///
/// # Errors
/// Those of the chip, and conditions of a decoder that the data do not give.
pub fn files(
    model: &ModelContender,
    links: u8,
    samples: &[Sample],
    density: &[Density],
) -> Result<Vec<(String, String)>> {
    fn training(charges: &PerCell<f32>) -> Vec<f64> {
        from_post_mux(charges, CellOrder::Training).map(f64::from).to_vec()
    }
    let mut texts = [const { String::new() }; FILES.len()];
    let transmission = Transmission::autoencoder(model, links, samples, density)?;
    for (sample, decoded) in samples.iter().zip(model.decode(transmission.iter(), samples)?) {
        let normalised = normalise::run(&sample.charges);
        let power = f64::from(normalise::power_below(normalised.sum));
        let normalised = normalised.normalised.map(f32::from);
        let charges = sample.charges.map(|charge| charge.0 as f32 / CALQ_PER_MIP as f32);
        let (latents, decoded) =
            decoded.map_or(([0.0; LATENTS], [0.0; CELLS]), |decoded| (decoded.latents, decoded.image));
        let rows = [
            pixels(model, &normalised),
            pixels(model, &normalised).into_iter().map(|pixel| pixel * power).collect(),
            training(&charges),
            latents.map(f64::from).to_vec(),
            pixels(model, &decoded),
            training(&decoded),
        ];
        for (text, row) in texts.iter_mut().zip(rows) {
            let fields: Vec<String> = row.iter().map(|value| format!("{value:.12}")).collect();
            let _ = writeln!(text, "{}", fields.join(","));
        }
    }
    Ok(FILES.iter().map(|name| (*name).to_owned()).zip(texts).collect())
}
