// The scenarios of `tests/scenarios`, through the methods that callers of Node use.

import assert from "node:assert/strict";
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { test } from "node:test";
import { open, rules } from "milkround";
import { decode, encode } from "../lib/coders.js";
import { AREAS, RULES } from "../lib/operations.js";
import { database, onPostgres } from "./postgres.js";

const ROOT = new URL("../../", import.meta.url);
const json = (path) => JSON.parse(readFileSync(new URL(path, ROOT), "utf8"));

/** Every operation by its name on the wire: where it is found, its request and its answer. */
const METHODS = {};
for (const [area, methods] of Object.entries({ ...AREAS, rules: RULES })) {
  for (const [verb, [name, ...of]] of Object.entries(methods)) METHODS[name] = [area, verb, ...of];
}

/** A value with `$name` and `${name}` replaced by what was saved. */
function filled(value, saved) {
  const text = (of) => (typeof of === "string" ? of : JSON.stringify(of));
  if (typeof value === "string" && /^\$\w+$/.test(value)) return saved[value.slice(1)];
  if (typeof value === "string") return value.replace(/\$\{(\w+)\}/g, (_, of) => text(saved[of]));
  if (value === null || typeof value !== "object") return value;
  if (Array.isArray(value)) return value.map((item) => filled(item, saved));
  return Object.fromEntries(Object.entries(value).map(([k, v]) => [k, filled(v, saved)]));
}

/** The named keys of an object, all items of a list, anything else as it is. */
function matches(seen, expected, path) {
  if (expected === null || typeof expected !== "object" || seen === null) {
    assert.deepEqual(seen, expected, path);
  } else {
    if (Array.isArray(expected)) assert.equal(seen.length, expected.length, `${path}: length`);
    for (const key of Object.keys(expected)) matches(seen[key], expected[key], `${path}.${key}`);
  }
}

function viewOf(hub, of) {
  if (of.kind === "user") return hub.asUser(of.user, of.enterprises);
  return of.kind === "customer" ? hub.asCustomer(of.enterprise, of.customer, of.contact) : hub;
}

/** The answer of one step, as the wire would have it. */
async function told(hub, step, saved) {
  const [area, verb, request, answer] = METHODS[step.call] ?? [];
  const options = { key: filled(step.key, saved), dryRun: step.dry_run };
  const actor = filled(step.as ?? { kind: "system" }, saved);
  const input = filled(step.with ?? {}, saved);
  if (step.raw || step.raw_text !== undefined) {
    const head = area === "rules" ? {} : { actor, key: options.key, dry_run: options.dryRun };
    const text = filled(step.raw_text, saved) ?? JSON.stringify(input);
    const envelope = JSON.stringify({ ...head, input: null }).replace(/null}$/, () => `${text}}`);
    return JSON.parse(await hub.call(step.call, envelope));
  }
  try {
    const view = { rules, "": viewOf(hub, actor), ...viewOf(hub, actor) }[area];
    return { ok: encode(answer, await view[verb](decode(request, input), options)) };
  } catch ({ name, message, ...fields }) {
    return { error: { class: snake(name.replace(/Error$/, "")), message, ...fields } };
  }
}

const snake = (name) => name.replace(/[A-Z]/g, (at) => `_${at.toLowerCase()}`).replace(/^_/, "");

/** Errors call fields by Node's names, and are compared with no regard to that; empty is absent. */
function plain(answer) {
  return JSON.parse(JSON.stringify(answer), (key, value) => {
    if (key === "path" || key === "message") return value.replaceAll("_", "").toLowerCase();
    return ["details", "violations"].includes(key) && !Object.keys(value)[0] ? undefined : value;
  });
}

const files = readdirSync(new URL("tests/scenarios", ROOT)).filter((at) => at.endsWith(".json"));
test("there are scenarios", () => assert.ok(files.length > 0));
for (const file of files) test(`scenario ${file}`, () => play(file, "memory:"));

// Some on PostgreSQL too; the Rust runner tells all of them there.
for (const [n, file] of files.filter((_, n) => n % 20 === 0).entries()) {
  test(`scenario ${file} on PostgreSQL`, onPostgres, () => play(file, database(11 + n).href));
}

async function play(file, url) {
  const scenario = json(`tests/scenarios/${file}`);
  const given = scenario.given && json(`tests/scenarios/given/${scenario.given}.json`).steps;
  const rust = `target/scenarios/${file}`;
  const others = existsSync(new URL(rust, ROOT)) && json(rust);
  const hub = await open(url, { testClock: scenario.start, seed: 1 });
  const saved = {};
  for (const [n, step] of [...(given ?? []), ...scenario.steps].entries()) {
    const at = `${file}, step ${n + 1} (${step.say ?? step.call})`;
    const answer = await told(hub, step, saved);
    const [wanted, as] = step.expect_error ? ["error", plain] : ["ok", (same) => same];
    assert.ok(wanted in answer, `${at}: ${JSON.stringify(answer)}`);
    const expected = filled(step.expect_error ?? step.expect ?? {}, saved);
    matches(as(answer[wanted]), as(expected), at);
    for (const [name, path] of Object.entries(step.save ?? {})) {
      const keys = path.split(/[.[\]]+/).filter((key) => key !== "");
      saved[name] = keys.reduce((part, key) => part[key], answer[wanted]);
      assert.ok(saved[name] !== undefined, `${at}: no ${path}`);
    }
    if (others) assert.deepEqual(as(answer), as(others[n]), `${at}: unlike ${rust}`);
  }
  await hub.close();
}
