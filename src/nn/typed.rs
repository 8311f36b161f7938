//! The typed form: a description that holds together, with shapes, places and sizes.

use std::collections::HashMap;
use std::sync::Arc;

use super::description::{Function, Layer, Network, Op, Padding, Products, Sum, TensorSpec};
use super::quantiser::Quantiser;
use super::sums::{self, Sums};
use super::{Number, Ranges};
use crate::error::{Error, Result};

/// Most layers of a network.
pub const MAX_LAYERS: usize = 256;

/// Most values of all layers together.
pub const MAX_VALUES: usize = 1 << 20;

/// Most weights of all tensors together.
pub const MAX_WEIGHTS: usize = 1 << 22;

/// Most products of all layers together: the largest published network for the earth mover's distance has 40,001,568.
pub const MAX_PRODUCTS: usize = 40 << 20;

/// Most bits of a fixed-point weight.
pub const MAX_WEIGHT_BITS: u32 = 16;

/// Longest name.
const MAX_NAME: usize = 48;

/// An input or a layer of a [`Typed`] network: its place in [`Typed::nodes`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NodeId(pub usize);

/// A weight tensor of a [`Typed`] network: its place in [`Typed::tensors`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TensorId(pub usize);

/// An input or a layer, with everything that follows from the description.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Node {
    /// Name of the input or layer.
    pub name: String,
    /// Shape of its values; the last index runs fastest.
    pub shape: Vec<usize>,
    /// Its numbers.
    pub number: Number,
    /// What it reads.
    pub inputs: Vec<NodeId>,
    /// The layer in the description; `None` for an input.
    pub layer: Option<usize>,
    /// Place of its first value among the values of all nodes.
    pub first: usize,
}

impl Node {
    /// Number of values.
    pub fn len(&self) -> usize {
        self.shape.iter().product()
    }

    /// True without values (never, in a typed network).
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Places of its values among the values of all nodes.
    pub fn range(&self) -> std::ops::Range<usize> {
        self.first..self.first + self.len()
    }

    /// Length of the last axis: the channels of an image. 1 without axes.
    pub fn last_axis(&self) -> usize {
        self.shape.last().copied().unwrap_or(1)
    }

    /// Rows, columns and channels, if its values are an image.
    pub fn image(&self) -> Option<[usize; 3]> {
        self.shape.as_slice().try_into().ok()
    }
}

/// What a weight tensor is to the layers that name it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TensorRole {
    /// Factors of values.
    Kernel,
    /// Numbers that are added.
    Bias,
    /// Stored statistics, which are not trained by gradients.
    Statistic,
}

/// A weight tensor, with everything that follows from the layers that name it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tensor {
    /// Name.
    pub name: String,
    /// Its numbers.
    pub number: Number,
    /// How a training makes them of real ones, see [`TensorSpec::quantiser`](super::TensorSpec::quantiser).
    pub quantiser: Option<Quantiser>,
    /// Shape; the last index runs fastest.
    pub shape: Vec<usize>,
    /// Its role.
    pub role: TensorRole,
    /// Products that are added up for one output value: what an initial spread is made of.
    pub fan_in: usize,
    /// Output channels.
    pub channels: usize,
    /// Weights from one output channel to the next.
    channel_step: usize,
}

impl Tensor {
    /// Number of weights.
    pub fn len(&self) -> usize {
        self.shape.iter().product()
    }

    /// True without weights (never, in a typed network).
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The output channel of a weight.
    pub fn channel(&self, weight: usize) -> usize {
        weight / self.channel_step % self.channels
    }

    /// The place of a weight among those of its output channel: the same for all channels.
    pub fn place_in_channel(&self, weight: usize) -> usize {
        weight / (self.channels * self.channel_step) * self.channel_step + weight % self.channel_step
    }

    /// Places of the binary point of a weight, see [`Number::places`].
    pub fn places(&self, weight: usize) -> i32 {
        self.number.places(self.channel(weight))
    }

    /// Bits of all its weights.
    pub fn bits(&self) -> usize {
        self.len() * self.number.bits() as usize
    }
}

/// A description that holds together. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Typed(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    network: Network,
    nodes: Vec<Node>,
    tensors: Vec<Tensor>,
    outputs: Vec<NodeId>,
    sums: Sums,
    ranges: Ranges,
}

impl PartialEq for Typed {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0) || self.0.network == other.0.network
    }
}

impl Eq for Typed {}

