//! Import of the weights of a Keras encoder from HDF5.
//!
//! The file is walked group by group; no layer names are assumed. The encoder is one kernel of four
//! dimensions (convolution) and one of two (dense), each with the bias that lies in the same group.
//! That fits files of `save_weights` and of `save` (which has a `model_weights` group around the
//! layers); the state of the optimizer is passed over. In a file of a whole autoencoder only what
//! stands in a group `encoder` is read; several kernels of one kind are refused otherwise. A layer
//! without a bias has zeros. What is between the kernels is taken for the network's own: this is for files of
//! `save_weights`. A file of `save` describes its model, and is read by that ([`super::model`]).
//!
//! Keras stores the dense kernel input-major, `(inputs, outputs)`; the registers are output-major.

use std::collections::BTreeSet;
use std::io::{Cursor, Read};
use std::path::Path;

use half::f16;
use hdf5_pure::{DType, Dataset, Datatype, DatatypeByteOrder, File, FloatingPointLayout, Group};
use zip::ZipArchive;

use super::links::{Links, Listing, Place, Target, other_file};
use crate::error::{Error, Result};
use crate::files::{self, memory};
use crate::interchange::checkpoint::Checkpoint;
use crate::interchange::import::{self, EncoderImport, Floats, ImportMode, ImportOptions, keras_shape, turned};
use crate::interchange::tensorflow;
use crate::network::{AeBlock, EncoderTensor, FirstForm, LATENTS};
use crate::nn::{TensorRole, Typed, WeightValues, Weights};

/// Most groups and datasets looked at. An encoder has under 20.
const MAX_OBJECTS: usize = 10_000;

/// Deepest nesting of groups. Keras files have at most 6 levels.
const MAX_DEPTH: usize = 32;

/// Most links of a group with soft links.
const MAX_FOLLOWED: usize = 500;

/// What stands behind the names of variables in a checkpoint of TensorFlow, and in those of the optimiser's numbers.
const ATTRIBUTES: &str = "/.ATTRIBUTES";
const SLOT: &str = ".OPTIMIZER_SLOT";

/// How groups with the state of the optimiser begin.
const OPTIMIZER: &str = "optimizer";

/// Bytes of memory for a number of a dataset.
const NUMBER: u64 = 24;

/// Most bytes of a file within a Keras 3 archive.
const MAX_MEMBER: u64 = 1 << 26;

/// Reads the weights of the encoder `network` from a Keras HDF5 file.
///
/// # Errors
/// A file that is not HDF5 or is damaged, no or several kernels of one kind (with a list of what is
/// there), shapes that are not those of the network, a description with pooling or other steps, datasets
/// that are not 32- or 64-bit floats, and weights that are not finite, by tensor and index (in the order of
/// the file).
pub fn import(path: &Path, network: &AeBlock, options: &ImportOptions) -> Result<EncoderImport> {
    tensors(path).and_then(|all| import_tensors(all, network, options)).map_err(|error| error.file(path))
}

/// As [`import()`], from the bytes of the file.
///
/// # Errors
/// As [`import()`].
pub fn import_bytes(bytes: Vec<u8>, block: &AeBlock, options: &ImportOptions) -> Result<EncoderImport> {
    import_tensors(datasets(&open(bytes)?)?, block, options)
}

/// The tensors of a file of weights.
fn tensors(path: &Path) -> Result<Vec<Found>> {
    match import::is_checkpoint(path) {
        true => of_checkpoint(&mut Checkpoint::open(path)?),
        false => datasets(&open(files::read_bytes(path)?)?),
    }
}

/// The tensors of a model in a checkpoint of TensorFlow, without those of its optimiser.
fn of_checkpoint(checkpoint: &mut Checkpoint) -> Result<Vec<Found>> {
    let names: Vec<String> = checkpoint.names().map(str::to_owned).collect();
    let mut all = Vec::new();
    for name in names {
        let (path, _) = name.split_once(ATTRIBUTES).unwrap_or((&name, ""));
        let own = !name.contains(SLOT) && !path.split('/').any(|part| part.starts_with(OPTIMIZER));
        let Some((shape, true)) = checkpoint.shape(&name).filter(|_| own) else { continue };
        let numbers = tensorflow::numbers(&checkpoint.tensor(&name)?);
        let numbers = numbers.ok_or_else(|| Error::new("the tensor is not of the shape that it has").field(&name))?;
        let (group, last) = path.rsplit_once('/').unwrap_or(("", path));
        let values = Values::Floats(numbers.values.into_iter().map(f64::from).collect());
        let layers = group.split('/').map(str::to_owned).collect();
        let (group, name, by_class) = (group.to_owned(), last.to_owned(), false);
        all.push(Found { group, layers, by_class, name, shape, values, object: None });
    }
    Ok(all)
}

fn import_tensors(all: Vec<Found>, block: &AeBlock, options: &ImportOptions) -> Result<EncoderImport> {
    let network = &block.first_form()?;
    if options.mode == ImportMode::Legacy {
        for tensor in EncoderTensor::ALL {
            let format = network.tensor_format(tensor);
            if (format.signed, format.bits, format.frac) != (true, 6, 5) {
                return Err(Error::new("the old conversion knows one number format only")
                    .field(tensor.name())
                    .found(format)
                    .allowed("s6.5")
                    .hint("use the conversion to the nearest number"));
            }
        }
    }
    let mut floats = read(all, network)?;
    if options.mode == ImportMode::Nearest {
        // To the order of the registers.
        let matrix = &mut floats[EncoderTensor::DenseKernel as usize].values;
        *matrix = turned(matrix, LATENTS);
    }
    import::from_floats(floats, block, options)
}

