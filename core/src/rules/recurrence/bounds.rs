//! P16: no rule takes more than its steps, and one that cannot fire says so.

use super::properties::{FREQUENCIES, lawful, read, sorted};
use super::*;
use crate::error::{Code, Fault};
use crate::model::schedule::{
    ClosingRule, DayRule, Frequency, MAX_COUNT, MonthEnd, NamePattern, OnHoliday, Rule, Schedule,
    Weekday,
};

fn local(text: &str) -> NaiveDateTime {
    text.parse().unwrap()
}

fn days(n: i64) -> TimeDelta {
    TimeDelta::try_days(n).unwrap()
}

fn schedule(rule: &Recurrence, start: NaiveDateTime, zone: &Zone) -> Result<Schedule, Fault> {
    let closes = ClosingRule::after(5, 0, 0).unwrap();
    let (name, rule) = (NamePattern::default(), Some(rule.clone()));
    Schedule::new(zone.clone(), start, rule, closes, name, OnHoliday::Keep)
}

/// A small source of chance (SplitMix64), so that a hundred thousand rules take no time to make.
struct Dice(u64);

impl Dice {
    fn below(&mut self, n: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (z ^ (z >> 31)) % n
    }

    /// Often nothing; else numbers up to `high`, now and then very many, some of them negative.
    fn numbers(&mut self, high: u64, negative: bool) -> Vec<i16> {
        let length = match self.below(20) {
            0 => high,
            1..=8 => self.below(9),
            _ => 0,
        };
        let mut one = || {
            let n = i16::try_from(1 + self.below(high)).unwrap();
            if negative && self.below(3) == 0 { -n } else { n }
        };
        sorted((0..length).map(|_| one()).collect())
    }

    fn days(&mut self) -> Vec<DayRule> {
        let (length, most) =
            (self.below(9), [1, 1, 6, 54][usize::try_from(self.below(4)).unwrap()]);
        let mut one = || {
            let weekday = Weekday::ALL[usize::try_from(self.below(7)).unwrap()];
            let ordinal = i8::try_from(self.below(most)).unwrap();
            DayRule { weekday, ordinal: if self.below(2) == 0 { -ordinal } else { ordinal } }
        };
        sorted((0..length.saturating_sub(4)).map(|_| one()).collect())
    }

    fn end(&mut self) -> End {
        match self.below(4) {
            0 => End::Count([1, 3, 500, MAX_COUNT][usize::try_from(self.below(4)).unwrap()]),
            1 => End::Until(self.moment()),
            _ => End::Never,
        }
    }

    /// From 1990 to 2127, in any of the three forms.
    fn local(&mut self) -> NaiveDateTime {
        local("1990-01-01T00:00:00") + days(i64::try_from(self.below(50_000)).unwrap())
    }

    fn moment(&mut self) -> Moment {
        let local = self.local();
        match self.below(3) {
            0 => Moment::Day(local.date()),
            1 => Moment::Local(local),
            _ => Moment::Utc(local.and_utc()),
        }
    }

    /// Now and then a few extra and excepted dates.
    fn text(&mut self) -> String {
        let mut text = self.rule().to_string();
        for name in ["RDATE", "EXDATE"] {
            for _ in 0..self.below(9).saturating_sub(5) {
                text.push_str(&format!("\n{name}:{}", self.moment()));
            }
        }
        text
    }

    fn rule(&mut self) -> Rule {
        let frequency = FREQUENCIES[usize::try_from(self.below(4)).unwrap()];
        let high = [2, 5, 400, 9_999][usize::try_from(self.below(4)).unwrap()];
        let mut rule = Rule {
            frequency,
            interval: u32::try_from(1 + self.below(high)).unwrap(),
            end: self.end(),
            week_start: Weekday::ALL[usize::try_from(self.below(7)).unwrap()],
            months: self.numbers(12, false),
            weeks: self.numbers(53, true),
            year_days: self.numbers(366, true),
            month_days: self.numbers(31, true),
            days: self.days(),
            positions: self.numbers(366, true),
            month_end: if self.below(4) == 0 { MonthEnd::Clamp } else { MonthEnd::Skip },
        };
        if matches!(frequency, Frequency::Daily | Frequency::Weekly) {
            rule.days.iter_mut().for_each(|day| day.ordinal = 0);
            rule.days = sorted(rule.days);
        }
        lawful(rule)
    }
}

