use super::*;
use crate::value::zone::Fit;

fn london() -> Zone {
    Zone::new("Europe/London").unwrap()
}

fn local(text: &str) -> NaiveDateTime {
    text.parse().unwrap()
}

/// The first `take` slots that EXDATE does not leave out, as dates.
fn dates(start: &str, rule: &str, take: usize) -> Vec<String> {
    let recurrence = Recurrence::parse(rule).unwrap();
    let zone = london();
    let slots = recurrence.occurrences(local(start), &zone).filter(|slot| !slot.excluded);
    slots.take(take).map(|slot| slot.local.date().to_string()).collect()
}

fn slots(start: &str, rule: &str) -> Vec<(Option<u64>, String, bool, bool)> {
    let recurrence = Recurrence::parse(rule).unwrap();
    let zone = london();
    let text = |slot: Slot| slot.local.format("%m-%dT%H:%M").to_string();
    let walk = recurrence.occurrences(local(start), &zone).take(1_000);
    walk.map(|slot| (slot.number, text(slot), slot.excluded, slot.extra)).collect()
}

#[test]
fn week_numbers_lie_in_their_calendar_year() {
    // Week 53 of 2026 ends on 3 January 2027, week 1 of 2025 begins on 30 December 2024.
    let week_53 = dates("2026-01-01T09:00:00", "FREQ=YEARLY;BYWEEKNO=53;BYDAY=TH,SU", 4);
    assert_eq!(week_53, ["2026-12-31", "2027-01-03", "2032-12-30", "2033-01-02"]);
    let first = dates("2024-12-01T09:00:00", "FREQ=YEARLY;BYWEEKNO=1;BYDAY=MO", 3);
    assert_eq!(first, ["2024-12-30", "2025-12-29", "2027-01-04"]);
    let last = dates("2026-01-05T09:00:00", "FREQ=YEARLY;BYWEEKNO=-1;BYDAY=MO", 3);
    assert_eq!(last, ["2026-12-28", "2027-12-27", "2028-12-25"]);
    // With weeks from Sunday, week 1 of 2027 begins a day earlier.
    let sunday = dates("2027-01-01T09:00:00", "FREQ=YEARLY;BYWEEKNO=1;BYDAY=SU;WKST=SU", 1);
    assert_eq!(sunday, ["2027-01-03"]);
    // Weeks from Tuesday: 2 January 2023 lies in week 52 of 2022, which has no week 53. (Here
    // python-dateutil 2.9 takes the length of the wrong year and gives that day.)
    let tuesday = "FREQ=YEARLY;BYWEEKNO=53;BYDAY=MO;WKST=TU";
    assert_eq!(dates("2021-06-01T09:00:00", tuesday, 2), ["2022-01-03", "2028-01-03"]);
    // The weekday that is not given is the start's.
    let bare = dates("2026-01-07T09:00:00", "FREQ=YEARLY;BYWEEKNO=20", 2);
    assert_eq!(bare, ["2026-05-13", "2027-05-19"]);
}

#[test]
fn negative_days_count_from_the_end() {
    let days = dates("2026-01-01T09:00:00", "FREQ=YEARLY;BYYEARDAY=-1,-366,60", 5);
    assert_eq!(days, ["2026-03-01", "2026-12-31", "2027-03-01", "2027-12-31", "2028-01-01"]);
    let months = dates("2026-01-01T09:00:00", "FREQ=MONTHLY;BYMONTHDAY=-31,-1", 4);
    assert_eq!(months, ["2026-01-01", "2026-01-31", "2026-02-28", "2026-03-01"]);
    let limit = dates("2027-12-01T09:00:00", "FREQ=DAILY;BYMONTHDAY=-1;BYMONTH=2", 2);
    assert_eq!(limit, ["2028-02-29", "2029-02-28"]);
}

#[test]
fn positions_pick_from_the_whole_period() {
    // The start is a Wednesday; Monday of its week is the first of the set, and is before it.
    let weekly = dates("2026-04-01T09:00:00", "FREQ=WEEKLY;BYDAY=MO,WE,FR;BYSETPOS=1", 2);
    assert_eq!(weekly, ["2026-04-06", "2026-04-13"]);
    let ends = dates("2026-01-01T09:00:00", "FREQ=YEARLY;BYDAY=FR;BYSETPOS=1,-1,1", 3);
    assert_eq!(ends, ["2026-01-02", "2026-12-25", "2027-01-01"]);
    let beyond = dates("2026-01-01T09:00:00", "FREQ=MONTHLY;BYDAY=FR;BYSETPOS=5", 2);
    assert_eq!(beyond, ["2026-01-30", "2026-05-29"]);
}

