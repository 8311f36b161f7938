//! Arguments that describe a file of link words, shared by the commands that read one.

use std::path::Path;

use clap::Args;

use crate::error::Result;
use crate::golden::vectors::{ColumnList, VectorFormat, VectorReader, VectorSource, WantedCapture, WordRadix, Words};

/// What a csv of link words does not say itself.
#[derive(Args, Clone)]
#[command(next_help_heading = "Link words as csv")]
pub struct VectorArgs {
    /// Columns of a csv that does not name them: links (0-4), 'index', 'bx' and 'skip' for what is passed over, with
    /// commas between them; auto takes the names, or one word for each link
    #[arg(long, value_name = "LIST", default_value = "auto", value_parser = columns)]
    columns: Columns,
    /// Base of the words, hex or decimal, where the csv leaves it open
    #[arg(long, value_name = "BASE")]
    radix: Option<WordRadix>,
    /// Which of several captures in the csv: a number from 1, or all as one. Names of columns that stand there again, or
    /// blank lines between rows, begin the next one
    #[arg(long, value_name = "N")]
    capture: Option<WantedCapture>,
}

#[derive(Clone)]
struct Columns(Option<ColumnList>);

fn columns(text: &str) -> Result<Columns> {
    match text {
        "auto" => Ok(Columns(None)),
        list => list.parse().map(|list| Columns(Some(list))),
    }
}

impl VectorArgs {
    /// What these arguments say of the file.
    pub fn format(&self) -> VectorFormat {
        VectorFormat { columns: self.columns.0.clone(), radix: self.radix, capture: self.capture }
    }

    /// Opens a file that is written so; `-` is standard input.
    pub fn open<W: Words>(&self, path: &Path) -> Result<VectorReader<W>> {
        VectorSource::open(path)?.rows(&self.format())
    }
}
