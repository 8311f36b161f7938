//! Ecoder's model zoo by name: encoders of 48 trigger cells that were studied for the chip.
//!
//! Names, labels, shapes and settings are those of the lists in the public repositories
//! cmantill/Ecoder (E), kakwok/Ecoder (K, file `martinModels.py`) and rohanshenoy/Ecoder (R); see
//! `docs/sources.md`. Entries of K that differ from another only by their optimizer are not listed.
//! Cells are numbered in the order of the CALQ files, which the image map of each entry arranges.

use super::{CELLS, Image};
use crate::error::{Error, Result};
use crate::nn::{
    self, Format, Function, Layer, Number, Op, Overflow, Padding, Port, Products, Rounding, Sum, TensorSpec,
};

/// How the 48 cells stand in the image.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Arrangement {
    /// 8x8x1, the lower right quarter zero.
    Square,
    /// The same with repeated cells in the lower right quarter, which join the three sectors.
    SquareRepeated,
    /// 8x8x1 in another orientation.
    SquareTurned,
    /// 4x4x3: one sector of 16 cells in each channel.
    Sectors,
    /// 6x6x3: sectors with their neighbours around them.
    SectorsWithEdges,
    /// The same 108 values read in the order row, column, channel instead of channel first.
    SectorsWithEdgesTransposed,
}

/// What the training minimises.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ZooLoss {
    /// The telescope of sums of 1, 4 and 16 cells.
    TelescopeCharge,
    /// Squared differences weighted by the charge.
    WeightedMse,
    /// A network that was trained to give the earth mover's distance, by the name of its file.
    LearnedEmd(&'static str),
}

impl ZooLoss {
    /// The name in lists.
    pub fn name(self) -> String {
        match self {
            ZooLoss::TelescopeCharge => "telescope of charges".to_owned(),
            ZooLoss::WeightedMse => "weighted MSE".to_owned(),
            ZooLoss::LearnedEmd(name) => format!("learned EMD ({name})"),
        }
    }
}

/// Bits and integer bits of QKeras quantisers, without the sign where there is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ZooBits {
    /// The input, signed or not.
    pub input: (u32, u32, bool),
    /// Weights and biases, signed.
    pub weight: (u32, u32),
    /// Behind the convolution, after ReLU.
    pub accumulator: (u32, u32),
    /// The latents, after ReLU.
    pub latent: (u32, u32),
}

/// An entry of the zoo.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ZooModel {
    /// Name, as on the command line of Ecoder.
    pub name: &'static str,
    /// Label of its plots.
    pub label: &'static str,
    /// Repository: E, K or R.
    pub source: char,
    /// The image.
    pub arrangement: Arrangement,
    /// Filters of each convolution.
    pub filters: &'static [usize],
    /// Rows and columns of each kernel.
    pub kernels: &'static [usize],
    /// Pooling of 2x2 behind each convolution.
    pub pool: bool,
    /// Step of each kernel.
    pub stride: usize,
    /// What surrounds the image.
    pub padding: Padding,
    /// Units of dense layers before the last one.
    pub dense: &'static [usize],
    /// Latents.
    pub latents: usize,
    /// Only the 48 places that are a cell's own go from the convolution to the dense layer.
    pub mask: bool,
    /// Each channel is convolved by itself; `true` if all three have the same kernel.
    pub separate: Option<bool>,
    /// Quantisers; `None` for real numbers.
    pub bits: Option<ZooBits>,
    /// Loss.
    pub loss: ZooLoss,
}

/// What most entries are: real numbers, one convolution of 8 filters, 3x3, on 8x8.
const PLAIN: ZooModel = ZooModel {
    name: "",
    label: "",
    source: 'K',
    arrangement: Arrangement::Square,
    filters: &[8],
    kernels: &[3],
    pool: false,
    stride: 1,
    padding: Padding::Same,
    dense: &[],
    latents: 16,
    mask: false,
    separate: None,
    bits: None,
    loss: ZooLoss::WeightedMse,
};

