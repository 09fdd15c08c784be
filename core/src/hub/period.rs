//! A period by its days, either end open.

use crate::error::{Code, Fault, Violations};
use crate::store::{Col, Filter, Query, Value};
use crate::value::time::checked_date;
use crate::value::zone::Zone;
use chrono::{NaiveDate, NaiveTime};

/// The days from the first to the last, both included.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Period {
    first: Option<NaiveDate>,
    last: Option<NaiveDate>,
}

impl Period {
    /// Checks what stands in `starts_on` and `ends_on`.
    pub(crate) fn checked(
        v: &mut Violations,
        starts_on: Option<NaiveDate>,
        ends_on: Option<NaiveDate>,
    ) -> Option<Self> {
        let first = v.check_opt("starts_on", starts_on, checked_date);
        let last = v.check_opt("ends_on", ends_on, checked_date);
        let (first, last) = (first?, last?);
        if let (Some(start), Some(end)) = (first, last)
            && end < start
        {
            let message =
                format!("`{end}` is before `{start}`: give the last day, or leave it out");
            v.add("ends_on", Fault::new(Code::EndBeforeStart, message, end.to_string()));
            return None;
        }
        Some(Self { first, last })
    }

    /// The first day behind it.
    fn behind(self) -> Option<NaiveDate> {
        self.last.and_then(|last| last.succ_opt())
    }

    /// Bounds the query's next column, a date.
    pub(crate) fn of_days(self, mut q: Query) -> Query {
        q.from = self.first.map(Into::into);
        q.below = self.behind().map(Into::into);
        q
    }

    /// The conditions on a column of dates.
    pub(crate) fn filters(self, col: Col) -> impl Iterator<Item = Filter> {
        let first = self.first.map(|first| Filter::AtLeast(col, first.into()));
        first.into_iter().chain(self.behind().map(|behind| Filter::Below(col, behind.into())))
    }

    /// The first instant of it and the first behind it, by the days of a zone.
    fn instants(self, zone: &Zone) -> (Option<Value>, Option<Value>) {
        let at = |day: NaiveDate| zone.instant(day.and_time(NaiveTime::MIN)).into();
        (self.first.map(at), self.behind().map(at))
    }

    /// Bounds the query's next column, an instant, by the days of a zone.
    pub(crate) fn of_instants(self, zone: &Zone, mut q: Query) -> Query {
        (q.from, q.below) = self.instants(zone);
        q
    }

    /// The conditions on a column of instants, by the days of a zone.
    pub(crate) fn filters_of_instants(self, zone: &Zone, col: Col) -> impl Iterator<Item = Filter> {
        let (from, below) = self.instants(zone);
        let from = from.map(|from| Filter::AtLeast(col, from));
        from.into_iter().chain(below.map(|below| Filter::Below(col, below)))
    }
}