/// The walk to the first slots, on from its mark, a jump, and the question that a save asks.
#[test]
fn p16_a_hundred_thousand_rules_are_bounded() {
    let zone = Zone::new("Europe/London").unwrap();
    let mut dice = Dice(16);
    let (mut fired, mut silent, mut refused, mut jumped, mut cut) = (0, 0, 0, 0, 0);
    for _ in 0..100_000 * crate::times("P16") {
        let (text, start) = (dice.text(), dice.local());
        let recurrence = read(&text);
        let bounded = |walk: &mut Occurrences, most: usize| {
            let found: Vec<Slot> = walk.take(most).collect();
            assert!(walk.steps() <= MAX_STEPS, "{text} from {start}: {} steps", walk.steps());
            assert!(found.len() == most || walk.stop().is_some(), "{text} from {start}");
            found
        };
        let mut walk = recurrence.occurrences(start, &zone);
        let found = bounded(&mut walk, 4);
        fired += usize::from(found.len() == 4);
        silent += usize::from(found.is_empty() && walk.stop() == Some(Stop::Silent));
        if !matches!(walk.stop(), Some(Stop::Ended | Stop::Silent)) {
            let mark = walk.mark();
            let mut rest = recurrence.resume(start, &zone, mark);
            bounded(&mut rest, 100);
            // What is cut short has come further.
            let stuck = rest.stop() == Some(Stop::Unfinished) && rest.mark() == mark;
            assert!(!stuck, "{text} from {start} stays at {mark:?}");
        }
        let far = start + days(366 * 50);
        let mut jump = recurrence.between(start, &zone, far, far + days(366));
        jumped += bounded(&mut jump, 400).len();
        if jump.stop() == Some(Stop::Unfinished) {
            let counts = matches!(recurrence.rule().map(|r| r.end), Some(End::Count(_)));
            assert!(counts, "{text} from {start}: the jump walked");
            cut += 1;
        }
        if let Ok(schedule) = schedule(&recurrence, start, &zone) {
            let opens = opens(&walk, &found);
            assert_eq!(schedule.check().is_ok(), opens, "{text} from {start}");
            refused += usize::from(!opens);
        }
    }
    assert!(fired > 30_000 && silent > 10_000, "{fired} fired, {silent} were silent");
    assert!(refused > 10_000 && jumped > 100_000 && cut > 500, "{refused} {jumped} {cut}");
}

/// Whether the rule opens anything within eight years: among these slots, or walking on and on.
fn opens(walk: &Occurrences, found: &[Slot]) -> bool {
    let limit = silent_after(walk.start);
    let counts = |slot: &Slot| !slot.excluded || slot.local > limit;
    let (mut mark, mut stop) = (walk.mark(), walk.stop());
    let mut first = found.iter().copied().find(counts);
    while first.is_none() && !matches!(stop, Some(Stop::Ended | Stop::Silent)) {
        let mut rest = walk.recurrence.resume(walk.start, walk.zone, mark);
        first = rest.find(counts);
        (mark, stop) = (rest.mark(), rest.stop());
    }
    first.is_some_and(|slot| slot.local <= limit)
}

