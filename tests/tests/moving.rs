//! A hub moves from one store to another, and nothing is lost, doubled or changed on the way.

use milkround::moving::{Moved, Options, Stage, export, import, verify};
use milkround_core::hub::customers::MergeCustomers;
use milkround_core::hub::enterprises::CreateEnterprise;
use milkround_core::hub::saved_lists::SaveList;
use milkround_core::hub::selections::SaveSelection;
use milkround_core::hub::test_clock::AdvanceClock;
use milkround_core::hub::tick::Tick;
use milkround_core::hub::{Clock, Hub};
use milkround_core::model::TABLES;
use milkround_core::model::counter::Counter;
use milkround_core::model::customer::{Customer, CustomerFilter};
use milkround_core::model::cycle::Allocation;
use milkround_core::model::enterprise::Enterprise;
use milkround_core::model::notice::{Answer, ChangeEntry, Due, Notice};
use milkround_core::model::order::Order;
use milkround_core::store::{Access, Kind, MemoryStore, Record, Row, Scope, Store, Table, Value};
use milkround_core::{Code, Error, Result};
use milkround_sqlite::SqliteStore;
use milkround_tests::shop::{HUB, Shop, wanted};
use milkround_tests::sim::{World, steps};
use milkround_tests::{CountingStore, FailingStore, raw, scenarios};
use std::collections::BTreeSet;
use std::io::Cursor;
use std::sync::Arc;

fn memory() -> Arc<dyn Store> {
    Arc::new(MemoryStore::default())
}

fn sqlite() -> Arc<dyn Store> {
    Arc::new(SqliteStore::open_in_memory().expect("a store"))
}

fn exported(store: &dyn Store) -> Vec<u8> {
    let mut file = Vec::new();
    export(store, &mut file, &Options::default()).expect("an export");
    file
}

fn imported(store: &dyn Store, file: &[u8], batch: usize) -> Result<Moved> {
    import(store, Cursor::new(file), &Options { batch, ..Default::default() })
}

fn of(enterprise: &str) -> Options<'static> {
    Options { enterprises: vec![enterprise.to_owned()], ..Default::default() }
}

/// A season of a simulated hub, in memory.
fn season(seed: u64) -> (Arc<dyn Store>, World) {
    let store = memory();
    let mut world = World::new(Box::new(store.clone()), seed);
    for step in steps(seed, 60, true) {
        world.run(&step);
    }
    (store, world)
}

fn same(a: &[u8], b: &[u8], what: &str) {
    let (a, b) = (String::from_utf8_lossy(a), String::from_utf8_lossy(b));
    if let Some((a, b)) = a.lines().zip(b.lines()).find(|(a, b)| a != b) {
        panic!("{what}:\n{a}\n{b}");
    }
    assert_eq!(a.len(), b.len(), "{what}");
}

/// From memory to SQLite and back: the same bytes, and the same rows.
fn moves_and_comes_back(store: &dyn Store, batch: usize, what: &str) -> Vec<u8> {
    let file = exported(store);
    let (there, back) = (sqlite(), memory());
    let moved = imported(&there, &file, batch).unwrap_or_else(|e| panic!("{what}: {e}"));
    assert_eq!((moved.written, moved.known), (moved.rows(), 0), "{what}");
    let again = exported(&there);
    same(&file, &again, what);
    imported(&back, &again, batch).unwrap_or_else(|e| panic!("{what}: {e}"));
    same(&file, &exported(&back), what);
    assert!(raw::dump(store) == raw::dump(&there), "{what}");
    assert!(raw::dump(store) == raw::dump(&back), "{what}");
    file
}

#[test]
fn simulated_seasons_move_to_sqlite_and_back_byte_for_byte() {
    let mut stubs = 0;
    for seed in 0..20 {
        let (store, _) = season(seed);
        let batch = [1, 7, 100, 2000][usize::try_from(seed % 4).unwrap()];
        moves_and_comes_back(&store, batch, &format!("seed {seed}"));
        let into = Customer::TABLE.col("merged_into").0;
        let rows = raw::rows(&store, Customer::TABLE);
        stubs += rows.iter().filter(|row| row[into] != Value::Null).count();
    }
    assert!(stubs > 2, "{stubs} customers were merged");
}

