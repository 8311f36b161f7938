//! The assignment: what every class and module gets, what that gains over the best single choice, and the files.

use std::collections::BTreeMap;
use std::fmt;
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::budget::{LossCurve, give_out};
use super::candidates::{AssignContender, ClassReading, Contenders, StoredSolution};
use super::plan::{AssignDefinition, AssignPlan, Budget, ClassKey, FORMAT, PlannedModule};
use super::rows::{BLOCKS, RowCounts};
use super::tasks::{self, AssignOutcome, ClassChoice, ClassResult, Judgement};
use crate::error::{Error, Result};
use crate::files;
use crate::registers::{Algorithm, i2c};
use crate::search::engine::state;
use crate::search::state::{TaskState, worker_name};
use crate::version;

/// File of the result.
pub const JSON: &str = "assignment.json";
/// Table of the modules.
pub const MODULES: &str = "modules.csv";
/// Table of the classes.
pub const CLASSES: &str = "classes.csv";
/// Directory of the register files.
pub const REGISTERS: &str = "registers";
/// Directory of the lists of I2C writes.
pub const I2C: &str = "i2c";
/// Directory of the readings.
pub const READINGS: &str = "readings";

/// A mean over all modules, with another that it is compared with on the same rows.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Comparison {
    /// The other's name.
    pub with: String,
    /// Mean loss of the assignment.
    pub loss: f64,
    /// Mean loss of the other.
    pub other: f64,
    /// The other minus the assignment.
    pub gain: f64,
    /// Standard error of that, events being drawn with all their rows.
    pub error: f64,
}

/// Links that were given out.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GivenOut {
    /// Links of all modules together.
    pub spent: u64,
    /// Modules by their number of links.
    pub modules: BTreeMap<u8, usize>,
    /// Against as many links for every module, each class with what it would choose then. Where that is no whole number,
    /// modules have the two next to it, evenly mixed.
    pub uniform: Comparison,
}

/// What a class gets.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AssignedClass {
    /// Its number.
    pub class: usize,
    /// What its modules share, in words.
    pub name: String,
    /// The same.
    pub key: ClassKey,
    /// How many they are.
    pub modules: usize,
    /// Links of each.
    pub links: u8,
    /// Algorithm.
    pub algorithm: String,
    /// The contender that was chosen.
    pub contender: String,
    /// Its settings and reading.
    pub stated: String,
    /// Whether it is as chosen for this class alone, or for all modules of the density and the links.
    pub tuned: bool,
    /// Whose rows were taken, where its own modules have too few.
    pub rows_of: Option<String>,
    /// Rows with charge for choosing and for judging.
    pub rows: [usize; 2],
    /// Mean loss on the rows for choosing.
    pub choosing_loss: f64,
    /// Mean loss on the rows for judging.
    pub loss: f64,
    /// That of the best single choice.
    pub single_loss: f64,
}

impl AssignedClass {
    /// What part of the best single choice's loss is saved.
    pub fn gain(&self) -> f64 {
        if self.single_loss > 0.0 { 1.0 - self.loss / self.single_loss } else { 0.0 }
    }

    /// What its files are called.
    pub fn file(&self) -> String {
        format!("class_{:05}", self.class)
    }
}

/// A single choice for all modules.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SingleMean {
    /// The contender.
    pub contender: String,
    /// Mean loss on the rows for choosing.
    pub choosing_loss: f64,
    /// Mean loss on the rows for judging.
    pub loss: f64,
}

/// The result.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Assignment {
    /// Version.
    pub format: u32,
    /// The program.
    pub tool: String,
    /// What was to be done.
    pub definition: AssignDefinition,
    /// SHA-256 of the table of modules.
    pub table: String,
    /// The data.
    pub data: RowCounts,
    /// Modules with links.
    pub modules: usize,
    /// Those of them of which the data have no row.
    pub without_rows: usize,
    /// Modules without links.
    pub without_links: usize,
    /// Against the best single choice.
    pub single: Comparison,
    /// All single choices that can run in every module, the best on the rows for choosing first.
    pub singles: Vec<SingleMean>,
    /// Modules by algorithm.
    pub algorithms: BTreeMap<String, usize>,
    /// Links that were given out.
    pub budget: Option<GivenOut>,
    /// Classes.
    pub classes: Vec<AssignedClass>,
}

