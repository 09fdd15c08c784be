//! Pausing and resuming (D5).

use super::create::{StandingOrderSaved, saved};
use super::reflow::{cancel_orders, open_orders};
use super::{load_to_change, save};
use crate::error::{Code, Error, Result};
use crate::hub::context::Cx;
use crate::hub::operation::{Reach, Transactional};
use crate::model::cycle::Cycle;
use crate::model::notice::DueKind;
use crate::model::order::Order;
use crate::model::standing_order::{Pause, StandingOrder};
use crate::model::why::Why;
use crate::rules::pair::Occasion;
use crate::store::name_field;
use crate::value::StandingOrderId;
use crate::value::time::DateRange;
use chrono::{Days, NaiveDate};
use serde::{Deserialize, Serialize};
use serde_json::json;

name_field! {
    /// What becomes of orders that are open while cycles are left out (R29).
    OpenOrders {
        /// They stay.
        Keep = "keep",
        /// They are cancelled.
        Cancel = "cancel",
    }
}

/// Keeps or cancels the open orders that a change is about, or refuses when nothing was said.
pub(super) fn settle_open_orders(
    cx: &mut Cx<'_>,
    so: &StandingOrder,
    affected: Vec<(Order, Cycle)>,
    choice: Option<OpenOrders>,
    why: &Why,
) -> Result<()> {
    match choice {
        _ if affected.is_empty() => Ok(()),
        Some(OpenOrders::Keep) => Ok(()),
        Some(OpenOrders::Cancel) => cancel_orders(cx, so, affected, why),
        None => {
            let ids: Vec<_> = affected.iter().map(|(order, _)| order.id).collect();
            Err(Error::new(
                Code::OpenOrdersExist,
                format!(
                    "{} open order(s) stand in these cycles: say `open_orders: keep` or `cancel`",
                    ids.len()
                ),
            )
            .with("orders", ids))
        }
    }
}

/// Pauses a standing order between two dates: `standing_orders.pause`. Cycles whose date (R3) lies
/// within make no order.
///
/// Errors: `end_before_start`, `open_orders_exist` (R29), `limit_passed`, `conflict`.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct PauseStandingOrder {
    /// At which enterprise.
    pub enterprise: String,
    /// Which.
    pub standing_order: StandingOrderId,
    /// The version that the caller saw; none: whatever is there.
    #[serde(default)]
    pub version: Option<i64>,
    /// The first date without orders.
    pub starts_on: NaiveDate,
    /// The last date without orders; none: until further notice.
    #[serde(default)]
    pub ends_on: Option<NaiveDate>,
    /// What becomes of orders that are open in that time.
    #[serde(default)]
    pub open_orders: Option<OpenOrders>,
}

impl Transactional for PauseStandingOrder {
    const NAME: &'static str = "standing_orders.pause";
    const MUTATES: bool = true;
    const FOR_CUSTOMERS: bool = true;
    type Response = StandingOrderSaved;

    fn reach(&self) -> Reach<'_> {
        Reach::One(&self.enterprise)
    }

    fn execute(&self, cx: &mut Cx<'_>) -> Result<StandingOrderSaved> {
        let mut so = load_to_change(cx, self.standing_order, self.version, |may| may.pause)?;
        let range = DateRange::new(self.starts_on, self.ends_on)
            .map_err(|fault| Error::from(fault).at("ends_on"))?;
        let settings = cx.enterprise()?.settings.clone();
        let mut affected = open_orders(cx, so.id)?;
        affected.retain(|(_, cycle)| {
            let occasion = Occasion { cycle, number: None, settings: &settings };
            range.contains(occasion.day(&so.distributor))
        });
        let pause = Pause {
            starts_on: range.first(),
            ends_on: range.last(),
            by: cx.actor.author(),
            at: cx.now,
        };
        let why = Why::Paused { starts_on: pause.starts_on, ends_on: pause.ends_on };
        settle_open_orders(cx, &so, affected, self.open_orders, &why)?;
        so.pauses.push(pause);
        save(
            cx,
            &mut so,
            json!({ "paused": { "starts_on": self.starts_on, "ends_on": self.ends_on } }),
        )?;
        cx.due(DueKind::Pair, so.id, cx.now);
        saved(cx, so)
    }
}

/// Ends the pauses of a standing order: `standing_orders.resume`. Cycles that are open by then get
/// their order at the next tick (R21).
///
/// Errors: `wrong_state` when it is not paused.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ResumeStandingOrder {
    /// At which enterprise.
    pub enterprise: String,
    /// Which.
    pub standing_order: StandingOrderId,
    /// The version that the caller saw; none: whatever is there.
    #[serde(default)]
    pub version: Option<i64>,
    /// The first date with orders again; none: today, in the enterprise's zone.
    #[serde(default)]
    pub resumes_on: Option<NaiveDate>,
}

impl Transactional for ResumeStandingOrder {
    const NAME: &'static str = "standing_orders.resume";
    const MUTATES: bool = true;
    const FOR_CUSTOMERS: bool = true;
    type Response = StandingOrderSaved;

    fn reach(&self) -> Reach<'_> {
        Reach::One(&self.enterprise)
    }

    fn execute(&self, cx: &mut Cx<'_>) -> Result<StandingOrderSaved> {
        let mut so = load_to_change(cx, self.standing_order, self.version, |may| may.pause)?;
        let today = cx.enterprise()?.zone.date(cx.now);
        let on = self.resumes_on.unwrap_or(today);
        let before = so.pauses.clone();
        so.pauses.retain(|pause| pause.starts_on < on);
        for pause in &mut so.pauses {
            if pause.ends_on.is_none_or(|until| until >= on) {
                pause.ends_on = on.checked_sub_days(Days::new(1));
            }
        }
        if so.pauses == before {
            return Err(Error::new(
                Code::WrongState,
                format!(
                    "the standing order is not paused on {on} or later: there is nothing to resume"
                ),
            ));
        }
        save(cx, &mut so, json!({ "resumes_on": on }))?;
        cx.due(DueKind::Pair, so.id, cx.now);
        saved(cx, so)
    }
}
