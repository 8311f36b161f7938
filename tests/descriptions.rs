//! Networks of other shapes than the chip's: the scalar evaluator, and the generated C++ and Verilog, value by
//! value.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use common::export::{compile_cpp, like, make, must_pass_cpp, mutate, parallel, put, simulate, texts, write};
use econ_emu::chip::Options;
use econ_emu::chip::autoencoder::normalise;
use econ_emu::hwgen::check::{self, CheckOutcome};
use econ_emu::hwgen::design::{Design, Valid};
use econ_emu::hwgen::export::{self, Target};
use econ_emu::hwgen::hls::{self, HlsFlavour};
use econ_emu::hwgen::protection::Protection;
use econ_emu::hwgen::vectors::{self, VectorSet};
use econ_emu::kernels::{InstructionSet, LanePlan};
use econ_emu::network::{AeBlock, CELLS};
use econ_emu::nn::{Evaluator, Network, Typed, Values, WeightValues, Weights};
use econ_emu::registers::{Algorithm, ChipConfig, Generation};
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;

common::tests! {
    there_are_ten_small_networks: [],
    a_block_of_real_numbers_is_refused: [],
    the_cpp_of_other_networks_is_the_scalar_evaluator: [COMPILER],
    no_value_leaves_its_certified_range: [],
    the_lane_plan_of_other_networks_is_the_scalar_evaluator: [],
    the_verilog_of_other_networks_is_the_scalar_evaluator: [VERILATOR],
    the_verilog_of_other_networks_is_synthesized_without_a_warning: [VERILATOR, YOSYS],
    the_verilog_testbench_notices_mutations_of_other_networks: [ICARUS],
    random_networks_in_cpp_and_verilog_are_the_scalar_evaluator: [COMPILER, VERILATOR],
}

/// The network whose loaded weights are simulated.
const SMALLEST: &str = "signed_chains";

/// Samples for Icarus Verilog, which interprets.
const FEW: usize = 150;

/// Most products of a network here.
const MOST_PRODUCTS: usize = 4000;

/// Whether `scripts/test.sh --long` runs.
fn is_long() -> bool {
    std::env::var("ECON_EMU_LONG").is_ok_and(|value| value == "1")
}

/// Samples of each network: 2,000, or in the long run 20,000.
fn samples() -> usize {
    if is_long() { 20_000 } else { 2_000 }
}

fn descriptions() -> Vec<(String, AeBlock)> {
    let directory = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/descriptions");
    let mut paths: Vec<PathBuf> = std::fs::read_dir(directory).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    let read = |path: &PathBuf| {
        let text = std::fs::read_to_string(path).unwrap();
        let block = AeBlock::from_yaml(&text, path).unwrap_or_else(|error| panic!("{error}"));
        (path.file_stem().unwrap().to_string_lossy().into_owned(), block)
    };
    paths.iter().map(read).collect()
}

/// Weights over the whole range of their formats, some of them at its ends.
fn weights(network: &Typed, seed: u64) -> Weights {
    let mut rng = ChaCha8Rng::seed_from_u64(seed);
    let mut draw = |low: i64, high: i64| match rng.random_range(0..8u32) {
        0 => low,
        1 => high,
        _ => rng.random_range(low..=high),
    };
    let tensors = network.tensors().iter().map(|tensor| {
        let format = tensor.number.format().unwrap();
        let (low, high) = (format.min_raw(), format.max_raw());
        WeightValues::Integers((0..tensor.len()).map(|_| draw(low, high) as i32).collect())
    });
    let tensors = tensors.collect();
    Weights::new(network, tensors).unwrap()
}

/// A design of the network in the chip's sample with 5 links; without weights they are loaded.
fn design(block: &AeBlock, weights: Option<Weights>) -> Valid {
    let config = ChipConfig { algorithm: Algorithm::Autoencoder, links: 5, ..ChipConfig::reset(Generation::Prod) };
    let layout = Options::default().packet_layout(&config);
    Design { name: "econ_t_ae".to_owned(), network: block.clone(), weights, layout, protection: Protection::None }
        .validate()
        .unwrap()
}

fn files(design: &Valid, weights: &Weights, target: Target) -> Vec<(String, String)> {
    let inputs = vectors::builtin(design.block(), weights, samples(), 3);
    let set = VectorSet::new(design, weights, &inputs).unwrap();
    export::render(design, &set, &[target], hls::DEFAULT_PART).unwrap()
}

