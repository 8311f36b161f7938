//! Electrons that are made up, in the array of the hierarchical trigger, deterministic by seed.
//!
//! **Detector.** 30 layers, 1.2 cm apart, the first at z = 322 cm, of 0.9 radiation lengths each. In each, modules, regular
//! hexagons 16.7 cm across, stand three by three around a common corner; 19 such triplets make a hexagon about (100, 0) cm,
//! numbered by columns from the left, in each from below. The modules of a triplet are above, left and right of their
//! corner. The chips of a module are the three rhombi of its centre, the first one upwards; each has 4 x 4 cells along its
//! two sides. What lies outside is lost.
//!
//! **Gun.** An electron of an energy uniform between two numbers starts at a position, in a direction (η, φ), each with
//! normal spread if asked for. Along z there is a field of B tesla, in which its azimuth turns by
//! α = 0.003 B Δz / (E tanh η) over Δz cm; it goes on by Δz / sinh η · sin(α/2) / (α/2) in the direction φ + α/2. From the
//! first layer on it flies straight.
//!
//! **Shower.** That of a photon (see [`crate::data::synth::profile`]) which has gone one radiation length, at depth
//! t / tanh η. A layer holds a number of points that is drawn by Poisson's law about energy / (1/32 GeV): each is 1/32 GeV,
//! at a distance from the axis by the lateral profile. So the resolution of the sum is 18 % / √E, besides what is lost. Cells
//! of less than 1/16 GeV give nothing.
//!
//! The metadata of an event are energy (GeV), η, φ, and x, y, z (cm) of the gun.

use std::collections::BTreeMap;
use std::f64::consts::{FRAC_PI_6, TAU};
use std::sync::LazyLock;

use super::groups::Event;
use super::level::{CHIP, CHIP_CELLS, Level};
use crate::data::synth::draw::Draw;
use crate::data::synth::profile::{Lateral, photon_share};
use crate::error::{Error, Result};

/// Number of layers.
pub const LAYERS: usize = 30;

/// Place of the first layer and distance of two, cm.
const FIRST: f64 = 322.0;
const PITCH: f64 = 1.2;

/// Radiation lengths of a layer.
const DEPTH: f64 = 0.9;

/// Distance of the centres of two modules, cm.
const MODULE: f64 = 16.7;

/// Middle of the layers, cm.
const MIDDLE: [f64; 2] = [100.0, 0.0];

/// Energy of a point, and the least of a cell, GeV.
const POINT: f64 = 1.0 / 32.0;
const THRESHOLD: f64 = 1.0 / 16.0;

/// What edges are wide, in sides of a rhombus.
const EDGE: f64 = 1e-9;

/// Numbers of the metadata.
pub const META: [&str; 6] = ["energy", "eta", "phi", "x", "y", "z"];

/// What shoots electrons.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Gun {
    /// Lowest and highest energy, GeV.
    pub energies: [f64; 2],
    /// Where it stands, cm.
    pub position: [f64; 3],
    /// Standard deviation of each of these.
    pub position_spread: f64,
    /// Where it looks: η and φ.
    pub direction: [f64; 2],
    /// Standard deviation of either.
    pub direction_spread: f64,
    /// The field along z, tesla.
    pub field: f64,
}

impl Default for Gun {
    fn default() -> Self {
        Gun {
            energies: [1.0, 500.0],
            position: [90.0, 0.0, 300.0],
            position_spread: 0.0,
            direction: [2.0, 0.0],
            direction_spread: 0.0,
            field: 4.0,
        }
    }
}

impl Gun {
    /// Refuses guns that shoot nothing.
    ///
    /// # Errors
    /// The first setting that is out of its range.
    pub fn check(&self) -> Result<()> {
        let [low, high] = self.energies;
        if !(low >= 0.1 && low <= high && high <= 1e4) {
            return Err(Error::out_of_range(
                "--energies",
                format!("{low},{high}"),
                "0.1 to 10000, the lower one first",
            ));
        }
        let [eta, phi] = self.direction;
        if !((0.5..=5.0).contains(&eta) && phi.abs() <= TAU) {
            return Err(Error::out_of_range(
                "--direction",
                format!("{eta},{phi}"),
                "eta of 0.5 to 5, phi of at most 2 pi",
            ));
        }
        if !(self.position.iter().all(|at| at.abs() <= 1e3) && self.position[2] <= FIRST) {
            let found = self.position.map(|at| at.to_string()).join(",");
            return Err(Error::out_of_range("--position", found, format!("at most 1000 each, z at most {FIRST}")));
        }
        for (field, found, most) in [
            ("--vertex-spread", self.position_spread, 100.0),
            ("--direction-spread", self.direction_spread, 1.0),
            ("--field", self.field, 10.0),
        ] {
            if !(0.0..=most).contains(&found) {
                return Err(Error::out_of_range(field, found, format!("0 to {most}")));
            }
        }
        Ok(())
    }

