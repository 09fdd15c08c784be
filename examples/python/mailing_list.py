"""A newsletter follows a hub's customers: who came, changed or went is told over HTTP to the service
that keeps its list. Here that is a stand-in on this machine, and it is down for a moment.
"""

import json
from datetime import datetime, timezone
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread
from typing import Any
from urllib.error import HTTPError
from urllib.request import Request, urlopen
from uuid import UUID

import milkround as m

HUB = "riverside"


class Newsletter(BaseHTTPRequestHandler):
    """The stand-in: `PUT` and `DELETE` of `/members/ID`."""

    members: dict[str, dict[str, Any]] = {}
    down = False

    def do_PUT(self) -> None:
        member = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        if not Newsletter.down:
            self.members[self.path] = member
        self.answer()

    def do_DELETE(self) -> None:
        if not Newsletter.down:
            self.members.pop(self.path, None)
        self.answer()

    def answer(self) -> None:
        self.send_response(503 if Newsletter.down else 204)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        pass


class Sync:
    """Reads the feed, and tells the newsletter. A host keeps `since` in a file or a table."""

    def __init__(self, hub: m.Hub, url: str) -> None:
        self.hub, self.url, self.since = hub, url, 0

    def run(self) -> None:
        more = True
        while more:
            page = self.hub.customers.changes_since(enterprise=HUB, since=self.since, limit=100)
            for change in page.items:
                self.tell(change)
            # Only now: who is interrupted tells the page again, and twice is no harm.
            self.since, more = page.next_since, page.more

    def tell(self, change: m.CustomerChange) -> None:
        url = f"{self.url}/members/{change.customer}"
        if change.email is not None and change.consent == m.Consent.GIVEN:
            member = {"email": change.email, "name": change.name, "tags": list(change.tags)}
            urlopen(Request(url, json.dumps(member).encode(), method="PUT")).close()
        else:
            # He is gone, said no, or was never asked.
            urlopen(Request(url, method="DELETE")).close()


def show(when: str) -> None:
    members = sorted(Newsletter.members.values(), key=lambda member: str(member["email"]))
    lines = [" ".join([member["email"], *member["tags"]]) for member in members]
    print(f"{when}: {', '.join(lines)}")


service = HTTPServer(("127.0.0.1", 0), Newsletter)
Thread(target=service.serve_forever, daemon=True).start()
start = datetime(2026, 3, 1, 12, tzinfo=timezone.utc)
with m.open("sqlite::memory:", test_clock=start) as hub:
    hub.enterprises.create(
        enterprise=HUB, name="Riverside Food Hub", zone="Europe/London", currency="GBP"
    )

    def customer(email: str, *tags: str) -> UUID:
        fields = m.CustomerFields(email=email, tags=tags)
        return hub.customers.create(enterprise=HUB, fields=fields).id

    ann = customer("ann@example.org")
    ben = customer("ben@example.org")
    cal = customer("cal@example.org", "members")
    hub.customers.set_consent(enterprise=HUB, customer=ann, consent=m.Consent.GIVEN)
    hub.customers.set_consent(enterprise=HUB, customer=cal, consent=m.Consent.GIVEN)
    sync = Sync(hub, f"http://127.0.0.1:{service.server_port}")
    sync.run()
    show("at first")

    # Ann asks to be forgotten, Ben says yes, Cal has a new address.
    hub.customers.erase(enterprise=HUB, customer=ann)
    hub.customers.set_consent(enterprise=HUB, customer=ben, consent=m.Consent.GIVEN)
    moved = m.CustomerFields(email="cal@hill.example")
    hub.customers.update(enterprise=HUB, customer=cal, fields=moved)
    Newsletter.down = True
    try:
        sync.run()
    except HTTPError as error:
        show(f"down ({error.code})")

    # The next time it goes on from where it was.
    Newsletter.down = False
    sync.run()
    show("later")
service.shutdown()
