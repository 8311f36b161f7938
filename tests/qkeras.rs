//! The quantisers, and encoders with them, against QKeras itself.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;

use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};
use std::process::{ChildStdout, Command, Stdio};

use econ_emu::golden::random;
use econ_emu::interchange::export::{ExportForm, ModelExport, ModelFormat};
use econ_emu::interchange::ndarray::NdArray;
use econ_emu::interchange::network::import;
use econ_emu::interchange::{keras, tensorflow};
use econ_emu::network::zoo::ZOO;
use econ_emu::network::{AeBlock, CELLS};
use econ_emu::nn::quantiser::{Grid, Quantiser};
use econ_emu::nn::{self, Evaluator, Network, Number, Padding, Typed, Values, WeightValues, Weights};
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;
use serde_json::{Value, json};

common::tests! {
    quantisers_and_encoders_are_those_of_qkeras: [QKERAS],
}

/// Values of each elementwise comparison.
const VALUES: usize = 100_000;

/// A tensor in a file.
#[derive(Clone)]
struct Tensor {
    file: PathBuf,
    values: Vec<f32>,
    shape: Vec<usize>,
}

/// What QKeras is asked.
#[derive(Clone, Copy, Default)]
struct Question {
    kernel: bool,
    draw: bool,
    slopes: bool,
}

struct Job<'a> {
    word: String,
    tensor: &'a Tensor,
    question: Question,
}

fn packages() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("target/python-qkeras")
}

fn tensor(directory: &Path, name: &str, shape: &[usize], values: Vec<f32>) -> Tensor {
    let file = directory.join(name);
    std::fs::write(&file, values.iter().flat_map(|value| value.to_le_bytes()).collect::<Vec<u8>>()).unwrap();
    assert_eq!(values.len(), shape.iter().product::<usize>());
    Tensor { file, values, shape: shape.to_vec() }
}

/// Halves of steps and their neighbours, numbers of every size, any bit patterns, and the ends.
fn numbers(rng: &mut ChaCha8Rng) -> Vec<f32> {
    let ends = [0.0, f32::MIN_POSITIVE, f32::MIN_POSITIVE.next_down(), f32::from_bits(1), f32::MAX, f32::INFINITY];
    let mut values: Vec<f32> = ends.into_iter().flat_map(|end| [end, -end]).chain([f32::NAN]).collect();
    while values.len() < VALUES {
        let half = |rng: &mut ChaCha8Rng| {
            let end = 1i32 << rng.random_range(1..18);
            rng.random_range(-end..end) as f32 * 0.5f32.powi(rng.random_range(1..18))
        };
        values.push(match rng.random_range(0..8) {
            0..3 => half(rng),
            3 => half(rng).next_up(),
            4 => half(rng).next_down(),
            5 | 6 => rng.random_range(-2.0..2.0) * 2f32.powi(rng.random_range(-20..20)),
            _ => f32::from_bits(rng.random::<u32>()),
        });
    }
    values
}

/// A kernel or bias: channels of different size, one of them zero, one with a single weight, one with
/// equal weights.
fn weights(rng: &mut ChaCha8Rng, shape: &[usize]) -> Vec<f32> {
    let channels = *shape.last().unwrap();
    let sizes: Vec<f32> = (0..channels).map(|_| 2f32.powf(rng.random_range(-6.0..4.0))).collect();
    let value = |index: usize| {
        let weight = rng.random_range(-1.0..1.0) * sizes[index % channels];
        match (index % channels, index / channels) {
            (1, _) => 0.0,
            (2, 1..) => 0.0,
            (3, _) => sizes[3],
            _ => weight,
        }
    };
    (0..shape.iter().product()).map(value).collect()
}