    /// An event by seed and number, with its metadata.
    pub fn event(&self, seed: u64, number: u64) -> (Event, Vec<f32>) {
        let mut draw = Draw::new(seed, number);
        let energy = draw.between(self.energies[0], self.energies[1]);
        let [mut x, mut y, z] = self.position.map(|at| at + self.position_spread * draw.normal());
        let z = z.min(FIRST);
        let [eta, phi] = self.direction.map(|angle| angle + self.direction_spread * draw.normal());
        let eta = eta.max(0.1);
        let meta = [energy, eta, phi, x, y, z].map(|number| number as f32).to_vec();
        let slope = 1.0 / libm::sinh(eta);
        let turn = 0.003 * self.field * (FIRST - z) / (energy * libm::tanh(eta));
        let chord = if turn > 0.0 { libm::sin(turn / 2.0) / (turn / 2.0) } else { 1.0 };
        let length = (FIRST - z) * slope * chord;
        x += length * libm::cos(phi + turn / 2.0);
        y += length * libm::sin(phi + turn / 2.0);
        let (along_x, along_y) = (slope * libm::cos(phi + turn), slope * libm::sin(phi + turn));
        let mut cells: BTreeMap<u32, f64> = BTreeMap::new();
        let whole = 1.0 - photon_share(energy, (0.0, 1.0));
        for layer in 0..LAYERS {
            let depth = [layer, layer + 1].map(|layers| 1.0 + DEPTH * layers as f64 / libm::tanh(eta));
            let mean = energy * photon_share(energy, (depth[0], depth[1])) / whole;
            let lateral = Lateral::photon(energy, (depth[0] + depth[1]) / 2.0);
            let behind = PITCH * layer as f64;
            let (x, y) = (x + behind * along_x - MIDDLE[0], y + behind * along_y - MIDDLE[1]);
            for _ in 0..draw.poisson(mean / POINT) {
                let (dx, dy) = lateral.draw(&mut draw);
                if let Some(cell) = cell_at([x + dx, y + dy]) {
                    let place = (layer * Level::Stage1.cells() + cell) as u32;
                    *cells.entry(place).or_default() += POINT;
                }
            }
        }
        let kept = cells.into_iter().filter(|(_, charge)| *charge >= THRESHOLD);
        (Event { cells: kept.map(|(place, charge)| (place, charge as f32)).collect() }, meta)
    }
}

/// Centres of the triplets of a layer.
fn triplets() -> impl Iterator<Item = [f64; 2]> {
    let step = MODULE * libm::sqrt(3.0);
    (-2i32..=2).flat_map(move |column| {
        (-2i32..=2).filter(move |row| (column + row).abs() <= 2).map(move |row| {
            let (a, b) = (f64::from(column), f64::from(row));
            [step * libm::cos(FRAC_PI_6) * a, step * (0.5 * a + b)]
        })
    })
}

/// Centre of a module of a triplet, from that of the triplet.
fn module(number: usize) -> [f64; 2] {
    on_circle(MODULE / libm::sqrt(3.0), 3.0 + 4.0 * number as f64)
}

/// A point at a distance, at so many times 30 degrees.
fn on_circle(radius: f64, steps: f64) -> [f64; 2] {
    [radius * libm::cos(FRAC_PI_6 * steps), radius * libm::sin(FRAC_PI_6 * steps)]
}

/// Centres of the cells of a layer, cm from its middle, in their order.
pub fn cell_centres() -> &'static [[f64; 2]] {
    static CENTRES: LazyLock<Vec<[f64; 2]>> = LazyLock::new(|| {
        let chips = triplets().flat_map(|centre| (0..9).map(move |chip| (centre, chip / 3, chip % 3)));
        chips
            .flat_map(|(centre, number, chip)| (0..CHIP_CELLS).map(move |cell| centre_of(centre, number, chip, cell)))
            .collect()
    });
    &CENTRES
}

/// Centre of a cell of a chip of a module of a triplet.
fn centre_of(triplet: [f64; 2], number: usize, chip: usize, cell: usize) -> [f64; 2] {
    let [row, column] = [cell / CHIP[1], cell % CHIP[1]].map(|at| (at as f64 + 0.5) / CHIP[0] as f64);
    let ([a, b], own) = (sides(chip), module(number));
    [0, 1].map(|axis| triplet[axis] + own[axis] + row * a[axis] + column * b[axis])
}

/// The two sides of the rhombus of a chip: to two corners of the hexagon, 120 degrees apart.
fn sides(chip: usize) -> [[f64; 2]; 2] {
    [1.0, 5.0].map(|steps| on_circle(MODULE / libm::sqrt(3.0), steps + 4.0 * chip as f64))
}

