//! Series of order cycles: rules that bring forth cycles, and the cycles that belong to them.

mod places;
mod preview;
mod template;
mod top_up;

pub(crate) use places::attach;
pub use places::{AttachCycle, DetachCycle, ListSeriesCycles, SeriesCyclePage, SeriesCycleView};
pub use preview::{PreviewSeries, PreviewedCycle, SeriesPreview};
pub use template::{ScheduleInput, TemplateExchangeInput, TemplateInput};
pub use top_up::CycleNote;
pub(crate) use top_up::{TopUp, first_number_on, top_up};

use super::context::Cx;
use super::operation::{Reach, Transactional};
use super::page::{self, pages};
use crate::error::{Code, Error, Fault, Result, Violations};
use crate::model::notice::{Due, DueKind};
use crate::model::series::{Mark, Series, SeriesState, Template};
use crate::rules::cycles::PassedSlot;
use crate::store::{Filter, Query, Record};
use crate::value::{Change, CycleId, Label, SeriesId};
use serde::{Deserialize, Serialize};
use serde_json::json;

/// How many cycles are kept ready when nothing is said.
const USUAL_AHEAD: u32 = 4;

/// Makes a series and its first cycles: `series.create`.
///
/// Errors: `invalid_rule`, `rule_never_fires`, `unknown_zone`, `unknown_reference`, `duplicate`,
/// `not_a_step`, `wrong_currency` and the like, each in the violations of `invalid_input`.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct CreateSeries {
    /// Whose.
    pub enterprise: String,
    /// What staff call it.
    pub name: String,
    /// When its cycles open and close; none: only cycles attached by hand (R6).
    #[serde(default)]
    pub schedule: Option<ScheduleInput>,
    /// What each cycle is made of; copied into every new one (R10).
    #[serde(default)]
    pub template: TemplateInput,
    /// Instead of `template`: the cycle whose exchanges, fees and offers are copied.
    #[serde(default)]
    pub template_cycle: Option<CycleId>,
    /// How many cycles that have not opened are kept ready: 1 to 52, usually 4.
    #[serde(default)]
    pub keep_ahead: Option<u32>,
}

/// A series with the cycles that a call made.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SeriesWithCycles {
    /// The series.
    pub series: Series,
    /// The new cycles, by opening.
    pub cycles: Vec<SeriesCycleView>,
    /// What there is to know about them: holidays, midnight closes, overlaps, clock changes.
    pub notes: Vec<CycleNote>,
    /// Slots of the rule that gave no cycle, and why; slots that are past are left out.
    pub passed: Vec<PassedSlot>,
}

impl SeriesWithCycles {
    fn new(series: Series, made: TopUp) -> Self {
        let both = made.cycles.iter().zip(&made.places);
        let cycles = both.map(|(cycle, place)| SeriesCycleView::new(cycle, place)).collect();
        Self { series, cycles, notes: made.notes, passed: made.passed }
    }
}

fn checked_ahead(ahead: u32) -> std::result::Result<u32, Fault> {
    match ahead {
        1..=52 => Ok(ahead),
        _ => Err(Fault::new(
            Code::OutOfRange,
            format!("`{ahead}` cycles cannot be kept ready: give 1 to 52"),
            ahead,
        )),
    }
}

impl Transactional for CreateSeries {
    const NAME: &'static str = "series.create";
    const MUTATES: bool = true;
    type Response = SeriesWithCycles;

