//! What is to be done: classes of modules, the rows that each is chosen and judged on, tasks.

use std::collections::{BTreeMap, HashMap};
use std::path::Path;

use serde::{Deserialize, Serialize};
use strum::{EnumMessage, IntoStaticStr, VariantArray};

use super::candidates::AssignContender;
use super::rows::RowCounts;
use crate::data::cells::{rotate_wafer, wafer_centre};
use crate::data::prepare::modules::{LinkAllocation, Modules, TableModule};
use crate::error::{Error, Result};
use crate::files::{self, hash};
use crate::physics::choose::ChooseBy;
use crate::registers::{Density, Dialect, OUTPUT_LINKS};
use crate::search::engine::check_lease;

/// File of the plan.
pub const FILE: &str = "plan.json";

/// Version of the plan and of the result.
pub const FORMAT: u32 = 1;

/// The most tasks: each has a directory, and open files while the rows are dealt out.
const TASKS: usize = 200;

/// What modules of a class have in common.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, VariantArray, IntoStaticStr, EnumMessage,
)]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum ClassPart {
    /// The layer.
    Layer,
    /// The distance from the beam axis, in steps.
    Ring,
    /// The place in the layer, up to turns by 120 degrees.
    Wafer,
    /// The place in the layer: with the layer, every module is a class.
    Module,
    /// The density; registers are for one, so it is always part of a class.
    Density,
    /// The number of links, likewise.
    Links,
}

/// Links to give out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Budget {
    /// Links of all modules together.
    pub total: u64,
    /// The fewest links of a module.
    pub least: u8,
    /// The most links of a module.
    pub most: u8,
}

/// What an assignment is. The same definition gives the same result.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AssignDefinition {
    /// What is to be small.
    pub loss: ChooseBy,
    /// What modules of a class have in common.
    pub class_by: Vec<ClassPart>,
    /// Width of a ring, cm.
    pub ring_step: f64,
    /// What classes choose from, by name.
    pub contenders: Vec<String>,
    /// Links to give out; without, every module has those of the table.
    pub budget: Option<Budget>,
    /// Rows on which a class chooses, at most; evenly taken from all.
    pub choose_rows: usize,
    /// Rows on which single choices are made for modules of a density and a number of links, at most; likewise.
    pub single_rows: usize,
    /// Rows on which a class is judged, at most; evenly taken from all.
    pub judge_rows: usize,
    /// Rows with charge that a class must have for either; with fewer it takes those of a wider class.
    pub least_rows: usize,
    /// Part of the events that are for judging.
    pub judged: f64,
    /// By how many standard errors of the difference a choice must be better than the best single one.
    pub margin: f64,
    /// Seed of the deal of events.
    pub seed: u64,
    /// Spelling of the register files.
    pub dialect: Dialect,
    /// Whether every module gets a register file of its own, in place of one for each class.
    pub per_module: bool,
    /// Whether each register file has its list of I2C writes beside it.
    pub i2c: bool,
    /// Whether rows of modules that the table does not list are passed over.
    pub skip_unlisted: bool,
    /// Seconds without a sign of life of its worker after which a task is taken over.
    pub lease: f64,
}

