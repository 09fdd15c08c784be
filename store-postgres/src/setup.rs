//! Whose schema it is, and its tables' version.

use crate::conn::Conn;
use crate::schema::SCHEMA;
use crate::trouble;
use crate::url::unbound;
use milkround_core::{Code, Error, Result};
use std::time::Duration;

/// Each is applied once, in one transaction; `schema_version()` says how many were.
const MIGRATIONS: &[&str] = &[include_str!("../migrations/0001_initial.sql")];

/// How long a migration may take.
const MIGRATION: Duration = Duration::from_secs(3600);

/// Whoever migrates holds this lock of the database: the letters `MLKR`.
const LOCK: &str = "SELECT pg_advisory_xact_lock(1296845650)";

/// Refuses a role that row security does not bind, and brings the tables up to date; makes them, or
/// asks that they are there.
pub(crate) fn open(conn: &Conn, make: bool) -> Result<()> {
    let role = conn.run(
        "SELECT rolname FROM pg_roles WHERE rolname = current_user AND (rolsuper OR rolbypassrls)",
    )?;
    if let Some(role) = role.first() {
        return Err(unbound(role));
    }
    match version(conn)? {
        done if done == MIGRATIONS.len() => return Ok(()),
        0 if !make => {
            let message = format!(
                "the database has no schema `{SCHEMA}`: check its name, or let `milkround migrate` \
                 make it"
            );
            return Err(Error::new(Code::NotFound, message));
        }
        _ => {}
    }
    // A migration, and the wait for another's, may take longer than a statement usually may.
    conn.run_within(
        MIGRATION,
        &format!(
            "BEGIN READ WRITE; SET LOCAL statement_timeout = 0; SET LOCAL lock_timeout = 0; {LOCK}"
        ),
    )
    .map_err(trouble::of_begin)?;
    let done = migrate(conn).and_then(|()| conn.run("COMMIT"));
    if done.is_err() {
        conn.tell("ROLLBACK");
        conn.spoil();
    }
    done.map(drop)
}

fn migrate(conn: &Conn) -> Result<()> {
    // Another may have been first, while this one waited for the lock.
    let done = version(conn)?;
    if done == MIGRATIONS.len() {
        return Ok(());
    }
    let there = format!("SELECT 1 FROM pg_namespace WHERE nspname = '{SCHEMA}'");
    if conn.run(&there)?.is_empty() {
        conn.run(&format!("CREATE SCHEMA {SCHEMA}"))?;
    }
    conn.run(&format!("SET LOCAL search_path = {SCHEMA}"))?;
    for sql in MIGRATIONS.iter().skip(done) {
        conn.run_within(MIGRATION, sql)?;
    }
    Ok(())
}

/// How many migrations the schema has; refuses one that is not ours or newer than we are.
fn version(conn: &Conn) -> Result<usize> {
    let function = format!("SELECT to_regprocedure('{SCHEMA}.schema_version()')");
    if conn.run(&function)?.is_empty() {
        let tables = format!(
            "SELECT relname FROM pg_class WHERE relnamespace = to_regnamespace('{SCHEMA}') LIMIT 1"
        );
        return match conn.run(&tables)?.first() {
            None => Ok(0),
            Some(name) => Err(Error::new(
                Code::ForeignDatabase,
                format!(
                    "schema `{SCHEMA}` of the database is another program's (it has `{name}`): give \
                     another database"
                ),
            )),
        };
    }
    let known = MIGRATIONS.len();
    let said = conn.run(&format!("SELECT {SCHEMA}.schema_version()"))?;
    match said.first().and_then(|version| version.parse().ok()) {
        Some(version) if version <= known => Ok(version),
        Some(version) => Err(Error::new(
            Code::NewerSchema,
            format!(
                "the database has version {version}, this Milkround knows up to {known}: upgrade \
                 the library"
            ),
        )
        .with("version", version)
        .with("known", known)),
        None => Err(trouble::foreign()),
    }
}
