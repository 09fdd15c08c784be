"""The values of requests and answers, and how each goes over the wire.

Made by `cargo xtask gen`.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, ClassVar, TypeAlias, Union
from uuid import UUID

from ._codec import (
    KEEP,
    DecimalLike,
    IdLike,
    Keep,
    StrEnum,
    as_it_is,
    decode_instant,
    encode_date,
    encode_decimal,
    encode_instant,
    encode_list,
    encode_local,
    encode_map,
    encode_time,
    encode_uuid,
)

# The type of a value as an answer brings it, and as a request takes it.


class AliasKind(StrEnum):
    """What an alias is."""

    EMAIL = "email"
    """An e-mail address."""
    CODE = "code"
    """A code."""
    USER = "user"
    """A user of the host."""


_AliasKind = {one.value: one for one in AliasKind}


class ArchivedCustomers(StrEnum):
    """Whether archived customers are meant."""

    WITHOUT = "without"
    """Only those who are not archived."""
    WITH = "with"
    """All."""
    ONLY = "only"
    """Only those who are."""


_ArchivedCustomers = {one.value: one for one in ArchivedCustomers}


class AuthorKind(StrEnum):
    """The kinds of those who act."""

    SYSTEM = "system"
    """Milkround's own tick, or the host's own jobs."""
    USER = "user"
    """A person of the enterprise."""
    CUSTOMER = "customer"
    """A customer himself."""


_AuthorKind = {one.value: one for one in AuthorKind}


class BalanceIs(StrEnum):
    """How a balance stands."""

    OWING = "owing"
    """Below zero: the customer owes."""
    CREDIT = "credit"
    """Above zero: the customer has money here."""
    SETTLED = "settled"
    """Zero."""


_BalanceIs = {one.value: one for one in BalanceIs}


class Closed(StrEnum):
    """What closing a cycle does with one of its orders (E4)."""

    PLACE = "place"
    """It is placed, and charged."""
    HOLD = "hold"
    """It is held, and waits for staff (R39)."""
    CANCEL = "cancel"
    """Nothing is left in it: it is cancelled, never placed at zero (R26)."""
    LEAVE = "leave"
    """It is placed, fulfilled or cancelled already, or was made ahead and never claimed."""


_Closed = {one.value: one for one in Closed}


class Combine(StrEnum):
    """What generation does where the customer has an open order in the cycle already (D11)."""

    BESIDE = "beside"
    """A further order is made beside it."""
    ADD = "add"
    """The lines join it."""


_Combine = {one.value: one for one in Combine}


class Consent(StrEnum):
    """Whether the hub may write to a customer beyond his own orders (A10)."""

    UNKNOWN = "unknown"
    """Nobody asked him yet."""
    GIVEN = "given"
    """He said yes."""
    REFUSED = "refused"
    """He said no."""


_Consent = {one.value: one for one in Consent}


class ContactAccess(StrEnum):
    """How far somebody may act for a customer (A16)."""

    VIEW = "view"
    """He sees what the customer sees, and changes nothing."""
    FULL = "full"
    """He does what the customer may do."""


_ContactAccess = {one.value: one for one in ContactAccess}


class CustomerColumn(StrEnum):
    """A column of the customer list (A7)."""

    NAME = "name"
    """Company, else full name, else e-mail address."""
    FIRST_NAME = "first_name"
    """First name."""
    LAST_NAME = "last_name"
    """Last name."""
    COMPANY = "company"
    """Company or group."""
    EMAIL = "email"
    """Where to write."""
    CODE = "code"
    """The hub's own code."""
    PHONE = "phone"
    """Telephone number."""
    ENTERPRISE = "enterprise"
    """Whose customer; within one enterprise, the name."""
    TAGS = "tags"
    """Tags."""
    DELIVERY_RUN = "delivery_run"
    """The delivery run."""
    BALANCE = "balance"
    """The balance: below zero the customer owes."""
    LAST_ORDER_AT = "last_order_at"
    """When the last order was placed."""
    ORDERS = "orders"
    """How many orders are placed or fulfilled."""
    STANDING_ORDERS = "standing_orders"
    """How many standing orders have not ended."""
    CREATED_AT = "created_at"
    """When the customer was made."""


_CustomerColumn = {one.value: one for one in CustomerColumn}


class CustomerEvent(StrEnum):
    """What became of a customer since the reader read last."""

    ADDED = "added"
    """He came, or came back."""
    CHANGED = "changed"
    """Something of him changed."""
    GONE = "gone"
    """He is gone: removed, erased or archived."""


_CustomerEvent = {one.value: one for one in CustomerEvent}


class CycleDay(StrEnum):
    """Which date of a cycle counts in every test by date (R3)."""

    CLOSE = "close"
    """The day on which it closes."""
    COLLECTION = "collection"
    """The first day of collection."""


_CycleDay = {one.value: one for one in CycleDay}


class CycleState(StrEnum):
    """Where a cycle stands. The tick moves it on."""

    UPCOMING = "upcoming"
    """It has not opened."""
    OPENING = "opening"
    """Its standing orders are being turned into orders; the shop waits a moment."""
    OPEN = "open"
    """Customers order."""
    CLOSING = "closing"
    """Its pending orders are being placed."""
    CLOSED = "closed"
    """It is over."""
    CANCELLED = "cancelled"
    """It will not take place."""


_CycleState = {one.value: one for one in CycleState}


class FieldKind(StrEnum):
    """What a hub-defined field holds."""

    TEXT = "text"
    """A text of at most 500 characters."""
    NUMBER = "number"
    """A number with at most 15 digits before the point and 6 behind it."""
    DATE = "date"
    """A date."""
    CHOICE = "choice"
    """One of the field's choices."""


_FieldKind = {one.value: one for one in FieldKind}


class Fit(StrEnum):
    """How a local time lies on the zone's clock."""

    EXACT = "exact"
    """It occurs once."""
    GAP = "gap"
    """The clocks skip it: the offset before the change was taken, so it reads later."""
    FOLD = "fold"
    """It occurs twice: the first was taken."""


_Fit = {one.value: one for one in Fit}


class HandMade(StrEnum):
    """What staff, or the host's checkout, may enter by hand."""

    PAYMENT = "payment"
    """The customer has paid: the balance rises."""
    REFUND = "refund"
    """The customer was paid back: the balance falls."""
    CREDIT = "credit"
    """Something is given to the customer: the balance rises."""
    WRITE_OFF = "write_off"
    """What the customer owes is given up: the balance rises."""
    CHARGE = "charge"
    """Something beside the orders is owed, such as a deposit: the balance falls."""
    ADJUSTMENT = "adjustment"
    """A correction either way: above zero the balance rises, below zero it falls."""


_HandMade = {one.value: one for one in HandMade}


class HistoryKind(StrEnum):
    """What an entry of a history is."""

    ORDER = "order"
    """An order of a cycle."""
    PAST_ORDER = "past_order"
    """An order from before Milkround, or from outside of any cycle."""


_HistoryKind = {one.value: one for one in HistoryKind}


class JoinState(StrEnum):
    """Where a wish to join stands."""

    WAITING = "waiting"
    """Staff have not looked yet."""
    APPROVED = "approved"
    """He is a customer, and may shop."""
    REFUSED = "refused"
    """Staff said no."""


_JoinState = {one.value: one for one in JoinState}


class LaterRevisions(StrEnum):
    """What a revision does to revisions of later dates (R31)."""

    CARRY = "carry"
    """Its changes are carried into them, except where they changed the same line."""
    KEEP = "keep"
    """They stay as they are."""


_LaterRevisions = {one.value: one for one in LaterRevisions}


class MissedCycle(StrEnum):
    """What becomes of a cycle that opened and closed while nothing ticked (R25)."""

    PLACE = "place"
    """Orders are made and placed while collection has not begun."""
    HOLD = "hold"
    """Orders are made and held for staff."""
    SKIP = "skip"
    """No orders: the outcome is `missed`."""


_MissedCycle = {one.value: one for one in MissedCycle}


class Mode(StrEnum):
    """Who makes its orders (D10)."""

    AUTOMATIC = "automatic"
    """The tick, when a cycle opens."""
    MANUAL = "manual"
    """Staff, ahead and for picked cycles."""


_Mode = {one.value: one for one in Mode}


class NoticeKind(StrEnum):
    """What a notice tells (F2)."""

    ORDER_READY = "order_ready"
    """A standing order's order is ready to be reviewed."""
    NOTHING_AVAILABLE = "nothing_available"
    """Nothing of a standing order was available."""
    PLACED = "placed"
    """An order was placed."""
    CHANGED = "changed"
    """An order was changed by staff or by its standing order."""
    CANCELLED = "cancelled"
    """An order was cancelled."""
    HELD = "held"
    """An order is held and waits for staff."""
    MISSED = "missed"
    """A cycle passed without this standing order."""
    FAILED = "failed"
    """A standing order could not be worked off (to the hub)."""
    CYCLE_SUMMARY = "cycle_summary"
    """What became of a cycle's standing orders (to the hub)."""
    SERIES_ENDING = "series_ending"
    """Few cycles are left in a series with standing orders (to the hub, R14)."""
    JOIN_REQUESTED = "join_requested"
    """Somebody asks to join (to the hub, A11)."""
    JOIN_APPROVED = "join_approved"
    """A wish to join was approved."""
    JOIN_REFUSED = "join_refused"
    """A wish to join was refused (to who was a customer already)."""
    MESSAGE = "message"
    """What the hub has to say, in its own words (A8)."""


_NoticeKind = {one.value: one for one in NoticeKind}


class NoticeState(StrEnum):
    """Where a notice stands."""

    WAITING = "waiting"
    """It waits for delivery."""
    LEASED = "leased"
    """Someone is delivering it."""
    DELIVERED = "delivered"
    """It was delivered."""
    PARKED = "parked"
    """It failed too often and waits for a person."""


_NoticeState = {one.value: one for one in NoticeState}


class OnHoliday(StrEnum):
    """What happens to a cycle whose day is a holiday (R9)."""

    KEEP = "keep"
    """It stays, and the plan says so."""
    DROP = "drop"
    """It is left out; its number is not given to another."""
    BEFORE = "before"
    """The whole window moves to the nearest earlier day that is no holiday."""
    AFTER = "after"
    """The whole window moves to the nearest later day that is no holiday."""


_OnHoliday = {one.value: one for one in OnHoliday}


class OpenOrders(StrEnum):
    """What becomes of orders that are open while cycles are left out (R29)."""

    KEEP = "keep"
    """They stay."""
    CANCEL = "cancel"
    """They are cancelled."""


_OpenOrders = {one.value: one for one in OpenOrders}


class OrderState(StrEnum):
    """Where an order stands."""

    AHEAD = "ahead"
    """Made ahead, waits for its cycle to open; it holds no stock yet (R27)."""
    PENDING = "pending"
    """Generated, waits for close, editable; it holds its stock."""
    PLACED = "placed"
    """Placed: it charges."""
    FULFILLED = "fulfilled"
    """Packed and handed over."""
    CANCELLED = "cancelled"
    """Cancelled; it holds and charges nothing."""


_OrderState = {one.value: one for one in OrderState}


class Origin(StrEnum):
    """Where an order came from."""

    STANDING = "standing"
    """A standing order."""
    SHOP = "shop"
    """The shop's own checkout."""
    MANUAL = "manual"
    """Staff, by hand."""


_Origin = {one.value: one for one in Origin}


class OutcomeKind(StrEnum):
    """What became of one (standing order, cycle) pair."""

    GENERATED = "generated"
    """An order was made."""
    COMBINED = "combined"
    """Its lines joined another order of the customer."""
    EMPTY = "empty"
    """Nothing of it was available: no order."""
    SKIPPED = "skipped"
    """The customer or staff left this cycle out."""
    PAUSED = "paused"
    """It was paused."""
    NOT_DUE = "not_due"
    """No line was due in this cycle."""
    NOT_DISTRIBUTED = "not_distributed"
    """Its distributor is not in the cycle."""
    MISSED = "missed"
    """The cycle came and went while nothing ticked."""
    FAILED = "failed"
    """It could not be worked off; it is tried again until close."""


_OutcomeKind = {one.value: one for one in OutcomeKind}


class PastOrderState(StrEnum):
    """Where a past order stood when it was recorded."""

    PLACED = "placed"
    """Placed, and not handed over yet."""
    FULFILLED = "fulfilled"
    """Handed over."""
    CANCELLED = "cancelled"
    """Cancelled: it counts nowhere."""


_PastOrderState = {one.value: one for one in PastOrderState}


class PostingKind(StrEnum):
    """What an entry of the ledger is (B3)."""

    CHARGE = "charge"
    """An order was placed, or something else is owed: the customer owes more."""
    ADJUSTMENT = "adjustment"
    """What an order costs has changed, or staff correct the balance, either way."""
    PAYMENT = "payment"
    """The customer has paid."""
    REFUND = "refund"
    """The customer was paid back."""
    CREDIT = "credit"
    """Something is given to the customer: goodwill, a returned crate."""
    WRITE_OFF = "write_off"
    """What the customer owes is given up."""
    REVERSAL = "reversal"
    """An entry, or all that an order charged, is taken back."""


_PostingKind = {one.value: one for one in PostingKind}


class SalesBy(StrEnum):
    """What sales are summed by."""

    PRODUCT = "product"
    """Each variant; a past order's line without one by its name."""
    CATEGORY = "category"
    """Each category."""
    WEEK = "week"
    """Weeks from Monday to Sunday."""
    MONTH = "month"
    """Months."""
    YEAR = "year"
    """Years."""


_SalesBy = {one.value: one for one in SalesBy}


class SeriesState(StrEnum):
    """Whether a series still makes cycles."""

    ACTIVE = "active"
    """It does."""
    ENDED = "ended"
    """Its rule has come to its end, or staff ended it."""


_SeriesState = {one.value: one for one in SeriesState}


class Sharing(StrEnum):
    """How a scarce variant is shared among the standing orders of a cycle (E2)."""

    FIRST_COME = "first_come"
    """Who came first is served first, by (created_at, id) (R23)."""
    PRO_RATA = "pro_rata"
    """Everyone gets the same part of what was asked, in unit steps, largest remainder."""


_Sharing = {one.value: one for one in Sharing}


class StandingOrderState(StrEnum):
    """Whether a standing order still makes orders. Pauses stand in their own list."""

    ACTIVE = "active"
    """It does."""
    ENDED = "ended"
    """It makes none any more; what it made stays."""


_StandingOrderState = {one.value: one for one in StandingOrderState}


class Stop(StrEnum):
    """Why a walk came to an end."""

    ENDED = "ended"
    """There are no more slots: COUNT, UNTIL, the last extra date, or the end of `between`."""
    SILENT = "silent"
    """The rule fires no more within `SILENT_YEARS` years."""
    UNFINISHED = "unfinished"
    """`MAX_STEPS` are used up: go on from the mark."""


_Stop = {one.value: one for one in Stop}


class Weekday(StrEnum):
    """A day of the week."""

    MONDAY = "monday"
    """`MO` in a rule."""
    TUESDAY = "tuesday"
    """`TU` in a rule."""
    WEDNESDAY = "wednesday"
    """`WE` in a rule."""
    THURSDAY = "thursday"
    """`TH` in a rule."""
    FRIDAY = "friday"
    """`FR` in a rule."""
    SATURDAY = "saturday"
    """`SA` in a rule."""
    SUNDAY = "sunday"
    """`SU` in a rule."""


_Weekday = {one.value: one for one in Weekday}


class WhyNot(StrEnum):
    """Why somebody may not shop."""

    NO_CUSTOMER = "no_customer"
    """He is no customer, and the shop is for customers."""
    NOT_TAGGED = "not_tagged"
    """The customer has none of the tags that the shop asks for."""
    ARCHIVED = "archived"
    """The customer is archived, and the shop is not open to all."""
    VIEW_ONLY = "view_only"
    """He is a contact who may only look."""


_WhyNot = {one.value: one for one in WhyNot}


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """What a customer's entries, orders and standing orders come to, kept in the transaction
    that changes them, so that lists sort by it and read it in one row (B4).
    """

    enterprise: str
    """Whose books."""
    customer: UUID
    """Whose account."""
    balance: Money
    """The sum of the entries: below zero the customer owes."""
    orders: int
    """How many of the orders are placed or fulfilled, past orders among them."""
    last_order_at: datetime.datetime | None
    """When the last of those was placed."""
    standing_orders: int
    """How many standing orders have not ended."""


def decode_Account(d: Any) -> Account:
    return Account(
        enterprise=d["enterprise"],
        customer=UUID(d["customer"]),
        balance=decode_Money(d["balance"]),
        orders=d["orders"],
        last_order_at=None if d["last_order_at"] is None else decode_instant(d["last_order_at"]),
        standing_orders=d["standing_orders"],
    )


def encode_Account(x: Account | Mapping[str, Any]) -> Any:
    if not isinstance(x, Account):
        return x
    d: dict[str, Any] = {}
    d["enterprise"] = x.enterprise
    d["customer"] = encode_uuid(x.customer)
    d["balance"] = encode_Money(x.balance)
    d["orders"] = x.orders
    d["last_order_at"] = None if x.last_order_at is None else encode_instant(x.last_order_at)
    d["standing_orders"] = x.standing_orders
    return d



@dataclass(frozen=True, slots=True, kw_only=True)
class AddedToOrder:
    """The order with what was added to it."""

    order: OrderWithLines
    """The order as it is now."""
    short: list[ShortLine]
    """The lines of the list of which less was added, or nothing."""


def decode_AddedToOrder(d: Any) -> AddedToOrder:
    return AddedToOrder(
        order=decode_OrderWithLines(d["order"]),
        short=[decode_ShortLine(i) for i in d["short"]],
    )


def encode_AddedToOrder(x: AddedToOrder | Mapping[str, Any]) -> Any:
    if not isinstance(x, AddedToOrder):
        return x
    d: dict[str, Any] = {}
    d["order"] = encode_OrderWithLines(x.order)
    d["short"] = encode_list(x.short, encode_ShortLine)
    return d



@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """A postal address, as the host writes it on a parcel."""

    lines: list[str] = field(default_factory=list)
    """Street and house, up to three lines."""
    city: str | None = None
    """Town."""
    region: str | None = None
    """County, state or canton."""
    postcode: str | None = None
    """Postal code."""
    country: str | None = None
    """ISO 3166 country code."""


def decode_Address(d: Any) -> Address:
    return Address(
        lines=d["lines"] if "lines" in d else [],
        city=None if d.get("city") is None else d["city"],
        region=None if d.get("region") is None else d["region"],
        postcode=None if d.get("postcode") is None else d["postcode"],
        country=None if d.get("country") is None else d["country"],
    )


def encode_Address(x: Address | Mapping[str, Any]) -> Any:
    if not isinstance(x, Address):
        return x
    d: dict[str, Any] = {}
    d["lines"] = encode_list(x.lines)
    d["city"] = None if x.city is None else x.city
    d["region"] = None if x.region is None else x.region
    d["postcode"] = None if x.postcode is None else x.postcode
    d["country"] = None if x.country is None else x.country
    return d



@dataclass(frozen=True, slots=True, kw_only=True)
class Alias:
    """What a customer was known by who was merged into this one."""

    kind: AliasKind
    """What it is."""
    value: str
    """As it was written."""


def decode_Alias(d: Any) -> Alias:
    return Alias(
        kind=_AliasKind[d["kind"]],
        value=d["value"],
    )


def encode_Alias(x: Alias | Mapping[str, Any]) -> Any:
    if not isinstance(x, Alias):
        return x
    d: dict[str, Any] = {}
    d["kind"] = x.kind
    d["value"] = x.value
    return d



@dataclass(frozen=True, slots=True, kw_only=True)
class Author:
    """Who did something."""

    kind: AuthorKind
    """What he is."""
    id: str | None = None
    """The host's user id, or the customer's id."""
    contact: UUID | None = None
    """The contact who acted for the customer (A16); none: he himself."""


def decode_Author(d: Any) -> Author:
    return Author(
        kind=_AuthorKind[d["kind"]],
        id=None if d.get("id") is None else d["id"],
        contact=None if d.get("contact") is None else UUID(d["contact"]),
    )


def encode_Author(x: Author | Mapping[str, Any]) -> Any:
    if not isinstance(x, Author):
        return x
    d: dict[str, Any] = {}
    d["kind"] = x.kind
    if x.id is not None:
        d["id"] = x.id
    if x.contact is not None:
        d["contact"] = encode_uuid(x.contact)
    return d



@dataclass(frozen=True, slots=True, kw_only=True)
class Balance:
    """What a customer's account comes to."""

    account: Account
    """The account."""
    upcoming: Money
    """What pending orders will charge when they are placed: not in the balance yet (B4)."""


def decode_Balance(d: Any) -> Balance:
    return Balance(
        account=decode_Account(d["account"]),
        upcoming=decode_Money(d["upcoming"]),
    )


def encode_Balance(x: Balance | Mapping[str, Any]) -> Any:
    if not isinstance(x, Balance):
        return x
    d: dict[str, Any] = {}
    d["account"] = encode_Account(x.account)
    d["upcoming"] = encode_Money(x.upcoming)
    return d



@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeEntry:
    """Who changed what and when (A15)."""

    enterprise: str
    """Whose."""
    id: UUID
    """Our id, ascending in time."""
    subject: UUID
    """What was changed: the id of a customer, note, series, cycle, standing order or order."""
    operation: str
    """By which operation."""
    by: Author
    """By whom."""
    at: datetime.datetime
    """When."""
    facts: Any
    """What it set: the changed fields with their new values."""


def decode_ChangeEntry(d: Any) -> ChangeEntry:
    return ChangeEntry(
        enterprise=d["enterprise"],
        id=UUID(d["id"]),
        subject=UUID(d["subject"]),
        operation=d["operation"],
        by=decode_Author(d["by"]),
        at=decode_instant(d["at"]),
        facts=d["facts"],
    )


def encode_ChangeEntry(x: ChangeEntry | Mapping[str, Any]) -> Any:
    if not isinstance(x, ChangeEntry):
        return x
    d: dict[str, Any] = {}
    d["enterprise"] = x.enterprise
    d["id"] = encode_uuid(x.id)
    d["subject"] = encode_uuid(x.subject)
    d["operation"] = x.operation
    d["by"] = encode_Author(x.by)
    d["at"] = encode_instant(x.at)
    d["facts"] = x.facts
    return d



@dataclass(frozen=True, slots=True, kw_only=True)
class ChangePage:
    """Changes, the newest first."""

    items: list[ChangeEntry]
    """The rows, in the list's order."""
    next_page: str | None
    """Give it as `after` for the rows that follow; none: there are no more."""


def decode_ChangePage(d: Any) -> ChangePage:
    return ChangePage(
        items=[decode_ChangeEntry(i) for i in d["items"]],
        next_page=d["next_page"],
    )


def encode_ChangePage(x: ChangePage | Mapping[str, Any]) -> Any:
    if not isinstance(x, ChangePage):
        return x
    d: dict[str, Any] = {}
    d["items"] = encode_list(x.items, encode_ChangeEntry)
    d["next_page"] = x.next_page
    return d



@dataclass(frozen=True, slots=True, kw_only=True)
class ClockReport:
    """What happened while the test clock ran."""

    now: datetime.datetime
    """What the clock shows now."""
    ticks: list[TickReport]
    """The ticks on the way that had something to do."""


def decode_ClockReport(d: Any) -> ClockReport:
    return ClockReport(
        now=decode_instant(d["now"]),
        ticks=[decode_TickReport(i) for i in d["ticks"]],
    )


def encode_ClockReport(x: ClockReport | Mapping[str, Any]) -> Any:
    if not isinstance(x, ClockReport):
        return x
    d: dict[str, Any] = {}
    d["now"] = encode_instant(x.now)
    d["ticks"] = encode_list(x.ticks, encode_TickReport)
    return d



@dataclass(frozen=True, slots=True, kw_only=True)
class ClosePlan:
    """What a close does."""

    orders: list[ClosedOrder]
    """What becomes of each order, in the order given."""
    placed_total: Money
    """The sum of the orders that are placed."""


def decode_ClosePlan(d: Any) -> ClosePlan:
    return ClosePlan(
        orders=[decode_ClosedOrder(i) for i in d["orders"]],
        placed_total=decode_Money(d["placed_total"]),
    )


def encode_ClosePlan(x: ClosePlan | Mapping[str, Any]) -> Any:
    if not isinstance(x, ClosePlan):
        return x
    d: dict[str, Any] = {}
    d["orders"] = encode_list(x.orders, encode_ClosedOrder)
    d["placed_total"] = encode_Money(x.placed_total)
    return d



@dataclass(frozen=True, slots=True, kw_only=True)
class ClosedOrder:
    """What becomes of one order."""

    order: str
    """The host's id of the order."""
    action: Closed
    """What becomes of it."""
    item_total: Money
    """The sum of its lines, each rounded once."""
    total: Money
    """Lines and fees; nothing where it is cancelled."""


def decode_ClosedOrder(d: Any) -> ClosedOrder:
    return ClosedOrder(
        order=d["order"],
        action=_Closed[d["action"]],
        item_total=decode_Money(d["item_total"]),
        total=decode_Money(d["total"]),
    )


def encode_ClosedOrder(x: ClosedOrder | Mapping[str, Any]) -> Any:
    if not isinstance(x, ClosedOrder):
        return x
    d: dict[str, Any] = {}
    d["order"] = x.order
    d["action"] = x.action
    d["item_total"] = encode_Money(x.item_total)
    d["total"] = encode_Money(x.total)
    return d



@dataclass(frozen=True, slots=True, kw_only=True)
class CodeRow:
    """The code that a customer shall have."""

    customer: IdLike
    """Which customer."""
    code: str | None = None
    """His code: 1 to 64 characters; null or blank: none."""


def decode_CodeRow(d: Any) -> CodeRow:
    return CodeRow(
        customer=UUID(d["customer"]),
        code=None if d.get("code") is None else d["code"],
    )


def encode_CodeRow(x: CodeRow | Mapping[str, Any]) -> Any:
    if not isinstance(x, CodeRow):
        return x
    d: dict[str, Any] = {}
    d["customer"] = encode_uuid(x.customer)
    if x.code is not None:
        d["code"] = x.code
    return d



@dataclass(frozen=True, slots=True, kw_only=True)
class CodesSet:
    """How many codes were set."""

    changed: int
    """Customers whose code is another now."""
    unchanged: int
    """Customers who had it already."""


def decode_CodesSet(d: Any) -> CodesSet:
    return CodesSet(
        changed=d["changed"],
        unchanged=d["unchanged"],
    )


def encode_CodesSet(x: CodesSet | Mapping[str, Any]) -> Any:
    if not isinstance(x, CodesSet):
        return x
    d: dict[str, Any] = {}
    d["changed"] = x.changed
    d["unchanged"] = x.unchanged
    return d



@dataclass(frozen=True, slots=True, kw_only=True)
class CollectionInput:
    """When customers collect, in local time."""

    starts_at: datetime.datetime
    """From this local time."""
    ends_at: datetime.datetime
    """Until this local time."""


def decode_CollectionInput(d: Any) -> CollectionInput:
    return CollectionInput(
        starts_at=datetime.datetime.fromisoformat(d["starts_at"]),
        ends_at=datetime.datetime.fromisoformat(d["ends_at"]),
    )


def encode_CollectionInput(x: CollectionInput | Mapping[str, Any]) -> Any:
    if not isinstance(x, CollectionInput):
        return x
    d: dict[str, Any] = {}
    d["starts_at"] = encode_local(x.starts_at)
    d["ends_at"] = encode_local(x.ends_at)
    return d



@dataclass(frozen=True, slots=True, kw_only=True)
class CollectionRule:
    """When orders are collected: from the first such weekday and time strictly after the
    cycle's close (plus `lead`) until a time on that day, or on the `until_weekday` that
    follows it.
    """

    weekday: Weekday
    starts: datetime.time
    until_weekday: Weekday | None = None
    ends: datetime.time
    lead: Lead | None = None


def decode_CollectionRule(d: Any) -> CollectionRule:
    return CollectionRule(
        weekday=_Weekday[d["weekday"]],
        starts=datetime.time.fromisoformat(d["starts"]),
        until_weekday=None if d.get("until_weekday") is None else _Weekday[d["until_weekday"]],
        ends=datetime.time.fromisoformat(d["ends"]),
        lead=None if d.get("lead") is None else decode_Lead(d["lead"]),
    )


def encode_CollectionRule(x: CollectionRule | Mapping[str, Any]) -> Any:
    if not isinstance(x, CollectionRule):
        return x
    d: dict[str, Any] = {}
    d["weekday"] = x.weekday
    d["starts"] = encode_time(x.starts)
    if x.until_weekday is not None:
        d["until_weekday"] = x.until_weekday
    d["ends"] = encode_time(x.ends)
    if x.lead is not None:
        d["lead"] = encode_Lead(x.lead)
    return d



@dataclass(frozen=True, slots=True, kw_only=True)
class CollectionWindow:
    """When the orders of one cycle are collected."""

    starts_at: datetime.datetime
    """From this moment."""
    ends_at: datetime.datetime
    """Until this moment."""
    starts_local: datetime.datetime
    """What the hub's clocks show at the start."""
    ends_local: datetime.datetime
    """What the hub's clocks show at the end."""
    text: str
    """Both in words: `Wednesday 1 April 2026, 14:00–18:00`."""


def decode_CollectionWindow(d: Any) -> CollectionWindow:
    return CollectionWindow(
        starts_at=decode_instant(d["starts_at"]),
        ends_at=decode_instant(d["ends_at"]),
        starts_local=datetime.datetime.fromisoformat(d["starts_local"]),
        ends_local=datetime.datetime.fromisoformat(d["ends_local"]),
        text=d["text"],
    )


def encode_CollectionWindow(x: CollectionWindow | Mapping[str, Any]) -> Any:
    if not isinstance(x, CollectionWindow):
        return x
    d: dict[str, Any] = {}
    d["starts_at"] = encode_instant(x.starts_at)
    d["ends_at"] = encode_instant(x.ends_at)
    d["starts_local"] = encode_local(x.starts_local)
    d["ends_local"] = encode_local(x.ends_local)
    d["text"] = x.text
    return d



@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """A person who acts for a customer: of a household, or another manager of a café (A16)."""

    enterprise: str
    """Whose customer."""
    id: UUID
    """Our id."""
    customer: UUID
    """For which customer."""
    email: str | None
    """His e-mail address; or else there is a user."""
    user: str | None
    """The host's user behind him."""
    name: str | None
    """What to call him."""
    access: ContactAccess
    """How far he may act."""
    created_at: datetime.datetime
    """When made."""
    version: int
    """Raised by every change."""


def decode_Contact(d: Any) -> Contact:
    return Contact(
        enterprise=d["enterprise"],
        id=UUID(d["id"]),
        customer=UUID(d["customer"]),
        email=d["email"],
        user=d["user"],
        name=d["name"],
        access=_ContactAccess[d["access"]],
        created_at=decode_instant(d["created_at"]),
        version=d["version"],
    )


def encode_Contact(x: Contact | Mapping[str, Any]) -> Any:
    if not isinstance(x, Contact):
        return x
    d: dict[str, Any] = {}
    d["enterprise"] = x.enterprise
    d["id"] = encode_uuid(x.id)
    d["customer"] = encode_uuid(x.customer)
    d["email"] = x.email
    d["user"] = x.user
    d["name"] = x.name
    d["access"] = x.access
    d["created_at"] = encode_instant(x.created_at)
    d["version"] = x.version
    return d



@dataclass(frozen=True, slots=True, kw_only=True)
class ContactList:
    """Who acts for a customer beside himself; at most 50."""

    items: list[Contact]
    """The contacts, in the order in which they came."""


def decode_ContactList(d: Any) -> ContactList:
    return ContactList(
        items=[decode_Contact(i) for i in d["items"]],
    )


def encode_ContactList(x: ContactList | Mapping[str, Any]) -> Any:
    if not isinstance(x, ContactList):
        return x
    d: dict[str, Any] = {}
    d["items"] = encode_list(x.items, encode_Contact)
    return d



@dataclass(frozen=True, slots=True, kw_only=True)
class CsvColumn:
    """A column of a file, and what it was taken for."""

    header: str
    """What stands at its head."""
    field: str | None
    """The field that it sets; none: it is left out."""


def decode_CsvColumn(d: Any) -> CsvColumn:
    return CsvColumn(
        header=d["header"],
        field=d["field"],
    )


def encode_CsvColumn(x: CsvColumn | Mapping[str, Any]) -> Any:
    if not isinstance(x, CsvColumn):
        return x
    d: dict[str, Any] = {}
    d["header"] = x.header
    d["field"] = x.field
    return d



@dataclass(frozen=True, slots=True, kw_only=True)
class CsvFault:
    """What is wrong with one row."""

    line: int
    """The line in which the row begins; the first is 1."""
    field: str | None
    """The field; none: the row as a whole."""
    code: str
    """What kind of fault: a code of errors."""
    message: str
    """What is wrong and what to do."""


def decode_CsvFault(d: Any) -> CsvFault:
    return CsvFault(
        line=d["line"],
        field=d["field"],
        code=d["code"],
        message=d["message"],
    )


def encode_CsvFault(x: CsvFault | Mapping[str, Any]) -> Any:
    if not isinstance(x, CsvFault):
        return x
    d: dict[str, Any] = {}
    d["line"] = x.line
    d["field"] = x.field
    d["code"] = x.code
    d["message"] = x.message
    return d



@dataclass(frozen=True, slots=True, kw_only=True)
class Customer:
    """A person or company at one enterprise (A1–A3)."""

    enterprise: str
    """Whose customer."""
    id: UUID
    """Our id."""
    email: str | None
    """Where to write; some have none (R18)."""
    email_default: bool
    """Whether the address finds this customer where several share it (A1)."""
    code: str | None
    """The hub's own code, unique at the enterprise ignoring case (A2)."""
    first_name: str | None
    """First name."""
    last_name: str | None
    """Last name."""
    company: str | None
    """Company or group."""
    phone: str | None
    """Telephone number, as written."""
    billing_address: Address | None
    """Where bills go."""
    shipping_address: Address | None
    """Where goods go."""
    shipping_method: str | None
    """The host's shipping method that new orders take."""
    payment_method: str | None
    """The host's payment method that new orders take."""
    delivery_run: str | None
    """A short tag of the round on which the goods go out, such as `NTH`."""
    tags: list[str]
    """Tags, in alphabetical order ignoring case and accents."""
    custom: dict[str, str]
    """What the hub's own fields say of him, by their keys; all as texts: a number as `2.5`, a
    date as `2026-03-01` (A3).
    """
    language: str | None
    """The language of notices, as BCP 47 writes it (`en-GB`)."""
    tax_number: str | None
    """Tax number."""
    company_number: str | None
    """Company number."""
    user: str | None
    """The host's user behind the customer, if he signs in."""
    consent: Consent
    """Whether the hub may write to him beyond his own orders (A10)."""
    consent_at: datetime.datetime | None
    """When that was said last."""
    consent_by: Author | None
    """Who said so."""
    archived_at: datetime.datetime | None
    """Since when he is archived (A12); none: he is not."""
    erased_at: datetime.datetime | None
    """When he was erased: what is left is a pseudonym (R43)."""
    merged_into: UUID | None
    """Into whom he was merged: what was his is that one's, and this id leads there (A6)."""
    aliases: list[Alias]
    """What those were known by who were merged into him; each finds him."""
    created_at: datetime.datetime
    """When made."""
    version: int
    """Raised by every change."""


def decode_Customer(d: Any) -> Customer:
    return Customer(
        enterprise=d["enterprise"],
        id=UUID(d["id"]),
        email=d["email"],
        email_default=d["email_default"],
        code=d["code"],
        first_name=d["first_name"],
        last_name=d["last_name"],
        company=d["company"],
        phone=d["phone"],
        billing_address=None if d["billing_address"] is None else decode_Address(d["billing_address"]),
        shipping_address=None if d["shipping_address"] is None else decode_Address(d["shipping_address"]),
        shipping_method=d["shipping_method"],
        payment_method=d["payment_method"],
        delivery_run=d["delivery_run"],
        tags=d["tags"],
        custom=d["custom"],
        language=d["language"],
        tax_number=d["tax_number"],
        company_number=d["company_number"],
        user=d["user"],
        consent=_Consent[d["consent"]],
        consent_at=None if d["consent_at"] is None else decode_instant(d["consent_at"]),
        consent_by=None if d["consent_by"] is None else decode_Author(d["consent_by"]),
        archived_at=None if d["archived_at"] is None else decode_instant(d["archived_at"]),
        erased_at=None if d["erased_at"] is None else decode_instant(d["erased_at"]),
        merged_into=None if d["merged_into"] is None else UUID(d["merged_into"]),
        aliases=[decode_Alias(i) for i in d["aliases"]],
        created_at=decode_instant(d["created_at"]),
        version=d["version"],
    )


def encode_Customer(x: Customer | Mapping[str, Any]) -> Any:
    if not isinstance(x, Customer):
        return x
    d: dict[str, Any] = {}
    d["enterprise"] = x.enterprise
    d["id"] = encode_uuid(x.id)
    d["email"] = x.email
    d["email_default"] = x.email_default
    d["code"] = x.code
    d["first_name"] = x.first_name
    d["last_name"] = x.last_name
    d["company"] = x.company
    d["phone"] = x.phone
    d["billing_address"] = None if x.billing_address is None else encode_Address(x.billing_address)
    d["shipping_address"] = None if x.shipping_address is None else encode_Address(x.shipping_address)
    d["shipping_method"] = x.shipping_method
    d["payment_method"] = x.payment_method
    d["delivery_run"] = x.delivery_run
    d["tags"] = encode_list(x.tags)
    d["custom"] = x.custom
    d["language"] = x.language
    d["tax_number"] = x.tax_number
    d["company_number"] = x.company_number
    d["user"] = x.user
    d["consent"] = x.consent
    d["consent_at"] = None if x.consent_at is None else encode_instant(x.consent_at)
    d["consent_by"] = None if x.consent_by is None else encode_Author(x.consent_by)
    d["archived_at"] = None if x.archived_at is None else encode_instant(x.archived_at)
    d["erased_at"] = None if x.erased_at is None else encode_instant(x.erased_at)
    d["merged_into"] = None if x.merged_into is None else encode_uuid(x.merged_into)
    d["aliases"] = encode_list(x.aliases, encode_Alias)
    d["created_at"] = encode_instant(x.created_at)
    d["version"] = x.version
    return d



@dataclass(frozen=True, slots=True, kw_only=True)
class CustomerChange:
    """One customer in the feed, as he is now."""

    number: int
    """The number of his latest change."""
    customer: UUID
    """Which customer."""
    event: CustomerEvent
    """What became of him."""
    email: str | None
    """Where to write; none where he has no address or is gone."""
    name: str | None
    """The name to show; none where he is gone."""
    tags: list[str]
    """His tags, sorted."""
    consent: Consent
    """Whether the hub may write to him beyond his own orders; `refused` where he is gone."""


def decode_CustomerChange(d: Any) -> CustomerChange:
    return CustomerChange(
        number=d["number"],
        customer=UUID(d["customer"]),
        event=_CustomerEvent[d["event"]],
        email=d["email"],
        name=d["name"],
        tags=d["tags"],
        consent=_Consent[d["consent"]],
    )


def encode_CustomerChange(x: CustomerChange | Mapping[str, Any]) -> Any:
    if not isinstance(x, CustomerChange):
        return x
    d: dict[str, Any] = {}
    d["number"] = x.number
    d["customer"] = encode_uuid(x.customer)
    d["event"] = x.event
    d["email"] = x.email
    d["name"] = x.name
    d["tags"] = encode_list(x.tags)
    d["consent"] = x.consent
    return d



@dataclass(frozen=True, slots=True, kw_only=True)
class CustomerChanges:
    """A stretch of the feed."""

    items: list[CustomerChange]
    """The customers who came, changed or went, each once, in the order of their latest change."""
    next_since: int
    """Keep it once these are worked off, and give it as `since` the next time."""
    more: bool
    """Whether more follow already."""


def decode_CustomerChanges(d: Any) -> CustomerChanges:
    return CustomerChanges(
        items=[decode_CustomerChange(i) for i in d["items"]],
        next_since=d["next_since"],
        more=d["more"],
    )


def encode_CustomerChanges(x: CustomerChanges | Mapping[str, Any]) -> Any:
    if not isinstance(x, CustomerChanges):
        return x
    d: dict[str, Any] = {}
    d["items"] = encode_list(x.items, encode_CustomerChange)
    d["next_since"] = x.next_since
    d["more"] = x.more
    return d



@dataclass(frozen=True, slots=True, kw_only=True)
class CustomerField:
    """A field that a hub has defined for its customers."""

    enterprise: str
    """Whose."""
    field: str
    """Its key in a customer's `custom`."""
    label: str
    """What pages and sheets call it."""
    kind: FieldKind
    """What it holds."""
    choices: list[str]
    """Of a choice: what can be chosen."""
    position: int
    """Where it stands among the others."""
    version: int
    """Raised by every change."""


def decode_CustomerField(d: Any) -> CustomerField:
    return CustomerField(
        enterprise=d["enterprise"],
        field=d["field"],
        label=d["label"],
        kind=_FieldKind[d["kind"]],
        choices=d["choices"],
        position=d["position"],
        version=d["version"],
    )


def encode_CustomerField(x: CustomerField | Mapping[str, Any]) -> Any:
    if not isinstance(x, CustomerField):
        return x
    d: dict[str, Any] = {}
    d["enterprise"] = x.enterprise
    d["field"] = x.field
    d["label"] = x.label
    d["kind"] = x.kind
    d["choices"] = encode_list(x.choices)
    d["position"] = x.position
    d["version"] = x.version
    return d



@dataclass(frozen=True, slots=True, kw_only=True)
class CustomerFieldList:
    """The fields that an enterprise has defined, in the order of their positions."""

    items: list[CustomerField]
    """All of them, at most 100."""


def decode_CustomerFieldList(d: Any) -> CustomerFieldList:
    return CustomerFieldList(
        items=[decode_CustomerField(i) for i in d["items"]],
    )


def encode_CustomerFieldList(x: CustomerFieldList | Mapping[str, Any]) -> Any:
    if not isinstance(x, CustomerFieldList):
        return x
    d: dict[str, Any] = {}
    d["items"] = encode_list(x.items, encode_CustomerField)
    return d



@dataclass(frozen=True, slots=True, kw_only=True)
class CustomerFieldRemoved:
    """What went with a field."""

    field: str
    """Its key."""
    customers: int
    """How many customers lost a value."""


def decode_CustomerFieldRemoved(d: Any) -> CustomerFieldRemoved:
    return CustomerFieldRemoved(
        field=d["field"],
        customers=d["customers"],
    )


def encode_CustomerFieldRemoved(x: CustomerFieldRemoved | Mapping[str, Any]) -> Any:
    if not isinstance(x, CustomerFieldRemoved):
        return x
    d: dict[str, Any] = {}
    d["field"] = x.field
    d["customers"] = x.customers
    return d



@dataclass(frozen=True, slots=True, kw_only=True)
class CustomerFields:
    """What can be said of a customer. On creating, what is left out is empty; on updating, it
    stays.
    """

    email: str | None | Keep = KEEP
    """Where to write."""
    code: str | None | Keep = KEEP
    """The hub's own code; blank means none (A2)."""
    first_name: str | None | Keep = KEEP
    """First name."""
    last_name: str | None | Keep = KEEP
    """Last name."""
    company: str | None | Keep = KEEP
    """Company or group."""
    phone: str | None | Keep = KEEP
    """Telephone number."""
    billing_address: Address | None | Keep = KEEP
    """Where bills go."""
    shipping_address: Address | None | Keep = KEEP
    """Where goods go."""
    shipping_method: str | None | Keep = KEEP
    """The host's shipping method for new orders."""
    payment_method: str | None | Keep = KEEP
    """The host's payment method for new orders."""
    delivery_run: str | None | Keep = KEEP
    """The delivery run, such as `NTH`."""
    tags: Sequence[str] | Keep = KEEP
    """Tags: the whole list. A tag that the hub has already keeps its spelling, whatever the
    case and accents here.
    """
    custom: Mapping[str, str | None] | Keep = KEEP
    """What the hub's own fields say: the named ones change, null or blank clears, the others
    stay. All as texts: a number as `2.5`, a date as `2026-03-01` (A3).
    """
    language: str | None | Keep = KEEP
    """The language of notices (BCP 47)."""
    tax_number: str | None | Keep = KEEP
    """Tax number."""
    company_number: str | None | Keep = KEEP
    """Company number."""
    user: str | None | Keep = KEEP
    """The host's user behind the customer."""


def decode_CustomerFields(d: Any) -> CustomerFields:
    return CustomerFields(
        email=d["email"] if "email" in d else KEEP,
        code=d["code"] if "code" in d else KEEP,
        first_name=d["first_name"] if "first_name" in d else KEEP,
        last_name=d["last_name"] if "last_name" in d else KEEP,
        company=d["company"] if "company" in d else KEEP,
        phone=d["phone"] if "phone" in d else KEEP,
        billing_address=(None if d["billing_address"] is None else decode_Address(d["billing_address"])) if "billing_address" in d else KEEP,
        shipping_address=(None if d["shipping_address"] is None else decode_Address(d["shipping_address"])) if "shipping_address" in d else KEEP,
        shipping_method=d["shipping_method"] if "shipping_method" in d else KEEP,
        payment_method=d["payment_method"] if "payment_method" in d else KEEP,
        delivery_run=d["delivery_run"] if "delivery_run" in d else KEEP,
        tags=d["tags"] if "tags" in d else KEEP,
        custom=d["custom"] if "custom" in d else KEEP,
        language=d["language"] if "language" in d else KEEP,
        tax_number=d["tax_number"] if "tax_number" in d else KEEP,
        company_number=d["company_number"] if "company_number" in d else KEEP,
        user=d["user"] if "user" in d else KEEP,
    )


def encode_CustomerFields(x: CustomerFields | Mapping[str, Any]) -> Any:
    if not isinstance(x, CustomerFields):
        return x
    d: dict[str, Any] = {}
    if not isinstance(x.email, Keep):
        d["email"] = x.email
    if not isinstance(x.code, Keep):
        d["code"] = x.code
    if not isinstance(x.first_name, Keep):
        d["first_name"] = x.first_name
    if not isinstance(x.last_name, Keep):
        d["last_name"] = x.last_name
    if not isinstance(x.company, Keep):
        d["company"] = x.company
    if not isinstance(x.phone, Keep):
        d["phone"] = x.phone
    if not isinstance(x.billing_address, Keep):
        d["billing_address"] = None if x.billing_address is None else encode_Address(x.billing_address)
    if not isinstance(x.shipping_address, Keep):
        d["shipping_address"] = None if x.shipping_address is None else encode_Address(x.shipping_address)
    if not isinstance(x.shipping_method, Keep):
        d["shipping_method"] = x.shipping_method
    if not isinstance(x.payment_method, Keep):
        d["payment_method"] = x.payment_method
    if not isinstance(x.delivery_run, Keep):
        d["delivery_run"] = x.delivery_run
    if not isinstance(x.tags, Keep):
        d["tags"] = encode_list(x.tags)
    if not isinstance(x.custom, Keep):
        d["custom"] = x.custom
    if not isinstance(x.language, Keep):
        d["language"] = x.language
    if not isinstance(x.tax_number, Keep):
        d["tax_number"] = x.tax_number
    if not isinstance(x.company_number, Keep):
        d["company_number"] = x.company_number
    if not isinstance(x.user, Keep):
        d["user"] = x.user
    return d



@dataclass(frozen=True, slots=True, kw_only=True)
class CustomerFilter:
    """Which customers are meant (A7). What is left out does not matter; all that is given must
    hold.
    """

    customers: list[UUID] | None = None
    """These, archived or not; at most 4,000. An empty list means nobody."""
    search: str | None = None
    """Beginnings of words of name, company, e-mail address, code, telephone number or the
    hub's own fields, in any order, without regard to case and accents; at most 8.
    """
    email: str | None = None
    """With this e-mail address, or merged with one who had it."""
    code: str | None = None
    """With this code, or merged with one who had it."""
    tags: list[str] = field(default_factory=list)
    """With one of these tags."""
    delivery_runs: list[str] = field(default_factory=list)
    """On one of these delivery runs."""
    balance: BalanceIs | None = None
    """Whose balance stands so."""
    last_order_from: datetime.datetime | None = None
    """Whose last order was placed then or later."""
    last_order_before: datetime.datetime | None = None
    """Whose last order was placed before then; who never ordered is not meant."""
    standing_order: bool | None = None
    """With a standing order that has not ended, or without."""
    archived: ArchivedCustomers | None = None
    """Whether archived ones are meant; usually they are not (A12)."""


def decode_CustomerFilter(d: Any) -> CustomerFilter:
    return CustomerFilter(
        customers=None if d.get("customers") is None else [UUID(i) for i in d["customers"]],
        search=None if d.get("search") is None else d["search"],
        email=None if d.get("email") is None else d["email"],
        code=None if d.get("code") is None else d["code"],
        tags=d["tags"] if "tags" in d else [],
        delivery_runs=d["delivery_runs"] if "delivery_runs" in d else [],
        balance=None if d.get("balance") is None else _BalanceIs[d["balance"]],
        last_order_from=None if d.get("last_order_from") is None else decode_instant(d["last_order_from"]),
        last_order_before=None if d.get("last_order_before") is None else decode_instant(d["last_order_before"]),
        standing_order=None if d.get("standing_order") is None else d["standing_order"],
        archived=None if d.get("archived") is None else _ArchivedCustomers[d["archived"]],
    )


def encode_CustomerFilter(x: CustomerFilter | Mapping[str, Any]) -> Any:
    if not isinstance(x, CustomerFilter):
        return x
    d: dict[str, Any] = {}
    d["customers"] = None if x.customers is None else encode_list(x.customers, encode_uuid)
    d["search"] = None if x.search is None else x.search
    d["email"] = None if x.email is None else x.email
    d["code"] = None if x.code is None else x.code
    d["tags"] = encode_list(x.tags)
    d["delivery_runs"] = encode_list(x.delivery_runs)
    d["balance"] = None if x.balance is None else x.balance
    d["last_order_from"] = None if x.last_order_from is None else encode_instant(x.last_order_from)
    d["last_order_before"] = None if x.last_order_before is None else encode_instant(x.last_order_before)
    d["standing_order"] = None if x.standing_order is None else x.standing_order
    d["archived"] = None if x.archived is None else x.archived
    return d



@dataclass(frozen=True, slots=True, kw_only=True)
class CustomerMay:
    """What customers may do with their own standing orders and pending orders (D13)."""

    create: bool = True
    """Set up a standing order."""
    edit: bool = True
    """Change its lines, and edit orders until their limit."""
    skip: bool = True
    """Skip cycles."""
    pause: bool = True
    """Pause and resume."""
    cancel: bool = True
    """End it, and cancel pending orders."""


def decode_CustomerMay(d: Any) -> CustomerMay:
    return CustomerMay(
        create=d["create"] if "create" in d else True,
        edit=d["edit"] if "edit" in d else True,
        skip=d["skip"] if "skip" in d else True,
        pause=d["pause"] if "pause" in d else True,
        cancel=d["cancel"] if "cancel" in d else True,
    )


def encode_CustomerMay(x: CustomerMay | Mapping[str, Any]) -> Any:
    if not isinstance(x, CustomerMay):
        return x
    d: dict[str, Any] = {}
    d["create"] = x.create
    d["edit"] = x.edit
    d["skip"] = x.skip
    d["pause"] = x.pause
    d["cancel"] = x.cancel
    return d



@dataclass(frozen=True, slots=True, kw_only=True)
class CustomerNote:
    """What staff note about a customer; he never sees it (A4)."""

    enterprise: str
    """Whose."""
    id: UUID
    """Our id, ascending in time."""
    customer: UUID
    """About which customer."""
    text: str
    """What it says."""
    by: Author
    """Who wrote it."""
    at: datetime.datetime
    """When."""
    edited_by: Author | None
    """Who edited it last."""
    edited_at: datetime.datetime | None
    """When it was edited last."""
    version: int
    """Raised by every edit."""


def decode_CustomerNote(d: Any) -> CustomerNote:
    return CustomerNote(
        enterprise=d["enterprise"],
        id=UUID(d["id"]),
        customer=UUID(d["customer"]),
        text=d["text"],
        by=decode_Author(d["by"]),
        at=decode_instant(d["at"]),
        edited_by=None if d["edited_by"] is None else decode_Author(d["edited_by"]),
        edited_at=None if d["edited_at"] is None else decode_instant(d["edited_at"]),
        version=d["version"],
    )


def encode_CustomerNote(x: CustomerNote | Mapping[str, Any]) -> Any:
    if not isinstance(x, CustomerNote):
        return x
    d: dict[str, Any] = {}
    d["enterprise"] = x.enterprise
    d["id"] = encode_uuid(x.id)
    d["customer"] = encode_uuid(x.customer)
    d["text"] = x.text
    d["by"] = encode_Author(x.by)
    d["at"] = encode_instant(x.at)
    d["edited_by"] = None if x.edited_by is None else encode_Author(x.edited_by)
    d["edited_at"] = None if x.edited_at is None else encode_instant(x.edited_at)
    d["version"] = x.version
    return d



@dataclass(frozen=True, slots=True, kw_only=True)
class CustomerNotePage:
    """Notes about a customer, the newest first."""

    items: list[CustomerNote]
    """The rows, in the list's order."""
    next_page: str | None
    """Give it as `after` for the rows that follow; none: there are no more."""


def decode_CustomerNotePage(d: Any) -> CustomerNotePage:
    return CustomerNotePage(
        items=[decode_CustomerNote(i) for i in d["items"]],
        next_page=d["next_page"],
    )


def encode_CustomerNotePage(x: CustomerNotePage | Mapping[str, Any]) -> Any:
    if not isinstance(x, CustomerNotePage):
        return x
    d: dict[str, Any] = {}
    d["items"] = encode_list(x.items, encode_CustomerNote)
    d["next_page"] = x.next_page
    return d



@dataclass(frozen=True, slots=True, kw_only=True)
class CustomerPage:
    """A page of the customer list."""

    items: list[CustomerRow]
    """The rows, in the list's order. A page of a filtered list may be short, or empty, though
    more follow: `next_page` says.
    """
    next_page: str | None
    """Give it as `after` for the rows that follow; none: there are no more."""
    previous_page: str | None
    """Give it as `before` for the rows before; none: these are the first."""
    total: CustomerTotal | None
    """How many there are in all, where that was asked for."""


def decode_CustomerPage(d: Any) -> CustomerPage:
    return CustomerPage(
        items=[decode_CustomerRow(i) for i in d["items"]],
        next_page=d["next_page"],
        previous_page=d["previous_page"],
        total=None if d["total"] is None else decode_CustomerTotal(d["total"]),
    )


def encode_CustomerPage(x: CustomerPage | Mapping[str, Any]) -> Any:
    if not isinstance(x, CustomerPage):
        return x
    d: dict[str, Any] = {}
    d["items"] = encode_list(x.items, encode_CustomerRow)
    d["next_page"] = x.next_page
    d["previous_page"] = x.previous_page
    d["total"] = None if x.total is None else encode_CustomerTotal(x.total)
    return d



@dataclass(frozen=True, slots=True, kw_only=True)
class CustomerRemoved:
    """What became of a customer who was removed."""

    customer: UUID
    """Which."""
    in_books: bool
    """Whether he stays in the books under a pseudonym; otherwise nothing is there any more."""


def decode_CustomerRemoved(d: Any) -> CustomerRemoved:
    return CustomerRemoved(
        customer=UUID(d["customer"]),
        in_books=d["in_books"],
    )


def encode_CustomerRemoved(x: CustomerRemoved | Mapping[str, Any]) -> Any:
    if not isinstance(x, CustomerRemoved):
        return x
    d: dict[str, Any] = {}
    d["customer"] = encode_uuid(x.customer)
    d["in_books"] = x.in_books
    return d



@dataclass(frozen=True, slots=True, kw_only=True)
class CustomerRow:
    """A row of the customer list. What was not asked for is left out, and null like what is
    empty.
    """

    enterprise: str
    """Whose customer."""
    customer: UUID
    """Our id."""
    name: str | None
    """Company, else full name, else e-mail address."""
    first_name: str | None
    """First name."""
    last_name: str | None
    """Last name."""
    company: str | None
    """Company or group."""
    email: str | None
    """Where to write."""
    code: str | None
    """The hub's own code."""
    phone: str | None
    """Telephone number."""
    tags: list[str] | None
    """Tags, sorted."""
    delivery_run: str | None
    """The delivery run."""
    balance: Money | None
    """The balance: below zero the customer owes."""
    last_order_at: datetime.datetime | None
    """When the last order was placed."""
    orders: int | None
    """How many orders are placed or fulfilled."""
    standing_orders: int | None
    """How many standing orders have not ended."""
    created_at: datetime.datetime | None
    """When the customer was made."""
    custom: dict[str, str] | None
    """What the hub's own fields say that were asked for."""


def decode_CustomerRow(d: Any) -> CustomerRow:
    return CustomerRow(
        enterprise=d["enterprise"],
        customer=UUID(d["customer"]),
        name=d["name"],
        first_name=d["first_name"],
        last_name=d["last_name"],
        company=d["company"],
        email=d["email"],
        code=d["code"],
        phone=d["phone"],
        tags=d["tags"],
        delivery_run=d["delivery_run"],
        balance=None if d["balance"] is None else decode_Money(d["balance"]),
        last_order_at=None if d["last_order_at"] is None else decode_instant(d["last_order_at"]),
        orders=d["orders"],
        standing_orders=d["standing_orders"],
        created_at=None if d["created_at"] is None else decode_instant(d["created_at"]),
        custom=d["custom"],
    )


def encode_CustomerRow(x: CustomerRow | Mapping[str, Any]) -> Any:
    if not isinstance(x, CustomerRow):
        return x
    d: dict[str, Any] = {}
    d["enterprise"] = x.enterprise
    d["customer"] = encode_uuid(x.customer)
    d["name"] = x.name
    d["first_name"] = x.first_name
    d["last_name"] = x.last_name
    d["company"] = x.company
    d["email"] = x.email
    d["code"] = x.code
    d["phone"] = x.phone
    d["tags"] = encode_list(x.tags)
    d["delivery_run"] = x.delivery_run
    d["balance"] = None if x.balance is None else encode_Money(x.balance)
    d["last_order_at"] = None if x.last_order_at is None else encode_instant(x.last_order_at)
    d["orders"] = x.orders
    d["standing_orders"] = x.standing_orders
    d["created_at"] = None if x.created_at is None else encode_instant(x.created_at)
    d["custom"] = x.custom
    return d



@dataclass(frozen=True, slots=True, kw_only=True)
class CustomerSplit:
    """A customer parted in two."""

    customer: Customer
    """The customer as he is now."""
    created: Customer
    """The new one."""


def decode_CustomerSplit(d: Any) -> CustomerSplit:
    return CustomerSplit(
        customer=decode_Customer(d["customer"]),
        created=decode_Customer(d["created"]),
    )


def encode_CustomerSplit(x: CustomerSplit | Mapping[str, Any]) -> Any:
    if not isinstance(x, CustomerSplit):
        return x
    d: dict[str, Any] = {}
    d["customer"] = encode_Customer(x.customer)
    d["created"] = encode_Customer(x.created)
    return d



@dataclass(frozen=True, slots=True, kw_only=True)
class CustomerTotal:
    """How many customers are meant in all."""

    count: int
    """So many."""
    or_more: bool
    """Whether there are more: beyond 10,000, or beyond what one call looks at, nobody counts."""


def decode_CustomerTotal(d: Any) -> CustomerTotal:
    return CustomerTotal(
        count=d["count"],
        or_more=d["or_more"],
    )


def encode_CustomerTotal(x: CustomerTotal | Mapping[str, Any]) -> Any:
    if not isinstance(x, CustomerTotal):
        return x
    d: dict[str, Any] = {}
    d["count"] = x.count
    d["or_more"] = x.or_more
    return d



@dataclass(frozen=True, slots=True, kw_only=True)
class CustomersChanged:
    """What came of a change of many customers."""

    changed: int
    """Customers who were changed."""
    unchanged: int
    """Customers who were so already."""
    refused: list[RefusedCustomer]
    """Customers who were left as they are."""


def decode_CustomersChanged(d: Any) -> CustomersChanged:
    return CustomersChanged(
        changed=d["changed"],
        unchanged=d["unchanged"],
        refused=[decode_RefusedCustomer(i) for i in d["refused"]],
    )


def encode_CustomersChanged(x: CustomersChanged | Mapping[str, Any]) -> Any:
    if not isinstance(x, CustomersChanged):
        return x
    d: dict[str, Any] = {}
    d["changed"] = x.changed
    d["unchanged"] = x.unchanged
    d["refused"] = encode_list(x.refused, encode_RefusedCustomer)
    return d



@dataclass(frozen=True, slots=True, kw_only=True)
class CustomersCsv:
    """A piece of a CSV file."""

    csv: str
    """The piece: the first begins with the header."""
    rows: int
    """How many customers are in it."""
    next_page: str | None
    """Give it as `after` for the piece that follows; none: this is the last."""


def decode_CustomersCsv(d: Any) -> CustomersCsv:
    return CustomersCsv(
        csv=d["csv"],
        rows=d["rows"],
        next_page=d["next_page"],
    )


def encode_CustomersCsv(x: CustomersCsv | Mapping[str, Any]) -> Any:
    if not isinstance(x, CustomersCsv):
        return x
    d: dict[str, Any] = {}
    d["csv"] = x.csv
    d["rows"] = x.rows
    d["next_page"] = x.next_page
    return d



@dataclass(frozen=True, slots=True, kw_only=True)
class CustomersImported:
    """What came of a file."""

    rows: int
    """Rows that were read, the header not among them."""
    created: int
    """Customers made."""
    updated: int
    """Customers changed."""
    unchanged: int
    """Customers who are what their rows say already."""
    refused: int
    """Rows that were left out as bad."""
    faults: list[CsvFault]
    """What is wrong with those, in the order of their lines."""
    columns: list[CsvColumn]
    """What each column was taken for."""
    next_line: int | None
    """Where to go on; none: the file is through."""


def decode_CustomersImported(d: Any) -> CustomersImported:
    return CustomersImported(
        rows=d["rows"],
        created=d["created"],
        updated=d["updated"],
        unchanged=d["unchanged"],
        refused=d["refused"],
        faults=[decode_CsvFault(i) for i in d["faults"]],
        columns=[decode_CsvColumn(i) for i in d["columns"]],
        next_line=d["next_line"],
    )


def encode_CustomersImported(x: CustomersImported | Mapping[str, Any]) -> Any:
    if not isinstance(x, CustomersImported):
        return x
    d: dict[str, Any] = {}
    d["rows"] = x.rows
    d["created"] = x.created
    d["updated"] = x.updated
    d["unchanged"] = x.unchanged
    d["refused"] = x.refused
    d["faults"] = encode_list(x.faults, encode_CsvFault)
    d["columns"] = encode_list(x.columns, encode_CsvColumn)
    d["next_line"] = x.next_line
    return d



@dataclass(frozen=True, slots=True, kw_only=True)
class CustomersMerged:
    """Two customers who are one now."""

    customer: Customer
    """Who stays, with what he gained."""
    merged: Customer
    """What is left of the other: his id leads to the one who stays."""
    orders: int
    """How many orders moved."""
    standing_orders: int
    """How many standing orders moved."""
    postings: int
    """How many entries were taken back here and entered there."""


def decode_CustomersMerged(d: Any) -> CustomersMerged:
    return CustomersMerged(
        customer=decode_Customer(d["customer"]),
        merged=decode_Customer(d["merged"]),
        orders=d["orders"],
        standing_orders=d["standing_orders"],
        postings=d["postings"],
    )


def encode_CustomersMerged(x: CustomersMerged | Mapping[str, Any]) -> Any:
    if not isinstance(x, CustomersMerged):
        return x
    d: dict[str, Any] = {}
    d["customer"] = encode_Customer(x.customer)
    d["merged"] = encode_Customer(x.merged)
    d["orders"] = x.orders
    d["standing_orders"] = x.standing_orders
    d["postings"] = x.postings
    return d



@dataclass(frozen=True, slots=True, kw_only=True)
class Cycle:
    """A window `[opens_at, closes_at)` in which customers order (R1)."""

    enterprise: str
    """Who coordinates it, sells and owns its orders (R15)."""
    id: UUID
    """Our id."""
    name: str
    """What customers see."""
    zone: str
    """The zone of its dates (R2)."""
    opens_at: datetime.datetime
    """The first instant at which customers may order."""
    closes_at: datetime.datetime
    """The first instant at which they may not any more."""
    opens_local: datetime.datetime
    """The opening on the wall clock, as planned."""
    closes_local: datetime.datetime
    """The close on the wall clock, as planned."""
    state: CycleState
    """Where it stands."""
    opened_late: bool
    """Whether it opened after its time (E5)."""
    missed: MissedCycle | None
    """What was done about it when it had opened and closed while nothing ticked (R25)."""
    outgoing: list[Exchange]
    """Who distributes, when it is collected, and what that costs."""
    incoming: list[Supply]
    """Who supplies."""
    version: int
    """Raised by every change."""


def decode_Cycle(d: Any) -> Cycle:
    return Cycle(
        enterprise=d["enterprise"],
        id=UUID(d["id"]),
        name=d["name"],
        zone=d["zone"],
        opens_at=decode_instant(d["opens_at"]),
        closes_at=decode_instant(d["closes_at"]),
        opens_local=datetime.datetime.fromisoformat(d["opens_local"]),
        closes_local=datetime.datetime.fromisoformat(d["closes_local"]),
        state=_CycleState[d["state"]],
        opened_late=d["opened_late"],
        missed=None if d["missed"] is None else _MissedCycle[d["missed"]],
        outgoing=[decode_Exchange(i) for i in d["outgoing"]],
        incoming=[decode_Supply(i) for i in d["incoming"]],
        version=d["version"],
    )


def encode_Cycle(x: Cycle | Mapping[str, Any]) -> Any:
    if not isinstance(x, Cycle):
        return x
    d: dict[str, Any] = {}
    d["enterprise"] = x.enterprise
    d["id"] = encode_uuid(x.id)
    d["name"] = x.name
    d["zone"] = x.zone
    d["opens_at"] = encode_instant(x.opens_at)
    d["closes_at"] = encode_instant(x.closes_at)
    d["opens_local"] = encode_local(x.opens_local)
    d["closes_local"] = encode_local(x.closes_local)
    d["state"] = x.state
    d["opened_late"] = x.opened_late
    d["missed"] = x.missed
    d["outgoing"] = encode_list(x.outgoing, encode_Exchange)
    d["incoming"] = encode_list(x.incoming, encode_Supply)
    d["version"] = x.version
    return d



@dataclass(frozen=True, slots=True, kw_only=True)
class CycleDates:
    """A cycle by name and dates: every answer that names a cycle gives all three (R3)."""

    cycle: UUID
    """Which cycle."""
    name: str
    """What customers see."""
    number: int | None
    """Its number in the series that the answer is about; none outside a series, or where it
    has none there (R6).
    """
    opens_on: datetime.date
    """The local date on which it opens."""
    closes_on: datetime.date
    """The local date on which it closes (R4: the literal date, also at midnight)."""
    collected_on: datetime.date | None
    """The local date on which collection begins; none where nothing is collected."""


def decode_CycleDates(d: Any) -> CycleDates:
    return CycleDates(
        cycle=UUID(d["cycle"]),
        name=d["name"],
        number=d["number"],
        opens_on=datetime.date.fromisoformat(d["opens_on"]),
        closes_on=datetime.date.fromisoformat(d["closes_on"]),
        collected_on=None if d["collected_on"] is None else datetime.date.fromisoformat(d["collected_on"]),
    )


def encode_CycleDates(x: CycleDates | Mapping[str, Any]) -> Any:
    if not isinstance(x, CycleDates):
        return x
    d: dict[str, Any] = {}
    d["cycle"] = encode_uuid(x.cycle)
    d["name"] = x.name
    d["number"] = x.number
    d["opens_on"] = encode_date(x.opens_on)
    d["closes_on"] = encode_date(x.closes_on)
    d["collected_on"] = None if x.collected_on is None else encode_date(x.collected_on)
    return d



@dataclass(frozen=True, slots=True, kw_only=True)
class CycleEntry:
    """A cycle of a list."""

    cycle: Cycle
    """The cycle."""
    dates: CycleDates
    """Its dates."""


def decode_CycleEntry(d: Any) -> CycleEntry:
    return CycleEntry(
        cycle=decode_Cycle(d["cycle"]),
        dates=decode_CycleDates(d["dates"]),
    )


def encode_CycleEntry(x: CycleEntry | Mapping[str, Any]) -> Any:
    if not isinstance(x, CycleEntry):
        return x
    d: dict[str, Any] = {}
    d["cycle"] = encode_Cycle(x.cycle)
    d["dates"] = encode_CycleDates(x.dates)
    return d



@dataclass(frozen=True, slots=True, kw_only=True)
class CycleNote:
    """What the hub should know about one planned cycle."""

    number: int | None
    """Its number in the series."""
    nominal: datetime.datetime
    """The slot of the rule."""
    note: PlanNote
    """What there is to know."""


def decode_CycleNote(d: Any) -> CycleNote:
    return CycleNote(
        number=d["number"],
        nominal=datetime.datetime.fromisoformat(d["nominal"]),
        note=decode_PlanNote(d["note"]),
    )


def encode_CycleNote(x: CycleNote | Mapping[str, Any]) -> Any:
    if not isinstance(x, CycleNote):
        return x
    d: dict[str, Any] = {}
    d["number"] = x.number
    d["nominal"] = encode_local(x.nominal)
    d["note"] = encode_PlanNote(x.note)
    return d



@dataclass(frozen=True, slots=True, kw_only=True)
class CyclePage:
    """Cycles, by opening."""

    items: list[CycleEntry]
    """The rows, in the list's order."""
    next_page: str | None
    """Give it as `after` for the rows that follow; none: there are no more."""


def decode_CyclePage(d: Any) -> CyclePage:
    return CyclePage(
        items=[decode_CycleEntry(i) for i in d["items"]],
        next_page=d["next_page"],
    )


def encode_CyclePage(x: CyclePage | Mapping[str, Any]) -> Any:
    if not isinstance(x, CyclePage):
        return x
    d: dict[str, Any] = {}
    d["items"] = encode_list(x.items, encode_CycleEntry)
    d["next_page"] = x.next_page
    return d



@dataclass(frozen=True, slots=True, kw_only=True)
class CyclePlan:
    """The cycles to be made, and where to go on."""

    cycles: list[PlannedCycle]
    """The cycles, by opening."""
    passed: list[PassedSlot]
    """Slots that were passed over."""
    mark: Mark
    """Where the next plan goes on."""
    stop: Stop | None
    """Why there are fewer cycles than wanted, if so."""
    exhausted: bool
    """Whether no slot is left after these."""


def decode_CyclePlan(d: Any) -> CyclePlan:
    return CyclePlan(
        cycles=[decode_PlannedCycle(i) for i in d["cycles"]],
        passed=[decode_PassedSlot(i) for i in d["passed"]],
        mark=decode_Mark(d["mark"]),
        stop=None if d["stop"] is None else _Stop[d["stop"]],
        exhausted=d["exhausted"],
    )


def encode_CyclePlan(x: CyclePlan | Mapping[str, Any]) -> Any:
    if not isinstance(x, CyclePlan):
        return x
    d: dict[str, Any] = {}
    d["cycles"] = encode_list(x.cycles, encode_PlannedCycle)
    d["passed"] = encode_list(x.passed, encode_PassedSlot)
    d["mark"] = encode_Mark(x.mark)
    d["stop"] = x.stop
    d["exhausted"] = x.exhausted
    return d



@dataclass(frozen=True, slots=True, kw_only=True)
class CycleWithOffers:
    """A cycle with what is offered in it."""

    cycle: Cycle
    """The cycle."""
    dates: CycleDates
    """Its dates."""
    offers: list[Offer]
    """What is offered, by distributor and variant."""
    series: list[SeriesCycle]
    """The series to which it belongs, with its number in each."""


def decode_CycleWithOffers(d: Any) -> CycleWithOffers:
    return CycleWithOffers(
        cycle=decode_Cycle(d["cycle"]),
        dates=decode_CycleDates(d["dates"]),
        offers=[decode_Offer(i) for i in d["offers"]],
        series=[decode_SeriesCycle(i) for i in d["series"]],
    )


def encode_CycleWithOffers(x: CycleWithOffers | Mapping[str, Any]) -> Any:
    if not isinstance(x, CycleWithOffers):
        return x
    d: dict[str, Any] = {}
    d["cycle"] = encode_Cycle(x.cycle)
    d["dates"] = encode_CycleDates(x.dates)
    d["offers"] = encode_list(x.offers, encode_Offer)
    d["series"] = encode_list(x.series, encode_SeriesCycle)
    return d



@dataclass(frozen=True, slots=True, kw_only=True)
class DistributorCollection:
    """When one distributor hands out the orders of a cycle."""

    distributor: str
    """Who distributes."""
    rule: CollectionRule
    """When, reckoned from the close."""


def decode_DistributorCollection(d: Any) -> DistributorCollection:
    return DistributorCollection(
        distributor=d["distributor"],
        rule=decode_CollectionRule(d["rule"]),
    )


def encode_DistributorCollection(x: DistributorCollection | Mapping[str, Any]) -> Any:
    if not isinstance(x, DistributorCollection):
        return x
    d: dict[str, Any] = {}
    d["distributor"] = x.distributor
    d["rule"] = encode_CollectionRule(x.rule)
    return d



@dataclass(frozen=True, slots=True, kw_only=True)
class EditConflict:
    """Both the order and its standing order changed one line, to different quantities (R30)."""

    variant: str
    """The line."""
    base: Decimal
    """What was generated."""
    order: Decimal
    """What the order says; it stands until somebody settles it."""
    revision: Decimal
    """What the standing order says now."""


def decode_EditConflict(d: Any) -> EditConflict:
    return EditConflict(
        variant=d["variant"],
        base=Decimal(d["base"]),
        order=Decimal(d["order"]),
        revision=Decimal(d["revision"]),
    )


def encode_EditConflict(x: EditConflict | Mapping[str, Any]) -> Any:
    if not isinstance(x, EditConflict):
        return x
    d: dict[str, Any] = {}
    d["variant"] = x.variant
    d["base"] = encode_decimal(x.base)
    d["order"] = encode_decimal(x.order)
    d["revision"] = encode_decimal(x.revision)
    return d



@dataclass(frozen=True, slots=True, kw_only=True)
class Enterprise:
    """A hub, shop or producer: it owns its customers, cycles and orders."""

    enterprise: str
    """The host's id of it."""
    name: str
    """Its name."""
    zone: str
    """The zone of its dates and times; series copy it when they are made (R2)."""
    currency: str
    """The currency of all its amounts; fixed once one is kept (R20)."""
    settings: Settings
    """What it has settled."""
    created_at: datetime.datetime
    """When it was made known."""
    version: int
    """Raised by every change."""


def decode_Enterprise(d: Any) -> Enterprise:
    return Enterprise(
        enterprise=d["enterprise"],
        name=d["name"],
        zone=d["zone"],
        currency=d["currency"],
        settings=decode_Settings(d["settings"]),
        created_at=decode_instant(d["created_at"]),
        version=d["version"],
    )


def encode_Enterprise(x: Enterprise | Mapping[str, Any]) -> Any:
    if not isinstance(x, Enterprise):
        return x
    d: dict[str, Any] = {}
    d["enterprise"] = x.enterprise
    d["name"] = x.name
    d["zone"] = x.zone
    d["currency"] = x.currency
    d["settings"] = encode_Settings(x.settings)
    d["created_at"] = encode_instant(x.created_at)
    d["version"] = x.version
    return d



@dataclass(frozen=True, slots=True, kw_only=True)
class EnterprisePage:
    """Enterprises, in the order in which they were made known."""

    items: list[Enterprise]
    """The rows, in the list's order."""
    next_page: str | None
    """Give it as `after` for the rows that follow; none: there are no more."""


def decode_EnterprisePage(d: Any) -> EnterprisePage:
    return EnterprisePage(
        items=[decode_Enterprise(i) for i in d["items"]],
        next_page=d["next_page"],
    )


def encode_EnterprisePage(x: EnterprisePage | Mapping[str, Any]) -> Any:
    if not isinstance(x, EnterprisePage):
        return x
    d: dict[str, Any] = {}
    d["items"] = encode_list(x.items, encode_Enterprise)
    d["next_page"] = x.next_page
    return d



@dataclass(frozen=True, slots=True, kw_only=True)
class Exchange:
    """One distributor of a cycle."""

    distributor: str
    """Who distributes."""
    collection: CollectionWindow | None
    """When customers collect."""
    fees: list[Fee]
    """What is charged beside the goods."""


def decode_Exchange(d: Any) -> Exchange:
    return Exchange(
        distributor=d["distributor"],
        collection=None if d["collection"] is None else decode_CollectionWindow(d["collection"]),
        fees=[decode_Fee(i) for i in d["fees"]],
    )


def encode_Exchange(x: Exchange | Mapping[str, Any]) -> Any:
    if not isinstance(x, Exchange):
        return x
    d: dict[str, Any] = {}
    d["distributor"] = x.distributor
    d["collection"] = None if x.collection is None else encode_CollectionWindow(x.collection)
    d["fees"] = encode_list(x.fees, encode_Fee)
    return d



@dataclass(frozen=True, slots=True, kw_only=True)
class ExchangeInput:
    """One distributor of a cycle."""

    distributor: str
    """Who distributes."""
    collection: CollectionInput | None = None
    """When customers collect."""
    fees: Sequence[FeeInput] = field(default_factory=list)
    """What is charged beside the goods."""
    offers: Sequence[OfferInput] = field(default_factory=list)
    """What is offered, each variant once."""


def decode_ExchangeInput(d: Any) -> ExchangeInput:
    return ExchangeInput(
        distributor=d["distributor"],
        collection=None if d.get("collection") is None else decode_CollectionInput(d["collection"]),
        fees=[decode_FeeInput(i) for i in d["fees"]] if "fees" in d else [],
        offers=[decode_OfferInput(i) for i in d["offers"]] if "offers" in d else [],
    )


def encode_ExchangeInput(x: ExchangeInput | Mapping[str, Any]) -> Any:
    if not isinstance(x, ExchangeInput):
        return x
    d: dict[str, Any] = {}
    d["distributor"] = x.distributor
    if x.collection is not None:
        d["collection"] = encode_CollectionInput(x.collection)
    d["fees"] = encode_list(x.fees, encode_FeeInput)
    d["offers"] = encode_list(x.offers, encode_OfferInput)
    return d



@dataclass(frozen=True, slots=True, kw_only=True)
class ExplainedLine:
    """One line of a pair: what was or would be asked, and what there was or would be for it."""

    variant: str
    """What."""
    asked: Decimal
    """How much the standing order asks."""
    given: Decimal
    """How much there was, or is now, for it."""
    ordered: Decimal
    """How much is ordered, after the customer's own edits."""
    price: Money
    """The price of one unit."""


def decode_ExplainedLine(d: Any) -> ExplainedLine:
    return ExplainedLine(
        variant=d["variant"],
        asked=Decimal(d["asked"]),
        given=Decimal(d["given"]),
        ordered=Decimal(d["ordered"]),
        price=decode_Money(d["price"]),
    )


def encode_ExplainedLine(x: ExplainedLine | Mapping[str, Any]) -> Any:
    if not isinstance(x, ExplainedLine):
        return x
    d: dict[str, Any] = {}
    d["variant"] = x.variant
    d["asked"] = encode_decimal(x.asked)
    d["given"] = encode_decimal(x.given)
    d["ordered"] = encode_decimal(x.ordered)
    d["price"] = encode_Money(x.price)
    return d



@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """What happened, or will happen, to a standing order in a cycle."""

    standing_order: UUID
    """Which standing order."""
    cycle: CycleDates
    """In which cycle, with its dates."""
    happened: bool
    """Whether it happened already, or is what will happen as things stand."""
    outcome: OutcomeKind | None
    """What became, or becomes, of the pair; none: the cycle is none of its business."""
    why: Why
    """Why, as data."""
    rule: str
    """The id of the rule that decides, as `docs/rules` has it."""
    sentence: str
    """Why, in a sentence."""
    order: UUID | None
    """The order."""
    total: Money | None
    """Its total, or the estimate by the cycle's own prices and fees (D9)."""
    lines: list[ExplainedLine]
    """Its lines."""
    skipped_lines: list[str]
    """Variants whose lines are skipped in this cycle (D5)."""


def decode_Explanation(d: Any) -> Explanation:
    return Explanation(
        standing_order=UUID(d["standing_order"]),
        cycle=decode_CycleDates(d["cycle"]),
        happened=d["happened"],
        outcome=None if d["outcome"] is None else _OutcomeKind[d["outcome"]],
        why=decode_Why(d["why"]),
        rule=d["rule"],
        sentence=d["sentence"],
        order=None if d["order"] is None else UUID(d["order"]),
        total=None if d["total"] is None else decode_Money(d["total"]),
        lines=[decode_ExplainedLine(i) for i in d["lines"]],
        skipped_lines=d["skipped_lines"],
    )


def encode_Explanation(x: Explanation | Mapping[str, Any]) -> Any:
    if not isinstance(x, Explanation):
        return x
    d: dict[str, Any] = {}
    d["standing_order"] = encode_uuid(x.standing_order)
    d["cycle"] = encode_CycleDates(x.cycle)
    d["happened"] = x.happened
    d["outcome"] = x.outcome
    d["why"] = encode_Why(x.why)
    d["rule"] = x.rule
    d["sentence"] = x.sentence
    d["order"] = None if x.order is None else encode_uuid(x.order)
    d["total"] = None if x.total is None else encode_Money(x.total)
    d["lines"] = encode_list(x.lines, encode_ExplainedLine)
    d["skipped_lines"] = encode_list(x.skipped_lines)
    return d



@dataclass(frozen=True, slots=True, kw_only=True)
class Fee:
    """A charge beside the goods; the enterprise that charges is named (R28)."""

    name: str
    """What the customer reads."""
    charged_by: str
    """Who charges it."""
    rate: FeeRate
    """How much."""


def decode_Fee(d: Any) -> Fee:
    return Fee(
        name=d["name"],
        charged_by=d["charged_by"],
        rate=decode_FeeRate(d["rate"]),
    )


def encode_Fee(x: Fee | Mapping[str, Any]) -> Any:
    if not isinstance(x, Fee):
        return x
    d: dict[str, Any] = {}
    d["name"] = x.name
    d["charged_by"] = x.charged_by
    d["rate"] = encode_FeeRate(x.rate)
    return d



@dataclass(frozen=True, slots=True, kw_only=True)
class FeeCharged:
    """A fee as it was charged: rounded once (R28)."""

    name: str
    """What the customer reads."""
    charged_by: str
    """Who charges it."""
    amount: Money
    """How much."""
    quoted: bool
    """Whether the host quoted it (shipping, payment): then it is never reckoned again."""


def decode_FeeCharged(d: Any) -> FeeCharged:
    return FeeCharged(
        name=d["name"],
        charged_by=d["charged_by"],
        amount=decode_Money(d["amount"]),
        quoted=d["quoted"],
    )


def encode_FeeCharged(x: FeeCharged | Mapping[str, Any]) -> Any:
    if not isinstance(x, FeeCharged):
        return x
    d: dict[str, Any] = {}
    d["name"] = x.name
    d["charged_by"] = x.charged_by
    d["amount"] = encode_Money(x.amount)
    d["quoted"] = x.quoted
    return d



@dataclass(frozen=True, slots=True, kw_only=True)
class FeeInput:
    """A charge beside the goods."""

    name: str
    """What the customer reads."""
    charged_by: str
    """The enterprise that charges it."""
    rate: FeeRateInput
    """How much."""


def decode_FeeInput(d: Any) -> FeeInput:
    return FeeInput(
        name=d["name"],
        charged_by=d["charged_by"],
        rate=decode_FeeRateInput(d["rate"]),
    )


def encode_FeeInput(x: FeeInput | Mapping[str, Any]) -> Any:
    if not isinstance(x, FeeInput):
        return x
    d: dict[str, Any] = {}
    d["name"] = x.name
    d["charged_by"] = x.charged_by
    d["rate"] = encode_FeeRateInput(x.rate)
    return d



@dataclass(frozen=True, slots=True, kw_only=True)
class FieldKept:
    """A field in which both have something else."""

    field: str
    """Which field; `custom.KEY` for one of the hub's own."""
    kept: str
    """What the one who stays has, and keeps."""
    left_out: str
    """What the other has."""


def decode_FieldKept(d: Any) -> FieldKept:
    return FieldKept(
        field=d["field"],
        kept=d["kept"],
        left_out=d["left_out"],
    )


def encode_FieldKept(x: FieldKept | Mapping[str, Any]) -> Any:
    if not isinstance(x, FieldKept):
        return x
    d: dict[str, Any] = {}
    d["field"] = x.field
    d["kept"] = x.kept
    d["left_out"] = x.left_out
    return d



@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryEntry:
    """One order of a customer's history."""

    kind: HistoryKind
    """What it is."""
    order: UUID | None
    """The order, for `orders.get`; none for a past order."""
    past_order: UUID | None
    """The past order; none for an order of a cycle."""
    reference: str | None
    """What the host calls a past order."""
    state: OrderState
    """Where it stands."""
    at: datetime.datetime
    """Its place in the history: when it was made, or for a past order when it was placed."""
    placed_at: datetime.datetime | None
    """When it was placed."""
    dates: CycleDates | None
    """The dates of its cycle; none for a past order."""
    opens_at: datetime.datetime | None
    """When its cycle opens."""
    closes_at: datetime.datetime | None
    """When its cycle closes."""
    standing_order: UUID | None
    """The standing order that made it."""
    items: int
    """How many of its lines are not zero."""
    total: Money
    """What it comes to."""


def decode_HistoryEntry(d: Any) -> HistoryEntry:
    return HistoryEntry(
        kind=_HistoryKind[d["kind"]],
        order=None if d["order"] is None else UUID(d["order"]),
        past_order=None if d["past_order"] is None else UUID(d["past_order"]),
        reference=d["reference"],
        state=_OrderState[d["state"]],
        at=decode_instant(d["at"]),
        placed_at=None if d["placed_at"] is None else decode_instant(d["placed_at"]),
        dates=None if d["dates"] is None else decode_CycleDates(d["dates"]),
        opens_at=None if d["opens_at"] is None else decode_instant(d["opens_at"]),
        closes_at=None if d["closes_at"] is None else decode_instant(d["closes_at"]),
        standing_order=None if d["standing_order"] is None else UUID(d["standing_order"]),
        items=d["items"],
        total=decode_Money(d["total"]),
    )


def encode_HistoryEntry(x: HistoryEntry | Mapping[str, Any]) -> Any:
    if not isinstance(x, HistoryEntry):
        return x
    d: dict[str, Any] = {}
    d["kind"] = x.kind
    d["order"] = None if x.order is None else encode_uuid(x.order)
    d["past_order"] = None if x.past_order is None else encode_uuid(x.past_order)
    d["reference"] = x.reference
    d["state"] = x.state
    d["at"] = encode_instant(x.at)
    d["placed_at"] = None if x.placed_at is None else encode_instant(x.placed_at)
    d["dates"] = None if x.dates is None else encode_CycleDates(x.dates)
    d["opens_at"] = None if x.opens_at is None else encode_instant(x.opens_at)
    d["closes_at"] = None if x.closes_at is None else encode_instant(x.closes_at)
    d["standing_order"] = None if x.standing_order is None else encode_uuid(x.standing_order)
    d["items"] = x.items
    d["total"] = encode_Money(x.total)
    return d



@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryPage:
    """A page of a customer's history."""

    upcoming: list[HistoryEntry]
    """On the first page: orders to come, made ahead or pending, the next cycle first."""
    items: list[HistoryEntry]
    """What was placed, fulfilled or cancelled, the newest first."""
    next_page: str | None
    """Give it as `after` for the entries that follow; none: there are no more."""


def decode_HistoryPage(d: Any) -> HistoryPage:
    return HistoryPage(
        upcoming=[decode_HistoryEntry(i) for i in d["upcoming"]],
        items=[decode_HistoryEntry(i) for i in d["items"]],
        next_page=d["next_page"],
    )


def encode_HistoryPage(x: HistoryPage | Mapping[str, Any]) -> Any:
    if not isinstance(x, HistoryPage):
        return x
    d: dict[str, Any] = {}
    d["upcoming"] = encode_list(x.upcoming, encode_HistoryEntry)
    d["items"] = encode_list(x.items, encode_HistoryEntry)
    d["next_page"] = x.next_page
    return d



@dataclass(frozen=True, slots=True, kw_only=True)
class JoinApproved:
    """Somebody who was let in."""

    join_request: JoinRequest
    """The wish."""
    customer: Customer
    """The customer that he became, or was already."""


def decode_JoinApproved(d: Any) -> JoinApproved:
    return JoinApproved(
        join_request=decode_JoinRequest(d["join_request"]),
        customer=decode_Customer(d["customer"]),
    )


def encode_JoinApproved(x: JoinApproved | Mapping[str, Any]) -> Any:
    if not isinstance(x, JoinApproved):
        return x
    d: dict[str, Any] = {}
    d["join_request"] = encode_JoinRequest(x.join_request)
    d["customer"] = encode_Customer(x.customer)
    return d



@dataclass(frozen=True, slots=True, kw_only=True)
class JoinRequest:
    """Somebody's wish to become a customer, or one of those who may shop."""

    enterprise: str
    """Where."""
    id: UUID
    """Our id."""
    email: str | None
    """His verified e-mail address; none once he was erased."""
    user: str | None
    """The host's user behind him."""
    first_name: str | None
    """First name."""
    last_name: str | None
    """Last name."""
    message: str | None
    """What he wrote."""
    state: JoinState
    """Where it stands."""
    customer: UUID | None
    """The customer that he became, or was already."""
    reason: str | None
    """Why staff said no."""
    asked_at: datetime.datetime
    """When he asked first."""
    decided_at: datetime.datetime | None
    """When staff decided."""
    decided_by: Author | None
    """Who decided."""
    version: int
    """Raised by every change."""


def decode_JoinRequest(d: Any) -> JoinRequest:
    return JoinRequest(
        enterprise=d["enterprise"],
        id=UUID(d["id"]),
        email=d["email"],
        user=d["user"],
        first_name=d["first_name"],
        last_name=d["last_name"],
        message=d["message"],
        state=_JoinState[d["state"]],
        customer=None if d["customer"] is None else UUID(d["customer"]),
        reason=d["reason"],
        asked_at=decode_instant(d["asked_at"]),
        decided_at=None if d["decided_at"] is None else decode_instant(d["decided_at"]),
        decided_by=None if d["decided_by"] is None else decode_Author(d["decided_by"]),
        version=d["version"],
    )


def encode_JoinRequest(x: JoinRequest | Mapping[str, Any]) -> Any:
    if not isinstance(x, JoinRequest):
        return x
    d: dict[str, Any] = {}
    d["enterprise"] = x.enterprise
    d["id"] = encode_uuid(x.id)
    d["email"] = x.email
    d["user"] = x.user
    d["first_name"] = x.first_name
    d["last_name"] = x.last_name
    d["message"] = x.message
    d["state"] = x.state
    d["customer"] = None if x.customer is None else encode_uuid(x.customer)
    d["reason"] = x.reason
    d["asked_at"] = encode_instant(x.asked_at)
    d["decided_at"] = None if x.decided_at is None else encode_instant(x.decided_at)
    d["decided_by"] = None if x.decided_by is None else encode_Author(x.decided_by)
    d["version"] = x.version
    return d



@dataclass(frozen=True, slots=True, kw_only=True)
class JoinRequestPage:
    """Wishes to join, in the order in which they came."""

    items: list[JoinRequest]
    """The rows, in the list's order."""
    next_page: str | None
    """Give it as `after` for the rows that follow; none: there are no more."""


def decode_JoinRequestPage(d: Any) -> JoinRequestPage:
    return JoinRequestPage(
        items=[decode_JoinRequest(i) for i in d["items"]],
        next_page=d["next_page"],
    )


def encode_JoinRequestPage(x: JoinRequestPage | Mapping[str, Any]) -> Any:
    if not isinstance(x, JoinRequestPage):
        return x
    d: dict[str, Any] = {}
    d["items"] = encode_list(x.items, encode_JoinRequest)
    d["next_page"] = x.next_page
    return d



@dataclass(frozen=True, slots=True, kw_only=True)
class Lead:
    """A stretch of time: whole civil days, then exact hours and minutes (R5)."""

    days: int = 0
    """Civil days: the same time of day, however long a day is."""
    hours: int = 0
    """Exact hours."""
    minutes: int = 0
    """Exact minutes."""


def decode_Lead(d: Any) -> Lead:
    return Lead(
        days=d["days"] if "days" in d else 0,
        hours=d["hours"] if "hours" in d else 0,
        minutes=d["minutes"] if "minutes" in d else 0,
    )


def encode_Lead(x: Lead | Mapping[str, Any]) -> Any:
    if not isinstance(x, Lead):
        return x
    d: dict[str, Any] = {}
    if x.days:
        d["days"] = x.days
    if x.hours:
        d["hours"] = x.hours
    if x.minutes:
        d["minutes"] = x.minutes
    return d



@dataclass(frozen=True, slots=True, kw_only=True)
class LineInput:
    """One wanted line."""

    variant: str
    """The host's id of the variant."""
    quantity: DecimalLike
    """How much: more than 0, a multiple of the variant's unit step."""
    every: int | None = None
    """In every *n*th cycle: 1 to 52, usually the standing order's own cadence (R7)."""


def decode_LineInput(d: Any) -> LineInput:
    return LineInput(
        variant=d["variant"],
        quantity=Decimal(d["quantity"]),
        every=None if d.get("every") is None else d["every"],
    )


def encode_LineInput(x: LineInput | Mapping[str, Any]) -> Any:
    if not isinstance(x, LineInput):
        return x
    d: dict[str, Any] = {}
    d["variant"] = x.variant
    d["quantity"] = encode_decimal(x.quantity)
    if x.every is not None:
        d["every"] = x.every
    return d



@dataclass(frozen=True, slots=True, kw_only=True)
class LineWanted:
    """One line of an order: how much there shall be of a variant."""

    variant: str
    """The host's id of the variant."""
    quantity: DecimalLike
    """How much; 0 takes it out."""


def decode_LineWanted(d: Any) -> LineWanted:
    return LineWanted(
        variant=d["variant"],
        quantity=Decimal(d["quantity"]),
    )


def encode_LineWanted(x: LineWanted | Mapping[str, Any]) -> Any:
    if not isinstance(x, LineWanted):
        return x
    d: dict[str, Any] = {}
    d["variant"] = x.variant
    d["quantity"] = encode_decimal(x.quantity)
    return d



@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """Where a walk stands, to be stored and taken up again; the default is the beginning."""

    period: int
    """The period of the rule, from 0."""
    number: int
    """How many numbered slots there were so far."""
    turn: datetime.datetime | None = None
    """The last turn of the rule that was given out: its silence is measured from here."""
    after: datetime.datetime | None = None
    """The last slot that was given out, be it a turn or an extra date."""


def decode_Mark(d: Any) -> Mark:
    return Mark(
        period=d["period"],
        number=d["number"],
        turn=None if d.get("turn") is None else datetime.datetime.fromisoformat(d["turn"]),
        after=None if d.get("after") is None else datetime.datetime.fromisoformat(d["after"]),
    )


def encode_Mark(x: Mark | Mapping[str, Any]) -> Any:
    if not isinstance(x, Mark):
        return x
    d: dict[str, Any] = {}
    d["period"] = x.period
    d["number"] = x.number
    if x.turn is not None:
        d["turn"] = encode_local(x.turn)
    if x.after is not None:
        d["after"] = encode_local(x.after)
    return d



@dataclass(frozen=True, slots=True, kw_only=True)
class MergeLine:
    """A line of an order, with what was generated."""

    variant: str
    """What."""
    asked: DecimalLike
    """What the standing order asked for."""
    given: DecimalLike
    """What there was for it."""
    ordered: DecimalLike
    """What the customer made of it."""
    standing: bool
    """Whether the standing order asked for it; else the customer added it."""


def decode_MergeLine(d: Any) -> MergeLine:
    return MergeLine(
        variant=d["variant"],
        asked=Decimal(d["asked"]),
        given=Decimal(d["given"]),
        ordered=Decimal(d["ordered"]),
        standing=d["standing"],
    )


def encode_MergeLine(x: MergeLine | Mapping[str, Any]) -> Any:
    if not isinstance(x, MergeLine):
        return x
    d: dict[str, Any] = {}
    d["variant"] = x.variant
    d["asked"] = encode_decimal(x.asked)
    d["given"] = encode_decimal(x.given)
    d["ordered"] = encode_decimal(x.ordered)
    d["standing"] = x.standing
    return d



@dataclass(frozen=True, slots=True, kw_only=True)
class MergePlan:
    """What a merge will do."""

    customer: UUID
    """Who goes."""
    into: UUID
    """Who stays."""
    orders: int
    """How many orders move, in every state."""
    past_orders: int
    """How many orders from before Milkround move."""
    saved_lists: int
    """How many saved lists move."""
    standing_orders: int
    """How many standing orders move, ended ones too."""
    postings: int
    """How many entries are taken back here and entered there."""
    balance: Money
    """What they come to."""
    notes: int
    """How many staff notes move."""
    contacts: int
    """How many contacts move; whom the other has already is not counted."""
    tags: list[str]
    """The tags that the one who stays gains."""
    filled: list[str]
    """His fields that are empty and are filled."""
    kept: list[FieldKept]
    """The fields in which both have something else."""
    aliases: list[Alias]
    """What finds him besides."""
    consent: Consent
    """What he is taken to have said to being written to: the stricter of both."""
    fingerprint: str
    """Give it with `customers.merge`, which is refused once anything here has changed."""


def decode_MergePlan(d: Any) -> MergePlan:
    return MergePlan(
        customer=UUID(d["customer"]),
        into=UUID(d["into"]),
        orders=d["orders"],
        past_orders=d["past_orders"],
        saved_lists=d["saved_lists"],
        standing_orders=d["standing_orders"],
        postings=d["postings"],
        balance=decode_Money(d["balance"]),
        notes=d["notes"],
        contacts=d["contacts"],
        tags=d["tags"],
        filled=d["filled"],
        kept=[decode_FieldKept(i) for i in d["kept"]],
        aliases=[decode_Alias(i) for i in d["aliases"]],
        consent=_Consent[d["consent"]],
        fingerprint=d["fingerprint"],
    )


def encode_MergePlan(x: MergePlan | Mapping[str, Any]) -> Any:
    if not isinstance(x, MergePlan):
        return x
    d: dict[str, Any] = {}
    d["customer"] = encode_uuid(x.customer)
    d["into"] = encode_uuid(x.into)
    d["orders"] = x.orders
    d["past_orders"] = x.past_orders
    d["saved_lists"] = x.saved_lists
    d["standing_orders"] = x.standing_orders
    d["postings"] = x.postings
    d["balance"] = encode_Money(x.balance)
    d["notes"] = x.notes
    d["contacts"] = x.contacts
    d["tags"] = encode_list(x.tags)
    d["filled"] = encode_list(x.filled)
    d["kept"] = encode_list(x.kept, encode_FieldKept)
    d["aliases"] = encode_list(x.aliases, encode_Alias)
    d["consent"] = x.consent
    d["fingerprint"] = x.fingerprint
    return d



@dataclass(frozen=True, slots=True, kw_only=True)
class MergePlan2:
    """What a merge does to an order."""

    lines: list[MergedLine]
    """The lines that one side touched, by variant; all others stay."""


def decode_MergePlan2(d: Any) -> MergePlan2:
    return MergePlan2(
        lines=[decode_MergedLine(i) for i in d["lines"]],
    )


def encode_MergePlan2(x: MergePlan2 | Mapping[str, Any]) -> Any:
    if not isinstance(x, MergePlan2):
        return x
    d: dict[str, Any] = {}
    d["lines"] = encode_list(x.lines, encode_MergedLine)
    return d



@dataclass(frozen=True, slots=True, kw_only=True)
class MergedLine:
    """What becomes of one line."""

    variant: str
    """What."""
    merged: Merged
    """What becomes of it."""


def decode_MergedLine(d: Any) -> MergedLine:
    return MergedLine(
        variant=d["variant"],
        merged=decode_Merged(d["merged"]),
    )


def encode_MergedLine(x: MergedLine | Mapping[str, Any]) -> Any:
    if not isinstance(x, MergedLine):
        return x
    d: dict[str, Any] = {}
    d["variant"] = x.variant
    d["merged"] = encode_Merged(x.merged)
    return d



@dataclass(frozen=True, slots=True, kw_only=True)
class MessageSent:
    """Who got a message."""

    message: UUID
    """Its id: `facts.message` of each notice, and the subject in the change log."""
    sent: int
    """To so many it goes."""
    without_consent: int
    """So many were meant and did not give consent."""
    without_order: int
    """So many were meant and have no order in the cycle."""


def decode_MessageSent(d: Any) -> MessageSent:
    return MessageSent(
        message=UUID(d["message"]),
        sent=d["sent"],
        without_consent=d["without_consent"],
        without_order=d["without_order"],
    )


def encode_MessageSent(x: MessageSent | Mapping[str, Any]) -> Any:
    if not isinstance(x, MessageSent):
        return x
    d: dict[str, Any] = {}
    d["message"] = encode_uuid(x.message)
    d["sent"] = x.sent
    d["without_consent"] = x.without_consent
    d["without_order"] = x.without_order
    return d



@dataclass(frozen=True, slots=True, kw_only=True)
class Money:
    """An amount of a currency, with all its decimals."""

    amount: Decimal
    """How much."""
    currency: str
    """Of which currency (ISO 4217)."""


def decode_Money(d: Any) -> Money:
    return Money(
        amount=Decimal(d["amount"]),
        currency=d["currency"],
    )


def encode_Money(x: Money | Mapping[str, Any]) -> Any:
    if not isinstance(x, Money):
        return x
    d: dict[str, Any] = {}
    d["amount"] = encode_decimal(x.amount)
    d["currency"] = x.currency
    return d



@dataclass(frozen=True, slots=True, kw_only=True)
class MonthDay:
    """A day of every year."""

    month: int
    """1 to 12."""
    day: int
    """1 to 28, so that every year has it."""


def decode_MonthDay(d: Any) -> MonthDay:
    return MonthDay(
        month=d["month"],
        day=d["day"],
    )


def encode_MonthDay(x: MonthDay | Mapping[str, Any]) -> Any:
    if not isinstance(x, MonthDay):
        return x
    d: dict[str, Any] = {}
    d["month"] = x.month
    d["day"] = x.day
    return d



@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """Something to tell a customer or the hub, written with its cause (F1)."""

    enterprise: str
    """Whose."""
    id: UUID
    """Our id: deliver a notice once per id."""
    kind: NoticeKind
    """What it tells."""
    customer: UUID | None
    """To whom; none: to the hub."""
    cycle: UUID | None
    """About which cycle."""
    order: UUID | None
    """About which order."""
    facts: Any
    """The facts to write it from."""
    state: NoticeState
    """Where it stands."""
    ready_at: datetime.datetime
    """When it may be delivered, or the lease ends."""
    fence: int
    """Raised by every lease; who holds an older one cannot report any more."""
    attempts: int
    """How often delivery failed."""
    reason: str | None
    """Why it failed last."""
    created_at: datetime.datetime
    """When it was written."""


def decode_Notice(d: Any) -> Notice:
    return Notice(
        enterprise=d["enterprise"],
        id=UUID(d["id"]),
        kind=_NoticeKind[d["kind"]],
        customer=None if d["customer"] is None else UUID(d["customer"]),
        cycle=None if d["cycle"] is None else UUID(d["cycle"]),
        order=None if d["order"] is None else UUID(d["order"]),
        facts=d["facts"],
        state=_NoticeState[d["state"]],
        ready_at=decode_instant(d["ready_at"]),
        fence=d["fence"],
        attempts=d["attempts"],
        reason=d["reason"],
        created_at=decode_instant(d["created_at"]),
    )


def encode_Notice(x: Notice | Mapping[str, Any]) -> Any:
    if not isinstance(x, Notice):
        return x
    d: dict[str, Any] = {}
    d["enterprise"] = x.enterprise
    d["id"] = encode_uuid(x.id)
    d["kind"] = x.kind
    d["customer"] = None if x.customer is None else encode_uuid(x.customer)
    d["cycle"] = None if x.cycle is None else encode_uuid(x.cycle)
    d["order"] = None if x.order is None else encode_uuid(x.order)
    d["facts"] = x.facts
    d["state"] = x.state
    d["ready_at"] = encode_instant(x.ready_at)
    d["fence"] = x.fence
    d["attempts"] = x.attempts
    d["reason"] = x.reason
    d["created_at"] = encode_instant(x.created_at)
    return d



@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeBatch:
    """Notices to deliver."""

    items: list[NoticeView]
    """The notices, the oldest first; none: there is nothing to tell now."""


def decode_NoticeBatch(d: Any) -> NoticeBatch:
    return NoticeBatch(
        items=[decode_NoticeView(i) for i in d["items"]],
    )


def encode_NoticeBatch(x: NoticeBatch | Mapping[str, Any]) -> Any:
    if not isinstance(x, NoticeBatch):
        return x
    d: dict[str, Any] = {}
    d["items"] = encode_list(x.items, encode_NoticeView)
    return d



@dataclass(frozen=True, slots=True, kw_only=True)
class NoticePage:
    """Notices: by the time at which they are ready where a state is asked for, else in the
    order in which they were written.
    """

    items: list[NoticeView]
    """The rows, in the list's order."""
    next_page: str | None
    """Give it as `after` for the rows that follow; none: there are no more."""


def decode_NoticePage(d: Any) -> NoticePage:
    return NoticePage(
        items=[decode_NoticeView(i) for i in d["items"]],
        next_page=d["next_page"],
    )


def encode_NoticePage(x: NoticePage | Mapping[str, Any]) -> Any:
    if not isinstance(x, NoticePage):
        return x
    d: dict[str, Any] = {}
    d["items"] = encode_list(x.items, encode_NoticeView)
    d["next_page"] = x.next_page
    return d



@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeView:
    """A notice with the dates of the cycle that it is about."""

    notice: Notice
    """The notice."""
    dates: CycleDates | None
    """The cycle that it is about."""


def decode_NoticeView(d: Any) -> NoticeView:
    return NoticeView(
        notice=decode_Notice(d["notice"]),
        dates=None if d["dates"] is None else decode_CycleDates(d["dates"]),
    )


def encode_NoticeView(x: NoticeView | Mapping[str, Any]) -> Any:
    if not isinstance(x, NoticeView):
        return x
    d: dict[str, Any] = {}
    d["notice"] = encode_Notice(x.notice)
    d["dates"] = None if x.dates is None else encode_CycleDates(x.dates)
    return d



@dataclass(frozen=True, slots=True, kw_only=True)
class Occurrence:
    """One date of a recurrence."""

    number: int | None
    """Which turn of the rule it is, from 1, those left out counted; none for an extra date."""
    local: datetime.datetime
    """The nominal time on the wall clock."""
    at: datetime.datetime
    """The moment."""
    fit: Fit
    """How the nominal time lies on the zone's clock."""
    doubled: bool
    """Whether another date of the rule stands where the clocks put this one."""


def decode_Occurrence(d: Any) -> Occurrence:
    return Occurrence(
        number=d["number"],
        local=datetime.datetime.fromisoformat(d["local"]),
        at=decode_instant(d["at"]),
        fit=_Fit[d["fit"]],
        doubled=d["doubled"],
    )


def encode_Occurrence(x: Occurrence | Mapping[str, Any]) -> Any:
    if not isinstance(x, Occurrence):
        return x
    d: dict[str, Any] = {}
    d["number"] = x.number
    d["local"] = encode_local(x.local)
    d["at"] = encode_instant(x.at)
    d["fit"] = x.fit
    d["doubled"] = x.doubled
    return d



@dataclass(frozen=True, slots=True, kw_only=True)
class Occurrences:
    """Dates of a recurrence."""

    items: list[Occurrence]
    """The dates, in local order; those that EXDATE leaves out are left out."""
    stop: Stop | None
    """Why there are no more; none: there are, behind the limit."""


def decode_Occurrences(d: Any) -> Occurrences:
    return Occurrences(
        items=[decode_Occurrence(i) for i in d["items"]],
        stop=None if d["stop"] is None else _Stop[d["stop"]],
    )


def encode_Occurrences(x: Occurrences | Mapping[str, Any]) -> Any:
    if not isinstance(x, Occurrences):
        return x
    d: dict[str, Any] = {}
    d["items"] = encode_list(x.items, encode_Occurrence)
    d["stop"] = x.stop
    return d



@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """What one distributor offers of one variant in one cycle."""

    enterprise: str
    """Whose cycle."""
    cycle: UUID
    """In which cycle."""
    distributor: str
    """Who distributes."""
    variant: str
    """What."""
    price: Money
    """The price of one unit."""
    planned_price: Money
    """The price when the cycle was planned, as projections showed it (R24)."""
    stock: Decimal | None
    """How much there is in all; none: unlimited."""
    free: Decimal | None
    """How much of it nobody has claimed yet."""
    version: int
    """Raised by every change of price or stock (not by claims)."""


def decode_Offer(d: Any) -> Offer:
    return Offer(
        enterprise=d["enterprise"],
        cycle=UUID(d["cycle"]),
        distributor=d["distributor"],
        variant=d["variant"],
        price=decode_Money(d["price"]),
        planned_price=decode_Money(d["planned_price"]),
        stock=None if d["stock"] is None else Decimal(d["stock"]),
        free=None if d["free"] is None else Decimal(d["free"]),
        version=d["version"],
    )


def encode_Offer(x: Offer | Mapping[str, Any]) -> Any:
    if not isinstance(x, Offer):
        return x
    d: dict[str, Any] = {}
    d["enterprise"] = x.enterprise
    d["cycle"] = encode_uuid(x.cycle)
    d["distributor"] = x.distributor
    d["variant"] = x.variant
    d["price"] = encode_Money(x.price)
    d["planned_price"] = encode_Money(x.planned_price)
    d["stock"] = None if x.stock is None else encode_decimal(x.stock)
    d["free"] = None if x.free is None else encode_decimal(x.free)
    d["version"] = x.version
    return d



@dataclass(frozen=True, slots=True, kw_only=True)
class OfferInput:
    """What is offered of one variant."""

    variant: str
    """What."""
    price: DecimalLike
    """The price of one unit, in the enterprise's currency."""
    stock: DecimalLike | None = None
    """How much there is, in unit steps; none: unlimited."""


def decode_OfferInput(d: Any) -> OfferInput:
    return OfferInput(
        variant=d["variant"],
        price=Decimal(d["price"]),
        stock=None if d.get("stock") is None else Decimal(d["stock"]),
    )


def encode_OfferInput(x: OfferInput | Mapping[str, Any]) -> Any:
    if not isinstance(x, OfferInput):
        return x
    d: dict[str, Any] = {}
    d["variant"] = x.variant
    d["price"] = encode_decimal(x.price)
    if x.stock is not None:
        d["stock"] = encode_decimal(x.stock)
    return d



@dataclass(frozen=True, slots=True, kw_only=True)
class OfferLeft:
    """What is left of a limited offer."""

    distributor: str
    """Who distributes."""
    variant: str
    """What."""
    free: Decimal
    """How much nobody got."""


def decode_OfferLeft(d: Any) -> OfferLeft:
    return OfferLeft(
        distributor=d["distributor"],
        variant=d["variant"],
        free=Decimal(d["free"]),
    )


def encode_OfferLeft(x: OfferLeft | Mapping[str, Any]) -> Any:
    if not isinstance(x, OfferLeft):
        return x
    d: dict[str, Any] = {}
    d["distributor"] = x.distributor
    d["variant"] = x.variant
    d["free"] = encode_decimal(x.free)
    return d



@dataclass(frozen=True, slots=True, kw_only=True)
class OfferName:
    """An offer by its name."""

    distributor: str
    """Who distributes."""
    variant: str
    """What."""


def decode_OfferName(d: Any) -> OfferName:
    return OfferName(
        distributor=d["distributor"],
        variant=d["variant"],
    )


def encode_OfferName(x: OfferName | Mapping[str, Any]) -> Any:
    if not isinstance(x, OfferName):
        return x
    d: dict[str, Any] = {}
    d["distributor"] = x.distributor
    d["variant"] = x.variant
    return d



@dataclass(frozen=True, slots=True, kw_only=True)
class OfferPatch:
    """An offer that changes, or is new and then has a price."""

    distributor: str
    """Who distributes."""
    variant: str
    """What."""
    price: DecimalLike | Keep = KEEP
    """The price of one unit."""
    stock: DecimalLike | None | Keep = KEEP
    """How much there is in all, with what is claimed already; null: unlimited."""


def decode_OfferPatch(d: Any) -> OfferPatch:
    return OfferPatch(
        distributor=d["distributor"],
        variant=d["variant"],
        price=Decimal(d["price"]) if "price" in d else KEEP,
        stock=(None if d["stock"] is None else Decimal(d["stock"])) if "stock" in d else KEEP,
    )


def encode_OfferPatch(x: OfferPatch | Mapping[str, Any]) -> Any:
    if not isinstance(x, OfferPatch):
        return x
    d: dict[str, Any] = {}
    d["distributor"] = x.distributor
    d["variant"] = x.variant
    if not isinstance(x.price, Keep):
        d["price"] = encode_decimal(x.price)
    if not isinstance(x.stock, Keep):
        d["stock"] = None if x.stock is None else encode_decimal(x.stock)
    return d



@dataclass(frozen=True, slots=True, kw_only=True)
class OpenPlan:
    """What an opening gives."""

    pairs: list[PlannedPair]
    """What becomes of each standing order, in the order in which they were made."""
    left: list[OfferLeft]
    """What is left of each limited offer."""


def decode_OpenPlan(d: Any) -> OpenPlan:
    return OpenPlan(
        pairs=[decode_PlannedPair(i) for i in d["pairs"]],
        left=[decode_OfferLeft(i) for i in d["left"]],
    )


def encode_OpenPlan(x: OpenPlan | Mapping[str, Any]) -> Any:
    if not isinstance(x, OpenPlan):
        return x
    d: dict[str, Any] = {}
    d["pairs"] = encode_list(x.pairs, encode_PlannedPair)
    d["left"] = encode_list(x.left, encode_OfferLeft)
    return d



@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What a customer gets in one cycle."""

    enterprise: str
    """Who sells."""
    id: UUID
    """Our id; that of a generated order derives from its pair (E1)."""
    origin: Origin
    """Where it came from."""
    state: OrderState
    """Where it stands."""
    held: bool
    """Whether it waits for staff and is not placed at close (R39)."""
    confirmed: bool
    """Whether it was placed early by the customer's own confirmation (R34)."""
    late: bool
    """Whether it came after its time (E5)."""
    check_customer: bool
    """Whether staff should check the customer: his e-mail has several (R17)."""
    customer: UUID
    """Whose."""
    cycle: UUID
    """In which cycle."""
    distributor: str
    """Who distributes it."""
    standing_order: UUID | None
    """The standing order that made it."""
    shipping_method: str | None
    """The host's shipping method."""
    payment_method: str | None
    """The host's payment method."""
    shipping_address: Address | None
    """Where goods go."""
    note: str | None
    """The customer's note, printed on sheets (R17)."""
    fees: list[FeeCharged]
    """What is charged beside the goods."""
    conflicts: list[EditConflict]
    """What a standing order's revision and its lines really disagree about (D8)."""
    item_total: Money
    """The sum of the lines."""
    total: Money
    """Lines and fees."""
    charged: Money | None
    """What it has charged to the customer's account; none: nothing yet, or it was taken back."""
    created_at: datetime.datetime
    """When made."""
    placed_at: datetime.datetime | None
    """When placed."""
    version: int
    """Raised by every change."""


def decode_Order(d: Any) -> Order:
    return Order(
        enterprise=d["enterprise"],
        id=UUID(d["id"]),
        origin=_Origin[d["origin"]],
        state=_OrderState[d["state"]],
        held=d["held"],
        confirmed=d["confirmed"],
        late=d["late"],
        check_customer=d["check_customer"],
        customer=UUID(d["customer"]),
        cycle=UUID(d["cycle"]),
        distributor=d["distributor"],
        standing_order=None if d["standing_order"] is None else UUID(d["standing_order"]),
        shipping_method=d["shipping_method"],
        payment_method=d["payment_method"],
        shipping_address=None if d["shipping_address"] is None else decode_Address(d["shipping_address"]),
        note=d["note"],
        fees=[decode_FeeCharged(i) for i in d["fees"]],
        conflicts=[decode_EditConflict(i) for i in d["conflicts"]],
        item_total=decode_Money(d["item_total"]),
        total=decode_Money(d["total"]),
        charged=None if d["charged"] is None else decode_Money(d["charged"]),
        created_at=decode_instant(d["created_at"]),
        placed_at=None if d["placed_at"] is None else decode_instant(d["placed_at"]),
        version=d["version"],
    )


def encode_Order(x: Order | Mapping[str, Any]) -> Any:
    if not isinstance(x, Order):
        return x
    d: dict[str, Any] = {}
    d["enterprise"] = x.enterprise
    d["id"] = encode_uuid(x.id)
    d["origin"] = x.origin
    d["state"] = x.state
    d["held"] = x.held
    d["confirmed"] = x.confirmed
    d["late"] = x.late
    d["check_customer"] = x.check_customer
    d["customer"] = encode_uuid(x.customer)
    d["cycle"] = encode_uuid(x.cycle)
    d["distributor"] = x.distributor
    d["standing_order"] = None if x.standing_order is None else encode_uuid(x.standing_order)
    d["shipping_method"] = x.shipping_method
    d["payment_method"] = x.payment_method
    d["shipping_address"] = None if x.shipping_address is None else encode_Address(x.shipping_address)
    d["note"] = x.note
    d["fees"] = encode_list(x.fees, encode_FeeCharged)
    d["conflicts"] = encode_list(x.conflicts, encode_EditConflict)
    d["item_total"] = encode_Money(x.item_total)
    d["total"] = encode_Money(x.total)
    d["charged"] = None if x.charged is None else encode_Money(x.charged)
    d["created_at"] = encode_instant(x.created_at)
    d["placed_at"] = None if x.placed_at is None else encode_instant(x.placed_at)
    d["version"] = x.version
    return d



@dataclass(frozen=True, slots=True, kw_only=True)
class OrderLine:
    """One line of an order. It keeps what was asked, given and ordered (R24)."""

    enterprise: str
    """Who sells."""
    cycle: UUID
    """In which cycle."""
    order: UUID
    """Of which order."""
    position: int
    """Counts the order's lines from 1."""
    variant: str
    """What."""
    asked: Decimal
    """What the standing order, or the shopper, asked for."""
    given: Decimal
    """What there was for it when stock was shared out."""
    ordered: Decimal
    """What the customer gets, after his own edits; 0 when taken out."""
    price: Money
    """The price of one unit, fixed when the line came in (R24)."""
    amount: Money
    """`price × ordered`, rounded once (R28)."""
    standing: bool
    """Whether the standing order asked for it, so that its revisions reach it (D8)."""


def decode_OrderLine(d: Any) -> OrderLine:
    return OrderLine(
        enterprise=d["enterprise"],
        cycle=UUID(d["cycle"]),
        order=UUID(d["order"]),
        position=d["position"],
        variant=d["variant"],
        asked=Decimal(d["asked"]),
        given=Decimal(d["given"]),
        ordered=Decimal(d["ordered"]),
        price=decode_Money(d["price"]),
        amount=decode_Money(d["amount"]),
        standing=d["standing"],
    )


def encode_OrderLine(x: OrderLine | Mapping[str, Any]) -> Any:
    if not isinstance(x, OrderLine):
        return x
    d: dict[str, Any] = {}
    d["enterprise"] = x.enterprise
    d["cycle"] = encode_uuid(x.cycle)
    d["order"] = encode_uuid(x.order)
    d["position"] = x.position
    d["variant"] = x.variant
    d["asked"] = encode_decimal(x.asked)
    d["given"] = encode_decimal(x.given)
    d["ordered"] = encode_decimal(x.ordered)
    d["price"] = encode_Money(x.price)
    d["amount"] = encode_Money(x.amount)
    d["standing"] = x.standing
    return d



@dataclass(frozen=True, slots=True, kw_only=True)
class OrderWithLines:
    """An order with its lines."""

    order: Order
    """The order."""
    lines: list[OrderLine]
    """Its lines, in their order."""


def decode_OrderWithLines(d: Any) -> OrderWithLines:
    return OrderWithLines(
        order=decode_Order(d["order"]),
        lines=[decode_OrderLine(i) for i in d["lines"]],
    )


def encode_OrderWithLines(x: OrderWithLines | Mapping[str, Any]) -> Any:
    if not isinstance(x, OrderWithLines):
        return x
    d: dict[str, Any] = {}
    d["order"] = encode_Order(x.order)
    d["lines"] = encode_list(x.lines, encode_OrderLine)
    return d



@dataclass(frozen=True, slots=True, kw_only=True)
class OrderWithLinesPage:
    """Orders with their lines."""

    items: list[OrderWithLines]
    """The rows, in the list's order."""
    next_page: str | None
    """Give it as `after` for the rows that follow; none: there are no more."""


def decode_OrderWithLinesPage(d: Any) -> OrderWithLinesPage:
    return OrderWithLinesPage(
        items=[decode_OrderWithLines(i) for i in d["items"]],
        next_page=d["next_page"],
    )


def encode_OrderWithLinesPage(x: OrderWithLinesPage | Mapping[str, Any]) -> Any:
    if not isinstance(x, OrderWithLinesPage):
        return x
    d: dict[str, Any] = {}
    d["items"] = encode_list(x.items, encode_OrderWithLines)
    d["next_page"] = x.next_page
    return d



@dataclass(frozen=True, slots=True, kw_only=True)
class OrdersLinked:
    """What became of the orders that had no customer."""

    linked: int
    """Orders that have a customer now."""
    created: int
    """Customers who were made."""
    left: int
    """Orders whose address finds nobody."""


def decode_OrdersLinked(d: Any) -> OrdersLinked:
    return OrdersLinked(
        linked=d["linked"],
        created=d["created"],
        left=d["left"],
    )


def encode_OrdersLinked(x: OrdersLinked | Mapping[str, Any]) -> Any:
    if not isinstance(x, OrdersLinked):
        return x
    d: dict[str, Any] = {}
    d["linked"] = x.linked
    d["created"] = x.created
    d["left"] = x.left
    return d



@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of one (standing order, cycle) pair, and why. Never silent."""

    enterprise: str
    """Whose."""
    standing_order: UUID
    """The standing order."""
    cycle: UUID
    """The cycle."""
    kind: OutcomeKind
    """What became of it."""
    why: Why
    """Why, with the rule that decided."""
    order: UUID | None
    """The order that was made, or that its lines joined."""
    attempts: int
    """How often it failed."""
    late: bool
    """Whether it came after its time (E5)."""
    at: datetime.datetime
    """When."""
    version: int
    """Raised by every change."""


def decode_Outcome(d: Any) -> Outcome:
    return Outcome(
        enterprise=d["enterprise"],
        standing_order=UUID(d["standing_order"]),
        cycle=UUID(d["cycle"]),
        kind=_OutcomeKind[d["kind"]],
        why=decode_Why(d["why"]),
        order=None if d["order"] is None else UUID(d["order"]),
        attempts=d["attempts"],
        late=d["late"],
        at=decode_instant(d["at"]),
        version=d["version"],
    )


def encode_Outcome(x: Outcome | Mapping[str, Any]) -> Any:
    if not isinstance(x, Outcome):
        return x
    d: dict[str, Any] = {}
    d["enterprise"] = x.enterprise
    d["standing_order"] = encode_uuid(x.standing_order)
    d["cycle"] = encode_uuid(x.cycle)
    d["kind"] = x.kind
    d["why"] = encode_Why(x.why)
    d["order"] = None if x.order is None else encode_uuid(x.order)
    d["attempts"] = x.attempts
    d["late"] = x.late
    d["at"] = encode_instant(x.at)
    d["version"] = x.version
    return d



@dataclass(frozen=True, slots=True, kw_only=True)
class OutcomePage:
    """What became of the standing orders in a cycle."""

    dates: CycleDates
    """The cycle."""
    items: list[Outcome]
    """The outcomes, by standing order."""
    next_page: str | None
    """Give it as `after` for the rows that follow; none: there are no more."""


def decode_OutcomePage(d: Any) -> OutcomePage:
    return OutcomePage(
        dates=decode_CycleDates(d["dates"]),
        items=[decode_Outcome(i) for i in d["items"]],
        next_page=d["next_page"],
    )


def encode_OutcomePage(x: OutcomePage | Mapping[str, Any]) -> Any:
    if not isinstance(x, OutcomePage):
        return x
    d: dict[str, Any] = {}
    d["dates"] = encode_CycleDates(x.dates)
    d["items"] = encode_list(x.items, encode_Outcome)
    d["next_page"] = x.next_page
    return d



@dataclass(frozen=True, slots=True, kw_only=True)
class OwnCustomer:
    """A customer for whom a person acts."""

    customer: Customer
    """The customer."""
    contact: UUID | None
    """The contact as whom he acts; none: he is the customer himself."""
    access: ContactAccess
    """How far he may act."""


def decode_OwnCustomer(d: Any) -> OwnCustomer:
    return OwnCustomer(
        customer=decode_Customer(d["customer"]),
        contact=None if d["contact"] is None else UUID(d["contact"]),
        access=_ContactAccess[d["access"]],
    )


def encode_OwnCustomer(x: OwnCustomer | Mapping[str, Any]) -> Any:
    if not isinstance(x, OwnCustomer):
        return x
    d: dict[str, Any] = {}
    d["customer"] = encode_Customer(x.customer)
    d["contact"] = None if x.contact is None else encode_uuid(x.contact)
    d["access"] = x.access
    return d



@dataclass(frozen=True, slots=True, kw_only=True)
class OwnCustomers:
    """The customers for whom a person acts."""

    items: list[OwnCustomer]
    """Those that he is himself, then those for whom he is a contact; by enterprise."""


def decode_OwnCustomers(d: Any) -> OwnCustomers:
    return OwnCustomers(
        items=[decode_OwnCustomer(i) for i in d["items"]],
    )


def encode_OwnCustomers(x: OwnCustomers | Mapping[str, Any]) -> Any:
    if not isinstance(x, OwnCustomers):
        return x
    d: dict[str, Any] = {}
    d["items"] = encode_list(x.items, encode_OwnCustomer)
    return d



@dataclass(frozen=True, slots=True, kw_only=True)
class PairExplained:
    """Whether a standing order is due in a cycle, and why."""

    due: bool
    """Whether it is due."""
    outcome: OutcomeKind | None
    """What becomes of the pair where it is not due; none: it is due, or none of its business."""
    why: Why
    """Why, as data."""
    rule: str
    """The id of the rule that decides, as `docs/rules` has it."""
    sentence: str
    """Why, in a sentence."""
    date: datetime.date
    """The date of the cycle that counts (R3)."""
    customer_limit: datetime.datetime
    """Until when the customer may change anything (D14)."""
    variants: list[str]
    """The variants of the lines that are due."""


def decode_PairExplained(d: Any) -> PairExplained:
    return PairExplained(
        due=d["due"],
        outcome=None if d["outcome"] is None else _OutcomeKind[d["outcome"]],
        why=decode_Why(d["why"]),
        rule=d["rule"],
        sentence=d["sentence"],
        date=datetime.date.fromisoformat(d["date"]),
        customer_limit=decode_instant(d["customer_limit"]),
        variants=d["variants"],
    )


def encode_PairExplained(x: PairExplained | Mapping[str, Any]) -> Any:
    if not isinstance(x, PairExplained):
        return x
    d: dict[str, Any] = {}
    d["due"] = x.due
    d["outcome"] = x.outcome
    d["why"] = encode_Why(x.why)
    d["rule"] = x.rule
    d["sentence"] = x.sentence
    d["date"] = encode_date(x.date)
    d["customer_limit"] = encode_instant(x.customer_limit)
    d["variants"] = encode_list(x.variants)
    return d



@dataclass(frozen=True, slots=True, kw_only=True)
class PassedSlot:
    """A slot from which no cycle is made."""

    number: int | None
    """Its number, which no other cycle gets."""
    nominal: datetime.datetime
    """The slot of the rule."""
    why: PassedOver
    """Why."""


def decode_PassedSlot(d: Any) -> PassedSlot:
    return PassedSlot(
        number=d["number"],
        nominal=datetime.datetime.fromisoformat(d["nominal"]),
        why=decode_PassedOver(d["why"]),
    )


def encode_PassedSlot(x: PassedSlot | Mapping[str, Any]) -> Any:
    if not isinstance(x, PassedSlot):
        return x
    d: dict[str, Any] = {}
    d["number"] = x.number
    d["nominal"] = encode_local(x.nominal)
    d["why"] = encode_PassedOver(x.why)
    return d



@dataclass(frozen=True, slots=True, kw_only=True)
class PastLine:
    """One line of a past order, as the host's shop remembers it."""

    name: str
    """What it was called."""
    variant: str | None
    """The host's id of the variant, where it had one; it may be gone by now."""
    category: str | None
    """Its category then."""
    quantity: Decimal
    """How much."""
    amount: Money
    """What it cost; below zero for a discount."""


def decode_PastLine(d: Any) -> PastLine:
    return PastLine(
        name=d["name"],
        variant=d["variant"],
        category=d["category"],
        quantity=Decimal(d["quantity"]),
        amount=decode_Money(d["amount"]),
    )


def encode_PastLine(x: PastLine | Mapping[str, Any]) -> Any:
    if not isinstance(x, PastLine):
        return x
    d: dict[str, Any] = {}
    d["name"] = x.name
    d["variant"] = x.variant
    d["category"] = x.category
    d["quantity"] = encode_decimal(x.quantity)
    d["amount"] = encode_Money(x.amount)
    return d



@dataclass(frozen=True, slots=True, kw_only=True)
class PastLineInput:
    """One line of a past order."""

    name: str
    """What it was called."""
    variant: str | None = None
    """The host's id of the variant; it need not be known any more."""
    category: str | None = None
    """Its category then; none: that of the variant, where it is known."""
    quantity: DecimalLike
    """How much."""
    amount: DecimalLike
    """What it cost, in the enterprise's currency; below zero for a discount."""


def decode_PastLineInput(d: Any) -> PastLineInput:
    return PastLineInput(
        name=d["name"],
        variant=None if d.get("variant") is None else d["variant"],
        category=None if d.get("category") is None else d["category"],
        quantity=Decimal(d["quantity"]),
        amount=Decimal(d["amount"]),
    )


def encode_PastLineInput(x: PastLineInput | Mapping[str, Any]) -> Any:
    if not isinstance(x, PastLineInput):
        return x
    d: dict[str, Any] = {}
    d["name"] = x.name
    if x.variant is not None:
        d["variant"] = x.variant
    if x.category is not None:
        d["category"] = x.category
    d["quantity"] = encode_decimal(x.quantity)
    d["amount"] = encode_decimal(x.amount)
    return d



@dataclass(frozen=True, slots=True, kw_only=True)
class PastOrder:
    """An order that the hub's shop took before Milkround was there, or outside of any cycle.
    It charges nothing: opening balances are entries of the ledger.
    """

    enterprise: str
    """Who sold."""
    id: UUID
    """Our id."""
    reference: str
    """What the host calls it, unique at the enterprise."""
    customer: UUID | None
    """Whose; none: nobody's yet (A5)."""
    email: str | None
    """The address under which it was placed."""
    state: PastOrderState
    """Where it stood."""
    placed_at: datetime.datetime
    """When it was placed."""
    total: Money
    """What it came to, fees and discounts included."""
    lines: list[PastLine]
    """What was bought."""
    note: str | None
    """The customer's note."""
    recorded_at: datetime.datetime
    """When it was recorded first."""
    version: int
    """Raised by every change."""


def decode_PastOrder(d: Any) -> PastOrder:
    return PastOrder(
        enterprise=d["enterprise"],
        id=UUID(d["id"]),
        reference=d["reference"],
        customer=None if d["customer"] is None else UUID(d["customer"]),
        email=d["email"],
        state=_PastOrderState[d["state"]],
        placed_at=decode_instant(d["placed_at"]),
        total=decode_Money(d["total"]),
        lines=[decode_PastLine(i) for i in d["lines"]],
        note=d["note"],
        recorded_at=decode_instant(d["recorded_at"]),
        version=d["version"],
    )


def encode_PastOrder(x: PastOrder | Mapping[str, Any]) -> Any:
    if not isinstance(x, PastOrder):
        return x
    d: dict[str, Any] = {}
    d["enterprise"] = x.enterprise
    d["id"] = encode_uuid(x.id)
    d["reference"] = x.reference
    d["customer"] = None if x.customer is None else encode_uuid(x.customer)
    d["email"] = x.email
    d["state"] = x.state
    d["placed_at"] = encode_instant(x.placed_at)
    d["total"] = encode_Money(x.total)
    d["lines"] = encode_list(x.lines, encode_PastLine)
    d["note"] = x.note
    d["recorded_at"] = encode_instant(x.recorded_at)
    d["version"] = x.version
    return d



@dataclass(frozen=True, slots=True, kw_only=True)
class PastOrderInput:
    """One past order."""

    reference: str
    """What the host calls it: 1 to 200 characters, unique at the enterprise."""
    placed_at: datetime.datetime
    """When it was placed; not in the future."""
    email: str | None = None
    """The address under which it was placed; give it, or the customer, or both."""
    customer: IdLike | None = None
    """Whose it is, or into whom that one was merged; none: whom the address finds."""
    state: PastOrderState | None = None
    """Where it stands; usually `fulfilled`."""
    total: DecimalLike
    """What it came to, fees and discounts included."""
    lines: Sequence[PastLineInput]
    """What was bought: 1 to 500 lines. Where nothing is known, one line that says so."""
    note: str | None = None
    """The customer's note; at most 2,000 characters."""


def decode_PastOrderInput(d: Any) -> PastOrderInput:
    return PastOrderInput(
        reference=d["reference"],
        placed_at=decode_instant(d["placed_at"]),
        email=None if d.get("email") is None else d["email"],
        customer=None if d.get("customer") is None else UUID(d["customer"]),
        state=None if d.get("state") is None else _PastOrderState[d["state"]],
        total=Decimal(d["total"]),
        lines=[decode_PastLineInput(i) for i in d["lines"]],
        note=None if d.get("note") is None else d["note"],
    )


def encode_PastOrderInput(x: PastOrderInput | Mapping[str, Any]) -> Any:
    if not isinstance(x, PastOrderInput):
        return x
    d: dict[str, Any] = {}
    d["reference"] = x.reference
    d["placed_at"] = encode_instant(x.placed_at)
    if x.email is not None:
        d["email"] = x.email
    if x.customer is not None:
        d["customer"] = encode_uuid(x.customer)
    if x.state is not None:
        d["state"] = x.state
    d["total"] = encode_decimal(x.total)
    d["lines"] = encode_list(x.lines, encode_PastLineInput)
    if x.note is not None:
        d["note"] = x.note
    return d



@dataclass(frozen=True, slots=True, kw_only=True)
class PastOrderPage:
    """Past orders, the newest first."""

    items: list[PastOrder]
    """The rows, in the list's order."""
    next_page: str | None
    """Give it as `after` for the rows that follow; none: there are no more."""


def decode_PastOrderPage(d: Any) -> PastOrderPage:
    return PastOrderPage(
        items=[decode_PastOrder(i) for i in d["items"]],
        next_page=d["next_page"],
    )


def encode_PastOrderPage(x: PastOrderPage | Mapping[str, Any]) -> Any:
    if not isinstance(x, PastOrderPage):
        return x
    d: dict[str, Any] = {}
    d["items"] = encode_list(x.items, encode_PastOrder)
    d["next_page"] = x.next_page
    return d



@dataclass(frozen=True, slots=True, kw_only=True)
class PastOrdersRecorded:
    """What became of the orders."""

    created: int
    """Those that are new."""
    updated: int
    """Those that were known and differ now."""
    unchanged: int
    """Those that were recorded so already, or are an erased customer's."""
    unlinked: int
    """Those that belong to nobody yet."""
    customers_created: int
    """Customers who were made."""


def decode_PastOrdersRecorded(d: Any) -> PastOrdersRecorded:
    return PastOrdersRecorded(
        created=d["created"],
        updated=d["updated"],
        unchanged=d["unchanged"],
        unlinked=d["unlinked"],
        customers_created=d["customers_created"],
    )


def encode_PastOrdersRecorded(x: PastOrdersRecorded | Mapping[str, Any]) -> Any:
    if not isinstance(x, PastOrdersRecorded):
        return x
    d: dict[str, Any] = {}
    d["created"] = x.created
    d["updated"] = x.updated
    d["unchanged"] = x.unchanged
    d["unlinked"] = x.unlinked
    d["customers_created"] = x.customers_created
    return d



@dataclass(frozen=True, slots=True, kw_only=True)
class Pause:
    """A time without orders, both dates included (D5)."""

    starts_on: datetime.date
    """The first date."""
    ends_on: datetime.date | None
    """The last date; none: until further notice."""
    by: Author
    """Who paused."""
    at: datetime.datetime
    """When."""


def decode_Pause(d: Any) -> Pause:
    return Pause(
        starts_on=datetime.date.fromisoformat(d["starts_on"]),
        ends_on=None if d["ends_on"] is None else datetime.date.fromisoformat(d["ends_on"]),
        by=decode_Author(d["by"]),
        at=decode_instant(d["at"]),
    )


def encode_Pause(x: Pause | Mapping[str, Any]) -> Any:
    if not isinstance(x, Pause):
        return x
    d: dict[str, Any] = {}
    d["starts_on"] = encode_date(x.starts_on)
    d["ends_on"] = None if x.ends_on is None else encode_date(x.ends_on)
    d["by"] = encode_Author(x.by)
    d["at"] = encode_instant(x.at)
    return d



@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedCollection:
    """When one distributor hands out the orders of a cycle."""

    distributor: str
    """The distributor."""
    window: CollectionWindow
    """The window."""


def decode_PlannedCollection(d: Any) -> PlannedCollection:
    return PlannedCollection(
        distributor=d["distributor"],
        window=decode_CollectionWindow(d["window"]),
    )


def encode_PlannedCollection(x: PlannedCollection | Mapping[str, Any]) -> Any:
    if not isinstance(x, PlannedCollection):
        return x
    d: dict[str, Any] = {}
    d["distributor"] = x.distributor
    d["window"] = encode_CollectionWindow(x.window)
    return d



@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedCycle:
    """One cycle to be made."""

    number: int | None
    """Its number in the series; extra dates (RDATE) beside a rule have none."""
    nominal: datetime.datetime
    """The slot of the rule, before any holiday moved it."""
    opens_at: datetime.datetime
    """When it opens."""
    opens_local: datetime.datetime
    """What the hub's clocks show then."""
    closes_at: datetime.datetime
    """When it closes."""
    closes_local: datetime.datetime
    """What the hub's clocks show then."""
    collections: list[PlannedCollection]
    """When each distributor hands out the orders."""
    name: str
    """Its name."""
    notes: list[PlanNote]
    """What the hub should know about it."""


def decode_PlannedCycle(d: Any) -> PlannedCycle:
    return PlannedCycle(
        number=d["number"],
        nominal=datetime.datetime.fromisoformat(d["nominal"]),
        opens_at=decode_instant(d["opens_at"]),
        opens_local=datetime.datetime.fromisoformat(d["opens_local"]),
        closes_at=decode_instant(d["closes_at"]),
        closes_local=datetime.datetime.fromisoformat(d["closes_local"]),
        collections=[decode_PlannedCollection(i) for i in d["collections"]],
        name=d["name"],
        notes=[decode_PlanNote(i) for i in d["notes"]],
    )


def encode_PlannedCycle(x: PlannedCycle | Mapping[str, Any]) -> Any:
    if not isinstance(x, PlannedCycle):
        return x
    d: dict[str, Any] = {}
    d["number"] = x.number
    d["nominal"] = encode_local(x.nominal)
    d["opens_at"] = encode_instant(x.opens_at)
    d["opens_local"] = encode_local(x.opens_local)
    d["closes_at"] = encode_instant(x.closes_at)
    d["closes_local"] = encode_local(x.closes_local)
    d["collections"] = encode_list(x.collections, encode_PlannedCollection)
    d["name"] = x.name
    d["notes"] = encode_list(x.notes, encode_PlanNote)
    return d



@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedLine:
    """One line of a planned order."""

    variant: str
    """What."""
    asked: Decimal
    """How much is asked."""
    given: Decimal
    """How much there is for it."""
    price: Money
    """The price of one unit; zero where it is not offered."""
    amount: Money
    """`price × given`, rounded once (R28)."""


def decode_PlannedLine(d: Any) -> PlannedLine:
    return PlannedLine(
        variant=d["variant"],
        asked=Decimal(d["asked"]),
        given=Decimal(d["given"]),
        price=decode_Money(d["price"]),
        amount=decode_Money(d["amount"]),
    )


def encode_PlannedLine(x: PlannedLine | Mapping[str, Any]) -> Any:
    if not isinstance(x, PlannedLine):
        return x
    d: dict[str, Any] = {}
    d["variant"] = x.variant
    d["asked"] = encode_decimal(x.asked)
    d["given"] = encode_decimal(x.given)
    d["price"] = encode_Money(x.price)
    d["amount"] = encode_Money(x.amount)
    return d



@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedPair:
    """What becomes of one standing order in a cycle."""

    standing_order: str
    """The host's id of the standing order."""
    outcome: OutcomeKind | None
    """What becomes of the pair; none: the cycle is none of its business."""
    why: Why
    """Why, as data."""
    rule: str
    """The id of the rule that decides, as `docs/rules` has it."""
    sentence: str
    """Why, in a sentence."""
    lines: list[PlannedLine]
    """The lines of its order; none where it gets no order."""
    fees: list[FeeCharged]
    """The fees of its order."""
    total: Money | None
    """The total of its order, lines and fees; none where it gets no order."""


def decode_PlannedPair(d: Any) -> PlannedPair:
    return PlannedPair(
        standing_order=d["standing_order"],
        outcome=None if d["outcome"] is None else _OutcomeKind[d["outcome"]],
        why=decode_Why(d["why"]),
        rule=d["rule"],
        sentence=d["sentence"],
        lines=[decode_PlannedLine(i) for i in d["lines"]],
        fees=[decode_FeeCharged(i) for i in d["fees"]],
        total=None if d["total"] is None else decode_Money(d["total"]),
    )


def encode_PlannedPair(x: PlannedPair | Mapping[str, Any]) -> Any:
    if not isinstance(x, PlannedPair):
        return x
    d: dict[str, Any] = {}
    d["standing_order"] = x.standing_order
    d["outcome"] = x.outcome
    d["why"] = encode_Why(x.why)
    d["rule"] = x.rule
    d["sentence"] = x.sentence
    d["lines"] = encode_list(x.lines, encode_PlannedLine)
    d["fees"] = encode_list(x.fees, encode_FeeCharged)
    d["total"] = None if x.total is None else encode_Money(x.total)
    return d



@dataclass(frozen=True, slots=True, kw_only=True)
class Posting:
    """One entry of a customer's ledger. It is never changed: a wrong one is reversed (B3)."""

    enterprise: str
    """Whose books."""
    id: UUID
    """Our id, ascending in time."""
    customer: UUID
    """Whose account."""
    kind: PostingKind
    """What it is."""
    amount: Money
    """What it adds to the balance: below zero where the customer owes more."""
    order: UUID | None
    """The order that it belongs to."""
    reverses: UUID | None
    """The entry that it takes back."""
    reference: str | None
    """What the books outside call it: an invoice, a bank transfer."""
    note: str | None
    """Why, in words."""
    booked_on: datetime.date
    """The day for which it counts, in the enterprise's zone."""
    by: Author
    """Who wrote it."""
    at: datetime.datetime
    """When it was written."""


def decode_Posting(d: Any) -> Posting:
    return Posting(
        enterprise=d["enterprise"],
        id=UUID(d["id"]),
        customer=UUID(d["customer"]),
        kind=_PostingKind[d["kind"]],
        amount=decode_Money(d["amount"]),
        order=None if d["order"] is None else UUID(d["order"]),
        reverses=None if d["reverses"] is None else UUID(d["reverses"]),
        reference=d["reference"],
        note=d["note"],
        booked_on=datetime.date.fromisoformat(d["booked_on"]),
        by=decode_Author(d["by"]),
        at=decode_instant(d["at"]),
    )


def encode_Posting(x: Posting | Mapping[str, Any]) -> Any:
    if not isinstance(x, Posting):
        return x
    d: dict[str, Any] = {}
    d["enterprise"] = x.enterprise
    d["id"] = encode_uuid(x.id)
    d["customer"] = encode_uuid(x.customer)
    d["kind"] = x.kind
    d["amount"] = encode_Money(x.amount)
    d["order"] = None if x.order is None else encode_uuid(x.order)
    d["reverses"] = None if x.reverses is None else encode_uuid(x.reverses)
    d["reference"] = x.reference
    d["note"] = x.note
    d["booked_on"] = encode_date(x.booked_on)
    d["by"] = encode_Author(x.by)
    d["at"] = encode_instant(x.at)
    return d



@dataclass(frozen=True, slots=True, kw_only=True)
class PostingPage:
    """Entries of the ledger, the latest day first."""

    items: list[Posting]
    """The rows, in the list's order."""
    next_page: str | None
    """Give it as `after` for the rows that follow; none: there are no more."""


def decode_PostingPage(d: Any) -> PostingPage:
    return PostingPage(
        items=[decode_Posting(i) for i in d["items"]],
        next_page=d["next_page"],
    )


def encode_PostingPage(x: PostingPage | Mapping[str, Any]) -> Any:
    if not isinstance(x, PostingPage):
        return x
    d: dict[str, Any] = {}
    d["items"] = encode_list(x.items, encode_Posting)
    d["next_page"] = x.next_page
    return d



@dataclass(frozen=True, slots=True, kw_only=True)
class PreviewedCycle:
    """A cycle that does not exist yet."""

    number: int | None
    """Its number in the series."""
    name: str
    """Its name."""
    nominal: datetime.datetime
    """The slot of the rule, before any holiday moved it."""
    opens_at: datetime.datetime
    """When it would open."""
    closes_at: datetime.datetime
    """When it would close."""
    opens_on: datetime.date
    """The local date on which it would open."""
    closes_on: datetime.date
    """The local date on which it would close (R4: the literal date, also at midnight)."""
    collected_on: datetime.date | None
    """The local date on which collection would begin."""
    collections: list[PlannedCollection]
    """When each distributor would hand out the orders."""
    notes: list[PlanNote]
    """What there is to know about it."""


def decode_PreviewedCycle(d: Any) -> PreviewedCycle:
    return PreviewedCycle(
        number=d["number"],
        name=d["name"],
        nominal=datetime.datetime.fromisoformat(d["nominal"]),
        opens_at=decode_instant(d["opens_at"]),
        closes_at=decode_instant(d["closes_at"]),
        opens_on=datetime.date.fromisoformat(d["opens_on"]),
        closes_on=datetime.date.fromisoformat(d["closes_on"]),
        collected_on=None if d["collected_on"] is None else datetime.date.fromisoformat(d["collected_on"]),
        collections=[decode_PlannedCollection(i) for i in d["collections"]],
        notes=[decode_PlanNote(i) for i in d["notes"]],
    )


def encode_PreviewedCycle(x: PreviewedCycle | Mapping[str, Any]) -> Any:
    if not isinstance(x, PreviewedCycle):
        return x
    d: dict[str, Any] = {}
    d["number"] = x.number
    d["name"] = x.name
    d["nominal"] = encode_local(x.nominal)
    d["opens_at"] = encode_instant(x.opens_at)
    d["closes_at"] = encode_instant(x.closes_at)
    d["opens_on"] = encode_date(x.opens_on)
    d["closes_on"] = encode_date(x.closes_on)
    d["collected_on"] = None if x.collected_on is None else encode_date(x.collected_on)
    d["collections"] = encode_list(x.collections, encode_PlannedCollection)
    d["notes"] = encode_list(x.notes, encode_PlanNote)
    return d



@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """Work that could not be done as a whole."""

    work: str
    """The row of `due`, for whoever looks into the store: enterprise number, kind, subject."""
    code: str
    """The error's code."""
    message: str
    """What was wrong."""
    again_at: datetime.datetime | None
    """When it is tried again; none: the row itself does not read back."""


def decode_Problem(d: Any) -> Problem:
    return Problem(
        work=d["work"],
        code=d["code"],
        message=d["message"],
        again_at=None if d["again_at"] is None else decode_instant(d["again_at"]),
    )


def encode_Problem(x: Problem | Mapping[str, Any]) -> Any:
    if not isinstance(x, Problem):
        return x
    d: dict[str, Any] = {}
    d["work"] = x.work
    d["code"] = x.code
    d["message"] = x.message
    d["again_at"] = None if x.again_at is None else encode_instant(x.again_at)
    return d



@dataclass(frozen=True, slots=True, kw_only=True)
class QuotedFeeInput:
    """A charge that the host quotes: shipping, payment method."""

    name: str
    """What the customer reads."""
    charged_by: str
    """The enterprise that charges it."""
    amount: DecimalLike
    """How much, in the enterprise's currency."""


def decode_QuotedFeeInput(d: Any) -> QuotedFeeInput:
    return QuotedFeeInput(
        name=d["name"],
        charged_by=d["charged_by"],
        amount=Decimal(d["amount"]),
    )


def encode_QuotedFeeInput(x: QuotedFeeInput | Mapping[str, Any]) -> Any:
    if not isinstance(x, QuotedFeeInput):
        return x
    d: dict[str, Any] = {}
    d["name"] = x.name
    d["charged_by"] = x.charged_by
    d["amount"] = encode_decimal(x.amount)
    return d



@dataclass(frozen=True, slots=True, kw_only=True)
class RefusedCustomer:
    """A customer who was left as he is."""

    customer: UUID
    """Who."""
    code: str
    """What stands against it: a code of errors."""
    message: str
    """What is wrong and what to do."""


def decode_RefusedCustomer(d: Any) -> RefusedCustomer:
    return RefusedCustomer(
        customer=UUID(d["customer"]),
        code=d["code"],
        message=d["message"],
    )


def encode_RefusedCustomer(x: RefusedCustomer | Mapping[str, Any]) -> Any:
    if not isinstance(x, RefusedCustomer):
        return x
    d: dict[str, Any] = {}
    d["customer"] = encode_uuid(x.customer)
    d["code"] = x.code
    d["message"] = x.message
    return d



@dataclass(frozen=True, slots=True, kw_only=True)
class Revision:
    """What a standing order holds from a date on: a full snapshot (R31)."""

    holds_from: datetime.date
    """The first date on which it holds."""
    lines: list[StandingLine]
    """What is wanted; at least one line."""
    shipping_method: str | None
    """The host's shipping method."""
    payment_method: str | None
    """The host's payment method."""
    shipping_address: Address | None
    """Where goods go."""
    note: str | None
    """The customer's note, printed on sheets (R17)."""
    by: Author
    """Who made it."""
    at: datetime.datetime
    """When."""


def decode_Revision(d: Any) -> Revision:
    return Revision(
        holds_from=datetime.date.fromisoformat(d["holds_from"]),
        lines=[decode_StandingLine(i) for i in d["lines"]],
        shipping_method=d["shipping_method"],
        payment_method=d["payment_method"],
        shipping_address=None if d["shipping_address"] is None else decode_Address(d["shipping_address"]),
        note=d["note"],
        by=decode_Author(d["by"]),
        at=decode_instant(d["at"]),
    )


def encode_Revision(x: Revision | Mapping[str, Any]) -> Any:
    if not isinstance(x, Revision):
        return x
    d: dict[str, Any] = {}
    d["holds_from"] = encode_date(x.holds_from)
    d["lines"] = encode_list(x.lines, encode_StandingLine)
    d["shipping_method"] = x.shipping_method
    d["payment_method"] = x.payment_method
    d["shipping_address"] = None if x.shipping_address is None else encode_Address(x.shipping_address)
    d["note"] = x.note
    d["by"] = encode_Author(x.by)
    d["at"] = encode_instant(x.at)
    return d



@dataclass(frozen=True, slots=True, kw_only=True)
class RoundCycle:
    """A cycle with what is offered in it, as a host keeps it."""

    zone: str
    """The zone of its dates."""
    opens_at: datetime.datetime
    """When it opens."""
    closes_at: datetime.datetime
    """When it closes."""
    number: int | None = None
    """Its number in the series; none: only lines that are due in every cycle are due (R6)."""
    cycle_day: CycleDay | None = None
    """Which of its dates counts for starts, ends, skips and pauses; usually the close (R3)."""
    customer_limit_minutes: int = 0
    """How many minutes before close a customer's own changes end (D14)."""
    outgoing: Sequence[RoundExchange]
    """Who distributes what."""


def decode_RoundCycle(d: Any) -> RoundCycle:
    return RoundCycle(
        zone=d["zone"],
        opens_at=decode_instant(d["opens_at"]),
        closes_at=decode_instant(d["closes_at"]),
        number=None if d.get("number") is None else d["number"],
        cycle_day=None if d.get("cycle_day") is None else _CycleDay[d["cycle_day"]],
        customer_limit_minutes=d["customer_limit_minutes"] if "customer_limit_minutes" in d else 0,
        outgoing=[decode_RoundExchange(i) for i in d["outgoing"]],
    )


def encode_RoundCycle(x: RoundCycle | Mapping[str, Any]) -> Any:
    if not isinstance(x, RoundCycle):
        return x
    d: dict[str, Any] = {}
    d["zone"] = x.zone
    d["opens_at"] = encode_instant(x.opens_at)
    d["closes_at"] = encode_instant(x.closes_at)
    if x.number is not None:
        d["number"] = x.number
    if x.cycle_day is not None:
        d["cycle_day"] = x.cycle_day
    d["customer_limit_minutes"] = x.customer_limit_minutes
    d["outgoing"] = encode_list(x.outgoing, encode_RoundExchange)
    return d



@dataclass(frozen=True, slots=True, kw_only=True)
class RoundExchange:
    """One distributor of a cycle."""

    distributor: str
    """Who distributes."""
    collected_at: datetime.datetime | None = None
    """When collection begins; none: nothing is collected."""
    fees: Sequence[Fee] = field(default_factory=list)
    """What is charged beside the goods."""
    offers: Sequence[RoundOffer] = field(default_factory=list)
    """What is offered, each variant once."""


def decode_RoundExchange(d: Any) -> RoundExchange:
    return RoundExchange(
        distributor=d["distributor"],
        collected_at=None if d.get("collected_at") is None else decode_instant(d["collected_at"]),
        fees=[decode_Fee(i) for i in d["fees"]] if "fees" in d else [],
        offers=[decode_RoundOffer(i) for i in d["offers"]] if "offers" in d else [],
    )


def encode_RoundExchange(x: RoundExchange | Mapping[str, Any]) -> Any:
    if not isinstance(x, RoundExchange):
        return x
    d: dict[str, Any] = {}
    d["distributor"] = x.distributor
    if x.collected_at is not None:
        d["collected_at"] = encode_instant(x.collected_at)
    d["fees"] = encode_list(x.fees, encode_Fee)
    d["offers"] = encode_list(x.offers, encode_RoundOffer)
    return d



@dataclass(frozen=True, slots=True, kw_only=True)
class RoundLine:
    """One wanted line."""

    variant: str
    """What."""
    quantity: DecimalLike
    """How much."""
    every: int | None = None
    """In every *n*th cycle; usually 1 (R7)."""
    anchor: int | None = None
    """The number of a cycle in which it is due; usually 1 (R7)."""


def decode_RoundLine(d: Any) -> RoundLine:
    return RoundLine(
        variant=d["variant"],
        quantity=Decimal(d["quantity"]),
        every=None if d.get("every") is None else d["every"],
        anchor=None if d.get("anchor") is None else d["anchor"],
    )


def encode_RoundLine(x: RoundLine | Mapping[str, Any]) -> Any:
    if not isinstance(x, RoundLine):
        return x
    d: dict[str, Any] = {}
    d["variant"] = x.variant
    d["quantity"] = encode_decimal(x.quantity)
    if x.every is not None:
        d["every"] = x.every
    if x.anchor is not None:
        d["anchor"] = x.anchor
    return d



@dataclass(frozen=True, slots=True, kw_only=True)
class RoundOffer:
    """What is offered of one variant."""

    variant: str
    """What."""
    price: Money
    """The price of one unit."""
    free: DecimalLike | None = None
    """How much is free; none: unlimited."""
    unit_step: DecimalLike | None = None
    """What quantities are multiples of; usually 1."""
    weight: DecimalLike | None = None
    """Kilograms a unit, for fees by weight."""


def decode_RoundOffer(d: Any) -> RoundOffer:
    return RoundOffer(
        variant=d["variant"],
        price=decode_Money(d["price"]),
        free=None if d.get("free") is None else Decimal(d["free"]),
        unit_step=None if d.get("unit_step") is None else Decimal(d["unit_step"]),
        weight=None if d.get("weight") is None else Decimal(d["weight"]),
    )


def encode_RoundOffer(x: RoundOffer | Mapping[str, Any]) -> Any:
    if not isinstance(x, RoundOffer):
        return x
    d: dict[str, Any] = {}
    d["variant"] = x.variant
    d["price"] = encode_Money(x.price)
    if x.free is not None:
        d["free"] = encode_decimal(x.free)
    if x.unit_step is not None:
        d["unit_step"] = encode_decimal(x.unit_step)
    if x.weight is not None:
        d["weight"] = encode_decimal(x.weight)
    return d



@dataclass(frozen=True, slots=True, kw_only=True)
class RoundOrder:
    """An order, as a host keeps it."""

    id: str
    """The host's id of it, which comes back in the answer."""
    state: OrderState
    """Where it stands."""
    held: bool = False
    """Whether it waits for staff (R39)."""
    lines: Sequence[RoundOrderLine]
    """Its lines."""
    fees: Sequence[Money] = field(default_factory=list)
    """Its fees, as they were charged."""


def decode_RoundOrder(d: Any) -> RoundOrder:
    return RoundOrder(
        id=d["id"],
        state=_OrderState[d["state"]],
        held=d["held"] if "held" in d else False,
        lines=[decode_RoundOrderLine(i) for i in d["lines"]],
        fees=[decode_Money(i) for i in d["fees"]] if "fees" in d else [],
    )


def encode_RoundOrder(x: RoundOrder | Mapping[str, Any]) -> Any:
    if not isinstance(x, RoundOrder):
        return x
    d: dict[str, Any] = {}
    d["id"] = x.id
    d["state"] = x.state
    d["held"] = x.held
    d["lines"] = encode_list(x.lines, encode_RoundOrderLine)
    d["fees"] = encode_list(x.fees, encode_Money)
    return d



@dataclass(frozen=True, slots=True, kw_only=True)
class RoundOrderLine:
    """One line of an order."""

    ordered: DecimalLike
    """How much the customer gets; 0 when taken out."""
    price: Money
    """The price of one unit."""


def decode_RoundOrderLine(d: Any) -> RoundOrderLine:
    return RoundOrderLine(
        ordered=Decimal(d["ordered"]),
        price=decode_Money(d["price"]),
    )


def encode_RoundOrderLine(x: RoundOrderLine | Mapping[str, Any]) -> Any:
    if not isinstance(x, RoundOrderLine):
        return x
    d: dict[str, Any] = {}
    d["ordered"] = encode_decimal(x.ordered)
    d["price"] = encode_Money(x.price)
    return d



@dataclass(frozen=True, slots=True, kw_only=True)
class RoundPause:
    """A time without orders, both dates included."""

    starts_on: datetime.date
    """The first date."""
    ends_on: datetime.date | None = None
    """The last date; none: until further notice."""


def decode_RoundPause(d: Any) -> RoundPause:
    return RoundPause(
        starts_on=datetime.date.fromisoformat(d["starts_on"]),
        ends_on=None if d.get("ends_on") is None else datetime.date.fromisoformat(d["ends_on"]),
    )


def encode_RoundPause(x: RoundPause | Mapping[str, Any]) -> Any:
    if not isinstance(x, RoundPause):
        return x
    d: dict[str, Any] = {}
    d["starts_on"] = encode_date(x.starts_on)
    if x.ends_on is not None:
        d["ends_on"] = encode_date(x.ends_on)
    return d



@dataclass(frozen=True, slots=True, kw_only=True)
class RoundSkip:
    """A cycle, or one line of it, that is left out."""

    date: datetime.date
    """The date of the cycle."""
    variant: str | None = None
    """Which line; none: the whole order."""


def decode_RoundSkip(d: Any) -> RoundSkip:
    return RoundSkip(
        date=datetime.date.fromisoformat(d["date"]),
        variant=None if d.get("variant") is None else d["variant"],
    )


def encode_RoundSkip(x: RoundSkip | Mapping[str, Any]) -> Any:
    if not isinstance(x, RoundSkip):
        return x
    d: dict[str, Any] = {}
    d["date"] = encode_date(x.date)
    if x.variant is not None:
        d["variant"] = x.variant
    return d



@dataclass(frozen=True, slots=True, kw_only=True)
class RoundStandingOrder:
    """A standing order, as a host keeps it."""

    id: str
    """The host's id of it, which comes back in the answer."""
    distributor: str
    """Who distributes it."""
    starts_on: datetime.date
    """The first date, itself included (D4)."""
    ends_on: datetime.date | None = None
    """The last date, itself included; none: open-ended."""
    created_at: datetime.datetime
    """When it was made: who came first is served first (R23)."""
    by_customer: bool = False
    """Whether its customer made it, who has the earlier limit (R32)."""
    pauses: Sequence[RoundPause] = field(default_factory=list)
    """Times without orders."""
    skips: Sequence[RoundSkip] = field(default_factory=list)
    """Cycles, or lines of cycles, that are left out."""
    lines: Sequence[RoundLine]
    """What it holds on the date of the cycle."""


def decode_RoundStandingOrder(d: Any) -> RoundStandingOrder:
    return RoundStandingOrder(
        id=d["id"],
        distributor=d["distributor"],
        starts_on=datetime.date.fromisoformat(d["starts_on"]),
        ends_on=None if d.get("ends_on") is None else datetime.date.fromisoformat(d["ends_on"]),
        created_at=decode_instant(d["created_at"]),
        by_customer=d["by_customer"] if "by_customer" in d else False,
        pauses=[decode_RoundPause(i) for i in d["pauses"]] if "pauses" in d else [],
        skips=[decode_RoundSkip(i) for i in d["skips"]] if "skips" in d else [],
        lines=[decode_RoundLine(i) for i in d["lines"]],
    )


def encode_RoundStandingOrder(x: RoundStandingOrder | Mapping[str, Any]) -> Any:
    if not isinstance(x, RoundStandingOrder):
        return x
    d: dict[str, Any] = {}
    d["id"] = x.id
    d["distributor"] = x.distributor
    d["starts_on"] = encode_date(x.starts_on)
    if x.ends_on is not None:
        d["ends_on"] = encode_date(x.ends_on)
    d["created_at"] = encode_instant(x.created_at)
    d["by_customer"] = x.by_customer
    d["pauses"] = encode_list(x.pauses, encode_RoundPause)
    d["skips"] = encode_list(x.skips, encode_RoundSkip)
    d["lines"] = encode_list(x.lines, encode_RoundLine)
    return d



@dataclass(frozen=True, slots=True, kw_only=True)
class SalesPage:
    """A page of sales, and what all rows come to."""

    items: list[SalesRow]
    """Products and categories by amount, the highest first; periods the newest first."""
    amount: Money
    """What all rows come to, of all pages."""
    orders: int
    """How many orders that was."""
    next_page: str | None
    """Give it as `after` for the rows that follow; none: there are no more."""


def decode_SalesPage(d: Any) -> SalesPage:
    return SalesPage(
        items=[decode_SalesRow(i) for i in d["items"]],
        amount=decode_Money(d["amount"]),
        orders=d["orders"],
        next_page=d["next_page"],
    )


def encode_SalesPage(x: SalesPage | Mapping[str, Any]) -> Any:
    if not isinstance(x, SalesPage):
        return x
    d: dict[str, Any] = {}
    d["items"] = encode_list(x.items, encode_SalesRow)
    d["amount"] = encode_Money(x.amount)
    d["orders"] = x.orders
    d["next_page"] = x.next_page
    return d



@dataclass(frozen=True, slots=True, kw_only=True)
class SalesRow:
    """What was sold of one product, category or period."""

    key: str
    """What tells it from the other rows: `variant:milk`, `name:rye bread`, `category:dairy`,
    or the first day of the period.
    """
    label: str
    """What to call it: the product's name, the category (empty: of none), or `2026-W10`,
    `2026-03`, `2026`.
    """
    variant: str | None
    """The variant, where the row is of one."""
    starts_on: datetime.date | None
    """The first day of a period, in the enterprise's zone."""
    quantity: Decimal
    """How much; of several products the sum of their units."""
    amount: Money
    """What the lines came to, without fees."""
    orders: int
    """How many orders had a part in it."""


def decode_SalesRow(d: Any) -> SalesRow:
    return SalesRow(
        key=d["key"],
        label=d["label"],
        variant=d["variant"],
        starts_on=None if d["starts_on"] is None else datetime.date.fromisoformat(d["starts_on"]),
        quantity=Decimal(d["quantity"]),
        amount=decode_Money(d["amount"]),
        orders=d["orders"],
    )


def encode_SalesRow(x: SalesRow | Mapping[str, Any]) -> Any:
    if not isinstance(x, SalesRow):
        return x
    d: dict[str, Any] = {}
    d["key"] = x.key
    d["label"] = x.label
    d["variant"] = x.variant
    d["starts_on"] = None if x.starts_on is None else encode_date(x.starts_on)
    d["quantity"] = encode_decimal(x.quantity)
    d["amount"] = encode_Money(x.amount)
    d["orders"] = x.orders
    return d



@dataclass(frozen=True, slots=True, kw_only=True)
class SavedLine:
    """One line of a saved list."""

    variant: str
    """What."""
    quantity: Decimal
    """How much."""


def decode_SavedLine(d: Any) -> SavedLine:
    return SavedLine(
        variant=d["variant"],
        quantity=Decimal(d["quantity"]),
    )


def encode_SavedLine(x: SavedLine | Mapping[str, Any]) -> Any:
    if not isinstance(x, SavedLine):
        return x
    d: dict[str, Any] = {}
    d["variant"] = x.variant
    d["quantity"] = encode_decimal(x.quantity)
    return d



@dataclass(frozen=True, slots=True, kw_only=True)
class SavedList:
    """A customer's list of items, to be added to an order or made a standing order."""

    enterprise: str
    """At which enterprise."""
    id: UUID
    """Our id."""
    customer: UUID
    """Whose."""
    name: str
    """What he calls it, unique among his ignoring case and accents."""
    lines: list[SavedLine]
    """What stands in it."""
    created_at: datetime.datetime
    """When made."""
    version: int
    """Raised by every change."""


def decode_SavedList(d: Any) -> SavedList:
    return SavedList(
        enterprise=d["enterprise"],
        id=UUID(d["id"]),
        customer=UUID(d["customer"]),
        name=d["name"],
        lines=[decode_SavedLine(i) for i in d["lines"]],
        created_at=decode_instant(d["created_at"]),
        version=d["version"],
    )


def encode_SavedList(x: SavedList | Mapping[str, Any]) -> Any:
    if not isinstance(x, SavedList):
        return x
    d: dict[str, Any] = {}
    d["enterprise"] = x.enterprise
    d["id"] = encode_uuid(x.id)
    d["customer"] = encode_uuid(x.customer)
    d["name"] = x.name
    d["lines"] = encode_list(x.lines, encode_SavedLine)
    d["created_at"] = encode_instant(x.created_at)
    d["version"] = x.version
    return d



@dataclass(frozen=True, slots=True, kw_only=True)
class SavedListPage:
    """Saved lists, in the order of their names."""

    items: list[SavedList]
    """The rows, in the list's order."""
    next_page: str | None
    """Give it as `after` for the rows that follow; none: there are no more."""


def decode_SavedListPage(d: Any) -> SavedListPage:
    return SavedListPage(
        items=[decode_SavedList(i) for i in d["items"]],
        next_page=d["next_page"],
    )


def encode_SavedListPage(x: SavedListPage | Mapping[str, Any]) -> Any:
    if not isinstance(x, SavedListPage):
        return x
    d: dict[str, Any] = {}
    d["items"] = encode_list(x.items, encode_SavedList)
    d["next_page"] = x.next_page
    return d



@dataclass(frozen=True, slots=True, kw_only=True)
class Schedule:
    """When the cycles of a series open and close, and what they are called.

    A schedule is valid from the moment it is made. Whether its rule ever fires is a longer
    question: `Schedule::check` answers it, and every save asks it.
    """

    zone: str
    starts_at: datetime.datetime
    recurrence: str | None = None
    closes: ClosingRule
    name: str | None = None
    on_holiday: OnHoliday = OnHoliday.KEEP


def decode_Schedule(d: Any) -> Schedule:
    return Schedule(
        zone=d["zone"],
        starts_at=datetime.datetime.fromisoformat(d["starts_at"]),
        recurrence=None if d.get("recurrence") is None else d["recurrence"],
        closes=decode_ClosingRule(d["closes"]),
        name=None if d.get("name") is None else d["name"],
        on_holiday=_OnHoliday[d["on_holiday"]] if "on_holiday" in d else OnHoliday.KEEP,
    )


def encode_Schedule(x: Schedule | Mapping[str, Any]) -> Any:
    if not isinstance(x, Schedule):
        return x
    d: dict[str, Any] = {}
    d["zone"] = x.zone
    d["starts_at"] = encode_local(x.starts_at)
    if x.recurrence is not None:
        d["recurrence"] = x.recurrence
    d["closes"] = encode_ClosingRule(x.closes)
    if x.name is not None:
        d["name"] = x.name
    d["on_holiday"] = x.on_holiday
    return d



@dataclass(frozen=True, slots=True, kw_only=True)
class ScheduleInput:
    """When the cycles of a series open and close, and what they are called."""

    zone: str | None = None
    """The IANA zone of every local time; usually the enterprise's, which is copied (R2)."""
    starts_at: datetime.datetime
    """The local time from which the rule counts: its first opening, if the rule names it."""
    recurrence: str | None = None
    """When cycles open: `FREQ=WEEKLY;BYDAY=SU`, with RDATE and EXDATE on lines of their own
    (RFC 5545). None: only cycles attached by hand (R6).
    """
    closes: ClosingRule
    """When a cycle closes."""
    cycle_name: str | None = None
    """How cycles are called; usually `{series} {opens}`."""
    on_holiday: OnHoliday | None = None
    """What happens on holidays; usually the cycle stays and a note says so (R9)."""


def decode_ScheduleInput(d: Any) -> ScheduleInput:
    return ScheduleInput(
        zone=None if d.get("zone") is None else d["zone"],
        starts_at=datetime.datetime.fromisoformat(d["starts_at"]),
        recurrence=None if d.get("recurrence") is None else d["recurrence"],
        closes=decode_ClosingRule(d["closes"]),
        cycle_name=None if d.get("cycle_name") is None else d["cycle_name"],
        on_holiday=None if d.get("on_holiday") is None else _OnHoliday[d["on_holiday"]],
    )


def encode_ScheduleInput(x: ScheduleInput | Mapping[str, Any]) -> Any:
    if not isinstance(x, ScheduleInput):
        return x
    d: dict[str, Any] = {}
    if x.zone is not None:
        d["zone"] = x.zone
    d["starts_at"] = encode_local(x.starts_at)
    if x.recurrence is not None:
        d["recurrence"] = x.recurrence
    d["closes"] = encode_ClosingRule(x.closes)
    if x.cycle_name is not None:
        d["cycle_name"] = x.cycle_name
    if x.on_holiday is not None:
        d["on_holiday"] = x.on_holiday
    return d



@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """Customers whom the hub often means together: some that were picked, or all whom a filter
    holds for.
    """

    enterprise: str
    """Whose."""
    name: str
    """What it is called."""
    filter: CustomerFilter
    """Who is meant."""
    version: int
    """Raised by every change."""


def decode_Selection(d: Any) -> Selection:
    return Selection(
        enterprise=d["enterprise"],
        name=d["name"],
        filter=decode_CustomerFilter(d["filter"]),
        version=d["version"],
    )


def encode_Selection(x: Selection | Mapping[str, Any]) -> Any:
    if not isinstance(x, Selection):
        return x
    d: dict[str, Any] = {}
    d["enterprise"] = x.enterprise
    d["name"] = x.name
    d["filter"] = encode_CustomerFilter(x.filter)
    d["version"] = x.version
    return d



@dataclass(frozen=True, slots=True, kw_only=True)
class SelectionList:
    """The selections that an enterprise keeps."""

    items: list[Selection]
    """All of them, at most 200, by their names."""


def decode_SelectionList(d: Any) -> SelectionList:
    return SelectionList(
        items=[decode_Selection(i) for i in d["items"]],
    )


def encode_SelectionList(x: SelectionList | Mapping[str, Any]) -> Any:
    if not isinstance(x, SelectionList):
        return x
    d: dict[str, Any] = {}
    d["items"] = encode_list(x.items, encode_Selection)
    return d



@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """Order cycles that recur by rule (C1)."""

    enterprise: str
    """Whose."""
    id: UUID
    """Our id."""
    name: str
    """What staff call it."""
    schedule: Schedule | None
    """When its cycles open and close, and what they are called. None: only attached cycles."""
    template: Template
    """What each new cycle is made of (C4, R10)."""
    keep_ahead: int
    """How many cycles that have not opened are kept ready (C3)."""
    progress: Mark
    """How far cycles were made: the last slot that was worked off. Without a rule, its number
    counts the cycles that were ever attached (R6).
    """
    state: SeriesState
    """Whether it still makes cycles."""
    ending_told: bool
    """Whether the hub was told that few cycles are left (R14)."""
    created_at: datetime.datetime
    """When made."""
    version: int
    """Raised by every change."""


def decode_Series(d: Any) -> Series:
    return Series(
        enterprise=d["enterprise"],
        id=UUID(d["id"]),
        name=d["name"],
        schedule=None if d["schedule"] is None else decode_Schedule(d["schedule"]),
        template=decode_Template(d["template"]),
        keep_ahead=d["keep_ahead"],
        progress=decode_Mark(d["progress"]),
        state=_SeriesState[d["state"]],
        ending_told=d["ending_told"],
        created_at=decode_instant(d["created_at"]),
        version=d["version"],
    )


def encode_Series(x: Series | Mapping[str, Any]) -> Any:
    if not isinstance(x, Series):
        return x
    d: dict[str, Any] = {}
    d["enterprise"] = x.enterprise
    d["id"] = encode_uuid(x.id)
    d["name"] = x.name
    d["schedule"] = None if x.schedule is None else encode_Schedule(x.schedule)
    d["template"] = encode_Template(x.template)
    d["keep_ahead"] = x.keep_ahead
    d["progress"] = encode_Mark(x.progress)
    d["state"] = x.state
    d["ending_told"] = x.ending_told
    d["created_at"] = encode_instant(x.created_at)
    d["version"] = x.version
    return d



@dataclass(frozen=True, slots=True, kw_only=True)
class SeriesCycle:
    """A cycle's place in a series. One cycle may belong to several (R6)."""

    enterprise: str
    """Whose."""
    series: UUID
    """The series."""
    cycle: UUID
    """The cycle."""
    number: int | None
    """The slot of the rule; none for a cycle attached to a ruled series (R6)."""
    nominal: datetime.datetime | None
    """The nominal opening that the rule gave; none for an attached cycle."""
    opens_at: datetime.datetime
    """When the cycle opens, so that a series lists its cycles in the calendar's order."""


def decode_SeriesCycle(d: Any) -> SeriesCycle:
    return SeriesCycle(
        enterprise=d["enterprise"],
        series=UUID(d["series"]),
        cycle=UUID(d["cycle"]),
        number=d["number"],
        nominal=None if d["nominal"] is None else datetime.datetime.fromisoformat(d["nominal"]),
        opens_at=decode_instant(d["opens_at"]),
    )


def encode_SeriesCycle(x: SeriesCycle | Mapping[str, Any]) -> Any:
    if not isinstance(x, SeriesCycle):
        return x
    d: dict[str, Any] = {}
    d["enterprise"] = x.enterprise
    d["series"] = encode_uuid(x.series)
    d["cycle"] = encode_uuid(x.cycle)
    d["number"] = x.number
    d["nominal"] = None if x.nominal is None else encode_local(x.nominal)
    d["opens_at"] = encode_instant(x.opens_at)
    return d



@dataclass(frozen=True, slots=True, kw_only=True)
class SeriesCyclePage:
    """The cycles of a series, by opening."""

    items: list[SeriesCycleView]
    """The rows, in the list's order."""
    next_page: str | None
    """Give it as `after` for the rows that follow; none: there are no more."""


def decode_SeriesCyclePage(d: Any) -> SeriesCyclePage:
    return SeriesCyclePage(
        items=[decode_SeriesCycleView(i) for i in d["items"]],
        next_page=d["next_page"],
    )


def encode_SeriesCyclePage(x: SeriesCyclePage | Mapping[str, Any]) -> Any:
    if not isinstance(x, SeriesCyclePage):
        return x
    d: dict[str, Any] = {}
    d["items"] = encode_list(x.items, encode_SeriesCycleView)
    d["next_page"] = x.next_page
    return d



@dataclass(frozen=True, slots=True, kw_only=True)
class SeriesCycleView:
    """A cycle as its series sees it."""

    dates: CycleDates
    """Its name, number and dates."""
    opens_at: datetime.datetime
    """The first instant at which customers may order."""
    closes_at: datetime.datetime
    """The first instant at which they may not any more."""
    state: CycleState
    """Where it stands."""
    nominal: datetime.datetime | None
    """The slot of the rule; none for a cycle attached by hand."""


def decode_SeriesCycleView(d: Any) -> SeriesCycleView:
    return SeriesCycleView(
        dates=decode_CycleDates(d["dates"]),
        opens_at=decode_instant(d["opens_at"]),
        closes_at=decode_instant(d["closes_at"]),
        state=_CycleState[d["state"]],
        nominal=None if d["nominal"] is None else datetime.datetime.fromisoformat(d["nominal"]),
    )


def encode_SeriesCycleView(x: SeriesCycleView | Mapping[str, Any]) -> Any:
    if not isinstance(x, SeriesCycleView):
        return x
    d: dict[str, Any] = {}
    d["dates"] = encode_CycleDates(x.dates)
    d["opens_at"] = encode_instant(x.opens_at)
    d["closes_at"] = encode_instant(x.closes_at)
    d["state"] = x.state
    d["nominal"] = None if x.nominal is None else encode_local(x.nominal)
    return d



@dataclass(frozen=True, slots=True, kw_only=True)
class SeriesPage:
    """Series, in the order in which they were made."""

    items: list[Series]
    """The rows, in the list's order."""
    next_page: str | None
    """Give it as `after` for the rows that follow; none: there are no more."""


def decode_SeriesPage(d: Any) -> SeriesPage:
    return SeriesPage(
        items=[decode_Series(i) for i in d["items"]],
        next_page=d["next_page"],
    )


def encode_SeriesPage(x: SeriesPage | Mapping[str, Any]) -> Any:
    if not isinstance(x, SeriesPage):
        return x
    d: dict[str, Any] = {}
    d["items"] = encode_list(x.items, encode_Series)
    d["next_page"] = x.next_page
    return d



@dataclass(frozen=True, slots=True, kw_only=True)
class SeriesPreview:
    """The cycles that a series would bring forth."""

    cycles: list[PreviewedCycle]
    """The cycles, by opening."""
    passed: list[PassedSlot]
    """Slots of the rule that would give no cycle, and why; slots that are past are left out."""
    exhausted: bool
    """Whether no cycle would follow these."""


def decode_SeriesPreview(d: Any) -> SeriesPreview:
    return SeriesPreview(
        cycles=[decode_PreviewedCycle(i) for i in d["cycles"]],
        passed=[decode_PassedSlot(i) for i in d["passed"]],
        exhausted=d["exhausted"],
    )


def encode_SeriesPreview(x: SeriesPreview | Mapping[str, Any]) -> Any:
    if not isinstance(x, SeriesPreview):
        return x
    d: dict[str, Any] = {}
    d["cycles"] = encode_list(x.cycles, encode_PreviewedCycle)
    d["passed"] = encode_list(x.passed, encode_PassedSlot)
    d["exhausted"] = x.exhausted
    return d



@dataclass(frozen=True, slots=True, kw_only=True)
class SeriesWithCycles:
    """A series with the cycles that a call made."""

    series: Series
    """The series."""
    cycles: list[SeriesCycleView]
    """The new cycles, by opening."""
    notes: list[CycleNote]
    """What there is to know about them: holidays, midnight closes, overlaps, clock changes."""
    passed: list[PassedSlot]
    """Slots of the rule that gave no cycle, and why; slots that are past are left out."""


def decode_SeriesWithCycles(d: Any) -> SeriesWithCycles:
    return SeriesWithCycles(
        series=decode_Series(d["series"]),
        cycles=[decode_SeriesCycleView(i) for i in d["cycles"]],
        notes=[decode_CycleNote(i) for i in d["notes"]],
        passed=[decode_PassedSlot(i) for i in d["passed"]],
    )


def encode_SeriesWithCycles(x: SeriesWithCycles | Mapping[str, Any]) -> Any:
    if not isinstance(x, SeriesWithCycles):
        return x
    d: dict[str, Any] = {}
    d["series"] = encode_Series(x.series)
    d["cycles"] = encode_list(x.cycles, encode_SeriesCycleView)
    d["notes"] = encode_list(x.notes, encode_CycleNote)
    d["passed"] = encode_list(x.passed, encode_PassedSlot)
    return d



@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What an enterprise has settled."""

    cycle_day: CycleDay
    """Which date of a cycle counts for starts, ends, skips and pauses (R3)."""
    holidays: list[datetime.date]
    """Days on which the enterprise does not work (R9)."""
    sharing: Sharing
    """How scarce variants are shared."""
    missed_cycle: MissedCycle
    """What becomes of missed cycles."""
    combine: Combine
    """What becomes of a second order in a cycle."""
    eligible: Eligible
    """Which variants standing orders may hold."""
    customer_may: CustomerMay
    """What customers may do."""
    customer_limit_minutes: int
    """How many minutes before close a customer's own changes end; staff keep until close
    (D14).
    """
    skips_per_season: int | None
    """How many whole cycles a customer may skip himself in a season; none given: any (R33)."""
    season_starts: MonthDay
    """The first day of the season of an indefinite series, as month and day (R33)."""
    customer_codes: str | None
    """How customers are numbered that come to be without a code; none: they stay without (A2)."""
    shop_access: ShopAccess
    """Who may shop (A11)."""


def decode_Settings(d: Any) -> Settings:
    return Settings(
        cycle_day=_CycleDay[d["cycle_day"]],
        holidays=[datetime.date.fromisoformat(i) for i in d["holidays"]],
        sharing=_Sharing[d["sharing"]],
        missed_cycle=_MissedCycle[d["missed_cycle"]],
        combine=_Combine[d["combine"]],
        eligible=decode_Eligible(d["eligible"]),
        customer_may=decode_CustomerMay(d["customer_may"]),
        customer_limit_minutes=d["customer_limit_minutes"],
        skips_per_season=d["skips_per_season"],
        season_starts=decode_MonthDay(d["season_starts"]),
        customer_codes=d["customer_codes"],
        shop_access=decode_ShopAccess(d["shop_access"]),
    )


def encode_Settings(x: Settings | Mapping[str, Any]) -> Any:
    if not isinstance(x, Settings):
        return x
    d: dict[str, Any] = {}
    d["cycle_day"] = x.cycle_day
    d["holidays"] = encode_list(x.holidays, encode_date)
    d["sharing"] = x.sharing
    d["missed_cycle"] = x.missed_cycle
    d["combine"] = x.combine
    d["eligible"] = encode_Eligible(x.eligible)
    d["customer_may"] = encode_CustomerMay(x.customer_may)
    d["customer_limit_minutes"] = x.customer_limit_minutes
    d["skips_per_season"] = x.skips_per_season
    d["season_starts"] = encode_MonthDay(x.season_starts)
    d["customer_codes"] = x.customer_codes
    d["shop_access"] = encode_ShopAccess(x.shop_access)
    return d



@dataclass(frozen=True, slots=True, kw_only=True)
class SettingsPatch:
    """What to settle anew; what is left out stays."""

    cycle_day: CycleDay | Keep = KEEP
    """Which date of a cycle counts for starts, ends, skips and pauses (R3)."""
    holidays: Sequence[datetime.date] | Keep = KEEP
    """The days on which the enterprise does not work: the whole list (R9)."""
    sharing: Sharing | Keep = KEEP
    """How scarce variants are shared (E2)."""
    missed_cycle: MissedCycle | Keep = KEEP
    """What becomes of cycles that passed while nothing ticked (R25)."""
    combine: Combine | Keep = KEEP
    """What becomes of a second order in a cycle (D11)."""
    eligible: Eligible | Keep = KEEP
    """Which variants standing orders may hold (D2)."""
    customer_may: CustomerMay | Keep = KEEP
    """What customers may do (D13)."""
    customer_limit_minutes: int | Keep = KEEP
    """Minutes before close at which customers' own changes end; at most 40,320 (28 days)
    (D14).
    """
    skips_per_season: int | None | Keep = KEEP
    """Whole cycles that a customer may skip in a season; null: any (R33)."""
    season_starts: MonthDay | Keep = KEEP
    """The first day of a season, a day that every year has (R33)."""
    customer_codes: str | None | Keep = KEEP
    """How customers are numbered that come to be without a code, such as `C{number:5}`; null
    or blank: not at all (A2).
    """
    shop_access: ShopAccess | Keep = KEEP
    """Who may shop (A11); the host asks with `customers.may_shop`."""


def decode_SettingsPatch(d: Any) -> SettingsPatch:
    return SettingsPatch(
        cycle_day=_CycleDay[d["cycle_day"]] if "cycle_day" in d else KEEP,
        holidays=[datetime.date.fromisoformat(i) for i in d["holidays"]] if "holidays" in d else KEEP,
        sharing=_Sharing[d["sharing"]] if "sharing" in d else KEEP,
        missed_cycle=_MissedCycle[d["missed_cycle"]] if "missed_cycle" in d else KEEP,
        combine=_Combine[d["combine"]] if "combine" in d else KEEP,
        eligible=decode_Eligible(d["eligible"]) if "eligible" in d else KEEP,
        customer_may=decode_CustomerMay(d["customer_may"]) if "customer_may" in d else KEEP,
        customer_limit_minutes=d["customer_limit_minutes"] if "customer_limit_minutes" in d else KEEP,
        skips_per_season=d["skips_per_season"] if "skips_per_season" in d else KEEP,
        season_starts=decode_MonthDay(d["season_starts"]) if "season_starts" in d else KEEP,
        customer_codes=d["customer_codes"] if "customer_codes" in d else KEEP,
        shop_access=decode_ShopAccess(d["shop_access"]) if "shop_access" in d else KEEP,
    )


def encode_SettingsPatch(x: SettingsPatch | Mapping[str, Any]) -> Any:
    if not isinstance(x, SettingsPatch):
        return x
    d: dict[str, Any] = {}
    if not isinstance(x.cycle_day, Keep):
        d["cycle_day"] = x.cycle_day
    if not isinstance(x.holidays, Keep):
        d["holidays"] = encode_list(x.holidays, encode_date)
    if not isinstance(x.sharing, Keep):
        d["sharing"] = x.sharing
    if not isinstance(x.missed_cycle, Keep):
        d["missed_cycle"] = x.missed_cycle
    if not isinstance(x.combine, Keep):
        d["combine"] = x.combine
    if not isinstance(x.eligible, Keep):
        d["eligible"] = encode_Eligible(x.eligible)
    if not isinstance(x.customer_may, Keep):
        d["customer_may"] = encode_CustomerMay(x.customer_may)
    if not isinstance(x.customer_limit_minutes, Keep):
        d["customer_limit_minutes"] = x.customer_limit_minutes
    if not isinstance(x.skips_per_season, Keep):
        d["skips_per_season"] = x.skips_per_season
    if not isinstance(x.season_starts, Keep):
        d["season_starts"] = encode_MonthDay(x.season_starts)
    if not isinstance(x.customer_codes, Keep):
        d["customer_codes"] = x.customer_codes
    if not isinstance(x.shop_access, Keep):
        d["shop_access"] = encode_ShopAccess(x.shop_access)
    return d



@dataclass(frozen=True, slots=True, kw_only=True)
class ShopCustomer:
    """One customer for whom a person acts, and whether that customer may shop through him."""

    customer: UUID
    """Which."""
    name: str
    """The name to show."""
    contact: UUID | None
    """The contact as whom he acts; none: he is the customer himself."""
    why_not: WhyNot | None
    """Why not; none: he may."""


def decode_ShopCustomer(d: Any) -> ShopCustomer:
    return ShopCustomer(
        customer=UUID(d["customer"]),
        name=d["name"],
        contact=None if d["contact"] is None else UUID(d["contact"]),
        why_not=None if d["why_not"] is None else _WhyNot[d["why_not"]],
    )


def encode_ShopCustomer(x: ShopCustomer | Mapping[str, Any]) -> Any:
    if not isinstance(x, ShopCustomer):
        return x
    d: dict[str, Any] = {}
    d["customer"] = encode_uuid(x.customer)
    d["name"] = x.name
    d["contact"] = None if x.contact is None else encode_uuid(x.contact)
    d["why_not"] = x.why_not
    return d



@dataclass(frozen=True, slots=True, kw_only=True)
class ShopDecision:
    """Whether a person may shop, and as whom."""

    allowed: bool
    """Whether he may. In a shop that is open to all, who is no customer yet may too."""
    why_not: WhyNot | None
    """Why he may not; none: he may."""
    customers: list[ShopCustomer]
    """The customers for whom he acts here: offer him the choice where there are several (R17)."""
    join_request: UUID | None
    """His wish to join, while it waits for staff."""


def decode_ShopDecision(d: Any) -> ShopDecision:
    return ShopDecision(
        allowed=d["allowed"],
        why_not=None if d["why_not"] is None else _WhyNot[d["why_not"]],
        customers=[decode_ShopCustomer(i) for i in d["customers"]],
        join_request=None if d["join_request"] is None else UUID(d["join_request"]),
    )


def encode_ShopDecision(x: ShopDecision | Mapping[str, Any]) -> Any:
    if not isinstance(x, ShopDecision):
        return x
    d: dict[str, Any] = {}
    d["allowed"] = x.allowed
    d["why_not"] = x.why_not
    d["customers"] = encode_list(x.customers, encode_ShopCustomer)
    d["join_request"] = None if x.join_request is None else encode_uuid(x.join_request)
    return d



@dataclass(frozen=True, slots=True, kw_only=True)
class ShortLine:
    """Of what less was added than was wanted."""

    variant: str
    """What."""
    wanted: Decimal
    """How much was wanted beyond what the order had."""
    added: Decimal
    """How much of that was added."""
    offered: bool
    """Whether it is offered in the order's cycle at all."""


def decode_ShortLine(d: Any) -> ShortLine:
    return ShortLine(
        variant=d["variant"],
        wanted=Decimal(d["wanted"]),
        added=Decimal(d["added"]),
        offered=d["offered"],
    )


def encode_ShortLine(x: ShortLine | Mapping[str, Any]) -> Any:
    if not isinstance(x, ShortLine):
        return x
    d: dict[str, Any] = {}
    d["variant"] = x.variant
    d["wanted"] = encode_decimal(x.wanted)
    d["added"] = encode_decimal(x.added)
    d["offered"] = x.offered
    return d



@dataclass(frozen=True, slots=True, kw_only=True)
class Skip:
    """A cycle, or one line of it, that is left out. The cycle may not exist yet (D5)."""

    what: SkipTarget
    """Which cycle."""
    variant: str | None
    """Which line; none: the whole order."""
    by: Author
    """Who skipped."""
    at: datetime.datetime
    """When."""


def decode_Skip(d: Any) -> Skip:
    return Skip(
        what=decode_SkipTarget(d["what"]),
        variant=d["variant"],
        by=decode_Author(d["by"]),
        at=decode_instant(d["at"]),
    )


def encode_Skip(x: Skip | Mapping[str, Any]) -> Any:
    if not isinstance(x, Skip):
        return x
    d: dict[str, Any] = {}
    d["what"] = encode_SkipTarget(x.what)
    d["variant"] = x.variant
    d["by"] = encode_Author(x.by)
    d["at"] = encode_instant(x.at)
    return d



@dataclass(frozen=True, slots=True, kw_only=True)
class StandingLine:
    """One wanted line."""

    variant: str
    """What."""
    quantity: Decimal
    """How much, a multiple of the variant's unit step."""
    every: int
    """In every *n*th cycle (R7); 1: in every one."""
    anchor: int
    """The number of a cycle in which it is due, fixed at the line's first save (R7)."""


def decode_StandingLine(d: Any) -> StandingLine:
    return StandingLine(
        variant=d["variant"],
        quantity=Decimal(d["quantity"]),
        every=d["every"],
        anchor=d["anchor"],
    )


def encode_StandingLine(x: StandingLine | Mapping[str, Any]) -> Any:
    if not isinstance(x, StandingLine):
        return x
    d: dict[str, Any] = {}
    d["variant"] = x.variant
    d["quantity"] = encode_decimal(x.quantity)
    d["every"] = x.every
    d["anchor"] = x.anchor
    return d



@dataclass(frozen=True, slots=True, kw_only=True)
class StandingOrder:
    """Lines that a customer wants in every cycle of a series, or in picked cycles."""

    enterprise: str
    """Whose."""
    id: UUID
    """Our id."""
    number: int
    """Counts the enterprise's standing orders from 1."""
    customer: UUID
    """Who wants it."""
    series: UUID | None
    """In every cycle of this series; none: in the picked cycles."""
    cycles: list[UUID]
    """The picked cycles."""
    distributor: str
    """Who distributes it (R15)."""
    starts_on: datetime.date
    """The first date, itself included (D4)."""
    ends_on: datetime.date | None
    """The last date, itself included; none: open-ended."""
    state: StandingOrderState
    """Whether it still makes orders."""
    mode: Mode
    """Who makes them."""
    pauses: list[Pause]
    """Times without orders."""
    skips: list[Skip]
    """Cycles, or single lines of cycles, that are left out."""
    revisions: list[Revision]
    """What it holds, from which date on; sorted by that date, the first at the start (D6)."""
    created_by: Author
    """Who made it."""
    created_at: datetime.datetime
    """When made."""
    version: int
    """Raised by every change."""


def decode_StandingOrder(d: Any) -> StandingOrder:
    return StandingOrder(
        enterprise=d["enterprise"],
        id=UUID(d["id"]),
        number=d["number"],
        customer=UUID(d["customer"]),
        series=None if d["series"] is None else UUID(d["series"]),
        cycles=[UUID(i) for i in d["cycles"]],
        distributor=d["distributor"],
        starts_on=datetime.date.fromisoformat(d["starts_on"]),
        ends_on=None if d["ends_on"] is None else datetime.date.fromisoformat(d["ends_on"]),
        state=_StandingOrderState[d["state"]],
        mode=_Mode[d["mode"]],
        pauses=[decode_Pause(i) for i in d["pauses"]],
        skips=[decode_Skip(i) for i in d["skips"]],
        revisions=[decode_Revision(i) for i in d["revisions"]],
        created_by=decode_Author(d["created_by"]),
        created_at=decode_instant(d["created_at"]),
        version=d["version"],
    )


def encode_StandingOrder(x: StandingOrder | Mapping[str, Any]) -> Any:
    if not isinstance(x, StandingOrder):
        return x
    d: dict[str, Any] = {}
    d["enterprise"] = x.enterprise
    d["id"] = encode_uuid(x.id)
    d["number"] = x.number
    d["customer"] = encode_uuid(x.customer)
    d["series"] = None if x.series is None else encode_uuid(x.series)
    d["cycles"] = encode_list(x.cycles, encode_uuid)
    d["distributor"] = x.distributor
    d["starts_on"] = encode_date(x.starts_on)
    d["ends_on"] = None if x.ends_on is None else encode_date(x.ends_on)
    d["state"] = x.state
    d["mode"] = x.mode
    d["pauses"] = encode_list(x.pauses, encode_Pause)
    d["skips"] = encode_list(x.skips, encode_Skip)
    d["revisions"] = encode_list(x.revisions, encode_Revision)
    d["created_by"] = encode_Author(x.created_by)
    d["created_at"] = encode_instant(x.created_at)
    d["version"] = x.version
    return d



@dataclass(frozen=True, slots=True, kw_only=True)
class StandingOrderPage:
    """Standing orders, in the order in which they were made."""

    items: list[StandingOrder]
    """The rows, in the list's order."""
    next_page: str | None
    """Give it as `after` for the rows that follow; none: there are no more."""


def decode_StandingOrderPage(d: Any) -> StandingOrderPage:
    return StandingOrderPage(
        items=[decode_StandingOrder(i) for i in d["items"]],
        next_page=d["next_page"],
    )


def encode_StandingOrderPage(x: StandingOrderPage | Mapping[str, Any]) -> Any:
    if not isinstance(x, StandingOrderPage):
        return x
    d: dict[str, Any] = {}
    d["items"] = encode_list(x.items, encode_StandingOrder)
    d["next_page"] = x.next_page
    return d



@dataclass(frozen=True, slots=True, kw_only=True)
class StandingOrderSaved:
    """A saved standing order, and from which cycle on it holds."""

    standing_order: StandingOrder
    """The standing order."""
    holds_from: CycleDates | None
    """The first cycle that it holds in; none: no such cycle is made yet."""
    too_late_for: list[CycleDates]
    """Cycles that are open and that it came too late for, with the limit that passed (R32)."""


def decode_StandingOrderSaved(d: Any) -> StandingOrderSaved:
    return StandingOrderSaved(
        standing_order=decode_StandingOrder(d["standing_order"]),
        holds_from=None if d["holds_from"] is None else decode_CycleDates(d["holds_from"]),
        too_late_for=[decode_CycleDates(i) for i in d["too_late_for"]],
    )


def encode_StandingOrderSaved(x: StandingOrderSaved | Mapping[str, Any]) -> Any:
    if not isinstance(x, StandingOrderSaved):
        return x
    d: dict[str, Any] = {}
    d["standing_order"] = encode_StandingOrder(x.standing_order)
    d["holds_from"] = None if x.holds_from is None else encode_CycleDates(x.holds_from)
    d["too_late_for"] = encode_list(x.too_late_for, encode_CycleDates)
    return d



@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """A customer's entries of a period."""

    customer: UUID
    """Whose."""
    starts_on: datetime.date
    """The first day."""
    ends_on: datetime.date
    """The last day."""
    as_of: datetime.datetime
    """Only what was written by then; ask with it again for the same statement."""
    opening: Money
    """The balance before the first day."""
    postings: list[Posting]
    """The entries by day, and as they were written."""
    debits: Money
    """The sum of what was owed more: zero or below."""
    credits: Money
    """The sum of what was owed less: zero or above."""
    closing: Money
    """The balance after the last day: opening, debits and credits together."""


def decode_Statement(d: Any) -> Statement:
    return Statement(
        customer=UUID(d["customer"]),
        starts_on=datetime.date.fromisoformat(d["starts_on"]),
        ends_on=datetime.date.fromisoformat(d["ends_on"]),
        as_of=decode_instant(d["as_of"]),
        opening=decode_Money(d["opening"]),
        postings=[decode_Posting(i) for i in d["postings"]],
        debits=decode_Money(d["debits"]),
        credits=decode_Money(d["credits"]),
        closing=decode_Money(d["closing"]),
    )


def encode_Statement(x: Statement | Mapping[str, Any]) -> Any:
    if not isinstance(x, Statement):
        return x
    d: dict[str, Any] = {}
    d["customer"] = encode_uuid(x.customer)
    d["starts_on"] = encode_date(x.starts_on)
    d["ends_on"] = encode_date(x.ends_on)
    d["as_of"] = encode_instant(x.as_of)
    d["opening"] = encode_Money(x.opening)
    d["postings"] = encode_list(x.postings, encode_Posting)
    d["debits"] = encode_Money(x.debits)
    d["credits"] = encode_Money(x.credits)
    d["closing"] = encode_Money(x.closing)
    return d



@dataclass(frozen=True, slots=True, kw_only=True)
class StockShares:
    """The shares of a stock."""

    shares: list[Decimal]
    """What each gets, in the order given."""


def decode_StockShares(d: Any) -> StockShares:
    return StockShares(
        shares=[Decimal(i) for i in d["shares"]],
    )


def encode_StockShares(x: StockShares | Mapping[str, Any]) -> Any:
    if not isinstance(x, StockShares):
        return x
    d: dict[str, Any] = {}
    d["shares"] = encode_list(x.shares, encode_decimal)
    return d



@dataclass(frozen=True, slots=True, kw_only=True)
class Supply:
    """One supplier of a cycle."""

    supplier: str
    """Who supplies."""
    variants: list[str]
    """What."""


def decode_Supply(d: Any) -> Supply:
    return Supply(
        supplier=d["supplier"],
        variants=d["variants"],
    )


def encode_Supply(x: Supply | Mapping[str, Any]) -> Any:
    if not isinstance(x, Supply):
        return x
    d: dict[str, Any] = {}
    d["supplier"] = x.supplier
    d["variants"] = encode_list(x.variants)
    return d



@dataclass(frozen=True, slots=True, kw_only=True)
class SupplyInput:
    """Who supplies what."""

    supplier: str
    """Who supplies."""
    variants: Sequence[str]
    """The variants."""


def decode_SupplyInput(d: Any) -> SupplyInput:
    return SupplyInput(
        supplier=d["supplier"],
        variants=d["variants"],
    )


def encode_SupplyInput(x: SupplyInput | Mapping[str, Any]) -> Any:
    if not isinstance(x, SupplyInput):
        return x
    d: dict[str, Any] = {}
    d["supplier"] = x.supplier
    d["variants"] = encode_list(x.variants)
    return d



@dataclass(frozen=True, slots=True, kw_only=True)
class TagChanged:
    """What became of a tag."""

    tag: str
    """The tag: as it is called now, or was called."""
    customers: int
    """How many customers were changed."""


def decode_TagChanged(d: Any) -> TagChanged:
    return TagChanged(
        tag=d["tag"],
        customers=d["customers"],
    )


def encode_TagChanged(x: TagChanged | Mapping[str, Any]) -> Any:
    if not isinstance(x, TagChanged):
        return x
    d: dict[str, Any] = {}
    d["tag"] = x.tag
    d["customers"] = x.customers
    return d



@dataclass(frozen=True, slots=True, kw_only=True)
class TagCount:
    """A tag with the customers who have it."""

    tag: str
    """The tag, in the spelling of whoever gave it first."""
    customers: int
    """How many customers have it."""


def decode_TagCount(d: Any) -> TagCount:
    return TagCount(
        tag=d["tag"],
        customers=d["customers"],
    )


def encode_TagCount(x: TagCount | Mapping[str, Any]) -> Any:
    if not isinstance(x, TagCount):
        return x
    d: dict[str, Any] = {}
    d["tag"] = x.tag
    d["customers"] = x.customers
    return d



@dataclass(frozen=True, slots=True, kw_only=True)
class TagPage:
    """Tags, in alphabetical order ignoring case and accents."""

    items: list[TagCount]
    """The rows, in the list's order."""
    next_page: str | None
    """Give it as `after` for the rows that follow; none: there are no more."""


def decode_TagPage(d: Any) -> TagPage:
    return TagPage(
        items=[decode_TagCount(i) for i in d["items"]],
        next_page=d["next_page"],
    )


def encode_TagPage(x: TagPage | Mapping[str, Any]) -> Any:
    if not isinstance(x, TagPage):
        return x
    d: dict[str, Any] = {}
    d["items"] = encode_list(x.items, encode_TagCount)
    d["next_page"] = x.next_page
    return d



@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """What became of pairs and orders."""

    generated: int
    """Orders generated."""
    combined: int
    """Standing orders whose lines joined another order."""
    empty: int
    """Pairs of which nothing was available."""
    skipped: int
    """Pairs skipped."""
    paused: int
    """Pairs paused."""
    not_due: int
    """Pairs without a due line."""
    not_distributed: int
    """Pairs whose distributor is not in the cycle."""
    missed: int
    """Pairs of cycles that were missed."""
    failed: int
    """Pairs that failed and will be tried again."""
    placed: int
    """Orders placed."""
    held: int
    """Orders held at close."""


def decode_Tally(d: Any) -> Tally:
    return Tally(
        generated=d["generated"],
        combined=d["combined"],
        empty=d["empty"],
        skipped=d["skipped"],
        paused=d["paused"],
        not_due=d["not_due"],
        not_distributed=d["not_distributed"],
        missed=d["missed"],
        failed=d["failed"],
        placed=d["placed"],
        held=d["held"],
    )


def encode_Tally(x: Tally | Mapping[str, Any]) -> Any:
    if not isinstance(x, Tally):
        return x
    d: dict[str, Any] = {}
    d["generated"] = x.generated
    d["combined"] = x.combined
    d["empty"] = x.empty
    d["skipped"] = x.skipped
    d["paused"] = x.paused
    d["not_due"] = x.not_due
    d["not_distributed"] = x.not_distributed
    d["missed"] = x.missed
    d["failed"] = x.failed
    d["placed"] = x.placed
    d["held"] = x.held
    return d



@dataclass(frozen=True, slots=True, kw_only=True)
class Template:
    """What each cycle of a series is made of. Copied when the cycle is made (R10)."""

    outgoing: list[TemplateExchange]
    """Who distributes what."""
    incoming: list[Supply]
    """Who supplies."""


def decode_Template(d: Any) -> Template:
    return Template(
        outgoing=[decode_TemplateExchange(i) for i in d["outgoing"]],
        incoming=[decode_Supply(i) for i in d["incoming"]],
    )


def encode_Template(x: Template | Mapping[str, Any]) -> Any:
    if not isinstance(x, Template):
        return x
    d: dict[str, Any] = {}
    d["outgoing"] = encode_list(x.outgoing, encode_TemplateExchange)
    d["incoming"] = encode_list(x.incoming, encode_Supply)
    return d



@dataclass(frozen=True, slots=True, kw_only=True)
class TemplateExchange:
    """One distributor of a template."""

    distributor: str
    """Who distributes."""
    collection: CollectionRule | None
    """When customers collect, reckoned from the close."""
    fees: list[Fee]
    """What is charged beside the goods."""
    offers: list[TemplateOffer]
    """What is offered."""


def decode_TemplateExchange(d: Any) -> TemplateExchange:
    return TemplateExchange(
        distributor=d["distributor"],
        collection=None if d["collection"] is None else decode_CollectionRule(d["collection"]),
        fees=[decode_Fee(i) for i in d["fees"]],
        offers=[decode_TemplateOffer(i) for i in d["offers"]],
    )


def encode_TemplateExchange(x: TemplateExchange | Mapping[str, Any]) -> Any:
    if not isinstance(x, TemplateExchange):
        return x
    d: dict[str, Any] = {}
    d["distributor"] = x.distributor
    d["collection"] = None if x.collection is None else encode_CollectionRule(x.collection)
    d["fees"] = encode_list(x.fees, encode_Fee)
    d["offers"] = encode_list(x.offers, encode_TemplateOffer)
    return d



@dataclass(frozen=True, slots=True, kw_only=True)
class TemplateExchangeInput:
    """One distributor of a template."""

    distributor: str
    """Who distributes."""
    collection: CollectionRule | None = None
    """When customers collect, reckoned from the close."""
    fees: Sequence[FeeInput] = field(default_factory=list)
    """What is charged beside the goods."""
    offers: Sequence[OfferInput] = field(default_factory=list)
    """What is offered, each variant once."""


def decode_TemplateExchangeInput(d: Any) -> TemplateExchangeInput:
    return TemplateExchangeInput(
        distributor=d["distributor"],
        collection=None if d.get("collection") is None else decode_CollectionRule(d["collection"]),
        fees=[decode_FeeInput(i) for i in d["fees"]] if "fees" in d else [],
        offers=[decode_OfferInput(i) for i in d["offers"]] if "offers" in d else [],
    )


def encode_TemplateExchangeInput(x: TemplateExchangeInput | Mapping[str, Any]) -> Any:
    if not isinstance(x, TemplateExchangeInput):
        return x
    d: dict[str, Any] = {}
    d["distributor"] = x.distributor
    if x.collection is not None:
        d["collection"] = encode_CollectionRule(x.collection)
    d["fees"] = encode_list(x.fees, encode_FeeInput)
    d["offers"] = encode_list(x.offers, encode_OfferInput)
    return d



@dataclass(frozen=True, slots=True, kw_only=True)
class TemplateInput:
    """What each cycle of a series is made of."""

    outgoing: Sequence[TemplateExchangeInput] = field(default_factory=list)
    """Who distributes what, each distributor once."""
    incoming: Sequence[SupplyInput] = field(default_factory=list)
    """Who supplies, each supplier once."""


def decode_TemplateInput(d: Any) -> TemplateInput:
    return TemplateInput(
        outgoing=[decode_TemplateExchangeInput(i) for i in d["outgoing"]] if "outgoing" in d else [],
        incoming=[decode_SupplyInput(i) for i in d["incoming"]] if "incoming" in d else [],
    )


def encode_TemplateInput(x: TemplateInput | Mapping[str, Any]) -> Any:
    if not isinstance(x, TemplateInput):
        return x
    d: dict[str, Any] = {}
    d["outgoing"] = encode_list(x.outgoing, encode_TemplateExchangeInput)
    d["incoming"] = encode_list(x.incoming, encode_SupplyInput)
    return d



@dataclass(frozen=True, slots=True, kw_only=True)
class TemplateOffer:
    """One offer of a template."""

    variant: str
    """What."""
    price: Money
    """The price of one unit."""
    stock: Decimal | None
    """How much there is in a cycle; none: unlimited."""


def decode_TemplateOffer(d: Any) -> TemplateOffer:
    return TemplateOffer(
        variant=d["variant"],
        price=decode_Money(d["price"]),
        stock=None if d["stock"] is None else Decimal(d["stock"]),
    )


def encode_TemplateOffer(x: TemplateOffer | Mapping[str, Any]) -> Any:
    if not isinstance(x, TemplateOffer):
        return x
    d: dict[str, Any] = {}
    d["variant"] = x.variant
    d["price"] = encode_Money(x.price)
    d["stock"] = None if x.stock is None else encode_decimal(x.stock)
    return d



@dataclass(frozen=True, slots=True, kw_only=True)
class TickReport:
    """What a tick did, and when the next one has work."""

    now: datetime.datetime
    """The time for which it ticked."""
    batches: int
    """Batches worked off, each in a transaction of its own."""
    opened: int
    """Cycles that opened."""
    closed: int
    """Cycles that closed."""
    cycles_made: int
    """Cycles made ahead in series."""
    tally: Tally
    """What became of pairs and orders."""
    problems: list[Problem]
    """What could not be done and was put off."""
    more: bool
    """Whether work that is due is left, because the tick was bounded: tick again."""
    next_at: datetime.datetime | None
    """When the next work is due; none: nothing is."""


def decode_TickReport(d: Any) -> TickReport:
    return TickReport(
        now=decode_instant(d["now"]),
        batches=d["batches"],
        opened=d["opened"],
        closed=d["closed"],
        cycles_made=d["cycles_made"],
        tally=decode_Tally(d["tally"]),
        problems=[decode_Problem(i) for i in d["problems"]],
        more=d["more"],
        next_at=None if d["next_at"] is None else decode_instant(d["next_at"]),
    )


def encode_TickReport(x: TickReport | Mapping[str, Any]) -> Any:
    if not isinstance(x, TickReport):
        return x
    d: dict[str, Any] = {}
    d["now"] = encode_instant(x.now)
    d["batches"] = x.batches
    d["opened"] = x.opened
    d["closed"] = x.closed
    d["cycles_made"] = x.cycles_made
    d["tally"] = encode_Tally(x.tally)
    d["problems"] = encode_list(x.problems, encode_Problem)
    d["more"] = x.more
    d["next_at"] = None if x.next_at is None else encode_instant(x.next_at)
    return d



@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineEntry:
    """One cycle of a timeline."""

    opens_at: datetime.datetime
    """When the cycle opens."""
    closes_at: datetime.datetime
    """When it closes."""
    explanation: Explanation
    """What happened, or will happen."""


def decode_TimelineEntry(d: Any) -> TimelineEntry:
    return TimelineEntry(
        opens_at=decode_instant(d["opens_at"]),
        closes_at=decode_instant(d["closes_at"]),
        explanation=decode_Explanation(d["explanation"]),
    )


def encode_TimelineEntry(x: TimelineEntry | Mapping[str, Any]) -> Any:
    if not isinstance(x, TimelineEntry):
        return x
    d: dict[str, Any] = {}
    d["opens_at"] = encode_instant(x.opens_at)
    d["closes_at"] = encode_instant(x.closes_at)
    d["explanation"] = encode_Explanation(x.explanation)
    return d



@dataclass(frozen=True, slots=True, kw_only=True)
class TimelinePage:
    """A standing order's cycles, in the order of their openings."""

    items: list[TimelineEntry]
    """The cycles."""


def decode_TimelinePage(d: Any) -> TimelinePage:
    return TimelinePage(
        items=[decode_TimelineEntry(i) for i in d["items"]],
    )


def encode_TimelinePage(x: TimelinePage | Mapping[str, Any]) -> Any:
    if not isinstance(x, TimelinePage):
        return x
    d: dict[str, Any] = {}
    d["items"] = encode_list(x.items, encode_TimelineEntry)
    return d



@dataclass(frozen=True, slots=True, kw_only=True)
class Variant:
    """A sellable product variant of the host's shop."""

    enterprise: str
    """Whose shop."""
    id: str
    """The host's id."""
    name: str
    """What sheets and notices call it."""
    supplier: str | None
    """The enterprise that supplies it."""
    category: str | None
    """Its category."""
    unit_step: Decimal
    """What quantities are multiples of: 1 for pieces, 0.25 for quarter kilograms."""
    weight: Decimal | None
    """Kilograms a unit, for fees by weight."""
    tags: list[str]
    """Tags, sorted."""
    version: int
    """Raised by every change."""


def decode_Variant(d: Any) -> Variant:
    return Variant(
        enterprise=d["enterprise"],
        id=d["id"],
        name=d["name"],
        supplier=d["supplier"],
        category=d["category"],
        unit_step=Decimal(d["unit_step"]),
        weight=None if d["weight"] is None else Decimal(d["weight"]),
        tags=d["tags"],
        version=d["version"],
    )


def encode_Variant(x: Variant | Mapping[str, Any]) -> Any:
    if not isinstance(x, Variant):
        return x
    d: dict[str, Any] = {}
    d["enterprise"] = x.enterprise
    d["id"] = x.id
    d["name"] = x.name
    d["supplier"] = x.supplier
    d["category"] = x.category
    d["unit_step"] = encode_decimal(x.unit_step)
    d["weight"] = None if x.weight is None else encode_decimal(x.weight)
    d["tags"] = encode_list(x.tags)
    d["version"] = x.version
    return d



@dataclass(frozen=True, slots=True, kw_only=True)
class VariantInput:
    """One variant, as the host's shop has it."""

    id: str
    """The host's id."""
    name: str
    """What sheets and notices call it."""
    supplier: str | None = None
    """The enterprise that supplies it."""
    category: str | None = None
    """Its category."""
    unit_step: DecimalLike | None = None
    """What quantities are multiples of; usually 1."""
    weight: DecimalLike | None = None
    """Kilograms a unit."""
    tags: Sequence[str] = field(default_factory=list)
    """Tags."""


def decode_VariantInput(d: Any) -> VariantInput:
    return VariantInput(
        id=d["id"],
        name=d["name"],
        supplier=None if d.get("supplier") is None else d["supplier"],
        category=None if d.get("category") is None else d["category"],
        unit_step=None if d.get("unit_step") is None else Decimal(d["unit_step"]),
        weight=None if d.get("weight") is None else Decimal(d["weight"]),
        tags=d["tags"] if "tags" in d else [],
    )


def encode_VariantInput(x: VariantInput | Mapping[str, Any]) -> Any:
    if not isinstance(x, VariantInput):
        return x
    d: dict[str, Any] = {}
    d["id"] = x.id
    d["name"] = x.name
    if x.supplier is not None:
        d["supplier"] = x.supplier
    if x.category is not None:
        d["category"] = x.category
    if x.unit_step is not None:
        d["unit_step"] = encode_decimal(x.unit_step)
    if x.weight is not None:
        d["weight"] = encode_decimal(x.weight)
    d["tags"] = encode_list(x.tags)
    return d



@dataclass(frozen=True, slots=True, kw_only=True)
class VariantPage:
    """Variants, in the order of their ids."""

    items: list[Variant]
    """The rows, in the list's order."""
    next_page: str | None
    """Give it as `after` for the rows that follow; none: there are no more."""


def decode_VariantPage(d: Any) -> VariantPage:
    return VariantPage(
        items=[decode_Variant(i) for i in d["items"]],
        next_page=d["next_page"],
    )


def encode_VariantPage(x: VariantPage | Mapping[str, Any]) -> Any:
    if not isinstance(x, VariantPage):
        return x
    d: dict[str, Any] = {}
    d["items"] = encode_list(x.items, encode_Variant)
    d["next_page"] = x.next_page
    return d



@dataclass(frozen=True, slots=True, kw_only=True)
class VariantsSaved:
    """How many variants were saved."""

    created: int
    """Those that are new."""
    updated: int
    """Those that were known and differ now."""


def decode_VariantsSaved(d: Any) -> VariantsSaved:
    return VariantsSaved(
        created=d["created"],
        updated=d["updated"],
    )


def encode_VariantsSaved(x: VariantsSaved | Mapping[str, Any]) -> Any:
    if not isinstance(x, VariantsSaved):
        return x
    d: dict[str, Any] = {}
    d["created"] = x.created
    d["updated"] = x.updated
    return d



@dataclass(frozen=True, slots=True, kw_only=True)
class WantedLine:
    """What a standing order wants of a variant now."""

    variant: str
    """What."""
    quantity: DecimalLike
    """How much."""


def decode_WantedLine(d: Any) -> WantedLine:
    return WantedLine(
        variant=d["variant"],
        quantity=Decimal(d["quantity"]),
    )


def encode_WantedLine(x: WantedLine | Mapping[str, Any]) -> Any:
    if not isinstance(x, WantedLine):
        return x
    d: dict[str, Any] = {}
    d["variant"] = x.variant
    d["quantity"] = encode_decimal(x.quantity)
    return d



@dataclass(frozen=True, slots=True, kw_only=True)
class ActorSystem:
    """The host's own jobs, and the tick."""

    kind: ClassVar[str] = "system"


def decode_ActorSystem(d: Any) -> ActorSystem:
    return ActorSystem(
    )


def encode_ActorSystem(x: ActorSystem | Mapping[str, Any]) -> Any:
    if not isinstance(x, ActorSystem):
        return x
    d: dict[str, Any] = {"kind": "system"}
    return d



@dataclass(frozen=True, slots=True, kw_only=True)
class ActorUser:
    """A person with the enterprises that he manages."""

    kind: ClassVar[str] = "user"
    user: str
    """The host's id of him."""
    enterprises: list[str]
    """The enterprises that he manages."""


def decode_ActorUser(d: Any) -> ActorUser:
    return ActorUser(
        user=d["user"],
        enterprises=d["enterprises"],
    )


def encode_ActorUser(x: ActorUser | Mapping[str, Any]) -> Any:
    if not isinstance(x, ActorUser):
        return x
    d: dict[str, Any] = {"kind": "user"}
    d["user"] = x.user
    d["enterprises"] = encode_list(x.enterprises)
    return d



@dataclass(frozen=True, slots=True, kw_only=True)
class ActorCustomer:
    """A customer, of one enterprise."""

    kind: ClassVar[str] = "customer"
    enterprise: str
    """Whose customer."""
    customer: UUID
    """Which."""
    contact: UUID | None = None
    """Who acts for him (A16); none: he himself. Who may view changes nothing."""


def decode_ActorCustomer(d: Any) -> ActorCustomer:
    return ActorCustomer(
        enterprise=d["enterprise"],
        customer=UUID(d["customer"]),
        contact=None if d.get("contact") is None else UUID(d["contact"]),
    )


def encode_ActorCustomer(x: ActorCustomer | Mapping[str, Any]) -> Any:
    if not isinstance(x, ActorCustomer):
        return x
    d: dict[str, Any] = {"kind": "customer"}
    d["enterprise"] = x.enterprise
    d["customer"] = encode_uuid(x.customer)
    if x.contact is not None:
        d["contact"] = encode_uuid(x.contact)
    return d



Actor: TypeAlias = Union[
    "ActorSystem",
    "ActorUser",
    "ActorCustomer",
]
"""The one in whose name a call is made."""

_DECODE_Actor: dict[str, Callable[[Any], Actor]] = {
    "system": decode_ActorSystem,
    "user": decode_ActorUser,
    "customer": decode_ActorCustomer,
}
_ENCODE_Actor: dict[type, Callable[[Any], Any]] = {
    ActorSystem: encode_ActorSystem,
    ActorUser: encode_ActorUser,
    ActorCustomer: encode_ActorCustomer,
}


def decode_Actor(d: Any) -> Actor:
    return _DECODE_Actor[d["kind"]](d)


def encode_Actor(x: Actor | Mapping[str, Any]) -> Any:
    return _ENCODE_Actor.get(type(x), as_it_is)(x)



@dataclass(frozen=True, slots=True, kw_only=True)
class ClosingRuleAfter:
    """So long after the nominal opening: civil days, then exact hours and minutes (R5)."""

    kind: ClassVar[str] = "after"
    days: int = 0
    """Civil days from the nominal local time of opening."""
    hours: int = 0
    """Exact hours after that."""
    minutes: int = 0
    """Exact minutes after that."""


def decode_ClosingRuleAfter(d: Any) -> ClosingRuleAfter:
    return ClosingRuleAfter(
        days=d["days"] if "days" in d else 0,
        hours=d["hours"] if "hours" in d else 0,
        minutes=d["minutes"] if "minutes" in d else 0,
    )


def encode_ClosingRuleAfter(x: ClosingRuleAfter | Mapping[str, Any]) -> Any:
    if not isinstance(x, ClosingRuleAfter):
        return x
    d: dict[str, Any] = {"kind": "after"}
    if x.days:
        d["days"] = x.days
    if x.hours:
        d["hours"] = x.hours
    if x.minutes:
        d["minutes"] = x.minutes
    return d



@dataclass(frozen=True, slots=True, kw_only=True)
class ClosingRuleNext:
    """The first such weekday and time strictly after the opening plus `lead` (R5)."""

    kind: ClassVar[str] = "next"
    weekday: Weekday
    """The weekday."""
    time: datetime.time
    """The time of day."""
    lead: Lead | None = None
    """How long the cycle is open at the least."""


def decode_ClosingRuleNext(d: Any) -> ClosingRuleNext:
    return ClosingRuleNext(
        weekday=_Weekday[d["weekday"]],
        time=datetime.time.fromisoformat(d["time"]),
        lead=None if d.get("lead") is None else decode_Lead(d["lead"]),
    )


def encode_ClosingRuleNext(x: ClosingRuleNext | Mapping[str, Any]) -> Any:
    if not isinstance(x, ClosingRuleNext):
        return x
    d: dict[str, Any] = {"kind": "next"}
    d["weekday"] = x.weekday
    d["time"] = encode_time(x.time)
    if x.lead is not None:
        d["lead"] = encode_Lead(x.lead)
    return d



ClosingRule: TypeAlias = Union[
    "ClosingRuleAfter",
    "ClosingRuleNext",
]
"""When a cycle closes."""

_DECODE_ClosingRule: dict[str, Callable[[Any], ClosingRule]] = {
    "after": decode_ClosingRuleAfter,
    "next": decode_ClosingRuleNext,
}
_ENCODE_ClosingRule: dict[type, Callable[[Any], Any]] = {
    ClosingRuleAfter: encode_ClosingRuleAfter,
    ClosingRuleNext: encode_ClosingRuleNext,
}


def decode_ClosingRule(d: Any) -> ClosingRule:
    return _DECODE_ClosingRule[d["kind"]](d)


def encode_ClosingRule(x: ClosingRule | Mapping[str, Any]) -> Any:
    return _ENCODE_ClosingRule.get(type(x), as_it_is)(x)



@dataclass(frozen=True, slots=True, kw_only=True)
class EligibleAll:
    """Every one."""

    kind: ClassVar[str] = "all"


def decode_EligibleAll(d: Any) -> EligibleAll:
    return EligibleAll(
    )


def encode_EligibleAll(x: EligibleAll | Mapping[str, Any]) -> Any:
    if not isinstance(x, EligibleAll):
        return x
    d: dict[str, Any] = {"kind": "all"}
    return d



@dataclass(frozen=True, slots=True, kw_only=True)
class EligibleTagged:
    """Those with this tag."""

    kind: ClassVar[str] = "tagged"
    tag: str
    """The tag."""


def decode_EligibleTagged(d: Any) -> EligibleTagged:
    return EligibleTagged(
        tag=d["tag"],
    )


def encode_EligibleTagged(x: EligibleTagged | Mapping[str, Any]) -> Any:
    if not isinstance(x, EligibleTagged):
        return x
    d: dict[str, Any] = {"kind": "tagged"}
    d["tag"] = x.tag
    return d



@dataclass(frozen=True, slots=True, kw_only=True)
class EligibleAllBut:
    """Those without this tag."""

    kind: ClassVar[str] = "all_but"
    tag: str
    """The tag."""


def decode_EligibleAllBut(d: Any) -> EligibleAllBut:
    return EligibleAllBut(
        tag=d["tag"],
    )


def encode_EligibleAllBut(x: EligibleAllBut | Mapping[str, Any]) -> Any:
    if not isinstance(x, EligibleAllBut):
        return x
    d: dict[str, Any] = {"kind": "all_but"}
    d["tag"] = x.tag
    return d



Eligible: TypeAlias = Union[
    "EligibleAll",
    "EligibleTagged",
    "EligibleAllBut",
]
"""Which variants standing orders may hold (D2)."""

_DECODE_Eligible: dict[str, Callable[[Any], Eligible]] = {
    "all": decode_EligibleAll,
    "tagged": decode_EligibleTagged,
    "all_but": decode_EligibleAllBut,
}
_ENCODE_Eligible: dict[type, Callable[[Any], Any]] = {
    EligibleAll: encode_EligibleAll,
    EligibleTagged: encode_EligibleTagged,
    EligibleAllBut: encode_EligibleAllBut,
}


def decode_Eligible(d: Any) -> Eligible:
    return _DECODE_Eligible[d["kind"]](d)


def encode_Eligible(x: Eligible | Mapping[str, Any]) -> Any:
    return _ENCODE_Eligible.get(type(x), as_it_is)(x)



@dataclass(frozen=True, slots=True, kw_only=True)
class FeeRatePerOrder:
    """So much an order."""

    kind: ClassVar[str] = "per_order"
    amount: Money
    """The amount."""


def decode_FeeRatePerOrder(d: Any) -> FeeRatePerOrder:
    return FeeRatePerOrder(
        amount=decode_Money(d["amount"]),
    )


def encode_FeeRatePerOrder(x: FeeRatePerOrder | Mapping[str, Any]) -> Any:
    if not isinstance(x, FeeRatePerOrder):
        return x
    d: dict[str, Any] = {"kind": "per_order"}
    d["amount"] = encode_Money(x.amount)
    return d



@dataclass(frozen=True, slots=True, kw_only=True)
class FeeRatePerItem:
    """So much for each unit of each line."""

    kind: ClassVar[str] = "per_item"
    amount: Money
    """The amount a unit."""


def decode_FeeRatePerItem(d: Any) -> FeeRatePerItem:
    return FeeRatePerItem(
        amount=decode_Money(d["amount"]),
    )


def encode_FeeRatePerItem(x: FeeRatePerItem | Mapping[str, Any]) -> Any:
    if not isinstance(x, FeeRatePerItem):
        return x
    d: dict[str, Any] = {"kind": "per_item"}
    d["amount"] = encode_Money(x.amount)
    return d



@dataclass(frozen=True, slots=True, kw_only=True)
class FeeRatePercent:
    """A part of the lines' sum."""

    kind: ClassVar[str] = "percent"
    percent: Decimal
    """Percent: `2.5` is one fortieth."""


def decode_FeeRatePercent(d: Any) -> FeeRatePercent:
    return FeeRatePercent(
        percent=Decimal(d["percent"]),
    )


def encode_FeeRatePercent(x: FeeRatePercent | Mapping[str, Any]) -> Any:
    if not isinstance(x, FeeRatePercent):
        return x
    d: dict[str, Any] = {"kind": "percent"}
    d["percent"] = encode_decimal(x.percent)
    return d



@dataclass(frozen=True, slots=True, kw_only=True)
class FeeRatePerWeight:
    """So much a kilogram; variants without a weight count nothing."""

    kind: ClassVar[str] = "per_weight"
    amount: Money
    """The amount a kilogram."""


def decode_FeeRatePerWeight(d: Any) -> FeeRatePerWeight:
    return FeeRatePerWeight(
        amount=decode_Money(d["amount"]),
    )


def encode_FeeRatePerWeight(x: FeeRatePerWeight | Mapping[str, Any]) -> Any:
    if not isinstance(x, FeeRatePerWeight):
        return x
    d: dict[str, Any] = {"kind": "per_weight"}
    d["amount"] = encode_Money(x.amount)
    return d



FeeRate: TypeAlias = Union[
    "FeeRatePerOrder",
    "FeeRatePerItem",
    "FeeRatePercent",
    "FeeRatePerWeight",
]
"""How a fee is reckoned, after shortages were shared out (R28)."""

_DECODE_FeeRate: dict[str, Callable[[Any], FeeRate]] = {
    "per_order": decode_FeeRatePerOrder,
    "per_item": decode_FeeRatePerItem,
    "percent": decode_FeeRatePercent,
    "per_weight": decode_FeeRatePerWeight,
}
_ENCODE_FeeRate: dict[type, Callable[[Any], Any]] = {
    FeeRatePerOrder: encode_FeeRatePerOrder,
    FeeRatePerItem: encode_FeeRatePerItem,
    FeeRatePercent: encode_FeeRatePercent,
    FeeRatePerWeight: encode_FeeRatePerWeight,
}


def decode_FeeRate(d: Any) -> FeeRate:
    return _DECODE_FeeRate[d["kind"]](d)


def encode_FeeRate(x: FeeRate | Mapping[str, Any]) -> Any:
    return _ENCODE_FeeRate.get(type(x), as_it_is)(x)



@dataclass(frozen=True, slots=True, kw_only=True)
class FeeRateInputPerOrder:
    """So much an order."""

    kind: ClassVar[str] = "per_order"
    amount: DecimalLike
    """The amount."""


def decode_FeeRateInputPerOrder(d: Any) -> FeeRateInputPerOrder:
    return FeeRateInputPerOrder(
        amount=Decimal(d["amount"]),
    )


def encode_FeeRateInputPerOrder(x: FeeRateInputPerOrder | Mapping[str, Any]) -> Any:
    if not isinstance(x, FeeRateInputPerOrder):
        return x
    d: dict[str, Any] = {"kind": "per_order"}
    d["amount"] = encode_decimal(x.amount)
    return d



@dataclass(frozen=True, slots=True, kw_only=True)
class FeeRateInputPerItem:
    """So much for each unit of each line."""

    kind: ClassVar[str] = "per_item"
    amount: DecimalLike
    """The amount a unit."""


def decode_FeeRateInputPerItem(d: Any) -> FeeRateInputPerItem:
    return FeeRateInputPerItem(
        amount=Decimal(d["amount"]),
    )


def encode_FeeRateInputPerItem(x: FeeRateInputPerItem | Mapping[str, Any]) -> Any:
    if not isinstance(x, FeeRateInputPerItem):
        return x
    d: dict[str, Any] = {"kind": "per_item"}
    d["amount"] = encode_decimal(x.amount)
    return d



@dataclass(frozen=True, slots=True, kw_only=True)
class FeeRateInputPercent:
    """A part of the lines' sum."""

    kind: ClassVar[str] = "percent"
    percent: DecimalLike
    """Percent, 0 to 100."""


def decode_FeeRateInputPercent(d: Any) -> FeeRateInputPercent:
    return FeeRateInputPercent(
        percent=Decimal(d["percent"]),
    )


def encode_FeeRateInputPercent(x: FeeRateInputPercent | Mapping[str, Any]) -> Any:
    if not isinstance(x, FeeRateInputPercent):
        return x
    d: dict[str, Any] = {"kind": "percent"}
    d["percent"] = encode_decimal(x.percent)
    return d



@dataclass(frozen=True, slots=True, kw_only=True)
class FeeRateInputPerWeight:
    """So much a kilogram."""

    kind: ClassVar[str] = "per_weight"
    amount: DecimalLike
    """The amount a kilogram."""


def decode_FeeRateInputPerWeight(d: Any) -> FeeRateInputPerWeight:
    return FeeRateInputPerWeight(
        amount=Decimal(d["amount"]),
    )


def encode_FeeRateInputPerWeight(x: FeeRateInputPerWeight | Mapping[str, Any]) -> Any:
    if not isinstance(x, FeeRateInputPerWeight):
        return x
    d: dict[str, Any] = {"kind": "per_weight"}
    d["amount"] = encode_decimal(x.amount)
    return d



FeeRateInput: TypeAlias = Union[
    "FeeRateInputPerOrder",
    "FeeRateInputPerItem",
    "FeeRateInputPercent",
    "FeeRateInputPerWeight",
]
"""How a fee is reckoned; amounts are in the enterprise's currency."""

_DECODE_FeeRateInput: dict[str, Callable[[Any], FeeRateInput]] = {
    "per_order": decode_FeeRateInputPerOrder,
    "per_item": decode_FeeRateInputPerItem,
    "percent": decode_FeeRateInputPercent,
    "per_weight": decode_FeeRateInputPerWeight,
}
_ENCODE_FeeRateInput: dict[type, Callable[[Any], Any]] = {
    FeeRateInputPerOrder: encode_FeeRateInputPerOrder,
    FeeRateInputPerItem: encode_FeeRateInputPerItem,
    FeeRateInputPercent: encode_FeeRateInputPercent,
    FeeRateInputPerWeight: encode_FeeRateInputPerWeight,
}


def decode_FeeRateInput(d: Any) -> FeeRateInput:
    return _DECODE_FeeRateInput[d["kind"]](d)


def encode_FeeRateInput(x: FeeRateInput | Mapping[str, Any]) -> Any:
    return _ENCODE_FeeRateInput.get(type(x), as_it_is)(x)



@dataclass(frozen=True, slots=True, kw_only=True)
class HorizonAhead:
    """Until `keep` cycles exist whose opening is after `now`."""

    kind: ClassVar[str] = "ahead"
    keep: int
    """How many shall exist."""
    existing: int
    """How many exist already."""


def decode_HorizonAhead(d: Any) -> HorizonAhead:
    return HorizonAhead(
        keep=d["keep"],
        existing=d["existing"],
    )


def encode_HorizonAhead(x: HorizonAhead | Mapping[str, Any]) -> Any:
    if not isinstance(x, HorizonAhead):
        return x
    d: dict[str, Any] = {"kind": "ahead"}
    d["keep"] = x.keep
    d["existing"] = x.existing
    return d



@dataclass(frozen=True, slots=True, kw_only=True)
class HorizonThrough:
    """Every cycle whose nominal opening is on or before this date."""

    kind: ClassVar[str] = "through"
    date: datetime.date
    """The last date."""


def decode_HorizonThrough(d: Any) -> HorizonThrough:
    return HorizonThrough(
        date=datetime.date.fromisoformat(d["date"]),
    )


def encode_HorizonThrough(x: HorizonThrough | Mapping[str, Any]) -> Any:
    if not isinstance(x, HorizonThrough):
        return x
    d: dict[str, Any] = {"kind": "through"}
    d["date"] = encode_date(x.date)
    return d



@dataclass(frozen=True, slots=True, kw_only=True)
class HorizonNext:
    """The next few."""

    kind: ClassVar[str] = "next"
    cycles: int
    """How many."""


def decode_HorizonNext(d: Any) -> HorizonNext:
    return HorizonNext(
        cycles=d["cycles"],
    )


def encode_HorizonNext(x: HorizonNext | Mapping[str, Any]) -> Any:
    if not isinstance(x, HorizonNext):
        return x
    d: dict[str, Any] = {"kind": "next"}
    d["cycles"] = x.cycles
    return d



Horizon: TypeAlias = Union[
    "HorizonAhead",
    "HorizonThrough",
    "HorizonNext",
]
"""How many cycles to plan."""

_DECODE_Horizon: dict[str, Callable[[Any], Horizon]] = {
    "ahead": decode_HorizonAhead,
    "through": decode_HorizonThrough,
    "next": decode_HorizonNext,
}
_ENCODE_Horizon: dict[type, Callable[[Any], Any]] = {
    HorizonAhead: encode_HorizonAhead,
    HorizonThrough: encode_HorizonThrough,
    HorizonNext: encode_HorizonNext,
}


def decode_Horizon(d: Any) -> Horizon:
    return _DECODE_Horizon[d["kind"]](d)


def encode_Horizon(x: Horizon | Mapping[str, Any]) -> Any:
    return _ENCODE_Horizon.get(type(x), as_it_is)(x)



@dataclass(frozen=True, slots=True, kw_only=True)
class MergedStands:
    """It stays as it is; what is asked from now on is noted."""

    kind: ClassVar[str] = "stands"
    asked: Decimal
    """What the standing order asks now."""


def decode_MergedStands(d: Any) -> MergedStands:
    return MergedStands(
        asked=Decimal(d["asked"]),
    )


def encode_MergedStands(x: MergedStands | Mapping[str, Any]) -> Any:
    if not isinstance(x, MergedStands):
        return x
    d: dict[str, Any] = {"kind": "stands"}
    d["asked"] = encode_decimal(x.asked)
    return d



@dataclass(frozen=True, slots=True, kw_only=True)
class MergedFollows:
    """The standing order's new quantity is asked of the shelf."""

    kind: ClassVar[str] = "follows"
    asked: Decimal
    """What the standing order asks now; zero takes the line out."""


def decode_MergedFollows(d: Any) -> MergedFollows:
    return MergedFollows(
        asked=Decimal(d["asked"]),
    )


def encode_MergedFollows(x: MergedFollows | Mapping[str, Any]) -> Any:
    if not isinstance(x, MergedFollows):
        return x
    d: dict[str, Any] = {"kind": "follows"}
    d["asked"] = encode_decimal(x.asked)
    return d



@dataclass(frozen=True, slots=True, kw_only=True)
class MergedConflicts:
    """Both sides changed it, to different quantities."""

    kind: ClassVar[str] = "conflicts"
    base: Decimal
    """What was generated."""
    order: Decimal
    """What the order says, and what stands."""
    revision: Decimal
    """What the standing order says now."""


def decode_MergedConflicts(d: Any) -> MergedConflicts:
    return MergedConflicts(
        base=Decimal(d["base"]),
        order=Decimal(d["order"]),
        revision=Decimal(d["revision"]),
    )


def encode_MergedConflicts(x: MergedConflicts | Mapping[str, Any]) -> Any:
    if not isinstance(x, MergedConflicts):
        return x
    d: dict[str, Any] = {"kind": "conflicts"}
    d["base"] = encode_decimal(x.base)
    d["order"] = encode_decimal(x.order)
    d["revision"] = encode_decimal(x.revision)
    return d



Merged: TypeAlias = Union[
    "MergedStands",
    "MergedFollows",
    "MergedConflicts",
]
"""What becomes of one line."""

_DECODE_Merged: dict[str, Callable[[Any], Merged]] = {
    "stands": decode_MergedStands,
    "follows": decode_MergedFollows,
    "conflicts": decode_MergedConflicts,
}
_ENCODE_Merged: dict[type, Callable[[Any], Any]] = {
    MergedStands: encode_MergedStands,
    MergedFollows: encode_MergedFollows,
    MergedConflicts: encode_MergedConflicts,
}


def decode_Merged(d: Any) -> Merged:
    return _DECODE_Merged[d["kind"]](d)


def encode_Merged(x: Merged | Mapping[str, Any]) -> Any:
    return _ENCODE_Merged.get(type(x), as_it_is)(x)



@dataclass(frozen=True, slots=True, kw_only=True)
class PassedOverExcepted:
    """EXDATE leaves it out."""

    kind: ClassVar[str] = "excepted"


def decode_PassedOverExcepted(d: Any) -> PassedOverExcepted:
    return PassedOverExcepted(
    )


def encode_PassedOverExcepted(x: PassedOverExcepted | Mapping[str, Any]) -> Any:
    if not isinstance(x, PassedOverExcepted):
        return x
    d: dict[str, Any] = {"kind": "excepted"}
    return d



@dataclass(frozen=True, slots=True, kw_only=True)
class PassedOverHoliday:
    """Its day is a holiday, and the series drops those (R9)."""

    kind: ClassVar[str] = "holiday"
    date: datetime.date
    """The holiday."""


def decode_PassedOverHoliday(d: Any) -> PassedOverHoliday:
    return PassedOverHoliday(
        date=datetime.date.fromisoformat(d["date"]),
    )


def encode_PassedOverHoliday(x: PassedOverHoliday | Mapping[str, Any]) -> Any:
    if not isinstance(x, PassedOverHoliday):
        return x
    d: dict[str, Any] = {"kind": "holiday"}
    d["date"] = encode_date(x.date)
    return d



@dataclass(frozen=True, slots=True, kw_only=True)
class PassedOverPast:
    """It was over at the time of planning."""

    kind: ClassVar[str] = "past"


def decode_PassedOverPast(d: Any) -> PassedOverPast:
    return PassedOverPast(
    )


def encode_PassedOverPast(x: PassedOverPast | Mapping[str, Any]) -> Any:
    if not isinstance(x, PassedOverPast):
        return x
    d: dict[str, Any] = {"kind": "past"}
    return d



@dataclass(frozen=True, slots=True, kw_only=True)
class PassedOverDoubled:
    """The clocks skip it, and the time that stands in for it is a slot of its own."""

    kind: ClassVar[str] = "doubled"


def decode_PassedOverDoubled(d: Any) -> PassedOverDoubled:
    return PassedOverDoubled(
    )


def encode_PassedOverDoubled(x: PassedOverDoubled | Mapping[str, Any]) -> Any:
    if not isinstance(x, PassedOverDoubled):
        return x
    d: dict[str, Any] = {"kind": "doubled"}
    return d



@dataclass(frozen=True, slots=True, kw_only=True)
class PassedOverEmpty:
    """The clocks leave no time between its opening and its close."""

    kind: ClassVar[str] = "empty"


def decode_PassedOverEmpty(d: Any) -> PassedOverEmpty:
    return PassedOverEmpty(
    )


def encode_PassedOverEmpty(x: PassedOverEmpty | Mapping[str, Any]) -> Any:
    if not isinstance(x, PassedOverEmpty):
        return x
    d: dict[str, Any] = {"kind": "empty"}
    return d



PassedOver: TypeAlias = Union[
    "PassedOverExcepted",
    "PassedOverHoliday",
    "PassedOverPast",
    "PassedOverDoubled",
    "PassedOverEmpty",
]
"""Why no cycle is made from a slot."""

_DECODE_PassedOver: dict[str, Callable[[Any], PassedOver]] = {
    "excepted": decode_PassedOverExcepted,
    "holiday": decode_PassedOverHoliday,
    "past": decode_PassedOverPast,
    "doubled": decode_PassedOverDoubled,
    "empty": decode_PassedOverEmpty,
}
_ENCODE_PassedOver: dict[type, Callable[[Any], Any]] = {
    PassedOverExcepted: encode_PassedOverExcepted,
    PassedOverHoliday: encode_PassedOverHoliday,
    PassedOverPast: encode_PassedOverPast,
    PassedOverDoubled: encode_PassedOverDoubled,
    PassedOverEmpty: encode_PassedOverEmpty,
}


def decode_PassedOver(d: Any) -> PassedOver:
    return _DECODE_PassedOver[d["kind"]](d)


def encode_PassedOver(x: PassedOver | Mapping[str, Any]) -> Any:
    return _ENCODE_PassedOver.get(type(x), as_it_is)(x)



@dataclass(frozen=True, slots=True, kw_only=True)
class PlanNoteMidnightClose:
    """It closes at midnight, which belongs to the day that begins (R4)."""

    kind: ClassVar[str] = "midnight_close"
    date: datetime.date
    """That day."""


def decode_PlanNoteMidnightClose(d: Any) -> PlanNoteMidnightClose:
    return PlanNoteMidnightClose(
        date=datetime.date.fromisoformat(d["date"]),
    )


def encode_PlanNoteMidnightClose(x: PlanNoteMidnightClose | Mapping[str, Any]) -> Any:
    if not isinstance(x, PlanNoteMidnightClose):
        return x
    d: dict[str, Any] = {"kind": "midnight_close"}
    d["date"] = encode_date(x.date)
    return d



@dataclass(frozen=True, slots=True, kw_only=True)
class PlanNoteOpeningSkipped:
    """The clocks skip the opening: it is later on the wall clock."""

    kind: ClassVar[str] = "opening_skipped"
    nominal: datetime.datetime
    """The time that the rule gives."""


def decode_PlanNoteOpeningSkipped(d: Any) -> PlanNoteOpeningSkipped:
    return PlanNoteOpeningSkipped(
        nominal=datetime.datetime.fromisoformat(d["nominal"]),
    )


def encode_PlanNoteOpeningSkipped(x: PlanNoteOpeningSkipped | Mapping[str, Any]) -> Any:
    if not isinstance(x, PlanNoteOpeningSkipped):
        return x
    d: dict[str, Any] = {"kind": "opening_skipped"}
    d["nominal"] = encode_local(x.nominal)
    return d



@dataclass(frozen=True, slots=True, kw_only=True)
class PlanNoteOpeningTwice:
    """The opening occurs twice: it is the first."""

    kind: ClassVar[str] = "opening_twice"
    nominal: datetime.datetime
    """The time that the rule gives."""


def decode_PlanNoteOpeningTwice(d: Any) -> PlanNoteOpeningTwice:
    return PlanNoteOpeningTwice(
        nominal=datetime.datetime.fromisoformat(d["nominal"]),
    )


def encode_PlanNoteOpeningTwice(x: PlanNoteOpeningTwice | Mapping[str, Any]) -> Any:
    if not isinstance(x, PlanNoteOpeningTwice):
        return x
    d: dict[str, Any] = {"kind": "opening_twice"}
    d["nominal"] = encode_local(x.nominal)
    return d



@dataclass(frozen=True, slots=True, kw_only=True)
class PlanNoteClosingSkipped:
    """The clocks skip the close: it is later on the wall clock."""

    kind: ClassVar[str] = "closing_skipped"
    nominal: datetime.datetime
    """The time that the rule gives."""


def decode_PlanNoteClosingSkipped(d: Any) -> PlanNoteClosingSkipped:
    return PlanNoteClosingSkipped(
        nominal=datetime.datetime.fromisoformat(d["nominal"]),
    )


def encode_PlanNoteClosingSkipped(x: PlanNoteClosingSkipped | Mapping[str, Any]) -> Any:
    if not isinstance(x, PlanNoteClosingSkipped):
        return x
    d: dict[str, Any] = {"kind": "closing_skipped"}
    d["nominal"] = encode_local(x.nominal)
    return d



@dataclass(frozen=True, slots=True, kw_only=True)
class PlanNoteClosingTwice:
    """The close occurs twice: it is the first."""

    kind: ClassVar[str] = "closing_twice"
    nominal: datetime.datetime
    """The time that the rule gives."""


def decode_PlanNoteClosingTwice(d: Any) -> PlanNoteClosingTwice:
    return PlanNoteClosingTwice(
        nominal=datetime.datetime.fromisoformat(d["nominal"]),
    )


def encode_PlanNoteClosingTwice(x: PlanNoteClosingTwice | Mapping[str, Any]) -> Any:
    if not isinstance(x, PlanNoteClosingTwice):
        return x
    d: dict[str, Any] = {"kind": "closing_twice"}
    d["nominal"] = encode_local(x.nominal)
    return d



@dataclass(frozen=True, slots=True, kw_only=True)
class PlanNoteHoliday:
    """Its day is a holiday, and the series keeps it."""

    kind: ClassVar[str] = "holiday"
    date: datetime.date
    """The holiday."""


def decode_PlanNoteHoliday(d: Any) -> PlanNoteHoliday:
    return PlanNoteHoliday(
        date=datetime.date.fromisoformat(d["date"]),
    )


def encode_PlanNoteHoliday(x: PlanNoteHoliday | Mapping[str, Any]) -> Any:
    if not isinstance(x, PlanNoteHoliday):
        return x
    d: dict[str, Any] = {"kind": "holiday"}
    d["date"] = encode_date(x.date)
    return d



@dataclass(frozen=True, slots=True, kw_only=True)
class PlanNoteMovedForHoliday:
    """Its day was a holiday: the whole window moved."""

    kind: ClassVar[str] = "moved_for_holiday"
    date: datetime.date
    """The holiday."""
    days: int
    """By how many days; negative for earlier."""


def decode_PlanNoteMovedForHoliday(d: Any) -> PlanNoteMovedForHoliday:
    return PlanNoteMovedForHoliday(
        date=datetime.date.fromisoformat(d["date"]),
        days=d["days"],
    )


def encode_PlanNoteMovedForHoliday(x: PlanNoteMovedForHoliday | Mapping[str, Any]) -> Any:
    if not isinstance(x, PlanNoteMovedForHoliday):
        return x
    d: dict[str, Any] = {"kind": "moved_for_holiday"}
    d["date"] = encode_date(x.date)
    d["days"] = x.days
    return d



@dataclass(frozen=True, slots=True, kw_only=True)
class PlanNoteNoDayFree:
    """Its day is a holiday and so are all days near it: it stays."""

    kind: ClassVar[str] = "no_day_free"
    date: datetime.date
    """The holiday."""


def decode_PlanNoteNoDayFree(d: Any) -> PlanNoteNoDayFree:
    return PlanNoteNoDayFree(
        date=datetime.date.fromisoformat(d["date"]),
    )


def encode_PlanNoteNoDayFree(x: PlanNoteNoDayFree | Mapping[str, Any]) -> Any:
    if not isinstance(x, PlanNoteNoDayFree):
        return x
    d: dict[str, Any] = {"kind": "no_day_free"}
    d["date"] = encode_date(x.date)
    return d



@dataclass(frozen=True, slots=True, kw_only=True)
class PlanNoteOverlap:
    """It opens before an earlier cycle closes."""

    kind: ClassVar[str] = "overlap"
    previous_closes_at: datetime.datetime
    """When the earlier one closes."""


def decode_PlanNoteOverlap(d: Any) -> PlanNoteOverlap:
    return PlanNoteOverlap(
        previous_closes_at=decode_instant(d["previous_closes_at"]),
    )


def encode_PlanNoteOverlap(x: PlanNoteOverlap | Mapping[str, Any]) -> Any:
    if not isinstance(x, PlanNoteOverlap):
        return x
    d: dict[str, Any] = {"kind": "overlap"}
    d["previous_closes_at"] = encode_instant(x.previous_closes_at)
    return d



PlanNote: TypeAlias = Union[
    "PlanNoteMidnightClose",
    "PlanNoteOpeningSkipped",
    "PlanNoteOpeningTwice",
    "PlanNoteClosingSkipped",
    "PlanNoteClosingTwice",
    "PlanNoteHoliday",
    "PlanNoteMovedForHoliday",
    "PlanNoteNoDayFree",
    "PlanNoteOverlap",
]
"""What the hub should know about a planned cycle."""

_DECODE_PlanNote: dict[str, Callable[[Any], PlanNote]] = {
    "midnight_close": decode_PlanNoteMidnightClose,
    "opening_skipped": decode_PlanNoteOpeningSkipped,
    "opening_twice": decode_PlanNoteOpeningTwice,
    "closing_skipped": decode_PlanNoteClosingSkipped,
    "closing_twice": decode_PlanNoteClosingTwice,
    "holiday": decode_PlanNoteHoliday,
    "moved_for_holiday": decode_PlanNoteMovedForHoliday,
    "no_day_free": decode_PlanNoteNoDayFree,
    "overlap": decode_PlanNoteOverlap,
}
_ENCODE_PlanNote: dict[type, Callable[[Any], Any]] = {
    PlanNoteMidnightClose: encode_PlanNoteMidnightClose,
    PlanNoteOpeningSkipped: encode_PlanNoteOpeningSkipped,
    PlanNoteOpeningTwice: encode_PlanNoteOpeningTwice,
    PlanNoteClosingSkipped: encode_PlanNoteClosingSkipped,
    PlanNoteClosingTwice: encode_PlanNoteClosingTwice,
    PlanNoteHoliday: encode_PlanNoteHoliday,
    PlanNoteMovedForHoliday: encode_PlanNoteMovedForHoliday,
    PlanNoteNoDayFree: encode_PlanNoteNoDayFree,
    PlanNoteOverlap: encode_PlanNoteOverlap,
}


def decode_PlanNote(d: Any) -> PlanNote:
    return _DECODE_PlanNote[d["kind"]](d)


def encode_PlanNote(x: PlanNote | Mapping[str, Any]) -> Any:
    return _ENCODE_PlanNote.get(type(x), as_it_is)(x)



@dataclass(frozen=True, slots=True, kw_only=True)
class ShopAccessOpen:
    """Everybody."""

    kind: ClassVar[str] = "open"


def decode_ShopAccessOpen(d: Any) -> ShopAccessOpen:
    return ShopAccessOpen(
    )


def encode_ShopAccessOpen(x: ShopAccessOpen | Mapping[str, Any]) -> Any:
    if not isinstance(x, ShopAccessOpen):
        return x
    d: dict[str, Any] = {"kind": "open"}
    return d



@dataclass(frozen=True, slots=True, kw_only=True)
class ShopAccessCustomers:
    """Customers alone."""

    kind: ClassVar[str] = "customers"


def decode_ShopAccessCustomers(d: Any) -> ShopAccessCustomers:
    return ShopAccessCustomers(
    )


def encode_ShopAccessCustomers(x: ShopAccessCustomers | Mapping[str, Any]) -> Any:
    if not isinstance(x, ShopAccessCustomers):
        return x
    d: dict[str, Any] = {"kind": "customers"}
    return d



@dataclass(frozen=True, slots=True, kw_only=True)
class ShopAccessTagged:
    """Customers with one of these tags."""

    kind: ClassVar[str] = "tagged"
    tags: list[str]
    """The tags; at least one."""


def decode_ShopAccessTagged(d: Any) -> ShopAccessTagged:
    return ShopAccessTagged(
        tags=d["tags"],
    )


def encode_ShopAccessTagged(x: ShopAccessTagged | Mapping[str, Any]) -> Any:
    if not isinstance(x, ShopAccessTagged):
        return x
    d: dict[str, Any] = {"kind": "tagged"}
    d["tags"] = encode_list(x.tags)
    return d



ShopAccess: TypeAlias = Union[
    "ShopAccessOpen",
    "ShopAccessCustomers",
    "ShopAccessTagged",
]
"""Who may shop (A11)."""

_DECODE_ShopAccess: dict[str, Callable[[Any], ShopAccess]] = {
    "open": decode_ShopAccessOpen,
    "customers": decode_ShopAccessCustomers,
    "tagged": decode_ShopAccessTagged,
}
_ENCODE_ShopAccess: dict[type, Callable[[Any], Any]] = {
    ShopAccessOpen: encode_ShopAccessOpen,
    ShopAccessCustomers: encode_ShopAccessCustomers,
    ShopAccessTagged: encode_ShopAccessTagged,
}


def decode_ShopAccess(d: Any) -> ShopAccess:
    return _DECODE_ShopAccess[d["kind"]](d)


def encode_ShopAccess(x: ShopAccess | Mapping[str, Any]) -> Any:
    return _ENCODE_ShopAccess.get(type(x), as_it_is)(x)



@dataclass(frozen=True, slots=True, kw_only=True)
class SkipTargetCycle:
    """This one."""

    kind: ClassVar[str] = "cycle"
    cycle: UUID
    """Its id."""


def decode_SkipTargetCycle(d: Any) -> SkipTargetCycle:
    return SkipTargetCycle(
        cycle=UUID(d["cycle"]),
    )


def encode_SkipTargetCycle(x: SkipTargetCycle | Mapping[str, Any]) -> Any:
    if not isinstance(x, SkipTargetCycle):
        return x
    d: dict[str, Any] = {"kind": "cycle"}
    d["cycle"] = encode_uuid(x.cycle)
    return d



@dataclass(frozen=True, slots=True, kw_only=True)
class SkipTargetDate:
    """The one of this date (R3)."""

    kind: ClassVar[str] = "date"
    date: datetime.date
    """The date of close or collection, as the enterprise counts."""


def decode_SkipTargetDate(d: Any) -> SkipTargetDate:
    return SkipTargetDate(
        date=datetime.date.fromisoformat(d["date"]),
    )


def encode_SkipTargetDate(x: SkipTargetDate | Mapping[str, Any]) -> Any:
    if not isinstance(x, SkipTargetDate):
        return x
    d: dict[str, Any] = {"kind": "date"}
    d["date"] = encode_date(x.date)
    return d



SkipTarget: TypeAlias = Union[
    "SkipTargetCycle",
    "SkipTargetDate",
]
"""How a skip names its cycle."""

_DECODE_SkipTarget: dict[str, Callable[[Any], SkipTarget]] = {
    "cycle": decode_SkipTargetCycle,
    "date": decode_SkipTargetDate,
}
_ENCODE_SkipTarget: dict[type, Callable[[Any], Any]] = {
    SkipTargetCycle: encode_SkipTargetCycle,
    SkipTargetDate: encode_SkipTargetDate,
}


def decode_SkipTarget(d: Any) -> SkipTarget:
    return _DECODE_SkipTarget[d["kind"]](d)


def encode_SkipTarget(x: SkipTarget | Mapping[str, Any]) -> Any:
    return _ENCODE_SkipTarget.get(type(x), as_it_is)(x)



@dataclass(frozen=True, slots=True, kw_only=True)
class WhyDue:
    """It is due: its lines are in range, and nothing stands against it."""

    kind: ClassVar[str] = "due"
    revision: datetime.date
    """The first date of the revision that holds."""


def decode_WhyDue(d: Any) -> WhyDue:
    return WhyDue(
        revision=datetime.date.fromisoformat(d["revision"]),
    )


def encode_WhyDue(x: WhyDue | Mapping[str, Any]) -> Any:
    if not isinstance(x, WhyDue):
        return x
    d: dict[str, Any] = {"kind": "due"}
    d["revision"] = encode_date(x.revision)
    return d



@dataclass(frozen=True, slots=True, kw_only=True)
class WhyGenerated:
    """It was made from the revision that holds."""

    kind: ClassVar[str] = "generated"
    revision: datetime.date
    """The first date of that revision."""


def decode_WhyGenerated(d: Any) -> WhyGenerated:
    return WhyGenerated(
        revision=datetime.date.fromisoformat(d["revision"]),
    )


def encode_WhyGenerated(x: WhyGenerated | Mapping[str, Any]) -> Any:
    if not isinstance(x, WhyGenerated):
        return x
    d: dict[str, Any] = {"kind": "generated"}
    d["revision"] = encode_date(x.revision)
    return d



@dataclass(frozen=True, slots=True, kw_only=True)
class WhyCombined:
    """Its lines joined an order that the customer had open."""

    kind: ClassVar[str] = "combined"


def decode_WhyCombined(d: Any) -> WhyCombined:
    return WhyCombined(
    )


def encode_WhyCombined(x: WhyCombined | Mapping[str, Any]) -> Any:
    if not isinstance(x, WhyCombined):
        return x
    d: dict[str, Any] = {"kind": "combined"}
    return d



@dataclass(frozen=True, slots=True, kw_only=True)
class WhyNothingAvailable:
    """Nothing of what was asked was available."""

    kind: ClassVar[str] = "nothing_available"


def decode_WhyNothingAvailable(d: Any) -> WhyNothingAvailable:
    return WhyNothingAvailable(
    )


def encode_WhyNothingAvailable(x: WhyNothingAvailable | Mapping[str, Any]) -> Any:
    if not isinstance(x, WhyNothingAvailable):
        return x
    d: dict[str, Any] = {"kind": "nothing_available"}
    return d



@dataclass(frozen=True, slots=True, kw_only=True)
class WhySkipped:
    """The cycle was left out."""

    kind: ClassVar[str] = "skipped"
    by: Author
    """By whom."""


def decode_WhySkipped(d: Any) -> WhySkipped:
    return WhySkipped(
        by=decode_Author(d["by"]),
    )


def encode_WhySkipped(x: WhySkipped | Mapping[str, Any]) -> Any:
    if not isinstance(x, WhySkipped):
        return x
    d: dict[str, Any] = {"kind": "skipped"}
    d["by"] = encode_Author(x.by)
    return d



@dataclass(frozen=True, slots=True, kw_only=True)
class WhyEmptiedBy:
    """Every line was taken out of the order."""

    kind: ClassVar[str] = "emptied_by"
    by: Author
    """By whom."""


def decode_WhyEmptiedBy(d: Any) -> WhyEmptiedBy:
    return WhyEmptiedBy(
        by=decode_Author(d["by"]),
    )


def encode_WhyEmptiedBy(x: WhyEmptiedBy | Mapping[str, Any]) -> Any:
    if not isinstance(x, WhyEmptiedBy):
        return x
    d: dict[str, Any] = {"kind": "emptied_by"}
    d["by"] = encode_Author(x.by)
    return d



@dataclass(frozen=True, slots=True, kw_only=True)
class WhyCancelledBy:
    """The order was cancelled."""

    kind: ClassVar[str] = "cancelled_by"
    by: Author
    """By whom."""


def decode_WhyCancelledBy(d: Any) -> WhyCancelledBy:
    return WhyCancelledBy(
        by=decode_Author(d["by"]),
    )


def encode_WhyCancelledBy(x: WhyCancelledBy | Mapping[str, Any]) -> Any:
    if not isinstance(x, WhyCancelledBy):
        return x
    d: dict[str, Any] = {"kind": "cancelled_by"}
    d["by"] = encode_Author(x.by)
    return d



@dataclass(frozen=True, slots=True, kw_only=True)
class WhyDetached:
    """The order was taken out of the standing order (R27)."""

    kind: ClassVar[str] = "detached"
    by: Author
    """By whom."""


def decode_WhyDetached(d: Any) -> WhyDetached:
    return WhyDetached(
        by=decode_Author(d["by"]),
    )


def encode_WhyDetached(x: WhyDetached | Mapping[str, Any]) -> Any:
    if not isinstance(x, WhyDetached):
        return x
    d: dict[str, Any] = {"kind": "detached"}
    d["by"] = encode_Author(x.by)
    return d



@dataclass(frozen=True, slots=True, kw_only=True)
class WhyPaused:
    """It is paused."""

    kind: ClassVar[str] = "paused"
    starts_on: datetime.date
    """From this date."""
    ends_on: datetime.date | None
    """Until this date, itself included; none: until further notice."""


def decode_WhyPaused(d: Any) -> WhyPaused:
    return WhyPaused(
        starts_on=datetime.date.fromisoformat(d["starts_on"]),
        ends_on=None if d["ends_on"] is None else datetime.date.fromisoformat(d["ends_on"]),
    )


def encode_WhyPaused(x: WhyPaused | Mapping[str, Any]) -> Any:
    if not isinstance(x, WhyPaused):
        return x
    d: dict[str, Any] = {"kind": "paused"}
    d["starts_on"] = encode_date(x.starts_on)
    d["ends_on"] = None if x.ends_on is None else encode_date(x.ends_on)
    return d



@dataclass(frozen=True, slots=True, kw_only=True)
class WhyNoLineDue:
    """None of its lines is due in a cycle of this number."""

    kind: ClassVar[str] = "no_line_due"
    number: int | None
    """The cycle's number; none: it was attached by hand."""


def decode_WhyNoLineDue(d: Any) -> WhyNoLineDue:
    return WhyNoLineDue(
        number=d["number"],
    )


def encode_WhyNoLineDue(x: WhyNoLineDue | Mapping[str, Any]) -> Any:
    if not isinstance(x, WhyNoLineDue):
        return x
    d: dict[str, Any] = {"kind": "no_line_due"}
    d["number"] = x.number
    return d



@dataclass(frozen=True, slots=True, kw_only=True)
class WhyNotDistributed:
    """Its distributor is not in the cycle."""

    kind: ClassVar[str] = "not_distributed"
    distributor: str
    """The distributor."""


def decode_WhyNotDistributed(d: Any) -> WhyNotDistributed:
    return WhyNotDistributed(
        distributor=d["distributor"],
    )


def encode_WhyNotDistributed(x: WhyNotDistributed | Mapping[str, Any]) -> Any:
    if not isinstance(x, WhyNotDistributed):
        return x
    d: dict[str, Any] = {"kind": "not_distributed"}
    d["distributor"] = x.distributor
    return d



@dataclass(frozen=True, slots=True, kw_only=True)
class WhyNotInSeries:
    """The cycle is neither of its series nor picked."""

    kind: ClassVar[str] = "not_in_series"
    cycle: UUID
    """The cycle."""


def decode_WhyNotInSeries(d: Any) -> WhyNotInSeries:
    return WhyNotInSeries(
        cycle=UUID(d["cycle"]),
    )


def encode_WhyNotInSeries(x: WhyNotInSeries | Mapping[str, Any]) -> Any:
    if not isinstance(x, WhyNotInSeries):
        return x
    d: dict[str, Any] = {"kind": "not_in_series"}
    d["cycle"] = encode_uuid(x.cycle)
    return d



@dataclass(frozen=True, slots=True, kw_only=True)
class WhyBeforeStart:
    """The cycle's date lies before its start."""

    kind: ClassVar[str] = "before_start"
    date: datetime.date
    """The cycle's date."""
    starts_on: datetime.date
    """The start."""


def decode_WhyBeforeStart(d: Any) -> WhyBeforeStart:
    return WhyBeforeStart(
        date=datetime.date.fromisoformat(d["date"]),
        starts_on=datetime.date.fromisoformat(d["starts_on"]),
    )


def encode_WhyBeforeStart(x: WhyBeforeStart | Mapping[str, Any]) -> Any:
    if not isinstance(x, WhyBeforeStart):
        return x
    d: dict[str, Any] = {"kind": "before_start"}
    d["date"] = encode_date(x.date)
    d["starts_on"] = encode_date(x.starts_on)
    return d



@dataclass(frozen=True, slots=True, kw_only=True)
class WhyAfterEnd:
    """The cycle's date lies after its end."""

    kind: ClassVar[str] = "after_end"
    date: datetime.date
    """The cycle's date."""
    ends_on: datetime.date
    """The end."""


def decode_WhyAfterEnd(d: Any) -> WhyAfterEnd:
    return WhyAfterEnd(
        date=datetime.date.fromisoformat(d["date"]),
        ends_on=datetime.date.fromisoformat(d["ends_on"]),
    )


def encode_WhyAfterEnd(x: WhyAfterEnd | Mapping[str, Any]) -> Any:
    if not isinstance(x, WhyAfterEnd):
        return x
    d: dict[str, Any] = {"kind": "after_end"}
    d["date"] = encode_date(x.date)
    d["ends_on"] = encode_date(x.ends_on)
    return d



@dataclass(frozen=True, slots=True, kw_only=True)
class WhyAfterLimit:
    """It was made after its maker's limit for this cycle: the customer's, or the close (R32)."""

    kind: ClassVar[str] = "after_limit"
    limit: datetime.datetime
    """The limit."""


def decode_WhyAfterLimit(d: Any) -> WhyAfterLimit:
    return WhyAfterLimit(
        limit=decode_instant(d["limit"]),
    )


def encode_WhyAfterLimit(x: WhyAfterLimit | Mapping[str, Any]) -> Any:
    if not isinstance(x, WhyAfterLimit):
        return x
    d: dict[str, Any] = {"kind": "after_limit"}
    d["limit"] = encode_instant(x.limit)
    return d



@dataclass(frozen=True, slots=True, kw_only=True)
class WhyEnded:
    """It has ended."""

    kind: ClassVar[str] = "ended"


def decode_WhyEnded(d: Any) -> WhyEnded:
    return WhyEnded(
    )


def encode_WhyEnded(x: WhyEnded | Mapping[str, Any]) -> Any:
    if not isinstance(x, WhyEnded):
        return x
    d: dict[str, Any] = {"kind": "ended"}
    return d



@dataclass(frozen=True, slots=True, kw_only=True)
class WhyManual:
    """Its orders are made by hand."""

    kind: ClassVar[str] = "manual"


def decode_WhyManual(d: Any) -> WhyManual:
    return WhyManual(
    )


def encode_WhyManual(x: WhyManual | Mapping[str, Any]) -> Any:
    if not isinstance(x, WhyManual):
        return x
    d: dict[str, Any] = {"kind": "manual"}
    return d



@dataclass(frozen=True, slots=True, kw_only=True)
class WhyCycleCancelled:
    """The cycle was cancelled."""

    kind: ClassVar[str] = "cycle_cancelled"


def decode_WhyCycleCancelled(d: Any) -> WhyCycleCancelled:
    return WhyCycleCancelled(
    )


def encode_WhyCycleCancelled(x: WhyCycleCancelled | Mapping[str, Any]) -> Any:
    if not isinstance(x, WhyCycleCancelled):
        return x
    d: dict[str, Any] = {"kind": "cycle_cancelled"}
    return d



@dataclass(frozen=True, slots=True, kw_only=True)
class WhyCycleClosed:
    """The cycle closed before the standing order could be worked off."""

    kind: ClassVar[str] = "cycle_closed"


def decode_WhyCycleClosed(d: Any) -> WhyCycleClosed:
    return WhyCycleClosed(
    )


def encode_WhyCycleClosed(x: WhyCycleClosed | Mapping[str, Any]) -> Any:
    if not isinstance(x, WhyCycleClosed):
        return x
    d: dict[str, Any] = {"kind": "cycle_closed"}
    return d



@dataclass(frozen=True, slots=True, kw_only=True)
class WhyMissed:
    """The cycle opened and closed while nothing ticked (R25)."""

    kind: ClassVar[str] = "missed"


def decode_WhyMissed(d: Any) -> WhyMissed:
    return WhyMissed(
    )


def encode_WhyMissed(x: WhyMissed | Mapping[str, Any]) -> Any:
    if not isinstance(x, WhyMissed):
        return x
    d: dict[str, Any] = {"kind": "missed"}
    return d



@dataclass(frozen=True, slots=True, kw_only=True)
class WhyFailed:
    """It could not be worked off."""

    kind: ClassVar[str] = "failed"
    code: str
    """The error's code."""
    message: str
    """What was wrong."""


def decode_WhyFailed(d: Any) -> WhyFailed:
    return WhyFailed(
        code=d["code"],
        message=d["message"],
    )


def encode_WhyFailed(x: WhyFailed | Mapping[str, Any]) -> Any:
    if not isinstance(x, WhyFailed):
        return x
    d: dict[str, Any] = {"kind": "failed"}
    d["code"] = x.code
    d["message"] = x.message
    return d



Why: TypeAlias = Union[
    "WhyDue",
    "WhyGenerated",
    "WhyCombined",
    "WhyNothingAvailable",
    "WhySkipped",
    "WhyEmptiedBy",
    "WhyCancelledBy",
    "WhyDetached",
    "WhyPaused",
    "WhyNoLineDue",
    "WhyNotDistributed",
    "WhyNotInSeries",
    "WhyBeforeStart",
    "WhyAfterEnd",
    "WhyAfterLimit",
    "WhyEnded",
    "WhyManual",
    "WhyCycleCancelled",
    "WhyCycleClosed",
    "WhyMissed",
    "WhyFailed",
]
"""The reason of an outcome. Its `rule` is the id of the rule that decided, its `Display` a
sentence for people.
"""

_DECODE_Why: dict[str, Callable[[Any], Why]] = {
    "due": decode_WhyDue,
    "generated": decode_WhyGenerated,
    "combined": decode_WhyCombined,
    "nothing_available": decode_WhyNothingAvailable,
    "skipped": decode_WhySkipped,
    "emptied_by": decode_WhyEmptiedBy,
    "cancelled_by": decode_WhyCancelledBy,
    "detached": decode_WhyDetached,
    "paused": decode_WhyPaused,
    "no_line_due": decode_WhyNoLineDue,
    "not_distributed": decode_WhyNotDistributed,
    "not_in_series": decode_WhyNotInSeries,
    "before_start": decode_WhyBeforeStart,
    "after_end": decode_WhyAfterEnd,
    "after_limit": decode_WhyAfterLimit,
    "ended": decode_WhyEnded,
    "manual": decode_WhyManual,
    "cycle_cancelled": decode_WhyCycleCancelled,
    "cycle_closed": decode_WhyCycleClosed,
    "missed": decode_WhyMissed,
    "failed": decode_WhyFailed,
}
_ENCODE_Why: dict[type, Callable[[Any], Any]] = {
    WhyDue: encode_WhyDue,
    WhyGenerated: encode_WhyGenerated,
    WhyCombined: encode_WhyCombined,
    WhyNothingAvailable: encode_WhyNothingAvailable,
    WhySkipped: encode_WhySkipped,
    WhyEmptiedBy: encode_WhyEmptiedBy,
    WhyCancelledBy: encode_WhyCancelledBy,
    WhyDetached: encode_WhyDetached,
    WhyPaused: encode_WhyPaused,
    WhyNoLineDue: encode_WhyNoLineDue,
    WhyNotDistributed: encode_WhyNotDistributed,
    WhyNotInSeries: encode_WhyNotInSeries,
    WhyBeforeStart: encode_WhyBeforeStart,
    WhyAfterEnd: encode_WhyAfterEnd,
    WhyAfterLimit: encode_WhyAfterLimit,
    WhyEnded: encode_WhyEnded,
    WhyManual: encode_WhyManual,
    WhyCycleCancelled: encode_WhyCycleCancelled,
    WhyCycleClosed: encode_WhyCycleClosed,
    WhyMissed: encode_WhyMissed,
    WhyFailed: encode_WhyFailed,
}


def decode_Why(d: Any) -> Why:
    return _DECODE_Why[d["kind"]](d)


def encode_Why(x: Why | Mapping[str, Any]) -> Any:
    return _ENCODE_Why.get(type(x), as_it_is)(x)


#: How the input of each operation becomes arguments, for tests that hold it as JSON.
REQUESTS: dict[str, Callable[[Any], dict[str, Any]]] = {
    "enterprises.create": lambda d: {
        **({"enterprise": d["enterprise"]} if "enterprise" in d else {}),
        **({"name": d["name"]} if "name" in d else {}),
        **({"zone": d["zone"]} if "zone" in d else {}),
        **({"currency": d["currency"]} if "currency" in d else {}),
        **({"settings": decode_SettingsPatch(d["settings"])} if "settings" in d else {}),
    },
    "enterprises.get": lambda d: {
        **({"enterprise": d["enterprise"]} if "enterprise" in d else {}),
    },
    "enterprises.update": lambda d: {
        **({"enterprise": d["enterprise"]} if "enterprise" in d else {}),
        **({"version": d["version"]} if "version" in d else {}),
        **({"name": d["name"]} if "name" in d else {}),
        **({"zone": d["zone"]} if "zone" in d else {}),
        **({"currency": d["currency"]} if "currency" in d else {}),
        **({"settings": decode_SettingsPatch(d["settings"])} if "settings" in d else {}),
    },
    "enterprises.list": lambda d: {
        **({"limit": d["limit"]} if "limit" in d else {}),
        **({"after": d["after"]} if "after" in d else {}),
    },
    "variants.save": lambda d: {
        **({"enterprise": d["enterprise"]} if "enterprise" in d else {}),
        **({"variants": [decode_VariantInput(i) for i in d["variants"]]} if "variants" in d else {}),
    },
    "variants.list": lambda d: {
        **({"enterprise": d["enterprise"]} if "enterprise" in d else {}),
        **({"ids": d["ids"]} if "ids" in d else {}),
        **({"limit": d["limit"]} if "limit" in d else {}),
        **({"after": d["after"]} if "after" in d else {}),
    },
    "customers.create": lambda d: {
        **({"enterprise": d["enterprise"]} if "enterprise" in d else {}),
        **({"fields": decode_CustomerFields(d["fields"])} if "fields" in d else {}),
        **({"share_email": d["share_email"]} if "share_email" in d else {}),
    },
    "customers.get": lambda d: {
        **({"enterprise": d["enterprise"]} if "enterprise" in d else {}),
        **({"customer": UUID(d["customer"])} if "customer" in d else {}),
    },
    "customers.update": lambda d: {
        **({"enterprise": d["enterprise"]} if "enterprise" in d else {}),
        **({"customer": UUID(d["customer"])} if "customer" in d else {}),
        **({"version": d["version"]} if "version" in d else {}),
        **({"fields": decode_CustomerFields(d["fields"])} if "fields" in d else {}),
        **({"share_email": d["share_email"]} if "share_email" in d else {}),
    },
    "customers.list": lambda d: {
        **({"enterprise": d["enterprise"]} if "enterprise" in d else {}),
        **({"filter": decode_CustomerFilter(d["filter"])} if "filter" in d else {}),
        **({"columns": None if d["columns"] is None else [_CustomerColumn[i] for i in d["columns"]]} if "columns" in d else {}),
        **({"custom_columns": d["custom_columns"]} if "custom_columns" in d else {}),
        **({"sort_by": None if d["sort_by"] is None else _CustomerColumn[d["sort_by"]]} if "sort_by" in d else {}),
        **({"sort_by_custom": d["sort_by_custom"]} if "sort_by_custom" in d else {}),
        **({"descending": d["descending"]} if "descending" in d else {}),
        **({"with_total": d["with_total"]} if "with_total" in d else {}),
        **({"limit": d["limit"]} if "limit" in d else {}),
        **({"after": d["after"]} if "after" in d else {}),
        **({"before": d["before"]} if "before" in d else {}),
    },
    "customers.set_codes": lambda d: {
        **({"enterprise": d["enterprise"]} if "enterprise" in d else {}),
        **({"codes": [decode_CodeRow(i) for i in d["codes"]]} if "codes" in d else {}),
    },
    "customers.import_csv": lambda d: {
        **({"enterprise": d["enterprise"]} if "enterprise" in d else {}),
        **({"csv": d["csv"]} if "csv" in d else {}),
        **({"columns": d["columns"]} if "columns" in d else {}),
        **({"clear_blank": d["clear_blank"]} if "clear_blank" in d else {}),
        **({"share_email": d["share_email"]} if "share_email" in d else {}),
        **({"take_good_rows": d["take_good_rows"]} if "take_good_rows" in d else {}),
        **({"most_rows": d["most_rows"]} if "most_rows" in d else {}),
        **({"from_line": d["from_line"]} if "from_line" in d else {}),
    },
    "customers.export_csv": lambda d: {
        **({"enterprise": d["enterprise"]} if "enterprise" in d else {}),
        **({"filter": decode_CustomerFilter(d["filter"])} if "filter" in d else {}),
        **({"columns": d["columns"]} if "columns" in d else {}),
        **({"sort_by": None if d["sort_by"] is None else _CustomerColumn[d["sort_by"]]} if "sort_by" in d else {}),
        **({"sort_by_custom": d["sort_by_custom"]} if "sort_by_custom" in d else {}),
        **({"descending": d["descending"]} if "descending" in d else {}),
        **({"limit": d["limit"]} if "limit" in d else {}),
        **({"after": d["after"]} if "after" in d else {}),
    },
    "customers.change_many": lambda d: {
        **({"enterprise": d["enterprise"]} if "enterprise" in d else {}),
        **({"filter": None if d["filter"] is None else decode_CustomerFilter(d["filter"])} if "filter" in d else {}),
        **({"selection": d["selection"]} if "selection" in d else {}),
        **({"add_tags": d["add_tags"]} if "add_tags" in d else {}),
        **({"remove_tags": d["remove_tags"]} if "remove_tags" in d else {}),
        **({"delivery_run": d["delivery_run"]} if "delivery_run" in d else {}),
        **({"archived": d["archived"]} if "archived" in d else {}),
        **({"take_good_ones": d["take_good_ones"]} if "take_good_ones" in d else {}),
    },
    "customers.message": lambda d: {
        **({"enterprise": d["enterprise"]} if "enterprise" in d else {}),
        **({"filter": None if d["filter"] is None else decode_CustomerFilter(d["filter"])} if "filter" in d else {}),
        **({"selection": d["selection"]} if "selection" in d else {}),
        **({"cycle": None if d["cycle"] is None else UUID(d["cycle"])} if "cycle" in d else {}),
        **({"subject": d["subject"]} if "subject" in d else {}),
        **({"text": d["text"]} if "text" in d else {}),
    },
    "selections.save": lambda d: {
        **({"enterprise": d["enterprise"]} if "enterprise" in d else {}),
        **({"name": d["name"]} if "name" in d else {}),
        **({"filter": decode_CustomerFilter(d["filter"])} if "filter" in d else {}),
    },
    "selections.list": lambda d: {
        **({"enterprise": d["enterprise"]} if "enterprise" in d else {}),
    },
    "selections.remove": lambda d: {
        **({"enterprise": d["enterprise"]} if "enterprise" in d else {}),
        **({"name": d["name"]} if "name" in d else {}),
    },
    "customers.add_note": lambda d: {
        **({"enterprise": d["enterprise"]} if "enterprise" in d else {}),
        **({"customer": UUID(d["customer"])} if "customer" in d else {}),
        **({"text": d["text"]} if "text" in d else {}),
    },
    "customers.edit_note": lambda d: {
        **({"enterprise": d["enterprise"]} if "enterprise" in d else {}),
        **({"note": UUID(d["note"])} if "note" in d else {}),
        **({"version": d["version"]} if "version" in d else {}),
        **({"text": d["text"]} if "text" in d else {}),
    },
    "customers.remove_note": lambda d: {
        **({"enterprise": d["enterprise"]} if "enterprise" in d else {}),
        **({"note": UUID(d["note"])} if "note" in d else {}),
        **({"version": d["version"]} if "version" in d else {}),
    },
    "customers.list_notes": lambda d: {
        **({"enterprise": d["enterprise"]} if "enterprise" in d else {}),
        **({"customer": UUID(d["customer"])} if "customer" in d else {}),
        **({"limit": d["limit"]} if "limit" in d else {}),
        **({"after": d["after"]} if "after" in d else {}),
    },
    "customer_fields.save": lambda d: {
        **({"enterprise": d["enterprise"]} if "enterprise" in d else {}),
        **({"field": d["field"]} if "field" in d else {}),
        **({"label": d["label"]} if "label" in d else {}),
        **({"kind": _FieldKind[d["kind"]]} if "kind" in d else {}),
        **({"choices": d["choices"]} if "choices" in d else {}),
        **({"position": d["position"]} if "position" in d else {}),
    },
    "customer_fields.list": lambda d: {
        **({"enterprise": d["enterprise"]} if "enterprise" in d else {}),
    },
    "customer_fields.remove": lambda d: {
        **({"enterprise": d["enterprise"]} if "enterprise" in d else {}),
        **({"field": d["field"]} if "field" in d else {}),
        **({"and_values": d["and_values"]} if "and_values" in d else {}),
    },
    "tags.list": lambda d: {
        **({"enterprise": d["enterprise"]} if "enterprise" in d else {}),
        **({"name": d["name"]} if "name" in d else {}),
        **({"limit": d["limit"]} if "limit" in d else {}),
        **({"after": d["after"]} if "after" in d else {}),
    },
    "tags.rename": lambda d: {
        **({"enterprise": d["enterprise"]} if "enterprise" in d else {}),
        **({"tag": d["tag"]} if "tag" in d else {}),
        **({"new_name": d["new_name"]} if "new_name" in d else {}),
    },
    "tags.remove": lambda d: {
        **({"enterprise": d["enterprise"]} if "enterprise" in d else {}),
        **({"tag": d["tag"]} if "tag" in d else {}),
    },
    "customers.archive": lambda d: {
        **({"enterprise": d["enterprise"]} if "enterprise" in d else {}),
        **({"customer": UUID(d["customer"])} if "customer" in d else {}),
        **({"version": d["version"]} if "version" in d else {}),
    },
    "customers.restore": lambda d: {
        **({"enterprise": d["enterprise"]} if "enterprise" in d else {}),
        **({"customer": UUID(d["customer"])} if "customer" in d else {}),
        **({"version": d["version"]} if "version" in d else {}),
    },
    "customers.remove": lambda d: {
        **({"enterprise": d["enterprise"]} if "enterprise" in d else {}),
        **({"customer": UUID(d["customer"])} if "customer" in d else {}),
        **({"version": d["version"]} if "version" in d else {}),
    },
    "customers.erase": lambda d: {
        **({"enterprise": d["enterprise"]} if "enterprise" in d else {}),
        **({"customer": UUID(d["customer"])} if "customer" in d else {}),
    },
    "customers.plan_merge": lambda d: {
        **({"enterprise": d["enterprise"]} if "enterprise" in d else {}),
        **({"customer": UUID(d["customer"])} if "customer" in d else {}),
        **({"into": UUID(d["into"])} if "into" in d else {}),
    },
    "customers.merge": lambda d: {
        **({"enterprise": d["enterprise"]} if "enterprise" in d else {}),
        **({"customer": UUID(d["customer"])} if "customer" in d else {}),
        **({"into": UUID(d["into"])} if "into" in d else {}),
        **({"fingerprint": d["fingerprint"]} if "fingerprint" in d else {}),
    },
    "customers.split": lambda d: {
        **({"enterprise": d["enterprise"]} if "enterprise" in d else {}),
        **({"customer": UUID(d["customer"])} if "customer" in d else {}),
        **({"version": d["version"]} if "version" in d else {}),
        **({"fields": decode_CustomerFields(d["fields"])} if "fields" in d else {}),
        **({"share_email": d["share_email"]} if "share_email" in d else {}),
        **({"orders": [UUID(i) for i in d["orders"]]} if "orders" in d else {}),
        **({"standing_orders": [UUID(i) for i in d["standing_orders"]]} if "standing_orders" in d else {}),
        **({"with_payments": d["with_payments"]} if "with_payments" in d else {}),
    },
    "customers.save_contact": lambda d: {
        **({"enterprise": d["enterprise"]} if "enterprise" in d else {}),
        **({"customer": UUID(d["customer"])} if "customer" in d else {}),
        **({"contact": None if d["contact"] is None else UUID(d["contact"])} if "contact" in d else {}),
        **({"version": d["version"]} if "version" in d else {}),
        **({"email": d["email"]} if "email" in d else {}),
        **({"user": d["user"]} if "user" in d else {}),
        **({"name": d["name"]} if "name" in d else {}),
        **({"access": _ContactAccess[d["access"]]} if "access" in d else {}),
    },
    "customers.remove_contact": lambda d: {
        **({"enterprise": d["enterprise"]} if "enterprise" in d else {}),
        **({"customer": UUID(d["customer"])} if "customer" in d else {}),
        **({"contact": UUID(d["contact"])} if "contact" in d else {}),
    },
    "customers.list_contacts": lambda d: {
        **({"enterprise": d["enterprise"]} if "enterprise" in d else {}),
        **({"customer": UUID(d["customer"])} if "customer" in d else {}),
    },
    "customers.of_user": lambda d: {
        **({"enterprises": d["enterprises"]} if "enterprises" in d else {}),
        **({"email": d["email"]} if "email" in d else {}),
        **({"user": d["user"]} if "user" in d else {}),
    },
    "customers.set_consent": lambda d: {
        **({"enterprise": d["enterprise"]} if "enterprise" in d else {}),
        **({"customer": UUID(d["customer"])} if "customer" in d else {}),
        **({"version": d["version"]} if "version" in d else {}),
        **({"consent": _Consent[d["consent"]]} if "consent" in d else {}),
    },
    "customers.changes_since": lambda d: {
        **({"enterprise": d["enterprise"]} if "enterprise" in d else {}),
        **({"since": d["since"]} if "since" in d else {}),
        **({"limit": d["limit"]} if "limit" in d else {}),
    },
    "customers.may_shop": lambda d: {
        **({"enterprise": d["enterprise"]} if "enterprise" in d else {}),
        **({"email": d["email"]} if "email" in d else {}),
        **({"user": d["user"]} if "user" in d else {}),
    },
    "join_requests.create": lambda d: {
        **({"enterprise": d["enterprise"]} if "enterprise" in d else {}),
        **({"email": d["email"]} if "email" in d else {}),
        **({"user": d["user"]} if "user" in d else {}),
        **({"first_name": d["first_name"]} if "first_name" in d else {}),
        **({"last_name": d["last_name"]} if "last_name" in d else {}),
        **({"message": d["message"]} if "message" in d else {}),
    },
    "join_requests.list": lambda d: {
        **({"enterprise": d["enterprise"]} if "enterprise" in d else {}),
        **({"state": None if d["state"] is None else _JoinState[d["state"]]} if "state" in d else {}),
        **({"limit": d["limit"]} if "limit" in d else {}),
        **({"after": d["after"]} if "after" in d else {}),
    },
    "join_requests.approve": lambda d: {
        **({"enterprise": d["enterprise"]} if "enterprise" in d else {}),
        **({"join_request": UUID(d["join_request"])} if "join_request" in d else {}),
        **({"tags": d["tags"]} if "tags" in d else {}),
    },
    "join_requests.refuse": lambda d: {
        **({"enterprise": d["enterprise"]} if "enterprise" in d else {}),
        **({"join_request": UUID(d["join_request"])} if "join_request" in d else {}),
        **({"reason": d["reason"]} if "reason" in d else {}),
    },
    "series.create": lambda d: {
        **({"enterprise": d["enterprise"]} if "enterprise" in d else {}),
        **({"name": d["name"]} if "name" in d else {}),
        **({"schedule": None if d["schedule"] is None else decode_ScheduleInput(d["schedule"])} if "schedule" in d else {}),
        **({"template": decode_TemplateInput(d["template"])} if "template" in d else {}),
        **({"template_cycle": None if d["template_cycle"] is None else UUID(d["template_cycle"])} if "template_cycle" in d else {}),
        **({"keep_ahead": d["keep_ahead"]} if "keep_ahead" in d else {}),
    },
    "series.get": lambda d: {
        **({"enterprise": d["enterprise"]} if "enterprise" in d else {}),
        **({"series": UUID(d["series"])} if "series" in d else {}),
    },
    "series.list": lambda d: {
        **({"enterprise": d["enterprise"]} if "enterprise" in d else {}),
        **({"state": None if d["state"] is None else _SeriesState[d["state"]]} if "state" in d else {}),
        **({"limit": d["limit"]} if "limit" in d else {}),
        **({"after": d["after"]} if "after" in d else {}),
    },
    "series.update": lambda d: {
        **({"enterprise": d["enterprise"]} if "enterprise" in d else {}),
        **({"series": UUID(d["series"])} if "series" in d else {}),
        **({"version": d["version"]} if "version" in d else {}),
        **({"name": d["name"]} if "name" in d else {}),
        **({"keep_ahead": d["keep_ahead"]} if "keep_ahead" in d else {}),
        **({"template": decode_TemplateInput(d["template"])} if "template" in d else {}),
    },
    "series.finish": lambda d: {
        **({"enterprise": d["enterprise"]} if "enterprise" in d else {}),
        **({"series": UUID(d["series"])} if "series" in d else {}),
        **({"version": d["version"]} if "version" in d else {}),
    },
    "series.cycles": lambda d: {
        **({"enterprise": d["enterprise"]} if "enterprise" in d else {}),
        **({"series": UUID(d["series"])} if "series" in d else {}),
        **({"opens_from": None if d["opens_from"] is None else decode_instant(d["opens_from"])} if "opens_from" in d else {}),
        **({"limit": d["limit"]} if "limit" in d else {}),
        **({"after": d["after"]} if "after" in d else {}),
    },
    "series.attach": lambda d: {
        **({"enterprise": d["enterprise"]} if "enterprise" in d else {}),
        **({"series": UUID(d["series"])} if "series" in d else {}),
        **({"cycle": UUID(d["cycle"])} if "cycle" in d else {}),
    },
    "series.detach": lambda d: {
        **({"enterprise": d["enterprise"]} if "enterprise" in d else {}),
        **({"series": UUID(d["series"])} if "series" in d else {}),
        **({"cycle": UUID(d["cycle"])} if "cycle" in d else {}),
    },
    "series.preview": lambda d: {
        **({"enterprise": d["enterprise"]} if "enterprise" in d else {}),
        **({"series": None if d["series"] is None else UUID(d["series"])} if "series" in d else {}),
        **({"name": d["name"]} if "name" in d else {}),
        **({"schedule": None if d["schedule"] is None else decode_ScheduleInput(d["schedule"])} if "schedule" in d else {}),
        **({"template": decode_TemplateInput(d["template"])} if "template" in d else {}),
        **({"count": d["count"]} if "count" in d else {}),
    },
    "cycles.create": lambda d: {
        **({"enterprise": d["enterprise"]} if "enterprise" in d else {}),
        **({"name": d["name"]} if "name" in d else {}),
        **({"zone": d["zone"]} if "zone" in d else {}),
        **({"opens_at": datetime.datetime.fromisoformat(d["opens_at"])} if "opens_at" in d else {}),
        **({"closes_at": datetime.datetime.fromisoformat(d["closes_at"])} if "closes_at" in d else {}),
        **({"outgoing": [decode_ExchangeInput(i) for i in d["outgoing"]]} if "outgoing" in d else {}),
        **({"incoming": [decode_SupplyInput(i) for i in d["incoming"]]} if "incoming" in d else {}),
        **({"series": None if d["series"] is None else UUID(d["series"])} if "series" in d else {}),
    },
    "cycles.get": lambda d: {
        **({"enterprise": d["enterprise"]} if "enterprise" in d else {}),
        **({"cycle": UUID(d["cycle"])} if "cycle" in d else {}),
    },
    "cycles.list": lambda d: {
        **({"enterprise": d["enterprise"]} if "enterprise" in d else {}),
        **({"opens_from": None if d["opens_from"] is None else decode_instant(d["opens_from"])} if "opens_from" in d else {}),
        **({"opens_before": None if d["opens_before"] is None else decode_instant(d["opens_before"])} if "opens_before" in d else {}),
        **({"state": None if d["state"] is None else _CycleState[d["state"]]} if "state" in d else {}),
        **({"limit": d["limit"]} if "limit" in d else {}),
        **({"after": d["after"]} if "after" in d else {}),
    },
    "cycles.update_offers": lambda d: {
        **({"enterprise": d["enterprise"]} if "enterprise" in d else {}),
        **({"cycle": UUID(d["cycle"])} if "cycle" in d else {}),
        **({"version": d["version"]} if "version" in d else {}),
        **({"offers": [decode_OfferPatch(i) for i in d["offers"]]} if "offers" in d else {}),
        **({"removed": [decode_OfferName(i) for i in d["removed"]]} if "removed" in d else {}),
    },
    "cycles.outcomes": lambda d: {
        **({"enterprise": d["enterprise"]} if "enterprise" in d else {}),
        **({"cycle": UUID(d["cycle"])} if "cycle" in d else {}),
        **({"kind": None if d["kind"] is None else _OutcomeKind[d["kind"]]} if "kind" in d else {}),
        **({"limit": d["limit"]} if "limit" in d else {}),
        **({"after": d["after"]} if "after" in d else {}),
    },
    "standing_orders.create": lambda d: {
        **({"enterprise": d["enterprise"]} if "enterprise" in d else {}),
        **({"customer": UUID(d["customer"])} if "customer" in d else {}),
        **({"series": None if d["series"] is None else UUID(d["series"])} if "series" in d else {}),
        **({"cycles": [UUID(i) for i in d["cycles"]]} if "cycles" in d else {}),
        **({"distributor": d["distributor"]} if "distributor" in d else {}),
        **({"starts_on": None if d["starts_on"] is None else datetime.date.fromisoformat(d["starts_on"])} if "starts_on" in d else {}),
        **({"ends_on": None if d["ends_on"] is None else datetime.date.fromisoformat(d["ends_on"])} if "ends_on" in d else {}),
        **({"lines": [decode_LineInput(i) for i in d["lines"]]} if "lines" in d else {}),
        **({"from_saved_list": None if d["from_saved_list"] is None else UUID(d["from_saved_list"])} if "from_saved_list" in d else {}),
        **({"every": d["every"]} if "every" in d else {}),
        **({"mode": None if d["mode"] is None else _Mode[d["mode"]]} if "mode" in d else {}),
        **({"shipping_method": d["shipping_method"]} if "shipping_method" in d else {}),
        **({"payment_method": d["payment_method"]} if "payment_method" in d else {}),
        **({"shipping_address": None if d["shipping_address"] is None else decode_Address(d["shipping_address"])} if "shipping_address" in d else {}),
        **({"note": d["note"]} if "note" in d else {}),
    },
    "standing_orders.get": lambda d: {
        **({"enterprise": d["enterprise"]} if "enterprise" in d else {}),
        **({"standing_order": UUID(d["standing_order"])} if "standing_order" in d else {}),
    },
    "standing_orders.list": lambda d: {
        **({"enterprise": d["enterprise"]} if "enterprise" in d else {}),
        **({"customer": None if d["customer"] is None else UUID(d["customer"])} if "customer" in d else {}),
        **({"series": None if d["series"] is None else UUID(d["series"])} if "series" in d else {}),
        **({"state": None if d["state"] is None else _StandingOrderState[d["state"]]} if "state" in d else {}),
        **({"limit": d["limit"]} if "limit" in d else {}),
        **({"after": d["after"]} if "after" in d else {}),
    },
    "standing_orders.revise": lambda d: {
        **({"enterprise": d["enterprise"]} if "enterprise" in d else {}),
        **({"standing_order": UUID(d["standing_order"])} if "standing_order" in d else {}),
        **({"version": d["version"]} if "version" in d else {}),
        **({"holds_from": None if d["holds_from"] is None else datetime.date.fromisoformat(d["holds_from"])} if "holds_from" in d else {}),
        **({"lines": [decode_LineInput(i) for i in d["lines"]]} if "lines" in d else {}),
        **({"shipping_method": d["shipping_method"]} if "shipping_method" in d else {}),
        **({"payment_method": d["payment_method"]} if "payment_method" in d else {}),
        **({"shipping_address": None if d["shipping_address"] is None else decode_Address(d["shipping_address"])} if "shipping_address" in d else {}),
        **({"note": d["note"]} if "note" in d else {}),
        **({"later": None if d["later"] is None else _LaterRevisions[d["later"]]} if "later" in d else {}),
    },
    "standing_orders.skip": lambda d: {
        **({"enterprise": d["enterprise"]} if "enterprise" in d else {}),
        **({"standing_order": UUID(d["standing_order"])} if "standing_order" in d else {}),
        **({"version": d["version"]} if "version" in d else {}),
        **({"cycles": [UUID(i) for i in d["cycles"]]} if "cycles" in d else {}),
        **({"dates": [datetime.date.fromisoformat(i) for i in d["dates"]]} if "dates" in d else {}),
        **({"variant": d["variant"]} if "variant" in d else {}),
        **({"open_orders": None if d["open_orders"] is None else _OpenOrders[d["open_orders"]]} if "open_orders" in d else {}),
    },
    "standing_orders.unskip": lambda d: {
        **({"enterprise": d["enterprise"]} if "enterprise" in d else {}),
        **({"standing_order": UUID(d["standing_order"])} if "standing_order" in d else {}),
        **({"version": d["version"]} if "version" in d else {}),
        **({"cycles": [UUID(i) for i in d["cycles"]]} if "cycles" in d else {}),
        **({"dates": [datetime.date.fromisoformat(i) for i in d["dates"]]} if "dates" in d else {}),
        **({"variant": d["variant"]} if "variant" in d else {}),
    },
    "standing_orders.pause": lambda d: {
        **({"enterprise": d["enterprise"]} if "enterprise" in d else {}),
        **({"standing_order": UUID(d["standing_order"])} if "standing_order" in d else {}),
        **({"version": d["version"]} if "version" in d else {}),
        **({"starts_on": datetime.date.fromisoformat(d["starts_on"])} if "starts_on" in d else {}),
        **({"ends_on": None if d["ends_on"] is None else datetime.date.fromisoformat(d["ends_on"])} if "ends_on" in d else {}),
        **({"open_orders": None if d["open_orders"] is None else _OpenOrders[d["open_orders"]]} if "open_orders" in d else {}),
    },
    "standing_orders.resume": lambda d: {
        **({"enterprise": d["enterprise"]} if "enterprise" in d else {}),
        **({"standing_order": UUID(d["standing_order"])} if "standing_order" in d else {}),
        **({"version": d["version"]} if "version" in d else {}),
        **({"resumes_on": None if d["resumes_on"] is None else datetime.date.fromisoformat(d["resumes_on"])} if "resumes_on" in d else {}),
    },
    "standing_orders.finish": lambda d: {
        **({"enterprise": d["enterprise"]} if "enterprise" in d else {}),
        **({"standing_order": UUID(d["standing_order"])} if "standing_order" in d else {}),
        **({"version": d["version"]} if "version" in d else {}),
        **({"ends_on": None if d["ends_on"] is None else datetime.date.fromisoformat(d["ends_on"])} if "ends_on" in d else {}),
        **({"open_orders": None if d["open_orders"] is None else _OpenOrders[d["open_orders"]]} if "open_orders" in d else {}),
    },
    "standing_orders.explain": lambda d: {
        **({"enterprise": d["enterprise"]} if "enterprise" in d else {}),
        **({"standing_order": UUID(d["standing_order"])} if "standing_order" in d else {}),
        **({"cycle": UUID(d["cycle"])} if "cycle" in d else {}),
    },
    "standing_orders.timeline": lambda d: {
        **({"enterprise": d["enterprise"]} if "enterprise" in d else {}),
        **({"standing_order": UUID(d["standing_order"])} if "standing_order" in d else {}),
    },
    "orders.record": lambda d: {
        **({"enterprise": d["enterprise"]} if "enterprise" in d else {}),
        **({"cycle": UUID(d["cycle"])} if "cycle" in d else {}),
        **({"distributor": d["distributor"]} if "distributor" in d else {}),
        **({"customer": None if d["customer"] is None else UUID(d["customer"])} if "customer" in d else {}),
        **({"email": d["email"]} if "email" in d else {}),
        **({"fields": decode_CustomerFields(d["fields"])} if "fields" in d else {}),
        **({"lines": [decode_LineWanted(i) for i in d["lines"]]} if "lines" in d else {}),
        **({"by_hand": d["by_hand"]} if "by_hand" in d else {}),
        **({"shipping_method": d["shipping_method"]} if "shipping_method" in d else {}),
        **({"payment_method": d["payment_method"]} if "payment_method" in d else {}),
        **({"shipping_address": None if d["shipping_address"] is None else decode_Address(d["shipping_address"])} if "shipping_address" in d else {}),
        **({"quoted_fees": [decode_QuotedFeeInput(i) for i in d["quoted_fees"]]} if "quoted_fees" in d else {}),
        **({"note": d["note"]} if "note" in d else {}),
    },
    "orders.get": lambda d: {
        **({"enterprise": d["enterprise"]} if "enterprise" in d else {}),
        **({"order": UUID(d["order"])} if "order" in d else {}),
    },
    "orders.list": lambda d: {
        **({"enterprise": d["enterprise"]} if "enterprise" in d else {}),
        **({"cycle": None if d["cycle"] is None else UUID(d["cycle"])} if "cycle" in d else {}),
        **({"customer": None if d["customer"] is None else UUID(d["customer"])} if "customer" in d else {}),
        **({"standing_order": None if d["standing_order"] is None else UUID(d["standing_order"])} if "standing_order" in d else {}),
        **({"state": None if d["state"] is None else _OrderState[d["state"]]} if "state" in d else {}),
        **({"limit": d["limit"]} if "limit" in d else {}),
        **({"after": d["after"]} if "after" in d else {}),
    },
    "orders.edit": lambda d: {
        **({"enterprise": d["enterprise"]} if "enterprise" in d else {}),
        **({"order": UUID(d["order"])} if "order" in d else {}),
        **({"version": d["version"]} if "version" in d else {}),
        **({"set_lines": [decode_LineWanted(i) for i in d["set_lines"]]} if "set_lines" in d else {}),
        **({"shipping_method": d["shipping_method"]} if "shipping_method" in d else {}),
        **({"payment_method": d["payment_method"]} if "payment_method" in d else {}),
        **({"shipping_address": None if d["shipping_address"] is None else decode_Address(d["shipping_address"])} if "shipping_address" in d else {}),
        **({"note": d["note"]} if "note" in d else {}),
    },
    "orders.cancel": lambda d: {
        **({"enterprise": d["enterprise"]} if "enterprise" in d else {}),
        **({"order": UUID(d["order"])} if "order" in d else {}),
        **({"version": d["version"]} if "version" in d else {}),
    },
    "orders.confirm": lambda d: {
        **({"enterprise": d["enterprise"]} if "enterprise" in d else {}),
        **({"order": UUID(d["order"])} if "order" in d else {}),
        **({"version": d["version"]} if "version" in d else {}),
    },
    "orders.release": lambda d: {
        **({"enterprise": d["enterprise"]} if "enterprise" in d else {}),
        **({"order": UUID(d["order"])} if "order" in d else {}),
    },
    "orders.create_ahead": lambda d: {
        **({"enterprise": d["enterprise"]} if "enterprise" in d else {}),
        **({"standing_order": UUID(d["standing_order"])} if "standing_order" in d else {}),
        **({"cycles": [UUID(i) for i in d["cycles"]]} if "cycles" in d else {}),
    },
    "orders.duplicate": lambda d: {
        **({"enterprise": d["enterprise"]} if "enterprise" in d else {}),
        **({"order": UUID(d["order"])} if "order" in d else {}),
        **({"cycles": [UUID(i) for i in d["cycles"]]} if "cycles" in d else {}),
    },
    "orders.adopt": lambda d: {
        **({"enterprise": d["enterprise"]} if "enterprise" in d else {}),
        **({"order": UUID(d["order"])} if "order" in d else {}),
        **({"standing_order": UUID(d["standing_order"])} if "standing_order" in d else {}),
    },
    "orders.detach": lambda d: {
        **({"enterprise": d["enterprise"]} if "enterprise" in d else {}),
        **({"order": UUID(d["order"])} if "order" in d else {}),
    },
    "orders.reassign": lambda d: {
        **({"enterprise": d["enterprise"]} if "enterprise" in d else {}),
        **({"order": UUID(d["order"])} if "order" in d else {}),
        **({"customer": UUID(d["customer"])} if "customer" in d else {}),
        **({"version": d["version"]} if "version" in d else {}),
        **({"with_payments": d["with_payments"]} if "with_payments" in d else {}),
    },
    "past_orders.record": lambda d: {
        **({"enterprise": d["enterprise"]} if "enterprise" in d else {}),
        **({"orders": [decode_PastOrderInput(i) for i in d["orders"]]} if "orders" in d else {}),
        **({"create_customers": d["create_customers"]} if "create_customers" in d else {}),
    },
    "past_orders.list": lambda d: {
        **({"enterprise": d["enterprise"]} if "enterprise" in d else {}),
        **({"customer": None if d["customer"] is None else UUID(d["customer"])} if "customer" in d else {}),
        **({"reference": d["reference"]} if "reference" in d else {}),
        **({"linked": d["linked"]} if "linked" in d else {}),
        **({"state": None if d["state"] is None else _PastOrderState[d["state"]]} if "state" in d else {}),
        **({"limit": d["limit"]} if "limit" in d else {}),
        **({"after": d["after"]} if "after" in d else {}),
    },
    "customers.link_orders": lambda d: {
        **({"enterprise": d["enterprise"]} if "enterprise" in d else {}),
        **({"customer": None if d["customer"] is None else UUID(d["customer"])} if "customer" in d else {}),
        **({"create": d["create"]} if "create" in d else {}),
    },
    "customers.history": lambda d: {
        **({"enterprise": d["enterprise"]} if "enterprise" in d else {}),
        **({"customer": UUID(d["customer"])} if "customer" in d else {}),
        **({"search": d["search"]} if "search" in d else {}),
        **({"starts_on": None if d["starts_on"] is None else datetime.date.fromisoformat(d["starts_on"])} if "starts_on" in d else {}),
        **({"ends_on": None if d["ends_on"] is None else datetime.date.fromisoformat(d["ends_on"])} if "ends_on" in d else {}),
        **({"states": [_OrderState[i] for i in d["states"]]} if "states" in d else {}),
        **({"limit": d["limit"]} if "limit" in d else {}),
        **({"after": d["after"]} if "after" in d else {}),
    },
    "customers.sales": lambda d: {
        **({"enterprise": d["enterprise"]} if "enterprise" in d else {}),
        **({"customer": None if d["customer"] is None else UUID(d["customer"])} if "customer" in d else {}),
        **({"by": _SalesBy[d["by"]]} if "by" in d else {}),
        **({"starts_on": None if d["starts_on"] is None else datetime.date.fromisoformat(d["starts_on"])} if "starts_on" in d else {}),
        **({"ends_on": None if d["ends_on"] is None else datetime.date.fromisoformat(d["ends_on"])} if "ends_on" in d else {}),
        **({"limit": d["limit"]} if "limit" in d else {}),
        **({"after": d["after"]} if "after" in d else {}),
    },
    "saved_lists.save": lambda d: {
        **({"enterprise": d["enterprise"]} if "enterprise" in d else {}),
        **({"customer": UUID(d["customer"])} if "customer" in d else {}),
        **({"saved_list": None if d["saved_list"] is None else UUID(d["saved_list"])} if "saved_list" in d else {}),
        **({"version": d["version"]} if "version" in d else {}),
        **({"name": d["name"]} if "name" in d else {}),
        **({"lines": [decode_LineWanted(i) for i in d["lines"]]} if "lines" in d else {}),
    },
    "saved_lists.list": lambda d: {
        **({"enterprise": d["enterprise"]} if "enterprise" in d else {}),
        **({"customer": UUID(d["customer"])} if "customer" in d else {}),
        **({"limit": d["limit"]} if "limit" in d else {}),
        **({"after": d["after"]} if "after" in d else {}),
    },
    "saved_lists.remove": lambda d: {
        **({"enterprise": d["enterprise"]} if "enterprise" in d else {}),
        **({"saved_list": UUID(d["saved_list"])} if "saved_list" in d else {}),
        **({"version": d["version"]} if "version" in d else {}),
    },
    "saved_lists.from_order": lambda d: {
        **({"enterprise": d["enterprise"]} if "enterprise" in d else {}),
        **({"order": UUID(d["order"])} if "order" in d else {}),
        **({"name": d["name"]} if "name" in d else {}),
    },
    "saved_lists.add_to_order": lambda d: {
        **({"enterprise": d["enterprise"]} if "enterprise" in d else {}),
        **({"saved_list": UUID(d["saved_list"])} if "saved_list" in d else {}),
        **({"order": UUID(d["order"])} if "order" in d else {}),
        **({"version": d["version"]} if "version" in d else {}),
    },
    "ledger.record": lambda d: {
        **({"enterprise": d["enterprise"]} if "enterprise" in d else {}),
        **({"customer": UUID(d["customer"])} if "customer" in d else {}),
        **({"kind": _HandMade[d["kind"]]} if "kind" in d else {}),
        **({"amount": Decimal(d["amount"])} if "amount" in d else {}),
        **({"order": None if d["order"] is None else UUID(d["order"])} if "order" in d else {}),
        **({"reference": d["reference"]} if "reference" in d else {}),
        **({"note": d["note"]} if "note" in d else {}),
        **({"booked_on": None if d["booked_on"] is None else datetime.date.fromisoformat(d["booked_on"])} if "booked_on" in d else {}),
    },
    "ledger.reverse": lambda d: {
        **({"enterprise": d["enterprise"]} if "enterprise" in d else {}),
        **({"posting": UUID(d["posting"])} if "posting" in d else {}),
        **({"note": d["note"]} if "note" in d else {}),
    },
    "ledger.list": lambda d: {
        **({"enterprise": d["enterprise"]} if "enterprise" in d else {}),
        **({"customer": None if d["customer"] is None else UUID(d["customer"])} if "customer" in d else {}),
        **({"order": None if d["order"] is None else UUID(d["order"])} if "order" in d else {}),
        **({"kind": None if d["kind"] is None else _PostingKind[d["kind"]]} if "kind" in d else {}),
        **({"kinds": [_PostingKind[i] for i in d["kinds"]]} if "kinds" in d else {}),
        **({"search": d["search"]} if "search" in d else {}),
        **({"starts_on": None if d["starts_on"] is None else datetime.date.fromisoformat(d["starts_on"])} if "starts_on" in d else {}),
        **({"ends_on": None if d["ends_on"] is None else datetime.date.fromisoformat(d["ends_on"])} if "ends_on" in d else {}),
        **({"limit": d["limit"]} if "limit" in d else {}),
        **({"after": d["after"]} if "after" in d else {}),
    },
    "ledger.balance": lambda d: {
        **({"enterprise": d["enterprise"]} if "enterprise" in d else {}),
        **({"customer": UUID(d["customer"])} if "customer" in d else {}),
    },
    "ledger.statement": lambda d: {
        **({"enterprise": d["enterprise"]} if "enterprise" in d else {}),
        **({"customer": UUID(d["customer"])} if "customer" in d else {}),
        **({"starts_on": datetime.date.fromisoformat(d["starts_on"])} if "starts_on" in d else {}),
        **({"ends_on": datetime.date.fromisoformat(d["ends_on"])} if "ends_on" in d else {}),
        **({"as_of": None if d["as_of"] is None else decode_instant(d["as_of"])} if "as_of" in d else {}),
    },
    "notices.list": lambda d: {
        **({"enterprise": d["enterprise"]} if "enterprise" in d else {}),
        **({"state": None if d["state"] is None else _NoticeState[d["state"]]} if "state" in d else {}),
        **({"kind": None if d["kind"] is None else _NoticeKind[d["kind"]]} if "kind" in d else {}),
        **({"cycle": None if d["cycle"] is None else UUID(d["cycle"])} if "cycle" in d else {}),
        **({"limit": d["limit"]} if "limit" in d else {}),
        **({"after": d["after"]} if "after" in d else {}),
    },
    "notices.lease": lambda d: {
        **({"enterprise": d["enterprise"]} if "enterprise" in d else {}),
        **({"limit": d["limit"]} if "limit" in d else {}),
        **({"seconds": d["seconds"]} if "seconds" in d else {}),
    },
    "notices.acknowledge": lambda d: {
        **({"enterprise": d["enterprise"]} if "enterprise" in d else {}),
        **({"notice": UUID(d["notice"])} if "notice" in d else {}),
        **({"fence": d["fence"]} if "fence" in d else {}),
    },
    "notices.report_failure": lambda d: {
        **({"enterprise": d["enterprise"]} if "enterprise" in d else {}),
        **({"notice": UUID(d["notice"])} if "notice" in d else {}),
        **({"fence": d["fence"]} if "fence" in d else {}),
        **({"reason": d["reason"]} if "reason" in d else {}),
    },
    "notices.requeue": lambda d: {
        **({"enterprise": d["enterprise"]} if "enterprise" in d else {}),
        **({"notice": UUID(d["notice"])} if "notice" in d else {}),
    },
    "changes.list": lambda d: {
        **({"enterprise": d["enterprise"]} if "enterprise" in d else {}),
        **({"subject": None if d["subject"] is None else UUID(d["subject"])} if "subject" in d else {}),
        **({"limit": d["limit"]} if "limit" in d else {}),
        **({"after": d["after"]} if "after" in d else {}),
    },
    "tick": lambda d: {
        **({"batches": d["batches"]} if "batches" in d else {}),
        **({"batch_size": d["batch_size"]} if "batch_size" in d else {}),
    },
    "test_clock.advance": lambda d: {
        **({"to": decode_instant(d["to"])} if "to" in d else {}),
        **({"without_ticks": d["without_ticks"]} if "without_ticks" in d else {}),
    },
    "rules.occurrences": lambda d: {
        **({"zone": d["zone"]} if "zone" in d else {}),
        **({"starts_at": datetime.datetime.fromisoformat(d["starts_at"])} if "starts_at" in d else {}),
        **({"recurrence": d["recurrence"]} if "recurrence" in d else {}),
        **({"first": None if d["first"] is None else datetime.datetime.fromisoformat(d["first"])} if "first" in d else {}),
        **({"last": None if d["last"] is None else datetime.datetime.fromisoformat(d["last"])} if "last" in d else {}),
        **({"limit": d["limit"]} if "limit" in d else {}),
    },
    "rules.plan_cycles": lambda d: {
        **({"series": d["series"]} if "series" in d else {}),
        **({"schedule": decode_Schedule(d["schedule"])} if "schedule" in d else {}),
        **({"collections": [decode_DistributorCollection(i) for i in d["collections"]]} if "collections" in d else {}),
        **({"holidays": [datetime.date.fromisoformat(i) for i in d["holidays"]]} if "holidays" in d else {}),
        **({"cycle_day": None if d["cycle_day"] is None else _CycleDay[d["cycle_day"]]} if "cycle_day" in d else {}),
        **({"mark": None if d["mark"] is None else decode_Mark(d["mark"])} if "mark" in d else {}),
        **({"first_number": d["first_number"]} if "first_number" in d else {}),
        **({"previous_closes_at": None if d["previous_closes_at"] is None else decode_instant(d["previous_closes_at"])} if "previous_closes_at" in d else {}),
        **({"now": decode_instant(d["now"])} if "now" in d else {}),
        **({"include_past": d["include_past"]} if "include_past" in d else {}),
        **({"horizon": decode_Horizon(d["horizon"])} if "horizon" in d else {}),
    },
    "rules.plan_open": lambda d: {
        **({"cycle": decode_RoundCycle(d["cycle"])} if "cycle" in d else {}),
        **({"currency": d["currency"]} if "currency" in d else {}),
        **({"sharing": None if d["sharing"] is None else _Sharing[d["sharing"]]} if "sharing" in d else {}),
        **({"standing_orders": [decode_RoundStandingOrder(i) for i in d["standing_orders"]]} if "standing_orders" in d else {}),
    },
    "rules.plan_close": lambda d: {
        **({"currency": d["currency"]} if "currency" in d else {}),
        **({"orders": [decode_RoundOrder(i) for i in d["orders"]]} if "orders" in d else {}),
    },
    "rules.explain": lambda d: {
        **({"cycle": decode_RoundCycle(d["cycle"])} if "cycle" in d else {}),
        **({"standing_order": decode_RoundStandingOrder(d["standing_order"])} if "standing_order" in d else {}),
    },
    "rules.merge": lambda d: {
        **({"lines": [decode_MergeLine(i) for i in d["lines"]]} if "lines" in d else {}),
        **({"wanted": [decode_WantedLine(i) for i in d["wanted"]]} if "wanted" in d else {}),
    },
    "rules.share": lambda d: {
        **({"stock": Decimal(d["stock"])} if "stock" in d else {}),
        **({"unit_step": None if d["unit_step"] is None else Decimal(d["unit_step"])} if "unit_step" in d else {}),
        **({"asked": [Decimal(i) for i in d["asked"]]} if "asked" in d else {}),
    },
}

#: How the answer of each operation goes back to JSON.
ANSWERS: dict[str, Callable[[Any], Any]] = {
    "enterprises.create": encode_Enterprise,
    "enterprises.get": encode_Enterprise,
    "enterprises.update": encode_Enterprise,
    "enterprises.list": encode_EnterprisePage,
    "variants.save": encode_VariantsSaved,
    "variants.list": encode_VariantPage,
    "customers.create": encode_Customer,
    "customers.get": encode_Customer,
    "customers.update": encode_Customer,
    "customers.list": encode_CustomerPage,
    "customers.set_codes": encode_CodesSet,
    "customers.import_csv": encode_CustomersImported,
    "customers.export_csv": encode_CustomersCsv,
    "customers.change_many": encode_CustomersChanged,
    "customers.message": encode_MessageSent,
    "selections.save": encode_Selection,
    "selections.list": encode_SelectionList,
    "selections.remove": encode_Selection,
    "customers.add_note": encode_CustomerNote,
    "customers.edit_note": encode_CustomerNote,
    "customers.remove_note": encode_CustomerNote,
    "customers.list_notes": encode_CustomerNotePage,
    "customer_fields.save": encode_CustomerField,
    "customer_fields.list": encode_CustomerFieldList,
    "customer_fields.remove": encode_CustomerFieldRemoved,
    "tags.list": encode_TagPage,
    "tags.rename": encode_TagChanged,
    "tags.remove": encode_TagChanged,
    "customers.archive": encode_Customer,
    "customers.restore": encode_Customer,
    "customers.remove": encode_CustomerRemoved,
    "customers.erase": encode_Customer,
    "customers.plan_merge": encode_MergePlan,
    "customers.merge": encode_CustomersMerged,
    "customers.split": encode_CustomerSplit,
    "customers.save_contact": encode_Contact,
    "customers.remove_contact": encode_Contact,
    "customers.list_contacts": encode_ContactList,
    "customers.of_user": encode_OwnCustomers,
    "customers.set_consent": encode_Customer,
    "customers.changes_since": encode_CustomerChanges,
    "customers.may_shop": encode_ShopDecision,
    "join_requests.create": encode_JoinRequest,
    "join_requests.list": encode_JoinRequestPage,
    "join_requests.approve": encode_JoinApproved,
    "join_requests.refuse": encode_JoinRequest,
    "series.create": encode_SeriesWithCycles,
    "series.get": encode_Series,
    "series.list": encode_SeriesPage,
    "series.update": encode_SeriesWithCycles,
    "series.finish": encode_Series,
    "series.cycles": encode_SeriesCyclePage,
    "series.attach": encode_SeriesCycleView,
    "series.detach": encode_SeriesCycleView,
    "series.preview": encode_SeriesPreview,
    "cycles.create": encode_CycleWithOffers,
    "cycles.get": encode_CycleWithOffers,
    "cycles.list": encode_CyclePage,
    "cycles.update_offers": encode_CycleWithOffers,
    "cycles.outcomes": encode_OutcomePage,
    "standing_orders.create": encode_StandingOrderSaved,
    "standing_orders.get": encode_StandingOrder,
    "standing_orders.list": encode_StandingOrderPage,
    "standing_orders.revise": encode_StandingOrderSaved,
    "standing_orders.skip": encode_StandingOrderSaved,
    "standing_orders.unskip": encode_StandingOrderSaved,
    "standing_orders.pause": encode_StandingOrderSaved,
    "standing_orders.resume": encode_StandingOrderSaved,
    "standing_orders.finish": encode_StandingOrderSaved,
    "standing_orders.explain": encode_Explanation,
    "standing_orders.timeline": encode_TimelinePage,
    "orders.record": encode_OrderWithLines,
    "orders.get": encode_OrderWithLines,
    "orders.list": encode_OrderWithLinesPage,
    "orders.edit": encode_OrderWithLines,
    "orders.cancel": encode_OrderWithLines,
    "orders.confirm": encode_OrderWithLines,
    "orders.release": encode_OrderWithLines,
    "orders.create_ahead": encode_OrderWithLinesPage,
    "orders.duplicate": encode_OrderWithLinesPage,
    "orders.adopt": encode_OrderWithLines,
    "orders.detach": encode_OrderWithLines,
    "orders.reassign": encode_OrderWithLines,
    "past_orders.record": encode_PastOrdersRecorded,
    "past_orders.list": encode_PastOrderPage,
    "customers.link_orders": encode_OrdersLinked,
    "customers.history": encode_HistoryPage,
    "customers.sales": encode_SalesPage,
    "saved_lists.save": encode_SavedList,
    "saved_lists.list": encode_SavedListPage,
    "saved_lists.remove": encode_SavedList,
    "saved_lists.from_order": encode_SavedList,
    "saved_lists.add_to_order": encode_AddedToOrder,
    "ledger.record": encode_Posting,
    "ledger.reverse": encode_Posting,
    "ledger.list": encode_PostingPage,
    "ledger.balance": encode_Balance,
    "ledger.statement": encode_Statement,
    "notices.list": encode_NoticePage,
    "notices.lease": encode_NoticeBatch,
    "notices.acknowledge": encode_NoticeView,
    "notices.report_failure": encode_NoticeView,
    "notices.requeue": encode_NoticeView,
    "changes.list": encode_ChangePage,
    "tick": encode_TickReport,
    "test_clock.advance": encode_ClockReport,
    "rules.occurrences": encode_Occurrences,
    "rules.plan_cycles": encode_CyclePlan,
    "rules.plan_open": encode_OpenPlan,
    "rules.plan_close": encode_ClosePlan,
    "rules.explain": encode_PairExplained,
    "rules.merge": encode_MergePlan2,
    "rules.share": encode_StockShares,
}

__all__ = [
    "Account",
    "Actor",
    "ActorSystem",
    "ActorUser",
    "ActorCustomer",
    "AddedToOrder",
    "Address",
    "Alias",
    "AliasKind",
    "ArchivedCustomers",
    "Author",
    "AuthorKind",
    "Balance",
    "BalanceIs",
    "ChangeEntry",
    "ChangePage",
    "ClockReport",
    "ClosePlan",
    "Closed",
    "ClosedOrder",
    "ClosingRule",
    "ClosingRuleAfter",
    "ClosingRuleNext",
    "CodeRow",
    "CodesSet",
    "CollectionInput",
    "CollectionRule",
    "CollectionWindow",
    "Combine",
    "Consent",
    "Contact",
    "ContactAccess",
    "ContactList",
    "CsvColumn",
    "CsvFault",
    "Customer",
    "CustomerChange",
    "CustomerChanges",
    "CustomerColumn",
    "CustomerEvent",
    "CustomerField",
    "CustomerFieldList",
    "CustomerFieldRemoved",
    "CustomerFields",
    "CustomerFilter",
    "CustomerMay",
    "CustomerNote",
    "CustomerNotePage",
    "CustomerPage",
    "CustomerRemoved",
    "CustomerRow",
    "CustomerSplit",
    "CustomerTotal",
    "CustomersChanged",
    "CustomersCsv",
    "CustomersImported",
    "CustomersMerged",
    "Cycle",
    "CycleDates",
    "CycleDay",
    "CycleEntry",
    "CycleNote",
    "CyclePage",
    "CyclePlan",
    "CycleState",
    "CycleWithOffers",
    "DistributorCollection",
    "EditConflict",
    "Eligible",
    "EligibleAll",
    "EligibleTagged",
    "EligibleAllBut",
    "Enterprise",
    "EnterprisePage",
    "Exchange",
    "ExchangeInput",
    "ExplainedLine",
    "Explanation",
    "Fee",
    "FeeCharged",
    "FeeInput",
    "FeeRate",
    "FeeRatePerOrder",
    "FeeRatePerItem",
    "FeeRatePercent",
    "FeeRatePerWeight",
    "FeeRateInput",
    "FeeRateInputPerOrder",
    "FeeRateInputPerItem",
    "FeeRateInputPercent",
    "FeeRateInputPerWeight",
    "FieldKept",
    "FieldKind",
    "Fit",
    "HandMade",
    "HistoryEntry",
    "HistoryKind",
    "HistoryPage",
    "Horizon",
    "HorizonAhead",
    "HorizonThrough",
    "HorizonNext",
    "JoinApproved",
    "JoinRequest",
    "JoinRequestPage",
    "JoinState",
    "LaterRevisions",
    "Lead",
    "LineInput",
    "LineWanted",
    "Mark",
    "MergeLine",
    "MergePlan",
    "MergePlan2",
    "Merged",
    "MergedStands",
    "MergedFollows",
    "MergedConflicts",
    "MergedLine",
    "MessageSent",
    "MissedCycle",
    "Mode",
    "Money",
    "MonthDay",
    "Notice",
    "NoticeBatch",
    "NoticeKind",
    "NoticePage",
    "NoticeState",
    "NoticeView",
    "Occurrence",
    "Occurrences",
    "Offer",
    "OfferInput",
    "OfferLeft",
    "OfferName",
    "OfferPatch",
    "OnHoliday",
    "OpenOrders",
    "OpenPlan",
    "Order",
    "OrderLine",
    "OrderState",
    "OrderWithLines",
    "OrderWithLinesPage",
    "OrdersLinked",
    "Origin",
    "Outcome",
    "OutcomeKind",
    "OutcomePage",
    "OwnCustomer",
    "OwnCustomers",
    "PairExplained",
    "PassedOver",
    "PassedOverExcepted",
    "PassedOverHoliday",
    "PassedOverPast",
    "PassedOverDoubled",
    "PassedOverEmpty",
    "PassedSlot",
    "PastLine",
    "PastLineInput",
    "PastOrder",
    "PastOrderInput",
    "PastOrderPage",
    "PastOrderState",
    "PastOrdersRecorded",
    "Pause",
    "PlanNote",
    "PlanNoteMidnightClose",
    "PlanNoteOpeningSkipped",
    "PlanNoteOpeningTwice",
    "PlanNoteClosingSkipped",
    "PlanNoteClosingTwice",
    "PlanNoteHoliday",
    "PlanNoteMovedForHoliday",
    "PlanNoteNoDayFree",
    "PlanNoteOverlap",
    "PlannedCollection",
    "PlannedCycle",
    "PlannedLine",
    "PlannedPair",
    "Posting",
    "PostingKind",
    "PostingPage",
    "PreviewedCycle",
    "Problem",
    "QuotedFeeInput",
    "RefusedCustomer",
    "Revision",
    "RoundCycle",
    "RoundExchange",
    "RoundLine",
    "RoundOffer",
    "RoundOrder",
    "RoundOrderLine",
    "RoundPause",
    "RoundSkip",
    "RoundStandingOrder",
    "SalesBy",
    "SalesPage",
    "SalesRow",
    "SavedLine",
    "SavedList",
    "SavedListPage",
    "Schedule",
    "ScheduleInput",
    "Selection",
    "SelectionList",
    "Series",
    "SeriesCycle",
    "SeriesCyclePage",
    "SeriesCycleView",
    "SeriesPage",
    "SeriesPreview",
    "SeriesState",
    "SeriesWithCycles",
    "Settings",
    "SettingsPatch",
    "Sharing",
    "ShopAccess",
    "ShopAccessOpen",
    "ShopAccessCustomers",
    "ShopAccessTagged",
    "ShopCustomer",
    "ShopDecision",
    "ShortLine",
    "Skip",
    "SkipTarget",
    "SkipTargetCycle",
    "SkipTargetDate",
    "StandingLine",
    "StandingOrder",
    "StandingOrderPage",
    "StandingOrderSaved",
    "StandingOrderState",
    "Statement",
    "StockShares",
    "Stop",
    "Supply",
    "SupplyInput",
    "TagChanged",
    "TagCount",
    "TagPage",
    "Tally",
    "Template",
    "TemplateExchange",
    "TemplateExchangeInput",
    "TemplateInput",
    "TemplateOffer",
    "TickReport",
    "TimelineEntry",
    "TimelinePage",
    "Variant",
    "VariantInput",
    "VariantPage",
    "VariantsSaved",
    "WantedLine",
    "Weekday",
    "Why",
    "WhyDue",
    "WhyGenerated",
    "WhyCombined",
    "WhyNothingAvailable",
    "WhySkipped",
    "WhyEmptiedBy",
    "WhyCancelledBy",
    "WhyDetached",
    "WhyPaused",
    "WhyNoLineDue",
    "WhyNotDistributed",
    "WhyNotInSeries",
    "WhyBeforeStart",
    "WhyAfterEnd",
    "WhyAfterLimit",
    "WhyEnded",
    "WhyManual",
    "WhyCycleCancelled",
    "WhyCycleClosed",
    "WhyMissed",
    "WhyFailed",
    "WhyNot",
]
