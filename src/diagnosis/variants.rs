//! Lists of causes that are near to one that explains much: the same in another order or under another name, and rows
//! next to its rows.

use super::cause::{Cause, Links, MAX_SLIP};
use super::steps::Steps;
use super::wires::{Return, Wire};
use crate::registers::OUTPUT_LINKS;

/// Bits of a link word.
const WORD: i64 = u32::BITS as i64;

/// By how many rows causes of rows are moved.
const NEAR: i64 = 3;

/// Whether a cause is one of links.
pub(super) fn is_of_links(cause: &Cause) -> bool {
    !is_of_rows(cause)
        && !matches!(cause, Cause::BxOffset { .. } | Cause::Configuration { .. } | Cause::ExpectedOfOther { .. })
}

/// Whether a cause is one of single bits of a link.
pub(super) fn is_of_bits(cause: &Cause) -> bool {
    matches!(cause, Cause::BitStuck { .. } | Cause::BitCopied { .. } | Cause::LinkSilent { .. })
}

/// Whether a cause is one of rows.
fn is_of_rows(cause: &Cause) -> bool {
    matches!(
        cause,
        Cause::RowsShifted { .. }
            | Cause::OrbitStart { .. }
            | Cause::RowsLost { .. }
            | Cause::RowsDoubled { .. }
            | Cause::RowsInserted { .. }
    )
}

/// When a cause usually acts: the chip, links, single bits of links, rows.
fn usual_place(cause: &Cause) -> u8 {
    match cause {
        _ if is_of_rows(cause) => 3,
        _ if is_of_bits(cause) => 2,
        _ if is_of_links(cause) => 1,
        _ => 0,
    }
}

/// Whether causes act in another than the usual order.
pub(super) fn is_out_of_order(causes: &[Cause]) -> bool {
    let orbit = causes.iter().position(|cause| matches!(cause, Cause::OrbitStart { .. }));
    let before_orbit = orbit.is_some_and(|orbit| causes[..orbit].iter().any(is_of_rows));
    before_orbit || !causes.is_sorted_by_key(usual_place)
}

/// What is tried beside a list of causes; `orbit` is the number of its rows if the capture may be one, and `few` says
/// that few rows are left.
pub(super) fn of(causes: &[Cause], active: usize, orbit: Option<u64>, few: bool) -> Vec<Vec<Cause>> {
    let mut all = slips_and_shifts(causes, active);
    let first: Vec<Vec<Cause>> = all.iter().filter_map(|causes| rows_first(causes)).collect();
    all.extend(first);
    if let Some(causes) = rows_first(causes) {
        // Where a link is slipped, the row in front of those that come again is in part one of them.
        let inserted = (0..causes.len()).filter(|&at| matches!(causes[at], Cause::RowsInserted { .. }));
        let again = inserted.flat_map(|at| others(&causes[at]).into_iter().map(move |other| (at, other)));
        let again: Vec<Vec<Cause>> = again.map(|(at, other)| replaced(&causes, at, other)).collect();
        all.extend(again.iter().flat_map(|causes| moved(causes)));
        all.extend(again);
        all.push(causes);
    }
    all.extend(bits_first(causes, active));
    all.extend(joined(causes, active));
    for at in 0..causes.len() {
        for other in others(&causes[at]) {
            all.push(replaced(causes, at, other));
        }
    }
    if let Some(rows) = orbit {
        all.extend(before_the_orbit(causes, rows));
        all.extend(slips_and_turns(causes, rows));
    }
    all.extend(left_out(causes, active));
    if few {
        let moved: Vec<Vec<Cause>> = [causes.to_vec()].iter().chain(&all).flat_map(|causes| moved(causes)).collect();
        all.extend(moved);
    }
    all
}

fn replaced(causes: &[Cause], at: usize, other: Cause) -> Vec<Cause> {
    let mut causes = causes.to_vec();
    causes[at] = other;
    causes
}

