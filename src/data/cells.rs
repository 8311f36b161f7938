//! The numbers and places of the 48 trigger cells.
//!
//! Three numberings are in use:
//!
//! * **training order**: the index of the columns `CALQ_0` to `CALQ_47` in the csv files of the
//!   Ecoder trainer and of the cells in its losses. Cells `16 g` to `16 g + 15` are the 4x4 cells of
//!   rhombus `g`, one of the three that make the hexagon;
//! * **post-MUX order**: the index behind the chip's MUX when it feeds the 8x8 autoencoder, that is,
//!   the index of [`crate::network::Image::cells`]. Everything in this crate uses it, [`super::Sample`]
//!   included;
//! * **MUX input**: link `L`, slot `k` is input `4 L + k`; [`AE_MUX`] leads from there to post-MUX.
//!
//! A csv file does not say which of the first two it is in. Files of the Ecoder project are in
//! training order, except newer ones that were written from the chip emulator behind its MUX; so
//! readers ask, and assume training order.
//!
//! The public AE table of the MUX and the public table of cell positions (`LDM_TC_Mapping.csv`) are
//! of different wirings: together they would scramble cells inside each rhombus. The order is
//! defined here by the image, which both trainers and the silicon share.

use serde::{Deserialize, Serialize};
use strum::{EnumMessage, IntoStaticStr, VariantArray};

use crate::chip::signals::{CELLS, PerCell};

/// How a file numbers the trigger cells.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, VariantArray, IntoStaticStr, EnumMessage,
)]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum CellOrder {
    /// Ecoder's CALQ index
    #[default]
    Training,
    /// Behind the chip's MUX
    PostMux,
}

/// Post-MUX index of each cell in training order, a permutation of 0..48: the 8x8 arrangement (docs/sources.md,
/// Ecoder), equal to the column `tc_cell_AEblock` of the public remapping table (docs/sources.md, Ecoder-2023).
pub const POST_MUX: [u8; CELLS] = post_mux();

/// Training index of each cell in post-MUX order, the inverse of [`POST_MUX`].
pub const TRAINING: [u8; CELLS] = inverse(&POST_MUX);

/// MUX input of each post-MUX cell on the production chip, as the published autoencoder
/// configurations have it.
pub const AE_MUX: [u8; CELLS] = [
    6, 5, 4, 2, 30, 31, 23, 22, 14, 7, 3, 1, 28, 29, 21, 20, 15, 13, 8, 0, 27, 24, 18, 19, 12, 11, 10, 9, 26, 25, 16,
    17, 33, 32, 40, 42, 35, 34, 41, 43, 36, 37, 47, 44, 39, 38, 46, 45,
];

/// Turns of 120 degrees under which the cells of a module are symmetric.
pub const TURNS: usize = 3;

/// Turns of the cell map by 0, 120 and 240 degrees counter-clockwise, in post-MUX order: cell `i`
/// of the turned module is cell `ROTATIONS[k][i]` of the module itself.
pub const ROTATIONS: [[u8; CELLS]; TURNS] = [rotation(0), rotation(16), rotation(32)];

const fn post_mux() -> [u8; CELLS] {
    let mut map = [0; CELLS];
    let mut cell = 0;
    while cell < 16 {
        let (group, rank) = (cell / 4, cell % 4);
        map[cell as usize] = 4 + group + 8 * rank;
        map[cell as usize + 16] = 24 - 8 * group + rank;
        map[cell as usize + 32] = 47 - 4 * rank - group;
        cell += 1;
    }
    map
}

const fn inverse(map: &[u8; CELLS]) -> [u8; CELLS] {
    let mut inverse = [0; CELLS];
    let mut at = 0;
    while at < CELLS as u8 {
        inverse[map[at as usize] as usize] = at;
        at += 1;
    }
    inverse
}

/// Cell `t` of the training order moves to cell `t + shift`: each rhombus takes the place of the next.
const fn rotation(shift: u8) -> [u8; CELLS] {
    let mut map = [0; CELLS];
    let mut cell = 0;
    while cell < CELLS as u8 {
        let to = (cell + shift) % CELLS as u8;
        map[POST_MUX[to as usize] as usize] = POST_MUX[cell as usize];
        cell += 1;
    }
    map
}

