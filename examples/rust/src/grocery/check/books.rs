//! What a hub holds, read through its own operations.

use super::super::data::Year;
use milkround::Result;
use milkround::hub::Hub;
use milkround::hub::customers::ListCustomers;
use milkround::hub::cycles::ListOutcomes;
use milkround::hub::enterprises::ListEnterprises;
use milkround::hub::order_book::OrderWithLines;
use milkround::hub::orders::ListOrders;
use milkround::hub::series::{ListSeries, ListSeriesCycles};
use milkround::hub::standing_orders::ListStandingOrders;
use milkround::model::order::Outcome;
use milkround::model::standing_order::StandingOrder;
use milkround::value::{CustomerCode, CustomerId, CycleId, EnterpriseId, OrderId, StandingOrderId};
use std::collections::{BTreeMap, BTreeSet};

/// All that there is of one hub.
pub struct Books {
    pub customers: BTreeMap<CustomerId, CustomerCode>,
    pub standing_orders: Vec<StandingOrder>,
    /// The cycles that open with the weeks of the data.
    pub weeks: BTreeMap<CycleId, u32>,
    pub outcomes: BTreeMap<(StandingOrderId, u32), Outcome>,
    pub orders: BTreeMap<OrderId, OrderWithLines>,
}

const PAGE: Option<u32> = Some(1000);

/// All pages of a list, one behind the other.
fn all<T>(
    mut page: impl FnMut(Option<String>) -> Result<(Vec<T>, Option<String>)>,
) -> Result<Vec<T>> {
    let (mut items, mut next) = page(None)?;
    while next.is_some() {
        let (more, then) = page(next)?;
        items.extend(more);
        next = then;
    }
    Ok(items)
}

/// The hubs that there are.
pub fn hubs(hub: &Hub) -> Result<BTreeSet<EnterpriseId>> {
    let hubs = all(|after| {
        let page = hub.run(ListEnterprises { limit: PAGE, after })?;
        Ok((page.items, page.next_page))
    })?;
    Ok(hubs.into_iter().map(|enterprise| enterprise.enterprise).collect())
}

impl Books {
    pub fn read(hub: &Hub, year: &Year, id: &EnterpriseId) -> Result<Self> {
        let enterprise = || id.to_string();
        let customers = all(|after| {
            let (enterprise, limit) = (Some(enterprise()), PAGE);
            let list = ListCustomers { enterprise, limit, after, ..ListCustomers::default() };
            let page = hub.run(list)?;
            Ok((page.items, page.next_page))
        })?;
        let standing_orders = all(|after| {
            let (enterprise, limit) = (enterprise(), PAGE);
            let list =
                ListStandingOrders { enterprise, limit, after, ..ListStandingOrders::default() };
            let page = hub.run(list)?;
            Ok((page.items, page.next_page))
        })?;
        let codes = customers.into_iter().filter_map(|c| Some((c.customer, c.code?)));
        let mut books = Self {
            customers: codes.collect(),
            standing_orders,
            weeks: weeks(hub, year, id)?,
            outcomes: BTreeMap::new(),
            orders: BTreeMap::new(),
        };
        for (cycle, week) in books.weeks.clone() {
            books.read_cycle(hub, id, cycle, week)?;
        }
        Ok(books)
    }

    fn read_cycle(
        &mut self,
        hub: &Hub,
        id: &EnterpriseId,
        cycle: CycleId,
        week: u32,
    ) -> Result<()> {
        let outcomes = all(|after| {
            let (enterprise, limit) = (id.to_string(), PAGE);
            let page = hub.run(ListOutcomes { enterprise, cycle, kind: None, limit, after })?;
            Ok((page.items, page.next_page))
        })?;
        let pairs = outcomes.into_iter().map(|outcome| ((outcome.standing_order, week), outcome));
        self.outcomes.extend(pairs);
        let orders = all(|after| {
            let (enterprise, cycle, limit) = (id.to_string(), Some(cycle), PAGE);
            let list = ListOrders { enterprise, cycle, limit, after, ..ListOrders::default() };
            let page = hub.run(list)?;
            Ok((page.items, page.next_page))
        })?;
        self.orders.extend(orders.into_iter().map(|with| (with.order.id, with)));
        Ok(())
    }
}

/// The cycles of a hub that open with the weeks of the data.
fn weeks(hub: &Hub, year: &Year, id: &EnterpriseId) -> Result<BTreeMap<CycleId, u32>> {
    let series = all(|after| {
        let (enterprise, limit) = (id.to_string(), PAGE);
        let page = hub.run(ListSeries { enterprise, limit, after, ..ListSeries::default() })?;
        Ok((page.items, page.next_page))
    })?;
    let mut weeks = BTreeMap::new();
    for series in series.iter().map(|series| series.id) {
        let cycles = all(|after| {
            let (enterprise, opens_from, limit) = (id.to_string(), None, PAGE);
            let list = ListSeriesCycles { enterprise, series, opens_from, limit, after };
            let page = hub.run(list)?;
            Ok((page.items, page.next_page))
        })?;
        let dates = cycles.into_iter().map(|view| view.dates);
        weeks.extend(dates.filter_map(|dates| Some((dates.cycle, year.week(dates.opens_on)?))));
    }
    Ok(weeks)
}