/// The settings of the quantisers that see each value alone.
fn elementwise() -> Vec<String> {
    let mut words = Vec::new();
    for bits in 1..=16 {
        for integer in 0..=bits {
            words.push(format!("quantized_relu({bits},{integer})"));
            for symmetric in [0, 1] {
                words.push(format!("quantized_bits({bits},{integer},{symmetric})"));
                words.push(format!("quantized_bits({bits},{integer},{symmetric},keep_negative=False)"));
            }
        }
        for alpha in [1.0, 0.5, 0.0078125, 4.0, 0.3] {
            words.push(format!("quantized_bits({bits},1,alpha={alpha})"));
        }
    }
    let others = [
        "quantized_bits(20,5)",
        "quantized_bits(24,3,alpha=1)",
        "ternary",
        "ternary(threshold=0.1)",
        "ternary(threshold=0.0)",
        "ternary(alpha=1.0)",
        "ternary(alpha=0.3,threshold=0.5)",
        "stochastic_ternary",
        "binary",
        "binary(alpha=0.25)",
        "binary(alpha=0.3)",
    ];
    words.extend(others.map(str::to_owned));
    words
}

/// The settings of those that see a whole tensor, and whether QKeras is given them for a kernel.
fn fitted() -> Vec<(String, bool)> {
    let mut words = Vec::new();
    for bits in 1..=16 {
        for integer in [0, 1, bits] {
            words.push((format!("quantized_bits({bits},{integer})"), true));
            words.push((format!("quantized_bits({bits},{integer},alpha='auto_po2')"), false));
            words.push((format!("quantized_bits({bits},{integer},keep_negative=False,alpha='auto_po2')"), false));
        }
        words.push((format!("quantized_bits({bits},1,alpha='auto')"), false));
        words.push((format!("quantized_bits({bits},1,alpha=1)"), true));
    }
    for class in ["ternary", "stochastic_ternary", "binary"] {
        words.push((class.to_owned(), true));
        words.push((format!("{class}(alpha='auto_po2')"), false));
    }
    words
}

/// The answers of QKeras, one after the other, and the file of what it says besides.
struct Answers(BufReader<ChildStdout>, PathBuf);

impl Answers {
    /// The quantiser as QKeras describes it.
    fn description(&mut self) -> Value {
        let mut line = String::new();
        self.0.read_line(&mut line).unwrap();
        serde_json::from_str(&line).unwrap_or_else(|error| panic!("{error}: {line} {}", self.errors()))
    }

    fn errors(&self) -> String {
        std::fs::read_to_string(&self.1).unwrap()
    }

    fn numbers(&mut self, count: usize) -> Vec<f32> {
        let mut bytes = vec![0; 4 * count];
        self.0.read_exact(&mut bytes).unwrap();
        bytes.chunks_exact(4).map(|bytes| f32::from_le_bytes(bytes.try_into().unwrap())).collect()
    }
}

/// The first value for which two results differ.
fn difference(ours: &[f32], theirs: &[f32], values: &[f32]) -> Option<String> {
    assert_eq!((ours.len(), values.len()), (theirs.len(), values.len()));
    let equal = |x: f32, y: f32| x.to_bits() == y.to_bits() || (x.is_nan() && y.is_nan());
    let at = ours.iter().zip(theirs).position(|(&ours, &theirs)| !equal(ours, theirs))?;
    Some(format!("{at}: {:e} gives {:e}, {:e} in QKeras", values[at], ours[at], theirs[at]))
}

