//! What must hold after every step, whatever happened.

use super::World;
use crate::raw;
use milkround_core::model::TABLES;
use milkround_core::model::cycle::{Allocation, Cycle, CycleState, Offer};
use milkround_core::model::enterprise::Enterprise;
use milkround_core::model::ledger::{Account, Posting, PostingKind};
use milkround_core::model::order::{Order, OrderLine, OrderState, Outcome, OutcomeKind};
use milkround_core::model::standing_order::{Mode, StandingOrder, StandingOrderState};
use milkround_core::store::{Home, Key, Record, Store};
use milkround_core::value::{CycleId, OrderId};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::hash::Hash;

/// Looks at a world after every step, and remembers what only grows.
#[derive(Debug, Default)]
pub struct Watcher {
    versions: HashMap<(&'static str, Key), i64>,
    closed: BTreeSet<CycleId>,
}

/// What a hub keeps, read behind its back.
struct State {
    cycles: BTreeMap<CycleId, Cycle>,
    orders: BTreeMap<OrderId, Order>,
    lines: BTreeMap<OrderId, Vec<OrderLine>>,
    outcomes: Vec<Outcome>,
    offers: Vec<Offer>,
    shares: Vec<Allocation>,
}

impl State {
    fn read(store: &dyn Store, home: &Home) -> Self {
        let mut lines: BTreeMap<OrderId, Vec<OrderLine>> = BTreeMap::new();
        for line in raw::records_of::<OrderLine>(store, home) {
            lines.entry(line.order).or_default().push(line);
        }
        let cycles = raw::records_of::<Cycle>(store, home);
        let orders = raw::records_of::<Order>(store, home);
        Self {
            cycles: cycles.into_iter().map(|cycle| (cycle.id, cycle)).collect(),
            orders: orders.into_iter().map(|order| (order.id, order)).collect(),
            lines,
            outcomes: raw::records_of(store, home),
            offers: raw::records_of(store, home),
            shares: raw::records_of(store, home),
        }
    }

    fn adds_up(&self) {
        outcomes_and_orders_belong_together(self);
        stock_adds_up(self);
        totals_add_up(self);
        orders_stand_as_their_cycles_do(self);
    }

    fn lines_of(&self, order: OrderId) -> &[OrderLine] {
        self.lines.get(&order).map_or(&[], Vec::as_slice)
    }
}

fn is_live(order: &Order) -> bool {
    order.state != OrderState::Cancelled
}

impl Watcher {
    /// Panics, saying what does not hold.
    pub fn look(&mut self, world: &World) {
        let store = world.shop.hub.store();
        let state = State::read(store, &raw::homes(store)[0]);
        state.adds_up();
        books_add_up(store, &state.orders);
        self.versions_only_grow(world);
        self.closed_cycles_have_all_their_outcomes(world, &state);
    }

    fn versions_only_grow(&mut self, world: &World) {
        for t in TABLES.iter().filter(|t| t.versioned) {
            let version = t.col("version").0;
            for row in raw::rows(world.shop.hub.store(), t) {
                let (key, is) = (t.key_of(&row), raw::number(&row[version]));
                let was = self.versions.insert((t.name, key), is).unwrap_or(0);
                assert!(was <= is, "{}: version {was} became {is}: {row:?}", t.name);
            }
        }
    }

