// An open hub: what it answers, how it refuses, what changes do, and how it is closed.

import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import * as milkround from "milkround";
import { open, rules } from "milkround";
import { errorOf } from "../lib/errors.js";
import { AREAS, RULES } from "../lib/operations.js";
import { RIVERSIDE, START, shop } from "./shop.js";
import { catalogue } from "./samples.js";

const refused = (promise) => promise.then(() => assert.fail("not refused"), (error) => error);

test("every operation of the catalogue has its method", async () => {
  const hub = await open("memory:");
  const camel = (name) => name.replace(/_(.)/g, (_, letter) => letter.toUpperCase());
  let count = 0;
  for (const { name } of catalogue.operations) {
    const [area, verb] = name.includes(".") ? name.split(".").map(camel) : ["", name];
    const face = { rules, "": hub, ...hub }[area];
    assert.equal(typeof face[verb], "function", name);
    assert.equal((area === "rules" ? RULES : AREAS[area])[verb][0], name);
    count += 1;
  }
  const made = Object.values({ ...AREAS, rules: RULES }).map((area) => Object.keys(area).length);
  assert.equal(count, made.reduce((sum, n) => sum + n));
  await hub.close();
});

test("a standing order becomes orders", async () => {
  const { hub, enterprise, ann, standingOrder } = await shop();
  const to = new Date("2026-03-20T12:00:00Z");
  const { now, ticks } = await hub.testClock.advance({ to });
  assert.equal(now, "2026-03-20T12:00:00Z");
  assert.ok(ticks.length > 0);
  const { items, nextPage } = await hub.orders.list({ enterprise, customer: ann.id });
  assert.equal(nextPage, null);
  assert.deepEqual(items.map(({ order }) => [order.state, order.total]), [
    ["placed", { amount: "2.90", currency: "GBP" }],
    ["placed", { amount: "2.90", currency: "GBP" }],
    ["placed", { amount: "2.90", currency: "GBP" }],
  ]);
  assert.equal(items[0].order.standingOrder, standingOrder.id);
  assert.equal((await hub.tick()).more, false);
  await hub.close();
});

test("the same seed and clock give the same ids", async () => {
  const [one, two] = [await shop(), await shop()];
  assert.equal(one.standingOrder.id, two.standingOrder.id);
  await one.hub.close();
  await two.hub.close();
});

test("views act in the name of others", async () => {
  const { hub, enterprise, ann } = await shop();
  const jo = hub.asUser("jo", [enterprise]);
  assert.equal((await jo.customers.get({ enterprise, customer: ann.id })).code, "A1");
  const stranger = hub.asUser("eve", ["elsewhere"]);
  const unseen = await refused(stranger.customers.get({ enterprise, customer: ann.id }));
  assert.ok(unseen instanceof milkround.NotFoundError);
  const self = hub.asCustomer(enterprise, ann.id);
  assert.equal((await self.customers.get({ enterprise, customer: ann.id })).firstName, "Ann");
  const refusal = await refused(self.customers.list({ enterprise }));
  assert.ok(refusal instanceof milkround.NotAllowedError);
  assert.throws(() => hub.asUser("jo", "riverside"), milkround.InvalidError);
  await hub.close();
});

test("a change left out keeps, null clears, a value sets", async () => {
  const { hub, enterprise, ann } = await shop();
  const change = (fields) => hub.customers.update({ enterprise, customer: ann.id, fields });
  const kept = await change({ email: undefined, code: null, lastName: "Whitaker" });
  assert.equal(kept.email, "ann@example.org");
  assert.equal(kept.code, null);
  assert.equal(kept.lastName, "Whitaker");
  assert.equal(kept.firstName, "Ann");
  const same = await change({});
  assert.deepEqual({ ...same, version: 0 }, { ...kept, version: 0 });
  await hub.close();
});

test("a key makes a call once, a dry run not at all", async () => {
  const { hub, enterprise } = await shop();
  const fields = { email: "ben@example.org" };
  const dry = await hub.customers.create({ enterprise, fields }, { dryRun: true });
  assert.equal(dry.email, "ben@example.org");
  const once = await hub.customers.create({ enterprise, fields }, { key: "ben" });
  const again = await hub.customers.create({ enterprise, fields }, { key: "ben" });
  assert.equal(again.id, once.id);
  assert.equal((await hub.customers.list({ enterprise })).items.length, 2);
  const other = hub.customers.create({ enterprise, fields: { code: "C" } }, { key: "ben" });
  const reused = await refused(other);
  assert.ok(reused instanceof milkround.ConflictError);
  assert.equal(reused.code, "key_reused");
  const unknown = await refused(hub.tick({}, { dry_run: true }));
  assert.equal(unknown.violations[0].path, "dry_run");
  await hub.close();
});

