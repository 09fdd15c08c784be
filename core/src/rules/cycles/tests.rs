use super::*;
use crate::model::schedule::{ClosingRule, NamePattern, Weekday};
use crate::value::time::TimeOfDay;

fn schedule(start: &str, rule: &str, closes: ClosingRule, on_holiday: OnHoliday) -> Schedule {
    Schedule::new(
        Zone::new("Europe/London").unwrap(),
        start.parse().unwrap(),
        Some(Recurrence::parse(rule).unwrap()),
        closes,
        NamePattern::new("{number}").unwrap(),
        on_holiday,
    )
    .unwrap()
}

fn days(n: u32) -> ClosingRule {
    ClosingRule::after(n, 0, 0).unwrap()
}

fn input(holidays: &BTreeSet<NaiveDate>, cycles: u32) -> PlanInput<'_> {
    PlanInput {
        series: "Box",
        collections: &[],
        holidays,
        cycle_day: CycleDay::Close,
        mark: Mark::default(),
        first_number: 1,
        previous_closes_at: None,
        now: "2026-01-01T00:00:00Z".parse().unwrap(),
        include_past: false,
        horizon: Horizon::Next { cycles },
    }
}

fn on(dates: &[&str]) -> BTreeSet<NaiveDate> {
    dates.iter().map(|date| date.parse().unwrap()).collect()
}

fn times(plan: &CyclePlan) -> Vec<(String, String)> {
    let text = |at: Instant| at.format("%m-%dT%H:%MZ").to_string();
    plan.cycles.iter().map(|cycle| (text(cycle.opens_at), text(cycle.closes_at))).collect()
}

#[test]
fn wall_clock_time_holds_across_both_changes() {
    // W1: 29 March opens in the gap, 25 October at the first 01:30.
    let none = BTreeSet::new();
    let weekly = schedule("2026-03-29T01:30:00", "FREQ=WEEKLY;BYDAY=SU", days(5), OnHoliday::Keep);
    let plan = plan_cycles(&weekly, &input(&none, 31));
    assert_eq!(times(&plan)[0], ("03-29T01:30Z".into(), "04-03T00:30Z".into()));
    assert_eq!(times(&plan)[30], ("10-25T00:30Z".into(), "10-30T01:30Z".into()));
    assert!(matches!(plan.cycles[0].notes[..], [PlanNote::OpeningSkipped { .. }]));
    assert!(matches!(plan.cycles[30].notes[..], [PlanNote::OpeningTwice { .. }]));
    assert!(plan.cycles[1].notes.is_empty());
}

#[test]
fn a_close_in_a_gap_or_twice_is_noted() {
    let none = BTreeSet::new();
    let close = ClosingRule::next(Weekday::Sunday, TimeOfDay::parse("01:15").unwrap());
    for (start, skipped) in [("2026-03-27T09:00:00", true), ("2026-10-23T09:00:00", false)] {
        let once = schedule(start, "FREQ=DAILY;COUNT=1", close.clone(), OnHoliday::Keep);
        let plan = plan_cycles(&once, &input(&none, 1));
        let notes = &plan.cycles[0].notes[..];
        assert_eq!(matches!(notes, [PlanNote::ClosingSkipped { .. }]), skipped, "{notes:?}");
        assert_eq!(matches!(notes, [PlanNote::ClosingTwice { .. }]), !skipped, "{notes:?}");
    }
}

#[test]
fn holidays_keep_drop_or_move_the_whole_window() {
    // Opens Wednesdays, closes Fridays; Good Friday is 3 April 2026, and the day before is one too.
    let holidays = on(&["2026-04-02", "2026-04-03"]);
    let plan = |on_holiday| {
        let weekly = schedule("2026-04-01T09:00:00", "FREQ=WEEKLY", days(2), on_holiday);
        plan_cycles(&weekly, &input(&holidays, 2))
    };
    let day = "2026-04-03".parse().unwrap();
    let kept = plan(OnHoliday::Keep);
    assert_eq!(kept.cycles[0].notes, [PlanNote::Holiday { date: day }]);
    let before = plan(OnHoliday::Before);
    assert_eq!(times(&before)[0], ("03-30T08:00Z".into(), "04-01T08:00Z".into()));
    assert_eq!(before.cycles[0].notes, [PlanNote::MovedForHoliday { date: day, days: -2 }]);
    assert_eq!(before.cycles[0].nominal.to_string(), "2026-04-01 09:00:00");
    let after = plan(OnHoliday::After);
    assert_eq!(times(&after)[0], ("04-02T08:00Z".into(), "04-04T08:00Z".into()));
    let dropped = plan(OnHoliday::Drop);
    assert_eq!(dropped.passed[0].why, PassedOver::Holiday { date: day });
    let numbers: Vec<_> = dropped.cycles.iter().map(|cycle| cycle.number).collect();
    assert_eq!(numbers, [Some(2), Some(3)]);
}

