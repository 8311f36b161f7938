//! Disjoint train, validation and test sets.
//!
//! Rows are dealt out by a seeded permutation: a Feistel network over the row numbers, walked until the number is in
//! range. It needs no memory, so ten million rows cost nothing, and every part has exactly its share. (All published
//! trainers of this encoder, docs/sources.md from Ecoder to ECON_CAE, validate on rows they train on, on an empty
//! set, or on the test set.) The permutation also shuffles: see [`Permutation`].
//!
//! Rows of one event are dealt out together, where rows say their event ([`Split::by_event`]): what is tested on is then of
//! other events than what is trained on. That takes a list of the rows.
//!
//! The construction is that of Black and Rogaway (docs/sources.md, Permutation).

use std::collections::HashMap;
use std::ops::Range;

use crate::error::{Error, Result};

/// Training rows that `quick` leaves.
pub const QUICK_ROWS: u64 = 5000;

/// The numbers 0..`len` in an order that the seed decides; a bijection in constant memory.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Permutation {
    len: u64,
    half_bits: u32,
    keys: [u64; 4],
}

/// One step of the splitmix64 generator (docs/sources.md, Numerical-methods): a good mixing of 64 bits.
pub fn mix(value: u64) -> u64 {
    let z = value.wrapping_add(0x9E37_79B9_7F4A_7C15);
    let z = (z ^ z >> 30).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    let z = (z ^ z >> 27).wrapping_mul(0x94D0_49BB_1331_11EB);
    z ^ z >> 31
}

impl Permutation {
    /// The permutation of `0..len` that belongs to a seed.
    pub fn new(len: u64, seed: u64) -> Self {
        let bits = u64::BITS - len.saturating_sub(1).leading_zeros();
        let mut key = seed;
        let keys = std::array::from_fn(|_| {
            key = mix(key);
            key
        });
        Permutation { len, half_bits: bits.div_ceil(2).max(1), keys }
    }

    /// How many numbers it permutes.
    pub fn len(&self) -> u64 {
        self.len
    }

    /// Whether it permutes nothing.
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// Where number `i` goes, if it is in range.
    pub fn at(&self, i: u64) -> Option<u64> {
        self.walk(i, |value| self.keys.iter().fold(value, |value, &key| self.round(value, key)))
    }

    /// The number that goes to `to`, if that is in range.
    pub fn inverse(&self, to: u64) -> Option<u64> {
        self.walk(to, |value| self.keys.iter().rev().fold(value, |value, &key| self.unround(value, key)))
    }

    /// Applies a permutation of the next power of four until the result is in range.
    fn walk(&self, start: u64, step: impl Fn(u64) -> u64) -> Option<u64> {
        if start >= self.len {
            return None;
        }
        let mut value = step(start);
        while value >= self.len {
            value = step(value);
        }
        Some(value)
    }

    fn round(&self, value: u64, key: u64) -> u64 {
        let mask = (1 << self.half_bits) - 1;
        let (left, right) = (value >> self.half_bits, value & mask);
        right << self.half_bits | (left ^ mix(right ^ key) & mask)
    }

    fn unround(&self, value: u64, key: u64) -> u64 {
        let mask = (1 << self.half_bits) - 1;
        let (right, left) = (value >> self.half_bits, value & mask);
        (left ^ mix(right ^ key) & mask) << self.half_bits | right
    }
}

/// A part of the data.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// Gradients come from these.
    Train,
    /// Decisions come from these: when to stop, which model is best.
    Validation,
    /// Reported numbers come from these, and nothing else.
    Test,
}

impl Part {
    /// All parts, in order.
    pub const ALL: [Part; 3] = [Part::Train, Part::Validation, Part::Test];
}

/// What a part gets.
#[derive(Debug, Clone, PartialEq)]
pub enum Share {
    /// This fraction of the rows that no part names explicitly, drawn at random.
    Fraction(f64),
    /// Exactly these rows, in order.
    Rows(Range<u64>),
}

