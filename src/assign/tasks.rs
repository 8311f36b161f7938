//! The work of a worker: the single choices of each group of modules first, then the choices of classes.

use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use serde::{Deserialize, Serialize};

use super::candidates::{AssignContender, ChoosingRows, Contenders, Solution, StoredSolution, mean, pick};
use super::plan::{AssignPlan, PlannedTask};
use super::rows::{self, BLOCKS, CHOOSE, JUDGE, PoolRows};
use crate::error::{Error, Result};
use crate::files;
use crate::search::engine::{self, End, TaskWork, Worked};
use crate::search::state::{Lease, Look, TaskOutcome, TaskState};

/// The single choice of a contender for a group at a number of links.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SingleChoice {
    /// Links.
    pub links: u8,
    /// Its mean loss on the group's rows for choosing.
    pub value: f64,
    /// What it is.
    pub solution: StoredSolution,
}

/// What rows for judging say of a choice.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Judgement {
    /// Mean loss on the class's rows for choosing.
    pub value: f64,
    /// Mean loss on the class's rows for judging.
    pub loss: f64,
    /// Sum of the losses in each block of events.
    pub blocks: Vec<f64>,
}

/// What a class chose at a number of links.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ClassChoice {
    /// Links.
    pub links: u8,
    /// What it chose.
    pub chosen: StoredSolution,
    /// How good that is.
    pub judged: Judgement,
    /// How good the single choice of each contender is, with its number; those that cannot run are left out.
    pub singles: Vec<(usize, Judgement)>,
}

/// What is found for a class.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ClassResult {
    /// Its number.
    pub class: usize,
    /// Rows with charge for choosing.
    pub choose_rows: usize,
    /// Rows with charge for judging in each block of events.
    pub judge_rows: Vec<u32>,
    /// For each number of links that it may get.
    pub choices: Vec<ClassChoice>,
}

/// What a task leaves: a file, so that whoever looks on need not hold all results in memory.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AssignOutcome {
    /// Name of the file in the directory of the task.
    result: String,
}

impl TaskOutcome for AssignOutcome {
    fn checkpoint(&self) -> Option<&str> {
        None
    }
}

/// What stands in such a file.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum TaskResult {
    /// Single choices of a group, by links and contender.
    Group(Vec<SingleChoice>),
    /// Choices of classes.
    Classes(Vec<ClassResult>),
}

/// The result of a task; `None` while it is not finished.
fn result(state: &mut TaskState<AssignOutcome>, task: AssignTask) -> Result<Option<TaskResult>> {
    let name = task.to_string();
    let Some(AssignOutcome { result }) = state.outcome(&name)? else { return Ok(None) };
    let path = state.directory(&name).join(result);
    let found = serde_json::from_str(&files::read_text(&path)?);
    found.map(Some).map_err(|error| {
        Error::new(format!("not the result of a task: {error}"))
            .file(&path)
            .hint("remove the directory of the task to do it anew")
    })
}

/// The choices of the classes of a task, which is finished; none for a task of a group.
///
/// # Errors
/// A task that is not finished, and a result that cannot be read.
pub fn classes(state: &mut TaskState<AssignOutcome>, task: AssignTask) -> Result<Vec<ClassResult>> {
    match (task.task, result(state, task)?) {
        (PlannedTask::Group(_), _) => Ok(Vec::new()),
        (PlannedTask::Classes(first, end), Some(TaskResult::Classes(found)))
            if found.iter().map(|one| one.class).eq(first..end) =>
        {
            Ok(found)
        }
        _ => Err(Error::new("a task is not finished, or its result is of another plan").field(task.to_string())),
    }
}

/// A task by its number and the name of its directory.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AssignTask {
    number: usize,
    task: PlannedTask,
}

impl fmt::Display for AssignTask {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.task.name())
    }
}

/// The tasks of a plan, in its order.
pub fn all(plan: &AssignPlan) -> impl Iterator<Item = AssignTask> {
    plan.tasks.iter().enumerate().map(|(number, &task)| AssignTask { number, task })
}

