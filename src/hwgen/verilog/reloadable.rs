//! Weights from registers: Booth digits of three bits choose among shared multiples of an input.
//!
//! A weight is a sum of digits `-4..=4` times powers of 8; six bits are two digits. Each digit picks
//! 0, 1, 2, 3 or 4 times the input, inverted if it is negative; only 3 times the input needs an adder,
//! and all sums share it. Digits are recoded once for each weight. A product is not added up: its
//! rows go into the heap of the sum, where a full adder for each bit takes them in. Only the bits
//! below the floor are added in the product, because what they carry belongs to the floored product
//! and what remains of them does not.

use super::heap::Heap;
use super::layer::{Built, Input, Layer, Library, instance};
use super::text::{bits as bits_of, range};
use crate::error::Result;
use crate::hwgen::marks::mark;
use crate::nn::{Format, Typed};

/// Bits that a Booth digit covers.
const DIGIT_BITS: usize = 3;

/// Wires of a recoded digit: negative, and one of 4, 3, 2, 1 times.
const DIGIT_WIRES: usize = 5;

/// Digits of a weight. Unsigned weights get a zero sign.
pub fn digits(weight: Format) -> usize {
    (weight.bits as usize + usize::from(!weight.signed)).div_ceil(DIGIT_BITS)
}

/// Wires of a recoded weight.
pub fn recoded_bits(weight: Format) -> usize {
    DIGIT_WIRES * digits(weight)
}

/// The bits of an input without its zeros, as many as the floor at least, and the floor of its
/// products.
fn shape(input: &Input, floor: usize) -> (usize, usize) {
    let zeros = input.zeros.min(floor);
    ((input.width() - zeros).max(floor - zeros), floor - zeros)
}

/// Modules and wires of a layer with weights from registers. Inside the module of the layer
/// `weight[i].digits` is the recoded weight `i`, and `biases` holds the biases.
///
/// # Errors
/// If a template fails.
pub fn build(layer: &Layer, network: &Typed) -> Result<Built> {
    let format = |tensor| network.tensor(tensor).number.format().unwrap_or(Format::unsigned(1, 0));
    let (weight, bias) = (format(layer.kernel), layer.bias.map(format));
    let recoded = recoded_bits(weight);
    let used = |index: usize| layer.sums.iter().any(|sum| sum.taps.iter().any(|tap| tap.input == index));
    let mut body = String::new();
    for (index, input) in layer.inputs.iter().enumerate() {
        if !used(index) {
            continue;
        }
        let (width, floor) = shape(input, layer.floor);
        let zeros = layer.floor - floor;
        let (name, own) = (&input.name, input.width());
        let x = super::text::padded(&format!("{name}[{}:{zeros}]", own - 1), own - zeros, 0, width);
        body += &format!("  wire {} {name}_x = {};\n", range(width), mark(&format!("{name}_x"), x));
        body += &format!("  wire {} {name}_x3;\n", range(width + 2));
        body += &format!(
            "  triple #(.W({width})) triple_of_{name} (.x({}), .x3({name}_x3));\n",
            mark(&format!("{name}_tripled"), format!("{name}_x"))
        );
    }

    let mut products = Library::new(&format!("{}_product", layer.name), "One input times one weight, floored.", false);
    let mut lanes = Library::new(&format!("{}_lane", layer.name), "Products of one sum, and the sum.", true);
    for sum in &layer.sums {
        let width = sum.bound.bits() as usize;
        let (mut heap, mut ports, mut wires, mut text) = (Heap::default(), Vec::new(), Vec::new(), String::new());
        for tap in &sum.taps {
            let (input, label) = (&layer.inputs[tap.input], &tap.label);
            let (bits, floor) = shape(input, layer.floor);
            let product = product(bits, floor, digits(weight), &mut products)?;
            for (port, bits) in [("x", bits), ("x3", bits + 2)] {
                ports.push(format!("input {} {label}_{port}", range(bits)));
                let mark_name = format!("{}_{label}_{port}", sum.name);
                wires.push((format!("{label}_{port}"), mark(&mark_name, format!("{}_{port}", input.name))));
            }
            ports.push(format!("input {} {label}_w", range(recoded)));
            let recoded_weight = mark(&format!("{}_{label}_w", sum.name), format!("weight[{}].digits", tap.weight));
            wires.push((format!("{label}_w"), recoded_weight));
            let mut connections: Vec<(String, String)> =
                ["x", "x3", "w"].map(|port| (port.to_owned(), format!("{label}_{port}"))).into();
            for (port, width, column) in &product.words {
                let wire = format!("{label}_{port}");
                text += &format!("  wire {} {wire};\n", range(*width));
                heap.plus(&wire, *width, *column);
                connections.push((port.clone(), wire));
            }
            heap.constant(product.constant);
            text += &instance(&product.module, &format!("{label}_product"), &connections);
        }
        let bias_bits = bias.map_or(0, |bias| bias.bits as usize);
        if bias.is_some() {
            ports.push(format!("input {} bias", range(bias_bits)));
            let first = bias_bits * sum.bias;
            wires.push(("bias".to_owned(), format!("biases[{}:{first}]", first + bias_bits - 1)));
        }
        if bias.is_some_and(|bias| bias.signed) {
            // -s = ~s - 1 for the sign.
            let sign = 1u32 << (bias_bits - 1);
            let word = mark("bias_word", format!("bias ^ {bias_bits}'d{sign}"));
            text += &format!("  wire {} bias_word = {word};\n", range(bias_bits));
            heap.plus("bias_word", bias_bits, layer.bias_shift);
            heap.constant(-(1 << (layer.bias_shift + bias_bits - 1)));
        } else {
            heap.plus("bias", bias_bits, layer.bias_shift);
        }
        ports.push(format!("output {} sum", range(width)));
        wires.push(("sum".to_owned(), sum.name.clone()));
        let module = lanes.module(&ports, text + &heap.total("total", width, "adder") + "  assign sum = total;")?;
        body += &format!("  wire {} {};\n", range(width), sum.name);
        body += &instance(&module, &format!("{}_lane", sum.name), &wires);
    }
    Ok(Built { modules: products.text() + &lanes.text(), body })
}