/// The same on 4x4x3.
const SECTORS: ZooModel = ZooModel { arrangement: Arrangement::Sectors, loss: ZooLoss::TelescopeCharge, ..PLAIN };

/// The same on 6x6x3 without zeros around it.
const EDGES: ZooModel =
    ZooModel { arrangement: Arrangement::SectorsWithEdgesTransposed, padding: Padding::Valid, ..PLAIN };

/// That with each channel by itself, and the same kernel for all.
const SEPARATE: ZooModel = ZooModel { separate: Some(true), ..EDGES };

/// With stride 2.
const STRIDED: ZooModel = ZooModel { stride: 2, ..PLAIN };

/// Quantisers that R gives every model, for five links.
const BITS_R: ZooBits = ZooBits { input: (10, 3, true), weight: (5, 1), accumulator: (11, 3), latent: (9, 1) };

/// Quantisers that K gives every model at last: those of the chip.
const BITS_K: ZooBits = ZooBits { input: (8, 1, false), weight: (6, 0), accumulator: (8, 1), latent: (9, 1) };

/// The zoo.
pub const ZOO: &[ZooModel] = &[
    ZooModel {
        name: "8x8_c8_S2_tele",
        label: "8x8_c[8]_S2(tele)",
        source: 'E',
        loss: ZooLoss::TelescopeCharge,
        ..STRIDED
    },
    ZooModel { name: "8x8_c8_S2", label: "8x8_c[8]_S2", source: 'E', ..STRIDED },
    ZooModel { name: "8x8_c8_S2_qK_RTL", label: "8x8_c[8]_S2", source: 'E', bits: Some(BITS_R), ..STRIDED },
    ZooModel {
        name: "8x8_c8_pool_tele",
        label: "8x8_c[8]_pool",
        source: 'E',
        pool: true,
        loss: ZooLoss::TelescopeCharge,
        ..PLAIN
    },
    ZooModel {
        name: "8x8_c8_S2_qK_RTL_tele",
        label: "8x8_c[8]_S2(tele)",
        source: 'R',
        bits: Some(BITS_R),
        loss: ZooLoss::TelescopeCharge,
        ..STRIDED
    },
    ZooModel { name: "8x8_c8_S2_qK_RTL_MSE", label: "8x8_c[8]_S2", source: 'R', bits: Some(BITS_R), ..STRIDED },
    ZooModel {
        name: "8x8_c8_S2_qK_RTL_emd_ttbar",
        label: "8x8_c[8]_S2",
        source: 'R',
        bits: Some(BITS_R),
        loss: ZooLoss::LearnedEmd("ae_mse_ttbar"),
        ..STRIDED
    },
    ZooModel {
        name: "8x8_c8_S2_qK_RTL_emd_egun",
        label: "8x8_c[8]_S2",
        source: 'R',
        bits: Some(BITS_R),
        loss: ZooLoss::LearnedEmd("ae_mse_egun"),
        ..STRIDED
    },
    ZooModel {
        name: "8x8_c8_S2_qK_RTL_emd_epgun",
        label: "8x8_c[8]_S2",
        source: 'R',
        bits: Some(BITS_R),
        loss: ZooLoss::LearnedEmd("ae_mse_epgun"),
        ..STRIDED
    },
    ZooModel {
        name: "8x8_c8_S2_qK_RTL_emd_lphe",
        label: "8x8_c[8]_S2",
        source: 'R',
        bits: Some(BITS_R),
        loss: ZooLoss::LearnedEmd("ae_mse_lphe"),
        ..STRIDED
    },
    ZooModel { name: "8x8_c8_S2_emd6", label: "8x8_c[8]_S2", source: 'R', loss: ZooLoss::LearnedEmd("6"), ..STRIDED },
    ZooModel { name: "Sep1_CNN_keras_norm", label: "nom", ..SECTORS },
    ZooModel { name: "Sep1_CNN_keras_v12", label: "dim12", latents: 12, ..SECTORS },
    ZooModel { name: "Sep1_CNN_keras_v13", label: "dim20", latents: 20, ..SECTORS },
    ZooModel { name: "Sep1_CNN_keras_v14", label: "den16", dense: &[16], ..SECTORS },
    ZooModel { name: "Sep1_CNN_keras_v8", label: "k[5]", kernels: &[5], ..SECTORS },
    ZooModel { name: "Sep1_CNN_keras_v9", label: "c[12]", filters: &[12], ..SECTORS },
    ZooModel { name: "Sep1_CNN_keras_v10", label: "pool", pool: true, ..SECTORS },
    ZooModel { name: "Sep1_CNN_keras_v1", label: "c[8,8]", filters: &[8, 8], kernels: &[3, 3], ..SECTORS },
    ZooModel { name: "Sep1_CNN_keras_v2", label: "c[8,8,8]", filters: &[8, 8, 8], kernels: &[3, 3, 3], ..SECTORS },
    ZooModel { name: "Sep1_CNN_keras_v3", label: "c[4,4,4]", filters: &[4, 4, 4], kernels: &[3, 3, 3], ..SECTORS },
    ZooModel { name: "Sep1_CNN_keras_v4", label: "c[8,4,2]", filters: &[8, 4, 2], kernels: &[3, 3, 3], ..SECTORS },
    ZooModel {
        name: "Sep1_CNN_keras_v7",
        label: "c[8,4,4,4,2]",
        filters: &[8, 4, 4, 4, 2],
        kernels: &[3, 3, 3, 3, 3],
        ..SECTORS
    },
    ZooModel {
        name: "Sep1_CNN_keras_v5",
        label: "c[8,4,2]_k[5,5,3]",
        filters: &[8, 4, 2],
        kernels: &[5, 5, 3],
        ..SECTORS
    },
    ZooModel {
        name: "Sep1_CNN_keras_v6",
        label: "c[4,4,4]_k[5,5,3]",
        filters: &[4, 4, 4],
        kernels: &[5, 5, 3],
        ..SECTORS
    },
    ZooModel {
        name: "Sep1_CNN_keras_v15",
        label: "c[4,4,4]_k[5,5,3]_den[16]",
        filters: &[4, 4, 4],
        kernels: &[5, 5, 3],
        dense: &[16],
        ..SECTORS
    },
    ZooModel { name: "Sep1_CNN_keras_v16", label: "c[20]_pool", filters: &[20], pool: true, ..SECTORS },
    ZooModel { name: "Sep9_CNN_keras_8x8_v1", label: "8x8_c[8]", ..PLAIN },
    ZooModel { name: "Sep9_CNN_keras_8x8_v2", label: "8x8_c[2]", filters: &[2], ..PLAIN },
    ZooModel { name: "Sep9_CNN_keras_8x8_v3", label: "8x8_c[8]_pool", pool: true, ..PLAIN },
    ZooModel { name: "Sep9_CNN_keras_8x8_v4", label: "8x8_c[8]_v2", arrangement: Arrangement::SquareTurned, ..PLAIN },
    ZooModel { name: "Sep9_CNN_keras_8x8_v5", label: "8x8_c[4]", filters: &[4], ..PLAIN },
    ZooModel { name: "Sep9_CNN_keras_8x8_v6", label: "8x8_c[6]", filters: &[6], ..PLAIN },
    ZooModel { name: "Sep9_CNN_keras_8x8_v7", label: "8x8_c[8]_mask", mask: true, ..PLAIN },
    ZooModel { name: "Sep9_CNN_keras_8x8_v8", label: "8x8_c[6]_mask", filters: &[6], mask: true, ..PLAIN },
    ZooModel { name: "Sep9_CNN_keras_8x8_v9", label: "8x8_c[4]_mask", filters: &[4], mask: true, ..PLAIN },
    ZooModel { name: "Sep9_CNN_keras_8x8_v7.2", label: "8x8_c[8]_pool", pool: true, ..PLAIN },
    ZooModel { name: "Sep9_CNN_keras_8x8_v8.2", label: "8x8_c[6]_pool", filters: &[6], pool: true, ..PLAIN },
    ZooModel { name: "Sep9_CNN_keras_8x8_v9.2", label: "8x8_c[4]_pool", filters: &[4], pool: true, ..PLAIN },
    ZooModel {
        name: "Sep9_CNN_keras_8x8_v10",
        label: "8x8_c[8]_dup",
        arrangement: Arrangement::SquareRepeated,
        ..PLAIN
    },
    ZooModel {
        name: "Sep9_CNN_keras_8x8_v11",
        label: "8x8_c[8]_dup_mask",
        arrangement: Arrangement::SquareRepeated,
        mask: true,
        ..PLAIN
    },
    ZooModel { name: "Sep21_CNN_keras_SepConv_v1", label: "SepConv", separate: Some(true), ..SECTORS },
    ZooModel { name: "Sep21_CNN_keras_SepConv_v2", label: "SepConv_NoShareFilter", separate: Some(false), ..SECTORS },
    ZooModel { name: "Sep21_CNN_keras_SepConv_v3", label: "SepConv_pool", separate: Some(true), pool: true, ..SECTORS },
    ZooModel { name: "Sep29_SepConv_663_pool_v3", label: "SepConv_663_pool", pool: true, ..SEPARATE },
    ZooModel { name: "Oct8_SepConv_663_pool", label: "SepConv_663_pool", pool: true, ..SEPARATE },
    ZooModel { name: "Oct8_SepConv_663", label: "SepConv_663", ..SEPARATE },
    ZooModel {
        name: "Oct8_SepConv_663_pool_noShareFilters",
        label: "SepConv_663_pool_noShareFilters",
        pool: true,
        separate: Some(false),
        ..EDGES
    },
    ZooModel { name: "Oct8_663", label: "Conv_663", ..EDGES },
    ZooModel { name: "Oct8_SepConv_663_c4", label: "SepConv_663_c[4]", filters: &[4], ..SEPARATE },
    ZooModel { name: "Oct8_SepConv_663_c2", label: "SepConv_663_c[2]", filters: &[2], ..SEPARATE },
    ZooModel {
        name: "Oct8_SepConv_663_c4_pool",
        label: "SepConv_663_c[4]_pool",
        filters: &[4],
        pool: true,
        ..SEPARATE
    },
    ZooModel {
        name: "Oct8_SepConv_663_c2_pool",
        label: "SepConv_663_c[2]_pool",
        filters: &[2],
        pool: true,
        ..SEPARATE
    },
    ZooModel { name: "Oct8_SepConv_663_c8_k5_vpad", label: "SepConv_663_c8_k5_vpad", kernels: &[5], ..SEPARATE },
    ZooModel {
        name: "Oct8_SepConv663_c10_k5_vpad",
        label: "SepConv_663_c10_k5_vpad",
        filters: &[10],
        kernels: &[5],
        ..SEPARATE
    },
    ZooModel {
        name: "Oct11_SepConv_663_pool",
        label: "SepConv_663_pool",
        arrangement: Arrangement::SectorsWithEdges,
        pool: true,
        ..SEPARATE
    },
    ZooModel {
        name: "Oct11_SepConv_663",
        label: "SepConv_663",
        arrangement: Arrangement::SectorsWithEdges,
        ..SEPARATE
    },
    ZooModel { name: "Oct11_663", label: "Conv_663", arrangement: Arrangement::SectorsWithEdges, ..EDGES },
    ZooModel { name: "Oct30_8x8_k5", label: "8x8_k5", kernels: &[5], ..PLAIN },
    ZooModel { name: "Oct30_8x8_k5_pool", label: "8x8_k5_pool", kernels: &[5], pool: true, ..PLAIN },
    ZooModel {
        name: "Oct30_8x8_c6_k5_pool",
        label: "8x8_c6_k5_pool",
        filters: &[6],
        kernels: &[5],
        pool: true,
        ..PLAIN
    },
    ZooModel {
        name: "Oct30_8x8_c4_k5_pool",
        label: "8x8_c4_k5_pool",
        filters: &[4],
        kernels: &[5],
        pool: true,
        ..PLAIN
    },
    ZooModel { name: "Nov10_8x8_c6_S2", label: "8x8_c[6]_S2", filters: &[6], ..STRIDED },
    ZooModel { name: "Nov10_8x8_c8_S2", label: "8x8_c[8]_S2", ..STRIDED },
    ZooModel { name: "Nov10_8x8_c10_S2", label: "8x8_c[10]_S2", filters: &[10], ..STRIDED },
    ZooModel { name: "Nov10_8x8_c8_S2_qK", label: "8x8_c[8]_S2", bits: Some(BITS_K), ..STRIDED },
    ZooModel {
        name: "Nov10_8x8_c8_S2_qK_1b7",
        label: "8x8_c[8]_S2",
        bits: Some(ZooBits { latent: (7, 1), ..BITS_K }),
        ..STRIDED
    },
    ZooModel {
        name: "Nov10_8x8_c8_S2_qK_1b5",
        label: "8x8_c[8]_S2",
        bits: Some(ZooBits { latent: (5, 1), ..BITS_K }),
        ..STRIDED
    },
    ZooModel {
        name: "Nov10_8x8_c8_S2_qK_1b3",
        label: "8x8_c[8]_S2",
        bits: Some(ZooBits { latent: (3, 1), ..BITS_K }),
        ..STRIDED
    },
    ZooModel { name: "Nov10_8x8_c8_S2_qK_RTL", label: "8x8_c[8]_S2", bits: Some(BITS_K), ..STRIDED },
    ZooModel { name: "Nov9_QK_norm", label: "nom", bits: Some(BITS_K), ..SECTORS },
];

