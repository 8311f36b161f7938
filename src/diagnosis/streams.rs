//! Which expected link each received one carries, and where its words begin, found without knowing which rows belong
//! together: some places of the received streams are looked for in all the expected ones.

use std::collections::{BTreeMap, HashMap};

use super::cause::MAX_SLIP;
use super::window::{ByKey, Keys};
use super::wires::{BitOrder, Predicted, Transmission, Wire, Wiring};
use crate::chip::signals::OutputWords;
use crate::registers::OUTPUT_LINKS;

/// Bits of a link word.
const WORD: i64 = u32::BITS as i64;

/// Places of a received link that are looked for.
const PROBES: usize = 24;

/// So many times more rows must come seldom, or the others are looked for as well.
const FEW: usize = 4;

/// Of these, so many must be found in one way.
const FOUND: usize = 3;

/// Changes between 0 and 1 that 64 bits must have to be looked for.
const CHANGES: u32 = 6;

/// Slips of a link that are compared by all of its words.
const NEAREST: usize = 6;

/// How often a place may come in its own link.
const REPEATS: usize = 4;

/// How the words of a link may be written: order and polarity.
pub(super) type Writing = (BitOrder, bool);

/// Every one, the usual one first.
pub(super) fn writings() -> impl Iterator<Item = Writing> {
    BitOrder::all().flat_map(|order| [(order, false), (order, true)])
}

/// A place that is looked for.
#[derive(Debug, Clone, Copy)]
struct Probe {
    link: usize,
    row: usize,
    writing: Writing,
}

/// What was found of a received link.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct LinkFound {
    /// The wire, but for whole words.
    pub wire: Wire,
    /// By how many rows it is late, and how many places say so.
    pub rows: BTreeMap<i64, usize>,
}

/// A set of keys that is quick to ask.
struct Filter(Vec<u64>);

impl Filter {
    const BITS: u32 = 18;

    fn new<'a>(keys: impl Iterator<Item = &'a u64>) -> Self {
        let mut filter = Filter(vec![0; 1 << (Self::BITS - 6)]);
        for key in keys {
            let place = Self::place(*key);
            filter.0[place / 64] |= 1 << (place % 64);
        }
        filter
    }

    fn place(key: u64) -> usize {
        (key.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> (64 - Self::BITS)) as usize
    }

    fn may_have(&self, key: u64) -> bool {
        let place = Self::place(key);
        self.0[place / 64] >> (place % 64) & 1 == 1
    }
}

/// Rows whose words and the next tell where they are: spread over the file, and not often repeated.
fn telling_rows(rows: &[OutputWords], link: usize, width: usize) -> Vec<usize> {
    let keys: Vec<u64> =
        rows.windows(width).map(|rows| rows.iter().fold(0, |all, row| all << WORD | u64::from(row[link]))).collect();
    let mut count: ByKey<u64, usize> = ByKey::default();
    for key in &keys {
        *count.entry(*key).or_default() += 1;
    }
    let changes = CHANGES * width as u32 / 2;
    let tell: Vec<usize> =
        (0..keys.len()).filter(|&row| (keys[row] ^ keys[row] >> 1).count_ones() >= changes).collect();
    let mut telling: Vec<usize> = tell.iter().copied().filter(|&row| count[&keys[row]] <= REPEATS).collect();
    if telling.len() < FEW * PROBES {
        // Patterns that come again and again, each once: what comes seldom may be errors.
        let mut seen = Keys::default();
        telling = tell.into_iter().filter(|&row| seen.insert(keys[row])).collect();
    }
    let step = (telling.len() / PROBES).max(1);
    telling.into_iter().step_by(step).take(PROBES).collect()
}

/// What each received link carries, as far as its words tell.
pub(super) fn find(expected: &[OutputWords], received: &[OutputWords]) -> [Option<LinkFound>; OUTPUT_LINKS] {
    let mut found = in_streams(expected, received);
    // Words that repeat look slipped where they are rotated.
    let links = 0..OUTPUT_LINKS;
    let unsure: Vec<usize> =
        links.filter(|&link| found[link].as_ref().is_none_or(|found| found.wire.late != 0)).collect();
    for (&link, rotated) in unsure.iter().zip(rotated(expected, received, &unsure)) {
        let Some(rotated) = rotated else { continue };
        let slipped = found[link].as_ref().map(|slipped| {
            (best_words(slipped, link, expected, received), std::cmp::Reverse(slipped.wire.changes(link)))
        });
        let words = best_words(&rotated, link, expected, received);
        if slipped.is_none_or(|slipped| slipped < (words, std::cmp::Reverse(rotated.wire.changes(link)))) {
            found[link] = Some(rotated);
        }
    }
    for (link, found) in found.iter_mut().enumerate().filter(|(_, found)| found.is_none()) {
        *found = by_words(expected, received, link);
    }
    found
}

