//! Customers beside their stories: what is counted, bounded, or must be seen on several stores.

use milkround_core::hub::Hub;
use milkround_core::hub::customers::{
    CodeRow, CreateCustomer, CustomerFields, GetCustomer, ListCustomers, SetCodes,
};
use milkround_core::hub::enterprises::SettingsPatch;
use milkround_core::store::MemoryStore;
use milkround_core::value::{Change, CustomerId};
use milkround_sqlite::SqliteStore;
use milkround_tests::CountingStore;
use milkround_tests::shop::{HUB, Shop, refused};

const START: &str = "2026-03-01T12:00:00Z";

/// A shop on each store that needs no server.
fn shops() -> [Shop; 2] {
    let sqlite = SqliteStore::open_in_memory().expect("a store");
    [Shop::new(START), Shop::on(Box::new(sqlite), START)]
}

fn set_codes(rows: impl IntoIterator<Item = (CustomerId, String)>) -> SetCodes {
    let row = |(customer, code)| CodeRow { customer, code: Some(code) };
    SetCodes { enterprise: HUB.into(), codes: rows.into_iter().map(row).collect() }
}

fn code_of(hub: &Hub, customer: CustomerId) -> Option<String> {
    let found = hub.run(GetCustomer { enterprise: HUB.into(), customer }).expect("a customer");
    found.code.map(|code| code.to_string())
}

#[test]
fn a2_a_ring_of_codes_turns_in_as_many_calls_as_a_pair() {
    let store = CountingStore::new(MemoryStore::default());
    let calls = store.calls();
    let shop = Shop::on(Box::new(store), START);
    let folk: Vec<_> = (0..120).map(|n| shop.customer(&format!("c{n}"))).collect();
    let turn = |of: &[CustomerId], by: usize| {
        let codes = (0..of.len()).map(|n| format!("N{}", (n + by) % of.len()));
        shop.run(set_codes(of.iter().copied().zip(codes))).expect("codes")
    };
    turn(&folk, 0);
    let counted = |of: &[CustomerId]| {
        calls.reset();
        turn(of, 1);
        calls.all().values().sum::<u64>()
    };
    let (ring, pair) = (counted(&folk), {
        turn(&folk[..], 0);
        let swap = [(folk[0], "N1".to_owned()), (folk[1], "N0".to_owned())];
        calls.reset();
        shop.run(set_codes(swap)).expect("a swap");
        calls.all().values().sum::<u64>()
    });
    assert_eq!(ring, pair);
    assert_eq!(code_of(&shop.hub, folk[0]).as_deref(), Some("N1"));
}

#[test]
fn a2_a_code_goes_round_on_every_store_and_a_foreign_one_stops_all() {
    for shop in shops() {
        let [ann, ben, cal] = ["ann", "ben", "cal"].map(|name| shop.customer(name));
        let set = |rows: &[(CustomerId, &str)]| {
            shop.run(set_codes(rows.iter().map(|(id, code)| (*id, (*code).to_owned()))))
        };
        set(&[(ann, "A"), (ben, "B"), (cal, "C")]).unwrap();
        // Ben takes Ann's, Ann takes one that is new, and Cal writes hers in small letters.
        set(&[(ben, "a"), (ann, "new"), (cal, "c")]).unwrap();
        let codes = || [ann, ben, cal].map(|id| code_of(&shop.hub, id).unwrap());
        assert_eq!(codes(), ["new", "a", "c"]);
        let (code, error) = refused(set(&[(ann, "b"), (ben, "C")]));
        let at: Vec<_> = error.violations().iter().map(|v| (&*v.path, v.code.name())).collect();
        assert_eq!((code, at), ("invalid_input", vec![("codes[1].code", "already_exists")]));
        assert_eq!(codes(), ["new", "a", "c"]);
    }
}

#[test]
fn a2_more_than_ten_thousand_rows_are_too_many() {
    let shop = Shop::new(START);
    let rows = (0..10_001).map(|n| (CustomerId::default(), n.to_string()));
    let (_, error) = refused(shop.run(set_codes(rows)));
    let at: Vec<_> = error.violations().iter().map(|v| (&*v.path, v.code.name())).collect();
    assert_eq!(at, [("codes", "too_long")]);
}

#[test]
fn a2_a_long_stretch_of_codes_in_use_is_passed_over_in_few_steps() {
    let store = CountingStore::new(MemoryStore::default());
    let calls = store.calls();
    let shop = Shop::on(Box::new(store), START);
    let folk: Vec<_> = (1..=300).map(|n| (shop.customer(&format!("c{n}")), n)).collect();
    shop.run(set_codes(folk.into_iter().map(|(id, n)| (id, format!("{n}"))))).unwrap();
    let customer_codes = Change::To(Some("{number}".into()));
    shop.settle(SettingsPatch { customer_codes, ..Default::default() });
    let named = |name: &str| CreateCustomer {
        enterprise: HUB.into(),
        fields: CustomerFields { first_name: Change::To(Some(name.into())), ..Default::default() },
        share_email: false,
    };
    calls.reset();
    let made = shop.run(named("Zoe")).unwrap();
    assert_eq!(made.code.as_ref().map(|code| code.as_str()), Some("301"));
    let finds = calls.all()["find"];
    assert!(finds <= 12, "{finds} reads to find a free code");
    // A trial uses no number up.
    shop.hub.as_system().dry_run().run(named("Trial")).unwrap();
    assert_eq!(shop.run(named("Yan")).unwrap().code.unwrap().as_str(), "302");
    let list =
        ListCustomers { enterprise: HUB.into(), code: Some("302".into()), ..Default::default() };
    assert_eq!(shop.run(list).unwrap().items.len(), 1);
}
