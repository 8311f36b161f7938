//! Messages of other programs' files, made by the build script from `proto/`.
#![allow(missing_docs, clippy::pedantic)]

pub mod onnx {
    include!(concat!(env!("OUT_DIR"), "/onnx.rs"));
}

pub mod tensorflow {
    include!(concat!(env!("OUT_DIR"), "/tensorflow.rs"));
}

#[cfg(feature = "train")]
pub mod tensorboard {
    include!(concat!(env!("OUT_DIR"), "/tensorboard.rs"));
}
