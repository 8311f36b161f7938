//! One training sample: the calibrated charges of a module in one BX, and what is known of
//! the module.

use super::cells;
use crate::chip::signals::{CELLS, Calq, PerCell, module_sum};
use crate::error::{Error, Result};
use crate::registers::Density;

/// Largest calibrated charge, 22 bits.
pub const MAX_CALQ: u32 = (1 << 22) - 1;

/// The calibrated charges of one module in one BX, and what is known of the module.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Sample {
    /// CALQ of the 48 trigger cells in post-MUX order, u22.0.
    pub charges: PerCell<Calq>,
    /// What the source says about the module.
    pub meta: Meta,
}

impl Sample {
    /// The sample with the charges of another one in the cells whose bits are set.
    #[must_use]
    pub fn mixed(&self, other: &Sample, from_other: u64) -> Self {
        let mut mixed = *self;
        for cell in (0..CELLS).filter(|cell| from_other >> cell & 1 == 1) {
            mixed.charges[cell] = other.charges[cell];
        }
        mixed
    }

    /// A sample from numbers in post-MUX order.
    ///
    /// # Errors
    /// A charge beyond 22 bits, by its cell.
    pub fn new(charges: [u32; CELLS], meta: Meta) -> Result<Self> {
        match charges.iter().position(|&charge| charge > MAX_CALQ) {
            None => Ok(Sample { charges: charges.map(Calq), meta }),
            Some(cell) => Err(Error::new("the charge does not fit 22 bits")
                .field(format!("cell {cell}"))
                .found(charges[cell])
                .allowed(format!("0..={MAX_CALQ}"))
                .hint("--max-value clips charges")),
        }
    }

    /// Sum of all 48 charges (below 2^28).
    pub fn sum(&self) -> u32 {
        module_sum(&self.charges)
    }

    /// The largest charge.
    pub fn max(&self) -> u32 {
        self.charges.iter().map(|charge| charge.0).max().unwrap_or_default()
    }

    /// Number of cells with a charge above `charge` (0..=48).
    pub fn occupancy(&self, charge: u32) -> usize {
        self.charges.iter().filter(|cell| cell.0 > charge).count()
    }

    /// The same module turned by `turns` times 120 degrees about its centre: the cells and, so that
    /// the turn is one of the whole detector, the wafer coordinates.
    ///
    /// Turns are exact symmetries of the cell map; mirror images are not.
    #[must_use]
    pub fn rotated(&self, turns: usize) -> Self {
        let mut sample = *self;
        sample.charges = cells::ROTATIONS[turns % 3].map(|from| self.charges[usize::from(from)]);
        for _ in 0..turns % 3 {
            if let (Some(u), Some(v)) = (sample.meta.wafer_u, sample.meta.wafer_v) {
                let (u, v) = cells::rotate_wafer(u, v);
                (sample.meta.wafer_u, sample.meta.wafer_v) = (Some(u), Some(v));
            }
        }
        sample
    }
}

/// Kind of module: shape and sensor, column `ModType`.
///
/// The first letter is the shape: `F` full, any other a partial wafer. The second is the ring:
/// `I` inner, `M` middle, `O` outer. The 13 names are those of the published link tables.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ModuleType(u8);

const MODULE_TYPES: [&str; 13] = ["FI", "FM", "FO", "aI", "aM", "aO", "bI", "bM", "bO", "cO", "dO", "dI", "gI"];

impl ModuleType {
    /// Full wafer of the inner, middle or outer ring (0, 1, 2).
    pub fn full(ring: u8) -> Self {
        ModuleType(ring.min(2))
    }

    /// The type of that name.
    pub fn parse(name: &str) -> Option<Self> {
        MODULE_TYPES.iter().position(|known| *known == name).and_then(|at| u8::try_from(at).ok()).map(ModuleType)
    }

