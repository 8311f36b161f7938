//! The search: which causes are tried, how they are judged, and in which order they are given.

use std::collections::VecDeque;

use super::align::{self, ALONE, RowKey};
use super::cause::{Cause, MAX_SLIP};
use super::change::{self, Change, Setup};
use super::columns::{Chain, Columns};
use super::correct::{Expected, correct};
use super::headers::{self, Ahead, Header, Headers};
use super::rows::{InMemory, Rows};
use super::steps::{Prediction, Steps};
use super::streams;
use super::stuck;
use super::truncation;
use super::variants;
use super::window::{Keys, REACH, Window};
use super::wires::{Predicted, Return, StuckBits, Wire, Wiring};
use super::{Diagnoses, Diagnosis, errors};
use crate::chip::Options;
use crate::chip::algorithm::PacketLength;
use crate::chip::erx::BxCounter;
use crate::chip::signals::{InputWords, OutputWords};
use crate::error::{Error, Result};
use crate::golden::stream::BATCH;
use crate::golden::vectors::VectorReader;
use crate::kernels::BatchChip;
use crate::registers::{Algorithm, ChipConfig, OUTPUT_LINKS};

/// Diagnoses that are confirmed and given.
const GIVEN: usize = 5;

/// Rows that each cause must make equal, beside the others of a diagnosis.
const CONTRIBUTION: u64 = 2;

/// Equal explanations that are named.
const EQUALS: usize = 40;

/// Links of which what happened to one is tried on all others.
const SAME: usize = 4;

/// Candidates of which variants are tried.
const VARIED: usize = 3;

/// How often variants of the best variant are tried.
const ROUNDS: usize = 3;

/// Where no more rows than these remain, rows next to those of the causes are tried.
const FEW_LEFT: u64 = 64;

/// Other configurations for which causes of the links and rows are tried, too.
const PROMISING: usize = 4;

/// Received rows of which words are looked for in what other configurations send.
const WORDS: usize = 256;

/// Rows of which headers are put ahead, to see by how many BX.
const HEADER_ROWS: usize = 1024;

/// Settings that seem right, for which a second one is tried.
const FIRST_SETTINGS: usize = 4;

/// Rows of the window on which second settings are tried.
const FEW_ROWS: usize = 256;

/// Lists of causes that are put right before thresholds of the buffer are read off.
const PUT_RIGHT: usize = 12;

/// Rows before the window that the buffer of a chip is filled with.
const WARM_UP: usize = 4096;

/// Opens the expected and the received rows from the first on.
pub type Reopen<'a> = &'a dyn Fn() -> Result<TwoRows<'a>>;

/// Expected and received rows.
pub type TwoRows<'a> = (Box<dyn Rows + 'a>, Box<dyn Rows + 'a>);

/// Opens the input words from the first on.
pub type OpenInput<'a> = &'a dyn Fn() -> Result<VectorReader<InputWords>>;

/// Two outputs that differ, and what is known of them.
#[derive(Clone, Copy)]
pub struct Case<'a> {
    /// Settings of the chip.
    pub config: &'a ChipConfig,
    /// What the registers do not say.
    pub options: &'a Options,
    /// The rows around the first difference.
    pub window: &'a Window,
    /// All rows, if they can be read again.
    pub reopen: Option<Reopen<'a>>,
    /// The input, if there is one: other configurations are tried on it.
    pub input: Option<OpenInput<'a>>,
    /// Whether the expected rows are those of the emulator for this input.
    pub emulated: bool,
}

/// How well causes explain what was received.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
struct Judgement {
    explains: u64,
    of: u64,
    /// Rows that should come again and are others.
    false_copies: u64,
    /// Stands for which rows differ.
    different: u64,
}

impl Judgement {
    fn remaining(&self) -> u64 {
        self.of - self.explains
    }

    fn count(&mut self, pair: &Pair<'_>) {
        let equal = pair.predicted.agrees(pair.got);
        if pair.predicted.row.is_none() {
            self.false_copies += u64::from(!equal);
            return;
        }
        self.of += 1;
        if equal {
            self.explains += 1;
        } else {
            self.different ^= (pair.received_row + 1).wrapping_mul(0x9E37_79B9_7F4A_7C15).rotate_left(29);
        }
    }

    /// Whether another one leaves the same rows, but for some that only one of them compares.
    fn leaves_the_same(&self, other: &Judgement) -> bool {
        (self.remaining(), self.different, self.false_copies)
            == (other.remaining(), other.different, other.false_copies)
            && self.of.abs_diff(other.of) <= (MAX_SLIP as u64).div_ceil(32)
    }

    /// Whether what remains may be errors of single bits.
    fn is_nearly_all(&self) -> bool {
        200 * self.remaining() <= self.of
    }

    /// Whether so much is explained that nobody looks further.
    fn is_enough(&self) -> bool {
        100 * self.explains >= super::SHARE * self.of
    }

    /// How bad it is: the rows that remain of `rows`, as if as many were compared; worse where few are.
    fn badness(&self, rows: u64) -> u64 {
        let few = if 4 * self.of < rows { rows } else { 0 };
        let alone = rows.saturating_sub(self.of) / ALONE as u64;
        self.remaining() * rows / self.of.max(1) + alone + few + self.false_copies
    }
}

/// Something that was tried.
#[derive(Debug, Clone)]
struct Candidate {
    causes: Vec<Cause>,
    judgement: Judgement,
    /// Rows equal more than without it.
    gained: u64,
}

impl Candidate {
    /// Whether it is one cause, or none, and everything is equal then.
    fn is_plain(&self) -> bool {
        self.judgement.remaining() == 0 && self.causes.len() <= 1
    }
}

/// Expected rows in memory, and the setup that sends them.
struct Source<'a> {
    rows: &'a [OutputWords],
    setup: &'a Setup,
    /// The causes that these rows are expected in place of the given ones.
    causes: Vec<Cause>,
    headers: Vec<Header>,
}

fn key(row: &OutputWords) -> RowKey {
    row.iter().fold(0x1234_5678, |key: u64, &word| {
        (key ^ u64::from(word)).wrapping_mul(0x9E37_79B9_7F4A_7C15).rotate_left(31)
    })
}

/// The key of a row without some bits.
fn key_without(row: &OutputWords, hidden: &OutputWords) -> RowKey {
    key(&std::array::from_fn(|link| row[link] & !hidden[link]))
}

