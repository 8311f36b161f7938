//! The formatter: every bit of the link words, for every bunch crossing.

use super::elaborate::Elaboration;
use super::graph::Bit;
use super::tables::{Variable, enumerate};
use crate::chip::autoencoder::Encoded;
use crate::chip::erx::Bx;
use crate::chip::formatter::{FormatterSettings, PacketLayout, format};
use crate::chip::signals::Sum5E4M;
use crate::error::{Error, Result};
use crate::network::LATENTS;

/// Bits of a bunch crossing.
pub const BX_BITS: usize = 12;

/// What the formatter of the scalar model writes: link 0 first, the lowest bit of each link first.
fn links_of(layout: &PacketLayout, bx: u16, code: u16, latents: [u16; LATENTS]) -> Vec<bool> {
    let settings = FormatterSettings { idle_pattern: 0, link_reset_pattern: 0 };
    let words = format(&Encoded { sum: Sum5E4M(code), latents }, Bx(bx), layout, &settings).words;
    let links = words.chunks(2).take(layout.links.into());
    let links = links.map(|half| u32::from(half[0]) << 16 | u32::from(half[1]));
    links.flat_map(|link| (0..32).map(move |bit| link >> bit & 1 == 1)).collect()
}

/// The error of a bit of the links.
fn wrong(design: &Elaboration<'_>, links: &[Bit], at: usize, what: &str) -> Error {
    let site = design.graph.site_of(links[at].node());
    design.at(site, format!("refuted: bit {} of link {} {what}", at % 32, at / 32))
}

/// Proves the link words.
///
/// The formatter of the scalar model puts every bit of code and latents in one place or in none; which one is
/// found by setting each bit alone. All other bits are compared for every value of `bx`.
///
/// # Errors
/// The first bit that is another one.
pub fn formatter(
    design: &Elaboration<'_>,
    layout: &PacketLayout,
    (bx, code, latents): (&[Bit], &[Bit], &[Bit]),
    links: &[Bit],
) -> Result<()> {
    let none = links_of(layout, 1, 0, [0; LATENTS]);
    if none.len() != links.len() {
        return Err(Error::new("refuted: the number of bits of all links")
            .found(links.len())
            .allowed(none.len().to_string()));
    }
    let mut sources: Vec<Option<Bit>> = vec![None; links.len()];
    let latent_bits = latents.len() / LATENTS;
    for (at, &bit) in code.iter().chain(latents).enumerate() {
        let (mut own_code, mut own_latents) = (0, [0; LATENTS]);
        match at.checked_sub(code.len()) {
            None => own_code = 1 << at,
            Some(at) => own_latents[at / latent_bits] = 1 << (at % latent_bits),
        }
        let alone = links_of(layout, 1, own_code, own_latents);
        for place in (0..links.len()).filter(|&place| alone[place] != none[place]) {
            if none[place] || sources[place].replace(bit).is_some() {
                return Err(Error::new("not proved: the packet does not keep bits apart").found(place));
            }
        }
    }
    for (at, source) in sources.iter().enumerate() {
        if source.is_some_and(|source| links[at] != source) {
            return Err(wrong(design, links, at, "is another bit of the sum code or the latents"));
        }
    }
    let open: Vec<usize> = (0..links.len()).filter(|&at| sources[at].is_none()).collect();
    let bits: Vec<Bit> = open.iter().map(|&at| links[at]).collect();
    let all = Variable::new(bx, 0, (1 << BX_BITS) - 1);
    let compared = enumerate(&design.graph, &[all], &bits, |values, set| {
        let wanted = links_of(layout, values[0] as u16, 0, [0; LATENTS]);
        let right = sources.iter().zip(&wanted).all(|(source, &wanted)| source.is_none() || !wanted);
        match (0..open.len()).find(|&at| set[at] != wanted[open[at]]) {
            None if right => Ok(()),
            found => Err((found.map_or(0, |at| open[at]), values[0])),
        }
    });
    match compared {
        Some(Ok(())) => Ok(()),
        Some(Err((at, bx))) => Err(wrong(design, links, at, &format!("is wrong in crossing {bx}"))),
        None => Err(Error::new("refuted: a bit of the links depends on what it must not depend on")),
    }
}
