//! Weights of PyTorch: files of `torch.save`, `.pth` or `.pt`, both the zip archives of today and the streams of before.
//!
//! A file holds a dictionary of tensors by name (`state_dict`), or a dictionary in which one stands: fast.ai writes the
//! model beside the state of its optimiser. Nothing of Python is run: tensors are read by an allow list of what their
//! pickled form needs (`pickle`), and everything else is refused by its name.
//!
//! A dictionary of tensors does not say what is computed with them. What is taken for granted is PyTorch's order: kernels
//! (output, input, row, column), and images with their channels first, also where they are flattened.

use std::io::{Cursor, Read};

use half::{bf16, f16};
use zip::ZipArchive;

use super::import::{self, EncoderImport, Floats, ImportOptions};
use super::pickle::{self, Kind, Object, Pickle, TENSORS as TENSOR_NAMES, TensorView, Value};
use crate::error::{Error, Result};
use crate::files::memory::Taken;
use crate::network::{AeBlock, EncoderTensor, FirstForm, LATENTS};
use crate::nn::{TensorRole, Typed, WeightValues, Weights};

/// What a stream of before the zip archives begins with.
const MAGIC: [u8; 10] = [0x6c, 0xfc, 0x9c, 0x46, 0xf9, 0x20, 0x6a, 0xa8, 0x50, 0x19];

/// The version of these streams.
const PROTOCOL: i64 = 1001;

/// Most numbers of a tensor, and of all tensors that are read together.
const MAX_NUMBERS: usize = 1 << 24;

/// What takes memory, for messages, and bytes of memory for a number.
const TENSORS: &str = "the tensors of the file";
const NUMBER: u64 = 24;

/// Most bytes of a part of an archive.
const MAX_MEMBER: u64 = 1 << 28;

/// Where a dictionary holds the tensors of a model, in the order of preference.
const NAMES: [&str; 5] = ["state_dict", "model_state_dict", "model", "net", "module"];

/// A tensor of a model.
#[derive(Debug, Clone, PartialEq)]
pub struct TorchTensor {
    /// Its name: those of the modules that it is in and its own, with points between them.
    pub name: String,
    /// Lengths, as PyTorch has them.
    pub shape: Vec<usize>,
    /// Values, the last index fastest.
    pub values: Vec<f64>,
}

/// Reads the tensors of a model, in the order of the file. Those that are no floats (counters of normalisations) are left
/// out.
///
/// # Errors
/// Files that are none of `torch.save`, are damaged or hold something else than tensors, by name; no dictionary of
/// tensors, or several; tensors beyond the numbers that are there.
pub fn read(bytes: &[u8]) -> Result<Vec<TorchTensor>> {
    let mut file = if bytes.starts_with(b"PK") { archive(bytes)? } else { stream(bytes)? };
    let found = tensors(&file.pickle)?;
    let (mut left, mut taken) = (MAX_NUMBERS, Taken::default());
    let mut all = Vec::with_capacity(found.len());
    for (name, view) in found {
        if let Some(values) = file.values(&view, &mut left, &mut taken).map_err(|error| error.field(&name))? {
            all.push(TorchTensor { name, shape: view.shape, values });
        }
    }
    Ok(all)
}

/// What a file holds, and its numbers.
struct Torch<'a> {
    pickle: Pickle,
    numbers: Numbers<'a>,
}

enum Numbers<'a> {
    /// In the parts `NAME/data/KEY` of an archive; those that were read, by their number.
    Archive { zip: ZipArchive<Cursor<&'a [u8]>>, name: String, read: Vec<Option<Vec<u8>>> },
    /// Behind the streams, by the number of the storage.
    Stream(Vec<Option<&'a [u8]>>),
}

fn damaged(what: &str) -> Error {
    Error::new(format!("not a file of torch.save: {what}")).hint("is it complete? copy or save it again")
}

/// An archive: `NAME/data.pkl`, and the numbers of each storage.
fn archive(bytes: &[u8]) -> Result<Torch<'_>> {
    let fault = |error: &dyn std::fmt::Display| damaged(&error.to_string());
    let mut zip = ZipArchive::new(Cursor::new(bytes)).map_err(|error| fault(&error))?;
    let name = zip.file_names().flatten().find_map(|name| name.strip_suffix("/data.pkl").map(str::to_owned));
    let name = name.ok_or_else(|| damaged("the archive has no data.pkl"))?;
    // Files of today say so; those that do not are of this order.
    if let Ok(order) = member(&mut zip, &format!("{name}/byteorder"))
        && order.trim_ascii() != b"little"
    {
        return Err(damaged("the numbers are not little-endian"));
    }
    let pickle = pickle::read(&member(&mut zip, &format!("{name}/data.pkl"))?, &TENSOR_NAMES)?;
    let read = vec![None; pickle.storages.len()];
    Ok(Torch { pickle, numbers: Numbers::Archive { zip, name, read } })
}

