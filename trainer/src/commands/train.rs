//! `econ-emu train`.

use std::path::Path;

use econ_emu::cli::train::TrainArgs;
use econ_emu::cli::{output, progress};
use econ_emu::data::split::{Part, Split, SplitPlan};
use econ_emu::error::{Error, Result};
use econ_emu::files::DirectoryLock;
use econ_emu::network::LATENTS;
use econ_emu::train::checkpoint::Checkpoint;
use econ_emu::train::epoch::Epoch;
use econ_emu::train::network::EncoderNetwork;
use econ_emu::train::options::{Arithmetic, TrainConfig};

use super::{say, train_models as comparison};
use crate::dataset::Dataset;
use crate::run_dir::{Metrics, RunDir};
use crate::session::{self, Parts, SessionData};
use crate::trainer::{Trainer, workers};
use crate::workers::PartEvaluation;

/// Runs the command, with a run in a directory.
///
/// # Errors
/// Options, data and files that training cannot do with, and failures of libtorch.
pub fn run(args: &TrainArgs, out: &Path) -> Result<u8> {
    if args.eval_only {
        return eval_only(args, out);
    }
    if !args.models.is_empty() {
        return models(args, out);
    }
    let (run, config, resumed) = match args.resume {
        true => {
            let run = RunDir::at(out);
            let lock = run.lock()?;
            let (checkpoint, options) = Checkpoint::read(&run.checkpoint())?;
            let mut config = TrainConfig::of_run(&options, &run.checkpoint())?;
            config.device = args.device.clone().unwrap_or(config.device);
            (run, config, Some((checkpoint, lock)))
        }
        false => (RunDir::new(out)?, args.effective(args.model.as_ref())?, None),
    };
    train(&run, &config, resumed)?;
    Ok(0)
}

/// Several models of the zoo, and what came of them side by side.
fn models(args: &TrainArgs, out: &Path) -> Result<u8> {
    // Whatever can be refused is refused before the first training.
    let mut runs = Vec::new();
    for (at, model) in args.models.iter().enumerate() {
        if args.models[..at].contains(model) {
            return Err(Error::new("a model is named twice").field("--models").found(model));
        }
        let config = args.effective(Some(model))?;
        config.find_network()?;
        config.learned_emd()?;
        runs.push((model, RunDir::new(&out.join(model))?, config));
    }
    let mut results = Vec::new();
    for (model, run, config) in &runs {
        say!("{model}");
        results.push((*model, config, train(run, config, None)?));
    }
    comparison::write(out, &results)?;
    Ok(0)
}

