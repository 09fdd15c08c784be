//! Everything that the reports are made from, read through the hub's own operations.

use crate::town::Town;
use milkround::Result;
use milkround::hub::customers::{CustomerColumn, CustomerRow, ListCustomers};
use milkround::hub::cycles::{CycleWithOffers, GetCycle, ListOutcomes};
use milkround::hub::notices::ListNotices;
use milkround::hub::order_book::OrderWithLines;
use milkround::hub::orders::ListOrders;
use milkround::hub::series::SeriesCycleView;
use milkround::hub::standing_orders::ListStandingOrders;
use milkround::hub::variants::ListVariants;
use milkround::model::notice::{Notice, NoticeKind};
use milkround::model::order::{OrderState, Outcome};
use milkround::model::standing_order::StandingOrder;
use milkround::model::variant::Variant;
use milkround::value::{CustomerId, CycleId, Money, Quantity, StandingOrderId, VariantId};
use std::collections::{BTreeMap, HashMap};

/// Lists are read in pages; a hub of this size has one.
const PAGE: Option<u32> = Some(1000);

/// The hub's people and goods, and its rounds.
#[derive(Debug)]
pub struct Book {
    /// Customers, in the order of their names.
    pub customers: Vec<CustomerRow>,
    /// Goods.
    pub variants: HashMap<VariantId, Variant>,
    /// Standing orders.
    pub standing_orders: BTreeMap<StandingOrderId, StandingOrder>,
    /// Rounds, in order.
    pub rounds: Vec<Round>,
    /// What was told.
    pub notices: Vec<Notice>,
}

/// One cycle with all that belongs to it.
#[derive(Debug)]
pub struct Round {
    /// Its place in the series.
    pub place: SeriesCycleView,
    /// The cycle and its offers.
    pub made: CycleWithOffers,
    /// Its orders.
    pub orders: Vec<OrderWithLines>,
    /// What became of the standing orders in it.
    pub outcomes: Vec<Outcome>,
    /// What standing orders asked that got no order, because nothing of it was there.
    pub missed: Vec<(VariantId, Quantity)>,
}

/// How much of one thing was asked, and how much there was.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Shortage {
    /// Asked, by all.
    pub asked: Quantity,
    /// Given, to all.
    pub given: Quantity,
    /// How many asked for more than they got.
    pub short: usize,
    /// How many of these came when the round was open already, and took what was left.
    pub late: usize,
}

impl Round {
    /// Reads one.
    ///
    /// # Errors
    /// The store's.
    pub fn read(town: &Town<'_>, place: SeriesCycleView) -> Result<Self> {
        let (enterprise, cycle) = (town.id.to_string(), place.dates.cycle);
        let made = town.ask(GetCycle { enterprise: enterprise.clone(), cycle })?;
        let orders = ListOrders {
            enterprise: enterprise.clone(),
            cycle: Some(cycle),
            limit: PAGE,
            ..ListOrders::default()
        };
        let orders = town.ask(orders)?.items;
        let outcomes = ListOutcomes { enterprise, cycle, kind: None, limit: PAGE, after: None };
        let outcomes = town.ask(outcomes)?.items;
        let missed = missed(town, cycle)?;
        Ok(Self { place, made, orders, outcomes, missed })
    }

    /// Its number.
    pub fn number(&self) -> i64 {
        self.place.dates.number.unwrap_or_default()
    }

    /// Orders that were placed.
    pub fn placed(&self) -> impl Iterator<Item = &OrderWithLines> {
        self.orders
            .iter()
            .filter(|with| matches!(with.order.state, OrderState::Placed | OrderState::Fulfilled))
    }

    /// What they come to.
    pub fn value(&self) -> Option<Money> {
        let mut totals = self.placed().map(|with| with.order.total);
        let first = totals.next()?;
        Some(totals.fold(first, |sum, total| sum.plus(total).unwrap_or(sum)))
    }

    /// Goods of which standing orders asked more than there was.
    pub fn shortages(&self) -> BTreeMap<VariantId, Shortage> {
        let mut all: BTreeMap<VariantId, Shortage> = BTreeMap::new();
        let opened = self.made.cycle.opens_at + chrono::Duration::hours(12);
        for with in self.orders.iter().filter(|with| with.order.state != OrderState::Cancelled) {
            let late = with.order.created_at > opened;
            for line in with.lines.iter().filter(|line| line.standing) {
                all.entry(line.variant.clone()).or_default().add(line.asked, line.given, late);
            }
        }
        for (variant, asked) in &self.missed {
            all.entry(variant.clone()).or_default().add(*asked, Quantity::ZERO, false);
        }
        all.retain(|_, shortage| shortage.short > 0);
        all
    }

