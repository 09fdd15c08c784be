use super::{Place, fill, find, ids, read, refused, write};
use crate::tables::{HERE, ITEMS, Item, LINES, THERE, date, line};
use milkround_core::Code;
use milkround_core::store::{
    Access, Col, Filter, Index, Query, Row, Scope, Store, Transaction, Value,
};
use std::collections::BTreeSet;
use uuid::Uuid;

/// Forty items of two enterprises in which every index has runs of equal values and `Null`s.
fn many(store: &dyn Store) -> Vec<Row> {
    let days = [None, Some("2024-02-29"), Some("2024-03-01"), Some("1999-12-31")];
    let item = |i: u32| {
        let id = u128::from(i);
        let enterprise = if i.is_multiple_of(3) { THERE } else { HERE };
        Item {
            name: format!("n{}", i % 5),
            code: (i % 4 == 1).then(|| format!("c{}", 99 - i)),
            amount: i64::from(i),
            stock: (!i.is_multiple_of(7)).then_some(i64::from(i % 6) - 2),
            at: i64::from(i % 3) * 1_000,
            on: days[i as usize % 4],
            ..Item::new(enterprise, id * 7 % 41)
        }
    };
    let rows: Vec<_> = (1..=40).map(|i| item(i).row()).collect();
    fill(store, &rows);
    rows
}

/// Every index of the table of items, its key among them.
fn indexes() -> impl Iterator<Item = &'static Index> {
    std::iter::once(&ITEMS.key).chain(ITEMS.indexes)
}

/// The order of an index: its values, and the key where those are equal.
fn sorted(mut rows: Vec<Row>, index: &Index, descending: bool) -> Vec<Row> {
    rows.sort_by_key(|row| (ITEMS.pick(index, row), ITEMS.key_of(row)));
    if descending {
        rows.reverse();
    }
    rows
}

fn find_all(store: &dyn Store) -> Vec<Row> {
    store.begin(&Scope::All, Access::Read).unwrap().find(&Query::on(&ITEMS, "primary")).unwrap()
}

fn on(index: &'static Index, descending: bool) -> Query {
    Query { descending, ..Query::on(&ITEMS, index.name) }
}

/// `get` answers key by key, twice where a key stands twice, with nothing where there is no row.
pub fn get_answers_in_the_order_of_the_keys(place: &dyn Place) {
    let store = place.open();
    let [one, two, three] = [1, 2, 3].map(|id| Item::new(HERE, id));
    fill(&*store, &[one.row(), two.row()]);
    let keys = [two.key(), three.key(), one.key(), two.key(), Item::new(THERE, 1).key()];
    let expected = [Some(two.row()), None, Some(one.row()), Some(two.row()), None];
    assert_eq!(write(&*store).get(&ITEMS, &keys).unwrap(), expected);
    assert_eq!(read(&*store).get(&ITEMS, &keys).unwrap(), expected);
}

/// `find` answers in the order of the index, both ways.
pub fn find_answers_in_the_order_of_the_index(place: &dyn Place) {
    let store = place.open();
    let rows = many(&*store);
    for index in indexes() {
        for descending in [false, true] {
            let found = find(&*store, &on(index, descending));
            assert_eq!(found, sorted(rows.clone(), index, descending), "{}", index.name);
        }
    }
}

/// A prefix fixes the columns behind the enterprise, `Null` like any other value.
pub fn a_prefix_fixes_the_first_columns(place: &dyn Place) {
    let store = place.open();
    let rows = many(&*store);
    for value in [Value::Null, date("2024-02-29"), date("2024-02-28")] {
        let q = Query::on(&ITEMS, "by_date").eq(value.clone());
        let with = rows.iter().filter(|row| row[7] == value).cloned().collect();
        assert_eq!(find(&*store, &q), sorted(with, ITEMS.index("by_date"), false));
        let q = q.eq("n3");
        let with = rows.iter().filter(|row| row[7] == value && row[2] == Value::text("n3"));
        assert_eq!(find(&*store, &q), sorted(with.cloned().collect(), q.index, false));
    }
    let q = Query::on(&ITEMS, "by_world").eq("n3").eq(8);
    assert_eq!(find(&*store, &q).len(), 1);
    assert_eq!(find(&*store, &Query::on(&ITEMS, "by_name").eq("n")), Vec::<Row>::new());
}

