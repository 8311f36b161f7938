//! The hierarchical autoencoder: its networks, events of every form, and the command.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;

use std::path::Path;

use assert_cmd::Command;
use common::econ_emu;
use econ_emu::hierarchical::data::EventData;
use econ_emu::hierarchical::level;
use econ_emu::hierarchical::model::HierarchicalModel;
use econ_emu::jets::model::JetNetwork;
use econ_emu::nn::Weights;

common::tests! {
    parameters_are_listed: [],
    events_of_every_form_are_the_same: [UPROOT],
    nothing_of_a_pickle_is_executed: [UPROOT],
    electrons_are_made_up: [],
    an_evaluation_is_printed_and_drawn: [],
    networks_are_written_for_other_programs: [],
}

fn stdout(command: &mut Command) -> String {
    String::from_utf8(command.assert().success().get_output().stdout.clone()).unwrap()
}

fn fault(command: &mut Command) -> String {
    String::from_utf8(command.assert().code(2).get_output().stderr.clone()).unwrap()
}

fn hierarchical(arguments: &[&str]) -> Command {
    let mut command = econ_emu();
    command.arg("hierarchical").args(arguments);
    command
}

fn parameters_are_listed() {
    let models: serde_json::Value = serde_json::from_str(&stdout(econ_emu().args(["models", "--json"]))).unwrap();
    let find = |name: &str| models.as_array().unwrap().iter().find(|model| model["name"] == name).unwrap();
    for (level, encoder, decoder, inputs) in [
        ("roc", 76_616, 162_433, 16),
        ("module", 46_312, 46_328, 24),
        ("triplet", 46_312, 46_328, 24),
        ("stage1", 50_408, 50_552, 152),
        ("stage2", 53_224, 53_456, 240),
    ] {
        for (part, weights, image, out) in [("encoder", encoder, inputs, 8), ("decoder", decoder, 8, inputs)] {
            let model = find(&format!("hierarchical-{level}-{part}"));
            let found =
                [&model["weights"], &model["image"][0], &model["latents"]].map(|number| number.as_u64().unwrap());
            assert_eq!(found, [weights, image, out], "{level} {part}");
            assert_eq!(model["quantised"], part == "encoder");
        }
    }
    let shown = stdout(econ_emu().args(["models", "show", "hierarchical-roc-encoder"]));
    assert!(shown.contains("name: conv3_weight") && shown.contains("u9.3 half-even saturate"), "{shown}");
}

/// The directory of events that NumPy wrote.
fn samples() -> std::path::PathBuf {
    common::made_with_uproot("hierarchical", "scripts/hierarchical_samples.py", &|directory| vec![directory.into()])
}

fn read(file: &Path) -> EventData {
    EventData::read(file).unwrap_or_else(|error| panic!("{error}"))
}

fn events_of_every_form_are_the_same() {
    let samples = samples();
    let dense = read(&samples.join("dense.npy"));
    assert_eq!((dense.events.len(), dense.meta.len()), (3, 0));
    assert!(dense.events.iter().map(|event| event.cells.len()).sum::<usize>() > 290);
    let pickles = [2, 3, 4, 5].map(|protocol| format!("protocol{protocol}.pkl"));
    for (name, energies) in [("dense.npz".to_owned(), true)]
        .into_iter()
        .chain(pickles.map(|name| (name, true)))
        .chain([("objects.pkl".to_owned(), false)])
    {
        let data = read(&samples.join(&name));
        assert_eq!(data.events, dense.events, "{name}");
        assert_eq!(data.energies(), energies.then(|| vec![0.5, 2.5, 4.5]), "{name}");
    }
    // Integers of another scale, whose metadata stand before them.
    for (event, other) in read(&samples.join("integers.pkl")).events.iter().zip(&dense.events) {
        assert!(event.cells.iter().zip(&other.cells).all(|(a, b)| a.0 == b.0 && a.1 == 32.0 * b.1));
    }
}

fn nothing_of_a_pickle_is_executed() {
    let samples = samples();
    for (name, words) in [
        ("hostile.pkl", &["builtins.exec", "not run", "numpy.savez"][..]),
        ("fortran.pkl", &["first index", "ascontiguousarray"]),
        ("keys.pkl", &["digi", "image"]),
        ("list.pkl", &["dictionary"]),
        ("packed.npz", &["compressed", "numpy.savez"]),
    ] {
        let error = EventData::read(&samples.join(name)).unwrap_err().to_string();
        for word in words.iter().chain([&name]) {
            assert!(error.contains(word), "{name}: {word}: {error}");
        }
    }
}

