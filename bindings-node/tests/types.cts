// CommonJS has the same types.

import milkround = require("milkround");

async function opened(): Promise<milkround.Enterprise> {
  const hub: milkround.Hub = await milkround.open("memory:");
  // @ts-expect-error an answer is a promise
  const now: milkround.Enterprise = hub.enterprises.get({ enterprise: "riverside" });
  void now;
  return hub.enterprises.get({ enterprise: "riverside" });
}
void opened;
