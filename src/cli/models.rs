//! `econ-emu models`: the networks that have a name, and what they cost.

use std::path::{Path, PathBuf};

use serde::Serialize;
use serde_json::json;

use super::output;
use crate::error::{Error, Result};
use crate::files;
use crate::hierarchical::level;
use crate::interchange::{import, keras, network};
use crate::jets::shape::JetShape;
use crate::network::AeBlock;
use crate::network::zoo::{ZOO, ZooLoss, ZooModel};
use crate::nn::{Cost, Network, Node, Operations, Typed, lengths};

/// Arguments.
#[derive(clap::Args)]
#[command(
    args_conflicts_with_subcommands = true,
    after_help = "\
Columns: shape of the image; weights; multiplications with a weight (MACs); floating-point operations as
TensorFlow's profiler counts them (FLOPs, as Ecoder's get_flops); bits of all weights; bits of the latents.
Names are those of Ecoder's lists, in which all but the chip's networks stand; an entry marked * has a
loss that is itself a network, which 'econ-emu train --emdloss DIR' has to find ('econ-emu train-emdloss').
The second table has the autoencoders of 'econ-emu jets': as a whole, encoder and decoder; their image is what they take.
The third has the parts of 'econ-emu hierarchical', encoder and decoder of each level.

Examples:
  econ-emu models
  econ-emu models --json
  econ-emu models show 8x8_c8_S2_tele > network.yaml
  econ-emu models flops --keras model.json"
)]
pub struct ModelsArgs {
    #[command(subcommand)]
    command: Option<Command>,
    /// For programs, with labels, losses and sources
    #[arg(long)]
    json: bool,
}

#[derive(clap::Subcommand)]
enum Command {
    /// Print the description of a network
    Show {
        /// Its name
        name: String,
    },
    /// Count the operations of a model of Keras, layer by layer
    Flops(FlopsArgs),
}

#[derive(clap::Args)]
#[command(after_help = "\
MACs are multiplications with a weight. FLOPs are counted as TensorFlow's profiler counts them for a graph that takes
one sample, which Ecoder's get_flops asks; normalisations count as a factor and a bias for each value, and what
quantisers do is not counted. Layers that are not known are refused by name.

Examples:
  econ-emu models flops --keras encoder.json
  econ-emu models flops --keras model.h5 --json")]
struct FlopsArgs {
    /// Description of the layers, as 'to_json' gives it (.json), or a file of 'save' (.h5, .hdf5)
    #[arg(long, value_name = "FILE")]
    keras: PathBuf,
    /// For programs
    #[arg(long)]
    json: bool,
}

/// A line of the list.
#[derive(Clone, Serialize)]
struct Line {
    name: String,
    label: Option<&'static str>,
    /// Repository of Ecoder: E, K or R.
    source: Option<char>,
    loss: Option<String>,
    /// Name of the network that its loss is, which has to be there.
    loss_network: Option<&'static str>,
    image: Vec<usize>,
    latents: usize,
    quantised: bool,
    #[serde(flatten)]
    cost: Cost,
}

/// Runs the command.
pub fn run(args: &ModelsArgs) -> Result<u8> {
    match &args.command {
        Some(Command::Show { name }) => output::print(&find(name)?.to_yaml()?)?,
        Some(Command::Flops(args)) => flops(args)?,
        None => {
            let tables = [encoders()?, described(JetShape::networks())?, described(level::networks())?];
            if args.json {
                output::print_json(&tables.concat())?;
            } else {
                output::print(&tables.each_ref().map(|lines| table(lines)).join("\n"))?;
            }
        }
    }
    Ok(0)
}

fn find(name: &str) -> Result<Network> {
    if let Some(block) = AeBlock::built_in(name) {
        return Ok(block.typed().network().clone());
    }
    let others = JetShape::networks().into_iter().chain(level::networks());
    let found = others.into_iter().find(|network| network.name == name);
    found.map_or_else(|| ZooModel::find(name).map(ZooModel::describe), Ok)
}