fn there_are_ten_small_networks() {
    let all = descriptions();
    assert!(all.len() >= 10, "{}", all.len());
    for (name, block) in all {
        let products = block.typed().sums().products();
        assert!((100..=MOST_PRODUCTS).contains(&products), "{name}: {products}");
    }
}

/// Every value of every layer that computes, of every sample: weights as constants with the types of
/// Vitis, loaded weights with those of Catapult.
fn the_cpp_of_other_networks_is_the_scalar_evaluator() {
    let all = descriptions();
    let jobs: Vec<_> = all.iter().flat_map(|own| HlsFlavour::ALL.map(|flavour| (own, flavour))).collect();
    parallel(&jobs, |&((name, block), flavour)| {
        let dir = tempfile::tempdir().unwrap();
        let weights = weights(block.typed(), 11);
        let frozen = (flavour == HlsFlavour::Vitis).then(|| weights.clone());
        write(dir.path(), &files(&design(block, frozen), &weights, Target::Hls(flavour)));
        let label = format!("{name}, {}", flavour.name());
        let testbench = compile_cpp(dir.path(), flavour).unwrap_or_else(|said| panic!("{label}: {said}"));
        must_pass_cpp(&label, &testbench, &dir.path().join("golden"), samples());
    });
    println!("{} networks, {} samples each, both header sets", all.len(), samples());
}

/// Both ends of the ranges that the certificate gives hold for every sample.
fn no_value_leaves_its_certified_range() {
    for (name, block) in descriptions() {
        let weights = weights(block.typed(), 12);
        for frozen in [Some(weights.clone()), None] {
            let design = design(&block, frozen);
            let inputs = vectors::builtin(&block, &weights, 300, 4);
            let set = VectorSet::new(&design, &weights, &inputs).unwrap();
            let certificate = design.certificate();
            for (id, node) in design.computed() {
                let bounds: Vec<_> = certificate.of(certificate.values_of(id)).map(|(_, bound)| bound).collect();
                assert_eq!(bounds.len(), node.len());
                let values = set.values(&design.names(id).values).unwrap();
                assert_eq!(values.len(), 300 * node.len());
                for (index, &value) in values.iter().enumerate() {
                    let bound = bounds[index % node.len()];
                    let inside = (bound.min..=bound.max).contains(&i128::from(value));
                    assert!(inside, "{name}, {}[{}]: {value}", node.name, index % node.len());
                }
            }
        }
    }
}

/// A layer of real numbers is named.
fn a_block_of_real_numbers_is_refused() {
    let text = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/descriptions/pooling.yaml"));
    let text = text.unwrap().replace(
        "{name: rectified, op: activation, function: relu",
        "{name: rectified, op: activation, function: tanh",
    );
    let said = AeBlock::from_yaml(&text, Path::new("net.yaml")).unwrap_err().to_string();
    assert!(said.contains("layer rectified (activation)") && said.contains("net.yaml"), "{said}");
}

/// Every value of every node, of every sample, on all instructions that this machine has.
fn the_lane_plan_of_other_networks_is_the_scalar_evaluator() {
    for (name, block) in descriptions() {
        let network = block.typed();
        let weights = weights(network, 17);
        let samples = vectors::builtin(&block, &weights, samples(), 5);
        let normalised = |input: &vectors::TestInput| {
            normalise::run(&input.charges).normalised.map(|normalised| i32::from(normalised.to_bits()))
        };
        let inputs: Vec<i32> = samples.iter().flat_map(normalised).collect();
        let count = samples.len();
        let (evaluator, mut values) = (Evaluator::new(network, &weights).unwrap(), Values::default());
        let mut expected = vec![0; network.values() * count];
        for (sample, charges) in inputs.chunks_exact(CELLS).enumerate() {
            let charges: Vec<i64> = charges.iter().map(|&value| value.into()).collect();
            evaluator.run(&charges, &mut values).unwrap();
            for (value, &number) in values.integers.iter().enumerate() {
                expected[value * count + sample] = i32::try_from(number).unwrap();
            }
        }
        for set in InstructionSet::available() {
            let plan = LanePlan::new(network, &weights).unwrap_or_else(|reason| panic!("{name}: {reason}"));
            let found = plan.with(set).unwrap().run_all(&inputs).unwrap();
            assert!(found == expected, "{name}, {set:?}");
        }
    }
}

