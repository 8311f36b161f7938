//! Pieces of Verilog text.

use crate::hwgen::marks;

/// Longest line.
const WIDTH: usize = 96;

/// `head` + items separated by commas + `tail`, broken into lines, with a line end.
pub fn list(head: &str, items: &[String], tail: &str) -> String {
    let mut out = head.to_owned();
    let mut column = head.rsplit('\n').next().map_or(0, marks::width);
    for (place, item) in items.iter().enumerate() {
        let item = if place + 1 < items.len() { format!("{item}, ") } else { item.clone() };
        let width = marks::width(&item);
        if column + width + tail.len() > WIDTH {
            out.truncate(out.trim_end().len());
            out += "\n    ";
            column = 4;
        }
        column += width;
        out += &item;
    }
    out + tail + "\n"
}

/// A number in a sentence.
pub fn count(number: usize) -> String {
    let words = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];
    words.get(number).map_or(number.to_string(), |word| (*word).to_owned())
}

/// The range of a vector: `[7:0]`.
pub fn range(width: usize) -> String {
    format!("[{}:0]", width.max(1) - 1)
}

/// Bits of an unsigned number.
pub fn bits(value: i128) -> usize {
    (i128::BITS - value.leading_zeros()) as usize
}

/// An unsigned vector of `own` bits, times `2^shift`, as an expression of exactly `width` bits; what does not
/// fit them is cut.
pub fn padded(name: &str, own: usize, shift: usize, width: usize) -> String {
    let kept = own.min(width.saturating_sub(shift));
    if kept == 0 {
        return format!("{width}'d0");
    }
    let slice = if kept == own { name.to_owned() } else { format!("{name}[{}:0]", kept - 1) };
    let (above, below) = (width - shift - kept, shift);
    match (above, below) {
        (0, 0) => slice,
        (0, _) => format!("{{{slice}, {below}'d0}}"),
        (_, 0) => format!("{{{above}'d0, {slice}}}"),
        _ => format!("{{{above}'d0, {slice}, {below}'d0}}"),
    }
}

/// Bits `shift` and above of a vector of `own` bits (a negative shift appends zeros).
pub fn shifted_right(name: &str, own: usize, shift: isize) -> String {
    match usize::try_from(shift) {
        Ok(0) => name.to_owned(),
        Ok(shift) => format!("{name}[{}:{shift}]", own - 1),
        Err(_) => format!("{{{name}, {}'d0}}", -shift),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_stay_inside_the_line() {
        let items: Vec<String> = (0..200).map(|i| format!("signal_{i}[3]")).collect();
        let text = list("  column #(.N(200)) c (.bits({", &items, "}),");
        assert!(text.lines().all(|line| line.len() <= 100 && line == line.trim_end()));
        assert_eq!(text.matches("signal_").count(), 200);
    }

    #[test]
    fn vectors_are_padded_and_cut() {
        assert_eq!(padded("x", 4, 2, 8), "{2'd0, x, 2'd0}");
        assert_eq!(padded("x", 4, 3, 6), "{x[2:0], 3'd0}");
        assert_eq!(padded("x", 4, 0, 4), "x");
        assert_eq!(padded("x", 1, 3, 3), "3'd0");
        assert_eq!(shifted_right("x", 8, 3), "x[7:3]");
        assert_eq!(shifted_right("x", 8, -2), "{x, 2'd0}");
        assert_eq!((bits(0), bits(1), bits(1016)), (0, 1, 10));
    }
}
