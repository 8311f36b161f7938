//! The decoders, in plain Rust: latents and conditions in, 48 charges out.
//!
//! They run off the detector, in real numbers. The trainer has the same decoders as graphs of libtorch;
//! these read the weights that it leaves behind (`model.safetensors`), a Keras decoder of the plain kind, or any
//! graph that was imported, and need no library. Sums are made in 64 bits, so that the two differ by the rounding of
//! libtorch's 32.
//!
//! | kind | layers |
//! |---|---|
//! | conditional, sum and eta | dense 24, 64, 128 with ReLU; transposed convolution 3x3, stride 2, onto the image of the chip; ReLU |
//! | plain | dense 128, ReLU; transposed convolution 3x3 to 8 channels and the size of the encoder's image, ReLU; transposed convolution 3x3 to the encoder's channels, sigmoid |
//!
//! The last dense layer of each is taken as an image of 4x4 pixels with 8 channels. Which networks a decoder fits is
//! decided in one place, [`DecoderKind::check`].

use std::sync::Arc;

use serde::{Deserialize, Serialize};
use strum::{EnumMessage, IntoStaticStr, VariantArray};

use crate::chip::signals::PerCell;
use crate::data::conditions::{self, CONDITIONS};
use crate::error::{Error, Result};
use crate::interchange::decoder::{DecoderExport, DecoderLayer, DecoderLayers};
use crate::interchange::function::ValueFunction;
use crate::interchange::graph::{Graph, shape_text};
use crate::interchange::ndarray::NdArray;
use crate::interchange::npz::NamedArray;
use crate::network::{AeBlock, CELLS, Image, LATENTS};

/// Rows and columns of the image that the last dense layer is taken as.
const HIDDEN: usize = 4;

/// Rows and columns of the kernels of transposed convolutions.
const KERNEL: usize = 3;

/// Kind of decoder.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, VariantArray, IntoStaticStr, EnumMessage,
)]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum DecoderKind {
    /// 16 latents and the eight conditions.
    #[default]
    Conditional,
    /// 16 latents, eta and the module sum.
    SumEta,
    /// 16 latents, two transposed convolutions, sigmoid.
    Plain,
}

impl DecoderKind {
    /// Checks that all 48 charges of a network can be read from the image that this decoder gives. Everything that
    /// trains, reads, runs or exports a decoder asks here.
    ///
    /// The conditional decoders give the 8x8 image of the chip whatever the encoder reads, so they fit every network.
    /// The plain decoder gives the encoder's own image back: in each direction its 4 pixels become one, two or three
    /// times as many, as far as kernels of 3x3 reach.
    ///
    /// # Errors
    /// An image of another shape, and a trigger cell without a pixel.
    pub fn check(self, network: &AeBlock) -> Result<()> {
        if self != DecoderKind::Plain {
            return Ok(());
        }
        let image = network.image();
        let field = || format!("decoder {}, network {}", <&str>::from(self), network.name());
        let other = "--decoder conditional and --decoder sum-eta fit every network";
        if image.height != image.width || !image.height.is_multiple_of(HIDDEN) || image.height > HIDDEN * KERNEL {
            return Err(Error::new("the decoder cannot give an image of the shape that the encoder reads")
                .field(field())
                .found(format!("{}x{}x{}", image.height, image.width, image.channels))
                .allowed(format!(
                    "4x4, 8x8 or 12x12 pixels: {HIDDEN}x{HIDDEN} in steps that {KERNEL}x{KERNEL} kernels reach"
                ))
                .hint(other));
        }
        match (0..CELLS).find(|&cell| !image.cells.iter().any(|&own| usize::try_from(own) == Ok(cell))) {
            None => Ok(()),
            Some(cell) => Err(Error::new("the decoder cannot give a charge that has no pixel in the encoder's image")
                .field(field())
                .found(format!("no pixel for trigger cell {cell}"))
                .allowed("a pixel for each of the 48 trigger cells")
                .hint(other)),
        }
    }

