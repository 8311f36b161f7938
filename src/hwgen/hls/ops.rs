//! Layers as functions of C++: one partial template for each kind of operation.

use askama::Template;

use super::{Source, lines};
use crate::error::{Error, Result};
use crate::hwgen::design::Valid;
use crate::hwgen::marks::mark;
use crate::hwgen::names::{self, Names};
use crate::nn::{Function, Node, NodeId, Number, Op, Padding, Products, Rows, Sum, TensorId};

/// A layer as a function.
pub(super) struct Stage {
    /// Its declaration, without the semicolon.
    pub signature: String,
    /// Its definition with a comment.
    pub definition: String,
    /// Its table, if it has one.
    pub table: Option<Table>,
    /// What it reads.
    pub inputs: Vec<NodeId>,
    /// Whether it takes the weights.
    pub weighted: bool,
    /// Its node.
    pub node: NodeId,
}

/// A table of constants.
#[derive(Clone)]
pub(super) struct Table {
    pub comment: String,
    /// The declaration up to the opening brace.
    pub head: String,
    pub lines: Vec<String>,
}

/// A constant of the header: name, value, comment.
pub(super) type Constant = (String, i64, String);

/// What all templates of layers print.
struct Layer {
    comment: String,
    signature: String,
    /// Arrays, types and numbers of values of the inputs, and those of the layer itself.
    inputs: Vec<Array>,
    output: Array,
    weighted: Option<Weighted>,
    window: Option<Window>,
}

struct Array {
    name: String,
    number: String,
    size: String,
    /// What the index counts: `latent`.
    index: String,
    /// One value: `pixel`.
    one: String,
    /// What marks are called after: `activation`.
    value: String,
}

/// The weights of a layer and how it adds.
struct Weighted {
    prefix: String,
    /// The bias, or 0.
    bias: String,
    weight: String,
    /// Type of the running sum and of what is added.
    sum: String,
    /// What becomes the value.
    result: String,
}

/// How a weight is read from the list.
struct Loaded {
    /// The constant with its place in the list.
    start: String,
    number: String,
    /// The type of the bits, and the table of shifts, where channels have scales of their own.
    scaled: Option<(String, String)>,
}

impl Loaded {
    /// The kernel (`weight`) or the biases (`bias`) of a layer.
    fn new(design: &Valid, tensor: TensorId, layer: &str, part: &str) -> Self {
        Loaded {
            start: names::of_tensor(design.typed(), tensor).to_uppercase(),
            number: format!("{layer}_{part}_t"),
            scaled: shifts(design, tensor)
                .map(|_| (format!("{layer}_{part}_bits_t"), format!("{layer}_{part}_shifts").to_uppercase())),
        }
    }

    fn of(&self, place: &str, channel: &str) -> String {
        let entry = format!("weights[{} + {place}]", self.start);
        match &self.scaled {
            None => format!("from_bits<{}>({entry})", self.number),
            Some((bits, shifts)) => format!("{}(from_bits<{bits}>({entry})) << {shifts}[{channel}]", self.number),
        }
    }
}

/// The names of the constants of a window that moves over an image.
struct Window {
    height: String,
    width: String,
    channels: String,
    kernel: String,
    taps: String,
    stride: [String; 2],
    above: String,
    left: String,
    columns: String,
    filters: String,
}

