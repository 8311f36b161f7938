//! The golden set of an export: input charges, and what every stage must make of them.
//!
//! Plain text that C++ reads with a stream and Verilog with `$readmemh` or `$fscanf`: one file for
//! each quantity. The first line is a comment that states counts and hashes, the rest are
//! hexadecimal values of a fixed number of digits, two's complement where the quantity is signed.
//! Every frame begins on a new line.

use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;

use super::design::Valid;
use crate::chip::autoencoder::Encoder;
use crate::chip::autoencoder::normalize::{FIRST_NORM, SUM_CODE};
use crate::chip::encode::FLOAT_5E4M;
use crate::chip::erx::{Bx, ORBIT};
use crate::chip::formatter::{self, FormatterSettings};
use crate::chip::signals::{CALQ_BITS, CELLS, Calq, OutputWords, PerCell};
use crate::chip::{Chip, CrossingTrace, Options, Stage, Trace};
use crate::error::{Error, Result};
use crate::files::hash;
use crate::golden::verify::{self, Case, Pairs};
use crate::network::{LATENTS, Network, Parameters, Tensor};
use crate::registers::{ChipConfig, image};

/// Most frames of an export: every simulator reads all of them into memory.
pub const MAX_FRAMES: usize = 100_000;

/// Longest line of a golden file.
const LINE: usize = 100;

/// The inputs of one crossing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Input {
    /// Crossing, for the header.
    pub bx: Bx,
    /// Charges in post-MUX order, 22 bits.
    pub charges: PerCell<Calq>,
}

/// A quantity: one golden file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quantity {
    /// Name, also of the file.
    pub name: &'static str,
    /// Values of one frame.
    pub values: usize,
    /// Bits of a value.
    pub bits: u32,
    /// Two's complement.
    pub signed: bool,
}

/// The files of a golden set, in signal order. The last one, `weights`, holds one frame: all weights
/// in register order.
pub fn quantities(design: &Valid) -> Vec<Quantity> {
    let network = design.network();
    let quantity = |name, values, bits, signed| Quantity { name, values, bits, signed };
    let (conv, dense) = (&network.conv, &network.dense);
    let outputs = network.activations();
    vec![
        quantity("bx", 1, ORBIT.ilog2() + 1, false),
        quantity("charges", CELLS, CALQ_BITS, false),
        quantity("sum_code", 1, FLOAT_5E4M.bits(), false),
        quantity("norms", CELLS, network.norm.bits, false),
        quantity("conv_sums", outputs, conv.accumulator.bits, conv.accumulator.signed),
        quantity("activations", outputs, conv.activation.bits, conv.activation.signed),
        quantity("dense_sums", LATENTS, dense.accumulator.bits, dense.accumulator.signed),
        quantity("latents", LATENTS, dense.latent.bits, false),
        quantity("links", usize::from(design.links()), u32::BITS, false),
        quantity("weights", network.parameter_count(), weight_bits(network), true),
    ]
}

/// Bits of one entry of the weight list: the widest of the four formats.
pub fn weight_bits(network: &Network) -> u32 {
    Tensor::ALL.iter().map(|&tensor| network.tensor_format(tensor).bits).max().unwrap_or(1)
}

/// The golden set: every quantity with its values, frame after frame.
#[derive(Debug, Clone)]
pub struct VectorSet {
    frames: usize,
    weights_hash: String,
    quantities: Vec<(Quantity, Vec<i64>)>,
}

