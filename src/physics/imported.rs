//! Models of other programs: in their own arithmetic, and how far the chip is from them.
//!
//! The chip computes an imported encoder in its own integers. What the file describes may be something else: real
//! numbers, other quantisers, latents below zero. [`OwnEncoder`] computes what the file says, and [`Agreement`] compares
//! it with the chip on the built-in synthetic data.

use std::fmt;
use std::path::{Path, PathBuf};

use strum::VariantArray;

use super::decoder::{self, Decoder, DecoderKind, DecoderSpec};
use super::metrics::Metric;
use super::model::ModelContender;
use crate::chip::autoencoder::{Encoder, normalise};
use crate::chip::signals::PerCell;
use crate::data::conditions::Conditions;
use crate::data::synth::{Synth, SynthKind};
use crate::data::{Sample, read_all};
use crate::error::{Error, Result};
use crate::files;
use crate::interchange::encoder::read as encoder;
use crate::interchange::graph::{Graph, shape_text};
use crate::interchange::import::{self, Half, ImportOptions};
use crate::interchange::ndarray::NdArray;
use crate::interchange::{keras, npz, torch};
use crate::network::{AeBlock, LATENTS};
use crate::nn::{Weights, power_of_two};

/// Samples with charge on which a model and the chip are compared.
const SAMPLES: u64 = 1000;

/// Seed of these samples.
const SEED: u64 = 16;

/// Samples that a graph computes at once.
const AT_ONCE: usize = 250;

/// An encoder as its file describes it, from charges to latents.
#[derive(Debug, Clone)]
pub struct OwnEncoder {
    graph: Graph,
    /// Which of its inputs takes the image.
    image: usize,
    /// For each value of the image the cell whose normalised charge it is; others are 0.
    cells: Vec<Option<usize>>,
    /// Conditions that its other input takes.
    conditions: Option<Conditions>,
    /// The network that stands for it on the chip.
    network: AeBlock,
}

impl OwnEncoder {
    /// An encoder whose graph takes the image of a network and gives its latents, perhaps with the conditions that it was
    /// given behind them.
    ///
    /// # Errors
    /// Inputs that are neither the image nor conditions of a decoder, and another number of latents.
    pub fn new(graph: Graph, network: &AeBlock) -> Result<Self> {
        let form = network.first_form()?;
        let inputs: Vec<String> =
            graph.inputs.iter().map(|input| format!("{} {}", input.name, shape_text(&input.shape))).collect();
        let lengths = graph.inputs.iter().map(|input| input.shape.iter().skip(1).copied().collect());
        let lengths: Vec<Option<Vec<usize>>> = lengths.collect();
        let image = (0..graph.inputs.len())
            .find_map(|input| Some((input, encoder::pixels(&form, lengths[input].as_deref()?)?)))
            .ok_or_else(|| encoder::no_image(&form, &inputs.join(", ")))?;
        let cell = |pixel: usize| usize::try_from(form.image.cells[pixel]).ok();
        let cells = image.1.into_iter().map(|pixel| pixel.and_then(cell)).collect();
        let others: Vec<usize> = (0..graph.inputs.len()).filter(|&input| input != image.0).collect();
        let of_length = |length: usize| Conditions::of_count(length).filter(|conditions| conditions.count() > 0);
        let conditions = match others.as_slice() {
            [] => None,
            [one] => match lengths[*one].as_deref() {
                Some(&[length]) => of_length(length),
                _ => None,
            },
            _ => None,
        };
        if others.len() != usize::from(conditions.is_some()) {
            return Err(Error::new("the encoder takes other inputs than an image and conditions")
                .found(inputs.join(", "))
                .allowed("the image; beside it the eight conditions, or sum and eta"));
        }
        let own = OwnEncoder { graph, image: image.0, cells, conditions, network: network.clone() };
        let given = conditions.map_or(0, Conditions::count);
        let zeros: Vec<NdArray> = own
            .graph
            .inputs
            .iter()
            .map(|input| {
                let shape: Vec<usize> =
                    [1].into_iter().chain(input.shape.iter().skip(1).map(|n| n.unwrap_or(1))).collect();
                NdArray { values: vec![0.0; shape.iter().product()], shape }
            })
            .collect();
        let found = own.graph.run(&zeros)?.values.len();
        match found == LATENTS || found == LATENTS + given {
            true => Ok(own),
            false => Err(Error::new("the encoder gives another number of latents")
                .found(found)
                .allowed(format!("{LATENTS}, or the conditions behind them"))),
        }
    }