impl ZooModel {
    /// An entry by name.
    ///
    /// # Errors
    /// A name that is not in the zoo.
    pub fn find(name: &str) -> Result<&'static ZooModel> {
        ZOO.iter().find(|model| model.name == name).ok_or_else(|| {
            Error::unknown("no model of the zoo has this name")
                .field("model")
                .found(name)
                .hint("'econ-emu models' lists them")
        })
    }

    /// The encoder as a description. Its input are 48 charges in the order of the CALQ files, as real
    /// numbers that were normalised; quantised entries quantise them first.
    pub fn describe(&self) -> nn::Network {
        let (shape, indices) = self.arrangement.image();
        let mut builder = Builder::new(self);
        builder.layer("image", &["charges"], Op::Gather { shape: shape.to_vec(), indices }, None);
        let mut last = "image".to_owned();
        if let Some(bits) = self.bits {
            let (total, integer, signed) = bits.input;
            let format = quantiser(total, integer, signed);
            builder.layer("input_qa", &["image"], activation(Function::Linear), Some(format.into()));
            builder.input_bits = total;
            last = "input_qa".to_owned();
        }
        match self.separate {
            None => {
                let mut channels = shape[2];
                for (index, (&filters, &kernel)) in self.filters.iter().zip(self.kernels).enumerate() {
                    let suffix = index.to_string();
                    last = builder.convolution(&suffix, &suffix, &last, (filters, kernel), channels);
                    channels = filters;
                }
            }
            Some(shared) => {
                let mut flat = Vec::new();
                for channel in 0..shape[2] {
                    let slice = format!("slice_{channel}");
                    builder.layer(&slice, &[&last], Op::Slice { from: channel, to: channel + 1 }, None);
                    let tensor = if shared { "0".to_owned() } else { channel.to_string() };
                    let (filters, kernel) = (self.filters[0], self.kernels[0]);
                    let own = builder.convolution(&channel.to_string(), &tensor, &slice, (filters, kernel), 1);
                    flat.push(format!("flatten_{channel}"));
                    builder.layer(&flat[channel], &[&own], Op::Flatten {}, None);
                }
                let names: Vec<&str> = flat.iter().map(String::as_str).collect();
                builder.layer("concatenate", &names, Op::Concat {}, None);
                last = "concatenate".to_owned();
            }
        }
        if self.mask {
            let keep = (0..64).map(|pixel| u8::from(pixel / 8 < 4 || pixel % 8 < 4)).collect();
            builder.layer("mask", &[&last], Op::Mask { keep }, None);
            last = "mask".to_owned();
        }
        for (index, &units) in self.dense.iter().enumerate() {
            let name = format!("en_dense_{index}");
            last = builder.dense(&name, &last, units);
            // The quantised encoder has no activation there.
            if self.bits.is_none() {
                let relu = format!("{name}_relu");
                builder.layer(&relu, &[&last], activation(Function::Relu), None);
                last = relu;
            }
        }
        last = builder.dense("encoded_vector", &last, self.latents);
        let output = self.bits.map(|bits| quantiser(bits.latent.0, bits.latent.1, false).into());
        builder.layer("encod_qa", &[&last], activation(Function::Relu), output);
        builder.finish("encod_qa")
    }
}

