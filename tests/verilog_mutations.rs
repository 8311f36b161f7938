//! The testbench of the Verilog must notice every mutation of the hardware and of the golden files.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;

use std::path::Path;
use std::process::Command;
use std::sync::Mutex;

use common::export::{
    Mutation, design, golden_mutations, like, mutate, parallel, put, simulate, small, survived, swap, texts,
    vector_set, write,
};
use econ_emu::chip::autoencoder::packet::AeLayout;
use econ_emu::golden::random;
use econ_emu::hwgen::export::{self, Target};
use econ_emu::hwgen::hls;
use econ_emu::hwgen::marks::Marked;
use econ_emu::hwgen::proved;
use econ_emu::network::{AeBlock, EncoderTensor};
use econ_emu::nn::Weights;
use econ_emu::prove::{FORMS, prove};
use econ_emu::registers::KeepMask;

common::tests! {
    the_testbench_notices_every_mutation: [ICARUS],
    unknown_bits_are_noticed_with_sample_and_field: [ICARUS],
    the_proof_refuses_every_mutation: [],
}

/// All corners that the built-in samples have for this network, and some random ones.
const SAMPLES: usize = 150;

/// The golden files that the testbench reads. The others are of stages inside the block, which
/// `econ-emu diff --stages` compares.
const READ: [&str; 6] = ["bx", "charges", "sum_code", "latents", "links", "weights"];

/// Weights at the ends of their formats, so that all charges at their maximum bring the sums to the
/// ends of their ranges; and others, so that no two weights of a sum can be swapped unseen.
fn weights(network: &AeBlock) -> Weights {
    let random = random::weights(network, 2);
    let [mut kernel, _, mut matrix, mut biases] =
        EncoderTensor::ALL.map(|tensor| random.integers(tensor.id()).to_vec());
    let second = [27, -32, 30, 29, -31, 28, 31, 26, 25];
    kernel.chunks_mut(2).zip(second).for_each(|(tap, weight)| tap.copy_from_slice(&[31, weight]));
    let inputs = matrix.len() / biases.len();
    matrix[..inputs].fill(31);
    matrix[inputs..2 * inputs].fill(-32);
    biases[..2].copy_from_slice(&[31, -32]);
    Weights::of_integers(network.typed(), vec![kernel, vec![31, -32], matrix, biases]).unwrap()
}

/// A source as the simulations here see it: a change of what only FPGAs get would change nothing.
fn without_chains(text: &str) -> String {
    let (mut kept, mut chains) = (String::new(), None);
    for line in text.split_inclusive('\n') {
        match (line.trim_end(), chains) {
            ("`ifdef CARRY_CHAINS", None) => chains = Some(true),
            ("`else", Some(true)) => chains = Some(false),
            ("`endif", Some(false)) => chains = None,
            (_, Some(true)) => {}
            _ => kept += line,
        }
    }
    assert_eq!(chains, None, "an open choice");
    kept
}

/// The files of an export, with weights from registers or as constants.
fn files(reloadable: bool, samples: usize) -> Vec<(String, Marked)> {
    let network = small();
    let weights = weights(&network);
    let frozen = (!reloadable).then_some(&weights);
    let design = design(&network, frozen, AeLayout::Chip, 5, KeepMask::ALL);
    let set = vector_set(&design, &weights, samples, 7);
    export::render_marked(&design, &set, &[Target::Verilog], hls::DEFAULT_PART).unwrap()
}

/// Writes files as the simulations here see them.
fn write_simulated(directory: &Path, mut files: Vec<(String, String)>) {
    let sources = files.iter_mut().filter(|(name, _)| name.ends_with(".v"));
    sources.for_each(|(_, text)| *text = without_chains(text));
    write(directory, &files);
}

/// What the testbench says of an export; nothing if all is right. It is compiled without warnings:
/// what is wrong must be noticed when it runs.
fn noticed(directory: &Path) -> Option<String> {
    let mut sources: Vec<_> =
        std::fs::read_dir(directory.join("verilog")).unwrap().map(|entry| entry.unwrap().path()).collect();
    sources.retain(|path| path.extension().is_some_and(|extension| extension == "v"));
    let mut command = Command::new("iverilog");
    command.args(["-g2005", "-s", "testbench", "-o"]).arg(directory.join("testbench.vvp")).args(sources);
    let output = command.output().unwrap();
    assert!(output.status.success(), "{output:?}");
    said(&directory.join("testbench.vvp"), &directory.join("golden"))
}

