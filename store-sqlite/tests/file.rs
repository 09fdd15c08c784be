//! Opening: whose file it is, many at once, and processes that are killed.

use milkround_core::store::{Access, Column, Index, Kind, Query, Row, Scope, Store, Table, Value};
use milkround_core::{Code, Error};
use milkround_sqlite::SqliteStore;
use rusqlite::Connection;
use std::hash::{Hash, Hasher};
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

const fn number(name: &'static str) -> Column {
    Column { name, kind: Kind::Int, null: false }
}

static COLUMNS: [Column; 2] = [number("enterprise_id"), number("n")];

static PAIRS: [Table; 2] = [half("left_halves"), half("right_halves")];

const fn half(name: &'static str) -> Table {
    Table {
        name,
        columns: &COLUMNS,
        key: Index { name: "primary", columns: &["enterprise_id", "n"], unique: true },
        versioned: false,
        indexes: &[],
    }
}

fn refused(path: &Path, code: Code) -> Error {
    let error = SqliteStore::open(path).map(drop).unwrap_err();
    assert_eq!(error.code(), code, "{error}");
    error
}

/// What is in a folder: names and hashes of contents.
fn all_of(folder: &Path) -> Vec<(String, u64)> {
    let file = |entry: std::io::Result<std::fs::DirEntry>| {
        let path = entry.unwrap().path();
        let mut hash = std::hash::DefaultHasher::new();
        std::fs::read(&path).unwrap_or_default().hash(&mut hash);
        (path.display().to_string(), hash.finish())
    };
    let mut files: Vec<_> = std::fs::read_dir(folder).unwrap().map(file).collect();
    files.sort();
    files
}

#[test]
fn a_path_that_cannot_be_a_file_says_what_to_do() {
    let folder = tempfile::tempdir().unwrap();
    let error = refused(folder.path(), Code::ForeignDatabase);
    assert!(error.message().ends_with("is a folder: give the path of a file in it"), "{error}");
    let error = refused(&folder.path().join("none/hub.db"), Code::StoreUnavailable);
    assert!(error.message().ends_with("make it, or give another path"), "{error}");
    refused(Path::new(""), Code::ForeignDatabase);
    refused(Path::new("/dev/null"), Code::ForeignDatabase);
    assert_eq!(all_of(folder.path()), []);
}

#[test]
fn what_is_not_ours_is_refused_and_left_as_it_is() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    std::fs::write(at("text"), "Dear diary,\n".repeat(100)).unwrap();
    std::fs::write(at("short"), "x").unwrap();
    std::fs::write(at("magic"), b"SQLite format 3\0").unwrap();
    let make = |name: &str, sql: &str| Connection::open(at(name)).unwrap().execute_batch(sql);
    make("tables", "CREATE TABLE t (x)").unwrap();
    make("wal", "PRAGMA journal_mode = WAL; CREATE TABLE t (x)").unwrap();
    make("versioned", "PRAGMA user_version = 3").unwrap();
    make("claimed", "PRAGMA application_id = 7").unwrap();
    let before = all_of(folder.path());
    for (name, _) in &before {
        let error = refused(Path::new(name), Code::ForeignDatabase);
        assert!(error.message().contains(name.as_str()), "{error}");
        assert!(error.message().ends_with("give another path"), "{error}");
    }
    assert_eq!(all_of(folder.path()), before);
}

#[test]
fn an_empty_file_is_as_good_as_none() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    std::fs::write(at("empty"), "").unwrap();
    Connection::open(at("database")).unwrap().execute_batch("VACUUM").unwrap();
    for name in ["empty", "database", "file:new?mode=ro"] {
        SqliteStore::open(at(name)).unwrap();
        SqliteStore::open(at(name)).unwrap();
        assert!(std::fs::metadata(at(name)).unwrap().len() > 4096);
    }
}

#[test]
fn a_newer_file_is_refused_and_left_as_it_is() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("hub.db");
    SqliteStore::open(&path).unwrap();
    Connection::open(&path).unwrap().execute_batch("PRAGMA user_version = 1000").unwrap();
    let before = all_of(folder.path());
    let error = refused(&path, Code::NewerSchema);
    assert!(error.message().contains("version 1000") && error.message().contains("upgrade"));
    assert_eq!(error.details()["version"], 1000);
    assert_eq!(all_of(folder.path()), before);
}

#[test]
fn a_damaged_file_gives_a_typed_error() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("hub.db");
    SqliteStore::open(&path).unwrap();
    let mut bytes = std::fs::read(&path).unwrap();
    bytes[100..].fill(0xa5);
    std::fs::write(&path, bytes).unwrap();
    refused(&path, Code::CorruptRecord);
}

