"""How plain values go over the wire.

What has no form of its own there goes as it is: the core then says which field holds what it
should not, for all faults of a request at once.
"""

from __future__ import annotations

import datetime
import enum
import json
from collections.abc import Awaitable, Callable, Iterable, Mapping
from decimal import Decimal
from typing import Any, Literal, TypeAlias, Union
from uuid import UUID

#: Amounts and quantities; a float is refused, since it has lost what the decimal said.
DecimalLike: TypeAlias = Union[Decimal, int, str]
#: Milkround's own ids.
IdLike: TypeAlias = Union[UUID, str]
#: Sends one operation, `(operation, input, key=None, dry_run=False)`, and brings its answer.
Call: TypeAlias = Callable[..., Any]
#: The same, to be awaited.
AsyncCall: TypeAlias = Callable[..., Awaitable[Any]]


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


def as_it_is(x: Any) -> Any:
    return x


def encode_decimal(x: Any) -> Any:
    if isinstance(x, Decimal):
        # Digits and all, unless the exponent alone would fill the memory.
        return format(x, "f") if abs(x.adjusted()) < 100 else str(x)
    if isinstance(x, int) and not isinstance(x, bool):
        return str(x)
    return x


def encode_date(x: Any) -> Any:
    return x.isoformat() if isinstance(x, datetime.date) else x


def encode_instant(x: Any) -> Any:
    if isinstance(x, datetime.datetime) and x.tzinfo is not None:
        try:
            x = x.astimezone(datetime.timezone.utc).replace(tzinfo=None)
        except OverflowError:  # at the ends of the calendar
            return x.isoformat()
        return x.isoformat(timespec="milliseconds" if x.microsecond else "seconds") + "Z"
    return encode_date(x)


encode_local = encode_date


def encode_time(x: Any) -> Any:
    if isinstance(x, datetime.time):
        return x.isoformat(timespec="auto" if x.second or x.microsecond else "minutes")
    return x


def encode_uuid(x: Any) -> Any:
    return str(x) if isinstance(x, UUID) else x


def encode_list(x: Any, item: Callable[[Any], Any] | None = None) -> Any:
    """A text is no list of letters, and what is no list at all goes as it is."""
    if isinstance(x, (str, bytes, Mapping)) or not isinstance(x, Iterable):
        return x
    return list(x) if item is None else [item(i) for i in x]


def encode_map(x: Any, item: Callable[[Any], Any]) -> Any:
    return {k: item(i) for k, i in x.items()} if isinstance(x, Mapping) else x


def _plain(x: Any) -> Any:
    """The JSON form of what stands in a plain mapping, or where it does not belong."""
    for encoder in (encode_decimal, encode_instant, encode_time, encode_uuid):
        if (plain := encoder(x)) is not x:
            return plain
    if isinstance(x, Mapping):
        return dict(x)
    name = type(x).__name__
    raise TypeError(f"a {name} cannot be sent: give plain values, or the types of milkround")


_encode = json.JSONEncoder(separators=(",", ":"), default=_plain).encode


def encode(x: Any) -> str:
    try:
        return _encode(x)
    except RecursionError:
        raise ValueError("a value is nested too deep to be sent") from None


_decode = json.JSONDecoder().raw_decode


def decode(text: str) -> Any:
    return _decode(text)[0]
