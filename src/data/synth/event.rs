//! Whole events: all modules of both end-caps that particles reach.
//!
//! In each end-cap one particle comes from the collision point, a photon or a hadron with even odds
//! ([`SynthKind::Em`] and [`SynthKind::Hadronic`]: that alone; [`SynthKind::Pileup`]: none), 10 to 300 GeV, uniform in the
//! logarithm of the energy, in |eta| from 1.6 to 2.9 and in the azimuth. It flies straight and makes one shower in all
//! layers, with the profiles of the rows of [`super`]: where it starts and how its energy fluctuates is drawn once.
//!
//! The number of pile-up collisions is drawn for each event about its mean. Their particles are those of the rows: 2,000
//! to a unit of eta in each end-cap at 200 collisions, uniform in eta and in the azimuth.
//!
//! A module is in the event if some cell of it holds more than the threshold of the front end before noise is added, and if
//! it lies in the cone about the particle, where one is asked for: pile-up that cannot reach the cone is not drawn, which
//! leaves what is in it as it would be. `entry` is the number of the event, `SimEnergyTotal` what the particle of the
//! end-cap left in the module, `EventSimEnergy` the energy of that particle.
//!
//! An event depends on the seed and on its number alone, and only one is in memory at a time.

use std::collections::{BTreeMap, VecDeque};
use std::f64::consts::{PI, TAU};

use serde::{Deserialize, Serialize};

use super::draw::Draw;
use super::geometry::{self, SiliconLayer, WaferPlace};
use super::{
    MAX_PILE_UP_POINTS, MAX_POINTS, Module, PARTICLES_PER_ETA, Particle, Shower, Synth, SynthKind, SynthRow,
    THRESHOLD_MIP, pile_up_energy, scatter, signal_energy,
};
use crate::chip::signals::{CELLS, PerCell};
use crate::data::cells::{self, WAFER_PITCH};
use crate::registers::Density;

/// Collisions for which [`PARTICLES_PER_ETA`] is meant.
const FULL_PILE_UP: f64 = 200.0;

/// Directions in which particles of the pile-up reach silicon, |eta|.
const PILE_UP_ETA: [f64; 2] = [1.4, 3.1];

/// Directions of the particles of the signal, |eta|.
const SIGNAL_ETA: [f64; 2] = [1.6, 2.9];

/// How far beyond the cone pile-up is drawn: its showers are narrower.
const MARGIN: f64 = 0.15;

/// Largest coordinate of a wafer.
const REACH: i8 = 12;

/// Streams of events are apart from those of rows.
const STREAMS: u64 = 1 << 63;

/// Which events.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EventOptions {
    /// Number of events.
    pub events: u64,
    /// Mean number of pile-up collisions.
    pub pile_up: f64,
    /// Only modules whose centre is within this distance in eta and azimuth of the particle of their end-cap.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cone: Option<f64>,
}

/// Makes events, module by module.
#[derive(Debug, Clone)]
pub struct EventSynth {
    synth: Synth,
    options: EventOptions,
    density: Option<Density>,
    /// The wafers of each layer by u and v.
    places: Vec<Vec<Option<WaferPlace>>>,
    next: u64,
    modules: VecDeque<SynthRow>,
}

/// A direction.
#[derive(Debug, Clone, Copy)]
struct Direction {
    eta: f64,
    phi: f64,
}

impl Direction {
    /// Where it meets a layer, cm.
    fn at(self, layer: &SiliconLayer) -> (f64, f64) {
        let radius = layer.z / libm::sinh(self.eta);
        (radius * libm::cos(self.phi), radius * libm::sin(self.phi))
    }

    /// The distance of two directions in eta and azimuth.
    fn distance(self, other: Direction) -> f64 {
        let turn = (self.phi - other.phi).rem_euclid(TAU);
        let (eta, phi) = (self.eta - other.eta, turn.min(TAU - turn));
        (eta * eta + phi * phi).sqrt()
    }
}

/// Charge of one module, MIPs, and what the signal left there.
#[derive(Debug, Clone, Copy)]
struct Deposit {
    place: WaferPlace,
    mips: PerCell<f64>,
    signal: f64,
}

/// One end-cap of an event while charge is collected.
struct EndCap<'a> {
    of: &'a EventSynth,
    /// By layer, u and v.
    modules: BTreeMap<(usize, i8, i8), Deposit>,
}

