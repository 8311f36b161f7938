//! `econ-emu network`.

use std::path::{Path, PathBuf};

use super::output::{self, say};
use crate::error::{Error, Result};
use crate::files;
use crate::interchange::npz::{self, NamedArray};
use crate::interchange::{import, keras, network, torch};
use crate::nn::{Evaluator, Network, Op, Typed, Values, Weights, lengths};

/// Arguments.
#[derive(clap::Args)]
pub struct NetworkArgs {
    #[command(subcommand)]
    command: Command,
}

#[derive(clap::Subcommand)]
enum Command {
    /// Make a description and its weights from a model of another program
    Import(ImportArgs),
    /// Print the layers of a description: shapes, numbers, weights
    Show(ShowArgs),
    /// Compute a network on samples, bit for bit
    Run(RunArgs),
}

#[derive(clap::Args)]
#[command(after_help = "\
Quantisers become number formats. Weights are written beside the description as an archive of NumPy: one array for
each tensor, integers in units of the last fractional bit, or float32.

Examples:
  econ-emu network import model.onnx -o network.yaml
  econ-emu network import model.h5 -o network.yaml
  econ-emu network import weights.hdf5 --architecture model.json -o network.yaml
  econ-emu network import weights.pth --architecture model.json -o network.yaml")]
struct ImportArgs {
    /// ONNX or QONNX model (.onnx), frozen TensorFlow graph (.pb), directory of a SavedModel, Keras or QKeras model (.h5,
    /// .hdf5, .keras), tensors of PyTorch (.pth, .pt)
    #[arg(value_name = "MODEL")]
    model: PathBuf,
    /// Layers of a Keras model whose file has only weights, as 'to_json' gives them; for tensors of PyTorch, layers with
    /// the names of the modules
    #[arg(long, value_name = "JSON")]
    architecture: Option<PathBuf>,
    /// Description to write
    #[arg(long, value_name = "YAML")]
    output: PathBuf,
    /// Weights to write [default: the output's name with .npz]
    #[arg(long, value_name = "NPZ")]
    weights: Option<PathBuf>,
    /// Name of the network [default: that of the model's file]
    #[arg(long)]
    name: Option<String>,
}

#[derive(clap::Args)]
#[command(after_help = "Example:\n  econ-emu network show network.yaml")]
struct ShowArgs {
    /// Description, format 2
    #[arg(value_name = "YAML")]
    network: PathBuf,
}

#[derive(clap::Args)]
#[command(after_help = "\
Input and output are archives of NumPy: an array for each input or output, under its name, samples first. Numbers are
real; those of fixed-point inputs are fitted into their format.

Example:
  econ-emu network run network.yaml --input samples.npz -o outputs.npz")]
struct RunArgs {
    /// Description, format 2
    #[arg(value_name = "YAML")]
    network: PathBuf,
    /// Weights [default: the description's name with .npz]
    #[arg(long, value_name = "NPZ")]
    weights: Option<PathBuf>,
    /// Samples
    #[arg(long, value_name = "NPZ")]
    input: PathBuf,
    /// Outputs to write
    #[arg(long, value_name = "NPZ")]
    output: PathBuf,
}

/// Runs the command.
pub fn run(args: &NetworkArgs) -> Result<u8> {
    match &args.command {
        Command::Import(args) => import_model(args)?,
        Command::Show(args) => show(&read(&args.network)?)?,
        Command::Run(args) => run_samples(args)?,
    }
    Ok(0)
}

fn read(path: &Path) -> Result<Typed> {
    Network::from_yaml(&files::read_text(path)?, path)?.check().map_err(|error| error.file(path))
}

/// The file of weights that goes with a description.
fn weights_of(network: &Path, given: Option<&PathBuf>) -> PathBuf {
    given.cloned().unwrap_or_else(|| network.with_extension("npz"))
}

