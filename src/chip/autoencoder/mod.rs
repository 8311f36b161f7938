//! Autoencoder (AE): converter, image, convolution, dense layer, latents.
//!
//! The arithmetic was fitted to golden vectors of the chip: every row of all 16 published
//! autoencoder configurations. Its one surprise is that each product is floored to the
//! accumulator's fractional bits **before** it is added, as a C++ model does when products are cast
//! to the accumulator type. Shapes and formats come from [`AeBlock`].

pub mod normalise;
pub mod packet;

use std::sync::Arc;

use normalise::NormalisedCharge;
use packet::MAX_AE_LINKS;

use super::algorithm::{AlgorithmFacts, Block, Contents, Filler, PacketLength, Payload};
use super::encode::{FLOAT_5E4M, FloatCode};
use super::erx::Bx;
use super::formatter::{Field, FieldCodec, Packet, PacketLayout};
use super::pipeline::Options;
use super::signals::{Calq, PerCell, Sum5E4M};
use super::stage::{Meaning, Of, Shape, Stage, StageInfo, StagePart, View};
use super::trace::{NoTrace, Record, Trace};
use crate::error::{Error, Result};
use crate::network::{AeBlock, CELLS, Format, LATENT_BITS, LATENTS, Overflow};
use crate::nn::{Evaluator, Node, NodeId, ShortWeights, Typed, Values, Weights};
use crate::registers::ChipConfig;

/// Values of a layer that is no image, in a row on the screen.
const VALUES_IN_A_ROW: usize = 8;

/// What is known of the algorithm before any BX.
pub struct AutoencoderFacts;

impl AlgorithmFacts for AutoencoderFacts {
    fn stages(&self, _: &ChipConfig, network: &AeBlock) -> Vec<StageInfo> {
        [vec![normalise::stage(network)], layers(network)].concat()
    }

    fn block(&self, config: &ChipConfig, options: &Options) -> Result<Arc<dyn Block>> {
        let Some(weights) = &config.weights else {
            return Err(Error::missing("the autoencoder is selected but the configuration holds no weights")
                .field("Encoder")
                .allowed("12 groups of weight registers")
                .hint("'econ-emu registers weights import' puts weights into a configuration"));
        };
        Ok(Arc::new(Encoder::new(&options.network, weights)?))
    }

    fn cell_setting(&self, _: &ChipConfig, _: usize) -> Option<String> {
        None
    }

    fn contents(&self) -> Contents {
        Contents::Latents
    }

    fn packet_length(&self) -> PacketLength {
        PacketLength::Fixed
    }

    fn walk(&self, layout: &PacketLayout, codec: &mut dyn FieldCodec) {
        packet::walk(layout, codec);
    }

    fn words_in_buffer(&self, links: u8, _: usize) -> u16 {
        2 * u16::from(links.min(MAX_AE_LINKS))
    }

    fn code(&self, field: Field, _: &PacketLayout, _: u32) -> Option<(FloatCode, u32)> {
        match field {
            Field::ModuleSum => Some((FLOAT_5E4M, 0)),
            _ => None,
        }
    }

    fn rows_early(&self) -> u64 {
        1
    }
}

/// Names of the columns of layers whose own name is not used for them.
const COLUMNS: [(&str, &str); 3] = [("image", "PIXEL"), ("activation", "ACT"), ("latents", "LATENT")];

/// The stages of the network, one for each layer.
fn layers(network: &AeBlock) -> Vec<StageInfo> {
    let typed = network.typed();
    let image = network.image_layer();
    typed.layers().map(|(id, node, _)| layer(typed, id, node, image == Some(id))).collect()
}

