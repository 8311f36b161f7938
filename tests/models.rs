//! Exported models in the programs they are made for: TensorFlow, ONNX Runtime, QONNX, NumPy.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;

use std::path::{Path, PathBuf};
use std::process::Command;

use common::{default_run, earlier_run, econ_emu};
use econ_emu::chip::autoencoder::packet::latent_bits;
use econ_emu::chip::autoencoder::{Encoder, normalise};
use econ_emu::chip::signals::Calq;
use econ_emu::data::cells::{CellOrder, from_post_mux};
use econ_emu::data::conditions::Conditions;
use econ_emu::data::synth::{Synth, SynthKind};
use econ_emu::data::{Sample, read_all};
use econ_emu::golden::random;
use econ_emu::interchange::encoder::{read as encoder_in, write as encoder};
use econ_emu::interchange::export::{ExportForm, ModelExport, ModelFormat, PortNames};
use econ_emu::interchange::graph::Graph;
use econ_emu::interchange::import::{self, ImportOptions, Quantisers};
use econ_emu::interchange::ndarray::NdArray;
use econ_emu::interchange::network::{self as described, Described};
use econ_emu::interchange::npz::{self, ArrayValues, NamedArray};
use econ_emu::interchange::{keras, onnx, tensorflow, torch};
use econ_emu::network::{AeBlock, CELLS, EncoderTensor, FirstForm, Format, Image, LATENTS, Overflow, Rounding};
use econ_emu::nn::quantiser::Quantiser;
use econ_emu::nn::{self, Evaluator, Function, Typed, Weights};
use econ_emu::physics::cmssw;
use econ_emu::physics::decoder::{Decoder, DecoderKind, DecoderSpec, tensors};
use econ_emu::physics::imported::{self, Imported, OwnEncoder};
use econ_emu::physics::model::ModelContender;
use econ_emu::registers::{KeepMask, LatentWidths, weight_table};
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;
use serde_json::{Value, json};
use strum::VariantArray;

common::tests! {
    chip_graphs_give_the_latents_of_the_emulator: [TENSORFLOW],
    reference_graphs_compute_with_the_quantisers_of_the_reference: [TENSORFLOW],
    decoders_give_the_charges_of_the_emulator: [TENSORFLOW],
    published_graphs_are_imported: [TENSORFLOW, MODELS],
    encoders_are_read_by_their_functions: [],
    weights_alone_take_the_quantisers_that_are_named: [],
    the_chip_is_compared_with_the_model_of_the_file: [],
    models_of_keras_with_one_thing_changed: [TENSORFLOW],
    weights_of_pytorch_are_read: [],
    published_weights_of_pytorch_are_read: [MODELS],
    graphs_of_other_kinds_are_imported: [TENSORFLOW],
    exports_are_imported_again: [],
    the_command_imports_what_it_exports: [],
    hls4ml_computes_the_reference_form: [HLS4ML],
    cmssw_sets_are_filled_as_cmssw_fills_them: [TENSORFLOW],
    cmssw_sets_are_refused_or_written_whole: [],
    graphs_that_cannot_be_used_are_refused_by_node: [],
    exports_become_descriptions: [],
    quantised_models_of_others_become_descriptions: [TENSORFLOW],
    damaged_graphs_do_not_panic: [],
    keras_loads_what_is_exported: [TENSORFLOW],
    the_command_writes_what_its_arguments_say: [],
    sums_beyond_the_floats_are_refused: [],
}

const SAMPLES: usize = 10_000;

/// Normalised charges as integers: showers, and samples beyond what showers give.
fn normalised() -> Vec<[u8; CELLS]> {
    let synth = Synth::new(3, SynthKind::Mixed, None, SAMPLES as u64);
    let mut rng = ChaCha8Rng::seed_from_u64(7);
    let charges = (0..SAMPLES as u64).map(|row| match row {
        0 => [Calq(0); CELLS],
        1 => [Calq(4_062_240); CELLS],
        2..7000 => synth.sample(&synth.row(row)).charges,
        _ => std::array::from_fn(|_| Calq(rng.random_range(0..4_062_241) >> rng.random_range(0..22))),
    });
    charges.map(|charges| normalise::run(&charges).normalised.map(|normalised| normalised.to_bits())).collect()
}

/// A network whose image is 12x12, which stride 3 brings to 4x4 and the plain decoder back to 12x12.
fn stride_3() -> AeBlock {
    let mut form = FirstForm { name: "stride-3".into(), ..FirstForm::chip_8x8() };
    let cells = (0..144).map(|pixel| if pixel < CELLS { pixel as i8 } else { -1 }).collect();
    form.image = Image { height: 12, width: 12, channels: 1, cells };
    form.conv.stride = 3;
    form.block().unwrap()
}

/// The input of the graphs: normalised charges at their pixels, over 128.
fn images(network: &AeBlock, normalised: &[[u8; CELLS]]) -> NamedArray {
    let image = network.image();
    let pixel = |normalised: &[u8; CELLS], cell: i8| {
        usize::try_from(cell).map_or(0.0, |cell| f32::from(normalised[cell]) / 128.0)
    };
    let values =
        normalised.iter().flat_map(|normalised| image.cells.iter().map(|&cell| pixel(normalised, cell))).collect();
    NamedArray::float32("images", &[normalised.len(), image.height, image.width, image.channels], values)
}

/// An array as input of a graph.
fn tensor(array: &NamedArray) -> NdArray {
    let ArrayValues::Float32(values) = &array.values else { panic!("floats") };
    NdArray { shape: array.shape.clone(), values: values.clone() }
}

/// Other bits of each latent: 114 of them, one latent of which nothing is sent.
const UNEVEN: LatentWidths = LatentWidths([9, 9, 9, 9, 8, 8, 8, 8, 7, 7, 7, 7, 6, 6, 6, 0]);

/// What the emulator makes of the normalised charges, cut to some bits of 9.
fn latents(
    network: &AeBlock,
    parameters: &Weights,
    normalised: &[[u8; CELLS]],
    bits: impl Into<LatentWidths>,
) -> Vec<f32> {
    let (encoder, bits) = (Encoder::new(network, parameters).unwrap(), bits.into());
    let step = (1u32 << network.latent().number.places(0)) as f32;
    let run = |normalised: &[u8; CELLS]| {
        let latents = encoder.latents(&encoder.layers(&normalise::of_raw(normalised)));
        (0..LATENTS).map(move |at| f32::from(latents[at] >> bits.dropped(at) << bits.dropped(at)) / step)
    };
    normalised.iter().flat_map(run).collect()
}

/// The exported files and the numbers to compare them with.
struct Bench {
    scratch: tempfile::TempDir,
    checks: Vec<Value>,
    /// Largest difference allowed, for each check.
    allowed: Vec<f64>,
}

impl Bench {
    fn new() -> Self {
        Bench { scratch: tempfile::tempdir().unwrap(), checks: Vec::new(), allowed: Vec::new() }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.scratch.path().join(name)
    }

    fn data(&self, name: &str, arrays: &[NamedArray]) {
        std::fs::write(self.path(name), npz::write(arrays).unwrap()).unwrap();
    }

    /// Compares a file with the arrays x and y of a data file.
    fn compare(&mut self, graph: &Path, ends: [&str; 2], data: &str, keys: [&str; 2], allowed: f64) {
        self.checks.push(json!({
            "graph": graph, "input": ends[0], "output": ends[1], "data": self.path(data), "x": keys[0], "y": keys[1],
        }));
        self.allowed.push(allowed);
    }

    /// Runs all comparisons in one process.
    fn finish(self) {
        let list = self.path("checks.json");
        std::fs::write(&list, serde_json::to_string(&self.checks).unwrap()).unwrap();
        let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("scripts/model_reference.py");
        let output = Command::new("python3").arg(script).arg(&list).env("PYTHONPATH", packages()).output().unwrap();
        let said = String::from_utf8(output.stdout).unwrap();
        println!("{said}");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        let lines: Vec<Vec<&str>> = said.lines().map(|line| line.rsplitn(4, ',').collect()).collect();
        assert_eq!(lines.len(), self.checks.len());
        for (line, allowed) in lines.iter().zip(self.allowed) {
            let [largest, differ, samples, graph] = line[..] else { panic!("{line:?}") };
            assert!(samples.parse::<usize>().unwrap() >= 1000, "{graph}: {samples} samples");
            let fine = if allowed == 0.0 { differ == "0" } else { largest.parse::<f64>().unwrap() <= allowed };
            assert!(fine, "{graph}: {differ} numbers differ, by up to {largest}");
        }
    }
}

fn packages() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("target/python-models")
}

/// Exports in all formats of graphs that have the form; the files are `NAME-encoder.pb` and so on.
fn export(bench: &Bench, name: &str, model: &ModelExport) -> Vec<PathBuf> {
    let mut written = Vec::new();
    for target in [ModelFormat::Tf, ModelFormat::Onnx, ModelFormat::Qonnx] {
        if !target.forms().contains(&model.form) {
            let fault = model.files(target).unwrap_err().to_string();
            assert!(fault.contains(model.form.name()) && fault.contains("reference"), "{fault}");
            continue;
        }
        for (file, contents) in model.files(target).unwrap() {
            let file = if target == ModelFormat::Qonnx { file.replace(".onnx", ".qonnx.onnx") } else { file };
            written.push(bench.path(&format!("{name}-{file}")));
            std::fs::write(written.last().unwrap(), contents).unwrap();
        }
    }
    written
}

/// The chip form of both networks, of a trained run and of random weights, whole and cut.
fn chip_graphs_give_the_latents_of_the_emulator() {
    let mut bench = Bench::new();
    let normalised = normalised();
    let run = ModelContender::from_run(&default_run()).unwrap();
    let (chip, cmssw) = (AeBlock::chip_8x8(), AeBlock::cmssw_4x4x3());
    // Activations that wrap, fewer bits, another rounding, and a smaller kernel.
    let mut odd = FirstForm::chip_8x8();
    odd.conv.kernel = 2;
    odd.conv.activation =
        Format { rounding: Rounding::HalfEven, ..Format::unsigned(6, 5) }.with_overflow(Overflow::Wrap);
    odd.conv.accumulator = Format::signed(9, 7).with_overflow(Overflow::Wrap);
    odd.dense.accumulator = Format { rounding: Rounding::HalfUp, ..Format::signed(21, 8) };
    odd.dense.latent =
        Format { rounding: Rounding::HalfUp, ..Format::unsigned(8, 7) }.with_overflow(Overflow::Saturate);
    let odd = odd.block().unwrap();
    for (name, network, parameters, bits) in [
        ("run", &run.network, run.parameters.clone(), 9.into()),
        ("run-3-links", &run.network, run.parameters.clone(), 5.into()),
        ("run-uneven", &run.network, run.parameters.clone(), UNEVEN),
        ("chip", &chip, random::weights(&chip, 1), 9.into()),
        ("cmssw", &cmssw, random::weights(&cmssw, 2), 9.into()),
        ("odd", &odd, random::weights(&odd, 3), 9.into()),
    ] {
        let cut = (bits != LatentWidths::from(9)).then_some(bits);
        let model = ModelExport { network, parameters: &parameters, decoder: None, form: ExportForm::Chip, bits: cut };
        let expected = latents(network, &parameters, &normalised, bits);
        let distinct: std::collections::BTreeSet<u32> = expected.iter().map(|latent| latent.to_bits()).collect();
        assert!(distinct.len() > 20, "{name}: the latents say too little: {distinct:?}");
        let data = format!("{name}.npz");
        bench.data(
            &data,
            &[images(network, &normalised), NamedArray::float32("latents", &[SAMPLES, LATENTS], expected)],
        );
        let names = PortNames::of(network, None);
        for file in export(&bench, name, &model) {
            bench.compare(&file, [names.encoder_input, names.encoder_output], &data, ["images", "latents"], 0.0);
        }
        if ["run", "chip", "cmssw"].contains(&name) {
            let arrays = bench.path(&format!("{name}-model.npz"));
            std::fs::write(&arrays, &model.files(ModelFormat::Npz).unwrap()[0].1).unwrap();
            bench.compare(Path::new("numpy"), ["", ""], &data, ["images", "latents"], 0.0);
            bench.checks.last_mut().unwrap()["model"] = json!(arrays);
        }
    }
    bench.finish();
}

