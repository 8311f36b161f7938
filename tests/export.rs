//! Exports: the generated C++ compiled and run, its testbench against mutations, and the command.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;

use std::path::Path;
use std::process::Command;
use std::sync::atomic::{AtomicUsize, Ordering};

use common::export::{
    Mutation, ODD_MASK, SAMPLES, autoencoders, compile_cpp, design, golden_mutations, must_pass_cpp, mutate, parallel,
    put, run_cpp, samples_and_links, survived, swap, texts, vector_set, weight_sets, write,
};
use common::{default_run, econ_emu, files_below, vectors};
use econ_emu::chip::Options;
use econ_emu::chip::autoencoder::packet::AeLayout;
use econ_emu::golden::random;
use econ_emu::hwgen::design::{Design, Valid};
use econ_emu::hwgen::export::{self, Target};
use econ_emu::hwgen::hls::{self, HlsFlavour};
use econ_emu::hwgen::marks::Marked;
use econ_emu::hwgen::report::Report;
use econ_emu::hwgen::vectors::{self as golden, VectorSet};
use econ_emu::hwgen::{self, check};
use econ_emu::network::{AeBlock, EncoderTensor, FirstForm};
use econ_emu::nn::Weights;
use econ_emu::registers::KeepMask;

common::tests! {
    reloadable_designs_match_on_every_sample: [COMPILER],
    frozen_designs_match_on_every_sample: [COMPILER],
    other_formats_match_on_every_sample: [COMPILER],
    real_configurations_match_on_every_row: [COMPILER, VECTORS],
    the_testbench_notices_every_mutation: [COMPILER],
    exports_are_deterministic_and_their_lines_short: [],
    a_port_without_type_is_found: [],
    bad_input_is_refused_and_leaves_nothing: [],
    the_default_encoder_is_exported_without_a_configuration: [],
    a_check_without_its_tool_is_skipped_or_fails: [],
    the_command_runs_all_checks: [COMPILER, VERILATOR, ICARUS, YOSYS],
    the_committed_export_is_made_again_byte_for_byte: [],
    a_full_disk_leaves_nothing: [],
}

fn marked_files_of(design: &Valid, weights: &Weights, samples: usize, flavour: HlsFlavour) -> Vec<(String, Marked)> {
    let set = vector_set(design, weights, samples, 7);
    export::render_marked(design, &set, &[Target::Hls(flavour)], hls::DEFAULT_PART).unwrap()
}

fn files_of(design: &Valid, weights: &Weights, samples: usize, flavour: HlsFlavour) -> Vec<(String, String)> {
    texts(&marked_files_of(design, weights, samples, flavour))
}

/// Reloadable: one compilation runs all weights.
fn reloadable_designs_match_on_every_sample() {
    let chip = AeBlock::chip_8x8();
    let mut jobs: Vec<_> = Vec::new();
    for flavour in HlsFlavour::ALL {
        for (place, (ae, links)) in samples_and_links().into_iter().enumerate() {
            jobs.push((flavour, chip.clone(), ae, links, place));
        }
        jobs.push((flavour, AeBlock::cmssw_4x4x3(), AeLayout::Chip, 4, 8));
    }
    let runs = AtomicUsize::new(0);
    parallel(&jobs, |(flavour, network, ae, links, place)| {
        let dir = tempfile::tempdir().unwrap();
        let design = design(network, None, *ae, *links, ODD_MASK);
        let sets = weight_sets(network);
        let mut testbench = None;
        for (number, (name, weights)) in sets.iter().enumerate() {
            // Every set once with all links of the chip's sample; elsewhere two of them, in turn.
            let all = *ae == AeLayout::Chip && *links == 5;
            if !(all || number == place % sets.len() || number == (place + 4) % sets.len()) {
                continue;
            }
            write(dir.path(), &files_of(&design, weights, SAMPLES, *flavour));
            let testbench = testbench.get_or_insert_with(|| compile_cpp(dir.path(), *flavour).unwrap());
            let label = format!("{} {} {ae:?} {links} links, {name}", flavour.name(), network.name());
            must_pass_cpp(&label, testbench, &dir.path().join("golden"), SAMPLES);
            runs.fetch_add(1, Ordering::Relaxed);
        }
    });
    println!("reloadable: {} designs, {} runs of {SAMPLES} samples", jobs.len(), runs.into_inner());
}

