//! Frozen TensorFlow graphs: the messages of a `GraphDef`, and the weights in one.
//!
//! Only the fields of the public message definitions that are used are here, under their numbers. No node
//! names are assumed in reading: layers are the convolutions and matrix products, in the order in which data
//! pass them, and a kernel is the constant that leads to one, through quantisers if there are any.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use prost::Message;

use crate::error::{Error, Result};
use crate::files;
use crate::network::{Network, Tensor};
use crate::registers::keras::{self, Floats, ImportMode, KerasImport};

/// Code of 32-bit floats.
pub(crate) const FLOAT: i32 = 1;

/// Most elements of a constant that is read. A dense kernel has some thousands.
const MAX_ELEMENTS: usize = 1 << 20;

#[derive(Clone, PartialEq, Message)]
pub(crate) struct GraphDef {
    #[prost(message, repeated, tag = "1")]
    pub(crate) node: Vec<NodeDef>,
    #[prost(message, optional, tag = "4")]
    pub(crate) versions: Option<VersionDef>,
}

#[derive(Clone, PartialEq, Message)]
pub(crate) struct VersionDef {
    #[prost(int32, tag = "1")]
    pub(crate) producer: i32,
}

#[derive(Clone, PartialEq, Message)]
pub(crate) struct NodeDef {
    #[prost(string, tag = "1")]
    pub(crate) name: String,
    #[prost(string, tag = "2")]
    pub(crate) op: String,
    #[prost(string, repeated, tag = "3")]
    pub(crate) input: Vec<String>,
    #[prost(btree_map = "string, message", tag = "5")]
    pub(crate) attr: BTreeMap<String, AttrValue>,
}

#[derive(Clone, PartialEq, Message)]
pub(crate) struct AttrValue {
    #[prost(oneof = "Value", tags = "1, 2, 3, 5, 6, 7, 8")]
    pub(crate) value: Option<Value>,
}

#[derive(Clone, PartialEq, prost::Oneof)]
pub(crate) enum Value {
    #[prost(message, tag = "1")]
    List(List),
    #[prost(bytes, tag = "2")]
    Bytes(Vec<u8>),
    #[prost(int64, tag = "3")]
    Integer(i64),
    #[prost(bool, tag = "5")]
    Bool(bool),
    #[prost(int32, tag = "6")]
    Type(i32),
    #[prost(message, tag = "7")]
    Shape(Shape),
    #[prost(message, tag = "8")]
    Tensor(TensorProto),
}

#[derive(Clone, PartialEq, Message)]
pub(crate) struct List {
    #[prost(int64, repeated, tag = "3")]
    pub(crate) integers: Vec<i64>,
}

#[derive(Clone, PartialEq, Message)]
pub(crate) struct Shape {
    #[prost(message, repeated, tag = "2")]
    pub(crate) dim: Vec<Length>,
}

#[derive(Clone, PartialEq, Message)]
pub(crate) struct Length {
    #[prost(int64, tag = "1")]
    pub(crate) size: i64,
}

#[derive(Clone, PartialEq, Message)]
pub(crate) struct TensorProto {
    #[prost(int32, tag = "1")]
    pub(crate) dtype: i32,
    #[prost(message, optional, tag = "2")]
    pub(crate) shape: Option<Shape>,
    #[prost(bytes = "vec", tag = "4")]
    pub(crate) content: Vec<u8>,
    /// Instead of the content: one number for all elements, or all numbers.
    #[prost(float, repeated, tag = "5")]
    pub(crate) floats: Vec<f32>,
}

/// One layer of a graph.
#[derive(Debug, Clone, PartialEq)]
pub struct Layer {
    /// Name of the convolution or matrix product.
    pub name: String,
    /// Lengths of the kernel: dense (inputs, outputs), convolution (row, column, input, output), transposed
    /// convolution (row, column, output, input).
    pub shape: Vec<usize>,
    /// Kernel, the last index fastest.
    pub kernel: Vec<f32>,
    /// Bias, one for each output.
    pub bias: Vec<f32>,
}

/// Reads the layers of a frozen graph, in the order in which data pass them.
///
/// # Errors
/// A file that is no frozen graph, and layers without a kernel or bias that is constant.
pub fn layers(path: &Path) -> Result<Vec<Layer>> {
    layers_of(&files::read_bytes(path)?).map_err(|error| error.file(path))
}

