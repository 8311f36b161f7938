//! Arrays of NumPy as Python's pickle format holds them, alone or in a dictionary. Nothing of Python is run: the objects are
//! kept as what was asked for, by an allow list of the names that such arrays need, and read as data.

use std::rc::Rc;

use half::f16;

use super::pickle::{self, Global, KnownName, Names, Object, Pickle, Value};
use crate::error::{Error, Result};

/// Names of what is kept.
pub(super) const RECONSTRUCT: &str = "_reconstruct";
const BUFFER: &str = "_frombuffer";
const TYPE: &str = "dtype";

/// What NumPy writes arrays of numbers with.
pub(super) const ARRAY_NAMES: [KnownName; 8] = [
    ("numpy.core.multiarray", "_reconstruct", Global::Other(RECONSTRUCT)),
    ("numpy._core.multiarray", "_reconstruct", Global::Other(RECONSTRUCT)),
    ("numpy.core.numeric", "_frombuffer", Global::Other(BUFFER)),
    ("numpy._core.numeric", "_frombuffer", Global::Other(BUFFER)),
    ("numpy", "ndarray", Global::Other("ndarray")),
    ("numpy", "dtype", Global::Other(TYPE)),
    ("_codecs", "encode", Global::Encode),
    ("__builtin__", "bytes", Global::Encode),
];

const NAMES: Names = Names {
    known: &[&ARRAY_NAMES],
    what: "dictionaries of arrays",
    hint: "if you trust the file, convert it: python3 -c \"import pickle, numpy; d = pickle.load(open('in.pkl', 'rb')); \
           numpy.savez('out.npz', digi=d['digi'])\"",
};

fn damaged(what: &str) -> Error {
    Error::syntax(format!("not a pickled dictionary of arrays: {what}")).hint(NAMES.hint)
}

/// Entries of a pickled dictionary by their keys, in its order; `None` for what is no array of numbers.
///
/// # Errors
/// Files that are no such dictionary, are damaged, or name anything else of Python.
pub fn read(bytes: &[u8]) -> Result<Vec<(String, Option<PickledArray>)>> {
    let pickle = pickle::read(bytes, &NAMES)?;
    let objects = Objects { pickle: &pickle, damaged };
    let entries = pickle.entries(&pickle.value).ok_or_else(|| damaged("something else stands in its place"))?;
    let mut arrays = Vec::new();
    for (key, value) in entries {
        let Value::Text(key) = key else { return Err(damaged("a key is no text")) };
        let array = match pickle.object(value) {
            Some(Object::Made { .. }) => objects.array(value)?,
            _ => None,
        };
        arrays.push((key.to_string(), array));
    }
    Ok(arrays)
}

/// An array of numbers.
#[derive(Debug, Clone)]
pub struct PickledArray {
    /// Lengths.
    pub shape: Vec<usize>,
    /// Whether the first index runs fastest.
    pub by_column: bool,
    kind: NumberKind,
    bytes: Rc<[u8]>,
}

/// Types of numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct NumberKind {
    letter: char,
    bytes: usize,
}

impl PickledArray {
    /// Its numbers as they stand.
    pub fn numbers(&self) -> impl Iterator<Item = f64> {
        self.bytes.chunks_exact(self.kind.bytes).map(|word| number(self.kind.letter, word))
    }
}

/// A little-endian number; the letter of its type is b for a truth value, i with sign, u without, f for a float.
fn number(letter: char, word: &[u8]) -> f64 {
    let bits = word.iter().rev().fold(0u64, |bits, &byte| bits << 8 | u64::from(byte));
    let unused = 64 - 8 * word.len() as u32;
    match (letter, word.len()) {
        ('f', 2) => f16::from_bits(bits as u16).to_f64(),
        ('f', 4) => f32::from_bits(bits as u32).into(),
        ('f', _) => f64::from_bits(bits),
        ('i', _) => ((bits << unused).cast_signed() >> unused) as f64,
        _ => bits as f64,
    }
}

/// What was asked for: the arguments, and the state that it was given.
pub(super) type Made<'a> = (&'a [Value], Option<&'a Value>);

/// Reads the objects of a file.
pub(super) struct Objects<'a> {
    pub(super) pickle: &'a Pickle,
    /// The fault of an object that is not what it is to be.
    pub(super) damaged: fn(&str) -> Error,
}

