//! New golden directories: configuration, input, output, the values of every stage, manifest.

use std::path::Path;

use super::manifest::{self, FileEntry, GoldenSource, Manifest};
use super::random::RandomInput;
use super::sha_of_weights;
use super::stage_files::StageFiles;
use super::stream::RowFile;
use super::vectors::{VectorFormat, VectorReader, VectorSource, Words};
use crate::chip::signals::{InputWords, OutputWords};
use crate::chip::{Chip, Options, Stage, Trace};
use crate::error::{Error, Result};
use crate::files::{self, AtomicDirectory, hash};
use crate::registers::parse_config;
use crate::version;

/// Where the rows of a new set come from.
#[derive(Debug, Clone)]
pub enum InputSource<'a> {
    /// All rows of a file that is written so, or the first `rows`.
    File(&'a Path, &'a VectorFormat),
    /// All rows of a file that was itself copied from a file of another name.
    Copy {
        /// The file to read.
        path: &'a Path,
        /// Name to give as the source.
        name: &'a str,
    },
    /// Drawn at random.
    Random(u64),
}

/// What a new set is made of.
#[derive(Debug, Clone)]
pub struct GoldenRequest<'a> {
    /// Configuration file; copied as `init.yaml`.
    pub config: &'a Path,
    /// The configuration, if it is not what stands in that file: made of several, say.
    pub text: Option<&'a str>,
    /// Rows.
    pub source: InputSource<'a>,
    /// Number of rows: required for random rows, a limit for a file.
    pub rows: Option<u64>,
    /// Options, stored in the manifest.
    pub options: &'a Options,
    /// Directory to make.
    pub out: &'a Path,
    /// Replace a golden set that is there already.
    pub replace: bool,
}

/// Counts truncated packets on the way to the stage files.
struct Counting {
    files: StageFiles,
    truncated: u64,
}

impl Trace for Counting {
    const ON: bool = true;

    fn record(&mut self, stage: Stage, values: &[i64]) {
        if stage == Stage::Buffer && values.get(2).is_some_and(|&condition| condition <= 2) {
            self.truncated += 1;
        }
        self.files.record(stage, values);
    }
}

