//! Revising and ending (D6, D5).

use super::create::{StandingOrderSaved, revision_parts, saved};
use super::lines::{LineInput, checked_lines};
use super::pause::{OpenOrders, settle_open_orders};
use super::reflow::{open_orders, reflow};
use super::{load_to_change, save};
use crate::error::{Code, Error, Fault, Result, Violations};
use crate::hub::context::Cx;
use crate::hub::operation::{Reach, Transactional};
use crate::model::customer::Address;
use crate::model::notice::DueKind;
use crate::model::standing_order::{Revision, StandingLine, StandingOrder, StandingOrderState};
use crate::model::why::Why;
use crate::rules::pair::Occasion;
use crate::store::name_field;
use crate::value::time::DateRange;
use crate::value::{Change, StandingOrderId};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use serde_json::json;

name_field! {
    /// What a revision does to revisions of later dates (R31).
    LaterRevisions {
        /// Its changes are carried into them, except where they changed the same line.
        Carry = "carry",
        /// They stay as they are.
        Keep = "keep",
    }
}

/// Changes what a standing order holds, from a date on: `standing_orders.revise`. Earlier revisions
/// stay readable; orders that are open follow by merge (D8).
///
/// Errors: those of creating; `conflict` for a stale version; `wrong_state` when it has ended.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ReviseStandingOrder {
    /// At which enterprise.
    pub enterprise: String,
    /// Which.
    pub standing_order: StandingOrderId,
    /// The version that the caller saw; none: whatever is there (R35).
    #[serde(default)]
    pub version: Option<i64>,
    /// The first date on which it holds; none: today.
    #[serde(default)]
    pub holds_from: Option<NaiveDate>,
    /// The lines: the whole list.
    #[serde(default, skip_serializing_if = "Change::is_keep")]
    pub lines: Change<Vec<LineInput>>,
    /// The host's shipping method; null: the customer's preference.
    #[serde(default, skip_serializing_if = "Change::is_keep")]
    pub shipping_method: Change<Option<String>>,
    /// The host's payment method; null: the customer's preference.
    #[serde(default, skip_serializing_if = "Change::is_keep")]
    pub payment_method: Change<Option<String>>,
    /// Where goods go; null: the customer's address.
    #[serde(default, skip_serializing_if = "Change::is_keep")]
    pub shipping_address: Change<Option<Address>>,
    /// A note that is printed on sheets; null: none.
    #[serde(default, skip_serializing_if = "Change::is_keep")]
    pub note: Change<Option<String>>,
    /// What becomes of revisions of later dates; usually `carry`.
    #[serde(default)]
    pub later: Option<LaterRevisions>,
}

impl Transactional for ReviseStandingOrder {
    const NAME: &'static str = "standing_orders.revise";
    const MUTATES: bool = true;
    const FOR_CUSTOMERS: bool = true;
    type Response = StandingOrderSaved;

    fn reach(&self) -> Reach<'_> {
        Reach::One(&self.enterprise)
    }

    fn execute(&self, cx: &mut Cx<'_>) -> Result<StandingOrderSaved> {
        let mut so = load_to_change(cx, self.standing_order, self.version, |may| may.edit)?;
        if so.state == StandingOrderState::Ended {
            return Err(Error::new(
                Code::WrongState,
                "the standing order has ended: make a new one",
            ));
        }
        let before = so.clone();
        let today = cx.enterprise()?.zone.date(cx.now);
        let from = self.holds_from.unwrap_or(today).max(so.starts_on);
        let base = holding_on(&so, from)?;
        let revision = self.revision(cx, &so, &base, from)?;
        let later = self.later.unwrap_or(LaterRevisions::Carry);
        if later == LaterRevisions::Carry {
            for other in so.revisions.iter_mut().filter(|r| r.holds_from > from) {
                carry(&base.lines, &revision.lines, &mut other.lines);
            }
        }
        // Behind what is of the same date: the last made holds, unless it came too late (R32).
        let place = so.revisions.iter().take_while(|r| r.holds_from <= from).count();
        so.revisions.insert(place, revision);
        save(cx, &mut so, json!({ "revision": from, "lines": self.lines }))?;
        reflow(cx, &before, &so)?;
        cx.due(DueKind::Pair, so.id, cx.now);
        saved(cx, so)
    }
}

/// The revision that holds on a date.
fn holding_on(so: &StandingOrder, date: NaiveDate) -> Result<Revision> {
    let holding = so.revisions.iter().filter(|r| r.holds_from <= date).max_by_key(|r| r.holds_from);
    holding
        .or_else(|| so.revisions.first())
        .cloned()
        .ok_or_else(|| Error::corrupt("standing_orders", "it has no revision").with("id", so.id))
}