impl Window {
    fn new(design: &Valid, id: NodeId) -> Self {
        let upper = design.names(id).prefix.to_uppercase();
        if names::is_chip_shaped(design.typed()) {
            let name = str::to_owned;
            return Window {
                height: name("IMAGE_HEIGHT"),
                width: name("IMAGE_WIDTH"),
                channels: name("CHANNELS"),
                kernel: name("KERNEL"),
                taps: name("TAPS"),
                stride: [name("STRIDE"), name("STRIDE")],
                above: name("PAD_ABOVE"),
                left: name("PAD_LEFT"),
                columns: name("COLUMNS"),
                filters: name("FILTERS"),
            };
        }
        Window {
            height: format!("{upper}_HEIGHT"),
            width: format!("{upper}_WIDTH"),
            channels: format!("{upper}_CHANNELS"),
            kernel: format!("{upper}_KERNEL"),
            taps: format!("{upper}_TAPS"),
            stride: [format!("{upper}_STRIDE"), format!("{upper}_STRIDE_COLUMNS")],
            above: format!("{upper}_PAD_ABOVE"),
            left: format!("{upper}_PAD_LEFT"),
            columns: format!("{upper}_COLUMNS"),
            filters: format!("{upper}_FILTERS"),
        }
    }
}

macro_rules! templates {
    ($($name:ident $path:literal),* $(,)?) => {$(
        #[derive(Template)]
        #[template(path = $path, escape = "none")]
        struct $name<'a> {
            s: &'a Source<'a>,
            l: &'a Layer,
            w: &'a Window,
            m: &'a Weighted,
        }
    )*};
}

templates! {
    Conv2d "hls/ops/conv2d.cpp",
    ConvTranspose2d "hls/ops/conv_transpose2d.cpp",
    Affine "hls/ops/affine.cpp",
}

#[derive(Template)]
#[template(path = "hls/ops/dense.cpp", escape = "none")]
struct Dense<'a> {
    s: &'a Source<'a>,
    l: &'a Layer,
    m: &'a Weighted,
}

macro_rules! plain_templates {
    ($($name:ident $path:literal),* $(,)?) => {$(
        #[derive(Template)]
        #[template(path = $path, escape = "none")]
        struct $name<'a> {
            s: &'a Source<'a>,
            l: &'a Layer,
        }
    )*};
}

plain_templates! {
    Relu "hls/ops/relu.cpp",
    Linear "hls/ops/linear.cpp",
    Add "hls/ops/add.cpp",
}

#[derive(Template)]
#[template(path = "hls/ops/max_pool2d.cpp", escape = "none")]
struct MaxPool2d<'a> {
    s: &'a Source<'a>,
    l: &'a Layer,
    w: &'a Window,
}

#[derive(Template)]
#[template(path = "hls/ops/moved.cpp", escape = "none")]
struct Moved<'a> {
    s: &'a Source<'a>,
    l: &'a Layer,
    value: String,
}

