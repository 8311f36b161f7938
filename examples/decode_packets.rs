//! Received link words back to packets: what became of each, its module sum and the charges or latents in it.
//!
//!     cargo run --example decode_packets -- golden/ts_p1_truncated/init.yaml golden/ts_p1_truncated/testOutput.csv
#![allow(clippy::print_stdout)]

use std::path::PathBuf;

use econ_emu::chip::encode::FLOAT_4E3M;
use econ_emu::chip::formatter::Field;
use econ_emu::chip::unpack::{ReceivedPacket, Unpacker};
use econ_emu::chip::{Options, OutputWords};
use econ_emu::error::{Error, Result};
use econ_emu::golden::vectors::VectorReader;
use econ_emu::registers::read_config;

fn show(packet: &ReceivedPacket) {
    let parts = packet.fields.iter().filter_map(|at| match at.field {
        // A code stands for all charges between two edges.
        Field::Charge { tc } => Some(format!("cell {tc}: {} CALQ or more", FLOAT_4E3M.lower_edge(at.value as u16))),
        Field::Latent { latent } => Some(format!("latent {latent}: {}", at.value)),
        Field::ModuleSum => Some(format!("sum {:#x}", at.value)),
        _ => None,
    });
    let parts: Vec<String> = parts.collect();
    println!("row {} BX {} {}: {}", packet.row, packet.bx.0, packet.status.name(), parts.join(", "));
}

fn main() -> Result<()> {
    let mut paths = std::env::args_os().skip(1).map(PathBuf::from);
    let (Some(config), Some(received)) = (paths.next(), paths.next()) else {
        return Err(Error::missing("a configuration and received words are needed"));
    };
    let options = Options::default();
    let config = read_config(&config, &options.network)?.strict()?;
    let mut unpacker = Unpacker::new(&config, options.packet_layout(&config));
    let mut reader = VectorReader::<OutputWords>::open(&received)?;
    while let Some(row) = reader.read()? {
        unpacker.push(&row, |packet| show(&packet));
    }
    unpacker.finish(|packet| show(&packet));
    Ok(())
}
