"""How plain values go over the wire.

What has no form of its own there goes as it is: the core then says which field holds what it
should not, for all faults of a request at once.
"""

from __future__ import annotations

import datetime
import enum
import json
from collections.abc import Awaitable, Mapping
from decimal import Decimal
from typing import Any, Literal, Protocol, TypeAlias, Union
from uuid import UUID

#: Amounts and quantities; a float is refused, since it has lost what the decimal said.
DecimalLike: TypeAlias = Union[Decimal, int, str]
#: Milkround's own ids.
IdLike: TypeAlias = Union[UUID, str]


class Call(Protocol):
    """Sends one operation and brings its answer, as JSON values."""

    def __call__(
        self, operation: str, input: dict[str, Any], key: str | None = None, dry_run: bool = False
    ) -> Any: ...


class AsyncCall(Protocol):
    """The same, to be awaited."""

    def __call__(
        self, operation: str, input: dict[str, Any], key: str | None = None, dry_run: bool = False
    ) -> Awaitable[Any]: ...


class StrEnum(str, enum.Enum):
    """Names, each equal to its text; Python 3.10 has no `enum.StrEnum` yet."""

    __str__ = str.__str__
    __format__ = str.__format__  # type: ignore[assignment]


class Keep(enum.Enum):
    """The type of `KEEP`."""

    KEEP = "KEEP"

    def __repr__(self) -> str:
        return "KEEP"

    def __bool__(self) -> Literal[False]:
        return False


#: In a change: the field stays as it is. `None` clears it.
KEEP = Keep.KEEP


def decode_instant(text: str) -> datetime.datetime:
    # Python 3.10 does not read the Z.
    return datetime.datetime.fromisoformat(text[:-1] + "+00:00")


def encode_decimal(x: Any) -> Any:
    if isinstance(x, Decimal):
        return format(x, "f")
    if isinstance(x, int) and not isinstance(x, bool):
        return str(x)
    return x


def encode_date(x: Any) -> Any:
    return x.isoformat() if isinstance(x, datetime.date) else x


def encode_instant(x: Any) -> Any:
    if isinstance(x, datetime.datetime) and x.tzinfo is not None:
        x = x.astimezone(datetime.timezone.utc).replace(tzinfo=None)
        return x.isoformat(timespec="milliseconds" if x.microsecond else "seconds") + "Z"
    return encode_date(x)


def encode_local(x: Any) -> Any:
    return encode_date(x)


def encode_time(x: Any) -> Any:
    if isinstance(x, datetime.time):
        return x.isoformat(timespec="auto" if x.second or x.microsecond else "minutes")
    return x


def _plain(x: Any) -> Any:
    """The JSON form of what stands in a plain mapping, or where it does not belong."""
    if isinstance(x, Decimal):
        return encode_decimal(x)
    if isinstance(x, datetime.datetime):
        return encode_instant(x)
    if isinstance(x, (datetime.date, datetime.time)):
        return x.isoformat()
    if isinstance(x, UUID):
        return str(x)
    if isinstance(x, (set, frozenset)):
        return sorted(x)
    if isinstance(x, Mapping):
        return dict(x)
    raise TypeError(f"a {type(x).__name__} cannot be sent: give plain values, or the types of milkround")


encode = json.JSONEncoder(separators=(",", ":"), default=_plain).encode
decode = json.loads
