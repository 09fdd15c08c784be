use super::*;

fn parse(text: &str) -> Recurrence {
    Recurrence::parse(text).unwrap_or_else(|fault| panic!("{text}: {}", fault.message))
}

fn refused(text: &str) -> String {
    let fault = Recurrence::parse(text).expect_err(text);
    assert_eq!(fault.code, Code::InvalidRule, "{text}");
    fault.message
}

#[test]
fn canonical_text_reads_back_as_the_same() {
    let cases = [
        ("RRULE:FREQ=DAILY", "FREQ=DAILY"),
        ("freq=weekly;interval=01;wkst=mo", "FREQ=WEEKLY"),
        ("WKST=SU;BYDAY=WE,MO,WE;FREQ=WEEKLY", "FREQ=WEEKLY;BYDAY=MO,WE;WKST=SU"),
        ("FREQ=MONTHLY;BYDAY=+1FR,-1SU,FR", "FREQ=MONTHLY;BYDAY=FR,1FR,-1SU"),
        ("FREQ=YEARLY;BYWEEKNO=20,-1,3;BYDAY=MO", "FREQ=YEARLY;BYWEEKNO=-1,3,20;BYDAY=MO"),
        ("FREQ=DAILY;UNTIL=20261231", "FREQ=DAILY;UNTIL=20261231"),
        ("FREQ=DAILY;UNTIL=20261231T090000Z", "FREQ=DAILY;UNTIL=20261231T090000Z"),
        ("FREQ=DAILY;COUNT=007", "FREQ=DAILY;COUNT=7"),
        ("FREQ=MONTHLY;SKIP=OMIT", "FREQ=MONTHLY"),
        ("FREQ=MONTHLY;X-MONTH-END=CLAMP", "RSCALE=GREGORIAN;FREQ=MONTHLY;SKIP=BACKWARD"),
        (
            "RSCALE=GREGORIAN;FREQ=YEARLY;SKIP=BACKWARD",
            "RSCALE=GREGORIAN;FREQ=YEARLY;SKIP=BACKWARD",
        ),
        ("RDATE:20260405T013000,20260401T013000", "RDATE:20260401T013000,20260405T013000"),
        (
            "EXDATE;VALUE=DATE:20260405\r\nRRULE:FREQ=DAILY\r\nEXDATE:20260406T090000Z\r\n",
            "FREQ=DAILY\nEXDATE:20260406T090000Z\nEXDATE;VALUE=DATE:20260405",
        ),
    ];
    for (given, canonical) in cases {
        let made = parse(given);
        assert_eq!(made.to_string(), canonical, "{given}");
        assert_eq!(parse(canonical), made, "{given}");
        let json = serde_json::to_string(&made).unwrap();
        assert_eq!(serde_json::from_str::<Recurrence>(&json).unwrap(), made);
    }
}

/// The messages of refused texts, a line each.
fn refusals(texts: &[&str]) -> String {
    texts.iter().map(|text| refused(text)).collect::<Vec<_>>().join("\n")
}

