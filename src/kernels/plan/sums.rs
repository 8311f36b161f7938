//! Sums of products of a block.
//!
//! A layer's sums are worked on in the narrowest way that is exact for its weights:
//!
//! 1. products floored by an instruction that gives the upper half of a 16-bit product, added in 16 bits for as
//!    long as interval analysis shows the sum of a chunk to fit; chunks are added in 32 bits;
//! 2. exact products of 16-bit numbers, two at a time, added in 32 bits;
//! 3. products of 16-bit numbers one at a time, rounded and added in 32 bits;
//! 4. anything, with the limits of the accumulator, in plain loops of 32 or 64 bits.
//!
//! Products with a weight or a number that is always zero are left out, and where the order of a sum does not
//! matter, constants are part of the bias.

use super::rows::{Fit, Lane, Limit, Place, Values, Width};
use crate::kernels::lanes::{BLOCK, Lanes};
use crate::kernels::matrix::add_products;
use crate::kernels::vector::{PairVector, twice};
use crate::nn::{Format, Interval, Overflow, Rounding};

/// Sums at work together, see [`crate::kernels::matrix`].
const TILE: usize = 4;

/// Lanes at work together in plain loops.
const PLAIN: usize = 16;

/// One sum, as the network describes it.
#[derive(Debug, Clone)]
pub(super) struct Row {
    /// Bias, in the units in which products are added.
    pub(super) bias: i64,
    /// Values and weights.
    pub(super) terms: Vec<(u32, i32)>,
    /// Fractional bits that products lose before they are added; negative where they are shifted to more.
    pub(super) drop: i32,
    /// The accumulator, where every product and every sum on the way is cast to it.
    pub(super) cast: Option<Format>,
    /// What becomes of the sum.
    pub(super) finish: Finish,
    pub(super) to: Place,
    /// Whether an output depends on it.
    pub(super) needed: bool,
}

impl Row {
    /// A sum of nothing, which is wanted nowhere.
    pub(super) const NOTHING: Row = Row {
        bias: 0,
        terms: Vec::new(),
        drop: 0,
        cast: None,
        finish: Finish::NOT,
        to: Place::Constant(0),
        needed: false,
    };
}

/// What becomes of a sum: it is fitted into the accumulator, and then into the output.
#[derive(Debug, Clone, Copy)]
pub(super) struct Finish {
    pub(super) fits: [Fit; 2],
    pub(super) width: Width,
}

/// What the planning of sums knows of values.
pub(super) struct Known<'a> {
    pub(super) ranges: &'a dyn Fn(u32) -> Interval,
    pub(super) places: &'a [Place],
}

impl Known<'_> {
    fn product(&self, (value, weight): (u32, i32)) -> Interval {
        (self.ranges)(value).product(Interval::only(weight.into()))
    }

    /// The place of a value of a pair. The second one may be none that a sum reads: whatever it is, its weights are
    /// zero.
    fn place(&self, value: u32) -> Place {
        self.places.get(value as usize).copied().unwrap_or(Place::Constant(0))
    }
}

/// A row with what interval analysis says of it.
struct Analysed {
    row: Row,
    /// Shift of exact products and their weights to more fractional bits.
    up: u32,
    /// Fractional bits that products lose.
    down: u32,
    /// Rounded products; one for each term.
    products: Vec<Interval>,
    /// Products before they are rounded, with a half where that is added.
    exact: Interval,
    /// The bias, and every sum on the way.
    running: Interval,
    /// The limits of the accumulator, where some product or sum may reach them.
    limits: Option<Format>,
}

