//! The block of an export in Verilator, whose flip-flops are written between clock edges.

use std::path::{Path, PathBuf};
use std::process::Command;

use super::export::ExportedBlock;
use super::{BlockOutput, FlipFlop, PlannedUpset};
use crate::chip::signals::{CALQ_BITS, CELLS};
use crate::error::{Error, Result};
use crate::files;
use crate::hwgen::check;

/// The program around the block.
const DRIVER: &str = include_str!("../../../templates/campaign/campaign.cpp");

/// Verilator's copies of the ports: no flip-flops of the block.
const PORTS: &str = "TOP.TOP.";

/// A block that is compiled, with its registers.
pub struct UpsetSimulation {
    directory: tempfile::TempDir,
    /// All flip-flops.
    pub flip_flops: Vec<FlipFlop>,
}

/// What the simulation of an upset has shown.
#[derive(Debug, Clone)]
pub struct UpsetTrace {
    /// Clocks whose outputs are others than without the upset, and these outputs.
    pub changed: Vec<(usize, BlockOutput)>,
    /// Clocks after which all registers are as without the upset; none if that does not happen.
    pub restored_after: Option<u32>,
}

impl UpsetSimulation {
    /// Compiles a block, which takes longer if the simulation is to be faster. Warnings are left to the checks of the
    /// export.
    ///
    /// # Errors
    /// A program that is missing, and sources that do not compile.
    pub fn new(block: &ExportedBlock, optimised: bool) -> Result<Self> {
        for program in ["verilator", "make", "g++"] {
            if check::find(program).is_none() {
                return Err(Error::missing(format!("the program {program} is missing"))
                    .hint("a campaign runs in Verilator: install the packages verilator, make and g++"));
            }
        }
        let directory =
            tempfile::tempdir().map_err(|error| Error::io("create", Path::new("a temporary directory"), &error))?;
        let [registers, driver, build] =
            ["registers.vlt", "campaign.cpp", "build"].map(|name| directory.path().join(name));
        let public = block
            .clocked
            .iter()
            .map(|(module, variable)| format!("public_flat_rw -module \"{module}\" -var \"{variable}\"\n"));
        files::write(&registers, "`verilator_config\n".to_owned() + &public.collect::<String>())?;
        files::write(&driver, DRIVER)?;
        let reloadable = if block.weights.is_some() { " -DRELOADABLE" } else { "" };
        let fast = if optimised { "-O1" } else { "-O0" };
        let mut command = Command::new("verilator");
        command
            .args([
                "--cc",
                "--exe",
                "--build",
                "-Wno-fatal",
                "-j",
                "0",
                "--prefix",
                "Vblock",
                "--top-module",
                &block.top,
            ])
            .args(["--unroll-stmts", "1", "--output-split", "200000", "-fno-inline", "-o", "simulation"])
            .args(["-MAKEFLAGS", &format!("OPT_FAST={fast} OPT_SLOW=-O0 OPT_GLOBAL={fast}"), "--Mdir"])
            .arg(build)
            .arg("-CFLAGS")
            .arg(format!("-DCELLS={CELLS} -DCHARGE_BITS={CALQ_BITS} -DADDRESS_BITS={}{reloadable}", block.address_bits))
            .args([registers, driver])
            .args(
                block
                    .sources
                    .iter()
                    .map(std::path::absolute)
                    .collect::<std::io::Result<Vec<PathBuf>>>()
                    .map_err(|error| Error::new(format!("the sources have no absolute path: {error}")))?,
            );
        let output = check::output(&mut command)?;
        if !output.status.success() {
            return Err(Error::new("the block does not compile in Verilator").found(complaint(&output)));
        }
        let mut own = UpsetSimulation { flip_flops: Vec::new(), directory };
        let listed = own.run(&[])?;
        for (register, line) in listed.lines().enumerate() {
            let (name, bits) = line.rsplit_once(' ').unwrap_or((line, ""));
            let bits: u32 = bits.parse().map_err(|_| said_nothing(line))?;
            if !name.starts_with(PORTS) {
                own.flip_flops.extend((0..bits).map(|bit| FlipFlop { register, name: name.to_owned(), bit }));
            }
        }
        if own.flip_flops.is_empty() {
            return Err(Error::new("the block has no flip-flops").found(&block.top));
        }
        Ok(own)
    }

