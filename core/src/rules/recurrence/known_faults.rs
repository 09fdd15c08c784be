//! Faults that other recurrence engines have or had, each a test of ours. Whose a fault is was seen
//! by running that engine; where none is named, it is a kind of fault.

use super::*;
use crate::value::zone::Fit;

fn local(text: &str) -> NaiveDateTime {
    text.parse().unwrap()
}

fn days(n: i64) -> TimeDelta {
    TimeDelta::try_days(n).unwrap()
}

/// The openings that EXDATE does not leave out.
fn openings(zone: &str, start: &str, rule: &str, most: usize) -> Vec<Opening> {
    let (zone, rule) = (Zone::new(zone).unwrap(), Recurrence::parse(rule).unwrap());
    let walk = Openings::new(rule.occurrences(local(start), &zone));
    walk.filter(|opening| !opening.slot.excluded).take(most).collect()
}

fn instants(zone: &str, start: &str, rule: &str, most: usize) -> Vec<String> {
    let at = openings(zone, start, rule, most).into_iter().map(|opening| opening.at);
    at.map(|at| at.format("%Y-%m-%d %H:%MZ").to_string()).collect()
}

/// rrule.js 2.8 ends on 30 June: it holds UNTIL, which is in UTC, against the local time.
#[test]
fn until_does_not_lose_its_last_slot_in_summer_time() {
    let untils = ["20260701", "20260701T090000", "20260701T080000Z"];
    for until in untils {
        let rule = format!("FREQ=DAILY;UNTIL={until}");
        let found = instants("Europe/London", "2026-06-30T09:00:00", &rule, 9);
        assert_eq!(found, ["2026-06-30 08:00Z", "2026-07-01 08:00Z"], "{until}");
    }
    // A second earlier it is out, and a whole day has no slot of the next.
    for until in ["20260630", "20260701T085959", "20260701T075959Z"] {
        let rule = format!("FREQ=DAILY;UNTIL={until}");
        let found = instants("Europe/London", "2026-06-30T09:00:00", &rule, 9);
        assert_eq!(found, ["2026-06-30 08:00Z"], "{until}");
    }
    // From winter into summer: the weekly slot right after the change is still in.
    for until in ["20260405", "20260405T093000", "20260405T083000Z"] {
        let rule = format!("FREQ=WEEKLY;UNTIL={until}");
        let found = instants("Europe/London", "2026-03-22T09:30:00", &rule, 9);
        let expected = ["2026-03-22 09:30Z", "2026-03-29 08:30Z", "2026-04-05 08:30Z"];
        assert_eq!(found, expected, "{until}");
    }
}

