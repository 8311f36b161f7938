//! The commands that need libtorch.

mod bench;
mod search;
mod train;
mod train_emdloss;
mod train_hierarchical;
mod train_jets;
mod train_models;

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use econ_emu::cli::TrainerCommands;
use econ_emu::cli::hierarchical::HierarchicalTrainArgs;
use econ_emu::cli::jets::JetsTrainArgs;
use econ_emu::cli::search::SearchArgs;
use econ_emu::cli::train::TrainArgs;
use econ_emu::cli::train_emdloss::TrainEmdlossArgs;
use econ_emu::cli::workers::WorkerArgs;
use econ_emu::error::Result;
use econ_emu::physics::learned::{LearnOptions, ReadingTrainer};
use econ_emu::search::plan::SearchDefinition;
use econ_emu::train::options::Arithmetic;

use crate::reading::DecoderTrainer;

/// Says something on standard error.
macro_rules! say {
    ($($argument:tt)*) => {
        econ_emu::cli::output::say_line(&format!($($argument)*))
    };
}
use say;

/// The commands by libtorch.
pub struct Libtorch;

impl TrainerCommands for Libtorch {
    fn train(&self, args: &TrainArgs, out: &Path) -> Result<u8> {
        train::run(args, out)
    }

    fn train_emdloss(&self, args: &TrainEmdlossArgs) -> Result<u8> {
        train_emdloss::run(args)
    }

    fn train_jets(&self, args: &JetsTrainArgs) -> Result<u8> {
        train_jets::run(args)
    }

    fn train_hierarchical(&self, args: &HierarchicalTrainArgs) -> Result<u8> {
        train_hierarchical::run(args)
    }

    fn search(&self, args: &SearchArgs, out: &Path, definitions: &[SearchDefinition]) -> Result<u8> {
        search::run(args, out, definitions)
    }

    fn search_worker(&self, args: &WorkerArgs) -> Result<u8> {
        search::run_worker(args)
    }

    fn bench(&self, only: Option<Arithmetic>, time: Duration) -> Result<u8> {
        bench::run(only, time)
    }

    fn reading_trainer(&self, options: LearnOptions) -> Arc<dyn ReadingTrainer> {
        Arc::new(DecoderTrainer { options })
    }

    fn libtorch(&self) -> &'static str {
        concat!("econ-emu-train by libtorch <", env!("ECON_EMU_LIBTORCH"), ">")
    }
}