fn activation(function: Function) -> Op {
    Op::Activation { function }
}

/// The format of a QKeras quantiser: halves to even, saturating.
fn quantiser(bits: u32, integer: u32, signed: bool) -> Format {
    let frac = bits - u32::from(signed) - integer;
    Format { signed, bits, frac, rounding: Rounding::HalfEven, overflow: Overflow::Saturate }
}

/// A description under construction.
struct Builder<'a> {
    model: &'a ZooModel,
    network: nn::Network,
    /// Bits of what the next layer reads.
    input_bits: u32,
    /// Fractional bits of it.
    input_frac: u32,
}

impl<'a> Builder<'a> {
    fn new(model: &'a ZooModel) -> Self {
        let charges = Port { name: "charges".to_owned(), shape: vec![CELLS], number: Number::Float32 };
        let (input_bits, input_frac) = model.bits.map_or((0, 0), |bits| {
            let (total, integer, signed) = bits.input;
            (total, quantiser(total, integer, signed).frac)
        });
        let network = nn::Network {
            name: model.name.to_owned(),
            inputs: vec![charges],
            tensors: Vec::new(),
            layers: Vec::new(),
            outputs: Vec::new(),
        };
        Builder { model, network, input_bits, input_frac }
    }

    fn layer(&mut self, name: &str, inputs: &[&str], op: Op, output: Option<Number>) {
        let inputs = inputs.iter().map(|&input| input.to_owned()).collect();
        self.network.layers.push(Layer { name: name.to_owned(), inputs, op, output });
    }

