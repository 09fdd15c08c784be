use super::{Place, fill, find, ids, items, read, refused, write};
use crate::tables::{HERE, ITEMS, Item};
use milkround_core::store::{Access, Held, Query, Row, Scope, Store, Value};
use milkround_core::{Code, Result};
use std::sync::mpsc;
use std::time::Duration;

/// Inserts 3, changes 1, adds to 1 and deletes 2.
fn every_write(store: &dyn Store) -> Box<dyn milkround_core::store::Transaction + '_> {
    let mut tx = write(store);
    tx.insert(&ITEMS, &[Item::new(HERE, 3).row()]).unwrap();
    let changed = Item { name: "z".to_owned(), version: 2, ..Item::new(HERE, 1) };
    tx.update(&ITEMS, &[changed.row()]).unwrap();
    tx.add(&ITEMS, ITEMS.col("stock"), &[(changed.key(), 5)], None).unwrap();
    tx.delete(&ITEMS, &[Item::new(HERE, 2).key()]).unwrap();
    tx
}

/// Dropping a transaction undoes all of it, in every index.
pub fn what_is_dropped_never_was(place: &dyn Place) {
    let store = place.open();
    let rows = [Item::new(HERE, 1).row(), Item::new(HERE, 2).row()];
    fill(&*store, &rows);
    drop(every_write(&*store));
    for index in ["primary", "by_code", "by_name", "by_stock", "by_time"] {
        assert_eq!(find(&*store, &Query::on(&ITEMS, index)), rows, "{index}");
    }
    fill(&*store, &[Item::new(HERE, 3).row()]);
}

/// Reads of every kind see what the transaction has written.
pub fn a_transaction_sees_its_own_writes(place: &dyn Place) {
    let store = place.open();
    fill(&*store, &[Item::new(HERE, 1).row(), Item::new(HERE, 2).row()]);
    let mut tx = every_write(&*store);
    assert_eq!(ids(&tx.find(&Query::on(&ITEMS, "by_name")).unwrap()), [3, 1]);
    assert_eq!(tx.count(&Query::on(&ITEMS, "primary"), 10).unwrap(), 2);
    let keys = [1, 2, 3].map(|id| Item::new(HERE, id).key());
    let got = tx.get(&ITEMS, &keys).unwrap();
    assert_eq!(got.iter().map(Option::is_some).collect::<Vec<_>>(), [true, false, true]);
    let sums = tx.sum(&Query::on(&ITEMS, "primary"), &[], &[ITEMS.col("stock")]).unwrap();
    assert_eq!(sums, [vec![2.into(), 25.into()]]);
    tx.commit().unwrap();
    assert_eq!(ids(&items(&*store)), [1, 3]);
}

/// A reader finds the state before a commit or waits for the one behind it, never one between.
pub fn nobody_sees_what_is_not_committed(place: &dyn Place) {
    let store = place.open();
    fill(&*store, &[Item::new(HERE, 1).row(), Item::new(HERE, 2).row()]);
    let tx = every_write(&*store);
    let (send, seen) = mpsc::channel();
    std::thread::scope(|scope| {
        let reader = &store;
        scope.spawn(move || send.send(ids(&items(&**reader))).unwrap());
        let early = seen.recv_timeout(Duration::from_millis(200));
        tx.commit().unwrap();
        let waited = early.is_err();
        let first = early.unwrap_or_else(|_| seen.recv().unwrap());
        assert_eq!(first, if waited { [1, 3] } else { [1, 2] });
    });
    assert_eq!(ids(&items(&*store)), [1, 3]);
}

/// What a reader sees does not change while it reads; a writer commits beside it or waits.
pub fn a_reader_sees_one_state(place: &dyn Place) {
    let store = place.open();
    fill(&*store, &[Item::new(HERE, 1).row(), Item::new(HERE, 2).row()]);
    let mut tx = read(&*store);
    std::thread::scope(|scope| {
        let writer = &store;
        let (begun, has_begun) = mpsc::channel();
        scope.spawn(move || {
            begun.send(()).unwrap();
            every_write(&**writer).commit().unwrap();
        });
        has_begun.recv().unwrap();
        for _ in 0..4 {
            std::thread::sleep(Duration::from_millis(30));
            assert_eq!(ids(&tx.find(&Query::on(&ITEMS, "by_name")).unwrap()), [1, 2]);
        }
        drop(tx);
    });
    assert_eq!(ids(&items(&*store)), [1, 3]);
}

/// After a call that failed nothing works any more, and nothing is kept.
pub fn a_failed_call_ends_the_transaction(place: &dyn Place) {
    let store = place.open();
    fill(&*store, &[Item::new(HERE, 1).row()]);
    let mut tx = write(&*store);
    tx.insert(&ITEMS, &[Item::new(HERE, 2).row()]).unwrap();
    refused(tx.update(&ITEMS, &[Item::new(HERE, 9).row()]), Code::Conflict);
    refused(tx.find(&Query::on(&ITEMS, "primary")), Code::Internal);
    refused(tx.insert(&ITEMS, &[Item::new(HERE, 3).row()]), Code::Internal);
    refused(tx.commit(), Code::Internal);
    assert_eq!(ids(&items(&*store)), [1]);
}