/// Values in post-MUX order, from values in `order`.
pub fn to_post_mux<T: Copy>(values: &PerCell<T>, order: CellOrder) -> PerCell<T> {
    match order {
        CellOrder::PostMux => *values,
        CellOrder::Training => TRAINING.map(|from| values[usize::from(from)]),
    }
}

/// Values in `order`, from values in post-MUX order.
pub fn from_post_mux<T: Copy>(values: &PerCell<T>, order: CellOrder) -> PerCell<T> {
    match order {
        CellOrder::PostMux => *values,
        CellOrder::Training => POST_MUX.map(|from| values[usize::from(from)]),
    }
}

/// Distance of the centres of neighbouring wafers, cm: the wafer size of the CMS geometry
/// description, which includes the gap.
pub const WAFER_PITCH: f64 = 16.744_08;

/// Centre of the cell map in the coordinates of [`position`], cm.
const CENTRE: (f64, f64) = (-1.220_923_166_666_667, -7.552_500_25);

/// Position of a cell (post-MUX order) relative to the centre of its wafer, in cm; x points to a
/// neighbouring wafer.
///
/// A closed form of the public list of cell coordinates (docs/sources.md, Ecoder), which it reproduces
/// to 1.1e-5. Cells of one rhombus are 2.4168 cm apart, which makes 48 cells the area of a wafer.
/// Cells beyond 47 are taken modulo 48.
pub fn position(cell: usize) -> (f64, f64) {
    let training = TRAINING[cell % CELLS];
    let (g, r) = (f64::from(training % 16 / 4), f64::from(training % 4));
    let (x, y) = match training / 16 {
        0 => (2.093_01 * g, -2.416_801_5 * r - 1.2084 * g),
        1 => (-8.372_04 + 2.093_01 * r, -10.271_393 + 2.416_797 * g + 1.2084 * r),
        _ => (4.709_270_5 - 2.093_01 * (r + g), -12.386_101 + 1.2084 * (r - g)),
    };
    (x - CENTRE.0, y - CENTRE.1)
}

/// Centres of the four hexagonal sensor cells of a trigger cell (post-MUX order), in the coordinates of
/// [`position`].
///
/// They lie a quarter of the way to the neighbours along both directions of the cell's group of 16. So the
/// 192 sensor cells of the low-density wafer make one hexagonal lattice, across the three groups too.
pub fn sensor_cells(cell: usize) -> [(f64, f64); 4] {
    let group = usize::from(TRAINING[cell % CELLS]) / 16 * 16;
    let [origin, a, b] = [0, 4, 1].map(|rank| position(POST_MUX[group + rank].into()));
    let ((ax, ay), (bx, by)) = ((a.0 - origin.0, a.1 - origin.1), (b.0 - origin.0, b.1 - origin.1));
    let (x, y) = position(cell);
    [(1.0, 1.0), (1.0, -1.0), (-1.0, -1.0), (-1.0, 1.0)]
        .map(|(p, q)| (x + (p * ax + q * bx) / 4.0, y + (p * ay + q * by) / 4.0))
}

/// Distance of the centres of neighbouring sensor cells, cm.
const SENSOR_PITCH: f64 = 1.208_400_75;

/// A corner of the sensor cell with this centre, counter-clockwise.
fn corner((x, y): (f64, f64), k: usize) -> (f64, f64) {
    let radius = SENSOR_PITCH / 3f64.sqrt();
    let angle = std::f64::consts::FRAC_PI_3 * k as f64;
    (x + radius * libm::cos(angle), y + radius * libm::sin(angle))
}

/// Corners of a trigger cell (post-MUX order), counter-clockwise: the outline of its four sensor cells.
pub fn outline(cell: usize) -> Vec<(f64, f64)> {
    fn same(a: (f64, f64), b: (f64, f64)) -> bool {
        (a.0 - b.0).abs() + (a.1 - b.1).abs() < 1e-3
    }
    let sensors = sensor_cells(cell);
    let edges: Vec<_> =
        sensors.iter().flat_map(|&at| (0..6).map(move |k| (corner(at, k), corner(at, k + 1)))).collect();
    // An edge between two of the four cells occurs in both directions.
    let outer: Vec<_> =
        edges.iter().filter(|(a, b)| !edges.iter().any(|(c, d)| same(*a, *d) && same(*b, *c))).collect();
    let mut outline: Vec<(f64, f64)> = outer.first().map(|edge| edge.0).into_iter().collect();
    while let Some(&last) = outline.last()
        && outline.len() < outer.len()
        && let Some(edge) = outer.iter().find(|edge| same(edge.0, last))
    {
        outline.push(edge.1);
    }
    outline
}

