//! Received packets as tables: csv with one row for each packet, or JSON with every field.

use std::io::Write;

use serde_json::{Map, Value, json};

use super::explain::Reader;
use crate::chip::algorithm::Contents;
use crate::chip::formatter::{Field, PacketLayout};
use crate::chip::signals::{CELLS, OutputWords};
use crate::chip::unpack::{ReceivedPacket, Status, Unpacker};
use crate::network::LATENTS;
use crate::registers::ChipConfig;

/// Form of the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TableForm {
    /// One row for each packet.
    Csv,
    /// An array with one object for each packet.
    Json,
}

/// Unpacks rows and writes the packets.
pub struct PacketDecoder<W: Write> {
    unpacker: Option<Unpacker>,
    table: Table<W>,
}

/// The columns of received packets, and what a packet has in them.
pub struct PacketColumns {
    config: ChipConfig,
    layout: PacketLayout,
    reader: Reader,
}

/// What a packet has in a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PacketCell {
    /// A number; `None` where it was not received.
    Number(Option<u64>),
    /// What became of the packet.
    Status(Status),
    /// Bits of a latent that were received, as a mask.
    Known(u64),
}

impl std::fmt::Display for PacketCell {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            PacketCell::Number(None) => Ok(()),
            PacketCell::Number(Some(number)) => write!(f, "{number}"),
            PacketCell::Status(status) => f.write_str(status.name()),
            PacketCell::Known(bits) => write!(f, "{bits:#05x}"),
        }
    }
}

struct Table<W: Write> {
    columns: PacketColumns,
    form: TableForm,
    out: W,
    first: bool,
    counts: PacketCounts,
}

/// How many packets were read, by outcome.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct PacketCounts {
    /// Packets in all.
    pub packets: u64,
    /// Complete, or cut by design (Repeater).
    pub complete: u64,
    /// Truncated by the buffer.
    pub truncated: u64,
    /// Sync words of a link reset.
    pub link_reset: u64,
    /// Lost in the FIFO, or not understood.
    pub lost: u64,
    /// Not finished when the file ended.
    pub unfinished: u64,
    /// Packets whose header does not follow from the one before.
    pub unexpected_headers: u64,
}

impl<W: Write> PacketDecoder<W> {
    /// Starts a table for packets of this configuration.
    ///
    /// ```
    /// use econ_emu::chip::{Chip, NoTrace, Options};
    /// use econ_emu::golden::decode::{PacketDecoder, TableForm};
    /// use econ_emu::registers::{Algorithm, ChipConfig, Generation};
    ///
    /// # fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// let config = ChipConfig { algorithm: Algorithm::BestChoice, links: 5, ..ChipConfig::reset(Generation::Prod) };
    /// let options = Options::default();
    /// let mut decoder = PacketDecoder::new(&config, &options.packet_layout(&config), TableForm::Csv, Vec::new())?;
    /// decoder.push(&Chip::new(&config, &options)?.step(&[0x9000_0000; 12], &mut NoTrace))?;
    /// let (table, counts) = decoder.finish()?;
    /// assert_eq!((counts.packets, counts.complete), (1, 1));
    /// assert_eq!(String::from_utf8(table)?.lines().count(), 2, "names and one packet");
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// Those of the writer.
    pub fn new(config: &ChipConfig, layout: &PacketLayout, form: TableForm, mut out: W) -> std::io::Result<Self> {
        let columns = PacketColumns::new(config, layout);
        match form {
            TableForm::Csv => writeln!(out, "{}", columns.names().join(","))?,
            TableForm::Json => write!(out, "[")?,
        }
        let table = Table { columns, form, out, first: true, counts: PacketCounts::default() };
        Ok(PacketDecoder { unpacker: Some(Unpacker::new(config, layout.clone())), table })
    }

    /// Takes one row.
    ///
    /// # Errors
    /// Those of the writer.
    pub fn push(&mut self, row: &OutputWords) -> std::io::Result<()> {
        let mut result = Ok(());
        if let Some(unpacker) = &mut self.unpacker {
            unpacker.push(row, |packet| {
                if result.is_ok() {
                    result = self.table.write(&packet);
                }
            });
        }
        result
    }