/// The cell of a layer at a point, from the middle of the layer.
fn cell_at(at: [f64; 2]) -> Option<usize> {
    let mut nearest: Option<(f64, usize, [f64; 2])> = None;
    for (triplet, centre) in triplets().enumerate() {
        for number in 0..3 {
            let own = module(number);
            let from = [at[0] - centre[0] - own[0], at[1] - centre[1] - own[1]];
            let far = from[0] * from[0] + from[1] * from[1];
            if nearest.is_none_or(|(least, ..)| far < least) {
                nearest = Some((far, 3 * triplet + number, from));
            }
        }
    }
    let (_, module, from) = nearest?;
    let (chip, cell) = cell_of_module(from)?;
    Some((3 * module + chip) * CHIP_CELLS + cell)
}

/// Chip and cell at a point of a module, from its centre.
fn cell_of_module(at: [f64; 2]) -> Option<(usize, usize)> {
    (0..3).find_map(|chip| {
        let [a, b] = sides(chip);
        let area = a[0] * b[1] - a[1] * b[0];
        let along = [at[0] * b[1] - at[1] * b[0], a[0] * at[1] - a[1] * at[0]].map(|part| part / area);
        // Points on the edges are not lost by rounding.
        let inside = along.iter().all(|part| (-EDGE..=1.0 + EDGE).contains(part));
        let [row, column] = along.map(|part| ((part * CHIP[0] as f64) as usize).min(CHIP[0] - 1));
        inside.then(|| (chip, CHIP[1] * row + column))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_cell_has_its_place() {
        assert_eq!(triplets().count(), 19);
        let mut counts = vec![0u32; Level::Stage1.cells()];
        let mut lost = 0;
        for row in -300..300 {
            for column in -300..300 {
                match cell_at([f64::from(row) * 0.3 + 0.1, f64::from(column) * 0.3 + 0.1]) {
                    Some(cell) => counts[cell] += 1,
                    None => lost += 1,
                }
            }
        }
        // A cell is a 48th of a hexagon: 5 cm2, at 0.09 cm2 a point.
        let area = MODULE * MODULE * libm::sqrt(3.0) / 2.0 / 48.0 / 0.09;
        assert!(counts.iter().all(|&count| (f64::from(count) / area - 1.0).abs() < 0.3), "{counts:?}");
        assert!(lost > 10_000);
        for (cell, &centre) in cell_centres().iter().enumerate() {
            assert_eq!(cell_at(centre), Some(cell));
        }
        assert_eq!(cell_centres().len(), Level::Stage1.cells());
        // Without holes between modules.
        assert!((0..2000).all(|at| cell_at([0.01 * f64::from(at), 0.007 * f64::from(at)]).is_some()));
    }

    #[test]
    fn events_follow_seed_and_number_alone() {
        let gun = Gun::default();
        assert_eq!(gun.event(3, 5), gun.event(3, 5));
        assert_ne!(gun.event(3, 5).0, gun.event(4, 5).0);
        assert_ne!(gun.event(3, 5).0, gun.event(3, 6).0);
    }

    #[test]
    fn most_of_the_energy_is_there_and_lies_where_the_gun_looks() {
        let gun = Gun { energies: [100.0, 100.0], ..Gun::default() };
        let sums: Vec<f64> = (0..50).map(|number| gun.event(1, number).0.sum()).collect();
        let mean = sums.iter().sum::<f64>() / 50.0;
        let spread = (sums.iter().map(|sum| (sum - mean).powi(2)).sum::<f64>() / 49.0).sqrt();
        assert!((80.0..100.0).contains(&mean), "{mean}");
        assert!((0.6..3.5).contains(&spread), "{spread}");
        assert!(gun.event(1, 0).0.cells.iter().all(|&(_, charge)| (charge * 32.0).fract() == 0.0));
        // Without a field a slow electron keeps its direction.
        let slow = Gun { energies: [1.0, 1.0], position: [29.0, 0.0, 100.0], ..gun };
        let [bent, straight] = [4.0, 0.0].map(|field| Gun { field, ..slow }.event(1, 0).0.sum());
        assert!(bent < 0.2 && straight > 0.5, "{bent} {straight}");
    }

    #[test]
    fn guns_that_shoot_nothing_are_refused() {
        assert!(Gun::default().check().is_ok());
        for gun in [
            Gun { energies: [5.0, 1.0], ..Gun::default() },
            Gun { energies: [f64::NAN, 1.0], ..Gun::default() },
            Gun { direction: [0.0, 0.0], ..Gun::default() },
            Gun { position: [0.0, 0.0, 400.0], ..Gun::default() },
            Gun { direction_spread: -1.0, ..Gun::default() },
            Gun { field: f64::INFINITY, ..Gun::default() },
        ] {
            assert!(gun.check().is_err(), "{gun:?}");
        }
    }
}
