//! A story as text for the terminal.

use super::story::{FieldLine, Story, ValueBlock, Word};

/// Columns in which 48 cells are shown.
const CELL_COLUMNS: usize = 12;

/// Width of a line, the indent left out.
const LINE: usize = 104;

/// The whole story.
pub fn text(story: &Story) -> String {
    let Story { row, bx, chip, sum, .. } = story;
    let mut text = format!("row {row}, BX {bx}; {chip}; sum of charges {sum}\n");
    for (number, chapter) in story.chapters.iter().enumerate() {
        text += &format!("\n{:>2}  {} ({})\n    {}\n", number + 1, chapter.title, chapter.stage, chapter.about);
        for block in &chapter.blocks {
            let lines = match block {
                // The codes of the input words are shown again, in order, behind the MUX.
                ValueBlock::Words { words, .. } if chapter.stage == "erx" => words.iter().map(word).collect(),
                block => lines(block),
            };
            text += "\n";
            for line in lines {
                text += format!("      {line}").trim_end();
                text += "\n";
            }
        }
    }
    text
}

fn lines(block: &ValueBlock) -> Vec<String> {
    match block {
        ValueBlock::Values { entries } => {
            let name = entries.iter().map(|entry| entry.name.len()).max().unwrap_or(0);
            let line = |entry: &super::story::StoryEntry| {
                format!("{:<name$} {:>9}  {}", entry.name, entry.value, entry.meaning)
            };
            entries.iter().map(line).collect()
        }
        ValueBlock::Cells { name, format, values } => {
            let mut lines =
                vec![format!("{name}, {format}; TC 0 to {} in rows of {CELL_COLUMNS}", values.len().saturating_sub(1))];
            lines.extend(rows(values, CELL_COLUMNS));
            lines
        }
        ValueBlock::Grid { name, format, columns, planes } => {
            let mut lines = vec![format!("{name}, {format}")];
            lines.extend(side_by_side(planes, *columns));
            lines
        }
        ValueBlock::Words { words, fields, .. } => {
            let mut lines: Vec<String> = words.iter().map(word).collect();
            lines.push(String::new());
            lines.extend(table(fields));
            lines
        }
    }
}

/// Planes side by side, as many as fit on a line.
fn side_by_side(planes: &[Vec<i64>], columns: usize) -> Vec<String> {
    let planes: Vec<Vec<String>> = planes.iter().map(|plane| rows(plane, columns)).collect();
    let width = planes.iter().flatten().map(String::len).max().unwrap_or(0).max(8);
    let mut lines = Vec::new();
    for (group, some) in planes.chunks((LINE / (width + 4)).max(1)).enumerate() {
        if planes.len() > 1 {
            let first = group * (LINE / (width + 4)).max(1);
            let names = (first..first + some.len()).map(|plane| format!("{:<width$}", format!("plane {plane}")));
            lines.push(names.collect::<Vec<_>>().join("    "));
        }
        for row in 0..some.iter().map(Vec::len).max().unwrap_or(0) {
            let parts = some.iter().map(|plane| format!("{:<width$}", plane.get(row).map_or("", String::as_str)));
            lines.push(parts.collect::<Vec<_>>().join("    "));
        }
    }
    lines
}

/// Numbers in columns as wide as the widest.
fn rows(values: &[i64], columns: usize) -> Vec<String> {
    let shown: Vec<String> = values.iter().map(i64::to_string).collect();
    let width = shown.iter().map(String::len).max().unwrap_or(0);
    let line = |row: &[String]| row.iter().map(|value| format!("{value:>width$}")).collect::<Vec<_>>().join(" ");
    shown.chunks(columns.max(1)).map(line).collect()
}

/// Name, hexadecimal value, and the bits with a gap wherever a field ends.
fn word(word: &Word) -> String {
    let bits = word.spans.iter().map(|span| span.bits.as_str()).collect::<Vec<_>>().join(" ");
    format!("{:<8} {}  {bits}", word.name, word.hex)
}

fn table(fields: &[FieldLine]) -> Vec<String> {
    let name = fields.iter().map(|field| field.name.len()).max().unwrap_or(0);
    let place = fields.iter().map(|field| field.place.len()).max().unwrap_or(0);
    let line = |field: &FieldLine| {
        format!("{:<name$}  {:<place$}  {:#7x}  {}", field.name, field.place, field.value, field.meaning)
    };
    fields.iter().map(line).collect()
}
