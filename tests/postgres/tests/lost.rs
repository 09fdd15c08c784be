//! Connections that are lost: in the middle of a transaction, and while it commits.

use milkround_core::Code;
use milkround_core::hub::{Clock, Hub};
use milkround_core::store::{Access, Query, Scope, Store};
use milkround_postgres::PostgresStore;
use milkround_postgres_tests::Database;
use milkround_tests::shop::Shop;
use milkround_tests::tables::{HERE, ITEMS, Item, TABLES};
use std::io::{Read, Write};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::sync::{Arc, Mutex};

/// As it goes over the wire; `READ COMMITTED` does too.
const COMMIT: &str = "COMMIT\0";

/// What becomes of a connection on which a word is said.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Cut {
    /// It goes before the server hears the word.
    Before,
    /// It goes when the server has answered.
    After,
    /// The same, and nobody gets through any more.
    ForGood,
    /// Nobody hears what is said on it from there on, and nobody hangs up.
    Deaf,
    /// The server first undoes the transaction, and nobody hears why.
    Undone,
    /// The server does it, and what is heard is that its disk is full.
    Denied,
}

/// A message as it goes over the wire.
fn message(tag: u8, body: &[u8]) -> Vec<u8> {
    let length = u32::try_from(body.len() + 4).unwrap().to_be_bytes();
    [&[tag], &length[..], body].concat()
}

/// What a server says of a transaction whose disk is full, and that it is ready for more.
fn disk_full() -> Vec<u8> {
    let fields = b"SFEHLER\0VERROR\0C53100\0Mcould not write to file\0\0";
    [message(b'E', fields), message(b'Z', b"I")].concat()
}

/// A wire to the server that can be cut.
#[derive(Debug)]
struct Wire {
    url: String,
    cut: Arc<Mutex<Option<(&'static str, Cut)>>>,
    dead: Arc<AtomicBool>,
    opened: Arc<AtomicU32>,
}

impl Wire {
    fn to(database: &Database) -> Self {
        let url = database.url();
        let (head, rest) = url.split_once('@').unwrap();
        let (server, name) = rest.split_once('/').unwrap();
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let (cut, dead, opened) = (Arc::default(), Arc::default(), Arc::default());
        let wire = Self {
            url: format!("{head}@127.0.0.1:{port}/{name}"),
            cut: Arc::clone(&cut),
            dead: Arc::clone(&dead),
            opened: Arc::clone(&opened),
        };
        let server = server.to_owned();
        std::thread::spawn(move || {
            for client in listener.incoming().flatten() {
                if dead.load(Ordering::SeqCst) {
                    continue;
                }
                opened.fetch_add(1, Ordering::SeqCst);
                let server = TcpStream::connect(&server).unwrap();
                let (cut, dead) = (Arc::clone(&cut), Arc::clone(&dead));
                let back = (server.try_clone().unwrap(), client.try_clone().unwrap());
                let silent = Arc::new(AtomicBool::new(false));
                let instead: Arc<Mutex<Option<Vec<u8>>>> = Arc::default();
                let (hush, hear) = (Arc::clone(&silent), Arc::clone(&instead));
                std::thread::spawn(move || forward(client, server, &cut, &dead, &silent, &instead));
                std::thread::spawn(move || backward(back, &hush, &hear));
            }
        });
        wire
    }