/// Three weeks, the middle one at the change; the instants are those of Python's zoneinfo.
///
/// rrule-temporal 2.2 gives out no opening on 6 September in Santiago. Others refuse the time, or
/// move it to the day before.
#[test]
fn no_week_is_lost_where_the_clocks_change_at_midnight() {
    let (gap, fold, exact) = (Fit::Gap, Fit::Fold, Fit::Exact);
    let cases = [
        ("America/Santiago", "2026-08-30T00:00:00", gap, "08-30 04:00 09-06 04:00 09-13 03:00"),
        ("America/Santiago", "2026-08-30T00:30:00", gap, "08-30 04:30 09-06 04:30 09-13 03:30"),
        ("America/Santiago", "2026-03-28T23:30:00", fold, "03-29 02:30 04-05 02:30 04-12 03:30"),
        ("America/Santiago", "2026-03-29T00:00:00", exact, "03-29 03:00 04-05 04:00 04-12 04:00"),
        ("Africa/Cairo", "2026-04-17T00:00:00", gap, "04-16 22:00 04-23 22:00 04-30 21:00"),
        ("Africa/Cairo", "2026-04-17T00:30:00", gap, "04-16 22:30 04-23 22:30 04-30 21:30"),
        ("Africa/Cairo", "2026-10-22T23:30:00", fold, "10-22 20:30 10-29 20:30 11-05 21:30"),
        ("Africa/Cairo", "2026-10-23T00:00:00", exact, "10-22 21:00 10-29 22:00 11-05 22:00"),
        ("Asia/Beirut", "2026-03-22T00:00:00", gap, "03-21 22:00 03-28 22:00 04-04 21:00"),
        ("Asia/Beirut", "2026-03-22T00:30:00", gap, "03-21 22:30 03-28 22:30 04-04 21:30"),
        ("Asia/Beirut", "2026-10-17T23:30:00", fold, "10-17 20:30 10-24 20:30 10-31 21:30"),
        ("Asia/Beirut", "2026-10-18T00:00:00", exact, "10-17 21:00 10-24 22:00 10-31 22:00"),
        ("America/Havana", "2025-03-02T00:30:00", gap, "03-02 05:30 03-09 05:30 03-16 04:30"),
        ("America/Havana", "2025-10-26T00:00:00", fold, "10-26 04:00 11-02 04:00 11-09 05:00"),
        ("America/Asuncion", "2024-09-29T00:00:00", gap, "09-29 04:00 10-06 04:00 10-13 03:00"),
        ("America/Asuncion", "2024-03-16T23:30:00", fold, "03-17 02:30 03-24 02:30 03-31 03:30"),
        ("Asia/Tehran", "2022-03-15T00:00:00", gap, "03-14 20:30 03-21 20:30 03-28 19:30"),
        ("Asia/Tehran", "2022-09-14T23:30:00", fold, "09-14 19:00 09-21 19:00 09-28 20:00"),
        ("America/Sao_Paulo", "2018-10-28T00:00:00", gap, "10-28 03:00 11-04 03:00 11-11 02:00"),
        ("America/Sao_Paulo", "2018-02-10T23:30:00", fold, "02-11 01:30 02-18 01:30 02-25 02:30"),
        ("Atlantic/Azores", "2026-03-22T00:30:00", gap, "03-22 01:30 03-29 01:30 04-05 00:30"),
        ("Atlantic/Azores", "2026-10-18T00:30:00", fold, "10-18 00:30 10-25 00:30 11-01 01:30"),
        ("Asia/Amman", "2021-10-22T00:30:00", fold, "10-21 21:30 10-28 21:30 11-04 22:30"),
        ("America/Scoresbysund", "2026-03-21T23:30:00", gap, "03-22 01:30 03-29 01:30 04-05 00:30"),
    ];
    for (zone, start, fit, at) in cases {
        for rule in ["FREQ=WEEKLY;COUNT=3", "FREQ=DAILY;INTERVAL=7;COUNT=3"] {
            let found = openings(zone, start, rule, 9);
            let told: Vec<_> =
                found.iter().map(|o| o.at.format("%m-%d %H:%M").to_string()).collect();
            assert_eq!(told.join(" "), at, "{zone} {start}");
            assert_eq!(found[1].fit, fit, "{zone} {start}");
            let nominal: Vec<_> = found.iter().map(|opening| opening.slot.local).collect();
            let start = local(start);
            assert_eq!(nominal, [start, start + days(7), start + days(14)], "{zone}");
            assert!(found.iter().all(|opening| !opening.doubled), "{zone} {start}");
        }
    }
}

/// rrule.js 2.8 opens at 00:30Z, an hour early: it takes the offset after the gap.
#[test]
fn a_skipped_time_is_not_an_hour_early() {
    let found = instants("Europe/London", "2026-03-22T01:30:00", "FREQ=WEEKLY;COUNT=3", 9);
    assert_eq!(found, ["2026-03-22 01:30Z", "2026-03-29 01:30Z", "2026-04-05 00:30Z"]);
}

/// A kind of fault: it opens at both. rrule.js 2.8 opens at the second.
#[test]
fn an_hour_that_occurs_twice_opens_once() {
    let weekly = instants("Europe/London", "2026-10-18T01:30:00", "FREQ=WEEKLY;COUNT=3", 9);
    assert_eq!(weekly, ["2026-10-18 00:30Z", "2026-10-25 00:30Z", "2026-11-01 01:30Z"]);
    let daily = instants("Europe/London", "2026-10-24T01:30:00", "FREQ=DAILY;COUNT=3", 9);
    assert_eq!(daily, ["2026-10-24 00:30Z", "2026-10-25 00:30Z", "2026-10-26 01:30Z"]);
}