fn layers_of(bytes: &[u8]) -> Result<Vec<Layer>> {
    let graph = GraphDef::decode(bytes)
        .map_err(|error| Error::new("not a frozen TensorFlow graph").found(error).hint("a file .pb of a GraphDef"))?;
    let nodes: BTreeMap<&str, &NodeDef> = graph.node.iter().map(|node| (node.name.as_str(), node)).collect();
    let mut layers = Vec::new();
    for node in &graph.node {
        // The data among the inputs, and the outputs among the lengths of the kernel.
        let (data, outputs) = match node.op.as_str() {
            "Conv2D" => (0, 3),
            "MatMul" => (0, 1),
            "Conv2DBackpropInput" => (2, 2),
            _ => continue,
        };
        let fault = |what: &str| Error::new(what).field(&node.name).hint("only layers with frozen weights are read");
        let rank = if node.op == "MatMul" { 2 } else { 4 };
        let input = |at: usize| node.input.get(at).map_or("", |name| name.as_str());
        let (shape, kernel) =
            constant_before(&nodes, input(1), rank).ok_or_else(|| fault("the layer has no constant kernel"))?;
        let adds = |other: &&NodeDef| {
            ["BiasAdd", "Add", "AddV2"].contains(&other.op.as_str()) && other.input.first() == Some(&node.name)
        };
        let bias = graph.node.iter().find(adds).and_then(|add| constant_before(&nodes, add.input.get(1)?, 1));
        let (_, bias) = bias
            .filter(|(length, _)| length[0] == shape[outputs])
            .ok_or_else(|| fault("the layer has no constant bias").allowed(format!("{} numbers", shape[outputs])))?;
        let depth = before(&nodes, input(data)).len();
        layers.push((depth, Layer { name: node.name.clone(), shape, kernel, bias }));
    }
    layers.sort_by_key(|(depth, _)| *depth);
    Ok(layers.into_iter().map(|(_, layer)| layer).collect())
}

/// The nodes that a tensor is made from, itself first.
fn before<'a>(nodes: &BTreeMap<&'a str, &'a NodeDef>, tensor: &str) -> Vec<&'a NodeDef> {
    let (mut found, mut seen) = (Vec::new(), BTreeSet::new());
    let mut open = vec![tensor.to_owned()];
    while let Some(name) = open.pop() {
        // A tensor is NODE or NODE:OUTPUT; ^NODE only says what runs first.
        let name = name.split(':').next().unwrap_or_default();
        if let Some(node) = nodes.get(name).filter(|node| seen.insert(node.name.as_str())) {
            open.extend(node.input.iter().cloned());
            found.push(*node);
        }
    }
    found
}

/// The one constant of floats with so many lengths that a tensor is made from.
fn constant_before(nodes: &BTreeMap<&str, &NodeDef>, tensor: &str, rank: usize) -> Option<(Vec<usize>, Vec<f32>)> {
    let mut found = before(nodes, tensor).into_iter().filter_map(constant).filter(|(shape, _)| shape.len() == rank);
    found.next().filter(|_| found.next().is_none())
}

/// Lengths and values of a constant of floats.
fn constant(node: &NodeDef) -> Option<(Vec<usize>, Vec<f32>)> {
    let Some(Value::Tensor(tensor)) = &node.attr.get("value")?.value else { return None };
    if node.op != "Const" || tensor.dtype != FLOAT {
        return None;
    }
    let lengths = tensor.shape.iter().flat_map(|shape| &shape.dim);
    let shape: Vec<usize> = lengths.map(|length| usize::try_from(length.size).ok()).collect::<Option<_>>()?;
    let count = shape.iter().try_fold(1usize, |count, &length| count.checked_mul(length))?;
    let (words, rest) = tensor.content.as_chunks::<4>();
    let values: Vec<f32> = match tensor.floats.as_slice() {
        _ if count > MAX_ELEMENTS || !rest.is_empty() => return None,
        [] => words.iter().map(|&word| f32::from_le_bytes(word)).collect(),
        [one] => vec![*one; count],
        all => all.to_vec(),
    };
    (values.len() == count).then_some((shape, values))
}

/// Imports the encoder of a frozen graph: one convolution, then one dense layer. Weights are rounded to the
/// nearest register value; quantisers between the constants and the layers are passed over.
///
/// # Errors
/// As [`layers`], another number of layers, and as [`keras::import`].
pub fn import(path: &Path, network: &Network) -> Result<KerasImport> {
    let layers = layers(path)?;
    let [conv, dense] = layers.as_slice() else {
        return Err(unlike(&layers, "a convolution and a dense layer").file(path));
    };
    let tensor =
        |name: String, values: &[f32]| Floats { dataset: name, values: values.iter().map(|&v| v.into()).collect() };
    let mut floats = Vec::new();
    for (layer, kernel) in [(conv, Tensor::ConvKernel), (dense, Tensor::DenseKernel)] {
        let needed: Vec<usize> =
            keras::keras_shape(network, kernel).into_iter().map(|length| length as usize).collect();
        if layer.shape != needed {
            return Err(Error::new("the tensor has another shape")
                .file(path)
                .field(format!("{} ({})", kernel.name(), layer.name))
                .found(format!("{:?}", layer.shape))
                .allowed(format!("{needed:?} for the network {}", network.name)));
        }
        floats.push(tensor(format!("{}, kernel", layer.name), &layer.kernel));
        floats.push(tensor(format!("{}, bias", layer.name), &layer.bias));
    }
    keras::from_floats(floats, network, ImportMode::Nearest).map_err(|error| error.file(path))
}

