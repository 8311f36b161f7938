//! SavedModel of TensorFlow: a directory with `saved_model.pb`, graphs whose functions call each other, and the variables
//! as a checkpoint.
//!
//! The function that the model serves is written out: calls are replaced by the nodes of the functions that they call,
//! and reads of variables by constants. What is left is a frozen graph. Which tensor of the checkpoint a variable has is
//! what the graph itself does when it restores them.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::checkpoint::Checkpoint;
use super::graph::{Graph, order};
use super::proto;
use super::proto::tensorflow::attr_value::Value;
use super::proto::tensorflow::{AttrValue, FunctionDef, GraphDef, MetaGraphDef, NodeDef, SavedModel, SignatureDef};
use super::tensorflow;
use crate::error::{Error, Result};
use crate::files;

/// The file of the graphs in the directory of a model.
pub const FILE: &str = "saved_model.pb";

/// Most nodes when everything is written out, and deepest calls in calls.
const MAX_NODES: usize = 20_000;
const MAX_DEPTH: usize = 32;

/// The signature that a model is served with.
const SERVING: &str = "serving_default";

/// The directory of a model, if the path is one or its file of graphs.
pub fn directory(path: &Path) -> Option<PathBuf> {
    if path.file_name().is_some_and(|name| name == FILE) {
        return Some(path.parent().map_or_else(PathBuf::new, Path::to_owned));
    }
    path.join(FILE).is_file().then(|| path.to_owned())
}

/// Reads the graph that a model in a directory serves.
///
/// # Errors
/// Files that are no such model or are damaged; several signatures or outputs; functions and variables that are missing;
/// and as [`tensorflow::read`], by node.
pub fn read(directory: &Path) -> Result<Graph> {
    let file = directory.join(FILE);
    let fault = |error| Error::new("not a SavedModel of TensorFlow").found(error);
    let model = proto::decode::<SavedModel>(&files::read_bytes(&file)?, fault);
    let (model, _taken) = model.map_err(|error| error.file(&file))?;
    let (graph, signature) = served(&model).map_err(|error| error.file(&file))?;
    let mut nodes = written_out(graph, signature).map_err(|error| error.file(&file))?;
    if nodes.nodes.values().any(|node| READS.contains(&node.op.as_str())) {
        let variables = variables(graph).map_err(|error| error.file(&file))?;
        let mut checkpoint = Checkpoint::open(&directory.join("variables/variables.index"))?;
        nodes.freeze(&variables, &mut checkpoint)?;
    }
    let all: Vec<NodeDef> = nodes.nodes.into_values().collect();
    tensorflow::read_nodes(&all, Some(&nodes.outputs[0])).map_err(|error| error.file(&file))
}

/// Operators that read a variable.
const READS: [&str; 2] = ["ReadVariableOp", "VariableV2"];

/// Operators that call a function.
const CALLS: [&str; 2] = ["PartitionedCall", "StatefulPartitionedCall"];

fn serves_nothing() -> Error {
    Error::new("the model serves nothing").hint("save it with signatures, as model.export does")
}

fn call_fault(prefix: &str, what: &str) -> Error {
    Error::new(what).field(prefix.trim_end_matches('/'))
}

/// The graph and the signature that a model is served with.
fn served(model: &SavedModel) -> Result<(&GraphDef, &SignatureDef)> {
    let all: Vec<(&MetaGraphDef, &String, &SignatureDef)> = (model.meta_graphs.iter())
        .flat_map(|graph| graph.signature_def.iter().map(move |(name, signature)| (graph, name, signature)))
        .filter(|(.., signature)| !signature.outputs.is_empty() && !signature.inputs.is_empty())
        .collect();
    let chosen = match all.as_slice() {
        [one] => one,
        [] => return Err(serves_nothing()),
        several => several.iter().find(|(_, name, _)| *name == SERVING).ok_or_else(|| {
            let names: Vec<&str> = several.iter().map(|(_, name, _)| name.as_str()).collect();
            Error::new("the model serves several functions")
                .found(names.join(", "))
                .allowed(format!("one, or {SERVING}"))
        })?,
    };
    Ok((chosen.0.graph_def.as_ref().ok_or_else(serves_nothing)?, chosen.2))
}

