//! Synthetic training data: showers, pile-up and noise in the wafers of HGCAL, so that nothing has to
//! be downloaded. A model for training and testing, not a detector simulation.
//!
//! One row is one module in one BX:
//!
//! 1. a layer, uniform, and in it a wafer, uniform ([`geometry`]);
//! 2. what happens, by the [`SynthKind`] of set; a mixed one has 28 % electromagnetic showers (hadronic
//!    ones behind CE-E), 24 % hadronic showers, 28 % pile-up alone, 10 % noise alone, 10 % the core
//!    of a jet: 6 to 35 photons and hadrons;
//! 3. the energy that each particle leaves in the absorber before the layer, divided by what a
//!    minimum ionising particle loses there, is the mean of a Poisson number of particles that cross
//!    the silicon ([`profile`]); a charge fluctuates by 30 %, a hadronic shower as a whole by 30 %,
//!    an electromagnetic one by 10 %. A hadron that has not interacted yet crosses once;
//! 4. each lands at a point of the lateral profile and counts for the nearest of the 48 trigger cells
//!    ([`cells::position`]), or misses the wafer;
//! 5. pile-up: particles per unit of eta are constant (2,000 for 200 collisions, half photons and
//!    half hadrons, as minimum-bias measurements have it within a factor of two), so their number per
//!    area is 2000 / (2π r) · z / (r √(r²+z²)). Their transverse momenta are 0.3 GeV plus an
//!    exponential of 0.5 GeV. The number of collisions is uniform between none and 240;
//! 6. noise: normal, 0.30 MIP a cell with low density and 0.35 MIP with high density; charges below
//!    0.5 MIP are suppressed by the front end. (The order of magnitude is that of docs/sources.md, TDR.)
//! 7. one MIP is 35 units of charge (docs/sources.md, Ecoder), cut to a whole number; the front end drops
//!    1 bit (low density) or 3 (high density) and encodes 4E3M without rounding.
//!
//! Energies of signals are uniform in their logarithm, 10 to 300 GeV. Axes are uniform in the disc
//! that fits into the wafer, one in five in the ring around it, up to 14 cm away, so that showers
//! are cut by edges. Charges are not transverse; [`super::link_words::transverse_factor`] makes them
//! transverse.
//!
//! The metadata are those of [`Meta`]; `SimEnergyTotal` is the signal energy that the equivalent
//! particles in the module stand for, `EventSimEnergy` the energy of the signal, subdetector 1 is
//! CE-E and 2 is CE-H, modules are full wafers (FI, FM, FO).
//!
//! Whole events, with all modules that their particles reach, are in [`event`].
//!
//! Every row has a random stream of its own: a row depends on seed, kind, density and row number
//! only. In a mixed set 1 to 4 % of the modules are empty (all codes 0) and 1 to 6 % are full (no code
//! 0); a test holds it to that.

pub mod draw;
pub mod event;
pub mod geometry;
pub mod profile;
pub mod write;

use serde::{Deserialize, Serialize};

use super::cells::{self, AE_MUX};
use super::link_words;
use super::sample::{Columns, Meta, ModuleType, Sample};
use super::{Source, sample};
use crate::chip::encode::FLOAT_4E3M;
use crate::chip::signals::{CELLS, InputWords, PerCell, TcCode};
use crate::error::Result;
use crate::registers::{Algorithm, ChipConfig, Density, Generation};
use draw::Draw;
use geometry::{LAST_CE_E, LAYERS, SiliconLayer, WaferPlace};
use profile::Lateral;

/// Charge units of one MIP.
const CHARGE_PER_MIP: f64 = 35.0;

/// Charges below this many MIPs are suppressed.
const THRESHOLD_MIP: f64 = 0.5;

/// Particles per unit of eta at full pile-up.
const PARTICLES_PER_ETA: f64 = 2000.0;

/// Radius of the disc in which pile-up particles arrive: the wafer and a margin, cm.
const PILE_UP_RADIUS: f64 = 10.5;

/// Radius of the circle that fits into a wafer, cm.
const INNER_RADIUS: f64 = cells::WAFER_PITCH / 2.0;

/// Points farther than this from every cell centre are outside the wafer, cm.
const CELL_REACH: f64 = 1.6;

/// The most points drawn for one shower; beyond that each stands for several particles.
const MAX_POINTS: u32 = 160;

