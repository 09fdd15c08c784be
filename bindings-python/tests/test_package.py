"""The package as its user meets it: values, patches, errors, threads, hostile input."""

from __future__ import annotations

import asyncio
import pickle
import threading
from collections.abc import Iterator
from datetime import date, datetime, timedelta, timezone
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest

import milkround
from milkround import KEEP, CustomerFields, LineInput, LineWanted

START = datetime(2026, 3, 1, 8, tzinfo=timezone.utc)


@pytest.fixture
def hub() -> Iterator[milkround.Hub]:
    with milkround.open("memory:", test_clock=START, seed=1) as opened:
        opened.enterprises.create(
            enterprise="riverside", name="Riverside", zone="Europe/London", currency="GBP"
        )
        yield opened


def ann(hub: milkround.Hub, **fields: Any) -> milkround.Customer:
    return hub.customers.create(
        enterprise="riverside", fields=CustomerFields(email="ann@example.org", **fields)
    )


def test_answers_are_frozen_values_of_pythons_own_types(hub: milkround.Hub) -> None:
    made = ann(hub, first_name="Ann", tags=["b", "a"])
    assert isinstance(made.id, UUID)
    assert made.created_at == START and made.created_at.tzinfo is timezone.utc
    assert made.tags == ["a", "b"]
    assert made == hub.customers.get(enterprise="riverside", customer=str(made.id))
    with pytest.raises(AttributeError):
        made.version = 2  # type: ignore[misc]


def test_what_is_left_out_stays_and_none_clears(hub: milkround.Hub) -> None:
    made = ann(hub, first_name="Ann", code="A1")
    assert repr(KEEP) == "KEEP" and not KEEP
    change = CustomerFields(code=None, last_name="Lee")
    now = hub.customers.update(enterprise="riverside", customer=made.id, fields=change)
    assert (now.first_name, now.last_name, now.code) == ("Ann", "Lee", None)


def test_plain_mappings_do_for_nested_values(hub: milkround.Hub) -> None:
    hub.variants.save(
        enterprise="riverside",
        variants=[{"id": "milk", "name": "Milk", "unit_step": Decimal("0.25")}],  # type: ignore[list-item]
    )
    [milk] = hub.variants.list(enterprise="riverside").items
    assert milk.unit_step == Decimal("0.25")


def test_every_fault_of_a_request_comes_with_its_path(hub: milkround.Hub) -> None:
    with pytest.raises(milkround.Invalid) as refused:
        hub.standing_orders.create(
            enterprise="riverside",
            customer="7",
            distributor="riverside",
            starts_on=START,
            lines=[LineInput(variant="milk", quantity=1.5)],  # type: ignore[arg-type]
        )
    error = refused.value
    found = {(v.path, v.code) for v in error.violations}
    expected = {
        ("customer", "malformed"),
        ("starts_on", "malformed"),
        ("lines[0].quantity", "wrong_kind"),
    }
    assert found == expected
    assert error.code == "invalid_input" and not error.retryable
    again = pickle.loads(pickle.dumps(error))
    assert (type(again), again.violations) == (type(error), error.violations)
    assert str(again) == str(error) == error.message


def test_a_naive_instant_is_refused(hub: milkround.Hub) -> None:
    with pytest.raises(milkround.Invalid, match="offset"):
        hub.test_clock.advance(to=datetime(2026, 3, 2, 8))
    east = datetime(2026, 3, 2, 8, tzinfo=timezone(timedelta(hours=2)))
    assert hub.test_clock.advance(to=east).now == east


def test_each_kind_of_refusal_has_its_class(hub: milkround.Hub) -> None:
    made = ann(hub)
    with pytest.raises(milkround.NotFound):
        hub.as_user("u1", ["elsewhere"]).customers.get(enterprise="riverside", customer=made.id)
    with pytest.raises(milkround.Conflict) as refused:
        ann(hub)
    assert refused.value.details["customer"] == str(made.id)
    with pytest.raises(milkround.NotAllowed):
        hub.as_customer("riverside", made.id).customers.list(enterprise="riverside")
    with pytest.raises(milkround.Unavailable):
        milkround.open("sqlite:/nowhere/at/all/hub.db")
    with pytest.raises(milkround.Invalid):
        milkround.open("ftp:")


def test_a_key_makes_a_call_once(hub: milkround.Hub) -> None:
    fields = CustomerFields(email="ben@example.org")
    first = hub.customers.create(enterprise="riverside", fields=fields, key="k")
    assert hub.customers.create(enterprise="riverside", fields=fields, key="k") == first
    trial = CustomerFields(email="cat@example.org")
    hub.customers.create(enterprise="riverside", fields=trial, dry_run=True)
    assert len(hub.customers.list(enterprise="riverside").items) == 1


def test_a_closed_hub_says_so(hub: milkround.Hub) -> None:
    hub.close()
    hub.close()
    for call in (hub.tick, lambda: hub.call("tick", "{}"), hub.as_user("u1", []).tick):
        with pytest.raises(ValueError, match="closed: open it again"):
            call()


def test_calls_run_side_by_side(hub: milkround.Hub) -> None:
    """Python goes on while a long call runs: its lock is released."""
    done = threading.Event()
    ticked = 0

    def advance() -> None:
        schedule = milkround.ScheduleInput(
            starts_at=datetime(2026, 3, 2, 8),
            recurrence="FREQ=DAILY",
            closes=milkround.ClosingRuleAfter(hours=5),
        )
        hub.series.create(enterprise="riverside", name="Daily", schedule=schedule)
        hub.test_clock.advance(to=datetime(2026, 9, 1, tzinfo=timezone.utc))
        done.set()

    thread = threading.Thread(target=advance)
    thread.start()
    while not done.is_set():
        ticked += 1
        done.wait(0.001)
    thread.join()
    assert ticked > 5


