//! Verification of trees of golden directories.
//!
//! A directory holds one or more configurations, `init*.yaml`. The output of `init_X.yaml` is
//! `testOutput_X.csv` if there is one, else `testOutput.csv`; its input is `testInput_X.csv` or
//! `testInput.csv` in the same directory or the nearest one above. Output row `i` belongs to input
//! row `i`; an input may be longer than the output, and its rows without expectation are counted.

use std::collections::HashSet;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use serde::Serialize;

use super::diff::{Differ, Difference};
use super::known::UnmatchedEntry;
use super::manifest::{self, Manifest};
use super::stream;
use super::vectors::{VectorReader, Words};
use crate::chip::signals::{InputWords, OutputWords};
use crate::chip::{Chip, NoTrace, Options};
use crate::error::{Error, Result};
use crate::files::{self, FileIdentity};
use crate::kernels::{BatchChip, ComputedBy};
use crate::network::{self, AeBlock};
use crate::registers::{Algorithm, ChipConfig, Generation, read_config};

/// Deepest directory below a root that is searched.
const MAX_DEPTH: usize = 16;

/// A configuration with the files that belong to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GoldenCase {
    /// The directory that was searched.
    pub root: PathBuf,
    /// Configuration file.
    pub config: PathBuf,
    /// Expected output, if there is one.
    pub output: Option<PathBuf>,
}

/// Outcome for one configuration.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "kebab-case", tag = "status")]
pub enum GoldenOutcome {
    /// All rows are equal.
    Equal,
    /// Some rows differ.
    Different(Box<Difference>),
    /// Some rows differ, exactly as a list of known differences says.
    Known {
        /// Why they do.
        reason: String,
        /// How they do.
        #[serde(flatten)]
        difference: Box<Difference>,
    },
    /// The configuration has no expected output; nothing was verified.
    NoOutput,
    /// The files could not be used.
    Error {
        /// What is wrong with them.
        message: String,
    },
}

/// One line of the table.
#[derive(Debug, Clone, Serialize)]
pub struct Line {
    /// Configuration file.
    pub config: PathBuf,
    /// Its path from the directory that was searched, with forward slashes.
    pub path: String,
    /// Generation, algorithm and links, if the configuration could be read.
    pub chip: Option<(Generation, Algorithm, u8)>,
    /// Rows that are equal.
    pub rows_equal: u64,
    /// Rows of the expected output.
    pub rows: u64,
    /// Rows of the input behind the end of the expected output: nothing says what they should give.
    pub rows_without_expectation: u64,
    /// Outcome.
    pub outcome: GoldenOutcome,
}

/// Result for all trees.
#[derive(Debug, Clone, Serialize, Default)]
pub struct Verification {
    /// One line for each configuration.
    pub lines: Vec<Line>,
    /// Expected outputs that no configuration claims.
    pub unclaimed: Vec<PathBuf>,
    /// Entries of the list of known differences that match nothing.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub known_unmatched: Vec<UnmatchedEntry>,
}

impl Verification {
    /// Lines for which `test` holds.
    pub fn count(&self, test: impl Fn(&GoldenOutcome) -> bool) -> usize {
        self.lines.iter().filter(|line| test(&line.outcome)).count()
    }

    /// Whether every configuration has an expected output for every row of its input, and every expected
    /// output a configuration; and every entry of the list of known differences something that it explains.
    pub fn is_complete(&self) -> bool {
        let all_rows = self.lines.iter().all(|line| line.rows_without_expectation == 0);
        all_rows
            && self.known_unmatched.is_empty()
            && self.unclaimed.is_empty()
            && self.count(|outcome| matches!(outcome, GoldenOutcome::NoOutput)) == 0
    }

    /// 0 if every expected output was reproduced, but for known differences, 1 if any row differs, 2 if any set was unusable
    /// or nothing was compared at all. With `complete` it is also 1 if anything has no expectation.
    pub fn exit_code(&self, complete: bool) -> u8 {
        let compared = self.count(|outcome| !matches!(outcome, GoldenOutcome::NoOutput | GoldenOutcome::Error { .. }));
        if compared == 0 || self.count(|outcome| matches!(outcome, GoldenOutcome::Error { .. })) > 0 {
            2
        } else if self.count(|outcome| matches!(outcome, GoldenOutcome::Different(_))) > 0
            || (complete && !self.is_complete())
        {
            1
        } else {
            0
        }
    }
}

/// Finds the configurations below `root`, and the outputs that belong to none.
///
/// # Errors
/// If a directory cannot be read, or there is no configuration with an output anywhere.
pub fn find(root: &Path) -> Result<(Vec<GoldenCase>, Vec<PathBuf>)> {
    if !root.is_dir() {
        return Err(match root.exists() {
            true => Error::system(ErrorKind::NotADirectory, "this is a file, a directory is needed"),
            false => Error::system(ErrorKind::NotFound, "no such directory"),
        }
        .file(root)
        .hint("give the directory that holds init.yaml and testOutput.csv, or any directory above it"));
    }
    let (mut cases, mut unclaimed) = (Vec::new(), Vec::new());
    search(root, root, &mut HashSet::new(), 0, &mut cases, &mut unclaimed)?;
    if cases.iter().all(|case| case.output.is_none()) {
        return Err(Error::missing("nothing to verify: no configuration with an expected output in this tree")
            .file(root)
            .found(format!("{} configurations, {} unclaimed outputs", cases.len(), unclaimed.len()))
            .allowed("init*.yaml with testOutput*.csv beside it"));
    }
    Ok((cases, unclaimed))
}

