//! Random settings for property tests.

use proptest::collection::vec;
use proptest::prelude::*;

use super::{Algorithm, CELLS, ChipConfig, Density, Generation, KeepMask, MAX_CALIBRATION, OUTPUT_LINKS, StcType};
use crate::network::AeBlock;
use crate::nn::Weights;

/// One of the built-in networks.
pub fn any_network() -> impl Strategy<Value = AeBlock> {
    prop_oneof![Just(AeBlock::chip_8x8()), Just(AeBlock::cmssw_4x4x3())]
}

/// Weights over the whole range of their formats.
pub fn any_weights(network: AeBlock) -> impl Strategy<Value = Weights> {
    vec(-32..32, network.typed().weight_count()).prop_map(move |values| {
        let mut values = values.into_iter();
        Weights::from_fn(network.typed(), |_, _| values.next().unwrap()).unwrap()
    })
}

fn cells<T: std::fmt::Debug>(values: impl Strategy<Value = T>) -> impl Strategy<Value = [T; CELLS]> {
    vec(values, CELLS).prop_map(|values| values.try_into().unwrap())
}

/// Valid P1 settings, except that the two patterns may differ and the STC type may be 4.
pub fn any_config(network: AeBlock) -> impl Strategy<Value = ChipConfig> {
    let per_cell = (cells(0u32..1 << 24), cells(0..CELLS as u8), cells(0..=MAX_CALIBRATION));
    let choices = (
        0..Algorithm::ALL.len(),
        any::<bool>(),
        any::<u8>(),
        1..=OUTPUT_LINKS as u8,
        0..StcType::ALL.len(),
        any::<bool>(),
    );
    let buffer = (0u16..0x800, 0u16..0x800, any::<u16>(), any::<u16>(), any::<u8>());
    let encoder = (any::<u16>(), any::<u128>(), proptest::option::of(any_weights(network)));
    (per_cell, choices, buffer, encoder).prop_map(config_of)
}

type PerCellDrawn = ([u32; CELLS], [u8; CELLS], [u16; CELLS]);
type ChoicesDrawn = (usize, bool, u8, u8, usize, bool);
type BufferDrawn = (u16, u16, u16, u16, u8);
type EncoderDrawn = (u16, u128, Option<Weights>);

fn config_of(
    (per_cell, choices, buffer, encoder): (PerCellDrawn, ChoicesDrawn, BufferDrawn, EncoderDrawn),
) -> ChipConfig {
    let (thresholds, mux, calibration) = per_cell;
    let (algorithm, high, drop_lsb, links, stc_type, use_sum) = choices;
    let (idle_pattern, link_reset_pattern, buffer_t1, buffer_t2, buffer_t3) = buffer;
    let (leading, trailing, weights) = encoder;
    ChipConfig {
        generation: Generation::P1,
        algorithm: Algorithm::ALL[algorithm],
        density: if high { Density::High } else { Density::Low },
        drop_lsb,
        thresholds,
        mux,
        calibration,
        links,
        idle_pattern,
        link_reset_pattern,
        buffer_t1,
        buffer_t2,
        buffer_t3,
        stc_type: StcType::ALL[stc_type],
        use_sum,
        keep_mask: KeepMask { leading, trailing },
        weights,
    }
}