/// A hub amid an opening, with what no scenario leaves behind.
fn amid_an_opening() -> Arc<dyn Store> {
    let store = memory();
    let shop = Shop::on(Box::new(store.clone()), "2026-02-25T12:00:00Z");
    let series = shop.weekly(&[("eggs", "2.00", Some(3))]);
    let [ann, ben, cal] = ["ann", "ben", "cal"].map(|name| shop.customer(name));
    let enterprise = || HUB.to_owned();
    let merge = |customer, into| {
        let fingerprint = None;
        shop.run(MergeCustomers { enterprise: enterprise(), customer, into, fingerprint })
    };
    merge(cal, ben).expect("merged");
    for customer in [ann, ben] {
        shop.standing(customer, series, &[("eggs", 3)]);
        let (name, lines) = ("Usual".into(), wanted(&[("eggs", 2)]));
        let save =
            SaveList { enterprise: enterprise(), customer, name, lines, ..Default::default() };
        shop.run(save).expect("a list");
    }
    let (name, filter) = ("All".into(), CustomerFilter::default());
    shop.run(SaveSelection { enterprise: enterprise(), name, filter }).expect("a selection");
    shop.sleep("2026-03-02T10:00:00Z");
    let shared_out = || !raw::rows(&store, Allocation::TABLE).is_empty();
    let tick = || shop.run(Tick { batches: Some(1), batch_size: Some(1) }).expect("a tick");
    assert!((0..10).any(|_| {
        tick();
        shared_out()
    }));
    store
}

#[test]
fn the_hub_of_every_scenario_moves_and_every_table_with_it() {
    let mut filled = BTreeSet::new();
    let mut moves = |store: Arc<dyn Store>, what: &str| {
        moves_and_comes_back(&store, 50, what);
        let with_rows = TABLES.iter().filter(|t| !raw::rows(&store, t).is_empty());
        filled.extend(with_rows.map(|t| t.name));
    };
    for scenario in scenarios::all() {
        let store = memory();
        scenario.run(Box::new(store.clone())).expect("the scenario holds");
        // Rules alone need no enterprise, and leave nothing that could move.
        if !raw::homes(&store).is_empty() {
            moves(store, &scenario.stem);
        }
    }
    moves(amid_an_opening(), "amid an opening");
    let empty: Vec<_> = TABLES.iter().map(|t| t.name).filter(|t| !filled.contains(t)).collect();
    assert_eq!(empty, Vec::<&str>::new(), "tables that no scenario has moved");
}

/// A row of a table that refers to nothing, whose columns hold the most that they can.
fn extreme(t: &'static Table, n: usize) -> Row {
    let numbers = [i64::MIN, i64::MAX, (1 << 53) + 1, -1];
    let texts = ["", "\"\\\u{1}\n\r\t", "\u{feff}Käse 🥛\u{2028}", "null", "</script>"];
    let jsons = ["", "{", "[1,\n2]", "{\"b\":9007199254740993,\"a\":1.00}", "\"text\"", "7"];
    let dates = ["0000-01-01", "2024-02-29", "9999-12-31"];
    let value = |(i, column): (usize, &milkround_core::store::Column)| match column.kind {
        _ if i == 0 => Value::Int(1),
        _ if column.null && (n + i).is_multiple_of(3) => Value::Null,
        // Keys must differ.
        Kind::Text if t.key.columns.contains(&column.name) => {
            Value::text(format!("{}{n}", texts[n % texts.len()]))
        }
        Kind::Id if t.key.columns.contains(&column.name) => {
            Value::Id(uuid::Uuid::from_u128(u128::MAX - n as u128))
        }
        Kind::Int => Value::Int(numbers[(n + i) % numbers.len()]),
        Kind::Instant => Value::Instant(numbers[(n + i) % numbers.len()]),
        Kind::Date => Value::Date(dates[(n + i) % dates.len()].parse().unwrap()),
        Kind::Id => Value::Id(uuid::Uuid::from_u128((n + i) as u128)),
        Kind::Text => Value::text(texts[(n + i) % texts.len()]),
        Kind::Json => Value::text(jsons[(n + i) % jsons.len()]),
    };
    t.columns.iter().enumerate().map(value).collect()
}

#[test]
fn values_that_no_hub_would_write_move_as_they_are() {
    let shop = Shop::new("2026-03-01T12:00:00Z");
    let store = shop.hub.store();
    let loose = [Counter::TABLE, Notice::TABLE, ChangeEntry::TABLE, Answer::TABLE, Due::TABLE];
    for t in loose {
        (0..60).for_each(|n| raw::put(store, t, extreme(t, n)));
    }
    let file = moves_and_comes_back(store, 13, "extremes");
    let text = String::from_utf8(file).unwrap();
    for told in ["9223372036854775807", "-9223372036854775808", "9007199254740993"] {
        assert!(text.contains(told), "{told}");
    }
}

