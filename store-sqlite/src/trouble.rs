//! SQLite's errors as ours.

use milkround_core::store::{Table, check};
use milkround_core::{Code, Error};
use rusqlite::ErrorCode;
use rusqlite::ffi::{SQLITE_CONSTRAINT_FOREIGNKEY, SQLITE_CONSTRAINT_UNIQUE};

/// What an error of SQLite means, in a statement on this table.
pub(crate) fn of(error: &rusqlite::Error, t: Option<&Table>) -> Error {
    let (failure, said) = match error {
        rusqlite::Error::SqliteFailure(failure, said) => (failure, said.as_deref().unwrap_or("")),
        rusqlite::Error::SqlInputError { error, msg, .. } => (error, msg.as_str()),
        other => return Error::internal(format!("a statement of Milkround failed: {other}")),
    };
    match failure.code {
        ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked => {
            check::waited(unavailable(
                "another process or thread is writing to the database: try again",
            ))
        }
        ErrorCode::NotADatabase => foreign("the file is not an SQLite database: give another path"),
        ErrorCode::DatabaseCorrupt => Error::new(
            Code::CorruptRecord,
            "the database file is damaged: restore a backup, or try `.recover` of the sqlite3 shell",
        ),
        ErrorCode::DiskFull => unavailable("the disk is full: make room and try again"),
        ErrorCode::ReadOnly | ErrorCode::PermissionDenied | ErrorCode::AuthorizationForStatementDenied => {
            unavailable("the database file may not be written: check its owner and permissions, and \
                         those of its folder")
        }
        ErrorCode::CannotOpen => {
            unavailable("the database file cannot be opened: check the path and its permissions")
        }
        ErrorCode::SystemIoFailure
        | ErrorCode::FileLockingProtocolFailed
        | ErrorCode::OutOfMemory
        | ErrorCode::NoLargeFileSupport
        | ErrorCode::OperationAborted
        | ErrorCode::OperationInterrupted => {
            unavailable(format!("the database file cannot be read or written: {error}"))
        }
        ErrorCode::TooBig => Error::new(Code::TooLong, "a text is too long to be stored: shorten it"),
        ErrorCode::ConstraintViolation => constraint(failure.extended_code, said, t),
        _ => Error::internal(format!("a statement of Milkround failed: {error}")),
    }
    .with("sqlite", failure.extended_code)
}

/// Whether a connection is not to be trusted after this error.
pub(crate) fn spoils(error: &Error) -> bool {
    let busy = [5, 6];
    let code = error.details().get("sqlite").and_then(|code| code.as_i64());
    let primary = code.map(|code| code & 0xff);
    error.code() == Code::StoreUnavailable && !primary.is_some_and(|code| busy.contains(&code))
}

pub(crate) fn unavailable(message: impl Into<String>) -> Error {
    Error::new(Code::StoreUnavailable, message)
}

pub(crate) fn foreign(message: impl Into<String>) -> Error {
    Error::new(Code::ForeignDatabase, message)
}

fn constraint(extended: i32, said: &str, t: Option<&Table>) -> Error {
    match (extended, t.and_then(|t| Some((t, unique_index(t, said)?)))) {
        (SQLITE_CONSTRAINT_UNIQUE, Some((t, index))) => check::already_exists(t, index),
        (SQLITE_CONSTRAINT_FOREIGNKEY, _) => {
            Error::internal("a row refers to another that is not there: the writes were undone")
        }
        _ => Error::internal(format!("a rule of the tables was broken: {said}")),
    }
}

/// The index that SQLite means: it names the columns, `UNIQUE constraint failed: t.a, t.b`.
fn unique_index(t: &Table, said: &str) -> Option<&'static str> {
    let (_, list) = said.split_once(": ")?;
    let columns: Vec<_> = list.split(", ").filter_map(|c| Some(c.split_once('.')?.1)).collect();
    t.indexes.iter().find(|i| i.unique && i.columns == columns.as_slice()).map(|i| i.name)
}
