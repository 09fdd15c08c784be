//! P5: a worker killed at any moment loses nothing that it acknowledged, tears nothing, doubles
//! nothing.

use super::check::{self, Counts};
use super::team::{Mark, Said, Team, total};
use super::worker::Job;
use super::{Arena, Town};
use crate::random::Random;
use chrono::Duration;
use std::time::Duration as Pause;

/// Batches are small, so that most of a worker's time is spent within transactions.
const BATCH: u32 = 5;

/// A town that is worked on until so many kills; then another, for one that grows takes ever longer
/// to look through.
const KILLS_A_TOWN: usize = 250;

/// How often everything is read.
const LOOK_EVERY: usize = 50;

const TOWN: Town = Town { enterprises: 4, standing_orders: 20, cycles: None, open_for: 2 };

/// Where kills landed, by the last line that the worker wrote.
#[derive(Debug, Default, Clone, Copy)]
pub struct Landed {
    /// While it started: it had said nothing.
    pub starting: usize,
    /// While it looked for work.
    pub looking: usize,
    /// Within a transaction that had written nothing yet.
    pub reading: usize,
    /// Within a transaction that had written a part.
    pub writing: usize,
    /// While it committed, or soon after: the answer was not yet said.
    pub committing: usize,
    /// Between two ticks.
    pub between: usize,
    /// How many had committed what they never came to acknowledge.
    pub unheard: usize,
}

impl Landed {
    /// All of them.
    pub fn kills(&self) -> usize {
        self.starting + self.looking + self.reading + self.writing + self.committing + self.between
    }

    /// Panics unless kills met the work: many amid writing, and some between a commit and its
    /// acknowledgement.
    pub fn were_amid_work(&self) {
        let kills = self.kills();
        assert!(self.writing * 10 >= kills, "few landed amid writing: {self:?}");
        assert!(self.committing * 50 >= kills, "few landed at a commit: {self:?}");
        assert!(self.unheard > 0, "none came between a commit and its answer: {self:?}");
    }

    fn count(&mut self, last: Option<&Said>) {
        *match last.map(|said| &said.mark) {
            None => &mut self.starting,
            Some(Mark::Begin) => &mut self.looking,
            Some(Mark::Hold(_)) => &mut self.reading,
            Some(Mark::Write) => &mut self.writing,
            Some(Mark::Commit) => &mut self.committing,
            Some(Mark::Did(_) | Mark::Met(_) | Mark::Idle) => &mut self.between,
        } += 1;
    }
}

/// Kills so many workers, each on the arena that `make` last made.
///
/// # Panics
/// Where a state is not what it must be.
pub fn survive(kills: usize, seed: u64, make: impl Fn() -> Box<dyn Arena>) -> Landed {
    let mut landed = Landed::default();
    let mut random = Random::new(seed);
    while landed.kills() < kills {
        let arena = make();
        TOWN.build(&*arena);
        let until = kills.min(landed.kills() + KILLS_A_TOWN);
        season(&*arena, until, &mut random, &mut landed);
    }
    landed
}

/// Kills workers on one arena; whenever one finds nothing to do, the next day begins.
fn season(arena: &dyn Arena, until: usize, random: &mut Random, landed: &mut Landed) {
    let mut day = 0;
    let mut before = Counts::default();
    while landed.kills() < until {
        let heard = one(arena, day, random);
        arena.settle();
        let store = arena.open();
        let now = Counts::read(&*store);
        now.are_whole();
        let lost = format!("after {} kills on day {day}: {heard:?}", landed.kills());
        let unheard = now.since(&before, &heard.said, BATCH.into()).expect(&lost);
        before = now;
        match heard.killed {
            true => {
                landed.count(heard.said.last());
                landed.unheard += usize::from(unheard);
            }
            false => {
                check::nothing_is_due(&*store, now_on(day));
                check::in_full(&*store, &TOWN, day + 1, true);
                day += 1;
            }
        }
        if heard.killed && landed.kills().is_multiple_of(LOOK_EVERY) {
            check::in_full(&*store, &TOWN, day + 1, false);
        }
    }
}

fn now_on(day: usize) -> chrono::DateTime<chrono::Utc> {
    Town::opening(day) + Duration::hours(1)
}

#[derive(Debug)]
struct Heard {
    said: Vec<Said>,
    killed: bool,
}

/// One worker, killed some lines after its start and a moment later; or else it came to its end.
fn one(arena: &dyn Arena, day: usize, random: &mut Random) -> Heard {
    let job = Job {
        address: arena.address(),
        name: "worker".to_owned(),
        now: now_on(day),
        seed: random.bits(),
        threads: 1,
        batch_size: BATCH,
        stop: None,
    };
    let lines = random.below(60);
    // A commit is short, and where a lost answer matters most: one in three is aimed at one.
    let at_commit = random.once_in(3);
    let moment = random.below(if at_commit { 400 } else { 1_500 });
    let mut team = Team::start(arena, &[job]);
    let mut said: Vec<Said> = team.by_ref().take(lines).collect();
    while at_commit && said.last().is_none_or(|last| last.mark != Mark::Commit) {
        let Some(next) = team.next() else { break };
        said.push(next);
    }
    if !random.once_in(4) {
        std::thread::sleep(Pause::from_micros(moment as u64));
    }
    let ended = |said: &[Said]| said.last().is_some_and(|last| last.mark == Mark::Idle);
    let killed = !ended(&said) && team.kill(0);
    said.extend(team.by_ref());
    // It may have said its last word just before.
    let killed = killed && !ended(&said);
    Heard { said, killed }
}

impl Counts {
    /// Whether more was done than was acknowledged; an error where less was, or more than one batch
    /// more.
    fn since(&self, before: &Counts, said: &[Said], batch: i64) -> Result<bool, String> {
        let tally = total(said);
        let number = |n: u64| i64::try_from(n).unwrap_or(i64::MAX);
        let unheard_orders = self.orders - before.orders - number(tally.generated);
        let unheard_places = self.placed - before.placed - number(tally.placed);
        match (unheard_orders, unheard_places) {
            (0, 0) => Ok(false),
            (n, 0) | (0, n) if (1..=batch).contains(&n) => Ok(true),
            _ => Err(format!("{before:?} became {self:?}, acknowledged was {tally:?}")),
        }
    }
}