/// The same for a particle of the pile-up.
const MAX_PILE_UP_POINTS: u32 = 12;

/// What a set is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SynthKind {
    /// Everything, with pile-up of any intensity.
    Mixed,
    /// Electromagnetic showers in CE-E, no pile-up.
    Em,
    /// Hadronic showers, no pile-up.
    Hadronic,
    /// Pile-up.
    Pileup,
    /// Noise.
    Noise,
}

/// What happens in one row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Scenario {
    Photon,
    Hadron,
    PileUp,
    Noise,
    Jet,
}

/// A synthetic module.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SynthRow {
    /// Codes of the front end, post-MUX order.
    pub codes: PerCell<TcCode>,
    /// Where the module is and what signal it has.
    pub meta: Meta,
}

/// Makes rows. A [`Source`] of `rows` samples, decoded by the chip's front end with the density of
/// each module and calibration 1.
#[derive(Debug, Clone)]
pub struct Synth {
    seed: u64,
    kind: SynthKind,
    layers: Vec<(SiliconLayer, Vec<WaferPlace>)>,
    cells: [(f64, f64); CELLS],
    config: ChipConfig,
    next: u64,
    rows: u64,
}

/// The configuration that the words of synthetic modules are for: production chip, autoencoder MUX,
/// calibration 1, Repeater on 13 links (which sends the codes on unchanged).
pub fn config(density: Density) -> ChipConfig {
    ChipConfig {
        algorithm: Algorithm::Repeater,
        density,
        drop_lsb: if density == Density::Low { 1 } else { 3 },
        links: 13,
        mux: AE_MUX,
        ..ChipConfig::reset(Generation::Prod)
    }
}

impl Synth {
    /// A set of `rows` rows; with `density` only wafers of that density.
    pub fn new(seed: u64, kind: SynthKind, density: Option<Density>, rows: u64) -> Self {
        let last = if kind == SynthKind::Em { LAST_CE_E } else { LAYERS };
        let layers = geometry::layers().into_iter().take(last.into());
        let wafers = |layer: &SiliconLayer| {
            let all = geometry::wafers(layer).into_iter();
            all.filter(|wafer| density.is_none_or(|density| wafer.density() == density)).collect()
        };
        Synth {
            seed,
            kind,
            layers: layers.map(|layer| (layer, wafers(&layer))).collect(),
            cells: std::array::from_fn(cells::position),
            config: config(density.unwrap_or(Density::Low)),
            next: 0,
            rows,
        }
    }

    /// A row by its number; it need not be below the number of rows.
    pub fn row(&self, row: u64) -> SynthRow {
        let mut draw = Draw::new(self.seed, row);
        let (layer, wafers) = &self.layers[draw.below(self.layers.len())];
        let wafer = wafers[draw.below(wafers.len())];
        let side = if draw.uniform() < 0.5 { -1 } else { 1 };
        let scenario = self.scenario(&mut draw, layer);
        let mut module = Module { synth: self, layer, wafer, mips: [0.0; CELLS] };
        let (deposit, energy) = module.signal(scenario, &mut draw);
        if scenario == Scenario::PileUp || (self.kind == SynthKind::Mixed && scenario != Scenario::Noise) {
            let level = draw.between(0.0, 1.2);
            module.pile_up(level, &mut draw);
        }
        let codes = module.front_end(&mut draw);
        SynthRow { codes, meta: module.meta(row, side, deposit, energy) }
    }

    /// The link words of a row.
    pub fn words(&self, number: u64, row: &SynthRow) -> InputWords {
        link_words::pack(&row.codes, &self.config, number)
    }

    /// The sample of a row.
    pub fn sample(&self, row: &SynthRow) -> Sample {
        let words = self.words(1, row);
        let density = row.meta.density.unwrap_or(self.config.density);
        sample::Sample { charges: link_words::front_end(&words, &self.config, density), meta: row.meta }
    }

    fn scenario(&self, draw: &mut Draw, layer: &SiliconLayer) -> Scenario {
        match self.kind {
            SynthKind::Em => Scenario::Photon,
            SynthKind::Hadronic => Scenario::Hadron,
            SynthKind::Pileup => Scenario::PileUp,
            SynthKind::Noise => Scenario::Noise,
            SynthKind::Mixed => match draw.uniform() {
                p if p < 0.28 && layer.number <= LAST_CE_E => Scenario::Photon,
                p if p < 0.52 => Scenario::Hadron,
                p if p < 0.80 => Scenario::PileUp,
                p if p < 0.90 => Scenario::Noise,
                _ => Scenario::Jet,
            },
        }
    }

