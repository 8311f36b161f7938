//! The five levels, and the two networks of each.
//!
//! Encoders are fixed point: charges [`CELL`], weights and biases [`WEIGHT`], values behind rectifiers [`ACTIVATION`],
//! latents [`LATENT`], of 9 bits each but for the charges. Sums are exact. Decoders are of real numbers.
//!
//! L1Encoder asks for weights of 9 bits with 6 before the point, and gets a power of two for each output channel with
//! them (see [`crate::nn::quantiser`]). On that grid without the scales a layer of 256 inputs would begin with no weight
//! but 0, so that weights here have one bit before the point.

use strum::{EnumMessage, IntoStaticStr, VariantArray};

use crate::error::{Error, Result};
use crate::nn::{
    self, Format, Function, Layer, Number, Op, Overflow, Padding, Port, Products, Rounding, Sum, TensorSpec, Typed,
};

/// Rows and columns of the cells of a chip.
pub const CHIP: [usize; 2] = [4, 4];

/// Cells of a chip.
pub const CHIP_CELLS: usize = CHIP[0] * CHIP[1];

/// Lengths of an event.
pub const EVENT: [usize; 6] = [30, 19, 3, 3, CHIP[0], CHIP[1]];

/// Cells of an event.
pub const EVENT_CELLS: usize = 30 * 19 * 3 * 3 * CHIP_CELLS;

/// Latents of a level that is not told another number.
pub const LATENTS: usize = 8;

/// Most latents of a level.
pub const MAX_LATENTS: usize = 64;

/// To the nearest step, halves to even, within the ends.
const fn fitted(format: Format) -> Format {
    format.with_rounding(Rounding::HalfEven).with_overflow(Overflow::Saturate)
}

/// Charges as the encoder of chips reads them.
pub const CELL: Format = fitted(Format::unsigned(12, 5));

/// Weights and biases of encoders.
pub const WEIGHT: Format = Format::signed(9, 7);

/// Values behind the rectifiers of encoders: `quantized_relu(9,6)`.
pub const ACTIVATION: Format = fitted(Format::unsigned(9, 3));

/// Latents: `quantized_bits(9,6)`.
pub const LATENT: Format = fitted(Format::signed(9, 2));

/// A level of the trigger, the lowest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, VariantArray, IntoStaticStr, EnumMessage)]
#[strum(serialize_all = "lowercase")]
pub enum Level {
    /// A front-end chip: 4 x 4 cells.
    Roc,
    /// A module: three chips.
    Module,
    /// A motherboard: three modules.
    Triplet,
    /// A board of the first stage: 19 triplets.
    Stage1,
    /// The second stage: 30 boards of the first.
    Stage2,
}

/// Which way a network goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, VariantArray, IntoStaticStr, EnumMessage)]
#[strum(serialize_all = "lowercase")]
pub enum Part {
    /// To latents.
    Encoder,
    /// From latents.
    Decoder,
}

impl Level {
    /// All, the lowest first.
    pub const ALL: [Level; 5] = [Level::Roc, Level::Module, Level::Triplet, Level::Stage1, Level::Stage2];

    /// Its name.
    pub fn name(self) -> &'static str {
        self.into()
    }

    /// Its place, the lowest being 0.
    pub fn index(self) -> usize {
        self as usize
    }

    /// Those up to it, the lowest first.
    pub fn up_to(self) -> &'static [Level] {
        &Level::ALL[..=self.index()]
    }

    /// Groups of the level below that one of its own has: cells for a chip.
    pub fn group(self) -> usize {
        match self {
            Level::Roc => CHIP_CELLS,
            Level::Module | Level::Triplet => 3,
            Level::Stage1 => 19,
            Level::Stage2 => 30,
        }
    }

    /// Groups of an event: 5,130 chips.
    pub fn count(self) -> usize {
        EVENT_CELLS / self.cells()
    }

    /// Cells of a group.
    pub fn cells(self) -> usize {
        self.up_to().iter().map(|level| level.group()).product()
    }

    /// Numbers that its encoder reads, with so many latents.
    pub fn inputs(self, latents: usize) -> usize {
        match self {
            Level::Roc => CHIP_CELLS,
            _ => self.group() * latents,
        }
    }

    /// The name of a network.
    pub fn file(self, part: Part) -> String {
        format!("{}-{}", self.name(), <&str>::from(part))
    }

    /// A network.
    ///
    /// # Errors
    /// No latents, or far too many.
    pub fn describe(self, part: Part, latents: usize) -> Result<Typed> {
        if !(1..=MAX_LATENTS).contains(&latents) {
            return Err(Error::out_of_range("--latents", latents, format!("1 to {MAX_LATENTS}")));
        }
        self.network(part, latents).check()
    }

    /// Its description.
    fn network(self, part: Part, latents: usize) -> nn::Network {
        let name = format!("hierarchical-{}", self.file(part));
        match (self, part) {
            (Level::Roc, Part::Encoder) => roc_encoder(&name, latents),
            (Level::Roc, Part::Decoder) => roc_decoder(&name, latents),
            (_, Part::Encoder) => encoder(&name, self.group(), latents),
            (_, Part::Decoder) => decoder(&name, self.group(), latents),
        }
    }
}

