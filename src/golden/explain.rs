//! Fields in the words of an engineer: what a field is called, and what its value means.

use crate::chip::formatter::{Field, PacketLayout, packet_type};
use crate::chip::stage::{Of, Shape, StagePart};
use crate::chip::unpack::{FieldAt, ReceivedPacket};
use crate::chip::{BxTrace, Stages};
use crate::network::{AeBlock, LATENT_BITS};
use crate::registers::{CELLS, ChipConfig};

/// What is needed to read values: the layout and the drop bits of charges.
#[derive(Debug, Clone)]
pub struct Reader {
    layout: PacketLayout,
    drop: u32,
}

impl Reader {
    /// For packets of this configuration.
    pub fn new(config: &ChipConfig, layout: PacketLayout) -> Self {
        Reader { layout, drop: config.effective_drop_lsb() }
    }

    /// Name of a field without its bit: `TC 12 charge`, `latent 7`, `module sum`.
    pub fn name(&self, at: &FieldAt) -> String {
        match at.field {
            Field::Header => "header".into(),
            Field::PacketType => "packet type".into(),
            Field::ModuleSum => "module sum".into(),
            Field::Count => "hit count".into(),
            Field::Address { .. } => format!("TC {} address", at.value),
            Field::BitmapBit { tc } => format!("TC {tc} bitmap bit"),
            Field::Charge { tc } => format!("TC {tc} charge"),
            Field::GroupAddress { group } => format!("STC {group} address"),
            Field::GroupSum { group } => format!("STC {group} sum"),
            Field::LatentBit { latent, .. } | Field::Latent { latent } => format!("latent {latent}"),
            Field::Spare => "spare zero bit".into(),
        }
    }

    /// Name with the bit (0 the least significant) at `offset` from the field's first bit.
    pub fn name_of_bit(&self, at: &FieldAt, offset: usize) -> String {
        let name = self.name(at);
        match at.field {
            Field::LatentBit { bit, .. } => format!("{name}, bit {bit}"),
            // The packet holds the top bits of the latent.
            Field::Latent { .. } => format!("{name}, bit {}", LATENT_BITS as usize - 1 - offset),
            _ if at.width == 1 => name,
            _ => format!("{name}, bit {}", at.width as usize - 1 - offset),
        }
    }

    /// Smallest and largest linear number that a code of this field stands for.
    pub fn range(&self, field: Field, value: u64) -> Option<(u64, u64)> {
        let (code, drop) = self.layout.algorithm.facts().code(field, &self.layout, self.drop)?;
        let (low, high) = (code.lower_edge(value as u16), code.upper_edge(value as u16));
        Some((low << drop, ((high + 1) << drop) - 1))
    }

    /// The meaning of a value in a few words.
    pub fn meaning(&self, field: Field, width: u32, value: u64) -> String {
        let code = self.layout.algorithm.facts().code(field, &self.layout, self.drop);
        if let (Some((code, _)), Some((low, high))) = (code, self.range(field, value)) {
            let (exponent, mantissa) = (value >> code.mantissa, value & ((1 << code.mantissa) - 1));
            let what = if low == high { format!("CALQ {low}") } else { format!("CALQ {low}..={high}") };
            return format!("exponent {exponent}, mantissa {mantissa}: {what}");
        }
        match field {
            Field::Header => match (width, value) {
                (5, 31) | (4, 15) => "BX 0, start of an orbit".into(),
                (5, 0..16) => format!("BX = {value} mod 16"),
                (4, 0..8) => format!("BX = {value} mod 8"),
                (5, _) => "no BX: 0 to 15, or 31 at the start of an orbit".into(),
                _ => "no BX: 0 to 7, or 15 at the start of an orbit".into(),
            },
            Field::PacketType => match value {
                packet_type::EMPTY => "no hits".into(),
                packet_type::LIST => "address list".into(),
                packet_type::BITMAP => "bitmap".into(),
                packet_type::TRUNCATED_T1 => "truncated, beyond T1".into(),
                packet_type::TRUNCATED_T2 => "truncated, beyond T2".into(),
                _ => "no such type".into(),
            },
            Field::Address { .. } => format!("TC {value}"),
            Field::GroupAddress { group } => {
                let size = self.layout.stc_type.group_size() as u64;
                format!("largest charge in TC {}", size * u64::from(group) + value)
            }
            Field::Latent { .. } => {
                let bits = value << (LATENT_BITS - width);
                format!("latent {bits} of {} ({width} of {LATENT_BITS} bits)", 1 << LATENT_BITS)
            }
            Field::BitmapBit { .. } => if value == 1 { "sent" } else { "not sent" }.into(),
            Field::ModuleSum
            | Field::Count
            | Field::Charge { .. }
            | Field::GroupSum { .. }
            | Field::LatentBit { .. }
            | Field::Spare => format!("{value}"),
        }
    }

