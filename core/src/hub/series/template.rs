//! What the cycles of a series are made of and when, as callers give it.

use super::super::context::Cx;
use super::super::exchanges::{Catalogue, FeeInput, OfferInput, SupplyInput, outgoing};
use crate::error::{Code, Fault, Result, Violations};
use crate::model::cycle::{Cycle, Offer};
use crate::model::schedule::{
    ClosingRule, CollectionRule, CollectionWindow, Lead, NamePattern, OnHoliday, Recurrence,
    Schedule,
};
use crate::model::series::{Template, TemplateExchange, TemplateOffer};
use crate::store::{Query, Record};
use crate::value::CycleId;
use crate::value::time::{TimeOfDay, checked_local};
use crate::value::zone::Zone;
use chrono::{Datelike, NaiveDateTime};
use serde::{Deserialize, Serialize};

/// When the cycles of a series open and close, and what they are called.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ScheduleInput {
    /// The IANA zone of every local time; usually the enterprise's, which is copied (R2).
    #[serde(default)]
    pub zone: Option<String>,
    /// The local time from which the rule counts: its first opening, if the rule names it.
    pub starts_at: NaiveDateTime,
    /// When cycles open: `FREQ=WEEKLY;BYDAY=SU`, with RDATE and EXDATE on lines of their own (RFC
    /// 5545). None: only cycles attached by hand (R6).
    #[serde(default)]
    pub recurrence: Option<String>,
    /// When a cycle closes.
    pub closes: ClosingRule,
    /// How cycles are called; usually `{series} {opens}`.
    #[serde(default)]
    pub cycle_name: Option<String>,
    /// What happens on holidays; usually the cycle stays and a note says so (R9).
    #[serde(default)]
    pub on_holiday: Option<OnHoliday>,
}

impl ScheduleInput {
    /// Opens by a rule from a local time on, in the enterprise's zone, with the usual names.
    pub fn new(starts_at: NaiveDateTime, rule: &str, closes: ClosingRule) -> Self {
        Self {
            zone: None,
            starts_at,
            recurrence: Some(rule.to_owned()),
            closes,
            cycle_name: None,
            on_holiday: None,
        }
    }

    /// The schedule, with every fault noted.
    pub(crate) fn check(&self, v: &mut Violations, home_zone: &Zone) -> Option<Schedule> {
        let zone = match &self.zone {
            None => Some(home_zone.clone()),
            Some(name) => v.check("zone", Zone::new(name)),
        };
        let starts_at = v.check("starts_at", checked_local(self.starts_at));
        let text = self.recurrence.as_deref();
        let recurrence = v.check_opt("recurrence", text, Recurrence::parse);
        let closes = v.check("closes", self.closes.clone().check());
        let name = v.check_opt("cycle_name", self.cycle_name.as_deref(), NamePattern::new);
        let (zone, starts_at, recurrence) = (zone?, starts_at?, recurrence?);
        let (name, on_holiday) = (name?.unwrap_or_default(), self.on_holiday.unwrap_or_default());
        let made = Schedule::new(zone, starts_at, recurrence, closes?, name, on_holiday);
        let made = made.and_then(|schedule| schedule.check().map(|()| schedule));
        v.check("recurrence", made)
    }
}

/// What each cycle of a series is made of.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default, deny_unknown_fields)]
pub struct TemplateInput {
    /// Who distributes what, each distributor once.
    pub outgoing: Vec<TemplateExchangeInput>,
    /// Who supplies, each supplier once.
    pub incoming: Vec<SupplyInput>,
}

/// One distributor of a template.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct TemplateExchangeInput {
    /// Who distributes.
    pub distributor: String,
    /// When customers collect, reckoned from the close.
    #[serde(default)]
    pub collection: Option<CollectionRule>,
    /// What is charged beside the goods.
    #[serde(default)]
    pub fees: Vec<FeeInput>,
    /// What is offered, each variant once.
    #[serde(default)]
    pub offers: Vec<OfferInput>,
}

impl TemplateInput {
    /// The template, with every fault noted.
    pub(crate) fn check(&self, cx: &mut Cx<'_>, v: &mut Violations) -> Result<Option<Template>> {
        let offered = self.outgoing.iter().flat_map(|exchange| &exchange.offers);
        let supplied = self.incoming.iter().flat_map(|supply| &supply.variants);
        let named = offered.map(|offer| offer.variant.as_str()).chain(supplied.map(String::as_str));
        let catalogue = Catalogue::load(cx, named)?;
        let exchanges = outgoing(
            v,
            &self.outgoing,
            |exchange| &exchange.distributor,
            |v, input, distributor| {
                let fees = catalogue.fees(v, &input.fees);
                let offers = catalogue.offers(v, &input.offers);
                let collection = input.collection.clone();
                Some(TemplateExchange { distributor, collection, fees: fees?, offers: offers? })
            },
        );
        let incoming = catalogue.incoming(v, &self.incoming);
        Ok((|| Some(Template { outgoing: exchanges?, incoming: incoming? }))())
    }
}

/// The template that an existing cycle gives: its exchanges with their fees, offers and stock.
pub(crate) fn template_of(
    cx: &mut Cx<'_>,
    v: &mut Violations,
    id: CycleId,
) -> Result<Option<Template>> {
    let home = cx.home()?;
    let found = cx.tx.get::<Cycle>(&home, vec![id.into()])?.ok_or_else(|| {
        let message = format!("there is no cycle `{id}` here: give one of this enterprise");
        Fault::new(Code::UnknownReference, message, id.to_string())
    });
    let Some(cycle) = v.check("template_cycle", found) else { return Ok(None) };
    let offers = cx.tx.find::<Offer>(&Query::on(Offer::TABLE, "primary").eq(id))?;
    let mut made = Template { outgoing: Vec::new(), incoming: cycle.incoming };
    for exchange in cycle.outgoing {
        let rule = |window: &CollectionWindow| collection_rule(window, cycle.closes_local);
        let collection = exchange.collection.as_ref().map(rule).transpose();
        let Some(collection) = v.check("template_cycle", collection) else { return Ok(None) };
        let own = offers.iter().filter(|offer| offer.distributor == exchange.distributor);
        let offers = own.map(|offer| TemplateOffer {
            variant: offer.variant.clone(),
            price: offer.price,
            stock: offer.stock,
        });
        made.outgoing.push(TemplateExchange {
            offers: offers.collect(),
            distributor: exchange.distributor,
            collection,
            fees: exchange.fees,
        });
    }
    Ok(Some(made))
}

/// The rule by which a collection window follows from the close.
fn collection_rule(
    window: &CollectionWindow,
    closes: NaiveDateTime,
) -> std::result::Result<CollectionRule, Fault> {
    let (starts, ends) = (window.starts_local, window.ends_local);
    let days_long = ends.date().signed_duration_since(starts.date()).num_days();
    if starts <= closes || days_long > 6 {
        let message = format!(
            "no weekday after the close gives the collection `{}`: give `template` instead",
            window.text
        );
        return Err(Fault::new(Code::OutOfRange, message, window.text.as_str()));
    }
    // "The first such weekday strictly after": whole weeks between are a lead.
    let seconds = starts.signed_duration_since(closes).num_seconds().saturating_sub(1);
    let days = u32::try_from(seconds / 604_800 * 7).unwrap_or(u32::MAX);
    let until = (days_long > 0).then(|| ends.weekday().into());
    let (first, last) = (TimeOfDay::new(starts.time())?, TimeOfDay::new(ends.time())?);
    CollectionRule::new(starts.weekday().into(), first, until, last)?
        .with_lead(Lead { days, ..Lead::ZERO })
}
