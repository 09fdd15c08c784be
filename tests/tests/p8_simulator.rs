//! P8: seasons of a hub from one seed each. Clock, edits by staff and customers, orders of the
//! shop, bounded ticks, crashes and failures of the store; invariants after every step.

use milkround_core::store::MemoryStore;
use milkround_tests::random::times;
use milkround_tests::raw;
use milkround_tests::sim::{Step, Watcher, World, steps};
use std::panic::{AssertUnwindSafe, catch_unwind};

const SEEDS: u64 = 2_000;
const STEPS: usize = 60;

/// Lives through a seed; what is in the store at the end.
fn live(seed: u64, steps: &[Step]) -> String {
    let mut world = World::new(Box::new(MemoryStore::default()), seed);
    let mut watcher = Watcher::default();
    for (n, step) in steps.iter().enumerate() {
        let lived = catch_unwind(AssertUnwindSafe(|| {
            let answer = world.run(step);
            watcher.look(&world);
            answer
        }));
        if lived.is_err() {
            let list: Vec<_> = steps[..=n].iter().map(|step| format!("\n  {step:?}")).collect();
            panic!("seed {seed} broke at step {n}:{}", list.concat());
        }
    }
    raw::dump(world.shop.hub.store())
}

fn rows_of(dump: &str, table: &str) -> usize {
    let head = format!("# {table}");
    dump.lines()
        .skip_while(|line| **line != *head)
        .skip(1)
        .take_while(|l| !l.starts_with('#'))
        .count()
}

fn live_all(seeds: std::ops::Range<u64>) {
    let (first, mut postings) = (seeds.start, 0);
    for seed in seeds {
        let kept = live(seed, &steps(seed, STEPS, true));
        postings += rows_of(&kept, "postings");
    }
    println!("from seed {first} on, {postings} postings");
    assert!(postings > 0, "P10 saw none");
}

#[test]
fn what_must_hold_holds_after_every_step_of_the_first_half_of_the_seeds() {
    live_all(0..SEEDS * times("P8") / 2);
}

#[test]
fn what_must_hold_holds_after_every_step_of_the_second_half_of_the_seeds() {
    live_all(SEEDS * times("P8") / 2..SEEDS * times("P8"));
}

#[test]
fn a_seed_replays_byte_for_byte() {
    for seed in (0..SEEDS).step_by(100) {
        let steps = steps(seed, STEPS, true);
        let (once, again) = (live(seed, &steps), live(seed, &steps));
        assert!(once == again, "seed {seed}: {steps:#?}");
    }
}
