// Hubs on PostgreSQL.

import assert from "node:assert/strict";
import { createServer } from "node:net";
import { test } from "node:test";
import * as milkround from "milkround";
import { open } from "milkround";
import { database, onPostgres } from "./postgres.js";
import { START, shop } from "./shop.js";

const refused = (promise) => promise.then(() => assert.fail("not refused"), (error) => error);

test("it answers as a hub in memory does", onPostgres, async () => {
  const season = async (url) => {
    const { hub, enterprise, ...made } = await shop(url);
    await hub.testClock.advance({ to: "2026-03-20T12:00:00Z" });
    const { items } = await hub.orders.list({ enterprise });
    assert.deepEqual(items.map(({ order }) => order.state), ["placed", "placed", "placed"]);
    await hub.close();
    return { ...made, items };
  };
  assert.deepEqual(await season(database(1).href), await season("memory:"));
});

test("hubs share a database, with hundreds of calls side by side", onPostgres, async () => {
  const url = database(2).href;
  const { hub, enterprise } = await shop(url);
  const other = await open(`${url}?pool=3`.replace("postgres:", "postgresql:"), { testClock: START });
  const create = (n) => [hub, other][n % 2].customers.create({ enterprise, fields: { code: `C${n}` } });
  const made = await Promise.all(Array.from({ length: 200 }, (_, n) => create(n)));
  assert.equal(new Set(made.map(({ id }) => id)).size, 200);
  const reads = made.map(({ id }, n) => {
    return [other, hub][n % 2].customers.get({ enterprise, customer: id });
  });
  assert.deepEqual(await Promise.all(reads), made);
  // What runs is finished, and the other hub goes on.
  const last = create(200);
  await hub.close();
  await last;
  const { items } = await other.customers.list({ enterprise, limit: 1000 });
  assert.equal(items.length, 202);
  await other.close();
});

test("who cannot log in is refused for good", onPostgres, async () => {
  const url = database(3);
  url.password = "n0t-this";
  const error = await refused(open(url.href));
  assert.ok(error instanceof milkround.UnavailableError, error.stack);
  assert.deepEqual([error.code, error.retryable], ["store_refused", false]);
  assert.doesNotMatch(error.message, /n0t-this/);
});

test("where nobody listens one may try again", onPostgres, async () => {
  const server = createServer();
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  const url = database(3);
  url.port = server.address().port;
  await new Promise((done) => server.close(done));
  const error = await refused(open(url.href));
  assert.ok(error instanceof milkround.UnavailableError, error.stack);
  assert.deepEqual([error.code, error.retryable], ["store_unavailable", true]);
});

test("a URL that does not read is refused, and not repeated", async () => {
  for (const url of [
    "postgres://shop:s3cret@localhost:port/shop",
    "postgresql://shop:s3cret@localhost/shop?pool=no",
    "mysql://shop:s3cret@localhost/shop",
  ]) {
    const error = await refused(open(url));
    assert.ok(error instanceof milkround.InvalidError, error.stack);
    assert.deepEqual([error.code, error.path], ["malformed", "url"]);
    assert.doesNotMatch(JSON.stringify([error, error.message, error.violations]), /s3cret/);
  }
});