def test_async_programs_wait_for_answers() -> None:
    async def main() -> list[str]:
        async with await milkround.open_async("memory:", test_clock=START) as hub:
            await hub.enterprises.create(
                enterprise="r", name="R", zone="Europe/London", currency="GBP"
            )
            made = await asyncio.gather(
                *(
                    hub.customers.create(enterprise="r", fields=CustomerFields(code=str(i)))
                    for i in range(20)
                )
            )
            await hub.as_user("u", ["r"]).customers.list(enterprise="r")
        with pytest.raises(ValueError, match="closed"):
            await hub.tick()
        return [str(one.code) for one in made]

    assert asyncio.run(main()) == [str(i) for i in range(20)]


HOSTILE: list[Any] = [
    float("nan"),
    float("inf"),
    1.0,
    True,
    None,
    10**400,
    10**5000,
    Decimal("NaN"),
    Decimal("1e999999999"),
    Decimal("-1e-999999999"),
    datetime.min.replace(tzinfo=timezone(timedelta(hours=2))),
    datetime.max.replace(tzinfo=timezone(timedelta(hours=-2))),
    "\0",
    "\ud800",
    "💣" * 1_000_000,
    b"\xff\xfe",
    object(),
    milkround.LineInput,
    LineInput(variant="milk", quantity=1),
    [[]] * 50,
    {1: 2},
    {"milk"},
    range(3),
]


@pytest.mark.parametrize("value", HOSTILE, ids=lambda value: type(value).__name__)
def test_hostile_values_are_refused_or_taken_but_never_crash(
    hub: milkround.Hub, value: Any
) -> None:
    at: Any = {"enterprise": "riverside"}
    for call in (
        lambda: hub.enterprises.get(enterprise=value),
        lambda: hub.customers.create(**at, fields=value),
        lambda: hub.customers.create(**at, fields=CustomerFields(phone=value, tags=value)),
        lambda: hub.customers.get(**at, customer=value),
        lambda: hub.customers.list(**at, limit=value),
        lambda: hub.variants.save(**at, variants=value),
        lambda: hub.variants.save(**at, variants=[value]),
        lambda: hub.standing_orders.create(
            **at, customer=value, distributor=value, starts_on=value, lines=[value]
        ),
        lambda: hub.series.create(
            **at, name="x", schedule=milkround.ScheduleInput(starts_at=value, closes=value)
        ),
        lambda: hub.orders.record(
            **at, cycle=value, distributor=value, lines=[LineWanted(variant=value, quantity=value)]
        ),
        lambda: hub.test_clock.advance(to=value),
        lambda: hub.tick(batches=value),
        lambda: hub.as_user(value, value).enterprises.get(**at),
        lambda: hub.as_customer(value, value).enterprises.get(**at),
        lambda: hub.customers.create(**at, key=value, dry_run=value),
        lambda: milkround.open("memory:", test_clock=value, seed=value),
        lambda: milkround.open(value),
    ):
        try:
            call()
        except (milkround.MilkroundError, TypeError, ValueError) as refused:
            assert not isinstance(refused, milkround.Internal)


def test_what_nests_without_end_is_refused(hub: milkround.Hub) -> None:
    deep: Any = []
    for _ in range(100_000):
        deep = [deep]
    round_and_round: Any = {}
    round_and_round["again"] = round_and_round
    for value in (deep, round_and_round):
        with pytest.raises(ValueError):
            hub.customers.create(enterprise="riverside", fields=value)


def test_a_text_is_no_list_of_letters(hub: milkround.Hub) -> None:
    for fault in (
        lambda: hub.as_user("u1", "riverside").enterprises.get(enterprise="riverside"),
        lambda: hub.customers.create(enterprise="riverside", fields=CustomerFields(tags="abc")),
    ):
        with pytest.raises(milkround.Invalid) as refused:
            fault()
        assert [v.code for v in refused.value.violations] == ["wrong_kind"]


def test_hostile_texts_are_answered(hub: milkround.Hub) -> None:
    for text in ("", "{", "[" * 100_000, '{"a":' * 100_000, "NaN", "x" * 20_000_000):
        assert '"error"' in hub.call("tick", text)
        assert '"error"' in hub.call(text[:1000], "{}")


def test_the_rules_need_no_hub() -> None:
    at = datetime(2026, 3, 22, 1, 30)
    found = milkround.rules.occurrences(
        zone="Europe/London", starts_at=at, recurrence="FREQ=WEEKLY", limit=3
    )
    assert [one.fit for one in found.items] == ["exact", "gap", "exact"]
    assert milkround.rules.share(stock=10, asked=[6, 5, 4]).shares == [4, 3, 3]


def test_dates_of_a_standing_order_are_dates(hub: milkround.Hub) -> None:
    made = ann(hub)
    hub.variants.save(
        enterprise="riverside", variants=[milkround.VariantInput(id="milk", name="Milk")]
    )
    series = hub.series.create(enterprise="riverside", name="By hand").series
    saved = hub.standing_orders.create(
        enterprise="riverside",
        customer=made.id,
        series=series.id,
        distributor="riverside",
        starts_on=date(2026, 3, 9),
        lines=[LineInput(variant="milk", quantity=Decimal("2"))],
    )
    assert saved.standing_order.starts_on == date(2026, 3, 9)
    assert saved.standing_order.revisions[0].lines[0].quantity == 2