/// Received words of a link that are as a way says, in the order of rows that most places say.
fn best_words(found: &LinkFound, link: usize, expected: &[OutputWords], received: &[OutputWords]) -> usize {
    let most = found.rows.iter().max_by_key(|(_, count)| **count);
    most.map_or(0, |(rows, _)| equal_words((&found.wire, *rows), link, expected, received))
}

/// Received words of a link that are as its wire makes them, late by so many rows.
fn equal_words((wire, rows): (&Wire, i64), link: usize, expected: &[OutputWords], received: &[OutputWords]) -> usize {
    let mut transmission = Transmission::new(Wiring {
        wires: std::array::from_fn(|at| if at == link { *wire } else { Wire::straight(at) }),
        ..Wiring::default()
    });
    (0..).zip(expected).for_each(|(row, words)| transmission.push(Predicted::sent(*words, row)));
    transmission.end();
    let predicted = std::iter::from_fn(|| transmission.pop());
    let skipped = (usize::try_from(-rows).unwrap_or(0), usize::try_from(rows).unwrap_or(0));
    let pairs = predicted.skip(skipped.0).zip(received.iter().skip(skipped.1));
    pairs.filter(|(predicted, got)| predicted.words[link] == got[link]).count()
}

/// A link whose words are too plain to be looked for, but all come on the same expected link in one way of writing.
fn by_words(expected: &[OutputWords], received: &[OutputWords], link: usize) -> Option<LinkFound> {
    let words: Keys<u32> = expected.iter().map(|row| row[link]).collect();
    let known = |(order, inverted): Writing| {
        let changed = received.iter().map(|row| order.apply(if inverted { !row[link] } else { row[link] }));
        changed.filter(|word| words.contains(word)).count()
    };
    let counts: Vec<(usize, Writing)> = writings().map(known).zip(writings()).collect();
    let usual = counts.first()?.0;
    let &(share, (order, inverted)) =
        counts.iter().max_by_key(|&&(count, writing)| (count, std::cmp::Reverse(writing)))?;
    if 100 * share < 95 * received.len() || 100 * usual >= 90 * received.len() {
        return None;
    }
    Some(LinkFound { wire: Wire { order, inverted, ..Wire::straight(link) }, rows: BTreeMap::new() })
}

/// Votes of places for the ways in which a link may carry another: link, writing, bits late in the word, and places to
/// rotate; for each the rows late, and the probes that say so.
type Votes = HashMap<(u8, Writing, u8, u8), BTreeMap<i64, Vec<usize>>>;

/// Places that confirm a way, each counted once.
fn confirming(rows: &BTreeMap<i64, Vec<usize>>) -> usize {
    rows.values().flatten().copied().collect::<Keys<usize>>().len()
}

/// The way with most votes; of those with as many, the simplest.
fn winner(link: usize, votes: &Votes, probes: usize) -> Option<LinkFound> {
    let simple = |&(from, (order, inverted), late, rotated): &(u8, Writing, u8, u8)| {
        let changed = [usize::from(from) != link, order != BitOrder::default(), inverted, late != 0, rotated != 0];
        (changed.into_iter().filter(|&one| one).count(), from, order, inverted, late, rotated)
    };
    // A way that some fewer places confirm is still meant if it is the simpler one.
    let most = votes.values().map(confirming).max().filter(|&most| most >= FOUND && 2 * most >= probes)?;
    let good = votes.iter().filter(|(_, rows)| 10 * confirming(rows) >= 9 * most);
    let (way, rows) = good.min_by_key(|(way, _)| simple(way))?;
    let (from, (order, inverted), late, rotated) = *way;
    // A rotation by half a word is an exchange of its halves.
    let (order, rotated) =
        if rotated == 16 { (BitOrder { halves: !order.halves, ..order }, 0) } else { (order, rotated) };
    let wire = Wire { from: Some(from), late: late.into(), order, rotated, inverted };
    Some(LinkFound { wire, rows: rows.iter().map(|(&late, probes)| (late, probes.len())).collect() })
}

