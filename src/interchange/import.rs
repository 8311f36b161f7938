//! Imports, by the kind of the file: the registers of an encoder, and decoders.
//!
//! Floats become register values here, whatever file they come from. Keras stores the dense kernel input-major,
//! `(inputs, outputs)`; the registers are output-major.

use std::path::Path;

use super::graph::Graph;
use super::{autoencoder, encoder, keras, npz, onnx, saved_model, tensorflow, torch};
use crate::error::{Error, Result};
use crate::files;
use crate::network::{AeBlock, EncoderTensor, Format};
use crate::nn::Weights;
use crate::nn::quantiser::Quantiser;

/// How floats become register values.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ImportMode {
    /// The nearest number of the format, halves to the even neighbour (as QKeras and NumPy round),
    /// clipped to the ends of the format; dense kernel transposed to the order of the registers.
    #[default]
    Nearest,
    /// What the converter did that made the published register files: clip to [-1, 0.99999], floor
    /// to 1/32, dense kernel **not** transposed. The registers then hold a scrambled encoder; this
    /// mode exists to reproduce those files. It knows only weights of 6 bits with 5 fractional ones.
    Legacy,
}

/// What an import is told beside the file.
#[derive(Debug, Clone, Default)]
pub struct ImportOptions {
    /// How floats become register values.
    pub mode: ImportMode,
    /// Quantisers for weights whose file names none.
    pub quantisers: Quantisers,
}

impl From<ImportMode> for ImportOptions {
    fn from(mode: ImportMode) -> Self {
        ImportOptions { mode, ..ImportOptions::default() }
    }
}

/// Quantisers of QKeras for the four tensors of an encoder, which are applied before the format of the registers.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Quantisers(Vec<(Option<String>, Quantiser)>);

impl Quantisers {
    /// Quantisers by the name of their tensor ([`EncoderTensor::name`]), or one for all tensors that are not named.
    ///
    /// # Errors
    /// Names that no tensor has, and two quantisers for the same.
    pub fn new(all: Vec<(Option<String>, Quantiser)>) -> Result<Self> {
        let names = EncoderTensor::ALL.map(EncoderTensor::name);
        for (at, (name, _)) in all.iter().enumerate() {
            let what = if name.as_deref().is_some_and(|name| !names.contains(&name)) {
                "the encoder has no tensor of this name"
            } else if all[..at].iter().any(|(other, _)| other == name) {
                "two quantisers for the same tensor"
            } else {
                continue;
            };
            return Err(Error::new(what)
                .field("--quantiser")
                .found(name.as_deref().unwrap_or("two without a name"))
                .allowed(names.join(", ")));
        }
        Ok(Quantisers(all))
    }

    /// No quantiser was named.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Refuses quantisers for a file that says itself what it computes.
    fn check_unstated(&self, path: &Path, what: &str) -> Result<()> {
        if self.0.is_empty() {
            return Ok(());
        }
        Err(Error::new(format!("quantisers are given for weights alone, and the file {what}"))
            .file(path)
            .field("--quantiser")
            .hint("leave --quantiser out"))
    }

    fn of(&self, tensor: EncoderTensor) -> Option<Quantiser> {
        let names = [Some(tensor.name()), None];
        let found = names.into_iter().find_map(|wanted| self.0.iter().find(|(name, _)| name.as_deref() == wanted));
        found.map(|&(_, quantiser)| quantiser)
    }

    /// The numbers that the quantiser of a tensor makes of its values, which are in the order of the registers, and a
    /// warning about that quantiser.
    fn apply(&self, tensor: EncoderTensor, shape: &[usize], values: &mut Vec<f64>) -> Result<Option<String>> {
        let Some(quantiser) = self.of(tensor) else { return Ok(None) };
        let warning = quantise_with(quantiser, tensor, shape, values);
        let warning = warning.map_err(|error| error.field(format!("--quantiser, {}", tensor.name())))?;
        Ok(warning.map(|warning| format!("{}: {warning}", tensor.name())))
    }
}

