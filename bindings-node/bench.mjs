// What a call costs from Node: `npm run build && node bench.mjs`, on a quiet machine. Medians of
// reading one enterprise, one call after the other: through the methods, through the engine alone,
// and of a pure rule, which never leaves the main thread; the floor is what Node itself needs to go
// to its thread pool and back.

import { randomBytes } from "node:crypto";
import { promisify } from "node:util";
import { open, rules } from "milkround";

const CALLS = 20_000;
const enterprise = "riverside";
const hub = await open("memory:", { testClock: "2026-03-01T08:00:00Z", seed: 1 });
await hub.enterprises.create({ enterprise, name: "R", zone: "Europe/London", currency: "GBP" });
const envelope = JSON.stringify({ actor: { kind: "system" }, input: { enterprise } });

async function median(call) {
  const times = new Float64Array(CALLS);
  for (let i = -CALLS / 10; i < CALLS; i += 1) {
    const started = performance.now();
    await call();
    if (i >= 0) times[i] = performance.now() - started;
  }
  return times.sort()[CALLS / 2] * 1000;
}

const report = (what, micros) => console.log(`${what.padEnd(34)} ${micros.toFixed(1).padStart(7)} µs`);
report("hub.enterprises.get", await median(() => hub.enterprises.get({ enterprise })));
report("hub.call, JSON in and out", await median(() => hub.call("enterprises.get", envelope)));
const bytes = promisify(randomBytes);
report("floor: crypto.randomBytes(8)", await median(() => bytes(8)));
const startsAt = "2026-03-02T09:00:00";
const weekly = { zone: "Europe/London", startsAt, recurrence: "FREQ=WEEKLY", limit: 1 };
report("rules.occurrences, one date", await median(() => rules.occurrences(weekly)));

const started = performance.now();
await Promise.all(Array.from({ length: CALLS }, () => hub.enterprises.get({ enterprise })));
const each = ((performance.now() - started) * 1000) / CALLS;
report(`${CALLS.toLocaleString("en")} at once, each`, each);
await hub.close();