impl AssignDefinition {
    /// Checks what the types leave open.
    ///
    /// # Errors
    /// The first value out of range, by name.
    pub fn validate(&self) -> Result<()> {
        fn fault(field: &str, found: String, allowed: &str) -> Result<()> {
            Err(Error::out_of_range(field, found, allowed))
        }
        if !(self.ring_step.is_finite() && (1.0..=400.0).contains(&self.ring_step)) {
            return fault("--ring-step", self.ring_step.to_string(), "1 to 400 cm");
        }
        if self.contenders.is_empty() {
            return fault("--contender", "none".into(), "at least one");
        }
        let most = self.choose_rows.min(self.judge_rows).min(self.single_rows);
        if most == 0 {
            return fault("--choose-rows, --single-rows, --judge-rows", "0".into(), "1 or more");
        }
        if !(1..=most).contains(&self.least_rows) {
            return fault("--least-rows", self.least_rows.to_string(), &format!("1..={most}, the rows of a class"));
        }
        if !(self.judged.is_finite() && (0.05..=0.95).contains(&self.judged)) {
            return fault("--judged", self.judged.to_string(), "0.05 to 0.95 of the events");
        }
        if !(self.margin.is_finite() && (0.0..=10.0).contains(&self.margin)) {
            return fault("--margin", self.margin.to_string(), "0 to 10 standard errors");
        }
        if let Some(Budget { least, most, .. }) = self.budget
            && !(1 <= least && least <= most && usize::from(most) <= OUTPUT_LINKS)
        {
            return fault("--links-range", format!("{least}..={most}"), &format!("A..=B within 1..={OUTPUT_LINKS}"));
        }
        if self.budget.is_some() && self.class_by.contains(&ClassPart::Links) {
            return Err(Error::new("links that are to be given out cannot be part of a class")
                .field("--class-by")
                .found("links")
                .hint("leave links out of --class-by, or --total-links out"));
        }
        check_lease(self.lease)
    }

    /// Numbers of links that modules of a class may get.
    pub fn links_of(&self, key: &ClassKey) -> Vec<u8> {
        match (self.budget, key.links) {
            (Some(Budget { least, most, .. }), _) => (least..=most).collect(),
            (None, Some(links)) => vec![links],
            (None, None) => Vec::new(),
        }
    }

    /// The class of a module, but for the parts that are not in `parts`.
    fn key(&self, module: &PlannedModule, parts: &[ClassPart]) -> ClassKey {
        let PlannedModule { layer, u, v, links, density, .. } = *module;
        let turned = rotate_wafer(u, v);
        let turns = [(u, v), turned, rotate_wafer(turned.0, turned.1)];
        let (x, y) = wafer_centre(u, v);
        ClassKey {
            density,
            links: parts.contains(&ClassPart::Links).then_some(links),
            layer: parts.contains(&ClassPart::Layer).then_some(layer),
            ring: parts.contains(&ClassPart::Ring).then_some((x.hypot(y) / self.ring_step) as u16),
            wafer: parts.contains(&ClassPart::Wafer).then(|| turns.into_iter().max().unwrap_or((u, v))),
            module: parts.contains(&ClassPart::Module).then_some((u, v)),
        }
    }

    /// What decides which rows a class takes, from its own to those of its density.
    fn widenings(&self) -> Vec<Vec<ClassPart>> {
        let place = [ClassPart::Layer, ClassPart::Ring, ClassPart::Wafer, ClassPart::Module];
        let mut all: Vec<Vec<ClassPart>> = [&place[..], &place[..1], &[]]
            .map(|allowed| self.class_by.iter().copied().filter(|part| allowed.contains(part)).collect())
            .into();
        all.dedup();
        all
    }

    /// Whether rows are enough to choose and to judge on.
    fn suffice(&self, pool: &RowPool) -> bool {
        pool.charged.iter().all(|&charged| charged >= self.least_rows as u64)
    }

    /// All rows of a density.
    fn widest<'a>(&self, density: Density, sums: Option<&'a HashMap<ClassKey, RowPool>>) -> Result<&'a RowPool> {
        let pool = sums.and_then(|sums| sums.values().find(|pool| pool.key.density == density));
        pool.filter(|pool| self.suffice(pool)).ok_or_else(|| too_few(density, pool, self))
    }

    /// The options, one a line, with another lease.
    fn lines(&self, lease: f64) -> Result<String> {
        let text = serde_yaml::to_string(&AssignDefinition { lease, ..self.clone() });
        text.map_err(|error| Error::new(format!("cannot write the options: {error}")))
    }

    /// What a class shares: the parts that are asked for, and links unless they are given out.
    fn class_parts(&self) -> Vec<ClassPart> {
        let mut parts = self.class_by.clone();
        if self.budget.is_none() {
            parts.push(ClassPart::Links);
        }
        parts
    }

    /// What modules of a group share beside the density.
    fn group_parts(&self) -> Vec<ClassPart> {
        if self.budget.is_none() { vec![ClassPart::Links] } else { Vec::new() }
    }
}

