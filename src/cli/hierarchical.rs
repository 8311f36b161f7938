//! `econ-emu hierarchical`.

use std::path::PathBuf;

use super::choice::choice;
use super::output;
use super::{TrainerCommands, delegate};
use crate::error::{Result, grouped};
use crate::files;
use crate::hierarchical::data::EventData;
use crate::hierarchical::electrons::Gun;
use crate::hierarchical::evaluate::{self, HierarchicalEvaluation};
use crate::hierarchical::level::{self, LATENTS, Level, Part};
use crate::hierarchical::model::HierarchicalModel;
use crate::hierarchical::training::{HierarchicalTraining, LEVEL_EPOCHS, TEST_EVENTS};
use crate::hwgen::export;
use crate::jets::evaluate::Spread;
use crate::jets::export::JetFormat;
use crate::report;

/// Arguments.
#[derive(clap::Args)]
pub struct HierarchicalArgs {
    #[command(subcommand)]
    command: Command,
}

#[derive(clap::Subcommand)]
enum Command {
    /// Make up events of electrons
    Synth(SynthArgs),
    /// Say what is left of events at each level, against other ways to say as much
    Evaluate(EvaluateArgs),
    /// Make a page of an evaluation: losses, sums, places, energies, triplets
    Report(ReportArgs),
    /// Write networks for other programs: Keras, ONNX, TensorFlow
    ExportModel(ExportArgs),
    /// Train a model
    Train(Box<HierarchicalTrainArgs>),
}

#[derive(clap::Args)]
#[command(after_help = "\
An event is 30 layers x 19 triplets x 3 modules x 3 chips x 4 x 4 cells, charges in GeV. An electron of an energy
uniform between two numbers is bent by the field and makes one shower; cells of less than 1/16 GeV give nothing. The
metadata are energy, eta, phi, x, y and z of the gun. The same arguments give the same events on every machine.

A .npz holds the cells that are not 0: 'counts' of each event, 'places' and 'charges' of all of them, and 'meta'. A
.npy holds all cells, and no metadata.

Examples:
  econ-emu hierarchical synth --events 200 --seed 1 -o electrons.npz
  econ-emu hierarchical synth --events 200 --seed 1 --position 0,0,0 --direction 2,0.4 --vertex-spread 5 -o e.npz")]
struct SynthArgs {
    /// Number of events
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u64).range(1..))]
    events: u64,
    /// Seed of the generator
    #[arg(long)]
    seed: u64,
    /// Lowest and highest energy, GeV
    #[arg(long, value_name = "GEV,GEV", default_value = "1,500", value_parser = numbers::<2>, allow_hyphen_values = true)]
    energies: [f64; 2],
    /// Where the gun stands, cm: x, y, z; the first layer is at 322
    #[arg(long, value_name = "X,Y,Z", default_value = "90,0,300", value_parser = numbers::<3>, allow_hyphen_values = true)]
    position: [f64; 3],
    /// Where it looks: eta and phi
    #[arg(long, value_name = "ETA,PHI", default_value = "2,0", value_parser = numbers::<2>, allow_hyphen_values = true)]
    direction: [f64; 2],
    /// Standard deviation of x, y and z, cm
    #[arg(long, value_name = "CM", default_value_t = 0.0)]
    vertex_spread: f64,
    /// Standard deviation of eta and phi
    #[arg(long, value_name = "WIDTH", default_value_t = 0.0)]
    direction_spread: f64,
    /// Field along z
    #[arg(long, value_name = "TESLA", default_value_t = 4.0)]
    field: f64,
    /// File to write: .npz, .npy
    #[arg(long, value_name = "FILE")]
    output: PathBuf,
}

/// So many numbers with commas between them.
fn numbers<const N: usize>(text: &str) -> std::result::Result<[f64; N], String> {
    let numbers = text.split(',').map(|number| number.trim().parse().ok()).collect::<Option<Vec<f64>>>();
    let numbers = numbers.and_then(|numbers| <[f64; N]>::try_from(numbers).ok());
    numbers.ok_or_else(|| format!("{N} numbers with commas between them are needed"))
}