impl Network {
    /// Checks the description: names, shapes, numbers, limits, and by interval analysis that every
    /// format holds what legal weights and inputs can produce ([`super::Overflow::Never`]).
    ///
    /// # Errors
    /// The first layer or tensor that does not hold, with its field.
    pub fn check(self) -> Result<Typed> {
        let mut builder = Builder::new(&self)?;
        for (index, layer) in self.layers.iter().enumerate() {
            builder.layer(index, layer).map_err(|error| error.field(format!("layer {}", layer.name)))?;
        }
        let Builder { nodes, tensors, .. } = builder;
        let tensors = self.tensors.iter().zip(tensors).map(|(spec, tensor)| checked_tensor(spec, tensor));
        let tensors = tensors.collect::<Result<Vec<_>>>()?;
        let weights: usize = tensors.iter().map(Tensor::len).sum();
        if tensors.is_empty() {
            return Err(Error::missing("the description has no weights")
                .field("tensors")
                .hint("list weight tensors under 'tensors', and name them in layers that use them, such as dense"));
        }
        limit("weights of all tensors", weights, MAX_WEIGHTS)?;
        if self.outputs.is_empty() {
            return Err(Error::missing("no output").field("outputs").hint("name the layers whose values leave"));
        }
        let outputs = self.outputs.iter().map(|name| {
            let at = nodes.iter().position(|node| node.name == *name && node.layer.is_some());
            at.map(NodeId).ok_or_else(|| Error::unknown("no layer has this name").field("outputs").found(name))
        });
        let outputs = outputs.collect::<Result<Vec<_>>>()?;
        if let Some(unused) = nodes.iter().enumerate().find(|&(index, _)| {
            !outputs.contains(&NodeId(index)) && !nodes.iter().any(|node| node.inputs.contains(&NodeId(index)))
        }) {
            return Err(Error::new("nothing reads it")
                .field(format!("layer {}", unused.1.name))
                .hint("remove it, or name it among the outputs"));
        }
        let sums = Sums::new(&self, &nodes, &tensors)?;
        let ranges = Ranges::of_description(&self, &nodes, &tensors, &sums)?;
        Ok(Typed(Arc::new(Inner { network: self, nodes, tensors, outputs, sums, ranges })))
    }
}

/// The node that a value belongs to, of all nodes in order.
#[inline]
pub(super) fn node_of(nodes: &[Node], value: u32) -> NodeId {
    NodeId(nodes.partition_point(|node| node.first <= value as usize).saturating_sub(1))
}

impl Typed {
    /// The description.
    pub fn network(&self) -> &Network {
        &self.0.network
    }

    /// Name of the network.
    pub fn name(&self) -> &str {
        &self.0.network.name
    }

    /// The node that a value belongs to.
    pub fn node_of(&self, value: u32) -> NodeId {
        node_of(self.nodes(), value)
    }

    /// Inputs and layers, in order: first the inputs.
    pub fn nodes(&self) -> &[Node] {
        &self.0.nodes
    }

    /// An input or layer.
    pub fn node(&self, node: NodeId) -> &Node {
        &self.0.nodes[node.0]
    }

    /// An input or layer by name.
    pub fn find(&self, name: &str) -> Option<NodeId> {
        self.0.nodes.iter().position(|node| node.name == name).map(NodeId)
    }

    /// The inputs.
    pub fn inputs(&self) -> &[Node] {
        &self.0.nodes[..self.0.network.inputs.len()]
    }

    /// The layers with their nodes, in order.
    pub fn layers(&self) -> impl Iterator<Item = (NodeId, &Node, &Layer)> {
        let layers = &self.0.network.layers;
        let nodes = self.0.nodes.iter().enumerate().skip(self.0.network.inputs.len());
        nodes.zip(layers).map(|((index, node), layer)| (NodeId(index), node, layer))
    }

    /// The operation of a node; `None` for an input.
    pub fn op(&self, node: NodeId) -> Option<&Op> {
        self.node(node).layer.map(|layer| &self.0.network.layers[layer].op)
    }

    /// The accumulator of a node, if it adds products in fixed point.
    pub fn sum(&self, node: NodeId) -> Option<Sum> {
        self.op(node).and_then(Op::sum)
    }

    /// True if the values of a node are its sums as they stand in the accumulator: then they are called
    /// sums.
    pub fn keeps_sums(&self, node: NodeId) -> bool {
        self.sum(node).is_some_and(|sum| {
            let kept = sum.products == Products::Cast && self.node(node).number == Number::from(sum.format);
            kept && !self.outputs().contains(&node)
        })
    }

    /// The nodes whose values leave.
    pub fn outputs(&self) -> &[NodeId] {
        &self.0.outputs
    }

    /// The weight tensors, in the order of the description.
    pub fn tensors(&self) -> &[Tensor] {
        &self.0.tensors
    }

    /// A weight tensor.
    pub fn tensor(&self, tensor: TensorId) -> &Tensor {
        &self.0.tensors[tensor.0]
    }

    /// A weight tensor by name.
    pub fn find_tensor(&self, name: &str) -> Option<TensorId> {
        self.0.tensors.iter().position(|tensor| tensor.name == name).map(TensorId)
    }

    /// The places of all weight tensors.
    pub fn tensor_ids(&self) -> impl Iterator<Item = TensorId> + use<> {
        (0..self.0.tensors.len()).map(TensorId)
    }

    /// The flat form.
    pub fn sums(&self) -> &Sums {
        &self.0.sums
    }

    /// For each value, numbered through all nodes, whether an output depends on it.
    pub fn needed(&self) -> Vec<bool> {
        let mut needed = vec![false; self.values()];
        for &id in self.outputs() {
            needed[self.node(id).range()].fill(true);
        }
        for (node, rows) in self.nodes().iter().zip(self.sums().rows()).rev() {
            rows.mark_needed(node, &mut needed);
        }
        needed
    }

    /// The intervals of all values for any legal inputs and weights.
    pub fn ranges(&self) -> &Ranges {
        &self.0.ranges
    }

    /// Number of values of all nodes.
    pub fn values(&self) -> usize {
        self.0.nodes.last().map_or(0, |node| node.range().end)
    }

    /// Number of weights in all tensors: 2,144 for the chip.
    pub fn weight_count(&self) -> usize {
        self.0.tensors.iter().map(Tensor::len).sum()
    }

