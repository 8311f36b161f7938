//! Which instructions a command computes with.

use crate::error::Result;
use crate::kernels::ComputedBy;

/// The variable that chooses them where no option does.
const VARIABLE: &str = "ECON_EMU_INSTRUCTIONS";

/// What computes BX.
#[derive(clap::Args, Clone)]
pub struct InstructionsArgs {
    /// What computes: the scalar model, or the kernels with these instructions. All give the same bits
    /// [default: ECON_EMU_INSTRUCTIONS, or the fastest of this machine]
    #[arg(long, value_name = "NAME", value_parser = ["scalar", "portable", "avx2", "avx512"])]
    instructions: Option<String>,
}

impl InstructionsArgs {
    /// What was chosen, by the option or by the environment.
    ///
    /// # Errors
    /// Instructions that this machine does not have, and a variable that names none.
    pub fn choice(&self) -> Result<ComputedBy> {
        match (&self.instructions, std::env::var(VARIABLE).ok().filter(|name| !name.is_empty())) {
            (Some(name), _) => ComputedBy::named(name).map_err(|error| error.field("--instructions")),
            (None, Some(name)) => ComputedBy::named(&name).map_err(|error| error.field(VARIABLE)),
            (None, None) => Ok(ComputedBy::Fastest),
        }
    }
}