    fn run(&self, arguments: &[&Path]) -> Result<String> {
        let output = check::output(Command::new(self.directory.path().join("build/simulation")).args(arguments))?;
        if !output.status.success() {
            return Err(Error::new("the simulation of the block stopped").found(complaint(&output)));
        }
        Ok(String::from_utf8_lossy(&output.stdout).into_owned())
    }

    /// Runs the first frames of a block, as it is and with each of the upsets: the outputs of every clock, and what the
    /// upsets changed.
    ///
    /// # Errors
    /// If the simulation fails.
    pub fn upset(
        &self,
        block: &ExportedBlock,
        frames: usize,
        upsets: &[PlannedUpset],
    ) -> Result<(Vec<BlockOutput>, Vec<UpsetTrace>)> {
        let clocks = frames + block.cuts + 2;
        let directory =
            tempfile::tempdir().map_err(|error| Error::io("create", Path::new("a temporary directory"), &error))?;
        let [stimuli, chosen] = ["stimuli", "upsets"].map(|name| directory.path().join(name));
        files::write(&stimuli, text_of(block, frames, clocks))?;
        let lines = upsets.iter().filter_map(|upset| {
            let own = self.flip_flops.get(upset.flip_flop)?;
            Some(format!("{} {} {}\n", upset.clock, own.register, own.bit))
        });
        files::write(&chosen, lines.collect::<String>())?;
        let said = self.run(&[&stimuli, &chosen])?;
        let mut lines = said.lines();
        let reference = lines.by_ref().take(clocks).map(|line| output_of(line).map(|(_, output)| output));
        let reference = reference.collect::<Result<Vec<_>>>()?;
        let (mut traces, mut changed) = (Vec::new(), Vec::new());
        for line in lines {
            match line.strip_prefix("upset ") {
                Some(after) => {
                    let restored_after = after.parse().ok();
                    traces.push(UpsetTrace { changed: std::mem::take(&mut changed), restored_after });
                }
                None => changed.push(output_of(line)?),
            }
        }
        if traces.len() != upsets.len() || reference.len() != clocks {
            return Err(Error::new("the simulation lacks upsets")
                .found(traces.len())
                .allowed(upsets.len().to_string()));
        }
        Ok((reference, traces))
    }
}

/// The frames as the program reads them, one after the other and again from the first.
fn text_of(block: &ExportedBlock, frames: usize, clocks: usize) -> String {
    fn hexadecimal(numbers: &[u64]) -> String {
        numbers.iter().map(|number| format!("{number:x} ")).collect::<String>() + "\n"
    }
    let weights = block.weights.as_deref().unwrap_or_default();
    let mut text = format!("{} {frames} {clocks}\n{}", weights.len(), hexadecimal(weights));
    for frame in block.frames.iter().cycle().take(frames) {
        text += &format!("{:x} {}", frame.bx, hexadecimal(&frame.charges));
    }
    text
}

/// A line of the simulation: clock, valid, sum code, latents, links, what is read.
fn output_of(line: &str) -> Result<(usize, BlockOutput)> {
    let words: Vec<&str> = line.split(' ').collect();
    let [clock, valid, fields @ ..] = &words[..] else { return Err(said_nothing(line)) };
    let clock = clock.parse().map_err(|_| said_nothing(line))?;
    let [sum_code, latents, links, read_data] = fields else { return Err(said_nothing(line)) };
    Ok((
        clock,
        BlockOutput {
            valid: *valid == "1",
            sum_code: short(sum_code),
            latents: short(latents),
            links: short(links),
            read_data: short(read_data),
        },
    ))
}

/// Hexadecimal digits without leading zeros.
fn short(digits: &str) -> String {
    digits.trim_start_matches('0').to_owned()
}

fn said_nothing(line: &str) -> Error {
    Error::new("the simulation said something else than it should").found(line)
}

/// The line of a program's words that tells most.
fn complaint(output: &std::process::Output) -> String {
    let text = String::from_utf8_lossy(&output.stdout) + String::from_utf8_lossy(&output.stderr);
    let telling = |line: &&str| ["%Warning", "%Error", "error"].iter().any(|word| line.contains(word));
    let line = text.lines().find(telling).or(text.lines().last());
    line.unwrap_or("it said nothing").to_owned()
}
