use super::{Place, fill, ids, items, refused};
use crate::tables::{HERE, ITEMS, Item, THERE};
use milkround_core::Code;
use milkround_core::store::{Access, Held, Query, Row, Scope, Value};
use milkround_core::value::EnterpriseNo;

const NOWHERE: EnterpriseNo = EnterpriseNo(3);

fn some(enterprises: &[EnterpriseNo]) -> Scope {
    Scope::Some(enterprises.into())
}

/// What a reader of each scope may find.
fn scopes() -> Vec<(Scope, Vec<EnterpriseNo>)> {
    vec![
        (Scope::One(HERE), vec![HERE]),
        (Scope::One(THERE), vec![THERE]),
        (Scope::One(EnterpriseNo(9)), vec![]),
        (some(&[THERE]), vec![THERE]),
        (some(&[NOWHERE, THERE, NOWHERE, HERE]), vec![HERE, THERE, NOWHERE]),
        (some(&[HERE, EnterpriseNo(9)]), vec![HERE]),
        (Scope::All, vec![HERE, THERE, NOWHERE]),
    ]
}

fn three_of_each(place: &dyn Place) -> std::sync::Arc<dyn milkround_core::store::Store> {
    let store = place.open();
    let rows: Vec<Row> = [HERE, THERE, NOWHERE]
        .iter()
        .flat_map(|enterprise| (1..=3).map(|id| Item::new(*enterprise, id).row()))
        .collect();
    fill(&*store, &rows);
    store
}

fn enterprises(rows: &[Row]) -> Vec<EnterpriseNo> {
    let of = |row: &Row| match row[0] {
        Value::Int(no) => EnterpriseNo(no),
        _ => panic!("{row:?} has no enterprise"),
    };
    rows.iter().map(of).collect()
}

/// `get`, `hold`, `find`, `count` and `sum` see the scope's rows and no other, by any index.
pub fn reading_is_confined_to_the_scope(place: &dyn Place) {
    let store = three_of_each(place);
    for (scope, seen) in scopes() {
        let mut tx = store.begin(&scope, Access::Write).unwrap();
        let keys = [HERE, THERE, NOWHERE].map(|enterprise| Item::new(enterprise, 1).key());
        let got = tx.get(&ITEMS, &keys).unwrap();
        assert_eq!(enterprises(&got.into_iter().flatten().collect::<Vec<_>>()), seen);
        let held = keys.iter().filter_map(|key| tx.hold(&ITEMS, key, Held::Wait).unwrap());
        assert_eq!(enterprises(&held.collect::<Vec<_>>()), seen);
        for index in ["primary", "by_code", "by_name", "by_time", "by_world"] {
            let q = Query::on(&ITEMS, index);
            let found = tx.find(&q).unwrap();
            assert_eq!(found.len(), seen.len() * 3, "{index} {scope:?}");
            assert!(enterprises(&found).iter().all(|no| seen.contains(no)));
            assert_eq!(tx.count(&q, 100).unwrap(), found.len() as u64);
            let sums = tx.sum(&q, &[ITEMS.col("enterprise_id")], &[ITEMS.col("stock")]).unwrap();
            let each = seen.iter().map(|no| vec![no.0.into(), 3.into(), 30.into()]);
            assert_eq!(sums, each.collect::<Vec<Row>>());
        }
    }
}

/// Whatever would write outside of the scope is refused, with all else in the call.
pub fn writing_outside_of_the_scope_is_refused(place: &dyn Place) {
    let store = three_of_each(place);
    let before = items(&*store);
    let stock = ITEMS.col("stock");
    for scope in [Scope::One(HERE), some(&[HERE, NOWHERE]), some(&[])] {
        let begin = || store.begin(&scope, Access::Write).unwrap();
        let new = [HERE, THERE].map(|no| Item { amount: no.0, ..Item::new(no, 7) }.row());
        refused(begin().insert(&ITEMS, &new), Code::Internal);
        let changed = [HERE, THERE].map(|no| Item { version: 2, ..Item::new(no, 1) }.row());
        refused(begin().update(&ITEMS, &changed), Code::Internal);
        let keys = [HERE, THERE].map(|no| Item::new(no, 1).key());
        let deltas = keys.clone().map(|key| (key, 1));
        refused(begin().add(&ITEMS, stock, &deltas, None), Code::Internal);
        refused(begin().delete(&ITEMS, &keys), Code::Internal);
    }
    assert_eq!(items(&*store), before);
    let mut tx = store.begin(&some(&[THERE, HERE]), Access::Write).unwrap();
    let keys = [HERE, THERE].map(|no| Item::new(no, 1).key());
    assert_eq!(tx.delete(&ITEMS, &keys).unwrap(), 2);
}

/// Where the enterprise leads an index, a walk takes one enterprise after the other, page by page
/// too; where it does not, they mix.
pub fn enterprises_come_one_after_the_other(place: &dyn Place) {
    let store = three_of_each(place);
    for (scope, seen) in scopes() {
        for descending in [false, true] {
            let mut tx = store.begin(&scope, Access::Read).unwrap();
            let mut q = Query { descending, ..Query::on(&ITEMS, "by_name") }.from("item 0002");
            let whole = tx.find(&q).unwrap();
            let mut each: Vec<_> = seen.iter().flat_map(|no| [*no, *no]).collect();
            if descending {
                each.reverse();
            }
            assert_eq!(enterprises(&whole), each);
            let mut pages: Vec<Row> = Vec::new();
            q.limit = 1;
            while let Some(row) = tx.find(&q).unwrap().pop() {
                q.after = Some(ITEMS.pick(q.index, &row));
                pages.push(row);
            }
            assert_eq!(pages, whole);
        }
    }
    let mut tx = store.begin(&some(&[THERE, HERE]), Access::Read).unwrap();
    let mixed = tx.find(&Query::on(&ITEMS, "by_world")).unwrap();
    assert_eq!(ids(&mixed), [1, 1, 2, 2, 3, 3]);
}

/// A scope of no enterprise finds nothing; calls without keys, rows or deltas do nothing.
pub fn empty_scopes_and_calls_answer_nothing(place: &dyn Place) {
    let store = three_of_each(place);
    let mut tx = store.begin(&some(&[]), Access::Write).unwrap();
    for index in ["primary", "by_name", "by_time"] {
        let q = Query::on(&ITEMS, index);
        assert_eq!(tx.find(&q).unwrap(), Vec::<Row>::new());
        assert_eq!(tx.count(&q, 10).unwrap(), 0);
    }
    assert!(tx.get(&ITEMS, &[]).unwrap().is_empty());
    assert!(tx.insert(&ITEMS, &[]).unwrap().is_empty());
    assert!(tx.add(&ITEMS, ITEMS.col("stock"), &[], None).unwrap().is_empty());
    assert_eq!(tx.delete(&ITEMS, &[]).unwrap(), 0);
    tx.update(&ITEMS, &[]).unwrap();
    tx.commit().unwrap();
}
