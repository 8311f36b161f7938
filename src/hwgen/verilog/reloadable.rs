//! Weights from registers: Booth digits of three bits choose among shared multiples of an input.
//!
//! A weight is a sum of digits `-4..=4` times powers of 8; six bits are two digits. Each digit picks
//! 0, 1, 2, 3 or 4 times the input, inverted if it is negative; only 3 times the input needs an adder,
//! and all sums share it. Digits are recoded once for each weight. A product is not added up: its
//! rows go into the heap of the sum, where a full adder for each bit takes them in. Only the bits
//! below the floor are added in the product, because what they carry belongs to the floored product
//! and what remains of them does not. Where products are rounded, a half is added there.
//!
//! An input that can be negative enters with `2^(width - 1)` added, and every sum takes the weight times
//! that away.

use super::chain::Chain;
use super::heap::Heap;
use super::layer::{Built, LayerInput, LayerLogic, Library, SumLogic, Tap, instance};
use super::number::{self, Wire};
use super::text::{bits as bits_of, range};
use crate::error::Result;
use crate::hwgen::marks::mark;
use crate::nn::{Format, Interval, Rounding, TensorId, Typed};

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

/// The bits of an input without its zeros, as many as the floor of its products at least, and those zeros:
/// for sums that cut between so many bits.
fn shape(input: &LayerInput, floors: (usize, usize)) -> (usize, usize) {
    let zeros = input.zeros.min(floors.0);
    ((input.width - zeros).max(floors.1 - zeros), zeros)
}

/// Modules and wires of a layer with weights from registers. Inside the module of the layer
/// `weight[i].digits` is the recoded weight `i`, `weights` holds the weights, and `biases` the biases.
///
/// # Errors
/// If a template fails.
pub fn build(layer: &LayerLogic, network: &Typed) -> Result<Built> {
    fn format_of(tensor: TensorId, network: &Typed) -> Format {
        network.tensor(tensor).number.format().unwrap_or(Format::unsigned(1, 0))
    }
    let (weight, bias) = (format_of(layer.kernel, network), layer.bias.map(|bias| format_of(bias, network)));
    let inputs = &layer.inputs.all;
    let floors = layer.sums.iter().map(SumLogic::floor);
    let floors = (floors.clone().min().unwrap_or(0), floors.max().unwrap_or(0));
    let used = |index: usize| layer.sums.iter().any(|sum| sum.taps.iter().any(|tap| tap.input == index));
    let mut body = String::new();
    for (index, input) in inputs.iter().enumerate() {
        if !used(index) {
            continue;
        }
        let ((width, zeros), own) = (shape(input, floors), input.width);
        let name = &input.wire.name;
        let x = super::text::padded(&format!("{}[{}:{zeros}]", input.name(), own - 1), own - zeros, 0, width);
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
        let width = sum.wire.bits();
        let mut lane = Lane { layer, sum, weight, floors, ports: Vec::new(), wires: Vec::new(), text: String::new() };
        let mut terms = Vec::new();
        for tap in &sum.taps {
            let mut heap = Heap::default();
            lane.term(&mut heap, tap, &mut products)?;
            terms.push((heap, layer.term(sum, tap, Interval::of(weight))));
        }
        let start = bias.map(|bias| lane.bias(bias));
        let text = match (sum.in_order, start) {
            (true, start) => {
                let zero = Wire { name: String::new(), range: Interval::ZERO, places: 0 };
                let mut chain = Chain::new(start.unwrap_or(zero), layer.accumulator, "adder");
                terms.into_iter().for_each(|(words, range)| chain.add(words, range));
                let (lines, value) = chain.finish(width);
                format!("{lines}  assign sum = {value};")
            }
            (false, start) => {
                let mut heap = Heap::default();
                terms.into_iter().for_each(|(words, _)| heap.join(words));
                if let Some(start) = start {
                    lane.bias_word(&start, &mut heap);
                }
                heap.total("total", width, "adder") + "  assign sum = total;"
            }
        };
        let Lane { mut ports, mut wires, text: before, .. } = lane;
        ports.push(format!("output wire {} sum", range(width)));
        wires.push(("sum".to_owned(), sum.wire.name.clone()));
        let module = lanes.module(&ports, before + &text)?;
        body += &format!("  wire {} {};\n", range(width), sum.wire.name);
        body += &instance(&module, &format!("{}_lane", sum.wire.name), &wires);
    }
    Ok(Built { modules: products.text() + &lanes.text(), body })
}

