//! The design: everything that decides the hardware, checked before anything is written.

use serde::Serialize;

use super::certificate::{self, Certificate};
use super::names::{self, Names};
use super::protection::Protection;
use super::reserved;
use crate::chip::Options;
use crate::chip::autoencoder::packet::{AeLayout, MAX_AE_LINKS};
use crate::chip::formatter::{Field, FieldCodec, PacketLayout};
use crate::error::{Error, Result};
use crate::files::hash;
use crate::network::{AeBlock, LATENT_BITS};
use crate::nn::{Node, NodeId, Ranges, Typed, Weights};
use crate::registers::{Algorithm, ChipConfig, image};
use crate::version;

/// Fewest links of an exported design; the design documents begin there.
pub const MIN_LINKS: u8 = 2;

/// Longest name of a design: lines that begin with it must stay below 100 characters.
const MAX_NAME: usize = 24;

/// What to build. Nothing but the network is checked yet: [`Design::validate`] does that.
#[derive(Debug, Clone)]
pub struct Design {
    /// Name of the top function and module: a C and Verilog identifier in lower case.
    pub name: String,
    /// The encoder network.
    pub network: AeBlock,
    /// The weights as constants of the hardware. If missing, they are loaded at run time, in register
    /// order; any legal weight may come.
    pub weights: Option<Weights>,
    /// The packet, with the number of links.
    pub layout: PacketLayout,
    /// The registers that survive upsets.
    pub protection: Protection,
}

/// Where one bit of the link words comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PacketBit {
    /// Bit of the 5-bit header: 31 in BX 0, else the BX modulo 16.
    Header(u8),
    /// Bit of the module sum in 5E4M.
    Sum(u8),
    /// Bit of a latent; bits beyond the latent's format are [`PacketBit::Zero`].
    Latent {
        /// Latent, 0..16.
        latent: u8,
        /// Bit, 0 the least significant.
        bit: u8,
    },
    /// Always 0.
    Zero,
}

/// A design that holds together, with everything derived from it. Emitters take nothing else.
#[derive(Debug, Clone)]
pub struct Valid {
    design: Design,
    names: Vec<Names>,
    ranges: Ranges,
    certificate: Certificate,
    packet: Vec<PacketBit>,
    design_hash: String,
    weights_hash: Option<String>,
}

impl Design {
    /// The design for a configuration of the chip: its weights (unless they are to be reloadable),
    /// links and keep mask, and the network and packet of the options. Nothing is protected.
    ///
    /// # Errors
    /// A configuration of another algorithm, or without the weights that are to be frozen; a network that
    /// does not fit the block.
    pub fn of_chip(name: &str, config: &ChipConfig, options: &Options, reloadable: bool) -> Result<Self> {
        if config.algorithm != Algorithm::Autoencoder {
            return Err(Error::new("only the autoencoder block is exported")
                .field("algorithm")
                .found(config.algorithm)
                .allowed(Algorithm::Autoencoder.short()));
        }
        let network = options.network.clone();
        let weights = match (&config.weights, reloadable) {
            (_, true) => None,
            (Some(weights), false) => Some(weights.clone()),
            (None, false) => {
                return Err(Error::new("frozen weights are asked for, but there are none")
                    .field("Encoder")
                    .hint("give a configuration with weights or a table of weights, or make them reloadable"));
            }
        };
        let layout = options.packet_layout(config);
        Ok(Design { name: name.to_owned(), network, weights, layout, protection: Protection::None })
    }

