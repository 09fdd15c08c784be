//! PostgreSQL's errors as ours.

use milkround_core::store::{Table, check};
use milkround_core::{Code, Error};
use std::error::Error as _;
use std::io;
use tokio_postgres::error::{DbError, Severity, SqlState};

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
        is_fatal(said)
            || said.code().code().starts_with("57P")
            || *said.code() == SqlState::IN_FAILED_SQL_TRANSACTION
            || *said.code() == SqlState::IDLE_IN_TRANSACTION_SESSION_TIMEOUT
    })
}

/// Whether the server ends the connection with it; what it calls that is translated.
fn is_fatal(said: &DbError) -> bool {
    matches!(said.parsed_severity(), Some(Severity::Fatal | Severity::Panic))
}

/// Whether a commit that fails so may have come about all the same: what failed is the server.
pub(crate) fn leaves_doubt(error: &Error) -> bool {
    let state = error.details().get("sqlstate").and_then(|s| s.as_str()).unwrap_or_default();
    ["53", "58", "57P"].iter().any(|class| state.starts_with(class))
}

/// Of a server that does not begin a transaction that writes.
pub(crate) fn of_begin(error: Error) -> Error {
    match error.details().get("sqlstate").and_then(|s| s.as_str()) {
        Some(state @ ("0A000" | "55000")) => only_reads().with("sqlstate", state),
        _ => error,
    }
}

fn only_reads() -> Error {
    unavailable(
        "the server only reads, as a standby does: try again, or give the URL the one that writes, or \
         all of them (`postgres://user@one,other/database`)",
    )
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
    check::waited(unavailable("the database does not answer: try again"))
}

pub(crate) fn unreachable(why: &impl std::fmt::Display) -> Error {
    unavailable(format!("the database cannot be reached ({why}): try again"))
}

/// The server could not be asked.
fn of_connection(error: &tokio_postgres::Error) -> Error {
    let why = error.source().map_or_else(|| error.to_string(), ToString::to_string);
    let said = error.to_string();
    if said.starts_with("error connecting") || said.starts_with("error communicating") {
        let cause = error.source().and_then(|cause| cause.downcast_ref::<io::Error>());
        let waited = cause.is_some_and(|e| e.kind() == io::ErrorKind::TimedOut);
        return if waited { check::waited(unreachable(&why)) } else { unreachable(&why) };
    }
    if said.starts_with("error performing TLS handshake") {
        if was_cut(error) {
            return unreachable(&why);
        }
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

/// Whether a handshake ended with the line, not with what was said: that is `InvalidData` from rustls,
/// and `InvalidInput` from us.
fn was_cut(error: &tokio_postgres::Error) -> bool {
    let cause = error.source().and_then(|cause| cause.downcast_ref::<io::Error>());
    cause.is_some_and(|e| {
        !matches!(e.kind(), io::ErrorKind::InvalidData | io::ErrorKind::InvalidInput)
    })
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
        "55P03" => check::waited(unavailable(
            "another transaction has held this enterprise, or a row of it, for too long: try again",
        )),
        "57014" => {
            check::waited(unavailable("the database took too long for a statement: try again"))
        }
        "25P02" => unavailable("the database has undone the transaction: try again"),
        "25P03" => unavailable("the transaction did nothing for too long and was ended: try again"),
        "25P04" => unavailable("the transaction took too long and was ended: try again"),
        "25006" => only_reads(),
        "53100" => unavailable("the disk of the database is full: make room and try again"),
        "53300" => unavailable(
            "the database has no connection left: try again, or raise its `max_connections`",
        ),
        "28P01" | "28000" => refused(format!(
            "the database refuses the log-in ({message}): check user and password of the URL"
        )),
        "3D000" => refused(format!("{message}: make it (`CREATE DATABASE`), or correct the URL")),
        // Messages are translated; the place in the server's source that checks a policy is not.
        "42501" if said.routine() == Some("ExecWithCheckOptions") => {
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
        "XX001" | "XX002" => Error::new(
            Code::CorruptRecord,
            format!("the database is damaged ({message}): look into its log, restore a backup"),
        ),
        code if code.starts_with("XX") && is_fatal(said) => {
            unavailable(format!("the database has ended the connection ({message}): try again"))
        }
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reactor;
    use std::time::Duration;
    use tokio::io::AsyncWriteExt;
    use tokio_postgres::config::SslMode;
    use tokio_postgres::{Config, NoTls};

    /// What a server says in these fields, in whatever language.
    fn said(severity: &str, code: &str, more: &[&str]) -> tokio_postgres::Error {
        let mut fields = format!("SSCHLIMM\0V{severity}\0C{code}\0MSo geht es nicht\0");
        more.iter().for_each(|field| fields.push_str(&format!("{field}\0")));
        let length = u32::try_from(fields.len() + 5).unwrap().to_be_bytes();
        let message = [b"E", &length[..], fields.as_bytes(), b"\0"].concat();
        let connect = async {
            let (ours, mut theirs) = tokio::io::duplex(4096);
            theirs.write_all(&message).await.unwrap();
            let mut config = Config::new();
            config.user("shop").ssl_mode(SslMode::Disable).connect_raw(ours, NoTls).await
        };
        let connected = reactor::wait(connect, Duration::from_secs(10)).expect("an answer");
        connected.err().expect("an error")
    }

    fn code(severity: &str, sqlstate: &str, more: &[&str]) -> Code {
        of(&said(severity, sqlstate, more), None).code()
    }

    #[test]
    fn what_ends_a_connection_does_so_in_every_language() {
        assert!(spoils(&said("FATAL", "25P04", &[])));
        assert!(spoils(&said("PANIC", "XX000", &[])));
        assert!(!spoils(&said("ERROR", "23505", &[])));
    }

    #[test]
    fn a_policy_and_a_privilege_are_told_apart_in_every_language() {
        assert_eq!(code("ERROR", "42501", &["RExecWithCheckOptions"]), Code::Internal);
        assert_eq!(code("ERROR", "42501", &["Raclcheck_error"]), Code::StoreRefused);
    }

    #[test]
    fn only_what_is_damaged_is_called_so() {
        assert_eq!(code("ERROR", "XX001", &[]), Code::CorruptRecord);
        assert_eq!(code("FATAL", "XX002", &[]), Code::CorruptRecord);
        assert_eq!(code("ERROR", "XX000", &[]), Code::Internal);
        assert_eq!(code("FATAL", "XX000", &[]), Code::StoreUnavailable);
    }

    #[test]
    fn what_passes_by_may_be_tried_again() {
        for sqlstate in ["25P02", "25P03", "25P04", "25006", "53200", "57P01", "58030", "08006"] {
            let error = of(&said("ERROR", sqlstate, &[]), None);
            assert_eq!(error.code(), Code::StoreUnavailable, "{sqlstate}");
            assert!(error.retryable());
        }
        let begun = |sqlstate| of_begin(of(&said("ERROR", sqlstate, &[]), None)).code();
        assert_eq!(begun("0A000"), Code::StoreUnavailable);
        assert_eq!(begun("55000"), Code::StoreUnavailable);
        assert_eq!(begun("42601"), Code::Internal);
    }

    #[test]
    fn a_commit_that_fails_with_the_server_leaves_a_doubt() {
        let doubt = |sqlstate| leaves_doubt(&of(&said("ERROR", sqlstate, &[]), None));
        assert!(doubt("53100") && doubt("58030") && doubt("57P02"));
        assert!(!doubt("40001") && !doubt("23505"));
    }
}
