//! Random operations on two stores, which must answer every one alike (P9).
//!
//! Values are few, so that keys, versions and unique texts collide often.

use crate::tables::{HERE, ITEMS, Item, LINES, THERE, line};
use milkround_core::store::{
    Access, Col, Filter, Held, Key, Query, Row, Scope, Store, Table, Transaction, Value,
};
use milkround_core::value::EnterpriseNo;
use milkround_core::{Code, Result};
use proptest::prelude::*;
use proptest::sample::{select, subsequence};
use uuid::Uuid;

/// One step of a sequence.
#[derive(Debug, Clone)]
pub enum Op {
    /// Ends the transaction; the next has this scope.
    End {
        /// Or drops it.
        commit: bool,
        /// Of the next transaction.
        scope: Scope,
        /// What the next transaction is for.
        access: Access,
    },
    /// Gets rows.
    Get(Tab, Vec<Key>),
    /// Finds rows.
    Find(Query),
    /// Finds rows page by page.
    Pages(Query, u32),
    /// Holds a row.
    Hold(Tab, Key),
    /// Counts.
    Count(Query, u64),
    /// Sums.
    Sum(Query, Vec<Col>, Vec<Col>),
    /// Inserts.
    Insert(Tab, Vec<Row>),
    /// Updates items to what is given, with the stored version plus one, and so much more.
    Update(Vec<(Item, i64)>),
    /// Updates lines.
    UpdateLines(Vec<Row>),
    /// Adds.
    Add(Tab, Col, Vec<(Key, i64)>, Option<i64>),
    /// Deletes.
    Delete(Tab, Vec<Key>),
}

type Tab = &'static Table;

/// What a store said.
#[derive(Debug, Clone, PartialEq)]
pub enum Answer {
    /// Rows, or none for a key.
    Rows(Vec<Option<Row>>),
    /// A number of rows.
    Number(u64),
    /// For each of many.
    Each(Vec<bool>),
    /// That it is done.
    Done,
    /// Its error: code and message.
    Refused(Code, String),
}

/// Runs the operations from an empty store and leaves it empty; answers what it answered, and what
/// was in it at the end.
pub fn run(store: &dyn Store, ops: &[Op]) -> Vec<Answer> {
    let mut answers = Vec::with_capacity(ops.len() + 2);
    let (mut scope, mut access) = (Scope::All, Access::Write);
    let mut tx = None;
    for op in ops {
        let mut now = match tx.take() {
            Some(tx) => tx,
            None => store.begin(&scope, access).expect("a transaction"),
        };
        let answer = match op {
            Op::End { commit, scope: next, access: and } => {
                (scope, access) = (next.clone(), *and);
                let done = if *commit { now.commit() } else { Ok(()) };
                done.map(|()| Answer::Done)
            }
            op => {
                let answer = step(&mut *now, op);
                // A transaction that failed is lost.
                tx = answer.is_ok().then_some(now);
                answer
            }
        };
        answers.push(answer.unwrap_or_else(|e| match e.code() {
            // Of two unique indexes that a row breaks, a store may name either.
            Code::AlreadyExists => Answer::Refused(e.code(), String::new()),
            code => Answer::Refused(code, e.to_string()),
        }));
    }
    drop(tx);
    let mut tx = store.begin(&Scope::All, Access::Write).expect("a transaction");
    for t in [&ITEMS, &LINES] {
        let rows = tx.find(&Query::on(t, "primary")).expect("rows");
        for index in t.indexes {
            let found = tx.find(&Query::on(t, index.name)).expect("rows");
            answers.push(Answer::Rows(found.into_iter().map(Some).collect()));
        }
        let keys: Vec<_> = rows.iter().map(|row| t.key_of(row)).collect();
        tx.delete(t, &keys).expect("deleted");
        answers.push(Answer::Rows(rows.into_iter().map(Some).collect()));
    }
    tx.commit().expect("committed");
    answers
}

fn step(tx: &mut dyn Transaction, op: &Op) -> Result<Answer> {
    let rows = |rows: Vec<Row>| Answer::Rows(rows.into_iter().map(Some).collect());
    Ok(match op {
        Op::End { .. } => Answer::Done,
        Op::Get(t, keys) => Answer::Rows(tx.get(t, keys)?),
        Op::Find(q) => rows(tx.find(q)?),
        Op::Pages(q, size) => rows(pages(tx, q, *size)?),
        Op::Hold(t, key) => Answer::Rows(vec![tx.hold(t, key, Held::Wait)?]),
        Op::Count(q, at_most) => Answer::Number(tx.count(q, *at_most)?),
        Op::Sum(q, by, of) => rows(tx.sum(q, by, of)?),
        Op::Insert(t, rows) => Answer::Each(tx.insert(t, rows)?),
        Op::Update(items) => update(tx, items)?,
        Op::UpdateLines(lines) => {
            tx.update(&LINES, lines)?;
            Answer::Done
        }
        Op::Add(t, col, deltas, floor) => Answer::Each(tx.add(t, *col, deltas, *floor)?),
        Op::Delete(t, keys) => Answer::Number(tx.delete(t, keys)?),
    })
}