/// The weights of a file, and the description of the model where it has it: HDF5, or the archive of Keras 3.
///
/// # Errors
/// Files of other kinds, and damaged ones.
pub(super) fn open_model(bytes: Vec<u8>) -> Result<(File, Option<String>)> {
    if !bytes.starts_with(b"PK") {
        let file = open(bytes)?;
        let attributes = file.root().attrs().map_err(|error| damaged(&error))?;
        let text = attributes.get("model_config").and_then(|text| text.as_str()).map(str::to_owned);
        return Ok((file, text));
    }
    let mut zip = ZipArchive::new(Cursor::new(bytes)).map_err(no_model)?;
    let [mut config, mut weights] = [Vec::new(), Vec::new()];
    for (name, contents) in [("config.json", &mut config), ("model.weights.h5", &mut weights)] {
        let entry = zip.by_name(name).map_err(|error| no_model(error).field(name))?;
        entry.take(MAX_MEMBER + 1).read_to_end(contents).map_err(|error| no_model(error).field(name))?;
        if contents.len() as u64 > MAX_MEMBER {
            return Err(Error::new("the model is far too large for an encoder").field(name));
        }
    }
    let text = String::from_utf8(config).map_err(|error| no_model(error).field("config.json"))?;
    Ok((open(weights).map_err(|error| error.field("model.weights.h5"))?, Some(text)))
}

fn no_model(error: impl std::fmt::Display) -> Error {
    Error::new(format!("not a model of Keras 3: {error}")).hint("save it again with model.save('encoder.keras')")
}

fn damaged(error: &hdf5_pure::Error) -> Error {
    Error::new(format!("cannot read the HDF5 file: {error}")).hint("is it complete? copy or export it again")
}

/// A dataset found in the file.
pub(super) struct Found {
    pub(super) group: String,
    /// The layers that it belongs to, from the outermost.
    pub(super) layers: Vec<String>,
    /// These are the names that Keras makes of the classes of layers, and not the layers' own.
    pub(super) by_class: bool,
    pub(super) name: String,
    pub(super) shape: Vec<u64>,
    values: Values,
    /// Its header in the file, where that is known: several links may lead to one dataset.
    object: Option<u64>,
}

/// The numbers of a tensor.
enum Values {
    Dataset(Dataset),
    Floats(Vec<f64>),
}

impl Found {
    /// It is of floats, which whole numbers beside the weights (counters, states of random numbers) are not.
    fn is_of_floats(&self) -> bool {
        match &self.values {
            Values::Dataset(dataset) => matches!(dataset.dtype(), Ok(DType::F32 | DType::F64)) || is_half(dataset),
            Values::Floats(_) => true,
        }
    }

    pub(super) fn path(&self) -> String {
        format!("{}/{}", self.group, self.name)
    }
}

/// The path to a kernel by which a bias lies beside it, of several links that may lead to it.
fn with_bias<'a>(all: &'a [Found], kernel: &'a Found) -> &'a Found {
    let same = |found: &&Found| found.object.is_some() && found.object == kernel.object;
    all.iter().filter(same).find(|found| matches!(bias(all, found), Ok(Some(_)))).unwrap_or(kernel)
}

/// These datasets, each once, also where several links lead to it.
pub(super) fn once<'a>(found: impl IntoIterator<Item = &'a Found>) -> Vec<&'a Found> {
    let mut seen = BTreeSet::new();
    found.into_iter().filter(|found| found.object.is_none_or(|object| seen.insert(object))).collect()
}

fn shape_text(shape: &[u64]) -> String {
    let lengths: Vec<String> = shape.iter().map(u64::to_string).collect();
    format!("({})", lengths.join(", "))
}

fn list<'a>(found: impl IntoIterator<Item = &'a Found>) -> String {
    let lines: Vec<String> =
        found.into_iter().map(|found| format!("{} {}", found.path(), shape_text(&found.shape))).collect();
    if lines.is_empty() { "no datasets".into() } else { lines.join(", ") }
}

/// The weights of a Keras decoder, found by the shapes of its kernels: those of the first of these descriptions whose
/// kernels are all in the file, and the number of that description. In a file with an encoder too, only what stands in
/// groups called `decoder` is read. The file says nothing of what is between the layers; that is as described. In the
/// descriptions, each kernel is followed by its biases.
///
/// # Errors
/// As [`import()`]: a file that is not HDF5 or is damaged, and kernels that are missing, with a list of what is there.
pub fn import_decoder(path: &Path, candidates: &[Typed]) -> Result<(usize, Weights)> {
    tensors(path).and_then(|all| decoder_weights(all, candidates)).map_err(|error| error.file(path))
}

/// The shapes of the kernels of a network, as Keras has them.
fn kernels(network: &Typed) -> Vec<Vec<u64>> {
    let kernels = network.tensors().iter().filter(|tensor| tensor.role == TensorRole::Kernel);
    kernels.map(|kernel| keras_shape(&kernel.shape)).collect()
}

