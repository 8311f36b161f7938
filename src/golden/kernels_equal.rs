//! The kernels against the scalar model, on random packets.

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use rayon::prelude::*;

    use crate::chip::algorithm::Largest;
    use crate::chip::autoencoder::packet::AeLayout;
    use crate::chip::formatter::BitmapOrder;
    use crate::chip::signals::{CELLS, InputWords, OutputWords};
    use crate::chip::super_trigger_cell::StcTie;
    use crate::chip::{Chip, NoTrace, Options};
    use crate::golden::random::{self, RandomInput};
    use crate::kernels::{BatchChip, InstructionSet, Limits};
    use crate::network::{AeBlock, FirstForm, Format, Overflow};
    use crate::nn::Weights;
    use crate::registers::testing::{any_config, any_weights};
    use crate::registers::{Algorithm, ChipConfig, Density, Generation, KeepMask, MaskReading, StcType};

    /// BX that a thread takes at a time.
    const CHUNK: usize = 4096;

    fn scalar(config: &ChipConfig, options: &Options, rows: &[InputWords]) -> Vec<OutputWords> {
        let mut chip = Chip::new(config, options).unwrap();
        rows.iter().map(|words| chip.step(words, &mut NoTrace)).collect()
    }

    /// Every instruction set gives the words of the scalar model, in batches of these sizes.
    fn check(config: &ChipConfig, options: &Options, rows: &[InputWords], sizes: &[usize]) {
        let expected = scalar(config, options, rows);
        for set in InstructionSet::available() {
            let mut chip = BatchChip::new(config, options).unwrap().with(Some(set)).unwrap();
            let mut got = vec![[1; 13]; rows.len()];
            let (mut at, mut sizes) = (0, sizes.iter().cycle());
            while at < rows.len() {
                let to = (at + sizes.next().unwrap()).min(rows.len());
                chip.run(&rows[at..to], &mut got[at..to]);
                at = to;
            }
            let first = got.iter().zip(&expected).position(|(got, expected)| got != expected);
            if let Some(row) = first {
                panic!("{set:?} row {row}: {:08x?}, expected {:08x?}", got[row], expected[row]);
            }
        }
    }

    fn an_input_for_each_cell(seed: u64) -> [u8; CELLS] {
        // 5 and 48 have no common factor.
        std::array::from_fn(|cell| ((5 * cell as u64 + seed % 48) % 48) as u8)
    }

    fn any_options() -> impl Strategy<Value = Options> {
        let resets = proptest::collection::vec(0u64..150, 0..2);
        let readings = (any::<[bool; 7]>(), 0u16..3564, 0u64..100);
        (readings, resets.clone(), resets).prop_map(|((choices, counter, alignment_time), econt, roct)| Options {
            generation: choices[0].then_some(if choices[1] { Generation::P1 } else { Generation::Prod }),
            bitmap_order: choices[2].then_some(BitmapOrder::Tc47First),
            stc_tie: if choices[3] { StcTie::Highest } else { StcTie::Lowest },
            largest: if choices[6] { Largest::Charge } else { Largest::Code },
            mask_reading: if choices[4] { MaskReading::Documented } else { MaskReading::Runner },
            ae_layout: if choices[5] { AeLayout::Chip } else { AeLayout::Design },
            network: AeBlock::chip_8x8(),
            counter_reset_value: counter,
            link_resets_econt: econt,
            link_resets_roct: roct,
            alignment_time,
        })
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(150))]
        #[test]
        fn random_configurations_equal_the_scalar_model(
            (network, weights) in prop_oneof![Just(AeBlock::chip_8x8()), Just(AeBlock::cmssw_4x4x3())]
                .prop_flat_map(|network| (Just(network.clone()), any_weights(network))),
            config in any_config(AeBlock::chip_8x8()),
            options in any_options(),
            algorithm in 0usize..8,
            (wide, plain) in any::<(bool, bool)>(),
            sizes in proptest::collection::vec(1usize..140, 1..4),
            seed in any::<u64>(),
        ) {
            // The autoencoder as often as all others.
            let algorithm = Algorithm::ALL[algorithm.min(4)];
            let mut config = ChipConfig { algorithm, weights: Some(weights), ..config };
            config.thresholds.iter_mut().for_each(|threshold| *threshold >>= seed % 24);
            if wide {
                config.buffer_t1 = 400;
                config.mux = an_input_for_each_cell(seed);
            }
            if plain {
                config.calibration = [2048; CELLS];
                config.keep_mask = KeepMask::ALL;
            }
            let options = Options { network, ..options };
            let mut rows: Vec<InputWords> = RandomInput::new(seed).take(200).collect();
            rows[(seed % 200) as usize][0] = 0x9FFF_FFFF;
            check(&config, &options, &rows, &sizes);
        }
    }

    /// The chip's network with a change.
    fn changed(change: impl FnOnce(&mut FirstForm)) -> AeBlock {
        let mut form = FirstForm::chip_8x8();
        change(&mut form);
        form.block().unwrap()
    }

    fn autoencoder(network: &AeBlock, weights: Weights) -> (ChipConfig, Options) {
        let config = ChipConfig {
            algorithm: Algorithm::Autoencoder,
            links: 5,
            density: Density::High,
            calibration: std::array::from_fn(|cell| 2000 + 44 * cell as u16),
            weights: Some(weights),
            ..ChipConfig::reset(Generation::Prod)
        };
        (config, Options { network: network.clone(), ..Options::default() })
    }

    #[test]
    fn every_algorithm_at_every_number_of_links_and_batch_size() {
        let rows: Vec<InputWords> = RandomInput::new(3).take(390).collect();
        for algorithm in Algorithm::ALL {
            for links in 1..=13 {
                let weights = random::weights(&AeBlock::chip_8x8(), u64::from(links));
                let (config, options) = autoencoder(&AeBlock::chip_8x8(), weights);
                let stc_type = StcType::ALL[usize::from(links) % 5];
                let config = ChipConfig { algorithm, links, stc_type, thresholds: [900; CELLS], ..config };
                check(&config, &options, &rows, &[0, 1, 31, 32, 33, 95, 96, 97, 5]);
            }
        }
    }

    #[test]
    fn extreme_weights_equal_the_scalar_model() {
        let rows: Vec<InputWords> = RandomInput::new(4).take(130).collect();
        for network in [AeBlock::chip_8x8(), AeBlock::cmssw_4x4x3()] {
            let fills: [fn(usize) -> i32; 7] = [
                |_| 0,
                |_| 31,
                |_| -32,
                |i| if i % 2 == 0 { 31 } else { -32 },
                |i| (i % 3) as i32 - 1,
                |i| if i % 7 == 0 { 5 } else { 0 },
                |i| if i % 11 == 0 { 31 } else { -1 },
            ];
            for value in fills {
                let (config, options) =
                    autoencoder(&network, Weights::from_fn(network.typed(), |_, index| value(index)).unwrap());
                assert!(BatchChip::new(&config, &options).unwrap().instructions().is_some());
                check(&config, &options, &rows, &[130]);
            }
        }
    }

    /// BX like those of modules, with sums below 2^22: small charges everywhere, one or two cells with any
    /// charge, which have all or half of the sum, one large charge among small ones, nothing.
    fn quiet(seed: u64, count: usize) -> Vec<InputWords> {
        RandomInput::new(seed).take(count).enumerate().map(|(row, words)| quiet_row(row, words)).collect()
    }

    fn quiet_row(row: usize, words: InputWords) -> InputWords {
        // Exponents are the upper four of seven bits: below 8 are small, and 14 is half of the largest.
        fn half(word: u32) -> u32 {
            word & !0x0102_0408
        }
        let [first, second]: [InputWords; 2] = [row * 7 % 48, row * 11 % 48]
            .map(|cell| std::array::from_fn(|link| if link == cell / 4 { 0x7F << (7 * (cell % 4)) } else { 0 }));
        let mut quiet = words.map(|word| word & 0xF7EF_DFBF);
        for (link, word) in quiet.iter_mut().enumerate() {
            let codes = match row % 5 {
                0 => *word,
                1 => words[link] & first[link],
                2 => half(words[link] & (first[link] | second[link])),
                3 => *word & !first[link] | half(words[link] & first[link]),
                _ => 0,
            };
            *word = words[link] & 0xF000_0000 | codes & 0x0FFF_FFFF;
        }
        quiet
    }

    #[test]
    fn modules_with_small_sums_equal_the_scalar_model() {
        let rows = quiet(6, 640);
        for network in [AeBlock::chip_8x8(), AeBlock::cmssw_4x4x3()] {
            let fills: [fn(usize) -> i32; 6] = [
                |_| 31,
                |_| -32,
                |i| if i % 2 == 0 { 31 } else { -32 },
                |i| (i % 3) as i32 - 1,
                // Biases that push activations above 255.
                |i| if i % 5 == 0 { 31 } else { (i % 29) as i32 },
                |i| if i % 11 == 0 { 31 } else { -1 },
            ];
            let filled = fills.iter().map(|value| Weights::from_fn(network.typed(), |_, index| value(index)).unwrap());
            for weights in filled.chain((0..8).map(|seed| random::weights(&network, seed))) {
                let (config, options) = autoencoder(&network, weights);
                for density in [Density::Low, Density::High] {
                    let mut config = ChipConfig { density, ..config.clone() };
                    check(&config, &options, &rows, &[640]);
                    config.calibration = std::array::from_fn(|cell| 60 * cell as u16);
                    check(&config, &options, &rows, &[100, 64]);
                }
            }
        }
    }

    /// The limits of a network all of whose weights are the same.
    fn limits(network: &AeBlock, value: i32) -> Limits {
        let (config, options) = autoencoder(network, Weights::from_fn(network.typed(), |_, _| value).unwrap());
        BatchChip::new(&config, &options).unwrap().limits().unwrap()
    }

    #[test]
    fn limits_follow_the_weights() {
        let network = AeBlock::chip_8x8();
        let largest = limits(&network, 31);
        // Nine taps of floor(255 * 31 / 32) on a bias of 124; 85 taps of 8 filters and 96 rows of 16.
        assert_eq!((largest.conv_sums.high, largest.activation), (2347, 2347));
        assert_eq!(largest.products, 85 * 8 + 96 * 16);
        assert!(largest.dense_chunks[0] < largest.dense_chunks[1]);
        assert_eq!(limits(&network, 1).dense_chunks, [1, 1]);
        assert_eq!(limits(&network, -1).products, 0, "nothing can leave zero");
        let (config, options) = autoencoder(&network, random::weights(&network, 1));
        let repeater = ChipConfig { algorithm: Algorithm::Repeater, ..config };
        assert_eq!(BatchChip::new(&repeater, &options).unwrap().limits(), None);
    }

    #[test]
    fn what_the_encoders_kernel_does_not_compute_takes_another_way() {
        let rows: Vec<InputWords> = RandomInput::new(5).take(70).collect();
        let network = AeBlock::chip_8x8();
        let (config, options) = autoencoder(&network, random::weights(&network, 1));
        let mut wrapping = options.clone();
        wrapping.network = changed(|form| form.conv.accumulator = Format::signed(9, 7).with_overflow(Overflow::Wrap));
        let truncating = ChipConfig { buffer_t1: 9, ..config.clone() };
        for (config, options, way) in
            [(&config, &wrapping, "a lane plan"), (&truncating, &options, "the scalar model: with these settings")]
        {
            let own = BatchChip::new(config, options).unwrap().way();
            assert!(own.starts_with(way), "{own}");
            check(config, options, &rows, &[7]);
        }
        let mut saturating = options.clone();
        saturating.network =
            changed(|form| form.conv.activation = Format::unsigned(8, 7).with_overflow(Overflow::Saturate));
        assert!(BatchChip::new(&config, &saturating).unwrap().instructions().is_some());
        check(&config, &saturating, &rows, &[70]);
    }

    /// Minutes of random configurations, as many packets for each algorithm, half of them with small sums:
    /// `scripts/test.sh --long`. `ECON_EMU_LONG_FRAMES` sets another number of packets.
    #[test]
    #[ignore = "takes minutes; scripts/test.sh --long"]
    fn a_hundred_million_random_packets() {
        const EACH: usize = 100_000;
        let packets: u64 = std::env::var("ECON_EMU_LONG_FRAMES").map_or(100_000_000, |text| text.parse().unwrap());
        (0..packets.div_ceil(EACH as u64)).into_par_iter().for_each(|job| check_random(job, EACH));
    }

    /// A configuration of the algorithm whose turn it is, with so many packets.
    fn check_random(job: u64, packets: usize) {
        use proptest::strategy::ValueTree;
        use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};

        let mut seed = [0; 32];
        seed[..8].copy_from_slice(&job.to_le_bytes());
        let rng = TestRng::from_seed(RngAlgorithm::ChaCha, &seed);
        let mut runner = TestRunner::new_with_rng(Config::default(), rng);
        let network = if (job / 5).is_multiple_of(2) { AeBlock::chip_8x8() } else { AeBlock::cmssw_4x4x3() };
        let config = any_config(network.clone()).new_tree(&mut runner).unwrap().current();
        let options = Options { network, ..any_options().new_tree(&mut runner).unwrap().current() };
        let mut config = ChipConfig { algorithm: Algorithm::ALL[(job % 5) as usize], ..config };
        config.weights = Some(match job / 10 % 3 {
            0 => any_weights(options.network.clone()).new_tree(&mut runner).unwrap().current(),
            _ => random::weights(&options.network, job),
        });
        config.thresholds.iter_mut().for_each(|threshold| *threshold >>= job % 24);
        config.buffer_t1 = config.buffer_t1 % 512 + 26;
        if !(job / 30).is_multiple_of(4) {
            config.mux = an_input_for_each_cell(job);
        }
        // The bytes of the autoencoder's kernel need blocks in which every module sum is small.
        let rows = match job / 120 % 2 {
            0 => RandomInput::new(job).take(packets).collect(),
            _ => quiet(job, packets),
        };
        check(&config, &options, &rows, &[4096, 95]);
    }

    #[test]
    fn threads_keep_the_order() {
        let mut rows: Vec<InputWords> = RandomInput::new(6).take(3 * CHUNK + 100).collect();
        rows[CHUNK + 7][0] = 0x9000_0000;
        let network = AeBlock::chip_8x8();
        for algorithm in Algorithm::ALL {
            let (config, options) = autoencoder(&network, random::weights(&network, 1));
            let config = ChipConfig { algorithm, ..config };
            let options = Options { link_resets_econt: vec![CHUNK as u64 - 9], counter_reset_value: 5, ..options };
            let mut chips = [BatchChip::new(&config, &options).unwrap(), BatchChip::new(&config, &options).unwrap()];
            let mut words = [vec![[0; 13]; rows.len()], vec![[1; 13]; rows.len()]];
            chips[0].run(&rows, &mut words[0]);
            let (first, second) = rows.split_at(2 * CHUNK + 11);
            let (out, rest) = words[1].split_at_mut(first.len());
            chips[1].run_parallel(first, out);
            chips[1].run_parallel(second, rest);
            assert!(words[0] == words[1], "{algorithm}");
        }
    }
}
