//! Data frames of pandas as `to_pickle` writes them: columns of numbers by their names.
//!
//! Nothing of Python is run: the pickled objects are kept as what was asked for, by an allow list of the names that frames
//! of numbers need, and read as data. The form is that of pandas 0.25 to 2.x, in protocols 2 to 5: blocks of columns of
//! one type, with the places of their columns (docs/sources.md, pandas). Files of 0.25.3, 1.1.5, 1.5.3 and 2.2.3 are tests (`tests/samples/pandas`).

use super::pickle::{self, Global, KnownName, Names, Object, Value};
use super::pickled::{ARRAY_NAMES, Objects, RECONSTRUCT};
use crate::error::{Error, Result};
use crate::files::memory::Taken;

/// Names of what is kept.
const FRAME: &str = "DataFrame";
const MANAGER: &str = "BlockManager";
const BLOCK: &str = "_unpickle_block";
const NEW_INDEX: &str = "_new_Index";
const INDEX: &str = "Index";
const SLICE: &str = "slice";

/// What pandas writes frames with.
const FRAME_NAMES: [KnownName; 11] = [
    ("pandas.core.frame", "DataFrame", Global::Other(FRAME)),
    ("pandas.core.internals.managers", "BlockManager", Global::Other(MANAGER)),
    ("pandas._libs.internals", "_unpickle_block", Global::Other(BLOCK)),
    ("pandas.core.indexes.base", "_new_Index", Global::Other(NEW_INDEX)),
    ("pandas.core.indexes.base", "Index", Global::Other(INDEX)),
    ("pandas.core.indexes.numeric", "Int64Index", Global::Other(INDEX)),
    ("pandas.core.indexes.numeric", "UInt64Index", Global::Other(INDEX)),
    ("pandas.core.indexes.numeric", "Float64Index", Global::Other(INDEX)),
    ("pandas.core.indexes.range", "RangeIndex", Global::Other(INDEX)),
    ("builtins", "slice", Global::Other(SLICE)),
    ("__builtin__", "slice", Global::Other(SLICE)),
];

/// What pandas and NumPy write frames of numbers with.
const NAMES: Names = Names {
    known: &[&FRAME_NAMES, &ARRAY_NAMES],
    what: "data frames of numbers",
    hint: "write it with frame.to_csv('jets.csv') or frame.to_parquet('jets.parquet'), which are read, too",
};

/// What takes memory, for messages.
const NUMBERS: &str = "the numbers of the data frame";

/// Columns of numbers.
#[derive(Debug, Clone, PartialEq)]
pub struct DataFrame {
    /// Their names, in order.
    pub names: Vec<String>,
    /// The numbers of each, one for each row.
    pub columns: Vec<Vec<f64>>,
}

fn damaged(what: &str) -> Error {
    Error::syntax(format!("not a data frame of pandas: {what}")).hint(NAMES.hint)
}

/// Reads a frame. Columns that are not numbers are left out.
///
/// # Errors
/// Files that are no pickled frame, are damaged, or name anything else of Python.
pub fn read(bytes: &[u8]) -> Result<DataFrame> {
    let pickle = pickle::read(bytes, &NAMES)?;
    let frame = Reader { objects: Objects { pickle: &pickle, damaged } };
    let state = frame.objects.made(&pickle.value, FRAME)?.1.ok_or_else(|| damaged("a frame without content"))?;
    // Before pandas 1.1 the manager of the blocks had another name.
    let manager = pickle.entry(state, "_mgr").or_else(|| pickle.entry(state, "_data"));
    let (axes, blocks) = frame.manager(manager.ok_or_else(|| damaged("a frame without blocks"))?)?;
    let axes = frame.objects.list(axes, "axes")?;
    let names = frame.names(axes.first().ok_or_else(|| damaged("no axis of columns"))?)?;
    let mut columns: Vec<Option<Vec<f64>>> = vec![None; names.len()];
    let mut taken = Taken::default();
    for block in blocks {
        let Some(array) = frame.objects.array(block.values)? else { continue };
        let &[count, rows] = array.shape.as_slice() else { return Err(damaged("a block that is no table")) };
        taken.add(NUMBERS, size_of::<f64>() as u64 * count as u64 * rows as u64)?;
        let numbers: Vec<f64> = array.numbers().collect();
        let places = frame.places(block.places, count)?;
        for (at, place) in places.into_iter().enumerate() {
            let number = |row: usize| numbers[if array.by_column { row * count + at } else { at * rows + row }];
            let own = (0..rows).map(number).collect();
            match columns.get_mut(place) {
                Some(empty @ None) => *empty = Some(own),
                _ => return Err(damaged("a block of columns that are not there, or are there twice")),
            }
        }
    }
    let (names, columns): (Vec<String>, Vec<Vec<f64>>) =
        names.into_iter().zip(columns).filter_map(|(name, column)| Some((name, column?))).unzip();
    let rows = columns.first().map_or(0, Vec::len);
    match columns.iter().all(|column| column.len() == rows) {
        true => Ok(DataFrame { names, columns }),
        false => Err(damaged("columns of different lengths")),
    }
}

