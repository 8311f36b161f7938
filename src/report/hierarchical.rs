//! The page of an evaluation of the hierarchical autoencoder.

use std::fmt::Write;

use super::page::{self, Figure, Figures, PageBlock, Section, Table};
use crate::error::{Result, grouped};
use crate::hierarchical::evaluate::{EnergyFit, HierarchicalEvaluation, LevelEvaluation};
use crate::hierarchical::level::{CHIP, CHIP_CELLS, Level};
use crate::jets::evaluate::Spread;
use crate::plot::{self, Axis, Colours, PlotMark, Point, Series};
use crate::version;

/// The page.
///
/// # Errors
/// If it cannot be written.
pub fn page(evaluation: &HierarchicalEvaluation) -> Result<String> {
    let events = grouped(evaluation.events as u64);
    let subtitle = format!("{} · {events} events · {}", evaluation.model, version::program());
    let mut sections = vec![losses(evaluation), physics(evaluation)];
    sections.extend(evaluation.energy.as_ref().map(energy));
    sections.push(triplets(evaluation));
    page::render("econ-emu hierarchical", &subtitle, sections)
}

/// Losses of one of the ways, by level.
type Loss = fn(&LevelEvaluation) -> f64;

/// The ways that are compared.
const WAYS: [(&str, Loss); 4] = [
    ("model", |level| level.loss),
    ("mean image", |level| level.mean_image),
    ("sum alone", |level| level.sum_alone),
    ("PCA", |level| level.pca),
];

fn losses(evaluation: &HierarchicalEvaluation) -> Section {
    let [encoders, decoders] = evaluation.parameters.map(|count| grouped(count as u64));
    let fitted = match evaluation.fitted {
        Some(events) => format!("{} others", grouped(events as u64)),
        None => "these very events, which favours them".to_owned(),
    };
    let about = Table::pairs([
        ("events", grouped(evaluation.events as u64)),
        ("latents of a group", evaluation.latents.to_string()),
        ("parameters of encoders and decoders", format!("{encoders} + {decoders}")),
        ("mean image, sum alone and PCA are fitted to", fitted),
    ]);
    let (mut rows, mut series) = (Vec::new(), Vec::new());
    for level in &evaluation.levels {
        let mut row = vec![level.level.to_owned(), grouped(level.bits as u64), format!("{:.1}", level.ratio)];
        row.extend(WAYS.map(|(_, loss)| format!("{:.3e}", loss(level))));
        rows.push(row);
    }
    for (name, loss) in WAYS {
        let points = evaluation.levels.iter().zip(1..).map(|(level, at)| Point::new(f64::from(at), loss(level)));
        series.push(Series { name: name.into(), mark: PlotMark::Points, points: points.collect() });
    }
    let x = Axis::linear("level: 1 roc, 2 module, 3 triplet, 4 stage1, 5 stage2");
    let chart = plot::chart("Losses by level", &x, &Axis::log("loss"), &series);
    let caption = "Mean over all cells of the squared difference of what entered and what came back.";
    let list = vec![Figure::new(chart, caption)];
    let head = ["level", "bits of an event", "ratio", "model", "mean image", "sum alone", "PCA"];
    let blocks = vec![about, Table::with_head(&head, rows), PageBlock::Figures(Figures { size: "wide", list })];
    Section { id: "losses".into(), title: "Losses".into(), blocks }
}

/// Mean and standard deviation.
fn words(spread: &Spread) -> String {
    format!("{:.3} ± {:.3}", spread.mean, spread.deviation)
}

fn physics(evaluation: &HierarchicalEvaluation) -> Section {
    let row = |level: &LevelEvaluation| {
        let all = [&level.response, &level.layer, &level.x, &level.y, &level.width];
        [level.level.to_owned()].into_iter().chain(all.map(words)).collect()
    };
    let rows = evaluation.levels.iter().map(row).collect();
    let head = ["level", "decoded sum over sum", "layer", "x, cm", "y, cm", "width, cm"];
    let about = "Mean and standard deviation over events. Layer, x, y and width: those of the decoded charges less those of \
                 the charges, weighted by charge, in the detector of the electrons that are made up.";
    let blocks = vec![PageBlock::Text(about.into()), Table::with_head(&head, rows)];
    Section { id: "physics".into(), title: "Sums, places and widths".into(), blocks }
}