/// Other names of a cause.
fn others(cause: &Cause) -> Vec<Cause> {
    match *cause {
        Cause::RowsInserted { row, by } if row >= by => vec![Cause::RowsDoubled { row: row - by, by }],
        Cause::RowsDoubled { row, by } => vec![Cause::RowsInserted { row: row + by, by }],
        Cause::BitStuck { link, bit, .. } => {
            let from = [bit.checked_add(1).filter(|&above| above < WORD as u8), bit.checked_sub(1)];
            from.into_iter().flatten().map(|from| Cause::BitCopied { link, bit, from }).collect()
        }
        Cause::BitCopied { link, bit, .. } => {
            [false, true].into_iter().map(|value| Cause::BitStuck { link, bit, value }).collect()
        }
        Cause::LinkRotated { ref links, ref by } => {
            same(by).into_iter().map(|by| Cause::LinkRotated { links: links.clone(), by }).collect()
        }
        Cause::LinkSlipped { ref links, ref by } => {
            same(by).into_iter().map(|by| Cause::LinkSlipped { links: links.clone(), by }).collect()
        }
        _ => Vec::new(),
    }
}

/// Each of several values for all.
fn same<T: Copy + PartialEq>(values: &[T]) -> Vec<Vec<T>> {
    let mut all: Vec<Vec<T>> = Vec::new();
    for value in values {
        let same = vec![*value; values.len()];
        if same != values && !all.contains(&same) {
            all.push(same);
        }
    }
    all
}

/// Whole words by which all links are late are rows, and a word less some bits: the ways to say it.
fn slips_and_shifts(causes: &[Cause], active: usize) -> Vec<Vec<Cause>> {
    let shift = causes.iter().position(|cause| matches!(cause, Cause::RowsShifted { .. }));
    let slip = causes.iter().position(|cause| matches!(cause, Cause::LinkSlipped { .. }));
    let rows = match shift.map(|at| &causes[at]) {
        Some(Cause::RowsShifted { by }) => *by,
        _ => 0,
    };
    let (links, bits): (Links, Vec<i64>) = match slip.map(|at| &causes[at]) {
        Some(Cause::LinkSlipped { links, by }) => (links.clone(), by.iter().map(|&by| by.into()).collect()),
        _ => (Links::All, vec![0]),
    };
    let each: Vec<i64> = match &links {
        Links::All => vec![bits[0]; active],
        Links::Some(some) => {
            let of = |link: usize| some.iter().position(|&one| usize::from(one) == link).and_then(|at| bits.get(at));
            (0..active).map(|link| of(link).copied().unwrap_or(0)).collect()
        }
    };
    if slip.is_none() {
        return Vec::new();
    }
    // Rows that stay shifted: one less, one more, none.
    let some_stay = each.contains(&0);
    let mut ways = Vec::new();
    for rows_left in [rows - 1, rows + 1, 0].into_iter().filter(|&left| left == 0 || !some_stay) {
        let late: Vec<i64> = each.iter().map(|late| late + WORD * (rows - rows_left)).collect();
        if rows_left == rows || late.iter().any(|late| late.abs() > i64::from(MAX_SLIP)) {
            continue;
        }
        let changed: Vec<(u8, i32)> =
            (0..).zip(&late).filter(|(_, late)| **late != 0).map(|(link, late)| (link, *late as i32)).collect();
        let same = changed.len() == active && changed.iter().all(|one| one.1 == changed[0].1);
        let new = match changed.first() {
            None => None,
            Some(first) if same && active > 1 => Some(Cause::LinkSlipped { links: Links::All, by: vec![first.1] }),
            Some(_) => Some(Cause::LinkSlipped {
                links: Links::Some(changed.iter().map(|one| one.0).collect()),
                by: changed.iter().map(|one| one.1).collect(),
            }),
        };
        let mut way = Vec::new();
        for (at, cause) in causes.iter().enumerate() {
            match at {
                _ if Some(at) == slip => way.extend(new.clone()),
                _ if Some(at) == shift => way.extend((rows_left != 0).then_some(Cause::RowsShifted { by: rows_left })),
                // Rows count from the first that is there before the slip.
                _ if shift.is_some_and(|shift| at > shift) && slip.is_some_and(|slip| at < slip) => {
                    way.extend(later(cause, rows_left - rows));
                }
                _ => way.push(cause.clone()),
            }
        }
        // Where there was none, a shift comes first of rows.
        if shift.is_none() && rows_left != 0 {
            let rows = way.iter().position(is_of_rows).unwrap_or(way.len());
            way.insert(rows, Cause::RowsShifted { by: rows_left });
        }
        ways.push(way);
    }
    ways
}