    /// Its name.
    pub fn name(self) -> &'static str {
        MODULE_TYPES.get(usize::from(self.0)).copied().unwrap_or("FI")
    }

    /// Whether it is a full wafer: FI, FM or FO.
    pub fn is_full(self) -> bool {
        self.name().starts_with('F')
    }

    /// The wafer type its ring stands for: inner 0, middle 1, outer 2.
    pub fn wafer_type(self) -> u8 {
        match self.name().as_bytes()[1] {
            b'I' => 0,
            b'M' => 1,
            _ => 2,
        }
    }
}

/// What a source says about a module; everything is optional.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Meta {
    /// Event number.
    pub entry: Option<i64>,
    /// Subdetector number, as the source counts.
    pub subdet: Option<u8>,
    /// End-cap: +1 or -1.
    pub zside: Option<i8>,
    /// Layer, from 1.
    pub layer: Option<u8>,
    /// Hexagonal wafer coordinate u.
    pub wafer_u: Option<i8>,
    /// Hexagonal wafer coordinate v.
    pub wafer_v: Option<i8>,
    /// Wafer type 0 (120 µm, high density), 1 (200 µm) or 2 (300 µm).
    pub wafer_type: Option<u8>,
    /// Density of the module.
    pub density: Option<Density>,
    /// Kind of module.
    pub module: Option<ModuleType>,
    /// Pseudorapidity of the module's centre, with sign.
    pub eta: Option<f64>,
    /// Simulated signal energy in the module, GeV.
    pub sim_energy: Option<f64>,
    /// Simulated signal energy of the event, GeV.
    pub event_sim_energy: Option<f64>,
    /// The first divided by the second.
    pub sim_energy_fraction: Option<f64>,
}

impl Meta {
    /// The wafer type: as given, else the one that the kind of module implies (CMS files that name
    /// the kind of module do not number the sensor).
    pub fn wafer_type(&self) -> Option<u8> {
        self.wafer_type.or(self.module.map(ModuleType::wafer_type))
    }

    /// What is left of two modules whose charges are added: energies add up, everything else
    /// stays where both agree.
    #[must_use]
    pub fn merged(&self, other: &Meta) -> Meta {
        fn same<T: PartialEq + Copy>(a: Option<T>, b: Option<T>) -> Option<T> {
            if a == b { a } else { None }
        }
        let [sim_energy, event_sim_energy] =
            [(self.sim_energy, other.sim_energy), (self.event_sim_energy, other.event_sim_energy)]
                .map(|(a, b)| Some(a? + b?));
        Meta {
            entry: same(self.entry, other.entry),
            subdet: same(self.subdet, other.subdet),
            zside: same(self.zside, other.zside),
            layer: same(self.layer, other.layer),
            wafer_u: same(self.wafer_u, other.wafer_u),
            wafer_v: same(self.wafer_v, other.wafer_v),
            wafer_type: same(self.wafer_type, other.wafer_type),
            density: same(self.density, other.density),
            module: same(self.module, other.module),
            eta: same(self.eta, other.eta),
            sim_energy,
            event_sim_energy,
            sim_energy_fraction: match (sim_energy, event_sim_energy) {
                (Some(module), Some(event)) if event > 0.0 => Some(module / event),
                _ => None,
            },
        }
    }
}

/// A column of metadata. The order is that of csv files and of the binary cache.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Column {
    /// Event number.
    Entry,
    /// Simulated energy in the module.
    SimEnergy,
    /// Simulated energy of the event.
    EventSimEnergy,
    /// Their ratio.
    SimEnergyFraction,
    /// Subdetector.
    Subdet,
    /// End-cap.
    Zside,
    /// Layer.
    Layer,
    /// Wafer coordinate u.
    WaferU,
    /// Wafer coordinate v.
    WaferV,
    /// Wafer type.
    WaferType,
    /// High or low density.
    Density,
    /// Kind of module.
    Module,
    /// Pseudorapidity.
    Eta,
}

impl Column {
    /// All columns, in order.
    pub const ALL: [Column; 13] = [
        Column::Entry,
        Column::SimEnergy,
        Column::EventSimEnergy,
        Column::SimEnergyFraction,
        Column::Subdet,
        Column::Zside,
        Column::Layer,
        Column::WaferU,
        Column::WaferV,
        Column::WaferType,
        Column::Density,
        Column::Module,
        Column::Eta,
    ];

