//! The rules with data that contradicts itself.

use crate::wire::call;
use serde_json::{Value as Json, json};

/// What `rules.explain` says of a standing order with these lines.
fn explained(lines: Json) -> Json {
    let input = json!({
        "cycle": {
            "zone": "Europe/London", "number": 1, "opens_at": "2026-03-02T09:00:00Z",
            "closes_at": "2026-03-04T18:00:00Z", "outgoing": [{ "distributor": "shop" }],
        },
        "standing_order": {
            "id": "7", "distributor": "shop", "starts_on": "2026-03-01",
            "created_at": "2026-03-01T08:00:00Z", "lines": lines,
        },
    });
    let answer = call(None, "rules.explain", &json!({ "input": input }).to_string());
    serde_json::from_str(&answer).unwrap()
}

/// As in an opening (E6): it fails, and says why; it is no fault of ours.
#[test]
fn a_standing_order_that_cannot_be_decided_fails_with_a_reason() {
    let milk = |every: u32| json!([{ "variant": "milk", "quantity": "1", "every": every }]);
    for (lines, words) in [(json!([]), "has no line"), (milk(0), "every 0th cycle")] {
        let answer = explained(lines);
        assert_eq!(answer["ok"]["outcome"], "failed", "{answer}");
        assert_eq!(answer["ok"]["rule"], "E6", "{answer}");
        assert!(answer["ok"]["sentence"].as_str().unwrap().contains(words), "{answer}");
    }
    assert_eq!(explained(milk(1))["ok"]["due"], true);
}
