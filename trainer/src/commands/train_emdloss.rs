//! `econ-emu train-emdloss`.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use econ_emu::chip::signals::PerCell;
use econ_emu::cli::train_emdloss::TrainEmdlossArgs;
use econ_emu::cli::{output, progress};
use econ_emu::data::split::{Part, Split, SplitPlan};
use econ_emu::data::{self, Sample, Selected, Source, synth};
use econ_emu::error::{Error, Result};
use econ_emu::files::{self, DirectoryLock, NewDirectories, hash};
use econ_emu::interchange::npz;
use econ_emu::network;
use econ_emu::physics::contender::Transmission;
use econ_emu::physics::model::ModelContender;
use econ_emu::plot::{self, Axis, Colours, PlotMark, Point, Series};
use econ_emu::registers::Density;
use econ_emu::report::page::{self, Figure, Figures, PageBlock, Section, Table};
use econ_emu::train::checkpoint::Checkpoint;
use econ_emu::train::emd::{EmdTraining, PUBLISHED};
use econ_emu::train::options::Arithmetic;
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;
use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use super::say;
use crate::emd_networks::{Accuracy, EmdTrainer, Pair, predicted};
use crate::run_dir::RunDir;
/// What stands in the directory, so that another training does not go on in it.
#[derive(Serialize, PartialEq)]
struct Definition {
    trainings: Vec<EmdTraining>,
    pairs_sha256: String,
}

/// What became of a network.
#[derive(Serialize, Deserialize, Clone)]
struct Metrics {
    training: EmdTraining,
    best_epoch: usize,
    weights: usize,
    validation: Accuracy,
    test: Accuracy,
}

/// The pairs of the three parts.
struct Parts {
    train: Vec<Pair>,
    validation: Vec<Pair>,
    test: Vec<Pair>,
}

/// Runs the command.
///
/// # Errors
/// Options, data and files that training cannot do with, and failures of libtorch.
pub fn run(args: &TrainEmdlossArgs) -> Result<u8> {
    if !(args.learning_rate.is_finite() && args.learning_rate > 0.0) {
        return Err(Error::out_of_range("--learning-rate", args.learning_rate, "above 0"));
    }
    let parts = parts(args)?;
    let trainings = trainings(args);
    let definition = Definition { trainings: trainings.clone(), pairs_sha256: parts.hash() };
    let definition = serde_json::to_string_pretty(&definition)
        .map_err(|error| Error::new(format!("cannot write the definition: {error}")))?;
    // Whatever can be refused is refused before anything is written. Repeats differ in their seeds alone.
    let mut distinct = trainings.iter().filter(|training| training.seed == args.seed);
    distinct.try_for_each(|training| EmdTrainer::new(*training, None).map(drop))?;
    let path = args.out.join("emdloss.json");
    let is_new = !path.exists();
    if is_new {
        files::check_free(&args.out)?;
    }
    let made = NewDirectories::create(&args.out)?;
    let _lock = DirectoryLock::take(&args.out)?;
    if is_new {
        files::write(&path, &definition)?;
        made.keep();
    } else if files::read_text(&path)? != definition {
        return Err(Error::new("the directory holds networks of other options or other data")
            .file(&path)
            .hint("give the command as before to go on, or another --out"));
    }
    say!(
        "{} training, {} validation, {} test pairs; {} trainings",
        parts.train.len(),
        parts.validation.len(),
        parts.test.len(),
        trainings.len()
    );
    let mut all = Vec::new();
    for training in &trainings {
        let directory = args.out.join("networks").join(name(training));
        all.push((trained(&directory, training, &parts, &definition)?, directory));
    }
    all.sort_by(|(a, _), (b, _)| a.validation.spread.total_cmp(&b.validation.spread));
    finish(args, &all)?;
    Ok(0)
}

fn trainings(args: &TrainEmdlossArgs) -> Vec<EmdTraining> {
    let sizes = if args.sizes.is_empty() { &PUBLISHED[..] } else { &args.sizes };
    let mut all: Vec<EmdTraining> = Vec::new();
    for &variant in &args.variant {
        for &shape in sizes {
            all.extend((0..args.repeats).map(|repeat| EmdTraining {
                shape,
                variant,
                loss: args.loss,
                epochs: args.epochs as usize,
                batch: args.batch as usize,
                learning_rate: args.learning_rate,
                seed: args.seed.wrapping_add(repeat),
            }));
        }
    }
    all.dedup();
    all
}