    /// The three energies.
    pub const ENERGIES: [Column; 3] = [Column::SimEnergy, Column::EventSimEnergy, Column::SimEnergyFraction];

    /// Its names in csv files; the first is the one we write. One reader of these
    /// files asks for `EventSimEnergyTotal`, which no writer produces.
    pub fn names(self) -> &'static [&'static str] {
        match self {
            Column::Entry => &["entry"],
            Column::SimEnergy => &["SimEnergyTotal", "simenergy"],
            Column::EventSimEnergy => &["EventSimEnergy", "EventSimEnergyTotal"],
            Column::SimEnergyFraction => &["SimEnergyFraction"],
            Column::Subdet => &["subdet"],
            Column::Zside => &["zside"],
            Column::Layer => &["layer"],
            Column::WaferU => &["waferu"],
            Column::WaferV => &["waferv"],
            Column::WaferType => &["wafertype"],
            Column::Density => &["HD_LD"],
            Column::Module => &["ModType"],
            Column::Eta => &["eta", "tc_eta"],
        }
    }

    /// The name we write.
    pub fn name(self) -> &'static str {
        self.names()[0]
    }

    /// The column of that name.
    pub fn parse(name: &str) -> Option<Column> {
        Column::ALL.into_iter().find(|column| column.names().contains(&name))
    }

    /// What may stand in the column.
    pub fn allowed(self) -> &'static str {
        match self {
            Column::Entry => "a whole number",
            Column::SimEnergy | Column::EventSimEnergy => "a finite energy in GeV, not negative",
            Column::SimEnergyFraction => "a finite fraction, not negative",
            Column::Subdet => "0..=15",
            Column::Zside => "1 or -1",
            Column::Layer => "1..=52",
            Column::WaferU | Column::WaferV => "-15..=15",
            Column::WaferType => "0, 1 or 2",
            Column::Density => "HD or LD",
            Column::Module => "FI FM FO aI aM aO bI bM bO cO dO dI gI",
            Column::Eta => "a number between -10 and 10",
        }
    }
}

/// A set of columns.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Columns(u16);

impl Columns {
    /// Every column.
    pub const ALL: Columns = Columns((1 << Column::ALL.len()) - 1);

    /// The set as a bit field: bit `i` is column `i` of [`Column::ALL`].
    pub fn bits(self) -> u16 {
        self.0
    }

    /// The set of a bit field, if it names only known columns.
    pub fn from_bits(bits: u16) -> Option<Self> {
        (bits & !Columns::ALL.0 == 0).then_some(Columns(bits))
    }

    /// Whether a column is in the set.
    pub fn has(self, column: Column) -> bool {
        self.0 >> (column as u16) & 1 == 1
    }

    /// The set with one more column.
    #[must_use]
    pub fn with(self, column: Column) -> Self {
        Columns(self.0 | 1 << (column as u16))
    }

    /// The set without a column.
    #[must_use]
    pub fn without(self, column: Column) -> Self {
        Columns(self.0 & !(1 << (column as u16)))
    }

    /// All columns of both sets.
    #[must_use]
    pub fn union(self, other: Columns) -> Self {
        Columns(self.0 | other.0)
    }

    /// The columns, in order.
    pub fn iter(self) -> impl Iterator<Item = Column> {
        Column::ALL.into_iter().filter(move |&column| self.has(column))
    }
}

impl FromIterator<Column> for Columns {
    fn from_iter<I: IntoIterator<Item = Column>>(columns: I) -> Self {
        columns.into_iter().fold(Columns::default(), Columns::with)
    }
}

