//! A weight of the encoder in its register, and what becomes of the latents.
//!
//!     cargo run --example change_weight -- golden/default/init.yaml out.yaml
#![allow(clippy::print_stdout)]

use std::path::PathBuf;

use econ_emu::chip::autoencoder::Encoder;
use econ_emu::chip::signals::{CELLS, Calq};
use econ_emu::chip::trace::NoTrace;
use econ_emu::error::{Error, Result};
use econ_emu::files;
use econ_emu::network::AeBlock;
use econ_emu::registers::{image, read_config, write_config};

fn main() -> Result<()> {
    let mut paths = std::env::args_os().skip(1).map(PathBuf::from);
    let (Some(from), Some(to)) = (paths.next(), paths.next()) else {
        return Err(Error::missing("a configuration and the name of a new one are needed"));
    };
    let network = AeBlock::chip_8x8();
    let file = read_config(&from, &network)?;
    let (dialect, mut config) = (file.dialect, file.strict()?);
    let weights =
        config.weights.take().ok_or_else(|| Error::missing("the configuration has no weights").file(&from))?;

    // All weights one after the other make 12 groups of registers; the first one is in the lowest bits of the first.
    let mut registers = image::to_bytes(&network, &weights)?;
    println!("register 0: {:#x}", image::group_registers(&network, &registers, 0)[0].1);
    registers[0] ^= 0b01_0000;
    println!("register 0: {:#x}", image::group_registers(&network, &registers, 0)[0].1);
    let changed = image::from_bytes(&network, &registers)?;

    let charges: [Calq; CELLS] = std::array::from_fn(|cell| Calq(cell as u32 * 20));
    for weights in [&weights, &changed] {
        let encoded = Encoder::new(&network, weights)?.encode(&charges, &mut NoTrace);
        println!("sum {:#05x}, latents {:?}", encoded.sum.0, encoded.latents);
    }
    config.weights = Some(changed);
    files::write(&to, write_config(&config, dialect.written(), &network)?)
}
