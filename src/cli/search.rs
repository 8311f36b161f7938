//! `econ-emu search`: what it can be told, and what of it needs no trainer.

use std::path::{Path, PathBuf};

use super::choice::choice;
use super::data::{RowArgs, TableArgs};
use super::train::{chip_configuration, read_as};
use super::workers::{WorkerArgs, WorkersArgs};
use super::{TrainerCommands, delegate, output};
use crate::chip::autoencoder::packet;
use crate::error::{Error, Result};
use crate::files;
use crate::search::hyperband::Sizes;
use crate::search::plan::{Algorithm, Results, SearchDefinition, SearchPlan, state};
use crate::search::space::Space;
use crate::search::state::{Look, TrialOutcome, worker_name};
use crate::search::trials::Trials;
use crate::train::options::{Bits, DecoderKind, Init, Loss, TrainConfig};

/// Arguments.
#[derive(clap::Args)]
#[command(
    args_conflicts_with_subcommands = true,
    after_help = "\
Hyperband over learning rate, optimizer, weight decay, batch, schedule and, if wanted, orthogonal
regularisation; then the best with many seeds; then the best seed on more data; then the models. All of it
stands in OUT/hyperband_search_<links>. The same command goes on after a stop or a crash. The result depends
on data, options and seed, not on the number of workers or on which of them die. In the chip's arithmetic
trials and seeds begin in real numbers, as 'econ-emu train' does (float_epochs of --options); of a trial this ends
inside its first rung.

--space names other options to search, with their ranges: a line for each, as 'clip: {log: [0.01, 1]}',
'batch: {integer: [64, 512]}', 'rotations: {choice: [true, false]}', or 'network: {choice: [chip-8x8, own.yaml]}'.
--algorithm asha promotes a trial as soon as it is among the best that finished its rung: no worker waits, and the
result depends on who was faster. '--links 2,3,4,5', which is --model-per-bit-config, makes a search for each.

Workers on other machines that share the directory: 'econ-emu search worker OUT/hyperband_search_<links>'.