fn said(program: &Path, golden: &Path) -> Option<String> {
    let (code, said) = simulate(program, golden, None);
    match code {
        Some(0) => {
            assert!(said.starts_with("PASS: "), "{said:.400}");
            None
        }
        _ => Some(said),
    }
}

/// Mutations of the hardware with weights from registers.
fn reloadable() -> Vec<Mutation> {
    let (blocks, conv, dense, top) = ("primitives.v", "conv.v", "dense.v", "econ_t_ae.v");
    vec![
        // Building blocks.
        mutate("a full adder forgets its third input", blocks, put("csa_sum", "either")),
        mutate("three times is two times", blocks, put("triple_b", "{2'b00, x}")),
        mutate("sign of a digit", blocks, put("digit_sign", "bits[2]")),
        mutate("a digit of two", blocks, put("digit_of_two", "")),
        mutate("bit below the lowest digit", blocks, put("below_lowest_digit", "1'b1")),
        mutate("negative multiples not inverted", blocks, put("booth_row", "multiple")),
        mutate("four times is two times", blocks, put("four_times", "{1'b0, x, 1'b0}")),
        mutate("weights without sign", blocks, put("weight_sign", "1'b0"))
            .equivalent("two digits take exactly the six bits of a weight, so no copy of the sign is used"),
        // Convolution.
        mutate("normalised charges swapped", conv, like("norm_0_first", "norm_1_first")),
        mutate("kernel index", conv, like("sum_1_tap_8_w", "sum_1_tap_7_w")),
        mutate("triple of another normalised charge", conv, like("sum_1_tap_0_x3", "sum_1_tap_1_x3")),
        mutate("product rounded", conv, put("operand_w", "{} | 5'd16").number(0)),
        mutate("product floored before its rows are added", conv, put("product_carry", "2'd0")),
        mutate("sign of a row", conv, put("row_0_sign", "w[4]")),
        mutate("constant of a sum", conv, put("operand_constant", "{} ^ 13'd1").number(0)),
        mutate("sum one bit short", conv, put("total_range", "[11:0]").number(0)),
        mutate("ReLU forgotten", conv, put("sum_1_relu", "")),
        mutate("ReLU asks the wrong bit", conv, put("sum_0_sign", "sum_0[11]")),
        mutate("activation one bit short", conv, put("sum_0_kept", "{} & 12'h7ff")),
        mutate("activations swapped", conv, swap("act_3_output", "act_2_output")),
        // Dense layer.
        mutate("activation one bit off", dense, put("act_1_first", "{} - 1")),
        mutate("place without cells one bit off", dense, put("act_6_x", "act_6[5:1]")),
        mutate("triple of another activation", dense, like("act_0_tripled", "act_1_tripled")),
        mutate("matrix index", dense, like("sum_2_act_0_w", "sum_2_act_1_w")),
        mutate("dense product floored before its rows are added", dense, put("product_carry", "2'd0").number(0)),
        mutate("dense product rounded", dense, put("operand_low_carry_1", "{} | 6'd8")),
        mutate("sign of the bias", dense, put("bias_word", "bias")),
        mutate("bias shifted by one bit less", dense, put("operand_bias_word", "{} >> 1")),
        mutate("dense sum one bit short", dense, put("sum_0_sign", "sum_0[14]"))
            .and(put("sum_0_overflow", "sum_0[13:9] != 5'd0")),
        mutate("ReLU of a latent forgotten", dense, put("sum_2_relu", ""))
            .and(put("sum_2_overflow", "{} && !sum_2[15]")),
        mutate("saturation removed", dense, put("sum_6_saturation", "")),
        mutate("saturation one bit too high", dense, put("sum_4_overflow", "sum_4[14:10] != 5'd0")),
        mutate("latents swapped", dense, swap("latent_15_output", "latent_14_output")),
        // Pipeline.
        mutate("valid not cleared", blocks, put("next_valid", "valid_in")),
        mutate("valid one clock early", blocks, put("registered_valid", "valid_in")),
        mutate("data one clock early", blocks, put("registered_data", "data_in")),
        mutate("data kept while not valid", blocks, put("next_data", "if (valid_in) {}"))
            .equivalent("what is not valid nobody looks at"),
        mutate("a register left out", top, put("cut_dense_register", "0")),
        mutate("a register without reset", top, put("cut_converter_reset", "1'b0")),
        mutate("BX not passed on", top, put("cut_converter_bx", "12'd0")),
        mutate("BX of the sample after", top, put("cut_dense_bx", "conv_bx")),
        mutate("latents of the sample after", top, put("formatted_latents", "dense_latents")),
        mutate("register one bit short", top, put("cut_format_width", "{} - 1")),
        mutate("outputs in another order", top, swap("cut_format_code", "cut_format_latents")),
        // Registers.
        mutate("bank one address off", top, put("conv_bias_base", "{} + 1")),
        mutate("bank without base", blocks, put("bank_base", "")),
        mutate("bank one weight short", top, put("dense_kernel_count", "{} - 1")),
        mutate("weights not cleared", blocks, put("bank_reset", "1'b0")),
        mutate("written without write", blocks, put("bank_write", "")),
        mutate("weight one bit short", blocks, put("bank_data", "{1'b0, write_data[BITS-2:0]}")),
        mutate("another weight read back", blocks, put("bank_selected", "selected[n/2]")),
        mutate("a bank not read back", top, put("dense_bias_read_back", "32'd0")),
        mutate("biases of the filters swapped", top, put("conv_biases", "{conv_bias[5:0], conv_bias[11:6]}")),
        mutate("read-back not cleared", top, put("read_reset", "1'b0")),
        mutate("design hash", top, put("design_hash", "32'd1 + {}")),
        mutate("hash at the address of a weight", top, put("hash_address", "address[6:0]")),
        mutate("hash past the weights", top, put("hash_address", "address[7:6]")),
    ]
}

