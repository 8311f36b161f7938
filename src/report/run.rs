//! The sections of a training run.

use super::glance::Glance;
use super::latents::{self, EncodedSample};
use super::page::{self, Figure, Figures, PageBlock, PageRequest, Section, Table};
use super::source::{OnChip, ReportInput, Run};
use crate::chip::autoencoder::{Encoder, normalise};
use crate::chip::{Options, Stage, Trace};
use crate::error::Result;
use crate::hwgen::certificate::{Bound, Certificate, CertificatePart, Signal};
use crate::hwgen::design::Design;
use crate::network::{Format, LATENT_BITS, LATENTS};
use crate::nn::{self, NodeId, TensorId, Typed};
use crate::plot::{self, Axis, ColourScale, Colours, PlotMark, Point, Series, short};

/// The most points of a scatter plot.
const SCATTER_POINTS: usize = 1500;

/// Everything about a run.
///
/// # Errors
/// Those of reading its samples and its golden set.
pub fn sections(
    input: &ReportInput,
    run: &Run,
    request: &PageRequest,
    packets: usize,
    glance: &mut Glance,
) -> Result<Vec<Section>> {
    let ReportInput { name, path, .. } = input;
    glance.run(name, run);
    glance.loss.get_or_insert_with(|| loss_chart(run));
    let mut sections = vec![
        Section::of("run", "What was run", name, what(run)),
        Section::of("history", "Loss history", name, history(run)),
        Section::of("weights", "Weights", name, weight_histograms(run)),
    ];
    let Some(chip) = &run.chip else { return Ok(sections) };
    let (samples, source) = run.samples(chip, path, request.data.as_ref(), request.samples)?;
    let mut ranges = Ranges::default();
    let samples = latents::encode(&Encoder::new(&chip.block, &run.weights)?, &samples, &mut ranges);
    sections.extend([
        Section::of(
            "ranges",
            "Number formats",
            name,
            number_formats(chip, &ranges, samples.len(), &source, (name, glance)),
        ),
        Section::of("latents", "Latents", name, latent_views(chip, &samples, &source)?),
    ]);
    if path.join("golden").is_dir() {
        sections.extend(page::golden(name, &path.join("golden"), packets, glance)?);
    }
    Ok(sections)
}

fn what(run: &Run) -> Vec<PageBlock> {
    let [design, weights, data, program] = ["design_sha256", "weights_sha256", "data_sha256", "tool"]
        .map(|name| run.manifest[name].as_str().unwrap_or("?").to_owned());
    let network = &run.network;
    let files = match run.changed.as_slice() {
        [] => "as run.json lists them".to_owned(),
        changed => format!("changed since the run: {}", changed.join(", ")),
    };
    let nodes = network.nodes().iter().map(|node| format!("{} {}", node.name, nn::lengths(&node.shape)));
    let encoder =
        format!("{}: {}; {} weights", network.name(), nodes.collect::<Vec<_>>().join(", "), network.weight_count());
    let chip = match &run.chip {
        Some(chip) => format!(
            "{}, {} links, {} latent bits kept of {}",
            chip.config.generation,
            chip.config.links,
            kept(chip),
            LATENTS * LATENT_BITS as usize
        ),
        None => "none: the chip cannot hold this encoder, so there are no registers, formats and latents of the chip \
                 to show"
            .to_owned(),
    };
    let pairs = [
        ("encoder", encoder),
        ("chip", chip),
        (
            "training",
            format!(
                "{} epochs, loss {}, {} arithmetic, decoder {}, seed {}",
                run.option("epochs"),
                run.option("loss"),
                run.option("arithmetic"),
                run.option("decoder"),
                run.option("seed")
            ),
        ),
        ("best epoch", run.metrics["best_epoch"].to_string()),
        ("files", files),
    ];
    let provenance = [("design", design), ("weights", weights), ("data", data), ("program", program)];
    let provenance = provenance.into_iter().map(|(name, value)| vec![name.to_owned(), value]).collect();
    let metrics = [
        "frames",
        "loss",
        "telescope_charge",
        "telescope_normalised",
        "emd",
        "saturated",
        "zero",
        "dead",
        "frames_checked",
    ];
    let rows = metrics.iter().map(|name| {
        let parts = ["validation", "test"].map(|part| run.metrics[part][*name].as_f64().map_or("–".into(), short));
        [(*name).to_owned()].into_iter().chain(parts).collect()
    });
    let options = run.options.iter().map(|(name, value)| vec![name.clone(), value.clone()]).collect();
    vec![
        Table::pairs(pairs),
        PageBlock::Heading(format!("Its numbers, {}", run.arithmetic_in_words())),
        Table::with_head(&["", "validation", "test"], rows.collect()),
        PageBlock::Table(Table { summary: Some("Provenance".into()), rows: provenance, head: Vec::new() }),
        PageBlock::Table(Table { summary: Some("All options".into()), rows: options, head: Vec::new() }),
    ]
}

