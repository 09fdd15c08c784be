//! S4: a tick with nothing due, on SQLite, with 10,000 enterprises and 1,000,000 standing orders.
//!
//! `cargo bench -p milkround-benches --bench idle`; making the file takes about half a minute.

use criterion::{Criterion, criterion_group, criterion_main};
use milkround::SqliteStore;
use milkround::hub::tick::Tick;
use milkround::store::{Access, Query, Record, Scope};
use milkround_benches::{Size, network};

const ENTERPRISES: i64 = 10_000;
const EACH: usize = 100;

fn idle(c: &mut Criterion) {
    let mut group = c.benchmark_group("a tick with nothing due");
    for (enterprises, each) in [(1, EACH), (ENTERPRISES, EACH)] {
        let folder = tempfile::tempdir().expect("a folder");
        let store = SqliteStore::open(folder.path().join("hub.db")).expect("a store");
        store.never_sync().expect("a setting");
        let size = Size { standing_orders: each, variants: 10, scarce: 0 };
        let hub = network(Box::new(store), enterprises, size).expect("a network");
        let due = {
            let mut tx = hub.store().begin(&Scope::All, Access::Read).expect("a transaction");
            let q = Query::on(milkround::model::notice::Due::TABLE, "primary");
            tx.count(&q, 10_000_000).expect("a count")
        };
        let name = format!(
            "{enterprises} enterprises, {} standing orders, {due} rows of due work ahead",
            enterprises as usize * each
        );
        group.bench_function(name, |b| {
            b.iter(|| {
                let report = hub.run(Tick::default()).expect("a tick");
                assert_eq!((report.batches, report.more), (0, false));
                report
            });
        });
    }
    group.finish();
}

criterion_group!(benches, idle);
criterion_main!(benches);
