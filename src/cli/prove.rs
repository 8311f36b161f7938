//! `econ-emu prove`.

use std::path::{Path, PathBuf};

use super::output::say;
use super::{DIFFERENT, output};
use crate::error::Result;
use crate::files;
use crate::hwgen::design::Design;
use crate::hwgen::export::Target;
use crate::hwgen::protection::Protection;
use crate::hwgen::{proved, verilog};
use crate::network::{self, AeBlock};
use crate::prove::proof::{self, Proof};

/// Arguments.
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  econ-emu export-hls --out hw --config init.yaml --prove
  econ-emu prove hw

The directory is an export with proof.json, as 'export-hls --prove' writes it. The Verilog must be the very
files that were proved, and everything is proved again: that the block equals network, converter and packet
of the emulator for every input, and, with weights from registers, for every set of weights.

Exit codes: 0 proved, 1 refuted or not proved, 2 an error.")]
pub struct ProveArgs {
    /// Directory of the export
    #[arg(value_name = "DIR")]
    directory: PathBuf,
}

/// Runs the command.
pub fn run(args: &ProveArgs) -> Result<u8> {
    let path = args.directory.join(proof::FILE);
    let proof = Proof::from_json(&files::read_text(&path)?).map_err(|error| error.file(&path))?;
    let description = args.directory.join(network::FILE);
    let network = AeBlock::from_yaml(&files::read_text(&description)?, &description)?;
    let weights = proof.weights(network.typed()).map_err(|error| error.file(&path))?;
    let design =
        Design { name: proof.name.clone(), network, weights, layout: proof.layout(), protection: Protection::None };
    let design = design.validate().map_err(|error| error.file(&path))?;
    let sources = sources(&args.directory.join(Target::Verilog.name()))?;
    match proof.check(&proved::specification(&design)?, &proved::hashes(&design), &sources) {
        Ok(()) => {
            output::print(&table(&proof))?;
            Ok(0)
        }
        Err(error) => {
            say!("{error}");
            Ok(DIFFERENT)
        }
    }
}

/// The sources of the block in a directory, by name and text.
fn sources(directory: &Path) -> Result<Vec<(String, String)>> {
    let mut sources = Vec::new();
    for path in files::entries(directory)? {
        let name = files::name(&path);
        if verilog::is_source(&name) {
            sources.push((name, files::read_text(&path)?));
        }
    }
    Ok(sources)
}

/// What was proved, one line for each step.
pub fn table(proof: &Proof) -> String {
    let mut text = String::new();
    for form in &proof.forms {
        let defined = if form.defined.is_empty() { "as it is".to_owned() } else { form.defined.join(", ") };
        let rows: Vec<Vec<String>> =
            form.steps.iter().map(|step| vec!["proved".to_owned(), step.name.clone(), step.detail.clone()]).collect();
        text += &format!("Verilog, {defined}\n{}\n", output::table(&["result", "step", "details"], &rows));
    }
    text += "not part of the proof:\n";
    proof.not_proved.iter().for_each(|line| text += &format!("  {line}\n"));
    text
}
