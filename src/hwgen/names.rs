//! What the layers of a network are called in certificates, golden files, sources and waveforms.
//!
//! The layers of the chip's network have the names under which they were published. A layer of any other
//! network is called by its number and its own name, `layer3_pool`, so that no name can be that of a part
//! of another layer, or of a word of a language.

use crate::chip::Stage;
use crate::chip::autoencoder::normalise;
use crate::network::{AeBlock, FirstForm};
use crate::nn::{NodeId, Rows, TensorId, Typed};

/// What a node and its parts are called.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Names {
    /// Modules, and the types of products and sums, begin with it: `conv`.
    pub prefix: String,
    /// One of its values: `activation`.
    pub value: String,
    /// A wire that holds one of its values, before the index: `act`.
    pub wire: String,
    /// All of its values, also as a golden file: `activations`.
    pub values: String,
    /// The instance that its wires belong to, in the Verilog and in waveforms: `convolve`.
    pub instance: String,
    /// Where the trace of the chip has its values: the stage, and the first value there.
    pub stage: (Stage, usize),
    /// The function that computes it in C++: `activate`.
    pub function: String,
    /// The number of its values in C++: `ACTIVATIONS`.
    pub size: String,
    /// Its fractional bits in C++: `ACTIVATION_FRAC`.
    pub frac: String,
    /// The type of its values in C++: `activation_t`.
    pub number: String,
    /// The parameter of a C++ function that holds its values: `activations`.
    pub array: String,
    /// Its values in the C++ testbench: `activation`.
    pub result: String,
}

/// True if nothing is computed: every value is an earlier one of the same numbers, or zero.
pub fn is_moved(typed: &Typed, id: NodeId) -> bool {
    let node = typed.node(id);
    matches!(typed.sums().of(id), Rows::Moved(_))
        && node.inputs.iter().all(|&input| typed.node(input).number == node.number)
        && !typed.outputs().contains(&id)
}

/// The layer in whose module a layer is computed: an activation behind sums that nothing else reads is
/// computed with them.
pub fn module_of(typed: &Typed, id: NodeId) -> NodeId {
    let &[read] = &typed.node(id).inputs[..] else { return id };
    let readers = typed.nodes().iter().filter(|node| node.inputs.contains(&read)).count();
    let joined = matches!((typed.sums().of(read), typed.sums().of(id)), (Rows::Sums { .. }, Rows::Mapped { .. }));
    if joined && readers == 1 && !typed.outputs().contains(&read) { read } else { id }
}

/// The names of all nodes.
pub fn of_block(block: &AeBlock) -> Vec<Names> {
    let typed = block.typed();
    match is_chip_shaped(typed) {
        true => CHIP.iter().map(Published::names).collect(),
        false => (0..typed.nodes().len()).map(|index| generic(typed, NodeId(index))).collect(),
    }
}

/// True for a network of the layers of the chip's network, under the same names.
pub fn is_chip_shaped(typed: &Typed) -> bool {
    FirstForm::of(typed.network()).is_some()
}

/// What a tensor is called: a bank of registers, a constant of C++.
pub fn of_tensor(typed: &Typed, id: TensorId) -> String {
    let name = &typed.tensor(id).name;
    if is_chip_shaped(typed) { name.clone() } else { format!("tensor{}_{name}", id.0) }
}

fn prefix_of(typed: &Typed, id: NodeId) -> String {
    format!("layer{}_{}", id.0, typed.node(id).name)
}

fn generic(typed: &Typed, id: NodeId) -> Names {
    let own = match id {
        NodeId(0) => CHIP[0].names(),
        _ => {
            let prefix = prefix_of(typed, id);
            let upper = prefix.to_uppercase();
            let sums = typed.keeps_sums(id);
            let part = if sums { "sum" } else { "value" };
            Names {
                value: format!("{prefix}_{part}"),
                wire: if sums { "sum".to_owned() } else { prefix.clone() },
                values: format!("{prefix}_{part}s"),
                instance: format!("compute_{}", prefix_of(typed, module_of(typed, id))),
                stage: (Stage::Layer(id.0), 0),
                function: prefix.clone(),
                size: format!("{upper}_SIZE"),
                frac: format!("{upper}_FRAC"),
                number: format!("{prefix}_{}", if sums { "acc_t" } else { "t" }),
                array: format!("{part}s"),
                result: format!("{prefix}_result"),
                prefix,
            }
        }
    };
    // What leaves the block has the same name in every network.
    match typed.outputs().contains(&id) {
        true => {
            let latent = CHIP[5].names();
            Names { prefix: own.prefix, instance: own.instance, function: own.function, stage: own.stage, ..latent }
        }
        false => own,
    }
}

