//! `econ-emu bench --train`.

use std::sync::Arc;
use std::time::{Duration, Instant};

use econ_emu::cli::output;
use econ_emu::data::cells::TURNS;
use econ_emu::data::split::{Part, Split, SplitPlan};
use econ_emu::data::synth::{Synth, SynthKind};
use econ_emu::data::{Selected, Selection};
use econ_emu::error::Result;
use econ_emu::train::options::{Arithmetic, DecoderKind, LossTerm, TrainConfig};

use crate::dataset::{Dataset, SampleTable};
use crate::trainer::Trainer;

/// Measures training steps.
///
/// # Errors
/// Failures of libtorch.
pub fn run(only: Option<Arithmetic>, time: Duration) -> Result<u8> {
    // Decoder and loss are those of the first runs, so that numbers of all versions can be compared.
    let config = TrainConfig {
        decoder: DecoderKind::Conditional,
        received_sum: false,
        loss: LossTerm::TelescopeCharge.into(),
        ..TrainConfig::default()
    };
    let mut source = Selected::new(Synth::new(1, SynthKind::Mixed, None, 8192), &Selection::default())?;
    let samples = Arc::new(SampleTable::read(&mut source, config.decoder()?.conditions())?.0);
    let split = Split::new(samples.len() as u64, 1, &SplitPlan::fractions(0.9, 0.1, 0.0))?;
    let (train, validation) =
        (Dataset::new(&samples, &split, Part::Train)?, Dataset::new(&samples, &split, Part::Validation)?);
    let (network, mut rows) = (config.find_network()?, Vec::new());
    let all = [Arithmetic::Chip, Arithmetic::Qkeras, Arithmetic::Float];
    for arithmetic in all.into_iter().filter(|&one| only.is_none_or(|wanted| wanted == one)) {
        for batch in [256usize, 1024] {
            let config = TrainConfig { arithmetic, batch, ..config.clone() };
            let mut trainer = Trainer::new(&config, &network, train.clone(), validation.clone(), None)?;
            let picks: Vec<(usize, usize)> = (0..train.len()).map(|sample| (sample, sample % TURNS)).collect();
            let mut batches = picks.chunks_exact(batch).cycle();
            for samples in batches.by_ref().take(20) {
                trainer.step(samples, arithmetic, &config.loss, 1e-4)?;
            }
            let (started, mut steps) = (Instant::now(), 0u64);
            for samples in batches {
                if started.elapsed() >= time {
                    break;
                }
                trainer.step(samples, arithmetic, &config.loss, 1e-4)?;
                steps += 1;
            }
            let rate = steps as f64 * batch as f64 / started.elapsed().as_secs_f64();
            rows.push(vec![format!("{arithmetic:?}").to_lowercase(), batch.to_string(), format!("{rate:.0}")]);
        }
    }
    output::print(&output::table(&["arithmetic", "batch", "samples a second"], &rows))?;
    Ok(0)
}