/// Searches a directory that is not among those that were `seen`: links may lead back to it.
fn search(
    root: &Path,
    directory: &Path,
    seen: &mut HashSet<FileIdentity>,
    depth: usize,
    cases: &mut Vec<GoldenCase>,
    unclaimed: &mut Vec<PathBuf>,
) -> Result<()> {
    if !seen.insert(files::identity(directory)?) {
        return Ok(());
    }
    let mut entries = files::entries(directory)?;
    entries.sort();
    let is_output = |path: &Path| {
        let name = files::name(path);
        name.starts_with("testOutput") && name.ends_with(".csv")
    };
    // What stands in place of a file, be it a directory, is refused where it is read, and not passed over.
    let mut outputs: Vec<PathBuf> = entries.iter().filter(|path| is_output(path)).cloned().collect();
    let available = outputs.clone();
    for path in &entries {
        let file = files::name(path);
        let suffix =
            file.strip_prefix("init").and_then(|rest| rest.strip_suffix(".yaml").or(rest.strip_suffix(".yml")));
        if let Some(suffix) = suffix {
            let own = directory.join(format!("testOutput{suffix}.csv"));
            let shared = directory.join("testOutput.csv");
            let output = [own, shared].into_iter().find(|output| available.contains(output));
            outputs.retain(|path| Some(path) != output.as_ref());
            cases.push(GoldenCase { root: root.to_owned(), config: path.clone(), output });
        }
    }
    unclaimed.extend(outputs);
    if depth < MAX_DEPTH {
        for path in entries.iter().filter(|path| path.is_dir() && !files::name(path).starts_with('.')) {
            search(root, path, seen, depth + 1, cases, unclaimed)?;
        }
    }
    Ok(())
}

/// The input that belongs to a configuration: beside it, or in the nearest directory above.
///
/// # Errors
/// If there is none anywhere above.
pub fn input_of(config: &Path) -> Result<PathBuf> {
    let absolute = std::path::absolute(config).map_err(|error| Error::io("find", config, &error))?;
    let stem = absolute.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    let suffix = stem.strip_prefix("init").unwrap_or_default();
    for (depth, directory) in absolute.ancestors().skip(1).enumerate() {
        // Directly beside the configuration an input of the same suffix comes first.
        let own = (depth == 0).then(|| directory.join(format!("testInput{suffix}.csv")));
        let found = own.into_iter().chain([directory.join(InputWords::FILE)]).find(|path| path.is_file());
        if let Some(found) = found {
            return Ok(found);
        }
    }
    Err(Error::missing("no testInput.csv beside the configuration or above it").file(config))
}

/// Verifies one configuration, with the options of [`setup`].
///
/// ```
/// use std::path::Path;
/// use econ_emu::chip::Options;
/// use econ_emu::golden::verify::{self, GoldenOutcome};
/// use econ_emu::kernels::ComputedBy;
///
/// let (cases, _) = verify::find(Path::new("golden/rpt_p1"))?;
/// let line = verify::verify(&cases[0], &Options::default(), ComputedBy::Fastest, |_| ());
/// assert!(matches!(line.outcome, GoldenOutcome::Equal) && line.rows_equal == line.rows);
/// # Ok::<(), econ_emu::error::Error>(())
/// ```
pub fn verify(case: &GoldenCase, options: &Options, by: ComputedBy, progress: impl FnMut(u64)) -> Line {
    let mut line = Line {
        config: case.config.clone(),
        path: below(&case.config, &case.root),
        chip: None,
        rows_equal: 0,
        rows: 0,
        rows_without_expectation: 0,
        outcome: GoldenOutcome::NoOutput,
    };
    if let Err(error) = run(case, options, by, &mut line, progress) {
        line.outcome = GoldenOutcome::Error { message: error.to_string() };
    }
    line
}

