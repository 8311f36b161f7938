//! The golden set of an export: input charges, and what every stage must make of them.
//!
//! Plain text that C++ reads with a stream and Verilog with `$readmemh` or `$fscanf`: one file for
//! each quantity. The first line is a comment that states counts and hashes, the rest are
//! hexadecimal values of a fixed number of digits, two's complement where the quantity is signed.
//! Every sample begins on a new line.

use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;

use super::design::Valid;
use crate::chip::autoencoder::{Encoded, normalise};
use crate::chip::encode::FLOAT_5E4M;
use crate::chip::erx::{Bx, ORBIT};
use crate::chip::formatter::{self, FormatterSettings};
use crate::chip::signals::{CALQ_BITS, CELLS, Calq, PerCell};
use crate::chip::{Chip, Options, Stage, Trace};
use crate::error::{Error, Result};
use crate::files::hash;
use crate::golden::verify::{self, GoldenCase, Pairs};
use crate::network::AeBlock;
use crate::nn::{Evaluator, Node, NodeId, Rows, Typed, Values, Weights};
use crate::registers::{ChipConfig, image};

/// Most samples of an export: every simulator reads all of them into memory.
pub const MAX_SAMPLES: usize = 100_000;

/// Longest line of a golden file.
const LINE: usize = 100;

/// The inputs of one BX.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TestInput {
    /// BX, for the header.
    pub bx: Bx,
    /// Charges in post-MUX order, 22 bits.
    pub charges: PerCell<Calq>,
}

/// A quantity: one golden file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quantity {
    /// Name, also of the file.
    pub name: String,
    /// Values of one sample.
    pub values: usize,
    /// Bits of a value.
    pub bits: u32,
    /// Two's complement.
    pub signed: bool,
}

impl Quantity {
    fn new(name: &str, values: usize, bits: u32, signed: bool) -> Self {
        Quantity { name: name.to_owned(), values, bits, signed }
    }

    /// The values of a node.
    fn of_node(design: &Valid, id: NodeId, node: &Node) -> Self {
        let signed = node.number.format().is_some_and(|format| format.signed);
        Quantity::new(&design.names(id).values, node.len(), node.number.bits(), signed)
    }
}

/// The files of a golden set, in signal order. The last one, `weights`, holds one sample: all weights
/// in register order.
pub fn quantities(design: &Valid) -> Vec<Quantity> {
    let typed = design.typed();
    let mut quantities = vec![
        Quantity::new("bx", 1, ORBIT.ilog2() + 1, false),
        Quantity::new("charges", CELLS, CALQ_BITS, false),
        Quantity::new("sum_code", 1, FLOAT_5E4M.bits(), false),
        Quantity::of_node(design, NodeId(0), design.block().normalised()),
    ];
    quantities.extend(design.computed().map(|(id, node)| Quantity::of_node(design, id, node)));
    quantities.push(Quantity::new("links", usize::from(design.links()), u32::BITS, false));
    quantities.push(Quantity::new("weights", typed.weight_count(), weight_bits(typed), true));
    quantities
}

/// Bits of one entry of the weight list: the widest of all formats.
pub fn weight_bits(network: &Typed) -> u32 {
    network.tensors().iter().map(|tensor| tensor.number.bits()).max().unwrap_or(1)
}

/// The golden set: every quantity with its values, sample after sample.
#[derive(Debug, Clone)]
pub struct VectorSet {
    samples: usize,
    weights_hash: String,
    quantities: Vec<(Quantity, Vec<i64>)>,
}

impl VectorSet {
    /// Runs the emulator on the inputs. A reloadable design runs with `weights`, a frozen one with its
    /// own.
    ///
    /// # Errors
    /// No samples or more than [`MAX_SAMPLES`], weights that do not belong to the network, charges of more than 22 bits.
    pub fn new(design: &Valid, weights: &Weights, inputs: &[TestInput]) -> Result<Self> {
        let weights = design.frozen().unwrap_or(weights);
        let evaluator = Evaluator::new(design.typed(), weights)?;
        if !(1..=MAX_SAMPLES).contains(&inputs.len()) {
            return Err(Error::new("an export cannot carry so many samples")
                .field("samples")
                .found(inputs.len())
                .allowed(format!("1..={MAX_SAMPLES}")));
        }
        let mut columns: Vec<Vec<i64>> = vec![Vec::new(); quantities(design).len()];
        let settings = FormatterSettings { idle_pattern: 0, link_reset_pattern: 0 };
        let mut values = Values::default();
        for input in inputs {
            if let Some(charge) = input.charges.iter().find(|charge| charge.0 >> CALQ_BITS != 0) {
                return Err(Error::new("a charge has more than 22 bits").field("charge").found(charge.0));
            }
            let converted = normalise::run(&input.charges);
            let normalised = converted.normalised.map(|normalised| i64::from(normalised.to_bits()));
            evaluator.run(&normalised, &mut values)?;
            let latents = values.integers(design.block().latent());
            // At most 9 unsigned bits, and 16 of them: the block sees to it.
            let latents = std::array::from_fn(|index| latents.get(index).map_or(0, |&latent| latent as u16));
            let encoded = Encoded { sum: converted.code, latents };
            let packet = formatter::format(&encoded, input.bx, design.layout(), &settings);
            let words = packet.words.chunks(2).take(design.links().into());
            let links: Vec<i64> = words.map(|half| i64::from(half[0]) << 16 | i64::from(half[1])).collect();
            let charges = input.charges.map(|charge| i64::from(charge.0));
            let (bx, code) = ([i64::from(input.bx.0)], [i64::from(converted.code.0)]);
            let mut rows: Vec<&[i64]> = vec![&bx, &charges, &code, &normalised];
            rows.extend(design.computed().map(|(_, node)| values.integers(node)));
            rows.push(&links);
            columns.iter_mut().zip(rows).for_each(|(column, row)| column.extend(row));
        }
        if let Some(column) = columns.last_mut() {
            let all = design.typed().tensor_ids().flat_map(|tensor| weights.integers(tensor));
            column.extend(all.map(|&weight| i64::from(weight)));
        }
        let quantities = quantities(design).into_iter().zip(columns).collect();
        let weights_hash = hash::of_bytes(image::to_bytes(design.block(), weights)?);
        Ok(VectorSet { samples: inputs.len(), weights_hash, quantities })
    }