    /// The cell of a wafer at a point relative to its centre, if the point is inside.
    fn cell_at(&self, at: (f64, f64)) -> Option<usize> {
        let squared = |cell: &(f64, f64)| (cell.0 - at.0) * (cell.0 - at.0) + (cell.1 - at.1) * (cell.1 - at.1);
        let (mut least, mut nearest) = (CELL_REACH * CELL_REACH, None);
        for (number, cell) in self.cells.iter().enumerate() {
            let distance = squared(cell);
            if distance < least {
                (least, nearest) = (distance, Some(number));
            }
        }
        nearest
    }

    /// Radiation lengths in front of a depth in interaction lengths.
    fn x0_at(&self, lambda: f64) -> f64 {
        let inside = self.layers.iter().map(|(layer, _)| layer).find(|layer| lambda < layer.lambda.1);
        inside.map_or(f64::INFINITY, |layer| {
            let part = (lambda - layer.lambda.0) / (layer.lambda.1 - layer.lambda.0);
            layer.x0.0 + part * (layer.x0.1 - layer.x0.0)
        })
    }
}

impl Source for Synth {
    fn read(&mut self) -> Result<Option<Sample>> {
        if self.next >= self.rows {
            return Ok(None);
        }
        let sample = self.sample(&self.row(self.next));
        self.next += 1;
        Ok(Some(sample))
    }

    fn columns(&self) -> Columns {
        Columns::ALL
    }
}

/// A module while charge is collected, in MIPs.
struct Module<'a> {
    synth: &'a Synth,
    layer: &'a SiliconLayer,
    wafer: WaferPlace,
    mips: [f64; CELLS],
}

/// A particle of this energy, GeV.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Particle {
    Photon(f64),
    Hadron(f64),
}

impl Particle {
    fn energy(self) -> f64 {
        let (Particle::Photon(energy) | Particle::Hadron(energy)) = self;
        energy
    }
}

/// The energy of a particle of the signal, GeV.
fn signal_energy(draw: &mut Draw) -> f64 {
    10.0 * libm::exp(draw.uniform() * std::f64::consts::LN_10 * 1.477_121_25)
}

/// The energy of a particle of the pile-up, GeV; `boost` is cosh(eta) of its direction.
fn pile_up_energy(boost: f64, draw: &mut Draw) -> f64 {
    (0.3 + 0.5 * draw.exponential()) * boost
}

/// How the energy of a particle fluctuates.
fn photon_fluctuation(draw: &mut Draw) -> f64 {
    draw.around_one(0.1)
}

/// Likewise.
fn hadron_fluctuation(draw: &mut Draw) -> f64 {
    draw.around_one(0.3)
}

/// Equivalent particles of a photon shower behind the absorber of a layer, on average.
fn photon_mean(energy: f64, layer: &SiliconLayer) -> f64 {
    energy * profile::photon_share(energy, layer.x0) / layer.mip
}

fn photon_lateral(energy: f64, layer: &SiliconLayer) -> Lateral {
    Lateral::photon(energy, (layer.x0.0 + layer.x0.1) / 2.0)
}

/// The same of a hadron that interacts at this depth, in λ and in X0.
fn hadron_mean(energy: f64, start: f64, start_x0: f64, layer: &SiliconLayer) -> f64 {
    let (before, behind) = layer.lambda;
    let lambda = ((before - start).max(0.0), behind - start);
    let x0 = ((layer.x0.0 - start_x0).max(0.0), layer.x0.1 - start_x0);
    energy * profile::hadron_share(energy, x0, lambda) / layer.mip
}

/// Equivalent particles about an axis: `hit` gets the point and the MIPs of each, and says what it took of them. At most
/// `most` points, which then stand for several.
fn scatter(
    mean: f64,
    lateral: Lateral,
    axis: (f64, f64),
    most: u32,
    draw: &mut Draw,
    mut hit: impl FnMut((f64, f64), f64) -> f64,
) -> f64 {
    let particles = draw.poisson(mean);
    let points = particles.min(most);
    let each = f64::from(particles) / f64::from(points.max(1));
    let mut crossed = 0.0;
    for _ in 0..points {
        let (x, y) = lateral.draw(draw);
        let mips = each * draw.around_one(0.3);
        crossed += hit((axis.0 + x, axis.1 + y), mips);
    }
    crossed
}

