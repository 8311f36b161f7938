//! Python's pickle format, as far as tensors of PyTorch and data frames of pandas need it. Nothing is called and nothing is
//! imported: a name is known or refused, and what a call would give is known for each of them, or kept as what was asked
//! for (docs/sources.md, PyTorch).

use std::collections::BTreeMap;
use std::rc::Rc;

use crate::error::{Error, Result};

/// Most objects, and most entries of all lists and dictionaries together.
const MAX_OBJECTS: usize = 1 << 18;

/// Most lengths of a tensor.
const MAX_RANK: usize = 16;

/// A value. Lists, dictionaries and tuples are kept beside ([`Pickle::objects`]), since a stream may name one twice.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Value {
    None,
    Bool(bool),
    Int(i64),
    /// A number that no 64 bits hold, little-endian.
    Long(Rc<[u8]>),
    Float(f64),
    Text(Rc<str>),
    Bytes(Rc<[u8]>),
    /// Something that a name stands for.
    Global(Global),
    /// Numbers of a file, by [`Pickle::storages`].
    Storage(usize),
    /// A tensor.
    Tensor(TensorView),
    /// A list, tuple or dictionary, by its number.
    Object(usize),
}

/// A list, tuple or dictionary.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Object {
    List(Vec<Value>),
    Tuple(Vec<Value>),
    Dict(Vec<(Value, Value)>),
    /// What a name of [`Global::Other`] was asked for with these arguments, and the state that it was given.
    Made {
        name: &'static str,
        arguments: Value,
        state: Option<Value>,
    },
}

/// A name by its module, and what it stands for.
pub(super) type KnownName = (&'static str, &'static str, Global);

/// The names that a kind of file needs, and what is said where it has others.
pub(super) struct Names {
    /// Lists of them.
    pub(super) known: &'static [&'static [KnownName]],
    /// What needs them.
    pub(super) what: &'static str,
    /// How to make a file that is read.
    pub(super) hint: &'static str,
}

/// Names that are known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Global {
    OrderedDict,
    RebuildTensor,
    RebuildParameter,
    Size,
    Storage(Kind),
    /// Bytes of a text, as the first protocols write them.
    Encode,
    /// What is kept as it is asked for.
    Other(&'static str),
}

/// What PyTorch writes tensors with.
pub(super) const TENSORS: Names = Names {
    known: &[&TENSOR_NAMES],
    what: "tensors",
    hint: "save the weights alone: torch.save(model.state_dict(), 'weights.pth')",
};

const TENSOR_NAMES: [KnownName; 14] = [
    ("collections", "OrderedDict", Global::OrderedDict),
    ("torch._utils", "_rebuild_tensor_v2", Global::RebuildTensor),
    ("torch._utils", "_rebuild_parameter", Global::RebuildParameter),
    ("torch", "Size", Global::Size),
    ("torch", "FloatStorage", Global::Storage(Kind::Float)),
    ("torch", "DoubleStorage", Global::Storage(Kind::Double)),
    ("torch", "HalfStorage", Global::Storage(Kind::Half)),
    ("torch", "BFloat16Storage", Global::Storage(Kind::BFloat16)),
    ("torch", "LongStorage", Global::Storage(Kind::Other("LongStorage", 8))),
    ("torch", "IntStorage", Global::Storage(Kind::Other("IntStorage", 4))),
    ("torch", "ShortStorage", Global::Storage(Kind::Other("ShortStorage", 2))),
    ("torch", "CharStorage", Global::Storage(Kind::Other("CharStorage", 1))),
    ("torch", "ByteStorage", Global::Storage(Kind::Other("ByteStorage", 1))),
    ("torch", "BoolStorage", Global::Storage(Kind::Other("BoolStorage", 1))),
];

/// What numbers a storage holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// 32-bit floats.
    Float,
    /// 64-bit floats.
    Double,
    /// 16-bit floats.
    Half,
    /// 32-bit floats without their lower half.
    BFloat16,
    /// Other numbers, which no weights are read of, and their bytes.
    Other(&'static str, usize),
}

impl Kind {
    /// Bytes of a number.
    pub(super) fn bytes(self) -> usize {
        match self {
            Kind::Float => 4,
            Kind::Double => 8,
            Kind::Half | Kind::BFloat16 => 2,
            Kind::Other(_, bytes) => bytes,
        }
    }
}