    /// Bits of all weights together: 12,864 for the chip.
    pub fn weight_bits(&self) -> usize {
        self.0.tensors.iter().map(Tensor::bits).sum()
    }

    /// True if every value and every weight is fixed point: then a network can be computed in integers.
    pub fn is_integer(&self) -> bool {
        self.0.nodes.iter().all(|node| node.number.is_fixed())
            && self.0.tensors.iter().all(|tensor| tensor.number.is_fixed())
            && self.layers().all(|(_, _, layer)| layer.op.is_integer())
    }
}

impl Op {
    /// The accumulator, of operations that add products in fixed point.
    pub fn sum(&self) -> Option<Sum> {
        match self {
            Op::Conv2d { sum, .. }
            | Op::ConvTranspose2d { sum, .. }
            | Op::Dense { sum, .. }
            | Op::Affine { sum, .. } => *sum,
            Op::BatchNorm { .. }
            | Op::MaxPool2d { .. }
            | Op::UpSample2d { .. }
            | Op::Pad { .. }
            | Op::Crop { .. }
            | Op::Add {}
            | Op::Multiply {}
            | Op::Mean {}
            | Op::Activation { .. }
            | Op::Mask { .. }
            | Op::Gather { .. }
            | Op::Slice { .. }
            | Op::Flatten {}
            | Op::Reshape { .. }
            | Op::Concat {} => None,
        }
    }

    /// Where the accumulator stands, in operations that add products.
    pub fn sum_mut(&mut self) -> Option<&mut Option<Sum>> {
        match self {
            Op::Conv2d { sum, .. }
            | Op::ConvTranspose2d { sum, .. }
            | Op::Dense { sum, .. }
            | Op::Affine { sum, .. } => Some(sum),
            _ => None,
        }
    }

    /// True for operations that are exact on fixed-point numbers.
    pub fn is_integer(&self) -> bool {
        match self {
            Op::BatchNorm { .. } | Op::Multiply {} | Op::Mean {} => false,
            Op::Activation { function } => function.is_integer(),
            _ => true,
        }
    }

    /// The word for it in a description.
    pub fn name(&self) -> &'static str {
        match self {
            Op::Conv2d { .. } => "conv2d",
            Op::ConvTranspose2d { .. } => "conv-transpose2d",
            Op::Dense { .. } => "dense",
            Op::Affine { .. } => "affine",
            Op::BatchNorm { .. } => "batch-norm",
            Op::MaxPool2d { .. } => "max-pool2d",
            Op::UpSample2d { .. } => "up-sample2d",
            Op::Pad { .. } => "pad",
            Op::Crop { .. } => "crop",
            Op::Add {} => "add",
            Op::Multiply {} => "multiply",
            Op::Mean {} => "mean",
            Op::Activation { .. } => "activation",
            Op::Mask { .. } => "mask",
            Op::Gather { .. } => "gather",
            Op::Slice { .. } => "slice",
            Op::Flatten {} => "flatten",
            Op::Reshape { .. } => "reshape",
            Op::Concat {} => "concat",
        }
    }
}

impl Function {
    /// True for functions that are exact on fixed-point numbers.
    pub fn is_integer(self) -> bool {
        matches!(self, Function::Linear | Function::Relu)
    }
}

/// Both lengths of a window, a stride or a factor.
fn sizes(layer: &Layer, field: &str, pair: [usize; 2]) -> Result<()> {
    pair.into_iter().try_for_each(|length| limit(&layer.field(field), length, 64))
}

fn limit(field: &str, value: usize, max: usize) -> Result<()> {
    if value == 0 || value > max {
        return Err(Error::new("out of range").field(field).found(value).allowed(format!("1..={max}")));
    }
    Ok(())
}

fn check_name(kind: &str, name: &str) -> Result<()> {
    let mut letters = name.chars();
    let starts = letters.next().is_some_and(|first| first.is_ascii_lowercase());
    let goes_on = letters.all(|letter| letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == '_');
    if starts && goes_on && name.len() <= MAX_NAME {
        return Ok(());
    }
    Err(Error::new("not a name")
        .field(kind)
        .found(name)
        .allowed(format!("at most {MAX_NAME} of a-z, 0-9 and _, a letter first"))
        .hint("names become identifiers of generated hardware"))
}

/// The number of values of a shape, if it is sensible.
fn size(field: &str, shape: &[usize]) -> Result<usize> {
    if shape.is_empty() || shape.len() > 6 {
        return Err(Error::new("a shape has one to six axes").field(field).found(format!("{shape:?}")));
    }
    let product = shape.iter().try_fold(1usize, |product, &length| product.checked_mul(length));
    match product {
        Some(product) if product > 0 && product <= MAX_VALUES => Ok(product),
        _ => Err(Error::new("shape out of range")
            .field(field)
            .found(format!("{shape:?}"))
            .allowed(format!("at most {MAX_VALUES} values, no axis of length 0"))),
    }
}

/// Nodes and tensors under construction.
struct Builder<'a> {
    network: &'a Network,
    names: HashMap<&'a str, NodeId>,
    tensor_names: HashMap<&'a str, TensorId>,
    nodes: Vec<Node>,
    tensors: Vec<Option<Tensor>>,
    products: usize,
}

