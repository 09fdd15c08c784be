//! A small hub for tests: one enterprise, a few variants, a weekly series, and short ways to say
//! what a test is about.

use chrono::{DateTime, NaiveDate, NaiveDateTime, Utc};
use milkround_core::hub::customers::{CreateCustomer, CustomerFields};
use milkround_core::hub::cycles::{GetCycle, ListCycles, ListOutcomes, OfferPatch, UpdateOffers};
use milkround_core::hub::enterprises::{CreateEnterprise, SettingsPatch, UpdateEnterprise};
use milkround_core::hub::exchanges::OfferInput;
use milkround_core::hub::notices::ListNotices;
use milkround_core::hub::order_book::OrderWithLines;
use milkround_core::hub::orders::{EditOrder, GetOrder, LineWanted, ListOrders, RecordOrder};
use milkround_core::hub::series::{
    CreateSeries, ListSeriesCycles, ScheduleInput, SeriesCycleView, TemplateExchangeInput,
    TemplateInput,
};
use milkround_core::hub::standing_orders::{
    CreateStandingOrder, Explain, Explanation, GetStandingOrder, LineInput, StandingOrderSaved,
};
use milkround_core::hub::test_clock::AdvanceClock;
use milkround_core::hub::tick::{Tick, TickReport};
use milkround_core::hub::variants::{SaveVariants, VariantInput};
use milkround_core::hub::{Actor, Caller, Clock, Hub, Operation};
use milkround_core::model::cycle::Cycle;
use milkround_core::model::notice::Notice;
use milkround_core::model::order::{Outcome, OutcomeKind};
use milkround_core::model::schedule::ClosingRule;
use milkround_core::model::standing_order::StandingOrder;
use milkround_core::store::{MemoryStore, Store};
use milkround_core::value::{
    Change, CustomerId, CycleId, EnterpriseId, OrderId, SeriesId, StandingOrderId,
};
use milkround_core::{Error, Result};

/// The enterprise, and the distributor of everything.
pub const HUB: &str = "hub";

/// A hub over a store, on a test clock.
#[derive(Debug)]
pub struct Shop {
    /// The hub.
    pub hub: Hub,
}

/// An instant, from RFC 3339.
pub fn at(text: &str) -> DateTime<Utc> {
    text.parse().unwrap_or_else(|_| panic!("`{text}` is no instant"))
}

/// A local date-time.
pub fn local(text: &str) -> NaiveDateTime {
    let parsed = NaiveDateTime::parse_from_str(text, "%Y-%m-%dT%H:%M");
    parsed.unwrap_or_else(|_| panic!("`{text}` is no local time"))
}

/// A date.
pub fn date(text: &str) -> NaiveDate {
    text.parse().unwrap_or_else(|_| panic!("`{text}` is no date"))
}

/// Lines as (variant, quantity).
pub fn lines(wanted: &[(&str, i64)]) -> Vec<LineInput> {
    let line = |(variant, quantity): &(&str, i64)| LineInput {
        variant: (*variant).into(),
        quantity: (*quantity).into(),
        every: None,
    };
    wanted.iter().map(line).collect()
}

/// An order's lines as (variant, asked, given, ordered).
pub fn shape(order: &OrderWithLines) -> Vec<(String, String, String, String)> {
    let each = |line: &milkround_core::model::order::OrderLine| {
        let text = |q: milkround_core::value::Quantity| q.to_string();
        (line.variant.to_string(), text(line.asked), text(line.given), text(line.ordered))
    };
    order.lines.iter().map(each).collect()
}

impl Shop {
    /// In memory, with milk, eggs, bread, ham, jam, gold, salt, myrrh and flour (in quarter
    /// kilograms).
    pub fn new(now: &str) -> Self {
        Self::on(Box::new(MemoryStore::default()), now)
    }

    /// On any store.
    pub fn on(store: Box<dyn Store>, now: &str) -> Self {
        let shop = Self { hub: Hub::new(store, Clock::Test(at(now)), 1) };
        shop.set_up().expect("the shop opens");
        shop
    }

    fn set_up(&self) -> Result<()> {
        self.hub.run(CreateEnterprise {
            enterprise: HUB.into(),
            name: "Riverside Hub".into(),
            zone: "Europe/London".into(),
            currency: "GBP".into(),
            ..Default::default()
        })?;
        let variant = |id: &str, step: &str| VariantInput {
            id: id.into(),
            name: id.into(),
            unit_step: Some(step.parse().expect("a decimal")),
            ..Default::default()
        };
        let whole = ["milk", "eggs", "bread", "ham", "jam", "gold", "salt", "myrrh"];
        let mut variants: Vec<_> = whole.iter().map(|id| variant(id, "1")).collect();
        variants.push(variant("flour", "0.25"));
        self.hub.run(SaveVariants { enterprise: HUB.into(), variants })?;
        Ok(())
    }