impl Analysed {
    fn new(mut row: Row, known: &Known) -> Self {
        let (up, down) = ((-row.drop).max(0) as u32, row.drop.max(0) as u32);
        let rounding = row.cast.unwrap_or(Format::signed(62, 0)).with_overflow(Overflow::Never);
        let mut products: Vec<Interval> =
            row.terms.iter().map(|&term| known.product(term).rounded(rounding, row.drop)).collect();
        // No limit is met if every product and every sum on the way is inside.
        let ends = row.cast.filter(|format| format.overflow != Overflow::Never).map(Interval::of);
        let inside = |products: &[Interval], running: Interval| {
            ends.is_none_or(|ends| running.is_inside(ends) && products.iter().all(|product| product.is_inside(ends)))
        };
        let limits = if inside(&products, running(row.bias, &products)) { None } else { row.cast };
        // Zeros change nothing; other constants may be added first unless a limit stands between.
        let mut exact = Interval::ZERO;
        for (term, product) in row.terms.iter_mut().zip(&mut products) {
            if product.min == product.max && (limits.is_none() || product.min == 0) {
                row.bias += product.min as i64;
                (term.1, *product) = (0, Interval::ZERO);
            } else {
                exact = exact.hull(known.product(*term));
            }
        }
        if (1..=62).contains(&down) && rounding.rounding != Rounding::Floor {
            let half = Interval::only(1 << (down - 1));
            exact = exact.hull(half).hull(exact.plus(half));
        }
        Analysed { up, down, exact, running: running(row.bias, &products), products, limits, row }
    }

    fn total(&self) -> Interval {
        let bias = Interval::only(self.row.bias);
        self.products.iter().fold(bias, |sum, product| sum.plus(*product))
    }

    /// How products are rounded, if they are.
    fn rounding(&self) -> Option<Rounding> {
        (self.down > 0).then(|| self.row.cast.map_or(Rounding::Floor, |format| format.rounding))
    }

    /// The most that its weights can be shifted up as 16-bit numbers.
    fn room(&self) -> u32 {
        let weights = self.row.terms.iter().map(|term| Interval::only(term.1.into()));
        let all = weights.fold(Interval::ZERO, Interval::hull);
        (0..16).rev().find(|&up| is_half(all.shifted_up(up))).unwrap_or(0)
    }

    /// The values that count.
    fn values(&self) -> impl Iterator<Item = u32> {
        self.row.terms.iter().filter(|term| term.1 != 0).map(|term| term.0)
    }

    /// Whether a tile may hold both.
    fn is_beside(&self, other: &Analysed) -> bool {
        self.row.needed == other.row.needed
            && self.row.terms.len() == other.row.terms.len()
            && self.row.terms.iter().zip(&other.row.terms).all(|(own, theirs)| own.0 == theirs.0)
    }

    fn sum(&self) -> Option<Sum> {
        let half = match self.rounding() {
            Some(Rounding::HalfUp) => 1i32.checked_shl(self.down - 1)?,
            _ => 0,
        };
        Some(Sum {
            bias: i32::try_from(self.row.bias).ok()?,
            down: self.down,
            half,
            finish: self.row.finish,
            to: self.row.to,
        })
    }
}

/// The range of a bias and of every sum on the way.
fn running(bias: i64, products: &[Interval]) -> Interval {
    let mut sum = Interval::only(bias);
    products.iter().fold(sum, |all, product| {
        sum = sum.plus(*product);
        all.hull(sum)
    })
}

/// Sums that read the same values, side by side.
#[derive(Debug, Clone)]
struct Tile {
    needed: bool,
    /// Prepared rows.
    inputs: Vec<u32>,
    /// Weights of the first input for every sum, then those of the second.
    weights: Vec<i32>,
    sums: Vec<Sum>,
    /// One past the last input of each chunk.
    chunks: Vec<u32>,
}

/// What belongs to one sum.
#[derive(Debug, Clone, Copy)]
struct Sum {
    bias: i32,
    /// Fractional bits that products lose, and what is added before.
    down: u32,
    half: i32,
    finish: Finish,
    to: Place,
}

/// A sum in plain loops.
#[derive(Debug, Clone)]
struct Plain {
    needed: bool,
    bias: i64,
    /// Prepared rows and weights.
    terms: Vec<(u32, i32)>,
    product: Fit,
    limit: Limit,
    finish: Finish,
    to: Place,
}

/// The sums of a layer.
#[derive(Debug, Clone)]
enum Kernel {
    /// Upper halves of products of shifted numbers; values are shifted up by this.
    Floored { values: Vec<Place>, up: u32, tiles: Vec<Tile> },
    /// Exact products, two at a time.
    Pairs { values: Vec<[Place; 2]>, tiles: Vec<Tile> },
    /// Products one at a time, rounded.
    Singles { values: Vec<Place>, tiles: Vec<Tile> },
    /// Plain loops.
    Words { values: Vec<Place>, rows: Vec<Plain> },
    /// Plain loops.
    Longs { values: Vec<Place>, rows: Vec<Plain> },
}

