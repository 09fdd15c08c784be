//! P19: hostile input cannot crash the host. Real calls, those of the scenarios, are bent in every
//! way: bytes, tokens, values, keys. Each gets an answer, never a panic, never a fault of ours, and
//! nothing that is refused changes anything. `cargo xtask torture` makes many more.

use milkround_core::hub::{Clock, Hub};
use milkround_core::store::MemoryStore;
use milkround_core::wire::{OPERATIONS, call};
use milkround_tests::random::{Random, times};
use milkround_tests::scenarios;
use serde_json::{Map, Value as Json};

/// The calls of all scenarios: operation and envelope.
fn corpus() -> Vec<(String, String)> {
    let mut calls = Vec::new();
    for scenario in scenarios::all() {
        let told = scenario.run(Box::new(MemoryStore::default())).expect("a scenario that holds");
        calls.extend(told.into_iter().map(|told| (told.call, told.envelope)));
    }
    calls
}

/// Values that somebody did not think of.
fn odd(random: &mut Random) -> Json {
    let texts = [
        "",
        " ",
        "\u{0}",
        "💣",
        "-1",
        "1e3",
        "NaN",
        "2026-02-30",
        "24:00",
        "2026-03-29T01:30:00",
        "9999-12-31T23:59:59Z",
        "+262142-12-31T23:59:59Z",
        "null",
        "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=DAILY;INTERVAL=9999;BYSETPOS=-366;BYDAY=MO",
        "00000000-0000-0000-0000-000000000000",
        "{number}{opens:%d}",
        "a@b",
        "Europe/Lundon",
        "\u{202e}abc",
        "K@example.org",
        "=1+1",
        "../../etc",
        "'; --",
    ]
    .map(Json::from);
    let others = [
        Json::Null,
        true.into(),
        0.into(),
        (-1).into(),
        i64::MAX.into(),
        u64::MAX.into(),
        1.5.into(),
        1e300.into(),
        Json::Array(Vec::new()),
        Json::Object(Map::new()),
        Json::Array(vec![Json::Null; 300]),
    ];
    let all = [&texts[..], &others[..]].concat();
    random.pick(&all).cloned().unwrap_or_default()
}

/// Bends one value somewhere in a JSON tree.
fn bend(json: &mut Json, random: &mut Random) {
    let deeper = !random.once_in(4);
    match json {
        Json::Array(items) if deeper && !items.is_empty() => {
            let at = random.below(items.len());
            match random.below(6) {
                0 => drop(items.remove(at)),
                1 => items.push(items[at].clone()),
                _ => bend(&mut items[at], random),
            }
        }
        Json::Object(fields) if deeper && !fields.is_empty() => {
            let keys: Vec<String> = fields.keys().cloned().collect();
            let key = random.pick(&keys).cloned().unwrap_or_default();
            match random.below(8) {
                0 => drop(fields.remove(&key)),
                1 => drop(fields.insert(format!("{key}s"), odd(random))),
                _ => bend(fields.get_mut(&key).expect("a field"), random),
            }
        }
        whole => *whole = odd(random),
    }
}

/// Bends the text itself: it is mostly no JSON after that, and may be no such operation.
fn tear(text: &str, random: &mut Random) -> String {
    let mut chars: Vec<char> = text.chars().collect();
    for _ in 0..=random.below(4) {
        let at = random.below(chars.len().max(1));
        match random.below(5) {
            0 => chars.truncate(at),
            1 if at < chars.len() => drop(chars.remove(at)),
            2 => chars.splice(at..at, "[{\"\\".repeat(20).chars()).for_each(drop),
            3 => chars.insert(
                at.min(chars.len()),
                char::from(u8::try_from(random.below(128)).unwrap_or(0)),
            ),
            _ => {
                let (a, b) = (random.below(chars.len().max(1)), random.below(chars.len().max(1)));
                if a < chars.len() && b < chars.len() {
                    chars.swap(a, b);
                }
            }
        }
    }
    chars.into_iter().collect()
}

/// All that a hub holds, as far as lists show it.
fn state(hub: &Hub) -> String {
    ["customers.list", "cycles.list", "orders.list", "standing_orders.list", "changes.list"]
        .map(|list| {
            let envelope =
                r#"{"actor":{"kind":"system"},"input":{"enterprise":"riverside","limit":1000}}"#;
            call(Some(hub), list, envelope)
        })
        .concat()
}

#[test]
fn bent_calls_are_answered_and_what_is_refused_changes_nothing() {
    let corpus = corpus();
    let mut random = Random::new(19);
    let (mut refused, mut taken) = (0, 0);
    let all = scenarios::all();
    for scenario in all.iter().step_by(all.len() / 10) {
        let start = scenario.start.parse().expect("an instant");
        let hub = Hub::new(Box::new(MemoryStore::default()), Clock::Test(start), 1);
        let own = scenario.run(Box::new(MemoryStore::default())).expect("it holds");
        for told in &own {
            call(Some(&hub), &told.call, &told.envelope);
        }
        let mut before = state(&hub);
        for _ in 0..600 * times("P19") {
            // Its own calls name what there is here.
            let (operation, envelope) = match random.once_in(4) {
                true => random.pick(&corpus).expect("a call").clone(),
                false => {
                    let told = random.pick(&own).expect("a call");
                    (told.call.clone(), told.envelope.clone())
                }
            };
            let bent = match random.below(4) {
                0 => tear(&envelope, &mut random),
                _ => {
                    let mut json: Json = serde_json::from_str(&envelope).unwrap_or_default();
                    for _ in 0..=random.below(2) {
                        bend(&mut json, &mut random);
                    }
                    json.to_string()
                }
            };
            let operation = match random.once_in(10) {
                true => {
                    random.pick(OPERATIONS).map(|entry| entry.name.to_owned()).unwrap_or_default()
                }
                false => operation,
            };
            let answer: Json = serde_json::from_str(&call(Some(&hub), &operation, &bent))
                .unwrap_or_else(|e| panic!("{e} to `{operation}` {bent}"));
            let code = answer["error"]["code"].as_str();
            assert_ne!(code, Some("internal"), "`{operation}` {bent}: {answer}");
            assert_ne!(code, Some("corrupt_record"), "`{operation}` {bent}: {answer}");
            match code {
                Some(_) => refused += 1,
                None => taken += 1,
            }
            if random.once_in(20) || code.is_none() {
                let after = state(&hub);
                // A tick that was refused at its end may have done batches before it.
                if code.is_some() && operation != "tick" && operation != "test_clock.advance" {
                    assert_eq!(
                        after, before,
                        "`{operation}` {bent} was refused and changed something"
                    );
                }
                before = after;
            }
        }
    }
    assert!(refused > 1000 && taken > 20, "{refused} refused, {taken} taken: nothing was tried");
}
