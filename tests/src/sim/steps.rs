//! What may happen to a hub.

use super::World;
use crate::random::Random;
use crate::shop::{HUB, Shop, lines, wanted};
use chrono::Duration;
use milkround_core::hub::customers::{CustomerFields, MergeCustomers, SplitCustomer};
use milkround_core::hub::cycles::{OfferPatch, UpdateOffers};
use milkround_core::hub::ledger::{HandMade, ListPostings, RecordPosting, ReversePosting};
use milkround_core::hub::orders::{
    AdoptOrder, CancelOrder, ConfirmOrder, DetachOrder, DuplicateOrder, EditOrder, ListOrders,
    OrdersAhead, ReassignOrder, ReleaseOrder,
};
use milkround_core::hub::standing_orders::{
    FinishStandingOrder, OpenOrders, PauseStandingOrder, ResumeStandingOrder, ReviseStandingOrder,
    SkipCycles, StandingOrderSaved, Timeline, UnskipCycles,
};
use milkround_core::hub::test_clock::AdvanceClock;
use milkround_core::hub::tick::Tick;
use milkround_core::model::cycle::Cycle;
use milkround_core::model::order::Order;
use milkround_core::value::{Change, CycleId, PostingId, StandingOrderId};
use rust_decimal::Decimal;

