//! Which rows were lost or added: received rows are laid along the expected ones so that as many as possible are equal
//! with as few jumps as possible.

use super::cause::Cause;
use super::window::ByKey;
use super::wires::Predicted;
use crate::chip::signals::OutputWords;

/// Rows that one jump must make equal before it is believed.
const JUMP: u32 = 4;

/// Places of the same content that are tried; rows that come more often say nothing of where they are.
const PLACES: usize = 4;

/// Offsets between expected and received rows that are followed at a time: those that most rows suggest which come seldom,
/// most of the others, and those that are nearest.
const OFFSETS: usize = 12;

/// Jumps of up to so many rows are tried in place of larger ones.
const SMALL: i64 = 64;

/// What a row that differs costs; one without a counterpart costs somewhat less.
const DIFFERS: u32 = 8;

/// Offsets that each link suggests by its words.
const LINK_OFFSETS: usize = 4;

/// Rows on which offsets are compared.
const SAMPLE: usize = 200;

/// Offsets that are tried for whole files.
const SHIFTS: usize = 100;

/// So many rows without a counterpart are as bad as one that differs.
pub(super) const ALONE: usize = 32;

/// Places of the same content that are looked at before and behind a row, where there are many.
const NEAR: usize = 30;

/// A stretch of received rows that lie along expected ones.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Stretch {
    /// Its first received row.
    start: usize,
    /// Expected row less received row.
    offset: i64,
}

/// What stands for the content of rows: equal rows have equal ones.
pub(super) type RowKey = u64;

/// How many rows suggest each offset of a reach to both sides.
struct Votes {
    reach: i64,
    counts: Vec<u32>,
}

impl Votes {
    fn new(reach: i64) -> Self {
        Votes { reach, counts: vec![0; 2 * reach.unsigned_abs() as usize + 1] }
    }

    fn add(&mut self, offset: i64) {
        if let Some(count) = usize::try_from(offset + self.reach).ok().and_then(|at| self.counts.get_mut(at)) {
            *count += 1;
        }
    }

    /// Offsets with enough votes, and how many, 0 not among them.
    fn several(&self) -> Vec<(i64, u32)> {
        let all = self.counts.iter().zip(-self.reach..);
        all.filter(|&(&count, offset)| count >= JUMP && offset != 0).map(|(&count, offset)| (offset, count)).collect()
    }

    /// Offsets with most votes.
    fn most(&self, count: usize) -> Vec<i64> {
        let mut votes = self.several();
        votes.sort_by_key(|&(offset, count)| (std::cmp::Reverse(count), offset.abs(), offset));
        votes.into_iter().map(|vote| vote.0).take(count).collect()
    }

    /// Offsets that have votes and are near to 0.
    fn nearest(&self, count: usize) -> Vec<i64> {
        let mut offsets: Vec<i64> = self.several().into_iter().map(|vote| vote.0).collect();
        offsets.sort_by_key(|offset| (offset.abs(), *offset));
        offsets.truncate(count);
        offsets
    }
}

/// Offsets that many rows suggest, those of most rows first; 0 is always among them. Rows that come seldom say where
/// they belong; those that come often say it only of the places nearest to them.
fn offsets(expected: &[RowKey], received: &[RowKey], reach: i64, count: usize) -> Vec<i64> {
    let mut places: ByKey<RowKey, Vec<usize>> = ByKey::default();
    for (row, key) in expected.iter().enumerate() {
        places.entry(*key).or_default().push(row);
    }
    let (mut seldom, mut often) = (Votes::new(reach), Votes::new(reach));
    for (row, key) in received.iter().enumerate() {
        let Some(places) = places.get(key) else { continue };
        let (votes, near) = if places.len() <= PLACES {
            (&mut seldom, places.as_slice())
        } else {
            let behind = places.partition_point(|&place| place <= row);
            (&mut often, &places[behind.saturating_sub(NEAR)..(behind + NEAR).min(places.len())])
        };
        near.iter().for_each(|&place| votes.add(place as i64 - row as i64));
    }
    let mut offsets = vec![0];
    offsets.extend(beginnings(expected, received).into_iter().filter(|offset| *offset != 0 && offset.abs() <= reach));
    for offset in seldom.most(count).into_iter().chain(often.nearest(count)).chain(often.most(count)) {
        if !offsets.contains(&offset) {
            offsets.push(offset);
        }
    }
    offsets
}

