//! The binaries find libtorch by themselves: its directory goes into their run path, so that nobody needs
//! LD_LIBRARY_PATH, and that where `scripts/install.sh` puts it. They know its version without loading it.

use std::path::Path;

fn main() {
    println!("cargo:rerun-if-env-changed=DEP_TCH_LIBTORCH_LIB");
    let directory = std::env::var("DEP_TCH_LIBTORCH_LIB").unwrap_or_default();
    if !directory.is_empty() {
        println!("cargo:rustc-link-arg=-Wl,-rpath,{directory}");
        println!("cargo:rustc-link-arg=-Wl,-rpath,$ORIGIN/../lib/econ-emu");
    }
    let version = Path::new(&directory).parent().map(|libtorch| libtorch.join("build-version"));
    let version = version.and_then(|file| std::fs::read_to_string(file).ok()).unwrap_or_default();
    println!("cargo:rustc-env=ECON_EMU_LIBTORCH={}", version.trim());
}