/// A whole number, even if a table program wrote it as `12.0` or `1.200000e+01`: exactly, not through a float.
pub(super) fn whole(text: &str) -> Option<i64> {
    let (number, exponent) = match text.split_once(['e', 'E']) {
        Some((number, exponent)) => (number, exponent.parse::<i32>().ok()?),
        None => (text, 0),
    };
    let (sign, number) = match number.strip_prefix('-') {
        Some(number) => ("-", number),
        None => ("", number.strip_prefix('+').unwrap_or(number)),
    };
    let (before, after) = number.split_once('.').unwrap_or((number, ""));
    if !before.bytes().chain(after.bytes()).all(|byte| byte.is_ascii_digit()) || before.len() + after.len() == 0 {
        return None;
    }
    let digits = format!("{before}{after}");
    let digits = digits.trim_start_matches('0');
    if digits.is_empty() {
        return Some(0);
    }
    // Places that the point stands left of the end of the digits, or right of it.
    let places = i64::from(exponent) - after.len() as i64;
    let kept = digits.trim_end_matches('0');
    let zeros = (digits.len() - kept.len()) as i64 + places;
    // An i64 has at most 19 digits.
    let zeros = usize::try_from(zeros).ok().filter(|zeros| zeros + kept.len() <= 19)?;
    format!("{sign}{kept}{}", "0".repeat(zeros)).parse().ok()
}

impl Meta {
    /// Takes a csv field; empty fields and `nan` mean that the value is not known.
    ///
    /// Gives `None` if the text is not one of [`Column::allowed`].
    pub(super) fn set(&mut self, column: Column, text: &str) -> Option<()> {
        if text.is_empty() || text.eq_ignore_ascii_case("nan") {
            return Some(());
        }
        let number = text.parse().ok().filter(|value: &f64| value.is_finite());
        let energy = number.filter(|&value| value >= 0.0);
        match column {
            Column::Entry => self.entry = Some(whole(text)?),
            Column::SimEnergy => self.sim_energy = Some(energy?),
            Column::EventSimEnergy => self.event_sim_energy = Some(energy?),
            Column::SimEnergyFraction => self.sim_energy_fraction = Some(energy?),
            Column::Subdet => self.subdet = Some(u8::try_from(whole(text)?).ok().filter(|subdet| *subdet <= 15)?),
            Column::Zside => self.zside = Some(i8::try_from(whole(text)?).ok().filter(|side| matches!(side, 1 | -1))?),
            Column::Layer => {
                self.layer = Some(u8::try_from(whole(text)?).ok().filter(|layer| (1..=52).contains(layer))?);
            }
            Column::WaferU => self.wafer_u = Some(coordinate(whole(text)?)?),
            Column::WaferV => self.wafer_v = Some(coordinate(whole(text)?)?),
            Column::WaferType => self.wafer_type = Some(u8::try_from(whole(text)?).ok().filter(|kind| *kind <= 2)?),
            Column::Density => {
                self.density = Some(match text {
                    "HD" => Density::High,
                    "LD" => Density::Low,
                    _ => return None,
                });
            }
            Column::Module => self.module = Some(ModuleType::parse(text)?),
            Column::Eta => self.eta = Some(number.filter(|eta| eta.abs() < 10.0)?),
        }
        Some(())
    }

    /// The csv field of a column; empty if the value is not known. Numbers are written so that
    /// reading gives the same bits.
    pub(super) fn text(&self, column: Column) -> String {
        fn show<T: std::fmt::Display>(value: Option<T>) -> String {
            value.map_or_else(String::new, |value| value.to_string())
        }
        match column {
            Column::Entry => show(self.entry),
            Column::SimEnergy => show(self.sim_energy),
            Column::EventSimEnergy => show(self.event_sim_energy),
            Column::SimEnergyFraction => show(self.sim_energy_fraction),
            Column::Subdet => show(self.subdet),
            Column::Zside => show(self.zside),
            Column::Layer => show(self.layer),
            Column::WaferU => show(self.wafer_u),
            Column::WaferV => show(self.wafer_v),
            Column::WaferType => show(self.wafer_type),
            Column::Density => show(self.density.map(|density| match density {
                Density::High => "HD",
                Density::Low => "LD",
            })),
            Column::Module => show(self.module.map(ModuleType::name)),
            Column::Eta => show(self.eta),
        }
    }

