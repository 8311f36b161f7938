//! Upsets in the hardware itself: flip-flops of an exported block are written between clock edges, in Verilator, and what
//! leaves the block is compared with the emulator.
//!
//! The emulator speaks through the golden files of the export. A run without upsets has to give their words; each upset
//! begins from the same state and meets the same frames.

mod export;
mod simulation;

use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;
use rayon::prelude::*;
use serde::Serialize;

pub use self::export::{ExportedBlock, ExportedFrame};
pub use self::simulation::{UpsetSimulation, UpsetTrace};
use crate::error::{Error, Result};

/// Upsets that one process simulates.
const AT_A_TIME: usize = 1024;

/// Fewest frames of a run: half of them come behind every upset.
pub const MIN_FRAMES: usize = 8;

/// A flip-flop of the block.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FlipFlop {
    /// Number of the register in the simulation.
    pub register: usize,
    /// Its name in the hierarchy: `TOP.econ_t_ae.cut_conv.registered.data`.
    pub name: String,
    /// The bit of the register.
    pub bit: u32,
}

impl FlipFlop {
    /// True for a copy of a triplicated register.
    pub fn is_copy(&self) -> bool {
        let mut parts = self.name.rsplit('.');
        let variable = parts.next();
        variable == Some("state") && parts.next().is_some_and(|instance| instance.starts_with("copy_"))
    }

    /// The part of the block that it belongs to: the instance or variable of the top.
    pub fn part(&self) -> &str {
        self.name.split('.').nth(2).unwrap_or(&self.name)
    }
}

/// An upset: a flip-flop holds the other value from some time in a clock on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PlannedUpset {
    /// The flip-flop.
    pub flip_flop: usize,
    /// The clock, in which the frame of this number enters.
    pub clock: usize,
}

/// What leaves the block in a clock; words in hexadecimal without leading zeros.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BlockOutput {
    /// Whether a frame leaves.
    pub valid: bool,
    /// Module sum.
    pub sum_code: String,
    /// All latents.
    pub latents: String,
    /// All link words.
    pub links: String,
    /// What is read back.
    pub read_data: String,
}

impl BlockOutput {
    /// Whether somebody who looks at what is valid sees a difference.
    fn differs_from(&self, other: &BlockOutput) -> bool {
        let same_words = self.sum_code == other.sum_code && self.latents == other.latents && self.links == other.links;
        self.valid != other.valid || self.read_data != other.read_data || (self.valid && !same_words)
    }

    /// The link words, as many as there are links.
    pub fn link_words(&self, links: usize) -> Vec<u32> {
        let digits = format!("{:0>width$}", self.links, width = 8 * links);
        let words = digits.as_bytes().rchunks(8).take(links);
        words
            .map(|word| std::str::from_utf8(word).ok().and_then(|word| u32::from_str_radix(word, 16).ok()))
            .map(Option::unwrap_or_default)
            .collect()
    }
}

/// What an upset does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum UpsetOutcome {
    /// Everything that leaves the block is right, though nothing was put right at once.
    Masked,
    /// A copy of a triplicated register: everything that leaves is right, and all copies are equal one clock later.
    Corrected,
    /// A frame has another word, is missing, or is too many; or another number is read back.
    Wrong,
    /// No frame leaves any more.
    Hang,
}

/// An upset with what it did.
#[derive(Debug, Clone)]
pub struct UpsetResult {
    /// The upset.
    pub upset: PlannedUpset,
    /// What it did.
    pub outcome: UpsetOutcome,
    /// Clocks after which all registers were as without it; none if they were not in this run.
    pub restored_after: Option<u32>,
    /// Frames with other link words, or with none: number and words.
    pub frames: Vec<(usize, Option<Vec<u32>>)>,
}

/// Upsets that are to be simulated: each flip-flop once, or so many that are drawn; each at a random time in the first
/// half of the frames.
pub fn plan(flip_flops: usize, frames: usize, draws: Option<usize>, seed: u64) -> Vec<PlannedUpset> {
    let mut rng = ChaCha8Rng::seed_from_u64(seed);
    let count = draws.unwrap_or(flip_flops);
    let each = (0..count).map(|number| {
        let flip_flop = if draws.is_some() { rng.random_range(0..flip_flops) } else { number };
        PlannedUpset { flip_flop, clock: rng.random_range(0..=frames / 2) }
    });
    each.collect()
}