Examples:
  econ-emu search --out search --test-run
  econ-emu search --out search --data calq.csv --links 3 --orthogonal-regularization-factor=-1
  econ-emu search --out search --data calq.csv --launcher slurm --workers 40 --partition short --time 4:00:00
  econ-emu search --out search --data calq.csv --space space.yaml --algorithm asha
  econ-emu search --out search --data calq.csv --model-per-bit-config --mname scan
  econ-emu search status search/hyperband_search_3
  econ-emu search trials search/hyperband_search_3 --csv trials.csv --optuna trials.log
  econ-emu report search/hyperband_search_3 -o search.html
  econ-emu search --print-space
  econ-emu search --print-brackets --max-epochs 81 --factor 3"
)]
pub struct SearchArgs {
    #[command(subcommand)]
    command: Option<Command>,
    /// Directory of the result
    #[arg(long, value_name = "DIR", required_unless_present_any = ["print_brackets", "print_space"])]
    pub out: Option<PathBuf>,
    /// Name in front of those of the searches' directories
    #[arg(long, value_name = "NAME", value_parser = name)]
    pub mname: Option<String>,
    /// Options of the trainings from a file, as 'econ-emu train --print-options' prints them; searched ones are
    /// not used
    #[arg(long, value_name = "YAML")]
    pub options: Option<PathBuf>,
    /// Files or directories of data, as 'econ-emu data' reads them; without, synthetic showers
    #[arg(long, num_args = 1..)]
    pub data: Vec<PathBuf>,
    /// Validation rows from other files or directories; all rows of --data are for training then
    #[arg(long, num_args = 1.., requires = "data")]
    pub validation_data: Vec<PathBuf>,
    /// Test rows from other files or directories
    #[arg(long, num_args = 1.., requires = "validation_data")]
    pub test_data: Vec<PathBuf>,
    /// Chip configuration that link words are for
    #[arg(id = "config", long = "config", value_name = "YAML")]
    pub chip: Option<PathBuf>,
    #[command(flatten)]
    table: TableArgs,
    #[command(flatten)]
    of_files: RowArgs,
    /// eLinks, 2 to 5: latents of 3, 5, 7 or 9 bits; several with commas: a search for each, one after the other
    #[arg(long, value_delimiter = ',')]
    pub links: Vec<u8>,
    /// A search for each number of bits of a latent, 3, 5, 7 and 9: the same as --links 2,3,4,5
    #[arg(long, conflicts_with = "links")]
    pub model_per_bit_config: bool,
    /// Bits of each latent that are sent, as 'econ-emu train' takes them
    #[arg(long, value_name = "BITS")]
    pub bits: Option<Bits>,
    /// How the weights begin, as 'econ-emu train' takes it
    #[arg(long, value_name = "START")]
    pub init: Option<String>,
    /// Encoder network: chip-8x8, cmssw-4x4x3, or a description in YAML
    #[arg(long)]
    pub network: Option<String>,
    /// Decoder
    #[arg(long, value_parser = choice::<DecoderKind>())]
    pub decoder: Option<DecoderKind>,
    /// Loss: telescope-charge, telescope-normalised, sliced, weighted-mse, mse, a sum of these with factors, or mix, which is
    /// 3000*telescope-normalised+sliced [default: mix]
    #[arg(long)]
    pub loss: Option<Loss>,
    /// Seed of hyperparameters, parts of the data and trials
    #[arg(long)]
    pub seed: Option<u64>,
    /// Most epochs of a trial [default: 50, with --test-run 4]
    #[arg(long)]
    pub max_epochs: Option<usize>,
    /// One in so many trials of a rung goes on [default: 3, with --test-run 2]
    #[arg(long)]
    pub factor: Option<usize>,
    /// Which trials go on, and when
    #[arg(long, value_parser = choice::<Algorithm>(), default_value = "hyperband")]
    pub algorithm: Algorithm,
    /// Options that are searched and their ranges, in YAML, instead of the usual ones
    #[arg(long, value_name = "YAML", conflicts_with = "orthogonal_regularization_factor")]
    pub space: Option<PathBuf>,
    /// Print the usual options and ranges as --space takes them, and stop
    #[arg(long)]
    pub print_space: bool,
    /// Sizes of the brackets
    #[arg(long, value_parser = choice::<Sizes>(), default_value = "published")]
    pub bracket_sizes: Sizes,
    /// Most trials in all: every bracket shrinks in proportion, its best is still trained to the end
    #[arg(long)]
    pub num_trials: Option<usize>,
    /// Factor of the orthogonal regularisation: negative, it is searched; 0, there is none
    #[arg(long, default_value_t = 0.0, allow_negative_numbers = true)]
    pub orthogonal_regularization_factor: f32,
    /// Seeds that are tried with the best hyperparameters [default: 20, with --test-run 2]
    #[arg(long)]
    pub num_seeds: Option<usize>,
    /// Epochs of each seed [default: 100, with --test-run 2]
    #[arg(long)]
    pub seed_epochs: Option<usize>,
    /// Epochs on more data [default: 100, with --test-run 2]
    #[arg(long)]
    pub larger_epochs: Option<usize>,
    /// Samples of trials and seeds, validation and test samples included [default: 250000, with --test-run 12500]
    #[arg(long)]
    pub rows: Option<u64>,
    /// Samples of the last training; those behind --rows are trained on [default: 500000, with --test-run 25000]
    #[arg(long)]
    pub larger_rows: Option<u64>,
    /// The whole search with small numbers, in minutes
    #[arg(long)]
    pub test_run: bool,
    /// No trials: seeds and last training with the hyperparameters that the directory has
    #[arg(long, conflicts_with = "just_write_best_hyperparameters")]
    pub skip_to_final_model: bool,
    /// Train nothing: write the hyperparameters of the best trial so far
    #[arg(long)]
    pub just_write_best_hyperparameters: bool,
    /// Who works on it.
    #[command(flatten)]
    pub workers: WorkersArgs,
    /// Print the brackets, and stop
    #[arg(long)]
    pub print_brackets: bool,
}

