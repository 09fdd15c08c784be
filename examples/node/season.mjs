// One season of Riverside Food Hub on an SQLite file: `node season.mjs [file]`, usually
// `riverside.db`; or in a database: `node season.mjs postgres://…`. Fourteen rounds, and what people do
// between them.

import { data, enterprise, moment, openTown, template } from "./town.mjs";

const store = process.argv[2] ?? "riverside.db";
const town = await openTown(store.includes("://") ? store : `sqlite:${store}`);
const { hub, series } = town;
const staff = hub.asUser("jo", [enterprise]);
const self = (code) => hub.asCustomer(enterprise, town.customers[code]);
const of = (code) => ({ enterprise, standingOrder: town.standing[code] });
const wanted = (all) => Object.entries(all).map(([variant, quantity]) => ({ variant, quantity }));

/** The place of a round in the series. */
async function round(number) {
  const { items } = await hub.series.cycles({ enterprise, series, limit: 1000 });
  return items.find(({ dates }) => dates.number === number);
}
async function cycle(number) {
  return (await round(number)).dates.cycle;
}
async function order(code, number) {
  const { items } = await hub.orders.list({ ...of(code), cycle: await cycle(number) });
  return { enterprise, order: items[0].order.id };
}

// What is done more than once. The last argument of each call is its idempotency key.
async function buy(by, number, lines, who, key) {
  const at = { enterprise, cycle: await cycle(number), distributor: "riverside" };
  await by.orders.record({ ...at, ...who, lines: wanted(lines) }, { key });
}
const buyAs = (code, number, lines, key) =>
  buy(self(code), number, lines, { customer: town.customers[code] }, key);
async function edit(by, code, number, lines, key) {
  await by.orders.edit({ ...(await order(code, number)), setLines: wanted(lines) }, { key });
}
const skip = (code, date, variant, key) =>
  self(code).standingOrders.skip({ ...of(code), dates: [date], variant }, { key });
const pause = (code, startsOn, endsOn, key) =>
  self(code).standingOrders.pause({ ...of(code), startsOn, endsOn, openOrders: "cancel" }, { key });
async function setStock(number, at, key) {
  const offers = at.map(([distributor, variant, stock]) => ({ distributor, variant, stock }));
  await staff.cycles.updateOffers({ enterprise, cycle: await cycle(number), offers }, { key });
}
async function withdraw(number, variants, key) {
  const removed = data.distributors.flatMap(({ distributor }) =>
    variants.map((variant) => ({ distributor, variant })));
  await staff.cycles.updateOffers({ enterprise, cycle: await cycle(number), removed }, { key });
}
const moreEggs = (offer, distributor) =>
  offer.variant === "eggs-6" && distributor === "st-marys" ? { ...offer, stock: "12" } : offer;
const setTemplate = (change, key) =>
  staff.series.update({ enterprise, series, template: template(change) }, { key });
async function hallEggs(key) {
  const eggs = [["st-marys", "eggs-6", "12"]];
  for (const n of [7, 8, 9, 10]) await setStock(n, eggs, `${key}, round ${n}`);
  await setTemplate(moreEggs, key);
}

