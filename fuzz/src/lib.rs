//! What the fuzz targets share: networks, input words, and a chip that is run and watched.

use econ_emu::chip::signals::{CELLS, Calq, InputWords, PerCell};
use econ_emu::chip::{BxTrace, Chip, NoTrace, Options, Stages};
use econ_emu::golden::explain;
use econ_emu::network::{AeBlock, Conv, FirstForm, Image};
use econ_emu::nn::{TensorId, Weights};
use econ_emu::registers::{Algorithm, ChipConfig};

/// Largest charge behind the calibration.
pub const MAX_CHARGE: u32 = 4_062_240;

/// Products of one BX above which a network is too slow to be run over and over.
const MAX_PRODUCTS: usize = 20_000;

/// The smallest encoder there is: one pixel, one filter, 34 weights. Files for it are short, so the
/// fuzzer gets through them quickly.
pub fn tiny_network() -> AeBlock {
    let chip = FirstForm::chip_8x8();
    let tiny = FirstForm {
        name: "tiny".into(),
        image: Image { height: 1, width: 1, channels: 1, cells: vec![0] },
        conv: Conv { kernel: 1, stride: 1, filters: 1, ..chip.conv },
        ..chip
    };
    tiny.block().expect("the tiny network fits the block")
}

/// Both built-in networks and the tiny one.
pub fn networks() -> [AeBlock; 3] {
    [tiny_network(), AeBlock::chip_8x8(), AeBlock::cmssw_4x4x3()]
}

/// Whether a valid network is small enough to be run often.
pub fn is_small(network: &AeBlock) -> bool {
    let cost = network.typed().cost();
    cost.weights <= MAX_PRODUCTS && cost.macs <= MAX_PRODUCTS
}

/// Weights that follow from a seed, over the whole range of their formats; seeds 0 to 15 put every
/// tensor to one of its two ends.
pub fn weights(network: &AeBlock, seed: u64) -> Weights {
    let mut state = seed;
    let typed = network.typed();
    let value = |tensor: TensorId, _at: usize| {
        let format = typed.tensors()[tensor.0].number.format().expect("the block has weights of integers");
        let (min, max) = (format.min_raw(), format.max_raw());
        if seed < 16 {
            return (if seed >> (tensor.0 % 4) & 1 == 1 { max } else { min }) as i32;
        }
        // The generator of Knuth's MMIX.
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (min + (state >> 33) as i64 % (max - min + 1)) as i32
    };
    Weights::from_fn(typed, value).expect("weights inside their formats")
}

/// Charges at the ends of their range, and in between.
pub fn extreme_charges() -> [PerCell<Calq>; 6] {
    let cells = |charge: fn(usize) -> u32| std::array::from_fn(|cell| Calq(charge(cell)));
    [
        cells(|_| 0),
        cells(|_| 1),
        cells(|_| MAX_CHARGE),
        cells(|cell| if cell == 0 { MAX_CHARGE } else { 0 }),
        cells(|cell| if cell == CELLS - 1 { MAX_CHARGE } else { cell as u32 }),
        cells(|cell| 1 << (cell % 22)),
    ]
}

/// BX that fill the buffer and restart the counter in the middle of nowhere.
pub fn rows() -> impl Iterator<Item = InputWords> {
    let busy =
        |row: u32| std::array::from_fn(|link| 0xA000_0000 | (0x0FED_CBA9u32.rotate_left(row) ^ link as u32) >> 4);
    [[0x9000_0000; 12], [0xAFFF_FFFF; 12]]
        .into_iter()
        .chain((0..4).map(busy))
        .chain([[0xA000_0000; 12]])
        .chain(std::iter::repeat_n([0xAFFF_FFFF; 12], 24))
        .chain([[0x9FFF_FFFF; 12], [0; 12], [u32::MAX; 12], [0xA000_0001; 12]])
}

/// Runs a chip, if these settings make one, and checks what it says about itself.
pub fn run_chip(config: &ChipConfig, options: &Options) -> bool {
    let Ok(mut chip) = Chip::new(config, options) else { return false };
    let mut silent = chip.clone();
    // Only Threshold Sum needs many rows, to fill the FIFO; the encoder is slow.
    let count = if config.algorithm == Algorithm::ThresholdSum { usize::MAX } else { 5 };
    for (row, words) in rows().take(count).enumerate() {
        let mut trace = BxTrace::default();
        let sent = chip.step(&words, &mut trace);
        assert_eq!(silent.step(&words, &mut NoTrace), sent, "the trace changes the result");
        assert!(sent[usize::from(config.links)..].iter().all(|&word| word == 0), "an inactive link speaks");
        if row == 1 {
            let stages = Stages::new(config, &options.network);
            for (stage, values) in &trace.stages {
                assert_eq!(stages.get(*stage).map(|info| info.len()), Some(values.len()), "{stage:?}");
            }
            let lines = explain::stages(&trace, None, config, &options.network);
            assert_eq!(lines.len(), trace.stages.len());
        }
    }
    true
}
