//! The decoders: latents and conditions in, 48 charges out.
//!
//! They run off the detector, in real numbers. Each is a description ([`describe`]), and everything else that must know
//! its layers walks that description: the trainer, the exports, and [`Decoder`], which computes.
//!
//! | kind | layers |
//! |---|---|
//! | conditional, sum and eta | dense 24, 64, 128 with ReLU; transposed convolution 3x3, stride 2, onto the image of the chip; ReLU |
//! | plain | dense 128, ReLU; transposed convolution 3x3 to 8 channels and the size of the encoder's image, ReLU; transposed convolution 3x3 to the encoder's channels, sigmoid |
//! | mlp | dense layers with GELU, of 256 units each unless told otherwise, added to their input where widths agree; dense 48, softmax |
//! | film | the same, in which the conditions scale and shift the sums of each layer of GELU: dense 32 with GELU of the conditions, and from there dense layers for factors and for what is added (feature-wise linear modulation, FiLM) |
//!
//! Of the last two there may be several side by side, an ensemble: the image is then the mean of theirs.
//!
//! The last dense layer of the first three is taken as an image of 4x4 pixels with 8 channels. Which networks a decoder
//! fits is decided in one place, [`DecoderKind::check`]; which decoder it is with all its choices, a [`DecoderSpec`]
//! says.
//!
//! Sums are made in 32 bits, in the order of the scalar evaluator; [`Decoder::decode`] and [`Decoder::decode_all`] give
//! the same bits. Versions before the description added in 64 bits: their reconstructions of a trained decoder differ by
//! up to two millionths of the largest charge of a sample.

use std::sync::{Arc, OnceLock};

use serde::{Deserialize, Serialize};
use strum::{EnumMessage, IntoStaticStr, VariantArray};

use crate::chip::signals::PerCell;
use crate::data::conditions::Conditions;
use crate::error::{Error, Result};
use crate::interchange::export::DecoderExport;
use crate::interchange::graph::{Graph, GraphOp, shape_text};
use crate::interchange::ndarray::NdArray;
use crate::interchange::network as described;
use crate::interchange::npz::NamedArray;
use crate::kernels::FloatPlan;
use crate::network::{AeBlock, CELLS, Image, LATENTS};
use crate::nn::{
    self, Evaluator, Function, Layer, Number, Op, Padding, Port, Tensor, TensorSpec, Typed, Values, WeightValues,
    Weights,
};

/// Rows and columns of the image that the last dense layer is taken as.
const HIDDEN: usize = 4;

/// Channels of that image.
const CHANNELS: usize = 8;

/// Rows and columns of the kernels of transposed convolutions.
const KERNEL: usize = 3;

/// Kind of decoder.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, VariantArray, IntoStaticStr, EnumMessage,
)]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum DecoderKind {
    /// The latents and the eight conditions.
    Conditional,
    /// The latents, eta and the module sum.
    SumEta,
    /// The latents, two transposed convolutions, sigmoid.
    Plain,
    /// Dense layers with GELU, softmax over the cells.
    #[default]
    Mlp,
    /// The same, scaled and shifted by the eight conditions.
    Film,
}

impl DecoderKind {
    /// Checks that all 48 charges of a network can be read from the image that this decoder gives. Everything that
    /// trains, reads, runs or exports a decoder asks here.
    ///
    /// The conditional decoders give the 8x8 image of the chip whatever the encoder reads, mlp and film give the cells,
    /// so they fit every network.
    /// The plain decoder gives the encoder's own image back: in each direction its 4 pixels become one, two or three
    /// times as many, as far as kernels of 3x3 reach.
    ///
    /// # Errors
    /// An image of another shape, and a trigger cell without a pixel.
    pub fn check(self, encoder: impl Into<EncoderShape>) -> Result<()> {
        match self {
            DecoderKind::Plain => {}
            DecoderKind::Conditional | DecoderKind::SumEta | DecoderKind::Mlp | DecoderKind::Film => return Ok(()),
        }
        let EncoderShape { name, image, .. } = encoder.into();
        let field = format!("decoder {}, network {name}", <&str>::from(self));
        let other = "--decoder mlp, film, conditional and sum-eta fit every network";
        if image.height != image.width || !image.height.is_multiple_of(HIDDEN) || image.height > HIDDEN * KERNEL {
            return Err(Error::new("the decoder cannot give an image of the shape that the encoder reads")
                .field(field)
                .found(format!("{}x{}x{}", image.height, image.width, image.channels))
                .allowed(format!(
                    "4x4, 8x8 or 12x12 pixels: {HIDDEN}x{HIDDEN} in steps that {KERNEL}x{KERNEL} kernels reach"
                ))
                .hint(other));
        }
        match (0..CELLS).find(|&cell| !image.cells.iter().any(|&own| usize::try_from(own) == Ok(cell))) {
            None => Ok(()),
            Some(cell) => Err(Error::new("the decoder cannot give a charge that has no pixel in the encoder's image")
                .field(field)
                .found(format!("no pixel for trigger cell {cell}"))
                .allowed("a pixel for each of the 48 trigger cells")
                .hint(other)),
        }
    }

    /// Whether it gives shares of the module sum, by layers whose widths can be chosen.
    pub fn gives_shares(self) -> bool {
        match self {
            DecoderKind::Mlp | DecoderKind::Film => true,
            DecoderKind::Conditional | DecoderKind::SumEta | DecoderKind::Plain => false,
        }
    }

    /// What it takes beside the latents. Decoders of runs before [`DecoderSpec::received_sum`] was there take nothing
    /// of the received module sum but its logarithm.
    fn conditions(self, received_sum: bool) -> Conditions {
        match (self, received_sum) {
            (DecoderKind::Conditional | DecoderKind::Film, false) => Conditions::Module,
            (DecoderKind::Conditional | DecoderKind::Film, true) => Conditions::ModuleReceived,
            (DecoderKind::SumEta, false) => Conditions::SumEta,
            (DecoderKind::SumEta, true) => Conditions::SumEtaReceived,
            (DecoderKind::Plain | DecoderKind::Mlp, false) => Conditions::None,
            (DecoderKind::Plain | DecoderKind::Mlp, true) => Conditions::Received,
        }
    }
}

/// Units of the hidden layers of an mlp or film decoder, unless told otherwise.
pub const MLP_WIDTHS: [usize; 3] = [256; 3];