/// To the nearest integer after dividing by a power of two, halves to the even one.
fn half_even(value: i64, shift: u32) -> i64 {
    let (floor, remainder, half) = (value >> shift, value & ((1 << shift) - 1), 1 << shift >> 1);
    floor + i64::from(remainder > half || (remainder == half && floor & 1 == 1))
}

/// The reference form in plain integers: quantisers of 8, 8 and 9 bits with 6, 6 and 7 behind the point,
/// exact sums with 11 of them, then the cut.
fn reference(network: &AeBlock, parameters: &Weights, normalised: &[u8; CELLS], bits: u32) -> Vec<f32> {
    let weight = |tensor: EncoderTensor, at: usize| i64::from(parameters.integers(tensor.id())[at]);
    let network = network.first_form().unwrap();
    let filters = network.conv.filters;
    let (rows, columns) = network.conv_shape();
    let pixel = |at: usize| usize::try_from(network.image.cells[at]).map_or(0, |cell| i64::from(normalised[cell]));
    let mut activations = Vec::new();
    for place in 0..rows * columns {
        for filter in 0..filters {
            let mut sum = weight(EncoderTensor::ConvBias, filter) << 6;
            for (tap, at) in network.taps_of(place / columns, place % columns) {
                sum += half_even(pixel(at), 1).min(127) * weight(EncoderTensor::ConvKernel, tap * filters + filter);
            }
            activations.push(half_even(sum, 5).clamp(-128, 127));
        }
    }
    let latent = |latent: usize| {
        let terms = activations.iter().enumerate();
        let sum: i64 =
            terms.map(|(at, value)| value * weight(EncoderTensor::DenseKernel, latent * activations.len() + at)).sum();
        let raw = half_even(sum + (weight(EncoderTensor::DenseBias, latent) << 6), 4).clamp(-256, 255);
        let one = 1i64 << (bits - 1);
        ((raw * one) >> 7).min(2 * one - 1) as f32 / one as f32
    };
    (0..LATENTS).map(latent).collect()
}

/// The four tensors as real numbers.
fn floats(network: &AeBlock, parameters: &Weights) -> [Vec<f32>; 4] {
    let form = network.first_form().unwrap();
    EncoderTensor::ALL.map(|tensor| encoder::values(&form, parameters, tensor))
}

/// An encoder in real numbers with ReLU, from its four tensors in register order.
fn real(network: &AeBlock, [kernel, bias, matrix, dense_bias]: &[Vec<f32>; 4], normalised: &[[u8; CELLS]]) -> Vec<f32> {
    let network = network.first_form().unwrap();
    let encode = |normalised: &[u8; CELLS]| {
        let mut sums: Vec<f64> = dense_bias.iter().map(|&bias| bias.into()).collect();
        for at in 0..network.activations() {
            let (place, filter) = (at / 8, at % 8);
            let mut activation = f64::from(bias[filter]);
            for (tap, pixel) in network.taps_of(place / 4, place % 4) {
                let normalised = usize::try_from(network.image.cells[pixel]).map_or(0, |cell| normalised[cell]);
                activation += f64::from(normalised) / 128.0 * f64::from(kernel[8 * tap + filter]);
            }
            for (latent, sum) in sums.iter_mut().enumerate() {
                *sum += activation.max(0.0) * f64::from(matrix[128 * latent + at]);
            }
        }
        sums.into_iter().map(|sum| sum.max(0.0) as f32)
    };
    normalised.iter().flat_map(encode).collect()
}

fn reference_graphs_compute_with_the_quantisers_of_the_reference() {
    let mut bench = Bench::new();
    let normalised = normalised();
    let chip = AeBlock::chip_8x8();
    let run = ModelContender::from_run(&default_run()).unwrap().parameters;
    for (name, parameters, bits) in [("run", run, 9), ("chip", random::weights(&chip, 1), latent_bits(3))] {
        let form = ExportForm::Reference;
        let model =
            ModelExport { network: &chip, parameters: &parameters, decoder: None, form, bits: Some(bits.into()) };
        let expected: Vec<f32> =
            normalised.iter().flat_map(|normalised| reference(&chip, &parameters, normalised, bits)).collect();
        assert!(expected.iter().any(|&latent| latent < 0.0));
        let data = format!("{name}.npz");
        bench.data(&data, &[images(&chip, &normalised), NamedArray::float32("latents", &[SAMPLES, LATENTS], expected)]);
        for file in export(&bench, name, &model) {
            bench.compare(&file, ["x", "Identity"], &data, ["images", "latents"], 0.0);
        }
    }
    // In real numbers: of the 4x4x3 network the reference form, too.
    for (name, network, forms) in [
        ("plain", chip, &[ExportForm::Plain][..]),
        ("cmssw", AeBlock::cmssw_4x4x3(), &[ExportForm::Plain, ExportForm::Reference]),
    ] {
        let parameters = random::weights(&network, 2);
        let floats = floats(&network, &parameters);
        let latents = NamedArray::float32("latents", &[SAMPLES, LATENTS], real(&network, &floats, &normalised));
        let data = format!("{name}.npz");
        bench.data(&data, &[images(&network, &normalised), latents]);
        for &form in forms {
            let model = ModelExport { network: &network, parameters: &parameters, decoder: None, form, bits: None };
            let ends = PortNames::of(&network, None);
            for file in export(&bench, &format!("{name}-{}", form.name()), &model) {
                bench.compare(&file, [ends.encoder_input, ends.encoder_output], &data, ["images", "latents"], 1e-5);
            }
        }
    }
    bench.finish();
}

fn decoders_give_the_charges_of_the_emulator() {
    let mut bench = Bench::new();
    let (chip, cmssw, stride_3) = (AeBlock::chip_8x8(), AeBlock::cmssw_4x4x3(), stride_3());
    let mut rng = ChaCha8Rng::seed_from_u64(5);
    let mut random = |network, kind: DecoderSpec| {
        let mut tensor = |length: usize, fan_in: usize| -> Vec<f32> {
            (0..length).map(|_| rng.random_range(-1.0..1.0) / (fan_in as f32).sqrt()).collect()
        };
        let all = tensors(network, &kind).unwrap();
        let weights = all.iter().map(|one| tensor(one.shape.iter().product(), one.fan_in)).collect();
        Decoder::new(network, &kind, weights).unwrap()
    };
    // The first hidden layer is added to the input, the second to the first.
    let residual = DecoderSpec { received_sum: true, widths: vec![19, 19, 40], ..DecoderKind::Mlp.into() };
    let several = DecoderSpec { widths: vec![26, 30], members: 3, ..DecoderKind::Film.into() };
    let narrow = DecoderSpec { received_sum: false, widths: vec![24], ..DecoderKind::Mlp.into() };
    let run = ModelContender::from_run(&default_run()).unwrap();
    let encoder = Encoder::new(&run.network, &run.parameters).unwrap();
    let encode = |sample: &Sample| -> ([f32; LATENTS], Vec<f32>) {
        let latents = encoder.latents(&encoder.layers(&normalise::run(&sample.charges).normalised));
        (latents.map(|latent| f32::from(latent) / 256.0), run.decoder.conditions().of(sample).unwrap())
    };
    let mut samples = read_all(&mut Synth::new(8, SynthKind::Mixed, None, SAMPLES as u64)).unwrap();
    samples.retain(|sample| sample.sum() > 0);
    let encoded: Vec<_> = samples.iter().map(encode).collect();
    let earlier = ModelContender::from_run(&earlier_run()).unwrap();
    assert_eq!(earlier.decoder.conditions(), Conditions::Module);
    for (name, network, decoder) in [
        ("mlp-run", &run.network, run.decoder.clone()),
        ("earlier-run", &earlier.network, earlier.decoder.clone()),
        ("sum-eta", &chip, random(&chip, DecoderKind::SumEta.into())),
        ("plain", &chip, random(&chip, DecoderKind::Plain.into())),
        ("plain-cmssw", &cmssw, random(&cmssw, DecoderKind::Plain.into())),
        ("plain-stride-3", &stride_3, random(&stride_3, DecoderKind::Plain.into())),
        ("conditional-cmssw", &cmssw, random(&cmssw, DecoderKind::Conditional.into())),
        ("mlp", &chip, random(&chip, residual)),
        ("mlp-cmssw", &cmssw, random(&cmssw, narrow)),
        ("film", &chip, random(&chip, several)),
    ] {
        let conditions = decoder.conditions().count();
        // The plain decoder gives the image of its encoder back.
        let image = if name.starts_with("plain") { network.image() } else { chip.image() };
        let mut rng = ChaCha8Rng::seed_from_u64(6);
        let (mut inputs, mut charges) = (Vec::new(), Vec::new());
        for sample in 0..SAMPLES {
            // A trained mlp is steep beside the latents that it has seen: it gets those of modules.
            let (latents, known) = match name {
                "mlp-run" => encoded[sample % encoded.len()].clone(),
                _ => {
                    let latents = std::array::from_fn(|_| rng.random_range(0..512) as f32 / 256.0);
                    (latents, (0..conditions).map(|_| rng.random_range(-1.0..1.0)).collect())
                }
            };
            let decoded = decoder.decode(&latents, &known).unwrap();
            inputs.extend(latents.iter().chain(&known));
            // What a convolution puts beside the cells is not compared.
            let beside = if name.starts_with("mlp") || name == "film" { 0.0 } else { f32::NAN };
            let pixel = |&cell: &i8| usize::try_from(cell).map_or(beside, |cell| decoded[cell]);
            charges.extend(image.cells.iter().map(pixel));
        }
        assert!(charges.iter().filter(|charge| **charge > 0.0).count() > SAMPLES);
        let data = format!("{name}.npz");
        let shape = [SAMPLES, image.height, image.width, image.channels];
        let inputs = NamedArray::float32("inputs", &[SAMPLES, LATENTS + conditions], inputs);
        bench.data(&data, &[inputs, NamedArray::float32("charges", &shape, charges)]);
        let parameters = Weights::zeros(network.typed());
        let model = ModelExport {
            network,
            parameters: &parameters,
            decoder: Some(&decoder.export().unwrap()),
            form: ExportForm::Chip,
            bits: None,
        };
        let names = PortNames::of(network, Some(conditions));
        assert_eq!(names.is_cmssw_4x4x3(), ["plain-cmssw", "mlp-cmssw"].contains(&name));
        for file in export(&bench, name, &model).iter().filter(|file| file.to_str().unwrap().contains("decoder")) {
            let ends = [names.decoder_input, names.decoder_output];
            bench.compare(file, ends, &data, ["inputs", "charges"], 1e-5);
        }
    }
    bench.finish();
}

