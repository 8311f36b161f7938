//! Link words as training data, through the chip's own front end, and samples as link words.
//!
//! A row of `testInput.csv` passes [`chip::erx`](crate::chip::erx), [`mux`], [`decode`] and
//! [`calibrate`] with the MUX, density and calibration factors of a configuration; what comes out is
//! CALQ in post-MUX order. So the real vectors are training data, bit for bit what the chip's
//! algorithms see. Code 0 decodes to charge 1 (low density) or 4 (high density): an empty module has
//! a small flat image, not a zero one.
//!
//! A metadata csv (columns as in [`super::calq_csv`], no charges) may stand beside the words, one
//! row for each. Where it gives a density, that density decodes the row.

use std::path::{Path, PathBuf};

use super::Source;
use super::calq_csv::MetadataReader;
use super::sample::{Column, Columns, Meta, Sample};
use crate::chip::signals::{CELLS, Calq, InputWords, PerCell, TcCode};
use crate::chip::{calibrate, decode, erx, mux};
use crate::error::{Error, Result};
use crate::golden::stream::RowFile;
use crate::golden::vectors::{VectorReader, Words};
use crate::registers::{ChipConfig, Density, Generation, INPUT_LINKS, MAX_CALIBRATION};

/// Name of the words in a directory that is a set.
pub const WORDS: &str = InputWords::FILE;

/// Name of the configuration in a set.
pub const CONFIG: &str = "init.yaml";

/// Name of the metadata in a set.
pub const METADATA: &str = "metadata.csv";

/// The charges of a BX: the front end of the chip.
pub fn front_end(words: &InputWords, config: &ChipConfig, density: Density) -> PerCell<Calq> {
    let codes = mux::route(&erx::split(words, config.generation), &config.mux);
    std::array::from_fn(|cell| calibrate::calibrate(decode::linearise(codes[cell], density), config.calibration[cell]))
}

/// Calibration factor that makes a charge transverse: 1 / cosh(eta), u12.11, rounded to the nearest.
///
/// The emulation of the chip in CMS stores the same factor with the same precision (docs/sources.md, CMSSW).
pub fn transverse_factor(eta: f64) -> u16 {
    let factor = (2048.0 / libm::cosh(eta)).round();
    (factor as u16).min(MAX_CALIBRATION)
}

/// Reads link words as samples.
pub struct LinkWordsReader {
    words: VectorReader<InputWords>,
    config: ChipConfig,
    metadata: Option<(MetadataReader, PathBuf)>,
    transverse: bool,
}

impl LinkWordsReader {
    /// Opens the words (`-` is standard input) and the metadata beside them.
    ///
    /// With `transverse` every cell has the factor [`transverse_factor`] of the module's eta instead
    /// of the configuration's factors.
    ///
    /// # Errors
    /// Files that cannot be opened or have other columns, a configuration out of range, and
    /// `transverse` without metadata that gives eta.
    pub fn open(words: &Path, config: &ChipConfig, metadata: Option<&Path>, transverse: bool) -> Result<Self> {
        config.validate()?;
        let words = VectorReader::open(words)?;
        let metadata = match metadata {
            Some(path) => Some((MetadataReader::open(path)?, path.to_owned())),
            None => None,
        };
        let reader = LinkWordsReader { words, config: config.clone(), metadata, transverse };
        if transverse && !reader.columns().has(Column::Eta) {
            return Err(Error::new("transverse charges need the eta of every module")
                .file(reader.words.path())
                .hint("--metadata names a csv with a column eta"));
        }
        Ok(reader)
    }
}

impl Source for LinkWordsReader {
    fn read(&mut self) -> Result<Option<Sample>> {
        let words = self.words.read()?;
        let meta = match &mut self.metadata {
            None => Meta::default(),
            Some((reader, path)) => match (reader.read()?, words.is_some()) {
                (Some(meta), true) => meta,
                (None, false) => Meta::default(),
                (found, _) => {
                    return Err(Error::new("the metadata do not have a row for each row of words")
                        .file(path)
                        .found(if found.is_some() { "more rows" } else { "fewer rows" })
                        .allowed(format!("as many rows as {}", self.words.path().display())));
                }
            },
        };
        let Some(words) = words else { return Ok(None) };
        let density = meta.density.unwrap_or(self.config.density);
        if self.transverse {
            let eta = meta.eta.ok_or_else(|| {
                Error::new("transverse charges need the eta of every module")
                    .file(self.words.path())
                    .line(self.words.rows() + 1)
            })?;
            self.config.calibration = [transverse_factor(eta); CELLS];
        }
        Ok(Some(Sample { charges: front_end(&words, &self.config, density), meta }))
    }

