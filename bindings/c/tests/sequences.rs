//! Sequences of calls that are drawn at random: none crashes, writes beside its buffers, or meets a fault of the library.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "sequences/driver.rs"]
mod driver;

/// Calls of a sequence take a handful of bytes each.
const BYTES: usize = 4_000;

#[test]
fn random_calls_do_not_crash() {
    let (mut done, mut refused, mut state) = (0, 0, 1u64);
    for _ in 0..20 {
        let bytes: Vec<u8> = std::iter::repeat_with(|| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (state >> 56) as u8
        })
        .take(BYTES)
        .collect();
        let (own, other) = driver::drive(&bytes);
        (done, refused) = (done + own, refused + other);
    }
    assert!(done > 2_000 && refused > 1_000, "{done} done, {refused} refused");
}
