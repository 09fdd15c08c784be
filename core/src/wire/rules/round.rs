//! `rules.plan_open` and `rules.explain`: a round with the host's own records.

use super::Rule;
use super::orders::same_currency;
use crate::error::{Result, Violations};
use crate::model::author::{Author, AuthorKind};
use crate::model::cycle::{Cycle, CycleState, Exchange, Fee, FeeRate, Offer};
use crate::model::enterprise::{Settings, Sharing};
use crate::model::order::{FeeCharged, OutcomeKind};
use crate::model::schedule::CycleDay;
use crate::model::standing_order::{
    Mode, Pause, Revision, Skip, SkipTarget, StandingLine, StandingOrder, StandingOrderState,
};
use crate::model::variant::Variant;
use crate::model::why::Why;
use crate::rules::pair::{Decision, Occasion, decide};
use crate::rules::round::plan_open;
use crate::rules::shelf::Shelf;
use crate::rules::windows::{Point, collection_window};
use crate::value::zone::Zone;
use crate::value::{
    Currency, CustomerId, CycleId, EnterpriseId, Label, Money, Quantity, StandingOrderId, VariantId,
};
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// A cycle with what is offered in it, as a host keeps it.
#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct RoundCycle {
    /// The zone of its dates.
    pub zone: Zone,
    /// When it opens.
    pub opens_at: DateTime<Utc>,
    /// When it closes.
    pub closes_at: DateTime<Utc>,
    /// Its number in the series; none: only lines that are due in every cycle are due (R6).
    #[serde(default)]
    pub number: Option<i64>,
    /// Which of its dates counts for starts, ends, skips and pauses; usually the close (R3).
    #[serde(default)]
    pub cycle_day: Option<CycleDay>,
    /// How many minutes before close a customer's own changes end (D14).
    #[serde(default)]
    pub customer_limit_minutes: u32,
    /// Who distributes what.
    pub outgoing: Vec<RoundExchange>,
}

/// One distributor of a cycle.
#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct RoundExchange {
    /// Who distributes.
    pub distributor: EnterpriseId,
    /// When collection begins; none: nothing is collected.
    #[serde(default)]
    pub collected_at: Option<DateTime<Utc>>,
    /// What is charged beside the goods.
    #[serde(default)]
    pub fees: Vec<Fee>,
    /// What is offered, each variant once.
    #[serde(default)]
    pub offers: Vec<RoundOffer>,
}

/// What is offered of one variant.
#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct RoundOffer {
    /// What.
    pub variant: VariantId,
    /// The price of one unit.
    pub price: Money,
    /// How much is free; none: unlimited.
    #[serde(default)]
    pub free: Option<Quantity>,
    /// What quantities are multiples of; usually 1.
    #[serde(default)]
    pub unit_step: Option<Quantity>,
    /// Kilograms a unit, for fees by weight.
    #[serde(default)]
    pub weight: Option<Quantity>,
}

/// A standing order, as a host keeps it.
#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct RoundStandingOrder {
    /// The host's id of it, which comes back in the answer.
    pub id: Label,
    /// Who distributes it.
    pub distributor: EnterpriseId,
    /// The first date, itself included (D4).
    pub starts_on: NaiveDate,
    /// The last date, itself included; none: open-ended.
    #[serde(default)]
    pub ends_on: Option<NaiveDate>,
    /// When it was made: who came first is served first (R23).
    pub created_at: DateTime<Utc>,
    /// Whether its customer made it, who has the earlier limit (R32).
    #[serde(default)]
    pub by_customer: bool,
    /// Times without orders.
    #[serde(default)]
    pub pauses: Vec<RoundPause>,
    /// Cycles, or lines of cycles, that are left out.
    #[serde(default)]
    pub skips: Vec<RoundSkip>,
    /// What it holds on the date of the cycle.
    pub lines: Vec<RoundLine>,
}

/// A time without orders, both dates included.
#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct RoundPause {
    /// The first date.
    pub starts_on: NaiveDate,
    /// The last date; none: until further notice.
    #[serde(default)]
    pub ends_on: Option<NaiveDate>,
}

/// A cycle, or one line of it, that is left out.
#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct RoundSkip {
    /// The date of the cycle.
    pub date: NaiveDate,
    /// Which line; none: the whole order.
    #[serde(default)]
    pub variant: Option<VariantId>,
}

/// One wanted line.
#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct RoundLine {
    /// What.
    pub variant: VariantId,
    /// How much.
    pub quantity: Quantity,
    /// In every *n*th cycle; usually 1 (R7).
    #[serde(default)]
    pub every: Option<u32>,
    /// The number of a cycle in which it is due; usually 1 (R7).
    #[serde(default)]
    pub anchor: Option<i64>,
}