    /// Names of a kernel and its biases, listed once.
    fn tensors(&mut self, name: &str) -> (String, Option<String>) {
        let names = [format!("{name}_kernel"), format!("{name}_bias")];
        for tensor in &names {
            if self.network.tensors.iter().all(|other| other.name != *tensor) {
                let number = self.model.bits.map_or(Number::Float32, |bits| {
                    quantiser(bits.weight.0, bits.weight.1, true)
                        .with_rounding(Rounding::Floor)
                        .with_overflow(Overflow::Never)
                        .into()
                });
                self.network.tensors.push(TensorSpec::new(tensor, number));
            }
        }
        let [kernel, bias] = names;
        (kernel, Some(bias))
    }

    /// An accumulator in which the sum of so many products is exact.
    fn sum(&self, products: usize) -> Option<Sum> {
        let bits = self.model.bits?;
        let weight = quantiser(bits.weight.0, bits.weight.1, true);
        let width = self.input_bits + weight.bits + (products + 1).next_power_of_two().ilog2() + 1;
        Some(Sum { format: Format::signed(width, self.input_frac + weight.frac), products: Products::Exact })
    }

    /// Convolution, ReLU, pooling; gives the name of the last layer.
    fn convolution(
        &mut self,
        suffix: &str,
        tensor: &str,
        input: &str,
        (filters, kernel): (usize, usize),
        channels: usize,
    ) -> String {
        let (weights, bias) = self.tensors(&format!("conv2d_{tensor}_m"));
        let sum = self.sum(kernel * kernel * channels);
        let name = format!("conv2d_{suffix}_m");
        let (stride, padding) = ([self.model.stride; 2], self.model.padding);
        let op = Op::Conv2d { kernel: [kernel; 2], stride, padding, filters, weights, bias, sum };
        self.layer(&name, &[input], op, None);
        let mut last = name;
        if self.model.bits.is_none() {
            let relu = format!("relu_{suffix}");
            self.layer(&relu, &[&last], activation(Function::Relu), None);
            last = relu;
        }
        if self.model.pool {
            let pool = format!("mp_{suffix}");
            self.layer(&pool, &[&last], Op::MaxPool2d { size: [2, 2], stride: [2, 2], padding: Padding::Same }, None);
            last = pool;
        }
        if let Some(bits) = self.model.bits {
            let format = quantiser(bits.accumulator.0, bits.accumulator.1, false);
            let name = format!("accum{suffix}_qa");
            self.layer(&name, &[&last], activation(Function::Relu), Some(format.into()));
            (self.input_bits, self.input_frac) = (format.bits, format.frac);
            last = name;
        }
        last
    }