/// The published graphs, run by TensorFlow, give what their imports give.
fn published_graphs_are_imported() {
    let mut bench = Bench::new();
    let root = common::models();
    let normalised = normalised();
    let mut rng = ChaCha8Rng::seed_from_u64(8);
    for (pair, network) in [
        ("conditional-8x8/{}_best_model.pb", AeBlock::chip_8x8()),
        ("cmssw-4x4x3/{}_2eLinks_Signaldriven_constantgraph.pb", AeBlock::cmssw_4x4x3()),
        ("cmssw-4x4x3/{}_5eLinks_PUdriven_constantgraph.pb", AeBlock::cmssw_4x4x3()),
    ] {
        let [encoder, decoder] = ["encoder", "decoder"].map(|part| root.join(pair.replace("{}", part)));
        let model = Imported::read(&encoder, &decoder, &network, &ImportOptions::default()).unwrap().model;
        let conditional = network == AeBlock::chip_8x8();
        let names = if conditional { PortNames::CONDITIONAL } else { PortNames::CMSSW_4X4X3 };
        // Of the conditional encoder the imported integers: its quantisers make the same. It gives the conditions
        // too, which are not compared. The others are in real numbers.
        let latents: Vec<f32> = if conditional {
            let latents = normalised.iter().map(|normalised| reference(&network, &model.parameters, normalised, 9));
            latents.flat_map(|latents| latents.into_iter().chain([f32::NAN; 8])).collect()
        } else {
            import::graph(&encoder).unwrap().run(&[tensor(&images(&network, &normalised))]).unwrap().values
        };
        let latents = NamedArray::float32("latents", &[SAMPLES, latents.len() / SAMPLES], latents);
        let (mut inputs, mut charges) = (Vec::new(), Vec::new());
        for _ in 0..SAMPLES {
            let latents: [f32; LATENTS] = std::array::from_fn(|_| rng.random_range(0..512) as f32 / 256.0);
            let known: Vec<f32> =
                (0..model.decoder.conditions().count()).map(|_| rng.random_range(-1.0..1.0)).collect();
            let decoded = model.decoder.decode(&latents, &known).unwrap();
            inputs.extend(latents.iter().chain(&known));
            let pixel = |&cell: &i8| usize::try_from(cell).map_or(f32::NAN, |cell| decoded[cell]);
            charges.extend(network.image().cells.iter().map(pixel));
        }
        let image = network.image();
        let data = format!("{}.npz", bench.checks.len());
        let inputs = NamedArray::float32("inputs", &[SAMPLES, inputs.len() / SAMPLES], inputs);
        let charges = NamedArray::float32("charges", &[SAMPLES, image.height, image.width, image.channels], charges);
        bench.data(&data, &[images(&network, &normalised), latents, inputs, charges]);
        let allowed = if conditional { 0.0 } else { 1e-5 };
        let ends = [names.encoder_input, names.encoder_output];
        bench.compare(&encoder, ends, &data, ["images", "latents"], allowed);
        let ends = [names.decoder_input, names.decoder_output];
        bench.compare(&decoder, ends, &data, ["inputs", "charges"], 1e-5);
    }
    // The wrong network, and parts that are exchanged.
    let encoder = root.join("conditional-8x8/encoder_best_model.pb");
    let decoder = root.join("conditional-8x8/decoder_best_model.pb");
    let fault = |encoder, decoder, network| {
        Imported::read(encoder, decoder, &network, &ImportOptions::default()).unwrap_err().to_string()
    };
    let said = fault(&encoder, &decoder, AeBlock::cmssw_4x4x3());
    assert!(said.contains("x [8, 8, 1]") && said.contains("[N, 4, 4, 3]"), "{said}");
    let said = fault(&decoder, &encoder, AeBlock::chip_8x8());
    assert!(said.contains("x [24]") && said.contains("[N, 8, 8, 1]"), "{said}");
    assert!(fault(&encoder, &encoder, AeBlock::chip_8x8()).contains("other inputs"));
    bench.finish();
}

/// Graphs of the kinds that others have published, made by TensorFlow and as PyTorch and QONNX write them: the
/// output is that of TensorFlow and ONNX Runtime, encoders give their quantised weights, decoders their charges.
fn graphs_of_other_kinds_are_imported() {
    let bench = Bench::new();
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("scripts/model_reference.py");
    let mut command = Command::new("python3");
    command.arg(script).arg("--write").arg(bench.scratch.path()).env("PYTHONPATH", packages());
    let output = command.env("TF_CPP_MIN_LOG_LEVEL", "3").output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let cases: Vec<Value> = serde_json::from_slice(&std::fs::read(bench.path("cases.json")).unwrap()).unwrap();
    assert!(cases.len() >= 22, "{} cases", cases.len());
    let close = |name: &str, own: &[f32], theirs: &[f32]| {
        assert_eq!(own.len(), theirs.len(), "{name}");
        for (at, (own, theirs)) in own.iter().zip(theirs).enumerate() {
            assert!((own - theirs).abs() <= 1e-5 * theirs.abs().max(1.0), "{name}[{at}]: {own}, expected {theirs}");
        }
    };
    for case in &cases {
        let name = case["file"].as_str().unwrap();
        let arrays = |ending: &str| npz::read(&std::fs::read(bench.path(&format!("{name}{ending}"))).unwrap()).unwrap();
        let data = arrays(".npz");
        let inputs: Vec<NdArray> =
            (0..case["inputs"].as_u64().unwrap()).map(|number| data[&format!("x{number}")].clone()).collect();
        let (path, expected) = (bench.path(name), &data["y"]);
        let graph = import::graph(&path).unwrap_or_else(|error| panic!("{error}"));
        let output = graph.run(&inputs).unwrap_or_else(|error| panic!("{name}: {error}"));
        assert_eq!(output.shape, expected.shape, "{name}");
        close(name, &output.values, &expected.values);
        let network = AeBlock::built_in(case["network"].as_str().unwrap()).unwrap();
        let samples = expected.shape[0];
        if case["encoder"] == true {
            let weights = arrays(".weights.npz");
            let parameters = import::encoder(&path, &network, &ImportOptions::default())
                .unwrap_or_else(|e| panic!("{e}"))
                .parameters;
            for tensor in EncoderTensor::ALL {
                let theirs = &weights[tensor.name()].values;
                let activations = network.first_form().unwrap().activations();
                for (at, &own) in parameters.integers(tensor.id()).iter().enumerate() {
                    let at = if tensor == EncoderTensor::DenseKernel {
                        at % activations * LATENTS + at / activations
                    } else {
                        at
                    };
                    let expected = (theirs[at] * 32.0).round_ties_even().clamp(-32.0, 31.0);
                    assert_eq!(own as f32, expected, "{name}: {}[{at}]", tensor.name());
                }
            }
        } else {
            let decoder = Decoder::of_graph(&network, graph).unwrap_or_else(|error| panic!("{name}: {error}"));
            for sample in 0..samples.min(50) {
                let width = |input: &NdArray| input.shape[1];
                let given: Vec<f32> = inputs
                    .iter()
                    .flat_map(|input| &input.values[sample * width(input)..][..width(input)])
                    .copied()
                    .collect();
                let own = decoder.decode(given[..LATENTS].try_into().unwrap(), &given[LATENTS..]).unwrap();
                let size = expected.values.len() / samples;
                // Channels are first in ONNX.
                let first = name.ends_with(".onnx");
                let image = network.image();
                let (pixels, channels) = (size / image.channels, image.channels);
                let theirs = |at: usize| if first { at % channels * pixels + at / channels } else { at };
                for (pixel, &cell) in image.cells.iter().enumerate() {
                    if let Ok(cell) = usize::try_from(cell) {
                        close(name, &[own[cell]], &[expected.values[sample * size + theirs(pixel)]]);
                    }
                }
            }
        }
    }
}

/// What is exported is imported again, whatever its format and form: the same integers, and decoders that decode the
/// same.
fn exports_are_imported_again() {
    let scratch = tempfile::tempdir().unwrap();
    let run = ModelContender::from_run(&default_run()).unwrap();
    let cmssw = AeBlock::cmssw_4x4x3();
    let mut rng = ChaCha8Rng::seed_from_u64(9);
    let mut values = |length: usize| (0..length).map(|_| rng.random_range(-0.3..0.3)).collect::<Vec<f32>>();
    let mut plain = |network: &AeBlock| {
        let shapes = tensors(network, DecoderKind::Plain).unwrap();
        let weights = shapes.iter().map(|one| values(one.shape.iter().product())).collect();
        Decoder::new(network, DecoderKind::Plain, weights).unwrap()
    };
    let (square, large) = (plain(&cmssw), plain(&stride_3()));
    let spec = DecoderSpec { widths: vec![19, 30, 30], ..DecoderKind::Mlp.into() };
    let film = DecoderSpec { widths: vec![26, 30], members: 2, ..DecoderKind::Film.into() };
    let [softmax, film] = [spec, film].map(|spec| {
        let weights = tensors(&run.network, &spec).unwrap().iter().map(|one| values(one.len())).collect();
        Decoder::new(&run.network, &spec, weights).unwrap()
    });
    let [of_square, of_large] = [&cmssw, &stride_3()].map(|network| random::weights(network, 4));
    let known: Vec<f32> = (0..10).map(|at| at as f32 / 8.0).collect();
    let latents: [f32; LATENTS] = std::array::from_fn(|at| (at * 37 % 512) as f32 / 256.0);
    let (mut encoders, mut decoders) = (0, 0);
    for (network, parameters, decoder) in [
        (&run.network, &run.parameters, &run.decoder),
        (&run.network, &run.parameters, &softmax),
        (&run.network, &run.parameters, &film),
        (&cmssw, &of_square, &square),
        (&stride_3(), &of_large, &large),
    ] {
        let known = &known[..decoder.conditions().count()];
        let expected = decoder.decode(&latents, known).unwrap();
        let export = decoder.export().unwrap();
        for &format in ModelFormat::VARIANTS {
            for &form in format.forms() {
                for bits in [None, Some(9.into()), Some(5.into()), Some(1.into()), Some(UNEVEN)] {
                    let model = ModelExport { network, parameters, decoder: Some(&export), form, bits };
                    // Graphs under the names of CMSSW's own network are whole.
                    let whole = PortNames::of(network, Some(export.conditions)).is_cmssw_4x4x3();
                    let alike = form == ExportForm::Reference && bits == Some(UNEVEN) && !whole;
                    if bits.is_some() && !format.cuts(form) || alike {
                        assert!(model.files(format).unwrap_err().to_string().contains("cut"));
                        continue;
                    }
                    let about = format!("{} as {format:?}, {form:?}, {bits:?}", network.name());
                    for (name, contents) in model.files(format).unwrap() {
                        let path = scratch.path().join(&name);
                        std::fs::write(&path, contents).unwrap();
                        let holds = |part: &str| {
                            !name.ends_with(".json")
                                && [part, "autoencoder", "model"].iter().any(|own| name.starts_with(own))
                        };
                        if holds("encoder") {
                            let import = import::encoder(&path, network, &ImportOptions::default())
                                .unwrap_or_else(|error| panic!("{about}, {name}: {error}"));
                            assert_eq!(import.parameters, *parameters, "{about}, {name}");
                            assert_eq!((import.clipped, import.max_error), (0, 0.0), "{about}, {name}");
                            encoders += 1;
                        }
                        if !holds("decoder") || bits.is_some() {
                            continue;
                        }
                        let again = imported::read_decoder(&path, network);
                        let (again, _) = again.unwrap_or_else(|error| panic!("{about}, {name}: {error}"));
                        for (own, first) in again.decode(&latents, known).unwrap().iter().zip(expected) {
                            assert!(
                                (own - first).abs() < 1e-5 * first.abs().max(1.0),
                                "{about}, {name}: {own}, {first}"
                            );
                        }
                        decoders += 1;
                    }
                }
            }
        }
    }
    assert!(encoders >= 120 && decoders >= 60, "{encoders} encoders, {decoders} decoders");
    // The chip's form of another network, and one with a weight that is no multiple of the chip's step.
    let export = |network, parameters| {
        let model = ModelExport { network, parameters, decoder: None, form: ExportForm::Chip, bits: None };
        let path = scratch.path().join("chip.onnx");
        std::fs::write(&path, &model.files(ModelFormat::Onnx).unwrap()[0].1).unwrap();
        path
    };
    let said = |path: &Path, network: &AeBlock| {
        import::encoder(path, network, &ImportOptions::default()).unwrap_err().to_string()
    };
    assert!(said(&export(&cmssw, &of_square), &run.network).contains("(Mul)"));
    let path = export(&cmssw, &of_square);
    let mut bytes = std::fs::read(&path).unwrap();
    let two = 2.0f32.to_le_bytes();
    let place = bytes.windows(8).position(|window| window[..4] == two && window[4..] != [0; 4]).unwrap();
    bytes[place..place + 4].copy_from_slice(&2.03125f32.to_le_bytes());
    std::fs::write(&path, bytes).unwrap();
    let fault = said(&path, &cmssw);
    assert!(fault.contains("(Mul)") && !fault.contains("found:   \n"), "{fault}");
}