/// Numbers that lie elsewhere in the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Storage {
    /// Their name there.
    pub(super) key: Rc<str>,
    pub(super) kind: Kind,
    /// How many there are.
    pub(super) count: usize,
    /// Of a storage that is a part of this one: where it begins, and its numbers. Old files have that.
    pub(super) part: Option<(usize, usize)>,
}

/// The name of a storage, and the part of it.
type StorageKey = (Rc<str>, Option<(usize, usize)>);

/// Which numbers of a storage a tensor has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct TensorView {
    pub(super) storage: usize,
    pub(super) offset: usize,
    pub(super) shape: Vec<usize>,
    pub(super) strides: Vec<usize>,
}

/// What a stream holds.
#[derive(Debug)]
pub(super) struct Pickle {
    pub(super) value: Value,
    pub(super) objects: Vec<Object>,
    pub(super) storages: Vec<Storage>,
    /// Bytes of the stream.
    pub(super) length: usize,
}

impl Pickle {
    pub(super) fn object(&self, value: &Value) -> Option<&Object> {
        match value {
            Value::Object(number) => self.objects.get(*number),
            _ => None,
        }
    }

    /// The entries of a dictionary.
    pub(super) fn entries(&self, value: &Value) -> Option<&[(Value, Value)]> {
        match self.object(value) {
            Some(Object::Dict(entries)) => Some(entries),
            _ => None,
        }
    }

    /// The elements of a list or tuple.
    pub(super) fn elements(&self, value: &Value) -> Option<&[Value]> {
        match self.object(value) {
            Some(Object::List(values) | Object::Tuple(values)) => Some(values),
            _ => None,
        }
    }

    /// An entry of a dictionary with names.
    pub(super) fn entry(&self, value: &Value, name: &str) -> Option<&Value> {
        let entries = self.entries(value)?;
        entries.iter().find(|(key, _)| matches!(key, Value::Text(own) if **own == *name)).map(|(_, value)| value)
    }
}

/// Reads the stream that begins at these bytes.
///
/// # Errors
/// Instructions and names that are not known, and streams that are damaged or have far too many objects.
pub(super) fn read(bytes: &[u8], names: &Names) -> Result<Pickle> {
    let mut machine = Machine {
        names,
        all: bytes,
        rest: bytes,
        stack: Vec::new(),
        marks: Vec::new(),
        memo: BTreeMap::new(),
        objects: Vec::new(),
        storages: Vec::new(),
        known: BTreeMap::new(),
        entries: 0,
    };
    loop {
        let at = machine.at();
        match machine.step() {
            Ok(None) => {}
            Ok(Some(value)) => {
                let length = machine.at();
                return Ok(Pickle { value, objects: machine.objects, storages: machine.storages, length });
            }
            Err(Fault::Damaged) => {
                return Err(Error::new("the pickled part of the file is damaged").found(format!("at byte {at}")));
            }
            Err(Fault::Instruction(code)) => {
                return Err(Error::new(format!(
                    "the file has an instruction of Python's pickle format that no {} need",
                    names.what
                ))
                .found(format!("{code:#04x} at byte {at}"))
                .hint(names.hint));
            }
            Err(Fault::Refused(error)) => return Err(*error),
        }
    }
}

enum Fault {
    Damaged,
    Instruction(u8),
    Refused(Box<Error>),
}

fn refused(error: Error) -> Fault {
    Fault::Refused(Box::new(error))
}

type Step<T> = std::result::Result<T, Fault>;

struct Machine<'a> {
    names: &'a Names,
    all: &'a [u8],
    rest: &'a [u8],
    stack: Vec<Value>,
    /// Heights of the stack.
    marks: Vec<usize>,
    memo: BTreeMap<u32, Value>,
    objects: Vec<Object>,
    storages: Vec<Storage>,
    /// Their numbers by key and part.
    known: BTreeMap<StorageKey, usize>,
    /// Entries of all objects.
    entries: usize,
}

impl<'a> Machine<'a> {
    fn at(&self) -> usize {
        self.all.len() - self.rest.len()
    }