    /// Runs an operation in the system's name.
    pub fn run<O: Operation>(&self, operation: O) -> Result<O::Response> {
        self.hub.run(operation)
    }

    /// Calls in a customer's name.
    pub fn as_customer(&self, customer: CustomerId) -> Caller<'_> {
        let enterprise = EnterpriseId::new(HUB).expect("an id");
        self.hub.as_actor(Actor::Customer { enterprise, customer, contact: None })
    }

    /// Settles something anew.
    pub fn settle(&self, settings: SettingsPatch) {
        let update = UpdateEnterprise { enterprise: HUB.into(), settings, ..Default::default() };
        self.run(update).expect("settings");
    }

    /// Makes a customer with this first name.
    pub fn customer(&self, name: &str) -> CustomerId {
        let fields = CustomerFields {
            email: Change::To(Some(format!("{name}@example.org"))),
            first_name: Change::To(Some(name.into())),
            ..Default::default()
        };
        let create = CreateCustomer { enterprise: HUB.into(), fields, share_email: false };
        self.run(create).expect("a customer").id
    }

    /// A template of offers as (variant, price, stock).
    pub fn template(offers: &[(&str, &str, Option<i64>)]) -> TemplateInput {
        let offers = offers
            .iter()
            .map(|(variant, price, stock)| OfferInput {
                variant: (*variant).into(),
                price: price.parse().expect("a price"),
                stock: stock.map(Into::into),
            })
            .collect();
        let exchange =
            TemplateExchangeInput { distributor: HUB.into(), offers, ..Default::default() };
        TemplateInput { outgoing: vec![exchange], incoming: Vec::new() }
    }

    /// Makes a series by rule.
    pub fn series(
        &self,
        starts_at: &str,
        rule: &str,
        closes: ClosingRule,
        offers: &[(&str, &str, Option<i64>)],
    ) -> SeriesId {
        let schedule = ScheduleInput {
            zone: None,
            starts_at: local(starts_at),
            recurrence: Some(rule.into()),
            closes,
            cycle_name: Some("Week {number}".into()),
            on_holiday: None,
        };
        let create = CreateSeries {
            enterprise: HUB.into(),
            name: "Weekly".into(),
            schedule: Some(schedule),
            template: Self::template(offers),
            template_cycle: None,
            keep_ahead: None,
        };
        self.run(create).expect("a series").series.id
    }

    /// A weekly series that opens Mondays 09:00 from 2 March 2026 and closes after two days and
    /// nine hours, Wednesdays 18:00 in London.
    pub fn weekly(&self, offers: &[(&str, &str, Option<i64>)]) -> SeriesId {
        let closes = ClosingRule::after(2, 9, 0).expect("a closing rule");
        self.series("2026-03-02T09:00", "FREQ=WEEKLY", closes, offers)
    }

    /// The cycles of a series made so far, in order.
    pub fn cycles(&self, series: SeriesId) -> Vec<SeriesCycleView> {
        let list = ListSeriesCycles {
            enterprise: HUB.into(),
            series,
            opens_from: None,
            limit: Some(1000),
            after: None,
        };
        self.run(list).expect("cycles").items
    }

    /// The id of the nth cycle of a series, from 1.
    pub fn cycle(&self, series: SeriesId, n: usize) -> CycleId {
        self.cycles(series)[n - 1].dates.cycle
    }

    /// All cycles of the hub.
    pub fn all_cycles(&self) -> Vec<Cycle> {
        let list = ListCycles { enterprise: HUB.into(), limit: Some(1000), ..Default::default() };
        self.run(list).expect("cycles").items.into_iter().map(|entry| entry.cycle).collect()
    }

    /// A standing order to be made.
    pub fn wish(
        customer: CustomerId,
        series: SeriesId,
        wanted: &[(&str, i64)],
    ) -> CreateStandingOrder {
        CreateStandingOrder {
            enterprise: HUB.into(),
            customer,
            series: Some(series),
            cycles: Vec::new(),
            distributor: HUB.into(),
            starts_on: None,
            ends_on: None,
            lines: lines(wanted),
            from_saved_list: None,
            every: None,
            mode: None,
            shipping_method: None,
            payment_method: None,
            shipping_address: None,
            note: None,
        }
    }

    /// Makes a standing order in the system's name.
    pub fn standing(
        &self,
        customer: CustomerId,
        series: SeriesId,
        wanted: &[(&str, i64)],
    ) -> StandingOrderId {
        self.standing_saved(Self::wish(customer, series, wanted)).standing_order.id
    }

    /// Makes a standing order with all it says.
    pub fn standing_saved(&self, wish: CreateStandingOrder) -> StandingOrderSaved {
        self.run(wish).expect("a standing order")
    }

    /// Reads a standing order.
    pub fn standing_order(&self, standing_order: StandingOrderId) -> StandingOrder {
        let get = GetStandingOrder { enterprise: HUB.into(), standing_order };
        self.run(get).expect("the standing order")
    }

    /// Turns the clock, ticking on the way.
    pub fn advance(&self, to: &str) {
        self.run(AdvanceClock { to: at(to), without_ticks: false }).expect("time goes on");
    }

    /// Turns the clock while nothing ticks.
    pub fn sleep(&self, to: &str) {
        self.run(AdvanceClock { to: at(to), without_ticks: true }).expect("time goes on");
    }

    /// Ticks once.
    pub fn tick(&self) -> TickReport {
        self.run(Tick::default()).expect("a tick")
    }

    /// The orders of a cycle with their lines.
    pub fn orders(&self, cycle: CycleId) -> Vec<OrderWithLines> {
        let list = ListOrders {
            enterprise: HUB.into(),
            cycle: Some(cycle),
            limit: Some(1000),
            ..Default::default()
        };
        self.run(list).expect("orders").items
    }

    /// One order.
    pub fn order(&self, order: OrderId) -> OrderWithLines {
        self.run(GetOrder { enterprise: HUB.into(), order }).expect("the order")
    }

    /// The order of a pair.
    pub fn order_of(&self, so: StandingOrderId, cycle: CycleId) -> Option<OrderWithLines> {
        self.orders(cycle).into_iter().find(|o| o.order.standing_order == Some(so))
    }

    /// The outcomes of a cycle.
    pub fn outcomes(&self, cycle: CycleId) -> Vec<Outcome> {
        let list = ListOutcomes {
            enterprise: HUB.into(),
            cycle,
            kind: None,
            limit: Some(1000),
            after: None,
        };
        self.run(list).expect("outcomes").items
    }

    /// What became of a pair.
    pub fn outcome(&self, so: StandingOrderId, cycle: CycleId) -> Option<OutcomeKind> {
        self.outcomes(cycle).into_iter().find(|o| o.standing_order == so).map(|o| o.kind)
    }

    /// What happened or will happen to a pair.
    pub fn explain(&self, standing_order: StandingOrderId, cycle: CycleId) -> Explanation {
        let explain = Explain { enterprise: HUB.into(), standing_order, cycle };
        self.run(explain).expect("an explanation")
    }

    /// Sets lines of an order as (variant, quantity).
    pub fn edit(order: OrderId, version: Option<i64>, set: &[(&str, i64)]) -> EditOrder {
        EditOrder {
            enterprise: HUB.into(),
            order,
            version,
            set_lines: wanted(set),
            ..Default::default()
        }
    }

    /// An order of the shop to be recorded.
    pub fn checkout(customer: CustomerId, cycle: CycleId, set: &[(&str, i64)]) -> RecordOrder {
        RecordOrder {
            enterprise: HUB.into(),
            cycle,
            distributor: HUB.into(),
            customer: Some(customer),
            lines: wanted(set),
            ..Default::default()
        }
    }

    /// Sets the price of an offer.
    pub fn set_price(&self, cycle: CycleId, variant: &str, price: &str) {
        let patch = OfferPatch {
            distributor: HUB.into(),
            variant: variant.into(),
            price: Change::To(price.parse().expect("a price")),
            ..Default::default()
        };
        let update = UpdateOffers {
            enterprise: HUB.into(),
            cycle,
            version: None,
            offers: vec![patch],
            removed: Vec::new(),
        };
        self.run(update).expect("a price");
    }

    /// What is free of a variant in a cycle.
    pub fn free(&self, cycle: CycleId, variant: &str) -> Option<String> {
        let get = GetCycle { enterprise: HUB.into(), cycle };
        let offers = self.run(get).expect("the cycle").offers;
        let offer = offers.into_iter().find(|offer| offer.variant.as_str() == variant)?;
        offer.free.map(|free| free.to_string())
    }

    /// All notices.
    pub fn notices(&self) -> Vec<Notice> {
        let list = ListNotices { enterprise: HUB.into(), limit: Some(1000), ..Default::default() };
        self.run(list).expect("notices").items.into_iter().map(|view| view.notice).collect()
    }
}

/// Lines of an order as (variant, quantity).
pub fn wanted(set: &[(&str, i64)]) -> Vec<LineWanted> {
    let line = |(variant, quantity): &(&str, i64)| LineWanted {
        variant: (*variant).into(),
        quantity: (*quantity).into(),
    };
    set.iter().map(line).collect()
}

/// The code of a refusal.
pub fn refused<T: std::fmt::Debug>(result: Result<T>) -> (&'static str, Error) {
    let error = result.expect_err("this is refused");
    (error.code().name(), error)
}
