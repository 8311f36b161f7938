//! The manifest of a golden directory: what it was made from, and the hash of every file.

use std::collections::BTreeSet;
use std::path::Path;

use serde::{Deserialize, Serialize};

use crate::chip::Options;
use crate::error::{Error, Result};
use crate::files::{self, hash};

/// Name of the manifest in a golden directory.
pub const FILE: &str = "manifest.json";

/// A file of the set.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FileEntry {
    /// Path inside the directory, with forward slashes.
    pub path: String,
    /// SHA-256 of its bytes.
    pub sha256: String,
}

/// Where the input rows came from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum GoldenSource {
    /// Drawn at random from this seed.
    Random {
        /// Seed of the generator.
        seed: u64,
    },
    /// Copied from a file.
    File {
        /// Name of the file, without its directory.
        name: String,
    },
}

/// The manifest. It holds no time and no path of a machine: the same inputs give the same bytes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Manifest {
    /// Version of the tool that wrote the set.
    pub tool: String,
    /// Algorithm, for reading.
    pub algorithm: String,
    /// Generation in force, for reading.
    pub generation: String,
    /// Active links, for reading.
    pub links: u8,
    /// Rows of input and output.
    pub rows: u64,
    /// Rows whose packet the buffer truncated.
    #[serde(rename = "truncated_frames")]
    pub truncated_packets: u64,
    /// Hash of the settings: configuration file and options together.
    pub design_sha256: String,
    /// Hash of the weight image, if there are weights.
    pub weights_sha256: Option<String>,
    /// Where the input rows came from.
    pub source: GoldenSource,
    /// What the registers do not say.
    pub options: Options,
    /// Every file of the set.
    pub files: Vec<FileEntry>,
}

impl Manifest {
    /// Hash that identifies the settings.
    pub fn design_hash(config_text: &[u8], options: &Options) -> Result<String> {
        let options =
            serde_json::to_vec(options).map_err(|error| Error::new(format!("cannot write options: {error}")))?;
        Ok(hash::of_bytes([config_text, b"\n", &options].concat()))
    }

    /// Reads the manifest of a directory.
    ///
    /// # Errors
    /// A manifest that is missing or does not parse.
    pub fn read(directory: &Path) -> Result<Manifest> {
        let path = directory.join(FILE);
        serde_json::from_str(&files::read_text(&path)?).map_err(|error| {
            Error::syntax(format!("not a manifest of a golden set: {error}"))
                .file(&path)
                .line(error.line() as u64)
                .hint("'econ-emu golden generate' writes it; delete it to verify the files without it")
        })
    }

    /// The files of the set by their paths inside it, the manifest among them.
    pub fn file_names(&self) -> BTreeSet<String> {
        self.files.iter().map(|entry| entry.path.clone()).chain([FILE.to_owned()]).collect()
    }

    /// Reads the manifest of a directory and checks every hash in it.
    ///
    /// # Errors
    /// As [`Manifest::read`], and any file that is missing or has another hash: such a set
    /// is refused, not compared.
    pub fn read_and_check(directory: &Path) -> Result<Manifest> {
        let path = directory.join(FILE);
        let manifest = Manifest::read(directory)?;
        for entry in &manifest.files {
            let file = files::listed(directory, &entry.path).map_err(|error| error.file(&path))?;
            let found = hash::of_file(&file)?;
            if found != entry.sha256 {
                return Err(Error::mismatch("the file does not have the hash that the manifest gives")
                    .file(file)
                    .found(found)
                    .allowed(&entry.sha256)
                    .hint("the set was changed after it was made; make it again with 'econ-emu golden generate'"));
            }
        }
        let config = manifest.files.iter().find(|entry| entry.path.ends_with(".yaml"));
        if let Some(config) = config {
            let text = files::read_bytes(&directory.join(&config.path))?;
            if Manifest::design_hash(&text, &manifest.options)? != manifest.design_sha256 {
                return Err(Error::mismatch("the design hash does not match configuration and options")
                    .file(&path)
                    .field("design_sha256")
                    .hint("the options in the manifest were edited; make the set again"));
            }
        }
        Ok(manifest)
    }

    /// The manifest as text, ending in a line feed.
    ///
    /// # Errors
    /// If serialisation fails, which no value of this type is known to cause.
    pub fn to_text(&self) -> Result<String> {
        let text = serde_json::to_string_pretty(self)
            .map_err(|error| Error::new(format!("cannot write the manifest: {error}")))?;
        Ok(text + "\n")
    }
}
