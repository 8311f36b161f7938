//! An evaluation as tables for a terminal, 80 columns wide.
//!
//! Contenders have numbers, since their names may be longer than a table has room for; where a name is cut, the whole one
//! stands with its number at the end.

use super::output;
use crate::physics::evaluation::{
    Bin, ChosenSettings, ClusterNumbers, Clusters, Contender, EvaluatedSummary, EvaluationFile, Property, Ranking,
    Skipped, TrueClusters,
};
use crate::physics::metrics::Metric;
use crate::registers::Density;

/// A contender in tables.
struct Line<'a> {
    /// Its number.
    number: String,
    links: Option<u8>,
    contender: &'a Contender,
}

/// All tables.
pub fn text(file: &EvaluationFile) -> String {
    let lines: Vec<Line<'_>> = file
        .contenders()
        .enumerate()
        .map(|(at, (links, contender))| Line { number: (at + 1).to_string(), links, contender })
        .collect();
    [
        samples(file),
        verdicts(file),
        distances(file, &lines),
        transmission(file, &lines),
        skipped(file),
        showers(&lines),
        clusters(file, &lines),
        by_charge(&lines),
        first_places(file),
        chosen(file),
        long_names(&lines),
    ]
    .concat()
}

/// What it says of encoders, in sentences.
fn verdicts(file: &EvaluationFile) -> String {
    let sentences = file.verdicts();
    let lines = sentences.iter().map(|sentence| output::wrap(sentence, 80, 2) + "\n");
    if sentences.is_empty() { String::new() } else { lines.fold("\n".to_owned(), |text, line| text + &line) }
}

/// The end of a name that is too long.
fn short(name: &str, most: usize) -> String {
    match name.char_indices().rev().nth(most - 1) {
        Some((at, _)) if at > 0 && name.chars().count() > most => {
            let cut = name.char_indices().rev().nth(most - 2).map_or(at, |(at, _)| at);
            format!("…{}", &name[cut..])
        }
        _ => name.to_owned(),
    }
}

/// A number, or a dash where there is none.
fn number(value: Option<f64>, digits: usize) -> String {
    value.map_or_else(|| "-".into(), |value| format!("{value:.digits$}"))
}

fn percent(share: Option<f64>) -> String {
    share.map_or_else(|| "-".into(), |share| format!("{:.1} %", 100.0 * share))
}

fn with_error(value: Option<f64>, error: Option<f64>, scientific: bool) -> String {
    match (value, error) {
        (Some(value), Some(error)) if scientific => format!("{value:.2e} ± {error:.0e}"),
        (Some(value), Some(error)) => format!("{value:.3} ± {error:.3}"),
        _ => "-".into(),
    }
}

fn links_text(links: Option<u8>) -> String {
    links.map_or_else(|| "-".into(), |links| links.to_string())
}

fn samples(file: &EvaluationFile) -> String {
    let samples = &file.samples;
    let mut text = format!(
        "{} samples, rows {}..{} of {};\n{} without charge, {} empty rows dropped\n{:.1} cells above one transverse MIP, \
         {:.0} CALQ a module\n",
        samples.count,
        samples.rows[0],
        samples.rows[1],
        samples.source,
        samples.without_charge,
        samples.empty_rows_dropped,
        samples.mean_occupancy,
        samples.mean_charge
    );
    if let Some(only) = samples.showers_only {
        text += &format!(
            "Only modules above {} transverse MIPs: {} of at most that left out before\nanything was sent\n",
            only.above, only.left_out
        );
    }
    if let Some(check) = file.emd.check {
        text += &format!(
            "EMD is sliced: on {} pairs {} of the exact one, difference {} of it (rms)\n",
            check.pairs,
            number(check.ratio, 3),
            number(check.relative_rms, 3)
        );
    }
    text
}

