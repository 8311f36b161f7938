//! `econ-emu models`: the networks that have a name, and what they cost.

use serde::Serialize;

use super::output;
use crate::error::{Error, Result};
use crate::network::AeBlock;
use crate::network::zoo::{ZOO, ZooModel};
use crate::nn::{Cost, Network, Typed};

/// Arguments.
#[derive(clap::Args)]
#[command(
    args_conflicts_with_subcommands = true,
    after_help = "\
Columns: shape of the image; weights; multiplications with a weight (MACs); floating-point operations as
TensorFlow's profiler counts them (FLOPs, as Ecoder's get_flops); bits of all weights; bits of the latents.
Names are those of Ecoder's lists, in which all but the chip's networks stand; an entry marked * has a
loss that is itself a trained network, which is not supported.

Examples:
  econ-emu models
  econ-emu models --json
  econ-emu models show 8x8_c8_S2_tele > network.yaml"
)]
pub struct Args {
    #[command(subcommand)]
    command: Option<Command>,
    /// For programs, with labels, losses and sources
    #[arg(long)]
    json: bool,
}

#[derive(clap::Subcommand)]
enum Command {
    /// Print the description of an encoder
    Show {
        /// Its name
        name: String,
    },
}

/// A line of the list.
#[derive(Serialize)]
struct Line {
    name: String,
    label: Option<&'static str>,
    /// Repository of Ecoder: E, K or R.
    source: Option<char>,
    loss: Option<String>,
    trainable: bool,
    image: Vec<usize>,
    latents: usize,
    quantised: bool,
    #[serde(flatten)]
    cost: Cost,
}

/// Runs the command.
pub fn run(args: &Args) -> Result<u8> {
    match &args.command {
        Some(Command::Show { name }) => output::print(&find(name)?.to_yaml()?)?,
        None => {
            let lines = lines()?;
            if args.json {
                output::print_json(&lines)?;
            } else {
                let header = ["name", "image", "weights", "MACs", "FLOPs", "bits", "out"];
                output::print(&output::table(&header, &lines.iter().map(row).collect::<Vec<_>>()))?;
            }
        }
    }
    Ok(0)
}

fn find(name: &str) -> Result<Network> {
    match AeBlock::built_in(name) {
        Some(block) => Ok(block.typed().network().clone()),
        None => ZooModel::find(name).map(ZooModel::describe),
    }
}

fn lines() -> Result<Vec<Line>> {
    let chip = AeBlock::BUILT_IN.into_iter().filter_map(AeBlock::built_in).map(|block| Ok(line(block.typed(), None)));
    let zoo = ZOO.iter().map(|model| {
        let typed = model.describe().check().map_err(|error: Error| error.field(model.name))?;
        Ok(line(&typed, Some(model)))
    });
    chip.chain(zoo).collect()
}

fn line(typed: &Typed, model: Option<&ZooModel>) -> Line {
    Line {
        name: typed.name().to_owned(),
        label: model.map(|model| model.label),
        source: model.map(|model| model.source),
        loss: model.map(|model| model.loss.name()),
        trainable: model.is_none_or(|model| model.check_loss().is_ok()),
        image: typed.layers().next().map(|(_, node, _)| node.shape.clone()).unwrap_or_default(),
        latents: typed.outputs().iter().map(|&output| typed.node(output).len()).sum(),
        quantised: typed.tensors().iter().all(|tensor| tensor.number.is_fixed()),
        cost: typed.cost(),
    }
}

fn row(line: &Line) -> Vec<String> {
    let Cost { weights, weight_bits, macs, flops, output_bits } = line.cost;
    let image: Vec<String> = line.image.iter().map(ToString::to_string).collect();
    let mark = if line.trainable { "" } else { "*" };
    let numbers = [weights, macs, flops, weight_bits, output_bits].map(|number| number.to_string());
    [vec![format!("{}{mark}", line.name), image.join("x")], numbers.to_vec()].concat()
}
