//! What a campaign reads of an export: the sources of the block, its flip-flops, and the golden files.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use crate::chip::signals::{CALQ_BITS, CELLS};
use crate::error::{Error, Result};
use crate::files;
use crate::hwgen::export::Target;
use crate::hwgen::verilog;

/// Bits of a crossing.
const BX_BITS: u32 = 12;

/// The Verilog of an export, and what the emulator makes of its frames.
#[derive(Debug, Clone)]
pub struct ExportedBlock {
    /// Name of the top module.
    pub top: String,
    /// The sources, with their directory.
    pub sources: Vec<PathBuf>,
    /// Variables that a clock changes, each with its module.
    pub clocked: BTreeSet<(String, String)>,
    /// Pipeline registers in the top.
    pub cuts: usize,
    /// Bits of an address.
    pub address_bits: usize,
    /// The weights as they are written to their addresses; none if they are constants.
    pub weights: Option<Vec<u64>>,
    /// Frames with what has to leave the block.
    pub frames: Vec<ExportedFrame>,
    /// What is read at the highest address: the hash of the design.
    pub design_hash: u64,
    /// Bits of a latent.
    pub latent_bits: u32,
}

/// What enters the block in a crossing, and what leaves it according to the emulator.
#[derive(Debug, Clone)]
pub struct ExportedFrame {
    /// Crossing.
    pub bx: u64,
    /// 48 charges.
    pub charges: Vec<u64>,
    /// The module sum in 5E4M.
    pub sum_code: u64,
    /// 16 latents.
    pub latents: Vec<u64>,
    /// A word for each link.
    pub links: Vec<u64>,
}

/// A golden file.
struct GoldenNumbers {
    frames: usize,
    values: usize,
    bits: u32,
    design: String,
    numbers: Vec<u64>,
}

impl GoldenNumbers {
    /// The values of a frame.
    fn of(&self, frame: usize) -> Vec<u64> {
        self.numbers.iter().skip(frame * self.values).take(self.values).copied().collect()
    }
}

impl ExportedBlock {
    /// Reads an export, as `econ-emu export-hls` writes it.
    ///
    /// # Errors
    /// A directory without Verilog, and files that are not those of an export.
    pub fn read(export: &Path) -> Result<Self> {
        let directory = export.join(Target::Verilog.name());
        let makefile = directory.join("Makefile");
        let text = files::read_text(&makefile).map_err(|error| {
            error.hint("the directory is one of 'econ-emu export-hls --target verilog' or '--target all'")
        })?;
        let top = setting(&text, "TOP").ok_or_else(|| lacks(&makefile, "TOP"))?.to_owned();
        let names = setting(&text, "SOURCES").ok_or_else(|| lacks(&makefile, "SOURCES"))?;
        let (mut sources, mut clocked, mut cuts, mut header) = (Vec::new(), BTreeSet::new(), 0, String::new());
        for name in names.split_whitespace() {
            if !verilog::is_source(name) || name.contains('/') {
                return Err(Error::new("not the name of a source").file(&makefile).field("SOURCES").found(name));
            }
            let path = directory.join(name);
            let text = files::read_text(&path)?;
            clocked.extend(clocked_variables(&text));
            if *name == format!("{top}.v") {
                cuts = text.matches("pipeline_cut #(").count();
                header = text;
            }
            sources.push(path);
        }
        let source = directory.join(format!("{top}.v"));
        let address_bits = port_bits(&header, "address").ok_or_else(|| lacks(&source, "address"))?;
        let reloadable = header.contains("input wire write,");
        let golden = export.join("golden");
        let [bx, charges, sum_code, latents, links] =
            ["bx", "charges", "sum_code", "latents", "links"].map(|name| golden_file(&golden, name));
        let (bx, charges, sum_code, latents, links) = (bx?, charges?, sum_code?, latents?, links?);
        for (name, other) in [("charges", &charges), ("sum_code", &sum_code), ("latents", &latents), ("links", &links)]
        {
            if other.frames != bx.frames || other.design != bx.design {
                return Err(Error::mismatch("a golden file of another design, or of other frames than bx.hex")
                    .file(golden.join(format!("{name}.hex"))));
            }
        }
        if (charges.values, charges.bits) != (CELLS, CALQ_BITS) {
            return Err(Error::new("not the charges of a module").file(golden.join("charges.hex")));
        }
        if (bx.values, bx.bits) != (1, BX_BITS) {
            return Err(Error::new("not one crossing for each frame").file(golden.join("bx.hex")));
        }
        let frames = (0..bx.frames).map(|frame| ExportedFrame {
            bx: bx.of(frame).first().copied().unwrap_or_default(),
            charges: charges.of(frame),
            sum_code: sum_code.of(frame).first().copied().unwrap_or_default(),
            latents: latents.of(frame),
            links: links.of(frame),
        });
        let hash = bx.design.get(..8).and_then(|digits| u64::from_str_radix(digits, 16).ok());
        let weights = reloadable.then(|| golden_file(&golden, "weights")).transpose()?;
        if weights.as_ref().is_some_and(|own| own.bits > u8::BITS || own.numbers.len() >> address_bits != 0) {
            return Err(Error::new("weights of more than 8 bits, or more of them than addresses")
                .file(golden.join("weights.hex")));
        }
        Ok(ExportedBlock {
            frames: frames.collect(),
            design_hash: hash.ok_or_else(|| lacks(&golden.join("bx.hex"), "design"))?,
            latent_bits: latents.bits,
            weights: weights.map(|weights| weights.numbers),
            top,
            sources,
            clocked,
            cuts,
            address_bits,
        })
    }
}

