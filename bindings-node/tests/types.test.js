// The declared types: of what is written by hand, of the examples, and of a sample of every type.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { linkExamples } from "./examples.js";
import { catalogue, samples } from "./samples.js";

const here = fileURLToPath(new URL("..", import.meta.url));
const tsc = createRequire(import.meta.url).resolve("typescript/bin/tsc");

function check(...files) {
  const strict = ["--strict", "--exactOptionalPropertyTypes", "--noUncheckedIndexedAccess"];
  const how = ["--noEmit", "--module", "nodenext", "--target", "es2022", "--types", "node"];
  const { status, stdout } = spawnSync(process.execPath, [tsc, ...strict, ...how, ...files], {
    cwd: here,
    encoding: "utf8",
  });
  assert.equal(status, 0, stdout);
}

test("what may be written and what may not", () => {
  check("tests/types.ts", "tests/types.cts");
});

test("the examples", () => {
  linkExamples();
  const loose = ["--allowJs", "--checkJs", "--noImplicitAny", "false"];
  check(...loose, "--strictNullChecks", "false", "--exactOptionalPropertyTypes", "false",
    "../examples/node/basic.mjs");
});

test("every type takes its samples, in modules of both kinds", () => {
  const declared = readFileSync(`${here}index.d.ts`, "utf8");
  assert.equal(readFileSync(`${here}index.d.cts`, "utf8"), declared);
  const names = [...declared.matchAll(/^export (?:interface|type) (\w+)/gm)].map(([, name]) => name);
  assert.equal(new Set(names).size, names.length, "no name is declared twice");
  const given = (name) => {
    const forms = [`${name}Given`, `${name}Input`].filter((form) => names.includes(form));
    return forms.find((form) => !(form in catalogue.types)) ?? name;
  };
  const lines = ['import type * as m from "milkround";'];
  for (const { name, node, brings, schema } of samples()) {
    const asked = schema["x-in-requests"] && brings !== "x-always";
    const answered = schema["x-in-answers"] && brings !== "required";
    const text = JSON.stringify(node);
    if (asked) lines.push(`void (${text} satisfies m.${given(name)});`);
    if (answered) lines.push(`void (${text} satisfies m.${name});`);
  }
  assert.ok(lines.length > 500);
  const folder = new URL("./made/", import.meta.url);
  mkdirSync(folder, { recursive: true });
  writeFileSync(new URL("every.ts", folder), `${lines.join("\n")}\n`);
  writeFileSync(new URL("every.cts", folder), `${lines.join("\n")}\n`);
  check("tests/made/every.ts", "tests/made/every.cts");
  rmSync(folder, { recursive: true });
});