/// The ten networks with the latents of L1Encoder, encoder and decoder of the lowest level first.
pub fn networks() -> Vec<nn::Network> {
    parts().map(|(level, part)| level.network(part, LATENTS)).collect()
}

/// The ten networks by level and part, in the order in which their weights stand one behind the other.
pub fn parts() -> impl Iterator<Item = (Level, Part)> {
    Level::ALL.into_iter().flat_map(|level| [(level, Part::Encoder), (level, Part::Decoder)])
}

/// Layers of a network under way.
struct Chain {
    network: nn::Network,
    /// Numbers of what the next layer reads, if they are fixed point.
    format: Option<Format>,
    last: String,
}

impl Chain {
    fn new(name: &str, input: &str, shape: &[usize], format: Option<Format>) -> Self {
        let number = format.map_or(Number::Float32, Number::from);
        let network = nn::Network {
            name: name.to_owned(),
            inputs: vec![Port { name: input.to_owned(), shape: shape.to_vec(), number }],
            tensors: Vec::new(),
            layers: Vec::new(),
            outputs: Vec::new(),
        };
        Chain { network, format, last: input.to_owned() }
    }

    fn layer(&mut self, name: &str, op: Op, output: Option<Format>) {
        let inputs = vec![std::mem::replace(&mut self.last, name.to_owned())];
        self.network.layers.push(Layer { name: name.to_owned(), inputs, op, output: output.map(Number::from) });
    }

    /// A function of each value, fitted into a format where values are fixed point.
    fn function(&mut self, name: &str, function: Function, format: Format) {
        let output = self.format.map(|_| format);
        self.layer(name, Op::Activation { function }, output);
        self.format = output;
    }

    fn relu(&mut self, name: &str) {
        self.function(&format!("{name}_relu"), Function::Relu, ACTIVATION);
    }

    /// Kernel and biases of a layer.
    fn tensors(&mut self, name: &str) -> [String; 2] {
        let names = ["weight", "bias"].map(|what| format!("{name}_{what}"));
        let number = self.format.map_or(Number::Float32, |_| WEIGHT.into());
        self.network.tensors.extend(names.each_ref().map(|name| TensorSpec::new(name, number.clone())));
        names
    }

    /// An accumulator that holds every sum of so many products, and a bias.
    fn sum(&self, terms: usize) -> Option<Sum> {
        let Format { bits, frac, .. } = self.format?;
        let bits = bits + WEIGHT.bits + terms.next_power_of_two().ilog2() + 1;
        Some(Sum { format: Format::signed(bits, frac + WEIGHT.frac), products: Products::Exact })
    }

    fn dense(&mut self, name: &str, [inputs, units]: [usize; 2]) {
        let sum = self.sum(inputs);
        let [weights, bias] = self.tensors(name);
        self.layer(name, Op::Dense { units, weights, bias: Some(bias), sum }, None);
    }

    /// A convolution of an image of so many channels, without anything around it.
    fn conv(&mut self, name: &str, size: usize, [channels, filters]: [usize; 2]) {
        let sum = self.sum(size * size * channels);
        let [weights, bias] = self.tensors(name);
        let (kernel, bias) = ([size; 2], Some(bias));
        let op = Op::Conv2d { kernel, stride: [1, 1], padding: Padding::Valid, filters, weights, bias, sum };
        self.layer(name, op, None);
    }

    fn conv_transposed(&mut self, name: &str, filters: usize) {
        let [weights, bias] = self.tensors(name);
        let op = Op::ConvTranspose2d {
            kernel: [3, 3],
            stride: [1, 1],
            padding: Padding::Valid,
            filters,
            weights,
            bias: Some(bias),
            sum: None,
        };
        self.layer(name, op, None);
    }

    fn finish(mut self) -> nn::Network {
        self.network.outputs.push(self.last);
        self.network
    }
}

fn roc_encoder(name: &str, latents: usize) -> nn::Network {
    let mut chain = Chain::new(name, "cells", &[CHIP[0], CHIP[1], 1], Some(CELL));
    for (number, channels) in [1, 64, 64].into_iter().enumerate() {
        let own = format!("conv{}", number + 1);
        chain.conv(&own, 2, [channels, 64]);
        chain.relu(&own);
    }
    chain.layer("flat", Op::Flatten {}, None);
    for (number, ends) in [[64, 128], [128, 256]].into_iter().enumerate() {
        let own = format!("dense{}", number + 1);
        chain.dense(&own, ends);
        chain.relu(&own);
    }
    chain.dense("dense3", [256, latents]);
    chain.function("latents", Function::Linear, LATENT);
    chain.finish()
}

