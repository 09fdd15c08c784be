//! P15: an edit never comes after the close, nor overwrites a newer one.
//!
//! The clock of who edits is a second behind that of who closes: only the store can tell who was
//! first.

use super::{Arena, Town, check, hub};
use crate::random::Random;
use crate::shop::wanted;
use chrono::{DateTime, Duration, Utc};
use milkround_core::hub::Hub;
use milkround_core::hub::order_book::OrderWithLines;
use milkround_core::hub::orders::{EditOrder, GetOrder, ListOrders};
use milkround_core::hub::tick::Tick;
use milkround_core::model::order::OrderState;
use milkround_core::value::{OrderId, Quantity};
use milkround_core::{Code, Error};
use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering::SeqCst};
use std::time::Duration as Pause;

/// Each race is about the orders of one cycle, which two edit while one closes it.
const ORDERS: usize = 10;

/// A cycle is open for a day: so each tick closes one and opens the next.
const TOWN: Town = Town { enterprises: 1, standing_orders: ORDERS, cycles: None, open_for: 1 };

/// Each of the two who edit sets a line of his own, ever higher.
const LINES: [&str; 2] = ["milk", "bread"];

/// What became of the edits.
#[derive(Debug, Default)]
pub struct Raced {
    /// How many orders were edited when their cycle closed.
    pub races: usize,
    /// Edits that were answered.
    pub accepted: usize,
    /// Those of them that were answered after the close was called for.
    pub met: usize,
    /// Edits refused for another's.
    pub conflicts: usize,
    /// Edits refused for the close.
    pub too_late: usize,
    /// Those of them that came while some orders were placed and others not.
    pub amid: usize,
}

impl Raced {
    /// Panics unless edits met each other and the close.
    pub fn was_close(&self) {
        let close = self.amid > 0 && self.too_late >= self.races;
        let met = self.conflicts > 0 && self.met > 0 && close;
        assert!(met && self.accepted > self.races, "no race: {self:?}");
    }
}

/// Lets so many orders be edited while their cycles close.
///
/// # Panics
/// Where an accepted edit is not in the placed order, or another was refused in other words.
pub fn run(arena: &dyn Arena, races: usize, seed: u64) -> Raced {
    TOWN.build(arena);
    let mut random = Random::new(seed);
    let mut raced = Raced::default();
    close(&hub(arena, Town::opening(0), random.bits()));
    let mut day = 0;
    while raced.races < races {
        day += 1;
        race(arena, Town::opening(day), &mut random, &mut raced);
        raced.races += ORDERS;
    }
    check::in_full(&*arena.open(), &TOWN, day + 1, true);
    raced
}

/// What those in a race know of each other.
#[derive(Debug, Default)]
struct Course {
    asked: AtomicUsize,
    called: AtomicBool,
    closed: AtomicBool,
}

/// One cycle: two edit its orders until every one is refused, a third closes it meanwhile.
fn race(arena: &dyn Arena, closes: DateTime<Utc>, random: &mut Random, raced: &mut Raced) {
    let early = closes - Duration::seconds(1);
    let hubs = LINES.map(|_| hub(arena, early, random.bits()));
    let late = hub(arena, closes, random.bits());
    let before = orders(&late, OrderState::Pending);
    assert_eq!(before.len(), ORDERS);
    let course = Course::default();
    let after = random.below(6 * ORDERS);
    let edited = std::thread::scope(|scope| {
        let editors: Vec<_> = std::iter::zip(&hubs, LINES)
            .map(|(hub, line)| {
                let editor = Editor::new(hub, line, &before, Random::new(random.bits()));
                scope.spawn(|| editor.edit(&course))
            })
            .collect();
        while course.asked.load(SeqCst) < after {
            std::thread::yield_now();
        }
        course.called.store(true, SeqCst);
        close(&late);
        course.closed.store(true, SeqCst);
        editors.into_iter().map(|editor| editor.join().expect("edits")).collect::<Vec<_>>()
    });
    for before in &before {
        all_is_in_the_placed_order(&late, before, &edited);
    }
    for edited in edited {
        raced.accepted += edited.accepted.len();
        raced.met += edited.met;
        raced.conflicts += edited.conflicts;
        raced.too_late += edited.too_late;
        raced.amid += edited.amid;
    }
}

/// Places a few orders a tick, with a moment between, so that edits come amid the close too.
fn close(hub: &Hub) {
    loop {
        let report = hub.run(Tick { batches: Some(1), batch_size: Some(3) }).expect("a tick");
        assert!(report.problems.is_empty(), "{report:?}");
        if !report.more {
            return;
        }
        std::thread::sleep(Pause::from_millis(2));
    }
}

