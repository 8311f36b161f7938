//! Two things before the crate is compiled.
//!
//! With the feature `import` the messages of ONNX, TensorFlow and TensorBoard become Rust, from the files in `proto/`.
//! protox reads them, so that no protoc need be installed.
//!
//! With the feature `train` the binaries find libtorch by themselves: its directory goes into their run path, so
//! that nobody needs LD_LIBRARY_PATH.

use std::error::Error;

/// The message files; each names the source of its numbers.
#[cfg(feature = "import")]
const MESSAGES: [&str; 3] = ["onnx.proto", "tensorflow.proto", "tensorboard.proto"];

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo:rerun-if-changed=proto");
    #[cfg(feature = "import")]
    messages()?;

    println!("cargo:rerun-if-env-changed=DEP_TCH_LIBTORCH_LIB");
    if let Ok(directory) = std::env::var("DEP_TCH_LIBTORCH_LIB") {
        println!("cargo:rustc-link-arg=-Wl,-rpath,{directory}");
    }
    Ok(())
}

#[cfg(feature = "import")]
fn messages() -> Result<(), Box<dyn Error>> {
    let messages = protox::compile(MESSAGES, ["proto"])?;
    // Maps in the order of their keys: the same model gives the same bytes.
    let mut config = prost_build::Config::new();
    // A tensor is far larger than the number that may stand in its place.
    config.btree_map(["."]).boxed("tensorboard.Summary.Value.value.tensor");
    config.compile_fds(messages)?;
    Ok(())
}
