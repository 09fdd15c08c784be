//! Reading standing orders: get, list, explain (E7) and the timeline (D9).

use super::create::coming_for;
use super::load;
use crate::error::{Fault, Result};
use crate::hub::context::Cx;
use crate::hub::customers::current_id;
use crate::hub::cycles::CycleDates;
use crate::hub::operation::{Reach, Transactional};
use crate::hub::order_book::{OrderWithLines, load_cycle};
use crate::hub::page::{self, pages};
use crate::hub::tick::members::Round;
use crate::model::cycle::{Cycle, CycleState};
use crate::model::order::{Order, Outcome, OutcomeKind};
use crate::model::standing_order::{StandingOrder, StandingOrderState};
use crate::model::why::Why;
use crate::rules::pair::{Decision, decide, skipped_lines};
use crate::store::{Filter, Query, Record};
use crate::value::{
    CustomerId, CycleId, Money, OrderId, Quantity, SeriesId, StandingOrderId, VariantId,
};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;

/// Reads one standing order: `standing_orders.get`.
///
/// Errors: `not_found`.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct GetStandingOrder {
    /// At which enterprise.
    pub enterprise: String,
    /// Which.
    pub standing_order: StandingOrderId,
}

impl Transactional for GetStandingOrder {
    const NAME: &'static str = "standing_orders.get";
    const MUTATES: bool = false;
    const FOR_CUSTOMERS: bool = true;
    type Response = StandingOrder;

    fn reach(&self) -> Reach<'_> {
        Reach::One(&self.enterprise)
    }

    fn execute(&self, cx: &mut Cx<'_>) -> Result<StandingOrder> {
        load(cx, self.standing_order)
    }
}

pages! {
    /// Standing orders, in the order in which they were made.
    StandingOrderPage of StandingOrder;
}

/// Lists standing orders: `standing_orders.list`. A customer sees his own.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ListStandingOrders {
    /// Of which enterprise.
    pub enterprise: String,
    /// Of this customer.
    #[serde(default)]
    pub customer: Option<CustomerId>,
    /// Of this series.
    #[serde(default)]
    pub series: Option<SeriesId>,
    /// In this state.
    #[serde(default)]
    pub state: Option<StandingOrderState>,
    /// How many: 1 to 1,000, usually 50.
    #[serde(default)]
    pub limit: Option<u32>,
    /// The `next_page` of the page before.
    #[serde(default)]
    pub after: Option<String>,
}

impl Transactional for ListStandingOrders {
    const NAME: &'static str = "standing_orders.list";
    const MUTATES: bool = false;
    const FOR_CUSTOMERS: bool = true;
    type Response = StandingOrderPage;

    fn reach(&self) -> Reach<'_> {
        Reach::One(&self.enterprise)
    }

    fn execute(&self, cx: &mut Cx<'_>) -> Result<StandingOrderPage> {
        let table = StandingOrder::TABLE;
        let limit = page::limit_of(self.limit)?;
        let customer = match (cx.customer(), self.customer) {
            (None, Some(named)) => Some(current_id(cx, named)?),
            (own, _) => own,
        };
        if let Some(named) = self.customer {
            cx.must_be(named, "customer", named)?;
        }
        let mut q = match (customer, self.series) {
            (Some(customer), _) => Query::on(table, "by_customer").eq(customer),
            (None, Some(series)) => Query::on(table, "by_series").eq(series),
            (None, None) => Query::on(table, "primary"),
        };
        if let (Some(_), Some(series)) = (customer, self.series) {
            q = q.filter(Filter::Is(table.col("series"), series.into()));
        }
        if let Some(state) = self.state {
            q = q.filter(Filter::Is(table.col("state"), state.into()));
        }
        let q = page::resume(q, self.after.as_deref(), limit)?;
        let rows = cx.tx.find::<StandingOrder>(&q)?;
        let (items, next_page) = page::cut(&q, |so| cx.tx.row_of(so), limit, rows);
        Ok(StandingOrderPage { items, next_page })
    }
}

/// One line of a pair: what was or would be asked, and what there was or would be for it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ExplainedLine {
    /// What.
    pub variant: VariantId,
    /// How much the standing order asks.
    pub asked: Quantity,
    /// How much there was, or is now, for it.
    pub given: Quantity,
    /// How much is ordered, after the customer's own edits.
    pub ordered: Quantity,
    /// The price of one unit.
    pub price: Money,
}