/// What a class contributes to a difference of means over all modules.
struct Difference<'a> {
    /// Part of all modules.
    weight: f64,
    /// Rows with charge in each block.
    rows: &'a [u32],
    /// Sum of the differences in each block.
    sums: Vec<f64>,
}

/// The weighted mean of differences, and its standard error: that of a bootstrap that draws blocks of events, to first
/// order.
fn difference(classes: &[Difference<'_>]) -> (f64, f64) {
    let (mut mean, mut blocks) = (0.0, vec![0.0; BLOCKS]);
    for Difference { weight, rows, sums } in classes {
        let count = f64::from(rows.iter().sum::<u32>().max(1));
        let own = sums.iter().sum::<f64>() / count;
        mean += weight * own;
        for ((block, &sum), &rows) in blocks.iter_mut().zip(sums).zip(*rows) {
            *block += weight / count * (sum - own * f64::from(rows));
        }
    }
    let square: f64 = blocks.iter().map(|block| block * block).sum();
    (mean, (square * BLOCKS as f64 / (BLOCKS - 1) as f64).sqrt())
}

fn minus(a: &[f64], b: &[f64]) -> Vec<f64> {
    a.iter().zip(b).map(|(a, b)| a - b).collect()
}

impl Comparison {
    /// Of what classes lose with two choices.
    fn new<'a>(with: &str, classes: impl Iterator<Item = (f64, &'a [u32], &'a Judgement, Judgement)>) -> Self {
        let (mut loss, mut other, mut terms) = (0.0, 0.0, Vec::new());
        for (weight, rows, own, single) in classes {
            loss += weight * own.loss;
            other += weight * single.loss;
            terms.push(Difference { weight, rows, sums: minus(&single.blocks, &own.blocks) });
        }
        let (gain, error) = difference(&terms);
        Comparison { with: with.to_owned(), loss, other, gain, error }
    }

    /// What part of the other's loss is saved, with its error.
    pub fn part(&self) -> (f64, f64) {
        if self.other > 0.0 { (self.gain / self.other, self.error / self.other) } else { (0.0, 0.0) }
    }
}

/// The settings and the reading of a choice as a name.
fn stated<'a>(plan: &'a AssignPlan, chosen: &'a StoredSolution) -> &'a str {
    match &chosen.reading {
        ClassReading::Packets { contender, .. } | ClassReading::Model { contender } => contender,
        ClassReading::Linear { .. } => &plan.definition.contenders[chosen.contender],
    }
}

/// Results of all classes without registers and readings, which are read again one task at a time.
fn light(plan: &AssignPlan, state: &mut TaskState<AssignOutcome>) -> Result<Vec<ClassResult>> {
    let mut all = Vec::new();
    for task in tasks::all(plan) {
        for mut result in tasks::classes(state, task)? {
            for choice in &mut result.choices {
                choice.chosen.registers = String::new();
                // What it is called is all that is needed of a reading.
                let name = stated(plan, &choice.chosen).to_owned();
                choice.chosen.reading = ClassReading::Model { contender: name };
            }
            all.push(result);
        }
    }
    Ok(all)
}

/// The choice of each class, by its place among those for its numbers of links.
fn given(plan: &AssignPlan, results: &[ClassResult]) -> Vec<usize> {
    let Some(Budget { total, least, .. }) = plan.definition.budget else { return vec![0; results.len()] };
    let losses = |result: &ClassResult| result.choices.iter().map(|choice| choice.judged.value).collect();
    let curve =
        |result: &ClassResult| LossCurve { modules: plan.classes[result.class].modules, losses: losses(result) };
    let curves: Vec<LossCurve> = results.iter().map(curve).collect();
    give_out(&curves, total.saturating_sub(plan.modules.len() as u64 * u64::from(least)))
}

