//! Settling (standing order, cycle) pairs: the one way in which generated orders come to be.
//!
//! Exactly once lives in the outcome row: it is written in the transaction that makes the order,
//! under the pair's own key, so that a second worker finds the pair settled (E1).

use super::combine::{combine, target_of};
use super::make::{Making, Set, shortages};
use super::members::{Course, Member, Round};
use super::report::Tally;
use crate::error::{Class, Code, Error, Result};
use crate::hub::context::{Cx, Tell};
use crate::hub::operation::raced;
use crate::hub::order_book::{Freed, move_stock};
use crate::model::customer::Customer;
use crate::model::cycle::Allocation;
use crate::model::enterprise::Combine;
use crate::model::facts::Facts;
use crate::model::notice::{DueKind, NoticeKind};
use crate::model::order::{Order, OrderLine, Outcome, OutcomeKind};
use crate::model::standing_order::StandingOrder;
use crate::model::why::Why;
use crate::rules::pair::{Decision, decide};
use crate::rules::shelf::Filled;
use crate::store::{Home, Query, Record, Value};
use crate::value::{
    CustomerId, CycleId, OrderId, Quantity, StandingOrderId, VariantId, generated_order_id,
};
use chrono::Duration;
use serde_json::json;
use std::collections::{BTreeMap, HashMap};
use uuid::Uuid;

/// What is known of the pairs of one batch before any is settled.
struct Known {
    outcomes: HashMap<StandingOrderId, Outcome>,
    /// In the order of their ids.
    customers: Vec<(CustomerId, Result<Customer>)>,
    orders: HashMap<OrderId, Order>,
    shares: HashMap<StandingOrderId, Vec<(VariantId, Quantity)>>,
}

impl Known {
    fn customer(&self, id: CustomerId) -> Result<&Customer> {
        let found = self.customers.binary_search_by_key(&id, |(id, _)| *id).ok();
        match found.and_then(|i| self.customers.get(i)) {
            Some((_, Ok(customer))) => Ok(customer),
            Some((_, Err(error))) => Err(error.clone()),
            None => Err(Error::not_found("customer", id)),
        }
    }

    fn shares_of(&self, so: StandingOrderId) -> &[(VariantId, Quantity)] {
        self.shares.get(&so).map_or(&[], Vec::as_slice)
    }
}

/// What a batch writes, each kind in one call.
#[derive(Default)]
struct Writes {
    outcomes: Vec<Outcome>,
    changed_outcomes: Vec<Outcome>,
    orders: Vec<Order>,
    revived: Vec<Order>,
    lines: Vec<OrderLine>,
    used_shares: Vec<Vec<Value>>,
    freed: Freed,
}

impl Writes {
    /// Shares are there once: whatever becomes of them, their rows go.
    fn use_up(&mut self, round: &Round, so: StandingOrderId, shares: &[(VariantId, Quantity)]) {
        for (variant, _) in shares {
            self.used_shares.push(vec![round.cycle.id.into(), so.into(), variant.into()]);
        }
    }
}

/// Gives shares that a pair does not want any more back to the free stock.
pub(super) fn give_back(
    round: &mut Round,
    so: &StandingOrder,
    shares: &[(VariantId, Quantity)],
    freed: &mut Freed,
    unwanted: impl Fn(&VariantId) -> bool,
) {
    for (variant, share) in shares.iter().filter(|(variant, _)| unwanted(variant)) {
        round.shelf.take(&so.distributor, variant, Quantity::ZERO, *share);
        *freed.entry((so.distributor.clone(), variant.clone())).or_default() += share.millionths();
    }
}

/// What became of one pair.
pub(super) struct Settled {
    pub kind: OutcomeKind,
    pub why: Why,
    pub order: Option<OrderId>,
}

/// Settles the pairs of a cycle and these standing orders, as far as they are not settled yet.
///
/// What is wrong with one pair becomes its outcome `failed`; an error of this function is one of
/// the store, or of the whole batch.
pub(crate) fn settle(
    cx: &mut Cx<'_>,
    round: &mut Round,
    members: Vec<Member>,
    blame: Option<&Error>,
) -> Result<Tally> {
    // Lines that join another order must see the orders made just before.
    let at_once = match round.settings.combine {
        Combine::Beside => members.len(),
        Combine::Add => 1,
    };
    let mut tally = Tally::default();
    let mut members = members.into_iter().peekable();
    while members.peek().is_some() {
        let batch: Vec<Member> = members.by_ref().take(at_once).collect();
        tally.add(&settle_batch(cx, round, batch, blame)?);
    }
    Ok(tally)
}