/// A decoder with all its choices.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DecoderSpec {
    /// Its kind.
    pub kind: DecoderKind,
    /// Whether r and 1 / r of the received module sum, and its logarithm, are among the conditions.
    pub received_sum: bool,
    /// Units of each hidden layer; of an mlp or film only.
    pub widths: Vec<usize>,
    /// How many of them stand side by side; 1 but for an mlp or film.
    pub members: usize,
}

/// Decoders of an ensemble, at most.
pub const MAX_MEMBERS: usize = 16;

/// Units of the layer that a film decoder makes of the conditions.
const CONTEXT: usize = 32;

/// Hidden layers that an mlp may have, at most.
const MAX_LAYERS: usize = 16;

/// Units of one of them, at most.
const MAX_UNITS: usize = 4096;

impl From<DecoderKind> for DecoderSpec {
    /// As in the first runs: without r, but for kinds that were not there yet.
    fn from(kind: DecoderKind) -> Self {
        let received_sum = kind.gives_shares();
        let widths = if kind.gives_shares() { MLP_WIDTHS.to_vec() } else { Vec::new() };
        DecoderSpec { kind, received_sum, widths, members: 1 }
    }
}

impl From<&DecoderSpec> for DecoderSpec {
    fn from(spec: &DecoderSpec) -> Self {
        spec.clone()
    }
}

impl DecoderSpec {
    /// A decoder as options name it; no widths stand for the usual ones.
    ///
    /// # Errors
    /// Widths or an ensemble of a decoder that has none, and widths and ensembles out of range.
    pub fn new(kind: DecoderKind, received_sum: bool, widths: &[usize], members: usize) -> Result<Self> {
        let usual = DecoderSpec { received_sum, members, ..kind.into() };
        if !(1..=MAX_MEMBERS).contains(&members) {
            let fault = Error::new("decoders of an ensemble").field("ensemble").found(members);
            return Err(fault.allowed(format!("1..={MAX_MEMBERS}")));
        }
        if members > 1 && !kind.gives_shares() {
            let fault = Error::new("only mlp and film decoders make an ensemble").field("ensemble");
            return Err(fault.found(<&str>::from(kind)).allowed("decoder mlp or film, or an ensemble of 1"));
        }
        if widths.is_empty() {
            return Ok(usual);
        }
        fn fault(message: &str, found: String, allowed: String) -> Error {
            Error::new(message).field("decoder_widths").found(found).allowed(allowed)
        }
        if !kind.gives_shares() {
            let message = "only mlp and film decoders have layers of other widths";
            return Err(fault(message, <&str>::from(kind).to_owned(), "decoder mlp or film, or no widths".to_owned()));
        }
        if widths.len() > MAX_LAYERS {
            return Err(fault("too many hidden layers", widths.len().to_string(), format!("1..={MAX_LAYERS}")));
        }
        match widths.iter().find(|units| !(1..=MAX_UNITS).contains(*units)) {
            Some(units) => Err(fault("units of a hidden layer", units.to_string(), format!("1..={MAX_UNITS}"))),
            None => Ok(DecoderSpec { widths: widths.to_vec(), ..usual }),
        }
    }

    /// What it takes beside the latents.
    pub fn conditions(&self) -> Conditions {
        self.kind.conditions(self.received_sum)
    }
}

/// What a decoder has to know of its encoder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EncoderShape {
    /// Name of the network.
    pub name: String,
    /// Number of latents.
    pub latents: usize,
    /// The image that the plain decoder gives back.
    pub image: Image,
}

impl From<&AeBlock> for EncoderShape {
    fn from(network: &AeBlock) -> Self {
        EncoderShape { name: network.name().to_owned(), latents: LATENTS, image: network.image() }
    }
}

impl From<&EncoderShape> for EncoderShape {
    fn from(shape: &EncoderShape) -> Self {
        shape.clone()
    }
}

/// The decoder of a kind for an encoder. Latents and conditions enter as one vector; 48 charges in post-MUX order
/// leave.
///
/// # Errors
/// An encoder that the decoder does not fit.
pub fn describe(encoder: impl Into<EncoderShape>, decoder: impl Into<DecoderSpec>) -> Result<Typed> {
    let (encoder, decoder) = (encoder.into(), decoder.into());
    decoder.kind.check(&encoder)?;
    let inputs = encoder.latents + decoder.conditions().count();
    match decoder.kind {
        DecoderKind::Conditional | DecoderKind::SumEta => conditional(inputs),
        DecoderKind::Plain => plain(&encoder, inputs),
        DecoderKind::Mlp | DecoderKind::Film => shares(encoder.latents, &decoder),
    }
}

/// Everything that a Keras file of weights may hold the decoder of: the conditional autoencoder with and without
/// conditions, and the plain decoder where it fits.
pub(super) fn candidates(network: &AeBlock) -> Result<Vec<Typed>> {
    let mut all = [Conditions::Module, Conditions::SumEta, Conditions::None]
        .iter()
        .map(|conditions| conditional(LATENTS + conditions.count()))
        .collect::<Result<Vec<_>>>()?;
    all.extend(describe(network, DecoderKind::Plain).ok());
    Ok(all)
}

/// Onto the image of the chip, whatever the encoder's.
fn conditional(inputs: usize) -> Result<Typed> {
    let mut layers = Layers::new("conditional-decoder", inputs);
    layers.dense(24, Function::Relu);
    layers.dense(64, Function::Relu);
    layers.dense(HIDDEN * HIDDEN * CHANNELS, Function::Relu);
    layers.hidden_image();
    layers.transposed("deconv", 2, 1, Function::Relu);
    layers.finish(&AeBlock::chip_8x8().image())
}

/// Back to the encoder's own image.
fn plain(encoder: &EncoderShape, inputs: usize) -> Result<Typed> {
    let image = &encoder.image;
    let mut layers = Layers::new("plain-decoder", inputs);
    layers.dense(HIDDEN * HIDDEN * CHANNELS, Function::Relu);
    layers.hidden_image();
    layers.transposed(FIRST_OF_TWO, image.height / HIDDEN, CHANNELS, Function::Relu);
    layers.transposed("deconv_1", 1, image.channels, Function::Sigmoid);
    layers.finish(image)
}

/// The cells themselves as shares of the module sum, on the image of the chip for other programs.
fn shares(latents: usize, decoder: &DecoderSpec) -> Result<Typed> {
    let inputs = latents + decoder.conditions().count();
    let mut layers = Layers::new(&format!("{}-decoder", <&str>::from(decoder.kind)), inputs);
    let given = layers.last.clone();
    let mut members = Vec::new();
    for _ in 0..decoder.members {
        layers.last.clone_from(&given);
        layers.member(latents, inputs, decoder);
        members.push(layers.last.clone());
    }
    layers.mean(members);
    let image = AeBlock::chip_8x8().image();
    let shape = vec![image.height, image.width, image.channels];
    let indices = image.cells.iter().map(|&cell| i32::from(cell)).collect();
    layers.add("image".to_owned(), Op::Gather { shape, indices });
    layers.finish(&image)
}

