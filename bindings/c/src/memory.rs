//! The memory of the library: all of it goes back when the library is unloaded.
//!
//! What the crates of the library make once and keep (tables of instructions, the built-in networks) has no owner who
//! frees it. In a program that goes on after the library was unloaded it would be lost, each time anew. So blocks are in
//! a list, and those that are left at the end are freed, unless there are still models or streams: then the program
//! itself is ending, and a thread may use them. Nothing is allocated while BX pass, so nothing waits for the list there.
// An allocator cannot be written otherwise; every block says why it holds.
#![allow(unsafe_code)]

use std::alloc::{GlobalAlloc, Layout, System};
use std::ptr::{NonNull, null_mut};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};

/// Models and streams that were given away.
pub(crate) static HANDLES: AtomicUsize = AtomicUsize::new(0);

#[global_allocator]
static MEMORY: Listed = Listed;

/// The allocator of the system, with a list.
struct Listed;

/// What stands before a block.
struct Link {
    before: *mut Link,
    after: *mut Link,
}

/// The link of the newest block.
struct Newest(*mut Link);

// SAFETY: links are only followed by who holds the lock.
unsafe impl Send for Newest {}

static NEWEST: Mutex<Newest> = Mutex::new(Newest(null_mut()));

/// Bytes of a link, and the alignment of blocks behind one.
const LINK: usize = size_of::<Link>();

const _: () = assert!(LINK == 16 && align_of::<Link>() <= LINK);

/// A block with its link before it; `None` for blocks of larger alignment, which only models and streams own.
fn with_link(layout: Layout) -> Option<Layout> {
    let size = layout.size().checked_add(LINK)?;
    (layout.align() <= LINK).then(|| Layout::from_size_align(size, LINK).ok())?
}

// SAFETY: blocks are those of the system's allocator, or begin 16 bytes behind the start of one that is 16 bytes longer
// and aligned to 16 bytes; the layout tells which, in both directions.
unsafe impl GlobalAlloc for Listed {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        let Some(whole) = with_link(layout) else {
            // SAFETY: the caller keeps the rules of `alloc`.
            return unsafe { System.alloc(layout) };
        };
        // SAFETY: its size is not 0.
        let Some(link) = NonNull::new(unsafe { System.alloc(whole) }.cast::<Link>()) else { return null_mut() };
        let mut newest = NEWEST.lock().unwrap_or_else(PoisonError::into_inner);
        // SAFETY: the link is ours, and the newest one is in the list, so that its block was not freed.
        unsafe {
            link.write(Link { before: newest.0, after: null_mut() });
            if let Some(mut before) = NonNull::new(newest.0) {
                before.as_mut().after = link.as_ptr();
            }
        }
        newest.0 = link.as_ptr();
        // SAFETY: the block is longer than its link.
        unsafe { link.as_ptr().add(1) }.cast()
    }

    unsafe fn dealloc(&self, block: *mut u8, layout: Layout) {
        let Some(whole) = with_link(layout) else {
            // SAFETY: by the same layout it was allocated like this.
            return unsafe { System.dealloc(block, layout) };
        };
        // SAFETY: by the same layout it was allocated with its link before it.
        let link = unsafe { block.cast::<Link>().sub(1) };
        let mut newest = NEWEST.lock().unwrap_or_else(PoisonError::into_inner);
        // SAFETY: the link is in the list, and so are its neighbours.
        unsafe {
            let Link { before, after } = link.read();
            if let Some(mut before) = NonNull::new(before) {
                before.as_mut().after = after;
            }
            match NonNull::new(after) {
                Some(mut after) => after.as_mut().before = before,
                None => newest.0 = before,
            }
        }
        drop(newest);
        // SAFETY: nothing leads to it any more.
        unsafe { System.dealloc(link.cast(), whole) };
    }
}

/// Called when the library is unloaded, and when the program ends.
#[cfg(target_os = "linux")]
#[used]
#[unsafe(link_section = ".fini_array")]
static AT_THE_END: extern "C" fn() = free_all;

#[cfg(target_os = "linux")]
extern "C" fn free_all() {
    if HANDLES.load(Ordering::Acquire) > 0 {
        return;
    }
    let mut newest = NEWEST.lock().unwrap_or_else(PoisonError::into_inner);
    while let Some(link) = NonNull::new(newest.0) {
        // SAFETY: it is in the list. Nobody has a model or stream, so no call goes on that could use the block, and no
        // other will come.
        unsafe {
            newest.0 = link.as_ref().before;
            // The allocator of the system looks for the size of a block by itself.
            System.dealloc(link.as_ptr().cast(), Layout::new::<Link>());
        }
    }
}