/// Tasks that are not finished and can be begun: those of classes when all groups are finished.
///
/// # Errors
/// Results that cannot be read.
pub fn open(plan: &AssignPlan, state: &mut TaskState<AssignOutcome>) -> Result<Vec<AssignTask>> {
    let open = open_of_all(plan, state)?;
    let groups: Vec<AssignTask> =
        open.iter().copied().filter(|task| matches!(task.task, PlannedTask::Group(_))).collect();
    Ok(if groups.is_empty() { open } else { groups })
}

/// How many tasks are finished.
///
/// # Errors
/// Results that cannot be read.
pub fn finished(plan: &AssignPlan, state: &mut TaskState<AssignOutcome>) -> Result<usize> {
    Ok(plan.tasks.len() - open_of_all(plan, state)?.len())
}

/// All tasks that are not finished, whether they can be begun or not.
fn open_of_all(plan: &AssignPlan, state: &mut TaskState<AssignOutcome>) -> Result<Vec<AssignTask>> {
    let mut open = Vec::new();
    for task in all(plan) {
        if state.outcome(&task.to_string())?.is_none() {
            open.push(task);
        }
    }
    Ok(open)
}

/// Every task with what is known of it.
///
/// # Errors
/// Results that cannot be read.
pub fn status(plan: &AssignPlan, state: &mut TaskState<AssignOutcome>) -> Result<Vec<(String, String)>> {
    let mut lines = Vec::new();
    for task in all(plan) {
        let what = match state.look(&task.to_string())? {
            Look::Done(_) => "done".to_owned(),
            Look::Taken { worker, .. } => format!("taken by {worker}"),
            Look::Free => "open".to_owned(),
        };
        lines.push((task.to_string(), what));
    }
    Ok(lines)
}

/// The single choices of all groups, by group; `None` while they are not finished.
///
/// # Errors
/// Results that cannot be read.
pub fn singles(plan: &AssignPlan, state: &mut TaskState<AssignOutcome>) -> Result<Option<Vec<Vec<SingleChoice>>>> {
    let mut found = Vec::new();
    for task in all(plan) {
        if let PlannedTask::Group(_) = task.task {
            match result(state, task)? {
                Some(TaskResult::Group(choices)) => found.push(choices),
                _ => return Ok(None),
            }
        }
    }
    Ok(Some(found))
}

/// The contender whose single choices have the least mean loss over all modules, each group at its links; with links to
/// give out, at the numbers of links that a module may get, all alike.
///
/// # Errors
/// No contender that can run in every group.
pub fn best_single(plan: &AssignPlan, singles: &[Vec<SingleChoice>]) -> Result<usize> {
    let mut best = None;
    for contender in 0..plan.definition.contenders.len() {
        let (mut sum, mut complete) = (0.0, true);
        for (group, choices) in plan.groups.iter().zip(singles) {
            for links in plan.definition.links_of(&group.key) {
                let own = choices.iter().find(|one| one.links == links && one.solution.contender == contender);
                complete &= own.is_some();
                sum += group.modules as f64 * own.map_or(0.0, |one| one.value);
            }
        }
        if complete && best.is_none_or(|(_, other)| sum < other) {
            best = Some((contender, sum));
        }
    }
    best.map(|(contender, _)| contender).ok_or_else(|| {
        Error::new("no contender can run at every number of links, so there is no single choice to compare with")
            .field("--contender")
            .found(plan.definition.contenders.join(", "))
            .hint("add bc:best, which runs with any")
    })
}

/// Single choices as chips.
struct Singles {
    /// For each group, with their links.
    groups: Vec<Vec<(u8, Solution)>>,
    /// The contender whose choices are best.
    best: usize,
}

/// A worker of an assignment.
struct Assigning<'a, F: FnMut(&str)> {
    plan: Arc<AssignPlan>,
    contenders: Contenders,
    directory: PathBuf,
    /// `None` while they are not finished.
    singles: Option<Singles>,
    say: &'a mut F,
}

