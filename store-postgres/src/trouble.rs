//! PostgreSQL's errors as ours.

use milkround_core::store::{Table, check};
use milkround_core::{Code, Error};
use std::error::Error as _;
use tokio_postgres::error::{DbError, SqlState};

/// What an error means, in a statement on this table.
pub(crate) fn of(error: &tokio_postgres::Error, t: Option<&Table>) -> Error {
    match error.as_db_error() {
        Some(said) => of_server(said, t).with("sqlstate", said.code().code()),
        None if error.is_closed() => lost(),
        None => of_connection(error),
    }
}

/// Whether the connection may be used again after this error: the server answered, and goes on.
pub(crate) fn spoils(error: &tokio_postgres::Error) -> bool {
    error.as_db_error().is_none_or(|said| {
        matches!(said.severity(), "FATAL" | "PANIC")
            || said.code().code().starts_with("57P")
            || *said.code() == SqlState::IN_FAILED_SQL_TRANSACTION
            || *said.code() == SqlState::IDLE_IN_TRANSACTION_SESSION_TIMEOUT
    })
}

pub(crate) fn unavailable(message: impl Into<String>) -> Error {
    Error::new(Code::StoreUnavailable, message)
}

pub(crate) fn refused(message: impl Into<String>) -> Error {
    Error::new(Code::StoreRefused, message)
}

pub(crate) fn foreign() -> Error {
    let message = "the database does not say which version its tables have: give another database";
    Error::new(Code::ForeignDatabase, message)
}

pub(crate) fn lost() -> Error {
    unavailable("the connection to the database was lost: try again")
}

/// What the server does not answer in time.
pub(crate) fn silent() -> Error {
    unavailable("the database does not answer: try again")
}

/// The server could not be asked.
fn of_connection(error: &tokio_postgres::Error) -> Error {
    let why = error.source().map_or_else(|| error.to_string(), ToString::to_string);
    let said = error.to_string();
    if said.starts_with("error connecting") || said.starts_with("error communicating") {
        return unavailable(format!("the database cannot be reached ({why}): try again"));
    }
    if said.starts_with("error performing TLS handshake") || why.contains("TLS") {
        return refused(format!(
            "no safe connection to the database comes about ({why}): check its certificate, or \
             `sslmode` and `sslrootcert` of the URL"
        ));
    }
    if said.starts_with("authentication error") || said.starts_with("invalid configuration") {
        return refused(format!("the URL does not say how to log in ({why}): complete it"));
    }
    if said.starts_with("error serializing") || said.starts_with("error deserializing") {
        return Error::internal(format!("a statement of Milkround failed: {said} ({why})"));
    }
    unavailable(format!("the database cannot be reached ({said}: {why}): try again"))
}

fn of_server(said: &DbError, t: Option<&Table>) -> Error {
    let message = said.message();
    match said.code().code() {
        "23505" => match t.and_then(|t| Some((t, unique_index(t, said.constraint()?)?))) {
            Some((t, index)) => check::already_exists(t, index),
            None => Error::internal(format!("a rule of the tables was broken: {message}")),
        },
        "23503" => {
            Error::internal("a row refers to another that is not there: the writes were undone")
        }
        "22003" => Error::internal(format!("a number leaves 64 bits: {message}")),
        "40001" | "40P01" => unavailable("another transaction was first: try again"),
        "55P03" => unavailable(
            "another transaction has held this enterprise, or a row of it, for too long: try again",
        ),
        "57014" => unavailable("the database took too long for a statement: try again"),
        "25P03" => unavailable("the transaction did nothing for too long and was ended: try again"),
        "53100" => unavailable("the disk of the database is full: make room and try again"),
        "53300" => unavailable(
            "the database has no connection left: try again, or raise its `max_connections`",
        ),
        "28P01" | "28000" => refused(format!(
            "the database refuses the log-in ({message}): check user and password of the URL"
        )),
        "3D000" => refused(format!("{message}: make it (`CREATE DATABASE`), or correct the URL")),
        "42501" if message.contains("row-level security") => {
            Error::internal(format!("a row lies outside of the transaction's scope: {message}"))
        }
        "42501" => refused(format!(
            "the role may not do this ({message}): let the role that owns schema `milkround` open \
             it, or grant it what it lacks"
        )),
        "54000" => Error::new(Code::TooLong, "a text is too long to be found again: shorten it"),
        code if code.starts_with("08") || code.starts_with("53") || code.starts_with("57P") => {
            unavailable(format!("the database cannot do it now ({message}): try again"))
        }
        code if code.starts_with("58") => unavailable(format!(
            "the database cannot read or write its files ({message}): try again"
        )),
        code if code.starts_with("XX") => Error::new(
            Code::CorruptRecord,
            format!("the database is damaged ({message}): look into its log, restore a backup"),
        ),
        code => Error::internal(format!("a statement of Milkround failed: {message} ({code})")),
    }
}

/// The index whose rule was broken: `orders_by_number` of `orders`.
fn unique_index(t: &Table, constraint: &str) -> Option<&'static str> {
    let name = constraint.strip_prefix(t.name)?.strip_prefix('_')?;
    if name == "pkey" {
        return Some(t.key.name);
    }
    t.indexes.iter().find(|i| i.unique && i.name == name).map(|i| i.name)
}