#[test]
fn the_largest_period_is_as_large_as_is_said() {
    // Every day of a leap year three times: by its weekday, from the front and from the back.
    let letters = Weekday::ALL.map(Weekday::letters);
    let ordinals = (-53..=53).flat_map(|n| letters.map(|day| format!("{n}{day}")));
    let every = ordinals.map(|day| day.trim_start_matches('0').to_owned()).collect::<Vec<_>>();
    let numbers = |high: i16| {
        let all = (1..=high).flat_map(|n| [n.to_string(), format!("-{n}")]);
        all.collect::<Vec<_>>().join(",")
    };
    let parts = [
        format!("BYDAY={}", every.join(",")),
        format!("BYYEARDAY={}", numbers(366)),
        format!("BYMONTHDAY={};SKIP=BACKWARD", numbers(31)),
        format!("BYWEEKNO={}", numbers(53)),
    ];
    let mut most = 0;
    for part in parts {
        let rule = read(&format!("FREQ=YEARLY;{part}"));
        let zone = Zone::utc();
        let mut walk = rule.occurrences(local("2024-01-01T09:00:00"), &zone);
        assert!(walk.next().is_some(), "{part}");
        most = most.max(walk.steps());
        assert!(walk.steps() <= LARGEST_PERIOD, "{part}: {} steps", walk.steps());
    }
    assert_eq!(most, LARGEST_PERIOD);
}

/// How many slots a walk gives out, and why it ends.
fn walked(start: &str, rule: &str) -> (usize, Stop) {
    let (recurrence, zone) = (read(rule), Zone::new("Europe/London").unwrap());
    let mut walk = recurrence.occurrences(local(start), &zone);
    let given = walk.by_ref().count();
    assert!(walk.next().is_none() && walk.steps() <= MAX_STEPS, "{rule}");
    (given, walk.stop().unwrap())
}

fn saved(start: &str, rule: &str) -> Result<(), Code> {
    let schedule = schedule(&read(rule), local(start), &Zone::new("Europe/London").unwrap());
    schedule.unwrap().check().map_err(|fault| fault.code)
}

#[test]
fn a_rule_that_cannot_fire_is_silent_and_no_save_takes_it() {
    for rule in [
        "FREQ=DAILY;BYMONTHDAY=31;BYMONTH=4",
        "FREQ=WEEKLY;BYDAY=MO;BYSETPOS=2",
        "FREQ=MONTHLY;BYMONTHDAY=30;BYMONTH=2",
        "FREQ=MONTHLY;BYMONTHDAY=31;BYSETPOS=-2",
        "FREQ=MONTHLY;BYDAY=6MO",
        "FREQ=YEARLY;BYYEARDAY=1;BYMONTH=2",
        "FREQ=YEARLY;BYWEEKNO=10;BYMONTH=9",
        "FREQ=YEARLY;BYDAY=-53MO;BYMONTH=5",
    ] {
        assert_eq!(walked("2026-01-01T09:00:00", rule), (0, Stop::Silent), "{rule}");
        assert_eq!(saved("2026-01-01T09:00:00", rule), Err(Code::RuleNeverFires), "{rule}");
    }
}

/// Of three Februaries with a 29th around a common turn of a century, the middle one lacks it.
#[test]
fn leap_days_eight_years_apart_are_not_silent() {
    assert_eq!(walked("2096-02-29T09:00:00", "FREQ=YEARLY;COUNT=3"), (3, Stop::Ended));
    let leap = "FREQ=MONTHLY;BYMONTH=2;BYMONTHDAY=29";
    for start in ["2096-02-29T09:00:01", "2096-03-01T09:00:00"] {
        assert_eq!(saved(start, leap), Ok(()), "{start}");
    }
    // A 29 February that is a Monday comes every 28 years: that is too seldom for a series.
    let monday = "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29;BYDAY=MO";
    assert_eq!(walked("2044-02-29T09:00:00", monday), (1, Stop::Silent));
    assert_eq!(saved("2044-02-29T09:00:00", monday), Ok(()));
    assert_eq!(saved("2044-03-01T09:00:00", monday), Err(Code::RuleNeverFires));
    let (rule, zone) = (read(monday), Zone::utc());
    let (first, last) = (local("2072-01-01T00:00:00"), local("2072-12-31T00:00:00"));
    assert_eq!(rule.between(local("2044-02-29T09:00:00"), &zone, first, last).count(), 1);
}