    fn cut_at(&self, word: &'static str, cut: Cut) {
        *self.cut.lock().unwrap() = Some((word, cut));
    }
}

fn forward(
    mut client: TcpStream,
    mut server: TcpStream,
    cut: &Mutex<Option<(&'static str, Cut)>>,
    dead: &AtomicBool,
    silent: &AtomicBool,
    instead: &Mutex<Option<Vec<u8>>>,
) {
    let mut bytes = [0; 65536];
    let mut deaf = false;
    while let Ok(n @ 1..) = client.read(&mut bytes) {
        let said = &bytes[..n];
        let word = |word: &str| said.windows(word.len()).any(|part| part == word.as_bytes());
        let now = cut.lock().unwrap().take_if(|(w, _)| word(w)).map(|(_, cut)| cut);
        deaf |= now == Some(Cut::Deaf);
        if deaf {
            continue;
        }
        if now == Some(Cut::Denied) {
            *instead.lock().unwrap() = Some(disk_full());
        }
        if now == Some(Cut::Undone) {
            *instead.lock().unwrap() = Some(Vec::new());
            server.write_all(&message(b'Q', b"no statement\0")).unwrap();
            while instead.lock().unwrap().is_some() {
                std::thread::sleep(std::time::Duration::from_millis(5));
            }
        }
        if let Some(now) = now.filter(|now| !matches!(now, Cut::Undone | Cut::Denied)) {
            if now != Cut::Before {
                silent.store(true, Ordering::SeqCst);
                server.write_all(said).unwrap();
                // The server has done it when it has answered.
                let mut answer = [0; 64];
                server.set_read_timeout(Some(std::time::Duration::from_millis(300))).unwrap();
                let _ = server.peek(&mut answer);
                std::thread::sleep(std::time::Duration::from_millis(100));
            }
            dead.store(now == Cut::ForGood, Ordering::SeqCst);
            break;
        }
        if server.write_all(said).is_err() {
            break;
        }
    }
    let _ = client.shutdown(Shutdown::Both);
    let _ = server.shutdown(Shutdown::Both);
}

fn backward(
    (mut server, mut client): (TcpStream, TcpStream),
    silent: &AtomicBool,
    instead: &Mutex<Option<Vec<u8>>>,
) {
    let mut bytes = [0; 65536];
    while let Ok(n @ 1..) = server.read(&mut bytes) {
        let mut other = instead.lock().unwrap();
        if let Some(said) = other.as_ref() {
            // Up to where the server is ready for more, it is not heard.
            if bytes[..n - 1].ends_with(b"Z\0\0\0\x05") {
                client.write_all(said).unwrap();
                *other = None;
            }
            continue;
        }
        drop(other);
        if silent.load(Ordering::SeqCst) || client.write_all(&bytes[..n]).is_err() {
            break;
        }
    }
}

fn suite() -> (Database, Wire, PostgresStore) {
    let database = Database::migrated();
    let wire = Wire::to(&database);
    let store = PostgresStore::open(&wire.url).unwrap();
    store.create_tables(TABLES).unwrap();
    (database, wire, store)
}

fn kept(store: &PostgresStore) -> u64 {
    let mut tx = store.begin(&Scope::All, Access::Read).unwrap();
    tx.count(&Query::on(&ITEMS, "primary"), 100).unwrap()
}

#[test]
fn a_connection_lost_in_the_middle_loses_the_transaction_and_nothing_else() {
    let (_database, wire, store) = suite();
    let mut tx = store.begin(&Scope::One(HERE), Access::Write).unwrap();
    tx.insert(&ITEMS, &[Item::new(HERE, 1).row()]).unwrap();
    wire.cut_at("suite_lines", Cut::Before);
    let line = milkround_tests::tables::line(HERE, "a", 1, None);
    let error = tx.insert(&milkround_tests::tables::LINES, &[line]).unwrap_err();
    assert_eq!(error.code(), Code::StoreUnavailable, "{error}");
    assert!(error.retryable());
    assert_eq!(tx.commit().unwrap_err().code(), Code::Internal, "the transaction is over");
    assert_eq!(kept(&store), 0);
    let mut tx = store.begin(&Scope::One(HERE), Access::Write).unwrap();
    tx.insert(&ITEMS, &[Item::new(HERE, 1).row()]).unwrap();
    tx.commit().unwrap();
    assert_eq!(kept(&store), 1);
}

/// A connection that died while it lay in the pool is not noticed by any caller.
#[test]
fn a_connection_that_died_idle_is_replaced() {
    let (database, wire, store) = suite();
    let before = wire.opened.load(Ordering::SeqCst);
    database.sql(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity
        WHERE datname = current_database() AND application_name = 'milkround'",
    );
    for _ in 0..3 {
        assert_eq!(kept(&store), 0);
    }
    assert_eq!(wire.opened.load(Ordering::SeqCst), before + 1);
}

#[test]
fn a_commit_whose_answer_was_lost_is_looked_up() {
    let (_database, wire, store) = suite();
    for (id, cut) in [(1, Cut::After), (2, Cut::Before)] {
        let mut tx = store.begin(&Scope::One(HERE), Access::Write).unwrap();
        tx.insert(&ITEMS, &[Item::new(HERE, id).row()]).unwrap();
        wire.cut_at(COMMIT, cut);
        let done = tx.commit();
        match cut {
            Cut::Before => assert_eq!(done.unwrap_err().code(), Code::StoreUnavailable),
            _ => done.expect("it was committed"),
        }
        assert_eq!(kept(&store), 1, "{cut:?}");
    }
}

/// The hub makes the call again where the commit did not come about, and not where it did.
#[test]
fn a_call_whose_commit_was_cut_takes_effect_once() {
    for cut in [Cut::Before, Cut::After] {
        let database = Database::migrated();
        let wire = Wire::to(&database);
        let shop =
            Shop::on(Box::new(PostgresStore::open(&wire.url).unwrap()), "2026-03-01T12:00:00Z");
        wire.cut_at(COMMIT, cut);
        shop.customer("ann");
        let rows = "BEGIN; SET LOCAL milkround.enterprises = '*'; SELECT count(*) FROM milkround.customers";
        assert_eq!(database.sql(rows), [["1"]], "{cut:?}");
    }
}

#[test]
fn a_commit_whose_fate_nobody_can_tell_is_not_tried_again() {
    let database = Database::migrated();
    let wire = Wire::to(&database);
    let shop = Shop::on(Box::new(PostgresStore::open(&wire.url).unwrap()), "2026-03-01T12:00:00Z");
    wire.cut_at(COMMIT, Cut::ForGood);
    let wish = milkround_core::hub::customers::CreateCustomer {
        enterprise: milkround_tests::shop::HUB.to_owned(),
        fields: milkround_core::hub::customers::CustomerFields {
            code: milkround_core::value::Change::To(Some("ANN".to_owned())),
            ..Default::default()
        },
        ..Default::default()
    };
    let error = shop.run(wish).unwrap_err();
    assert_eq!(error.code(), Code::OutcomeUnknown, "{error}");
    assert!(!error.retryable());
    let rows =
        "BEGIN; SET LOCAL milkround.enterprises = '*'; SELECT count(*) FROM milkround.customers";
    assert_eq!(database.sql(rows), [["1"]], "once, though nobody was told");
    // The wire is mended: the same hub goes on.
    wire.dead.store(false, Ordering::SeqCst);
    shop.customer("ben");
    assert_eq!(database.sql(rows), [["2"]]);
    let again = Hub::new(Box::new(database.open()), Clock::Test(shop.hub.now()), 9);
    assert_eq!(again.now(), shop.hub.now());
}

/// A number that the server gave out again after a crash, to another who did commit: what bears
/// witness is a row.
#[test]
fn a_number_that_was_committed_is_not_enough() {
    let (database, wire, store) = suite();
    let mut tx = store.begin(&Scope::One(HERE), Access::Write).unwrap();
    tx.insert(&ITEMS, &[Item::new(HERE, 1).row()]).unwrap();
    wire.cut_at(COMMIT, Cut::After);
    // As if it had never been there, by the time it is looked for.
    let rows =
        "BEGIN; SET LOCAL milkround.enterprises = '*'; DELETE FROM milkround.suite_items; COMMIT";
    let url = database.url();
    let done = std::thread::scope(|scope| {
        scope.spawn(move || {
            for _ in 0..40 {
                milkround_postgres_tests::sql(&url, rows).unwrap();
                std::thread::sleep(std::time::Duration::from_millis(10));
            }
        });
        tx.commit()
    });
    assert_eq!(done.unwrap_err().code(), Code::OutcomeUnknown);
}

/// What undoes a transaction need not be an answer to the store: a commit that has no effect is no
/// commit.
#[test]
fn a_transaction_that_was_undone_unheard_is_not_committed() {
    for word in [COMMIT, "DISCARD PLANS\0"] {
        let (_database, wire, store) = suite();
        let mut tx = store.begin(&Scope::One(HERE), Access::Write).unwrap();
        wire.cut_at(word, Cut::Undone);
        let rows: Vec<_> = (0..600).map(|n| Item::new(HERE, n).row()).collect();
        let done = tx.insert_new(&ITEMS, &rows).and_then(|()| tx.commit());
        let error = done.expect_err("it was undone");
        assert_eq!(error.code(), Code::StoreUnavailable, "{word}: {error}");
        assert!(error.retryable());
        assert_eq!(kept(&store), 0, "{word}");
    }
}

#[test]
fn a_commit_that_the_server_fails_in_is_looked_up() {
    let (_database, wire, store) = suite();
    let mut tx = store.begin(&Scope::One(HERE), Access::Write).unwrap();
    tx.insert(&ITEMS, &[Item::new(HERE, 1).row()]).unwrap();
    wire.cut_at(COMMIT, Cut::Denied);
    tx.commit().expect("the server says that it was committed");
    assert_eq!(kept(&store), 1);
}

/// A server that is gone without a word is noticed when a transaction begins, within the time that
/// connecting may take.
#[test]
fn an_idle_connection_that_went_silent_is_replaced() {
    let (_database, wire, _store) = suite();
    let store = PostgresStore::open(&format!("{}?connect_timeout=1", wire.url)).unwrap();
    assert_eq!(kept(&store), 0);
    wire.cut_at("BEGIN", Cut::Deaf);
    let (say, hear) = std::sync::mpsc::channel();
    std::thread::spawn(move || say.send(kept(&store)));
    assert_eq!(hear.recv_timeout(std::time::Duration::from_secs(30)), Ok(0));
}