/// A slip of all links by a word less, in an orbit that starts a row earlier, and the other way round.
fn slips_and_turns(causes: &[Cause], orbit: u64) -> Vec<Vec<Cause>> {
    let mut all = Vec::new();
    for (more, less) in [(WORD as i32, 1), (-WORD as i32, -1)] {
        let mut way = causes.to_vec();
        let mut changed = 0;
        for cause in &mut way {
            match cause {
                Cause::LinkSlipped { links: Links::All, by } => {
                    by.iter_mut().for_each(|by| *by -= more);
                    changed += 1;
                }
                Cause::OrbitStart { by } => {
                    *by = (*by + orbit).saturating_add_signed(-less) % orbit;
                    changed += 1;
                }
                _ => {}
            }
        }
        let plain = |cause: &Cause| matches!(cause, Cause::OrbitStart { by: 0 });
        if changed == 2 && !way.iter().any(plain) {
            all.push(way);
        }
    }
    all
}

/// A link that is left out, in place of links that are exchanged and a last one that is silent.
fn left_out(causes: &[Cause], active: usize) -> Vec<Vec<Cause>> {
    let last = active.saturating_sub(1);
    let silent = Cause::LinkSilent { link: last as u8, word: 0 };
    if !causes.contains(&silent) {
        return Vec::new();
    }
    let stays = |cause: &&Cause| **cause != silent && !matches!(cause, Cause::LinksPermuted { .. });
    let kept: Vec<Cause> = causes.iter().filter(stays).cloned().collect();
    let missing = (0..last as u8).map(|link| vec![Cause::LinkMissing { link }]);
    missing.map(|missing| [missing, kept.clone()].concat()).collect()
}

/// What happens to rows before it happens to links.
fn rows_first(causes: &[Cause]) -> Option<Vec<Cause>> {
    let (rows, mut rest): (Vec<Cause>, Vec<Cause>) = causes.iter().cloned().partition(is_of_rows);
    let chip = rest.iter().take_while(|cause| usual_place(cause) == 0).count();
    let links = rest.split_off(chip);
    let changes = !rows.is_empty() && !links.is_empty();
    changes.then(|| [rest, rows, links].concat())
}

/// The same done to words of some links early and of others late is done to all of them early.
fn joined(causes: &[Cause], active: usize) -> Vec<Vec<Cause>> {
    let mut all = Vec::new();
    for first in 0..causes.len() {
        for second in first + 1..causes.len() {
            let Some(both) = both(&causes[first], &causes[second], active) else { continue };
            let mut way = replaced(causes, first, both);
            way.remove(second);
            all.push(way);
        }
    }
    all
}

/// The links of both.
fn union(a: &Links, b: &Links, active: usize) -> Links {
    let links = (0..active).filter(|&link| a.contains(link) || b.contains(link));
    Links::new(links.map(|link| link as u8).collect(), active)
}

/// Two causes that do the same to different links as one.
fn both(first: &Cause, second: &Cause, active: usize) -> Option<Cause> {
    match (first, second) {
        (Cause::ByteOrder { links: a }, Cause::ByteOrder { links: b }) => {
            Some(Cause::ByteOrder { links: union(a, b, active) })
        }
        (Cause::BitOrder { links: a }, Cause::BitOrder { links: b }) => {
            Some(Cause::BitOrder { links: union(a, b, active) })
        }
        (Cause::HalfWordOrder { links: a }, Cause::HalfWordOrder { links: b }) => {
            Some(Cause::HalfWordOrder { links: union(a, b, active) })
        }
        (Cause::LinkRotated { links: a, by }, Cause::LinkRotated { links: b, by: other })
            if by.iter().chain(other).all(|one| *one == by[0]) =>
        {
            let links = union(a, b, active);
            let count = if let Links::Some(some) = &links { some.len() } else { 1 };
            Some(Cause::LinkRotated { links, by: vec![by[0]; count] })
        }
        _ => None,
    }
}

/// Bits that are stuck where words are sent, before anything else happens to links.
fn bits_first(causes: &[Cause], active: usize) -> Option<Vec<Cause>> {
    let (bits, mut rest): (Vec<Cause>, Vec<Cause>) = causes.iter().cloned().partition(is_of_bits);
    let links: Vec<Cause> = rest.iter().filter(|cause| is_of_links(cause)).cloned().collect();
    if bits.is_empty() || links.is_empty() {
        return None;
    }
    let sender = Sender { wires: Steps::new(&links, active).ok()?.wires(), links: &links };
    let first: Option<Vec<Cause>> = bits.iter().map(|cause| sender.cause(cause)).collect();
    let first = first?;
    let chip = rest.iter().take_while(|cause| usual_place(cause) == 0).count();
    let behind = rest.split_off(chip);
    Some([rest, first, behind].concat())
}

