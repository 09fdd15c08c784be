//! A fault of Milkround, or of a store, is the host's misfortune and not its end.

use milkround_core::wire::call;
use milkround_core::{Code, hub::Hub};
use milkround_sqlite::SqliteStore;
use milkround_tests::FailingStore;
use milkround_tests::raw::dump;
use milkround_tests::shop::Shop;

/// Every call of the store panics in turn, with the transaction open and its writes made: the answer
/// is `internal`, nothing is changed, no lock is lost, and the same call works afterwards.
#[test]
fn a_panic_stops_at_the_wire_and_changes_nothing() {
    let create = r#"{"actor": {"kind": "system"},
        "input": {"enterprise": "hub", "fields": {"first_name": "Ann", "code": "N-1"}}}"#;
    let run = |hub: &Hub| -> serde_json::Value {
        serde_json::from_str(&call(Some(hub), "customers.create", create)).expect("JSON")
    };
    for n in 1.. {
        let store = FailingStore::new(SqliteStore::open_in_memory().expect("a store"));
        let fails = store.fails();
        let shop = Shop::on(Box::new(store), "2026-03-01T12:00:00Z");
        let before = dump(shop.hub.store());
        fails.panic_at(n);
        let answer = run(&shop.hub);
        let failed = fails.failed();
        fails.never();
        if failed == 0 {
            assert!(answer["ok"].is_object() && n > 4, "{n}: {answer}");
            return;
        }
        assert_eq!(answer["error"]["code"], Code::Internal.name(), "{n}: {answer}");
        assert_eq!(answer["error"]["retryable"], false);
        assert!(dump(shop.hub.store()) == before, "call {n}: half done");
        let again = run(&shop.hub);
        assert!(again["ok"].is_object(), "{n}: {again}");
    }
}
