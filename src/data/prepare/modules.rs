//! Tables of modules: how many links each has, its density and kind.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use super::tables::{Column, Table};
use crate::data::sample::ModuleType;
use crate::error::{Error, Result};
use crate::registers::{Density, OUTPUT_LINKS};

/// How the number of links of a module is found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LinkAllocation {
    /// By layer, for the best use of signal.
    Signal,
    /// By module, for pile-up: column `ECONT_eTX`.
    Pileup,
    /// By module, from a geometry table: column `trigLinks`.
    Geometry,
}

impl LinkAllocation {
    /// The word in the names of directories.
    pub fn name(self) -> &'static str {
        match self {
            LinkAllocation::Signal => "Signal",
            LinkAllocation::Pileup => "PU",
            LinkAllocation::Geometry => "Geometry",
        }
    }
}

/// Links of a layer in the signal allocation; none for layers without trigger data, which are the
/// even ones of the electromagnetic part (docs/sources.md, ECONT_Emulator).
pub fn signal_links(layer: u8) -> u8 {
    match layer {
        9 => 5,
        7 | 11 => 4,
        13 => 3,
        0 => 0,
        layer if layer < 29 && layer.is_multiple_of(2) => 0,
        _ => 2,
    }
}

/// What a table says of a module.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct TableModule {
    /// Output links, 0..=13.
    pub links: u8,
    /// Density.
    pub density: Density,
    /// Kind, if the table has a column for it.
    pub kind: Option<ModuleType>,
}

/// The modules of a detector by layer, u and v.
#[derive(Debug)]
pub struct Modules {
    path: PathBuf,
    modules: HashMap<(u8, i8, i8), TableModule>,
}

/// Names of the columns in the two kinds of tables: layer, u, v, links, density, kind.
const SUMMARY: [&str; 6] = ["Layer", "ModU", "ModV", "ECONT_eTX", "HD_LD", "ModType"];
const GEOMETRY: [&str; 6] = ["plane", "u", "v", "trigLinks", "HDorLD", "ModType"];

impl Modules {
    /// Reads a table: `ModuleLinkSummary.csv` (columns Layer, ModU, ModV, ECONT_eTX, HD_LD, ModType),
    /// or a geometry table with columns plane, u, v, trigLinks, HDorLD between spaces or commas (HDorLD
    /// is HD or LD, or 1 for HD and 0 for LD; ModType may be there). Other columns are ignored.
    ///
    /// # Errors
    /// Tables that are not of the form that the allocation needs, and invalid values, with line and
    /// column; modules that are listed twice.
    pub fn read(path: &Path, allocation: LinkAllocation) -> Result<Self> {
        let table = Table::read(path)?;
        let columns = match allocation {
            LinkAllocation::Pileup => SUMMARY,
            LinkAllocation::Geometry => GEOMETRY,
            LinkAllocation::Signal if table.find(&[GEOMETRY[3]]).is_some() => GEOMETRY,
            LinkAllocation::Signal => SUMMARY,
        };
        let [layer, u, v, links, density] = [0, 1, 2, 3, 4].map(|place| column(&table, columns, place));
        let [layer, u, v, links, density] = [layer?, u?, v?, links?, density?];
        let kind = if columns == SUMMARY { Some(column(&table, columns, 5)?) } else { table.find(&[columns[5]]) };
        let mut modules = HashMap::new();
        for row in table.rows() {
            let place = (row.integer(layer, 0..=52)?, row.integer(u, -15..=15)?, row.integer(v, -15..=15)?);
            let module = TableModule {
                links: row.integer(links, 0..=OUTPUT_LINKS as i64)?,
                density: row.value(density, "HD or LD, or 1 for HD and 0 for LD", density_of)?,
                kind: match kind {
                    Some(column) => row.value(column, "FI FM FO and the partial ones", kind_of)?,
                    None => None,
                },
            };
            if modules.insert(place, module).is_some() {
                return Err(row.fault("a module stands in the table twice").found(name_of(place)));
            }
        }
        Ok(Modules { path: path.to_owned(), modules })
    }

    /// What the table says of a module.
    pub fn get(&self, layer: u8, u: i8, v: i8) -> Option<&TableModule> {
        self.modules.get(&(layer, u, v))
    }

    /// All modules by layer, u and v, in this order.
    pub fn list(&self) -> Vec<((u8, i8, i8), TableModule)> {
        let mut all: Vec<_> = self.modules.iter().map(|(&place, &module)| (place, module)).collect();
        all.sort_unstable_by_key(|&(place, _)| place);
        all
    }