/// Telescope and distance.
fn distances(file: &EvaluationFile, lines: &[Line<'_>]) -> String {
    let mut partly = false;
    let mut rows = Vec::new();
    for line in lines {
        let [telescope, emd] = [Metric::TelescopeNormalised, Metric::Emd]
            .map(|metric| line.contender.metric(metric.name()).copied().unwrap_or_default());
        partly |= emd.undefined > 0;
        let mark = if on_front(file, line) { " *" } else { "" };
        rows.push(vec![
            line.number.clone(),
            links_text(line.links),
            if_best(lines, line, Metric::TelescopeNormalised, with_error(telescope.mean, telescope.mean_error, true)),
            if_best(lines, line, Metric::Emd, defined(&emd, with_error(emd.mean, emd.mean_error, false))),
            number(emd.median, 3),
            short(&line.contender.name, 16) + mark,
        ]);
    }
    let header = ["no", "links", Metric::TelescopeNormalised.name(), "EMD", "median", "contender"];
    let mut text = format!("\n{}", output::table(&header, &rows));
    if file.evaluations.iter().any(|evaluation| evaluation.contenders.len() > 1) {
        text += "* on the front: no other is better in one of telescope and EMD and as good\n  in the other\n";
    }
    if partly {
        text += "(n): mean of the n samples of which something was reconstructed\n";
    }
    text
}

/// Marks what no contender at the same number of links has a smaller mean of; alone, nobody is the best.
fn if_best(lines: &[Line<'_>], line: &Line<'_>, metric: Metric, text: String) -> String {
    let others = lines.iter().filter(|other| other.links == line.links && !std::ptr::eq(*other, line));
    let mut others = others.filter_map(|other| mean_of(other, metric)).peekable();
    match mean_of(line, metric).filter(|_| line.links.is_some() && others.peek().is_some()) {
        Some(own) if others.all(|other| own <= other) => output::best(&text),
        _ => text,
    }
}

fn mean_of(line: &Line<'_>, metric: Metric) -> Option<f64> {
    line.contender.metric(metric.name())?.mean
}

/// Says of how many samples a mean is, if not of all.
fn defined(summary: &EvaluatedSummary, text: String) -> String {
    match summary.undefined {
        0 => text,
        _ => format!("{text} ({})", summary.samples),
    }
}

/// Whether a contender is on the front of telescope against EMD at its number of links.
fn on_front(file: &EvaluationFile, line: &Line<'_>) -> bool {
    // Alone, everybody is.
    let own = file.evaluations.iter().filter(|own| Some(own.links) == line.links && own.contenders.len() > 1);
    own.flat_map(|evaluation| &evaluation.pareto).any(|name| *name == line.contender.name)
}

/// What is sent, and the sum of what is received.
fn transmission(file: &EvaluationFile, lines: &[Line<'_>]) -> String {
    let rows: Vec<Vec<String>> = lines.iter().map(|line| transmission_row(file, line)).collect();
    let header = ["no", "bits", "truncated", "response", "resolution_std", "contender"];
    format!("\n{}", output::table(&header, &rows))
}

fn transmission_row(file: &EvaluationFile, line: &Line<'_>) -> Vec<String> {
    let Contender { received, bits, response, .. } = line.contender;
    let lost = received.map(|received| (received.truncated + received.lost) as f64 / file.samples.count as f64);
    vec![
        line.number.clone(),
        number(bits.map(|bits| bits.sent), 0),
        percent(lost),
        number(response.mean, 4),
        number(response.resolution_std, 4),
        short(&line.contender.name, 28),
    ]
}

/// Contenders that were left out, and why.
fn skipped(file: &EvaluationFile) -> String {
    let mut left_out: Vec<(&Skipped, Vec<String>)> = Vec::new();
    for evaluation in &file.evaluations {
        for skipped in &evaluation.skipped {
            match left_out.iter_mut().find(|(known, _)| *known == skipped) {
                Some((_, links)) => links.push(evaluation.links.to_string()),
                None => left_out.push((skipped, vec![evaluation.links.to_string()])),
            }
        }
    }
    let line = |(Skipped { name, reason }, links): (&Skipped, Vec<String>)| {
        output::wrap(&format!("{name} left out at {} links: {reason}", links.join(", ")), 80, 4) + "\n"
    };
    left_out.into_iter().map(line).collect()
}

/// Modules with showers: what most samples, which hold noise, hide.
fn showers(lines: &[Line<'_>]) -> String {
    let Some(first) = lines.first() else { return String::new() };
    let mut header = vec!["no".to_owned()];
    for showers in &first.contender.showers {
        header.extend(["telescope", "EMD"].map(|metric| format!("{metric} >{}", showers.above)));
    }
    header.extend(first.contender.showers.last().map(|showers| format!("lost >{}", showers.above)));
    header.push("contender".into());
    let rows: Vec<Vec<String>> = lines.iter().map(showers_row).collect();
    let counts: Vec<String> =
        first.contender.showers.iter().map(|showers| format!("{} above {}", showers.samples, showers.above)).collect();
    let header: Vec<&str> = header.iter().map(String::as_str).collect();
    format!(
        "\nModules with showers, by charge in transverse MIPs: {};\ntelescope is telescope_normalised; lost: truncated or lost\n\n{}",
        counts.join(", "),
        output::table(&header, &rows)
    )
}

fn showers_row(line: &Line<'_>) -> Vec<String> {
    let mut row = vec![line.number.clone()];
    for showers in &line.contender.showers {
        let [telescope, emd] = [Metric::TelescopeNormalised, Metric::Emd]
            .map(|own| showers.metrics.iter().find(|metric| metric.metric == own.name())?.summary.mean);
        row.push(telescope.map_or_else(|| "-".into(), |value| format!("{value:.2e}")));
        row.push(number(emd, 3));
    }
    let last = line.contender.showers.last();
    row.push(percent(last.and_then(|last| Some(last.lost? as f64 / last.samples.max(1) as f64))));
    row.push(short(&line.contender.name, 19));
    row
}

/// What becomes of clusters, and in which pile-up.
fn clusters(file: &EvaluationFile, lines: &[Line<'_>]) -> String {
    let Some(TrueClusters { least, undamaged }) = &file.clusters else { return String::new() };
    let own = lines.iter().filter_map(|line| {
        Some((line.number.as_str(), line.contender.name.as_str(), line.contender.clusters.as_ref()?))
    });
    let with: Vec<(&str, &str, &Clusters)> = std::iter::once(("-", "undamaged", undamaged)).chain(own).collect();
    let header = ["no", "found", "fakes", "signal", "response", "res.", "position", "width", "res.", "contender"];
    let rows: Vec<Vec<String>> = with.iter().map(clusters_row).collect();
    let mut text = format!(
        "\nClusters above {least} transverse MIPs, found among {} of the true charges in {}\nevents; signal: particles \
         found; response with resolution_68, half the shortest\ninterval that holds 68 %; position in cm; width over the \
         true width\nwith its spread\n\n{}",
        undamaged.all.references,
        undamaged.bins.iter().map(|bin| bin.events).sum::<usize>(),
        output::table(&header, &rows)
    );
    let mut header = vec!["no".to_owned()];
    header.extend(undamaged.bins.iter().map(|bin| bin.low.to_string()));
    header.push("contender".into());
    let mut counts = vec![String::new()];
    counts.extend(undamaged.bins.iter().map(|bin| bin.events.to_string()));
    counts.push("(events)".into());
    let rows: Vec<Vec<String>> = std::iter::once(counts).chain(with.iter().map(in_pile_up)).collect();
    let header: Vec<&str> = header.iter().map(String::as_str).collect();
    text += "\nFound/fakes, %, by the median charge of an event's modules, from …\ntransverse MIPs\n\n";
    text + &output::table(&header, &rows)
}

fn clusters_row(&(number_of, name, own): &(&str, &str, &Clusters)) -> Vec<String> {
    let all = &own.all;
    let [efficiency, fake_rate, signal_efficiency] = [all.efficiency(), all.fake_rate(), all.signal_efficiency()]
        .map(|share| share.map_or_else(|| "-".into(), |share| format!("{:.0} %", 100.0 * share)));
    vec![
        number_of.to_owned(),
        efficiency,
        fake_rate,
        signal_efficiency,
        number(all.response.mean, 3),
        number(all.response.resolution_68, 3),
        number(all.position, 2),
        number(all.width, 3),
        number(all.width_resolution, 3),
        short(name, 13),
    ]
}

/// Efficiency and fake rate in bins of pile-up.
fn in_pile_up(&(number_of, name, own): &(&str, &str, &Clusters)) -> Vec<String> {
    let both = |numbers: &ClusterNumbers| {
        [numbers.efficiency(), numbers.fake_rate()]
            .map(|share| share.map_or_else(|| "-".into(), |share| format!("{:.0}", 100.0 * share)))
            .join("/")
    };
    let mut row = vec![number_of.to_owned()];
    row.extend(own.bins.iter().map(|bin| both(&bin.numbers)));
    row.push(short(name, 13));
    row
}

/// The distance in bins of charge.
fn by_charge(lines: &[Line<'_>]) -> String {
    let Some(first) = lines.first() else { return String::new() };
    let mut header = vec!["no".to_owned()];
    header.extend(charge_bins(first.contender).iter().map(|bin| bin.low.to_string()));
    header.push("contender".into());
    let mut counts = vec![String::new()];
    counts.extend(charge_bins(first.contender).iter().map(|bin| bin.samples.to_string()));
    counts.push("(modules)".into());
    let mut rows = vec![counts];
    for line in lines {
        let mut row = vec![line.number.clone()];
        for bin in charge_bins(line.contender) {
            let mean = bin.metrics.iter().find(|metric| metric.metric == "emd").and_then(|metric| metric.summary.mean);
            row.push(number(mean, 2));
        }
        row.push(short(&line.contender.name, 14));
        rows.push(row);
    }
    let header: Vec<&str> = header.iter().map(String::as_str).collect();
    format!("\nEMD by module charge, from … transverse MIPs\n\n{}", output::table(&header, &rows))
}

fn charge_bins(contender: &Contender) -> &[Bin] {
    let profile = contender.profiles.iter().find(|profile| profile.by == Property::Charge);
    profile.map_or(&[], |profile| &profile.bins)
}

/// Who is first at each number of links, and whether that is certain.
fn first_places(file: &EvaluationFile) -> String {
    let mut rows = Vec::new();
    for evaluation in &file.evaluations {
        for Ranking { metric, above, order, .. } in &evaluation.rankings {
            let [first, second, ..] = order.as_slice() else { continue };
            let modules = if *above > 0.0 { format!("> {above} MIP") } else { "all".into() };
            let apart = if second.is_behind() { "" } else { " ?" };
            let difference = with_error(
                Some(second.behind),
                Some(second.behind_error),
                metric == Metric::TelescopeNormalised.name(),
            );
            rows.push(vec![
                evaluation.links.to_string(),
                metric.clone(),
                modules,
                short(&first.name, 14),
                short(&second.name, 14),
                difference + apart,
            ]);
        }
    }
    if rows.is_empty() {
        return String::new();
    }
    format!(
        "\nFirst places, and by how much the second is behind on the same samples (paired\nbootstrap); modules of which \
         nothing arrived count as flat images; ?: within two\nerrors, not separable\n\n{}",
        output::table(&["links", "metric", "modules", "first", "second", "behind"], &rows)
    )
}

/// A line for each contender whose settings were chosen.
fn chosen(file: &EvaluationFile) -> String {
    fn basis(contender: &Contender) -> Option<&ChosenSettings> {
        contender.settings.iter().find_map(|settings| settings.chosen.as_ref())
    }
    let row = |(links, contender): (Option<u8>, &Contender)| {
        basis(contender)?;
        Some(vec![links?.to_string(), short(&contender.name, 17), contender.stated.clone()?])
    };
    let rows: Vec<Vec<String>> = file.contenders().filter_map(row).collect();
    let Some(chosen) = file.contenders().find_map(|(_, contender)| basis(contender)) else { return String::new() };
    let mut counts: Vec<String> = Vec::new();
    for density in [Density::Low, Density::High] {
        let settings = file.contenders().flat_map(|(_, contender)| &contender.settings);
        let own = settings.filter(|settings| settings.density == density);
        let count = own.filter_map(|settings| settings.chosen.as_ref()).map(|chosen| chosen.samples).next();
        counts.extend(count.map(|count| format!("{count} of {} density", density.name())));
    }
    let by = if chosen.by == "emd" { "sliced EMD" } else { &chosen.by };
    format!(
        "\nChosen by the mean {by} on other samples with charge:\n{};\n\
         as names of contenders, LOW/HIGH where the densities differ\n\n{}",
        counts.join(" and "),
        output::table(&["links", "contender", "chosen"], &rows)
    )
}

/// Names that some table had no room for.
fn long_names(lines: &[Line<'_>]) -> String {
    const FITS: usize = 13;
    let long = lines.iter().filter(|line| line.contender.name.chars().count() > FITS);
    let names: Vec<String> = long.map(|line| format!("{:>3}  {}\n", line.number, line.contender.name)).collect();
    if names.is_empty() { String::new() } else { format!("\nNames in full\n\n{}", names.concat()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_names_keep_their_end() {
        assert_eq!(short("bc:best", 13), "bc:best");
        assert_eq!(short("0123456789abc", 13), "0123456789abc");
        assert_eq!(short("0123456789abcd", 13), "…23456789abcd");
        assert_eq!(short("äöüß", 3), "…üß");
        assert_eq!(short("", 3), "");
    }
}
