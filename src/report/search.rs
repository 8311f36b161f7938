//! The sections of a search.

use std::collections::BTreeMap;
use std::time::{Duration, SystemTime};

use super::page::{Figure, Figures, PageBlock, Section, Table};
use crate::plot::{self, Axis, ColourScale, Colours, Coordinate, PlotMark, Point, Series, short};
use crate::search::space::{self, Range};
use crate::search::trials::{Trial, Trials};

/// The most learning curves in a chart.
const CURVES: usize = 60;

/// The most workers in a chart.
const WORKERS: usize = 40;

/// Groups into which numbers are dealt to see whether they matter.
const GROUPS: usize = 4;

/// Everything about a search.
pub fn sections(trials: &Trials) -> Vec<Section> {
    let mut sections = vec![Section::of("search", "What was searched", &trials.name, what(trials))];
    if trials.trials.iter().any(|trial| trial.loss.is_some()) {
        sections.push(Section::of("trials", "Trials", &trials.name, views(trials)));
        sections.push(Section::of("hyperparameters", "Hyperparameters", &trials.name, hyperparameters(trials)));
    }
    sections.push(Section::of("workers", "Workers", &trials.name, workers(trials)));
    sections
}

fn what(trials: &Trials) -> Vec<PageBlock> {
    let definition = &trials.definition;
    let [complete, pruned, failed, running] = ["complete", "pruned", "failed", "running"]
        .map(|state| trials.trials.iter().filter(|trial| trial.state() == state).count());
    let best = trials.best.as_ref();
    let best_loss = best.map_or("none yet".into(), |best| format!("trial {}: {}", best.number, short(best.loss)));
    let algorithm: &str = definition.algorithm.into();
    let mut pairs = vec![
        ("tasks finished", format!("{} of {}", trials.tasks.0, trials.tasks.1)),
        (
            "trials",
            format!(
                "{} begun: {complete} complete, {pruned} left behind, {failed} failed, {running} under way",
                trials.trials.len()
            ),
        ),
        ("best trial", best_loss),
    ];
    let seeds: Vec<f64> = trials.seeds.iter().filter_map(|(_, loss)| *loss).collect();
    if let Some(lowest) = seeds.iter().copied().reduce(f64::min) {
        pairs.push(("seeds", format!("{} finished, the best {}", trials.seeds.len(), short(lowest))));
    }
    if let Some(loss) = trials.larger {
        pairs.push(("after more data", short(loss)));
    }
    pairs.push((
        "search",
        format!(
            "{algorithm}, at most {} epochs, factor {}, {} samples, seed {}",
            definition.max_epochs, definition.factor, definition.rows, definition.train.seed
        ),
    ));
    let train = &definition.train;
    let (loss, decoder): (_, &str) = (&train.loss, train.decoder.into());
    pairs.push(("encoder", format!("{}, {} links, loss {loss}, decoder {decoder}", train.network, train.links)));
    let mut blocks = vec![Table::pairs(pairs)];
    if let Some(trial) = best.and_then(|best| trials.trials.iter().find(|trial| trial.number == best.number)) {
        blocks.push(PageBlock::Heading("The best trial".into()));
        blocks.push(Table::pairs(trial.hyperparameters.rows()));
    }
    let names = trials.names();
    let head: Vec<String> = ["trial"]
        .into_iter()
        .chain(names.iter().map(|(_, name)| name.as_str()))
        .chain(["epochs", "loss", "state"])
        .map(str::to_owned)
        .collect();
    let mut rows = Vec::new();
    for trial in &trials.trials {
        let mut row = vec![trial.number.to_string()];
        row.extend(names.iter().map(|(option, _)| shown(trial, option)));
        let loss = trial.loss.map_or("–".into(), short);
        row.extend([trial.epochs.to_string(), loss, trial.state().to_owned()]);
        rows.push(row);
    }
    blocks.push(PageBlock::Table(Table { summary: Some("All trials".into()), head, rows }));
    blocks
}

fn shown(trial: &Trial, option: &str) -> String {
    let Some(value) = trial.hyperparameters.get(option) else { return String::new() };
    value.as_f64().map_or_else(|| space::text(value), short)
}

