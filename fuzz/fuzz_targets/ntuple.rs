//! ROOT ntuples: any bytes give events and wafers, or an error.
#![no_main]

use econ_emu::data::ntuple::{self, Choice};
use libfuzzer_sys::fuzz_target;

/// Entries to read: a damaged tree may claim any number of them.
const ENTRIES: usize = 200;

fuzz_target!(|data: &[u8]| {
    let path = std::env::temp_dir().join(format!("econ-emu-fuzz-{}.root", std::process::id()));
    if std::fs::write(&path, data).is_err() {
        return;
    }
    if let Ok(events) = ntuple::events(&path, &Choice::default()) {
        let _ = events.take(ENTRIES).take_while(Result::is_ok).count();
    }
    if let Ok(wafers) = ntuple::wafers(&path, &Choice::default()) {
        let _ = wafers.take(ENTRIES).take_while(Result::is_ok).count();
    }
});
