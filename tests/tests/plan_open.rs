//! `rules.plan_open` says what the tick does: the same shares, lines, fees and reasons, for any
//! standing orders, stocks and policies.

use milkround_core::hub::enterprises::SettingsPatch;
use milkround_core::hub::exchanges::{FeeInput, FeeRateInput};
use milkround_core::hub::series::{CreateSeries, ScheduleInput};
use milkround_core::hub::standing_orders::{PauseStandingOrder, SkipCycles};
use milkround_core::model::enterprise::Sharing;
use milkround_core::model::order::OutcomeKind;
use milkround_core::model::schedule::ClosingRule;
use milkround_core::value::StandingOrderId;
use milkround_core::wire::call;
use milkround_tests::random::Random;
use milkround_tests::shop::{HUB, Shop, date, local};
use serde_json::{Value as Json, json};

const GOODS: [&str; 4] = ["milk", "eggs", "bread", "gold"];

struct Draw {
    lines: Vec<(&'static str, i64)>,
    every: u32,
    skip: Option<&'static str>,
    skip_all: bool,
    paused: bool,
}

fn draw(random: &mut Random) -> Draw {
    let mut goods = GOODS.to_vec();
    random.shuffle(&mut goods);
    let lines: Vec<_> =
        goods.into_iter().take(1 + random.below(4)).map(|g| (g, random.between(1, 9))).collect();
    Draw {
        skip: random.once_in(5).then(|| lines[0].0),
        lines,
        every: if random.once_in(4) { 2 } else { 1 },
        skip_all: random.once_in(8),
        paused: random.once_in(8),
    }
}

/// The second Monday's cycle of a weekly series, number 2: it closes on 11 March.
fn one_round(seed: u64) {
    let mut random = Random::new(seed);
    let sharing = if random.once_in(2) { Sharing::ProRata } else { Sharing::FirstCome };
    let mut stock = Vec::new();
    for good in GOODS {
        let limit = random.once_in(2).then(|| random.between(0, 25));
        if !random.once_in(6) {
            stock.push((good, "1.35", limit));
        }
    }
    let shop = Shop::new("2026-03-01T08:00:00Z");
    shop.settle(SettingsPatch { sharing: sharing.into(), ..Default::default() });
    let mut template = Shop::template(&stock);
    let rate = FeeRateInput::Percent { percent: "2.5".parse().expect("a decimal") };
    template.outgoing[0].fees = vec![FeeInput { name: "Hub".into(), charged_by: HUB.into(), rate }];
    let closes = ClosingRule::after(2, 9, 0).expect("a rule");
    let series = shop
        .run(CreateSeries {
            enterprise: HUB.into(),
            name: "Weekly".into(),
            schedule: Some(ScheduleInput::new(local("2026-03-02T09:00"), "FREQ=WEEKLY", closes)),
            template,
            template_cycle: None,
            keep_ahead: None,
        })
        .expect("a series")
        .series
        .id;
    shop.advance("2026-03-02T08:00:00Z");
    let customer = shop.customer("ann");
    let draws: Vec<Draw> = (0..1 + random.below(9)).map(|_| draw(&mut random)).collect();
    let made: Vec<StandingOrderId> =
        draws.iter().map(|draw| make(&shop, customer, series, draw)).collect();
    let cycle = shop.cycle(series, 2);
    let asked: Vec<Json> = made.iter().zip(&draws).map(|(id, d)| as_host(&shop, *id, d)).collect();
    let offers: Vec<Json> = stock
        .iter()
        .map(|(variant, price, stock)| {
            let price = json!({ "amount": price, "currency": "GBP" });
            json!({ "variant": variant, "price": price, "free": stock.map(|n| n.to_string()) })
        })
        .collect();
    let fee = json!({ "name": "Hub", "charged_by": HUB, "rate": { "kind": "percent", "percent": "2.5" } });
    let envelope = json!({ "input": {
        "currency": "GBP", "sharing": sharing, "standing_orders": asked,
        "cycle": {
            "zone": "Europe/London", "number": 2,
            "opens_at": "2026-03-09T09:00:00Z", "closes_at": "2026-03-11T18:00:00Z",
            "outgoing": [{ "distributor": HUB, "fees": [fee], "offers": offers }],
        },
    }});
    let answer: Json =
        serde_json::from_str(&call(None, "rules.plan_open", &envelope.to_string())).expect("JSON");
    shop.advance("2026-03-09T09:00:00Z");
    let pairs = answer["ok"]["pairs"].as_array().unwrap_or_else(|| panic!("seed {seed}: {answer}"));
    assert_eq!(pairs.len(), made.len());
    for (id, pair) in made.iter().zip(pairs) {
        agrees(&shop, seed, *id, cycle, pair);
    }
}

fn make(
    shop: &Shop,
    customer: milkround_core::value::CustomerId,
    series: milkround_core::value::SeriesId,
    draw: &Draw,
) -> StandingOrderId {
    let mut wish = Shop::wish(customer, series, &draw.lines);
    wish.every = Some(draw.every);
    let id = shop.standing_saved(wish).standing_order.id;
    let skip = SkipCycles {
        enterprise: HUB.into(),
        standing_order: id,
        version: None,
        cycles: Vec::new(),
        dates: vec![date("2026-03-11")],
        variant: draw.skip.filter(|_| !draw.skip_all).map(Into::into),
        open_orders: None,
    };
    if draw.skip_all || draw.skip.is_some() {
        shop.run(skip).expect("a skip");
    }
    if draw.paused {
        let pause = PauseStandingOrder {
            enterprise: HUB.into(),
            standing_order: id,
            version: None,
            starts_on: date("2026-03-10"),
            ends_on: Some(date("2026-03-12")),
            open_orders: None,
        };
        shop.run(pause).expect("a pause");
    }
    id
}

/// The standing order as a host of its own tables would keep it.
fn as_host(shop: &Shop, id: StandingOrderId, draw: &Draw) -> Json {
    let so = shop.standing_order(id);
    let lines = so.revisions[0].lines.iter();
    let lines: Vec<Json> = lines
        .map(|l| json!({ "variant": l.variant, "quantity": l.quantity, "every": l.every, "anchor": l.anchor }))
        .collect();
    let variant = draw.skip.filter(|_| !draw.skip_all);
    let skipped = draw.skip_all || draw.skip.is_some();
    let skips: Vec<Json> =
        skipped.then(|| json!({ "date": "2026-03-11", "variant": variant })).into_iter().collect();
    let pauses = draw.paused.then(|| json!({ "starts_on": "2026-03-10", "ends_on": "2026-03-12" }));
    let pauses: Vec<Json> = pauses.into_iter().collect();
    json!({
        "id": id, "distributor": HUB, "starts_on": so.starts_on, "created_at": so.created_at,
        "lines": lines, "skips": skips, "pauses": pauses,
    })
}

fn agrees(
    shop: &Shop,
    seed: u64,
    id: StandingOrderId,
    cycle: milkround_core::value::CycleId,
    pair: &Json,
) {
    assert_eq!(pair["standing_order"], json!(id), "seed {seed}");
    let happened = shop.explain(id, cycle);
    assert_eq!(pair["outcome"], json!(happened.outcome), "seed {seed}: {pair} {happened:?}");
    assert_eq!(pair["rule"], json!(happened.rule), "seed {seed}: {pair}");
    assert_eq!(pair["sentence"], json!(happened.sentence), "seed {seed}");
    if happened.outcome != Some(OutcomeKind::Generated) {
        assert_eq!(pair["total"], Json::Null, "seed {seed}");
        return;
    }
    assert_eq!(pair["total"], json!(happened.total), "seed {seed}: {pair}");
    let planned: Vec<_> = pair["lines"].as_array().expect("lines").iter().collect();
    assert_eq!(planned.len(), happened.lines.len(), "seed {seed}");
    for (planned, line) in planned.into_iter().zip(&happened.lines) {
        for (name, value) in [
            ("variant", json!(line.variant)),
            ("asked", json!(line.asked)),
            ("given", json!(line.given)),
            ("price", json!(line.price)),
        ] {
            assert_eq!(planned[name], value, "seed {seed}: {planned} {line:?}");
        }
    }
}

#[test]
fn a_plan_is_what_the_tick_does() {
    for seed in 0..100 * milkround_tests::random::times("PLAN") {
        one_round(seed);
    }
}