/// A layer of sums.
#[derive(Debug, Clone)]
pub(super) struct SumsStep(Kernel);

/// What the sums of a layer read, in the order and width in which they read it.
#[derive(Debug, Clone, Default)]
pub(super) struct Prepared {
    halves: Vec<Lanes<i16>>,
    words: Vec<Lanes<i32>>,
    longs: Vec<Lanes<i64>>,
}

/// Numbers what is read, in the order of first use.
#[derive(Default)]
struct Numbered {
    at: std::collections::HashMap<u32, u32>,
    values: Vec<u32>,
}

impl Numbered {
    fn at(&mut self, value: u32) -> u32 {
        *self.at.entry(value).or_insert_with(|| {
            self.values.push(value);
            self.values.len() as u32 - 1
        })
    }
}

impl SumsStep {
    /// Plans the sums of a layer.
    pub(super) fn new(rows: Vec<Row>, known: &Known) -> Self {
        let rows: Vec<Analysed> = rows.into_iter().map(|row| Analysed::new(row, known)).collect();
        let kernel = floored(&rows, known).or_else(|| pairs(&rows, known)).or_else(|| singles(&rows, known));
        SumsStep(kernel.unwrap_or_else(|| plain(rows, known)))
    }

    /// What bounds the numbers at work, for reports.
    pub(super) fn way(&self) -> &'static str {
        match self.0 {
            Kernel::Floored { .. } => "16-bit sums of floored products",
            Kernel::Pairs { .. } => "32-bit sums of pairs of products",
            Kernel::Singles { .. } => "32-bit sums of rounded products",
            Kernel::Words { .. } => "32-bit sums with limits",
            Kernel::Longs { .. } => "64-bit sums",
        }
    }

    /// Products of a block's sample that are worked on.
    pub(super) fn products(&self) -> usize {
        match &self.0 {
            Kernel::Floored { tiles, .. } | Kernel::Singles { tiles, .. } => {
                tiles.iter().map(|tile| tile.weights.len()).sum()
            }
            Kernel::Pairs { tiles, .. } => tiles.iter().map(|tile| 2 * tile.weights.len()).sum(),
            Kernel::Words { rows, .. } | Kernel::Longs { rows, .. } => rows.iter().map(|row| row.terms.len()).sum(),
        }
    }
}

/// Rows side by side in tiles: neighbours that read the same values, as the filters at a place do. `weights` gives
/// what a row is to its tile, `inputs` what each of these weights is for, `None` that a row does not fit. Inputs
/// that count in no row of a tile are left out; with each tile come the places of those that are left.
fn tiles(
    rows: &[Analysed],
    weights: impl Fn(&Analysed) -> Option<Vec<i32>>,
    inputs: impl Fn(&Analysed) -> Vec<u32>,
    numbered: &mut Numbered,
) -> Option<Vec<(Tile, Vec<usize>)>> {
    let mut tiles = Vec::new();
    let mut rest = rows;
    while let Some(first) = rest.first() {
        let alike = rest.iter().take(TILE).take_while(|row| row.is_beside(first)).count();
        let count = [TILE, 2, 1].into_iter().find(|&count| count <= alike).unwrap_or(1);
        let (own, more) = rest.split_at(count);
        let sums = own.iter().map(Analysed::sum).collect::<Option<Vec<_>>>()?;
        let of_rows = own.iter().map(&weights).collect::<Option<Vec<_>>>()?;
        let mut tile =
            Tile { needed: first.row.needed, inputs: Vec::new(), weights: Vec::new(), sums, chunks: Vec::new() };
        let mut left = Vec::new();
        for (at, input) in inputs(first).into_iter().enumerate() {
            if of_rows.iter().any(|weights| weights[at] != 0) {
                left.push(at);
                tile.inputs.push(numbered.at(input));
                tile.weights.extend(of_rows.iter().map(|weights| weights[at]));
            }
        }
        tiles.push((tile, left));
        rest = more;
    }
    Some(tiles)
}

/// The places of values that are read.
fn places(numbered: &Numbered, known: &Known) -> Vec<Place> {
    numbered.values.iter().map(|&value| known.places[value as usize]).collect()
}

