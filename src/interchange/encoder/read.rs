//! The chip's encoder in a model of another program: an image, a convolution, ReLU, a dense layer, ReLU.
//!
//! The graph becomes a description first ([`network`]), and then each of its values is followed as a sum of earlier
//! ones: of pixels up to the first ReLU, of activations behind it. What moves values or puts zeros around them
//! (transposition, other orders of channels, padding, flattening) is understood with that, and so is a batch
//! normalisation, which becomes part of the weights where that is exact. The sums must be those of the chip's layers:
//! the pixels under the taps of its kernel, the same weights at every place.
//!
//! Quantisers of values are passed over: the chip has its own. Conditions may stand behind the latents, and a decoder.
//! Exports in the chip's own form are known as such (`chip_form`).

use std::collections::{BTreeMap, BTreeSet};

use super::chip_form;
use crate::error::{Error, Result};
use crate::interchange::function::Pairwise;
use crate::interchange::graph::{Graph, GraphOp, Id};
use crate::interchange::import::{self, EncoderImport, Floats, ImportOptions};
use crate::interchange::network::{self, Described, Origin};
use crate::network::{AeBlock, CELLS, FirstForm, LATENTS};
use crate::nn::{Function, Node, NodeId, Overflow, Rows, SumRow, TensorId, Term, Typed, WeightValues, real};

/// Most terms of all sums together, so that a small file takes no large memory.
const MAX_TERMS: usize = 1 << 24;

/// What the chip computes between the charges and the latents.
const LAYERS: &str = "a convolution, ReLU, a dense layer, ReLU";

/// A sum of earlier values, each with a factor, and a number.
#[derive(Debug, Clone, Default)]
struct Sum {
    /// How many activations are between the values and the input.
    depth: usize,
    /// Values, by their numbers in the network, with their factors; also factors that are zero.
    terms: BTreeMap<u32, f64>,
    constant: f64,
}

impl Sum {
    fn of(value: u32, depth: usize) -> Self {
        Sum { depth, terms: BTreeMap::from([(value, 1.0)]), constant: 0.0 }
    }

    /// The value that it is, if it is one.
    fn value(&self) -> Option<u32> {
        match (self.terms.iter().next(), self.terms.len()) {
            (Some((&value, &1.0)), 1) if self.constant == 0.0 => Some(value),
            _ => None,
        }
    }
}

/// Imports the encoder of a graph. Weights are rounded to the nearest register value.
///
/// # Errors
/// By node: what a description cannot hold, activations other than ReLU, scales and offsets, other layers, and layers
/// that read other pixels or activations than those of the network; and weights that are not finite.
pub fn import(graph: &Graph, block: &AeBlock) -> Result<EncoderImport> {
    if let Some(import) = chip_form::import(graph, block)? {
        return Ok(EncoderImport { graph: Some(graph.clone()), ..import });
    }
    let form = block.first_form()?;
    let described = network::import(&latents_of(graph, block), "encoder")?;
    let follower = Follower::run(&described)?;
    let image = follower.image(&form)?;
    let (latents, rectified) = follower.latents()?;
    let [conv, dense] = follower.layers()?;
    let fitted = Fitted::new(&follower, conv, &image, &form)?;
    let dense_kernel = fitted.dense(&follower, dense, &latents)?;
    let bias = latents.iter().map(|latent| latent.constant).collect();
    let all = [
        (conv, "kernel", fitted.kernel),
        (conv, "bias", fitted.bias),
        (dense, "kernel", dense_kernel),
        (dense, "bias", bias),
    ]
    .map(|(id, what, values)| Floats { dataset: format!("{}, {what}", follower.origin(id).name), values });
    let import = import::from_floats(all.into(), block, &ImportOptions::default())?;
    let lost = [
        (follower.linear, "the convolution of the file has no ReLU behind it: its negative sums are zero on the chip"),
        (
            !rectified,
            "the latents of the file have no ReLU behind them: those that are negative there are zero on the chip",
        ),
    ];
    let warnings = lost.iter().filter(|(lost, _)| *lost).map(|&(_, warning)| warning.to_owned()).collect();
    Ok(EncoderImport { graph: Some(graph.clone()), warnings, ..import })
}