fn lacks(path: &Path, field: &str) -> Error {
    Error::missing("something that every export has is not there").file(path).field(field.to_owned())
}

/// The value of a variable of a makefile.
fn setting<'a>(text: &'a str, name: &str) -> Option<&'a str> {
    let own = text.lines().filter_map(|line| line.split_once('='));
    own.filter(|(left, _)| left.trim() == name).map(|(_, value)| value.trim()).next()
}

/// Bits of an input of a module whose ports stand in lines: `input wire [7:0] address,`.
fn port_bits(text: &str, name: &str) -> Option<usize> {
    let line = text.lines().find(|line| line.trim().ends_with(&format!(" {name},")))?;
    let range = line.trim().strip_prefix("input wire [")?;
    range.split_once(":0]")?.0.parse::<usize>().ok().filter(|&high| high < 32).map(|high| high + 1)
}

/// Reads a golden file: its first line says what the others hold.
fn golden_file(directory: &Path, name: &str) -> Result<GoldenNumbers> {
    let path = directory.join(format!("{name}.hex"));
    let text = files::read_text(&path)?;
    let (head, rest) = text.split_once('\n').unwrap_or((&text, ""));
    let words: Vec<&str> = head.split_whitespace().collect();
    let ["//", found, frames, "frames", "of", values, "values", "of", bits, "bits,", "design", design, ..] = words[..]
    else {
        return Err(Error::syntax("the first line is not that of a golden file").file(path).line(1).found(head));
    };
    let bits = bits.parse::<u32>().ok().filter(|bits| (1..=32).contains(bits));
    let (Some(frames), Some(values), Some(bits), true) = (count(frames), count(values), bits, found == name) else {
        return Err(Error::new("a golden file of another quantity or shape").file(path).line(1).found(head));
    };
    let mut numbers = Vec::new();
    for (line, text) in (2..).zip(rest.lines()) {
        for digits in text.split_whitespace() {
            let number = u64::from_str_radix(digits, 16).ok().filter(|number| number >> bits == 0);
            numbers.push(number.ok_or_else(|| {
                let error = Error::new("not a number of the quantity").file(&path).line(line);
                error.found(digits).allowed(format!("hexadecimal, {bits} bits"))
            })?);
        }
    }
    if frames.checked_mul(values) != Some(numbers.len()) {
        return Err(Error::new("more or fewer numbers than the first line says").file(path).found(numbers.len()));
    }
    Ok(GoldenNumbers { frames, values, bits, design: design.to_owned(), numbers })
}

