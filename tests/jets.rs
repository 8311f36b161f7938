//! Autoencoders of jets: the published checkpoints, files of every form, and the command.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;

use std::path::Path;

use assert_cmd::Command;
use common::econ_emu;
use econ_emu::interchange::npz::{NamedArray, NpyReader};

common::tests! {
    published_checkpoints_give_their_outputs: [MODELS],
    parameters_are_listed: [],
    tables_of_every_form_are_the_same_jets: [UPROOT],
    files_are_encoded_and_decoded: [MODELS],
    data_frames_are_tables: [],
    faults_are_named_and_leave_nothing: [MODELS],
    an_evaluation_is_printed_and_drawn: [MODELS],
    #[cfg(target_os = "linux")]
    a_million_jets_stream_in_bounded_memory: [],
}

/// The published checkpoints.
const CHECKPOINTS: [&str; 2] = ["AE_3D_200_no1cycle_trainforever", "4D_TLA"];

fn stdout(command: &mut Command) -> String {
    String::from_utf8(command.assert().success().get_output().stdout.clone()).unwrap()
}

fn fault(command: &mut Command) -> String {
    String::from_utf8(command.assert().code(2).get_output().stderr.clone()).unwrap()
}

/// The numbers of a `.npy` file.
fn numbers(path: &Path) -> Vec<f64> {
    NpyReader::new(&std::fs::read(path).unwrap()[..]).unwrap().next(usize::MAX).unwrap()
}

/// `econ-emu jets import` of a published checkpoint.
fn import(checkpoint: &str, model: &Path) -> String {
    let file = common::models().join("ae3d").join(format!("{checkpoint}.pth"));
    stdout(econ_emu().args(["jets", "import"]).arg(file).arg("-o").arg(model))
}

/// `econ-emu jets encode` or `decode`.
fn code(what: &str, model: &Path, input: &Path, output: &Path) -> Command {
    let mut command = econ_emu();
    command.args(["jets", what, "--model"]).arg(model).arg("--input").arg(input).arg("-o").arg(output);
    command
}

#[track_caller]
fn assert_close(found: &[f64], expected: &[f64], tolerance: f64) {
    assert_eq!(found.len(), expected.len());
    let most = found.iter().zip(expected).map(|(a, b)| (a - b).abs()).fold(0.0, f64::max);
    assert!(most <= tolerance, "{most}");
}

fn published_checkpoints_give_their_outputs() {
    let scratch = tempfile::tempdir().unwrap();
    for checkpoint in CHECKPOINTS {
        let [model, latents, outputs] =
            ["model", "latents.npy", "outputs.npy"].map(|name| scratch.path().join(format!("{checkpoint}.{name}")));
        let text = import(checkpoint, &model);
        assert!(text.contains("4 numbers become 3; 52,607 parameters (26,303 + 26,304)"), "{text}");
        let stored = |name: &str| common::models().join("ae3d").join(format!("{checkpoint}.{name}.npy"));
        code("encode", &model, &stored("inputs"), &latents).assert().success();
        code("decode", &model, &latents, &outputs).assert().success();
        assert_close(&numbers(&latents), &numbers(&stored("latents")), 1e-5);
        assert_close(&numbers(&outputs), &numbers(&stored("outputs")), 1e-5);
    }
}

fn parameters_are_listed() {
    let models: serde_json::Value = serde_json::from_str(&stdout(econ_emu().args(["models", "--json"]))).unwrap();
    let find = |name: &str| models.as_array().unwrap().iter().find(|model| model["name"] == name).unwrap().clone();
    for (name, weights, image, out) in [
        ("ae-3d-200", 52_607, 4, 4),
        ("ae-3d-200-encoder", 26_303, 4, 3),
        ("ae-3d-200-decoder", 26_304, 3, 4),
        ("ae-27d-encoder", 27 * 200 + 2 * 200 * 200 + 200 * 18 + 618, 27, 18),
    ] {
        let model = find(name);
        assert_eq!(
            (&model["weights"], &model["image"], &model["latents"]),
            (&weights.into(), &[image][..].into(), &out.into())
        );
    }
    let shown = stdout(econ_emu().args(["models", "show", "ae-3d-200"]));
    assert!(shown.contains("name: en1_weight") && shown.contains("name: de4_bias"), "{shown}");
}