#[derive(clap::Args)]
#[command(after_help = "\
The loss is the mean over all cells of the squared difference of what enters and what comes back from the latents of a
level. Compared are the mean of all groups of the level, a shape times the sum of the group, and a PCA with as many
components as the level has latents; they are fitted to the events of --fit, or to those that are evaluated, which
favours them. With metadata, whose first number is the energy, that is fitted to the latents of stage2, too.

Examples:
  econ-emu hierarchical evaluate --model model --input electrons.npz
  econ-emu hierarchical evaluate --model model --input test.npz --fit train.npz --json > evaluation.json")]
struct EvaluateArgs {
    #[command(flatten)]
    what: EvaluatedArgs,
    /// For programs
    #[arg(long)]
    json: bool,
}

/// What is evaluated.
#[derive(clap::Args)]
struct EvaluatedArgs {
    /// Model
    #[arg(long, value_name = "DIR")]
    model: PathBuf,
    /// Events: .npz, .npy, or a pickle
    #[arg(long, value_name = "FILE")]
    input: PathBuf,
    /// Events that the other ways are fitted to [default: those that are evaluated]
    #[arg(long, value_name = "FILE")]
    fit: Option<PathBuf>,
    /// Only the levels up to this one: the higher, the longer it takes
    #[arg(long, value_name = "LEVEL", value_parser = choice::<Level>(), default_value = "stage2")]
    up_to: Level,
}

impl EvaluatedArgs {
    fn evaluate(&self) -> Result<HierarchicalEvaluation> {
        let model = HierarchicalModel::read(&self.model)?;
        let data = EventData::read(&self.input)?;
        let fit = self.fit.as_ref().map(|path| EventData::read(path)).transpose()?;
        evaluate::evaluate(&model, &data, fit.as_ref(), self.up_to)
    }
}

#[derive(clap::Args)]
#[command(after_help = "Example:\n  econ-emu hierarchical report --model model --input electrons.npz -o events.html")]
struct ReportArgs {
    #[command(flatten)]
    what: EvaluatedArgs,
    /// Page to write
    #[arg(long, value_name = "HTML")]
    output: PathBuf,
}

#[derive(clap::Args)]
#[command(after_help = "\
Encoders are written with their roundings and ends, in real numbers; Keras has decoders alone.

Examples:
  econ-emu hierarchical export-model model --to onnx -o onnx
  econ-emu hierarchical export-model model --to keras --part decoder -o keras")]
struct ExportArgs {
    /// Model
    #[arg(value_name = "DIR")]
    model: PathBuf,
    /// Format
    #[arg(long, value_parser = choice::<JetFormat>())]
    to: JetFormat,
    /// Only this level
    #[arg(long, value_parser = choice::<Level>())]
    level: Option<Level>,
    /// Only encoders or decoders
    #[arg(long, value_parser = choice::<Part>())]
    part: Option<Part>,
    /// Directory to make
    #[arg(long, value_name = "DIR")]
    output: PathBuf,
}

/// Arguments of `hierarchical train`.
#[derive(clap::Args)]
#[command(after_help = "\
The loss is the mean over all cells of events of the squared difference of what enters and what comes back from the
latents of a level. Training begins with --first-epochs epochs each at stage2, stage1, triplet and module, in which all
levels up to that one are trained; then each level is trained by itself, roc first, for its --level-epochs. What is not
trained keeps its weights bit for bit. Encoders compute in integers of 9 bits, decoders in real numbers. It trains on
the processor.

The first events, after they were shuffled once, test. DIR is a model for the other commands of 'hierarchical' after
every epoch, with train.yaml, costs.csv and costs.svg, and checkpoint.safetensors, from which --resume goes on, with the
same result.

--dataTrain, --modelFile, --batchSize, --NEpochs and --LatentDimension are other names of --data, --out, --batch,
--epochs and --latents.

Examples:
  econ-emu hierarchical train --first-epochs 0 --level-epochs 20,10,0,0,0 --learning-rate 1e-3 --out model
  econ-emu hierarchical train --data electrons.npz --out model
  econ-emu hierarchical train --resume --out model")]