/// Numbers of a block, and the places of its columns.
struct Block<'a> {
    values: &'a Value,
    places: &'a Value,
}

/// Reads the objects of a frame.
struct Reader<'a> {
    objects: Objects<'a>,
}

impl<'a> Reader<'a> {
    /// Axes and blocks: since pandas 1.3 as arguments, before as a state that ends with a dictionary of both.
    fn manager(&self, value: &Value) -> Result<(&'a Value, Vec<Block<'a>>)> {
        let (arguments, state) = self.objects.made(value, MANAGER)?;
        if let [blocks, axes] = arguments {
            let mut all = Vec::new();
            for block in self.objects.list(blocks, "the blocks")? {
                let [values, places, ..] = self.objects.made(block, BLOCK)?.0 else {
                    return Err(damaged("a block without numbers"));
                };
                all.push(Block { values, places });
            }
            return Ok((axes, all));
        }
        let state = self.objects.list(state.ok_or_else(|| damaged("blocks are missing"))?, "the blocks")?;
        let last = state.last().and_then(|last| self.objects.pickle.entry(last, "0.14.1"));
        let last = last.ok_or_else(|| damaged("blocks of an unknown form"))?;
        let [axes, blocks] = ["axes", "blocks"].map(|name| self.objects.pickle.entry(last, name));
        let (axes, blocks) = axes.zip(blocks).ok_or_else(|| damaged("axes or blocks are missing"))?;
        let mut all = Vec::new();
        for block in self.objects.list(blocks, "the blocks")? {
            let [values, places] = ["values", "mgr_locs"].map(|name| self.objects.pickle.entry(block, name));
            let (values, places) = values.zip(places).ok_or_else(|| damaged("a block without numbers"))?;
            all.push(Block { values, places });
        }
        Ok((axes, all))
    }

    /// The names of an axis: texts or numbers of an index, or those of a range.
    fn names(&self, axis: &Value) -> Result<Vec<String>> {
        let (arguments, _) = self.objects.made(axis, NEW_INDEX)?;
        let [_, about, ..] = arguments else { return Err(damaged("an index without content")) };
        if let Some(data) = self.objects.pickle.entry(about, "data") {
            if let Some(array) = self.objects.array(data)? {
                return Ok(array.numbers().map(|number| number.to_string()).collect());
            }
            let list =
                self.objects.made(data, RECONSTRUCT)?.1.and_then(|state| self.objects.pickle.elements(state)?.last());
            let list = self.objects.list(list.ok_or_else(|| damaged("an index without names"))?, "the names")?;
            return list.iter().map(name_of).collect::<Option<_>>().ok_or_else(|| damaged("a name that is no text"));
        }
        let ends = ["start", "stop", "step"].map(|name| self.objects.pickle.entry(about, name));
        let [Some(&Value::Int(start)), Some(&Value::Int(stop)), Some(&Value::Int(1))] = ends else {
            return Err(damaged("an index of columns of an unknown form"));
        };
        let count = usize::try_from(stop - start).ok().filter(|&count| count <= MAX_COLUMNS);
        let count = count.ok_or_else(|| damaged("a number of columns that cannot be"))?;
        Ok((start..).take(count).map(|number| number.to_string()).collect())
    }

    /// The places of the columns of a block: a slice, or an array.
    fn places(&self, value: &Value, count: usize) -> Result<Vec<usize>> {
        let places: Option<Vec<usize>> = match self.objects.pickle.object(value) {
            Some(Object::Made { name, arguments, .. }) if *name == SLICE => {
                match self.objects.pickle.elements(arguments) {
                    Some(&[Value::Int(start), Value::Int(stop), Value::Int(step)])
                        if step > 0 && count <= MAX_COLUMNS =>
                    {
                        let ends = usize::try_from(start).ok().zip(usize::try_from(stop).ok());
                        ends.zip(usize::try_from(step).ok())
                            .map(|((start, stop), step)| (start..stop).step_by(step).take(count + 1).collect())
                    }
                    _ => None,
                }
            }
            _ => self.objects.array(value)?.map(|array| array.numbers().map(|place| place as usize).collect()),
        };
        places.filter(|places| places.len() == count).ok_or_else(|| damaged("the places of a block do not fit it"))
    }
}