    /// Numbers it takes besides the latents.
    pub fn conditions(self) -> usize {
        match self {
            DecoderKind::Conditional => CONDITIONS,
            DecoderKind::SumEta => 2,
            DecoderKind::Plain => 0,
        }
    }

    /// Its numbers, from the eight conditions of a module ([`crate::data::conditions`]).
    pub fn pick(self, all: &[f32; CONDITIONS]) -> Vec<f32> {
        match self {
            DecoderKind::Conditional => all.to_vec(),
            DecoderKind::SumEta => vec![all[conditions::SUM], all[0]],
            DecoderKind::Plain => Vec::new(),
        }
    }
}

/// The step from 4 pixels to those of the image, of the plain decoder.
pub fn plain_stride(network: &AeBlock) -> usize {
    network.image().height / HIDDEN
}

/// Name and shape of a tensor; the last index runs fastest.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TensorShape {
    /// Name in `model.safetensors`, behind `decoder.`.
    pub name: &'static str,
    /// Lengths.
    pub shape: Vec<usize>,
    /// Inputs of one output, for the initial spread.
    pub fan_in: usize,
}

/// The tensors of a decoder, in order. Dense kernels are (inputs, outputs); kernels of transposed
/// convolutions (inputs, outputs, row, column), that of the conditional decoders (tap, input).
pub fn tensors(network: &AeBlock, kind: DecoderKind) -> Vec<TensorShape> {
    let tensor = |name, shape: &[usize], fan_in| TensorShape { name, shape: shape.to_vec(), fan_in };
    let inputs = LATENTS + kind.conditions();
    match kind {
        DecoderKind::Conditional | DecoderKind::SumEta => vec![
            tensor("dense_0.kernel", &[inputs, 24], inputs),
            tensor("dense_0.bias", &[24], inputs),
            tensor("dense_1.kernel", &[24, 64], 24),
            tensor("dense_1.bias", &[64], 24),
            tensor("dense_2.kernel", &[64, 128], 64),
            tensor("dense_2.bias", &[128], 64),
            tensor("deconv.kernel", &[9, 8], 8 * 9 / 4),
            tensor("deconv.bias", &[1], 8 * 9 / 4),
        ],
        DecoderKind::Plain => {
            let channels = network.image().channels;
            vec![
                tensor("dense_0.kernel", &[inputs, 128], inputs),
                tensor("dense_0.bias", &[128], inputs),
                tensor("deconv_0.kernel", &[8, 8, 3, 3], 8 * 9 / 4),
                tensor("deconv_0.bias", &[8], 8 * 9 / 4),
                tensor("deconv_1.kernel", &[8, channels, 3, 3], 8 * 9),
                tensor("deconv_1.bias", &[channels], 8 * 9),
            ]
        }
    }
}

/// An image of real numbers, row-major with the channel fastest.
struct Pixels {
    rows: usize,
    columns: usize,
    channels: usize,
    values: Vec<f64>,
}

/// A decoder with its weights, or one that was imported.
#[derive(Debug, Clone)]
pub struct Decoder {
    kind: DecoderKind,
    network: AeBlock,
    weights: Vec<Vec<f32>>,
    imported: Option<Imported>,
}

/// A graph that decodes.
#[derive(Debug, Clone)]
struct Imported {
    graph: Arc<Graph>,
    /// Numbers that each of its inputs takes.
    inputs: Vec<usize>,
    /// For every trigger cell its place in the output.
    places: PerCell<usize>,
}

