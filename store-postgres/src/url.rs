//! Where the database is and how to get there.

use crate::tls::{Tls, Trust};
use crate::trouble::refused;
use milkround_core::{Code, Error, Result};
use std::time::Duration;
use tokio_postgres::Config;
use tokio_postgres::config::SslMode;

/// Connections at a time; more callers wait.
const CONNECTIONS: usize = 10;

/// A database, as a URL names it.
#[derive(Debug, Clone)]
pub(crate) struct Target {
    pub(crate) config: Config,
    pub(crate) tls: Tls,
    pub(crate) connections: usize,
}

impl Target {
    /// Reads `postgres://user:password@host:port/database?pool=20&sslmode=require`.
    pub(crate) fn read(url: &str) -> Result<Self> {
        let (url, own) = take_own(url);
        let mut config: Config = url.parse().map_err(|e: tokio_postgres::Error| {
            let why =
                std::error::Error::source(&e).map_or_else(|| e.to_string(), |s| s.to_string());
            // The URL is not repeated: it may hold a password.
            malformed(format!(
                "the URL is not right ({why}): write `postgres://user:password@host:5432/database`"
            ))
        })?;
        if config.get_hosts().is_empty() && config.get_hostaddrs().is_empty() {
            return Err(malformed("the URL names no host: write `postgres://user@host/database`"));
        }
        if config.get_application_name().is_none() {
            config.application_name("milkround");
        }
        if config.get_connect_timeout().is_none() {
            config.connect_timeout(Duration::from_secs(8));
        }
        let connections = match own.pool.map(|text| text.parse::<usize>()) {
            None => CONNECTIONS,
            Some(Ok(n)) if (2..=1000).contains(&n) => n,
            Some(_) => return Err(malformed("`pool` of the URL is no number from 2 to 1000")),
        };
        if config.get_ssl_mode() == SslMode::Disable && (own.verify || own.root.is_some()) {
            return Err(malformed("the URL both forbids TLS and says whom to trust: choose one"));
        }
        let trust = match (own.root, own.verify) {
            (Some(path), _) if path != "system" => Trust::File(path),
            (Some(_), _) | (None, true) => Trust::System,
            (None, false) => Trust::Anybody,
        };
        if !matches!(trust, Trust::Anybody) {
            config.ssl_mode(SslMode::Require);
        }
        Ok(Self { config, tls: Tls::new(&trust)?, connections })
    }
}

fn malformed(message: impl Into<String>) -> Error {
    Error::new(Code::Malformed, message).at("url")
}

#[derive(Debug, Default)]
struct Own {
    pool: Option<String>,
    root: Option<String>,
    verify: bool,
}

/// Takes the parameters that are ours out of a URL.
fn take_own(url: &str) -> (String, Own) {
    let mut own = Own::default();
    let Some((before, query)) = url.split_once('?') else { return (url.to_owned(), own) };
    let mut theirs = Vec::new();
    for part in query.split('&') {
        match part.split_once('=') {
            Some(("pool", value)) => own.pool = Some(value.to_owned()),
            Some(("sslrootcert", value)) => own.root = Some(plain(value)),
            // The certificate's name is always looked at, where the certificate is.
            Some(("sslmode", "verify-full" | "verify-ca")) => own.verify = true,
            _ => theirs.push(part),
        }
    }
    let mark = if theirs.is_empty() { "" } else { "?" };
    (format!("{before}{mark}{}", theirs.join("&")), own)
}

/// A value without its percent signs: a path may hold anything.
fn plain(value: &str) -> String {
    percent_encoding::percent_decode_str(value).decode_utf8_lossy().into_owned()
}

/// A role that row security does not bind would see every tenant, whatever the settings say.
pub(crate) fn unbound(role: &str) -> Error {
    refused(format!(
        "the role `{role}` may bypass row security, which keeps enterprises apart: make one that may \
         not (`CREATE ROLE shop LOGIN PASSWORD '…' NOSUPERUSER NOBYPASSRLS`) and grant it `CREATE` on \
         the database"
    ))
}