fn is_half(range: Interval) -> bool {
    Width::of(range) == Width::Half
}

/// Bits that a product of [`Kernel::Floored`]'s instruction loses.
const LOST: u32 = 16;

/// What each kind of kernel asks of a sum.
impl Analysed {
    fn can_be_floored(&self) -> bool {
        self.limits.is_none()
            && self.rounding() == Some(Rounding::Floor)
            && self.down <= LOST
            && Width::of(self.running) <= Width::Word
    }

    fn can_be_paired(&self, known: &Known) -> bool {
        self.limits.is_none()
            && self.down == 0
            && self.up <= self.room()
            && Width::of(self.total()) <= Width::Word
            && self.values().all(|value| is_half((known.ranges)(value)))
    }

    fn can_be_single(&self, known: &Known) -> bool {
        self.limits.is_none()
            && self.rounding() != Some(Rounding::HalfEven)
            && self.down < 31
            && self.up <= self.room()
            && Width::of(self.exact) <= Width::Word
            && Width::of(self.total()) <= Width::Word
            && self.values().all(|value| is_half((known.ranges)(value)))
    }

    /// The pairs that it reads. Neighbours are a pair: the channels of a pixel, or pixels of a row.
    fn pairs(&self) -> Vec<u32> {
        let mut pairs: Vec<u32> = self.row.terms.iter().map(|term| term.0 / 2).collect();
        pairs.sort_unstable();
        pairs.dedup();
        pairs
    }

    /// The weights of its pairs, both in one number, if 16 bits hold each.
    fn pair_weights(&self) -> Option<Vec<i32>> {
        let pairs = self.pairs();
        let mut weights = vec![[0i16; 2]; pairs.len()];
        for &(value, weight) in &self.row.terms {
            let at = pairs.binary_search(&(value / 2)).ok()?;
            let own = &mut weights[at][value as usize % 2];
            *own = own.checked_add(i16::try_from(weight << self.up).ok()?)?;
        }
        let wide = |[first, second]: [i16; 2]| i32::from(second) << 16 | i32::from(first as u16);
        Some(weights.into_iter().map(wide).collect())
    }
}

/// Adds the range of one product of every row to that of its sum.
fn add_ranges(sums: &mut [Interval], rows: &[Analysed], at: usize) {
    sums.iter_mut().zip(rows).for_each(|(sum, row)| *sum = sum.plus(row.products[at]));
}

/// Upper halves of 16-bit products, if every product is floored and both factors have room for the shift.
fn floored(rows: &[Analysed], known: &Known) -> Option<Kernel> {
    if !rows.iter().all(Analysed::can_be_floored) {
        return None;
    }
    let up = rows.iter().map(|row| (LOST - row.down).saturating_sub(row.room())).max()?;
    let has_room = |row: &Analysed| {
        up + row.down <= LOST && row.values().all(|value| is_half((known.ranges)(value).shifted_up(up)))
    };
    if !rows.iter().all(has_room) {
        return None;
    }
    let weights = |row: &Analysed| -> Option<Vec<i32>> {
        let shifted = |term: &(u32, i32)| Some(twice(i16::try_from(term.1 << (LOST - row.down - up)).ok()?));
        row.row.terms.iter().map(shifted).collect()
    };
    let mut numbered = Numbered::default();
    let mut rest = rows;
    let mut all = Vec::new();
    for (mut tile, left) in tiles(rows, weights, inputs, &mut numbered)? {
        let (own, more) = rest.split_at(tile.sums.len());
        rest = more;
        // The first chunk has the biases in it.
        let mut sums: Vec<Interval> = own.iter().map(|row| Interval::only(row.row.bias)).collect();
        if !sums.iter().all(|&sum| is_half(sum)) {
            return None;
        }
        for (to, at) in left.into_iter().enumerate() {
            add_ranges(&mut sums, own, at);
            if !sums.iter().all(|&sum| is_half(sum)) {
                sums.fill(Interval::ZERO);
                add_ranges(&mut sums, own, at);
                if to == 0 || !sums.iter().all(|&sum| is_half(sum)) {
                    return None;
                }
                tile.chunks.push(to as u32);
            }
        }
        tile.chunks.push(tile.inputs.len() as u32);
        all.push(tile);
    }
    Some(Kernel::Floored { values: places(&numbered, known), up, tiles: all })
}