/// `export-model` by default, and in every form, and `registers weights import` of each file with an encoder.
fn the_command_imports_what_it_exports() {
    let scratch = tempfile::tempdir().unwrap();
    let run = default_run();
    let own = |arguments: &[&std::ffi::OsStr]| {
        let output = econ_emu().args(arguments).output().unwrap();
        assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
        output.stdout
    };
    let registers = |config: &Path| {
        own(&["registers".as_ref(), "weights".as_ref(), "export".as_ref(), "--config".as_ref(), config.as_os_str()])
    };
    let expected = registers(&run.join("init.yaml"));
    // Other weights, which the imported ones replace.
    let (base, config) = (scratch.path().join("base.yaml"), scratch.path().join("imported.yaml"));
    let import = |base: &Path, source: [&std::ffi::OsStr; 2], config: &Path| {
        let arguments = ["registers", "weights", "import", "--config"].map(std::ffi::OsStr::new);
        own(&[&arguments[..], &[base.as_os_str(), "--output".as_ref(), config.as_os_str()], &source].concat());
        registers(config)
    };
    let other = import(&run.join("init.yaml"), ["--random".as_ref(), "5".as_ref()], &base);
    assert!(other != expected && expected.len() > 10_000);
    let mut imported = Vec::new();
    for &format in ModelFormat::VARIANTS {
        let word: &'static str = format.into();
        for form in [None].into_iter().chain(format.forms().iter().copied().map(Some)) {
            let out = scratch.path().join(format!("{word}-{form:?}{}", if word == "npz" { ".npz" } else { "" }));
            let mut arguments = vec!["export-model".as_ref(), run.as_os_str(), "--to".as_ref(), word.as_ref()];
            arguments.extend(["-o".as_ref(), out.as_os_str()]);
            if let Some(form) = form {
                arguments.extend(["--form".as_ref(), form.name().as_ref()] as [&std::ffi::OsStr; 2]);
            }
            own(&arguments);
            let files = if out.is_dir() {
                common::files_below(&out).into_keys().map(|name| out.join(name)).collect()
            } else {
                vec![out]
            };
            for file in files {
                let name = file.file_name().unwrap().to_str().unwrap();
                if name.ends_with(".json") || name.starts_with("decoder") {
                    continue;
                }
                let found = import(&base, ["--keras".as_ref(), file.as_os_str()], &config);
                assert_eq!(found, expected, "{}", file.display());
                imported.push(file);
            }
        }
    }
    assert!(imported.len() >= 20, "{imported:?}");
}

/// hls4ml converts the QONNX form, compiles it with g++, and its numbers are those of the reference form.
fn hls4ml_computes_the_reference_form() {
    let mut bench = Bench::new();
    let normalised = &normalised()[6500..7500];
    let chip = AeBlock::chip_8x8();
    let cmssw = AeBlock::cmssw_4x4x3();
    let run = ModelContender::from_run(&default_run()).unwrap().parameters;
    for (name, network, parameters, bits) in [
        ("run", &chip, run, Some(9)),
        ("random", &chip, random::weights(&chip, 1), Some(5)),
        ("cmssw", &cmssw, random::weights(&cmssw, 2), None),
    ] {
        let model = ModelExport {
            network,
            parameters: &parameters,
            decoder: None,
            form: ExportForm::Reference,
            bits: bits.map(LatentWidths::from),
        };
        let expected: Vec<f32> = match bits {
            Some(bits) => {
                normalised.iter().flat_map(|normalised| reference(network, &parameters, normalised, bits)).collect()
            }
            None => real(network, &floats(network, &parameters), normalised),
        };
        let distinct: std::collections::BTreeSet<u32> = expected.iter().map(|latent| latent.to_bits()).collect();
        assert!(distinct.len() > 20, "{name}: the latents say too little");
        let data = format!("{name}.npz");
        bench.data(
            &data,
            &[images(network, normalised), NamedArray::float32("latents", &[normalised.len(), LATENTS], expected)],
        );
        let path = bench.path(&format!("{name}.qonnx.onnx"));
        std::fs::write(&path, &model.files(ModelFormat::Qonnx).unwrap()[0].1).unwrap();
        let allowed = if bits.is_some() { 0.0 } else { 1e-5 };
        bench.compare(&path, ["", ""], &data, ["images", "latents"], allowed);
        bench.checks.last_mut().unwrap()["program"] = json!("hls4ml");
    }
    bench.finish();
}

/// Models of one encoder for these numbers of links.
fn models_for(links: &[u8]) -> Vec<ModelContender> {
    let run = ModelContender::from_run(&default_run()).unwrap();
    let sent = |links| Some((links, KeepMask::top_bits(latent_bits(links))));
    links.iter().map(|&links| ModelContender { sent: sent(links), ..run.clone() }).collect()
}

/// The same models with decoders of another kind, whose weights nobody trained.
fn with_decoder(models: &[ModelContender], kind: DecoderKind) -> Vec<ModelContender> {
    let of = |model: &ModelContender| {
        let needed = tensors(&model.network, kind).unwrap();
        let numbers = |count: usize| (0..count).map(|at| ((37 * at + count) % 101) as f32 / 1e3 - 0.02).collect();
        let weights = needed.iter().map(|tensor| numbers(tensor.len())).collect();
        ModelContender { decoder: Decoder::new(&model.network, kind, weights).unwrap(), ..model.clone() }
    };
    models.iter().map(of).collect()
}

/// A program that fills tensors as CMSSW does, from the settings of the set, gets the chip's latents, and the charges of
/// the decoders.
fn cmssw_sets_are_filled_as_cmssw_fills_them() {
    let scratch = tempfile::tempdir().unwrap();
    let at = |name: &str| scratch.path().join(name);
    let mut models = models_for(&[5, 2, 4]);
    models[2].sent = Some((4, KeepMask::top_bits(UNEVEN)));
    let mut samples = read_all(&mut Synth::new(9, SynthKind::Mixed, None, 60)).unwrap();
    samples.retain(|sample| sample.sum() > 0);
    let count = samples.len();
    let encoder = Encoder::new(&models[0].network, &models[0].parameters).unwrap();
    let calq = samples.iter().flat_map(|sample| {
        from_post_mux(&sample.charges, CellOrder::Training).map(|charge| i32::try_from(charge.0).unwrap())
    });
    let calq = NamedArray::int32("calq", &[count, CELLS], calq.collect());
    let links = NamedArray::int32("links", &[5], vec![1, 2, 3, 4, 7]);
    for (inputs, conditions, models) in [
        (16, Conditions::None, models.clone()),
        (18, Conditions::SumEta, with_decoder(&models, DecoderKind::SumEta)),
        (24, Conditions::Module, with_decoder(&models, DecoderKind::Conditional)),
    ] {
        let known = |sample: &Sample| conditions.of(sample).unwrap();
        let set = cmssw::set(&models, inputs).unwrap();
        let directory = at(&format!("set_{inputs}"));
        std::fs::create_dir(&directory).unwrap();
        for (name, contents) in &set.files {
            std::fs::write(directory.join(name), contents).unwrap();
        }
        assert_eq!(set.files.len(), 3 * 4 + 1);
        let mut data = vec![calq.clone(), links.clone()];
        if inputs > 16 {
            let all = samples.iter().flat_map(known).collect();
            data.push(NamedArray::float32("conditions", &[count, inputs - 16], all));
        }
        let cfi = std::fs::read_to_string(directory.join("autoEncoder_cfi.py")).unwrap();
        assert!(cfi.contains(&format!("decoderShape = cms.vuint32(1, {inputs})")), "{cfi}");
        std::fs::write(at("data.npz"), npz::write(&data).unwrap()).unwrap();
        let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("scripts/cmssw_reference.py");
        let mut command = Command::new("python3");
        command.arg(script).arg(&directory).arg(at("data.npz")).arg(at("out.npz")).env("PYTHONPATH", packages());
        let output = command.output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        let found = npz::read(&std::fs::read(at("out.npz")).unwrap()).unwrap();
        for (links, graph) in [(1, 2), (2, 2), (3, 2), (4, 4), (7, 5)] {
            // What CMSSW cuts, and what the graph does.
            let mut widths = LatentWidths::from(latent_bits(links.min(graph)));
            if graph == 4 {
                widths = UNEVEN;
            }
            let decoder = import::graph(&directory.join(format!("decoder_{graph}eLinks.onnx"))).unwrap();
            let decoder = Decoder::of_graph(&models[0].network, decoder).unwrap();
            let [latents, charges] = ["latents", "charges"].map(|what| &found[&format!("{what}_{links}")].values);
            for (at, sample) in samples.iter().enumerate() {
                let own = encoder.latents(&encoder.layers(&normalise::run(&sample.charges).normalised));
                let own: [f32; LATENTS] = std::array::from_fn(|at| {
                    let drop = widths.dropped(at);
                    f32::from(own[at] >> drop << drop) / 256.0
                });
                assert_eq!(own, latents[16 * at..][..16], "{links} links, sample {at}");
                let image = decoder.decode(&own, &known(sample)).unwrap().map(|charge| charge.max(0.0));
                let scale = sample.sum() as f32 / image.iter().sum::<f32>();
                let image = from_post_mux(&image, CellOrder::Training);
                for (own, theirs) in image.iter().zip(&charges[48 * at..]) {
                    let allowed = 1e-4 * sample.sum() as f32;
                    assert!((own * scale - theirs).abs() <= allowed, "{links} links: {own}, {theirs}");
                }
            }
        }
        println!("{}", set.remarks.join("\n"));
        let numbers =
            |remark: &String| -> Vec<f64> { remark.split_whitespace().filter_map(|word| word.parse().ok()).collect() };
        for remark in &set.remarks {
            let numbers = numbers(remark);
            assert!(remark.contains("synthetic samples") && numbers.iter().all(|number| *number > 0.0), "{remark}");
            if inputs == 16 {
                // A flat image has 3.8e-2. The run's own decoder was trained for 5 links, and knows r.
                let [links, refitted, _, full, ..] = numbers[..] else { panic!("{remark}") };
                assert!(refitted < 5e-3 && (links < 5.0 || full < refitted), "{remark}");
            }
        }
    }
}

/// What does not make a set is refused, and leaves nothing; the command writes all of it.
fn cmssw_sets_are_refused_or_written_whole() {
    let fault = |models: &[ModelContender], inputs| cmssw::set(models, inputs).unwrap_err().to_string();
    assert!(fault(&[], 16).contains("no models"));
    assert!(fault(&models_for(&[3, 2, 3]), 16).contains("same number of links"));
    assert!(fault(&models_for(&[3]), 18).contains("--decoder-inputs"));
    let mut other = models_for(&[2, 3]);
    other[1].sent = None;
    assert!(fault(&other, 16).contains("any number of links"));
    let (cmssw, mut pair) = (AeBlock::cmssw_4x4x3(), with_decoder(&models_for(&[2, 3]), DecoderKind::Conditional));
    pair[1] = ModelContender { parameters: random::weights(&cmssw, 1), network: cmssw, ..pair[1].clone() };
    assert!(fault(&pair, 24).contains("different images"));

    let scratch = tempfile::tempdir().unwrap();
    let run = default_run();
    let command = |arguments: &[&str]| {
        let mut command = econ_emu();
        command.args(["export-model", "--to", "cmssw"]).arg(&run).args(arguments).current_dir(scratch.path());
        command.output().unwrap()
    };
    for (arguments, said) in [
        (&["-o", "x", "--links", "3"][..], "--links"),
        (&["-o", "x", "--form", "reference"], "--form"),
        (&["-o", "x", "--decoder-inputs", "18"], "19, or 16"),
        (&["-o", "x", "--decoder-inputs", "17"], "16, 18, 24"),
        (&["-o", "-"], "--output"),
        (&["-o", "x", run.to_str().unwrap()], "same number of links"),
    ] {
        let output = command(arguments);
        let text = String::from_utf8(output.stderr).unwrap();
        assert!(output.status.code() == Some(2) && text.contains(said), "{arguments:?}: {text}");
    }
    let two = econ_emu().args(["export-model", "--to", "tf"]).arg(&run).arg(&run).args(["-o", "x"]).output().unwrap();
    assert!(String::from_utf8(two.stderr).unwrap().contains("--to cmssw"));
    let inputs = econ_emu()
        .args(["export-model", "--to", "tf", "--decoder-inputs", "16", "-o", "x"])
        .arg(&run)
        .output()
        .unwrap();
    assert!(String::from_utf8(inputs.stderr).unwrap().contains("--to cmssw"));
    assert_eq!(std::fs::read_dir(scratch.path()).unwrap().count(), 0);
    let output = command(&["-o", "set"]);
    let said = String::from_utf8(output.stdout).unwrap();
    assert!(output.status.success() && said.contains("5 links: telescope"), "{said}");
    let names: Vec<String> = common::files_below(&scratch.path().join("set")).into_keys().collect();
    let graphs =
        ["decoder", "encoder"].map(|part| ["onnx", "pb"].map(|ending| format!("{part}_5eLinks.{ending}"))).concat();
    assert_eq!(names, [vec!["autoEncoder_cfi.py".to_owned()], graphs].concat());
}

