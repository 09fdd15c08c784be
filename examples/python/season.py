"""One season of Riverside Food Hub on an SQLite file: `python season.py [file]`, usually
`riverside.db`; or in a database: `python season.py postgres://…`. Fourteen rounds, and what people do
between them.
"""

import sys
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import milkround as m
from town import DATA, ENTERPRISE, Thing, Town, moment, template, wanted

store = sys.argv[1] if len(sys.argv) > 1 else "riverside.db"
town = Town(store if "://" in store else f"sqlite:{store}")
hub, series = town.hub, town.series
staff = hub.as_user("jo", [ENTERPRISE])
by, of, cycle, order = town.by, town.of, town.cycle, town.order


# What people do; the last argument is the idempotency key.
def buy(who: m.Operations, number: int, lines: str, key: str, **buyer: Any) -> None:
    at: Any = {"enterprise": ENTERPRISE, "cycle": cycle(number), "distributor": "riverside"}
    who.orders.record(**at, **buyer, lines=wanted(lines), key=key)


def buys(code: str, number: int, lines: str, key: str) -> None:
    buy(by(code), number, lines, key, customer=town.customers[code])


def new_customer(key: str) -> None:
    fields = m.CustomerFields(first_name="Petra", last_name="Lowe", delivery_run="COL")
    email = "petra.lowe@mail.example"
    buy(staff, 1, "milk-whole 1, sourdough 1, honey 1", key, email=email, fields=fields)


def edit(who: m.Operations, code: str, number: int, lines: str, key: str) -> None:
    at: Any = {"enterprise": ENTERPRISE, "order": order(code, number)}
    who.orders.edit(**at, set_lines=wanted(lines), key=key)


def skip(code: str, day: date, variant: str | None, key: str) -> None:
    by(code).standing_orders.skip(**of(code), dates=[day], variant=variant, key=key)


def pause(code: str, starts_on: date, ends_on: date, key: str) -> None:
    dates: Any = {"starts_on": starts_on, "ends_on": ends_on}
    by(code).standing_orders.pause(**of(code), **dates, open_orders=m.OpenOrders.CANCEL, key=key)


def set_stock(number: int, variant: str, stock: dict[str, int], key: str) -> None:
    offers = [m.OfferPatch(distributor=d, variant=variant, stock=n) for d, n in stock.items()]
    staff.cycles.update_offers(enterprise=ENTERPRISE, cycle=cycle(number), offers=offers, key=key)


def withdraw(number: int, variants: str, key: str) -> None:
    places = [place["distributor"] for place in DATA["distributors"]]
    gone = [m.OfferName(distributor=d, variant=v) for d in places for v in variants.split()]
    staff.cycles.update_offers(enterprise=ENTERPRISE, cycle=cycle(number), removed=gone, key=key)


def more_eggs(offer: Thing, at: str) -> bool:
    if (offer["variant"], at) == ("eggs-6", "st-marys"):
        offer["stock"] = "12"
    return True


def eggs_for_the_hall(key: str) -> None:
    for number in range(7, 11):
        set_stock(number, "eggs-6", {"st-marys": 12}, f"{key}, round {number}")
    staff.series.update(enterprise=ENTERPRISE, series=series, template=template(more_eggs), key=key)


def garlic_is_over(key: str) -> None:
    for number in range(10, 14):
        withdraw(number, "wild-garlic", f"{key}, round {number}")
    made = template(lambda offer, at: more_eggs(offer, at) and offer["variant"] != "wild-garlic")
    staff.series.update(enterprise=ENTERPRISE, series=series, template=made, key=key)


def revise_grace(key: str) -> None:
    lines = wanted("veg-small 1, milk-whole 4, eggs-6 3, sourdough 1, spinach 1")
    lines[2]["every"] = 2
    grace = by("R07").standing_orders
    grace.revise(**of("R07"), holds_from=date(2026, 5, 8), lines=lines, key=key)


BREAD = "sourdough wholemeal rye rolls baguette focaccia"
KITCHEN = "milk-whole-2l 5, eggs-12 4, focaccia 4, salad 10, hummus 6, sourdough 4"
YUSUF = "lamb 0.75, yoghurt 2, eggs-6 1, flour-white 2.5"
ZOE = "milk-semi 2, eggs-6 2, wholemeal 1"

