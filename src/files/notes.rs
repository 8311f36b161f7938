//! What readers have to say about a file that is in order but not in its usual form. A library does not write to the
//! screen: whoever runs it may listen.

use std::collections::BTreeSet;
use std::sync::{Mutex, OnceLock, PoisonError};

static LISTENER: OnceLock<fn(&str)> = OnceLock::new();

/// What was said: a file that is read twice says it once.
static SAID: Mutex<BTreeSet<String>> = Mutex::new(BTreeSet::new());

/// Hands every note of this process to a function, each text once. The first listener stays.
pub fn listen_to_notes(listener: fn(&str)) {
    LISTENER.get_or_init(|| listener);
}

/// Says a note, if anybody listens.
pub(crate) fn note(text: String) {
    let Some(listener) = LISTENER.get() else { return };
    let mut said = SAID.lock().unwrap_or_else(PoisonError::into_inner);
    if said.insert(text.clone()) {
        listener(&text);
    }
}
