//! The report: what a design costs, measured by open synthesis tools.
//!
//! An export of Verilog carries plain scripts for Yosys and ABC. The report runs them and reads what
//! they print: cells, flip-flops, transistors and area by block, the longest path of each pipeline
//! stage against the clock, LUTs and DSPs. Nothing here is a bit of the chip, and still all numbers
//! are integers: picoseconds, and hundredths of the library's unit of area.
//!
//! Areas and cells of a block include everything below it, each module once for each instance. The
//! storage of reloadable weights is a block of its own and never in the total. Paths are those of
//! the mapped netlist of a whole stage, with the loads of its wires' pins, without wire lengths and
//! without the flip-flops at its ends.

pub mod scripts;
mod stat;
mod synthesis;
mod text;

use std::path::Path;

use serde::{Deserialize, Serialize};

use self::scripts::{DEVICES, DIRECTORY, MAPPINGS, PIPELINE, STORAGE, TRANSISTORS};
use self::stat::{ModuleStat, Stat};
use super::design::Valid;
use super::export::Target;
use super::verilog::{self, triplicated};
use crate::error::{Error, Result};
use crate::files::{self, hash};

pub use self::synthesis::{LIBRARY_VARIABLE, Tools};
pub use self::text::table;

/// File of a report in an export.
pub const FILE: &str = "report.json";

/// What the top holds besides the other blocks: the port that reads the hash and the weights.
const PORT: &str = "port";

/// Period of the chip's clock.
pub const CLOCK_PS: u64 = 25_000;

/// What was measured on one design.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Report {
    /// Program, network, weights, sample and hashes, as in every file of the export.
    pub provenance: Vec<String>,
    /// SHA-256 of what was measured, and how: [`sources`].
    pub sources: String,
    /// Version of Yosys.
    pub yosys: String,
    /// SHA-256 of the liberty file.
    pub library: String,
    /// True if the weights are loaded at run time.
    pub reloadable: bool,
    /// The triplicated registers, if there are any.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub triplication: Option<Triplication>,
    /// Period of the clock.
    pub clock_ps: u64,
    /// Pipeline registers from charges to link words.
    pub latency_clocks: u64,
    /// The parts of the block.
    pub blocks: Vec<ReportBlock>,
    /// All of them but the storage of weights.
    pub total: ReportBlock,
    /// The stages between pipeline registers.
    pub stages: Vec<ReportStage>,
    /// The range of every kind of number; `certificate.json` has each of them.
    pub widths: Vec<Width>,
}

/// Triplicated registers as they are in the netlist.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Triplication {
    /// What is triplicated.
    pub what: String,
    /// Bits that are held three times.
    pub bits: u64,
    /// Flip-flops that hold them: three for each bit.
    pub copies: u64,
}

/// What one block is made of.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReportBlock {
    /// Name of its module.
    pub name: String,
    /// Flip-flops.
    pub flip_flops: u64,
    /// Transistors, in plain CMOS gates.
    pub transistors: u64,
    /// Standard cells of the mapping for delay.
    pub for_delay: Cells,
    /// Standard cells of the mapping for area.
    pub for_area: Cells,
    /// In an FPGA of the Xilinx 7 series.
    pub xilinx: Fpga,
    /// In a Lattice ECP5.
    pub ecp5: Fpga,
}

/// Standard cells.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cells {
    /// Cells, flip-flops included.
    pub cells: u64,
    /// Area in hundredths of the library's unit.
    pub area_hundredths: u64,
}

/// Resources of an FPGA.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fpga {
    /// Look-up tables, of 6 (Xilinx, inverters included) or 4 inputs (ECP5, those of its carry cells
    /// included).
    pub luts: u64,
    /// Carry cells.
    pub carries: u64,
    /// Multipliers.
    pub dsps: u64,
    /// Flip-flops.
    pub flip_flops: u64,
}

/// The longest path of a stage.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReportStage {
    /// Name of its module.
    pub name: String,
    /// Mapped for delay.
    pub for_delay_ps: u64,
    /// Mapped for area.
    pub for_area_ps: u64,
}

