//! The HLS C++ with a plain compiler, against the open headers of the number types.

use std::path::{Path, PathBuf};
use std::process::Command;

use super::{Check, CheckOutcome, find, output, verdict};
use crate::error::Result;
use crate::hwgen::export::Target;
use crate::hwgen::hls::HlsFlavour;

/// Names the directory with the headers: `vitis/ap_fixed.h`, `catapult/ac_fixed.h`.
pub const HEADERS_VARIABLE: &str = "ECON_EMU_HLS_HEADERS";

/// Where `scripts/hls_headers.sh` puts the headers.
const FETCHED: &str = "target/hls_headers";

/// The directory of the headers of a flavour, if they are there.
pub fn headers(flavour: HlsFlavour) -> Option<PathBuf> {
    let root = std::env::var_os(HEADERS_VARIABLE).map_or_else(|| PathBuf::from(FETCHED), PathBuf::from);
    let header = match flavour {
        HlsFlavour::Vitis => "ap_fixed.h",
        HlsFlavour::Catapult => "ac_fixed.h",
    };
    // The compiler runs in another directory.
    let directory = std::path::absolute(root.join(flavour.name())).ok()?;
    directory.join(header).is_file().then_some(directory)
}

/// Compiles and runs the testbench with the export's own Makefile.
pub(super) struct Gcc(pub(super) HlsFlavour);

impl Check for Gcc {
    fn tool(&self) -> String {
        let types = match self.0 {
            HlsFlavour::Vitis => "ap_types",
            HlsFlavour::Catapult => "ac_types",
        };
        format!("g++, {types}")
    }

    fn target(&self) -> Target {
        Target::Hls(self.0)
    }

    fn run(&self, export: &Path, scratch: &Path, samples: usize) -> Result<CheckOutcome> {
        for program in ["make", "g++"] {
            if find(program).is_none() {
                return Ok(CheckOutcome::Skipped(format!("the program {program} is missing")));
            }
        }
        let Some(headers) = headers(self.0) else {
            return Ok(CheckOutcome::Skipped(format!(
                "the headers are missing: scripts/hls_headers.sh or {HEADERS_VARIABLE}"
            )));
        };
        let mut make = Command::new("make");
        make.arg("--silent").arg("-C").arg(export.join(self.0.name())).arg("run");
        make.arg(format!("HLS_INCLUDE={}", headers.display())).arg(format!("BUILD={}", scratch.display()));
        Ok(verdict(&output(&mut make)?, samples))
    }
}
