// Whatever is given, the process lives, and the error says what is wrong.

import assert from "node:assert/strict";
import { test } from "node:test";
import { InvalidError, MilkroundError, open, rules } from "milkround";
import { AREAS, RULES } from "../lib/operations.js";
import { STRUCTS } from "../lib/types.js";
import { shop } from "./shop.js";

const camel = (name) => name.replace(/_(.)/g, (_, letter) => letter.toUpperCase());

const cyclic = { name: "round" };
cyclic.fields = cyclic;
cyclic.lines = [cyclic];
const deep = (levels, wrap) => Array.from({ length: levels }).reduce((inner) => wrap(inner), "x");

const NASTY = [
  NaN,
  Infinity,
  -Infinity,
  -0,
  1e300,
  2 ** 53,
  -(2 ** 63),
  0.1,
  10n ** 30n,
  "",
  "\0",
  "\ud800",
  "a\udc00b",
  "'; DROP TABLE orders; --",
  "💚".repeat(5000),
  "9".repeat(5000),
  "-".repeat(100),
  null,
  true,
  Symbol("s"),
  () => 1,
  new Date(NaN),
  new Date(8.64e15),
  new Map([["a", 1]]),
  new Proxy({}, {}),
  Object.create(null),
  JSON.parse('{"__proto__": {"a": 1}, "constructor": 1, "kind": "__proto__"}'),
  { kind: "constructor" },
  { toJSON: () => "x" },
  [],
  [[]],
  [undefined, , null],
  new Uint8Array(8),
  /x/,
  cyclic,
  deep(20_000, (inner) => [inner]),
  deep(20_000, (fields) => ({ fields })),
];

test("every field of every operation refuses what it cannot be", async () => {
  const { hub, enterprise } = await shop();
  let [calls, refusals] = [0, 0];
  for (const [area, methods] of Object.entries({ ...AREAS, rules: RULES })) {
    for (const [verb, [, request]] of Object.entries(methods)) {
      const face = { rules, "": hub, ...hub }[area];
      for (const name of [...Object.keys(STRUCTS[request]), "no_such_field"]) {
        for (const value of NASTY) {
          const args = { ...(STRUCTS[request].enterprise && { enterprise }), [camel(name)]: value };
          calls += 1;
          try {
            await face[verb](args);
          } catch (error) {
            assert.ok(error instanceof MilkroundError, `${area}.${verb} ${name}: ${error.stack}`);
            assert.notEqual(error.code, "internal", `${area}.${verb} ${name}: ${error.message}`);
            assert.ok(error.message.length < 20_000);
            refusals += 1;
          }
        }
      }
      for (const args of NASTY) {
        try {
          await face[verb](args, args);
        } catch (error) {
          assert.ok(error instanceof MilkroundError, `${area}.${verb}: ${error.stack}`);
        }
      }
    }
  }
  assert.ok(calls > 5000 && refusals > calls / 2, `${refusals} of ${calls}`);
  assert.equal((await hub.enterprises.get({ enterprise })).currency, "GBP");
  assert.equal({}.a, undefined, "no prototype was touched");
  await hub.close();
});

test("numbers that no decimal or integer can be are named", async () => {
  const { hub, enterprise, standingOrder } = await shop();
  const so = { enterprise, standingOrder: standingOrder.id };
  const revise = (line) => hub.standingOrders.revise({ ...so, lines: [line] });
  const line = { variant: "milk", quantity: "1" };
  for (const [change, path, message] of [
    [{ quantity: 1.5 }, "lines[0].quantity", /this is 1.5: give a decimal as a text/],
    [{ quantity: NaN }, "lines[0].quantity", /this is NaN: give a decimal as a text/],
    [{ quantity: 2n }, "lines[0].quantity", /this is a bigint: give a decimal as a text/],
    [{ quantity: "1e3" }, "lines[0].quantity", /`1e3` is not a decimal/],
    [{ every: 1.5 }, "lines[0].every", /this is 1.5: give a whole number/],
    [{ every: 2 ** 53 }, "lines[0].every", /this is 9007199254740992: give a whole number/],
    [{ every: "2" }, "lines[0].every", /this is a text: give a whole number/],
    [{ variant: "\ud800" }, "lines[0].variant", /half a character/],
  ]) {
    await assert.rejects(revise({ ...line, ...change }), (error) => {
      assert.ok(error instanceof InvalidError);
      assert.equal(error.path, path);
      assert.match(error.message, message);
      return true;
    });
  }
  await hub.close();
});

test("texts of twenty million letters are refused", async () => {
  const { hub, enterprise } = await shop();
  const long = "x".repeat(20_000_000);
  const tooLong = (error) => error instanceof InvalidError && error.code === "too_long";
  await assert.rejects(hub.customers.create({ enterprise, fields: { firstName: long } }), tooLong);
  await assert.rejects(hub.tick({}, { key: long }), tooLong);
  const { error } = JSON.parse(await hub.call(long, "{}"));
  assert.equal(error.code, "unknown_operation");
  assert.equal(JSON.parse(await hub.call("tick", long)).error.code, "too_long");
  await assert.rejects(open(long), InvalidError);
  await hub.close();
});

test("the wire itself refuses what is no envelope", async () => {
  const hub = await open("memory:");
  const system = '"actor": {"kind": "system"}';
  for (const envelope of [
    "",
    "{",
    "null",
    "[".repeat(1_000_000),
    `{${system}, "input": ${"[".repeat(10_000)}${"]".repeat(10_000)}}`,
    `{${system}, "input": {"batches": 1e999}}`,
    `{${system}, "input": {"batches": NaN}}`,
    `{${system}, "input": {"batches": 1, "batches": 2}}`,
    `{${system}, "input": {}, "more": 1}`,
    '{"input": {}}',
    `{${system}, "key": "\\ud800", "input": {}}`,
    `{${system}, "input": {"\ud800": 1}}`,
  ]) {
    const { error } = JSON.parse(await hub.call("tick", envelope));
    assert.equal(error.class, "invalid", envelope.slice(0, 80));
  }
  for (const args of [[], ["tick"], [1, 2], ["tick", {}], [Symbol("s"), ""], [null, null]]) {
    await assert.rejects(hub.call(...args), Error);
  }
  await hub.close();
});
