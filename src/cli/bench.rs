//! `econ-emu bench`.

use std::time::{Duration, Instant};

use super::output;
use crate::error::Result;
use crate::golden::random;
use crate::network::{CELLS, Network};
use crate::train::model::{Batch, Model};
use crate::train::optim::Optimizer;
use crate::train::options::{Arithmetic, DecoderKind, Loss, OptimizerKind};
use crate::train::trainer::{device, gradient, one_thread};

/// Arguments.
#[derive(clap::Args)]
#[command(after_help = "\
Training steps of the conditional model with telescope loss: forward, backward and Adam, one thread.

Example:
  econ-emu bench --train")]
pub struct Args {
    /// Measure training
    #[arg(long, required = true)]
    train: bool,
    /// Seconds for each line
    #[arg(long, default_value_t = 3)]
    seconds: u64,
}

/// Runs the command.
pub fn run(args: &Args) -> Result<u8> {
    one_thread();
    let network = Network::chip_8x8();
    let mut rows = Vec::new();
    for arithmetic in [Arithmetic::Chip, Arithmetic::Qkeras, Arithmetic::Float] {
        for frames in [256usize, 1024] {
            let model = Model::new(&network, DecoderKind::Conditional, arithmetic, 9, device("cpu")?)?;
            let norms: Vec<u8> = (0..frames * CELLS).map(|i| (i * 7 % 13) as u8).collect();
            let batch = Batch {
                truth: norms.iter().map(|&norm| f32::from(norm) / 128.0).collect(),
                conditions: vec![0.5; frames * 8],
                norms,
            };
            let mut weights = vec![0.05f32; model.layout.len()];
            let encoder = random::weights(&network, 1);
            for (weight, (_, raw)) in weights.iter_mut().zip(encoder.iter()) {
                *weight = f32::from(raw) / 128.0;
            }
            let mut optimizer = Optimizer::new(OptimizerKind::Adam, 0.0, weights.len());
            let mut step = || -> Result<()> {
                let (_, slope) = gradient(&model, &weights, Loss::Telescope, &batch)?;
                optimizer.step(&mut weights, &slope, 1e-5);
                Ok(())
            };
            for _ in 0..20 {
                step()?;
            }
            let (started, mut steps) = (Instant::now(), 0u64);
            while started.elapsed() < Duration::from_secs(args.seconds) {
                step()?;
                steps += 1;
            }
            let rate = steps as f64 * frames as f64 / started.elapsed().as_secs_f64();
            rows.push(vec![format!("{arithmetic:?}").to_lowercase(), frames.to_string(), format!("{rate:.0}")]);
        }
    }
    output::print(&output::table(&["arithmetic", "batch", "frames a second"], &rows))?;
    Ok(0)
}