/// What the three parts get. Fractions must add up to 1; rows that no part names are unused if no
/// part has a fraction.
#[derive(Debug, Clone, PartialEq)]
pub struct SplitPlan {
    /// Training rows.
    pub train: Share,
    /// Validation rows.
    pub validation: Share,
    /// Test rows.
    pub test: Share,
    /// Only the first [`QUICK_ROWS`] training rows (`--quickTrain`), in the order of
    /// [`Split::row`]: a random sample if rows are drawn at random.
    pub quick: bool,
}

impl SplitPlan {
    /// Fractions of all rows.
    pub fn fractions(train: f64, validation: f64, test: f64) -> Self {
        let [train, validation, test] = [train, validation, test].map(Share::Fraction);
        SplitPlan { train, validation, test, quick: false }
    }

    /// Everything is validation (`--evalOnly`).
    pub fn eval_only() -> Self {
        SplitPlan::fractions(0.0, 1.0, 0.0)
    }

    fn shares(&self) -> [&Share; 3] {
        [&self.train, &self.validation, &self.test]
    }
}

impl Default for SplitPlan {
    /// 80 % training, 10 % validation, 10 % test.
    fn default() -> Self {
        SplitPlan::fractions(0.8, 0.1, 0.1)
    }
}

/// Where the rows of a part are.
#[derive(Debug, Clone, PartialEq)]
enum Place {
    /// A range of row numbers.
    Rows(Range<u64>),
    /// A range of places in the permutation of the rows left.
    Drawn(Range<u64>),
    /// These rows: those of drawn events.
    Listed(Vec<u64>),
}

impl Place {
    fn len(&self) -> u64 {
        match self {
            Place::Rows(range) | Place::Drawn(range) => range.end - range.start,
            Place::Listed(rows) => rows.len() as u64,
        }
    }
}

/// Which row belongs to which part.
#[derive(Debug, Clone, PartialEq)]
pub struct Split {
    rows: u64,
    permutation: Permutation,
    /// Explicit rows, in increasing order.
    explicit: Vec<Range<u64>>,
    places: [Place; 3],
    /// The part of each row, where rows were drawn with all others of their event; else empty.
    of_rows: Vec<Option<Part>>,
}

impl Split {
    /// Deals out `rows` rows.
    ///
    /// # Errors
    /// Fractions that are negative or do not add up to 1; ranges that end before they start, reach
    /// beyond the last row or overlap.
    pub fn new(rows: u64, seed: u64, plan: &SplitPlan) -> Result<Self> {
        let mut explicit = Vec::new();
        let mut fractions = [0.0; 3];
        let mut drawn = false;
        for (share, (fraction, name)) in
            plan.shares().into_iter().zip(fractions.iter_mut().zip(["train", "validation", "test"]))
        {
            match share {
                Share::Fraction(value) if (0.0..=1.0).contains(value) => {
                    *fraction = *value;
                    drawn = true;
                }
                Share::Fraction(value) => {
                    return Err(Error::new("not a fraction").field(name).found(value).allowed("0 to 1"));
                }
                Share::Rows(range) if range.start > range.end || range.end > rows => {
                    return Err(Error::new("not a range of the rows there are")
                        .field(name)
                        .found(format!("{}..{}", range.start, range.end))
                        .allowed(format!("ranges inside 0..{rows}; the end is not included")));
                }
                Share::Rows(range) if range.is_empty() => {}
                Share::Rows(range) => explicit.push((range.clone(), name)),
            }
        }
        explicit.sort_by_key(|(range, _)| range.start);
        if let Some(pair) = explicit.windows(2).find(|pair| pair[0].0.end > pair[1].0.start) {
            return Err(Error::new("two parts share rows")
                .field(format!("{} and {}", pair[0].1, pair[1].1))
                .found(format!("{}..{}", pair[1].0.start, pair[0].0.end.min(pair[1].0.end)))
                .hint("what is trained on must not be tested on"));
        }
        let explicit: Vec<Range<u64>> = explicit.into_iter().map(|(range, _)| range).collect();
        let left = rows - explicit.iter().map(|range| range.end - range.start).sum::<u64>();
        if drawn && (fractions.iter().sum::<f64>() - 1.0).abs() > 1e-9 {
            return Err(Error::new("the fractions do not add up to 1")
                .field("train, validation, test")
                .found(fractions.iter().sum::<f64>())
                .allowed("1, over the parts that are not given as rows"));
        }
        let counts = if drawn { deal(left, fractions) } else { [0; 3] };
        let mut places = plan.shares().map(|share| {
            Place::Rows(match share {
                Share::Rows(range) => range.clone(),
                Share::Fraction(_) => 0..0,
            })
        });
        let ranges = drawn_ranges(plan, counts);
        places.iter_mut().zip(ranges).for_each(|(place, range)| *place = range.map_or(place.clone(), Place::Drawn));
        let permutation = Permutation::new(left, seed);
        Ok(Split { rows, permutation, explicit, places, of_rows: Vec::new() }.shortened(plan))
    }

