use super::*;
use crate::file::{Source, migrate};
use milkround_core::model::TABLES;
use milkround_core::store::{Access, Index, Kind, stretches};
use milkround_core::value::EnterpriseNo;
use rusqlite::{Connection, StatementStatus};
use uuid::Uuid;

fn some_value(kind: Kind) -> Value {
    match kind {
        Kind::Int => Value::Int(1),
        Kind::Instant => Value::Instant(1),
        Kind::Id => Value::Id(Uuid::nil()),
        Kind::Date => Value::Date(chrono::NaiveDate::default()),
        Kind::Text | Kind::Json => Value::text("a"),
    }
}

/// The values of an index's columns.
fn values(t: &Table, index: &Index) -> Vec<Value> {
    index.columns.iter().map(|name| some_value(t.columns[t.col(name).0].kind)).collect()
}

/// Queries of an index: whole, with every prefix, bounded, both ways, from a row on.
fn queries(t: &'static Table, index: &'static Index) -> Vec<Query> {
    let whole = Query { index, ..Query::on(t, "primary") };
    let lead = usize::from(whole.led_by_enterprise());
    let mut all = Vec::new();
    for n in 0..=index.columns.len() - lead {
        let prefix = values(t, index)[lead..lead + n].to_vec();
        let by_prefix = Query { prefix, ..whole.clone() };
        if n < index.columns.len() - lead {
            let bound = values(t, index)[lead + n].clone();
            all.push(by_prefix.clone().below(bound.clone()));
            all.push(by_prefix.clone().from(bound.clone()));
            let after = Some(values(t, index));
            all.push(by_prefix.clone().below(bound).after(after.clone()));
            all.push(by_prefix.clone().after(after));
        }
        all.push(by_prefix);
    }
    let filter = Filter::In(Col(0), vec![Value::Int(1), Value::Int(2)]);
    let filtered: Vec<_> = all.iter().map(|q| q.clone().filter(filter.clone())).collect();
    all.extend(filtered);
    all.iter().cloned().map(Query::backwards).chain(all.clone()).collect()
}

fn migrated() -> Connection {
    let db = Source::Memory.connect(Access::Write).unwrap();
    migrate(&db).unwrap();
    db
}

fn every_query() -> impl Iterator<Item = Query> {
    let indexes = |t: &&'static Table| {
        let t: &'static Table = t;
        std::iter::once(&t.key).chain(t.indexes).map(move |index| (t, index))
    };
    TABLES.iter().flat_map(indexes).flat_map(|(t, index)| queries(t, index))
}

/// No query sorts, and none reads a whole index where it names a part: every stretch is sought to.
#[test]
fn every_query_walks_its_index_without_sorting() {
    let db = migrated();
    let numbers = [EnterpriseNo(1), EnterpriseNo(2)];
    for scope in [Scope::One(EnterpriseNo(1)), Scope::Some(numbers.into()), Scope::All] {
        // To all enterprises there is no seeking by an index that the enterprise leads.
        for q in every_query().filter(|q| scope != Scope::All || !q.led_by_enterprise()) {
            for stretch in stretches(&q, &scope) {
                let sql = Sql::select("*", &q, &scope, &stretch, 10);
                let mut explain = db.prepare(&format!("EXPLAIN QUERY PLAN {}", sql.text)).unwrap();
                let steps = explain.raw_query().mapped(|row| row.get::<_, String>(3));
                let steps: Vec<_> = steps.map(Result::unwrap).collect();
                let of_list = ["LIST SUBQUERY", "SCAN rarray", "CREATE BLOOM"];
                let for_list = |step: &&String| of_list.iter().any(|of| step.starts_with(of));
                let of_index: Vec<_> = steps.iter().filter(|s| !for_list(s)).collect();
                let [step] = of_index[..] else { panic!("{steps:?} for {}", sql.text) };
                let index = index_name(q.table, q.index);
                let named = match q.index.name {
                    "primary" => step.starts_with("SCAN") || step.contains("PRIMARY KEY"),
                    _ => step.contains(&index),
                };
                assert!(named, "{step} for {}", sql.text);
                let sought = step.starts_with("SEARCH");
                assert!(sought || stretch.is_empty(), "{step} for {}", sql.text);
            }
        }
    }
}

/// A statement that was prepared once is planned once, whatever is bound to it.
#[test]
fn no_query_is_planned_again_for_other_values() {
    let db = migrated();
    let scope = Scope::One(EnterpriseNo(1));
    for q in every_query() {
        for stretch in stretches(&q, &scope) {
            let sql = Sql::select("*", &q, &scope, &stretch, 10);
            let mut statement = db.prepare(&sql.text).unwrap();
            for _ in 0..3 {
                for (value, place) in sql.binds.iter().zip(1..) {
                    value.bind(&mut statement, place).unwrap();
                }
                assert!(statement.raw_query().next().unwrap().is_none());
            }
            assert_eq!(statement.get_status(StatementStatus::RePrepare), 0, "{}", sql.text);
        }
    }
}