/// A transaction begun for reading refuses to write and to hold, and commits.
pub fn reading_writes_and_holds_nothing(place: &dyn Place) {
    let store = place.open();
    let item = Item::new(HERE, 1);
    fill(&*store, &[item.row()]);
    let (keys, rows, stock) = ([item.key()], [item.row()], ITEMS.col("stock"));
    refused(read(&*store).insert(&ITEMS, &rows), Code::Internal);
    refused(read(&*store).update(&ITEMS, &rows), Code::Internal);
    refused(read(&*store).delete(&ITEMS, &keys), Code::Internal);
    refused(read(&*store).add(&ITEMS, stock, &[(item.key(), 1)], None), Code::Internal);
    for held in [Held::Wait, Held::Pass] {
        refused(read(&*store).hold(&ITEMS, &keys[0], held), Code::Internal);
    }
    let mut tx = read(&*store);
    assert_eq!(tx.get(&ITEMS, &keys).unwrap(), [Some(item.row())]);
    tx.commit().unwrap();
}

/// What was committed is there when the place is opened again, beside the store or after it.
pub fn what_is_committed_lasts(place: &dyn Place) {
    let store = place.open();
    fill(&*store, &[Item::new(HERE, 1).row(), Item::new(HERE, 2).row()]);
    every_write(&*store).commit().unwrap();
    let rows: Vec<Row> = items(&*store);
    assert_eq!(items(&*place.open()), rows);
    drop(store);
    assert_eq!(items(&*place.open()), rows);
}

/// Four threads that read, add and insert each find all their work in the end, if they try again
/// what was unavailable.
pub fn threads_that_add_lose_nothing(place: &dyn Place) {
    const ROUNDS: u128 = 50;
    let store = place.open();
    let shared = Item { stock: Some(0), ..Item::new(HERE, 0) };
    fill(&*store, &[shared.row()]);
    let stock = ITEMS.col("stock");
    let round = |id: u128| -> Result<()> {
        let mut tx = store.begin(&Scope::One(HERE), Access::Write)?;
        tx.hold(&ITEMS, &shared.key(), Held::Wait)?;
        let added = tx.add(&ITEMS, stock, &[(shared.key(), 1)], Some(0))?;
        assert_eq!(added, [true]);
        tx.insert(&ITEMS, &[Item::new(HERE, id).row()])?;
        tx.commit()
    };
    std::thread::scope(|scope| {
        for thread in 1..=4 {
            let round = &round;
            scope.spawn(move || {
                for i in 0..ROUNDS {
                    while let Err(e) = round(thread * 1_000 + i) {
                        assert_eq!(e.code(), Code::StoreUnavailable, "{e}");
                        assert!(e.retryable());
                    }
                }
            });
        }
    });
    let rows = items(&*store);
    assert_eq!(rows.len() as u128, 4 * ROUNDS + 1);
    assert_eq!(rows[0], Item { stock: Some(4 * ROUNDS as i64), ..shared.clone() }.row());
}

/// Who holds a row is passed over or waited for; then the row is as he left it.
pub fn a_held_row_is_passed_over_or_waited_for(place: &dyn Place) {
    let store = place.open();
    let [one, two] = [1, 2].map(|id| Item::new(HERE, id));
    fill(&*store, &[one.row(), two.row()]);
    for held in [Held::Pass, Held::Wait] {
        let before = items(&*store).remove(0);
        let version = match before[9] {
            Value::Int(version) => version,
            _ => panic!("{before:?}"),
        };
        let after = Item { version: version + 1, ..one.clone() }.row();
        let mut tx = write(&*store);
        assert_eq!(tx.hold(&ITEMS, &one.key(), Held::Wait).unwrap(), Some(before));
        let (send, told) = mpsc::channel();
        std::thread::scope(|scope| {
            let (other, one, two) = (&store, &one, &two);
            scope.spawn(move || {
                let mut tx = write(&**other);
                assert_eq!(tx.hold(&ITEMS, &two.key(), held).unwrap(), Some(two.row()));
                send.send(tx.hold(&ITEMS, &one.key(), held).unwrap()).unwrap();
            });
            let early = told.recv_timeout(Duration::from_millis(200));
            tx.update(&ITEMS, std::slice::from_ref(&after)).unwrap();
            tx.commit().unwrap();
            match early {
                Ok(row) => assert_eq!((row, held), (None, Held::Pass), "the row is held"),
                Err(_) => assert_eq!(told.recv().unwrap(), Some(after)),
            }
        });
    }
}

/// What one reads after he holds a row shows all that earlier holders have done.
pub fn holders_come_one_after_the_other(place: &dyn Place) {
    const ROUNDS: u128 = 25;
    let store = place.open();
    let shared = Item { stock: Some(0), ..Item::new(HERE, 0) };
    fill(&*store, &[shared.row()]);
    let round = |id: u128| -> Result<()> {
        let mut tx = store.begin(&Scope::One(HERE), Access::Write)?;
        // Something is read before: a store may not go on with the state of that time.
        tx.count(&Query::on(&ITEMS, "by_name"), 1_000)?;
        let held = tx.hold(&ITEMS, &shared.key(), Held::Wait)?.unwrap();
        let others = tx.count(&Query::on(&ITEMS, "primary"), 1_000)? as i64 - 1;
        let stock = ITEMS.col("stock").0;
        assert_eq!(held[stock], Value::Int(others));
        let version = others + 2;
        let changed = Item { stock: Some(others + 1), version, ..shared.clone() };
        tx.insert(&ITEMS, &[Item::new(HERE, id).row()])?;
        tx.update(&ITEMS, &[changed.row()])?;
        tx.commit()
    };
    std::thread::scope(|scope| {
        for thread in 1..=4 {
            let round = &round;
            scope.spawn(move || {
                for i in 0..ROUNDS {
                    while let Err(e) = round(thread * 1_000 + i) {
                        assert_eq!(e.code(), Code::StoreUnavailable, "{e}");
                    }
                }
            });
        }
    });
    assert_eq!(items(&*store).len() as u128, 4 * ROUNDS + 1);
}