fn decoder_weights(all: Vec<Found>, candidates: &[Typed]) -> Result<(usize, Weights)> {
    let all = part(all, "decoder");
    check_layers(&all)?;
    let find = |network: &Typed| {
        let kernel = |shape: Vec<u64>| all.iter().find(|found| found.shape == shape);
        kernels(network).into_iter().map(kernel).collect::<Option<Vec<&Found>>>()
    };
    let found = candidates.iter().enumerate().find_map(|(number, network)| Some((number, network, find(network)?)));
    let (number, network, found) = found.ok_or_else(|| {
        let list_of =
            |network: &Typed| kernels(network).iter().map(|shape| shape_text(shape)).collect::<Vec<_>>().join(", ");
        Error::new("the file does not hold the kernels of a decoder")
            .found(list(&all))
            .allowed(candidates.iter().map(list_of).collect::<Vec<_>>().join("; or "))
            .hint("only decoders of these kinds are read from Keras files; a frozen graph may be of any")
    })?;
    fn floats(values: Vec<f64>) -> Vec<f32> {
        values.into_iter().map(|value| value as f32).collect()
    }
    let mut found = found.into_iter();
    let (mut tensors, mut kernel) = (Vec::new(), None);
    for tensor in network.tensors() {
        if tensor.role == TensorRole::Kernel {
            kernel = found.next().map(|kernel| with_bias(&all, kernel));
        }
        let Some(kernel) = kernel else { continue };
        tensors.push(WeightValues::Reals(match tensor.role {
            TensorRole::Kernel => {
                let floats = floats(values(kernel, &kernel.path())?);
                match tensor.shape.as_slice() {
                    &[outputs, _] => turned(&floats, outputs),
                    _ => floats,
                }
            }
            _ => match bias(&all, kernel)? {
                Some(bias) if bias.shape == [tensor.len() as u64] => floats(values(bias, &bias.path())?),
                None => vec![0.0; tensor.len()],
                Some(bias) => {
                    return Err(Error::new("the bias has another shape")
                        .field(bias.path())
                        .found(shape_text(&bias.shape))
                        .allowed(shape_text(&[tensor.len() as u64])));
                }
            },
        }));
    }
    Ok((number, Weights::new(network, tensors)?))
}

/// In a file of a whole autoencoder, what stands in groups of this name.
fn part(all: Vec<Found>, name: &str) -> Vec<Found> {
    let (inside, outside): (Vec<Found>, Vec<Found>) =
        all.into_iter().partition(|found| found.group.split('/').any(|group| group.to_lowercase().starts_with(name)));
    if inside.is_empty() { outside } else { inside }
}

/// Refuses weights of layers that are neither a convolution nor a dense layer, such as a normalisation: nothing would be
/// made of them.
///
/// # Errors
/// The first of them, by its path.
fn check_layers(all: &[Found]) -> Result<()> {
    let beside_kernel =
        |found: &Found| all.iter().any(|other| other.group == found.group && [2, 4].contains(&other.shape.len()));
    let others = all.iter().find(|found| !found.shape.is_empty() && found.is_of_floats() && !beside_kernel(found));
    match others {
        None => Ok(()),
        Some(found) => {
            Err(Error::new("the file has weights of a layer that is neither a convolution nor a dense layer")
                .field(found.path())
                .found(shape_text(&found.shape))
                .hint("save the whole model with model.save: then what the layer computes is known"))
        }
    }
}

/// Finds and reads the four tensors, in register order. Nothing larger than the tensors of the
/// network is read, whatever sizes a damaged file claims.
fn read(all: Vec<Found>, network: &FirstForm) -> Result<Vec<Floats>> {
    let all = part(all, "encoder");
    check_layers(&all)?;
    let mut tensors = Vec::new();
    for (tensor, its_bias) in
        [(EncoderTensor::ConvKernel, EncoderTensor::ConvBias), (EncoderTensor::DenseKernel, EncoderTensor::DenseBias)]
    {
        let kernel = with_bias(&all, kernel(&all, tensor)?);
        tensors.push(floats(network, tensor, kernel)?);
        tensors.push(match bias(&all, kernel)? {
            Some(bias) => floats(network, its_bias, bias)?,
            None => Floats { dataset: "no bias, zeros".into(), values: vec![0.0; network.tensor_len(its_bias)] },
        });
    }
    Ok(tensors)
}

/// A whole HDF5 file.
pub(super) fn open(bytes: Vec<u8>) -> Result<File> {
    if !hdf5_pure::is_hdf5_bytes(&bytes) {
        return Err(Error::new("not an HDF5 file: its signature is missing")
            .found(format!("{} bytes", bytes.len()))
            .hint("save the encoder with model.save_weights('encoder.hdf5')"));
    }
    let file = File::from_bytes(bytes).map_err(|error| damaged(&error))?;
    let (size, recorded) = (file.file_size(), file.superblock().eof_address);
    if size < recorded {
        return Err(Error::new("the HDF5 file is cut off")
            .found(format!("{size} bytes"))
            .allowed(format!("{recorded} bytes, as its header says"))
            .hint("copy or export it again"));
    }
    Ok(file)
}

