//! The description of a network, as a file holds it.

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::collections::BTreeMap;
use std::path::Path;

use super::quantiser::Quantiser;
use super::{Format, Number};
use crate::error::{Error, Result};

/// The number in a file that says how to read the rest.
pub const FORMAT: u32 = 2;

/// Deepest nesting of brackets in a description.
const MAX_NESTING: usize = 64;

/// A network: inputs, weight tensors, layers, outputs. Wherever it is written, the number of the format
/// stands before it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Network {
    /// Name for reports and manifests.
    pub name: String,
    /// What enters.
    pub inputs: Vec<Port>,
    /// The weight tensors, in the order in which all weights stand one after the other.
    pub tensors: Vec<TensorSpec>,
    /// The layers. A layer reads inputs and layers before it.
    pub layers: Vec<Layer>,
    /// Names of the layers whose values leave.
    pub outputs: Vec<String>,
}

/// An input.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Port {
    /// Name.
    pub name: String,
    /// Lengths; the last index runs fastest. An image is rows, columns, channels.
    pub shape: Vec<usize>,
    /// Its numbers.
    pub number: Number,
}

/// A tensor of weights. Its shape follows from the layers that name it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TensorSpec {
    /// Name.
    pub name: String,
    /// Its numbers.
    pub number: Number,
    /// How a training with the quantisers of QKeras makes these numbers of real ones; if missing, to the nearest step of
    /// the format. A scale that is fitted to the weights changes the number: that of a trained network is the grid.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub quantiser: Option<Quantiser>,
}

impl TensorSpec {
    /// A tensor without a quantiser of its own.
    pub fn new(name: impl Into<String>, number: Number) -> Self {
        TensorSpec { name: name.into(), number, quantiser: None }
    }
}

/// A layer: what it reads, what it does, and what its values are.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Layer {
    /// Name, by which later layers and the outputs refer to it.
    pub name: String,
    /// The inputs or layers that it reads; their number depends on the operation.
    pub inputs: Vec<String>,
    /// The operation with its parameters.
    #[serde(flatten)]
    pub op: Op,
    /// The numbers that its values are fitted into. If missing: those of the sum, or, where values
    /// are only moved, those of what is read.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub output: Option<Number>,
}

impl Layer {
    /// A field of this layer, as messages name it.
    pub(super) fn field(&self, field: &str) -> String {
        format!("layer {}.{field}", self.name)
    }
}