/// Links whose words may begin at any bit.
fn in_streams(expected: &[OutputWords], received: &[OutputWords]) -> [Option<LinkFound>; OUTPUT_LINKS] {
    let mut probes: ByKey<u64, Vec<Probe>> = ByKey::default();
    let mut counts = [0; OUTPUT_LINKS];
    for (link, count) in counts.iter_mut().enumerate() {
        let rows = telling_rows(received, link, 2);
        *count = rows.len();
        for (row, (order, inverted)) in rows.iter().flat_map(|&row| writings().map(move |writing| (row, writing))) {
            let sent = [row, row + 1]
                .map(|row| order.apply(if inverted { !received[row][link] } else { received[row][link] }));
            let probe = Probe { link, row, writing: (order, inverted) };
            probes.entry(u64::from(sent[0]) << WORD | u64::from(sent[1])).or_default().push(probe);
        }
    }
    let filter = Filter::new(probes.keys());
    let mut votes: [Votes; OUTPUT_LINKS] = std::array::from_fn(|_| Votes::new());
    for from in 0..OUTPUT_LINKS {
        for (row, three) in expected.windows(3).enumerate() {
            let bits = three.iter().fold(0u128, |all, row| all << WORD | u128::from(row[from]));
            if bits == 0 || bits == u128::MAX >> WORD {
                continue;
            }
            for place in 0..WORD {
                let key = (bits >> (WORD - place)) as u64;
                if !filter.may_have(key) {
                    continue;
                }
                for probe in probes.get(&key).into_iter().flatten() {
                    let late = WORD * (probe.row as i64 - row as i64) - place;
                    let way = (from as u8, probe.writing, late.rem_euclid(WORD) as u8, 0);
                    let rows = votes[probe.link].entry(way).or_default();
                    rows.entry(late.div_euclid(WORD)).or_default().push(probe.row);
                }
            }
        }
    }
    std::array::from_fn(|link| winner(link, &votes[link], counts[link]))
}

/// The rotation of a word that has the smallest value, and by how many places it was rotated for it.
fn smallest_rotation(word: u32) -> (u32, u32) {
    (0..u32::BITS).map(|places| (word.rotate_left(places), places)).min().unwrap_or((word, 0))
}

/// A word that is looked for in every rotation.
struct RotatedProbe {
    /// Which of the links.
    place: usize,
    row: usize,
    inverted: bool,
    /// Whether its bits are reversed.
    bits: bool,
    /// Places by which it was rotated to be the smallest.
    places: u32,
}

/// Links whose words are rotated, and perhaps reversed.
fn rotated(expected: &[OutputWords], received: &[OutputWords], links: &[usize]) -> Vec<Option<LinkFound>> {
    let mut probes: ByKey<u32, Vec<RotatedProbe>> = ByKey::default();
    let mut counts = vec![0; links.len()];
    for (place, (&link, count)) in links.iter().zip(&mut counts).enumerate() {
        let rows = telling_rows(received, link, 1);
        *count = rows.len();
        let ways = [(false, false), (false, true), (true, false), (true, true)];
        for (row, (inverted, bits)) in rows.iter().flat_map(|&row| ways.map(|way| (row, way))) {
            let word = if inverted { !received[row][link] } else { received[row][link] };
            let (key, places) = smallest_rotation(if bits { word.reverse_bits() } else { word });
            probes.entry(key).or_default().push(RotatedProbe { place, row, inverted, bits, places });
        }
    }
    let mut votes: Vec<Votes> = links.iter().map(|_| Votes::new()).collect();
    if probes.is_empty() {
        return links.iter().map(|_| None).collect();
    }
    for from in 0..OUTPUT_LINKS {
        for (row, words) in expected.iter().enumerate().filter(|(_, words)| words[from] != 0) {
            let (key, there) = smallest_rotation(words[from]);
            for probe in probes.get(&key).into_iter().flatten() {
                let rotated = (there + u32::BITS - probe.places) % u32::BITS;
                // Seen from their other end, bits are rotated the other way.
                let rotated = if probe.bits { (u32::BITS - rotated) % u32::BITS } else { rotated };
                let order = BitOrder { bits: probe.bits, ..BitOrder::default() };
                let way = (from as u8, (order, probe.inverted), 0, rotated as u8);
                let late = probe.row as i64 - row as i64;
                votes[probe.place].entry(way).or_default().entry(late).or_default().push(probe.row);
            }
        }
    }
    links.iter().zip(votes).zip(counts).map(|((&link, votes), count)| winner(link, &votes, count)).collect()
}