/// Carries changes of lines into a later revision, except where that changed the same line (R31).
fn carry(base: &[StandingLine], new: &[StandingLine], later: &mut Vec<StandingLine>) {
    let find = |lines: &[StandingLine], line: &StandingLine| {
        lines.iter().find(|l| l.variant == line.variant).cloned()
    };
    for line in base.iter().chain(new) {
        let (was, is, then) = (find(base, line), find(new, line), find(later, line));
        if was == is || then != was {
            continue;
        }
        later.retain(|l| l.variant != line.variant);
        later.extend(is);
    }
}

impl ReviseStandingOrder {
    fn revision(
        &self,
        cx: &mut Cx<'_>,
        so: &StandingOrder,
        base: &Revision,
        from: NaiveDate,
    ) -> Result<Revision> {
        let mut v = Violations::new();
        if let Some(ends_on) = so.ends_on.filter(|ends_on| from > *ends_on) {
            let message = format!("`{from}` lies after the end {ends_on}: give an earlier date");
            v.add("holds_from", Fault::new(Code::OutOfRange, message, from.to_string()));
        }
        let lines = match &self.lines {
            Change::Keep => Some(base.lines.clone()),
            Change::To(lines) => {
                let anchor = base.lines.iter().map(|line| line.anchor).min().unwrap_or(1);
                let known: Vec<StandingLine> =
                    so.revisions.iter().rev().flat_map(|r| r.lines.iter().cloned()).collect();
                let cadence = base.lines.first().map_or(1, |line| line.every);
                let cadence = match base.lines.iter().all(|line| line.every == cadence) {
                    true => cadence,
                    false => 1,
                };
                checked_lines(cx, &mut v, lines, cadence, anchor, &known)?
            }
        };
        let text = |change: &Change<Option<String>>| match change {
            Change::Keep => None,
            Change::To(text) => text.clone(),
        };
        let (shipping, payment, note) =
            (text(&self.shipping_method), text(&self.payment_method), text(&self.note));
        let parts =
            revision_parts(&mut v, shipping.as_deref(), payment.as_deref(), note.as_deref());
        let (lines, (shipping, payment, note)) = v.finish((|| Some((lines?, parts?)))())?;
        let mut revision =
            Revision { holds_from: from, lines, by: cx.actor.author(), at: cx.now, ..base.clone() };
        self.shipping_method.clone().map(|_| shipping).apply(&mut revision.shipping_method);
        self.payment_method.clone().map(|_| payment).apply(&mut revision.payment_method);
        self.note.clone().map(|_| note).apply(&mut revision.note);
        self.shipping_address.clone().apply(&mut revision.shipping_address);
        Ok(revision)
    }
}

/// Ends a standing order: `standing_orders.finish`, now or after a date. What it made stays.
///
/// Errors: `end_before_start`, `open_orders_exist` (R29), `limit_passed` for an order that would go,
/// `wrong_state` when it has ended.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct FinishStandingOrder {
    /// At which enterprise.
    pub enterprise: String,
    /// Which.
    pub standing_order: StandingOrderId,
    /// The version that the caller saw; none: whatever is there.
    #[serde(default)]
    pub version: Option<i64>,
    /// The last date, itself included; none: it ends now.
    #[serde(default)]
    pub ends_on: Option<NaiveDate>,
    /// What becomes of orders that are open after that.
    #[serde(default)]
    pub open_orders: Option<OpenOrders>,
}

impl Transactional for FinishStandingOrder {
    const NAME: &'static str = "standing_orders.finish";
    const MUTATES: bool = true;
    const FOR_CUSTOMERS: bool = true;
    type Response = StandingOrderSaved;

    fn reach(&self) -> Reach<'_> {
        Reach::One(&self.enterprise)
    }

    fn execute(&self, cx: &mut Cx<'_>) -> Result<StandingOrderSaved> {
        let mut so = load_to_change(cx, self.standing_order, self.version, |may| may.cancel)?;
        if so.state == StandingOrderState::Ended {
            return Err(Error::new(Code::WrongState, "the standing order has ended already"));
        }
        let settings = cx.enterprise()?.settings.clone();
        let mut affected = open_orders(cx, so.id)?;
        match self.ends_on {
            None => so.state = StandingOrderState::Ended,
            Some(ends_on) => {
                DateRange::new(so.starts_on, Some(ends_on))
                    .map_err(|fault| Error::from(fault).at("ends_on"))?;
                so.ends_on = Some(ends_on);
                affected.retain(|(_, cycle)| {
                    let occasion = Occasion { cycle, number: None, settings: &settings };
                    occasion.day(&so.distributor) > ends_on
                });
            }
        }
        settle_open_orders(cx, &so, affected, self.open_orders, &Why::Ended)?;
        let facts = json!({ "ends_on": so.ends_on, "state": so.state });
        save(cx, &mut so, facts)?;
        cx.due(DueKind::Pair, so.id, cx.now);
        cx.count_standing_orders(so.customer);
        saved(cx, so)
    }
}
