//! `econ-emu inspect`.

use std::path::{Path, PathBuf};

use super::chip_args::{ChipArgs, ConfigOrDefaultArgs};
use super::output;
use super::vector_args::VectorArgs;
use crate::chip::erx::ORBIT;
use crate::chip::signals::InputWords;
use crate::error::{Error, Result};
use crate::files;
use crate::golden::vectors::VectorReader;
use crate::golden::verify::{self, Setup};
use crate::report::{page, story, story_text};

/// Arguments.
#[derive(clap::Args)]
#[command(group = clap::ArgGroup::new("wanted").required(true).args(["bx", "row"]), after_help = "\
Examples:
  econ-emu inspect --config init.yaml --input testInput.csv --bx 20
  econ-emu inspect --config init.yaml --input testInput.csv --row 5000 --json | jq .chapters[3]
  econ-emu inspect --config init.yaml --input testInput.csv --bx 20 --html BX.html
  econ-emu inspect --default-encoder --input testInput.csv --bx 20
  econ-emu inspect golden/ae_p1_chip_frame --bx 20

DIR is a golden set or a directory of vectors: its configuration with the options of its manifest, and its input.

--bx takes the first BX that the chip counts as that number. Packets of Threshold Sum may wait in the
buffer: the chip runs from the first row on, and the words on the links may belong to earlier packets.

Exit codes: 0 done; 2 an error.")]
pub struct InspectArgs {
    /// Golden set or vectors, in place of --config and --input
    #[arg(value_name = "DIR", conflicts_with_all = ["config", "default_encoder", "input"])]
    directory: Option<PathBuf>,
    #[command(flatten)]
    config: ConfigOrDefaultArgs,
    /// Input words, 12 columns, csv or .ebin; - is standard input
    #[arg(long, value_name = "FILE", required_unless_present = "directory")]
    input: Option<PathBuf>,
    /// BX (bunch crossing), 0 to 3563
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(..ORBIT as i64))]
    bx: Option<u16>,
    /// Row of the input, from 0, instead
    #[arg(long, value_name = "N")]
    row: Option<u64>,
    /// Print the story as JSON
    #[arg(long)]
    json: bool,
    /// Write the story, and those of the BX around it, as a page to this file instead
    #[arg(long, value_name = "FILE", conflicts_with = "json")]
    html: Option<PathBuf>,
    #[command(flatten)]
    vectors: VectorArgs,
    #[command(flatten)]
    chip: ChipArgs,
}

/// BX before and behind the one that is asked for, in a page.
const AROUND: usize = 8;

/// The configuration does not need to be named where a directory is.
pub fn with_directory(command: clap::Command) -> clap::Command {
    command.mut_arg("config", |config| config.required_unless_present_any(["default_encoder", "directory"]))
}

/// The chip, its configuration's file, and the input.
fn chip(args: &InspectArgs) -> Result<(Setup, PathBuf, VectorReader<InputWords>)> {
    let mut options = args.chip.options()?;
    match (&args.directory, &args.input) {
        (Some(directory), _) => {
            let case = verify::only(directory)?;
            let input = verify::input_of(&case.config)?;
            Ok((verify::setup(&case, &options)?, case.config, args.vectors.open(&input)?))
        }
        (None, input) => {
            let config = args.config.read(&mut options)?.without_warnings();
            let reader = args.vectors.open(input.as_deref().unwrap_or(Path::new("-")))?;
            Ok((Setup { config, options, manifest: None }, args.config.path().to_owned(), reader))
        }
    }
}

/// Runs the command.
pub fn run(args: &InspectArgs) -> Result<u8> {
    let (Setup { config, options, .. }, file, mut reader) = chip(args)?;
    if let Some(page) = &args.html {
        args.config.check_outputs(&[page], &[&file, reader.path()])?;
    }
    let wanted = |row: u64, bx: u16| args.row.map_or(args.bx == Some(bx), |wanted| wanted == row);
    let around = if args.html.is_some() { AROUND } else { 0 };
    let told = story::tell_around(&config, &options, || reader.read(), wanted, around);
    let Some((stories, place)) = told.map_err(|error| error.file(&file))? else {
        let (what, allowed, hint) = match args.row {
            Some(row) => ("row", format!("more than {row} rows"), "rows are counted from 0"),
            None => ("BX", "a row that the chip counts as this BX".into(), "--row takes the number of a row instead"),
        };
        return Err(Error::new(format!("the input does not have this {what}"))
            .file(reader.path())
            .found(format!("{} rows", reader.rows()))
            .allowed(allowed)
            .hint(hint));
    };
    match &args.html {
        Some(path) => files::write(path, page::bx(&stories, place)?)?,
        None if args.json => output::print_json(&stories[place])?,
        None => output::print(&story_text::text(&stories[place]))?,
    }
    Ok(0)
}
