//! A trained encoder with its decoder: from a run directory, or imported ([`super::imported`]).
//!
//! The encoder runs in the chip's arithmetic, whatever arithmetic it was trained with, and the decoder gets
//! the latents that the packet carries. Its image is divided by its own sum and multiplied by the module
//! sum of the packet: that sum is sent with 4 bits of mantissa, better than any image adds up to.

use std::path::{Path, PathBuf};

use safetensors::SafeTensors;
use safetensors::tensor::TensorView;
use serde::{Deserialize, Serialize};
use strum::{EnumMessage, IntoStaticStr, VariantArray};

use super::decoder::{self, Decoder, DecoderKind, DecoderSpec};
use super::packets::{self, PacketReader};
use super::settings::ChipSettings;
use crate::chip::Options;
use crate::chip::autoencoder::packet::{self, MAX_AE_LINKS, latent_bits};
use crate::chip::signals::PerCell;
use crate::chip::unpack::ReceivedPacket;
use crate::data::Sample;
use crate::data::cells::AE_MUX;
use crate::error::{Error, Result};
use crate::files::{self, hash};
use crate::network::{self, AeBlock, LATENTS};
use crate::nn::{Weights, power_of_two};
use crate::registers::{Algorithm, ChipConfig, Density, KeepMask, LatentWidths, read_config};

/// An encoder and a decoder that belong together.
#[derive(Debug, Clone)]
pub struct ModelContender {
    /// What it is called in tables: the run directory, or the encoder's file.
    pub path: PathBuf,
    /// The encoder's description.
    pub network: AeBlock,
    /// The encoder's weights.
    pub parameters: Weights,
    /// The decoder.
    pub decoder: Decoder,
    /// Links that it was trained for, and the bits of its latents that are sent; `None` if it takes any number.
    pub sent: Option<(u8, KeepMask)>,
    /// Bits of its latents that are sent in place of those.
    pub bits: Option<LatentWidths>,
}

/// Arithmetic of the encoder in training. The reference trainers are those of docs/sources.md, ECON_QAE and its
/// successors.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, VariantArray, IntoStaticStr, EnumMessage,
)]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum Arithmetic {
    /// The chip's own integers, straight-through gradients.
    #[default]
    Chip,
    /// The quantisers of the reference trainers: input and activation `quantized_bits(8,1)`, weights as the
    /// network stores them (on the chip `(6,0)`), latent `(9,1)`, round half to even, exact products, no ReLU,
    /// then the floor to the bits sent, here with a straight-through gradient. For comparison: this is not what
    /// the chip computes.
    Qkeras,
    /// Real numbers, nothing quantised.
    Float,
}

impl Arithmetic {
    /// How numbers were computed, for sentences: "validation, in the chip's arithmetic".
    pub fn in_words(self) -> &'static str {
        match self {
            Arithmetic::Chip => "in the chip's arithmetic",
            Arithmetic::Qkeras => "with the reference's quantisers",
            Arithmetic::Float => "in real numbers",
        }
    }
}

/// What `train.yaml` says that matters here; the trainer writes every option.
#[derive(Deserialize)]
struct RunOptions {
    decoder: DecoderKind,
    #[serde(default)]
    received_sum: bool,
    #[serde(default)]
    decoder_widths: Vec<usize>,
    #[serde(default = "one")]
    ensemble: usize,
    links: u8,
}

fn one() -> usize {
    1
}

/// What `run.json` says that matters here.
#[derive(Deserialize)]
struct Manifest {
    files: Vec<crate::golden::manifest::FileEntry>,
}

/// Files of a run that make the model.
const FILES: [&str; 4] = ["train.yaml", network::FILE, "init.yaml", "model.safetensors"];

/// What a decoder gives for a packet.
#[derive(Debug, Clone, PartialEq)]
pub struct Decoded {
    /// The latents it got.
    pub latents: [f32; LATENTS],
    /// Its image, in the scale of the training.
    pub image: PerCell<f32>,
    /// Charges, CALQ.
    pub charges: PerCell<f32>,
}