fn settle_batch(
    cx: &mut Cx<'_>,
    round: &mut Round,
    members: Vec<Member>,
    blame: Option<&Error>,
) -> Result<Tally> {
    let home = cx.home()?;
    let known = look_up(cx, &home, round, &members)?;
    let mut writes = Writes::default();
    let mut tally = Tally::default();
    for member in &members {
        let before = known.outcomes.get(&member.id);
        if before.is_some_and(|outcome| outcome.kind.is_final()) {
            if let Ok(so) = &member.read {
                give_back(round, so, known.shares_of(so.id), &mut writes.freed, |_| true);
                writes.use_up(round, so.id, known.shares_of(so.id));
            }
            continue;
        }
        let settled = match (blame, &member.read) {
            (Some(error), _) | (None, Err(error)) => Ok(Some(failed(error))),
            (None, Ok(so)) => settle_one(cx, &home, round, so, &known, &mut writes),
        };
        let settled = match settled {
            Ok(None) => continue,
            Ok(Some(settled)) => settled,
            Err(error)
                if error.class() == Class::Unavailable || error.details().contains_key("raced") =>
            {
                return Err(error);
            }
            Err(error) => failed(&error),
        };
        if let Some(outcome) = outcome_of(cx, &home, round, member, before, settled)? {
            tally.count(outcome.kind);
            match before {
                None => writes.outcomes.push(outcome),
                Some(_) => writes.changed_outcomes.push(outcome),
            }
        }
    }
    write(cx, &home, round, writes)?;
    Ok(tally)
}

fn failed(error: &Error) -> Settled {
    let why =
        Why::Failed { code: error.code().name().to_owned(), message: error.message().to_owned() };
    Settled { kind: OutcomeKind::Failed, why, order: None }
}

fn look_up(cx: &mut Cx<'_>, home: &Home, round: &Round, members: &[Member]) -> Result<Known> {
    let cycle = round.cycle.id;
    let outcomes = outcomes_of(cx, cycle, members)?;
    let mut ids: Vec<CustomerId> =
        members.iter().filter_map(|m| m.read.as_ref().ok()).map(|so| so.customer).collect();
    ids.sort_unstable();
    ids.dedup();
    let keys = ids.iter().map(|id| vec![(*id).into()]).collect();
    let customers = cx.tx.get_each::<Customer>(home, keys)?;
    let customers =
        ids.into_iter().zip(customers).filter_map(|(id, read)| Some((id, read?))).collect();
    // The orders of pairs to be revived, and those that were taken out of their pairs (R27).
    let mut theirs: Vec<OrderId> = outcomes.values().filter_map(|outcome| outcome.order).collect();
    for so in members.iter().filter_map(|m| m.read.as_ref().ok()) {
        if outcomes.get(&so.id).is_some_and(|outcome| outcome.order.is_none()) {
            theirs.push(generated_order_id(so.id, so.number, cycle, round.cycle.opens_at));
        }
    }
    let keys = theirs.into_iter().map(|id| vec![id.into()]).collect();
    let orders = cx.tx.get_many::<Order>(home, keys)?;
    let orders = orders.into_iter().flatten().map(|order| (order.id, order)).collect();
    let shares = shares_of(cx, round, members)?;
    Ok(Known { outcomes, customers, orders, shares })
}

/// The outcomes that these standing orders have in a cycle: in one stretch of the index, where
/// nearly all that lies in it is theirs.
pub(super) fn outcomes_of(
    cx: &mut Cx<'_>,
    cycle: CycleId,
    members: &[Member],
) -> Result<HashMap<StandingOrderId, Outcome>> {
    let Some(q) = stretch(Query::on(Outcome::TABLE, "primary").eq(cycle), members) else {
        return Ok(HashMap::new());
    };
    let few = u32::try_from(members.len()).unwrap_or(u32::MAX);
    let mut found = cx.tx.find::<Outcome>(&q.limit(few.saturating_add(1)))?;
    if found.len() > members.len() {
        let home = cx.home()?;
        let keys = members.iter().map(|member| Outcome::key(member.id, cycle)).collect();
        found = cx.tx.get_many::<Outcome>(&home, keys)?.into_iter().flatten().collect();
    }
    Ok(found.into_iter().map(|outcome| (outcome.standing_order, outcome)).collect())
}

