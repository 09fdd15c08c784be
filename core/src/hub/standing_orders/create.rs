//! Making a standing order (D1).

use super::lines::{LineInput, checked_lines};
use super::must_be_allowed;
use crate::error::{Code, Error, Fault, Result, Violations};
use crate::hub::context::Cx;
use crate::hub::customers::{current, who_orders};
use crate::hub::cycles::CycleDates;
use crate::hub::operation::{Reach, Transactional};
use crate::model::customer::Address;
use crate::model::cycle::{Cycle, CycleState, SeriesCycle};
use crate::model::notice::DueKind;
use crate::model::saved_list::{SavedLine, SavedList};
use crate::model::series::Series;
use crate::model::standing_order::{
    Mode, Pick, Revision, StandingLine, StandingOrder, StandingOrderState,
};
use crate::rules::pair::{Decision, Occasion, decide};
use crate::store::{Query, Record, Value};
use crate::value::text::clean;
use crate::value::time::DateRange;
use crate::value::{
    CustomerId, CycleId, EnterpriseId, PaymentMethodId, SavedListId, SeriesId, ShippingMethodId,
    StandingOrderId,
};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use serde_json::json;

/// Makes a standing order: `standing_orders.create`. Customers may, where the hub lets them (D13).
///
/// Its orders are made when cycles open; for cycles that are open now, at the next tick.
///
/// Errors: `unknown_reference`, `not_eligible`, `not_a_step`, `end_before_start`, `not_allowed`;
/// `wrong_state` for an erased customer. An archived one is restored (A12).
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct CreateStandingOrder {
    /// At which enterprise.
    pub enterprise: String,
    /// For whom.
    pub customer: CustomerId,
    /// For every cycle of this series; or else give `cycles`.
    #[serde(default)]
    pub series: Option<SeriesId>,
    /// For these cycles alone.
    #[serde(default)]
    pub cycles: Vec<CycleId>,
    /// Who distributes it.
    pub distributor: String,
    /// The first date; none: today, in the enterprise's zone.
    #[serde(default)]
    pub starts_on: Option<NaiveDate>,
    /// The last date, itself included; none: open-ended.
    #[serde(default)]
    pub ends_on: Option<NaiveDate>,
    /// What is wanted: 1 to 500 lines; or else give `from_saved_list`.
    #[serde(default)]
    pub lines: Vec<LineInput>,
    /// A saved list of the customer's, whose lines are wanted as they are now (A14).
    #[serde(default)]
    pub from_saved_list: Option<SavedListId>,
    /// The cadence of lines that name none: every *n*th cycle, usually 1.
    #[serde(default)]
    pub every: Option<u32>,
    /// Who makes its orders; usually the tick (D10).
    #[serde(default)]
    pub mode: Option<Mode>,
    /// The host's shipping method; none: the customer's preference.
    #[serde(default)]
    pub shipping_method: Option<String>,
    /// The host's payment method; none: the customer's preference.
    #[serde(default)]
    pub payment_method: Option<String>,
    /// Where goods go; none: the customer's address.
    #[serde(default)]
    pub shipping_address: Option<Address>,
    /// A note that is printed on sheets.
    #[serde(default)]
    pub note: Option<String>,
}

/// A saved standing order, and from which cycle on it holds.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct StandingOrderSaved {
    /// The standing order.
    pub standing_order: StandingOrder,
    /// The first cycle that it holds in; none: no such cycle is made yet.
    pub holds_from: Option<CycleDates>,
    /// Cycles that are open and that it came too late for, with the limit that passed (R32).
    pub too_late_for: Vec<CycleDates>,
}

impl Transactional for CreateStandingOrder {
    const NAME: &'static str = "standing_orders.create";
    const MUTATES: bool = true;
    const FOR_CUSTOMERS: bool = true;
    type Response = StandingOrderSaved;