#[test]
fn midnight_closes_and_overlaps_are_noted() {
    let none = BTreeSet::new();
    let weekly = schedule("2026-04-01T00:00:00", "FREQ=WEEKLY", days(8), OnHoliday::Keep);
    let first = "2026-04-01T12:00:00Z".parse().unwrap();
    let input = PlanInput { previous_closes_at: Some(first), ..input(&none, 2) };
    let plan = plan_cycles(&weekly, &input);
    for (cycle, closes) in plan.cycles.iter().zip([first, plan.cycles[0].closes_at]) {
        assert!(matches!(cycle.notes[0], PlanNote::MidnightClose { .. }));
        assert_eq!(cycle.notes[1], PlanNote::Overlap { previous_closes_at: closes });
    }
}

#[test]
fn a_plan_goes_on_from_its_mark_and_passed_slots_keep_their_numbers() {
    let none = BTreeSet::new();
    let rule = "FREQ=WEEKLY;COUNT=6\nEXDATE:20260415T090000";
    let weekly = schedule("2026-04-01T09:00:00", rule, days(2), OnHoliday::Keep);
    let now = "2026-04-09T08:00:00Z".parse().unwrap();
    let ahead = Horizon::Ahead { keep: 2, existing: 0 };
    let first = PlanInput { now, horizon: ahead, ..input(&none, 0) };
    let plan = plan_cycles(&weekly, &first);
    let numbers = |plan: &CyclePlan| plan.cycles.iter().map(|c| c.number).collect::<Vec<_>>();
    assert_eq!(numbers(&plan), [Some(2), Some(4), Some(5)], "one is open, two are ahead");
    let why: Vec<_> = plan.passed.iter().map(|slot| slot.why.clone()).collect();
    assert_eq!(why, [PassedOver::Past, PassedOver::Excepted]);
    assert!(!plan.exhausted);
    let again = PlanInput { horizon: Horizon::Ahead { keep: 2, existing: 2 }, ..first };
    assert!(plan_cycles(&weekly, &PlanInput { mark: plan.mark, ..again }).cycles.is_empty());
    let rest = plan_cycles(&weekly, &PlanInput { mark: plan.mark, ..first });
    assert_eq!((numbers(&rest), rest.exhausted), (vec![Some(6)], true));
}

#[test]
fn r1_a_cycle_that_closes_now_is_over_and_one_that_opens_now_is_not_ahead() {
    let none = BTreeSet::new();
    let weekly = schedule("2026-04-01T09:00:00", "FREQ=WEEKLY;COUNT=3", days(7), OnHoliday::Keep);
    let plan = |now: &str| {
        let horizon = Horizon::Ahead { keep: 1, existing: 0 };
        let input = PlanInput { now: now.parse().unwrap(), horizon, ..input(&none, 0) };
        plan_cycles(&weekly, &input).cycles.iter().map(|c| c.number).collect::<Vec<_>>()
    };
    // The first closes at the very instant at which the second opens: 8 April, 08:00Z.
    assert_eq!(plan("2026-04-08T07:59:59.999Z"), [Some(1), Some(2)]);
    assert_eq!(plan("2026-04-08T08:00:00Z"), [Some(2), Some(3)]);
}

#[test]
fn w1_the_date_of_a_close_is_the_local_one() {
    let none = BTreeSet::new();
    for (start, utc, date, at_midnight) in [
        ("2026-08-31T22:59:00", "08-31T22:59Z", "2026-08-31", false),
        ("2026-08-31T23:00:00", "08-31T23:00Z", "2026-09-01", true),
    ] {
        let close = ClosingRule::after(0, 1, 0).unwrap();
        let once = schedule(start, "FREQ=DAILY;COUNT=1", close, OnHoliday::Keep);
        let plan = plan_cycles(&once, &input(&none, 1));
        assert_eq!(times(&plan)[0].1, utc);
        assert_eq!(plan.cycles[0].closes_local.date().to_string(), date);
        let warned =
            plan.cycles[0].notes.iter().any(|n| matches!(n, PlanNote::MidnightClose { .. }));
        assert_eq!(warned, at_midnight, "{start}");
    }
}