fn kept(chip: &OnChip) -> usize {
    let layout = Options { network: chip.block.clone(), ..Options::default() }.packet_layout(&chip.config);
    layout.kept_bits.iter().flatten().count()
}

/// A column of the history; empty if the run has none of this name.
fn column<'a>(run: &'a Run, name: &str) -> &'a [f64] {
    run.history.get(name).map_or(&[], |column| column)
}

/// Columns of the history against the epoch, each with a name for the legend; those that are missing are left out.
fn history_series(run: &Run, columns: &[(&str, &str)]) -> Vec<Series> {
    let mut series = Vec::new();
    for &(of, name) in columns.iter().filter(|(of, _)| !column(run, of).is_empty()) {
        let points = column(run, "epoch").iter().zip(column(run, of)).map(|(&x, &y)| Point::new(x, y));
        series.push(Series { name: name.to_owned(), mark: PlotMark::Line, points: points.collect() });
    }
    series
}

fn history_chart(run: &Run, name: &str, y: Axis, columns: &[(&str, &str)]) -> String {
    plot::chart(name, &Axis::linear("epoch"), &y, &history_series(run, columns))
}

fn loss_chart(run: &Run) -> Figure {
    let validation = format!("validation, {}", run.arithmetic_in_words());
    let losses = [("train", "training, in the arithmetic of the epoch"), ("validation", validation.as_str())];
    Figure::new(history_chart(run, "Loss", Axis::log("loss"), &losses), "Loss after every epoch.")
}

fn history(run: &Run) -> Vec<PageBlock> {
    let terms = [
        ("validation_cells", "cells"),
        ("validation_2x2", "sums of 2x2 cells"),
        ("validation_4x4", "sums of 4x4 cells"),
    ];
    let edges = [("saturated", "saturated at the top"), ("zero", "zero")];
    let mut list = vec![loss_chart(run)];
    if !column(run, "validation_cells").is_empty() {
        list.push(Figure::new(
            history_chart(run, "Loss terms", Axis::log("loss"), &terms),
            "The parts of the validation loss.",
        ));
    }
    list.push(Figure::new(
        history_chart(run, "Latents at their ends", Axis::linear("fraction of latents").from_zero(), &edges),
        "Validation latents at the ends of their format.",
    ));
    vec![PageBlock::Figures(Figures { size: "", list })]
}

fn weight_histograms(run: &Run) -> Vec<PageBlock> {
    let list = run.network.tensor_ids().map(|id| weight_histogram(run, id)).collect();
    vec![PageBlock::Figures(Figures { size: "", list })]
}

fn weight_histogram(run: &Run, id: TensorId) -> Figure {
    let tensor = run.network.tensor(id);
    let Some(format) = tensor.number.format() else { return real_histogram(tensor, run.weights.reals(id)) };
    let values = run.weights.integers(id);
    let (low, high) = (format.min_raw(), format.max_raw());
    let count = |raw: i64| values.iter().filter(|&&value| i64::from(value) == raw).count() as f64;
    let points = (low..=high).map(|raw| Point::new(raw as f64, count(raw))).collect();
    let x = Axis {
        from: Some(low as f64 - 1.0),
        to: Some(high as f64 + 1.0),
        ..Axis::linear(&format!("weight, units of 2^-{}", format.frac))
    };
    let series = [Series { name: String::new(), mark: PlotMark::Bars(0.8), points }];
    let svg = plot::chart(&format!("Weights of {}", tensor.name), &x, &Axis::linear("weights").from_zero(), &series);
    let ends = values.iter().filter(|&&value| [low, high].contains(&i64::from(value))).count();
    let about =
        format!("{}: {} weights in {}, {ends} at an end of the format.", tensor.name, values.len(), tensor.number);
    Figure::new(svg, about)
}