/// The layers are not those that are needed.
pub fn unlike(layers: &[Layer], needed: &str) -> Error {
    let found = layers.iter().map(|layer| format!("{} {:?}", layer.name, layer.shape));
    Error::new("the graph is of another kind").found(found.collect::<Vec<_>>().join(", ")).allowed(needed)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn constant(name: &str, lengths: &[usize], floats: Vec<f32>) -> NodeDef {
        let shape = Shape { dim: lengths.iter().map(|&size| Length { size: size as i64 }).collect() };
        let tensor = TensorProto { dtype: FLOAT, shape: Some(shape), floats, ..TensorProto::default() };
        let attr = AttrValue { value: Some(Value::Tensor(tensor)) };
        NodeDef { name: name.into(), op: "Const".into(), attr: [("value".into(), attr)].into(), ..NodeDef::default() }
    }

    fn node(name: &str, op: &str, input: &[&str]) -> NodeDef {
        let input = input.iter().map(|&name| name.into()).collect();
        NodeDef { name: name.into(), op: op.into(), input, ..NodeDef::default() }
    }

    /// Two dense layers, the second first in the file, one kernel behind a quantiser.
    fn nodes() -> Vec<NodeDef> {
        vec![
            node("b", "MatMul", &["a/sum", "b/kernel"]),
            node("b/sum", "BiasAdd", &["b", "b/bias"]),
            node("x", "Placeholder", &[]),
            constant("two", &[], vec![2.0]),
            constant("a/kernel", &[2, 3], vec![1.0, 2.0, 3.0, 4.0, 5.0, 6.0]),
            constant("a/bias", &[3], vec![7.0]),
            constant("b/kernel", &[3, 1], vec![0.5]),
            constant("b/bias", &[1], vec![9.0]),
            node("a/scaled", "Mul", &["a/kernel", "two"]),
            node("a", "MatMul", &["x", "a/scaled:0"]),
            node("a/sum", "AddV2", &["a", "a/bias", "^x"]),
        ]
    }

    fn read(node: Vec<NodeDef>) -> Result<Vec<Layer>> {
        layers_of(&GraphDef { node, versions: None }.encode_to_vec())
    }

    #[test]
    fn layers_stand_in_the_order_of_the_data() {
        let layers = read(nodes()).unwrap();
        let [first, second] = layers.as_slice() else { panic!("{layers:?}") };
        assert_eq!((first.name.as_str(), &first.shape[..], &first.bias[..]), ("a", &[2, 3][..], &[7.0; 3][..]));
        assert_eq!(first.kernel, [1.0, 2.0, 3.0, 4.0, 5.0, 6.0]);
        assert_eq!((second.name.as_str(), &second.kernel[..], &second.bias[..]), ("b", &[0.5; 3][..], &[9.0][..]));
    }

    #[test]
    fn graphs_that_do_not_fit_are_refused_by_name() {
        let fault = |change: fn(&mut Vec<NodeDef>)| {
            let mut nodes = nodes();
            change(&mut nodes);
            read(nodes).unwrap_err().to_string()
        };
        assert!(fault(|nodes| nodes[6].op = "Variable".into()).contains("b: the layer has no constant kernel"));
        assert!(fault(|nodes| nodes.truncate(10)).contains("a: the layer has no constant bias"));
        // A loop ends, and a length that is not there is no constant.
        assert!(fault(|nodes| nodes[8].input = vec!["a/scaled".into()]).contains("a: "));
        assert!(fault(|nodes| nodes[4] = constant("a/kernel", &[usize::MAX, 3], vec![1.0])).contains("a: "));
        assert!(fault(|nodes| nodes[0].input.clear()).contains("b: "));
    }

    /// A cut file gives an error or fewer layers; the reader does not panic.
    #[test]
    fn damaged_files_do_not_panic() {
        let whole = GraphDef { node: nodes(), versions: None }.encode_to_vec();
        assert!(layers_of(&whole[..whole.len() - 1]).is_err());
        for place in 0..whole.len() {
            let _ = layers_of(&whole[..place]);
            for flip in [0x01, 0x80, 0xff] {
                let mut bytes = whole.clone();
                bytes[place] ^= flip;
                let _ = layers_of(&bytes);
            }
        }
    }
}
