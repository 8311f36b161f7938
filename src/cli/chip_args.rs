//! Arguments that describe the chip beyond its registers, shared by several commands.

use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};

use super::output::say;
use crate::chip::Options;
use crate::chip::algorithm::Largest;
use crate::chip::autoencoder::packet::AeLayout;
use crate::chip::erx::ORBIT;
use crate::chip::formatter::BitmapOrder;
use crate::chip::pipeline::ALIGNMENT_TIME;
use crate::chip::super_trigger_cell::StcTie;
use crate::error::Result;
use crate::files;
use crate::network::AeBlock;
use crate::registers::{
    ChipConfig, ConfigFile, DEFAULT_ENCODER, Generation, MaskReading, Reading, default_encoder, default_network,
    read_configs,
};

/// Readings of the chip that its registers leave open.
#[derive(Args, Clone)]
#[command(next_help_heading = "Chip")]
pub struct ChipArgs {
    /// Chip generation: MUX numbering and bitmap order [default: that of the configuration's dialect]
    #[arg(long, value_enum)]
    generation: Option<GenerationArg>,
    /// Bit order of address bitmaps [default: that of the generation]
    #[arg(long, value_enum)]
    bitmap_order: Option<BitmapArg>,
    /// Which of several equal largest charges gives the address of a super trigger cell
    #[arg(long, value_enum, default_value = "highest")]
    stc_tie: TieArg,
    /// What decides which charge is the largest in super trigger cells and Best Choice: the calibrated charge, or its
    /// 7-bit code
    #[arg(long, value_enum, default_value = "charge")]
    largest: LargestArg,
    /// How mask_ae and mask_ae2 make the P1 keep mask: as documented, or as one public script reads them
    #[arg(long, value_enum, default_value = "documented")]
    mask_reading: MaskArg,
    /// Packet of the autoencoder: of the chip, or of the design documents
    #[arg(long, value_enum, default_value = "chip")]
    ae_layout: LayoutArg,
    /// Encoder network: chip-8x8, cmssw-4x4x3, or a description in YAML
    #[arg(long, default_value = "chip-8x8")]
    network: String,
    /// Value of the BX counter at an orbit header
    #[arg(long, value_name = "BX", default_value_t = 0, value_parser = clap::value_parser!(u16).range(..ORBIT as i64))]
    counter_reset: u16,
    /// Row with an ECON-T link reset command; may be repeated
    #[arg(long, value_name = "ROW")]
    link_reset: Vec<u64>,
    /// Row with a ROC-T link reset command; may be repeated
    #[arg(long, value_name = "ROW")]
    roct_reset: Vec<u64>,
    /// Rows of zero data after a ROC-T link reset
    #[arg(long, value_name = "ROWS", default_value_t = ALIGNMENT_TIME)]
    alignment_time: u64,
}

#[derive(ValueEnum, Clone, Copy)]
enum GenerationArg {
    P1,
    Prod,
}

#[derive(ValueEnum, Clone, Copy)]
enum BitmapArg {
    /// TC 0 first, as on P1
    Tc0First,
    /// TC 47 first, as on the production chip
    Tc47First,
}

#[derive(ValueEnum, Clone, Copy)]
enum TieArg {
    Highest,
    Lowest,
}

#[derive(ValueEnum, Clone, Copy)]
enum LargestArg {
    Charge,
    Code,
}

#[derive(ValueEnum, Clone, Copy)]
enum MaskArg {
    Documented,
    Runner,
}

#[derive(ValueEnum, Clone, Copy)]
enum LayoutArg {
    Chip,
    Design,
}

impl ChipArgs {
    /// The options these arguments ask for.
    pub fn options(&self) -> Result<Options> {
        Ok(Options {
            generation: self.generation.map(|generation| match generation {
                GenerationArg::P1 => Generation::P1,
                GenerationArg::Prod => Generation::Prod,
            }),
            bitmap_order: self.bitmap_order.map(|order| match order {
                BitmapArg::Tc0First => BitmapOrder::Tc0First,
                BitmapArg::Tc47First => BitmapOrder::Tc47First,
            }),
            stc_tie: match self.stc_tie {
                TieArg::Highest => StcTie::Highest,
                TieArg::Lowest => StcTie::Lowest,
            },
            largest: match self.largest {
                LargestArg::Charge => Largest::Charge,
                LargestArg::Code => Largest::Code,
            },
            mask_reading: match self.mask_reading {
                MaskArg::Documented => MaskReading::Documented,
                MaskArg::Runner => MaskReading::Runner,
            },
            ae_layout: match self.ae_layout {
                LayoutArg::Chip => AeLayout::Chip,
                LayoutArg::Design => AeLayout::Design,
            },
            network: AeBlock::find(&self.network)?,
            counter_reset_value: self.counter_reset,
            link_resets_econt: self.link_reset.clone(),
            link_resets_roct: self.roct_reset.clone(),
            alignment_time: self.alignment_time,
        })
    }
}