/// Real weights in 40 bins over their range.
fn real_histogram(tensor: &nn::Tensor, values: &[f32]) -> Figure {
    const BINS: usize = 40;
    let low = values.iter().copied().fold(f32::INFINITY, f32::min);
    let width = ((values.iter().copied().fold(f32::NEG_INFINITY, f32::max) - low) / BINS as f32).max(f32::MIN_POSITIVE);
    let mut counts = [0usize; BINS];
    values.iter().for_each(|value| counts[(((value - low) / width) as usize).min(BINS - 1)] += 1);
    let bin = |(bin, &count): (usize, &usize)| Point::new(f64::from(low + (bin as f32 + 0.5) * width), count as f64);
    let series =
        [Series { name: String::new(), mark: PlotMark::Line, points: counts.iter().enumerate().map(bin).collect() }];
    let (x, y) = (Axis::linear("weight"), Axis::linear("weights").from_zero());
    let svg = plot::chart(&format!("Weights of {}", tensor.name), &x, &y, &series);
    Figure::new(svg, format!("{}: {} weights, real numbers, in {BINS} bins.", tensor.name, values.len()))
}

/// Lowest and highest value of every stage.
#[derive(Default)]
struct Ranges(Vec<(Stage, i64, i64)>);

impl Trace for Ranges {
    const ON: bool = true;

    fn record(&mut self, stage: Stage, values: &[i64]) {
        // The converter records its sum, code and shift before the charges.
        let first = if stage == Stage::Normalise { normalise::FIRST_NORMALISED } else { 0 };
        let values = values.get(first..).unwrap_or_default();
        let (Some(&low), Some(&high)) = (values.iter().min(), values.iter().max()) else { return };
        match self.0.iter_mut().find(|range| range.0 == stage) {
            Some(range) => (range.1, range.2) = (range.1.min(low), range.2.max(high)),
            None => self.0.push((stage, low, high)),
        }
    }
}

/// The certificate of the chip's network, with these weights or with any.
fn certificate(chip: &OnChip, reloadable: bool) -> Result<Certificate> {
    let options = Options { network: chip.block.clone(), ..Options::default() };
    let valid = Design::of_chip("econ_t_ae", &chip.config, &options, reloadable).and_then(Design::validate)?;
    Ok(valid.certificate().clone())
}

/// The signals of a layer: a name, and the format that holds them.
fn signals(typed: &Typed, id: NodeId) -> Vec<(String, Signal, Format)> {
    let name = &typed.node(id).name;
    let mut signals = Vec::new();
    if let Some(sum) = typed.sum(id) {
        for (what, part) in [("parts", CertificatePart::Partial), ("sums", CertificatePart::Sum)] {
            signals.push((format!("{name}, {what}"), Signal::Layer(id, part), sum.format));
        }
    }
    let format = typed.node(id).number.format().filter(|_| !typed.keeps_sums(id));
    signals.extend(format.map(|format| (name.clone(), Signal::Layer(id, CertificatePart::Value), format)));
    signals
}

/// A range and the bits that it needs.
fn in_words(bound: Bound) -> String {
    format!("{}..={} ({} bits)", bound.min, bound.max, bound.bits())
}

/// The ranges that formats hold, that interval analysis proves, and that occurred.
fn number_formats(
    chip: &OnChip,
    ranges: &Ranges,
    samples: usize,
    source: &str,
    (run, glance): (&str, &mut Glance),
) -> Vec<PageBlock> {
    let (these, any) = match (certificate(chip, false), certificate(chip, true)) {
        (Ok(these), Ok(any)) => (these, any),
        (Err(error), _) | (_, Err(error)) => return vec![PageBlock::Text(format!("No certificate: {error}"))],
    };
    let typed = chip.block.typed();
    let image = chip.block.image_layer();
    let shown = (0..typed.nodes().len()).map(NodeId).filter(|&id| image != Some(id));
    let (mut lines, mut rows) = (Vec::new(), Vec::new());
    for (name, signal, format) in shown.flat_map(|id| signals(typed, id)) {
        let (proven, legal) = (these.hull(signal), any.hull(signal));
        let seen = these.stage(signal).and_then(|(stage, _)| ranges.0.iter().find(|range| range.0 == stage));
        let seen = seen.map(|&(_, low, high)| Bound { min: low.into(), max: high.into(), frac: proven.frac });
        let mut bits = vec![f64::from(format.bits), f64::from(proven.bits())];
        bits.extend(seen.map(|seen| f64::from(seen.bits())));
        lines.push((name.clone(), bits));
        rows.push(vec![
            name,
            format.to_string(),
            format!("{}..={}", format.min_raw(), format.max_raw()),
            in_words(legal),
            in_words(proven),
            seen.map_or("–".into(), in_words),
        ]);
    }
    // Bits that a signal has beyond those that it needs.
    let margins = lines.iter().map(|(signal, bits)| ((bits[0] - bits[1]) as i64, signal));
    if let Some((bits, signal)) = margins.min_by_key(|&(bits, _)| bits) {
        glance.margin(run, signal, bits);
    }
    let legend = ["the format holds", "these weights and any charges need (proven)", "occurred"];
    let svg = plot::lengths("Bits of every signal", &Axis::linear("bits, sign included").from_zero(), &legend, &lines);
    let about = format!(
        "Interval analysis in integers proves that no signal leaves its range; seen: {samples} samples, {source}."
    );
    vec![
        PageBlock::Text(about),
        PageBlock::Figures(Figures { size: "", list: vec![Figure::new(svg, "Bits that signals have, need and use.")] }),
        Table::with_head(&["signal", "format", "holds", "any legal weights", "these weights", "occurred"], rows),
    ]
}