/// A shower in all layers, with what is drawn of it once.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Shower {
    particle: Particle,
    fluctuation: f64,
    /// Where a hadron first interacts, λ and X0.
    start: (f64, f64),
}

impl Shower {
    fn new(particle: Particle, synth: &Synth, draw: &mut Draw) -> Self {
        match particle {
            Particle::Photon(_) => Shower { particle, fluctuation: photon_fluctuation(draw), start: (0.0, 0.0) },
            Particle::Hadron(_) => {
                let start = draw.exponential();
                Shower { particle, fluctuation: hadron_fluctuation(draw), start: (start, synth.x0_at(start)) }
            }
        }
    }

    /// Mean number and spread of equivalent particles behind the absorber of a layer; `None` for a single particle that
    /// has not interacted yet.
    fn in_layer(&self, layer: &SiliconLayer) -> Option<(f64, Lateral)> {
        match self.particle {
            Particle::Photon(energy) => {
                Some((photon_mean(energy, layer) * self.fluctuation, photon_lateral(energy, layer)))
            }
            Particle::Hadron(_) if self.start.0 >= layer.lambda.1 => None,
            Particle::Hadron(energy) => {
                let mean = hadron_mean(energy, self.start.0, self.start.1, layer);
                Some((mean * self.fluctuation, Lateral::hadron()))
            }
        }
    }
}

