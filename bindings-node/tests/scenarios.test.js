// The scenarios of `tests/scenarios`, through the methods that callers of Node use.

import assert from "node:assert/strict";
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { test } from "node:test";
import { open, rules } from "milkround";
import { decode, encode } from "../lib/coders.js";
import { AREAS, RULES } from "../lib/operations.js";

const ROOT = new URL("../../", import.meta.url);
const json = (path) => JSON.parse(readFileSync(new URL(path, ROOT), "utf8"));

/** Every operation by its name on the wire: where it is found, its request and its answer. */
const METHODS = new Map();
for (const [area, methods] of Object.entries({ ...AREAS, rules: RULES })) {
  for (const [verb, [name, request, answer]] of Object.entries(methods)) {
    METHODS.set(name, { area, verb, request, answer });
  }
}

/** A value with `$name` and `${name}` replaced by what was saved. */
function filled(value, saved) {
  const known = (name) => {
    assert.ok(name in saved, `nothing is saved as ${name}`);
    return saved[name];
  };
  if (typeof value === "string") {
    if (/^\$\w+$/.test(value)) return known(value.slice(1));
    const text = (of) => (typeof of === "string" ? of : JSON.stringify(of));
    return value.replace(/\$\{(\w+)\}/g, (_, name) => text(known(name)));
  }
  if (value === null || typeof value !== "object") return value;
  if (Array.isArray(value)) return value.map((item) => filled(item, saved));
  return Object.fromEntries(Object.entries(value).map(([k, v]) => [k, filled(v, saved)]));
}

/** The named keys of an object, all items of a list, anything else as it is. */
function matches(seen, expected, path) {
  if (expected === null || typeof expected !== "object" || seen === null) {
    assert.deepEqual(seen, expected, path);
  } else {
    assert.equal(Array.isArray(seen), Array.isArray(expected), path);
    if (Array.isArray(expected)) assert.equal(seen.length, expected.length, `${path}: length`);
    for (const key of Object.keys(expected)) matches(seen[key], expected[key], `${path}.${key}`);
  }
}

const ACTORS = {
  system: (hub) => hub,
  user: (hub, { user, enterprises }) => hub.asUser(user, enterprises),
  customer: (hub, { enterprise, customer }) => hub.asCustomer(enterprise, customer),
};

/** The answer of one step, as the wire would have it. */
async function told(hub, step, saved) {
  const { area, verb, request, answer } = METHODS.get(step.call) ?? {};
  const options = { key: filled(step.key, saved), dryRun: step.dry_run };
  const actor = filled(step.as ?? { kind: "system" }, saved);
  const input = filled(step.with ?? {}, saved);
  if (step.raw || step.raw_text !== undefined) {
    const head = area === "rules" ? {} : { actor, key: options.key, dry_run: options.dryRun };
    const text = filled(step.raw_text, saved) ?? JSON.stringify(input);
    const envelope = JSON.stringify({ ...head, input: "\0" }).replace('"\\u0000"', () => text);
    return JSON.parse(await hub.call(step.call, envelope));
  }
  try {
    const args = decode(request, input);
    const face = area === "rules" ? { rules } : ACTORS[actor.kind](hub, actor);
    const methods = area === "" ? face : face[area];
    return { ok: encode(answer, await methods[verb](args, options)) };
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

const files = readdirSync(new URL("tests/scenarios", ROOT)).filter((name) => name.endsWith(".json"));
test("there are scenarios", () => assert.ok(files.length > 0));

for (const file of files) {
  test(`scenario ${file}`, async () => {
    const scenario = json(`tests/scenarios/${file}`);
    const given = scenario.given ? json(`tests/scenarios/given/${scenario.given}.json`).steps : [];
    const transcript = `target/scenarios/${file}`;
    const others = existsSync(new URL(transcript, ROOT)) ? json(transcript) : undefined;
    const hub = await open("memory:", { testClock: scenario.start, seed: 1 });
    const saved = {};
    for (const [n, step] of [...given, ...scenario.steps].entries()) {
      const at = `${file}, step ${n + 1} (${step.say ?? step.call})`;
      const answer = await told(hub, step, saved);
      const wanted = step.expect_error === undefined ? "ok" : "error";
      assert.ok(wanted in answer, `${at}: ${JSON.stringify(answer)}`);
      const expected = filled({ ok: step.expect ?? {}, error: step.expect_error ?? {} }, saved);
      if (wanted === "ok") matches(answer.ok, expected.ok, at);
      else matches(plain(answer).error, plain(expected).error, at);
      for (const [name, path] of Object.entries(step.save ?? {})) {
        const value = path.split(/[.[\]]+/).filter((key) => key);
        saved[name] = value.reduce((part, key) => part[key], answer.ok);
      }
      if (others) assert.deepEqual(plain(answer), plain(others[n]), `${at}: unlike the Rust runner`);
    }
    await hub.close();
  });
}