    /// Why there was not enough of something.
    pub fn why_short(&self, variant: &VariantId, shortage: &Shortage) -> String {
        let offers: Vec<_> =
            self.made.offers.iter().filter(|offer| offer.variant == *variant).collect();
        let stocks =
            offers.iter().filter_map(|o| Some(format!("{} at {}", o.stock?, o.distributor)));
        let how = match shortage.late == shortage.short {
            true => "a latecomer got what was left",
            false => "shared pro rata",
        };
        match offers.is_empty() {
            true => "not offered".to_owned(),
            false => format!("stock {}: {how}", stocks.collect::<Vec<_>>().join(", ")),
        }
    }
}

impl Shortage {
    fn add(&mut self, asked: Quantity, given: Quantity, late: bool) {
        self.asked = self.asked.plus(asked).unwrap_or(self.asked);
        self.given = self.given.plus(given).unwrap_or(self.given);
        self.short += usize::from(given < asked);
        self.late += usize::from(given < asked && late);
    }
}

/// What the notices of a cycle say of standing orders that got nothing.
fn missed(town: &Town<'_>, cycle: CycleId) -> Result<Vec<(VariantId, Quantity)>> {
    #[derive(serde::Deserialize)]
    struct Short {
        variant: VariantId,
        asked: Quantity,
    }
    let list = ListNotices {
        enterprise: town.id.to_string(),
        kind: Some(NoticeKind::NothingAvailable),
        cycle: Some(cycle),
        limit: PAGE,
        ..ListNotices::default()
    };
    let notices = town.ask(list)?.items;
    let short = notices.into_iter().filter_map(|view| {
        let short = view.notice.facts.json().get("short")?.clone();
        serde_json::from_value::<Vec<Short>>(short).ok()
    });
    Ok(short.flatten().map(|line| (line.variant, line.asked)).collect())
}

impl Book {
    /// Reads everything.
    ///
    /// # Errors
    /// The store's.
    pub fn read(town: &Town<'_>) -> Result<Self> {
        let enterprise = || town.id.to_string();
        let customers = ListCustomers {
            enterprise: Some(enterprise()),
            columns: Some(CustomerColumn::ALL.to_vec()),
            limit: PAGE,
            ..ListCustomers::default()
        };
        let customers = town.ask(customers)?.items;
        let variants =
            ListVariants { enterprise: enterprise(), ids: None, limit: PAGE, after: None };
        let variants = town.ask(variants)?.items.into_iter().map(|v| (v.id.clone(), v));
        let standing = ListStandingOrders {
            enterprise: enterprise(),
            limit: PAGE,
            ..ListStandingOrders::default()
        };
        let standing = town.ask(standing)?.items.into_iter().map(|so| (so.id, so));
        let rounds = town.cycles()?.into_iter().map(|place| Round::read(town, place));
        Ok(Self {
            customers,
            variants: variants.collect(),
            standing_orders: standing.collect(),
            rounds: rounds.collect::<Result<_>>()?,
            notices: notices(town)?,
        })
    }

    /// A customer's code and name.
    pub fn customer(&self, id: CustomerId) -> (String, String) {
        let code = |c: &CustomerRow| c.code.as_ref().map_or("–".to_owned(), ToString::to_string);
        let known = self.customers.iter().find(|c| c.customer == id);
        let known = known.map(|c| (code(c), c.name.clone().unwrap_or_default()));
        known.unwrap_or_else(|| ("?".to_owned(), id.to_string()))
    }

    /// What a variant is called.
    pub fn name(&self, id: &VariantId) -> String {
        self.variants.get(id).map_or_else(|| id.to_string(), |variant| variant.name.to_string())
    }

    /// So much of a variant: `2 Butter`, `0.5 kg Leeks`. What is sold in parts is sold by weight.
    pub fn some(&self, quantity: impl std::fmt::Display, id: &VariantId) -> String {
        let by_weight = self.variants.get(id).is_some_and(|v| v.unit_step < Quantity::ONE);
        format!("{quantity} {}{}", if by_weight { "kg " } else { "" }, self.name(id))
    }
}

fn notices(town: &Town<'_>) -> Result<Vec<Notice>> {
    let mut all = Vec::new();
    let mut after = None;
    loop {
        let enterprise = town.id.to_string();
        let list = ListNotices { enterprise, limit: PAGE, after, ..ListNotices::default() };
        let page = town.ask(list)?;
        all.extend(page.items.into_iter().map(|view| view.notice));
        after = page.next_page;
        if after.is_none() {
            return Ok(all);
        }
    }
}