/// What a class would lose with a number of links that need not be whole.
fn mixed(choices: &[ClassChoice], links: f64) -> Judgement {
    let least = f64::from(choices[0].links);
    let at = (links - least).clamp(0.0, (choices.len() - 1) as f64);
    let (low, part) = (at.floor() as usize, at - at.floor());
    let [low, high] = [low, (low + 1).min(choices.len() - 1)].map(|at| &choices[at].judged);
    let [value, loss] = [(low.value, high.value), (low.loss, high.loss)].map(|(low, high)| low + part * (high - low));
    Judgement {
        value,
        loss,
        blocks: low.blocks.iter().zip(&high.blocks).map(|(low, high)| low + part * (high - low)).collect(),
    }
}

/// The single choice of a contender in a class.
fn single(choice: &ClassChoice, contender: usize) -> Option<&Judgement> {
    choice.singles.iter().find(|(of, _)| *of == contender).map(|(_, judged)| judged)
}

impl Assignment {
    /// The assignment of a plan whose tasks are all finished, and for each class the place of its choice.
    ///
    /// # Errors
    /// Tasks that are not finished, and results that cannot be read.
    fn new(plan: &AssignPlan, state: &mut TaskState<AssignOutcome>) -> Result<(Self, Vec<usize>)> {
        let results = light(plan, state)?;
        let given = given(plan, &results);
        let weights: Vec<f64> =
            plan.classes.iter().map(|class| class.modules as f64 / plan.modules.len() as f64).collect();
        let chosen: Vec<(&ClassResult, &ClassChoice)> =
            results.iter().zip(&given).map(|(result, &at)| (result, &result.choices[at])).collect();

        let mut singles: Vec<(usize, SingleMean)> = Vec::new();
        for (contender, name) in plan.definition.contenders.iter().enumerate() {
            let all: Option<Vec<(f64, &Judgement)>> = chosen
                .iter()
                .map(|(result, choice)| Some((weights[result.class], single(choice, contender)?)))
                .collect();
            if let Some(all) = all {
                let choosing_loss = all.iter().map(|(weight, one)| weight * one.value).sum();
                let loss = all.iter().map(|(weight, one)| weight * one.loss).sum();
                singles.push((contender, SingleMean { contender: name.clone(), choosing_loss, loss }));
            }
        }
        singles.sort_by(|a, b| a.1.choosing_loss.total_cmp(&b.1.choosing_loss).then(a.0.cmp(&b.0)));
        let none = || Error::new("no contender can run in every module");
        let (best, name) = singles.first().map(|(best, one)| (*best, one.contender.clone())).ok_or_else(none)?;
        let pairs = chosen.iter().filter_map(|(result, choice)| {
            let other = single(choice, best)?.clone();
            Some((weights[result.class], result.judge_rows.as_slice(), &choice.judged, other))
        });
        let compared = Comparison::new(&name, pairs);

        let mut classes = Vec::new();
        let mut algorithms = BTreeMap::new();
        for (result, choice) in &chosen {
            let class = assigned(plan, result, choice, best)?;
            *algorithms.entry(class.algorithm.clone()).or_insert(0) += class.modules;
            classes.push(class);
        }
        let budget = plan.definition.budget.map(|_| given_out(plan, &classes, &chosen));
        let assignment = Assignment {
            format: FORMAT,
            tool: version::program(),
            definition: plan.definition.clone(),
            table: plan.table.clone(),
            data: plan.counts.clone(),
            modules: plan.modules.len(),
            without_rows: plan.without_rows,
            without_links: plan.without_links,
            single: compared,
            singles: singles.into_iter().map(|(_, single)| single).collect(),
            algorithms,
            budget,
            classes,
        };
        Ok((assignment, given))
    }

