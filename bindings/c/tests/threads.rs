//! Threads share models through the C interface, each with a stream of its own: the words are those of one thread alone.
//! scripts/sanitizers.sh runs it with a sanitizer that knows of every access, too.
// Pointers are what the interface takes.
#![allow(unsafe_code, clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::ptr::{null, null_mut};
use std::sync::Barrier;

use econ_emu_c::econ_status::ECON_OK;
use econ_emu_c::*;

/// A chip with the encoder, and one whose packets wait.
const CONFIGS: [&str; 2] = [
    include_str!("../../../golden/default/golden/init.yaml"),
    include_str!("../../../golden/ts_p1_fifo_overflow/init.yaml"),
];

const THREADS: usize = 8;
const ROWS: usize = 200;

/// A model that threads share.
struct Shared(*mut econ_model);

// SAFETY: the interface says that any number of threads share a model.
unsafe impl Sync for Shared {}

impl Shared {
    fn parse(config: &str) -> Self {
        let mut model = null_mut();
        // SAFETY: text and place are as long as said.
        let status = unsafe { econ_model_parse(config.as_ptr().cast(), config.len(), null(), &mut model, null_mut()) };
        assert_eq!(status, ECON_OK);
        Shared(model)
    }

    /// Half of the rows one by one, and the others at once.
    fn words(&self, rows: &[[u32; ECON_INPUT_WORDS]]) -> Vec<[u32; ECON_OUTPUT_WORDS]> {
        let (mut stream, mut out) = (null_mut(), vec![[0; ECON_OUTPUT_WORDS]; rows.len()]);
        let half = rows.len() / 2;
        // SAFETY: the model is alive, the stream belongs to this thread, and buffers are as long as said.
        unsafe {
            assert_eq!(econ_stream_new(self.0, &mut stream, null_mut()), ECON_OK);
            for (row, out) in rows[..half].iter().zip(&mut out) {
                assert_eq!(econ_stream_step(stream, self.0, row.as_ptr(), out.as_mut_ptr()), ECON_OK);
            }
            let (rest, more) = (rows[half..].as_flattened(), out[half..].as_flattened_mut());
            let status = econ_stream_run(stream, self.0, rest.as_ptr(), rest.len(), more.as_mut_ptr(), more.len());
            assert_eq!(status, ECON_OK);
            assert_eq!(econ_stream_free(stream), ECON_OK);
        }
        out
    }
}

impl Drop for Shared {
    fn drop(&mut self) {
        // SAFETY: no thread uses it any more.
        assert_eq!(unsafe { econ_model_free(self.0) }, ECON_OK);
    }
}

fn rows() -> Vec<[u32; ECON_INPUT_WORDS]> {
    let word = |row: usize, link: usize| ((12 * row + link) as u32).wrapping_mul(0x9E37_79B9) >> 4 | 0xA000_0000;
    (0..ROWS).map(|row| std::array::from_fn(|link| word(row, link))).collect()
}

#[test]
fn eight_threads_share_models() {
    let rows = rows();
    for config in CONFIGS {
        let expected = Shared::parse(config).words(&rows);
        let (model, start) = (Shared::parse(config), Barrier::new(THREADS));
        let (model, start, rows, expected) = (&model, &start, &rows, &expected);
        let work = move |thread: usize| {
            start.wait();
            for round in 0..6 {
                // One of them has the kernels made while the others are at work.
                if (thread, round) == (3, 2) {
                    // SAFETY: the model is alive.
                    assert_eq!(unsafe { econ_model_compile(model.0, null_mut()) }, ECON_OK);
                }
                assert!(model.words(rows) == *expected, "thread {thread}, round {round}");
                // Models come and go beside them.
                assert!(Shared::parse(config).words(&rows[..20]) == expected[..20]);
            }
        };
        std::thread::scope(|scope| (0..THREADS).for_each(|thread| drop(scope.spawn(move || work(thread)))));
    }
}
