//! Received frames as tables: csv with one row for each frame, or JSON with every field.

use std::io::Write;

use serde_json::{Map, Value, json};

use super::explain::Reader;
use crate::chip::algorithm::Contents;
use crate::chip::formatter::{Field, FrameLayout};
use crate::chip::signals::{CELLS, OutputWords};
use crate::chip::unpack::{ReceivedFrame, Status, Unpacker};
use crate::network::LATENTS;
use crate::registers::ChipConfig;

/// Form of the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// One row for each frame.
    Csv,
    /// An array with one object for each frame.
    Json,
}

/// Unpacks rows and writes the frames.
pub struct Decoder<W: Write> {
    unpacker: Option<Unpacker>,
    table: Table<W>,
}

struct Table<W: Write> {
    config: ChipConfig,
    layout: FrameLayout,
    reader: Reader,
    form: Form,
    out: W,
    first: bool,
    counts: Counts,
}

/// How many frames were read, by outcome.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    /// Frames in all.
    pub frames: u64,
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
    /// Frames whose header does not follow from the one before.
    pub unexpected_headers: u64,
}

impl<W: Write> Decoder<W> {
    /// Starts a table for frames of this configuration.
    ///
    /// # Errors
    /// Those of the writer.
    pub fn new(config: &ChipConfig, layout: &FrameLayout, form: Form, mut out: W) -> std::io::Result<Self> {
        match form {
            Form::Csv => writeln!(out, "{}", columns(config, layout).join(","))?,
            Form::Json => write!(out, "[")?,
        }
        let table = Table {
            config: config.clone(),
            layout: layout.clone(),
            reader: Reader::new(config, layout.clone()),
            form,
            out,
            first: true,
            counts: Counts::default(),
        };
        Ok(Decoder { unpacker: Some(Unpacker::new(config, layout.clone())), table })
    }

    /// Takes one row.
    ///
    /// # Errors
    /// Those of the writer.
    pub fn push(&mut self, row: &OutputWords) -> std::io::Result<()> {
        let mut result = Ok(());
        if let Some(unpacker) = &mut self.unpacker {
            unpacker.push(row, |frame| {
                if result.is_ok() {
                    result = self.table.write(&frame);
                }
            });
        }
        result
    }

    /// Ends the table and returns the writer and the counts.
    ///
    /// # Errors
    /// Those of the writer.
    pub fn finish(mut self) -> std::io::Result<(W, Counts)> {
        let mut result = Ok(());
        if let Some(unpacker) = self.unpacker.take() {
            unpacker.finish(|frame| {
                if result.is_ok() {
                    result = self.table.write(&frame);
                }
            });
        }
        result?;
        if self.table.form == Form::Json {
            writeln!(self.table.out, "\n]")?;
        }
        Ok((self.table.out, self.table.counts))
    }
}

fn groups(config: &ChipConfig) -> usize {
    config.stc_type.groups(config.links).unwrap_or(0)
}

