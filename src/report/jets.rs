//! The page of an evaluation of jets.

use std::fmt::Write;

use super::page::{self, Figure, Figures, PageBlock, Section, Table};
use crate::error::{Result, grouped};
use crate::jets::evaluate::{JetContender, JetEvaluation};
use crate::plot::{self, Axis, ColourScale, Colours, PlotMark, Point, Series};
use crate::version;

/// Bins of histograms, and of curves.
const BINS: usize = 50;
const GROUPS: usize = 20;

/// Bins of the squares of the corner plot.
const SQUARE_BINS: usize = 25;

/// What lies outside of this part of the numbers, on either side, is not shown.
const TAIL: f64 = 0.0025;

/// Columns that are shown against each other, at most; else each against itself.
const PAIRS: usize = 6;

/// The page.
///
/// # Errors
/// If it cannot be written.
pub fn page(evaluation: &JetEvaluation) -> Result<String> {
    let subtitle = format!("{} · {} jets · {}", evaluation.model, grouped(evaluation.jets), version::program());
    let kept = Kept::new(evaluation);
    let mut sections = vec![what(evaluation), distributions(&kept), residuals(&kept)];
    sections.push(Section { id: "corner".into(), title: "Residuals against each other".into(), blocks: corner(&kept) });
    sections.push(against(&kept));
    page::render("econ-emu jets", &subtitle, sections)
}

/// The jets that are drawn.
struct Kept {
    names: Vec<String>,
    /// Column after column: inputs, outputs, relative residuals. A jet whose input is 0 anywhere is left out.
    inputs: Vec<Vec<f64>>,
    outputs: Vec<Vec<f64>>,
    relative: Vec<Vec<f64>>,
}

impl Kept {
    fn new(evaluation: &JetEvaluation) -> Self {
        let own = evaluation.contenders.first();
        let names: Vec<String> =
            own.iter().flat_map(|own| &own.variables).map(|variable| variable.name.clone()).collect();
        let shown: Vec<&[Vec<f64>; 2]> =
            evaluation.kept.iter().filter(|[jet, _]| jet.iter().all(|&number| number != 0.0)).collect();
        let column = |of: usize, at: usize| shown.iter().map(|jet| jet[of][at]).collect::<Vec<f64>>();
        let [inputs, outputs] = [0, 1].map(|of| (0..names.len()).map(|at| column(of, at)).collect::<Vec<_>>());
        let relative = inputs.iter().zip(&outputs).map(|(inputs, outputs)| relative(inputs, outputs)).collect();
        Kept { names, inputs, outputs, relative }
    }

    /// A column and what is in it.
    fn columns<'a>(&'a self, of: &'a [Vec<f64>]) -> impl Iterator<Item = (&'a str, &'a [f64])> {
        self.names.iter().zip(of).map(|(name, values)| (name.as_str(), values.as_slice()))
    }
}

fn relative(inputs: &[f64], outputs: &[f64]) -> Vec<f64> {
    inputs.iter().zip(outputs).map(|(input, output)| (output - input) / input).collect()
}

/// Where numbers lie, without the tails.
fn range(values: &[f64]) -> [f64; 2] {
    let mut sorted: Vec<f64> = values.iter().copied().filter(|value| value.is_finite()).collect();
    sorted.sort_by(f64::total_cmp);
    let last = sorted.len().saturating_sub(1) as f64;
    let [low, high] = [TAIL, 1.0 - TAIL].map(|part| sorted.get((part * last) as usize).copied().unwrap_or(0.0));
    [low, if high > low { high } else { low + 1.0 }]
}

/// The bin of a number in a range, if it is in it.
fn bin(value: f64, [low, high]: [f64; 2], bins: usize) -> Option<usize> {
    let place = (value - low) / (high - low) * bins as f64;
    // The end belongs to the last bin.
    (place >= 0.0 && value <= high).then(|| (place as usize).min(bins - 1))
}

fn histogram(values: &[f64], range: [f64; 2]) -> Vec<Point> {
    let mut counts = vec![0u32; BINS];
    values.iter().filter_map(|&value| bin(value, range, BINS)).for_each(|bin| counts[bin] += 1);
    let width = (range[1] - range[0]) / BINS as f64;
    let place = |at: usize| range[0] + width * (at as f64 + 0.5);
    counts.into_iter().enumerate().map(|(at, count)| Point::new(place(at), count.into())).collect()
}