#[derive(clap::Subcommand)]
enum Command {
    /// Do tasks of a search until none is left
    Worker(WorkerArgs),
    /// Show how far a search is
    Status {
        /// Directory of the search, hyperband_search_<links>
        directory: PathBuf,
    },
    /// Write all trials, for other programs
    #[command(group = clap::ArgGroup::new("form").required(true).multiple(true))]
    Trials {
        /// Directory of the search, hyperband_search_<links>
        directory: PathBuf,
        /// Table: a row for each trial, with its hyperparameters, epochs and loss; - is standard output
        #[arg(long, value_name = "FILE", group = "form")]
        csv: Option<PathBuf>,
        /// Journal of Optuna: 'optuna-dashboard FILE' shows it
        #[arg(long, value_name = "FILE", group = "form")]
        optuna: Option<PathBuf>,
    },
}

impl SearchArgs {
    /// Whether this process is a worker.
    pub fn is_worker(&self) -> bool {
        matches!(self.command, Some(Command::Worker(_)))
    }

    fn max_epochs(&self) -> usize {
        self.max_epochs.unwrap_or(if self.test_run { 4 } else { 50 })
    }

    fn factor(&self) -> usize {
        self.factor.unwrap_or(if self.test_run { 2 } else { 3 })
    }

    /// The numbers of links, each with a search of its own; none for that of the options.
    fn links(&self) -> Vec<Option<u8>> {
        if self.model_per_bit_config {
            return (packet::MIN_AE_LINKS..=packet::MAX_AE_LINKS).map(Some).collect();
        }
        match self.links.as_slice() {
            [] => vec![None],
            links => links.iter().copied().map(Some).collect(),
        }
    }

    /// What was asked for, or the usual value, or that of a test run.
    fn or_usual<T>(&self, value: Option<T>, usual: T, test: T) -> T {
        value.unwrap_or(if self.test_run { test } else { usual })
    }

    fn definition(&self, links: Option<u8>) -> Result<SearchDefinition> {
        let mut train = match &self.options {
            Some(path) => TrainConfig::from_yaml(&files::read_text(path)?, path)?,
            None => TrainConfig::default(),
        };
        if !self.data.is_empty() {
            train.data.clone_from(&self.data);
            train.validation_data.clone_from(&self.validation_data);
            train.test_data.clone_from(&self.test_data);
        }
        train.chip = chip_configuration(self.chip.as_deref())?.or(train.chip);
        read_as(&self.table, &self.of_files, &mut train);
        train.links = links.unwrap_or(train.links);
        train.network = self.network.clone().unwrap_or(train.network);
        train.decoder = self.decoder.unwrap_or(train.decoder);
        train.loss = self.loss.clone().unwrap_or(train.loss);
        train.bits = self.bits.unwrap_or(train.bits);
        if let Some(init) = &self.init {
            train.init = init.clone().into();
        }
        train.seed = self.seed.unwrap_or(train.seed);
        // Workers may run elsewhere.
        let init = if let Init::Path(path) = &mut train.init { Some(path) } else { None };
        let data = train.data.iter_mut().chain(&mut train.validation_data).chain(&mut train.test_data).chain(init);
        for path in data.chain(train.chip.as_mut()).chain(train.metadata.as_mut()) {
            *path = path.canonicalize().map_err(|error| Error::io("open", path, &error))?;
        }
        train.network = whole_path(&train.network)?;
        let space = match &self.space {
            None => None,
            Some(path) => {
                let mut space = Space::from_yaml(&files::read_text(path)?, path)?;
                space.change_networks(whole_path)?;
                space.validate(&train).map_err(|error| error.file(path))?;
                Some(space)
            }
        };
        Ok(SearchDefinition {
            algorithm: self.algorithm,
            space,
            max_epochs: self.max_epochs(),
            factor: self.factor(),
            bracket_sizes: self.bracket_sizes,
            num_trials: self.num_trials,
            orthogonal: self.orthogonal_regularization_factor,
            given: None,
            num_seeds: self.or_usual(self.num_seeds, 20, 2),
            seed_epochs: self.or_usual(self.seed_epochs, 100, 2),
            larger_epochs: self.or_usual(self.larger_epochs, 100, 2),
            rows: self.or_usual(self.rows, 250_000, 12_500),
            larger_rows: self.or_usual(self.larger_rows, 500_000, 25_000),
            lease: self.workers.lease,
            train,
        })
    }
}

