"""Hubs, and the views of them that act for somebody."""

from __future__ import annotations

import asyncio
import datetime
from collections.abc import Iterable
from typing import Any

from . import _native
from ._codec import IdLike, decode, encode, encode_instant, encode_list
from ._errors import error_of
from ._operations import AsyncOperations, Operations, Rules

SYSTEM = {"kind": "system"}


def _answer(text: str | None) -> Any:
    """What an operation answered; raises what it refused."""
    if text is None:
        raise ValueError("the hub is closed: open it again")
    answer = decode(text)
    if "error" in answer:
        raise error_of(answer["error"])
    return answer["ok"]


class _Caller:
    """Sends one actor with each call."""

    __slots__ = ("engine", "head")

    def __init__(self, engine: _native.Engine, actor: dict[str, Any]) -> None:
        self.engine = engine
        self.head = f'{{"actor":{encode(actor)},"input":'

    def envelope(self, input: Any, key: str | None, dry_run: bool) -> str:
        text = self.head + encode(input)
        if key is not None:
            text += f',"key":{encode(key)}'
        if dry_run:
            text += f',"dry_run":{encode(dry_run)}'
        return text + "}"

    def call(
        self, operation: str, input: Any, key: str | None = None, dry_run: bool = False
    ) -> Any:
        return _answer(self.engine.call(operation, self.envelope(input, key, dry_run)))

    async def call_async(
        self, operation: str, input: Any, key: str | None = None, dry_run: bool = False
    ) -> Any:
        """The same from a thread, so that the event loop goes on."""
        envelope = self.envelope(input, key, dry_run)
        return _answer(await asyncio.to_thread(self.engine.call, operation, envelope))


class _Opened:
    """What `Hub` and `AsyncHub` share: an engine that is open until it is closed."""

    __slots__ = ()
    _engine: _native.Engine

    def close(self) -> None:
        """Closes the hub; calls that run are finished first. Again does nothing."""
        self._engine.close()

    def call(self, operation: str, envelope: str) -> str:
        """Calls an operation by name with an envelope of JSON, and answers JSON: for what the
        methods cannot express. It raises nothing but for a closed hub.
        """
        answer = self._engine.call(operation, envelope)
        return answer if answer is not None else str(_answer(None))

    def _user(self, user: str, enterprises: Iterable[str]) -> _Caller:
        actor = {"kind": "user", "user": user, "enterprises": encode_list(enterprises)}
        return _Caller(self._engine, actor)

    def _customer(self, enterprise: str, customer: IdLike, contact: IdLike | None) -> _Caller:
        actor = {"kind": "customer", "enterprise": enterprise, "customer": customer}
        if contact is not None:
            actor["contact"] = contact
        return _Caller(self._engine, actor)


class Hub(Operations, _Opened):
    """A hub, acting as the system. Made by `milkround.open`."""

    __slots__ = ("_engine",)

    def __init__(self, engine: _native.Engine) -> None:
        self._engine = engine
        super().__init__(_Caller(engine, SYSTEM).call)

    def as_user(self, user: str, enterprises: Iterable[str]) -> Operations:
        """The hub for a person who manages these enterprises: all else is not there for him."""
        return Operations(self._user(user, enterprises).call)

    def as_customer(
        self, enterprise: str, customer: IdLike, contact: IdLike | None = None
    ) -> Operations:
        """The hub for a customer, or for a contact who acts for him: his own things alone."""
        return Operations(self._customer(enterprise, customer, contact).call)

    def __enter__(self) -> Hub:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()


class AsyncHub(AsyncOperations, _Opened):
    """A hub for `async` programs, acting as the system. Made by `milkround.open_async`."""

    __slots__ = ("_engine",)

    def __init__(self, engine: _native.Engine) -> None:
        self._engine = engine
        super().__init__(_Caller(engine, SYSTEM).call_async)

    def as_user(self, user: str, enterprises: Iterable[str]) -> AsyncOperations:
        """The hub for a person who manages these enterprises: all else is not there for him."""
        return AsyncOperations(self._user(user, enterprises).call_async)

    def as_customer(
        self, enterprise: str, customer: IdLike, contact: IdLike | None = None
    ) -> AsyncOperations:
        """The hub for a customer, or for a contact who acts for him: his own things alone."""
        return AsyncOperations(self._customer(enterprise, customer, contact).call_async)

    async def __aenter__(self) -> AsyncHub:
        return self

    async def __aexit__(self, *error: object) -> None:
        await asyncio.to_thread(self.close)


def _engine(url: str, test_clock: datetime.datetime | None, seed: int | None) -> _native.Engine:
    options = {"url": url, "test_clock": encode_instant(test_clock), "seed": seed}
    text = encode({k: v for k, v in options.items() if v is not None})
    try:
        return _native.Engine(text)
    except ValueError as refused:
        error = decode(str(refused))["error"]
    raise error_of(error)


def open(
    url: str, *, test_clock: datetime.datetime | None = None, seed: int | None = None
) -> Hub:
    """Opens a hub: `sqlite:hub.db`, `postgres://user:password@host:5432/database`, or `memory:` for
    a trial.

    - test_clock: a clock that stands at this instant until `hub.test_clock.advance`; none: the
      machine's own.
    - seed: ids from this seed, for tests alone: the same calls give the same ids.
    """
    return Hub(_engine(url, test_clock, seed))


async def open_async(
    url: str, *, test_clock: datetime.datetime | None = None, seed: int | None = None
) -> AsyncHub:
    """Opens a hub for `async` programs; see `open`."""
    return AsyncHub(await asyncio.to_thread(_engine, url, test_clock, seed))


#: The pure rules: data in, plan out; no hub, no actor, no clock.
rules = Rules(lambda name, input: _answer(_native.rule(name, encode({"input": input}))))
