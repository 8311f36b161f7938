//! The rows of an assignment: counted in one pass over the data, dealt out to the files of the tasks in a second, so that
//! memory holds neither the data nor more than the rows of one task.
//!
//! An event is for choosing or for judging as a seeded hash of its number says; without numbers of events each row is an
//! event of its own. Another hash puts the events into [`BLOCKS`] blocks, from whose differences errors are estimated.

use std::collections::HashMap;
use std::io::Write;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::plan::{AssignDefinition, AssignPlan, ModuleTable, PlannedModule, PlannedTask};
use crate::data::cache::{CacheReader, CacheWriter, ContentHash};
use crate::data::split::mix;
use crate::data::{Column, Columns, Sample, Source};
use crate::error::{Error, Result};
use crate::files::{self, AtomicFile};

/// Directory of the rows.
pub const DIRECTORY: &str = "rows";

/// Blocks of events.
pub const BLOCKS: usize = 50;

/// Part of a row: for choosing, or for judging.
pub const CHOOSE: usize = 0;
/// See [`CHOOSE`].
pub const JUDGE: usize = 1;

/// What the data are.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RowCounts {
    /// Rows that were read.
    pub rows: u64,
    /// Rows of modules that the table does not list.
    pub unlisted: u64,
    /// Rows of modules without links.
    pub without_links: u64,
    /// Whether rows of one event stay together.
    pub events: bool,
    /// SHA-256 of the samples as read.
    pub sha256: String,
}

/// Which part and which block an event belongs to.
fn deal(definition: &AssignDefinition, sample: &Sample, row: u64) -> (usize, usize) {
    let event = sample.meta.entry.map_or(row, i64::cast_unsigned);
    let first = mix(event ^ mix(definition.seed));
    let judged = (first >> 11) as f64 / (1u64 << 53) as f64;
    (if judged < definition.judged { JUDGE } else { CHOOSE }, (mix(first) % BLOCKS as u64) as usize)
}

/// Modules with links by layer, u and v.
struct Places<'a> {
    table: &'a ModuleTable,
    planned: HashMap<(u8, i8, i8), usize>,
}

/// What a row is for.
enum Place {
    /// A module with links, by its number.
    Module(usize),
    /// A module without.
    WithoutLinks,
    /// A module that the table does not list.
    Unlisted,
}

impl<'a> Places<'a> {
    fn new(table: &'a ModuleTable) -> Self {
        let place = |(number, module): (usize, &PlannedModule)| ((module.layer, module.u, module.v), number);
        Places { table, planned: table.planned.iter().enumerate().map(place).collect() }
    }

    /// The module of a row.
    fn of(&self, sample: &Sample, row: u64, definition: &AssignDefinition) -> Result<Place> {
        let meta = &sample.meta;
        let (Some(layer), Some(u), Some(v)) = (meta.layer, meta.wafer_u, meta.wafer_v) else {
            return Err(Error::new("a row does not say which module it is of")
                .field(format!("row {row}"))
                .allowed("layer, waferu and waferv"));
        };
        let Some(module) = self.table.modules.get(layer, u, v) else {
            return match definition.skip_unlisted {
                true => Ok(Place::Unlisted),
                false => Err(self.table.modules.missing(layer, u, v)),
            };
        };
        if let Some(density) = meta.density
            && density != module.density
        {
            return Err(Error::new("table and data disagree on the density of a module")
                .field(format!("layer {layer}, u {u}, v {v}"))
                .found(format!("{} in row {row} of the data", density.name()))
                .allowed(format!("{}, as the table has it", module.density.name()))
                .hint("table and data must be of one geometry"));
        }
        Ok(self.planned.get(&(layer, u, v)).map_or(Place::WithoutLinks, |&number| Place::Module(number)))
    }
}

/// The first pass: what the data are, and for each module with links the rows for choosing, for judging, and of each
/// those with charge.
///
/// # Errors
/// Data that do not say which module a row is of, rows of modules that the table does not list, and those of reading.
pub fn count(
    source: &mut impl Source,
    table: &ModuleTable,
    definition: &AssignDefinition,
) -> Result<(RowCounts, Vec<[u64; 4]>)> {
    let columns = source.columns();
    if let Some(missing) = [Column::Layer, Column::WaferU, Column::WaferV].into_iter().find(|&at| !columns.has(at)) {
        return Err(Error::new("the data do not say which module a row is of")
            .field("--data")
            .found(format!("no column {}", missing.name()))
            .allowed("columns layer, waferu and waferv, or metadata beside link words"));
    }
    let places = Places::new(table);
    let mut counts =
        RowCounts { rows: 0, unlisted: 0, without_links: 0, events: columns.has(Column::Entry), sha256: String::new() };
    let mut by_module = vec![[0; 4]; table.planned.len()];
    let mut content = ContentHash::new(columns);
    while let Some(sample) = source.read()? {
        content.push(&sample);
        match places.of(&sample, counts.rows, definition)? {
            Place::Module(number) => {
                let (part, _) = deal(definition, &sample, counts.rows);
                by_module[number][part] += 1;
                by_module[number][2 + part] += u64::from(sample.sum() > 0);
            }
            Place::WithoutLinks => counts.without_links += 1,
            Place::Unlisted => counts.unlisted += 1,
        }
        counts.rows += 1;
    }
    counts.sha256 = content.finish();
    Ok((counts, by_module))
}

/// Of so many rows in order, whether this one is among those that are evenly taken.
fn taken(at: u64, count: u64, most: u64) -> bool {
    let [before, after] = [at, at + 1].map(|at| u128::from(at) * u128::from(most) / u128::from(count.max(1)));
    count <= most || after > before
}