/// Frozen: every set of weights is another design; samples and links in turn.
fn frozen_designs_match_on_every_sample() {
    let mut jobs = Vec::new();
    for flavour in HlsFlavour::ALL {
        for (place, set) in weight_sets(&AeBlock::chip_8x8()).into_iter().enumerate() {
            let (ae, links) = samples_and_links()[place % 8];
            jobs.push((flavour, AeBlock::chip_8x8(), set, ae, links));
        }
        let cmssw = AeBlock::cmssw_4x4x3();
        let weights = random::weights(&cmssw, 9);
        jobs.push((flavour, cmssw, ("random 9".to_owned(), weights), AeLayout::Design, 3));
    }
    parallel(&jobs, |(flavour, network, (name, weights), ae, links)| {
        let dir = tempfile::tempdir().unwrap();
        let design = design(network, Some(weights), *ae, *links, KeepMask::ALL);
        write(dir.path(), &files_of(&design, weights, SAMPLES, *flavour));
        let label = format!("{} {} {ae:?} {links} links, {name}", flavour.name(), network.name());
        let testbench = compile_cpp(dir.path(), *flavour).unwrap_or_else(|said| panic!("{label}: {said}"));
        must_pass_cpp(&label, &testbench, &dir.path().join("golden"), SAMPLES);
    });
    println!("frozen: {} designs, {SAMPLES} samples each", jobs.len());
}

/// Formats that round, saturate and wrap: what the chip does not do, but a description may.
fn other_formats_match_on_every_sample() {
    use econ_emu::network::{Format, Overflow, Rounding};
    let rounded = |format: Format, rounding| Format { rounding, ..format };
    let mut saturating = FirstForm::chip_8x8();
    saturating.conv.accumulator = rounded(Format::signed(10, 7), Rounding::HalfUp).with_overflow(Overflow::Saturate);
    saturating.conv.activation = Format::unsigned(7, 5).with_overflow(Overflow::Saturate);
    saturating.dense.accumulator = rounded(Format::signed(11, 7), Rounding::HalfEven).with_overflow(Overflow::Saturate);
    saturating.dense.latent = Format::unsigned(7, 6).with_overflow(Overflow::Wrap);
    let mut wrapping = FirstForm::chip_8x8();
    wrapping.conv.accumulator = rounded(Format::signed(9, 6), Rounding::HalfEven).with_overflow(Overflow::Wrap);
    wrapping.conv.activation = rounded(Format::unsigned(6, 5), Rounding::HalfUp).with_overflow(Overflow::Wrap);
    wrapping.dense.accumulator = Format::signed(12, 9).with_overflow(Overflow::Wrap);
    let [saturating, wrapping] = [saturating, wrapping].map(|form| form.block().unwrap());
    let jobs: Vec<_> =
        HlsFlavour::ALL.into_iter().flat_map(|flavour| [(flavour, &saturating), (flavour, &wrapping)]).collect();
    parallel(&jobs, |&(flavour, network)| {
        let dir = tempfile::tempdir().unwrap();
        let weights = random::weights(network, 4);
        let design = design(network, Some(&weights), AeLayout::Chip, 5, KeepMask::ALL);
        write(dir.path(), &files_of(&design, &weights, SAMPLES, flavour));
        let testbench = compile_cpp(dir.path(), flavour).unwrap();
        must_pass_cpp(flavour.name(), &testbench, &dir.path().join("golden"), SAMPLES);
    });
}

/// The real configurations: weights from the yaml, charges from the emulator's trace.
fn real_configurations_match_on_every_row() {
    let cases = autoencoders(&vectors());
    parallel(&cases, |(config, case)| {
        for flavour in HlsFlavour::ALL {
            let dir = tempfile::tempdir().unwrap();
            let design = Design::of_chip("econ_t_ae", config, &Options::default(), false).unwrap().validate().unwrap();
            let inputs = golden::of_golden_set(&design, case, config, &Options::default(), None).unwrap();
            assert_eq!(inputs.len(), SAMPLES);
            let weights = design.frozen().unwrap();
            let set = VectorSet::new(&design, weights, &inputs).unwrap();
            write(dir.path(), &export::render(&design, &set, &[Target::Hls(flavour)], hls::DEFAULT_PART).unwrap());
            let testbench = compile_cpp(dir.path(), flavour).unwrap();
            must_pass_cpp(&case.config.display().to_string(), &testbench, &dir.path().join("golden"), SAMPLES);
        }
    });
    println!("real configurations: {}, {SAMPLES} rows each, both flavours", cases.len());
}