/// Compares frequencies of codes with their probabilities, over the values of each tenth of a
/// probability.
fn frequencies(job: &Job, quantiser: Quantiser, drawn: &[f32], whose: &str) {
    let Tensor { values, shape, .. } = job.tensor;
    let probabilities = quantiser.probabilities(values, shape).unwrap();
    for (code, sign) in [-1i32, 0, 1].into_iter().enumerate() {
        let (mut counts, mut means, mut variances) = ([0.0; 10], [0.0; 10], [0.0; 10]);
        for (probabilities, drawn) in probabilities.iter().zip(drawn) {
            let probability = probabilities[code];
            let tenth = ((probability * 10.0) as usize).min(9);
            let code = if *drawn == 0.0 { 0 } else { drawn.signum() as i32 };
            counts[tenth] += f64::from(code == sign);
            means[tenth] += probability;
            variances[tenth] += probability * (1.0 - probability);
        }
        for ((count, mean), variance) in counts.iter().zip(means).zip(variances) {
            let sigmas = (count - mean).abs() / variance.sqrt().max(1.0);
            assert!(sigmas <= 4.0, "{whose} {sign}: {count} drawn, {mean} expected, {sigmas} sigma");
        }
    }
}

fn check(job: &Job, answers: &mut Answers, rng: &mut ChaCha8Rng) {
    let Job { word, tensor, question } = job;
    let Tensor { values, shape, .. } = tensor;
    let description = answers.description();
    let read: Quantiser = word.parse().unwrap();
    let quantiser = if question.kernel { read.of_kernel().unwrap().0 } else { read };
    // QKeras means the same by its words and configurations. It writes no temperature that is the usual one.
    assert_eq!(Quantiser::from_keras(&description["config"]).unwrap(), quantiser, "{description}");
    assert_eq!(Quantiser::from_keras(&description["word"]).unwrap(), quantiser, "{description}");
    let theirs = answers.numbers(values.len());
    if question.draw {
        frequencies(job, quantiser, &theirs, "QKeras");
        frequencies(job, quantiser, &quantiser.in_training(values, shape, rng).unwrap(), "ours");
        // What is drawn is 0 or plus or minus the scale of the channel, here with rounding errors.
        let channels = *shape.last().unwrap();
        let ours = quantiser.in_training(values, shape, rng).unwrap();
        let size = |drawn: &[f32], channel| {
            drawn.iter().skip(channel).step_by(channels).fold(0f32, |largest, drawn| largest.max(drawn.abs()))
        };
        for channel in 0..channels {
            let (ours, theirs) = (size(&ours, channel), size(&theirs, channel));
            assert!((ours - theirs).abs() <= 1e-6 * theirs, "{channel}: {ours}, {theirs} in QKeras");
        }
        return;
    }
    let ours = quantiser.quantise(values, shape).unwrap();
    if let Some(difference) = difference(&ours, &theirs, values) {
        panic!("{word} {shape:?}: {difference}");
    }
    // The integers stand for the same numbers, unless a scale is no power of two.
    if question.kernel {
        let grid = quantiser.grid(values, shape).unwrap();
        let format = grid.number.format().unwrap();
        assert!(grid.raw.iter().all(|&raw| format.holds(raw.into())), "{word} {shape:?}");
        let channels = *shape.last().unwrap();
        let number = |(index, &raw): (usize, &i32)| raw as f32 * 2f32.powi(-grid.number.places(index % channels));
        let numbers: Vec<f32> = grid.raw.iter().enumerate().map(number).collect();
        assert_eq!(numbers, theirs, "{word} {shape:?}");
    }
    if question.slopes {
        let slopes = answers.numbers(values.len());
        for (&value, slope) in values.iter().zip(slopes) {
            assert!((quantiser.slope(value) - slope).abs() <= 1e-6, "{word}: slope {slope} at {value:e}");
        }
    }
}

/// An encoder with weights, as QKeras or Keras is asked for it.
#[derive(Clone)]
struct Encoder {
    /// Its settings, see `scripts/qkeras_reference.py`.
    settings: Value,
    /// The description; of a quantised one its formats are those of the quantisers.
    network: Typed,
    /// Its weights as the description has them.
    own: Weights,
    /// Inputs, one sample after the other.
    inputs: Tensor,
    /// The weights as Keras has them.
    weights: Vec<Tensor>,
}