#[test]
fn r3_holidays_are_tested_on_the_day_that_counts() {
    let friday = TimeOfDay::parse("14:00").unwrap();
    let rule =
        CollectionRule::new(Weekday::Friday, friday, None, TimeOfDay::parse("18:00").unwrap());
    let collections = [("shop".to_owned(), rule.unwrap())];
    // Opens Monday, closes Wednesday 1 April, is collected on Good Friday, 3 April 2026.
    let good_friday = on(&["2026-04-03"]);
    let weekly = schedule("2026-03-30T09:00:00", "FREQ=WEEKLY", days(2), OnHoliday::Before);
    let plan = |cycle_day| {
        let input = PlanInput { collections: &collections, cycle_day, ..input(&good_friday, 1) };
        plan_cycles(&weekly, &input).cycles.remove(0)
    };
    assert!(plan(CycleDay::Close).notes.is_empty());
    let moved = plan(CycleDay::Collection);
    assert_eq!(moved.closes_local.to_string(), "2026-03-31 09:00:00");
    assert_eq!(moved.collections[0].window.text, "Thursday 2 April 2026, 14:00–18:00");
}

#[test]
fn r9_a_cycle_stays_where_no_day_is_free() {
    let first: NaiveDate = "2026-04-03".parse().unwrap();
    let shut: BTreeSet<_> = first.iter_days().take(40).collect();
    let once = schedule("2026-04-01T09:00:00", "FREQ=DAILY;COUNT=1", days(2), OnHoliday::After);
    let plan = plan_cycles(&once, &input(&shut, 1));
    assert_eq!(plan.cycles[0].notes, [PlanNote::NoDayFree { date: first }]);
    assert_eq!(plan.cycles[0].closes_local.date(), first);
}

#[test]
fn every_cycle_is_measured_against_the_latest_close_before_it() {
    //   #1 |-------------------|
    //   #2     |---------------+---|
    //   #3                     |   +-----|     opens as #1 closes, but #2 is open
    let none = BTreeSet::new();
    let weekly = schedule("2026-04-01T09:00:00", "FREQ=WEEKLY;COUNT=3", days(14), OnHoliday::Keep);
    let plan = plan_cycles(&weekly, &input(&none, 3));
    assert!(plan.cycles[0].notes.is_empty());
    for (cycle, before) in plan.cycles[1..].iter().zip(&plan.cycles) {
        let previous_closes_at = before.closes_at;
        assert_eq!(cycle.notes, [PlanNote::Overlap { previous_closes_at }]);
    }
    let apart = schedule("2026-04-01T09:00:00", "FREQ=WEEKLY;COUNT=3", days(7), OnHoliday::Keep);
    let plan = plan_cycles(&apart, &input(&none, 3));
    assert!(plan.cycles.iter().all(|cycle| cycle.notes.is_empty()), "touching is no overlap");
}

#[test]
fn numbers_may_go_on_from_an_earlier_schedule() {
    let none = BTreeSet::new();
    let weekly = schedule("2026-04-01T09:00:00", "FREQ=WEEKLY;COUNT=3", days(2), OnHoliday::Keep);
    let plan = plan_cycles(&weekly, &PlanInput { first_number: 40, ..input(&none, 2) });
    let named: Vec<_> = plan.cycles.iter().map(|c| (c.number, c.name.as_str())).collect();
    assert_eq!(named, [(Some(40), "40"), (Some(41), "41")]);
}

#[test]
fn a_horizon_by_date_and_a_bound_by_number() {
    let none = BTreeSet::new();
    let daily = schedule("2026-04-01T09:00:00", "FREQ=DAILY", days(1), OnHoliday::Keep);
    let through = Horizon::Through { date: "2026-04-03".parse().unwrap() };
    let plan = plan_cycles(&daily, &PlanInput { horizon: through, ..input(&none, 0) });
    assert_eq!((plan.cycles.len(), plan.stop, plan.exhausted), (3, None, false));
    let plan = plan_cycles(&daily, &input(&none, 5_000));
    assert_eq!((plan.cycles.len(), plan.stop), (1_000, Some(Stop::Unfinished)));
    let rest = plan_cycles(&daily, &PlanInput { mark: plan.mark, ..input(&none, 1) });
    assert_eq!(rest.cycles[0].number, Some(1_001));
}
