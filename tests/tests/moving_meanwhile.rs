//! A hub moves while others are at work: workers tick in the store that it moves into, somebody writes
//! the file anew. And an enterprise is taken out of a store.

use milkround::moving::{Options, check, export, import, remove, verify};
use milkround_core::hub::customers::{CreateCustomer, CustomerFields, ListCustomers};
use milkround_core::hub::enterprises::{CreateEnterprise, GetEnterprise};
use milkround_core::hub::tick::Tick;
use milkround_core::hub::{Actor, Clock, Hub};
use milkround_core::model::notice::Due;
use milkround_core::model::order::Order;
use milkround_core::store::{Access, MemoryStore, Record, Scope, Store, Transaction};
use milkround_core::value::{Change, EnterpriseId, UserId};
use milkround_core::{Code, Result};
use milkround_sqlite::SqliteStore;
use milkround_tests::shop::{HUB, at};
use milkround_tests::sim::all_adds_up;
use milkround_tests::torture::Town;
use milkround_tests::{FailingStore, raw};
use std::collections::BTreeSet;
use std::io::{Cursor, Read, Seek, SeekFrom};
use std::sync::{Arc, Mutex};

const TOWN: Town = Town { enterprises: 3, standing_orders: 6, cycles: Some(3), open_for: 2 };

fn stores() -> [Arc<dyn Store>; 2] {
    [Arc::new(MemoryStore::default()), Arc::new(SqliteStore::open_in_memory().expect("a store"))]
}

/// Three hubs whose first cycles are long overdue, as a file.
fn town() -> Vec<u8> {
    let store: Arc<dyn Store> = Arc::new(MemoryStore::default());
    let before = Town::opening(0) - chrono::Duration::days(1);
    TOWN.settle(&Hub::new(Box::new(Arc::clone(&store)), Clock::Test(before), 1));
    let mut file = Vec::new();
    export(&store, &mut file, &Options::default()).expect("an export");
    file
}

fn in_batches(batch: usize) -> Options<'static> {
    Options { batch, ..Default::default() }
}

/// A worker whose clock is behind the first opening.
fn worker(store: Arc<dyn Store>) -> Hub {
    Hub::new(Box::new(store), Clock::Test(Town::opening(0)), 9)
}

/// A store in which a worker ticks before anybody begins anything.
#[derive(Debug)]
struct Ticking {
    store: Arc<dyn Store>,
    worker: Hub,
}

impl Store for Ticking {
    fn begin(&self, scope: &Scope, access: Access) -> Result<Box<dyn Transaction + '_>> {
        self.worker.run(Tick::default())?;
        self.store.begin(scope, access)
    }
}

/// All that was due was done once.
fn opened_once(store: &Arc<dyn Store>) {
    worker(Arc::clone(store)).run(Tick::default()).expect("a tick");
    for home in raw::homes(store) {
        let (orders, _) = all_adds_up(store, &home);
        assert_eq!(orders.len(), TOWN.standing_orders, "{}", home.id);
    }
}

#[test]
fn workers_may_tick_while_a_hub_moves_in() {
    let file = town();
    for batch in [1, 10, 2000] {
        for store in stores() {
            let there = Ticking { store: Arc::clone(&store), worker: worker(Arc::clone(&store)) };
            import(&there, Cursor::new(&file), &in_batches(batch)).expect("an import");
            opened_once(&store);
        }
    }
}

/// What is due comes in as a whole: a worker between the two tries finds nothing to do.
#[test]
fn an_import_that_stopped_anywhere_goes_on_though_workers_ticked_meanwhile() {
    let file = town();
    for nth in 1.. {
        let store = stores()[usize::from(nth % 2 == 0)].clone();
        let failing = FailingStore::new(Arc::clone(&store));
        failing.fails().at(nth, true);
        let first = import(&failing, Cursor::new(&file), &in_batches(20));
        if failing.fails().failed() == 0 {
            assert!(nth > 50, "{nth} calls");
            return;
        }
        assert!(first.expect_err("it failed").retryable());
        worker(Arc::clone(&store)).run(Tick::default()).expect("a tick");
        assert!(raw::rows(&store, Order::TABLE).is_empty(), "call {nth}");
        import(&store, Cursor::new(&file), &in_batches(20))
            .unwrap_or_else(|e| panic!("call {nth}: {e}"));
        opened_once(&store);
    }
}

/// A file that somebody else can write to.
#[derive(Debug, Clone)]
struct Written {
    bytes: Arc<Mutex<Vec<u8>>>,
    at: usize,
}

