//! P1: many workers at once make exactly one order a pair.

use super::team::{Mark, Said, Team, total};
use super::worker::Job;
use super::{Arena, Town, check};
use chrono::{DateTime, Duration, Utc};
use std::collections::BTreeMap;

/// How many processes, of how many threads each.
const WORKERS: usize = 4;
const THREADS: usize = 4;

/// Days for which each cycle is open: the last opens before the first closes.
const CYCLES: usize = 10;
const OPEN_FOR: u32 = 20;

/// What went on.
#[derive(Debug)]
pub struct Worked {
    /// How many pairs there were.
    pub pairs: usize,
    /// How many orders each worker made or placed.
    pub by_worker: BTreeMap<String, u64>,
    /// How many transactions went on while another process's did.
    pub side_by_side: usize,
}

/// Lets four processes of four threads open and then close every cycle of a town with about so many
/// pairs.
///
/// # Panics
/// Where a pair has not exactly one order and one outcome, or was acknowledged twice or never.
pub fn many_at_once(arena: &dyn Arena, pairs: usize) -> Worked {
    let enterprises = 8;
    let standing_orders = (pairs / enterprises / CYCLES).max(1);
    let town = Town { enterprises, standing_orders, cycles: Some(CYCLES), open_for: OPEN_FOR };
    town.build(arena);
    let pairs = enterprises * standing_orders * CYCLES;
    let cycles = (enterprises * CYCLES) as u64;
    let opened = Town::opening(CYCLES - 1);
    let closed = opened + Duration::days(OPEN_FOR.into());

    let mut said = work(arena, opened, standing_orders);
    let tally = total(&said);
    assert_eq!((tally.generated, tally.placed), (pairs as u64, 0), "acknowledged: {tally:?}");
    assert_eq!(sum(&said, |report| report.opened), cycles, "opened");
    check::in_full(&*arena.open(), &town, CYCLES, true);
    check::nothing_is_due(&*arena.open(), opened);

    let placing = work(arena, closed, standing_orders);
    let tally = total(&placing);
    assert_eq!((tally.generated, tally.placed), (0, pairs as u64), "acknowledged: {tally:?}");
    assert_eq!(sum(&placing, |report| report.closed), cycles, "closed");
    check::in_full(&*arena.open(), &town, CYCLES, true);
    check::nothing_is_due(&*arena.open(), closed);

    said.extend(placing);
    let mut by_worker = BTreeMap::new();
    for one in &said {
        let tally = total([one]);
        *by_worker.entry(one.worker.clone()).or_default() += tally.generated + tally.placed;
    }
    Worked { pairs, by_worker, side_by_side: side_by_side(&said) }
}

fn work(arena: &dyn Arena, now: DateTime<Utc>, standing_orders: usize) -> Vec<Said> {
    // Some batches a cycle, so that workers meet within cycles too.
    let batch_size = u32::try_from(standing_orders / 4).unwrap_or(500).clamp(5, 500);
    let job = |n: usize| Job {
        address: arena.address(),
        name: format!("worker-{n}"),
        now,
        seed: u64::try_from(now.timestamp()).unwrap_or(0) + n as u64,
        threads: THREADS,
        batch_size,
        stop: None,
    };
    Team::start(arena, &(1..=WORKERS).map(job).collect::<Vec<_>>()).finish()
}

fn sum(said: &[Said], of: impl Fn(&milkround_core::hub::tick::TickReport) -> u64) -> u64 {
    let reports = said.iter().filter_map(|said| match &said.mark {
        Mark::Did(report) => Some(of(report)),
        _ => None,
    });
    reports.sum()
}

/// How many transactions another process had come to hold an enterprise within: before they began
/// to commit.
fn side_by_side(said: &[Said]) -> usize {
    // Who holds, and whether another process came to hold meanwhile.
    let mut holding: BTreeMap<(&str, &str), bool> = BTreeMap::new();
    let mut times = 0;
    for said in said {
        let who = (said.worker.as_str(), said.thread.as_str());
        if said.mark == Mark::Write {
            continue;
        }
        let met = holding.remove(&who);
        match said.mark {
            Mark::Hold(_) => {
                let others = holding.iter_mut().filter(|((worker, _), _)| *worker != who.0);
                others.for_each(|(_, met)| *met = true);
                holding.insert(who, false);
            }
            Mark::Commit => times += usize::from(met == Some(true)),
            _ => (),
        }
    }
    times
}
