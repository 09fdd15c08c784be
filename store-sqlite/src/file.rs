//! The file: whose it is, its tables' version, and connections to it.

use crate::trouble::{self, foreign, unavailable};
use crate::{SqliteStore, internal};
use milkround_core::store::Access;
use milkround_core::{Code, Error, Result};
use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags};
use std::fs::File;
use std::io::{ErrorKind, Read};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// `MLKR`: what SQLite's header and the `file` program know our files by.
const APPLICATION_ID: i64 = 0x4d4c_4b52;

/// Each is applied once, in one transaction; `user_version` counts them.
const MIGRATIONS: &[&str] = &[include_str!("../migrations/0001_initial.sql")];

/// Rows are synced before a commit is answered; the file is tidied up in the background of a
/// writer once 64 MB wait in the WAL, which bulk work wants; sorting happens in memory.
const SETTINGS: &str = "
    PRAGMA synchronous = FULL;
    PRAGMA foreign_keys = ON;
    PRAGMA wal_autocheckpoint = 16000;
    PRAGMA journal_size_limit = 67108864;
    PRAGMA temp_store = MEMORY;
    PRAGMA trusted_schema = OFF;
";
const WRITER: &str = "PRAGMA cache_size = -65536;";
const READER: &str = "PRAGMA cache_size = -16384; PRAGMA query_only = ON;";

/// Statements kept prepared by one connection; each is a few kilobytes.
const STATEMENTS: usize = 256;

/// Where connections lead to.
#[derive(Debug)]
pub(crate) enum Source {
    File(PathBuf),
    Memory,
}

impl Source {
    /// A new connection to a file that is ours, or to a new place in memory.
    pub(crate) fn connect(&self, access: Access) -> Result<Connection> {
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let db = match self {
            Source::File(path) => Connection::open_with_flags(path, flags),
            Source::Memory => Connection::open_in_memory(),
        };
        let db = db.and_then(settled).map_err(|e| trouble::of(&e, None))?;
        let own = match (self, access) {
            (Source::File(_), Access::Read) => READER,
            _ => WRITER,
        };
        run(&db, own)?;
        Ok(db)
    }
}

fn settled(db: Connection) -> rusqlite::Result<Connection> {
    db.busy_timeout(SqliteStore::WAIT)?;
    db.set_prepared_statement_cache_capacity(STATEMENTS);
    db.execute_batch(SETTINGS)?;
    // Plans do not look at bound values; else a bound LIMIT would have every query planned anew.
    db.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    rusqlite::vtab::array::load_module(&db)?;
    Ok(db)
}

pub(crate) fn run(db: &Connection, sql: &str) -> Result<()> {
    db.execute_batch(sql).map_err(|e| trouble::of(&e, None))
}

fn number(db: &Connection, sql: &str) -> Result<i64> {
    db.query_row(sql, [], |row| row.get(0)).map_err(|e| trouble::of(&e, None))
}

/// The path from the root, so that it stays the same file when the host changes its folder.
pub(crate) fn absolute(path: &Path) -> Result<PathBuf> {
    std::path::absolute(path)
        .map_err(|e| foreign(format!("`{}` is no path: {e}; give another", path.display())))
}

/// Opens a file that is ours or makes a new one, and brings its tables up to date.
///
/// The first migration is committed to the file itself, before it has a WAL: so the header of any
/// file of ours says so, and another's file is refused by reading it, without SQLite at all.
pub(crate) fn open_new_or_ours(path: &Path) -> Result<Connection> {
    look(path)?;
    open(path)
}

/// The same for a file that is there.
pub(crate) fn open_ours(path: &Path) -> Result<Connection> {
    match look(path)? {
        true => open(path),
        false => Err(Error::new(
            Code::NotFound,
            format!("there is no hub in `{}`: check the path", path.display()),
        )),
    }
}

fn open(path: &Path) -> Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE
        | OpenFlags::SQLITE_OPEN_CREATE
        | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let at = |e: &rusqlite::Error| trouble::of(e, None).with("path", path.display().to_string());
    let db = Connection::open_with_flags(path, flags).map_err(|e| at(&e))?;
    db.busy_timeout(SqliteStore::WAIT).map_err(|e| at(&e))?;
    migrate(&db)?;
    write_ahead(&db)?;
    let db = settled(db).map_err(|e| at(&e))?;
    run(&db, WRITER)?;
    Ok(db)
}

/// The part of an SQLite file that says what it is: its header, and that of its first page.
const HEAD: u64 = 108;