/// What the modules of a class have in common, or those whose rows it takes. In order: by layer, then outwards.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ClassKey {
    /// Layer, if it is one of the parts; so for the others.
    pub layer: Option<u8>,
    /// Number of the ring, from 0 at the beam.
    pub ring: Option<u16>,
    /// Of the three places that turns of the layer bring a wafer to, the one with the largest u and v.
    pub wafer: Option<(i8, i8)>,
    /// Place in the layer.
    pub module: Option<(i8, i8)>,
    /// Density, always.
    pub density: Density,
    /// Links.
    pub links: Option<u8>,
}

impl ClassKey {
    /// In words.
    pub fn name(&self, ring_step: f64) -> String {
        fn wafer(name: &str, (u, v): (i8, i8)) -> String {
            format!("{name} u {u}, v {v}")
        }
        let parts = [
            self.layer.map(|layer| format!("layer {layer}")),
            self.ring.map(|ring| {
                let [from, to] = [ring, ring + 1].map(|ring| f64::from(ring) * ring_step);
                format!("{from} to {to} cm")
            }),
            self.wafer.map(|place| wafer("wafers like", place)),
            self.module.map(|place| wafer("module", place)),
            Some(format!("{} density", self.density.name())),
            self.links.map(|links| format!("{links} links")),
        ];
        parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
    }
}

/// A module of the table.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PlannedModule {
    /// Layer.
    pub layer: u8,
    /// Coordinate u.
    pub u: i8,
    /// Coordinate v.
    pub v: i8,
    /// Links in the table.
    pub links: u8,
    /// Density.
    pub density: Density,
    /// Its class.
    pub class: usize,
}

/// A class of modules.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ModuleClass {
    /// What they share.
    pub key: ClassKey,
    /// How many they are.
    pub modules: usize,
    /// Whose rows it takes.
    pub pool: usize,
    /// Whether these are rows of a wider class, because its own modules have too few.
    pub wider: bool,
    /// The group that it belongs to.
    pub group: usize,
}

/// Modules for which a single choice is made: those of one density and, unless links are given out, of one number of
/// links.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ModuleGroup {
    /// What they share.
    pub key: ClassKey,
    /// How many they are.
    pub modules: usize,
    /// Whose rows it takes.
    pub pool: usize,
}

/// Rows that are taken together.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RowPool {
    /// What their modules share.
    pub key: ClassKey,
    /// Rows for choosing and for judging that there are.
    pub rows: [u64; 2],
    /// Those of them with charge.
    pub charged: [u64; 2],
}

/// A piece of work for one worker.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PlannedTask {
    /// The single choices for a group.
    Group(usize),
    /// Classes: the first, and the one behind the last.
    Classes(usize, usize),
}

impl PlannedTask {
    /// The name of its directory and of the file of its rows.
    pub fn name(self) -> String {
        match self {
            PlannedTask::Group(group) => format!("group_{group:02}"),
            PlannedTask::Classes(first, end) => format!("classes_{first:05}_{:05}", end - 1),
        }
    }
}

/// The plan of an assignment.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AssignPlan {
    /// Version.
    pub format: u32,
    /// What is to be done.
    pub definition: AssignDefinition,
    /// SHA-256 of the table of modules.
    pub table: String,
    /// What the data are.
    pub counts: RowCounts,
    /// Modules with links, by layer, u and v.
    pub modules: Vec<PlannedModule>,
    /// Modules of the table without links, which send nothing.
    pub without_links: usize,
    /// Modules with links of which the data have no row.
    pub without_rows: usize,
    /// Classes.
    pub classes: Vec<ModuleClass>,
    /// Groups.
    pub groups: Vec<ModuleGroup>,
    /// Rows.
    pub pools: Vec<RowPool>,
    /// Tasks.
    pub tasks: Vec<PlannedTask>,
}

