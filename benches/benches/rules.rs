//! S3: planning an opening in memory, by the rules alone: is each standing order due, with which
//! lines, what is there for them, and what does it cost? No store, no I/O.
//!
//! `cargo bench -p milkround-benches --bench rules`: the throughput is orders a second on one core.

use criterion::{BatchSize, Criterion, Throughput, criterion_group, criterion_main};
use milkround::Result;
use milkround::model::cycle::{Cycle, Offer};
use milkround::model::enterprise::Settings;
use milkround::model::standing_order::StandingOrder;
use milkround::model::variant::Variant;
use milkround::rules::pair::{Decision, Occasion, decide};
use milkround::rules::shelf::{Filled, Shelf};
use milkround::store::MemoryStore;
use milkround::value::Currency;
use milkround_benches::{Size, about_to_open, first_cycle, gbp, records};
use std::hint::black_box;

const ORDERS: usize = 10_000;

struct Opening {
    cycle: Cycle,
    settings: Settings,
    shelf: Shelf,
    currency: Currency,
    standing_orders: Vec<StandingOrder>,
}

impl Opening {
    fn new(limited: usize) -> Result<Self> {
        let size = Size { scarce: limited, ..Size::of(ORDERS) };
        let hub = about_to_open(Box::<MemoryStore>::default(), size)?;
        let cycle = first_cycle(&hub)?;
        let mut offers = records::<Offer>(&hub)?;
        offers.retain(|offer| offer.cycle == cycle.id);
        let shelf = Shelf::new(&offers, &records::<Variant>(&hub)?);
        let standing_orders = records(&hub)?;
        Ok(Self { cycle, settings: Settings::default(), shelf, currency: gbp()?, standing_orders })
    }

    fn plan(&self, shelf: &mut Shelf, so: &StandingOrder) -> Result<Option<Filled>> {
        let at = Occasion { cycle: &self.cycle, number: Some(1), settings: &self.settings };
        let Decision::Due { lines, .. } = decide(so, &at)? else { return Ok(None) };
        let asked = lines.iter().map(|line| (&line.variant, line.quantity));
        Ok(Some(shelf.fill(&self.cycle, &so.distributor, self.currency, asked, &[])?))
    }
}

fn plan(c: &mut Criterion) {
    let mut group = c.benchmark_group("plan an opening in memory");
    group.throughput(Throughput::Elements(ORDERS as u64));
    for (name, limited) in [("unlimited stock", 0), ("limited stock", 50)] {
        let opening = Opening::new(limited).expect("an opening");
        let whole = |shelf: &mut Shelf| {
            for so in &opening.standing_orders {
                let filled = opening.plan(shelf, black_box(so)).expect("a plan");
                assert!(black_box(filled).is_some());
            }
        };
        group.bench_function(name, |b| {
            b.iter_batched_ref(|| opening.shelf.clone(), whole, BatchSize::LargeInput);
        });
    }
    group.finish();
}

criterion_group!(benches, plan);
criterion_main!(benches);
