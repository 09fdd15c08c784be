//! One table in memory: its rows by key, and an ordered set of entries an index.

use crate::store::{Index, Key, Query, Row, Scope, Table, Value, check};
use chrono::NaiveDate;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Bound;
use uuid::Uuid;

#[derive(Debug)]
pub(super) struct Rows {
    rows: BTreeMap<Key, Row>,
    indexes: Vec<Entries>,
}

/// The index's values of each row with its key behind them: always unique, and the key is there.
#[derive(Debug)]
struct Entries {
    index: &'static Index,
    cols: Vec<usize>,
    set: BTreeSet<Vec<Value>>,
}

/// From the first, included, to the second, excluded where there is one.
type Stretch = (Vec<Value>, Option<Vec<Value>>);

impl Rows {
    pub(super) fn new(t: &'static Table) -> Self {
        let cols = |index: &Index| t.cols(index).iter().map(|col| col.0).collect();
        let entries = |index| Entries { index, cols: cols(index), set: BTreeSet::new() };
        Self { rows: BTreeMap::new(), indexes: t.indexes.iter().map(entries).collect() }
    }

    pub(super) fn get(&self, key: &Key) -> Option<&Row> {
        self.rows.get(key)
    }

    /// Puts a row in the place of its key, or takes away what is there; answers what was there.
    pub(super) fn put(&mut self, key: Key, row: Option<Row>) -> Option<Row> {
        let old = self.rows.remove(&key);
        for entries in &mut self.indexes {
            let was = old.as_ref().map(|row| entries.entry(row, &key));
            let is = row.as_ref().map(|row| entries.entry(row, &key));
            if was != is {
                was.map(|was| entries.set.remove(&was));
                is.map(|is| entries.set.insert(is));
            }
        }
        if let Some(row) = row {
            self.rows.insert(key, row);
        }
        old
    }

    /// The unique index in which another row has the values of this one.
    pub(super) fn taken(&self, key: &Key, row: &Row) -> Option<&'static str> {
        let mut unique = self.indexes.iter().filter(|entries| entries.index.unique);
        let taken = unique.find(|entries| {
            let values = pick(&entries.cols, row);
            let width = values.len();
            !values.contains(&Value::Null)
                && entries
                    .set
                    .range(values.clone()..)
                    .take_while(|entry| entry.starts_with(&values))
                    .any(|entry| entry.get(width..) != Some(key.as_slice()))
        });
        taken.map(|entries| entries.index.name)
    }

    /// The rows of a query, in its order, up to its limit.
    pub(super) fn walk<'a>(
        &'a self,
        q: &'a Query,
        scope: &'a Scope,
    ) -> impl Iterator<Item = &'a Row> + 'a {
        let entries = self.indexes.iter().find(|entries| entries.index.name == q.index.name);
        let scope = q.within(scope);
        let mut stretches = self.stretches(q, &scope, entries);
        if q.descending {
            stretches.reverse();
        }
        stretches
            .into_iter()
            .flat_map(move |stretch| -> Box<dyn Iterator<Item = &'a Row> + 'a> {
                let rows = self.between(entries, stretch);
                if q.descending { Box::new(rows.rev()) } else { rows }
            })
            .filter(move |row| {
                check::within(row.first(), &scope)
                    && q.filters.iter().all(|filter| filter.holds(row))
            })
            .take(usize::try_from(q.limit).unwrap_or(usize::MAX))
    }

    fn between<'a>(
        &'a self,
        entries: Option<&'a Entries>,
        (low, high): Stretch,
    ) -> Box<dyn DoubleEndedIterator<Item = &'a Row> + 'a> {
        if high.as_ref().is_some_and(|high| low >= *high) {
            return Box::new(std::iter::empty());
        }
        let range = (Bound::Included(low), high.map_or(Bound::Unbounded, Bound::Excluded));
        match entries {
            None => Box::new(self.rows.range(range).map(|(_, row)| row)),
            Some(Entries { cols, set, .. }) => {
                let key = |entry: &'a Vec<Value>| self.rows.get(entry.get(cols.len()..)?);
                Box::new(set.range(range).filter_map(key))
            }
        }
    }

    /// The stretches of an index that a query walks: one an enterprise where that leads.
    fn stretches(&self, q: &Query, scope: &Scope, entries: Option<&Entries>) -> Vec<Stretch> {
        let of = |no| -> Vec<Stretch> {
            match &q.among {
                None => vec![stretch(q, no, None)],
                Some(among) => among.iter().map(|value| stretch(q, no, Some(value))).collect(),
            }
        };
        let everything =
            q.prefix.is_empty() && q.among.is_none() && q.from.is_none() && q.below.is_none();
        match scope {
            Scope::One(no) if q.led_by_enterprise() => of(Some(no.0)),
            Scope::Some(some) if q.led_by_enterprise() => {
                let sorted: BTreeSet<_> = some.iter().map(|no| no.0).collect();
                sorted.into_iter().flat_map(|no| of(Some(no))).collect()
            }
            Scope::All if q.led_by_enterprise() && !everything => {
                self.enterprises(entries).flat_map(|no| of(Some(no))).collect()
            }
            _ => of(None),
        }
    }

    /// The enterprises that lead an index, found by leaping from one to the next.
    fn enterprises(&self, entries: Option<&Entries>) -> impl Iterator<Item = i64> {
        let mut low = vec![Value::Null];
        std::iter::from_fn(move || {
            let entry = match entries {
                None => self.rows.range(low.clone()..).next().map(|(key, _)| key),
                Some(entries) => entries.set.range(low.clone()..).next(),
            };
            match entry?.first()? {
                Value::Int(no) => {
                    low = vec![next(&Value::Int(*no))];
                    Some(*no)
                }
                _ => None,
            }
        })
    }
}

