//! The encoder in a graph: an image, one convolution, one dense layer.
//!
//! What stands around the layers is followed with the numbers of the pixels instead of their values, so that any
//! order of lengths, padding and flattening is understood, and one that the chip does not have is refused.
//! Quantisers and activations change values only; the chip has its own, and they are passed over. So are conditions
//! that are put behind the latents.

use std::collections::BTreeSet;

use crate::error::{Error, Result};
use crate::interchange::graph::{Graph, GraphNode, GraphOp, Id, refused, shape_text};
use crate::interchange::import::{self, EncoderImport, Floats, ImportMode, keras_shape};
use crate::interchange::ndarray::{NdArray, Window};
use crate::interchange::run::run;
use crate::network::{AeBlock, EncoderTensor, FirstForm, LATENTS};

/// A tensor on its way from a layer to the next.
#[derive(Clone)]
enum Way {
    /// Numbers of what the layer gave, counted from 1, and 0 for padding.
    Places(NdArray),
    /// Anything else: lengths, conditions.
    Numbers(NdArray),
}

impl Way {
    fn tensor(&self) -> &NdArray {
        match self {
            Way::Places(tensor) | Way::Numbers(tensor) => tensor,
        }
    }
}

/// Imports the encoder of a graph. Weights are rounded to the nearest register value.
///
/// # Errors
/// Other layers than one convolution and one dense layer, layers that read other pixels or activations than those of
/// the network, operators between them that the chip has not, and as [`keras::read::import`](crate::interchange::keras::read::import).
pub fn import(graph: &Graph, block: &AeBlock) -> Result<EncoderImport> {
    let network = &block.first_form()?;
    let layers = |kind: fn(&GraphOp) -> bool| {
        graph.nodes.iter().enumerate().filter(move |(_, node)| kind(&node.op)).map(|(id, _)| id).collect::<Vec<Id>>()
    };
    let convolutions = layers(|op| matches!(op, GraphOp::Convolution(_) | GraphOp::Transposed { .. }));
    let products = layers(|op| matches!(op, GraphOp::MatMul(_)));
    let (&[conv], &[dense]) = (convolutions.as_slice(), products.as_slice()) else {
        return Err(unlike(graph));
    };
    let GraphOp::Convolution(window) = &graph.nodes[conv].op else { return Err(unlike(graph)) };
    let (kernel, filters) = (kernel(graph, conv, network, EncoderTensor::ConvKernel)?, network.conv.filters);
    let image = image(graph, network)?;
    let (seen, _) = follow(graph, &image, graph.nodes[conv].inputs[0])?;
    check_pixels(&graph.nodes[conv], &seen, window, network)?;
    let (rows, columns) = network.conv_shape();
    let given = (conv, count_up(&[1, rows, columns, filters]));
    let (flat, conv_bias) = follow(graph, &given, graph.nodes[dense].inputs[0])?;
    let matrix = self::kernel(graph, dense, network, EncoderTensor::DenseKernel)?;
    let activations = network.activations();
    let order: Vec<usize> = flat.values.iter().filter_map(|&place| (place as usize).checked_sub(1)).collect();
    if order.iter().collect::<BTreeSet<_>>().len() != activations || flat.values.len() != activations {
        return Err(refused(&graph.nodes[dense], "the dense layer does not read every activation once".to_owned())
            .found(format!("{} numbers", flat.values.len()))
            .allowed(format!("{activations} activations for the network {}", network.name)));
    }
    let mut ordered = vec![0.0; matrix.values.len()];
    for (row, &place) in matrix.values.chunks(LATENTS).zip(&order) {
        ordered[place * LATENTS..][..LATENTS].copy_from_slice(row);
    }
    let (latents, dense_bias) = follow(graph, &(dense, count_up(&[1, LATENTS])), graph.nodes.len() - 1)?;
    let same = latents.values.iter().take(LATENTS).eq(&count_up(&[LATENTS]).values);
    if !same {
        return Err(refused(
            &graph.nodes[dense],
            "the output does not begin with the latents in their order".to_owned(),
        ));
    }
    let floats = |id: Id, what: &str, values: &[f32]| Floats {
        dataset: format!("{}, {what}", graph.nodes[id].name),
        values: values.iter().map(|&value| value.into()).collect(),
    };
    let bias = |found: Option<Vec<f32>>, outputs: usize| found.unwrap_or_else(|| vec![0.0; outputs]);
    let all = vec![
        floats(conv, "kernel", &kernel.values),
        floats(conv, "bias", &bias(conv_bias, filters)),
        floats(dense, "kernel", &ordered),
        floats(dense, "bias", &bias(dense_bias, LATENTS)),
    ];
    import::from_floats(all, block, ImportMode::Nearest)
}