/// Offsets at which the first rows of one list are the first time found in the other: where rows repeat, all others are as
/// good but for what comes before.
fn beginnings(expected: &[RowKey], received: &[RowKey]) -> Vec<i64> {
    let late = beginning(expected, received).map(|at| -at);
    late.into_iter().chain(beginning(received, expected)).collect()
}

/// Where the first rows of one list are the first time found in another.
fn beginning(rows: &[RowKey], other: &[RowKey]) -> Option<i64> {
    let start = rows.get(..JUMP as usize)?;
    other.windows(start.len()).position(|window| window == start).map(|at| at as i64)
}

/// Whether a received row equals the expected one at an offset; none if there is no such row.
fn is_equal(expected: &[RowKey], received: &[RowKey], row: usize, offset: i64) -> Option<bool> {
    let place = usize::try_from(row as i64 + offset).ok()?;
    Some(expected.get(place)? == received.get(row)?)
}

/// Shifts of the whole file, and starts inside an orbit of `orbit` rows if there is one: those under which most rows are
/// equal, if they are half of them and more than without.
pub(super) fn shifts(expected: &[RowKey], received: &[RowKey], reach: i64, orbit: Option<usize>) -> Vec<Cause> {
    let round = |start: usize| {
        let length = orbit.unwrap_or(1);
        let pairs = received.iter().take(length).enumerate();
        pairs.filter(|(row, key)| expected[(row + start) % length] == **key).count()
    };
    let now = equal(expected, received, 0).0;
    let mut shifts = Vec::new();
    for offset in offsets(expected, received, reach, SHIFTS) {
        let (same, all) = equal(expected, received, offset);
        let start = orbit.map_or(0, |orbit| offset.rem_euclid(orbit as i64) as usize);
        // Rows that a shift leaves over are equal, too, if an orbit comes round.
        let turned = if start == 0 { 0 } else { round(start) };
        let left = received.len() - all;
        if left > 0 && 10 * turned >= 10 * same + 9 * left && turned > now && 2 * turned >= received.len() {
            shifts.push((received.len() - turned, start as u64, Cause::OrbitStart { by: start as u64 }));
        } else if offset != 0 && 2 * same >= all && same > now.min(all / 2) {
            shifts.push((all - same + left / ALONE, offset.unsigned_abs(), Cause::RowsShifted { by: -offset }));
        }
    }
    shifts.sort_by_key(|&(different, far, _)| (different, far));
    shifts.dedup_by(|a, b| a.2 == b.2);
    shifts.into_iter().take(3).map(|shift| shift.2).collect()
}

/// Rows that are equal at an offset, and those that have a counterpart.
fn equal(expected: &[RowKey], received: &[RowKey], offset: i64) -> (usize, usize) {
    let pairs = (0..received.len()).filter_map(|row| is_equal(expected, received, row, offset));
    pairs.fold((0, 0), |(equal, all), one| (equal + usize::from(one), all + 1))
}

/// Lays received rows along the expected ones: the path of the lowest cost. `cost` is that of a row at an offset, and `jump`
/// that of another offset.
fn path(rows: usize, offsets: &[i64], jump: u32, cost_of: impl Fn(usize, i64) -> u32) -> Vec<Stretch> {
    // For each row and offset, the offset of the row before.
    let mut before: Vec<Vec<u8>> = Vec::with_capacity(rows);
    let mut cost = vec![0u32; offsets.len()];
    for row in 0..rows {
        let best = (0..offsets.len()).min_by_key(|&at| cost[at]).unwrap_or(0);
        let jumped = cost[best] + if row == 0 { 0 } else { jump };
        let from: Vec<u8> = (0..offsets.len()).map(|at| if cost[at] <= jumped { at } else { best } as u8).collect();
        for (at, cost) in cost.iter_mut().enumerate() {
            *cost = (*cost).min(jumped) + cost_of(row, offsets[at]);
        }
        before.push(from);
    }
    let mut at = (0..offsets.len()).min_by_key(|&at| cost[at]).unwrap_or(0);
    let mut stretches = Vec::new();
    for row in (0..rows).rev() {
        let from = usize::from(before[row][at]);
        if row == 0 || from != at {
            stretches.push(Stretch { start: row, offset: offsets[at] });
        }
        at = from;
    }
    stretches.reverse();
    stretches
}