/// Says what happened, or will happen, to a standing order in a cycle, and which rule decides:
/// `standing_orders.explain` (E7).
///
/// Errors: `not_found`.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Explain {
    /// At which enterprise.
    pub enterprise: String,
    /// Which standing order.
    pub standing_order: StandingOrderId,
    /// In which cycle.
    pub cycle: CycleId,
}

/// What happened, or will happen, to a standing order in a cycle.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Explanation {
    /// Which standing order.
    pub standing_order: StandingOrderId,
    /// In which cycle, with its dates.
    pub cycle: CycleDates,
    /// Whether it happened already, or is what will happen as things stand.
    pub happened: bool,
    /// What became, or becomes, of the pair; none: the cycle is none of its business.
    pub outcome: Option<OutcomeKind>,
    /// Why, as data.
    pub why: Why,
    /// The id of the rule that decides, as `docs/rules` has it.
    pub rule: String,
    /// Why, in a sentence.
    pub sentence: String,
    /// The order.
    pub order: Option<OrderId>,
    /// Its total, or the estimate by the cycle's own prices and fees (D9).
    pub total: Option<Money>,
    /// Its lines.
    pub lines: Vec<ExplainedLine>,
    /// Variants whose lines are skipped in this cycle (D5).
    pub skipped_lines: Vec<VariantId>,
}

impl Transactional for Explain {
    const NAME: &'static str = "standing_orders.explain";
    const MUTATES: bool = false;
    const FOR_CUSTOMERS: bool = true;
    type Response = Explanation;

    fn reach(&self) -> Reach<'_> {
        Reach::One(&self.enterprise)
    }

    fn execute(&self, cx: &mut Cx<'_>) -> Result<Explanation> {
        let so = load(cx, self.standing_order)?;
        let cycle = load_cycle(cx, self.cycle)?;
        let home = cx.home()?;
        let key = Outcome::key(so.id, cycle.id);
        let outcome = cx.tx.get::<Outcome>(&home, key)?;
        explain(cx, &so, cycle, outcome)
    }
}

/// Explains one pair.
fn explain(
    cx: &mut Cx<'_>,
    so: &StandingOrder,
    cycle: Cycle,
    outcome: Option<Outcome>,
) -> Result<Explanation> {
    let round = Round::load(cx, cycle)?;
    let number = round.occasion(so).number;
    use CycleState::{Cancelled, Closed, Closing};
    let over = matches!(round.cycle.state, Closing | Closed | Cancelled);
    // Skips and pauses can be taken back while the cycle is open: what is noted of them is past
    // only once it has closed.
    let stood = outcome.as_ref().and_then(|o| o.order);
    let stands = outcome.filter(|o| o.kind.is_final() || o.kind == OutcomeKind::Failed || over);
    let mut answer = Explanation {
        standing_order: so.id,
        cycle: CycleDates::at(&round.cycle, number, &so.distributor),
        happened: stands.is_some(),
        outcome: None,
        why: Why::NotInSeries { cycle: round.cycle.id },
        rule: String::new(),
        sentence: String::new(),
        order: stood,
        total: None,
        lines: Vec::new(),
        skipped_lines: skipped_lines(so, &round.occasion(so)).into_iter().cloned().collect(),
    };
    match stands {
        Some(outcome) => happened(cx, outcome, &mut answer)?,
        None => will_happen(cx, so, round, &mut answer)?,
    }
    answer.rule = answer.why.rule().to_owned();
    answer.sentence = answer.why.to_string();
    Ok(answer)
}

fn happened(cx: &mut Cx<'_>, outcome: Outcome, answer: &mut Explanation) -> Result<()> {
    answer.outcome = Some(outcome.kind);
    answer.why = outcome.why;
    answer.order = outcome.order;
    let Some(id) = outcome.order else { return Ok(()) };
    let home = cx.home()?;
    let Some(order) = cx.tx.get::<Order>(&home, vec![id.into()])? else {
        return Ok(());
    };
    let order = OrderWithLines::of(cx, order)?;
    answer.total = Some(order.order.total);
    answer.lines = order
        .lines
        .into_iter()
        .map(|line| ExplainedLine {
            variant: line.variant,
            asked: line.asked,
            given: line.given,
            ordered: line.ordered,
            price: line.price,
        })
        .collect();
    Ok(())
}

/// What cannot be reckoned fails when the cycle opens (E6).
fn will_fail(answer: &mut Explanation, fault: Fault) {
    answer.outcome = Some(OutcomeKind::Failed);
    answer.why = Why::failed(fault);
}