/// Every value of every layer that computes, of every sample: constant weights, and loaded ones where that is
/// built in seconds. Sums are those of FPGAs, which are built in half the time; those of chips with the fewest
/// products.
fn the_verilog_of_other_networks_is_the_scalar_evaluator() {
    let all = descriptions();
    let mut jobs: Vec<_> = all.iter().map(|own| (own, "DEFINES=CARRY_CHAINS")).collect();
    let is_smallest = |own: &&(String, AeBlock)| own.0 == SMALLEST;
    // So small a design is built faster as a whole than lane by lane.
    jobs.extend(all.iter().filter(is_smallest).flat_map(|own| [(own, "PARAMETERS="), (own, "HIERARCHY=")]));
    parallel(&jobs, |&((name, block), variable)| {
        let dir = tempfile::tempdir().unwrap();
        let weights = weights(block.typed(), 11);
        let frozen = (variable != "HIERARCHY=").then(|| weights.clone());
        let label = format!("{name}, {variable}");
        write(dir.path(), &files(&design(block, frozen), &weights, Target::Verilog));
        let built = make(dir.path(), &dir.path().join("build"), "verilator/simulation", variable);
        let simulation = built.unwrap_or_else(|said| panic!("{label}: {said}"));
        let (code, said) = simulate(&simulation, &dir.path().join("golden"), None);
        let pass = format!("PASS: {} frames, every field right", samples());
        assert!(code == Some(0) && said.lines().next() == Some(&pass), "{label}: {code:?} {said:.400}");
    });
    println!("{} networks, {} samples each in Verilator", all.len(), samples());
}

/// The linter without the testbench, and synthesis, of both weight modes.
fn the_verilog_of_other_networks_is_synthesized_without_a_warning() {
    let all = descriptions();
    let jobs = [("pooling", true), (SMALLEST, true), (SMALLEST, false)];
    parallel(&jobs, |&(name, frozen)| {
        let dir = tempfile::tempdir().unwrap();
        let (_, block) = all.iter().find(|(own, _)| own == name).unwrap();
        let weights = weights(block.typed(), 13);
        let design = design(block, frozen.then(|| weights.clone()));
        let set = VectorSet::new(&design, &weights, &vectors::builtin(block, &weights, 1, 4)).unwrap();
        write(dir.path(), &export::render(&design, &set, &[Target::Verilog], hls::DEFAULT_PART).unwrap());
        let tools = ["Verilator, lint", "Yosys"];
        for check in check::all().iter().filter(|check| tools.contains(&check.tool().as_str())) {
            let outcome = check.run(dir.path(), dir.path(), 1).unwrap();
            assert!(matches!(outcome, CheckOutcome::Passed(_)), "{name}, {}: {outcome:?}", check.tool());
        }
    });
}

/// What only networks unlike the chip's have: comparators, rounding, sums that saturate on the way, signed
/// inputs; in both weight modes. The testbench names the layer.
fn the_verilog_testbench_notices_mutations_of_other_networks() {
    let (hidden, pooled, encode) = ("layer1_hidden.v", "layer3_pooled.v", "layer4_encode.v");
    let loaded = vec![
        (mutate("halves of odd numbers rounded up", hidden, put("tie", "1'b0")), "layer1_hidden_sums"),
        (mutate("a bias cut, not rounded", hidden, put("held_bias_rounding", "1'b0").number(0)), "layer1_hidden_sums"),
    ];
    let constant = vec![
        (mutate("the smaller instead of the larger", "larger.v", put("larger_than", "<")), "layer3_pooled_values"),
        (mutate("a window one value off", pooled, like("larger_0_0_a", "larger_2_0_a")), "layer3_pooled_values"),
        (mutate("a sum that does not saturate", hidden, put("add_20_saturation", "").number(0)), "layer1_hidden_sums"),
        (mutate("a latent cut, not rounded", encode, put("latent_3_rounding", "1'b0")), "latents"),
        (mutate("a latent that does not saturate", encode, put("sum_5_saturation", "")), "latents"),
    ];
    for (frozen, mutations) in [(false, loaded), (true, constant)] {
        let all = descriptions();
        let (_, block) = all.iter().find(|(name, _)| name == SMALLEST).unwrap();
        let weights = weights(block.typed(), 11);
        let design = design(block, frozen.then(|| weights.clone()));
        let set = VectorSet::new(&design, &weights, &vectors::builtin(block, &weights, FEW, 3)).unwrap();
        let files = export::render_marked(&design, &set, &[Target::Verilog], hls::DEFAULT_PART).unwrap();
        let said = |files: &[(String, String)]| {
            let dir = tempfile::tempdir().unwrap();
            write(dir.path(), files);
            // What is changed is the same in sums for FPGAs, which an interpreter runs faster.
            let program = make(dir.path(), &dir.path().join("build"), "testbench.vvp", "DEFINES=CARRY_CHAINS");
            simulate(&program.unwrap_or_else(|said| panic!("{said}")), &dir.path().join("golden"), None)
        };
        let unchanged = said(&texts(&files));
        assert_eq!(unchanged.0, Some(0), "{unchanged:?}");
        parallel(&mutations, |(mutation, layer)| {
            let (code, said) = said(&mutation.apply(&files, &format!("verilog/{}", mutation.file)));
            let named = said.starts_with("FAIL: frame ") && said.contains(&format!(", {layer}["));
            assert!(code != Some(0) && named, "{}: {code:?} {said:.400}", mutation.what);
        });
    }
}

