//! S8: the most memory that an opening needs, as the standing orders grow.
//!
//! `cargo bench -p milkround-benches --bench memory -- [SIZE …]`; with `--features postgres` and
//! `-- --postgres` on a server.
//!
//! Counted is what Rust code allocates while the tick runs, SQLite's own page cache (64 MB at the
//! most) apart: so a difference of a few bytes an order would show.
#![allow(clippy::disallowed_methods, reason = "a bench reads its arguments")]

use milkround::Result;
use milkround::hub::tick::Tick;
use milkround_benches::place::Place;
use milkround_benches::{Size, about_to_open, opening};
use std::alloc::{GlobalAlloc, Layout, System};
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};

/// The system's allocator, counting.
struct Counting;

static NOW: AtomicUsize = AtomicUsize::new(0);
static MOST: AtomicUsize = AtomicUsize::new(0);

// SAFETY: every call goes to the system's allocator as it came.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        let now = NOW.fetch_add(layout.size(), Relaxed) + layout.size();
        MOST.fetch_max(now, Relaxed);
        // SAFETY: the caller keeps the contract.
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, memory: *mut u8, layout: Layout) {
        NOW.fetch_sub(layout.size(), Relaxed);
        // SAFETY: the caller keeps the contract.
        unsafe { System.dealloc(memory, layout) }
    }
}

#[global_allocator]
static ALLOCATOR: Counting = Counting;

fn main() -> Result<()> {
    let mut sizes: Vec<usize> = std::env::args().filter_map(|arg| arg.parse().ok()).collect();
    if sizes.is_empty() {
        sizes = vec![1_000, 10_000, 100_000];
    }
    println!("the most memory of Rust code while a cycle opens, in kilobytes, 500 a batch");
    println!("{:>9} {:>17} {:>21}", "orders", "unlimited stock", "ten scarce variants");
    for size in sizes {
        let unlimited = most(size, 0)?;
        println!("{size:>9} {:>17} {:>21}", unlimited / 1024, most(size, 10)? / 1024);
    }
    Ok(())
}

/// The most bytes that one tick had beside what the open hub has.
fn most(standing_orders: usize, scarce: usize) -> Result<usize> {
    let place = Place::asked_for();
    let size = Size { scarce, ..Size::of(standing_orders) };
    drop(about_to_open(place.open()?, size)?);
    place.settle();
    let hub = place.again(opening())?;
    let before = NOW.load(Relaxed);
    MOST.store(before, Relaxed);
    let report = hub.run(Tick { batches: Some(100_000), batch_size: Some(500) })?;
    assert_eq!((report.tally.generated, report.more), (standing_orders as u64, false));
    Ok(MOST.load(Relaxed) - before)
}
