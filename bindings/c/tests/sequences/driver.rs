//! Calls of the C interface in the order that some bytes say, with what a program may get wrong: null, handles of the
//! other kind, lengths. Memory around every buffer must stay as it is.
// Pointers are what the interface takes.
#![allow(unsafe_code)]

use std::ffi::{c_char, c_int};
use std::ptr::{null, null_mut};

use econ_emu_c::econ_status::{self, *};
use econ_emu_c::*;

/// An encoder with weights that are 0, and a chip whose packets wait.
const CONFIGS: [&str; 2] = [
    include_str!("../../../../golden/ae_p1_chip_frame/init.yaml"),
    include_str!("../../../../golden/ts_p1_fifo_overflow/init.yaml"),
];

/// Rows of a buffer.
const ROWS: usize = 70;

/// What stands around a buffer.
const GUARD: u32 = 0x5A5A_A5A5;

/// Objects that a sequence has at a time.
const SLOTS: usize = 3;

/// A sequence under way.
pub struct Driver<'a> {
    bytes: std::slice::Iter<'a, u8>,
    models: [*mut econ_model; SLOTS],
    streams: [*mut econ_stream; SLOTS],
    saved: [u8; ECON_SAVED_BYTES],
    /// Calls that did what they were asked for.
    pub done: usize,
    /// Calls that were refused.
    pub refused: usize,
}

/// Runs the calls that some bytes stand for.
pub fn drive(bytes: &[u8]) -> (usize, usize) {
    let mut driver = Driver {
        bytes: bytes.iter(),
        models: [null_mut(); SLOTS],
        streams: [null_mut(); SLOTS],
        saved: [0; ECON_SAVED_BYTES],
        done: 0,
        refused: 0,
    };
    while let Some(operation) = driver.next() {
        let status = driver.call(operation);
        assert_ne!(status, ECON_ERROR_INTERNAL, "operation {operation}");
        match status {
            ECON_OK => driver.done += 1,
            _ => driver.refused += 1,
        }
    }
    for slot in 0..SLOTS {
        // SAFETY: each slot is null or holds a handle that was not freed.
        unsafe {
            assert_eq!(econ_stream_free(driver.streams[slot]), ECON_OK);
            assert_eq!(econ_model_free(driver.models[slot]), ECON_OK);
        }
    }
    (driver.done, driver.refused)
}