impl Read for Written {
    fn read(&mut self, into: &mut [u8]) -> std::io::Result<usize> {
        let bytes = self.bytes.lock().unwrap();
        let n = bytes.get(self.at..).unwrap_or_default().read(into)?;
        self.at += n;
        Ok(n)
    }
}

impl Seek for Written {
    fn seek(&mut self, to: SeekFrom) -> std::io::Result<u64> {
        let SeekFrom::Start(to) = to else { return Err(std::io::ErrorKind::Unsupported.into()) };
        self.at = usize::try_from(to).unwrap();
        Ok(to)
    }
}

/// As many rows and the same sums, but another name.
fn renamed(file: &[u8]) -> Vec<u8> {
    let text = String::from_utf8(file.to_vec()).unwrap();
    let other = text.replacen("customer 3", "customer 9", 1);
    assert_ne!(text, other);
    other.into_bytes()
}

#[test]
fn a_file_that_is_written_anew_while_it_is_read_is_noticed() {
    let file = town();
    let changed = || {
        let bytes = Arc::new(Mutex::new(file.clone()));
        let read = Written { bytes: Arc::clone(&bytes), at: 0 };
        let checked = check(std::io::BufReader::new(read), &Options::default()).expect("checked");
        (checked, bytes)
    };
    for other in [renamed(&file), file[..file.len() - 300].to_vec(), Vec::new()] {
        let store: Arc<dyn Store> = Arc::new(MemoryStore::default());
        let (checked, bytes) = changed();
        other.clone_into(&mut bytes.lock().unwrap());
        let error = checked.import(&store, &Options::default()).expect_err("another file");
        assert_eq!(error.code(), Code::Malformed, "{error}");
        assert!(raw::rows(&store, Due::TABLE).is_empty(), "{error}");

        let (whole, _) = changed();
        let store: Arc<dyn Store> = Arc::new(MemoryStore::default());
        whole.import(&store, &Options::default()).expect("an import");
        let (checked, bytes) = changed();
        other.clone_into(&mut bytes.lock().unwrap());
        checked.verify(&store, &Options::default()).expect_err("another file");
    }
}

#[test]
fn an_enterprise_leaves_and_the_others_stay_as_they_were() {
    let file = town();
    for store in stores() {
        import(&store, Cursor::new(&file), &Options::default()).expect("an import");
        worker(Arc::clone(&store)).run(Tick::default()).expect("a tick");
        let of = |no: i64| {
            let dump = raw::dump(&store);
            let begins = format!("[Int({no}), ");
            dump.lines().filter(|line| line.starts_with(&begins)).count()
        };
        let (before, others) = (of(2), of(1) + of(3));
        let removed = remove(&store, "hub-2", &in_batches(7)).expect("removed");
        assert_eq!((removed.written, of(2), of(1) + of(3)), (before as u64, 0, others));
        let error = remove(&store, "hub-2", &in_batches(7)).expect_err("it is gone");
        assert_eq!(error.code(), Code::NotFound, "{error}");
        worker(Arc::clone(&store)).run(Tick::default()).expect("the others go on");
        // It comes back, under another number, beside the others.
        let again = Options { enterprises: vec!["hub-2".into()], ..Default::default() };
        import(&store, Cursor::new(&file), &again).expect("an import");
        opened_once(&store);
    }
}

#[test]
fn a_removal_that_stopped_anywhere_goes_on() {
    let file = town();
    for nth in 1.. {
        let store: Arc<dyn Store> = Arc::new(MemoryStore::default());
        import(&store, Cursor::new(&file), &Options::default()).expect("an import");
        let failing = FailingStore::new(Arc::clone(&store));
        failing.fails().at(nth, true);
        let first = remove(&failing, "hub-2", &in_batches(5));
        if failing.fails().failed() == 0 {
            assert!(nth > 50, "{nth} calls");
            return;
        }
        assert!(first.expect_err("it failed").retryable());
        // No tick makes anything of what is left.
        worker(Arc::clone(&store)).run(Tick::default()).expect("a tick");
        match remove(&store, "hub-2", &in_batches(5)) {
            Ok(_) => {}
            Err(e) => panic!("call {nth}: {e}"),
        }
        assert_eq!(raw::homes(&store).len(), 2, "call {nth}");
    }
}

