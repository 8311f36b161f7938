//! The sections of an evaluation.

use super::figures;
use super::glance::Glance;
use super::page::{Figure, Figures, PageBlock, Section, Table};
use crate::physics::evaluation::{
    Bin, ClusterNumbers, Clusters, Contender, EmdKind, EvaluatedSummary, Evaluation, EvaluationFile, Example, Property,
    Ranking, TrueClusters,
};
use crate::plot::{self, Axis, Colours, PlotMark, Point, Series, short};
use crate::registers::CELLS;

/// The most examples shown, and the most reconstructions of each.
const EXAMPLES: usize = 4;
const RECONSTRUCTIONS: usize = 6;

/// The most contenders whose residuals are shown.
const RESIDUALS: usize = 8;

/// Metrics of the plots: name, axis, logarithmic.
const PLOTTED: [(&str, &str, bool); 4] = [
    ("telescope_normalised", "telescope, normalised charges", true),
    ("emd", "EMD (half cell spacings)", true),
    ("dmean", "shift of the mean (half cell spacings)", true),
    ("cross_correlation", "correlation of the cells", false),
];

/// A metric in words, for captions.
fn in_words(metric: &str) -> &str {
    match metric {
        "telescope_normalised" => "Telescope of normalised charges",
        "emd" => "Earth mover's distance",
        "dmean" => "Distance of the charge-weighted means",
        "cross_correlation" => "Correlation of true and reconstructed cells",
        other => other,
    }
}

/// Everything about an evaluation.
pub fn sections(name: &str, file: &EvaluationFile, glance: &mut Glance) -> Vec<Section> {
    glance.evaluation(name, file);
    glance.rate.get_or_insert_with(|| rate_figure(file, PLOTTED[0]));
    if let Some(mut example) = file.examples.first().cloned().filter(|_| glance.wafers.is_empty()) {
        // Encoders are what such a page is about.
        example.reconstructions.sort_by_key(|one| !one.contender.starts_with("run:"));
        glance.wafers = example_figures(&example, fullest(file).map(|evaluation| evaluation.links));
    }
    let mut sections = vec![
        Section::of("contenders", "Contenders", name, contenders(file)),
        Section::of("rate", "Rate against distortion", name, vec![rate(file)]),
        Section::of("ranking", "Ranking", name, ranking(file)),
        Section::of("profiles", "Profiles", name, profiles(file)),
        Section::of("residuals", "Residuals of cells", name, residuals(file)),
        Section::of("examples", "Examples", name, examples(file)),
    ];
    if let Some(truth) = &file.clusters {
        sections.insert(4, Section::of("clusters", "Clusters", name, clusters(file, truth)));
    }
    sections
}

/// A name for legends, cut from the left where it is too long.
fn legend(name: &str) -> String {
    const MOST: usize = 44;
    match name.char_indices().rev().nth(MOST - 1) {
        Some((at, _)) if at > 0 => format!("…{}", &name[at..]),
        _ => name.to_owned(),
    }
}

/// A mean with its error, and the number of samples for which it is defined if that is not all.
fn with_error(summary: Option<&EvaluatedSummary>) -> String {
    let Some((summary, mean)) = summary.and_then(|summary| Some((summary, summary.mean?))) else { return "–".into() };
    let mut text = short(mean);
    text += &summary.mean_error.map_or(String::new(), |error| format!(" ± {}", short(error)));
    if summary.undefined > 0 {
        text += &format!(" ({} of {})", summary.samples, summary.samples + summary.undefined);
    }
    text
}

/// A contender's row of the table.
fn contender_row(contender: &Contender) -> Vec<String> {
    fn number(value: Option<f64>) -> String {
        value.map_or("–".to_owned(), short)
    }
    let received =
        contender.received.map_or("–".into(), |received| format!("{}", received.truncated + received.lost));
    let mut row = vec![contender.name.clone(), number(contender.bits.map(|bits| bits.sent))];
    row.extend(["telescope_normalised", "emd"].map(|name| with_error(contender.metric(name))));
    row.push(number(contender.metric("emd").and_then(|summary| summary.median)));
    row.push(with_error(contender.metric("cross_correlation")));
    row.extend([
        number(contender.response.mean),
        number(contender.response.resolution_68),
        received,
        contender.title.clone(),
    ]);
    row
}