/// The range of all signals of a kind, in units of their last fractional bit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Width {
    /// The kind.
    pub signal: String,
    /// Signals of this kind.
    pub count: usize,
    /// Lowest value.
    pub min: i128,
    /// Highest value.
    pub max: i128,
    /// Bits that hold both, the sign included.
    pub bits: u32,
    /// Fractional bits.
    pub frac: i32,
}

impl Report {
    /// The report of an export.
    ///
    /// # Errors
    /// If there is none, or it is not one.
    pub fn read(export: &Path) -> Result<Self> {
        let path = export.join(FILE);
        let text = files::read_text(&path)
            .map_err(|error| error.hint("a report is made with 'econ-emu export-hls --report'"))?;
        serde_json::from_str(&text)
            .map_err(|error| Error::new(format!("not a report: {error}")).file(&path).line(error.line() as u64))
    }

    /// What the slowest stage leaves of a clock, mapped for delay and for area; negative if it is too
    /// slow. `None` without stages.
    pub fn margins_ps(&self) -> Option<[i128; 2]> {
        let for_delay = self.stages.iter().map(|stage| stage.for_delay_ps).max()?;
        let for_area = self.stages.iter().map(|stage| stage.for_area_ps).max()?;
        Some([for_delay, for_area].map(|longest| i128::from(self.clock_ps) - i128::from(longest)))
    }

    /// True if every stage fits into a clock, mapped for delay. A mapping for area that does not is no
    /// fault: the other one is there.
    pub fn meets_the_clock(&self) -> bool {
        self.margins_ps().is_some_and(|[for_delay, _]| for_delay >= 0)
    }

    /// The files of the report, by name.
    ///
    /// # Errors
    /// If serialisation fails, which no report is known to cause.
    pub fn files(&self) -> Result<Vec<(String, String)>> {
        let json = serde_json::to_string_pretty(self);
        let json = json.map_err(|error| Error::new(format!("cannot write JSON: {error}")))?;
        let text = text::whole(self);
        Ok(vec![(FILE.to_owned(), json + "\n"), ("report.txt".to_owned(), text)])
    }
}

/// SHA-256 over the hardware and the scripts of an export, given by path and text of its files. A
/// report with another hash is of other sources.
pub fn sources(export: &[(String, String)]) -> String {
    let mut files: Vec<&(String, String)> = export.iter().filter(|(name, _)| is_source(name)).collect();
    files.sort();
    hash::of_bytes(files.iter().map(|(name, text)| format!("{name} {}\n", hash::of_bytes(text))).collect::<String>())
}

/// Whether a file of an export is hardware or a script of the synthesis.
fn is_source(name: &str) -> bool {
    match name.split_once('/') {
        Some((DIRECTORY, _)) => true,
        Some((directory, file)) => directory == Target::Verilog.name() && verilog::is_source(file),
        None => false,
    }
}

/// Synthesizes an export, given by path and text of its files, and reads the results. It takes
/// minutes. If anything fails, the directory with logs and netlists stays.
///
/// # Errors
/// An export without Verilog, a script that fails, a number that is missing.
pub fn measure(design: &Valid, export: &[(String, String)], tools: &Tools) -> Result<Report> {
    let prefix = format!("{DIRECTORY}/");
    if !export.iter().any(|(name, _)| name.starts_with(&prefix)) {
        return Err(Error::new("a report needs the Verilog").hint("export the target verilog or all"));
    }
    let directory =
        tempfile::tempdir().map_err(|error| Error::io("create", Path::new("a temporary directory"), &error))?;
    let scripts = directory.path().join(DIRECTORY);
    let report = write(directory.path(), export)
        .and_then(|()| tools.run(&scripts))
        .and_then(|()| read(design, export, tools, &scripts));
    if report.is_err() {
        let _ = directory.keep();
    }
    report
}

fn write(directory: &Path, export: &[(String, String)]) -> Result<()> {
    for (name, text) in export {
        let path = directory.join(name);
        if let Some(parent) = path.parent() {
            files::create_dir(parent)?;
        }
        files::write(&path, text)?;
    }
    Ok(())
}

