//! The C interface under any sequence of calls: nothing crashes, and memory beside the buffers stays as it is.
#![no_main]

use libfuzzer_sys::fuzz_target;

#[path = "../../bindings/c/tests/sequences/driver.rs"]
mod driver;

fuzz_target!(|bytes: &[u8]| {
    driver::drive(bytes);
});