/// Best so far, learning curves, seeds.
fn views(trials: &Trials) -> Vec<PageBlock> {
    let mut finished: Vec<(SystemTime, f64)> =
        trials.trials.iter().filter_map(|trial| Some((trial.to?, trial.loss?))).collect();
    finished.sort_by_key(|(at, _)| *at);
    let mut lowest = f64::INFINITY;
    let best = finished.iter().enumerate().map(|(count, (_, loss))| {
        lowest = lowest.min(*loss);
        Point::new(count as f64 + 1.0, lowest)
    });
    let series = vec![
        Series { name: "best so far".into(), mark: PlotMark::Line, points: best.collect() },
        Series {
            name: "each trial".into(),
            mark: PlotMark::Points,
            points: finished.iter().enumerate().map(|(at, (_, loss))| Point::new(at as f64 + 1.0, *loss)).collect(),
        },
    ];
    let loss = Axis::log("validation loss");
    let mut list = vec![Figure::new(
        plot::chart("Best so far", &Axis::linear("trials, in the order of their last results"), &loss, &series),
        "The lowest validation loss of the trials, each after its last rung. Trials of other rungs had other numbers \
         of epochs.",
    )];
    let mut by_loss: Vec<&Trial> =
        trials.trials.iter().filter(|trial| trial.loss.is_some() && !trial.curve.is_empty()).collect();
    by_loss.sort_by(|a, b| a.loss.partial_cmp(&b.loss).unwrap_or(std::cmp::Ordering::Equal));
    if !by_loss.is_empty() {
        let curves = by_loss.iter().take(CURVES).enumerate().map(|(at, trial)| Series {
            name: if at < 3 { format!("trial {}", trial.number) } else { String::new() },
            mark: PlotMark::Line,
            points: trial.curve.iter().enumerate().map(|(at, &loss)| Point::new(at as f64 + 1.0, loss)).collect(),
        });
        list.push(Figure::new(
            plot::chart("Learning curves", &Axis::linear("epoch"), &loss, &curves.collect::<Vec<_>>()),
            match by_loss.len() {
                0..=CURVES => "Validation loss after every epoch. The three best trials have names.".to_owned(),
                all => format!(
                    "Validation loss after every epoch of the best {CURVES} of {all} trials. The three best have names."
                ),
            },
        ));
    }
    let seeds: Vec<Point> =
        trials.seeds.iter().filter_map(|&(seed, loss)| Some(Point::new(seed as f64, loss?))).collect();
    if !seeds.is_empty() {
        let series = [Series { name: String::new(), mark: PlotMark::Points, points: seeds }];
        list.push(Figure::new(
            plot::chart("Seeds", &Axis::linear("seed"), &Axis::linear("validation loss"), &series),
            "The best hyperparameters with other seeds.",
        ));
    }
    vec![PageBlock::Figures(Figures { size: "", list })]
}

/// Epochs that every trial with a loss has had, and the lowest loss of each within them.
fn at_equal_epochs(trials: &Trials) -> (usize, Vec<(&Trial, f64)>) {
    let judged = trials.trials.iter().filter(|trial| trial.loss.is_some() && !trial.curve.is_empty());
    let epochs = judged.clone().map(|trial| trial.curve.len()).min().unwrap_or(0);
    let lowest = |trial: &Trial| trial.curve.iter().take(epochs).copied().fold(f64::INFINITY, f64::min);
    (epochs, judged.map(|trial| (trial, lowest(trial))).filter(|(_, loss)| loss.is_finite()).collect())
}

