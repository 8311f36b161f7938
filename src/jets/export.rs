//! Models of jets for other programs: encoder and decoder, from scaled numbers to latents and back. How numbers are scaled
//! stands in `jets.yaml`, which goes with them.
//!
//! | format | files |
//! |---|---|
//! | `tf` | `encoder.pb`, `decoder.pb`: frozen TensorFlow graphs, from `jet` or `latents` to `Identity` |
//! | `onnx` | `encoder.onnx`, `decoder.onnx`, likewise |
//! | `keras` | `encoder.json`, `.hdf5` and `.keras`, and the same of `decoder` and `autoencoder` |

use strum::{EnumMessage, IntoStaticStr, VariantArray};

use super::model::{JetModel, JetNetwork};
use super::shape::{JET, LATENTS};
use crate::error::Result;
use crate::interchange::graph::Graph;
use crate::interchange::network::write::graph;
use crate::interchange::{keras, onnx, tensorflow};

/// A format of other programs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, VariantArray, IntoStaticStr, EnumMessage)]
#[strum(serialize_all = "kebab-case")]
pub enum JetFormat {
    /// Frozen TensorFlow graphs.
    Tf,
    /// ONNX models.
    Onnx,
    /// Keras, JSON, HDF5 and archives.
    Keras,
}

impl JetModel {
    /// The files of a format, each with its name.
    ///
    /// # Errors
    /// Layers that the format does not have, by name.
    pub fn export(&self, format: JetFormat) -> Result<Vec<(String, Vec<u8>)>> {
        let parts = [&self.encoder, &self.decoder].map(|part| (&part.network, &part.weights));
        let mut files = match format {
            JetFormat::Keras => keras::write::described_files(parts)?,
            JetFormat::Tf => self.graphs("pb", tensorflow::write)?,
            JetFormat::Onnx => self.graphs("onnx", onnx::write)?,
        };
        files.push(self.about()?);
        Ok(files)
    }

    /// Encoder and decoder as graphs.
    fn graphs(&self, end: &str, write: fn(&Graph) -> Result<Vec<u8>>) -> Result<Vec<(String, Vec<u8>)>> {
        let parts = [("encoder", &self.encoder, JET), ("decoder", &self.decoder, LATENTS)];
        let file = |(name, part, input): (&str, &JetNetwork, &str)| {
            let graph = graph(&part.network, &part.weights, input, "Identity")?;
            Ok((format!("{name}.{end}"), write(&graph)?))
        };
        parts.into_iter().map(file).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::interchange::network;
    use crate::jets::model::testing;
    use crate::nn::{Evaluator, Values};

    fn contents(files: &[(String, Vec<u8>)], name: &str) -> Vec<u8> {
        files.iter().find(|(own, _)| own == name).unwrap_or_else(|| panic!("{name}")).1.clone()
    }

    fn read(format: JetFormat, files: &[(String, Vec<u8>)], name: &str) -> Graph {
        match format {
            JetFormat::Onnx => onnx::read(&contents(files, &format!("{name}.onnx"))).unwrap(),
            JetFormat::Tf => tensorflow::read(&contents(files, &format!("{name}.pb"))).unwrap(),
            JetFormat::Keras => keras::model::read(contents(files, &format!("{name}.hdf5")), None).unwrap().graph,
        }
    }

    /// What a graph makes of samples of so many numbers.
    fn computed(graph: &Graph, inputs: &[f32], enter: usize) -> Vec<f32> {
        let read = network::import(graph, "read").unwrap();
        let evaluator = Evaluator::new(&read.network, &read.weights).unwrap();
        let (mut values, mut found) = (Values::default(), Vec::new());
        for input in inputs.chunks(enter) {
            evaluator.run_reals(input, &mut values).unwrap();
            found.extend_from_slice(values.reals(read.network.node(read.network.outputs()[0])));
        }
        found
    }

    #[track_caller]
    fn assert_close(found: &[f32], expected: &[f32]) {
        assert_eq!(found.len(), expected.len());
        let most = found.iter().zip(expected).map(|(a, b)| (a - b).abs()).fold(0.0, f32::max);
        assert!(most < 1e-5, "{most}");
    }

    /// What is written is read again as networks that compute the same.
    #[test]
    fn exports_compute_the_same() {
        let model = testing::model("4-20-3-20-4");
        let coder = model.coder().unwrap();
        let jets: Vec<f32> = (0..40).map(|at| at as f32 / 10.0 - 2.0).collect();
        let latents = coder.encode_scaled(&jets).unwrap();
        let back = coder.decode_scaled(&latents).unwrap();
        for &format in JetFormat::VARIANTS {
            let files = model.export(format).unwrap();
            assert_close(&computed(&read(format, &files, "encoder"), &jets, 4), &latents);
            assert_close(&computed(&read(format, &files, "decoder"), &latents, 3), &back);
            if format == JetFormat::Keras {
                assert_close(&computed(&read(format, &files, "autoencoder"), &jets, 4), &back);
                let archive = keras::model::read(contents(&files, "autoencoder.keras"), None).unwrap();
                assert_close(&computed(&archive.graph, &jets, 4), &back);
            }
            let about = String::from_utf8(contents(&files, "jets.yaml")).unwrap();
            assert!(about.contains("name: pT"), "{about}");
        }
    }
}
