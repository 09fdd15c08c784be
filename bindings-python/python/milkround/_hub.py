"""Hubs, and the views of them that act for somebody."""

from __future__ import annotations

import asyncio
import datetime
from collections.abc import Iterable
from types import TracebackType
from typing import Any

from . import _native
from ._codec import IdLike, decode, encode, encode_instant
from ._errors import MilkroundError, Unavailable, error_of
from ._operations import AsyncOperations, Operations, Rules

SYSTEM = {"kind": "system"}


def _answer(text: str | None) -> Any:
    """What an operation answered; raises what it refused."""
    if text is None:
        raise Unavailable("this hub is closed: open it again", code="closed")
    answer = decode(text)
    if "error" in answer:
        raise error_of(answer["error"])
    return answer["ok"]


def _sendable(value: Any) -> str:
    text = encode(value)
    try:
        text.encode()
    except UnicodeEncodeError:
        # A half of a surrogate pair is no character: the core would never see the text.
        raise ValueError("a text holds a lone surrogate: give well-formed text") from None
    return text


def _envelope(actor: Any, input: Any, key: str | None, dry_run: bool) -> str:
    envelope = {"actor": actor, "input": input}
    if key is not None:
        envelope["key"] = key
    if dry_run:
        envelope["dry_run"] = dry_run
    return _sendable(envelope)


class _Caller:
    """Sends one actor with each call."""

    __slots__ = ("actor", "engine")

    def __init__(self, engine: _native.Engine, actor: dict[str, Any]) -> None:
        self.engine = engine
        self.actor = actor

    def __call__(
        self, operation: str, input: dict[str, Any], key: str | None = None, dry_run: bool = False
    ) -> Any:
        return _answer(self.engine.call(operation, _envelope(self.actor, input, key, dry_run)))


class _AsyncCaller(_Caller):
    """The same from a thread, so that the event loop goes on."""

    __slots__ = ()

    async def __call__(
        self, operation: str, input: dict[str, Any], key: str | None = None, dry_run: bool = False
    ) -> Any:
        envelope = _envelope(self.actor, input, key, dry_run)
        return _answer(await asyncio.to_thread(self.engine.call, operation, envelope))


def _user(user: str, enterprises: Iterable[str]) -> dict[str, Any]:
    return {"kind": "user", "user": user, "enterprises": list(enterprises)}


def _customer(enterprise: str, customer: IdLike) -> dict[str, Any]:
    return {"kind": "customer", "enterprise": enterprise, "customer": str(customer)}


class _Opened:
    """What `Hub` and `AsyncHub` share: an engine that is open until it is closed."""

    __slots__ = ()
    _engine: _native.Engine

    def close(self) -> None:
        """Closes the hub, once its running calls are done; again does nothing."""
        self._engine.close()

    def call(self, operation: str, envelope: str) -> str:
        """Calls an operation by name with an envelope of JSON, and answers JSON: for what the
        methods cannot express. It raises nothing but for a closed hub.
        """
        answer = self._engine.call(operation, envelope)
        return answer if answer is not None else str(_answer(None))


class Hub(Operations, _Opened):
    """A hub, acting as the system. Made by `milkround.open`."""

    __slots__ = ("_engine",)

    def __init__(self, engine: _native.Engine) -> None:
        self._engine = engine
        super().__init__(_Caller(engine, SYSTEM))

    def as_user(self, user: str, enterprises: Iterable[str]) -> Operations:
        """The hub for a person who manages these enterprises: all else is not there for him."""
        return Operations(_Caller(self._engine, _user(user, enterprises)))

    def as_customer(self, enterprise: str, customer: IdLike) -> Operations:
        """The hub for a customer: his own things alone."""
        return Operations(_Caller(self._engine, _customer(enterprise, customer)))

    def __enter__(self) -> Hub:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


class AsyncHub(AsyncOperations, _Opened):
    """A hub for `async` programs, acting as the system. Made by `milkround.open_async`."""

    __slots__ = ("_engine",)

    def __init__(self, engine: _native.Engine) -> None:
        self._engine = engine
        super().__init__(_AsyncCaller(engine, SYSTEM))

    def as_user(self, user: str, enterprises: Iterable[str]) -> AsyncOperations:
        """The hub for a person who manages these enterprises: all else is not there for him."""
        return AsyncOperations(_AsyncCaller(self._engine, _user(user, enterprises)))

    def as_customer(self, enterprise: str, customer: IdLike) -> AsyncOperations:
        """The hub for a customer: his own things alone."""
        return AsyncOperations(_AsyncCaller(self._engine, _customer(enterprise, customer)))

    async def __aenter__(self) -> AsyncHub:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await asyncio.to_thread(self.close)


def _engine(url: str, test_clock: datetime.datetime | None, seed: int | None) -> _native.Engine:
    options = {"url": url, "test_clock": encode_instant(test_clock), "seed": seed}
    try:
        return _native.Engine(_sendable({k: v for k, v in options.items() if v is not None}))
    except ValueError as refused:
        text = str(refused)
    raise error_of(decode(text)["error"]) if text.startswith("{") else ValueError(text)


def open(
    url: str, *, test_clock: datetime.datetime | None = None, seed: int | None = None
) -> Hub:
    """Opens a hub: `sqlite:hub.db`, or `memory:` for a trial.

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


def _rule(
    operation: str, input: dict[str, Any], key: str | None = None, dry_run: bool = False
) -> Any:
    return _answer(_native.rule(operation, _sendable({"input": input})))


#: The pure rules: data in, plan out; no hub, no actor, no clock.
rules = Rules(_rule)

__all__ = ["AsyncHub", "Hub", "MilkroundError", "open", "open_async", "rules"]
