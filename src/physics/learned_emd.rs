//! Networks that give the earth mover's distance of two images, after Ecoder (docs/sources.md, Ecoder).
//!
//! Such a network reads two images of 4x4 pixels with three channels, one for each sector of 16 cells
//! ([`Arrangement::Sectors`]), each of sum 1, and gives one number. Those of Ecoder compute `(base(a, b) + base(b, a)) / 2`,
//! so that the order of the images does not matter. They stand in a directory as a description and its weights, as
//! `econ-emu train-emdloss` leaves them, or in a file of Keras.

use std::path::{Path, PathBuf};

use super::unit;
use crate::chip::signals::PerCell;
use crate::data::cells::POST_MUX;
use crate::error::{Error, Result};
use crate::files;
use crate::interchange::{import, keras, network as described, npz};
use crate::kernels::FloatPlan;
use crate::network::zoo::Arrangement;
use crate::network::{self, CELLS};
use crate::nn::{Network, Typed, Weights};

/// A network with its weights.
#[derive(Debug, Clone)]
pub struct LearnedEmd {
    network: Typed,
    weights: Weights,
    plan: FloatPlan,
}

impl LearnedEmd {
    /// Takes a network.
    ///
    /// # Errors
    /// Other inputs than two of 48 real numbers, another output than one number.
    pub fn new(network: &Typed, weights: &Weights) -> Result<Self> {
        let inputs: Vec<usize> = network.inputs().iter().map(crate::nn::Node::len).collect();
        let outputs: usize = network.outputs().iter().map(|&output| network.node(output).len()).sum();
        if inputs != [CELLS, CELLS] || outputs != 1 {
            return Err(Error::new("not a network of the earth mover's distance")
                .field(network.name())
                .found(format!("inputs of {inputs:?} values, {outputs} values leave"))
                .allowed(format!("two inputs of {CELLS} values (4x4x3), one value leaves")));
        }
        if network.tensors().iter().any(|tensor| tensor.number.is_fixed()) {
            return Err(Error::new("a network of the earth mover's distance has real numbers as its weights")
                .field(network.name()));
        }
        let plan = FloatPlan::new(network, weights)
            .map_err(|reason| Error::new(format!("the network cannot be computed: {reason}")).field(network.name()))?;
        Ok(LearnedEmd { network: network.clone(), weights: weights.clone(), plan })
    }

    /// Reads a directory with `network.yaml` and `network.npz`, or a model of Keras (.h5, .hdf5, .keras).
    ///
    /// # Errors
    /// Files that cannot be read, and as [`LearnedEmd::new`].
    pub fn read(path: &Path) -> Result<Self> {
        if path.is_dir() {
            let [yaml, arrays] = [network::FILE, network::WEIGHTS_FILE].map(|name| path.join(name));
            let network = Network::from_yaml(&files::read_text(&yaml)?, &yaml)?.check();
            let network = network.map_err(|error| error.file(&yaml))?;
            let weights = npz::read_weights(&network, &files::read_bytes(&arrays)?);
            return LearnedEmd::new(&network, &weights.map_err(|error| error.file(&arrays))?)
                .map_err(|error| error.file(&yaml));
        }
        if !import::is_keras(path) {
            return Err(Error::new("there is no network of the earth mover's distance")
                .file(path)
                .allowed("a directory that 'econ-emu train-emdloss' made, or a model of Keras (.h5, .hdf5, .keras)"));
        }
        let model = keras::model::read(files::read_bytes(path)?, None);
        let network = model.and_then(|model| described::import(&model.graph, "emd"));
        network.and_then(|found| LearnedEmd::new(&found.network, &found.weights)).map_err(|error| error.file(path))
    }

    /// The place of the network that `name` says: `NAME` or `NAME.h5` in `directory`, or else a path.
    ///
    /// # Errors
    /// If nothing is there.
    pub fn find(directory: &Path, name: &str) -> Result<PathBuf> {
        let own = directory.join(name);
        let places = [own.clone(), own.with_extension("h5"), PathBuf::from(name)];
        places.into_iter().find(|place| place.exists()).ok_or_else(|| {
            Error::new("there is no network of the earth mover's distance of this name")
                .file(own)
                .field("loss")
                .found(format!("emd:{name}"))
                .allowed("a directory that 'econ-emu train-emdloss' made, or a model of Keras (.h5)")
                .hint("--emdloss names the directory in which such networks are")
        })
    }

    /// The description.
    pub fn network(&self) -> &Typed {
        &self.network
    }

    /// The weights, tensor by tensor.
    pub fn weights(&self) -> &Weights {
        &self.weights
    }

    /// A hash of description and weights.
    ///
    /// # Errors
    /// A description that cannot be written, which none is known to be.
    pub fn sha256(&self) -> Result<String> {
        let mut bytes = self.network.network().to_yaml()?.into_bytes();
        for tensor in self.network.tensor_ids() {
            bytes.extend(self.weights.reals(tensor).iter().flat_map(|weight| weight.to_le_bytes()));
        }
        Ok(files::hash::of_bytes(bytes))
    }

    /// The distances that it gives for pairs of images as it reads them, [`image`].
    ///
    /// # Errors
    /// None for whole pairs.
    pub fn distances(&self, pairs: &[[PerCell<f32>; 2]]) -> Result<Vec<f32>> {
        self.plan.run(&pairs.iter().flatten().flatten().copied().collect::<Vec<_>>())
    }
}

/// For each place of the image the cell that stands there, post-MUX.
pub fn cells() -> PerCell<usize> {
    let (_, cells) = Arrangement::Sectors.image();
    // Every place of this image has a cell.
    std::array::from_fn(|place| usize::from(POST_MUX[cells[place].max(0) as usize]))
}

/// Charges (post-MUX order) as the networks read them, or `None` if there are none.
pub fn image(charges: &PerCell<f32>) -> Option<PerCell<f32>> {
    let shares = unit(charges)?;
    Some(cells().map(|cell| shares[cell] as f32))
}
