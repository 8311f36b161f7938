//! Settings and weights of a chip.

use std::collections::BTreeMap;
use std::path::PathBuf;

use econ_emu::chip::Options;
use econ_emu::error::Error;
use econ_emu::interchange::import::encoder_of_reals;
use econ_emu::network::AeBlock;
use econ_emu::nn::{Typed, WeightValues, Weights};
use econ_emu::registers::settings::{SETTINGS, Setting};
use econ_emu::registers::{
    ChipConfig, ConfigDifference, Dialect, Generation, Reading, default_network, default_settings, i2c, image,
    read_configs, write_config,
};
use numpy::{PyArray1, PyArrayMethods, PyReadonlyArrayDyn};
use pyo3::exceptions::PyKeyError;
use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyDict, PyInt, PyList};

use crate::faults::{OrRaise, raised};

/// Settings and weights of a chip, as its registers hold them.
#[pyclass(module = "econ_emu")]
#[derive(Clone)]
pub struct Registers {
    config: ChipConfig,
    options: Options,
    dialect: Option<Dialect>,
    /// What was read over but may have been meant otherwise.
    #[pyo3(get)]
    warnings: Vec<String>,
}

impl Registers {
    /// Registers of a chip that exists.
    pub fn of(config: ChipConfig, options: Options) -> Self {
        Registers { config, options, dialect: None, warnings: Vec::new() }
    }

    /// What a chip is made of.
    pub fn setup(&self) -> (&ChipConfig, &Options) {
        (&self.config, &self.options)
    }

    fn typed(&self) -> &Typed {
        self.options.network.typed()
    }
}

/// Weights by tensor: integers in units of their last fractional bit, or real numbers.
pub fn tensors_of<'py>(py: Python<'py>, network: &Typed, weights: &Weights) -> PyResult<Bound<'py, PyDict>> {
    let arrays = PyDict::new(py);
    for (tensor, values) in network.tensors().iter().zip(weights.tensors()) {
        let shape = tensor.shape.clone();
        match values {
            WeightValues::Integers(values) => {
                arrays.set_item(&tensor.name, PyArray1::from_slice(py, values).reshape(shape)?)?;
            }
            WeightValues::Reals(values) => {
                arrays.set_item(&tensor.name, PyArray1::from_slice(py, values).reshape(shape)?)?;
            }
        }
    }
    Ok(arrays)
}

/// Weights of such arrays.
pub fn weights_of(network: &Typed, arrays: &BTreeMap<String, Bound<'_, PyAny>>) -> PyResult<Weights> {
    let mut tensors = Vec::new();
    for tensor in network.tensors() {
        let Some(array) = arrays.get(&tensor.name) else {
            let fault = Error::new("weights are missing").field(&tensor.name);
            return Err(raised(fault.found(arrays.keys().cloned().collect::<Vec<_>>().join(", "))));
        };
        let shape: Vec<usize> = array.getattr("shape")?.extract()?;
        if shape != tensor.shape {
            let (found, allowed) = (format!("{shape:?}"), format!("{:?}", tensor.shape));
            return Err(raised(Error::new("another shape").field(&tensor.name).found(found).allowed(allowed)));
        }
        if tensor.number.format().is_none() {
            let values: PyReadonlyArrayDyn<'_, f32> = array.call_method1("astype", ("float32",))?.extract()?;
            tensors.push(WeightValues::Reals(values.as_array().iter().copied().collect()));
            continue;
        }
        let converted = array.call_method1("astype", ("int32",))?;
        let same: bool = converted.call_method1("__eq__", (array,))?.call_method0("all")?.extract()?;
        if !same {
            let fault = Error::new("weights are integers of 32 bits, in units of their last fractional bit");
            return Err(raised(fault.field(&tensor.name).hint("round(w * 32) makes them of real ones for 6 bits")));
        }
        let values: PyReadonlyArrayDyn<'_, i32> = converted.extract()?;
        tensors.push(WeightValues::Integers(values.as_array().iter().copied().collect()));
    }
    if let Some(name) = arrays.keys().find(|name| network.find_tensor(name).is_none()) {
        return Err(PyKeyError::new_err(format!("the network has no tensor '{name}'")));
    }
    Weights::new(network, tensors).or_raise()
}

/// The weights of a configuration that must have some.
pub fn weights_in(config: &ChipConfig) -> econ_emu::error::Result<&Weights> {
    config.weights.as_ref().ok_or_else(|| Error::new("the registers have no weights").field("weights"))
}

/// A setting by its name.
fn setting(name: &str) -> PyResult<&'static Setting> {
    Setting::find(name).ok_or_else(|| {
        let names: Vec<&str> = SETTINGS.iter().map(|setting| setting.name).collect();
        PyKeyError::new_err(format!("no setting '{name}'; there are: {}", names.join(", ")))
    })
}