fn contenders(file: &EvaluationFile) -> Vec<PageBlock> {
    let samples = &file.samples;
    let emd = match (file.emd.kind, file.emd.check.and_then(|check| check.relative_rms)) {
        (EmdKind::Exact, _) => "exact optimal transport".to_owned(),
        (EmdKind::Sliced, Some(rms)) => {
            format!("sliced; differs from the exact one by {} of its mean (rms)", short(rms))
        }
        (EmdKind::Sliced, None) => "sliced".to_owned(),
    };
    let mut blocks = vec![Table::pairs([
        (
            "frames",
            format!(
                "{} of {}, rows {} to {}; {} without charge",
                samples.count, samples.source, samples.rows[0], samples.rows[1], samples.without_charge
            ),
        ),
        ("density", format!("{} low, {} high", samples.density[0], samples.density[1])),
        (
            "on average",
            format!(
                "{} cells above 1 MIP_T, charge {} CALQ",
                short(samples.mean_occupancy),
                short(samples.mean_charge)
            ),
        ),
        ("earth mover's distance", emd),
        ("samples", samples.sha256.clone()),
        ("program", file.tool.clone()),
    ])];
    let head = [
        "contender",
        "bits sent",
        "telescope_normalised",
        "EMD",
        "EMD, median",
        "correlation",
        "response",
        "resolution_68",
        "truncated or lost",
        "what it is",
    ];
    for evaluation in &file.evaluations {
        blocks.push(PageBlock::Heading(format!("{} links", evaluation.links)));
        blocks.push(Table::with_head(&head, evaluation.contenders.iter().map(contender_row).collect()));
        blocks.extend(settings(evaluation));
        for skipped in &evaluation.skipped {
            blocks.push(PageBlock::Text(format!(
                "Not at {} links: {}: {}.",
                evaluation.links, skipped.name, skipped.reason
            )));
        }
    }
    if !file.baselines.is_empty() {
        blocks.push(PageBlock::Heading("For comparison, not sent over links".into()));
        blocks.push(Table::with_head(&head, file.baselines.iter().map(contender_row).collect()));
    }
    blocks.push(PageBlock::Text(
        "Means with bootstrap errors, over the samples for which a metric is defined: where nothing was reconstructed \
         it is not. Resolution: half the shortest interval of the response that holds 68 % of the \
         samples, over the mean response."
            .into(),
    ));
    blocks
}

/// Settings and readings that were chosen.
fn settings(evaluation: &Evaluation) -> Option<PageBlock> {
    fn number(value: Option<u32>) -> String {
        value.map_or("–".to_owned(), |value| value.to_string())
    }
    let mut rows = Vec::new();
    for contender in &evaluation.contenders {
        for settings in &contender.settings {
            let Some(chosen) = &settings.chosen else { continue };
            rows.push(vec![
                contender.name.clone(),
                settings.density.name().into(),
                number(settings.stc_type.map(u32::from)),
                number(settings.threshold),
                number(settings.drop_lsb.map(u32::from)),
                number(settings.use_sum.map(u32::from)),
                number(settings.t1.map(u32::from)),
                settings.mux.clone().unwrap_or_else(|| "–".into()),
                settings.reading.clone(),
                format!("{} {} on {} modules", chosen.by, short(chosen.value), chosen.samples),
            ]);
        }
    }
    let head =
        ["contender", "density", "stc_type", "threshold", "drop_lsb", "use_sum", "T1", "MUX", "reading", "chosen by"];
    (!rows.is_empty()).then(|| Table::with_head(&head, rows))
}

/// Who is first, over all samples and over showers, and who is on the front of telescope against distance.
fn ranking(file: &EvaluationFile) -> Vec<PageBlock> {
    let mut blocks = vec![PageBlock::Text(
        "By how much each contender is behind the first, with the error of a paired bootstrap: samples are drawn with \
         their values for both. Modules of which nothing arrived count as flat images. Within two errors two contenders \
         are not separable."
            .into(),
    )];
    let mut figures = Vec::new();
    for evaluation in &file.evaluations {
        if evaluation.rankings.is_empty() {
            continue;
        }
        blocks.push(PageBlock::Heading(format!("Ranking at {} links", evaluation.links)));
        let rows = evaluation.rankings.iter().flat_map(ranking_rows).collect();
        blocks.push(Table::with_head(&["metric", "modules", "place", "contender", "mean", "behind the first"], rows));
        let svg = front(evaluation);
        let caption = format!("Telescope against earth mover's distance at {} links, and the front.", evaluation.links);
        figures.push(Figure::new(svg, caption));
    }
    if figures.is_empty() {
        return vec![PageBlock::Text("The evaluation is of a version that ranks nobody.".into())];
    }
    blocks.push(PageBlock::Figures(Figures { size: "", list: figures }));
    blocks
}

