//! The one shape of a network that has kernels of its own: convolution, rectifier, dense layer, rectifier, in the
//! chip's sums.
//!
//! This is the only place of the kernels that looks at operations; all else is made from sums and ranges.

use crate::network::{CELLS, LATENTS};
use crate::nn::{Format, Function, NodeId, Number, Op, Products, Rows, Sum, TensorId, Typed};

/// A layer with weights.
#[derive(Debug, Clone, Copy)]
pub(super) struct Weighted {
    /// Format of the kernel.
    pub(super) weight: Format,
    /// Format of the biases.
    pub(super) bias: Format,
    /// Format to which every product and sum is cast.
    pub(super) accumulator: Format,
    /// Format after the rectifier.
    pub(super) output: Format,
    /// The kernel.
    pub(super) kernel: TensorId,
    /// The biases.
    pub(super) biases: TensorId,
    /// The rectifier behind it.
    pub(super) relu: NodeId,
}

/// A network of this shape.
#[derive(Debug, Clone)]
pub(super) struct ConvDense {
    /// Format of the normalised charges.
    pub(super) normalised: Format,
    pub(super) conv: Weighted,
    pub(super) dense: Weighted,
    pub(super) filters: usize,
    /// The taps that touch a cell at each place of the convolution's output, and the cells.
    pub(super) places: Vec<Vec<(usize, usize)>>,
}

impl ConvDense {
    /// Activations between convolution and dense layer, flattened as `(row, column, filter)`.
    pub(super) fn activations(&self) -> usize {
        self.places.len() * self.filters
    }
}

/// The format of a number without scales of channels.
fn plain(number: &Number) -> Option<Format> {
    number.format().filter(|_| number.scales() == 0)
}

/// A layer that adds cast products, with the rectifier behind it.
fn weighted(network: &Typed, id: NodeId, relu: NodeId) -> Option<Weighted> {
    let (kernel, bias, sum) = match (network.op(id)?, network.sums().of(id)) {
        (
            Op::Conv2d { bias: Some(_), sum: Some(sum), .. } | Op::Dense { bias: Some(_), sum: Some(sum), .. },
            Rows::Sums { kernel, bias: Some(bias), .. },
        ) => (*kernel, *bias, *sum),
        _ => return None,
    };
    let Some(Op::Activation { function: Function::Relu }) = network.op(relu) else { return None };
    let Sum { format: accumulator, products: Products::Cast } = sum else { return None };
    let own = plain(&network.node(id).number)?;
    (own == accumulator && network.node(relu).inputs == [id]).then_some(())?;
    Some(Weighted {
        weight: plain(&network.tensor(kernel).number)?,
        bias: plain(&network.tensor(bias).number)?,
        accumulator,
        output: plain(&network.node(relu).number)?,
        kernel,
        biases: bias,
        relu,
    })
}

