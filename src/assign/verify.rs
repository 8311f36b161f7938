//! The emulator with the register files of an assignment, on the rows of each class: the same losses again.

use std::collections::BTreeMap;
use std::path::Path;

use rayon::prelude::*;

use super::candidates::{Contenders, StoredSolution, mean};
use super::plan::{AssignPlan, PlannedTask};
use super::result::{AssignedClass, Assignment, READINGS, REGISTERS, file_of};
use super::rows::{self, CHOOSE, JUDGE, PoolRows};
use crate::error::{Error, Result};
use crate::files;

/// What is found.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Verification {
    /// Modules whose register file was read.
    pub modules: usize,
    /// Classes whose losses were computed again.
    pub classes: usize,
    /// Rows that passed the emulator.
    pub rows: usize,
    /// What differs, a line for each.
    pub different: Vec<String>,
}

/// Reads every module's register file, sends the rows of its class, and compares the losses.
///
/// # Errors
/// A directory without a finished assignment, and files that are missing or cannot be read.
pub fn verify(directory: &Path) -> Result<Verification> {
    let (plan, assignment) = (AssignPlan::read(directory)?, Assignment::read(directory)?);
    if assignment.classes.len() != plan.classes.len() || assignment.definition != plan.definition {
        return Err(Error::new("plan and result are of different assignments").file(directory));
    }
    let contenders = Contenders::new(&plan.definition)?;
    let mut members: Vec<Vec<usize>> = vec![Vec::new(); plan.classes.len()];
    plan.modules.iter().enumerate().for_each(|(number, module)| members[module.class].push(number));
    let tasks: Vec<usize> =
        (0..plan.tasks.len()).filter(|&at| matches!(plan.tasks[at], PlannedTask::Classes(..))).collect();
    let check = |&task: &usize| checked(directory, &plan, &assignment, (&contenders, &members), task);
    let all: Vec<Verification> = tasks.par_iter().map(check).collect::<Result<_>>()?;
    let mut sum = Verification::default();
    for one in all {
        sum.modules += one.modules;
        sum.classes += one.classes;
        sum.rows += one.rows;
        sum.different.extend(one.different);
    }
    Ok(sum)
}

/// The classes of a task; `members` are the modules of each class.
fn checked(
    directory: &Path,
    plan: &AssignPlan,
    assignment: &Assignment,
    (contenders, members): (&Contenders, &[Vec<usize>]),
    task: usize,
) -> Result<Verification> {
    let mut found = Verification::default();
    let PlannedTask::Classes(first, end) = plan.tasks[task] else { return Ok(found) };
    let (pools, empty) = (rows::read(directory, plan, task)?, PoolRows::default());
    for (class, members) in members.iter().enumerate().take(end).skip(first) {
        let pool = pools.get(&plan.classes[class].pool).unwrap_or(&empty);
        let assigned = &assignment.classes[class];
        found.class(directory, plan, contenders, (assigned, members), pool)?;
    }
    Ok(found)
}

impl Verification {
    /// A class: modules with equal register files are sent once.
    fn class(
        &mut self,
        directory: &Path,
        plan: &AssignPlan,
        contenders: &Contenders,
        (class, members): (&AssignedClass, &[usize]),
        pool: &PoolRows,
    ) -> Result<()> {
        let reading_path = directory.join(READINGS).join(format!("{}.json", class.file()));
        let reading = serde_json::from_str(&files::read_text(&reading_path)?)
            .map_err(|error| Error::new(format!("not a reading of packets: {error}")).file(&reading_path))?;
        let unknown = || Error::new("the assignment has no such contender").found(&class.contender);
        let contender = contenders.list.iter().position(|(name, _)| *name == class.contender).ok_or_else(unknown)?;
        let mut stored = StoredSolution { contender, tuned: class.tuned, registers: String::new(), reading };
        // By the text of their register files, the first of the modules that have it.
        let mut texts: BTreeMap<String, String> = BTreeMap::new();
        let mut names: Vec<String> = members.iter().map(|&at| file_of(plan, &plan.modules[at], class)).collect();
        names.dedup();
        for name in names {
            let path = directory.join(REGISTERS).join(format!("{name}.yaml"));
            texts.entry(files::read_text(&path)?).or_insert(name);
        }
        for (text, name) in texts {
            let path = directory.join(REGISTERS).join(format!("{name}.yaml"));
            stored.registers = text;
            let solution = contenders.load(&stored, &path)?;
            let config = solution.config();
            if (config.links, config.density) != (class.links, class.key.density) {
                self.different.push(format!(
                    "{name}.yaml: {} links, {} density; the assignment has {}, {}",
                    config.links,
                    config.density.name(),
                    class.links,
                    class.key.density.name()
                ));
                continue;
            }
            for (part, what, expected) in [(CHOOSE, "choosing", class.choosing_loss), (JUDGE, "judging", class.loss)] {
                let loss = mean(&contenders.losses(&solution, &pool.parts[part])?);
                self.rows += pool.parts[part].len();
                if loss.to_bits() != expected.to_bits() {
                    self.different.push(format!(
                        "{name}.yaml ({}): loss on the rows for {what} is {loss}, the assignment has {expected}",
                        class.name
                    ));
                }
            }
        }
        self.modules += members.len();
        self.classes += 1;
        Ok(())
    }
}
