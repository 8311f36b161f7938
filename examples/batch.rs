//! A file of link words through the fast kernels, on all threads, in pieces that the memory holds.
//!
//!     cargo run --release --example batch -- golden/bc_p1_list/init.yaml golden/bc_p1_list/testInput.csv out.csv
#![allow(clippy::print_stdout)]

use std::path::PathBuf;

use econ_emu::chip::{InputWords, Options, OutputWords};
use econ_emu::error::{Error, Result};
use econ_emu::golden::stream::RowFile;
use econ_emu::golden::vectors::VectorReader;
use econ_emu::kernels::BatchChip;
use econ_emu::registers::read_config;

/// Rows that are read at a time.
const ROWS: usize = 1 << 16;

fn main() -> Result<()> {
    let paths: Vec<PathBuf> = std::env::args_os().skip(1).map(PathBuf::from).collect();
    let [config, input, output] = &paths[..] else {
        return Err(Error::missing("a configuration, an input and an output are needed"));
    };
    let options = Options::default();
    let config = read_config(config, &options.network)?.strict()?;
    let mut chip = BatchChip::new(&config, &options)?;
    println!("computed by: {}", chip.way());

    let mut reader = VectorReader::<InputWords>::open(input)?;
    let mut writer = RowFile::<OutputWords>::create(output)?;
    let (mut rows, mut sent, mut count) = (Vec::new(), Vec::new(), 0);
    loop {
        rows.clear();
        reader.read_batch(&mut rows, ROWS)?;
        if rows.is_empty() {
            break;
        }
        sent.resize(rows.len(), OutputWords::default());
        chip.run_parallel(&rows, &mut sent);
        writer.write_batch(&sent)?;
        count += rows.len();
    }
    // Until here there is no file of this name.
    writer.commit()?;
    println!("{count} rows");
    Ok(())
}