/// The slot opens at the first of the two instants: a UTC time that names the second names a moment
/// at which nothing opens.
#[test]
fn a_utc_time_in_an_hour_that_occurs_twice_is_one_of_the_two() {
    let count = |part: &str| {
        let rule = format!("FREQ=WEEKLY;{part}");
        instants("Europe/London", "2026-10-18T01:30:00", &rule, 9).len()
    };
    assert_eq!(count("COUNT=3\nEXDATE:20261025T003000Z"), 2, "the first of the two");
    assert_eq!(count("COUNT=3\nEXDATE:20261025T013000Z"), 3, "the second");
    assert_eq!(count("COUNT=3\nEXDATE:20261025T013000"), 2, "the local time");
    assert_eq!(count("UNTIL=20261025T002959Z"), 1);
    for until in ["20261025T003000Z", "20261025T013000Z", "20261025T013000", "20261025"] {
        assert_eq!(count(&format!("UNTIL={until}")), 2, "{until}");
    }
    // In a gap: 01:30 opens at 01:30Z, when the clocks show 02:30.
    let gap = |part: &str| {
        let rule = format!("FREQ=WEEKLY;COUNT=2\nEXDATE:{part}");
        instants("Europe/London", "2026-03-22T01:30:00", &rule, 9).len()
    };
    assert_eq!(
        (gap("20260329T013000Z"), gap("20260329T013000"), gap("20260329T023000")),
        (1, 1, 2)
    );
}

/// A kind of fault: a month is added to the last date and not to the start. ical.js 2.2 gives
/// 1 March for 29 February.
#[test]
fn the_31st_does_not_drift_to_the_28th() {
    let zone = Zone::utc();
    let start = local("2024-01-31T09:00:00");
    for months in 1..=13 {
        for clamp in [false, true] {
            let end = if clamp { ";SKIP=BACKWARD" } else { "" };
            let rule = Recurrence::parse(&format!("FREQ=MONTHLY;INTERVAL={months}{end}")).unwrap();
            let length = |index: i32| {
                let first =
                    NaiveDate::from_ymd_opt(2024 + index / 12, 1 + index.cast_unsigned() % 12, 1);
                (first.unwrap(), u32::from(first.unwrap().num_days_in_month()))
            };
            let expected =
                (0..).map(|n| length(n * months)).filter(|(_, last)| clamp || *last == 31);
            let expected: Vec<_> =
                expected.map(|(first, last)| first.with_day(last).unwrap()).take(40).collect();
            // One walk, a walk that is taken up again after each slot, and a jump to each slot.
            let whole: Vec<_> = rule.occurrences(start, &zone).take(40).collect();
            let mut mark = Mark::default();
            for (slot, date) in whole.iter().zip(&expected) {
                assert_eq!(slot.local.date(), *date, "every {months} months{end}");
                let mut walk = rule.resume(start, &zone, mark);
                assert_eq!(walk.next(), Some(*slot));
                mark = walk.mark();
                let mut jump = rule.between(start, &zone, slot.local, slot.local + days(27));
                assert_eq!(jump.next().map(|slot| slot.local), Some(slot.local));
                assert_eq!(jump.next(), None);
            }
            assert_eq!(whole.len(), expected.len());
        }
    }
}

#[test]
fn a_leap_day_does_not_drift_to_the_first_of_march() {
    let dates = |rule: &str| -> Vec<String> {
        let found = openings("Europe/London", "2024-02-29T09:00:00", rule, 6);
        found.iter().map(|opening| opening.slot.local.format("%y-%m-%d").to_string()).collect()
    };
    assert_eq!(dates("FREQ=YEARLY;COUNT=3"), ["24-02-29", "28-02-29", "32-02-29"]);
    let clamped = ["24-02-29", "25-02-28", "26-02-28", "27-02-28", "28-02-29", "29-02-28"];
    assert_eq!(dates("FREQ=YEARLY;SKIP=BACKWARD"), clamped);
}

/// A kind of fault: a date is taken for midnight UTC, or midnight where the machine stands, and so
/// for a day too early or too late. (That the machine's zone does not matter is tested from
/// outside, in `machine_zone`.)
#[test]
fn a_date_is_a_date_in_the_zone_of_the_schedule() {
    for zone in ["Pacific/Kiritimati", "Pacific/Apia", "Europe/London", "Pacific/Honolulu"] {
        for time in ["00:00:00", "00:30:00", "12:00:00", "23:59:59"] {
            let rule = "FREQ=DAILY;UNTIL=20260704\nEXDATE;VALUE=DATE:20260702\n\
                        RDATE;VALUE=DATE:20260706";
            let found = openings(zone, &format!("2026-07-01T{time}"), rule, 9);
            let told: Vec<_> = found.iter().map(|o| o.slot.local.to_string()).collect();
            let expected = ["01", "03", "04", "06"].map(|day| format!("2026-07-{day} {time}"));
            assert_eq!(told, expected, "{zone}");
        }
    }
}