pub struct HierarchicalTrainArgs {
    /// Directory of the model
    #[arg(long, value_name = "DIR", alias = "modelFile")]
    pub out: PathBuf,
    /// Go on with a training that was stopped; all options are those that it began with
    #[arg(long)]
    pub resume: bool,
    /// File of events: .npz, .npy, or a pickle of 'digi' and 'meta' [default: electrons that are made up]
    #[arg(long, value_name = "FILE", alias = "dataTrain", conflicts_with = "resume")]
    data: Option<PathBuf>,
    /// Events that are made up
    #[arg(long, value_name = "N", default_value_t = 200, conflicts_with_all = ["data", "resume"], value_parser = clap::value_parser!(u64).range(2..=1_000_000))]
    events: u64,
    /// Latents of a group, of every level
    #[arg(long, value_name = "N", alias = "LatentDimension", default_value_t = LATENTS as u64, conflicts_with = "resume", value_parser = clap::value_parser!(u64).range(1..=64))]
    latents: u64,
    /// Epochs at each of stage2, stage1, triplet and module, at the beginning
    #[arg(long, value_name = "N", default_value_t = 1, conflicts_with = "resume", value_parser = clap::value_parser!(u64).range(..=1_000_000))]
    first_epochs: u64,
    /// Epochs of roc, module, triplet, stage1 and stage2, each by itself [default: 196,300,400,500,500]
    #[arg(long, value_name = "N,N,N,N,N", conflicts_with = "resume", value_parser = epochs)]
    level_epochs: Option<[usize; 5]>,
    /// Most epochs of all together
    #[arg(long, value_name = "N", alias = "NEpochs", conflicts_with = "resume", value_parser = clap::value_parser!(u64).range(1..=10_000_000))]
    epochs: Option<u64>,
    /// Events of a batch
    #[arg(long, value_name = "N", alias = "batchSize", default_value_t = 32, conflicts_with = "resume", value_parser = clap::value_parser!(u64).range(1..=100_000))]
    batch: u64,
    /// Events that test
    #[arg(long, value_name = "N", default_value_t = TEST_EVENTS as u64, conflicts_with = "resume", value_parser = clap::value_parser!(u64).range(1..=100_000))]
    test_events: u64,
    /// Learning rate of Adam
    #[arg(long, default_value_t = 1e-4, conflicts_with = "resume")]
    learning_rate: f32,
    /// Seed of weights, of the order of events, and of those that are made up
    #[arg(long, default_value_t = 1, conflicts_with = "resume")]
    seed: u64,
}

/// Epochs of the five levels.
fn epochs(text: &str) -> std::result::Result<[usize; 5], String> {
    let epochs = text.split(',').map(|number| number.trim().parse().ok().filter(|&epochs| epochs <= 1_000_000));
    let epochs = epochs.collect::<Option<Vec<usize>>>().and_then(|epochs| <[usize; 5]>::try_from(epochs).ok());
    epochs.ok_or_else(|| "five whole numbers of at most 1000000 with commas between them are needed".to_owned())
}

impl HierarchicalTrainArgs {
    /// The options in force.
    ///
    /// # Errors
    /// Options out of their range.
    pub fn training(&self) -> Result<HierarchicalTraining> {
        let training = HierarchicalTraining {
            data: self.data.clone(),
            synthetic_events: self.events,
            latents: self.latents as usize,
            first_epochs: self.first_epochs as usize,
            level_epochs: self.level_epochs.unwrap_or(LEVEL_EPOCHS),
            epochs: self.epochs.map(|epochs| epochs as usize),
            batch: self.batch as usize,
            test_events: self.test_events as usize,
            learning_rate: self.learning_rate,
            seed: self.seed,
            data_sha256: String::new(),
        };
        training.check()?;
        Ok(training)
    }
}

/// Runs the command.
pub fn run(args: &HierarchicalArgs, trainer: Option<&dyn TrainerCommands>) -> Result<u8> {
    match &args.command {
        Command::Train(args) => return delegate::or_start(trainer, |trainer| trainer.train_hierarchical(args)),
        Command::Synth(args) => synth(args)?,
        Command::Evaluate(args) => evaluate(args)?,
        Command::Report(args) => report(args)?,
        Command::ExportModel(args) => export_model(args)?,
    }
    Ok(0)
}

