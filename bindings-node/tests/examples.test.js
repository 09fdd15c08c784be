// The examples come to what the Rust examples come to.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { EXAMPLES, linkExamples } from "./examples.js";
import { database, onPostgres } from "./postgres.js";

const ROOT = new URL("../../", import.meta.url);
linkExamples();

function run(command, ...args) {
  const { status, stdout, stderr } = spawnSync(command, args, { cwd: ROOT, encoding: "utf8" });
  assert.equal(status, 0, stderr);
  return stdout;
}

test("basic prints what the Rust basic prints", () => {
  const rust = run("cargo", "run", "--quiet", "-p", "milkround-examples", "--bin", "basic");
  assert.match(rust, /^placed: 2 × milk\n/);
  assert.equal(run(process.execPath, `${EXAMPLES}basic.mjs`), rust);
});

test("the mailing list follows the customers", () => {
  assert.equal(
    run(process.execPath, `${EXAMPLES}mailing_list.mjs`),
    "at first: ann@example.org, cal@example.org members\n" +
      "down (503): ann@example.org, cal@example.org members\n" +
      "later: ben@example.org, cal@hill.example members\n",
  );
});

test("the season comes to the same figures, and is not doubled when it is run again", (t) => {
  const folder = mkdtempSync(join(tmpdir(), "milkround-"));
  t.after(() => rmSync(folder, { recursive: true }));
  liveTwice(join(folder, "hub.db"));
});

test("the season on PostgreSQL", onPostgres, () => liveTwice(database(21).href));

function liveTwice(store) {
  const season = () => run(process.execPath, `${EXAMPLES}season.mjs`, store);
  const told = season();
  const mine = [...told.matchAll(/^Round +(\d+) .* (\d+) orders +(£\S+)$/gm)];

  const file = "examples/rust/tests/snapshots/season__a_season_comes_out_as_written.snap";
  const rust = readFileSync(new URL(file, ROOT), "utf8");
  const rounds = [...rust.matchAll(/^ +(\d+)  .* closed +(\d+) +(£\S+)/gm)];
  assert.equal(rounds.length, 14);
  assert.deepEqual(mine.map(([, ...figures]) => figures), rounds.map(([, ...figures]) => figures));
  const [, orders, value] = /season +(\d+) +(£\S+)/.exec(rust);
  assert.match(told, new RegExp(`^Season +${orders} orders +${value}$`, "m"));

  assert.equal(season(), told);
}