/// The graph up to the latents: without inputs that are put behind them, and without an upper end that is none for
/// the numbers of the chip.
fn latents_of(graph: &Graph, block: &AeBlock) -> Graph {
    let latent = block.latent();
    let most = latent.number.format().map_or(0, |format| format.max_raw());
    let most = real(most, latent.number.places(0));
    let given = |id: &Id| matches!(graph.nodes[*id].op, GraphOp::Input(_) | GraphOp::Constant(_));
    let mut output = graph.nodes.len().saturating_sub(1);
    while let Some(node) = graph.nodes.get(output) {
        output = match (&node.op, node.inputs.as_slice()) {
            (GraphOp::Concat { .. } | GraphOp::ConcatLast, [first, others @ ..]) if others.iter().all(given) => *first,
            (GraphOp::Pair(Pairwise::Minimum), &[values, limit]) if is_beyond(graph, limit, most) => values,
            (GraphOp::Pair(Pairwise::Minimum), &[limit, values]) if is_beyond(graph, limit, most) => values,
            _ => break,
        };
    }
    graph.up_to(output)
}

/// For each value of an input of this shape (of one sample) the number of its pixel in the image of the network, or `None`
/// for a zero beside it. `None` if the input is no such image.
pub fn pixels(form: &FirstForm, shape: &[usize]) -> Option<Vec<Option<usize>>> {
    fn pixel(own: &crate::network::Image, row: usize, column: usize, channel: usize) -> Option<usize> {
        (row < own.height && column < own.width).then_some((row * own.width + column) * own.channels + channel)
    }
    let own = &form.image;
    let len: usize = shape.iter().product();
    Some(match *shape {
        [rows, columns, last] if last == own.channels && own.stands_in(rows, columns) => {
            (0..len).map(|at| pixel(own, at / last / columns, at / last % columns, at % last)).collect()
        }
        [first, rows, columns] if first == own.channels && own.stands_in(rows, columns) => {
            (0..len).map(|at| pixel(own, at / columns % rows, at % columns, at / columns / rows)).collect()
        }
        [all] if all == own.len() => (0..all).map(Some).collect(),
        // The charges themselves.
        [CELLS] => {
            let place = |cell| own.cells.iter().position(|&own| usize::try_from(own) == Ok(cell));
            (0..CELLS).map(place).collect()
        }
        _ => return None,
    })
}

/// No input of a model is the image.
pub fn no_image(form: &FirstForm, inputs: &str) -> Error {
    let image = &form.image;
    Error::new("no input of the model is the image of the network")
        .found(inputs)
        .allowed(format!("[N, {}, {}, {}] for the network {}", image.height, image.width, image.channels, form.name))
        .hint("--network says another network")
}

/// All values of a description as sums.
struct Follower<'a> {
    described: &'a Described,
    /// For each value of the network.
    sums: Vec<Sum>,
    /// The layer with products before each activation, by depth.
    products: Vec<NodeId>,
    /// What each activation takes: sums by the number of the value that it gives.
    rectified: BTreeMap<u32, Sum>,
    /// No ReLU is between the layers, but a quantiser.
    linear: bool,
    terms: usize,
}

impl<'a> Follower<'a> {
    fn run(described: &'a Described) -> Result<Self> {
        let typed = &described.network;
        let sums = vec![Sum::default(); typed.values()];
        let (products, rectified) = (Vec::new(), BTreeMap::new());
        let mut follower = Follower { described, sums, products, rectified, linear: false, terms: 0 };
        for (id, rows) in typed.sums().iter() {
            follower.node(id, rows)?;
            follower.terms += typed.node(id).range().map(|value| follower.sums[value].terms.len()).sum::<usize>();
            if follower.terms > MAX_TERMS {
                return Err(follower.refused(id, "the network is far too large for an encoder"));
            }
        }
        Ok(follower)
    }

