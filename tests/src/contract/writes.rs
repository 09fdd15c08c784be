use super::{Place, fill, find, ids, items, read, refused, write};
use crate::tables::{HERE, ITEMS, Item, LINES, MARKS, THERE, date, line};
use milkround_core::Code;
use milkround_core::store::{Col, Held, Query, Value};

fn stock() -> Col {
    ITEMS.col("stock")
}

fn coded(id: u128, code: &str) -> Item {
    Item { code: Some(code.to_owned()), ..Item::new(HERE, id) }
}

/// Inserting a known key answers `false` and changes nothing: within a batch, a transaction, and
/// later; also where the row breaks a unique index besides.
pub fn insert_answers_false_for_a_known_key(place: &dyn Place) {
    let store = place.open();
    let [one, two] = [coded(1, "A"), coded(2, "B")];
    let other = Item { name: "other".to_owned(), code: Some("C".to_owned()), ..one.clone() };
    let mut tx = write(&*store);
    let rows = [one.row(), other.row(), two.row(), one.row()];
    assert_eq!(tx.insert(&ITEMS, &rows).unwrap(), [true, false, true, false]);
    assert_eq!(tx.insert(&ITEMS, &[one.row()]).unwrap(), [false]);
    tx.commit().unwrap();
    let both = Item { code: Some("B".to_owned()), ..one.clone() };
    let mut tx = write(&*store);
    assert_eq!(tx.insert(&ITEMS, &[both.row(), one.row()]).unwrap(), [false, false]);
    tx.commit().unwrap();
    assert_eq!(items(&*store), [one.row(), two.row()]);
}

/// The same in a large batch, wherever the known keys stand in it: each row is answered for itself.
pub fn insert_answers_for_each_row_of_a_large_batch(place: &dyn Place) {
    let store = place.open();
    let known = [1, 20, 21, 57, 64];
    fill(&*store, &known.map(|id| Item::new(HERE, id).row()));
    let changed = |id: u128| Item { stock: Some(7), ..Item::new(HERE, id) }.row();
    let twice = 33;
    let batch: Vec<_> = (1..=64).chain([twice]).map(changed).collect();
    let mut tx = write(&*store);
    let inserted = tx.insert(&ITEMS, &batch).unwrap();
    tx.commit().unwrap();
    let expected: Vec<bool> = (1..=64).map(|id| !known.contains(&id)).chain([false]).collect();
    assert_eq!(inserted, expected);
    let stored = (1..=64).map(|id| match known.contains(&id) {
        true => Item::new(HERE, id).row(),
        false => changed(id),
    });
    assert_eq!(items(&*store), stored.collect::<Vec<_>>());
}

/// Where all keys must be new, one that is not fails the call, wherever it stands, and all is undone.
pub fn insert_new_refuses_a_known_key(place: &dyn Place) {
    let store = place.open();
    let row = |id| Item::new(HERE, id).row();
    let mut tx = write(&*store);
    tx.insert_new(&ITEMS, &(1..=64).map(row).collect::<Vec<_>>()).unwrap();
    tx.insert_new(&ITEMS, &[]).unwrap();
    tx.commit().unwrap();
    let other = |id| Item { name: "other".to_owned(), ..Item::new(HERE, id) }.row();
    for known in [vec![row(65), other(7)], vec![row(66), other(66)]] {
        let mut tx = write(&*store);
        let error = refused(tx.insert_new(&ITEMS, &known), Code::AlreadyExists);
        assert_eq!(error.details()["index"], "primary");
        refused(tx.commit(), Code::Internal);
    }
    fill(&*store, &[coded(70, "A").row()]);
    let error =
        refused(write(&*store).insert_new(&ITEMS, &[coded(71, "A").row()]), Code::AlreadyExists);
    assert_eq!(error.details()["index"], "by_code");
    assert_eq!(items(&*store).len(), 65);
    refused(read(&*store).insert_new(&ITEMS, &[row(80)]), Code::Internal);
}

