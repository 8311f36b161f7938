//! Synthetic sets as directories: link words, the chip they are for, metadata, manifest.
//!
//! | file | content |
//! |---|---|
//! | `testInput.csv` | link words, as the detector would send them |
//! | `init.yaml` | configuration (dialect C) of a low-density module, or of the one density asked for |
//! | `init_hd.yaml` | the same for high density, in sets of both |
//! | `metadata.csv` | one row for each row of words, columns as in [`Column::ALL`](crate::data::Column) |
//! | `manifest.json` | seed, kind, counts, SHA-256 of every file |
//!
//! A chip has one density. In a set of both, the words of high-density modules are only charges of
//! the right scale when decoded with the density that the metadata give, as
//! [`LinkWordsReader`](crate::data::link_words::LinkWordsReader) does; the autoencoder's latents are
//! the same either way, because it divides by a power of two of the module sum.

use std::path::Path;

use serde::{Deserialize, Serialize};

use super::{Synth, SynthKind};
use crate::chip::signals::InputWords;
use crate::data::Columns;
use crate::data::calq_csv::CsvWriter;
use crate::data::link_words::{CONFIG, METADATA, WORDS};
use crate::error::{Error, Result};
use crate::files::{self, AtomicDirectory, hash};
use crate::golden::manifest::FileEntry;
use crate::golden::stream::RowFile;
use crate::network::AeBlock;
use crate::registers::{Density, Dialect, write_config};

/// Name of the configuration for high-density modules in a set.
pub(in crate::data) const CONFIG_HD: &str = "init_hd.yaml";
const MANIFEST: &str = "manifest.json";

/// What a set is made of.
#[derive(Debug, Clone)]
pub struct SynthRequest<'a> {
    /// Directory to make.
    pub out: &'a Path,
    /// Seed.
    pub seed: u64,
    /// Rows.
    pub rows: u64,
    /// Kind of set.
    pub kind: SynthKind,
    /// Only modules of this density.
    pub density: Option<Density>,
    /// Replace a synthetic set that exists already.
    pub replace: bool,
}

/// The manifest of a synthetic set. It holds no time and no path of a machine: the same request
/// gives the same bytes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SynthManifest {
    /// Version of the tool that wrote the set.
    pub tool: String,
    /// Kind of set.
    pub synthetic: SynthKind,
    /// Seed.
    pub seed: u64,
    /// Rows.
    pub rows: u64,
    /// Rows of low-density modules.
    pub low_density: u64,
    /// Rows of high-density modules.
    pub high_density: u64,
    /// Rows whose codes are all 0.
    pub empty: u64,
    /// Rows without a code 0.
    pub full: u64,
    /// Every file of the set.
    pub files: Vec<FileEntry>,
}