    /// Reads the result in a directory.
    ///
    /// # Errors
    /// A directory without one, and a file that is not one of this version.
    pub fn read(directory: &Path) -> Result<Self> {
        let path = directory.join(JSON);
        if !path.is_file() {
            return Err(Error::new("there is no finished assignment here: assignment.json is missing")
                .file(directory)
                .hint("'econ-emu assign … --resume' goes on with one that is not finished"));
        }
        let assignment: Assignment = serde_json::from_str(&files::read_text(&path)?)
            .map_err(|error| not_an_assignment(&path, &error).line(error.line() as u64))?;
        match assignment.format {
            FORMAT => Ok(assignment),
            other => {
                let fault = not_an_assignment(&path, "another version");
                Err(fault.field("format").found(other).allowed(FORMAT.to_string()))
            }
        }
    }

    /// The classes as a table.
    fn classes_csv(&self) -> Result<String> {
        csv_of(self.classes.iter().map(ClassRow::new))
    }

    /// The modules as a table.
    fn modules_csv(&self, plan: &AssignPlan) -> Result<String> {
        let row = |module: &PlannedModule| ModuleRow::new(plan, module, &self.classes[module.class]);
        csv_of(plan.modules.iter().map(row))
    }
}

fn not_an_assignment(path: &Path, why: impl fmt::Display) -> Error {
    Error::new(format!("not an assignment: {why}")).file(path)
}

/// A row of the table of classes.
#[derive(Serialize)]
struct ClassRow<'a> {
    class: usize,
    name: &'a str,
    modules: usize,
    links: u8,
    algorithm: &'a str,
    contender: &'a str,
    settings: &'a str,
    tuned: u8,
    rows_of: Option<&'a str>,
    choose_rows: usize,
    judge_rows: usize,
    choosing_loss: f64,
    loss: f64,
    single_loss: f64,
    gain: f64,
}

impl<'a> ClassRow<'a> {
    fn new(class: &'a AssignedClass) -> Self {
        ClassRow {
            class: class.class,
            name: &class.name,
            modules: class.modules,
            links: class.links,
            algorithm: &class.algorithm,
            contender: &class.contender,
            settings: &class.stated,
            tuned: class.tuned.into(),
            rows_of: class.rows_of.as_deref(),
            choose_rows: class.rows[0],
            judge_rows: class.rows[1],
            choosing_loss: class.choosing_loss,
            loss: class.loss,
            single_loss: class.single_loss,
            gain: class.gain(),
        }
    }
}

/// A row of the table of modules.
#[derive(Serialize)]
struct ModuleRow<'a> {
    layer: u8,
    u: i8,
    v: i8,
    density: &'a str,
    links: u8,
    class: usize,
    algorithm: &'a str,
    contender: &'a str,
    settings: &'a str,
    registers: String,
    reading: String,
    loss: f64,
    single_loss: f64,
    gain: f64,
}

impl<'a> ModuleRow<'a> {
    fn new(plan: &AssignPlan, module: &PlannedModule, class: &'a AssignedClass) -> Self {
        ModuleRow {
            layer: module.layer,
            u: module.u,
            v: module.v,
            density: module.density.name(),
            links: class.links,
            class: class.class,
            algorithm: &class.algorithm,
            contender: &class.contender,
            settings: &class.stated,
            registers: format!("{REGISTERS}/{}.yaml", file_of(plan, module, class)),
            reading: format!("{READINGS}/{}.json", class.file()),
            loss: class.loss,
            single_loss: class.single_loss,
            gain: class.gain(),
        }
    }
}

/// The name of a module's register file, without its ending.
pub fn file_of(plan: &AssignPlan, module: &PlannedModule, class: &AssignedClass) -> String {
    match plan.definition.per_module {
        true => format!("layer_{:02}_u_{}_v_{}", module.layer, module.u, module.v),
        false => class.file(),
    }
}