/// Where words are sent, in front of what links do.
struct Sender<'a> {
    wires: Vec<[Wire; OUTPUT_LINKS]>,
    links: &'a [Cause],
}

impl Sender<'_> {
    /// A cause of bits as it is there.
    fn cause(&self, cause: &Cause) -> Option<Cause> {
        Some(match *cause {
            Cause::BitStuck { link, bit, value } => {
                let (from, bit) = self.bit(link, bit)?;
                Cause::BitStuck { link: from, bit, value: value ^ self.is_inverted(link) }
            }
            Cause::BitCopied { link, bit, from } => {
                let ((link, bit), (_, from)) = (self.bit(link, bit)?, self.bit(link, from)?);
                Cause::BitCopied { link, bit, from }
            }
            Cause::LinkSilent { link, word } => {
                let word = if self.is_inverted(link) { !word } else { word };
                let mut sent = 0;
                for bit in 0..WORD as u8 {
                    sent |= (word >> bit & 1) << self.bit(link, bit)?.1;
                }
                Cause::LinkSilent { link: self.bit(link, 0)?.0, word: sent }
            }
            _ => return None,
        })
    }

    fn is_inverted(&self, link: u8) -> bool {
        let of_link = |cause: &&Cause| matches!(cause, Cause::Inverted { links } if links.contains(link.into()));
        self.links.iter().filter(of_link).count() % 2 == 1
    }

    /// The link and bit that come to a received bit.
    fn bit(&self, link: u8, bit: u8) -> Option<(u8, u8)> {
        let mut back = Return::new(self.wires.clone());
        let mut difference = [0; OUTPUT_LINKS];
        difference[usize::from(link)] = 1 << bit;
        // Bits of links that are early stand in rows behind.
        let row = back.delay();
        back.push(row, &difference);
        let sent = (0..=2 * row).map(|_| back.pop()).find(|words| *words != [0; OUTPUT_LINKS])?;
        let link = sent.iter().position(|&word| word != 0)?;
        Some((link as u8, sent[link].trailing_zeros() as u8))
    }
}

/// Rows that were lost or came in between before the orbit was turned: its end then lacks as many, or has more.
fn before_the_orbit(causes: &[Cause], orbit: u64) -> Vec<Vec<Cause>> {
    let Some(at) = causes.iter().position(|cause| matches!(cause, Cause::OrbitStart { .. })) else { return Vec::new() };
    let Cause::OrbitStart { by: start } = causes[at] else { return Vec::new() };
    let mut all = Vec::new();
    for (edit, other) in (at + 1..causes.len()).flat_map(|edit| (at + 1..causes.len()).map(move |other| (edit, other)))
    {
        let (Cause::RowsDoubled { by, .. } | Cause::RowsInserted { by, .. }) = causes[edit] else { continue };
        if !matches!(causes[other], Cause::RowsLost { by: lost, .. } if lost == by) {
            continue;
        }
        for start in [start, start + by] {
            let edited = match causes[edit] {
                Cause::RowsDoubled { row, by } => Cause::RowsDoubled { row: (row + start) % orbit, by },
                Cause::RowsInserted { row, by } => Cause::RowsInserted { row: (row + start) % orbit, by },
                _ => continue,
            };
            let kept = |&(place, _): &(usize, &Cause)| place != at && place != edit && place != other;
            let mut way: Vec<Cause> = causes.iter().enumerate().filter(kept).map(|one| one.1.clone()).collect();
            way.extend([edited, Cause::OrbitStart { by: start }]);
            all.push(way);
        }
    }
    all
}

/// Causes of rows some rows earlier or later.
fn moved(causes: &[Cause]) -> Vec<Vec<Cause>> {
    let mut all = Vec::new();
    for (at, cause) in causes.iter().enumerate().filter(|(_, cause)| is_of_rows(cause)) {
        let near = (-NEAR..=NEAR).filter_map(|by| later(cause, by)).filter(|other| other != cause);
        all.extend(near.map(|other| replaced(causes, at, other)));
    }
    all
}

/// The cause so many rows later, if it has a row and that is one.
fn later(cause: &Cause, rows: i64) -> Option<Cause> {
    let mut cause = cause.clone();
    if let Cause::RowsLost { row, .. } | Cause::RowsDoubled { row, .. } | Cause::RowsInserted { row, .. } = &mut cause {
        *row = row.checked_add_signed(rows)?;
    }
    Some(cause)
}