/// The modules of a table, before rows are known.
pub struct ModuleTable {
    /// As it was read.
    pub modules: Modules,
    /// SHA-256 of the file.
    pub sha256: String,
    /// Modules with links.
    pub planned: Vec<PlannedModule>,
    /// Modules without.
    pub without_links: usize,
}

impl ModuleTable {
    /// Reads a table in either of the forms of [`Modules::read`].
    ///
    /// # Errors
    /// Those of the table, and one without a module that has links.
    pub fn read(path: &Path) -> Result<Self> {
        let modules = Modules::read(path, LinkAllocation::Signal)?;
        let (mut planned, mut without_links) = (Vec::new(), 0);
        for ((layer, u, v), TableModule { links, density, .. }) in modules.list() {
            match links {
                0 => without_links += 1,
                _ => planned.push(PlannedModule { layer, u, v, links, density, class: 0 }),
            }
        }
        if planned.is_empty() {
            return Err(Error::new("no module of the table has links")
                .file(path)
                .found(format!("{without_links} modules without links")));
        }
        Ok(ModuleTable { modules, sha256: hash::of_file(path)?, planned, without_links })
    }
}

/// Pools by what their modules share.
#[derive(Default)]
struct Pools {
    list: Vec<RowPool>,
    places: HashMap<ClassKey, usize>,
}

impl Pools {
    /// The rows of all modules by what they share.
    fn sums(
        modules: &[PlannedModule],
        counts: &[[u64; 4]],
        key: impl Fn(&PlannedModule) -> ClassKey,
    ) -> HashMap<ClassKey, RowPool> {
        let mut sums: HashMap<ClassKey, RowPool> = HashMap::new();
        for (module, count) in modules.iter().zip(counts) {
            let key = key(module);
            let pool = sums.entry(key).or_insert(RowPool { key, rows: [0; 2], charged: [0; 2] });
            for part in 0..2 {
                pool.rows[part] += count[part];
                pool.charged[part] += count[2 + part];
            }
        }
        sums
    }

    /// The number of a pool, which is put on the list if it is not there.
    fn number(&mut self, pool: &RowPool) -> usize {
        *self.places.entry(pool.key).or_insert_with(|| {
            self.list.push(pool.clone());
            self.list.len() - 1
        })
    }
}

/// Modules by what they share, in the order of their keys: how many there are.
fn grouped(modules: &[PlannedModule], key: impl Fn(&PlannedModule) -> ClassKey) -> Vec<(ClassKey, usize)> {
    let mut all = BTreeMap::new();
    modules.iter().for_each(|module| *all.entry(key(module)).or_insert(0) += 1);
    all.into_iter().collect()
}