    /// Ends the table and returns the writer and the counts.
    ///
    /// # Errors
    /// Those of the writer.
    pub fn finish(mut self) -> std::io::Result<(W, PacketCounts)> {
        let mut result = Ok(());
        if let Some(unpacker) = self.unpacker.take() {
            unpacker.finish(|packet| {
                if result.is_ok() {
                    result = self.table.write(&packet);
                }
            });
        }
        result?;
        if self.table.form == TableForm::Json {
            writeln!(self.table.out, "\n]")?;
        }
        Ok((self.table.out, self.table.counts))
    }
}

fn groups(config: &ChipConfig) -> usize {
    config.stc_type.groups(config.links).unwrap_or(0)
}

/// Whether packets carry a module sum.
fn sends_sum(layout: &PacketLayout) -> bool {
    layout.algorithm.facts().code(Field::ModuleSum, layout, 0).is_some()
}

impl<W: Write> Table<W> {
    fn write(&mut self, packet: &ReceivedPacket) -> std::io::Result<()> {
        let counts = &mut self.counts;
        counts.packets += 1;
        counts.unexpected_headers += u64::from(!packet.header_as_expected);
        *match packet.status {
            Status::Complete | Status::Cut => &mut counts.complete,
            Status::TruncatedT1 | Status::TruncatedT2 => &mut counts.truncated,
            Status::LinkReset => &mut counts.link_reset,
            Status::Lost => &mut counts.lost,
            Status::Unfinished => &mut counts.unfinished,
        } += 1;
        match self.form {
            TableForm::Csv => {
                let cells: Vec<String> = self.columns.cells(packet).iter().map(PacketCell::to_string).collect();
                writeln!(self.out, "{}", cells.join(","))
            }
            TableForm::Json => {
                let separator = if std::mem::take(&mut self.first) { "\n" } else { ",\n" };
                write!(self.out, "{separator}{}", Value::Object(self.columns.json(packet)))
            }
        }
    }
}

impl PacketColumns {
    /// Those of packets of this configuration.
    pub fn new(config: &ChipConfig, layout: &PacketLayout) -> Self {
        let reader = Reader::new(config, layout.clone());
        PacketColumns { config: config.clone(), layout: layout.clone(), reader }
    }

    /// Their names, in order.
    pub fn names(&self) -> Vec<String> {
        let PacketColumns { config, layout, .. } = self;
        let mut names: Vec<String> = ["ROW", "BX", "STATUS", "HEADER"].map(str::to_owned).to_vec();
        if sends_sum(layout) {
            names.extend(["SUM", "SUM_CALQ"].map(str::to_owned));
        }
        fn many(prefix: &str, count: usize) -> impl Iterator<Item = String> {
            (0..count).map(move |i| format!("{prefix}_{i}"))
        }
        match layout.algorithm.facts().contents() {
            Contents::Cells { chosen } => {
                names.extend(chosen.then(|| "CELLS".to_owned()));
                names.extend(many("TC", CELLS).chain(many("CALQ", CELLS)));
            }
            Contents::Groups => {
                names.extend(many("STC_SUM", groups(config)).chain(many("STC_CALQ", groups(config))));
                if config.stc_type.address_bits() > 0 {
                    names.extend(many("STC_TC", groups(config)));
                }
            }
            Contents::Latents => names.extend(many("LATENT", LATENTS).chain(many("KNOWN", LATENTS))),
        }
        names
    }

    /// Code and smallest linear value of a field; nothing where it was not received.
    fn code_and_value(&self, packet: &ReceivedPacket, field: Field) -> (PacketCell, PacketCell) {
        let code = packet.value(field);
        let low = code.map(|code| self.reader.range(field, code).map_or(code, |(low, _)| low));
        (PacketCell::Number(code), PacketCell::Number(low))
    }

    /// The codes of all fields, and then their charges.
    fn codes_and_values(
        &self,
        packet: &ReceivedPacket,
        fields: impl Iterator<Item = Field>,
    ) -> impl Iterator<Item = PacketCell> {
        let (codes, values): (Vec<_>, Vec<_>) = fields.map(|field| self.code_and_value(packet, field)).unzip();
        codes.into_iter().chain(values)
    }