    fn columns(&self) -> Columns {
        self.metadata.as_ref().map_or_else(Columns::default, |(reader, _)| reader.columns())
    }
}

/// Checks that every cell can be given a charge of its own through the MUX.
///
/// # Errors
/// A MUX that gives one input to two cells.
pub(super) fn check_mux(config: &ChipConfig) -> Result<()> {
    let mut taken = [None; CELLS];
    for (cell, &input) in config.mux.iter().enumerate() {
        if let Some(other) = taken[usize::from(input)].replace(cell) {
            return Err(Error::new("samples cannot be written through a MUX that gives one input to two cells")
                .field(format!("Mux.{cell}"))
                .found(format!("input {input}, as cell {other}"))
                .allowed("48 different inputs"));
        }
    }
    Ok(())
}

/// The words that bring 48 codes (post-MUX order) through the MUX of a configuration; `row` gives the
/// orbit header. MUX inputs that no cell takes are 0.
pub fn pack(codes: &PerCell<TcCode>, config: &ChipConfig, row: u64) -> InputWords {
    let mut inputs = [0u32; CELLS];
    for (cell, code) in codes.iter().enumerate() {
        inputs[usize::from(config.mux[cell])] = u32::from(code.0);
    }
    let header = if row.is_multiple_of(u64::from(erx::ORBIT)) { erx::ORBIT_SYNC } else { 0xA };
    let mut words = [header << 28; INPUT_LINKS];
    for (input, code) in inputs.into_iter().enumerate() {
        let slot = input % 4;
        let shift = match config.generation {
            Generation::P1 => 7 * slot,
            Generation::Prod => 21 - 7 * slot,
        };
        words[input / 4] |= code << shift;
    }
    words
}

/// Writes samples as link words: every charge must be one that the front end can produce.
pub struct LinkWordsWriter {
    file: RowFile<InputWords>,
    config: ChipConfig,
    /// The charges that codes 0 to 127 decode to in each cell, in increasing order of the code.
    charges: Vec<[u32; 128]>,
    row: u64,
}

/// The charges that the codes decode to in a cell with this factor.
fn charges_of_codes(density: Density, factor: u16) -> [u32; 128] {
    std::array::from_fn(|code| calibrate::calibrate(decode::linearise(TcCode(code as u8), density), factor).0)
}

impl LinkWordsWriter {
    /// Starts a file; `-` is standard output.
    ///
    /// # Errors
    /// A configuration out of range or whose MUX gives one input to two cells, and files that
    /// cannot be created.
    pub fn create(path: &Path, config: &ChipConfig) -> Result<Self> {
        config.validate()?;
        check_mux(config)?;
        let charges = config.calibration.iter().map(|&factor| charges_of_codes(config.density, factor)).collect();
        Ok(LinkWordsWriter { file: RowFile::create(path)?, config: config.clone(), charges, row: 0 })
    }

    /// Adds a sample.
    ///
    /// # Errors
    /// A density other than the configuration's, and charges that no code decodes to, with the
    /// nearest that one does.
    pub fn write(&mut self, sample: &Sample) -> Result<()> {
        if sample.meta.density.is_some_and(|density| density != self.config.density) {
            return Err(Error::new("the module has another density than the configuration")
                .field(format!("sample {}", self.row))
                .hint("write the samples of one density at a time"));
        }
        let mut codes = [TcCode(0); CELLS];
        for (cell, charge) in sample.charges.iter().enumerate() {
            let table = &self.charges[cell];
            let at = table.partition_point(|&known| known < charge.0);
            if table.get(at) != Some(&charge.0) {
                let near = [at.checked_sub(1), Some(at)].into_iter().flatten().filter_map(|code| table.get(code));
                let near = near.map(u32::to_string).collect::<Vec<_>>().join(" and ");
                return Err(Error::new("no link word decodes to this charge")
                    .field(format!("sample {}, cell {cell} behind the MUX", self.row))
                    .found(charge.0)
                    .allowed(format!("what some 4E3M code decodes to; nearest: {near}"))
                    .hint("charges that did not come from link words cannot be written as such without a loss"));
            }
            codes[cell] = TcCode(at as u8);
        }
        self.file.write(&pack(&codes, &self.config, self.row))?;
        self.row += 1;
        Ok(())
    }