/// Finds out why the outputs differ.
///
/// # Errors
/// Those of reading the files again.
pub fn diagnose(case: &Case<'_>) -> Result<Diagnoses> {
    if case.window.is_equal() {
        return Ok(Diagnoses::default());
    }
    Search::new(*case).run()
}

struct Search<'a> {
    case: Case<'a>,
    expected: Vec<OutputWords>,
    received: Vec<OutputWords>,
    setup: Setup,
    /// Rows that are equal as they are.
    equal: u64,
}

impl<'a> Search<'a> {
    fn new(case: Case<'a>) -> Self {
        let expected: Vec<OutputWords> = case.window.expected.iter().copied().collect();
        let received: Vec<OutputWords> = case.window.received.iter().copied().collect();
        let equal = expected.iter().zip(&received).filter(|(expected, received)| expected == received).count() as u64;
        let setup = Setup { config: case.config.clone(), options: case.options.clone() };
        Search { case, expected, received, setup, equal }
    }

    fn active(&self, setup: &Setup) -> usize {
        setup.config.links.into()
    }

    fn run(&self) -> Result<Diagnoses> {
        let source = self.source(&self.expected, &self.setup, Vec::new());
        let mut candidates = self.on_source(&source)?;
        let mut notes = Vec::new();
        let done = candidates.iter().any(|one| one.judgement.remaining() == 0 && one.gained >= super::EVIDENCE);
        if let (Some(input), false) = (self.case.input, done) {
            let others = self.other_setups(input, &candidates, &mut notes)?;
            candidates.extend(others);
        }
        self.note_other_links(&mut notes);
        let mut chosen = self.choose(candidates);
        let judged_on = match (self.case.window.is_whole(), self.case.reopen) {
            (true, _) => None,
            (false, None) => {
                let start = self.case.window.start;
                let causes = chosen.iter_mut().flat_map(|one| &mut one.causes);
                causes.for_each(|cause| *cause = cause.behind(start));
                Some(start + self.received.len() as u64)
            }
            (false, Some(reopen)) => {
                chosen = self.confirm(chosen, reopen)?;
                None
            }
        };
        let list: Vec<Diagnosis> = merged(chosen);
        let errors = list.is_empty().then(|| errors::of(self.case.window, self.active(&self.setup)));
        Ok(Diagnoses { list, judged_on, errors, notes })
    }

    /// The expected file is no output of this configuration if it uses links that this one does not.
    fn note_other_links(&self, notes: &mut Vec<String>) {
        let links = self.active(&self.setup);
        if self.expected.iter().any(|row| headers::uses_other_links(row, links)) {
            notes.push(format!("the expected file has words on more links than the {links} of this configuration"));
        } else if self.received.iter().any(|row| headers::uses_other_links(row, links)) {
            notes.push(format!("the received file has words on more links than the {links} of this configuration"));
        }
    }

    fn source<'b>(&self, rows: &'b [OutputWords], setup: &'b Setup, causes: Vec<Cause>) -> Source<'b> {
        let mut headers = Vec::new();
        // A BX counter is ahead from the first row on.
        if self.case.window.start == 0 {
            let mut reader = Headers::new(&setup.config, &setup.options);
            rows.iter().for_each(|row| reader.push(row, &mut headers));
            reader.finish(&mut headers);
        }
        Source { rows, setup, causes, headers }
    }

