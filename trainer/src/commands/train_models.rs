//! What several models of `econ-emu train --models` gave, side by side.

use std::path::Path;

use econ_emu::cli::output;
use econ_emu::error::Result;
use econ_emu::files;
use econ_emu::plot::{self, Axis, PlotMark, Point, Series};
use econ_emu::report::page::{self, PageRequest};
use econ_emu::report::source::ReportInput;
use econ_emu::train::options::TrainConfig;

use super::train::Outcome;

/// The columns of the comparison.
const COLUMNS: [&str; 12] = [
    "model",
    "part",
    "samples",
    "loss",
    "value",
    "telescope_charge",
    "telescope_normalised",
    "EMD",
    "zero",
    "weights",
    "latents equal",
    "best epoch",
];

/// Samples for the views of latents in the report.
const REPORT_SAMPLES: usize = 1000;

/// Prints the comparison, and writes it as a table and as a plot of the losses, with a report of all runs.
///
/// # Errors
/// If the files cannot be written.
pub(super) fn write(out: &Path, results: &[(&String, &TrainConfig, Outcome)]) -> Result<()> {
    let rows: Vec<Vec<String>> =
        results.iter().flat_map(|(model, config, outcome)| rows(model, config, outcome)).collect();
    let path = out.join("comparison.csv");
    let table = files::csv_text("the comparison", |table| {
        table.write_record(COLUMNS)?;
        rows.iter().try_for_each(|row| table.write_record(row))
    });
    files::write(&path, table.map_err(|error| error.file(&path))?)?;
    let losses: Vec<Series> = results
        .iter()
        .map(|(model, _, outcome)| Series {
            name: (*model).clone(),
            mark: PlotMark::Line,
            points: outcome.history.iter().map(|epoch| Point::new(epoch.epoch as f64, epoch.validation)).collect(),
        })
        .collect();
    let chart = plot::chart("Validation loss", &Axis::linear("epoch"), &Axis::log("loss of the model"), &losses);
    let curves = out.join("comparison.svg");
    files::write(&curves, plot::file(&chart))?;
    let runs = results.iter().map(|(model, ..)| ReportInput::read(&out.join(model))).collect::<Result<Vec<_>>>()?;
    let page = out.join("comparison.html");
    files::write(&page, page::report(&runs, &PageRequest { data: None, samples: REPORT_SAMPLES })?)?;
    output::print(&format!(
        "{}\n  {}  this table\n  {}  the validation losses of all models\n  {}  the report of all runs\n",
        output::table(&COLUMNS, &rows),
        path.display(),
        curves.display(),
        page.display()
    ))
}

/// The validation samples and the test samples of one model.
fn rows(model: &str, config: &TrainConfig, outcome: &Outcome) -> Vec<Vec<String>> {
    let metrics = &outcome.metrics;
    let parts = [("validation", Some(&metrics.validation)), ("test", metrics.test.as_ref())];
    let mut rows = Vec::new();
    for (part, numbers) in parts.into_iter().filter_map(|(part, numbers)| Some((part, numbers?))) {
        let checked = match numbers.samples_checked {
            0 => "-".to_owned(),
            samples => samples.to_string(),
        };
        rows.push(vec![
            model.to_owned(),
            part.to_owned(),
            numbers.samples.to_string(),
            config.loss.to_string(),
            format!("{:.4e}", numbers.loss),
            numbers.telescope_charge.map_or_else(|| "-".to_owned(), |telescope| format!("{telescope:.4e}")),
            format!("{:.4e}", numbers.telescope_normalised),
            numbers.emd.map_or_else(|| "-".to_owned(), |emd| format!("{emd:.4}")),
            format!("{:.1} %", 100.0 * numbers.zero),
            metrics.parameters[0].to_string(),
            checked,
            metrics.best_epoch.to_string(),
        ]);
    }
    rows
}
