//! Numbers of a record one after the other, in either order of bytes.

use std::marker::PhantomData;

use super::file::damaged;
use crate::error::Result;

/// An order of the bytes of a number.
pub(super) trait ByteOrder {
    /// The number that at most eight bytes make.
    fn number(bytes: &[u8]) -> u64;
}

/// The highest byte first: files, records and trees.
#[derive(Debug, Clone, Copy)]
pub(super) struct BigEndian;

/// The lowest byte first: RNTuples.
#[derive(Debug, Clone, Copy)]
pub(super) struct LittleEndian;

impl ByteOrder for BigEndian {
    fn number(bytes: &[u8]) -> u64 {
        bytes.iter().fold(0, |number, &byte| number << 8 | u64::from(byte))
    }
}

impl ByteOrder for LittleEndian {
    fn number(bytes: &[u8]) -> u64 {
        bytes.iter().rev().fold(0, |number, &byte| number << 8 | u64::from(byte))
    }
}

/// Reads values from a record.
#[derive(Debug, Clone, Copy)]
pub(super) struct Bytes<'a, Order = BigEndian> {
    data: &'a [u8],
    pub(super) at: usize,
    order: PhantomData<Order>,
}

impl<'a, Order: ByteOrder> Bytes<'a, Order> {
    pub(super) fn new(data: &'a [u8]) -> Self {
        Bytes { data, at: 0, order: PhantomData }
    }

    /// What is left.
    pub(super) fn rest(&self) -> &'a [u8] {
        self.data.get(self.at..).unwrap_or_default()
    }

    pub(super) fn take(&mut self, count: usize) -> Result<&'a [u8]> {
        let end = self.at.checked_add(count).filter(|&end| end <= self.data.len());
        let Some(end) = end else { return Err(damaged("a record ends too early")) };
        let taken = &self.data[self.at..end];
        self.at = end;
        Ok(taken)
    }

    pub(super) fn u8(&mut self) -> Result<u8> {
        Ok(Order::number(self.take(1)?) as u8)
    }

    pub(super) fn u16(&mut self) -> Result<u16> {
        Ok(Order::number(self.take(2)?) as u16)
    }

    pub(super) fn u32(&mut self) -> Result<u32> {
        Ok(Order::number(self.take(4)?) as u32)
    }

    pub(super) fn u64(&mut self) -> Result<u64> {
        Ok(Order::number(self.take(8)?))
    }
}

impl Bytes<'_> {
    /// A count or length, which ROOT stores signed.
    pub(super) fn count(&mut self) -> Result<usize> {
        let value = self.u32()?;
        if value > i32::MAX as u32 {
            return Err(damaged("a negative count"));
        }
        Ok(value as usize)
    }

    /// A place in the file, 32 or 64 bits wide.
    pub(super) fn place(&mut self, wide: bool) -> Result<u64> {
        if wide { self.u64() } else { Ok(self.u32()?.into()) }
    }

    pub(super) fn string(&mut self) -> Result<String> {
        let length = match self.u8()? {
            255 => self.count()?,
            short => short.into(),
        };
        Ok(String::from_utf8_lossy(self.take(length)?).into_owned())
    }

    /// Text that ends with a zero byte.
    pub(super) fn c_string(&mut self) -> Result<String> {
        let rest = self.rest();
        let Some(length) = rest.iter().position(|&byte| byte == 0) else { return Err(damaged("a name without end")) };
        self.at += length + 1;
        Ok(String::from_utf8_lossy(&rest[..length]).into_owned())
    }
}