    fn reach(&self) -> Reach<'_> {
        Reach::One(&self.enterprise)
    }

    fn execute(&self, cx: &mut Cx<'_>) -> Result<StandingOrderSaved> {
        cx.must_be(self.customer, "customer", self.customer)?;
        must_be_allowed(cx, |may| may.create)?;
        let home = cx.home()?;
        let so = self.checked(cx)?;
        cx.tx.insert_new(&home, std::slice::from_ref(&so))?;
        let picks: Vec<Pick> = so
            .cycles
            .iter()
            .map(|cycle| Pick { enterprise: home.id.clone(), cycle: *cycle, standing_order: so.id })
            .collect();
        cx.tx.insert_new(&home, &picks)?;
        let lines = match (self.from_saved_list, so.revisions.first()) {
            (Some(_), Some(revision)) => json!(revision.lines),
            _ => json!(self.lines),
        };
        cx.log(so.id, json!({ "lines": lines, "starts_on": so.starts_on, "ends_on": so.ends_on }))?;
        cx.due(DueKind::Pair, so.id, cx.now);
        cx.count_standing_orders(so.customer);
        saved(cx, so)
    }
}

impl CreateStandingOrder {
    fn checked(&self, cx: &mut Cx<'_>) -> Result<StandingOrder> {
        let home = cx.home()?;
        let today = cx.enterprise()?.zone.date(cx.now);
        let mut v = Violations::new();
        let range =
            v.check("ends_on", DateRange::new(self.starts_on.unwrap_or(today), self.ends_on));
        let distributor = v.check("distributor", EnterpriseId::new(&self.distributor));
        let customer = current(cx, self.customer)?;
        let customer = v.check("customer", must_exist(customer, "customer", self.customer));
        let cycles = self.checked_cycles(cx, &mut v)?;
        let series = match self.series {
            None => None,
            Some(id) => {
                let series = cx.tx.get::<Series>(&home, vec![id.into()])?;
                v.check("series", must_exist(series, "series", id))
            }
        };
        if let (Some(distributor), Some(series)) = (&distributor, &series) {
            check_distributor(&mut v, distributor, series);
        }
        let starts_on = range.as_ref().map_or(today, DateRange::first);
        let anchor = match &series {
            Some(series) => anchor_of(cx, series, starts_on)?,
            None => 1,
        };
        let whose = customer.as_ref().map_or(self.customer, |customer| customer.id);
        let lines = self.wanted(cx, &mut v, anchor, whose)?;
        let revision = revision_parts(
            &mut v,
            self.shipping_method.as_deref(),
            self.payment_method.as_deref(),
            self.note.as_deref(),
        );
        let by = cx.actor.author();
        let whole = (|| Some((range?, distributor?, cycles?, lines?, revision?, customer?)))();
        let (range, distributor, cycles, lines, revision, customer) = v.finish(whole)?;
        let (shipping_method, payment_method, note) = revision;
        let customer = who_orders(cx, customer)?.id;
        let revision = Revision {
            holds_from: range.first(),
            lines,
            shipping_method,
            payment_method,
            shipping_address: self.shipping_address.clone(),
            note,
            by: by.clone(),
            at: cx.now,
        };
        Ok(StandingOrder {
            enterprise: home.id.clone(),
            id: StandingOrderId(cx.new_id()),
            number: next_number(cx)?,
            customer,
            series: self.series,
            cycles,
            distributor,
            starts_on: range.first(),
            ends_on: range.last(),
            state: StandingOrderState::Active,
            mode: self.mode.unwrap_or(Mode::Automatic),
            pauses: Vec::new(),
            skips: Vec::new(),
            revisions: vec![revision],
            created_by: by,
            created_at: cx.now,
            version: 1,
        })
    }