impl AssignPlan {
    /// The plan for a table, from the rows of each of its modules: those for choosing, for judging, and of each the
    /// ones with charge.
    ///
    /// # Errors
    /// A contender that is none, a budget that cannot be kept, and a density without rows.
    pub fn new(
        definition: AssignDefinition,
        table: &ModuleTable,
        counts: RowCounts,
        by_module: &[[u64; 4]],
    ) -> Result<Self> {
        definition.validate()?;
        definition.contenders.iter().try_for_each(|name| AssignContender::parse(name).map(|_| ()))?;
        let mut modules = table.planned.clone();
        if let Some(Budget { total, least, most }) = definition.budget {
            let [low, high] = [least, most].map(|links| modules.len() as u64 * u64::from(links));
            if !(low..=high).contains(&total) {
                return Err(Error::new("so many links cannot be given out to the modules")
                    .field("--total-links")
                    .found(total)
                    .allowed(format!("{low}..={high}: {least} to {most} for each of {} modules", modules.len())));
            }
        }
        let (class_parts, group_parts) = (definition.class_parts(), definition.group_parts());
        let levels: Vec<_> = definition.widenings();
        let sums: Vec<_> = levels
            .iter()
            .map(|parts| Pools::sums(&modules, by_module, |module| definition.key(module, parts)))
            .collect();
        let group_sums = Pools::sums(&modules, by_module, |module| definition.key(module, &group_parts));

        // One module stands for all of its class, wherever only what they share is asked for.
        let mut first: HashMap<ClassKey, PlannedModule> = HashMap::new();
        for module in &modules {
            first.entry(definition.key(module, &class_parts)).or_insert(*module);
        }
        let mut pools = Pools::default();
        let mut groups = Vec::new();
        for (key, count) in grouped(&modules, |module| definition.key(module, &group_parts)) {
            let pool = match group_sums.get(&key).filter(|pool| definition.suffice(pool)) {
                Some(pool) => pool,
                None => definition.widest(key.density, sums.last())?,
            };
            groups.push(ModuleGroup { key, modules: count, pool: pools.number(pool) });
        }
        let mut classes = Vec::new();
        for (key, count) in grouped(&modules, |module| definition.key(module, &class_parts)) {
            let Some(module) = first.get(&key) else { continue };
            let found = levels.iter().zip(&sums).enumerate().find_map(|(level, (parts, sums))| {
                sums.get(&definition.key(module, parts))
                    .filter(|pool| definition.suffice(pool))
                    .map(|pool| (level, pool))
            });
            let (level, pool) = match found {
                Some(found) => found,
                None => (levels.len(), definition.widest(key.density, sums.last())?),
            };
            let own_group = definition.key(module, &group_parts);
            let group = groups.iter().position(|group| group.key == own_group).unwrap_or_default();
            classes.push(ModuleClass { key, modules: count, pool: pools.number(pool), wider: level > 0, group });
        }
        let places: HashMap<ClassKey, usize> =
            classes.iter().enumerate().map(|(number, class)| (class.key, number)).collect();
        for module in &mut modules {
            module.class = places.get(&definition.key(module, &class_parts)).copied().unwrap_or_default();
        }
        let mut tasks: Vec<PlannedTask> = (0..groups.len()).map(PlannedTask::Group).collect();
        let parts = classes.len().min(TASKS);
        tasks.extend((0..parts).map(|part| {
            let [first, end] = [part, part + 1].map(|part| part * classes.len() / parts);
            PlannedTask::Classes(first, end)
        }));
        let without_rows = by_module.iter().filter(|count| count[0] + count[1] == 0).count();
        Ok(AssignPlan {
            format: FORMAT,
            definition,
            table: table.sha256.clone(),
            counts,
            modules,
            without_links: table.without_links,
            without_rows,
            classes,
            groups,
            pools: pools.list,
            tasks,
        })
    }

    /// Reads the plan of an assignment.
    ///
    /// # Errors
    /// A directory without one, and a file that is not one.
    pub fn read(directory: &Path) -> Result<Self> {
        let path = directory.join(FILE);
        if !path.is_file() {
            return Err(Error::new("there is no assignment here: plan.json is missing")
                .file(directory)
                .hint("give the directory that 'econ-emu assign --output' made"));
        }
        let plan: AssignPlan = serde_json::from_str(&files::read_text(&path)?).map_err(|error| {
            Error::new(format!("not the plan of an assignment: {error}")).file(&path).line(error.line() as u64)
        })?;
        plan.check().map_err(|error| error.file(&path))?;
        Ok(plan)
    }

    /// Checks that the parts belong together.
    fn check(&self) -> Result<()> {
        self.definition.validate()?;
        if self.format != FORMAT {
            return Err(Error::new("a plan of another version")
                .field("format")
                .found(self.format)
                .allowed(FORMAT.to_string()));
        }
        let pools = self.classes.iter().map(|class| class.pool).chain(self.groups.iter().map(|group| group.pool));
        let pools = pools.max().is_none_or(|pool| pool < self.pools.len());
        let classes = self.classes.iter().all(|class| class.group < self.groups.len());
        let modules = self.modules.iter().all(|module| module.class < self.classes.len());
        let tasks = self.tasks.iter().all(|task| match *task {
            PlannedTask::Group(group) => group < self.groups.len(),
            PlannedTask::Classes(first, end) => first < end && end <= self.classes.len(),
        });
        if pools && classes && modules && tasks {
            return Ok(());
        }
        Err(Error::new("the plan refers to classes, groups or rows that it does not have"))
    }

