// What goes over the wire and back stays what it is.

import assert from "node:assert/strict";
import { test } from "node:test";
import { decode, encode, pathOf } from "../lib/coders.js";
import { STRUCTS, UNIONS } from "../lib/types.js";
import { catalogue, samples } from "./samples.js";

test("every type goes there and back, with its names changed and nothing else", () => {
  const seen = new Set();
  for (const { name, wire, node } of samples()) {
    const type = name in STRUCTS || name in UNIONS ? name : "text";
    assert.deepEqual(decode(type, wire), node, name);
    assert.deepEqual(encode(type, node), wire, name);
    seen.add(name);
  }
  assert.deepEqual([...seen], Object.keys(catalogue.types));
  assert.ok(seen.size > 100);
});

test("a newer engine's fields and kinds come through untouched", () => {
  const author = { kind: "user", id: "u1", first_seen: { at_last: 1 } };
  const decoded = decode("Author", author);
  assert.deepEqual(decoded, author);
  assert.deepEqual(decode("ClosingRule", { kind: "some_day", of_which: 1 }), {
    kind: "some_day",
    of_which: 1,
  });
  assert.deepEqual(decode("Cycle", { opens_at: ["a"], state: { new_kind: 1 } }), {
    opensAt: ["a"],
    state: { new_kind: 1 },
  });
});

test("facts and the keys of maps keep their names", () => {
  const entry = { subject: "s", facts: { first_name: "Ann", a: [{ b_c: 1 }] } };
  assert.deepEqual(decode("ChangeEntry", entry).facts, entry.facts);
  const map = JSON.parse('{"a_b": {"next_page": null}, "__proto__": {"next_page": "x"}}');
  const decoded = decode({ of: "ChangePage" }, map);
  assert.deepEqual(Object.keys(decoded), ["a_b", "__proto__"]);
  assert.deepEqual(decoded.a_b, { nextPage: null });
  assert.deepEqual(encode({ of: "ChangePage" }, decoded), map);
});

test("undefined leaves out, null clears, a Date is an instant", () => {
  const fields = { email: null, code: undefined, firstName: "Ann" };
  const coded = encode("CreateCustomer", { enterprise: "riverside", fields });
  assert.deepEqual(coded, { enterprise: "riverside", fields: { email: null, first_name: "Ann" } });
  const to = new Date("2026-03-01T08:00:00Z");
  assert.deepEqual(encode("AdvanceClock", { to }), { to: "2026-03-01T08:00:00.000Z" });
});

test("paths name what the caller wrote", () => {
  const type = "CreateSeries";
  assert.equal(pathOf(type, "template.outgoing[2].offers[0].unit_step"),
    "template.outgoing[2].offers[0].unitStep");
  assert.equal(pathOf(type, "schedule.closes.of_day"), "schedule.closes.ofDay");
  assert.equal(pathOf(type, "dry_run"), "dryRun");
  assert.equal(pathOf({ of: ["CreateCustomer"] }, "my_key[0].share_email"), "my_key[0].shareEmail");
});

/** The faults of a value, each as `path: code`. */
function faults(type, value) {
  try {
    encode(type, value);
  } catch (error) {
    assert.equal(error.name, "InvalidError");
    assert.equal(error.code, "invalid_input");
    return error.violations.map(({ path, code }) => `${path}: ${code}`);
  }
  return [];
}

test("every fault is told at once, with its path", () => {
  const half = { quantity: "1", every: 0.5 };
  const lines = [{ variant: "milk", quantity: 1.5 }, "milk", undefined, half];
  const so = { enterprise: 1n, customer: Symbol("x"), distributor: () => 1, lines, starts_on: "x" };
  so.startsOn = new Date();
  assert.deepEqual(faults("CreateStandingOrder", so), [
    "enterprise: wrong_kind",
    "customer: wrong_kind",
    "distributor: wrong_kind",
    "lines[0].quantity: wrong_kind",
    "lines[1]: wrong_kind",
    "lines[2]: wrong_kind",
    "lines[3].every: wrong_kind",
    "starts_on: unknown_field",
    "startsOn: wrong_kind",
  ]);
  assert.throws(() => encode("LineInput", { quantity: 2 }), {
    message: 'quantity: this is a number: give a decimal as a text, such as "1.50"',
    path: "quantity",
  });
  assert.throws(() => encode("AdvanceClock", { to: new Date(NaN) }), /to: this is Date: give/);
  assert.throws(() => encode("Lead", { Days: 1 }), /no field `Days` here: did you mean `days`\?/);
  assert.throws(() => encode("Lead", { x: 1 }), /no field `x` here: there are days, h/);
});

test("faults are counted up to a bound, in lists of any length", () => {
  const started = performance.now();
  assert.equal(faults("UpdateOffers", { removed: new Array(4e9) }).length, 100);
  assert.ok(performance.now() - started < 1000);
});
