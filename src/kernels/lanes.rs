//! A block of packets: each signal of all of them side by side.

/// Packets in a block.
pub(super) const BLOCK: usize = 64;

/// One signal of every packet of a block.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(C, align(64))]
pub(super) struct Lanes<T>(pub [T; BLOCK]);

impl<T: Copy + Default> Default for Lanes<T> {
    fn default() -> Self {
        Lanes([T::default(); BLOCK])
    }
}

impl<T> Lanes<T> {
    /// Makes each lane of that of another signal.
    #[inline(always)]
    pub(super) fn set<S: Copy>(&mut self, from: &Lanes<S>, lane: impl Fn(S) -> T) {
        for (own, &from) in self.0.iter_mut().zip(&from.0) {
            *own = lane(from);
        }
    }
}
