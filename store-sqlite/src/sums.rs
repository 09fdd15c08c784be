//! Exact sums by group, gathered over the stretches of a query.

use crate::bind;
use crate::schema::quoted;
use crate::sql::Sql;
use milkround_core::Result;
use milkround_core::store::{self, Col, Row, Table};

/// Exact sums by group: SQLite adds the upper and the lower 32 bits apart, and neither overflows.
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
            format!("{} AS {letter}{i}", quoted(self.t.columns[col.0].name))
        };
        let by = self.by.iter().enumerate().map(|(i, col)| (i, col, 'b'));
        let of = self.of.iter().enumerate().map(|(i, col)| (i, col, 's'));
        let columns: Vec<_> = by.chain(of).map(named).collect();
        if columns.is_empty() { "1".to_owned() } else { columns.join(", ") }
    }

    pub(crate) fn sql<'a>(&self, mut select: Sql<'a>) -> Sql<'a> {
        let by: Vec<_> = (0..self.by.len()).map(|i| format!("b{i}")).collect();
        let mut what = by.clone();
        what.push("COUNT(*)".to_owned());
        for i in 0..self.of.len() {
            what.push(format!("SUM(s{i} >> 32), SUM(s{i} & 4294967295)"));
        }
        let group =
            if by.is_empty() { String::new() } else { format!(" GROUP BY {}", by.join(", ")) };
        select.text = format!("SELECT {} FROM ({}){group}", what.join(", "), select.text);
        select
    }

    pub(crate) fn take(&mut self, row: &rusqlite::Row<'_>) -> rusqlite::Result<()> {
        let columns = self.by.iter().map(|col| &self.t.columns[col.0]);
        let group = bind::row(row, columns)?;
        let at = self.by.len();
        let count = row.get::<_, i64>(at)?.unsigned_abs();
        let mut parts = Vec::with_capacity(self.of.len());
        for i in 0..self.of.len() {
            let part = |place| row.get::<_, Option<i64>>(place).map(|n| i128::from(n.unwrap_or(0)));
            parts.push((part(at + 1 + 2 * i)? << 32) + part(at + 2 + 2 * i)?);
        }
        self.sums.add(group, count, parts);
        Ok(())
    }

    pub(crate) fn rows(self) -> Result<Vec<Row>> {
        self.sums.rows()
    }
}
