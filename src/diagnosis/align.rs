//! Which rows were lost or added: received rows are laid along the expected ones so that as many as possible are equal
//! with as few jumps as possible.

use std::collections::HashMap;

use super::cause::Cause;

/// Rows that one jump must make equal before it is believed.
const JUMP: u32 = 4;

/// Places of the same content that are tried; rows that come more often say nothing of where they are.
const PLACES: usize = 4;

/// Offsets between expected and received rows that are followed at a time: those that most rows suggest which come seldom,
/// most of the others, and those that are nearest.
const OFFSETS: usize = 12;

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

/// Offsets that many rows suggest, those of most rows first; 0 is always among them. Rows that come seldom say where
/// they belong; those that come often say it only of the places nearest to them.
fn offsets(expected: &[RowKey], received: &[RowKey], reach: i64, count: usize) -> Vec<i64> {
    let mut places: HashMap<RowKey, Vec<usize>> = HashMap::new();
    for (row, key) in expected.iter().enumerate() {
        places.entry(*key).or_default().push(row);
    }
    let (mut seldom, mut often) = (HashMap::new(), HashMap::new());
    for (row, key) in received.iter().enumerate() {
        let Some(places) = places.get(key) else { continue };
        let (votes, near) = if places.len() <= PLACES {
            (&mut seldom, places.as_slice())
        } else {
            let behind = places.partition_point(|&place| place <= row);
            (&mut often, &places[behind.saturating_sub(NEAR)..(behind + NEAR).min(places.len())])
        };
        for place in near {
            let offset = *place as i64 - row as i64;
            if offset.abs() <= reach {
                *votes.entry(offset).or_insert(0u32) += 1;
            }
        }
    }
    let mut offsets = vec![0];
    for offset in most(seldom, count).into_iter().chain(nearest(&often, count)).chain(most(often, count)) {
        if !offsets.contains(&offset) {
            offsets.push(offset);
        }
    }
    offsets
}

/// Offsets with most votes, 0 not among them.
fn most(votes: HashMap<i64, u32>, count: usize) -> Vec<i64> {
    let mut votes: Vec<(i64, u32)> = votes.into_iter().filter(|vote| vote.1 >= JUMP && vote.0 != 0).collect();
    votes.sort_by_key(|&(offset, count)| (std::cmp::Reverse(count), offset.abs(), offset));
    votes.into_iter().map(|vote| vote.0).take(count).collect()
}

/// Offsets that have votes and are near to 0, which is not among them.
fn nearest(votes: &HashMap<i64, u32>, count: usize) -> Vec<i64> {
    let mut offsets: Vec<i64> =
        votes.iter().filter(|vote| *vote.1 >= JUMP && *vote.0 != 0).map(|vote| *vote.0).collect();
    offsets.sort_by_key(|offset| (offset.abs(), *offset));
    offsets.truncate(count);
    offsets
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

/// Lays the received rows along the expected ones: the path of the fewest differing rows and jumps.
fn path(expected: &[RowKey], received: &[RowKey], offsets: &[i64]) -> Vec<Stretch> {
    // For each row and offset, the offset of the row before.
    let mut before: Vec<Vec<u8>> = Vec::with_capacity(received.len());
    let mut cost = vec![0u32; offsets.len()];
    for row in 0..received.len() {
        let best = (0..offsets.len()).min_by_key(|&at| cost[at]).unwrap_or(0);
        let jump = cost[best] + if row == 0 { 0 } else { JUMP };
        let from: Vec<u8> = (0..offsets.len()).map(|at| if cost[at] <= jump { at } else { best } as u8).collect();
        for (at, cost) in cost.iter_mut().enumerate() {
            *cost = (*cost).min(jump) + u32::from(is_equal(expected, received, row, offsets[at]) != Some(true));
        }
        before.push(from);
    }
    let mut at = (0..offsets.len()).min_by_key(|&at| cost[at]).unwrap_or(0);
    let mut stretches = Vec::new();
    for row in (0..received.len()).rev() {
        let from = usize::from(before[row][at]);
        if row == 0 || from != at {
            stretches.push(Stretch { start: row, offset: offsets[at] });
        }
        at = from;
    }
    stretches.reverse();
    stretches
}

/// The causes that make received rows equal to expected ones: shifted from the start, lost, doubled or inserted later.
/// `reach` is how far apart rows may be.
pub(super) fn align(expected: &[RowKey], received: &[RowKey], reach: i64) -> Vec<Cause> {
    let stretches = path(expected, received, &offsets(expected, received, reach, OFFSETS));
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
