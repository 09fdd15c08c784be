//! P7: connections run out; workers are killed and stalled in the middle of their transactions. The
//! others go on, and who was stalled cannot finish what he began.

use chrono::Duration;
use milkround_core::Code;
use milkround_core::hub::tick::Tick;
use milkround_core::hub::{Clock, Hub};
use milkround_core::store::{Access, Scope};
use milkround_postgres::PostgresStore;
use milkround_postgres_tests::DatabaseArena;
use milkround_tests::torture::team::{Mark, Said, Team, total};
use milkround_tests::torture::worker::Job;
use milkround_tests::torture::{Arena, Town, in_full, nothing_is_due, size};
use std::time::Instant;

const TOWN: Town = Town { enterprises: 8, standing_orders: 40, cycles: None, open_for: 2 };
const PAIRS: u64 = 8 * 40;

/// When all goes on again as before, at the latest: the promise names it.
const AGAIN: std::time::Duration = std::time::Duration::from_secs(10);

/// Once; in as many rounds as `cargo xtask torture` asks for, each on a database of its own.
fn rounds(mut round: impl FnMut(DatabaseArena)) {
    for _ in 0..size("MILKROUND_ROUNDS", 1) {
        round(arena());
    }
}

fn arena() -> DatabaseArena {
    let arena = DatabaseArena::new(env!("CARGO_BIN_EXE_postgres_worker"));
    TOWN.build(&arena);
    arena
}

fn now() -> chrono::DateTime<chrono::Utc> {
    Town::opening(0) + Duration::hours(1)
}

fn job(arena: &dyn Arena, name: &str, threads: usize, stop: Option<&str>) -> Job {
    let seed = name.bytes().map(u64::from).sum();
    let (address, name, stop) = (arena.address(), name.to_owned(), stop.map(str::to_owned));
    Job { address, name, now: now(), seed, threads, batch_size: 5, stop }
}

fn all_is_done(arena: &dyn Arena) {
    in_full(&*arena.open(), &TOWN, 1, true);
    nothing_is_due(&*arena.open(), now());
}

#[test]
fn two_connections_serve_eight_threads() {
    rounds(few_connections);
}

fn few_connections(arena: DatabaseArena) {
    let store = PostgresStore::open(&format!("{}?pool=2", arena.database.url())).expect("a store");
    let hub = Hub::new(Box::new(store), Clock::Test(now()), 7);
    let tick = || {
        let report = hub.run(Tick { batches: None, batch_size: Some(5) }).expect("a tick");
        assert!(report.problems.is_empty() && !report.more, "{report:?}");
        report.tally.generated
    };
    let done: u64 = std::thread::scope(|scope| {
        let threads: Vec<_> = (0..8).map(|_| scope.spawn(tick)).collect();
        threads.into_iter().map(|thread| thread.join().expect("a tick")).sum()
    });
    assert_eq!(done, PAIRS);
    all_is_done(&arena);
}

#[test]
fn who_finds_no_connection_is_told_and_finds_one_later() {
    rounds(no_connection);
}

#[allow(clippy::disallowed_methods, reason = "the promise names a time")]
fn no_connection(arena: DatabaseArena) {
    let store = PostgresStore::open(&format!("{}?pool=2", arena.database.url())).expect("a store");
    let hub = Hub::new(Box::new(store), Clock::Test(now()), 7);
    let held = [(), ()].map(|()| hub.store().begin(&Scope::All, Access::Read).expect("begun"));
    let error = hub.run(Tick::default()).expect_err("no connection is left");
    assert_eq!((error.code(), error.retryable()), (Code::StoreUnavailable, true), "{error:?}");
    assert!(error.message().contains("all 2 connections"), "{error:?}");
    drop(held);
    let free = Instant::now();
    assert_eq!(hub.run(Tick::default()).expect("a tick").tally.generated, PAIRS);
    let took = free.elapsed();
    assert!(took <= AGAIN, "it goes on only after {took:?}");
    all_is_done(&arena);
}

#[test]
fn others_go_on_when_a_worker_is_killed() {
    rounds(a_worker_is_killed);
}

fn a_worker_is_killed(arena: DatabaseArena) {
    let names = ["killed", "second", "third"];
    let mut team = Team::start(&arena, &names.map(|name| job(&arena, name, 2, None)));
    let holds = |said: &Said| said.worker == names[0] && matches!(said.mark, Mark::Hold(_));
    let mut said = team.hear(holds);
    assert!(team.kill(0), "it ended by itself");
    said.extend(team.by_ref());
    let done = total(&said).generated;
    // What it committed last, nobody may have heard of.
    assert!(done <= PAIRS && done + 2 * 5 >= PAIRS, "{done}");
    assert!(said.iter().any(|said| said.worker != names[0] && said.mark == Mark::Idle));
    all_is_done(&arena);
}

/// One stalls when it has just come to hold an enterprise, another when it is about to commit. The
/// server ends their transactions; the third then does their work. Woken, they find it done.
#[test]
fn a_stalled_worker_cannot_finish() {
    rounds(a_worker_is_stalled);
}

fn a_worker_is_stalled(arena: DatabaseArena) {
    let (first, second) =
        (job(&arena, "first", 1, Some("hold")), job(&arena, "second", 1, Some("commit")));
    let mut stalled = [first, second].map(|job| {
        let at = job.stop.clone();
        let mut team = Team::start(&arena, &[job]);
        let last = |said: &Said| match said.mark {
            Mark::Hold(_) => at.as_deref() == Some("hold"),
            ref mark => *mark == Mark::Commit,
        };
        team.hear(last);
        team
    });
    let said = Team::start(&arena, &[job(&arena, "third", 4, None)]).finish();
    assert_eq!(total(&said).generated, PAIRS, "the third does it all");
    all_is_done(&arena);
    for team in &mut stalled {
        team.signal(0, "CONT");
    }
    for team in stalled {
        let said = team.finish();
        assert_eq!(total(&said).generated, 0, "{said:?}");
        let first = said.first().map(|said| &said.mark);
        assert_eq!(first, Some(&Mark::Begin), "{said:?}");
    }
    all_is_done(&arena);
}