/// The predicted row that each received one most likely is, as places in both lists, by the words of so many links: some of
/// them may be wrong in every row.
pub(super) fn by_words(
    predicted: &[Predicted],
    received: &[OutputWords],
    links: usize,
    reach: i64,
) -> Vec<(usize, usize)> {
    let mut all = vec![0];
    for link in 0..links {
        let expected: Vec<RowKey> = predicted.iter().map(|row| row.words[link].into()).collect();
        let received: Vec<RowKey> = received.iter().map(|row| row[link].into()).collect();
        for offset in offsets(&expected, &received, reach, LINK_OFFSETS) {
            if !all.contains(&offset) && all.len() < usize::from(u8::MAX) {
                all.push(offset);
            }
        }
    }
    // Few offsets are right: of many, those under which most words of some rows are equal.
    let step = (received.len() / SAMPLE).max(1);
    let words = Words { predicted, received, links };
    all.sort_by_cached_key(|&offset| words.wrong(0..received.len(), step, offset));
    all.truncate(OFFSETS);
    let stretches = path(received.len(), &all, JUMP * links as u32, |row, offset| words.wrong_in(row, offset));
    let ends = stretches.iter().skip(1).map(|next| next.start).chain([received.len()]);
    let stretches: Vec<(Stretch, usize)> = stretches.iter().copied().zip(ends).collect();
    // Rows that only lie between others have no counterpart: far more of their words are wrong.
    let count = |&(stretch, end): &(Stretch, usize)| {
        (words.wrong(stretch.start..end, 1, stretch.offset), (end - stretch.start) as u64)
    };
    let shares: Vec<(u64, u64)> = stretches.iter().map(count).collect();
    let least = shares.iter().copied().min_by(|a, b| (a.0 * b.1).cmp(&(b.0 * a.1))).unwrap_or((0, 1));
    // Half way between the best and nothing.
    let good = |&(bad, rows): &(u64, u64)| 2 * bad * least.1 <= (least.0 + links as u64 * least.1) * rows;
    let mut pairs = Vec::with_capacity(received.len());
    for (stretch, end) in stretches.iter().zip(&shares).filter(|(_, share)| good(share)).map(|one| *one.0) {
        let counterpart = |row: usize| usize::try_from(row as i64 + stretch.offset).ok().map(|at| (at, row));
        pairs.extend((stretch.start..end).filter_map(counterpart).filter(|pair| pair.0 < predicted.len()));
    }
    pairs
}

/// Rows that are not equal at an offset; no more than so many are counted.
fn different(
    expected: &[RowKey],
    received: &[RowKey],
    rows: std::ops::Range<usize>,
    offset: i64,
    most: usize,
) -> usize {
    rows.filter(|&row| is_equal(expected, received, row, offset) != Some(true)).take(most).count()
}

/// Words of so many links.
struct Words<'a> {
    predicted: &'a [Predicted],
    received: &'a [OutputWords],
    links: usize,
}

impl Words<'_> {
    /// Those of a received row that are wrong at an offset.
    fn wrong_in(&self, row: usize, offset: i64) -> u32 {
        let predicted = usize::try_from(row as i64 + offset).ok().and_then(|at| self.predicted.get(at));
        predicted.map_or(self.links, |predicted| predicted.wrong_links(&self.received[row], self.links)) as u32
    }

    /// Those that are wrong in every `step`th of some rows.
    fn wrong(&self, rows: std::ops::Range<usize>, step: usize, offset: i64) -> u64 {
        rows.step_by(step).map(|row| u64::from(self.wrong_in(row, offset))).sum()
    }
}

/// The same stretches with jumps as small as may be: where rows repeat, larger ones are as good.
fn with_small_jumps(mut stretches: Vec<Stretch>, expected: &[RowKey], received: &[RowKey]) -> Vec<Stretch> {
    for at in 1..stretches.len() {
        let (old, Stretch { start, offset }) = (stretches[at - 1].offset, stretches[at]);
        if (offset - old).abs() <= SMALL {
            continue;
        }
        let rows = start..stretches.get(at + 1).map_or(received.len(), |next| next.start);
        let now = different(expected, received, rows.clone(), offset, usize::MAX);
        let mut small = (1..=SMALL).flat_map(|by| [old + by, old - by]);
        let as_good = |small: &i64| different(expected, received, rows.clone(), *small, now + 1) <= now;
        if let Some(small) = small.find(as_good) {
            stretches[at].offset = small;
        }
    }
    stretches
}

