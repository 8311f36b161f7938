//! What [`crate::prove`] is asked about an export: the specification of a design, and its sources.

use super::design::Valid;
use super::export::Target;
use super::verilog;
use crate::error::{Error, Result};
use crate::prove::Specification;
use crate::prove::proof::{Proof, SpecificationHashes};

/// The sources of the block among the files of an export: name and text.
pub fn sources(rendered: &[(String, String)]) -> Vec<(String, String)> {
    let inside = rendered.iter().filter_map(|(path, text)| {
        let name = path.strip_prefix(Target::Verilog.name())?.strip_prefix('/')?;
        verilog::is_source(name).then(|| (name.to_owned(), text.clone()))
    });
    inside.collect()
}

/// What the sources of a design have to be.
///
/// # Errors
/// Triplicated registers: a proof of them would have to say that they survive upsets.
pub fn specification(design: &Valid) -> Result<Specification> {
    if let Some(found) = design.protection().words() {
        return Err(Error::unsupported("triplicated registers cannot be proved")
            .field("protect")
            .found(found)
            .hint("prove the design without protection: its logic is the same"));
    }
    let first = design.design_hash().get(..8).and_then(|digits| u32::from_str_radix(digits, 16).ok());
    Ok(Specification {
        name: design.name().to_owned(),
        network: design.typed().clone(),
        weights: design.frozen().cloned(),
        layout: design.layout().clone(),
        hash: first.ok_or_else(|| Error::new("the hash of the design is too short"))?,
    })
}

/// The hashes that a proof names.
pub fn hashes(design: &Valid) -> SpecificationHashes {
    let weights = design.weights_hash().map(str::to_owned);
    SpecificationHashes { design: design.design_hash().to_owned(), weights }
}

/// Proves the files of an export.
///
/// # Errors
/// What is refuted or not proved.
pub fn of_export(design: &Valid, rendered: &[(String, String)]) -> Result<Proof> {
    Proof::new(&specification(design)?, &hashes(design), &sources(rendered))
}