    /// Checks the design and derives packet, certificate and hashes.
    ///
    /// # Errors
    /// The first part that does not hold: the name, a network without weights, weights of another network
    /// or out of range, links other than 2 to 5, a packet of another algorithm, registers to protect that are not there.
    pub fn validate(self) -> Result<Valid> {
        let mut letters = self.name.chars();
        let starts = letters.next().is_some_and(|first| first.is_ascii_lowercase());
        let goes_on = letters.all(|letter| letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == '_');
        if !starts || !goes_on || self.name.len() > MAX_NAME {
            return Err(Error::new("the name is no identifier of C++ and Verilog")
                .field("name")
                .found(&self.name)
                .allowed(format!("at most {MAX_NAME} of a-z, 0-9 and _, a letter first")));
        }
        if let Some(language) = reserved::language_of(&self.name) {
            return Err(Error::new(format!("the name is a word of {language}"))
                .field("name")
                .found(&self.name)
                .hint("give the top another name"));
        }
        let (block, typed) = (&self.network, self.network.typed());
        if typed.tensors().is_empty() {
            return Err(Error::new("the network has no weights, so there is nothing to load or freeze")
                .field("tensors")
                .allowed("a network with at least one tensor"));
        }
        if block.name().contains(|letter: char| !letter.is_ascii_graphic() && letter != ' ') {
            return Err(Error::new("the name of the network stands in the sources, which are plain ASCII")
                .field("name")
                .found(block.name().escape_debug())
                .allowed("printable ASCII characters"));
        }
        if self.layout.algorithm != Algorithm::Autoencoder {
            return Err(Error::new("the packet is that of another algorithm")
                .field("layout")
                .found(self.layout.algorithm)
                .allowed(Algorithm::Autoencoder.short()));
        }
        if !(MIN_LINKS..=MAX_AE_LINKS).contains(&self.layout.links) {
            return Err(Error::new("number of links out of range")
                .field("links")
                .found(self.layout.links)
                .allowed(format!("{MIN_LINKS}..={MAX_AE_LINKS}"))
                .hint("more links than 5 carry nothing of the autoencoder; one link has no packet of the design documents"));
        }
        self.protection.check(self.weights.is_none(), typed.weight_bits())?;
        let frozen = self.weights.as_ref();
        let weights_hash = frozen.map(|weights| image::to_bytes(block, weights)).transpose()?.map(hash::of_bytes);
        let names = names::of_block(block);
        let ranges = Ranges::new(typed, frozen);
        let certificate = certificate::certify(block, &ranges, frozen, &names);
        let packet = packet_bits(&self.layout, block.latent().number.bits());
        let design_hash = hash::of_bytes(self.text()?);
        Ok(Valid { names, ranges, certificate, packet, design_hash, weights_hash, design: self })
    }

    /// Everything that shapes the hardware, as text: what the design hash is taken of.
    fn text(&self) -> Result<String> {
        #[derive(Serialize)]
        struct Shape<'a> {
            name: &'a str,
            network: &'a AeBlock,
            reloadable: bool,
            #[serde(rename = "frame")]
            packet: AeLayout,
            links: u8,
            kept_bits: &'a [Option<u8>],
            #[serde(skip_serializing_if = "Protection::is_none")]
            protection: &'a Protection,
        }
        let shape = Shape {
            name: &self.name,
            network: &self.network,
            reloadable: self.weights.is_none(),
            packet: self.layout.ae,
            links: self.layout.links,
            // The keep mask belongs to the chip's packet alone.
            kept_bits: if self.layout.ae == AeLayout::Chip { &self.layout.kept_bits } else { &[] },
            protection: &self.protection,
        };
        serde_json::to_string(&shape).map_err(|error| Error::new(format!("cannot write the design: {error}")))
    }
}

impl Valid {
    /// Name of the top function and module.
    pub fn name(&self) -> &str {
        &self.design.name
    }

    /// The encoder network.
    pub fn block(&self) -> &AeBlock {
        &self.design.network
    }

    /// The encoder network, as all emitters read it.
    pub fn typed(&self) -> &Typed {
        self.design.network.typed()
    }

    /// The weights, if they are constants of the hardware.
    pub fn frozen(&self) -> Option<&Weights> {
        self.design.weights.as_ref()
    }

    /// What a node is called.
    pub fn names(&self, node: NodeId) -> &Names {
        &self.names[node.0]
    }

    /// The intervals of all values: for the weights that are constants, or for any legal ones.
    pub fn ranges(&self) -> &Ranges {
        &self.ranges
    }

    /// The layers that compute something, in order: those that only move values have no files of their own.
    pub fn computed(&self) -> impl Iterator<Item = (NodeId, &Node)> {
        let typed = self.typed();
        let layers = typed.layers().filter(move |&(id, ..)| !names::is_moved(typed, id));
        layers.map(|(id, node, _)| (id, node))
    }