/// Does tasks of the assignment in a directory until none is left or `stop` is set. `say` gets a line for each task.
///
/// # Errors
/// A directory without an assignment, rows that cannot be read, and those of the chip.
pub fn run(directory: &Path, stop: &AtomicBool, say: &mut impl FnMut(&str)) -> Result<End> {
    let plan = Arc::new(AssignPlan::read(directory)?);
    let contenders = Contenders::new(&plan.definition)?;
    let lease = plan.definition.lease;
    let mut work = Assigning { plan, contenders, directory: directory.to_owned(), singles: None, say };
    engine::work(directory, lease, stop, &mut work)
}

impl<F: FnMut(&str)> TaskWork for Assigning<'_, F> {
    type Task = AssignTask;
    type Outcome = AssignOutcome;

    fn open_tasks(&mut self, state: &mut TaskState<AssignOutcome>) -> Result<Vec<AssignTask>> {
        open(&self.plan, state)
    }

    fn work(
        &mut self,
        task: AssignTask,
        lease: &Lease,
        state: &mut TaskState<AssignOutcome>,
        stop: &dyn Fn() -> bool,
    ) -> Result<Worked<AssignOutcome>> {
        let result = match self.result(task, state, &|| stop() || lease.is_lost())? {
            Worked::Done(result) => result,
            Worked::GivenBack(reason) => return Ok(Worked::GivenBack(reason)),
        };
        let name = format!("result.{:04}.json", lease.number());
        let text = serde_json::to_string(&result);
        let text = text.map_err(|error| Error::new(format!("cannot write a result: {error}")))?;
        files::write(&lease.directory().join(&name), text)?;
        Ok(Worked::Done(AssignOutcome { result: name }))
    }

    fn finished(&mut self, task: AssignTask, _: &AssignOutcome) {
        (self.say)(&format!("{task}: done"));
    }

    fn lost(&mut self, task: AssignTask) {
        (self.say)(&format!("{task}: taken over by another worker"));
    }
}