/// The report from the outputs of the scripts.
fn read(design: &Valid, export: &[(String, String)], tools: &Tools, scripts: &Path) -> Result<Report> {
    let names = [TRANSISTORS, MAPPINGS[0].name, MAPPINGS[1].name, DEVICES[0].name, DEVICES[1].name];
    let paths = names.map(|name| scripts.join(format!("{name}.stat")));
    let mut texts = Vec::new();
    for path in &paths {
        texts.push(files::read_text(path)?);
    }
    let mut stats = Vec::new();
    for (text, path) in texts.iter().zip(&paths) {
        stats.push(Stat::parse(text, path)?);
    }
    let [gates, for_delay, for_area, xilinx, ecp5] = &stats[..] else {
        return Err(Error::new("statistics are missing").file(scripts));
    };

    let top = design.name();
    let triplication = triplication(design, gates)?;
    let modules = &verilog::modules(design);
    let reloadable = design.frozen().is_none();
    let parts = modules.iter().map(String::as_str).chain([PIPELINE, PORT]).chain(reloadable.then_some(STORAGE));
    let blocks = parts.map(|part| Part { top, modules, part }.block([gates, for_delay, for_area, xilinx, ecp5]));
    let blocks = blocks.collect::<Result<Vec<_>>>()?;
    let counted = blocks.iter().filter(|block| block.name != STORAGE);
    let total =
        counted.fold(ReportBlock { name: "total".to_owned(), ..ReportBlock::default() }, |total, block| total + block);

    let log = scripts.join("timing.log");
    let delays = stat::delays(&files::read_text(&log)?, &log, MAPPINGS.len() * modules.len())?;
    let (delay, area) = delays.split_at(modules.len());
    let stages = modules.iter().zip(delay.iter().zip(area));
    let widths = design.certificate().kinds().into_iter().map(|(signal, count, bound)| Width {
        signal: design.certificate().name(signal),
        count,
        min: bound.min,
        max: bound.max,
        bits: bound.bits(),
        frac: bound.frac,
    });
    Ok(Report {
        provenance: design.provenance().into(),
        sources: sources(export),
        yosys: tools.version.clone(),
        library: hash::of_file(&tools.library)?,
        reloadable,
        triplication,
        clock_ps: CLOCK_PS,
        latency_clocks: instances(gates, top, PIPELINE)?.iter().map(|(_, count)| count).sum(),
        blocks,
        total,
        stages: stages
            .map(|(name, (&for_delay_ps, &for_area_ps))| ReportStage { name: name.clone(), for_delay_ps, for_area_ps })
            .collect(),
        widths: widths.collect(),
    })
}

/// The copies of triplicated registers in a netlist of gates, by the text of Yosys's statistics on it.
///
/// # Errors
/// Fewer than three copies of each: synthesis has merged them.
pub fn copies(design: &Valid, statistics: &str, path: &Path) -> Result<Option<Triplication>> {
    triplication(design, &Stat::parse(statistics, path)?)
}

fn triplication(design: &Valid, gates: &Stat<'_>) -> Result<Option<Triplication>> {
    let Some(what) = design.protection().words() else { return Ok(None) };
    let bits = triplicated::bits(design) as u64;
    let copies = gates.inside(design.name(), &|name| is_module(name, triplicated::COPY), "$_DFF_P_")?;
    if copies != 3 * bits {
        return Err(Error::new("copies of triplicated flip-flops have been merged or lost in synthesis")
            .field("copies")
            .found(copies)
            .allowed(format!("{}: three for each of {bits} bits", 3 * bits)));
    }
    Ok(Some(Triplication { what, bits, copies }))
}

/// True for a module or an instance of it with parameters: `$paramod$…\name`, `$paramod\name\…`.
fn is_module(name: &str, module: &str) -> bool {
    name.split('\\').any(|piece| piece == module)
}

/// The modules of a part in the top, each with its number of instances.
fn instances<'a>(stat: &'a Stat<'_>, top: &str, part: &str) -> Result<Vec<(&'a str, u64)>> {
    let cells = stat.module(top)?.cells.iter();
    Ok(cells.filter(|(name, _)| is_module(name, part)).map(|(name, &count)| (name.as_str(), count)).collect())
}