/// Makes a golden directory. It appears complete or not at all.
///
/// ```
/// use std::path::Path;
/// use econ_emu::chip::Options;
/// use econ_emu::golden::generate::{GoldenRequest, InputSource, generate};
/// use econ_emu::golden::verify;
///
/// let out = std::env::temp_dir().join(format!("econ-emu-set-{}", std::process::id()));
/// let request = GoldenRequest {
///     config: Path::new("golden/rpt_p1/init.yaml"),
///     text: None,
///     source: InputSource::Random(1),
///     rows: Some(10),
///     options: &Options::default(),
///     out: &out,
///     replace: false,
/// };
/// let manifest = generate(&request, |_| ())?;
/// let (cases, _) = verify::find(&out)?;
/// assert_eq!((manifest.rows, cases.len()), (10, 1));
/// # std::fs::remove_dir_all(&out).map_err(|error| econ_emu::error::Error::io("remove", &out, &error))?;
/// # Ok::<(), econ_emu::error::Error>(())
/// ```
///
/// # Errors
/// Faults in the configuration or input, a directory that is there already, and failures to write.
pub fn generate(request: &GoldenRequest<'_>, mut progress: impl FnMut(u64)) -> Result<Manifest> {
    let listed = files::listed_of_replaced(request.out, "golden set", request.replace, || {
        Manifest::read(request.out).ok().map(|old| old.file_names())
    })?;
    let config_bytes = match request.text {
        Some(text) => text.as_bytes().to_vec(),
        None => files::read_bytes(request.config)?,
    };
    let config_text = files::text_of(config_bytes.clone(), request.config)?;
    let network = &request.options.network;
    let config = parse_config(&config_text, request.config, network)?.without_warnings();
    let directory = AtomicDirectory::create(request.out)?;
    let root = directory.path().to_owned();

    let mut chip = Chip::new(&config, request.options).map_err(|error| error.file(request.config))?;
    let mut trace = Counting { files: StageFiles::create(&root.join("stages"), &config, network)?, truncated: 0 };
    let mut rows = rows_of(request)?;
    let mut input = RowFile::<InputWords>::create(&root.join(InputWords::FILE))?;
    let mut output = RowFile::<OutputWords>::create(&root.join(OutputWords::FILE))?;
    let mut count = 0;
    while request.rows.is_none_or(|limit| count < limit) {
        let Some(words) = rows()? else { break };
        input.write(&words)?;
        output.write(&chip.step(&words, &mut trace))?;
        count += 1;
        progress(count);
    }
    if count == 0 {
        return Err(Error::missing("the golden set would have no rows").hint("give an input with rows, or --rows"));
    }
    if let Some(limit) = request.rows
        && count < limit
    {
        let path = match &request.source {
            InputSource::File(path, _) | InputSource::Copy { path, .. } => path,
            InputSource::Random(_) => request.config,
        };
        return Err(Error::mismatch("the input has fewer rows than asked for")
            .file(path)
            .found(count)
            .allowed(limit.to_string()));
    }
    input.commit()?;
    output.commit()?;
    files::write(&root.join("init.yaml"), &config_bytes)?;
    let stages = trace.files.commit()?;

    let mut names: Vec<String> = ["init.yaml", InputWords::FILE, OutputWords::FILE].map(str::to_owned).to_vec();
    names.extend(
        stages.iter().filter_map(|path| path.file_name()).map(|name| format!("stages/{}", name.to_string_lossy())),
    );
    let mut entries = Vec::new();
    for name in names {
        entries.push(FileEntry { sha256: hash::of_file(&root.join(&name))?, path: name });
    }
    let manifest = Manifest {
        tool: version::PROGRAM.to_owned(),
        algorithm: config.algorithm.to_string(),
        generation: request.options.generation(&config).to_string(),
        links: config.links,
        rows: count,
        truncated_packets: trace.truncated,
        design_sha256: Manifest::design_hash(&config_bytes, request.options)?,
        weights_sha256: sha_of_weights(&config, network)?,
        source: match &request.source {
            InputSource::Random(seed) => GoldenSource::Random { seed: *seed },
            InputSource::Copy { name, .. } => GoldenSource::File { name: (*name).to_owned() },
            InputSource::File(path, _) => {
                GoldenSource::File { name: path.file_name().unwrap_or_default().to_string_lossy().into_owned() }
            }
        },
        options: request.options.clone(),
        files: entries,
    };
    files::write(&root.join(manifest::FILE), manifest.to_text()?)?;
    directory.commit(&listed)?;
    Ok(manifest)
}

/// Makes a golden set again from its own configuration, options and input, as `out` (which may be
/// the set itself).
///
/// # Errors
/// A set whose files do not have the hashes of its manifest, and everything [`generate`] refuses.
pub fn regenerate(directory: &Path, out: &Path, progress: impl FnMut(u64)) -> Result<Manifest> {
    let manifest = Manifest::read_and_check(directory)?;
    let (config, input) = (directory.join("init.yaml"), directory.join(InputWords::FILE));
    let source = match &manifest.source {
        GoldenSource::Random { seed } => InputSource::Random(*seed),
        GoldenSource::File { name } => InputSource::Copy { path: &input, name },
    };
    let rows = Some(manifest.rows);
    let request =
        GoldenRequest { config: &config, text: None, source, rows, options: &manifest.options, out, replace: true };
    generate(&request, progress)
}

type Rows = Box<dyn FnMut() -> Result<Option<InputWords>>>;

fn rows_of_reader(mut reader: VectorReader<InputWords>) -> Rows {
    Box::new(move || reader.read())
}

fn rows_of(request: &GoldenRequest<'_>) -> Result<Rows> {
    match request.source {
        InputSource::File(path, format) => Ok(rows_of_reader(VectorSource::open(path)?.rows(format)?)),
        InputSource::Copy { path, .. } => Ok(rows_of_reader(VectorReader::open(path)?)),
        InputSource::Random(seed) => {
            if request.rows.is_none() {
                return Err(Error::missing("random rows need a number of rows").hint("--rows 3564 is one orbit"));
            }
            let mut random = RandomInput::new(seed);
            Ok(Box::new(move || Ok(random.next())))
        }
    }
}
