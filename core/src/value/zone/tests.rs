use super::*;
use chrono::NaiveTime;

fn local(text: &str) -> NaiveDateTime {
    text.parse().unwrap()
}

fn at(zone: &str, text: &str) -> (String, Fit) {
    let (at, fit) = Zone::new(zone).unwrap().resolve(local(text));
    (at.format("%Y-%m-%dT%H:%MZ").to_string(), fit)
}

#[test]
fn c2_a_gap_takes_the_offset_before_and_a_fold_the_first() {
    let cases = [
        ("Europe/London", "2026-03-29T00:59:59", "2026-03-29T00:59Z", Fit::Exact),
        ("Europe/London", "2026-03-29T01:00:00", "2026-03-29T01:00Z", Fit::Gap),
        ("Europe/London", "2026-03-29T01:59:59", "2026-03-29T01:59Z", Fit::Gap),
        ("Europe/London", "2026-03-29T02:00:00", "2026-03-29T01:00Z", Fit::Exact),
        ("Europe/London", "2026-10-25T01:00:00", "2026-10-25T00:00Z", Fit::Fold),
        ("Europe/London", "2026-10-25T02:00:00", "2026-10-25T02:00Z", Fit::Exact),
        // The example of RFC 5545, section 3.3.5: 02:30 becomes 03:30 daylight time.
        ("America/New_York", "2007-03-11T02:30:00", "2007-03-11T07:30Z", Fit::Gap),
        ("America/New_York", "2007-11-04T01:30:00", "2007-11-04T05:30Z", Fit::Fold),
        // Half an hour, and winter in July.
        ("Australia/Lord_Howe", "2026-10-04T02:15:00", "2026-10-03T15:45Z", Fit::Gap),
        ("Australia/Lord_Howe", "2026-04-05T01:45:00", "2026-04-04T14:45Z", Fit::Fold),
        // A whole day that never was: Samoa crossed the date line.
        ("Pacific/Apia", "2011-12-30T09:00:00", "2011-12-30T19:00Z", Fit::Gap),
        // Beyond the last rule in the database the yearly change goes on.
        ("Europe/London", "2199-07-01T12:00:00", "2199-07-01T11:00Z", Fit::Exact),
        ("UTC", "2026-03-29T01:30:00", "2026-03-29T01:30Z", Fit::Exact),
    ];
    for (zone, text, instant, fit) in cases {
        assert_eq!(at(zone, text), (instant.to_owned(), fit), "{zone} {text}");
    }
}

#[test]
fn unknown_names_are_refused_with_a_near_one() {
    let message = |name: &str| Zone::new(name).unwrap_err().message;
    insta::assert_snapshot!(message("europe/london"),
        @"there is no time zone `europe/london`: did you mean `Europe/London`?");
    insta::assert_snapshot!(message("London"),
        @"there is no time zone `London`: did you mean `Europe/London`?");
    insta::assert_snapshot!(message("Europe/Lodnon"),
        @"there is no time zone `Europe/Lodnon`: did you mean `Europe/London`?");
    insta::assert_snapshot!(message("New York"),
        @"there is no time zone `New York`: did you mean `America/New_York`?");
    insta::assert_snapshot!(message("Etc/Unknown"),
        @"there is no time zone `Etc/Unknown`: give an IANA name like `Europe/London`");
    insta::assert_snapshot!(message(""),
        @"there is no time zone ``: give an IANA name like `Europe/London`");
    insta::assert_snapshot!(message("+01:00"),
        @"there is no time zone `+01:00`: give an IANA name like `Europe/London`");
    assert_eq!(Zone::new(&"x".repeat(1000)).unwrap_err().code, Code::UnknownZone);
}

#[test]
fn every_listed_name_is_a_zone_and_json_keeps_it() {
    assert!(Zone::names().count() > 400);
    for name in Zone::names() {
        let zone = Zone::new(name).unwrap();
        let json = serde_json::to_string(&zone).unwrap();
        assert_eq!(json, format!("\"{name}\""));
        assert_eq!(serde_json::from_str::<Zone>(&json).unwrap(), zone);
    }
    assert!(serde_json::from_str::<Zone>("\"Mars/Olympus\"").is_err());
}