/// The stretch of an index from the first of these standing orders to the last.
fn stretch(q: Query, members: &[Member]) -> Option<Query> {
    let ids = || members.iter().map(|member| member.id);
    let beyond = Uuid::from_u128(ids().max()?.0.as_u128().saturating_add(1));
    Some(q.from(ids().min()?).below(beyond))
}

/// The shares set aside for these standing orders, in one stretch of the index.
fn shares_of(
    cx: &mut Cx<'_>,
    round: &Round,
    members: &[Member],
) -> Result<HashMap<StandingOrderId, Vec<(VariantId, Quantity)>>> {
    let mut shares: HashMap<StandingOrderId, Vec<_>> = HashMap::new();
    let q = Query::on(Allocation::TABLE, "primary").eq(round.cycle.id);
    let Some(q) = stretch(q, members) else { return Ok(shares) };
    for share in cx.tx.find::<Allocation>(&q)? {
        shares.entry(share.standing_order).or_default().push((share.variant, share.share));
    }
    Ok(shares)
}

/// Settles one pair; `None`: the cycle is none of its business.
fn settle_one(
    cx: &mut Cx<'_>,
    home: &Home,
    round: &mut Round,
    so: &StandingOrder,
    known: &Known,
    writes: &mut Writes,
) -> Result<Option<Settled>> {
    if !round.concerns(so) {
        return Ok(None);
    }
    let shares = known.shares_of(so.id);
    let (revision, lines) = match decide(so, &round.occasion(so))? {
        Decision::Due { revision, lines } => (revision, lines),
        // What was set aside for it is the shop's: only a failed pair keeps its share (R23).
        decided => {
            give_back(round, so, shares, &mut writes.freed, |_| true);
            writes.use_up(round, so.id, shares);
            return Ok(match decided {
                Decision::Not { kind, why } => Some(Settled { kind, why, order: None }),
                _ => None,
            });
        }
    };
    if round.course == Course::Miss {
        tell(cx, round, so, NoticeKind::Missed, None, json!({}))?;
        return Ok(Some(Settled { kind: OutcomeKind::Missed, why: Why::Missed, order: None }));
    }
    let customer = known.customer(so.customer)?;
    if let Some(target) = target_of(cx, round, so, customer, revision)? {
        let settled = combine(cx, round, so, target, &lines, shares)?;
        writes.use_up(round, so.id, shares);
        return Ok(Some(settled));
    }
    let asked = lines.iter().map(|line| (&line.variant, line.quantity));
    let (cycle, shelf) = (&round.cycle, &mut round.shelf);
    let filled = shelf.fill(cycle, &so.distributor, home.currency, asked, shares)?;
    writes.use_up(round, so.id, shares);
    let asked = |variant: &VariantId| filled.lines.iter().any(|line| line.variant == *variant);
    give_back(round, so, shares, &mut writes.freed, |variant| !asked(variant));
    for line in &filled.lines {
        let delta = line.returns.millionths().saturating_sub(line.claims.millionths());
        if delta != 0 {
            let key = (so.distributor.clone(), line.variant.clone());
            *writes.freed.entry(key).or_default() += delta;
        }
    }
    if filled.is_empty() {
        let short = json!({ "short": shortages(&filled) });
        tell(cx, round, so, NoticeKind::NothingAvailable, None, short)?;
        let why = Why::NothingAvailable;
        return Ok(Some(Settled { kind: OutcomeKind::Empty, why, order: None }));
    }
    let old = known.outcomes.get(&so.id).and_then(|o| o.order).and_then(|id| known.orders.get(&id));
    let id = generated_order_id(so.id, so.number, round.cycle.id, round.cycle.opens_at);
    // An order that was detached has the pair's own id for ever: the next one draws another.
    let id = match old {
        Some(old) => old.id,
        None if known.orders.contains_key(&id) => OrderId(cx.new_id()),
        None => id,
    };
    make_order(
        cx,
        &Making { now: cx.now, round, so, customer, revision, old },
        id,
        filled,
        writes,
    )?;
    let why = Why::Generated { revision: revision.holds_from };
    Ok(Some(Settled { kind: OutcomeKind::Generated, why, order: Some(id) }))
}

