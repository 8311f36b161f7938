//! What stands around the training loop, for one run and for the many of a search: the data, their parts,
//! and what a finished run leaves.

use std::collections::HashSet;
use std::sync::Arc;

use econ_emu::data::calq_csv::TableOptions;
use econ_emu::data::split::{Part, Split};
use econ_emu::data::{self, Columns, ReadOptions, Sample, Selected, Selection, Source, synth};
use econ_emu::error::Result;
use econ_emu::registers::{ChipConfig, read_config};
use econ_emu::train::options::TrainConfig;

use crate::dataset::{Dataset, SampleTable};
use crate::run_dir::{Finished, GOLDEN_ROWS, Metrics, RunDir, default_chip};
use crate::trainer::Trainer;

/// The data of a run.
#[derive(Debug, Clone)]
pub struct SessionData {
    /// All samples, in the order in which they were read.
    pub samples: Arc<SampleTable>,
    /// Samples of the training, validation and test data, where these are apart; else all are the first.
    pub rows: [u64; 3],
    /// Hash of the samples, as `econ-emu data info` prints it.
    pub sha256: String,
    /// The chip they are for.
    pub chip: ChipConfig,
    /// What was odd about the data and the configuration, or changed in them.
    pub warnings: Vec<String>,
}

impl SessionData {
    /// Reads the data that a configuration names, or makes up synthetic ones.
    ///
    /// # Errors
    /// Those of the readers, and data without any charge.
    pub fn read(config: &TrainConfig) -> Result<Self> {
        let selection = Selection {
            mask_partials: config.mask_partials,
            mask_energies: config.mask_energies,
            keep_energies: false,
            double: config.double,
            max_value: config.max_value,
        };
        let left = config.limit.unwrap_or(u64::MAX);
        if config.data.is_empty() {
            let synth = synth::Synth::new(config.data_seed(), synth::SynthKind::Mixed, None, config.synthetic_rows);
            let mut source = Limited { source: Selected::new(synth, &selection)?, left };
            let (samples, sha256) = SampleTable::read(&mut source, config.decoder()?.conditions())?;
            let rows = [samples.len() as u64, 0, 0];
            return Ok(SessionData {
                samples: Arc::new(samples),
                rows,
                sha256,
                chip: default_chip(),
                warnings: Vec::new(),
            });
        }
        let mut warnings = Vec::new();
        let chip = match &config.chip {
            None => None,
            Some(path) => {
                let network = config.find_network()?.block().cloned().unwrap_or_default();
                let file = read_config(path, &network)?;
                warnings.extend(file.warnings.iter().map(|warning| format!("{}: {warning}", path.display())));
                Some(file.without_warnings())
            }
        };
        let options = ReadOptions {
            order: config.cells,
            table: TableOptions::new(config.no_header, config.index_column, config.round),
            rows_per_file: config.rows_per_file,
            config: chip.clone(),
            metadata: config.metadata.clone(),
            selection,
            ..ReadOptions::default()
        };
        let mut sources = vec![Limited { source: data::open(&config.data, &options)?, left }];
        for paths in [&config.validation_data, &config.test_data] {
            if !paths.is_empty() {
                sources.push(Limited { source: data::open(paths, &options)?, left: u64::MAX });
            }
        }
        let mut chain = data::SourceChain::new(sources);
        let (samples, sha256) = SampleTable::read(&mut chain, config.decoder()?.conditions())?;
        warnings.extend(options.table.said_rounded());
        let rows = std::array::from_fn(|part| chain.rows().get(part).copied().unwrap_or(0));
        Ok(SessionData { samples: Arc::new(samples), rows, sha256, chip: chip.unwrap_or_else(default_chip), warnings })
    }
}

/// The first samples of a source.
struct Limited<S> {
    source: S,
    left: u64,
}

impl<S: Source> Source for Limited<S> {
    fn read(&mut self) -> Result<Option<Sample>> {
        match self.left.checked_sub(1) {
            None => Ok(None),
            Some(left) => {
                self.left = left;
                self.source.read()
            }
        }
    }

    fn columns(&self) -> Columns {
        self.source.columns()
    }
}

