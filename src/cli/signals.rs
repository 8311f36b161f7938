//! Signals that tell a process to end: SIGINT (Ctrl-C), SIGTERM and SIGHUP.
//!
//! What is not complete is removed first, and then the process ends as the signal has it, so that a shell sees what
//! ended it. Work by many processes ends after the present task or epoch instead, and at once on a second signal. A
//! signal that was ignored when the process began (`nohup`, jobs in the background of scripts) stays so.

use std::sync::atomic::{AtomicBool, AtomicI32, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

/// Set when the process is about to end.
static ENDING: AtomicBool = AtomicBool::new(false);

/// The last signal, or 0.
static LAST: AtomicI32 = AtomicI32::new(0);

/// What the first signal sets instead of ending the process.
static STOP: Mutex<Option<Arc<AtomicBool>>> = Mutex::new(None);

/// A flag that the first signal sets; the second ends the process at once.
pub fn stop_flag() -> Arc<AtomicBool> {
    let mut stop = STOP.lock().unwrap_or_else(PoisonError::into_inner);
    stop.get_or_insert_default().clone()
}

/// The exit code by which shells know that a signal has ended the work: 128 and its number; 0 if none came.
pub fn exit_code() -> u8 {
    u8::try_from(LAST.load(Ordering::Relaxed)).ok().filter(|&signal| signal > 0).map_or(0, |signal| 128 | signal)
}

/// Waits for the end if a signal is ending the process: what it removes may be what this thread fails at.
pub fn wait_if_ending() {
    while ENDING.load(Ordering::Acquire) {
        std::thread::park();
    }
}

/// Listens, on a thread of its own. Where none can be had, signals end the process as they always do, and what they
/// leave is removed by the next command that writes there.
#[cfg(unix)]
pub fn listen() {
    let (listens, heard) = std::sync::mpsc::channel();
    let thread = std::thread::Builder::new().name("signals".to_owned());
    if thread.spawn(move || hear(&listens)).is_ok() {
        let _none = heard.recv();
    }
}

#[cfg(not(unix))]
pub fn listen() {}

#[cfg(unix)]
fn hear(listens: &std::sync::mpsc::Sender<()>) {
    use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
    let heeded = [SIGHUP, SIGINT, SIGTERM].into_iter().filter(|&signal| !is_ignored(signal));
    let Ok(mut signals) = signal_hook::iterator::Signals::new(heeded) else { return };
    let _gone = listens.send(());
    for signal in signals.forever() {
        LAST.store(signal, Ordering::Relaxed);
        let stop = STOP.lock().unwrap_or_else(PoisonError::into_inner).clone();
        let is_first = stop.is_some_and(|stop| !stop.swap(true, Ordering::Relaxed));
        if !is_first {
            ENDING.store(true, Ordering::Release);
            crate::files::abandon();
            let _failed = signal_hook::low_level::emulate_default_handler(signal);
            std::process::exit(128 + signal);
        }
    }
}

/// Whether this process began with a signal ignored; as far as known, it did not.
#[cfg(unix)]
fn is_ignored(signal: i32) -> bool {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let mask = status.lines().find_map(|line| u64::from_str_radix(line.strip_prefix("SigIgn:")?.trim(), 16).ok());
    mask.is_some_and(|mask| mask >> (signal - 1) & 1 == 1)
}