fn tables_of_every_form_are_the_same_jets() {
    let samples = common::made_with_uproot("jets", "scripts/jets_samples.py", &|directory| vec![directory.into()]);
    let jets = numbers(&samples.join("table.npy"));
    let names = ["jet_pt", "jet_eta", "jet_phi", "jet_e"].map(str::to_owned);
    for (file, tree) in [
        ("table.npy", None),
        ("columns.npz", None),
        ("table.parquet", None),
        ("trees.root", None),
        ("trees.root", Some("events")),
        ("trees.root", Some("ntuple")),
    ] {
        let choice = econ_emu::jets::table::TableChoice { names: None, tree: tree.map(str::to_owned) };
        let mut source = econ_emu::jets::table::open(&samples.join(file), &names, &choice).unwrap();
        let mut read = Vec::new();
        loop {
            let rows = source.read(777).unwrap();
            if rows.is_empty() {
                break;
            }
            assert!(rows.len() <= 4 * 777);
            read.extend(rows);
        }
        assert_eq!(read, jets, "{file} {tree:?}");
    }
    let open = |file: &str, tree: Option<&str>| {
        let choice = econ_emu::jets::table::TableChoice { names: None, tree: tree.map(str::to_owned) };
        econ_emu::jets::table::open(&samples.join(file), &names, &choice).err().unwrap().to_string()
    };
    let fault = open("trees.root", Some("other"));
    assert!(fault.contains("no tree") && fault.contains("other: x"), "{fault}");
    assert!(open("trees.root", Some("none")).contains("no such tree"));
    let fault = open("packed.npz", None);
    assert!(fault.contains("compressed") && fault.contains("numpy.savez"), "{fault}");
}

/// Data frames that pandas wrote, columns by their names.
fn data_frames_are_tables() {
    let samples = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/samples/pandas");
    let names = ["pT", "E"].map(str::to_owned);
    for (file, expected) in [
        ("pandas-0.25.3-protocol4-split.pkl", [20.125, 45.0, 30.5, 100.0, 99.75, 300.0, 41.25, 250.0].as_slice()),
        ("pandas-2.2.3-protocol5-whole.pkl", &[30.5, 100.0, 41.25, 250.0, 28.0, 70.0, 99.75, 300.0, 20.125, 45.0]),
    ] {
        let mut source = econ_emu::jets::table::open(&samples.join(file), &names, &Default::default()).unwrap();
        assert_eq!(source.read(100).unwrap(), expected, "{file}");
    }
}