/// Mutations of the hardware with constant weights: what only it has, and what is the same in both,
/// because it simulates faster.
fn frozen() -> Vec<Mutation> {
    let (blocks, converter, formatter) = ("primitives.v", "converter.v", "formatter.v");
    vec![
        // Converter.
        mutate("charge shifted by one bit less", blocks, put("unshifted", "{1'b0, charge, 6'd0}")),
        mutate("shift by 16 asks another bit", blocks, put("shift_by_16", "msb[3]")),
        mutate("shift by 8 loses bits", blocks, put("shifted_by_8", "7'd0")),
        mutate("unshifted charge stays", blocks, put("not_shifted_by_1", "by_2[7:0]")),
        mutate("no clamp of the shift", blocks, put("clamp", "")),
        mutate("clamp of the shift one higher", blocks, put("clamp", "(i > 22) ? 5'd22 : ")),
        mutate("exponent off by one", blocks, put("exponent_offset", "5'd4")),
        mutate("mantissa one bit off", blocks, put("mantissa_start", "i-3")),
        mutate("sums of five bits their own code", blocks, put("has_exponent", "i >= 5")),
        mutate("small sums without code", blocks, put("small_code", "9'd0")),
        mutate("normalised charges in reverse", converter, put("cell_of_norm", "(47-i)")),
        mutate("neighbouring charges swapped", converter, put("cell_of_charge", "(i^1)")),
        mutate("a charge left out of the sum", converter, put("operand_charges", "22'd0").number(0)),
        mutate("module sum one bit short", converter, put("total_range", "[26:0]")),
        // Formatter.
        mutate("header of BX 0", formatter, put("first_header", "5'd15")),
        mutate("header cut to 3 bits", formatter, put("header", "{2'b0, bx[2:0]}")),
        mutate("header of every BX 16 n", formatter, put("first_crossing", "bx[3:0] == 4'd0")),
        mutate("sum code one bit off", formatter, put("link_0_sum_code", "1'd0, {}")).and(put("link_0_zeros", "1'd0")),
        mutate("filler of ones", formatter, put("link_0_zeros", "2'd3")),
        mutate("a link word twice", formatter, put("link_1_latents", "latents[95:64]")),
        mutate("links swapped", formatter, like("link_2_target", "link_3_target")),
        // Constants.
        mutate("carry into a sum", blocks, put("ripple_carry_in", "1'b0")),
        mutate("constant product", "conv.v", put("x32", "{1'd0, x[7:1]}")),
        mutate("hash at every address", "econ_t_ae.v", put("no_hash", "DESIGN_HASH")),
    ]
}

