//! The report as text: one column for each design.

use super::{Report, ReportBlock};
use crate::error::grouped;

/// Width of a label, and of a value.
const LABEL: usize = 34;
const VALUE: usize = 16;

/// Rows under a title: a label, and a value for each report; a report that lacks it has a dash.
struct Rows<'a> {
    reports: &'a [Report],
    text: String,
}

impl Rows<'_> {
    fn row(&mut self, label: &str, value: &dyn Fn(&Report) -> Option<String>) {
        let values = self.reports.iter().map(|report| value(report).unwrap_or_else(|| "-".to_owned()));
        self.text += &format!("{label:<LABEL$}");
        self.text.extend(values.map(|value| format!("{value:>VALUE$}")));
        self.text += "\n";
    }

    /// One row for each block that a report has, and the total.
    fn blocks(&mut self, title: &str, value: &dyn Fn(&ReportBlock) -> String) {
        self.text += &format!("\n{title}\n");
        let most = self.reports.iter().map(|report| &report.blocks).max_by_key(|blocks| blocks.len());
        for name in most.into_iter().flatten().map(|block| &block.name) {
            let of = |report: &Report| report.blocks.iter().find(|block| block.name == *name).map(value);
            self.row(&format!("  {name}"), &of);
        }
        self.row("  total without weight_bank", &|report| Some(value(&report.total)));
    }
}

/// Designs side by side.
pub fn table(reports: &[Report]) -> String {
    let mut rows = Rows { reports, text: String::new() };
    rows.row("weights", &|report| Some(if report.reloadable { "reloadable" } else { "frozen" }.to_owned()));
    // Lines 2 and 3 of the provenance: a word and a hash.
    fn hash(report: &Report, line: usize) -> Option<String> {
        report.provenance.get(line)?.split_whitespace().nth(1)?.get(..12).map(str::to_owned)
    }
    rows.row("design", &|report| hash(report, 2));
    rows.row("weights hash", &|report| if report.reloadable { None } else { hash(report, 3) });
    if reports.iter().any(|report| report.triplication.is_some()) {
        rows.row("bits held three times", &|report| Some(triplicated(report)[0].to_string()));
        rows.row("copies in the netlist", &|report| Some(triplicated(report)[1].to_string()));
    }
    rows.row("latency, clocks", &|report| Some(report.latency_clocks.to_string()));

    rows.text += "\nlongest path of each stage, ns (mapped for delay / for area)\n";
    for (place, stage) in reports.first().into_iter().flat_map(|report| report.stages.iter().enumerate()) {
        rows.row(&format!("  {}", stage.name), &|report| {
            let stage = report.stages.get(place)?;
            Some(format!("{} / {}", nanoseconds(stage.for_delay_ps.into()), nanoseconds(stage.for_area_ps.into())))
        });
    }
    rows.row("  clock", &|report| Some(nanoseconds(report.clock_ps.into())));
    rows.row("  margin of the slowest", &|report| {
        let [for_delay, for_area] = report.margins_ps()?.map(nanoseconds);
        Some(format!("{for_delay} / {for_area}"))
    });

    rows.blocks("area, mapped for delay", &|block| area(block.for_delay.area_hundredths));
    rows.blocks("area, mapped for area", &|block| area(block.for_area.area_hundredths));
    rows.blocks("cells, mapped for delay", &|block| block.for_delay.cells.to_string());
    rows.blocks("cells, mapped for area", &|block| block.for_area.cells.to_string());
    rows.blocks("flip-flops", &|block| block.flip_flops.to_string());
    rows.blocks("transistors", &|block| block.transistors.to_string());
    rows.blocks("LUTs, Xilinx 7 series", &|block| block.xilinx.luts.to_string());
    rows.blocks("LUTs, ECP5", &|block| block.ecp5.luts.to_string());
    rows.text += "\nFPGAs, total without weight_bank\n";
    rows.row("  Xilinx 7 series: DSPs", &|report| Some(report.total.xilinx.dsps.to_string()));
    rows.row("  Xilinx 7 series: carry cells", &|report| Some(report.total.xilinx.carries.to_string()));
    rows.row("  Xilinx 7 series: flip-flops", &|report| Some(report.total.xilinx.flip_flops.to_string()));
    rows.row("  ECP5: DSPs", &|report| Some(report.total.ecp5.dsps.to_string()));
    rows.row("  ECP5: carry cells", &|report| Some(report.total.ecp5.carries.to_string()));
    rows.row("  ECP5: flip-flops", &|report| Some(report.total.ecp5.flip_flops.to_string()));
    rows.text
}

/// Triplicated bits, and the flip-flops that hold them.
fn triplicated(report: &Report) -> [u64; 2] {
    report.triplication.as_ref().map_or([0, 0], |found| [found.bits, found.copies])
}

/// A report as its file: where it comes from, its table, its widths.
pub fn whole(report: &Report) -> String {
    let mut text: String = report.provenance.iter().map(|line| format!("# {line}\n")).collect();
    text += &format!("# {}\n# osu018  {}\n", report.yosys, report.library);
    text += "#\n\
        # Areas in units of the library, each module once for each instance. The storage of weights\n\
        # (weight_bank) is not in the totals. Paths run through a whole stage as it was mapped, pins as\n\
        # loads, without wire lengths and without the flip-flops at their ends. FPGA numbers are Yosys's\n\
        # estimates, not placed, of the same Verilog with CARRY_CHAINS. It multiplies nothing, so it\n\
        # takes no DSPs. LUTs of Xilinx include inverters, LUTs of ECP5 two for each carry cell.\n\n";
    text += &table(std::slice::from_ref(report));
    text += &format!("\n{:<18}{:>8}{:>14}{:>14}  format\n", "widths", "signals", "min", "max");
    for width in &report.widths {
        let sign = if width.min < 0 { 's' } else { 'u' };
        text += &format!(
            "  {:<16}{:>8}{:>14}{:>14}  {sign}{}.{}\n",
            width.signal, width.count, width.min, width.max, width.bits, width.frac
        );
    }
    text
}

/// Picoseconds as nanoseconds.
fn nanoseconds(ps: i128) -> String {
    let sign = if ps < 0 { "-" } else { "" };
    let hundredths = (ps.abs() + 5) / 10;
    format!("{sign}{}.{:02}", hundredths / 100, hundredths % 100)
}

/// Hundredths as whole units, with commas.
fn area(hundredths: u64) -> String {
    grouped((hundredths + 50) / 100)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_readable() {
        assert_eq!((area(0), area(99_949), area(123_456_750)), ("0".into(), "999".into(), "1,234,568".into()));
        assert_eq!([6204, -40, 25_000].map(nanoseconds), ["6.20", "-0.04", "25.00"]);
    }
}
