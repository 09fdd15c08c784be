//! Queries as SQL: each is walked in [stretches](milkround_core::store::stretches) of its index that
//! SQLite can seek to.

use crate::bind::Bind;
use crate::schema::{index_name, quoted};
use milkround_core::store::{Col, Filter, How, Query, Scope, Seek, Table, Value};
use std::borrow::Cow;

/// A statement and what stands for its `?`s.
#[derive(Debug, Default)]
pub(crate) struct Sql<'q> {
    pub(crate) text: String,
    pub(crate) binds: Vec<Bind<'q>>,
}

impl<'q> Sql<'q> {
    /// `SELECT … FROM … WHERE … ORDER BY … LIMIT ?` over one stretch.
    pub(crate) fn select(
        what: &str,
        q: &'q Query,
        scope: &Scope,
        stretch: &[Seek<'q>],
        limit: u64,
    ) -> Self {
        let mut sql = Self::default();
        let index = quoted(&index_name(q.table, q.index));
        sql.add(&format!("SELECT {what} FROM {} INDEXED BY {index}", quoted(q.table.name)));
        let mut glue = " WHERE ";
        for seek in stretch {
            sql.add(glue);
            sql.seek(seek);
            glue = " AND ";
        }
        if !q.led_by_enterprise() && *scope != Scope::All {
            sql.add(glue);
            sql.scope(scope);
            glue = " AND ";
        }
        if let (Scope::All, Some(among), true) = (scope, &q.among, q.led_by_enterprise()) {
            sql.add(glue);
            sql.one_of(q.index.columns[1 + q.prefix.len()], among.iter());
            glue = " AND ";
        }
        for filter in &q.filters {
            sql.add(glue);
            sql.filter(q.table, filter);
            glue = " AND ";
        }
        sql.order(q);
        sql.add(" LIMIT ?");
        sql.binds.push(Bind::Number(i64::try_from(limit).unwrap_or(i64::MAX)));
        sql
    }

    fn add(&mut self, text: &str) {
        self.text.push_str(text);
    }

    /// A condition on each row; the plus keeps SQLite from choosing its way by it.
    fn compare(&mut self, column: &str, how: &str, with: Option<Bind<'q>>) {
        self.add("+");
        self.condition(column, how, with);
    }

    fn condition(&mut self, column: &str, how: &str, with: Option<Bind<'q>>) {
        self.add(&format!("\"{column}\" {how}"));
        if let Some(with) = with {
            self.add(" ?");
            self.binds.push(with);
        }
    }

    fn seek(&mut self, seek: &Seek<'q>) {
        let (how, with) = match &seek.how {
            How::Null => ("IS NULL", None),
            How::NotNull => ("IS NOT NULL", None),
            How::Equal(value) => ("=", Some(Bind::One(value.clone()))),
            How::AtLeast(value) => (">=", Some(Bind::One(Cow::Borrowed(value)))),
            How::Above(value) => (">", Some(Bind::One(Cow::Borrowed(value)))),
            How::Below(value) => ("<", Some(Bind::One(Cow::Borrowed(value)))),
        };
        self.condition(seek.column, how, with);
    }

    fn scope(&mut self, scope: &Scope) {
        match scope {
            Scope::All => self.add("1"),
            Scope::One(no) => self.compare("enterprise_id", "=", Some(Bind::Number(no.0))),
            Scope::Some(some) => {
                let numbers: Vec<_> = some.iter().map(|no| Value::Int(no.0)).collect();
                self.among("enterprise_id", Bind::many(numbers.iter()));
            }
        }
    }

    fn among(&mut self, column: &str, many: Bind<'q>) {
        self.add(&format!("+\"{column}\" IN rarray(?)"));
        self.binds.push(many);
    }

    fn one_of<'v>(&mut self, column: &str, values: impl Iterator<Item = &'v Value> + Clone) {
        self.add("(");
        self.among(column, Bind::many(values.clone()));
        if values.into_iter().any(|value| *value == Value::Null) {
            self.add(" OR ");
            self.compare(column, "IS NULL", None);
        }
        self.add(")");
    }

    fn filter(&mut self, t: &Table, filter: &'q Filter) {
        let name = |col: &Col| t.columns[col.0].name;
        match filter {
            Filter::Is(col, Value::Null) => self.compare(name(col), "IS NULL", None),
            Filter::Is(col, value) => {
                self.compare(name(col), "=", Some(Bind::One(Cow::Borrowed(value))))
            }
            Filter::IsNot(col, Value::Null) | Filter::AtLeast(col, Value::Null) => {
                self.compare(name(col), "IS NOT NULL", None);
            }
            Filter::IsNot(col, value) => {
                self.compare(name(col), "IS NOT", Some(Bind::One(Cow::Borrowed(value))));
            }
            Filter::AtLeast(col, value) => {
                self.compare(name(col), ">=", Some(Bind::One(Cow::Borrowed(value))))
            }
            Filter::Below(_, Value::Null) => self.add("0"),
            Filter::Below(col, value) => {
                self.compare(name(col), "<", Some(Bind::One(Cow::Borrowed(value))))
            }
            Filter::In(col, values) => self.one_of(name(col), values.iter()),
            Filter::Any(any) => {
                self.add("(0");
                for filter in any {
                    self.add(" OR ");
                    self.filter(t, filter);
                }
                self.add(")");
            }
        }
    }

    /// The index's columns and, where those are equal, the key's.
    fn order(&mut self, q: &Query) {
        let key = q.table.key.columns.iter().filter(|name| !q.index.columns.contains(name));
        let way = if q.descending { " DESC" } else { "" };
        let all: Vec<_> =
            q.index.columns.iter().chain(key).map(|name| format!("\"{name}\"{way}")).collect();
        self.add(" ORDER BY ");
        self.add(&all.join(", "));
    }
}

#[cfg(test)]
mod tests;