/// Random networks with every kind of layer and every rounding and overflow: weights as constants and loaded in turn.
fn random_networks_in_cpp_and_verilog_are_the_scalar_evaluator() {
    let seeds: Vec<u64> = (0..if is_long() { 40 } else { 4 }).collect();
    let blocks: Vec<AeBlock> = seeds.iter().map(|&seed| RandomBlock::draw(seed)).collect();
    let (mut kinds, mut modes) = (BTreeSet::new(), BTreeSet::new());
    for (_, node, layer) in blocks.iter().flat_map(|block| block.typed().layers()) {
        kinds.insert(layer.op.name());
        let formats = [layer.op.sum().map(|sum| sum.format), layer.output.as_ref().and_then(|_| node.number.format())];
        modes.extend(formats.into_iter().flatten().map(|format| (format.rounding.name(), format.overflow.name())));
    }
    assert!(RandomBlock::KINDS.iter().all(|kind| kinds.contains(kind)) && modes.len() == 9, "{kinds:?} {modes:?}");
    let jobs: Vec<_> = seeds.iter().zip(&blocks).flat_map(|own| [(own, true), (own, false)]).collect();
    parallel(&jobs, |&((&seed, block), in_verilog)| {
        let dir = tempfile::tempdir().unwrap();
        let label = format!("random network {seed}\n{}", block.typed().network().to_yaml().unwrap());
        let (weights, is_frozen) = (weights(block.typed(), seed), seed.is_multiple_of(2));
        let flavour = if is_frozen { HlsFlavour::Vitis } else { HlsFlavour::Catapult };
        let target = if in_verilog { Target::Verilog } else { Target::Hls(flavour) };
        write(dir.path(), &files(&design(block, is_frozen.then(|| weights.clone())), &weights, target));
        let golden = dir.path().join("golden");
        if in_verilog {
            let built = make(dir.path(), &dir.path().join("build"), "verilator/simulation", "HIERARCHY=");
            let simulation = built.unwrap_or_else(|said| panic!("{label}: {said}"));
            let (code, said) = simulate(&simulation, &golden, None);
            let pass = format!("PASS: {} frames, every field right", samples());
            assert!(code == Some(0) && said.lines().next() == Some(&pass), "{label}: {code:?} {said:.400}");
        } else {
            let testbench = compile_cpp(dir.path(), flavour).unwrap_or_else(|said| panic!("{label}: {said}"));
            must_pass_cpp(&label, &testbench, &golden, samples());
        }
    });
    println!("{} random networks, {} samples each", blocks.len(), samples());
}

/// A network of random layers that fits the block, while it is drawn.
struct RandomBlock {
    rng: ChaCha8Rng,
    /// The next rounding and overflow of [`RandomBlock::MODES`].
    mode: usize,
    tensors: Vec<String>,
    layers: Vec<String>,
    /// The last layer, which reads all others.
    last: String,
    /// The network up to it.
    typed: Typed,
}

/// What of a layer is given a format.
#[derive(Clone, Copy, PartialEq)]
enum Fitted {
    Sum,
    Output,
    Nothing,
}

impl RandomBlock {
    /// Kinds of layers that are drawn, a quarter of them for each of four networks.
    const KINDS: [&str; 12] = [
        "conv2d",
        "pad",
        "slice",
        "max-pool2d",
        "add",
        "crop",
        "conv-transpose2d",
        "mask",
        "activation",
        "affine",
        "concat",
        "up-sample2d",
    ];