impl Decoder {
    /// A decoder of this kind with these weights, in the order of [`tensors`].
    ///
    /// # Errors
    /// A network that the decoder does not fit, tensors of another number or length, and weights that are not finite.
    pub fn new(network: &AeBlock, kind: DecoderKind, weights: Vec<Vec<f32>>) -> Result<Self> {
        kind.check(network)?;
        let shapes = tensors(network, kind);
        if weights.len() != shapes.len() {
            return Err(Error::new("wrong number of tensors for the decoder")
                .found(weights.len())
                .allowed(shapes.len().to_string()));
        }
        for (tensor, values) in shapes.iter().zip(&weights) {
            let needed = tensor.shape.iter().product::<usize>();
            if values.len() != needed {
                return Err(Error::new("a tensor of the decoder has the wrong length")
                    .field(tensor.name)
                    .found(values.len())
                    .allowed(needed.to_string()));
            }
            if let Some(at) = values.iter().position(|value| !value.is_finite()) {
                return Err(Error::new("a weight of the decoder is not a finite number")
                    .field(format!("{}[{at}]", tensor.name))
                    .found(values[at])
                    .hint("the training diverged; the run cannot be used"));
            }
        }
        Ok(Decoder { kind, network: network.clone(), weights, imported: None })
    }

    /// Its kind.
    pub fn kind(&self) -> DecoderKind {
        self.kind
    }

    /// A graph as a decoder. Its inputs are 16 latents and the conditions of a kind, in one or in several vectors;
    /// its output is an image of the network or of the chip, perhaps with one row and column more below and to the
    /// right.
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
        let total = widths.as_ref().map(|widths| widths.iter().sum::<usize>());
        let kinds = [DecoderKind::Conditional, DecoderKind::SumEta, DecoderKind::Plain];
        let kind = kinds.into_iter().find(|kind| total == Some(LATENTS + kind.conditions()));
        let (Some(kind), Some(inputs)) = (kind, widths) else {
            return Err(Error::new("the decoder takes other inputs")
                .found(list().collect::<Vec<_>>().join(", "))
                .allowed("16 latents; with sum and eta 18, with the eight conditions 24"));
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
        let imported = Some(Imported { graph: Arc::new(graph), inputs, places });
        Ok(Decoder { kind, network: network.clone(), weights: Vec::new(), imported })
    }

    /// Its weights, in the order of [`tensors`]; none for a decoder that was imported as a graph.
    pub fn weights(&self) -> &[Vec<f32>] {
        &self.weights
    }

    /// Its layers and tensors, as they are written for other programs.
    ///
    /// # Errors
    /// A decoder that was imported as a graph.
    pub fn export(&self) -> Result<DecoderExport> {
        if self.imported.is_some() {
            return Err(Error::new("a decoder that was imported as a graph cannot be written again")
                .hint("convert the file that it came from"));
        }
        let weights = &self.weights;
        let dense = |number: usize| {
            let (kernel, bias) = (&weights[2 * number], &weights[2 * number + 1]);
            let shape = vec![kernel.len() / bias.len().max(1), bias.len()];
            let kernel = NdArray { shape, values: kernel.clone() };
            let name = format!("dense_{number}");
            DecoderLayer::Dense { name, kernel, bias: bias.clone(), activation: ValueFunction::Relu }
        };
        let transposed = |name: &str, first: usize, stride: usize, activation: ValueFunction| {
            let bias = weights[first + 1].clone();
            // The one output of the conditional decoders is (tap, input) already.
            let values = match self.kind {
                DecoderKind::Plain => taps_first(&weights[first], 8, bias.len()),
                DecoderKind::Conditional | DecoderKind::SumEta => weights[first].clone(),
            };
            let kernel = NdArray { shape: vec![3, 3, bias.len(), 8], values };
            DecoderLayer::Transposed { name: name.to_owned(), stride, kernel, bias, activation }
        };
        let image = DecoderLayer::Reshape([4, 4, 8]);
        let layers = match self.kind {
            DecoderKind::Conditional | DecoderKind::SumEta => {
                vec![dense(0), dense(1), dense(2), image, transposed("deconv", 6, 2, ValueFunction::Relu)]
            }
            DecoderKind::Plain => vec![
                dense(0),
                image,
                transposed("deconv_0", 2, plain_stride(&self.network), ValueFunction::Relu),
                transposed("deconv_1", 4, 1, ValueFunction::Sigmoid),
            ],
        };
        let conditions = self.kind.conditions();
        let all = tensors(&self.network, self.kind);
        let array = |(tensor, values): (&TensorShape, &Vec<f32>)| {
            NamedArray::float32(format!("decoder.{}", tensor.name), &tensor.shape, values.clone())
        };
        let tensors = all.iter().zip(weights).map(array).collect();
        Ok(DecoderExport { layers: DecoderLayers { inputs: LATENTS + conditions, layers }, conditions, tensors })
    }

