//! The networks: an encoder and a decoder of dense layers.
//!
//! A function (tanh) stands between the layers, also between the latents and the first layer of the decoder, and neither
//! behind the latents nor behind the outputs. Tensors have the names of the reference's modules, `en1_weight` to
//! `de4_bias`: with a point in the place of the `_` they are those in its files.

use std::fmt;
use std::str::FromStr;

use crate::error::{Error, Result};
use crate::nn::{self, Function, Layer, Number, Op, Port, TensorSpec, Typed};

/// Most numbers of a layer, and most layers.
const MAX_WIDTH: usize = 4096;
const MAX_LAYERS: usize = 32;

/// Names of inputs of the two networks.
pub const JET: &str = "jet";
/// The latents, as the decoder reads them.
pub const LATENTS: &str = "latents";

/// Shapes that have a name, with the numbers of each layer.
const NAMED: [(&str, &[usize]); 4] = [
    ("ae-3d-200", &[4, 200, 100, 50, 3, 50, 100, 200, 4]),
    ("ae-3d-200-wide", &[4, 200, 200, 20, 3, 20, 200, 200, 4]),
    ("ae-25d", &[25, 200, 200, 200, 18, 200, 200, 200, 25]),
    ("ae-27d", &[27, 200, 200, 200, 18, 200, 200, 200, 27]),
];

/// The numbers of the layers of an autoencoder, from the jet to the latents and back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JetShape {
    widths: Vec<usize>,
    latents: usize,
}

impl JetShape {
    /// An autoencoder with layers of so many numbers, of which the smallest one are the latents.
    ///
    /// # Errors
    /// Other numbers at the end than at the beginning, latents that are no fewer than those, layers that are empty or far
    /// too large.
    pub fn new(widths: Vec<usize>) -> Result<Self> {
        let fault = Error::new("not the layers of an autoencoder").found(joined(&widths));
        if widths.len() > MAX_LAYERS || widths.iter().any(|width| !(1..=MAX_WIDTH).contains(width)) {
            return Err(fault.allowed(format!("at most {MAX_LAYERS} layers of 1 to {MAX_WIDTH} numbers")));
        }
        let smallest = widths.iter().min().copied().unwrap_or(0);
        let latents = widths.iter().position(|&width| width == smallest).unwrap_or(0);
        let is_one = widths.iter().filter(|&&width| width == smallest).count() == 1;
        if widths.first() != widths.last() || latents == 0 || !is_one {
            return Err(fault.allowed(
                "as many numbers at the end as at the beginning, and one layer of fewest, such as 4-50-3-50-4",
            ));
        }
        Ok(JetShape { widths, latents })
    }

    /// The shapes that have a name.
    pub fn named() -> impl Iterator<Item = (&'static str, JetShape)> {
        NAMED.into_iter().map(|(name, widths)| {
            let latents = widths.len() / 2;
            (name, JetShape { widths: widths.to_vec(), latents })
        })
    }

    /// Numbers of a jet.
    pub fn inputs(&self) -> usize {
        self.widths[0]
    }

    /// Numbers that a jet becomes.
    pub fn latents(&self) -> usize {
        self.widths[self.latents]
    }

    /// Numbers of the layers of the encoder, those of the jet first.
    pub fn encoder(&self) -> &[usize] {
        &self.widths[..=self.latents]
    }

    /// Numbers of the layers of the decoder, the latents first.
    pub fn decoder(&self) -> &[usize] {
        &self.widths[self.latents..]
    }

    /// The encoder: from a jet to its latents.
    pub fn describe_encoder(&self, name: &str, function: Function) -> nn::Network {
        dense(name, JET, "en", self.encoder(), function, false)
    }

    /// The decoder: from latents to a jet.
    pub fn describe_decoder(&self, name: &str, function: Function) -> nn::Network {
        dense(name, LATENTS, "de", self.decoder(), function, true)
    }

    /// Both, one behind the other: from a jet to what is left of it.
    pub fn describe_whole(&self, name: &str, function: Function) -> nn::Network {
        let mut whole = self.describe_encoder(name, function);
        let mut decoder = self.describe_decoder(name, function);
        // The latents are what leaves the encoder.
        for input in decoder.layers.iter_mut().flat_map(|layer| &mut layer.inputs) {
            if input == LATENTS {
                input.clone_from(&whole.outputs[0]);
            }
        }
        whole.tensors.extend(decoder.tensors);
        whole.layers.extend(decoder.layers);
        whole.outputs = decoder.outputs;
        whole
    }