/// The wires of all links: what most of them say of the order of rows is left out, so that what stays is how each
/// differs from the others. Links that told nothing are taken to be as the others are.
pub(super) fn wires(
    found: &[Option<LinkFound>; OUTPUT_LINKS],
    expected: &[OutputWords],
    received: &[OutputWords],
    active: usize,
) -> [Wire; OUTPUT_LINKS] {
    let common = common_rows(found);
    let mut wires: [Wire; OUTPUT_LINKS] = std::array::from_fn(Wire::straight);
    let mut used = [false; OUTPUT_LINKS];
    for (link, found) in found.iter().enumerate() {
        let Some(found) = found else { continue };
        wires[link] = nearest_wire(found, common, |wire| equal_words((wire, common), link, expected, received));
        used[usize::from(found.wire.from.unwrap_or(0))] = true;
    }
    let model = common_writing(found, &wires);
    let silent: Vec<usize> = (0..active).filter(|&link| found[link].is_none()).collect();
    for &link in silent.iter().filter(|&&link| !used[link]) {
        wires[link] = Wire { from: Some(link as u8), ..model };
    }
    let mut free: Vec<usize> = (0..active).filter(|&link| !used[link] && !silent.contains(&link)).collect();
    for &link in silent.iter().filter(|&&link| used[link]) {
        // Two links are exchanged rather than three; a link of zeros carries none where all others are.
        let partner = (0..active).find(|&other| wires[other].from == Some(link as u8) && free.contains(&other));
        let zeros = 100 * received.iter().filter(|row| row[link] != 0).count() <= received.len();
        let from = partner.or(free.first().copied().filter(|_| !zeros));
        free.retain(|link| Some(*link) != from);
        wires[link] = Wire { from: from.map(|link| link as u8), ..model };
    }
    wires
}

/// These wires, and simpler ones that are near to them: the same on all links, links exchanged of which each comes once,
/// and one that is left out. What all are late by whole words is left to the rows.
pub(super) fn near(
    found: &[Option<LinkFound>; OUTPUT_LINKS],
    wires: &[Wire; OUTPUT_LINKS],
    (expected, received): (&[OutputWords], &[OutputWords]),
    active: usize,
) -> Vec<[Wire; OUTPUT_LINKS]> {
    let mut all = vec![without_common_words(*wires, active)];
    let mut ways: Vec<Wire> = Vec::new();
    for wire in &all[0][..active] {
        let way = Wire { from: None, ..*wire };
        if !ways.contains(&way) {
            ways.push(way);
        }
    }
    let from: [Option<u8>; OUTPUT_LINKS] = all[0].map(|wire| wire.from);
    let common = common_rows(found);
    for way in ways.iter().take(WAYS) {
        all.push(with(&from, way, active));
        let changed = |(link, wire): (usize, &Wire)| {
            if wire.changes(link) > 0 { Wire { from: wire.from, ..*way } } else { *wire }
        };
        let mut same = all[0];
        same.iter_mut().enumerate().for_each(|(link, wire)| *wire = changed((link, wire)));
        all.push(same);
        let last = active.saturating_sub(1);
        let is_left_out = received.iter().all(|row| row[last] == 0);
        // Rows that repeat may seem late.
        for rows in [common, 0].into_iter().take(1 + usize::from(common != 0)) {
            let scores = scores(way, rows, (expected, received), active);
            all.push(with(&assigned(&scores, active), way, active));
            let orders = left_out(&scores, active).filter(|_| is_left_out);
            all.extend(orders.map(|from| with(&from, way, active)));
        }
    }
    all.dedup();
    all
}

/// Ways of links that are tried on all of them.
const WAYS: usize = 4;

/// Wires without the whole words by which most links are late.
fn without_common_words(mut wires: [Wire; OUTPUT_LINKS], active: usize) -> [Wire; OUTPUT_LINKS] {
    let words: Vec<i32> = wires[..active].iter().map(|wire| wire.late / WORD as i32).collect();
    let most = |common: &&i32| 2 * words.iter().filter(|words| words == common).count() > active;
    let common = words.iter().find(most).copied();
    for wire in &mut wires[..active] {
        wire.late -= common.unwrap_or(0) * WORD as i32;
    }
    wires
}

