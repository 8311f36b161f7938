use std::path::Path;

use super::*;
use crate::network::FirstForm;
use crate::nn::{Evaluator, Rounding, Values};

/// Numbers that look random, the same for the same seed.
struct Mixed(u64);

impl Mixed {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 20) as usize % end
    }

    fn weight(&mut self, network: &Typed, tensor: TensorId) -> i32 {
        let format = network.tensor(tensor).number.format().unwrap();
        (format.min_raw() + self.below((format.max_raw() - format.min_raw() + 1) as usize) as i64) as i32
    }

    fn weights(&mut self, network: &Typed) -> Weights {
        Weights::from_fn(network, |tensor, _| self.weight(network, tensor)).unwrap()
    }

    /// Mostly few charges, sometimes many and large ones.
    fn samples(&mut self, count: usize) -> Vec<u8> {
        let mut samples = vec![0; CELLS * count];
        for sample in samples.chunks_mut(CELLS) {
            let cells = if self.below(4) == 0 { CELLS } else { 6 };
            let top = [16, 64, 256][self.below(3)];
            for _ in 0..cells {
                sample[self.below(CELLS)] = self.below(top) as u8;
            }
        }
        samples
    }

    fn change(&mut self, network: &Typed) -> WeightChange {
        let tensor = TensorId(self.below(network.tensors().len()));
        let index = self.below(network.tensor(tensor).len());
        WeightChange { tensor, index, value: self.weight(network, tensor) }
    }

    /// One to three different weights.
    fn upset(&mut self, network: &Typed) -> Vec<WeightChange> {
        let mut changes: Vec<WeightChange> = Vec::new();
        for _ in 0..[1, 1, 2, 3][self.below(4)] {
            let change = self.change(network);
            if !changes.iter().any(|own| own.tensor == change.tensor && own.index == change.index) {
                changes.push(change);
            }
        }
        changes
    }
}

/// The latents of samples by the scalar model.
fn latents(block: &AeBlock, weights: &Weights, normalised: &[u8]) -> Vec<Vec<i64>> {
    let evaluator = Evaluator::new(block.typed(), weights).unwrap();
    let mut values = Values::default();
    let latents = normalised.chunks(CELLS).map(|sample| {
        let inputs: Vec<i64> = sample.iter().map(|&charge| charge.into()).collect();
        evaluator.run(&inputs, &mut values).unwrap();
        values.integers(block.latent()).to_vec()
    });
    latents.collect()
}

/// The counts by brute force: all latents of all samples with the changed weights.
fn brute_force(
    block: &AeBlock,
    weights: &Weights,
    normalised: &[u8],
    sent: &[u16; LATENTS],
    upset: &[WeightChange],
) -> UpsetCounts {
    let mut tensors = weights.integer_tensors();
    upset.iter().for_each(|change| tensors[change.tensor.0][change.index] = change.value);
    let changed = Weights::of_integers(block.typed(), tensors).unwrap();
    let top = block.latent().number.format().unwrap().max_raw();
    let mut counts = UpsetCounts::default();
    let both = latents(block, weights, normalised).into_iter().zip(latents(block, &changed, normalised));
    for (old, new) in both {
        let (mut other, mut other_sent) = (false, false);
        for ((&old, &new), &sent) in old.iter().zip(&new).zip(sent) {
            let bits = (old ^ new) & i64::from(sent);
            counts.latents += u64::from(old != new);
            counts.error += old.abs_diff(new);
            counts.largest = counts.largest.max(old.abs_diff(new));
            counts.saturated += u64::from(new == top && old < top);
            counts.sent_bits += u64::from(bits.count_ones());
            other |= old != new;
            other_sent |= bits != 0;
        }
        counts.samples += u64::from(other);
        counts.sent_samples += u64::from(other_sent);
    }
    counts
}

/// Random upsets of an encoder, with every instruction set, against brute force. Gives how many of them were seen.
fn check(block: &AeBlock, weights: &Weights, mixed: &mut Mixed) -> usize {
    let normalised = mixed.samples(25);
    let sent = std::array::from_fn(|latent| [0x1FF, 0x1F0, 0x0AA, 0][latent % 4]);
    let upsets: Vec<_> = (0..40).map(|_| mixed.upset(block.typed())).collect();
    let expected: Vec<_> = upsets.iter().map(|upset| brute_force(block, weights, &normalised, &sent, upset)).collect();
    let plan = UpsetPlan::new(block, weights, sent).unwrap();
    for set in InstructionSet::available() {
        let counts = plan.clone().with(set).unwrap().run(&normalised, &upsets).unwrap();
        assert_eq!(counts, expected, "{} {set:?}", block.name());
    }
    let long = UpsetPlan { width: Width::Long, ..plan };
    assert_eq!(long.run(&normalised, &upsets).unwrap(), expected, "{} in 64 bits", block.name());
    expected.iter().filter(|counts| counts.samples > 0).count()
}

