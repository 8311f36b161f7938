//! Text for people and programs, on standard output and standard error. All of it goes through here, so that control
//! characters of a file never reach a terminal.

use std::io::Write;

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
    let _unread = writeln!(std::io::stderr().lock(), "{}", printable(text));
}

/// Prints text. A reader that has seen enough and closed the pipe is no error.
pub fn print(text: &str) -> Result<()> {
    let mut out = std::io::stdout().lock();
    match out.write_all(printable(text).as_bytes()).and_then(|()| out.flush()) {
        Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => {
            Err(Error::new(format!("cannot write to standard output: {error}")))
        }
        _ => Ok(()),
    }
}

/// Prints a value as indented JSON.
pub fn print_json(value: &impl serde::Serialize) -> Result<()> {
    let text =
        serde_json::to_string_pretty(value).map_err(|error| Error::new(format!("cannot write JSON: {error}")))?;
    print(&(text + "\n"))
}

/// A table with columns as wide as their widest cell; the last column is not padded.
pub fn table(header: &[&str], rows: &[Vec<String>]) -> String {
    let mut widths: Vec<usize> = header.iter().map(|cell| cell.chars().count()).collect();
    for row in rows {
        for (width, cell) in widths.iter_mut().zip(row) {
            *width = (*width).max(cell.chars().count());
        }
    }
    let rules: Vec<String> = widths.iter().map(|&width| "─".repeat(width)).collect();
    let mut text = line(header, &widths) + &line(&rules, &widths);
    for row in rows {
        text += &line(row, &widths);
    }
    text
}

/// A line of a table; no width is less than that of its cell.
fn line<T: AsRef<str>>(cells: &[T], widths: &[usize]) -> String {
    let last = cells.len().saturating_sub(1);
    let mut text = String::new();
    for (i, (cell, &width)) in cells.iter().map(AsRef::as_ref).zip(widths).enumerate() {
        text += cell;
        if i < last {
            text += &" ".repeat(width - cell.chars().count() + 2);
        }
    }
    text.trim_end().to_owned() + "\n"
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