/// Values to choose from mean what one query each would find, in the index's order.
pub fn a_query_may_name_several_values(place: &dyn Place) {
    let store = place.open();
    many(&*store);
    for (descending, size) in [(false, u32::MAX), (true, u32::MAX), (false, 2), (true, 3)] {
        let choices = [date("2024-03-01"), Value::Null, date("2024-02-28"), date("1999-12-31")];
        let mut q = on(ITEMS.index("by_date"), descending).limit(size).among(choices.clone());
        let one = |value: &Value| {
            let q = on(ITEMS.index("by_date"), descending).eq(value.clone());
            find(&*store, &q)
        };
        let expected = sorted(choices.iter().flat_map(one).collect(), q.index, descending);
        assert!(expected.len() > 10);
        let mut pages: Vec<Row> = Vec::new();
        loop {
            let found = find(&*store, &q);
            let Some(last) = found.last() else { break };
            q.after = Some(ITEMS.pick(q.index, last));
            pages.extend(found);
        }
        assert_eq!(pages, expected, "{descending} {size}");
    }
    let behind = Query::on(&ITEMS, "by_date").eq(date("2024-02-29"));
    let behind = behind.among(["n3".into(), "n1".into()]);
    let names: BTreeSet<_> = find(&*store, &behind).iter().map(|row| row[2].clone()).collect();
    assert_eq!(names, ["n1".into(), "n3".into()].into());
    for index in ["by_date", "by_name"] {
        for among in [["n1".into(), "n3".into()], [date("1999-12-31"), Value::Null]] {
            if matches!(among[0], Value::Text(_)) != (index == "by_name") {
                continue;
            }
            let q = Query::on(&ITEMS, index).among(among.clone());
            let all = store.begin(&Scope::All, Access::Read).unwrap().find(&q).unwrap();
            let col = ITEMS.cols(q.index)[1];
            let rows = find_all(&*store).into_iter().filter(|row| among.contains(&row[col.0]));
            assert_eq!(all, sorted(rows.collect(), q.index, false), "{index}");
        }
    }
    let none = Query::on(&ITEMS, "by_date").among([]);
    assert_eq!(find(&*store, &none), Vec::<Row>::new());
    let both = Query::on(&ITEMS, "by_name").among(["n1".into()]).from("n0");
    refused(read(&*store).find(&both), Code::Internal);
}

/// Bounds on the column behind the prefix mean what [`Filter::AtLeast`] and [`Filter::Below`] do.
pub fn bounds_pass_over_null(place: &dyn Place) {
    let store = place.open();
    let rows = many(&*store);
    let stock = ITEMS.col("stock");
    let values = [Value::Null, Value::Int(-1), Value::Int(1), Value::Int(9)];
    for (low, high) in values.iter().flat_map(|low| values.iter().map(move |high| (low, high))) {
        let bounds = [(Some(low), None), (None, Some(high)), (Some(low), Some(high))];
        for (from, below) in bounds {
            for descending in [false, true] {
                let mut q = on(ITEMS.index("by_stock"), descending);
                q.from = from.cloned();
                q.below = below.cloned();
                let holds = |row: &Row| {
                    from.is_none_or(|v| Filter::AtLeast(stock, v.clone()).holds(row))
                        && below.is_none_or(|v| Filter::Below(stock, v.clone()).holds(row))
                };
                let within = rows.iter().filter(|row| holds(row)).cloned().collect();
                assert_eq!(find(&*store, &q), sorted(within, q.index, descending), "{q:?}");
            }
        }
    }
    let q = Query::on(&ITEMS, "by_date").eq(date("2024-03-01")).from("n1").below("n3");
    let names: Vec<_> = find(&*store, &q).iter().map(|row| row[2].clone()).collect();
    assert!(!names.is_empty() && names.iter().all(|n| *n == "n1".into() || *n == "n2".into()));
}