    /// Completes the file.
    ///
    /// # Errors
    /// If the last bytes cannot be written.
    pub fn commit(self) -> Result<()> {
        self.file.commit()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chip::{BxTrace, Chip, Options, Stage};
    use crate::data::calq_csv::CsvWriter;
    use crate::data::cells::AE_MUX;
    use crate::data::sample::testing::full_meta;
    use crate::golden::random::RandomInput;

    fn config(generation: Generation) -> ChipConfig {
        let config = ChipConfig { mux: AE_MUX, ..ChipConfig::reset(Generation::Prod) };
        let mut config = config.to_generation(generation);
        config.calibration[7] = 1000;
        config
    }

    #[test]
    fn the_front_end_is_that_of_the_chip() {
        for (generation, density) in [(Generation::P1, Density::Low), (Generation::Prod, Density::High)] {
            let config = ChipConfig { density, ..config(generation) };
            let mut chip = Chip::new(&config, &Options::default()).unwrap();
            for words in RandomInput::new(5).take(200) {
                let mut trace = BxTrace::default();
                chip.step(&words, &mut trace);
                let own = front_end(&words, &config, density).map(|charge| i64::from(charge.0));
                assert_eq!(trace.get(Stage::Calibrate), Some(&own[..]));
            }
        }
    }

    #[test]
    fn words_survive_samples() {
        let scratch = tempfile::tempdir().unwrap();
        let (a, b) = (scratch.path().join("a.csv"), scratch.path().join("b.csv"));
        for generation in [Generation::P1, Generation::Prod] {
            let mut file = RowFile::create(&a).unwrap();
            let rows: Vec<InputWords> = RandomInput::new(3).take(300).collect();
            rows.iter().for_each(|row| file.write(row).unwrap());
            file.commit().unwrap();
            let mut config = config(generation);
            config.calibration = [2048; CELLS];
            let mut reader = LinkWordsReader::open(&a, &config, None, false).unwrap();
            let mut writer = LinkWordsWriter::create(&b, &config).unwrap();
            while let Some(sample) = reader.read().unwrap() {
                writer.write(&sample).unwrap();
            }
            writer.commit().unwrap();
            assert_eq!(std::fs::read(&a).unwrap(), std::fs::read(&b).unwrap());
        }
    }

    #[test]
    fn what_no_code_means_is_refused() {
        let scratch = tempfile::tempdir().unwrap();
        let path = scratch.path().join("a.csv");
        let config = config(Generation::Prod);
        let mut writer = LinkWordsWriter::create(&path, &config).unwrap();
        let mut charges = [1; CELLS];
        charges[7] = 0;
        writer.write(&Sample::new(charges, Meta::default()).unwrap()).unwrap();
        charges[40] = 2;
        let text = writer.write(&Sample::new(charges, Meta::default()).unwrap()).unwrap_err().to_string();
        assert!(text.contains("sample 1, cell 40") && text.contains("1 and 3"), "{text}");
        let text = writer.write(&Sample::new([1; CELLS], full_meta()).unwrap()).unwrap_err().to_string();
        assert!(text.contains("another density"), "{text}");
        let twice = ChipConfig { mux: [0; CELLS], ..config };
        assert!(LinkWordsWriter::create(&path, &twice).is_err());
    }

    #[test]
    fn metadata_go_with_the_words_and_set_density_and_factor() {
        let scratch = tempfile::tempdir().unwrap();
        let [words_path, metadata_path] = ["words.csv", "meta.csv"].map(|name| scratch.path().join(name));
        let config = config(Generation::Prod);
        let mut words = RowFile::create(&words_path).unwrap();
        let mut metadata = CsvWriter::metadata(&metadata_path, Columns::ALL).unwrap();
        for density in [Density::Low, Density::High] {
            words.write(&pack(&[TcCode(8); CELLS], &config, 0)).unwrap();
            let meta = Meta { density: Some(density), eta: Some(2.0), ..full_meta() };
            metadata.write(&Sample::new([0; CELLS], meta).unwrap()).unwrap();
        }
        words.commit().unwrap();
        metadata.commit().unwrap();
        let mut reader = LinkWordsReader::open(&words_path, &config, Some(&metadata_path), false).unwrap();
        assert_eq!(reader.read().unwrap().unwrap().charges[0], Calq(17));
        assert_eq!(reader.read().unwrap().unwrap().charges[0], Calq(68));
        assert!(reader.read().unwrap().is_none());
        let mut reader = LinkWordsReader::open(&words_path, &config, Some(&metadata_path), true).unwrap();
        assert_eq!(reader.read().unwrap().unwrap().charges[7], Calq(17 * 544 / 2048));
        let mut words = RowFile::create(&words_path).unwrap();
        words.write(&[0xA000_0000; 12]).unwrap();
        words.commit().unwrap();
        let mut reader = LinkWordsReader::open(&words_path, &config, Some(&metadata_path), false).unwrap();
        reader.read().unwrap();
        assert!(reader.read().unwrap_err().to_string().contains("more rows"));
        assert!(LinkWordsReader::open(&words_path, &config, None, true).is_err());
    }
}