impl Module<'_> {
    /// What is known of the module.
    fn meta(&self, entry: u64, side: i8, deposit: f64, energy: f64) -> Meta {
        let (layer, wafer) = (self.layer, self.wafer);
        Meta {
            entry: i64::try_from(entry).ok(),
            subdet: Some(if layer.number <= LAST_CE_E { 1 } else { 2 }),
            zside: Some(side),
            layer: Some(layer.number),
            wafer_u: Some(wafer.u),
            wafer_v: Some(wafer.v),
            wafer_type: Some(wafer.kind()),
            density: Some(wafer.density()),
            module: Some(ModuleType::full(wafer.kind())),
            eta: Some(wafer.eta * f64::from(side)),
            sim_energy: Some(deposit),
            event_sim_energy: Some(energy),
            sim_energy_fraction: Some(if energy > 0.0 { deposit / energy } else { 0.0 }),
        }
    }

    /// The signal of a row: energy that it leaves in the module, and its own energy, GeV.
    fn signal(&mut self, scenario: Scenario, draw: &mut Draw) -> (f64, f64) {
        match scenario {
            Scenario::PileUp | Scenario::Noise => (0.0, 0.0),
            Scenario::Photon | Scenario::Hadron => {
                let energy = signal_energy(draw);
                let axis = if draw.uniform() < 0.8 {
                    draw.in_disc(INNER_RADIUS)
                } else {
                    let radius = draw.between(INNER_RADIUS, 14.0);
                    draw.on_circle(radius)
                };
                let crossed = if scenario == Scenario::Photon {
                    self.photon(energy, axis, MAX_POINTS, draw)
                } else {
                    self.hadron(energy, axis, MAX_POINTS, draw)
                };
                (crossed * self.layer.mip, energy)
            }
            Scenario::Jet => {
                let (mut crossed, mut total) = (0.0, 0.0);
                for _ in 0..6 + draw.below(30) {
                    let energy = signal_energy(draw);
                    let axis = draw.in_disc(INNER_RADIUS);
                    total += energy;
                    crossed += if draw.uniform() < 0.5 {
                        self.photon(energy, axis, MAX_POINTS, draw)
                    } else {
                        self.hadron(energy, axis, MAX_POINTS, draw)
                    };
                }
                (crossed * self.layer.mip, total)
            }
        }
    }

    fn pile_up(&mut self, level: f64, draw: &mut Draw) {
        let (r, z) = (self.wafer.radius, self.layer.z);
        let per_area = PARTICLES_PER_ETA / (std::f64::consts::TAU * r) * z / (r * (r * r + z * z).sqrt());
        let mean = level * per_area * std::f64::consts::PI * PILE_UP_RADIUS * PILE_UP_RADIUS;
        let boost = libm::cosh(self.wafer.eta);
        for _ in 0..draw.poisson(mean) {
            let energy = pile_up_energy(boost, draw);
            let axis = draw.in_disc(PILE_UP_RADIUS);
            if draw.uniform() < 0.5 {
                self.photon(energy, axis, MAX_PILE_UP_POINTS, draw);
            } else {
                self.hadron(energy, axis, MAX_PILE_UP_POINTS, draw);
            }
        }
    }

    /// A photon shower; returns the equivalent particles that crossed the wafer.
    fn photon(&mut self, energy: f64, axis: (f64, f64), points: u32, draw: &mut Draw) -> f64 {
        let mean = photon_mean(energy, self.layer) * photon_fluctuation(draw);
        self.points(mean, photon_lateral(energy, self.layer), axis, points, draw)
    }

    /// A hadron: a single particle before its first interaction, then a shower.
    fn hadron(&mut self, energy: f64, axis: (f64, f64), points: u32, draw: &mut Draw) -> f64 {
        let start = draw.exponential();
        if start >= self.layer.lambda.1 {
            return self.hit(axis, draw.around_one(0.3));
        }
        let mean = hadron_mean(energy, start, self.synth.x0_at(start), self.layer) * hadron_fluctuation(draw);
        self.points(mean, Lateral::hadron(), axis, points, draw)
    }

    fn points(&mut self, mean: f64, lateral: Lateral, axis: (f64, f64), most: u32, draw: &mut Draw) -> f64 {
        scatter(mean, lateral, axis, most, draw, |at, mips| self.hit(at, mips))
    }

    /// Adds charge at a point; returns it if the point is inside the wafer.
    fn hit(&mut self, at: (f64, f64), mips: f64) -> f64 {
        let Some(cell) = self.synth.cell_at(at) else { return 0.0 };
        self.mips[cell] += mips;
        mips
    }

    /// Noise, threshold, and the code of the front end.
    fn front_end(&self, draw: &mut Draw) -> PerCell<TcCode> {
        let density = self.wafer.density();
        let noise = if density == Density::Low { 0.30 } else { 0.35 };
        self.mips.map(|mips| {
            let mips = mips + noise * draw.normal();
            let charge = if mips < THRESHOLD_MIP { 0 } else { (mips * CHARGE_PER_MIP) as u32 };
            TcCode(FLOAT_4E3M.encode(charge, density.dropped_bits()) as u8)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(kind: SynthKind, density: Option<Density>, count: u64) -> Vec<SynthRow> {
        let synth = Synth::new(7, kind, density, count);
        (0..count).map(|row| synth.row(row)).collect()
    }

    fn occupied(row: &SynthRow) -> usize {
        row.codes.iter().filter(|code| code.0 > 0).count()
    }

    fn mean(values: impl Iterator<Item = f64>) -> f64 {
        let (sum, count) = values.fold((0.0, 0.0), |(sum, count), value| (sum + value, count + 1.0));
        sum / f64::max(count, 1.0)
    }

    #[test]
    fn a_mixed_set_has_everything() {
        let rows = rows(SynthKind::Mixed, None, 4000);
        assert!(rows.iter().all(|row| row.codes.iter().all(|code| code.0 < 128)));
        for layer in 1..=LAYERS {
            assert!(rows.iter().any(|row| row.meta.layer == Some(layer)), "layer {layer}");
        }
        for density in [Density::Low, Density::High] {
            let share = mean(rows.iter().map(|row| f64::from(u8::from(row.meta.density == Some(density)))));
            assert!(share > 0.15, "{density:?} {share}");
        }
        let [empty, full] =
            [0, CELLS].map(|cells| mean(rows.iter().map(|row| f64::from(u8::from(occupied(row) == cells)))));
        assert!((0.01..0.04).contains(&empty), "empty {empty}");
        assert!((0.01..0.06).contains(&full), "full {full}");
        let conditions =
            rows.iter().map(|row| super::super::conditions::of(&Synth::new(7, SynthKind::Mixed, None, 1).sample(row)));
        assert!(conditions.take(50).all(|conditions| conditions.is_ok()));
    }

    #[test]
    fn rows_depend_on_seed_and_number_only() {
        let (a, b) = (Synth::new(1, SynthKind::Mixed, None, 10), Synth::new(1, SynthKind::Mixed, None, 9999));
        assert_eq!(a.row(5), b.row(5));
        assert_ne!(a.row(5), a.row(6));
        assert_ne!(a.row(5), Synth::new(2, SynthKind::Mixed, None, 10).row(5));
        let mut source = Synth::new(1, SynthKind::Mixed, None, 10);
        assert_eq!(source.read().unwrap(), Some(a.sample(&a.row(0))));
        assert_eq!(super::super::read_all(&mut source).unwrap().len(), 9);
    }

    #[test]
    fn words_decode_to_the_codes() {
        let synth = Synth::new(3, SynthKind::Mixed, None, 1);
        for number in 0..50 {
            let row = synth.row(number);
            let words = synth.words(number, &row);
            assert_eq!(words[0] >> 28, if number == 0 { 9 } else { 10 });
            let inputs = crate::chip::erx::split(&words, Generation::Prod);
            assert_eq!(crate::chip::mux::route(&inputs, &AE_MUX), row.codes);
        }
    }

    /// The layer with the most signal is the one at the depth that the profile documents.
    #[test]
    fn showers_have_their_maximum_at_the_documented_depth() {
        let mut by_layer = vec![(0.0, 0.0); usize::from(LAST_CE_E) + 1];
        for row in rows(SynthKind::Em, None, 20_000) {
            let entry = &mut by_layer[usize::from(row.meta.layer.unwrap())];
            entry.0 += row.meta.sim_energy_fraction.unwrap();
            entry.1 += 1.0;
        }
        let averages: Vec<f64> = by_layer.iter().map(|(sum, count)| sum / count).collect();
        // Three layers together, against the fluctuations of one.
        let smooth: Vec<f64> = averages.windows(3).map(|three| three.iter().sum()).collect();
        let maximum = (2..25).max_by(|&a, &b| smooth[a - 1].total_cmp(&smooth[b - 1])).unwrap();
        // Mean logarithm of the energy: 10 GeV times the square root of 30.
        let depth = profile::shower_maximum(10.0 * 30f64.sqrt());
        let documented = depth / 1.065;
        assert!((maximum as f64 - documented).abs() < 2.5, "layer {maximum} instead of {documented}");
    }

    /// Mean share of the charge that is in the largest cell, of modules in these layers.
    fn share_of_largest(kind: SynthKind, layers: std::ops::RangeInclusive<u8>) -> f64 {
        let synth = Synth::new(7, kind, Some(Density::Low), 6000);
        let rows = (0..6000).map(|row| synth.row(row)).filter(|row| layers.contains(&row.meta.layer.unwrap()));
        let samples = rows.map(|row| synth.sample(&row)).filter(|sample| sample.sum() > 5000);
        mean(samples.map(|sample| f64::from(sample.max()) / f64::from(sample.sum())))
    }

    #[test]
    fn electromagnetic_showers_are_denser_than_hadronic_ones() {
        // Near the maximum of each.
        let (em, hadronic) = (share_of_largest(SynthKind::Em, 6..=14), share_of_largest(SynthKind::Hadronic, 20..=40));
        assert!(em > 1.5 * hadronic, "{em} {hadronic}");
    }

    #[test]
    fn pile_up_falls_with_the_radius() {
        let mut rows = rows(SynthKind::Pileup, Some(Density::Low), 3000);
        rows.retain(|row| row.meta.layer.unwrap() <= LAST_CE_E);
        let [outer, middle, inner] = [1.5..1.75, 1.75..2.0, 2.0..2.4].map(|range| {
            let inside = rows.iter().filter(|row| range.contains(&row.meta.eta.unwrap().abs()));
            mean(inside.map(|row| occupied(row) as f64))
        });
        assert!(outer < middle && middle < inner, "{outer} {middle} {inner}");
    }

    #[test]
    fn noise_is_sparse() {
        for density in [Density::Low, Density::High] {
            let rows = rows(SynthKind::Noise, Some(density), 1000);
            let occupancy = mean(rows.iter().map(|row| occupied(row) as f64));
            assert!((1.0..6.0).contains(&occupancy), "{density:?} {occupancy}");
            assert!(rows.iter().all(|row| row.meta.sim_energy == Some(0.0) && row.meta.density == Some(density)));
        }
    }
}