/// The name of a column.
fn name_of(value: &Value) -> Option<String> {
    match value {
        Value::Text(text) => Some(text.to_string()),
        Value::Int(number) => Some(number.to_string()),
        _ => None,
    }
}

/// Most columns of a frame.
const MAX_COLUMNS: usize = 1 << 16;

#[cfg(test)]
mod tests {
    use super::*;

    fn samples() -> Vec<(String, Vec<u8>)> {
        let directory = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/samples/pandas");
        let files = std::fs::read_dir(directory).unwrap().map(|entry| entry.unwrap().path());
        let all: Vec<_> = files.map(|path| (crate::files::name(&path), std::fs::read(path).unwrap())).collect();
        assert_eq!(all.len(), 22);
        all
    }

    #[test]
    fn frames_of_every_version_and_protocol_are_the_same() {
        let whole = [
            ("E", [100.0, 250.0, 70.0, 300.0, 45.0]),
            ("pT", [30.5, 41.25, 28.0, 99.75, 20.125]),
            ("eta", [0.5, -1.25, 2.0, -0.75, 1.5]),
            ("phi", [0.25, -3.0, 1.5, 2.75, -0.5]),
            ("njets", [1.0, 2.0, 3.0, 4.0, 5.0]),
        ];
        for (file, bytes) in samples() {
            let frame = read(&bytes).unwrap_or_else(|error| panic!("{file}: {error}"));
            let (names, rows): (&[&str], &[usize]) = match file.contains("split") {
                true => (&["pT", "eta", "phi", "E"], &[4, 0, 3, 1]),
                false => (&["E", "pT", "eta", "phi", "njets"], &[0, 1, 2, 3, 4]),
            };
            assert_eq!(frame.names, names, "{file}");
            for (name, column) in frame.names.iter().zip(&frame.columns) {
                let (_, expected) = whole.iter().find(|(own, _)| own == name).unwrap();
                assert_eq!(*column, rows.iter().map(|&row| expected[row]).collect::<Vec<_>>(), "{file}: {name}");
            }
        }
    }

    /// Cut anywhere, or with any byte changed, a file is read or refused.
    #[test]
    fn no_damage_panics() {
        let mut refused = 0;
        for (_, bytes) in samples().into_iter().step_by(4) {
            for at in (0..bytes.len()).step_by(3) {
                assert!(read(&bytes[..at]).is_err(), "{at}");
                let mut bad = bytes.clone();
                bad[at] ^= [0xFF, 0x01, 0x80][at / 3 % 3];
                refused += usize::from(read(&bad).is_err());
            }
        }
        assert!((1000..2500).contains(&refused), "{refused}");
    }

    /// What would run something is refused by its name, and sizes are only claims.
    #[test]
    fn what_would_be_run_is_refused() {
        let system = b"\x80\x04\x8c\x02os\x8c\x06system\x93\x8c\x04true\x85R.";
        let fault = read(system).unwrap_err().to_string();
        assert!(fault.contains("os.system") && fault.contains("not run") && fault.contains("to_csv"), "{fault}");
        let eval = b"cbuiltins\neval\n(X\x01\x00\x00\x001tR.";
        assert!(read(eval).unwrap_err().to_string().contains("builtins.eval"));
        for (bytes, word) in [
            (&b"\x80\x04\x8e\xff\xff\xff\xff\xff\xff\xff\x7f."[..], "damaged"),
            (b"\x80\x04X\xff\xff\xff\x7fabc.", "damaged"),
            (b"\x80\x04K\x01.", "in the place of DataFrame"),
            (b"\x80\x04cpandas.core.frame\nDataFrame\n)\x81.", "without content"),
            (b"\x80\x04P1\n.", "instruction"),
            (b"", "damaged"),
        ] {
            let fault = read(bytes).unwrap_err().to_string();
            assert!(fault.contains(word), "{word}: {fault}");
        }
        // A frame that holds itself.
        let circle = b"\x80\x04cpandas.core.frame\nDataFrame\n)\x81q\x00}X\x04\x00\x00\x00_mgrh\x00sb.";
        assert!(read(circle).unwrap_err().to_string().contains("in the place of BlockManager"));
        let deep = [&b"\x80\x04"[..], &[b']'; 300_000]].concat();
        assert!(read(&deep).unwrap_err().to_string().contains("far too many objects"));
    }
}
