//! What the benches share: hubs with many standing orders, the first made through the hub as a
//! host makes it, the others copied straight into the store with lines of their own.

pub mod place;
#[cfg(feature = "postgres")]
pub mod server;

use chrono::{DateTime, TimeDelta, Utc};
use milkround::hub::customers::{CreateCustomer, CustomerFields};
use milkround::hub::enterprises::CreateEnterprise;
use milkround::hub::exchanges::OfferInput;
use milkround::hub::series::{CreateSeries, ScheduleInput, TemplateExchangeInput, TemplateInput};
use milkround::hub::standing_orders::{CreateStandingOrder, LineInput};
use milkround::hub::test_clock::AdvanceClock;
use milkround::hub::variants::{SaveVariants, VariantInput};
use milkround::hub::{Clock, Hub};
use milkround::model::customer::{Customer, CustomerTag, CustomerWord, Tag};
use milkround::model::cycle::Cycle;
use milkround::model::ledger::Account;
use milkround::model::schedule::ClosingRule;
use milkround::model::standing_order::{StandingLine, StandingOrder};
use milkround::store::{Access, Home, Query, Record, Scope, Store, Tx};
use milkround::value::text::fold;
use milkround::value::{
    Currency, CustomerCode, CustomerId, Email, EnterpriseId, EnterpriseNo, IdSource, Label, Money,
    Quantity, StandingOrderId, VariantId,
};
use milkround::{Options, Result};
use std::sync::Arc;

/// How many lines a standing order has.
pub const LINES: usize = 5;

/// What a hub of the benches is like.
#[derive(Debug, Clone, Copy)]
pub struct Size {
    /// How many standing orders of five lines each.
    pub standing_orders: usize,
    /// How many variants are on offer.
    pub variants: usize,
    /// How many of them are so scarce that each asker gets about half.
    pub scarce: usize,
}

impl Size {
    /// Fifty variants, none of them limited.
    pub fn of(standing_orders: usize) -> Self {
        Self { standing_orders, variants: 50, scarce: 0 }
    }

    /// The stock of the n-th variant. Asked is [`QUANTITY`] of it by each of its lines.
    fn stock(&self, n: usize) -> Option<Quantity> {
        let lines = self.standing_orders * LINES / self.variants;
        (n < self.scarce).then(|| whole((lines / 2 * QUANTITY).max(1)))
    }
}

/// How much each line asks for.
const QUANTITY: usize = 2;

fn whole(n: usize) -> Quantity {
    i64::try_from(n).ok().and_then(|n| Quantity::whole(n).ok()).unwrap_or_default()
}

/// When the first cycle opens.
pub fn opening() -> DateTime<Utc> {
    "2026-03-02T09:00:00Z".parse().unwrap_or_default()
}

fn variant(n: usize) -> String {
    format!("variant-{n:03}")
}

/// A hub whose first cycle is about to open.
///
/// # Errors
/// Those of the store.
pub fn about_to_open(store: Box<dyn Store>, size: Size) -> Result<Hub> {
    let hub = before_the_first(store);
    settle(&hub, EnterpriseNo(1), size)?;
    let to = opening() - TimeDelta::milliseconds(1);
    hub.run(AdvanceClock { to, without_ticks: false })?;
    hub.run(AdvanceClock { to: opening(), without_ticks: true })?;
    Ok(hub)
}

/// Many hubs with nothing due (S4).
///
/// # Errors
/// Those of the store.
pub fn network(store: Box<dyn Store>, enterprises: i64, size: Size) -> Result<Hub> {
    let hub = before_the_first(store);
    for no in 1..=enterprises {
        settle(&hub, EnterpriseNo(no), size)?;
    }
    let to = opening() - TimeDelta::days(1);
    hub.run(AdvanceClock { to, without_ticks: false })?;
    Ok(hub)
}

fn before_the_first(store: Box<dyn Store>) -> Hub {
    Hub::new(store, Clock::Test(opening() - TimeDelta::days(3)), 1)
}

/// A hub in a file, opened again at a time.
///
/// # Errors
/// Those of the store.
pub fn again(path: &str, now: DateTime<Utc>) -> Result<Hub> {
    Options::new().test_clock(now).seed(2).open(&format!("sqlite:{path}"))
}

/// The enterprise with this number, all its variants, customers and standing orders.
fn settle(hub: &Hub, no: EnterpriseNo, size: Size) -> Result<()> {
    let home = Home {
        no,
        id: EnterpriseId::new(&format!("hub-{}", no.0))?,
        currency: Currency::new("GBP")?,
    };
    let (customer, so) = one(hub, home.id.as_str(), size)?;
    fill(hub, &Arc::new(home), customer, so, size)
}

