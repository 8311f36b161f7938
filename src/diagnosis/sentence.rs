//! Diagnoses in words.

use super::Diagnosis;
use super::cause::{Cause, Links};
use crate::error::grouped;

fn plural(count: u64, one: &str) -> String {
    if count == 1 { format!("1 {one}") } else { format!("{} {one}s", grouped(count)) }
}

fn links(links: &Links) -> String {
    match links {
        Links::All => "all links".to_owned(),
        Links::Some(links) => named(links),
    }
}

fn named(links: &[u8]) -> String {
    let names: Vec<String> = links.iter().map(u8::to_string).collect();
    match names.split_last() {
        Some((last, [])) => format!("link {last}"),
        Some((last, rest)) => format!("links {} and {last}", rest.join(", ")),
        None => "no link".to_owned(),
    }
}

fn have(links: &Links) -> &'static str {
    match links {
        Links::Some(links) if links.len() == 1 => "has",
        _ => "have",
    }
}

fn bits_late(by: i32) -> String {
    let direction = if by > 0 { "late" } else { "early" };
    format!("{} {direction}", plural(by.unsigned_abs().into(), "bit"))
}

/// A value for each link, or one for all.
fn each<T: Copy + PartialEq>(of: &Links, values: &[T], text: impl Fn(T) -> String) -> String {
    match (of, values) {
        (_, [one]) => text(*one),
        (Links::Some(links), values) if values.iter().any(|value| *value != values[0]) => {
            let one = |(link, value): (&u8, &T)| format!("{} on link {link}", text(*value));
            links.iter().zip(values).map(one).collect::<Vec<_>>().join(", ")
        }
        (_, values) => values.first().map(|value| text(*value)).unwrap_or_default(),
    }
}

/// A cause as the end of a sentence that begins with what it is about.
fn clause(cause: &Cause) -> String {
    match cause {
        Cause::RowsShifted { by } => {
            let direction = if *by > 0 { "late" } else { "early" };
            format!("received is {} {direction}", plural(by.unsigned_abs(), "row"))
        }
        Cause::OrbitStart { by } => {
            format!("the capture starts in the middle of an orbit, with expected row {}", grouped(*by))
        }
        Cause::RowsLost { row, by } => format!("{} lost before received row {}", missing(*by), grouped(*row)),
        Cause::RowsDoubled { row, by } => match by {
            1 => format!("received row {} comes twice", grouped(*row)),
            _ => format!("the {} from received row {} on come twice", plural(*by, "row"), grouped(*row)),
        },
        Cause::RowsInserted { row, by } => {
            format!("{} inserted at received row {}", missing(*by), grouped(*row))
        }
        Cause::BxOffset { by } => format!("the BX counter of the received packets is {by} ahead"),
        Cause::LinksPermuted { from } => {
            let moved = from.iter().enumerate().filter(|(link, from)| **from != Some(*link as u8));
            let moved: Vec<String> = moved
                .map(|(link, from)| match from {
                    Some(from) => format!("link {link} carries link {from}"),
                    None => format!("link {link} carries none"),
                })
                .collect();
            format!("links are exchanged: {}", moved.join(", "))
        }
        Cause::LinkMissing { link } => format!("expected link {link} is left out and those behind it moved up"),
        Cause::LinkSilent { link, word } => format!("link {link} is silent: it carries always {word:08x}"),
        Cause::ByteOrder { links: on } => {
            format!("{} {} the bytes of a word in the opposite order", links(on), have(on))
        }
        Cause::BitOrder { links: on } => format!("{} {} the bits of a word in the opposite order", links(on), have(on)),
        Cause::HalfWordOrder { links: on } => format!("{} {} the halves of a word exchanged", links(on), have(on)),
        Cause::Inverted { links: on } => format!("{} {} every bit inverted", links(on), have(on)),
        Cause::LinkSlipped { links: on, by } => {
            format!("{} slipped: {}", links(on), each(on, by, bits_late))
        }
        Cause::LinkRotated { links: on, by } => {
            let places = |by: u8| format!("{} to the left", plural(by.into(), "place"));
            format!("{} {} words rotated: {}", links(on), have(on), each(on, by, places))
        }
        Cause::BitStuck { link, bit, value } => format!("bit {bit} of link {link} is stuck at {}", u8::from(*value)),
        Cause::BitCopied { link, bit, from } => format!("bit {bit} of link {link} always equals bit {from}"),
        Cause::Configuration { option, value } => format!("received fits a chip with {option} = {value}"),
        Cause::ExpectedOfOther { setting: None } => {
            "the expected file is not what this configuration sends; received is".to_owned()
        }
        Cause::ExpectedOfOther { setting: Some((option, value)) } => {
            format!("the expected file is of {option} = {value}, not of this configuration; received is of this one")
        }
    }
}

fn missing(by: u64) -> String {
    format!("{} {}", plural(by, "row"), if by == 1 { "was" } else { "were" })
}

/// Causes that act one after the other.
pub(super) fn of_causes(causes: &[Cause]) -> String {
    let clauses: Vec<String> = causes.iter().map(clause).collect();
    clauses.join("; and ")
}

/// A diagnosis in one sentence.
pub(super) fn of(diagnosis: &Diagnosis) -> String {
    let possible = if diagnosis.is_only_possible() { "possible: " } else { "" };
    format!(
        "{possible}{}: {} of {} rows equal then",
        of_causes(&diagnosis.causes),
        grouped(diagnosis.explains),
        grouped(diagnosis.of)
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences() {
        let diagnosis =
            |causes: Vec<Cause>| Diagnosis { causes, explains: 3563, of: 3563, gained: 3000, equal_to: Vec::new() };
        let cases = [
            (Cause::RowsShifted { by: 1 }, "received is 1 row late: 3,563 of 3,563 rows equal then"),
            (Cause::RowsLost { row: 1200, by: 2 }, "2 rows were lost before received row 1,200"),
            (
                Cause::LinkSlipped { links: Links::Some(vec![0, 2]), by: vec![-1, 5] },
                "links 0 and 2 slipped: 1 bit early on link 0, 5 bits late on link 2",
            ),
            (Cause::Inverted { links: Links::Some(vec![3]) }, "link 3 has every bit inverted"),
            (
                Cause::LinksPermuted { from: vec![Some(1), Some(0), Some(2)] },
                "links are exchanged: link 0 carries link 1, link 1 carries link 0",
            ),
        ];
        for (cause, text) in cases {
            let sentence = of(&diagnosis(vec![cause]));
            assert!(sentence.starts_with(text), "{sentence}");
        }
        let few = Diagnosis { gained: 3, ..diagnosis(vec![Cause::BitStuck { link: 0, bit: 1, value: true }]) };
        assert!(of(&few).starts_with("possible: bit 1 of link 0 is stuck at 1"));
    }
}
