//! How much memory the readers of other programs' files may take, all of them together.
//!
//! What a file says of itself is only a claim, and a few bytes may claim, or unpack to, more than a machine has. Readers
//! therefore take what they are about to need from a budget before they ask the system for it, and give it back when
//! they no longer hold it. The budget is that of the process; whoever runs a command sets it.

use std::sync::atomic::{AtomicU64, Ordering};

use crate::error::{Error, Result};

/// The budget where nobody sets another one, in bytes.
pub const DEFAULT: u64 = 512_000_000;

/// The smallest budget that can be set.
pub const LEAST: u64 = 1_000_000;

/// The variable that sets the budget of a command.
pub const VARIABLE: &str = "ECON_EMU_MEMORY";

static LIMIT: AtomicU64 = AtomicU64::new(DEFAULT);
static TAKEN: AtomicU64 = AtomicU64::new(0);

/// The budget in bytes.
pub fn limit() -> u64 {
    LIMIT.load(Ordering::Relaxed)
}

/// Sets the budget, at least [`LEAST`] bytes.
pub fn set_limit(bytes: u64) {
    LIMIT.store(bytes.max(LEAST), Ordering::Relaxed);
}

/// Bytes that are left of the budget.
pub fn left() -> u64 {
    limit().saturating_sub(TAKEN.load(Ordering::Relaxed))
}

/// Whether so many bytes are left of the budget; they are not taken.
pub fn has_room(bytes: u64) -> bool {
    bytes <= left()
}

/// Bytes as people write them: `2.5 GB`.
pub fn in_words(bytes: u64) -> String {
    let (unit, name) = match bytes {
        1_000_000_000.. => (1_000_000_000, "GB"),
        1_000_000.. => (1_000_000, "MB"),
        1000.. => (1000, "kB"),
        _ => return format!("{bytes} bytes"),
    };
    let tenths = bytes / (unit / 10);
    match tenths % 10 {
        0 => format!("{} {name}", tenths / 10),
        rest => format!("{}.{rest} {name}", tenths / 10),
    }
}

/// A size as people write it: a whole number with B, K, M, G or T, where KB is 1,000 and KiB is 1,024 bytes.
///
/// # Errors
/// Other texts, and less than [`LEAST`].
pub fn parse(text: &str) -> std::result::Result<u64, String> {
    let text = text.trim().to_ascii_uppercase();
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let (number, unit) = text.split_at(digits);
    let unit = match unit.trim() {
        "" | "B" => Some(1),
        "K" | "KB" => Some(1000),
        "KIB" => Some(1 << 10),
        "M" | "MB" => Some(1_000_000),
        "MIB" => Some(1 << 20),
        "G" | "GB" => Some(1_000_000_000),
        "GIB" => Some(1 << 30),
        "T" | "TB" => Some(1_000_000_000_000),
        "TIB" => Some(1 << 40),
        _ => None,
    };
    let bytes = number.parse::<u64>().ok().zip(unit).and_then(|(number, unit)| number.checked_mul(unit));
    let bytes = bytes.ok_or("a size such as 512MB, 2GB or 1GiB is needed")?;
    match bytes {
        LEAST.. => Ok(bytes),
        _ => Err(format!("at least {} are needed", in_words(LEAST))),
    }
}

/// A part of the budget, given back when this is dropped.
#[derive(Debug, Default)]
pub struct Taken {
    bytes: u64,
}

impl Taken {
    /// Takes bytes of the budget. `what` is what they are for, as in "the tree".
    ///
    /// # Errors
    /// Fewer bytes are left.
    pub fn new(what: &str, bytes: u64) -> Result<Self> {
        let mut taken = Taken::default();
        taken.add(what, bytes)?;
        Ok(taken)
    }

    /// Takes more.
    ///
    /// # Errors
    /// Fewer bytes are left; what was taken before stays.
    pub fn add(&mut self, what: &str, bytes: u64) -> Result<()> {
        let all = |taken: u64| taken.checked_add(bytes).filter(|&all| all <= limit());
        match TAKEN.fetch_update(Ordering::Relaxed, Ordering::Relaxed, all) {
            Ok(_) => {
                self.bytes += bytes;
                Ok(())
            }
            Err(taken) => Err(too_much(what, bytes, taken)),
        }
    }