/// Parallel coordinates, and how much each hyperparameter explains.
fn hyperparameters(trials: &Trials) -> Vec<PageBlock> {
    let (epochs, judged) = at_equal_epochs(trials);
    if judged.is_empty() {
        return vec![PageBlock::Text("No checkpoint of a trial is left to compare them with.".into())];
    }
    let space = trials.definition.space();
    let varied: Vec<(&str, &Range)> =
        space.iter().filter(|(_, range)| !matches!(range, Range::Choice(values) if values.len() < 2)).collect();
    let mut axes: Vec<Coordinate> = varied
        .iter()
        .map(|(option, range)| Coordinate {
            label: space::in_tables(option).to_owned(),
            log: matches!(range, Range::Log(_)),
            words: match range {
                Range::Choice(values) => values.iter().map(space::text).collect(),
                _ => Vec::new(),
            },
        })
        .collect();
    axes.push(Coordinate { label: "loss".into(), log: true, words: Vec::new() });
    let ranks = ranks(judged.iter().map(|(_, loss)| *loss));
    let lines: Vec<(Vec<f64>, f64)> = judged
        .iter()
        .zip(&ranks)
        .map(|((trial, loss), rank)| {
            let values = varied.iter().map(|(option, range)| place(trial, option, range));
            (values.chain([*loss]).collect(), *rank)
        })
        .collect();
    let colours = Colours { from: 1.0, to: (judged.len() as f64).max(2.0), scale: ColourScale::Lines };
    let within = match epochs {
        1 => "after its first epoch, the last that all of them have had".to_owned(),
        _ => format!("within its first {epochs} epochs, which all of them have had"),
    };
    let about = format!("A line for each trial, coloured by the rank of its lowest validation loss {within}.");
    let shares: Vec<(String, Vec<f64>)> = varied
        .iter()
        .map(|(option, range)| {
            let groups = groups(&judged, option, range);
            (space::in_tables(option).to_owned(), vec![100.0 * explained(&groups, &ranks).unwrap_or(0.0)])
        })
        .collect();
    let bars =
        plot::lengths("Importance", &Axis::linear("variance of the ranks explained (%)").from_zero(), &[], &shares);
    let importance = "How much of the variance of the trials' ranks (by the same loss) is explained by each \
                      hyperparameter alone: adjusted R² of the means of groups, which are the choices, or quarters of \
                      the trials by a number. What only matters together with another is not seen.";
    vec![
        PageBlock::Figures(Figures {
            size: "wide",
            list: vec![Figure::new(
                plot::parallel("Parallel coordinates", &axes, &lines, colours, "rank of the trial"),
                about,
            )],
        }),
        PageBlock::Figures(Figures { size: "", list: vec![Figure::new(bars, importance)] }),
    ]
}

/// A value as a number: choices by their place.
fn place(trial: &Trial, option: &str, range: &Range) -> f64 {
    let value = trial.hyperparameters.get(option);
    let number = match range {
        Range::Choice(values) => values.iter().position(|one| Some(one) == value).map(|place| place as f64),
        _ => value.and_then(serde_yaml::Value::as_f64),
    };
    number.unwrap_or(f64::NAN)
}

/// Ranks from 1; equal numbers share the mean of theirs.
fn ranks(values: impl Iterator<Item = f64>) -> Vec<f64> {
    let values: Vec<f64> = values.collect();
    let rank = |value: &f64| {
        let below = values.iter().filter(|other| *other < value).count() as f64;
        let equal = values.iter().filter(|other| *other == value).count() as f64;
        below + (equal + 1.0) / 2.0
    };
    values.iter().map(rank).collect()
}

/// The group of each trial by one hyperparameter: its choice, or a quarter of the trials.
fn groups(judged: &[(&Trial, f64)], option: &str, range: &Range) -> Vec<usize> {
    let values: Vec<f64> = judged.iter().map(|(trial, _)| place(trial, option, range)).collect();
    match range {
        Range::Choice(_) => values.iter().map(|&value| value as usize).collect(),
        _ => {
            let ranks = ranks(values.into_iter());
            let count = ranks.len() as f64;
            ranks.iter().map(|rank| (((rank - 0.5) / count * GROUPS as f64) as usize).min(GROUPS - 1)).collect()
        }
    }
}