/// The layer as a function.
///
/// # Errors
/// An operation on real numbers, which no design has, and a template that fails.
pub(super) fn stage(s: &Source<'_>, id: NodeId) -> Result<Stage> {
    let (typed, design) = (s.design.typed(), s.design);
    let (node, names) = (typed.node(id), design.names(id));
    let op = typed.op(id).ok_or_else(|| Error::new("an input is no layer"))?;
    let window = matches!(op, Op::Conv2d { .. } | Op::ConvTranspose2d { .. } | Op::MaxPool2d { .. })
        .then(|| Window::new(design, id));
    let output = array(design, id);
    let mut inputs: Vec<Array> = node.inputs.iter().map(|&input| array(design, input)).collect();
    if let [input] = &mut inputs[..]
        && input.name == output.name
    {
        input.name = "inputs".to_owned();
    }
    if inputs.len() > 1 {
        inputs.iter_mut().enumerate().for_each(|(number, input)| input.name = format!("inputs_{number}"));
    }
    let weighted = weighted(design, id, op, &inputs, &output);
    let signature = signature(names, &inputs, &output, weighted.is_some());
    let layer = Layer { comment: comment(design, id, op), signature, inputs, output, weighted, window };
    let mut table = None;
    let refuse = || Error::new("an operation without hardware").field(format!("layer {}", node.name)).found(op.name());
    let l = &layer;
    let definition = match (op, &l.weighted, &l.window) {
        (Op::Conv2d { .. }, Some(m), Some(w)) => Conv2d { s, l, w, m }.render(),
        (Op::ConvTranspose2d { .. }, Some(m), Some(w)) => ConvTranspose2d { s, l, w, m }.render(),
        (Op::Dense { .. }, Some(m), _) => Dense { s, l, m }.render(),
        (Op::Affine { .. }, Some(m), _) => Affine { s, l, w: &Window::new(design, id), m }.render(),
        (Op::MaxPool2d { .. }, _, Some(w)) => MaxPool2d { s, l, w }.render(),
        (Op::Add {}, ..) => Add { s, l }.render(),
        (Op::Activation { function: Function::Relu }, ..) => Relu { s, l }.render(),
        (Op::Activation { function: Function::Linear }, ..) => Linear { s, l }.render(),
        (
            Op::UpSample2d { .. }
            | Op::Pad { .. }
            | Op::Crop { .. }
            | Op::Mask { .. }
            | Op::Gather { .. }
            | Op::Slice { .. }
            | Op::Flatten {}
            | Op::Reshape { .. }
            | Op::Concat {},
            ..,
        ) => {
            let name = match names.value.as_str() {
                "pixel" => "IMAGE_CELLS".to_owned(),
                _ => format!("{}_SOURCES", names.prefix.to_uppercase()),
            };
            table = sources(design, id, &name);
            let value = moved_value(l, &name);
            Moved { s, l, value }.render()
        }
        (
            Op::Conv2d { .. }
            | Op::ConvTranspose2d { .. }
            | Op::Dense { .. }
            | Op::Affine { .. }
            | Op::MaxPool2d { .. }
            | Op::BatchNorm { .. }
            | Op::Multiply {}
            | Op::Mean {}
            | Op::Activation { .. },
            ..,
        ) => return Err(refuse()),
    };
    let definition = definition.map_err(|error| Error::new(format!("cannot write the source: {error}")))?;
    let definition = definition.trim().to_owned();
    let weighted = layer.weighted.is_some();
    Ok(Stage { signature: layer.signature, definition, table, inputs: node.inputs.clone(), weighted, node: id })
}

fn array(design: &Valid, id: NodeId) -> Array {
    let names = design.names(id);
    let index = match names.size.as_str() {
        "LATENTS" => "latent",
        "PIXELS" => "pixel",
        _ => "output",
    };
    let one = if names.value == "pixel" { "pixel" } else { "value" };
    Array {
        name: names.array.clone(),
        number: names.number.clone(),
        size: names.size.clone(),
        index: index.to_owned(),
        one: one.to_owned(),
        value: names.value.clone(),
    }
}

/// The declaration; with weights in two lines.
fn signature(names: &Names, inputs: &[Array], output: &Array, weighted: bool) -> String {
    let head = format!("void {}(", names.function);
    let parameters = inputs.iter().map(|Array { name, number, size, .. }| format!("const {number} {name}[{size}]"));
    let parameters = parameters.collect::<Vec<_>>().join(", ");
    let weights = match weighted {
        true => format!(", const weight_t weights[WEIGHTS],\n{:width$}", "", width = head.len()),
        false => ", ".to_owned(),
    };
    format!("{head}{parameters}{weights}{} {}[{}])", output.number, output.name, output.size)
}