    fn dense(&mut self, name: &str, input: &str, units: usize) -> String {
        let (weights, bias) = self.tensors(name);
        // No layer of the zoo has more than 2,048 inputs.
        let sum = self.sum(2048);
        self.layer(name, &[input], Op::Dense { units, weights, bias, sum }, None);
        if let Some(sum) = sum {
            (self.input_bits, self.input_frac) = (sum.format.bits, sum.format.frac);
        }
        name.to_owned()
    }

    fn finish(mut self, output: &str) -> nn::Network {
        self.network.outputs.push(output.to_owned());
        self.network
    }
}

/// Cells of the 8x8 image, row by row.
#[rustfmt::skip]
const SQUARE: [i32; 64] = [
    28, 29, 30, 31,  0,  4,  8, 12,
    24, 25, 26, 27,  1,  5,  9, 13,
    20, 21, 22, 23,  2,  6, 10, 14,
    16, 17, 18, 19,  3,  7, 11, 15,
    47, 43, 39, 35, 35, 34, 33, 32,
    46, 42, 38, 34, 39, 38, 37, 36,
    45, 41, 37, 33, 43, 42, 41, 40,
    44, 40, 36, 32, 47, 46, 45, 44,
];

/// The same in another orientation.
#[rustfmt::skip]
const SQUARE_TURNED: [i32; 64] = [
    44, 45, 46, 47, 16, 20, 24, 28,
    40, 41, 42, 43, 17, 21, 25, 29,
    36, 37, 38, 39, 18, 22, 26, 30,
    32, 33, 34, 35, 19, 23, 27, 31,
    15, 11,  7,  3,  3,  2,  1,  0,
    14, 10,  6,  2,  7,  6,  5,  4,
    13,  9,  5,  1, 11, 10,  9,  8,
    12,  8,  4,  0, 15, 14, 13, 12,
];

