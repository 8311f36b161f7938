//! An autoencoder of jets: two networks with their weights, and how the numbers of jets are read.
//!
//! It is a directory:
//!
//! | file | content |
//! |---|---|
//! | `jets.yaml` | name, and for each column its name, `log10`, `offset` and `scale` |
//! | `encoder.yaml`, `decoder.yaml` | descriptions of the networks ([`crate::nn`]) |
//! | `encoder.npz`, `decoder.npz` | their weights, an array for each tensor |

use std::collections::BTreeSet;
use std::path::Path;

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use super::scale::JetColumn;
use super::shape::JetShape;
use crate::error::{Error, Result};
use crate::files;
use crate::interchange::npz;
use crate::interchange::torch::{self, TorchTensor};
use crate::kernels::FloatPlan;
use crate::nn::{Function, Network, Node, Typed, WeightValues, Weights};

/// Name of the file with name and columns.
pub const FILE: &str = "jets.yaml";

/// The number in that file that says how to read the rest.
const FORMAT: u32 = 1;

/// Samples that a thread works on at a time.
const PART: usize = 512;

/// What stands in [`FILE`].
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct About {
    format: u32,
    name: String,
    columns: Vec<JetColumn>,
}

/// A network with its weights.
#[derive(Debug, Clone)]
pub struct JetNetwork {
    /// The description.
    pub network: Typed,
    /// The weights.
    pub weights: Weights,
}

/// An autoencoder of jets.
#[derive(Debug, Clone)]
pub struct JetModel {
    /// Name for reports.
    pub name: String,
    /// The columns of jets, in the order in which the encoder reads them.
    pub columns: Vec<JetColumn>,
    /// From jets to latents.
    pub encoder: JetNetwork,
    /// From latents to jets.
    pub decoder: JetNetwork,
}

/// Numbers of a port or of what leaves.
fn numbers(nodes: &[&Node]) -> usize {
    nodes.iter().map(|node| node.len()).sum()
}

impl JetNetwork {
    /// Numbers that enter, and numbers that leave.
    pub fn ends(&self) -> [usize; 2] {
        let outputs: Vec<&Node> = self.network.outputs().iter().map(|&id| self.network.node(id)).collect();
        [numbers(&self.network.inputs().iter().collect::<Vec<_>>()), numbers(&outputs)]
    }

    /// Reads `NAME.yaml` and `NAME.npz` of a directory.
    ///
    /// # Errors
    /// Files that are missing or damaged.
    pub fn read(directory: &Path, name: &str) -> Result<Self> {
        let [description, weights] = ["yaml", "npz"].map(|end| format!("{name}.{end}"));
        let (description, beside) = (files::listed(directory, &description)?, files::listed(directory, &weights)?);
        let network = Network::from_yaml(&files::read_text(&description)?, &description)?;
        let network = network.check().map_err(|error| error.file(&description))?;
        let weights = npz::read_weights(&network, &files::read_bytes(&beside)?);
        Ok(JetNetwork { weights: weights.map_err(|error| error.file(&beside))?, network })
    }

    /// Those files.
    ///
    /// # Errors
    /// Weights that cannot be written.
    pub fn files(&self, name: &str) -> Result<[(String, Vec<u8>); 2]> {
        let description = self.network.network().to_yaml()?.into_bytes();
        let weights = npz::write_weights(&self.network, &self.weights)?;
        Ok([(format!("{name}.yaml"), description), (format!("{name}.npz"), weights)])
    }

    /// What computes batches.
    ///
    /// # Errors
    /// Fixed-point values of more than 32 bits.
    pub fn plan(&self) -> Result<FloatPlan> {
        FloatPlan::new(&self.network, &self.weights)
            .map_err(|reason| Error::unsupported(reason.to_string()).field(format!("network {}", self.network.name())))
    }
}

impl JetModel {
    /// Joins networks and columns.
    ///
    /// # Errors
    /// Networks and columns whose numbers do not fit, and columns with the same name or an unusable scale.
    pub fn new(name: &str, columns: Vec<JetColumn>, encoder: JetNetwork, decoder: JetNetwork) -> Result<Self> {
        let ([jet, latents], [back, jet_again]) = (encoder.ends(), decoder.ends());
        if jet != jet_again || latents != back || columns.len() != jet {
            return Err(Error::mismatch("columns, encoder and decoder do not fit each other").found(format!(
                "{} columns, encoder {jet} to {latents}, decoder {back} to {jet_again}",
                columns.len()
            )));
        }
        columns.iter().try_for_each(JetColumn::check)?;
        let names: BTreeSet<&str> = columns.iter().map(|column| column.name.as_str()).collect();
        if names.len() != columns.len() {
            return Err(Error::new("two columns have the same name").field("columns"));
        }
        Ok(JetModel { name: name.to_owned(), columns, encoder, decoder })
    }