fn energy(fit: &EnergyFit) -> Section {
    let row = |range: &crate::hierarchical::evaluate::EnergyRange| {
        let [latents, sum] = [&range.latents, &range.sum]
            .map(|spread| format!("{:.2} ± {:.2} %", 100.0 * spread.mean, 100.0 * spread.deviation));
        vec![format!("{} GeV", range.from), range.events.to_string(), latents, sum]
    };
    let table =
        Table::with_head(&["from", "events", "from the latents", "from the sum"], fit.ranges.iter().map(row).collect());
    let series = [("from the latents of stage2", 1), ("from the sum of the charges", 2)].map(|(name, at)| Series {
        name: name.into(),
        mark: PlotMark::Points,
        points: fit.events.iter().map(|event| Point::new(event[0], event[at] / event[0] - 1.0)).collect(),
    });
    let chart =
        plot::chart("Energy", &Axis::linear("energy, GeV"), &Axis::linear("(found - energy) / energy"), &series);
    let list = vec![Figure::new(chart, "Energy by a linear fit, less that of the particle.")];
    let ratio = fit
        .ratio
        .map(|ratio| format!("Above 50 GeV the spread from the latents is {ratio:.2} times that from the sum."));
    let mut blocks = vec![table, PageBlock::Figures(Figures { size: "wide", list })];
    blocks.extend(ratio.map(PageBlock::Text));
    Section { id: "energy".into(), title: "Energy from the latents of the last stage".into(), blocks }
}

fn triplets(evaluation: &HierarchicalEvaluation) -> Section {
    let figure = |images: &Vec<Vec<f32>>| Figure::new(strip(images), "");
    let about = "The triplet of the largest charge of an event: its cells, and what is left of them at each level. Rows are \
                 modules, columns chips.";
    let list = evaluation.triplets.iter().map(figure).collect();
    let blocks = vec![PageBlock::Text(about.into()), PageBlock::Figures(Figures { size: "wide", list })];
    Section { id: "triplets".into(), title: "Triplets".into(), blocks }
}

/// Images of a triplet side by side: cells, then each level.
fn strip(images: &[Vec<f32>]) -> String {
    const SQUARE: f64 = 8.0;
    const GAP: f64 = 10.0;
    const TOP: f64 = 18.0;
    let rows = Level::Module.group() * CHIP[0];
    let side = SQUARE * rows as f64;
    let colours = Colours::up_to(images.iter().take(1).flatten().map(|&charge| charge.into()));
    let width = (side + GAP) * images.len() as f64;
    let mut svg = plot::open("Triplet", width, TOP + side + 40.0);
    for (number, image) in images.iter().enumerate() {
        let left = (side + GAP) * number as f64;
        let name = number.checked_sub(1).and_then(|at| Level::ALL.get(at)).map_or("cells", |level| level.name());
        let _ = write!(svg, "<text x=\"{left:.1}\" y=\"12\">{name}</text>");
        let _ = write!(
            svg,
            "<path class=\"edge\" fill=\"{}\" d=\"M{left:.1} {TOP}h{side}v{side}h-{side}z\"/>",
            colours.of(0.0)
        );
        for (cell, &charge) in image.iter().enumerate().filter(|(_, charge)| **charge != 0.0) {
            let (chip, own) = (cell / CHIP_CELLS, cell % CHIP_CELLS);
            let row = chip / 3 * CHIP[0] + own / CHIP[1];
            let column = chip % 3 * CHIP[1] + own % CHIP[1];
            let (x, y) = (left + SQUARE * column as f64, TOP + SQUARE * row as f64);
            let colour = colours.of(charge.into());
            let _ = write!(svg, "<path fill=\"{colour}\" d=\"M{x:.1} {y:.1}h{SQUARE}v{SQUARE}h-{SQUARE}z\"/>");
        }
    }
    svg + &colours.bar("charge, GeV", 0.0, TOP + side + 8.0, width - GAP) + "</svg>"
}
