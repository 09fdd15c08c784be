//! S4: a tick with nothing due, on SQLite or PostgreSQL, with 10,000 enterprises and 1,000,000 standing orders.
//!
//! `cargo bench -p milkround-benches --bench idle`; making the file takes about half a minute;
//! with `--features postgres` and `-- --postgres` on a server, which takes some minutes to fill.

use criterion::Criterion;
use milkround::hub::tick::Tick;
use milkround::store::{Access, Query, Record, Scope};
use milkround_benches::place::Place;
use milkround_benches::{Size, network};

const ENTERPRISES: i64 = 10_000;
const EACH: usize = 100;

fn idle(c: &mut Criterion) {
    let mut group = c.benchmark_group("a tick with nothing due");
    for (enterprises, each) in [(1, EACH), (ENTERPRISES, EACH)] {
        let place = Place::asked_for();
        let store = place.open().expect("a store");
        let size = Size { standing_orders: each, variants: 10, scarce: 0 };
        let hub = network(store, enterprises, size).expect("a network");
        let due = {
            let mut tx = hub.store().begin(&Scope::All, Access::Read).expect("a transaction");
            let q = Query::on(milkround::model::notice::Due::TABLE, "primary");
            tx.count(&q, 10_000_000).expect("a count")
        };
        place.settle();
        let name = format!(
            "{} with {enterprises} enterprises, {} standing orders, {due} rows of due work ahead",
            place.name(),
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

/// Its own, since criterion's refuses arguments that it does not know.
fn main() {
    let mut criterion = Criterion::default();
    idle(&mut criterion);
    criterion.final_summary();
}
