//! The synthesis scripts that are shipped beside the Verilog, and run for the report.

use askama::Template;

use super::CLOCK_PS;
use crate::error::{Error, Result};
use crate::hwgen::design::Valid;
use crate::hwgen::verilog::triplicated::KEPT;
use crate::hwgen::verilog::{self, CHAINS};

/// Directory of the scripts in an export.
pub const DIRECTORY: &str = "report";

/// The cell library, by the name that the scripts read.
pub const LIBRARY: &str = "osu018_stdcells.lib";

/// Module of a pipeline register.
pub const PIPELINE: &str = "pipeline_cut";

/// Module of a bank of weights.
pub const STORAGE: &str = "weight_bank";

/// A way to choose cells.
pub struct Mapping {
    /// Name of its files.
    pub name: &'static str,
    about: &'static str,
    script: &'static str,
}

/// The flow that the compared numbers come from, and one that only looks for small cells.
pub const MAPPINGS: [Mapping; 2] = [
    Mapping {
        name: "for_delay",
        about: "Mapped for delay, area recovered where there is time.",
        script: "+strash;dch,-f;map,-B,0.9;topo;buffer;upsize;dnsize;stime,-p",
    },
    Mapping {
        name: "for_area",
        about: "Mapped for area.",
        script: "+strash;dch;amap;topo;buffer;upsize;dnsize;stime,-p",
    },
];

/// A family of FPGAs.
pub struct Device {
    /// Name of its files.
    pub name: &'static str,
    about: &'static str,
    /// Yosys's models of its cells, and how it maps adders.
    cells: &'static str,
    arithmetic: &'static str,
    /// The flow, and which of its steps.
    synth: &'static str,
    steps: &'static str,
}

/// The families with an estimate.
pub const DEVICES: [Device; 2] = [
    Device {
        name: "xilinx",
        about: "Xilinx 7 series, an estimate.",
        cells: "+/xilinx/cells_sim.v",
        arithmetic: "-D LUT_SIZE=6 -map +/xilinx/arith_map.v",
        synth: "synth_xilinx",
        steps: "-nowidelut -noiopad -noclkbuf -nosrl -run map_ffs:finalize",
    },
    Device {
        name: "ecp5",
        about: "Lattice ECP5, an estimate.",
        cells: "+/ecp5/cells_sim.v +/ecp5/cells_bb.v",
        arithmetic: "-map +/ecp5/arith_map.v",
        synth: "synth_ecp5",
        steps: "-nowidelut -run map_ffs:check",
    },
];

/// Verilog into gates, for all that work on gates.
pub const GATES: &str = "gates";

/// The count of transistors.
pub const TRANSISTORS: &str = "transistors";

#[derive(Template)]
#[template(path = "report/gates.ys", escape = "none")]
struct Gates<'a> {
    stamp: &'a str,
    name: &'a str,
    sources: &'a [&'a str],
    defines: &'a str,
    flat: bool,
    blocks: &'a str,
    mappings: &'a [Mapping],
    library: &'a str,
}

#[derive(Template)]
#[template(path = "report/mapping.ys", escape = "none")]
struct Cells<'a> {
    stamp: &'a str,
    flat: bool,
    mapping: &'a Mapping,
    storage: &'a str,
    stages: &'a [String],
    library: &'a str,
    clock_ps: u64,
}

#[derive(Template)]
#[template(path = "report/transistors.ys", escape = "none")]
struct Transistors<'a> {
    stamp: &'a str,
}

#[derive(Template)]
#[template(path = "report/timing.abc", escape = "none")]
struct Timing<'a> {
    stamp: &'a str,
    mappings: &'a [Mapping],
    stages: &'a [String],
    library: &'a str,
}

#[derive(Template)]
#[template(path = "report/fpga.ys", escape = "none")]
struct Fpga<'a> {
    stamp: &'a str,
    name: &'a str,
    sources: &'a [&'a str],
    defines: &'a str,
    flat: bool,
    blocks: &'a str,
    device: &'a Device,
}

#[derive(Template)]
#[template(path = "report/ripple.v", escape = "none")]
struct Ripple<'a> {
    stamp: &'a str,
}

/// The scripts for a design with these sources, by name.
///
/// # Errors
/// A template that fails.
pub fn emit(design: &Valid, sources: &[&str]) -> Result<Vec<(String, String)>> {
    let provenance = design.provenance();
    let [stamp, ripple_stamp] =
        &["#", "//"].map(|mark| provenance.each_ref().map(|line| format!("{mark} {line}")).join("\n"));
    let (name, flat) = (design.name(), design.frozen().is_some());
    let stages = &verilog::modules(design);
    let mut blocks = format!("{} *{PIPELINE}*", stages.join(" "));
    if !design.protection().is_none() {
        KEPT.iter().for_each(|module| blocks += &format!(" *{module}*"));
    }
    let blocks = &blocks;
    let gates = Gates { stamp, name, sources, defines: "", flat, blocks, mappings: &MAPPINGS, library: LIBRARY };
    let mut scripts = vec![
        (format!("{GATES}.ys"), rendered(&gates)?),
        (format!("{TRANSISTORS}.ys"), rendered(&Transistors { stamp })?),
        ("timing.abc".to_owned(), rendered(&Timing { stamp, mappings: &MAPPINGS, stages, library: LIBRARY })?),
        ("ripple.v".to_owned(), rendered(&Ripple { stamp: ripple_stamp })?),
    ];
    let storage = &format!("*{STORAGE}*");
    for mapping in &MAPPINGS {
        let script = Cells { stamp, flat, mapping, storage, stages, library: LIBRARY, clock_ps: CLOCK_PS };
        scripts.push((format!("{}.ys", mapping.name), rendered(&script)?));
    }
    let defines = &format!(" -D{CHAINS}");
    for device in &DEVICES {
        let script = Fpga { stamp, name, sources, defines, flat, blocks, device };
        scripts.push((format!("{}.ys", device.name), rendered(&script)?));
    }
    Ok(scripts)
}

fn rendered(template: &impl Template) -> Result<String> {
    let text = template.render();
    text.map(|text| text.trim_end().to_owned() + "\n")
        .map_err(|error| Error::new(format!("cannot write a synthesis script: {error}")))
}
