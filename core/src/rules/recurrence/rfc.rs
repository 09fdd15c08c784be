//! Every example of RFC 5545, section 3.8.5.3, whose frequency is DAILY to YEARLY, with the dates
//! that the RFC gives. All of them start at 09:00 in New York.

use super::*;

/// The first slots, as many as are expected, in the RFC's manner: `1997-09 2,4,6 1997-10 2`.
fn check(start: &str, rule: &str, expected: &str) {
    let recurrence = Recurrence::parse(rule).unwrap();
    let zone = Zone::new("America/New_York").unwrap();
    let start: NaiveDate = start.parse().unwrap();
    let start = start.and_hms_opt(9, 0, 0).unwrap();
    let (dates, forever) = match expected.strip_suffix(" ...") {
        Some(dates) => (dates, true),
        None => (expected, false),
    };
    let many = dates.split(' ').filter(|word| !word.contains('-')).flat_map(|d| d.split(','));
    let take = if forever { many.count() } else { 1_000 };
    let slots = recurrence.occurrences(start, &zone).filter(|slot| !slot.excluded).take(take);
    let mut text = String::new();
    let mut month = String::new();
    for slot in slots {
        let of = slot.local.format("%Y-%m").to_string();
        let day = slot.local.format("%-d");
        match of == month {
            true => text.push_str(&format!(",{day}")),
            false => text.push_str(&format!(" {of} {day}")),
        }
        month = of;
    }
    assert_eq!(text.trim_start(), dates, "{rule}");
}

/// `2,3,4` from 2 to 4.
fn days(first: u32, last: u32) -> String {
    (first..=last).map(|day| day.to_string()).collect::<Vec<_>>().join(",")
}

#[test]
fn daily() {
    let start = "1997-09-02";
    check(start, "FREQ=DAILY;COUNT=10", "1997-09 2,3,4,5,6,7,8,9,10,11");
    let whole = [("1997-09", 2, 30), ("1997-10", 1, 31), ("1997-11", 1, 30), ("1997-12", 1, 23)];
    let whole = whole.map(|(month, first, last)| format!("{month} {}", days(first, last)));
    check(start, "FREQ=DAILY;UNTIL=19971224T000000Z", &whole.join(" "));
    check(
        start,
        "FREQ=DAILY;INTERVAL=2",
        "1997-09 2,4,6,8,10,12,14,16,18,20,22,24,26,28,30 \
         1997-10 2,4,6,8,10,12,14,16,18,20,22,24,26,28,30 \
         1997-11 1,3,5,7,9,11,13,15,17,19,21,23,25,27,29 1997-12 1,3 ...",
    );
    check(start, "FREQ=DAILY;INTERVAL=10;COUNT=5", "1997-09 2,12,22 1997-10 2,12");
}

#[test]
fn every_day_in_january_for_three_years() {
    let januaries = ["1998", "1999", "2000"].map(|year| format!("{year}-01 {}", days(1, 31)));
    for rule in [
        "FREQ=YEARLY;UNTIL=20000131T140000Z;BYMONTH=1;BYDAY=SU,MO,TU,WE,TH,FR,SA",
        "FREQ=DAILY;UNTIL=20000131T140000Z;BYMONTH=1",
    ] {
        check("1998-01-01", rule, &januaries.join(" "));
    }
}