impl<'a> Objects<'a> {
    /// What was asked for under a name.
    pub(super) fn made(&self, value: &Value, wanted: &str) -> Result<Made<'a>> {
        match self.pickle.object(value) {
            Some(Object::Made { name, arguments, state }) if *name == wanted => {
                Ok((self.pickle.elements(arguments).unwrap_or_default(), state.as_ref()))
            }
            _ => Err((self.damaged)(&format!("something stands in the place of {wanted}"))),
        }
    }

    /// The elements of a list or tuple; `what` is its name in messages.
    pub(super) fn list(&self, value: &Value, what: &str) -> Result<&'a [Value]> {
        self.pickle.elements(value).ok_or_else(|| (self.damaged)(&format!("{what} are no list")))
    }

    /// An array of numbers; `None` if it holds something else.
    pub(super) fn array(&self, value: &Value) -> Result<Option<PickledArray>> {
        let (shape, kind, by_column, bytes) = match self.made(value, BUFFER) {
            Ok(([bytes, kind, shape, Value::Text(order), ..], _)) => (shape, kind, **order == *"F", bytes),
            Ok(_) => return Err((self.damaged)("an array of an unknown form")),
            Err(_) => match self.made(value, RECONSTRUCT)?.1.and_then(|state| self.pickle.elements(state)) {
                Some([_, shape, kind, Value::Bool(by_column), bytes]) => (shape, kind, *by_column, bytes),
                _ => return Err((self.damaged)("an array of an unknown form")),
            },
        };
        let (Some(kind), Value::Bytes(bytes)) = (self.kind(kind)?, bytes) else { return Ok(None) };
        let shape = self.list(shape, "lengths")?.iter().map(pickle::size).collect::<Option<Vec<usize>>>();
        let shape = shape.ok_or_else(|| (self.damaged)("a length that is none"))?;
        let size = shape.iter().try_fold(kind.bytes, |size, &length| size.checked_mul(length));
        match size == Some(bytes.len()) {
            true => Ok(Some(PickledArray { shape, by_column, kind, bytes: Rc::clone(bytes) })),
            false => Err((self.damaged)("an array with another number of bytes than its lengths say")),
        }
    }

    /// The type of an array's numbers; `None` if they are none.
    fn kind(&self, value: &Value) -> Result<Option<NumberKind>> {
        let (arguments, state) = self.made(value, TYPE)?;
        let Some(Value::Text(text)) = arguments.first() else { return Err((self.damaged)("a type without a name")) };
        let order = state.and_then(|state| self.pickle.elements(state)?.get(1));
        if matches!(order, Some(Value::Text(order)) if **order == *">") {
            return Err((self.damaged)("big-endian numbers"));
        }
        let mut letters = text.chars();
        let letter = letters.next();
        let bytes = letters.as_str().parse().ok();
        Ok(letter.zip(bytes).map(|(letter, bytes)| NumberKind { letter, bytes }).filter(|kind| kind.is_number()))
    }
}

impl NumberKind {
    fn is_number(self) -> bool {
        match self.letter {
            'f' => matches!(self.bytes, 2 | 4 | 8),
            'i' | 'u' => matches!(self.bytes, 1 | 2 | 4 | 8),
            'b' => self.bytes == 1,
            _ => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn array(shape: &[u8], kind: &str, data: &[u8]) -> Vec<u8> {
        let mut bytes = b"cnumpy.core.multiarray\n_reconstruct\ncnumpy\nndarray\nK\x00\x85c_codecs\nencode\n".to_vec();
        bytes.extend(b"X\x01\x00\x00\x00bX\x06\x00\x00\x00latin1\x86R\x87R(K\x01");
        bytes.extend(shape);
        bytes.extend(b"cnumpy\ndtype\nX\x02\x00\x00\x00");
        bytes.extend(kind.as_bytes());
        bytes.extend(b"K\x00K\x01\x87R(K\x03X\x01\x00\x00\x00<NNNJ\xff\xff\xff\xffJ\xff\xff\xff\xffK\x00tb\x89C");
        bytes.push(data.len() as u8);
        bytes.extend(data);
        bytes.extend(b"tb");
        bytes
    }

    /// `pickle.dumps({"digi": numpy.float32([[1.5, -2.0]]), "meta": "none", "n": numpy.int16([7])}, protocol=2)`, as
    /// NumPy writes it.
    fn sample() -> Vec<u8> {
        let mut file = b"\x80\x02}(X\x04\x00\x00\x00digi".to_vec();
        file.extend(array(b"K\x01K\x02\x86", "f4", &[1.5f32.to_le_bytes(), (-2.0f32).to_le_bytes()].concat()));
        file.extend(b"X\x04\x00\x00\x00metaX\x04\x00\x00\x00noneX\x01\x00\x00\x00n");
        file.extend(array(b"K\x01\x85", "i2", &7i16.to_le_bytes()));
        file.extend(b"u.");
        file
    }

    #[test]
    fn arrays_are_read_by_their_keys() {
        let arrays = read(&sample()).unwrap();
        let keys: Vec<(&str, bool)> = arrays.iter().map(|(key, array)| (key.as_str(), array.is_some())).collect();
        assert_eq!(keys, [("digi", true), ("meta", false), ("n", true)]);
        let found = arrays.iter().filter_map(|(_, array)| array.as_ref());
        let found: Vec<(&[usize], Vec<f64>)> =
            found.map(|array| (&array.shape[..], array.numbers().collect())).collect();
        assert_eq!(found, [(&[1, 2][..], vec![1.5, -2.0]), (&[1][..], vec![7.0])]);
        for length in 0..sample().len() {
            assert!(read(&sample()[..length]).is_err(), "{length}");
        }
    }

    #[test]
    fn what_would_be_run_is_refused() {
        let fault = read(b"\x80\x04\x8c\x02os\x8c\x06system\x93\x8c\x04true\x85R.").unwrap_err().to_string();
        assert!(fault.contains("os.system") && fault.contains("not run") && fault.contains("numpy.savez"), "{fault}");
        let fault = read(b"\x80\x04].").unwrap_err().to_string();
        assert!(fault.contains("dictionary"), "{fault}");
    }
}