    /// The error for a module that is not listed.
    pub fn missing(&self, layer: u8, u: i8, v: i8) -> Error {
        let near = self.modules.keys().filter(|place| place.0 == layer).count();
        Error::new("the table of modules does not list a wafer of the data")
            .field(name_of((layer, u, v)))
            .found(format!(
                "{} modules in {}, {near} of them in layer {layer}",
                self.modules.len(),
                self.path.display()
            ))
            .hint("table and data must be of one geometry; --skip-unlisted counts such wafers and goes on")
    }
}

/// A column by its place in the list of those that such a table has.
fn column(table: &Table, columns: [&str; 6], place: usize) -> Result<Column> {
    table.column(&[columns[place]]).map_err(|error| {
        error
            .allowed(columns.join(","))
            .hint("--allocation pu takes ModuleLinkSummary.csv, --allocation geometry takes geometry.txt")
    })
}

fn density_of(text: &str) -> Option<Density> {
    match text {
        "HD" | "1" => Some(Density::High),
        "LD" | "0" => Some(Density::Low),
        _ => None,
    }
}

/// Nothing where the table leaves it open.
fn kind_of(text: &str) -> Option<Option<ModuleType>> {
    match text {
        "" => Some(None),
        name => ModuleType::parse(name).map(Some),
    }
}

fn name_of((layer, u, v): (u8, i8, i8)) -> String {
    format!("layer {layer}, u {u}, v {v}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str, allocation: LinkAllocation) -> Result<Modules> {
        let scratch = tempfile::tempdir().unwrap();
        let path = scratch.path().join("table");
        std::fs::write(&path, text).unwrap();
        Modules::read(&path, allocation)
    }

    #[test]
    fn both_forms_are_read() {
        let summary = "Layer,ModU,ModV,ECOND_eTX,ECONT_eTX,HD_LD,ModType,MB\n9,-3,1,2,4,HD,aI,7\n";
        let expected = TableModule { links: 4, density: Density::High, kind: ModuleType::parse("aI") };
        assert_eq!(read(summary, LinkAllocation::Pileup).unwrap().get(9, -3, 1), Some(&expected));
        assert_eq!(read(summary, LinkAllocation::Signal).unwrap().get(9, -3, 1), Some(&expected));
        let geometry = "plane  u v itype trigLinks HDorLD\n 9 -3 1 F 4  1\n\n9 3 1 b 0 0\n";
        let table = read(geometry, LinkAllocation::Geometry).unwrap();
        assert_eq!(table.get(9, -3, 1), Some(&TableModule { kind: None, ..expected }));
        assert_eq!(table.get(9, 3, 1).unwrap().links, 0);
        assert!(table.get(9, 3, 2).is_none());
        assert!(table.missing(9, 3, 2).to_string().contains("layer 9, u 3, v 2"));
    }

    #[test]
    fn faults_are_named() {
        fn fault(text: &str, allocation: LinkAllocation) -> String {
            read(text, allocation).unwrap_err().to_string()
        }
        let header = "Layer,ModU,ModV,ECONT_eTX,HD_LD,ModType\n";
        assert!(fault("", LinkAllocation::Pileup).contains("empty"));
        assert!(fault(header, LinkAllocation::Geometry).contains("plane: the table lacks a column"));
        assert!(fault("plane u v trigLinks HDorLD\n", LinkAllocation::Pileup).contains("Layer"));
        assert!(fault(&(header.to_owned() + "1,2,3,14,LD,FI\n"), LinkAllocation::Pileup).contains(":2: ECONT_eTX"));
        assert!(fault(&(header.to_owned() + "1,2,3,1,MD,FI\n"), LinkAllocation::Pileup).contains("HD_LD"));
        assert!(fault(&(header.to_owned() + "1,2,3,1,LD,xx\n"), LinkAllocation::Pileup).contains("ModType"));
        assert!(fault(&(header.to_owned() + "1,2,3,1,LD\n"), LinkAllocation::Pileup).contains("ModType"));
        let twice = header.to_owned() + "1,2,3,1,LD,FI\n1,2,3,2,LD,FI\n";
        assert!(fault(&twice, LinkAllocation::Pileup).contains(":3: a module stands in the table twice"));
    }

    #[test]
    fn links_of_the_signal_allocation() {
        // The published list of the sorting script, layers 0 to 50.
        let mut published = vec![0, 2, 0, 2, 0, 2, 0, 4, 0, 5, 0, 4, 0, 3];
        published.extend([0, 2].repeat(7));
        published.extend([0].into_iter().chain([2; 22]));
        let own: Vec<u8> = (0..=50).map(signal_links).collect();
        assert_eq!(own, published);
    }
}
