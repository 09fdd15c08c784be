//! A tick passes over an enterprise that another has in hand: it does what else is due, and only then
//! waits for that one.
//!
//! ```text
//!  Mon 2 March 09:00                                  Tue 3rd 09:00
//!  ------[ hub-1 opens, hub-2 opens, hub-3 opens ------[ each opens its second
//! ```

use milkround_core::hub::test_clock::AdvanceClock;
use milkround_core::hub::tick::{Tick, TickReport};
use milkround_core::hub::{Clock, Hub};
use milkround_core::store::Held::{self, Pass, Wait};
use milkround_core::store::MemoryStore;
use milkround_tests::torture::Town;
use milkround_tests::{BusyStore, Turns};

/// Three hubs, of which the first comes first in the order of what is due.
fn town() -> (Hub, Turns) {
    let store = BusyStore::new(MemoryStore::default());
    let turns = store.turns();
    let opening = Town::opening(0);
    let hub = Hub::new(Box::new(store), Clock::Test(opening - chrono::Duration::days(1)), 1);
    Town { enterprises: 3, standing_orders: 2, cycles: Some(2), open_for: 5 }.settle(&hub);
    hub.run(AdvanceClock { to: opening, without_ticks: true }).expect("time goes on");
    turns.asked();
    (hub, turns)
}

fn tick(hub: &Hub, batches: u32) -> TickReport {
    let report = hub.run(Tick { batches: Some(batches), batch_size: None }).expect("a tick");
    assert!(report.problems.is_empty(), "{:?}", report.problems);
    report
}

/// Who was asked for, without what was asked for again at once.
fn order(asked: Vec<(i64, Held)>) -> Vec<(i64, Held)> {
    let mut order = asked;
    order.dedup();
    order
}

/// How many batches there are for one hub.
fn batches() -> u32 {
    let (hub, turns) = town();
    let report = tick(&hub, 1000);
    assert_eq!(order(turns.asked()), [(1, Pass), (2, Pass), (3, Pass)]);
    assert_eq!((report.opened, report.batches % 3), (3, 0));
    report.batches / 3
}

#[test]
fn who_is_busy_comes_last_and_is_then_waited_for() {
    let (hub, turns) = town();
    turns.busy(&[1]);
    let report = tick(&hub, 1000);
    let asked = order(turns.asked());
    assert_eq!(asked[..4], [(1, Pass), (2, Pass), (3, Pass), (1, Wait)]);
    assert!(asked[4..].iter().all(|(no, _)| *no == 1), "{asked:?}");
    assert_eq!((report.opened, report.batches, report.more), (3, 3 * batches(), false));
    assert_eq!((report.tally.generated, report.next_at), (6, Some(Town::opening(1))));
}

#[test]
fn of_two_who_are_busy_none_is_waited_for_while_there_is_other_work() {
    let (hub, turns) = town();
    turns.busy(&[1, 2]);
    let report = tick(&hub, 1000);
    let asked = order(turns.asked());
    assert_eq!(asked[..4], [(1, Pass), (2, Pass), (3, Pass), (1, Wait)]);
    assert!(asked.contains(&(2, Wait)) && !asked.contains(&(3, Wait)), "{asked:?}");
    assert_eq!((report.opened, report.batches, report.more), (3, 3 * batches(), false));
    assert_eq!(report.next_at, Some(Town::opening(1)));
}

/// What is passed over counts as no batch; what is left of it is `more`, due since its time.
#[test]
fn a_bounded_tick_says_that_who_was_busy_is_left() {
    let (hub, turns) = town();
    turns.busy(&[1]);
    let each = batches();
    let report = tick(&hub, 2 * each);
    assert_eq!(order(turns.asked()), [(1, Pass), (2, Pass), (3, Pass)]);
    assert_eq!((report.opened, report.batches, report.more), (2, 2 * each, true));
    assert_eq!(report.next_at, Some(Town::opening(0)));

    turns.busy(&[]);
    let report = tick(&hub, 2 * each);
    assert_eq!(order(turns.asked()), [(1, Pass)]);
    assert_eq!((report.opened, report.batches, report.more), (1, each, false));
    assert_eq!(report.next_at, Some(Town::opening(1)));
}

/// Nobody waits where no batch is left to do it in.
#[test]
fn a_tick_that_has_done_enough_waits_for_nobody() {
    let (hub, turns) = town();
    turns.busy(&[1]);
    let each = batches();
    let mut ticks = 0;
    while tick(&hub, 1).more {
        ticks += 1;
        let waited = turns.asked().iter().any(|(_, held)| *held == Wait);
        assert_eq!(waited, ticks > 2 * each, "tick {ticks}");
    }
    assert_eq!(ticks + 1, 3 * each);
}