/// A network that is a file, by its whole path: workers may run elsewhere.
fn whole_path(network: &str) -> Result<String> {
    let path = Path::new(network);
    if !path.is_file() {
        return Ok(network.to_owned());
    }
    let path = path.canonicalize().map_err(|error| Error::io("open", path, &error))?;
    Ok(path.to_string_lossy().into_owned())
}

/// A name that may stand in front of that of a directory.
fn name(text: &str) -> std::result::Result<String, String> {
    let plain = |letter: char| letter.is_ascii_alphanumeric() || "_-.+".contains(letter);
    match !text.is_empty() && text.chars().all(plain) && !text.starts_with(['.', '-']) {
        true => Ok(text.to_owned()),
        false => Err("letters, digits and _ - . + are allowed, and a letter, digit or _ in front".to_owned()),
    }
}

/// Runs the command.
pub(super) fn run(args: &SearchArgs, trainer: Option<&dyn TrainerCommands>) -> Result<u8> {
    match &args.command {
        Some(Command::Worker(args)) => return delegate::or_start(trainer, |trainer| trainer.search_worker(args)),
        Some(Command::Status { directory }) => return status(directory),
        Some(Command::Trials { directory, csv, optuna }) => {
            return write_trials(directory, csv.as_deref(), optuna.as_deref());
        }
        None => {}
    }
    if args.print_space {
        output::print(&Space::reference(args.orthogonal_regularization_factor).to_yaml()?)?;
        return Ok(0);
    }
    let Some(out) = args.out.as_ref().filter(|_| !args.print_brackets) else { return print_brackets(args) };
    // What is wrong with any of them is said before the first begins.
    let definitions = args.links().into_iter().map(|links| args.definition(links)).collect::<Result<Vec<_>>>()?;
    for definition in &definitions {
        definition.validate()?;
    }
    delegate::or_start(trainer, |trainer| trainer.search(args, out, &definitions))
}

/// Writes tables of all trials.
fn write_trials(directory: &Path, csv: Option<&Path>, optuna: Option<&Path>) -> Result<u8> {
    let trials = Trials::read(directory)?;
    if let Some(path) = csv {
        files::write(path, trials.to_csv()?)?;
    }
    if let Some(path) = optuna {
        files::write(path, trials.to_optuna()?)?;
    }
    Ok(0)
}

fn print_brackets(args: &SearchArgs) -> Result<u8> {
    let definition = args.definition(None)?;
    definition.validate()?;
    let brackets = definition.brackets()?;
    let mut lines = Vec::new();
    for bracket in &brackets {
        let rungs = bracket.rungs.iter().map(|rung| format!("{}x{}", rung.configurations, rung.epochs));
        lines.push(vec![bracket.s.to_string(), rungs.collect::<Vec<_>>().join(" ")]);
    }
    output::print(&output::table(&["bracket", "trials x epochs of each rung"], &lines))?;
    Ok(0)
}

/// Every known task, and who works on it.
fn status(directory: &Path) -> Result<u8> {
    let plan = SearchPlan::new(SearchDefinition::read(directory)?)?;
    let mut state = state(directory, &plan.definition, &worker_name());
    let mut rows = Vec::new();
    let mut finished = 0;
    for task in plan.known_tasks(&mut state)? {
        let (what, epochs, loss) = match state.look(&task.to_string())? {
            Look::Done(TrialOutcome { error: Some(error), epochs, .. }) => {
                (format!("failed: {error}"), epochs, "-".into())
            }
            Look::Done(TrialOutcome { loss, epochs, .. }) => {
                ("done".into(), epochs, loss.map_or("-".into(), |loss| format!("{loss:.6e}")))
            }
            Look::Taken { worker, .. } => (format!("taken by {worker}"), 0, "-".into()),
            Look::Free => ("open".into(), 0, "-".into()),
        };
        finished += usize::from(Results::outcome(&mut state, task)?.is_some());
        rows.push(vec![task.to_string(), epochs.to_string(), loss, what]);
    }
    let best = plan.best_trial_so_far(&mut state)?;
    let best = best.map_or(String::new(), |best| format!("; best trial {}: {:.6e}", best.number, best.loss));
    let table = output::table(&["task", "epochs", "validation loss", "state"], &rows);
    output::print(&format!("{table}\n{finished} of {} tasks finished{best}\n", plan.tasks()))?;
    Ok(0)
}