/// Names an operator that is not known, and what is wrong with a graph, by node.
fn graphs_that_cannot_be_used_are_refused_by_node() {
    let network = AeBlock::chip_8x8();
    let parameters = random::weights(&network, 5);
    let model = ModelExport {
        network: &network,
        parameters: &parameters,
        decoder: None,
        form: ExportForm::Reference,
        bits: None,
    };
    let [onnx, tf] = [ModelFormat::Onnx, ModelFormat::Tf].map(|target| model.files(target).unwrap().remove(0).1);
    // Another operator of the same length in its place.
    let changed = |bytes: &[u8], from: &str, to: &str| {
        assert_eq!(from.len(), to.len());
        let text = bytes.windows(from.len()).position(|window| window == from.as_bytes()).expect(from);
        let mut bytes = bytes.to_vec();
        bytes[text..text + to.len()].copy_from_slice(to.as_bytes());
        bytes
    };
    let said = onnx::read(&changed(&onnx, "MatMul", "MutMal")).unwrap_err().to_string();
    assert!(said.contains("dense/product") && said.contains("MutMal") && said.contains("Gemm"), "{said}");
    let said = tensorflow::read(&changed(&tf, "MatMul", "MutMal")).unwrap_err().to_string();
    assert!(said.contains("dense/product") && said.contains("MutMal") && said.contains("Conv2D"), "{said}");
    let valid = tensorflow::read(&changed(&tf, "SAME", "EVEN")).unwrap_err().to_string();
    assert!(valid.contains("conv/convolution") && valid.contains("VALID"), "{valid}");
    // Another step of the same network.
    let mut other = FirstForm::chip_8x8();
    (other.conv.stride, other.dense.accumulator.bits) = (1, 23);
    let other = other.block().unwrap();
    let graph = tensorflow::read(&tf).unwrap();
    assert!(encoder_in::import(&graph, &network).is_ok());
    let said = encoder_in::import(&graph, &other).unwrap_err().to_string();
    assert!(said.contains("conv/convolution") && said.contains("not that of the network"), "{said}");
    let said = Decoder::of_graph(&network, graph).unwrap_err().to_string();
    assert!(said.contains("[N, 8, 8, 1]") && said.contains("24"), "{said}");
}

/// Small files that say another function than their weights alone: the registers of the function, or a refusal that
/// names the layer. Beside some of them stand the right registers.
fn encoders_are_read_by_their_functions() {
    let cases = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let network = AeBlock::chip_8x8();
    for (file, right) in [
        ("hdf5/soft_link.hdf5", Ok("../hdf5/soft_link")),
        ("keras-saved/right.h5", Ok("right")),
        ("keras-saved/right_keras3.keras", Ok("right")),
        ("keras-saved/explicit_padding_same_network.h5", Ok("right")),
        ("keras-saved/batch_normalization.h5", Ok("batch_normalization")),
        ("keras-saved/channels_first.h5", Ok("channels_first")),
        ("keras-saved/qkeras_5_bits.h5", Ok("qkeras_5_bits")),
        // As QKeras 0.9 saves the model before with Keras 2.15.
        ("keras-saved/qkeras_5_bits.keras", Ok("qkeras_5_bits")),
        // Made by scripts/half_files.py.
        ("keras-saved/half.h5", Ok("right")),
        ("onnx/half.onnx", Ok("right")),
        ("onnx/half_words.onnx", Ok("right")),
        ("onnx/half_cast.onnx", Err("to_half (Cast)")),
        ("tensorflow/half.pb", Ok("right")),
        ("tensorflow/half_words.pb", Ok("right")),
        ("keras-saved/input_rescaled.h5", Err("rescaling (Rescaling)")),
        ("keras-saved/leaky_relu.h5", Err("conv (Conv2D)")),
        ("onnx/right.onnx", Ok("right")),
        ("onnx/tanh.onnx", Err("r (Tanh)")),
        ("onnx/input_halved.onnx", Err("h (Mul)")),
        ("onnx/activation_offset.onnx", Err("r2 (Add)")),
        ("tensorflow/quantized_relu_with_upper_bound.pb", Ok("right")),
    ] {
        let import = import::encoder(&cases.join(file), &network, &ImportOptions::default());
        match (import, right) {
            (Ok(import), Ok(right)) => {
                let path = cases.join(format!("keras-saved/{right}.expected.csv"));
                let text = std::fs::read_to_string(&path).unwrap();
                let right = weight_table::read(&text, &path, &network).unwrap();
                assert_eq!(import.parameters, right, "{file}");
                let lost = import.warnings.iter().any(|warning| warning.contains("no ReLU"));
                assert_eq!(lost, file.contains("quantized_relu"), "{file}: {:?}", import.warnings);
            }
            (Err(error), Err(layer)) => {
                let said = error.to_string();
                assert!(said.contains(layer) && said.contains(file), "{file}: {said}");
            }
            (import, _) => panic!("{file}: {import:?}"),
        }
    }
    // Decoders: with the function that the file says.
    let encoder = cases.join("keras-saved/right.h5");
    let latents = std::array::from_fn(|at| (at * 29 % 256) as f32 / 128.0);
    let [right, tanh, linear] = ["right", "tanh", "linear_output"].map(|name| {
        let decoder = cases.join(format!("decoder-saved/{name}.h5"));
        let imported = Imported::read(&encoder, &decoder, &network, &ImportOptions::default());
        let model = imported.unwrap_or_else(|error| panic!("{error}")).model;
        let known = vec![0.5; model.decoder.conditions().count()];
        model.decoder.decode(&latents, &known).unwrap()
    });
    assert!(right != tanh && right != linear && tanh != linear);
}

/// A file of weights alone says no quantisers: those that are named come before the format of the registers. One that
/// describes its model has its own.
fn weights_alone_take_the_quantisers_that_are_named() {
    let cases = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/keras-saved");
    let network = AeBlock::chip_8x8();
    let quantisers = |all: &[(&str, &str)]| {
        let one = |&(tensor, word): &(&str, &str)| {
            ((!tensor.is_empty()).then(|| tensor.to_owned()), word.parse::<Quantiser>().unwrap())
        };
        let quantisers = Quantisers::new(all.iter().map(one).collect());
        quantisers.map(|quantisers| ImportOptions { quantisers, ..ImportOptions::default() })
    };
    let file = cases.join("qkeras_5_bits.h5");
    let weights = |all: &[(&str, &str)]| {
        // The weights of the file, whatever it describes.
        keras::read::import(&file, &network, &quantisers(all).unwrap()).unwrap()
    };
    let expected = cases.join("qkeras_5_bits.expected.csv");
    let expected = weight_table::read(&std::fs::read_to_string(&expected).unwrap(), &expected, &network).unwrap();
    let word = "quantized_bits(5,1,alpha=1)";
    assert_eq!(weights(&[("", word)]).parameters, expected);
    let four = EncoderTensor::ALL.map(|tensor| (tensor.name(), word));
    assert_eq!(weights(&four).parameters, expected);
    assert_ne!(weights(&[]).parameters, expected);
    // A name goes before the word for all.
    let mixed = weights(&[("", "ternary(alpha=1)"), ("conv_kernel", word)]);
    let tensor = |import: &Weights, tensor: EncoderTensor| import.integers(tensor.id()).to_vec();
    assert_eq!(tensor(&mixed.parameters, EncoderTensor::ConvKernel), tensor(&expected, EncoderTensor::ConvKernel));
    // 1 is beyond the format of the registers.
    assert!(tensor(&mixed.parameters, EncoderTensor::DenseKernel).iter().all(|raw| [-32, 0, 31].contains(raw)));
    assert!(mixed.clipped > 0 && mixed.warnings.is_empty());
    // A scale of each latent, which lies in a row of the registers and in a column of the file.
    let scaled = weights(&[("dense_kernel", "quantized_bits(3,0)")]);
    assert!(scaled.warnings.len() == 1 && scaled.warnings[0].contains("dense_kernel"), "{:?}", scaled.warnings);
    for row in tensor(&scaled.parameters, EncoderTensor::DenseKernel).chunks(128) {
        let distinct: std::collections::BTreeSet<i32> = row.iter().map(|raw| raw.abs()).collect();
        assert!(distinct.len() <= 4, "seven numbers of three bits: {distinct:?}");
    }
    for (all, named) in [
        (&[("conv", word)][..], "conv_kernel, conv_bias"),
        (&[("conv_bias", word), ("conv_bias", word)], "same tensor"),
        (&[("", word), ("", word)], "same tensor"),
    ] {
        let said = quantisers(all).unwrap_err().to_string();
        assert!(said.contains(named), "{said}");
    }
    let refused = import::encoder(&file, &network, &quantisers(&[("", word)]).unwrap()).unwrap_err().to_string();
    assert!(refused.contains("describes its model") && refused.contains("qkeras_5_bits.h5"), "{refused}");
    // By the command.
    let link = cases.join("../hdf5/soft_link.hdf5");
    let run = |arguments: &[&str]| {
        let mut command = econ_emu();
        command.args(["registers", "weights", "import", "--config"]).arg(default_run().join("init.yaml"));
        command.arg("--keras").arg(&link).args(arguments).output().unwrap()
    };
    let [plain, coarse] = [&[][..], &["--quantiser", "dense_kernel=quantized_bits(3,0,alpha=1)"]].map(|arguments| {
        let output = run(arguments);
        let said = String::from_utf8(output.stderr).unwrap();
        assert!(output.status.success(), "{said}");
        assert!(said.contains("warning: the file does not say") && said.contains("1000 synthetic samples, "), "{said}");
        output.stdout
    });
    assert!(plain != coarse);
    for (word, named) in [("nothing(1)", "unknown quantiser"), ("kernel=binary()", "conv_kernel, conv_bias")] {
        let output = run(&["--quantiser", word]);
        let said = String::from_utf8(output.stderr).unwrap();
        assert!(output.status.code() == Some(2) && said.contains(named), "{said}");
    }
}