impl EventSynth {
    /// The events of a seed; with `density` only modules of that density.
    pub fn new(seed: u64, kind: SynthKind, density: Option<Density>, options: EventOptions) -> Self {
        // Showers go through all layers, whatever the density that is asked for.
        let synth = Synth::new(seed, kind, None, 0);
        let places = geometry::layers().iter().map(places_of).collect();
        EventSynth { places, synth, options, density, next: 0, modules: VecDeque::new() }
    }

    /// The rows of an event, by end-cap, layer, u and v; it need not be below the number of events.
    pub fn event(&self, event: u64) -> Vec<SynthRow> {
        let mut draw = Draw::new(self.synth.seed, STREAMS | event);
        let collisions = f64::from(draw.poisson(self.options.pile_up));
        let mut rows = Vec::new();
        for side in [-1, 1] {
            let signal = self.signal(&mut draw);
            let mut end_cap = EndCap { of: self, modules: BTreeMap::new() };
            if let Some((direction, shower)) = signal {
                end_cap.shower(direction, shower, MAX_POINTS, true, &mut draw);
            }
            let axis = signal.map(|(direction, _)| direction);
            for _ in 0..draw.poisson(collisions * self.particles_per_collision(axis)) {
                let direction = self.pile_up_direction(axis, &mut draw);
                let energy = pile_up_energy(libm::cosh(direction.eta), &mut draw);
                let photon = draw.uniform() < 0.5;
                let particle = if photon { Particle::Photon(energy) } else { Particle::Hadron(energy) };
                let shower = Shower::new(particle, &self.synth, &mut draw);
                end_cap.shower(direction, shower, MAX_PILE_UP_POINTS, false, &mut draw);
            }
            let energy = signal.map_or(0.0, |(_, shower)| shower.particle.energy());
            for ((layer, ..), deposit) in end_cap.modules {
                if self.is_kept(&deposit, axis) {
                    rows.push(self.row(event, side, layer, &deposit, energy, &mut draw));
                }
            }
        }
        rows
    }

    /// The particle of an end-cap.
    fn signal(&self, draw: &mut Draw) -> Option<(Direction, Shower)> {
        let direction = Direction { eta: draw.between(SIGNAL_ETA[0], SIGNAL_ETA[1]), phi: draw.between(-PI, PI) };
        let energy = signal_energy(draw);
        let photon = match self.synth.kind {
            SynthKind::Em => true,
            SynthKind::Hadronic => false,
            SynthKind::Mixed => draw.uniform() < 0.5,
            SynthKind::Pileup | SynthKind::Noise => return None,
        };
        let particle = if photon { Particle::Photon(energy) } else { Particle::Hadron(energy) };
        Some((direction, Shower::new(particle, &self.synth, draw)))
    }

    /// Pile-up particles of one collision that have to be drawn in an end-cap.
    fn particles_per_collision(&self, axis: Option<Direction>) -> f64 {
        let per_eta = PARTICLES_PER_ETA / FULL_PILE_UP;
        match self.square(axis) {
            Some((_, half)) => per_eta * 2.0 * half * (2.0 * half).min(TAU) / TAU,
            None => per_eta * (PILE_UP_ETA[1] - PILE_UP_ETA[0]),
        }
    }

    /// The square about the cone in which pile-up is drawn, by its middle and half its side.
    fn square(&self, axis: Option<Direction>) -> Option<(Direction, f64)> {
        Some((axis?, self.options.cone? + MARGIN))
    }

    fn pile_up_direction(&self, axis: Option<Direction>, draw: &mut Draw) -> Direction {
        match self.square(axis) {
            Some((axis, half)) => Direction {
                eta: axis.eta + draw.between(-half, half),
                phi: axis.phi + draw.between(-half.min(PI), half.min(PI)),
            },
            None => Direction { eta: draw.between(PILE_UP_ETA[0], PILE_UP_ETA[1]), phi: draw.between(-PI, PI) },
        }
    }

    fn is_kept(&self, deposit: &Deposit, axis: Option<Direction>) -> bool {
        let touched = deposit.mips.iter().any(|&mips| mips >= THRESHOLD_MIP);
        let (x, y) = cells::wafer_centre(deposit.place.u, deposit.place.v);
        let direction = Direction { eta: deposit.place.eta, phi: libm::atan2(y, x) };
        let near = self.options.cone.zip(axis).is_none_or(|(cone, axis)| direction.distance(axis) <= cone);
        let own = self.density.is_none_or(|density| deposit.place.density() == density);
        touched && near && own
    }