/// All datasets of a file, also those that only soft links lead to.
///
/// # Errors
/// Damaged files, soft links that lead nowhere, and links to other files.
pub(super) fn datasets(file: &File) -> Result<Vec<Found>> {
    let links = Links::of(file);
    let root = Member { place: Some(Place { path: Vec::new(), address: links.root }), object: file.root() };
    let mut walk = Walk { file, links, numbered: false, by_class: false, left: MAX_OBJECTS, all: Vec::new() };
    let inside = walk.members(&root, "")?;
    // Keras 3, and Keras 2 in a file of Keras 3, call groups after classes. Keras 3 came to write the name of a layer
    // beside its tensors, in "vars".
    walk.numbered = ["layers", "vars"].iter().all(|name| inside.groups.iter().any(|(own, _)| own == name));
    let root = walk.links.root;
    walk.inside(inside, "", &[], &mut vec![root])?;
    Ok(walk.all)
}

/// What a link leads to, and where that is. The place is known but below large groups of the newer kind.
struct Member<T> {
    object: T,
    place: Option<Place>,
}

/// What is in a group, by the names of the links.
#[derive(Default)]
struct Members {
    datasets: Vec<(String, Member<Dataset>)>,
    groups: Vec<(String, Member<Group>)>,
}

/// The datasets of a file, as far as they are found.
struct Walk<'a> {
    file: &'a File,
    links: Links<'a>,
    numbered: bool,
    /// The group that is walked through does not say the name of its layer.
    by_class: bool,
    left: usize,
    all: Vec<Found>,
}

impl Walk<'_> {
    /// Collects the datasets of a group and of those below it. `around` are the headers of the groups that it is in.
    fn inside(&mut self, members: Members, path: &str, layers: &[String], around: &mut Vec<u64>) -> Result<()> {
        if around.len() > MAX_DEPTH {
            return Err(too_much());
        }
        for (name, Member { object: dataset, place }) in members.datasets {
            self.count()?;
            // A dataset without a readable shape is no weight tensor; damage shows where it is missed.
            if let Ok(shape) = dataset.shape() {
                let (group, layers, object) = (path.to_owned(), layers.to_vec(), place.map(|place| place.address));
                let values = Values::Dataset(dataset);
                self.all.push(Found { group, layers, by_class: self.by_class, name, shape, values, object });
            }
        }
        for (name, child) in members.groups {
            self.count()?;
            // "optimizer_weights" (Keras 2) or "optimizer" (Keras 3): moments have the shapes of kernels.
            if name.starts_with(OPTIMIZER) {
                continue;
            }
            let address = child.place.as_ref().map_or(u64::MAX, |place| place.address);
            // A link back to a group that this one is in shows nothing new.
            if child.place.is_some() && around.contains(&address) {
                continue;
            }
            let layer = match self.numbered {
                true => child.object.group("vars").ok().map(|vars| {
                    let own = name_of(&vars);
                    self.by_class = own.is_none();
                    own.unwrap_or_else(|| name.clone())
                }),
                // What stands around all layers of a file of 'save'.
                false => Some(name.clone()).filter(|name| around.len() > 1 || name != "model_weights"),
            };
            let own: Vec<String> = layers.iter().cloned().chain(layer).collect();
            let path = format!("{path}/{name}");
            let members = self.members(&child, &path)?;
            around.push(address);
            let by_class = self.by_class;
            self.inside(members, &path, &own, around)?;
            self.by_class = by_class;
            around.pop();
        }
        Ok(())
    }

    /// What is in a group; soft links are followed.
    fn members(&self, group: &Member<Group>, path: &str) -> Result<Members> {
        let listing = match &group.place {
            Some(place) => {
                let own = if path.is_empty() { "/" } else { path };
                Some((place, self.links.list(place.address).map_err(|error| error.field(own))?))
            }
            None => None,
        };
        match listing {
            Some((place, Listing::Links(links))) if links.iter().any(|(_, target)| target.object().is_none()) => {
                self.followed(place, links, path)
            }
            Some((place, Listing::Links(links))) => listed(&group.object, |name| {
                let link = links.iter().find(|(own, _)| own == name);
                link.and_then(|(_, target)| target.object()).map(|address| place.inside(name, address))
            }),
            Some((_, Listing::Indexed(count))) => {
                let members = listed(&group.object, |_| None)?;
                let types = group.object.named_datatypes().map_err(|error| damaged(&error))?.len();
                match (members.datasets.len() + members.groups.len() + types) as u64 == count {
                    true => Ok(members),
                    false => Err(Error::new(
                        "a large group has soft links or links to other files, which are not read there",
                    )
                    .field(path)
                    .hint("write the file without libver='latest', or copy what the links lead to")),
                }
            }
            None => listed(&group.object, |_| None),
        }
    }

    /// What the links of a group lead to, some of which are soft.
    fn followed(&self, group: &Place, links: Vec<(String, Target)>, path: &str) -> Result<Members> {
        // Each is looked for from the root again.
        if links.len() > MAX_FOLLOWED {
            return Err(too_much());
        }
        let mut members = Members::default();
        for (name, target) in links {
            let place = match target {
                _ if name.starts_with(OPTIMIZER) => continue,
                Target::Object(address) => Ok(group.inside(&name, address)),
                Target::Path(target) => self.links.follow(group, &target),
                Target::OtherFile(file) => Err(other_file(&file)),
            };
            let place = place.map_err(|error| error.field(format!("{path}/{name}")))?;
            let own = format!("/{}", place.path.join("/"));
            if let Ok(object) = self.file.dataset(&own) {
                members.datasets.push((name, Member { object, place: Some(place) }));
            } else if let Ok(object) = self.file.group(&own) {
                members.groups.push((name, Member { object, place: Some(place) }));
            }
        }
        Ok(members)
    }

    fn count(&mut self) -> Result<()> {
        self.left = self.left.checked_sub(1).ok_or_else(too_much)?;
        Ok(())
    }
}

