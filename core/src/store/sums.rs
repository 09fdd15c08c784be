//! Exact sums by group, however many parts they come in.

use super::{Col, Row, Table, Value, check};
use crate::error::Result;
use std::collections::BTreeMap;

/// What [`sum`](super::Transaction::sum) gathers: of each group, how many rows it has and the sums of
/// some of their columns, without a bound until all is there.
#[derive(Debug)]
pub struct Sums<'q> {
    t: &'static Table,
    of: &'q [Col],
    groups: BTreeMap<Row, (u64, Vec<i128>)>,
}

impl<'q> Sums<'q> {
    /// Of no rows yet.
    pub fn new(t: &'static Table, of: &'q [Col]) -> Self {
        Self { t, of, groups: BTreeMap::new() }
    }

    /// How many rows were added up.
    pub fn counted(&self) -> u64 {
        self.groups.values().fold(0, |all, (count, _)| all.saturating_add(*count))
    }

    /// Adds rows of a group: how many, and the sum of each column.
    pub fn add(&mut self, group: Row, count: u64, parts: impl IntoIterator<Item = i128>) {
        if count == 0 {
            return;
        }
        let (counted, sums) =
            self.groups.entry(group).or_insert_with(|| (0, vec![0; self.of.len()]));
        *counted = counted.saturating_add(count);
        sums.iter_mut().zip(parts).for_each(|(sum, part)| *sum = sum.saturating_add(part));
    }

    /// Each group, its number of rows, and the sums.
    ///
    /// # Errors
    /// `internal` for a sum that leaves 64 bits.
    pub fn rows(self) -> Result<Vec<Row>> {
        let whole = |(mut row, (count, sums)): (Row, (u64, Vec<i128>))| {
            row.push(Value::Int(i64::try_from(count).unwrap_or(i64::MAX)));
            for (sum, col) in sums.into_iter().zip(self.of) {
                let sum = i64::try_from(sum).map_err(|_| check::overflow(self.t, *col))?;
                row.push(Value::Int(sum));
            }
            Ok(row)
        };
        self.groups.into_iter().map(whole).collect()
    }
}