/// The layers are not those of an encoder.
fn unlike(graph: &Graph) -> Error {
    let layer = |node: &GraphNode| {
        let shape = node.inputs.get(1).and_then(|&kernel| graph.constant(kernel)).map(|kernel| &kernel.shape[..]);
        let is_layer = matches!(node.op, GraphOp::Convolution(_) | GraphOp::Transposed { .. } | GraphOp::MatMul(_));
        is_layer.then(|| format!("{} ({}) {:?}", node.name, node.kind, shape.unwrap_or_default()))
    };
    let found: Vec<String> = graph.nodes.iter().filter_map(layer).collect();
    Error::new("the graph is of another kind").found(found.join(", ")).allowed("a convolution and a dense layer")
}

/// 1, 2, 3 and so on in a shape.
fn count_up(shape: &[usize]) -> NdArray {
    let values = (1..=shape.iter().product::<usize>()).map(|number| number as f32).collect();
    NdArray { shape: shape.to_vec(), values }
}

/// The input that takes the image, with the numbers of the network's pixels, counted from 1.
fn image(graph: &Graph, network: &FirstForm) -> Result<(Id, NdArray)> {
    let own = &network.image;
    let (height, width, channels) = (own.height, own.width, own.channels);
    for (id, node) in graph.nodes.iter().enumerate() {
        let GraphOp::Input(number) = node.op else { continue };
        let shape: Vec<usize> = graph.inputs[number].shape.iter().skip(1).map(|length| length.unwrap_or(0)).collect();
        // Images may have zeros below and to the right, as the chip's convolution has.
        let fits = |rows: usize, columns: usize| {
            (height..=height + 1).contains(&rows) && (width..=width + 1).contains(&columns)
        };
        let pixel = |row: usize, column: usize, channel: usize| {
            if row < height && column < width { ((row * width + column) * channels + channel + 1) as f32 } else { 0.0 }
        };
        let values: Vec<f32> = match *shape.as_slice() {
            [rows, columns, last] if last == channels && fits(rows, columns) => {
                let all =
                    (0..rows * columns * last).map(|at| pixel(at / last / columns, at / last % columns, at % last));
                all.collect()
            }
            [first, rows, columns] if first == channels && fits(rows, columns) => {
                let all =
                    (0..rows * columns * first).map(|at| pixel(at / columns % rows, at % columns, at / columns / rows));
                all.collect()
            }
            [all] if all == own.len() => count_up(&[all]).values,
            _ => continue,
        };
        return Ok((id, NdArray { shape: [&[1], &shape[..]].concat(), values }));
    }
    let inputs = graph.inputs.iter().map(|input| format!("{} {}", input.name, shape_text(&input.shape)));
    Err(Error::new("no input of the graph is the image of the network")
        .found(inputs.collect::<Vec<_>>().join(", "))
        .allowed(format!("[N, {height}, {width}, {channels}] for the network {}", network.name))
        .hint("--network says another network"))
}

/// Kernel of a layer: (row, column, input, output), or (inputs, outputs).
fn kernel(graph: &Graph, id: Id, network: &FirstForm, tensor: EncoderTensor) -> Result<NdArray> {
    let node = &graph.nodes[id];
    let constant = node.inputs.get(1).and_then(|&kernel| graph.constant(kernel));
    let kernel = constant.ok_or_else(|| refused(node, "the layer has no constant kernel".to_owned()))?;
    let kernel = match node.op {
        GraphOp::MatMul([false, true]) => kernel.transpose(&[1, 0]).map_err(|fault| refused(node, fault))?,
        GraphOp::MatMul([true, _]) => return Err(refused(node, "the activations are transposed".to_owned())),
        _ => kernel.clone(),
    };
    let needed: Vec<usize> =
        keras_shape(&network.tensor_shape(tensor)).into_iter().map(|length| length as usize).collect();
    if kernel.shape == needed {
        return Ok(kernel);
    }
    Err(Error::new("the tensor has another shape")
        .field(format!("{} ({})", tensor.name(), node.name))
        .found(format!("{:?}", kernel.shape))
        .allowed(format!("{needed:?} for the network {}", network.name)))
}

/// Refuses a convolution whose taps are not on the pixels on which the chip's are.
fn check_pixels(node: &GraphNode, seen: &NdArray, window: &Window, network: &FirstForm) -> Result<()> {
    let kernel = [network.conv.kernel; 2];
    let other = || {
        Error::new("the convolution reads other pixels than that of the network")
            .field(format!("{} ({})", node.name, node.kind))
            .found(format!("steps {:?}, {:?}, on images {:?}", window.strides, window.padding, &seen.shape[1..]))
            .allowed(format!("step {} with padding 'same' for the network {}", network.conv.stride, network.name))
    };
    let lengths = window.lengths(seen, kernel).map_err(|fault| refused(node, fault))?;
    let channels = network.image.channels;
    if lengths != network.conv_shape() || seen.shape[3] != channels {
        return Err(other());
    }
    for place in 0..lengths.0 * lengths.1 {
        let taps = window.taps(seen, kernel, place, [lengths.0, lengths.1]);
        let read = taps.flat_map(|(tap, at)| {
            (0..channels).map(move |channel| (tap * channels + channel, at * channels + channel))
        });
        let read = read.filter_map(|(tap, at)| Some((tap, (seen.values[at] as usize).checked_sub(1)?)));
        if !read.eq(network.taps_of(place / lengths.1, place % lengths.1)) {
            return Err(other());
        }
    }
    Ok(())
}

