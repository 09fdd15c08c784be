//! The cycles of a series: listed, attached by hand and detached (R6).

use super::super::context::Cx;
use super::super::cycles::CycleDates;
use super::super::operation::{Reach, Transactional};
use super::super::order_book::load_cycle;
use super::super::page;
use super::must_be_active;
use crate::error::{Code, Error, Result};
use crate::model::cycle::{Cycle, CycleState, SeriesCycle};
use crate::model::notice::DueKind;
use crate::model::order::Outcome;
use crate::model::series::Series;
use crate::model::standing_order::{StandingOrder, StandingOrderState};
use crate::store::{Filter, Query, Record};
use crate::value::{CycleId, SeriesId};
use chrono::{DateTime, NaiveDateTime, Utc};
use serde::{Deserialize, Serialize};
use serde_json::json;

/// A cycle as its series sees it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SeriesCycleView {
    /// Its name, number and dates.
    pub dates: CycleDates,
    /// The first instant at which customers may order.
    pub opens_at: DateTime<Utc>,
    /// The first instant at which they may not any more.
    pub closes_at: DateTime<Utc>,
    /// Where it stands.
    pub state: CycleState,
    /// The slot of the rule; none for a cycle attached by hand.
    pub nominal: Option<NaiveDateTime>,
}

impl SeriesCycleView {
    pub(crate) fn new(cycle: &Cycle, place: &SeriesCycle) -> Self {
        Self {
            dates: CycleDates::of(cycle, place.number),
            opens_at: cycle.opens_at,
            closes_at: cycle.closes_at,
            state: cycle.state,
            nominal: place.nominal,
        }
    }
}

page::pages! {
    /// The cycles of a series, by opening.
    SeriesCyclePage of SeriesCycleView;
}

/// Lists the cycles of a series: `series.cycles`, by opening.
///
/// Errors: `not_found`.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ListSeriesCycles {
    /// Whose.
    pub enterprise: String,
    /// Which series.
    pub series: SeriesId,
    /// Only those that open at this instant or later.
    #[serde(default)]
    pub opens_from: Option<DateTime<Utc>>,
    /// How many: 1 to 1,000, usually 50.
    #[serde(default)]
    pub limit: Option<u32>,
    /// The `next_page` of the page before.
    #[serde(default)]
    pub after: Option<String>,
}

impl Transactional for ListSeriesCycles {
    const NAME: &'static str = "series.cycles";
    const MUTATES: bool = false;
    type Response = SeriesCyclePage;

    fn reach(&self) -> Reach<'_> {
        Reach::One(&self.enterprise)
    }

    fn execute(&self, cx: &mut Cx<'_>) -> Result<SeriesCyclePage> {
        let home = cx.home()?;
        let limit = page::limit_of(self.limit)?;
        let series: Series = cx.load("series", self.series)?;
        let mut q = Query::on(SeriesCycle::TABLE, "by_opening").eq(series.id);
        if let Some(from) = self.opens_from {
            q = q.from(from);
        }
        let q = page::resume(q, self.after.as_deref(), limit)?;
        let rows = cx.tx.find::<SeriesCycle>(&q)?;
        let (places, next_page) = page::cut(&q, |place| cx.tx.row_of(place), limit, rows);
        let keys = places.iter().map(|place| vec![place.cycle.into()]).collect();
        let cycles = cx.tx.get_many::<Cycle>(&home, keys)?;
        let both = places.iter().zip(cycles);
        let items = both.filter_map(|(place, cycle)| Some(SeriesCycleView::new(&cycle?, place)));
        Ok(SeriesCyclePage { items: items.collect(), next_page })
    }
}

/// Puts a cycle into a series by hand: `series.attach`. In a series with a rule it has no number,
/// so that only lines due in every cycle apply to it; otherwise cycles are numbered as attached
/// (R6). The standing orders of the series get their orders at the next tick (R21).
///
/// Errors: `not_found`; `already_exists` when it belongs to the series; `wrong_state` for an ended
/// series or a cycle that is over.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct AttachCycle {
    /// Whose.
    pub enterprise: String,
    /// Into which series.
    pub series: SeriesId,
    /// Which cycle.
    pub cycle: CycleId,
}

impl Transactional for AttachCycle {
    const NAME: &'static str = "series.attach";
    const MUTATES: bool = true;
    type Response = SeriesCycleView;

    fn reach(&self) -> Reach<'_> {
        Reach::One(&self.enterprise)
    }

    fn execute(&self, cx: &mut Cx<'_>) -> Result<SeriesCycleView> {
        let mut series: Series = cx.load("series", self.series)?;
        let cycle = load_cycle(cx, self.cycle)?;
        let place = attach(cx, &mut series, &cycle)?;
        Ok(SeriesCycleView::new(&cycle, &place))
    }
}

