// The packed package works where nothing else is: as a module, by `require`, and in its README.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

const here = fileURLToPath(new URL("..", import.meta.url));

function run(cwd, command, ...args) {
  const windows = process.platform === "win32" && command === "npm";
  const done = spawnSync(command, args, { cwd, encoding: "utf8", shell: windows });
  assert.equal(done.status, 0, `${command} ${args.join(" ")}: ${done.stderr}`);
  return done.stdout;
}

test("an empty folder with the package", async (t) => {
  const folder = mkdtempSync(join(tmpdir(), "milkround-"));
  t.after(() => rmSync(folder, { recursive: true }));
  // Scripts are left out: they build the engine anew for release, and what is tested is built.
  const packing = ["pack", "--ignore-scripts", "--json", "--pack-destination", folder];
  const [{ filename, files }] = JSON.parse(run(here, "npm", ...packing));
  const packed = files.map(({ path }) => path).sort();
  assert.deepEqual(packed.filter((path) => !path.startsWith("lib/")), [
    "LICENSE-APACHE",
    "LICENSE-MIT",
    "README.md",
    "index.cjs",
    "index.d.cts",
    "index.d.ts",
    "index.js",
    "milkround.node",
    "package.json",
  ]);
  writeFileSync(join(folder, "package.json"), "{}");
  run(folder, "npm", "install", "--offline", "--no-audit", "--no-fund", join(folder, filename));

  const readme = readFileSync(`${here}README.md`, "utf8");
  const [, example] = /```js\n([^]*?)```/.exec(readme);
  const script = (name, text) => {
    writeFileSync(join(folder, name), text);
    rmSync(join(folder, "hub.db"), { force: true });
    return run(folder, process.execPath, name);
  };

  await t.test("runs the README's example as a module", () => {
    assert.equal(script("example.mjs", example), "2.40 placed\n");
  });

  await t.test("runs it in CommonJS", () => {
    const [, how] = /CommonJS has the same: `(.*)`/.exec(readme);
    const body = example.replace(/^import .*$/m, "");
    const text = `${how}\n(async () => {\n${body}\n})();\n`;
    assert.equal(script("example.cjs", text), "2.40 placed\n");
  });

  await t.test("has the same classes both ways", () => {
    const same = `import { createRequire } from "node:module";
      import * as one from "milkround";
      const two = createRequire(import.meta.url)("milkround");
      console.log(Object.keys(one).join() === Object.keys(two).join());
      console.log(one.InvalidError === two.InvalidError);
      const hub = await two.open("memory:");
      await hub.customers.get({}).catch((error) => {
        console.log(error instanceof one.InvalidError, error.violations.length);
      });
      await hub.close();`;
    assert.equal(script("both.mjs", same), "true\ntrue\ntrue 2\n");
  });

  await t.test("says what is missing where there is no engine", () => {
    rmSync(join(folder, "node_modules/milkround/milkround.node"));
    const text = 'import("milkround").catch((error) => console.log(error.message));';
    assert.match(script("none.mjs", text), /there is no engine for \S+ in this package: run `npm/);
  });
});
