//! `rules.plan_open` and `rules.explain`: a round with the host's own records.

use super::Rule;
use super::orders::same_currency;
use super::scene::{RoundCycle, RoundStandingOrder, Scene, standing_order};
use crate::error::{Result, Violations};
use crate::model::cycle::FeeRate;
use crate::model::enterprise::Sharing;
use crate::model::order::{FeeCharged, OutcomeKind};
use crate::model::standing_order::StandingOrder;
use crate::model::why::Why;
use crate::rules::pair::{Decision, decide};
use crate::rules::round::plan_open;
use crate::value::{Currency, EnterpriseId, Label, Money, Quantity, VariantId};
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

/// Opens a cycle in memory: `rules.plan_open`. What each standing order gets, by the rules that the
/// tick follows (E1, E2, R23).
///
/// Errors: `wrong_currency` where the amounts are not all of one currency.
#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct PlanOpen {
    /// The cycle.
    pub cycle: RoundCycle,
    /// The currency of all amounts.
    pub currency: Currency,
    /// How scarce variants are shared; usually pro rata.
    #[serde(default)]
    pub sharing: Option<Sharing>,
    /// The standing orders.
    pub standing_orders: Vec<RoundStandingOrder>,
}

/// What an opening gives.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct OpenPlan {
    /// What becomes of each standing order, in the order in which they were made.
    pub pairs: Vec<PlannedPair>,
    /// What is left of each limited offer.
    pub left: Vec<OfferLeft>,
}

/// What becomes of one standing order in a cycle.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PlannedPair {
    /// The host's id of the standing order.
    pub standing_order: Label,
    /// What becomes of the pair; none: the cycle is none of its business.
    pub outcome: Option<OutcomeKind>,
    /// Why, as data.
    pub why: Why,
    /// The id of the rule that decides, as `docs/rules` has it.
    pub rule: String,
    /// Why, in a sentence.
    pub sentence: String,
    /// The lines of its order; none where it gets no order.
    pub lines: Vec<PlannedLine>,
    /// The fees of its order.
    pub fees: Vec<FeeCharged>,
    /// The total of its order, lines and fees; none where it gets no order.
    pub total: Option<Money>,
}

/// One line of a planned order.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PlannedLine {
    /// What.
    pub variant: VariantId,
    /// How much is asked.
    pub asked: Quantity,
    /// How much there is for it.
    pub given: Quantity,
    /// The price of one unit; zero where it is not offered.
    pub price: Money,
    /// `price × given`, rounded once (R28).
    pub amount: Money,
}

/// What is left of a limited offer.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct OfferLeft {
    /// Who distributes.
    pub distributor: EnterpriseId,
    /// What.
    pub variant: VariantId,
    /// How much nobody got.
    pub free: Quantity,
}

fn check_currencies(cycle: &RoundCycle, currency: Currency) -> Result<()> {
    let mut v = Violations::new();
    for (i, exchange) in cycle.outgoing.iter().enumerate() {
        for (j, offer) in exchange.offers.iter().enumerate() {
            let path = format!("cycle.outgoing[{i}].offers[{j}].price");
            same_currency(&mut v, &path, offer.price, currency);
        }
        for (j, fee) in exchange.fees.iter().enumerate() {
            let amount = match fee.rate {
                FeeRate::PerOrder { amount } | FeeRate::PerItem { amount } => amount,
                FeeRate::PerWeight { amount } => amount,
                FeeRate::Percent { .. } => continue,
            };
            let path = format!("cycle.outgoing[{i}].fees[{j}].rate.amount");
            same_currency(&mut v, &path, amount, currency);
        }
    }
    v.finish(Some(()))
}

impl Rule for PlanOpen {
    const NAME: &'static str = "rules.plan_open";
    type Response = OpenPlan;