/// An operation. Images are rows, columns, channels, with the channel fastest.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "op", rename_all = "kebab-case", deny_unknown_fields)]
pub enum Op {
    /// Convolution. The kernel is `(row, column, input channel, filter)` with the filter fastest.
    #[serde(rename = "conv2d")]
    Conv2d {
        /// Rows and columns of the kernel.
        kernel: [usize; 2],
        /// Steps in rows and columns.
        #[serde(default = "one")]
        stride: [usize; 2],
        /// What surrounds the image.
        #[serde(default, with = "serde_yaml::with::singleton_map")]
        padding: Padding,
        /// Output channels.
        filters: usize,
        /// Name of the kernel.
        weights: String,
        /// Name of the biases, one for each filter.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        bias: Option<String>,
        /// How products are added; only of fixed-point numbers.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        sum: Option<Sum>,
    },
    /// Transposed convolution: every input value adds its kernel to the output. The kernel is
    /// `(row, column, output channel, input channel)`, as Keras has it. With padding `same` the output has
    /// the rows and columns of the input times the stride, with `valid` all that is reached.
    #[serde(rename = "conv-transpose2d")]
    ConvTranspose2d {
        /// Rows and columns of the kernel.
        kernel: [usize; 2],
        /// Steps in rows and columns of the output.
        #[serde(default = "one")]
        stride: [usize; 2],
        /// What is cut off the full result.
        #[serde(default, with = "serde_yaml::with::singleton_map")]
        padding: Padding,
        /// Output channels.
        filters: usize,
        /// Name of the kernel.
        weights: String,
        /// Name of the biases, one for each filter.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        bias: Option<String>,
        /// How products are added; only of fixed-point numbers.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        sum: Option<Sum>,
    },
    /// Every value of the input, in order, to every unit. The matrix is output-major: all weights of unit
    /// 0 first.
    Dense {
        /// Values that leave.
        units: usize,
        /// Name of the matrix.
        weights: String,
        /// Name of the biases, one for each unit.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        bias: Option<String>,
        /// How products are added; only of fixed-point numbers.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        sum: Option<Sum>,
    },
    /// A factor, and perhaps a bias, for each channel.
    Affine {
        /// Name of the factors, one for each channel.
        weights: String,
        /// Name of the biases, one for each channel.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        bias: Option<String>,
        /// How the product and the bias are added; only of fixed-point numbers.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        sum: Option<Sum>,
    },
    /// Normalisation of each channel by stored statistics; only of real numbers. Fold it into the layer
    /// before it, or into [`Op::Affine`], for fixed point.
    BatchNorm {
        /// Name of the factors.
        scale: String,
        /// Name of the offsets.
        offset: String,
        /// Name of the means.
        mean: String,
        /// Name of the variances.
        variance: String,
        /// Added to the variance, in units of 10^-9.
        #[serde(default = "keras_epsilon")]
        epsilon_billionths: u32,
    },
    /// The largest value of each window.
    #[serde(rename = "max-pool2d")]
    MaxPool2d {
        /// Rows and columns of a window.
        size: [usize; 2],
        /// Steps in rows and columns.
        stride: [usize; 2],
        /// `valid` leaves out windows that reach over the edge, `same` cuts them.
        #[serde(default, with = "serde_yaml::with::singleton_map")]
        padding: Padding,
    },
    /// Every pixel several times: the nearest neighbour.
    #[serde(rename = "up-sample2d")]
    UpSample2d {
        /// Copies in rows and columns.
        factor: [usize; 2],
    },
    /// Zeros around an image: rows above and below, columns left and right.
    Pad {
        /// Above, below, left, right.
        zeros: [usize; 4],
    },
    /// Rows and columns cut off an image.
    Crop {
        /// Above, below, left, right.
        cut: [usize; 4],
    },
    /// The sum of several values of one shape, exact before it is fitted into the output.
    Add {},
    /// The product of two values of one shape; only of real numbers.
    Multiply {},
    /// The mean over rows and columns of each channel; only of real numbers.
    Mean {},
    /// A function of each value; softmax of all of them.
    Activation {
        /// The function.
        #[serde(with = "serde_yaml::with::singleton_map")]
        function: Function,
    },
    /// Keeps some places of an image, with all their channels, and drops the others: 1 keeps, 0 drops.
    Mask {
        /// One entry for each row and column, row-major.
        keep: Vec<u8>,
    },
    /// Values picked by index; -1 is a constant zero.
    Gather {
        /// Shape of what leaves.
        shape: Vec<usize>,
        /// One index into the flat input for each value that leaves.
        indices: Vec<i32>,
    },
    /// A range of the last axis.
    Slice {
        /// First index.
        from: usize,
        /// One past the last index.
        to: usize,
    },
    /// All values in one row.
    Flatten {},
    /// The same values in another shape.
    Reshape {
        /// The shape.
        shape: Vec<usize>,
    },
    /// Several inputs side by side along the last axis.
    Concat {},
}

/// What surrounds an image: `same`, `valid`, or `{zeros: [above, below, left, right]}`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Padding {
    /// Zeros, so that the output has the size of the input over the stride, rounded up. The odd row or
    /// column of zeros goes after the image, as in TensorFlow.
    #[default]
    Same,
    /// Nothing.
    Valid,
    /// Zeros: rows above and below, columns left and right.
    Zeros([usize; 4]),
}

/// A function of one value: a word, or `{leaky-relu: {slope_millionths: 100000}}`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Function {
    /// The value itself: a quantiser where the output is fixed point.
    Linear,
    /// Negative numbers become zero.
    Relu,
    /// Negative numbers are multiplied by a slope, in units of 10^-6; only of real numbers.
    LeakyRelu {
        /// The slope.
        slope_millionths: u32,
    },
    /// Hyperbolic tangent; only of real numbers, as are all that follow.
    Tanh,
    /// 1 / (1 + e^-x).
    Sigmoid,
    /// Clipped 0.2 x + 0.5 (Keras 2).
    HardSigmoid,
    /// x Φ(x), with the error function.
    Gelu,
    /// e^x over the sum of e^x along the last axis.
    Softmax,
}

/// How the products of a sum are added, in fixed point.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sum {
    /// The accumulator.
    pub format: Format,
    /// What happens to a product before it is added.
    pub products: Products,
}

/// What happens to a product before it is added.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Products {
    /// It is cast to the accumulator, and so is every partial sum, in the order of the terms: bias first.
    /// This is what the chip does.
    Cast,
    /// It is added exactly; the whole sum is cast to the accumulator.
    Exact,
}

fn one() -> [usize; 2] {
    [1, 1]
}

fn keras_epsilon() -> u32 {
    1_000_000
}

/// An error of this crate inside a parser of serde: field, what was found and what is allowed in one
/// sentence.
pub(crate) fn custom<E: serde::de::Error>(error: Error) -> E {
    E::custom(error.sentence())
}

