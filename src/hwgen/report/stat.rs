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

/// What has been read so far.
#[derive(Default)]
struct StatReader {
    modules: BTreeMap<String, ModuleStat>,
    /// The module that the lines are about.
    name: Option<String>,
    /// Cells that are still to come in its list.
    missing: u64,
}

impl StatReader {
    fn line(&mut self, text: &str) -> Result<()> {
        if let Some(title) = text.strip_prefix("=== ").and_then(|text| text.strip_suffix(" ===")) {
            if self.missing > 0 {
                return Err(Error::new("the cells before this do not add up"));
            }
            self.name = (title != "design hierarchy").then(|| title.to_owned());
            if let Some(name) = &self.name {
                self.modules.insert(name.clone(), ModuleStat::default());
            }
            return Ok(());
        }
        let Some(module) = self.name.as_ref().and_then(|name| self.modules.get_mut(name)) else { return Ok(()) };
        let words: Vec<&str> = text.split_whitespace().collect();
        match words[..] {
            [cell, count] if self.missing > 0 => {
                let count = number(count)?;
                self.missing =
                    self.missing.checked_sub(count).ok_or_else(|| Error::new("more cells than there are"))?;
                module.cells.insert(cell.to_owned(), count);
            }
            ["Number", "of", "cells:", count] => self.missing = number(count)?,
            ["Chip", "area", "for", .., area] => {
                module.area = Some(hundredths(area).ok_or_else(|| Error::new("a number is missing"))?);
            }
            // A plus stands for cells without a number: the submodules, which count for themselves.
            ["Estimated", "number", "of", "transistors:", count] => {
                module.transistors = Some(number(count.trim_end_matches('+'))?);
            }
            _ => {}
        }
        Ok(())
    }
}

fn number(text: &str) -> Result<u64> {
    text.parse().map_err(|_| Error::new("a number is missing"))
}

impl<'a> Stat<'a> {
    /// Reads the sections of the modules. The section of the whole hierarchy is left out: what it says
    /// follows from the others.
    ///
    /// # Errors
    /// A line that is not understood, and cells that do not add up to the number given.
    pub fn parse(text: &str, file: &'a Path) -> Result<Self> {
        let mut reader = StatReader::default();
        for (line, text) in (1..).zip(text.lines()) {
            reader.line(text).map_err(|error| error.file(file).line(line).found(text.trim()))?;
        }
        let StatReader { modules, missing, .. } = reader;
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

    /// Cells of a type inside modules of a kind, over all instances below and including a module.
    ///
    /// # Errors
    /// A module that is missing.
    pub fn inside(&self, top: &str, kind: &dyn Fn(&str) -> bool, cell: &str) -> Result<u64> {
        if kind(top) {
            return self.total(top, &|_| false, &|module| Some(self.own(module, &|name| name == cell)));
        }
        let mut total = 0;
        for (name, count) in self.module(top)?.cells.iter().filter(|(name, _)| self.is_module(name)) {
            total += count * self.inside(name, kind, cell)?;
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
    let [tenths, hundredths] =
        [0, 1].map(|place| part.as_bytes().get(place).map_or(Some(0), |&digit| char::from(digit).to_digit(10)));
    whole.parse::<u64>().ok()?.checked_mul(100)?.checked_add(u64::from(10 * tenths? + hundredths?))
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
        for (top, area) in [("lane", 14450), ("top", 44950)] {
            assert_eq!(stat.total(top, &|_| false, &|module| module.area).unwrap(), area);
        }
        for (skipped, cells) in [("", 10), ("lane", 1)] {
            let own = stat.total("top", &|name| name == skipped, &|module| Some(stat.own(module, &|_| true)));
            assert_eq!(own.unwrap(), cells);
        }
        assert_eq!(stat.module("top").unwrap().cells.len(), 3);
        for (kind, found) in [("lane", 3), ("top", 3), ("cut", 0)] {
            assert_eq!(stat.inside("top", &|name| name == kind, "$_DFF_P_").unwrap(), found);
        }
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
