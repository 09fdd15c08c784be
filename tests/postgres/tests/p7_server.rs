//! P7: the server goes away amid work and comes back. The same handle of the hub goes on; nothing is
//! lost, nothing doubled, and within 10 seconds no call fails any more.

use milkround_cluster::Cluster;
use milkround_core::Code;
use milkround_core::hub::test_clock::AdvanceClock;
use milkround_core::hub::tick::Tick;
use milkround_core::hub::{Clock, Hub};
use milkround_core::store::Store;
use milkround_postgres::PostgresStore;
use milkround_postgres_tests::{Database, DatabaseArena, sql};
use milkround_tests::torture::{Town, in_full, nothing_is_due, size, until};
use std::sync::atomic::{AtomicU64, Ordering::SeqCst};
use std::sync::{Mutex, OnceLock};
use std::time::{Duration, Instant};

const WORKER: &str = env!("CARGO_BIN_EXE_postgres_worker");

const TOWN: Town = Town { enterprises: 8, standing_orders: 60, cycles: None, open_for: 2 };

/// Each round opens a cycle a hub, and from the third on closes one.
const PAIRS: u64 = 8 * 60;

/// What happens amid the work of a round.
type Event = fn(&mut Cluster, &str);

const EVENTS: [(&str, Event); 3] = [
    ("restart", |cluster, _| cluster.restart().expect("a restart")),
    ("kill", |cluster, _| {
        cluster.kill().expect("a kill");
        cluster.restart().expect("a restart");
    }),
    ("terminate every backend", |cluster, name| {
        let end = format!(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'"
        );
        let ended = (0..5).map(|_| {
            std::thread::sleep(Duration::from_millis(50));
            sql(&cluster.superuser_url("postgres"), &end).expect("sessions").len()
        });
        assert!(ended.sum::<usize>() > 4, "hardly a session was there to end");
    }),
];

/// When all goes on again as before, at the latest: the promise names it.
const AGAIN: Duration = Duration::from_secs(10);

/// What the threads of a round met.
#[derive(Debug, Default)]
struct Met {
    done: AtomicU64,
    unavailable: AtomicU64,
    unknown: AtomicU64,
    /// When the event was over.
    back: OnceLock<Instant>,
    /// How long after that a tick was acknowledged first, and a call failed last.
    first_tick: OnceLock<Duration>,
    last_failure: Mutex<Option<Duration>>,
}

impl Met {
    fn since_back(&self) -> Option<Duration> {
        self.back.get().map(Instant::elapsed)
    }

    fn acknowledged(&self, pairs: u64) {
        self.done.fetch_add(pairs, SeqCst);
        if let Some(since) = self.since_back() {
            self.first_tick.get_or_init(|| since);
        }
    }

    fn failed(&self, calls: &AtomicU64) -> u64 {
        if let Some(since) = self.since_back() {
            *self.last_failure.lock().expect("no panic") = Some(since);
        }
        calls.fetch_add(1, SeqCst)
    }

    /// It went on in time.
    fn went_on(&self, what: &str) {
        let first = self.first_tick.get();
        assert!(first.is_some_and(|first| *first <= AGAIN), "{what}: {self:?}");
        let last = *self.last_failure.lock().expect("no panic");
        assert!(last.is_none_or(|last| last <= AGAIN), "{what}: {self:?}");
    }
}

/// Ticks on one handle with so many threads until nothing is due, while something happens.
#[allow(clippy::disallowed_methods, reason = "the promise names a time")]
fn work(hub: &Hub, threads: usize, amid: impl FnOnce(&Met)) -> Met {
    let met = Met::default();
    let tick = || loop {
        match hub.run(Tick { batches: Some(1), batch_size: Some(5) }) {
            Ok(report) => {
                assert!(report.problems.is_empty(), "{:?}", report.problems);
                met.acknowledged(report.tally.generated + report.tally.placed);
                if !report.more {
                    return;
                }
            }
            Err(error) if error.code() == Code::OutcomeUnknown => {
                met.failed(&met.unknown);
            }
            Err(error) => {
                assert!(error.retryable(), "{error:?}");
                let times = met.failed(&met.unavailable);
                assert!(times < 10_000, "it does not come back: {error:?}");
                std::thread::sleep(Duration::from_millis(20));
            }
        }
    };
    std::thread::scope(|scope| {
        let workers: Vec<_> = (0..threads).map(|_| scope.spawn(tick)).collect();
        amid(&met);
        met.back.get_or_init(Instant::now);
        // One more, should the others have done all by now.
        tick();
        until("all is done", || workers.iter().all(|worker| worker.is_finished()));
    });
    met
}

fn hub_on(store: PostgresStore) -> Hub {
    Hub::new(Box::new(store), Clock::Test(Town::opening(0) - chrono::Duration::hours(1)), 7)
}

fn wake(hub: &Hub, day: usize) {
    hub.run(AdvanceClock { to: Town::opening(day), without_ticks: true }).expect("time goes on");
}

fn all_is_done(store: &dyn Store, day: usize) {
    in_full(store, &TOWN, day + 1, true);
    nothing_is_due(store, Town::opening(day));
}

#[test]
fn a_hub_outlives_its_server() {
    let mut cluster = Cluster::start().expect("a server");
    let arena = DatabaseArena::of(Database::on(&cluster.url("postgres")), WORKER);
    TOWN.build(&arena);
    let url = arena.database.url();
    let name = url.rsplit('/').next().expect("a name").to_owned();
    let hub = hub_on(PostgresStore::open(&url).expect("a store"));
    for day in 0..size("MILKROUND_ROUNDS", 6) {
        let (what, event) = EVENTS[day % EVENTS.len()];
        let due = if day < 2 { PAIRS } else { 2 * PAIRS };
        wake(&hub, day);
        let met = work(&hub, 4, |met| {
            until("work has begun", || met.done.load(SeqCst) >= 20);
            assert!(met.done.load(SeqCst) < due, "{what}: nothing was left to do");
            event(&mut cluster, &name);
        });
        println!("{what}: {met:?}");
        met.went_on(what);
        assert!(met.done.load(SeqCst) <= due, "{what}: more was acknowledged than there was");
        all_is_done(hub.store(), day);
    }
}
