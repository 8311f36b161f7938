//! A detector to try assignments on: the modules of [`crate::data::synth`], as a table.

use crate::data::sample::ModuleType;
use crate::data::synth::geometry::{self, LAST_CE_E, WaferPlace};
use crate::registers::Density;

/// Links of a synthetic module. Invented: more where showers are dense, near the beam and at the depths where
/// electromagnetic showers have most of their energy.
fn links(layer: u8, wafer: &WaferPlace) -> u8 {
    match (layer, wafer.density()) {
        (7..=11, Density::High) => 5,
        (5..=13, Density::High) => 4,
        (5..=13, Density::Low) => 3,
        (..=LAST_CE_E, Density::High) => 3,
        _ => 2,
    }
}

/// The table of the synthetic detector, in the form of `ModuleLinkSummary.csv`: the modules of one end-cap, which stand
/// for those of both.
pub fn table() -> String {
    let mut text = String::from("Layer,ModU,ModV,ECONT_eTX,HD_LD,ModType\n");
    for layer in geometry::layers() {
        for wafer in geometry::wafers(&layer) {
            let density = if wafer.density() == Density::High { "HD" } else { "LD" };
            let kind = ModuleType::full(wafer.kind()).name();
            let links = links(layer.number, &wafer);
            text += &format!("{},{},{},{links},{density},{kind}\n", layer.number, wafer.u, wafer.v);
        }
    }
    text
}