/// A model with layers of QKeras, as it is exported.
struct Exported {
    /// Its files, without their endings.
    path: PathBuf,
    images: Tensor,
    /// What the same model as a graph gives.
    expected: Vec<f32>,
    /// The latents are those of the graph, bit for bit.
    exact: bool,
}

impl Exported {
    fn job(&self) -> Value {
        json!({"model": self.path, "values": self.images.file, "shape": self.images.shape})
    }

    fn check(&self, answers: &mut Answers) {
        let classes = answers.description()["classes"].to_string();
        assert!(classes.contains("QConv2D") && classes.contains("QDense"), "{classes}");
        assert_eq!(classes.contains("QActivation"), self.exact, "{classes}");
        let found = answers.numbers(self.expected.len());
        let distinct: std::collections::BTreeSet<u32> = found.iter().map(|value| value.to_bits()).collect();
        assert!(distinct.len() > 100, "{}: the output says too little", self.path.display());
        for (found, expected) in found.iter().zip(&self.expected) {
            let allowed = if self.exact { 0.0 } else { 1e-5 * expected.abs().max(1.0) };
            assert!((found - expected).abs() <= allowed, "{}: {found}, {expected}", self.path.display());
        }
    }
}

/// The encoders of both built-in networks in the reference form.
fn exports(directory: &Path) -> Vec<Exported> {
    let encoder = |network: AeBlock| {
        let (name, image) = (network.name().to_owned(), network.image());
        let weights = random::weights(&network, 3);
        let model = |bits| ModelExport {
            network: &network,
            parameters: &weights,
            decoder: None,
            form: ExportForm::Reference,
            bits,
        };
        for (file, contents) in model(None).files(ModelFormat::Keras).unwrap() {
            std::fs::write(directory.join(format!("{name}-{file}")), contents).unwrap();
        }
        let shape = [SAMPLES, image.height, image.width, image.channels];
        let charge =
            |(at, &cell): (usize, &i8)| if cell < 0 { 0.0 } else { (at * 71 % 97 * (at % 5) / 9) as f32 / 128.0 };
        let values = (0..SAMPLES).flat_map(|_| &image.cells).enumerate().map(charge).collect();
        let images = tensor(directory, &format!("{name}.f4"), &shape, values);
        let graph = &model(Some(9.into())).files(ModelFormat::Tf).unwrap()[0].1;
        let input = NdArray { shape: shape.to_vec(), values: images.values.clone() };
        let expected = tensorflow::read(graph).unwrap().run(&[input]).unwrap().values;
        let exact = network == AeBlock::chip_8x8();
        Exported { path: directory.join(format!("{name}-encoder")), images, expected, exact }
    };
    vec![encoder(AeBlock::chip_8x8()), encoder(AeBlock::cmssw_4x4x3())]
}

/// Samples of each encoder.
const SAMPLES: usize = 500;

/// The quantisers of an encoder: input, kernels, biases, activations, latents.
type Words = [String; 5];

fn words_json([input, kernel, bias, activation, latent]: &Words) -> Value {
    json!({"input": input, "kernel": kernel, "bias": bias, "activation": activation, "latent": latent})
}

/// The shape of a tensor in Keras: dense kernels are (inputs, outputs).
fn keras_shape(tensor: &nn::Tensor) -> Vec<usize> {
    let mut shape = tensor.shape.clone();
    if shape.len() == 2 {
        shape.reverse();
    }
    shape
}

/// Values of a tensor of Keras in the order of the description.
fn described<T: Copy>(tensor: &nn::Tensor, values: &[T]) -> Vec<T> {
    match tensor.shape.as_slice() {
        &[outputs, inputs] => (0..values.len()).map(|at| values[at % inputs * outputs + at / inputs]).collect(),
        _ => values.to_vec(),
    }
}

