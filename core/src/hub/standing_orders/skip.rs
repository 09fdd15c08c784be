//! Leaving out cycles, or single lines of cycles, and taking that back (D5).

use super::create::{StandingOrderSaved, coming_for, saved};
use super::lines::known_variants;
use super::pause::{OpenOrders, settle_open_orders};
use super::reflow::{cancel_orders, must_be_before, open_orders, reflow};
use super::{load_to_change, save};
use crate::error::{Code, Error, Fault, Result, Violations};
use crate::hub::context::Cx;
use crate::hub::operation::{Reach, Transactional};
use crate::model::cycle::Cycle;
use crate::model::enterprise::{MonthDay, Settings};
use crate::model::notice::DueKind;
use crate::model::series::Series;
use crate::model::standing_order::{Skip, SkipTarget, StandingOrder};
use crate::model::why::Why;
use crate::rules::pair::{Occasion, names};
use crate::value::{CycleId, StandingOrderId, VariantId};
use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};
use serde_json::json;
use std::collections::BTreeMap;

/// Leaves cycles out: `standing_orders.skip`. The whole order, or one line of it.
///
/// A skip of one cycle whose order exists cancels that order; of several, say `open_orders` (R29).
///
/// Errors: `limit_passed` (D14), `skip_limit` (R33), `open_orders_exist`, `unknown_reference`.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct SkipCycles {
    /// At which enterprise.
    pub enterprise: String,
    /// Which standing order.
    pub standing_order: StandingOrderId,
    /// The version that the caller saw; none: whatever is there.
    #[serde(default)]
    pub version: Option<i64>,
    /// These cycles.
    #[serde(default)]
    pub cycles: Vec<CycleId>,
    /// The cycles of these dates (R3), which need not exist yet.
    #[serde(default)]
    pub dates: Vec<NaiveDate>,
    /// Only the line of this variant; none: the whole order.
    #[serde(default)]
    pub variant: Option<String>,
    /// What becomes of orders that are open in several cycles.
    #[serde(default)]
    pub open_orders: Option<OpenOrders>,
}

/// Takes skips back: `standing_orders.unskip`, until the limit. An order that the skip cancelled is
/// revived at the next tick under its old id (R29).
///
/// Errors: `wrong_state` when nothing of it is skipped, `limit_passed`.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct UnskipCycles {
    /// At which enterprise.
    pub enterprise: String,
    /// Which standing order.
    pub standing_order: StandingOrderId,
    /// The version that the caller saw; none: whatever is there.
    #[serde(default)]
    pub version: Option<i64>,
    /// These cycles.
    #[serde(default)]
    pub cycles: Vec<CycleId>,
    /// The cycles of these dates.
    #[serde(default)]
    pub dates: Vec<NaiveDate>,
    /// Only the line of this variant; none: the whole order.
    #[serde(default)]
    pub variant: Option<String>,
}

/// The cycles that a request names, checked.
struct Targets {
    what: Vec<SkipTarget>,
    variant: Option<VariantId>,
    /// Those that exist and have not closed.
    coming: Vec<Cycle>,
}

impl Targets {
    fn checked(
        cx: &mut Cx<'_>,
        so: &StandingOrder,
        cycles: &[CycleId],
        dates: &[NaiveDate],
        variant: Option<&str>,
    ) -> Result<Self> {
        let mut v = Violations::new();
        if cycles.is_empty() && dates.is_empty() {
            let message = "name at least one cycle or date";
            v.add("cycles", Fault::new(Code::Required, message, serde_json::Value::Null));
        }
        let today = cx.enterprise()?.zone.date(cx.now);
        for (i, date) in dates.iter().enumerate().filter(|(_, date)| **date < today) {
            let message = format!("`{date}` is over: give {today} or later");
            v.add(&format!("dates[{i}]"), Fault::new(Code::OutOfRange, message, date.to_string()));
        }
        let variant = v.check_opt("variant", variant, VariantId::new);
        if let Some(Some(variant)) = &variant
            && known_variants(cx, [variant.as_str()])?.is_empty()
        {
            let message = format!("`{variant}` is not a variant of this enterprise");
            v.add("variant", Fault::new(Code::UnknownReference, message, variant.as_str()));
        }
        let settings = cx.enterprise()?.settings.clone();
        let coming: Vec<Cycle> = coming_for(cx, so)?.into_iter().map(|(_, cycle)| cycle).collect();
        for (i, id) in cycles.iter().enumerate() {
            if !coming.iter().any(|cycle| cycle.id == *id) {
                let message = format!("`{id}` is none of its cycles, or it has closed");
                let fault = Fault::new(Code::UnknownReference, message, id.to_string());
                v.add(&format!("cycles[{i}]"), fault);
            }
        }
        let variant = v.finish(variant)?;
        let what: Vec<SkipTarget> = cycles
            .iter()
            .map(|cycle| SkipTarget::Cycle { cycle: *cycle })
            .chain(dates.iter().map(|date| SkipTarget::Date { date: *date }))
            .collect();
        let coming = coming
            .into_iter()
            .filter(|cycle| what.iter().any(|what| of_cycle(*what, cycle, so, &settings)));
        let coming: Vec<Cycle> = coming.collect();
        for cycle in &coming {
            let occasion = Occasion { cycle, number: None, settings: &settings };
            must_be_before(cx, occasion.limit_for(&cx.actor.author()), "change this cycle")?;
        }
        Ok(Self { what, variant, coming })
    }
}