fn beyond() -> Error {
    damaged("a tensor reaches beyond its numbers")
}

/// A part of an archive.
fn member(zip: &mut ZipArchive<Cursor<&[u8]>>, name: &str) -> Result<Vec<u8>> {
    let entry = zip.by_name(name).map_err(|error| damaged(&error.to_string()).field(name))?;
    let mut contents = Vec::new();
    entry.take(MAX_MEMBER + 1).read_to_end(&mut contents).map_err(|error| damaged(&error.to_string()).field(name))?;
    if contents.len() as u64 > MAX_MEMBER {
        return Err(Error::new("a part of the file is far too large for a model").field(name));
    }
    Ok(contents)
}

/// Reads a pickled stream off the front.
fn next(left: &mut &[u8], what: &str) -> Result<Pickle> {
    let pickle = pickle::read(left, &TENSOR_NAMES).map_err(|error| error.field(what))?;
    *left = &left[pickle.length..];
    Ok(pickle)
}

/// Five pickled streams (a magic number, a version, facts of the machine, what was saved, the names of the storages),
/// and then for each storage a count and its numbers.
fn stream(bytes: &[u8]) -> Result<Torch<'_>> {
    let mut left = bytes;
    let magic = next(&mut left, "the beginning").map_err(|_| damaged("it begins with something else"))?;
    if !matches!(&magic.value, Value::Long(number) if **number == MAGIC) {
        return Err(damaged("it begins with something else"));
    }
    if next(&mut left, "the version")?.value != Value::Int(PROTOCOL) {
        return Err(damaged("an unknown version"));
    }
    let machine = next(&mut left, "the facts of the machine")?;
    if machine.entry(&machine.value, "little_endian") != Some(&Value::Bool(true)) {
        return Err(damaged("the numbers are not little-endian"));
    }
    let pickle = next(&mut left, "what was saved")?;
    let keys = next(&mut left, "the names of the storages")?;
    let mut stored = Vec::with_capacity(pickle.storages.len());
    stored.resize(pickle.storages.len(), None);
    for key in keys.elements(&keys.value).ok_or_else(|| damaged("no list of storages"))? {
        let Value::Text(key) = key else { return Err(damaged("the name of a storage is no text")) };
        let own: Vec<usize> = (0..stored.len()).filter(|&at| pickle.storages[at].key == *key).collect();
        let &[first, ..] = own.as_slice() else { return Err(damaged("the numbers of an unknown storage")) };
        let (count, behind) = left.split_at_checked(8).ok_or_else(|| damaged("numbers are missing"))?;
        let count = count.iter().rev().fold(0u64, |count, &byte| count << 8 | u64::from(byte));
        let size = usize::try_from(count).ok().and_then(|count| count.checked_mul(pickle.storages[first].kind.bytes()));
        let numbers =
            size.and_then(|size| behind.split_at_checked(size)).ok_or_else(|| damaged("numbers are missing"))?;
        left = numbers.1;
        own.iter().for_each(|&at| stored[at] = Some(numbers.0));
    }
    Ok(Torch { pickle, numbers: Numbers::Stream(stored) })
}

