// A newsletter follows a hub's customers: who came, changed or went is told over HTTP to the service
// that keeps its list. Here that is a stand-in on this machine, and it is down for a moment.

import { once } from "node:events";
import { createServer } from "node:http";
import { json } from "node:stream/consumers";
import { open } from "milkround";

const enterprise = "riverside";

// The stand-in: `PUT` and `DELETE` of `/members/ID`.
const members = new Map();
let down = false;
const service = createServer(async (request, response) => {
  if (request.method === "PUT") {
    const member = await json(request);
    if (!down) members.set(request.url, member);
  } else if (!down) {
    members.delete(request.url);
  }
  response.writeHead(down ? 503 : 204).end();
});
service.listen(0, "127.0.0.1");
await once(service, "listening");
const url = `http://127.0.0.1:${service.address().port}`;

const hub = await open("sqlite::memory:", { testClock: "2026-03-01T12:00:00Z" });

/** Tells the newsletter of one customer. */
async function tell({ customer, email, name, tags, consent }) {
  // Who is gone, said no, or was never asked is not written to.
  const subscribed = email !== null && consent === "given";
  const answer = await fetch(`${url}/members/${customer}`, {
    method: subscribed ? "PUT" : "DELETE",
    body: subscribed ? JSON.stringify({ email, name, tags }) : undefined,
  });
  if (!answer.ok) throw new Error(`down (${answer.status})`);
}

// A host keeps `since` in a file or a table.
let since = 0;
async function sync() {
  for (let more = true; more; ) {
    const page = await hub.customers.changesSince({ enterprise, since, limit: 100 });
    for (const change of page.items) await tell(change);
    // Only now: who is interrupted tells the page again, and twice is no harm.
    since = page.nextSince;
    more = page.more;
  }
}

function show(when) {
  const lines = [...members.values()].map(({ email, tags }) => [email, ...tags].join(" "));
  console.log(`${when}: ${lines.sort().join(", ")}`);
}

await hub.enterprises.create({
  enterprise,
  name: "Riverside Food Hub",
  zone: "Europe/London",
  currency: "GBP",
});
async function customer(email, ...tags) {
  const { id } = await hub.customers.create({ enterprise, fields: { email, tags } });
  return id;
}
const ann = await customer("ann@example.org");
const ben = await customer("ben@example.org");
const cal = await customer("cal@example.org", "members");
await hub.customers.setConsent({ enterprise, customer: ann, consent: "given" });
await hub.customers.setConsent({ enterprise, customer: cal, consent: "given" });
await sync();
show("at first");

// Ann asks to be forgotten, Ben says yes, Cal has a new address.
await hub.customers.erase({ enterprise, customer: ann });
await hub.customers.setConsent({ enterprise, customer: ben, consent: "given" });
await hub.customers.update({ enterprise, customer: cal, fields: { email: "cal@hill.example" } });
down = true;
await sync().catch((error) => show(error.message));

// The next time it goes on from where it was.
down = false;
await sync();
show("later");
await hub.close();
service.closeAllConnections();
service.close();
