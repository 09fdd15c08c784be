//! A whole round in memory: what opening a cycle gives each standing order, and what closing it
//! does with each order. The hub does the same in batches against its store; a test holds the two
//! against each other.
//!
//! ```text
//!  standing orders ──decide──> due ──share──> what is short ──fill──> orders ──close──> placed
//!                         └──> left out, and why                          └──> held, emptied
//! ```

use super::pair::{Decision, Occasion, decide};
use super::share::{Demand, Shares};
use super::shelf::{Filled, Shelf};
use crate::error::Fault;
use crate::model::enterprise::Sharing;
use crate::model::order::{OrderState, OutcomeKind};
use crate::model::standing_order::StandingOrder;
use crate::model::why::Why;
use crate::value::{Currency, EnterpriseId, Quantity, VariantId};
use chrono::NaiveDate;
use serde::Serialize;
use std::collections::BTreeMap;

/// What an opening gives one standing order.
#[derive(Debug, Clone, PartialEq)]
pub struct Given {
    /// What becomes of the pair; none: the cycle is none of its business.
    pub outcome: Option<OutcomeKind>,
    /// Why.
    pub why: Why,
    /// The order, filled; also where nothing could be given.
    pub order: Option<Filled>,
}

impl Given {
    fn failed(fault: Fault) -> Self {
        Self { outcome: Some(OutcomeKind::Failed), why: Why::failed(fault), order: None }
    }

    fn order(filled: Filled, revision: NaiveDate) -> Self {
        let (outcome, why) = match filled.is_empty() {
            true => (OutcomeKind::Empty, Why::NothingAvailable),
            false => (OutcomeKind::Generated, Why::Generated { revision }),
        };
        Self { outcome: Some(outcome), why, order: Some(filled) }
    }
}

/// Opens a cycle for standing orders that stand in the order in which they were made (R23): the
/// answers come in the same order, and the shelf is left as the opening leaves it.
///
/// What is wrong with one standing order becomes its own outcome `failed`.
pub fn plan_open(
    occasions: &[(&StandingOrder, Occasion<'_>)],
    shelf: &mut Shelf,
    sharing: Sharing,
    currency: Currency,
) -> Vec<Given> {
    let decided: Vec<_> = occasions.iter().map(|(so, at)| decide(so, at)).collect();
    let mut short = match sharing {
        Sharing::FirstCome => Short::new(),
        Sharing::ProRata => shares_of(occasions, &decided, shelf),
    };
    let mut given = Vec::with_capacity(decided.len());
    for ((so, at), decision) in occasions.iter().zip(decided) {
        given.push(match decision {
            Err(fault) => Given::failed(fault),
            Ok(Decision::Outside { why }) => Given { outcome: None, why, order: None },
            Ok(Decision::Not { kind, why }) => Given { outcome: Some(kind), why, order: None },
            Ok(Decision::Due { revision, lines }) => {
                let mut own = Vec::new();
                for line in &lines {
                    if let Some(shares) = short.get_mut(&(&so.distributor, &line.variant)) {
                        own.push((line.variant.clone(), shares.draw(line.quantity)));
                    }
                }
                let asked = lines.iter().map(|line| (&line.variant, line.quantity));
                let filled = shelf.fill(at.cycle, &so.distributor, currency, asked, &own);
                filled.map_or_else(Given::failed, |order| Given::order(order, revision.holds_from))
            }
        });
    }
    given
}

type Short<'a> = BTreeMap<(&'a EnterpriseId, &'a VariantId), Shares>;

/// The shares of what is short, set aside on the shelf.
fn shares_of<'a>(
    occasions: &[(&'a StandingOrder, Occasion<'_>)],
    decided: &[Result<Decision<'a>, Fault>],
    shelf: &mut Shelf,
) -> Short<'a> {
    let mut demand: BTreeMap<(&EnterpriseId, &VariantId), Demand> = BTreeMap::new();
    for ((so, _), decision) in occasions.iter().zip(decided) {
        let Ok(Decision::Due { lines, .. }) = decision else { continue };
        for line in lines {
            let good = shelf.good(&so.distributor, &line.variant);
            if let Some(good) = good.filter(|good| good.free.is_some()) {
                let demand = demand.entry((&so.distributor, &line.variant)).or_default();
                demand.add(line.quantity, good.step);
            }
        }
    }
    let mut short = Short::new();
    for ((distributor, variant), demand) in demand {
        let Some(good) = shelf.good(distributor, variant) else { continue };
        let free = good.free.unwrap_or_default();
        if demand.exceeds(free, good.step) {
            let aside = free.floor_to(good.step);
            short.insert((distributor, variant), demand.share_out(free, good.step));
            shelf.take(distributor, variant, aside, Quantity::ZERO);
        }
    }
    short
}

/// What closing a cycle does with one of its orders (E4).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Closed {
    /// It is placed, and charged.
    Place,
    /// It is held, and waits for staff (R39).
    Hold,
    /// Nothing is left in it: it is cancelled, never placed at zero (R26).
    Cancel,
    /// It is placed, fulfilled or cancelled already, or was made ahead and never claimed.
    Leave,
}

/// What closing a cycle does with an order of this state.
///
/// ```
/// use milkround_core::model::order::OrderState;
/// use milkround_core::rules::round::{Closed, plan_close};
/// assert_eq!(plan_close(OrderState::Pending, false, false), Closed::Place);
/// assert_eq!(plan_close(OrderState::Pending, true, false), Closed::Hold);
/// assert_eq!(plan_close(OrderState::Placed, false, false), Closed::Leave);
/// ```
pub fn plan_close(state: OrderState, held: bool, is_empty: bool) -> Closed {
    match (state, held, is_empty) {
        (OrderState::Pending, _, true) => Closed::Cancel,
        (OrderState::Pending, true, false) => Closed::Hold,
        (OrderState::Pending, false, false) => Closed::Place,
        _ => Closed::Leave,
    }
}
