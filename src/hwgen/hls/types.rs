//! C++ types from number formats and certified ranges.

use super::Flavour;
use crate::chip::autoencoder::normalize::MAX_LEADING_BIT;
use crate::chip::encode::FLOAT_5E4M;
use crate::chip::erx::ORBIT;
use crate::hwgen::certificate::{Bound, Signal};
use crate::hwgen::design::Valid;
use crate::hwgen::vectors::weight_bits;
use crate::network::{Format, Overflow, Rounding, Tensor};

/// A typedef.
pub(super) struct Type {
    pub(super) name: &'static str,
    pub(super) text: String,
    pub(super) comment: String,
}

/// The width that a format really needs: if it must never overflow, what the certificate says.
fn fitted(format: Format, bound: Bound) -> Format {
    if format.overflow != Overflow::Never {
        return format;
    }
    // A signed format of numbers that are never negative keeps its sign bit.
    let bits = bound.bits() + u32::from(format.signed && !bound.signed());
    Format { bits: bits.min(format.bits), ..format }
}

fn integer(flavour: Flavour, bits: u32, signed: bool) -> String {
    match (flavour, signed) {
        (Flavour::Vitis, false) => format!("ap_uint<{bits}>"),
        (Flavour::Vitis, true) => format!("ap_int<{bits}>"),
        (Flavour::Catapult, _) => format!("ac_int<{bits}, {signed}>"),
    }
}

fn number(flavour: Flavour, format: Format) -> String {
    let Format { signed, bits, rounding, overflow, .. } = format;
    let whole = i64::from(bits) - i64::from(format.frac);
    let (kind, prefix) = match (flavour, signed) {
        (Flavour::Vitis, true) => (format!("ap_fixed<{bits}, {whole}"), "AP"),
        (Flavour::Vitis, false) => (format!("ap_ufixed<{bits}, {whole}"), "AP"),
        (Flavour::Catapult, _) => (format!("ac_fixed<{bits}, {whole}, {signed}"), "AC"),
    };
    let rounding = match rounding {
        Rounding::Floor => "TRN",
        Rounding::HalfEven => "RND_CONV",
        Rounding::HalfUp => "RND",
    };
    // A format that never overflows has no logic for it.
    let overflow = if overflow == Overflow::Saturate { "SAT" } else { "WRAP" };
    format!("{kind}, {prefix}_{rounding}, {prefix}_{overflow}>")
}

/// Types of whole numbers.
pub(super) fn integers(design: &Valid, flavour: Flavour) -> Vec<Type> {
    let range = |signal| design.certificate().hull(signal);
    let of = |name, bits, signed, comment: String| Type { name, text: integer(flavour, bits, signed), comment };
    let certified = |name, signal| {
        let bound = range(signal);
        of(name, bound.bits(), bound.signed(), format!("{}..={}", bound.min, bound.max))
    };
    let sum_bits = range(Signal::ModuleSum).bits();
    let weight_comment = "a weight as it stands in the registers".to_owned();
    // A table of constants is plain C: every tool propagates it, and none runs 2,144 constructors.
    let weight = match design.frozen() {
        Some(_) => Type { name: "weight_t", text: "signed char".into(), comment: weight_comment },
        None => of("weight_t", weight_bits(design.network()), true, weight_comment),
    };
    vec![
        of("bx_t", ORBIT.ilog2() + 1, false, format!("0..={}", ORBIT - 1)),
        certified("charge_t", Signal::Charge),
        certified("module_sum_t", Signal::ModuleSum),
        of("sum_code_t", FLOAT_5E4M.bits(), false, "exponent and mantissa".into()),
        of("length_t", sum_bits.ilog2() + 1, false, format!("0..={sum_bits}")),
        weight,
        of("link_t", u32::BITS, false, "a link word".into()),
    ]
}

/// Types of fixed-point numbers.
pub(super) fn numbers(design: &Valid, flavour: Flavour) -> Vec<Type> {
    let network = design.network();
    let range = |signal| design.certificate().hull(signal);
    let of = |name, format: Format, what: String| Type {
        name,
        text: number(flavour, format),
        comment: format!("{format}{what}"),
    };
    let certified = |name, format: Format, signal| {
        let bound = range(signal);
        of(name, fitted(format, bound), format!(", {}..={}", bound.min, bound.max))
    };
    let weight = |name, tensor| of(name, network.tensor_format(tensor), String::new());
    let product = |name, signal| {
        let bound = range(signal);
        let format = Format { signed: bound.signed(), ..Format::unsigned(bound.bits(), bound.frac) };
        of(name, format, format!(", {}..={}, exact", bound.min, bound.max))
    };
    // Shifted right by at most the place of the leading bit, a charge keeps all bits of its norm.
    let wide = Format::unsigned(range(Signal::Charge).bits() + network.norm.frac, network.norm.frac);
    let (conv, dense) = (&network.conv, &network.dense);
    vec![
        of("wide_charge_t", wide, format!(", before the shift by 0..={MAX_LEADING_BIT}")),
        certified("norm_t", network.norm, Signal::Norm),
        weight("conv_weight_t", Tensor::ConvKernel),
        weight("conv_bias_t", Tensor::ConvBias),
        product("conv_product_t", Signal::ConvProduct),
        certified("conv_acc_t", conv.accumulator, Signal::ConvPartial),
        certified("activation_t", conv.activation, Signal::Activation),
        weight("dense_weight_t", Tensor::DenseKernel),
        weight("dense_bias_t", Tensor::DenseBias),
        product("dense_product_t", Signal::DenseProduct),
        certified("dense_acc_t", dense.accumulator, Signal::DensePartial),
        of("latent_t", dense.latent, String::new()),
    ]
}