fn ranking_rows(ranking: &Ranking) -> Vec<Vec<String>> {
    let modules = if ranking.above > 0.0 { format!("above {} MIP_T", short(ranking.above)) } else { "all".into() };
    let mut rows = Vec::new();
    for (place, ranked) in ranking.order.iter().enumerate() {
        let mut behind = format!("{} ± {}", short(ranked.behind), short(ranked.behind_error));
        if !ranked.is_behind() {
            behind += ", not separable";
        }
        rows.push(vec![
            ranking.metric.clone(),
            format!("{modules} ({})", ranking.samples),
            (place + 1).to_string(),
            ranked.name.clone(),
            short(ranked.mean),
            if place == 0 { "–".into() } else { behind },
        ]);
    }
    rows
}

/// The mean of a metric over all modules.
fn mean_of(evaluation: &Evaluation, metric: &str, name: &str) -> Option<f64> {
    let ranking = evaluation.rankings.iter().find(|ranking| ranking.metric == metric && ranking.above == 0.0)?;
    ranking.order.iter().find(|ranked| ranked.name == name).map(|ranked| ranked.mean)
}

/// A contender by its telescope and its distance.
fn place_of(evaluation: &Evaluation, name: &str) -> Option<Point> {
    Some(Point::new(mean_of(evaluation, "telescope_normalised", name)?, mean_of(evaluation, "emd", name)?))
}

/// Telescope against distance of all contenders at one number of links.
fn front(evaluation: &Evaluation) -> String {
    let mut front: Vec<Point> = evaluation.pareto.iter().filter_map(|name| place_of(evaluation, name)).collect();
    front.sort_by(|a, b| a.x.total_cmp(&b.x));
    let mut series = vec![Series { name: "front".into(), mark: PlotMark::Line, points: front }];
    series.extend(evaluation.contenders.iter().map(|contender| Series {
        name: legend(&contender.name),
        mark: PlotMark::Points,
        points: place_of(evaluation, &contender.name).into_iter().collect(),
    }));
    let title = format!("Telescope against EMD at {} links", evaluation.links);
    plot::chart(&title, &axis(PLOTTED[0].1, PLOTTED[0].2), &axis(PLOTTED[1].1, PLOTTED[1].2), &series)
}

/// Numbers of clusters that are plotted: what, axis, whether it is a share with its binomial error.
const OF_CLUSTERS: [(&str, &str, ClusterValue); 5] = [
    ("Clusters found", "share of the clusters of true charges", |numbers| {
        with_binomial(numbers.efficiency(), numbers.references)
    }),
    ("Fakes", "share of the clusters without a partner", |numbers| {
        with_binomial(numbers.fake_rate(), numbers.clusters)
    }),
    ("Response", "charge over that of the partner", |numbers| Some((numbers.response.mean?, None))),
    ("Resolution", "resolution_68 of the response", |numbers| Some((numbers.response.resolution_68?, None))),
    ("Position", "distance from the partner, rms (cm)", |numbers| Some((numbers.position?, None))),
];

/// A number of clusters and its error.
type ClusterValue = fn(&ClusterNumbers) -> Option<(f64, Option<f64>)>;

/// A share of so many, with its binomial error.
fn with_binomial(share: Option<f64>, of: usize) -> Option<(f64, Option<f64>)> {
    let share = share?;
    Some((share, Some((share * (1.0 - share) / of as f64).sqrt())))
}