fn csv_of(rows: impl Iterator<Item = impl Serialize>) -> Result<String> {
    files::csv_text("a table", |table| rows.into_iter().try_for_each(|row| table.serialize(row)))
}

/// Links that classes got, and what that gains over as many for every module.
fn given_out(plan: &AssignPlan, classes: &[AssignedClass], chosen: &[(&ClassResult, &ClassChoice)]) -> GivenOut {
    let spent: u64 = classes.iter().map(|class| class.modules as u64 * u64::from(class.links)).sum();
    let links = spent as f64 / plan.modules.len() as f64;
    let weight = |class: usize| plan.classes[class].modules as f64 / plan.modules.len() as f64;
    let pairs = chosen.iter().map(|(result, choice)| {
        let even = mixed(&result.choices, links);
        (weight(result.class), result.judge_rows.as_slice(), &choice.judged, even)
    });
    let uniform = Comparison::new(&format!("{links:.3} links for every module"), pairs);
    let mut modules = BTreeMap::new();
    classes.iter().for_each(|class| *modules.entry(class.links).or_insert(0) += class.modules);
    GivenOut { spent, modules, uniform }
}

/// What a class gets with a choice.
fn assigned(plan: &AssignPlan, result: &ClassResult, choice: &ClassChoice, best: usize) -> Result<AssignedClass> {
    let planned = &plan.classes[result.class];
    let contender = &plan.definition.contenders[choice.chosen.contender];
    let algorithm = match AssignContender::parse(contender)? {
        AssignContender::Chip(chip) => chip.algorithm,
        AssignContender::Linear | AssignContender::Model(_) => Algorithm::Autoencoder,
    };
    let rows_of = planned.wider.then(|| plan.pools[planned.pool].key.name(plan.definition.ring_step));
    Ok(AssignedClass {
        class: result.class,
        name: plan.class_name(result.class),
        key: planned.key,
        modules: planned.modules,
        links: choice.links,
        algorithm: algorithm.name().to_owned(),
        contender: contender.clone(),
        stated: stated(plan, &choice.chosen).to_owned(),
        tuned: choice.chosen.tuned,
        rows_of,
        rows: [result.choose_rows, result.judge_rows.iter().sum::<u32>() as usize],
        choosing_loss: choice.judged.value,
        loss: choice.judged.loss,
        single_loss: single(choice, best).map_or(f64::NAN, |single| single.loss),
    })
}

/// Writes what is found when all tasks are finished. A second call writes the same files again.
///
/// # Errors
/// Tasks that are not finished, and files that cannot be written.
pub fn write(directory: &Path, plan: &AssignPlan) -> Result<Assignment> {
    let mut state = state(directory, plan.definition.lease, &worker_name());
    let (assignment, given) = Assignment::new(plan, &mut state)?;
    let contenders = Contenders::new(&plan.definition)?;
    for name in [REGISTERS, READINGS] {
        files::create_dir(&directory.join(name))?;
    }
    if plan.definition.i2c {
        files::create_dir(&directory.join(I2C))?;
    }
    let mut members: Vec<Vec<usize>> = vec![Vec::new(); plan.classes.len()];
    plan.modules.iter().enumerate().for_each(|(number, module)| members[module.class].push(number));
    for task in tasks::all(plan) {
        for result in tasks::classes(&mut state, task)? {
            let class = &assignment.classes[result.class];
            let chosen = &result.choices[given[result.class]].chosen;
            let names = match plan.definition.per_module {
                true => members[result.class].iter().map(|&at| file_of(plan, &plan.modules[at], class)).collect(),
                false => vec![class.file()],
            };
            write_class(directory, class, chosen, &names, plan.definition.i2c.then_some(&contenders))?;
        }
    }
    files::write(&directory.join(MODULES), assignment.modules_csv(plan)?)?;
    files::write(&directory.join(CLASSES), assignment.classes_csv()?)?;
    let text = serde_json::to_string_pretty(&assignment);
    let text = text.map_err(|error| Error::new(format!("cannot write {JSON}: {error}")))?;
    files::write(&directory.join(JSON), text + "\n")?;
    Ok(assignment)
}

