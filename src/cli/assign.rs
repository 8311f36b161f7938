//! `econ-emu assign`.

use std::path::{Path, PathBuf};

use super::choice::choice;
use super::data::HowArgs;
use super::evaluate::range_in;
use super::output::{self, say};
use super::registers::DialectArg;
use super::signals;
use super::workers::{WorkerArgs, WorkersArgs};
use super::{DIFFERENT, progress};
use crate::assign::candidates::{AssignContender, LINEAR};
use crate::assign::plan::{self, AssignDefinition, AssignPlan, Budget, ClassPart, ModuleTable};
use crate::assign::result::{self, Assignment, Comparison};
use crate::assign::{layout, rows, tasks, verify};
use crate::data;
use crate::error::{Error, Result};
use crate::files::{self, NewDirectories};
use crate::physics::choose::ChooseBy;
use crate::report::page;
use crate::search::engine::{End, lead, state};
use crate::search::state::worker_name;

/// Page of the map.
const PAGE: &str = "assignment.html";

/// Arguments.
#[derive(clap::Args)]
#[command(
    args_conflicts_with_subcommands = true,
    after_help = "\
For every class of modules: which algorithm, with which registers and which reading, loses least at the links of its
modules. Classes share density and links always, and what --class-by says. Each chooses on its rows of the data, among
every contender with what it leaves open chosen for the class, and as chosen for all modules of the same density and
number of links; what is gained is measured on the rows of other events. A class with too few rows takes those of its
layer, or of its density; classes.csv says so (rows_of).

Contenders (--contender) are those of 'econ-emu evaluate' that send something, and 'ae:linear': the encoder in closed
form with as many bits of each latent as are worth most, read by a linear map, both fitted to the class. 'run:DIR' is a
trained encoder with its decoder, the same for all classes. None of this needs the feature 'train'; encoders are not
trained here.

--total-links gives out so many links over all modules, where they lower the loss most, instead of those of the table,
and compares that with as many links for every module.

Workers on other machines that share the directory: 'econ-emu assign worker OUTPUT'. Whatever is killed, the same command
with --resume goes on, to the same bytes.

Examples:
  econ-emu assign table -o modules.csv
  econ-emu data synth --seed 1 --rows 400000 --out synthetic
  econ-emu assign --modules modules.csv --data synthetic --output assignment
  econ-emu assign --modules modules.csv --data synthetic --output assignment --launcher slurm --workers 40 --resume
  econ-emu assign --modules modules.csv --data synthetic --output given --total-links 40000 --loss mix
  econ-emu assign --modules modules.csv --data synthetic --output encoders --contender chip --contender run:golden/default
  econ-emu assign verify assignment
  econ-emu assign status assignment"
)]
pub struct AssignArgs {
    #[command(subcommand)]
    command: Option<Command>,
    /// Table of the modules: layer, u, v, links, density, as 'econ-emu data prepare ecoder' takes it
    #[arg(long, value_name = "TABLE", required = true)]
    modules: Option<PathBuf>,
    /// Files or directories of data with layer and wafer of each row, as 'econ-emu data' reads them
    #[arg(long, value_name = "PATH", num_args = 1.., required = true)]
    data: Vec<PathBuf>,
    #[command(flatten)]
    how: HowArgs,
    /// Directory to make
    #[arg(long, value_name = "DIR", required = true)]
    output: Option<PathBuf>,
    /// Go on with an assignment that was begun in the directory
    #[arg(long)]
    resume: bool,
    /// What is to be small
    #[arg(long, value_parser = choice::<ChooseBy>(), default_value = "telescope-normalised")]
    loss: ChooseBy,
    /// What modules of a class share; density and links always
    #[arg(long, value_parser = choice::<ClassPart>(), value_delimiter = ',', default_value = "layer,ring")]
    class_by: Vec<ClassPart>,
    /// Width of a ring around the beam axis, cm
    #[arg(long, value_name = "CM", default_value_t = 20.0)]
    ring_step: f64,
    /// What classes choose from; may be repeated [default: ts:best, bc:best, rpt:best, stc:best, ae:linear]
    #[arg(long, value_name = "SPEC")]
    contender: Vec<String>,
    /// Give out so many links over all modules, instead of those of the table
    #[arg(long, value_name = "N")]
    total_links: Option<u64>,
    /// Fewest and most links of a module then
    #[arg(long, value_name = "A..=B", default_value = "1..=5", requires = "total_links")]
    links_range: String,
    /// Rows on which a class chooses, at most, evenly taken from all
    #[arg(long, value_name = "N", default_value_t = 1000)]
    choose_rows: usize,
    /// Rows on which single choices are made for modules of a density and a number of links, at most, likewise
    #[arg(long, value_name = "N", default_value_t = 4000)]
    single_rows: usize,
    /// Rows on which a class is judged, at most, evenly taken from all
    #[arg(long, value_name = "N", default_value_t = 1000)]
    judge_rows: usize,
    /// Rows with charge that a class must have for either; with fewer it takes those of a wider class
    #[arg(long, value_name = "N", default_value_t = 100)]
    least_rows: usize,
    /// Part of the events that are for judging
    #[arg(long, value_name = "PART", default_value_t = 0.5)]
    judged: f64,
    /// By how many standard errors of the difference a class's choice must be better than the best single one
    #[arg(long, value_name = "N", default_value_t = 1.0)]
    margin: f64,
    /// Seed of the deal of events
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Pass over rows of modules that the table does not list, and count them
    #[arg(long)]
    skip_unlisted: bool,
    /// Spelling of the register files
    #[arg(long, value_enum, default_value = "c")]
    dialect: DialectArg,
    /// A register file for each module, in place of one for each class
    #[arg(long)]
    per_module: bool,
    /// Also the registers as lists of I2C writes, as 'econ-emu registers i2c' writes them
    #[arg(long)]
    i2c: bool,
    #[command(flatten)]
    workers: WorkersArgs,
}