HAPPENINGS: list[tuple[str, str, Callable[[str], Any]]] = [
    ("2026-03-03T10:15", "Petra Lowe orders in the shop and becomes a customer", new_customer),
    ("2026-03-03T19:40", "Wendy Cole orders in the shop",
     lambda key: buys("R27", 1, "eggs-6 1, salad 2, rhubarb 0.75", key)),
    ("2026-03-09T20:05", "Ann Whitaker adds buns to her order and leaves out the butter",
     lambda key: edit(by("R01"), "R01", 2, "buns 2, butter 0", key)),
    ("2026-03-10T08:30", "The Lock Keeper Café confirms its order early",
     lambda key: by("R20").orders.confirm(enterprise=ENTERPRISE, order=order("R20", 2), key=key)),
    ("2026-03-12T09:00", "Imogen Clarke skips the round of 20 March",
     lambda key: skip("R09", date(2026, 3, 20), None, key)),
    ("2026-03-13T11:00", "Hen & Thistle: the hens lay badly, fewer eggs next round",
     lambda key: set_stock(3, "eggs-6", {"riverside": 14, "st-marys": 5}, key)),
    ("2026-03-19T15:00", "Cobble Lane: the baker is away, no bread in round 4",
     lambda key: withdraw(4, BREAD, key)),
    ("2026-03-24T18:20", "Xavier Moreau orders in the shop",
     lambda key: buys("R28", 4, "chicken 1, potatoes 1.5, leeks 0.5", key)),
    ("2026-03-27T12:00", "Riverside Primary School pauses for the Easter holidays",
     lambda key: pause("R22", date(2026, 3, 30), date(2026, 4, 10), key)),
    ("2026-03-30T21:10", "Grace Okafor needs no veg box on 10 April",
     lambda key: skip("R07", date(2026, 4, 10), "veg-small", key)),
    ("2026-04-07T20:15", "Zoë Hartley sets up a standing order while the round is open",
     lambda key: town.sign_up(by("R30"), "R30", "st-marys", wanted(ZOE), key)),
    ("2026-04-09T10:00", "Hen & Thistle: 12 half dozens for the hall from round 7 on",
     eggs_for_the_hall),
    ("2026-04-11T17:30", "Grace Okafor is away and pauses until the end of April",
     lambda key: pause("R07", date(2026, 4, 13), date(2026, 4, 30), key)),
    ("2026-04-13T14:00", "Towpath Kitchen wants more salad and hummus from now on",
     lambda key: staff.standing_orders.revise(**of("R21"), lines=wanted(KITCHEN), key=key)),
    ("2026-04-22T13:30", "Yusuf Demir signs up after the customers' limit, for next week",
     lambda key: town.sign_up(by("R29"), "R29", "riverside", wanted(YUSUF), key)),
    ("2026-04-24T09:30", "Longacre: wild garlic is nearly over, 4 bags in round 9",
     lambda key: set_stock(9, "wild-garlic", {"riverside": 4}, key)),
    ("2026-05-01T09:30", "Longacre: the wild garlic is over", garlic_is_over),
    ("2026-05-02T08:45", "Grace Okafor takes more milk and some spinach from 8 May", revise_grace),
    ("2026-05-05T09:10", "Jakub Zieliński cancels this week's order",
     lambda key: by("R10").orders.cancel(enterprise=ENTERPRISE, order=order("R10", 10), key=key)),
    ("2026-05-11T16:00", "Rosa Delgado moves away and ends with 22 May",
     lambda key: by("R18").standing_orders.finish(
         **of("R18"), ends_on=date(2026, 5, 22), key=key)),
    ("2026-05-17T07:00", "The hub's server is down until 11:20: round 12 opens late",
     lambda key: town.advance(moment("2026-05-17T11:20"), without_ticks=True)),
    ("2026-05-26T10:30", "Wendy Cole orders in the shop again",
     lambda key: buys("R27", 13, "rhubarb 1.25, cream 1, eggs-6 1", key)),
    ("2026-06-02T11:45", "Harold Pym rings: two packs of sausages this week",
     lambda key: edit(staff, "R26", 14, "sausages 2", key)),
]


def row(name: str, count: int, value: Decimal) -> None:
    print(f"{name:<32} {count:>3} orders {f'£{value:,}':>10}")


# The season: the clock goes from one thing to the next, and each round is told when it has closed.
left, number, orders, value = HAPPENINGS[:], 1, 0, Decimal(0)
while now := town.rounds().get(number):
    while left and moment(left[0][0]) < now.closes_at:
        at, what, happen = left.pop(0)
        town.advance(moment(at))
        happen(what)
    town.advance(now.closes_at)
    found = hub.orders.list(enterprise=ENTERPRISE, cycle=now.dates.cycle, limit=1000).items
    placed = [one.order.total.amount for one in found if one.order.state == "placed"]
    days = f"{now.dates.opens_on} – {now.dates.closes_on}"
    row(f"Round {number:>2}  {days}", len(placed), sum(placed, Decimal(0)))
    number, orders, value = number + 1, orders + len(placed), value + sum(placed, Decimal(0))
row("Season", orders, value)
hub.close()