    /// When a cycle closes, every standing order in its range has an outcome in it.
    fn closed_cycles_have_all_their_outcomes(&mut self, world: &World, state: &State) {
        let new = state.cycles.values().filter(|c| c.state == CycleState::Closed);
        let new: Vec<_> = new.filter(|c| self.closed.insert(c.id)).collect();
        if new.is_empty() {
            return;
        }
        let store = world.shop.hub.store();
        let settings = raw::records::<Enterprise>(store).remove(0).settings;
        let limit = chrono::Duration::minutes(settings.customer_limit_minutes.into());
        for so in raw::records::<StandingOrder>(store) {
            for cycle in &new {
                let made_until = match so.created_by.is_customer() {
                    true => cycle.closes_at - limit,
                    false => cycle.closes_at,
                };
                let day = cycle.closes_on();
                let due = so.state == StandingOrderState::Active
                    && so.mode == Mode::Automatic
                    && so.starts_on <= day
                    && so.ends_on.is_none_or(|end| day <= end)
                    && so.created_at < made_until;
                let known = |o: &Outcome| (o.standing_order, o.cycle) == (so.id, cycle.id);
                let has = state.outcomes.iter().any(known);
                assert!(has || !due, "{} has no outcome in {}", so.id, cycle.opens_at);
            }
        }
    }
}

fn outcomes_and_orders_belong_together(state: &State) {
    let mut pairs = BTreeSet::new();
    for outcome in &state.outcomes {
        let order = outcome.order.and_then(|id| state.orders.get(&id));
        let own = order.filter(|o| o.standing_order == Some(outcome.standing_order));
        let same = order.filter(|o| o.cycle == outcome.cycle);
        let holds = match outcome.kind {
            OutcomeKind::Generated => {
                pairs.insert((outcome.standing_order, outcome.cycle));
                own.is_some_and(is_live) && same.is_some()
            }
            OutcomeKind::Combined => same.is_some(),
            OutcomeKind::Failed => false,
            _ => !own.is_some_and(is_live),
        };
        assert!(holds, "{outcome:?} has the order {order:?}");
    }
    for order in state.orders.values().filter(|order| is_live(order)) {
        let Some(so) = order.standing_order else { continue };
        assert!(pairs.remove(&(so, order.cycle)), "{so} has no outcome, or two orders: {order:?}");
    }
}

fn stock_adds_up(state: &State) {
    for offer in &state.offers {
        let (Some(stock), Some(free)) = (offer.stock, offer.free) else { continue };
        let holds = |order: &&Order| {
            use OrderState::{Fulfilled, Pending, Placed};
            (order.cycle, &order.distributor) == (offer.cycle, &offer.distributor)
                && matches!(order.state, Pending | Placed | Fulfilled)
        };
        let claimed: i64 = state
            .orders
            .values()
            .filter(holds)
            .flat_map(|order| state.lines_of(order.id))
            .filter(|line| line.variant == offer.variant)
            .map(|line| line.ordered.millionths())
            .sum();
        let shares = state
            .shares
            .iter()
            .filter(|share| (share.cycle, &share.variant) == (offer.cycle, &offer.variant));
        let shared: i64 = shares.map(|share| share.share.millionths()).sum();
        let sum = claimed + shared + free.millionths();
        assert_eq!(
            sum,
            stock.millionths(),
            "{}: {claimed} claimed, {shared} set aside, {free} free of {stock}",
            offer.variant
        );
    }
}

fn totals_add_up(state: &State) {
    for order in state.orders.values().filter(|order| is_live(order)) {
        let mut items = 0;
        let mut seen = BTreeSet::new();
        for line in state.lines_of(order.id) {
            let exact = i128::from(line.price.minor()) * i128::from(line.ordered.millionths());
            let rounded = (exact + 500_000) / 1_000_000;
            assert_eq!(i128::from(line.amount.minor()), rounded, "{line:?}");
            assert!(seen.insert(&line.variant), "{} twice: {order:?}", line.variant);
            items += line.amount.minor();
        }
        let fees: i64 = order.fees.iter().map(|fee| fee.amount.minor()).sum();
        let said = (order.item_total.minor(), order.total.minor());
        assert_eq!(said, (items, items + fees), "{order:?}");
    }
}

fn orders_stand_as_their_cycles_do(state: &State) {
    use CycleState::{Closed, Closing, Open, Opening, Upcoming};
    use OrderState::{Ahead, Cancelled, Fulfilled, Pending, Placed};
    for order in state.orders.values() {
        let cycle = &state.cycles[&order.cycle];
        let fits = match (cycle.state, order.state) {
            (_, Cancelled) => true,
            (Upcoming, state) => state == Ahead,
            (Opening | Open | Closing, state) => matches!(state, Pending | Placed),
            (Closed, Pending) => order.held,
            (_, state) => matches!(state, Placed | Fulfilled),
        };
        assert!(fits, "the cycle is {}: {order:?}", cycle.state);
        let ordered = |line: &OrderLine| !line.ordered.is_zero();
        let something = state.lines_of(order.id).iter().any(ordered);
        assert!(something || !is_live(order), "an order of nothing: {order:?}");
    }
}

/// Looks at one enterprise, whatever wrote there: outcomes, orders, lines, stock and books belong
/// together. Its orders and outcomes are answered.
pub fn all_adds_up(store: &dyn Store, home: &Home) -> (BTreeMap<OrderId, Order>, Vec<Outcome>) {
    let state = State::read(store, home);
    state.adds_up();
    books_of(store, std::slice::from_ref(home), &state.orders);
    (state.orders, state.outcomes)
}

/// P10: a balance is the sum of the entries, an account counts its customer's orders, and what an
/// order charged is what it owes, on the account of whose it is.
pub fn books_add_up(store: &dyn Store, orders: &BTreeMap<OrderId, Order>) {
    books_of(store, &raw::homes(store), orders);
}

fn books_of(store: &dyn Store, homes: &[Home], orders: &BTreeMap<OrderId, Order>) {
    fn all<R: Record>(store: &dyn Store, homes: &[Home]) -> Vec<R> {
        homes.iter().flat_map(|home| raw::records_of(store, home)).collect()
    }
    let postings: Vec<Posting> = all(store, homes);
    let standing_orders: Vec<StandingOrder> = all(store, homes);
    let entries = grouped(&postings, |posting| Some(posting.customer));
    let theirs = grouped(orders.values(), |order| Some(order.customer));
    let standing = grouped(&standing_orders, |so| Some(so.customer));
    for account in all::<Account>(store, homes) {
        let sum: i64 =
            of(&entries, account.customer).iter().map(|posting| posting.amount.minor()).sum();
        assert_eq!(account.balance.minor(), sum, "{account:?}");
        let orders = of(&theirs, account.customer).iter();
        let charging: Vec<_> = orders.filter(|o| o.charged.is_some()).collect();
        let last = charging.iter().filter_map(|o| o.placed_at).max();
        let living = of(&standing, account.customer).iter();
        let living = living.filter(|so| so.state == StandingOrderState::Active).count();
        let said = (account.orders, account.last_order_at, account.standing_orders);
        assert_eq!(said, (charging.len() as i64, last, living as i64), "{account:?}");
    }
    orders_owe_what_they_charged(orders, &postings);
}

fn orders_owe_what_they_charged(orders: &BTreeMap<OrderId, Order>, postings: &[Posting]) {
    use OrderState::{Fulfilled, Placed};
    use PostingKind::{Adjustment, Charge, Reversal};
    let taken_back: BTreeSet<_> = postings.iter().filter_map(|p| p.reverses).collect();
    let stands = |p: &Posting| p.reverses.is_none() && !taken_back.contains(&p.id);
    let entries = grouped(postings, |posting| posting.order);
    for order in orders.values() {
        let owed = Some(order.total).filter(|_| matches!(order.state, Placed | Fulfilled));
        assert_eq!(order.charged, owed, "{order:?}");
        let counts = |p: &&&Posting| matches!(p.kind, Charge | Adjustment | Reversal) && stands(p);
        let of_order: Vec<_> = of(&entries, order.id).iter().filter(counts).collect();
        assert!(of_order.iter().all(|p| p.customer == order.customer), "{order:?}: {of_order:?}");
        let sum: i64 = of_order.iter().map(|p| p.amount.minor()).sum();
        assert_eq!(-sum, owed.map_or(0, |owed| owed.minor()), "{order:?}");
    }
}

/// Records by what they belong to.
fn grouped<'r, R, K: Hash + Eq>(
    all: impl IntoIterator<Item = &'r R>,
    key: impl Fn(&R) -> Option<K>,
) -> HashMap<K, Vec<&'r R>> {
    let mut groups: HashMap<K, Vec<&R>> = HashMap::new();
    for one in all {
        if let Some(key) = key(one) {
            groups.entry(key).or_default().push(one);
        }
    }
    groups
}

fn of<'g, 'r, R, K: Hash + Eq>(groups: &'g HashMap<K, Vec<&'r R>>, key: K) -> &'g [&'r R] {
    groups.get(&key).map_or(&[], Vec::as_slice)
}