    /// Reads the directory of a model.
    ///
    /// # Errors
    /// Files that are missing or damaged, and what [`JetModel::new`] refuses.
    pub fn read(directory: &Path) -> Result<Self> {
        let file = directory.join(FILE);
        let about: About = serde_yaml::from_str(&files::read_text(&file)?)
            .map_err(|error| Error::yaml("not the description of an autoencoder of jets", &file, &error))?;
        if about.format != FORMAT {
            return Err(Error::unknown_format(about.format, FORMAT).file(&file));
        }
        let [encoder, decoder] = ["encoder", "decoder"].map(|name| JetNetwork::read(directory, name));
        JetModel::new(&about.name, about.columns, encoder?, decoder?).map_err(|error| error.file(&file))
    }

    /// The files of its directory, each with its name.
    ///
    /// # Errors
    /// Weights that cannot be written, as those that are not finite.
    pub fn files(&self) -> Result<Vec<(String, Vec<u8>)>> {
        let [encoder, decoder] = [self.encoder.files("encoder")?, self.decoder.files("decoder")?];
        Ok([self.about()?].into_iter().chain(encoder).chain(decoder).collect())
    }

    /// The file with name and columns.
    pub(super) fn about(&self) -> Result<(String, Vec<u8>)> {
        let about = About { format: FORMAT, name: self.name.clone(), columns: self.columns.clone() };
        let about = serde_yaml::to_string(&about);
        let about = about.map_err(|error| Error::new(format!("cannot write the model: {error}")))?;
        Ok((FILE.to_owned(), about.into_bytes()))
    }

    /// The networks of a file of PyTorch (`.pth`, `.pt`): tensors `en1.weight`, `en1.bias`, … and `de1.weight`, …, with
    /// tanh between them. Weights of double precision are rounded to single precision.
    ///
    /// # Errors
    /// As [`torch::read`]; tensors that are missing, of other names or other shapes, and numbers that are not finite.
    pub fn import_torch(bytes: &[u8], name: &str, function: Function) -> Result<[JetNetwork; 2]> {
        let tensors = torch::read(bytes)?;
        let mut widths = part_widths(&tensors, "en")?;
        let decoder = part_widths(&tensors, "de")?;
        if widths.last() != decoder.first() {
            return Err(Error::mismatch("the decoder takes another number of latents than the encoder gives")
                .found(format!("encoder {widths:?}, decoder {decoder:?}")));
        }
        widths.extend(&decoder[1..]);
        let networks = JetShape::new(widths)?.describe(name, function)?;
        let known: usize = networks.iter().map(|network| network.tensors().len()).sum();
        let is_known = |tensor: &&TorchTensor| networks.iter().any(|own| own.find_tensor(&described(tensor)).is_some());
        if let Some(other) = tensors.iter().find(|tensor| !is_known(tensor)).filter(|_| known != tensors.len()) {
            return Err(Error::unsupported("a tensor of a layer that is no dense layer of the autoencoder")
                .field(&other.name)
                .found(format!("{:?}", other.shape)));
        }
        let [encoder, decoder] = networks.map(|network| with_tensors(network, &tensors));
        Ok([encoder?, decoder?])
    }

    /// What works on batches of jets.
    ///
    /// # Errors
    /// Networks of fixed-point values of more than 32 bits.
    pub fn coder(&self) -> Result<JetCoder> {
        let [jet, latents] = self.encoder.ends();
        let [encoder, decoder] = [self.encoder.plan()?, self.decoder.plan()?];
        Ok(JetCoder { columns: self.columns.clone(), encoder, decoder, jet, latents })
    }

    /// The names of the columns.
    pub fn column_names(&self) -> Vec<String> {
        self.columns.iter().map(|column| column.name.clone()).collect()
    }

    /// The names of the latents in tables.
    pub fn latent_names(&self) -> Vec<String> {
        (0..self.encoder.ends()[1]).map(|at| format!("z{at}")).collect()
    }
}