#[derive(clap::Subcommand)]
enum Command {
    /// Do tasks of an assignment until none is left
    Worker(WorkerArgs),
    /// Show how far an assignment is
    Status {
        /// Directory of the assignment
        directory: PathBuf,
    },
    /// Send the rows through the emulator with the register files, and compare the losses
    Verify {
        /// Directory of the assignment
        directory: PathBuf,
    },
    /// Write the modules of the synthetic detector, with invented numbers of links, as a table
    Table {
        /// File to write; - is standard output
        #[arg(long, value_name = "CSV", default_value = "-")]
        output: PathBuf,
    },
}

impl AssignArgs {
    /// Whether this process is a worker.
    pub fn is_worker(&self) -> bool {
        matches!(self.command, Some(Command::Worker(_)))
    }

    fn definition(&self) -> Result<AssignDefinition> {
        let mut class_by = self.class_by.clone();
        class_by.sort_unstable();
        class_by.dedup();
        let usual = ["ts:best", "bc:best", "rpt:best", "stc:best", LINEAR].map(str::to_owned);
        let named = if self.contender.is_empty() { usual.to_vec() } else { self.contender.clone() };
        let mut contenders: Vec<String> = Vec::new();
        for name in named {
            for (name, _) in AssignContender::parse_all(&with_whole_paths(&name)?)? {
                if contenders.contains(&name) {
                    return Err(Error::new("the same contender twice").field("--contender").found(name));
                }
                contenders.push(name);
            }
        }
        let budget = self.total_links.map(|total| self.budget(total)).transpose()?;
        let definition = AssignDefinition {
            loss: self.loss,
            class_by,
            ring_step: self.ring_step,
            contenders,
            budget,
            choose_rows: self.choose_rows,
            single_rows: self.single_rows,
            judge_rows: self.judge_rows,
            least_rows: self.least_rows,
            judged: self.judged,
            margin: self.margin,
            seed: self.seed,
            dialect: self.dialect.into(),
            per_module: self.per_module,
            i2c: self.i2c,
            skip_unlisted: self.skip_unlisted,
            lease: self.workers.lease,
        };
        definition.validate()?;
        Ok(definition)
    }

