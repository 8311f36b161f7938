//! Models and streams inside a program: what memory they take, and that a BX takes none.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
// A global allocator cannot be had otherwise.
#![allow(unsafe_code)]

use std::alloc::{GlobalAlloc, Layout, System};
use std::cell::Cell;
use std::collections::BTreeSet;
use std::time::Instant;

use econ_emu::chip::signals::{Calq, InputWords};
use econ_emu::chip::{NoTrace, Options};
use econ_emu::golden::random::{self, RandomInput};
use econ_emu::kernels::CHUNK;
use econ_emu::model::{Model, Stream};
use econ_emu::network::AeBlock;
use econ_emu::registers::{Algorithm, ChipConfig, Generation};

/// Counts what its thread has allocated.
struct Counting;

thread_local! {
    static CALLS: Cell<u64> = const { Cell::new(0) };
    static BYTES: Cell<i64> = const { Cell::new(0) };
}

fn count(calls: u64, bytes: i64) {
    // A thread that ends has no counters any more.
    let _ = CALLS.try_with(|own| own.set(own.get() + calls));
    let _ = BYTES.try_with(|own| own.set(own.get() + bytes));
}

// SAFETY: every call is handed to the allocator of the system as it is; the counters allocate nothing.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        count(1, layout.size() as i64);
        // SAFETY: the caller keeps the rules of `alloc`.
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, memory: *mut u8, layout: Layout) {
        count(0, -(layout.size() as i64));
        // SAFETY: the memory came from the allocator of the system, by this layout.
        unsafe { System.dealloc(memory, layout) }
    }
}

#[global_allocator]
static ALLOCATOR: Counting = Counting;

/// Bytes that each model may take: heap, and its own size.
const MODEL_BYTES: i64 = 8 * 1024;

/// Time that each may take to make, with every optimisation.
const MODEL_MICROSECONDS: f64 = 50.0;

/// A chip with weights of its own.
fn config(network: &AeBlock, algorithm: Algorithm, links: u8, seed: u64) -> ChipConfig {
    ChipConfig {
        algorithm,
        links,
        weights: Some(random::weights(network, seed)),
        thresholds: [2000; 48],
        buffer_t1: 420,
        buffer_t2: 300,
        ..ChipConfig::reset(Generation::Prod)
    }
}

fn variants() -> Vec<(ChipConfig, Options)> {
    let mut variants = Vec::new();
    for network in [AeBlock::chip_8x8(), AeBlock::cmssw_4x4x3()] {
        let options = Options { network: network.clone(), ..Options::default() };
        for algorithm in Algorithm::ALL {
            variants.push((config(&network, algorithm, 5, 1), options.clone()));
        }
    }
    variants
}

/// Calls of the allocator while something runs.
fn calls<T>(run: impl FnOnce() -> T) -> (u64, T) {
    let before = CALLS.get();
    let result = run();
    (CALLS.get() - before, result)
}

#[test]
fn the_allocator_is_seen() {
    let (calls, kept) = calls(|| vec![1u8; 100]);
    assert_eq!((calls, kept.len()), (1, 100));
}

#[test]
fn a_stream_takes_no_memory_once_it_is_made() {
    let rows: Vec<InputWords> = RandomInput::new(7).take(700).collect();
    let mut out = vec![[0; 13]; rows.len()];
    let charges: [Calq; 48] = std::array::from_fn(|cell| Calq(cell as u32 * 1000));
    for (config, options) in variants() {
        for compiled in [false, true] {
            let model = Model::new(&config, &options).unwrap();
            assert!(!compiled || model.compile());
            let mut stream = Stream::new(&model);
            let saved = stream.save();
            let mut step = || {
                rows.iter().zip(&mut out).for_each(|(words, out)| *out = stream.step(&model, words));
                stream.reset();
                stream.run(&model, &rows, &mut out);
                stream.restore(&saved).unwrap();
                stream.run(&model, &rows[..100], &mut out);
                stream.step_traced(&model, &rows[0], &mut NoTrace);
                stream.encode(&model, &charges).is_some()
            };
            let (calls, has_encoder) = calls(&mut step);
            assert_eq!(calls, 0, "{} {compiled}", config.algorithm);
            assert_eq!(has_encoder, config.algorithm == Algorithm::Autoencoder);
        }
    }
}