/// The distance of chip and model: none for the chip's own form, whatever links cut; the reference's form keeps what is
/// negative. A file in the chip's own form is no convolution any more, but still computes what it says.
fn the_chip_is_compared_with_the_model_of_the_file() {
    let run = ModelContender::from_run(&default_run()).unwrap();
    let random = random::weights(&run.network, 6);
    let graph = |weights: &Weights, form: ExportForm| {
        let (network, decoder) = (&run.network, None);
        let model = ModelExport { network, parameters: weights, decoder, form, bits: Some(9.into()) };
        tensorflow::read(&model.files(ModelFormat::Tf).unwrap()[0].1).unwrap()
    };
    for weights in [&run.parameters, &random] {
        let own = OwnEncoder::new(graph(weights, ExportForm::Chip), &run.network).unwrap();
        let agreement = own.agreement(weights, Some(&run.decoder)).unwrap();
        let [model, chip] = agreement.telescopes.unwrap();
        assert_eq!((agreement.equal, agreement.lost, model), (1.0, 0.0, chip));
        assert!(agreement.samples > 900 && agreement.to_string().contains("100.0 % of the chip's latents"));
    }
    let own = OwnEncoder::new(graph(&run.parameters, ExportForm::Reference), &run.network).unwrap();
    let agreement = own.agreement(&run.parameters, Some(&run.decoder)).unwrap();
    assert!(agreement.equal > 0.0 && agreement.equal < 0.9, "{agreement}");
    let other = own.agreement(&random, None).unwrap();
    assert!(other.lost > 0.0 && other.telescopes.is_none() && other.equal < agreement.equal, "{other}");
    // Counted by hand, with integers for the reference's form.
    let mut synth = Synth::new(16, SynthKind::Mixed, None, 1000);
    let samples: Vec<_> = read_all(&mut synth).unwrap().into_iter().filter(|sample| sample.sum() > 0).collect();
    let chip = Encoder::new(&run.network, &random).unwrap();
    let (mut equal, mut lost) = (0, 0);
    for sample in &samples {
        let normalised = normalise::run(&sample.charges).normalised;
        let sent = chip.latents(&chip.layers(&normalised));
        for (own, sent) in
            reference(&run.network, &run.parameters, &normalised.map(|normalised| normalised.to_bits()), 9)
                .iter()
                .zip(sent)
        {
            equal += usize::from(*own == f32::from(sent) / 256.0);
            lost += usize::from(*own < 0.0 && sent == 0);
        }
    }
    let share = |count: usize| count as f64 / (16 * samples.len()) as f64;
    assert_eq!((other.samples, other.equal, other.lost), (samples.len(), share(equal), share(lost)));
    // Inputs that are no image, and outputs that are no latents.
    let refused = |graph: Graph| OwnEncoder::new(graph, &run.network).unwrap_err().to_string();
    let decoder = run.decoder.export().unwrap();
    let decoder = described::write::graph(&decoder.network, &decoder.weights, "x", "Identity").unwrap();
    assert!(refused(decoder).contains("x [N, 19]"));
    let mut image = Graph::begin("image".into(), "x", &[8, 8, 1]);
    image.shaped("flat", 0, &[64]);
    assert!(refused(image).contains("64"));
}

/// Models that Keras makes, with one thing changed in each, as HDF5, Keras zip and SavedModel in turn: registers that
/// compute what the model computes, or a refusal that names the layer. Then weights that links of HDF5 lead to.
/// `ECON_EMU_LONG=1`: more models.
fn models_of_keras_with_one_thing_changed() {
    let bench = Bench::new();
    let long = std::env::var_os("ECON_EMU_LONG").is_some();
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("scripts/keras_changes.py");
    let mut command = Command::new("python3");
    command.arg(script).arg(bench.scratch.path()).arg(if long { "99" } else { "10" }).env("PYTHONPATH", packages());
    let output = command.output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let list = |name: &str| serde_json::from_slice::<Vec<Value>>(&std::fs::read(bench.path(name)).unwrap()).unwrap();
    let cases = list("cases.json");
    assert!(cases.len() >= if long { 30 } else { 10 }, "{} models", cases.len());
    let network = AeBlock::chip_8x8();
    let (mut read, mut refused) = (Vec::new(), Vec::new());
    for case in &cases {
        let name = case["file"].as_str().unwrap();
        let import = import::encoder(&bench.path(name), &network, &ImportOptions::default());
        let layer = case["layer"].as_str().unwrap();
        match import {
            Err(error) => {
                let said = error.to_string();
                assert!(said.contains(name), "{name} is not in: {said}");
                // Not in the name of the file, and not in what is allowed.
                let (field, _) = said.split_once("allowed:").unwrap_or((&said, ""));
                assert!(field.replace(name, "").contains(layer), "{name}: {layer} is not in: {said}");
                println!("{name}: {said}");
                refused.push(name);
            }
            Ok(import) => {
                // What the registers compute in real numbers is what Keras computes, where the chip has no other function.
                let data = npz::read(&std::fs::read(bench.path(&format!("{name}.npz"))).unwrap()).unwrap();
                let encoder =
                    floats(&network, &import.parameters).map(|values| values.iter().map(|&v| v.into()).collect());
                let own = encoder::of_floats(&network.first_form().unwrap(), &encoder);
                let image = chip_image(&data["x"]);
                let own = own.run(std::slice::from_ref(&image)).unwrap_or_else(|error| panic!("{name}: {error}"));
                assert_eq!(own.values.len(), data["y"].values.len(), "{name}");
                for (at, (own, theirs)) in own.values.iter().zip(&data["y"].values).enumerate() {
                    let lost = !import.warnings.is_empty() && *theirs < 0.0 && *own == 0.0;
                    assert!(lost || (own - theirs).abs() < 1e-3, "{name}[{at}]: {own}, expected {theirs}");
                }
                assert_eq!(import.clipped, 0, "{name}");
                read.push(name);
            }
        }
    }
    println!("read: {}\nrefused: {}", read.join(", "), refused.join(", "));
    assert!(read.len() >= 5 && refused.len() >= 3, "{} read, {} refused", read.len(), refused.len());
    for kind in [Some("h5"), Some("keras"), None] {
        let of_kind = |name: &&str| Path::new(name).extension().map(|ending| ending.to_str().unwrap()) == kind;
        assert!(read.iter().any(of_kind), "no model of kind {kind:?} was read");
    }
    // Links: the same weights by every way, or a word of the refusal.
    let expected = npz::read(&std::fs::read(bench.path("links.npz")).unwrap()).unwrap();
    for case in list("links.json") {
        let name = case["file"].as_str().unwrap();
        let import = keras::read::import(&bench.path(name), &network, &ImportOptions::default());
        match (import, case["word"].as_str()) {
            (Ok(import), None) => {
                assert_eq!(import.clipped, 0);
                for (tensor, key) in EncoderTensor::ALL.into_iter().zip(["kernel", "bias", "matrix", "dense"]) {
                    let own = floats(&network, &import.parameters)[tensor as usize].clone();
                    let theirs = &expected[key];
                    let theirs = if key == "matrix" { theirs.transpose(&[1, 0]).unwrap() } else { theirs.clone() };
                    assert_eq!(own, theirs.values, "{name}: {key}");
                }
            }
            (Err(error), Some(word)) => assert!(error.to_string().contains(word), "{name}: {error}"),
            (import, word) => panic!("{name}: {word:?}, {:?}", import.map(|import| import.warnings)),
        }
    }
    // Damaged files are refused, or are another model.
    let saved = cases.iter().find_map(|case| case["file"].as_str().filter(|name| !name.contains('.'))).unwrap();
    let tables = [bench.path("checkpoint.index"), bench.path(saved).join("variables/variables.index")];
    for path in tables.into_iter().chain([bench.path(saved).join("saved_model.pb")]) {
        let whole = std::fs::read(&path).unwrap();
        let step = whole.len() / 120 + 1;
        let import = || import::encoder(path.as_path(), &network, &ImportOptions::default());
        for place in (0..whole.len()).step_by(step) {
            for flip in [0x01, 0xff] {
                let mut bytes = whole.clone();
                bytes[place] ^= flip;
                std::fs::write(&path, bytes).unwrap();
                let _ = import();
                let _ = import::graph(&bench.path(saved));
            }
            std::fs::write(&path, &whole[..place]).unwrap();
            assert!(import().is_err(), "{} cut after {place} bytes", path.display());
        }
        std::fs::write(&path, whole).unwrap();
    }
}

/// Images as the chip has them: (row, column, channel), without a row and a column beside.
fn chip_image(images: &NdArray) -> NdArray {
    let images = if images.shape[1..] == [1, 8, 8] { images.transpose(&[0, 2, 3, 1]).unwrap() } else { images.clone() };
    let all = (0, images.shape[0] as i64, 1);
    images.slice(&[all, (0, 8, 1), (0, 8, 1), (0, 1, 1)]).unwrap()
}

/// Files of torch.save of both kinds (scripts/torch_files.py): the registers of the encoder, the image of the decoder,
/// and a refusal that names a function; damaged files do not panic.
fn weights_of_pytorch_are_read() {
    let cases = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let network = AeBlock::chip_8x8();
    let expected = cases.join("keras-saved/right.expected.csv");
    let expected = weight_table::read(&std::fs::read_to_string(&expected).unwrap(), &expected, &network).unwrap();
    let files = ["encoder.pth", "encoder.pt"].map(|name| cases.join("torch").join(name));
    // What PyTorch 2.13 itself wrote (scripts/pytorch_files.py).
    let saved = ["state.pth", "state_old.pth", "checkpoint.pt", "half.pth", "bfloat16.pth", "views.pt"];
    let saved = saved.map(|name| cases.join(format!("torch/saved_{name}")));
    for file in files.iter().chain(&saved) {
        let import =
            import::encoder(file, &network, &ImportOptions::default()).unwrap_or_else(|error| panic!("{error}"));
        assert_eq!(import.parameters, expected, "{}", file.display());
        assert!(import.warnings.iter().any(|warning| warning.contains("channels first")), "{:?}", import.warnings);
    }
    // A dense layer onto 8 channels of 4x4 pixels, then two transposed convolutions, by hand. Kernels are (input, output,
    // row, column); 'same' cuts off the last row and column of stride 2, one on all sides of stride 1.
    let number = |at: usize, seed: usize| ((37 * at + 11 * seed) % 101) as f64 / 256.0 - 0.2;
    let latents: [f32; LATENTS] = std::array::from_fn(|at| (at * 29 % 256) as f32 / 128.0);
    let hidden: Vec<f64> = (0..128)
        .map(|unit| {
            let terms = latents.iter().enumerate().map(|(at, &latent)| f64::from(latent) * number(16 * unit + at, 0));
            (terms.sum::<f64>() + number(unit, 1)).max(0.0)
        })
        .collect();
    let transposed =
        |image: &dyn Fn(usize, usize, usize) -> f64, size: usize, outputs: usize, seed: usize, stride: usize| {
            let mut sums = vec![vec![vec![0.0; 10]; 10]; outputs];
            for (output, sums) in sums.iter_mut().enumerate() {
                for at in 0..8 * size * size * 9 {
                    let (input, row, column, tap) = (at / 9 / size / size, at / 9 / size % size, at / 9 % size, at % 9);
                    let weight = number((input * outputs + output) * 9 + tap, seed);
                    sums[stride * row + tap / 3][stride * column + tap % 3] += image(input, row, column) * weight;
                }
            }
            sums
        };
    let first = transposed(&|channel, row, column| hidden[16 * channel + 4 * row + column], 4, 8, 2, 2);
    let relu = |channel: usize, row: usize, column: usize| (first[channel][row][column] + number(channel, 3)).max(0.0);
    let last = transposed(&relu, 8, 1, 4, 1);
    let decoder = cases.join("torch/decoder.pth");
    let imported = Imported::read(&files[0], &decoder, &network, &ImportOptions::default()).unwrap();
    let decoded = imported.model.decoder.decode(&latents, &[]).unwrap();
    for (pixel, &cell) in network.image().cells.iter().enumerate() {
        if let Ok(cell) = usize::try_from(cell) {
            let sum = last[0][1 + pixel / 8][1 + pixel % 8] + number(0, 5);
            let expected = 1.0 / (1.0 + (-sum).exp());
            assert!((f64::from(decoded[cell]) - expected).abs() < 1e-5, "pixel {pixel}: {}, {expected}", decoded[cell]);
        }
    }
    let warned = |part: &str| imported.warnings.iter().any(|warning| warning.contains(part));
    assert!(warned("these shapes") && warned("no quantisers"), "{:?}", imported.warnings);
    // What is refused, by name.
    let called = std::fs::read(cases.join("torch/called.pth")).unwrap();
    let said = torch::read(&called).unwrap_err().to_string();
    assert!(said.contains("posix.system") && said.contains("it is not run") && said.contains("state_dict"), "{said}");
    let module = std::fs::read(cases.join("torch/saved_module.pth")).unwrap();
    let said = torch::read(&module).unwrap_err().to_string();
    assert!(
        said.contains("__main__.Encoder") && said.contains("it is not run") && said.contains("state_dict"),
        "{said}"
    );
    let swapped = import::encoder(&decoder, &network, &ImportOptions::default()).unwrap_err().to_string();
    assert!(swapped.contains("first.weight [8, 8, 3, 3]") && swapped.contains("one convolution"), "{swapped}");
    let cmssw = import::encoder(&files[0], &AeBlock::cmssw_4x4x3(), &ImportOptions::default()).unwrap_err().to_string();
    assert!(cmssw.contains("conv.weight") && cmssw.contains("[8, 3, 3, 3]"), "{cmssw}");
    for file in [&files[0], &files[1], &decoder, &saved[3], &saved[4]] {
        let whole = std::fs::read(file).unwrap();
        let tensors = torch::read(&whole).unwrap();
        for length in (0..whole.len()).step_by(13) {
            let read = torch::read(&whole[..length]);
            assert!(read.is_err(), "cut after {length} bytes");
        }
        for place in (0..whole.len()).filter(|place| *place < 1500 || place % 17 == 0 || *place + 900 > whole.len()) {
            for flip in [0x01, 0x80, 0xff] {
                let mut bytes = whole.clone();
                bytes[place] ^= flip;
                // Numbers may be others; where they are as many as before says nothing.
                let Ok(read) = torch::read(&bytes) else { continue };
                assert!(read.len() <= tensors.len());
            }
        }
    }
}