/// Pages, each behind the last row of the one before, make up the whole walk, whatever their size.
/// Rows that only `Null` makes equal in a unique index count as one place.
pub fn pages_make_up_the_walk(place: &dyn Place) {
    let store = place.open();
    many(&*store);
    let code = ITEMS.col("code");
    for index in indexes() {
        for (descending, size) in [(false, 1), (true, 1), (false, 2), (true, 3), (false, 7)] {
            let mut q = on(index, descending);
            if index.name == "by_code" {
                q = q.filter(Filter::IsNot(code, Value::Null));
            }
            let whole = find(&*store, &q);
            let mut pages: Vec<Row> = Vec::new();
            let mut page = q.clone().limit(size);
            loop {
                let found = find(&*store, &page);
                assert!(found.len() <= size as usize);
                let Some(last) = found.last() else { break };
                page.after = Some(ITEMS.pick(index, last));
                pages.extend(found);
            }
            assert_eq!(pages, whole, "{} {size}", index.name);
        }
    }
}

/// A walk goes on behind values that no row has, and behind those that lie outside of it.
pub fn a_page_begins_behind_a_row_that_is_gone(place: &dyn Place) {
    let store = place.open();
    let rows = many(&*store);
    let id = |id: u128| Value::Id(Uuid::from_u128(id));
    let afters = [
        vec![Value::Int(1), Value::Null, id(0)],
        vec![Value::Int(1), Value::Null, id(20)],
        vec![Value::Int(1), Value::Int(0), id(1_000)],
        vec![Value::Int(1), Value::Int(i64::MAX), id(0)],
        vec![Value::Int(2), Value::Int(1), id(3)],
        vec![Value::Int(0), Value::Int(1), id(3)],
        vec![Value::Int(3), Value::Int(1), id(3)],
        vec![Value::Null, Value::Null, Value::Null],
    ];
    let index = ITEMS.index("by_stock");
    for after in afters {
        for descending in [false, true] {
            for prefix in [None, Some(Value::Null), Some(Value::Int(1))] {
                let mut q = on(index, descending).after(Some(after.clone()));
                q.prefix.extend(prefix.clone());
                let behind = |row: &&Row| match descending {
                    false => ITEMS.pick(index, row) > after,
                    true => ITEMS.pick(index, row) < after,
                };
                let fits = |row: &&Row| prefix.as_ref().is_none_or(|value| row[5] == *value);
                let left = rows.iter().filter(behind).filter(fits).cloned().collect();
                assert_eq!(find(&*store, &q), sorted(left, index, descending), "{q:?}");
            }
        }
    }
}

/// Filters pass the rows that [`Filter::holds`] passes.
pub fn filters_mean_what_holds_says(place: &dyn Place) {
    let store = place.open();
    let rows = many(&*store);
    let [stock, name, on, notes] = ["stock", "name", "on", "notes"].map(|name| ITEMS.col(name));
    let int = Value::Int;
    let any = vec![Filter::Is(stock, int(1)), Filter::Any(vec![Filter::Below(name, "n1".into())])];
    let filters = [
        Filter::Is(stock, int(1)),
        Filter::Is(stock, Value::Null),
        Filter::IsNot(stock, int(1)),
        Filter::IsNot(stock, Value::Null),
        Filter::In(stock, vec![int(1), int(2), int(77)]),
        Filter::In(stock, vec![int(1), Value::Null]),
        Filter::In(stock, vec![]),
        Filter::In(name, vec!["n1".into(), "n4".into(), "N1".into()]),
        Filter::In(on, vec![date("2024-02-29"), date("2025-02-28")]),
        Filter::AtLeast(stock, int(1)),
        Filter::AtLeast(stock, Value::Null),
        Filter::AtLeast(on, date("2024-03-01")),
        Filter::Below(stock, int(1)),
        Filter::Below(stock, Value::Null),
        Filter::Below(on, date("2024-03-01")),
        Filter::IsNot(notes, Value::Null),
        Filter::Any(any),
        Filter::Any(vec![]),
    ];
    for first in &filters {
        for second in &filters {
            let q = Query::on(&ITEMS, "primary").filter(first.clone()).filter(second.clone());
            let holds = |row: &&Row| first.holds(row) && second.holds(row);
            let held = rows.iter().filter(holds).cloned().collect();
            assert_eq!(find(&*store, &q), sorted(held, &ITEMS.key, false), "{:?}", q.filters);
        }
    }
}

