//! From the atlas to frames that are lost: upsets come at a rate and stay until the registers are written again.
//!
//! A bit is upset at the rate of cross-section times flux. Until the next rewrite upsets accumulate; a second one puts a
//! bit right again. With `q` the probability that a bit is wrong, a frame is right with the probability
//! `Π (1 - q p)` over all bits, where `p` is the share of frames whose words the flip of that bit alone changes. This
//! takes the bits as independent: that two wrong bits undo each other, or change a frame only together, is left out.
//!
//! A bit that is triplicated is wrong if two of its three copies are. Copies are voted and not put right before the
//! rewrite, so that the numbers also hold for voters without feedback; with feedback hardly anything is left.

use std::path::Path;

use serde::Serialize;

use super::atlas::Atlas;
use crate::error::{Error, Result};

/// Flux of hadrons at the concentrator chips where it is highest, 1/cm²/s (docs/sources.md, Radiation).
pub const FLUX: f64 = 2e7;

/// Cross-section of a bit, cm². An assumption.
pub const CROSS_SECTION: f64 = 1e-14;

/// The factor by which the cross-section may be smaller or larger. An assumption, too.
pub const UNCERTAINTY: f64 = 10.0;

/// Steps of the mean over the time between two rewrites; an even number.
const STEPS: usize = 400;

/// How often a bit is upset, per second: the least, what is expected, the most.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct UpsetRate {
    /// The least.
    pub low: f64,
    /// What is expected.
    pub expected: f64,
    /// The most.
    pub high: f64,
}

impl UpsetRate {
    /// The rate of one cross-section (cm²), which may be smaller or larger by a factor, in a flux (1/cm²/s).
    pub fn new(cross_section: f64, uncertainty: f64, flux: f64) -> Self {
        let expected = cross_section * flux;
        UpsetRate { low: expected / uncertainty, expected, high: expected * uncertainty }
    }

    /// The rates of a table, added up: csv with the columns `particle`, `cross_section`, `low`, `high` (cm² per bit) and
    /// `flux` (1/cm²/s), a line for each kind of particle.
    ///
    /// # Errors
    /// Other columns, numbers that are negative or none, ends that do not enclose the cross-section, no line; each with
    /// its line.
    pub fn from_csv(text: &str, file: &Path) -> Result<Self> {
        let mut table = csv::ReaderBuilder::new().trim(csv::Trim::All).flexible(true).from_reader(text.as_bytes());
        let header = table.headers().map_err(|error| no_table(&error, file))?;
        if header.iter().ne(COLUMNS) {
            let found = header.iter().collect::<Vec<_>>().join(",");
            return Err(Error::syntax("unexpected columns").file(file).line(1).found(found).allowed(COLUMNS.join(",")));
        }
        let mut rate = UpsetRate { low: 0.0, expected: 0.0, high: 0.0 };
        let mut lines = 0;
        for record in table.records() {
            let record = record.map_err(|error| no_table(&error, file))?;
            let line = record.position().map_or(0, csv::Position::line);
            let [cross_section, low, high, flux] = numbers(&record).map_err(|error| error.file(file).line(line))?;
            if !(low <= cross_section && cross_section <= high) {
                return Err(Error::new("the cross-section is not between its ends")
                    .file(file)
                    .line(line)
                    .field("cross_section")
                    .found(record.get(1).unwrap_or_default())
                    .allowed(format!("{low}..={high}")));
            }
            rate.low += low * flux;
            rate.expected += cross_section * flux;
            rate.high += high * flux;
            lines += 1;
        }
        match lines {
            0 => Err(Error::missing("the table has no line").file(file).allowed("a line for each kind of particle")),
            _ => Ok(rate),
        }
    }

    fn all(&self) -> [f64; 3] {
        [self.low, self.expected, self.high]
    }
}

/// Columns of a table of cross-sections.
const COLUMNS: [&str; 5] = ["particle", "cross_section", "low", "high", "flux"];

fn no_table(error: &csv::Error, file: &Path) -> Error {
    Error::syntax(format!("not a csv table: {error}")).file(file)
}