    /// Rounding and overflow as formats have them.
    const MODES: [&str; 9] = [
        "",
        " saturate",
        " wrap",
        " half-up",
        " half-up saturate",
        " half-up wrap",
        " half-even",
        " half-even saturate",
        " half-even wrap",
    ];

    /// Most products before the dense layer at the end, and most values of a layer.
    const MOST: [usize; 2] = [180, 80];

    fn draw(seed: u64) -> AeBlock {
        let mut rng = ChaCha8Rng::seed_from_u64(seed);
        // A part of the charges, and zeros, as an image.
        let shape = [[3, 4, 1], [4, 4, 1], [2, 3, 2], [3, 3, 2]][seed as usize % 4];
        let indices: Vec<i32> = (0..shape.iter().product()).map(|_| rng.random_range(-1..48)).collect();
        let image = format!("{{name: image, op: gather, inputs: [norm], shape: {shape:?}, indices: {indices:?}}}");
        // A description has weights from the first layer that computes.
        let tensors = vec!["{name: k, number: s4.2}".to_owned()];
        let sum = "sum: {format: s13.7, products: cast}";
        let scaled = format!("{{name: scaled, op: affine, inputs: [image], weights: k, {sum}}}");
        let (layers, last) = (vec![image, scaled], "scaled".to_owned());
        let typed = network(&tensors, &layers, &last).unwrap();
        let mode = 3 * seed as usize;
        let mut block = RandomBlock { rng, mode, tensors, layers, last, typed };
        let mut kinds = Self::KINDS[seed as usize % 4 * 3..][..3].to_vec();
        while let Some(kind) = (!kinds.is_empty()).then(|| block.rng.random_range(0..kinds.len())) {
            let kind = kinds.swap_remove(kind);
            assert!((0..50).any(|_| block.add(kind)), "{seed}: no layer {kind} behind {:?}", block.layers);
        }
        while block.typed.node(block.typed.outputs()[0]).len() > 20 {
            assert!(block.push("max-pool2d", "size: [2, 2], stride: [2, 2], padding: same", "", Fitted::Nothing));
        }
        assert!((0..50).any(|_| block.weighted("dense", "units: 16", 16)), "{seed}: no dense layer");
        let output = |mode: &&&str| mode.ends_with("saturate") || mode.ends_with("wrap");
        let mode = Self::MODES.iter().filter(output).nth(seed as usize % 6).unwrap();
        let bits = block.rng.random_range(5..10);
        let latents = format!("function: relu, output: u{bits}.{}{mode}", bits - 1);
        assert!(block.push("activation", &latents, "", Fitted::Nothing));
        AeBlock::of(block.typed).unwrap_or_else(|error| panic!("{seed}: {error}"))
    }

    /// Adds a layer of a kind behind the last, if what was drawn for it fits.
    fn add(&mut self, kind: &str) -> bool {
        let node = self.typed.node(self.typed.outputs()[0]);
        let &[rows, columns, channels] = node.shape.as_slice() else { panic!("{:?}", node.shape) };
        let mut below = |end: usize| self.rng.random_range(0..end);
        let padding = ["same", "valid"][below(2)];
        let pair = [1 + below(2), 1 + below(2)];
        let passes = format!("stride: {pair:?}, padding: {padding}");
        let size = [1 + below(3), 1 + below(3)];
        match kind {
            "conv2d" | "conv-transpose2d" => {
                let filters = 1 + below(2);
                self.weighted(kind, &format!("kernel: {size:?}, {passes}, filters: {filters}"), filters)
            }
            "affine" => self.weighted(kind, "", channels),
            "max-pool2d" => self.push(kind, &format!("size: {size:?}, {passes}"), "", Fitted::Nothing),
            "pad" => {
                let zeros = [below(2), below(2), below(2), below(2)];
                self.push(kind, &format!("zeros: {zeros:?}"), "", Fitted::Nothing)
            }
            "crop" => {
                let cut = [below(2), below(2), below(2), below(2)];
                self.push(kind, &format!("cut: {cut:?}"), "", Fitted::Nothing)
            }
            "slice" => {
                let from = below(channels);
                self.push(kind, &format!("from: {from}, to: {channels}"), "", Fitted::Nothing)
            }
            "up-sample2d" => {
                let factor = [[1, 2], [2, 1]][below(2)];
                self.push(kind, &format!("factor: {factor:?}"), "", Fitted::Nothing)
            }
            "mask" => {
                let keep: Vec<usize> = (0..rows * columns).map(|_| below(2)).collect();
                self.push(kind, &format!("keep: {keep:?}"), "", Fitted::Nothing)
            }
            "activation" => {
                let function = ["linear", "relu"][below(2)];
                self.push(kind, &format!("function: {function}"), "", Fitted::Output)
            }
            "add" | "concat" => {
                let (count, mode) = (self.layers.len(), self.mode);
                let (other, typed) = (self.last.clone(), self.typed.clone());
                let fits = self.push("activation", "function: relu", "", Fitted::Output)
                    && self.push(kind, "", &other, Fitted::Output);
                if !fits {
                    self.layers.truncate(count);
                    (self.last, self.typed, self.mode) = (other, typed, mode);
                }
                fits
            }
            _ => panic!("{kind}"),
        }
    }