/// What becomes of clusters over modules and layers.
fn clusters(file: &EvaluationFile, truth: &TrueClusters) -> Vec<PageBlock> {
    let TrueClusters { least, undamaged } = truth;
    let mut blocks = vec![PageBlock::Text(format!(
        "Clusters of at least {} MIP_T over neighbouring modules and layers, of reconstructed charges against those of the \
         true ones: {} in {} events. Position: root of the mean squared distance from the partner, cm on the first layer; \
         width: mean of the ratio to that of the partner, and its spread.",
        short(*least),
        undamaged.all.references,
        undamaged.bins.iter().map(|bin| bin.events).sum::<usize>()
    ))];
    let head = [
        "contender",
        "found",
        "fakes",
        "particles found",
        "response",
        "resolution_68",
        "position (cm)",
        "width",
        "spread of the width",
    ];
    for evaluation in &file.evaluations {
        blocks.push(PageBlock::Heading(format!("Clusters at {} links", evaluation.links)));
        let own = evaluation.contenders.iter().filter_map(|own| Some(clusters_row(&own.name, own.clusters.as_ref()?)));
        blocks
            .push(Table::with_head(&head, std::iter::once(clusters_row("undamaged", undamaged)).chain(own).collect()));
    }
    let Some(evaluation) = fullest(file) else { return blocks };
    let mut list = Vec::new();
    for (title, label, of) in OF_CLUSTERS {
        let contenders = evaluation.contenders.iter().filter_map(|own| Some((&own.name, own.clusters.as_ref()?)));
        let series: Vec<Series> = contenders.map(|(name, clusters)| cluster_series(name, clusters, of)).collect();
        let x = Axis::linear("median charge of an event's modules (MIP_T)");
        let svg = plot::chart(&format!("{title} against pile-up"), &x, &Axis::linear(label), &series);
        let links = evaluation.links;
        list.push(Figure::new(svg, format!("{title} at {links} links in bins of the median charge of modules.")));
    }
    blocks.push(PageBlock::Heading("Clusters against pile-up".into()));
    blocks.push(PageBlock::Figures(Figures { size: "", list }));
    blocks
}

fn clusters_row(name: &str, own: &Clusters) -> Vec<String> {
    let number = |value: Option<f64>| value.map_or("–".to_owned(), short);
    let ClusterNumbers { response, position, width, width_resolution, .. } = own.all;
    let shares = [own.all.efficiency(), own.all.fake_rate(), own.all.signal_efficiency()];
    let numbers = [response.mean, response.resolution_68, position, width, width_resolution];
    std::iter::once(name.to_owned()).chain(shares.into_iter().chain(numbers).map(number)).collect()
}

/// A number of a contender's clusters in the bins of pile-up.
fn cluster_series(name: &str, clusters: &Clusters, of: ClusterValue) -> Series {
    let points = clusters.bins.iter().filter_map(|bin| {
        let (y, error) = of(&bin.numbers)?;
        let x = bin.high.map_or(bin.low, |high| (bin.low + high) / 2.0);
        Some(Point { x, y, error: error.map(|error| (y - error, y + error)) })
    });
    Series { name: legend(name), mark: PlotMark::Points, points: points.collect() }
}

/// A point with the error of its mean.
fn point(x: f64, summary: &EvaluatedSummary) -> Option<Point> {
    let y = summary.mean?;
    Some(Point { x, y, error: summary.mean_error.map(|error| (y - error, y + error)) })
}

fn axis(label: &str, log: bool) -> Axis {
    if log { Axis::log(label) } else { Axis::linear(label) }
}

/// A number of every contender against the bits that it sends: `of` gives the point at so many bits.
fn rate_chart(
    file: &EvaluationFile,
    title: &str,
    axis: &Axis,
    of: impl Fn(f64, &Contender) -> Option<Point>,
) -> String {
    // A contender keeps its colour at every number of links.
    let mut series: Vec<Series> = Vec::new();
    let mut highest = 0f64;
    for contender in file.evaluations.iter().flat_map(|evaluation| &evaluation.contenders) {
        let Some(bits) = contender.bits else { continue };
        highest = highest.max(bits.sent);
        let name = legend(&contender.name);
        let at = series.iter().position(|series| series.name == name).unwrap_or(series.len());
        if at == series.len() {
            series.push(Series { name, mark: PlotMark::Points, points: Vec::new() });
        }
        series[at].points.extend(of(bits.sent, contender));
    }
    series.iter_mut().for_each(|series| series.points.sort_by(|a, b| a.x.total_cmp(&b.x)));
    for baseline in &file.baselines {
        let points =
            [0.0, highest].into_iter().filter_map(|x| of(x, baseline)).map(|point| Point { error: None, ..point });
        series.push(Series { name: legend(&baseline.name), mark: PlotMark::Line, points: points.collect() });
    }
    plot::chart(title, &Axis::linear("bits sent per BX").from_zero(), axis, &series)
}