fn name(training: &EmdTraining) -> String {
    let variant: &str = training.variant.into();
    format!("{}-{variant}-seed{}", training.shape.to_string().replace(',', "-"), training.seed)
}

impl Parts {
    fn hash(&self) -> String {
        let mut bytes = Vec::new();
        for pair in self.train.iter().chain(&self.validation).chain(&self.test) {
            let numbers = pair.images.iter().flatten().chain([&pair.distance]);
            numbers.for_each(|number| bytes.extend(number.to_le_bytes()));
        }
        hash::of_bytes(bytes)
    }
}

/// The modules with some charge, as they are asked for.
fn samples(args: &TrainEmdlossArgs) -> Result<Vec<Sample>> {
    let options = args.how.options()?;
    let mut source: Box<dyn Source> = if args.data.is_empty() {
        let synth = synth::Synth::new(args.seed, synth::SynthKind::Mixed, None, args.rows);
        Box::new(Selected::new(synth, &options.selection)?)
    } else {
        Box::new(data::open(&args.data, &options)?)
    };
    let mut samples = Vec::new();
    while (samples.len() as u64) < args.rows {
        match source.read()? {
            Some(sample) if sample.sum() > 0 => samples.push(sample),
            Some(_) => {}
            None => break,
        }
    }
    options.table.said_rounded().iter().for_each(|warning| say!("warning: {warning}"));
    Ok(samples)
}

fn parts(args: &TrainEmdlossArgs) -> Result<Parts> {
    let samples = samples(args)?;
    let truth: Vec<PerCell<f32>> = samples.iter().map(|sample| sample.charges.map(|charge| charge.0 as f32)).collect();
    let made = args.run.as_deref().map(|run| reconstructions(run, &samples)).transpose()?;
    let split = Split::new(samples.len() as u64, args.seed, &SplitPlan::default())?;
    let modules = Modules { truth, made, split, seed: args.seed };
    let [train, validation, test] = [Part::Train, Part::Validation, Part::Test].map(|part| modules.pairs(part));
    let parts = Parts { train, validation, test };
    for (part, pairs) in [("training", &parts.train), ("validation", &parts.validation), ("test", &parts.test)] {
        if pairs.len() < 2 {
            return Err(Error::new(format!("the data leave too few pairs for {part}"))
                .found(format!("{} pairs of {} modules", pairs.len(), samples.len()))
                .hint("give more modules"));
        }
    }
    Ok(parts)
}

/// What the decoder of a run makes of the packets of modules.
fn reconstructions(run: &Path, samples: &[Sample]) -> Result<Vec<Option<PerCell<f32>>>> {
    let model = ModelContender::from_run(run)?;
    let links = model.links().unwrap_or_default();
    let density: Vec<Density> = samples.iter().map(|sample| sample.meta.density.unwrap_or(Density::High)).collect();
    let sent = Transmission::autoencoder(&model, links, samples, &density)?;
    let decoded = model.decode(sent.iter(), samples)?;
    Ok(decoded.into_iter().map(|decoded| decoded.map(|decoded| decoded.charges)).collect())
}

/// What pairs are made of.
struct Modules {
    truth: Vec<PerCell<f32>>,
    /// Reconstructions, with a run.
    made: Option<Vec<Option<PerCell<f32>>>>,
    split: Split,
    seed: u64,
}

impl Modules {
    /// The pairs of a part. There are more to train on.
    fn pairs(&self, part: Part) -> Vec<Pair> {
        let numbers = (0..self.split.len(part)).filter_map(|index| self.split.row(part, index));
        let rows: Vec<usize> = numbers.map(|row| row as usize).collect();
        rows.par_iter().flat_map_iter(|&row| self.pairs_of_row(row, &rows, part == Part::Train)).flatten().collect()
    }