/// What the weights of a row are for, where each has one value.
fn inputs(row: &Analysed) -> Vec<u32> {
    row.row.terms.iter().map(|term| term.0).collect()
}

/// Exact products in pairs, if nothing is lost before it is added.
fn pairs(rows: &[Analysed], known: &Known) -> Option<Kernel> {
    if !rows.iter().all(|row| row.can_be_paired(known)) {
        return None;
    }
    let mut numbered = Numbered::default();
    let tiles = tiles(rows, Analysed::pair_weights, Analysed::pairs, &mut numbered)?
        .into_iter()
        .map(|(tile, _)| tile)
        .collect();
    let values = numbered.values.iter().map(|&pair| [2 * pair, 2 * pair + 1].map(|value| known.place(value))).collect();
    Some(Kernel::Pairs { values, tiles })
}

/// Products of 16-bit numbers one at a time.
fn singles(rows: &[Analysed], known: &Known) -> Option<Kernel> {
    if !rows.iter().all(|row| row.can_be_single(known)) {
        return None;
    }
    let weights = |row: &Analysed| -> Option<Vec<i32>> {
        // The upper half of a value has a weight of zero.
        let weight = |term: &(u32, i32)| Some(i32::from(i16::try_from(term.1 << row.up).ok()? as u16));
        row.row.terms.iter().map(weight).collect()
    };
    let mut numbered = Numbered::default();
    let tiles = tiles(rows, weights, inputs, &mut numbered)?.into_iter().map(|(tile, _)| tile).collect();
    Some(Kernel::Singles { values: places(&numbered, known), tiles })
}

/// Plain loops, in 32 bits where everything fits.
fn plain(rows: Vec<Analysed>, known: &Known) -> Kernel {
    let mut numbered = Numbered::default();
    let mut width = Width::Word;
    let mut plain = Vec::with_capacity(rows.len());
    for row in rows {
        let mut needed = row.exact.hull(row.running).hull(row.total());
        for value in row.values() {
            needed = needed.hull((known.ranges)(value));
        }
        for product in &row.products {
            needed = needed.hull(*product);
        }
        let rounding = row.row.cast.unwrap_or(Format::signed(62, 0));
        let (mut product, _, all) = Fit::new(row.exact, rounding, row.row.drop);
        needed = needed.hull(all);
        let mut limit = Limit::Not;
        if let Some(format) = row.limits {
            // A sum in the accumulator and a product in it.
            let ends = Interval::of(format);
            needed = needed.hull(ends.plus(ends));
            limit = Fit::limit_of(format);
            product.limit = limit;
        }
        width = width.max(Width::of(needed));
        let Row { bias, terms, finish, to, needed, .. } = row.row;
        let terms = terms.into_iter().filter(|term| term.1 != 0);
        let terms = terms.map(|(value, weight)| (numbered.at(value), weight)).collect();
        plain.push(Plain { needed, bias, terms, product, limit, finish, to });
    }
    let (values, rows) = (places(&numbered, known), plain);
    if width == Width::Word { Kernel::Words { values, rows } } else { Kernel::Longs { values, rows } }
}

