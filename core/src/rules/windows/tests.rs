use super::*;

fn london() -> Zone {
    Zone::new("Europe/London").unwrap()
}

fn at(text: &str) -> Point {
    Point::at(text.parse().unwrap())
}

fn time(text: &str) -> TimeOfDay {
    TimeOfDay::parse(text).unwrap()
}

fn lead(days: u32, hours: u32) -> Lead {
    Lead { days, hours, minutes: 0 }
}

/// When a cycle closes, on London's clocks.
fn closes(rule: &ClosingRule, opening: &str) -> String {
    let close = closing(rule, at(opening), &london()).instant(&london());
    london().local(close).format("%a %m-%d %H:%M").to_string()
}

#[test]
fn r5_the_next_weekday_is_strictly_after_the_lead() {
    // 6 April 2026 is a Monday.
    let cases = [
        ("2026-04-06T09:00:00", lead(0, 0), "Wed 04-08 18:00"),
        ("2026-04-08T17:59:59", lead(0, 0), "Wed 04-08 18:00"),
        ("2026-04-08T18:00:00", lead(0, 0), "Wed 04-15 18:00"),
        ("2026-04-06T09:00:00", lead(2, 0), "Wed 04-08 18:00"),
        ("2026-04-06T09:00:00", lead(2, 8), "Wed 04-08 18:00"),
        ("2026-04-06T09:00:00", lead(2, 9), "Wed 04-15 18:00"),
        ("2026-04-06T09:00:00", lead(9, 10), "Wed 04-22 18:00"),
    ];
    for (opening, lead, expected) in cases {
        let rule = ClosingRule::Next { weekday: Weekday::Wednesday, time: time("18:00"), lead };
        assert_eq!(closes(&rule, opening), expected, "{opening} {lead}");
    }
}

#[test]
fn r5_days_are_civil_and_hours_are_exact() {
    // Clocks go forward in the night to 29 March 2026 and back in the night to 25 October.
    let after = |days, hours| ClosingRule::after(days, hours, 0).unwrap();
    let cases = [
        ("2026-03-28T12:00:00", after(1, 0), "Sun 03-29 12:00"),
        ("2026-03-28T12:00:00", after(0, 24), "Sun 03-29 13:00"),
        ("2026-10-24T12:00:00", after(1, 0), "Sun 10-25 12:00"),
        ("2026-10-24T12:00:00", after(0, 24), "Sun 10-25 11:00"),
        // The days are counted first, on the wall clock; then come the hours.
        ("2026-03-28T00:30:00", after(1, 1), "Sun 03-29 02:30"),
    ];
    for (opening, rule, expected) in cases {
        assert_eq!(closes(&rule, opening), expected, "{opening} {rule}");
    }
    // A lead is the same: a civil day after Saturday noon is Sunday noon.
    let next = |lead| ClosingRule::Next { weekday: Weekday::Sunday, time: time("12:30"), lead };
    assert_eq!(closes(&next(lead(1, 0)), "2026-03-28T12:00:00"), "Sun 03-29 12:30");
    assert_eq!(closes(&next(lead(0, 24)), "2026-03-28T12:00:00"), "Sun 04-05 12:30");
}

/// When orders are collected after a close, as customers read it.
fn collected(rule: &CollectionRule, close: &str) -> String {
    let (starts, ends) = collection(rule, at(close), &london());
    collection_window(starts, ends, &london()).text
}

#[test]
fn collection_follows_the_close() {
    let wednesday =
        CollectionRule::new(Weekday::Wednesday, time("14:00"), None, time("18:00")).unwrap();
    insta::assert_snapshot!(collected(&wednesday, "2026-04-03T01:30:00"),
        @"Wednesday 8 April 2026, 14:00–18:00");
    // A close on Wednesday at 14:00 is too late for that Wednesday.
    insta::assert_snapshot!(collected(&wednesday, "2026-04-08T14:00:00"),
        @"Wednesday 15 April 2026, 14:00–18:00");
    let packed = wednesday.with_lead(lead(5, 12)).unwrap();
    insta::assert_snapshot!(collected(&packed, "2026-04-03T01:30:00"),
        @"Wednesday 8 April 2026, 14:00–18:00");
    insta::assert_snapshot!(collected(&packed, "2026-04-03T03:30:00"),
        @"Wednesday 15 April 2026, 14:00–18:00");
}

#[test]
fn collection_may_last_over_days_and_a_change_of_the_clocks() {
    let over =
        |from, until| CollectionRule::new(from, time("14:00"), Some(until), time("12:00")).unwrap();
    let two_days = over(Weekday::Saturday, Weekday::Sunday);
    let (starts, ends) = collection(&two_days, at("2026-10-22T18:00:00"), &london());
    let window = collection_window(starts, ends, &london());
    assert_eq!(window.text, "Saturday 24 October 2026, 14:00 – Sunday 25 October 2026, 12:00");
    assert_eq!(window.starts_at.to_rfc3339(), "2026-10-24T13:00:00+00:00");
    assert_eq!(window.ends_at.to_rfc3339(), "2026-10-25T12:00:00+00:00");
    let (starts, ends) =
        collection(&over(Weekday::Friday, Weekday::Tuesday), at("2026-04-01T09:00:00"), &london());
    assert_eq!(
        (starts.local.to_string(), ends.local.to_string()),
        ("2026-04-03 14:00:00".to_owned(), "2026-04-07 12:00:00".to_owned(),)
    );
}

#[test]
fn a_window_whose_start_the_clocks_skip_keeps_its_length() {
    // 01:30 is skipped and becomes 02:30; 02:15 is before that.
    let window = collection_window(at("2026-03-29T01:30:00"), at("2026-03-29T02:15:00"), &london());
    assert_eq!(window.text, "Sunday 29 March 2026, 02:30–03:15");
    assert_eq!((window.ends_at - window.starts_at).num_minutes(), 45);
}