/// The published names of a node of the chip's network.
struct Published {
    prefix: &'static str,
    value: &'static str,
    wire: &'static str,
    values: &'static str,
    instance: &'static str,
    stage: (Stage, usize),
    function: &'static str,
    size: &'static str,
    frac: &'static str,
    number: &'static str,
    array: &'static str,
    result: &'static str,
}

impl Published {
    fn names(&self) -> Names {
        Names {
            prefix: self.prefix.into(),
            value: self.value.into(),
            wire: self.wire.into(),
            values: self.values.into(),
            instance: self.instance.into(),
            stage: self.stage,
            function: self.function.into(),
            size: self.size.into(),
            frac: self.frac.into(),
            number: self.number.into(),
            array: self.array.into(),
            result: self.result.into(),
        }
    }
}

/// Input and layers of the chip's network, in order.
const CHIP: [Published; 6] = [
    Published {
        prefix: "norm",
        value: "norm",
        wire: "norm",
        values: "norms",
        instance: "convolve",
        stage: (Stage::Normalise, normalise::FIRST_NORMALISED),
        function: "normalize",
        size: "CELLS",
        frac: "NORM_FRAC",
        number: "norm_t",
        array: "norms",
        result: "norm",
    },
    Published {
        prefix: "image",
        value: "pixel",
        wire: "pixel",
        values: "pixels",
        instance: "convolve",
        stage: (Stage::Layer(1), 0),
        function: "image",
        size: "PIXELS",
        frac: "NORM_FRAC",
        number: "norm_t",
        array: "pixels",
        result: "pixel",
    },
    Published {
        prefix: "conv",
        value: "conv_sum",
        wire: "sum",
        values: "conv_sums",
        instance: "convolve",
        stage: (Stage::Layer(2), 0),
        function: "conv",
        size: "ACTIVATIONS",
        frac: "CONV_FRAC",
        number: "conv_acc_t",
        array: "sums",
        result: "conv_acc",
    },
    Published {
        prefix: "activation",
        value: "activation",
        wire: "act",
        values: "activations",
        instance: "convolve",
        stage: (Stage::Layer(3), 0),
        function: "activate",
        size: "ACTIVATIONS",
        frac: "ACTIVATION_FRAC",
        number: "activation_t",
        array: "activations",
        result: "activation",
    },
    Published {
        prefix: "dense",
        value: "dense_sum",
        wire: "sum",
        values: "dense_sums",
        instance: "multiply",
        stage: (Stage::Layer(4), 0),
        function: "dense",
        size: "LATENTS",
        frac: "DENSE_FRAC",
        number: "dense_acc_t",
        array: "sums",
        result: "dense_acc",
    },
    Published {
        prefix: "latents",
        value: "latent",
        wire: "latent",
        values: "latents",
        instance: "multiply",
        stage: (Stage::Layer(5), 0),
        function: "saturate",
        size: "LATENTS",
        frac: "LATENT_FRAC",
        number: "latent_t",
        array: "latents",
        result: "latent",
    },
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_that_of_the_chips_layers() {
        let block = AeBlock::built_in("chip-8x8").unwrap();
        let names = of_block(&block);
        assert_eq!(names.len(), block.typed().nodes().len());
        let published = &names;
        for (index, (node, names)) in block.typed().nodes().iter().zip(&names).enumerate() {
            assert_eq!(node.name, names.prefix);
            assert_eq!(block.typed().keeps_sums(NodeId(index)), names.value.ends_with("_sum"));
            // The image is made of wires.
            if !is_moved(block.typed(), NodeId(index)) && index > 0 {
                assert_eq!(names.instance, published[module_of(block.typed(), NodeId(index)).0].instance);
            }
        }
    }
}
