//! Which wafer trains which model: links by layer, or by wafer.
//!
//! **`old`**: links by layer alone, the signal allocation of the trigger (docs/sources.md, ECONT_Emulator):
//!
//! | layer | eLinks |
//! |---|---|
//! | 9 | 5 |
//! | 7, 11 | 4 |
//! | 13 | 3 |
//! | any other from 1 to 52 | 2 |
//!
//! So every layer belongs to exactly one model. The layer cuts of the reference's own preparation (docs/sources.md,
//! ECON_CAE) are meant to do the same but do not: they give layers 7 and 11 to the models of 5 and of 4 links,
//! layers 5 and 6 to those of 5 and of 2, and layer 12 to none. They also give layers 8 and 10 to that of 5, where
//! the signal allocation says 2; the trigger reads out no even layer before 27. For models by bits those cuts select
//! nothing: every model got every wafer.
//!
//! **`new`**: links by layer and wafer (u, v), from a table. The reference has the option, but it
//! filters nothing there.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::path::Path;

use serde::Serialize;

use crate::chip::autoencoder::packet::latent_bits;
use crate::data::prepare::modules::signal_links;
use crate::data::prepare::tables::Table;
use crate::error::Result;
use crate::files::hash;

/// What distinguishes the models.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum Mode {
    /// One model for each number of eLinks.
    #[serde(rename = "eLink")]
    ELinks,
    /// One model for each width of the latents.
    #[serde(rename = "bits")]
    Bits,
}

impl Mode {
    /// The directory of a model.
    pub fn directory(self, model: u8) -> String {
        match self {
            Mode::ELinks => format!("data_{model}_eLinks"),
            Mode::Bits => format!("data_{model}_bits"),
        }
    }

    /// Name of the mark of a finished preparation.
    pub fn record(self) -> &'static str {
        match self {
            Mode::ELinks => "prepare_eLinks.json",
            Mode::Bits => "prepare_bits.json",
        }
    }

    /// Its name in summaries.
    pub fn name(self) -> &'static str {
        match self {
            Mode::ELinks => "eLink",
            Mode::Bits => "bits",
        }
    }
}

/// Last layer.
pub const LAYERS: u8 = 52;

/// Most links of a module in a model of its own.
const MAX_LINKS: u8 = 11;

/// Links of a layer in the scheme `old`: the signal allocation, and 2 where that has none because the
/// trigger does not read the layer out.
pub fn links_of_layer(layer: u8) -> u8 {
    match signal_links(layer) {
        0 => 2,
        links => links,
    }
}

/// How many links a wafer has.
#[derive(Debug, Clone)]
pub enum GeometryAllocation {
    /// By layer, [`links_of_layer`].
    Old,
    /// By layer and wafer.
    New(Geometry),
}

impl GeometryAllocation {
    /// Its name.
    pub fn name(&self) -> &'static str {
        match self {
            GeometryAllocation::Old => "old",
            GeometryAllocation::New(_) => "new",
        }
    }

    /// One line for the summary.
    pub fn rule(&self) -> String {
        match self {
            GeometryAllocation::Old => {
                "signal allocation: layer 9 has 5 eLinks, 7 and 11 have 4, 13 has 3, all others 2; no layer is in two \
                 models or in none"
                    .into()
            }
            GeometryAllocation::New(geometry) => {
                format!("eLinks by layer, u and v; {} wafers listed", geometry.links.len())
            }
        }
    }

    /// A text that is equal only for equal allocations.
    pub fn fingerprint(&self) -> String {
        match self {
            GeometryAllocation::Old => self.name().to_owned(),
            GeometryAllocation::New(geometry) => hash::of_bytes(format!("{:?}", geometry.links)),
        }
    }

    /// Links of a wafer; `None` if the table does not list it.
    pub fn links(&self, layer: u8, u: i8, v: i8) -> Option<u8> {
        match self {
            GeometryAllocation::Old => Some(links_of_layer(layer)),
            GeometryAllocation::New(geometry) => geometry.links.get(&(layer, u, v)).copied(),
        }
    }

    /// All models: eLinks 2 to 5 (`old`) or 1 to 11 (`new`), or the bits that these have.
    pub fn models(&self, mode: Mode) -> Vec<u8> {
        let links = match self {
            GeometryAllocation::Old => 2..=5,
            GeometryAllocation::New(_) => 1..=MAX_LINKS,
        };
        let mut models: Vec<u8> = links.map(|links| model_of_links(mode, links)).collect();
        models.dedup();
        models
    }
}

/// The model of a wafer with this number of links; `None` if it has no links.
pub fn model_of_links(mode: Mode, links: u8) -> u8 {
    match mode {
        Mode::ELinks => links,
        Mode::Bits => latent_bits(links) as u8,
    }
}

/// Number of links by layer, u and v.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Geometry {
    links: BTreeMap<(u8, i8, i8), u8>,
}

