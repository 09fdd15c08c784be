//! Many rows or keys as what one statement takes: by enterprise, column by column, each key once.

use crate::bind::Param;
use crate::conn::Given;
use crate::trouble;
use milkround_core::Result;
use milkround_core::store::{Key, Table, Value};
use std::collections::{BTreeMap, HashMap, HashSet};

/// The numbers in the first column.
pub(crate) fn places(t: &'static Table, rows: &[tokio_postgres::Row]) -> Result<HashSet<i64>> {
    let place = |row: &tokio_postgres::Row| row.try_get(0).map_err(|e| trouble::of(&e, Some(t)));
    rows.iter().map(place).collect()
}

/// Rows or keys by the enterprise that leads them, with the place that each had.
pub(crate) fn by_enterprise<'r>(
    rows: impl Iterator<Item = &'r [Value]>,
) -> BTreeMap<i64, Vec<(usize, &'r [Value])>> {
    let mut groups: BTreeMap<i64, Vec<_>> = BTreeMap::new();
    for (i, row) in rows.enumerate() {
        // A first value that is no number names no enterprise, and was refused before.
        if let Some(Value::Int(no)) = row.first() {
            groups.entry(*no).or_default().push((i, row));
        }
    }
    groups
}

/// The enterprise, how many rows, and an array of each column behind it.
pub(crate) fn arrays<'r>(no: i64, rows: &[&'r [Value]]) -> Vec<Given<'r>> {
    let width = rows.first().map_or(0, |row| row.len());
    let column = |i: usize| Given::Many(rows.iter().map(|row| Param(&row[i])).collect());
    let many = i64::try_from(rows.len()).unwrap_or(i64::MAX);
    let mut with = vec![Given::Number(no), Given::Number(many)];
    with.extend((1..width).map(column));
    if width == 1 {
        with.push(Given::Numbers(vec![None; rows.len()]));
    }
    with
}

/// The same for rows to be inserted.
pub(crate) fn row_arrays<'r>(t: &Table, no: i64, rows: &[(usize, &'r [Value])]) -> Vec<Given<'r>> {
    let parts: Vec<_> = rows.iter().map(|(_, row)| *row).collect();
    let mut with = arrays(no, &parts);
    if t.columns.len() == 1 {
        with.truncate(1);
    }
    with
}

/// Splits rows so that no key comes twice in a part, and each part before what comes again.
pub(crate) fn rounds<T>(all: impl Iterator<Item = T>, key: impl Fn(&T) -> Key) -> Vec<Vec<T>> {
    let mut seen: HashMap<Key, usize> = HashMap::new();
    let mut rounds: Vec<Vec<T>> = Vec::new();
    for one in all {
        let round = seen.entry(key(&one)).or_default();
        if rounds.len() == *round {
            rounds.push(Vec::new());
        }
        rounds[*round].push(one);
        *round += 1;
    }
    rounds
}
