//! Wafers: 48 trigger cells in their places, coloured by a number.

use std::fmt::Write;

use crate::data::cells;
use crate::plot::{self, Colours};
use crate::registers::CELLS;

/// Width of a wafer display; its text is readable at 165 pixels.
const WIDTH: f64 = 200.0;

/// Units for one centimetre.
const SCALE: f64 = 10.4;

/// Half the height of the part of a display that the wafer takes up.
const MIDDLE: f64 = 104.0;

/// View box of the outlines for the viewer's larger displays.
pub const WAFER_BOX: &str = "0 0 420 436";

/// Enlargement of the viewer's displays.
const LARGE: f64 = 2.1;

/// Place of a point (cm from the wafer's centre, y upwards) in the viewer's display.
pub fn place((x, y): (f64, f64)) -> (f64, f64) {
    (LARGE * (WIDTH / 2.0 + SCALE * x), LARGE * (MIDDLE - SCALE * y))
}

/// Outline of a cell in the viewer's display.
pub fn outline(cell: usize) -> String {
    path(cell, place)
}

fn path(cell: usize, place: impl Fn((f64, f64)) -> (f64, f64)) -> String {
    let corners = cells::outline(cell).into_iter().map(|corner| {
        let (x, y) = place(corner);
        format!("{x:.1} {y:.1}")
    });
    format!("M{}z", corners.collect::<Vec<_>>().join("L"))
}

/// A wafer with a colour bar. Values in post-MUX order.
pub fn wafer(name: &str, values: &[f64], colours: Colours, label: &str) -> String {
    let mut svg = plot::open(name, WIDTH, 2.0 * MIDDLE + 34.0);
    for (cell, value) in values.iter().enumerate().take(CELLS) {
        let _ = write!(
            svg,
            "<path class=\"edge\" fill=\"{}\" d=\"{}\"><title>TC {cell}: {}</title></path>",
            colours.of(*value),
            path(cell, |(x, y)| (WIDTH / 2.0 + SCALE * x, MIDDLE - SCALE * y)),
            plot::short(*value)
        );
    }
    svg + &colours.bar(label, 8.0, 2.0 * MIDDLE + 6.0, WIDTH - 16.0) + "</svg>"
}