/// Both go on for three weeks, each on a hub of its own.
#[test]
fn a_hub_that_has_moved_goes_on_as_it_would_have_where_it_was() {
    for seed in 0..10 {
        let (old, world) = season(seed);
        let (now, new) = (world.shop.hub.now(), sqlite());
        imported(&new, &exported(&old), 2000).unwrap();
        for store in [&old, &new] {
            let hub = Hub::new(Box::new(store.clone()), Clock::Test(now), 99);
            for weeks in 1..4 {
                hub.run(AdvanceClock {
                    to: now + chrono::Duration::weeks(weeks),
                    without_ticks: false,
                })
                .unwrap();
            }
        }
        let (old, new) = (exported(&old), exported(&new));
        same(&old, &new, &format!("seed {seed}"));
    }
}

fn enterprise(hub: &Hub, id: &str) {
    hub.run(CreateEnterprise {
        enterprise: id.into(),
        name: id.into(),
        zone: "Europe/London".into(),
        currency: "EUR".into(),
        ..Default::default()
    })
    .expect("an enterprise");
}

/// The rows of a dump that are of this number.
fn rows_of(store: &dyn Store, no: i64) -> Vec<String> {
    let begins = format!("[Int({no}), ");
    let dump = raw::dump(store);
    dump.lines().filter_map(|line| line.strip_prefix(&begins)).map(str::to_owned).collect()
}

#[test]
fn an_enterprise_moves_in_with_others_and_they_stay_as_they_were() {
    for there in [memory(), sqlite()] {
        let (store, world) = season(3);
        enterprise(&world.shop.hub, "zulu");
        enterprise(&world.shop.hub, "alpha");
        // The number of the one that moves is taken there.
        let resident = Hub::new(Box::new(there.clone()), Clock::Test(world.shop.hub.now()), 5);
        enterprise(&resident, "resident");
        enterprise(&resident, "other");
        let before = rows_of(&there, 1);

        let file = exported(&store);
        let one = import(&there, Cursor::new(&file), &of(HUB)).unwrap();
        assert_eq!(one.enterprises.len(), 1);
        assert_eq!(rows_of(&there, 1), before);
        assert_eq!(rows_of(&there, 3), rows_of(&store, 1));
        // The file of that one alone is the same from both.
        let alone = |store: &dyn Store| {
            let mut file = Vec::new();
            export(store, &mut file, &of(HUB)).unwrap();
            file
        };
        same(&alone(&store), &alone(&there), "one enterprise");
        // The rest follows, in the order in which they were made known.
        let all = import(&there, Cursor::new(&file), &Options::default()).unwrap();
        assert_eq!((all.written, all.known), (2, one.rows()));
        let ids: Vec<_> = raw::rows(&there, Enterprise::TABLE)
            .into_iter()
            .map(|row| row[Enterprise::TABLE.col("host_id").0].clone())
            .collect();
        assert_eq!(ids, ["resident", "other", HUB, "zulu", "alpha"].map(Value::text));
    }
}

#[test]
fn an_import_that_failed_at_any_call_goes_on_when_it_is_run_again() {
    let (store, _) = season(11);
    let file = exported(&store);
    let whole = raw::dump(&store);
    let (mut calls, mut half) = (0, 0);
    for nth in 1.. {
        let there = FailingStore::new(if nth % 2 == 0 { sqlite() } else { memory() });
        let fails = there.fails();
        fails.at(nth, true);
        let first = imported(&there, &file, 40);
        let failed = fails.failed() > 0;
        fails.never();
        if !failed {
            assert_eq!(raw::dump(&there), whole);
            break;
        }
        assert!(first.unwrap_err().retryable());
        let due = !raw::rows(&there, Due::TABLE).is_empty();
        let rest = |dump: String| dump.split("# due").next().map(str::to_owned);
        assert!(!due || rest(raw::dump(&there)) == rest(whole.clone()), "nothing is due too early");
        let again = imported(&there, &file, 40).unwrap_or_else(|e| panic!("call {nth}: {e}"));
        assert_eq!(again.written + again.known, again.rows(), "call {nth}");
        assert!(raw::dump(&there) == whole, "call {nth}");
        half += u64::from(again.known > 0 && again.written > 0);
        calls = nth;
    }
    assert!(calls > 50 && half > 45, "{half} of {calls} calls left something half done");
}

