"""Hubs on PostgreSQL, and those that outlive a fork."""

from __future__ import annotations

import os
import socket
import threading
from collections.abc import Callable
from datetime import datetime, timezone
from pathlib import Path
from typing import Any
from urllib.parse import SplitResult, urlunsplit

import pytest

import milkround as m

START = datetime(2026, 3, 1, 8, tzinfo=timezone.utc)
AT: Any = {"enterprise": "riverside"}


def opened(url: str) -> m.Hub:
    hub = m.open(url, test_clock=START, seed=1)
    hub.enterprises.create(**AT, name="Riverside", zone="Europe/London", currency="GBP")
    return hub


def add(hub: m.Hub, code: str) -> m.Customer:
    return hub.customers.create(**AT, fields=m.CustomerFields(code=code))


def codes(hub: m.Hub) -> list[str]:
    return sorted(str(one.code) for one in hub.customers.list(**AT, limit=1000).items)


def season(url: str) -> Any:
    """Ann's standing order, three weeks on."""
    with opened(url) as hub:
        hub.variants.save(**AT, variants=[m.VariantInput(id="milk", name="Milk, 1 l")])
        ann = add(hub, "A1")
        offers = [m.OfferInput(variant="milk", price="1.20")]
        weekly = hub.series.create(
            **AT,
            name="Weekly box",
            schedule=m.ScheduleInput(
                starts_at=datetime(2026, 3, 2, 8),
                recurrence="FREQ=WEEKLY",
                closes=m.ClosingRuleAfter(days=2, hours=10),
            ),
            template=m.TemplateInput(
                outgoing=[m.TemplateExchangeInput(distributor="riverside", offers=offers)]
            ),
        )
        lines = [m.LineInput(variant="milk", quantity=2)]
        hub.standing_orders.create(
            **AT, customer=ann.id, series=weekly.series.id, distributor="riverside", lines=lines
        )
        hub.test_clock.advance(to=datetime(2026, 3, 20, 8, tzinfo=timezone.utc))
        return ann, weekly, hub.orders.list(**AT).items


def test_it_answers_as_a_hub_in_memory_does(database: SplitResult) -> None:
    ann, weekly, orders = season(urlunsplit(database))
    assert [one.order.state for one in orders] == ["placed"] * 3
    assert (ann, weekly, orders) == season("memory:")


def test_hubs_and_threads_share_a_database(database: SplitResult) -> None:
    other = database._replace(scheme="postgresql", query="pool=3")
    with opened(urlunsplit(database)) as one, m.open(urlunsplit(other), test_clock=START) as two:

        def work(n: int) -> None:
            for i in range(5):
                add((one, two)[n % 2], f"c{n}-{i}")

        threads = [threading.Thread(target=work, args=(n,)) for n in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert codes(one) == codes(two) == sorted(f"c{n}-{i}" for n in range(8) for i in range(5))


def with_host(url: SplitResult, password: str | None = None, port: int | None = None) -> str:
    host = f"{url.username}:{password or url.password}@{url.hostname}:{port or url.port}"
    return urlunsplit(url._replace(netloc=host))


def test_who_cannot_log_in_is_refused_for_good(database: SplitResult) -> None:
    with pytest.raises(m.Unavailable) as refused:
        m.open(with_host(database, password="n0t-this"))
    assert (refused.value.code, refused.value.retryable) == ("store_refused", False)
    assert "n0t-this" not in str(refused.value)


def test_where_nobody_listens_one_may_try_again(database: SplitResult) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port: int = server.getsockname()[1]
    with pytest.raises(m.Unavailable) as refused:
        m.open(with_host(database, port=port))
    assert (refused.value.code, refused.value.retryable) == ("store_unavailable", True)


@pytest.mark.parametrize(
    "url",
    [
        "postgres://shop:s3cret@localhost:port/shop",
        "postgresql://shop:s3cret@localhost/shop?pool=no",
        "mysql://shop:s3cret@localhost/shop",
    ],
)
def test_a_url_that_does_not_read_is_refused_and_not_repeated(url: str) -> None:
    with pytest.raises(m.Invalid) as refused:
        m.open(url)
    assert (refused.value.code, refused.value.path) == ("malformed", "url")
    assert "s3cret" not in str(refused.value.wire)


@pytest.fixture(params=["sqlite", "postgres"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "sqlite":
        return f"sqlite:{tmp_path / 'hub.db'}"
    database: SplitResult = request.getfixturevalue("database")
    return urlunsplit(database)


def child(work: Callable[[Callable[[], None]], str], meanwhile: Callable[[], None]) -> str:
    """What a forked process says; it is given a function that waits until `meanwhile` is done."""
    ours, theirs = socket.socketpair()
    pid = os.fork()
    if pid == 0:
        ours.close()

        def wait() -> None:
            theirs.send(b"?")
            theirs.recv(1)

        try:
            theirs.send(work(wait).encode())
        except BaseException as e:
            theirs.send(repr(e).encode())
        finally:
            os._exit(0)
    theirs.close()
    try:
        said = ours.recv(10_000)
        if said == b"?":
            meanwhile()
            ours.send(b"!")
            said = ours.recv(10_000)
        return said.decode()
    finally:
        ours.close()
        os.waitpid(pid, 0)


def test_a_forked_child_and_its_parent_both_go_on(url: str) -> None:
    with opened(url) as hub:
        add(hub, "before")

        def work(wait: Callable[[], None]) -> str:
            add(hub, "child 1")
            wait()
            add(hub, "child 2")
            hub.close()
            return "done"

        assert child(work, lambda: print(add(hub, "meanwhile").id)) == "done"
        add(hub, "after")
        assert codes(hub) == ["after", "before", "child 1", "child 2", "meanwhile"]


def test_a_forked_child_outlives_its_parents_hub(url: str) -> None:
    hub = opened(url)

    def work(wait: Callable[[], None]) -> str:
        add(hub, "first")
        wait()
        add(hub, "second")
        return ", ".join(codes(hub))

    assert child(work, hub.close) == "first, second"
    with m.open(url) as again:
        assert codes(again) == ["first", "second"]