/// Trains one model to the end and says what came of it.
fn train(run: &RunDir, config: &TrainConfig, resumed: Option<(Checkpoint, DirectoryLock)>) -> Result<Outcome> {
    let (checkpoint, lock) = resumed.unzip();
    let network = config.find_network()?;
    let input = SessionData::read(config)?;
    input.warnings.iter().for_each(|warning| say!("warning: {warning}"));
    let parts = Parts::new(config, &input)?;
    let mut trainer = Trainer::new(config, &network, parts.train.clone(), parts.validation.clone(), checkpoint)?;
    // With what the start chose.
    let config = trainer.config.clone();
    let text = config.to_yaml()?;
    let per_epoch = trainer.samples_per_epoch();
    let parameters = trainer.workers.model().parameters();
    say!(
        "{per_epoch} training, {} validation, {} test samples; encoder {} weights, decoder {}",
        parts.validation.len(),
        parts.test.as_ref().map_or(0, Dataset::len),
        parameters[0],
        parameters[1]
    );
    trainer.remarks.iter().for_each(|remark| say!("{remark}"));
    network.warnings().iter().for_each(|warning| say!("warning: {warning}"));
    if let Some(why) = network.why_not_the_chip() {
        say!("note: no encoder of the chip ({why}): no registers, no golden set, and latents are not cut");
    }

    // Only a run that can be resumed leaves something behind.
    let is_new = lock.is_none();
    let mut begun = Some(run.begin(&text, lock)?);
    if is_new {
        // Another process may have finished one meanwhile.
        run.check_free()?;
    }
    let mut held = None;
    let bar = progress::bar("train", Some((per_epoch * config.epochs) as u64));
    while !trainer.is_done() {
        let start = trainer.state.epoch * per_epoch;
        let epoch = trainer.epoch(|done, loss, rate| {
            bar.set_position((start + done) as u64);
            bar.set_prefix(format!("train  loss {loss:.3e}  {rate:.0} samples/s"));
        })?;
        trainer.state.write(&run.checkpoint(), &text)?;
        if let Some(begun) = begun.take() {
            held = Some(begun.keep()?);
        }
        run.write_history(&trainer.state.history, config.arithmetic)?;
        if epoch.saturated > 0.5 || epoch.zero > 0.9 {
            // Other arithmetics have no epochs in real numbers before their own.
            let remedy = if config.arithmetic == Arithmetic::Chip { "; more --float-epochs may help" } else { "" };
            bar.suspend(|| {
                say!(
                    "warning: epoch {}: {:.0} % of the latents saturated, {:.0} % zero{remedy}",
                    epoch.epoch,
                    100.0 * epoch.saturated,
                    100.0 * epoch.zero
                );
            });
        }
    }
    bar.finish_and_clear();
    if let Some(begun) = begun {
        // No epoch was left to do, or none was asked for.
        trainer.state.write(&run.checkpoint(), &text)?;
        held = Some(begun.keep()?);
        run.write_history(&trainer.state.history, config.arithmetic)?;
    }

    if config.polish > 0 {
        let bar = progress::bar("polish", Some((config.polish * LATENTS) as u64));
        trainer.polish(|done, loss| {
            bar.set_position(done as u64);
            bar.set_prefix(format!("polish  loss {loss:.4e}"));
        })?;
        bar.finish_and_clear();
    }
    let metrics = session::finish(run, &mut trainer, &parts, &input)?;
    if let Some(polish) = &metrics.polish {
        say!(
            "polish: {} changes of registers taken of {} tried in {} sweeps; loss {:.4e} to {:.4e} on {} training samples, \
             {:.4e} to {:.4e} on the validation samples",
            polish.taken,
            polish.tried,
            polish.sweeps,
            polish.train_before,
            polish.train_after,
            polish.samples,
            polish.validation_before,
            polish.validation_after
        );
    }
    if metrics.validation.dead > 0 {
        say!(
            "warning: {} of {} latents never change on the validation samples",
            metrics.validation.dead,
            network.latents()
        );
    }
    let parts = [("validation", Some(&metrics.validation)), ("test", metrics.test.as_ref())];
    let mut files = vec![("history.svg", "the loss curve")];
    match network.block() {
        Some(_) => files.extend([
            ("init.yaml", "the weights as registers of the chip"),
            ("golden", "a golden set: validation samples through the chip with these registers"),
        ]),
        None => {
            files.extend([("network.yaml", "the encoder"), ("network.npz", "its weights, for 'econ-emu network run'")])
        }
    }
    let files = files.into_iter().map(|(name, what)| format!("  {}  {what}\n", run.file(name).display()));
    output::print(&format!(
        "{}\nbest epoch {} of {}; {}\n\n{}",
        table(&network, parts),
        metrics.best_epoch,
        metrics.epochs,
        compared(&network, config.arithmetic, parts),
        files.collect::<String>()
    ))?;
    drop(held);
    Ok(Outcome { history: trainer.state.history, metrics })
}

/// What a run that has finished gave.
pub(super) struct Outcome {
    pub(super) history: Vec<Epoch>,
    pub(super) metrics: Metrics,
}