    /// The reconstruction, 48 charges in post-MUX order, none below 0, in the scale of the training:
    /// charges over the power of two below their sum. Takes 16 latents in 0..2 and the conditions of
    /// the kind, as [`DecoderKind::pick`] gives them. A graph that was imported may give numbers below 0.
    ///
    /// # Errors
    /// Only of graphs: operations that do not fit, by node.
    pub fn decode(&self, latents: &[f32; LATENTS], conditions: &[f32]) -> Result<PerCell<f32>> {
        if let Some(Imported { graph, inputs, places }) = &self.imported {
            let mut numbers = latents.iter().chain(conditions).copied();
            let vector =
                |&length: &usize| NdArray { shape: vec![1, length], values: numbers.by_ref().take(length).collect() };
            let image = graph.run(&inputs.iter().map(vector).collect::<Vec<_>>())?;
            return Ok(places.map(|place| image.values.get(place).copied().unwrap_or_default()));
        }
        let input: Vec<f64> = latents.iter().chain(conditions).map(|&value| f64::from(value)).collect();
        // Dense output in Keras order (row, column, filter).
        let image = |values| Pixels { rows: HIDDEN, columns: HIDDEN, channels: 8, values };
        let (source, pixels) = match self.kind {
            DecoderKind::Conditional | DecoderKind::SumEta => {
                let hidden = image(self.dense(&self.dense(&self.dense(&input, 0), 2), 4));
                // Their image is that of the chip, whatever the encoder's.
                let kernel = |input: usize, _: usize, tap: usize| self.weights[6][8 * tap + input];
                let wide = transposed(&hidden, 1, 2, kernel, &self.weights[7], |sum| sum.max(0.0));
                (AeBlock::chip_8x8().image(), wide)
            }
            DecoderKind::Plain => {
                let hidden = image(self.dense(&input, 0));
                let (first, second) = (&self.weights[2], &self.weights[4]);
                let image_of_network = self.network.image();
                let channels = image_of_network.channels;
                let wide = transposed(
                    &hidden,
                    8,
                    plain_stride(&self.network),
                    |input, output, tap| first[9 * (8 * input + output) + tap],
                    &self.weights[3],
                    |sum| sum.max(0.0),
                );
                let kernel = |input: usize, output: usize, tap: usize| second[9 * (channels * input + output) + tap];
                let last =
                    transposed(&wide, channels, 1, kernel, &self.weights[5], |sum| 1.0 / (1.0 + libm::exp(-sum)));
                (image_of_network, last)
            }
        };
        let mut charges = [0.0; CELLS];
        for (&cell, &value) in source.cells.iter().zip(&pixels.values) {
            if let Ok(cell) = usize::try_from(cell) {
                charges[cell] = value as f32;
            }
        }
        Ok(charges)
    }

    fn dense(&self, input: &[f64], first: usize) -> Vec<f64> {
        let (kernel, bias) = (&self.weights[first], &self.weights[first + 1]);
        let mut sums: Vec<f64> = bias.iter().map(|&bias| f64::from(bias)).collect();
        for (input, row) in input.iter().zip(kernel.chunks(bias.len())) {
            sums.iter_mut().zip(row).for_each(|(sum, &weight)| *sum += input * f64::from(weight));
        }
        sums.iter().map(|sum| sum.max(0.0)).collect()
    }
}

/// Kernel (input, output, row, column) of 3x3 to (row, column, output, input).
fn taps_first(kernel: &[f32], inputs: usize, outputs: usize) -> Vec<f32> {
    let places = (0..9).flat_map(|tap| (0..outputs).map(move |output| (tap, output)));
    let places = places.flat_map(|(tap, output)| (0..inputs).map(move |input| (input * outputs + output) * 9 + tap));
    places.map(|at| kernel[at]).collect()
}