    /// The named range that a row lies in.
    fn range_of(&self, row: u64) -> Option<usize> {
        self.explicit.iter().position(|range| range.contains(&row))
    }

    /// Deals out rows with these event numbers so that all rows of an event are in one part: fractions are of the events.
    /// Where no event has two rows, this is [`Split::new`].
    ///
    /// # Errors
    /// As [`Split::new`], and ranges of rows that cut through an event.
    pub fn by_event(events: &[Option<i64>], seed: u64, plan: &SplitPlan) -> Result<Self> {
        let rows = events.len() as u64;
        let mut split = Split::new(rows, seed, &SplitPlan { quick: false, ..plan.clone() })?;
        // The rows of each event, in the order in which events begin; a row without a number is an event of its own.
        let mut of_events: Vec<Vec<u64>> = Vec::new();
        let mut known = HashMap::new();
        for (row, event) in (0..).zip(events) {
            let number = event.map_or(of_events.len(), |event| *known.entry(event).or_insert(of_events.len()));
            match of_events.get_mut(number) {
                Some(own) => own.push(row),
                None => of_events.push(vec![row]),
            }
        }
        if of_events.len() == events.len() {
            return Ok(split.shortened(plan));
        }
        let cuts = |rows: &&Vec<u64>| rows.iter().any(|&row| split.range_of(row) != split.range_of(rows[0]));
        if let Some(cut) = of_events.iter().find(cuts) {
            return Err(Error::new("a range of rows cuts through an event: its modules would be in two parts")
                .field("train, validation, test")
                .found(format!("rows {} to {} of event {:?}", cut[0], cut[cut.len() - 1], events[cut[0] as usize]))
                .allowed("ranges that begin and end with events, or fractions"));
        }
        of_events.retain(|rows| split.range_of(rows[0]).is_none());
        let fractions = plan.shares().map(|share| match share {
            Share::Fraction(fraction) => *fraction,
            Share::Rows(_) => 0.0,
        });
        let drawn = plan.shares().iter().any(|share| matches!(share, Share::Fraction(_)));
        let counts = if drawn { deal(of_events.len() as u64, fractions) } else { [0; 3] };
        let permutation = Permutation::new(of_events.len() as u64, seed);
        for (place, range) in split.places.iter_mut().zip(drawn_ranges(plan, counts)) {
            let Some(range) = range else { continue };
            let events = range.filter_map(|at| of_events.get(usize::try_from(permutation.inverse(at)?).ok()?));
            *place = Place::Listed(events.flatten().copied().collect());
        }
        split.of_rows = vec![None; events.len()];
        for part in Part::ALL {
            for at in 0..split.len(part) {
                if let Some(own) = split.row(part, at).and_then(|row| split.of_rows.get_mut(row as usize)) {
                    *own = Some(part);
                }
            }
        }
        Ok(split.shortened(plan))
    }

