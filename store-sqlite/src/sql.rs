//! Queries as SQL: each is walked in stretches of its index that SQLite can seek to.
//!
//! Going on behind the row (a, b, c) of an index is three stretches: what equals (a, b) and is
//! behind c; what equals a and is behind b; what is behind a. So a page is found as fast in the
//! middle of a million rows as at their start, and `Null` needs no care of its own. Several
//! enterprises are walked one after the other.

use crate::bind::Bind;
use crate::schema::{index_name, quoted};
use milkround_core::store::{Col, Filter, Query, Scope, Table, Value};
use std::cmp::Ordering;
use std::collections::BTreeSet;

/// A condition that an index can seek to: a column, how it compares, and with what.
#[derive(Debug, Clone)]
pub(crate) struct Seek<'q> {
    column: &'static str,
    how: &'static str,
    with: Option<Bind<'q>>,
}

pub(crate) type Stretch<'q> = Vec<Seek<'q>>;

impl<'q> Seek<'q> {
    fn new(column: &'static str, how: &'static str, with: &'q Value) -> Self {
        Self { column, how, with: Some(Bind::One(with)) }
    }

    fn equal(column: &'static str, value: &'q Value) -> Self {
        match value {
            Value::Null => Self { column, how: "IS NULL", with: None },
            value => Self::new(column, "=", value),
        }
    }

    fn not_null(column: &'static str) -> Self {
        Self { column, how: "IS NOT NULL", with: None }
    }
}

/// The stretches of a query, in its order.
pub(crate) fn stretches<'q>(q: &'q Query, scope: &Scope) -> Vec<Stretch<'q>> {
    if q.below == Some(Value::Null) {
        return Vec::new();
    }
    let of_enterprise = |q: &'q Query, no: Option<i64>| match &q.among {
        Some(among) if no.is_some() || !q.led_by_enterprise() => {
            let with = |value| of_enterprise(q, no, Some(value));
            match q.descending {
                false => among.iter().flat_map(with).collect(),
                true => among.iter().rev().flat_map(with).collect(),
            }
        }
        _ => of_enterprise(q, no, None),
    };
    match scope {
        Scope::One(no) if q.led_by_enterprise() => of_enterprise(q, Some(no.0)),
        Scope::Some(some) if q.led_by_enterprise() => {
            let sorted: BTreeSet<_> = some.iter().map(|no| no.0).collect();
            let of = |no: i64| of_enterprise(q, Some(no));
            match q.descending {
                false => sorted.into_iter().flat_map(of).collect(),
                true => sorted.into_iter().rev().flat_map(of).collect(),
            }
        }
        _ => of_enterprise(q, None),
    }
}

fn of_enterprise<'q>(
    q: &'q Query,
    enterprise: Option<i64>,
    among: Option<&'q Value>,
) -> Vec<Stretch<'q>> {
    let mut base = Vec::new();
    let lead = usize::from(q.led_by_enterprise());
    if let Some(no) = enterprise {
        let with = Some(Bind::Number(no));
        base.push(Seek { column: "enterprise_id", how: "=", with });
    }
    let mut behind_lead = q.index.columns.iter().skip(lead);
    let fixed: Vec<&Value> = q.prefix.iter().chain(among).collect();
    for (value, column) in fixed.iter().copied().zip(behind_lead.by_ref()) {
        base.push(Seek::equal(column, value));
    }
    if let Some(column) = behind_lead.next() {
        match &q.from {
            Some(Value::Null) => base.push(Seek::not_null(column)),
            Some(from) => base.push(Seek::new(column, ">=", from)),
            None => (),
        }
        if let Some(below) = &q.below {
            base.push(Seek::new(column, "<", below));
        }
    }
    match &q.after {
        None => vec![base],
        Some(after) => {
            let with_base = |more| base.iter().cloned().chain(more).collect();
            behind(q, enterprise, &fixed, after).into_iter().rev().map(with_base).collect()
        }
    }
}

/// The stretches behind a row, the last one first.
fn behind<'q>(
    q: &'q Query,
    enterprise: Option<i64>,
    fixed: &[&'q Value],
    after: &'q [Value],
) -> Vec<Stretch<'q>> {
    let lead = usize::from(q.led_by_enterprise());
    let mut found = Vec::new();
    let mut equal = Stretch::new();
    for (i, (column, seen)) in q.index.columns.iter().zip(after).enumerate() {
        // A column that the query fixes: the row seen lies before, behind or at that place.
        let fixed = match i < lead {
            true => enterprise.map(|no| Value::Int(no).cmp(seen)),
            false => fixed.get(i - lead).map(|value| (*value).cmp(seen)),
        };
        let fixed = if q.descending { fixed.map(Ordering::reverse) } else { fixed };
        match fixed {
            Some(Ordering::Equal) => (),
            Some(Ordering::Less) => return found,
            Some(Ordering::Greater) => {
                found.push(equal);
                return found;
            }
            None => {
                let and = |seek| equal.iter().cloned().chain([seek]).collect();
                match (seen, q.descending) {
                    (Value::Null, false) => found.push(and(Seek::not_null(column))),
                    (Value::Null, true) => (),
                    (seen, false) => found.push(and(Seek::new(column, ">", seen))),
                    (seen, true) => {
                        if q.table.columns[q.table.col(column).0].null {
                            found.push(and(Seek::equal(column, &Value::Null)));
                        }
                        found.push(and(Seek::new(column, "<", seen)));
                    }
                }
                equal.push(Seek::equal(column, seen));
            }
        }
    }
    found
}

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
        self.condition(seek.column, seek.how, seek.with.clone());
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
            Filter::Is(col, value) => self.compare(name(col), "=", Some(Bind::One(value))),
            Filter::IsNot(col, Value::Null) | Filter::AtLeast(col, Value::Null) => {
                self.compare(name(col), "IS NOT NULL", None);
            }
            Filter::IsNot(col, value) => {
                self.compare(name(col), "IS NOT", Some(Bind::One(value)));
            }
            Filter::AtLeast(col, value) => self.compare(name(col), ">=", Some(Bind::One(value))),
            Filter::Below(_, Value::Null) => self.add("0"),
            Filter::Below(col, value) => self.compare(name(col), "<", Some(Bind::One(value))),
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