#[test]
fn two_imports_at_once_double_nothing() {
    let (store, _) = season(8);
    let (file, whole) = (exported(&store), raw::dump(&store));
    for there in [memory(), sqlite()] {
        std::thread::scope(|threads| {
            let both = [1, 3].map(|batch| {
                let (there, file) = (&there, &file);
                threads.spawn(move || imported(there, file, batch))
            });
            for import in both {
                if let Err(error) = import.join().unwrap() {
                    assert_eq!(error.code(), Code::Conflict, "{error}");
                    assert!(error.message().contains("somebody else just now"), "{error}");
                }
            }
        });
        imported(&there, &file, 2000).unwrap();
        assert!(raw::dump(&there) == whole);
    }
}

#[test]
fn calls_and_transactions_grow_with_batches() {
    let (store, _) = season(11);
    let file = exported(&store);
    for batch in [20, 10_000] {
        let there = CountingStore::new(sqlite());
        let moved = imported(&there, &file, batch).unwrap();
        let commits = usize::try_from(there.calls().of("commit")).unwrap();
        let rows = usize::try_from(moved.rows()).unwrap();
        assert!((rows / batch / 2..=rows / batch + 2).contains(&commits), "{commits} for {rows}");
        let inserts = usize::try_from(there.calls().of("insert")).unwrap();
        assert!(inserts <= rows / batch + TABLES.len() + 1, "{inserts} for {rows}");
    }
}

#[test]
fn the_same_file_again_writes_nothing() {
    let (store, _) = season(2);
    let (file, there) = (exported(&store), sqlite());
    let first = imported(&there, &file, 2000).unwrap();
    let again = imported(&there, &file, 2000).unwrap();
    assert_eq!((again.written, again.known), (0, first.written));
    assert_eq!(again.enterprises, first.enterprises);
    assert_eq!(verify(&there, Cursor::new(&file), &Options::default()).unwrap(), again);
}

/// The import is refused, as is the verification, and nothing was written.
fn refused(there: &dyn Store, file: &[u8], code: Code) -> Error {
    let before = raw::dump(there);
    let error = imported(there, file, 10).unwrap_err();
    assert_eq!(error.code(), code, "{error}");
    let verified = verify(there, Cursor::new(file), &Options::default()).unwrap_err();
    assert_eq!(verified, error);
    assert!(raw::dump(there) == before, "nothing was written: {error}");
    error
}

#[test]
fn what_is_other_in_the_store_is_named_and_nothing_is_written() {
    let (store, _) = season(4);
    let file = exported(&store);
    let detail = |error: &Error, name: &str| error.details()[name].as_str().unwrap().to_owned();
    // A row of every table in turn is another than in the file, and an earlier one is missing.
    for t in TABLES.iter().copied().filter(|t| t.name != "enterprises") {
        let there = memory();
        imported(&there, &file, 2000).unwrap();
        let Some(row) = raw::rows(&there, t).pop() else { continue };
        let variants = raw::rows(&there, TABLES[14]).remove(0);
        let key = TABLES[14].key_of(&variants);
        let mut tx = there.begin(&Scope::All, Access::Write).unwrap();
        assert_eq!(tx.delete(TABLES[14], &[key]).unwrap(), 1);
        tx.commit().unwrap();
        let mut other = row.clone();
        let plain = |c: &&str| !t.key.columns.contains(c) && *c != "version";
        let Some(at) = t.columns.iter().position(|c| {
            plain(&c.name) && matches!(c.kind, Kind::Int | Kind::Instant | Kind::Text)
        }) else {
            continue;
        };
        other[at] = match t.columns[at].kind {
            Kind::Int => Value::Int(987_654),
            Kind::Instant => Value::Instant(987_654),
            _ => Value::text("another"),
        };
        raw::put(&there, t, other);
        let error = refused(&there, &file, Code::Conflict);
        assert_eq!(detail(&error, "table"), t.name, "{error}");
        assert!(!detail(&error, "key").is_empty() && error.message().contains(t.name), "{error}");
    }
}