/// The first customer and standing order, made through the hub.
fn one(hub: &Hub, enterprise: &str, size: Size) -> Result<(Customer, StandingOrder)> {
    let at = || enterprise.to_owned();
    hub.run(CreateEnterprise {
        enterprise: at(),
        name: "Hub".into(),
        zone: "UTC".into(),
        currency: "GBP".into(),
        ..Default::default()
    })?;
    let input = |n| VariantInput { id: variant(n), name: variant(n), ..Default::default() };
    let variants = (0..size.variants).map(input).collect();
    hub.run(SaveVariants { enterprise: at(), variants })?;
    let offer = |n: usize| OfferInput {
        variant: variant(n),
        price: (n as i64 + 1).into(),
        stock: size.stock(n).map(Quantity::value),
    };
    let offers = (0..size.variants).map(offer).collect();
    let sold = TemplateExchangeInput { distributor: at(), offers, ..Default::default() };
    let opens = opening().naive_utc();
    let series = hub.run(CreateSeries {
        enterprise: at(),
        name: "Weekly".into(),
        schedule: Some(ScheduleInput::new(opens, "FREQ=WEEKLY", ClosingRule::after(2, 9, 0)?)),
        template: TemplateInput { outgoing: vec![sold], ..Default::default() },
        ..Default::default()
    })?;
    let fields =
        CustomerFields { first_name: Some("Ann".to_string()).into(), ..Default::default() };
    let customer = hub.run(CreateCustomer { enterprise: at(), fields, share_email: false })?;
    let line = |n| LineInput { variant: variant(n), quantity: 2.into(), every: None };
    let so = hub.run(CreateStandingOrder {
        enterprise: at(),
        customer: customer.id,
        series: Some(series.series.id),
        distributor: at(),
        lines: (0..LINES).map(line).collect(),
        ..Default::default()
    })?;
    Ok((customer, so.standing_order))
}

/// The lines of the n-th standing order: each variant is asked for equally often.
fn lines_of(n: usize, first: &StandingLine, size: Size) -> Result<Vec<StandingLine>> {
    let line = |i| {
        let variant = VariantId::new(&variant((n * 7 + i * 11) % size.variants))?;
        Ok(StandingLine { variant, ..first.clone() })
    };
    (0..LINES).map(line).collect()
}

/// The n-th standing order, like the first, with its own id, number, customer and lines.
fn another(
    so: &StandingOrder,
    n: usize,
    (id, customer): (StandingOrderId, CustomerId),
    size: Size,
) -> Result<StandingOrder> {
    let mut another = StandingOrder { id, number: n as i64, customer, ..so.clone() };
    for revision in &mut another.revisions {
        if let Some(first) = revision.lines.first().cloned() {
            revision.lines = lines_of(n, &first, size)?;
        }
    }
    Ok(another)
}

/// The others, copied straight into the store.
fn fill(
    hub: &Hub,
    home: &Arc<Home>,
    customer: Customer,
    so: StandingOrder,
    size: Size,
) -> Result<()> {
    let mut ids = IdSource::new(99);
    let now = so.created_at;
    let numbers: Vec<usize> = (2..=size.standing_orders).collect();
    for batch in numbers.chunks(10_000) {
        let mut tx = Tx::new(hub.store().begin(&Scope::One(home.no), Access::Write)?);
        tx.settle(Arc::clone(home));
        let mut customers = Vec::with_capacity(batch.len());
        let mut orders = Vec::with_capacity(batch.len());
        for n in batch {
            let id = CustomerId(ids.next(now));
            customers.push(Customer { id, ..customer.clone() });
            orders.push(another(&so, *n, (StandingOrderId(ids.next(now)), id), size)?);
        }
        let accounts: Vec<Account> =
            customers.iter().map(|c| account(c, home.currency, 1)).collect();
        tx.insert_new(home, &customers)?;
        tx.insert_new(home, &accounts)?;
        tx.insert_new(home, &orders)?;
        tx.commit()?;
    }
    Ok(())
}

/// An account on which nothing is booked.
fn account(customer: &Customer, currency: Currency, standing_orders: i64) -> Account {
    Account {
        enterprise: customer.enterprise.clone(),
        customer: customer.id,
        balance: currency.zero(),
        orders: 0,
        last_order_at: None,
        standing_orders,
    }
}

/// Hubs with so many customers each, of many names, with balances and last orders (S5).
///
/// # Errors
/// Those of the store.
pub fn crowd(store: Box<dyn Store>, enterprises: i64, each: usize) -> Result<Hub> {
    let hub = before_the_first(store);
    for no in 1..=enterprises {
        let at = format!("hub-{no}");
        hub.run(CreateEnterprise {
            enterprise: at.clone(),
            name: "Hub".into(),
            zone: "UTC".into(),
            currency: "GBP".into(),
            ..Default::default()
        })?;
        let fields =
            CustomerFields { first_name: Some("Ann".to_string()).into(), ..Default::default() };
        let first = hub.run(CreateCustomer { enterprise: at, fields, share_email: false })?;
        let id = first.enterprise.clone();
        people(&hub, Home { no: EnterpriseNo(no), id, currency: gbp()? }, &first, each)?;
    }
    Ok(hub)
}

