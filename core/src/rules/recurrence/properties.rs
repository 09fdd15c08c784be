//! What holds for every rule, on random ones.

use super::*;
use crate::model::schedule::{DayRule, Frequency, MonthEnd, Rule, Weekday};
use crate::value::zone::Fit;
use proptest::prelude::*;
use proptest::sample::select;
use std::ops::RangeInclusive;

pub(super) const FREQUENCIES: [Frequency; 4] =
    [Frequency::Daily, Frequency::Weekly, Frequency::Monthly, Frequency::Yearly];

/// Up to `most` numbers of a range or, where `negative`, of its mirror image.
fn numbers(
    range: RangeInclusive<i16>,
    most: usize,
    negative: bool,
) -> impl Strategy<Value = Vec<i16>> {
    let one =
        (range, any::<bool>()).prop_map(move |(n, mirror)| if negative && mirror { -n } else { n });
    let some = proptest::collection::vec(one, 1..=most);
    prop_oneof![3 => Just(Vec::new()), 1 => some.prop_map(sorted)]
}

pub(super) fn sorted<T: Ord>(mut list: Vec<T>) -> Vec<T> {
    list.sort_unstable();
    list.dedup();
    list
}

fn weekday() -> impl Strategy<Value = Weekday> {
    select(&Weekday::ALL[..])
}

fn day_rules(frequency: Frequency) -> impl Strategy<Value = Vec<DayRule>> {
    let most = match frequency {
        Frequency::Daily | Frequency::Weekly => 0_i8,
        Frequency::Monthly => 5,
        Frequency::Yearly => 53,
    };
    let plain = weekday().prop_map(|weekday| DayRule { weekday, ordinal: 0 });
    let ordinal = prop_oneof![Just(0), -most..=most, (-most).max(-5)..=most.min(5)];
    let counted = (weekday(), ordinal).prop_map(|(weekday, ordinal)| DayRule { weekday, ordinal });
    let some = |one: BoxedStrategy<DayRule>| {
        proptest::collection::vec(one, 1..=5).prop_map(sorted).boxed()
    };
    prop_oneof![2 => Just(Vec::new()), 1 => some(plain.boxed()), 1 => some(counted.boxed())]
}

/// Any rule that [`Recurrence::parse`] takes.
fn rule() -> impl Strategy<Value = Rule> {
    select(&FREQUENCIES[..]).prop_flat_map(|frequency| {
        let interval = prop_oneof![4 => 1_u32..=4, 1 => 1_u32..=9_999];
        let days = day_rules(frequency);
        let lists = (
            numbers(1..=12, 4, false),
            numbers(1..=53, 4, true),
            numbers(1..=366, 6, true),
            numbers(1..=31, 6, true),
            days,
            numbers(1..=40, 3, true),
        );
        let clamp = prop_oneof![3 => Just(MonthEnd::Skip), 1 => Just(MonthEnd::Clamp)];
        let ends = prop_oneof![
            3 => Just(End::Never),
            1 => (1_u64..200).prop_map(End::Count),
            1 => moment().prop_map(End::Until),
        ];
        (interval, ends, weekday(), lists, clamp).prop_map(
            move |(interval, end, week_start, lists, month_end)| {
                let (months, weeks, year_days, month_days, days, positions) = lists;
                let made = Rule {
                    frequency,
                    interval,
                    end,
                    week_start,
                    months,
                    weeks,
                    year_days,
                    month_days,
                    days,
                    positions,
                    month_end,
                };
                lawful(made)
            },
        )
    })
}

/// The rule without what RFC 5545 forbids beside its frequency.
pub(super) fn lawful(mut rule: Rule) -> Rule {
    if rule.frequency != Frequency::Yearly {
        rule.weeks.clear();
        rule.year_days.clear();
    }
    if rule.frequency == Frequency::Weekly {
        rule.month_days.clear();
    }
    if rule.days.iter().any(|day| day.ordinal != 0) {
        rule.weeks.clear();
    }
    let numbers = [&rule.months, &rule.weeks, &rule.year_days, &rule.month_days];
    if numbers.iter().all(|list| list.is_empty()) && rule.days.is_empty() {
        rule.positions.clear();
    }
    rule
}

fn moment() -> impl Strategy<Value = Moment> {
    local().prop_flat_map(|local| {
        let forms = [Moment::Day(local.date()), Moment::Local(local), Moment::Utc(local.and_utc())];
        select(forms.to_vec())
    })
}