fn pages(tx: &mut dyn Transaction, q: &Query, size: u32) -> Result<Vec<Row>> {
    let mut all: Vec<Row> = Vec::new();
    let mut page = q.clone().limit(size);
    loop {
        let found = tx.find(&page)?;
        let Some(last) = found.last() else { return Ok(all) };
        page.after = Some(q.table.pick(q.index, last));
        all.extend(found);
    }
}

fn update(tx: &mut dyn Transaction, items: &[(Item, i64)]) -> Result<Answer> {
    let version = ITEMS.col("version").0;
    for (item, more) in items {
        let stored = tx.get(&ITEMS, &[item.key()])?.remove(0);
        let mut row = item.row();
        if let Some(Value::Int(stored)) = stored.map(|row| row[version].clone()) {
            row[version] = Value::Int(stored + 1 + more);
        }
        tx.update(&ITEMS, &[row])?;
    }
    Ok(Answer::Done)
}

/// Sequences of `length` operations.
pub fn sequences(length: usize) -> impl Strategy<Value = Vec<Op>> {
    prop::collection::vec(op(), length)
}

fn op() -> impl Strategy<Value = Op> {
    let access = prop_oneof![6 => Just(Access::Write), 1 => Just(Access::Read)];
    let end = (any::<bool>(), scope(), access).prop_map(|(commit, scope, access)| Op::End {
        commit,
        scope,
        access,
    });
    let deltas = |t| (few(keyed(t), 4), few(number(), 4), prop::option::of(-2i64..2));
    let add_items = deltas(&ITEMS).prop_map(|(keys, by, floor)| {
        Op::Add(&ITEMS, ITEMS.col("stock"), keys.into_iter().zip(by).collect(), floor)
    });
    let add_lines = deltas(&LINES).prop_map(|(keys, by, floor)| {
        Op::Add(&LINES, LINES.col("quantity"), keys.into_iter().zip(by).collect(), floor)
    });
    let skew = prop_oneof![8 => Just(0i64), 1 => Just(1), 1 => Just(-1)];
    prop_oneof![
        3 => end,
        2 => table().prop_flat_map(|t| few(keyed(t), 5).prop_map(move |keys| Op::Get(t, keys))),
        6 => query().prop_map(Op::Find),
        2 => (query(), 1u32..4).prop_map(|(q, size)| Op::Pages(q, size)),
        1 => table().prop_flat_map(|t| keyed(t).prop_map(move |key| Op::Hold(t, key))),
        2 => (query(), 0u64..6).prop_map(|(q, most)| Op::Count(q, most)),
        3 => sum(),
        6 => few(item().prop_map(|item| item.row()), 4).prop_map(|rows| Op::Insert(&ITEMS, rows)),
        3 => few(a_line(), 4).prop_map(|rows| Op::Insert(&LINES, rows)),
        4 => few((item(), skew), 3).prop_map(Op::Update),
        1 => few(a_line(), 2).prop_map(Op::UpdateLines),
        2 => add_items,
        2 => add_lines,
        2 => table().prop_flat_map(|t| few(keyed(t), 3).prop_map(move |keys| Op::Delete(t, keys))),
    ]
}

fn few<T: std::fmt::Debug>(
    of: impl Strategy<Value = T>,
    most: usize,
) -> impl Strategy<Value = Vec<T>> {
    prop::collection::vec(of, 0..=most)
}

fn table() -> impl Strategy<Value = Tab> {
    select(vec![&ITEMS, &LINES])
}

fn enterprise() -> impl Strategy<Value = EnterpriseNo> {
    prop_oneof![4 => Just(HERE), 2 => Just(THERE), 1 => Just(EnterpriseNo(i64::MAX))]
}

fn scope() -> impl Strategy<Value = Scope> {
    prop_oneof![
        3 => Just(Scope::All),
        2 => enterprise().prop_map(Scope::One),
        2 => few(enterprise(), 3).prop_map(|some| Scope::Some(some.into())),
    ]
}

fn number() -> impl Strategy<Value = i64> {
    prop_oneof![8 => -3i64..4, 1 => select(vec![i64::MIN, i64::MAX, i64::MAX - 1])]
}

fn name() -> impl Strategy<Value = &'static str> {
    select(vec!["", "a", "a\0", "A", "ab", "é", "😀", "\u{fffd}"])
}

fn day() -> impl Strategy<Value = &'static str> {
    select(vec!["0000-01-01", "1999-12-31", "2024-02-29", "9999-12-31"])
}