    fn row(&self, event: u64, side: i8, layer: usize, deposit: &Deposit, energy: f64, draw: &mut Draw) -> SynthRow {
        let layer = &self.synth.layers[layer].0;
        let module = Module { synth: &self.synth, layer, wafer: deposit.place, mips: deposit.mips };
        let codes = module.front_end(draw);
        SynthRow { codes, meta: module.meta(event, side, deposit.signal, energy) }
    }
}

impl Iterator for EventSynth {
    type Item = SynthRow;

    fn next(&mut self) -> Option<SynthRow> {
        while self.modules.is_empty() && self.next < self.options.events {
            self.modules = self.event(self.next).into();
            self.next += 1;
        }
        self.modules.pop_front()
    }
}

/// The wafers of a layer, in the list of all.
fn places_of(layer: &SiliconLayer) -> Vec<Option<WaferPlace>> {
    let mut places = vec![None; grid(REACH, REACH).map_or(0, |last| last + 1)];
    for wafer in geometry::wafers(layer) {
        if let Some(at) = grid(wafer.u, wafer.v) {
            places[at] = Some(wafer);
        }
    }
    places
}

/// The place of a wafer in a list of all.
fn grid(u: i8, v: i8) -> Option<usize> {
    let side = 2 * usize::from(REACH.unsigned_abs()) + 1;
    let [row, column] =
        [u, v].map(|coordinate| usize::try_from(i16::from(coordinate) + i16::from(REACH)).ok().filter(|&at| at < side));
    Some(row? * side + column?)
}

/// The wafer whose centre is nearest to a point of a layer, cm.
fn nearest(x: f64, y: f64) -> (i8, i8) {
    let v = y / (WAFER_PITCH * 0.75f64.sqrt());
    let u = v / 2.0 - x / WAFER_PITCH;
    fn near(at: f64) -> [i8; 2] {
        [at.floor() as i8, at.ceil() as i8]
    }
    let all = near(u).into_iter().flat_map(|u| near(v).map(|v| (u, v)));
    let far = all.map(|(u, v)| {
        let centre = cells::wafer_centre(u, v);
        ((centre.0 - x) * (centre.0 - x) + (centre.1 - y) * (centre.1 - y), (u, v))
    });
    far.min_by(|one, other| one.0.total_cmp(&other.0)).map_or((0, 0), |(_, wafer)| wafer)
}