impl Torch<'_> {
    /// The numbers of a tensor, of which at most so many are left to be read; `None` if they are no floats.
    fn values(&mut self, view: &TensorView, left: &mut usize, taken: &mut Taken) -> Result<Option<Vec<f64>>> {
        let storage = self.pickle.storages.get(view.storage).ok_or_else(|| damaged("a tensor without numbers"))?;
        let kind = storage.kind;
        match kind {
            Kind::Float | Kind::Double | Kind::Half | Kind::BFloat16 => {}
            Kind::Other(..) => return Ok(None),
        }
        let too_many = || Error::new("the tensors are far too large for a model").found(format!("{:?}", view.shape));
        let count = view.shape.iter().try_fold(1usize, |count, &length| count.checked_mul(length));
        let count = count.filter(|count| count <= left).ok_or_else(too_many)?;
        *left -= count;
        // Its numbers, and their places.
        taken.add(TENSORS, NUMBER * count as u64)?;
        if count == 0 {
            return Ok(Some(Vec::new()));
        }
        let steps = view.shape.iter().zip(&view.strides);
        let last =
            steps.clone().try_fold(view.offset, |at, (&length, &step)| at.checked_add((length - 1).checked_mul(step)?));
        let last = last.ok_or_else(beyond)?;
        // A part of a storage begins somewhere in it.
        let (first, within) = storage.part.unwrap_or((0, storage.count));
        let end = first.checked_add(last).filter(|_| last < within).ok_or_else(beyond)?;
        if end >= storage.count {
            return Err(beyond());
        }
        let bytes: &[u8] = match &mut self.numbers {
            Numbers::Stream(stored) => {
                stored[view.storage].ok_or_else(|| damaged("the numbers of a tensor are missing"))?
            }
            Numbers::Archive { zip, name, read } => match &mut read[view.storage] {
                Some(bytes) => bytes,
                empty => {
                    let numbers = member(zip, &format!("{name}/data/{}", storage.key))?;
                    taken.add(TENSORS, numbers.len() as u64)?;
                    empty.insert(numbers)
                }
            },
        };
        let mut places = vec![first + view.offset];
        for (&length, &step) in steps {
            places = places.iter().flat_map(|&from| (0..length).map(move |at| from + at * step)).collect();
        }
        places.into_iter().map(|at| number(bytes, kind, at)).collect::<Option<Vec<f64>>>().map(Some).ok_or_else(beyond)
    }
}

/// A number of a storage by its place.
fn number(bytes: &[u8], kind: Kind, at: usize) -> Option<f64> {
    let word = bytes.get(at.checked_mul(kind.bytes())?..)?;
    match kind {
        Kind::Double => word.first_chunk().map(|word| f64::from_le_bytes(*word)),
        Kind::Half => word.first_chunk().map(|word| f16::from_le_bytes(*word).to_f64()),
        Kind::BFloat16 => word.first_chunk().map(|word| bf16::from_le_bytes(*word).to_f64()),
        _ => word.first_chunk().map(|word| f32::from_le_bytes(*word).into()),
    }
}

/// The tensors of a dictionary in which nothing else is.
fn tensors_of(pickle: &Pickle, value: &Value) -> Option<Vec<(String, TensorView)>> {
    let mut all = Vec::new();
    for entry in pickle.entries(value)? {
        let (Value::Text(name), Value::Tensor(view)) = entry else { return None };
        all.push((name.to_string(), view.clone()));
    }
    (!all.is_empty()).then_some(all)
}

/// The tensors of the model, by name.
fn tensors(pickle: &Pickle) -> Result<Vec<(String, TensorView)>> {
    if let Some(all) = tensors_of(pickle, &pickle.value) {
        return Ok(all);
    }
    let entries = pickle.entries(&pickle.value).unwrap_or_default();
    let named = |name: &str| tensors_of(pickle, pickle.entry(&pickle.value, name)?);
    if let Some(all) = NAMES.iter().find_map(|name| named(name)) {
        return Ok(all);
    }
    let within: Vec<(String, Vec<(String, TensorView)>)> = entries
        .iter()
        .filter_map(|(key, value)| match key {
            Value::Text(key) => Some((key.to_string(), tensors_of(pickle, value)?)),
            _ => None,
        })
        .collect();
    let names: Vec<&str> = within.iter().map(|(name, _)| name.as_str()).collect();
    match within.as_slice() {
        [(_, one)] => Ok(one.clone()),
        [] => Err(Error::new("the file holds no dictionary of tensors")
            .found(described(pickle))
            .allowed(format!("a state_dict, or a dictionary with one as {}", NAMES.join(", ")))
            .hint("torch.save(model.state_dict(), 'weights.pth')")),
        _ => Err(Error::new("the file holds the tensors of several models")
            .found(names.join(", "))
            .allowed(format!("one, or one of the names {}", NAMES.join(", ")))),
    }
}

/// What was saved, for people.
fn described(pickle: &Pickle) -> String {
    match (&pickle.value, pickle.object(&pickle.value)) {
        (_, Some(Object::Dict(entries))) => {
            let names = entries.iter().filter_map(|(key, _)| match key {
                Value::Text(key) => Some(&**key),
                _ => None,
            });
            format!("a dictionary of {}", names.take(10).collect::<Vec<_>>().join(", "))
        }
        (_, Some(_)) => "a list".to_owned(),
        (Value::Tensor(_), _) => "a tensor".to_owned(),
        _ => "something else".to_owned(),
    }
}