impl<'a> Builder<'a> {
    fn new(network: &'a Network) -> Result<Self> {
        if network.name.is_empty() || network.name.len() > MAX_NAME || network.name.chars().any(char::is_control) {
            return Err(Error::new("not a name for a network")
                .field("name")
                .found(&network.name)
                .allowed(format!("1 to {MAX_NAME} characters")));
        }
        limit("inputs", network.inputs.len(), MAX_LAYERS)?;
        limit("layers", network.layers.len(), MAX_LAYERS)?;
        if network.tensors.len() > MAX_LAYERS * 4 {
            return Err(Error::limit("too many tensors")
                .field("tensors")
                .found(network.tensors.len())
                .allowed(format!("at most {}", MAX_LAYERS * 4)));
        }
        let mut builder = Builder {
            network,
            names: HashMap::new(),
            tensor_names: HashMap::new(),
            nodes: Vec::new(),
            tensors: vec![None; network.tensors.len()],
            products: 0,
        };
        for (index, tensor) in network.tensors.iter().enumerate() {
            check_name("tensors", &tensor.name)?;
            if builder.tensor_names.insert(&tensor.name, TensorId(index)).is_some() {
                return Err(Error::new("two tensors have this name").field("tensors").found(&tensor.name));
            }
        }
        for port in &network.inputs {
            let field = format!("input {}", port.name);
            size(&field, &port.shape)?;
            port.number.validate(&format!("{field}.number"), 1)?;
            builder.node(&port.name, port.shape.clone(), port.number.clone(), Vec::new(), None)?;
        }
        Ok(builder)
    }

    fn node(
        &mut self,
        name: &'a str,
        shape: Vec<usize>,
        number: Number,
        inputs: Vec<NodeId>,
        layer: Option<usize>,
    ) -> Result<()> {
        check_name("name", name)?;
        if self.names.insert(name, NodeId(self.nodes.len())).is_some() {
            return Err(Error::new("two layers or inputs have this name").field("name").found(name));
        }
        let first = self.nodes.last().map_or(0, |node| node.range().end);
        limit("values of all layers", first + size("shape", &shape)?, MAX_VALUES)?;
        self.nodes.push(Node { name: name.to_owned(), shape, number, inputs, layer, first });
        Ok(())
    }

    fn layer(&mut self, index: usize, layer: &'a Layer) -> Result<()> {
        let mut inputs = Vec::with_capacity(layer.inputs.len());
        for name in &layer.inputs {
            let Some(&input) = self.names.get(name.as_str()) else {
                let later = self.network.layers.iter().skip(index).any(|layer| layer.name == *name);
                let message =
                    if later { "reads itself or a layer after it" } else { "no input or layer has this name" };
                return Err(Error::new(message)
                    .field(layer.field("inputs"))
                    .found(name)
                    .allowed("inputs and layers before it")
                    .hint("a network has no cycles: put layers in the order in which they are computed"));
            };
            inputs.push(input);
        }
        let counts = match &layer.op {
            Op::Add {} | Op::Concat {} => 2..=16,
            Op::Multiply {} => 2..=2,
            _ => 1..=1,
        };
        if !counts.contains(&inputs.len()) {
            return Err(Error::mismatch("wrong number of inputs")
                .field(layer.field("inputs"))
                .found(inputs.len())
                .allowed(if counts.start() == counts.end() {
                    counts.start().to_string()
                } else {
                    format!("{}..={}", counts.start(), counts.end())
                }));
        }
        let read: Vec<Node> = inputs.iter().map(|&NodeId(index)| self.nodes[index].clone()).collect();
        let shape = self.shape(layer, &read)?;
        let number = self.number(layer, &read)?;
        self.node(&layer.name, shape, number, inputs, Some(index))
    }

    /// The numbers of a layer's values.
    /// Whether the weights of a tensor, which has been looked up before, are fixed point.
    fn is_fixed(&self, tensor: &str) -> bool {
        self.network.tensors[self.tensor_names[tensor].0].number.is_fixed()
    }

