// Riverside Food Hub before its season: goods, people, the series, and what is wanted every week.
// Every change has an idempotency key: on a file that has it all, nothing is done twice.

import { readFileSync } from "node:fs";
import { open, rules } from "milkround";

const file = new URL("../rust/data/riverside.json", import.meta.url);
const camel = (name) => name.replace(/_(.)/g, (_, letter) => letter.toUpperCase());
export const data = JSON.parse(readFileSync(file, "utf8"), (_, value) => {
  if (value === null || typeof value !== "object" || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, of]) => [camel(name), of]));
});
export const { enterprise, zone } = data.enterprise;
const goods = data.producers.flatMap(({ id, products }) => {
  return products.map((product) => ({ ...product, supplier: id }));
});

/** The moment when the hub's clocks show this: a pure rule, which needs no hub. */
export function moment(startsAt) {
  const { items } = rules.occurrences({ zone, startsAt, recurrence: "FREQ=DAILY;COUNT=1" });
  return new Date(items[0].at);
}

/** What each round is made of; `change` has the last word on an offer, or leaves it out. */
export function template(change = (offer) => offer) {
  const outgoing = data.distributors.map(({ distributor, collection, fees }) => {
    const here = goods.filter(({ onlyAt = distributor }) => onlyAt === distributor);
    const offer = ({ id, price, stock }) => ({ variant: id, price, stock: stock?.[distributor] });
    const offers = here.map((one) => change(offer(one), distributor)).filter(Boolean);
    return { distributor, collection, fees, offers };
  });
  const incoming = data.producers.map(({ id, products }) => {
    return { supplier: id, variants: products.map((product) => product.id) };
  });
  return { outgoing, incoming };
}

/** Opens the hub at the beginning of its season, and makes everything known to it. */
export async function openTown(url) {
  let now = moment(data.opensForBusiness);
  const hub = await open(url, { testClock: now });
  const [customers, standing] = [{}, {}];

  /** Turns the clock; a time that is past is left alone. */
  async function advance(to, withoutTicks = false) {
    now = new Date(Math.max(now, to));
    await hub.testClock.advance({ to: now, withoutTicks });
  }
  async function signUp(by, key, { customer: code, ...wish }) {
    const order = { ...wish, enterprise, series, customer: customers[code] };
    const saved = await by.standingOrders.create(order, { key });
    standing[code] = saved.standingOrder.id;
  }

  await hub.enterprises.create(data.enterprise, { key: "set up hub" });
  const variants = goods.map(({ price, stock, onlyAt, ...variant }) => variant);
  await hub.variants.save({ enterprise, variants }, { key: "set up goods" });
  for (const fields of data.customers) {
    // One after the other: who came first is served first, by the clock.
    await advance(+now + 60_000);
    const key = `set up customer ${fields.code}`;
    const made = await hub.customers.create({ enterprise, fields, shareEmail: true }, { key });
    customers[fields.code] = made.id;
  }
  const { series: name, schedule } = data;
  const rounds = { enterprise, name, schedule, template: template() };
  const series = (await hub.series.create(rounds, { key: "set up series" })).series.id;
  for (const wish of data.standingOrders) {
    await advance(+now + 60_000);
    await signUp(hub, `set up standing order ${wish.customer}`, wish);
  }
  return { hub, series, customers, standing, advance, signUp };
}