fn columns(config: &ChipConfig, layout: &FrameLayout) -> Vec<String> {
    let mut names: Vec<String> = ["ROW", "BX", "STATUS", "HEADER"].map(str::to_owned).to_vec();
    if sends_sum(layout) {
        names.extend(["SUM", "SUM_CALQ"].map(str::to_owned));
    }
    let many = |prefix: &'static str, count: usize| (0..count).map(move |i| format!("{prefix}_{i}"));
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

/// Whether frames carry a module sum.
fn sends_sum(layout: &FrameLayout) -> bool {
    layout.algorithm.facts().code(Field::ModuleSum, layout, 0).is_some()
}

impl<W: Write> Table<W> {
    fn write(&mut self, frame: &ReceivedFrame) -> std::io::Result<()> {
        let counts = &mut self.counts;
        counts.frames += 1;
        counts.unexpected_headers += u64::from(!frame.header_as_expected);
        *match frame.status {
            Status::Complete | Status::Cut => &mut counts.complete,
            Status::TruncatedT1 | Status::TruncatedT2 => &mut counts.truncated,
            Status::LinkReset => &mut counts.link_reset,
            Status::Lost => &mut counts.lost,
            Status::Unfinished => &mut counts.unfinished,
        } += 1;
        match self.form {
            Form::Csv => {
                let line = self.csv_row(frame).join(",");
                writeln!(self.out, "{line}")
            }
            Form::Json => {
                let separator = if std::mem::take(&mut self.first) { "\n" } else { ",\n" };
                write!(self.out, "{separator}{}", Value::Object(self.json(frame)))
            }
        }
    }

    /// Code and smallest linear value of a field; empty where it was not received.
    fn code_and_value(&self, frame: &ReceivedFrame, field: Field) -> (String, String) {
        match frame.value(field) {
            None => (String::new(), String::new()),
            Some(code) => {
                let low = self.reader.range(field, code).map_or(code, |(low, _)| low);
                (code.to_string(), low.to_string())
            }
        }
    }

    fn csv_row(&self, frame: &ReceivedFrame) -> Vec<String> {
        let text = |value: Option<u64>| value.map_or(String::new(), |value| value.to_string());
        let mut row = vec![
            frame.row.to_string(),
            frame.bx.0.to_string(),
            frame.status.name().to_owned(),
            text(frame.value(Field::Header)),
        ];
        let pairs = |fields: Vec<Field>| -> (Vec<String>, Vec<String>) {
            fields.into_iter().map(|field| self.code_and_value(frame, field)).unzip()
        };
        let cells = || (0..CELLS as u8).map(|tc| Field::Charge { tc }).collect::<Vec<_>>();
        if sends_sum(&self.layout) {
            let (sum, calq) = self.code_and_value(frame, Field::ModuleSum);
            row.extend([sum, calq]);
        }
        match self.layout.algorithm.facts().contents() {
            Contents::Cells { chosen } => {
                if chosen {
                    let sent = frame.fields.iter().filter(|at| matches!(at.field, Field::Charge { .. })).count();
                    row.push(sent.to_string());
                }
                let (codes, values) = pairs(cells());
                row.extend(codes.into_iter().chain(values));
            }
            Contents::Groups => {
                let groups = groups(&self.config) as u8;
                let (codes, values) = pairs((0..groups).map(|group| Field::GroupSum { group }).collect());
                row.extend(codes.into_iter().chain(values));
                if self.config.stc_type.address_bits() > 0 {
                    let size = self.config.stc_type.group_size() as u64;
                    row.extend((0..groups).map(|group| {
                        text(frame.value(Field::GroupAddress { group }).map(|at| size * u64::from(group) + at))
                    }));
                }
            }
            Contents::Latents => {
                let latents: Vec<_> =
                    (0..LATENTS as u8).map(|latent| self.reader.latent(frame, latent, |at| at.value)).collect();
                row.extend(
                    latents.iter().map(|&(value, known)| if known == 0 { String::new() } else { value.to_string() }),
                );
                row.extend(latents.iter().map(|(_, known)| format!("{known:#05x}")));
            }
        }
        row
    }

    fn json(&self, frame: &ReceivedFrame) -> Map<String, Value> {
        let mut object = Map::new();
        let mut put = |key: &str, value: Value| object.insert(key.to_owned(), value);
        put("row", json!(frame.row));
        put("bx", json!(frame.bx.0));
        put("status", json!(frame.status.name()));
        put("header", json!(frame.value(Field::Header)));
        put("header_as_expected", json!(frame.header_as_expected));
        put("first_word", json!(frame.start));
        put("words", json!(frame.words));
        let coded = |field: Field| {
            frame.value(field).map(|code| match self.reader.range(field, code) {
                Some((low, high)) => json!({"code": code, "calq_min": low, "calq_max": high}),
                None => json!({"code": code}),
            })
        };
        if let Some(sum) = coded(Field::ModuleSum) {
            put("module_sum", sum);
        }
        match self.layout.algorithm.facts().contents() {
            Contents::Groups => {
                let size = self.config.stc_type.group_size() as u64;
                let groups: Vec<Value> = (0..groups(&self.config) as u8)
                    .filter_map(|group| {
                        let mut sum = coded(Field::GroupSum { group })?;
                        sum["group"] = json!(group);
                        if let Some(address) = frame.value(Field::GroupAddress { group }) {
                            sum["largest_tc"] = json!(size * u64::from(group) + address);
                        }
                        Some(sum)
                    })
                    .collect();
                put("groups", Value::Array(groups));
            }
            Contents::Latents => {
                let latents: Vec<Value> = (0..LATENTS as u8)
                    .map(|latent| {
                        let (value, known) = self.reader.latent(frame, latent, |at| at.value);
                        json!({"latent": latent, "value": value, "known_bits": format!("{known:#05x}")})
                    })
                    .collect();
                put("latents", Value::Array(latents));
            }
            Contents::Cells { .. } => {
                let cells: Vec<Value> = (0..CELLS as u8)
                    .filter_map(|tc| {
                        let mut charge = coded(Field::Charge { tc })?;
                        charge["tc"] = json!(tc);
                        Some(charge)
                    })
                    .collect();
                put("cells", Value::Array(cells));
            }
        }
        object
    }
}
