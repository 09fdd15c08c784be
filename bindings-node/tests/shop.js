// A small hub for tests: Riverside with milk, Ann, a weekly series and her standing order.

import { open } from "milkround";

export const START = "2026-03-01T08:00:00Z";
export const RIVERSIDE = {
  enterprise: "riverside",
  name: "Riverside",
  zone: "Europe/London",
  currency: "GBP",
};

export async function shop(url = "memory:") {
  const hub = await open(url, { testClock: START, seed: 1 });
  const enterprise = "riverside";
  await hub.enterprises.create(RIVERSIDE);
  await hub.variants.save({ enterprise, variants: [{ id: "milk", name: "Milk, 1 l" }] });
  const fields = { email: "ann@example.org", firstName: "Ann", code: "A1" };
  const ann = await hub.customers.create({ enterprise, fields });
  const offers = [{ variant: "milk", price: "1.45" }];
  const weekly = await hub.series.create({
    enterprise,
    name: "Weekly",
    schedule: {
      startsAt: "2026-03-02T09:00:00",
      recurrence: "FREQ=WEEKLY",
      closes: { kind: "next", weekday: "wednesday", time: "18:00" },
    },
    template: { outgoing: [{ distributor: enterprise, offers }] },
  });
  const { standingOrder } = await hub.standingOrders.create({
    enterprise,
    customer: ann.id,
    series: weekly.series.id,
    distributor: enterprise,
    lines: [{ variant: "milk", quantity: "2" }],
  });
  return { hub, enterprise, ann, series: weekly.series, standingOrder };
}
