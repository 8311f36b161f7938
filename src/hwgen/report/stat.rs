//! What Yosys and ABC print, as numbers. A number that is missing is an error, never 0.

use std::collections::BTreeMap;
use std::path::Path;

use crate::error::{Error, Result};

/// The cells of one module.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ModuleStat {
    /// Cells and submodules by type.
    pub cells: BTreeMap<String, u64>,
    /// Area of its own cells, without submodules, in hundredths of the library's unit.
    pub area: Option<u64>,
    /// Transistors of its own cells.
    pub transistors: Option<u64>,
}

/// The output of `stat` on a design with hierarchy.
#[derive(Debug)]
pub struct Stat<'a> {
    file: &'a Path,
    modules: BTreeMap<String, ModuleStat>,
}

impl<'a> Stat<'a> {
    /// Reads the sections of the modules. The section of the whole hierarchy is left out: what it says
    /// follows from the others.
    ///
    /// # Errors
    /// A line that is not understood, and cells that do not add up to the number given.
    pub fn parse(text: &str, file: &'a Path) -> Result<Self> {
        let mut modules: BTreeMap<String, ModuleStat> = BTreeMap::new();
        let mut name = None;
        // Cells that are still to come in the list of the module.
        let mut missing = 0;
        for (line, text) in (1..).zip(text.lines()) {
            let fault = |message: &str| Error::new(message).file(file).line(line).found(text.trim());
            let number = |text: &str| text.parse::<u64>().map_err(|_| fault("a number is missing"));
            if let Some(title) = text.strip_prefix("=== ").and_then(|text| text.strip_suffix(" ===")) {
                if missing > 0 {
                    return Err(fault("the cells before this do not add up"));
                }
                name = (title != "design hierarchy").then(|| title.to_owned());
                if let Some(name) = &name {
                    modules.insert(name.clone(), ModuleStat::default());
                }
                continue;
            }
            let Some(module) = name.as_ref().and_then(|name| modules.get_mut(name)) else { continue };
            let words: Vec<&str> = text.split_whitespace().collect();
            match words[..] {
                [cell, count] if missing > 0 => {
                    let count = number(count)?;
                    missing = u64::checked_sub(missing, count).ok_or_else(|| fault("more cells than there are"))?;
                    module.cells.insert(cell.to_owned(), count);
                }
                ["Number", "of", "cells:", count] => missing = number(count)?,
                ["Chip", "area", "for", .., area] => {
                    let area = hundredths(area).ok_or_else(|| fault("a number is missing"))?;
                    module.area = Some(area);
                }
                // A plus stands for cells without a number: the submodules, which count for themselves.
                ["Estimated", "number", "of", "transistors:", count] => {
                    module.transistors = Some(number(count.trim_end_matches('+'))?);
                }
                _ => {}
            }
        }
        if missing > 0 || modules.is_empty() {
            return Err(Error::new("the statistics are incomplete").file(file));
        }
        Ok(Stat { file, modules })
    }

    /// A module.
    ///
    /// # Errors
    /// If there is none of this name.
    pub fn module(&self, name: &str) -> Result<&ModuleStat> {
        let module = self.modules.get(name);
        module.ok_or_else(|| Error::new("the statistics lack a module").file(self.file).field(name.to_owned()))
    }

    /// Adds `each` over all instances below and including a module, except those that `skip` names.
    ///
    /// # Errors
    /// A module that is missing, and what `each` refuses.
    pub fn total(
        &self,
        top: &str,
        skip: &dyn Fn(&str) -> bool,
        each: &dyn Fn(&ModuleStat) -> Option<u64>,
    ) -> Result<u64> {
        let module = self.module(top)?;
        let missing = || Error::new("a number is missing").file(self.file).field(top.to_owned());
        // Yosys says nothing of the area of a module without cells of its own.
        let only_modules = || module.cells.keys().all(|name| self.is_module(name)).then_some(0);
        let mut total = each(module).or_else(only_modules).ok_or_else(missing)?;
        for (name, count) in module.cells.iter().filter(|(name, _)| self.is_module(name) && !skip(name)) {
            total += count * self.total(name, skip, each)?;
        }
        Ok(total)
    }

    /// True for a module of the design, false for a cell.
    pub fn is_module(&self, name: &str) -> bool {
        self.modules.contains_key(name)
    }

    /// Cells of a module itself whose type `is` asks for.
    pub fn own(&self, module: &ModuleStat, is: &dyn Fn(&str) -> bool) -> u64 {
        module.cells.iter().filter(|(name, _)| !self.is_module(name) && is(name)).map(|(_, count)| count).sum()
    }
}