    /// What a packet has in each column.
    pub fn cells(&self, packet: &ReceivedPacket) -> Vec<PacketCell> {
        let mut row = vec![
            PacketCell::Number(Some(packet.row)),
            PacketCell::Number(Some(packet.bx.0.into())),
            PacketCell::Status(packet.status),
            PacketCell::Number(packet.value(Field::Header)),
        ];
        if sends_sum(&self.layout) {
            let (sum, calq) = self.code_and_value(packet, Field::ModuleSum);
            row.extend([sum, calq]);
        }
        match self.layout.algorithm.facts().contents() {
            Contents::Cells { chosen } => {
                if chosen {
                    let sent = packet.fields.iter().filter(|at| matches!(at.field, Field::Charge { .. })).count();
                    row.push(PacketCell::Number(Some(sent as u64)));
                }
                row.extend(self.codes_and_values(packet, (0..CELLS as u8).map(|tc| Field::Charge { tc })));
            }
            Contents::Groups => {
                let groups = groups(&self.config) as u8;
                row.extend(self.codes_and_values(packet, (0..groups).map(|group| Field::GroupSum { group })));
                if self.config.stc_type.address_bits() > 0 {
                    let size = self.config.stc_type.group_size() as u64;
                    let cell =
                        |group: u8| packet.value(Field::GroupAddress { group }).map(|at| size * u64::from(group) + at);
                    row.extend((0..groups).map(|group| PacketCell::Number(cell(group))));
                }
            }
            Contents::Latents => {
                let latents = (0..LATENTS as u8).map(|latent| self.reader.latent(packet, latent, |at| at.value));
                let latents: Vec<(u64, u64)> = latents.collect();
                row.extend(latents.iter().map(|&(value, known)| PacketCell::Number((known != 0).then_some(value))));
                row.extend(latents.iter().map(|&(_, known)| PacketCell::Known(known)));
            }
        }
        row
    }

    /// A charge as it was sent, with the charges that it stands for.
    fn coded(&self, packet: &ReceivedPacket, field: Field) -> Option<Value> {
        let code = packet.value(field)?;
        Some(match self.reader.range(field, code) {
            Some((low, high)) => json!({"code": code, "calq_min": low, "calq_max": high}),
            None => json!({"code": code}),
        })
    }

    fn json(&self, packet: &ReceivedPacket) -> Map<String, Value> {
        let mut members = vec![
            ("row", json!(packet.row)),
            ("bx", json!(packet.bx.0)),
            ("status", json!(packet.status.name())),
            ("header", json!(packet.value(Field::Header))),
            ("header_as_expected", json!(packet.header_as_expected)),
            ("first_word", json!(packet.start)),
            ("words", json!(packet.words)),
        ];
        members.extend(self.coded(packet, Field::ModuleSum).map(|sum| ("module_sum", sum)));
        match self.layout.algorithm.facts().contents() {
            Contents::Groups => {
                let size = self.config.stc_type.group_size() as u64;
                let groups: Vec<Value> = (0..groups(&self.config) as u8)
                    .filter_map(|group| {
                        let mut sum = self.coded(packet, Field::GroupSum { group })?;
                        sum["group"] = json!(group);
                        if let Some(address) = packet.value(Field::GroupAddress { group }) {
                            sum["largest_tc"] = json!(size * u64::from(group) + address);
                        }
                        Some(sum)
                    })
                    .collect();
                members.push(("groups", Value::Array(groups)));
            }
            Contents::Latents => {
                let latents: Vec<Value> = (0..LATENTS as u8)
                    .map(|latent| {
                        let (value, known) = self.reader.latent(packet, latent, |at| at.value);
                        json!({"latent": latent, "value": value, "known_bits": format!("{known:#05x}")})
                    })
                    .collect();
                members.push(("latents", Value::Array(latents)));
            }
            Contents::Cells { .. } => {
                let cells: Vec<Value> = (0..CELLS as u8)
                    .filter_map(|tc| {
                        let mut charge = self.coded(packet, Field::Charge { tc })?;
                        charge["tc"] = json!(tc);
                        Some(charge)
                    })
                    .collect();
                members.push(("cells", Value::Array(cells)));
            }
        }
        members.into_iter().map(|(key, value)| (key.to_owned(), value)).collect()
    }
}