    fn number(&self, layer: &Layer, read: &[Node]) -> Result<Number> {
        let fixed = read.iter().all(|node| node.number.is_fixed());
        let real =
            || Error::unsupported("this operation needs real numbers").field(layer.field("op")).found(layer.op.name());
        let own = match &layer.op {
            Op::Conv2d { weights, bias, sum, .. }
            | Op::ConvTranspose2d { weights, bias, sum, .. }
            | Op::Dense { weights, bias, sum, .. }
            | Op::Affine { weights, bias, sum } => {
                let weights_fixed = self.is_fixed(weights);
                if bias.as_ref().is_some_and(|bias| self.is_fixed(bias) != weights_fixed) {
                    return Err(Error::mismatch("weights and biases are of different kinds: fixed point and real")
                        .field(layer.field("bias")));
                }
                match sum {
                    Some(sum) => {
                        if !fixed || !weights_fixed {
                            return Err(Error::new(
                                "an accumulator is given, but not all that is added is fixed point",
                            )
                            .field(layer.field("sum"))
                            .hint("leave it out for real numbers"));
                        }
                        sum.format.validate(&layer.field("sum.format"))?;
                        Some(Number::from(sum.format))
                    }
                    None if weights_fixed => {
                        return Err(Error::missing("the accumulator is missing")
                            .field(layer.field("sum"))
                            .allowed("format and products: cast or exact"));
                    }
                    None => Some(Number::Float32),
                }
            }
            Op::BatchNorm { .. } | Op::Multiply {} | Op::Mean {} if fixed => return Err(real()),
            Op::BatchNorm { .. } | Op::Multiply {} | Op::Mean {} => Some(Number::Float32),
            Op::Activation { function } if !function.is_integer() => Some(Number::Float32),
            Op::Add {} if fixed => None,
            Op::Add {} => Some(Number::Float32),
            Op::MaxPool2d { .. }
            | Op::UpSample2d { .. }
            | Op::Pad { .. }
            | Op::Crop { .. }
            | Op::Activation { .. }
            | Op::Mask { .. }
            | Op::Gather { .. }
            | Op::Slice { .. }
            | Op::Flatten {}
            | Op::Reshape { .. }
            | Op::Concat {} => {
                let first = &read[0].number;
                read.iter().all(|node| node.number == *first).then(|| first.clone())
            }
        };
        let number = match (&layer.output, own) {
            (Some(output), _) => output.clone(),
            (None, Some(own)) => own,
            (None, None) => {
                return Err(Error::missing("the numbers of its values are not given")
                    .field(layer.field("output"))
                    .allowed("a number format")
                    .hint("only a layer whose inputs all have the same numbers may leave them out"));
            }
        };
        number.validate(&layer.field("output"), 1)?;
        Ok(number)
    }

    /// The tensor of this name, with its shape; it may have been named before with the same one.
    fn tensor(
        &mut self,
        layer: &Layer,
        (field, name): (&str, &str),
        role: TensorRole,
        shape: Vec<usize>,
        (channels, channel_step): (usize, usize),
        fan_in: usize,
    ) -> Result<()> {
        let field = layer.field(field);
        let &TensorId(id) = self.tensor_names.get(name).ok_or_else(|| {
            Error::unknown("no tensor has this name")
                .field(&field)
                .found(name)
                .hint("tensors are listed under 'tensors'")
        })?;
        let len = shape.iter().try_fold(1usize, |product, &length| product.checked_mul(length));
        limit("weights of a tensor", len.unwrap_or(usize::MAX), MAX_WEIGHTS).map_err(|error| error.field(&field))?;
        let number = self.network.tensors[id].number.clone();
        let tensor =
            Tensor { name: name.to_owned(), number, quantiser: None, shape, role, fan_in, channels, channel_step };
        match &self.tensors[id] {
            Some(other) if other.shape != tensor.shape || other.role != role => {
                Err(Error::mismatch("another layer uses the tensor with another shape or in another role")
                    .field(&field)
                    .found(format!("{role:?} {:?}", tensor.shape))
                    .allowed(format!("{:?} {:?}", other.role, other.shape)))
            }
            Some(_) => Ok(()),
            None => {
                self.tensors[id] = Some(tensor);
                Ok(())
            }
        }
    }

    fn count_products(&mut self, products: Option<usize>) -> Result<()> {
        let all = products.and_then(|products| self.products.checked_add(products)).unwrap_or(usize::MAX);
        limit("products of all layers", all, MAX_PRODUCTS)?;
        self.products = all;
        Ok(())
    }

