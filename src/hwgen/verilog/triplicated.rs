//! Triplicated registers: their modules, the constraints that keep the copies apart, and how many there must be.

use askama::Template;

use super::layer::rendered;
use super::{banks, instances, last_width, stage, text};
use crate::error::Result;
use crate::hwgen::design::Valid;
use crate::hwgen::protection::Protection;

/// Bits of the register that is read back through.
const READ_BITS: usize = 32;

/// Bits of a piece of a long constant.
const PIECE: usize = 64;

/// Modules of the copies and of their voters: synthesis must not look inside.
pub const KEPT: [&str; 2] = [COPY, "majority"];

/// Module of one copy of a register.
pub const COPY: &str = "register_copy";

#[derive(Template)]
#[template(path = "verilog/triplicated.v", escape = "none")]
struct Triplicated<'a> {
    stamp: &'a str,
    about: &'a [String],
    weights: bool,
}

#[derive(Template)]
#[template(path = "verilog/protect.xdc", escape = "none")]
struct Vivado<'a> {
    stamp: &'a str,
}

#[derive(Template)]
#[template(path = "verilog/protect_genus.tcl", escape = "none")]
struct Genus<'a> {
    stamp: &'a str,
}

#[derive(Template)]
#[template(path = "verilog/protect_dc.tcl", escape = "none")]
struct DesignCompiler<'a> {
    stamp: &'a str,
}

/// True if weights from registers have three copies.
pub fn of_weights(design: &Valid) -> bool {
    design.frozen().is_none() && design.protection().voters().is_some()
}

/// The modules, if any register is triplicated.
///
/// # Errors
/// A template that fails.
pub fn source(design: &Valid, stamp: &str) -> Result<Option<(String, String)>> {
    if design.protection().is_none() {
        return Ok(None);
    }
    let source = Triplicated { stamp, about: &about(design), weights: of_weights(design) };
    Ok(Some(("triplicated.v".to_owned(), rendered(&source)?)))
}

/// Constraints for the tools that do not read the attributes of the source, if any register is triplicated.
///
/// # Errors
/// A template that fails.
pub fn constraints(design: &Valid, stamp: &str) -> Result<Vec<(String, String)>> {
    if design.protection().is_none() {
        return Ok(Vec::new());
    }
    Ok(vec![
        ("protect.xdc".to_owned(), rendered(&Vivado { stamp })?),
        ("protect_genus.tcl".to_owned(), rendered(&Genus { stamp })?),
        ("protect_dc.tcl".to_owned(), rendered(&DesignCompiler { stamp })?),
    ])
}

/// What is protected and what is not, in lines.
fn about(design: &Valid) -> Vec<String> {
    let protection = design.protection();
    let what = match (protection, of_weights(design)) {
        (Protection::Full, true) => "the registers of the pipeline, `read_data` and the weights".to_owned(),
        (Protection::Bits(bits), _) => format!("{} bits of the weights; the other registers have one copy", bits.len()),
        (_, true) => "the weights; the other registers have one copy".to_owned(),
        (_, false) if design.frozen().is_none() => {
            "the registers of the pipeline and `read_data`; the weights have one copy".to_owned()
        }
        (_, false) => "the registers of the pipeline and `read_data`, which are all".to_owned(),
    };
    let mut lines = vec![format!("Triplicated: {what}.")];
    let single = "Clock, reset and the logic between registers are single, and so is the voter that logic reads:";
    lines.push(single.to_owned());
    lines.push("`voter_a` of each register. None of these holds a state.".to_owned());
    if protection.of_registers() {
        lines.push("The last voter, behind which nothing is voted: cut_format.registered.held.voter_a.".to_owned());
    }
    lines
}

/// The argument that says which bits of a bank have three copies, `base` being the place of its first bit; nothing
/// where all have, as is usual. None if weights have one copy.
pub fn of_bank(design: &Valid, base: usize, width: usize) -> Option<String> {
    let protection = design.protection();
    protection.voters()?;
    let bits: Vec<bool> = (base..base + width).map(|place| protection.of_bit(place)).collect();
    if bits.iter().all(|&bit| bit) {
        return Some(String::new());
    }
    let mut pieces: Vec<String> = bits.chunks(PIECE).map(hexadecimal).collect();
    pieces.reverse();
    Some(",\n".to_owned() + text::list("    .TRIPLE({", &pieces, "})").trim_end())
}

/// A constant, its lowest bit first.
fn hexadecimal(bits: &[bool]) -> String {
    let value = bits.iter().rev().fold(0u64, |value, &bit| value << 1 | u64::from(bit));
    format!("{}'h{value:x}", bits.len())
}

/// Bits that have three copies.
pub fn bits(design: &Valid) -> usize {
    let protection = design.protection();
    let mut bits = 0;
    if protection.of_registers() {
        let stages = stage::all(design);
        let (first, instances) = instances(design, &stages);
        let inner = instances.iter().map(|instance| instance.cut.width);
        let widths = [first.width, last_width(design)].into_iter().chain(inner);
        // Each with the bit that says whether it is valid.
        bits += widths.map(|width| width + 1).sum::<usize>() + READ_BITS;
    }
    if of_weights(design) {
        let all: usize = banks(design).iter().map(|bank| bank.count * bank.bits).sum();
        bits += (0..all).filter(|&place| protection.of_bit(place)).count();
    }
    bits
}
