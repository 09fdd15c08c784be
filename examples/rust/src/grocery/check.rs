//! What became of the year, held against the purchases pair by pair.

use super::data::{Household, Year};
use super::year::Store;
use milkround::Result;
use milkround::hub::Hub;
use milkround::hub::cycles::ListOutcomes;
use milkround::hub::order_book::OrderWithLines;
use milkround::hub::orders::ListOrders;
use milkround::hub::series::ListSeriesCycles;
use milkround::model::order::{OrderState, OutcomeKind};
use milkround::value::{CycleId, OrderId, Quantity, StandingOrderId};
use std::collections::{BTreeMap, BTreeSet};

/// How many pairs came to what, and where data and hub disagree.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Verdict {
    /// Pairs between a standing order's first and last week.
    pub due: usize,
    /// Of them, paused.
    pub paused: usize,
    /// Of them, skipped.
    pub skipped: usize,
    /// Of them, with an order.
    pub generated: usize,
    /// Orders placed.
    pub placed: usize,
    /// Where they disagree, in words.
    pub wrong: Vec<String>,
}

/// What one standing order came to.
struct Came<'y> {
    store: &'y str,
    household: &'y Household,
    outcomes: BTreeMap<u32, (OutcomeKind, Option<OrderId>)>,
    orders: BTreeMap<OrderId, OrderWithLines>,
}

/// Holds what became of every standing order in every week against the data.
///
/// # Errors
/// The store's.
pub fn compare(hub: &Hub, year: &Year, stores: &[Store<'_>]) -> Result<Verdict> {
    let mut verdict = Verdict::default();
    let mut seen = 0;
    for store in stores {
        for came in look(hub, year, store)? {
            seen += 1;
            came.check(&mut verdict);
        }
    }
    let expected = year.standing_orders().count();
    if seen != expected {
        verdict.wrong.push(format!("{expected} standing orders in the data, {seen} in the hubs"));
    }
    Ok(verdict)
}

impl Came<'_> {
    fn check(&self, verdict: &mut Verdict) {
        let expected = self.household.expected();
        verdict.due += expected.len();
        let weeks: BTreeSet<u32> = expected.keys().chain(self.outcomes.keys()).copied().collect();
        for week in weeks {
            let (wanted, came) = (expected.get(&week), self.outcomes.get(&week));
            match came.map(|(kind, _)| kind) {
                Some(OutcomeKind::Paused) => verdict.paused += 1,
                Some(OutcomeKind::Skipped) => verdict.skipped += 1,
                Some(OutcomeKind::Generated) => verdict.generated += 1,
                _ => {}
            }
            if wanted != came.map(|(kind, _)| kind) {
                let name = |kind: Option<&OutcomeKind>| kind.map_or("nothing", |k| k.name());
                let (wanted, came) = (name(wanted), name(came.map(|(kind, _)| kind)));
                verdict
                    .wrong
                    .push(self.told(week, &format!("the data say {wanted}, the hub {came}")));
            }
            if let Some((OutcomeKind::Generated, order)) = came {
                match order.and_then(|id| self.orders.get(&id)) {
                    None => verdict.wrong.push(self.told(week, "its order is not there")),
                    Some(order) => self.check_order(week, order, verdict),
                }
            }
        }
    }

    /// An order is placed, and asks for what the data say.
    fn check_order(&self, week: u32, order: &OrderWithLines, verdict: &mut Verdict) {
        match order.order.state {
            OrderState::Placed => verdict.placed += 1,
            state => verdict.wrong.push(self.told(week, &format!("its order is {state}"))),
        }
        let wanted = self.household.lines.iter();
        let wanted: BTreeMap<&str, _> = wanted
            .map(|line| (line.product.as_str(), Quantity::whole(line.quantity.into()).ok()))
            .collect();
        let ordered: BTreeMap<&str, _> =
            order.lines.iter().map(|line| (line.variant.as_str(), Some(line.ordered))).collect();
        if wanted != ordered {
            verdict.wrong.push(self.told(week, "its order has other lines"));
        }
    }

    fn told(&self, week: u32, what: &str) -> String {
        format!("store {}, household {}, week {week}: {what}", self.store, self.household.id)
    }
}

/// Reads what became of a store's standing orders.
fn look<'y>(hub: &Hub, year: &Year, store: &'y Store<'_>) -> Result<Vec<Came<'y>>> {
    let mut outcomes: BTreeMap<StandingOrderId, BTreeMap<u32, _>> = BTreeMap::new();
    for (week, cycle) in cycles(hub, year, store)? {
        let mut after = None;
        loop {
            let enterprise = store.id.clone();
            let list = ListOutcomes { enterprise, cycle, kind: None, limit: Some(1000), after };
            let page = hub.run(list)?;
            for outcome in page.items {
                let of = outcomes.entry(outcome.standing_order).or_default();
                of.insert(week, (outcome.kind, outcome.order));
            }
            after = page.next;
            if after.is_none() {
                break;
            }
        }
    }
    let mut all = Vec::with_capacity(store.standing_orders.len());
    for (id, household) in &store.standing_orders {
        let outcomes = outcomes.remove(id).unwrap_or_default();
        all.push(Came { store: &store.id, household, outcomes, orders: orders(hub, store, *id)? });
    }
    Ok(all)
}

/// The cycles of the weeks.
fn cycles(hub: &Hub, year: &Year, store: &Store<'_>) -> Result<BTreeMap<u32, CycleId>> {
    let page = hub.run(ListSeriesCycles {
        enterprise: store.id.clone(),
        series: store.series,
        opens_from: None,
        limit: Some(1000),
        after: None,
    })?;
    let week = |opens_on| (0..year.header.weeks).find(|week| year.monday(*week).date() == opens_on);
    let dates = page.items.into_iter().map(|view| view.dates);
    Ok(dates.filter_map(|dates| Some((week(dates.opens_on)?, dates.cycle))).collect())
}

/// The orders of a standing order.
fn orders(
    hub: &Hub,
    store: &Store<'_>,
    standing_order: StandingOrderId,
) -> Result<BTreeMap<OrderId, OrderWithLines>> {
    let mut orders = BTreeMap::new();
    let mut after = None;
    loop {
        let page = hub.run(ListOrders {
            enterprise: store.id.clone(),
            standing_order: Some(standing_order),
            after,
            ..ListOrders::default()
        })?;
        orders.extend(page.items.into_iter().map(|with| (with.order.id, with)));
        after = page.next;
        if after.is_none() {
            return Ok(orders);
        }
    }
}