/// Replaces weights by what a quantiser gives, and says if that is not the quantiser as it was written.
fn quantise_with(
    quantiser: Quantiser,
    tensor: EncoderTensor,
    shape: &[usize],
    values: &mut Vec<f64>,
) -> Result<Option<String>> {
    let kernel = matches!(tensor, EncoderTensor::ConvKernel | EncoderTensor::DenseKernel);
    let (quantiser, warning) = if kernel { quantiser.of_kernel()? } else { (quantiser, None) };
    // Its output channel is the last length, as in the kernels of Keras.
    let floats: Vec<f32> = values.iter().map(|&value| value as f32).collect();
    *values = match *shape {
        [outputs, inputs] => {
            let quantised = quantiser.quantise(&turned(&floats, inputs), &[inputs, outputs])?;
            turned(&quantised, outputs).into_iter().map(f64::from).collect()
        }
        _ => quantiser.quantise(&floats, shape)?.into_iter().map(f64::from).collect(),
    };
    Ok(warning)
}

/// `(rows, columns)` to `(columns, rows)`.
pub(super) fn turned<T: Copy>(matrix: &[T], columns: usize) -> Vec<T> {
    (0..columns).flat_map(|column| matrix.iter().copied().skip(column).step_by(columns.max(1))).collect()
}

/// One imported tensor.
#[derive(Debug, Clone, PartialEq)]
pub struct TensorImport {
    /// Which tensor of the network.
    pub tensor: EncoderTensor,
    /// Path of the dataset in the file.
    pub dataset: String,
    /// Weights that the rounding put beyond the ends of the format, and that were moved to its ends.
    pub clipped: usize,
    /// Largest distance of a float from its number in the format.
    pub max_error: f64,
}

/// Weights of an encoder from a file of another program.
#[derive(Debug, Clone)]
pub struct EncoderImport {
    /// The encoder in the arithmetic of its file, from the image of normalised charges to the latents: where the file
    /// has weights alone, in real numbers. `None` with [`ImportMode::Legacy`], whose registers are another encoder.
    pub graph: Option<Graph>,
    /// The weights as the registers hold them.
    pub parameters: Weights,
    /// Weights moved to the ends of the format, of all tensors.
    pub clipped: usize,
    /// Largest distance of a float from its number in the format, of all tensors. At most half a
    /// step where nothing was clipped (a whole step with [`ImportMode::Legacy`]).
    pub max_error: f64,
    /// Where each tensor came from, in register order.
    pub tensors: [TensorImport; 4],
    /// What the source does not say, or does otherwise than the chip.
    pub warnings: Vec<String>,
}

/// Whether a file is a graph, by the ending of its name, or a directory the one of a SavedModel.
pub fn is_graph(path: &Path) -> bool {
    path.extension().is_some_and(|ending| ending == "pb" || ending == "onnx") || saved_model::directory(path).is_some()
}

/// Whether a file is the table of a checkpoint of TensorFlow, by the ending of its name.
pub fn is_checkpoint(path: &Path) -> bool {
    path.extension().is_some_and(|ending| ending == "index")
}

/// Whether a file holds arrays of NumPy, by the ending of its name.
pub fn is_npz(path: &Path) -> bool {
    path.extension().is_some_and(|ending| ending == "npz")
}

/// Whether a file holds weights or a model of Keras, by the ending of its name.
pub fn is_keras(path: &Path) -> bool {
    path.extension().is_some_and(|ending| ["h5", "hdf5", "keras"].iter().any(|known| ending == *known))
}

/// Whether a file holds tensors of PyTorch, by the ending of its name.
pub fn is_torch(path: &Path) -> bool {
    path.extension().is_some_and(|ending| ending == "pth" || ending == "pt")
}

/// A half of an autoencoder.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Half {
    /// From the image to the latents.
    Encoder,
    /// From the latents to the image.
    Decoder,
}

/// The graph of a file that describes its model, and warnings; of a file of a whole autoencoder that half. `None` for a
/// file of weights alone.
///
/// # Errors
/// As [`graph()`] and [`keras::model::read_part`].
pub fn described(path: &Path, half: Half) -> Result<Option<(Graph, Vec<String>)>> {
    let (graph, warnings) = if is_graph(path) {
        (graph(path)?, Vec::new())
    } else if is_npz(path) || is_torch(path) || is_checkpoint(path) {
        return Ok(None);
    } else {
        let name = if half == Half::Encoder { "encoder" } else { "decoder" };
        let model = keras::model::read_part(files::read_bytes(path)?, name).map_err(|error| error.file(path))?;
        let Some(model) = model else { return Ok(None) };
        (model.graph, model.warnings)
    };
    let graph = match autoencoder::split(&graph) {
        Some([encoder, decoder]) => {
            if half == Half::Encoder {
                encoder
            } else {
                decoder
            }
        }
        None => graph,
    };
    Ok(Some((graph, warnings)))
}