/// The n-th name: a few hundred syllables put together, some far more often than others.
fn name(n: usize, salt: usize) -> Result<Option<Label>> {
    const PARTS: [&str; 16] = [
        "an", "be", "ca", "do", "el", "fi", "gu", "ha", "is", "jo", "ka", "li", "mo", "ne", "ol",
        "pa",
    ];
    let mut mixed = (n as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15).rotate_left(salt as u32);
    // Half of them share few names.
    let mut parts = if mixed & 1 == 0 { 2 } else { 4 };
    let mut text = String::new();
    while parts > 0 {
        mixed = mixed.rotate_left(7).wrapping_mul(0xff51_afd7_ed55_8ccd);
        text.push_str(PARTS[(mixed >> 60) as usize]);
        parts -= 1;
    }
    Ok(Some(Label::new(&text)?))
}

/// The customers of one hub, put straight into the store with all that is kept beside them.
fn people(hub: &Hub, home: Home, first: &Customer, many: usize) -> Result<()> {
    let home = Arc::new(home);
    let mut ids = IdSource::new(7);
    let numbers: Vec<usize> = (2..=many).collect();
    let tag = Label::new("member")?;
    let known = Tag { enterprise: home.id.clone(), name: tag.clone() };
    for batch in numbers.chunks(5_000) {
        let mut tx = Tx::new(hub.store().begin(&Scope::One(home.no), Access::Write)?);
        tx.settle(Arc::clone(&home));
        tx.insert(&home, std::slice::from_ref(&known))?;
        let (mut customers, mut accounts) = (Vec::new(), Vec::new());
        let (mut words, mut tags) = (Vec::new(), Vec::new());
        for n in batch.iter().copied() {
            let id = CustomerId(ids.next(first.created_at));
            let mut c = Customer { id, ..first.clone() };
            (c.first_name, c.last_name) = (name(n, 1)?, name(n, 23)?);
            c.company = if n % 10 == 0 { name(n, 41)? } else { None };
            c.email = Some(Email::new(&format!("p{n}@example.org"))?).filter(|_| n % 20 > 0);
            c.email_default = c.email.is_some();
            c.code = Some(CustomerCode::new(&format!("C{n:07}"))?).filter(|_| n % 4 > 0);
            c.phone = Some(Label::new(&format!("0161 {:07}", n * 7 % 10_000_000))?);
            c.delivery_run = Some(Label::new(["NTH", "STH", "EST", "WST"][n % 4])?);
            c.tags = if n % 8 == 0 { vec![tag.clone()] } else { Vec::new() };
            c.created_at = first.created_at + TimeDelta::seconds(n as i64);
            let mut a = account(&c, home.currency, i64::from(n % 3 == 0));
            let pence = (n as i64).wrapping_mul(7_919) % 20_000 - 10_000;
            a.balance = Money::from_minor(if n % 5 == 0 { pence } else { 0 }, home.currency)?;
            a.orders = (n % 50) as i64;
            a.last_order_at = Some(opening() - TimeDelta::minutes((n * 31 % 500_000) as i64))
                .filter(|_| n % 50 > 0);
            words.extend(c.words().into_iter().map(|word| CustomerWord {
                enterprise: home.id.clone(),
                word,
                customer: id,
            }));
            if let Some(tag) = c.tags.first() {
                tags.push(CustomerTag {
                    enterprise: home.id.clone(),
                    tag_key: fold(tag.as_str()),
                    customer: id,
                });
            }
            customers.push(c);
            accounts.push(a);
        }
        tx.insert_new(&home, &customers)?;
        tx.insert_new(&home, &accounts)?;
        tx.insert_new(&home, &words)?;
        tx.insert_new(&home, &tags)?;
        tx.commit()?;
    }
    Ok(())
}

/// All records of a table of the first enterprise.
///
/// # Errors
/// Those of the store.
pub fn records<R: Record>(hub: &Hub) -> Result<Vec<R>> {
    let home = Home { no: EnterpriseNo(1), id: EnterpriseId::new("hub-1")?, currency: gbp()? };
    let mut tx = Tx::new(hub.store().begin(&Scope::One(home.no), Access::Read)?);
    tx.settle(Arc::new(home));
    tx.find(&Query::on(R::TABLE, "primary"))
}

/// The currency of the benches.
///
/// # Errors
/// None that could happen.
pub fn gbp() -> Result<Currency> {
    Ok(Currency::new("GBP")?)
}

/// The first cycle of a hub that is about to open.
///
/// # Errors
/// Those of the store.
pub fn first_cycle(hub: &Hub) -> Result<Cycle> {
    let cycles = records::<Cycle>(hub)?;
    let first = cycles.into_iter().min_by_key(|cycle| cycle.opens_at);
    first.ok_or_else(|| milkround::Error::internal("there is no cycle"))
}
