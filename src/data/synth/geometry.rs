//! The silicon of one end-cap: layers, depths, radii, wafers. Simplified; lengths in cm.
//!
//! Source of the facts: the technical design report (docs/sources.md, TDR), with the later layout of
//! 26 + 21 layers. What is used here, all of it approximate and smooth:
//!
//! | | layers | first z | step | X0 a layer | λ a layer | MIP a layer |
//! |---|---|---|---|---|---|---|
//! | CE-E: lead, copper, copper-tungsten | 1..=26 | 322.1 | 1.6 | 1.065 | 0.058 | 10 MeV |
//! | CE-H fine: 41.5 mm steel, 6 mm copper | 27..=37 | 367.7 | 5.45 | 2.8 | 0.29 | 55 MeV |
//! | CE-H coarse: 60.7 mm steel, 6 mm copper | 38..=47 | 430.7 | 8.55 | 3.9 | 0.40 | 77 MeV |
//!
//! That is 27.7 X0 and 1.5 λ in CE-E, 8.7 λ in all. "MIP a layer" is the energy that a minimum
//! ionising particle loses in the absorber before the layer: a shower that loses E there makes E /
//! MIP equivalent particles cross the silicon. Silicon covers 1.5 < |eta| < 3.0 up to layer 33 and,
//! in place of scintillator, |eta| > 2.1 behind it. Sensors are 120 µm (high density) below a radius
//! of 70 cm, 200 µm below 100 cm, and 300 µm outside.

use crate::data::cells::wafer_centre;
use crate::registers::Density;

/// Layers with silicon.
pub const LAYERS: u8 = 47;

/// Last layer of the electromagnetic section.
pub const LAST_CE_E: u8 = 26;

/// Steps of a section: last layer, z of its first layer, distance, X0, λ and MIP energy (GeV) a layer.
struct Section {
    first: u8,
    last: u8,
    z: f64,
    step: f64,
    x0: f64,
    lambda: f64,
    mip: f64,
}

const SECTIONS: [Section; 3] = [
    Section { first: 1, last: LAST_CE_E, z: 322.1, step: 1.6, x0: 1.065, lambda: 0.058, mip: 0.010 },
    Section { first: 27, last: 37, z: 367.7, step: 5.45, x0: 2.8, lambda: 0.29, mip: 0.055 },
    Section { first: 38, last: LAYERS, z: 430.7, step: 8.55, x0: 3.9, lambda: 0.40, mip: 0.077 },
];

/// One silicon layer and the absorber before it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SiliconLayer {
    /// Number, from 1.
    pub number: u8,
    /// Distance from the collision point along the beam.
    pub z: f64,
    /// Depth before and behind the absorber of this layer, radiation lengths.
    pub x0: (f64, f64),
    /// The same in nuclear interaction lengths.
    pub lambda: (f64, f64),
    /// Energy that a minimum ionising particle loses in the absorber, GeV.
    pub mip: f64,
}

impl SiliconLayer {
    /// Largest distance from the beam that silicon covers.
    pub fn outer_radius(&self) -> f64 {
        self.z / libm::sinh(if self.number <= 33 { 1.5 } else { 2.1 })
    }

    /// Smallest distance from the beam.
    pub fn inner_radius(&self) -> f64 {
        self.z / libm::sinh(3.0)
    }
}

/// All layers, from the front.
pub fn layers() -> Vec<SiliconLayer> {
    let (mut x0, mut lambda, mut layers) = (0.0, 0.0, Vec::new());
    for section in &SECTIONS {
        for number in section.first..=section.last {
            let behind = (x0 + section.x0, lambda + section.lambda);
            layers.push(SiliconLayer {
                number,
                z: section.z + section.step * f64::from(number - section.first),
                x0: (x0, behind.0),
                lambda: (lambda, behind.1),
                mip: section.mip,
            });
            (x0, lambda) = behind;
        }
    }
    layers
}

/// A wafer of a layer.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct WaferPlace {
    /// Coordinate u.
    pub u: i8,
    /// Coordinate v.
    pub v: i8,
    /// Distance of its centre from the beam.
    pub radius: f64,
    /// Pseudorapidity of its centre, positive.
    pub eta: f64,
}

impl WaferPlace {
    /// Wafer type: 0 inside 70 cm, 1 inside 100 cm, else 2.
    pub fn kind(&self) -> u8 {
        match self.radius {
            r if r < 70.0 => 0,
            r if r < 100.0 => 1,
            _ => 2,
        }
    }

    /// High density where the sensor is of type 0.
    pub fn density(&self) -> Density {
        if self.kind() == 0 { Density::High } else { Density::Low }
    }
}

/// The wafers whose centres lie in the silicon of a layer, by u and v.
pub fn wafers(layer: &SiliconLayer) -> Vec<WaferPlace> {
    let mut wafers = Vec::new();
    for u in -12..=12 {
        for v in -12..=12 {
            let (x, y) = wafer_centre(u, v);
            let radius = (x * x + y * y).sqrt();
            if (layer.inner_radius()..=layer.outer_radius()).contains(&radius) {
                wafers.push(WaferPlace { u, v, radius, eta: libm::asinh(layer.z / radius) });
            }
        }
    }
    wafers
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn depths_add_up_and_layers_follow_each_other() {
        let layers = layers();
        assert_eq!(layers.len(), 47);
        assert!((layers[25].x0.1 - 27.69).abs() < 0.01 && (layers[25].lambda.1 - 1.508).abs() < 0.01);
        assert!((layers[46].lambda.1 - 8.7).abs() < 0.1);
        assert!(layers.windows(2).all(|pair| pair[0].z < pair[1].z && pair[0].x0.1 == pair[1].x0.0));
        assert!(layers.iter().zip(1..).all(|(layer, number)| layer.number == number));
    }

    #[test]
    fn wafers_keep_to_the_silicon_and_both_densities_occur_in_every_layer() {
        for layer in layers() {
            let wafers = wafers(&layer);
            assert!((100..450).contains(&wafers.len()), "layer {}: {}", layer.number, wafers.len());
            assert!(wafers.iter().all(|wafer| (1.49..3.01).contains(&wafer.eta)));
            assert!(wafers.iter().all(|wafer| wafer.u.abs() <= 12 && wafer.v.abs() <= 12));
            for density in [Density::Low, Density::High] {
                assert!(wafers.iter().any(|wafer| wafer.density() == density), "layer {}", layer.number);
            }
            // The layer looks the same after a turn by 120 degrees.
            for wafer in &wafers {
                let (u, v) = crate::data::cells::rotate_wafer(wafer.u, wafer.v);
                assert!(wafers.iter().any(|other| (other.u, other.v) == (u, v)));
            }
        }
    }
}
