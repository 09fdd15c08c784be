//! The shortest walk through Milkround: a hub, a customer, a series, and what a tick makes of it.

use milkround::hub::{
    customers::CreateCustomer, enterprises::CreateEnterprise, orders::ListOrders,
    series::CreateSeries, standing_orders::CreateStandingOrder, test_clock::AdvanceClock,
    variants::SaveVariants,
};
use serde_json::{Value, from_value, json};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    // A host leaves the test clock out, and opens `sqlite:hub.db`.
    let now = "2026-03-01T12:00:00Z".parse()?;
    let hub = milkround::Options::new().test_clock(now).open("sqlite::memory:")?;
    let of_hub = |mut fields: Value| {
        fields["enterprise"] = json!("riverside");
        fields
    };

    let enterprise = json!({ "name": "Riverside", "zone": "Europe/London", "currency": "GBP" });
    hub.run(from_value::<CreateEnterprise>(of_hub(enterprise))?)?;
    let variants = json!({ "variants": [{ "id": "milk", "name": "Milk 1 L" }] });
    hub.run(from_value::<SaveVariants>(of_hub(variants))?)?;
    let ann = json!({ "fields": { "first_name": "Ann", "email": "ann@example.org" } });
    let ann = hub.run(from_value::<CreateCustomer>(of_hub(ann))?)?;

    // Every Monday at 9, until Wednesday 18:00.
    let weekly = hub.run(from_value::<CreateSeries>(of_hub(json!({
        "name": "Weekly",
        "schedule": {
            "starts_at": "2026-03-02T09:00:00",
            "recurrence": "FREQ=WEEKLY",
            "closes": { "kind": "next", "weekday": "wednesday", "time": "18:00" },
        },
        "template": { "outgoing": [{
            "distributor": "riverside",
            "offers": [{ "variant": "milk", "price": "1.45" }],
        }] },
    })))?)?;
    hub.run(from_value::<CreateStandingOrder>(of_hub(json!({
        "customer": ann.id,
        "series": weekly.series.id,
        "distributor": "riverside",
        "lines": [{ "variant": "milk", "quantity": "2" }],
    })))?)?;

    // Three weeks go by. A host calls `tick` from its scheduler instead.
    let to = "2026-03-20T12:00:00Z".parse()?;
    hub.run(AdvanceClock { to, without_ticks: false })?;
    for with in hub.run(from_value::<ListOrders>(of_hub(json!({})))?)?.items {
        let (order, line) = (&with.order, &with.lines[0]);
        println!("{} order: {} × {}, {}", order.state, line.ordered, line.variant, order.total);
    }
    Ok(())
}