    fn reach(&self) -> Reach<'_> {
        Reach::One(&self.enterprise)
    }

    fn execute(&self, cx: &mut Cx<'_>) -> Result<SeriesWithCycles> {
        let mut v = Violations::new();
        let name = v.check("name", Label::new(&self.name));
        let zone = cx.enterprise()?.zone.clone();
        let schedule = match &self.schedule {
            None => Some(None),
            Some(input) => v.within("schedule", |v| input.check(v, &zone)).map(Some),
        };
        let template = self.checked_template(cx, &mut v)?;
        let ahead = v.check("keep_ahead", checked_ahead(self.keep_ahead.unwrap_or(USUAL_AHEAD)));
        let checked = || Some((name?, schedule?, template?, ahead?));
        let (name, schedule, template, keep_ahead) = v.finish(checked())?;
        let home = cx.home()?;
        let mut series = Series {
            enterprise: home.id.clone(),
            id: SeriesId(cx.new_id()),
            name,
            schedule,
            template,
            keep_ahead,
            progress: Mark::default(),
            state: SeriesState::Active,
            ending_told: false,
            created_at: cx.now,
            version: 1,
        };
        cx.tx.insert_new(&home, std::slice::from_ref(&series))?;
        cx.log(series.id, json!({ "created": self }))?;
        let made = top_up(cx, &mut series, cx.now)?;
        Ok(SeriesWithCycles::new(series, made))
    }
}

impl CreateSeries {
    fn checked_template(&self, cx: &mut Cx<'_>, v: &mut Violations) -> Result<Option<Template>> {
        let Some(cycle) = self.template_cycle else {
            return v.within("template", |v| self.template.check(cx, v));
        };
        if self.template != TemplateInput::default() {
            let message = "both a template and a cycle to copy are given: give one of them";
            v.add("template_cycle", Fault::new(Code::Duplicate, message, cycle.to_string()));
            return Ok(None);
        }
        template::template_of(cx, v, cycle)
    }
}

/// Reads one series: `series.get`.
///
/// Errors: `not_found`.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct GetSeries {
    /// Whose.
    pub enterprise: String,
    /// Which.
    pub series: SeriesId,
}

impl Transactional for GetSeries {
    const NAME: &'static str = "series.get";
    const MUTATES: bool = false;
    type Response = Series;

    fn reach(&self) -> Reach<'_> {
        Reach::One(&self.enterprise)
    }

    fn execute(&self, cx: &mut Cx<'_>) -> Result<Series> {
        cx.load("series", self.series)
    }
}

pages! {
    /// Series, in the order in which they were made.
    SeriesPage of Series;
}

/// Lists series: `series.list`, in the order in which they were made.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ListSeries {
    /// Whose.
    pub enterprise: String,
    /// Only those in this state.
    #[serde(default)]
    pub state: Option<SeriesState>,
    /// How many: 1 to 1,000, usually 50.
    #[serde(default)]
    pub limit: Option<u32>,
    /// The `next_page` of the page before.
    #[serde(default)]
    pub after: Option<String>,
}

impl Transactional for ListSeries {
    const NAME: &'static str = "series.list";
    const MUTATES: bool = false;
    type Response = SeriesPage;

    fn reach(&self) -> Reach<'_> {
        Reach::One(&self.enterprise)
    }

    fn execute(&self, cx: &mut Cx<'_>) -> Result<SeriesPage> {
        let limit = page::limit_of(self.limit)?;
        let mut q = Query::on(Series::TABLE, "primary");
        if let Some(state) = self.state {
            q = q.filter(Filter::Is(Series::TABLE.col("state"), state.into()));
        }
        let q = page::resume(q, self.after.as_deref(), limit)?;
        let rows = cx.tx.find::<Series>(&q)?;
        let (items, next_page) = page::cut(&q, |series| cx.tx.row_of(series), limit, rows);
        Ok(SeriesPage { items, next_page })
    }
}

/// Changes a series: `series.update`. What is left out stays. Cycles that exist keep what they
/// have; a new template reaches those not made yet (R10).
///
/// Errors: `conflict` for a stale version; as in [`CreateSeries`].
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct UpdateSeries {
    /// Whose.
    pub enterprise: String,
    /// Which.
    pub series: SeriesId,
    /// The version that the caller saw; none: whatever is there (R35).
    #[serde(default)]
    pub version: Option<i64>,
    /// What staff call it.
    #[serde(default, skip_serializing_if = "Change::is_keep")]
    pub name: Change<String>,
    /// How many cycles are kept ready; more are made at once.
    #[serde(default, skip_serializing_if = "Change::is_keep")]
    pub keep_ahead: Change<u32>,
    /// What each new cycle is made of: the whole template.
    #[serde(default, skip_serializing_if = "Change::is_keep")]
    pub template: Change<TemplateInput>,
}

