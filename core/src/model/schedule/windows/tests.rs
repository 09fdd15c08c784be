use super::*;

fn time(text: &str) -> TimeOfDay {
    TimeOfDay::parse(text).unwrap()
}

#[test]
fn closing_rules_read_as_sentences() {
    let next = |lead| ClosingRule::Next { weekday: Weekday::Wednesday, time: time("18:00"), lead };
    let told = [
        ClosingRule::after(1, 0, 0).unwrap().to_string(),
        ClosingRule::after(5, 2, 30).unwrap().to_string(),
        next(Lead::ZERO).to_string(),
        next(Lead { days: 2, hours: 1, minutes: 0 }).to_string(),
    ];
    insta::assert_snapshot!(told.join("\n"), @"
    after 1 day
    after 5 days 2 hours 30 minutes
    the next Wednesday 18:00
    the next Wednesday 18:00 more than 2 days 1 hour after opening
    ");
}

#[test]
fn windows_without_end_or_too_long_are_refused() {
    let closing = |json: &str| serde_json::from_str::<ClosingRule>(json).unwrap_err().to_string();
    let collection =
        |json: &str| serde_json::from_str::<CollectionRule>(json).unwrap_err().to_string();
    let told = [
        closing(r#"{"kind":"after","days":0}"#),
        closing(r#"{"kind":"after","days":366,"hours":24}"#),
        closing(r#"{"kind":"next","weekday":"wednesday","time":"18:00","lead":{"hours":8808}}"#),
        collection(r#"{"weekday":"friday","starts":"14:00","ends":"14:00"}"#),
        collection(r#"{"weekday":"friday","starts":"9:00","ends":"14:00"}"#),
    ];
    insta::assert_snapshot!(told.join("\n"), @"
    the cycle closes when it opens: give `days`, `hours` or `minutes`
    `367` days is too long: give at most 366 days in all
    `367` days is too long: give at most 366 days in all
    collection ends at `14:00` before it starts at `14:00`: give a later end, or `until_weekday` for another day
    `9:00` is not a time of day: write it like `18:00` at line 1 column 35
    ");
    assert!(ClosingRule::after(366, 0, 0).is_ok() && ClosingRule::after(366, 23, 59).is_ok());
    // The same weekday is the same day; with another one the end may be earlier on the clock.
    let two = |until| CollectionRule::new(Weekday::Friday, time("14:00"), until, time("12:00"));
    assert_eq!(two(Some(Weekday::Friday)).unwrap_err().code, Code::EndBeforeStart);
    assert_eq!(two(Some(Weekday::Saturday)).unwrap().until_weekday(), Some(Weekday::Saturday));
}