/// A new key with the values of another row in a unique index fails the call, naming the index.
pub fn another_unique_index_fails_the_insert(place: &dyn Place) {
    let store = place.open();
    fill(&*store, &[coded(1, "A").row()]);
    let error = refused(write(&*store).insert(&ITEMS, &[coded(2, "A").row()]), Code::AlreadyExists);
    assert_eq!(error.details()["index"], "by_code");
    let twice = [coded(3, "C").row(), coded(4, "C").row()];
    refused(write(&*store).insert(&ITEMS, &twice), Code::AlreadyExists);
    let elsewhere = Item { enterprise: THERE, amount: 2, ..coded(1, "A") };
    fill(&*store, &[elsewhere.row()]);
    let world = Item { enterprise: THERE, id: 9, code: None, ..coded(1, "A") };
    let error = refused(write(&*store).insert(&ITEMS, &[world.row()]), Code::AlreadyExists);
    assert_eq!(error.details()["index"], "by_world");
    assert_eq!(items(&*store).len(), 2);
}

/// In a unique index `Null` is the same as nothing, not even as `Null`.
pub fn null_equals_nothing_in_a_unique_index(place: &dyn Place) {
    let store = place.open();
    fill(&*store, &[1, 2, 3].map(|id| Item::new(HERE, id).row()));
    assert_eq!(ids(&find(&*store, &Query::on(&ITEMS, "by_code").eq(Value::Null))), [1, 2, 3]);
}

/// In a versioned table an update must bring the next version; the conflict says the stored one.
pub fn update_needs_the_version_before(place: &dyn Place) {
    let store = place.open();
    let item =
        |version: i64, name: &str| Item { version, name: name.to_owned(), ..Item::new(HERE, 1) };
    fill(&*store, &[item(1, "old").row()]);
    let mut tx = write(&*store);
    tx.update(&ITEMS, &[item(2, "new").row(), item(3, "newer").row()]).unwrap();
    tx.commit().unwrap();
    for version in [i64::MIN, 0, 2, 3, 5, i64::MAX] {
        let stale = item(version, "stale").row();
        let error = refused(write(&*store).update(&ITEMS, &[stale]), Code::Conflict);
        assert_eq!(error.details()["version"], 3);
        assert_eq!(error.details()["key"], "00000000-0000-0000-0000-000000000001");
    }
    let gone = Item { version: 2, ..Item::new(HERE, 2) };
    let error = refused(write(&*store).update(&ITEMS, &[gone.row()]), Code::Conflict);
    assert_eq!(error.details()["key"], "00000000-0000-0000-0000-000000000002");
    assert!(!error.details().contains_key("version"));
    assert_eq!(items(&*store), [item(3, "newer").row()]);
}

/// Without versions the row only has to be there.
pub fn update_without_versions_needs_the_row(place: &dyn Place) {
    let store = place.open();
    let mut tx = write(&*store);
    tx.insert(&LINES, &[line(HERE, "a", 1, None), line(HERE, "a", 2, Some(2))]).unwrap();
    let changed = [line(HERE, "a", 2, None), line(HERE, "a", 1, Some(7))];
    tx.update(&LINES, &changed).unwrap();
    tx.update(&LINES, &changed).unwrap();
    let found = tx.find(&Query::on(&LINES, "primary")).unwrap();
    assert_eq!(found, [changed[1].clone(), changed[0].clone()]);
    refused(tx.update(&LINES, &[line(HERE, "b", 1, None)]), Code::Conflict);
}

