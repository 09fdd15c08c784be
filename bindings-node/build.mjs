// Builds the engine with cargo and puts it beside the package: `node build.mjs [--release]`.
// Plain cargo, and no tool that builds for many platforms: what is built is what is tested.

import { spawnSync } from "node:child_process";
import { copyFileSync, renameSync } from "node:fs";
import { fileURLToPath } from "node:url";

const here = fileURLToPath(new URL(".", import.meta.url));
const how = ["build", "-p", "milkround-node", "--lib", "--message-format=json-render-diagnostics"];
const cargo = spawnSync("cargo", [...how, ...process.argv.slice(2)], {
  cwd: here,
  encoding: "utf8",
  maxBuffer: 1 << 30,
  stdio: ["ignore", "pipe", "inherit"],
});
if (cargo.error) throw new Error("cargo cannot be run: install Rust", { cause: cargo.error });
if (cargo.status !== 0) process.exit(cargo.status ?? 1);
const told = cargo.stdout.split("\n").filter((line) => line.startsWith("{"));
const made = told.map((line) => JSON.parse(line)).filter(({ target }) => target !== undefined);
const ours = ({ target, filenames }) => target.name === "milkround_node" && filenames;
const { filenames } = made.find(ours);
const library = filenames.find((name) => /\.(so|dylib|dll)$/.test(name));
// Renamed into place: a process that has loaded the old one keeps it.
copyFileSync(library, `${here}milkround.node.new`);
renameSync(`${here}milkround.node.new`, `${here}milkround.node`);
for (const licence of ["LICENSE-MIT", "LICENSE-APACHE"]) {
  copyFileSync(`${here}../${licence}`, `${here}${licence}`);
}
