//! The way to a server: each address of each host that the URL names, one after the other.
//!
//! `tokio-postgres` would try them too, but bounds only how long each takes to answer at all: one that
//! answers and then says nothing would keep the others from being asked.

use crate::tls::Stream;
use crate::trouble::{self, refused};
use crate::url::Target;
use milkround_core::store::check;
use milkround_core::{Error, Result};
use std::collections::hash_map::RandomState;
use std::hash::{BuildHasher, Hasher};
use std::io;
use std::net::IpAddr;
use tokio::net::lookup_host;
use tokio::time::timeout;
use tokio_postgres::config::{Host, LoadBalanceHosts, SslMode};
use tokio_postgres::{Client, Config, Connection, Socket};

/// Addresses of one name that are tried.
pub(crate) const ADDRESSES: usize = 8;

/// The first PostgreSQL that does.
const OLDEST: u32 = 15;

type Connected = (Client, Connection<Socket, Stream>);

/// Connects to the first that lets us in; otherwise what is to be made of what they said.
pub(crate) async fn connect(target: Target) -> Result<Connected> {
    let random = target.config.get_load_balance_hosts() == LoadBalanceHosts::Random;
    let mut said = Vec::new();
    for way in in_order(ways(&target.config), random) {
        match connect_to(&target, way, random).await {
            Ok(connected) => return Ok(connected),
            Err(e) => said.push(e),
        }
    }
    // One of several servers that is not there may come back, whatever the others say.
    Err(whole(said, Error::retryable))
}

/// The same of one host.
async fn connect_to(target: &Target, way: Config, random: bool) -> Result<Connected> {
    let addresses = match timeout(target.patience(), addresses(way)).await {
        Ok(Ok(addresses)) => addresses,
        Ok(Err(e)) => return Err(trouble::unreachable(&e)),
        Err(_) => return Err(trouble::silent()),
    };
    let mut said = Vec::new();
    for way in in_order(addresses, random) {
        match timeout(target.patience(), way.connect(target.tls.clone())).await {
            Ok(Ok(connected)) => return Ok(connected),
            Ok(Err(e)) => said.push(trouble::of(&e, None)),
            Err(_) => said.push(trouble::silent()),
        }
    }
    // A server that refuses us at one of its addresses is there; that it is not at another changes
    // nothing.
    Err(whole(said, |e| !e.retryable()))
}

/// The last such error, or the last; who has waited for one has waited.
fn whole(said: Vec<Error>, outranks: impl Fn(&Error) -> bool) -> Error {
    let waited = said.iter().any(check::has_waited);
    let last = said.iter().rfind(|e| outranks(e)).or(said.last()).cloned();
    let last = last.unwrap_or_else(trouble::silent);
    if waited && last.retryable() { check::waited(last) } else { last }
}

/// Refuses a server that cannot keep what we write, by what it says of itself to all who come.
pub(crate) fn check<'s>(said: impl Fn(&str) -> Option<&'s str>) -> Result<()> {
    let version = said("server_version").unwrap_or_default();
    let digits = version.split(|c: char| !c.is_ascii_digit()).next().unwrap_or_default();
    if digits.parse().is_ok_and(|major: u32| major < OLDEST) {
        return Err(refused(format!(
            "the server is PostgreSQL {version}: upgrade it to {OLDEST} or later"
        )));
    }
    match said("server_encoding") {
        None | Some("UTF8") => Ok(()),
        Some(encoding) => Err(refused(format!(
            "the database keeps its texts as {encoding}, which has no room for every name: give one \
             that was made with `ENCODING 'UTF8'`"
        ))),
    }
}

/// One configuration for each host of a URL.
fn ways(all: &Config) -> Vec<Config> {
    let (hosts, addresses, ports) = (all.get_hosts(), all.get_hostaddrs(), all.get_ports());
    let way = |i| {
        let port = ports.get(i).or_else(|| ports.first()).copied().unwrap_or(5432);
        alone(all, hosts.get(i), addresses.get(i).copied(), port)
    };
    (0..hosts.len().max(addresses.len())).map(way).collect()
}

fn alone(all: &Config, host: Option<&Host>, address: Option<IpAddr>, port: u16) -> Config {
    let mut one = shared(all);
    one.port(port);
    if let Some(address) = address {
        one.hostaddr(address);
    }
    match (host, address) {
        (Some(Host::Tcp(name)), _) => one.host(name),
        // What has no name has its address in its certificate.
        (_, Some(address)) => one.host(address.to_string()),
        // Nobody listens in on a socket in a folder, and no server has TLS there.
        #[cfg(unix)]
        (Some(Host::Unix(folder)), None) => one.host_path(folder).ssl_mode(SslMode::Disable),
        (None, None) => &mut one,
    };
    one
}

