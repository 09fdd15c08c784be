"""Why a call was refused. Nothing was changed by it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Violation:
    """One fault in one field of a request."""

    path: str
    """Where: `lines[2].quantity`."""
    code: str
    """What kind of fault."""
    message: str
    """What is wrong and what to do."""
    value: Any = None
    """The value as it was given."""


class MilkroundError(Exception):
    """Every refusal: its `code` is stable, its message says what to do."""

    def __init__(self, wire: dict[str, Any]) -> None:
        super().__init__(wire["message"])
        self.wire = wire
        """The error as the core told it, for logs."""
        self.message: str = wire["message"]
        self.code: str = wire["code"]
        self.path: str | None = wire.get("path")
        """The field, where one alone is at fault."""
        self.details: dict[str, Any] = wire.get("details") or {}
        """Facts for programs: the current version, the orders in the way."""
        self.violations = tuple(
            Violation(v["path"], v["code"], v["message"], v.get("value"))
            for v in wire.get("violations", ())
        )
        """Every fault of a refused request."""
        self.retryable: bool = wire["retryable"]
        """Whether the same call may succeed later as it is."""

    def __reduce__(self) -> Any:
        return (type(self), (self.wire,))


class Invalid(MilkroundError):
    """The request is not right: see `violations`."""


class NotFound(MilkroundError):
    """There is no such thing, or it is not the actor's to see."""


class Conflict(MilkroundError):
    """The request is right, but not as things stand."""


class NotAllowed(MilkroundError):
    """It is not the actor's to do, or not now."""


class Unavailable(MilkroundError):
    """The store cannot be reached, or is busy."""


class Internal(MilkroundError):
    """A fault of Milkround, or of data changed behind its back."""


_CLASSES: dict[str, type[MilkroundError]] = {
    "invalid": Invalid,
    "not_found": NotFound,
    "conflict": Conflict,
    "not_allowed": NotAllowed,
    "unavailable": Unavailable,
    "internal": Internal,
}


def error_of(wire: dict[str, Any]) -> MilkroundError:
    """The exception of an error on the wire."""
    return _CLASSES.get(wire["class"], MilkroundError)(wire)