    /// The latents of samples, in the order of the file.
    ///
    /// # Errors
    /// Conditions that the samples do not give, and operations that do not fit, by node.
    pub fn latents(&self, samples: &[Sample]) -> Result<Vec<[f32; LATENTS]>> {
        let mut all = Vec::with_capacity(samples.len());
        for samples in samples.chunks(AT_ONCE) {
            let (mut image, mut others) = (Vec::with_capacity(samples.len() * self.cells.len()), Vec::new());
            for sample in samples {
                let charges = normalise::run(&sample.charges).normalised.map(f32::from);
                image.extend(self.cells.iter().map(|cell| cell.map_or(0.0, |cell| charges[cell])));
                if let Some(conditions) = self.conditions {
                    others.extend(conditions.of(sample)?);
                }
            }
            let inputs = self.graph.inputs.iter().enumerate().map(|(number, input)| {
                let shape = [samples.len()].into_iter().chain(input.shape.iter().skip(1).map(|n| n.unwrap_or(1)));
                let values = if number == self.image { &image } else { &others };
                NdArray { shape: shape.collect(), values: values.clone() }
            });
            let output = self.graph.run(&inputs.collect::<Vec<_>>())?;
            let width = output.values.len() / samples.len();
            all.extend(output.values.chunks(width).map(|latents| std::array::from_fn(|at| latents[at])));
        }
        Ok(all)
    }

    /// How far the chip with these weights is from it; with a decoder also how far their images are from the charges.
    ///
    /// # Errors
    /// Those of the encoder, the block and the decoder.
    pub fn agreement(&self, weights: &Weights, decoder: Option<&Decoder>) -> Result<Agreement> {
        let mut samples = read_all(&mut Synth::new(SEED, SynthKind::Mixed, None, SAMPLES))?;
        samples.retain(|sample| sample.sum() > 0);
        let chip = Encoder::new(&self.network, weights)?;
        let one = power_of_two(self.network.latent().number.places(0)) as f32;
        let sent: Vec<[u16; LATENTS]> = samples
            .iter()
            .map(|sample| chip.latents(&chip.layers(&normalise::run(&sample.charges).normalised)))
            .collect();
        let own = self.latents(&samples)?;
        let pairs = own.iter().flatten().zip(sent.iter().flatten());
        let equal = pairs.clone().filter(|&(&own, &sent)| (own * one).round_ties_even() == f32::from(sent)).count();
        let lost = pairs.filter(|&(&own, &sent)| own < 0.0 && sent == 0).count();
        let latents = samples.len() * LATENTS;
        let telescopes = match decoder {
            None => None,
            Some(decoder) => {
                let on_chip: Vec<[f32; LATENTS]> =
                    sent.iter().map(|latents| latents.map(|latent| f32::from(latent) / one)).collect();
                Some([telescope(decoder, &own, &samples)?, telescope(decoder, &on_chip, &samples)?])
            }
        };
        let [equal, lost] = [equal, lost].map(|count| count as f64 / latents.max(1) as f64);
        Ok(Agreement { samples: samples.len(), equal, lost, telescopes })
    }
}

/// What a decoder makes of the latents of samples: charges, as many together as the sample has.
fn decoded(decoder: &Decoder, latents: &[[f32; LATENTS]], samples: &[Sample]) -> Result<Vec<PerCell<f32>>> {
    let mut inputs = Vec::new();
    for (latents, sample) in latents.iter().zip(samples) {
        inputs.extend(latents);
        inputs.extend(decoder.conditions().of(sample)?);
    }
    let images = decoder.decode_all(&inputs)?;
    let scaled = |(image, sample): (&PerCell<f32>, &Sample)| super::scaled(image, sample.sum().into());
    Ok(images.iter().zip(samples).map(scaled).collect())
}