#[test]
fn a_writer_waits_for_another_program() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("hub.db");
    let store = SqliteStore::open(&path).unwrap();
    let other = Connection::open(&path).unwrap();
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    // Readers do not.
    store.begin(&Scope::All, Access::Read).unwrap().commit().unwrap();
    std::thread::scope(|scope| {
        scope.spawn(|| {
            std::thread::sleep(Duration::from_millis(200));
            other.execute_batch("ROLLBACK").unwrap();
            drop(other);
        });
        store.begin(&Scope::All, Access::Write).unwrap().commit().unwrap();
    });
}

/// Runs one of the tests below that play a process, in a folder.
fn play(part: &str, folder: &Path) -> Child {
    Command::new(std::env::current_exe().unwrap())
        .args(["--exact", part, "--ignored", "--nocapture"])
        .current_dir(folder)
        .stdout(Stdio::piped())
        .stderr(Stdio::inherit())
        .spawn()
        .unwrap()
}

#[test]
#[ignore = "played by the tests below"]
fn opens() {
    SqliteStore::open("hub.db").unwrap();
}

/// Commits pairs, one after the other, and says each number once it is committed.
#[test]
#[ignore = "played by the tests below"]
fn commits() {
    let store = SqliteStore::open("hub.db").unwrap();
    store.create_tables(&[&PAIRS[0], &PAIRS[1]]).unwrap();
    for n in pairs(&store).len() as i64.. {
        let row: Row = vec![Value::Int(1), Value::Int(n)];
        let mut tx = store.begin(&Scope::All, Access::Write).unwrap();
        for t in &PAIRS {
            assert_eq!(tx.insert(t, std::slice::from_ref(&row)).unwrap(), [true]);
        }
        tx.commit().unwrap();
        println!("committed {n}");
    }
}

/// The pairs of a store, after a check that both halves are there.
fn pairs(store: &SqliteStore) -> Vec<Row> {
    let mut tx = store.begin(&Scope::All, Access::Read).unwrap();
    let [left, right] = [0, 1].map(|i| tx.find(&Query::on(&PAIRS[i], "primary")).unwrap());
    assert_eq!(left, right);
    left
}

#[test]
fn processes_that_open_a_new_file_at_once_all_succeed() {
    for _ in 0..5 {
        let folder = tempfile::tempdir().unwrap();
        let children: Vec<_> = (0..6).map(|_| play("opens", folder.path())).collect();
        std::thread::scope(|scope| {
            for _ in 0..2 {
                scope.spawn(|| SqliteStore::open(folder.path().join("hub.db")).unwrap());
            }
        });
        for mut child in children {
            assert!(child.wait().unwrap().success());
        }
    }
}

#[test]
fn a_process_killed_while_it_opens_leaves_nothing_or_all() {
    for delay in 0..40 {
        let folder = tempfile::tempdir().unwrap();
        let mut child = play("opens", folder.path());
        std::thread::sleep(Duration::from_micros(delay * 500));
        child.kill().unwrap();
        child.wait().unwrap();
        let store = SqliteStore::open(folder.path().join("hub.db")).unwrap();
        store.begin(&Scope::All, Access::Write).unwrap().commit().unwrap();
    }
}

#[test]
fn a_process_killed_while_it_commits_keeps_what_it_acknowledged() {
    let folder = tempfile::tempdir().unwrap();
    let mut committed = -1;
    for delay in 0..25 {
        let mut child = play("commits", folder.path());
        let out = BufReader::new(child.stdout.take().unwrap());
        let mut lines = out
            .lines()
            .map_while(Result::ok)
            .filter_map(|line| line.strip_prefix("committed ")?.parse::<i64>().ok());
        committed = lines.next().expect("a commit");
        std::thread::sleep(Duration::from_micros(delay * 300));
        child.kill().unwrap();
        committed = lines.last().unwrap_or(committed);
        child.wait().unwrap();
        let store = SqliteStore::open(folder.path().join("hub.db")).unwrap();
        let kept = pairs(&store).len() as i64;
        assert!((committed + 1..=committed + 2).contains(&kept), "{committed} and {kept}");
    }
    assert!(committed > 25);
}

#[test]
fn readers_do_not_hinder_the_writer() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("hub.db");
    let store = SqliteStore::open(&path).unwrap();
    let held: Vec<_> = (0..4).map(|_| store.begin(&Scope::All, Access::Read).unwrap()).collect();
    let mut tx = store.begin(&Scope::All, Access::Write).unwrap();
    let enterprise = &milkround_core::model::TABLES[0];
    assert_eq!(tx.get(enterprise, &[vec![Value::Int(1)]]).unwrap(), [None]);
    tx.commit().unwrap();
    drop(held);
}