/// The module that makes one sum, as it gets its ports.
struct Lane<'a> {
    layer: &'a LayerLogic,
    sum: &'a SumLogic,
    weight: Format,
    floors: (usize, usize),
    ports: Vec<String>,
    wires: Vec<(String, String)>,
    text: String,
}

impl Lane<'_> {
    /// Adds the product of a tap, rounded as the accumulator rounds.
    fn term(&mut self, heap: &mut Heap, tap: &Tap, products: &mut Library) -> Result<()> {
        let (input, label, up) = (&self.layer.inputs.all[tap.input], &tap.label, self.sum.up());
        let (bits, zeros) = shape(input, self.floors);
        let floor = self.sum.floor() - zeros;
        let product = product(bits, floor, digits(self.weight), self.layer.accumulator.rounding, products)?;
        for (port, bits) in [("x", bits), ("x3", bits + 2)] {
            self.ports.push(format!("input wire {} {label}_{port}", range(bits)));
            let mark_name = format!("{}_{label}_{port}", self.sum.wire.name);
            self.wires.push((format!("{label}_{port}"), mark(&mark_name, format!("{}_{port}", input.wire.name))));
        }
        self.ports.push(format!("input wire {} {label}_w", range(recoded_bits(self.weight))));
        let mark_name = format!("{}_{label}_w", self.sum.wire.name);
        self.wires.push((format!("{label}_w"), mark(&mark_name, format!("weight[{}].digits", tap.weight))));
        let mut connections: Vec<(String, String)> =
            ["x", "x3", "w"].map(|port| (port.to_owned(), format!("{label}_{port}"))).into();
        for (port, width, column) in &product.words {
            let wire = format!("{label}_{port}");
            self.text += &format!("  wire {} {wire};\n", range(*width));
            heap.plus(&wire, *width, *column + up);
            connections.push((port.clone(), wire));
        }
        if product.ties {
            let wire = format!("{label}_tie");
            self.text += &format!("  wire {} {wire};\n", range(1));
            heap.minus(&wire, 1, up);
            connections.push(("tie".to_owned(), wire));
        }
        heap.constant(product.constant << up);
        self.text += &instance(&product.module, &format!("{label}_product"), &connections);
        if input.offset() > 0 {
            self.without_offset(heap, tap, input.width - 1 - floor + up);
        }
        Ok(())
    }

    /// Takes away what the product of an input that can be negative has too much: the weight times
    /// `2^column`.
    fn without_offset(&mut self, heap: &mut Heap, tap: &Tap, column: usize) {
        let (bits, label) = (self.weight.bits as usize, &tap.label);
        self.ports.push(format!("input wire {} {label}_k", range(bits)));
        let first = bits * tap.weight;
        let weight = format!("weights[{}:{first}]", first + bits - 1);
        self.wires.push((format!("{label}_k"), mark(&format!("{}_{label}_k", self.sum.wire.name), weight)));
        // For a signed weight -w = ~w + 1, and the sign of ~w weighs -2^(bits - 1).
        let (mask, constant) = match self.weight.signed {
            true => ((1 << (bits - 1)) - 1, 1 - (1 << (bits - 1))),
            false => ((1 << bits) - 1, 1 - (1 << bits)),
        };
        let word = format!("{label}_less");
        self.text += &format!("  wire {} {word} = {label}_k ^ {};\n", range(bits), number::literal(mask, bits));
        heap.plus(&word, bits, column);
        heap.constant(constant << column);
    }

    /// The port of the bias. The accumulator rounds it where it has more fractional bits, and limits it
    /// where that can matter; otherwise it only moves left.
    fn bias(&mut self, format: Format) -> Wire {
        let (bits, drop) = (format.bits as usize, self.sum.bias_drop());
        self.ports.push(format!("input wire {} bias", range(bits)));
        let first = bits * self.sum.bias;
        self.wires.push(("bias".to_owned(), format!("biases[{}:{first}]", first + bits - 1)));
        let bias = Wire { name: "bias".to_owned(), range: Interval::of(format), places: drop };
        if drop <= 0 && !self.sum.in_order {
            return bias;
        }
        let to = if self.sum.in_order { self.layer.accumulator } else { self.layer.unlimited() };
        let range_of = bias.range.fitted(to, drop);
        let held = Wire { name: "held_bias".to_owned(), range: range_of, places: 0 };
        let fitted = bias.fitted(false, to, 0, &held.name, held.bits());
        let (lines, value) = (fitted.lines, fitted.value);
        self.text += &format!("{lines}  wire {} {} = {value};\n", range(held.bits()), held.name);
        held
    }

    /// Adds the bias to a sum.
    fn bias_word(&mut self, bias: &Wire, heap: &mut Heap) {
        let (bits, column) = (bias.bits(), usize::try_from(-bias.places).unwrap_or(0));
        if bias.range.min < 0 {
            // -s = ~s - 1 for the sign.
            let word = mark("bias_word", format!("{} ^ {}", bias.name, number::literal(1 << (bits - 1), bits)));
            self.text += &format!("  wire {} bias_word = {word};\n", range(bits));
            heap.plus("bias_word", bits, column);
            heap.constant(-(1 << (column + bits - 1)));
        } else {
            heap.plus(&bias.name, bits, column);
        }
    }
}