/// How the values of a latent are distributed over its format.
fn latent_histogram(samples: &[EncodedSample], index: usize, format: Format) -> Figure {
    let step = ((format.max_raw() + 1) / 32).max(1);
    let mut counts = vec![0usize; 32];
    samples.iter().for_each(|sample| counts[(i64::from(sample.latents[index]) / step).clamp(0, 31) as usize] += 1);
    let values = samples.iter().map(|sample| sample.latents[index]);
    let distinct = values.clone().collect::<std::collections::BTreeSet<u16>>().len();
    let svg = plot::small_histogram(&format!("Latent {index}"), &counts, "0", &format.max_raw().to_string());
    let mean = values.map(f64::from).sum::<f64>() / samples.len().max(1) as f64;
    Figure::new(svg, format!("latent {index}: mean {}, {distinct} values", short(mean)))
}

fn latent_views(chip: &OnChip, samples: &[EncodedSample], source: &str) -> Result<Vec<PageBlock>> {
    let latent = chip.block.latent().number.format().unwrap_or(Format::unsigned(LATENT_BITS, 0));
    let mut blocks = vec![PageBlock::Text(format!(
        "{} samples: {source}. One LSB of a latent is 2^-{}.",
        samples.len(),
        latent.frac
    ))];
    let distributions = (0..LATENTS).map(|index| latent_histogram(samples, index, latent)).collect();
    blocks.push(PageBlock::Heading("Distributions".into()));
    blocks.push(PageBlock::Figures(Figures { size: "small", list: distributions }));

    let entropy = latents::bit_entropy(samples);
    let information = latents::sum_information(samples);
    let bits = latent.bits as usize;
    let dead: Vec<String> = entropy
        .iter()
        .enumerate()
        .flat_map(|(latent, row)| row.iter().take(bits).enumerate().map(move |(bit, h)| (latent, bit, *h)))
        .filter(|(.., entropy)| *entropy == 0.0)
        .map(|(latent, bit, _)| format!("{latent}.{bit}"))
        .collect();
    blocks.push(PageBlock::Heading("Information of every bit".into()));
    blocks.push(PageBlock::Text(match dead.len() {
        0 => "No dead bit: every bit of every latent takes both values.".into(),
        count => format!("{count} dead bits, which never change (latent.bit): {}.", dead.join(" ")),
    }));
    let total: f64 = entropy.iter().flatten().sum();
    blocks.push(PageBlock::Text(format!(
        "Entropy H = -Σ p log2 p of each bit by itself, {} bits in all. Mutual information with the module sum, \
         I = H(bit) + H(bin) - H(bit, bin), with the sums in {} bins of equally many samples; from frequencies, which is too \
         high by about {} bits.",
        short(total),
        latents::SUM_BINS,
        short((latents::SUM_BINS - 1) as f64 / (2.0 * std::f64::consts::LN_2 * samples.len().max(1) as f64))
    )));
    fn cells(rows: &[Vec<f64>]) -> Vec<Vec<Option<f64>>> {
        rows.iter().map(|row| row.iter().map(|value| Some(*value)).collect()).collect()
    }
    let one = Colours { from: 0.0, to: 1.0, scale: ColourScale::Areas };
    let most = Colours::up_to(information.iter().flatten().copied());
    let correlation = latents::correlation(samples);
    let both = Colours { from: -1.0, to: 1.0, scale: ColourScale::AroundZero };
    blocks.push(PageBlock::Figures(Figures {
        size: "",
        list: vec![
            Figure::new(
                plot::matrix("Entropy of bits", "bit", "latent", &cells(&entropy), one, "bits"),
                "Entropy of each bit; a dead bit is dark.",
            ),
            Figure::new(
                plot::matrix("Information on the sum", "bit", "latent", &cells(&information), most, "bits"),
                "Mutual information of each bit with the module sum.",
            ),
            Figure::new(
                plot::matrix("Correlation of latents", "latent", "latent", &correlation, both, "correlation"),
                "Pearson's correlation of latents; empty where one is constant.",
            ),
        ],
    }));
    blocks.extend(projections(samples)?);
    Ok(blocks)
}