fn comment(design: &Valid, id: NodeId, op: &Op) -> String {
    let typed = design.typed();
    let names = design.names(id);
    let latents = typed.outputs().contains(&id);
    match op {
        Op::Conv2d { padding, sum, .. } => {
            let products = if added(sum, "").starts_with("are") { "Products " } else { "Every product " };
            format!("Convolution with {}. {products}{}", words(*padding), added(sum, "is"))
        }
        Op::ConvTranspose2d { sum, .. } => {
            let products = if added(sum, "").starts_with("are") { "Products " } else { "Every product " };
            format!("Transposed convolution. {products}{}", added(sum, "is"))
        }
        Op::Dense { sum, .. } => {
            let input = typed.node(id).inputs.first().map_or("", |&input| design.names(input).value.as_str());
            let input = if input == "activation" { input } else { "value" };
            let unit = if names.size == "LATENTS" { "latent" } else { "unit" };
            let products = match sum.map(|sum| sum.products) {
                Some(Products::Exact) => "products added exactly",
                _ => "products cast before they are added",
            };
            format!("Dense layer: every {input} to every {unit}, {products}.")
        }
        Op::Affine { .. } => "A factor for each channel.".to_owned(),
        Op::Activation { function } => {
            let read = typed.node(id).inputs.first();
            let read = match read.and_then(|&read| typed.op(read)) {
                Some(Op::Conv2d { .. }) => "the convolution".to_owned(),
                Some(Op::Dense { .. }) => "the dense layer".to_owned(),
                _ => read.map_or(String::new(), |&read| format!("the layer {}", typed.node(read).name)),
            };
            let function = if *function == Function::Relu { "ReLU" } else { "Format" };
            let format = if latents { ", and the format of the latents" } else { "" };
            format!("{function} of {read}{format}.")
        }
        Op::MaxPool2d { .. } => "The largest value of each window.".to_owned(),
        Op::Add {} => "Exact sums of the values of several layers.".to_owned(),
        _ if names.value == "pixel" => "Image: the normalised charges at their pixels, zeros elsewhere.".to_owned(),
        _ => format!("Operation {}: earlier values in other places.", op.name()),
    }
}

/// How a layer adds its products; `each` is the verb where it is one product at a time.
fn added(sum: &Option<Sum>, each: &str) -> String {
    match sum.map(|sum| sum.products) {
        Some(Products::Exact) => "are added exactly, and the sum is cast to the accumulator.".to_owned(),
        _ => format!("{each} cast to the accumulator before it is added."),
    }
}

fn words(padding: Padding) -> &'static str {
    match padding {
        Padding::Same => "\"same\" padding",
        Padding::Valid => "\"valid\" padding",
        Padding::Zeros(_) => "zeros around the image",
    }
}

fn weighted(design: &Valid, id: NodeId, op: &Op, inputs: &[Array], output: &Array) -> Option<Weighted> {
    let typed = design.typed();
    let sum = typed.sum(id)?;
    let Rows::Sums { kernel, bias, .. } = typed.sums().of(id) else { return None };
    let prefix = design.names(id).prefix.clone();
    let w = Window::new(design, id);
    let read = inputs.first().map_or("", |input| input.size.as_str());
    // Channel, place of the bias, place of the weight.
    let (channel, of_bias, of_weight) = match op {
        Op::Conv2d { .. } => ("filter", mark("filter_of_bias", "filter"), format!("tap * {} + filter", w.filters)),
        Op::ConvTranspose2d { .. } => {
            let weight = format!("(place * {} + filter) * {} + channel", w.filters, w.channels);
            ("filter", "filter".to_owned(), weight)
        }
        Op::Dense { .. } => {
            let unit = output.index.as_str();
            (unit, unit.to_owned(), mark("place_in_matrix", format!("{unit} * {read} + input")))
        }
        _ => ("channel", "channel".to_owned(), "channel".to_owned()),
    };
    let exact = sum.products == Products::Exact;
    Some(Weighted {
        bias: bias.map_or("0".to_owned(), |bias| Loaded::new(design, bias, &prefix, "bias").of(&of_bias, channel)),
        weight: Loaded::new(design, *kernel, &prefix, "weight").of(&of_weight, channel),
        sum: format!("{prefix}_{}_t", if exact { "sum" } else { "acc" }),
        result: if exact { format!("{prefix}_acc_t(sum)") } else { "sum".to_owned() },
        prefix,
    })
}

/// Bits by which the weights of each channel move left, if channels have scales of their own.
pub(super) fn shifts(design: &Valid, tensor: TensorId) -> Option<Vec<i32>> {
    let tensor = design.typed().tensor(tensor);
    let places: Vec<i32> = (0..tensor.channels).map(|channel| tensor.number.places(channel)).collect();
    let most = *places.iter().max()?;
    places.iter().any(|&place| place != most).then(|| places.iter().map(|place| most - place).collect())
}