    /// Adds a layer with weights and biases, which may have a scale for each channel.
    fn weighted(&mut self, kind: &str, fields: &str, channels: usize) -> bool {
        let known = self.tensors.len();
        for name in ["k", "b"] {
            let bits = self.rng.random_range(2..7);
            let format = format!("s{bits}.{}", self.rng.random_range(0..bits));
            let exponents: Vec<i32> = (0..channels).map(|_| self.rng.random_range(-1..2)).collect();
            let number = match self.rng.random_range(0..3) {
                0 => format!("{{format: {format}, exponents: {exponents:?}}}"),
                _ => format,
            };
            self.tensors.push(format!("{{name: {name}{known}, number: {number}}}"));
        }
        let fields =
            [fields, &format!("weights: k{known}, bias: b{known}")].join(if fields.is_empty() { "" } else { ", " });
        let fits = self.push(kind, &fields, "", Fitted::Sum);
        if !fits {
            self.tensors.truncate(known);
        }
        fits
    }

    /// Adds a layer that reads the last one and perhaps another, with the next rounding and overflow, if it fits.
    fn push(&mut self, kind: &str, fields: &str, other: &str, fitted: Fitted) -> bool {
        let name = format!("l{}", self.layers.len());
        let mode = Self::MODES[self.mode % Self::MODES.len()];
        let bits = self.rng.random_range(4..11);
        // What must not overflow gets the fewest bits that are enough.
        let widths = if self.mode.is_multiple_of(3) { 2..=28 } else { bits..=bits };
        let frac = self.rng.random_range(1..bits.min(8));
        let sign = if fitted == Fitted::Sum || self.rng.random_range(0..2) == 0 { 's' } else { 'u' };
        let products = ["cast", "exact"][self.rng.random_range(0..2)];
        for bits in widths {
            let format = format!("{sign}{bits}.{frac}{mode}");
            let format = match fitted {
                Fitted::Sum => format!("sum: {{format: {format}, products: {products}}}"),
                Fitted::Output => format!("output: {format}"),
                Fitted::Nothing => String::new(),
            };
            let inputs =
                [other, &self.last].into_iter().filter(|input| !input.is_empty()).collect::<Vec<_>>().join(", ");
            let fields = [fields, &format].into_iter().filter(|field| !field.is_empty()).collect::<Vec<_>>().join(", ");
            let comma = if fields.is_empty() { "" } else { ", " };
            self.layers.push(format!("{{name: {name}, op: {kind}, inputs: [{inputs}]{comma}{fields}}}"));
            match network(&self.tensors, &self.layers, &name) {
                Ok(typed) if kind == "dense" || self.is_small(&typed) => {
                    self.mode += usize::from(fitted != Fitted::Nothing);
                    (self.typed, self.last) = (typed, name);
                    return true;
                }
                _ => drop(self.layers.pop()),
            }
        }
        false
    }

    fn is_small(&self, typed: &Typed) -> bool {
        let [products, values] = Self::MOST;
        let dense = if self.layers.iter().any(|layer| layer.contains("op: dense")) { 320 } else { 0 };
        typed.sums().products() <= products + dense && typed.node(typed.outputs()[0]).len() <= values
    }
}

/// A network from the layers of its description, if it holds.
fn network(tensors: &[String], layers: &[String], output: &str) -> econ_emu::error::Result<Typed> {
    let (tensors, layers) = (tensors.join(", "), layers.join(", "));
    let text = format!(
        "{{format: 2, name: random, inputs: [{{name: norm, shape: [48], number: u8.7}}], tensors: [{tensors}], \
         layers: [{layers}], outputs: [{output}]}}"
    );
    Network::from_yaml(&text, Path::new("random.yaml"))?.check()
}