impl Transactional for UpdateSeries {
    const NAME: &'static str = "series.update";
    const MUTATES: bool = true;
    type Response = SeriesWithCycles;

    fn reach(&self) -> Reach<'_> {
        Reach::One(&self.enterprise)
    }

    fn execute(&self, cx: &mut Cx<'_>) -> Result<SeriesWithCycles> {
        let mut series: Series = cx.load("series", self.series)?;
        cx.expect_version("series", series.id, series.version, self.version)?;
        let mut v = Violations::new();
        if let Change::To(name) = &self.name
            && let Some(name) = v.check("name", Label::new(name))
        {
            series.name = name;
        }
        if let Change::To(ahead) = self.keep_ahead
            && let Some(ahead) = v.check("keep_ahead", checked_ahead(ahead))
        {
            series.keep_ahead = ahead;
        }
        if let Change::To(template) = &self.template
            && let Some(template) = v.within("template", |v| template.check(cx, v))?
        {
            series.template = template;
        }
        v.finish(Some(()))?;
        save(cx, &mut series)?;
        let mut facts = json!(self);
        if let Some(fields) = facts.as_object_mut() {
            fields.retain(|name, _| !["enterprise", "series", "version"].contains(&name.as_str()));
        }
        cx.log(series.id, facts)?;
        // What the tick should have made by now, it still makes, as of its time.
        let home = cx.home()?;
        let key = vec![DueKind::Series.into(), series.id.into()];
        let due = cx.tx.get::<Due>(&home, key)?.map_or(cx.now, |due| due.at);
        let made = top_up(cx, &mut series, due.min(cx.now))?;
        Ok(SeriesWithCycles::new(series, made))
    }
}

/// Saves a changed series.
fn save(cx: &mut Cx<'_>, series: &mut Series) -> Result<()> {
    series.version = series.version.saturating_add(1);
    let home = cx.home()?;
    cx.tx.update(&home, std::slice::from_ref(series))
}

/// Refuses what an ended series cannot do.
fn must_be_active(series: &Series) -> Result<()> {
    match series.state {
        SeriesState::Active => Ok(()),
        SeriesState::Ended => Err(Error::new(
            Code::WrongState,
            format!("the series `{}` has ended: make a new one to go on", series.name),
        )
        .with("state", series.state)),
    }
}

/// Ends a series: `series.finish`. No further cycles are made; those that exist stay.
///
/// Errors: `conflict` for a stale version; `wrong_state` when it has ended already.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct FinishSeries {
    /// Whose.
    pub enterprise: String,
    /// Which.
    pub series: SeriesId,
    /// The version that the caller saw; none: whatever is there (R35).
    #[serde(default)]
    pub version: Option<i64>,
}

impl Transactional for FinishSeries {
    const NAME: &'static str = "series.finish";
    const MUTATES: bool = true;
    type Response = Series;

    fn reach(&self) -> Reach<'_> {
        Reach::One(&self.enterprise)
    }

    fn execute(&self, cx: &mut Cx<'_>) -> Result<Series> {
        let mut series: Series = cx.load("series", self.series)?;
        cx.expect_version("series", series.id, series.version, self.version)?;
        must_be_active(&series)?;
        series.state = SeriesState::Ended;
        save(cx, &mut series)?;
        cx.not_due(DueKind::Series, series.id)?;
        cx.log(series.id, json!({ "state": series.state }))?;
        Ok(series)
    }
}

#[cfg(test)]
pub(in crate::hub) mod tests;