    fn typed(&self) -> &'a Typed {
        &self.described.network
    }

    /// The node of the graph that a layer comes from.
    fn origin(&self, id: NodeId) -> &'a Origin {
        &self.described.origins[id.0]
    }

    fn refused(&self, id: NodeId, what: &str) -> Error {
        Error::new(what).field(self.origin(id).to_string()).allowed(LAYERS)
    }

    /// A weight as the file has it.
    fn weight(&self, tensor: TensorId, at: u32) -> f64 {
        let at = at as usize;
        match &self.described.weights.tensors()[tensor.0] {
            WeightValues::Integers(raw) => real(raw[at].into(), self.typed().tensor(tensor).places(at)).into(),
            WeightValues::Reals(reals) => reals[at].into(),
        }
    }

    fn node(&mut self, id: NodeId, rows: &Rows) -> Result<()> {
        let node = self.typed().node(id);
        fn first(from: u32, node: &Node) -> impl Iterator<Item = usize> + use<> {
            (from as usize..).take(node.len())
        }
        let mut rectifies = false;
        let sums: Vec<Sum> = match rows {
            Rows::Input => node.range().map(|value| Sum::of(value as u32, 0)).collect(),
            Rows::Moved(from) => from
                .iter()
                .map(|from| from.map_or_else(Sum::default, |from| self.sums[from as usize].clone()))
                .collect(),
            Rows::Sums { kernel, bias, rows, terms } => {
                let read = first(terms.first().map_or(0, |term| term.input), node);
                let once =
                    |(row, value): (&SumRow, usize)| matches!(row.of(terms), [one] if one.input as usize == value);
                let scales = rows.iter().zip(read).all(once);
                if scales {
                    self.check_scales(id)?;
                } else if self.quantised_before(id) {
                    self.take_for_activations(terms);
                }
                let mut sums = Vec::with_capacity(rows.len());
                for row in rows {
                    let constant = bias.map_or(0.0, |bias| self.weight(bias, row.bias));
                    let mut sum = Sum { constant, ..Sum::default() };
                    for term in row.of(terms) {
                        self.add(id, &mut sum, term.input, self.weight(*kernel, term.weight))?;
                    }
                    sums.push(sum);
                }
                if !scales {
                    self.add_layer(id, sums.iter().map(|sum| sum.depth).max().unwrap_or(0))?;
                }
                sums
            }
            Rows::Mapped { function: function @ (Function::Relu | Function::Linear), first: from, .. } => {
                rectifies = *function == Function::Relu;
                first(*from, node).map(|value| self.sums[value].clone()).collect()
            }
            Rows::Mapped { .. } => return Err(self.refused(id, "the chip's encoder has no such activation")),
            Rows::Normalised { tensors, epsilon_billionths, first: from, channels } => {
                let mut sums = Vec::with_capacity(node.len());
                for (at, value) in first(*from, node).enumerate() {
                    let channel = at as u32 % channels;
                    let [scale, offset, mean, variance] = tensors.map(|tensor| self.weight(tensor, channel));
                    let factor = scale / (variance + f64::from(*epsilon_billionths) * 1e-9).sqrt();
                    let mut sum = Sum { constant: offset - mean * factor, ..Sum::default() };
                    self.add(id, &mut sum, value as u32, factor)?;
                    sums.push(sum);
                }
                sums
            }
            Rows::Folded { .. } => return Err(self.refused(id, "the chip's encoder has no such operation")),
        };
        // A quantiser to numbers without sign does what ReLU does.
        let unsigned = |node: &Node| {
            node.number.format().is_some_and(|format| !format.signed && format.overflow == Overflow::Saturate)
        };
        let rectifies = rectifies || !matches!(rows, Rows::Input | Rows::Moved(_)) && unsigned(node);
        for (value, sum) in node.range().zip(sums) {
            let again = sum.depth > 0 && sum.value().is_some();
            self.sums[value] = match rectifies && !again {
                true => {
                    let depth = sum.depth + 1;
                    self.rectified.insert(value as u32, sum);
                    Sum::of(value as u32, depth)
                }
                false => sum,
            };
        }
        Ok(())
    }

    /// Whether the values that a layer reads are those of the layer before it behind a quantiser, with their signs.
    fn quantised_before(&self, id: NodeId) -> bool {
        let mut at = id;
        let mut quantised = false;
        while let &[read] = &self.typed().node(at).inputs[..] {
            quantised |= self.typed().node(read).number.is_fixed();
            if self.products.last() == Some(&read) {
                return quantised && self.products.len() == 1 && self.rectified.is_empty();
            }
            at = read;
        }
        false
    }

    /// Takes what a layer reads for activations, without a ReLU.
    fn take_for_activations(&mut self, terms: &[Term]) {
        self.linear = true;
        let read: BTreeSet<u32> = terms.iter().map(|term| term.input).collect();
        for value in read {
            let sum = std::mem::replace(&mut self.sums[value as usize], Sum::of(value, 1));
            self.rectified.insert(value, sum);
        }
    }

    /// Adds a value times a factor to a sum.
    fn add(&self, id: NodeId, sum: &mut Sum, value: u32, factor: f64) -> Result<()> {
        let other = &self.sums[value as usize];
        sum.constant += other.constant * factor;
        if !other.terms.is_empty() {
            if !sum.terms.is_empty() && sum.depth != other.depth {
                return Err(self.refused(id, "values from before and behind an activation are added"));
            }
            sum.depth = other.depth;
        }
        for (&value, own) in &other.terms {
            *sum.terms.entry(value).or_default() += own * factor;
        }
        Ok(())
    }

    /// Takes a layer with products for that of its depth.
    fn add_layer(&mut self, id: NodeId, depth: usize) -> Result<()> {
        match self.products.get(depth) {
            None if self.products.len() == depth => self.products.push(id),
            None => return Err(self.refused(id, "a layer reads what no layer has computed")),
            Some(&other) => {
                let what = "two layers with no ReLU between them";
                return Err(self.refused(id, what).found(format!(
                    "{}, {}",
                    self.origin(other).name,
                    self.origin(id).name
                )));
            }
        }
        Ok(())
    }

    /// Refuses factors and offsets that are neither a batch normalisation nor behind the products of a layer, where
    /// they are another form of it.
    fn check_scales(&self, id: NodeId) -> Result<()> {
        if self.origin(id).kind.contains("BatchNorm") {
            return Ok(());
        }
        let mut at = id;
        while let &[read] = &self.typed().node(at).inputs[..] {
            match self.typed().sums().of(read) {
                Rows::Moved(_) | Rows::Normalised { .. } => {}
                Rows::Sums { .. } if self.products.contains(&read) => return Ok(()),
                Rows::Sums { .. } => {}
                _ => break,
            }
            at = read;
        }
        Err(self
            .refused(id, "values are scaled or moved by an offset, which the chip does not do")
            .hint("put it into the weights of the layer behind it before the export"))
    }

    /// The shape of the kernel of a layer with products.
    fn kernel_shape(&self, id: NodeId) -> Option<&[usize]> {
        match self.typed().sums().of(id) {
            Rows::Sums { kernel, .. } => Some(&self.typed().tensor(*kernel).shape),
            _ => None,
        }
    }

    /// The two layers with products.
    fn layers(&self) -> Result<[NodeId; 2]> {
        <[NodeId; 2]>::try_from(self.products.clone()).map_err(|layers| {
            let shape = |id: NodeId| self.kernel_shape(id).map_or_else(String::new, |shape| format!(" {shape:?}"));
            let found = layers.iter().map(|&id| format!("{}{}", self.origin(id), shape(id)));
            Error::new("the model is of another kind").found(found.collect::<Vec<_>>().join(", ")).allowed(LAYERS)
        })
    }

    /// For each value of the input that takes the image the number of its pixel, or `None` for a zero beside it.
    fn image(&self, form: &FirstForm) -> Result<BTreeMap<u32, Option<usize>>> {
        for input in self.typed().inputs() {
            if let Some(pixels) = pixels(form, &input.shape) {
                return Ok(input.range().map(|value| value as u32).zip(pixels).collect());
            }
        }
        let inputs = self.typed().inputs().iter().map(|input| format!("{} {:?}", input.name, input.shape));
        Err(no_image(form, &inputs.collect::<Vec<_>>().join(", ")))
    }

    /// The latents as sums of activations, and whether a ReLU is behind them.
    fn latents(&self) -> Result<(Vec<Sum>, bool)> {
        let id = self.typed().outputs()[0];
        let output = self.typed().node(id);
        let values: Vec<&Sum> = output.range().map(|value| &self.sums[value]).collect();
        let (latents, others) = values.split_at(LATENTS.min(values.len()));
        if latents.len() < LATENTS || others.iter().any(|other| other.depth > 0) {
            return Err(self
                .refused(id, "the output is not the latents, with nothing but conditions behind them")
                .found(format!("{} values", values.len()))
                .allowed(format!("{LATENTS} latents")));
        }
        let rectified = latents.iter().all(|latent| latent.depth == 2);
        if !rectified && !self.typed().node(id).number.is_fixed() {
            return Err(self.refused(id, "no ReLU is behind the latents"));
        }
        let behind_relu = |latent: &Sum| latent.value().and_then(|value| self.rectified.get(&value));
        let own = |latent: &&Sum| if rectified { behind_relu(latent).cloned() } else { Some((*latent).clone()) };
        let latents: Option<Vec<Sum>> = latents.iter().map(own).collect();
        let unlike = || self.refused(id, "the latents are not computed by a dense layer with or without ReLU");
        Ok((latents.filter(|all| all.iter().all(|latent| latent.depth == 1)).ok_or_else(unlike)?, rectified))
    }
}