/// Mutations of the generated C++: of its types, as Vitis has them, and of everything else.
fn sources() -> [Mutation; 35] {
    let (types, body) = ("h", "cpp");
    [
        mutate("products rounded", types, put("conv_acc_t", "ap_fixed<13, 6, AP_RND, AP_WRAP>")),
        mutate("dense products rounded", types, put("dense_acc_t", "ap_fixed<20, 12, AP_RND, AP_WRAP>")),
        mutate("products towards zero", types, put("conv_acc_t", "ap_fixed<13, 6, AP_TRN_ZERO, AP_WRAP>")),
        mutate("latents wrap", types, put("latent_t", "ap_ufixed<9, 1, AP_TRN, AP_WRAP>")),
        mutate("activation one bit short", types, put("activation_t", "ap_ufixed<11, 4, AP_TRN, AP_WRAP>")),
        mutate("convolution one bit short", types, put("conv_acc_t", "ap_fixed<12, 5, AP_TRN, AP_WRAP>")),
        mutate("dense sum too short", types, put("dense_acc_t", "ap_fixed<13, 5, AP_TRN, AP_WRAP>")),
        mutate("a fractional bit more", types, put("conv_acc_t", "ap_fixed<14, 6, AP_TRN, AP_WRAP>")),
        mutate("product cut", types, put("conv_product_t", "ap_fixed<13, 1, AP_TRN, AP_WRAP>")),
        mutate("normalised charges one bit short", types, put("norm_t", "ap_ufixed<7, 0, AP_TRN, AP_WRAP>")),
        mutate("charge without fractional bits", types, put("wide_charge_t", "ap_ufixed<22, 22, AP_TRN, AP_WRAP>")),
        mutate("module sum one bit short", types, put("module_sum_t", "ap_uint<27>")),
        mutate("clamp of the shift one higher", types, put("MAX_LEADING_BIT", "{} + 1")),
        mutate("mantissa one bit short", types, put("MANTISSA_BITS", "{} - 1")),
        mutate("padding before instead of after", types, put("PAD_LEFT", "1")),
        mutate("dense matrix transposed", body, put("place_in_matrix", "input * LATENTS + latent")),
        mutate("kernel transposed", body, put("tap_row", "tap / CHANNELS % KERNEL")),
        mutate("filters swapped", body, put("filter_of_bias", "({} ^ 1)")),
        mutate("two cells swapped", body, swap("pixel_0", "pixel_1")),
        mutate("a pixel of the empty quarter filled", body, put("pixel_36", "36")),
        mutate("bias forgotten", body, put("dense_bias", "0")),
        mutate("first tap left out", body, put("first_tap", "1")),
        mutate("ReLU keeps the magnitude", body, put("negative_activation", "conv_acc_t(-sums[output])")),
        mutate("header of BX 0", body, put("first_header", "link_t(15)")),
        mutate("header cut to 3 bits", body, put("header", "link_t(bx & 7)")),
        mutate("exponent off by one", body, put("exponent", "{} + 1")),
        mutate("a field one bit off", body, put("word_0_sum_place", "{} - 1")),
        mutate("a wrong latent in the sample", body, put("word_4_latent2", "latent[3]")),
        mutate("output left alone", body, put("code_output", "(void)code;")),
        mutate("range of the certificate", "certificate.h", put("conv_sum_min", "3000 + {}").number(0)),
        mutate("exact dense products added", types, put("dense_acc_t", "ap_fixed<24, 12, AP_TRN, AP_WRAP>")),
        mutate("normalised charges rounded", types, put("norm_t", "ap_ufixed<8, 1, AP_RND, AP_WRAP>"))
            .equivalent("the shift has already cut what a rounding normalised charge could round"),
        mutate("ReLU forgotten", body, put("rectified_latent", "sums[latent]"))
            .equivalent("the latent is unsigned and saturates: a negative sum becomes 0 without ReLU too"),
        mutate("product not cast", body, put("conv_term", "conv_product_t"))
            .equivalent("the running sum has no bits below those cut, so cutting before or after adding is one"),
        mutate("dense sum one bit wider", types, put("dense_acc_t", "ap_fixed<21, 13, AP_TRN, AP_WRAP>"))
            .equivalent("the sum of a wider register has the same lower bits, and no sum needs the upper one"),
    ]
}

