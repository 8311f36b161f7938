//! Arrays of NumPy: `.npy` for one, `.npz` for several in a zip file that is not compressed.

use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use crate::error::{Error, Result};

/// Values of an array, the last index fastest.
pub enum Values {
    /// int8.
    Int8(Vec<i8>),
    /// float32.
    Float32(Vec<f32>),
}

/// A named array.
pub struct Array {
    /// Key in the file.
    pub name: String,
    /// Lengths.
    pub shape: Vec<usize>,
    /// Values.
    pub values: Values,
}

impl Array {
    /// An array of integers.
    pub fn int8(name: impl Into<String>, shape: &[usize], values: Vec<i8>) -> Self {
        Array { name: name.into(), shape: shape.to_vec(), values: Values::Int8(values) }
    }

    /// An array of floats.
    pub fn float32(name: impl Into<String>, shape: &[usize], values: Vec<f32>) -> Self {
        Array { name: name.into(), shape: shape.to_vec(), values: Values::Float32(values) }
    }

    /// The array as a `.npy` file, version 1.0.
    pub fn npy(&self) -> Vec<u8> {
        let (kind, data): (&str, Vec<u8>) = match &self.values {
            Values::Int8(values) => ("|i1", values.iter().map(|&value| value as u8).collect()),
            Values::Float32(values) => ("<f4", values.iter().flat_map(|value| value.to_le_bytes()).collect()),
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
pub fn npz(arrays: &[Array]) -> Result<Vec<u8>> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    let fault = |error: &dyn std::fmt::Display| Error::new(format!("cannot write the arrays: {error}"));
    for array in arrays {
        zip.start_file(format!("{}.npy", array.name), options).map_err(|error| fault(&error).field(&array.name))?;
        zip.write_all(&array.npy()).map_err(|error| fault(&error))?;
    }
    Ok(zip.finish().map_err(|error| fault(&error))?.into_inner())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_array_byte_by_byte() {
        let file = Array::int8("x", &[2, 3], vec![1, 2, 3, -1, -2, -3]).npy();
        let text = "{'descr': '|i1', 'fortran_order': False, 'shape': (2, 3,), }";
        assert_eq!(&file[..10], b"\x93NUMPY\x01\x00\x76\x00");
        assert_eq!(&file[10..10 + text.len()], text.as_bytes());
        assert_eq!((file[127], &file[128..]), (b'\n', &[1, 2, 3, 255, 254, 253][..]));
        assert!(file[10 + text.len()..127].iter().all(|&byte| byte == b' '));
        let file = Array::float32("x", &[], vec![1.5]).npy();
        assert_eq!(file[128..], 1.5f32.to_le_bytes());
    }

    #[test]
    fn the_same_name_twice_is_refused() {
        let array = || Array::int8("same", &[1], vec![0]);
        assert!(npz(&[array()]).is_ok());
        assert!(npz(&[array(), array()]).unwrap_err().to_string().contains("same"));
    }
}