#[test]
fn r8_months_without_the_day_are_passed_over_or_clamped() {
    let skip = dates("2026-01-31T09:00:00", "FREQ=MONTHLY", 4);
    assert_eq!(skip, ["2026-01-31", "2026-03-31", "2026-05-31", "2026-07-31"]);
    let clamp = dates("2026-01-31T09:00:00", "FREQ=MONTHLY;X-MONTH-END=CLAMP", 4);
    assert_eq!(clamp, ["2026-01-31", "2026-02-28", "2026-03-31", "2026-04-30"]);
    // Where several days fall on the last one, it is one slot.
    let both = dates("2026-02-01T09:00:00", "FREQ=MONTHLY;BYMONTHDAY=28,30,31;SKIP=BACKWARD", 4);
    assert_eq!(both, ["2026-02-28", "2026-03-28", "2026-03-30", "2026-03-31"]);
    let daily = "FREQ=DAILY;BYMONTHDAY=31;BYMONTH=2,4;SKIP=BACKWARD";
    assert_eq!(dates("2026-01-01T09:00:00", daily, 3), ["2026-02-28", "2026-04-30", "2027-02-28"]);
}

#[test]
fn leap_days_wait_for_leap_years() {
    let leap = dates("2088-02-29T09:00:00", "FREQ=YEARLY", 4);
    assert_eq!(leap, ["2088-02-29", "2092-02-29", "2096-02-29", "2104-02-29"]);
    let clamp = dates("2096-02-29T09:00:00", "FREQ=YEARLY;SKIP=BACKWARD;COUNT=5", 9);
    assert_eq!(clamp[3..], ["2099-02-28", "2100-02-28"]);
}

#[test]
fn until_is_included_in_each_of_its_three_forms() {
    // London: 09:00 on 1 July 2026 is 08:00Z, on 1 December 09:00Z.
    let cases = [
        ("2026-06-29T09:00:00", "20260701", 3),
        ("2026-06-29T09:00:00", "20260701T090000", 3),
        ("2026-06-29T09:00:00", "20260701T085959", 2),
        ("2026-06-29T09:00:00", "20260701T080000Z", 3),
        ("2026-06-29T09:00:00", "20260701T075959Z", 2),
        ("2026-11-29T09:00:00", "20261201T090000Z", 3),
        ("2026-11-29T09:00:00", "20261201T085959Z", 2),
        // 23:30 on 31 July is 22:30Z; midnight UTC is already 1 August.
        ("2026-07-30T23:30:00", "20260731T223000Z", 2),
        ("2026-07-30T00:30:00", "20260731T233000Z", 3),
    ];
    for (start, until, count) in cases {
        let found = dates(start, &format!("FREQ=DAILY;UNTIL={until}"), 99);
        assert_eq!(found.len(), count, "{start} {until}: {found:?}");
    }
}

#[test]
fn r6_numbers_stay_when_a_slot_is_left_out() {
    let rule = "FREQ=WEEKLY;COUNT=4";
    let start = "2026-04-01T09:00:00";
    let whole = slots(start, rule);
    for except in ["20260408T090000", "20260408T080000Z"] {
        let with = slots(start, &format!("{rule}\nEXDATE:{except}"));
        assert!(with[1].2 && !whole[1].2, "{except}");
        let bare = |of: &[(Option<u64>, String, bool, bool)]| -> Vec<_> {
            of.iter().map(|(number, text, ..)| (*number, text.clone())).collect()
        };
        assert_eq!(bare(&with), bare(&whole), "COUNT counts it and numbers stay");
    }
    let day = slots(start, &format!("{rule}\nEXDATE;VALUE=DATE:20260422"));
    assert_eq!((day[3].0, day[3].2), (Some(4), true));
    // Another time on that day excepts nothing.
    assert!(slots(start, &format!("{rule}\nEXDATE:20260408T100000")).iter().all(|slot| !slot.2));
}

#[test]
fn extra_dates_stand_beside_the_rule_without_a_number() {
    let text = "FREQ=WEEKLY;COUNT=3\nRDATE:20260403T120000,20260408T090000,20260501T080000Z\n\
                RDATE;VALUE=DATE:20260402\nEXDATE:20260403T120000";
    let told = slots("2026-04-01T09:00:00", text);
    let at = |number, text: &str, excluded, extra| (number, text.to_owned(), excluded, extra);
    let expected = [
        at(Some(1), "04-01T09:00", false, false),
        at(None, "04-02T09:00", false, true),
        at(None, "04-03T12:00", true, true),
        at(Some(2), "04-08T09:00", false, false),
        at(Some(3), "04-15T09:00", false, false),
        at(None, "05-01T09:00", false, true),
    ];
    assert_eq!(told, expected);
    let alone = slots("2026-04-01T09:00:00", "RDATE:20260408T090000,20260403T120000");
    assert_eq!(alone[0], at(Some(1), "04-03T12:00", false, true));
    assert_eq!(alone[1], at(Some(2), "04-08T09:00", false, true));
}

