//! Wrong bits where no cause was found.

use serde::Serialize;

use super::window::Window;
use crate::registers::OUTPUT_LINKS;

/// Columns of the picture of bursts.
const COLUMNS: usize = 64;

/// The wrong bits of a link.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LinkErrors {
    /// The link.
    pub link: u8,
    /// Bits that are not as expected.
    pub wrong: u64,
    /// Bits compared.
    pub bits: u64,
    /// Rows with a wrong bit in each of so many equal stretches of the rows, in order.
    pub bursts: Vec<u32>,
    /// The longest run of rows that each have a wrong bit.
    pub longest: u64,
}

/// The wrong bits of the active links, on the rows around the first difference.
pub(super) fn of(window: &Window, active: usize) -> Vec<LinkErrors> {
    let links = (0..OUTPUT_LINKS).map(|link| of_link(window, link));
    links.filter(|errors| usize::from(errors.link) < active || errors.wrong > 0).collect()
}

fn of_link(window: &Window, link: usize) -> LinkErrors {
    let rows = window.expected.len().min(window.received.len());
    let columns = COLUMNS.min(rows);
    let mut errors =
        LinkErrors { link: link as u8, wrong: 0, bits: 32 * rows as u64, bursts: vec![0; columns], longest: 0 };
    let mut run = 0;
    for (row, (expected, got)) in window.expected.iter().zip(&window.received).enumerate() {
        let wrong = (expected[link] ^ got[link]).count_ones();
        errors.wrong += u64::from(wrong);
        run = if wrong > 0 { run + 1 } else { 0 };
        errors.longest = errors.longest.max(run);
        errors.bursts[row * columns / rows] += u32::from(wrong > 0);
    }
    errors
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wrong_bits_are_counted_where_they_are() {
        let mut window = Window::default();
        for row in 0..640u32 {
            let got = if (100..110).contains(&row) { 3 } else { 0 };
            window.push(Some(&[0; 13]), Some(&std::array::from_fn(|link| if link == 1 { got } else { 0 })));
        }
        let errors = of(&window, 2);
        assert_eq!((errors.len(), errors[0].wrong, errors[1].wrong, errors[1].longest), (2, 0, 20, 10));
        assert_eq!((errors[1].bursts[10], errors[1].bursts.iter().sum::<u32>()), (10, 10));
    }
}
