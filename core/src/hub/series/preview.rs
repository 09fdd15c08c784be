//! What a series would bring forth, without writing anything.

use super::super::context::Cx;
use super::super::operation::{Reach, Transactional};
use super::template::{ScheduleInput, TemplateInput};
use super::top_up::{blank_input, plan_on, stored_number};
use crate::error::{Code, Fault, Result, Violations};
use crate::model::cycle::{Cycle, SeriesCycle};
use crate::model::schedule::Schedule;
use crate::model::series::{Mark, Series, SeriesState, Template};
use crate::rules::cycles::{
    CyclePlan, Horizon, PassedSlot, PlanInput, PlanNote, PlannedCollection, PlannedCycle,
};
use crate::store::{Query, Record};
use crate::value::{Label, SeriesId};
use chrono::{DateTime, NaiveDate, NaiveDateTime, Utc};
use serde::{Deserialize, Serialize};

/// The cycles that a series would bring forth: `series.preview`. Of an existing series, those that
/// it has not made yet; or of a schedule that is being written. Nothing is saved.
///
/// Errors: `not_found`; as in `series.create`.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct PreviewSeries {
    /// Whose.
    pub enterprise: String,
    /// An existing series; otherwise say `schedule`.
    #[serde(default)]
    pub series: Option<SeriesId>,
    /// The name of a series to be, for the names of its cycles.
    #[serde(default)]
    pub name: Option<String>,
    /// The schedule of a series to be.
    #[serde(default)]
    pub schedule: Option<ScheduleInput>,
    /// What its cycles would be made of; collection windows follow from it.
    #[serde(default)]
    pub template: TemplateInput,
    /// How many cycles: 1 to 100, usually 10.
    #[serde(default)]
    pub count: Option<u32>,
}

/// The cycles that a series would bring forth.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SeriesPreview {
    /// The cycles, by opening.
    pub cycles: Vec<PreviewedCycle>,
    /// Slots of the rule that would give no cycle, and why; slots that are past are left out.
    pub passed: Vec<PassedSlot>,
    /// Whether no cycle would follow these.
    pub exhausted: bool,
}

/// A cycle that does not exist yet.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PreviewedCycle {
    /// Its number in the series.
    pub number: Option<i64>,
    /// Its name.
    pub name: String,
    /// The slot of the rule, before any holiday moved it.
    pub nominal: NaiveDateTime,
    /// When it would open.
    pub opens_at: DateTime<Utc>,
    /// When it would close.
    pub closes_at: DateTime<Utc>,
    /// The local date on which it would open.
    pub opens_on: NaiveDate,
    /// The local date on which it would close (R4: the literal date, also at midnight).
    pub closes_on: NaiveDate,
    /// The local date on which collection would begin.
    pub collected_on: Option<NaiveDate>,
    /// When each distributor would hand out the orders.
    pub collections: Vec<PlannedCollection>,
    /// What there is to know about it.
    pub notes: Vec<PlanNote>,
}

impl From<PlannedCycle> for PreviewedCycle {
    fn from(planned: PlannedCycle) -> Self {
        let starts = planned.collections.iter().map(|c| c.window.starts_local.date());
        Self {
            collected_on: starts.min(),
            number: stored_number(planned.number),
            name: planned.name,
            nominal: planned.nominal,
            opens_at: planned.opens_at,
            closes_at: planned.closes_at,
            opens_on: planned.opens_local.date(),
            closes_on: planned.closes_local.date(),
            collections: planned.collections,
            notes: planned.notes,
        }
    }
}

/// What is to be planned.
struct Draft {
    name: Label,
    schedule: Option<Schedule>,
    template: Template,
    mark: Mark,
    previous_closes_at: Option<DateTime<Utc>>,
}

impl Transactional for PreviewSeries {
    const NAME: &'static str = "series.preview";
    const MUTATES: bool = false;
    type Response = SeriesPreview;

    fn reach(&self) -> Reach<'_> {
        Reach::One(&self.enterprise)
    }

    fn execute(&self, cx: &mut Cx<'_>) -> Result<SeriesPreview> {
        let mut v = Violations::new();
        let cycles = v.check("count", checked_count(self.count));
        let draft = match self.series {
            None => self.new_draft(cx, &mut v)?,
            Some(id) => self.draft_of(cx, &mut v, id)?,
        };
        let (cycles, draft) = v.finish((|| Some((cycles?, draft?)))())?;
        let Some(schedule) = &draft.schedule else {
            return Ok(SeriesPreview { cycles: Vec::new(), passed: Vec::new(), exhausted: true });
        };
        let now = cx.now;
        let settings = &cx.enterprise()?.settings;
        let input = PlanInput {
            series: draft.name.as_str(),
            mark: draft.mark,
            previous_closes_at: draft.previous_closes_at,
            now,
            horizon: Horizon::Next { cycles },
            ..blank_input(settings)
        };
        let CyclePlan { cycles, passed, exhausted, .. } =
            plan_on(schedule, &draft.template, settings, input);
        let cycles = cycles.into_iter().map(PreviewedCycle::from).collect();
        Ok(SeriesPreview { cycles, passed, exhausted })
    }
}

fn checked_count(count: Option<u32>) -> std::result::Result<u32, Fault> {
    match count.unwrap_or(10) {
        n @ 1..=100 => Ok(n),
        n => {
            let message = format!("`{n}` cycles cannot be one preview: give 1 to 100");
            Err(Fault::new(Code::OutOfRange, message, n))
        }
    }
}

impl PreviewSeries {
    /// A series to be.
    fn new_draft(&self, cx: &mut Cx<'_>, v: &mut Violations) -> Result<Option<Draft>> {
        let zone = cx.enterprise()?.zone.clone();
        let name = v.check("name", Label::new(self.name.as_deref().unwrap_or("Series")));
        let schedule = self.schedule.as_ref().ok_or_else(|| {
            let message = "there is nothing to preview: give `series` or `schedule`";
            Fault::new(Code::Required, message, serde_json::Value::Null)
        });
        let schedule = v.check("schedule", schedule);
        let schedule = schedule.and_then(|s| v.within("schedule", |v| s.check(v, &zone)));
        let template = v.within("template", |v| self.template.check(cx, v))?;
        let draft = || {
            Some(Draft {
                name: name?,
                schedule: Some(schedule?),
                template: template?,
                mark: Mark::default(),
                previous_closes_at: None,
            })
        };
        Ok(draft())
    }

    /// An existing series, from where it stands.
    fn draft_of(&self, cx: &mut Cx<'_>, v: &mut Violations, id: SeriesId) -> Result<Option<Draft>> {
        if self.name.is_some() || self.schedule.is_some() || self.template != Default::default() {
            let message = "both a series and a new schedule are given: give one of them";
            v.add("series", Fault::new(Code::Duplicate, message, id.to_string()));
            return Ok(None);
        }
        let home = cx.home()?;
        let series: Series = cx.load("series", id)?;
        let q = Query::on(SeriesCycle::TABLE, "by_nominal").eq(id).backwards().limit(1);
        let last = cx.tx.find::<SeriesCycle>(&q)?.into_iter().find(|last| last.nominal.is_some());
        let last = match last {
            None => None,
            Some(last) => cx.tx.get::<Cycle>(&home, vec![last.cycle.into()])?,
        };
        let going_on = series.state == SeriesState::Active;
        Ok(Some(Draft {
            name: series.name,
            schedule: series.schedule.filter(|_| going_on),
            template: series.template,
            mark: series.progress,
            previous_closes_at: last.map(|cycle| cycle.closes_at),
        }))
    }
}
