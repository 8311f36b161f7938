//! The networks for other programs: from what a level reads to its latents, and back.
//!
//! | format | files of each network |
//! |---|---|
//! | `tf` | `roc-encoder.pb`, …: frozen TensorFlow graphs, from `cells`, `below` or `latents` to `Identity` |
//! | `onnx` | `roc-encoder.onnx`, …, likewise |
//! | `keras` | `roc/decoder.json`, `.hdf5` and `.keras`, …, of decoders alone |
//!
//! Encoders stand in graphs of real numbers with their roundings and ends. Other programs add in single precision, which
//! holds integers of 24 bits: sums above that may be rounded there.

use super::level::{Level, Part};
use super::model::HierarchicalModel;
use crate::error::Result;
use crate::interchange::network::write::graph;
use crate::interchange::{keras, onnx, tensorflow};
use crate::jets::export::JetFormat;

impl HierarchicalModel {
    /// The files of some networks in a format, each with its name.
    ///
    /// # Errors
    /// Networks that the format does not have, by name.
    pub fn export(&self, format: JetFormat, parts: &[(Level, Part)]) -> Result<Vec<(String, Vec<u8>)>> {
        let mut files = Vec::new();
        for &(level, part) in parts {
            files.extend(self.export_part(format, level, part)?);
        }
        Ok(files)
    }

    fn export_part(&self, format: JetFormat, level: Level, part: Part) -> Result<Vec<(String, Vec<u8>)>> {
        let own = self.network(level, part);
        if format == JetFormat::Keras {
            let files = keras::write::described_file(part.into(), &own.network, &own.weights)?;
            return Ok(files.into_iter().map(|(name, file)| (format!("{}/{name}", level.name()), file)).collect());
        }
        let graph = graph(&own.network, &own.weights, &own.network.inputs()[0].name, "Identity")?;
        let (ending, contents) = match format {
            JetFormat::Onnx => ("onnx", onnx::write(&graph)?),
            JetFormat::Tf | JetFormat::Keras => ("pb", tensorflow::write(&graph)?),
        };
        Ok(vec![(format!("{}.{ending}", level.file(part)), contents)])
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::hierarchical::level::parts;
    use crate::hierarchical::model::testing::model;
    use crate::interchange::graph::Graph;
    use crate::interchange::ndarray::NdArray;

    fn contents<'a>(files: &'a [(String, Vec<u8>)], name: &str) -> &'a [u8] {
        &files.iter().find(|(own, _)| own == name).unwrap_or_else(|| panic!("{name}")).1
    }

    /// What a graph makes of one group.
    fn computed(graph: &Graph, shape: &[usize], inputs: &[f32]) -> Vec<f32> {
        let array = NdArray { shape: [&[1], shape].concat(), values: inputs.to_vec() };
        graph.run(&[array]).unwrap().values
    }

    /// What is written is read again as graphs that compute the same: encoders bit for bit, for groups whose sums are
    /// small.
    #[test]
    fn exports_compute_the_same() {
        let model = model(3);
        let all: Vec<(Level, Part)> = parts().collect();
        for format in [JetFormat::Tf, JetFormat::Onnx, JetFormat::Keras] {
            let some: Vec<(Level, Part)> =
                all.iter().copied().filter(|(_, part)| format != JetFormat::Keras || *part == Part::Decoder).collect();
            let files = model.export(format, &some).unwrap();
            for (level, part) in some {
                let own = model.network(level, part);
                let name = level.file(part);
                let graph = match format {
                    JetFormat::Tf => tensorflow::read(contents(&files, &format!("{name}.pb"))).unwrap(),
                    JetFormat::Onnx => onnx::read(contents(&files, &format!("{name}.onnx"))).unwrap(),
                    JetFormat::Keras => {
                        let file = contents(&files, &format!("{}/decoder.hdf5", level.name())).to_vec();
                        keras::model::read(file, None).unwrap().graph
                    }
                };
                let [enter, _] = own.ends();
                for seed in 0..4 {
                    let inputs: Vec<f32> = (0..enter).map(|at| ((at * 7 + seed * 5) % 11) as f32 / 4.0 - 0.3).collect();
                    let expected = own.plan().unwrap().run(&inputs).unwrap();
                    let found = computed(&graph, &own.network.inputs()[0].shape, &inputs);
                    let most = found.iter().zip(&expected).map(|(a, b)| (a - b).abs()).fold(0.0, f32::max);
                    let allowed = if part == Part::Encoder { 0.0 } else { 1e-5 };
                    assert!(found.len() == expected.len() && most <= allowed, "{name}: {most}");
                }
            }
        }
        let fault = model.export(JetFormat::Keras, &all).unwrap_err().to_string();
        assert!(fault.contains("roc-encoder") && fault.contains("Keras"), "{fault}");
    }
}