impl VectorSet {
    /// Runs the emulator on the inputs. A reloadable design runs with `weights`, a frozen one with its
    /// own.
    ///
    /// # Errors
    /// No frames or more than [`MAX_FRAMES`], weights that do not belong to the network, charges of more than 22 bits.
    pub fn new(design: &Valid, weights: &Parameters, inputs: &[Input]) -> Result<Self> {
        let weights = design.frozen().unwrap_or(weights);
        let network = design.network();
        let encoder = Encoder::new(network, weights)?;
        if !(1..=MAX_FRAMES).contains(&inputs.len()) {
            return Err(Error::new("an export cannot carry so many frames")
                .field("frames")
                .found(inputs.len())
                .allowed(format!("1..={MAX_FRAMES}")));
        }
        let mut columns: Vec<Vec<i64>> = vec![Vec::new(); quantities(design).len()];
        let settings = FormatterSettings { idle_pattern: 0, link_reset_pattern: 0 };
        for input in inputs {
            if let Some(charge) = input.charges.iter().find(|charge| charge.0 >> CALQ_BITS != 0) {
                return Err(Error::new("a charge has more than 22 bits").field("charge").found(charge.0));
            }
            let mut trace = CrossingTrace::default();
            let encoded = encoder.encode(&input.charges, &mut trace);
            let frame = formatter::format(&encoded, input.bx, design.layout(), &settings);
            let words = frame.words.chunks(2).take(design.links().into());
            let links: Vec<i64> = words.map(|half| i64::from(half[0]) << 16 | i64::from(half[1])).collect();
            let stage = |stage| trace.get(stage).unwrap_or_default();
            let normalize = stage(Stage::Normalize);
            let charges = input.charges.map(|charge| i64::from(charge.0));
            let rows: [&[i64]; 9] = [
                &[i64::from(input.bx.0)],
                &charges,
                normalize.get(SUM_CODE..=SUM_CODE).unwrap_or_default(),
                normalize.get(FIRST_NORM..).unwrap_or_default(),
                stage(Stage::Conv),
                stage(Stage::Activation),
                stage(Stage::Dense),
                stage(Stage::Latents),
                &links,
            ];
            columns.iter_mut().zip(rows).for_each(|(column, row)| column.extend(row));
        }
        if let Some(column) = columns.last_mut() {
            column.extend(weights.iter().map(|(_, weight)| i64::from(weight)));
        }
        let quantities = quantities(design).into_iter().zip(columns).collect();
        let weights_hash = hash::of_bytes(image::checked_bytes(network, weights)?);
        Ok(VectorSet { frames: inputs.len(), weights_hash, quantities })
    }

    /// Number of frames.
    pub fn frames(&self) -> usize {
        self.frames
    }

    /// The files: name and text.
    pub fn files(&self, design: &Valid) -> Vec<(String, String)> {
        let write = |(quantity, column): &(Quantity, Vec<i64>)| {
            let frames = column.len() / quantity.values;
            let mut text = format!(
                "// {} {frames} frames of {} values of {} bits, design {} weights {}\n",
                quantity.name,
                quantity.values,
                quantity.bits,
                short(design.design_hash()),
                short(&self.weights_hash)
            );
            let digits = quantity.bits.div_ceil(4) as usize;
            let mask = (1i64 << quantity.bits) - 1;
            let a_line = (LINE + 1) / (digits + 1);
            for frame in column.chunks(quantity.values) {
                for line in frame.chunks(a_line) {
                    let words: Vec<String> = line.iter().map(|value| format!("{:0digits$x}", value & mask)).collect();
                    text += &words.join(" ");
                    text.push('\n');
                }
            }
            (format!("{}.hex", quantity.name), text)
        };
        self.quantities.iter().map(write).collect()
    }
}

/// The part of a hash that stands in the golden files and in the sources.
pub fn short(hash: &str) -> &str {
    hash.get(..12).unwrap_or(hash)
}