fn count(text: &str) -> Option<usize> {
    text.parse::<u32>().ok().map(|count| count as usize)
}

/// Variables that a clock changes, with their modules: those that are assigned by `<=`.
fn clocked_variables(text: &str) -> BTreeSet<(String, String)> {
    let (mut found, mut module) = (BTreeSet::new(), String::new());
    for statement in statements(text) {
        let mut words = statement.split_whitespace();
        if words.any(|word| word == "module") {
            module = words.next().unwrap_or_default().to_owned();
            continue;
        }
        // The first `=` of an assignment; comparisons stand behind it, or in parentheses.
        let Some((target, _)) = statement.split_once('=') else { continue };
        if let Some(target) = target.strip_suffix('<')
            && let Some(name) = target.split_whitespace().last()
        {
            found.insert((module.clone(), name.to_owned()));
        }
    }
    found
}

/// The statements of a source, without comments and without what stands in parentheses, brackets and braces.
fn statements(text: &str) -> Vec<String> {
    let mut text: String =
        text.lines().map(|line| line.split("//").next().unwrap_or_default().to_owned() + "\n").collect();
    while let Some((before, rest)) = text.split_once("/*") {
        let after = rest.split_once("*/").map_or("", |(_, after)| after);
        text = format!("{before} {after}");
    }
    let (mut all, mut own, mut depth) = (Vec::new(), String::new(), 0i32);
    for letter in text.chars() {
        match letter {
            '(' | '[' | '{' => depth += 1,
            ')' | ']' | '}' => {
                // Both texts of a choice of the preprocessor may end a list of ports.
                depth = (depth - 1).max(0);
                own.push(' ');
            }
            ';' if depth == 0 => all.push(std::mem::take(&mut own)),
            _ if depth == 0 => own.push(letter),
            _ => {}
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_clock_changes_is_found() {
        let text = "module a #(parameter W = 1) (input wire [W-1:0] x,\n\
            `ifdef CHAINS\n output wire y);\n`else\n output reg y);\n`endif\n\
            reg z; // z <= 1;\n  wire less = x <= 3; /* w <= 2; */\n\
            always @(posedge clock) begin\n if (x <= 4) z <= 1'b1;\n else y <= (x <= 3);\n end\n\
            always @* begin v = x <= 2; end\nendmodule\n(* keep *)\nmodule b (input wire c);\n\
            generate for (i = 0; i < 3; i = i + 1) begin : place\n\
            always @(posedge c) bank[2*i +: 2] <= {c, c};\n end endgenerate\nendmodule\n";
        let pairs = [("a", "y"), ("a", "z"), ("b", "bank")].map(|(a, b)| (a.to_owned(), b.to_owned()));
        assert_eq!(clocked_variables(text), pairs.into());
    }

    /// The numbers of a golden file of this text, or what is said of it.
    fn said(text: &str) -> std::result::Result<Vec<u64>, String> {
        let scratch = tempfile::tempdir().unwrap();
        std::fs::write(scratch.path().join("bx.hex"), text).unwrap();
        golden_file(scratch.path(), "bx").map(|file| file.numbers).map_err(|error| error.to_string())
    }

    #[test]
    fn golden_files_are_read_or_refused() {
        let head = "// bx 2 frames of 2 values of 12 bits, design 00ff weights 11\n";
        assert_eq!(said(&format!("{head}001 002\nfff 0\n")).unwrap(), [1, 2, 0xfff, 0]);
        for (text, fault) in [
            (format!("{head}001 002\nfff\n"), "more or fewer"),
            (format!("{head}001 002\n1000 0\n"), "bx.hex:3"),
            (format!("{head}001 002\n-1 0\n"), "12 bits"),
            (head.replace("bx", "links"), "another quantity"),
            (head.replace("12 bits", "64 bits"), "another quantity"),
            (String::new(), "first line"),
        ] {
            let said = said(&text).unwrap_err();
            assert!(said.contains(fault), "{text}: {said}");
        }
    }
}
