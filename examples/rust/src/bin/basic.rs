//! The shortest walk through Milkround: a hub, a customer, a series, and what ticks make of it.

use milkround::hub::customers::{CreateCustomer, CustomerFields};
use milkround::hub::enterprises::CreateEnterprise;
use milkround::hub::exchanges::OfferInput;
use milkround::hub::orders::ListOrders;
use milkround::hub::series::{CreateSeries, ScheduleInput, TemplateExchangeInput, TemplateInput};
use milkround::hub::standing_orders::{CreateStandingOrder, LineInput};
use milkround::hub::test_clock::AdvanceClock;
use milkround::hub::variants::{SaveVariants, VariantInput};
use milkround::model::schedule::{ClosingRule, Weekday};
use milkround::value::time::TimeOfDay;
use std::error::Error;

fn main() -> Result<(), Box<dyn Error>> {
    // A host opens `sqlite:hub.db`, and leaves the test clock out.
    let start = "2026-03-01T12:00:00Z".parse()?;
    let hub = milkround::Options::new().test_clock(start).open("sqlite::memory:")?;
    let enterprise = || "riverside".to_owned();

    // The hub, what it sells, and who buys.
    hub.run(CreateEnterprise {
        enterprise: enterprise(),
        name: "Riverside Food Hub".into(),
        zone: "Europe/London".into(),
        currency: "GBP".into(),
        ..Default::default()
    })?;
    let milk = VariantInput { id: "milk".into(), name: "Milk 1 L".into(), ..Default::default() };
    hub.run(SaveVariants { enterprise: enterprise(), variants: vec![milk] })?;
    let email = Some("ann@example.org".to_owned()).into();
    let fields = CustomerFields { email, ..Default::default() };
    let ann = hub.run(CreateCustomer { enterprise: enterprise(), fields, share_email: false })?;

    // Every week from Monday 2 March 09:00 until the next Wednesday 18:00.
    let closes = ClosingRule::next(Weekday::Wednesday, TimeOfDay::parse("18:00")?);
    let offer = OfferInput { variant: "milk".into(), price: "1.45".parse()?, stock: None };
    let exchange = TemplateExchangeInput {
        distributor: enterprise(),
        offers: vec![offer],
        ..Default::default()
    };
    let weekly = hub.run(CreateSeries {
        enterprise: enterprise(),
        name: "Weekly".into(),
        schedule: Some(ScheduleInput::new("2026-03-02T09:00:00".parse()?, "FREQ=WEEKLY", closes)),
        template: TemplateInput { outgoing: vec![exchange], ..Default::default() },
        ..Default::default()
    })?;

    // Two bottles in every one of them.
    hub.run(CreateStandingOrder {
        enterprise: enterprise(),
        customer: ann.id,
        series: Some(weekly.series.id),
        distributor: enterprise(),
        lines: vec![LineInput { variant: "milk".into(), quantity: 2.into(), every: None }],
        ..Default::default()
    })?;

    // Three weeks go by. A host calls `Tick` from its scheduler instead.
    let to = "2026-03-20T12:00:00Z".parse()?;
    hub.run(AdvanceClock { to, without_ticks: false })?;
    let orders = ListOrders { enterprise: enterprise(), ..Default::default() };
    for with in hub.run(orders)?.items {
        for line in &with.lines {
            println!("{}: {} × {}", with.order.state, line.ordered, line.variant);
        }
        println!("        {}", with.order.total);
    }
    Ok(())
}