/// Reads a graph, by the ending of its name.
///
/// # Errors
/// Files that are none of the kinds or are damaged, and operators that are not supported, by node.
pub fn graph(path: &Path) -> Result<Graph> {
    if let Some(directory) = saved_model::directory(path) {
        return saved_model::read(&directory);
    }
    let bytes = files::read_bytes(path)?;
    let graph = match path.extension().and_then(|ending| ending.to_str()) {
        Some("onnx") => onnx::read(&bytes),
        _ => tensorflow::read(&bytes),
    };
    graph.map_err(|error| error.file(path))
}

/// Imports an encoder: frozen TensorFlow graphs (`.pb`), directories of SavedModel, ONNX and QONNX models (`.onnx`), models
/// of Keras (HDF5 or `.keras`), or weights alone: arrays that were exported (`.npz`), HDF5 of `save_weights`, checkpoints
/// of TensorFlow (`.index`), tensors of PyTorch (`.pth`, `.pt`).
///
/// # Errors
/// As [`encoder::read::import`], [`keras::read::import`] and [`torch::encoder`]; quantisers for a file that says itself what it computes.
pub fn encoder(path: &Path, network: &AeBlock, options: &ImportOptions) -> Result<EncoderImport> {
    let mode = options.mode;
    if (is_graph(path) || is_npz(path) || is_torch(path)) && mode == ImportMode::Legacy {
        return Err(Error::new("the old conversion knows HDF5 files only").file(path).hint("leave --legacy out"));
    }
    if let Some((graph, warnings)) = described(path, Half::Encoder)? {
        options.quantisers.check_unstated(path, "describes its model")?;
        let import = encoder::read::import(&graph, network).map_err(|error| error.file(path))?;
        // The old conversion took the weights as they stand in the file, whatever the model makes of them.
        if mode == ImportMode::Nearest {
            return Ok(EncoderImport { warnings: [warnings, import.warnings].concat(), ..import });
        }
        return keras::read::import(path, network, options);
    }
    if is_npz(path) {
        options.quantisers.check_unstated(path, "holds weights that are quantised")?;
        return npz_encoder(path, network).map_err(|error| error.file(path));
    }
    let import = match is_torch(path) {
        true => torch::encoder(&files::read_bytes(path)?, network, options).map_err(|error| error.file(path))?,
        false => keras::read::import(path, network, options)?,
    };
    Ok(EncoderImport { warnings: [vec![unsaid(network, options)], import.warnings].concat(), ..import })
}

/// What a file of weights alone does not say.
fn unsaid(network: &AeBlock, options: &ImportOptions) -> String {
    let quantisers = match options.quantisers.is_empty() {
        true => "no quantisers (--quantiser names those of QKeras), pooling or normalisation",
        false => "the quantisers that are given, no pooling or normalisation",
    };
    format!(
        "the file does not say what is between its weights: the convolution, its steps and ReLU are taken for those of {}, \
         and {quantisers}",
        network.name()
    )
}

/// The encoder of `encoder.*`, output-major as the registers.
fn npz_encoder(path: &Path, network: &AeBlock) -> Result<EncoderImport> {
    let arrays = npz::read(&files::read_bytes(path)?)?;
    let form = network.first_form()?;
    let mut floats = Vec::new();
    for tensor in EncoderTensor::ALL {
        let name = format!("encoder.{}", tensor.name());
        let values = npz::array(&arrays, &name, &form.tensor_shape(tensor))?;
        floats.push(Floats { dataset: name, values: values.into_iter().map(f64::from).collect() });
    }
    from_floats(floats, network, &ImportOptions::default())
}

/// An encoder of real weights that a program has in memory: for each tensor of the network, in the order of the registers,
/// its numbers in that order.
///
/// # Errors
/// Another number of tensors or of weights than the network has, and weights that are not finite.
pub fn encoder_of_reals(tensors: Vec<Vec<f64>>, network: &AeBlock) -> Result<EncoderImport> {
    let form = network.first_form()?;
    let lengths = EncoderTensor::ALL.map(|tensor| form.tensor_len(tensor));
    let found: Vec<usize> = tensors.iter().map(Vec::len).collect();
    if found != lengths {
        return Err(Error::new("other weights than the network has")
            .field("weights of each tensor")
            .found(format!("{found:?}"))
            .allowed(format!("{lengths:?}")));
    }
    let named = EncoderTensor::ALL.into_iter().zip(tensors);
    let floats = named.map(|(tensor, values)| Floats { dataset: tensor.name().to_owned(), values }).collect();
    from_floats(floats, network, &ImportOptions::default())
}