/// A layer with weights.
struct Module<'a> {
    weight: &'a TorchTensor,
    bias: Option<&'a TorchTensor>,
}

/// A tensor of a module.
fn named<'a>(tensors: &[&'a TorchTensor], module: &str, what: &str) -> Option<&'a TorchTensor> {
    let full = if module.is_empty() { what.to_owned() } else { format!("{module}.{what}") };
    tensors.iter().copied().find(|tensor| tensor.name == full)
}

/// The layers of a part of a model (`encoder`, `decoder`), or of all of it if no name begins so.
///
/// # Errors
/// Tensors of other layers, such as normalisations, by name.
fn modules<'a>(tensors: &'a [TorchTensor], part: &str) -> Result<Vec<Module<'a>>> {
    let (inside, others): (Vec<&TorchTensor>, Vec<&TorchTensor>) =
        tensors.iter().partition(|tensor| tensor.name.split('.').any(|module| module.to_lowercase().starts_with(part)));
    let own = if inside.is_empty() { others } else { inside };
    let mut modules = Vec::new();
    for tensor in &own {
        let (name, what) = tensor.name.rsplit_once('.').unwrap_or(("", &tensor.name));
        let kernel = named(&own, name, "weight").filter(|weight| weight.shape.len() > 1);
        match (what, kernel) {
            ("weight", Some(weight)) => modules.push(Module { weight, bias: named(&own, name, "bias") }),
            ("bias", Some(_)) => {}
            _ => {
                return Err(Error::new(
                    "the file has weights of a layer that is neither a convolution nor a dense layer",
                )
                .field(&tensor.name)
                .found(format!("{:?}", tensor.shape))
                .hint("put a normalisation into the weights of the layer before it before saving"));
            }
        }
    }
    Ok(modules)
}

fn list(modules: &[Module]) -> String {
    let one = |module: &Module| format!("{} {:?}", module.weight.name, module.weight.shape);
    modules.iter().map(one).collect::<Vec<_>>().join(", ")
}

/// The four tensors of an encoder as the registers have them.
///
/// # Errors
/// Those of [`read`]; layers that are not a convolution and a dense layer of the network, by name.
pub fn encoder(bytes: &[u8], block: &AeBlock, options: &ImportOptions) -> Result<EncoderImport> {
    let network = &block.first_form()?;
    let tensors = read(bytes)?;
    let modules = modules(&tensors, "encoder")?;
    fn rank(module: &Module) -> usize {
        module.weight.shape.len()
    }
    let (conv, dense) = match modules.as_slice() {
        [conv, dense] if rank(conv) == 4 && rank(dense) == 2 => (conv, dense),
        [dense, conv] if rank(conv) == 4 && rank(dense) == 2 => (conv, dense),
        _ => {
            return Err(Error::new("the file does not hold the weights of an encoder")
                .found(list(&modules))
                .allowed("one convolution and one dense layer")
                .hint("save the encoder alone"));
        }
    };
    let (size, channels, filters) = (network.conv.kernel, network.image.channels, network.conv.filters);
    let (rows, columns) = network.conv_shape();
    let inputs = network.activations();
    shaped(network, conv.weight, &[filters, channels, size, size])?;
    shaped(network, dense.weight, &[LATENTS, inputs])?;
    // (row, column, channel, filter) of (filter, channel, row, column).
    let kernel = (0..network.tensor_len(EncoderTensor::ConvKernel)).map(|at| {
        let (filter, channel, place) = (at % filters, at / filters % channels, at / filters / channels);
        conv.weight.values[(filter * channels + channel) * size * size + place]
    });
    // Filters come first among the activations.
    let places = rows * columns;
    let matrix = (0..LATENTS * inputs).map(|at| {
        let (latent, place, filter) = (at / inputs, at % inputs / filters, at % filters);
        dense.weight.values[latent * inputs + filter * places + place]
    });
    let all = [
        (Some(conv.weight), kernel.collect()),
        (conv.bias, bias(conv, filters, 1)?),
        (Some(dense.weight), matrix.collect()),
        (dense.bias, bias(dense, LATENTS, 1)?),
    ]
    .map(|(tensor, values)| Floats {
        dataset: tensor.map_or("no bias, zeros".to_owned(), |tensor| tensor.name.clone()),
        values,
    });
    let import = import::from_floats(all.into(), block, options)?;
    let order = "its images are taken to have their channels first, also where they are flattened, and their padding \
                 below and to the right, as the chip has it";
    Ok(EncoderImport { warnings: [vec![order.to_owned()], import.warnings].concat(), ..import })
}