fn rate_figure(file: &EvaluationFile, (metric, label, log): (&str, &str, bool)) -> Figure {
    let title = format!("{metric} against bits");
    let svg = rate_chart(file, &title, &axis(label, log), |bits, contender| point(bits, contender.metric(metric)?));
    Figure::new(svg, format!("{}: mean with bootstrap error.", in_words(metric)))
}

fn rate(file: &EvaluationFile) -> PageBlock {
    let mut list: Vec<Figure> = PLOTTED.into_iter().map(|plotted| rate_figure(file, plotted)).collect();
    let resolution = rate_chart(
        file,
        "Resolution against bits",
        &Axis::linear("resolution_68 of the module charge").from_zero(),
        |bits, contender| contender.response.resolution_68.map(|y| Point::new(bits, y)),
    );
    list.push(Figure::new(
        resolution,
        "resolution_68 of the module charge: half the shortest interval that holds 68 %, over the mean.",
    ));
    PageBlock::Figures(Figures { size: "", list })
}

/// The evaluation with the most contenders; of several, the one with the most links.
fn fullest(file: &EvaluationFile) -> Option<&Evaluation> {
    file.evaluations.iter().max_by_key(|evaluation| (evaluation.contenders.len(), evaluation.links))
}

fn profiles(file: &EvaluationFile) -> Vec<PageBlock> {
    let Some(evaluation) = fullest(file) else { return Vec::new() };
    let mut blocks = vec![PageBlock::Text(format!("At {} links, where the most contenders run.", evaluation.links))];
    for property in Property::ALL {
        if evaluation.contenders.iter().all(|contender| bins(contender, property).is_empty()) {
            continue;
        }
        let mut list = Vec::new();
        for (metric, label, log) in &PLOTTED[..2] {
            let series: Vec<Series> =
                evaluation.contenders.iter().map(|contender| profile(contender, property, metric)).collect();
            let x = axis(property.axis(), property == Property::Charge);
            let svg = plot::chart(&format!("{metric} against {}", property.name()), &x, &axis(label, *log), &series);
            let words = in_words(metric);
            list.push(Figure::new(svg, format!("{words} in bins of {}: mean with bootstrap error.", property.name())));
        }
        blocks.push(PageBlock::Heading(format!("Against {}", property.name())));
        blocks.push(PageBlock::Figures(Figures { size: "", list }));
        blocks.push(profile_table(evaluation, property));
    }
    blocks
}

/// What values a bin holds: all but its upper end.
fn bin_name(bin: &Bin, property: Property) -> String {
    match bin.high {
        _ if property == Property::Layer => short(bin.low),
        Some(high) => format!("{} to {}", short(bin.low), short(high)),
        None => format!("{} and more", short(bin.low)),
    }
}

/// Telescope and distance of all contenders in the bins of a property.
fn profile_table(evaluation: &Evaluation, property: Property) -> PageBlock {
    let first = evaluation.contenders.iter().map(|contender| bins(contender, property)).find(|bins| !bins.is_empty());
    let mut head = vec![property.axis().to_owned(), "modules".into()];
    head.extend(evaluation.contenders.iter().map(|contender| legend(&contender.name)));
    let mut rows = Vec::new();
    for (at, bin) in first.unwrap_or_default().iter().enumerate() {
        let mut row = vec![bin_name(bin, property), bin.samples.to_string()];
        for contender in &evaluation.contenders {
            let mean = |metric: &str| {
                let own = bins(contender, property).get(at)?.metrics.iter().find(|found| found.metric == metric)?;
                own.summary.mean
            };
            let [telescope, emd] = ["telescope_normalised", "emd"].map(|metric| mean(metric).map_or("–".into(), short));
            row.push(format!("{telescope} / {emd}"));
        }
        rows.push(row);
    }
    let head: Vec<&str> = head.iter().map(String::as_str).collect();
    Table::with_head(&head, rows)
}

fn bins(contender: &Contender, property: Property) -> &[Bin] {
    let found = contender.profiles.iter().find(|profile| profile.by == property);
    found.map_or(&[], |profile| &profile.bins)
}

/// A metric of a contender in the bins of a property.
fn profile(contender: &Contender, property: Property, metric: &str) -> Series {
    let points = bins(contender, property).iter().filter_map(|bin| {
        let found = bin.metrics.iter().find(|found| found.metric == metric)?;
        point(middle(bin), &found.summary)
    });
    Series { name: legend(&contender.name), mark: PlotMark::Points, points: points.collect() }
}