fn synth(args: &SynthArgs) -> Result<()> {
    let gun = Gun {
        energies: args.energies,
        position: args.position,
        position_spread: args.vertex_spread,
        direction: args.direction,
        direction_spread: args.direction_spread,
        field: args.field,
    };
    gun.check()?;
    EventData::check_ending(&args.output)?;
    let mut data = EventData::default();
    for number in 0..args.events {
        let (event, meta) = gun.event(args.seed, number);
        data.push(event, Some(meta))?;
    }
    let cells: usize = data.events.iter().map(|event| event.cells.len()).sum();
    data.write(&args.output)?;
    output::print(&format!(
        "{}: {} events, {:.1} cells of each are not 0\n",
        args.output.display(),
        grouped(args.events),
        cells as f64 / args.events as f64
    ))
}

fn evaluate(args: &EvaluateArgs) -> Result<()> {
    let evaluation = args.what.evaluate()?;
    if args.json {
        return output::print_json(&evaluation);
    }
    let (mut losses, mut physics) = (Vec::new(), Vec::new());
    for level in &evaluation.levels {
        let numbers = [level.loss, level.mean_image, level.sum_alone, level.pca].map(|loss| format!("{loss:.2e}"));
        let size = [level.level.to_owned(), grouped(level.bits as u64), format!("{:.1}", level.ratio)];
        losses.push([&size[..], &numbers].concat());
        let spreads = [&level.response, &level.layer, &level.x, &level.y, &level.width];
        let spreads = spreads.map(|spread| format!("{:.2} ± {:.2}", spread.mean, spread.deviation));
        physics.push([&[level.level.to_owned()][..], &spreads].concat());
    }
    let mut text = format!("{} events; losses of the model and of other ways:\n\n", grouped(evaluation.events as u64));
    text += &output::table(&["level", "bits", "ratio", "model", "mean", "sum", "PCA"], &losses);
    text += "\nDecoded sum over sum; decoded minus true layer, x, y and width (cm); mean ± deviation:\n\n";
    text += &output::table(&["level", "sum", "layer", "x", "y", "width"], &physics);
    if let Some(energy) = &evaluation.energy {
        let rows: Vec<Vec<String>> = energy
            .ranges
            .iter()
            .map(|range| {
                let events = grouped(range.events as u64);
                vec![range.from.to_string(), events, percent(&range.latents), percent(&range.sum)]
            })
            .collect();
        text += "\n(found - energy) / energy, by linear fits to the latents of stage2 and to the sum:\n\n";
        text += &output::table(&["from GeV", "events", "latents", "sum"], &rows);
        if let Some(ratio) = energy.ratio {
            text += &format!("\nabove 50 GeV the spread from the latents is {ratio:.2} times that from the sum\n");
        }
    }
    output::print(&text)
}

fn percent(spread: &Spread) -> String {
    format!("{:.2} ± {:.2} %", 100.0 * spread.mean, 100.0 * spread.deviation)
}

fn report(args: &ReportArgs) -> Result<()> {
    let inputs = [Some(&args.what.input), args.what.fit.as_ref()].into_iter().flatten();
    files::check_outputs(&[&args.output], &inputs.map(PathBuf::as_path).collect::<Vec<_>>())?;
    files::write(&args.output, report::hierarchical::page(&args.what.evaluate()?)?)
}

fn export_model(args: &ExportArgs) -> Result<()> {
    let is_asked = |&(level, part): &(Level, Part)| {
        args.level.is_none_or(|own| own == level) && args.part.is_none_or(|own| own == part)
    };
    let parts: Vec<(Level, Part)> = level::parts().filter(is_asked).collect();
    let files = HierarchicalModel::read(&args.model)?.export(args.to, &parts)?;
    export::write(&args.output, &files)?;
    let lines = files.iter().map(|(name, contents)| {
        let path = args.output.join(name);
        format!("{}: {} bytes\n", path.display(), contents.len())
    });
    output::print(&lines.collect::<String>())
}