/// The numbers of a line.
fn numbers(record: &csv::StringRecord) -> Result<[f64; 4]> {
    if record.len() != COLUMNS.len() {
        return Err(Error::syntax("not a line of cross-sections")
            .found(format!("{} columns", record.len()))
            .allowed(format!("{} columns", COLUMNS.len())));
    }
    let mut numbers = [0.0; 4];
    for ((number, name), text) in numbers.iter_mut().zip(&COLUMNS[1..]).zip(record.iter().skip(1)) {
        let read = text.parse::<f64>().ok().filter(|number| number.is_finite() && *number >= 0.0);
        *number = read.ok_or_else(|| {
            Error::new("not a number of this column").field(*name).found(text).allowed("0 or more, as 1e-14")
        })?;
    }
    Ok(numbers)
}

/// Shares of frames that are lost, from 0 to 1, for the least, the expected and the highest rate.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Loss {
    /// At the least rate.
    pub low: f64,
    /// At the expected rate.
    pub expected: f64,
    /// At the highest rate.
    pub high: f64,
}

/// The weights of an encoder under upsets.
#[derive(Debug, Clone)]
pub struct UpsetModel {
    /// For each bit, the share of frames whose words its flip changes, the largest first.
    shares: Vec<f64>,
}

impl UpsetModel {
    /// The bits of an atlas.
    pub fn new(atlas: &Atlas) -> Self {
        let ranking = atlas.ranking(|effect| effect.counts.sent_samples);
        let frames = atlas.frames.max(1) as f64;
        let shares = ranking.iter().map(|&at| atlas.bits[at].counts.sent_samples as f64 / frames);
        UpsetModel { shares: shares.collect() }
    }

    /// Number of bits.
    pub fn bits(&self) -> usize {
        self.shares.len()
    }

    /// The share of frames with wrong words between two rewrites that are `interval` seconds apart, where the worst
    /// `triplicated` bits are triplicated.
    pub fn loss(&self, rate: UpsetRate, interval: f64, triplicated: usize) -> Loss {
        let (protected, others) = self.shares.split_at(triplicated.min(self.shares.len()));
        let parts = [protected, others].map(powers);
        let [low, expected, high] = rate.all().map(|rate| mean_loss(rate * interval, &parts));
        Loss { low, expected, high }
    }
}

/// Powers of shares that are summed up.
const POWERS: usize = 48;

/// `Σ share^k / k` for k = 1, 2, …
fn powers(shares: &[f64]) -> [f64; POWERS] {
    let mut sums = [0.0; POWERS];
    for share in shares {
        let mut power = 1.0;
        for (sum, k) in sums.iter_mut().zip(1u32..) {
            power *= share;
            *sum += power / f64::from(k);
        }
    }
    sums
}

/// `Σ ln(1 - wrong share)` by its power series; `wrong` is at most a half, so that what is left out is below 10^-15.
fn log_right(powers: &[f64; POWERS], wrong: f64) -> f64 {
    -powers.iter().rev().fold(0.0, |sum, own| (sum + own) * wrong)
}

/// The mean of the loss over the time since the rewrite, by Simpson's rule, when each bit is upset so many times until
/// the next one on average. `parts` are the bits that are triplicated and the others.
fn mean_loss(upsets: f64, parts: &[[f64; POWERS]; 2]) -> f64 {
    let losses = (0..=STEPS).map(|step| simpson(step) * loss_at(upsets * step as f64 / STEPS as f64, parts));
    losses.sum::<f64>() / (3.0 * STEPS as f64)
}

/// The share of wrong frames when each bit has been upset so many times on average.
fn loss_at(upsets: f64, [triplicated, others]: &[[f64; POWERS]; 2]) -> f64 {
    // An odd number of upsets, exact also where it is tiny.
    let wrong = -libm::expm1(-2.0 * upsets) / 2.0;
    let voted = wrong * wrong * (3.0 - 2.0 * wrong);
    -libm::expm1(log_right(triplicated, voted) + log_right(others, wrong))
}