/// A hub that was open all the while never takes the enterprise that got the number for the one that
/// had it.
#[test]
fn a_number_that_went_to_another_leads_nobody_to_him() {
    let file = town();
    for store in stores() {
        import(&store, Cursor::new(&file), &Options::default()).expect("an import");
        let open = worker(Arc::clone(&store));
        let customer = |hub: &Hub, enterprise: &str, name: &str| {
            let first_name = Change::To(Some(name.to_owned()));
            let fields = CustomerFields { first_name, ..Default::default() };
            hub.run(CreateCustomer { enterprise: enterprise.into(), fields, share_email: false })
        };
        let of_hub_3 = ["hub-1", "hub-3"].map(|id| EnterpriseId::new(id).expect("an id"));
        let user =
            Actor::User { user: UserId::new("ann").expect("an id"), enterprises: of_hub_3.into() };
        let seen = || {
            let list = ListCustomers { limit: Some(100), ..Default::default() };
            let page = open.as_actor(user.clone()).run(list).expect("a list");
            page.items.iter().map(|one| one.enterprise.to_string()).collect::<BTreeSet<_>>()
        };
        customer(&open, "hub-3", "Before").expect("hub-3 is there");
        assert_eq!(seen(), ["hub-1", "hub-3"].map(str::to_owned).into());

        remove(&store, "hub-3", &Options::default()).expect("removed");
        let other = worker(Arc::clone(&store));
        other
            .run(CreateEnterprise {
                enterprise: "hub-4".into(),
                name: "Other".into(),
                zone: "UTC".into(),
                currency: "GBP".into(),
                ..Default::default()
            })
            .expect("an enterprise");
        customer(&other, "hub-4", "Secret").expect("a customer of the other");
        assert_eq!(raw::homes(&store).last().expect("the other").no.0, 3);
        let error = customer(&open, "hub-3", "After").expect_err("hub-3 has moved out");
        assert_eq!(error.code(), Code::NotFound, "{error}");
        let read = GetEnterprise { enterprise: "hub-3".into() };
        assert_eq!(open.run(read).expect_err("it has moved out").code(), Code::NotFound);
        assert_eq!(seen(), ["hub-1".to_owned()].into());
        assert!(!raw::dump(&store).contains("After"));

        // It comes back under another number, and who had it open finds it.
        let again = Options { enterprises: vec!["hub-3".into()], ..Default::default() };
        import(&store, Cursor::new(&file), &again).expect("an import");
        customer(&open, "hub-3", "After").expect("hub-3 is back");
        assert_eq!(seen(), ["hub-1", "hub-3"].map(str::to_owned).into());
    }
}

/// Its answer was lost, workers were at work: the next run says so, and does not ask for the hub to be
/// taken out.
#[test]
fn an_import_that_had_ended_unheard_says_that_the_hub_is_at_work() {
    let file = town();
    for store in stores() {
        import(&store, Cursor::new(&file), &Options::default()).expect("an import");
        worker(Arc::clone(&store)).run(Tick::default()).expect("a tick");
        let before = raw::dump(&store);
        let error = import(&store, Cursor::new(&file), &Options::default()).expect_err("at work");
        assert_eq!(error.code(), Code::Conflict, "{error}");
        assert!(error.message().contains("an import of it had ended before"), "{error}");
        assert!(!error.message().contains("remove"), "{error}");
        assert!(raw::dump(&store) == before);
    }
}

/// An import that has only to compare lets other writers in: no transaction that has written nothing
/// goes on.
#[test]
fn an_import_that_finds_all_there_keeps_nobody_from_writing() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("hub.db");
    let file = town();
    let store = SqliteStore::open(&path).expect("a store");
    import(&store, Cursor::new(&file), &Options::default()).expect("an import");
    let other = Hub::new(
        Box::new(SqliteStore::open(&path).expect("a store")),
        Clock::Test(at("2026-01-01T00:00:00Z")),
        3,
    );
    let made = std::cell::Cell::new(0);
    let told = |step: milkround::moving::Step| {
        // What is due is compared and counted as a whole.
        if step.table != "due" && step.rows > 0 {
            made.set(made.get() + 1);
            other
                .run(CreateEnterprise {
                    enterprise: format!("new-{}", made.get()),
                    name: "New".into(),
                    zone: "Europe/London".into(),
                    currency: "EUR".into(),
                    ..Default::default()
                })
                .expect("nobody holds the file");
        }
    };
    let options = Options { told: &told, ..Default::default() };
    import(&store, Cursor::new(&file), &options).expect("all is there");
    assert!(made.get() > 5, "{}", made.get());
}

#[test]
fn a_store_without_enterprises_is_not_exported() {
    for store in stores() {
        let mut out = Vec::new();
        let error = export(&store, &mut out, &Options::default()).expect_err("nothing is there");
        assert_eq!((error.code(), out.len()), (Code::NotFound, 0));
        let named = Options { enterprises: vec![HUB.into()], ..Default::default() };
        let error = verify(&store, Cursor::new(town()), &named).expect_err("not in the file");
        assert_eq!(error.code(), Code::NotFound);
    }
}