/// A large number as an int.
fn int<'py>(py: Python<'py>, digits: String) -> PyResult<Bound<'py, PyAny>> {
    py.get_type::<PyInt>().call1((digits,))
}

/// A dialect by its letter.
fn dialect_of(name: &str) -> PyResult<Dialect> {
    let found = Dialect::ALL.into_iter().find(|dialect| format!("{dialect:?}").eq_ignore_ascii_case(name));
    found.ok_or_else(|| raised(Error::out_of_range("dialect", name, "a, b, c, d or e")))
}

#[pymethods]
impl Registers {
    /// The registers of the built-in configuration, with the default encoder.
    #[staticmethod]
    fn default() -> PyResult<Self> {
        let network = default_network().or_raise()?;
        Ok(Registers::of(default_settings().or_raise()?, Options { network, ..Options::default() }))
    }

    /// The registers after a reset of the chip: "p1" or "prod".
    #[staticmethod]
    #[pyo3(signature = (generation="prod"))]
    fn after_reset(generation: &str) -> PyResult<Self> {
        let generation = generation_of(generation)?;
        Ok(Registers::of(ChipConfig::reset(generation), Options::default()))
    }

    /// Reads a configuration, or several files that make one.
    #[staticmethod]
    #[pyo3(signature = (paths, *, network=None, options=None, lenient=false, module=None, without_weights=false))]
    fn read(
        paths: Vec<PathBuf>,
        network: Option<PathBuf>,
        options: Option<&str>,
        lenient: bool,
        module: Option<String>,
        without_weights: bool,
    ) -> PyResult<Self> {
        let mut options = match options {
            None => Options::default(),
            Some(text) => {
                serde_json::from_str(text).map_err(|error| raised(Error::new(error.to_string()).field("options")))?
            }
        };
        if let Some(path) = network {
            let text = econ_emu::files::read_text(&path).or_raise()?;
            options.network = AeBlock::from_yaml(&text, &path).or_raise()?;
        }
        let file = read_configs(&paths, &Reading { lenient, module, without_weights }, &options.network).or_raise()?;
        let dialect = Some(file.dialect);
        let (config, warnings) = file.into_parts();
        Ok(Registers { config, options, dialect, warnings })
    }

    /// The text of a configuration in a dialect (a to e); the one that was read, if none is named.
    #[pyo3(signature = (dialect=None))]
    fn text(&self, dialect: Option<&str>) -> PyResult<String> {
        let same = |dialect: &Dialect| dialect.generation() == self.config.generation;
        let read = self.dialect.or_else(|| Dialect::ALL.into_iter().find(same));
        let dialect = dialect.map_or(Ok(read.unwrap_or(Dialect::A).written()), dialect_of)?;
        write_config(&self.config, dialect, &self.options.network).or_raise()
    }

    /// Writes that text to a file, which appears complete or not at all.
    #[pyo3(signature = (path, dialect=None))]
    fn write(&self, path: PathBuf, dialect: Option<&str>) -> PyResult<()> {
        econ_emu::files::write(&path, self.text(dialect)?).or_raise()
    }