/// The published autoencoders of jets, float32 and float64, with the state of their optimiser: what NumPy computes.
fn published_weights_of_pytorch_are_read() {
    let models = common::models().join("ae3d");
    let layers =
        [("en1", 200), ("en2", 100), ("en3", 50), ("en4", 3), ("de1", 50), ("de2", 100), ("de3", 200), ("de4", 4)];
    let mut list =
        vec![json!({ "class_name": "InputLayer", "config": { "name": "jets", "batch_input_shape": [null, 4] } })];
    for (name, units) in layers {
        let function = if name == "de4" { "linear" } else { "tanh" };
        let config = json!({ "name": name, "units": units, "activation": function, "use_bias": true });
        list.push(json!({ "class_name": "Dense", "config": config }));
    }
    let architecture = json!({ "class_name": "Sequential", "config": { "name": "jets", "layers": list } }).to_string();
    // One array of floats.
    let numbers = |path: PathBuf| {
        let file = std::fs::read(path).unwrap();
        let header = 10 + usize::from(u16::from_le_bytes([file[8], file[9]]));
        let wide = String::from_utf8_lossy(&file[..header]).contains("<f8");
        match wide {
            true => {
                file[header..].chunks(8).map(|word| f64::from_le_bytes(word.try_into().unwrap())).collect::<Vec<_>>()
            }
            false => file[header..].chunks(4).map(|word| f32::from_le_bytes(word.try_into().unwrap()).into()).collect(),
        }
    };
    for name in ["AE_3D_200_no1cycle_trainforever", "4D_TLA"] {
        let path = models.join(format!("{name}.pth"));
        let tensors = torch::read(&std::fs::read(&path).unwrap()).unwrap();
        assert_eq!(tensors.iter().map(|tensor| tensor.values.len()).sum::<usize>(), 52_607, "{name}");
        let graph = keras::model::read_with_tensors(tensors.clone(), &architecture).unwrap().graph;
        let inputs = numbers(models.join(format!("{name}.inputs.npy")));
        let values = inputs.iter().map(|&value| value as f32).collect();
        let input = NdArray { shape: vec![1000, 4], values };
        let output = graph.run(std::slice::from_ref(&input)).unwrap().values;
        let Described { network, weights, .. } = described::import(&graph, "jets").unwrap();
        let described = evaluated(&network, &weights, &input);
        let expected = numbers(models.join(format!("{name}.outputs.npy")));
        assert_eq!(output.len(), expected.len());
        for (at, expected) in expected.into_iter().enumerate() {
            for own in [output[at], described[at]] {
                assert!((f64::from(own) - expected).abs() < 1e-5, "{name}[{at}]: {own}, {expected}");
            }
        }
        let other = architecture.replace("en2", "middle");
        let said = keras::model::read_with_tensors(tensors, &other).unwrap_err().to_string();
        assert!(said.contains("middle (Dense)") && said.contains("en2.weight"), "{said}");
        let said = import::encoder(&path, &AeBlock::chip_8x8(), &ImportOptions::default()).unwrap_err().to_string();
        assert!(said.contains("en1.weight [200, 4]") && said.contains("one convolution"), "{said}");
    }
}

/// What a described network makes of samples, in real numbers; its file and its weights are read back before.
fn evaluated(network: &Typed, weights: &Weights, samples: &NdArray) -> Vec<f32> {
    let text = network.network().to_yaml().unwrap();
    let network = &nn::Network::from_yaml(&text, Path::new("test")).unwrap().check().unwrap();
    let weights = npz::read_weights(network, &npz::write_weights(network, weights).unwrap()).unwrap();
    let evaluator = Evaluator::new(network, &weights).unwrap();
    let (mut values, mut outputs) = (nn::Values::default(), Vec::new());
    let node = network.node(network.outputs()[0]);
    for sample in samples.values.chunks(samples.values.len() / samples.shape[0]) {
        evaluator.run_reals(sample, &mut values).unwrap();
        match node.number.is_fixed() {
            true => outputs.extend(values.integers(node).iter().map(|&raw| nn::real(raw, node.number.places(0)))),
            false => outputs.extend(values.reals(node)),
        }
    }
    outputs
}

/// Our own exports become descriptions that compute the same, bit for bit where they have quantisers.
fn exports_become_descriptions() {
    let normalised = &normalised()[..400];
    let (chip, cmssw) = (AeBlock::chip_8x8(), AeBlock::cmssw_4x4x3());
    let parameters = random::weights(&chip, 1);
    let form = ExportForm::Reference;
    for bits in [9, 5] {
        let model =
            ModelExport { network: &chip, parameters: &parameters, decoder: None, form, bits: Some(bits.into()) };
        let expected: Vec<f32> =
            normalised.iter().flat_map(|normalised| reference(&chip, &parameters, normalised, bits)).collect();
        for format in [ModelFormat::Qonnx, ModelFormat::Onnx, ModelFormat::Tf] {
            let bytes = model.files(format).unwrap().remove(0).1;
            let read = if format == ModelFormat::Tf { tensorflow::read } else { onnx::read };
            let Described { network, weights, .. } = described::import(&read(&bytes).unwrap(), "again").unwrap();
            assert!(network.is_integer(), "{format:?}");
            assert_eq!(network.inputs()[0].number.to_string(), "s8.6", "{format:?}");
            assert_eq!(evaluated(&network, &weights, &tensor(&images(&chip, normalised))), expected, "{format:?}");
            if format == ModelFormat::Qonnx {
                // The formats that the quantisers state, not the narrowest; and no layer that only moves values.
                let numbers: Vec<String> = network.tensors().iter().map(|tensor| tensor.number.to_string()).collect();
                assert_eq!(numbers, ["s6.5"; 4]);
                let operations: Vec<&str> = network.network().layers.iter().map(|layer| layer.op.name()).collect();
                assert_eq!(operations[..2], ["conv2d", "dense"]);
                assert_eq!(network.weight_count(), chip.typed().weight_count());
            }
        }
    }
    // A model of Keras, whose layers are in a file of their own: plain layers with the weights of the chip.
    let plain = ExportForm::Plain;
    let model = ModelExport { network: &chip, parameters: &parameters, decoder: None, form: plain, bits: None };
    let files = model.files(ModelFormat::Keras).unwrap();
    let file = |name: &str| files.iter().find(|(file, _)| file == name).unwrap().1.clone();
    let architecture = String::from_utf8(file("encoder.json")).unwrap();
    let again = keras::model::read(file("encoder.hdf5"), Some(&architecture)).unwrap();
    let Described { network, weights, .. } = described::import(&again.graph, "again").unwrap();
    let own = evaluated(&network, &weights, &tensor(&images(&chip, normalised)));
    let floats = floats(&chip, &parameters);
    for (own, expected) in own.iter().zip(real(&chip, &floats, normalised)) {
        assert!((own - expected).abs() <= 1e-5 * expected.abs().max(1.0), "{own}, {expected}");
    }
    // In real numbers: the 4x4x3 encoder, and decoders.
    let mut rng = ChaCha8Rng::seed_from_u64(12);
    let mut values = |length: usize| (0..length).map(|_| rng.random_range(-0.3..0.3)).collect::<Vec<f32>>();
    let random = random::weights(&cmssw, 2);
    for kind in [DecoderKind::Plain, DecoderKind::Conditional, DecoderKind::Mlp, DecoderKind::Film] {
        let decoder = tensors(&cmssw, kind).unwrap().iter().map(|one| values(one.shape.iter().product())).collect();
        let decoder = Decoder::new(&cmssw, kind, decoder).unwrap().export().unwrap();
        let model = ModelExport { network: &cmssw, parameters: &random, decoder: Some(&decoder), form, bits: None };
        for format in [ModelFormat::Onnx, ModelFormat::Tf] {
            for (name, bytes) in model.files(format).unwrap() {
                let read = if format == ModelFormat::Tf { tensorflow::read } else { onnx::read };
                let graph = read(&bytes).unwrap();
                let samples = if name.starts_with("encoder") {
                    tensor(&images(&cmssw, &normalised[..50]))
                } else {
                    let width = LATENTS + DecoderSpec::from(kind).conditions().count();
                    NdArray { shape: vec![50, width], values: values(50 * width) }
                };
                let expected = graph.run(std::slice::from_ref(&samples)).unwrap();
                let Described { network, weights, .. } = described::import(&graph, "again").unwrap();
                fn function(layer: &nn::Layer) -> Option<Function> {
                    if let nn::Op::Activation { function } = layer.op { Some(function) } else { None }
                }
                let layers = network.network().layers.iter();
                let functions: Vec<Function> = layers.filter_map(function).collect();
                if name.starts_with("decoder") && kind == DecoderKind::Mlp {
                    assert_eq!(functions, [Function::Gelu, Function::Gelu, Function::Gelu, Function::Softmax]);
                }
                let own = evaluated(&network, &weights, &samples);
                assert_eq!(own.len(), expected.values.len());
                for (own, expected) in own.iter().zip(&expected.values) {
                    assert!((own - expected).abs() <= 1e-5 * expected.abs().max(1.0), "{name}: {own}, {expected}");
                }
            }
        }
    }
}

/// Models as others make them in QONNX: their descriptions give what the executor of QONNX gives, bit for bit; those
/// that are no fixed-point network are refused by node.
fn quantised_models_of_others_become_descriptions() {
    let bench = Bench::new();
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("scripts/model_reference.py");
    let mut command = Command::new("python3");
    command.arg(script).arg("--write-quantised").arg(bench.scratch.path()).env("PYTHONPATH", packages());
    let output = command.output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let cases: Vec<Value> = serde_json::from_slice(&std::fs::read(bench.path("cases.json")).unwrap()).unwrap();
    assert!(cases.len() >= 18, "{} cases", cases.len());
    for case in &cases {
        let name = case["file"].as_str().unwrap();
        let described = import::graph(&bench.path(name)).and_then(|graph| described::import(&graph, name));
        if let Some(words) = case["refused"].as_array() {
            let said = described.unwrap_err().to_string();
            for word in words {
                assert!(said.contains(word.as_str().unwrap()), "{name}: {word} is not in: {said}");
            }
            continue;
        }
        let Described { network, weights, .. } = described.unwrap_or_else(|error| panic!("{name}: {error}"));
        let data = npz::read(&std::fs::read(bench.path(&format!("{name}.npz"))).unwrap()).unwrap();
        let own = evaluated(&network, &weights, &data["x0"]);
        assert_eq!(network.is_integer(), case["exact"] == true, "{name}");
        // Channels are first in ONNX, and are put back in order at the output.
        assert_eq!(own.len(), data["y"].values.len(), "{name}");
        for (at, (own, theirs)) in own.iter().zip(&data["y"].values).enumerate() {
            let fine = if case["exact"] == true { own == theirs } else { (own - theirs).abs() <= 1e-5 };
            assert!(fine, "{name}[{at}]: {own}, expected {theirs}");
        }
    }
    // The same by the command, with the weights beside the description.
    let at = |name: &str| bench.path(name).to_str().unwrap().to_owned();
    let run = |arguments: &[&str]| {
        let output = econ_emu().arg("network").args(arguments).output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    };
    let said = run(&["import", &at("strided.onnx"), "-o", &at("strided.yaml")]);
    assert!(said.contains("in integers") && bench.path("strided.npz").is_file(), "{said}");
    let shown = run(&["show", &at("strided.yaml")]);
    assert!(shown.contains("max-pool2d") && shown.contains("scaled by channel") && shown.contains("u6.3"), "{shown}");
    let data = npz::read(&std::fs::read(bench.path("strided.onnx.npz")).unwrap()).unwrap();
    bench.data("in.npz", &[NamedArray::float32("in", &data["x0"].shape, data["x0"].values.clone())]);
    run(&["run", &at("strided.yaml"), "--input", &at("in.npz"), "-o", &at("out.npz")]);
    let outputs = npz::read(&std::fs::read(bench.path("out.npz")).unwrap()).unwrap();
    assert_eq!(outputs.values().next().unwrap().values, data["y"].values);
}

