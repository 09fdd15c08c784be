//! One season of Riverside Food Hub: fourteen rounds, and what people do between them.

use crate::town::Town;
use chrono::{NaiveDate, NaiveDateTime};
use milkround::Result;
use milkround::hub::customers::CustomerFields;
use milkround::hub::cycles::{OfferName, OfferPatch, UpdateOffers};
use milkround::hub::exchanges::OfferInput;
use milkround::hub::ledger::{HandMade, RecordPosting};
use milkround::hub::orders::{CancelOrder, ConfirmOrder, EditOrder, LineWanted, RecordOrder};
use milkround::hub::series::UpdateSeries;
use milkround::hub::standing_orders::{
    CreateStandingOrder, FinishStandingOrder, LineInput, OpenOrders, PauseStandingOrder,
    ReviseStandingOrder, SkipCycles,
};
use milkround::value::Change;
use rust_decimal::Decimal;

/// Something that somebody does at a time.
pub struct Happening {
    /// When, on the hub's clocks.
    pub at: &'static str,
    /// What, for the diary; it is also the command's idempotency key.
    pub what: &'static str,
    act: fn(&mut Town<'_>, &str) -> Result<()>,
}

impl Happening {
    /// When, on the hub's clocks.
    pub fn local(&self) -> NaiveDateTime {
        local(self.at)
    }

