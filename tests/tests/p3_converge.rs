//! P3: late changes converge. Whatever the order in which edits and ticks come before the close,
//! the pairs and what they ask are those of all edits first and one tick.

use milkround_core::hub::Operation;
use milkround_core::hub::standing_orders::{
    FinishStandingOrder, OpenOrders, PauseStandingOrder, ResumeStandingOrder, ReviseStandingOrder,
    SkipCycles, UnskipCycles,
};
use milkround_core::model::order::{OrderState, OutcomeKind};
use milkround_core::value::{Change, CustomerId, CycleId, SeriesId, StandingOrderId};
use milkround_tests::random::{Random, times};
use milkround_tests::shop::{HUB, Shop, date, lines};
use serde_json::Value as Json;
use std::collections::BTreeMap;

const SEEDS: u64 = 1_000;
const STEPS: usize = 12;
const WANTED: [&str; 4] = ["milk", "eggs", "bread", "ham"];

/// One change by staff of one of the standing orders, by its place.
#[derive(Debug, Clone)]
enum Edit {
    Create { every: u32, lines: Vec<(&'static str, i64)> },
    Revise { of: usize, lines: Vec<(&'static str, i64)>, every: u32 },
    Skip { of: usize, cycle: usize, variant: Option<&'static str> },
    Unskip { of: usize, cycle: usize, variant: Option<&'static str> },
    Pause { of: usize, until: bool },
    Resume { of: usize },
    End { of: usize },
}

#[derive(Debug, Clone)]
enum Step {
    Edit(Edit),
    Tick,
}

/// Steps while the first cycle is open.
fn steps(seed: u64) -> Vec<Step> {
    let mut random = Random::new(seed);
    let mut made = 3;
    let mut steps = Vec::new();
    while steps.len() < STEPS {
        let of = random.below(made);
        let cycle = random.below(2) + 1;
        let variant = random.pick(&WANTED).copied().filter(|_| random.once_in(2));
        let edit = match random.below(16) {
            0..4 => {
                steps.push(Step::Tick);
                continue;
            }
            4 => {
                made += 1;
                Edit::Create { lines: basket(&mut random), every: cadence(&mut random) }
            }
            5..9 => Edit::Revise { of, lines: basket(&mut random), every: cadence(&mut random) },
            9..11 => Edit::Skip { of, cycle, variant },
            11..13 => Edit::Unskip { of, cycle, variant },
            13 => Edit::Pause { of, until: random.once_in(2) },
            14 => Edit::Resume { of },
            _ => Edit::End { of },
        };
        steps.push(Step::Edit(edit));
    }
    steps
}

fn basket(random: &mut Random) -> Vec<(&'static str, i64)> {
    let mut all = WANTED;
    random.shuffle(&mut all);
    let some = random.below(3) + 1;
    all.into_iter().take(some).map(|variant| (variant, random.between(1, 5))).collect()
}

fn cadence(random: &mut Random) -> u32 {
    if random.once_in(4) { 2 } else { 1 }
}

/// A hub whose first cycle is open, with three standing orders, before anything ticked.
struct World {
    shop: Shop,
    series: SeriesId,
    cycles: Vec<CycleId>,
    customer: CustomerId,
    made: Vec<StandingOrderId>,
}

impl World {
    fn new() -> Self {
        let shop = Shop::new("2026-02-25T12:00:00Z");
        let offers = WANTED.map(|variant| (variant, "1.00", None));
        let series = shop.weekly(&offers);
        let cycles = shop.cycles(series).iter().map(|cycle| cycle.dates.cycle).collect();
        let customer = shop.customer("ann");
        let made = [&[("milk", 2)][..], &[("eggs", 1), ("bread", 2)], &[("ham", 3), ("milk", 1)]]
            .map(|wanted| shop.standing(customer, series, wanted));
        shop.sleep("2026-03-02T10:00:00Z");
        Self { shop, series, cycles, customer, made: made.to_vec() }
    }

    /// Applies an edit; refusals (nothing to resume, ended already) are the same in every order.
    fn edit(&mut self, edit: &Edit) -> Result<(), &'static str> {
        let enterprise = HUB.to_owned();
        match edit.clone() {
            Edit::Create { lines: wanted, every } => {
                let mut wish = Shop::wish(self.customer, self.series, &wanted);
                wish.every = Some(every);
                self.made.push(self.shop.standing_saved(wish).standing_order.id);
                Ok(())
            }
            Edit::Revise { of, lines: wanted, every } => {
                let mut wanted = lines(&wanted);
                wanted.iter_mut().for_each(|line| line.every = Some(every));
                self.run(ReviseStandingOrder {
                    enterprise,
                    standing_order: self.made[of],
                    version: None,
                    holds_from: None,
                    lines: Change::To(wanted),
                    shipping_method: Change::Keep,
                    payment_method: Change::Keep,
                    shipping_address: Change::Keep,
                    note: Change::Keep,
                    later: None,
                })
            }
            Edit::Skip { of, cycle, variant } => self.run(SkipCycles {
                enterprise,
                standing_order: self.made[of],
                version: None,
                cycles: vec![self.cycles[cycle - 1]],
                dates: Vec::new(),
                variant: variant.map(Into::into),
                open_orders: Some(OpenOrders::Cancel),
            }),
            Edit::Unskip { of, cycle, variant } => self.run(UnskipCycles {
                enterprise,
                standing_order: self.made[of],
                version: None,
                cycles: vec![self.cycles[cycle - 1]],
                dates: Vec::new(),
                variant: variant.map(Into::into),
            }),
            Edit::Pause { of, until } => self.run(PauseStandingOrder {
                enterprise,
                standing_order: self.made[of],
                version: None,
                starts_on: date("2026-03-02"),
                ends_on: until.then(|| date("2026-03-06")),
                open_orders: Some(OpenOrders::Cancel),
            }),
            Edit::Resume { of } => self.run(ResumeStandingOrder {
                enterprise,
                standing_order: self.made[of],
                version: None,
                resumes_on: None,
            }),
            Edit::End { of } => self.run(FinishStandingOrder {
                enterprise,
                standing_order: self.made[of],
                version: None,
                ends_on: None,
                open_orders: Some(OpenOrders::Cancel),
            }),
        }
    }

    fn run<O: Operation>(&self, operation: O) -> Result<(), &'static str> {
        self.shop.run(operation).map(drop).map_err(|error| error.code().name())
    }

    /// What every pair of the two cycles has come to: the kind of outcome, and of a live order
    /// what it asks, by variant. A standing order that has ended has no pair.
    fn pairs(&self) -> BTreeMap<(usize, usize), Json> {
        let mut pairs = BTreeMap::new();
        for (c, cycle) in self.cycles.iter().enumerate().take(2) {
            let outcomes = self.shop.outcomes(*cycle);
            for (n, so) in self.made.iter().enumerate() {
                let kind = outcomes.iter().find(|o| o.standing_order == *so).map(|o| o.kind);
                let ended = self.shop.standing_order(*so).state.name() == "ended";
                let asked = self.asked(*so, *cycle);
                assert!(asked.is_empty() || kind == Some(OutcomeKind::Generated), "{kind:?}");
                let kind = if ended && asked.is_empty() { None } else { kind };
                pairs.insert((n, c), serde_json::json!({ "kind": kind, "asked": asked }));
            }
        }
        pairs
    }

    fn asked(&self, so: StandingOrderId, cycle: CycleId) -> BTreeMap<String, String> {
        let order = self.shop.order_of(so, cycle);
        let live = order.filter(|order| order.order.state != OrderState::Cancelled);
        let mut asked = BTreeMap::new();
        for line in live.iter().flat_map(|order| &order.lines).filter(|l| !l.asked.is_zero()) {
            assert_eq!((line.asked, line.asked), (line.given, line.ordered));
            asked.insert(line.variant.to_string(), line.asked.to_string());
        }
        asked
    }
}

/// The answers of the edits, and the pairs at the end.
type Told = (Vec<Result<(), &'static str>>, BTreeMap<(usize, usize), Json>);

fn run(steps: &[Step], tick_between: bool) -> Told {
    let mut world = World::new();
    let mut answers = Vec::new();
    for step in steps {
        match step {
            Step::Edit(edit) => answers.push(world.edit(edit)),
            Step::Tick if tick_between => drop(world.shop.tick()),
            Step::Tick => {}
        }
    }
    world.shop.tick();
    let first = world.pairs();
    world.shop.advance("2026-03-09T10:00:00Z");
    let mut pairs = world.pairs();
    assert!(first.iter().all(|(at, pair)| at.1 > 0 || pairs[at] == *pair), "it is stable");
    pairs.extend(first.into_iter().filter(|((_, cycle), _)| *cycle == 0));
    (answers, pairs)
}

fn converges(seeds: std::ops::Range<u64>) {
    for seed in seeds {
        let steps = steps(seed);
        let (late, early) = (run(&steps, true), run(&steps, false));
        assert_eq!(late, early, "seed {seed}: {steps:#?}");
    }
}

#[test]
fn edits_and_ticks_in_any_order_come_to_the_same_in_the_first_half_of_the_seeds() {
    converges(0..SEEDS * times("P3") / 2);
}

#[test]
fn edits_and_ticks_in_any_order_come_to_the_same_in_the_second_half_of_the_seeds() {
    converges(SEEDS * times("P3") / 2..SEEDS * times("P3"));
}