impl EndCap<'_> {
    /// A shower in all layers.
    fn shower(&mut self, direction: Direction, shower: Shower, most: u32, is_signal: bool, draw: &mut Draw) {
        for (number, (layer, _)) in self.of.synth.layers.iter().enumerate() {
            let axis = direction.at(layer);
            match shower.in_layer(layer) {
                None => {
                    let mips = draw.around_one(0.3);
                    self.hit(number, layer, axis, mips, is_signal);
                }
                Some((mean, lateral)) => {
                    let hit = |at, mips| self.hit(number, layer, at, mips, is_signal);
                    scatter(mean, lateral, axis, most, draw, hit);
                }
            }
        }
    }

    /// Adds charge at a point of a layer.
    fn hit(&mut self, number: usize, layer: &SiliconLayer, at: (f64, f64), mips: f64, is_signal: bool) -> f64 {
        let (u, v) = nearest(at.0, at.1);
        let Some(place) = grid(u, v).and_then(|place| self.of.places[number][place]) else { return 0.0 };
        let centre = cells::wafer_centre(u, v);
        let Some(cell) = self.of.synth.cell_at((at.0 - centre.0, at.1 - centre.1)) else { return 0.0 };
        let empty = Deposit { place, mips: [0.0; CELLS], signal: 0.0 };
        let deposit = self.modules.entry((number, u, v)).or_insert(empty);
        deposit.mips[cell] += mips;
        deposit.signal += if is_signal { mips * layer.mip } else { 0.0 };
        mips
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::synth::geometry::LAST_CE_E;

    fn events(kind: SynthKind, pile_up: f64, cone: Option<f64>) -> EventSynth {
        EventSynth::new(4, kind, None, EventOptions { events: 3, pile_up, cone })
    }

    #[test]
    fn the_nearest_wafer_is_found() {
        for (u, v) in [(0, 0), (3, -2), (-7, 1), (5, 11), (-12, -4)] {
            let (x, y) = cells::wafer_centre(u, v);
            for (dx, dy) in [(0.0, 0.0), (7.9, 0.0), (-4.0, 6.5), (0.0, -9.0)] {
                assert_eq!(nearest(x + dx, y + dy), (u, v), "{dx} {dy}");
            }
        }
    }

    /// Rows follow events, and an event is the same alone as among others.
    #[test]
    fn events_depend_on_seed_and_number_alone() {
        let all: Vec<SynthRow> = events(SynthKind::Mixed, 5.0, None).collect();
        let mut of_event = all.iter().filter(|row| row.meta.entry == Some(2));
        let alone = events(SynthKind::Mixed, 5.0, None).event(2);
        assert!(alone.iter().eq(of_event.by_ref()) && alone.len() > 100, "{}", alone.len());
        let numbers: Vec<i64> = all.iter().filter_map(|row| row.meta.entry).collect();
        assert!(numbers.is_sorted() && numbers.len() == all.len());
        let mut places: Vec<_> =
            alone.iter().map(|row| (row.meta.zside, row.meta.layer, row.meta.wafer_u, row.meta.wafer_v)).collect();
        places.sort_unstable();
        places.dedup();
        assert_eq!(places.len(), alone.len(), "a module is in an event once");
    }

    /// A photon without pile-up leaves most of its energy in a few neighbouring modules of the layers that it reaches.
    #[test]
    fn a_photon_is_in_the_modules_on_its_way() {
        let rows = events(SynthKind::Em, 0.0, None).event(0);
        for side in [-1, 1] {
            let own: Vec<&SynthRow> = rows.iter().filter(|row| row.meta.zside == Some(side)).collect();
            let energy = own[0].meta.event_sim_energy.unwrap();
            let left: f64 = own.iter().map(|row| row.meta.sim_energy.unwrap()).sum();
            assert!((0.6..1.4).contains(&(left / energy)), "{left} of {energy}");
            let in_ce_e = own.iter().filter(|row| row.meta.layer.unwrap() <= LAST_CE_E);
            let share: f64 = in_ce_e.map(|row| row.meta.sim_energy.unwrap()).sum::<f64>() / left;
            assert!(share > 0.9, "{share}");
            // The largest module of each layer lies in one direction.
            let largest = (5..=15).filter_map(|layer| {
                let of_layer = own.iter().filter(|row| row.meta.layer == Some(layer));
                of_layer.max_by(|a, b| a.meta.sim_energy.unwrap().total_cmp(&b.meta.sim_energy.unwrap()))
            });
            let etas: Vec<f64> = largest.map(|row| row.meta.eta.unwrap()).collect();
            let spread = etas.iter().fold(f64::MIN, |a, &b| a.max(b)) - etas.iter().fold(f64::MAX, |a, &b| a.min(b));
            assert!(etas.len() == 11 && spread < 0.35, "{etas:?}");
        }
    }

    /// Modules of two events, and the mean number of cells with charge away from the showers, in a layer that pile-up
    /// reaches.
    fn occupied(cone: Option<f64>) -> (usize, f64) {
        let synth = events(SynthKind::Em, 140.0, cone);
        let rows: Vec<SynthRow> = (0..2).flat_map(|event| synth.event(event)).collect();
        let own = rows.iter().filter(|row| row.meta.layer == Some(8) && row.meta.sim_energy == Some(0.0));
        let near = own.filter(|row| (1.8..2.6).contains(&row.meta.eta.unwrap().abs()));
        let occupied: Vec<usize> = near.map(|row| row.codes.iter().filter(|code| code.0 > 0).count()).collect();
        (rows.len(), occupied.iter().sum::<usize>() as f64 / occupied.len().max(1) as f64)
    }

    /// The cone leaves out modules and no charge of those that it keeps, but for what is drawn anew.
    #[test]
    fn a_cone_keeps_the_pile_up_that_is_in_it() {
        let ((all, density), (some, within)) = (occupied(None), occupied(Some(0.3)));
        assert!(all > 10_000 && some < all / 10, "{all} {some}");
        assert!((within / density - 1.0).abs() < 0.35, "{within} {density}");
    }

    #[test]
    fn pile_up_alone_has_no_signal() {
        let rows = events(SynthKind::Pileup, 2.0, Some(0.3)).event(1);
        assert!(!rows.is_empty() && rows.iter().all(|row| row.meta.event_sim_energy == Some(0.0)));
    }
}