fn electrons_are_made_up() {
    let scratch = tempfile::tempdir().unwrap();
    let [one, two, dense] = ["one.npz", "two.npz", "dense.npy"].map(|name| scratch.path().join(name));
    for (file, seed) in [(&one, "3"), (&two, "4"), (&dense, "3")] {
        let mut command = hierarchical(&["synth", "--events", "4", "--energies", "20,60", "--seed", seed, "-o"]);
        let text = stdout(command.arg(file));
        assert!(text.contains("4 events"), "{text}");
    }
    let (data, other) = (read(&one), read(&two));
    assert_eq!(read(&dense).events, data.events);
    assert_ne!(other.events, data.events);
    for (event, energy) in data.events.iter().zip(data.energies().unwrap()) {
        assert!(
            (20.0..=60.0).contains(&energy) && (event.sum() / energy - 0.85).abs() < 0.2,
            "{energy} {}",
            event.sum()
        );
    }
    for (arguments, word) in [
        (["--energies", "60,20", "-o", "e.npz"], "--energies"),
        (["--field", "11", "-o", "e.npz"], "--field"),
        (["--position", "0,0,400", "-o", "e.npz"], "--position"),
        (["--energies", "20", "-o", "e.npz"], "2 numbers"),
        (["--vertex-spread", "0", "-o", "e.csv"], ".npz, .npy"),
    ] {
        let mut command = hierarchical(&["synth", "--events", "1", "--seed", "1"]);
        let error = fault(command.current_dir(scratch.path()).args(arguments));
        assert!(error.contains(word), "{word}: {error}");
    }
    assert_eq!(std::fs::read_dir(scratch.path()).unwrap().count(), 3);
}

/// Writes a model whose networks give nothing, with a latent for each group.
fn empty_model(directory: &Path) {
    let networks = level::parts().map(|(level, part)| {
        let network = level.describe(part, 1).unwrap();
        JetNetwork { weights: Weights::zeros(&network), network }
    });
    let model = HierarchicalModel::new("empty", 1, networks.collect()).unwrap();
    std::fs::create_dir(directory).unwrap();
    for (name, contents) in model.files().unwrap() {
        std::fs::write(directory.join(name), contents).unwrap();
    }
}

fn an_evaluation_is_printed_and_drawn() {
    let scratch = tempfile::tempdir().unwrap();
    let [model, events, page] = ["model", "events.npz", "page.html"].map(|name| scratch.path().join(name));
    empty_model(&model);
    let mut synth = hierarchical(&["synth", "--events", "3", "--energies", "5,20", "--seed", "1", "-o"]);
    synth.arg(&events).assert().success();
    let evaluate = |what: &str, more: &[&str]| {
        let mut command = hierarchical(&[what, "--up-to", "module", "--model"]);
        command.arg(&model).arg("--input").arg(&events).args(more);
        command
    };
    let numbers: serde_json::Value = serde_json::from_str(&stdout(&mut evaluate("evaluate", &["--json"]))).unwrap();
    let levels = numbers["levels"].as_array().unwrap();
    assert_eq!(levels.len(), 2);
    // What gives nothing loses the squares of all charges.
    let data = read(&events);
    let squares = data.events.iter().flat_map(|event| &event.cells).map(|cell| f64::from(cell.1).powi(2)).sum::<f64>();
    for level in levels {
        let [loss, mean, pca] = ["loss", "mean_image", "pca"].map(|key| level[key].as_f64().unwrap());
        assert!((loss * 3.0 * 82_080.0 / squares - 1.0).abs() < 1e-9, "{level}");
        assert!(pca < mean && mean < loss, "{level}");
        assert_eq!(level["response"]["mean"], 0.0);
    }
    let text = stdout(&mut evaluate("evaluate", &[]));
    assert!(text.contains("roc") && text.contains("module") && !text.contains("stage1"), "{text}");
    assert!(text.lines().all(|line| line.chars().count() <= 110), "{text}");
    let mut command = evaluate("report", &["-o"]);
    command.arg(&page).assert().success();
    let html = std::fs::read_to_string(&page).unwrap();
    assert!(html.contains("Losses by level") && html.matches("charge, GeV").count() == 3, "{} bytes", html.len());
    // The events are not written over.
    let mut command = evaluate("report", &["-o"]);
    assert!(fault(command.arg(&events)).contains("events.npz"));
    assert_eq!(read(&events).events, data.events);
}

fn networks_are_written_for_other_programs() {
    let scratch = tempfile::tempdir().unwrap();
    let model = scratch.path().join("model");
    empty_model(&model);
    for (format, part, level, files) in
        [("onnx", None, None, 10), ("tf", None, Some("roc"), 2), ("keras", Some("decoder"), Some("module"), 3)]
    {
        let out = scratch.path().join(format);
        let mut command = hierarchical(&["export-model", "--to", format]);
        command.args(part.map(|part| ["--part", part]).into_iter().flatten());
        command.args(level.map(|level| ["--level", level]).into_iter().flatten());
        let text = stdout(command.arg(&model).arg("-o").arg(&out));
        assert_eq!((text.lines().count(), common::files_below(&out).len()), (files, files), "{text}");
    }
    let mut command = hierarchical(&["export-model", "--to", "keras", "-o"]);
    let error = fault(command.arg(scratch.path().join("none")).arg(&model));
    assert!(error.contains("roc-encoder") && error.contains("Keras"), "{error}");
    assert!(!scratch.path().join("none").exists());
}