/// A limit ends the walk, none at all is possible, and filters come before it.
pub fn a_limit_ends_the_walk(place: &dyn Place) {
    let store = place.open();
    many(&*store);
    let q = Query::on(&ITEMS, "by_name").filter(Filter::AtLeast(ITEMS.col("stock"), 1.into()));
    let whole = find(&*store, &q);
    for limit in [0, 1, 5, 40, 41, u32::MAX] {
        let found = find(&*store, &q.clone().limit(limit));
        assert_eq!(found, whole[..whole.len().min(limit as usize)]);
    }
}

/// `count` counts what `find` finds, up to `at_most`.
pub fn count_goes_no_further_than_asked(place: &dyn Place) {
    let store = place.open();
    let rows = many(&*store);
    let here = rows.iter().filter(|row| row[5] == Value::Null).count() as u64;
    let q = Query::on(&ITEMS, "by_stock").eq(Value::Null);
    let mut tx = read(&*store);
    assert_eq!(tx.count(&q, u64::MAX).unwrap(), here);
    assert_eq!(tx.count(&q, 2).unwrap(), 2);
    assert_eq!(tx.count(&q, 0).unwrap(), 0);
    assert_eq!(tx.count(&q.clone().limit(3), 100).unwrap(), 3);
    let last = tx.find(&q.clone().limit(2)).unwrap().pop().unwrap();
    let q = q.after(Some(ITEMS.pick(ITEMS.index("by_stock"), &last)));
    assert_eq!(tx.count(&q, 100).unwrap(), here - 2);
}

/// `sum` groups, counts and adds exactly: `Null` adds nothing, and what is too large only on the
/// way does no harm.
pub fn sum_is_exact_and_in_order(place: &dyn Place) {
    let store = place.open();
    let quantities = [
        ("b", Some(i64::MAX)),
        ("b", Some(i64::MAX)),
        ("b", Some(-i64::MAX)),
        ("a", None),
        ("a", None),
        ("c", Some(-3)),
        ("c", None),
        ("c", Some(1)),
        ("d", Some(i64::MIN)),
    ];
    let lines: Vec<_> =
        quantities.iter().zip(1..).map(|((order, n), i)| line(HERE, order, i, *n)).collect();
    let mut tx = write(&*store);
    tx.insert(&LINES, &lines).unwrap();
    let [order, position, quantity] = ["order", "position", "quantity"].map(|c| LINES.col(c));
    let q = Query::on(&LINES, "primary");
    let row = |order: &str, count: i64, positions: i64, sum: i64| -> Row {
        vec![order.into(), count.into(), positions.into(), sum.into()]
    };
    let sums = tx.sum(&q, &[order], &[position, quantity]).unwrap();
    let expected = [
        row("a", 2, 9, 0),
        row("b", 3, 6, i64::MAX),
        row("c", 3, 21, -2),
        row("d", 1, 9, i64::MIN),
    ];
    assert_eq!(sums, expected);
    let few = tx.sum(&q.clone().limit(3), &[order], &[position]).unwrap();
    assert_eq!(few, [row("a", 2, 9, 0)[..3].to_vec(), row("b", 1, 1, 0)[..3].to_vec()]);
    let by_quantity = tx.sum(&Query::on(&LINES, "primary").eq("c"), &[quantity], &[]).unwrap();
    let counted = [(Value::Null, 1), (Value::Int(-3), 1), (Value::Int(1), 1)];
    assert_eq!(by_quantity, counted.map(|(quantity, n)| vec![quantity, Value::Int(n)]));
    let q = q.filter(Filter::Is(quantity, i64::MAX.into()));
    refused(tx.sum(&q, &[order], &[quantity]), Code::Internal);
}

/// Without rows there is no group, not even where nothing is grouped by; with some there is one.
pub fn sum_of_nothing_is_nothing(place: &dyn Place) {
    let store = place.open();
    let (q, quantity) = (Query::on(&LINES, "primary"), LINES.col("quantity"));
    let mut tx = write(&*store);
    assert_eq!(tx.sum(&q, &[], &[quantity]).unwrap(), Vec::<Row>::new());
    assert_eq!(tx.sum(&q, &[quantity], &[]).unwrap(), Vec::<Row>::new());
    tx.insert(&LINES, &[line(HERE, "a", 1, Some(4)), line(THERE, "a", 1, None)]).unwrap();
    assert_eq!(tx.sum(&q, &[], &[quantity]).unwrap(), [vec![Value::Int(2), Value::Int(4)]]);
    assert_eq!(tx.sum(&q, &[], &[]).unwrap(), [vec![Value::Int(2)]]);
    assert_eq!(tx.sum(&q.clone().limit(0), &[], &[]).unwrap(), Vec::<Row>::new());
}