#[test]
fn refused_parts_are_named_with_their_column() {
    let told = refusals(&[
        "FREQ=HOURLY",
        "FREQ=FORTNIGHTLY",
        "INTERVAL=2",
        "FREQ=DAILY;FREQ=WEEKLY",
        "FREQ=DAILY;BYHOUR=9",
        "FREQ=DAILY;BYMINUTE=0",
        "FREQ=DAILY;BYSECOND=0",
        "FREQ=WEEKLY;BYDAY=MO,2TU",
        "FREQ=DAILY;BYDAY=-1SU",
        "FREQ=MONTHLY;BYWEEKNO=20",
        "FREQ=MONTHLY;BYYEARDAY=100",
        "FREQ=WEEKLY;BYMONTHDAY=1",
        "FREQ=YEARLY;BYWEEKNO=20;BYDAY=1MO",
        "FREQ=DAILY;BYSETPOS=1",
        "FREQ=DAILY;COUNT=3;UNTIL=20260101",
        "FREQ=DAILY;BYEASTER=1",
    ]);
    insta::assert_snapshot!(told, @"
    line 1, column 6: `HOURLY` is too often for order cycles: use DAILY, WEEKLY, MONTHLY or YEARLY
    line 1, column 6: `FORTNIGHTLY` is not a frequency: use DAILY, WEEKLY, MONTHLY or YEARLY
    line 1, column 1: `INTERVAL=2` has no FREQ: begin with FREQ=DAILY, WEEKLY, MONTHLY or YEARLY
    line 1, column 12: `FREQ` stands here twice: give it once (RFC 5545, section 3.3.10)
    line 1, column 12: `BYHOUR` is not needed: the schedule's start gives the time of day
    line 1, column 12: `BYMINUTE` is not needed: the schedule's start gives the time of day
    line 1, column 12: `BYSECOND` is not needed: the schedule's start gives the time of day
    line 1, column 13: `BYDAY` can be numbered (like 1SU) with FREQ=MONTHLY or FREQ=YEARLY only (RFC 5545, section 3.3.10)
    line 1, column 12: `BYDAY` can be numbered (like 1SU) with FREQ=MONTHLY or FREQ=YEARLY only (RFC 5545, section 3.3.10)
    line 1, column 14: `BYWEEKNO` needs FREQ=YEARLY (RFC 5545, section 3.3.10)
    line 1, column 14: `BYYEARDAY` needs FREQ=YEARLY (RFC 5545, section 3.3.10)
    line 1, column 13: `BYMONTHDAY` cannot stand with FREQ=WEEKLY: use FREQ=MONTHLY or FREQ=DAILY (RFC 5545, section 3.3.10)
    line 1, column 25: `BYDAY` cannot be numbered (like 1SU) beside BYWEEKNO: leave out one of them (RFC 5545, section 3.3.10)
    line 1, column 12: `BYSETPOS` picks from another BY part: give one (RFC 5545, section 3.3.10)
    line 1, column 20: `UNTIL` cannot stand beside the other of COUNT and UNTIL: give one
    line 1, column 12: `BYEASTER` is not a rule part: use FREQ, INTERVAL, COUNT, UNTIL, WKST, BYMONTH, BYWEEKNO, BYYEARDAY, BYMONTHDAY, BYDAY, BYSETPOS, SKIP
    ");
}

#[test]
fn refused_values_are_named_with_their_column() {
    let told = refusals(&[
        "FREQ=DAILY;COUNT=0",
        "FREQ=DAILY;COUNT=100000",
        "FREQ=DAILY;INTERVAL=10000",
        "FREQ=DAILY;INTERVAL=-1",
        "FREQ=MONTHLY;BYMONTHDAY=0",
        "FREQ=MONTHLY;BYMONTHDAY=1,32",
        "FREQ=YEARLY;BYMONTH=13",
        "FREQ=MONTHLY;BYDAY=54MO",
        "FREQ=MONTHLY;BYDAY=MONDAY",
        "FREQ=MONTHLY;BYDAY=",
        "FREQ=DAILY;UNTIL=2026-01-01",
        "FREQ=DAILY;UNTIL=20260230",
        "FREQ=DAILY;WKST=XX",
        "FREQ=DAILY;SKIP=FORWARD",
        "RSCALE=HEBREW;FREQ=DAILY",
    ]);
    insta::assert_snapshot!(told, @"
    line 1, column 18: `0` is not a number from 1 to 99999
    line 1, column 18: `100000` is not a number from 1 to 99999
    line 1, column 21: `10000` is not a number from 1 to 9999
    line 1, column 21: `-1` is not a number from 1 to 9999
    line 1, column 25: `0` is not a number from 1 to 31 or -1 to -31
    line 1, column 27: `32` is not a number from 1 to 31 or -1 to -31
    line 1, column 21: `13` is not a number from 1 to 12
    line 1, column 20: `54` is not a number from 1 to 53 or -1 to -53
    line 1, column 24: `AY` is not a weekday: use MO, TU, WE, TH, FR, SA or SU
    line 1, column 20: `` is not a weekday: use MO, TU, WE, TH, FR, SA or SU
    line 1, column 18: `2026-01-01` is not a date: write 20260405, 20260405T013000 (local) or 20260405T003000Z (UTC)
    line 1, column 18: `20260230` is not a date: write 20260405, 20260405T013000 (local) or 20260405T003000Z (UTC)
    line 1, column 17: `XX` is not a weekday: use MO, TU, WE, TH, FR, SA or SU
    line 1, column 17: `FORWARD` is not a way to treat missing days: use OMIT or BACKWARD
    line 1, column 8: `HEBREW` is not a calendar known here: use GREGORIAN
    ");
}

#[test]
fn refused_lines_are_named_with_their_place() {
    let told = refusals(&[
        "",
        "FREQ=DAILY;",
        "FREQ=DAILY BYDAY=MO",
        "FREQ=DAILY\nRRULE:FREQ=WEEKLY",
        "DTSTART:20260101T090000\nRRULE:FREQ=DAILY",
        "FREQ=DAILY\nRDATE;TZID=Europe/London:20260101T090000",
        "FREQ=DAILY\nEXDATE;X=1:20260101",
        "FREQ=DAILY\nEXDATE:20260101,tomorrow",
        "FREQ=DAILY\nEXRULE:FREQ=DAILY",
    ]);
    insta::assert_snapshot!(told, @"
    the recurrence has neither a rule nor dates: write it like `FREQ=WEEKLY;BYDAY=SU`, or leave it out for a series without a rule
    line 1, column 12: `` is not a rule part: write it like FREQ=WEEKLY (FREQ, INTERVAL, COUNT, UNTIL, WKST, BYMONTH, BYWEEKNO, BYYEARDAY, BYMONTHDAY, BYDAY, BYSETPOS, SKIP)
    line 1, column 6: `DAILY BYDAY=MO` is not a frequency: use DAILY, WEEKLY, MONTHLY or YEARLY
    line 2, column 1: `RRULE:FREQ=WEEKLY` is a second rule: a series has one, and RDATE for more dates
    line 1, column 1: `DTSTART` does not belong here: give the start as `starts_at`
    line 2, column 7: `TZID=EUROPE/LONDON` is not needed: times are in the zone of the schedule
    line 2, column 8: `X=1` is not known: use VALUE=DATE or VALUE=DATE-TIME
    line 2, column 17: `TOMORROW` is not a date: write 20260405, 20260405T013000 (local) or 20260405T003000Z (UTC)
    line 2, column 1: `EXRULE` is not known here: use RRULE, RDATE or EXDATE
    ");
}

#[test]
fn folded_lines_are_joined() {
    let folded = "RRULE:FREQ=WEEKLY;BYD\r\n AY=SU,\r\n\tWE\r\nEXDATE:2026\n 0405T013000\n";
    let canonical = "FREQ=WEEKLY;BYDAY=WE,SU\nEXDATE:20260405T013000";
    assert_eq!(parse(folded).to_string(), canonical);
    // Only one space belongs to the fold, and a fault is told in the line as it is joined.
    let told = refusals(&[
        "FREQ=WEEKLY;\r\n BYDAY=XX",
        "FREQ=WEEKLY\n  ;BYDAY=SU",
        "FREQ=DAILY\r\nEXDATE:20260101,\r\n 20260102,\r\n tomorrow",
        " FREQ=WEEKLY",
    ]);
    insta::assert_snapshot!(told, @"
    line 1, column 19: `XX` is not a weekday: use MO, TU, WE, TH, FR, SA or SU
    line 1, column 6: `WEEKLY ` is not a frequency: use DAILY, WEEKLY, MONTHLY or YEARLY
    line 2, column 26: `TOMORROW` is not a date: write 20260405, 20260405T013000 (local) or 20260405T003000Z (UTC)
    line 1, column 1: ` FREQ` is not a rule part: use FREQ, INTERVAL, COUNT, UNTIL, WKST, BYMONTH, BYWEEKNO, BYYEARDAY, BYMONTHDAY, BYDAY, BYSETPOS, SKIP
    ");
}

#[test]
fn columns_count_characters() {
    let told = refusals(&[
        "FREQ=WEEKLY;BYDAY=é,SU",
        "FREQ=WEEKLY;é=1;BYDAY=SU",
        "FREQ=MONTHLY;BYDAY=éMO",
        "FREQ=MONTHLY;BYDAY=éXX",
        "FREQ=MONTHLY;BYDAY=SU,😀,MO",
        "FREQ=DAILY;UNTIL=２０２６0101",
        "FREQ=DAILY\nEXDATE:2026010😀",
        "FREQ=DAILY\nRDATE;ü=1;VALUE=DATE:20260101",
    ]);
    insta::assert_snapshot!(told, @"
    line 1, column 19: `é` is not a weekday: use MO, TU, WE, TH, FR, SA or SU
    line 1, column 13: `é` is not a rule part: use FREQ, INTERVAL, COUNT, UNTIL, WKST, BYMONTH, BYWEEKNO, BYYEARDAY, BYMONTHDAY, BYDAY, BYSETPOS, SKIP
    line 1, column 20: `é` is not a number from 1 to 53 or -1 to -53
    line 1, column 21: `XX` is not a weekday: use MO, TU, WE, TH, FR, SA or SU
    line 1, column 23: `😀` is not a weekday: write it like SU or -1SU
    line 1, column 18: `２０２６0101` is not a date: write 20260405, 20260405T013000 (local) or 20260405T003000Z (UTC)
    line 2, column 8: `2026010😀` is not a date: write 20260405, 20260405T013000 (local) or 20260405T003000Z (UTC)
    line 2, column 7: `ü=1` is not known: use VALUE=DATE or VALUE=DATE-TIME
    ");
}

#[test]
fn dates_are_of_the_kind_that_is_stated() {
    let good = parse(
        "rdate;value=date:20260401\nRDATE;VALUE=DATE-TIME:20260402T090000,20260403T080000Z\n\
         RDATE:20260404\nEXDATE;VALUE=DATE-TIME:20260402T090000\nEXDATE;VALUE=DATE:20260404",
    );
    let text = "RDATE:20260402T090000,20260403T080000Z\nRDATE;VALUE=DATE:20260401,20260404\n\
                EXDATE:20260402T090000\nEXDATE;VALUE=DATE:20260404";
    assert_eq!((good.to_string().as_str(), &parse(text)), (text, &good));
    let told = refusals(&[
        "RDATE;VALUE=DATE:20260401,20260402T090000",
        "RDATE;VALUE=DATE-TIME:20260401T090000,20260402",
        "FREQ=DAILY\nEXDATE;VALUE=DATE:20260402T090000Z",
        "RDATE;VALUE=PERIOD:20260401T090000Z/PT1H",
        "RDATE:20260401T090000Z/PT1H",
        "RDATE:",
        "RDATE:20260401,",
    ]);
    insta::assert_snapshot!(told, @"
    line 1, column 27: `20260402T090000` is not a date alone, as VALUE=DATE says
    line 1, column 39: `20260402` is not a date with a time, as VALUE=DATE-TIME says
    line 2, column 19: `20260402T090000Z` is not a date alone, as VALUE=DATE says
    line 1, column 7: `VALUE=PERIOD` is not taken: the closing rule says how long a cycle is
    line 1, column 7: `20260401T090000Z/PT1H` is not a date: write 20260405, 20260405T013000 (local) or 20260405T003000Z (UTC)
    line 1, column 7: `` is not a date: write 20260405, 20260405T013000 (local) or 20260405T003000Z (UTC)
    line 1, column 16: `` is not a date: write 20260405, 20260405T013000 (local) or 20260405T003000Z (UTC)
    ");
}

#[test]
fn days_may_stand_beside_their_ordinals() {
    for (given, canonical) in [
        ("FREQ=MONTHLY;BYDAY=SU,1SU", "FREQ=MONTHLY;BYDAY=SU,1SU"),
        ("FREQ=MONTHLY;BYDAY=1SU,-1SU,+1SU,SU,MO", "FREQ=MONTHLY;BYDAY=MO,-1SU,SU,1SU"),
        ("FREQ=YEARLY;BYDAY=-53SU,53MO", "FREQ=YEARLY;BYDAY=53MO,-53SU"),
    ] {
        assert_eq!(parse(given).to_string(), canonical, "{given}");
        assert_eq!(parse(given), parse(canonical), "{given}");
    }
}

/// What a program sets is held to what a text can say: else it would read back as another.
#[test]
fn moments_without_a_text_are_refused() {
    let weekly = parse("FREQ=WEEKLY");
    let fine: NaiveDateTime = "2026-04-01T09:00:00.5".parse().unwrap();
    let late = NaiveDate::from_ymd_opt(10_000, 1, 1).unwrap().and_time(NaiveTime::MIN);
    for slot in [fine, late] {
        for made in [
            weekly.without(slot),
            weekly.with_extra(slot),
            weekly.with_end(End::Until(Moment::Local(slot))),
            weekly.with_end(End::Until(Moment::Utc(slot.and_utc()))),
        ] {
            assert_eq!(made.unwrap_err().code, Code::OutOfRange, "{slot}");
        }
    }
    let ended = weekly.with_end(End::Until(Moment::Day(late.date().pred_opt().unwrap()))).unwrap();
    assert_eq!(parse(&ended.to_string()), ended);
}

#[test]
fn a_text_may_have_sixteen_kibibytes() {
    let text = |length: usize| format!("FREQ=DAILY;BYMONTH=1{}", ",1".repeat((length - 20) / 2));
    assert_eq!(text(MAX_TEXT).len(), MAX_TEXT);
    assert_eq!(parse(&text(MAX_TEXT)).to_string(), "FREQ=DAILY;BYMONTH=1");
    let fault = Recurrence::parse(&format!("{}\n", text(MAX_TEXT))).unwrap_err();
    assert_eq!(fault.code, Code::TooLong);
}

#[test]
fn ten_thousand_parts_are_refused_quickly() {
    insta::assert_snapshot!(refused(&format!("FREQ=DAILY{}", ";".repeat(10_000))),
        @"line 1, column 12: `` is not a rule part: write it like FREQ=WEEKLY (FREQ, INTERVAL, COUNT, UNTIL, WKST, BYMONTH, BYWEEKNO, BYYEARDAY, BYMONTHDAY, BYDAY, BYSETPOS, SKIP)");
    let many = format!("FREQ=DAILY{}", ";BYMONTH=1".repeat(1_000));
    insta::assert_snapshot!(refused(&many),
        @"line 1, column 22: `BYMONTH` stands here twice: give it once (RFC 5545, section 3.3.10)");
    let long = format!("FREQ=DAILY{}", ";BYMONTH=1".repeat(10_000));
    let fault = Recurrence::parse(&long).unwrap_err();
    assert_eq!(fault.code, Code::TooLong);
    insta::assert_snapshot!(fault.message,
        @"the recurrence is 100010 bytes long: give at most 16384, or split the series");
    // A long list is no fault: it is sorted, and no value stands twice.
    let list = format!("FREQ=MONTHLY;BYMONTHDAY=1{}", ",2".repeat(5_000));
    assert_eq!(parse(&list).to_string(), "FREQ=MONTHLY;BYMONTHDAY=1,2");
}

#[test]
fn more_dates_than_can_be_kept_are_refused() {
    let dates = |n: usize| -> String {
        let first: NaiveDate = "2026-01-01".parse().unwrap();
        let each = first.iter_days().take(n).map(|day| day.format("%Y%m%d").to_string());
        format!("FREQ=DAILY\nEXDATE;VALUE=DATE:{}", each.collect::<Vec<_>>().join(","))
    };
    let full = parse(&dates(MAX_DATES));
    assert_eq!(full.except().len(), MAX_DATES);
    let one_more = "2030-01-01T09:00:00".parse().unwrap();
    let fault = full.without(one_more).unwrap_err();
    assert_eq!(fault.code, Code::TooLong);
    insta::assert_snapshot!(fault.message,
        @"there are 501 dates in `EXDATE`: give at most 500, or split the series");
    assert_eq!(Recurrence::parse(&dates(MAX_DATES + 1)).unwrap_err().code, Code::TooLong);
}

#[test]
fn ends_and_dates_are_changed_without_touching_the_rest() {
    let weekly = parse("FREQ=WEEKLY;COUNT=5\nRDATE:20260401T090000");
    let slot = "2026-04-08T09:00:00".parse().unwrap();
    let ended = weekly.with_end(End::Until(Moment::Local(slot))).unwrap();
    assert_eq!(ended.to_string(), "FREQ=WEEKLY;UNTIL=20260408T090000\nRDATE:20260401T090000");
    assert!(weekly.is_finite() && !weekly.with_end(End::Never).unwrap().is_finite());
    assert_eq!(weekly.with_extra(slot).unwrap().extra().len(), 2);
    assert_eq!(weekly.with_extra(slot).unwrap().with_extra(slot).unwrap().extra().len(), 2);
    let told = |fault: Fault| fault.message;
    insta::assert_snapshot!(told(weekly.with_end(End::Count(0)).unwrap_err()),
        @"COUNT is `0`: give a number from 1 to 99999");
    let dates = parse("RDATE:20260401T090000");
    assert!(dates.is_finite());
    insta::assert_snapshot!(told(dates.with_end(End::Never).unwrap_err()),
        @"the recurrence has only dates: leave out dates instead of ending it");
}
