"""The shortest walk through Milkround: a hub, a customer, a series, and what ticks make of it."""

from datetime import datetime, time, timezone

import milkround as m

# A host opens `sqlite:hub.db`, and leaves the test clock out.
start = datetime(2026, 3, 1, 12, tzinfo=timezone.utc)
with m.open("sqlite::memory:", test_clock=start) as hub:
    # The hub, what it sells, and who buys.
    hub.enterprises.create(
        enterprise="riverside", name="Riverside Food Hub", zone="Europe/London", currency="GBP"
    )
    hub.variants.save(enterprise="riverside", variants=[m.VariantInput(id="milk", name="Milk 1 L")])
    ann = hub.customers.create(
        enterprise="riverside", fields=m.CustomerFields(email="ann@example.org")
    )

    # Every week from Monday 2 March 09:00 until the next Wednesday 18:00.
    offer = m.OfferInput(variant="milk", price="1.45")
    weekly = hub.series.create(
        enterprise="riverside",
        name="Weekly",
        schedule=m.ScheduleInput(
            starts_at=datetime(2026, 3, 2, 9),
            recurrence="FREQ=WEEKLY",
            closes=m.ClosingRuleNext(weekday=m.Weekday.WEDNESDAY, time=time(18)),
        ),
        template=m.TemplateInput(
            outgoing=[m.TemplateExchangeInput(distributor="riverside", offers=[offer])]
        ),
    )

    # Two bottles in every one of them.
    hub.standing_orders.create(
        enterprise="riverside",
        customer=ann.id,
        series=weekly.series.id,
        distributor="riverside",
        lines=[m.LineInput(variant="milk", quantity=2)],
    )

    # Three weeks go by. A host calls `hub.tick()` from its scheduler instead.
    hub.test_clock.advance(to=datetime(2026, 3, 20, 12, tzinfo=timezone.utc))
    for found in hub.orders.list(enterprise="riverside").items:
        for line in found.lines:
            print(f"{found.order.state}: {line.ordered} × {line.variant}")
        print(f"        {found.order.total.amount} {found.order.total.currency}")
