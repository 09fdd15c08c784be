// The engine: `milkround.node`, built by `npm run build`.

import { createRequire } from "node:module";

const require = createRequire(import.meta.url);

function load() {
  try {
    return require("../milkround.node");
  } catch (cause) {
    const here = `${process.platform}-${process.arch}`;
    const message = `there is no engine for ${here} in this package: run \`npm run build\` in it`;
    throw new Error(message, { cause });
  }
}

export const native = load();