/// A value of the file that is an activation: the factors of the pixels that it reads, and what is added.
struct Activation {
    value: u32,
    factors: BTreeMap<usize, f64>,
    constant: f64,
}

/// The convolution of a file as that of the network.
struct Fitted<'a> {
    form: &'a FirstForm,
    /// (row, column, channel) of the taps, filter fastest.
    kernel: Vec<f64>,
    bias: Vec<f64>,
    /// The activation of the network that a value of the file is: (row, column, filter), filter fastest.
    activation: BTreeMap<u32, usize>,
}

fn other_convolution(follower: &Follower, conv: NodeId, form: &FirstForm) -> Error {
    let shape = &follower.typed().node(conv).shape;
    let found = follower.kernel_shape(conv).map(|kernel| format!("a kernel of {kernel:?}, results of {shape:?}"));
    let (size, channels, filters) = (form.conv.kernel, form.image.channels, form.conv.filters);
    follower
        .refused(conv, "the convolution is not that of the network")
        .found(found.unwrap_or_default())
        .allowed(format!(
            "[{size}, {size}, {channels}, {filters}], step {} with padding 'same', the same weights at every place, \
             for the network {}",
            form.conv.stride, form.name
        ))
        .hint("--network names another network; the registers of the chip know no other convolution")
}

