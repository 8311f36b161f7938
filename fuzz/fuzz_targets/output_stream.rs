//! Output rows of any kind through unpacker, comparison and table.
//!
//! The bytes choose a configuration, and then row after row: what the chip takes in, and what
//! befalls its output before it is read. While nothing has befallen it, the unpacker must recover
//! what the chip did.
#![no_main]

use std::collections::VecDeque;

use econ_emu::chip::autoencoder::packet::AeLayout;
use econ_emu::chip::formatter::{BitmapOrder, PACKET_WORDS};
use econ_emu::chip::signals::{InputWords, OutputWords};
use econ_emu::chip::super_trigger_cell::StcTie;
use econ_emu::chip::unpack::{ReceivedPacket, Status, Unpacker};
use econ_emu::chip::{BxTrace, Chip, Options, Stage, Trace};
use econ_emu::golden::decode::{PacketDecoder, TableForm};
use econ_emu::golden::diff::{Differ, Difference};
use econ_emu::golden::explain;
use econ_emu::registers::{Algorithm, ChipConfig, Density, FIFO_WORDS, Generation, KeepMask, MaskReading, StcType};
use econ_emu_fuzz::{tiny_network, weights};
use libfuzzer_sys::arbitrary::{Result, Unstructured};
use libfuzzer_sys::fuzz_target;

/// Rows after which a stream ends.
const MAX_ROWS: u64 = 250;

/// A row of words that look like the beginning of a packet, or like an idle word, of about this row.
fn imitation(row: u64, config: &ChipConfig, bytes: &mut Unstructured) -> Result<OutputWords> {
    let mut words = [0; 13];
    for word in words.iter_mut().take(config.links.into()) {
        for half in [16, 0] {
            let bx = (row as u16).wrapping_add(bytes.int_in_range(0..=8)?).wrapping_sub(4);
            let header = if bytes.ratio(1, 8)? { 31 } else { bx % 16 } << 11;
            let half_word = match bytes.int_in_range(0..=2)? {
                0 => header | bytes.int_in_range(0..=0x7FF)?,
                1 => header | config.idle_pattern,
                _ => bytes.arbitrary::<u16>()?,
            };
            *word |= u32::from(half_word) << half;
        }
    }
    Ok(words)
}

/// What is needed of every BX; a whole trace of each would be slow.
#[derive(Default)]
struct Watch {
    /// Number of the BX.
    bx: i64,
    /// Condition of the buffer, 1 to 4.
    condition: i64,
}

impl Trace for Watch {
    const ON: bool = true;

    fn record(&mut self, stage: Stage, values: &[i64]) {
        match stage {
            Stage::Erx => self.bx = values[0],
            Stage::Buffer => self.condition = values[2],
            _ => {}
        }
    }
}

fn design(bytes: &mut Unstructured) -> Result<(ChipConfig, Options)> {
    let network = tiny_network();
    let mut config = ChipConfig::reset(*bytes.choose(&[Generation::P1, Generation::Prod])?);
    config.algorithm = *bytes.choose(&Algorithm::ALL)?;
    config.links = bytes.int_in_range(1..=13)?;
    config.stc_type = *bytes.choose(&StcType::ALL)?;
    config.density = *bytes.choose(&[Density::Low, Density::High])?;
    config.drop_lsb = bytes.int_in_range(0..=5)?;
    config.use_sum = bytes.arbitrary()?;
    config.thresholds = [*bytes.choose(&[0, 1, 100, 50_000, 0xFF_FFFF])?; 48];
    // From thresholds that truncate everything to ones beyond the storage.
    config.buffer_t1 = *bytes.choose(&[0, 1, 25, 48, 120, 398, 399, 400, 401, 450, 511, 0xFFFF])?;
    config.buffer_t2 = *bytes.choose(&[0, 1, 25, 48, 120, 398, 511, 0xFFFF])?;
    config.buffer_t3 = *bytes.choose(&[0, 1, 8, 24, 25, 255])?;
    config.idle_pattern = bytes.int_in_range(0..=0x7FF)?;
    config.link_reset_pattern = bytes.int_in_range(0..=0x7FF)?;
    config.keep_mask = match bytes.arbitrary()? {
        true => KeepMask::ALL,
        false => KeepMask { leading: bytes.arbitrary()?, trailing: bytes.arbitrary()? },
    };
    config.weights = Some(weights(&network, bytes.arbitrary()?));
    let mut options = Options {
        generation: *bytes.choose(&[None, Some(Generation::P1), Some(Generation::Prod)])?,
        bitmap_order: *bytes.choose(&[None, Some(BitmapOrder::Tc0First), Some(BitmapOrder::Tc47First)])?,
        stc_tie: *bytes.choose(&[StcTie::Highest, StcTie::Lowest])?,
        mask_reading: *bytes.choose(&[MaskReading::Documented, MaskReading::Runner])?,
        ae_layout: *bytes.choose(&[AeLayout::Chip, AeLayout::Design])?,
        network,
        ..Options::default()
    };
    if bytes.arbitrary()? {
        // Headers that jump put the unpacker out of step.
        options.counter_reset_value = bytes.int_in_range(0..=3563)?;
    }
    if bytes.arbitrary()? {
        options.link_resets_econt.push(bytes.int_in_range(0..=300)?);
    }
    Ok((config, options))
}

