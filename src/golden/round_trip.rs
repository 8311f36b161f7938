//! Tests of the way back: what the chip sends, unpacked again.

use super::random::RandomInput;
use crate::chip::autoencoder::packet::AeLayout;
use crate::chip::formatter::Field;
use crate::chip::unpack::{ReceivedPacket, Status, Unpacker, bits};
use crate::chip::{BxTrace, Chip, Options, Stage};
use crate::network::AeBlock;
use crate::registers::testing::any_config;
use crate::registers::{Algorithm, ChipConfig, Generation, OUTPUT_LINKS};
use proptest::prelude::*;

/// Everything the formatter made, and what the unpacker made of what came out.
fn round_trip(config: &ChipConfig, options: &Options, rows: usize, seed: u64) -> Vec<(Vec<i64>, ReceivedPacket)> {
    let mut chip = Chip::new(config, options).unwrap();
    let mut unpacker = Unpacker::new(config, options.packet_layout(config));
    let (mut made, mut packets) = (Vec::new(), Vec::new());
    for words in RandomInput::new(seed).take(rows) {
        let mut trace = BxTrace::default();
        let sent = chip.step(&words, &mut trace);
        let mut values = trace.get(Stage::Formatter).unwrap().to_vec();
        values.push(trace.get(Stage::Buffer).unwrap()[2]);
        made.push(values);
        unpacker.push(&sent, |packet| packets.push(packet));
    }
    unpacker.finish(|packet| packets.push(packet));
    assert_eq!(made.len(), packets.len(), "one packet for each BX");
    made.into_iter().zip(packets).collect()
}

/// Checks a received packet against the words the formatter made and the buffer's condition.
fn check(made: &[i64], packet: &ReceivedPacket, row: usize, reset: bool) {
    assert_eq!((packet.row, packet.bx.0), (row as u64, (row % 3564) as u16));
    let condition = made[made.len() - 1];
    let expected = match (condition, reset) {
        (1, _) => Status::TruncatedT1,
        (2, _) => Status::TruncatedT2,
        (_, true) => Status::LinkReset,
        _ => Status::Complete,
    };
    if packet.status == Status::Cut {
        assert_eq!(expected, Status::Complete);
    } else {
        assert_eq!(packet.status, expected, "row {row}: {packet:?}");
    }
    let truncated = expected != Status::Complete;
    let words: Vec<u16> = made[if truncated { 27..29 } else { 1..27 }].iter().map(|&word| word as u16).collect();
    for at in &packet.fields {
        // The type of a truncated packet is completed by the buffer.
        if at.field != Field::PacketType || !truncated {
            assert_eq!(at.value, bits(&words, at.start, at.width), "row {row}: {at:?}");
        }
    }
    if expected == Status::Complete {
        assert!(packet.header_as_expected && !packet.fields.is_empty() || words[0] == 0);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    /// Formatter, buffer, links, unpacker: every field of every packet comes back, with any
    /// backlog and any truncation, as long as the FIFO loses nothing.
    #[test]
    fn every_field_comes_back(
        config in any_config(AeBlock::chip_8x8()),
        links in 1u8..=13,
        limit in prop_oneof![0u16..60, 60u16..=400],
        t2 in prop_oneof![0u16..60, Just(500u16)],
        prod in any::<bool>(),
        design in any::<bool>(),
        seed in any::<u64>(),
    ) {
        let generation = if prod { Generation::Prod } else { Generation::P1 };
        // Spread over all sizes, so that packets of every length occur.
        let thresholds = config.thresholds.map(|threshold| threshold >> (threshold % 25));
        let config = ChipConfig { links, thresholds, buffer_t1: limit, buffer_t2: t2, ..config };
        let config = config.to_generation(generation);
        prop_assume!(config.algorithm != Algorithm::Autoencoder || config.weights.is_some());
        let ae_layout = if design { AeLayout::Design } else { AeLayout::Chip };
        let options = Options { ae_layout, ..Options::default() };
        for (row, (made, packet)) in round_trip(&config, &options, 80, seed).iter().enumerate() {
            if packet.status == Status::Unfinished {
                prop_assert!(row > 0);
            } else {
                check(made, packet, row, false);
            }
        }
    }
}

fn threshold_sum(links: u8, t1: u16) -> ChipConfig {
    ChipConfig { links, buffer_t1: t1, ..ChipConfig::reset(Generation::P1) }
}

#[test]
fn a_link_reset_is_recognised_with_and_without_backlog() {
    for algorithm in Algorithm::ALL.into_iter().filter(|&a| a != Algorithm::Autoencoder) {
        let config = ChipConfig { algorithm, ..threshold_sum(3, 338) };
        let options = Options { link_resets_econt: vec![30], ..Options::default() };
        let packets = round_trip(&config, &options, 400, 5);
        let resets: Vec<u64> =
            packets.iter().filter(|(_, packet)| packet.status == Status::LinkReset).map(|(_, f)| f.row).collect();
        let truncated = packets.iter().filter(|(made, _)| made[made.len() - 1] == 1).count();
        let first = if algorithm == Algorithm::BestChoice { 29 } else { 31 };
        if truncated == 0 {
            assert_eq!((resets[0], resets.len()), (first, 256), "{algorithm}");
        } else {
            assert!(!resets.is_empty(), "{algorithm}");
        }
    }
}

/// Beyond 400 words the chip loses words. The unpacker must say so, never invent, and find its
/// way back once the backlog is gone.
#[test]
fn what_the_fifo_lost_is_reported_and_the_unpacker_recovers() {
    let mut config = threshold_sum(7, 2000); // full packets have 25 words, 14 leave in each BX
    config.thresholds = [1000; 48];
    let options = Options::default();
    let mut chip = Chip::new(&config, &options).unwrap();
    let mut unpacker = Unpacker::new(&config, options.packet_layout(&config));
    let mut packets: Vec<ReceivedPacket> = Vec::new();
    for row in 0..300 {
        // All cells are hit at first, then none, so that the buffer drains.
        let code = if row < 60 { 0x0FFF_FFFF } else { 0 };
        let header = if row == 0 { 0x9000_0000 } else { 0xA000_0000 };
        let sent = chip.step(&[header | code; 12], &mut crate::chip::NoTrace);
        unpacker.push(&sent, |packet| packets.push(packet));
    }
    unpacker.finish(|packet| packets.push(packet));
    assert_eq!(packets.len(), 300);
    let lost = packets.iter().filter(|packet| packet.status == Status::Lost).count();
    assert!(lost > 0 && lost < 200, "{lost} lost");
    assert!(packets[..30].iter().all(|packet| packet.status == Status::Complete));
    assert!(packets[290..].iter().all(|packet| packet.status == Status::Complete && packet.header_as_expected));
}

#[test]
fn a_stream_of_nonsense_gives_one_packet_for_each_row() {
    for algorithm in Algorithm::ALL {
        let config = ChipConfig { algorithm, ..threshold_sum(4, 338) };
        let mut unpacker = Unpacker::new(&config, Options::default().packet_layout(&config));
        let mut rows = Vec::new();
        for words in RandomInput::new(9).take(500) {
            let mut row = [0; OUTPUT_LINKS];
            row[..12].copy_from_slice(&words);
            unpacker.push(&row, |packet| rows.push(packet.row));
        }
        unpacker.finish(|packet| rows.push(packet.row));
        assert_eq!(rows, (0..500).collect::<Vec<u64>>(), "{algorithm}");
    }
}