/// What holds for each host.
fn shared(all: &Config) -> Config {
    let mut one = Config::new();
    one.ssl_mode(all.get_ssl_mode())
        .ssl_negotiation(all.get_ssl_negotiation())
        .keepalives(all.get_keepalives())
        .keepalives_idle(all.get_keepalives_idle())
        .target_session_attrs(all.get_target_session_attrs())
        .channel_binding(all.get_channel_binding());
    let texts = [
        (all.get_user(), Config::user as fn(&mut Config, String) -> &mut Config),
        (all.get_dbname(), Config::dbname),
        (all.get_options(), Config::options),
        (all.get_application_name(), Config::application_name),
    ];
    for (text, set) in texts {
        if let Some(text) = text {
            set(&mut one, text.to_owned());
        }
    }
    all.get_password().map(|password| one.password(password));
    all.get_connect_timeout().map(|time| one.connect_timeout(*time));
    all.get_tcp_user_timeout().map(|time| one.tcp_user_timeout(*time));
    all.get_keepalives_interval().map(|time| one.keepalives_interval(time));
    all.get_keepalives_retries().map(|times| one.keepalives_retries(times));
    one
}

/// One configuration for each address of a host.
async fn addresses(way: Config) -> io::Result<Vec<Config>> {
    let ([Host::Tcp(name)], [], [port]) = (way.get_hosts(), way.get_hostaddrs(), way.get_ports())
    else {
        return Ok(vec![way]);
    };
    let at = |address: std::net::SocketAddr| {
        let mut way = way.clone();
        way.hostaddr(address.ip());
        way
    };
    let found: Vec<_> =
        lookup_host((name.as_str(), *port)).await?.map(at).take(ADDRESSES).collect();
    match found.is_empty() {
        true => Err(io::Error::new(io::ErrorKind::NotFound, "the host has no address")),
        false => Ok(found),
    }
}

fn in_order(mut ways: Vec<Config>, random: bool) -> Vec<Config> {
    if random {
        // The standard library seeds these at random.
        ways.sort_by_cached_key(|_| RandomState::new().build_hasher().finish());
    }
    ways
}

#[cfg(test)]
mod tests {
    use super::*;
    use milkround_core::Code;

    #[test]
    fn what_outranks_what_is_not_left_to_the_order() {
        let refused = || refused("no");
        let gone = || trouble::unreachable(&"gone");
        for said in [vec![refused(), gone()], vec![gone(), refused()]] {
            let code = |e: Error| (e.code(), check::has_waited(&e));
            // The addresses of one server, then servers.
            assert_eq!(code(whole(said.clone(), |e| !e.retryable())).0, Code::StoreRefused);
            assert_eq!(code(whole(said, Error::retryable)), (Code::StoreUnavailable, false));
        }
        let said = vec![trouble::silent(), gone()];
        assert!(check::has_waited(&whole(said, Error::retryable)));
    }

    #[test]
    fn an_old_server_is_refused() {
        let check = |version, encoding| {
            check(|name| match name {
                "server_version" => Some(version),
                "server_encoding" => Some(encoding),
                _ => None,
            })
        };
        for version in ["9.6.24", "14.19 (Debian 14.19-1)", "13.0.0"] {
            let error = check(version, "UTF8").unwrap_err();
            assert_eq!(error.code(), Code::StoreRefused);
            assert!(error.message().contains(version), "{error}");
        }
        for version in ["15.0", "16beta1", "18.1 (Debian 18.1-1)", "100devel"] {
            check(version, "UTF8").unwrap();
            assert_eq!(check(version, "LATIN1").unwrap_err().code(), Code::StoreRefused);
        }
        assert!(super::check(|_| None).is_ok(), "a pooler in between need not say it");
    }

    #[test]
    fn each_host_of_a_url_is_a_way_of_its_own() {
        let url = "postgres://shop:secret@one:5433,two,%2Frun/farm?sslmode=require\
            &application_name=till&options=-c%20a%3Db&connect_timeout=7&tcp_user_timeout=3\
            &keepalives=0&keepalives_idle=1&keepalives_interval=2&keepalives_retries=4\
            &target_session_attrs=read-only&channel_binding=disable&sslnegotiation=direct";
        let one = "host=one port=5433 sslmode=require ";
        let two = "host=two port=5432 sslmode=require ";
        let run = "host=/run port=5432 sslmode=disable ";
        let rest = "user=shop password=secret dbname=farm application_name=till options='-c a=b' \
            connect_timeout=7 tcp_user_timeout=3 keepalives=0 keepalives_idle=1 \
            keepalives_interval=2 keepalives_retries=4 target_session_attrs=read-only \
            channel_binding=disable sslnegotiation=direct";
        let expected = [one, two, run].map(|own| format!("{own}{rest}").parse::<Config>().unwrap());
        assert_eq!(ways(&url.parse().unwrap()), expected);
    }

    #[test]
    fn what_has_no_name_is_called_by_its_address() {
        let all: Config = "hostaddr=127.0.0.1,::1 port=1,2 user=shop".parse().unwrap();
        let hosts: Vec<_> = ways(&all).iter().flat_map(|way| way.get_hosts().to_vec()).collect();
        assert_eq!(hosts, ["127.0.0.1", "::1"].map(|name| Host::Tcp(name.to_owned())));
    }
}