fn the_testbench_notices_every_mutation() {
    const FEW: usize = 600;
    let network = AeBlock::chip_8x8();
    // Two filters at the ends of their format, so that sums reach the ends of theirs.
    let random = random::weights(&network, 2);
    let tensors = EncoderTensor::ALL.map(|tensor| random.integers(tensor.id()).to_vec());
    let [mut kernel, mut bias, matrix, biases] = tensors;
    for (filter, end) in [(0, 31), (1, -32)] {
        kernel.iter_mut().skip(filter).step_by(bias.len()).for_each(|weight| *weight = end);
        bias[filter] = end;
    }
    let weights = Weights::of_integers(network.typed(), vec![kernel, bias, matrix, biases]).unwrap();
    let design = design(&network, None, AeLayout::Chip, 5, KeepMask::ALL);
    let base = tempfile::tempdir().unwrap();
    let [(vitis, _), (catapult, testbench)] = HlsFlavour::ALL.map(|flavour| {
        let files = marked_files_of(&design, &weights, FEW, flavour);
        write(base.path(), &texts(&files));
        let testbench = compile_cpp(base.path(), flavour).unwrap();
        must_pass_cpp("unchanged", &testbench, &base.path().join("golden"), FEW);
        (files, testbench)
    });

    let survivors = std::sync::Mutex::new(Vec::new());
    let sources = sources();
    parallel(&sources, |mutation| {
        // Types are those of Vitis; everything else is common, and Catapult's types compile faster.
        let of_vitis = mutation.edits.iter().any(|edit| edit.text().is_some_and(|text| text.contains("ap_")));
        let (flavour, files) = if of_vitis { (HlsFlavour::Vitis, &vitis) } else { (HlsFlavour::Catapult, &catapult) };
        let dir = tempfile::tempdir().unwrap();
        let name = match mutation.file {
            "h" | "cpp" => format!("{}/econ_t_ae.{}", flavour.name(), mutation.file),
            other => format!("{}/{other}", flavour.name()),
        };
        write(dir.path(), &mutation.apply(files, &name));
        let testbench = compile_cpp(dir.path(), flavour).unwrap_or_else(|said| panic!("{}: {said}", mutation.what));
        let (code, said) = run_cpp(&testbench, &dir.path().join("golden"));
        let first = ["DIFFERENT: frame", "UNCERTIFIED: frame", "Assertion"];
        match code {
            Some(0) => survivors.lock().unwrap().push((mutation.what.to_owned(), mutation.equivalent)),
            _ => assert!(first.iter().any(|word| said.contains(word)), "{}: {said:.400}", mutation.what),
        }
    });
    let quantities = golden::quantities(&design);
    assert_eq!(quantities.len(), 10);
    let names: Vec<&str> = quantities.iter().map(|quantity| quantity.name.as_str()).collect();
    let goldens = golden_mutations(&names);
    parallel(&goldens, |(what, change)| {
        let dir = tempfile::tempdir().unwrap();
        write(dir.path(), &texts(&catapult));
        let golden = dir.path().join("golden");
        change(&golden);
        let (code, said) = run_cpp(&testbench, &golden);
        match code {
            Some(0) => survivors.lock().unwrap().push((what.clone(), None)),
            _ => assert!(said.starts_with("DIFFERENT: frame") || said.starts_with("ERROR: "), "{what}: {said:.400}"),
        }
    });
    let equivalent = sources.iter().filter(|mutation| mutation.equivalent.is_some()).count();
    survived(sources.len() + goldens.len(), &survivors.into_inner().unwrap(), equivalent);
}

/// What follows the direction of a port that says neither `wire` nor `reg`: with `default_nettype none` strict
/// tools refuse it.
fn ports_without_type(text: &str) -> Vec<String> {
    let code = text.lines().map(|line| line.split("//").next().unwrap());
    let words: Vec<&str> = code.flat_map(|line| line.split([' ', '(', ','])).filter(|word| !word.is_empty()).collect();
    let ports = words.windows(2).filter(|pair| ["input", "output"].contains(&pair[0]));
    assert!(ports.clone().next().is_some(), "a source without ports");
    ports.filter(|pair| !["wire", "reg"].contains(&pair[1])).map(|pair| pair.join(" ")).collect()
}

fn a_port_without_type_is_found() {
    assert_eq!(ports_without_type("module m (\n  input [3:0] x, output wire y\n);"), ["input [3:0]"]);
    assert_eq!(ports_without_type("module m (input wire x, output reg [1:0] y); // input x"), [""; 0]);
}

