//! Arrays of NumPy: `.npy` for one, `.npz` for several in a zip file that is not compressed.
//!
//! The weights of a described network are such a file: for each tensor an array under its name and in its shape, int32
//! in units of the last fractional bit, or float32 where the tensor is of real numbers.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{BufReader, Cursor, Read, Seek, SeekFrom, Take, Write};
use std::path::{Path, PathBuf};

use half::f16;
use zip::{CompressionMethod, ZipArchive};

use super::archive;
use super::ndarray::NdArray;
use crate::error::{Error, Result};
use crate::files::memory::Taken;
use crate::files::{self, AtomicFile};
use crate::nn::{Typed, WeightValues, Weights};

/// ArrayValues of an array, the last index fastest.
#[derive(Debug, Clone)]
pub enum ArrayValues {
    /// int8.
    Int8(Vec<i8>),
    /// int32.
    Int32(Vec<i32>),
    /// int64.
    Int64(Vec<i64>),
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

    /// An array of the widest integers.
    pub fn int64(name: impl Into<String>, shape: &[usize], values: Vec<i64>) -> Self {
        NamedArray { name: name.into(), shape: shape.to_vec(), values: ArrayValues::Int64(values) }
    }

    /// The array as a `.npy` file, version 1.0.
    pub fn npy(&self) -> Vec<u8> {
        let (kind, data): (&str, Vec<u8>) = match &self.values {
            ArrayValues::Int8(values) => ("|i1", values.iter().map(|&value| value as u8).collect()),
            ArrayValues::Int32(values) => ("<i4", values.iter().flat_map(|value| value.to_le_bytes()).collect()),
            ArrayValues::Int64(values) => ("<i8", values.iter().flat_map(|value| value.to_le_bytes()).collect()),
            ArrayValues::Float32(values) => ("<f4", values.iter().flat_map(|value| value.to_le_bytes()).collect()),
        };
        let mut file = npy_header(kind, &self.shape);
        file.extend(data);
        file
    }
}

/// What stands before the numbers of a `.npy` file, version 1.0.
fn npy_header(kind: &str, shape: &[usize]) -> Vec<u8> {
    let shape: String = shape.iter().map(|length| format!("{length}, ")).collect();
    let mut header = format!("{{'descr': '{kind}', 'fortran_order': False, 'shape': ({}), }}", shape.trim_end());
    // The header ends with a line feed, and with it the data start at a multiple of 64.
    let before = 10;
    let padded = (before + header.len() + 1).next_multiple_of(64) - before;
    header = format!("{header:<width$}\n", width = padded - 1);
    let mut file = b"\x93NUMPY\x01\x00".to_vec();
    file.extend((header.len() as u16).to_le_bytes());
    file.extend(header.as_bytes());
    file
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
    let mut reader = NpyReader::new(file).ok()?;
    // An array may say anything of its length: what is there counts.
    let values = reader.next(file.len()).ok()?;
    NdArray::new(reader.shape, values.into_iter().map(|value| value as f32).collect()).ok()
}

/// Types of numbers of arrays that are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum NpyKind {
    Int8,
    Int16,
    Int32,
    Int64,
    Half,
    Float,
    Double,
}

impl NpyKind {
    /// Their names in headers.
    const ALL: [(&str, NpyKind); 7] = [
        ("|i1", NpyKind::Int8),
        ("<i2", NpyKind::Int16),
        ("<i4", NpyKind::Int32),
        ("<i8", NpyKind::Int64),
        ("<f2", NpyKind::Half),
        ("<f4", NpyKind::Float),
        ("<f8", NpyKind::Double),
    ];

    fn bytes(self) -> usize {
        match self {
            NpyKind::Int8 => 1,
            NpyKind::Int16 | NpyKind::Half => 2,
            NpyKind::Int32 | NpyKind::Float => 4,
            NpyKind::Int64 | NpyKind::Double => 8,
        }
    }

    fn numbers(self, data: &[u8]) -> Vec<f64> {
        match self {
            NpyKind::Int8 => data.iter().map(|&byte| f64::from(byte as i8)).collect(),
            NpyKind::Int16 => data.as_chunks().0.iter().map(|&word| f64::from(i16::from_le_bytes(word))).collect(),
            NpyKind::Int32 => data.as_chunks().0.iter().map(|&word| f64::from(i32::from_le_bytes(word))).collect(),
            NpyKind::Int64 => data.as_chunks().0.iter().map(|&word| i64::from_le_bytes(word) as f64).collect(),
            NpyKind::Half => data.as_chunks().0.iter().map(|&word| f16::from_le_bytes(word).to_f64()).collect(),
            NpyKind::Float => data.as_chunks().0.iter().map(|&word| f32::from_le_bytes(word).into()).collect(),
            NpyKind::Double => data.as_chunks().0.iter().map(|&word| f64::from_le_bytes(word)).collect(),
        }
    }
}