fn item() -> impl Strategy<Value = Item> {
    let values = (name(), prop::option::of(name()), number(), prop::option::of(number()));
    let key = (enterprise(), 0u128..6);
    (key, values, number(), prop::option::of(day())).prop_map(
        |((enterprise, id), (name, code, amount, stock), at, on)| Item {
            enterprise,
            id,
            name: name.to_owned(),
            code: code.map(str::to_owned),
            amount,
            stock,
            at,
            on,
            version: 1,
        },
    )
}

fn a_line() -> impl Strategy<Value = Row> {
    (enterprise(), name(), 0i64..3, prop::option::of(number()))
        .prop_map(|(enterprise, order, position, n)| line(enterprise, order, position, n))
}

fn keyed(t: Tab) -> BoxedStrategy<Key> {
    match t.name == ITEMS.name {
        true => item().prop_map(|item| item.key()).boxed(),
        false => a_line().prop_map(|row| LINES.key_of(&row)).boxed(),
    }
}

/// A value that the column may hold, or `Null`.
fn value(t: Tab, col: Col) -> BoxedStrategy<Value> {
    let by_name = match t.columns[col.0].name {
        "enterprise_id" => enterprise().prop_map(|no| Value::Int(no.0)).boxed(),
        "id" => (0u128..6).prop_map(|id| Value::Id(Uuid::from_u128(id))).boxed(),
        "name" | "code" | "order" => name().prop_map(Value::text).boxed(),
        "on" => day().prop_map(crate::tables::date).boxed(),
        "at" => number().prop_map(Value::Instant).boxed(),
        "notes" => Just(Value::Null).boxed(),
        _ => number().prop_map(Value::Int).boxed(),
    };
    prop_oneof![7 => by_name, 1 => Just(Value::Null)].boxed()
}

fn filter(t: Tab) -> BoxedStrategy<Filter> {
    let col = (0..t.columns.len()).prop_map(Col);
    let one = (col, 0..5).prop_flat_map(move |(col, how)| {
        few(value(t, col), 3).prop_map(move |values| {
            let value = values.first().cloned().unwrap_or(Value::Null);
            match how {
                0 => Filter::Is(col, value),
                1 => Filter::IsNot(col, value),
                2 => Filter::AtLeast(col, value),
                3 => Filter::Below(col, value),
                _ => Filter::In(col, values),
            }
        })
    });
    one.boxed().prop_recursive(2, 6, 3, |inner| few(inner, 3).prop_map(Filter::Any)).boxed()
}

fn query() -> impl Strategy<Value = Query> {
    let indexes = table().prop_flat_map(|t| {
        let index = (0..=t.indexes.len()).prop_map(move |i| t.indexes.get(i).unwrap_or(&t.key));
        index.prop_map(move |index| (t, index))
    });
    indexes.prop_flat_map(|(t, index)| {
        let q = Query { index, ..Query::on(t, "primary") };
        let cols: Vec<_> = t.cols(index);
        let lead = usize::from(q.led_by_enterprise());
        let whole: Vec<_> = cols.iter().map(|col| value(t, *col)).collect();
        let bounds = move |fixed: usize| match cols.get(lead + fixed) {
            Some(col) => {
                let bound = || prop_oneof![2 => Just(None), 1 => value(t, *col).prop_map(Some)];
                (bound(), bound()).boxed()
            }
            None => (Just(None), Just(None)).boxed(),
        };
        let stretch = (whole.clone(), 0..=whole.len() - lead)
            .prop_map(move |(whole, n)| whole[lead..lead + n].to_vec())
            .prop_flat_map(move |prefix| (bounds(prefix.len()), Just(prefix)));
        let after = prop_oneof![2 => Just(None), 1 => whole.prop_map(Some)];
        let limit = prop_oneof![2 => Just(u32::MAX), 1 => 0u32..4];
        (stretch, few(filter(t), 1), after, any::<bool>(), limit).prop_map(
            move |(((from, below), prefix), filters, after, descending, limit)| Query {
                prefix,
                from,
                below,
                filters,
                after,
                descending,
                limit,
                ..q.clone()
            },
        )
    })
}

fn sum() -> impl Strategy<Value = Op> {
    query().prop_flat_map(|q| {
        let cols = |wanted: &[&str]| {
            let named = |c: &&milkround_core::store::Column| wanted.contains(&c.name);
            let cols: Vec<_> =
                q.table.columns.iter().filter(named).map(|c| q.table.col(c.name)).collect();
            let most = cols.len();
            subsequence(cols, 0..=most)
        };
        let by = cols(&["enterprise_id", "name", "on", "order", "stock"]).prop_shuffle();
        let of = cols(&["amount", "stock", "quantity", "position"]).prop_shuffle();
        (Just(q), by, of).prop_map(|(q, by, of)| Op::Sum(q, by, of))
    })
}