fn import_model(args: &ImportArgs) -> Result<()> {
    let beside = weights_of(&args.output, args.weights.as_ref());
    let inputs: Vec<&Path> = [&args.model].into_iter().chain(&args.architecture).map(PathBuf::as_path).collect();
    files::check_outputs(&[&args.output, &beside], &inputs)?;
    let stem = args.model.file_stem().map(|stem| stem.to_string_lossy().into_owned());
    let name = args.name.clone().or(stem).unwrap_or_default();
    let graph = if import::is_keras(&args.model) || import::is_torch(&args.model) {
        let architecture = args.architecture.as_ref().map(|path| files::read_text(path)).transpose()?;
        let bytes = files::read_bytes(&args.model)?;
        let model = match (import::is_torch(&args.model), architecture.as_deref()) {
            (false, architecture) => keras::model::read(bytes, architecture),
            (true, Some(architecture)) => {
                torch::read(&bytes).and_then(|tensors| keras::model::read_with_tensors(tensors, architecture))
            }
            (true, None) => Err(Error::new("the file holds tensors, and does not describe the layers of their model")
                .hint("give the JSON of a Keras model whose layers have the names of the modules as --architecture")),
        };
        let model = model.map_err(|error| error.file(&args.model))?;
        model.warnings.iter().for_each(|warning| say!("warning: {warning}"));
        model.graph
    } else if import::is_graph(&args.model) {
        import::graph(&args.model)?
    } else {
        return Err(Error::new("not a model that becomes a description").file(&args.model).allowed(
            "an ONNX or QONNX model (.onnx), a frozen TensorFlow graph (.pb), a directory of a SavedModel, a model of Keras or QKeras (.h5, .hdf5, .keras), \
             tensors of PyTorch (.pth, .pt)",
        ));
    };
    let described = network::import(&graph, &name).map_err(|error| error.file(&args.model))?;
    let (network, weights) = (described.network, described.weights);
    files::write(&beside, npz::write_weights(&network, &weights)?)?;
    files::write(&args.output, network.network().to_yaml()?)?;
    let numbers = if network.is_integer() { "in integers" } else { "with real numbers" };
    let (layers, count) = (network.network().layers.len(), network.weight_count());
    output::print(&format!(
        "{}: {layers} layers {numbers}\n{}: {count} weights\n",
        args.output.display(),
        beside.display()
    ))
}

fn show(network: &Typed) -> Result<()> {
    let rows: Vec<Vec<String>> = (network.nodes().iter())
        .map(|node| {
            let op = network.find(&node.name).and_then(|id| network.op(id)).map_or("input", Op::name);
            let reads: Vec<&str> = node.inputs.iter().map(|&input| network.node(input).name.as_str()).collect();
            vec![node.name.clone(), op.into(), reads.join(" "), lengths(&node.shape), node.number.to_string()]
        })
        .collect();
    let mut text = output::table(&["layer", "operation", "reads", "shape", "numbers"], &rows);
    let tensors: Vec<Vec<String>> = (network.tensors().iter())
        .map(|tensor| {
            let bits = tensor.bits().to_string();
            vec![tensor.name.clone(), lengths(&tensor.shape), tensor.number.to_string(), bits]
        })
        .collect();
    text += "\n";
    text += &output::table(&["tensor", "shape", "numbers", "bits"], &tensors);
    text += &format!("\n{} weights, {} bits\n", network.weight_count(), network.weight_bits());
    output::print(&text)
}

fn run_samples(args: &RunArgs) -> Result<()> {
    let beside = weights_of(&args.network, args.weights.as_ref());
    files::check_outputs(&[&args.output], &[&args.network, &beside, &args.input])?;
    let network = read(&args.network)?;
    if !beside.exists() {
        let tensors: Vec<String> =
            network.tensors().iter().map(|tensor| format!("{} {}", tensor.name, lengths(&tensor.shape))).collect();
        return Err(Error::new("the weights of the description are missing")
            .file(&beside)
            .allowed(format!("an archive of NumPy with an array for each tensor: {}", tensors.join(", ")))
            .hint("give it with --weights; 'econ-emu network import' writes a description with its weights"));
    }
    let weights = npz::read_weights(&network, &files::read_bytes(&beside)?).map_err(|error| error.file(&beside))?;
    let arrays = npz::read(&files::read_bytes(&args.input)?).map_err(|error| error.file(&args.input))?;
    let outputs = outputs(&network, &weights, &arrays).map_err(|error| error.file(&args.input))?;
    files::write(&args.output, npz::write(&outputs)?)
}

/// The outputs for all samples of a file.
fn outputs(
    network: &Typed,
    weights: &Weights,
    arrays: &std::collections::BTreeMap<String, crate::interchange::ndarray::NdArray>,
) -> Result<Vec<NamedArray>> {
    let samples = network.inputs().first().and_then(|input| arrays.get(&input.name)?.shape.first().copied());
    let samples = samples.unwrap_or_default();
    let given = network.inputs().iter().map(|input| {
        let shape = [&[samples], input.shape.as_slice()].concat();
        npz::array(arrays, &input.name, &shape).map(|values| (values, input.len()))
    });
    let given = given.collect::<Result<Vec<_>>>()?;
    let evaluator = Evaluator::new(network, weights)?;
    let mut values = Values::default();
    let mut found: Vec<Vec<f32>> = vec![Vec::new(); network.outputs().len()];
    for sample in 0..samples {
        let parts = given.iter().flat_map(|(values, len)| &values[sample * len..][..*len]);
        evaluator.run_reals(&parts.copied().collect::<Vec<_>>(), &mut values)?;
        for (found, &output) in found.iter_mut().zip(network.outputs()) {
            found.extend(values.numbers(network.node(output)));
        }
    }
    let array = |(&output, values): (&crate::nn::NodeId, Vec<f32>)| {
        let node = network.node(output);
        NamedArray::float32(&node.name, &[&[samples], node.shape.as_slice()].concat(), values)
    };
    Ok(network.outputs().iter().zip(found).map(array).collect())
}
