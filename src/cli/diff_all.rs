//! What `econ-emu diff` writes of all differences: a table, a page, and a map of bits in the text.

use std::fmt::Write;
use std::path::{Path, PathBuf};

use crate::error::{Error, Result};
use crate::files::{self, Sink};
use crate::golden::diff::{Differ, Difference};
use crate::golden::field_diff::{DifferenceForm, DifferenceTable};
use crate::report::differences::{DifferencePage, PageDiagnosis};

/// Arguments.
#[derive(clap::Args)]
pub struct AllArgs {
    /// Write every field that differs to this file, .csv or .json; - is standard output, as csv
    #[arg(long, value_name = "FILE", conflicts_with = "stages")]
    all: Option<PathBuf>,
    /// Write a page that shows the rows that differ, expected and received side by side
    #[arg(long, value_name = "FILE", conflicts_with = "stages")]
    html: Option<PathBuf>,
}

impl AllArgs {
    /// The files that are written.
    pub fn outputs(&self) -> Vec<&Path> {
        self.all.iter().chain(&self.html).map(PathBuf::as_path).collect()
    }

    /// Whether one of them is standard output, which has no room for the text then.
    pub fn is_standard_output(&self) -> bool {
        self.outputs().into_iter().any(files::is_standard_output)
    }

    /// Whether every difference is wanted.
    pub fn any(&self) -> bool {
        self.all.is_some() || self.html.is_some()
    }

    /// Begins the files for what `differ` compares.
    pub fn start(&self, differ: &Differ) -> Result<AllOutputs> {
        let table = match &self.all {
            Some(path) => Some((path.clone(), table(path)?)),
            None => None,
        };
        let page = self.html.as_ref().map(|path| (path.clone(), DifferencePage::new(differ.lister().clone())));
        Ok(AllOutputs { table, page })
    }
}

fn table(path: &Path) -> Result<DifferenceTable<Sink>> {
    let extension = path.extension().map(|extension| extension.to_ascii_lowercase());
    let form = match extension.as_ref().and_then(|extension| extension.to_str()) {
        Some("json") => DifferenceForm::Json,
        Some("csv") => DifferenceForm::Csv,
        _ if files::is_standard_output(path) => DifferenceForm::Csv,
        _ => {
            return Err(Error::new("the form of the table is not known")
                .field("--all")
                .found(path.display())
                .allowed("names that end in .csv or .json, or - for standard output"));
        }
    };
    DifferenceTable::new(form, Sink::create(path)?).map_err(|error| Error::io("write", path, &error))
}

/// The files, while they are written.
pub struct AllOutputs {
    table: Option<(PathBuf, DifferenceTable<Sink>)>,
    page: Option<(PathBuf, DifferencePage)>,
}

impl AllOutputs {
    /// Takes what was compared since the last call.
    pub fn take(&mut self, differ: &mut Differ) -> Result<()> {
        for compared in differ.take() {
            if let Some((path, table)) = &mut self.table {
                for difference in differ.lister().differences(&compared) {
                    table.write(&difference).map_err(|error| Error::io("write", path, &error))?;
                }
            }
            if let Some((_, page)) = &mut self.page {
                page.take(compared)?;
            }
        }
        Ok(())
    }

    /// Completes the files. `about` says on the page what was compared.
    pub fn finish(self, about: &str, difference: &Difference, diagnoses: &[PageDiagnosis]) -> Result<()> {
        if let Some((path, table)) = self.table {
            table.finish().map_err(|error| Error::io("write", &path, &error))?.commit()?;
        }
        if let Some((path, page)) = self.page {
            files::write(&path, page.render(about, difference, diagnoses)?)?;
        }
        Ok(())
    }
}

/// The bits that differ, link by link: how many digits the number of rows has in which a bit differs.
pub fn bit_map(difference: &Difference) -> String {
    let counts = difference.bits.iter().flatten();
    let most = counts.clone().filter(|&&count| count < difference.rows).max().copied().unwrap_or(0);
    let mut legend = vec![".: none".to_owned()];
    for digits in 1..=digits(most) {
        let (from, to) = (10u64.pow(digits - 1), 10u64.pow(digits) - 1);
        legend.push(format!("{digits}: {from} to {to}"));
    }
    if counts.clone().any(|&count| count == difference.rows) {
        legend.push("*: all".to_owned());
    }
    let mut text = format!("rows in which each bit differs ({})\n", legend.join(", "));
    let _ = writeln!(text, "bit      31    24 23    16 15     8 7      0  bits");
    for (link, bits) in difference.bits.iter().enumerate() {
        let shown: Vec<String> = bits
            .chunks(8)
            .rev()
            .map(|byte| byte.iter().rev().map(|&count| symbol(count, difference.rows)).collect())
            .collect();
        let _ = writeln!(text, "link {link:>2}  {}  {}", shown.join(" "), bits.iter().sum::<u64>());
    }
    text
}

fn digits(count: u64) -> u32 {
    count.checked_ilog10().map_or(0, |digits| digits + 1)
}

fn symbol(count: u64, rows: u64) -> char {
    match count {
        0 => '.',
        _ if count == rows => '*',
        _ => char::from_digit(digits(count), 36).unwrap_or('z'),
    }
}