#[test]
fn weekly() {
    let start = "1997-09-02";
    let ten = "1997-09 2,9,16,23,30 1997-10 7,14,21,28 1997-11 4";
    check(start, "FREQ=WEEKLY;COUNT=10", ten);
    check(
        start,
        "FREQ=WEEKLY;UNTIL=19971224T000000Z",
        "1997-09 2,9,16,23,30 1997-10 7,14,21,28 1997-11 4,11,18,25 1997-12 2,9,16,23",
    );
    check(
        start,
        "FREQ=WEEKLY;INTERVAL=2;WKST=SU",
        "1997-09 2,16,30 1997-10 14,28 1997-11 11,25 1997-12 9,23 1998-01 6,20 1998-02 3,17 ...",
    );
    for rule in [
        "FREQ=WEEKLY;UNTIL=19971007T000000Z;WKST=SU;BYDAY=TU,TH",
        "FREQ=WEEKLY;COUNT=10;WKST=SU;BYDAY=TU,TH",
    ] {
        check(start, rule, "1997-09 2,4,9,11,16,18,23,25,30 1997-10 2");
    }
    check(
        "1997-09-01",
        "FREQ=WEEKLY;INTERVAL=2;UNTIL=19971224T000000Z;WKST=SU;BYDAY=MO,WE,FR",
        "1997-09 1,3,5,15,17,19,29 1997-10 1,3,13,15,17,27,29,31 \
         1997-11 10,12,14,24,26,28 1997-12 8,10,12,22",
    );
    check(
        start,
        "FREQ=WEEKLY;INTERVAL=2;COUNT=8;WKST=SU;BYDAY=TU,TH",
        "1997-09 2,4,16,18,30 1997-10 2,14,16",
    );
}

#[test]
fn the_first_day_of_the_week_matters() {
    let rule = "FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=";
    check("1997-08-05", &format!("{rule}MO"), "1997-08 5,10,19,24");
    check("1997-08-05", &format!("{rule}SU"), "1997-08 5,17,19,31");
}

#[test]
fn monthly_by_weekday() {
    check(
        "1997-09-05",
        "FREQ=MONTHLY;COUNT=10;BYDAY=1FR",
        "1997-09 5 1997-10 3 1997-11 7 1997-12 5 1998-01 2 \
         1998-02 6 1998-03 6 1998-04 3 1998-05 1 1998-06 5",
    );
    check(
        "1997-09-05",
        "FREQ=MONTHLY;UNTIL=19971224T000000Z;BYDAY=1FR",
        "1997-09 5 1997-10 3 1997-11 7 1997-12 5",
    );
    check(
        "1997-09-07",
        "FREQ=MONTHLY;INTERVAL=2;COUNT=10;BYDAY=1SU,-1SU",
        "1997-09 7,28 1997-11 2,30 1998-01 4,25 1998-03 1,29 1998-05 3,31",
    );
    check(
        "1997-09-22",
        "FREQ=MONTHLY;COUNT=6;BYDAY=-2MO",
        "1997-09 22 1997-10 20 1997-11 17 1997-12 22 1998-01 19 1998-02 16",
    );
    check(
        "1997-09-02",
        "FREQ=MONTHLY;INTERVAL=2;BYDAY=TU",
        "1997-09 2,9,16,23,30 1997-11 4,11,18,25 1998-01 6,13,20,27 1998-03 3,10,17,24,31 ...",
    );
}

#[test]
fn monthly_by_day_of_the_month() {
    check(
        "1997-09-28",
        "FREQ=MONTHLY;BYMONTHDAY=-3",
        "1997-09 28 1997-10 29 1997-11 28 1997-12 29 1998-01 29 1998-02 26 ...",
    );
    check(
        "1997-09-02",
        "FREQ=MONTHLY;COUNT=10;BYMONTHDAY=2,15",
        "1997-09 2,15 1997-10 2,15 1997-11 2,15 1997-12 2,15 1998-01 2,15",
    );
    check(
        "1997-09-30",
        "FREQ=MONTHLY;COUNT=10;BYMONTHDAY=1,-1",
        "1997-09 30 1997-10 1,31 1997-11 1,30 1997-12 1,31 1998-01 1,31 1998-02 1",
    );
    check(
        "1997-09-10",
        "FREQ=MONTHLY;INTERVAL=18;COUNT=10;BYMONTHDAY=10,11,12,13,14,15",
        "1997-09 10,11,12,13,14,15 1999-03 10,11,12,13",
    );
    // "An example where an invalid date (i.e., February 30) is ignored."
    check(
        "2007-01-15",
        "FREQ=MONTHLY;BYMONTHDAY=15,30;COUNT=5",
        "2007-01 15,30 2007-02 15 2007-03 15,30",
    );
}

