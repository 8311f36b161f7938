//! Proofs of exports, and the command that checks them again.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;

use std::path::Path;

use common::econ_emu;
use common::export::{ODD_MASK, design, parallel, samples_and_links, small, vector_set, weight_sets};
use econ_emu::golden::random;
use econ_emu::hwgen::export::{self, Target};
use econ_emu::hwgen::{hls, proved};
use econ_emu::network::AeBlock;
use econ_emu::prove::proof::Proof;

/// Six exports of a small network; with `ECON_EMU_LONG=1` every set of weights in every layout with every number of
/// links, and the networks of the chip and of CMSSW.
#[test]
fn exports_are_proved_in_both_forms() {
    let is_long = std::env::var("ECON_EMU_LONG").is_ok_and(|value| value == "1");
    let network = small();
    let (sets, layouts) = (weight_sets(&network), samples_and_links());
    let mut jobs = Vec::new();
    for (set, (name, weights)) in sets.iter().enumerate() {
        for (place, &(ae, links)) in layouts.iter().enumerate() {
            if is_long || set == place && place < 5 {
                jobs.push((network.clone(), Some((name.clone(), weights.clone())), ae, links));
            }
        }
    }
    jobs.push((network.clone(), None, layouts[5].0, layouts[5].1));
    if is_long {
        for block in [AeBlock::chip_8x8(), AeBlock::cmssw_4x4x3()] {
            jobs.push((block.clone(), None, layouts[0].0, layouts[0].1));
            for (place, named) in weight_sets(&block).into_iter().enumerate() {
                let (ae, links) = layouts[place % layouts.len()];
                jobs.push((block.clone(), Some(named), ae, links));
            }
        }
    }
    assert!(jobs.len() >= if is_long { 60 } else { 6 });
    parallel(&jobs, |(network, weights, ae, links)| {
        let own = weights.as_ref().map(|(_, weights)| weights);
        let design = design(network, own, *ae, *links, ODD_MASK);
        let name = weights.as_ref().map_or("from registers", |(name, _)| name.as_ref());
        let weights = own.cloned().unwrap_or_else(|| random::weights(network, 1));
        let set = vector_set(&design, &weights, 1, 7);
        let files = export::render(&design, &set, &[Target::Verilog], hls::DEFAULT_PART).unwrap();
        let label = format!("{}, weights {name}, {ae:?}, {links} links", network.name());
        let proof = proved::of_export(&design, &files).unwrap_or_else(|error| panic!("{label}: {error}"));
        assert_eq!(proof.forms.len(), 2);
        assert_eq!(Proof::from_json(&proof.to_json().unwrap()).unwrap(), proof);
    });
    println!("{} exports proved", jobs.len());
}

/// Exit code of `prove`, and what it said.
fn prove(directory: &Path) -> (Option<i32>, String) {
    let output = econ_emu().arg("prove").arg(directory).output().unwrap();
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    (output.status.code(), text(&output.stdout) + &text(&output.stderr))
}

/// The command on an export: proved again; refused with other sources, and without a proof.
#[test]
fn a_proof_is_of_its_sources() {
    let scratch = tempfile::tempdir().unwrap();
    let out = scratch.path().join("hw");
    let mut command = econ_emu();
    command.args(["export-hls", "--target", "verilog", "--samples", "4", "--prove", "--out"]).arg(&out);
    let output = command.output().unwrap();
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    assert_eq!(output.status.code(), Some(0), "{said}{}", String::from_utf8_lossy(&output.stderr));
    assert!(said.contains("layer latents") && said.contains("CARRY_CHAINS"), "{said}");
    assert!(said.lines().all(|line| line.chars().count() <= 100), "{said}");

    let (code, again) = prove(&out);
    assert!(code == Some(0) && said.ends_with(&again), "{again}");

    // A source that was changed, then one too many.
    let dense = out.join("verilog/dense.v");
    let text = std::fs::read_to_string(&dense).unwrap();
    std::fs::write(&dense, text.replacen("sum_0[", "sum_1[", 1)).unwrap();
    let (code, said) = prove(&out);
    assert!(code == Some(1) && said.contains("dense.v") && said.contains("not the one that was proved"), "{said}");
    std::fs::write(&dense, text).unwrap();
    std::fs::write(out.join("verilog/more.v"), "").unwrap();
    let (code, said) = prove(&out);
    assert!(code == Some(1) && said.contains("more.v"), "{said}");
    std::fs::remove_file(out.join("verilog/more.v")).unwrap();

    let file = out.join("proof.json");
    let proof = std::fs::read_to_string(&file).unwrap();
    for (from, to, wanted, code) in [
        ("\"format\": 1", "\"format\": 2", "another format", 2),
        ("\"links\": 5", "\"links\": 4", "not those that were proved", 1),
        ("\"name\": \"econ_t_ae\"", "\"name\": \"wire\"", "Verilog", 2),
        ("\"kept_bits\": [", "\"kept_bits\": [\n    200,", "no bit of the latents", 2),
        ("{", "[", "proof.json", 2),
    ] {
        std::fs::write(&file, proof.replacen(from, to, 1)).unwrap();
        let (got, said) = prove(&out);
        assert!(got == Some(code) && said.contains(wanted), "{to}: {got:?} {said}");
    }
    std::fs::remove_file(&file).unwrap();
    let (code, said) = prove(&out);
    assert!(code == Some(2) && said.contains("proof.json"), "{said}");
}