    /// The shape of a layer's values. Registers its tensors.
    fn shape(&mut self, layer: &Layer, read: &[Node]) -> Result<Vec<usize>> {
        match &layer.op {
            Op::Conv2d { kernel, stride, padding, filters, weights, bias, .. } => {
                let [rows, columns, channels] = image_for(layer, &read[0])?;
                sizes(layer, "kernel", *kernel)?;
                sizes(layer, "stride", *stride)?;
                limit(&layer.field("filters"), *filters, 4096)?;
                let Some([rows, columns]) = sums::window_counts([rows, columns], *kernel, *stride, *padding) else {
                    return Err(Error::mismatch("the kernel is larger than the image")
                        .field(layer.field("kernel"))
                        .found(format!("{kernel:?} on {rows} x {columns}"))
                        .hint("padding: same surrounds the image with zeros"));
                };
                let shape = vec![rows, columns, *filters];
                let taps = kernel[0] * kernel[1] * channels;
                self.count_products(size("shape", &shape)?.checked_mul(taps))?;
                let kernel = vec![kernel[0], kernel[1], channels, *filters];
                self.tensor(layer, ("weights", weights), TensorRole::Kernel, kernel, (*filters, 1), taps)?;
                self.bias(layer, bias, *filters, taps)?;
                Ok(shape)
            }
            Op::ConvTranspose2d { kernel, stride, padding, filters, weights, bias, .. } => {
                let [rows, columns, channels] = image_for(layer, &read[0])?;
                sizes(layer, "kernel", *kernel)?;
                sizes(layer, "stride", *stride)?;
                limit(&layer.field("filters"), *filters, 4096)?;
                let Some([rows, columns]) = sums::transposed_lengths([rows, columns], *kernel, *stride, *padding)
                else {
                    return Err(Error::new("nothing is left of the result").field(layer.field("padding")));
                };
                let shape = vec![rows, columns, *filters];
                size("shape", &shape)?;
                let values = size("inputs", &read[0].shape)?;
                self.count_products(values.checked_mul(kernel[0] * kernel[1]).and_then(|n| n.checked_mul(*filters)))?;
                let fan_in = (kernel[0] * kernel[1] * channels / (stride[0] * stride[1])).max(1);
                let kernel = vec![kernel[0], kernel[1], *filters, channels];
                self.tensor(layer, ("weights", weights), TensorRole::Kernel, kernel, (*filters, channels), fan_in)?;
                self.bias(layer, bias, *filters, fan_in)?;
                Ok(shape)
            }
            Op::Dense { units, weights, bias, .. } => {
                limit(&layer.field("units"), *units, 65_536)?;
                let inputs = read[0].len();
                self.count_products(inputs.checked_mul(*units))?;
                let matrix = vec![*units, inputs];
                self.tensor(layer, ("weights", weights), TensorRole::Kernel, matrix, (*units, inputs), inputs)?;
                self.bias(layer, bias, *units, inputs)?;
                Ok(vec![*units])
            }
            Op::Affine { weights, bias, .. } => {
                let channels = read[0].last_axis();
                self.count_products(Some(read[0].len()))?;
                self.tensor(layer, ("weights", weights), TensorRole::Kernel, vec![channels], (channels, 1), 1)?;
                self.bias(layer, bias, channels, 1)?;
                Ok(read[0].shape.clone())
            }
            Op::BatchNorm { scale, offset, mean, variance, .. } => {
                let channels = read[0].last_axis();
                let all = [
                    ("scale", scale, TensorRole::Kernel),
                    ("offset", offset, TensorRole::Bias),
                    ("mean", mean, TensorRole::Statistic),
                    ("variance", variance, TensorRole::Statistic),
                ];
                for (name, tensor, role) in all {
                    self.tensor(layer, (name, tensor), role, vec![channels], (channels, 1), 1)?;
                    let TensorId(id) = self.tensor_names[tensor.as_str()];
                    if self.network.tensors[id].number.is_fixed() {
                        return Err(Error::unsupported("this operation needs real numbers")
                            .field(layer.field(name))
                            .found(&self.network.tensors[id].number)
                            .allowed("float32"));
                    }
                }
                Ok(read[0].shape.clone())
            }
            Op::MaxPool2d { size: window, stride, padding } => {
                let [rows, columns, channels] = image_for(layer, &read[0])?;
                sizes(layer, "size", *window)?;
                sizes(layer, "stride", *stride)?;
                if let Padding::Zeros(_) = padding {
                    return Err(Error::new("a window has no zeros around the image")
                        .field(layer.field("padding"))
                        .allowed("same, valid"));
                }
                let Some([rows, columns]) = sums::window_counts([rows, columns], *window, *stride, *padding) else {
                    return Err(Error::mismatch("the window is larger than the image")
                        .field(layer.field("size"))
                        .found(format!("{window:?} on {rows} x {columns}")));
                };
                let shape = vec![rows, columns, channels];
                let compared = size("shape", &shape)?.checked_mul(window[0] * window[1]);
                self.count_products(compared)?;
                Ok(shape)
            }
            Op::UpSample2d { factor } => {
                let [rows, columns, channels] = image_for(layer, &read[0])?;
                sizes(layer, "factor", *factor)?;
                Ok(vec![rows * factor[0], columns * factor[1], channels])
            }
            Op::Pad { zeros } => {
                let [rows, columns, channels] = image_for(layer, &read[0])?;
                zeros.iter().try_for_each(|&zeros| limit(&layer.field("zeros"), zeros + 1, 1025))?;
                Ok(vec![rows + zeros[0] + zeros[1], columns + zeros[2] + zeros[3], channels])
            }
            Op::Crop { cut } => {
                let [rows, columns, channels] = image_for(layer, &read[0])?;
                let left = [(rows, cut[0], cut[1]), (columns, cut[2], cut[3])].map(|(length, first, second)| {
                    length.checked_sub(first).and_then(|rest| rest.checked_sub(second)).filter(|&rest| rest > 0)
                });
                match left {
                    [Some(rows), Some(columns)] => Ok(vec![rows, columns, channels]),
                    _ => Err(Error::new("nothing is left of the image")
                        .field(layer.field("cut"))
                        .found(format!("{cut:?} of {rows} x {columns}"))),
                }
            }
            Op::Add {} | Op::Multiply {} => {
                if let Some(other) = read.iter().find(|node| node.shape != read[0].shape) {
                    return Err(Error::mismatch("the inputs have different shapes")
                        .field(layer.field("inputs"))
                        .found(format!("{} {:?}, {} {:?}", read[0].name, read[0].shape, other.name, other.shape)));
                }
                Ok(read[0].shape.clone())
            }
            Op::Mean {} => Ok(vec![image_for(layer, &read[0])?[2]]),
            Op::Activation { function } => {
                if let Function::LeakyRelu { slope_millionths } = function
                    && *slope_millionths > 1_000_000
                {
                    return Err(Error::new("a slope beyond 1")
                        .field(layer.field("function"))
                        .found(slope_millionths)
                        .allowed("0..=1000000"));
                }
                Ok(read[0].shape.clone())
            }
            Op::Mask { keep } => {
                let [rows, columns, channels] = image_for(layer, &read[0])?;
                if keep.len() != rows * columns || keep.iter().any(|&keep| keep > 1) {
                    return Err(Error::new("a mask has one 0 or 1 for each row and column")
                        .field(layer.field("keep"))
                        .found(format!("{} entries", keep.len()))
                        .allowed(format!("{} of 0 and 1", rows * columns)));
                }
                let kept = keep.iter().filter(|&&keep| keep == 1).count();
                if kept == 0 {
                    return Err(Error::new("the mask keeps nothing").field(layer.field("keep")));
                }
                Ok(vec![kept, channels])
            }
            Op::Gather { shape, indices } => {
                let len = size(&layer.field("shape"), shape)?;
                if indices.len() != len {
                    return Err(Error::mismatch("wrong number of indices")
                        .field(layer.field("indices"))
                        .found(indices.len())
                        .allowed(format!("{len} for the shape {shape:?}")));
                }
                let values = read[0].len();
                if let Some(index) = indices.iter().find(|&&index| index < -1 || i64::from(index) >= values as i64) {
                    return Err(Error::new("no such value of the input")
                        .field(layer.field("indices"))
                        .found(index)
                        .allowed(format!("0..={}, or -1 for zero", values - 1)));
                }
                Ok(shape.clone())
            }
            Op::Slice { from, to } => {
                let axis = read[0].last_axis();
                if from >= to || *to > axis {
                    return Err(Error::new("no range of the last axis")
                        .field(layer.field("from"))
                        .found(format!("{from}..{to}"))
                        .allowed(format!("0 <= from < to <= {axis}")));
                }
                let mut shape = read[0].shape.clone();
                shape.pop();
                shape.push(to - from);
                Ok(shape)
            }
            Op::Flatten {} => Ok(vec![read[0].len()]),
            Op::Reshape { shape } => {
                if size(&layer.field("shape"), shape)? != read[0].len() {
                    return Err(Error::mismatch("another number of values")
                        .field(layer.field("shape"))
                        .found(format!("{shape:?}"))
                        .allowed(format!("a shape of {} values", read[0].len())));
                }
                Ok(shape.clone())
            }
            Op::Concat {} => {
                fn outer(node: &Node) -> &[usize] {
                    &node.shape[..node.shape.len() - 1]
                }
                if let Some(other) = read.iter().find(|node| outer(node) != outer(&read[0])) {
                    return Err(Error::mismatch("the inputs differ in more than the last axis")
                        .field(layer.field("inputs"))
                        .found(format!("{} {:?}, {} {:?}", read[0].name, read[0].shape, other.name, other.shape)));
                }
                let mut shape = outer(&read[0]).to_vec();
                shape.push(read.iter().map(Node::last_axis).sum());
                Ok(shape)
            }
        }
    }