    /// The pairs of a row; `rows` are those of its part.
    fn pairs_of_row(&self, row: usize, rows: &[usize], is_training: bool) -> Vec<Option<Pair>> {
        let truth = &self.truth;
        let mut rng = ChaCha8Rng::seed_from_u64(self.seed);
        rng.set_stream((1 << 41) + row as u64);
        let other = &truth[rows[rng.random_range(0..rows.len())]];
        let Some(made) = &self.made else {
            return vec![Pair::of(&truth[row], other)];
        };
        let Some(made) = &made[row] else { return Vec::new() };
        let mut pairs = vec![Pair::of(&truth[row], made)];
        if is_training && rng.random_range(0..4) == 0 {
            pairs.push(Pair::of(&truth[row], other));
        }
        pairs
    }
}

/// Trains a network to the end, or reads what became of one that is finished.
fn trained(directory: &Path, training: &EmdTraining, parts: &Parts, definition: &str) -> Result<Metrics> {
    let path = directory.join("metrics.json");
    if path.exists() {
        let fault = |error: serde_json::Error| Error::new(format!("not the numbers of a network: {error}")).file(&path);
        return serde_json::from_str(&files::read_text(&path)?).map_err(fault);
    }
    files::create_dir(directory)?;
    let run = RunDir::at(directory);
    let resume = match run.checkpoint().exists() {
        true => Some(Checkpoint::read(&run.checkpoint())?.0),
        false => None,
    };
    let mut trainer = EmdTrainer::new(*training, resume)?;
    let bar = progress::bar("train", Some(training.epochs as u64));
    while !trainer.is_done() {
        bar.set_position(trainer.state.epoch as u64);
        trainer.epoch(&parts.train, &parts.validation)?;
        trainer.state.write(&run.checkpoint(), definition)?;
        run.write_history(&trainer.state.history, Arithmetic::Float)?;
    }
    bar.finish_and_clear();
    let network = trainer.network(&trainer.state.best)?;
    let found = predicted(&network, &parts.test)?;
    let history = &trainer.state.history;
    let metrics = Metrics {
        training: *training,
        best_epoch: history.iter().position(|epoch| epoch.validation == trainer.state.best_loss).unwrap_or_default(),
        weights: network.network().weight_count(),
        validation: Accuracy::of(&predicted(&network, &parts.validation)?),
        test: Accuracy::of(&found),
    };
    files::write(&directory.join(network::FILE), network.network().network().to_yaml()?)?;
    files::write(&directory.join(network::WEIGHTS_FILE), npz::write_weights(network.network(), network.weights())?)?;
    for (file, figure) in figures(&found) {
        files::write(&directory.join(file), plot::file(&figure))?;
    }
    let text = serde_json::to_string_pretty(&metrics)
        .map_err(|error| Error::new(format!("cannot write the numbers: {error}")))?;
    // Last: a network with numbers is finished.
    files::write(&path, text + "\n")?;
    say!(
        "{}: relative error {:+.1} %, spread {:.1} %",
        name(training),
        100.0 * metrics.test.mean,
        100.0 * metrics.test.spread
    );
    Ok(metrics)
}

/// Bins of a histogram, and of each axis of one with two.
const BINS: usize = 40;

fn histogram(name: &str, values: &[f64], from: f64, to: f64) -> Series {
    let width = (to - from) / BINS as f64;
    let mut counts = [0usize; BINS];
    for value in values.iter().filter(|value| (from..to).contains(*value)) {
        counts[(((value - from) / width) as usize).min(BINS - 1)] += 1;
    }
    let point = |(bin, &count): (usize, &usize)| Point::new(from + (bin as f64 + 0.5) * width, count as f64);
    Series { name: name.into(), mark: PlotMark::Line, points: counts.iter().enumerate().map(point).collect() }
}