    /// Number of samples.
    pub fn samples(&self) -> usize {
        self.samples
    }

    /// All values of a quantity, sample after sample.
    pub fn values(&self, name: &str) -> Option<&[i64]> {
        self.quantities.iter().find(|(quantity, _)| quantity.name == name).map(|(_, values)| values.as_slice())
    }

    /// The files: name and text.
    pub fn files(&self, design: &Valid) -> Vec<(String, String)> {
        let files = self.quantities.iter();
        files
            .map(|(quantity, column)| (format!("{}.hex", quantity.name), self.text(design, quantity, column)))
            .collect()
    }

    /// The golden file of a quantity.
    fn text(&self, design: &Valid, quantity: &Quantity, column: &[i64]) -> String {
        let samples = column.len() / quantity.values;
        let mut text = format!(
            "// {} {samples} frames of {} values of {} bits, design {} weights {}\n",
            quantity.name,
            quantity.values,
            quantity.bits,
            short(design.design_hash()),
            short(&self.weights_hash)
        );
        let digits = quantity.bits.div_ceil(4) as usize;
        let mask = (1i64 << quantity.bits) - 1;
        let a_line = (LINE + 1) / (digits + 1);
        for sample in column.chunks(quantity.values) {
            for line in sample.chunks(a_line) {
                let words: Vec<String> = line.iter().map(|value| format!("{:0digits$x}", value & mask)).collect();
                text += &words.join(" ");
                text.push('\n');
            }
        }
        text
    }
}

/// The part of a hash that stands in the golden files and in the sources.
pub fn short(hash: &str) -> &str {
    hash.get(..12).unwrap_or(hash)
}

/// Samples that reach the corners, then random ones: the same for a seed on every machine.
///
/// The corners: nothing; one charge, or all of them equal, of every length; and for every sum of products
/// those cells at their maximum that add to it with one sign, if nothing before it were rectified or
/// pooled: so both ends of the sums of a first layer are reached. In a random sample charges are zero,
/// small, any, or the highest.
pub fn builtin(block: &AeBlock, weights: &Weights, samples: usize, seed: u64) -> Vec<TestInput> {
    const MAX: u32 = (1 << CALQ_BITS) - 1;
    let mut charges: Vec<[u32; CELLS]> = vec![[0; CELLS], [MAX; CELLS]];
    for bits in 1..=CALQ_BITS {
        for top in [1 << (bits - 1), (1 << bits) - 1] {
            charges.push([top; CELLS]);
            let mut single = [0; CELLS];
            single[(bits as usize * 7 + top as usize) % CELLS] = top;
            charges.push(single);
        }
    }
    let most = samples.saturating_sub(charges.len()).div_ceil(2);
    for gains in gains(block.typed(), weights).take(most) {
        charges.extend([1, -1].map(|sign| gains.map(|gain| if gain.signum() == sign { MAX } else { 0 })));
    }
    let mut rng = ChaCha8Rng::seed_from_u64(seed);
    while charges.len() < samples {
        let kind = rng.random_range(0..5u32);
        let top = 1u32 << rng.random_range(1..=CALQ_BITS);
        charges.push(std::array::from_fn(|_| match (kind, rng.random_range(0..8u32)) {
            (0, 0) => MAX,
            (1, 0) | (2, 1..) => rng.random_range(0..top),
            (3, any) => rng.random_range(0..=MAX) >> any,
            (4, 0..3) => MAX,
            _ => 0,
        }));
    }
    charges.truncate(samples);
    let bx = |sample: usize| Bx((sample % usize::from(ORBIT)) as u16);
    charges.into_iter().enumerate().map(|(sample, row)| TestInput { bx: bx(sample), charges: row.map(Calq) }).collect()
}