/// Numbers of the layers of a part: those of the kernels `en1.weight`, `en2.weight`, …
fn part_widths(tensors: &[TorchTensor], part: &str) -> Result<Vec<usize>> {
    let mut widths = Vec::new();
    for number in 1.. {
        let name = format!("{part}{number}.weight");
        match tensors.iter().find(|tensor| tensor.name == name).map(|tensor| (&tensor.shape[..], widths.last())) {
            Some((&[outputs, inputs], None)) => widths.extend([inputs, outputs]),
            Some((&[outputs, inputs], Some(&last))) if last == inputs => widths.push(outputs),
            Some((shape, _)) => {
                return Err(Error::mismatch("the layer does not fit the one before it")
                    .field(name)
                    .found(format!("{shape:?}")));
            }
            None if widths.is_empty() => {
                let names: Vec<&str> = tensors.iter().map(|tensor| tensor.name.as_str()).take(12).collect();
                return Err(Error::missing("the file has no such tensor")
                    .field(name)
                    .found(names.join(", "))
                    .allowed("en1.weight, en1.bias, …, de1.weight, de1.bias, …"));
            }
            None => break,
        }
    }
    Ok(widths)
}

/// The name that a tensor of a file has in descriptions.
fn described(tensor: &TorchTensor) -> String {
    tensor.name.replace('.', "_")
}

/// A network with its tensors out of those of a file.
fn with_tensors(network: Typed, tensors: &[TorchTensor]) -> Result<JetNetwork> {
    let mut all = Vec::new();
    for tensor in network.tensors() {
        let found = tensors.iter().find(|other| described(other) == tensor.name);
        let found = found.ok_or_else(|| Error::missing("the file has no such tensor").field(&tensor.name))?;
        if found.shape != tensor.shape {
            return Err(Error::mismatch("the tensor has another shape")
                .field(&tensor.name)
                .found(format!("{:?}", found.shape))
                .allowed(format!("{:?}", tensor.shape)));
        }
        all.push(WeightValues::Reals(found.values.iter().map(|&value| value as f32).collect()));
    }
    Ok(JetNetwork { weights: Weights::new(&network, all)?, network })
}

/// Encodes and decodes batches of jets on all threads, in single precision.
#[derive(Debug, Clone)]
pub struct JetCoder {
    columns: Vec<JetColumn>,
    encoder: FloatPlan,
    decoder: FloatPlan,
    jet: usize,
    latents: usize,
}

impl JetCoder {
    /// Numbers of a jet.
    pub fn jet(&self) -> usize {
        self.jet
    }

    /// Numbers of its latents.
    pub fn latents(&self) -> usize {
        self.latents
    }

    /// Jets, row after row, as the encoder reads them; `first` is the row of the first one, from 0.
    ///
    /// # Errors
    /// Numbers that cannot be scaled, with row and column.
    pub fn scaled(&self, jets: &[f64], first: u64) -> Result<Vec<f32>> {
        let mut scaled = Vec::with_capacity(jets.len());
        for (row, jet) in (first..).zip(jets.chunks_exact(self.jet)) {
            for (column, &number) in self.columns.iter().zip(jet) {
                scaled.push(column.read(number).ok_or_else(|| column.fault(number, row))?);
            }
        }
        Ok(scaled)
    }

    /// Jets, row after row, of what the decoder gives.
    pub fn unscaled(&self, scaled: &[f32]) -> Vec<f64> {
        let columns = self.columns.iter().cycle();
        scaled.iter().zip(columns).map(|(&number, column)| column.written(number)).collect()
    }

    /// The latents of scaled jets.
    ///
    /// # Errors
    /// If there are no whole jets.
    pub fn encode_scaled(&self, jets: &[f32]) -> Result<Vec<f32>> {
        run_plan(&self.encoder, jets, [self.jet, self.latents])
    }

    /// The scaled jets that latents stand for.
    ///
    /// # Errors
    /// If there are no whole sets of latents.
    pub fn decode_scaled(&self, latents: &[f32]) -> Result<Vec<f32>> {
        run_plan(&self.decoder, latents, [self.latents, self.jet])
    }
}

