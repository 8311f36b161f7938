//! Which event belongs to which part.
//!
//! An event is identified by the hash of its file and its entry in the tree. With the seed these give a
//! number from 0 to 1, and the fractions cut that range. So the part of an event does not depend on other
//! files, their order, chunks or threads, and all wafers of an event are in one part.
//!
//! The number is the first 53 bits of the SHA-256 of the text `seed/file/event` (in decimal, the SHA-256 of
//! the file in hexadecimal digits), divided by 2^53.

use sha2::{Digest, Sha256};

use crate::data::split::Part;
use crate::error::{Error, Result};

/// Fractions of training, validation and test events.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Fractions([f64; 3]);

impl Fractions {
    /// Fractions in the order of [`Part::ALL`].
    ///
    /// # Errors
    /// Fractions outside 0 to 1 or that do not add up to 1.
    pub fn new(fractions: [f64; 3]) -> Result<Self> {
        let inside = fractions.iter().all(|fraction| (0.0..=1.0).contains(fraction));
        match inside && (fractions.iter().sum::<f64>() - 1.0).abs() < 1e-9 {
            true => Ok(Fractions(fractions)),
            false => Err(Error::new("the fractions do not add up to 1")
                .field("train, validation, test")
                .found(fractions.map(|fraction| fraction.to_string()).join(" + "))
                .allowed("each from 0 to 1, together 1")),
        }
    }

    /// The fractions.
    pub fn values(&self) -> [f64; 3] {
        self.0
    }

    /// The part of an event of the file with this SHA-256.
    pub fn part(&self, seed: u64, file_sha256: &str, event: u64) -> Part {
        let digest = Sha256::digest(format!("{seed}/{file_sha256}/{event}"));
        let first = digest.iter().take(8).fold(0u64, |number, &byte| number << 8 | u64::from(byte));
        let place = (first >> 11) as f64 / (1u64 << 53) as f64;
        let [train, validation, _] = self.0;
        match place {
            p if p < train => Part::Train,
            p if p < train + validation => Part::Validation,
            // Rounding must not give a sliver to a part without a share.
            _ if self.0[2] > 0.0 => Part::Test,
            _ if validation > 0.0 => Part::Validation,
            _ => Part::Train,
        }
    }
}

/// The name of a part's directory.
pub fn name(part: Part) -> &'static str {
    match part {
        Part::Train => "train",
        Part::Validation => "validation",
        Part::Test => "test",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_are_as_asked_for_and_depend_on_seed_file_and_event() {
        fn parts(seed: u64, file: &str) -> Vec<Part> {
            let fractions = Fractions::new([0.8, 0.1, 0.1]).unwrap();
            (0..10_000).map(|event| fractions.part(seed, file, event)).collect()
        }
        let one = parts(1, "ab");
        assert!(one == parts(1, "ab") && one != parts(2, "ab") && one != parts(1, "ac"));
        for (part, expected) in Part::ALL.into_iter().zip([8000.0, 1000.0, 1000.0]) {
            let count = one.iter().filter(|&&other| other == part).count() as f64;
            // Five standard deviations.
            assert!((count - expected).abs() < 5.0 * (expected * (1.0 - expected / 1e4)).sqrt(), "{count}");
        }
        let all = Fractions::new([0.3, 0.7, 0.0]).unwrap();
        assert!((0..10_000).all(|event| all.part(1, "ab", event) != Part::Test));
    }

    #[test]
    fn fractions_add_up() {
        for fractions in [[0.8, 0.1, 0.2], [1.1, -0.1, 0.0], [f64::NAN, 0.5, 0.5]] {
            assert!(Fractions::new(fractions).unwrap_err().to_string().contains("add up to 1"));
        }
    }
}