impl SumsStep {
    /// The sums of a block; `all` says whether those are wanted too on which no output depends.
    #[inline(always)]
    pub(super) fn run<V: PairVector>(&self, all: bool, values: &mut Values, prepared: &mut Prepared) {
        match &self.0 {
            Kernel::Floored { values: read, up, tiles } => {
                prepared.halves.resize(read.len(), Lanes::default());
                for (lanes, &place) in prepared.halves.iter_mut().zip(read) {
                    values.load(place, lanes);
                    if *up > 0 {
                        for lane in &mut lanes.0 {
                            *lane <<= up;
                        }
                    }
                }
                for tile in tiles.iter().filter(|tile| all || tile.needed) {
                    match tile.sums.len() {
                        TILE => tile.floored::<V, TILE>(&prepared.halves, values),
                        2 => tile.floored::<V, 2>(&prepared.halves, values),
                        _ => tile.floored::<V, 1>(&prepared.halves, values),
                    }
                }
            }
            Kernel::Pairs { values: read, tiles } => {
                prepared.words.resize(read.len(), Lanes::default());
                let (mut first, mut second) = (Lanes::<i16>::default(), Lanes::<i16>::default());
                for (lanes, pair) in prepared.words.iter_mut().zip(read) {
                    values.load(pair[0], &mut first);
                    values.load(pair[1], &mut second);
                    for ((lane, first), second) in lanes.0.iter_mut().zip(first.0).zip(second.0) {
                        *lane = i32::from(second) << 16 | i32::from(first as u16);
                    }
                }
                for tile in tiles.iter().filter(|tile| all || tile.needed) {
                    match tile.sums.len() {
                        TILE => tile.pairs::<V, TILE>(&prepared.words, values),
                        2 => tile.pairs::<V, 2>(&prepared.words, values),
                        _ => tile.pairs::<V, 1>(&prepared.words, values),
                    }
                }
            }
            Kernel::Singles { values: read, tiles } => {
                prepared.words.resize(read.len(), Lanes::default());
                for (lanes, &place) in prepared.words.iter_mut().zip(read) {
                    values.load(place, lanes);
                }
                for tile in tiles.iter().filter(|tile| all || tile.needed) {
                    match tile.sums.len() {
                        TILE => tile.singles::<V, TILE>(&prepared.words, values),
                        2 => tile.singles::<V, 2>(&prepared.words, values),
                        _ => tile.singles::<V, 1>(&prepared.words, values),
                    }
                }
            }
            Kernel::Words { values: read, rows } => {
                prepared.words.resize(read.len(), Lanes::default());
                for (lanes, &place) in prepared.words.iter_mut().zip(read) {
                    values.load(place, lanes);
                }
                for row in rows.iter().filter(|row| all || row.needed) {
                    row.run(&prepared.words, values);
                }
            }
            Kernel::Longs { values: read, rows } => {
                prepared.longs.resize(read.len(), Lanes([0; BLOCK]));
                for (lanes, &place) in prepared.longs.iter_mut().zip(read) {
                    values.load(place, lanes);
                }
                for row in rows.iter().filter(|row| all || row.needed) {
                    row.run(&prepared.longs, values);
                }
            }
        }
    }
}

impl Finish {
    /// The sum is the value.
    pub(super) const NOT: Finish = Finish { fits: [Fit::NOT; 2], width: Width::Half };

    /// Whether a sum is its value as it stands.
    fn is_nothing(self) -> bool {
        self.fits == [Fit::NOT; 2]
    }

    /// Fits sums and keeps them.
    #[inline(always)]
    fn run<T: Lane>(self, totals: &mut Lanes<T>, to: Place, values: &mut Values) {
        match self.width {
            Width::Long if T::BITS < i64::BITS => {
                let mut longs = Lanes([0i64; BLOCK]);
                for (long, total) in longs.0.iter_mut().zip(totals.0) {
                    *long = total.as_();
                }
                let [first, second] = self.fits;
                first.apply(&mut longs.0);
                second.apply(&mut longs.0);
                values.store(to, &longs);
            }
            _ => {
                let [first, second] = self.fits;
                first.apply(&mut totals.0);
                second.apply(&mut totals.0);
                values.store(to, totals);
            }
        }
    }
}

impl Tile {
    /// See [`Kernel::Floored`].
    #[inline(always)]
    fn floored<V: PairVector, const N: usize>(&self, prepared: &[Lanes<i16>], values: &mut Values) {
        let mut totals = [Lanes::<i32>::default(); N];
        let mut halves = [Lanes::<i16>::default(); N];
        let is_one = self.chunks.len() == 1;
        let mut from = 0;
        for &to in &self.chunks {
            let to = to as usize;
            for at in (0..BLOCK).step_by(V::LANES) {
                let mut sums: [V; N] = std::array::from_fn(|sum| match from {
                    0 => V::splat(self.sums[sum].bias as i16),
                    _ => V::splat(0),
                });
                let weights = self.weights[from * N..to * N].chunks_exact(N);
                for (&input, weights) in self.inputs[from..to].iter().zip(weights) {
                    let number = V::load(&prepared[input as usize].0[at..]);
                    match N {
                        1 => sums[0] = sums[0].add(number.floored_product(V::splat_twice(&weights[0]))),
                        _ => add_products(&mut sums, number, weights),
                    }
                }
                for (sum, halves) in sums.into_iter().zip(&mut halves) {
                    sum.store(&mut halves.0[at..]);
                }
            }
            if !is_one {
                for (totals, halves) in totals.iter_mut().zip(&halves) {
                    for (total, half) in totals.0.iter_mut().zip(halves.0) {
                        *total += i32::from(half);
                    }
                }
            }
            from = to;
        }
        for ((sum, halves), totals) in self.sums.iter().zip(&halves).zip(&mut totals) {
            if is_one && sum.finish.is_nothing() {
                values.store(sum.to, halves);
                continue;
            }
            if is_one {
                for (total, half) in totals.0.iter_mut().zip(halves.0) {
                    *total = half.into();
                }
            }
            sum.finish.run(totals, sum.to, values);
        }
    }