/// Refuses what is not ours, without touching it; whether there is anything yet.
fn look(path: &Path) -> Result<bool> {
    let shown = path.display();
    let cannot = |e: std::io::Error| {
        unavailable(format!("`{shown}` cannot be read: {e}; check its owner and permissions"))
    };
    let mut head = Vec::new();
    match std::fs::metadata(path) {
        Ok(is) if is.is_dir() => {
            return Err(foreign(format!("`{shown}` is a folder: give the path of a file in it")));
        }
        Ok(is) if !is.is_file() => {
            return Err(foreign(format!("`{shown}` is not a file: give another path")));
        }
        Ok(_) => {
            File::open(path).map_err(cannot)?.take(HEAD).read_to_end(&mut head).map_err(cannot)?;
        }
        Err(e) if e.kind() == ErrorKind::NotFound => {
            let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
            if let Some(folder) = folder.filter(|folder| !folder.is_dir()) {
                let folder = folder.display();
                return Err(unavailable(format!(
                    "there is no folder `{folder}`: make it, or give another path"
                )));
            }
        }
        Err(e) => return Err(cannot(e)),
    }
    if head.is_empty() {
        return Ok(false);
    }
    let not_ours = |what: &str| {
        Err(foreign(format!("`{shown}` {what}, not a database of Milkround: give another path")))
    };
    match (head.starts_with(b"SQLite format 3\0"), head.get(68..72)) {
        (true, Some(id)) if id == (APPLICATION_ID as u32).to_be_bytes() => Ok(true),
        (true, Some([0, 0, 0, 0])) if is_empty_database(path, &head) => Ok(false),
        (true, Some(_)) => not_ours("is the database of another program"),
        _ => not_ours("is a file of another kind"),
    }
}

/// Whether an SQLite file has neither tables nor a version, nor anything in files beside it.
/// SQLite itself would leave those behind, or take them in.
fn is_empty_database(path: &Path, head: &[u8]) -> bool {
    let beside = |ending: &str| {
        let mut name = path.as_os_str().to_owned();
        name.push(ending);
        Path::new(&name).exists()
    };
    let no_version = head.get(60..64) == Some(&[0; 4]);
    // The first page is a leaf of the table of tables, with no cells.
    let no_tables = head.get(100) == Some(&13) && head.get(103..105) == Some(&[0; 2]);
    no_version && no_tables && !beside("-wal") && !beside("-journal")
}

/// Applies the migrations that a database lacks. Whoever comes second finds nothing left to do.
pub(crate) fn migrate(db: &Connection) -> Result<()> {
    while seen(db)? < MIGRATIONS.len() {
        run(db, "BEGIN IMMEDIATE")?;
        let step = version(db).and_then(|done| match MIGRATIONS.get(done) {
            None => Ok(()),
            Some(sql) => {
                run(db, sql)?;
                let done = done + 1;
                let marks = format!(
                    "PRAGMA application_id = {APPLICATION_ID}; PRAGMA user_version = {done};"
                );
                run(db, &marks)
            }
        });
        if let Err(e) = step.and_then(|()| run(db, "COMMIT")) {
            if !db.is_autocommit() {
                run(db, "ROLLBACK")?;
            }
            return Err(e);
        }
    }
    Ok(())
}

/// The version as of one moment: another program may be migrating.
fn seen(db: &Connection) -> Result<usize> {
    run(db, "BEGIN")?;
    let version = version(db);
    run(db, "ROLLBACK")?;
    version
}

/// How many migrations a database has, within a transaction; refuses one that is not ours or newer than we are.
fn version(db: &Connection) -> Result<usize> {
    let owner = number(db, "PRAGMA application_id")?;
    let version = number(db, "PRAGMA user_version")?;
    let used = number(db, "SELECT count(*) FROM sqlite_schema")?;
    let known = MIGRATIONS.len();
    match (owner, usize::try_from(version)) {
        (0, Ok(0)) if used == 0 => Ok(0),
        (APPLICATION_ID, Ok(version)) if version <= known => Ok(version),
        (APPLICATION_ID, _) => Err(Error::new(
            Code::NewerSchema,
            format!(
                "the database has version {version}, this Milkround knows up to {known}: upgrade \
                 the library"
            ),
        )
        .with("version", version)
        .with("known", known)),
        _ => Err(foreign("the database is another program's: give another path")),
    }
}

/// Turns on the write-ahead log. SQLite does not wait by itself when others do the same.
fn write_ahead(db: &Connection) -> Result<()> {
    let pause = Duration::from_millis(5);
    let tries = SqliteStore::WAIT.as_millis() / pause.as_millis();
    for _ in 0..tries {
        let mode = db.query_row("PRAGMA journal_mode = WAL", [], |row| row.get::<_, String>(0));
        match mode.map_err(|e| trouble::of(&e, None)) {
            Ok(mode) if mode == "wal" => return Ok(()),
            Ok(_) => (),
            Err(e) if trouble::spoils(&e) => return Err(e),
            Err(e) if e.code() == Code::StoreUnavailable => (),
            Err(e) => return Err(e),
        }
        std::thread::sleep(pause);
    }
    Err(unavailable(
        "the file cannot have a write-ahead log: put it on a local file system, or end the \
         program that holds it",
    ))
}

/// For an unexpected state of a connection.
pub(crate) fn lost() -> Error {
    internal("the connection of this transaction is gone")
}
