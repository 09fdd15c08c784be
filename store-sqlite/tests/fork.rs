//! A process that forks loses nothing: neither what the child commits when the parent has gone,
//! nor what the parent was about to commit.
//!
//! Without a test harness, because only a process of one thread may fork and go on.

use milkround_core::store::{Access, Column, Index, Kind, Query, Scope, Store, Table, Value};
use milkround_core::{Code, Result};
use milkround_sqlite::SqliteStore;
use std::io::{Read, Write};
use std::os::unix::net::UnixStream;
use std::path::Path;

static NUMBERS: Table = Table {
    name: "numbers",
    columns: &[Column { name: "enterprise_id", kind: Kind::Int, null: false }],
    key: Index { name: "primary", columns: &["enterprise_id"], unique: true },
    versioned: false,
    indexes: &[],
};

fn put(store: &SqliteStore, n: i64) -> Result<()> {
    let mut tx = store.begin(&Scope::All, Access::Write)?;
    assert_eq!(tx.insert(&NUMBERS, &[vec![Value::Int(n)]])?, [true]);
    tx.commit()
}

fn numbers(store: &SqliteStore) -> Vec<i64> {
    let mut tx = store.begin(&Scope::All, Access::Read).unwrap();
    let number = |row: Vec<Value>| match row[0] {
        Value::Int(n) => n,
        _ => panic!("{row:?}"),
    };
    tx.find(&Query::on(&NUMBERS, "primary")).unwrap().into_iter().map(number).collect()
}

fn open(path: &Path) -> SqliteStore {
    let store = SqliteStore::open(path).unwrap();
    store.create_tables(&[&NUMBERS]).unwrap();
    store
}

/// Runs `child` in a forked process, which ends with it.
fn fork(child: impl FnOnce() -> bool) -> i32 {
    // SAFETY: this process has one thread.
    let pid = unsafe { libc::fork() };
    assert!(pid >= 0, "fork failed");
    if pid == 0 {
        let good = std::panic::catch_unwind(std::panic::AssertUnwindSafe(child)).unwrap_or(false);
        // SAFETY: ends the process without running what belongs to the parent.
        unsafe { libc::_exit(i32::from(!good)) };
    }
    pid
}

fn ended_well(pid: i32) -> bool {
    let mut status = 0;
    // SAFETY: `pid` is our child, and `status` lives long enough.
    unsafe { libc::waitpid(pid, &raw mut status, 0) };
    status == 0
}

fn say(to: &mut UnixStream) {
    to.write_all(b".").unwrap();
}

fn hear(from: &mut UnixStream) {
    from.read_exact(&mut [0]).unwrap();
}

/// The parent goes, another process comes and goes, and the child goes on: all is kept.
fn the_child_outlives_the_parents_store(path: &Path) {
    let store = open(path);
    put(&store, 1).unwrap();
    assert_eq!(numbers(&store), [1]);
    let (mut ours, mut theirs) = UnixStream::pair().unwrap();
    let forked = &store;
    let child = fork(|| {
        put(forked, 2).unwrap();
        assert_eq!(numbers(forked), [1, 2]);
        say(&mut theirs);
        hear(&mut theirs);
        put(forked, 4).unwrap();
        numbers(forked) == [1, 2, 3, 4]
    });
    hear(&mut ours);
    assert_eq!(numbers(&store), [1, 2]);
    drop(store);
    let another = fork(|| {
        put(&open(path), 3).unwrap();
        true
    });
    assert!(ended_well(another));
    say(&mut ours);
    assert!(ended_well(child));
    assert_eq!(numbers(&open(path)), [1, 2, 3, 4]);
}

/// A child forked amid a transaction cannot go on with it, and the parent can.
fn the_child_leaves_the_parents_transaction_alone(path: &Path) {
    let store = open(path);
    put(&store, 1).unwrap();
    let mut tx = store.begin(&Scope::All, Access::Write).unwrap();
    tx.insert(&NUMBERS, &[vec![Value::Int(2)]]).unwrap();
    let mut inherited = Some(tx);
    let child = fork(|| {
        let mut tx = inherited.take().unwrap();
        let used = tx.find(&Query::on(&NUMBERS, "primary")).unwrap_err();
        drop(tx);
        let begun = store.begin(&Scope::All, Access::Read).map(drop).unwrap_err();
        used.code() == Code::Internal && begun.code() == Code::Internal
    });
    assert!(ended_well(child));
    inherited.take().unwrap().commit().unwrap();
    assert_eq!(numbers(&store), [1, 2]);
}

/// What is kept in memory is the child's own copy.
fn a_store_in_memory_is_copied() {
    let store = SqliteStore::open_in_memory().unwrap();
    store.create_tables(&[&NUMBERS]).unwrap();
    put(&store, 1).unwrap();
    let child = fork(|| {
        put(&store, 2).unwrap();
        numbers(&store) == [1, 2]
    });
    assert!(ended_well(child));
    assert_eq!(numbers(&store), [1]);
}

fn main() {
    let folder = tempfile::tempdir().unwrap();
    the_child_outlives_the_parents_store(&folder.path().join("outlives.db"));
    the_child_leaves_the_parents_transaction_alone(&folder.path().join("alone.db"));
    a_store_in_memory_is_copied();
    println!("fork: ok");
}
