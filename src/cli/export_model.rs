//! `econ-emu export-model`.

use std::path::{Path, PathBuf};

use clap::builder::{PossibleValuesParser, TypedValueParser};

use super::chip_args::ReadingArgs;
use super::choice::{choice, choice_or};
use super::output::{self, say};
use crate::chip::autoencoder::packet::{MAX_AE_LINKS, data_bits, latent_bits};
use crate::error::{Error, Result};
use crate::files;
use crate::hwgen::export;
use crate::interchange::export::{ExportForm, ModelExport, ModelFormat};
use crate::network::{AeBlock, LATENTS};
use crate::physics::cmssw;
use crate::physics::decoder::Decoder;
use crate::physics::imported::OwnEncoder;
use crate::physics::model::ModelContender;
use crate::registers::LatentWidths;

/// What is written.
#[derive(Debug, Clone, Copy)]
enum Target {
    /// One model in a format.
    Format(ModelFormat),
    /// A set of models for CMSSW.
    Cmssw,
}

/// The word for [`Target::Cmssw`].
const CMSSW: &str = "cmssw";

/// Arguments.
#[derive(clap::Args)]
#[command(after_help = "\
A run gives an encoder and a decoder; a configuration only an encoder. TensorFlow and (Q)ONNX: a
directory with encoder.pb and decoder.pb (or .onnx), or one file for an encoder alone. NumPy: one file. Keras:
a directory with encoder.json, encoder.hdf5 and encoder.keras, and the same of the decoder and of both as autoencoder.

The encoder takes the image of normalised charges (multiples of 1/128) and gives 16 latents in 0..2. In
the form 'chip' they are the 9 bits of the chip; with --links they are cut to the bits that a packet of so
many links carries, as the decoder gets them. The form 'reference' has the quantisers of the reference systems (for
Keras layers of QKeras) and is always cut, but for Keras. The form 'plain' has the weights of the chip, exact products
and ReLU, and nothing is quantised or cut. Of both it is said how far the chip is from them, before any cut.

'cmssw' takes several runs, each trained for another number of links, and writes for each a pair of graphs, as TensorFlow
and ONNX, in the form 'chip' with latents cut; and autoEncoder_cfi.py with the settings of CMSSW's
HGCalConcentratorAutoEncoderImpl. Decoders get the 16 latents alone: those of runs that take conditions, too, are
refitted to their encoders by least squares on synthetic data (--decoder-inputs for forks of CMSSW that give more).

Examples:
  econ-emu export-model golden/default --to tf -o cmssw
  econ-emu export-model golden/default --to qonnx -o hls4ml
  econ-emu export-model golden/default --to keras -o keras
  econ-emu export-model golden/default --to keras --form reference -o qkeras
  econ-emu export-model golden/default --to npz -o model.npz
  econ-emu export-model --config init.yaml --to tf --form reference --links 4 -o encoder.pb
  econ-emu export-model --to cmssw run_2 run_3 run_4 run_5 -o cmssw")]
pub struct ExportModelArgs {
    /// Training run, instead of a configuration; for cmssw several
    #[arg(value_name = "RUN", conflicts_with = "config")]
    run: Vec<PathBuf>,
    /// Configuration with weights, any dialect; given again, a file goes over those before it
    #[arg(long, value_name = "FILE")]
    config: Vec<PathBuf>,
    #[command(flatten)]
    reading: ReadingArgs,
    /// Network of the configuration: chip-8x8, cmssw-4x4x3, or a description in YAML
    #[arg(long, default_value = "chip-8x8", conflicts_with = "run")]
    network: String,
    /// File format
    #[arg(long, value_parser = choice_or::<ModelFormat>(CMSSW, "Graphs for each number of links, and settings for CMSSW")
        .map(|format| format.map_or(Target::Cmssw, Target::Format)))]
    to: Target,
    /// How the encoder computes [default: chip; for qonnx reference, for keras plain]
    #[arg(long, value_parser = choice::<ExportForm>())]
    form: Option<ExportForm>,
    /// Cut the latents to what a packet of so many links carries [default: 'chip': all 9 bits, 'reference':
    /// links of the run or configuration]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u8).range(1..=i64::from(MAX_AE_LINKS)))]
    links: Option<u8>,
    /// Cut each latent to so many bits: 16 numbers, latent 0 first
    #[arg(long, value_name = "6,6,4,…", conflicts_with = "links")]
    bits: Option<LatentWidths>,
    /// Numbers that a decoder for CMSSW gets: the latents; with sum and eta 18; with the eight conditions 24
    #[arg(long, value_name = "N", value_parser = PossibleValuesParser::new(["16", "18", "24"]).map(|n| n.parse::<usize>().unwrap_or(LATENTS)))]
    decoder_inputs: Option<usize>,
    /// File or directory to make
    #[arg(long, value_name = "FILE|DIR")]
    output: PathBuf,
}