/// A part of the block: one of its modules, or what the rest is called.
struct Part<'a> {
    top: &'a str,
    /// The modules of the top.
    modules: &'a [String],
    part: &'a str,
}

impl Part<'_> {
    /// What it is made of, by the statistics of the five scripts.
    fn block(&self, [gates, for_delay, for_area, xilinx, ecp5]: [&Stat<'_>; 5]) -> Result<ReportBlock> {
        Ok(ReportBlock {
            name: self.part.to_owned(),
            flip_flops: self.count(gates, |cell| cell == "$_DFF_P_")?,
            transistors: self.sum(gates, &|module| module.transistors)?,
            for_delay: self.cells(for_delay)?,
            for_area: self.cells(for_area)?,
            xilinx: Fpga {
                luts: self.count(xilinx, |cell| cell.starts_with("LUT") || cell == "INV")?,
                carries: self.count(xilinx, |cell| cell == "CARRY4")?,
                dsps: self.count(xilinx, |cell| cell.starts_with("DSP48"))?,
                flip_flops: self.count(xilinx, |cell| cell.starts_with("FD"))?,
            },
            ecp5: Fpga {
                luts: self.count(ecp5, |cell| cell == "LUT4")? + 2 * self.count(ecp5, |cell| cell == "CCU2C")?,
                carries: self.count(ecp5, |cell| cell == "CCU2C")?,
                dsps: self.count(ecp5, |cell| cell.starts_with("MULT"))?,
                flip_flops: self.count(ecp5, |cell| cell == "TRELLIS_FF")?,
            },
        })
    }

    fn cells(&self, stat: &Stat<'_>) -> Result<Cells> {
        Ok(Cells { cells: self.count(stat, |_| true)?, area_hundredths: self.sum(stat, &|module| module.area)? })
    }

    /// The cells of some kinds.
    fn count(&self, stat: &Stat<'_>, is: fn(&str) -> bool) -> Result<u64> {
        self.sum(stat, &|module| Some(stat.own(module, &is)))
    }

    /// A number over all modules of the part.
    fn sum(&self, stat: &Stat<'_>, each: &dyn Fn(&ModuleStat) -> Option<u64>) -> Result<u64> {
        let Part { top, modules, part } = *self;
        if part == PORT {
            let parts = modules.iter().map(String::as_str).chain([PIPELINE, STORAGE]);
            let others = |name: &str| parts.clone().any(|part| is_module(name, part));
            return stat.total(top, &others, each);
        }
        let modules = instances(stat, top, part)?;
        if modules.is_empty() {
            // Not 0: it says what is missing.
            stat.module(part)?;
        }
        let mut total = 0;
        for (name, count) in modules {
            total += count * stat.total(name, &|_| false, each)?;
        }
        Ok(total)
    }
}

impl std::ops::Add<&ReportBlock> for ReportBlock {
    type Output = ReportBlock;

    /// Numbers are added; the name stays.
    fn add(self, other: &ReportBlock) -> ReportBlock {
        ReportBlock {
            name: self.name,
            flip_flops: self.flip_flops + other.flip_flops,
            transistors: self.transistors + other.transistors,
            for_delay: self.for_delay + other.for_delay,
            for_area: self.for_area + other.for_area,
            xilinx: self.xilinx + other.xilinx,
            ecp5: self.ecp5 + other.ecp5,
        }
    }
}

impl std::ops::Add for Cells {
    type Output = Cells;

    fn add(self, other: Cells) -> Cells {
        Cells { cells: self.cells + other.cells, area_hundredths: self.area_hundredths + other.area_hundredths }
    }
}

impl std::ops::Add for Fpga {
    type Output = Fpga;

    fn add(self, other: Fpga) -> Fpga {
        Fpga {
            luts: self.luts + other.luts,
            carries: self.carries + other.carries,
            dsps: self.dsps + other.dsps,
            flip_flops: self.flip_flops + other.flip_flops,
        }
    }
}