/// Nodes without calls, by name.
struct Flat {
    nodes: BTreeMap<String, NodeDef>,
    /// What leaves.
    outputs: Vec<String>,
}

/// The nodes that a signature needs, with all functions written out.
fn written_out(graph: &GraphDef, signature: &SignatureDef) -> Result<Flat> {
    let leaving: Vec<&str> = signature.outputs.values().map(|output| output.name.as_str()).collect();
    let &[output] = leaving.as_slice() else {
        return Err(Error::new("another number of outputs")
            .found(signature.outputs.keys().cloned().collect::<Vec<_>>().join(", "))
            .allowed("one"));
    };
    let mut writer = Writer::new(graph);
    let body = Body { prefix: String::new(), nodes: by_name(&graph.node), arguments: BTreeMap::new() };
    let outputs = writer.body(&body, &[output.to_owned()], 0)?;
    Ok(Flat { nodes: writer.made, outputs })
}

fn by_name(nodes: &[NodeDef]) -> BTreeMap<&str, &NodeDef> {
    nodes.iter().map(|node| (node.name.as_str(), node)).collect()
}

/// Nodes of a graph or of a function that is called.
struct Body<'a> {
    /// Before the names of its nodes.
    prefix: String,
    nodes: BTreeMap<&'a str, &'a NodeDef>,
    /// What a call passes, by the names of the arguments.
    arguments: BTreeMap<&'a str, String>,
}

impl Body<'_> {
    fn node(&self, name: &str) -> Result<&NodeDef> {
        let node = self.nodes.get(name).copied();
        node.ok_or_else(|| Error::new("the graph has no such node").field(format!("{}{name}", self.prefix)))
    }

    /// The nodes of this body that a node reads.
    fn read<'b>(&'b self, name: &str) -> Result<Vec<&'b str>> {
        let data = self.node(name)?.input.iter().filter(|input| !input.starts_with('^'));
        Ok(data.map(|input| node_of(input)).filter(|name| !self.arguments.contains_key(name)).collect())
    }
}

/// The node of a tensor: NODE, NODE:0 in a graph; NODE:OUTPUT:0 in a function.
fn node_of(tensor: &str) -> &str {
    tensor.split(':').next().unwrap_or(tensor)
}

/// Writes out what functions compute.
struct Writer<'a> {
    functions: BTreeMap<&'a str, &'a FunctionDef>,
    made: BTreeMap<String, NodeDef>,
}

impl<'a> Writer<'a> {
    fn new(graph: &'a GraphDef) -> Self {
        let functions = graph.library.iter().flat_map(|library| &library.function);
        let named = functions.filter_map(|function| Some((function.signature.as_ref()?.name.as_str(), function)));
        Writer { functions: named.collect(), made: BTreeMap::new() }
    }

    /// Adds the nodes of a body that these tensors need, and gives the nodes that they became.
    fn body(&mut self, body: &Body, wanted: &[String], depth: usize) -> Result<Vec<String>> {
        if depth > MAX_DEPTH {
            return Err(Error::new("functions of the model call each other too deeply").found(&body.prefix));
        }
        let mut written: BTreeMap<&str, Written> = BTreeMap::new();
        for tensor in wanted.iter().filter(|tensor| !body.arguments.contains_key(node_of(tensor))) {
            for name in order(node_of(tensor), |name| body.read(name))? {
                if written.contains_key(name) {
                    continue;
                }
                let node = body.node(name)?;
                let data = node.input.iter().filter(|input| !input.starts_with('^'));
                let inputs = data.map(|input| place(body, &written, input)).collect::<Result<Vec<String>>>()?;
                let own = match CALLS.contains(&node.op.as_str()) {
                    true => Written::Call(self.call(node, &format!("{}{name}/", body.prefix), inputs, depth)?),
                    false => Written::Node(self.node(&body.prefix, node, inputs)?),
                };
                written.insert(name, own);
            }
        }
        wanted.iter().map(|tensor| place(body, &written, tensor)).collect()
    }