test("errors have their class, and all that the core told", async () => {
  const { hub, enterprise, ann, standingOrder } = await shop();
  const settings = { holidays: ["x"] };
  const invalid = await refused(hub.enterprises.update({ enterprise, settings }));
  assert.ok(invalid instanceof milkround.InvalidError);
  assert.ok(invalid instanceof milkround.MilkroundError && invalid instanceof Error);
  assert.equal(invalid.name, "InvalidError");
  assert.equal(invalid.code, "invalid_input");
  assert.equal(invalid.path, "settings.holidays[0]");
  assert.equal(invalid.retryable, false);
  assert.equal(invalid.violations.length, 1);
  assert.equal(invalid.violations[0].value, "x");
  assert.match(invalid.stack, /hub\.test\.js/);

  const none = await refused(hub.standingOrders.create({ enterprise }));
  assert.deepEqual(none.violations.map(({ path, code }) => `${path}: ${code}`), [
    "customer: required",
    "distributor: required",
  ]);
  const pause = { enterprise, standingOrder: standingOrder.id, startsOn: "soon", endsOn: "never" };
  const two = await refused(hub.standingOrders.pause(pause));
  assert.deepEqual(two.violations.map(({ path }) => path), ["startsOn", "endsOn"]);
  assert.match(two.message, /^2 fields are not valid: startsOn: `soon` is not a date/);
  assert.equal(two.path, undefined);
  const unnamed = await refused(hub.standingOrders.pause({ enterprise, startsOn: "2026-03-02" }));
  assert.equal(unnamed.message, "standingOrder: `standingOrder` is missing: give it");
  assert.equal(unnamed.violations[0].message, "`standingOrder` is missing: give it");

  const stale = hub.customers.update({ enterprise, customer: ann.id, version: 99, fields: {} });
  const conflict = await refused(stale);
  assert.ok(conflict instanceof milkround.ConflictError);
  assert.equal(conflict.code, "conflict");
  await hub.close();
});

test("a store that cannot be used is told apart", async (t) => {
  const folder = mkdtempSync(join(tmpdir(), "milkround-"));
  t.after(() => rmSync(folder, { recursive: true }));
  const gone = await refused(open(`sqlite:${join(folder, "gone", "hub.db")}`));
  assert.ok(gone instanceof milkround.UnavailableError, gone.message);
  const foreign = join(folder, "foreign.db");
  writeFileSync(foreign, "no database, and longer than a header of SQLite is ".repeat(20));
  const error = await refused(open(`sqlite:${foreign}`));
  assert.ok(error instanceof milkround.UnavailableError, error.message);
  const url = await refused(open("ftp:hub"));
  assert.ok(url instanceof milkround.InvalidError);
  assert.equal(url.path, "url");
  assert.equal((await refused(open("memory:", { testclock: START }))).path, "testclock");
  assert.equal((await refused(open(7))).path, "url");
});

test("a fault of the core, and a class of a newer one, are errors too", () => {
  const wire = { code: "internal", class: "internal", message: "m", retryable: false };
  const internal = errorOf(wire, (path) => path);
  assert.ok(internal instanceof milkround.InternalError);
  assert.deepEqual([internal.path, internal.details, internal.violations], [undefined, {}, []]);
  const newer = errorOf({ ...wire, class: "tired", retryable: true }, (path) => path);
  assert.equal(newer.constructor, milkround.MilkroundError);
  assert.equal(newer.retryable, true);
});

test("pure rules answer at once", () => {
  const startsAt = "2026-03-02T09:00:00";
  const args = { zone: "Europe/London", startsAt, recurrence: "FREQ=WEEKLY" };
  const { items } = rules.occurrences({ ...args, limit: 3 });
  assert.deepEqual(items.map(({ at }) => at), [
    "2026-03-02T09:00:00Z",
    "2026-03-09T09:00:00Z",
    "2026-03-16T09:00:00Z",
  ]);
  assert.throws(() => rules.occurrences({ ...args, recurrence: "FREQ=NEVER" }), (error) => {
    return error instanceof milkround.InvalidError && error.path === "recurrence";
  });
  assert.throws(() => rules.occurrences({ ...args, starts_at: "x" }), /did you mean `startsAt`/);
});

test("hundreds of calls at once", async () => {
  const { hub, enterprise } = await shop();
  const create = (n) => hub.customers.create({ enterprise, fields: { code: `C${n}` } });
  const made = await Promise.all(Array.from({ length: 300 }, (_, n) => create(n)));
  assert.equal(new Set(made.map(({ id }) => id)).size, 300);
  const reads = made.flatMap(({ id }) => [id, id]).map((customer) => {
    return hub.customers.get({ enterprise, customer });
  });
  assert.equal((await Promise.all(reads)).length, 600);
  await hub.close();
});

test("closing lets calls finish, refuses later ones, and can be done twice", async (t) => {
  const folder = mkdtempSync(join(tmpdir(), "milkround-"));
  t.after(() => rmSync(folder, { recursive: true }));
  const url = `sqlite:${join(folder, "hub.db")}`;
  const { hub, enterprise } = await shop(url);
  const create = (n) => hub.customers.create({ enterprise, fields: { code: `C${n}` } });
  const running = Array.from({ length: 50 }, (_, n) => create(n));
  const closing = hub.close();
  const late = await refused(create(99));
  assert.equal(late.code, "ERR_USE_AFTER_CLOSE");
  assert.match(late.message, /closed: open it again/);
  assert.equal(hub.close(), closing);
  await closing;
  assert.equal((await Promise.all(running)).length, 50);
  assert.equal((await refused(hub.asUser("jo", [enterprise]).tick())).code, "ERR_USE_AFTER_CLOSE");
  assert.equal((await refused(hub.call("tick", "{}"))).code, "ERR_USE_AFTER_CLOSE");

  const again = await open(url, { testClock: START });
  const { items } = await again.customers.list({ enterprise, limit: 100 });
  assert.equal(items.length, 51);
  await again[Symbol.asyncDispose]();
  assert.equal((await refused(again.tick())).code, "ERR_USE_AFTER_CLOSE");
});

test("the wire itself is there for tools", async () => {
  const hub = await open("memory:", { testClock: START });
  const envelope = JSON.stringify({ actor: { kind: "system" }, input: RIVERSIDE });
  const { ok } = JSON.parse(await hub.call("enterprises.create", envelope));
  assert.equal(ok.created_at, START);
  const { error } = JSON.parse(await hub.call("enterprises.forget", envelope));
  assert.equal(error.code, "unknown_operation");
  await hub.close();
});