fn what(evaluation: &JetEvaluation) -> Section {
    let [encoder, decoder] = evaluation.parameters.map(|count| grouped(count as u64));
    let [encoded, decoded] = evaluation.nanoseconds;
    let about = Table::pairs([
        ("jets", grouped(evaluation.jets)),
        ("parameters of encoder and decoder", format!("{encoder} + {decoder}")),
        ("time of a jet on this machine, all threads", format!("{encoded:.0} ns encoded, {decoded:.0} ns decoded")),
    ]);
    let mut rows = Vec::new();
    let mut columns = Vec::new();
    for JetContender { name, bytes, of_float16, loss, variables } in &evaluation.contenders {
        rows.push(vec![name.clone(), format!("{bytes:.2}"), format!("{of_float16:.3}"), format!("{loss:.3e}")]);
        for variable in variables {
            let spread = &variable.relative;
            columns.push(vec![
                format!("{name}: {}", variable.name),
                format!("{:.3e} ± {:.1e}", spread.mean, spread.mean_error),
                format!("{:.3e} ± {:.1e}", spread.deviation, spread.deviation_error),
                format!("{:.3e}", variable.difference.mean),
                format!("{:.3e}", variable.difference.deviation),
            ]);
        }
    }
    let head = ["relative residual", "mean", "standard deviation", "difference: mean", "standard deviation"];
    let blocks = vec![
        about,
        Table::with_head(&["contender", "bytes of a jet", "over float16", "loss"], rows),
        Table::with_head(&head, columns),
    ];
    Section { id: "what".into(), title: "What is left of jets".into(), blocks }
}

fn distributions(kept: &Kept) -> Section {
    let mut list = Vec::new();
    for ((name, inputs), outputs) in kept.columns(&kept.inputs).zip(&kept.outputs) {
        let range = range(inputs);
        let series = [("raw", inputs), ("decoded", outputs)].map(|(word, values)| Series {
            name: word.into(),
            mark: PlotMark::Line,
            points: histogram(values, range),
        });
        let chart = plot::chart(name, &Axis::linear(name), &Axis::linear("jets").from_zero(), &series);
        list.push(Figure::new(chart, format!("{name}, raw and decoded.")));
    }
    let blocks = vec![PageBlock::Figures(Figures { size: "", list })];
    Section { id: "distributions".into(), title: "Distributions".into(), blocks }
}

fn residuals(kept: &Kept) -> Section {
    let mut list = Vec::new();
    for (name, values) in kept.columns(&kept.relative) {
        let range = range(values);
        let mark = PlotMark::Bars((range[1] - range[0]) / BINS as f64);
        let series = [Series { name: String::new(), mark, points: histogram(values, range) }];
        let label = format!("({name} decoded - raw) / raw");
        let chart = plot::chart(&label, &Axis::linear(&label), &Axis::linear("jets").from_zero(), &series);
        list.push(Figure::new(chart, format!("Relative residual of {name}, without its outermost {}.", percent())));
    }
    let blocks = vec![PageBlock::Figures(Figures { size: "", list })];
    Section { id: "residuals".into(), title: "Relative residuals".into(), blocks }
}

fn percent() -> String {
    format!("{} % on either side", 100.0 * TAIL)
}

/// Pearson's correlation.
fn correlation(a: &[f64], b: &[f64]) -> f64 {
    let [mean_a, mean_b] = [a, b].map(|values| values.iter().sum::<f64>() / values.len().max(1) as f64);
    let (mut both, mut square_a, mut square_b) = (0.0, 0.0, 0.0);
    for (a, b) in a.iter().zip(b) {
        both += (a - mean_a) * (b - mean_b);
        square_a += (a - mean_a) * (a - mean_a);
        square_b += (b - mean_b) * (b - mean_b);
    }
    let size = (square_a * square_b).sqrt();
    if size > 0.0 { both / size } else { 0.0 }
}

/// Correlations have these colours.
const CORRELATIONS: Colours = Colours { from: -1.0, to: 1.0, scale: ColourScale::AroundZero };

