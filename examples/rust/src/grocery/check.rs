//! What became of the year, held against the purchases pair by pair. It knows nothing of how the
//! year was lived: it reads what the hubs hold, and asks the active weeks.

mod books;

use super::data::{Household, Year};
use books::Books;
use milkround::Result;
use milkround::hub::Hub;
use milkround::hub::order_book::OrderWithLines;
use milkround::model::order::{OrderState, OutcomeKind};
use milkround::model::standing_order::StandingOrder;
use milkround::value::{CustomerCode, EnterpriseId};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Display;

/// How much the hubs hold, and where they disagree with the data.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Verdict {
    /// Hubs.
    pub hubs: usize,
    /// Customers.
    pub customers: usize,
    /// Standing orders.
    pub standing_orders: usize,
    /// Their lines.
    pub lines: usize,
    /// (Standing order, cycle) pairs that were due, by the data.
    pub due: usize,
    /// Pairs that were paused.
    pub paused: usize,
    /// Pairs that were skipped.
    pub skipped: usize,
    /// Pairs with an order.
    pub generated: usize,
    /// Orders placed.
    pub placed: usize,
    /// Where they disagree, in words.
    pub wrong: Vec<String>,
}

/// What the data say must become of a household's standing order in a week: an order where it
/// bought something; in an idle week between its first and last one a skip where it bought
/// something both the week before and the week after, else a pause.
fn expected(household: &Household, week: u32) -> Option<OutcomeKind> {
    let bought = |week: u32| household.active.contains(&week);
    let (first, last) = household.range()?;
    match (first..=last).contains(&week) {
        false => None,
        true if bought(week) => Some(OutcomeKind::Generated),
        true if bought(week - 1) && bought(week + 1) => Some(OutcomeKind::Skipped),
        true => Some(OutcomeKind::Paused),
    }
}

/// Holds all that is in the hubs against the data.
///
/// # Errors
/// The store's.
pub fn compare(hub: &Hub, year: &Year) -> Result<Verdict> {
    let held = books::hubs(hub)?;
    let mut verdict = Verdict { hubs: held.len(), ..Verdict::default() };
    verdict.same("hubs", year.hubs.keys().collect(), held.iter().collect());
    for (id, households) in year.hubs.iter().filter(|(id, _)| held.contains(id)) {
        let books = Books::read(hub, year, id)?;
        Store { year, id, households }.check(books, &mut verdict);
    }
    Ok(verdict)
}

impl Verdict {
    fn same<T: Ord + Display>(&mut self, what: &str, data: BTreeSet<T>, hub: BTreeSet<T>) {
        let (lost, foreign) = (data.difference(&hub), hub.difference(&data));
        self.wrong.extend(lost.map(|one| format!("{what}: `{one}` is in the data alone")));
        self.wrong.extend(foreign.map(|one| format!("{what}: `{one}` is in the hub alone")));
    }

    fn count(&mut self, came: Option<OutcomeKind>) {
        match came {
            Some(OutcomeKind::Paused) => self.paused += 1,
            Some(OutcomeKind::Skipped) => self.skipped += 1,
            Some(OutcomeKind::Generated) => self.generated += 1,
            _ => {}
        }
    }
}

/// What the data say of a store.
struct Store<'y> {
    year: &'y Year,
    id: &'y EnterpriseId,
    households: &'y BTreeMap<CustomerCode, Household>,
}

impl Store<'_> {
    fn check(&self, mut books: Books, verdict: &mut Verdict) {
        let of = |what: &str| format!("store {}, {what}", self.id);
        verdict.customers += books.customers.len();
        verdict.standing_orders += books.standing_orders.len();
        let codes = self.households.keys().collect();
        verdict.same(&of("customers"), codes, books.customers.values().collect());
        let weeks = books.weeks.values().copied().collect();
        verdict.same(&of("weeks"), (0..self.year.weeks).collect(), weeks);
        let with = self.households.iter().filter(|(_, house)| !house.lines.is_empty());
        let made = books.standing_orders.iter().filter_map(|so| books.customers.get(&so.customer));
        verdict.same(&of("standing orders"), with.map(|(code, _)| code).collect(), made.collect());
        for so in std::mem::take(&mut books.standing_orders) {
            let code = books.customers.get(&so.customer);
            if let Some((code, household)) = code.and_then(|c| self.households.get_key_value(c)) {
                Pairs { store: self, code, household }.check(&so, &mut books, verdict);
            }
        }
        let left = books.outcomes.values().map(|it| of(&format!("{} of no pair", it.kind)));
        verdict.wrong.extend(left);
        verdict.wrong.extend(books.orders.keys().map(|id| of(&format!("order {id} of no pair"))));
    }
}

/// The pairs of a household's standing order.
struct Pairs<'y> {
    store: &'y Store<'y>,
    code: &'y CustomerCode,
    household: &'y Household,
}

impl Pairs<'_> {
    fn check(&self, so: &StandingOrder, books: &mut Books, verdict: &mut Verdict) {
        let lines = || so.revisions.iter().flat_map(|revision| &revision.lines);
        verdict.lines += lines().count();
        let wanted = self.household.lines.iter().map(|(id, n)| (id, *n));
        if lines().map(|line| (&line.variant, line.quantity)).ne(wanted) {
            verdict.wrong.push(self.said("its standing order has other lines"));
        }
        for week in 0..self.store.year.weeks {
            let wanted = expected(self.household, week);
            let outcome = books.outcomes.remove(&(so.id, week));
            let came = outcome.as_ref().map(|outcome| outcome.kind);
            verdict.due += usize::from(wanted.is_some());
            verdict.count(came);
            let monday = self.store.year.monday(week).date();
            let on = |what: &str| self.said(&format!("week of {monday}: {what}"));
            if wanted != came {
                let name = |kind: Option<OutcomeKind>| kind.map_or("nothing", OutcomeKind::name);
                let (wanted, came) = (name(wanted), name(came));
                verdict.wrong.push(on(&format!("the data say {wanted}, the hub {came}")));
            }
            if came != Some(OutcomeKind::Generated) {
                continue;
            }
            let order = outcome.and_then(|it| books.orders.remove(&it.order?));
            match order.filter(|with| with.order.state == OrderState::Placed) {
                None => verdict.wrong.push(on("no order of it is placed")),
                Some(order) => {
                    verdict.placed += 1;
                    if books.weeks.get(&order.order.cycle) != Some(&week) || !self.wants(&order) {
                        verdict.wrong.push(on("its order is not as the data say"));
                    }
                }
            }
        }
    }

    /// Whether an order has what the household wants, for what it costs.
    fn wants(&self, order: &OrderWithLines) -> bool {
        let price = |id| self.store.year.products.get(id).map(|product| product.price);
        let wanted = self.household.lines.iter().map(|(id, n)| (id, *n, price(id)));
        let lines = order.lines.iter();
        lines.map(|line| (&line.variant, line.ordered, Some(line.price))).eq(wanted)
    }

    fn said(&self, what: &str) -> String {
        format!("store {}, household {}, {what}", self.store.id, self.code)
    }
}