#[test]
fn built_in_networks_equal_brute_force() {
    let mut mixed = Mixed(7);
    for block in [AeBlock::chip_8x8(), AeBlock::cmssw_4x4x3()] {
        let weights = mixed.weights(block.typed());
        assert!(check(&block, &weights, &mut mixed) > 5);
        let small = Weights::from_fn(block.typed(), |_, index| [0, 1, -1, 4, 0, -3][index % 6]).unwrap();
        assert!(check(&block, &small, &mut mixed) > 5);
    }
}

#[test]
fn every_description_equals_brute_force() {
    let mut mixed = Mixed(11);
    let mut described = 0;
    for entry in std::fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/descriptions")).unwrap() {
        let path = entry.unwrap().path();
        let block = AeBlock::from_yaml(&std::fs::read_to_string(&path).unwrap(), &path).unwrap();
        let weights = mixed.weights(block.typed());
        check(&block, &weights, &mut mixed);
        described += 1;
    }
    assert!(described > 5);
}

#[test]
fn accumulators_that_wrap_saturate_or_round_equal_brute_force() {
    let mut mixed = Mixed(13);
    let mut seen = 0;
    for overflow in [Overflow::Wrap, Overflow::Saturate] {
        for rounding in Rounding::ALL {
            let mut form = FirstForm::chip_8x8();
            form.conv.accumulator = Format::signed(9, 7).with_overflow(overflow).with_rounding(rounding);
            form.conv.activation = Format::unsigned(7, 6).with_overflow(overflow).with_rounding(rounding);
            form.dense.accumulator = Format::signed(11, 8).with_overflow(overflow).with_rounding(rounding);
            let block = form.block().unwrap();
            let weights = mixed.weights(block.typed());
            seen += check(&block, &weights, &mut mixed);
        }
    }
    assert!(seen > 60, "{seen}");
}

#[test]
fn blocks_of_any_length_add_up() {
    let mut mixed = Mixed(17);
    let block = AeBlock::chip_8x8();
    let weights = mixed.weights(block.typed());
    let normalised = mixed.samples(2 * BLOCK + 3);
    let upsets: Vec<_> = (0..6).map(|_| mixed.upset(block.typed())).collect();
    let plan = UpsetPlan::new(&block, &weights, [0x1FF; LATENTS]).unwrap();
    let counts = plan.run(&normalised, &upsets).unwrap();
    for (upset, counts) in upsets.iter().zip(&counts) {
        assert_eq!(*counts, brute_force(&block, &weights, &normalised, &[0x1FF; LATENTS], upset));
    }
    assert_eq!(plan.run(&[], &upsets).unwrap(), vec![UpsetCounts::default(); 6]);
    assert!(counts.iter().any(|counts| counts.samples > 0));
}

#[test]
fn the_chip_needs_no_more_than_32_bits() {
    let block = AeBlock::chip_8x8();
    let plan = UpsetPlan::new(&block, &Weights::zeros(block.typed()), [0; LATENTS]).unwrap();
    assert_eq!(plan.width, Width::Word);
}

#[test]
fn what_is_no_change_of_the_network_is_refused() {
    let block = AeBlock::chip_8x8();
    let plan = UpsetPlan::new(&block, &Weights::zeros(block.typed()), [0; LATENTS]).unwrap();
    let change = WeightChange { tensor: TensorId(0), index: 0, value: 31 };
    assert!(plan.run(&[0; 48], &[vec![change]]).is_ok());
    assert!(plan.run(&[0; 47], &[vec![change]]).unwrap_err().to_string().contains("48"));
    for bad in [
        WeightChange { tensor: TensorId(4), ..change },
        WeightChange { index: 72, ..change },
        WeightChange { value: 32, ..change },
        WeightChange { value: -33, ..change },
    ] {
        assert!(plan.run(&[0; 48], &[vec![bad]]).is_err(), "{bad:?}");
    }
}
