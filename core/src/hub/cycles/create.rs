//! Cycles made by hand.

use super::super::context::Cx;
use super::super::exchanges::{
    Catalogue, FeeInput, OfferInput, SupplyInput, fresh_offer, outgoing,
};
use super::super::operation::{Reach, Transactional};
use super::super::series::attach;
use super::CycleWithOffers;
use crate::error::{Code, Fault, Result, Violations};
use crate::model::cycle::{Cycle, CycleState, Exchange, Offer};
use crate::model::notice::DueKind;
use crate::model::schedule::CollectionWindow;
use crate::model::series::{Series, TemplateOffer};
use crate::rules::windows::{Point, collection_window};
use crate::value::time::checked_local;
use crate::value::zone::Zone;
use crate::value::{CycleId, EnterpriseId, Label, SeriesId};
use chrono::NaiveDateTime;
use serde::{Deserialize, Serialize};
use serde_json::json;

/// Makes a cycle by hand: `cycles.create`. It opens and closes by the tick like any other.
///
/// Errors: `end_before_start`, `unknown_zone`, `unknown_reference`, `duplicate`, `not_a_step`,
/// `wrong_currency` in the violations of `invalid_input`; `not_found` and `wrong_state` for the
/// series.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct CreateCycle {
    /// Whose.
    pub enterprise: String,
    /// What customers see.
    pub name: String,
    /// The zone of its local times; usually the enterprise's.
    #[serde(default)]
    pub zone: Option<String>,
    /// The local time at which customers may begin to order; a past one opens it at the next tick.
    pub opens_at: NaiveDateTime,
    /// The local time from which they may not order any more (R1).
    pub closes_at: NaiveDateTime,
    /// Who distributes what, each distributor once.
    #[serde(default)]
    pub outgoing: Vec<ExchangeInput>,
    /// Who supplies, each supplier once.
    #[serde(default)]
    pub incoming: Vec<SupplyInput>,
    /// A series to which it belongs from the start, as with `series.attach`.
    #[serde(default)]
    pub series: Option<SeriesId>,
}

/// One distributor of a cycle.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ExchangeInput {
    /// Who distributes.
    pub distributor: String,
    /// When customers collect.
    #[serde(default)]
    pub collection: Option<CollectionInput>,
    /// What is charged beside the goods.
    #[serde(default)]
    pub fees: Vec<FeeInput>,
    /// What is offered, each variant once.
    #[serde(default)]
    pub offers: Vec<OfferInput>,
}

/// When customers collect, in local time.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct CollectionInput {
    /// From this local time.
    pub starts_at: NaiveDateTime,
    /// Until this local time.
    pub ends_at: NaiveDateTime,
}

impl CollectionInput {
    fn check(&self, v: &mut Violations, zone: &Zone) -> Option<CollectionWindow> {
        let starts = v.check("starts_at", checked_local(self.starts_at));
        let ends = v.check("ends_at", checked_local(self.ends_at));
        let (starts, ends) = (starts?, ends?);
        if ends <= starts {
            let message = format!(
                "collection ends at `{ends}` before it starts at `{starts}`: give a later end"
            );
            v.add("ends_at", Fault::new(Code::EndBeforeStart, message, ends.to_string()));
            return None;
        }
        Some(collection_window(Point::at(starts), Point::at(ends), zone))
    }
}

/// A checked exchange with its offers, before the cycle has an id.
type Stall = (Exchange, Vec<TemplateOffer>);

