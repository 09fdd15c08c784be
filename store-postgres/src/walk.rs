//! Queries as SQL: each is walked in [stretches] of its index that PostgreSQL can seek to.
//!
//! Stretches of one shape, as those of many enterprises or of many named values are, go into one
//! statement: an array holds what they begin with, and for each of its members, in order, the index
//! is walked anew.

use crate::bind::{Param, type_of};
use crate::conn::Given;
use crate::schema::{column, full, list, quoted};
use milkround_core::store::{Filter, How, Query, Scope, Seek, Stretch, Table, Value, stretches};
use std::collections::BTreeSet;
use std::mem::discriminant;

/// The runs of stretches that a query is walked in, in its order, each of one shape.
pub(crate) fn runs<'q>(q: &'q Query, scope: &Scope) -> Vec<Vec<Stretch<'q>>> {
    let mut runs: Vec<Vec<Stretch<'q>>> = Vec::new();
    for stretch in stretches(q, scope) {
        match runs.last_mut() {
            Some(run) if run.first().is_some_and(|first| same_shape(first, &stretch)) => {
                run.push(stretch);
            }
            _ => runs.push(vec![stretch]),
        }
    }
    runs
}

fn same_shape(a: &Stretch<'_>, b: &Stretch<'_>) -> bool {
    let alike = |(a, b): (&Seek<'_>, &Seek<'_>)| {
        a.column == b.column && discriminant(&a.how) == discriminant(&b.how)
    };
    a.len() == b.len() && a.iter().zip(b).all(alike)
}

/// A statement and what stands for its `$`s.
#[derive(Debug, Default)]
pub(crate) struct Sql<'q> {
    pub(crate) text: String,
    pub(crate) with: Vec<Given<'q>>,
}