/// Weight of a step in Simpson's rule.
fn simpson(step: usize) -> f64 {
    match step {
        0 | STEPS => 1.0,
        step if step % 2 == 1 => 4.0,
        _ => 2.0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn model(shares: &[f64]) -> UpsetModel {
        UpsetModel { shares: shares.to_vec() }
    }

    fn read(text: &str) -> Result<UpsetRate> {
        UpsetRate::from_csv(text, Path::new("particles.csv"))
    }

    fn near(one: f64, other: f64) -> bool {
        (one - other).abs() <= 1e-5 * other.abs()
    }

    #[test]
    fn few_upsets_lose_half_the_interval_times_the_rate() {
        let rate = UpsetRate::new(1e-14, 10.0, 2e7);
        // One upset of a chip's weights in 6.5 minutes.
        assert!((1.0 / (rate.expected * 12_864.0) / 60.0 - 6.48).abs() < 0.01);
        let loss = model(&[1.0, 0.5]).loss(rate, 1.0, 0);
        assert!(near(loss.expected, 1.5 * rate.expected / 2.0), "{loss:?}");
        assert!(near(loss.high, 10.0 * loss.expected) && near(loss.low, loss.expected / 10.0), "{loss:?}");
    }

    #[test]
    fn one_bit_in_closed_form() {
        // The mean of (1 - exp(-2 x)) / 2 over 0..x.
        let mean = |x: f64| 0.5 - (1.0 - (-2.0 * x).exp()) / (4.0 * x);
        for interval in [1.0, 10.0, 100.0, 10_000.0] {
            let rate = UpsetRate::new(1e-3, 2.0, 1.0);
            let loss = model(&[1.0]).loss(rate, interval, 0).expected;
            assert!((loss - mean(1e-3 * interval)).abs() < 1e-6, "{interval}: {loss}");
        }
        // Triplicated: 3 q² with q = x, of which the mean is x².
        let loss = model(&[1.0]).loss(UpsetRate::new(1e-3, 2.0, 1.0), 1e-2, 1).expected;
        assert!((loss / 1e-10 - 1.0).abs() < 1e-3, "{loss}");
    }

    #[test]
    fn protection_helps_and_upsets_cost() {
        let model = model(&[0.9, 0.6, 0.1, 0.0]);
        let rate = UpsetRate::new(1e-5, 10.0, 1.0);
        let losses: Vec<f64> = (0..=4).map(|bits| model.loss(rate, 100.0, bits).expected).collect();
        assert!(losses[..4].windows(2).all(|two| two[0] > two[1]) && losses[3] == losses[4], "{losses:?}");
        assert!(model.loss(rate, 1000.0, 0).expected > losses[0]);
        assert_eq!(model.loss(rate, 100.0, 9), model.loss(rate, 100.0, 4));
    }

    #[test]
    fn tables_are_added_up_and_faults_have_lines() {
        let header = "particle,cross_section,low,high,flux\n";
        let rate = read(&format!("{header}proton,1e-14,5e-15,2e-14,1e7\nneutron, 2e-14,1e-14,4e-14,1e6\n")).unwrap();
        assert!(near(rate.expected, 1.2e-7) && near(rate.low, 6e-8) && near(rate.high, 2.4e-7), "{rate:?}");
        for (text, part) in [
            ("particle,flux\n", "particles.csv:1"),
            (header, "no line"),
            (&format!("{header}proton,1e-14,5e-15,2e-14\n"), "particles.csv:2"),
            (&format!("{header}proton,1e-14,5e-15,2e-14,fast\n"), "fast"),
            (&format!("{header}proton,-1,5e-15,2e-14,1\n"), "-1"),
            (&format!("{header}proton,1e-14,5e-15,inf,1\n"), "inf"),
            (&format!("{header}p,1,1,1,1\nproton,9e-14,5e-15,2e-14,1\n"), "particles.csv:3"),
        ] {
            let fault = read(text).unwrap_err().to_string();
            assert!(fault.contains(part), "{fault}");
        }
    }
}