/// What the hard links of a group lead to.
fn listed(group: &Group, place: impl Fn(&str) -> Option<Place>) -> Result<Members> {
    let datasets = group.iter_datasets().map_err(|error| damaged(&error))?;
    let groups = group.iter_groups().map_err(|error| damaged(&error))?;
    Ok(Members {
        datasets: datasets.map(|(name, object)| (name.clone(), Member { object, place: place(&name) })).collect(),
        groups: groups.map(|(name, object)| (name.clone(), Member { object, place: place(&name) })).collect(),
    })
}

fn too_much() -> Error {
    Error::new("the HDF5 file has far too many objects for an encoder, or groups in a circle")
}

fn name_of(group: &Group) -> Option<String> {
    group.attrs().ok()?.get("name")?.as_str().map(str::to_owned)
}

/// The one dataset with the number of dimensions of `tensor`.
fn kernel(all: &[Found], tensor: EncoderTensor) -> Result<&Found> {
    let (rank, kind) = if tensor == EncoderTensor::ConvKernel { (4, "convolution") } else { (2, "dense") };
    let candidates = once(all.iter().filter(|found| found.shape.len() == rank));
    match candidates.as_slice() {
        [one] => Ok(one),
        [] => Err(Error::new(format!("the file has no {kind} kernel ({rank} dimensions)"))
            .field(tensor.name())
            .found(list(all))
            .allowed("one convolution and one dense layer")),
        several => Err(Error::new(format!("the file has {} {kind} kernels, one is needed", several.len()))
            .field(tensor.name())
            .found(list(several.iter().copied()))
            .allowed("one convolution and one dense layer")
            .hint("save the encoder alone, without the decoder")),
    }
}

/// The bias in the group of a kernel: its one dataset of one dimension. A layer may have none.
fn bias<'a>(all: &'a [Found], kernel: &Found) -> Result<Option<&'a Found>> {
    let siblings = all.iter().filter(|found| found.group == kernel.group && found.shape.len() == 1);
    let named = once(siblings.clone().filter(|found| found.name.starts_with("bias")));
    let candidates = if named.is_empty() { once(siblings) } else { named };
    match candidates.as_slice() {
        [one] => Ok(Some(one)),
        [] => Ok(None),
        _ => Err(Error::new("a kernel needs exactly one bias in its group")
            .field(kernel.path())
            .found(list(all.iter().filter(|found| found.group == kernel.group)))
            .allowed("one dataset of one dimension beside the kernel")),
    }
}

fn floats(network: &FirstForm, tensor: EncoderTensor, found: &Found) -> Result<Floats> {
    let dataset = found.path();
    let field = format!("{} ({dataset})", tensor.name());
    let needed = keras_shape(&network.tensor_shape(tensor));
    if found.shape != needed {
        let mut error = Error::new("the tensor has another shape")
            .field(field)
            .found(shape_text(&found.shape))
            .allowed(format!("{} for the network {}", shape_text(&needed), network.name));
        if tensor == EncoderTensor::DenseKernel && found.shape.iter().rev().eq(&needed) {
            error = error.hint("Keras stores (inputs, outputs); this one is already transposed");
        }
        return Err(error);
    }
    Ok(Floats { dataset, values: values(found, &field)? })
}

/// Whether a dataset is of the 16-bit floats of IEEE 754, little-endian.
fn is_half(dataset: &Dataset) -> bool {
    let half = FloatingPointLayout {
        bit_offset: 0,
        bit_precision: 16,
        exponent_location: 10,
        exponent_size: 5,
        mantissa_location: 0,
        mantissa_size: 10,
        exponent_bias: 15,
    };
    let byte_order = DatatypeByteOrder::LittleEndian;
    dataset.datatype().is_ok_and(|found| found == Datatype::FloatingPoint { size: 2, byte_order, layout: half })
}