impl ModelContender {
    /// Reads a finished run.
    ///
    /// # Errors
    /// A directory that is not a finished run, files that differ from those that the run wrote, and parts
    /// that belong to different designs.
    pub fn from_run(path: &Path) -> Result<Self> {
        if !path.join("run.json").is_file() {
            return Err(Error::new("not a finished training run: run.json is missing")
                .file(path)
                .hint("give a directory that 'econ-emu train --out' has finished"));
        }
        let yaml = |error: serde_json::Error| {
            Error::new(format!("not the manifest of a run: {error}")).file(path.join("run.json"))
        };
        let manifest: Manifest = serde_json::from_str(&files::read_text(&path.join("run.json"))?).map_err(yaml)?;
        if manifest.files.iter().any(|entry| entry.path == network::WEIGHTS_FILE) {
            return Err(Error::new("the encoder of the run is none of the chip's, and what this is for needs one")
                .file(path)
                .hint("'econ-emu report' shows the run, 'econ-emu network run' computes its latents"));
        }
        for name in FILES {
            let recorded = manifest.files.iter().find(|entry| entry.path == name);
            let own = hash::of_file(&path.join(name))?;
            if recorded.is_none_or(|entry| entry.sha256 != own) {
                return Err(Error::new(
                    "the file is not the one that the run wrote: the parts may be of another design",
                )
                .file(path.join(name))
                .found(own)
                .allowed(recorded.map_or("an entry in run.json", |entry| &entry.sha256))
                .hint("restore the file, or train again"));
            }
        }
        let options: RunOptions = serde_yaml::from_str(&files::read_text(&path.join("train.yaml"))?)
            .map_err(|error| Error::new(format!("not the options of a run: {error}")).file(path.join("train.yaml")))?;
        let network = AeBlock::from_yaml(&files::read_text(&path.join(network::FILE))?, &path.join(network::FILE))?;
        let chip = read_config(&path.join("init.yaml"), &network)?.without_warnings();
        let weights = path.join("model.safetensors");
        let RunOptions { decoder, received_sum, decoder_widths, ensemble, .. } = &options;
        let spec = DecoderSpec::new(*decoder, *received_sum, decoder_widths, *ensemble)
            .map_err(|error| error.file(path.join("train.yaml")))?;
        let (registers, decoder) = read_weights(&weights, &network, &spec)?;
        if chip.weights.as_ref() != Some(&registers) {
            return Err(another(path, "the encoder in the registers", "init.yaml")
                .hint("init.yaml and model.safetensors must be of one run"));
        }
        if chip.links != options.links {
            return Err(another(path, "the number of links", "init.yaml")
                .found(chip.links)
                .allowed(format!("{}, as train.yaml says", options.links)));
        }
        Ok(ModelContender {
            path: path.to_owned(),
            network,
            parameters: registers,
            decoder,
            sent: Some((options.links, chip.keep_mask)),
            bits: None,
        })
    }

    /// Links that it was trained for; `None` if it takes any number.
    pub fn links(&self) -> Option<u8> {
        self.sent.map(|(links, _)| links)
    }

    /// The bits of the latents that it sends with so many links: those that are asked for, or its own where it was trained
    /// for them.
    ///
    /// # Errors
    /// A mask that keeps other than the top bits of a latent.
    pub fn latent_widths(&self, links: u8) -> Result<LatentWidths> {
        match (self.bits, self.sent) {
            (Some(bits), _) => Ok(bits),
            (None, Some((own, mask))) if own == links => mask.widths().ok_or_else(|| {
                Error::new("the run sends other than the top bits of its latents, and exports cut them")
                    .file(&self.path)
                    .field("bits")
                    .hint("export another form, which does not cut latents")
            }),
            _ => Ok(latent_bits(links).into()),
        }
    }

    /// Why it cannot run with this number of links, if it cannot.
    pub fn refuses(&self, links: u8) -> Option<String> {
        match self.sent {
            Some((own, _)) if own != links => Some(format!("trained for {own} links")),
            _ if !(1..=MAX_AE_LINKS).contains(&links) => {
                Some(format!("the autoencoder uses 1 to {MAX_AE_LINKS} links"))
            }
            _ => {
                let (bits, room) = (self.bits?.total(), packet::data_bits(links));
                (bits > room)
                    .then(|| format!("{bits} bits of the latents, and a packet of {links} links carries {room}"))
            }
        }
    }

