//! The threads of a command, where the system may not give as many as there are cores.

use std::sync::Mutex;
use std::thread::Builder;

use crate::error::{Error, Result};

/// Makes sure that work on all threads can be done: on so many, or one for each core; with fewer where the system gives
/// fewer (`ulimit -u`), and on this thread alone where it gives none. The pool of threads cannot be made a second time,
/// so that the system is asked first.
///
/// # Errors
/// If the pool cannot be made with the threads that there were a moment ago.
pub fn prepare(asked: Option<usize>) -> Result<()> {
    let wanted = asked.unwrap_or_else(|| std::thread::available_parallelism().map_or(1, usize::from));
    let given = most(wanted);
    if given == wanted && asked.is_none() {
        return Ok(());
    }
    let pool = rayon::ThreadPoolBuilder::new();
    let pool = match given {
        0 => pool.num_threads(1).use_current_thread(),
        given => pool.num_threads(given),
    };
    pool.build_global().map_err(|error| Error::new(format!("cannot start threads: {error}")))
}

/// How many threads can run at the same time, at most so many.
fn most(wanted: usize) -> usize {
    let gate = Mutex::new(());
    std::thread::scope(|scope| {
        let (closed, mut given) = (gate.lock(), 0);
        // All of them wait for the gate, so that none has ended when the last one begins.
        while given < wanted && Builder::new().spawn_scoped(scope, || drop(gate.lock())).is_ok() {
            given += 1;
        }
        drop(closed);
        given
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn threads_run_side_by_side() {
        assert_eq!([0, 1, 5].map(most), [0, 1, 5]);
    }
}