#[test]
fn monthly_by_both() {
    check(
        "1997-09-02",
        "FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13\nEXDATE:19970902T090000",
        "1998-02 13 1998-03 13 1998-11 13 1999-08 13 2000-10 13 ...",
    );
    check(
        "1997-09-13",
        "FREQ=MONTHLY;BYDAY=SA;BYMONTHDAY=7,8,9,10,11,12,13",
        "1997-09 13 1997-10 11 1997-11 8 1997-12 13 1998-01 10 \
         1998-02 7 1998-03 7 1998-04 11 1998-05 9 1998-06 13 ...",
    );
}

#[test]
fn monthly_by_position() {
    check(
        "1997-09-04",
        "FREQ=MONTHLY;COUNT=3;BYDAY=TU,WE,TH;BYSETPOS=3",
        "1997-09 4 1997-10 7 1997-11 6",
    );
    check(
        "1997-09-29",
        "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-2",
        "1997-09 29 1997-10 30 1997-11 27 1997-12 30 1998-01 29 1998-02 26 1998-03 30 ...",
    );
}

#[test]
fn yearly() {
    check(
        "1997-06-10",
        "FREQ=YEARLY;COUNT=10;BYMONTH=6,7",
        "1997-06 10 1997-07 10 1998-06 10 1998-07 10 1999-06 10 \
         1999-07 10 2000-06 10 2000-07 10 2001-06 10 2001-07 10",
    );
    check(
        "1997-03-10",
        "FREQ=YEARLY;INTERVAL=2;COUNT=10;BYMONTH=1,2,3",
        "1997-03 10 1999-01 10 1999-02 10 1999-03 10 2001-01 10 \
         2001-02 10 2001-03 10 2003-01 10 2003-02 10 2003-03 10",
    );
    check(
        "1997-01-01",
        "FREQ=YEARLY;INTERVAL=3;COUNT=10;BYYEARDAY=1,100,200",
        "1997-01 1 1997-04 10 1997-07 19 2000-01 1 2000-04 9 2000-07 18 \
         2003-01 1 2003-04 10 2003-07 19 2006-01 1",
    );
    check("1997-05-19", "FREQ=YEARLY;BYDAY=20MO", "1997-05 19 1998-05 18 1999-05 17 ...");
    check("1997-05-12", "FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO", "1997-05 12 1998-05 11 1999-05 17 ...");
    check(
        "1997-03-13",
        "FREQ=YEARLY;BYMONTH=3;BYDAY=TH",
        "1997-03 13,20,27 1998-03 5,12,19,26 1999-03 4,11,18,25 ...",
    );
    check(
        "1997-06-05",
        "FREQ=YEARLY;BYDAY=TH;BYMONTH=6,7,8",
        "1997-06 5,12,19,26 1997-07 3,10,17,24,31 1997-08 7,14,21,28 \
         1998-06 4,11,18,25 1998-07 2,9,16,23,30 1998-08 6,13,20,27 \
         1999-06 3,10,17,24 1999-07 1,8,15,22,29 1999-08 5,12,19,26 ...",
    );
    check(
        "1996-11-05",
        "FREQ=YEARLY;INTERVAL=4;BYMONTH=11;BYDAY=TU;BYMONTHDAY=2,3,4,5,6,7,8",
        "1996-11 5 2000-11 7 2004-11 2 ...",
    );
}

#[test]
fn the_example_of_section_3_3_10() {
    // "the last work day of the month"
    check(
        "1997-09-30",
        "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1",
        "1997-09 30 1997-10 31 1997-11 28 1997-12 31 1998-01 30 ...",
    );
}

#[test]
fn nine_in_the_morning_stays_nine_in_the_morning() {
    // The RFC lists its dates as EDT until 25 October 1997 and as EST from the 26th on.
    let recurrence = Recurrence::parse("FREQ=DAILY").unwrap();
    let zone = Zone::new("America/New_York").unwrap();
    let walk = recurrence.occurrences("1997-10-25T09:00:00".parse().unwrap(), &zone);
    let at: Vec<_> = Openings::new(walk).take(2).map(|opening| opening.at.to_string()).collect();
    assert_eq!(at, ["1997-10-25 13:00:00 UTC", "1997-10-26 14:00:00 UTC"]);
}
