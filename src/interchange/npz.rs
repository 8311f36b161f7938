//! Arrays of NumPy: `.npy` for one, `.npz` for several in a zip file that is not compressed.
//!
//! The weights of a described network are such a file: for each tensor an array under its name and in its shape, int32
//! in units of the last fractional bit, or float32 where the tensor is of real numbers.

use std::collections::BTreeMap;
use std::io::{Cursor, Read};

use half::f16;
use zip::ZipArchive;

use super::archive;
use super::ndarray::NdArray;
use crate::error::{Error, Result};
use crate::files::memory::Taken;
use crate::nn::{Typed, WeightValues, Weights};

/// ArrayValues of an array, the last index fastest.
#[derive(Debug, Clone)]
pub enum ArrayValues {
    /// int8.
    Int8(Vec<i8>),
    /// int32.
    Int32(Vec<i32>),
    /// float32.
    Float32(Vec<f32>),
}

/// A named array.
#[derive(Debug, Clone)]
pub struct NamedArray {
    /// Key in the file.
    pub name: String,
    /// Lengths.
    pub shape: Vec<usize>,
    /// ArrayValues.
    pub values: ArrayValues,
}

impl NamedArray {
    /// An array of integers.
    pub fn int8(name: impl Into<String>, shape: &[usize], values: Vec<i8>) -> Self {
        NamedArray { name: name.into(), shape: shape.to_vec(), values: ArrayValues::Int8(values) }
    }

    /// An array of floats.
    pub fn float32(name: impl Into<String>, shape: &[usize], values: Vec<f32>) -> Self {
        NamedArray { name: name.into(), shape: shape.to_vec(), values: ArrayValues::Float32(values) }
    }

    /// An array of wider integers.
    pub fn int32(name: impl Into<String>, shape: &[usize], values: Vec<i32>) -> Self {
        NamedArray { name: name.into(), shape: shape.to_vec(), values: ArrayValues::Int32(values) }
    }

    /// The array as a `.npy` file, version 1.0.
    pub fn npy(&self) -> Vec<u8> {
        let (kind, data): (&str, Vec<u8>) = match &self.values {
            ArrayValues::Int8(values) => ("|i1", values.iter().map(|&value| value as u8).collect()),
            ArrayValues::Int32(values) => ("<i4", values.iter().flat_map(|value| value.to_le_bytes()).collect()),
            ArrayValues::Float32(values) => ("<f4", values.iter().flat_map(|value| value.to_le_bytes()).collect()),
        };
        let shape: String = self.shape.iter().map(|length| format!("{length}, ")).collect();
        let mut header = format!("{{'descr': '{kind}', 'fortran_order': False, 'shape': ({}), }}", shape.trim_end());
        // The header ends with a line feed, and with it the data start at a multiple of 64.
        let before = 10;
        let padded = (before + header.len() + 1).next_multiple_of(64) - before;
        header = format!("{header:<width$}\n", width = padded - 1);
        let mut file = b"\x93NUMPY\x01\x00".to_vec();
        file.extend((header.len() as u16).to_le_bytes());
        file.extend(header.as_bytes());
        file.extend(data);
        file
    }
}

/// Arrays as a `.npz` file. The same arrays give the same bytes.
///
/// # Errors
/// Two arrays of one name.
pub fn write(arrays: &[NamedArray]) -> Result<Vec<u8>> {
    let member = |array: &NamedArray| (format!("{}.npy", array.name), array.npy());
    archive::write(&arrays.iter().map(member).collect::<Vec<_>>())
}

/// Most bytes of an array that is read.
const MAX_BYTES: u64 = 1 << 24;

fn no_arrays(error: impl std::fmt::Display) -> Error {
    Error::new(format!("not a file of NumPy arrays: {error}")).hint("write it with numpy.savez")
}