/// A query that does not fit its table is a fault of the program.
pub fn queries_that_do_not_fit_are_refused(place: &dyn Place) {
    let store = place.open();
    let (name, notes) = (ITEMS.col("name"), ITEMS.col("notes"));
    let by_name = Query::on(&ITEMS, "by_name");
    let other = Query { index: LINES.index("by_quantity"), ..by_name.clone() };
    let bad = [
        other,
        by_name.clone().eq(1),
        by_name.clone().eq("a").eq("b"),
        by_name.clone().from(1),
        by_name.clone().eq("a").eq(Uuid::nil()).below(1),
        by_name.clone().after(Some(vec!["a".into()])),
        by_name.clone().after(Some(vec![1.into(), 2.into(), Uuid::nil().into()])),
        by_name.clone().filter(Filter::Is(name, 1.into())),
        by_name.clone().filter(Filter::Any(vec![Filter::In(name, vec![1.into()])])),
        by_name.clone().filter(Filter::Is(notes, "{}".into())),
    ];
    for q in bad {
        refused(read(&*store).find(&q), Code::Internal);
        refused(read(&*store).count(&q, 1), Code::Internal);
        refused(read(&*store).sum(&q, &[], &[]), Code::Internal);
    }
    refused(read(&*store).sum(&by_name, &[], &[name]), Code::Internal);
    refused(read(&*store).sum(&by_name, &[notes], &[]), Code::Internal);
}

/// Keys, rows and the values of a filter may be many thousands.
pub fn calls_take_many_rows_at_once(place: &dyn Place) {
    let store = place.open();
    let of = |n: i64| Item { name: "many".to_owned(), amount: n, ..Item::new(HERE, n as u128) };
    let (rows, keys): (Vec<_>, Vec<_>) = (0..3_000).map(|n| (of(n).row(), of(n).key())).unzip();
    fill(&*store, &rows);
    let mut tx = write(&*store);
    let keys: Vec<_> = keys.iter().cycle().take(40_000).cloned().collect();
    let found = tx.get(&ITEMS, &keys).unwrap();
    assert!(found.into_iter().flatten().eq(rows.iter().cycle().take(40_000).cloned()));
    let all = (0..40_000).map(Value::Int).collect();
    let q = Query::on(&ITEMS, "by_world").eq("many").filter(Filter::In(ITEMS.col("amount"), all));
    assert_eq!(tx.count(&q, u64::MAX).unwrap(), 3_000);
    let last = tx.find(&q.backwards().limit(1)).unwrap();
    assert_eq!(ids(&last), [2_999]);
    assert_eq!(tx.delete(&ITEMS, &keys).unwrap(), 3_000);
}

/// A query of one enterprise answers for that one, and for none outside of the scope.
pub fn a_query_of_one_enterprise_answers_for_that_alone(place: &dyn Place) {
    let store = place.open();
    let rows = many(&*store);
    let q = |index: &Index, no| Query::on(&ITEMS, index.name).of(no);
    let wide = || store.begin(&Scope::All, Access::Read).unwrap();
    let narrow = || store.begin(&Scope::Some([THERE].into()), Access::Read).unwrap();
    for index in indexes() {
        for no in [HERE, THERE] {
            let theirs = rows.iter().filter(|row| row[0] == Value::Int(no.0)).cloned().collect();
            let theirs = sorted(theirs, index, false);
            assert_eq!(wide().find(&q(index, no)).unwrap(), theirs, "{}", index.name);
            assert_eq!(wide().count(&q(index, no), 99).unwrap(), theirs.len() as u64);
            let seen = narrow().find(&q(index, no)).unwrap();
            assert_eq!(seen, if no == THERE { theirs } else { Vec::new() }, "{}", index.name);
        }
        let sum = |tx: &mut dyn Transaction, no| tx.sum(&q(index, no), &[Col(0)], &[]).unwrap();
        assert_eq!(sum(&mut *wide(), THERE), [vec![Value::Int(THERE.0), Value::Int(13)]]);
        assert!(sum(&mut *narrow(), HERE).is_empty());
    }
}
