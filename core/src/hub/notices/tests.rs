use super::*;
use crate::hub::Hub;
use crate::hub::context::Tell;
use crate::hub::cycles::tests::{ENTERPRISE, at, faults, hub, new_cycle, within};
use serde_json::json;

/// A hub with notices written at these minutes past eight.
fn with_notices(minutes: &[u32]) -> Hub {
    let hub = hub();
    for minute in minutes {
        hub.set_test_now(at(&format!("2026-03-01T08:{minute:02}:00Z"))).unwrap();
        within(&hub, |cx| {
            cx.tell(Tell {
                kind: NoticeKind::CycleSummary,
                customer: None,
                cycle: None,
                order: None,
                facts: json!({ "minute": minute }).into(),
            })
            .unwrap();
        });
    }
    hub
}

fn lease(limit: u32, seconds: u32) -> LeaseNotices {
    LeaseNotices { enterprise: ENTERPRISE.into(), limit, seconds }
}

fn lease_one(hub: &Hub) -> Notice {
    hub.run(lease(1, 60)).unwrap().items.remove(0).notice
}

fn acknowledge(notice: &Notice) -> AcknowledgeNotice {
    AcknowledgeNotice { enterprise: ENTERPRISE.into(), notice: notice.id, fence: notice.fence }
}

fn failed(notice: &Notice) -> ReportFailure {
    ReportFailure {
        enterprise: ENTERPRISE.into(),
        notice: notice.id,
        fence: notice.fence,
        reason: " mailbox full ".into(),
    }
}

fn listed(hub: &Hub, state: Option<NoticeState>) -> Vec<NoticeView> {
    let list = ListNotices { enterprise: ENTERPRISE.into(), state, ..Default::default() };
    hub.run(list).unwrap().items
}

fn wait_until(hub: &Hub, at: DateTime<Utc>) {
    hub.set_test_now(at).unwrap();
}

#[test]
fn the_oldest_go_first_and_each_to_one_worker() {
    let hub = with_notices(&[0, 1, 2]);
    let minutes = |batch: NoticeBatch| -> Vec<_> {
        batch
            .items
            .iter()
            .map(|view| view.notice.facts.json()["minute"].as_u64().unwrap())
            .collect()
    };
    assert_eq!(minutes(hub.run(lease(2, 60)).unwrap()), [0, 1]);
    assert_eq!(minutes(hub.run(lease(2, 60)).unwrap()), [2]);
    assert!(minutes(hub.run(lease(2, 60)).unwrap()).is_empty());
    // A lease that ran out is given again, at the very instant at which it ends.
    wait_until(&hub, at("2026-03-01T08:03:00Z"));
    let again = hub.run(lease(100, 10)).unwrap();
    assert!(again.items.iter().all(|view| view.notice.fence == 2));
    assert_eq!(minutes(again), [0, 1, 2]);
}

#[test]
fn only_the_last_lease_reports_and_twice_is_once() {
    let hub = with_notices(&[0]);
    let first = lease_one(&hub);
    wait_until(&hub, first.ready_at);
    let second = lease_one(&hub);
    let stale = hub.run(acknowledge(&first)).unwrap_err();
    assert_eq!((stale.code(), &stale.details()["fence"]), (Code::Conflict, &json!(2)));
    assert_eq!(hub.run(failed(&first)).unwrap_err().code(), Code::Conflict);
    let done = hub.run(acknowledge(&second)).unwrap();
    assert_eq!(done.notice.state, NoticeState::Delivered);
    assert_eq!(hub.run(acknowledge(&second)).unwrap(), done);
    assert_eq!(hub.run(failed(&second)).unwrap_err().code(), Code::WrongState);
    assert!(hub.run(lease(1, 60)).unwrap().items.is_empty());
}

#[test]
fn failures_wait_longer_each_time_and_then_park() {
    let hub = with_notices(&[0]);
    let mut waits = Vec::new();
    for _ in 0..8 {
        let leased = lease_one(&hub);
        let report = hub.run(failed(&leased)).unwrap();
        assert_eq!(hub.run(failed(&leased)).unwrap(), report, "the same report counts once");
        let late = hub.run(acknowledge(&leased)).unwrap_err();
        assert_eq!(late.code(), Code::WrongState);
        waits.push((report.notice.ready_at - hub.now()).num_minutes());
        wait_until(&hub, report.notice.ready_at);
    }
    assert_eq!(waits, [1, 2, 4, 8, 16, 32, 64, 0]);
    let parked = listed(&hub, Some(NoticeState::Parked));
    assert_eq!(parked[0].notice.reason.as_deref(), Some("mailbox full"));
    assert!(hub.run(lease(1, 60)).unwrap().items.is_empty());

    let requeue = RequeueNotice { enterprise: ENTERPRISE.into(), notice: parked[0].notice.id };
    let again = hub.run(requeue.clone()).unwrap().notice;
    assert_eq!((again.state, again.attempts), (NoticeState::Waiting, 0));
    assert_eq!(hub.run(requeue).unwrap_err().code(), Code::WrongState);
    assert_eq!(hub.run(acknowledge(&again)).unwrap_err().code(), Code::WrongState);
    assert_eq!(lease_one(&hub).id, again.id);
}

#[test]
fn bounds_are_kept() {
    let hub = with_notices(&[0]);
    for (limit, seconds) in [(0, 3601), (101, 9)] {
        let found = faults(&hub.run(lease(limit, seconds)).unwrap_err());
        let paths: Vec<_> = found.iter().map(|(path, _)| path.as_str()).collect();
        assert_eq!(paths, ["limit", "seconds"]);
    }
    let leased = lease_one(&hub);
    let long = ReportFailure { reason: "x".repeat(1001), ..failed(&leased) };
    let found = faults(&hub.run(long).unwrap_err());
    assert_eq!(found, [("reason".to_owned(), Code::TooLong)]);
    let never = AcknowledgeNotice { fence: 0, ..acknowledge(&leased) };
    assert_eq!(hub.run(never).unwrap_err().code(), Code::Conflict);
}

#[test]
fn lists_are_filtered_and_name_the_dates_of_cycles() {
    let hub = with_notices(&[0, 1, 2]);
    let cycle = hub.run(new_cycle()).unwrap();
    within(&hub, |cx| {
        cx.tell(Tell {
            kind: NoticeKind::Placed,
            customer: None,
            cycle: Some(cycle.cycle.id),
            order: None,
            facts: json!({}).into(),
        })
        .unwrap();
    });
    assert_eq!(listed(&hub, None).len(), 4);
    let list = ListNotices { enterprise: ENTERPRISE.into(), ..Default::default() };
    let about = ListNotices { cycle: Some(cycle.cycle.id), ..list.clone() };
    let about = hub.run(about).unwrap().items;
    assert_eq!(about[0].dates.as_ref(), Some(&cycle.dates));
    let summaries = ListNotices {
        kind: Some(NoticeKind::CycleSummary),
        state: Some(NoticeState::Waiting),
        limit: Some(2),
        ..list
    };
    let page = hub.run(summaries.clone()).unwrap();
    let rest = hub.run(ListNotices { after: page.next_page, ..summaries }).unwrap();
    assert_eq!((page.items.len(), rest.items.len(), rest.next_page), (2, 1, None));
}