/// Variants and quantities.
pub type Basket = Vec<(&'static str, i64)>;

/// One step. Customers, standing orders, orders and cycles stand as any number: what is there at
/// the time is counted through.
#[derive(Debug, Clone)]
#[allow(missing_docs, reason = "they are named as the operations are")]
pub enum Step {
    Sleep { minutes: i64 },
    Tick { batches: Option<u32>, size: u32 },
    Create { customer: usize, lines: Basket, every: u32, own: bool },
    Revise { of: usize, lines: Basket, own: bool },
    Skip { of: usize, cycle: usize, variant: Option<&'static str>, own: bool },
    Unskip { of: usize, cycle: usize, variant: Option<&'static str>, own: bool },
    Pause { of: usize, days: i64, open: Option<OpenOrders>, own: bool },
    Resume { of: usize, own: bool },
    End { of: usize, open: Option<OpenOrders>, own: bool },
    Shop { customer: usize, cycle: usize, lines: Basket },
    Edit { order: usize, lines: Basket, stale: bool, own: bool },
    Cancel { order: usize, own: bool },
    Confirm { order: usize, own: bool },
    Release { order: usize },
    Ahead { of: usize, cycle: usize },
    Duplicate { order: usize, cycle: usize },
    Adopt { order: usize, of: usize },
    Detach { order: usize },
    Stock { cycle: usize, variant: &'static str, stock: i64 },
    Price { cycle: usize, variant: &'static str, cents: i64 },
    Look { of: usize },
    Post { customer: usize, kind: HandMade, cents: i64 },
    Reverse { customer: usize, nth: usize },
    Reassign { order: usize, customer: usize, with_payments: bool },
    Merge { customer: usize, into: usize },
    Split { order: usize, with_payments: bool },
    Crash,
    Fail { nth: u64, sticky: bool },
}

const VARIANTS: [&str; 5] = ["milk", "eggs", "bread", "ham", "flour"];

/// The steps of a seed. `failing`: with crashes and failures of the store.
pub fn steps(seed: u64, many: usize, failing: bool) -> Vec<Step> {
    let mut random = Random::new(seed ^ 0xa5a5_0000);
    let beginning = (0..3).map(|n| create(&mut Random::new(seed + n), 3));
    let mut steps: Vec<_> = beginning.collect();
    while steps.len() < many {
        let step = match random.below(if failing { 42 } else { 38 }) {
            0..6 => time(&mut random),
            6..12 => ticks(&mut random),
            12..21 => of_standing_orders(&mut random),
            21..36 => of_orders(&mut random),
            36 => of_ledgers(&mut random),
            37 => of_people(&mut random),
            38..40 => Step::Crash,
            _ => Step::Fail { nth: random.bits() % 60 + 1, sticky: random.once_in(2) },
        };
        steps.push(step);
    }
    steps
}

fn time(random: &mut Random) -> Step {
    let minutes = [5, 60, 1_260, 1_440, 3_180, 4_320, 14_400];
    Step::Sleep { minutes: minutes[random.below(minutes.len())] }
}

fn ticks(random: &mut Random) -> Step {
    let batches = if random.once_in(2) { None } else { Some(random.below(3) as u32 + 1) };
    Step::Tick { batches, size: random.below(3) as u32 + 1 }
}

fn basket(random: &mut Random, least: i64) -> Basket {
    let mut all = VARIANTS;
    random.shuffle(&mut all);
    let some = random.below(3) + 1;
    all.into_iter().take(some).map(|variant| (variant, random.between(least, 5))).collect()
}

fn create(random: &mut Random, customers: usize) -> Step {
    let every = if random.once_in(4) { 2 } else { 1 };
    let own = random.once_in(2);
    Step::Create { customer: random.below(customers), lines: basket(random, 1), every, own }
}

fn of_standing_orders(random: &mut Random) -> Step {
    let (of, cycle, own) = (random.below(9), random.below(3), random.once_in(2));
    let variant = random.pick(&VARIANTS).copied().filter(|_| random.once_in(3));
    let open = [None, Some(OpenOrders::Keep), Some(OpenOrders::Cancel)][random.below(3)];
    match random.below(12) {
        0..2 => create(random, 3),
        2..5 => Step::Revise { of, lines: basket(random, 1), own },
        5..7 => Step::Skip { of, cycle, variant, own },
        7 => Step::Unskip { of, cycle, variant, own },
        8 => Step::Pause { of, days: random.between(0, 20), open, own },
        9 => Step::Resume { of, own },
        10 => Step::End { of, open, own },
        _ => Step::Look { of },
    }
}

fn of_orders(random: &mut Random) -> Step {
    let (order, of, cycle) = (random.below(12), random.below(9), random.below(3));
    let (own, variant) = (random.once_in(2), VARIANTS[random.below(5)]);
    match random.below(18) {
        0..4 => Step::Shop { customer: random.below(3), cycle, lines: basket(random, 1) },
        4..8 => Step::Edit { order, lines: basket(random, 0), stale: random.once_in(5), own },
        8 => Step::Cancel { order, own },
        9..11 => Step::Confirm { order, own },
        11 => Step::Release { order },
        12 => Step::Ahead { of, cycle },
        13 => Step::Duplicate { order, cycle },
        14 => Step::Adopt { order, of },
        15 => Step::Detach { order },
        16 => Step::Stock { cycle, variant, stock: random.between(0, 12) },
        _ => Step::Price { cycle, variant, cents: random.between(50, 500) },
    }
}

fn of_ledgers(random: &mut Random) -> Step {
    let customer = random.below(3);
    match random.below(4) {
        0 => Step::Reverse { customer, nth: random.below(9) },
        _ => {
            let kind = HandMade::ALL[random.below(HandMade::ALL.len())];
            Step::Post { customer, kind, cents: random.between(-100, 2_000) }
        }
    }
}

fn of_people(random: &mut Random) -> Step {
    let (order, customer) = (random.below(12), random.below(3));
    let with_payments = random.once_in(2);
    match random.below(8) {
        0..4 => Step::Reassign { order, customer, with_payments },
        4..6 => Step::Merge { customer, into: random.below(3) },
        _ => Step::Split { order, with_payments },
    }
}

const NOTHING: &str = "nothing to do it to";

pub(super) fn run(world: &mut World, step: &Step) -> String {
    let enterprise = world.enterprise();
    match step.clone() {
        Step::Sleep { minutes } => {
            let to = world.shop.hub.now() + Duration::minutes(minutes);
            world.call(None, AdvanceClock { to, without_ticks: true })
        }
        Step::Tick { batches, size } => world.call(None, Tick { batches, batch_size: Some(size) }),
        Step::Create { customer, lines: wanted, every, own } => {
            let customer = world.customers[customer];
            let mut wish = Shop::wish(customer, world.series, &wanted);
            wish.every = Some(every);
            let answer = world.call(own.then_some(customer), wish);
            if let Ok(saved) = serde_json::from_str::<StandingOrderSaved>(&answer) {
                world.made.push(saved.standing_order.id);
            }
            answer
        }
        Step::Shop { customer, cycle, lines } => match world.cycle(cycle) {
            None => NOTHING.into(),
            Some(cycle) => {
                let customer = world.customers[customer];
                world.call(Some(customer), Shop::checkout(customer, cycle, &lines))
            }
        },
        Step::Stock { cycle, variant, stock } => world.offer(cycle, |patch| {
            patch.variant = variant.into();
            patch.stock = Change::To(Some(stock.into()));
        }),
        Step::Price { cycle, variant, cents } => world.offer(cycle, |patch| {
            patch.variant = variant.into();
            let price = format!("{}.{:02}", cents / 100, cents % 100);
            patch.price = Change::To(price.parse().expect("a price"));
        }),
        Step::Post { .. } | Step::Reverse { .. } => run_on_ledger(world, step, enterprise),
        Step::Merge { customer, into } => {
            let (customer, into) = (world.customers[customer], world.customers[into]);
            let fingerprint = None;
            world.call(None, MergeCustomers { enterprise, customer, into, fingerprint })
        }
        Step::Crash => world.crash(),
        Step::Fail { nth, sticky } => world.arm(nth, sticky),
        Step::Revise { of, .. }
        | Step::Skip { of, .. }
        | Step::Unskip { of, .. }
        | Step::Pause { of, .. }
        | Step::Resume { of, .. }
        | Step::End { of, .. }
        | Step::Ahead { of, .. }
        | Step::Look { of } => match world.made.len() {
            0 => NOTHING.into(),
            n => run_on_standing_order(world, step, world.made[of % n], enterprise),
        },
        Step::Edit { order, .. }
        | Step::Cancel { order, .. }
        | Step::Confirm { order, .. }
        | Step::Release { order }
        | Step::Duplicate { order, .. }
        | Step::Adopt { order, .. }
        | Step::Reassign { order, .. }
        | Step::Split { order, .. }
        | Step::Detach { order } => match world.order(order) {
            None => NOTHING.into(),
            Some(order) => run_on_order(world, step, &order, enterprise),
        },
    }
}

fn run_on_ledger(world: &World, step: &Step, enterprise: String) -> String {
    match *step {
        Step::Post { customer, kind, cents } => {
            let post = RecordPosting {
                enterprise,
                customer: world.customers[customer],
                kind,
                amount: Decimal::new(cents, 2),
                order: None,
                reference: None,
                note: None,
                booked_on: None,
            };
            world.call(None, post)
        }
        Step::Reverse { customer, nth } => match world.posting(customer, nth) {
            None => NOTHING.into(),
            Some(posting) => world.call(None, ReversePosting { enterprise, posting, note: None }),
        },
        _ => NOTHING.into(),
    }
}

fn run_on_standing_order(
    world: &World,
    step: &Step,
    standing_order: StandingOrderId,
    enterprise: String,
) -> String {
    let owner = |own: bool| own.then(|| world.shop.standing_order(standing_order).customer);
    let cycles = |cycle| world.cycle(cycle).into_iter().collect::<Vec<_>>();
    let (version, dates, today) = (None, Vec::new(), world.shop.hub.now().date_naive());
    match step.clone() {
        Step::Revise { lines: wanted, own, .. } => {
            let revise = ReviseStandingOrder {
                enterprise,
                standing_order,
                version,
                holds_from: None,
                lines: Change::To(lines(&wanted)),
                shipping_method: Change::Keep,
                payment_method: Change::Keep,
                shipping_address: Change::Keep,
                note: Change::Keep,
                later: None,
            };
            world.call(owner(own), revise)
        }
        Step::Skip { cycle, variant, own, .. } => {
            let (cycles, variant) = (cycles(cycle), variant.map(Into::into));
            let open_orders = None;
            let skip = SkipCycles {
                enterprise,
                standing_order,
                version,
                cycles,
                dates,
                variant,
                open_orders,
            };
            world.call(owner(own), skip)
        }
        Step::Unskip { cycle, variant, own, .. } => {
            let (cycles, variant) = (cycles(cycle), variant.map(Into::into));
            let unskip =
                UnskipCycles { enterprise, standing_order, version, cycles, dates, variant };
            world.call(owner(own), unskip)
        }
        Step::Pause { days, open: open_orders, own, .. } => {
            let (starts_on, ends_on) = (today, Some(today + Duration::days(days)));
            let pause = PauseStandingOrder {
                enterprise,
                standing_order,
                version,
                starts_on,
                ends_on,
                open_orders,
            };
            world.call(owner(own), pause)
        }
        Step::Resume { own, .. } => {
            let resumes_on = None;
            let resume = ResumeStandingOrder { enterprise, standing_order, version, resumes_on };
            world.call(owner(own), resume)
        }
        Step::End { open: open_orders, own, .. } => {
            let ends_on = None;
            let end =
                FinishStandingOrder { enterprise, standing_order, version, ends_on, open_orders };
            world.call(owner(own), end)
        }
        Step::Ahead { cycle, .. } => {
            world.call(None, OrdersAhead { enterprise, standing_order, cycles: cycles(cycle) })
        }
        _ => world.call(None, Timeline { enterprise, standing_order }),
    }
}

fn run_on_order(world: &World, step: &Step, on: &Order, enterprise: String) -> String {
    let (order, version) = (on.id, None);
    let owner = |own: bool| own.then_some(on.customer);
    match step.clone() {
        Step::Edit { lines, stale, own, .. } => {
            let version = Some(if stale { on.version - 1 } else { on.version });
            let set_lines = wanted(&lines);
            let edit = EditOrder { enterprise, order, version, set_lines, ..Default::default() };
            world.call(owner(own), edit)
        }
        Step::Cancel { own, .. } => {
            world.call(owner(own), CancelOrder { enterprise, order, version })
        }
        Step::Confirm { own, .. } => {
            world.call(owner(own), ConfirmOrder { enterprise, order, version })
        }
        Step::Release { .. } => world.call(None, ReleaseOrder { enterprise, order }),
        Step::Duplicate { cycle, .. } => {
            let cycles = world.cycle(cycle).into_iter().collect();
            world.call(None, DuplicateOrder { enterprise, order, cycles })
        }
        Step::Adopt { of, .. } => match world.made.get(of % world.made.len().max(1)) {
            None => NOTHING.into(),
            Some(so) => {
                let adopt = AdoptOrder { enterprise, order, standing_order: *so };
                world.call(None, adopt)
            }
        },
        Step::Reassign { customer, with_payments, .. } => {
            let customer = world.customers[customer];
            let to = ReassignOrder { enterprise, order, customer, version, with_payments };
            world.call(None, to)
        }
        Step::Split { with_payments, .. } => world.call(None, split(on, with_payments)),
        _ => world.call(None, DetachOrder { enterprise, order }),
    }
}

/// Parts an order's customer: a new one gets the order, and the standing order that made it.
fn split(order: &Order, with_payments: bool) -> SplitCustomer {
    let first_name = Change::To(Some("New".into()));
    SplitCustomer {
        enterprise: HUB.into(),
        customer: order.customer,
        version: None,
        fields: CustomerFields { first_name, ..Default::default() },
        share_email: false,
        orders: vec![order.id],
        standing_orders: order.standing_order.into_iter().collect(),
        with_payments,
    }
}

impl World {
    /// One of the cycles around now: the last that has opened, and the next ones.
    fn cycle(&self, n: usize) -> Option<CycleId> {
        let now = self.shop.hub.now();
        let cycles: Vec<Cycle> = self.shop.all_cycles();
        let opened = cycles.iter().filter(|cycle| cycle.opens_at <= now).count();
        cycles.get(opened.saturating_sub(1) + n).map(|cycle| cycle.id)
    }

    /// One of the newest orders.
    fn order(&self, n: usize) -> Option<Order> {
        let list = ListOrders { enterprise: HUB.into(), limit: Some(1000), ..Default::default() };
        let orders = self.shop.run(list).expect("orders").items;
        let place = orders.len().checked_sub(n % orders.len().max(1) + 1)?;
        orders.into_iter().nth(place).map(|order| order.order)
    }

    /// One of a customer's newest entries.
    fn posting(&self, customer: usize, nth: usize) -> Option<PostingId> {
        let customer = Some(self.customers[customer]);
        let list = ListPostings { enterprise: HUB.into(), customer, ..Default::default() };
        self.shop.run(list).expect("entries").items.get(nth).map(|posting| posting.id)
    }

    fn offer(&self, cycle: usize, change: impl Fn(&mut OfferPatch)) -> String {
        let Some(cycle) = self.cycle(cycle) else { return NOTHING.into() };
        let mut patch = OfferPatch { distributor: HUB.into(), ..Default::default() };
        change(&mut patch);
        let (enterprise, version, removed) = (self.enterprise(), None, Vec::new());
        self.call(None, UpdateOffers { enterprise, cycle, version, offers: vec![patch], removed })
    }
}