/// Most bytes of the header of an array: far more than any that NumPy writes.
const MAX_HEADER: usize = 1 << 16;

/// An array of a `.npy` file, read from its beginning to its end.
#[derive(Debug)]
pub struct NpyReader<R> {
    source: R,
    kind: NpyKind,
    shape: Vec<usize>,
    /// Numbers that are still to come.
    left: usize,
}

impl<R: Read> NpyReader<R> {
    /// Reads the header.
    ///
    /// # Errors
    /// What is no array of integers or floats in the order of C.
    pub fn new(mut source: R) -> Result<Self> {
        if taken(&mut source, 6)? != b"\x93NUMPY" {
            return Err(no_array("it begins with something else"));
        }
        let width = if taken(&mut source, 2)?[0] == 1 { 2 } else { 4 };
        let length =
            taken(&mut source, width)?.iter().rev().fold(0usize, |length, &byte| length << 8 | usize::from(byte));
        if length > MAX_HEADER {
            return Err(no_array("the header is far too long"));
        }
        let header = taken(&mut source, length)?;
        let parsed = std::str::from_utf8(&header).ok().and_then(parse_header);
        let (kind, shape) = parsed.ok_or_else(|| {
            no_array("not an array of integers or floats in the order of C")
                .found(String::from_utf8_lossy(&header).trim())
                .allowed(NpyKind::ALL.map(|(name, _)| name).join(", "))
        })?;
        let left = shape.iter().try_fold(1usize, |count, &length| count.checked_mul(length));
        let left = left.ok_or_else(|| no_array("lengths that cannot be").found(format!("{shape:?}")))?;
        Ok(NpyReader { source, kind, shape, left })
    }

    /// Lengths.
    pub fn shape(&self) -> &[usize] {
        &self.shape
    }

    /// The next numbers, the last index fastest, at most so many; none at the end.
    ///
    /// # Errors
    /// Fewer numbers than the lengths say, and faults of reading.
    pub fn next(&mut self, most: usize) -> Result<Vec<f64>> {
        let count = self.left.min(most);
        let mut data = Vec::new();
        let wanted = count as u64 * self.kind.bytes() as u64;
        let read = self.source.by_ref().take(wanted).read_to_end(&mut data);
        read.map_err(|error| no_array(&error.to_string()))?;
        if data.len() as u64 != wanted {
            return Err(no_array("it ends before its last number").found(format!("lengths {:?}", self.shape)));
        }
        self.left -= count;
        Ok(self.kind.numbers(&data))
    }
}

/// So many bytes of a header.
fn taken(source: &mut impl Read, count: usize) -> Result<Vec<u8>> {
    let mut bytes = vec![0; count];
    source.read_exact(&mut bytes).map_err(|_| no_array("the header ends too early"))?;
    Ok(bytes)
}

fn no_array(what: &str) -> Error {
    Error::syntax(format!("not a NumPy array: {what}")).hint("write it with numpy.save")
}

/// Type and lengths of an array in the order of C.
fn parse_header(header: &str) -> Option<(NpyKind, Vec<usize>)> {
    fn after<'a>(header: &'a str, key: &str) -> Option<&'a str> {
        Some(header.split_once(&format!("'{key}':"))?.1.trim_start())
    }
    if !after(header, "fortran_order")?.starts_with("False") {
        return None;
    }
    let lengths = after(header, "shape")?.strip_prefix('(')?.split_once(')')?.0;
    let lengths = lengths.split(',').map(str::trim).filter(|length| !length.is_empty());
    let shape = lengths.map(|length| length.parse().ok()).collect::<Option<Vec<usize>>>()?;
    let name = after(header, "descr")?.strip_prefix('\'')?.split_once('\'')?.0;
    let (_, kind) = NpyKind::ALL.into_iter().find(|(own, _)| *own == name)?;
    Some((kind, shape))
}