    /// Takes more, or gives back, until it is so many bytes.
    ///
    /// # Errors
    /// As [`Taken::add`].
    pub fn set(&mut self, what: &str, bytes: u64) -> Result<()> {
        match bytes.checked_sub(self.bytes) {
            Some(more) => self.add(what, more),
            None => {
                self.give_back(self.bytes - bytes);
                Ok(())
            }
        }
    }

    /// Takes over what another has taken.
    pub fn join(&mut self, mut other: Taken) {
        self.bytes += std::mem::take(&mut other.bytes);
    }

    /// Gives bytes back, at most those that were taken.
    pub fn give_back(&mut self, bytes: u64) {
        let bytes = bytes.min(self.bytes);
        self.bytes -= bytes;
        TAKEN.fetch_sub(bytes, Ordering::Relaxed);
    }
}

impl Clone for Taken {
    /// What is copied takes as much again. It is counted even where the budget does not hold it: a copy cannot fail.
    fn clone(&self) -> Self {
        TAKEN.fetch_add(self.bytes, Ordering::Relaxed);
        Taken { bytes: self.bytes }
    }
}

impl Drop for Taken {
    fn drop(&mut self) {
        TAKEN.fetch_sub(self.bytes, Ordering::Relaxed);
    }
}

/// Refuses what the budget does not hold.
///
/// # Errors
/// Fewer bytes are left.
pub fn check(what: &str, bytes: u64) -> Result<()> {
    match has_room(bytes) {
        true => Ok(()),
        false => Err(too_much(what, bytes, TAKEN.load(Ordering::Relaxed))),
    }
}

/// The fault of something that was not through when the budget was.
pub fn exhausted(what: &str) -> Error {
    too_much(what, left().saturating_add(1), TAKEN.load(Ordering::Relaxed))
}

fn too_much(what: &str, bytes: u64, taken: u64) -> Error {
    let beside = if taken > 0 { format!(" beside {} that are taken", in_words(taken)) } else { String::new() };
    Error::limit(format!("{what} would take too much memory"))
        .found(format!("{}{beside}", in_words(bytes)))
        .allowed(format!("{} for all files that are read", in_words(limit())))
        .hint(format!("if the file is as it should be, --memory 4GB (or {VARIABLE}=4GB) allows more"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_taken_is_given_back() {
        // Other tests read files at the same time: the numbers are far above theirs.
        let most = limit();
        let mut taken = Taken::new("this", most / 2).unwrap();
        assert!(!has_room(most / 2 + 1));
        let fault = Taken::new("the other", most - 1).unwrap_err().to_string();
        assert!(fault.contains("the other would take too much memory") && fault.contains("--memory"), "{fault}");
        assert!(fault.contains("512 MB for all files"), "{fault}");
        taken.set("this", 1000).unwrap();
        assert!(has_room(most / 2 + most / 4));
        taken.add("this", most / 2).unwrap();
        assert!(taken.set("this", u64::MAX).is_err());
        taken.give_back(u64::MAX);
        assert!(has_room(most / 2 + most / 4));
        let copied = Taken::new("this", most / 4).unwrap().clone();
        assert!(!has_room(most - most / 8));
        drop(copied);
        assert!(has_room(most - most / 8));
    }

    #[test]
    fn sizes_are_read_and_written() {
        for (text, bytes) in
            [("512MB", DEFAULT), ("2g", 2_000_000_000), (" 1 GiB", 1 << 30), ("1000000", LEAST), ("20000K", 20_000_000)]
        {
            assert_eq!(parse(text), Ok(bytes), "{text}");
        }
        for text in ["", "MB", "-1GB", "1.5GB", "12XB", "999KB", "99999999999TB", "18446744073709551616"] {
            assert!(parse(text).is_err(), "{text}");
        }
        let words = [0, 999, 1500, 512_000_000, 2_560_000_000].map(in_words);
        assert_eq!(words, ["0 bytes", "999 bytes", "1.5 kB", "512 MB", "2.5 GB"]);
    }
}