fn part_of_layer<T: serde::de::DeserializeOwned, E: serde::de::Error>(
    layer: &str,
    field: &str,
    value: serde_yaml::Value,
) -> std::result::Result<T, E> {
    serde_yaml::from_value(value).map_err(|error| layer_fault(layer, field, error))
}

/// A fault inside a layer: the parser's own path would begin there.
fn layer_fault<E: serde::de::Error>(layer: &str, field: &str, error: impl std::fmt::Display) -> E {
    E::custom(format!("layer '{layer}', {field}: {error}"))
}

impl<'de> Deserialize<'de> for Layer {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> std::result::Result<Self, D::Error> {
        use serde::de::Error as _;
        let mut fields = BTreeMap::<String, serde_yaml::Value>::deserialize(deserializer)?;
        let Some(serde_yaml::Value::String(name)) = fields.remove("name") else {
            return Err(D::Error::custom("a layer needs a name"));
        };
        let inputs = match fields.remove("inputs") {
            Some(value) => part_of_layer(&name, "inputs", value)?,
            None => return Err(layer_fault(&name, "inputs", "missing")),
        };
        let output = fields.remove("output").map(|value| part_of_layer(&name, "output", value)).transpose()?;
        let rest = fields.into_iter().map(|(key, value)| (serde_yaml::Value::String(key), value)).collect();
        let op = part_of_layer(&name, "op", serde_yaml::Value::Mapping(rest))?;
        Ok(Layer { name, inputs, op, output })
    }
}

impl Serialize for Network {
    fn serialize<S: Serializer>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error> {
        #[derive(Serialize)]
        struct Whole<'a> {
            format: u32,
            name: &'a str,
            inputs: &'a [Port],
            #[serde(skip_serializing_if = "<[_]>::is_empty")]
            tensors: &'a [TensorSpec],
            layers: &'a [Layer],
            outputs: &'a [String],
        }
        let Network { name, inputs, tensors, layers, outputs } = self;
        Whole { format: FORMAT, name, inputs, tensors, layers, outputs }.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Network {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> std::result::Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(deny_unknown_fields)]
        struct Whole {
            format: u32,
            name: String,
            inputs: Vec<Port>,
            #[serde(default)]
            tensors: Vec<TensorSpec>,
            layers: Vec<Layer>,
            outputs: Vec<String>,
        }
        let Whole { format, name, inputs, tensors, layers, outputs } = Whole::deserialize(deserializer)?;
        if format != FORMAT {
            return Err(serde::de::Error::custom(format!("format: {format} is not known here, only {FORMAT}")));
        }
        Ok(Network { name, inputs, tensors, layers, outputs })
    }
}

impl Network {
    /// Reads a description. It is not yet checked, see [`Network::check`].
    ///
    /// # Errors
    /// YAML that does not parse or is nested far too deep; unknown, missing or doubled keys; the layer
    /// and field are named.
    pub fn from_yaml(text: &str, file: &Path) -> Result<Self> {
        parse_yaml(text, file)
    }

    /// The description as YAML text, which [`Network::from_yaml`] reads.
    ///
    /// # Errors
    /// If serialisation fails, which no value of this type is known to cause.
    pub fn to_yaml(&self) -> Result<String> {
        serde_yaml::to_string(self).map_err(|error| Error::new(format!("cannot write the description: {error}")))
    }

    /// A layer by name.
    pub fn layer(&self, name: &str) -> Option<&Layer> {
        self.layers.iter().find(|layer| layer.name == name)
    }

    /// A layer by name, to be changed.
    pub fn layer_mut(&mut self, name: &str) -> Option<&mut Layer> {
        self.layers.iter_mut().find(|layer| layer.name == name)
    }
}

/// Reads a description of either form.
pub(crate) fn parse_yaml<T: serde::de::DeserializeOwned>(text: &str, file: &Path) -> Result<T> {
    check_nesting(text).map_err(|error| error.file(file))?;
    serde_yaml::from_str(text).map_err(|error| {
        Error::yaml("not a network description", file, &error)
            .hint("'econ-emu registers network chip-8x8' prints a complete description to start from")
    })
}

/// Refuses brackets inside brackets beyond [`MAX_NESTING`]: the YAML parser takes time quadratic in
/// their depth. Brackets in comments and quotes count too, which nobody will notice.
fn check_nesting(text: &str) -> Result<()> {
    let mut depth = 0usize;
    for (line, number) in text.lines().zip(1..) {
        for byte in line.bytes() {
            match byte {
                b'[' | b'{' => depth += 1,
                b']' | b'}' => depth = depth.saturating_sub(1),
                _ => {}
            }
            if depth > MAX_NESTING {
                return Err(Error::limit(format!("the description is nested more than {MAX_NESTING} levels deep"))
                    .line(number)
                    .hint("a complete description has a few levels"));
            }
        }
    }
    Ok(())
}