/// Follows the numbers that `from` gives to a node; also the bias that is added to them on the way.
fn follow(graph: &Graph, (from, given): &(Id, NdArray), to: Id) -> Result<(NdArray, Option<Vec<f32>>)> {
    let mut ways: Vec<Way> = Vec::new();
    let mut bias = None;
    for (id, node) in graph.nodes.iter().enumerate().take(to + 1) {
        ways.push(match &node.op {
            _ if id == *from => Way::Places(given.clone()),
            GraphOp::Constant(tensor) => Way::Numbers(tensor.clone()),
            // What comes before the layer, or a condition: only its shape matters.
            GraphOp::Input(number) => {
                let lengths = graph.inputs[*number].shape.iter().skip(1).map(|length| length.unwrap_or(1));
                let shape: Vec<usize> = [1].into_iter().chain(lengths).collect();
                Way::Numbers(NdArray::scalar(0.0).expand(&shape).map_err(|fault| refused(node, fault))?)
            }
            _ => {
                let inputs: Vec<&Way> = node.inputs.iter().map(|&input| &ways[input]).collect();
                step(graph, node, &inputs, &mut bias)?
            }
        });
    }
    match ways.pop() {
        Some(Way::Places(places)) => Ok((places, bias)),
        _ => Err(refused(&graph.nodes[to], "the layers do not follow each other".to_owned())
            .found(&graph.nodes[*from].name)
            .allowed("image, convolution, dense layer, latents")),
    }
}

/// What a node makes of numbers of places.
fn step(graph: &Graph, node: &GraphNode, inputs: &[&Way], bias: &mut Option<Vec<f32>>) -> Result<Way> {
    let tensors: Vec<&NdArray> = inputs.iter().map(|way| way.tensor()).collect();
    let run = |tensors: &[&NdArray]| run(node, tensors, graph.frames()).map_err(|fault| refused(node, fault));
    let Some(first) = inputs.iter().find(|way| matches!(way, Way::Places(_))) else {
        return Ok(Way::Numbers(run(&tensors)?));
    };
    match &node.op {
        GraphOp::Shape => Ok(Way::Numbers(run(&tensors)?)),
        GraphOp::Each(_) | GraphOp::LeakyRelu(_) | GraphOp::Quantise { .. } => Ok((*first).clone()),
        GraphOp::Pair(_) => {
            let places = first.tensor();
            for (way, &id) in inputs.iter().zip(&node.inputs) {
                match (way, graph.constant(id)) {
                    (Way::Places(other), _) if other == places => {}
                    (_, Some(one))
                        if one.values.windows(2).all(|two| two[0] == two[1]) && one.rank() <= places.rank() =>
                    {
                        let added = adds(node) && one.values.len() > 1;
                        add_bias(node, bias, added.then(|| one.values.clone()))?;
                    }
                    (_, Some(several)) if adds(node) => add_bias(node, bias, Some(several.values.clone()))?,
                    (_, Some(_)) => {
                        return Err(refused(node, "channels are scaled, which the chip does not do".to_owned())
                            .hint("put the normalisation of a batch into the kernel before the export"));
                    }
                    (_, None) => return Err(refused(node, "values are changed by another input".to_owned())),
                }
            }
            Ok((*first).clone())
        }
        GraphOp::Reshape { .. }
        | GraphOp::Flatten(_)
        | GraphOp::Transpose(_)
        | GraphOp::Slice(_)
        | GraphOp::Concat { .. }
        | GraphOp::ConcatLast
        | GraphOp::Pad { .. }
        | GraphOp::Gather(_)
        | GraphOp::Expand(_)
        | GraphOp::Squeeze(_) => Ok(Way::Places(run(&tensors)?)),
        _ => Err(refused(node, "the chip's encoder has no such operation".to_owned())
            .allowed("quantisers and activations, other orders of lengths, padding")),
    }
}

fn adds(node: &GraphNode) -> bool {
    ["Add", "AddV2", "BiasAdd", "AddN", "Sum"].contains(&node.kind.as_str())
}

fn add_bias(node: &GraphNode, bias: &mut Option<Vec<f32>>, found: Option<Vec<f32>>) -> Result<()> {
    match (&bias, found) {
        (Some(_), Some(_)) => Err(refused(node, "a second bias is added".to_owned())),
        (None, Some(found)) => {
            *bias = Some(found);
            Ok(())
        }
        (_, None) => Ok(()),
    }
}