    /// The lines of the request, or those of the saved list that it names.
    fn wanted(
        &self,
        cx: &mut Cx<'_>,
        v: &mut Violations,
        anchor: i64,
        whose: CustomerId,
    ) -> Result<Option<Vec<StandingLine>>> {
        let every = self.every.unwrap_or(1);
        let Some(id) = self.from_saved_list else {
            return checked_lines(cx, v, &self.lines, every, anchor, &[]);
        };
        if !self.lines.is_empty() {
            let message = "give either lines or a saved list, not both";
            v.add("lines", Fault::new(Code::OutOfRange, message, self.lines.len()));
        }
        let home = cx.home()?;
        let list = cx.tx.get::<SavedList>(&home, vec![id.into()])?;
        let list = list.filter(|list| list.customer == whose);
        let list = must_exist(list, "saved list of this customer", id);
        let Some(list) = v.check("from_saved_list", list) else { return Ok(None) };
        let line = |line: &SavedLine| LineInput {
            variant: line.variant.to_string(),
            quantity: line.quantity.value(),
            every: None,
        };
        let lines: Vec<LineInput> = list.lines.iter().map(line).collect();
        v.within("from_saved_list", |v| checked_lines(cx, v, &lines, every, anchor, &[]))
    }

    fn checked_cycles(&self, cx: &mut Cx<'_>, v: &mut Violations) -> Result<Option<Vec<CycleId>>> {
        if self.series.is_some() != self.cycles.is_empty() {
            let message = "give either a series or picked cycles, not both and not neither";
            v.add("series", Fault::new(Code::Required, message, serde_json::Value::Null));
            return Ok(None);
        }
        let home = cx.home()?;
        let mut cycles = self.cycles.clone();
        cycles.sort();
        cycles.dedup();
        let keys = cycles.iter().map(|id| vec![(*id).into()]).collect();
        let found = cx.tx.get_many::<Cycle>(&home, keys)?;
        let pairs = cycles.iter().zip(found);
        let all = v.each("cycles", pairs, |v, (id, cycle)| {
            v.check("", must_exist(cycle, "cycle", *id)).map(|cycle| cycle.id)
        });
        Ok(all)
    }
}

/// What a request names must be there.
pub(crate) fn must_exist<T>(
    found: Option<T>,
    what: &str,
    id: impl std::fmt::Display,
) -> std::result::Result<T, Fault> {
    found.ok_or_else(|| {
        Fault::new(
            Code::UnknownReference,
            format!("there is no {what} `{id}` at this enterprise: check the id"),
            id.to_string(),
        )
    })
}

type RevisionParts = (Option<ShippingMethodId>, Option<PaymentMethodId>, Option<String>);

/// The parts of a revision beside its lines.
pub(super) fn revision_parts(
    v: &mut Violations,
    shipping: Option<&str>,
    payment: Option<&str>,
    note: Option<&str>,
) -> Option<RevisionParts> {
    let shipping = v.check_opt("shipping_method", shipping, ShippingMethodId::new);
    let payment = v.check_opt("payment_method", payment, PaymentMethodId::new);
    let note = v.check_opt("note", note, |note| clean(note, 2000));
    Some((shipping?, payment?, note?.filter(|note| !note.is_empty())))
}

/// A standing order of a series goes through one of its distributors, where it has any.
fn check_distributor(v: &mut Violations, distributor: &EnterpriseId, series: &Series) {
    let known = &series.template.outgoing;
    if known.is_empty() || known.iter().any(|exchange| exchange.distributor == *distributor) {
        return;
    }
    let names: Vec<_> =
        known.iter().map(|exchange| format!("`{}`", exchange.distributor)).collect();
    let message =
        format!("`{distributor}` does not distribute the series: give one of {}", names.join(", "));
    v.add("distributor", Fault::new(Code::UnknownReference, message, distributor.as_str()));
}