#[test]
fn a_start_off_the_rule_does_not_count() {
    let found = dates("2026-04-01T09:00:00", "FREQ=WEEKLY;BYDAY=MO;COUNT=2", 9);
    assert_eq!(found, ["2026-04-06", "2026-04-13"]);
}

#[test]
fn a_walk_says_why_it_ended() {
    let zone = london();
    let stop = |rule: &str| {
        let recurrence = Recurrence::parse(rule).unwrap();
        let mut walk = recurrence.occurrences(local("2026-01-01T09:00:00"), &zone);
        let given = walk.by_ref().count();
        assert!(walk.next().is_none() && walk.steps() <= MAX_STEPS);
        (given, walk.stop().unwrap())
    };
    assert_eq!(stop("FREQ=DAILY;COUNT=3"), (3, Stop::Ended));
    assert_eq!(stop("FREQ=DAILY;UNTIL=20260103"), (3, Stop::Ended));
    assert_eq!(stop("RDATE:20260401T090000"), (1, Stop::Ended));
    assert_eq!(stop("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30"), (0, Stop::Silent));
    // The start fires; nine years of silence end it.
    assert_eq!(stop("FREQ=YEARLY;INTERVAL=9"), (1, Stop::Silent));
    assert_eq!(stop("FREQ=YEARLY;INTERVAL=8;COUNT=3"), (3, Stop::Ended));
    let (given, why) = stop("FREQ=DAILY");
    assert!(why == Stop::Unfinished && given > 4_000, "{given}");
}

#[test]
fn an_extra_date_does_not_prolong_a_silence_after_a_resume() {
    let zone = london();
    let rule = "FREQ=YEARLY;INTERVAL=9\nRDATE:20300101T090000";
    let recurrence = Recurrence::parse(rule).unwrap();
    let start = local("2026-01-01T09:00:00");
    let mut walk = recurrence.occurrences(start, &zone);
    assert_eq!(walk.by_ref().take(2).count(), 2);
    let mut rest = recurrence.resume(start, &zone, walk.mark());
    assert_eq!((walk.next(), rest.next()), (None, None));
    assert_eq!((walk.stop(), rest.stop()), (Some(Stop::Silent), Some(Stop::Silent)));
}

#[test]
fn a_mark_in_the_middle_of_a_period_keeps_its_rest() {
    let zone = london();
    let start = local("2026-04-01T09:00:00");
    for rule in [
        "FREQ=WEEKLY;BYDAY=MO,WE,FR;COUNT=7",
        "FREQ=MONTHLY;BYMONTHDAY=1,2,-1;UNTIL=20260701\nRDATE:20260402T080000,20260501T100000",
        "FREQ=YEARLY;BYDAY=1MO,2MO,-1FR;COUNT=5\nEXDATE;VALUE=DATE:20261225",
    ] {
        let rule = Recurrence::parse(rule).unwrap();
        let whole: Vec<_> = rule.occurrences(start, &zone).collect();
        let mut mark = Mark::default();
        for slot in &whole {
            let mut walk = rule.resume(start, &zone, mark);
            assert_eq!(walk.next(), Some(*slot), "{rule}");
            mark = walk.mark();
        }
        assert_eq!(rule.resume(start, &zone, mark).next(), None, "{rule}");
    }
}

#[test]
fn a_far_future_is_reached_without_walking_there() {
    let zone = london();
    for rule in ["FREQ=DAILY;INTERVAL=3", "FREQ=WEEKLY;BYDAY=SU,WE", "FREQ=MONTHLY", "FREQ=YEARLY"]
    {
        let recurrence = Recurrence::parse(rule).unwrap();
        let (first, last) = (local("2190-01-01T00:00:00"), local("2190-12-31T23:59:59"));
        let mut walk = recurrence.between(local("2026-01-31T09:00:00"), &zone, first, last);
        let slots: Vec<_> = walk.by_ref().collect();
        assert!(!slots.is_empty() && walk.steps() < 500, "{rule}: {} steps", walk.steps());
        assert!(slots.iter().all(|slot| slot.number.is_none() && slot.local.year() == 2190));
    }
    let daily = Recurrence::parse("FREQ=DAILY;INTERVAL=3").unwrap();
    let first = local("2190-01-01T00:00:00");
    let start = local("2026-01-31T09:00:00");
    let slot = daily.between(start, &zone, first, NaiveDateTime::MAX).next().unwrap();
    assert_eq!((slot.local - start).num_days() % 3, 0);
}

