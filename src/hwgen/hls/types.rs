//! C++ types from number formats and certified ranges.

use super::{HlsFlavour, ops};
use crate::chip::autoencoder::normalise::MAX_LEADING_BIT;
use crate::chip::encode::FLOAT_5E4M;
use crate::chip::erx::ORBIT;
use crate::error::{Error, Result};
use crate::hwgen::certificate::{Bound, Certificate, CertificatePart, Signal};
use crate::hwgen::design::Valid;
use crate::hwgen::names::Names;
use crate::hwgen::vectors::weight_bits;
use crate::network::NORMALISED_FRAC_BITS;
use crate::nn::{Format, NodeId, Number, Overflow, Products, Rounding, Rows};

/// A typedef.
pub(super) struct Type {
    pub(super) name: String,
    pub(super) text: String,
    pub(super) comment: String,
}

/// A fixed-point type: a format, and its binary places, of which there may be more than bits, or fewer
/// than none.
#[derive(Clone, Copy)]
struct Fixed {
    format: Format,
    places: i32,
}

impl Fixed {
    fn of(format: Format) -> Self {
        Fixed { format, places: format.frac as i32 }
    }
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

/// Just wide enough for a range.
fn exact(bound: Bound) -> Fixed {
    Fixed { format: Format { signed: bound.signed(), ..Format::unsigned(bound.bits(), 0) }, places: bound.frac }
}

/// Fewest bits of a type whose numbers are rounded to others: the open headers of ap_fixed read the bit below the last
/// one that stays, and stop where the type does not have it.
fn least_bits(places: i32, to: &Number) -> u32 {
    match to.format() {
        Some(format) if format.rounding != Rounding::Floor => u32::try_from(places - to.places(0)).unwrap_or(0),
        _ => 0,
    }
}

/// Checks that the open headers of `ap_fixed` can round the numbers of a design: they stop where more bits go than the
/// number has, and a type that saturates or wraps cannot simply be given more, as one that never overflows can.
///
/// # Errors
/// The first layer that rounds such a number.
pub(super) fn check_rounding(design: &Valid) -> Result<()> {
    let typed = design.typed();
    for (id, node, _) in typed.layers() {
        let Some(sum) = typed.sum(id) else {
            for &input in &node.inputs {
                check_rounded(&node.name, &typed.node(input).number, &node.number)?;
            }
            continue;
        };
        let accumulator = Number::from(sum.format);
        if let Rows::Sums { kernel, bias, .. } = typed.sums().of(id) {
            for tensor in [Some(*kernel), *bias].into_iter().flatten() {
                check_rounded(&node.name, &typed.tensor(tensor).number, &accumulator)?;
            }
        }
        check_rounded(&node.name, &accumulator, &node.number)?;
    }
    Ok(())
}

fn check_rounded(layer: &str, from: &Number, to: &Number) -> Result<()> {
    let Some(format) = from.format() else { return Ok(()) };
    if format.overflow == Overflow::Never || least_bits(from.places(0), to) <= format.bits {
        return Ok(());
    }
    Err(Error::new("the open headers of ap_fixed cannot round a number by more bits than it has")
        .field(format!("layer {layer}"))
        .found(format!("{from} rounded to {to}"))
        .allowed("a result of more binary places, rounding by floor, or more bits before it is rounded")
        .hint("Catapult C++ and Verilog have no such limit"))
}

/// Fewest bits of the type of this name, given the nodes that round its numbers.
fn least_bits_of(design: &Valid, name: &str) -> u32 {
    let typed = design.typed();
    let rounded = typed.layers().filter(|&(id, ..)| typed.sum(id).is_none()).flat_map(|(_, node, _)| {
        let own = node.inputs.iter().filter(|&&input| design.names(input).number == name);
        own.map(|&input| least_bits(typed.node(input).number.places(0), &node.number))
    });
    rounded.max().unwrap_or(0)
}

fn integer(flavour: HlsFlavour, bits: u32, signed: bool) -> String {
    match (flavour, signed) {
        (HlsFlavour::Vitis, false) => format!("ap_uint<{bits}>"),
        (HlsFlavour::Vitis, true) => format!("ap_int<{bits}>"),
        (HlsFlavour::Catapult, _) => format!("ac_int<{bits}, {signed}>"),
    }
}

fn number(flavour: HlsFlavour, Fixed { format, places }: Fixed) -> String {
    let Format { signed, bits, rounding, overflow, .. } = format;
    let whole = i64::from(bits) - i64::from(places);
    let (kind, prefix) = match (flavour, signed) {
        (HlsFlavour::Vitis, true) => (format!("ap_fixed<{bits}, {whole}"), "AP"),
        (HlsFlavour::Vitis, false) => (format!("ap_ufixed<{bits}, {whole}"), "AP"),
        (HlsFlavour::Catapult, _) => (format!("ac_fixed<{bits}, {whole}, {signed}"), "AC"),
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

/// Makes the typedefs of a design in one flavour.
#[derive(Clone, Copy)]
struct Types<'a> {
    certificate: &'a Certificate,
    flavour: HlsFlavour,
}

impl Fixed {
    /// With at least so many bits. What must not overflow is the same in more.
    fn at_least(self, bits: u32) -> Self {
        match self.format.overflow {
            Overflow::Never => Fixed { format: Format { bits: self.format.bits.max(bits), ..self.format }, ..self },
            Overflow::Saturate | Overflow::Wrap => self,
        }
    }
}

impl Types<'_> {
    fn integer(self, name: &str, bits: u32, signed: bool, comment: String) -> Type {
        Type { name: name.to_owned(), text: integer(self.flavour, bits, signed), comment }
    }

    /// An integer just wide enough for what the certificate says.
    fn certified_integer(self, name: &str, signal: Signal) -> Type {
        let bound = self.certificate.hull(signal);
        self.integer(name, bound.bits(), bound.signed(), format!("{}..={}", bound.min, bound.max))
    }

    fn number(self, name: &str, fixed: Fixed, comment: String) -> Type {
        Type { name: name.to_owned(), text: number(self.flavour, fixed), comment }
    }

    /// The format of a node, fitted to what the certificate says, with at least so many bits.
    fn certified(self, name: &str, of_node: &Number, signal: Signal, least: u32) -> Type {
        let (bound, format) = (self.certificate.hull(signal), of_node.format().unwrap_or(Format::unsigned(1, 0)));
        let format = fitted(format, bound);
        let own = match of_node {
            Number::Fixed { exponents, .. } => Number::Fixed { format, exponents: exponents.clone() },
            Number::Float32 => Number::Float32,
        };
        let comment = format!("{own}, {}..={}", bound.min, bound.max);
        self.number(name, Fixed { format, places: of_node.places(0) }.at_least(least), comment)
    }

    /// A number just wide enough for what the certificate says, and for being cast to another.
    fn exact(self, name: &str, signal: Signal, to: &Number) -> Type {
        let bound = self.certificate.hull(signal);
        let sign = if bound.signed() { 's' } else { 'u' };
        let comment = format!("{sign}{}.{}, {}..={}, exact", bound.bits(), bound.frac, bound.min, bound.max);
        self.number(name, exact(bound).at_least(least_bits(bound.frac, to)), comment)
    }
}

/// Types of whole numbers.
pub(super) fn integers(design: &Valid, flavour: HlsFlavour) -> Vec<Type> {
    let make = Types { certificate: design.certificate(), flavour };
    let sum_bits = design.certificate().hull(Signal::ModuleSum).bits();
    let weight_comment = "a weight as it stands in the registers".to_owned();
    // A table of constants is plain C: every tool propagates it, and none runs 2,144 constructors.
    let weight = match design.frozen() {
        Some(_) => Type { name: "weight_t".to_owned(), text: "signed char".into(), comment: weight_comment },
        None => make.integer("weight_t", weight_bits(design.typed()), true, weight_comment),
    };
    vec![
        make.integer("bx_t", ORBIT.ilog2() + 1, false, format!("0..={}", ORBIT - 1)),
        make.certified_integer("charge_t", Signal::Charge),
        make.certified_integer("module_sum_t", Signal::ModuleSum),
        make.integer("sum_code_t", FLOAT_5E4M.bits(), false, "exponent and mantissa".into()),
        make.integer("length_t", sum_bits.ilog2() + 1, false, format!("0..={sum_bits}")),
        weight,
        make.integer("link_t", u32::BITS, false, "a link word".into()),
    ]
}

/// Types of fixed-point numbers.
pub(super) fn numbers(design: &Valid, flavour: HlsFlavour) -> Vec<Type> {
    let (typed, certificate) = (design.typed(), design.certificate());
    fn part(names: &Names, part: &str) -> String {
        format!("{}_{part}_t", names.prefix)
    }
    let make = Types { certificate, flavour };
    let charge = certificate.hull(Signal::Charge).bits();
    let normalised = design.block().normalised();
    // Shifted right by at most the place of the leading bit, a charge keeps all bits of its normalised charge.
    let wide = Format::unsigned(charge + NORMALISED_FRAC_BITS, NORMALISED_FRAC_BITS);
    let before = format!("{wide}, before the shift by 0..={MAX_LEADING_BIT}");
    let mut types = vec![make.number("wide_charge_t", Fixed::of(wide), before)];
    types.push(make.certified("norm_t", &normalised.number, Signal::Layer(NodeId(0), CertificatePart::Value), 0));
    for (id, node, _) in typed.layers() {
        let names = design.names(id);
        if let (Some(sum), Rows::Sums { kernel, bias, .. }) = (typed.sum(id), typed.sums().of(id)) {
            let tensors = [Some((*kernel, "weight")), bias.map(|bias| (bias, "bias"))];
            for (tensor, name) in tensors.into_iter().flatten() {
                let scaled_by_channel = ops::shifts(design, tensor).is_some();
                let tensor = typed.tensor(tensor);
                let (places, more) = ops::scaled(&tensor.number, tensor.channels);
                let format = tensor.number.format().unwrap_or(Format::unsigned(1, 0));
                if scaled_by_channel {
                    let bits = part(names, &format!("{name}_bits"));
                    let comment = format!("{format}, before the scale of its channel");
                    types.push(make.number(&bits, Fixed { format, places }, comment));
                }
                let wide = Format { bits: format.bits + more, ..format };
                let wide = Fixed { format: wide, places }.at_least(least_bits(places, &Number::from(sum.format)));
                types.push(make.number(&part(names, name), wide, tensor.number.to_string()));
            }
            let (accumulator, partial) = (Number::from(sum.format), Signal::Layer(id, CertificatePart::Partial));
            types.push(make.exact(&part(names, "product"), Signal::Layer(id, CertificatePart::Product), &accumulator));
            let least = least_bits(sum.format.frac as i32, &node.number);
            if sum.products == Products::Exact {
                types.push(make.exact(&part(names, "sum"), partial, &accumulator));
                types.push(make.number(
                    &part(names, "acc"),
                    Fixed::of(sum.format).at_least(least),
                    sum.format.to_string(),
                ));
            } else {
                types.push(make.certified(&part(names, "acc"), &accumulator, partial, least));
            }
        }
        if typed.outputs().contains(&id) {
            let format = node.number.format().unwrap_or(Format::unsigned(1, 0));
            types.push(make.number(&names.number, Fixed::of(format), node.number.to_string()));
        } else if types.iter().all(|own| own.name != names.number) {
            let value = Signal::Layer(id, CertificatePart::Value);
            types.push(make.certified(&names.number, &node.number, value, least_bits_of(design, &names.number)));
        }
    }
    types
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::chip::autoencoder::packet::AeLayout;
    use crate::hwgen::hls::{DEFAULT_PART, emit};
    use crate::hwgen::testing;
    use crate::network::AeBlock;
    use crate::registers::KeepMask;

    /// Sums of three bits, whose last place is the ninth, are rounded to whole numbers.
    fn rounded_to_nothing(overflow: &str, rounding: &str) -> Valid {
        let text = format!(
            "format: 2
name: small
inputs:
  - {{name: norm, shape: [48], number: u8.7}}
tensors:
  - {{name: w, number: s6.5}}
layers:
  - {{name: small, op: dense, inputs: [norm], units: 16, weights: w, sum: {{format: s15.7, products: cast}},
     output: s3.5 {overflow}}}
  - {{name: latents, op: activation, function: linear, inputs: [small], output: u9.1 {rounding} saturate}}
outputs: [latents]
"
        );
        let network = AeBlock::from_yaml(&text, Path::new("n.yaml")).unwrap();
        testing::design(network, None, AeLayout::Chip, 5, KeepMask::top_bits(9))
    }

    #[test]
    fn what_ap_fixed_cannot_round_is_refused() {
        let [half_up, floor] = ["half-up", "floor"].map(|rounding| rounded_to_nothing("saturate", rounding));
        let error = emit(&half_up, HlsFlavour::Vitis, DEFAULT_PART).unwrap_err().to_string();
        assert!(error.contains("layer latents") && error.contains("s3.5 rounded to u9.1"), "{error}");
        emit(&floor, HlsFlavour::Vitis, DEFAULT_PART).unwrap();
        emit(&half_up, HlsFlavour::Catapult, DEFAULT_PART).unwrap();
    }
}