/// Centre of wafer `(u, v)` in a layer, cm: `u` points along -x, `v` 60 degrees above +x (the
/// convention of the CMS trigger's module numbers).
pub fn wafer_centre(u: i8, v: i8) -> (f64, f64) {
    let (u, v) = (f64::from(u), f64::from(v));
    ((v / 2.0 - u) * WAFER_PITCH, v * 0.75f64.sqrt() * WAFER_PITCH)
}

/// The wafer to which a turn of the layer by 120 degrees counter-clockwise takes wafer `(u, v)`.
pub fn rotate_wafer(u: i8, v: i8) -> (i8, i8) {
    (v.saturating_sub(u), u.saturating_neg())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::network::AeBlock;
    use proptest::prelude::*;

    /// The arrangement of the trainer, row by row (docs/sources.md, Ecoder); -1 is the masked copy.
    const ARRANGE: [[i8; 8]; 8] = [
        [28, 29, 30, 31, 0, 4, 8, 12],
        [24, 25, 26, 27, 1, 5, 9, 13],
        [20, 21, 22, 23, 2, 6, 10, 14],
        [16, 17, 18, 19, 3, 7, 11, 15],
        [47, 43, 39, 35, -1, -1, -1, -1],
        [46, 42, 38, 34, -1, -1, -1, -1],
        [45, 41, 37, 33, -1, -1, -1, -1],
        [44, 40, 36, 32, -1, -1, -1, -1],
    ];

    fn distance(a: (f64, f64), b: (f64, f64)) -> f64 {
        (a.0 - b.0).hypot(a.1 - b.1)
    }

    fn is_permutation(map: &[u8; CELLS]) -> bool {
        let mut sorted = *map;
        sorted.sort_unstable();
        sorted.iter().enumerate().all(|(i, &cell)| i == usize::from(cell))
    }

    #[test]
    fn the_maps_are_permutations_and_agree_with_the_image() {
        assert!(is_permutation(&POST_MUX) && is_permutation(&TRAINING) && is_permutation(&AE_MUX));
        let image = AeBlock::chip_8x8().image();
        for (pixel, &training) in ARRANGE.as_flattened().iter().enumerate() {
            match usize::try_from(training) {
                Ok(training) => assert_eq!(image.cells[pixel], POST_MUX[training] as i8, "pixel {pixel}"),
                Err(_) => assert_eq!(image.cells[pixel], -1),
            }
        }
    }

    /// The gather of the telescope loss (docs/sources.md, Ecoder) is the same map, seen from the other side.
    #[test]
    fn the_remap_of_the_loss_finds_the_same_pixels() {
        const REMAP: [usize; CELLS] = [
            4, 12, 20, 28, 5, 13, 21, 29, 6, 14, 22, 30, 7, 15, 23, 31, 24, 25, 26, 27, 16, 17, 18, 19, 8, 9, 10, 11,
            0, 1, 2, 3, 59, 51, 43, 35, 58, 50, 42, 34, 57, 49, 41, 33, 56, 48, 40, 32,
        ];
        let image = AeBlock::chip_8x8().image();
        assert!((0..CELLS).all(|t| image.cells[REMAP[t]] == POST_MUX[t] as i8));
    }

    /// Distances in units of half a cell spacing, as published.
    #[test]
    fn published_distances() {
        for (a, b, expected) in [
            (0, 1, 2.0),
            (0, 4, 1.999_997_3),
            (0, 31, 1.802_777_9),
            (3, 35, 1.802_770_2),
            (15, 32, 1.802_774_5),
            (0, 47, 12.134_656_4),
            (12, 47, 13.756_812),
        ] {
            let [one, other] = [a, b].map(|place: usize| position(POST_MUX[place].into()));
            let distance = distance(one, other) / 1.208_400_75;
            assert!((distance - expected).abs() < 1e-5, "{a} {b}: {distance}");
        }
    }

    #[test]
    fn the_centre_is_the_mean_of_the_cells() {
        let (x, y) = (0..CELLS).map(position).fold((0.0, 0.0), |sum, at| (sum.0 + at.0, sum.1 + at.1));
        assert!(x.abs() < 1e-9 && y.abs() < 1e-9, "{x} {y}");
    }

    #[test]
    fn turns_by_120_degrees_are_symmetries_and_mirrors_are_not() {
        let third = std::f64::consts::TAU / 3.0;
        for (turns, map) in ROTATIONS.iter().enumerate() {
            assert!(is_permutation(map));
            let (sin, cos) = (third * turns as f64).sin_cos();
            for (cell, &from) in map.iter().enumerate() {
                let (x, y) = position(from.into());
                assert!(distance((x * cos - y * sin, x * sin + y * cos), position(cell)) < 1e-4, "{turns} {cell}");
            }
        }
        // Whatever the axis, some cell's mirror image is far from every cell.
        for step in 0..360 {
            let (sin, cos) = (f64::from(step).to_radians()).sin_cos();
            let worst = (0..CELLS).map(|cell| {
                let (x, y) = position(cell);
                let image = (cos * x + sin * y, sin * x - cos * y);
                (0..CELLS).map(|other| distance(image, position(other))).fold(f64::MAX, f64::min)
            });
            assert!(worst.fold(0.0, f64::max) > 0.4, "axis {step}");
        }
    }

    /// A low-density wafer has 192 sensor cells on one lattice; four of them, side by side, make a trigger cell.
    #[test]
    fn trigger_cells_are_four_sensor_cells_of_one_lattice() {
        let all: Vec<(f64, f64)> = (0..CELLS).flat_map(sensor_cells).collect();
        let (a, b) = ((1.046_505, -0.6042), (0.0, -SENSOR_PITCH));
        let mut places = std::collections::BTreeSet::new();
        for (x, y) in &all {
            let (x, y) = (x - all[0].0, y - all[0].1);
            let i = x / a.0;
            let j = (y - i * a.1) / b.1;
            assert!((i - i.round()).abs() < 1e-4 && (j - j.round()).abs() < 1e-4, "{i} {j}");
            places.insert((i.round() as i64, j.round() as i64));
        }
        assert_eq!(places.len(), 192);
        for cell in 0..CELLS {
            let outline = outline(cell);
            assert_eq!(outline.len(), 14, "four hexagons with five common edges");
            let edges = outline.iter().zip(outline.iter().cycle().skip(1));
            let twice: f64 = edges.map(|(from, to)| from.0 * to.1 - from.1 * to.0).sum();
            // 192 cells fill the wafer.
            let share = WAFER_PITCH * WAFER_PITCH * 0.75f64.sqrt() / 48.0;
            assert!((twice / 2.0 / share - 1.0).abs() < 1e-3, "{twice} {share}");
            assert!(outline.iter().all(|&corner| distance(corner, position(cell)) < 2.0));
        }
    }

    #[test]
    fn wafers_tile_the_layer_and_turn_with_their_cells() {
        // Cells of neighbouring wafers neither overlap nor leave gaps.
        for (u, v) in [(0i8, 1i8), (1, 0), (1, 1), (-1, 0), (0, -1), (-1, -1)] {
            let centre = wafer_centre(u, v);
            assert!((centre.0.hypot(centre.1) - WAFER_PITCH).abs() < 1e-9);
            let nearest = (0..CELLS * CELLS).map(|pair| {
                let (x, y) = position(pair % CELLS);
                distance((x + centre.0, y + centre.1), position(pair / CELLS))
            });
            let nearest = nearest.fold(f64::MAX, f64::min);
            assert!((1.7..2.6).contains(&nearest), "{u} {v}: {nearest}");
        }
        let (sin, cos) = (std::f64::consts::TAU / 3.0).sin_cos();
        for (u, v) in [(3, 1), (-4, 2), (0, 5)] {
            let (x, y) = wafer_centre(u, v);
            let (u, v) = rotate_wafer(u, v);
            assert!(distance(wafer_centre(u, v), (x * cos - y * sin, x * sin + y * cos)) < 1e-9);
        }
    }

    proptest! {
        #[test]
        fn reordering_there_and_back(values in proptest::array::uniform32(any::<u32>())) {
            let cells: [u32; CELLS] = std::array::from_fn(|i| values[i % 32] ^ i as u32);
            for order in [CellOrder::Training, CellOrder::PostMux] {
                prop_assert_eq!(to_post_mux(&from_post_mux(&cells, order), order), cells);
            }
        }
    }
}