/// Random weights of an encoder, one tensor of Keras after the other: not only small ones, so that quantisers clip.
fn draw(directory: &Path, rng: &mut ChaCha8Rng, name: &str, network: &Typed) -> Vec<Tensor> {
    let draw = |(number, tensor): (usize, &nn::Tensor)| {
        let shape = keras_shape(tensor);
        let size = 2.5 / (tensor.fan_in as f32).sqrt();
        let sizes: Vec<f32> = (0..tensor.channels).map(|_| size * 2f32.powf(rng.random_range(-1.0..1.0))).collect();
        let values = (0..tensor.len()).map(|at| rng.random_range(-1.0..1.0) * sizes[at % tensor.channels]).collect();
        self::tensor(directory, &format!("{name}.{number}"), &shape, values)
    };
    network.tensors().iter().enumerate().map(draw).collect()
}

/// The encoders of the zoo with other layers than those before them.
fn zoo(directory: &Path, rng: &mut ChaCha8Rng) -> Vec<Encoder> {
    let mut known = std::collections::BTreeSet::new();
    let mut encoders = Vec::new();
    for model in ZOO {
        let ([rows, columns, channels], arrange) = model.arrangement.image();
        let (input, other) = match model.bits {
            None => (None, None),
            Some(bits) => {
                let weight = format!("quantized_bits({},{},alpha=1)", bits.weight.0, bits.weight.1);
                let (total, integer, signed) = bits.input;
                let negative = if signed { "True" } else { "False" };
                let input = format!("quantized_bits({total},{integer},keep_negative={negative},alpha=1)");
                let relu = |(total, integer): (u32, u32)| format!("quantized_relu({total},{integer})");
                (Some(weight.clone()), Some([input, weight.clone(), weight, relu(bits.accumulator), relu(bits.latent)]))
            }
        };
        let mask = |keep: bool| keep.then(|| (0..64).map(|at| u8::from(at / 8 < 4 || at % 8 < 4)).collect::<Vec<u8>>());
        let settings = json!({
            "shape": [rows, columns, channels],
            "arrange": arrange,
            "filters": model.filters,
            "kernels": model.kernels,
            "strides": model.stride,
            "padding": if model.padding == Padding::Same { "same" } else { "valid" },
            "pool": model.pool,
            "separate": model.separate.map(|shared| if shared { "shared" } else { "own" }),
            "mask": mask(model.mask),
            "dense": model.dense,
            "encoded_dim": model.latents,
            "words": other.as_ref().map(words_json),
        });
        if !known.insert(settings.to_string()) {
            continue;
        }
        let network = model.describe().check().unwrap();
        let weights = draw(directory, rng, model.name, &network);
        let quantiser: Option<Quantiser> = input.map(|word| word.parse().unwrap());
        let own = network.tensors().iter().zip(&weights).map(|(tensor, weights)| match quantiser {
            None => WeightValues::Reals(described(tensor, &weights.values)),
            Some(quantiser) => {
                let grid = quantiser.grid(&weights.values, &weights.shape).unwrap();
                assert_eq!(grid.number.format().unwrap().frac, tensor.number.format().unwrap().frac);
                WeightValues::Integers(described(tensor, &grid.raw))
            }
        });
        let own = Weights::new(&network, own.collect()).unwrap();
        // As the chip normalises them, and some beyond the ends of the quantisers.
        let charge = |_| if rng.random_range(0..3u8) == 0 { 0.0 } else { rng.random_range(-0.5..4.0) };
        let inputs = (0..SAMPLES * CELLS).map(charge).collect();
        let inputs = tensor(directory, &format!("{}.charges", model.name), &[SAMPLES, CELLS], inputs);
        encoders.push(Encoder { settings, network, own, inputs, weights });
    }
    encoders
}

