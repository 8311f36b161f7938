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

use std::collections::BTreeSet;
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::event::{EventOptions, EventSynth};
use super::{Synth, SynthKind, SynthRow};
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
use crate::version;

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
    /// How much.
    pub extent: Extent,
    /// Kind of set.
    pub kind: SynthKind,
    /// Only modules of this density.
    pub density: Option<Density>,
    /// Replace a synthetic set that exists already.
    pub replace: bool,
}

/// How much a set holds.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Extent {
    /// So many modules, each of an event of its own.
    Rows(u64),
    /// All modules of so many events.
    Events(EventOptions),
}

impl Extent {
    /// What cannot be made.
    fn check(&self) -> Result<()> {
        fn fault(field: &str, found: f64, allowed: &str) -> Result<()> {
            Err(Error::out_of_range(field, found, allowed))
        }
        match *self {
            Extent::Rows(0) => Err(Error::new("the set would have no rows").field("--rows").found(0)),
            Extent::Rows(_) => Ok(()),
            Extent::Events(EventOptions { events: 0, .. }) => {
                Err(Error::new("the set would have no events").field("--events").found(0))
            }
            Extent::Events(EventOptions { pile_up, cone, .. }) => {
                if !(0.0..=MOST_PILE_UP).contains(&pile_up) {
                    return fault("--pile-up", pile_up, "0 to 1000 collisions");
                }
                match cone {
                    Some(cone) if !(0.01..=MOST_CONE).contains(&cone) => {
                        fault("--cone", cone, "0.01 to 10, in eta and azimuth")
                    }
                    _ => Ok(()),
                }
            }
        }
    }
}

/// Most pile-up collisions, on average.
const MOST_PILE_UP: f64 = 1000.0;

/// Largest cone: it holds an end-cap.
const MOST_CONE: f64 = 10.0;

/// The manifest of a synthetic set. It holds no time and no path of a machine: the same request
/// gives the same bytes.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
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
    /// Which events they are of, in a set of whole events.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub events: Option<EventOptions>,
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
/// No rows, options out of range, a directory that exists already, and failures to write.
pub fn write(request: &SynthRequest<'_>, mut progress: impl FnMut(u64)) -> Result<SynthManifest> {
    let SynthRequest { out, seed, extent, kind, density, .. } = *request;
    extent.check()?;
    let listed = files::listed_of_replaced(out, "synthetic set", request.replace, || listed(out))?;
    let directory = AtomicDirectory::create(out)?;
    let root = directory.path().to_owned();

    let synth = Synth::new(seed, kind, density, 0);
    let (rows, events): (Box<dyn Iterator<Item = SynthRow>>, _) = match extent {
        Extent::Rows(rows) => (Box::new((0..rows).map(|number| synth.row(number))), None),
        Extent::Events(events) => (Box::new(EventSynth::new(seed, kind, density, events)), Some(events)),
    };
    let mut manifest = SynthManifest {
        tool: version::PROGRAM.to_owned(),
        synthetic: kind,
        seed,
        rows: 0,
        events,
        low_density: 0,
        high_density: 0,
        empty: 0,
        full: 0,
        files: Vec::new(),
    };
    let mut words = RowFile::<InputWords>::create(&root.join(WORDS))?;
    let mut metadata = CsvWriter::metadata(&root.join(METADATA), Columns::ALL)?;
    for row in rows {
        let number = manifest.rows;
        words.write(&synth.words(number, &row))?;
        metadata.write(&synth.sample(&row))?;
        manifest.low_density += u64::from(row.meta.density == Some(Density::Low));
        manifest.high_density += u64::from(row.meta.density == Some(Density::High));
        manifest.empty += u64::from(row.codes.iter().all(|code| code.0 == 0));
        manifest.full += u64::from(row.codes.iter().all(|code| code.0 != 0));
        manifest.rows += 1;
        // Of an event, what is done are the events before it.
        let done = match events {
            Some(_) => row.meta.entry.and_then(|entry| u64::try_from(entry).ok()).unwrap_or_default(),
            None => manifest.rows,
        };
        progress(done);
    }
    if manifest.rows == 0 {
        return Err(Error::new("no module holds any charge in these events")
            .field("--events")
            .hint("give more events, pile-up, or another kind"));
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
    directory.commit(&listed)?;
    Ok(manifest)
}

/// The files of the set in a directory, if there is one.
fn listed(out: &Path) -> Option<BTreeSet<String>> {
    let manifest: SynthManifest = serde_json::from_str(&files::read_text(&out.join(MANIFEST)).ok()?).ok()?;
    Some(manifest.files.into_iter().map(|entry| entry.path).chain([MANIFEST.to_owned()]).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::{self, ReadOptions, Source};

    fn request(out: &Path) -> SynthRequest<'_> {
        SynthRequest { out, seed: 11, extent: Extent::Rows(300), kind: SynthKind::Mixed, density: None, replace: false }
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
    fn events_are_written_as_they_are_made() {
        let scratch = tempfile::tempdir().unwrap();
        let a = scratch.path().join("a");
        let events = EventOptions { events: 2, pile_up: 10.0, cone: Some(0.2) };
        let extent = Extent::Events(events);
        let manifest = write(&SynthRequest { extent, ..request(&a) }, |_| ()).unwrap();
        assert_eq!(manifest.events, Some(events));
        let mut read = data::open(std::slice::from_ref(&a), &ReadOptions::default()).unwrap();
        let samples = data::read_all(&mut read).unwrap();
        assert_eq!(samples.len() as u64, manifest.rows);
        let made: Vec<SynthRow> = EventSynth::new(11, SynthKind::Mixed, None, events).collect();
        assert!(made.iter().map(|row| row.meta.entry).eq(samples.iter().map(|sample| sample.meta.entry)));
        let text = std::fs::read_to_string(a.join(MANIFEST)).unwrap();
        assert_eq!(serde_json::from_str::<SynthManifest>(&text).unwrap(), manifest);
        for (options, field) in [
            (EventOptions { pile_up: -1.0, ..events }, "--pile-up"),
            (EventOptions { cone: Some(0.0), ..events }, "--cone"),
            (EventOptions { events: 0, ..events }, "--events"),
        ] {
            let request = SynthRequest { extent: Extent::Events(options), ..request(&a) };
            assert!(write(&request, |_| ()).unwrap_err().to_string().contains(field));
        }
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