fn layer(typed: &Typed, id: NodeId, node: &Node, is_image: bool) -> StageInfo {
    let is_output = typed.outputs().contains(&id);
    let column = COLUMNS.iter().find(|(name, _)| *name == if is_output { "latents" } else { &node.name });
    let column = column.map_or_else(|| node.name.to_uppercase(), |(_, column)| (*column).to_owned());
    if is_output {
        let format = node.number.format().unwrap_or(Format::unsigned(LATENT_BITS, 0));
        let of_one = format!("of {}; 1.0 is {}", format.max_raw(), 1u32 << format.frac);
        let part = StagePart::list(&column, Of::Latent, node.len(), format.bits, Meaning::Text(of_one));
        let ends = match format.overflow {
            Overflow::Saturate => " (beyond its ends: saturated)",
            Overflow::Never | Overflow::Wrap => "",
        };
        let about = format!("{}, then {}{ends}.", typed.title(id), node.number);
        return StageInfo::new(Stage::Layer(id.0), &node.name, "Latents", about, vec![part]);
    }
    let name = match () {
        () if is_image => "pixels",
        () if typed.keeps_sums(id) => "sums",
        () => "values",
    };
    let format = node.number.to_string();
    let (shape, columns, planes) = match node.image() {
        Some([rows, columns, planes]) => {
            let plane = if is_image { "ch" } else { "f" };
            (Shape::Grid { rows, columns, planes, plane }, columns, planes)
        }
        None if node.len() == LATENTS => (Shape::List(Of::Latent, LATENTS), VALUES_IN_A_ROW, 1),
        None => (Shape::List(Of::Value, node.len()), VALUES_IN_A_ROW, 1),
    };
    let view = View::Planes { name, format, columns, planes };
    let part = StagePart { name: column, shape, bits: node.number.bits(), hex_digits: None, view };
    let (title, about) = match node.image() {
        Some([rows, columns, channels]) if is_image => {
            ("Image", format!("The normalised charges as {rows} x {columns} pixels, {channels} channel(s)."))
        }
        _ => (typed.title(id), typed.about(id)),
    };
    StageInfo::new(Stage::Layer(id.0), &node.name, title, about, vec![part])
}

impl Block for Encoder {
    fn run(
        &self,
        charges: &PerCell<Calq>,
        values: &mut Values,
        record: Record<'_>,
        format: &dyn Fn(&dyn Payload) -> Packet,
    ) -> Packet {
        format(&match record {
            Some(mut record) => self.encode_in(charges, values, &mut record),
            None => self.encode_in(charges, values, &mut NoTrace),
        })
    }

    fn encoder(&self) -> Option<&Encoder> {
        Some(self)
    }
}

impl Payload for Encoded {
    fn field(&self, field: Field, width: u32) -> Option<u64> {
        match field {
            Field::ModuleSum => Some(self.sum.0.into()),
            Field::LatentBit { latent, bit } => Some(u64::from(self.latents[usize::from(latent)]) >> bit & 1),
            Field::Latent { latent } => Some(u64::from(self.latents[usize::from(latent)]) >> (LATENT_BITS - width)),
            _ => None,
        }
    }

    fn filler(&self, _: Bx, _: u16) -> Filler {
        Filler::default()
    }
}

/// What the autoencoder hands to the formatter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Encoded {
    /// Module sum of all 48 charges.
    pub sum: Sum5E4M,
    /// Latents in units of their last fractional bit: 0..=511 for the chip's `u9.8`.
    pub latents: [u16; LATENTS],
}

/// An encoder network with its weights, ready to run.
#[derive(Debug, Clone)]
pub struct Encoder {
    block: AeBlock,
    evaluator: Evaluator<ShortWeights>,
}

impl Encoder {
    /// Joins a network and its weights.
    ///
    /// ```
    /// use econ_emu::chip::autoencoder::Encoder;
    /// use econ_emu::chip::signals::Calq;
    /// use econ_emu::chip::NoTrace;
    /// use econ_emu::error::Error;
    /// use econ_emu::registers::{default_network, default_settings};
    ///
    /// let weights = default_settings()?.weights.ok_or_else(|| Error::missing("no weights"))?;
    /// let encoder = Encoder::new(&default_network()?, &weights)?;
    /// let encoded = encoder.encode(&[Calq(100); 48], &mut NoTrace);
    /// assert!(encoded.latents.iter().all(|&latent| latent < 512));
    /// # Ok::<(), econ_emu::error::Error>(())
    /// ```
    ///
    /// # Errors
    /// If the weights do not belong to the network.
    pub fn new(network: &AeBlock, weights: &Weights) -> Result<Self> {
        Ok(Encoder { evaluator: Evaluator::short(network.typed(), weights)?, block: network.clone() })
    }

    /// Its weights.
    pub fn weights(&self) -> Weights {
        self.evaluator.weights().to_weights()
    }

    /// The network.
    pub fn block(&self) -> &AeBlock {
        &self.block
    }

    /// Makes room for the values of every layer.
    pub fn reserve(&self, values: &mut Values) {
        values.integers.reserve(self.block.typed().values());
        values.reals.reserve(self.block.typed().values());
    }

    /// The values of every layer, for normalised charges.
    pub fn layers(&self, normalised: &PerCell<NormalisedCharge>) -> Values {
        let mut values = Values::default();
        self.run_layers(normalised, &mut values);
        values
    }

    fn run_layers(&self, normalised: &PerCell<NormalisedCharge>, values: &mut Values) {
        let normalised: [i64; CELLS] = normalised.map(|normalised| normalised.to_bits().into());
        let run = self.evaluator.run(&normalised, values);
        debug_assert!(run.is_ok(), "48 numbers of 8 bits fit the block: {run:?}");
    }