    fn bias(&mut self, layer: &Layer, bias: &Option<String>, channels: usize, fan_in: usize) -> Result<()> {
        match bias {
            Some(bias) => self.tensor(layer, ("bias", bias), TensorRole::Bias, vec![channels], (channels, 1), fan_in),
            None => Ok(()),
        }
    }
}

/// The shape of a node that a layer needs as an image.
fn image_for(layer: &Layer, read: &Node) -> Result<[usize; 3]> {
    read.image().ok_or_else(|| {
        Error::mismatch("an image is needed: rows, columns, channels")
            .field(layer.field("inputs"))
            .found(format!("{} of shape {:?}", read.name, read.shape))
    })
}

/// A tensor that a layer uses, with what the description says about it.
fn checked_tensor(spec: &TensorSpec, tensor: Option<Tensor>) -> Result<Tensor> {
    let mut tensor = tensor.ok_or_else(|| {
        Error::new("no layer uses the tensor").field(format!("tensor {}", spec.name)).hint("remove it")
    })?;
    tensor.quantiser = spec.quantiser;
    tensor.number.validate(&format!("tensor {}.number", tensor.name), tensor.channels)?;
    if tensor.number.is_fixed() && tensor.number.bits() > MAX_WEIGHT_BITS {
        return Err(Error::limit("weights of too many bits")
            .field(format!("tensor {}.number", tensor.name))
            .found(&tensor.number)
            .allowed(format!("at most {MAX_WEIGHT_BITS} bits")));
    }
    Ok(tensor)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::Path;

    const GOOD: &str = "
format: 2
name: small
inputs:
- {name: x, shape: [4, 4, 2], number: u4.2}
tensors:
- {name: k, number: s4.3}
- {name: b, number: s4.3}
- {name: m, number: {format: s4.3, exponents: [0, -1]}}
layers:
- {name: c, op: conv2d, inputs: [x], kernel: [3, 3], padding: valid, filters: 3, weights: k, bias: b, sum: {format: s20.5, products: cast}}
- {name: r, op: activation, function: relu, inputs: [c], output: u6.3 half-even saturate}
- {name: d, op: dense, inputs: [r], units: 2, weights: m, sum: {format: s30.6, products: exact}}
outputs: [d]
";

    fn read(text: &str) -> Result<Typed> {
        Network::from_yaml(text, Path::new("n.yaml")).and_then(Network::check)
    }

    #[test]
    fn shapes_places_and_sizes() {
        let typed = read(GOOD).unwrap();
        let shapes: Vec<&[usize]> = typed.nodes().iter().map(|node| &node.shape[..]).collect();
        assert_eq!(shapes, [&[4, 4, 2][..], &[2, 2, 3], &[2, 2, 3], &[2]]);
        assert_eq!(typed.nodes().iter().map(|node| node.first).collect::<Vec<_>>(), [0, 32, 44, 56]);
        assert_eq!((typed.values(), typed.weight_count(), typed.weight_bits()), (58, 54 + 3 + 24, 4 * 81));
        assert_eq!(typed.sums().products(), 12 * 18 + 2 * 12);
        let matrix = typed.tensor(typed.find_tensor("m").unwrap());
        assert_eq!((matrix.shape.as_slice(), matrix.channel(11), matrix.channel(12)), (&[2, 12][..], 0, 1));
        assert_eq!((matrix.places(11), matrix.places(12)), (3, 4));
        assert!(typed.is_integer());
        assert_eq!(read(&typed.network().to_yaml().unwrap()).unwrap(), typed);
    }

    /// Every fault is named by layer or tensor and by field.
    #[test]
    fn faults_are_named() {
        for (good, bad, expected) in [
            ("op: dense", "op: dance", "unknown variant `dance`"),
            ("units: 2", "unit: 2", "unit"),
            ("units: 2", "units: 0", "layer d.units"),
            ("units: 2", "units: -2", "layer 'd'"),
            ("inputs: [r], units", "inputs: [q], units", "layer d.inputs"),
            ("inputs: [r], units", "inputs: [d], units", "reads itself"),
            ("inputs: [x], kernel", "inputs: [d], kernel", "layer c.inputs: reads itself or a layer after it"),
            ("inputs: [x], kernel", "inputs: [x, x], kernel", "layer c.inputs: wrong number of inputs"),
            ("inputs: [x], kernel", "inputs: [], kernel", "layer c.inputs"),
            ("weights: m", "weights: n", "layer d.weights"),
            ("weights: m", "weights: k", "layer d.weights: another layer uses the tensor"),
            ("kernel: [3, 3]", "kernel: [5, 3]", "layer c.kernel"),
            ("kernel: [3, 3]", "kernel: [0, 3]", "layer c.kernel"),
            ("exponents: [0, -1]", "exponents: [0, -1, 2]", "tensor m.number"),
            ("exponents: [0, -1]", "exponents: [0, -100]", "tensor m.number"),
            ("{name: b, number: s4.3}", "{name: b, number: s17.3}", "tensor b.number"),
            ("{name: b, number: s4.3}", "{name: b, number: s4.25}", "tensor b.number"),
            ("{name: b, number: s4.3}", "{name: b, number: s4.3 often}", "not a number format"),
            ("{name: b, number: s4.3}", "{name: b, number: s4.3}\n- {name: z, number: s4.3}", "tensor z"),
            ("format: s20.5", "format: s7.5", "layer c.sum: the format is too narrow"),
            ("format: s20.5", "format: s63.5", "layer c.sum.format"),
            ("u6.3 half-even saturate", "u6.3", "layer r.output: the format is too narrow"),
            ("outputs: [d]", "outputs: [e]", "outputs"),
            ("outputs: [d]", "outputs: [r]", "layer d: nothing reads it"),
            ("outputs: [d]", "outputs: []", "outputs"),
            ("name: r", "name: c", "two layers"),
            ("name: r", "name: Relu-1", "not a name"),
            ("number: u4.2", "number: float32", "layer c.sum"),
            ("format: 2", "format: 3", "format: 3"),
            ("shape: [4, 4, 2]", "shape: [4, 0, 2]", "input x"),
            ("shape: [4, 4, 2]", "shape: [4096, 4096, 2]", "input x"),
            ("shape: [4, 4, 2]", "shape: [32]", "layer c.inputs: an image is needed"),
        ] {
            assert!(GOOD.contains(good), "{good}");
            let error = read(&GOOD.replacen(good, bad, 1)).unwrap_err().to_string();
            assert!(error.contains(expected), "{bad}: {error}");
        }
    }

    #[test]
    fn a_small_file_cannot_ask_for_a_large_network() {
        let many: String = (0..10_000)
            .map(|i| {
                format!(
                    "- {{name: l{i}, op: flatten, inputs: [{}]}}\n",
                    if i == 0 { "x".into() } else { format!("l{}", i - 1) }
                )
            })
            .collect();
        let text = format!(
            "format: 2\nname: n\ninputs: [{{name: x, shape: [4], number: u4.2}}]\nlayers:\n{many}outputs: [l9999]\n"
        );
        assert!(read(&text).unwrap_err().to_string().contains("layers: out of range"));
        let wide = GOOD.replace("units: 2", "units: 65536").replace("[4, 4, 2]", "[512, 512, 2]");
        assert!(read(&wide).unwrap_err().to_string().contains("1..="), "{}", read(&wide).unwrap_err());
    }

    /// Intervals without end: a chain of exact sums grows until it is refused, and nothing overflows.
    #[test]
    fn numbers_that_grow_too_wide_are_refused() {
        let mut text =
            "format: 2\nname: n\ninputs: [{name: x, shape: [4], number: u40.0}]\ntensors: [{name: k, number: s16.0}]\n\
                        layers:\n"
                .to_owned();
        text += "- {name: d, op: dense, inputs: [x], units: 4, weights: k, sum: {format: s62.0, products: exact}}\n";
        text +=
            "- {name: e, op: dense, inputs: [d], units: 4, weights: k, sum: {format: s62.0 wrap, products: cast}}\n";
        text += "outputs: [e]\n";
        let error = read(&text).unwrap_err().to_string();
        assert!(error.contains("layer e.sum: numbers need more bits"), "{error}");
    }
}