/// Unknown bits on every output, and the sample and field that the testbench must name.
fn unknown() -> [(Mutation, &'static str); 6] {
    let (blocks, dense, formatter, top) = ("primitives.v", "dense.v", "formatter.v", "econ_t_ae.v");
    [
        (mutate("an undriven bit", dense, put("latent_15_output", "1'bz, latent_15[7:0]")), "frame 0, latents[15]"),
        (mutate("an undriven link", formatter, put("link_2", "")), "frame 0, links[2]"),
        (mutate("in one sample", formatter, put("header", "(bx == 12'd9) ? 5'bx : {}")), "frame 9, links[0]"),
        (mutate("in the code", top, put("cut_format_code", "format_code[8:1], 1'bx")), "frame 0, sum_code[0]"),
        (mutate("in valid", blocks, put("next_valid", "1'bx & {}")), "frame 0, valid_out[0]"),
        (mutate("in what is read", blocks, put("nothing_found", "{BITS{1'bx}}")), "weight after reset[0]"),
    ]
}

fn the_testbench_notices_every_mutation() {
    let exports = [files(true, SAMPLES), files(false, SAMPLES)];
    let bases = exports.each_ref().map(|files| {
        let base = tempfile::tempdir().unwrap();
        write_simulated(base.path(), texts(files));
        assert_eq!(noticed(base.path()), None, "unchanged");
        base
    });
    let survivors = Mutex::new(Vec::new());
    let lists = [reloadable(), frozen()];
    let mutations = lists.iter().zip(&exports);
    let mutations: Vec<_> = mutations.flat_map(|(list, files)| list.iter().map(move |one| (one, files))).collect();
    parallel(&mutations, |(mutation, files)| {
        let dir = tempfile::tempdir().unwrap();
        write_simulated(dir.path(), mutation.apply(files, &format!("verilog/{}", mutation.file)));
        match noticed(dir.path()) {
            None => survivors.lock().unwrap().push((mutation.what.to_owned(), mutation.equivalent)),
            Some(said) => assert!(said.starts_with("FAIL: frame "), "{}: {said:.400}", mutation.what),
        }
    });
    // Few samples, because a change at the end of a file is noticed at the end.
    let (program, files) = (bases[0].path().join("testbench.vvp"), texts(&files(true, 12)));
    let goldens = golden_mutations(&READ);
    parallel(&goldens, |(what, change)| {
        let dir = tempfile::tempdir().unwrap();
        write(dir.path(), &files);
        let golden = dir.path().join("golden");
        change(&golden);
        match said(&program, &golden) {
            None => survivors.lock().unwrap().push((what.clone(), None)),
            Some(said) => assert!(said.starts_with("FAIL: "), "{what}: {said:.400}"),
        }
    });
    let equivalent = lists.iter().flatten().filter(|mutation| mutation.equivalent.is_some()).count();
    survived(mutations.len() + goldens.len(), &survivors.into_inner().unwrap(), equivalent);
}

fn unknown_bits_are_noticed_with_sample_and_field() {
    let files = files(true, 12);
    parallel(&unknown(), |(mutation, place)| {
        let dir = tempfile::tempdir().unwrap();
        write_simulated(dir.path(), mutation.apply(&files, &format!("verilog/{}", mutation.file)));
        let said = noticed(dir.path()).unwrap_or_default();
        let got = said.lines().next().unwrap_or_default().rsplit("got ").next().unwrap_or_default();
        let unknown = got.to_lowercase().contains(['x', 'z']);
        assert!(said.contains(place) && unknown, "{}: {said:.400}", mutation.what);
    });
}

/// What every simulation notices the proof refuses; what nothing can notice it may refuse, too.
fn the_proof_refuses_every_mutation() {
    let network = small();
    let weights = weights(&network);
    let exports = [true, false].map(|reloadable| {
        let frozen = (!reloadable).then_some(&weights);
        let design = design(&network, frozen, AeLayout::Chip, 5, KeepMask::ALL);
        let specification = proved::specification(&design).unwrap();
        let files = files(reloadable, 1);
        for form in FORMS {
            prove(&specification, &proved::sources(&texts(&files)), form).unwrap();
        }
        (specification, files)
    });
    let lists = [reloadable(), frozen()];
    let mutations = lists.iter().zip(&exports);
    let mutations: Vec<_> = mutations.flat_map(|(list, export)| list.iter().map(move |one| (one, export))).collect();
    let accepted = Mutex::new(Vec::new());
    parallel(&mutations, |(mutation, (specification, files))| {
        let sources = proved::sources(&mutation.apply(files, &format!("verilog/{}", mutation.file)));
        match prove(specification, &sources, FORMS[0]) {
            Ok(_) => accepted.lock().unwrap().push((mutation.what, mutation.equivalent)),
            Err(error) if mutation.equivalent.is_some() => {
                println!("refused though nothing can notice it: {}: {error}", mutation.what);
            }
            Err(_) => {}
        }
    });
    let accepted = accepted.into_inner().unwrap();
    println!("{} of {} mutations refused", mutations.len() - accepted.len(), mutations.len());
    accepted.iter().for_each(|(what, reason)| println!("accepted: {what}: {}", reason.unwrap_or("NO REASON")));
    assert!(accepted.iter().all(|(_, reason)| reason.is_some()), "{accepted:?}");
}
