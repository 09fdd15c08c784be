//! Order cycles: made by hand, read, listed, and what is offered in them.

mod create;
mod offers;

pub use create::{CollectionInput, CreateCycle, ExchangeInput};
pub use offers::{OfferName, OfferPatch, UpdateOffers};

use super::context::Cx;
use super::operation::{Reach, Transactional};
use super::order_book::load_cycle;
use super::page::{self, pages};
use crate::error::{Code, Fault, Result, Violations};
use crate::model::cycle::{Cycle, CycleState, Offer, SeriesCycle};
use crate::model::order::{Outcome, OutcomeKind};
use crate::store::{Filter, Query, Record};
use crate::value::{CycleId, EnterpriseId, Label};
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

/// A cycle by name and dates: every answer that names a cycle gives all three (R3).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CycleDates {
    /// Which cycle.
    pub cycle: CycleId,
    /// What customers see.
    pub name: Label,
    /// Its number in the series that the answer is about; none outside a series, or where it has
    /// none there (R6).
    pub number: Option<i64>,
    /// The local date on which it opens.
    pub opens_on: NaiveDate,
    /// The local date on which it closes (R4: the literal date, also at midnight).
    pub closes_on: NaiveDate,
    /// The local date on which collection begins; none where nothing is collected.
    pub collected_on: Option<NaiveDate>,
}

impl CycleDates {
    /// Of a cycle as a whole: collection begins where it begins first.
    pub fn of(cycle: &Cycle, number: Option<i64>) -> Self {
        let starts =
            cycle.outgoing.iter().filter_map(|e| Some(e.collection.as_ref()?.starts_local));
        let collected_on = starts.min().map(|local| local.date());
        Self {
            cycle: cycle.id,
            name: cycle.name.clone(),
            number,
            opens_on: cycle.opens_on(),
            closes_on: cycle.closes_on(),
            collected_on,
        }
    }

    /// Of a cycle as those see it who collect from one distributor.
    pub fn at(cycle: &Cycle, number: Option<i64>, distributor: &EnterpriseId) -> Self {
        Self { collected_on: cycle.collected_on(distributor), ..Self::of(cycle, number) }
    }
}

/// A cycle with what is offered in it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CycleWithOffers {
    /// The cycle.
    pub cycle: Cycle,
    /// Its dates.
    pub dates: CycleDates,
    /// What is offered, by distributor and variant.
    pub offers: Vec<Offer>,
    /// The series to which it belongs, with its number in each.
    pub series: Vec<SeriesCycle>,
}

impl CycleWithOffers {
    /// Loads what belongs to a cycle.
    pub(crate) fn of(cx: &mut Cx<'_>, cycle: Cycle) -> Result<Self> {
        let offers = cx.tx.find::<Offer>(&Query::on(Offer::TABLE, "primary").eq(cycle.id))?;
        let q = Query::on(SeriesCycle::TABLE, "by_cycle").eq(cycle.id);
        let series = cx.tx.find::<SeriesCycle>(&q)?;
        let number = match series.as_slice() {
            [only] => only.number,
            _ => None,
        };
        Ok(Self { dates: CycleDates::of(&cycle, number), cycle, offers, series })
    }
}

/// Reads one cycle with its offers: `cycles.get`. For customers too.
///
/// Errors: `not_found`.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct GetCycle {
    /// Whose.
    pub enterprise: String,
    /// Which.
    pub cycle: CycleId,
}

impl Transactional for GetCycle {
    const NAME: &'static str = "cycles.get";
    const MUTATES: bool = false;
    const FOR_CUSTOMERS: bool = true;
    type Response = CycleWithOffers;

    fn reach(&self) -> Reach<'_> {
        Reach::One(&self.enterprise)
    }

    fn execute(&self, cx: &mut Cx<'_>) -> Result<CycleWithOffers> {
        let cycle = load_cycle(cx, self.cycle)?;
        CycleWithOffers::of(cx, cycle)
    }
}

/// A cycle of a list.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CycleEntry {
    /// The cycle.
    pub cycle: Cycle,
    /// Its dates.
    pub dates: CycleDates,
}

pages! {
    /// Cycles, by opening.
    CyclePage of CycleEntry;
}