/// Mean telescope of what a decoder makes of the latents of samples.
fn telescope(decoder: &Decoder, latents: &[[f32; LATENTS]], samples: &[Sample]) -> Result<f64> {
    let charges = decoded(decoder, latents, samples)?;
    let truth = samples.iter().map(|sample| sample.charges.map(|charge| charge.0 as f32));
    let all: Vec<f64> =
        truth.zip(&charges).filter_map(|(truth, own)| Metric::TelescopeNormalised.of(&truth, own)).collect();
    Ok(all.iter().sum::<f64>() / all.len().max(1) as f64)
}

/// How far the chip is from a model whose encoder it holds, on synthetic samples.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Agreement {
    /// Samples compared.
    pub samples: usize,
    /// Share of the latents that are the same number, the model's rounded to the format of the chip's.
    pub equal: f64,
    /// Share of the latents that are negative in the model and zero on the chip.
    pub lost: f64,
    /// Mean telescope of the images that the decoder makes of the model's latents and of the chip's.
    pub telescopes: Option<[f64; 2]>,
}

impl fmt::Display for Agreement {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [equal, lost] = [self.equal, self.lost].map(|share| 100.0 * share);
        write!(
            f,
            "on {} synthetic samples, {equal:.1} % of the chip's latents equal the model's; {lost:.1} % are negative in the \
             model and zero on the chip",
            self.samples
        )?;
        match self.telescopes {
            None => Ok(()),
            Some([own, chip]) => {
                write!(f, "; telescope of the images {own:.3} with the model's latents, {chip:.3} with the chip's")
            }
        }
    }
}

/// A model of another program in its own arithmetic.
#[derive(Debug, Clone)]
pub struct OwnModel {
    /// The encoder's file.
    pub path: PathBuf,
    /// The encoder.
    pub encoder: OwnEncoder,
    /// The decoder.
    pub decoder: Decoder,
    /// What the files do not say.
    pub warnings: Vec<String>,
}

impl OwnModel {
    /// Reads encoder and decoder from files that describe what they compute.
    ///
    /// # Errors
    /// Files of weights alone, and those of [`OwnEncoder::new`] and of decoders.
    pub fn read(encoder: &Path, decoder: &Path, network: &AeBlock) -> Result<Self> {
        let (graph, warnings) = import::described(encoder, Half::Encoder)?.ok_or_else(|| {
            Error::new("the file holds weights alone, and does not say in which arithmetic")
                .file(encoder)
                .hint("save the whole model, or compare as keras:ENCODER,DECODER")
        })?;
        let own = OwnEncoder::new(graph, network).map_err(|error| error.file(encoder))?;
        let (decoder, others) = read_decoder(decoder, network)?;
        Ok(OwnModel { path: encoder.to_owned(), encoder: own, decoder, warnings: [warnings, others].concat() })
    }

    /// The charges that come back.
    ///
    /// # Errors
    /// Conditions that the samples do not give, and operations that do not fit.
    pub fn charges(&self, samples: &[Sample]) -> Result<Vec<PerCell<f32>>> {
        decoded(&self.decoder, &self.encoder.latents(samples)?, samples).map_err(|error| error.file(&self.path))
    }
}

/// A model of another program on the chip.
#[derive(Debug, Clone)]
pub struct Imported {
    /// The model, whose encoder the chip computes.
    pub model: ModelContender,
    /// What the files do not say, or do otherwise than the chip.
    pub warnings: Vec<String>,
    /// How far the chip is from the model.
    pub agreement: Agreement,
}