/// One row at the input: its kind in the lowest bits of `what`.
fn input(what: u8, bytes: &mut Unstructured) -> Result<InputWords> {
    let header = if what & 4 != 0 { 9 } else { 10 };
    let codes: [u32; 12] = match what & 3 {
        0 => [0; 12],
        1 => [0x0FFF_FFFF; 12],
        2 => {
            let mut codes = [0; 12];
            for _ in 0..bytes.int_in_range(1..=9)? {
                let cell = bytes.int_in_range(0..=47usize)?;
                codes[cell / 4] |= bytes.int_in_range(0..=127u32)? << (7 * (cell % 4));
            }
            codes
        }
        _ => {
            let mut codes = [0; 12];
            for code in &mut codes {
                *code = bytes.arbitrary::<u32>()? & 0x0FFF_FFFF;
            }
            codes
        }
    };
    Ok(codes.map(|code| header << 28 | code))
}

fn disturb(row: &mut OutputWords, bytes: &mut Unstructured) -> Result<()> {
    let link = bytes.int_in_range(0..=12usize)?;
    row[link] ^= match bytes.arbitrary()? {
        true => 1 << bytes.int_in_range(0..=31)?,
        false => bytes.arbitrary()?,
    };
    Ok(())
}

/// Takes the packets of one unpacker and checks that they come one for each row and in order.
struct Packets {
    rows: u64,
    packets: u64,
    /// Rows that a packet may be behind: those that the FIFO can hold, and its own.
    lag: u64,
    /// Rows whose packets must be recovered exactly.
    truth: VecDeque<Watch>,
}

impl Packets {
    fn take(&mut self, packet: &ReceivedPacket) {
        assert_eq!(packet.row, self.packets, "a packet out of order");
        self.packets += 1;
        assert!(self.packets <= self.rows, "more packets than rows");
        assert!(packet.bx.0 < 3564 && packet.words <= PACKET_WORDS);
        assert!(packet.fields.iter().all(|at| at.start + at.width as usize <= 16 * PACKET_WORDS));
        let Some(truth) = self.truth.pop_front() else { return };
        let expected = match truth.condition {
            1 => Status::TruncatedT1,
            2 => Status::TruncatedT2,
            _ => Status::Complete,
        };
        if packet.status != Status::Unfinished {
            assert_eq!((i64::from(packet.bx.0), packet.status), (truth.bx, expected), "row {}", packet.row);
        }
    }
}

fn check_table(config: &ChipConfig, options: &Options, form: TableForm, rows: &[OutputWords]) {
    let mut decoder = PacketDecoder::new(config, &options.packet_layout(config), form, Vec::new()).expect("a vector");
    for row in rows {
        decoder.push(row).expect("a vector takes every byte");
    }
    let (text, counts) = decoder.finish().expect("a vector takes every byte");
    assert_eq!(counts.packets, rows.len() as u64);
    let outcomes = counts.complete + counts.truncated + counts.link_reset + counts.lost + counts.unfinished;
    assert_eq!(outcomes, counts.packets);
    let text = String::from_utf8(text).expect("a table is text");
    match form {
        TableForm::Csv => {
            let columns: Vec<usize> = text.lines().map(|line| line.split(',').count()).collect();
            assert_eq!(columns.len(), rows.len() + 1);
            assert!(columns.iter().all(|&count| count == columns[0]), "rows of unequal length");
        }
        TableForm::Json => {
            let table: serde_json::Value = serde_json::from_str(&text).unwrap_or_else(|e| panic!("{e}\n{text}"));
            assert_eq!(table.as_array().map(Vec::len), Some(rows.len()));
        }
    }
}