#[test]
fn large_intervals_are_silent_after_the_start() {
    for frequency in ["DAILY", "WEEKLY", "MONTHLY", "YEARLY"] {
        let rule = format!("FREQ={frequency};INTERVAL=9999");
        assert_eq!(walked("2199-12-31T09:00:00", &rule), (1, Stop::Silent), "{rule}");
        assert_eq!(walked("2026-01-01T09:00:00", &format!("{rule};COUNT=1")), (1, Stop::Ended));
        // To the day: a turn eight years later is heard, one a day later is not.
        assert_eq!(saved("2026-01-01T09:00:00", &rule), Ok(()));
    }
    assert_eq!(walked("2026-01-01T09:00:00", "FREQ=DAILY;INTERVAL=2922;COUNT=2").0, 2);
    assert_eq!(walked("2026-01-01T09:00:00", "FREQ=DAILY;INTERVAL=2923;COUNT=2").0, 1);
}

/// What is left out, and what comes after eight years, is no opening for a save.
#[test]
fn a_save_wants_an_opening_within_eight_years() {
    let start = "2026-06-01T09:00:00";
    let cases = [
        ("RDATE:20340601T090000", Ok(())),
        ("RDATE:20340601T090001", Err(Code::RuleNeverFires)),
        ("RDATE:20340601T090000\nEXDATE;VALUE=DATE:20340601", Err(Code::RuleNeverFires)),
        ("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30\nRDATE:20300101T090000", Ok(())),
        ("FREQ=DAILY;COUNT=1\nEXDATE:20260601T080000Z", Err(Code::RuleNeverFires)),
        ("FREQ=YEARLY;INTERVAL=8\nEXDATE:20260601T090000", Ok(())),
        ("FREQ=YEARLY;INTERVAL=9\nEXDATE:20260601T090000", Err(Code::RuleNeverFires)),
    ];
    for (rule, expected) in cases {
        assert_eq!(saved(start, rule), expected, "{rule}");
    }
}

/// COUNT is counted, so a jump walks: no further than its steps, and on from its mark.
#[test]
fn a_jump_that_counts_is_bounded() {
    let (rule, zone) = (read("FREQ=DAILY;COUNT=99999"), Zone::new("Europe/London").unwrap());
    let start = local("2026-01-01T09:00:00");
    let (first, last) = (start + days(50_000), start + days(50_002));
    let mut jump = rule.between(start, &zone, first, last);
    assert_eq!((jump.next(), jump.stop()), (None, Some(Stop::Unfinished)));
    assert!(jump.steps() <= MAX_STEPS);
    let mut mark = jump.mark();
    assert!(mark.number > 4_000, "{mark:?}");
    let found = loop {
        let mut walk = rule.resume(start, &zone, mark);
        match walk.find(|slot| slot.local >= first) {
            Some(slot) => break slot,
            None => mark = walk.mark(),
        }
    };
    assert_eq!((found.number, found.local), (Some(50_001), first));
    // One that ends before its slots says so, without walking there.
    let short = read("FREQ=DAILY;COUNT=3");
    let mut jump = short.between(start, &zone, first, last);
    assert_eq!((jump.next(), jump.stop()), (None, Some(Stop::Ended)));
    assert!(jump.steps() < 20, "{}", jump.steps());
}

#[test]
fn a_jump_ends_with_its_last_day() {
    let zone = Zone::utc();
    let (start, first) = (local("2026-01-01T09:00:00"), local("2030-01-01T00:00:00"));
    for (rule, most) in [
        ("FREQ=DAILY;BYMONTHDAY=31;BYMONTH=2", 24),
        ("FREQ=WEEKLY;BYMONTH=7", 8),
        ("FREQ=MONTHLY;BYMONTHDAY=30;BYMONTH=2", 4),
    ] {
        let rule = read(rule);
        let mut jump = rule.between(start, &zone, first, first + days(10));
        assert_eq!((jump.next(), jump.stop()), (None, Some(Stop::Ended)), "{rule}");
        assert!(jump.steps() <= most, "{rule}: {} steps", jump.steps());
    }
}