/// All active links with the same way, each from its own.
fn with(from: &[Option<u8>; OUTPUT_LINKS], way: &Wire, active: usize) -> [Wire; OUTPUT_LINKS] {
    std::array::from_fn(|link| if link < active { Wire { from: from[link], ..*way } } else { Wire::straight(link) })
}

/// Received words of each link that are those of each expected one in a way, where all are late by so many rows.
fn scores(
    way: &Wire,
    common: i64,
    (expected, received): (&[OutputWords], &[OutputWords]),
    active: usize,
) -> Vec<Vec<usize>> {
    let mut transmission = Transmission::new(Wiring {
        wires: std::array::from_fn(|link| Wire { from: Some(link as u8), ..*way }),
        ..Wiring::default()
    });
    (0..).zip(expected).for_each(|(row, words)| transmission.push(Predicted::sent(*words, row)));
    transmission.end();
    let mut scores = vec![vec![0; active]; active];
    let skipped = (usize::try_from(-common).unwrap_or(0), usize::try_from(common).unwrap_or(0));
    let predicted = std::iter::from_fn(|| transmission.pop()).skip(skipped.0);
    for (predicted, got) in predicted.zip(received.iter().skip(skipped.1)) {
        for (scores, got) in scores.iter_mut().zip(got) {
            scores.iter_mut().zip(&predicted.words).for_each(|(score, word)| *score += usize::from(word == got));
        }
    }
    scores
}

/// The expected link of each received one, each used once: the best of all first.
fn assigned(scores: &[Vec<usize>], active: usize) -> [Option<u8>; OUTPUT_LINKS] {
    let pairs = (0..active).flat_map(|link| (0..active).map(move |from| (link, from)));
    let mut pairs: Vec<(usize, usize)> = pairs.collect();
    pairs.sort_by_key(|&(link, from)| (std::cmp::Reverse(scores[link][from]), link != from));
    let mut assigned = [None; OUTPUT_LINKS];
    for (link, from) in pairs {
        let from = from as u8;
        if assigned[link].is_none() && !assigned.contains(&Some(from)) {
            assigned[link] = Some(from);
        }
    }
    assigned
}

/// Orders in which a link is left out, and those behind it moved up: the first and the last that fit.
fn left_out(scores: &[Vec<usize>], active: usize) -> impl Iterator<Item = [Option<u8>; OUTPUT_LINKS]> {
    let last = active.saturating_sub(1);
    let moved = |link: &usize| scores[*link][*link + 1] >= scores[*link][*link];
    let stays = |link: &usize| scores[*link][*link + 1] <= scores[*link][*link];
    let first = last - (0..last).rev().take_while(moved).count();
    let behind = (0..last).take_while(stays).count();
    let order = move |link: usize| {
        let from = move |at: usize| if at < link { Some(at as u8) } else { (at + 1 < active).then_some(at as u8 + 1) };
        std::array::from_fn(from)
    };
    [first, behind].into_iter().map(order)
}

/// The wire of a link when all are late by `common` rows: of those that nearly as many places say and that are not too far,
/// the one under which most words are equal, and of these the one that is late by the fewest bits.
fn nearest_wire(found: &LinkFound, common: i64, equal: impl Fn(&Wire) -> usize) -> Wire {
    let most = found.rows.values().max().copied().unwrap_or(0);
    let good = found.rows.iter().filter(|(_, count)| 2 * **count >= most).map(|(rows, _)| *rows - common);
    let late = good.map(|rows| rows * WORD + i64::from(found.wire.late));
    let mut late: Vec<i32> =
        late.filter_map(|late| i32::try_from(late).ok().filter(|late| late.abs() <= MAX_SLIP)).collect();
    late.sort_unstable_by_key(|late| (late.abs(), *late));
    late.truncate(NEAREST);
    match late.as_slice() {
        [] => Wire { late: 0, ..found.wire },
        [late] => Wire { late: *late, ..found.wire },
        // The first of those that are best.
        several => {
            let wires = several.iter().rev().map(|&late| Wire { late, ..found.wire });
            wires.max_by_key(equal).unwrap_or(found.wire)
        }
    }
}