/// A product as it enters a heap.
struct Product {
    module: String,
    /// Ports that hold the words of the product: name, width, column.
    words: Vec<(String, usize, usize)>,
    /// What is missing to the floored product.
    constant: i128,
}

/// The product of an input of `bits` bits and a weight of some digits, floored by `floor` bits.
fn product(bits: usize, floor: usize, digits: usize, library: &mut Library) -> Result<Product> {
    let row = bits + 2;
    let (mut low, mut body, mut constant, mut words) = (Heap::default(), String::new(), 0i128, Vec::new());
    for digit in 0..digits {
        let (name, first, shift) = (format!("row_{digit}"), DIGIT_WIRES * digit, DIGIT_BITS * digit);
        let negative = format!("w[{}]", first + DIGIT_WIRES - 1);
        body += &format!("  wire {} {name};\n", range(row));
        body += &format!("  booth_row #(.W({bits})) make_{name} (.x(x), .x3(x3),\n");
        body += &format!("    .digit(w[{}:{first}]), .row({name}));\n", first + DIGIT_WIRES - 1);
        // The row of a negative digit is a complement: its sign weighs -2^row = ~2^row - 2^row, and 1 is
        // missing. Bits below the floor are added up here, with that 1 if it is one of them.
        let below = floor.saturating_sub(shift);
        words.push((format!("high_{digit}"), row + 1 - below, shift.saturating_sub(floor)));
        let high = if below == 0 { name.clone() } else { format!("{name}[{}:{below}]", row - 1) };
        let sign = mark(&format!("row_{digit}_sign"), format!("~{negative}"));
        body += &format!("  assign high_{digit} = {{{sign}, {high}}};\n");
        constant -= 1 << (shift + row);
        if below > 0 {
            low.plus(&format!("{name}[{}:0]", below - 1), below, shift);
            low.plus(&negative, 1, shift);
        } else {
            words.push((format!("one_{digit}"), 1, shift - floor));
            body += &format!("  assign one_{digit} = {negative};\n");
        }
    }
    // Every digit below the floor carries at most 1.
    let carry = bits_of(digits.min(floor.div_ceil(DIGIT_BITS)) as i128);
    if carry > 0 {
        body += &low.total("low", floor + carry, "adder");
        let value = mark("product_carry", format!("low[{}:{floor}]", floor + carry - 1));
        body += &format!("  assign carry = {value};\n");
        words.push(("carry".to_owned(), carry, 0));
    }
    let mut ports = vec![
        format!("input {} x", range(bits)),
        format!("input {} x3", range(row)),
        format!("input {} w", range(DIGIT_WIRES * digits)),
    ];
    ports.extend(words.iter().map(|(port, width, _)| format!("output {} {port}", range(*width))));
    Ok(Product { module: library.module(&ports, body)?, words, constant: constant >> floor })
}
