//! `econ-emu jets train`.

use econ_emu::cli::jets::JetsTrainArgs;
use econ_emu::cli::{output, progress};
use econ_emu::data::split::{Part, Split, SplitPlan};
use econ_emu::error::{Error, Result};
use econ_emu::files::memory::Taken;
use econ_emu::files::{self, NewDirectories, hash};
use econ_emu::jets::scale::JetColumn;
use econ_emu::jets::stream::pieces;
use econ_emu::jets::training::{JetTraining, steepest};
use econ_emu::plot::{self, Axis, PlotMark, Point, Series};
use econ_emu::train::checkpoint::Checkpoint;
use econ_emu::train::options::Arithmetic;
use serde::Serialize;

use super::say;
use crate::jets::{JetTrainer, loss};
use crate::run_dir::RunDir;

/// Scaled jets of the three parts, and the memory that they take.
struct Parts {
    train: Vec<f32>,
    validation: Vec<f32>,
    test: Vec<f32>,
    /// Hash of all of them.
    sha256: String,
    _taken: Taken,
}

/// Numbers of a finished training.
#[derive(Serialize)]
struct Metrics {
    epochs: usize,
    best_epoch: usize,
    /// Jets to train, validate and test.
    jets: [usize; 3],
    parameters: [usize; 2],
    /// Mean squared difference of scaled numbers.
    validation: f64,
    /// Likewise.
    test: f64,
}

/// Runs the command.
///
/// # Errors
/// Options, data and files that training cannot do with, and failures of libtorch.
pub fn run(args: &JetsTrainArgs) -> Result<u8> {
    if args.find_rate {
        return find_rate(args);
    }
    let (run, mut training, resumed) = match args.resume {
        true => {
            let run = RunDir::at(&args.out);
            let lock = run.lock()?;
            let (checkpoint, options) = Checkpoint::read(&run.checkpoint())?;
            let training = JetTraining::from_yaml(&options).map_err(|error| error.file(run.checkpoint()))?;
            (run, training, Some((checkpoint, lock)))
        }
        false => (RunDir::new(&args.out)?, args.training()?, None),
    };
    let parts = parts(&training)?;
    if resumed.is_none() {
        training.data_sha256.clone_from(&parts.sha256);
    } else if training.data_sha256 != parts.sha256 {
        return Err(Error::mismatch("the jets are not those that the training began with").field("--resume"));
    }
    let (checkpoint, lock) = resumed.unzip();
    let text = training.to_yaml()?;
    let width = training.columns.len();
    let jets = [&parts.train, &parts.validation, &parts.test].map(|part| part.len() / width);
    let mut trainer = JetTrainer::new(training, checkpoint)?;
    say!("{} training, {} validation, {} test jets", jets[0], jets[1], jets[2]);
    let is_new = lock.is_none();
    // Only a run that can be resumed leaves something behind.
    let mut begun = Some(run.begin(&text, lock)?);
    if is_new {
        // Another process may have finished one meanwhile.
        run.check_free()?;
    }
    let mut held = None;
    let bar = progress::bar("train", Some(trainer.training.epochs as u64));
    while !trainer.is_done() {
        bar.set_position(trainer.state.epoch as u64);
        trainer.epoch(&parts.train, &parts.validation)?;
        trainer.state.write(&run.checkpoint(), &text)?;
        if let Some(begun) = begun.take() {
            held = Some(begun.keep()?);
        }
        run.write_history(&trainer.state.history, Arithmetic::Float)?;
        bar.set_prefix(format!("train  loss {:.3e}", trainer.state.best_loss));
    }
    bar.finish_and_clear();
    if let Some(begun) = begun {
        // No epoch was left to do.
        held = Some(begun.keep()?);
    }
    let model = trainer.best()?;
    for (name, contents) in model.files()? {
        files::write(&run.file(&name), contents)?;
    }
    let coder = model.coder()?;
    let metrics = Metrics {
        epochs: trainer.state.epoch,
        best_epoch: trainer.best_epoch().unwrap_or_default(),
        jets,
        parameters: [&model.encoder, &model.decoder].map(|part| part.network.weight_count()),
        validation: loss(&coder, &parts.validation)?,
        test: loss(&coder, &parts.test)?,
    };
    let numbers = serde_json::to_string_pretty(&metrics)
        .map_err(|error| Error::new(format!("cannot write the numbers: {error}")))?;
    files::write(&run.file("metrics.json"), numbers + "\n")?;
    output::print(&format!(
        "best epoch {} of {}: loss {:.4e} on validation, {:.4e} on test jets\n{}  the model\n",
        metrics.best_epoch,
        metrics.epochs,
        metrics.validation,
        metrics.test,
        args.out.display()
    ))?;
    drop(held);
    Ok(0)
}

