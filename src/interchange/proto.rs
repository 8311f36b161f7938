//! Messages of other programs' files, made by the build script from `proto/`.

use prost::{DecodeError, Message};

use crate::error::{Error, Result};
use crate::files::memory::Taken;

/// Bytes of memory that a message or a text may take beside what it holds: an empty one has 2 bytes in the file.
const MESSAGE: u64 = 512;

/// Bytes of memory for each byte of packed numbers.
const PACKED: u64 = 8;

/// Deepest nesting that is looked into.
const MAX_DEPTH: usize = 24;

/// Reads a message for whose memory there is room, which is taken; `fault` says what bytes are that are none.
///
/// # Errors
/// Bytes that are no such message, and those that would take too much memory.
pub(super) fn decode<M: Message + Default>(
    bytes: &[u8],
    fault: impl FnOnce(DecodeError) -> Error,
) -> Result<(M, Taken)> {
    let taken = Taken::new("the messages of the file", most(bytes, 0).unwrap_or(bytes.len() as u64))?;
    M::decode(bytes).map(|message| (message, taken)).map_err(fault)
}

/// The most memory that the fields of a message take; `None` if the bytes are no message. What a field is the bytes do
/// not say: one that reads as a message counts as one.
fn most(mut bytes: &[u8], depth: usize) -> Option<u64> {
    let mut all = 0u64;
    while !bytes.is_empty() {
        let tag = varint(&mut bytes)?;
        let length = match tag & 7 {
            0 => varint(&mut bytes).map(|_| 0),
            1 => Some(8),
            2 => varint(&mut bytes),
            5 => Some(4),
            _ => None,
        };
        if tag >> 3 == 0 {
            return None;
        }
        let (field, rest) = bytes.split_at_checked(usize::try_from(length?).ok()?)?;
        bytes = rest;
        let inside = if tag & 7 == 2 && depth < MAX_DEPTH { most(field, depth + 1) } else { None };
        let packed = PACKED.saturating_mul(field.len() as u64);
        let own = if tag & 7 == 2 { MESSAGE } else { PACKED };
        all = all.saturating_add(own).saturating_add(inside.unwrap_or(0).max(packed));
    }
    Some(all)
}

/// Takes a number of seven bits in each byte, the lowest first.
pub(super) fn varint(bytes: &mut &[u8]) -> Option<u64> {
    let mut number = 0u64;
    for shift in (0..64).step_by(7) {
        let (&byte, rest) = bytes.split_first()?;
        *bytes = rest;
        number |= u64::from(byte & 0x7f) << shift;
        if byte & 0x80 == 0 {
            return Some(number);
        }
    }
    None
}

#[allow(missing_docs, clippy::pedantic)]
pub mod onnx {
    include!(concat!(env!("OUT_DIR"), "/onnx.rs"));
}

#[allow(missing_docs, clippy::pedantic)]
pub mod tensorflow {
    include!(concat!(env!("OUT_DIR"), "/tensorflow.rs"));
}

#[cfg(feature = "report")]
#[allow(missing_docs, clippy::pedantic)]
pub mod tensorboard {
    include!(concat!(env!("OUT_DIR"), "/tensorboard.rs"));
}

#[cfg(test)]
mod tests {
    use super::onnx::{GraphProto, ModelProto, NodeProto};
    use super::*;

    #[test]
    fn the_memory_of_messages_is_bounded_before_it_is_taken() {
        let node = NodeProto { name: "n".to_owned(), input: vec!["x".to_owned()], ..NodeProto::default() };
        let graph = GraphProto { node: vec![node; 100], ..GraphProto::default() };
        let bytes = ModelProto { graph: Some(graph), ..ModelProto::default() }.encode_to_vec();
        let held = (100 * size_of::<NodeProto>()) as u64;
        assert!((held..20 * held).contains(&most(&bytes, 0).unwrap()), "{held}");
        let (model, _taken) = decode::<ModelProto>(&bytes, |error| Error::new(error.to_string())).unwrap();
        assert_eq!(model.graph.unwrap().node.len(), 100);
        // Two million empty nodes in 4 MB.
        let mut inside = [0x0A, 0].repeat(2_000_000);
        let mut bytes = vec![0x3A];
        prost::encoding::encode_varint(inside.len() as u64, &mut bytes);
        bytes.append(&mut inside);
        let fault = decode::<ModelProto>(&bytes, |error| Error::new(error.to_string())).unwrap_err().to_string();
        assert!(fault.contains("too much memory"), "{fault}");
        assert!(decode::<ModelProto>(b"\xff", |_| Error::new("none")).is_err());
    }
}
