//! P4: what a tick catches up with after an outage (E5, E8, R25).
//!
//! ```text
//!  Mon 2 March 09:00 opens   Wed 4th 18:00 closes   Fri 6th 14:00 collected    Mon 9th 09:00 …
//!  --------[================================)------------------|-------------------[======
//! ```

use chrono::{DateTime, Duration, Utc};
use milkround_core::hub::enterprises::SettingsPatch;
use milkround_core::hub::series::{CreateSeries, ScheduleInput};
use milkround_core::hub::tick::Tick;
use milkround_core::model::cycle::{Cycle, CycleState};
use milkround_core::model::enterprise::MissedCycle;
use milkround_core::model::notice::{ChangeEntry, Notice, NoticeKind};
use milkround_core::model::order::{Order, OrderState, Outcome, OutcomeKind};
use milkround_core::model::schedule::ClosingRule;
use milkround_core::value::{Change, CycleId};
use milkround_tests::raw;
use milkround_tests::shop::{HUB, Shop, at, local};
use std::collections::{BTreeMap, BTreeSet};

/// How long nothing ticks, and how much a tick may do then.
#[derive(Clone, Copy, Debug)]
struct Outage {
    begins: &'static str,
    days: i64,
    policy: MissedCycle,
    /// Batches of five standing orders a tick; `None`: as many batches as it wants.
    bound: Option<u32>,
}

const STANDING_ORDERS: usize = 12;
/// In the first cycle, six hours before it closes.
const WEDNESDAY: &str = "2026-03-04T12:00:00Z";
/// After its close, before its collection.
const THURSDAY: &str = "2026-03-05T12:00:00Z";

/// Weekly cycles, collected on Friday afternoon, with a dozen standing orders.
fn hub(policy: MissedCycle) -> Shop {
    let shop = Shop::new("2026-02-25T12:00:00Z");
    shop.settle(SettingsPatch { missed_cycle: Change::To(policy), ..Default::default() });
    let mut template = Shop::template(&[("milk", "1.00", None)]);
    let collection = r#"{"weekday":"friday","starts":"14:00","ends":"18:00"}"#;
    template.outgoing[0].collection = Some(serde_json::from_str(collection).expect("a rule"));
    let schedule = ScheduleInput {
        zone: None,
        starts_at: local("2026-03-02T09:00"),
        recurrence: Some("FREQ=WEEKLY".into()),
        closes: ClosingRule::after(2, 9, 0).expect("a closing rule"),
        cycle_name: None,
        on_holiday: None,
    };
    let series = CreateSeries {
        enterprise: HUB.into(),
        name: "Weekly".into(),
        schedule: Some(schedule),
        template,
        template_cycle: None,
        keep_ahead: Some(2),
    };
    let series = shop.run(series).expect("a series").series.id;
    for n in 0..STANDING_ORDERS {
        shop.standing(shop.customer(&format!("customer{n}")), series, &[("milk", 1)]);
    }
    shop
}

/// Lives through the outage and ticks until nothing is left.
fn live_through(outage: Outage) -> Shop {
    let shop = hub(outage.policy);
    shop.advance(outage.begins);
    let wakes = at(outage.begins) + Duration::days(outage.days);
    shop.sleep(&wakes.to_rfc3339());
    let tick = Tick { batches: outage.bound, batch_size: outage.bound.map(|_| 5) };
    let mut ticks = 0;
    loop {
        let report = shop.run(tick.clone()).expect("a tick");
        ticks += 1;
        assert!(report.problems.is_empty(), "{outage:?}: {:?}", report.problems);
        if let Some(bound) = outage.bound {
            assert!(report.batches <= bound, "{outage:?}: {} batches", report.batches);
            assert_eq!(report.more, report.next_at.is_some_and(|next| next <= wakes));
        }
        if !report.more {
            break;
        }
        assert_eq!(Some(report.batches), outage.bound, "more is left only at the bound");
        assert!(ticks < 10_000, "{outage:?}: it never ends");
    }
    let idle = shop.tick();
    assert_eq!((idle.batches, idle.more), (0, false), "{outage:?}: nothing is done twice");
    shop
}