/// Reads the arrays of a `.npz` file that is not compressed, by their keys.
///
/// # Errors
/// Bytes that are no such file, and arrays of other numbers than integers and floats.
pub fn read(bytes: &[u8]) -> Result<BTreeMap<String, NdArray>> {
    let mut zip = ZipArchive::new(Cursor::new(bytes)).map_err(no_arrays)?;
    let (mut arrays, mut taken) = (BTreeMap::new(), Taken::default());
    for number in 0..zip.len() {
        let entry = zip.by_index(number).map_err(no_arrays)?;
        let name = entry.name().map_err(no_arrays)?.into_owned();
        let Some(key) = name.strip_suffix(".npy").map(str::to_owned) else { continue };
        let mut file = Vec::new();
        entry.take(MAX_BYTES).read_to_end(&mut file).map_err(no_arrays)?;
        // Numbers of a byte become floats; those of all arrays stay.
        let bytes = (size_of::<f32>() * file.len()) as u64;
        taken.add("the arrays of the file", bytes).map_err(|error| error.field(&key))?;
        let array =
            npy(&file).ok_or_else(|| no_arrays("no array of integers or floats in the order of C").field(&key))?;
        arrays.insert(key, array);
    }
    Ok(arrays)
}

/// An array of a `.npz` file with the shape that it needs.
///
/// # Errors
/// No such array, or another shape.
pub fn array(arrays: &BTreeMap<String, NdArray>, name: &str, shape: &[usize]) -> Result<Vec<f32>> {
    let listed = || arrays.keys().map(String::as_str).collect::<Vec<_>>().join(", ");
    let found = arrays.get(name).ok_or_else(|| Error::new("the array is missing").field(name).found(listed()))?;
    match found.shape == shape {
        true => Ok(found.values.clone()),
        false => Err(Error::new("the array has another shape")
            .field(name)
            .found(format!("{:?}", found.shape))
            .allowed(format!("{shape:?}"))),
    }
}

/// The weights of a network, an array for each tensor.
///
/// # Errors
/// As [`write()`].
pub fn write_weights(network: &Typed, weights: &Weights) -> Result<Vec<u8>> {
    let arrays = network.tensors().iter().zip(weights.tensors()).map(|(tensor, values)| match values {
        WeightValues::Integers(values) => NamedArray::int32(&tensor.name, &tensor.shape, values.clone()),
        WeightValues::Reals(values) => NamedArray::float32(&tensor.name, &tensor.shape, values.clone()),
    });
    write(&arrays.collect::<Vec<_>>())
}

/// Reads the weights of a network as [`write_weights`] writes them.
///
/// # Errors
/// As [`read`]; tensors that are missing or of another shape, numbers that are no integers where they must be, and
/// integers that their format does not hold.
pub fn read_weights(network: &Typed, bytes: &[u8]) -> Result<Weights> {
    let arrays = read(bytes)?;
    let mut tensors = Vec::new();
    for tensor in network.tensors() {
        let values = array(&arrays, &tensor.name, &tensor.shape)?;
        tensors.push(match tensor.number.is_fixed() {
            true => WeightValues::Integers(integers(&values).map_err(|(at, value)| {
                Error::new("the weight is no integer").field(format!("{}[{at}]", tensor.name)).found(value)
            })?),
            false => WeightValues::Reals(values),
        });
    }
    Weights::new(network, tensors)
}

/// Integers that are written as floats; formats of weights are far narrower than what such a float holds. Else the first
/// number that is none, with its place.
fn integers(values: &[f32]) -> std::result::Result<Vec<i32>, (usize, f32)> {
    let is_integer = |value: f32| value.fract() == 0.0 && value.abs() < 16_777_216.0;
    match values.iter().position(|&value| !is_integer(value)) {
        Some(at) => Err((at, values[at])),
        None => Ok(values.iter().map(|&value| value as i32).collect()),
    }
}

