//! The header that is kept is the one that the sources make; with ECON_EMU_WRITE_HEADER=1 it is written.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::path::Path;

#[test]
fn the_header_is_that_of_the_sources() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let config = cbindgen::Config::from_file(root.join("cbindgen.toml")).unwrap();
    let made = cbindgen::Builder::new().with_src(root.join("src/lib.rs")).with_config(config).generate().unwrap();
    let mut header = Vec::new();
    made.write(&mut header);
    let (header, path) = (String::from_utf8(header).unwrap(), root.join("include/econ_emu.h"));
    if std::env::var_os("ECON_EMU_WRITE_HEADER").is_some() {
        std::fs::write(&path, &header).unwrap();
    }
    let kept = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(kept == header, "write it with: ECON_EMU_WRITE_HEADER=1 cargo test -p econ-emu-c --test header");
}