/// What the kernels need of a network, if it has this shape.
pub(super) fn pattern(network: &Typed) -> Option<ConvDense> {
    let [input] = network.inputs() else { return None };
    if input.len() != CELLS {
        return None;
    }
    // Where every value comes from; values that are moved are what they were before.
    let mut sources: Vec<Option<usize>> = (0..network.values()).map(Some).collect();
    let mut work = Vec::new();
    for (id, rows) in network.sums().iter() {
        let node = network.node(id);
        match rows {
            Rows::Input => {}
            Rows::Moved(moved) if network.node(node.inputs[0]).number == node.number => {
                for (at, source) in node.range().zip(moved) {
                    sources[at] = source.and_then(|source| sources[source as usize]);
                }
            }
            _ => work.push(id),
        }
    }
    let [conv, activation, dense, latent] = work.try_into().ok()?;
    let (Some(Op::Conv2d { filters, .. }), Some(Op::Dense { .. })) = (network.op(conv), network.op(dense)) else {
        return None;
    };
    let [Rows::Sums { rows, .. }, Rows::Sums { rows: outputs, .. }] = [conv, dense].map(|id| network.sums().of(id))
    else {
        return None;
    };
    let is_last = network.outputs().iter().all(|&id| {
        let whole = network.node(latent).range();
        network.node(id).range().map(|value| sources[value]).eq(whole.map(Some))
    });
    let mut inputs = network.sums().of(dense).terms(0).iter().map(|term| sources[term.input as usize]);
    let in_order = inputs.by_ref().eq(network.node(activation).range().map(Some));
    if outputs.len() != LATENTS || !is_last || !in_order {
        return None;
    }
    let mut places = Vec::with_capacity(rows.len() / filters);
    for row in (0..rows.len()).step_by(*filters) {
        let terms = network.sums().of(conv).terms(row).iter();
        let taps = terms.filter_map(|term| Some((term.weight as usize / filters, sources[term.input as usize]?)));
        let taps: Vec<(usize, usize)> = taps.collect();
        if taps.iter().any(|&(_, cell)| cell >= CELLS) {
            return None;
        }
        places.push(taps);
    }
    Some(ConvDense {
        normalised: plain(&input.number)?,
        conv: weighted(network, conv, activation)?,
        dense: weighted(network, dense, latent)?,
        filters: *filters,
        places,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::network::AeBlock;
    use crate::nn::Padding;

    #[test]
    fn the_built_in_networks_have_this_shape() {
        for name in AeBlock::BUILT_IN {
            let block = AeBlock::built_in(name).unwrap();
            let form = block.first_form().unwrap();
            let own = pattern(block.typed()).unwrap();
            assert_eq!(
                (own.normalised, own.conv.output, own.dense.output),
                (form.normalised, form.conv.activation, form.dense.latent)
            );
            assert_eq!((own.activations(), own.filters), (form.activations(), form.conv.filters));
            let (_, columns) = form.conv_shape();
            for (place, taps) in own.places.iter().enumerate() {
                let expected = form.taps_of(place / columns, place % columns);
                let expected =
                    expected.filter_map(|(tap, pixel)| Some((tap, usize::try_from(form.image.cells[pixel]).ok()?)));
                assert!(expected.eq(taps.iter().copied()), "{name} {place}");
            }
        }
    }

    /// Whether the chip's network has the shape after a change.
    fn changed(change: &dyn Fn(&mut crate::nn::Network)) -> bool {
        let mut network = AeBlock::built_in("chip-8x8").unwrap().typed().network().clone();
        change(&mut network);
        pattern(&network.check().unwrap()).is_some()
    }

    #[test]
    fn other_shapes_have_not() {
        assert!(changed(&|_| ()));
        // Other zeros around the image are other taps, no other shape.
        assert!(changed(&|network| match &mut network.layer_mut("conv").unwrap().op {
            Op::Conv2d { padding, .. } => *padding = Padding::Zeros([0, 1, 0, 1]),
            _ => panic!(),
        }));
        assert!(!changed(&|network| {
            for layer in &mut network.layers {
                match &mut layer.op {
                    Op::Conv2d { sum: Some(sum), .. } => sum.products = Products::Exact,
                    Op::Activation { function } if layer.name == "activation" => *function = Function::Relu,
                    _ => {}
                }
            }
        }));
        assert!(!changed(&|network| match &mut network.layer_mut("conv").unwrap().op {
            Op::Conv2d { bias, .. } => {
                *bias = None;
                network.tensors.retain(|tensor| tensor.name != "conv_bias");
            }
            _ => panic!(),
        }));
        // A sum that is not rectified before the dense layer.
        assert!(!changed(&|network| {
            network.layer_mut("activation").unwrap().op = Op::Activation { function: Function::Linear };
            network.layer_mut("activation").unwrap().output = None;
            match &mut network.layer_mut("dense").unwrap().op {
                Op::Dense { sum: Some(sum), .. } => sum.format.bits = 24,
                _ => panic!(),
            }
        }));
    }
}
