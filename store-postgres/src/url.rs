//! Where the database is and how to get there.

use crate::dial::ADDRESSES;
use crate::tls::{Tls, Trust};
use crate::trouble::refused;
use milkround_core::{Code, Error, Result};
use std::time::Duration;
use tokio_postgres::Config;
use tokio_postgres::config::{SslMode, TargetSessionAttrs};

/// Connections at a time; more callers wait.
const CONNECTIONS: usize = 10;

/// How long a server may take to answer at all, and the longest that a URL may say.
const CONNECT: Duration = Duration::from_secs(8);
const LONGEST: Duration = Duration::from_secs(3600);

/// A database, as a URL names it.
#[derive(Debug, Clone)]
pub(crate) struct Target {
    pub(crate) config: Config,
    pub(crate) tls: Tls,
    pub(crate) connections: usize,
}

impl Target {
    /// How long one server may take to let us in, and later to begin a transaction.
    pub(crate) fn patience(&self) -> Duration {
        self.config.get_connect_timeout().copied().unwrap_or(CONNECT) + Duration::from_secs(2)
    }

    /// How long it may take to ask them all.
    pub(crate) fn longest(&self) -> Duration {
        let most = several(&self.config) * (1 + ADDRESSES) + 1;
        self.patience().saturating_mul(u32::try_from(most).unwrap_or(u32::MAX))
    }

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
        set_usual(&mut config, &own);
        check_numbers(&config)?;
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

/// What is usual with us, where the URL does not say otherwise.
fn set_usual(config: &mut Config, own: &Own) {
    let timeout = config.get_connect_timeout().map_or(CONNECT, |time| (*time).min(LONGEST));
    config.connect_timeout(timeout);
    let named = |name: &str| own.named.iter().any(|n| n == name);
    // Otherwise somebody who has gone without a word is noticed after two hours.
    if !named("keepalives_idle") {
        config.keepalives_idle(Duration::from_secs(30));
    }
    if !named("keepalives_interval") {
        config.keepalives_interval(Duration::from_secs(10));
    }
    if !named("keepalives_retries") {
        config.keepalives_retries(3);
    }
    // Of several, those that follow the first do not write.
    if several(config) > 1 && !named("target_session_attrs") {
        config.target_session_attrs(TargetSessionAttrs::ReadWrite);
    }
}

fn several(config: &Config) -> usize {
    config.get_hosts().len().max(config.get_hostaddrs().len())
}

/// Each host has its address, where any has, and its port.
fn check_numbers(config: &Config) -> Result<()> {
    let (hosts, addresses) = (config.get_hosts().len(), config.get_hostaddrs().len());
    if hosts != addresses && hosts > 0 && addresses > 0 {
        return Err(malformed("the URL has not as many `hostaddr` as hosts: give each its own"));
    }
    let ports = config.get_ports().len();
    if ports > 1 && ports != several(config) {
        return Err(malformed("the URL has not as many ports as hosts: give each its own, or one"));
    }
    Ok(())
}

fn malformed(message: impl Into<String>) -> Error {
    Error::new(Code::Malformed, message).at("url")
}

#[derive(Debug, Default)]
struct Own {
    pool: Option<String>,
    root: Option<String>,
    verify: bool,
    /// What else it says something of.
    named: Vec<String>,
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
            pair => {
                own.named.extend(pair.map(|(name, _)| name.to_owned()));
                theirs.push(part);
            }
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

#[cfg(test)]
mod tests {
    use super::*;

    fn read(url: &str) -> Target {
        Target::read(url).unwrap()
    }

    #[test]
    fn a_silent_server_is_noticed_unless_the_url_says_when() {
        let Target { config, .. } = read("postgres://shop@one/farm");
        assert_eq!(config.get_keepalives_idle(), Duration::from_secs(30));
        assert_eq!(config.get_keepalives_interval(), Some(Duration::from_secs(10)));
        assert_eq!(config.get_keepalives_retries(), Some(3));
        let own = "keepalives_idle=7200&keepalives_interval=5&keepalives_retries=9";
        let Target { config, .. } = read(&format!("postgres://shop@one/farm?{own}"));
        assert_eq!(config.get_keepalives_idle(), Duration::from_secs(7200));
        assert_eq!(config.get_keepalives_interval(), Some(Duration::from_secs(5)));
        assert_eq!(config.get_keepalives_retries(), Some(9));
    }

    #[test]
    fn of_several_servers_the_one_that_writes_is_meant() {
        let attrs = |url| read(url).config.get_target_session_attrs();
        assert_eq!(attrs("postgres://shop@one/farm"), TargetSessionAttrs::Any);
        assert_eq!(attrs("postgres://shop@one,two/farm"), TargetSessionAttrs::ReadWrite);
        let any = "postgres://shop@one,two/farm?target_session_attrs=any";
        assert_eq!(attrs(any), TargetSessionAttrs::Any);
    }

    #[test]
    fn each_server_has_the_time_that_the_url_gives() {
        let seconds = |url| {
            let target = read(url);
            (target.patience().as_secs(), target.longest().as_secs())
        };
        assert_eq!(seconds("postgres://shop@one/farm"), (10, 100));
        let (each, all) = seconds("postgres://shop@one,two,three/farm?connect_timeout=30");
        assert!(each == 32 && all >= 3 * 32, "{each} {all}");
        let (each, _) = seconds("postgres://shop@one/farm?connect_timeout=99999999999");
        assert_eq!(each, 3602);
    }

    #[test]
    fn hosts_addresses_and_ports_belong_together() {
        for url in [
            "postgres://shop@one,two/farm?hostaddr=127.0.0.1",
            "postgres://shop@one/farm?port=5433",
        ] {
            let error = Target::read(url).unwrap_err();
            assert_eq!(error.code(), Code::Malformed);
            assert!(error.message().contains("not as many"), "{error}");
        }
    }
}
