// The shortest walk through Milkround: a hub, a customer, a series, and what ticks make of it.

import { open } from "milkround";

// A host opens `sqlite:hub.db`, and leaves the test clock out.
const hub = await open("sqlite::memory:", { testClock: "2026-03-01T12:00:00Z" });
const enterprise = "riverside";

// The hub, what it sells, and who buys.
await hub.enterprises.create({
  enterprise,
  name: "Riverside Food Hub",
  zone: "Europe/London",
  currency: "GBP",
});
await hub.variants.save({ enterprise, variants: [{ id: "milk", name: "Milk 1 L" }] });
const ann = await hub.customers.create({ enterprise, fields: { email: "ann@example.org" } });

// Every week from Monday 2 March 09:00 until the next Wednesday 18:00.
const weekly = await hub.series.create({
  enterprise,
  name: "Weekly",
  schedule: {
    startsAt: "2026-03-02T09:00:00",
    recurrence: "FREQ=WEEKLY",
    closes: { kind: "next", weekday: "wednesday", time: "18:00" },
  },
  template: {
    outgoing: [{ distributor: enterprise, offers: [{ variant: "milk", price: "1.45" }] }],
  },
});

// Two bottles in every one of them.
await hub.standingOrders.create({
  enterprise,
  customer: ann.id,
  series: weekly.series.id,
  distributor: enterprise,
  lines: [{ variant: "milk", quantity: "2" }],
});

// Three weeks go by. A host calls `hub.tick()` from its scheduler instead.
await hub.testClock.advance({ to: "2026-03-20T12:00:00Z" });
const { items } = await hub.orders.list({ enterprise });
for (const { order, lines } of items) {
  for (const line of lines) console.log(`${order.state}: ${line.ordered} × ${line.variant}`);
  console.log(`        ${order.total.amount} ${order.total.currency}`);
}
await hub.close();
