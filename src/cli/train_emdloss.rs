//! `econ-emu train-emdloss`: what it can be told. The trainer does it.

use std::path::PathBuf;

use super::choice::choice;
use super::data::HowArgs;
use crate::train::emd::{EmdLoss, EmdShape, EmdVariant};

/// Arguments.
#[derive(clap::Args)]
#[command(after_help = "\
Pairs are a module and its reconstruction by --run and, for one module in four, another module;
without --run two modules each. 80 % of the modules are for training, 10 % choose (the best epoch, the best networks),
10 % test. The same command given again goes on where it stopped.

DIR/1 to DIR/N are the best networks, by the spread of the relative error on the pairs that choose;
'econ-emu train --loss emd:1' takes the first. DIR/index.html shows all of them.

Examples:
  econ-emu train-emdloss --run golden/default --sizes 32,5,32,1,4 --repeats 1 --best 1
  econ-emu train-emdloss --data calq.csv --run run --out emdloss
  econ-emu train --out run2 --loss 3000*telescope-normalised+emd:1")]
pub struct TrainEmdlossArgs {
    /// Directory of the networks
    #[arg(long, value_name = "DIR", default_value = "emdloss")]
    pub out: PathBuf,
    /// Files or directories of data, as 'econ-emu data' reads them [default: synthetic showers]
    #[arg(long, num_args = 1..)]
    pub data: Vec<PathBuf>,
    /// How they are read.
    #[command(flatten)]
    pub how: HowArgs,
    /// At most this many modules
    #[arg(long, default_value_t = 20_000, value_parser = clap::value_parser!(u64).range(10..=1_000_000))]
    pub rows: u64,
    /// Run whose encoder and decoder make the reconstructions
    #[arg(long, value_name = "RUN")]
    pub run: Option<PathBuf>,
    /// Sizes of a network: filters, rows of the kernel, units, dense layers, convolutions; may be given several times
    /// [default: the eight that Ecoder kept]
    #[arg(long, value_name = "F,K,U,D,C")]
    pub sizes: Vec<EmdShape>,
    /// Numbers of the weights; may be given several times
    #[arg(long, value_parser = choice::<EmdVariant>(), default_value = "float")]
    pub variant: Vec<EmdVariant>,
    /// Trainings of each, with seeds from --seed on
    #[arg(long, default_value_t = 3, value_parser = clap::value_parser!(u64).range(1..=1000))]
    pub repeats: u64,
    /// Networks to keep
    #[arg(long, value_name = "N", default_value_t = 8, value_parser = clap::value_parser!(u64).range(1..=1000))]
    pub best: u64,
    /// Loss
    #[arg(long, value_parser = choice::<EmdLoss>(), default_value = "relative")]
    pub loss: EmdLoss,
    /// Epochs
    #[arg(long, default_value_t = 40, value_parser = clap::value_parser!(u64).range(1..=100_000))]
    pub epochs: u64,
    /// Pairs of a batch
    #[arg(long, default_value_t = 128, value_parser = clap::value_parser!(u64).range(2..=65_536))]
    pub batch: u64,
    /// Learning rate of Adam at the start; half a cosine leads to 0
    #[arg(long, default_value_t = 2e-3)]
    pub learning_rate: f32,
    /// Seed of everything random
    #[arg(long, default_value_t = 1)]
    pub seed: u64,
}
