//! The built-in networks.

use std::sync::LazyLock;

use super::{AeBlock, Network};

/// Their names.
pub(super) const NAMES: [&str; 2] = ["chip-8x8", "cmssw-4x4x3"];

static CHECKED: LazyLock<Vec<AeBlock>> = LazyLock::new(|| {
    [Network::chip_8x8(), Network::cmssw_4x4x3()].iter().filter_map(|form| form.block().ok()).collect()
});

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
        assert_eq!(CHECKED.len(), NAMES.len());
    }
}
