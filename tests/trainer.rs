//! Shows, where the trainer is not built, which tests are of the trainer.

use std::process::ExitCode;

use libtest_mimic::{Arguments, Completion, Trial};

fn main() -> ExitCode {
    let programs: &[&str] = if cfg!(feature = "train") { &[] } else { &["search", "slurm", "tensorboard", "train"] };
    let ignored = || Ok(Completion::ignored_with("built with libtorch only: cargo test --features train"));
    let tests = programs.iter().map(|&name| Trial::ignorable_test(name, ignored)).collect();
    libtest_mimic::run(&Arguments::from_args(), tests).exit_code()
}