    /// See [`Kernel::Pairs`].
    #[inline(always)]
    fn pairs<V: PairVector, const N: usize>(&self, prepared: &[Lanes<i32>], values: &mut Values) {
        let mut totals = [Lanes::<i32>::default(); N];
        for at in (0..BLOCK).step_by(V::LANES / 2) {
            let mut sums: [V; N] = std::array::from_fn(|sum| V::splat_wide(self.sums[sum].bias));
            for (&input, weights) in self.inputs.iter().zip(self.weights.chunks_exact(N)) {
                let numbers = V::load_wide(&prepared[input as usize].0[at..]);
                for (sum, &weight) in sums.iter_mut().zip(weights) {
                    *sum = sum.add_pair_products(numbers, V::splat_wide(weight));
                }
            }
            for (sum, totals) in sums.into_iter().zip(&mut totals) {
                sum.store_wide(&mut totals.0[at..]);
            }
        }
        for (sum, totals) in self.sums.iter().zip(&mut totals) {
            sum.finish.run(totals, sum.to, values);
        }
    }

    /// See [`Kernel::Singles`].
    #[inline(always)]
    fn singles<V: PairVector, const N: usize>(&self, prepared: &[Lanes<i32>], values: &mut Values) {
        let mut totals = [Lanes::<i32>::default(); N];
        let halves: [V; N] = std::array::from_fn(|sum| V::splat_wide(self.sums[sum].half));
        for at in (0..BLOCK).step_by(V::LANES / 2) {
            let mut sums: [V; N] = std::array::from_fn(|sum| V::splat_wide(self.sums[sum].bias));
            for (&input, weights) in self.inputs.iter().zip(self.weights.chunks_exact(N)) {
                let numbers = V::load_wide(&prepared[input as usize].0[at..]);
                for (at, &weight) in weights.iter().enumerate() {
                    let product = halves[at].add_pair_products(numbers, V::splat_wide(weight));
                    sums[at] = sums[at].add_wide(product.shift_wide(self.sums[at].down));
                }
            }
            for (sum, totals) in sums.into_iter().zip(&mut totals) {
                sum.store_wide(&mut totals.0[at..]);
            }
        }
        for (sum, totals) in self.sums.iter().zip(&mut totals) {
            sum.finish.run(totals, sum.to, values);
        }
    }
}

impl Plain {
    #[inline(always)]
    fn run<T: Lane>(&self, prepared: &[Lanes<T>], values: &mut Values) {
        let mut totals = Lanes([T::of(self.bias); BLOCK]);
        for at in (0..BLOCK).step_by(PLAIN) {
            let mut sums = [T::of(self.bias); PLAIN];
            for &(input, weight) in &self.terms {
                let weight = T::of(weight.into());
                let numbers = &prepared[input as usize].0[at..at + PLAIN];
                let mut products = [T::zero(); PLAIN];
                for (product, &number) in products.iter_mut().zip(numbers) {
                    *product = number * weight;
                }
                self.product.apply(&mut products);
                for (sum, product) in sums.iter_mut().zip(products) {
                    *sum = *sum + product;
                }
                self.limit.apply(&mut sums);
            }
            totals.0[at..at + PLAIN].copy_from_slice(&sums);
        }
        self.finish.run(&mut totals, self.to, values);
    }
}
