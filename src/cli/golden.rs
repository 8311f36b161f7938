//! `econ-emu golden`.

use std::path::{Path, PathBuf};

use super::chip_args::{ChipArgs, ConfigArgs};
use super::vector_args::VectorArgs;
use super::{output, progress};
use crate::chip::signals::{InputWords, OutputWords};
use crate::error::{Error, Result};
use crate::files;
use crate::golden::generate::{self, GoldenRequest, InputSource};
use crate::golden::manifest::Manifest;
use crate::golden::stream::{self, RowFile};
use crate::golden::vectors::{VectorKind, VectorReader, VectorSource, Words};
use crate::registers::write_config;

/// Arguments.
#[derive(clap::Args)]
pub struct GoldenArgs {
    #[command(subcommand)]
    command: Command,
}

#[derive(clap::Subcommand)]
enum Command {
    /// Make a golden directory: configuration, input, output, every stage, manifest
    Generate(GenerateArgs),
    /// Make golden sets again, from their own configuration, options and input
    #[command(after_help = "Example:\n  econ-emu golden regenerate golden/*/")]
    Regenerate {
        /// Golden sets (directories with a manifest.json)
        #[arg(value_name = "DIR", required = true)]
        sets: Vec<PathBuf>,
    },
    /// Convert vector files: csv to binary (.ebin) and back, and files of a test bench to plain csv
    #[command(after_help = "\
Examples:
  econ-emu golden convert testInput.csv testInput.ebin
  econ-emu golden convert captured.txt received.csv --kind tx --columns index,0-4 --radix decimal")]
    Convert(ConvertArgs),
}

#[derive(clap::Args)]
struct ConvertArgs {
    /// File to read, csv or .ebin; - is standard input
    input: PathBuf,
    /// File to write, binary if its name ends in .ebin; - is standard output, as csv
    output: PathBuf,
    /// What the rows are, if the file does not say it [default: as the file says]
    #[arg(long, value_enum)]
    kind: Option<Kind>,
    #[command(flatten)]
    vectors: VectorArgs,
}

fn convert(args: &ConvertArgs) -> Result<u8> {
    files::check_outputs(&[&args.output], &[&args.input])?;
    let mut source = VectorSource::open(&args.input)?;
    let format = args.vectors.format();
    let kind = match args.kind {
        Some(kind) => kind.into(),
        None => source.kind(&format)?.ok_or_else(|| {
            Error::new("the file does not say whether it holds input or output words")
                .file(&args.input)
                .allowed("columns named RX_DATA_0 or TX_DATA_0 and so on, or a binary file")
                .hint("--kind rx or --kind tx says it")
        })?,
    };
    match kind {
        VectorKind::Input => convert_rows(source.rows::<InputWords>(&format)?.with_rows()?, &args.output),
        VectorKind::Output => convert_rows(source.rows::<OutputWords>(&format)?.with_rows()?, &args.output),
    }
}

fn convert_rows<W: Words>(mut reader: VectorReader<W>, output: &Path) -> Result<u8> {
    let mut writer = RowFile::<W>::create(output)?;
    let mut rows = Vec::new();
    loop {
        reader.read_batch(&mut rows, stream::BATCH)?;
        if rows.is_empty() {
            writer.commit()?;
            return Ok(0);
        }
        writer.write_batch(&rows)?;
    }
}

/// Kind of the rows of a vector file.
#[derive(clap::ValueEnum, Clone, Copy)]
enum Kind {
    /// Input words, 12 columns
    Rx,
    /// Output words, 13 columns
    Tx,
}

impl From<Kind> for VectorKind {
    fn from(kind: Kind) -> Self {
        match kind {
            Kind::Rx => VectorKind::Input,
            Kind::Tx => VectorKind::Output,
        }
    }
}

#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  econ-emu golden generate --config init.yaml --input testInput.csv --out my_set
  econ-emu golden generate --config init.yaml --random 7 --rows 3564 --out my_set
  econ-emu verify --golden my_set")]
struct GenerateArgs {
    #[command(flatten)]
    config: ConfigArgs,
    /// Input words
    #[arg(long, value_name = "CSV", required_unless_present = "random", conflicts_with = "random")]
    input: Option<PathBuf>,
    /// Draw the input at random from this seed
    #[arg(long, value_name = "SEED")]
    random: Option<u64>,
    /// Number of rows [default: one orbit of 3564 for --random, the whole file for --input]
    #[arg(long, value_parser = clap::value_parser!(u64).range(1..))]
    rows: Option<u64>,
    /// Directory to make
    #[arg(long, value_name = "DIR")]
    out: PathBuf,
    /// Replace a golden set that is there already
    #[arg(long)]
    force: bool,
    #[command(flatten)]
    vectors: VectorArgs,
    #[command(flatten)]
    chip: ChipArgs,
}

/// Runs the command.
pub fn run(args: &GoldenArgs) -> Result<u8> {
    let args = match &args.command {
        Command::Generate(args) => args,
        Command::Convert(args) => return convert(args),
        Command::Regenerate { sets } => {
            let progress = progress::bar("regenerate", Some(sets.len() as u64));
            for set in sets {
                // A trailing slash would hide the parent directory.
                let set: PathBuf = set.components().collect();
                report(&set, &generate::regenerate(&set, &set, |_| progress.tick())?)?;
                progress.inc(1);
            }
            progress.finish_and_clear();
            return Ok(0);
        }
    };
    let written = ["init.yaml", InputWords::FILE, OutputWords::FILE].map(|name| args.out.join(name));
    let read: Vec<&Path> = args.input.iter().map(PathBuf::as_path).collect();
    args.config.check_outputs(&written.each_ref().map(PathBuf::as_path), &read)?;
    let options = args.chip.options()?;
    let format = args.vectors.format();
    let (source, rows) = match (&args.input, args.random) {
        (Some(path), _) => (InputSource::File(path, &format), args.rows),
        (None, seed) => (InputSource::Random(seed.unwrap_or_default()), Some(args.rows.unwrap_or(3564))),
    };
    let text = match args.config.is_plain() {
        true => None,
        false => {
            let file = args.config.read(&options.network)?;
            Some(write_config(file.config(), file.dialect.written(), &options.network)?)
        }
    };
    let request = GoldenRequest {
        config: args.config.path(),
        text: text.as_deref(),
        source,
        rows,
        options: &options,
        out: &args.out,
        replace: args.force,
    };
    let progress = progress::bar("generate", rows);
    let manifest = generate::generate(&request, |row| progress.set_position(row))?;
    progress.finish_and_clear();
    report(&args.out, &manifest)?;
    Ok(0)
}

fn report(out: &Path, manifest: &Manifest) -> Result<()> {
    output::print(&format!(
        "{}: {} rows, {} {} with {} links, {} files\n",
        out.display(),
        manifest.rows,
        manifest.generation,
        manifest.algorithm,
        manifest.links,
        manifest.files.len() + 1
    ))
}
