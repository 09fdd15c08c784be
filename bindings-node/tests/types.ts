// What TypeScript allows and what it refuses: every `@ts-expect-error` must be needed.

import {
  type Address,
  type ClosingRule,
  type Customer,
  type CustomerFields,
  type Decimal,
  type Hub,
  type Instant,
  type Operations,
  type Weekday,
  InvalidError,
  MilkroundError,
  open,
  rules,
} from "milkround";

async function answers(hub: Hub): Promise<Decimal> {
  const enterprise = "riverside";
  const ann: Customer = await hub.customers.create({ enterprise });
  const email: string | null = ann.email;
  const created: Instant = ann.createdAt;
  // @ts-expect-error an instant is a text
  const date: Date = ann.createdAt;
  // @ts-expect-error it may be null
  const code: string = ann.code;
  // @ts-expect-error names are in camelCase
  ann.created_at;

  const { items, nextPage } = await hub.orders.list({ enterprise, state: "placed" });
  const total = items[0]?.order.total;
  const after: string | null = nextPage;
  void [email, created, date, code, after];
  return total?.amount ?? "0";
}

async function questions(hub: Hub): Promise<void> {
  const enterprise = "riverside";
  await hub.tick();
  await hub.tick({ batches: undefined }, { key: "k", dryRun: true });
  await hub.testClock.advance({ to: new Date() });
  await hub.testClock.advance({ to: "2026-03-01T08:00:00Z", withoutTicks: true });
  // @ts-expect-error `to` is required
  await hub.testClock.advance({});
  // @ts-expect-error a method without required arguments is still given an object
  await hub.tick(7);
  // @ts-expect-error reading takes no options
  await hub.enterprises.get({ enterprise }, { key: "k" });
  // @ts-expect-error there is no such option
  await hub.tick({}, { dry_run: true });
  // @ts-expect-error there is no such argument
  await hub.customers.get({ enterprise, customer: "x", kustomer: "y" });
  // @ts-expect-error a decimal is a text
  await hub.orders.edit({ enterprise, order: "x", setLines: [{ variant: "milk", quantity: 2 }] });
  // @ts-expect-error a date is a text
  await hub.standingOrders.pause({ enterprise, standingOrder: "x", startsOn: new Date() });
  // @ts-expect-error there is no such state
  await hub.orders.list({ enterprise, state: "eaten" });
  // @ts-expect-error there is no such operation
  await hub.orders.eat({ enterprise });
  // @ts-expect-error areas cannot be replaced
  hub.orders = hub.orders;
}

/** `undefined` keeps, `null` clears; what may not be null cannot be cleared. */
const change: CustomerFields = { email: null, code: undefined, tags: ["box"] as const };
// @ts-expect-error a list is set or kept
const cleared: CustomerFields = { tags: null };

/** Unions are told apart by `kind`. */
function describe(rule: ClosingRule): string {
  switch (rule.kind) {
    case "after":
      return `${rule.days ?? 0} days`;
    case "next": {
      const day: Weekday = rule.weekday;
      // @ts-expect-error of the other kind
      rule.days;
      return `${day} ${rule.time}`;
    }
  }
}
// @ts-expect-error `time` is required of this kind
const next: ClosingRule = { kind: "next", weekday: "monday" };
// @ts-expect-error there is no such kind
const never: ClosingRule = { kind: "never" };

/** What is answered can be given again; what is given may hold less. */
function moved(address: Address): CustomerFields {
  return { billingAddress: address, shippingAddress: { city: "Hull" } };
}
// @ts-expect-error an answered address has all its fields
const bare: Address = { city: "Hull" };

async function views(hub: Hub): Promise<void> {
  const jo: Operations = hub.asUser("jo", ["riverside"] as const);
  await jo.enterprises.get({ enterprise: "riverside" });
  await hub.asCustomer("riverside", "x").tick();
  // @ts-expect-error a view is not closed
  await jo.close();
  await using other = await open("memory:", { seed: 7, testClock: new Date() });
  await other[Symbol.asyncDispose]();
  // @ts-expect-error there is no such option
  await open("memory:", { clock: "x" });
}

function errors(error: unknown): string {
  if (error instanceof InvalidError) return error.violations.map((v) => v.path).join();
  if (error instanceof MilkroundError && error.code === "conflict") return error.message;
  // @ts-expect-error there is no such code
  if (error instanceof MilkroundError && error.code === "eaten") return error.message;
  return "";
}

const { items } = rules.occurrences({
  zone: "Europe/London",
  startsAt: "2026-03-02T09:00:00",
  recurrence: "FREQ=WEEKLY",
});
const first: Instant | undefined = items[0]?.at;

void [answers, questions, change, cleared, describe, next, never, moved, bare, views, errors, first];
