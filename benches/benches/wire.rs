//! S9's floor: a small operation called in Rust, and the same as JSON over the wire. The bindings
//! add theirs to it: `bindings-python/bench.py`.
//!
//! `cargo bench -p milkround-benches --bench wire`

use criterion::{Criterion, criterion_group, criterion_main};
use milkround::hub::enterprises::{CreateEnterprise, GetEnterprise};

fn wire(c: &mut Criterion) {
    let hub = milkround::open("sqlite::memory:").expect("a hub");
    let enterprise = || "riverside".to_owned();
    hub.run(CreateEnterprise {
        enterprise: enterprise(),
        name: "Riverside".into(),
        zone: "Europe/London".into(),
        currency: "GBP".into(),
        ..Default::default()
    })
    .expect("an enterprise");
    let mut group = c.benchmark_group("enterprises.get on SQLite in memory");
    group.bench_function("in Rust", |b| {
        b.iter(|| hub.run(GetEnterprise { enterprise: enterprise() }).expect("an enterprise"));
    });
    let envelope = r#"{"actor":{"kind":"system"},"input":{"enterprise":"riverside"}}"#;
    group.bench_function("over the wire", |b| {
        b.iter(|| {
            let answer = milkround::wire::call(Some(&hub), "enterprises.get", envelope);
            assert!(answer.starts_with(r#"{"ok""#));
            answer
        });
    });
    group.finish();
}

criterion_group!(benches, wire);
criterion_main!(benches);