/// The values of a dataset whose shape was checked.
pub(super) fn values(found: &Found, field: &str) -> Result<Vec<f64>> {
    let values = match &found.values {
        Values::Floats(values) => values.clone(),
        Values::Dataset(dataset) => {
            // Its bytes, unpacked, and its numbers.
            let all = found.shape.iter().fold(NUMBER, |bytes, &length| bytes.saturating_mul(length));
            memory::check("a dataset of the file", all).map_err(|error| error.field(field))?;
            let dtype = dataset.dtype().map_err(|error| damaged(&error).field(field))?;
            if is_half(dataset) {
                let bytes = dataset.read_raw().map_err(|error| damaged(&error).field(field))?;
                bytes.as_chunks().0.iter().map(|&word| f16::from_le_bytes(word).to_f64()).collect()
            } else if matches!(dtype, DType::F32 | DType::F64) {
                dataset.read_f64().map_err(|error| damaged(&error).field(field))?
            } else {
                let error = Error::new("the weights are not floats").field(field).found(dtype);
                return Err(error.allowed("floats of 16 bits (little-endian), 32 or 64"));
            }
        }
    };
    let needed = found.shape.iter().fold(1u64, |all, &length| all.saturating_mul(length));
    if values.len() as u64 != needed {
        return Err(Error::new("the dataset does not hold as many weights as its shape says")
            .field(field)
            .found(values.len())
            .allowed(needed.to_string()));
    }
    if let Some(at) = values.iter().position(|value| !value.is_finite()) {
        return Err(Error::new("the weight is not a finite number")
            .field(format!("{field}[{at}]"))
            .found(values[at])
            .hint("the training diverged; the file cannot be used"));
    }
    Ok(values)
}

#[cfg(test)]
mod tests {
    use hdf5_pure::FileBuilder;

    use super::*;
    use crate::network::Format;

    /// Floats for every tensor, in the order of the file.
    fn some_floats(network: &AeBlock) -> [Vec<f64>; 4] {
        let form = network.first_form().unwrap();
        EncoderTensor::ALL.map(|tensor| {
            (0..form.tensor_len(tensor)).map(|i| ((i * 37 + tensor as usize) % 64) as f64 / 32.0 - 1.0).collect()
        })
    }

    /// A file as `save` writes it, with optimizer state, or without the outer group.
    fn file(network: &AeBlock, values: &[Vec<f64>; 4], outer: bool, wide: bool) -> Vec<u8> {
        layers(FileBuilder::new(), network, values, outer, wide)
    }

    fn layers(mut builder: FileBuilder, network: &AeBlock, values: &[Vec<f64>; 4], outer: bool, wide: bool) -> Vec<u8> {
        let form = network.first_form().unwrap();
        let layers = [
            ("first", [EncoderTensor::ConvKernel, EncoderTensor::ConvBias]),
            ("second", [EncoderTensor::DenseKernel, EncoderTensor::DenseBias]),
            ("optimizer_weights", [EncoderTensor::ConvKernel, EncoderTensor::DenseKernel]),
        ];
        let mut groups = Vec::new();
        for (name, tensors) in layers {
            let mut layer = builder.create_group(name);
            let mut inner = layer.create_group(name);
            for (name, tensor) in ["kernel:0", "bias:0"].into_iter().zip(tensors) {
                let (dataset, values) = (inner.create_dataset(name), &values[tensor as usize]);
                if wide {
                    dataset.with_f64_data(values);
                } else {
                    dataset.with_f32_data(&values.iter().map(|&value| value as f32).collect::<Vec<_>>());
                }
                dataset.with_shape(&keras_shape(&form.tensor_shape(tensor)));
            }
            layer.add_group(inner.finish());
            groups.push(layer.finish());
        }
        let [conv, dense, moments] = <[_; 3]>::try_from(groups).ok().unwrap();
        if outer {
            let mut model = builder.create_group("model_weights");
            model.add_group(conv);
            model.add_group(dense);
            builder.add_group(model.finish());
            builder.add_group(moments);
        } else {
            builder.add_group(conv);
            builder.add_group(dense);
        }
        builder.finish().unwrap()
    }

    fn small(change: impl FnOnce(&mut [Vec<f64>; 4])) -> Result<EncoderImport> {
        let network = AeBlock::chip_8x8();
        let mut values = some_floats(&network);
        change(&mut values);
        import_bytes(file(&network, &values, false, true), &network, &ImportOptions::default())
    }

    #[test]
    fn the_dense_kernel_is_transposed() {
        for network in [AeBlock::chip_8x8(), AeBlock::cmssw_4x4x3()] {
            let values = some_floats(&network);
            for (outer, wide) in [(false, false), (true, true)] {
                let bytes = file(&network, &values, outer, wide);
                let import = import_bytes(bytes, &network, &ImportOptions::default()).unwrap();
                assert_eq!((import.clipped, import.max_error), (0, 0.0));
                let dense = import.parameters.integers(EncoderTensor::DenseKernel.id());
                for (o, n) in [(0, 1), (1, 0), (15, 127), (7, 64)] {
                    assert_eq!(f64::from(dense[128 * o + n]), 32.0 * values[2][16 * n + o], "output {o}, input {n}");
                }
                let conv = import.parameters.integers(EncoderTensor::ConvKernel.id());
                assert!(conv.iter().zip(&values[0]).all(|(&raw, value)| f64::from(raw) == 32.0 * value));
                let prefix = if outer { "/model_weights" } else { "" };
                assert_eq!(import.tensors[2].dataset, format!("{prefix}/second/second/kernel:0"));
            }
        }
    }