    /// Names of all settings.
    #[staticmethod]
    fn names() -> Vec<&'static str> {
        SETTINGS.iter().map(|setting| setting.name).collect()
    }

    /// What a setting is, in a phrase.
    #[staticmethod]
    fn meaning(name: &str) -> PyResult<&'static str> {
        Ok(setting(name)?.effect.meaning)
    }

    fn __getitem__<'py>(&self, py: Python<'py>, name: &str) -> PyResult<Bound<'py, PyAny>> {
        let setting = setting(name)?;
        let value = |index| int(py, setting.get(&self.config, index).to_string());
        match setting.count() {
            1 => value(0),
            count => Ok(PyList::new(py, (0..count).map(value).collect::<PyResult<Vec<_>>>()?)?.into_any()),
        }
    }

    fn __setitem__(&mut self, name: &str, value: &Bound<'_, PyAny>) -> PyResult<()> {
        let setting = setting(name)?;
        let mut config = self.config.clone();
        let one = value.call_method0("__index__");
        let values: Vec<Bound<'_, PyAny>> = match (&one, setting.count()) {
            (Ok(value), count) => vec![value.clone(); count],
            (Err(_), _) => value.try_iter()?.map(|value| value?.call_method0("__index__")).collect::<PyResult<_>>()?,
        };
        if values.len() != setting.count() {
            let (found, allowed) = (values.len(), format!("one number, or {}", setting.count()));
            return Err(raised(Error::out_of_range(name, found, allowed)));
        }
        for (index, value) in values.iter().enumerate() {
            let text: String = value.str()?.extract()?;
            let number =
                text.parse().map_err(|_| raised(Error::new("no number of a register").field(name).found(&text)))?;
            setting.set(&mut config, index, &number).map_err(|error| raised(error.field(setting.name_at(index))))?;
        }
        self.config = config;
        Ok(())
    }

    /// The weights: a dict of integer arrays, in units of their last fractional bit (1/32 for 6 bits); None without weights.
    fn weights<'py>(&self, py: Python<'py>) -> PyResult<Option<Bound<'py, PyDict>>> {
        self.config.weights.as_ref().map(|weights| tensors_of(py, self.typed(), weights)).transpose()
    }

    /// Replaces all weights by those of a dict as weights() gives it.
    fn set_weights(&mut self, arrays: BTreeMap<String, Bound<'_, PyAny>>) -> PyResult<()> {
        self.config.weights = Some(weights_of(self.typed(), &arrays)?);
        Ok(())
    }

    /// Replaces all weights by the nearest ones to real numbers, by tensor, in the order of the registers: how many were
    /// moved to an end of their format, and how far the furthest is from its number.
    fn round_weights(&mut self, tensors: Vec<Vec<f64>>) -> PyResult<(usize, f64)> {
        let import = encoder_of_reals(tensors, &self.options.network).or_raise()?;
        self.config.weights = Some(import.parameters);
        Ok((import.clipped, import.max_error))
    }

    /// Names and shapes of the tensors of weights, in the order of the registers.
    fn tensors(&self) -> Vec<(String, Vec<usize>)> {
        self.typed().tensors().iter().map(|tensor| (tensor.name.clone(), tensor.shape.clone())).collect()
    }

    /// The weight registers as bytes, in the order of their addresses.
    fn image<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyBytes>> {
        let bytes = weights_in(&self.config).and_then(|weights| image::to_bytes(&self.options.network, weights));
        Ok(PyBytes::new(py, &bytes.or_raise()?))
    }

    /// Replaces the weights by those of such bytes.
    fn set_image(&mut self, bytes: &[u8]) -> PyResult<()> {
        self.config.weights = Some(image::from_bytes(&self.options.network, bytes).or_raise()?);
        Ok(())
    }

    /// Writes over I2C that bring these registers into a P1 chip: pairs of address and bytes.
    fn i2c<'py>(&self, py: Python<'py>) -> PyResult<Vec<(u16, Bound<'py, PyBytes>)>> {
        let writes = i2c::to_writes(&self.config, &self.options.network).or_raise()?;
        Ok(writes.iter().map(|write| (write.address, PyBytes::new(py, &write.bytes))).collect())
    }

    /// What differs from other registers: a list of dicts with setting, index, values, meaning, stages and acts.
    fn diff<'py>(&self, py: Python<'py>, other: &Registers) -> PyResult<Vec<Bound<'py, PyDict>>> {
        let found = ConfigDifference::of(&self.config, &other.config, &self.options.network);
        let mut list = Vec::new();
        let mut add = |name: &str, index: usize, values: (Bound<'py, PyAny>, Bound<'py, PyAny>), acts: bool| {
            let one = PyDict::new(py);
            one.set_item("setting", name)?;
            one.set_item("index", index)?;
            one.set_item("values", values)?;
            one.set_item("acts", acts)?;
            list.push(one);
            PyResult::Ok(())
        };
        for one in &found.settings {
            for value in &one.values {
                let [a, b] = &value.values;
                add(one.setting.name, value.index, (int(py, a.to_string())?, int(py, b.to_string())?), one.acts)?;
            }
        }
        if let Some(weights) = &found.weights {
            for tensor in &weights.tensors {
                for (index, [a, b]) in &tensor.weights {
                    add(&tensor.name, *index, (int(py, a.to_string())?, int(py, b.to_string())?), weights.acts)?;
                }
            }
            if weights.there[0] != weights.there[1] {
                let [a, b] =
                    weights.there.map(|there| there.into_pyobject(py).map(|there| there.to_owned().into_any()));
                add("weights", 0, (a?, b?), weights.acts)?;
            }
        }
        Ok(list)
    }

    fn __eq__(&self, other: &Bound<'_, PyAny>) -> bool {
        other.cast::<Registers>().is_ok_and(|other| {
            let other = other.borrow();
            self.config == other.config && self.options == other.options
        })
    }

    fn copy(&self) -> Self {
        self.clone()
    }

    fn __repr__(&self) -> String {
        let ChipConfig { algorithm, links, .. } = &self.config;
        let generation = self.options.generation(&self.config);
        let weights = if self.config.weights.is_some() { "with weights" } else { "without weights" };
        format!("<Registers: {algorithm}, {generation}, {links} links, {weights}>")
    }
}

fn generation_of(name: &str) -> PyResult<Generation> {
    let all = [Generation::P1, Generation::Prod];
    let found = all.into_iter().find(|generation| generation.to_string().eq_ignore_ascii_case(name));
    found.ok_or_else(|| raised(Error::out_of_range("generation", name, "p1 or prod")))
}