const HAPPENINGS = [
  ["2026-03-03T10:15", "Petra Lowe orders in the shop and becomes a customer", (key) => {
    const fields = { firstName: "Petra", lastName: "Lowe", deliveryRun: "COL" };
    const who = { email: "petra.lowe@mail.example", fields };
    return buy(staff, 1, { "milk-whole": "1", sourdough: "1", honey: "1" }, who, key);
  }],
  ["2026-03-03T19:40", "Wendy Cole orders in the shop", (key) =>
    buyAs("R27", 1, { "eggs-6": "1", salad: "2", rhubarb: "0.75" }, key)],
  ["2026-03-09T20:05", "Ann Whitaker adds buns to her order and leaves out the butter", (key) =>
    edit(self("R01"), "R01", 2, { buns: "2", butter: "0" }, key)],
  ["2026-03-10T08:30", "The Lock Keeper Café confirms its order early", async (key) =>
    self("R20").orders.confirm(await order("R20", 2), { key })],
  ["2026-03-12T09:00", "Imogen Clarke skips the round of 20 March", (key) =>
    skip("R09", "2026-03-20", undefined, key)],
  ["2026-03-13T11:00", "Hen & Thistle: the hens lay badly, fewer eggs next round", (key) =>
    setStock(3, [["riverside", "eggs-6", "14"], ["st-marys", "eggs-6", "5"]], key)],
  ["2026-03-19T15:00", "Cobble Lane: the baker is away, no bread in round 4", (key) =>
    withdraw(4, ["sourdough", "wholemeal", "rye", "rolls", "baguette", "focaccia"], key)],
  ["2026-03-24T18:20", "Xavier Moreau orders in the shop", (key) =>
    buyAs("R28", 4, { chicken: "1", potatoes: "1.5", leeks: "0.5" }, key)],
  ["2026-03-27T12:00", "Riverside Primary School pauses for the Easter holidays", (key) =>
    pause("R22", "2026-03-30", "2026-04-10", key)],
  ["2026-03-30T21:10", "Grace Okafor needs no veg box on 10 April", (key) =>
    skip("R07", "2026-04-10", "veg-small", key)],
  ["2026-04-07T20:15", "Zoë Hartley sets up a standing order while the round is open", (key) => {
    const lines = wanted({ "milk-semi": "2", "eggs-6": "2", wholemeal: "1" });
    return town.signUp(self("R30"), key, { customer: "R30", distributor: "st-marys", lines });
  }],
  ["2026-04-09T10:00", "Hen & Thistle: 12 half dozens for the hall from round 7 on", hallEggs],
  ["2026-04-11T17:30", "Grace Okafor is away and pauses until the end of April", (key) =>
    pause("R07", "2026-04-13", "2026-04-30", key)],
  ["2026-04-13T14:00", "Towpath Kitchen wants more salad and hummus from now on", (key) => {
    const daily = { "milk-whole-2l": "5", "eggs-12": "4", focaccia: "4" };
    const lines = wanted({ ...daily, salad: "10", hummus: "6", sourdough: "4" });
    return staff.standingOrders.revise({ ...of("R21"), lines }, { key });
  }],
  ["2026-04-22T13:30", "Yusuf Demir signs up after the customers' limit, for next week", (key) => {
    const lines = wanted({ lamb: "0.75", yoghurt: "2", "eggs-6": "1", "flour-white": "2.5" });
    return town.signUp(self("R29"), key, { customer: "R29", distributor: "riverside", lines });
  }],
  ["2026-04-24T09:30", "Longacre: wild garlic is nearly over, 4 bags in round 9", (key) =>
    setStock(9, [["riverside", "wild-garlic", "4"]], key)],
  ["2026-05-01T09:30", "Longacre: the wild garlic is over", async (key) => {
    for (const n of [10, 11, 12, 13]) await withdraw(n, ["wild-garlic"], `${key}, round ${n}`);
    const without = (offer, at) => offer.variant !== "wild-garlic" && moreEggs(offer, at);
    await setTemplate(without, key);
  }],
  ["2026-05-02T08:45", "Grace Okafor takes more milk and some spinach from 8 May", (key) => {
    const all = wanted({ "veg-small": "1", "milk-whole": "4", sourdough: "1", spinach: "1" });
    const lines = [...all, { variant: "eggs-6", quantity: "3", every: 2 }];
    const revision = { ...of("R07"), holdsFrom: "2026-05-08", lines };
    return self("R07").standingOrders.revise(revision, { key });
  }],
  ["2026-05-05T09:10", "Jakub Zieliński cancels this week's order", async (key) =>
    self("R10").orders.cancel(await order("R10", 10), { key })],
  ["2026-05-11T16:00", "Rosa Delgado moves away and ends with 22 May", (key) =>
    self("R18").standingOrders.finish({ ...of("R18"), endsOn: "2026-05-22" }, { key })],
  ["2026-05-17T07:00", "The hub's server is down until 11:20: round 12 opens late", () =>
    town.advance(moment("2026-05-17T11:20:00"), true)],
  ["2026-05-26T10:30", "Wendy Cole orders in the shop again", (key) =>
    buyAs("R27", 13, { rhubarb: "1.25", cream: "1", "eggs-6": "1" }, key)],
  ["2026-06-02T11:45", "Harold Pym rings: two packs of sausages this week", (key) =>
    edit(staff, "R26", 14, { sausages: "2" }, key)],
];

// The season: the clock goes from one thing to the next, and each round is told when it has closed.
const pounds = (pence) => `£${(pence / 100).toLocaleString("en-GB", { minimumFractionDigits: 2 })}`;
const row = (name, count, pence) =>
  console.log(`${name.padEnd(32)} ${`${count}`.padStart(3)} orders ${pounds(pence).padStart(10)}`);
const [sum, left] = [{ orders: 0, pence: 0 }, [...HAPPENINGS]];
for (let number = 1, now; (now = await round(number)); number += 1) {
  while (left.length > 0 && moment(`${left[0][0]}:00`) < new Date(now.closesAt)) {
    const [at, what, happen] = left.shift();
    await town.advance(moment(`${at}:00`));
    await happen(what);
  }
  await town.advance(new Date(now.closesAt));
  const { cycle, opensOn, closesOn } = now.dates;
  const { items } = await hub.orders.list({ enterprise, cycle, limit: 1000 });
  const placed = items.filter(({ order }) => order.state === "placed");
  const pence = placed.reduce((all, with_) => all + +with_.order.total.amount.replace(".", ""), 0);
  row(`Round ${`${number}`.padStart(2)}  ${opensOn} – ${closesOn}`, placed.length, pence);
  sum.orders += placed.length;
  sum.pence += pence;
}
row("Season", sum.orders, sum.pence);
await hub.close();