    /// Which bits of a latent a packet holds, and their value: `(value, known bits)`.
    pub fn latent(&self, packet: &ReceivedPacket, latent: u8, bits: impl Fn(&FieldAt) -> u64) -> (u64, u64) {
        packet.fields.iter().fold((0, 0), |(value, known), at| match at.field {
            Field::LatentBit { latent: of, bit } if of == latent => (value | bits(at) << bit, known | 1 << bit),
            Field::Latent { latent: of } if of == latent => {
                let shift = LATENT_BITS - at.width;
                (bits(at) << shift, ((1 << at.width) - 1) << shift)
            }
            _ => (value, known),
        })
    }
}

/// A cell, if there is one of that number: the 6 bits of a received address go up to 63.
fn existing(tc: u8) -> Option<usize> {
    Some(usize::from(tc)).filter(|&cell| cell < CELLS)
}

/// What a field is about: one cell, one group, one latent, or none of them.
#[derive(Default)]
struct Subject {
    cell: Option<usize>,
    group: Option<usize>,
    latent: Option<usize>,
}

impl Subject {
    fn of(field: Option<Field>) -> Self {
        match field {
            Some(Field::Charge { tc } | Field::BitmapBit { tc }) => Subject { cell: existing(tc), ..Self::default() },
            Some(Field::GroupAddress { group } | Field::GroupSum { group }) => {
                Subject { group: Some(group.into()), ..Self::default() }
            }
            Some(Field::LatentBit { latent, .. } | Field::Latent { latent }) => {
                Subject { latent: Some(latent.into()), ..Self::default() }
            }
            Some(Field::Header | Field::PacketType | Field::ModuleSum | Field::Count | Field::Address { .. })
            | Some(Field::Spare)
            | None => Self::default(),
        }
    }

    /// The values of a part that led to it.
    fn relevant(&self, part: &StagePart, config: &ChipConfig) -> std::ops::Range<usize> {
        fn one(index: usize) -> std::ops::Range<usize> {
            index..index + 1
        }
        match (part.shape, self) {
            (Shape::List(Of::Input, _), Subject { cell: Some(cell), .. }) => one(config.mux[*cell].into()),
            (Shape::List(Of::Cell, _), Subject { cell: Some(cell), .. }) => one(*cell),
            (Shape::List(Of::Cell, _), Subject { group: Some(group), .. }) => {
                let size = config.stc_type.group_size();
                group * size..(group + 1) * size
            }
            (Shape::List(Of::Group, _), Subject { group: Some(group), .. }) => one(*group),
            (Shape::List(Of::Latent, _), Subject { latent: Some(latent), .. }) => one(*latent),
            _ => 0..part.len(),
        }
    }
}

/// The settings that decide what becomes of a cell, in a few words.
fn cell_settings(field: Option<Field>, config: &ChipConfig) -> Option<String> {
    let (Field::Charge { tc } | Field::BitmapBit { tc }) = field? else { return None };
    let cell = existing(tc)?;
    let mut text = format!(
        "{:<19} MUX input {}; calibration {}/2048; drop {} bits",
        "settings",
        config.mux[cell],
        config.calibration[cell],
        config.effective_drop_lsb()
    );
    if let Some(setting) = config.algorithm.facts().cell_setting(config, cell) {
        text += &format!("; {setting}");
    }
    Some(text)
}

/// The values of every stage that led to a field (or of all stages), one line of text each.
pub fn stages(trace: &BxTrace, field: Option<Field>, config: &ChipConfig, network: &AeBlock) -> Vec<String> {
    let mut lines: Vec<String> = cell_settings(field, config).into_iter().collect();
    let (all, subject) = (Stages::new(config, network), Subject::of(field));
    for (stage, values) in &trace.stages {
        let Some(stage) = all.get(*stage) else { continue };
        let (mut first, mut parts) = (0, Vec::new());
        for part in &stage.parts {
            let range = subject.relevant(part, config);
            let values = range.clone().filter_map(|number| Some((first + number, *values.get(first + number)?)));
            let values: Vec<String> = values.map(|(index, value)| stage.show(index, value)).collect();
            let label = match part.shape {
                Shape::One => part.name.clone(),
                Shape::List(..) | Shape::Grid { .. } => format!("{}[{}…]", part.name, part.suffix(range.start)),
            };
            if !values.is_empty() {
                parts.push(format!("{label} {}", values.join(" ")));
            }
            first += part.len();
        }
        lines.push(format!("{:<19} {}", stage.name, parts.join("; ")));
    }
    lines
}