impl<F: FnMut(&str)> Assigning<'_, F> {
    /// Does a task.
    fn result(
        &mut self,
        task: AssignTask,
        state: &mut TaskState<AssignOutcome>,
        stop: &dyn Fn() -> bool,
    ) -> Result<Worked<TaskResult>> {
        let plan = self.plan.clone();
        let pools = rows::read(&self.directory, &plan, task.number)?;
        let empty = PoolRows::default();
        match task.task {
            PlannedTask::Group(group) => {
                let pool = pools.get(&plan.groups[group].pool).unwrap_or(&empty);
                Ok(match self.group(group, pool, stop)? {
                    Some(found) => Worked::Done(TaskResult::Group(found)),
                    None => Worked::GivenBack("told to stop"),
                })
            }
            PlannedTask::Classes(first, end) => {
                if self.singles.is_none() {
                    let Some(choices) = singles(&plan, state)? else {
                        return Ok(Worked::GivenBack("the single choices are not finished"));
                    };
                    let best = best_single(&plan, &choices)?;
                    self.singles = Some(Singles { groups: self.loaded(&choices)?, best });
                }
                let mut found = Vec::new();
                for class in first..end {
                    let pool = pools.get(&plan.classes[class].pool).unwrap_or(&empty);
                    match self.class(class, pool, stop)? {
                        Some(result) => found.push(result),
                        None => return Ok(Worked::GivenBack("told to stop")),
                    }
                }
                Ok(Worked::Done(TaskResult::Classes(found)))
            }
        }
    }

    /// Single choices as chips.
    fn loaded(&self, choices: &[Vec<SingleChoice>]) -> Result<Vec<Vec<(u8, Solution)>>> {
        let one = |choice: &SingleChoice| {
            Ok((choice.links, self.contenders.load(&choice.solution, Path::new("single choice"))?))
        };
        choices.iter().map(|group| group.iter().map(one).collect()).collect()
    }

    /// The single choices of a group; `None` if told to stop.
    fn group(&self, group: usize, pool: &PoolRows, stop: &dyn Fn() -> bool) -> Result<Option<Vec<SingleChoice>>> {
        let (key, definition) = (self.plan.groups[group].key, &self.plan.definition);
        let rows = ChoosingRows::new(&pool.parts[CHOOSE], key.density, definition.loss);
        let mut found = Vec::new();
        for links in definition.links_of(&key) {
            for contender in 0..self.contenders.list.len() {
                if stop() {
                    return Ok(None);
                }
                if let Some(solution) = self.contenders.solve(contender, &rows, links)? {
                    let value = mean(&self.contenders.losses(&solution, &pool.parts[CHOOSE])?);
                    found.push(SingleChoice { links, value, solution: self.contenders.store(&solution)? });
                }
            }
        }
        Ok(Some(found))
    }

    /// How good a choice is.
    fn judged(&self, solution: &Solution, choosing: f64, pool: &PoolRows) -> Result<Judgement> {
        let losses = self.contenders.losses(solution, &pool.parts[JUDGE])?;
        let mut blocks = vec![0.0; BLOCKS];
        for (loss, &block) in losses.iter().zip(&pool.blocks) {
            blocks[block] += loss.unwrap_or_default();
        }
        Ok(Judgement { value: choosing, loss: mean(&losses), blocks })
    }

    /// What a class chooses; `None` if told to stop.
    fn class(&self, class: usize, pool: &PoolRows, stop: &dyn Fn() -> bool) -> Result<Option<ClassResult>> {
        let (planned, definition) = (&self.plan.classes[class], &self.plan.definition);
        let Some(Singles { groups, best }) = &self.singles else { return Ok(None) };
        let choosing = &pool.parts[CHOOSE];
        let rows = ChoosingRows::new(choosing, planned.key.density, definition.loss);
        let mut choices = Vec::new();
        for links in definition.links_of(&planned.key) {
            let own = groups[planned.group].iter().filter(|(of, _)| *of == links).map(|(_, solution)| solution);
            let mut candidates: Vec<Solution> = own.cloned().collect();
            // The best single choice stands first: the others have to be better than that.
            candidates.sort_by_key(|solution| (solution.contender != *best, solution.contender));
            let count = candidates.len();
            for contender in 0..self.contenders.list.len() {
                if stop() {
                    return Ok(None);
                }
                // A model is the same in every class.
                if matches!(self.contenders.list[contender].1, AssignContender::Model(_)) {
                    continue;
                }
                let solution = self.contenders.solve(contender, &rows, links)?;
                candidates.extend(solution.map(Solution::tuned));
            }
            let values = candidates.iter().map(|solution| self.contenders.value(solution, &rows, links));
            let values = values.collect::<Result<Vec<_>>>()?;
            let chosen = self.contenders.store(&candidates[pick(&values, definition.margin)])?;
            // From here on the chip is what the register file says.
            let solution = self.contenders.load(&chosen, Path::new("register file"))?;
            let value = mean(&self.contenders.losses(&solution, choosing)?);
            let judged = self.judged(&solution, value, pool)?;
            let mut singles = Vec::new();
            for (solution, values) in candidates[..count].iter().zip(&values) {
                singles.push((solution.contender, self.judged(solution, mean(values), pool)?));
            }
            choices.push(ClassChoice { links, chosen, judged, singles });
        }
        let mut judge_rows = vec![0; BLOCKS];
        for (sample, &block) in pool.parts[JUDGE].iter().zip(&pool.blocks) {
            judge_rows[block] += u32::from(sample.sum() > 0);
        }
        let choose_rows = choosing.iter().filter(|sample| sample.sum() > 0).count();
        Ok(Some(ClassResult { class, choose_rows, judge_rows, choices }))
    }
}