impl Entries {
    fn entry(&self, row: &Row, key: &Key) -> Vec<Value> {
        let mut entry = Vec::with_capacity(self.cols.len().saturating_add(key.len()));
        entry.extend(self.cols.iter().filter_map(|i| row.get(*i)).cloned());
        entry.extend_from_slice(key);
        entry
    }
}

fn pick(cols: &[usize], row: &Row) -> Vec<Value> {
    cols.iter().filter_map(|i| row.get(*i)).cloned().collect()
}

fn stretch(q: &Query, enterprise: Option<i64>, among: Option<&Value>) -> Stretch {
    let fixed = q.prefix.iter().chain(among).cloned();
    let base: Vec<_> = enterprise.map(Value::Int).into_iter().chain(fixed).collect();
    let edge = |value: Value| base.iter().cloned().chain([value]).collect::<Vec<_>>();
    let mut low = match (&q.from, &q.below) {
        (None, None) => base.clone(),
        (Some(from), _) if *from != Value::Null => edge(from.clone()),
        _ => edge(next(&Value::Null)),
    };
    let mut high = match &q.below {
        Some(below) => Some(edge(below.clone())),
        None => behind(base),
    };
    match (q.after.clone(), q.descending) {
        (Some(after), false) => low = behind(after).map_or(low.clone(), |after| low.max(after)),
        (Some(after), true) => high = Some(high.map_or(after.clone(), |high| high.min(after))),
        (None, _) => (),
    }
    (low, high)
}

/// The first place behind everything that begins with these values; nothing is behind "no values".
fn behind(mut values: Vec<Value>) -> Option<Vec<Value>> {
    let last = values.pop()?;
    values.push(next(&last));
    Some(values)
}

/// The least value greater than this one, in the order of values.
fn next(value: &Value) -> Value {
    match value {
        Value::Null => Value::Int(i64::MIN),
        Value::Int(n) => n.checked_add(1).map_or(Value::Instant(i64::MIN), Value::Int),
        Value::Instant(ms) => ms.checked_add(1).map_or(Value::Date(NaiveDate::MIN), Value::Instant),
        Value::Date(date) => date.succ_opt().map_or(Value::Id(Uuid::nil()), Value::Date),
        Value::Id(id) => match id.as_u128().checked_add(1) {
            Some(id) => Value::Id(Uuid::from_u128(id)),
            None => Value::text(""),
        },
        Value::Text(text) => Value::text(format!("{text}\0")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_next_value_is_greater_and_nothing_lies_between() {
        let ladder = [
            Value::Null,
            Value::Int(i64::MIN),
            Value::Int(i64::MAX),
            Value::Instant(i64::MIN),
            Value::Instant(i64::MAX),
            Value::Date(NaiveDate::MIN),
            Value::Date(NaiveDate::MAX),
            Value::Id(Uuid::nil()),
            Value::Id(Uuid::max()),
            Value::text(""),
            Value::text("\0"),
        ];
        for pair in ladder.windows(2) {
            assert!(next(&pair[0]) > pair[0]);
            assert!(next(&pair[0]) <= pair[1], "{pair:?}");
        }
        assert_eq!(next(&Value::text("ab")), Value::text("ab\0"));
    }
}