/// What a cycle shall have come to, said anew from its dates.
#[derive(Debug, PartialEq, Clone, Copy)]
enum Fate {
    NotYet,
    /// Its orders were made in time, and placed, late or not.
    Lived,
    Open,
    MissedAndPlaced,
    MissedAndHeld,
    MissedAndSkipped,
}

fn fate(cycle: &Cycle, outage: Outage, wakes: DateTime<Utc>) -> Fate {
    let collected = cycle.outgoing[0].collection.as_ref().expect("a window").starts_at;
    match outage.policy {
        _ if cycle.opens_at > wakes => Fate::NotYet,
        _ if cycle.opens_at <= at(outage.begins) => Fate::Lived,
        _ if cycle.closes_at > wakes => Fate::Open,
        MissedCycle::Place if wakes < collected => Fate::MissedAndPlaced,
        MissedCycle::Place | MissedCycle::Skip => Fate::MissedAndSkipped,
        MissedCycle::Hold => Fate::MissedAndHeld,
    }
}

/// Every week has its cycle, in the state and with the marks that its fate says.
fn cycles_are_as_fated(shop: &Shop, outage: Outage) -> BTreeMap<CycleId, Fate> {
    let wakes = shop.hub.now();
    let cycles = raw::records::<Cycle>(shop.hub.store());
    let mut opened: Vec<_> =
        cycles.iter().filter(|c| c.opens_at <= wakes).map(|c| c.opens_local).collect();
    opened.sort();
    let weeks = opened.windows(2).all(|two| two[1] - two[0] == Duration::days(7));
    assert!(weeks, "{outage:?}: no week is left out: {opened:?}");
    let last = opened.last().expect("a cycle").and_utc() + Duration::days(7) + Duration::hours(1);
    assert!(last > wakes, "{outage:?}: the last cycle is of {opened:?}");
    let mut fates = BTreeMap::new();
    for cycle in &cycles {
        let fate = fate(cycle, outage, wakes);
        let (state, missed) = match fate {
            Fate::NotYet => (CycleState::Upcoming, None),
            Fate::Open => (CycleState::Open, None),
            Fate::Lived if cycle.closes_at > wakes => (CycleState::Open, None),
            Fate::Lived => (CycleState::Closed, None),
            Fate::MissedAndPlaced => (CycleState::Closed, Some(MissedCycle::Place)),
            Fate::MissedAndHeld => (CycleState::Closed, Some(MissedCycle::Hold)),
            Fate::MissedAndSkipped => (CycleState::Closed, Some(MissedCycle::Skip)),
        };
        assert_eq!((cycle.state, cycle.missed), (state, missed), "{outage:?}: {}", cycle.opens_at);
        let late = !matches!(fate, Fate::NotYet | Fate::Lived);
        assert_eq!(cycle.opened_late, late, "{outage:?}: {}", cycle.opens_at);
        fates.insert(cycle.id, fate);
    }
    fates
}