impl<'a> Fitted<'a> {
    fn new(
        follower: &Follower,
        conv: NodeId,
        image: &BTreeMap<u32, Option<usize>>,
        form: &'a FirstForm,
    ) -> Result<Self> {
        let hidden: Vec<(u32, &Sum)> =
            follower.rectified.iter().filter(|(_, sum)| sum.depth == 0).map(|(&value, sum)| (value, sum)).collect();
        if hidden.len() != form.activations() {
            return Err(other_convolution(follower, conv, form));
        }
        let known: Vec<bool> = {
            let mut known = vec![false; form.image.len()];
            image.values().flatten().for_each(|&pixel| known[pixel] = true);
            known
        };
        // Places of the network by the pixels under their taps.
        let (rows, columns) = form.conv_shape();
        let mut places: BTreeMap<Vec<usize>, Vec<usize>> = BTreeMap::new();
        for place in 0..rows * columns {
            let mut pixels: Vec<usize> = known_taps(form, &known, place).map(|(_, pixel)| pixel).collect();
            pixels.sort_unstable();
            places.entry(pixels).or_default().push(place);
        }
        // Values of the file by the pixels that they read.
        let mut read: BTreeMap<Vec<usize>, Vec<Activation>> = BTreeMap::new();
        for (value, sum) in hidden {
            let mut factors = BTreeMap::new();
            for (input, factor) in &sum.terms {
                match image.get(input) {
                    Some(&Some(pixel)) => drop(factors.insert(pixel, *factor)),
                    Some(None) => {}
                    None => return Err(follower.refused(conv, "the convolution reads another input than the image")),
                }
            }
            let pixels = factors.keys().copied().collect();
            read.entry(pixels).or_default().push(Activation { value, factors, constant: sum.constant });
        }
        if read.len() != places.len() {
            return Err(other_convolution(follower, conv, form));
        }
        // Filters are next to each other, or places are.
        let fitted = [true, false]
            .into_iter()
            .find_map(|first| Fitted::in_order(form, &read, &places, |place| known_taps(form, &known, place), first));
        fitted.ok_or_else(|| other_convolution(follower, conv, form))
    }