/// The first transposed convolution of the plain decoder.
const FIRST_OF_TWO: &str = "deconv_0";

/// A description under construction: each layer reads the one before it.
struct Layers {
    network: nn::Network,
    last: String,
    /// Dense layers so far, without those of FiLM.
    dense: usize,
    /// Those of FiLM.
    film: usize,
}

impl Layers {
    fn new(name: &str, inputs: usize) -> Self {
        let last = "decoder_input".to_owned();
        let port = Port { name: last.clone(), shape: vec![inputs], number: Number::Float32 };
        let network = nn::Network {
            name: name.to_owned(),
            inputs: vec![port],
            tensors: Vec::new(),
            layers: Vec::new(),
            outputs: Vec::new(),
        };
        Layers { network, last, dense: 0, film: 0 }
    }

    fn add(&mut self, name: String, op: Op) {
        let last = self.last.clone();
        self.add_of(name, op, vec![last]);
    }

    /// A layer that reads others than the last one alone.
    fn add_of(&mut self, name: String, op: Op, inputs: Vec<String>) {
        self.last.clone_from(&name);
        self.network.layers.push(Layer { name, inputs, op, output: None });
    }

    /// Names of a kernel and its biases.
    fn tensors(&mut self, layer: &str) -> [String; 2] {
        let names = ["kernel", "bias"].map(|part| format!("{layer}_{part}"));
        let tensors = names.iter().map(|name| TensorSpec::new(name, Number::Float32));
        self.network.tensors.extend(tensors);
        names
    }

    fn activation(&mut self, layer: &str, function: Function) {
        let ending = match function {
            Function::Sigmoid => "sigmoid",
            Function::Gelu => "gelu",
            Function::Softmax => "softmax",
            _ => "relu",
        };
        self.add(format!("{layer}_{ending}"), Op::Activation { function });
    }

    fn dense(&mut self, units: usize, function: Function) {
        let name = self.dense_sums(units);
        self.activation(&name, function);
    }

    /// A dense layer without activation, and its name.
    fn dense_sums(&mut self, units: usize) -> String {
        let name = format!("dense_{}", self.dense);
        self.dense += 1;
        self.sums(&name, units);
        name
    }

    fn sums(&mut self, name: &str, units: usize) {
        let [weights, bias] = self.tensors(name);
        self.add(name.to_owned(), Op::Dense { units, weights, bias: Some(bias), sum: None });
    }

    /// The sum of the last layer and an earlier one.
    fn add_to(&mut self, earlier: &str) {
        let (name, inputs) = (format!("{}_sum", self.last), vec![self.last.clone(), earlier.to_owned()]);
        self.add_of(name, Op::Add {}, inputs);
    }

    /// A decoder that gives shares, from the input on.
    fn member(&mut self, latents: usize, inputs: usize, decoder: &DecoderSpec) {
        let context = (decoder.kind == DecoderKind::Film).then(|| self.context(latents, inputs));
        let mut width = inputs;
        for &units in &decoder.widths {
            let before = self.last.clone();
            match &context {
                None => self.dense(units, Function::Gelu),
                Some(context) => self.modulated(units, context),
            }
            if units == width {
                self.add_to(&before);
            }
            width = units;
        }
        self.dense(CELLS, Function::Softmax);
    }

    /// What a film decoder makes of the conditions; the next layer reads the input again.
    fn context(&mut self, latents: usize, inputs: usize) -> String {
        let given = self.last.clone();
        let name = format!("film_{}", self.film);
        self.film += 1;
        self.add(format!("{name}_conditions"), Op::Slice { from: latents, to: inputs });
        self.sums(&name, CONTEXT);
        self.activation(&name, Function::Gelu);
        std::mem::replace(&mut self.last, given)
    }

    /// A dense layer with GELU, of which the sums are scaled and shifted: `s + f s + a`, with `f` and `a` from the
    /// conditions.
    fn modulated(&mut self, units: usize, context: &str) {
        let name = self.dense_sums(units);
        let [factor, added] = [(); 2].map(|()| {
            let own = format!("film_{}", self.film);
            self.film += 1;
            self.last = context.to_owned();
            self.sums(&own, units);
            own
        });
        self.add_of(format!("{name}_scaled"), Op::Multiply {}, vec![name.clone(), factor]);
        let scaled = self.last.clone();
        self.add_of(format!("{name}_kept"), Op::Add {}, vec![scaled, name.clone()]);
        let kept = self.last.clone();
        self.add_of(format!("{name}_shifted"), Op::Add {}, vec![kept, added]);
        self.activation(&name, Function::Gelu);
    }

    /// The mean of what several layers give for each cell.
    fn mean(&mut self, members: Vec<String>) {
        let count = members.len();
        if count > 1 {
            self.add_of("members".to_owned(), Op::Concat {}, members);
            self.add("rows".to_owned(), Op::Reshape { shape: vec![count, 1, CELLS] });
            self.add("mean".to_owned(), Op::Mean {});
        }
    }

    fn hidden_image(&mut self) {
        self.add("reshape".to_owned(), Op::Reshape { shape: vec![HIDDEN, HIDDEN, CHANNELS] });
    }

    fn transposed(&mut self, name: &str, stride: usize, filters: usize, function: Function) {
        let [weights, bias] = self.tensors(name);
        let op = Op::ConvTranspose2d {
            kernel: [KERNEL; 2],
            stride: [stride; 2],
            padding: Padding::Same,
            filters,
            weights,
            bias: Some(bias),
            sum: None,
        };
        self.add(name.to_owned(), op);
        self.activation(name, function);
    }

    fn finish(mut self, image: &Image) -> Result<Typed> {
        let shape = [1, image.height, image.width, image.channels];
        self.network.outputs = vec![self.last];
        let places = places(image, &shape).ok_or_else(|| Error::new("an image without all trigger cells"))?;
        with_cells(self.network, &places)
    }
}