/// What [`Zone::resolve`] ought to give, found by asking what the clocks show at instants.
fn by_search(zone: &Zone, local: NaiveDateTime) -> (Instant, Fit) {
    let hours = |h| TimeDelta::try_hours(h).unwrap();
    // A moment shows a local time if the offset that holds then leads from one to the other.
    let early = local.and_utc() - hours(26);
    let late = local.and_utc() + hours(26);
    let offset = |at: Instant| zone.local(at) - at.naive_utc();
    let mut offsets = vec![offset(early), offset(late)];
    offsets.dedup();
    let moments = offsets.iter().map(|offset| (local - *offset).and_utc());
    let mut shown: Vec<Instant> = moments.filter(|at| zone.local(*at) == local).collect();
    shown.sort_unstable();
    match shown[..] {
        [] => ((local - offset(early)).and_utc(), Fit::Gap),
        [at] => (at, Fit::Exact),
        [first, ..] => (first, Fit::Fold),
    }
}

impl Zone {
    /// Every change of the clocks from 2024 to 2029: what they show right before and right after.
    pub(crate) fn changes(&self) -> Vec<(NaiveDateTime, NaiveDateTime)> {
        let from = local("2024-01-01T00:00:00").and_utc().timestamp();
        let until = local("2030-01-01T00:00:00").and_utc().timestamp();
        let found = self.rules.following(timestamp(from)).map(|c| c.timestamp().as_second());
        let wall = |seconds: i64, by: i64| {
            let at = chrono::DateTime::from_timestamp(seconds, 0).unwrap();
            at.naive_utc() + TimeDelta::try_seconds(self.offset_at(seconds + by)).unwrap()
        };
        let found = found.take_while(|at| *at < until).map(|at| (wall(at, -1), wall(at, 0)));
        found.filter(|(before, after)| before != after).collect()
    }
}

#[test]
fn p17_every_gap_and_fold_of_every_zone_follows_the_rule() {
    let (mut gaps, mut folds) = (0, 0);
    for name in Zone::names() {
        let zone = Zone::new(name).unwrap();
        for (before, after) in zone.changes() {
            let (first, last) = (before.min(after), before.max(after));
            let minute = TimeDelta::try_minutes(1).unwrap();
            let mut probe = first - minute;
            while probe <= last + minute {
                let got = zone.resolve(probe);
                assert_eq!(got, by_search(&zone, probe), "{name} {probe}");
                assert_eq!(zone.localiser().resolve(probe), got, "{name} {probe}");
                // Also for who comes there from before the change, or from behind it.
                for days in [-30, -2, 2, 30] {
                    let mut localiser = zone.localiser();
                    localiser.resolve(probe + TimeDelta::try_days(days).unwrap());
                    assert_eq!(localiser.resolve(probe), got, "{name} {probe} after {days}");
                    assert_eq!(localiser.resolve(probe), got, "{name} {probe} again");
                }
                let inside = first <= probe && probe < last;
                assert_eq!(inside, got.1 != Fit::Exact, "{name} {probe}");
                probe += TimeDelta::try_minutes(10).unwrap();
            }
            let (fit, count) =
                if before < after { (Fit::Gap, &mut gaps) } else { (Fit::Fold, &mut folds) };
            assert_eq!(zone.resolve(first).1, fit, "{name} {first}");
            *count += 1;
        }
    }
    assert!(gaps > 1_000 && folds > 1_000, "{gaps} gaps, {folds} folds");
}

/// What a localiser takes for granted.
#[test]
fn no_zone_changes_its_clocks_twice_within_two_days() {
    let (from, until) = (local("1970-01-01T00:00:00"), local("2201-01-01T00:00:00"));
    let (from, until) = (from.and_utc().timestamp(), until.and_utc().timestamp());
    for zone in Zone::names().map(|name| Zone::new(name).unwrap()) {
        let changes = zone.rules.following(timestamp(from)).map(|c| c.timestamp().as_second());
        let changes: Vec<_> = changes.take_while(|at| *at < until).collect();
        let soonest = changes.windows(2).map(|pair| pair[1] - pair[0]).min();
        assert!(soonest.is_none_or(|seconds| seconds > 2 * 86_400), "{zone}: {soonest:?}");
    }
}

#[test]
fn a_localiser_agrees_with_its_zone_in_any_order() {
    for name in ["Europe/London", "Africa/Casablanca", "Pacific/Apia", "Asia/Tehran"] {
        let zone = Zone::new(name).unwrap();
        let mut localiser = zone.localiser();
        let first = local("2011-01-01T00:00:00").date();
        for day in 0..3_000 {
            // Forwards by fives with a jump back on every third.
            let day = if day % 3 == 0 { (day * 7) % 3_000 } else { day };
            let date = first + TimeDelta::try_days(day).unwrap();
            for (hour, minute) in [(0, 0), (0, 30), (1, 30), (2, 15), (3, 0), (12, 0)] {
                let local = date.and_time(NaiveTime::from_hms_opt(hour, minute, 0).unwrap());
                assert_eq!(localiser.resolve(local), zone.resolve(local), "{name} {local}");
            }
        }
    }
}