/// Frames that reach the corners, then random ones: the same for a seed on every machine.
///
/// The corners: nothing; one charge, or all of them equal, of every length; and for every sum of the
/// convolution those cells at their maximum whose weight has one sign, so that both of its ends are
/// reached; the same for every latent, by what each cell would add if nothing were rectified. In a
/// random frame charges are zero, small, any, or the highest.
pub fn builtin(network: &Network, weights: &Parameters, frames: usize, seed: u64) -> Vec<Input> {
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
    let filters = network.conv.filters;
    let kernel = weights.tensor(Tensor::ConvKernel);
    let (_, columns) = network.conv_shape();
    // What each cell adds to a sum of the convolution, per charge.
    let gains = |index: usize| {
        let (place, filter) = (index / filters, index % filters);
        let mut gains = [0i32; CELLS];
        for (tap, pixel) in network.taps_of(place / columns, place % columns) {
            if let Ok(cell) = usize::try_from(network.image.cells[pixel]) {
                gains[cell] += i32::from(kernel[tap * filters + filter]);
            }
        }
        gains
    };
    let of_sums = (0..network.activations()).map(gains);
    let of_latents = weights.tensor(Tensor::DenseKernel).chunks(network.activations()).map(|row| {
        let mut sum = [0i32; CELLS];
        for (index, &weight) in row.iter().enumerate() {
            sum.iter_mut().zip(gains(index)).for_each(|(sum, gain)| *sum += i32::from(weight) * gain);
        }
        sum
    });
    for gains in of_sums.chain(of_latents) {
        charges.extend([1, -1].map(|sign| gains.map(|gain| if gain.signum() == sign { MAX } else { 0 })));
    }
    let mut rng = ChaCha8Rng::seed_from_u64(seed);
    while charges.len() < frames {
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
    charges.truncate(frames);
    let bx = |frame: usize| Bx((frame % usize::from(ORBIT)) as u16);
    charges.into_iter().enumerate().map(|(frame, row)| Input { bx: bx(frame), charges: row.map(Calq) }).collect()
}

/// The inputs of a golden set of the chip: charges and crossings from the emulator's own trace.
///
/// # Errors
/// A set that cannot be read, that the emulator with this configuration does not reproduce, or whose
/// link words are not those of the design alone.
pub fn of_golden_set(
    design: &Valid,
    case: &Case,
    config: &ChipConfig,
    options: &Options,
    limit: Option<usize>,
) -> Result<Vec<Input>> {
    let Some(expected) = &case.output else {
        return Err(Error::new("the golden set has no expected output").file(&case.config));
    };
    let mut pairs = Pairs::open(&verify::input_of(&case.config)?, expected)?;
    let mut chip = Chip::new(config, options).map_err(|error| error.file(&case.config))?;
    let mut inputs = Vec::new();
    let mut row = 0;
    while let Some((words, expected_words)) = pairs.next()? {
        let mut seen = Seen { bx: Bx(0), charges: [Calq(0); CELLS], frame: Vec::new() };
        let got = chip.step(&words, &mut seen);
        if got != expected_words {
            let show = |words: &OutputWords| {
                words.iter().take(design.links().into()).map(|word| format!("{word:08x}")).collect::<Vec<_>>().join(" ")
            };
            return Err(Error::new("the emulator does not reproduce the golden set, so the design is refused")
                .file(expected)
                .field(format!("row {row}"))
                .found(show(&got))
                .allowed(show(&expected_words))
                .hint(
                    "is it the set of these weights, this network, frame and number of links? 'econ-emu diff' explains",
                ));
        }
        // The block has no buffer: what it formats is what the chip must have sent.
        let sent = got.iter().flat_map(|word| [i64::from(word >> 16), i64::from(word & 0xFFFF)]);
        if !sent.take(2 * usize::from(design.links())).eq(seen
            .frame
            .iter()
            .copied()
            .take(2 * usize::from(design.links())))
        {
            return Err(Error::new("the buffer of this configuration truncates frames")
                .file(&case.config)
                .field("buffer_t1")
                .found(config.buffer_t1)
                .allowed(format!("at least {}", 2 * design.links())));
        }
        row += 1;
        // One beyond the most is kept, so that a set without a limit is refused and not cut.
        if inputs.len() < limit.unwrap_or(MAX_FRAMES + 1) {
            inputs.push(Input { bx: seen.bx, charges: seen.charges });
        }
    }
    Ok(inputs)
}

/// What a step of the chip shows of itself.
struct Seen {
    bx: Bx,
    charges: PerCell<Calq>,
    /// The words of the formatter.
    frame: Vec<i64>,
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
            Stage::Formatter => self.frame = values.get(1..).unwrap_or_default().to_vec(),
            _ => {}
        }
    }
}