/// The scaled jets of a table.
#[derive(Default)]
struct ReadJets {
    all: Vec<f32>,
    taken: Taken,
    sha256: String,
}

impl ReadJets {
    fn add(&mut self, columns: &[JetColumn], rows: &[f64], first: u64) -> Result<()> {
        let width = columns.len();
        // Once as they are read, and once in their part.
        self.taken.add("the jets to train on", size_of_val(rows) as u64)?;
        for (row, jet) in (first..).zip(rows.chunks_exact(width)) {
            for (column, &number) in columns.iter().zip(jet) {
                self.all.push(column.read(number).ok_or_else(|| column.fault(number, row))?);
            }
        }
        // Of the hash before and the jets of this piece.
        let own = self.all[first as usize * width..].iter().flat_map(|number| number.to_le_bytes());
        self.sha256 = hash::of_bytes(self.sha256.bytes().chain(own).collect::<Vec<u8>>());
        Ok(())
    }
}

/// The scaled jets of a table, dealt out.
fn parts(training: &JetTraining) -> Result<Parts> {
    let mut source = training.open()?;
    let width = training.columns.len();
    let mut read = ReadJets::default();
    pieces(&mut *source, |rows, first| read.add(&training.columns, rows, first))?;
    let ReadJets { all, taken, sha256 } = read;
    let split = Split::new((all.len() / width) as u64, training.seed, &SplitPlan::default())?;
    let [train, validation, test] = [Part::Train, Part::Validation, Part::Test].map(|part| {
        let rows = (0..split.len(part)).filter_map(|index| split.row(part, index));
        rows.flat_map(|row| &all[row as usize * width..][..width]).copied().collect::<Vec<f32>>()
    });
    if [&train, &validation, &test].iter().any(|part| part.is_empty()) {
        return Err(Error::missing("too few jets to train, validate and test on").found(all.len() / width));
    }
    Ok(Parts { train, validation, test, sha256, _taken: taken })
}

/// Tries learning rates and draws what came of them.
fn find_rate(args: &JetsTrainArgs) -> Result<u8> {
    let training = args.training()?;
    files::check_free(&args.out)?;
    let parts = parts(&training)?;
    let tried = JetTrainer::new(training, None)?.try_rates(&parts.train)?;
    let found = steepest(&tried).ok_or_else(|| Error::new("the loss does not fall at any learning rate"))?;
    let made = NewDirectories::create(&args.out)?;
    let table = files::csv_text("the tried rates", |table| {
        table.write_record(["learning_rate", "loss"])?;
        tried.iter().try_for_each(|(rate, loss)| table.write_record([rate.to_string(), loss.to_string()]))
    })?;
    files::write(&args.out.join("rates.csv"), table)?;
    let points = tried.iter().map(|&(rate, loss)| Point::new(rate.into(), loss)).collect();
    let series = [Series { name: String::new(), mark: PlotMark::Line, points }];
    let chart = plot::chart("Learning rates", &Axis::log("learning rate"), &Axis::log("loss, smoothed"), &series);
    files::write(&args.out.join("rates.svg"), plot::file(&chart))?;
    made.keep();
    output::print(&format!("the loss falls most steeply at {found:.1e}: --learning-rate {:.1e}\n", found / 10.0))?;
    Ok(0)
}
