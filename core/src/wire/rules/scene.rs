//! A host's cycle and standing orders, and what they are to the rules.

use crate::error::Result;
use crate::model::author::{Author, AuthorKind};
use crate::model::cycle::{Cycle, CycleState, Exchange, Fee, Offer};
use crate::model::enterprise::Settings;
use crate::model::schedule::CycleDay;
use crate::model::standing_order::{
    Mode, Pause, Revision, Skip, SkipTarget, StandingLine, StandingOrder, StandingOrderState,
};
use crate::model::variant::Variant;
use crate::rules::pair::Occasion;
use crate::rules::shelf::Shelf;
use crate::rules::windows::{Point, collection_window};
use crate::value::zone::Zone;
use crate::value::{
    CustomerId, CycleId, EnterpriseId, Label, Money, Quantity, StandingOrderId, VariantId,
};
use chrono::{DateTime, NaiveDate, Utc};
use serde::Deserialize;
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
        true => Author { kind: AuthorKind::Customer, id: None, contact: None },
        false => Author::SYSTEM,
    }
}

/// The host's records as the rules' own.
pub(super) struct Scene {
    cycle: Cycle,
    number: Option<i64>,
    settings: Settings,
    pub(super) shelf: Shelf,
}

impl Scene {
    pub(super) fn of(given: RoundCycle) -> Result<Self> {
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

    pub(super) fn occasion(&self) -> Occasion<'_> {
        Occasion { cycle: &self.cycle, number: self.number, settings: &self.settings }
    }
}

/// The host's standing order as the rules' own.
pub(super) fn standing_order(given: &RoundStandingOrder, number: i64) -> Result<StandingOrder> {
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