/// The array of a `.npy` file.
fn npy(file: &[u8]) -> Option<NdArray> {
    let rest = file.strip_prefix(b"\x93NUMPY")?;
    let (version, rest) = rest.split_at_checked(2)?;
    let width = if version[0] == 1 { 2 } else { 4 };
    let (length, rest) = rest.split_at_checked(width)?;
    let length = length.iter().rev().fold(0usize, |length, &byte| length << 8 | usize::from(byte));
    let (header, data) = rest.split_at_checked(length)?;
    let header = std::str::from_utf8(header).ok()?;
    fn after<'a>(header: &'a str, key: &str) -> Option<&'a str> {
        Some(header.split_once(&format!("'{key}':"))?.1.trim_start())
    }
    if !after(header, "fortran_order")?.starts_with("False") {
        return None;
    }
    let lengths = after(header, "shape")?.strip_prefix('(')?.split_once(')')?.0;
    let lengths = lengths.split(',').map(str::trim).filter(|length| !length.is_empty());
    let shape = lengths.map(|length| length.parse().ok()).collect::<Option<Vec<usize>>>()?;
    let kind = after(header, "descr")?.strip_prefix('\'')?.split_once('\'')?.0;
    let values = match kind {
        "|i1" => data.iter().map(|&byte| f32::from(byte as i8)).collect(),
        "<i2" => data.as_chunks().0.iter().map(|&word| f32::from(i16::from_le_bytes(word))).collect(),
        "<i4" => data.as_chunks().0.iter().map(|&word| i32::from_le_bytes(word) as f32).collect(),
        "<i8" => data.as_chunks().0.iter().map(|&word| i64::from_le_bytes(word) as f32).collect(),
        "<f2" => data.as_chunks().0.iter().map(|&word| f16::from_le_bytes(word).to_f32()).collect(),
        "<f4" => data.as_chunks().0.iter().map(|&word| f32::from_le_bytes(word)).collect(),
        "<f8" => data.as_chunks().0.iter().map(|&word| f64::from_le_bytes(word) as f32).collect(),
        _ => return None,
    };
    NdArray::new(shape, values).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arrays_are_read_back() {
        let bytes = write(&[
            NamedArray::int8("a", &[2, 2], vec![1, -2, 3, -4]),
            NamedArray::float32("b.c", &[3], vec![0.5, 1.0, -1.5]),
        ]);
        let bytes = bytes.unwrap();
        let arrays = read(&bytes).unwrap();
        assert_eq!(arrays["a"], NdArray { shape: vec![2, 2], values: vec![1.0, -2.0, 3.0, -4.0] });
        assert_eq!(arrays["b.c"], NdArray { shape: vec![3], values: vec![0.5, 1.0, -1.5] });
        for length in 0..bytes.len() {
            let _ = read(&bytes[..length]);
        }
        assert!(read(b"PK").unwrap_err().to_string().contains("numpy.savez"));
    }

    #[test]
    fn an_array_byte_by_byte() {
        let file = NamedArray::int8("x", &[2, 3], vec![1, 2, 3, -1, -2, -3]).npy();
        let text = "{'descr': '|i1', 'fortran_order': False, 'shape': (2, 3,), }";
        assert_eq!(&file[..10], b"\x93NUMPY\x01\x00\x76\x00");
        assert_eq!(&file[10..10 + text.len()], text.as_bytes());
        assert_eq!((file[127], &file[128..]), (b'\n', &[1, 2, 3, 255, 254, 253][..]));
        assert!(file[10 + text.len()..127].iter().all(|&byte| byte == b' '));
        let file = NamedArray::float32("x", &[], vec![1.5]).npy();
        assert_eq!(file[128..], 1.5f32.to_le_bytes());
    }

    /// What numpy writes of 16-bit floats: `numpy.save(file, numpy.float16([1.5, -2, 2**-24, 0.1]))`.
    #[test]
    fn floats_of_16_bits_are_read() {
        let header = "{'descr': '<f2', 'fortran_order': False, 'shape': (4,), }";
        let mut file = b"\x93NUMPY\x01\x00\x76\x00".to_vec();
        file.extend(format!("{header:<117}\n").bytes());
        file.extend([0x00, 0x3E, 0x00, 0xC0, 0x01, 0x00, 0x66, 0x2E]);
        assert_eq!(npy(&file).unwrap().values, [1.5, -2.0, 2f32.powi(-24), 0.099_975_586]);
    }

    #[test]
    fn the_same_name_twice_is_refused() {
        fn array() -> NamedArray {
            NamedArray::int8("same", &[1], vec![0])
        }
        assert!(write(&[array()]).is_ok());
        assert!(write(&[array(), array()]).unwrap_err().to_string().contains("same"));
    }
}
