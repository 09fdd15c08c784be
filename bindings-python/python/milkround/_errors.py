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

    def __init__(
        self,
        message: str,
        *,
        code: str = "internal",
        path: str | None = None,
        details: dict[str, Any] | None = None,
        violations: tuple[Violation, ...] = (),
        retryable: bool = False,
        wire: dict[str, Any] | None = None,
    ) -> None:
        super().__init__(message)
        self.message = message
        self.code = code
        self.path = path
        """The field, where one alone is at fault."""
        self.details = details or {}
        """Facts for programs: the current version, the orders in the way."""
        self.violations = violations
        """Every fault of a refused request."""
        self.retryable = retryable
        """Whether the same call may succeed later as it is."""
        self.wire = wire or {}
        """The error as the core told it, for logs."""

    def __reduce__(self) -> Any:
        return (_again, (type(self), self.message, self.__dict__.copy()))


class Invalid(MilkroundError):
    """The request is not right: see `violations`."""


class NotFound(MilkroundError):
    """There is no such thing, or it is not the actor's to see."""


class Conflict(MilkroundError):
    """The request is right, but not as things stand."""


class NotAllowed(MilkroundError):
    """It is not the actor's to do, or not now."""


class Unavailable(MilkroundError):
    """The store cannot be reached or is busy, or the hub is closed."""


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


def _again(cls: type[MilkroundError], message: str, state: dict[str, Any]) -> MilkroundError:
    error = cls(message)
    error.__dict__.update(state)
    return error


def error_of(error: dict[str, Any]) -> MilkroundError:
    """The exception of an error on the wire."""
    violations = (
        Violation(v["path"], v["code"], v["message"], v.get("value"))
        for v in error.get("violations", ())
    )
    return _CLASSES.get(error["class"], MilkroundError)(
        error["message"],
        code=error["code"],
        path=error.get("path"),
        details=error.get("details"),
        violations=tuple(violations),
        retryable=error["retryable"],
        wire=error,
    )