/// After an update every index finds the row by its new values alone.
pub fn update_moves_the_row_in_its_indexes(place: &dyn Place) {
    let store = place.open();
    let [old, other] = [coded(1, "A"), coded(2, "B")];
    fill(&*store, &[old.row(), other.row()]);
    let new = Item {
        name: "zz".to_owned(),
        code: Some("C".to_owned()),
        stock: None,
        at: 0,
        on: Some("2024-01-01"),
        version: 2,
        ..old.clone()
    };
    let mut tx = write(&*store);
    tx.update(&ITEMS, &[new.row()]).unwrap();
    tx.commit().unwrap();
    for (index, row) in [("by_code", new.row()), ("by_name", new.row()), ("by_stock", new.row())] {
        let q = |row: &Vec<Value>| {
            let value = ITEMS.pick(ITEMS.index(index), row)[1].clone();
            Query::on(&ITEMS, index).eq(value)
        };
        assert_eq!(find(&*store, &q(&row)), [row], "{index}");
        assert!(!ids(&find(&*store, &q(&old.row()))).contains(&1), "{index}");
    }
    assert_eq!(ids(&find(&*store, &Query::on(&ITEMS, "by_time"))), [1, 2]);
    fill(&*store, &[Item { amount: 77, ..coded(3, "A") }.row()]);
}

/// An update may not take what is unique from another row, unless a call before gave it up.
pub fn update_may_not_take_what_is_unique(place: &dyn Place) {
    let store = place.open();
    fill(&*store, &[coded(1, "A").row(), coded(2, "B").row()]);
    let second = |id, code: &str| Item { version: 2, ..coded(id, code) }.row();
    let error = refused(write(&*store).update(&ITEMS, &[second(1, "B")]), Code::AlreadyExists);
    assert_eq!(error.details()["index"], "by_code");
    let mut tx = write(&*store);
    tx.update(&ITEMS, &[second(2, "C")]).unwrap();
    tx.update(&ITEMS, &[second(1, "B")]).unwrap();
    tx.commit().unwrap();
    assert_eq!(ids(&find(&*store, &Query::on(&ITEMS, "by_code"))), [1, 2]);
}

/// Where there is nothing but the key, an update only asks whether the row is there.
pub fn a_table_of_keys_alone_can_be_updated(place: &dyn Place) {
    let store = place.open();
    let mark = |on: &str| vec![Value::Int(HERE.0), date(on)];
    let mut tx = write(&*store);
    tx.insert(&MARKS, &[mark("2024-01-01")]).unwrap();
    tx.update(&MARKS, &[mark("2024-01-01")]).unwrap();
    assert_eq!(tx.find(&Query::on(&MARKS, "primary")).unwrap(), [mark("2024-01-01")]);
    refused(tx.update(&MARKS, &[mark("2024-01-02")]), Code::Conflict);
}

/// `add` applies one delta after the other, and none that would go below the floor, is `Null`, or
/// has no row; the version stays.
pub fn add_applies_deltas_in_order(place: &dyn Place) {
    let store = place.open();
    let [some, none, gone] = [1, 2, 3].map(|id| Item::new(HERE, id));
    let none = Item { stock: None, ..none };
    fill(&*store, &[some.row(), none.row()]);
    let mut tx = write(&*store);
    let deltas = [
        (some.key(), -7),
        (some.key(), -4),
        (none.key(), 1),
        (some.key(), 1),
        (gone.key(), 1),
        (some.key(), -4),
        (some.key(), 0),
    ];
    let done = tx.add(&ITEMS, stock(), &deltas, Some(0)).unwrap();
    assert_eq!(done, [true, false, false, true, false, true, true]);
    let at = |n: i64| Some(Item { stock: Some(n), ..some.clone() }.row());
    let mut now = |deltas: &[i64], floor: Option<i64>| {
        let deltas: Vec<_> = deltas.iter().map(|delta| (some.key(), *delta)).collect();
        let done = tx.add(&ITEMS, stock(), &deltas, floor).unwrap();
        (done, tx.get(&ITEMS, &[some.key()]).unwrap().remove(0))
    };
    assert_eq!(now(&[], None), (vec![], at(0)));
    assert_eq!(now(&[-5], None), (vec![true], at(-5)));
    assert_eq!(now(&[1, 5], Some(0)), (vec![false, true], at(0)));
    assert_eq!(now(&[-1], Some(i64::MIN)), (vec![true], at(-1)));
    assert_eq!(now(&[i64::MIN], Some(i64::MIN)), (vec![false], at(-1)));
    assert_eq!(now(&[i64::MAX], Some(i64::MAX)), (vec![false], at(-1)));
    tx.commit().unwrap();
    assert_eq!(read(&*store).get(&ITEMS, &[some.key()]).unwrap(), [at(-1)]);
}

