//! How the weights of a run begin, see [`Init`].

use std::path::Path;

use econ_emu::chip::autoencoder::packet;
use econ_emu::error::{Error, Result};
use econ_emu::interchange::import::{self, ImportOptions};
use econ_emu::network::AeBlock;
use econ_emu::nn::{Weights, real};
use econ_emu::physics::closed_form::{Choice, closed_form};
use econ_emu::physics::model::ModelContender;
use econ_emu::registers::{KeepMask, read_config};
use econ_emu::train::network::EncoderNetwork;
use econ_emu::train::options::{Bits, Frozen, Init, TrainConfig};

use crate::dataset::Dataset;
use crate::layout::{Layout, Slot};

/// Where a run begins, if not at random.
#[derive(Debug, Clone, Default)]
pub struct Start {
    /// Weights of the encoder, tensor by tensor, as the trainer holds them.
    encoder: Vec<Vec<f32>>,
    /// Name, shape and weights of the tensors of a decoder.
    decoder: Vec<(String, Vec<usize>, Vec<f32>)>,
    /// What is to be known of it.
    pub remarks: Vec<String>,
}

impl Start {
    /// Finds the start of a run, and puts the bits that it chooses into the configuration.
    ///
    /// # Errors
    /// A network that the start does not fit, and files that cannot be read.
    pub fn find(config: &mut TrainConfig, network: &EncoderNetwork, train: &Dataset) -> Result<Self> {
        Ok(match &config.init {
            Init::Random => Start::default(),
            Init::ClosedForm => {
                let block = block(network)?;
                let choice = match config.bits {
                    Bits::Auto => Choice::Best(packet::data_bits(config.links)),
                    Bits::Even | Bits::Widths(_) => Choice::Given(config.latent_widths()?),
                };
                let found = closed_form(block, &train.fit_samples(), choice)?;
                if config.bits == Bits::Auto {
                    config.bits = Bits::Widths(found.widths);
                }
                Start { encoder: floats(block, &found.weights), ..Start::default() }
            }
            Init::Path(path) => Start::read(&path.clone(), config, block(network)?)?,
        })
    }

    /// A run, a register file, or a file of another program.
    fn read(path: &Path, config: &mut TrainConfig, block: &AeBlock) -> Result<Self> {
        if path.join("run.json").exists() {
            let run = ModelContender::from_run(path)?;
            if run.network.typed() != block.typed() {
                return Err(Error::new("the run has another network")
                    .file(path)
                    .field("init")
                    .found(run.network.name())
                    .allowed(block.name()));
            }
            if let Some((links, mask)) = run.sent {
                take_bits(config, links, mask);
            }
            let decoder = run.decoder.named_weights();
            return Ok(Start { decoder, ..Start::of_registers(block, &run.parameters) });
        }
        if path.extension().is_some_and(|ending| ending == "yaml" || ending == "yml") {
            let file = read_config(path, block)?;
            let weights = file.config().weights.as_ref().ok_or_else(|| {
                Error::new("the configuration has no weights").file(path).field("init").allowed("a file with weights")
            })?;
            take_bits(config, file.config().links, file.config().keep_mask);
            let remarks = file.warnings.iter().map(|warning| format!("warning: {warning}")).collect();
            return Ok(Start { remarks, ..Start::of_registers(block, weights) });
        }
        let import = import::encoder(path, block, &ImportOptions::default())?;
        let remarks = import.warnings.iter().map(|warning| format!("warning: {warning}")).collect();
        Ok(Start { remarks, ..Start::of_registers(block, &import.parameters) })
    }

    fn of_registers(block: &AeBlock, weights: &Weights) -> Self {
        Start { encoder: floats(block, &weights.integer_tensors()), ..Start::default() }
    }

    /// Puts it over weights that began at random. A decoder with other tensors stays at random. Returns whether the
    /// decoder is that of the start.
    ///
    /// # Errors
    /// A decoder that is not to be trained and does not come from the start.
    pub fn over(&mut self, config: &TrainConfig, layout: &Layout, weights: &mut [f32]) -> Result<bool> {
        for (slot, tensor) in layout.encoder().iter().zip(&self.encoder) {
            weights[slot.range()].copy_from_slice(tensor);
        }
        let slots = layout.decoder();
        let fits = slots.len() == self.decoder.len() && slots.iter().zip(&self.decoder).all(is_same);
        if fits {
            slots
                .iter()
                .zip(&self.decoder)
                .for_each(|(slot, (.., values))| weights[slot.range()].copy_from_slice(values));
        } else if config.freeze == Some(Frozen::Decoder) {
            return Err(Error::new("a decoder that is not trained has to come from the start")
                .field("freeze, init")
                .found(format!("decoder, {}", String::from(config.init.clone())))
                .allowed("a run with the same decoder as init"));
        } else if !self.decoder.is_empty() {
            self.remarks.push("note: the decoder of the start is another one, so it begins at random".to_owned());
        }
        Ok(fits)
    }
}

/// Whether a tensor of a run is that of a layout.
fn is_same((slot, (name, shape, _)): (&Slot, &(String, Vec<usize>, Vec<f32>))) -> bool {
    slot.name.strip_prefix("decoder.") == Some(name)
        && slot.shape.iter().eq(&shape.iter().map(|&n| n as i64).collect::<Vec<_>>())
}

/// Sends the bits that the start sends, if nothing else was asked for and there are as many links.
fn take_bits(config: &mut TrainConfig, links: u8, mask: KeepMask) {
    if let (Bits::Even, true, Some(widths)) = (config.bits, links == config.links, mask.widths())
        && widths != packet::latent_bits(links).into()
        && widths.total() <= packet::data_bits(links)
    {
        config.bits = Bits::Widths(widths);
    }
}

fn block(network: &EncoderNetwork) -> Result<&AeBlock> {
    network.block().ok_or_else(|| {
        Error::new("only encoders of the chip begin with registers")
            .field("init")
            .found(network.typed().name())
            .allowed("init random, or a network that the chip can hold")
    })
}

/// Registers as the trainer holds weights.
fn floats(block: &AeBlock, weights: &[Vec<i32>]) -> Vec<Vec<f32>> {
    let mut all = Vec::with_capacity(weights.len());
    for (tensor, own) in block.typed().tensors().iter().zip(weights) {
        let value = |(at, &raw): (usize, &i32)| real(raw.into(), tensor.number.places(at));
        all.push(own.iter().enumerate().map(value).collect());
    }
    all
}