/// Where a bin is drawn.
fn middle(bin: &Bin) -> f64 {
    match bin.high {
        Some(high) => (bin.low + high) / 2.0,
        None => bin.low,
    }
}

fn residuals(file: &EvaluationFile) -> Vec<PageBlock> {
    let Some(evaluation) = fullest(file) else { return Vec::new() };
    let shown: Vec<&Contender> =
        evaluation.contenders.iter().filter(|contender| contender.cells.mean.len() == CELLS).take(RESIDUALS).collect();
    let mut blocks = vec![PageBlock::Text(format!(
        "Reconstructed minus true charge of each trigger cell as a fraction of the module's true charge, at {} links.",
        evaluation.links
    ))];
    let means = shown.iter().flat_map(|contender| contender.cells.mean.iter().copied());
    blocks.push(PageBlock::Heading("Mean".into()));
    blocks.push(wafers(&shown, "mean", |contender| &contender.cells.mean, Colours::around_zero(means)));
    let rms = shown.iter().flat_map(|contender| contender.cells.rms.iter().copied());
    blocks.push(PageBlock::Heading("Root mean square".into()));
    blocks.push(wafers(&shown, "rms", |contender| &contender.cells.rms, Colours::up_to(rms)));
    blocks
}

/// A wafer for each contender, with a number of every cell.
fn wafers(shown: &[&Contender], name: &str, of: fn(&Contender) -> &Vec<f64>, colours: Colours) -> PageBlock {
    let list = shown.iter().map(|contender| {
        let title = format!("{name} of {}", contender.name);
        Figure::new(figures::wafer(&title, of(contender), colours, name), legend(&contender.name))
    });
    PageBlock::Figures(Figures { size: "medium", list: list.collect() })
}

fn examples(file: &EvaluationFile) -> Vec<PageBlock> {
    let links = fullest(file).map(|evaluation| evaluation.links);
    let mut blocks = vec![PageBlock::Text(
        "Wafers of 48 trigger cells, four hexagonal sensor cells each. True charges, reconstructions on the same scale, and \
         residuals (reconstructed minus true), in CALQ."
            .into(),
    )];
    for example in file.examples.iter().take(EXAMPLES) {
        blocks.extend(one_example(example, links));
    }
    if file.examples.is_empty() {
        blocks.push(PageBlock::Text("The evaluation kept no samples.".into()));
    }
    blocks
}

fn one_example(example: &Example, links: Option<u8>) -> [PageBlock; 2] {
    let mut title = format!("Row {}", example.row);
    title += &example.layer.map_or(String::new(), |layer| format!(", layer {layer}"));
    title += &example.eta.map_or(String::new(), |eta| format!(", eta {}", short(eta)));
    let list = example_figures(example, links);
    [PageBlock::Heading(title), PageBlock::Figures(Figures { size: "medium", list })]
}

/// Wafers of a sample: true charges, then each reconstruction and its residual.
fn example_figures(example: &Example, links: Option<u8>) -> Vec<Figure> {
    let truth: Vec<f64> = example.charges.iter().map(|&charge| charge.into()).collect();
    let chosen =
        example.reconstructions.iter().filter(|one| one.links == links).take(RECONSTRUCTIONS).collect::<Vec<_>>();
    let differences: Vec<Vec<f64>> =
        chosen.iter().map(|one| one.charges.iter().zip(&truth).map(|(&y, x)| f64::from(y) - x).collect()).collect();
    let scale = Colours::up_to(truth.iter().copied());
    let residual = Colours::around_zero(differences.iter().flatten().copied());
    let mut list = vec![Figure::new(figures::wafer("True charges", &truth, scale, "CALQ"), "true charges")];
    for (one, difference) in chosen.iter().zip(&differences) {
        let name = legend(&one.contender);
        let charges: Vec<f64> = one.charges.iter().map(|&charge| charge.into()).collect();
        let status = one
            .status
            .as_deref()
            .filter(|status| *status != "complete")
            .map_or(String::new(), |status| format!(" ({})", status.replace('_', " ")));
        let [reconstruction, residual_title] =
            ["Reconstruction", "Residual"].map(|what| format!("{what} of {name}, row {}", example.row));
        list.push(Figure::new(figures::wafer(&reconstruction, &charges, scale, "CALQ"), format!("{name}{status}")));
        list.push(Figure::new(
            figures::wafer(&residual_title, difference, residual, "CALQ"),
            format!("{name}, residual"),
        ));
    }
    list
}