    /// Does it.
    ///
    /// # Errors
    /// The hub's.
    pub fn happen(&self, town: &mut Town<'_>) -> Result<()> {
        (self.act)(town, self.what)
    }
}

const fn on(
    at: &'static str,
    what: &'static str,
    act: fn(&mut Town<'_>, &str) -> Result<()>,
) -> Happening {
    Happening { at, what, act }
}

/// What happens, in the order of its times.
pub const HAPPENINGS: &[Happening] = &[
    on("2026-03-03T10:15", "Petra Lowe orders in the shop and becomes a customer", |town, key| {
        let name = |text: &str| Change::To(Some(text.to_owned()));
        let fields = CustomerFields {
            first_name: name("Petra"),
            last_name: name("Lowe"),
            delivery_run: name("COL"),
            ..CustomerFields::default()
        };
        let order = RecordOrder {
            email: Some("petra.lowe@mail.example".to_owned()),
            fields,
            ..shop_order(town, 1, &[("milk-whole", "1"), ("sourdough", "1"), ("honey", "1")])?
        };
        town.as_staff(key)?.run(order).map(drop)
    }),
    on("2026-03-03T19:40", "Wendy Cole orders in the shop", |town, key| {
        order_of(town, key, "R27", 1, &[("eggs-6", "1"), ("salad", "2"), ("rhubarb", "0.75")])
    }),
    on("2026-03-09T20:05", "Ann Whitaker adds buns to her order and leaves out the butter", {
        |town, key| edit(town, key, "R01", 2, &[("buns", "2"), ("butter", "0")])
    }),
    on("2026-03-10T08:30", "The Lock Keeper Café confirms its order early", |town, key| {
        let (enterprise, order) = (town.id.to_string(), town.order("R20", 2)?);
        let confirm = ConfirmOrder { enterprise, order, version: None };
        town.as_customer("R20", key)?.run(confirm).map(drop)
    }),
    on("2026-03-12T09:00", "Imogen Clarke skips the round of 20 March", |town, key| {
        skip(town, key, "R09", "2026-03-20", None)
    }),
    on("2026-03-13T11:00", "Hen & Thistle: the hens lay badly, fewer eggs next round", {
        |town, key| {
            set_stock(town, key, 3, &[("riverside", "eggs-6", 14), ("st-marys", "eggs-6", 5)])
        }
    }),
    on("2026-03-19T15:00", "Cobble Lane: the baker is away, no bread in round 4", |town, key| {
        let breads = ["sourdough", "wholemeal", "rye", "rolls", "baguette", "focaccia"];
        withdraw(town, key, 4, &breads)
    }),
    on("2026-03-24T18:20", "Xavier Moreau orders in the shop", |town, key| {
        order_of(town, key, "R28", 4, &[("chicken", "1"), ("potatoes", "1.5"), ("leeks", "0.5")])
    }),
    on("2026-03-27T12:00", "Riverside Primary School pauses for the Easter holidays", {
        |town, key| pause(town, key, "R22", "2026-03-30", "2026-04-10")
    }),
    on("2026-03-30T21:10", "Grace Okafor needs no veg box on 10 April", |town, key| {
        skip(town, key, "R07", "2026-04-10", Some("veg-small"))
    }),
    on("2026-04-07T20:15", "Zoë Hartley sets up a standing order while the round is open", {
        |town, key| {
            let wanted = [("milk-semi", "2"), ("eggs-6", "2"), ("wholemeal", "1")];
            sign_up(town, key, "R30", "st-marys", &wanted)
        }
    }),
    on("2026-04-09T10:00", "Hen & Thistle: 12 half dozens for the hall from round 7 on", {
        more_eggs_for_the_hall
    }),
    on("2026-04-11T17:30", "Grace Okafor is away and pauses until the end of April", {
        |town, key| pause(town, key, "R07", "2026-04-13", "2026-04-30")
    }),
    on("2026-04-13T14:00", "Towpath Kitchen wants more salad and hummus from now on", {
        |town, key| {
            let wanted = [
                ("milk-whole-2l", "5"),
                ("eggs-12", "4"),
                ("focaccia", "4"),
                ("salad", "10"),
                ("hummus", "6"),
                ("sourdough", "4"),
            ];
            let revise = revision(town, "R21", None, &wanted)?;
            town.as_staff(key)?.run(revise).map(drop)
        }
    }),
    on("2026-04-22T13:30", "Yusuf Demir signs up after the customers' limit, for next week", {
        |town, key| {
            let wanted =
                [("lamb", "0.75"), ("yoghurt", "2"), ("eggs-6", "1"), ("flour-white", "2.5")];
            sign_up(town, key, "R29", "riverside", &wanted)
        }
    }),
    on("2026-04-24T09:30", "Longacre: wild garlic is nearly over, 4 bags in round 9", {
        |town, key| set_stock(town, key, 9, &[("riverside", "wild-garlic", 4)])
    }),
    on("2026-05-01T09:30", "Longacre: the wild garlic is over", |town, key| {
        for number in 10..=13 {
            withdraw(town, &format!("{key}, round {number}"), number, &["wild-garlic"])?;
        }
        set_template(town, key, |offers| offers.retain(|offer| offer.variant != "wild-garlic"))
    }),
    on("2026-05-02T08:45", "Grace Okafor takes more milk and some spinach from 8 May", {
        |town, key| {
            let from = Some(date("2026-05-08"));
            let wanted = [
                ("veg-small", "1"),
                ("milk-whole", "4"),
                ("eggs-6", "3"),
                ("sourdough", "1"),
                ("spinach", "1"),
            ];
            let mut revise = revision(town, "R07", from, &wanted)?;
            revise.lines = revise.lines.map(|lines| fortnightly(lines, "eggs-6"));
            town.as_customer("R07", key)?.run(revise).map(drop)
        }
    }),
    on("2026-05-05T09:10", "Jakub Zieliński cancels this week's order", |town, key| {
        let (enterprise, order) = (town.id.to_string(), town.order("R10", 10)?);
        let cancel = CancelOrder { enterprise, order, version: None };
        town.as_customer("R10", key)?.run(cancel).map(drop)
    }),
    on("2026-05-11T16:00", "Rosa Delgado moves away and ends with 22 May", |town, key| {
        let end = FinishStandingOrder {
            enterprise: town.id.to_string(),
            standing_order: town.standing("R18")?,
            version: None,
            ends_on: Some(date("2026-05-22")),
            open_orders: None,
        };
        town.as_customer("R18", key)?.run(end).map(drop)
    }),
    on("2026-05-17T07:00", "The hub's server is down until 11:20: round 12 opens late", {
        |town, _| town.sleep(local("2026-05-17T11:20"))
    }),
    on("2026-05-22T09:00", "The bank's file is read: three have paid by transfer", |town, key| {
        for (code, amount) in [("R07", "60.00"), ("R21", "500.00"), ("R30", "80.00")] {
            pay(town, &format!("{key}, {code}"), code, amount)?;
        }
        Ok(())
    }),
    on("2026-05-26T10:30", "Wendy Cole orders in the shop again", |town, key| {
        order_of(town, key, "R27", 13, &[("rhubarb", "1.25"), ("cream", "1"), ("eggs-6", "1")])
    }),
    on("2026-06-02T11:45", "Harold Pym rings: two packs of sausages this week", |town, key| {
        let edit = wanted_edit(town, "R26", 14, &[("sausages", "2")])?;
        town.as_staff(key)?.run(edit).map(drop)
    }),
];

/// Enters a payment that the bank's file holds.
fn pay(town: &Town<'_>, key: &str, code: &str, amount: &str) -> Result<()> {
    let payment = RecordPosting {
        enterprise: town.id.to_string(),
        customer: town.customer(code)?,
        kind: HandMade::Payment,
        amount: decimal(amount),
        order: None,
        reference: Some(format!("transfer {code}")),
        note: None,
        booked_on: None,
    };
    town.as_staff(key)?.run(payment).map(drop)
}

fn local(text: &str) -> NaiveDateTime {
    NaiveDateTime::parse_from_str(text, "%Y-%m-%dT%H:%M").expect("the script's times are times")
}

fn date(text: &str) -> NaiveDate {
    text.parse().expect("the script's dates are dates")
}

fn decimal(text: &str) -> Decimal {
    text.parse().expect("the script's quantities are decimals")
}

/// Goods with their quantities.
type Wanted<'a> = &'a [(&'a str, &'a str)];

fn order_lines(wanted: Wanted<'_>) -> Vec<LineWanted> {
    let line =
        |(id, n): &(&str, &str)| LineWanted { variant: (*id).to_owned(), quantity: decimal(n) };
    wanted.iter().map(line).collect()
}

fn standing_lines(wanted: Wanted<'_>) -> Vec<LineInput> {
    let line = |(id, n): &(&str, &str)| LineInput {
        variant: (*id).to_owned(),
        quantity: decimal(n),
        every: None,
    };
    wanted.iter().map(line).collect()
}

/// The same lines, one of them only every second round.
fn fortnightly(mut lines: Vec<LineInput>, variant: &str) -> Vec<LineInput> {
    for line in lines.iter_mut().filter(|line| line.variant == variant) {
        line.every = Some(2);
    }
    lines
}

/// An order of the shop that is to be collected at the hub.
fn shop_order(town: &Town<'_>, number: i64, wanted: Wanted<'_>) -> Result<RecordOrder> {
    Ok(RecordOrder {
        enterprise: town.id.to_string(),
        cycle: town.cycle(number)?.dates.cycle,
        distributor: "riverside".to_owned(),
        lines: order_lines(wanted),
        ..RecordOrder::default()
    })
}

fn order_of(town: &Town<'_>, key: &str, code: &str, number: i64, wanted: Wanted<'_>) -> Result<()> {
    let customer = Some(town.customer(code)?);
    let order = RecordOrder { customer, ..shop_order(town, number, wanted)? };
    town.as_customer(code, key)?.run(order).map(drop)
}

fn wanted_edit(town: &Town<'_>, code: &str, number: i64, wanted: Wanted<'_>) -> Result<EditOrder> {
    Ok(EditOrder {
        enterprise: town.id.to_string(),
        order: town.order(code, number)?,
        set_lines: order_lines(wanted),
        ..EditOrder::default()
    })
}

fn edit(town: &Town<'_>, key: &str, code: &str, number: i64, wanted: Wanted<'_>) -> Result<()> {
    let edit = wanted_edit(town, code, number, wanted)?;
    town.as_customer(code, key)?.run(edit).map(drop)
}

fn skip(town: &Town<'_>, key: &str, code: &str, on: &str, line: Option<&str>) -> Result<()> {
    let skip = SkipCycles {
        enterprise: town.id.to_string(),
        standing_order: town.standing(code)?,
        version: None,
        cycles: Vec::new(),
        dates: vec![date(on)],
        variant: line.map(str::to_owned),
        open_orders: None,
    };
    town.as_customer(code, key)?.run(skip).map(drop)
}

fn pause(town: &Town<'_>, key: &str, code: &str, from: &str, until: &str) -> Result<()> {
    let pause = PauseStandingOrder {
        enterprise: town.id.to_string(),
        standing_order: town.standing(code)?,
        version: None,
        starts_on: date(from),
        ends_on: Some(date(until)),
        open_orders: Some(OpenOrders::Cancel),
    };
    town.as_customer(code, key)?.run(pause).map(drop)
}

fn sign_up(
    town: &mut Town<'_>,
    key: &str,
    code: &str,
    distributor: &str,
    wanted: Wanted<'_>,
) -> Result<()> {
    let create = CreateStandingOrder {
        lines: standing_lines(wanted),
        ..town.standing_order(code, distributor)?
    };
    let saved = town.as_customer(code, key)?.run(create)?;
    town.standing_orders.insert(code.to_owned(), saved.standing_order.id);
    Ok(())
}

fn revision(
    town: &Town<'_>,
    code: &str,
    holds_from: Option<NaiveDate>,
    wanted: Wanted<'_>,
) -> Result<ReviseStandingOrder> {
    Ok(ReviseStandingOrder {
        enterprise: town.id.to_string(),
        standing_order: town.standing(code)?,
        version: None,
        holds_from,
        lines: Change::To(standing_lines(wanted)),
        shipping_method: Change::Keep,
        payment_method: Change::Keep,
        shipping_address: Change::Keep,
        note: Change::Keep,
        later: None,
    })
}

fn update_offers(
    town: &Town<'_>,
    key: &str,
    number: i64,
    offers: Vec<OfferPatch>,
    removed: Vec<OfferName>,
) -> Result<()> {
    let (enterprise, cycle) = (town.id.to_string(), town.cycle(number)?.dates.cycle);
    let update = UpdateOffers { enterprise, cycle, version: None, offers, removed };
    town.as_staff(key)?.run(update).map(drop)
}

fn set_stock(town: &Town<'_>, key: &str, number: i64, to: &[(&str, &str, i64)]) -> Result<()> {
    let patch = |(distributor, variant, stock): &(&str, &str, i64)| OfferPatch {
        distributor: (*distributor).to_owned(),
        variant: (*variant).to_owned(),
        price: Change::Keep,
        stock: Change::To(Some((*stock).into())),
    };
    update_offers(town, key, number, to.iter().map(patch).collect(), Vec::new())
}

/// Takes goods out of a round everywhere.
fn withdraw(town: &Town<'_>, key: &str, number: i64, variants: &[&str]) -> Result<()> {
    let everywhere = town.data.distributors.iter().flat_map(|to| {
        let at = |variant: &&str| OfferName {
            distributor: to.distributor.clone(),
            variant: (*variant).to_owned(),
        };
        variants.iter().map(at)
    });
    update_offers(town, key, number, Vec::new(), everywhere.collect())
}

/// How many half dozens the hall gets from round 7 on.
const HALL_EGGS: i64 = 12;

/// The rounds that exist already, and the template of those to come.
fn more_eggs_for_the_hall(town: &mut Town<'_>, key: &str) -> Result<()> {
    for number in 7..=10 {
        let key = format!("{key}, round {number}");
        set_stock(town, &key, number, &[("st-marys", "eggs-6", HALL_EGGS)])?;
    }
    set_template(town, key, |_| {})
}

/// Changes what rounds are made of that do not exist yet: more eggs for the hall, and `change`.
fn set_template(town: &Town<'_>, key: &str, change: fn(&mut Vec<OfferInput>)) -> Result<()> {
    let mut template = town.data.template();
    for exchange in &mut template.outgoing {
        let eggs = exchange.offers.iter_mut().filter(|offer| offer.variant == "eggs-6");
        if exchange.distributor == "st-marys" {
            eggs.for_each(|offer| offer.stock = Some(HALL_EGGS.into()));
        }
        change(&mut exchange.offers);
    }
    let update = UpdateSeries {
        enterprise: town.id.to_string(),
        series: town.series,
        version: None,
        name: Change::Keep,
        keep_ahead: Change::Keep,
        template: Change::To(template),
    };
    town.as_staff(key)?.run(update).map(drop)
}

/// Lives the season: turns the clock from one thing to the next, and tells of each round when it
/// has closed.
///
/// # Errors
/// The hub's.
pub fn live(town: &mut Town<'_>, tell: &mut dyn FnMut(Moment<'_>)) -> Result<()> {
    let mut happenings = HAPPENINGS.iter().peekable();
    let mut number = 1;
    while let Ok(round) = town.cycle(number) {
        while let Some(next) =
            happenings.next_if(|h| town.zone.instant(h.local()) < round.closes_at)
        {
            town.advance(town.zone.instant(next.local()))?;
            next.happen(town)?;
            tell(Moment::Happened(next));
        }
        town.advance(round.closes_at)?;
        tell(Moment::Closed(town, number));
        number += 1;
    }
    Ok(())
}

/// What there is to tell while the season goes on.
pub enum Moment<'t> {
    /// Somebody did something.
    Happened(&'t Happening),
    /// The round of this number has closed.
    Closed(&'t Town<'t>, i64),
}