    /// What causes make of expected rows, judged by the received ones. Rows count from those of the window.
    fn judge(&self, source: &Source<'_>, causes: &[Cause]) -> Result<Judgement> {
        let mut judgement = Judgement::default();
        let mut rows = InMemory::new(source.rows);
        let count = |pair: Pair<'_>| {
            judgement.count(&pair);
            Ok(())
        };
        pairs(source.setup, causes, &mut rows, &mut InMemory::new(&self.received), count)?;
        Ok(judgement)
    }

    /// Tries what links, rows and BX counters can do to these expected rows.
    fn on_source(&self, source: &Source<'_>) -> Result<Vec<Candidate>> {
        let mut candidates = Vec::new();
        for links in self.ways_of_links(source) {
            candidates.extend(self.with_links(source, links)?);
            if candidates.iter().any(Candidate::is_plain) {
                break;
            }
        }
        let best = candidates.iter().min_by_key(|one| self.order(one));
        if best.is_some_and(|best| !best.judgement.is_nearly_all()) {
            for links in self.by_columns(source, best)? {
                candidates.extend(self.with_links(source, links)?);
            }
        }
        let bad = !candidates.iter().any(|one| one.judgement.is_enough());
        let waits = source.setup.config.algorithm.facts().packet_length() == PacketLength::AsNeeded;
        if bad && waits && !source.headers.is_empty() {
            candidates.extend(self.with_waiting_headers(source)?);
        }
        // Those that explain most are made as simple as they can be.
        candidates.sort_by_key(|one| self.order(one));
        let mut simple: Vec<Candidate> = Vec::new();
        for candidate in candidates.into_iter().take(2 * GIVEN) {
            simple.push(self.simplified(source, candidate)?);
        }
        simple.sort_by_key(|one| self.order(one));
        self.with_variants(source, simple)
    }

    /// What links may have done: nothing, what their words tell, and the simplest that is near to it.
    fn ways_of_links(&self, source: &Source<'_>) -> Vec<Vec<Cause>> {
        let active = self.active(source.setup);
        let found = streams::find(source.rows, &self.received);
        let wires = streams::wires(&found, source.rows, &self.received, active);
        let mut ways: Vec<Vec<Cause>> = vec![Vec::new()];
        for wires in streams::near(&found, &wires, (source.rows, &self.received), active) {
            let causes = Wiring { wires, ..Wiring::default() }.causes(active);
            if !ways.contains(&causes) {
                ways.push(causes);
            }
        }
        ways
    }

    /// Tries what links have done, with bits that are stuck beside it.
    fn with_links(&self, source: &Source<'_>, links: Vec<Cause>) -> Result<Vec<Candidate>> {
        let active = self.active(source.setup);
        let predicted = predicted(source.rows, &links, active)?;
        let mut candidates = self.with_rows(source, &links, &predicted)?;
        if candidates.iter().any(Candidate::is_plain) {
            return Ok(candidates);
        }
        let pairs = align::by_words(&predicted, &self.received, active, REACH as i64);
        let stuck = stuck::find(&pairs, &predicted, &self.received, active);
        if !stuck.iter().all(StuckBits::is_none) {
            let stuck = Wiring { stuck, ..Wiring::default() }.causes(active);
            let links = [links, stuck].concat();
            let rows = self::predicted(source.rows, &links, active)?;
            candidates.extend(self.with_rows(source, &links, &rows)?);
        }
        Ok(candidates)
    }

    /// What links may have done by each of their bits, for those that the best candidate leaves wrong.
    fn by_columns(&self, source: &Source<'_>, best: Option<&Candidate>) -> Result<Vec<Vec<Cause>>> {
        let active = self.active(source.setup);
        let known = best.map_or(&[][..], |best| &best.causes[source.causes.len()..]);
        let of_wires = |cause: &&Cause| variants::is_of_links(cause) && !variants::is_of_bits(cause);
        let known: Vec<Cause> = known.iter().filter(of_wires).cloned().collect();
        let told = predicted(source.rows, &known, active)?;
        let pairs = align::by_words(&told, &self.received, active, REACH as i64);
        let differs = |link: usize| move |one: &OutputWords| one[link] != 0;
        let different: Vec<OutputWords> =
            pairs.iter().map(|&(at, row)| told[at].difference(&self.received[row])).collect();
        let count = |link: usize| different.iter().copied().filter(differs(link)).count();
        let wrong: Vec<usize> = (0..active).filter(|&link| 100 * count(link) > pairs.len()).collect();
        let straight: Vec<(usize, usize)> = (0..told.len().min(self.received.len())).map(|row| (row, row)).collect();
        // Where no link is right, nothing says how rows are shifted.
        let places = if wrong.len() == active { vec![pairs, straight] } else { vec![pairs] };
        let sent = predicted(source.rows, &[], active)?;
        let wiring = Wiring::new(&known, active)?;
        let mut ways = Vec::new();
        for pairs in places {
            let columns = Columns::new(&pairs, &sent, &self.received, active);
            let chains: Vec<(usize, Chain)> =
                wrong.iter().filter_map(|&link| Some((link, columns.chain(link)?))).collect();
            // The same on all of them, or each as it seems.
            let mut lists: Vec<Vec<(usize, Chain)>> = vec![chains.clone()];
            for (link, chain) in chains.iter().take(SAME) {
                let from =
                    |at: usize| if chain.wire.from == Some(*link as u8) { Some(at as u8) } else { chain.wire.from };
                let same = |&at: &usize| (at, Chain { wire: Wire { from: from(at), ..chain.wire }, ..*chain });
                lists.push(wrong.iter().map(same).collect());
            }
            for list in lists {
                let causes = causes_of(&list, wiring.clone(), active);
                if !causes.is_empty() && !ways.contains(&causes) {
                    ways.push(causes);
                }
            }
        }
        Ok(ways)
    }

    /// Tries what is near to the best candidates: other orders of the same causes, other names of them, and rows next to
    /// theirs.
    fn with_variants(&self, source: &Source<'_>, mut candidates: Vec<Candidate>) -> Result<Vec<Candidate>> {
        let (fixed, active) = (source.causes.len(), self.active(source.setup));
        let orbit = Some(source.rows.len() as u64).filter(|_| self.is_one_orbit(source.rows.len()));
        let mut tried: Vec<Vec<Cause>> = candidates.iter().map(|one| one.causes[fixed..].to_vec()).collect();
        for at in 0..candidates.len().min(VARIED) {
            let mut best = candidates[at].clone();
            for _ in 0..ROUNDS {
                let few = best.judgement.remaining() > 0 && best.judgement.remaining() <= FEW_LEFT;
                let mut better = None;
                for causes in variants::of(&best.causes[fixed..], active, orbit, few) {
                    if tried.contains(&causes) {
                        continue;
                    }
                    tried.push(causes.clone());
                    let candidate = self.candidate(source, causes)?;
                    if self.order(&candidate) < self.order(better.as_ref().unwrap_or(&best)) {
                        better = Some(candidate.clone());
                    }
                    // What is worse only stands in the way of other causes.
                    if candidate.judgement.remaining() <= best.judgement.remaining() {
                        candidates.push(candidate);
                    }
                }
                match better {
                    Some(better) => best = better,
                    None => break,
                }
            }
        }
        Ok(candidates)
    }

    /// Whether these rows and those received are an orbit that may come round.
    fn is_one_orbit(&self, rows: usize) -> bool {
        self.case.window.is_whole() && (1..=REACH).contains(&rows)
    }

    fn candidate(&self, source: &Source<'_>, causes: Vec<Cause>) -> Result<Candidate> {
        let judgement = self.judge(source, &causes)?;
        let causes = [source.causes.clone(), causes].concat();
        Ok(Candidate { causes, judgement, gained: judgement.explains.saturating_sub(self.equal) })
    }

    /// Tries what rows and BX counters can do behind these links.
    fn with_rows(&self, source: &Source<'_>, links: &[Cause], predicted: &[Predicted]) -> Result<Vec<Candidate>> {
        let mut candidates = vec![self.candidate(source, links.to_vec())?];
        if candidates[0].is_plain() {
            return Ok(candidates);
        }
        for rows in self.row_causes(predicted, &[0; OUTPUT_LINKS]) {
            candidates.push(self.candidate(source, [links.to_vec(), rows].concat())?);
        }
        if !source.headers.is_empty() && !candidates.iter().any(Candidate::is_plain) {
            candidates.extend(self.with_headers(source, links, predicted)?);
        }
        Ok(candidates)
    }

    /// Ways in which rows may be shifted, lost or added, seen without the bits of `hidden`.
    fn row_causes(&self, predicted: &[Predicted], hidden: &OutputWords) -> Vec<Vec<Cause>> {
        let expected: Vec<RowKey> = predicted.iter().map(|row| key_without(&row.words, hidden)).collect();
        let received: Vec<RowKey> = self.received.iter().map(|row| key_without(row, hidden)).collect();
        let mut all: Vec<Vec<Cause>> = Vec::new();
        let mut aligned = align::align(&expected, &received, REACH as i64);
        if self.case.window.start > 0 {
            // The rows before the window are equal: what is shifted from its start on was lost or added there.
            aligned = aligned.into_iter().map(Cause::at_start).collect();
        } else {
            // An orbit that comes round is one whole file.
            let orbit = Some(expected.len()).filter(|&rows| self.is_one_orbit(rows));
            all.extend(align::shifts(&expected, &received, REACH as i64, orbit).into_iter().map(|cause| vec![cause]));
            if let (Some(rows), Some(Cause::RowsShifted { by })) = (orbit, aligned.first()) {
                all.push(turned(&expected, &received, (-by).rem_euclid(rows as i64) as usize));
            }
        }
        if !aligned.is_empty() && !all.contains(&aligned) {
            all.push(aligned);
        }
        all
    }

    /// Tries BX counters that are ahead, alone and with what rows do.
    fn with_headers(&self, source: &Source<'_>, links: &[Cause], predicted: &[Predicted]) -> Result<Vec<Candidate>> {
        let mut rows = vec![Vec::new()];
        // Packets of one length have their header at the start of a row, where it need not be compared.
        if source.setup.config.algorithm.facts().packet_length() != PacketLength::AsNeeded {
            let hidden = header_bits(&Steps::new(links, self.active(source.setup))?.wires());
            rows.extend(self.row_causes(predicted, &hidden));
        }
        let mut candidates = Vec::new();
        for rows in rows {
            let causes = [links.to_vec(), rows].concat();
            let Some(by) = self.bx_offset(source, &causes)? else { continue };
            candidates.push(self.candidate(source, [vec![Cause::BxOffset { by }], causes].concat())?);
        }
        Ok(candidates)
    }

    /// Tries BX counters that are ahead where packets begin anywhere, so that no header can be left out of the rows: with
    /// the headers of each of the 16 BX that differ, until rows are known again.
    fn with_waiting_headers(&self, source: &Source<'_>) -> Result<Vec<Candidate>> {
        let received: Vec<RowKey> = self.received.iter().map(key).collect();
        let first = &source.rows[..source.rows.len().min(HEADER_ROWS)];
        // Somewhat more rows must be known then: an error in a header makes few.
        let mut best = (21 * known_rows(first, &received) / 20, None);
        for by in 1..16 {
            let known = known_rows(&rows_ahead(source.setup, first, by)?, &received);
            if known > best.0 {
                best = (known, Some(by));
            }
        }
        let mut candidates = Vec::new();
        let Some(by) = best.1 else { return Ok(candidates) };
        let rows = rows_ahead(source.setup, source.rows, by)?;
        for rows in self.row_causes(&predicted(&rows, &[], self.active(source.setup))?, &[0; OUTPUT_LINKS]) {
            let Some(by) = self.bx_offset(source, &rows)? else { continue };
            candidates.push(self.candidate(source, [vec![Cause::BxOffset { by }], rows].concat())?);
        }
        Ok(candidates)
    }

    fn bx_offset(&self, source: &Source<'_>, causes: &[Cause]) -> Result<Option<u16>> {
        let mut back = Return::new(Steps::new(causes, self.active(source.setup))?.wires());
        let mut compared = Keys::default();
        let mut rows = InMemory::new(source.rows);
        let difference = |pair: Pair<'_>| {
            let row = pair.predicted.row.filter(|&row| compared.insert(row));
            row.into_iter().for_each(|row| back.push(row as i64, &pair.predicted.difference(pair.got)));
            Ok(())
        };
        pairs(source.setup, causes, &mut rows, &mut InMemory::new(&self.received), difference)?;
        let differences: Vec<OutputWords> = source.rows.iter().map(|_| back.pop()).collect();
        let of_row = |row: u64| compared.contains(&row).then(|| differences.get(row as usize).copied()).flatten();
        Ok(headers::offset(&source.headers, of_row))
    }

    /// The candidate without causes that add nothing.
    fn simplified(&self, source: &Source<'_>, mut candidate: Candidate) -> Result<Candidate> {
        let fixed = source.causes.len();
        let mut at = fixed;
        while candidate.causes.len() > fixed + 1 && at < candidate.causes.len() {
            let mut fewer = candidate.causes[fixed..].to_vec();
            fewer.remove(at - fixed);
            let without = self.candidate(source, fewer)?;
            // A cause of rows may bring as many rows as it loses.
            let worse = without.judgement.remaining() > candidate.judgement.remaining();
            if !worse || without.judgement.explains + CONTRIBUTION > candidate.judgement.explains {
                candidate = without;
                at = fixed;
            } else {
                at += 1;
            }
        }
        Ok(candidate)
    }

    /// What comes first.
    fn order(&self, candidate: &Candidate) -> impl Ord + use<> {
        let Candidate { causes, judgement, .. } = candidate;
        let weight: u64 = causes.iter().map(Cause::weight).sum();
        let unusual = variants::is_out_of_order(causes);
        let badness = judgement.badness(self.received.len() as u64);
        // Rows that come again say more than any rows.
        let inserted = causes.iter().filter(|cause| matches!(cause, Cause::RowsInserted { .. })).count();
        (badness, causes.len(), inserted, unusual, std::cmp::Reverse(judgement.explains), weight)
    }

    /// The best of all that was tried: those that explain something, and no longer lists that explain no more.
    fn choose(&self, mut candidates: Vec<Candidate>) -> Vec<Candidate> {
        candidates.retain(|one| !one.causes.is_empty() && one.gained >= CONTRIBUTION * one.causes.len() as u64);
        candidates.sort_by_key(|one| self.order(one));
        let mut chosen: Vec<Candidate> = Vec::new();
        for candidate in candidates {
            let more = |better: &Candidate| better.causes.iter().all(|cause| candidate.causes.contains(cause));
            if !chosen.iter().any(more) {
                chosen.push(candidate);
            }
        }
        chosen
    }

    /// Judges again on all rows.
    fn confirm(&self, candidates: Vec<Candidate>, reopen: Reopen<'_>) -> Result<Vec<Candidate>> {
        let mut equal = 0;
        let (mut expected, mut received) = reopen()?;
        while let (Some(expected), Some(received)) = (expected.next()?, received.next()?) {
            equal += u64::from(expected == received);
        }
        let mut confirmed = Vec::new();
        for candidate in distinct(candidates) {
            let (change, rest): (Vec<Cause>, Vec<Cause>) = candidate.causes.into_iter().partition(is_of_setup);
            let setup = change::setup_of(&self.setup, &change)?;
            let realigned = !variants::is_out_of_order(&rest);
            let (rows, mut causes): (Vec<Cause>, Vec<Cause>) =
                rest.into_iter().partition(|cause| realigned && is_of_rows(cause));
            if !rows.is_empty() {
                let (mut expected, mut received) = self.open(reopen, &change, &setup)?;
                causes.extend(aligned(&setup, &causes, &rows, &mut *expected, &mut *received)?);
            }
            let (mut expected, mut received) = self.open(reopen, &change, &setup)?;
            let mut judgement = Judgement::default();
            let count = |pair: Pair<'_>| {
                judgement.count(&pair);
                Ok(())
            };
            pairs(&setup, &causes, &mut *expected, &mut *received, count)?;
            let causes: Vec<Cause> = change.into_iter().chain(causes).collect();
            confirmed.push(Candidate { causes, judgement, gained: judgement.explains.saturating_sub(equal) });
        }
        confirmed.retain(|one| !one.causes.is_empty() && one.gained >= CONTRIBUTION);
        let rows = self.case.window.rows.1;
        confirmed.sort_by_key(|one| (one.judgement.badness(rows), one.causes.len()));
        Ok(confirmed)
    }

    /// All rows; the expected ones are those of another setup, if there is a change.
    fn open<'b>(&self, reopen: Reopen<'b>, change: &[Cause], setup: &Setup) -> Result<TwoRows<'b>> {
        let (expected, received) = reopen()?;
        match (change.is_empty(), self.case.input) {
            (false, Some(input)) => Ok((Box::new(Emulated::new(setup, input()?)?), received)),
            _ => Ok((expected, received)),
        }
    }

    /// The setups that send most of the received rows, whatever happened to their order; if none does better than the
    /// given one, those that send most of the received words, whatever happened to the links.
    fn promising(&self, own: &[OutputWords], tried: &[OtherSetup]) -> Vec<usize> {
        let received: Vec<RowKey> = self.received.iter().map(key).collect();
        let usual = [own, &self.expected];
        let found = best_of(tried, &usual, |rows| known_rows(rows, &received));
        let words = || best_of(tried, &usual, |rows| known_words(rows, &self.received));
        let found = if found.is_empty() { words() } else { found };
        found.into_iter().take(PROMISING).collect()
    }

    /// Causes that may be put right before thresholds of the buffer are read off: those of the best candidates, of which
    /// only the first acts on rows. A packet that is truncated moves all that follow, which looks like rows that are lost.
    fn beside_thresholds(&self, candidates: &[Candidate]) -> Vec<Vec<Cause>> {
        let mut partly: Vec<&Candidate> = candidates.iter().collect();
        partly.sort_by_key(|one| self.order(one));
        let mut lists: Vec<Vec<Cause>> = vec![Vec::new()];
        lists.extend(self.shift_of_first_rows().map(|shift| vec![shift]));
        for candidate in partly {
            let rows = candidate.causes.iter().position(is_of_rows);
            let later = |at: usize| rows.is_some_and(|first| at > first);
            let kept = candidate.causes.iter().zip(0..).filter(|&(cause, at)| !(is_of_rows(cause) && later(at)));
            let kept: Vec<Cause> = kept.map(|(cause, _)| cause.clone()).collect();
            let links = kept.iter().filter(|cause| !is_of_rows(cause)).cloned().collect();
            for list in [kept, links] {
                if lists.len() < PUT_RIGHT && !lists.contains(&list) {
                    lists.push(list);
                }
            }
        }
        lists
    }

    /// How rows are shifted if only the first ones are as expected.
    fn shift_of_first_rows(&self) -> Option<Cause> {
        let reach = REACH as i64;
        let runs = (-reach..=reach).map(|by| (self.equal_first_rows(by), -by.abs(), by));
        let (rows, _, by) = runs.max()?;
        (by != 0 && rows > 1).then_some(Cause::RowsShifted { by })
    }

    /// First rows that are equal if the received ones are late by so many.
    fn equal_first_rows(&self, by: i64) -> usize {
        let (expected, received) = (by.min(0).unsigned_abs() as usize, by.max(0) as usize);
        let pairs = self.expected.iter().skip(expected).zip(self.received.iter().skip(received));
        pairs.take_while(|(expected, received)| expected == received).count()
    }

    /// The received rows as the chip sent them, if causes are put right.
    fn put_right(&self, causes: &[Cause]) -> Result<Vec<OutputWords>> {
        let mut rows = Vec::with_capacity(self.expected.len());
        let (mut expected, mut received) = (InMemory::new(&self.expected), InMemory::new(&self.received));
        let setup = (&self.setup.config, &self.setup.options);
        correct(setup, causes, Expected::Rows(&mut expected), &mut received, |_, row| {
            rows.push(*row);
            Ok(())
        })?;
        Ok(rows)
    }

    /// Lists of changes that are tried in the place of one setting: what the received rows say of themselves.
    fn read_off(&self, input: &InputWindow, candidates: &[Candidate]) -> Result<Vec<Vec<Change>>> {
        let mut lists: Vec<Vec<Change>> = Vec::new();
        if self.case.window.start == 0 && self.setup.config.algorithm == Algorithm::ThresholdSum {
            let lengths = truncation::lengths(&self.setup, &input.rows)?;
            for causes in self.beside_thresholds(candidates) {
                let changes = truncation::changes(&self.setup, &lengths, &self.put_right(&causes)?);
                if !lists.contains(&changes) {
                    lists.push(changes);
                }
            }
        }
        // Another number of links makes all other words, so that no second setting would seem right before it is.
        let used = self.received.iter().filter_map(|row| row.iter().rposition(|&word| word != 0)).max();
        if let Some(links) = used.map(|last| last + 1).filter(|&links| links != self.active(&self.setup)) {
            let links = Change { option: "links".to_owned(), value: links.to_string() };
            let other = change::setup_of(&self.setup, &[links.cause()])?;
            let second = change::changes(&other).into_iter().filter(|change| change.option != links.option);
            lists.extend(second.map(|change| vec![links.clone(), change]));
        }
        lists.retain(|list| !list.is_empty());
        Ok(lists)
    }

    /// Pairs of settings of which neither explains enough: a second one is tried beside those that bring most bits right.
    fn two_settings(&self, input: &InputWindow, tried: &[OtherSetup], own: &[OutputWords]) -> Vec<OtherSetup> {
        let mut pairs: Vec<OtherSetup> = Vec::new();
        for at in best_of(tried, &[own], |rows| self.equal_bits(rows)).into_iter().take(FIRST_SETTINGS) {
            let first = &tried[at];
            let usual = self.equal_bits(&first.rows);
            for change in change::changes(&first.setup) {
                let known =
                    |cause: &Cause| matches!(cause, Cause::Configuration { option, .. } if *option == change.option);
                if first.causes.iter().any(known) {
                    continue;
                }
                let Ok(setup) = change::setup_of(&first.setup, &[change.cause()]) else { continue };
                let Ok(rows) = input.sent(&setup, FEW_ROWS) else { continue };
                if self.equal_bits(&rows) > usual {
                    let causes = [first.causes.clone(), vec![change.cause()]].concat();
                    pairs.push(OtherSetup { causes, setup, rows });
                }
            }
        }
        let best = best_of(&pairs, &[], |rows| self.equal_bits(rows)).into_iter().take(PROMISING);
        let whole = best.filter_map(|at| {
            let OtherSetup { causes, setup, .. } = &pairs[at];
            OtherSetup::new(causes.clone(), setup.clone(), input)
        });
        whole.collect()
    }

    /// Bits of the first rows that are as received.
    fn equal_bits(&self, rows: &[OutputWords]) -> usize {
        let words = rows.iter().zip(&self.received).take(FEW_ROWS).flat_map(|(a, b)| a.iter().zip(b));
        words.map(|(a, b)| (a ^ b).count_zeros() as usize).sum()
    }

    /// Tries other configurations.
    fn other_setups(
        &self,
        input: OpenInput<'_>,
        known: &[Candidate],
        notes: &mut Vec<String>,
    ) -> Result<Vec<Candidate>> {
        let input = InputWindow::read(input()?, self.case.window)?;
        let mut candidates = Vec::new();
        let own = input.sent(&self.setup, usize::MAX)?;
        let mut changes: Vec<Vec<Change>> = change::changes(&self.setup).into_iter().map(|one| vec![one]).collect();
        changes.extend(self.read_off(&input, known)?);
        let mut tried: Vec<OtherSetup> = Vec::new();
        for changes in changes {
            let causes: Vec<Cause> = changes.iter().map(Change::cause).collect();
            // What no chip can have is not the cause.
            let Ok(setup) = change::setup_of(&self.setup, &causes) else { continue };
            tried.extend(OtherSetup::new(causes, setup, &input));
        }
        if !self.case.emulated && !agree(&own, &self.expected) {
            let setting = tried.iter().find(|other| agree(&other.rows, &self.expected));
            let setting = setting.and_then(|other| match other.causes.as_slice() {
                [Cause::Configuration { option, value }] => Some((option.clone(), value.clone())),
                _ => None,
            });
            notes.push(match &setting {
                Some((option, value)) => format!("the expected file is what a chip with {option} = {value} sends"),
                None => "the expected file is not what the given configuration sends for this input".to_owned(),
            });
            let source = self.source(&own, &self.setup, vec![Cause::ExpectedOfOther { setting }]);
            candidates.extend(self.on_source(&source)?);
        }
        for at in self.promising(&own, &tried) {
            candidates.extend(self.on_source(&tried[at].source(self))?);
        }
        let is_enough = |one: &Candidate| one.judgement.is_enough() && one.gained >= super::EVIDENCE;
        if !candidates.iter().chain(known).any(is_enough) {
            for pair in self.two_settings(&input, &tried, &own) {
                candidates.extend(self.on_source(&pair.source(self))?);
            }
        }
        Ok(candidates)
    }
}