    /// Appends the value in the binary form of the cache, see [`super::cache`].
    pub(super) fn put(&self, column: Column, out: &mut Vec<u8>) {
        fn float(value: Option<f64>) -> [u8; 8] {
            value.unwrap_or(f64::NAN).to_le_bytes()
        }
        match column {
            Column::Entry => out.extend(self.entry.unwrap_or(i64::MIN).to_le_bytes()),
            Column::SimEnergy => out.extend(float(self.sim_energy)),
            Column::EventSimEnergy => out.extend(float(self.event_sim_energy)),
            Column::SimEnergyFraction => out.extend(float(self.sim_energy_fraction)),
            Column::Eta => out.extend(float(self.eta)),
            Column::Subdet => out.push(self.subdet.unwrap_or(u8::MAX)),
            Column::Layer => out.push(self.layer.unwrap_or(u8::MAX)),
            Column::WaferType => out.push(self.wafer_type.unwrap_or(u8::MAX)),
            Column::Module => out.push(self.module.map_or(u8::MAX, |module| module.0)),
            Column::Zside => out.extend(self.zside.unwrap_or(i8::MIN).to_le_bytes()),
            Column::WaferU => out.extend(self.wafer_u.unwrap_or(i8::MIN).to_le_bytes()),
            Column::WaferV => out.extend(self.wafer_v.unwrap_or(i8::MIN).to_le_bytes()),
            Column::Density => out.push(match self.density {
                Some(Density::Low) => 0,
                Some(Density::High) => 1,
                None => u8::MAX,
            }),
        }
    }

    /// Takes a value in the binary form of the cache from the front of `bytes`.
    ///
    /// Gives `None` if the bytes are too few or stand for nothing.
    pub(super) fn take(&mut self, column: Column, bytes: &mut &[u8]) -> Option<()> {
        let (own, rest) = bytes.split_at_checked(column.bytes())?;
        *bytes = rest;
        match column {
            Column::Entry => {
                let entry = i64::from_le_bytes(own.try_into().ok()?);
                self.entry = (entry != i64::MIN).then_some(entry);
            }
            Column::SimEnergy => self.sim_energy = real_of(own)?,
            Column::EventSimEnergy => self.event_sim_energy = real_of(own)?,
            Column::SimEnergyFraction => self.sim_energy_fraction = real_of(own)?,
            Column::Eta => self.eta = real_of(own)?,
            Column::Subdet => self.subdet = small_of(own, 15)?,
            Column::Layer => self.layer = small_of(own, 52)?,
            Column::WaferType => self.wafer_type = small_of(own, 2)?,
            Column::Module => self.module = small_of(own, MODULE_TYPES.len() as u8 - 1)?.map(ModuleType),
            Column::Zside => {
                self.zside = coordinate_of(own)?;
                if !matches!(self.zside, None | Some(1 | -1)) {
                    return None;
                }
            }
            Column::WaferU => self.wafer_u = coordinate_of(own)?,
            Column::WaferV => self.wafer_v = coordinate_of(own)?,
            Column::Density => {
                self.density = small_of(own, 1)?.map(|high| if high == 1 { Density::High } else { Density::Low });
            }
        }
        Some(())
    }
}

/// A real number in the cache, if it is known; nothing if the bytes stand for none.
fn real_of(bytes: &[u8]) -> Option<Option<f64>> {
    let value = f64::from_le_bytes(bytes.try_into().ok()?);
    (!value.is_infinite()).then_some((!value.is_nan()).then_some(value))
}

/// A number up to `max` in the cache, likewise.
fn small_of(bytes: &[u8], max: u8) -> Option<Option<u8>> {
    match *bytes.first()? {
        u8::MAX => Some(None),
        value => (value <= max).then_some(Some(value)),
    }
}

/// A coordinate of a wafer in the cache, likewise.
fn coordinate_of(bytes: &[u8]) -> Option<Option<i8>> {
    match *bytes.first()? as i8 {
        i8::MIN => Some(None),
        value => coordinate(i64::from(value)).map(Some),
    }
}

fn coordinate(value: i64) -> Option<i8> {
    i8::try_from(value).ok().filter(|value| value.abs() <= 15)
}

impl Column {
    /// Bytes of a value in the binary cache.
    pub fn bytes(self) -> usize {
        match self {
            Column::Entry | Column::SimEnergy | Column::EventSimEnergy | Column::SimEnergyFraction | Column::Eta => 8,
            _ => 1,
        }
    }
}