    /// The packet.
    pub fn layout(&self) -> &PacketLayout {
        &self.design.layout
    }

    /// Links, 2..=5.
    pub fn links(&self) -> u8 {
        self.design.layout.links
    }

    /// The registers that survive upsets.
    pub fn protection(&self) -> &Protection {
        &self.design.protection
    }

    /// Where every bit of the link words comes from: `32 * links` bits, the most significant bit of
    /// link 0 first.
    pub fn packet(&self) -> &[PacketBit] {
        &self.packet
    }

    /// The range of every number in the encoder.
    pub fn certificate(&self) -> &Certificate {
        &self.certificate
    }

    /// SHA-256 of name, network, weight mode, packet, links and protection, 64 hexadecimal digits. The same
    /// for all weights.
    pub fn design_hash(&self) -> &str {
        &self.design_hash
    }

    /// SHA-256 of the register image of the frozen weights.
    pub fn weights_hash(&self) -> Option<&str> {
        self.weights_hash.as_deref()
    }

    /// The lines that every generated file begins with, without comment marks.
    pub fn provenance(&self) -> [String; 4] {
        let packet = match self.layout().ae {
            AeLayout::Chip => "chip",
            AeLayout::Design => "design",
        };
        let (mode, weights) = match self.weights_hash() {
            Some(hash) => ("frozen", hash),
            None => ("reloadable", "loaded at run time"),
        };
        let protected = self.protection().words().map(|words| format!(", {words}")).unwrap_or_default();
        [
            format!("Made by {}. Do not edit: export it again.", version::PROGRAM),
            format!("{}: {} weights, {packet} frame, {} links{protected}", self.block().name(), mode, self.links()),
            format!("design  {}", self.design_hash),
            format!("weights {weights}"),
        ]
    }
}

/// Writes down where the bits of a packet come from instead of their values.
struct Sources {
    latent_bits: u32,
    bits: Vec<PacketBit>,
}

impl FieldCodec for Sources {
    fn field(&mut self, field: Field, width: u32) -> u64 {
        for bit in (0..width as u8).rev() {
            self.bits.push(match field {
                // The 4-bit header leaves bit 3 of the 5-bit header out.
                Field::Header if width == 4 && bit == 3 => PacketBit::Header(4),
                Field::Header => PacketBit::Header(bit),
                Field::ModuleSum => PacketBit::Sum(bit),
                Field::LatentBit { latent, bit } => self.latent(latent, bit),
                Field::Latent { latent } => self.latent(latent, (LATENT_BITS - width) as u8 + bit),
                _ => PacketBit::Zero,
            });
        }
        0
    }
}

impl Sources {
    fn latent(&self, latent: u8, bit: u8) -> PacketBit {
        if u32::from(bit) < self.latent_bits { PacketBit::Latent { latent, bit } } else { PacketBit::Zero }
    }
}