    /// The chip that runs its encoder. It sends the bits of the latents that are asked for or that the run chose, else the
    /// top ones of every latent, 1, 3, 5, 7 or 9 for 1 to 5 links.
    pub fn chip(&self, links: u8, density: Density) -> (ChipConfig, Options) {
        let mask = match (self.bits, self.sent) {
            (Some(bits), _) => KeepMask::top_bits(bits),
            (None, Some((_, mask))) => mask,
            (None, None) => KeepMask::top_bits(latent_bits(links)),
        };
        let config = encoder_chip(self.parameters.clone(), mask, links, density);
        (config, Options { network: self.network.clone(), ..Options::default() })
    }

    /// Decodes packets; `None` for one that is not whole. The samples give the conditions that the decoder knows of the
    /// modules; the sums among them are those of the packets.
    ///
    /// # Errors
    /// A condition that the data do not give.
    pub fn decode<'a>(
        &self,
        packets: impl Iterator<Item = (&'a PacketReader, &'a ReceivedPacket)>,
        samples: &[Sample],
    ) -> Result<Vec<Option<Decoded>>> {
        let one = power_of_two(self.network.latent().number.places(0)) as f32;
        let (mut whole, mut inputs) = (Vec::with_capacity(samples.len()), Vec::new());
        for ((reader, packet), sample) in packets.zip(samples) {
            let sent = reader.latents(packet, one).zip(reader.module_sum(packet));
            if let Some((latents, sum)) = sent {
                inputs.extend(latents);
                let conditions = self.decoder.conditions().of_packet(sample, sum);
                inputs.extend(conditions.map_err(|error| error.file(&self.path))?);
            }
            whole.push(sent);
        }
        let mut images = self.decoder.decode_all(&inputs)?.into_iter();
        let decoded = |sent: Option<([f32; LATENTS], f64)>| {
            let (latents, sum) = sent?;
            let image = images.next()?;
            Some(Decoded { latents, image, charges: super::scaled(&image, sum) })
        };
        Ok(whole.into_iter().map(decoded).collect())
    }
}

/// The chip that runs an encoder and sends these bits of its latents; its MUX is that of the image.
pub fn encoder_chip(weights: Weights, keep_mask: KeepMask, links: u8, density: Density) -> ChipConfig {
    ChipConfig {
        weights: Some(weights),
        keep_mask,
        mux: AE_MUX,
        ..packets::chip(&ChipSettings::usual(Algorithm::Autoencoder, links, density), links, density)
    }
}

/// A tensor of this shape.
fn tensor_of<'a>(tensors: &SafeTensors<'a>, name: &str, shape: &[usize], network: &AeBlock) -> Result<TensorView<'a>> {
    let found = tensors.tensor(name).map_err(|_| {
        Error::new("a tensor is missing: the run is of another design").field(name).allowed(tensors.names().join(", "))
    })?;
    if found.shape() != shape {
        return Err(Error::new("the tensor has another shape: the run is of another design")
            .field(name)
            .found(format!("{:?}", found.shape()))
            .allowed(format!("{shape:?}, for the network {}", network.name())));
    }
    Ok(found)
}

fn another(path: &Path, what: &str, file: &str) -> Error {
    Error::new(format!("{what} is of another design")).file(path.join(file))
}

/// The encoder's integers and the decoder of `model.safetensors`.
fn read_weights(path: &Path, network: &AeBlock, spec: &DecoderSpec) -> Result<(Weights, Decoder)> {
    let fault = |message: String| Error::new(message).file(path);
    let bytes = files::read_bytes(path)?;
    let tensors = SafeTensors::deserialize(&bytes).map_err(|error| fault(format!("not a file of weights: {error}")))?;
    let mut registers = Vec::new();
    for tensor in network.typed().tensors() {
        let name = format!("registers.{}", tensor.name);
        let found = tensor_of(&tensors, &name, &tensor.shape, network).map_err(|error| error.file(path))?;
        registers.push(found.data().iter().map(|&byte| i32::from(byte as i8)).collect());
    }
    let mut weights = Vec::new();
    for tensor in decoder::tensors(network, spec).map_err(|error| error.file(path))? {
        let name = format!("decoder.{}", tensor.name);
        let found = tensor_of(&tensors, &name, &tensor.shape, network).map_err(|error| error.file(path))?;
        let (words, _) = found.data().as_chunks::<4>();
        weights.push(words.iter().map(|&word| f32::from_le_bytes(word)).collect());
    }
    let decoder = Decoder::new(network, spec, weights).map_err(|error| error.file(path))?;
    Ok((Weights::of_integers(network.typed(), registers).map_err(|error| error.file(path))?, decoder))
}
