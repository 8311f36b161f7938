//! `econ-emu export-model`.

use std::path::PathBuf;

use super::chip_args::ReadingArgs;
use super::choice::choice;
use super::output;
use crate::chip::autoencoder::packet::{MAX_AE_LINKS, latent_bits};
use crate::error::{Error, Result};
use crate::files;
use crate::hwgen::export;
use crate::interchange::export::{ExportForm, ModelExport, ModelFormat};
use crate::network::AeBlock;
use crate::physics::model::ModelContender;

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
and ReLU, and nothing is quantised or cut.

Examples:
  econ-emu export-model golden/default --to tf -o cmssw
  econ-emu export-model golden/default --to qonnx -o hls4ml
  econ-emu export-model golden/default --to keras -o keras
  econ-emu export-model golden/default --to keras --form reference -o qkeras
  econ-emu export-model golden/default --to npz -o model.npz
  econ-emu export-model --config init.yaml --to tf --form reference --links 4 -o encoder.pb")]
pub struct ExportModelArgs {
    /// Training run, instead of a configuration
    #[arg(value_name = "RUN", conflicts_with = "config")]
    run: Option<PathBuf>,
    /// Configuration with weights, any dialect; given again, a file goes over those before it
    #[arg(long, value_name = "FILE")]
    config: Vec<PathBuf>,
    #[command(flatten)]
    reading: ReadingArgs,
    /// Network of the configuration: chip-8x8, cmssw-4x4x3, or a description in YAML
    #[arg(long, default_value = "chip-8x8", conflicts_with = "run")]
    network: String,
    /// File format
    #[arg(long, value_parser = choice::<ModelFormat>())]
    to: ModelFormat,
    /// How the encoder computes [default: chip; for qonnx reference, for keras plain]
    #[arg(long, value_parser = choice::<ExportForm>())]
    form: Option<ExportForm>,
    /// Cut the latents to what a packet of so many links carries [default: 'chip': all 9 bits, 'reference':
    /// links of the run or configuration]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u8).range(1..=i64::from(MAX_AE_LINKS)))]
    links: Option<u8>,
    /// File or directory to make
    #[arg(short, long, value_name = "FILE|DIR")]
    output: PathBuf,
}

/// Runs the command.
pub fn run(args: &ExportModelArgs) -> Result<u8> {
    let (network, parameters, decoder, own_links) = match (&args.run, args.config.first()) {
        (Some(run), _) => {
            let model = ModelContender::from_run(run)?;
            (model.network, model.parameters, Some(model.decoder.export()?), model.links)
        }
        (None, Some(path)) => {
            let network = AeBlock::find(&args.network)?;
            let config = args.reading.read(&args.config, &network)?.config;
            let parameters = config.weights.ok_or_else(|| {
                Error::new("the configuration has no weights")
                    .file(path)
                    .hint("'econ-emu registers weights import' fills them in")
            })?;
            (network, parameters, None, Some(config.links))
        }
        (None, None) => {
            return Err(Error::new("nothing to export").allowed("a training run, or --config with a configuration"));
        }
    };
    let form = args.form.unwrap_or(args.to.forms()[0]);
    if let (Some(links), false) = (args.links, args.to.cuts(form)) {
        let format: &str = args.to.into();
        return Err(Error::new(format!(
            "models in the format {format} of the form {} do not cut latents",
            form.name()
        ))
        .field("--links")
        .found(links)
        .allowed("no --links"));
    }
    let by_itself = own_links.filter(|_| form == ExportForm::Reference && args.to.cuts(form));
    let links = args.links.or(by_itself);
    let model = ModelExport {
        network: &network,
        parameters: &parameters,
        decoder: decoder.as_ref(),
        form,
        bits: links.map(latent_bits),
    };
    let files = model.files(args.to)?;
    let mut lines = Vec::new();
    if let [(_, contents)] = files.as_slice() {
        files::write(&args.output, contents)?;
        lines.push(format!("{}: {} bytes", args.output.display(), contents.len()));
    } else {
        export::write(&args.output, &files)?;
        for (name, contents) in &files {
            lines.push(format!("{}: {} bytes", args.output.join(name).display(), contents.len()));
        }
    }
    if args.output.as_os_str() != "-" {
        output::print(&(lines.join("\n") + "\n"))?;
    }
    Ok(0)
}