    fn decide(mut self) -> Result<OpenPlan> {
        check_currencies(&self.cycle, self.currency)?;
        let limited: Vec<(EnterpriseId, VariantId)> = self
            .cycle
            .outgoing
            .iter()
            .flat_map(|exchange| {
                let limited = exchange.offers.iter().filter(|offer| offer.free.is_some());
                limited.map(|offer| (exchange.distributor.clone(), offer.variant.clone()))
            })
            .collect();
        self.standing_orders.sort_by_key(|so| so.created_at);
        let orders: Vec<StandingOrder> = (1..)
            .zip(&self.standing_orders)
            .map(|(number, given)| standing_order(given, number))
            .collect::<Result<_>>()?;
        let mut scene = Scene::of(self.cycle)?;
        let mut shelf = std::mem::take(&mut scene.shelf);
        let pairs: Vec<_> = orders.iter().map(|so| (so, scene.occasion())).collect();
        let sharing = self.sharing.unwrap_or(Sharing::ProRata);
        let given = plan_open(&pairs, &mut shelf, sharing, self.currency);
        let pairs = self.standing_orders.into_iter().zip(given).map(|(so, given)| {
            let made = given.outcome == Some(OutcomeKind::Generated);
            let total = given.order.as_ref().filter(|_| made).map(|order| order.total);
            let (lines, fees) = given.order.map(|o| (o.lines, o.fees)).unwrap_or_default();
            PlannedPair {
                standing_order: so.id,
                outcome: given.outcome,
                rule: given.why.rule().to_owned(),
                sentence: given.why.to_string(),
                why: given.why,
                lines: lines
                    .into_iter()
                    .map(|line| PlannedLine {
                        variant: line.variant,
                        asked: line.asked,
                        given: line.given,
                        price: line.price,
                        amount: line.amount,
                    })
                    .collect(),
                fees,
                total,
            }
        });
        let left = limited.into_iter().filter_map(|(distributor, variant)| {
            let free = shelf.good(&distributor, &variant)?.free?;
            Some(OfferLeft { distributor, variant, free })
        });
        Ok(OpenPlan { pairs: pairs.collect(), left: left.collect() })
    }
}

/// Whether a standing order is due in a cycle, and which rule decides: `rules.explain` (E7).
#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ExplainPair {
    /// The cycle.
    pub cycle: RoundCycle,
    /// The standing order.
    pub standing_order: RoundStandingOrder,
}

/// Whether a standing order is due in a cycle, and why.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PairExplained {
    /// Whether it is due.
    pub due: bool,
    /// What becomes of the pair where it is not due; none: it is due, or none of its business.
    pub outcome: Option<OutcomeKind>,
    /// Why, as data.
    pub why: Why,
    /// The id of the rule that decides, as `docs/rules` has it.
    pub rule: String,
    /// Why, in a sentence.
    pub sentence: String,
    /// The date of the cycle that counts (R3).
    pub date: NaiveDate,
    /// Until when the customer may change anything (D14).
    pub customer_limit: DateTime<Utc>,
    /// The variants of the lines that are due.
    pub variants: Vec<VariantId>,
}

impl Rule for ExplainPair {
    const NAME: &'static str = "rules.explain";
    type Response = PairExplained;

    fn decide(self) -> Result<PairExplained> {
        let so = standing_order(&self.standing_order, 1)?;
        let scene = Scene::of(self.cycle)?;
        let at = scene.occasion();
        let (due, outcome, why, lines) = match decide(&so, &at) {
            Ok(Decision::Due { revision, lines }) => {
                (true, None, Why::Due { revision: revision.holds_from }, lines)
            }
            Ok(Decision::Not { kind, why }) => (false, Some(kind), why, Vec::new()),
            Ok(Decision::Outside { why }) => (false, None, why, Vec::new()),
            Err(fault) => (false, Some(OutcomeKind::Failed), Why::failed(fault), Vec::new()),
        };
        Ok(PairExplained {
            due,
            outcome,
            rule: why.rule().to_owned(),
            sentence: why.to_string(),
            why,
            date: at.day(&so.distributor),
            customer_limit: at.customer_limit(),
            variants: lines.into_iter().map(|line| line.variant.clone()).collect(),
        })
    }
}
