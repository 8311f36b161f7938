//! Progress on standard error, when it is a terminal.

use std::io::IsTerminal;

use indicatif::{ProgressBar, ProgressStyle};

/// A bar if the length is known, else a running count; hidden in pipes and files.
pub fn bar(what: &'static str, length: Option<u64>) -> ProgressBar {
    if !std::io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let (bar, template) = match length {
        Some(length) => (ProgressBar::new(length), "{prefix} {wide_bar} {human_pos}/{human_len} {eta}"),
        None => (ProgressBar::new_spinner(), "{prefix} {spinner} {human_pos} rows, {per_sec}"),
    };
    match ProgressStyle::with_template(template) {
        Ok(style) => bar.with_style(style).with_prefix(what),
        Err(_) => bar.with_prefix(what),
    }
}