/// True against predicted distances, the relative error, and both distances in two dimensions, of test pairs.
fn figures(found: &[(f64, f64)]) -> [(&'static str, String); 3] {
    let end = found.iter().map(|(t, p)| t.max(*p)).fold(0.1, f64::max);
    let (truth, predicted): (Vec<f64>, Vec<f64>) = found.iter().copied().unzip();
    let errors: Vec<f64> = found.iter().filter(|(t, _)| *t > 0.0).map(|(t, p)| (p - t) / t).collect();
    let pairs = Axis::linear("pairs").from_zero();
    let both = [histogram("true", &truth, 0.0, end), histogram("predicted", &predicted, 0.0, end)];
    let relative = [histogram("", &errors, -1.0, 1.0)];
    let mut table = vec![vec![0usize; BINS / 2]; BINS / 2];
    for &(t, p) in found {
        let [row, column] = [p, t].map(|value| ((value.max(0.0) / end * (BINS / 2) as f64) as usize).min(BINS / 2 - 1));
        table[row][column] += 1;
    }
    let counts = table.iter().flatten().map(|&count| count as f64);
    let colours = Colours::up_to(counts);
    let rows: Vec<Vec<Option<f64>>> =
        table.iter().map(|row| row.iter().map(|&count| (count > 0).then_some(count as f64)).collect()).collect();
    let step = format!("bins of {:.3}", end / (BINS / 2) as f64);
    [
        ("distances.svg", plot::chart("Distances", &Axis::linear("earth mover's distance"), &pairs, &both)),
        (
            "relative_error.svg",
            plot::chart("Relative error", &Axis::linear("(predicted - true) / true"), &pairs, &relative),
        ),
        (
            "predicted.svg",
            plot::matrix(
                "Predicted against true",
                &format!("true distance, {step}"),
                &format!("predicted, {step}"),
                &rows,
                colours,
                "pairs",
            ),
        ),
    ]
}

fn percent(value: f64) -> String {
    format!("{:.2} %", 100.0 * value)
}

/// The best networks under their numbers, a table of all, and the page.
fn finish(args: &TrainEmdlossArgs, all: &[(Metrics, PathBuf)]) -> Result<()> {
    let head = ["network", "rank", "weights", "epoch", "mean error", "spread", "mean error (test)", "spread (test)"];
    let mut rows = Vec::new();
    let mut sections = Vec::new();
    for (at, (metrics, directory)) in all.iter().enumerate() {
        let is_kept = (at as u64) < args.best;
        rows.push(vec![
            name(&metrics.training),
            if is_kept { (at + 1).to_string() } else { "-".into() },
            metrics.weights.to_string(),
            metrics.best_epoch.to_string(),
            percent(metrics.validation.mean),
            percent(metrics.validation.spread),
            percent(metrics.test.mean),
            percent(metrics.test.spread),
        ]);
        if !is_kept {
            continue;
        }
        let own = args.out.join((at + 1).to_string());
        files::create_dir(&own)?;
        for file in [network::FILE, network::WEIGHTS_FILE, "metrics.json"] {
            files::write(&own.join(file), files::read_bytes(&directory.join(file))?)?;
        }
        let mut list = Vec::new();
        for (file, caption) in [
            ("history.svg", "Loss"),
            ("distances.svg", "True and predicted distances of the test pairs"),
            ("relative_error.svg", "Relative error of the test pairs"),
            ("predicted.svg", "Predicted against true distances"),
        ] {
            list.push(Figure::new(files::read_text(&directory.join(file))?, caption));
        }
        sections.push(Section {
            id: format!("network-{}", at + 1),
            title: format!("{}: {}", at + 1, name(&metrics.training)),
            blocks: vec![PageBlock::Figures(Figures { size: "wide", list })],
        });
    }
    let path = args.out.join("networks.csv");
    let table = files::csv_text("the table of networks", |table| {
        table.write_record(head)?;
        rows.iter().try_for_each(|row| table.write_record(row))
    });
    files::write(&path, table.map_err(|error| error.file(&path))?)?;
    let table = Section {
        id: "networks".into(),
        title: "Networks of the earth mover's distance".into(),
        blocks: vec![Table::with_head(&head, rows.clone())],
    };
    sections.insert(0, table);
    let index = args.out.join("index.html");
    files::write(&index, page::render("econ-emu train-emdloss", &args.out.display().to_string(), sections)?)?;
    let mut text = output::table(&head, &rows);
    let _ = writeln!(text, "\n  {}  this table\n  {}  all figures", path.display(), index.display());
    output::print(&text)
}