    /// The networks of all shapes that have a name, under their names: each as a whole, its encoder and its decoder.
    pub fn networks() -> Vec<nn::Network> {
        let tanh = Function::Tanh;
        let mut networks = Vec::new();
        for (name, shape) in JetShape::named() {
            networks.push(shape.describe_whole(name, tanh));
            networks.push(shape.describe_encoder(&format!("{name}-encoder"), tanh));
            networks.push(shape.describe_decoder(&format!("{name}-decoder"), tanh));
        }
        networks
    }

    /// Encoder and decoder, checked.
    ///
    /// # Errors
    /// Names that no network has.
    pub fn describe(&self, name: &str, function: Function) -> Result<[Typed; 2]> {
        let encoder = self.describe_encoder(&format!("{name}-encoder"), function).check()?;
        Ok([encoder, self.describe_decoder(&format!("{name}-decoder"), function).check()?])
    }
}

impl fmt::Display for JetShape {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&joined(&self.widths))
    }
}

impl FromStr for JetShape {
    type Err = Error;

    /// A name, or numbers of layers as `4-200-100-50-3-50-100-200-4`.
    fn from_str(text: &str) -> Result<Self> {
        if let Some((_, shape)) = JetShape::named().find(|(name, _)| *name == text) {
            return Ok(shape);
        }
        let widths = text.split('-').map(|width| width.parse().ok()).collect::<Option<Vec<usize>>>();
        JetShape::new(widths.ok_or_else(|| {
            let names = NAMED.map(|(name, _)| name).join(", ");
            Error::unknown("no autoencoder of jets")
                .found(text)
                .allowed(format!("{names}, or numbers of layers such as 4-50-3-50-4"))
        })?)
    }
}

/// Numbers of layers as text.
fn joined(widths: &[usize]) -> String {
    widths.iter().map(usize::to_string).collect::<Vec<_>>().join("-")
}

/// Dense layers with a function between them, and before the first if `leads`.
fn dense(name: &str, input: &str, part: &str, widths: &[usize], function: Function, leads: bool) -> nn::Network {
    let mut network = nn::Network {
        name: name.to_owned(),
        inputs: vec![Port { name: input.to_owned(), shape: vec![widths[0]], number: Number::Float32 }],
        tensors: Vec::new(),
        layers: Vec::new(),
        outputs: Vec::new(),
    };
    let mut last = input.to_owned();
    for (at, &units) in widths.iter().enumerate().skip(1) {
        if at > 1 || leads {
            let own = format!("{part}{at}_function");
            let inputs = vec![std::mem::replace(&mut last, own.clone())];
            network.layers.push(Layer { name: own, inputs, op: Op::Activation { function }, output: None });
        }
        let own = format!("{part}{at}");
        let [weights, bias] = ["weight", "bias"].map(|what| format!("{own}_{what}"));
        network.tensors.extend([&weights, &bias].map(|tensor| TensorSpec::new(tensor, Number::Float32)));
        let op = Op::Dense { units, weights, bias: Some(bias), sum: None };
        network.layers.push(Layer {
            name: own.clone(),
            inputs: vec![std::mem::replace(&mut last, own)],
            op,
            output: None,
        });
    }
    network.outputs.push(last);
    network
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parameters_are_those_of_the_reference() {
        for (name, counts) in [("ae-3d-200", [26_303, 26_304]), ("ae-3d-200-wide", [45_283, 45_284])] {
            let shape: JetShape = name.parse().unwrap();
            let networks = shape.describe(name, Function::Tanh).unwrap();
            assert_eq!(networks.map(|network| network.weight_count()), counts, "{name}");
            let whole = shape.describe_whole(name, Function::Tanh).check().unwrap();
            assert_eq!(whole.weight_count(), counts.iter().sum::<usize>());
            assert_eq!(whole.layers().filter(|(.., layer)| layer.op.name() == "activation").count(), 7, "{name}");
            assert_eq!(shape.to_string().parse::<JetShape>().unwrap(), shape);
        }
        for (_, shape) in JetShape::named() {
            assert_eq!(JetShape::new(shape.widths.clone()).unwrap(), shape);
        }
    }

    #[test]
    fn what_is_no_autoencoder_is_refused() {
        for text in ["", "4", "4-4", "4-3", "4-3-5", "4-3-3-4", "3-4-3", "4-0-4", "4-9999-3-4", "ae-3d", "4--3-4"] {
            assert!(text.parse::<JetShape>().is_err(), "{text}");
        }
    }
}