/// The network with a last layer that takes the charges of the 48 trigger cells out of its output.
fn with_cells(mut network: nn::Network, places: &PerCell<usize>) -> Result<Typed> {
    let taken = |name: &String| network.layers.iter().any(|layer| layer.name == *name);
    let names = (1..).map(|number| if number == 1 { "charges".to_owned() } else { format!("charges_{number}") });
    let name = names.into_iter().find(|name| !taken(name)).unwrap_or_default();
    // Places are within an image, which has far fewer than 2^31 pixels.
    let indices = places.iter().map(|&place| i32::try_from(place).unwrap_or(i32::MAX)).collect();
    let inputs = std::mem::replace(&mut network.outputs, vec![name.clone()]);
    network.layers.push(Layer { name, inputs, op: Op::Gather { shape: vec![CELLS], indices }, output: None });
    network.check()
}

/// The network without that layer: other programs take the image.
fn without_cells(network: &Typed) -> Result<Typed> {
    let mut network = network.network().clone();
    network.outputs = network.layers.pop().map(|layer| layer.inputs).unwrap_or_default();
    network.check()
}

/// A weight tensor as it stands in `model.safetensors`, in exports of arrays and in the trainer.
///
/// | tensor | description | file |
/// |---|---|---|
/// | dense kernel | (outputs, inputs) | (inputs, outputs) |
/// | kernel of the conditional decoders' transposed convolution | (row, column, output, input) | (tap, input) |
/// | kernels of those of the plain decoder | (row, column, output, input) | (input, output, row, column) |
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredTensor {
    /// Name, behind `decoder.`: layer and part, `dense_0.kernel`.
    pub name: String,
    /// Lengths; the last index runs fastest.
    pub shape: Vec<usize>,
    /// Inputs of one output, for the initial spread.
    pub fan_in: usize,
    /// For each weight of the description its place in the file.
    places: Vec<usize>,
}

impl StoredTensor {
    fn new(tensor: &Tensor, kind: DecoderKind) -> Self {
        let (layer, part) = tensor.name.rsplit_once('_').unwrap_or((&tensor.name, ""));
        // Which axis of the description each axis of the file is.
        let (shape, axes): (Vec<usize>, &[usize]) = match (tensor.shape.as_slice(), kind) {
            (&[outputs, inputs], _) => (vec![outputs, inputs], &[1, 0]),
            (&[_, _, _, _], DecoderKind::Plain) => (tensor.shape.clone(), &[3, 2, 0, 1]),
            (&[rows, columns, outputs, inputs], _) => (vec![rows * columns * outputs, inputs], &[0, 1]),
            (shape, _) => (shape.to_vec(), &[0]),
        };
        let stored: Vec<usize> = axes.iter().map(|&axis| shape[axis]).collect();
        let places = (0..tensor.len()).map(|weight| {
            let index = |axis: usize| {
                let step: usize = shape[axis + 1..].iter().product();
                weight / step % shape[axis]
            };
            axes.iter().zip(&stored).fold(0, |place, (&axis, length)| place * length + index(axis))
        });
        let places = places.collect();
        // That of stride 2, whatever the stride: seeds give the weights that they always gave.
        let fan_in = match layer == FIRST_OF_TWO {
            true => KERNEL * KERNEL * CHANNELS / 4,
            false => tensor.fan_in,
        };
        StoredTensor { name: format!("{layer}.{part}"), shape: stored, fan_in, places }
    }

    /// Number of weights.
    pub fn len(&self) -> usize {
        self.places.len()
    }

    /// True without weights (never, for a decoder).
    pub fn is_empty(&self) -> bool {
        self.places.is_empty()
    }

    /// The weights in the order of the description.
    fn described(&self, stored: &[f32]) -> WeightValues {
        WeightValues::Reals(self.places.iter().map(|&place| stored[place]).collect())
    }

    /// The weights as they are stored.
    fn stored(&self, described: &[f32]) -> Vec<f32> {
        let mut stored = vec![0.0; self.len()];
        self.places.iter().zip(described).for_each(|(&place, &weight)| stored[place] = weight);
        stored
    }
}

/// The tensors of a decoder as files have them, in order: that of the description.
///
/// # Errors
/// As [`describe`].
pub fn tensors(encoder: impl Into<EncoderShape>, decoder: impl Into<DecoderSpec>) -> Result<Vec<StoredTensor>> {
    let decoder = decoder.into();
    Ok(stored_tensors(&describe(encoder, &decoder)?, decoder.kind))
}

/// As [`tensors`], of the description that [`describe`] gave.
pub fn stored_tensors(network: &Typed, kind: DecoderKind) -> Vec<StoredTensor> {
    network.tensors().iter().map(|tensor| StoredTensor::new(tensor, kind)).collect()
}

/// A decoder with its weights, or one that was imported.
#[derive(Debug, Clone)]
pub struct Decoder {
    conditions: Conditions,
    form: Form,
}

/// How it computes.
#[derive(Debug, Clone)]
enum Form {
    /// A description with its weights, and its tensors as files have them; none for one that was imported.
    Described(Arc<Ready>, Vec<StoredTensor>),
    /// A graph with operations that a description does not have, such as ELU.
    Graph(Arc<ImportedGraph>),
}

/// A description with its weights.
#[derive(Debug)]
struct Ready {
    /// Computes one sample.
    evaluator: Evaluator,
    /// Computes many samples together, made when that is first asked for; none for fixed-point numbers of more than 32
    /// bits.
    plan: OnceLock<Option<FloatPlan>>,
}

impl Ready {
    fn new(network: &Typed, weights: &Weights) -> Result<Arc<Self>> {
        Ok(Arc::new(Ready { evaluator: Evaluator::new(network, weights)?, plan: OnceLock::new() }))
    }

    fn network(&self) -> &Typed {
        self.evaluator.network()
    }

    fn weights(&self) -> &Weights {
        self.evaluator.weights()
    }

    fn plan(&self) -> Option<&FloatPlan> {
        self.plan.get_or_init(|| FloatPlan::new(self.network(), self.weights()).ok()).as_ref()
    }
}

/// A graph that decodes.
#[derive(Debug)]
struct ImportedGraph {
    graph: Graph,
    /// Numbers that each of its inputs takes.
    inputs: Vec<usize>,
    /// For every trigger cell its place in the output.
    places: PerCell<usize>,
}