/// Runs the command.
pub fn run(args: &ExportModelArgs) -> Result<u8> {
    let inputs: Vec<&Path> = args.config.iter().map(PathBuf::as_path).collect();
    files::check_outputs(&[&args.output], &inputs)?;
    let Target::Format(to) = args.to else { return cmssw_set(args) };
    if let Some(inputs) = args.decoder_inputs {
        return Err(Error::new("only decoders for CMSSW are refitted")
            .field("--decoder-inputs")
            .found(inputs)
            .allowed(format!("with --to {CMSSW}")));
    }
    let (network, parameters, decoder, own) = match (args.run.as_slice(), args.config.first()) {
        ([run], _) => {
            let model = ModelContender::from_run(run)?;
            let own = model.links().map(|links| model.latent_widths(links).map(|widths| (links, widths)));
            (model.network, model.parameters, Some(model.decoder), own)
        }
        ([], Some(path)) => {
            let network = AeBlock::find(&args.network)?;
            let config = args.reading.read(&args.config, &network)?.without_warnings();
            let parameters = config.weights.ok_or_else(|| {
                Error::new("the configuration has no weights")
                    .file(path)
                    .hint("'econ-emu registers weights import' fills them in")
            })?;
            let even = LatentWidths::from(latent_bits(config.links));
            // A mask that keeps more than the links carry says nothing of the latents.
            let kept = config.keep_mask.widths().filter(|widths| widths.total() <= data_bits(config.links));
            (network, parameters, None, Some(Ok((config.links, kept.unwrap_or(even)))))
        }
        ([], None) => {
            return Err(Error::new("nothing to export").allowed("a training run, or --config with a configuration"));
        }
        (several, _) => {
            let to: &str = to.into();
            return Err(Error::new(format!("one model at a time is exported as {to}"))
                .found(format!("{} runs", several.len()))
                .allowed(format!("one run; several with --to {CMSSW}")));
        }
    };
    let form = args.form.unwrap_or(to.forms()[0]);
    let asked = args.links.map(|links| links.to_string()).or(args.bits.map(|bits| bits.to_string()));
    if let (Some(found), false) = (asked, to.cuts(form)) {
        let format: &str = to.into();
        return Err(Error::new(format!(
            "models in the format {format} of the form {} do not cut latents",
            form.name()
        ))
        .field("--links, --bits")
        .found(found)
        .allowed("none of both"));
    }
    let bits = match (args.bits, args.links, own) {
        (Some(bits), ..) => Some(bits),
        (None, Some(links), Some(own)) => match own {
            Ok((own, widths)) if own == links => Some(widths),
            Err(error) => return Err(error),
            Ok(_) => Some(latent_bits(links).into()),
        },
        (None, Some(links), None) => Some(latent_bits(links).into()),
        (None, None, Some(own)) if form == ExportForm::Reference && to.cuts(form) => Some(own?.1),
        (None, None, _) => None,
    };
    let exported = decoder.as_ref().map(Decoder::export).transpose()?;
    let model = ModelExport { network: &network, parameters: &parameters, decoder: exported.as_ref(), form, bits };
    let files = model.files(to)?;
    let mut remarks = Vec::new();
    // Arrays are the same in every form.
    if form != ExportForm::Chip && to != ModelFormat::Npz {
        let own = OwnEncoder::new(model.whole_encoder()?, &network)?;
        let agreement = own.agreement(&parameters, decoder.as_ref())?;
        remarks.push(format!("the form {} is another arithmetic than the chip's: {agreement}", form.name()));
    }
    written(&args.output, &files, &remarks)
}

/// Writes a set of models for CMSSW.
/// What does not go with a set for CMSSW.
fn refused<T>(option: &str, reason: &str) -> Result<T> {
    Err(Error::new(reason).field(option).allowed("not with --to cmssw"))
}

fn cmssw_set(args: &ExportModelArgs) -> Result<u8> {
    if args.links.is_some() {
        return refused("--links", "each model of the set is for the links that its run was trained for");
    }
    if args.bits.is_some() {
        return refused("--bits", "each model of the set sends the bits that its run was trained for");
    }
    if args.form.is_some_and(|form| form != ExportForm::Chip) {
        return refused("--form", "the models of the set compute in the chip's integers");
    }
    if !args.config.is_empty() {
        return refused("--config", "a configuration has no decoder, and the set needs one");
    }
    if args.output.as_os_str() == "-" {
        return refused("--output", "the set is a directory of files");
    }
    let models = args.run.iter().map(|run| ModelContender::from_run(run)).collect::<Result<Vec<_>>>()?;
    let set = cmssw::set(&models, args.decoder_inputs.unwrap_or(LATENTS))?;
    written(&args.output, &set.files, &set.remarks)
}

/// Writes one file, or several in a directory, and says so.
fn written(output: &Path, files: &[(String, Vec<u8>)], remarks: &[String]) -> Result<u8> {
    let mut lines = remarks.to_vec();
    let is_output = files::is_standard_output(output);
    if is_output {
        remarks.iter().for_each(|remark| say!("{remark}"));
    }
    if let [(_, contents)] = files {
        files::write(output, contents)?;
        lines.push(format!("{}: {} bytes", output.display(), contents.len()));
    } else {
        export::write(output, files)?;
        for (name, contents) in files {
            lines.push(format!("{}: {} bytes", output.join(name).display(), contents.len()));
        }
    }
    if !is_output {
        output::print(&(lines.join("\n") + "\n"))?;
    }
    Ok(0)
}
