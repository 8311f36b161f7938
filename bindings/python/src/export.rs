//! Hardware sources.

use std::path::PathBuf;

use econ_emu::chip::erx::ORBIT;
use econ_emu::error::Error;
use econ_emu::files;
use econ_emu::hwgen::design::Design;
use econ_emu::hwgen::export::{self, Target};
use econ_emu::hwgen::hls;
use econ_emu::hwgen::vectors::{self, MAX_SAMPLES, VectorSet};
use pyo3::prelude::*;

use crate::faults::{OrRaise, raised};
use crate::registers::{Registers, weights_in};

/// Writes HLS C++ and Verilog of the autoencoder block with their test benches; names of the files.
#[pyfunction]
#[pyo3(signature = (registers, out, *, targets=None, reloadable=false, samples=None, seed=1, part=None, name="econ_t_ae"))]
#[allow(clippy::too_many_arguments, reason = "keyword arguments of Python")]
pub fn export_hls(
    py: Python<'_>,
    registers: &Registers,
    out: PathBuf,
    targets: Option<Vec<String>>,
    reloadable: bool,
    samples: Option<usize>,
    seed: u64,
    part: Option<&str>,
    name: &str,
) -> PyResult<Vec<String>> {
    let target = |name: &String| {
        let found = Target::ALL.into_iter().find(|target| target.name() == name);
        let names: Vec<&str> = Target::ALL.iter().map(|target| target.name()).collect();
        found.ok_or_else(|| raised(Error::out_of_range("targets", name, names.join(", "))))
    };
    let targets: Vec<Target> =
        targets.map_or_else(|| Ok(Target::ALL.to_vec()), |names| names.iter().map(target).collect())?;
    let samples = samples.unwrap_or(usize::from(ORBIT));
    if !(1..=MAX_SAMPLES).contains(&samples) {
        return Err(raised(Error::out_of_range("samples", samples, format!("1 to {MAX_SAMPLES}"))));
    }
    let part = part.unwrap_or(hls::DEFAULT_PART);
    let (config, options) = registers.setup();
    let files = py.detach(|| {
        files::check_free(&out)?;
        hls::check_part(part)?;
        let design = Design::of_chip(name, config, options, reloadable)?.validate()?;
        let weights = weights_in(config)?;
        let inputs = vectors::builtin(design.block(), weights, samples, seed);
        let vectors = VectorSet::new(&design, weights, &inputs)?;
        let rendered = export::render(&design, &vectors, &targets, part)?;
        export::write(&out, &rendered)?;
        Ok(rendered.into_iter().map(|(name, _)| name).collect())
    });
    files.or_raise()
}