fn of_cycle(what: SkipTarget, cycle: &Cycle, so: &StandingOrder, settings: &Settings) -> bool {
    let occasion = Occasion { cycle, number: None, settings };
    names(what, &occasion, occasion.day(&so.distributor))
}

impl Transactional for SkipCycles {
    const NAME: &'static str = "standing_orders.skip";
    const MUTATES: bool = true;
    const FOR_CUSTOMERS: bool = true;
    type Response = StandingOrderSaved;

    fn reach(&self) -> Reach<'_> {
        Reach::One(&self.enterprise)
    }

    fn execute(&self, cx: &mut Cx<'_>) -> Result<StandingOrderSaved> {
        let mut so = load_to_change(cx, self.standing_order, self.version, |may| may.skip)?;
        let before = so.clone();
        let targets =
            Targets::checked(cx, &so, &self.cycles, &self.dates, self.variant.as_deref())?;
        let by = cx.actor.author();
        for what in &targets.what {
            let known = so.skips.iter().any(|s| s.what == *what && s.variant == targets.variant);
            if !known {
                let variant = targets.variant.clone();
                so.skips.push(Skip { what: *what, variant, by: by.clone(), at: cx.now });
            }
        }
        must_have_skips_left(cx, &so)?;
        save(
            cx,
            &mut so,
            json!({
                "skipped": { "cycles": self.cycles, "dates": self.dates, "variant": self.variant },
            }),
        )?;
        if targets.variant.is_some() {
            reflow(cx, &before, &so)?;
        } else {
            let mut affected = open_orders(cx, so.id)?;
            affected.retain(|(_, cycle)| targets.coming.iter().any(|c| c.id == cycle.id));
            let why = Why::Skipped { by };
            match targets.what.len() {
                1 if self.open_orders.is_none() => cancel_orders(cx, &so, affected, &why)?,
                _ => settle_open_orders(cx, &so, affected, self.open_orders, &why)?,
            }
        }
        cx.due(DueKind::Pair, so.id, cx.now);
        saved(cx, so)
    }
}

impl Transactional for UnskipCycles {
    const NAME: &'static str = "standing_orders.unskip";
    const MUTATES: bool = true;
    const FOR_CUSTOMERS: bool = true;
    type Response = StandingOrderSaved;

    fn reach(&self) -> Reach<'_> {
        Reach::One(&self.enterprise)
    }

    fn execute(&self, cx: &mut Cx<'_>) -> Result<StandingOrderSaved> {
        let mut so = load_to_change(cx, self.standing_order, self.version, |may| may.skip)?;
        let before = so.clone();
        let targets =
            Targets::checked(cx, &so, &self.cycles, &self.dates, self.variant.as_deref())?;
        let settings = cx.enterprise()?.settings.clone();
        so.skips.retain(|skip| {
            let same = targets.what.contains(&skip.what)
                || targets.coming.iter().any(|c| of_cycle(skip.what, c, &before, &settings));
            !(same && skip.variant == targets.variant)
        });
        if so.skips == before.skips {
            return Err(Error::new(
                Code::WrongState,
                "nothing of this is skipped: look at the standing order's `skips`",
            ));
        }
        save(
            cx,
            &mut so,
            json!({
                "unskipped": { "cycles": self.cycles, "dates": self.dates, "variant": self.variant },
            }),
        )?;
        if targets.variant.is_some() {
            reflow(cx, &before, &so)?;
        }
        cx.due(DueKind::Pair, so.id, cx.now);
        saved(cx, so)
    }
}

/// Refuses a customer's skip beyond those of a season. Only customers' own whole-cycle skips count;
/// one taken back is given back (R33).
pub(crate) fn must_have_skips_left(cx: &mut Cx<'_>, so: &StandingOrder) -> Result<()> {
    let settings = cx.enterprise()?.settings.clone();
    let Some(most) = settings.skips_per_season.filter(|_| !cx.actor.is_staff()) else {
        return Ok(());
    };
    let finite = is_finite(cx, so)?;
    let mut seasons: BTreeMap<i32, u32> = BTreeMap::new();
    for skip in so.skips.iter().filter(|s| s.variant.is_none() && s.by.is_customer()) {
        let day = match skip.what {
            SkipTarget::Date { date } => date,
            SkipTarget::Cycle { cycle } => {
                let home = cx.home()?;
                match cx.tx.get::<Cycle>(&home, vec![cycle.into()])? {
                    None => continue,
                    Some(cycle) => Occasion { cycle: &cycle, number: None, settings: &settings }
                        .day(&so.distributor),
                }
            }
        };
        let season = if finite { 0 } else { season_of(day, settings.season_starts) };
        let count = seasons.entry(season).or_default();
        *count = count.saturating_add(1);
    }
    match seasons.values().all(|count| *count <= most) {
        true => Ok(()),
        false => Err(Error::new(
            Code::SkipLimit,
            format!("no skip is left: the hub allows {most} in a season; ask the hub"),
        )
        .with("most", most)),
    }
}

/// The season of a date, named by the year in which it began.
fn season_of(day: NaiveDate, starts: MonthDay) -> i32 {
    match (day.month(), day.day()) >= (starts.month, starts.day) {
        true => day.year(),
        false => day.year() - 1,
    }
}

fn is_finite(cx: &mut Cx<'_>, so: &StandingOrder) -> Result<bool> {
    let Some(series) = so.series else { return Ok(true) };
    let series: Series = cx.load("series", series)?;
    let recurrence = series.schedule.as_ref().and_then(|schedule| schedule.recurrence());
    Ok(recurrence.is_none_or(|recurrence| recurrence.is_finite()))
}
