//! `rules.plan_close`, `rules.merge` and `rules.share`: orders and shares of the host's own.

use super::Rule;
use crate::error::{Code, Fault, Result, Violations};
use crate::model::order::OrderState;
use crate::rules::merge::{Line, Merged, merge};
use crate::rules::round::{Closed, plan_close};
use crate::rules::{price, share};
use crate::value::{Currency, Label, Money, Quantity, VariantId};
use serde::{Deserialize, Serialize};

/// Closes a cycle in memory: `rules.plan_close`. What becomes of each order, and what it costs (E4,
/// R26, R28, R39).
///
/// Errors: `wrong_currency` where the amounts are not all of one currency.
#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct PlanClose {
    /// The currency of all amounts.
    pub currency: Currency,
    /// The orders of the cycle.
    pub orders: Vec<RoundOrder>,
}

/// An order, as a host keeps it.
#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct RoundOrder {
    /// The host's id of it, which comes back in the answer.
    pub id: Label,
    /// Where it stands.
    pub state: OrderState,
    /// Whether it waits for staff (R39).
    #[serde(default)]
    pub held: bool,
    /// Its lines.
    pub lines: Vec<RoundOrderLine>,
    /// Its fees, as they were charged.
    #[serde(default)]
    pub fees: Vec<Money>,
}

/// One line of an order.
#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct RoundOrderLine {
    /// How much the customer gets; 0 when taken out.
    pub ordered: Quantity,
    /// The price of one unit.
    pub price: Money,
}

/// What a close does.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ClosePlan {
    /// What becomes of each order, in the order given.
    pub orders: Vec<ClosedOrder>,
    /// The sum of the orders that are placed.
    pub placed_total: Money,
}

/// What becomes of one order.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ClosedOrder {
    /// The host's id of the order.
    pub order: Label,
    /// What becomes of it.
    pub action: Closed,
    /// The sum of its lines, each rounded once.
    pub item_total: Money,
    /// Lines and fees; nothing where it is cancelled.
    pub total: Money,
}

/// Refuses an amount of another currency than the one that was named.
pub(super) fn same_currency(v: &mut Violations, path: &str, amount: Money, currency: Currency) {
    if amount.currency() != currency {
        let message = format!("`{amount}` is not in {currency}: give all amounts in one currency");
        v.add(path, Fault::new(Code::WrongCurrency, message, amount.to_string()));
    }
}

impl Rule for PlanClose {
    const NAME: &'static str = "rules.plan_close";
    type Response = ClosePlan;

    fn decide(self) -> Result<ClosePlan> {
        let mut v = Violations::new();
        for (i, order) in self.orders.iter().enumerate() {
            for (j, line) in order.lines.iter().enumerate() {
                let path = format!("orders[{i}].lines[{j}].price");
                same_currency(&mut v, &path, line.price, self.currency);
            }
            for (j, fee) in order.fees.iter().enumerate() {
                same_currency(&mut v, &format!("orders[{i}].fees[{j}]"), *fee, self.currency);
            }
        }
        v.finish(Some(()))?;
        let zero = self.currency.zero();
        let mut plan =
            ClosePlan { orders: Vec::with_capacity(self.orders.len()), placed_total: zero };
        for order in self.orders {
            let is_empty = order.lines.iter().all(|line| line.ordered.is_zero());
            let action = plan_close(order.state, order.held, is_empty);
            let mut item_total = zero;
            for line in &order.lines {
                item_total = item_total.plus(price::line_amount(line.price, line.ordered)?)?;
            }
            let mut total = item_total;
            for fee in &order.fees {
                total = total.plus(*fee)?;
            }
            if action == Closed::Cancel {
                total = zero;
            }
            if action == Closed::Place {
                plan.placed_total = plan.placed_total.plus(total)?;
            }
            plan.orders.push(ClosedOrder { order: order.id, action, item_total, total });
        }
        Ok(plan)
    }
}

/// A revision meets an order that was made before it: `rules.merge`. Three-way, line by line; a
/// shortage is no edit (D8, R30).
#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct MergeLines {
    /// The lines of the order.
    pub lines: Vec<MergeLine>,
    /// What the standing order wants now.
    pub wanted: Vec<WantedLine>,
}

/// A line of an order, with what was generated.
#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct MergeLine {
    /// What.
    pub variant: VariantId,
    /// What the standing order asked for.
    pub asked: Quantity,
    /// What there was for it.
    pub given: Quantity,
    /// What the customer made of it.
    pub ordered: Quantity,
    /// Whether the standing order asked for it; else the customer added it.
    pub standing: bool,
}

/// What a standing order wants of a variant now.
#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct WantedLine {
    /// What.
    pub variant: VariantId,
    /// How much.
    pub quantity: Quantity,
}

/// What a merge does to an order.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct MergePlan {
    /// The lines that one side touched, by variant; all others stay.
    pub lines: Vec<MergedLine>,
}

/// What becomes of one line.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct MergedLine {
    /// What.
    pub variant: VariantId,
    /// What becomes of it.
    pub merged: Merged,
}

impl Rule for MergeLines {
    const NAME: &'static str = "rules.merge";
    type Response = MergePlan;

    fn decide(self) -> Result<MergePlan> {
        let wanted = self.wanted.iter().map(|line| (&line.variant, line.quantity));
        let lines = self.lines.iter().map(|line| Line {
            variant: &line.variant,
            asked: line.asked,
            given: line.given,
            ordered: line.ordered,
            standing: line.standing,
        });
        let lines = merge(lines, wanted);
        let lines = lines.into_iter().map(|(variant, merged)| MergedLine { variant, merged });
        Ok(MergePlan { lines: lines.collect() })
    }
}

/// Shares what is short among those who ask: `rules.share`. Pro rata in whole unit steps, by the
/// largest remainder; ties go to who comes first in the list (E2, R23).
#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ShareStock {
    /// How much there is.
    pub stock: Quantity,
    /// What quantities are multiples of; usually 1.
    #[serde(default)]
    pub unit_step: Option<Quantity>,
    /// What each asks, in the order in which they came.
    pub asked: Vec<Quantity>,
}

/// The shares of a stock.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct StockShares {
    /// What each gets, in the order given.
    pub shares: Vec<Quantity>,
}

impl Rule for ShareStock {
    const NAME: &'static str = "rules.share";
    type Response = StockShares;

    fn decide(self) -> Result<StockShares> {
        let step = self.unit_step.unwrap_or(Quantity::ONE);
        Ok(StockShares { shares: share::pro_rata(self.stock, step, &self.asked) })
    }
}
