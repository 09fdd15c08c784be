//! Exact sums by group, gathered over the statements of a query.

use crate::bind;
use crate::schema::quoted;
use crate::walk::Sql;
use milkround_core::store::{self, Col, Row, Table};
use milkround_core::{Error, Result};

/// Exact sums by group: PostgreSQL adds whole numbers up as `numeric`, without a bound.
pub(crate) struct Sums<'q> {
    t: &'static Table,
    by: &'q [Col],
    of: &'q [Col],
    sums: store::Sums<'q>,
}

impl<'q> Sums<'q> {
    pub(crate) fn new(t: &'static Table, by: &'q [Col], of: &'q [Col]) -> Self {
        Self { t, by, of, sums: store::Sums::new(t, of) }
    }

    pub(crate) fn counted(&self) -> u64 {
        self.sums.counted()
    }

    /// The columns to group by as `b0`, `b1`, …, those to add up as `s0`, `s1`, ….
    pub(crate) fn columns(&self) -> String {
        let named = |(i, col, letter): (usize, &Col, char)| {
            format!("t.{} AS {letter}{i}", quoted(self.t.columns[col.0].name))
        };
        let by = self.by.iter().enumerate().map(|(i, col)| (i, col, 'b'));
        let of = self.of.iter().enumerate().map(|(i, col)| (i, col, 's'));
        let columns: Vec<_> = by.chain(of).map(named).collect();
        if columns.is_empty() { "1 AS one".to_owned() } else { columns.join(", ") }
    }

    pub(crate) fn sql<'a>(&self, mut select: Sql<'a>) -> Sql<'a> {
        let by: Vec<_> = (0..self.by.len()).map(|i| format!("b{i}")).collect();
        let mut what = by.clone();
        what.push("COUNT(*)".to_owned());
        what.extend((0..self.of.len()).map(|i| format!("SUM(s{i})::text")));
        let group =
            if by.is_empty() { String::new() } else { format!(" GROUP BY {}", by.join(", ")) };
        select.text = format!("SELECT {} FROM ({}) rows{group}", what.join(", "), select.text);
        select
    }

    pub(crate) fn take(&mut self, row: &tokio_postgres::Row) -> Result<()> {
        let failed = |e: tokio_postgres::Error| crate::trouble::of(&e, Some(self.t));
        let columns = self.by.iter().map(|col| &self.t.columns[col.0]);
        let group = bind::row(row, 0, columns).map_err(failed)?;
        let at = self.by.len();
        let count = row.try_get::<_, i64>(at).map_err(failed)?.unsigned_abs();
        let mut parts = Vec::with_capacity(self.of.len());
        for i in 0..self.of.len() {
            let sum: Option<&str> = row.try_get(at + 1 + i).map_err(failed)?;
            let sum = sum.unwrap_or("0").parse::<i128>();
            parts.push(sum.map_err(|e| Error::internal(format!("a sum does not read: {e}")))?);
        }
        self.sums.add(group, count, parts);
        Ok(())
    }

    pub(crate) fn rows(self) -> Result<Vec<Row>> {
        self.sums.rows()
    }
}