/// The causes that make received rows equal to expected ones: shifted from the start, lost, doubled or inserted later.
/// `reach` is how far apart rows may be.
pub(super) fn align(expected: &[RowKey], received: &[RowKey], reach: i64) -> Vec<Cause> {
    let offsets = offsets(expected, received, reach, OFFSETS);
    let stretches =
        path(received.len(), &offsets, JUMP * DIFFERS, |row, offset| match is_equal(expected, received, row, offset) {
            Some(true) => 0,
            Some(false) => DIFFERS,
            None => DIFFERS - 1,
        });
    let stretches = with_small_jumps(stretches, expected, received);
    let Some(first) = stretches.first() else { return Vec::new() };
    let mut causes = Vec::new();
    if first.offset != 0 {
        causes.push(Cause::RowsShifted { by: -first.offset });
    }
    for pair in stretches.windows(2) {
        let (old, new) = (pair[0], pair[1]);
        // Rows in front of the jump that are equal on neither side belong to it.
        let before = (old.start..new.start).rfind(|&row| is_equal(expected, received, row, old.offset) == Some(true));
        let start = before.map_or(old.start, |row| row + 1);
        let mut behind = new.start..received.len();
        let begin =
            behind.find(|&row| is_equal(expected, received, row, new.offset) == Some(true)).unwrap_or(new.start);
        let (row, by) = (start as u64, (new.offset - old.offset).unsigned_abs());
        causes.push(if new.offset > old.offset {
            Cause::RowsLost { row, by }
        } else if begin == start && row >= by {
            Cause::RowsDoubled { row: row - by, by }
        } else {
            Cause::RowsInserted { row, by }
        });
    }
    causes
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows() -> Vec<RowKey> {
        (0..400u64).map(|row| row.wrapping_mul(0x9E37_79B9_7F4A_7C15)).collect()
    }

    #[test]
    fn jumps_are_found_where_they_are() {
        let expected = rows();
        let mut received = expected.clone();
        received.insert(300, 7);
        received.insert(300, 7);
        received.splice(200..200, expected[197..200].to_vec());
        received.drain(100..105);
        let causes = align(&expected, &received, 3564);
        assert_eq!(
            causes,
            [
                Cause::RowsLost { row: 100, by: 5 },
                Cause::RowsDoubled { row: 192, by: 3 },
                Cause::RowsInserted { row: 298, by: 2 },
            ]
        );
    }

    #[test]
    fn late_and_early_rows() {
        let expected = rows();
        let late: Vec<RowKey> = [1, 2, 3].into_iter().chain(expected[..397].iter().copied()).collect();
        assert_eq!(align(&expected, &late, 3564), [Cause::RowsShifted { by: 3 }]);
        assert_eq!(align(&expected, &expected[10..], 3564), [Cause::RowsShifted { by: -10 }]);
        assert!(align(&expected, &expected[10..], 9).is_empty());
        assert_eq!(shifts(&expected, &late, 3564, None), [Cause::RowsShifted { by: 3 }]);
    }

    #[test]
    fn a_period_does_not_hide_the_shift() {
        let mut expected: Vec<RowKey> = (0..1000).map(|row| row % 128).collect();
        expected[0] = 500;
        let late: Vec<RowKey> = std::iter::repeat_n(77, 100).chain(expected[..900].iter().copied()).collect();
        assert_eq!(shifts(&expected, &late, 3564, None)[0], Cause::RowsShifted { by: 100 });
        expected.rotate_left(300);
        let mut turned = expected.clone();
        turned.rotate_left(611);
        assert!(shifts(&expected, &turned, 3564, Some(1000)).contains(&Cause::OrbitStart { by: 611 }));
    }

    #[test]
    fn rows_lost_from_a_pattern_that_repeats_are_found() {
        let expected: Vec<RowKey> = (0..2000).map(|row| row % 128).collect();
        let mut received = expected.clone();
        received.drain(1100..1103);
        assert_eq!(align(&expected, &received, 3564), [Cause::RowsLost { row: 1100, by: 3 }]);
    }

    #[test]
    fn noise_and_repetition_are_no_jumps() {
        let expected = rows();
        let mut received = expected.clone();
        for row in (0..400).step_by(3).chain(100..150) {
            received[row] = 5;
        }
        assert!(align(&expected, &received, 3564).is_empty());
        let repeated: Vec<RowKey> = (0..400).map(|row| row % 4).collect();
        let mut received = repeated.clone();
        received[100] = 9;
        assert!(align(&repeated, &received, 3564).is_empty());
    }
}