    /// The latents among the values of every layer, in units of their last fractional bit.
    pub fn latents(&self, values: &Values) -> [u16; LATENTS] {
        let latents = values.integers(self.block.latent());
        // At most 9 unsigned bits, and 16 of them: AeBlock sees to it.
        std::array::from_fn(|index| latents.get(index).map_or(0, |&latent| latent as u16))
    }

    /// Encodes one BX.
    pub fn encode<T: Trace>(&self, charges: &PerCell<Calq>, trace: &mut T) -> Encoded {
        self.encode_in(charges, &mut Values::default(), trace)
    }

    /// Encodes one BX in memory that is there already, which then holds the values of every layer.
    pub fn encode_in<T: Trace>(&self, charges: &PerCell<Calq>, values: &mut Values, trace: &mut T) -> Encoded {
        let normalised = normalise::run(charges);
        self.run_layers(&normalised.normalised, values);
        if T::ON {
            let mut head = vec![i64::from(normalised.sum), i64::from(normalised.code.0), i64::from(normalised.shift)];
            head.extend(normalised.normalised.map(|normalised| i64::from(normalised.to_bits())));
            trace.record(Stage::Normalise, &head);
            for (id, node, _) in self.block.typed().layers() {
                trace.record(Stage::Layer(id.0), values.integers(node));
            }
        }
        Encoded { sum: normalised.code, latents: self.latents(values) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The arithmetic of the chip in plain integers, written a second time and independently of the
    /// description: the 8x8x1 encoder with all its shifts as numbers.
    fn plain(charges: &[u32; 48], weights: &[Vec<i32>; 4]) -> [u16; 16] {
        let sum: u64 = charges.iter().map(|&c| u64::from(c)).sum();
        let mut image = [[0i64; 9]; 9];
        if sum > 0 {
            let msb = (63 - sum.leading_zeros() as i64).min(21);
            for (i, &charge) in charges.iter().enumerate() {
                let normalised = if msb >= 7 { i64::from(charge) >> (msb - 7) } else { i64::from(charge) << (7 - msb) };
                let (row, column) = if i < 32 { (i / 8, i % 8) } else { (4 + (i - 32) / 4, (i - 32) % 4) };
                image[row][column] = normalised;
            }
        }
        let mut act = [0i64; 128];
        for y in 0..4 {
            for x in 0..4 {
                for f in 0..8 {
                    let mut acc = i64::from(weights[1][f]) << 2;
                    for ky in 0..3 {
                        for kx in 0..3 {
                            acc += (image[2 * y + ky][2 * x + kx] * i64::from(weights[0][(ky * 3 + kx) * 8 + f])) >> 5;
                        }
                    }
                    act[(y * 4 + x) * 8 + f] = acc.max(0);
                }
            }
        }
        std::array::from_fn(|o| {
            let acc: i64 = act.iter().enumerate().map(|(i, &a)| (a * i64::from(weights[2][o * 128 + i])) >> 4).sum();
            (acc + (i64::from(weights[3][o]) << 3)).clamp(0, 511) as u16
        })
    }

    fn tensors(mut fill: impl FnMut() -> i32) -> [Vec<i32>; 4] {
        [72, 8, 2048, 16].map(|length| (0..length).map(|_| fill()).collect())
    }

    fn check(charges: &[u32; 48], weights: &[Vec<i32>; 4]) {
        let network = AeBlock::chip_8x8();
        let encoder =
            Encoder::new(&network, &Weights::of_integers(network.typed(), weights.to_vec()).unwrap()).unwrap();
        let encoded = encoder.encode(&charges.map(Calq), &mut NoTrace);
        assert_eq!(encoded.latents, plain(charges, weights));
    }

    #[test]
    fn extremes_match_the_plain_integers() {
        const MAX: u32 = 4_062_240;
        for charges in [[0; 48], [1; 48], [MAX; 48], std::array::from_fn(|i| if i == 17 { MAX } else { 0 })] {
            for value in [-32, -1, 0, 1, 31] {
                check(&charges, &tensors(|| value));
            }
            let mut flip = 31;
            check(
                &charges,
                &tensors(|| {
                    flip = -1 - flip;
                    flip
                }),
            );
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(200))]
        #[test]
        fn random_weights_match_the_plain_integers(
            weights in proptest::collection::vec(-32..32, 2144),
            charges in proptest::collection::vec(prop_oneof![Just(0u32), 0u32..200, 0u32..4_062_241], 48),
        ) {
            let mut weights = weights.into_iter().cycle();
            let tensors = tensors(|| weights.next().unwrap());
            check(&std::array::from_fn(|i| charges[i]), &tensors);
        }
    }
}