impl<'q> Sql<'q> {
    /// `SELECT … FROM … WHERE … ORDER BY … LIMIT $` over a run of stretches.
    pub(crate) fn select(
        what: &str,
        q: &'q Query,
        scope: &Scope,
        run: &'q [Stretch<'q>],
        limit: u64,
    ) -> Self {
        let mut sql = Self::default();
        let Some(first) = run.first() else { return sql };
        let differs = |i: &usize| {
            let value = first[*i].how.value();
            run.iter().any(|stretch| stretch[*i].how.value() != value)
        };
        let differ: Vec<usize> = (0..first.len()).filter(differs).collect();
        let many = !differ.is_empty();
        let table = full(q.table);
        let mut glue = " WHERE ";
        if many {
            sql.members(q.table, run, &differ);
            sql.add(" CROSS JOIN LATERAL (");
        }
        sql.add(&format!("SELECT {what} FROM {table} t"));
        sql.whereabouts(first, &differ, &mut glue);
        sql.conditions(q, scope, glue);
        sql.order(q, first);
        sql.add(" LIMIT ");
        sql.given(Given::Number(i64::try_from(limit).unwrap_or(i64::MAX)));
        if many {
            let place = sql.with.len();
            sql.add(&format!(") t LIMIT ${place}"));
        }
        sql
    }

    /// `SELECT t.* FROM unnest(…) AS v(…)`: what the stretches of a run begin with.
    fn members(&mut self, t: &'static Table, run: &'q [Stretch<'q>], differ: &[usize]) {
        self.add("SELECT t.* FROM unnest(");
        let mut columns = Vec::new();
        for i in differ {
            if !columns.is_empty() {
                self.add(", ");
            }
            let values = run.iter().filter_map(|stretch| stretch[*i].how.value());
            self.given(Given::Many(values.map(Param).collect()));
            let name = run[0][*i].column;
            self.add(&format!("::{}[]", type_of(column(t, name).kind)));
            columns.push(quoted(name));
        }
        self.add(&format!(") AS v({})", columns.join(", ")));
    }

    fn conditions(&mut self, q: &'q Query, scope: &Scope, mut glue: &'static str) {
        if !q.led_by_enterprise() && *scope != Scope::All {
            self.add(glue);
            self.scope(scope);
            glue = " AND ";
        }
        if let (Scope::All, Some(among), true) = (scope, &q.among, q.led_by_enterprise()) {
            self.add(glue);
            self.one_of(q.index.columns[1 + q.prefix.len()], among.iter());
            glue = " AND ";
        }
        for filter in &q.filters {
            self.add(glue);
            self.filter(q.table, filter);
            glue = " AND ";
        }
    }

    pub(crate) fn add(&mut self, text: &str) {
        self.text.push_str(text);
    }

    fn given(&mut self, given: Given<'q>) {
        self.with.push(given);
        let place = self.with.len();
        self.add(&format!("${place}"));
    }

    fn compare(&mut self, column: &str, sign: &str, with: Option<&'q Value>) {
        self.add(&format!("t.\"{column}\" {sign}"));
        if let Some(value) = with {
            self.add(" ");
            self.given(Given::One(Param(value)));
        }
    }

    /// The conditions of a stretch.
    ///
    /// The planner is to walk the index that the order names and no other, whatever it believes of
    /// the data. If it knew that a column has one value, the order of the columns behind would do, and
    /// another index might give that. So what equals (x, y) is said to be neither before nor behind
    /// it, and what equals it and has a z beyond c, `(a, b, z) > (x, y, c) AND (a, b) <= (x, y)`:
    /// PostgreSQL seeks to the one and stops at the other.
    fn whereabouts(&mut self, stretch: &'q [Seek<'q>], differ: &[usize], glue: &mut &'static str) {
        let led = usize::from(stretch.first().is_some_and(|seek| seek.column == "enterprise_id"));
        let equal = |seek: &&Seek<'_>| matches!(seek.how, How::Equal(_));
        let behind = led + stretch.iter().skip(led).take_while(equal).count();
        let bounded = stretch.iter().skip(behind).all(|seek| bound(&seek.how).is_some());
        let together = if bounded { led..behind } else { led..led };
        let names: Vec<_> = stretch.iter().map(|seek| format!("t.\"{}\"", seek.column)).collect();
        let places: Vec<_> =
            (0..stretch.len()).map(|i| self.place(&stretch[i], i, differ)).collect();
        let of = |all: &[String]| all.join(", ");
        let (fixed, at) = (of(&names[together.clone()]), of(&places[together.clone()]));
        let mut both = [">=", "<="].map(Some);
        let mut conditions = Vec::new();
        for (i, seek) in stretch.iter().enumerate() {
            let (name, place) = (&names[i], &places[i]);
            match bound(&seek.how) {
                _ if together.contains(&i) => {}
                Some((sign, side)) if !together.is_empty() => {
                    both[side] = None;
                    conditions.push(format!("({fixed}, {name}) {sign} ({at}, {place})"));
                }
                _ => conditions.push(format!("{name} {} {place}", sign(&seek.how))),
            }
        }
        if !together.is_empty() {
            let sides = both.into_iter().flatten();
            conditions.extend(sides.map(|sign| format!("({fixed}) {sign} ({at})")));
        }
        for condition in conditions {
            self.add(glue);
            self.add(&condition);
            *glue = " AND ";
        }
    }

    /// Where the value of a condition is given: in a parameter, or in what leads the run.
    fn place(&mut self, seek: &'q Seek<'q>, i: usize, differ: &[usize]) -> String {
        match (seek.how.value(), differ.contains(&i)) {
            (None, _) => String::new(),
            (Some(_), true) => format!("v.\"{}\"", seek.column),
            (Some(value), false) => {
                self.with.push(Given::One(Param(value)));
                format!("${}", self.with.len())
            }
        }
    }

    fn scope(&mut self, scope: &Scope) {
        let numbers: BTreeSet<i64> = match scope {
            Scope::All => BTreeSet::new(),
            Scope::One(no) => [no.0].into(),
            Scope::Some(some) => some.iter().map(|no| no.0).collect(),
        };
        self.add("t.enterprise_id = ");
        match numbers.iter().next() {
            Some(no) if numbers.len() == 1 => self.given(Given::Number(*no)),
            _ => {
                self.add("ANY (");
                self.given(Given::Numbers(numbers.into_iter().map(Some).collect()));
                self.add("::bigint[])");
            }
        }
    }

    fn one_of(&mut self, column: &str, values: impl Iterator<Item = &'q Value> + Clone) {
        self.add(&format!("(t.\"{column}\" = ANY ("));
        self.given(Given::Many(values.clone().map(Param).collect()));
        self.add(")");
        if values.into_iter().any(|value| *value == Value::Null) {
            self.add(&format!(" OR t.\"{column}\" IS NULL"));
        }
        self.add(")");
    }

    fn filter(&mut self, t: &'static Table, filter: &'q Filter) {
        let name = |col: &milkround_core::store::Col| t.columns[col.0].name;
        match filter {
            Filter::Is(col, Value::Null) => self.compare(name(col), "IS NULL", None),
            Filter::Is(col, value) => self.compare(name(col), "=", Some(value)),
            Filter::IsNot(col, Value::Null) | Filter::AtLeast(col, Value::Null) => {
                self.compare(name(col), "IS NOT NULL", None);
            }
            Filter::IsNot(col, value) => self.compare(name(col), "IS DISTINCT FROM", Some(value)),
            Filter::AtLeast(col, value) => self.compare(name(col), ">=", Some(value)),
            Filter::Below(_, Value::Null) => self.add("false"),
            Filter::Below(col, value) => self.compare(name(col), "<", Some(value)),
            Filter::In(col, values) => self.one_of(name(col), values.iter()),
            Filter::Any(any) => {
                self.add("(false");
                for filter in any {
                    self.add(" OR ");
                    self.filter(t, filter);
                }
                self.add(")");
            }
        }
    }

    /// The index's columns and, where rows can be alike in those, the key's; `Null` first.
    fn order(&mut self, q: &Query, stretch: &[Seek<'_>]) {
        let unlike = q.index.unique && q.index.columns.iter().all(|name| no_null(q, stretch, name));
        let key = q.table.key.columns.iter();
        let key = key.filter(|name| !unlike && !q.index.columns.contains(name));
        let way = |name: &&str| match (q.descending, column(q.table, name).null) {
            (false, false) => format!("t.\"{name}\""),
            (false, true) => format!("t.\"{name}\" NULLS FIRST"),
            (true, false) => format!("t.\"{name}\" DESC"),
            (true, true) => format!("t.\"{name}\" DESC NULLS LAST"),
        };
        let all: Vec<_> = q.index.columns.iter().chain(key).map(way).collect();
        self.add(" ORDER BY ");
        self.add(&all.join(", "));
    }
}

/// Whether a column has a value in every row of a stretch.
fn no_null(q: &Query, stretch: &[Seek<'_>], name: &str) -> bool {
    let has = |seek: &Seek<'_>| seek.column == name && !matches!(seek.how, How::Null);
    !column(q.table, name).null || stretch.iter().any(has)
}

/// How two columns compare with two values where the second lies beyond a bound, and on which side
/// that bounds the first: 0 from below, 1 from above.
fn bound(how: &How<'_>) -> Option<(&'static str, usize)> {
    match how {
        How::AtLeast(_) => Some((">=", 0)),
        How::Above(_) => Some((">", 0)),
        How::Below(_) => Some(("<", 1)),
        How::Null | How::NotNull | How::Equal(_) => None,
    }
}

/// All columns of a table.
pub(crate) fn columns(t: &Table) -> String {
    list(t.columns.iter().map(|c| c.name))
}

fn sign(how: &How<'_>) -> &'static str {
    match how {
        How::Null => "IS NULL",
        How::NotNull => "IS NOT NULL",
        How::Equal(_) => "=",
        How::AtLeast(_) => ">=",
        How::Above(_) => ">",
        How::Below(_) => "<",
    }
}