/// Every pair has exactly what its cycle's fate says, marked late where it came late.
fn pairs_are_as_fated(shop: &Shop, outage: Outage, fates: &BTreeMap<CycleId, Fate>) {
    let store = shop.hub.store();
    let orders = raw::records::<Order>(store);
    let outcomes = raw::records::<Outcome>(store);
    let notices = raw::records::<Notice>(store);
    for (cycle, fate) in fates {
        let own: Vec<_> = orders.iter().filter(|order| order.cycle == *cycle).collect();
        let pairs: BTreeSet<_> = own.iter().filter_map(|order| order.standing_order).collect();
        assert_eq!(pairs.len(), own.len(), "{outage:?}: one order a pair");
        let state = shop.all_cycles().iter().find(|c| c.id == *cycle).map(|c| c.state);
        let closed = state == Some(CycleState::Closed);
        let (count, order_state, held, kind) = match fate {
            Fate::NotYet => (0, None, false, None),
            Fate::Lived | Fate::Open if !closed => {
                (STANDING_ORDERS, Some(OrderState::Pending), false, Some(OutcomeKind::Generated))
            }
            Fate::MissedAndHeld => {
                (STANDING_ORDERS, Some(OrderState::Pending), true, Some(OutcomeKind::Generated))
            }
            Fate::MissedAndSkipped => (0, None, false, Some(OutcomeKind::Missed)),
            _ => (STANDING_ORDERS, Some(OrderState::Placed), false, Some(OutcomeKind::Generated)),
        };
        assert_eq!(own.len(), count, "{outage:?}: {fate:?}");
        let late = !matches!(fate, Fate::Lived);
        for order in own {
            assert_eq!(
                (Some(order.state), order.held),
                (order_state, held),
                "{outage:?}: {fate:?}"
            );
            assert_eq!(order.late, late, "{outage:?}: {fate:?}");
            assert_eq!(order.placed_at.is_some(), order.state == OrderState::Placed);
        }
        let said: Vec<_> = outcomes.iter().filter(|outcome| outcome.cycle == *cycle).collect();
        assert_eq!(said.len(), if kind.is_some() { STANDING_ORDERS } else { 0 });
        assert!(
            said.iter().all(|o| Some(o.kind) == kind && o.late == late),
            "{outage:?}: {fate:?}"
        );
        let told =
            |kind| notices.iter().filter(|n| n.cycle == Some(*cycle) && n.kind == kind).count();
        let when = |is: bool| if is { STANDING_ORDERS } else { 0 };
        assert_eq!(told(NoticeKind::Placed), when(order_state == Some(OrderState::Placed)));
        assert_eq!(told(NoticeKind::Held), when(held));
        assert_eq!(told(NoticeKind::Missed), when(kind == Some(OutcomeKind::Missed)));
        assert_eq!(told(NoticeKind::OrderReady), when(count > 0 && !held));
        assert_eq!(told(NoticeKind::CycleSummary), usize::from(closed));
    }
}

/// What opened and closed did so in the order of the calendar.
fn everything_came_in_order(shop: &Shop, outage: Outage) {
    let store = shop.hub.store();
    let cycles: BTreeMap<_, _> =
        raw::records::<Cycle>(store).into_iter().map(|cycle| (cycle.id.0, cycle)).collect();
    let moments: Vec<_> = raw::records::<ChangeEntry>(store)
        .iter()
        .filter_map(|entry| {
            match (cycles.get(&entry.subject)?, entry.facts.json()["state"].as_str()?) {
                (cycle, "opening" | "open") => Some(cycle.opens_at),
                (cycle, "closing" | "closed") => Some(cycle.closes_at),
                _ => None,
            }
        })
        .collect();
    assert!(moments.is_sorted(), "{outage:?}: {moments:?}");
}

fn survive(days: i64) {
    for policy in [MissedCycle::Place, MissedCycle::Hold, MissedCycle::Skip] {
        for begins in [WEDNESDAY, THURSDAY] {
            let mut dumps = Vec::new();
            for bound in [None, Some(1), Some(4)] {
                let outage = Outage { begins, days, policy, bound };
                let shop = live_through(outage);
                let fates = cycles_are_as_fated(&shop, outage);
                pairs_are_as_fated(&shop, outage, &fates);
                everything_came_in_order(&shop, outage);
                dumps.push(raw::records::<Order>(shop.hub.store()));
            }
            assert!(dumps.windows(2).all(|two| two[0].len() == two[1].len()));
        }
    }
}

#[test]
fn an_outage_of_a_day() {
    survive(1);
}

#[test]
fn an_outage_of_a_week() {
    survive(7);
}

#[test]
fn an_outage_of_sixty_days() {
    survive(60);
}

#[test]
fn an_outage_of_four_hundred_days() {
    survive(400);
}

/// All four fates of a missed week come up in these outages, so that none is tested in vain.
#[test]
fn the_outages_meet_every_fate() {
    let mut met = BTreeSet::new();
    for (days, begins) in [(1, WEDNESDAY), (7, WEDNESDAY), (7, THURSDAY), (400, WEDNESDAY)] {
        for policy in [MissedCycle::Place, MissedCycle::Hold, MissedCycle::Skip] {
            let outage = Outage { begins, days, policy, bound: None };
            let shop = live_through(outage);
            let fates = cycles_are_as_fated(&shop, outage);
            met.extend(fates.values().map(|fate| format!("{fate:?}")));
        }
    }
    assert_eq!(met.len(), 6, "{met:?}");
}
