//! The state of a chip as bytes, in little-endian order:
//!
//! | bytes | what |
//! |---|---|
//! | 8 | `ECONSTRM` |
//! | 4 | version of the form: 1 |
//! | 2 | BX number of the next row |
//! | 2 | words waiting in the FIFO |
//! | 8 | number of the next row |
//! | 800 | the words of the FIFO |
//! | 4 | FNV-1a of all before |

use crate::chip::ChipState;
use crate::chip::buffer::Buffer;
use crate::chip::erx::ORBIT;
use crate::error::{Error, Result};
use crate::registers::FIFO_WORDS;

const MAGIC: [u8; 8] = *b"ECONSTRM";
const VERSION: u32 = 1;
const WORDS: usize = 24;
const CHECKSUM: usize = WORDS + 2 * FIFO_WORDS;

/// Bytes of a saved stream.
pub const SAVED_BYTES: usize = CHECKSUM + 4;

/// The hash function FNV-1a of 32 bits.
fn fnv(bytes: &[u8]) -> u32 {
    bytes.iter().fold(0x811C_9DC5, |hash, &byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}

/// A fixed number of bytes of a saved stream.
fn part<const N: usize>(bytes: &[u8; SAVED_BYTES], from: usize) -> [u8; N] {
    std::array::from_fn(|index| bytes[from + index])
}

pub(super) fn to_bytes(state: &ChipState) -> [u8; SAVED_BYTES] {
    let mut bytes = [0; SAVED_BYTES];
    bytes[..8].copy_from_slice(&MAGIC);
    bytes[8..12].copy_from_slice(&VERSION.to_le_bytes());
    bytes[12..14].copy_from_slice(&state.next_bx.to_le_bytes());
    // At most T1 wait, a register of 16 bits.
    bytes[14..16].copy_from_slice(&(state.buffer.waiting() as u16).to_le_bytes());
    bytes[16..WORDS].copy_from_slice(&state.row.to_le_bytes());
    for (to, word) in bytes[WORDS..CHECKSUM].chunks_exact_mut(2).zip(state.buffer.words()) {
        to.copy_from_slice(&word.to_le_bytes());
    }
    let checksum = fnv(&bytes[..CHECKSUM]);
    bytes[CHECKSUM..].copy_from_slice(&checksum.to_le_bytes());
    bytes
}

pub(super) fn from_bytes(bytes: &[u8]) -> Result<ChipState> {
    let bytes: &[u8; SAVED_BYTES] = bytes.try_into().map_err(|_| {
        Error::new("a saved stream has another number of bytes").found(bytes.len()).allowed(SAVED_BYTES.to_string())
    })?;
    if bytes[..8] != MAGIC {
        return Err(Error::new("the bytes are no saved stream").field("first eight bytes"));
    }
    let version = u32::from_le_bytes(part(bytes, 8));
    if version != VERSION {
        return Err(Error::new("a saved stream of an unknown version")
            .field("version")
            .found(version)
            .allowed(VERSION.to_string()));
    }
    if fnv(&bytes[..CHECKSUM]) != u32::from_le_bytes(part(bytes, CHECKSUM)) {
        return Err(Error::new("the bytes of a saved stream have changed").field("checksum"));
    }
    let next_bx = u16::from_le_bytes(part(bytes, 12));
    if next_bx >= ORBIT {
        return Err(Error::new("BX beyond the orbit").field("next BX").found(next_bx).allowed("0..=3563"));
    }
    let words = std::array::from_fn(|word| u16::from_le_bytes(part(bytes, WORDS + 2 * word)));
    let buffer = Buffer::restored(words, u16::from_le_bytes(part(bytes, 14)).into());
    Ok(ChipState { next_bx, row: u64::from_le_bytes(part(bytes, 16)), buffer })
}
