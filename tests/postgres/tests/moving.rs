//! A hub moves into PostgreSQL and out again, and its export is the same to the byte.

use milkround::moving::{Options, export, import, remove, verify};
use milkround_core::Code;
use milkround_core::hub::test_clock::AdvanceClock;
use milkround_core::hub::tick::Tick;
use milkround_core::hub::{Clock, Hub};
use milkround_core::store::{MemoryStore, Store};
use milkround_postgres_tests::{Database, DatabaseArena};
use milkround_sqlite::SqliteStore;
use milkround_tests::raw;
use milkround_tests::sim::{World, steps};
use milkround_tests::torture::Town;
use std::io::Cursor;
use std::sync::Arc;

/// A season of a simulated hub, in a store.
fn season(seed: u64, store: &Arc<dyn Store>) {
    let mut world = World::new(Box::new(store.clone()), seed);
    for step in steps(seed, 60, true) {
        world.run(&step);
    }
}

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

/// Brings the file into a store, in batches of so many rows; what comes out again is the same.
fn moves(file: &[u8], there: &dyn Store, batch: usize, what: &str) {
    let options = Options { batch, ..Default::default() };
    let moved =
        import(there, Cursor::new(file), &options).unwrap_or_else(|e| panic!("{what}: {e}"));
    assert_eq!((moved.written, moved.known), (moved.rows(), 0), "{what}");
    let again = exported(there);
    let (then, now) = (String::from_utf8_lossy(file), String::from_utf8_lossy(&again));
    if let Some((then, now)) = then.lines().zip(now.lines()).find(|(then, now)| then != now) {
        panic!("{what}:\n{then}\n{now}");
    }
    assert_eq!(then.len(), now.len(), "{what}");
    let known =
        verify(there, Cursor::new(file), &options).unwrap_or_else(|e| panic!("{what}: {e}"));
    assert_eq!((known.written, known.known), (0, moved.written), "{what}");
}

#[test]
fn hubs_move_from_sqlite_to_postgres_and_back() {
    for seed in 0..6 {
        let (what, batch) = (format!("seed {seed}"), [7, 100, 2000][seed as usize % 3]);
        let (here, back) = (sqlite(), sqlite());
        season(seed, &here);
        let file = exported(&here);
        let database = Database::migrated();
        // As a host opens it.
        let hub = milkround::open(&database.url()).expect("a hub");
        moves(&file, hub.store(), batch, &what);
        moves(&exported(hub.store()), &back, batch, &what);
        assert!(raw::dump(&here) == raw::dump(hub.store()), "{what}");
        assert!(raw::dump(&here) == raw::dump(&back), "{what}");
    }
}

#[test]
fn hubs_move_from_memory_to_postgres() {
    for seed in 20..24 {
        let here = memory();
        season(seed, &here);
        let database = Database::migrated();
        moves(&exported(&here), &database.open(), 500, &format!("seed {seed}"));
    }
}

#[test]
fn a_hub_that_lives_in_postgres_moves_out_as_one_in_memory_does() {
    for seed in 30..33 {
        let (here, database) = (memory(), Database::migrated());
        season(seed, &here);
        let there: Arc<dyn Store> = Arc::new(database.open());
        season(seed, &there);
        let file = exported(&there);
        assert!(exported(&here) == file, "seed {seed}");
        moves(&file, &memory(), 500, &format!("seed {seed}"));
    }
}

#[test]
fn an_import_goes_on_where_it_stopped_and_names_what_differs() {
    let here = memory();
    season(5, &here);
    let (file, database) = (exported(&here), Database::migrated());
    let store = database.open();
    let batch = Options { batch: 20, ..Default::default() };
    let whole = import(&store, Cursor::new(&file), &batch).unwrap();
    // As if it had been killed: what is due is written last.
    let all = "SET milkround.enterprises = '*'";
    database.sql(&format!("{all}; DELETE FROM milkround.due"));
    let again = import(&store, Cursor::new(&file), &batch).unwrap();
    assert!(again.written > 0 && again.known > 0, "{again:?}");
    assert_eq!(again.written + again.known, whole.written);
    assert!(exported(&store) == file);
    database.sql(&format!("{all}; UPDATE milkround.customers SET last_name = 'Another'"));
    let error = import(&store, Cursor::new(&file), &batch).unwrap_err();
    assert_eq!((error.code(), &error.details()["table"]), (Code::Conflict, &"customers".into()));
}

/// Each row that others refer to is looked for among those at the end, by indexes that are not made for
/// it: what is gone must not stand in their way.
#[test]
fn an_enterprise_leaves_and_what_it_was_is_tidied_away() {
    let town = Town { enterprises: 2, standing_orders: 1_200, cycles: Some(1), open_for: 1 };
    let arena = DatabaseArena::of(Database::migrated(), "no worker");
    town.build(&arena);
    let hub = Hub::new(Box::new(arena.database.open()), Clock::Test(Town::opening(0)), 7);
    hub.run(Tick { batches: Some(100_000), batch_size: None }).expect("a tick");
    let vacuums = "SELECT sum(vacuum_count) FROM pg_stat_all_tables WHERE relname = 'order_lines'";
    let before = arena.database.sql(vacuums);
    remove(hub.store(), "hub-1", &Options::default()).expect("removed");
    assert_eq!(raw::homes(hub.store()).len(), 1);
    assert_ne!(arena.database.sql(vacuums), before, "what was left behind stands there still");
    hub.run(AdvanceClock { to: Town::opening(2), without_ticks: false })
        .expect("the other goes on");
    let error = remove(hub.store(), "hub-1", &Options::default()).unwrap_err();
    assert_eq!(error.code(), Code::NotFound);
}