fn next_number(cx: &mut Cx<'_>) -> Result<i64> {
    let q = Query::on(StandingOrder::TABLE, "by_number").backwards().limit(1);
    let number = StandingOrder::TABLE.col("number");
    let last = cx.tx.raw().find(&q)?.into_iter().next();
    match last.as_ref().and_then(|row| row.get(number.0)) {
        Some(Value::Int(n)) => Ok(n.saturating_add(1)),
        Some(other) => Err(Error::corrupt("standing_orders", format!("{other:?} is no number"))),
        None => Ok(1),
    }
}

/// The number of the first cycle of the series that the standing order can hold in: lines of every
/// *n*th cycle count from there (R7).
fn anchor_of(cx: &mut Cx<'_>, series: &Series, starts_on: NaiveDate) -> Result<i64> {
    for (place, cycle) in coming_cycles(cx, series.id)? {
        if let Some(number) = place.number.filter(|_| cycle.closes_on() >= starts_on) {
            return Ok(number);
        }
    }
    crate::hub::series::first_number_on(cx, series, starts_on)
}

/// The cycles of a series that are not over, with their places, in the order of their openings.
pub(crate) fn coming_cycles(
    cx: &mut Cx<'_>,
    series: SeriesId,
) -> Result<Vec<(SeriesCycle, Cycle)>> {
    let home = cx.home()?;
    let states = [CycleState::Upcoming, CycleState::Opening, CycleState::Open];
    let mut cycles: Vec<Cycle> = Vec::new();
    for state in states {
        cycles.extend(cx.tx.find::<Cycle>(&Query::on(Cycle::TABLE, "by_state").eq(state))?);
    }
    cycles.sort_by_key(|cycle| (cycle.opens_at, cycle.id));
    let keys = cycles.iter().map(|cycle| vec![series.into(), cycle.id.into()]).collect();
    let places = cx.tx.get_many::<SeriesCycle>(&home, keys)?;
    Ok(places.into_iter().zip(cycles).filter_map(|(place, cycle)| Some((place?, cycle))).collect())
}

/// The coming cycles that a standing order has to do with.
pub(crate) fn coming_for(cx: &mut Cx<'_>, so: &StandingOrder) -> Result<Vec<(Option<i64>, Cycle)>> {
    if let Some(series) = so.series {
        let coming = coming_cycles(cx, series)?;
        return Ok(coming.into_iter().map(|(place, cycle)| (place.number, cycle)).collect());
    }
    let home = cx.home()?;
    let keys = so.cycles.iter().map(|id| vec![(*id).into()]).collect();
    let mut cycles: Vec<Cycle> =
        cx.tx.get_many::<Cycle>(&home, keys)?.into_iter().flatten().collect();
    cycles.retain(|c| {
        matches!(c.state, CycleState::Upcoming | CycleState::Opening | CycleState::Open)
    });
    cycles.sort_by_key(|cycle| (cycle.opens_at, cycle.id));
    Ok(cycles.into_iter().map(|cycle| (None, cycle)).collect())
}

/// The answer to whoever saved a standing order: from which cycle on it holds, and for which it
/// came too late (W3).
pub(super) fn saved(cx: &mut Cx<'_>, so: StandingOrder) -> Result<StandingOrderSaved> {
    let settings = cx.enterprise()?.settings.clone();
    let mut answer =
        StandingOrderSaved { standing_order: so, holds_from: None, too_late_for: Vec::new() };
    let so = &answer.standing_order;
    let last = so.revisions.iter().max_by_key(|revision| revision.at);
    for (number, cycle) in coming_for(cx, so)? {
        let occasion = Occasion { cycle: &cycle, number, settings: &settings };
        let dates = CycleDates::at(&cycle, number, &so.distributor);
        let late = last.is_some_and(|r| r.at >= occasion.limit_for(&r.by));
        match decide(so, &occasion) {
            _ if late => answer.too_late_for.push(dates),
            Ok(Decision::Due { .. } | Decision::Not { .. }) if answer.holds_from.is_none() => {
                answer.holds_from = Some(dates);
            }
            _ => {}
        }
    }
    Ok(answer)
}