/// Configuration files of the chip.
#[derive(Args, Clone)]
pub struct ConfigArgs {
    /// Configuration of the chip, any dialect; given again, a file with some or all settings goes over those before it
    #[arg(id = "config", long = "config", value_name = "FILE", required = true)]
    pub paths: Vec<PathBuf>,
    #[command(flatten)]
    reading: ReadingArgs,
}

impl ConfigArgs {
    /// Reads the files.
    pub fn read(&self, network: &AeBlock) -> Result<ConfigFile> {
        self.reading.read(&self.paths, network)
    }

    /// As [`ConfigArgs::read`], but passes over the weights, which may be those of another network.
    pub fn read_without_weights(&self, network: &AeBlock) -> Result<ConfigFile> {
        ReadingArgs { without_weights: true, ..self.reading.clone() }.read(&self.paths, network)
    }

    /// One file that is read as it stands: what is copied with it is the same.
    pub fn is_plain(&self) -> bool {
        self.paths.len() == 1 && self.reading == ReadingArgs::default()
    }

    /// Refuses outputs that are one of these files or of the others that the command reads.
    pub fn check_outputs(&self, outputs: &[&Path], others: &[&Path]) -> Result<()> {
        check_outputs(&self.paths, outputs, others)
    }

    /// The first file, for messages.
    pub fn path(&self) -> &Path {
        self.paths.first().map_or(Path::new(""), PathBuf::as_path)
    }
}

/// Refuses outputs that are configurations or others of the files that the command reads.
fn check_outputs(configs: &[PathBuf], outputs: &[&Path], others: &[&Path]) -> Result<()> {
    let inputs: Vec<&Path> = configs.iter().map(PathBuf::as_path).chain(others.iter().copied()).collect();
    files::check_outputs(outputs, &inputs)
}

/// Configuration files of the chip, or the default encoder in their place.
#[derive(Args, Clone)]
pub struct ConfigOrDefaultArgs {
    /// Configuration of the chip, any dialect; given again, a file with some or all settings goes over those before it
    #[arg(id = "config", long = "config", value_name = "FILE", required_unless_present = "default_encoder")]
    paths: Vec<PathBuf>,
    /// The default encoder, which is part of this program, in place of a configuration
    #[arg(long, conflicts_with_all = ["config", "network"])]
    default_encoder: bool,
    #[command(flatten)]
    reading: ReadingArgs,
}

impl ConfigOrDefaultArgs {
    /// Reads the files, or takes the default encoder, with its network, and says so.
    pub fn read(&self, options: &mut Options) -> Result<ConfigFile> {
        if !self.default_encoder {
            return self.reading.read(&self.paths, &options.network);
        }
        say!("the configuration is {DEFAULT_ENCODER}");
        options.network = default_network()?;
        default_encoder()
    }

    /// As [`ConfigArgs::check_outputs`].
    pub fn check_outputs(&self, outputs: &[&Path], others: &[&Path]) -> Result<()> {
        check_outputs(&self.paths, outputs, others)
    }

    /// The first file, for messages.
    pub fn path(&self) -> &Path {
        self.paths.first().map_or(Path::new("golden/default/init.yaml"), PathBuf::as_path)
    }
}

/// How configuration files are read.
#[derive(Args, Clone, Default, PartialEq)]
pub struct ReadingArgs {
    /// Read over unknown keys in known blocks of the configuration, with a warning
    #[arg(long)]
    lenient: bool,
    /// Module whose settings are wanted of a file that has them by type of module; TYPE/0 or TYPE/1 of one with
    /// two chips
    #[arg(long, value_name = "TYPE")]
    module: Option<String>,
    #[arg(skip)]
    without_weights: bool,
}

impl ReadingArgs {
    /// Reads files, each over those before it.
    pub fn read(&self, paths: &[PathBuf], network: &AeBlock) -> Result<ConfigFile> {
        let reading =
            Reading { lenient: self.lenient, module: self.module.clone(), without_weights: self.without_weights };
        read_configs(paths, &reading, network)
    }
}

/// Reads a configuration of one file.
pub fn config(path: &Path, network: &AeBlock) -> Result<ConfigFile> {
    ReadingArgs::default().read(&[path.to_owned()], network)
}

/// The chip behind whose calibration link words are meant, if one is given.
pub fn chip_of_words(path: Option<&Path>) -> Result<Option<ChipConfig>> {
    let config = |path: &Path| Ok(config(path, &AeBlock::chip_8x8())?.without_warnings());
    path.map(config).transpose()
}