/// Puts a cycle into a series that the caller holds for update.
///
/// # Errors
/// As [`AttachCycle`].
pub(crate) fn attach(cx: &mut Cx<'_>, series: &mut Series, cycle: &Cycle) -> Result<SeriesCycle> {
    must_be_active(series)?;
    if matches!(cycle.state, CycleState::Closing | CycleState::Closed | CycleState::Cancelled) {
        let message = format!(
            "the cycle `{}` is {}: attach one that is upcoming or open",
            cycle.name, cycle.state
        );
        return Err(Error::new(Code::WrongState, message).with("state", cycle.state));
    }
    let home = cx.home()?;
    let ruled = series.schedule.as_ref().is_some_and(|s| s.recurrence().is_some());
    let next = series.progress.number.saturating_add(1);
    let place = SeriesCycle {
        enterprise: home.id.clone(),
        series: series.id,
        cycle: cycle.id,
        number: (!ruled).then(|| i64::try_from(next).unwrap_or(i64::MAX)),
        nominal: None,
        opens_at: cycle.opens_at,
    };
    if cx.tx.insert(&home, std::slice::from_ref(&place))? != [true] {
        let message = format!(
            "the cycle `{}` belongs to the series `{}` already: leave it there",
            cycle.name, series.name
        );
        return Err(Error::new(Code::AlreadyExists, message).with("cycle", cycle.id));
    }
    if !ruled {
        series.progress.number = next;
    }
    super::save(cx, series)?;
    cx.log(series.id, json!({ "attached": cycle.id }))?;
    if cycle.state != CycleState::Upcoming {
        look_again(cx, series.id)?;
    }
    Ok(place)
}

/// Asks the tick to look at every standing order of a series, because a cycle that is open already
/// has come into it (R21).
fn look_again(cx: &mut Cx<'_>, series: SeriesId) -> Result<()> {
    let table = StandingOrder::TABLE;
    let active = Filter::Is(table.col("state"), StandingOrderState::Active.into());
    let q = Query::on(table, "by_series").eq(series).filter(active);
    for standing_order in cx.tx.find::<StandingOrder>(&q)? {
        cx.due(DueKind::Pair, standing_order.id, cx.now);
    }
    Ok(())
}

/// Takes a cycle out of a series: `series.detach`. The cycle itself stays; its number is not given
/// to another.
///
/// Errors: `not_found`; `wrong_state` when standing orders of the series have outcomes in it.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct DetachCycle {
    /// Whose.
    pub enterprise: String,
    /// Out of which series.
    pub series: SeriesId,
    /// Which cycle.
    pub cycle: CycleId,
}

impl Transactional for DetachCycle {
    const NAME: &'static str = "series.detach";
    const MUTATES: bool = true;
    type Response = SeriesCycleView;

    fn reach(&self) -> Reach<'_> {
        Reach::One(&self.enterprise)
    }

    fn execute(&self, cx: &mut Cx<'_>) -> Result<SeriesCycleView> {
        let home = cx.home()?;
        let mut series: Series = cx.load("series", self.series)?;
        let cycle = load_cycle(cx, self.cycle)?;
        let key = vec![series.id.into(), cycle.id.into()];
        let place = cx.tx.get::<SeriesCycle>(&home, key.clone())?;
        let place = place.ok_or_else(|| Error::not_found("cycle of this series", cycle.id))?;
        must_be_untouched(cx, &series, &cycle)?;
        cx.tx.delete::<SeriesCycle>(&home, vec![key])?;
        super::save(cx, &mut series)?;
        cx.log(series.id, json!({ "detached": cycle.id }))?;
        Ok(SeriesCycleView::new(&cycle, &place))
    }
}

/// Refuses while standing orders of the series have outcomes in the cycle.
fn must_be_untouched(cx: &mut Cx<'_>, series: &Series, cycle: &Cycle) -> Result<()> {
    let home = cx.home()?;
    let outcomes = cx.tx.find::<Outcome>(&Query::on(Outcome::TABLE, "primary").eq(cycle.id))?;
    let keys = outcomes.iter().map(|outcome| vec![outcome.standing_order.into()]).collect();
    let found = cx.tx.get_many::<StandingOrder>(&home, keys)?;
    let own = found.into_iter().flatten().filter(|so| so.series == Some(series.id)).count();
    match own {
        0 => Ok(()),
        _ => Err(Error::new(
            Code::WrongState,
            format!(
                "{own} standing orders of the series `{}` were worked off in the cycle `{}`: it \
                 stays in the series",
                series.name, cycle.name
            ),
        )
        .with("outcomes", own)),
    }
}
