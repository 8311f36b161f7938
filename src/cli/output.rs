//! Text for people and programs, on standard output and standard error. All of it goes through here, so that control
//! characters of a file never reach a terminal.

use std::io::{IsTerminal, Write};

use anstream::stream::RawStream;
use anstream::{AutoStream, ColorChoice};

use crate::error::{Error, Result, printable};
use crate::search::launcher::shell;

/// Says something on standard error, as `eprintln!`.
macro_rules! say {
    ($($argument:tt)*) => {
        $crate::cli::output::say_line(&format!($($argument)*))
    };
}
pub(super) use say;

/// A line on standard error. Where nobody reads that, there is nobody to tell.
pub fn say_line(text: &str) {
    let _unread = writeln!(std::io::stderr().lock(), "{}", painted(&printable(text), &std::io::stderr()));
}

/// Prints text.
pub fn print(text: &str) -> Result<()> {
    write_out(&painted(&printable(text), &std::io::stdout()))
}

/// A reader that has seen enough and closed the pipe is no error.
fn write_out(text: &str) -> Result<()> {
    let mut out = std::io::stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => {
            Err(Error::new(format!("cannot write to standard output: {error}")))
        }
        _ => Ok(()),
    }
}

/// Prints a value as indented JSON, in which the characters of marks are those of the value.
pub fn print_json(value: &impl serde::Serialize) -> Result<()> {
    let text =
        serde_json::to_string_pretty(value).map_err(|error| Error::new(format!("cannot write JSON: {error}")))?;
    write_out(&printable(&(text + "\n")))
}

/// Marks around a part of a text that is shown in another way, with the escape sequence that a terminal is given for
/// each. They are characters for private use, so that they pass where control characters of files must not.
const MARKS: [(char, &str); 4] =
    [('\u{E000}', "\x1b[32m"), ('\u{E001}', "\x1b[31m"), ('\u{E002}', "\x1b[1m"), ('\u{E003}', "\x1b[0m")];

fn marked(number: usize, text: &str) -> String {
    format!("{}{text}{}", MARKS[number].0, MARKS[3].0)
}

/// Text that is as it should be, where colours are shown.
pub fn good(text: &str) -> String {
    marked(0, text)
}

/// Text that is not as it should be.
pub fn bad(text: &str) -> String {
    marked(1, text)
}

/// The best of a column.
pub fn best(text: &str) -> String {
    marked(2, text)
}

/// Text with its marks as the stream shows them: not at all where it is no terminal, or `NO_COLOR` or `--color` say so.
fn painted(text: &str, stream: &impl RawStream) -> String {
    let coloured = AutoStream::choice(stream) != ColorChoice::Never;
    let shown = |(mark, code): (char, &str)| if coloured { (mark, code.to_owned()) } else { (mark, String::new()) };
    MARKS.into_iter().map(shown).fold(text.to_owned(), |text, (mark, code)| text.replace(mark, &code))
}

/// Text without marks.
fn unmarked(text: &str) -> String {
    text.replace(MARKS.map(|mark| mark.0), "")
}

fn width(text: &str) -> usize {
    unmarked(text).chars().count()
}

/// The narrowest that a column is made.
const NARROWEST: usize = 8;

/// A table with columns as wide as their widest cell, or so wide that the terminal holds it; the last column is not
/// padded.
pub fn table(header: &[&str], rows: &[Vec<String>]) -> String {
    let terminal = std::io::stdout().is_terminal().then(terminal_size::terminal_size).flatten();
    table_within(header, rows, terminal.map_or(usize::MAX, |(width, _)| width.0.into()))
}

fn table_within(header: &[&str], rows: &[Vec<String>], most: usize) -> String {
    let mut widths: Vec<usize> = header.iter().map(|cell| width(cell)).collect();
    for row in rows {
        for (own, cell) in widths.iter_mut().zip(row) {
            *own = (*own).max(width(cell));
        }
    }
    let between = 2 * widths.len().saturating_sub(1);
    while widths.iter().sum::<usize>() + between > most
        && let Some(widest) = widths.iter_mut().max().filter(|widest| **widest > NARROWEST)
    {
        *widest -= 1;
    }
    let rules: Vec<String> = widths.iter().map(|&width| "─".repeat(width)).collect();
    let mut text = lines(header, &widths) + &lines(&rules, &widths);
    for row in rows {
        text += &lines(row, &widths);
    }
    text
}

/// A row of a table: one line, or several where a cell is too wide for its column.
fn lines<T: AsRef<str>>(cells: &[T], widths: &[usize]) -> String {
    let broken: Vec<Vec<String>> =
        cells.iter().zip(widths).map(|(cell, &width)| broken(cell.as_ref(), width)).collect();
    let last = cells.len().saturating_sub(1);
    let mut text = String::new();
    for number in 0..broken.iter().map(Vec::len).max().unwrap_or(0) {
        let mut line = String::new();
        for (at, (cell, &own)) in broken.iter().zip(widths).enumerate() {
            let part = cell.get(number).map_or("", String::as_str);
            line += part;
            if at < last {
                line += &" ".repeat(own.saturating_sub(width(part)) + 2);
            }
        }
        text += line.trim_end();
        text.push('\n');
    }
    text
}

/// A cell in lines of at most so many characters, broken at spaces where there are some.
fn broken(cell: &str, most: usize) -> Vec<String> {
    if width(cell) <= most {
        return vec![cell.to_owned()];
    }
    let mut parts = Vec::new();
    for line in wrap(&unmarked(cell), most, 0).lines() {
        let letters: Vec<char> = line.chars().collect();
        parts.extend(letters.chunks(most.max(1)).map(|part| part.iter().collect::<String>()));
    }
    parts
}

/// A word of a command line, in quotes if it needs them.
pub fn shell_word(word: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-_./,=+:@%".contains(&byte);
    if !word.is_empty() && word.bytes().all(plain) { word.to_owned() } else { shell(word) }
}

/// Breaks a long line at spaces; later lines are indented.
pub fn wrap(line: &str, width: usize, indent: usize) -> String {
    let mut lines = vec![String::new()];
    for (i, word) in line.split(' ').enumerate() {
        let last = lines.len() - 1;
        let current = &mut lines[last];
        if current.chars().count() + 1 + word.chars().count() > width && !current.trim().is_empty() {
            lines.push(" ".repeat(indent) + word);
        } else {
            if i > 0 {
                current.push(' ');
            }
            current.push_str(word);
        }
    }
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_are_as_wide_as_the_terminal_at_most() {
        let rows = [vec!["1".to_owned(), good("a long sentence of words"), "x".to_owned()]];
        assert_eq!(
            unmarked(&table_within(&["no", "what it is", ""], &rows, usize::MAX)),
            "no  what it is\n──  ────────────────────────  ─\n1   a long sentence of words  x\n"
        );
        assert_eq!(
            table_within(&["no", "what it is", ""], &rows, 20),
            "no  what it is\n──  ─────────────  ─\n1   a long         x\n    sentence of\n    words\n"
        );
        let word = [vec!["abcdefghijklmnop".to_owned()]];
        assert_eq!(table_within(&[""], &word, 10), "\n──────────\nabcdefghij\nklmnop\n");
    }

    #[test]
    fn marks_never_stay() {
        let text = format!("{} {} {}", good("a"), bad("b"), best("c"));
        assert_eq!((unmarked(&text).as_str(), width(&text)), ("a b c", 5));
        // What a file says is no escape sequence; only marks are.
        assert_eq!(printable(&format!("\x1b{}", best("c"))), format!("\\u001b{}", best("c")));
    }
}