    /// The same, if the values over some pixels come from the places over these, either all filters of the first place
    /// first or all places of the first filter.
    fn in_order<Taps: Iterator<Item = (usize, usize)>>(
        form: &'a FirstForm,
        read: &BTreeMap<Vec<usize>, Vec<Activation>>,
        places: &BTreeMap<Vec<usize>, Vec<usize>>,
        taps: impl Fn(usize) -> Taps,
        filters_first: bool,
    ) -> Option<Self> {
        let filters = form.conv.filters;
        let mut kernel: Vec<Option<f64>> = vec![None; form.taps() * filters];
        let mut bias: Vec<Option<f64>> = vec![None; filters];
        let mut activation = BTreeMap::new();
        for ((pixels, values), (under, places)) in read.iter().zip(places) {
            if pixels != under || values.len() != places.len() * filters {
                return None;
            }
            for (at, own) in values.iter().enumerate() {
                let (place, filter) = match filters_first {
                    true => (places[at / filters], at % filters),
                    false => (places[at % places.len()], at / places.len()),
                };
                activation.insert(own.value, place * filters + filter);
                let mut same = *bias[filter].get_or_insert(own.constant) == own.constant;
                for (tap, pixel) in taps(place) {
                    let factor = own.factors[&pixel];
                    same &= *kernel[tap * filters + filter].get_or_insert(factor) == factor;
                }
                if !same {
                    return None;
                }
            }
        }
        // A tap that meets no pixel has no part in anything.
        let [kernel, bias] = [kernel, bias].map(|all| all.into_iter().map(Option::unwrap_or_default).collect());
        Some(Fitted { form, kernel, bias, activation })
    }

    /// The kernel of the dense layer, output-major.
    fn dense(&self, follower: &Follower, dense: NodeId, latents: &[Sum]) -> Result<Vec<f64>> {
        let inputs = self.form.activations();
        let mut kernel = vec![0.0; latents.len() * inputs];
        for (latent, sum) in latents.iter().enumerate() {
            for (value, factor) in &sum.terms {
                let Some(&activation) = self.activation.get(value) else {
                    return Err(follower.refused(dense, "the dense layer reads something else than the activations"));
                };
                kernel[latent * inputs + activation] = *factor;
            }
        }
        Ok(kernel)
    }
}

/// Whether all numbers of a constant are at least `most`.
fn is_beyond(graph: &Graph, id: Id, most: f32) -> bool {
    graph.constant(id).is_some_and(|limit| limit.values.iter().all(|&limit| limit >= most))
}

/// The taps at a place that meet a pixel which is known, and the pixels.
fn known_taps(form: &FirstForm, known: &[bool], place: usize) -> impl Iterator<Item = (usize, usize)> {
    let (_, columns) = form.conv_shape();
    form.taps_of(place / columns, place % columns).filter(|&(_, pixel)| known[pixel])
}
