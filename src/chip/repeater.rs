//! Repeater (RPT): all 48 charges, re-encoded.

use std::sync::Arc;

use super::algorithm::{AlgorithmFacts, Block, Contents, Filler, PacketLength, Payload};
use super::encode::{FLOAT_4E3M, FloatCode};
use super::erx::Bx;
use super::formatter::{Field, FieldCodec, Packet, PacketLayout};
use super::pipeline::Options;
use super::signals::{CELLS, Calq, PerCell, TcCode};
use super::stage::{Stage, StageInfo, StagePart};
use super::trace::Record;
use crate::error::Result;
use crate::network::AeBlock;
use crate::nn::Values;
use crate::registers::{Algorithm, ChipConfig};

/// What is known of the algorithm before any BX.
pub struct RepeaterFacts;

impl AlgorithmFacts for RepeaterFacts {
    fn stages(&self, _: &ChipConfig, _: &AeBlock) -> Vec<StageInfo> {
        let parts = vec![StagePart::cells("CHARGE", FLOAT_4E3M.bits(), "charge", "4E3M")];
        vec![StageInfo::new(Stage::Repeater, "repeater", Algorithm::Repeater.name(), "All 48 charges in 4E3M.", parts)]
    }

    fn block(&self, config: &ChipConfig, _: &Options) -> Result<Arc<dyn Block>> {
        Ok(Arc::new(Settings { drop: config.effective_drop_lsb() }))
    }

    fn cell_setting(&self, _: &ChipConfig, _: usize) -> Option<String> {
        None
    }

    fn contents(&self) -> Contents {
        Contents::Cells { chosen: false }
    }

    fn packet_length(&self) -> PacketLength {
        PacketLength::Cut
    }

    fn walk(&self, _: &PacketLayout, codec: &mut dyn FieldCodec) {
        codec.field(Field::Header, 5);
        for tc in 0..CELLS as u8 {
            codec.field(Field::Charge { tc }, FLOAT_4E3M.bits());
        }
    }

    fn words_in_buffer(&self, links: u8, _: usize) -> u16 {
        2 * u16::from(links)
    }

    fn code(&self, field: Field, _: &PacketLayout, drop: u32) -> Option<(FloatCode, u32)> {
        match field {
            Field::Charge { .. } => Some((FLOAT_4E3M, drop)),
            _ => None,
        }
    }

    fn rows_early(&self) -> u64 {
        0
    }
}

/// The algorithm with its settings.
#[derive(Debug)]
struct Settings {
    drop: u32,
}

impl Block for Settings {
    fn run(
        &self,
        charges: &PerCell<Calq>,
        _: &mut Values,
        record: Record<'_>,
        format: &dyn Fn(&dyn Payload) -> Packet,
    ) -> Packet {
        let codes = run(charges, self.drop);
        if let Some(record) = record {
            record(Stage::Repeater, &codes.map(|code| i64::from(code.0)));
        }
        format(&codes)
    }
}

impl Payload for PerCell<TcCode> {
    fn field(&self, field: Field, _: u32) -> Option<u64> {
        match field {
            Field::Charge { tc } => Some(self[usize::from(tc)].0.into()),
            _ => None,
        }
    }

    fn filler(&self, _: Bx, _: u16) -> Filler {
        Filler::default()
    }
}

/// Encodes every charge in 4E3M after dropping `drop` bits. With calibration 1.0 and the drop bits
/// of the module's density the input codes come out unchanged.
pub fn run(charges: &PerCell<Calq>, drop: u32) -> PerCell<TcCode> {
    charges.map(|charge| TcCode(FLOAT_4E3M.encode(charge.0, drop) as u8))
}