/// Makes the order of a pair and tells its customer.
fn make_order(
    cx: &mut Cx<'_>,
    making: &Making<'_>,
    id: OrderId,
    mut filled: Filled,
    writes: &mut Writes,
) -> Result<()> {
    let ready = Facts::new(making.ready(&filled));
    let order = making.order(id, &mut filled);
    writes.lines.extend(making.lines(id, filled));
    cx.log(id, Set { state: order.state, total: order.total.amount() })?;
    let kind = if order.held { NoticeKind::Held } else { NoticeKind::OrderReady };
    tell(cx, making.round, making.so, kind, Some(id), ready)?;
    match making.old {
        Some(_) => writes.revived.push(order),
        None => writes.orders.push(order),
    }
    Ok(())
}

/// The outcome to write; `None` where it says already what it would say.
fn outcome_of(
    cx: &mut Cx<'_>,
    home: &Home,
    round: &Round,
    member: &Member,
    before: Option<&Outcome>,
    settled: Settled,
) -> Result<Option<Outcome>> {
    let failed = settled.kind == OutcomeKind::Failed;
    let same = before.is_some_and(|o| o.kind == settled.kind && o.why == settled.why);
    if same && !failed {
        return Ok(None);
    }
    let attempts = before.map_or(0, |o| o.attempts).saturating_add(u32::from(failed));
    if failed {
        cx.due(DueKind::Pair, member.id, cx.now + back_off(attempts));
        if attempts == 1 {
            cx.tell(Tell {
                kind: NoticeKind::Failed,
                customer: None,
                cycle: Some(round.cycle.id),
                order: None,
                facts: json!({ "standing_order": member.id, "why": settled.why.to_string() })
                    .into(),
            })?;
        }
    }
    Ok(Some(Outcome {
        enterprise: home.id.clone(),
        standing_order: member.id,
        cycle: round.cycle.id,
        kind: settled.kind,
        why: settled.why,
        order: settled.order.or_else(|| before.and_then(|o| o.order)),
        attempts,
        late: round.late,
        at: cx.now,
        version: before.map_or(1, |o| o.version.saturating_add(1)),
    }))
}

/// How long to wait before a pair that failed so often is tried again: 1 minute, doubled each
/// time, at most 6 hours (E6).
pub(crate) fn back_off(attempts: u32) -> Duration {
    let minutes = 1i64.checked_shl(attempts.saturating_sub(1)).unwrap_or(360).clamp(1, 360);
    Duration::minutes(minutes)
}

pub(super) fn tell(
    cx: &mut Cx<'_>,
    round: &Round,
    so: &StandingOrder,
    kind: NoticeKind,
    order: Option<OrderId>,
    facts: impl Into<Facts>,
) -> Result<()> {
    let cycle = Some(round.cycle.id);
    cx.tell(Tell { kind, customer: Some(so.customer), cycle, order, facts: facts.into() })
}

fn write(cx: &mut Cx<'_>, home: &Home, round: &Round, writes: Writes) -> Result<()> {
    // Orders stand before what refers to them: a store that checks references at commit would
    // look through all that waits for one, at each order.
    let settled = |e: Error| match e.code() {
        Code::AlreadyExists => raced("another worker settled one of these pairs"),
        _ => e,
    };
    cx.tx.insert_new(home, &writes.orders).map_err(settled)?;
    if !writes.revived.is_empty() {
        let mut old = BTreeMap::new();
        for order in &writes.revived {
            let q = Query::on(OrderLine::TABLE, "primary").eq(order.cycle).eq(order.id);
            old.extend(
                cx.tx.find::<OrderLine>(&q)?.into_iter().map(|l| ((l.order, l.position), l)),
            );
        }
        let keys = old
            .into_values()
            .map(|l| vec![l.cycle.into(), l.order.into(), i64::from(l.position).into()]);
        cx.tx.delete::<OrderLine>(home, keys.collect())?;
        cx.tx.update(home, &writes.revived)?;
    }
    cx.tx.insert_new(home, &writes.lines)?;
    cx.tx.insert_new(home, &writes.outcomes).map_err(settled)?;
    cx.tx.update(home, &writes.changed_outcomes)?;
    cx.tx.delete::<Allocation>(home, writes.used_shares)?;
    move_stock(cx, &round.shelf, round.cycle.id, writes.freed)
}