/// Makes models with different weights, all of which are kept, and gives the bytes and microseconds of each.
fn make(network: &AeBlock, count: u64) -> (i64, f64) {
    let options = Options { network: network.clone(), ..Options::default() };
    let mut models: Vec<Model> = Vec::with_capacity(count as usize);
    let (mut bytes, mut seconds) = (0, 0.0);
    for seed in 0..count {
        let config = config(network, Algorithm::Autoencoder, 5, seed);
        let (before, started) = (BYTES.get(), Instant::now());
        models.push(Model::new(&config, &options).unwrap());
        seconds += started.elapsed().as_secs_f64();
        bytes += BYTES.get() - before;
    }
    // They are all there, and each has its own weights.
    let rows: Vec<InputWords> = RandomInput::new(3).take(8).collect();
    let words = models.iter().map(|model| {
        let mut stream = Stream::new(model);
        rows.iter().map(|row| stream.step(model, row)).collect::<Vec<_>>()
    });
    assert_eq!(words.collect::<BTreeSet<_>>().len(), models.len());
    (bytes / count as i64 + size_of::<Model>() as i64, seconds * 1e6 / count as f64)
}

#[test]
fn two_hundred_models_take_less_than_8_kb_each() {
    for network in [AeBlock::chip_8x8(), AeBlock::cmssw_4x4x3()] {
        let (bytes, _) = make(&network, 200);
        assert!(bytes <= MODEL_BYTES, "{bytes} bytes");
    }
}

/// Every chip of the detector. Only a release build tells the time.
#[test]
#[ignore = "takes a release build: scripts/test.sh --long"]
fn the_models_of_all_chips_of_the_detector() {
    for network in [AeBlock::chip_8x8(), AeBlock::cmssw_4x4x3()] {
        let (bytes, microseconds) = make(&network, 27_000);
        println!("{bytes} bytes and {microseconds:.1} microseconds for each of 27,000 models");
        assert!(bytes <= MODEL_BYTES, "{bytes} bytes");
        assert!(cfg!(debug_assertions) || microseconds <= MODEL_MICROSECONDS, "{microseconds} microseconds");
    }
}

/// In pieces for all threads and in small ones, from one row to the next.
#[test]
fn all_threads_give_the_words_of_one() {
    let network = AeBlock::default();
    let resets = Options { link_resets_econt: vec![100, 9000], link_resets_roct: vec![5000], ..Options::default() };
    let mut rows: Vec<InputWords> = RandomInput::new(8).take(3 * CHUNK + 777).collect();
    rows.iter_mut().skip(50).step_by(1000).for_each(|row| row[0] = 0x9000_0000 | row[0] >> 4);
    for algorithm in Algorithm::ALL {
        let model = Model::new(&config(&network, algorithm, 5, 4), &resets).unwrap();
        model.compile();
        let (mut one, mut all) = (Stream::new(&model), Stream::new(&model));
        let (mut expected, mut out) = (vec![[0; 13]; rows.len()], vec![[0; 13]; rows.len()]);
        one.run(&model, &rows, &mut expected);
        let mut from = 0;
        for to in [3, 2 * CHUNK + 30, 2 * CHUNK + 31, rows.len()] {
            all.run_parallel(&model, &rows[from..to], &mut out[from..to]);
            from = to;
        }
        assert!(out == expected, "{algorithm}, by {}", model.way());
        let place = |stream: &Stream| (stream.row(), stream.next_bx(), stream.waiting());
        assert_eq!(place(&all), place(&one), "{algorithm}");
    }
}
