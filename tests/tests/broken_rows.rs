//! E6 at its widest: what somebody broke in the tables behind the hub stops nobody else.

use milkround_core::hub::enterprises::CreateEnterprise;
use milkround_core::model::enterprise::Enterprise;
use milkround_core::model::notice::Due;
use milkround_core::store::{Access, Record, Scope, Value};
use milkround_tests::raw;
use milkround_tests::shop::{Shop, at};

/// The shop's first cycle is about to open; a second enterprise, known later, has broken rows.
fn shop_beside(broken: impl Fn(&Shop)) -> Shop {
    let shop = Shop::new("2026-03-01T12:00:00Z");
    let series = shop.weekly(&[("milk", "1.00", None)]);
    shop.standing(shop.customer("ann"), series, &[("milk", 1)]);
    shop.run(CreateEnterprise {
        enterprise: "other".into(),
        name: "Other Hub".into(),
        zone: "Europe/Paris".into(),
        currency: "EUR".into(),
        ..Default::default()
    })
    .unwrap();
    broken(&shop);
    shop.sleep("2026-03-02T09:00:00Z");
    shop
}

/// Writes work for the second enterprise, due before the shop's.
fn write_due(shop: &Shop, kind: &str) {
    let early = at("2026-03-02T08:00:00Z").into();
    let subject = Value::Id(Default::default());
    let row = vec![
        Value::Int(2),
        Value::text(kind),
        subject,
        early,
        at("2026-03-02T08:00:00Z").into(),
        Value::Null,
    ];
    let mut tx = shop.hub.store().begin(&Scope::All, Access::Write).unwrap();
    assert_eq!(tx.insert(Due::TABLE, &[row]).unwrap(), [true]);
    tx.commit().unwrap();
}

#[test]
fn a_broken_enterprise_is_put_off_and_reported_and_the_others_go_on() {
    let shop = shop_beside(|shop| {
        let mut row = raw::rows(shop.hub.store(), Enterprise::TABLE).remove(1);
        row[Enterprise::TABLE.col("settings").0] = Value::text("{");
        row[Enterprise::TABLE.col("version").0] = Value::Int(2);
        let mut tx = shop.hub.store().begin(&Scope::All, Access::Write).unwrap();
        tx.update(Enterprise::TABLE, &[row]).unwrap();
        tx.commit().unwrap();
        write_due(shop, "open");
    });
    let report = shop.tick();
    assert_eq!((report.opened, report.tally.generated, report.more), (1, 1, false));
    let problem = &report.problems[0];
    assert_eq!(problem.code, "corrupt_record");
    assert!(problem.work.starts_with("2 open"), "{}", problem.work);
    assert_eq!(problem.again_at, Some(at("2026-03-02T09:01:00Z")));
    assert_eq!(report.next_at, problem.again_at);
}

#[test]
fn work_that_does_not_read_back_is_reported_and_passed_over() {
    let shop = shop_beside(|shop| write_due(shop, "dance"));
    let report = shop.tick();
    assert_eq!((report.opened, report.tally.generated, report.more), (1, 1, false));
    assert_eq!(report.problems.len(), 1);
    assert_eq!(report.problems[0].again_at, None);
    // It stands there until somebody mends it, and is reported each time.
    assert_eq!(shop.tick().problems.len(), 1);
}

#[test]
fn work_of_an_enterprise_that_is_gone_is_put_off_and_reported() {
    let shop = shop_beside(|shop| {
        write_due(shop, "open");
        let mut tx = shop.hub.store().begin(&Scope::All, Access::Write).unwrap();
        assert_eq!(tx.delete(Enterprise::TABLE, &[vec![Value::Int(2)]]).unwrap(), 1);
        tx.commit().unwrap();
    });
    let report = shop.tick();
    assert_eq!((report.opened, report.tally.generated, report.more), (1, 1, false));
    let problem = &report.problems[0];
    assert_eq!(problem.code, "corrupt_record");
    assert!(problem.message.contains("its enterprise is not there"), "{}", problem.message);
    assert_eq!(report.next_at, problem.again_at);
}
