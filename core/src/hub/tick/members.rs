//! The standing orders of a cycle: those of its series and those that picked it.

use crate::error::{Error, Result};
use crate::hub::context::Cx;
use crate::hub::order_book::shelf_of;
use crate::model::cycle::{Cycle, SeriesCycle};
use crate::model::enterprise::{MissedCycle, Settings};
use crate::model::standing_order::{Pick, StandingOrder};
use crate::rules::pair::Occasion;
use crate::rules::shelf::Shelf;
use crate::store::{Query, Record, Value};
use crate::value::{SeriesId, StandingOrderId};
use std::collections::BTreeMap;
use uuid::Uuid;

/// A standing order as it was read: a row that does not read back spoils only its own pair.
#[derive(Debug)]
pub(crate) struct Member {
    pub id: StandingOrderId,
    pub read: Result<StandingOrder>,
}

/// What happens to the orders of a cycle that is worked off.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Course {
    /// They are made.
    Make,
    /// They are made and held for staff (R25).
    Hold,
    /// None are made: the cycle was missed (R25).
    Miss,
}

impl Course {
    fn of(cycle: &Cycle) -> Self {
        match cycle.missed {
            None | Some(MissedCycle::Place) => Course::Make,
            Some(MissedCycle::Hold) => Course::Hold,
            Some(MissedCycle::Skip) => Course::Miss,
        }
    }
}

/// A cycle while its pairs are settled.
#[derive(Debug)]
pub(crate) struct Round {
    pub cycle: Cycle,
    pub shelf: Shelf,
    pub settings: Settings,
    pub course: Course,
    /// Whether it is worked off after its time (E5).
    pub late: bool,
    series: BTreeMap<SeriesId, Option<i64>>,
}

impl Round {
    /// Loads what settling a cycle's pairs needs, in a fixed number of calls.
    pub(crate) fn load(cx: &mut Cx<'_>, cycle: Cycle) -> Result<Self> {
        let settings = cx.enterprise()?.settings.clone();
        let shelf = shelf_of(cx, cycle.id)?;
        let q = Query::on(SeriesCycle::TABLE, "by_cycle").eq(cycle.id);
        let places = cx.tx.find::<SeriesCycle>(&q)?;
        let series = places.into_iter().map(|place| (place.series, place.number)).collect();
        let late = cycle.opened_late;
        let course = Course::of(&cycle);
        Ok(Self { cycle, shelf, settings, course, late, series })
    }

    /// The cycle as a standing order sees it.
    pub(crate) fn occasion(&self, so: &StandingOrder) -> Occasion<'_> {
        let number = so.series.and_then(|series| self.series.get(&series).copied()).flatten();
        Occasion { cycle: &self.cycle, number, settings: &self.settings }
    }

    /// Whether a standing order has anything to do with the cycle.
    pub(crate) fn concerns(&self, so: &StandingOrder) -> bool {
        match so.series {
            Some(series) => self.series.contains_key(&series),
            None => so.cycles.contains(&self.cycle.id),
        }
    }

    /// One standing order, if the cycle is its business. The indexes say so, for one that does not
    /// read back too: it fails in its own cycles and in no others.
    pub(crate) fn member(&self, cx: &mut Cx<'_>, id: StandingOrderId) -> Result<Vec<Member>> {
        let home = cx.home()?;
        let key = vec![self.cycle.id.into(), id.into()];
        let mut own = cx.tx.get::<Pick>(&home, key)?.is_some();
        let beyond = Uuid::from_u128(id.0.as_u128().saturating_add(1));
        for series in self.series.keys() {
            let q = Query::on(StandingOrder::TABLE, "by_series").eq(*series);
            own = own || cx.tx.raw().count(&q.from(id).below(beyond), 1)? > 0;
        }
        match own {
            true => by_ids(cx, &[id]),
            false => Ok(Vec::new()),
        }
    }

    /// The next standing orders behind `after`, in the order in which they were made (R23).
    pub(crate) fn members(
        &self,
        cx: &mut Cx<'_>,
        after: Option<Uuid>,
        limit: u32,
    ) -> Result<Vec<Member>> {
        let home = cx.home()?;
        let behind = |lead: Uuid| {
            after.map(|id| vec![Value::Int(home.no.0), Value::Id(lead), Value::Id(id)])
        };
        let mut members = Vec::new();
        for series in self.series.keys() {
            let q = Query::on(StandingOrder::TABLE, "by_series")
                .eq(*series)
                .after(behind(series.0))
                .limit(limit);
            for (id, read) in
                cx.tx.find_each::<StandingOrder>(&q, StandingOrder::TABLE.col("id"))?
            {
                members.push(Member { id: id_of(&id)?, read });
            }
        }
        let q = Query::on(Pick::TABLE, "primary")
            .eq(self.cycle.id)
            .after(behind(self.cycle.id.0))
            .limit(limit);
        let picks: Vec<_> = cx.tx.find::<Pick>(&q)?.iter().map(|p| p.standing_order).collect();
        members.extend(by_ids(cx, &picks)?);
        if self.series.len() > 1 || !picks.is_empty() {
            members.sort_by_key(|member| member.id);
            members.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
        }
        Ok(members)
    }
}

fn id_of(value: &Value) -> Result<StandingOrderId> {
    match value {
        Value::Id(id) => Ok(StandingOrderId(*id)),
        _ => Err(Error::corrupt("standing_orders", "it has no id")),
    }
}

/// Standing orders by id; those that are gone are left out.
pub(crate) fn by_ids(cx: &mut Cx<'_>, ids: &[StandingOrderId]) -> Result<Vec<Member>> {
    let home = cx.home()?;
    let keys = ids.iter().map(|id| vec![(*id).into()]).collect();
    let found = cx.tx.get_each::<StandingOrder>(&home, keys)?;
    let members = ids.iter().zip(found);
    Ok(members.filter_map(|(id, read)| read.map(|read| Member { id: *id, read })).collect())
}

/// The cycles of an enterprise that are open now, or opening.
pub(crate) fn open_cycles(cx: &mut Cx<'_>) -> Result<Vec<Cycle>> {
    use crate::model::cycle::CycleState;
    let mut cycles = Vec::new();
    for state in [CycleState::Opening, CycleState::Open] {
        cycles.extend(cx.tx.find::<Cycle>(&Query::on(Cycle::TABLE, "by_state").eq(state))?);
    }
    cycles.sort_by_key(|cycle: &Cycle| (cycle.opens_at, cycle.id));
    Ok(cycles)
}