fn corner(kept: &Kept) -> Vec<PageBlock> {
    let about = "Relative residuals. Squares below the diagonal are two-dimensional histograms, darker where more jets \
                 are, on the colour of Pearson's correlation; its number stands above the diagonal.";
    let count = kept.names.len();
    if count > PAIRS {
        let row = |a: usize| (0..count).map(|b| Some(correlation(&kept.relative[a], &kept.relative[b]))).collect();
        let rows: Vec<Vec<Option<f64>>> = (0..count).map(row).collect();
        let names = kept.names.iter().enumerate().map(|(at, name)| (at.to_string(), name.clone()));
        let figure = plot::matrix("Correlations", "column", "column", &rows, CORRELATIONS, "Pearson's correlation");
        let list = vec![Figure::new(figure, "Pearson's correlation of the relative residuals.")];
        return vec![PageBlock::Figures(Figures { size: "wide", list }), Table::pairs(names)];
    }
    let list = vec![Figure::new(corner_figure(kept), about)];
    vec![PageBlock::Figures(Figures { size: "wide", list })]
}

/// All columns against each other.
fn corner_figure(kept: &Kept) -> String {
    const SIDE: f64 = 100.0;
    const GAP: f64 = 6.0;
    const LABEL: f64 = 22.0;
    let count = kept.names.len();
    let size = LABEL + (SIDE + GAP) * count as f64;
    let mut svg = plot::open("Residuals against each other", size, size + LABEL + 30.0);
    let ranges: Vec<[f64; 2]> = kept.relative.iter().map(|values| range(values)).collect();
    let places: Vec<f64> = (0..count).map(|index| (SIDE + GAP) * index as f64).collect();
    for row in 0..count {
        for column in 0..count {
            let (x, y) = (LABEL + places[column], places[row]);
            let own = correlation(&kept.relative[column], &kept.relative[row]);
            let face = if row == column { "none".to_owned() } else { CORRELATIONS.of(own) };
            let _ = write!(svg, "<path class=\"edge\" fill=\"{face}\" d=\"M{x:.1} {y:.1}h{SIDE}v{SIDE}h-{SIDE}z\"/>");
            if row == column {
                svg += &bars(&kept.relative[row], ranges[row], [x, y], SIDE);
            } else if row > column {
                let values = [&kept.relative[column][..], &kept.relative[row][..]];
                svg += &square(values, [ranges[column], ranges[row]], [x, y], SIDE);
            } else {
                let (middle, line) = (x + SIDE / 2.0, y + SIDE / 2.0 + 4.5);
                let _ = write!(
                    svg,
                    "<text class=\"over\" x=\"{middle:.1}\" y=\"{line:.1}\" text-anchor=\"middle\">{own:.2}</text>"
                );
            }
        }
        let (name, middle) = (plot::escape(&kept.names[row]), places[row] + SIDE / 2.0);
        let _ = write!(
            svg,
            "<text transform=\"translate(14 {middle:.1})rotate(-90)\" text-anchor=\"middle\">{name}</text>\
             <text x=\"{:.1}\" y=\"{:.1}\" text-anchor=\"middle\">{name}</text>",
            LABEL + middle,
            size - LABEL + 14.0
        );
    }
    svg + &CORRELATIONS.bar("Pearson's correlation", LABEL, size + 4.0, size - 2.0 * LABEL) + "</svg>"
}

/// A histogram in a square.
fn bars(values: &[f64], range: [f64; 2], [x, y]: [f64; 2], side: f64) -> String {
    let points = histogram(values, range);
    let most = points.iter().map(|point| point.y).fold(1.0, f64::max);
    let step = side / BINS as f64;
    let mut path = String::new();
    for (at, point) in points.iter().enumerate().filter(|(_, point)| point.y > 0.0) {
        let height = 0.95 * side * point.y / most;
        let _ = write!(path, "M{:.1} {:.1}v-{height:.1}h{step:.1}v{height:.1}z", x + step * at as f64, y + side);
    }
    format!("<path class=\"bar\" style=\"fill:var(--s0)\" d=\"{path}\"/>")
}