/// What each cell adds to every sum of products, row after row, if all that lies between were linear.
/// Scales of channels are left out: what counts are signs.
fn gains(typed: &Typed, weights: &Weights) -> impl Iterator<Item = [i64; CELLS]> {
    let mut gains: Vec<[i64; CELLS]> = Vec::with_capacity(typed.values());
    let mut of_sums = Vec::new();
    fn plus(sum: &mut [i64; CELLS], other: &[i64; CELLS], weight: i64) {
        sum.iter_mut().zip(other).for_each(|(sum, gain)| *sum = sum.saturating_add(gain.saturating_mul(weight)));
    }
    for (id, rows) in typed.sums().iter() {
        for value in 0..typed.node(id).len() {
            let mut own = [0; CELLS];
            match rows {
                Rows::Input => own[value % CELLS] = 1,
                Rows::Sums { kernel, .. } => {
                    let kernel = weights.integers(*kernel);
                    for term in rows.terms(value) {
                        plus(&mut own, &gains[term.input as usize], kernel[term.weight as usize].into());
                    }
                    of_sums.push(own);
                }
                Rows::Moved(sources) => {
                    if let Some(source) = sources[value] {
                        own = gains[source as usize];
                    }
                }
                Rows::Folded { ends, inputs, .. } => {
                    let from = if value == 0 { 0 } else { ends[value - 1] as usize };
                    for &input in &inputs[from..ends[value] as usize] {
                        plus(&mut own, &gains[input as usize], 1);
                    }
                }
                Rows::Mapped { first, .. } | Rows::Normalised { first, .. } => own = gains[*first as usize + value],
            }
            gains.push(own);
        }
    }
    of_sums.into_iter()
}

/// The inputs of a golden set of the chip: charges and BX from the emulator's own trace.
///
/// # Errors
/// A set that cannot be read, that the emulator with this configuration does not reproduce, or whose
/// link words are not those of the design alone.
pub fn of_golden_set(
    design: &Valid,
    case: &GoldenCase,
    config: &ChipConfig,
    options: &Options,
    limit: Option<usize>,
) -> Result<Vec<TestInput>> {
    let Some(expected) = &case.output else {
        return Err(Error::new("the golden set has no expected output").file(&case.config));
    };
    let mut pairs = Pairs::open(&verify::input_of(&case.config)?, expected)?;
    let mut chip = Chip::new(config, options).map_err(|error| error.file(&case.config))?;
    let mut inputs = Vec::new();
    let mut row = 0;
    while let Some((words, expected_words)) = pairs.next()? {
        let mut seen = Seen { bx: Bx(0), charges: [Calq(0); CELLS], sample: Vec::new() };
        let got = chip.step(&words, &mut seen);
        if got != expected_words {
            let [found, allowed] = [got, expected_words].map(|words| {
                words.iter().take(design.links().into()).map(|word| format!("{word:08x}")).collect::<Vec<_>>().join(" ")
            });
            return Err(Error::new("the emulator does not reproduce the golden set, so the design is refused")
                .file(expected)
                .field(format!("row {row}"))
                .found(found)
                .allowed(allowed)
                .hint(
                    "is it the set of these weights, this network, packet and number of links? 'econ-emu diff' explains",
                ));
        }
        // The block has no buffer: what it formats is what the chip must have sent.
        let sent = got.iter().flat_map(|word| [i64::from(word >> 16), i64::from(word & 0xFFFF)]);
        if !sent.take(2 * usize::from(design.links())).eq(seen
            .sample
            .iter()
            .copied()
            .take(2 * usize::from(design.links())))
        {
            return Err(Error::new("the buffer of this configuration truncates packets")
                .file(&case.config)
                .field("buffer_t1")
                .found(config.buffer_t1)
                .allowed(format!("at least {}", 2 * design.links())));
        }
        row += 1;
        // One beyond the most is kept, so that a set without a limit is refused and not cut.
        if inputs.len() < limit.unwrap_or(MAX_SAMPLES + 1) {
            inputs.push(TestInput { bx: seen.bx, charges: seen.charges });
        }
    }
    Ok(inputs)
}

/// What a step of the chip shows of itself.
struct Seen {
    bx: Bx,
    charges: PerCell<Calq>,
    /// The words of the formatter.
    sample: Vec<i64>,
}

impl Trace for Seen {
    const ON: bool = true;

    fn record(&mut self, stage: Stage, values: &[i64]) {
        match stage {
            Stage::Erx => self.bx = Bx(values.first().map_or(0, |&bx| bx as u16)),
            Stage::Calibrate => {
                for (charge, &value) in self.charges.iter_mut().zip(values) {
                    *charge = Calq(value as u32);
                }
            }
            // The first value is the number of words.
            Stage::Formatter => self.sample = values.get(1..).unwrap_or_default().to_vec(),
            _ => {}
        }
    }
}