    /// So many links to give out.
    fn budget(&self, total: u64) -> Result<Budget> {
        let range = range_in(&self.links_range).filter(|range| !range.is_empty());
        let ends = range.and_then(|range| Some((range.start.try_into().ok()?, (range.end - 1).try_into().ok()?)));
        let (least, most) = ends.ok_or_else(|| {
            Error::new("not a range of links")
                .field("--links-range")
                .found(&self.links_range)
                .allowed("A..=B, as 1..=5")
        })?;
        Ok(Budget { total, least, most })
    }
}

/// A path from the root.
fn whole(path: &str) -> Result<String> {
    let whole = Path::new(path).canonicalize().map_err(|error| Error::io("open", Path::new(path), &error))?;
    whole.into_os_string().into_string().map_err(|_| Error::new("a path that is not text").file(path))
}

/// A contender whose files have their whole paths: workers may run elsewhere.
fn with_whole_paths(name: &str) -> Result<String> {
    match name.split_once(':') {
        Some((kind @ ("run" | "npz"), path)) => Ok(format!("{kind}:{}", whole(path)?)),
        Some(("keras", paths)) => {
            let paths = paths.split(',').map(whole).collect::<Result<Vec<_>>>()?;
            Ok(format!("keras:{}", paths.join(",")))
        }
        _ => Ok(name.to_owned()),
    }
}

/// Runs the command.
pub fn run(args: &AssignArgs) -> Result<u8> {
    match &args.command {
        Some(Command::Worker(args)) => {
            let stop = args.start()?;
            tasks::run(&args.directory, &stop, &mut |line| say!("{line}"))?;
            return Ok(0);
        }
        Some(Command::Status { directory }) => return status(directory),
        Some(Command::Verify { directory }) => return run_verify(directory),
        Some(Command::Table { output }) => {
            files::write(output, layout::table())?;
            return Ok(0);
        }
        None => {}
    }
    let (Some(modules), Some(directory)) = (&args.modules, &args.output) else {
        return Err(Error::new("table and directory are missing").field("--modules, --output"));
    };
    let definition = args.definition()?;
    let begun = directory.join(plan::FILE).exists();
    if begun && !args.resume {
        return Err(Error::new("an assignment was begun in this directory")
            .file(directory)
            .hint("--resume goes on with it; choose another --output for another"));
    }
    if !begun && !args.resume {
        files::check_free(directory)?;
    }
    let mut workers = args.workers.workers(directory, "assign")?;
    let made = NewDirectories::create(directory)?;
    let plan = prepared(args, modules, directory, definition, begun)?;
    made.keep();
    let stop = signals::stop_flag();
    let bar = progress::bar("assign", Some(plan.tasks.len() as u64));
    let mut known = state(directory, plan.definition.lease, &worker_name());
    let end = lead(directory, workers.as_mut(), &stop, || {
        let finished = tasks::finished(&plan, &mut known)?;
        bar.set_position(finished as u64);
        Ok((finished < plan.tasks.len()).then_some(finished))
    });
    bar.finish_and_clear();
    if end? == End::Stopped {
        say!("stopped; the same command with --resume goes on");
        return Ok(signals::exit_code());
    }
    let assignment = result::write(directory, &plan)?;
    files::write(&directory.join(PAGE), page::assignment(&assignment, &plan)?)?;
    output::print(&text(&assignment, directory))?;
    Ok(0)
}

/// The plan, written with the rows of its tasks if it is not there yet.
fn prepared(
    args: &AssignArgs,
    modules: &Path,
    directory: &Path,
    definition: AssignDefinition,
    begun: bool,
) -> Result<AssignPlan> {
    if args.data.iter().any(|path| path.as_os_str() == "-") {
        return Err(Error::new("the data are read twice, which standard input cannot be").field("--data").found("-"));
    }
    let options = args.how.options()?;
    let table = ModuleTable::read(modules)?;
    say!("reading the data");
    let (counts, by_module) = rows::count(&mut data::open(&args.data, &options)?, &table, &definition)?;
    let plan = AssignPlan::new(definition, &table, counts, &by_module)?;
    if begun {
        let old = AssignPlan::read(directory)?;
        plan.same_as(&old).map_err(|error| error.file(directory.join(plan::FILE)))?;
        return Ok(old);
    }
    rows::deal_out(&mut data::open(&args.data, &options)?, &table, &plan, directory)?;
    files::write(&directory.join(plan::FILE), plan.to_json()?)?;
    say!("{}", planned(&plan));
    Ok(plan)
}