    /// Leaves only the first training rows, if the plan asks for that.
    fn shortened(mut self, plan: &SplitPlan) -> Self {
        if plan.quick {
            match &mut self.places[0] {
                Place::Rows(range) | Place::Drawn(range) => range.end = range.end.min(range.start + QUICK_ROWS),
                Place::Listed(rows) => rows.truncate(QUICK_ROWS as usize),
            }
        }
        self
    }

    /// Number of rows that were dealt out.
    pub fn rows(&self) -> u64 {
        self.rows
    }

    /// Number of rows of a part.
    pub fn len(&self, part: Part) -> u64 {
        self.places[part as usize].len()
    }

    /// Row `i` of a part (in random order if rows are drawn), if it has that many.
    pub fn row(&self, part: Part, i: u64) -> Option<u64> {
        if i >= self.len(part) {
            return None;
        }
        match &self.places[part as usize] {
            Place::Rows(range) => Some(range.start + i),
            Place::Listed(rows) => rows.get(usize::try_from(i).ok()?).copied(),
            Place::Drawn(range) => {
                let mut row = self.permutation.inverse(range.start + i)?;
                for taken in &self.explicit {
                    if row >= taken.start {
                        row += taken.end - taken.start;
                    }
                }
                Some(row)
            }
        }
    }

    /// The part of a row, if it belongs to one.
    pub fn part(&self, row: u64) -> Option<Part> {
        if row >= self.rows {
            return None;
        }
        if !self.of_rows.is_empty() {
            return self.of_rows[row as usize];
        }
        if self.explicit.iter().any(|range| range.contains(&row)) {
            return Part::ALL
                .into_iter()
                .find(|&part| matches!(&self.places[part as usize], Place::Rows(range) if range.contains(&row)));
        }
        let before: u64 =
            self.explicit.iter().filter(|range| range.start < row).map(|range| range.end - range.start).sum();
        let at = self.permutation.at(row - before)?;
        Part::ALL
            .into_iter()
            .find(|&part| matches!(&self.places[part as usize], Place::Drawn(range) if range.contains(&at)))
    }
}

/// The places in a permutation that parts with a fraction get, one behind the other.
fn drawn_ranges(plan: &SplitPlan, counts: [u64; 3]) -> [Option<Range<u64>>; 3] {
    let mut start = 0;
    let shares = plan.shares();
    std::array::from_fn(|part| match shares[part] {
        Share::Rows(_) => None,
        Share::Fraction(_) => {
            start += counts[part];
            Some(start - counts[part]..start)
        }
    })
}