fn exports_are_deterministic_and_their_lines_short() {
    for network in [AeBlock::chip_8x8(), AeBlock::cmssw_4x4x3()] {
        for weights in [None, Some(random::weights(&network, 3))] {
            let design = design(&network, weights.as_ref(), AeLayout::Chip, 5, ODD_MASK);
            let make = || {
                let weights = weights.clone().unwrap_or_else(|| random::weights(&network, 1));
                let set = vector_set(&design, &weights, 400, 1);
                export::render(&design, &set, &Target::ALL, hls::DEFAULT_PART).unwrap()
            };
            let files = make();
            assert_eq!(files, make());
            for (name, text) in &files {
                assert!(text.contains(&design.design_hash()[..12]), "{name} carries no hash of the design");
                assert!(text.ends_with('\n') && !text.ends_with("\n\n") && !text.starts_with('\n'), "{name}");
                for line in text.lines() {
                    assert!(line.len() <= 100 && line.trim_end() == line, "{name}: {} characters: {line}", line.len());
                }
                if name.ends_with(".v") && !name.ends_with("testbench.v") {
                    let untyped = ports_without_type(text);
                    assert!(untyped.is_empty(), "{name}: ports without a net type: {untyped:?}");
                }
            }
        }
    }
}

fn refused(arguments: &[&str]) -> String {
    let output = econ_emu().arg("export-hls").args(arguments).output().unwrap();
    assert_eq!(output.status.code(), Some(2), "{arguments:?}");
    assert!(output.stdout.is_empty());
    String::from_utf8(output.stderr).unwrap()
}

fn bad_input_is_refused_and_leaves_nothing() {
    let dir = tempfile::tempdir().unwrap();
    let out = dir.path().join("out");
    let out = out.to_str().unwrap();
    let golden = concat!(env!("CARGO_MANIFEST_DIR"), "/golden");
    let set = format!("{golden}/ae_p1_chip_frame");
    let config = format!("{set}/init.yaml");
    let contains = |arguments: &[&str], words: &[&str]| {
        let said = refused(arguments);
        assert!(words.iter().all(|word| said.contains(word)), "{arguments:?}: {said}");
    };
    contains(&["--out", &set], &["not empty", "hint"]);
    contains(&["--out", out, "--config", &config, "--part", "XCVU 13"], &["--part", "XCVU 13", "xcvu13p"]);
    contains(&["--out", out, "--config", &config, "--links", "6"], &["links", "2..=5"]);
    contains(&["--out", out, "--config", &config, "--name", "Top"], &["name", "a-z"]);
    for taken in ["weights", "conv", "testbench", "csa", "wire"] {
        contains(&["--out", out, "--config", &config, "--name", taken], &["name", taken]);
    }
    contains(&["--out", out, "--reloadable", "--samples", "0"], &["--samples", "1 to 100000"]);
    contains(&["--out", out, "--config", &format!("{golden}/rpt_p1/init.yaml")], &["RPT", "AE"]);
    contains(&["--out", out, "--golden", golden], &["more than one golden set"]);
    contains(&["--out", out, "--golden", &set, "--links", "2"], &["does not reproduce", "row 0", "testOutput.csv"]);
    // Weights of another set: the emulator cannot reproduce the vectors with them.
    let other = dir.path().join("weights.csv");
    let network = AeBlock::chip_8x8();
    let table = econ_emu::registers::weight_table::write(&network, &random::weights(&network, 99)).unwrap();
    std::fs::write(&other, table.clone()).unwrap();
    let other = other.to_str().unwrap();
    contains(&["--out", out, "--golden", &set, "--weights", other], &["does not reproduce", "testOutput.csv"]);
    std::fs::write(other, table.replacen("dense_kernel,7,", "dense_kernel,7,99", 1)).unwrap();
    contains(&["--out", out, "--weights", other], &["weights.csv:", "-32..=31"]);
    std::fs::remove_file(other).unwrap();
    assert_eq!(std::fs::read_dir(dir.path()).unwrap().count(), 0, "something was left behind");
}

/// Without a configuration the default encoder is exported: as with its file, and said.
fn the_default_encoder_is_exported_without_a_configuration() {
    let dir = tempfile::tempdir().unwrap();
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/golden/default/init.yaml");
    for (name, config) in [("built_in", &[][..]), ("file", &["--config", file])] {
        let out = dir.path().join(name);
        let mut command = econ_emu();
        command.args(["export-hls", "--target", "verilog", "--samples", "8", "--out"]).arg(&out).args(config);
        let output = command.output().unwrap();
        assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!(said.contains("default encoder"), config.is_empty(), "{said}");
    }
    let [built_in, of_file] =
        ["built_in", "file"].map(|name| std::fs::read(dir.path().join(name).join("verilog/dense.v")));
    assert_eq!(built_in.unwrap(), of_file.unwrap());
}