/// Runs a plan on all threads; `ends` are the numbers that enter and leave for each sample.
///
/// # Errors
/// Not a whole number of samples.
pub fn run_plan(plan: &FloatPlan, inputs: &[f32], [enter, leave]: [usize; 2]) -> Result<Vec<f32>> {
    if !inputs.len().is_multiple_of(enter) {
        return Err(Error::mismatch("not a whole number of samples")
            .found(format!("{} numbers", inputs.len()))
            .allowed(format!("a multiple of {enter}")));
    }
    let mut out = vec![0.0; inputs.len() / enter * leave];
    let parts = inputs.par_chunks(PART * enter).zip(out.par_chunks_mut(PART * leave));
    parts.try_for_each(|(inputs, out)| plan.run_into(inputs, out))?;
    Ok(out)
}

#[cfg(test)]
pub(super) mod testing {
    use super::*;
    use crate::jets::scale::default_columns;

    /// A model with weights that are made up, deterministic.
    pub(in crate::jets) fn model(shape: &str) -> JetModel {
        let shape: JetShape = shape.parse().unwrap();
        let [encoder, decoder] = shape.describe("test", Function::Tanh).unwrap().map(|network| {
            let tensors = network.tensors().iter().enumerate().map(|(number, tensor)| {
                let weight = |at: usize| ((at * 37 + number * 11) % 64) as f32 / 80.0 - 0.39;
                WeightValues::Reals((0..tensor.len()).map(weight).collect())
            });
            JetNetwork { weights: Weights::new(&network, tensors.collect()).unwrap(), network }
        });
        let columns = JetColumn::all_plain(&default_columns(shape.inputs()));
        JetModel::new("test", columns, encoder, decoder).unwrap()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::nn::{Evaluator, Values};

    #[test]
    fn models_are_read_as_they_were_written() {
        let scratch = tempfile::tempdir().unwrap();
        let mut model = testing::model("4-8-3-8-4");
        model.columns[0] = JetColumn { name: "pT".into(), log10: true, offset: 3.0, scale: 0.1 };
        for (name, contents) in model.files().unwrap() {
            std::fs::write(scratch.path().join(name), contents).unwrap();
        }
        let read = JetModel::read(scratch.path()).unwrap();
        assert_eq!((&read.name, &read.columns), (&model.name, &model.columns));
        assert_eq!(read.encoder.weights, model.encoder.weights);
        assert_eq!(read.decoder.network.network(), model.decoder.network.network());
        let file = scratch.path().join(FILE);
        let text = std::fs::read_to_string(&file).unwrap();
        for (from, to, word) in [
            ("format: 1", "format: 7", "unknown format"),
            ("scale: 0.1", "scale: 0.0", "above 0"),
            ("name: eta", "name: phi", "same name"),
            ("offset", "shift", "unknown field"),
        ] {
            assert!(text.contains(from), "{text}");
            std::fs::write(&file, text.replacen(from, to, 1)).unwrap();
            let fault = JetModel::read(scratch.path()).unwrap_err().to_string();
            assert!(fault.contains(word) && fault.contains("jets.yaml"), "{fault}");
        }
        std::fs::remove_file(&file).unwrap();
        assert!(JetModel::read(scratch.path()).is_err());
    }

    /// Batches on all threads are the scalar evaluator's numbers, bit for bit.
    #[test]
    fn batches_equal_the_evaluator() {
        let model = testing::model("4-20-3-20-4");
        let coder = model.coder().unwrap();
        let jets: Vec<f64> = (0..4 * (2 * PART + 3)).map(|at| (at % 101) as f64 / 25.0 - 2.0).collect();
        let scaled = coder.scaled(&jets, 0).unwrap();
        let latents = coder.encode_scaled(&scaled).unwrap();
        let back = coder.decode_scaled(&latents).unwrap();
        let mut values = Values::default();
        for (network, from, to, [enter, leave]) in
            [(&model.encoder, &scaled, &latents, [4, 3]), (&model.decoder, &latents, &back, [3, 4])]
        {
            let evaluator = Evaluator::new(&network.network, &network.weights).unwrap();
            let output = network.network.node(network.network.outputs()[0]);
            for (from, to) in from.chunks(enter).zip(to.chunks(leave)) {
                evaluator.run_reals(from, &mut values).unwrap();
                assert_eq!(values.reals(output), to);
            }
        }
        assert!(coder.encode_scaled(&scaled[1..]).is_err());
        let fault = coder.scaled(&[1.0, 2.0, f64::INFINITY, 0.0], 8).unwrap_err().to_string();
        assert!(fault.contains("row 9, phi"), "{fault}");
    }
}