/// A product as it enters a heap.
struct Product {
    module: String,
    /// Ports that hold the words of the product: name, width, column.
    words: Vec<(String, usize, usize)>,
    /// Whether the port `tie` holds what rounding to even takes away.
    ties: bool,
    /// What is missing to the product.
    constant: i128,
}

/// The product of an input of `bits` bits and a weight of some digits without its lowest `floor` bits,
/// rounded.
fn product(bits: usize, floor: usize, digits: usize, rounding: Rounding, library: &mut Library) -> Result<Product> {
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
    // Every digit below the floor carries at most 1, with or without a half.
    let carry = bits_of(digits.min(floor.div_ceil(DIGIT_BITS)) as i128);
    let ties = carry > 0 && rounding == Rounding::HalfEven;
    if carry > 0 {
        if rounding != Rounding::Floor {
            low.constant(1 << (floor - 1));
        }
        body += &low.total("low", floor + carry, "adder");
        let value = mark("product_carry", format!("low[{}:{floor}]", floor + carry - 1));
        body += &format!("  assign carry = {value};\n");
        words.push(("carry".to_owned(), carry, 0));
    }
    if ties {
        // A half was rounded up to an odd number.
        let lowest = words.iter().filter(|(_, _, column)| *column == 0);
        let odd = lowest.map(|(word, ..)| format!("{word}[0]")).collect::<Vec<_>>().join(" ^ ");
        let tie = mark("tie", format!("(low[{}:0] == {floor}'d0) & ({odd})", floor - 1));
        body += &format!("  assign tie = {tie};\n");
    }
    let mut ports = vec![
        format!("input wire {} x", range(bits)),
        format!("input wire {} x3", range(row)),
        format!("input wire {} w", range(DIGIT_WIRES * digits)),
    ];
    ports.extend(words.iter().map(|(port, width, _)| format!("output wire {} {port}", range(*width))));
    if ties {
        ports.push(format!("output wire {} tie", range(1)));
    }
    Ok(Product { module: library.module(&ports, body)?, words, ties, constant: constant >> floor })
}