impl Decoder {
    /// A decoder of this kind with these weights, stored as [`tensors`] says.
    ///
    /// # Errors
    /// A network that the decoder does not fit, tensors of another number or length, and weights that are not finite.
    pub fn new(
        encoder: impl Into<EncoderShape>,
        decoder: impl Into<DecoderSpec>,
        weights: Vec<Vec<f32>>,
    ) -> Result<Self> {
        let decoder = decoder.into();
        let network = describe(encoder, &decoder)?;
        let tensors = stored_tensors(&network, decoder.kind);
        if weights.len() != tensors.len() {
            return Err(Error::new("wrong number of tensors for the decoder")
                .found(weights.len())
                .allowed(tensors.len().to_string()));
        }
        for (tensor, values) in tensors.iter().zip(&weights) {
            if values.len() != tensor.len() {
                return Err(Error::new("a tensor of the decoder has the wrong length")
                    .field(&tensor.name)
                    .found(values.len())
                    .allowed(tensor.len().to_string()));
            }
            if let Some(at) = values.iter().position(|value| !value.is_finite()) {
                return Err(Error::new("a weight of the decoder is not a finite number")
                    .field(format!("{}[{at}]", tensor.name))
                    .found(values[at])
                    .hint("the training diverged; the run cannot be used"));
            }
        }
        let described = tensors.iter().zip(&weights).map(|(tensor, values)| tensor.described(values)).collect();
        let weights = Weights::new(&network, described)?;
        let ready = Ready::new(&network, &weights)?;
        Ok(Decoder { conditions: decoder.conditions(), form: Form::Described(ready, tensors) })
    }

    /// What it takes beside the latents.
    pub fn conditions(&self) -> Conditions {
        self.conditions
    }

    /// The conditions that a decoder with so many inputs takes.
    fn conditions_of(inputs: usize) -> Option<Conditions> {
        inputs.checked_sub(LATENTS).and_then(Conditions::of_count)
    }

    /// An imported decoder whose output are the 48 charges.
    pub(super) fn imported(network: &Typed, weights: &Weights) -> Result<Self> {
        let inputs = network.inputs().iter().map(nn::Node::len).sum();
        let conditions = Decoder::conditions_of(inputs).ok_or_else(|| other_inputs(&inputs.to_string()))?;
        Ok(Decoder { conditions, form: Form::Described(Ready::new(network, weights)?, Vec::new()) })
    }

    /// A graph as a decoder. Its inputs are 16 latents and conditions, in one or in several vectors;
    /// its output is an image of the network or of the chip, perhaps with one row and column more below and to the
    /// right.
    ///
    /// It becomes a description; a graph that no description can say, because of an activation such as ELU or softplus,
    /// is run as it is.
    ///
    /// # Errors
    /// Inputs and outputs of other lengths, and operations that do not fit, by node.
    pub fn of_graph(network: &AeBlock, graph: Graph) -> Result<Self> {
        let list = || graph.inputs.iter().map(|input| format!("{} {}", input.name, shape_text(&input.shape)));
        let widths = graph.inputs.iter().map(|input| match input.shape.as_slice() {
            &[_, Some(length)] => Some(length),
            _ => None,
        });
        let widths: Option<Vec<usize>> = widths.collect();
        let conditions = widths.as_ref().and_then(|widths| Decoder::conditions_of(widths.iter().sum::<usize>()));
        let (Some(conditions), Some(inputs)) = (conditions, widths) else {
            return Err(other_inputs(&list().collect::<Vec<_>>().join(", ")));
        };
        let zeros: Vec<NdArray> =
            inputs.iter().map(|&length| NdArray { shape: vec![1, length], values: vec![0.0; length] }).collect();
        let output = graph.run(&zeros)?;
        let places =
            [network, &AeBlock::chip_8x8()].into_iter().find_map(|network| places(&network.image(), &output.shape));
        let places = places.ok_or_else(|| {
            let own = network.image();
            Error::new("the decoder gives another image").found(format!("{:?}", output.shape)).allowed(format!(
                "[1, {}, {}, {}] for the network {}",
                own.height,
                own.width,
                own.channels,
                network.name()
            ))
        })?;
        let form = match description_of(&graph, &inputs, &places) {
            Some(ready) => Form::Described(ready, Vec::new()),
            None => Form::Graph(Arc::new(ImportedGraph { graph, inputs, places })),
        };
        Ok(Decoder { conditions, form })
    }

    /// Its weights as they are stored, see [`tensors`]; none for a decoder that was imported.
    pub fn weights(&self) -> Vec<Vec<f32>> {
        let Form::Described(ready, tensors) = &self.form else { return Vec::new() };
        let ids = ready.network().tensor_ids();
        tensors.iter().zip(ids).map(|(tensor, id)| tensor.stored(ready.weights().reals(id))).collect()
    }

    /// The same with their names, `dense_0.kernel`, and shapes.
    pub fn named_weights(&self) -> Vec<(String, Vec<usize>, Vec<f32>)> {
        let Form::Described(_, tensors) = &self.form else { return Vec::new() };
        let named = tensors.iter().zip(self.weights());
        named.map(|(tensor, values)| (tensor.name.clone(), tensor.shape.clone(), values)).collect()
    }

    /// What is written for other programs: its description up to the image, with its weights.
    ///
    /// # Errors
    /// A decoder that was imported.
    pub fn export(&self) -> Result<DecoderExport> {
        let ready = match &self.form {
            Form::Described(ready, tensors) if !tensors.is_empty() => ready,
            _ => {
                return Err(Error::new("a decoder that was imported as a graph cannot be written again")
                    .hint("convert the file that it came from"));
            }
        };
        let array = |(name, shape, values): (String, Vec<usize>, Vec<f32>)| {
            NamedArray::float32(format!("decoder.{name}"), &shape, values)
        };
        Ok(DecoderExport {
            network: without_cells(ready.network())?,
            weights: ready.weights().clone(),
            conditions: self.conditions.count(),
            tensors: self.named_weights().into_iter().map(array).collect(),
        })
    }

    /// Numbers that it takes for a sample: latents and conditions.
    fn width(&self) -> usize {
        match &self.form {
            Form::Described(ready, _) => ready.network().inputs().iter().map(nn::Node::len).sum(),
            Form::Graph(graph) => graph.inputs.iter().sum(),
        }
    }

    /// The reconstruction, 48 charges in post-MUX order, none below 0, in the scale of the training:
    /// charges over the power of two below their sum, or shares of the sum. Takes 16 latents in 0..2 and its conditions,
    /// as [`Conditions::of`] gives them. A graph that was imported may give numbers below 0.
    ///
    /// # Errors
    /// Another number of conditions; of graphs, operations that do not fit, by node.
    pub fn decode(&self, latents: &[f32; LATENTS], conditions: &[f32]) -> Result<PerCell<f32>> {
        let input: Vec<f32> = latents.iter().chain(conditions).copied().collect();
        self.check_width(input.len())?;
        match &self.form {
            Form::Described(ready, _) => {
                let mut values = Values::default();
                ready.evaluator.run_reals(&input, &mut values)?;
                let network = ready.network();
                let charges = values.numbers(network.node(network.outputs()[0]));
                Ok(std::array::from_fn(|cell| charges[cell]))
            }
            Form::Graph(graph) => graph.decode(&input),
        }
    }