/// Simulates upsets on the first frames of a block, on all cores.
///
/// # Errors
/// Too few frames; a simulation that fails; a block that does not give the words of its golden files without any upset.
pub fn run(
    block: &ExportedBlock,
    simulation: &UpsetSimulation,
    frames: usize,
    upsets: &[PlannedUpset],
) -> Result<Vec<UpsetResult>> {
    if frames < MIN_FRAMES {
        return Err(Error::out_of_range("frames", frames, format!("{MIN_FRAMES} and more")));
    }
    if block.frames.is_empty() {
        return Err(Error::missing("the export has no frames"));
    }
    let parts = upsets.par_chunks(AT_A_TIME).map(|part| {
        let (reference, traces) = simulation.upset(block, frames, part)?;
        let latency = latency(block, &reference, frames)?;
        let judged = part.iter().zip(traces);
        let judge = UpsetJudge { block, flip_flops: &simulation.flip_flops, reference: &reference, latency };
        Ok(judged.map(|(&upset, trace)| judge.of(upset, trace)).collect())
    });
    Ok(parts.collect::<Result<Vec<Vec<UpsetResult>>>>()?.concat())
}

fn wrong(frame: usize, message: &str) -> Error {
    Error::mismatch(message).field("frame").found(frame)
}

/// Clocks from a frame to its words, if the run without upsets has the words of the emulator.
fn latency(block: &ExportedBlock, reference: &[BlockOutput], frames: usize) -> Result<usize> {
    let latency = reference.iter().position(|output| output.valid).unwrap_or(reference.len());
    let mut expected = block.frames.iter().cycle().take(frames).enumerate();
    for output in &reference[latency..] {
        match (expected.next(), output.valid) {
            (None, false) => {}
            (Some((frame, own)), true) => {
                let words = [packed(&own.latents, block.latent_bits), packed(&own.links, u32::BITS)];
                if output.sum_code != packed(&[own.sum_code], u16::BITS)
                    || [&output.latents, &output.links] != words.each_ref()
                {
                    return Err(wrong(
                        frame,
                        "without any upset the block does not give the words of its golden files",
                    ));
                }
            }
            (Some((frame, _)), false) => {
                return Err(wrong(frame, "without any upset a frame does not leave the block"));
            }
            (None, true) => return Err(wrong(frames, "without any upset more frames leave the block than enter")),
        }
    }
    if let Some((frame, _)) = expected.next() {
        return Err(wrong(frame, "without any upset a frame does not leave the block"));
    }
    if reference.iter().any(|output| output.read_data != packed(&[block.design_hash], u32::BITS)) {
        return Err(Error::mismatch("without any upset the hash of the design is not read"));
    }
    Ok(latency)
}

/// Numbers side by side, the first in the lowest bits, in hexadecimal without leading zeros.
fn packed(numbers: &[u64], bits: u32) -> String {
    let all = numbers.iter().flat_map(|number| (0..bits).map(move |bit| number >> bit & 1));
    let all: Vec<u64> = all.collect();
    let digits = all.chunks(4).rev().map(|four| four.iter().rev().fold(0, |digit, bit| digit << 1 | bit));
    let text: String = digits.map(|digit| format!("{digit:x}")).collect();
    text.trim_start_matches('0').to_owned()
}

/// What traces of upsets are compared with.
struct UpsetJudge<'a> {
    block: &'a ExportedBlock,
    flip_flops: &'a [FlipFlop],
    /// The outputs of every clock without an upset.
    reference: &'a [BlockOutput],
    /// Clocks from a frame to its words.
    latency: usize,
}

