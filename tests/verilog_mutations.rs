//! The testbench of the Verilog must notice every mutation of the hardware and of the golden files.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;

use std::path::Path;
use std::process::Command;
use std::sync::Mutex;

use common::export::{Mutation, design, golden_mutations, mutate, parallel, simulate, small, survived, write};
use common::tool;
use econ_emu::chip::formatter::AeLayout;
use econ_emu::golden::random;
use econ_emu::hwgen::export::{self, Target};
use econ_emu::hwgen::hls;
use econ_emu::hwgen::vectors::{self as golden, VectorSet};
use econ_emu::network::{Network, Parameters, Tensor};
use econ_emu::registers::KeepMask;

/// All corners that the built-in frames have for this network, and some random ones.
const FRAMES: usize = 150;

/// The golden files that the testbench reads. The others are of stages inside the block, which
/// `econ-emu diff --stages` compares.
const READ: [&str; 6] = ["bx", "charges", "sum_code", "latents", "links", "weights"];

/// Weights at the ends of their formats, so that all charges at their maximum bring the sums to the
/// ends of their ranges; and others, so that no two weights of a sum can be swapped unseen.
fn weights(network: &Network) -> Parameters {
    let random = random::weights(network, 2);
    let [mut kernel, _, mut matrix, mut biases] = Tensor::ALL.map(|tensor| random.tensor(tensor).to_vec());
    let second = [27, -32, 30, 29, -31, 28, 31, 26, 25];
    kernel.chunks_mut(2).zip(second).for_each(|(tap, weight)| tap.copy_from_slice(&[31, weight]));
    let inputs = network.activations();
    matrix[..inputs].fill(31);
    matrix[inputs..2 * inputs].fill(-32);
    biases[..2].copy_from_slice(&[31, -32]);
    Parameters::new(network, [kernel, vec![31, -32], matrix, biases]).unwrap()
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
fn files(reloadable: bool, frames: usize) -> Vec<(String, String)> {
    let network = small();
    let weights = weights(&network);
    let frozen = (!reloadable).then_some(&weights);
    let design = design(&network, frozen, AeLayout::Chip, 5, KeepMask::ALL);
    let set = VectorSet::new(&design, &weights, &golden::builtin(&network, &weights, frames, 7)).unwrap();
    let mut files = export::render(&design, &set, &[Target::Verilog], hls::DEFAULT_PART).unwrap();
    let sources = files.iter_mut().filter(|(name, _)| name.ends_with(".v"));
    sources.for_each(|(_, text)| *text = without_chains(text));
    files
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
const RELOADABLE: &[Mutation] = &[
    // Building blocks.
    mutate("a full adder forgets its third input", "primitives.v", "sum = (either | c) & not_third", "sum = either"),
    mutate(
        "three times is two times",
        "primitives.v",
        ".a({2'b00, x}), .b({1'b0, x, 1'b0})",
        ".a({2'b00, x}), .b({2'b00, x})",
    ),
    mutate("sign of a digit", "primitives.v", "negative = bits[3]", "negative = bits[2]"),
    mutate("a digit of two", "primitives.v", " | (~magnitude[2] & both)", ""),
    mutate("bit below the lowest digit", "primitives.v", "weight, 1'b0}", "weight, 1'b1}"),
    mutate("negative multiples not inverted", "primitives.v", "multiple ^ {(W + 2){digit[4]}}", "multiple"),
    mutate("four times is two times", "primitives.v", "{digit[3]}} & {x, 2'b00}", "{digit[3]}} & {1'b0, x, 1'b0}"),
    Mutation {
        equivalent: Some("two digits take exactly the six bits of a weight, so no copy of the sign is used"),
        ..mutate("weights without sign", "primitives.v", "(SIGNED != 0) ? weight[BITS-1]", "(SIGNED != 0) ? 1'b0")
    },
    // Convolution.
    mutate("norms swapped", "conv.v", "norm_0 = norms[0 +: 8]", "norm_0 = norms[8 +: 8]"),
    mutate(
        "kernel index",
        "conv.v",
        ".tap_8_w(weight[17].digits), .bias(biases[11:6]), .sum(sum_1)",
        ".tap_8_w(weight[15].digits), .bias(biases[11:6]), .sum(sum_1)",
    ),
    mutate(
        "triple of another norm",
        "conv.v",
        "sum_1_lane (.tap_0_x(norm_0_x), .tap_0_x3(norm_0_x3)",
        "sum_1_lane (.tap_0_x(norm_0_x), .tap_0_x3(norm_1_x3)",
    ),
    mutate("product rounded", "conv.v", ".a({1'd0, w[9], 3'd0})", ".a({1'd1, w[9], 3'd0})"),
    mutate("product floored before its rows are added", "conv.v", "carry = low[6:5]", "carry = 2'd0"),
    mutate("sign of a row", "conv.v", "high_0 = {~w[4], ", "high_0 = {w[4], "),
    mutate("constant of a sum", "conv.v", "13'd5472", "13'd5473"),
    mutate("sum one bit short", "conv.v", "wire [12:0] total;", "wire [11:0] total;"),
    mutate("ReLU forgotten", "conv.v", "act_1 = sum_1[12] ? 12'd0 : ", "act_1 = "),
    mutate("ReLU asks the wrong bit", "conv.v", "act_0 = sum_0[12] ?", "act_0 = sum_0[11] ?"),
    mutate(
        "activation one bit short",
        "conv.v",
        "act_0 = sum_0[12] ? 12'd0 : sum_0[11:0]",
        "act_0 = sum_0[12] ? 12'd0 : {1'd0, sum_0[10:0]}",
    ),
    mutate("activations swapped", "conv.v", "act_3, act_2, ", "act_2, act_3, "),
    // Dense layer.
    mutate("activation one bit off", "dense.v", "activations[12 +: 12]", "activations[11 +: 12]"),
    mutate("place without cells one bit off", "dense.v", "act_6_x = act_6[6:2]", "act_6_x = act_6[5:1]"),
    mutate("triple of another activation", "dense.v", "triple_of_act_0 (.x(act_0_x)", "triple_of_act_0 (.x(act_1_x)"),
    mutate("matrix index", "dense.v", ".act_0_w(weight[16].digits)", ".act_0_w(weight[17].digits)"),
    mutate("dense product floored before its rows are added", "dense.v", "carry = low[5:4]", "carry = 2'd0"),
    mutate(
        "dense product rounded",
        "dense.v",
        ".b({4'd0, low_carry_1[0:0], 1'd0})",
        ".b({4'd2, low_carry_1[0:0], 1'd0})",
    ),
    mutate("sign of the bias", "dense.v", "bias_word = bias ^ 6'd32", "bias_word = bias"),
    mutate("bias shifted by one bit less", "dense.v", "{bias_word, 2'd0}", "{1'd0, bias_word, 1'd0}"),
    mutate(
        "dense sum one bit short",
        "dense.v",
        "latent_0 = sum_0[15] ? 9'd0 : sum_0[14:9] != 6'd0",
        "latent_0 = sum_0[14] ? 9'd0 : sum_0[13:9] != 5'd0",
    ),
    mutate(
        "ReLU of a latent forgotten",
        "dense.v",
        "latent_2 = sum_2[15] ? 9'd0 : sum_2[14:9] != 6'd0",
        "latent_2 = sum_2[14:9] != 6'd0 && !sum_2[15]",
    ),
    mutate("saturation removed", "dense.v", "sum_6[14:9] != 6'd0 ? {9{1'b1}} : sum_6[8:0]", "sum_6[8:0]"),
    mutate("saturation one bit too high", "dense.v", "sum_4[14:9] != 6'd0", "sum_4[14:10] != 5'd0"),
    mutate("latents swapped", "dense.v", "{latent_15, latent_14, ", "{latent_14, latent_15, "),
    // Pipeline.
    mutate("valid not cleared", "primitives.v", "valid <= valid_in & ~reset", "valid <= valid_in"),
    mutate("valid one clock early", "primitives.v", "valid_out = valid;", "valid_out = valid_in;"),
    mutate("data one clock early", "primitives.v", "data_out = data;", "data_out = data_in;"),
    Mutation {
        equivalent: Some("what is not valid nobody looks at"),
        ..mutate("data kept while not valid", "primitives.v", "data <= data_in;", "if (valid_in) data <= data_in;")
    },
    mutate("a register left out", "econ_t_ae.v", ".REGISTER(CUT_DENSE)", ".REGISTER(0)"),
    mutate(
        "a register without reset",
        "econ_t_ae.v",
        ".clock(clock), .reset(reset), .valid_in(valid_in)",
        ".clock(clock), .reset(1'b0), .valid_in(valid_in)",
    ),
    mutate("crossing not passed on", "econ_t_ae.v", "{bx, converter_code", "{12'd0, converter_code"),
    mutate(
        "crossing of the frame after",
        "econ_t_ae.v",
        "{dense_bx, dense_code, dense_latents",
        "{conv_bx, dense_code, dense_latents",
    ),
    mutate("latents of the frame after", "econ_t_ae.v", ".latents(format_latents)", ".latents(dense_latents)"),
    mutate("register one bit short", "econ_t_ae.v", ".WIDTH(313)", ".WIDTH(312)"),
    mutate("outputs in another order", "econ_t_ae.v", "{format_code, format_latents,", "{format_latents, format_code,"),
    // Registers.
    mutate("bank one address off", "econ_t_ae.v", ".BASE(18)", ".BASE(19)"),
    mutate("bank without base", "primitives.v", "BASE[ADDRESS_BITS-1:0] + i[", "i["),
    mutate("bank one weight short", "econ_t_ae.v", ".COUNT(128)", ".COUNT(127)"),
    mutate("weights not cleared", "primitives.v", "if (reset) bank[", "if (1'b0) bank["),
    mutate("written without write", "primitives.v", "else if (write & selected[i])", "else if (selected[i])"),
    mutate("weight one bit short", "primitives.v", "<= write_data;", "<= {1'b0, write_data[BITS-2:0]};"),
    mutate("another weight read back", "primitives.v", "{BITS{selected[n]}}", "{BITS{selected[n/2]}}"),
    mutate("a bank not read back", "econ_t_ae.v", "\n      | {26'd0, dense_bias_read}", ""),
    mutate(
        "biases of the filters swapped",
        "econ_t_ae.v",
        ".biases(conv_bias)",
        ".biases({conv_bias[5:0], conv_bias[11:6]})",
    ),
    mutate("read-back not cleared", "econ_t_ae.v", "if (reset) read_data", "if (1'b0) read_data"),
    mutate("design hash", "econ_t_ae.v", "DESIGN_HASH = 32'h", "DESIGN_HASH = 32'd1 + 32'h"),
    mutate("hash at the address of a weight", "econ_t_ae.v", "(&address)", "(&address[6:0])"),
    mutate("hash past the weights", "econ_t_ae.v", "(&address)", "(&address[7:6])"),
];

/// Mutations of the hardware with constant weights: what only it has, and what is the same in both,
/// because it simulates faster.
const FROZEN: &[Mutation] = &[
    // Converter.
    mutate("charge shifted by one bit less", "primitives.v", "from = {charge, 7'd0}", "from = {1'b0, charge, 6'd0}"),
    mutate("shift by 16 asks another bit", "primitives.v", "from[22:16] & {7{msb[4]}}", "from[22:16] & {7{msb[3]}}"),
    mutate("shift by 8 loses bits", "primitives.v", "by_16[14:8] & {7{msb[3]}}", "7'd0"),
    mutate("unshifted charge stays", "primitives.v", "by_2[7:0] & {8{~msb[0]}}", "by_2[7:0]"),
    mutate("no clamp of the shift", "primitives.v", "(i > 21) ? 5'd21 : i[4:0]", "i[4:0]"),
    mutate("clamp of the shift one higher", "primitives.v", "(i > 21) ? 5'd21", "(i > 22) ? 5'd22"),
    mutate("exponent off by one", "primitives.v", "i[4:0] - 5'd3", "i[4:0] - 5'd4"),
    mutate("mantissa one bit off", "primitives.v", "sum[i-4 +: 4]", "sum[i-3 +: 4]"),
    mutate("sums of five bits their own code", "primitives.v", "(i >= 4)", "(i >= 5)"),
    mutate("small sums without code", "primitives.v", "code = {5'd0, sum[3:0]}", "code = 9'd0"),
    mutate("norms in reverse", "converter.v", "norms[8*i +: 8]", "norms[8*(47-i) +: 8]"),
    mutate("neighbouring charges swapped", "converter.v", "charges[22*i +: 22]", "charges[22*(i^1) +: 22]"),
    mutate("a charge left out of the sum", "converter.v", ".a(charges[0 +: 22])", ".a(22'd0)"),
    mutate("module sum one bit short", "converter.v", "wire [27:0] total;", "wire [26:0] total;"),
    // Formatter.
    mutate("header of crossing 0", "formatter.v", "5'd31", "5'd15"),
    mutate("header cut to 3 bits", "formatter.v", "{1'b0, bx[3:0]}", "{2'b0, bx[2:0]}"),
    mutate("header of every crossing 16 n", "formatter.v", "bx == 12'd0", "bx[3:0] == 4'd0"),
    mutate("sum code one bit off", "formatter.v", "sum_code[8:0], 2'd0", "1'd0, sum_code[8:0], 1'd0"),
    mutate("filler of ones", "formatter.v", "2'd0, latents", "2'd3, latents"),
    mutate("a link word twice", "formatter.v", "{latents[127:96]}", "{latents[95:64]}"),
    mutate("links swapped", "formatter.v", "links[95:64] =", "links[127:96] ="),
    // Constants.
    mutate("carry into a sum", "primitives.v", "carry = carry_in;", "carry = 1'b0;"),
    mutate("constant product", "conv.v", "assign x32 = x;", "assign x32 = {1'd0, x[7:1]};"),
    mutate("hash at every address", "econ_t_ae.v", "else read_data <= 32'd0;", "else read_data <= DESIGN_HASH;"),
];

/// Unknown bits on every output, and the frame and field that the testbench must name.
const UNKNOWN: &[(Mutation, &str)] = &[
    (
        mutate(
            "an undriven bit",
            "dense.v",
            "  assign latents = {latent_15, ",
            "  wire u;\n  assign latents = {u, latent_15[7:0], ",
        ),
        "frame 0, latents[15]",
    ),
    (mutate("an undriven link", "formatter.v", "  assign links[95:64] = {latents[95:64]};\n", ""), "frame 0, links[2]"),
    (mutate("in one frame", "formatter.v", "5'd31 : ", "5'd31 : (bx == 12'd9) ? 5'bx : "), "frame 9, links[0]"),
    (mutate("in the code", "econ_t_ae.v", "{format_code,", "{format_code[8:1], 1'bx,"), "frame 0, sum_code[0]"),
    (mutate("in valid", "primitives.v", "valid <= valid_in &", "valid <= valid_in & 1'bx &"), "frame 0, valid_out[0]"),
    (
        mutate("in what is read", "primitives.v", "found = {BITS{1'b0}}", "found = {BITS{1'bx}}"),
        "weight after reset[0]",
    ),
];

#[test]
fn the_testbench_notices_every_mutation() {
    let test = "the_testbench_notices_every_mutation";
    if tool(test, "iverilog").is_none() || tool(test, "vvp").is_none() {
        return;
    }
    let exports = [files(true, FRAMES), files(false, FRAMES)];
    let bases = exports.each_ref().map(|files| {
        let base = tempfile::tempdir().unwrap();
        write(base.path(), files);
        assert_eq!(noticed(base.path()), None, "unchanged");
        base
    });
    let survivors = Mutex::new(Vec::new());
    let mutations = [RELOADABLE, FROZEN].into_iter().zip(&exports);
    let mutations: Vec<_> = mutations.flat_map(|(list, files)| list.iter().map(move |one| (one, files))).collect();
    parallel(&mutations, |(mutation, files)| {
        let dir = tempfile::tempdir().unwrap();
        write(dir.path(), &mutation.apply(files, &format!("verilog/{}", mutation.file)));
        match noticed(dir.path()) {
            None => survivors.lock().unwrap().push((mutation.what.to_owned(), mutation.equivalent)),
            Some(said) => assert!(said.starts_with("FAIL: frame "), "{}: {said:.400}", mutation.what),
        }
    });
    // Few frames, because a change at the end of a file is noticed at the end.
    let (program, files) = (bases[0].path().join("testbench.vvp"), files(true, 12));
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
    let equivalent = RELOADABLE.iter().chain(FROZEN).filter(|mutation| mutation.equivalent.is_some()).count();
    survived(mutations.len() + goldens.len(), &survivors.into_inner().unwrap(), equivalent);
}

#[test]
fn unknown_bits_are_noticed_with_frame_and_field() {
    let test = "unknown_bits_are_noticed_with_frame_and_field";
    if tool(test, "iverilog").is_none() || tool(test, "vvp").is_none() {
        return;
    }
    let files = files(true, 12);
    parallel(UNKNOWN, |(mutation, place)| {
        let dir = tempfile::tempdir().unwrap();
        write(dir.path(), &mutation.apply(&files, &format!("verilog/{}", mutation.file)));
        let said = noticed(dir.path()).unwrap_or_default();
        let got = said.lines().next().unwrap_or_default().rsplit("got ").next().unwrap_or_default();
        let unknown = got.to_lowercase().contains(['x', 'z']);
        assert!(said.contains(place) && unknown, "{}: {said:.400}", mutation.what);
    });
}