    #[test]
    fn the_old_conversion_does_not_transpose_and_floors() {
        let network = AeBlock::chip_8x8();
        let mut values = some_floats(&network);
        values[1][..5].copy_from_slice(&[-0.01, 0.031, 0.99999, 1.5, -1.5]);
        let import = import_bytes(file(&network, &values, false, true), &network, &ImportMode::Legacy.into()).unwrap();
        assert_eq!(import.parameters.integers(EncoderTensor::ConvBias.id())[..5], [-1, 0, 31, 31, -32]);
        assert_eq!(import.clipped, 2);
        let dense = import.parameters.integers(EncoderTensor::DenseKernel.id());
        assert!(dense.iter().zip(&values[2]).all(|(&raw, value)| f64::from(raw) == 32.0 * value));
        let mut other = FirstForm::chip_8x8();
        other.dense.bias = Format::signed(8, 7);
        let other = other.block().unwrap();
        let error = import_bytes(file(&network, &values, false, true), &other, &ImportMode::Legacy.into()).unwrap_err();
        assert!(error.to_string().contains("dense_bias"), "{error}");
    }

    #[test]
    fn nearest_rounds_halves_to_even_and_clips() {
        let steps = [0.5, 1.5, -0.5, -1.5, 31.4, 31.5, 40.0, -32.4];
        let import = small(|values| values[1] = steps.map(|step| step / 32.0).to_vec()).unwrap();
        assert_eq!(import.parameters.integers(EncoderTensor::ConvBias.id()), [0, 2, 0, -2, 31, 31, 31, -32]);
        assert_eq!((import.clipped, import.tensors[1].clipped), (2, 2));
        assert_eq!(import.max_error, 9.0 / 32.0);
    }

    #[test]
    fn weights_that_are_no_numbers_are_named() {
        for (bad, text) in [(f64::NAN, "NaN"), (f64::INFINITY, "inf"), (f64::NEG_INFINITY, "-inf")] {
            let error = small(|values| values[2][130] = bad).unwrap_err().to_string();
            assert!(error.contains("dense_kernel (/second/second/kernel:0)[130]") && error.contains(text), "{error}");
        }
    }

    #[test]
    fn another_network_is_refused_with_both_shapes() {
        let (chip, cmssw) = (AeBlock::chip_8x8(), AeBlock::cmssw_4x4x3());
        let bytes = file(&cmssw, &some_floats(&cmssw), true, false);
        let error = import_bytes(bytes, &chip, &ImportOptions::default()).unwrap_err().to_string();
        assert!(error.contains("(3, 3, 3, 8)") && error.contains("(3, 3, 1, 8)"), "{error}");
        let mut builder = FileBuilder::new();
        builder.create_dataset("conv").with_f32_data(&[0.0; 72]).with_shape(&[3, 3, 1, 8]);
        builder.create_dataset("bias").with_f32_data(&[0.0; 8]);
        let mut group = builder.create_group("dense");
        group.create_dataset("vars0").with_f32_data(&[0.0; 2048]).with_shape(&[16, 128]);
        group.create_dataset("vars1").with_f32_data(&[0.0; 16]);
        builder.add_group(group.finish());
        let error = import_bytes(builder.finish().unwrap(), &chip, &ImportOptions::default()).unwrap_err().to_string();
        assert!(error.contains("(16, 128)") && error.contains("already transposed"), "{error}");
    }

    /// What is said of a file for the chip.
    fn fault(build: fn(&mut FileBuilder)) -> String {
        let mut builder = FileBuilder::new();
        build(&mut builder);
        let import = import_bytes(builder.finish().unwrap(), &AeBlock::chip_8x8(), &ImportOptions::default());
        import.unwrap_err().to_string()
    }

    #[test]
    fn ambiguity_and_absence_list_what_is_there() {
        let none = fault(|b| {
            b.create_dataset("x").with_f32_data(&[0.0; 4]).with_shape(&[2, 2]);
        });
        assert!(none.contains("no convolution kernel") && none.contains("/x (2, 2)"), "{none}");
        assert!(fault(|_| ()).contains("no datasets"));
        let two = fault(|b| {
            b.create_dataset("a").with_f32_data(&[0.0; 72]).with_shape(&[3, 3, 1, 8]);
            b.create_dataset("b").with_f32_data(&[0.0; 72]).with_shape(&[3, 3, 1, 8]);
        });
        assert!(two.contains("2 convolution kernels") && two.contains("/a (3, 3, 1, 8), /b"), "{two}");
        let bias = fault(|b| {
            b.create_dataset("a").with_f32_data(&[0.0; 72]).with_shape(&[3, 3, 1, 8]);
            b.create_dataset("m").with_f32_data(&[0.0; 4]).with_shape(&[2, 2]);
            b.create_dataset("one").with_f32_data(&[0.0; 8]);
            b.create_dataset("two").with_f32_data(&[0.0; 8]);
        });
        assert!(bias.contains("exactly one bias"), "{bias}");
        let integers = fault(|b| {
            b.create_dataset("a").with_i32_data(&[0; 72]).with_shape(&[3, 3, 1, 8]);
            b.create_dataset("bias").with_f32_data(&[0.0; 8]);
            let mut dense = b.create_group("dense");
            dense.create_dataset("kernel").with_f32_data(&[0.0; 2048]).with_shape(&[128, 16]);
            dense.create_dataset("bias").with_f32_data(&[0.0; 16]);
            b.add_group(dense.finish());
        });
        assert!(integers.contains("not floats") && integers.contains("i32"), "{integers}");
    }