#[cfg(test)]
pub(super) mod testing {
    use super::*;

    /// A module with every column known.
    pub fn full_meta() -> Meta {
        Meta {
            entry: Some(-7),
            subdet: Some(1),
            zside: Some(-1),
            layer: Some(9),
            wafer_u: Some(-3),
            wafer_v: Some(4),
            wafer_type: Some(2),
            density: Some(Density::High),
            module: ModuleType::parse("aM"),
            eta: Some(-2.125),
            sim_energy: Some(0.1 + 0.2),
            event_sim_energy: Some(50.0),
            sim_energy_fraction: Some(0.006),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn metadata_survives_text_and_bytes() {
        for meta in [Meta::default(), testing::full_meta()] {
            let (mut from_text, mut from_bytes, mut bytes) = (Meta::default(), Meta::default(), Vec::new());
            for column in Column::ALL {
                from_text.set(column, &meta.text(column)).unwrap();
                meta.put(column, &mut bytes);
            }
            let mut rest = &bytes[..];
            for column in Column::ALL {
                from_bytes.take(column, &mut rest).unwrap();
            }
            assert_eq!((from_text, from_bytes, rest.len()), (meta, meta, 0));
        }
    }

    #[test]
    fn values_that_mean_nothing_are_refused() {
        let mut meta = Meta::default();
        for (column, text) in [
            (Column::Layer, "0"),
            (Column::Layer, "53"),
            (Column::Layer, "1.5"),
            (Column::WaferU, "16"),
            (Column::WaferType, "3"),
            (Column::Zside, "0"),
            (Column::Density, "hd"),
            (Column::Module, "XX"),
            (Column::Eta, "inf"),
            (Column::SimEnergy, "-1"),
            (Column::Entry, "x"),
        ] {
            assert!(meta.set(column, text).is_none(), "{column:?} {text}");
        }
        assert_eq!(meta, Meta::default());
        meta.set(Column::Layer, "12.0").unwrap();
        assert_eq!(meta.layer, Some(12));
        assert!(meta.take(Column::Layer, &mut &[60][..]).is_none());
        assert!(meta.take(Column::Zside, &mut &[2][..]).is_none());
        assert!(meta.take(Column::Entry, &mut &[0; 7][..]).is_none());
    }

    #[test]
    fn merging_adds_energies_and_keeps_what_agrees() {
        let a = testing::full_meta();
        let b = Meta { layer: Some(11), sim_energy: Some(9.7), ..a };
        let both = a.merged(&b);
        assert_eq!((both.layer, both.wafer_u), (None, Some(-3)));
        assert_eq!(both.event_sim_energy, Some(100.0));
        assert!((both.sim_energy_fraction.unwrap() - 0.1).abs() < 1e-12);
    }

    #[test]
    fn the_ring_of_a_module_gives_its_wafer_type() {
        let kinds =
            ["FI", "aM", "cO"].map(|name| Meta { module: ModuleType::parse(name), ..Meta::default() }.wafer_type());
        assert_eq!(kinds, [Some(0), Some(1), Some(2)]);
        assert_eq!(Meta::default().wafer_type(), None);
        assert!(ModuleType::full(1).is_full() && !testing::full_meta().module.unwrap().is_full());
    }

    #[test]
    fn charges_beyond_22_bits_are_refused() {
        let mut charges = [0; CELLS];
        charges[5] = MAX_CALQ + 1;
        let text = Sample::new(charges, Meta::default()).unwrap_err().to_string();
        assert!(text.contains("cell 5") && text.contains("4194303"), "{text}");
    }

    #[test]
    fn three_turns_are_none() {
        let sample = Sample::new(std::array::from_fn(|cell| cell as u32), testing::full_meta()).unwrap();
        let turned = sample.rotated(1);
        assert_ne!(turned, sample);
        assert_eq!(turned.rotated(1), sample.rotated(2));
        assert_eq!(turned.rotated(2), sample);
        assert_eq!(sample.rotated(3), sample);
    }
}