/// By how many rows most links are late. Where it may be one or the next, it is none if that is possible, else the one
/// that leaves fewer bits.
fn common_rows(found: &[Option<LinkFound>; OUTPUT_LINKS]) -> i64 {
    let mut votes: BTreeMap<i64, usize> = BTreeMap::new();
    for found in found.iter().flatten() {
        for (&rows, &count) in &found.rows {
            *votes.entry(rows).or_default() += count;
            if found.wire.late != 0 {
                // Late by some bits is early by the others of the next row.
                *votes.entry(rows + 1).or_default() += count;
            }
        }
    }
    let most = votes.values().max().copied().unwrap_or(0);
    let good = votes.into_iter().filter(|(_, count)| 10 * count >= 9 * most).map(|vote| vote.0);
    good.min_by_key(|&rows| (rows != 0, bits_left(found, rows), rows.abs())).unwrap_or(0)
}

/// Bits by which links are still late or early if they are all late by so many rows.
fn bits_left(found: &[Option<LinkFound>; OUTPUT_LINKS], rows: i64) -> i64 {
    let of_link = |found: &LinkFound| {
        let first = found.rows.iter().max_by_key(|(_, count)| **count).map_or(0, |(rows, _)| *rows);
        ((first - rows) * WORD + i64::from(found.wire.late)).abs()
    };
    found.iter().flatten().map(of_link).sum()
}

/// How links are written that tell nothing of themselves: as all others are, if those are alike.
fn common_writing(found: &[Option<LinkFound>; OUTPUT_LINKS], wires: &[Wire; OUTPUT_LINKS]) -> Wire {
    let mut told =
        found.iter().zip(wires).filter(|(found, _)| found.is_some()).map(|(_, wire)| Wire { from: None, ..*wire });
    let straight = Wire { from: None, ..Wire::straight(0) };
    let first = told.next().unwrap_or(straight);
    if told.all(|other| other == first) { first } else { straight }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnosis::cause::{Cause, Links};
    use crate::diagnosis::wires::{Transmission, Wiring};

    fn rows(links: usize) -> Vec<OutputWords> {
        let word = |row: u32, link: u32| (row * 13 + link + 1).wrapping_mul(0x9E37_79B9) ^ (row << 7);
        let row = |row| std::array::from_fn(|link| if link < links { word(row, link as u32) } else { 0 });
        (0..600).map(row).collect()
    }

    fn some(links: &[u8]) -> Links {
        Links::Some(links.to_vec())
    }

    fn found(causes: &[Cause], links: usize, late: usize) -> Vec<Cause> {
        let expected = rows(links);
        let mut transmission = Transmission::new(Wiring::new(causes, links).unwrap());
        (0..).zip(&expected).for_each(|(row, words)| transmission.push(Predicted::sent(*words, row)));
        transmission.end();
        let mut received = vec![[0; OUTPUT_LINKS]; late];
        received.extend(std::iter::from_fn(|| transmission.pop()).map(|row| row.words));
        let wires = wires(&find(&expected, &received), &expected, &received, links);
        Wiring { wires, ..Wiring::default() }.causes(links)
    }

    #[test]
    fn the_ways_of_links_are_found_whatever_rows_do() {
        let cases = [
            vec![],
            vec![Cause::LinksPermuted { from: [3, 1, 0, 2].map(Some).to_vec() }],
            vec![Cause::Inverted { links: some(&[2]) }],
            vec![Cause::ByteOrder { links: Links::All }, Cause::Inverted { links: Links::All }],
            vec![Cause::BitOrder { links: Links::All }],
            vec![Cause::LinkSlipped { links: Links::All, by: vec![-9] }],
            vec![Cause::LinkSlipped { links: some(&[0, 1, 3]), by: vec![5, -1, 70] }],
            vec![Cause::LinkRotated { links: some(&[1, 2]), by: vec![3, 16] }],
            vec![Cause::LinkMissing { link: 1 }],
        ];
        for causes in cases {
            for late in [0, 40] {
                // A rotation by 16 is the order of halves, too.
                let expected = match causes.as_slice() {
                    [Cause::LinkRotated { .. }] => vec![
                        Cause::HalfWordOrder { links: some(&[2]) },
                        Cause::LinkRotated { links: some(&[1]), by: vec![3] },
                    ],
                    causes => causes.to_vec(),
                };
                assert_eq!(found(&causes, 4, late), expected);
            }
        }
    }
}