/// Principal components and the t-SNE map, coloured by what is known of the samples.
fn projections(samples: &[EncodedSample]) -> Result<Vec<PageBlock>> {
    let components = latents::components(samples);
    let shares = components.shares.iter().enumerate().map(|(i, share)| Point::new(i as f64 + 1.0, *share)).collect();
    let shares = [Series { name: String::new(), mark: PlotMark::Bars(0.8), points: shares }];
    let shares = plot::chart(
        "Variance of principal components",
        &Axis::linear("component"),
        &Axis::linear("share of the variance").from_zero(),
        &shares,
    );
    let step = samples.len().div_ceil(SCATTER_POINTS).max(1);
    let points: Vec<(usize, f64, f64)> =
        components.points.iter().enumerate().step_by(step).map(|(i, &(x, y))| (i, x, y)).collect();
    let percent = |i: usize| short(100.0 * components.shares.get(i).copied().unwrap_or_default());
    let axes = [0, 1].map(|i| Axis::linear(&format!("component {} ({} %), LSB", i + 1, percent(i))));
    let mut list = vec![Figure::new(shares, "Share of the variance along each principal component.")];
    list.extend(coloured("Principal components", &axes, &points, samples));
    let mut blocks =
        vec![PageBlock::Heading("Principal components".into()), PageBlock::Figures(Figures { size: "", list })];
    let map = latents::map(samples, &components)?;
    if !map.is_empty() {
        let axes = ["t-SNE, first", "t-SNE, second"].map(Axis::linear);
        let about = format!(
            "A t-SNE map of {} different samples: neighbours are alike, distances between groups say little. It starts at \
             the principal components, so it is the same every time.",
            map.len()
        );
        blocks.push(PageBlock::Heading("Map".into()));
        blocks.push(PageBlock::Text(about));
        blocks.push(PageBlock::Figures(Figures { size: "", list: coloured("t-SNE map", &axes, &map, samples) }));
    }
    Ok(blocks)
}

/// A number of a sample that gives its point a colour.
type Shade = fn(&EncodedSample) -> f64;

/// The same points coloured by sum, occupancy, and layer where it is known.
fn coloured(name: &str, axes: &[Axis; 2], points: &[(usize, f64, f64)], samples: &[EncodedSample]) -> Vec<Figure> {
    let layers = points.iter().all(|&(i, ..)| samples[i].layer.is_some());
    let kinds: [(&str, &str, Shade); 3] = [
        ("log10 of the sum", "module sum (log10 of CALQ)", |sample| f64::from(sample.sum.max(1)).log10()),
        ("cells above 1 MIP_T", "occupancy", |sample| sample.occupancy as f64),
        ("layer", "layer", |sample| sample.layer.unwrap_or_default().into()),
    ];
    let mut figures = Vec::new();
    for (label, by, value) in &kinds[..if layers { 3 } else { 2 }] {
        let values: Vec<f64> = points.iter().map(|&(i, ..)| value(&samples[i])).collect();
        let low = values.iter().copied().fold(f64::INFINITY, f64::min);
        let colours =
            Colours { from: if low.is_finite() { low } else { 0.0 }, ..Colours::up_to(values.iter().copied()) };
        let points: Vec<(f64, f64, f64)> =
            points.iter().zip(&values).map(|(&(_, x, y), &value)| (x, y, value)).collect();
        let svg = plot::scatter(&format!("{name} by {by}"), &axes[0], &axes[1], &points, colours, label);
        figures.push(Figure::new(svg, format!("{name}, coloured by {by}.")));
    }
    figures
}