fn files_are_encoded_and_decoded() {
    let scratch = tempfile::tempdir().unwrap();
    let at = |name: &str| scratch.path().join(name);
    // Jets that are made up are the same in every form, and the same again.
    for name in ["jets.csv", "jets.npy", "jets.parquet", "again.csv"] {
        let text = stdout(econ_emu().args(["jets", "synth", "--jets", "3000", "--seed", "5", "-o"]).arg(at(name)));
        assert!(text.contains("3,000 jets"), "{text}");
    }
    assert_eq!(std::fs::read(at("jets.csv")).unwrap(), std::fs::read(at("again.csv")).unwrap());
    let checkpoint = common::models().join("ae3d").join(format!("{}.pth", CHECKPOINTS[0]));
    let mut command = econ_emu();
    command.args(["jets", "import", "--normalisation", "standard", "--data"]).arg(at("jets.npy")).arg(checkpoint);
    command.arg("-o").arg(at("model")).assert().success();
    for name in ["jets.csv", "jets.npy", "jets.parquet"] {
        let output = at(&format!("{name}.latents.npy"));
        let text = stdout(&mut code("encode", &at("model"), &at(name), &output));
        assert!(text.contains("3,000 jets encoded"), "{text}");
        // Decimals of csv are read to more digits than single precision has.
        assert_close(&numbers(&output), &numbers(&at("jets.csv.latents.npy")), 1e-5);
    }
    let same = ["npy", "parquet"].map(|end| std::fs::read(at(&format!("jets.{end}.latents.npy"))).unwrap());
    assert_eq!(same[0], same[1]);
    // Standard output and input, and the same jets behind it.
    let latents = stdout(&mut code("encode", &at("model"), &at("jets.csv"), Path::new("-")));
    assert!(latents.starts_with("z0,z1,z2\n") && latents.lines().count() == 3_001);
    let mut command = code("decode", &at("model"), Path::new("-"), Path::new("-"));
    let decoded = stdout(command.write_stdin(latents));
    code("decode", &at("model"), &at("jets.csv.latents.npy"), &at("decoded.csv")).assert().success();
    assert_eq!(std::fs::read_to_string(at("decoded.csv")).unwrap(), decoded);
    assert!(decoded.starts_with("pT,eta,phi,E\n") && decoded.lines().count() == 3_001);
}