impl Imported {
    /// Imports encoder and decoder: frozen TensorFlow graphs (`.pb`), ONNX and QONNX models (`.onnx`), arrays that
    /// were exported (`.npz`), models or weights of Keras, or weights of PyTorch (`.pth`, `.pt`).
    ///
    /// # Errors
    /// Those of the import, and decoders with unknown inputs or outputs.
    pub fn read(encoder: &Path, decoder: &Path, network: &AeBlock, options: &ImportOptions) -> Result<Self> {
        let import = import::encoder(encoder, network, options)?;
        let (decoder, others) = read_decoder(decoder, network)?;
        let graph =
            import.graph.ok_or_else(|| Error::new("the old conversion is for registers alone").file(encoder))?;
        let own = OwnEncoder::new(graph, network);
        let agreement = own.and_then(|own| own.agreement(&import.parameters, Some(&decoder)));
        let agreement = agreement.map_err(|error| error.file(encoder))?;
        let (path, network, parameters) = (encoder.to_owned(), network.clone(), import.parameters);
        let model = ModelContender { path, network, parameters, decoder, sent: None, bits: None };
        Ok(Imported { model, warnings: [import.warnings, others].concat(), agreement })
    }
}

/// The decoder of a file, and what the file does not say.
///
/// # Errors
/// Those of the import, and decoders with unknown inputs or outputs.
pub fn read_decoder(path: &Path, network: &AeBlock) -> Result<(Decoder, Vec<String>)> {
    let read = match import::described(path, Half::Decoder)? {
        Some((graph, warnings)) => Decoder::of_graph(network, graph).map(|decoder| (decoder, warnings)),
        None if import::is_npz(path) => npz_decoder(path, network).map(|decoder| (decoder, Vec::new())),
        None => decoder_of_weights(path, network).map(|decoder| (decoder, vec![UNSAID.to_owned()])),
    };
    read.map_err(|error| error.file(path))
}

/// What a file of weights alone does not say.
const UNSAID: &str = "the file does not say what is between its weights: its layers are taken for those of the decoder with these shapes";

/// A decoder of the reference systems from weights of Keras or PyTorch.
fn decoder_of_weights(path: &Path, network: &AeBlock) -> Result<Decoder> {
    let candidates = decoder::candidates(network)?;
    let (number, weights) = match import::is_torch(path) {
        true => torch::decoder(&files::read_bytes(path)?, &candidates)?,
        false => keras::read::import_decoder(path, &candidates)?,
    };
    Decoder::imported(&candidates[number], &weights)
}

/// The decoder of `decoder.*`; the shape of its first kernel tells its kind.
fn npz_decoder(path: &Path, network: &AeBlock) -> Result<Decoder> {
    let arrays = npz::read(&files::read_bytes(path)?)?;
    fn name(tensor: &decoder::StoredTensor) -> String {
        format!("decoder.{}", tensor.name)
    }
    let has =
        |tensor: &decoder::StoredTensor| arrays.get(&name(tensor)).is_some_and(|array| array.shape == tensor.shape);
    let fits = |spec: &DecoderSpec| {
        let tensors = decoder::tensors(network, spec).unwrap_or_default();
        !tensors.is_empty() && tensors.iter().all(has)
    };
    // Of decoders that give shares the widths are those of the biases, member after member, each with its last layer.
    let layers = (0..).map_while(|layer| arrays.get(&format!("decoder.dense_{layer}.bias")));
    let layers: Vec<usize> = layers.map(|array| array.values.len()).collect();
    let mut all = Vec::new();
    for &kind in DecoderKind::VARIANTS {
        for received_sum in [false, true] {
            if !kind.gives_shares() {
                all.push(DecoderSpec { received_sum, widths: Vec::new(), ..kind.into() });
                continue;
            }
            for members in (1..=decoder::MAX_MEMBERS).filter(|members| layers.len().is_multiple_of(*members)) {
                let widths = layers.iter().take((layers.len() / members).saturating_sub(1)).copied().collect();
                all.push(DecoderSpec { kind, received_sum, widths, members });
            }
        }
    }
    // Fewer members would leave tensors over.
    let stored = arrays.keys().filter(|name| name.starts_with("decoder.")).count();
    let whole = |spec: &DecoderSpec| decoder::tensors(network, spec).is_ok_and(|tensors| tensors.len() == stored);
    let spec = all.into_iter().find(|spec| fits(spec) && whole(spec)).unwrap_or(DecoderKind::Conditional.into());
    let tensors = decoder::tensors(network, &spec)?;
    let weights =
        tensors.iter().map(|tensor| npz::array(&arrays, &name(tensor), &tensor.shape)).collect::<Result<_>>()?;
    Decoder::new(network, &spec, weights)
}