#[test]
fn what_the_store_has_beside_the_file_is_named_and_nothing_is_written() {
    let (store, _) = season(4);
    let file = exported(&store);
    for n in [0, u128::MAX] {
        let there = memory();
        imported(&there, &file, 2000).unwrap();
        let mut row = raw::rows(&there, Order::TABLE).pop().unwrap();
        row[1] = Value::Id(uuid::Uuid::from_u128(n));
        raw::put(&there, Order::TABLE, row);
        let error = refused(&there, &file, Code::Conflict);
        assert_eq!(error.details()["table"], "orders");
        assert_eq!(error.details()["key"], uuid::Uuid::from_u128(n).to_string());
        assert!(error.message().contains("is in the store, but not in the file"), "{error}");
    }
}

#[test]
fn another_enterprise_of_the_same_id_is_refused() {
    let (store, _) = season(4);
    let file = exported(&store);
    let there = Shop::new("2026-01-01T12:00:00Z");
    let error = refused(there.hub.store(), &file, Code::AlreadyExists);
    assert!(error.message().contains("another enterprise `hub`"), "{error}");
}

/// Takes one row away.
fn lose(store: &dyn Store, t: &'static Table) {
    let key = t.key_of(&raw::rows(store, t).pop().expect("a row"));
    let mut tx = store.begin(&Scope::All, Access::Write).expect("a transaction");
    assert_eq!(tx.delete(t, &[key]).expect("deleted"), 1);
    tx.commit().expect("committed");
}

#[test]
fn a_row_that_is_lost_is_found_out() {
    let (store, _) = season(6);
    let file = exported(&store);
    for t in TABLES.iter().copied().filter(|t| !raw::rows(&store, t).is_empty()) {
        let there = memory();
        imported(&there, &file, 2000).unwrap();
        lose(&there, t);
        let error = verify(&there, Cursor::new(&file), &Options::default()).unwrap_err();
        let code = if t.name == "enterprises" { Code::NotFound } else { Code::Conflict };
        assert_eq!(error.code(), code, "{}: {error}", t.name);
        // What is due is written and counted in one transaction: nobody comes between.
        if t.name == "due" {
            continue;
        }
        // The store loses a row amid the import.
        let there = memory();
        let told = |step: milkround::moving::Step| {
            if step.stage == Stage::Counting {
                lose(&there, t);
            }
        };
        let options = Options { told: &told, ..Default::default() };
        let error = import(&there, Cursor::new(&file), &options).unwrap_err();
        assert_eq!(error.code(), Code::Conflict, "{error}");
        assert_eq!(error.details()["table"], t.name, "{error}");
        assert!(raw::rows(&there, Due::TABLE).is_empty(), "nothing is due");
    }
}

#[test]
fn a_balance_that_is_another_is_found_out_though_no_row_is_missing() {
    use milkround_core::model::ledger::Account;
    let (store, _) = season(6);
    let file = exported(&store);
    let there = memory();
    let told = |step: milkround::moving::Step| {
        if step.stage == Stage::Counting && raw::rows(&there, Due::TABLE).is_empty() {
            let mut row = raw::rows(&there, Account::TABLE).remove(0);
            let balance = Account::TABLE.col("balance").0;
            row[balance] = Value::Int(raw::number(&row[balance]) + 1);
            raw::put(&there, Account::TABLE, row);
        }
    };
    let options = Options { told: &told, ..Default::default() };
    let error = import(&there, Cursor::new(&file), &options).unwrap_err();
    assert_eq!((error.code(), &error.details()["table"]), (Code::Conflict, &"accounts".into()));
    assert!(error.message().contains("minor units in balances"), "{error}");
}

#[test]
fn a_row_that_does_not_read_is_not_exported() {
    let (store, _) = season(1);
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("hub.db");
    let there = SqliteStore::open(&path).unwrap();
    imported(&there, &exported(&store), 2000).unwrap();
    drop(there);
    let spoil = "UPDATE postings SET booked_on = '2026-02-30'";
    assert!(rusqlite::Connection::open(&path).unwrap().execute(spoil, []).unwrap() > 0);
    let mut out = Vec::new();
    let there = SqliteStore::open(&path).unwrap();
    let error = export(&there, &mut out, &Options::default()).unwrap_err();
    assert_eq!(error.code(), Code::CorruptRecord, "{error}");
    assert_eq!(error.details()["table"], "postings");
    // What came out of it is no file that anybody takes.
    let error = imported(&memory(), &out, 10).unwrap_err();
    assert_eq!(error.code(), Code::Malformed, "{error}");
}