/// The command on a golden set of our own, with its checks: exit code, and what it printed.
fn export_and_check(require: &str, headers: Option<&Path>, target: &str, out: &Path) -> (Option<i32>, String) {
    let set = concat!(env!("CARGO_MANIFEST_DIR"), "/golden/ae_prod_design_frame_2_links");
    let mut command = econ_emu();
    command.args(["export-hls", "--golden", set, "--check", "--target", target, "--out"]).arg(out);
    command.env(common::needs::REQUIRED, require);
    if let Some(headers) = headers {
        command.env(check::HEADERS_VARIABLE, headers);
    }
    let output = command.output().unwrap();
    (output.status.code(), String::from_utf8(output.stdout).unwrap())
}

/// A check whose tool is missing is skipped, and has failed if it is required.
fn a_check_without_its_tool_is_skipped_or_fails() {
    let dir = tempfile::tempdir().unwrap();
    let nowhere = dir.path().join("none");
    let (code, said) = export_and_check("0", Some(&nowhere), "vitis", &dir.path().join("hw"));
    assert!(code == Some(0) && said.contains("skipped") && said.contains("the headers are missing"), "{said}");
    assert!(said.contains("design frame, 2 links"), "{said}");
    let (code, said) = export_and_check("1", Some(&nowhere), "catapult", &dir.path().join("hw2"));
    assert!(code == Some(1) && said.contains("FAILED"), "{said}");
}

/// The command with every tool there.
fn the_command_runs_all_checks() {
    let dir = tempfile::tempdir().unwrap();
    let (code, said) = export_and_check("1", None, "all", &dir.path().join("hw"));
    assert!(code == Some(0) && said.matches("passed").count() == check::all().len(), "{said}");
    assert!(!dir.path().join("hw/vitis/testbench").exists(), "a check leaves nothing in the export");
}

/// `hls_out/default` is the export of the default encoder: made again and proved again, every byte is the same, and its
/// report is of these very sources.
fn the_committed_export_is_made_again_byte_for_byte() {
    let hint = "export it again if that is meant: hls_out/README.md";
    let scratch = tempfile::tempdir().unwrap();
    let out = scratch.path().join("default");
    let config = default_run().join("init.yaml");
    econ_emu()
        .args(["export-hls", "--samples", "32", "--prove", "--config"])
        .args([&config, Path::new("--out"), &out])
        .assert()
        .success();
    let directory = Path::new(env!("CARGO_MANIFEST_DIR")).join("hls_out/default");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    let mut committed: Vec<_> = files_below(&directory).into_iter().map(|(name, bytes)| (name, text(bytes))).collect();
    let report = Report::read(&directory).unwrap();
    let of_report = report.files().unwrap();
    assert!(of_report.iter().all(|file| committed.contains(file)), "{hint}");
    committed.retain(|file| !of_report.contains(file));
    assert_eq!(report.sources, hwgen::report::sources(&committed), "the report is of other sources; {hint}");
    assert!(report.meets_the_clock());
    let again: Vec<_> = files_below(&out).into_iter().map(|(name, bytes)| (name, text(bytes))).collect();
    let names = |files: &[(String, String)]| files.iter().map(|(name, _)| name.clone()).collect::<Vec<_>>();
    assert_eq!(names(&committed), names(&again), "{hint}");
    for ((name, old), (_, new)) in committed.iter().zip(&again) {
        assert!(old == new, "hls_out/default/{name} differs; {hint}");
    }
}

/// A file that cannot grow, as on a full disk: an error that names it, and nothing is left.
fn a_full_disk_leaves_nothing() {
    let scratch = tempfile::tempdir().unwrap();
    let config = default_run().join("init.yaml");
    // The limit is in units of 512 or 1,024 bytes; without the trap a signal would end the program.
    let script = "trap '' XFSZ; ulimit -f 40; exec \"$0\" export-hls --samples 4 --out out --config \"$1\"";
    let output = Command::new("bash")
        .current_dir(scratch.path())
        .args(["-c", script, env!("CARGO_BIN_EXE_econ-emu")])
        .arg(config)
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(2), "{said}");
    assert!(said.contains("cannot write the file") && said.contains("certificate.json"), "{said}");
    assert!(files_below(scratch.path()).is_empty());
    assert_eq!(std::fs::read_dir(scratch.path()).unwrap().count(), 0);
}