/// Another configuration, and what its chip sends.
struct OtherSetup {
    /// What differs from the given one.
    causes: Vec<Cause>,
    setup: Setup,
    rows: Vec<OutputWords>,
}

impl OtherSetup {
    /// None if no chip has it.
    fn new(causes: Vec<Cause>, setup: Setup, input: &InputWindow) -> Option<Self> {
        let rows = input.sent(&setup, usize::MAX).ok()?;
        Some(OtherSetup { causes, setup, rows })
    }

    fn source(&self, search: &Search<'_>) -> Source<'_> {
        search.source(&self.rows, &self.setup, self.causes.clone())
    }
}

/// The setups that do better than the usual rows, the best first.
fn best_of(tried: &[OtherSetup], usual: &[&[OutputWords]], known: impl Fn(&[OutputWords]) -> usize) -> Vec<usize> {
    let usual = usual.iter().map(|rows| known(rows)).max().unwrap_or(0);
    let mut order: Vec<(usize, usize)> = tried.iter().map(|tried| known(&tried.rows)).zip(0..).collect();
    order.retain(|&(count, _)| count > usual);
    order.sort_by_key(|&(count, at)| (std::cmp::Reverse(count), at));
    order.into_iter().map(|one| one.1).collect()
}

/// Received rows that are among these, wherever.
fn known_rows(rows: &[OutputWords], received: &[RowKey]) -> usize {
    let known: Keys<RowKey> = rows.iter().map(key).collect();
    received.iter().filter(|row| known.contains(row)).count()
}

/// Received words that are among those of these rows, in the way of writing that makes most of them so.
fn known_words(rows: &[OutputWords], received: &[OutputWords]) -> usize {
    let known: Keys<u32> = rows.iter().flatten().copied().collect();
    let step = (received.len() / WORDS).max(1);
    let words = || received.iter().step_by(step).flatten().filter(|&&word| word != 0);
    let count = |(order, inverted): streams::Writing| {
        words().filter(|&&word| known.contains(&order.apply(if inverted { !word } else { word }))).count()
    };
    streams::writings().map(count).max().unwrap_or(0)
}

/// Whether nearly all rows are equal: a capture may have errors.
fn agree(a: &[OutputWords], b: &[OutputWords]) -> bool {
    let rows = a.len().min(b.len());
    let equal = a.iter().zip(b).filter(|(a, b)| a == b).count();
    rows > 0 && 100 * equal >= super::SHARE as usize * rows
}

/// Whether a cause changes which rows are expected.
fn is_of_setup(cause: &Cause) -> bool {
    matches!(cause, Cause::Configuration { .. } | Cause::ExpectedOfOther { .. })
}

/// Whether a cause changes the order of rows, and may do so again later.
fn is_of_rows(cause: &Cause) -> bool {
    matches!(
        cause,
        Cause::RowsShifted { .. } | Cause::RowsLost { .. } | Cause::RowsDoubled { .. } | Cause::RowsInserted { .. }
    )
}

/// Diagnoses of candidates in their order; those that explain the same rows are one.
fn merged(candidates: Vec<Candidate>) -> Vec<Diagnosis> {
    let mut merged: Vec<(Judgement, Diagnosis)> = Vec::new();
    for Candidate { causes, judgement, gained } in candidates {
        match merged.iter_mut().find(|(other, _)| other.leaves_the_same(&judgement)) {
            // What has more causes is no other name of it.
            Some((_, diagnosis)) if causes.len() > diagnosis.causes.len() + 1 => {}
            Some((_, diagnosis)) if diagnosis.equal_to.len() < EQUALS => diagnosis.equal_to.push(causes),
            Some(_) => {}
            None => {
                let Judgement { explains, of, .. } = judgement;
                merged.push((judgement, Diagnosis { causes, explains, of, gained, equal_to: Vec::new() }));
            }
        }
    }
    merged.truncate(GIVEN);
    merged.into_iter().map(|one| one.1).collect()
}

/// What links have done, some of them in a chain.
fn causes_of(chains: &[(usize, Chain)], mut wiring: Wiring, active: usize) -> Vec<Cause> {
    let mut before = Wiring::default();
    for (link, chain) in chains {
        let first = &mut before.wires[usize::from(chain.wire.from.unwrap_or(*link as u8))];
        (first.order, first.rotated) = chain.before;
        wiring.wires[*link] = chain.wire;
    }
    [before.causes(active), wiring.causes(active)].concat()
}

/// The first of the candidates that leave different rows.
fn distinct(candidates: Vec<Candidate>) -> Vec<Candidate> {
    let mut first: Vec<Candidate> = Vec::new();
    for candidate in candidates {
        if first.len() < GIVEN && !first.iter().any(|one| one.judgement.leaves_the_same(&candidate.judgement)) {
            first.push(candidate);
        }
    }
    first
}

/// What rows do in a capture that starts at an expected row in the middle of the orbit.
fn turned(expected: &[RowKey], received: &[RowKey], start: usize) -> Vec<Cause> {
    let expected = [&expected[start..], &expected[..start]].concat();
    let mut causes = vec![Cause::OrbitStart { by: start as u64 }];
    causes.extend(align::align(&expected, received, REACH as i64));
    causes
}

/// Bits of received rows that carry the headers of packets that begin with their row.
fn header_bits(steps: &[[Wire; OUTPUT_LINKS]]) -> OutputWords {
    let mut bits = [0; OUTPUT_LINKS];
    bits[0] = u32::MAX << (u32::BITS - 5);
    for wires in steps {
        bits = wires.map(|wire| {
            let sent = wire.from.map_or(0, |from| bits[usize::from(from)]);
            wire.reorder(sent.rotate_right(wire.late.rem_euclid(32) as u32))
        });
    }
    bits
}

/// Rows with the headers of a chip whose BX counter is ahead.
fn rows_ahead(setup: &Setup, rows: &[OutputWords], by: u16) -> Result<Vec<OutputWords>> {
    let mut rows = InMemory::new(rows);
    let mut ahead = Ahead::new(&mut rows, Headers::new(&setup.config, &setup.options), by);
    std::iter::from_fn(|| ahead.next().transpose()).collect()
}

/// The rows that causes make of expected ones.
fn predicted(rows: &[OutputWords], causes: &[Cause], active: usize) -> Result<Vec<Predicted>> {
    Prediction::new(&mut InMemory::new(rows), Steps::new(causes, active)?).all()
}

/// Rows that belong together.
pub(super) struct Pair<'a> {
    pub received_row: u64,
    pub predicted: &'a Predicted,
    pub got: &'a OutputWords,
}