/// A decimal number in hundredths; further digits are dropped.
fn hundredths(text: &str) -> Option<u64> {
    let (whole, part) = text.split_once('.').unwrap_or((text, ""));
    let digit = |place: usize| part.as_bytes().get(place).map_or(Some(0), |&digit| char::from(digit).to_digit(10));
    whole.parse::<u64>().ok()?.checked_mul(100)?.checked_add(u64::from(10 * digit(0)? + digit(1)?))
}

/// The delays that ABC's `stime` printed, in order, in picoseconds, rounded up.
///
/// # Errors
/// Fewer or more of them than expected.
pub fn delays(text: &str, file: &Path, expected: usize) -> Result<Vec<u64>> {
    let delays: Option<Vec<u64>> = text
        .split("Delay =")
        .skip(1)
        .map(|rest| Some(hundredths(rest.split_whitespace().next()?)?.div_ceil(100)))
        .collect();
    delays.filter(|delays| delays.len() == expected).ok_or_else(|| {
        Error::new("not as many delays as netlists")
            .file(file)
            .found(text.matches("Delay =").count())
            .allowed(expected.to_string())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "\
1. Printing statistics.

=== lane ===

   Number of wires:                  3
   Number of cells:                  3
     $_DFF_P_                        1
     NAND2X1                         2

   Chip area for module '\\lane': 144.500000

=== top ===

   Number of wires:                  9
   Number of cells:                  5
     $paramod\\cut\\W=s32'00000001      1
     INVX1                           1
     lane                            3

   Chip area for module '\\top': 16.000000

=== $paramod\\cut\\W=s32'00000001 ===

   Number of cells:                  0

=== design hierarchy ===

   top                               1
     lane                            3

   Number of cells:                 10
     NAND2X1                         6

   Chip area for top module '\\top': 449.500000
";

    fn parse(text: &str) -> Result<Stat<'static>> {
        Stat::parse(text, Path::new("for_area.stat"))
    }

    #[test]
    fn instances_are_added_up() {
        let stat = parse(TEXT).unwrap();
        let area = |top: &str| stat.total(top, &|_| false, &|module| module.area).unwrap();
        assert_eq!((area("lane"), area("top")), (14450, 44950));
        let cells =
            |skip: &dyn Fn(&str) -> bool| stat.total("top", skip, &|module| Some(stat.own(module, &|_| true))).unwrap();
        assert_eq!((cells(&|_| false), cells(&|name| name == "lane")), (10, 1));
        assert_eq!(stat.module("top").unwrap().cells.len(), 3);
        assert!(stat.module("none").unwrap_err().to_string().contains("none"));
    }

    /// What is said of the text after a change.
    fn fault(from: &str, to: &str) -> String {
        assert!(TEXT.contains(from));
        match parse(&TEXT.replace(from, to)) {
            Err(error) => error.to_string(),
            Ok(stat) => stat.total("top", &|_| false, &|module| module.area).unwrap_err().to_string(),
        }
    }

    #[test]
    fn a_missing_number_is_an_error_that_names_the_file() {
        for (from, to) in [
            ("lane': 144.500000", "lane': "),
            ("   Chip area for module '\\lane': 144.500000\n", ""),
            ("     NAND2X1                         2\n", ""),
            ("     NAND2X1                         2\n", "     NAND2X1                         3\n"),
            ("   Number of cells:                  3", "   Number of cells:                  x"),
        ] {
            let fault = fault(from, to);
            assert!(fault.contains("for_area.stat"), "{fault}");
        }
        assert!(parse("").unwrap_err().to_string().contains("incomplete"));
        let stat = parse(TEXT).unwrap();
        assert!(stat.total("top", &|_| false, &|module| module.transistors).is_err());
    }

    #[test]
    fn transistors_of_submodules_are_counted_there() {
        let text = "=== a ===\n   Number of cells: 2\n     $_NOT_ 1\n     b 1\n\n   Estimated number of transistors:  2+\n\
                    === b ===\n   Number of cells: 1\n     $_NAND_ 1\n\n   Estimated number of transistors:  4\n";
        let stat = parse(text).unwrap();
        assert_eq!(stat.total("a", &|_| false, &|module| module.transistors).unwrap(), 6);
    }

    #[test]
    fn delays_are_read_through_colours() {
        let text = "WireLoad = \"none\"  \u{1b}[1;35mDelay =  6203.99 ps\u{1b}[0m  ( 1.9 %)\nDelay = 12.00 ps\n";
        let path = Path::new("timing.log");
        assert_eq!(delays(text, path, 2).unwrap(), [6204, 12]);
        assert!(delays(text, path, 3).unwrap_err().to_string().contains("timing.log"));
        assert!(delays("Delay = ps", path, 1).is_err());
    }
}