/// Whole numbers in proportion to fractions that add up to 1: the largest remainders are rounded
/// up, of equal remainders the first. They always add up to `rows`.
fn deal(rows: u64, fractions: [f64; 3]) -> [u64; 3] {
    let exact = fractions.map(|fraction| fraction * rows as f64);
    let mut left = rows;
    let mut counts = exact.map(|value| {
        let count = (value.floor() as u64).min(left);
        left -= count;
        count
    });
    let mut order: Vec<usize> = (0..3).filter(|&part| fractions[part] > 0.0).collect();
    order.sort_by(|&a, &b| (exact[b] - exact[b].floor()).total_cmp(&(exact[a] - exact[a].floor())));
    for &part in &order {
        let more = left.min(1);
        counts[part] += more;
        left -= more;
    }
    // Only the rounding of very many rows as floating-point numbers can leave more.
    if let Some(&part) = order.first() {
        counts[part] += left;
    }
    counts
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn parts(split: &Split) -> Vec<Option<Part>> {
        (0..split.rows()).map(|row| split.part(row)).collect()
    }

    #[test]
    fn the_permutation_is_one_and_mixes() {
        for len in [0, 1, 2, 3, 5, 64, 1000] {
            let permutation = Permutation::new(len, 3);
            let mut seen: Vec<u64> = (0..len).map(|i| permutation.at(i).unwrap()).collect();
            assert!((0..len).all(|i| permutation.inverse(seen[i as usize]) == Some(i)));
            assert!(permutation.at(len).is_none() && permutation.inverse(len).is_none());
            if len == 1000 {
                let stay = seen.iter().zip(0..).filter(|&(&to, from)| to == from).count();
                let rising = seen.windows(2).filter(|pair| pair[0] < pair[1]).count();
                assert!(stay < 10 && (400..600).contains(&rising), "{stay} {rising}");
            }
            seen.sort_unstable();
            assert_eq!(seen, (0..len).collect::<Vec<_>>());
        }
        assert_ne!(Permutation::new(1000, 1).at(0), Permutation::new(1000, 2).at(0));
        assert_eq!(
            Permutation::new(u64::MAX, 1).at(7).and_then(|to| Permutation::new(u64::MAX, 1).inverse(to)),
            Some(7)
        );
    }

    #[test]
    fn shares_are_exact_within_rounding() {
        let split = Split::new(3564, 1, &SplitPlan::default()).unwrap();
        assert_eq!(Part::ALL.map(|part| split.len(part)), [2851, 357, 356]);
        assert_eq!(deal(10, [1.0, 0.0, 0.0]), [10, 0, 0]);
        assert_eq!(deal(1, [0.5, 0.5, 0.0]), [1, 0, 0]);
        assert_eq!(deal(2, [0.4, 0.3, 0.3]), [1, 1, 0]);
    }

    #[test]
    fn rows_can_be_named_and_the_rest_be_drawn() {
        let plan = SplitPlan {
            train: Share::Fraction(0.75),
            validation: Share::Fraction(0.25),
            test: Share::Rows(2400..3564),
            quick: false,
        };
        let split = Split::new(3564, 9, &plan).unwrap();
        assert_eq!(Part::ALL.map(|part| split.len(part)), [1800, 600, 1164]);
        assert!((2400..3564).all(|row| split.part(row) == Some(Part::Test)));
        assert!((0..2400).all(|row| matches!(split.part(row), Some(Part::Train | Part::Validation))));
        let plan = SplitPlan {
            train: Share::Rows(0..10),
            validation: Share::Rows(10..20),
            test: Share::Rows(30..30),
            quick: false,
        };
        let split = Split::new(50, 9, &plan).unwrap();
        assert_eq!((split.part(9), split.part(10), split.part(25)), (Some(Part::Train), Some(Part::Validation), None));
    }

    #[test]
    fn quick_and_eval_only() {
        let split = Split::new(100_000, 1, &SplitPlan { quick: true, ..SplitPlan::default() }).unwrap();
        assert_eq!(Part::ALL.map(|part| split.len(part)), [5000, 10_000, 10_000]);
        let all = Split::new(100, 1, &SplitPlan::eval_only()).unwrap();
        assert!(parts(&all).iter().all(|part| *part == Some(Part::Validation)));
    }

    fn fault(train: Share, test: Share) -> String {
        let plan = SplitPlan { train, validation: Share::Rows(0..10), test, quick: false };
        Split::new(100, 1, &plan).unwrap_err().to_string()
    }

    #[test]
    fn what_cannot_be_dealt_is_refused() {
        assert!(fault(Share::Rows(5..20), Share::Rows(50..60)).contains("validation and train"));
        assert!(fault(Share::Rows(20..30), Share::Rows(90..101)).contains("0..100"));
        #[expect(clippy::reversed_empty_ranges)]
        let reversed = Share::Rows(30..20);
        assert!(fault(reversed, Share::Rows(50..60)).contains("30..20"));
        assert!(fault(Share::Fraction(0.5), Share::Rows(50..60)).contains("add up to 1"));
        assert!(fault(Share::Fraction(-0.5), Share::Rows(50..60)).contains("not a fraction"));
        assert!(fault(Share::Fraction(f64::NAN), Share::Rows(50..60)).contains("not a fraction"));
    }

    #[test]
    fn rows_of_an_event_are_in_one_part() {
        // Events of one to four rows, some of them apart, and rows without a number.
        let events: Vec<Option<i64>> =
            (0..600i64).map(|row| if row % 50 == 49 { None } else { Some(row * row % 7 + row / 4 * 10) }).collect();
        let plan = SplitPlan { test: Share::Rows(0..0), ..SplitPlan::fractions(0.7, 0.3, 0.0) };
        for plan in [SplitPlan::default(), plan] {
            let split = Split::by_event(&events, 3, &plan).unwrap();
            let mut seen = vec![None; events.len()];
            for part in Part::ALL {
                for row in (0..split.len(part)).map(|i| split.row(part, i).unwrap()) {
                    assert_eq!((split.part(row), seen[row as usize].replace(part)), (Some(part), None));
                }
                assert_eq!(split.row(part, split.len(part)), None);
            }
            assert!(seen.iter().all(Option::is_some));
            for (row, event) in events.iter().enumerate().filter(|(_, event)| event.is_some()) {
                let same = events.iter().zip(&seen).filter(|(other, _)| *other == event);
                assert!(same.clone().all(|(_, part)| *part == seen[row]), "{event:?}");
            }
            let share = split.len(Part::Train) as f64 / 600.0;
            assert!((0.65..0.85).contains(&share), "{share}");
            let other = Split::by_event(&events, 4, &plan).unwrap();
            assert_ne!(
                (0..600).map(|row| split.part(row)).collect::<Vec<_>>(),
                (0..600).map(|row| other.part(row)).collect::<Vec<_>>()
            );
        }
        // Single rows are dealt out as rows.
        let single: Vec<Option<i64>> = (0..600).map(Some).collect();
        for plan in [SplitPlan::default(), SplitPlan { quick: true, ..SplitPlan::default() }] {
            assert_eq!(Split::by_event(&single, 3, &plan).unwrap(), Split::new(600, 3, &plan).unwrap());
        }
        // Rows that are named keep to events.
        let pairs: Vec<Option<i64>> = (0..100).map(|row| Some(row / 2)).collect();
        let [split, cut] = [10..20, 10..21].map(|rows| {
            let plan = SplitPlan { test: Share::Rows(rows), ..SplitPlan::fractions(0.5, 0.5, 0.0) };
            Split::by_event(&pairs, 1, &plan)
        });
        let split = split.unwrap();
        assert_eq!((split.len(Part::Test), split.len(Part::Train)), (10, 46));
        assert!((10..20).all(|row| split.part(row) == Some(Part::Test)));
        let fault = cut.unwrap_err().to_string();
        assert!(fault.contains("cuts through an event") && fault.contains("rows 20 to 21"), "{fault}");
    }

    proptest! {
        /// Disjoint and complete: the rows of the parts are all rows, each once, and both views agree.
        #[test]
        fn every_row_is_in_exactly_one_part(
            rows in 0u64..600, seed: u64, a in 0u32..=100, b in 0u32..=100, cut in 0u64..600, length in 0u64..600,
        ) {
            let (a, b) = (f64::from(a.min(b)) / 100.0, f64::from(a.max(b)) / 100.0);
            let start = cut.min(rows);
            let named = start..(start + length).min(rows);
            for plan in [
                SplitPlan::fractions(a, b - a, 1.0 - b),
                SplitPlan { train: Share::Fraction(a), validation: Share::Fraction(1.0 - a), test: Share::Rows(named), quick: false },
            ] {
                let split = Split::new(rows, seed, &plan).unwrap();
                let mut seen = vec![false; rows as usize];
                for part in Part::ALL {
                    for i in 0..split.len(part) {
                        let row = split.row(part, i).unwrap();
                        prop_assert_eq!(split.part(row), Some(part));
                        prop_assert!(!std::mem::replace(&mut seen[row as usize], true));
                    }
                    prop_assert_eq!(split.row(part, split.len(part)), None);
                }
                prop_assert!(seen.into_iter().all(|seen| seen));
                prop_assert_eq!(Split::new(rows, seed, &plan).unwrap(), split);
            }
        }
    }
}