/// Any minute from 2000 to 2060.
fn local() -> impl Strategy<Value = NaiveDateTime> {
    (0_i64..60 * 365 * 1440).prop_map(|minute| {
        let first = NaiveDate::from_ymd_opt(2000, 1, 1).unwrap().and_time(NaiveTime::MIN);
        first + TimeDelta::try_minutes(minute).unwrap()
    })
}

/// A rule with extra and excepted dates, as its text.
fn text() -> impl Strategy<Value = String> {
    let some = || proptest::collection::vec(moment(), 0..4);
    (rule(), some(), some()).prop_map(|(rule, extra, except)| {
        let mut text = rule.to_string();
        for (name, moments) in [("RDATE", extra), ("EXDATE", except)] {
            for moment in moments {
                text.push_str(&format!("\n{name}:{moment}"));
            }
        }
        text
    })
}

pub(super) fn read(text: &str) -> Recurrence {
    Recurrence::parse(text).unwrap_or_else(|fault| panic!("{text}: {}", fault.message))
}

/// Up to `most` slots, going on from the mark wherever the steps run out.
fn walk(recurrence: &Recurrence, start: NaiveDateTime, zone: &Zone, most: usize) -> Vec<Slot> {
    let mut slots = Vec::new();
    let mut mark = Mark::default();
    loop {
        let mut walk = recurrence.resume(start, zone, mark);
        slots.extend(walk.by_ref().take(most - slots.len()));
        if slots.len() == most || walk.stop() != Some(Stop::Unfinished) {
            return slots;
        }
        mark = walk.mark();
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn text_round_trips(text in text()) {
        let made = read(&text);
        prop_assert_eq!(read(&made.to_string()), made);
    }

    #[test]
    fn slots_are_ordered_unique_and_numbered_in_turn(text in text(), start in local()) {
        let (recurrence, zone) = (read(&text), Zone::new("Europe/London").unwrap());
        let slots = walk(&recurrence, start, &zone, 300);
        prop_assert!(slots.iter().all(|slot| slot.local >= start));
        prop_assert!(slots.windows(2).all(|pair| pair[0].local < pair[1].local));
        let numbers: Vec<u64> = slots.iter().filter_map(|slot| slot.number).collect();
        prop_assert!(numbers.iter().copied().eq(1..=numbers.len() as u64));
    }

    #[test]
    fn resuming_anywhere_equals_one_long_walk(
        text in text(), start in local(), pauses in proptest::collection::vec(1_usize..40, 1..8),
    ) {
        let (recurrence, zone) = (read(&text), Zone::new("Europe/London").unwrap());
        let whole = walk(&recurrence, start, &zone, 150);
        let mut pieces: Vec<Slot> = Vec::new();
        let mut mark = Mark::default();
        for pause in pauses.iter().cycle() {
            let mut walk = recurrence.resume(start, &zone, mark);
            let most = (*pause).min(150 - pieces.len());
            pieces.extend(walk.by_ref().take(most));
            // A mark is stored between two walks.
            let stored = serde_json::to_string(&walk.mark()).unwrap();
            mark = serde_json::from_str(&stored).unwrap();
            let over = walk.stop().is_some_and(|stop| stop != Stop::Unfinished);
            if over || pieces.len() == 150 {
                break;
            }
        }
        prop_assert_eq!(pieces, whole);
    }

    #[test]
    fn between_equals_the_filtered_walk(
        text in text(), start in local(), first in 0_i64..4_000, length in 0_i64..900,
    ) {
        let (recurrence, zone) = (read(&text), Zone::new("Europe/London").unwrap());
        let days = |n| TimeDelta::try_days(n).unwrap();
        let first = start + days(first);
        let last = first + days(length);
        let mut jumped = recurrence.between(start, &zone, first, last);
        let found: Vec<_> = jumped.by_ref().map(|slot| (slot.local, slot.excluded)).collect();
        let mut long = recurrence.occurrences(start, &zone);
        let all = long.by_ref().take_while(|slot| slot.local <= last);
        let kept: Vec<_> =
            all.filter(|slot| slot.local >= first).map(|s| (s.local, s.excluded)).collect();
        // Where a silence or the steps cut one of them short there is nothing to compare. Behind an
        // extra date that is still to come, the silence of the rule is not yet that of the walk.
        let cut = |walk: &Occurrences| {
            let stops = [walk.stop, walk.rule_stop];
            stops.iter().any(|stop| matches!(stop, Some(Stop::Silent | Stop::Unfinished)))
        };
        prop_assume!(!cut(&jumped) && !cut(&long));
        prop_assert_eq!(found, kept);
    }

    #[test]
    fn the_nth_date_never_drifts(
        day in 1_u32..=31, months in 1_u32..=13, n in 0_u32..400, clamp in any::<bool>(),
    ) {
        let start = NaiveDate::from_ymd_opt(2001, 1, day).unwrap();
        let end = if clamp { ";SKIP=BACKWARD" } else { "" };
        let recurrence = read(&format!("FREQ=MONTHLY;INTERVAL={months}{end}"));
        let index = n * months;
        let (year, month) = (2001 + index / 12, index % 12 + 1);
        let first = NaiveDate::from_ymd_opt(year.cast_signed(), month, 1).unwrap();
        let length = u32::from(first.num_days_in_month());
        let expected = match day <= length {
            true => first.with_day(day),
            false => first.with_day(length).filter(|_| clamp),
        };
        let zone = Zone::utc();
        let start = start.and_time(NaiveTime::MIN);
        let month = first.and_time(NaiveTime::MIN);
        let last = month + TimeDelta::try_days(i64::from(length) - 1).unwrap();
        let mut found = recurrence.between(start, &zone, month, last);
        prop_assert_eq!(found.next().map(|slot| slot.local.date()), expected);
        prop_assert!(found.next().is_none());
    }
}

/// P18: the stated rule, written down a second time without the engine: months lengths by heart.
fn last_day(year: i32, month: u32) -> u32 {
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    match month {
        2 if leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

#[test]
fn p18_month_ends_over_four_hundred_years() {
    let zone = Zone::utc();
    for day in 1..=31_u32 {
        for (end, clamp) in [("", false), (";SKIP=BACKWARD", true)] {
            let recurrence = read(&format!("FREQ=MONTHLY;BYMONTHDAY={day}{end}"));
            let start = NaiveDate::from_ymd_opt(1970, 1, 1).unwrap().and_time(NaiveTime::MIN);
            let slots = walk(&recurrence, start, &zone, 4_800);
            let mut found = slots.iter().map(|slot| slot.local.date());
            for year in 1970..2370 {
                for month in 1..=12 {
                    let last = last_day(year, month);
                    if day <= last || clamp {
                        let expected = NaiveDate::from_ymd_opt(year, month, day.min(last));
                        assert_eq!(found.next(), expected, "{day} {end}");
                    }
                }
            }
        }
    }
}

/// P17: in every zone, around each change of its clocks, every scheduled local time opens once
/// and by the rule of C2.
#[test]
fn p17_one_opening_for_each_local_time_through_every_change() {
    let recurrence = read("FREQ=DAILY;COUNT=3");
    let days = |n| TimeDelta::try_days(n).unwrap();
    let minutes = |n| TimeDelta::try_minutes(n).unwrap();
    let (mut gaps, mut folds) = (0, 0);
    for zone in Zone::names().map(|name| Zone::new(name).unwrap()) {
        for (before, after) in zone.changes() {
            // Scheduled each day, from the day before the change to the day after it.
            let mut start = before.min(after) - days(1) - minutes(10);
            while start <= before.max(after) - days(1) + minutes(10) {
                let walk = recurrence.occurrences(start, &zone);
                let openings: Vec<_> = Openings::new(walk).collect();
                let scheduled: Vec<_> = openings.iter().map(|o| o.slot.local).collect();
                assert_eq!(scheduled, [start, start + days(1), start + days(2)], "{zone}");
                assert!(openings.windows(2).all(|pair| pair[0].at < pair[1].at), "{zone} {start}");
                for opening in &openings {
                    let (local, shown) = (opening.slot.local, zone.local(opening.at));
                    assert_eq!((opening.at, opening.fit), zone.resolve(local), "{zone} {local}");
                    assert_eq!(
                        shown - local,
                        match opening.fit {
                            Fit::Gap => after - before,
                            Fit::Exact | Fit::Fold => TimeDelta::zero(),
                        }
                    );
                    assert!(!opening.doubled, "{zone} {local}");
                }
                gaps += u32::from(openings.iter().any(|o| o.fit == Fit::Gap));
                folds += u32::from(openings.iter().any(|o| o.fit == Fit::Fold));
                start += minutes(10);
            }
        }
    }
    assert!(gaps > 5_000 && folds > 5_000, "{gaps} gaps, {folds} folds");
}