/// The finished model on its own validation and test samples, or on all samples of other data.
fn eval_only(args: &TrainArgs, out: &Path) -> Result<u8> {
    let run = RunDir::at(out);
    let (checkpoint, options) = Checkpoint::read(&run.checkpoint())?;
    let own = TrainConfig::of_run(&options, &run.checkpoint())?;
    let config = args.over(own)?;
    let input = SessionData::read(&config)?;
    let samples = &input.samples;
    let split = match args.data.is_empty() {
        true => session::split(&config, &input)?,
        false => Split::new(samples.len() as u64, config.data_seed(), &SplitPlan::eval_only())?,
    };
    let network = config.find_network()?;
    let mut workers = workers(&config, &network, config.arithmetic)?;
    let [mut validation, mut test] = [None, None];
    for (part, numbers) in [(Part::Validation, &mut validation), (Part::Test, &mut test)] {
        if split.len(part) > 0 {
            let mut dataset = Dataset::new(samples, &split, part)?;
            if let Some(by) = config.sample_weights {
                dataset.weigh(by)?;
            }
            *numbers = Some(workers.evaluate_fully(&checkpoint.best, &config.loss, &dataset)?);
        }
    }
    let parts = [("validation", validation.as_ref()), ("test", test.as_ref())];
    output::print(&format!("{}\n{}\n", table(&network, parts), compared(&network, config.arithmetic, parts)))?;
    Ok(0)
}

/// The samples of both parts that were compared with the emulator or the scalar evaluator.
fn samples_checked(parts: [(&str, Option<&PartEvaluation>); 2]) -> usize {
    parts.iter().filter_map(|(_, part)| part.map(|part| part.samples_checked)).sum()
}

/// What is known of the latents of the samples of a table.
fn compared(network: &EncoderNetwork, arithmetic: Arithmetic, parts: [(&str, Option<&PartEvaluation>); 2]) -> String {
    let words = arithmetic.in_words();
    let deviation = parts
        .iter()
        .filter_map(|(_, part)| part.and_then(|part| part.deviation))
        .fold(None, |most, own| Some(own.max(most.unwrap_or(0.0))));
    match (samples_checked(parts), network.block(), deviation) {
        (0, Some(_), _) => format!(
            "computed {words}, nothing compared with the chip; 'train --eval-only --arithmetic chip' shows what the \
             chip makes of these weights"
        ),
        (0, None, Some(deviation)) => format!(
            "computed {words}: no latent is further from the scalar evaluator's than {deviation:.1e} of the largest"
        ),
        (0, None, None) => format!("computed {words}, nothing compared"),
        (samples, Some(_), _) => format!("computed {words}: all latents of {samples} samples are the emulator's"),
        (samples, None, _) => {
            format!("computed {words}: all latents of {samples} samples are the scalar evaluator's")
        }
    }
}

/// A line of the table: a name, and the value of each part.
fn row(parts: &[(&str, &PartEvaluation)], name: &str, value: fn(&PartEvaluation) -> String) -> Vec<String> {
    [name.to_owned()].into_iter().chain(parts.iter().map(|(_, part)| value(part))).collect()
}

fn table(network: &EncoderNetwork, parts: [(&str, Option<&PartEvaluation>); 2]) -> String {
    let parts: Vec<(&str, &PartEvaluation)> =
        parts.into_iter().filter_map(|(name, part)| Some((name, part?))).collect();
    let mut rows = vec![
        row(&parts, "samples", |part| part.samples.to_string()),
        row(&parts, "loss", |part| format!("{:.4e}", part.loss)),
        row(&parts, "telescope_charge", |part| {
            part.telescope_charge.map_or_else(|| "-".into(), |own| format!("{own:.4e}"))
        }),
        row(&parts, "telescope_normalised", |part| format!("{:.4e}", part.telescope_normalised)),
        row(&parts, "EMD", |part| part.emd.map_or_else(|| "-".into(), |emd| format!("{emd:.4}"))),
        row(&parts, "latents saturated", |part| format!("{:.1} %", 100.0 * part.saturated)),
        row(&parts, "latents zero", |part| format!("{:.1} %", 100.0 * part.zero)),
    ];
    if parts.iter().any(|(_, part)| part.samples_checked > 0) {
        let evaluator = if network.block().is_some() { "equal to the emulator" } else { "equal to the evaluator" };
        rows.push(row(&parts, evaluator, |part| part.samples_checked.to_string()));
    }
    let header: Vec<&str> = [""].into_iter().chain(parts.iter().map(|(name, _)| *name)).collect();
    output::table(&header, &rows)
}
