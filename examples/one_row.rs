//! One bunch crossing through the chip, with what every block makes of it.
//!
//!     cargo run --example one_row -- golden/rpt_p1/init.yaml golden/rpt_p1/testInput.csv
#![allow(clippy::print_stdout, clippy::print_stderr)]

use std::path::PathBuf;

use econ_emu::chip::{BxTrace, Chip, InputWords, Options, Stages};
use econ_emu::error::{Error, Result};
use econ_emu::golden::vectors::VectorReader;
use econ_emu::registers::read_config;

fn main() -> Result<()> {
    let mut paths = std::env::args_os().skip(1).map(PathBuf::from);
    let (Some(config), Some(input)) = (paths.next(), paths.next()) else {
        return Err(Error::missing("a configuration and an input are needed"));
    };
    let options = Options::default();
    let (config, warnings) = read_config(&config, &options.network)?.into_parts();
    warnings.iter().for_each(|warning| eprintln!("warning: {warning}"));

    let mut chip = Chip::new(&config, &options)?;
    let mut reader = VectorReader::<InputWords>::open(&input)?;
    let words = reader.read()?.ok_or_else(|| Error::missing("the input has no row").file(&input))?;
    let mut trace = BxTrace::default();
    let sent = chip.step(&words, &mut trace);

    for stage in Stages::new(&config, &options.network).iter() {
        let values = trace.get(stage.stage).unwrap_or_default();
        let shown: Vec<String> = values.iter().enumerate().take(6).map(|(at, &value)| stage.show(at, value)).collect();
        println!("{:>14}: {} values, {} ...", stage.name, values.len(), shown.join(" "));
    }
    println!("{}", sent.map(|word| format!("{word:08x}")).join(","));
    Ok(())
}