/// What a plan is, in a line or a few.
fn planned(plan: &AssignPlan) -> String {
    let wider = plan.classes.iter().filter(|class| class.wider).count();
    let mut text = format!(
        "{} modules in {} classes, {} rows, {} tasks",
        plan.modules.len(),
        plan.classes.len(),
        plan.counts.rows,
        plan.tasks.len()
    );
    let notes = [
        (plan.without_links, "modules without links, which send nothing"),
        (plan.without_rows, "modules without rows, which go with their class"),
        (wider, "classes with too few rows, which take those of a wider one"),
        (plan.counts.unlisted as usize, "rows of modules that the table does not list"),
        (plan.counts.without_links as usize, "rows of modules without links"),
    ];
    for (count, what) in notes.into_iter().filter(|(count, _)| *count > 0) {
        text += &format!("\n{count} {what}");
    }
    if !plan.counts.events {
        text += "\nthe data have no numbers of events: each row is dealt out by itself";
    }
    text
}

fn compared(comparison: &Comparison) -> String {
    let (part, error) = comparison.part();
    format!(
        "{:.4e} against {:.4e}: {:.1} % +- {:.1} % less",
        comparison.loss,
        comparison.other,
        100.0 * part,
        100.0 * error
    )
}

/// The result in short.
fn text(assignment: &Assignment, directory: &Path) -> String {
    let loss: &str = assignment.definition.loss.into();
    let mut text = format!(
        "mean {loss} over {} modules, on rows that chose nothing\nthe best single choice for all is {}: {}\n",
        assignment.modules,
        assignment.single.with,
        compared(&assignment.single)
    );
    if let Some(budget) = &assignment.budget {
        text +=
            &format!("{} links given out; with {}: {}\n", budget.spent, budget.uniform.with, compared(&budget.uniform));
    }
    let rows: Vec<Vec<String>> = assignment
        .algorithms
        .iter()
        .map(|(name, modules)| {
            let classes = assignment.classes.iter().filter(|class| class.algorithm == *name);
            let tuned = classes.clone().filter(|class| class.tuned).count();
            vec![name.clone(), modules.to_string(), classes.count().to_string(), tuned.to_string()]
        })
        .collect();
    text += &format!("\n{}", output::table(&["algorithm", "modules", "classes", "of them tuned"], &rows));
    let rows: Vec<Vec<String>> = assignment
        .singles
        .iter()
        .map(|single| {
            let numbers = [single.choosing_loss, single.loss].map(|loss| format!("{loss:.4e}"));
            [vec![single.contender.clone()], numbers.to_vec()].concat()
        })
        .collect();
    text += &format!("\n{}\n", output::table(&["single choice for all", "choosing", "judging"], &rows));
    for name in [result::MODULES, result::CLASSES, result::REGISTERS, result::READINGS, PAGE] {
        text += &format!("{}\n", directory.join(name).display());
    }
    text
}

/// Every task, and who works on it.
fn status(directory: &Path) -> Result<u8> {
    let plan = AssignPlan::read(directory)?;
    let mut known = state(directory, plan.definition.lease, &worker_name());
    let lines = tasks::status(&plan, &mut known)?;
    let finished = tasks::finished(&plan, &mut known)?;
    let rows: Vec<Vec<String>> = lines.into_iter().map(|(task, what)| vec![task, what]).collect();
    let table = output::table(&["task", "state"], &rows);
    output::print(&format!("{}\n\n{table}\n{finished} of {} tasks finished\n", planned(&plan), plan.tasks.len()))?;
    Ok(0)
}

fn run_verify(directory: &Path) -> Result<u8> {
    let found = verify::verify(directory)?;
    let mut text: String = found.different.iter().map(|line| format!("{line}\n")).collect();
    text += &format!(
        "{} modules, {} classes, {} rows through the emulator: {}\n",
        found.modules,
        found.classes,
        found.rows,
        if found.different.is_empty() { "all losses are those of the assignment" } else { "not as assigned" }
    );
    output::print(&text)?;
    Ok(if found.different.is_empty() { 0 } else { DIFFERENT })
}
