//! What the table "Where engines disagree" of `docs/rules/recurrence.md` says, in its order. Each
//! class of rules that the oracle does not hold against python-dateutil is among them.

use super::*;

/// The first dates of a rule that starts at 09:00 in London.
fn check(start: &str, rule: &str, expected: &[&str]) {
    let (recurrence, zone) =
        (Recurrence::parse(rule).unwrap(), Zone::new("Europe/London").unwrap());
    let start: NaiveDate = start.parse().unwrap();
    let walk = recurrence.occurrences(start.and_hms_opt(9, 0, 0).unwrap(), &zone);
    let slots = walk.filter(|slot| !slot.excluded).take(expected.len().max(1));
    let found: Vec<_> = slots.map(|slot| slot.local.date().to_string()).collect();
    assert_eq!(found, expected, "{rule}");
}

#[test]
fn a_start_off_the_rule_is_no_slot() {
    check("2026-04-01", "FREQ=WEEKLY;BYDAY=MO;COUNT=2", &["2026-04-06", "2026-04-13"]);
}

#[test]
fn a_week_without_a_day_takes_the_starts_weekday() {
    check("2026-01-07", "FREQ=YEARLY;BYWEEKNO=20", &["2026-05-13", "2027-05-19", "2028-05-17"]);
    check("2026-01-07", "FREQ=YEARLY;BYWEEKNO=20;BYMONTH=5", &["2026-05-13", "2027-05-19"]);
}

#[test]
fn a_day_of_the_month_in_a_year_is_one_of_each_month() {
    let rule = "FREQ=YEARLY;BYMONTHDAY=15";
    check("2026-03-10", rule, &["2026-03-15", "2026-04-15", "2026-05-15"]);
    let in_summer = "FREQ=YEARLY;BYMONTH=6,7";
    check("2026-03-10", in_summer, &["2026-06-10", "2026-07-10", "2027-06-10"]);
}

#[test]
fn weeks_are_counted_from_four_days_in_the_year() {
    let tuesdays = "FREQ=YEARLY;BYWEEKNO=53;BYDAY=MO;WKST=TU";
    check("2021-06-01", tuesdays, &["2022-01-03", "2028-01-03", "2033-01-03"]);
    check("2025-01-01", "FREQ=YEARLY;BYWEEKNO=-53;BYDAY=MO", &["2025-12-29", "2031-12-29"]);
    check("2025-01-01", "FREQ=YEARLY;BYWEEKNO=-52;BYDAY=MO", &["2026-01-05", "2027-01-04"]);
}

#[test]
fn the_days_of_a_week_lie_in_their_calendar_year() {
    let every = "FREQ=YEARLY;INTERVAL=2;BYWEEKNO=1;BYDAY=MO";
    check("2024-01-01", every, &["2024-01-01", "2024-12-30", "2028-01-03"]);
}

#[test]
fn positions_are_counted_from_the_beginning_of_the_period() {
    let weekly = "FREQ=WEEKLY;BYDAY=MO,WE,FR;BYSETPOS=1";
    check("2026-04-01", weekly, &["2026-04-06", "2026-04-13"]);
    let monthly = "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=2";
    check("2026-04-15", monthly, &["2026-05-04", "2026-06-02"]);
    // A day that two parts name is one of the set.
    let twice = "FREQ=MONTHLY;BYMONTHDAY=1,-31,2,15;BYSETPOS=2";
    check("2026-01-01", twice, &["2026-01-02", "2026-02-02", "2026-03-02"]);
}

#[test]
fn weekdays_and_counted_weekdays_stand_side_by_side() {
    let both = "FREQ=MONTHLY;BYDAY=MO,1TU";
    check("2026-04-01", both, &["2026-04-06", "2026-04-07", "2026-04-13", "2026-04-20"]);
}

#[test]
fn weekdays_of_a_year_are_counted_in_the_month_where_there_is_one() {
    check("2026-01-01", "FREQ=YEARLY;BYDAY=1MO", &["2026-01-05", "2027-01-04"]);
    check("2026-01-01", "FREQ=YEARLY;BYMONTH=3;BYDAY=1MO", &["2026-03-02", "2027-03-01"]);
    // Where other parts name the days, it only limits them, by the same count.
    let limits = "FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=1,2,3;BYDAY=1MO";
    check("2026-01-01", limits, &["2026-03-02", "2027-03-01", "2031-03-03"]);
    check("2026-01-01", "FREQ=YEARLY;BYMONTHDAY=1;BYDAY=-5MO", &["2031-12-01", "2036-12-01"]);
    check("2026-01-01", "FREQ=YEARLY;BYMONTH=7;BYDAY=20MO", &[]);
}

#[test]
fn leap_days_are_in_leap_years() {
    check("2024-02-29", "FREQ=YEARLY", &["2024-02-29", "2028-02-29"]);
}

#[test]
fn counts_include_what_is_left_out() {
    let rule = "FREQ=DAILY;COUNT=3\nEXDATE;VALUE=DATE:20260402";
    check("2026-04-01", rule, &["2026-04-01", "2026-04-03"]);
}

#[test]
fn the_last_day_stands_in_for_days_that_a_month_lacks() {
    let daily = "FREQ=DAILY;BYMONTHDAY=31;SKIP=BACKWARD";
    check("2026-01-01", daily, &["2026-01-31", "2026-02-28", "2026-03-31", "2026-04-30"]);
    let thursdays = "FREQ=MONTHLY;BYMONTHDAY=31;BYDAY=TH;SKIP=BACKWARD";
    check("2026-01-01", thursdays, &["2026-04-30", "2026-12-31"]);
    let from_the_end = "FREQ=MONTHLY;BYMONTHDAY=-31;SKIP=BACKWARD";
    check("2026-01-01", from_the_end, &["2026-01-01", "2026-03-01", "2026-05-01"]);
    let year_day = "FREQ=YEARLY;BYYEARDAY=366;SKIP=BACKWARD";
    check("2026-01-01", year_day, &["2028-12-31", "2032-12-31"]);
}