/// The share of the variance of some numbers that lies between groups, less what chance gives: adjusted R². `None`
/// where there are too few numbers or no variance.
fn explained(groups: &[usize], values: &[f64]) -> Option<f64> {
    let count = values.len() as f64;
    let mean = values.iter().sum::<f64>() / count;
    let total: f64 = values.iter().map(|value| (value - mean).powi(2)).sum();
    let mut of: BTreeMap<usize, Vec<f64>> = BTreeMap::new();
    groups.iter().zip(values).for_each(|(&group, &value)| of.entry(group).or_default().push(value));
    let free = count - of.len() as f64;
    if free < 1.0 || total <= 0.0 {
        return None;
    }
    let mut within = 0.0;
    for own in of.values() {
        let mean = own.iter().sum::<f64>() / own.len() as f64;
        within += own.iter().map(|value| (value - mean).powi(2)).sum::<f64>();
    }
    Some((1.0 - within / free * (count - 1.0) / total).max(0.0))
}

/// Time by worker.
fn workers(trials: &Trials) -> Vec<PageBlock> {
    let mut busy: BTreeMap<&str, (usize, Duration)> = BTreeMap::new();
    for work in &trials.work {
        let entry = busy.entry(&work.worker).or_default();
        if let Some(time) = work.to.and_then(|to| to.duration_since(work.from).ok()) {
            entry.0 += 1;
            entry.1 += time;
        }
    }
    if busy.is_empty() {
        return vec![PageBlock::Text("No worker has begun.".into())];
    }
    let first = trials.work.iter().map(|work| work.from).min();
    let last = trials.work.iter().filter_map(|work| work.to).max();
    let whole = first.zip(last).and_then(|(first, last)| last.duration_since(first).ok()).unwrap_or_default();
    let mut lines: Vec<(&str, (usize, Duration))> = busy.into_iter().collect();
    lines.sort_by(|a, b| b.1.1.cmp(&a.1.1).then(a.0.cmp(b.0)));
    let bars: Vec<(String, Vec<f64>)> = lines
        .iter()
        .take(WORKERS)
        .enumerate()
        .map(|(at, (_, (_, time)))| (format!("worker {}", at + 1), vec![time.as_secs_f64() / 60.0]))
        .collect();
    let chart = plot::lengths("Time by worker", &Axis::linear("minutes at work").from_zero(), &[], &bars);
    let rows = lines.iter().enumerate().map(|(at, (name, (tasks, time)))| {
        let part = match whole.is_zero() {
            true => "–".to_owned(),
            false => format!("{:.0} %", 100.0 * time.as_secs_f64() / whole.as_secs_f64()),
        };
        vec![(at + 1).to_string(), (*name).to_owned(), tasks.to_string(), minutes(*time), part]
    });
    let table = Table {
        summary: Some("All workers".into()),
        head: ["", "name", "tasks ended", "minutes", "of the search"].map(str::to_owned).to_vec(),
        rows: rows.collect(),
    };
    let about = format!(
        "{} workers in {} minutes, from the first claim to the last result; by the times of the files in which workers \
         claim tasks and give them back.",
        lines.len(),
        minutes(whole)
    );
    vec![
        PageBlock::Text(about),
        PageBlock::Figures(Figures {
            size: "",
            list: vec![Figure::new(chart, "Minutes in which each worker had a task.")],
        }),
        PageBlock::Table(table),
    ]
}

fn minutes(time: Duration) -> String {
    format!("{:.1}", time.as_secs_f64() / 60.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranks_and_shares() {
        assert_eq!(ranks([3.0, 1.0, 3.0, 2.0].into_iter()), [3.5, 1.0, 3.5, 2.0]);
        // Two groups that explain everything, and groups that explain nothing.
        let values = [1.0, 1.0, 5.0, 5.0, 1.0, 5.0];
        assert_eq!(explained(&[0, 0, 1, 1, 0, 1], &values), Some(1.0));
        assert_eq!(explained(&[0, 1, 0, 1, 1, 0], &values), Some(0.0));
        assert_eq!(explained(&[0, 1, 2], &[1.0, 2.0, 3.0]), None);
        assert_eq!(explained(&[0, 0, 1, 1], &[2.0; 4]), None);
        // One-way analysis of variance by hand: within 2 + 2 of 4 + 16 in all, 4 numbers, 2 groups.
        let share = explained(&[0, 0, 1, 1], &[0.0, 2.0, 4.0, 6.0]).unwrap();
        assert!((share - (1.0 - 4.0 / 2.0 * 3.0 / 20.0)).abs() < 1e-12, "{share}");
    }
}