/// A stand-in where a model names what the host keeps: nothing is decided by it.
fn host() -> Result<EnterpriseId> {
    Ok(EnterpriseId::new("host")?)
}

fn author(by_customer: bool) -> Author {
    match by_customer {
        true => Author { kind: AuthorKind::Customer, id: None },
        false => Author::SYSTEM,
    }
}

/// The host's records as the rules' own.
struct Scene {
    cycle: Cycle,
    number: Option<i64>,
    settings: Settings,
    shelf: Shelf,
}

impl Scene {
    fn of(given: RoundCycle) -> Result<Self> {
        let (zone, enterprise) = (given.zone, host()?);
        let mut offers = Vec::new();
        let mut variants = Vec::new();
        let mut outgoing = Vec::new();
        for exchange in given.outgoing {
            for offer in exchange.offers {
                variants.push(Variant {
                    enterprise: enterprise.clone(),
                    id: offer.variant.clone(),
                    name: Label::new(offer.variant.as_str())?,
                    supplier: None,
                    category: None,
                    unit_step: offer.unit_step.unwrap_or(Quantity::ONE),
                    weight: offer.weight,
                    tags: Vec::new(),
                    version: 1,
                });
                offers.push(Offer {
                    enterprise: enterprise.clone(),
                    cycle: CycleId(Uuid::nil()),
                    distributor: exchange.distributor.clone(),
                    variant: offer.variant,
                    price: offer.price,
                    planned_price: offer.price,
                    stock: offer.free,
                    free: offer.free,
                    version: 1,
                });
            }
            let point = |at| Point::at(zone.local(at));
            outgoing.push(Exchange {
                distributor: exchange.distributor,
                collection: exchange
                    .collected_at
                    .map(|at| collection_window(point(at), point(at), &zone)),
                fees: exchange.fees,
            });
        }
        let cycle = Cycle {
            enterprise,
            id: CycleId(Uuid::nil()),
            name: Label::new("cycle")?,
            opens_at: given.opens_at,
            closes_at: given.closes_at,
            opens_local: zone.local(given.opens_at),
            closes_local: zone.local(given.closes_at),
            zone,
            state: CycleState::Upcoming,
            opened_late: false,
            missed: None,
            outgoing,
            incoming: Vec::new(),
            version: 1,
        };
        let settings = Settings {
            cycle_day: given.cycle_day.unwrap_or_default(),
            customer_limit_minutes: given.customer_limit_minutes,
            ..Settings::default()
        };
        let shelf = Shelf::new(&offers, &variants);
        Ok(Self { cycle, number: given.number, settings, shelf })
    }

    fn occasion(&self) -> Occasion<'_> {
        Occasion { cycle: &self.cycle, number: self.number, settings: &self.settings }
    }
}

fn standing_order(given: &RoundStandingOrder, number: i64) -> Result<StandingOrder> {
    let (by, at) = (author(given.by_customer), given.created_at);
    let lines = given.lines.iter().map(|line| StandingLine {
        variant: line.variant.clone(),
        quantity: line.quantity,
        every: line.every.unwrap_or(1),
        anchor: line.anchor.unwrap_or(1),
    });
    let pauses = given.pauses.iter().map(|pause| Pause {
        starts_on: pause.starts_on,
        ends_on: pause.ends_on,
        by: by.clone(),
        at,
    });
    let skips = given.skips.iter().map(|skip| Skip {
        what: SkipTarget::Date { date: skip.date },
        variant: skip.variant.clone(),
        by: by.clone(),
        at,
    });
    Ok(StandingOrder {
        enterprise: host()?,
        id: StandingOrderId(Uuid::nil()),
        number,
        customer: CustomerId(Uuid::nil()),
        series: None,
        cycles: Vec::new(),
        distributor: given.distributor.clone(),
        starts_on: given.starts_on,
        ends_on: given.ends_on,
        state: StandingOrderState::Active,
        mode: Mode::Automatic,
        pauses: pauses.collect(),
        skips: skips.collect(),
        revisions: vec![Revision {
            holds_from: given.starts_on,
            lines: lines.collect(),
            shipping_method: None,
            payment_method: None,
            shipping_address: None,
            note: None,
            by: by.clone(),
            at,
        }],
        created_by: by,
        created_at: at,
        version: 1,
    })
}

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
        let (due, outcome, why, lines) = match decide(&so, &at)? {
            Decision::Due { revision, lines } => {
                (true, None, Why::Due { revision: revision.holds_from }, lines)
            }
            Decision::Not { kind, why } => (false, Some(kind), why, Vec::new()),
            Decision::Outside { why } => (false, None, why, Vec::new()),
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