/// Shape in a Keras file of a tensor of a description: matrices are input-major there.
pub(super) fn keras_shape(described: &[usize]) -> Vec<u64> {
    let mut shape: Vec<u64> = described.iter().map(|&length| length as u64).collect();
    if shape.len() == 2 {
        shape.reverse();
    }
    shape
}

/// Rounds the floats of the four tensors, in register order and in the order of the registers, behind the quantisers that
/// are given.
pub(super) fn from_floats(mut floats: Vec<Floats>, block: &AeBlock, options: &ImportOptions) -> Result<EncoderImport> {
    let network = block.first_form()?;
    let (mut tensors, mut values, mut warnings) = (Vec::with_capacity(4), Vec::with_capacity(4), Vec::new());
    for (tensor, floats) in EncoderTensor::ALL.into_iter().zip(&mut floats) {
        floats.check_finite(tensor)?;
        warnings.extend(options.quantisers.apply(tensor, &network.tensor_shape(tensor), &mut floats.values)?);
        // A quantiser has no number for what is far too large.
        floats.check_finite(tensor)?;
        let format = network.tensor_format(tensor);
        let mut report = TensorImport { tensor, dataset: floats.dataset.clone(), clipped: 0, max_error: 0.0 };
        let mut numbers = Vec::with_capacity(floats.values.len());
        for &float in &floats.values {
            let number = quantise(float, format, options.mode);
            report.clipped += usize::from(number.clipped);
            report.max_error = report.max_error.max(number.error);
            numbers.push(number.raw);
        }
        tensors.push(report);
        values.push(numbers);
    }
    // All lists have one entry for each of the four tensors.
    let (Ok(tensors), Ok(floats)) = (<[TensorImport; 4]>::try_from(tensors), <[Floats; 4]>::try_from(floats)) else {
        return Err(Error::new("the file does not hold four tensors"));
    };
    let graph = match options.mode {
        ImportMode::Nearest => Some(encoder::write::of_floats(&network, &floats.map(|floats| floats.values))),
        ImportMode::Legacy => None,
    };
    Ok(EncoderImport {
        graph,
        parameters: Weights::of_integers(block.typed(), values)?,
        clipped: tensors.iter().map(|tensor| tensor.clipped).sum(),
        max_error: tensors.iter().fold(0.0, |most, tensor| tensor.max_error.max(most)),
        tensors,
        warnings,
    })
}

/// A float in units of the last fractional bit of a format.
struct Quantised {
    raw: i32,
    clipped: bool,
    error: f64,
}

/// `float` must be finite, and `format` at most 8 bits wide (as [`AeBlock::new`] checks).
fn quantise(float: f64, format: Format, mode: ImportMode) -> Quantised {
    // Powers of two: the scaling is exact.
    let step = 0.5f64.powi(i32::try_from(format.frac).unwrap_or(i32::MAX));
    let (wanted, clipped) = match mode {
        ImportMode::Nearest => ((float / step).round_ties_even(), false),
        ImportMode::Legacy => {
            let inside = float.clamp(-1.0, 0.99999);
            ((inside / step).floor(), inside != float)
        }
    };
    let inside = wanted.clamp(format.min_raw() as f64, format.max_raw() as f64);
    // A whole number of at most 8 bits.
    let raw = inside as i32;
    Quantised { raw, clipped: clipped || inside != wanted, error: (float - inside * step).abs() }
}

/// A tensor of a file.
pub(super) struct Floats {
    pub(super) dataset: String,
    pub(super) values: Vec<f64>,
}

impl Floats {
    fn check_finite(&self, tensor: EncoderTensor) -> Result<()> {
        let Some(index) = self.values.iter().position(|float| !float.is_finite()) else { return Ok(()) };
        Err(Error::new("the weight is not a finite number")
            .field(format!("{}[{index}] ({})", tensor.name(), self.dataset))
            .found(self.values[index])
            .hint("the training diverged; the file cannot be used"))
    }
}