/// Makes a synthetic set. The directory appears complete or not at all.
///
/// # Errors
/// No rows, a directory that exists already, and failures to write.
pub fn write(request: &SynthRequest<'_>, mut progress: impl FnMut(u64)) -> Result<SynthManifest> {
    let SynthRequest { out, seed, rows, kind, density, .. } = *request;
    if rows == 0 {
        return Err(Error::new("the set would have no rows").field("--rows").found(rows));
    }
    refuse_existing(out, request.replace)?;
    let directory = AtomicDirectory::create(out)?;
    let root = directory.path().to_owned();

    let synth = Synth::new(seed, kind, density, rows);
    let mut manifest = SynthManifest {
        tool: format!("econ-emu {}", env!("CARGO_PKG_VERSION")),
        synthetic: kind,
        seed,
        rows,
        low_density: 0,
        high_density: 0,
        empty: 0,
        full: 0,
        files: Vec::new(),
    };
    let mut words = RowFile::<InputWords>::create(&root.join(WORDS))?;
    let mut metadata = CsvWriter::metadata(&root.join(METADATA), Columns::ALL)?;
    for number in 0..rows {
        let row = synth.row(number);
        words.write(&synth.words(number, &row))?;
        metadata.write(&synth.sample(&row))?;
        manifest.low_density += u64::from(row.meta.density == Some(Density::Low));
        manifest.high_density += u64::from(row.meta.density == Some(Density::High));
        manifest.empty += u64::from(row.codes.iter().all(|code| code.0 == 0));
        manifest.full += u64::from(row.codes.iter().all(|code| code.0 != 0));
        progress(number + 1);
    }
    words.commit()?;
    metadata.commit()?;
    let mut names = vec![CONFIG, METADATA, WORDS];
    let mut configs = vec![(CONFIG, density.unwrap_or(Density::Low))];
    if density.is_none() {
        configs.push((CONFIG_HD, Density::High));
        names.push(CONFIG_HD);
    }
    for (name, density) in configs {
        files::write(&root.join(name), write_config(&super::config(density), Dialect::C, &AeBlock::chip_8x8())?)?;
    }
    for name in names {
        manifest.files.push(FileEntry { path: name.to_owned(), sha256: hash::of_file(&root.join(name))? });
    }
    let text = serde_json::to_string_pretty(&manifest)
        .map_err(|error| Error::new(format!("cannot write the manifest: {error}")))?;
    files::write(&root.join(MANIFEST), text + "\n")?;
    directory.commit()?;
    Ok(manifest)
}

fn refuse_existing(out: &Path, replace: bool) -> Result<()> {
    if !out.exists() {
        return Ok(());
    }
    let text = files::read_text(&out.join(MANIFEST)).unwrap_or_default();
    let own = serde_json::from_str::<SynthManifest>(&text).is_ok();
    if own && replace {
        return Ok(());
    }
    Err(Error::new("the output directory exists already").file(out).hint(if own {
        "--force replaces a synthetic set"
    } else {
        "it is not a synthetic set, so it is not replaced: choose another name"
    }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::{self, ReadOptions, Source};

    fn request(out: &Path) -> SynthRequest<'_> {
        SynthRequest { out, seed: 11, rows: 300, kind: SynthKind::Mixed, density: None, replace: false }
    }

    #[test]
    fn the_same_seed_gives_the_same_bytes_and_the_set_reads_as_it_was_made() {
        let scratch = tempfile::tempdir().unwrap();
        let (a, b) = (scratch.path().join("a"), scratch.path().join("b"));
        let manifest = write(&request(&a), |_| ()).unwrap();
        assert_eq!(write(&request(&b), |_| ()).unwrap(), manifest);
        assert_eq!((manifest.rows, manifest.low_density + manifest.high_density), (300, 300));
        for name in [WORDS, METADATA, CONFIG, CONFIG_HD, MANIFEST] {
            assert_eq!(std::fs::read(a.join(name)).unwrap(), std::fs::read(b.join(name)).unwrap(), "{name}");
        }
        let mut options = ReadOptions::default();
        options.selection.keep_energies = true;
        let mut read = data::open(&[a], &options).unwrap();
        let mut made = Synth::new(11, SynthKind::Mixed, None, 300);
        while let Some(sample) = made.read().unwrap() {
            assert_eq!(read.read().unwrap(), Some(sample));
        }
        assert!(read.read().unwrap().is_none());
    }

    #[test]
    fn only_synthetic_sets_are_replaced() {
        let scratch = tempfile::tempdir().unwrap();
        fn fault(out: &Path, replace: bool) -> Option<String> {
            write(&SynthRequest { replace, ..request(out) }, |_| ()).err().map(|error| error.to_string())
        }
        assert!(fault(scratch.path(), true).unwrap().contains("not a synthetic set"));
        let out = scratch.path().join("a");
        assert_eq!(fault(&out, false), None);
        assert!(fault(&out, false).unwrap().contains("--force"));
        assert_eq!(fault(&out, true), None);
    }
}