    /// Adds a node; it keeps its name, where no other has that.
    fn node(&mut self, prefix: &str, node: &NodeDef, input: Vec<String>) -> Result<String> {
        if self.made.len() >= MAX_NODES {
            return Err(Error::new("far too many nodes for an encoder or decoder")
                .allowed(format!("up to {MAX_NODES}, with functions written out")));
        }
        let free = !self.made.contains_key(&node.name);
        let name = if free { node.name.clone() } else { format!("{prefix}{}", node.name) };
        self.made.insert(name.clone(), NodeDef { name: name.clone(), input, ..node.clone() });
        Ok(name)
    }

    /// Adds the nodes of a function that is called, and gives what its outputs became, by the names that a graph (`1`) and
    /// a function (`output:1`) have for them.
    fn call(
        &mut self,
        call: &NodeDef,
        prefix: &str,
        inputs: Vec<String>,
        depth: usize,
    ) -> Result<BTreeMap<String, String>> {
        let name = match call.attr.get("f").and_then(|attribute| attribute.value.as_ref()) {
            Some(Value::Func(function)) => function.name.as_str(),
            _ => return Err(call_fault(prefix, "a call does not say of which function")),
        };
        let function = self.functions.get(name).copied();
        let function = function.ok_or_else(|| call_fault(prefix, "the model has no such function").found(name))?;
        let signature = function
            .signature
            .as_ref()
            .ok_or_else(|| call_fault(prefix, "a function without signature").found(name))?;
        if signature.input_arg.len() != inputs.len() {
            return Err(call_fault(prefix, "a call has another number of inputs than its function").found(inputs.len()));
        }
        let arguments = signature.input_arg.iter().map(|argument| argument.name.as_str()).zip(inputs).collect();
        let body = Body { prefix: prefix.to_owned(), nodes: by_name(&function.node_def), arguments };
        let returned = signature.output_arg.iter().map(|output| {
            let tensor = function.ret.get(&output.name).cloned();
            tensor.ok_or_else(|| call_fault(prefix, "a function does not say what it returns").found(&output.name))
        });
        let made = self.body(&body, &returned.collect::<Result<Vec<_>>>()?, depth + 1)?;
        let mut outputs = BTreeMap::new();
        for (number, made) in made.into_iter().enumerate() {
            outputs.insert(number.to_string(), made.clone());
            outputs.insert(format!("output:{number}"), made);
        }
        Ok(outputs)
    }
}

/// What a node of a body became.
enum Written {
    /// One node.
    Node(String),
    /// The nodes of a function, by the outputs of the call.
    Call(BTreeMap<String, String>),
}

/// The node that a tensor of a body became.
fn place(body: &Body, written: &BTreeMap<&str, Written>, tensor: &str) -> Result<String> {
    let (name, output) = tensor.split_once(':').unwrap_or((tensor, "0"));
    if let Some(argument) = body.arguments.get(name) {
        return Ok(argument.clone());
    }
    let found = match written.get(name) {
        Some(Written::Call(outputs)) => outputs.get(output).cloned(),
        // Of several outputs of an operator the first is read; those of a normalisation have names.
        Some(Written::Node(node)) => {
            let (kind, number) = output.rsplit_once(':').unwrap_or(("", output));
            (number == "0" && !OTHER_OUTPUTS.contains(&kind)).then(|| node.clone())
        }
        None => None,
    };
    let fault = || Error::new("only the first output of a node is supported");
    found.ok_or_else(|| fault().field(format!("{}{name}", body.prefix)).found(tensor))
}

/// Outputs of operators behind the first that have a name of their own.
const OTHER_OUTPUTS: [&str; 6] =
    ["batch_mean", "batch_variance", "reserve_space_1", "reserve_space_2", "reserve_space_3", "argmax"];