    /// The reconstructions of many samples, as [`Decoder::decode`] gives them. `inputs` holds sample after sample, each
    /// with its latents and conditions.
    ///
    /// # Errors
    /// As [`Decoder::decode`].
    pub fn decode_all(&self, inputs: &[f32]) -> Result<Vec<PerCell<f32>>> {
        let (chunks, remainder) = (inputs.chunks_exact(self.width()), inputs.len() % self.width());
        if remainder > 0 {
            self.check_width(remainder)?;
        }
        let plan = match &self.form {
            Form::Described(ready, _) => ready.plan(),
            Form::Graph(_) => None,
        };
        let Some(plan) = plan else {
            // Graphs, and descriptions with fixed-point numbers of more than 32 bits.
            return chunks
                .map(|sample| self.decode(&std::array::from_fn(|at| sample[at]), &sample[LATENTS..]))
                .collect();
        };
        let mut charges = vec![[0.0; CELLS]; chunks.len()];
        plan.run_into(inputs, charges.as_flattened_mut())?;
        Ok(charges)
    }

    fn check_width(&self, found: usize) -> Result<()> {
        match found == self.width() {
            true => Ok(()),
            false => Err(Error::new("the decoder takes another number of latents and conditions")
                .found(found)
                .allowed(self.width().to_string())),
        }
    }
}

fn other_inputs(found: &str) -> Error {
    Error::new("the decoder takes other inputs")
        .found(found)
        .allowed("16 latents, and 2, 3, 4, 8 or 10 conditions: 18 with sum and eta, 24 with the eight conditions")
}

/// The description of a graph with its weights, ready to run, if there is one that takes these inputs.
fn description_of(graph: &Graph, inputs: &[usize], places: &PerCell<usize>) -> Option<Arc<Ready>> {
    let described::Described { network, weights, .. } = described::import(graph, "decoder").ok()?;
    // The description has the inputs in the order of the nodes, and none that nothing reads.
    let numbers = graph.nodes.iter().filter_map(|node| match node.op {
        GraphOp::Input(number) => Some(number),
        _ => None,
    });
    if !numbers.eq(0..inputs.len()) || network.outputs().len() != 1 {
        return None;
    }
    Ready::new(&with_cells(network.network().clone(), places).ok()?, &weights).ok()
}

impl ImportedGraph {
    fn decode(&self, input: &[f32]) -> Result<PerCell<f32>> {
        let mut numbers = input.iter().copied();
        let vector =
            |&length: &usize| NdArray { shape: vec![1, length], values: numbers.by_ref().take(length).collect() };
        let image = self.graph.run(&self.inputs.iter().map(vector).collect::<Vec<_>>())?;
        Ok(self.places.map(|place| image.values.get(place).copied().unwrap_or_default()))
    }
}