    fn take(&mut self, count: usize) -> Step<&'a [u8]> {
        let (own, rest) = self.rest.split_at_checked(count).ok_or(Fault::Damaged)?;
        self.rest = rest;
        Ok(own)
    }

    /// A little-endian number.
    fn number(&mut self, width: usize) -> Step<u64> {
        Ok(self.take(width)?.iter().rev().fold(0, |number, &byte| number << 8 | u64::from(byte)))
    }

    fn length(&mut self, width: usize) -> Step<usize> {
        usize::try_from(self.number(width)?).map_err(|_| Fault::Damaged)
    }

    fn index(&mut self, width: usize) -> Step<u32> {
        u32::try_from(self.number(width)?).map_err(|_| Fault::Damaged)
    }

    fn text(&mut self, width: usize) -> Step<String> {
        let length = self.length(width)?;
        String::from_utf8(self.take(length)?.to_vec()).map_err(|_| Fault::Damaged)
    }

    fn line(&mut self) -> Step<String> {
        let length = self.rest.iter().position(|&byte| byte == b'\n').ok_or(Fault::Damaged)?;
        let line = String::from_utf8(self.take(length)?.to_vec()).map_err(|_| Fault::Damaged)?;
        self.take(1)?;
        Ok(line)
    }

    fn too_large(&self) -> Fault {
        let what = format!("the file has far too many objects for {} alone", self.names.what);
        refused(Error::new(what).hint(self.names.hint))
    }

    fn push(&mut self, value: Value) -> Step<()> {
        if self.stack.len() >= MAX_OBJECTS {
            return Err(self.too_large());
        }
        self.stack.push(value);
        Ok(())
    }

    fn pop(&mut self) -> Step<Value> {
        // What is below a mark belongs to it.
        match self.marks.last() {
            Some(&mark) if self.stack.len() <= mark => Err(Fault::Damaged),
            _ => self.stack.pop().ok_or(Fault::Damaged),
        }
    }

    fn marked(&mut self) -> Step<Vec<Value>> {
        let mark = self.marks.pop().ok_or(Fault::Damaged)?;
        (mark <= self.stack.len()).then(|| self.stack.split_off(mark)).ok_or(Fault::Damaged)
    }

    fn count(&mut self, entries: usize) -> Step<()> {
        self.entries += entries;
        if self.entries > MAX_OBJECTS { Err(self.too_large()) } else { Ok(()) }
    }

    fn make(&mut self, object: Object) -> Step<Value> {
        let entries = match &object {
            Object::List(values) | Object::Tuple(values) => values.len(),
            Object::Dict(entries) => entries.len(),
            Object::Made { .. } => 1,
        };
        self.count(1 + entries)?;
        self.objects.push(object);
        Ok(Value::Object(self.objects.len() - 1))
    }

    fn push_new(&mut self, object: Object) -> Step<()> {
        let value = self.make(object)?;
        self.push(value)
    }

    /// The object on top of the stack.
    fn top(&mut self) -> Step<&mut Object> {
        match self.stack.last() {
            Some(&Value::Object(number)) => self.objects.get_mut(number).ok_or(Fault::Damaged),
            _ => Err(Fault::Damaged),
        }
    }

    fn append(&mut self, values: Vec<Value>) -> Step<()> {
        self.count(values.len())?;
        match self.top()? {
            Object::List(list) => list.extend(values),
            _ => return Err(Fault::Damaged),
        }
        Ok(())
    }

    fn set(&mut self, values: Vec<Value>) -> Step<()> {
        let entries = pairs(values)?;
        self.count(entries.len())?;
        match self.top()? {
            Object::Dict(dictionary) => dictionary.extend(entries),
            _ => return Err(Fault::Damaged),
        }
        Ok(())
    }

    fn remember(&mut self, at: u32) -> Step<()> {
        let value = self.stack.last().cloned().ok_or(Fault::Damaged)?;
        self.count(1)?;
        self.memo.insert(at, value);
        Ok(())
    }

    fn recall(&mut self, at: u32) -> Step<()> {
        let value = self.memo.get(&at).cloned().ok_or(Fault::Damaged)?;
        self.push(value)
    }

    fn tuple(&mut self, count: usize) -> Step<()> {
        let mut values = (0..count).map(|_| self.pop()).collect::<Step<Vec<_>>>()?;
        values.reverse();
        self.push_new(Object::Tuple(values))
    }

    fn global(&mut self, module: &str, name: &str) -> Step<()> {
        let mut all = self.names.known.iter().copied().flatten();
        let known = all.find(|(own, other, _)| (*own, *other) == (module, name));
        match known {
            Some(&(.., global)) => self.push(Value::Global(global)),
            None => {
                let known = self.names.known.iter().copied().flatten();
                let known: Vec<String> = known.map(|(module, name, _)| format!("{module}.{name}")).collect();
                Err(refused(
                    Error::new(format!(
                        "the file names something of Python that no {} need; it is not run",
                        self.names.what
                    ))
                    .found(format!("{module}.{name}"))
                    .allowed(known.join(", "))
                    .hint(self.names.hint),
                ))
            }
        }
    }

    /// One instruction; the value at the end of the stream.
    fn step(&mut self) -> Step<Option<Value>> {
        let code = self.take(1)?[0];
        match code {
            // PROTO: up to the fifth, nothing that is read here changes. SAMPLE: a length.
            0x80 => drop(self.take(1)?),
            0x95 => drop(self.take(8)?),
            b'.' => return self.pop().map(Some),
            b'(' => self.marks.push(self.stack.len()),
            b'0' => drop(self.pop()?),
            b'1' => drop(self.marked()?),
            b'2' => {
                let value = self.stack.last().cloned().ok_or(Fault::Damaged)?;
                self.push(value)?;
            }
            b'N' => self.push(Value::None)?,
            0x88 => self.push(Value::Bool(true))?,
            0x89 => self.push(Value::Bool(false))?,
            b'J' => {
                let number = self.number(4)? as u32;
                self.push(Value::Int(number.cast_signed().into()))?;
            }
            b'K' | b'M' => {
                let number = self.number(if code == b'K' { 1 } else { 2 })?;
                self.push(Value::Int(number as i64))?;
            }
            0x8a | 0x8b => {
                let length = self.length(if code == 0x8a { 1 } else { 4 })?;
                let bytes = self.take(length)?;
                self.push(long(bytes))?;
            }
            b'G' => {
                let bytes = self.take(8)?;
                let number = bytes.iter().fold(0u64, |number, &byte| number << 8 | u64::from(byte));
                self.push(Value::Float(f64::from_bits(number)))?;
            }
            // Texts of Python 3, and of Python 2.
            b'X' | 0x8c | b'T' | b'U' => {
                let text = self.text(if matches!(code, b'X' | b'T') { 4 } else { 1 })?;
                self.push(Value::Text(text.into()))?;
            }
            b'C' | b'B' | 0x8e | 0x96 => {
                let width = match code {
                    b'C' => 1,
                    b'B' => 4,
                    _ => 8,
                };
                let length = self.length(width)?;
                let bytes = self.take(length)?;
                self.push(Value::Bytes(bytes.into()))?;
            }
            b']' => self.push_new(Object::List(Vec::new()))?,
            b'}' => self.push_new(Object::Dict(Vec::new()))?,
            b')' => self.push_new(Object::Tuple(Vec::new()))?,
            b'l' => {
                let values = self.marked()?;
                self.push_new(Object::List(values))?;
            }
            b't' => {
                let values = self.marked()?;
                self.push_new(Object::Tuple(values))?;
            }
            b'd' => {
                let entries = pairs(self.marked()?)?;
                self.push_new(Object::Dict(entries))?;
            }
            0x85..=0x87 => self.tuple(usize::from(code - 0x84))?,
            b'a' => {
                let value = self.pop()?;
                self.append(vec![value])?;
            }
            b'e' => {
                let values = self.marked()?;
                self.append(values)?;
            }
            b's' => {
                let (value, key) = (self.pop()?, self.pop()?);
                self.set(vec![key, value])?;
            }
            b'u' => {
                let values = self.marked()?;
                self.set(values)?;
            }
            b'q' | b'r' => {
                let at = self.index(if code == b'q' { 1 } else { 4 })?;
                self.remember(at)?;
            }
            0x94 => self.remember(u32::try_from(self.memo.len()).map_err(|_| Fault::Damaged)?)?,
            b'h' | b'j' => {
                let at = self.index(if code == b'h' { 1 } else { 4 })?;
                self.recall(at)?;
            }
            b'c' => {
                let (module, name) = (self.line()?, self.line()?);
                self.global(&module, &name)?;
            }
            0x93 => match (self.pop()?, self.pop()?) {
                (Value::Text(name), Value::Text(module)) => self.global(&module, &name)?,
                _ => return Err(Fault::Damaged),
            },
            b'Q' => {
                let value = self.pop()?;
                let storage = self.storage(&value).ok_or(Fault::Damaged)?;
                // Tensors that share their numbers name the same storage.
                let number = match self.known.get(&(storage.key.clone(), storage.part)) {
                    Some(&number) if self.storages[number] == storage => number,
                    Some(_) => return Err(Fault::Damaged),
                    None => {
                        self.count(1)?;
                        self.known.insert((storage.key.clone(), storage.part), self.storages.len());
                        self.storages.push(storage);
                        self.storages.len() - 1
                    }
                };
                self.push(Value::Storage(number))?;
            }
            b'R' | 0x81 => {
                let (arguments, function) = (self.pop()?, self.pop()?);
                let value = self.call(&function, &arguments)?;
                self.push(value)?;
            }
            b'b' => {
                let given = self.pop()?;
                match self.top()? {
                    // The state of an ordered dictionary: versions of the modules, which change no number.
                    Object::Dict(_) => {}
                    Object::Made { state: state @ None, .. } => *state = Some(given),
                    _ => return Err(Fault::Instruction(code)),
                }
            }
            _ => return Err(Fault::Instruction(code)),
        }
        Ok(None)
    }

    fn elements(&self, value: &Value) -> Option<&[Value]> {
        match value {
            Value::Object(number) => match self.objects.get(*number)? {
                Object::List(values) | Object::Tuple(values) => Some(values),
                Object::Dict(_) | Object::Made { .. } => None,
            },
            _ => None,
        }
    }

    /// `('storage', FloatStorage, key, location, count)`, in old files with a part behind that.
    fn storage(&self, value: &Value) -> Option<Storage> {
        let [Value::Text(word), Value::Global(Global::Storage(kind)), Value::Text(key), _, count, rest @ ..] =
            self.elements(value)?
        else {
            return None;
        };
        let part = match rest {
            [] | [Value::None] => None,
            [part] => match self.elements(part)? {
                [_, offset, length] => Some((size(offset)?, size(length)?)),
                _ => return None,
            },
            _ => return None,
        };
        (**word == *"storage").then_some(Storage { key: key.clone(), kind: *kind, count: size(count)?, part })
    }

    /// What a call would give.
    fn call(&mut self, function: &Value, arguments: &Value) -> Step<Value> {
        let Value::Global(function) = function else { return Err(Fault::Damaged) };
        if let Global::Other(name) = function {
            return self.make(Object::Made { name, arguments: arguments.clone(), state: None });
        }
        let arguments = self.elements(arguments).ok_or(Fault::Damaged)?;
        match (function, arguments) {
            (Global::OrderedDict, []) => self.make(Object::Dict(Vec::new())),
            (Global::OrderedDict, [list]) => {
                let list = self.elements(list).ok_or(Fault::Damaged)?;
                let mut entries = Vec::new();
                for pair in list {
                    let Some([key, value]) = self.elements(pair) else { return Err(Fault::Damaged) };
                    entries.push((key.clone(), value.clone()));
                }
                self.make(Object::Dict(entries))
            }
            (Global::Encode, [Value::Text(text), Value::Text(to)]) if **to == *"latin1" => {
                let bytes = text.chars().map(|letter| u8::try_from(letter).ok()).collect::<Option<Rc<[u8]>>>();
                bytes.map(Value::Bytes).ok_or(Fault::Damaged)
            }
            (Global::Encode, []) => Ok(Value::Bytes([].into())),
            (Global::Size, [lengths]) => Ok(lengths.clone()),
            (Global::RebuildParameter, [tensor @ Value::Tensor(_), ..]) => Ok(tensor.clone()),
            (Global::RebuildTensor, [Value::Storage(storage), offset, shape, strides, ..]) => {
                let [shape, strides] = [shape, strides]
                    .map(|value| self.elements(value)?.iter().map(size).collect::<Option<Vec<usize>>>());
                let view = || {
                    let (shape, strides) = (shape?, strides?);
                    let fits = shape.len() == strides.len() && shape.len() <= MAX_RANK;
                    fits.then_some(TensorView { storage: *storage, offset: size(offset)?, shape, strides })
                };
                view().map(Value::Tensor).ok_or(Fault::Damaged)
            }
            _ => Err(Fault::Damaged),
        }
    }
}

fn pairs(values: Vec<Value>) -> Step<Vec<(Value, Value)>> {
    if !values.len().is_multiple_of(2) {
        return Err(Fault::Damaged);
    }
    let mut values = values.into_iter();
    Ok(std::iter::from_fn(|| values.next().zip(values.next())).collect())
}

/// A length or a place.
pub(super) fn size(value: &Value) -> Option<usize> {
    match value {
        Value::Int(number) => usize::try_from(*number).ok(),
        _ => None,
    }
}

/// A number of any length, in two's complement.
fn long(bytes: &[u8]) -> Value {
    let negative = bytes.last().is_some_and(|byte| byte & 0x80 != 0);
    if bytes.len() > 8 {
        return Value::Long(bytes.into());
    }
    let start = if negative { -1 } else { 0 };
    Value::Int(bytes.iter().rev().fold(start, |number: i64, &byte| number << 8 | i64::from(byte)))
}