fn roc_decoder(name: &str, latents: usize) -> nn::Network {
    let mut chain = Chain::new(name, "latents", &[latents], None);
    for (number, ends) in [[latents, 256], [256, 128]].into_iter().enumerate() {
        let own = format!("dense{}", number + 1);
        chain.dense(&own, ends);
        chain.relu(&own);
    }
    chain.layer("image", Op::Reshape { shape: vec![1, 1, 128] }, None);
    for own in ["transposed1", "transposed2"] {
        chain.conv_transposed(own, 64);
        chain.relu(own);
    }
    chain.conv("conv1", 2, [64, 64]);
    chain.relu("conv1");
    chain.conv("conv2", 1, [64, 1]);
    chain.relu("conv2");
    chain.finish()
}

/// The layers of an encoder of latents, and, from the last to the first, of a decoder.
const HIDDEN: [usize; 4] = [32, 64, 128, 256];

fn encoder(name: &str, group: usize, latents: usize) -> nn::Network {
    let mut chain = Chain::new(name, "below", &[group, latents], Some(LATENT));
    chain.layer("flat", Op::Flatten {}, None);
    let mut inputs = group * latents;
    for (number, units) in HIDDEN.into_iter().enumerate() {
        let own = format!("dense{}", number + 1);
        chain.dense(&own, [inputs, units]);
        chain.relu(&own);
        inputs = units;
    }
    chain.dense("dense5", [inputs, latents]);
    chain.function("latents", Function::Linear, LATENT);
    chain.finish()
}

fn decoder(name: &str, group: usize, latents: usize) -> nn::Network {
    let mut chain = Chain::new(name, "latents", &[latents], None);
    let mut inputs = latents;
    for (number, units) in HIDDEN.into_iter().rev().chain([group * latents]).enumerate() {
        chain.dense(&format!("dense{}", number + 1), [inputs, units]);
        inputs = units;
    }
    chain.layer("below", Op::Reshape { shape: vec![group, latents] }, None);
    chain.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn levels_are_those_of_an_event() {
        assert_eq!(Level::ALL.map(Level::count), [5130, 1710, 570, 30, 1]);
        assert_eq!(Level::Stage2.cells(), EVENT.iter().product::<usize>());
        assert_eq!(Level::ALL.map(Level::name), ["roc", "module", "triplet", "stage1", "stage2"]);
        assert_eq!(Level::VARIANTS, Level::ALL);
        assert_eq!(Level::Triplet.up_to(), [Level::Roc, Level::Module, Level::Triplet]);
    }

    #[test]
    fn parameters_are_those_of_the_reference() {
        let counts = [[76_616, 162_433], [46_312, 46_328], [46_312, 46_328], [50_408, 50_552], [53_224, 53_456]];
        let own: Vec<usize> = networks().into_iter().map(|network| network.check().unwrap().weight_count()).collect();
        assert_eq!(own, counts.concat());
        for latents in [0, MAX_LATENTS + 1] {
            assert!(Level::Roc.describe(Part::Encoder, latents).is_err());
        }
    }

    /// Encoders are integers throughout whose sums fit into the lanes of the kernels.
    #[test]
    fn encoders_are_of_integers_and_decoders_of_real_numbers() {
        for latents in [1, LATENTS, MAX_LATENTS] {
            for level in Level::ALL {
                let encoder = level.describe(Part::Encoder, latents).unwrap();
                assert!(encoder.is_integer(), "{level:?}");
                let widest = encoder.nodes().iter().map(|node| node.number.bits()).max().unwrap();
                assert!(widest <= 32, "{level:?}: {widest} bits");
                let output = encoder.node(encoder.outputs()[0]);
                assert_eq!((output.len(), output.number.bits()), (latents, 9));
                assert_eq!(encoder.inputs()[0].len(), level.inputs(latents));
                let decoder = level.describe(Part::Decoder, latents).unwrap();
                assert!(decoder.nodes().iter().all(|node| !node.number.is_fixed()));
                assert_eq!(decoder.node(decoder.outputs()[0]).len(), level.inputs(latents));
            }
        }
        // Of a sum of 256 products of 9 bits by 9.
        let encoder = Level::Module.describe(Part::Encoder, LATENTS).unwrap();
        assert_eq!(encoder.node(encoder.find("dense5").unwrap()).number.bits(), 27);
    }
}