impl Driver<'_> {
    fn next(&mut self) -> Option<u8> {
        self.bytes.next().copied()
    }

    fn number(&mut self) -> usize {
        self.next().unwrap_or(0).into()
    }

    fn slot(&mut self) -> usize {
        self.number() % SLOTS
    }

    /// A model, seldom a handle of the other kind.
    fn model(&mut self) -> *mut econ_model {
        match self.number() {
            255 => self.streams[0].cast(),
            number => self.models[number % SLOTS],
        }
    }

    fn stream(&mut self) -> *mut econ_stream {
        match self.number() {
            255 => self.models[0].cast(),
            number => self.streams[number % SLOTS],
        }
    }

    /// Runs some rows, most times as many out as in.
    fn run(&mut self) -> econ_status {
        let (stream, model) = (self.stream(), self.model());
        let (rows, wrong) = (self.number() % ROWS, self.number());
        let seed = self.number() as u32;
        let input: Vec<u32> =
            (0..ROWS * ECON_INPUT_WORDS).map(|at| (at as u32 + seed).wrapping_mul(0x9E37_79B9) | 0x8000_0000).collect();
        let mut output = vec![GUARD; ROWS * ECON_OUTPUT_WORDS + 2];
        let out_words = rows * ECON_OUTPUT_WORDS + usize::from(wrong == 1);
        let in_words = rows * ECON_INPUT_WORDS + usize::from(wrong == 2);
        let status = match wrong {
            // SAFETY: handles are null or alive; both buffers are longer than said, or null.
            3 => unsafe { econ_stream_run(stream, model, null(), in_words, output[1..].as_mut_ptr(), out_words) },
            // SAFETY: as above.
            _ => unsafe {
                econ_stream_run(stream, model, input.as_ptr(), in_words, output[1..].as_mut_ptr(), out_words)
            },
        };
        let touched = if status == ECON_OK { out_words } else { 0 };
        assert!(output[0] == GUARD && output[1 + touched..].iter().all(|&word| word == GUARD), "{status:?}");
        status
    }

    fn step(&mut self) -> econ_status {
        let (stream, model) = (self.stream(), self.model());
        let words = [self.number() as u32 * 0x0101_0101; ECON_INPUT_WORDS];
        let mut out = [GUARD; ECON_OUTPUT_WORDS + 2];
        // SAFETY: handles are null or alive, buffers as long as they must be.
        let status = unsafe { econ_stream_step(stream, model, words.as_ptr(), out[1..].as_mut_ptr()) };
        assert_eq!([out[0], out[ECON_OUTPUT_WORDS + 1]], [GUARD; 2]);
        status
    }

    fn step_charges(&mut self) -> econ_status {
        let (stream, model) = (self.stream(), self.model());
        let charges = [(self.number() as u32) << 15; ECON_CELLS];
        let bx = (self.number() * 16) as u16;
        let mut out = [GUARD; ECON_OUTPUT_WORDS + 2];
        // SAFETY: as in `step`.
        let status = unsafe { econ_stream_step_charges(stream, model, bx, charges.as_ptr(), out[1..].as_mut_ptr()) };
        assert_eq!([out[0], out[ECON_OUTPUT_WORDS + 1]], [GUARD; 2]);
        status
    }

    fn encode(&mut self) -> econ_status {
        let (stream, model) = (self.stream(), self.model());
        let charges = [(self.number() as u32) << 15; ECON_CELLS];
        let (mut latents, mut sum) = ([0; ECON_LATENTS], 0);
        // SAFETY: as in `step`.
        let status = unsafe { econ_stream_encode(stream, model, charges.as_ptr(), latents.as_mut_ptr(), &mut sum) };
        assert!(latents.iter().all(|&latent| latent < 512) && sum < 512);
        status
    }

    fn call(&mut self, operation: u8) -> econ_status {
        let (slot, mut text) = (self.slot(), [0 as c_char; 9]);
        // SAFETY: handles are null or alive, and only what is in no slot any more was freed; places and buffers are as long
        // as said.
        unsafe {
            match operation % 16 {
                0 => {
                    let config = CONFIGS[self.number() % CONFIGS.len()];
                    econ_model_free(self.models[slot]);
                    let place = &mut self.models[slot];
                    econ_model_parse(config.as_ptr().cast(), config.len(), null(), place, null_mut())
                }
                1 => {
                    let (model, weight) = (self.model(), self.number() as i32 - 128);
                    let weights = vec![weight; if self.number() == 0 { 5 } else { 2144 }];
                    let mut made = null_mut();
                    let status = econ_model_with_weights(model, weights.as_ptr(), weights.len(), &mut made, null_mut());
                    econ_model_free(self.models[slot]);
                    self.models[slot] = made;
                    status
                }
                2 => {
                    let (model, mut made) = (self.model(), null_mut());
                    let status = econ_stream_new(model, &mut made, null_mut());
                    econ_stream_free(self.streams[slot]);
                    self.streams[slot] = made;
                    status
                }
                3 => {
                    let (stream, mut made) = (self.stream(), null_mut());
                    let status = econ_stream_copy(stream, &mut made, null_mut());
                    econ_stream_free(self.streams[slot]);
                    self.streams[slot] = made;
                    status
                }
                4 => econ_stream_reset(self.stream()),
                5 => {
                    let length = if self.number() == 0 { 1 } else { ECON_SAVED_BYTES };
                    let stream = self.stream();
                    econ_stream_save(stream, self.saved.as_mut_ptr(), length)
                }
                6 => {
                    if self.number() == 0 {
                        self.saved[slot * 100] ^= 1;
                    }
                    let stream = self.stream();
                    econ_stream_restore(stream, self.saved.as_ptr(), ECON_SAVED_BYTES, null_mut())
                }
                7 => {
                    let mut length = 0;
                    let status = econ_model_warnings(self.model(), text.as_mut_ptr(), 8, &mut length);
                    assert!(text[8] == 0 && text.contains(&0));
                    status
                }
                8 => {
                    let (mut row, mut bx, mut waiting) = (0, 0, 0);
                    let status = econ_stream_position(self.stream(), &mut row, &mut bx, &mut waiting);
                    assert!(bx < 3564 && waiting < 1 << 16);
                    status
                }
                9 if self.number() == 0 => {
                    let mut compiled: c_int = -1;
                    econ_model_compile(self.model(), &mut compiled)
                }
                10 => self.encode(),
                13 => self.step_charges(),
                11 | 12 => self.run(),
                _ => self.step(),
            }
        }
    }
}