/// The most rows of a pool that a task gets for choosing and for judging. Single choices are judged in the classes.
fn most(definition: &AssignDefinition, task: PlannedTask) -> [u64; 2] {
    match task {
        PlannedTask::Group(_) => [definition.single_rows as u64, 0],
        PlannedTask::Classes(..) => [definition.choose_rows as u64, definition.judge_rows as u64],
    }
}

/// The rows of a task while they are dealt out, and for each its pool, part and block.
struct TaskFile {
    rows: CacheWriter,
    index: AtomicFile,
}

/// The files of [`TaskFile`], in the directory of the rows.
fn paths(directory: &Path, task: PlannedTask) -> [PathBuf; 2] {
    ["calq", "csv"].map(|end| directory.join(format!("{}.{end}", task.name())))
}

/// The second pass: writes the rows of every task.
///
/// # Errors
/// Other data than in the first pass, and files that cannot be written.
pub fn deal_out(source: &mut impl Source, table: &ModuleTable, plan: &AssignPlan, directory: &Path) -> Result<()> {
    let definition = &plan.definition;
    let directory = directory.join(DIRECTORY);
    files::create_dir(&directory)?;
    let columns = source.columns().union(Columns::default().with(Column::Density));
    let mut tasks = Vec::new();
    let mut wanted: Vec<Vec<usize>> = vec![Vec::new(); plan.pools.len()];
    for (number, &task) in plan.tasks.iter().enumerate() {
        let [rows, index] = paths(&directory, task);
        tasks.push(TaskFile { rows: CacheWriter::create(&rows, columns)?, index: AtomicFile::create(&index)? });
        plan.pools_of(task).into_iter().for_each(|pool| wanted[pool].push(number));
    }
    let of_pools = plan.places_of_pools();
    let pools: Vec<Vec<usize>> = plan.modules.iter().map(|module| plan.pools_with(module, &of_pools)).collect();
    let mut seen = vec![[0u64; 2]; plan.pools.len()];
    let places = Places::new(table);
    let (mut row, mut content) = (0, ContentHash::new(source.columns()));
    while let Some(mut sample) = source.read()? {
        content.push(&sample);
        let place = places.of(&sample, row, definition)?;
        let (part, block) = deal(definition, &sample, row);
        row += 1;
        let Place::Module(number) = place else { continue };
        sample.meta.density = Some(plan.modules[number].density);
        for &pool in &pools[number] {
            let at = seen[pool][part];
            seen[pool][part] += 1;
            for &task in &wanted[pool] {
                if !taken(at, plan.pools[pool].rows[part], most(definition, plan.tasks[task])[part]) {
                    continue;
                }
                let file = &mut tasks[task];
                file.rows.write(&sample)?;
                let written = writeln!(file.index, "{pool},{part},{block}");
                written.map_err(|error| Error::io("write", &directory, &error))?;
            }
        }
    }
    if (row, content.finish()) != (plan.counts.rows, plan.counts.sha256.clone()) {
        return Err(Error::new("the data changed while they were read").field("--data"));
    }
    for file in tasks {
        file.rows.commit()?;
        file.index.commit()?;
    }
    Ok(())
}

/// Rows of a pool in the order of the data.
#[derive(Debug, Clone, Default)]
pub struct PoolRows {
    /// Those for choosing and those for judging.
    pub parts: [Vec<Sample>; 2],
    /// The block of each row for judging.
    pub blocks: Vec<usize>,
}

/// Reads the rows of a task, by pool.
///
/// # Errors
/// Files that are missing, damaged, or not of this plan.
pub fn read(directory: &Path, plan: &AssignPlan, task: usize) -> Result<HashMap<usize, PoolRows>> {
    let [rows, index] = paths(&directory.join(DIRECTORY), plan.tasks[task]);
    let mut source = CacheReader::open(&rows)?;
    let mut pools: HashMap<usize, PoolRows> = HashMap::new();
    for (line, number) in files::read_text(&index)?.lines().zip(1..) {
        let [pool, part, block] = place(line, plan).map_err(|error| error.file(&index).line(number))?;
        let Some(sample) = source.read()? else {
            return Err(Error::new("there is no row for this line").file(index).line(number).found(line));
        };
        let rows = pools.entry(pool).or_default();
        rows.parts[part].push(sample);
        if part == JUDGE {
            rows.blocks.push(block);
        }
    }
    if source.read()?.is_some() {
        return Err(Error::new("there are rows that no line gives a place").file(index));
    }
    Ok(pools)
}

/// The pool, part and block of a row, from its line.
fn place(line: &str, plan: &AssignPlan) -> Result<[usize; 3]> {
    let fields: Vec<usize> = line.split(',').filter_map(|field| field.parse().ok()).collect();
    let what = match fields.as_slice() {
        &[pool, part, block] if pool < plan.pools.len() && part <= JUDGE && block < BLOCKS => {
            return Ok([pool, part, block]);
        }
        [_, _, _] => "not the place of a row of this plan",
        _ => "not the place of a row",
    };
    Err(Error::new(what).found(line))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_taken_evenly() {
        for (count, most) in [(10, 4), (7, 7), (3, 9), (1000, 999), (5, 1)] {
            let kept: Vec<u64> = (0..count).filter(|&at| taken(at, count, most)).collect();
            assert_eq!(kept.len() as u64, count.min(most), "{count} {most}");
            let steps: Vec<u64> = kept.windows(2).map(|pair| pair[1] - pair[0]).collect();
            let (least, largest) = (steps.iter().min(), steps.iter().max());
            assert!(least.zip(largest).is_none_or(|(least, largest)| largest - least <= 1), "{count} {most}: {kept:?}");
        }
    }
}