#[test]
fn between_keeps_numbers_where_it_counts_anyway() {
    let zone = london();
    let start = local("2026-04-01T09:00:00");
    let numbers = |rule: &str| -> Vec<_> {
        let recurrence = Recurrence::parse(rule).unwrap();
        let (first, last) = (local("2026-04-08T09:00:00"), local("2026-04-15T09:00:00"));
        recurrence.between(start, &zone, first, last).map(|slot| slot.number).collect()
    };
    assert_eq!(numbers("FREQ=WEEKLY;COUNT=9"), [Some(2), Some(3)]);
    assert_eq!(numbers("FREQ=WEEKLY"), [None, None]);
    assert_eq!(numbers("RDATE:20260401T090000,20260409T090000"), [Some(2)]);
}

#[test]
fn a_slot_that_the_clocks_move_onto_another_is_told() {
    // 01:30 is skipped on 29 March 2026; 02:30 stands in for it, and is a slot of its own.
    let zone = london();
    let rule = "FREQ=WEEKLY;COUNT=2\nRDATE:20260329T023000";
    let recurrence = Recurrence::parse(rule).unwrap();
    let walk = recurrence.occurrences(local("2026-03-22T01:30:00"), &zone);
    let told: Vec<_> = Openings::new(walk).map(|o| (o.at.to_rfc3339(), o.fit, o.doubled)).collect();
    let at = |text: &str, fit, doubled| (text.to_owned(), fit, doubled);
    let expected = [
        at("2026-03-22T01:30:00+00:00", Fit::Exact, false),
        at("2026-03-29T01:30:00+00:00", Fit::Gap, true),
        at("2026-03-29T01:30:00+00:00", Fit::Exact, false),
    ];
    assert_eq!(told, expected);
    // Samoa had no 30 December 2011: its nine o'clock is that of the 31st.
    let samoa = Zone::new("Pacific/Apia").unwrap();
    let daily = Recurrence::parse("FREQ=DAILY;COUNT=3").unwrap();
    let walk = daily.occurrences(local("2011-12-29T09:00:00"), &samoa);
    let doubled: Vec<_> = Openings::new(walk).map(|opening| opening.doubled).collect();
    assert_eq!(doubled, [false, true, false]);
}

/// The slots of London's weekly 01:30 with an extra one at 02:30 on the day of the change: when
/// they open, whether EXDATE leaves them out, and whether another opens instead.
fn at_the_gap(more: &str) -> Vec<(String, bool, bool)> {
    let zone = london();
    let rule = Recurrence::parse(&format!("FREQ=WEEKLY\nRDATE:20260329T023000{more}")).unwrap();
    let walk = rule.occurrences(local("2026-03-29T01:30:00"), &zone);
    let told = |o: Opening| (o.at.format("%H:%MZ").to_string(), o.slot.excluded, o.doubled);
    Openings::new(walk).take(2).map(told).collect()
}

#[test]
fn a_slot_that_is_left_out_stands_in_for_no_other() {
    let at = |excluded, doubled| ("01:30Z".to_owned(), excluded, doubled);
    assert_eq!(at_the_gap(""), [at(false, true), at(false, false)]);
    assert_eq!(at_the_gap("\nEXDATE:20260329T023000"), [at(false, false), at(true, false)]);
    // A UTC time names the moment, and with it both.
    assert_eq!(at_the_gap("\nEXDATE:20260329T013000Z"), [at(true, false), at(true, false)]);
}

#[test]
fn what_stands_in_is_seen_beyond_the_end_of_a_walk_and_of_its_steps() {
    let zone = london();
    let rule = Recurrence::parse("FREQ=WEEKLY\nRDATE:20260329T023000").unwrap();
    let gap = local("2026-03-29T01:30:00");
    let walk = rule.between(local("2026-03-22T01:30:00"), &zone, gap, gap);
    assert_eq!(Openings::new(walk).map(|opening| opening.doubled).collect::<Vec<_>>(), [true]);
    // Samoa's lost day comes wherever in its steps the walk has arrived there.
    let samoa = Zone::new("Pacific/Apia").unwrap();
    let daily = Recurrence::parse("FREQ=DAILY").unwrap();
    let lost = local("2011-12-30T09:00:00");
    let walk = daily.between(local("2011-12-29T09:00:00"), &samoa, lost, lost);
    assert_eq!(Openings::new(walk).map(|opening| opening.doubled).collect::<Vec<_>>(), [true]);
    for before in [1, 4_000, 4_444, 4_449, 4_450] {
        let start = lost - TimeDelta::try_days(before).unwrap();
        let found = Openings::new(daily.occurrences(start, &samoa)).find(|o| o.fit == Fit::Gap);
        let told = found.filter(|o| o.slot.local == lost).map(|o| o.doubled);
        assert_eq!(told, Some(true), "{before} days before");
    }
}
