"""Riverside Food Hub before its season: goods, people, the series, and what is wanted every week.

Every change has an idempotency key: on a file that has it all, nothing is done twice.
"""

import json
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import milkround as m

FILE = Path(__file__).resolve().parents[1] / "rust/data/riverside.json"
DATA: dict[str, Any] = json.loads(FILE.read_text("utf-8"))
ENTERPRISE: str = DATA["enterprise"]["enterprise"]

#: One thing of the data, or one offer of a round.
Thing = dict[str, Any]


def moment(local: str) -> datetime:
    """The moment when the hub's clocks show this: a pure rule, which needs no hub."""
    starts_at, zone = datetime.fromisoformat(local), DATA["enterprise"]["zone"]
    once = m.rules.occurrences(zone=zone, starts_at=starts_at, recurrence="FREQ=DAILY;COUNT=1")
    return once.items[0].at


def template(change: Callable[[Thing, str], bool] = lambda offer, at: True) -> Any:
    """What each round is made of; `change` may change an offer, and leaves it out with False."""
    outgoing = []
    for place in DATA["distributors"]:
        here = place["distributor"]
        sold = (one for of in DATA["producers"] for one in of["products"])
        offers = [
            {"variant": one["id"], "price": one["price"], "stock": one.get("stock", {}).get(here)}
            for one in sold
            if one.get("only_at", here) == here
        ]
        offers = [offer for offer in offers if change(offer, here)]
        # An offer without stock is one without limit.
        offers = [{k: v for k, v in offer.items() if v is not None} for offer in offers]
        outgoing.append({**place, "offers": offers})
    incoming = [
        {"supplier": of["id"], "variants": [one["id"] for one in of["products"]]}
        for of in DATA["producers"]
    ]
    return {"outgoing": outgoing, "incoming": incoming}


def goods() -> Any:
    """All goods, as Milkround wants to know them."""
    sales = {"price", "stock", "only_at"}
    return [
        {**{k: v for k, v in one.items() if k not in sales}, "supplier": of["id"]}
        for of in DATA["producers"]
        for one in of["products"]
    ]


def wanted(lines: str) -> Any:
    """Goods with their quantities: `eggs-6 2, salad 1`."""
    each = (line.split() for line in lines.split(", "))
    return [{"variant": variant, "quantity": quantity} for variant, quantity in each]


class Town:
    """The hub with the ids that its people go by: customers and standing orders by code."""

    def __init__(self, url: str) -> None:
        self.now = moment(DATA["opens_for_business"])
        self.hub = m.open(url, test_clock=self.now)
        self.customers: dict[str, UUID] = {}
        self.standing: dict[str, UUID] = {}
        self.hub.enterprises.create(**DATA["enterprise"], key="set up hub")
        self.hub.variants.save(enterprise=ENTERPRISE, variants=goods(), key="set up goods")
        for fields in DATA["customers"]:
            # One after the other: who came first is served first, by the clock.
            self.advance(self.now + timedelta(minutes=1))
            made = self.hub.customers.create(
                enterprise=ENTERPRISE,
                fields=fields,
                share_email=True,
                key=f"set up customer {fields['code']}",
            )
            self.customers[fields["code"]] = made.id
        self.series = self.hub.series.create(
            enterprise=ENTERPRISE,
            name=DATA["series"],
            schedule=DATA["schedule"],
            template=template(),
            key="set up series",
        ).series.id
        for wish in map(dict, DATA["standing_orders"]):
            self.advance(self.now + timedelta(minutes=1))
            key = f"set up standing order {wish['customer']}"
            self.sign_up(self.hub, wish.pop("customer"), key=key, **wish)

    def advance(self, to: datetime, without_ticks: bool = False) -> None:
        """Turns the clock; a time that is past is left alone."""
        to = max(to, self.now)
        self.now = self.hub.test_clock.advance(to=to, without_ticks=without_ticks).now

    def sign_up(
        self, by: m.Operations, code: str, distributor: str, lines: Any, key: str, **more: Any
    ) -> None:
        """Makes a standing order of the customer with a code."""
        saved = by.standing_orders.create(
            enterprise=ENTERPRISE,
            customer=self.customers[code],
            series=self.series,
            distributor=distributor,
            lines=lines,
            key=key,
            **more,
        )
        self.standing[code] = saved.standing_order.id

    def by(self, code: str) -> m.Operations:
        """The hub for a customer."""
        return self.hub.as_customer(ENTERPRISE, self.customers[code])

    def of(self, code: str) -> Any:
        """Whose standing order is meant."""
        return {"enterprise": ENTERPRISE, "standing_order": self.standing[code]}

    def rounds(self) -> dict[int | None, m.SeriesCycleView]:
        """The cycles of the series by their numbers."""
        found = self.hub.series.cycles(enterprise=ENTERPRISE, series=self.series, limit=1000)
        return {one.dates.number: one for one in found.items}

    def cycle(self, number: int) -> UUID:
        return self.rounds()[number].dates.cycle

    def order(self, code: str, number: int) -> UUID:
        """The order that a customer's standing order has in a round."""
        return self.hub.orders.list(**self.of(code), cycle=self.cycle(number)).items[0].order.id