fn check_difference(found: &Difference, expected: &[OutputWords], got: &[OutputWords]) {
    let different = expected.iter().zip(got).filter(|(a, b)| a != b).count() as u64;
    assert_eq!((found.rows, found.rows_different), (expected.len() as u64, different));
    assert_eq!(found.first.is_some(), different > 0, "{found:?}");
    assert_eq!(!found.fields.is_empty(), different > 0, "{found:?}");
    let Some(first) = &found.first else { return };
    let row = usize::try_from(first.row).expect("a row of the stream");
    let word = |text: &str| u32::from_str_radix(text, 16).expect("a word");
    assert_eq!((word(&first.expected_word), word(&first.got_word)), (expected[row][first.link], got[row][first.link]));
    assert!((expected[row][first.link] ^ got[row][first.link]) >> first.bit & 1 == 1, "{first:?}");
    let earliest = expected.iter().zip(got).position(|(a, b)| a != b);
    assert_eq!(Some(row), earliest, "not the first difference: {first:?}");
}

fn run(bytes: &mut Unstructured) -> Result<()> {
    let (config, options) = design(bytes)?;
    let mut chip = Chip::new(&config, &options).expect("valid settings");
    let layout = options.packet_layout(&config);
    let links = usize::from(config.links);
    let lag = ((FIFO_WORDS + PACKET_WORDS) / (2 * links) + 2) as u64;
    let mut unpacker = Unpacker::new(&config, layout.clone());
    let mut packets = Packets { rows: 0, packets: 0, lag, truth: VecDeque::new() };
    let mut differ = Differ::new(&config, &layout);
    // A stream of Threshold Sum tells everything while the FIFO stores everything.
    let tells_all = config.algorithm == Algorithm::ThresholdSum
        && usize::from(config.buffer_t1) < FIFO_WORDS
        && options.link_resets_econt.is_empty()
        && options.counter_reset_value == 0;
    let mut clean = true;
    let (mut all_expected, mut all_got): (Vec<OutputWords>, Vec<OutputWords>) = (Vec::new(), Vec::new());

    let mut first_trace = BxTrace::default();
    Chip::step(&mut chip.clone(), &[0x9123_4567; 12], &mut first_trace);
    let form = *bytes.choose(&[TableForm::Csv, TableForm::Json])?;

    while !bytes.is_empty() && packets.rows < MAX_ROWS {
        let what: u8 = bytes.arbitrary()?;
        let words = input(what, bytes)?;
        for _ in 0..[1, 2, 5, 20][usize::from(what >> 6)] {
            let mut watch = Watch::default();
            let mut expected = chip.step(&words, &mut watch);
            if what & 8 != 0 {
                clean = false;
                match bytes.int_in_range(0..=5)? {
                    // The row is lost, or the one before it comes again.
                    0 => continue,
                    1 => expected = all_expected.last().copied().unwrap_or_default(),
                    2 => expected = bytes.arbitrary()?,
                    3 => expected = imitation(packets.rows, &config, bytes)?,
                    _ => disturb(&mut expected, bytes)?,
                }
            }
            let mut got = expected;
            if what & 32 != 0 {
                disturb(&mut got, bytes)?;
            }
            if tells_all && clean {
                packets.truth.push_back(watch);
            } else {
                // From here on nothing is certain; not even what still waits in the FIFO.
                packets.truth.clear();
            }
            packets.rows += 1;
            unpacker.push(&expected, |packet| packets.take(&packet));
            assert!(packets.rows - packets.packets <= packets.lag, "{} rows wait", packets.rows - packets.packets);
            differ.push(&expected, &got);
            all_expected.push(expected);
            all_got.push(got);
        }
    }
    unpacker.finish(|packet| packets.take(&packet));
    assert_eq!(packets.packets, packets.rows, "rows without a packet");

    let found = differ.finish();
    check_difference(&found, &all_expected, &all_got);
    if let Some(first) = &found.first {
        explain::stages(&first_trace, first.field_kind, &config, &options.network);
    }
    check_table(&config, &options, form, &all_got);
    Ok(())
}

fuzz_target!(|data: &[u8]| {
    // Bytes that run out end the stream early; there is nothing to report.
    let _ = run(&mut Unstructured::new(data));
});