fn orders(hub: &Hub, state: OrderState) -> Vec<OrderWithLines> {
    let enterprise = "hub-1".into();
    let list =
        ListOrders { enterprise, state: Some(state), limit: Some(1000), ..Default::default() };
    hub.run(list).expect("orders").items
}

/// One who edits orders; he keeps to the versions that he knows.
struct Editor<'h> {
    hub: &'h Hub,
    line: &'static str,
    random: Random,
    versions: BTreeMap<OrderId, i64>,
    edited: Edited,
}

/// What became of one's edits.
#[derive(Default)]
struct Edited {
    line: &'static str,
    /// The orders' versions that he made, and how much he set in each.
    accepted: BTreeMap<(OrderId, i64), i64>,
    met: usize,
    conflicts: usize,
    too_late: usize,
    amid: usize,
}

impl<'h> Editor<'h> {
    fn new(hub: &'h Hub, line: &'static str, orders: &[OrderWithLines], random: Random) -> Self {
        let versions = orders.iter().map(|open| (open.order.id, open.order.version)).collect();
        let edited = Edited { line, ..Default::default() };
        Self { hub, line, random, versions, edited }
    }

    fn edit(mut self, course: &Course) -> Edited {
        let mut quantity = 2;
        while !self.versions.is_empty() {
            let nth = self.random.below(self.versions.len());
            let Some((&order, &version)) = self.versions.iter().nth(nth) else { break };
            quantity += 1;
            let edit = EditOrder {
                enterprise: "hub-1".into(),
                order,
                version: Some(version),
                set_lines: wanted(&[(self.line, quantity)]),
                ..Default::default()
            };
            // Who writes on SQLite without a pause lets nobody else have a turn.
            std::thread::sleep(Pause::from_micros(self.random.below(2_000) as u64));
            course.asked.fetch_add(1, SeqCst);
            let closed = course.closed.load(SeqCst);
            match self.hub.run(edit) {
                Ok(answer) => {
                    assert!(!closed, "accepted after the close: {answer:?}");
                    assert_eq!(answer.order.state, OrderState::Pending, "{answer:?}");
                    assert_eq!(answer.order.version, version + 1, "{answer:?}");
                    self.edited.accepted.insert((order, version + 1), quantity);
                    self.edited.met += usize::from(course.called.load(SeqCst));
                    self.versions.insert(order, version + 1);
                }
                Err(error) => self.refused(order, version, &error),
            }
        }
        self.edited
    }

    fn refused(&mut self, order: OrderId, version: i64, error: &Error) {
        match error.code() {
            Code::Conflict => {
                let now = error.details().get("version").and_then(|version| version.as_i64());
                let now = now.filter(|now| *now > version);
                self.versions.insert(order, now.unwrap_or_else(|| panic!("{error:?}")));
                self.edited.conflicts += 1;
            }
            Code::LimitPassed => {
                self.versions.remove(&order);
                self.edited.too_late += 1;
                let closing = error.details().get("state").is_some_and(|state| state == "closing");
                self.edited.amid += usize::from(closing);
            }
            _ => assert!(error.retryable(), "{error:?}"),
        }
    }
}

/// Every version is one accepted edit's, but for the first and the placed one; and of each line, what
/// was last accepted is what is placed.
fn all_is_in_the_placed_order(hub: &Hub, before: &OrderWithLines, edited: &[Edited]) {
    let get = GetOrder { enterprise: "hub-1".into(), order: before.order.id };
    let placed = hub.run(get).expect("the order");
    assert_eq!(placed.order.state, OrderState::Placed);
    let mut versions = Vec::new();
    for edited in edited {
        let own = edited.accepted.iter().filter(|((order, _), _)| *order == before.order.id);
        let own: Vec<_> = own.map(|((_, version), quantity)| (*version, *quantity)).collect();
        versions.extend(own.iter().map(|(version, _)| *version));
        let Some((_, last)) = own.last() else { continue };
        let line = placed.lines.iter().find(|line| line.variant.as_str() == edited.line);
        let ordered = line.map(|line| line.ordered);
        assert_eq!(ordered, Quantity::whole(*last).ok(), "{} of {placed:?}: {own:?}", edited.line);
    }
    versions.sort_unstable();
    let expected: Vec<_> = (before.order.version + 1..placed.order.version).collect();
    assert_eq!(versions, expected, "{placed:?}");
}
