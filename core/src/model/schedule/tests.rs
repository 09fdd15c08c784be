use super::*;

fn made(start: &str, rule: Option<&str>) -> Result<Schedule, Fault> {
    Schedule::new(
        Zone::new("Europe/London")?,
        start.parse().unwrap(),
        rule.map(Recurrence::parse).transpose()?,
        ClosingRule::after(5, 0, 0)?,
        NamePattern::default(),
        OnHoliday::Keep,
    )
}

#[test]
fn ends_and_extra_dates_before_the_start_are_refused() {
    let start = "2026-06-01T09:00:00";
    for good in [
        "FREQ=DAILY;UNTIL=20260601",
        "FREQ=DAILY;UNTIL=20260601T090000",
        "FREQ=DAILY;UNTIL=20260601T080000Z",
        "FREQ=DAILY\nRDATE:20260601T090000",
    ] {
        made(start, Some(good)).unwrap_or_else(|fault| panic!("{good}: {}", fault.message));
    }
    let refused = |rule| {
        let fault = made(start, Some(rule)).expect_err(rule);
        assert_eq!(fault.code, Code::EndBeforeStart, "{rule}");
        fault.message
    };
    insta::assert_snapshot!(refused("FREQ=DAILY;UNTIL=20260531"),
        @"UNTIL `20260531` is before the start `2026-06-01 09:00:00`: give a later one, or start earlier");
    assert!(refused("FREQ=DAILY;UNTIL=20260601T085959").contains("20260601T085959"));
    // 08:59:59 summer time is 07:59:59 in UTC.
    assert!(refused("FREQ=DAILY;UNTIL=20260601T075959Z").contains("20260601T075959Z"));
    insta::assert_snapshot!(refused("FREQ=DAILY\nRDATE:20260531T090000"),
        @"RDATE `20260531T090000` is before the start `2026-06-01 09:00:00`: give a later one, or start earlier");
}

/// A slot is a local time and opens at its first instant: the second cannot be asked for.
#[test]
fn an_extra_date_at_the_second_of_two_like_times_is_refused() {
    let start = "2026-06-01T09:00:00";
    for good in ["20261025T003000Z", "20261025T013000", "20261025T020000Z", "20260329T013000Z"] {
        let start = "2026-01-01T09:00:00";
        assert!(made(start, Some(&format!("FREQ=DAILY\nRDATE:{good}"))).is_ok(), "{good}");
    }
    let fault = made(start, Some("FREQ=DAILY\nRDATE:20261025T013000Z")).unwrap_err();
    assert_eq!((fault.code, fault.value.as_str()), (Code::InvalidRule, Some("20261025T013000Z")));
    insta::assert_snapshot!(fault.message,
        @"RDATE `20261025T013000Z` is when the clocks of Europe/London show `2026-10-25 01:30:00` for the second time, and a cycle opens at the first: give a time that they show once");
}

#[test]
fn years_that_cannot_be_kept_are_refused() {
    for (start, rule) in [
        ("1969-12-31T23:00:00", None),
        ("2201-01-01T00:00:00", None),
        ("2026-06-01T09:00:00", Some("FREQ=DAILY\nRDATE:22010101T090000")),
    ] {
        let fault = made(start, rule).expect_err(start);
        assert_eq!(fault.code, Code::OutOfRange, "{start}");
    }
    assert_eq!(made("2026-06-01T09:00:00.5", None).unwrap_err().code, Code::Malformed);
    // UNTIL may lie further off: many calendars write 99991231 for "for ever".
    assert!(made("2026-06-01T09:00:00", Some("FREQ=DAILY;UNTIL=99991231")).is_ok());
}

#[test]
fn json_goes_through_the_same_checks() {
    let json = r#"{"zone":"Europe/London","starts_at":"2026-06-01T09:00:00",
        "recurrence":"FREQ=WEEKLY;UNTIL=20260501","closes":{"kind":"after","days":5}}"#;
    let fault = serde_json::from_str::<Schedule>(json).unwrap_err().to_string();
    assert!(fault.starts_with("UNTIL `20260501` is before the start"), "{fault}");
    let bare = json.replace("20260501", "20260701");
    let made: Schedule = serde_json::from_str(&bare).unwrap();
    assert_eq!((made.on_holiday(), made.name()), (OnHoliday::Keep, &NamePattern::default()));
    assert!(serde_json::from_str::<Schedule>(&bare.replace("zone", "zoen")).is_err());
    let attached = made_json_without_rule();
    assert!(attached.recurrence().is_none() && attached.check().is_ok());
}

fn made_json_without_rule() -> Schedule {
    let json = r#"{"zone":"UTC","starts_at":"2026-06-01T09:00:00",
        "closes":{"kind":"next","weekday":"wednesday","time":"18:00","lead":{"days":2}}}"#;
    serde_json::from_str(json).unwrap()
}

#[test]
fn a_rule_that_never_opens_a_cycle_is_refused_on_save() {
    let refused = |rule| {
        let fault = made("2026-06-01T09:00:00", Some(rule)).unwrap().check().expect_err(rule);
        assert_eq!(fault.code, Code::RuleNeverFires, "{rule}");
        fault.message
    };
    insta::assert_snapshot!(refused("FREQ=MONTHLY;BYMONTH=2;BYMONTHDAY=30"),
        @"the rule `FREQ=MONTHLY;BYMONTH=2;BYMONTHDAY=30` from `2026-06-01 09:00:00` opens no cycle within 8 years: give another rule, start or end");
    insta::assert_snapshot!(refused("FREQ=DAILY;COUNT=1\nEXDATE:20260601T090000"), @"
    the rule `FREQ=DAILY;COUNT=1
    EXDATE:20260601T090000` from `2026-06-01 09:00:00` ends before it opens a cycle: give another rule, start or end
    ");
    insta::assert_snapshot!(refused("FREQ=YEARLY;BYDAY=53MO;UNTIL=20260701"),
        @"the rule `FREQ=YEARLY;BYDAY=53MO;UNTIL=20260701` from `2026-06-01 09:00:00` ends before it opens a cycle: give another rule, start or end");
    for good in ["FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29", "FREQ=DAILY;INTERVAL=9999"] {
        assert!(made("2026-06-01T09:00:00", Some(good)).unwrap().check().is_ok(), "{good}");
    }
}
