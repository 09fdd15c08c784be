//! Orders: the shop's ordinary ones and the generated ones, read, edited, confirmed, cancelled;
//! made ahead, duplicated, adopted and detached; given to another customer.

mod add;
mod ahead;
mod edit;
mod read;
mod reassign;
mod record;

pub use add::ShortLine;
pub(crate) use add::add_lines;
pub use ahead::{AdoptOrder, DetachOrder, DuplicateOrder, OrdersAhead};
pub use edit::{CancelOrder, ConfirmOrder, EditOrder, ReleaseOrder};
pub use read::{GetOrder, ListOrders, OrderWithLinesPage};
pub use reassign::ReassignOrder;
pub(super) use reassign::give;
pub(crate) use record::checked_wanted;
pub use record::{LineWanted, QuotedFeeInput, RecordOrder};

use super::context::Cx;
use super::order_book::load_cycle;
use super::standing_orders::must_be_before;
use super::tick::members::Round;
use crate::error::{Code, Error, Result};
use crate::model::cycle::{Cycle, CycleState};
use crate::model::order::{Order, OrderState};
use crate::rules::pair::Occasion;
use crate::value::CycleId;

/// A cycle in which the shop may take orders now: open by its dates, and worked off as opened.
fn open_round(cx: &mut Cx<'_>, id: CycleId) -> Result<Round> {
    let cycle = load_cycle(cx, id)?;
    let within = cx.now >= cycle.opens_at && cx.now < cycle.closes_at;
    match (cycle.state, within) {
        (CycleState::Open, true) => Round::load(cx, cycle),
        (CycleState::Upcoming | CycleState::Opening, true) => Err(Error::new(
            Code::CycleNotOpen,
            "the cycle is being opened, standing orders first: tick, then try again",
        )
        .with("state", cycle.state)),
        (state, _) => Err(Error::new(
            Code::CycleNotOpen,
            format!(
                "the cycle takes orders from {} until {}, not now",
                cycle.opens_at.format("%Y-%m-%d %H:%M UTC"),
                cycle.closes_at.format("%Y-%m-%d %H:%M UTC")
            ),
        )
        .with("state", state)),
    }
}

/// Passes while the actor may still change an order: customers until their limit, staff until the
/// close (R1, D14), and only while it is open.
fn must_be_editable(cx: &Cx<'_>, order: &Order, cycle: &Cycle) -> Result<()> {
    let open = matches!(order.state, OrderState::Ahead | OrderState::Pending | OrderState::Placed);
    if !open {
        return Err(Error::new(
            Code::WrongState,
            format!("the order is {} and cannot be changed any more", order.state),
        )
        .with("state", order.state));
    }
    let settings = &cx.enterprise()?.settings;
    let occasion = Occasion { cycle, number: None, settings };
    must_be_before(cx, occasion.limit_for(&cx.actor.author()), "change this order")?;
    match cycle.state {
        CycleState::Upcoming | CycleState::Opening | CycleState::Open => Ok(()),
        state => Err(Error::new(
            Code::LimitPassed,
            format!("the cycle is {state}: its orders cannot be changed any more"),
        )
        .with("state", state)),
    }
}