fn faults_are_named_and_leave_nothing() {
    let scratch = tempfile::tempdir().unwrap();
    let at = |name: &str| scratch.path().join(name);
    import(CHECKPOINTS[0], &at("model"));
    // A fault far behind in the table.
    let rows: Vec<String> = (0..9_000).map(|row| format!("1,2,3,{}", if row == 8_998 { "inf" } else { "4" })).collect();
    std::fs::write(at("jets.csv"), format!("pT,eta,phi,E\n{}\n", rows.join("\n"))).unwrap();
    let text = fault(&mut code("encode", &at("model"), &at("jets.csv"), &at("latents.npy")));
    assert!(text.contains("row 8999, E") && text.contains("jets.csv") && text.contains("found:   inf"), "{text}");
    let text = fault(&mut code("encode", &at("model"), &at("jets.csv"), &at("jets.csv")));
    assert!(text.contains("jets.csv"), "{text}");
    let text = fault(&mut code("encode", &at("model"), &at("jets.csv"), &at("latents.root")));
    assert!(text.contains(".csv, .npy, .parquet"), "{text}");
    let text = fault(code("encode", &at("model"), &at("jets.csv"), &at("a.npy")).args(["--columns", "pT,eta"]));
    assert!(text.contains("--columns"), "{text}");
    // An array that says that it has more than memory holds.
    let mut file = NamedArray::float32("a", &[1, 4], vec![0.0; 4]).npy();
    let header = String::from_utf8_lossy(&file[10..128]).replace("(1, 4,)", "(4611686018427387, 4,)");
    file.splice(10..128, header.bytes().filter(|&byte| byte != b'\n').take(117).chain([b'\n']));
    std::fs::write(at("huge.npy"), file).unwrap();
    let text = fault(&mut code("encode", &at("model"), &at("huge.npy"), &at("latents.npy")));
    assert!(text.contains("ends before its last number"), "{text}");
    let text = fault(
        econ_emu().args(["jets", "import", "--normalisation", "standard"]).arg(at("jets.csv")).arg("-o").arg(at("m")),
    );
    assert!(text.contains("torch.save"), "{text}");
    let left: Vec<_> = std::fs::read_dir(scratch.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(left.len(), 3, "{left:?}");
}

fn an_evaluation_is_printed_and_drawn() {
    let scratch = tempfile::tempdir().unwrap();
    let at = |name: &str| scratch.path().join(name);
    stdout(econ_emu().args(["jets", "synth", "--jets", "2000", "--seed", "5", "-o"]).arg(at("jets.npy")));
    let checkpoint = common::models().join("ae3d").join(format!("{}.pth", CHECKPOINTS[0]));
    let mut command = econ_emu();
    command.args(["jets", "import", "--normalisation", "standard", "--data"]).arg(at("jets.npy")).arg(checkpoint);
    command.arg("-o").arg(at("model")).assert().success();
    let on = |what: &str| {
        let mut command = econ_emu();
        command.args(["jets", what, "--model"]).arg(at("model")).arg("--input").arg(at("jets.npy"));
        command
    };
    let text = stdout(&mut on("evaluate"));
    for word in ["2,000 jets", "PCA of 3 components", "deflate at 12 bytes", "deflate at 6 bytes", "float16 of every"] {
        assert!(text.contains(word), "{text}");
    }
    let json: serde_json::Value = serde_json::from_str(&stdout(on("evaluate").arg("--json"))).unwrap();
    let contenders = json["contenders"].as_array().unwrap();
    assert_eq!((json["jets"].as_u64(), contenders.len()), (Some(2000), 6));
    // Sixteen bits of a latent lose a little more, and those of every number nearly nothing.
    let loss = |at: usize| contenders[at]["loss"].as_f64().unwrap();
    assert!(loss(3) < 1e-6 && loss(0) > loss(3) && loss(0) != loss(1), "{text}");
    assert_eq!(contenders[0]["variables"][3]["name"], "E");
    on("report").arg("-o").arg(at("jets.html")).assert().success();
    let page = std::fs::read_to_string(at("jets.html")).unwrap();
    assert_eq!(page.matches("<svg").count(), 4 + 4 + 1 + 16, "figures");
    assert!(page.contains("Pearson") && !page.contains("NaN"));
    let mut command = econ_emu();
    command.args(["jets", "export-model", "--to", "onnx"]).arg(at("model")).arg("-o").arg(at("onnx"));
    let text = stdout(&mut command);
    assert!(text.contains("encoder.onnx") && text.contains("jets.yaml"), "{text}");
}

/// A million jets (24 MB of text, 32 MB of numbers) go through in bounded memory.
#[cfg(target_os = "linux")]
fn a_million_jets_stream_in_bounded_memory() {
    use econ_emu::jets::model::{JetModel, JetNetwork};
    use econ_emu::jets::scale::{JetColumn, default_columns};
    use econ_emu::nn::{Function, Weights};
    use std::io::Write;

    let scratch = tempfile::tempdir().unwrap();
    let shape: econ_emu::jets::shape::JetShape = "4-2-1-2-4".parse().unwrap();
    let networks = shape.describe("small", Function::Tanh).unwrap();
    let [encoder, decoder] = networks.map(|network| JetNetwork { weights: Weights::zeros(&network), network });
    let columns = JetColumn::all_plain(&default_columns(4));
    for (name, contents) in JetModel::new("small", columns, encoder, decoder).unwrap().files().unwrap() {
        std::fs::write(scratch.path().join(name), contents).unwrap();
    }
    let output = scratch.path().join("latents.npy");
    let mut child = std::process::Command::new(common::econ_emu_path())
        .args(["jets", "encode", "--input", "-", "--model"])
        .arg(scratch.path())
        .arg("-o")
        .arg(&output)
        .stdin(std::process::Stdio::piped())
        .stdout(std::process::Stdio::null())
        .spawn()
        .unwrap();
    let mut pipe = child.stdin.take().unwrap();
    writeln!(pipe, "pT,eta,phi,E").unwrap();
    let rows = "31.25,-1.5,2.25,73.5625\n".repeat(1000);
    (0..1000).for_each(|_| pipe.write_all(rows.as_bytes()).unwrap());
    let status = std::fs::read_to_string(format!("/proc/{}/status", child.id())).unwrap();
    drop(pipe);
    assert!(child.wait().unwrap().success());
    assert_eq!(std::fs::metadata(&output).unwrap().len(), 128 + 4_000_000);
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap();
    let kilobytes: u64 = peak.trim().trim_end_matches(" kB").trim().parse().unwrap();
    assert!(kilobytes < 64 << 10, "peak memory {kilobytes} kB");
}