impl CreateCycle {
    fn check(&self, cx: &mut Cx<'_>) -> Result<(Cycle, Vec<Stall>)> {
        let catalogue = self.catalogue(cx)?;
        let home_zone = cx.enterprise()?.zone.clone();
        let mut v = Violations::new();
        let name = v.check("name", Label::new(&self.name));
        let zone = match &self.zone {
            None => Some(home_zone.clone()),
            Some(name) => v.check("zone", Zone::new(name)),
        };
        let local_zone = zone.clone().unwrap_or(home_zone);
        self.check_times(cx, &mut v, &local_zone);
        let stalls = outgoing(
            &mut v,
            &self.outgoing,
            |exchange| &exchange.distributor,
            |v, input, distributor| check_exchange(v, &catalogue, &local_zone, input, distributor),
        );
        let incoming = catalogue.incoming(&mut v, &self.incoming);
        let checked = || Some((name?, zone?, stalls?, incoming?));
        let (name, zone, stalls, incoming) = v.finish(checked())?;
        let (opens_at, closes_at) = (zone.instant(self.opens_at), zone.instant(self.closes_at));
        let cycle = Cycle {
            enterprise: cx.home()?.id.clone(),
            id: CycleId(cx.new_id()),
            name,
            opens_at,
            closes_at,
            opens_local: zone.local(opens_at),
            closes_local: zone.local(closes_at),
            zone,
            state: CycleState::Upcoming,
            opened_late: false,
            missed: None,
            outgoing: stalls.iter().map(|(exchange, _)| exchange.clone()).collect(),
            incoming,
            version: 1,
        };
        Ok((cycle, stalls))
    }

    fn catalogue(&self, cx: &mut Cx<'_>) -> Result<Catalogue> {
        let offered = self.outgoing.iter().flat_map(|exchange| &exchange.offers);
        let supplied = self.incoming.iter().flat_map(|supply| &supply.variants);
        let named = offered.map(|offer| offer.variant.as_str()).chain(supplied.map(String::as_str));
        Catalogue::load(cx, named)
    }

    fn check_times(&self, cx: &Cx<'_>, v: &mut Violations, zone: &Zone) {
        let opens = v.check("opens_at", checked_local(self.opens_at));
        let closes = v.check("closes_at", checked_local(self.closes_at));
        let (Some(opens), Some(closes)) = (opens, closes) else { return };
        let closes_at = zone.instant(closes);
        let mut refuse = |message: String| {
            v.add("closes_at", Fault::new(Code::EndBeforeStart, message, closes.to_string()));
        };
        if closes_at <= zone.instant(opens) {
            refuse(format!("it closes at `{closes}` before it opens: give a later close"));
        } else if closes_at <= cx.now {
            refuse(format!("the close `{closes}` is over: give one that lies ahead"));
        }
    }
}

fn check_exchange(
    v: &mut Violations,
    catalogue: &Catalogue,
    zone: &Zone,
    input: &ExchangeInput,
    distributor: EnterpriseId,
) -> Option<Stall> {
    let collection = match &input.collection {
        None => Some(None),
        Some(window) => v.within("collection", |v| window.check(v, zone)).map(Some),
    };
    let fees = catalogue.fees(v, &input.fees);
    let offers = catalogue.offers(v, &input.offers);
    Some((Exchange { distributor, collection: collection?, fees: fees? }, offers?))
}

impl Transactional for CreateCycle {
    const NAME: &'static str = "cycles.create";
    const MUTATES: bool = true;
    type Response = CycleWithOffers;

    fn reach(&self) -> Reach<'_> {
        Reach::One(&self.enterprise)
    }

    fn execute(&self, cx: &mut Cx<'_>) -> Result<CycleWithOffers> {
        let home = cx.home()?;
        let (cycle, stalls) = self.check(cx)?;
        let mut offers: Vec<Offer> = Vec::new();
        for (exchange, own) in stalls {
            let fresh = |offer| fresh_offer(&cycle, &exchange.distributor, offer);
            offers.extend(own.into_iter().map(fresh));
        }
        cx.tx.insert_new(&home, std::slice::from_ref(&cycle))?;
        cx.tx.insert_new(&home, &offers)?;
        cx.due(DueKind::Open, cycle.id, cycle.opens_at);
        cx.due(DueKind::Close, cycle.id, cycle.closes_at);
        cx.log(cycle.id, json!({ "created": self }))?;
        if let Some(series) = self.series {
            let mut series: Series = cx.load("series", series)?;
            attach(cx, &mut series, &cycle)?;
        }
        CycleWithOffers::of(cx, cycle)
    }
}
