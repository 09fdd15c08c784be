//! S7: the next 520 weekly openings with a zone, beside the `rrule` crate in the same run.
//!
//! `cargo bench -p milkround-benches --features rivals --bench recurrence`

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use milkround::model::schedule::Recurrence;
use milkround::rules::recurrence::Openings;
use milkround::value::time::Instant;
use milkround::value::zone::Zone;
use rrule::RRuleSet;
use std::hint::black_box;

/// Ten years of weeks.
const SLOTS: u16 = 520;

/// Both engines' reading of the same rule and start.
struct Both {
    ours: Recurrence,
    zone: Zone,
    theirs: RRuleSet,
}

const START: &str = "20260301T090000";

impl Both {
    fn new(rule: &str, zone: &str) -> Self {
        let theirs = format!("DTSTART;TZID={zone}:{START}\nRRULE:{rule}");
        Self {
            ours: Recurrence::parse(rule).expect("a rule"),
            zone: Zone::new(zone).expect("a zone"),
            theirs: theirs.parse().expect("a rule"),
        }
    }

    fn ours(&self) -> Vec<Instant> {
        let start = "2026-03-01T09:00:00".parse().expect("a time");
        let walk = self.ours.occurrences(start, &self.zone);
        Openings::new(walk).take(SLOTS.into()).map(|opening| opening.at).collect()
    }

    fn theirs(&self) -> Vec<Instant> {
        let found = self.theirs.clone().all(SLOTS);
        found.dates.into_iter().map(|at| at.to_utc()).collect()
    }
}

fn next_520(c: &mut Criterion) {
    for (name, rule) in [
        ("weekly", "FREQ=WEEKLY"),
        ("weekly on two days", "FREQ=WEEKLY;BYDAY=WE,SU"),
        ("monthly on the first Sunday", "FREQ=MONTHLY;BYDAY=1SU"),
    ] {
        let both = Both::new(rule, "Europe/London");
        assert_eq!(both.ours(), both.theirs(), "{rule}: the same openings");
        let mut group = c.benchmark_group(format!("next 520 openings, {name}"));
        group.throughput(Throughput::Elements(SLOTS.into()));
        group.bench_function("milkround", |b| b.iter(|| black_box(&both).ours()));
        group.bench_function("rrule crate", |b| b.iter(|| black_box(&both).theirs()));
        group.finish();
    }
}

criterion_group!(benches, next_520);
criterion_main!(benches);