/// Calls `pair` with what causes make of expected rows and the received ones, in the order of the expected rows; rows that
/// come again are among them, and have no expected one.
pub(super) fn pairs(
    setup: &Setup,
    causes: &[Cause],
    expected: &mut dyn Rows,
    received: &mut dyn Rows,
    pair: impl FnMut(Pair<'_>) -> Result<()>,
) -> Result<()> {
    let active = setup.config.links.into();
    let steps = Steps::new(causes, active)?;
    let ahead = causes.iter().find_map(|cause| match cause {
        Cause::BxOffset { by } => Some(*by),
        _ => None,
    });
    match ahead {
        None => compared(expected, steps, received, active, pair),
        Some(by) => {
            let headers = Headers::new(&setup.config, &setup.options);
            compared(&mut Ahead::new(expected, headers, by), steps, received, active, pair)
        }
    }
}

fn compared(
    expected: &mut dyn Rows,
    steps: Steps,
    received: &mut dyn Rows,
    active: usize,
    mut pair: impl FnMut(Pair<'_>) -> Result<()>,
) -> Result<()> {
    let turn = steps.turn();
    let mut prediction = Prediction::new(expected, steps);
    let mut turned = Vec::new();
    let mut received_row = 0;
    while let (Some(predicted), Some(got)) = (prediction.next()?, received.next()?) {
        if predicted.is_known(active) {
            match turn {
                true => turned.push((received_row, predicted, got)),
                false => pair(Pair { received_row, predicted: &predicted, got: &got })?,
            }
        }
        received_row += 1;
    }
    turned.sort_by_key(|(_, predicted, _)| predicted.row);
    turned
        .iter()
        .try_for_each(|(received_row, predicted, got)| pair(Pair { received_row: *received_row, predicted, got }))
}

/// Lays all received rows along the expected ones, block by block; `first` is what is known of the first block.
fn aligned(
    setup: &Setup,
    links: &[Cause],
    first: &[Cause],
    expected: &mut dyn Rows,
    received: &mut dyn Rows,
) -> Result<Vec<Cause>> {
    let headers = Headers::new(&setup.config, &setup.options);
    let by = links.iter().find_map(|cause| if let Cause::BxOffset { by } = cause { Some(*by) } else { None });
    let mut ahead = Ahead::new(expected, headers, by.unwrap_or(0));
    let mut prediction = Prediction::new(&mut ahead, Steps::new(links, setup.config.links.into())?);
    let mut stream = Alignment::default();
    if let [shift @ Cause::RowsShifted { by }] | [shift @ Cause::RowsShifted { by }, ..] = first {
        stream.causes.push(shift.clone());
        stream.offset = -by;
    }
    stream.run(&mut prediction, received)?;
    Ok(stream.causes)
}

/// Received rows laid along expected ones, a block at a time.
#[derive(Default)]
struct Alignment {
    expected: VecDeque<RowKey>,
    received: VecDeque<RowKey>,
    /// Numbers of the first rows of both.
    starts: (i64, i64),
    /// Expected row less received row, at the start of the block.
    offset: i64,
    causes: Vec<Cause>,
}

impl Alignment {
    /// Received rows of a block.
    const BLOCK: usize = 8192;
    /// Of these, those before which jumps are believed; the rest is looked at again.
    const SURE: usize = 6144;

    fn run(&mut self, prediction: &mut Prediction<'_>, received: &mut dyn Rows) -> Result<()> {
        loop {
            while self.received.len() < Self::BLOCK
                && let Some(row) = received.next()?
            {
                self.received.push_back(key(&row));
            }
            let end = self.starts.1 + (self.received.len() + REACH) as i64 + self.offset;
            while self.starts.0 + (self.expected.len() as i64) < end
                && let Some(row) = prediction.next()?
            {
                self.expected.push_back(key(&row.words));
            }
            let last = self.received.len() < Self::BLOCK;
            self.block(last);
            if last {
                return Ok(());
            }
        }
    }

    /// Takes the jumps of a block, and drops its rows.
    fn block(&mut self, last: bool) {
        // Rows of the same index belong together at the start of the block.
        let first = self.starts.1 + self.offset;
        let skipped = (first - self.starts.0).clamp(0, self.expected.len() as i64) as usize;
        let behind = (self.starts.0 - first).max(0) as usize;
        let expected: Vec<RowKey> = self.expected.iter().skip(skipped).copied().collect();
        let received: Vec<RowKey> = self.received.iter().skip(behind).copied().collect();
        let start = (self.starts.1 + behind as i64) as u64;
        let sure = if last { u64::MAX } else { Self::SURE as u64 };
        for cause in align::align(&expected, &received, REACH as i64) {
            let (at, moved) = match cause {
                Cause::RowsLost { row, by } => (row, by as i64),
                Cause::RowsDoubled { row, by } => (row + by, -(by as i64)),
                Cause::RowsInserted { row, by } => (row, -(by as i64)),
                Cause::RowsShifted { by } => (0, -by),
                _ => continue,
            };
            if at >= sure {
                break;
            }
            self.offset += moved;
            self.causes.push(cause.at_start().behind(start));
        }
        let drop = Self::SURE.min(self.received.len());
        self.received.drain(..drop);
        self.starts.1 += drop as i64;
        // Rows behind may still be needed where some come twice.
        let keep = self.starts.1 + self.offset;
        let drop = (keep - self.starts.0).clamp(0, self.expected.len() as i64);
        self.expected.drain(..drop as usize);
        self.starts.0 += drop;
    }
}

/// Input words of the window, with some rows before it for the buffer.
struct InputWindow {
    rows: Vec<InputWords>,
    /// BX of the first row.
    bx: u16,
    /// Rows before the window.
    before: usize,
    /// Rows of the window.
    length: usize,
}

impl InputWindow {
    fn read(mut reader: VectorReader<InputWords>, window: &Window) -> Result<Self> {
        let length = window.received.len().max(window.expected.len());
        let first = window.start.saturating_sub(WARM_UP as u64);
        let mut counter = BxCounter::new(0);
        let (mut rows, mut bx) = (Vec::new(), 0);
        while reader.rows() < window.start + length as u64
            && let Some(words) = reader.read()?
        {
            let now = counter.step(&words);
            if reader.rows() > first {
                if rows.is_empty() {
                    bx = now.0;
                }
                rows.push(words);
            }
        }
        let before = (window.start - first) as usize;
        if rows.len() <= before {
            return Err(Error::mismatch("the input ends before the rows that differ")
                .file(reader.path())
                .found(format!("{} rows", reader.rows()))
                .allowed(format!("more than {} rows", window.start)));
        }
        Ok(InputWindow { rows, bx, before, length })
    }

    /// What a chip of this setup sends in the rows of the window, at most in so many.
    fn sent(&self, setup: &Setup, limit: usize) -> Result<Vec<OutputWords>> {
        let length = self.length.min(limit);
        let rows = &self.rows[..self.rows.len().min(self.before + length)];
        let mut chip = BatchChip::new(&setup.config, &setup.options)?;
        if self.before > 0 && self.bx > 0 {
            // Empty BX bring the counter to where it is.
            let mut rows = vec![[0xA000_0000; crate::registers::INPUT_LINKS]; self.bx.into()];
            rows[0][0] = 0x9000_0000;
            chip.run(&rows, &mut vec![[0; OUTPUT_LINKS]; rows.len()]);
        }
        let mut sent = vec![[0; OUTPUT_LINKS]; rows.len()];
        chip.run(rows, &mut sent);
        Ok(sent.split_off(self.before).into_iter().take(length).collect())
    }
}

/// All rows that a chip sends for an input.
pub struct Emulated {
    chip: BatchChip,
    input: VectorReader<InputWords>,
    rows: Vec<InputWords>,
    sent: std::vec::IntoIter<OutputWords>,
}

impl Emulated {
    /// The rows of a chip just after reset.
    ///
    /// # Errors
    /// As [`BatchChip::new`].
    pub fn of(config: &ChipConfig, options: &Options, input: VectorReader<InputWords>) -> Result<Self> {
        Emulated::new(&Setup { config: config.clone(), options: options.clone() }, input)
    }

    fn new(setup: &Setup, input: VectorReader<InputWords>) -> Result<Self> {
        let chip = BatchChip::new(&setup.config, &setup.options)?;
        Ok(Emulated { chip, input, rows: Vec::new(), sent: Vec::new().into_iter() })
    }
}

impl Rows for Emulated {
    fn next(&mut self) -> Result<Option<OutputWords>> {
        if let Some(row) = self.sent.next() {
            return Ok(Some(row));
        }
        self.input.read_batch(&mut self.rows, BATCH)?;
        let mut sent = vec![[0; OUTPUT_LINKS]; self.rows.len()];
        self.chip.run_parallel(&self.rows, &mut sent);
        self.sent = sent.into_iter();
        Ok(self.sent.next())
    }
}
