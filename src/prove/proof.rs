//! The proof of an export as a file beside its sources: what was proved, of what, and by which steps.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::{FORMS, FormProof, Specification, prove};
use crate::chip::autoencoder::packet::AeLayout;
use crate::chip::formatter::{BitmapOrder, PacketLayout};
use crate::error::{Error, Result};
use crate::files::hash;
use crate::network::{LATENT_BITS, LATENTS};
use crate::nn::{Typed, Weights};
use crate::registers::{Algorithm, StcType};
use crate::version;

/// Name of the file in the directory of an export.
pub const FILE: &str = "proof.json";

/// The format of the file.
const FORMAT: u32 = 1;

/// What no step speaks of.
const NOT_PROVED: [&str; 4] = [
    "weights that are written while crossings pass: the weights are the same in every stage",
    "unknown values (x and z): all inputs are 0 or 1",
    "what tools make of the Verilog",
    "the HLS C++",
];

/// A proof.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Proof {
    format: u32,
    /// The program that made it.
    pub program: String,
    /// Name of the top module.
    pub name: String,
    /// Hash of the design, 64 hexadecimal digits.
    pub design: String,
    /// Hash of the weights, if they are constants.
    pub weights_sha256: Option<String>,
    /// Hash of the description of the network.
    pub network_sha256: String,
    packet: AeLayout,
    links: u8,
    kept_bits: Vec<Option<u8>>,
    weights: Option<Vec<Vec<i32>>>,
    /// Hashes of the sources, by their names.
    pub sources: BTreeMap<String, String>,
    /// What was proved, for every form of the sources.
    pub forms: Vec<FormProof>,
    /// What no step speaks of.
    pub not_proved: Vec<String>,
}

/// Hashes that name what a specification was made of.
#[derive(Debug, Clone)]
pub struct SpecificationHashes {
    /// Of the design.
    pub design: String,
    /// Of the weights, if they are constants.
    pub weights: Option<String>,
}

fn of_network(network: &Typed) -> Result<String> {
    Ok(hash::of_bytes(network.network().to_yaml()?))
}

fn of_sources(sources: &[(String, String)]) -> BTreeMap<String, String> {
    sources.iter().map(|(name, text)| (name.clone(), hash::of_bytes(text))).collect()
}

impl Proof {
    /// Proves the sources of a design, by name and text, in all forms.
    ///
    /// # Errors
    /// What is refuted, not proved or not understood, with file, line and module.
    pub fn new(
        specification: &Specification,
        hashes: &SpecificationHashes,
        sources: &[(String, String)],
    ) -> Result<Self> {
        let forms = FORMS.iter().map(|form| prove(specification, sources, form)).collect::<Result<_>>()?;
        let layout = &specification.layout;
        Ok(Proof {
            format: FORMAT,
            program: version::PROGRAM.to_owned(),
            name: specification.name.clone(),
            design: hashes.design.clone(),
            weights_sha256: hashes.weights.clone(),
            network_sha256: of_network(&specification.network)?,
            packet: layout.ae,
            links: layout.links,
            kept_bits: layout.kept_bits.clone(),
            weights: specification.weights.as_ref().map(Weights::integer_tensors),
            sources: of_sources(sources),
            forms,
            not_proved: NOT_PROVED.map(str::to_owned).into(),
        })
    }

    /// As JSON.
    ///
    /// # Errors
    /// If serialisation fails, which no proof is known to cause.
    pub fn to_json(&self) -> Result<String> {
        let text = serde_json::to_string_pretty(self);
        Ok(text.map_err(|error| Error::new(format!("cannot write JSON: {error}")))? + "\n")
    }

    /// From JSON.
    ///
    /// # Errors
    /// A text that is no proof, and one of another format.
    pub fn from_json(text: &str) -> Result<Self> {
        let proof: Proof = serde_json::from_str(text)
            .map_err(|error| Error::new(format!("not a proof: {error}")).line(error.line() as u64))?;
        if proof.format != FORMAT {
            return Err(Error::new("a proof of another format").found(proof.format).allowed(FORMAT.to_string()));
        }
        let bits = LATENTS * LATENT_BITS as usize;
        if let Some(&bit) = proof.kept_bits.iter().flatten().find(|&&bit| usize::from(bit) >= bits) {
            return Err(Error::new("no bit of the latents")
                .field("kept_bits")
                .found(bit)
                .allowed(format!("0..{bits}")));
        }
        Ok(proof)
    }

    /// The packet that was proved.
    pub fn layout(&self) -> PacketLayout {
        PacketLayout {
            algorithm: Algorithm::Autoencoder,
            links: self.links,
            // Neither is a matter of the autoencoder's packets.
            bitmap: BitmapOrder::Tc0First,
            stc_type: StcType::Stc4Sum9,
            ae: self.packet,
            kept_bits: self.kept_bits.clone(),
        }
    }

    /// The weights that were proved, for the network that they belong to.
    ///
    /// # Errors
    /// Weights of another network.
    pub fn weights(&self, network: &Typed) -> Result<Option<Weights>> {
        self.weights.clone().map(|tensors| Weights::of_integers(network, tensors)).transpose()
    }

    /// Proves everything again: the same specification, the same sources, the same steps.
    ///
    /// # Errors
    /// The first source that is another one, and what [`Proof::new`] refuses.
    pub fn check(
        &self,
        specification: &Specification,
        hashes: &SpecificationHashes,
        sources: &[(String, String)],
    ) -> Result<()> {
        let now = of_sources(sources);
        let names: BTreeSet<&String> = now.keys().chain(self.sources.keys()).collect();
        if let Some(name) = names.into_iter().find(|&name| now.get(name) != self.sources.get(name)) {
            return Err(Error::new("refuted: the source is not the one that was proved")
                .file(name)
                .found(now.get(name).map_or("no file", String::as_str))
                .allowed(self.sources.get(name).map_or("no file", String::as_str)));
        }
        let network = of_network(&specification.network)?;
        if network != self.network_sha256 || hashes.design != self.design || hashes.weights != self.weights_sha256 {
            return Err(Error::new("refuted: network, design or weights are not those that were proved"));
        }
        if Proof::new(specification, hashes, sources)?.forms != self.forms {
            return Err(Error::new("refuted: the steps of the proof are not those of this program")
                .found(&self.program)
                .hint("export and prove again"));
        }
        Ok(())
    }
}