/// Files with a changed byte or a cut end give an error or another graph, and nothing panics.
fn damaged_graphs_do_not_panic() {
    use proptest::prelude::any;
    use proptest::sample::Index;
    use proptest::test_runner::{Config, TestRunner};
    let run = ModelContender::from_run(&default_run()).unwrap();
    let decoder = run.decoder.export().unwrap();
    let (network, parameters, decoder) = (&run.network, &run.parameters, Some(&decoder));
    let model = ModelExport { network, parameters, decoder, form: ExportForm::Reference, bits: Some(9.into()) };
    let files: Vec<(String, Vec<u8>)> = [ModelFormat::Tf, ModelFormat::Onnx, ModelFormat::Qonnx]
        .iter()
        .flat_map(|&target| model.files(target).unwrap())
        .collect();
    let config = Config { cases: 600, failure_persistence: None, ..Config::default() };
    let damage = (any::<Index>(), any::<Index>(), 1..=u8::MAX, any::<bool>());
    let result = TestRunner::new(config).run(&damage, |(file, place, flip, cut)| {
        let (name, bytes) = file.get(&files);
        let (mut bytes, place) = (bytes.clone(), place.index(bytes.len()));
        bytes[place] ^= flip;
        if cut {
            bytes.truncate(place);
        }
        let read = if name.ends_with(".pb") { tensorflow::read } else { onnx::read };
        if let Ok(graph) = read(&bytes) {
            let _ = encoder_in::import(&graph, network);
            let _ = described::import(&graph, "damaged");
            let _ = Decoder::of_graph(network, graph);
        }
        Ok(())
    });
    result.unwrap();
}

/// Keras 3 and Keras 2 (tf_keras) load all files of a model: description with weights, HDF5, archive.
fn keras_loads_what_is_exported() {
    let mut bench = Bench::new();
    let normalised = normalised();
    let run = ModelContender::from_run(&default_run()).unwrap();
    let cmssw = AeBlock::cmssw_4x4x3();
    let mut rng = ChaCha8Rng::seed_from_u64(10);
    let mut values = |length: usize| (0..length).map(|_| rng.random_range(-0.3..0.3)).collect::<Vec<f32>>();
    let plain =
        tensors(&cmssw, DecoderKind::Plain).unwrap().iter().map(|one| values(one.shape.iter().product())).collect();
    let plain = Decoder::new(&cmssw, DecoderKind::Plain, plain).unwrap();
    let spec = DecoderSpec { widths: vec![19, 19, 24], ..DecoderKind::Mlp.into() };
    let film = DecoderSpec { widths: vec![26, 26, 20], members: 2, ..DecoderKind::Film.into() };
    let [mlp, film] = [spec, film].map(|spec| {
        let weights = tensors(&cmssw, &spec).unwrap().iter().map(|one| values(one.len())).collect();
        Decoder::new(&cmssw, &spec, weights).unwrap()
    });
    let random = random::weights(&cmssw, 2);
    for (name, network, parameters, decoder) in [
        ("run", &run.network, &run.parameters, &run.decoder),
        ("cmssw", &cmssw, &random, &plain),
        ("mlp", &cmssw, &random, &mlp),
        ("film", &cmssw, &random, &film),
    ] {
        let model = ModelExport {
            network,
            parameters,
            decoder: Some(&decoder.export().unwrap()),
            form: ExportForm::Plain,
            bits: None,
        };
        let chip = ModelExport { form: ExportForm::Chip, ..model }.files(ModelFormat::Keras).unwrap_err().to_string();
        assert!(chip.contains("plain, reference"), "{chip}");
        for (file, contents) in model.files(ModelFormat::Keras).unwrap() {
            std::fs::write(bench.path(&format!("{name}-{file}")), contents).unwrap();
        }
        // The encoder and decoder as graphs, which are run here.
        let graph = |part: &str| {
            tensorflow::read(
                &model.files(ModelFormat::Tf).unwrap().into_iter().find(|(file, _)| file.starts_with(part)).unwrap().1,
            )
            .unwrap()
        };
        let images = images(network, &normalised[..1000]);
        let [pixels, conditions] = [network.image().len(), decoder.conditions().count()];
        let floats = floats(network, parameters);
        let latents = real(network, &floats, &normalised[..1000]);
        let (mut known, mut whole) = (Vec::new(), Vec::new());
        for sample in 0..1000 {
            let own: Vec<f32> = (0..conditions).map(|at| (sample * 7 + at * 5) as f32 % 11.0 / 11.0).collect();
            whole.extend(&tensor(&images).values[sample * pixels..][..pixels]);
            whole.extend(&own);
            known.extend(latents[sample * LATENTS..][..LATENTS].iter().chain(&own).copied());
        }
        let width = LATENTS + conditions;
        let decoded = graph("decoder").run(&[NdArray { shape: vec![1000, width], values: known.clone() }]).unwrap();
        let data = format!("{name}.npz");
        bench.data(
            &data,
            &[
                images,
                NamedArray::float32("latents", &[1000, LATENTS], latents),
                NamedArray::float32("known", &[1000, width], known),
                NamedArray::float32("whole", &[1000, pixels + conditions], whole),
                NamedArray::float32("decoded", &decoded.shape, decoded.values),
            ],
        );
        for (part, x, y) in
            [("encoder", "images", "latents"), ("decoder", "known", "decoded"), ("autoencoder", "whole", "decoded")]
        {
            let x = if part == "autoencoder" && conditions == 0 { "images" } else { x };
            bench.compare(&bench.path(&format!("{name}-{part}.hdf5")), ["", ""], &data, [x, y], 1e-5);
        }
    }
    bench.finish();
}

fn the_command_writes_what_its_arguments_say() {
    let scratch = tempfile::tempdir().unwrap();
    let at = |name: &str| scratch.path().join(name);
    let export = |arguments: &[&str], out: &str| {
        let mut command = econ_emu();
        command.arg("export-model").args(arguments).arg("-o").arg(at(out));
        command.output().unwrap()
    };
    let run = default_run();
    let (run, config) = (run.to_str().unwrap(), run.join("init.yaml"));
    let config = config.to_str().unwrap();
    let names = |out: &str| common::files_below(&at(out)).into_keys().collect::<Vec<_>>();
    assert!(export(&[run, "--to", "tf"], "tf").status.success());
    assert_eq!(names("tf"), ["decoder.pb", "encoder.pb"]);
    assert!(export(&[run, "--to", "onnx"], "onnx").status.success());
    assert_eq!(names("onnx"), ["decoder.onnx", "encoder.onnx"]);
    assert!(export(&[run, "--to", "qonnx"], "qonnx").status.success());
    assert_eq!(names("qonnx"), ["decoder.onnx", "encoder.onnx"]);
    assert!(export(&[run, "--to", "keras"], "keras").status.success());
    let parts = ["autoencoder", "decoder", "encoder"];
    let three = parts.map(|part| ["hdf5", "json", "keras"].map(|ending| format!("{part}.{ending}"))).concat();
    assert_eq!(names("keras"), three);
    assert!(export(&[run, "--to", "keras", "--form", "reference"], "qkeras").status.success());
    assert_eq!(names("qkeras"), parts.map(|part| [format!("{part}.hdf5"), format!("{part}.json")]).concat());
    assert!(export(&[run, "--to", "npz"], "model.npz").status.success());
    // What computes otherwise than the chip says how far it is from it.
    let said = |arguments: &[&str], out: &str| String::from_utf8(export(arguments, out).stdout).unwrap();
    for (to, form, far) in [("qonnx", "reference", true), ("keras", "plain", true), ("onnx", "chip", false)] {
        let text = said(&[run, "--to", to, "--form", form], &format!("far-{to}"));
        let agreement =
            text.contains("synthetic samples") && text.contains("latents equal") && text.contains("telescope");
        assert_eq!(agreement, far, "{text}");
    }
    assert!(!said(&["--config", config, "--to", "onnx", "--form", "plain"], "far.onnx").contains("telescope"));
    let piped = econ_emu().args(["export-model", "--config", config, "--to", "qonnx", "-o", "-"]).output().unwrap();
    assert_eq!(piped.stdout, std::fs::read(at("far-qonnx/encoder.onnx")).unwrap());
    assert!(String::from_utf8(piped.stderr).unwrap().contains("latents equal"));
    // A configuration has the same encoder and no decoder.
    assert!(export(&["--config", config, "--to", "tf"], "encoder.pb").status.success());
    let read = |name: &str| std::fs::read(at(name)).unwrap();
    assert_eq!(read("encoder.pb"), read("tf/encoder.pb"));
    for (form, other) in [("--links", "3"), ("--form", "reference")] {
        assert!(export(&["--config", config, "--to", "tf", form, other], "other.pb").status.success());
        assert_ne!(read("other.pb"), read("encoder.pb"));
    }
    // What is refused leaves what is there alone.
    let said = |arguments: &[&str], out: &str| {
        let output = export(arguments, out);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        String::from_utf8(output.stderr).unwrap()
    };
    assert!(said(&[run, "--to", "tf"], "tf").contains("not empty"));
    assert!(said(&[run, "--to", "tf"], "encoder.pb").contains("a directory is needed"));
    assert!(said(&["--config", config, "--to", "npz"], "tf").contains("a directory"));
    assert!(said(&["--to", "tf"], "x").contains("--config"));
    assert!(said(&[run, "--to", "keras", "--links", "3"], "x").contains("--links"));
    assert!(said(&[scratch.path().to_str().unwrap(), "--to", "tf"], "x").contains("not a finished training run"));
    assert!(said(&["--config", config, "--to", "tf", "--network", "none"], "x").contains("no such network"));
    assert_eq!(names("tf"), ["decoder.pb", "encoder.pb"]);
    assert!(!at("x").exists());
}

/// Networks that no graph of floats can show exactly are refused, by the field that is to blame.
fn sums_beyond_the_floats_are_refused() {
    let refused = |change: fn(&mut FirstForm)| {
        let mut form = FirstForm::chip_8x8();
        change(&mut form);
        let network = form.block().unwrap();
        let parameters = Weights::zeros(network.typed());
        let model = ModelExport {
            network: &network,
            parameters: &parameters,
            decoder: None,
            form: ExportForm::Chip,
            bits: None,
        };
        let reference = ModelExport { form: ExportForm::Reference, ..model };
        assert!(reference.files(ModelFormat::Tf).is_ok());
        model.files(ModelFormat::Tf).unwrap_err().to_string()
    };
    let said = refused(|network| network.conv.accumulator.overflow = Overflow::Saturate);
    assert!(said.contains("conv.accumulator") && said.contains("saturate"), "{said}");
    let said = refused(|network| network.dense.accumulator = Format::signed(26, 12));
    assert!(said.contains("dense.accumulator") && said.contains("exact"), "{said}");
}
