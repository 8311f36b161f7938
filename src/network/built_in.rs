//! The built-in networks.

use std::sync::LazyLock;

use super::{AeBlock, FirstForm};

/// Their names.
pub(super) const NAMES: [&str; 2] = ["chip-8x8", "cmssw-4x4x3"];

/// One for each name: both are constants of this crate that fit the block, as a test checks.
static CHECKED: LazyLock<Vec<AeBlock>> = LazyLock::new(|| {
    [FirstForm::chip_8x8(), FirstForm::cmssw_4x4x3()].iter().filter_map(|form| form.block().ok()).collect()
});

/// See [`AeBlock::chip_8x8`].
pub(super) fn chip_8x8() -> AeBlock {
    CHECKED[0].clone()
}

/// See [`AeBlock::cmssw_4x4x3`].
pub(super) fn cmssw_4x4x3() -> AeBlock {
    CHECKED[1].clone()
}

/// A built-in network by name.
pub(super) fn find(name: &str) -> Option<AeBlock> {
    CHECKED.iter().find(|block| block.name() == name).cloned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_is_that_of_a_network() {
        for name in NAMES {
            assert_eq!(find(name).unwrap().name(), name);
        }
        assert_eq!([chip_8x8().name(), cmssw_4x4x3().name()], NAMES);
        assert_eq!(CHECKED.len(), NAMES.len());
    }
}