/// The shapes of the kernels of a network, as PyTorch has them.
fn kernels(network: &Typed) -> Vec<Vec<usize>> {
    let kernels = network.tensors().iter().filter(|tensor| tensor.role == TensorRole::Kernel);
    kernels.map(|kernel| torch_shape(&kernel.shape)).collect()
}

/// The weights of a decoder: those of the first of these descriptions whose kernels the file has, in their order, and the
/// number of that description.
///
/// # Errors
/// Those of [`read`]; layers that are those of no description, by name.
pub fn decoder(bytes: &[u8], candidates: &[Typed]) -> Result<(usize, Weights)> {
    let tensors = read(bytes)?;
    let modules = modules(&tensors, "decoder")?;
    let fits = |network: &&Typed| kernels(network).iter().eq(modules.iter().map(|module| &module.weight.shape));
    let Some((number, network)) = candidates.iter().enumerate().find(|(_, network)| fits(network)) else {
        let one =
            |network: &Typed| kernels(network).iter().map(|shape| format!("{shape:?}")).collect::<Vec<_>>().join(", ");
        return Err(Error::new("the file does not hold the weights of a decoder")
            .found(list(&modules))
            .allowed(candidates.iter().map(one).collect::<Vec<_>>().join("; or ")));
    };
    let (mut all, mut at) = (Vec::new(), 0);
    for tensor in network.tensors() {
        at += usize::from(tensor.role == TensorRole::Kernel);
        let Some(module) = at.checked_sub(1).and_then(|at| modules.get(at)) else { continue };
        // What the dense layer before the first image gives is in the order of PyTorch's images.
        let channels = match modules.get(at) {
            Some(next) if module.weight.shape.len() == 2 && next.weight.shape.len() == 4 => next.weight.shape[0],
            _ => 1,
        };
        let values = match tensor.role {
            TensorRole::Kernel => kernel(&tensor.shape, module.weight, channels),
            _ => bias(module, tensor.len(), channels)?,
        };
        all.push(WeightValues::Reals(values.into_iter().map(|value| value as f32).collect()));
    }
    Ok((number, Weights::new(network, all)?))
}

/// A kernel in the order of a description; `channels` are those of the image that its outputs are taken as.
fn kernel(described: &[usize], weight: &TorchTensor, channels: usize) -> Vec<f64> {
    let values = &weight.values;
    match *described {
        [outputs, inputs] => {
            let rows = channels_last(outputs, channels);
            rows.flat_map(|row| values[row * inputs..][..inputs].iter().copied()).collect()
        }
        [rows, columns, outputs, inputs] => {
            let place =
                |at: usize| (at % inputs * outputs + at / inputs % outputs) * rows * columns + at / inputs / outputs;
            (0..values.len()).map(|at| values[place(at)]).collect()
        }
        _ => values.clone(),
    }
}

/// The biases of a module, zeros where it has none.
fn bias(module: &Module, len: usize, channels: usize) -> Result<Vec<f64>> {
    match module.bias {
        None => Ok(vec![0.0; len]),
        Some(bias) if bias.shape == [len] => Ok(channels_last(len, channels).map(|at| bias.values[at]).collect()),
        Some(bias) => Err(Error::new("the bias has another shape")
            .field(&bias.name)
            .found(format!("{:?}", bias.shape))
            .allowed(format!("[{len}]"))),
    }
}

/// The numbers of an image with its channels last, counted as PyTorch does, with its channels first.
fn channels_last(len: usize, channels: usize) -> impl Iterator<Item = usize> {
    let places = len / channels.max(1);
    (0..len).map(move |at| at % channels * places + at / channels)
}

/// The shape in PyTorch of a kernel of a description: (outputs, inputs), or of a transposed convolution (input, output,
/// row, column).
fn torch_shape(described: &[usize]) -> Vec<usize> {
    match *described {
        [rows, columns, outputs, inputs] => vec![inputs, outputs, rows, columns],
        _ => described.to_vec(),
    }
}

fn shaped(network: &FirstForm, tensor: &TorchTensor, shape: &[usize]) -> Result<()> {
    match tensor.shape == shape {
        true => Ok(()),
        false => Err(Error::new("the tensor has another shape")
            .field(&tensor.name)
            .found(format!("{:?}", tensor.shape))
            .allowed(format!("{shape:?} for the network {}", network.name))),
    }
}
