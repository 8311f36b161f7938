//! `econ-emu hierarchical train`.

use econ_emu::cli::hierarchical::HierarchicalTrainArgs;
use econ_emu::cli::{output, progress};
use econ_emu::error::{Error, Result};
use econ_emu::files;
use econ_emu::hierarchical::groups::Event;
use econ_emu::hierarchical::level::Level;
use econ_emu::hierarchical::training::HierarchicalTraining;
use econ_emu::plot::{self, Axis, PlotMark, Point, Series};
use econ_emu::train::checkpoint::Checkpoint;
use rand::SeedableRng;
use rand::seq::SliceRandom;
use rand_chacha::ChaCha8Rng;

use super::say;
use crate::hierarchical::HierarchicalTrainer;
use crate::run_dir::RunDir;

/// Runs the command.
///
/// # Errors
/// Options, data and files that training cannot do with, and failures of libtorch.
pub fn run(args: &HierarchicalTrainArgs) -> Result<u8> {
    let (run, mut training, resumed) = match args.resume {
        true => {
            let run = RunDir::at(&args.out);
            let lock = run.lock()?;
            let (checkpoint, options) = Checkpoint::read(&run.checkpoint())?;
            let training = HierarchicalTraining::from_yaml(&options).map_err(|error| error.file(run.checkpoint()))?;
            (run, training, Some((checkpoint, lock)))
        }
        false => (RunDir::new(&args.out)?, args.training()?, None),
    };
    let data = training.read()?;
    let sha256 = data.sha256()?;
    if resumed.is_none() {
        training.data_sha256 = sha256;
    } else if training.data_sha256 != sha256 {
        return Err(Error::mismatch("the events are not those that the training began with").field("--resume"));
    }
    let events = shuffled(data.events, training.seed);
    let (test, train) = events.split_at(training.test_events);
    let (checkpoint, lock) = resumed.unzip();
    let text = training.to_yaml()?;
    let mut trainer = HierarchicalTrainer::new(training, checkpoint)?;
    say!("{} training, {} test events", train.len(), test.len());
    let is_new = lock.is_none();
    // Only a run that can be resumed leaves something behind.
    let mut begun = Some(run.begin(&text, lock)?);
    if is_new {
        // Another process may have finished one meanwhile.
        run.check_free()?;
    }
    let mut held = None;
    let bar = progress::bar("train", Some(trainer.training.all_epochs() as u64));
    while !trainer.is_done() {
        bar.set_position(trainer.state.epoch as u64);
        trainer.epoch(train, test)?;
        trainer.state.write(&run.checkpoint(), &text)?;
        if let Some(begun) = begun.take() {
            held = Some(begun.keep()?);
        }
        write(&run, &trainer)?;
        let loss = trainer.state.history.last().map_or(f64::NAN, |epoch| epoch.validation);
        bar.set_prefix(format!("train  {} {loss:.3e}", trainer.training.stage(trainer.state.epoch - 1).level.name()));
    }
    bar.finish_and_clear();
    if let Some(begun) = begun {
        // No epoch was left to do, but what comes after the checkpoint may not have been written.
        held = Some(begun.keep()?);
        write(&run, &trainer)?;
    }
    let mut lines = String::new();
    for level in Level::ALL {
        let of_level = |epoch: &&econ_emu::train::epoch::Epoch| trainer.training.stage(epoch.epoch).level == level;
        if let Some(last) = trainer.state.history.iter().rev().find(of_level) {
            let (name, number) = (level.name(), last.epoch + 1);
            lines += &format!("{name}: loss {:.4e} on test events after epoch {number}\n", last.validation);
        }
    }
    output::print(&format!("{lines}{}  the model\n", args.out.display()))?;
    drop(held);
    Ok(0)
}

/// Events in an order of their own.
fn shuffled(mut events: Vec<Event>, seed: u64) -> Vec<Event> {
    let mut rng = ChaCha8Rng::seed_from_u64(seed);
    rng.set_stream(1);
    events.shuffle(&mut rng);
    events
}

/// Model and costs as they are after an epoch.
fn write(run: &RunDir, trainer: &HierarchicalTrainer) -> Result<()> {
    for (name, contents) in trainer.model()?.files()? {
        files::write(&run.file(&name), contents)?;
    }
    let mut series = Vec::new();
    let table = files::csv_text("the costs", |table| {
        table.write_record(["epoch", "level", "train", "test"])?;
        trainer.state.history.iter().try_for_each(|epoch| {
            let level = trainer.training.stage(epoch.epoch).level.name();
            let [train, test] = [epoch.train, epoch.validation].map(|loss| loss.to_string());
            table.write_record([&(epoch.epoch + 1).to_string(), level, &train, &test])
        })
    })?;
    files::write(&run.file("costs.csv"), table)?;
    for level in Level::ALL {
        let own = trainer.state.history.iter().filter(|epoch| trainer.training.stage(epoch.epoch).level == level);
        let points: Vec<Point> = own.map(|epoch| Point::new(epoch.epoch as f64 + 1.0, epoch.validation)).collect();
        if !points.is_empty() {
            series.push(Series { name: level.name().to_owned(), mark: PlotMark::Points, points });
        }
    }
    let loss = Axis::log("loss of test events");
    let chart = plot::chart("Losses of test events, by level", &Axis::linear("epoch"), &loss, &series);
    files::write(&run.file("costs.svg"), plot::file(&chart))
}