fn packet_bits(layout: &PacketLayout, latent_bits: u32) -> Vec<PacketBit> {
    let mut sources = Sources { latent_bits, bits: Vec::new() };
    layout.walk(&mut sources);
    sources.bits.resize(32 * usize::from(layout.links), PacketBit::Zero);
    sources.bits
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chip::autoencoder::Encoded;
    use crate::chip::erx::Bx;
    use crate::chip::formatter::{self, FormatterSettings};
    use crate::chip::signals::Sum5E4M;
    use crate::golden::random;
    use crate::hwgen::testing::design;
    use crate::network::FirstForm;
    use crate::nn::Weights;
    use crate::registers::KeepMask;

    fn value_of(bit: PacketBit, bx: Bx, encoded: &Encoded) -> u16 {
        match bit {
            PacketBit::Header(bit) => bx.header5() >> bit & 1,
            PacketBit::Sum(bit) => encoded.sum.0 >> bit & 1,
            PacketBit::Latent { latent, bit } => encoded.latents[usize::from(latent)] >> bit & 1,
            PacketBit::Zero => 0,
        }
    }

    /// The table of bits gives the words of the formatter, for every packet.
    #[test]
    fn the_packet_is_that_of_the_formatter() {
        let settings = FormatterSettings { idle_pattern: 0, link_reset_pattern: 0 };
        for ae in [AeLayout::Chip, AeLayout::Design] {
            for links in MIN_LINKS..=MAX_AE_LINKS {
                let valid = design(AeBlock::chip_8x8(), None, ae, links, KeepMask { trailing: !0xF0F0, leading: 0xFF });
                for bx in [0u16, 1, 8, 15, 3563] {
                    let latents = std::array::from_fn(|i| (37 * i as u16 + 61 * (bx % 16 + 1)) % 512);
                    let encoded = Encoded { sum: Sum5E4M(0x155 ^ (bx % 512)), latents };
                    let packet = formatter::format(&encoded, Bx(bx), valid.layout(), &settings);
                    let words: Vec<u16> = valid
                        .packet()
                        .chunks(16)
                        .map(|bits| bits.iter().fold(0, |word, &bit| word << 1 | value_of(bit, Bx(bx), &encoded)))
                        .collect();
                    assert_eq!(words, packet.words[..words.len()], "{ae:?} {links} links BX {bx}");
                    assert!(packet.words[words.len()..].iter().all(|&word| word == 0));
                }
            }
        }
    }

    #[test]
    fn hashes_tell_designs_and_weights_apart() {
        fn make(weights: Option<Weights>, ae: AeLayout, links: u8) -> Valid {
            design(AeBlock::chip_8x8(), weights, ae, links, KeepMask::ALL)
        }
        let [a, b] = [1, 2].map(|seed| make(Some(random::weights(&AeBlock::chip_8x8(), seed)), AeLayout::Chip, 5));
        assert_eq!(a.design_hash(), b.design_hash());
        assert_ne!(a.weights_hash(), b.weights_hash());
        let hashes = [a, make(None, AeLayout::Chip, 5), make(None, AeLayout::Design, 5), make(None, AeLayout::Chip, 4)]
            .map(|valid| valid.design_hash().to_owned());
        for (i, hash) in hashes.iter().enumerate() {
            assert_eq!(hash.len(), 64);
            assert!(!hashes[..i].contains(hash));
        }
    }

    /// The configuration of a chip that can be exported.
    fn exportable() -> ChipConfig {
        ChipConfig {
            algorithm: Algorithm::Autoencoder,
            links: 5,
            weights: Some(Weights::zeros(AeBlock::chip_8x8().typed())),
            ..ChipConfig::reset(crate::registers::Generation::Prod)
        }
    }

    /// What is said of an exportable configuration after a change.
    fn fault(name: &str, change: fn(&mut ChipConfig, &mut Options), reloadable: bool) -> String {
        let (mut config, mut options) = (exportable(), Options::default());
        change(&mut config, &mut options);
        let design = Design::of_chip(name, &config, &options, reloadable);
        design.and_then(Design::validate).unwrap_err().to_string()
    }

    #[test]
    fn faults_are_named() {
        assert!(fault("ae", |c, _| c.links = 6, true).contains("2..=5"));
        assert!(fault("ae", |c, _| c.links = 1, true).contains("links"));
        assert!(fault("ae", |c, _| c.algorithm = Algorithm::Repeater, true).contains("RPT"));
        assert!(fault("ae", |c, _| c.weights = None, false).contains("reloadable"));
        assert!(fault("ae", |_, o| o.network = AeBlock::cmssw_4x4x3(), false).contains("conv_kernel"));
        // Sources are plain ASCII.
        let network = FirstForm { name: "⟦a:b⟧".into(), ..FirstForm::chip_8x8() }.block().unwrap();
        let options = Options { network, ..Options::default() };
        let design = Design::of_chip("ae", &exportable(), &options, true);
        let said = design.and_then(Design::validate).unwrap_err().to_string();
        assert!(said.contains("printable ASCII"), "{said}");
        for name in ["", "8x8", "Top", "a-b", "a234567890123456789012345"] {
            assert!(fault(name, |_, _| {}, true).contains("name"), "{name}");
        }
        for (name, language) in [("template", "C++"), ("wire", "Verilog"), ("logic", "SystemVerilog"), ("main", "C++")]
        {
            assert!(fault(name, |_, _| {}, true).contains(&format!("a word of {language}\n")), "{name}");
        }
    }
}