fn will_happen(
    cx: &mut Cx<'_>,
    so: &StandingOrder,
    mut round: Round,
    answer: &mut Explanation,
) -> Result<()> {
    if !round.concerns(so) {
        return Ok(());
    }
    if matches!(round.cycle.state, CycleState::Closed | CycleState::Closing) {
        // What lies outside its range was never its business; anything else came too late.
        answer.why = match decide(so, &round.occasion(so)) {
            Ok(Decision::Outside { why }) => why,
            _ => Why::CycleClosed,
        };
        return Ok(());
    }
    match decide(so, &round.occasion(so)) {
        Err(fault) => will_fail(answer, fault),
        Ok(Decision::Outside { why }) => answer.why = why,
        Ok(Decision::Not { kind, why }) => {
            answer.outcome = Some(kind);
            answer.why = why;
        }
        Ok(Decision::Due { revision, lines }) => {
            let currency = cx.home()?.currency;
            let asked = lines.iter().map(|line| (&line.variant, line.quantity));
            let (cycle, shelf) = (&round.cycle, &mut round.shelf);
            let filled = match shelf.fill(cycle, &so.distributor, currency, asked, &[]) {
                Ok(filled) => filled,
                Err(fault) => {
                    will_fail(answer, fault);
                    return Ok(());
                }
            };
            answer.outcome = Some(match filled.is_empty() {
                true => OutcomeKind::Empty,
                false => OutcomeKind::Generated,
            });
            answer.why = match filled.is_empty() {
                true => Why::NothingAvailable,
                false => Why::Due { revision: revision.holds_from },
            };
            answer.total = Some(filled.total);
            answer.lines = filled
                .lines
                .into_iter()
                .map(|line| ExplainedLine {
                    variant: line.variant,
                    asked: line.asked,
                    given: line.given,
                    ordered: line.given,
                    price: line.price,
                })
                .collect();
        }
    }
    Ok(())
}

/// Shows a standing order's past cycles with what became of them, and the coming ones with what
/// will: `standing_orders.timeline` (D9).
///
/// Errors: `not_found`.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Timeline {
    /// At which enterprise.
    pub enterprise: String,
    /// Which standing order.
    pub standing_order: StandingOrderId,
}

/// One cycle of a timeline.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct TimelineEntry {
    /// When the cycle opens.
    pub opens_at: DateTime<Utc>,
    /// When it closes.
    pub closes_at: DateTime<Utc>,
    /// What happened, or will happen.
    pub explanation: Explanation,
}

/// A standing order's cycles, in the order of their openings.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct TimelinePage {
    /// The cycles.
    pub items: Vec<TimelineEntry>,
}

impl Transactional for Timeline {
    const NAME: &'static str = "standing_orders.timeline";
    const MUTATES: bool = false;
    const FOR_CUSTOMERS: bool = true;
    type Response = TimelinePage;

    fn reach(&self) -> Reach<'_> {
        Reach::One(&self.enterprise)
    }

    fn execute(&self, cx: &mut Cx<'_>) -> Result<TimelinePage> {
        let so = load(cx, self.standing_order)?;
        let q = Query::on(Outcome::TABLE, "by_standing_order").eq(so.id).limit(1000);
        let mut outcomes: HashMap<CycleId, Outcome> =
            cx.tx.find::<Outcome>(&q)?.into_iter().map(|o| (o.cycle, o)).collect();
        let home = cx.home()?;
        let keys = outcomes.keys().map(|id| vec![(*id).into()]).collect();
        let mut cycles: Vec<Cycle> =
            cx.tx.get_many::<Cycle>(&home, keys)?.into_iter().flatten().collect();
        for (_, cycle) in coming_for(cx, &so)? {
            if !outcomes.contains_key(&cycle.id) {
                cycles.push(cycle);
            }
        }
        cycles.sort_by_key(|cycle| (cycle.opens_at, cycle.id));
        let mut items = Vec::with_capacity(cycles.len());
        for cycle in cycles {
            let (opens_at, closes_at) = (cycle.opens_at, cycle.closes_at);
            let outcome = outcomes.remove(&cycle.id);
            let explanation = explain(cx, &so, cycle, outcome)?;
            items.push(TimelineEntry { opens_at, closes_at, explanation });
        }
        Ok(TimelinePage { items })
    }
}