/// Cells of the 6x6x3 image, channel by channel; -1 is zero.
#[rustfmt::skip]
const SECTORS_WITH_EDGES: [i32; 108] = [
    -1, -1, -1, -1, -1, -1,
    -1, 12, 13, 14, 15, 32,
    -1,  8,  9, 10, 11, 33,
    -1,  4,  5,  6,  7, 34,
    -1,  0,  1,  2,  3, 35,
    -1, 31, 27, 23, 19, -1,

    -1, -1, -1, -1, -1, -1,
    -1, 28, 29, 30, 31,  0,
    -1, 24, 25, 26, 27,  1,
    -1, 20, 21, 22, 23,  2,
    -1, 16, 17, 18, 19,  3,
    -1, 47, 43, 39, 35, -1,

    -1, -1, -1, -1, -1, -1,
    -1, 44, 45, 46, 47, 16,
    -1, 40, 41, 42, 43, 17,
    -1, 36, 37, 38, 39, 18,
    -1, 32, 33, 34, 35, 19,
    -1, 15, 11,  7,  3, -1,
];

/// A map of 8 x 8 pixels whose last quarter is zero.
fn without_quarter(map: [i32; 64]) -> Vec<i32> {
    let quarter = |pixel: usize| pixel / 8 >= 4 && pixel % 8 >= 4;
    map.into_iter().enumerate().map(|(pixel, cell)| if quarter(pixel) { -1 } else { cell }).collect()
}