/// After an add every index finds the row by its new number alone.
pub fn add_moves_the_row_in_its_indexes(place: &dyn Place) {
    let store = place.open();
    fill(&*store, &[Item::new(HERE, 1).row(), Item::new(HERE, 2).row()]);
    let mut tx = write(&*store);
    tx.add(&ITEMS, stock(), &[(Item::new(HERE, 1).key(), 5)], None).unwrap();
    assert_eq!(ids(&tx.find(&Query::on(&ITEMS, "by_stock")).unwrap()), [2, 1]);
    assert_eq!(ids(&tx.find(&Query::on(&ITEMS, "by_stock").eq(10)).unwrap()), [2]);
    assert_eq!(ids(&tx.find(&Query::on(&ITEMS, "by_stock").eq(15)).unwrap()), [1]);
}

/// A sum beyond 64 bits fails the call; only whole numbers outside of the key can be added to.
pub fn add_refuses_what_leaves_64_bits(place: &dyn Place) {
    let store = place.open();
    let [top, bottom] = [(1, i64::MAX), (2, i64::MIN)]
        .map(|(id, n)| Item { stock: Some(n), ..Item::new(HERE, id) });
    fill(&*store, &[top.row(), bottom.row()]);
    for (item, delta) in [(&top, 1), (&top, i64::MAX), (&bottom, -1), (&bottom, i64::MIN)] {
        let deltas = [(item.key(), delta)];
        refused(write(&*store).add(&ITEMS, stock(), &deltas, None), Code::Internal);
    }
    let deltas = [(bottom.key(), -1), (top.key(), i64::MIN)];
    let done = write(&*store).add(&ITEMS, stock(), &deltas, Some(i64::MIN)).unwrap();
    assert_eq!(done, [false, true]);
    for col in ["enterprise_id", "id", "name", "at"].map(|name| ITEMS.col(name)) {
        refused(write(&*store).add(&ITEMS, col, &[], None), Code::Internal);
    }
    assert_eq!(items(&*store), [top.row(), bottom.row()]);
}

/// `delete` counts the rows there were, each once, and takes them out of every index.
pub fn delete_counts_the_rows_there_were(place: &dyn Place) {
    let store = place.open();
    let [one, two, three] = [coded(1, "A"), coded(2, "B"), coded(3, "C")];
    fill(&*store, &[one.row(), two.row()]);
    let mut tx = write(&*store);
    let keys = [two.key(), three.key(), two.key()];
    assert_eq!(tx.delete(&ITEMS, &keys).unwrap(), 1);
    assert_eq!(tx.delete(&ITEMS, &keys).unwrap(), 0);
    tx.commit().unwrap();
    for index in ["primary", "by_code", "by_name", "by_stock", "by_time", "by_world"] {
        assert_eq!(find(&*store, &Query::on(&ITEMS, index)), [one.row()], "{index}");
    }
    fill(&*store, &[Item { id: 9, ..two }.row()]);
}

/// `hold` answers as `get` where nobody else holds the row.
pub fn hold_answers_as_get_does(place: &dyn Place) {
    let store = place.open();
    fill(&*store, &[Item::new(HERE, 1).row()]);
    let mut tx = write(&*store);
    for held in [Held::Wait, Held::Pass] {
        for item in [Item::new(HERE, 1), Item::new(HERE, 2), Item::new(THERE, 1)] {
            let got = tx.get(&ITEMS, &[item.key()]).unwrap().remove(0);
            assert_eq!(tx.hold(&ITEMS, &item.key(), held).unwrap(), got);
        }
    }
    let short = vec![Value::Int(HERE.0)];
    refused(tx.hold(&ITEMS, &short, Held::Wait), Code::Internal);
}