/// Lists cycles: `cycles.list`, by opening. For customers too.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ListCycles {
    /// Whose.
    pub enterprise: String,
    /// Only those that open at this instant or later.
    #[serde(default)]
    pub opens_from: Option<DateTime<Utc>>,
    /// Only those that open before this instant.
    #[serde(default)]
    pub opens_before: Option<DateTime<Utc>>,
    /// Only those in this state.
    #[serde(default)]
    pub state: Option<CycleState>,
    /// How many: 1 to 1,000, usually 50.
    #[serde(default)]
    pub limit: Option<u32>,
    /// The `next_page` of the page before.
    #[serde(default)]
    pub after: Option<String>,
}

impl Transactional for ListCycles {
    const NAME: &'static str = "cycles.list";
    const MUTATES: bool = false;
    const FOR_CUSTOMERS: bool = true;
    type Response = CyclePage;

    fn reach(&self) -> Reach<'_> {
        Reach::One(&self.enterprise)
    }

    fn execute(&self, cx: &mut Cx<'_>) -> Result<CyclePage> {
        let mut v = Violations::new();
        let limit = v.check("limit", page::checked_limit(self.limit));
        if let (Some(from), Some(before)) = (self.opens_from, self.opens_before)
            && before < from
        {
            let message = format!("`{before}` is before `opens_from`: give a later instant");
            v.add("opens_before", Fault::new(Code::EndBeforeStart, message, before.to_rfc3339()));
        }
        let limit = v.finish(limit)?;
        let mut q = Query::on(Cycle::TABLE, "by_opening");
        if let Some(from) = self.opens_from {
            q = q.from(from);
        }
        if let Some(before) = self.opens_before {
            q = q.below(before);
        }
        if let Some(state) = self.state {
            q = q.filter(Filter::Is(Cycle::TABLE.col("state"), state.into()));
        }
        let q = page::resume(q, self.after.as_deref(), limit)?;
        let rows = cx.tx.find::<Cycle>(&q)?;
        let (cycles, next_page) = page::cut(&q, |cycle| cx.tx.row_of(cycle), limit, rows);
        let entry = |cycle: Cycle| CycleEntry { dates: CycleDates::of(&cycle, None), cycle };
        Ok(CyclePage { items: cycles.into_iter().map(entry).collect(), next_page })
    }
}

/// What became of the standing orders in a cycle.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct OutcomePage {
    /// The cycle.
    pub dates: CycleDates,
    /// The outcomes, by standing order.
    pub items: Vec<Outcome>,
    /// Give it as `after` for the rows that follow; none: there are no more.
    pub next_page: Option<String>,
}

/// Lists what became of the standing orders in a cycle: `cycles.outcomes`.
///
/// Errors: `not_found`.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ListOutcomes {
    /// Whose.
    pub enterprise: String,
    /// In which cycle.
    pub cycle: CycleId,
    /// Only those of this kind.
    #[serde(default)]
    pub kind: Option<OutcomeKind>,
    /// How many: 1 to 1,000, usually 50.
    #[serde(default)]
    pub limit: Option<u32>,
    /// The `next_page` of the page before.
    #[serde(default)]
    pub after: Option<String>,
}

impl Transactional for ListOutcomes {
    const NAME: &'static str = "cycles.outcomes";
    const MUTATES: bool = false;
    type Response = OutcomePage;

    fn reach(&self) -> Reach<'_> {
        Reach::One(&self.enterprise)
    }

    fn execute(&self, cx: &mut Cx<'_>) -> Result<OutcomePage> {
        let limit = page::limit_of(self.limit)?;
        let cycle = load_cycle(cx, self.cycle)?;
        let q = match self.kind {
            None => Query::on(Outcome::TABLE, "primary").eq(cycle.id),
            Some(kind) => Query::on(Outcome::TABLE, "by_kind").eq(cycle.id).eq(kind),
        };
        let q = page::resume(q, self.after.as_deref(), limit)?;
        let rows = cx.tx.find::<Outcome>(&q)?;
        let (items, next_page) = page::cut(&q, |outcome| cx.tx.row_of(outcome), limit, rows);
        Ok(OutcomePage { dates: CycleDates::of(&cycle, None), items, next_page })
    }
}

#[cfg(test)]
pub(in crate::hub) mod tests;