    /// Checks that another plan in a directory is this one, so that its work may go on; its lease may be another.
    ///
    /// # Errors
    /// The first option that differs, another table or other data.
    pub fn same_as(&self, old: &AssignPlan) -> Result<()> {
        let lease = old.definition.lease;
        let (own, before) = (self.definition.lines(lease)?, old.definition.lines(lease)?);
        if own != before {
            let first = own.lines().zip(before.lines()).find(|(own, before)| own != before);
            let (own, before) = first.unwrap_or(("a longer or a shorter list of options", "that of before"));
            return Err(another(own, before));
        }
        if self.table != old.table {
            return Err(another(&format!("table {}", self.table), &format!("table {}", old.table)));
        }
        if self.counts != old.counts {
            let [own, before] =
                [&self.counts, &old.counts].map(|counts| format!("{} rows, {}", counts.rows, counts.sha256));
            return Err(another(&own, &before));
        }
        Ok(())
    }

    /// The plan as JSON.
    ///
    /// # Errors
    /// If serialisation fails, which no value of this type is known to cause.
    pub fn to_json(&self) -> Result<String> {
        let text = serde_json::to_string(self);
        text.map(|text| text + "\n").map_err(|error| Error::new(format!("cannot write {FILE}: {error}")))
    }

    /// The pools whose rows a task needs, each once.
    pub fn pools_of(&self, task: PlannedTask) -> Vec<usize> {
        let mut pools: Vec<usize> = match task {
            PlannedTask::Group(group) => vec![self.groups[group].pool],
            PlannedTask::Classes(first, end) => self.classes[first..end].iter().map(|class| class.pool).collect(),
        };
        pools.sort_unstable();
        pools.dedup();
        pools
    }

    /// Pools by what their modules share.
    pub fn places_of_pools(&self) -> HashMap<ClassKey, usize> {
        self.pools.iter().enumerate().map(|(number, pool)| (pool.key, number)).collect()
    }

    /// The pools that rows of a module belong to, of those in [`AssignPlan::places_of_pools`].
    pub fn pools_with(&self, module: &PlannedModule, places: &HashMap<ClassKey, usize>) -> Vec<usize> {
        // A pool's modules share the parts that its key has.
        let mut levels = self.definition.widenings();
        levels.push(self.definition.group_parts());
        let number = |parts: &Vec<ClassPart>| places.get(&self.definition.key(module, parts)).copied();
        let mut pools: Vec<usize> = levels.iter().filter_map(number).collect();
        pools.sort_unstable();
        pools.dedup();
        pools
    }

    /// What a class is called.
    pub fn class_name(&self, class: usize) -> String {
        self.classes.get(class).map_or_else(String::new, |class| class.key.name(self.definition.ring_step))
    }
}

/// A directory holds the work of another plan.
fn another(found: &str, allowed: &str) -> Error {
    Error::new("the directory holds another assignment")
        .found(found.trim())
        .allowed(allowed.trim())
        .hint("give the options, the table and the data of that assignment to go on with it, or another --output")
}

/// A density has too few rows, so nothing can be chosen for its modules.
fn too_few(density: Density, pool: Option<&RowPool>, definition: &AssignDefinition) -> Error {
    let [choose, judge] = pool.map_or([0; 2], |pool| pool.charged);
    Error::new(format!("too few rows of modules of {} density to choose for them", density.name()))
        .field("--data")
        .found(format!("{choose} with charge for choosing, {judge} for judging"))
        .allowed(format!("at least {} of each", definition.least_rows))
        .hint("give more data, or a lower --least-rows")
}