impl Arrangement {
    /// Shape of the image, and the cell at each pixel (-1: zero), row-major with the channel fastest.
    pub fn image(self) -> ([usize; 3], Vec<i32>) {
        match self {
            Arrangement::Square => ([8, 8, 1], without_quarter(SQUARE)),
            Arrangement::SquareRepeated => ([8, 8, 1], SQUARE.to_vec()),
            Arrangement::SquareTurned => ([8, 8, 1], without_quarter(SQUARE_TURNED)),
            Arrangement::Sectors => ([4, 4, 3], (0..48).map(|index| 16 * (index % 3) + index / 3).collect()),
            // The lists of Ecoder are channel by channel; read as they stand they fill the image in the order
            // row, column, channel, which was noticed and called the wrong arrangement.
            Arrangement::SectorsWithEdges => ([6, 6, 3], SECTORS_WITH_EDGES.to_vec()),
            Arrangement::SectorsWithEdgesTransposed => {
                ([6, 6, 3], (0..108).map(|index| SECTORS_WITH_EDGES[36 * (index % 3) + index / 3]).collect())
            }
        }
    }

    /// The image that a decoder gives back, which shows each cell once: that of the encoder without what is repeated
    /// in a quarter or around the sectors. Cells as in [`Arrangement::image`].
    pub fn decoded(self) -> Image {
        let ([height, width, channels], cells) = match self {
            Arrangement::Square | Arrangement::SquareRepeated => Arrangement::Square.image(),
            Arrangement::SquareTurned => self.image(),
            Arrangement::Sectors | Arrangement::SectorsWithEdges | Arrangement::SectorsWithEdgesTransposed => {
                Arrangement::Sectors.image()
            }
        };
        // Cells have two digits.
        Image { height, width, channels, cells: cells.into_iter().map(|cell| cell as i8).collect() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::Path;

    #[test]
    fn every_entry_is_a_network() {
        for (index, model) in ZOO.iter().enumerate() {
            assert!(ZOO[..index].iter().all(|other| other.name != model.name), "{} twice", model.name);
            let network = model.describe();
            let typed = network.clone().check().unwrap_or_else(|error| panic!("{}: {error}", model.name));
            let read = nn::Network::from_yaml(&network.to_yaml().unwrap(), Path::new("n.yaml")).unwrap();
            assert_eq!(read, network);
            assert_eq!(typed.node(typed.outputs()[0]).shape, [model.latents]);
            assert_eq!(ZooModel::find(model.name).unwrap(), model);
            // Every cell is in the image, and once unless repeated on purpose.
            let (_, cells) = model.arrangement.image();
            assert!((0..48).all(|cell| cells.contains(&cell)), "{}", model.name);
            let mut decoded = model.arrangement.decoded().cells;
            decoded.retain(|&cell| cell >= 0);
            decoded.sort_unstable();
            assert!(decoded.into_iter().eq(0..48), "{}", model.name);
        }
        assert!(ZooModel::find("8x8_c9").unwrap_err().to_string().contains("econ-emu models"));
    }

    /// Weights and operations as the profiler of TensorFlow 2.21 gives them for the same layers in Keras.
    #[test]
    fn costs_are_those_of_the_profiler() {
        fn cost(name: &str) -> nn::Cost {
            ZooModel::find(name).unwrap().describe().check().unwrap().cost()
        }
        for (name, flops) in [("8x8_c8_S2_tele", 6544), ("8x8_c8_pool_tele", 14_352)] {
            assert_eq!((cost(name).flops, cost(name).weights), (flops, 2144));
        }
        assert_eq!(cost("8x8_c8_S2_tele").macs, 1152 + 2048);
        let quantised = cost("8x8_c8_S2_qK_RTL");
        assert_eq!((quantised.weight_bits, quantised.output_bits), (5 * 2144, 144));
        // Three channels share one kernel, or have one each.
        assert_eq!(cost("Sep21_CNN_keras_SepConv_v2").weights - cost("Sep21_CNN_keras_SepConv_v1").weights, 2 * 80);
    }
}