/// The samples by what they are for: no sample is in two parts.
#[derive(Debug, Clone)]
pub struct Parts {
    /// Training samples, weighted if the configuration says so.
    pub train: Dataset,
    /// Validation samples.
    pub validation: Dataset,
    /// Test samples, if there are any.
    pub test: Option<Dataset>,
}

impl Parts {
    /// The parts that plan and seed of a configuration give. Where its `split_rows` are fewer than the
    /// samples, those behind are further training samples: validation and test samples are the same for every
    /// number of samples behind.
    ///
    /// # Errors
    /// A plan that does not fit, and parts without samples.
    pub fn new(config: &TrainConfig, input: &SessionData) -> Result<Self> {
        let samples = &input.samples;
        let split = split(config, input)?;
        let mut train = Dataset::new(samples, &split, Part::Train)?;
        train.extend(behind(config, samples, &split));
        if config.occ_reweight {
            train.reweight()?;
        }
        let mut validation = Dataset::new(samples, &split, Part::Validation)?;
        let mut test = match split.len(Part::Test) {
            0 => None,
            _ => Some(Dataset::new(samples, &split, Part::Test)?),
        };
        if let Some(by) = config.sample_weights {
            [&mut train, &mut validation].into_iter().chain(&mut test).try_for_each(|part| part.weigh(by))?;
        }
        Ok(Parts { train, validation, test })
    }
}

/// What each sample is for, but for those behind `split_rows`.
///
/// # Errors
/// A plan that does not fit the data.
pub fn split(config: &TrainConfig, input: &SessionData) -> Result<Split> {
    let all = input.samples.len() as u64;
    // Parts that are apart already are not dealt out.
    let rows = config.split_rows.filter(|_| config.validation_data.is_empty()).map_or(all, |rows| rows.min(all));
    let plan = config.plan(input.rows)?;
    match input.samples.events().get(..rows as usize) {
        Some(events) if config.by_event && config.validation_data.is_empty() => {
            Split::by_event(events, config.data_seed(), &plan)
        }
        _ => Split::new(rows, config.data_seed(), &plan),
    }
}

/// The rows behind those that were dealt out, which are for training too: but for rows of events of the other parts.
fn behind<'a>(config: &TrainConfig, samples: &'a SampleTable, split: &Split) -> impl Iterator<Item = usize> + use<'a> {
    let rows = split.rows() as usize..samples.len();
    let events = if config.by_event { samples.events() } else { &[] };
    let mut apart = HashSet::new();
    if !rows.is_empty() {
        for part in [Part::Validation, Part::Test] {
            let own = (0..split.len(part)).filter_map(|at| split.row(part, at));
            apart.extend(own.filter_map(|row| events.get(row as usize).copied().flatten()));
        }
    }
    rows.filter(move |&row| events.get(row).copied().flatten().is_none_or(|event| !apart.contains(&event)))
}

/// Evaluates the best weights of a run on validation and test samples, and writes all that a finished run
/// leaves in its directory.
///
/// # Errors
/// In the chip's arithmetic a sample that differs from the emulator; files that cannot be written.
pub fn finish(run: &RunDir, trainer: &mut Trainer, parts: &Parts, input: &SessionData) -> Result<Metrics> {
    let (best, polish) = match &trainer.polished {
        Some((best, polish)) => (best.clone(), Some(polish.clone())),
        None => (trainer.state.best.clone(), None),
    };
    let best_loss = trainer.state.best_loss;
    let loss = &trainer.config.loss.clone();
    let workers = &mut trainer.workers;
    let metrics = Metrics {
        epochs: trainer.state.epoch,
        best_epoch: trainer.state.history.iter().position(|epoch| epoch.validation == best_loss).unwrap_or_default(),
        parameters: workers.model().parameters(),
        polish,
        validation: workers.evaluate_fully(&best, loss, &parts.validation)?,
        test: parts.test.as_ref().map(|test| workers.evaluate_fully(&best, loss, test)).transpose()?,
    };
    let golden: Vec<Sample> =
        (0..parts.validation.len().min(GOLDEN_ROWS)).map(|index| parts.validation.sample(index)).collect();
    run.finish(&Finished {
        config: &trainer.config,
        model: workers.model(),
        weights: &best,
        metrics: &metrics,
        chip: &input.chip,
        data_sha256: &input.sha256,
        golden: &golden,
    })?;
    Ok(metrics)
}