#[test]
fn a_count_that_is_used_up_looks_no_further() {
    let rule = read("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29;COUNT=1");
    let zone = Zone::utc();
    let mut walk = rule.occurrences(local("2028-02-29T09:00:00"), &zone);
    assert_eq!(walk.by_ref().count(), 1);
    assert_eq!((walk.stop(), walk.steps()), (Some(Stop::Ended), 2));
    let mut again = rule.resume(local("2028-02-29T09:00:00"), &zone, walk.mark());
    assert_eq!((again.next(), again.stop(), again.steps()), (None, Some(Stop::Ended), 0));
}

#[test]
fn five_hundred_extra_dates_go_on_from_any_mark() {
    let zone = Zone::new("Europe/London").unwrap();
    let start = local("2026-01-01T09:00:00");
    let dates: Vec<_> = (0..500)
        .map(|n| Moment::Local(start + days(n * 3) + TimeDelta::hours(n % 5)).to_string())
        .collect();
    let text = format!("FREQ=WEEKLY;COUNT=100\nRDATE:{}", dates.join(","));
    let rule = read(&text);
    let whole: Vec<_> = rule.occurrences(start, &zone).collect();
    assert!(whole.len() > 550, "{}", whole.len());
    let mut mark = Mark::default();
    for slot in &whole {
        let mut walk = rule.resume(start, &zone, mark);
        assert_eq!(walk.next(), Some(*slot));
        mark = walk.mark();
    }
    assert_eq!(rule.resume(start, &zone, mark).next(), None);
}

#[test]
fn extra_dates_before_the_start_are_no_slots() {
    let (rule, zone) = (read("RDATE:20260101T085959,20260101T090000"), Zone::utc());
    let found: Vec<_> = rule.occurrences(local("2026-01-01T09:00:00"), &zone).collect();
    assert_eq!((found.len(), found[0].number), (1, Some(1)));
}

#[test]
fn nothing_is_left_where_everything_is_excepted() {
    let (rule, zone) =
        (read("FREQ=DAILY;COUNT=2\nEXDATE;VALUE=DATE:20260101,20260102"), Zone::utc());
    let found: Vec<_> = rule.occurrences(local("2026-01-01T09:00:00"), &zone).collect();
    assert!(found.len() == 2 && found.iter().all(|slot| slot.excluded));
}

#[test]
fn the_calendar_ends_with_the_year_9999() {
    let zone = Zone::new("Europe/London").unwrap();
    let start = local("2026-01-01T09:00:00");
    let (first, last) = (local("9999-12-01T00:00:00"), NaiveDateTime::MAX);
    for (rule, expected) in [
        ("FREQ=DAILY", "9999-12-31"),
        ("FREQ=WEEKLY", "9999-12-30"),
        ("FREQ=MONTHLY;BYMONTHDAY=-1", "9999-12-31"),
        ("FREQ=YEARLY;BYYEARDAY=-1", "9999-12-31"),
    ] {
        let rule = read(rule);
        let mut walk = rule.between(start, &zone, first, last);
        let last = walk.by_ref().last().map(|slot| slot.local.date().to_string());
        assert_eq!(last.as_deref(), Some(expected), "{rule}");
        assert_eq!(walk.stop(), Some(Stop::Silent), "{rule}");
    }
    // Beyond it, and before everything, there is nothing, and nothing panics.
    let daily = read("FREQ=DAILY");
    for (first, last) in [
        (local("9999-12-31T09:00:01"), NaiveDateTime::MAX),
        (NaiveDateTime::MAX, NaiveDateTime::MAX),
        (NaiveDateTime::MIN, NaiveDateTime::MIN),
        (start + days(1), start),
    ] {
        assert_eq!(daily.between(start, &zone, first, last).next(), None, "{first}");
    }
}