/// Encoders of the replaced systems with their quantisers: 8 filters of 3x3 in steps of 2 with padding, 16 latents.
fn encoders(directory: &Path, rng: &mut ChaCha8Rng) -> Vec<Encoder> {
    let words = [
        // The conditional autoencoder.
        [
            "quantized_bits(8,1)",
            "quantized_bits(6,0,alpha=1)",
            "quantized_bits(6,0,alpha=1)",
            "quantized_bits(8,1)",
            "quantized_bits(9,1)",
        ],
        // Kernels that QKeras scales.
        [
            "quantized_bits(8,1)",
            "quantized_bits(6,0)",
            "quantized_bits(6,0,alpha=1)",
            "quantized_relu(8,3)",
            "quantized_relu(9,3)",
        ],
        ["quantized_bits(8,1)", "stochastic_ternary", "ternary", "quantized_relu(8,4)", "quantized_bits(9,5)"],
    ];
    let mut file = |name: String, shape: &[usize], size: f32| {
        let channels = *shape.last().unwrap();
        let sizes: Vec<f32> = (0..channels).map(|_| size * 2f32.powf(rng.random_range(-1.0..1.0))).collect();
        let values = (0..shape.iter().product()).map(|at: usize| rng.random_range(-1.0..1.0) * sizes[at % channels]);
        tensor(directory, &name, shape, values.collect())
    };
    let encoder = |(number, words): (usize, [&'static str; 5])| {
        let weights = vec![
            file(format!("conv{number}"), &[3, 3, 1, 8], 1.0),
            file(format!("conv bias{number}"), &[8], 1.0),
            file(format!("dense{number}"), &[128, 16], 0.3),
            file(format!("dense bias{number}"), &[16], 0.8),
        ];
        let (network, own) = quantised(&words, &weights);
        let settings = json!({
            "shape": [8, 8, 1], "arrange": (0..64).collect::<Vec<i32>>(), "filters": [8], "kernels": [3], "strides": 2,
            "padding": "same", "pool": false, "separate": null, "mask": null, "dense": [], "encoded_dim": 16,
            "words": words_json(&words.map(str::to_owned)),
        });
        // Beyond the ends of the input, too.
        let inputs = file(format!("images{number}"), &[SAMPLES, 64], 4.0);
        Encoder { settings, network, own, inputs, weights }
    };
    words.into_iter().enumerate().map(encoder).collect()
}

/// The description of an encoder with these quantisers, and its weights.
fn quantised(words: &[&str; 5], weights: &[Tensor]) -> (Typed, Weights) {
    let quantisers = words.map(|word| word.parse::<Quantiser>().unwrap());
    let [input, kernel, bias, activation, latent] = quantisers;
    let kernel = kernel.of_kernel().unwrap().0;
    let grids: Vec<Grid> = weights
        .iter()
        .zip([kernel, bias, kernel, bias])
        .map(|(tensor, quantiser)| quantiser.grid(&tensor.values, &tensor.shape).unwrap())
        .collect();
    let numbers = [input, activation, latent].map(|quantiser| quantiser.number().unwrap());
    // Exact sums need the places of the finest product and of the biases.
    let sum = |input: &Number, layer: usize| {
        let products = (0..grids[layer].number.scales().max(1)).map(|at| grids[layer].number.places(at));
        let frac = (input.places(0) + products.max().unwrap()).max(grids[layer + 1].number.places(0));
        json!({"format": format!("s40.{frac}"), "products": "exact"})
    };
    let function = |quantiser| match quantiser {
        Quantiser::QuantizedRelu { .. } => "relu",
        _ => "linear",
    };
    let names = ["conv_kernel", "conv_bias", "dense_kernel", "dense_bias"];
    let tensors = names.iter().zip(&grids).map(|(name, grid)| json!({"name": name, "number": grid.number}));
    let description = json!({
        "format": 2,
        "name": "encoder",
        "inputs": [{"name": "image", "shape": [8, 8, 1], "number": numbers[0]}],
        "tensors": tensors.collect::<Vec<Value>>(),
        "layers": [
            {"name": "conv", "inputs": ["image"], "op": "conv2d", "kernel": [3, 3], "stride": [2, 2], "filters": 8,
                "weights": names[0], "bias": names[1], "sum": sum(&numbers[0], 0)},
            {"name": "activation", "inputs": ["conv"], "op": "activation", "function": function(activation),
                "output": numbers[1]},
            {"name": "flat", "inputs": ["activation"], "op": "flatten"},
            {"name": "dense", "inputs": ["flat"], "op": "dense", "units": 16,
                "weights": names[2], "bias": names[3], "sum": sum(&numbers[1], 2)},
            {"name": "latents", "inputs": ["dense"], "op": "activation", "function": function(latent),
                "output": numbers[2]},
        ],
        "outputs": ["latents"],
    });
    let network = Network::from_yaml(&description.to_string(), Path::new("encoder")).unwrap().check().unwrap();
    let raw =
        grids.iter().zip(network.tensors()).map(|(grid, tensor)| WeightValues::Integers(described(tensor, &grid.raw)));
    let own = Weights::new(&network, raw.collect()).unwrap();
    (network, own)
}

impl Encoder {
    fn job(&self) -> Value {
        let files: Vec<&Path> = self.weights.iter().map(|tensor| tensor.file.as_path()).collect();
        json!({"encoder": self.settings, "weights": files, "values": self.inputs.file, "shape": self.inputs.shape})
    }

    /// The latents: those of QKeras bit for bit, in real numbers those of Keras to 1e-5. Floating-point operations are
    /// those that the profiler of TensorFlow counts.
    fn check(&self, answers: &mut Answers) {
        let Encoder { settings, network, own, inputs, .. } = self;
        let description = answers.description();
        let (flops, cost) = (&description["flops"], network.cost());
        assert!(flops.is_null() || *flops == cost.flops, "{settings}: {flops}, ours {cost:?}");
        // Keras' own description of the layers gives the same, as far as its layers are not functions of TensorFlow.
        let read = keras::model::read_architecture(description["architecture"].as_str().unwrap());
        if settings["separate"].is_null() && settings["mask"].is_null() {
            let described = import(&read.unwrap().graph, "described").unwrap().network;
            let counted = described.cost();
            assert_eq!(
                [counted.macs, counted.flops, counted.weights],
                [cost.macs, cost.flops, cost.weights],
                "{settings}"
            );
        } else {
            let said = read.unwrap_err().to_string();
            let refused = ["OpLambda", "a layer that is used several times is not supported"];
            assert!(refused.iter().any(|words| said.contains(words)), "{said}");
        }
        let output = network.node(network.outputs()[0]);
        let theirs = answers.numbers(SAMPLES * output.len());
        let evaluator = Evaluator::new(network, own).unwrap();
        let mut values = Values::default();
        let mut seen = std::collections::BTreeSet::new();
        for (sample, theirs) in inputs.values.chunks(inputs.shape[1]).zip(theirs.chunks(output.len())) {
            evaluator.run_reals(sample, &mut values).unwrap();
            let ours = values.numbers(output);
            match output.number.is_fixed() {
                true => assert_eq!(ours, theirs, "{settings}"),
                false => {
                    for (ours, theirs) in ours.iter().zip(theirs) {
                        let allowed = 1e-5 * theirs.abs().max(1.0);
                        assert!((ours - theirs).abs() <= allowed, "{settings}: {ours}, {theirs} in Keras");
                    }
                }
            }
            seen.extend(ours.iter().map(|latent| latent.to_bits()));
        }
        // Not only the ends: as many as the samples can have of a format.
        let most = output.number.format().map_or(1000, |format| 1 << format.bits);
        assert!(seen.len() * 4 > most.min(1000), "{settings}: {} different latents", seen.len());
    }
}

fn quantisers_and_encoders_are_those_of_qkeras() {
    let scratch = tempfile::tempdir().unwrap();
    let mut rng = ChaCha8Rng::seed_from_u64(15);
    let plain = tensor(scratch.path(), "plain", &[VALUES], numbers(&mut rng));
    let smooth: Vec<f32> = plain.values.iter().copied().filter(|value| value.abs() < 1e6).take(2_000).collect();
    let smooth = tensor(scratch.path(), "smooth", &[2_000], smooth);
    let shapes = [vec![3, 3, 5, 16], vec![VALUES / 16, 16], vec![16]];
    let kernels: Vec<Tensor> = shapes
        .iter()
        .enumerate()
        .map(|(index, shape)| tensor(scratch.path(), &index.to_string(), shape, weights(&mut rng, shape)))
        .collect();
    // Copies along the first axis leave the statistics of a channel as they are.
    let drawn = tensor(scratch.path(), "drawn", &[36 * 2_000, 8], {
        let mut kernel = weights(&mut rng, &[36, 8]);
        // Channels of one value have no width to draw with.
        kernel.chunks_mut(8).enumerate().for_each(|(row, weights)| weights[1..4].fill(row as f32 / 20.0 - 0.9));
        kernel.repeat(2_000)
    });

    let mut jobs = Vec::new();
    let mut ask = |word: &str, tensor, question| jobs.push(Job { word: word.to_owned(), tensor, question });
    for word in elementwise() {
        ask(&word, &plain, Question::default());
    }
    for (word, kernel) in fitted() {
        for tensor in &kernels {
            // A layer has kernels of two or four axes.
            let question = Question { kernel: kernel && tensor.shape.len() > 1, ..Question::default() };
            ask(&word, tensor, question);
        }
    }
    for word in
        ["quantized_bits(8,1)", "quantized_relu(8,1)", "ternary", "ternary(alpha=1)", "binary", "binary(alpha=2)"]
    {
        ask(word, &smooth, Question { slopes: true, ..Question::default() });
    }
    for word in ["quantized_bits(4,1)", "ternary", "binary", "stochastic_ternary"] {
        ask(word, &kernels[0], Question { kernel: true, slopes: true, ..Question::default() });
    }
    for word in ["stochastic_ternary", "stochastic_ternary(temperature=3.0)"] {
        ask(word, &drawn, Question { kernel: true, draw: true, ..Question::default() });
    }

    let list = jobs.iter().map(|Job { word, tensor: Tensor { file, shape, .. }, question }| {
        let Question { kernel, draw, slopes } = question;
        json!({"quantiser": word, "values": file, "shape": shape, "kernel": kernel, "draw": draw, "slopes": slopes})
    });
    let encoders = [encoders(scratch.path(), &mut rng), zoo(scratch.path(), &mut rng)].concat();
    let exports = exports(scratch.path());
    let list = list.chain(encoders.iter().map(Encoder::job)).chain(exports.iter().map(Exported::job));
    let list: Vec<Value> = list.collect();
    let file = scratch.path().join("jobs.json");
    std::fs::write(&file, Value::from(list).to_string()).unwrap();
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("scripts/qkeras_reference.py");
    let errors = scratch.path().join("errors");
    let mut python = Command::new("python3")
        .arg(script)
        .arg(&file)
        .env("PYTHONPATH", packages())
        .stdout(Stdio::piped())
        .stderr(std::fs::File::create(&errors).unwrap())
        .spawn()
        .unwrap();
    let mut answers = Answers(BufReader::new(python.stdout.take().unwrap()), errors);
    for job in &jobs {
        check(job, &mut answers, &mut rng);
    }
    for encoder in &encoders {
        encoder.check(&mut answers);
    }
    for export in &exports {
        export.check(&mut answers);
    }
    assert!(python.wait().unwrap().success(), "{}", answers.errors());
    let values: usize = jobs.iter().map(|job| job.tensor.values.len()).sum();
    println!("{} quantisers with their settings, {values} values, {} encoders", jobs.len(), encoders.len());
}