impl UpsetJudge<'_> {
    fn of(&self, upset: PlannedUpset, trace: UpsetTrace) -> UpsetResult {
        let UpsetTrace { changed, restored_after } = trace;
        let is_copy = self.flip_flops.get(upset.flip_flop).is_some_and(FlipFlop::is_copy);
        let is_seen = |clock: usize, output: &BlockOutput| {
            self.reference.get(clock).is_none_or(|reference| output.differs_from(reference))
        };
        let seen: Vec<&(usize, BlockOutput)> =
            changed.iter().filter(|(clock, output)| is_seen(*clock, output)).collect();
        let lost = seen.iter().filter(|(_, output)| !output.valid).count();
        let due = self.reference.iter().skip(upset.clock).filter(|output| output.valid).count();
        let outcome = match (seen.is_empty(), is_copy && restored_after == Some(1)) {
            (true, true) => UpsetOutcome::Corrected,
            (true, false) => UpsetOutcome::Masked,
            (false, _) if lost >= due => UpsetOutcome::Hang,
            (false, _) => UpsetOutcome::Wrong,
        };
        let links = self.block.frames.first().map_or(0, |frame| frame.links.len());
        let frames = seen.iter().filter_map(|(clock, output)| {
            let frame = clock.checked_sub(self.latency)?;
            Some((frame, output.valid.then(|| output.link_words(links))))
        });
        UpsetResult { upset, outcome, restored_after, frames: frames.collect() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FRAMES: usize = 8;

    fn output(valid: bool, links: &str) -> BlockOutput {
        let [sum_code, latents, read_data] = ["3", "", "ab"].map(str::to_owned);
        BlockOutput { valid, sum_code, latents, links: links.to_owned(), read_data }
    }

    /// A block of two links, whose words follow a clock later.
    fn reference() -> (ExportedBlock, Vec<BlockOutput>) {
        let frame =
            ExportedFrame { bx: 1, charges: vec![0; 48], sum_code: 3, latents: vec![0; 16], links: vec![0x21, 1] };
        let block = ExportedBlock {
            top: "block".to_owned(),
            sources: Vec::new(),
            clocked: Default::default(),
            cuts: 1,
            address_bits: 1,
            weights: None,
            frames: vec![frame],
            design_hash: 0xab,
            latent_bits: 9,
        };
        let clocks = (0..FRAMES + 3).map(|clock| output((1..=FRAMES).contains(&clock), "100000021"));
        (block, clocks.collect())
    }

    /// What is said of a run without upsets that has another output in a clock.
    fn fault(clock: usize, output: BlockOutput) -> String {
        let (block, mut outputs) = reference();
        outputs[clock] = output;
        latency(&block, &outputs, FRAMES).unwrap_err().to_string()
    }

    #[test]
    fn a_run_without_upsets_has_to_be_right() {
        let (block, right) = reference();
        assert_eq!(latency(&block, &right, FRAMES).unwrap(), 1);
        assert!(fault(3, output(true, "100000020")).contains("golden files"));
        assert!(fault(3, output(false, "100000021")).contains("does not leave"));
        assert!(fault(0, output(true, "100000021")).contains("more frames"));
        assert!(fault(FRAMES + 1, output(true, "100000021")).contains("more frames"));
        let other_hash = BlockOutput { read_data: "ac".to_owned(), ..output(false, "") };
        assert!(fault(0, other_hash).contains("hash"));
        assert!(latency(&block, &right[..FRAMES], FRAMES).unwrap_err().to_string().contains("does not leave"));
    }

    /// What an upset in clock 2 is said to do that changes these clocks.
    fn judged(name: &str, restored_after: Option<u32>, changed: Vec<(usize, BlockOutput)>) -> UpsetResult {
        let (block, reference) = reference();
        let flip_flops = [FlipFlop { register: 0, name: name.to_owned(), bit: 0 }];
        let judge = UpsetJudge { block: &block, flip_flops: &flip_flops, reference: &reference, latency: 1 };
        judge.of(PlannedUpset { flip_flop: 0, clock: 2 }, UpsetTrace { changed, restored_after })
    }

    fn outcome(name: &str, restored_after: Option<u32>, changed: Vec<(usize, BlockOutput)>) -> UpsetOutcome {
        judged(name, restored_after, changed).outcome
    }

    #[test]
    fn outcomes_are_told_apart() {
        use UpsetOutcome::{Corrected, Hang, Masked, Wrong};
        let (copy, plain) = ("TOP.top.cut.registered.held.copy_b.state", "TOP.top.cut.registered.data");
        assert_eq!(outcome(copy, Some(1), vec![]), Corrected);
        assert_eq!(outcome(copy, Some(2), vec![]), Masked);
        assert_eq!(outcome(copy, None, vec![]), Masked);
        assert_eq!(outcome(plain, Some(1), vec![]), Masked);
        // Nobody looks at words that are not valid.
        assert_eq!(outcome(plain, Some(1), vec![(10, output(false, "7"))]), Masked);
        let wrong = judged(plain, Some(2), vec![(3, output(true, "200000021")), (4, output(false, ""))]);
        assert_eq!((wrong.outcome, &wrong.frames[..]), (Wrong, &[(2, Some(vec![0x21, 2])), (3, None)][..]));
        assert_eq!(outcome(copy, Some(1), vec![(3, output(true, "1"))]), Wrong);
        let read = BlockOutput { read_data: String::new(), ..output(false, "") };
        assert_eq!(outcome(plain, Some(1), vec![(10, read)]), Wrong);
        let nothing = (2..=FRAMES).map(|clock| (clock, output(false, ""))).collect();
        assert_eq!(outcome(plain, None, nothing), Hang);
    }

    #[test]
    fn a_seed_gives_a_plan() {
        assert_eq!(plan(40, 16, None, 3), plan(40, 16, None, 3));
        assert_ne!(plan(40, 16, None, 3), plan(40, 16, None, 4));
        let all = plan(40, 16, None, 3);
        assert!(all.iter().map(|upset| upset.flip_flop).eq(0..40) && all.iter().all(|upset| upset.clock <= 8));
        let drawn = plan(40, 16, Some(100), 3);
        assert!(drawn.len() == 100 && drawn.iter().all(|upset| upset.flip_flop < 40 && upset.clock <= 8));
    }

    #[test]
    fn numbers_stand_side_by_side() {
        assert_eq!(packed(&[1, 0x1ff], 9), "3fe01");
        assert_eq!(packed(&[0, 0], 9), "");
        assert_eq!(output(true, "3fe01").link_words(2), [0x3fe01, 0]);
    }
}
