// The examples find the package as if it were installed.

import { mkdirSync, rmSync, symlinkSync } from "node:fs";
import { fileURLToPath } from "node:url";

export const EXAMPLES = fileURLToPath(new URL("../../examples/node/", import.meta.url));

export function linkExamples() {
  const link = `${EXAMPLES}node_modules/milkround`;
  mkdirSync(`${EXAMPLES}node_modules`, { recursive: true });
  rmSync(link, { recursive: true, force: true });
  symlinkSync("../../../bindings-node", link, "junction");
}
