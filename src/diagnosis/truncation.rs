//! Thresholds of the buffer, read off the packets that it truncated.

use super::change::{Change, Setup};
use crate::chip::signals::{InputWords, OutputWords};
use crate::chip::unpack::{Status, Unpacker};
use crate::chip::{BxTrace, Chip, Stage};
use crate::error::Result;
use crate::registers::ChipConfig;

/// What the packets say of the thresholds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
struct Bounds {
    /// T1 is at least this: packets that were sent.
    t1_low: usize,
    /// T1 is less than this: packets that were truncated.
    t1_high: Option<usize>,
    /// T2 is less than this.
    t2_high: Option<usize>,
    /// T3 is at least this.
    t3_low: Option<usize>,
}

/// Changes of T1, T2 and T3 under which a chip truncates the packets that are truncated in received rows, from the first
/// row on; `lengths` are those of its packets. None if the given thresholds fit, or nothing was truncated.
pub(super) fn changes(setup: &Setup, lengths: &[usize], received: &[OutputWords]) -> Vec<Change> {
    let bounds = bounds(setup, lengths, received);
    let ChipConfig { buffer_t1, buffer_t2, buffer_t3, .. } = setup.config;
    let (t1, t2, t3) = (usize::from(buffer_t1), usize::from(buffer_t2), usize::from(buffer_t3));
    let read = [
        ("buffer_t1", t1, within(&bounds, t1, setup.config.links.into())),
        ("buffer_t2", t2, bounds.t2_high.map(|high| t2.min(high.saturating_sub(1)))),
        ("buffer_t3", t3, bounds.t3_low.map(|low| t3.max(low))),
    ];
    let other =
        read.into_iter().filter_map(|(option, now, value)| Some((option, value.filter(|&value| value != now)?)));
    other.map(|(option, value)| Change { option: option.to_owned(), value: value.to_string() }).collect()
}

/// A value of T1 within the bounds: that of the configuration, or one of 1 to 20 BX of words, or the lowest.
fn within(bounds: &Bounds, now: usize, links: usize) -> Option<usize> {
    let usual = (1..=20).map(|bx| 2 * links * bx);
    let mut values = [now].into_iter().chain(usual).chain([bounds.t1_low]);
    values.find(|&value| value >= bounds.t1_low && bounds.t1_high.is_none_or(|high| value < high))
}

/// Words of the packet of each row, before the buffer.
///
/// # Errors
/// As [`Chip::new`].
pub(super) fn lengths(setup: &Setup, input: &[InputWords]) -> Result<Vec<usize>> {
    let mut chip = Chip::new(&setup.config, &setup.options)?;
    let mut lengths = Vec::with_capacity(input.len());
    for words in input {
        let mut trace = BxTrace::default();
        chip.step(words, &mut trace);
        // Waiting words, words of the packet, and what became of it.
        lengths.push(trace.get(Stage::Buffer).map_or(0, |values| values[1] as usize));
    }
    Ok(lengths)
}

fn bounds(setup: &Setup, lengths: &[usize], received: &[OutputWords]) -> Bounds {
    let mut packets = Vec::new();
    let mut unpacker = Unpacker::new(&setup.config, setup.options.packet_layout(&setup.config));
    received.iter().for_each(|row| unpacker.push(row, |packet| packets.push((packet.row, packet.status))));
    let per_row = 2 * usize::from(setup.config.links);
    let (mut bounds, mut waiting) = (Bounds::default(), 0usize);
    for (row, status) in packets {
        let Some(&length) = lengths.get(row as usize) else { break };
        let needed = waiting + length;
        let truncated = match status {
            Status::Complete => false,
            Status::TruncatedT1 => {
                bounds.t1_high = Some(bounds.t1_high.map_or(needed, |high| high.min(needed)));
                true
            }
            Status::TruncatedT2 => {
                bounds.t2_high = Some(bounds.t2_high.map_or(waiting, |high| high.min(waiting)));
                bounds.t3_low = Some(bounds.t3_low.map_or(length, |low| low.max(length)));
                true
            }
            // What waits behind such a packet is not known.
            _ => break,
        };
        if status != Status::TruncatedT1 {
            bounds.t1_low = bounds.t1_low.max(needed);
        }
        waiting = (waiting + if truncated { 1 } else { length }).saturating_sub(per_row);
    }
    bounds
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chip::{NoTrace, Options};
    use crate::golden::random::RandomInput;
    use crate::registers::{Algorithm, Generation};

    fn sent(config: &ChipConfig, input: &[InputWords]) -> Vec<OutputWords> {
        let mut chip = Chip::new(config, &Options::default()).unwrap();
        input.iter().map(|words| chip.step(words, &mut NoTrace)).collect()
    }

    #[test]
    fn thresholds_are_read_off_what_was_truncated() {
        let config = ChipConfig {
            algorithm: Algorithm::ThresholdSum,
            links: 3,
            thresholds: [300_000; 48],
            buffer_t1: 72,
            buffer_t2: 500,
            buffer_t3: 0,
            ..ChipConfig::reset(Generation::P1)
        };
        let input: Vec<InputWords> = RandomInput::new(3).take(3000).collect();
        let setup = Setup { config: config.clone(), options: Options::default() };
        let lengths = lengths(&setup, &input).unwrap();
        assert_eq!(changes(&setup, &lengths, &sent(&config, &input)), []);
        for (t1, t2, t3) in [(54, 500, 0), (72, 30, 9), (200, 20, 25)] {
            let other = ChipConfig { buffer_t1: t1, buffer_t2: t2, buffer_t3: t3, ..config.clone() };
            let received = sent(&other, &input);
            assert_ne!(received, sent(&config, &input), "{t1} {t2} {t3}");
            let changes = changes(&setup, &lengths, &received);
            let found = changes
                .iter()
                .try_fold(setup.clone(), |setup, change| crate::diagnosis::change::changed(&setup, change));
            assert!(
                !changes.is_empty() && sent(&found.unwrap().config, &input) == received,
                "{t1} {t2} {t3}: {changes:?}"
            );
        }
    }
}