    #[test]
    fn files_that_are_not_hdf5_are_refused() {
        let network = AeBlock::chip_8x8();
        for bytes in [vec![], b"Mux: {0: 1}\n".to_vec(), b"\x89HDF\r\n\x1a\n".to_vec(), vec![0; 5000]] {
            assert!(import_bytes(bytes, &network, &ImportOptions::default()).is_err());
        }
        let error = import(Path::new("/no/such/file.hdf5"), &network, &ImportOptions::default()).unwrap_err();
        assert!(error.to_string().contains("/no/such/file.hdf5"), "{error}");
    }

    /// A file that is cut off is always refused; one with a changed byte gives an error or other
    /// weights, and the reader does not panic.
    #[test]
    fn damaged_files_are_refused_without_a_panic() {
        let network = AeBlock::chip_8x8();
        for wide in [true, false] {
            let whole = file(&network, &some_floats(&network), wide, wide);
            for length in (0..whole.len()).step_by(97).chain(0..600) {
                let cut = whole[..length].to_vec();
                assert!(import_bytes(cut, &network, &ImportOptions::default()).is_err(), "cut after {length} bytes");
            }
            for place in 0..whole.len() {
                // Between the headers lie the floats, where a flip is only another number.
                if place > 4_000 && place % 61 != 0 {
                    continue;
                }
                for flip in [0x01, 0x80, 0xFF] {
                    let mut bytes = whole.clone();
                    bytes[place] ^= flip;
                    let _ = import_bytes(bytes, &network, &ImportOptions::default());
                }
            }
        }
    }

    /// A decoder whose last kernel has this shape; its numbers count on from one that tells the layer.
    fn decoder_file(last: &[u64]) -> Vec<Found> {
        fn ramp(len: usize, from: f64) -> Vec<f64> {
            (0..len).map(|i| from + i as f64).collect()
        }
        let mut builder = FileBuilder::new();
        for (layer, shape, outputs, from) in [
            ("dense", &[16, 128][..], 128, 0.0),
            ("conv2d_transpose_1", last, last[2], 1000.0),
            ("conv2d_transpose", &[3, 3, 8, 8], 8, 5000.0),
        ] {
            let mut group = builder.create_group(layer);
            let len = shape.iter().product::<u64>() as usize;
            group.create_dataset("kernel:0").with_f64_data(&ramp(len, from)).with_shape(shape);
            group.create_dataset("bias:0").with_f64_data(&ramp(outputs as usize, -from)).with_shape(&[outputs]);
            builder.add_group(group.finish());
        }
        datasets(&open(builder.finish().unwrap()).unwrap()).unwrap()
    }

    /// A decoder of real numbers, with tensors and their biases by these names.
    fn described(inputs: usize, layers: &str, tensors: &[&str]) -> Typed {
        let tensor = |name: &&str| format!("{{name: {name}, number: float32}}, {{name: {name}b, number: float32}}");
        let tensors = tensors.iter().map(tensor).collect::<Vec<_>>().join(", ");
        let text = format!(
            "{{format: 2, name: n, inputs: [{{name: x, shape: [{inputs}], number: float32}}], tensors: [{tensors}], \
             layers: [{layers}], outputs: [z]}}"
        );
        crate::nn::Network::from_yaml(&text, Path::new("n.yaml")).unwrap().check().unwrap()
    }

    #[test]
    fn a_decoder_by_its_shapes() {
        let candidates = [
            described(
                24,
                "{name: d, op: dense, inputs: [x], units: 128, weights: k, bias: kb}, \
                 {name: i, op: reshape, inputs: [d], shape: [4, 4, 8]}, \
                 {name: z, op: conv-transpose2d, inputs: [i], kernel: [3, 3], filters: 1, weights: m, bias: mb}",
                &["k", "m"],
            ),
            described(
                16,
                "{name: d, op: dense, inputs: [x], units: 128, weights: k, bias: kb}, \
                 {name: i, op: reshape, inputs: [d], shape: [4, 4, 8]}, \
                 {name: j, op: conv-transpose2d, inputs: [i], kernel: [3, 3], filters: 8, weights: l, bias: lb}, \
                 {name: z, op: conv-transpose2d, inputs: [j], kernel: [3, 3], filters: 1, weights: m, bias: mb}",
                &["k", "l", "m"],
            ),
        ];
        let (number, weights) = decoder_weights(decoder_file(&[3, 3, 1, 8]), &candidates).unwrap();
        assert_eq!(number, 1);
        let [dense, first, wide, second, last, third] =
            candidates[1].tensor_ids().map(|id| weights.reals(id)).collect::<Vec<_>>()[..]
        else {
            panic!("six tensors")
        };
        assert_eq!(
            [dense.len(), first.len(), wide.len(), second.len(), last.len(), third.len()],
            [2048, 128, 576, 8, 72, 1]
        );
        // Input 1 of unit 1: Keras has all units of input 0 first.
        assert_eq!((dense[17], wide[0]), (129.0, 5000.0));
        assert_eq!((last[1], third[0]), (1001.0, -1000.0));
        let fault = decoder_weights(decoder_file(&[3, 3, 3, 8]), &candidates).unwrap_err().to_string();
        assert!(fault.contains("(24, 128), (3, 3, 1, 8); or (16, 128), (3, 3, 8, 8), (3, 3, 1, 8)"), "{fault}");
        assert!(fault.contains("conv2d_transpose_1/kernel:0"), "{fault}");
    }
}