/// Where the arrays of a `.npz` file stand in it: key, first byte, bytes. They can be read one beside the other.
///
/// # Errors
/// What is no such file, and arrays that are compressed.
pub fn places(file: impl Read + Seek) -> Result<Vec<(String, u64, u64)>> {
    let mut zip = ZipArchive::new(file).map_err(no_arrays)?;
    let mut places = Vec::new();
    for number in 0..zip.len() {
        let entry = zip.by_index(number).map_err(no_arrays)?;
        let name = entry.name().map_err(no_arrays)?.into_owned();
        let Some(key) = name.strip_suffix(".npy").map(str::to_owned) else { continue };
        if entry.compression() != CompressionMethod::Stored {
            return Err(Error::unsupported("the array is compressed").field(key).hint("write it with numpy.savez"));
        }
        let start = entry.data_start().ok_or_else(|| no_arrays("an array without a place").field(&key))?;
        places.push((key, start, entry.size()));
    }
    Ok(places)
}

/// The array in a part of a file, such as one of [`places`].
///
/// # Errors
/// As [`NpyReader::new`], and faults of reading.
pub fn open(path: &Path, start: u64, bytes: u64) -> Result<NpyReader<BufReader<Take<File>>>> {
    let mut file = files::open_regular(path)?;
    file.seek(SeekFrom::Start(start)).map_err(|error| Error::io("read", path, &error))?;
    NpyReader::new(BufReader::new(file.take(bytes)))
}

/// Writes an array of float32 as a `.npy` file, row by row. The file appears when it is complete.
pub struct NpyRows {
    file: AtomicFile,
    path: PathBuf,
    /// Lengths: rows, and those of a row.
    shape: Vec<usize>,
}

impl NpyRows {
    /// Starts a file of rows of these lengths.
    ///
    /// # Errors
    /// As [`AtomicFile::create`].
    pub fn create(path: &Path, row: &[usize]) -> Result<Self> {
        let shape = [&[0], row].concat();
        let mut rows = NpyRows { file: AtomicFile::create(path)?, path: path.to_owned(), shape };
        rows.put(&npy_header("<f4", &rows.shape))?;
        Ok(rows)
    }

    fn put(&mut self, bytes: &[u8]) -> Result<()> {
        self.file.write_all(bytes).map_err(|error| Error::io("write", &self.path, &error))
    }

    /// Adds rows, one behind the other.
    ///
    /// # Errors
    /// If they cannot be written.
    pub fn write(&mut self, numbers: &[f32]) -> Result<()> {
        self.shape[0] += numbers.len() / self.shape[1..].iter().product::<usize>().max(1);
        self.put(&numbers.iter().flat_map(|number| number.to_le_bytes()).collect::<Vec<u8>>())
    }

    /// Completes the file with the number of its rows.
    ///
    /// # Errors
    /// As [`AtomicFile::commit`].
    pub fn commit(mut self) -> Result<()> {
        // Headers of arrays of few lengths have 128 bytes, whatever the number of rows.
        self.file.rewrite_start(&npy_header("<f4", &self.shape))?;
        self.file.commit()
    }
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

    /// Rows are read as they were written, in pieces, beside other arrays too.
    #[test]
    fn rows_are_streamed() {
        let scratch = tempfile::tempdir().unwrap();
        let path = scratch.path().join("a.npy");
        let numbers: Vec<f32> = (0..3000).map(|number| number as f32 / 7.0).collect();
        let mut rows = NpyRows::create(&path, &[3]).unwrap();
        numbers.chunks(600).for_each(|part| rows.write(part).unwrap());
        rows.commit().unwrap();
        let file = std::fs::read(&path).unwrap();
        assert_eq!(file, NamedArray::float32("a", &[1000, 3], numbers.clone()).npy());
        let mut reader = NpyReader::new(&file[..]).unwrap();
        assert_eq!(reader.shape(), [1000, 3]);
        let mut read = Vec::new();
        while let part @ [_, ..] = &reader.next(700).unwrap()[..] {
            read.extend(part.iter().map(|&number| number as f32));
        }
        assert_eq!(read, numbers);
        assert!(NpyReader::new(&file[..2000]).unwrap().next(3000).is_err());
        let arrays = [NamedArray::int8("b", &[1], vec![5]), NamedArray::float32("a", &[1000, 3], numbers)];
        let npz = write(&arrays).unwrap();
        let places = places(Cursor::new(&npz)).unwrap();
        let (key, start, bytes) = &places[1];
        assert_eq!((key.as_str(), &npz[*start as usize..][..*bytes as usize]), ("a", &file[..]));
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