/// The tables of shifts of a layer.
pub(super) fn shift_tables(design: &Valid, id: NodeId) -> Vec<Table> {
    let Rows::Sums { kernel, bias, .. } = design.typed().sums().of(id) else { return Vec::new() };
    let prefix = design.names(id).prefix.to_uppercase();
    let of_kernel = shift_table(design, *kernel, &format!("{prefix}_WEIGHT_SHIFTS"));
    let of_bias = bias.and_then(|bias| shift_table(design, bias, &format!("{prefix}_BIAS_SHIFTS")));
    [of_kernel, of_bias].into_iter().flatten().collect()
}

/// The table of shifts of a tensor, if its channels have different scales.
fn shift_table(design: &Valid, tensor: TensorId, name: &str) -> Option<Table> {
    let shifts = shifts(design, tensor)?;
    Some(Table {
        comment: format!("Bits by which the scale of each channel moves {}.", design.typed().tensor(tensor).name),
        head: format!("static const int {name}[{}]", shifts.len()),
        lines: lines(shifts.iter().map(ToString::to_string)),
    })
}

/// Where the values of a layer that moves values come from: numbered through all it reads.
fn sources(design: &Valid, id: NodeId, name: &str) -> Option<Table> {
    let (typed, names) = (design.typed(), design.names(id));
    let Rows::Moved(sources) = typed.sums().of(id) else { return None };
    let read: Vec<&Node> = typed.node(id).inputs.iter().map(|&input| typed.node(input)).collect();
    let entries = sources.iter().enumerate().map(|(index, source)| {
        let place = source.and_then(|source| place_among(&read, source as usize));
        let entry = place.map_or("-1".to_owned(), |place| place.to_string());
        mark(&format!("{}_{index}", names.value), entry)
    });
    let comment = match names.value.as_str() {
        "pixel" => "Where a stored image pixel takes its value: a trigger cell, or -1 for a constant zero.".to_owned(),
        _ => format!("Where the values of {} come from among those it reads; -1 is zero.", names.prefix),
    };
    Some(Table { comment, head: format!("static const int {name}[{}]", names.size), lines: lines(entries) })
}

/// The place of a value among those of nodes, numbered through all of them.
fn place_among(nodes: &[&Node], value: usize) -> Option<usize> {
    let mut before = 0;
    for node in nodes {
        if node.range().contains(&value) {
            return Some(before + value - node.first);
        }
        before += node.len();
    }
    None
}

/// The value at a place of the table.
fn moved_value(layer: &Layer, table: &str) -> String {
    let place = format!("{table}[{}]", layer.output.index);
    let number = &layer.output.number;
    let mut before: Vec<&str> = Vec::new();
    let mut choices: Vec<(String, String)> = Vec::new();
    for input in &layer.inputs {
        let offset = before.iter().map(|size| format!(" - {size}")).collect::<String>();
        let value = format!("{}[{place}{offset}]", input.name);
        let value = if input.number == *number { value } else { format!("{number}({value})") };
        before.push(&input.size);
        choices.push((before.join(" + "), value));
    }
    let last = choices.pop().map(|(_, value)| value).unwrap_or_default();
    let chosen = choices.iter().map(|(end, value)| format!("{place} < {end} ? {value} : ")).collect::<String>();
    format!("{place} < 0 ? {number}(0) : {chosen}{last}")
}

pub(super) fn constant(name: &str, value: usize, comment: &str) -> Constant {
    (name.to_owned(), value as i64, comment.to_owned())
}

/// The numbers behind the names of a [`Window`].
struct WindowShape {
    /// Rows, columns and channels of what is read.
    read: [usize; 3],
    size: [usize; 2],
    stride: [usize; 2],
    /// Rows and columns of zeros before the image.
    before: [usize; 2],
    filters: usize,
    /// Columns of the output.
    columns: usize,
}