/// The columns that count, each with the names it has in published tables.
const COLUMNS: [&[&str]; 4] =
    [&["plane", "layer", "Layer"], &["u", "waferu", "ModU"], &["v", "waferv", "ModV"], &["trigLinks", "ECONT_eTX"]];

impl Geometry {
    /// Reads a table with a line of column names, separated by commas if there are any, else by white space.
    ///
    /// # Errors
    /// A file that cannot be read, missing columns, rows of another length, values out of range, and wafers listed
    /// twice with different links, with the line.
    pub fn read(path: &Path) -> Result<Self> {
        let table = Table::read(path)?;
        let [layer, u, v, count] = COLUMNS.map(|names| table.column(names));
        let [layer, u, v, count] = [layer?, u?, v?, count?];
        let mut links = BTreeMap::new();
        for row in table.rows() {
            let wafer = (row.integer(layer, 1..=LAYERS.into())?, row.integer(u, -15..=15)?, row.integer(v, -15..=15)?);
            let count = row.integer(count, 0..=MAX_LINKS.into())?;
            match links.entry(wafer) {
                Entry::Vacant(entry) => {
                    entry.insert(count);
                }
                Entry::Occupied(entry) if *entry.get() == count => {}
                Entry::Occupied(entry) => {
                    return Err(row
                        .fault("the wafer is listed before with other links")
                        .field(format!("layer {}, u {}, v {}", wafer.0, wafer.1, wafer.2))
                        .found(format!("{count}, and before that {}", entry.get())));
                }
            }
        }
        Ok(Geometry { links })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_layer_belongs_to_one_model() {
        let models = GeometryAllocation::Old.models(Mode::ELinks);
        let mut layers: BTreeMap<u8, Vec<u8>> = BTreeMap::new();
        for layer in 1..=LAYERS {
            let links = GeometryAllocation::Old.links(layer, 3, -2).unwrap();
            assert_eq!(models.iter().filter(|&&model| model == model_of_links(Mode::ELinks, links)).count(), 1);
            layers.entry(links).or_default().push(layer);
        }
        assert_eq!((&layers[&5], &layers[&4], &layers[&3]), (&vec![9], &vec![7, 11], &vec![13]));
        // The layers that the reference gives to two models or to none.
        assert!([5, 6, 12].iter().all(|layer| layers[&2].contains(layer)));
        assert_eq!(layers.values().map(Vec::len).sum::<usize>(), 52);
    }

    #[test]
    fn models_by_links_and_by_bits() {
        let new = GeometryAllocation::New(Geometry { links: BTreeMap::new() });
        assert_eq!(GeometryAllocation::Old.models(Mode::ELinks), [2, 3, 4, 5]);
        assert_eq!(GeometryAllocation::Old.models(Mode::Bits), [3, 5, 7, 9]);
        assert_eq!(new.models(Mode::ELinks), (1..=11).collect::<Vec<_>>());
        assert_eq!(new.models(Mode::Bits), [1, 3, 5, 7, 9]);
        assert_eq!(
            (Mode::ELinks.directory(5), Mode::Bits.directory(9)),
            ("data_5_eLinks".into(), "data_9_bits".into())
        );
    }

    fn fault(path: &Path, text: &str) -> String {
        read_text(path, text).unwrap_err().to_string()
    }

    fn read_text(path: &Path, text: &str) -> Result<Geometry> {
        std::fs::write(path, text).unwrap();
        Geometry::read(path)
    }

    #[test]
    fn a_table_is_read_by_the_names_of_its_columns() {
        let scratch = tempfile::tempdir().unwrap();
        let path = scratch.path().join("geometry.txt");
        let spaces = "plane u itype v trigLinks\n1 2 FI -3 4.000\n1 2 FI -3 4\n47 0 FO 1 0\n";
        let commas = "Layer,ModU,ModV,ECONT_eTX\n1,2,-3,4\n47,0,1,0\n";
        let geometry = read_text(&path, spaces).unwrap();
        assert_eq!(read_text(&path, commas).unwrap(), geometry);
        let new = GeometryAllocation::New(geometry);
        assert_eq!([new.links(1, 2, -3), new.links(47, 0, 1), new.links(1, -3, 2)], [Some(4), Some(0), None]);
        assert!(fault(&path, "").contains("empty"));
        assert!(fault(&path, "plane u v\n").contains("trigLinks or ECONT_eTX"));
        assert!(
            fault(&path, &spaces.replace(" 4\n", "\n")).contains("geometry.txt:3: trigLinks: wrong number of columns")
        );
        assert!(fault(&path, &spaces.replace("47", "53")).contains("geometry.txt:4: plane: not a value"));
        assert!(
            fault(&path, &spaces.replace(" 4\n", " 5\n")).contains("layer 1, u 2, v -3: the wafer is listed before")
        );
        assert!(fault(&path, &spaces.replace(" 4\n", " 2.5\n")).contains("0..=11"));
    }
}