/// The place of every trigger cell in an output of this shape, if it is an image of this kind: channels last,
/// channels first, or flat.
fn places(image: &Image, shape: &[usize]) -> Option<PerCell<usize>> {
    let (&frames, lengths) = shape.split_first()?;
    let fits = |rows: usize, columns: usize| {
        (image.height..=image.height + 1).contains(&rows) && (image.width..=image.width + 1).contains(&columns)
    };
    // Steps between rows, columns and channels.
    let steps = match *lengths {
        [rows, columns, last] if last == image.channels && fits(rows, columns) => [columns * last, last, 1],
        [first, rows, columns] if first == image.channels && fits(rows, columns) => [columns, 1, rows * columns],
        [rows, columns] if image.channels == 1 && fits(rows, columns) => [columns, 1, 1],
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
    (frames == 1).then_some(places)
}

/// A transposed convolution of 3x3 with padding "same": stride 1 cuts one row and column on every side of the full
/// result, stride 2 the last row and column, stride 3 none. `kernel` takes input channel, output channel and tap.
fn transposed(
    input: &Pixels,
    channels: usize,
    stride: usize,
    kernel: impl Fn(usize, usize, usize) -> f32,
    bias: &[f32],
    activation: impl Fn(f64) -> f64,
) -> Pixels {
    let (rows, columns) = (input.rows * stride, input.columns * stride);
    let cut = usize::from(stride == 1);
    let mut values: Vec<f64> = (0..rows * columns * channels).map(|at| f64::from(bias[at % channels])).collect();
    for (at, &value) in input.values.iter().enumerate().filter(|&(_, &value)| value != 0.0) {
        let (y, x, from) =
            (at / input.channels / input.columns, at / input.channels % input.columns, at % input.channels);
        for tap in 0..KERNEL * KERNEL {
            let (row, column) =
                ((stride * y + tap / KERNEL).wrapping_sub(cut), (stride * x + tap % KERNEL).wrapping_sub(cut));
            if row < rows && column < columns {
                let place = &mut values[(row * columns + column) * channels..][..channels];
                for (to, sum) in place.iter_mut().enumerate() {
                    *sum += value * f64::from(kernel(from, to, tap));
                }
            }
        }
    }
    let values = values.into_iter().map(activation).collect();
    Pixels { rows, columns, channels, values }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::network::FirstForm;

    fn zeros(network: &AeBlock, kind: DecoderKind) -> Vec<Vec<f32>> {
        tensors(network, kind).iter().map(|tensor| vec![0.0; tensor.shape.iter().product()]).collect()
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
        let charges = decoder.decode(&latents, &[0.0; CONDITIONS]).unwrap();
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

    /// The chip's network with another image, and sums that are wide enough for it.
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
            match (DecoderKind::Plain.check(&network).map_err(|error| error.to_string()), fits) {
                (Ok(()), true) => {}
                (Err(fault), false) => {
                    let shape = format!("{}x{}x{}", image[0], image[1], image[2]);
                    assert!(fault.contains(&shape) && fault.contains("decoder plain, network odd"), "{fault}");
                    let refused = Decoder::new(&network, DecoderKind::Plain, zeros(&network, DecoderKind::Plain));
                    assert_eq!(refused.unwrap_err().to_string(), fault);
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
        let network = AeBlock::chip_8x8();
        let fault = |weights| Decoder::new(&network, DecoderKind::Plain, weights).unwrap_err().to_string();
        let mut weights = zeros(&network, DecoderKind::Plain);
        weights[3].pop();
        assert!(fault(weights.clone()).contains("deconv_0.bias"));
        weights[3].push(f32::NAN);
        assert!(fault(weights.clone()).contains("deconv_0.bias[7]"));
        weights.pop();
        assert!(fault(weights).contains("number of tensors"));
    }
}