fn table(lines: &[Line]) -> String {
    let header = ["name", "image", "weights", "MACs", "FLOPs", "bits", "out"];
    output::table(&header, &lines.iter().map(row).collect::<Vec<_>>())
}

/// Encoders of modules.
fn encoders() -> Result<Vec<Line>> {
    let chip = AeBlock::BUILT_IN.into_iter().filter_map(AeBlock::built_in).map(|block| Ok(line(block.typed(), None)));
    let zoo = ZOO.iter().map(|model| {
        let typed = model.describe().check().map_err(|error: Error| error.field(model.name))?;
        Ok(line(&typed, Some(model)))
    });
    chip.chain(zoo).collect()
}

/// Networks that are not of modules.
fn described(networks: Vec<Network>) -> Result<Vec<Line>> {
    let lines = networks.into_iter().map(|network| {
        let typed = network.check()?;
        let image = typed.inputs().iter().map(Node::len).collect();
        Ok(Line { image, ..line(&typed, None) })
    });
    lines.collect()
}

fn line(typed: &Typed, model: Option<&ZooModel>) -> Line {
    Line {
        name: typed.name().to_owned(),
        label: model.map(|model| model.label),
        source: model.map(|model| model.source),
        loss: model.map(|model| model.loss.name()),
        loss_network: model.and_then(|model| match model.loss {
            ZooLoss::LearnedEmd(name) => Some(name),
            ZooLoss::TelescopeCharge | ZooLoss::WeightedMse => None,
        }),
        image: typed.layers().next().map(|(_, node, _)| node.shape.clone()).unwrap_or_default(),
        latents: typed.outputs().iter().map(|&output| typed.node(output).len()).sum(),
        quantised: typed.tensors().iter().all(|tensor| tensor.number.is_fixed()),
        cost: typed.cost(),
    }
}

fn row(line: &Line) -> Vec<String> {
    let Cost { weights, weight_bits, macs, flops, output_bits } = line.cost;
    let mark = if line.loss_network.is_none() { "" } else { "*" };
    let numbers = [weights, macs, flops, weight_bits, output_bits].map(|number| number.to_string());
    [vec![format!("{}{mark}", line.name), lengths(&line.image)], numbers.to_vec()].concat()
}

/// A layer of a model, or all of them.
#[derive(Serialize)]
struct LayerLine {
    layer: String,
    operation: &'static str,
    shape: Vec<usize>,
    #[serde(flatten)]
    operations: Operations,
}

fn flops(args: &FlopsArgs) -> Result<()> {
    let network = of_keras(&args.keras).map_err(|error| error.file(&args.keras))?;
    let lines = network.layers().map(|(id, node, layer)| LayerLine {
        layer: node.name.clone(),
        operation: layer.op.name(),
        shape: node.shape.clone(),
        operations: network.operations(id),
    });
    let (lines, cost) = (lines.collect::<Vec<_>>(), network.cost());
    if args.json {
        return output::print_json(&json!({ "layers": lines, "total": cost }));
    }
    let mut rows: Vec<Vec<String>> = lines
        .iter()
        .map(|line| flops_row(&line.layer, line.operation, &line.shape, [line.operations.macs, line.operations.flops]))
        .collect();
    rows.push(flops_row("all", "", &[], [cost.macs, cost.flops]));
    output::print(&output::table(&["layer", "operation", "shape", "MACs", "FLOPs"], &rows))
}

fn flops_row(name: &str, operation: &str, shape: &[usize], numbers: [usize; 2]) -> Vec<String> {
    let [macs, flops] = numbers.map(|number| number.to_string());
    vec![name.to_owned(), operation.to_owned(), lengths(shape), macs, flops]
}

/// A model of Keras as a description; the weights do not matter.
fn of_keras(path: &Path) -> Result<Typed> {
    let model = match import::is_keras(path) {
        true => keras::model::read(files::read_bytes(path)?, None)?,
        false => keras::model::read_architecture(&files::read_text(path)?)?,
    };
    Ok(network::import(&model.graph, "model")?.network)
}
