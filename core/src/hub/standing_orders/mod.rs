//! Standing orders: made, read, amended, left out, ended.

mod amend;
mod create;
mod lines;
mod pause;
mod reflow;
mod skip;
mod view;

pub use amend::{FinishStandingOrder, LaterRevisions, ReviseStandingOrder};
pub use create::{CreateStandingOrder, StandingOrderSaved};
pub use lines::LineInput;
pub use pause::{OpenOrders, PauseStandingOrder, ResumeStandingOrder};
pub use skip::{SkipCycles, UnskipCycles};
pub use view::{
    Explain, ExplainedLine, Explanation, GetStandingOrder, ListStandingOrders, StandingOrderPage,
    Timeline, TimelineEntry, TimelinePage,
};

pub(crate) use create::must_exist;
pub(crate) use lines::{checked_quantity, known_variants};
pub(crate) use reflow::must_be_before;
pub(crate) use skip::must_have_skips_left;

use super::context::Cx;
use crate::error::{Code, Error, Result};
use crate::model::enterprise::CustomerMay;
use crate::model::standing_order::StandingOrder;
use crate::value::StandingOrderId;
use serde_json::Value as Json;

/// Loads a standing order that the actor may see, for a change, and checks the version he saw.
fn load_to_change(
    cx: &mut Cx<'_>,
    id: StandingOrderId,
    version: Option<i64>,
    may: impl Fn(&CustomerMay) -> bool,
) -> Result<StandingOrder> {
    let so = load(cx, id)?;
    must_be_allowed(cx, may)?;
    cx.expect_version("standing order", id, so.version, version)?;
    Ok(so)
}

/// Loads a standing order that the actor may see.
fn load(cx: &mut Cx<'_>, id: StandingOrderId) -> Result<StandingOrder> {
    let so: StandingOrder = cx.load("standing order", id)?;
    cx.must_be(so.customer, "standing order", id)?;
    Ok(so)
}

/// Loads a standing order for a change of its orders by staff.
pub(crate) fn load_standing_order(cx: &mut Cx<'_>, id: StandingOrderId) -> Result<StandingOrder> {
    load(cx, id)
}

/// Passes staff, and customers whom the hub allows this (D13).
fn must_be_allowed(cx: &Cx<'_>, may: impl Fn(&CustomerMay) -> bool) -> Result<()> {
    match cx.actor.is_staff() || may(&cx.enterprise()?.settings.customer_may) {
        true => Ok(()),
        false => Err(Error::new(
            Code::NotAllowed,
            "the hub does not let customers do this themselves: ask the hub",
        )),
    }
}

/// Saves a changed standing order and logs what was set.
fn save(cx: &mut Cx<'_>, so: &mut StandingOrder, facts: Json) -> Result<()> {
    let home = cx.home()?;
    so.version = so.version.saturating_add(1);
    cx.tx.update(&home, std::slice::from_ref(so))?;
    cx.log(so.id, facts)
}
