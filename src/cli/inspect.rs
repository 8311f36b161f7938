//! `econ-emu inspect`.

use std::path::PathBuf;

use super::chip_args::{ChipArgs, ConfigOrDefaultArgs};
use super::output;
use super::vector_args::VectorArgs;
use crate::chip::erx::ORBIT;
use crate::chip::signals::InputWords;
use crate::error::{Error, Result};
use crate::files;
use crate::report::{page, story, story_text};

/// Arguments.
#[derive(clap::Args)]
#[command(group = clap::ArgGroup::new("wanted").required(true).args(["bx", "row"]), after_help = "\
Examples:
  econ-emu inspect --config init.yaml --input testInput.csv --bx 20
  econ-emu inspect --config init.yaml --input testInput.csv --row 5000 --json | jq .chapters[3]
  econ-emu inspect --config init.yaml --input testInput.csv --bx 20 --html BX.html
  econ-emu inspect --default-encoder --input testInput.csv --bx 20

--bx takes the first BX that the chip counts as that number. Packets of Threshold Sum may wait in the
buffer: the chip runs from the first row on, and the words on the links may belong to earlier packets.

Exit codes: 0 done; 2 an error.")]
pub struct InspectArgs {
    #[command(flatten)]
    config: ConfigOrDefaultArgs,
    /// Input words, 12 columns, csv or .ebin; - is standard input
    #[arg(long, value_name = "FILE")]
    input: PathBuf,
    /// BX (bunch crossing), 0 to 3563
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(..ORBIT as i64))]
    bx: Option<u16>,
    /// Row of the input, from 0, instead
    #[arg(long, value_name = "N")]
    row: Option<u64>,
    /// Print the story as JSON
    #[arg(long)]
    json: bool,
    /// Write the story as a page to this file instead
    #[arg(long, value_name = "FILE", conflicts_with = "json")]
    html: Option<PathBuf>,
    #[command(flatten)]
    vectors: VectorArgs,
    #[command(flatten)]
    chip: ChipArgs,
}

/// Runs the command.
pub fn run(args: &InspectArgs) -> Result<u8> {
    if let Some(page) = &args.html {
        args.config.check_outputs(&[page], &[&args.input])?;
    }
    let mut options = args.chip.options()?;
    let config = args.config.read(&mut options)?.without_warnings();
    let mut reader = args.vectors.open::<InputWords>(&args.input)?;
    let wanted = |row: u64, bx: u16| args.row.map_or(args.bx == Some(bx), |wanted| wanted == row);
    let stories =
        story::tell(&config, &options, || reader.read(), wanted, 1).map_err(|error| error.file(args.config.path()))?;
    let Some(story) = stories.first() else {
        let (what, allowed, hint) = match args.row {
            Some(row) => ("row", format!("more than {row} rows"), "rows are counted from 0"),
            None => ("BX", "a row that the chip counts as this BX".into(), "--row takes the number of a row instead"),
        };
        return Err(Error::new(format!("the input does not have this {what}"))
            .file(&args.input)
            .found(format!("{} rows", reader.rows()))
            .allowed(allowed)
            .hint(hint));
    };
    match &args.html {
        Some(path) => files::write(path, page::bx(story)?)?,
        None if args.json => output::print_json(story)?,
        None => output::print(&story_text::text(story))?,
    }
    Ok(0)
}