/// For each variable, by the name of its node, the name of its tensor in the checkpoint.
type Variables = BTreeMap<String, String>;

/// Which tensors of the checkpoint the graph restores into its variables.
fn variables(graph: &GraphDef) -> Result<Variables> {
    let writer = Writer::new(graph);
    let mut found = restored(&by_name(&graph.node), &BTreeMap::new());
    // Newer models restore in a function, to which the variables are passed.
    for call in graph.node.iter().filter(|node| CALLS.contains(&node.op.as_str())) {
        let Some(Value::Func(name)) = call.attr.get("f").and_then(|attribute| attribute.value.as_ref()) else {
            continue;
        };
        let Some(function) = writer.functions.get(name.name.as_str()) else { continue };
        let arguments = function.signature.iter().flat_map(|signature| &signature.input_arg);
        let passed = call.input.iter().filter(|input| !input.starts_with('^')).map(|input| node_of(input));
        let passed = arguments.map(|argument| argument.name.as_str()).zip(passed).collect();
        found.extend(restored(&by_name(&function.node_def), &passed));
    }
    match found.is_empty() {
        false => Ok(found),
        true => Err(Error::new("the model does not say which tensors of its checkpoint its variables are")
            .hint("export it as a frozen graph or as ONNX")),
    }
}

/// What nodes restore: each assignment of a tensor that the node `RestoreV2` reads.
fn restored(nodes: &BTreeMap<&str, &NodeDef>, passed: &BTreeMap<&str, &str>) -> Variables {
    let mut found = BTreeMap::new();
    for node in nodes.values().filter(|node| ["AssignVariableOp", "Assign"].contains(&node.op.as_str())) {
        let [variable, value, ..] = node.input.as_slice() else { continue };
        let variable = node_of(variable);
        if let Some(name) = restored_name(nodes, value) {
            found.insert((*passed.get(variable).unwrap_or(&variable)).to_owned(), name);
        }
    }
    found
}

/// The name in the checkpoint of a value that was restored, perhaps through nodes that pass it on.
fn restored_name(nodes: &BTreeMap<&str, &NodeDef>, value: &str) -> Option<String> {
    let mut value = value;
    for _ in 0..MAX_DEPTH {
        let node = nodes.get(node_of(value))?;
        if node.op == "RestoreV2" {
            // NODE:3, or NODE:tensors:3.
            let number = value.rsplit_once(':').map_or(Some(0), |(_, number)| number.parse::<usize>().ok())?;
            let names = nodes.get(node_of(node.input.get(1)?))?;
            let Some(Value::Tensor(names)) = names.attr.get("value")?.value.as_ref() else { return None };
            return String::from_utf8(names.string_val.get(number)?.clone()).ok();
        }
        value = node.input.first()?;
    }
    None
}

impl Flat {
    /// Replaces reads of variables by the numbers of the checkpoint.
    fn freeze(&mut self, variables: &Variables, checkpoint: &mut Checkpoint) -> Result<()> {
        let reads: Vec<String> = self
            .nodes
            .values()
            .filter(|node| READS.contains(&node.op.as_str()))
            .map(|node| node.name.clone())
            .collect();
        for name in reads {
            let Some(node) = self.nodes.get(&name) else { continue };
            // An old variable is its own node.
            let variable =
                if node.op == "ReadVariableOp" { node.input.first().map_or("", |input| node_of(input)) } else { &name };
            let fault = || Error::new("no tensor of the checkpoint is known for a variable").field(variable);
            let mut at = variable;
            while let Some(node) = self.nodes.get(at).filter(|node| node.op == "Identity") {
                at = node.input.first().map_or("", |input| node_of(input));
            }
            let tensor = checkpoint.tensor(variables.get(at).ok_or_else(fault)?)?;
            let value = AttrValue { value: Some(Value::Tensor(tensor)) };
            let attr = BTreeMap::from([("value".to_owned(), value)]);
            self.nodes.insert(name.clone(), NodeDef { name, op: "Const".to_owned(), input: Vec::new(), attr });
        }
        Ok(())
    }
}