/// The place of every trigger cell in an output of this shape, if it is an image of this kind: channels last,
/// channels first, or flat.
fn places(image: &Image, shape: &[usize]) -> Option<PerCell<usize>> {
    let (&samples, lengths) = shape.split_first()?;
    // Steps between rows, columns and channels.
    let steps = match *lengths {
        [rows, columns, last] if last == image.channels && image.stands_in(rows, columns) => [columns * last, last, 1],
        [first, rows, columns] if first == image.channels && image.stands_in(rows, columns) => {
            [columns, 1, rows * columns]
        }
        [rows, columns] if image.channels == 1 && image.stands_in(rows, columns) => [columns, 1, 1],
        [all] if all == image.len() => [image.width * image.channels, image.channels, 1],
        _ => return None,
    };
    let mut places = [0; CELLS];
    for (pixel, &cell) in image.cells.iter().enumerate() {
        let (at, channel) = (pixel / image.channels, pixel % image.channels);
        if let Ok(cell) = usize::try_from(cell) {
            places[cell] = at / image.width * steps[0] + at % image.width * steps[1] + channel * steps[2];
        }
    }
    (samples == 1).then_some(places)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::network::FirstForm;

    fn zeros(network: &AeBlock, kind: DecoderKind) -> Vec<Vec<f32>> {
        tensors(network, kind).unwrap().iter().map(|tensor| vec![0.0; tensor.len()]).collect()
    }

    /// One latent drives one hidden number at row 1, column 2, filter 3, whose kernel is 1 to 9 over the
    /// taps: the image shows the kernel at rows 2 to 4, columns 4 to 6.
    #[test]
    fn a_conditional_decoder_by_hand() {
        let network = AeBlock::chip_8x8();
        let mut weights = zeros(&network, DecoderKind::Conditional);
        weights[0][24 * 5] = 2.0; // latent 5 to hidden 0
        weights[2][7] = 1.0; // 0 to 7
        weights[4][128 * 7 + 32 + 8 * 2 + 3] = 0.5;
        for tap in 0..9 {
            weights[6][8 * tap + 3] = 1.0 + tap as f32;
        }
        weights[7][0] = -1.5;
        let decoder = Decoder::new(&network, DecoderKind::Conditional, weights).unwrap();
        let mut latents = [0.0; LATENTS];
        latents[5] = 1.0;
        let charges = decoder.decode(&latents, &[0.0; 8]).unwrap();
        let mut expected = [0.0; CELLS];
        for tap in 0..9 {
            let (row, column) = (2 + tap / 3, 4 + tap % 3);
            // Row 4 holds cells in its left half only.
            if row < 4 {
                expected[8 * row + column] = (tap as f32 - 0.5).max(0.0);
            }
        }
        assert_eq!(charges, expected);
    }

    /// The hidden number at row 0, column 1 goes to channel 6 with weight 1 at the centre tap (output row
    /// 1, column 3), and from there by the centre tap into the image.
    #[test]
    fn a_plain_decoder_by_hand() {
        for network in [AeBlock::chip_8x8(), AeBlock::cmssw_4x4x3()] {
            let image = network.image();
            let channels = image.channels;
            let mut weights = zeros(&network, DecoderKind::Plain);
            weights[0][128 * 15 + 8 + 2] = 1.0;
            weights[2][9 * (8 * 2 + 6) + 4] = 1.0;
            weights[4][9 * (channels * 6) + 4] = -1.0;
            let mut latents = [0.0; LATENTS];
            latents[15] = 2.0;
            let charges = Decoder::new(&network, DecoderKind::Plain, weights).unwrap().decode(&latents, &[]).unwrap();
            let pixel = if channels == 1 { 8 + 3 } else { channels };
            let cell = usize::try_from(image.cells[pixel]).unwrap();
            for (at, &charge) in charges.iter().enumerate() {
                let expected = if at == cell { 1.0 / (1.0 + 2f64.exp()) } else { 0.5 };
                assert!((f64::from(charge) - expected).abs() < 1e-7, "{} cell {at}: {charge}", network.name());
            }
        }
    }

    #[test]
    fn widths_and_ensembles_out_of_range_are_refused() {
        fn said(kind: DecoderKind, widths: &[usize], members: usize) -> String {
            DecoderSpec::new(kind, true, widths, members).unwrap_err().to_string()
        }
        for members in [0, MAX_MEMBERS + 1] {
            let fault = said(DecoderKind::Mlp, &[], members);
            assert!(fault.contains("ensemble") && fault.contains("1..=16"), "{fault}");
        }
        for kind in [DecoderKind::Conditional, DecoderKind::SumEta, DecoderKind::Plain] {
            let fault = said(kind, &[], 2);
            assert!(fault.contains(<&str>::from(kind)) && fault.contains("mlp or film"), "{fault}");
            let fault = said(kind, &[64], 1);
            assert!(fault.contains("decoder_widths") && fault.contains(<&str>::from(kind)), "{fault}");
        }
        assert!(said(DecoderKind::Film, &[0], 2).contains("units of a hidden layer"));
        assert!(said(DecoderKind::Mlp, &[8; MAX_LAYERS + 1], 1).contains("too many hidden layers"));
        assert_eq!(DecoderSpec::new(DecoderKind::Film, true, &[8], MAX_MEMBERS).unwrap().widths, [8]);
    }

    /// Some numbers between -0.5 and 0.5.
    fn spread(len: usize, seed: usize) -> Vec<f32> {
        (0..len).map(|at| ((at * 37 + seed * 11) % 101) as f32 / 101.0 - 0.5).collect()
    }

    /// Decoders of the first runs and of today's.
    fn specs() -> Vec<DecoderSpec> {
        let all = DecoderKind::VARIANTS.iter().copied().map(DecoderSpec::from);
        let mut all: Vec<DecoderSpec> = all.collect();
        all.extend(all.clone().into_iter().map(|spec| DecoderSpec { received_sum: !spec.received_sum, ..spec }));
        all.push(DecoderSpec { widths: vec![20, 20], ..DecoderKind::Mlp.into() });
        all.push(DecoderSpec { widths: vec![20, 30], members: 3, ..DecoderKind::Mlp.into() });
        all.push(DecoderSpec { widths: vec![26, 26, 30], members: 2, ..DecoderKind::Film.into() });
        all
    }

    /// Two hidden numbers, the second layer added to the first; all in 64 bits beside it.
    #[test]
    fn an_mlp_by_hand() {
        let network = AeBlock::chip_8x8();
        let spec = DecoderSpec { widths: vec![2, 2], ..DecoderKind::Mlp.into() };
        let names: Vec<_> = tensors(&network, &spec).unwrap().into_iter().map(|one| (one.name, one.shape)).collect();
        assert_eq!(names[0], ("dense_0.kernel".to_owned(), vec![LATENTS + 3, 2]));
        assert_eq!(names[5], ("dense_2.bias".to_owned(), vec![CELLS]));
        let mut weights: Vec<Vec<f32>> = names.iter().map(|(_, shape)| vec![0.0; shape.iter().product()]).collect();
        weights[0][2 * 3] = 1.5; // latent 3 to hidden 0
        weights[0][2 * 16 + 1] = -1.0; // r to hidden 1
        weights[2].copy_from_slice(&[0.0, 2.0, 0.5, 0.0]);
        weights[4][7] = 3.0; // hidden 0 to cell 7
        weights[4][CELLS + 40] = -2.0; // hidden 1 to cell 40
        weights[5][0] = 0.25;
        fn gelu(x: f64) -> f64 {
            x * 0.5 * libm::erfc(-x / 2f64.sqrt())
        }
        let first = [gelu(1.5 * 0.5), gelu(-1.25)];
        let second = [gelu(0.5 * first[1]) + first[0], gelu(2.0 * first[0]) + first[1]];
        let mut scores = [0f64; CELLS];
        (scores[7], scores[40], scores[0]) = (3.0 * second[0], -2.0 * second[1], 0.25);
        let sum: f64 = scores.iter().map(|score| score.exp()).sum();
        let mut latents = [0.0; LATENTS];
        latents[3] = 0.5;
        let decoder = Decoder::new(&network, &spec, weights).unwrap();
        let charges = decoder.decode(&latents, &[1.25, 0.8, 7.0]).unwrap();
        for (cell, score) in scores.into_iter().enumerate() {
            assert!((f64::from(charges[cell]) - score.exp() / sum).abs() < 1e-6, "cell {cell}: {}", charges[cell]);
        }
    }

    /// One hidden number, whose sum the conditions scale and shift; and the mean of two such decoders, in 64 bits beside it.
    #[test]
    fn film_decoders_and_their_mean_by_hand() {
        let network = AeBlock::chip_8x8();
        let spec = DecoderSpec { widths: vec![1], members: 2, ..DecoderKind::Film.into() };
        let all = tensors(&network, &spec).unwrap();
        let mut weights: Vec<Vec<f32>> = all.iter().map(|tensor| vec![0.0; tensor.len()]).collect();
        fn gelu(x: f64) -> f64 {
            x * 0.5 * libm::erfc(-x / 2f64.sqrt())
        }
        let mut expected = [0f64; CELLS];
        for member in 0..2 {
            let [first, scores] = [0, 1].map(|layer| format!("dense_{}", 2 * member + layer));
            let [context, factor, added] = [0, 1, 2].map(|number| format!("film_{}", 3 * member + number));
            let own = 1.0 + member as f32;
            for (layer, part, at, value) in [
                (&context, "kernel", 2 * CONTEXT + 4, own), // wafer u to number 4
                (&factor, "kernel", 4, 2.0),
                (&added, "kernel", 4, -0.5),
                (&first, "kernel", 5, 3.0), // latent 5
                (&first, "bias", 0, 0.25),
                (&scores, "kernel", 7, own), // to cell 7
            ] {
                let name = format!("{layer}.{part}");
                weights[all.iter().position(|tensor| tensor.name == name).unwrap()][at] = value;
            }
            let context = gelu(f64::from(own) * 0.5);
            let sum = 3.0 * 0.75 + 0.25;
            let hidden = gelu(sum + 2.0 * context * sum - 0.5 * context);
            let top = (hidden * f64::from(own)).exp();
            for (cell, share) in expected.iter_mut().enumerate() {
                *share += if cell == 7 { top } else { 1.0 } / (top + 47.0) / 2.0;
            }
        }
        let mut latents = [0.0; LATENTS];
        latents[5] = 0.75;
        let conditions = [0.0, 0.0, 0.5, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0];
        let charges = Decoder::new(&network, &spec, weights).unwrap().decode(&latents, &conditions).unwrap();
        for (cell, (own, expected)) in charges.into_iter().zip(expected).enumerate() {
            assert!((f64::from(own) - expected).abs() < 1e-6, "cell {cell}: {own}, {expected}");
        }
    }

    #[test]
    fn many_samples_at_once_have_the_bits_of_one() {
        for network in [AeBlock::chip_8x8(), AeBlock::cmssw_4x4x3()] {
            for spec in specs() {
                let tensors = tensors(&network, &spec).unwrap();
                let weights: Vec<_> = tensors.iter().enumerate().map(|(at, one)| spread(one.len(), at)).collect();
                let decoder = Decoder::new(&network, &spec, weights.clone()).unwrap();
                assert_eq!(decoder.weights(), weights, "stored as they were given");
                let width = LATENTS + spec.conditions().count();
                let inputs: Vec<f32> = spread(70 * width, 5).iter().map(|number| number + 0.5).collect();
                let all = decoder.decode_all(&inputs).unwrap();
                assert_eq!(all.len(), 70);
                for (sample, charges) in inputs.chunks(width).zip(&all) {
                    let one = decoder.decode(sample[..LATENTS].try_into().unwrap(), &sample[LATENTS..]).unwrap();
                    assert_eq!(charges.map(f32::to_bits), one.map(f32::to_bits), "{spec:?}");
                }
                let some = all.iter().flatten().filter(|&&charge| charge > 0.0).count();
                assert!(some > 1000, "{spec:?}: {some} charges say too little");
                let fault = decoder.decode_all(&inputs[1..]).unwrap_err().to_string();
                assert!(fault.contains(&width.to_string()), "{fault}");
                assert!(decoder.decode(&[0.0; LATENTS], &[0.0; 5]).is_err());
            }
        }
    }

    /// A decoder that comes back as a graph is the same description: graphs that are run add in 64 bits.
    #[test]
    fn a_graph_that_is_imported_becomes_a_description() {
        for network in [AeBlock::chip_8x8(), AeBlock::cmssw_4x4x3()] {
            for kind in [DecoderKind::Conditional, DecoderKind::Plain] {
                let spec = DecoderSpec::from(kind);
                let tensors = tensors(&network, &spec).unwrap();
                let weights = tensors.iter().enumerate().map(|(at, one)| spread(one.len(), at)).collect();
                let decoder = Decoder::new(&network, &spec, weights).unwrap();
                let export = decoder.export().unwrap();
                let graph = described::write::graph(&export.network, &export.weights, "x", "Identity").unwrap();
                let again = Decoder::of_graph(&network, graph).unwrap();
                let inputs = spread(9 * (LATENTS + spec.conditions().count()), 3);
                assert_eq!(again.decode_all(&inputs).unwrap(), decoder.decode_all(&inputs).unwrap(), "{kind:?}");
                assert!(again.export().unwrap_err().to_string().contains("imported"));
            }
        }
    }

    /// A network whose sums are wide enough for any of these shapes.
    fn of_shape(image: [usize; 3], cells: impl Fn(usize) -> i8) -> AeBlock {
        let [height, width, channels] = image;
        let mut form = FirstForm::chip_8x8();
        form.name = "odd".into();
        form.image = Image { height, width, channels, cells: (0..height * width * channels).map(cells).collect() };
        (form.conv.accumulator.bits, form.conv.activation.bits, form.dense.accumulator.bits) = (16, 16, 28);
        form.block().unwrap()
    }

    #[test]
    fn a_decoder_fits_or_says_which_image_it_gives() {
        let modulo = |pixel: usize| (pixel % CELLS) as i8;
        for (image, fits) in [
            ([4, 4, 3], true),
            ([8, 8, 1], true),
            ([12, 12, 1], true),
            ([6, 6, 3], false),
            ([8, 7, 1], false),
            ([16, 16, 1], false),
        ] {
            let network = of_shape(image, modulo);
            DecoderKind::Conditional.check(&network).unwrap();
            DecoderKind::SumEta.check(&network).unwrap();
            DecoderKind::Mlp.check(&network).unwrap();
            DecoderKind::Film.check(&network).unwrap();
            match (DecoderKind::Plain.check(&network).map_err(|error| error.to_string()), fits) {
                (Ok(()), true) => {}
                (Err(fault), false) => {
                    let shape = format!("{}x{}x{}", image[0], image[1], image[2]);
                    assert!(fault.contains(&shape) && fault.contains("decoder plain, network odd"), "{fault}");
                    assert_eq!(describe(&network, DecoderKind::Plain).unwrap_err().to_string(), fault);
                }
                (found, _) => panic!("image {image:?}: {found:?}"),
            }
        }
        // A charge that the image does not show can be decoded only from the chip's image.
        let network = of_shape([8, 8, 1], |pixel| if pixel % CELLS == 5 { -1 } else { (pixel % CELLS) as i8 });
        DecoderKind::SumEta.check(&network).unwrap();
        let fault = DecoderKind::Plain.check(&network).unwrap_err().to_string();
        assert!(fault.contains("no pixel for trigger cell 5"), "{fault}");
    }

    #[test]
    fn tensors_that_do_not_fit_are_named() {
        fn fault(weights: Vec<Vec<f32>>) -> String {
            Decoder::new(&AeBlock::chip_8x8(), DecoderKind::Plain, weights).unwrap_err().to_string()
        }
        let network = AeBlock::chip_8x8();
        let mut weights = zeros(&network, DecoderKind::Plain);
        weights[3].pop();
        assert!(fault(weights.clone()).contains("deconv_0.bias"));
        weights[3].push(f32::NAN);
        assert!(fault(weights.clone()).contains("deconv_0.bias[7]"));
        weights.pop();
        assert!(fault(weights).contains("number of tensors"));
    }
}