/// A path from a directory, with forward slashes.
fn below(path: &Path, root: &Path) -> String {
    let parts = path.strip_prefix(root).unwrap_or(path).components();
    parts.map(|part| part.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/")
}

/// What is known of the chip that sends the output of a configuration.
pub struct Setup {
    /// Settings.
    pub config: ChipConfig,
    /// What the registers do not say.
    pub options: Options,
    /// The manifest beside the configuration, if there is one.
    pub manifest: Option<Manifest>,
}

/// The one set of a directory that has an expected output.
///
/// # Errors
/// None, or several; those of [`find`].
pub fn only(directory: &Path) -> Result<GoldenCase> {
    let (mut cases, _) = find(directory)?;
    cases.retain(|case| case.output.is_some());
    if cases.len() > 1 {
        return Err(Error::new("more than one golden set in this tree")
            .file(directory)
            .found(cases.len())
            .allowed("one configuration with its expected output")
            .hint("name the directory of the set itself"));
    }
    cases.pop().ok_or_else(|| Error::new("no golden set in this tree").file(directory))
}

/// Reads a configuration. Options come from the manifest beside it, if there is one; else a `network.yaml` beside it
/// describes its network.
///
/// # Errors
/// Those of reading; a manifest whose hashes do not hold.
pub fn setup(case: &GoldenCase, options: &Options) -> Result<Setup> {
    let directory = case.config.parent().unwrap_or(Path::new("."));
    let manifest = match files::is_there(&directory.join(manifest::FILE)) {
        true => Some(Manifest::read_and_check(directory)?),
        false => None,
    };
    let mut options = manifest.as_ref().map_or(options, |manifest| &manifest.options).clone();
    let network = directory.join(network::FILE);
    if manifest.is_none() && files::is_there(&network) {
        options.network = AeBlock::from_yaml(&files::read_text(&network)?, &network)?;
    }
    let config = read_config(&case.config, &options.network)?.without_warnings();
    Ok(Setup { config, options, manifest })
}

fn run(
    case: &GoldenCase,
    options: &Options,
    by: ComputedBy,
    line: &mut Line,
    mut progress: impl FnMut(u64),
) -> Result<()> {
    let Setup { config, options, manifest } = setup(case, options)?;
    let options = &options;
    line.chip = Some((options.generation(&config), config.algorithm, config.links));
    let Some(output) = &case.output else { return Ok(()) };
    let input = input_of(&case.config)?;

    let chip = BatchChip::new(&config, options).map_err(|error| error.file(&case.config))?;
    let mut chip = chip.computed_by(by)?;
    let mut pairs = Pairs::open(&input, output)?;
    loop {
        let (words, expected) = pairs.batch(stream::BATCH)?;
        if expected.is_empty() {
            break;
        }
        let mut got = vec![[0; 13]; words.len()];
        chip.run_parallel(&words, &mut got);
        line.rows += got.len() as u64;
        line.rows_equal += got.iter().zip(&expected).filter(|(got, expected)| got == expected).count() as u64;
        progress(line.rows);
    }
    if line.rows == 0 {
        return Err(Error::missing("nothing to verify: the expected output has no rows").file(output));
    }
    line.rows_without_expectation = pairs.rows_left_in_input()?;
    if let Some(manifest) = &manifest
        && manifest.rows != line.rows
    {
        return Err(Error::mismatch("the manifest gives another number of rows")
            .file(output)
            .found(line.rows)
            .allowed(manifest.rows.to_string()));
    }
    line.outcome = if line.rows_equal == line.rows {
        GoldenOutcome::Equal
    } else {
        // Differences are rare: only then are the rows run again and taken apart.
        let mut chip = Chip::new(&config, options)?;
        let mut differ = Differ::new(&config, &options.packet_layout(&config));
        let mut pairs = Pairs::open(&input, output)?;
        while let Some((words, expected)) = pairs.next()? {
            differ.push_line(&expected, &chip.step(&words, &mut NoTrace), pairs.output.line());
        }
        GoldenOutcome::Different(Box::new(differ.finish()))
    };
    Ok(())
}

/// Rows of input and expected output side by side.
pub(crate) struct Pairs {
    input: VectorReader<InputWords>,
    output: VectorReader<OutputWords>,
}

impl Pairs {
    pub(crate) fn open(input: &Path, output: &Path) -> Result<Self> {
        // They are read twice where rows differ.
        files::check_regular(input)?;
        files::check_regular(output)?;
        Ok(Pairs { input: VectorReader::open(input)?, output: VectorReader::open(output)? })
    }

    /// The next pairs, at most `limit`; none at the end.
    fn batch(&mut self, limit: usize) -> Result<(Vec<InputWords>, Vec<OutputWords>)> {
        let (mut input, mut output) = (Vec::new(), Vec::new());
        while output.len() < limit
            && let Some((words, expected)) = self.next()?
        {
            input.push(words);
            output.push(expected);
        }
        Ok((input, output))
    }

    /// Reads the input to its end and counts its rows.
    fn rows_left_in_input(&mut self) -> Result<u64> {
        let compared = self.input.rows();
        while self.input.read()?.is_some() {}
        Ok(self.input.rows() - compared)
    }

    pub(crate) fn next(&mut self) -> Result<Option<(InputWords, OutputWords)>> {
        let Some(expected) = self.output.read()? else { return Ok(None) };
        let Some(words) = self.input.read()? else {
            return Err(Error::mismatch("the input is shorter than the expected output")
                .file(self.input.path())
                .found(format!("{} rows", self.input.rows()))
                .allowed(format!("at least the rows of {}", self.output.path().display())));
        };
        Ok(Some((words, expected)))
    }
}