/// The files of a class.
fn write_class(
    directory: &Path,
    class: &AssignedClass,
    chosen: &StoredSolution,
    names: &[String],
    i2c_of: Option<&Contenders>,
) -> Result<()> {
    let list = match i2c_of {
        Some(contenders) => {
            let solution = contenders.load(chosen, Path::new("register file"))?;
            Some(i2c::write_list(&i2c::to_writes(solution.config(), solution.network())?))
        }
        None => None,
    };
    for name in names {
        files::write(&directory.join(REGISTERS).join(format!("{name}.yaml")), &chosen.registers)?;
        if let Some(list) = &list {
            files::write(&directory.join(I2C).join(format!("{name}.txt")), list)?;
        }
    }
    let text = serde_json::to_string(&chosen.reading);
    let text = text.map_err(|error| Error::new(format!("cannot write a reading: {error}")))?;
    files::write(&directory.join(READINGS).join(format!("{}.json", class.file())), text + "\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_error_is_that_of_drawn_blocks() {
        use rand::{Rng, SeedableRng};
        let mut rng = rand_chacha::ChaCha8Rng::seed_from_u64(4);
        let rows: Vec<Vec<u32>> = (0..3).map(|_| (0..BLOCKS).map(|_| rng.random_range(3..9)).collect()).collect();
        // Differences that blocks share between classes.
        let common: Vec<f64> = (0..BLOCKS).map(|_| rng.random_range(-1.0..1.0)).collect();
        let sums: Vec<Vec<f64>> = rows
            .iter()
            .map(|rows| {
                let sum =
                    |(&rows, common): (&u32, &f64)| f64::from(rows) * (0.5 + common + rng.random_range(-0.5..0.5));
                rows.iter().zip(&common).map(sum).collect()
            })
            .collect();
        let weights = [0.5, 0.3, 0.2];
        let classes: Vec<Difference<'_>> = (0..3)
            .map(|class| Difference { weight: weights[class], rows: &rows[class], sums: sums[class].clone() })
            .collect();
        let (mean, error) = difference(&classes);
        let mut drawn = Vec::new();
        for _ in 0..4000 {
            let blocks: Vec<usize> = (0..BLOCKS).map(|_| rng.random_range(0..BLOCKS)).collect();
            let of = |class: usize| {
                let sum: f64 = blocks.iter().map(|&block| sums[class][block]).sum();
                weights[class] * sum / blocks.iter().map(|&block| f64::from(rows[class][block])).sum::<f64>()
            };
            drawn.push((0..3).map(of).sum::<f64>());
        }
        let (expected, deviation) = crate::physics::statistics::mean_and_deviation(&drawn).unwrap();
        assert!((mean - expected).abs() < 0.01 && (error / deviation - 1.0).abs() < 0.08, "{error} {deviation}");
    }

    #[test]
    fn links_between_two_whole_numbers() {
        let chosen = StoredSolution {
            contender: 0,
            tuned: false,
            registers: String::new(),
            reading: ClassReading::Model { contender: "x".into() },
        };
        let choices = [(2, 8.0), (3, 4.0), (4, 3.0)].map(|(links, loss)| ClassChoice {
            links,
            chosen: chosen.clone(),
            judged: Judgement { value: loss, loss, blocks: vec![loss; BLOCKS] },
            singles: vec![],
        });
        assert_eq!(mixed(&choices, 2.0).loss, 8.0);
        assert_eq!((mixed(&choices, 2.25).loss, mixed(&choices, 3.5).blocks[7]), (7.0, 3.5));
        assert_eq!((mixed(&choices, 4.0).loss, mixed(&choices, 9.0).loss), (3.0, 3.0));
    }
}