fn window_constants(w: &Window, shape: &WindowShape, chip: bool) -> Vec<Constant> {
    let WindowShape { read: [height, width, channels], size, stride, before: [above, left], .. } = *shape;
    let mut all = Vec::new();
    if !chip {
        all.push(constant(&w.height, height, "rows of what it reads"));
        all.push(constant(&w.width, width, ""));
        all.push(constant(&w.channels, channels, ""));
    }
    let of_window = if size[0] == size[1] { "rows and columns of the kernel" } else { "columns of the kernel" };
    all.push(constant(&w.kernel, size[1], of_window));
    all.push(constant(&w.taps, size[0] * size[1] * channels, "kernel x kernel x channels"));
    all.push(constant(&w.stride[0], stride[0], ""));
    if !chip {
        all.push(constant(&w.stride[1], stride[1], ""));
    }
    all.push(constant(&w.above, above, "rows of zeros before the image"));
    all.push(constant(&w.left, left, "columns of zeros before the image"));
    let of_output = if chip { "of the convolution's output" } else { "of the output" };
    all.push(constant(&w.columns, shape.columns, of_output));
    all.push(constant(&w.filters, shape.filters, ""));
    all
}

/// The constants of a layer: windows, and its number of values.
pub(super) fn constants(design: &Valid, id: NodeId) -> Vec<Constant> {
    let typed = design.typed();
    let (node, names) = (typed.node(id), design.names(id));
    let chip = names::is_chip_shaped(typed);
    let w = Window::new(design, id);
    let mut all = Vec::new();
    fn image(node: &Node) -> [usize; 3] {
        node.image().unwrap_or([1, 1, node.len()])
    }
    let read = node.inputs.first().map_or([1, 1, 1], |&input| image(typed.node(input)));
    let columns = image(node)[1];
    match typed.op(id) {
        Some(Op::Conv2d { kernel, stride, padding, filters, .. }) => {
            let before = [0, 1].map(|axis| padding.before(axis, read[axis], kernel[axis], stride[axis]));
            let shape = WindowShape { read, size: *kernel, stride: *stride, before, filters: *filters, columns };
            all.extend(window_constants(&w, &shape, chip));
        }
        Some(Op::MaxPool2d { size, stride, padding }) => {
            let before = [0, 1].map(|axis| padding.before(axis, read[axis], size[axis], stride[axis]));
            let shape = WindowShape { read, size: *size, stride: *stride, before, filters: read[2], columns };
            all.extend(window_constants(&w, &shape, chip));
        }
        Some(Op::ConvTranspose2d { kernel, stride, padding, filters, .. }) => {
            let before = [0, 1].map(|axis| padding.cut_before(axis, kernel[axis], stride[axis]));
            let shape = WindowShape { read, size: *kernel, stride: *stride, before, filters: *filters, columns };
            all.extend(window_constants(&w, &shape, chip));
        }
        Some(Op::Affine { .. }) => {
            all.push(constant(&w.channels, node.last_axis(), ""));
        }
        _ if chip && names.value == "pixel" => {
            let [height, width, channels] = image(node);
            all.push(constant(&w.height, height, ""));
            all.push(constant(&w.width, width, ""));
            all.push(constant(&w.channels, channels, ""));
        }
        _ => {}
    }
    let comment = match names.size.as_str() {
        "PIXELS" => "height x width x channels, the channel fastest",
        "ACTIVATIONS" => "row, column, filter; the filter fastest",
        _ => "",
    };
    all.push(constant(&names.size, node.len(), comment));
    all
}

/// The numbers of a tensor with the most binary places of its channels, and how many more bits its
/// widest channel needs.
pub(super) fn scaled(number: &Number, channels: usize) -> (i32, u32) {
    let places = (0..channels).map(|channel| number.places(channel));
    let (least, most) = (places.clone().min().unwrap_or(0), places.max().unwrap_or(0));
    (most, (most - least).unsigned_abs())
}