/// A two-dimensional histogram in a square: points that are the larger, the more jets are in a bin.
fn square(values: [&[f64]; 2], ranges: [[f64; 2]; 2], [x, y]: [f64; 2], side: f64) -> String {
    let mut counts = vec![0u32; SQUARE_BINS * SQUARE_BINS];
    for (&a, &b) in values[0].iter().zip(values[1]) {
        let bins = bin(a, ranges[0], SQUARE_BINS).zip(bin(b, ranges[1], SQUARE_BINS));
        if let Some((a, b)) = bins {
            counts[b * SQUARE_BINS + a] += 1;
        }
    }
    let most = f64::from(counts.iter().copied().max().unwrap_or(1).max(1));
    let step = side / SQUARE_BINS as f64;
    let mut svg = String::new();
    for (at, &count) in counts.iter().enumerate().filter(|(_, count)| **count > 0) {
        let (across, up) = ((at % SQUARE_BINS) as f64, (at / SQUARE_BINS + 1) as f64);
        let opacity = (f64::from(count) / most).sqrt();
        let _ = write!(
            svg,
            "<path style=\"fill:var(--ink);fill-opacity:{opacity:.2}\" d=\"M{:.1} {:.1}h{step:.1}v{step:.1}h-{step:.1}z\"/>",
            x + step * across,
            y + side - step * up
        );
    }
    svg
}

/// Residuals against raw numbers: means with standard deviations in groups of as many jets.
fn against(kept: &Kept) -> Section {
    let mut list = Vec::new();
    for (of, (residual, values)) in kept.columns(&kept.relative).enumerate() {
        for (by, (name, inputs)) in kept.columns(&kept.inputs).enumerate() {
            if kept.names.len() > PAIRS && of != by {
                continue;
            }
            let series = [Series { name: String::new(), mark: PlotMark::Points, points: groups(inputs, values) }];
            let label = format!("residual of {residual}");
            let chart = plot::chart(&label, &Axis::linear(name), &Axis::linear(&label), &series);
            list.push(Figure::new(chart, format!("Relative residual of {residual} against {name}: means of {GROUPS} groups, bars of one standard deviation.")));
        }
    }
    let blocks = vec![PageBlock::Figures(Figures { size: "", list })];
    Section { id: "against".into(), title: "Residuals against each variable".into(), blocks }
}

/// Means and standard deviations of values in groups of jets with neighbouring inputs.
fn groups(inputs: &[f64], values: &[f64]) -> Vec<Point> {
    let mut pairs: Vec<(f64, f64)> = inputs.iter().copied().zip(values.iter().copied()).collect();
    pairs.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut points = Vec::new();
    for group in pairs.chunks(pairs.len().div_ceil(GROUPS).max(1)) {
        let count = group.len() as f64;
        let (x, mean) = group.iter().fold((0.0, 0.0), |(x, y), pair| (x + pair.0 / count, y + pair.1 / count));
        let deviation = (group.iter().map(|pair| (pair.1 - mean).powi(2)).sum::<f64>() / count).sqrt();
        points.push(Point { x, y: mean, error: Some((mean - deviation, mean + deviation)) });
    }
    points
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_fall_into_their_bins() {
        assert_eq!(
            [-0.1, 0.0, 0.5, 1.0, 1.1, f64::NAN].map(|x| bin(x, [0.0, 1.0], 10)),
            [None, Some(0), Some(5), Some(9), None, None]
        );
        let values: Vec<f64> = (0..1000).map(f64::from).collect();
        assert_eq!(range(&values), [2.0, 996.0]);
        assert_eq!(histogram(&values, [0.0, 1000.0]).iter().map(|point| point.y).sum::<f64>(), 1000.0);
        assert_eq!(range(&[]), [0.0, 1.0]);
    }

    #[test]
    fn correlations_are_those_of_pearson() {
        let values = [1.0, 2.0, 4.0, 7.0];
        assert!((correlation(&values, &values.map(|x| 3.0 - 2.0 * x)) + 1.0).abs() < 1e-12);
        assert_eq!(correlation(&values, &[1.0; 4]), 0.0);
        assert!((correlation(&values, &[1.0, -1.0, -1.0, 1.0]) - 0.218_218).abs() < 1e-6);
        let points = groups(&[3.0, 1.0, 2.0, 4.0], &values);
        assert_eq!(points.iter().map(|point| point.y).collect::<Vec<_>>(), [2.0, 4.0, 1.0, 7.0]);
    }
}
