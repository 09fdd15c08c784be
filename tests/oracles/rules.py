"""Recurrences as data, their text, and random ones."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta, timezone

import clock
import reading

FREQUENCIES = ("DAILY", "WEEKLY", "MONTHLY", "YEARLY")
WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
LISTS = ("bymonth", "byweekno", "byyearday", "bymonthday", "byday", "bysetpos")


@dataclass(frozen=True)
class Rule:
    """An RRULE. A weekday is 0 (Monday) to 6; BYDAY holds (weekday, ordinal or 0)."""

    freq: str
    interval: int = 1
    count: int | None = None
    until: date | datetime | None = None
    wkst: int = 0
    bymonth: tuple = ()
    byweekno: tuple = ()
    byyearday: tuple = ()
    bymonthday: tuple = ()
    byday: tuple = ()
    bysetpos: tuple = ()
    clamp: bool = False


@dataclass(frozen=True)
class Case:
    """A recurrence with its start on the clocks of a zone. A moment is a date, a local time
    (naive) or a UTC time (aware)."""

    rule: Rule | None
    start: datetime
    zone: str
    rdate: tuple = ()
    exdate: tuple = ()


def moment(of):
    """A date or time in RFC 5545's form."""
    if not isinstance(of, datetime):
        return f"{of:%Y%m%d}"
    return f"{of:%Y%m%dT%H%M%S}" + ("Z" if of.tzinfo else "")


def rule_text(rule, dice=None):
    """The RRULE; with dice in one of the many ways in which it may be written."""
    names = [(name, getattr(rule, name)) for name in LISTS]
    parts = [f"FREQ={rule.freq}"]
    if rule.interval > 1 or dice and dice.random() < 0.2:
        parts.append(f"INTERVAL={rule.interval}")
    for name, values in names:
        if values:
            values = list(values)
            if dice:
                dice.shuffle(values)
            parts.append(f"{name.upper()}={','.join(value_text(v, dice) for v in values)}")
    if rule.wkst:
        parts.append(f"WKST={WEEKDAYS[rule.wkst]}")
    if rule.count:
        parts.append(f"COUNT={rule.count}")
    if rule.until:
        parts.append(f"UNTIL={moment(rule.until)}")
    if rule.clamp:
        parts.append("SKIP=BACKWARD")
    if dice:
        dice.shuffle(parts)
    return ";".join(parts)


def value_text(value, dice):
    if isinstance(value, tuple):
        weekday, ordinal = value
        return (value_text(ordinal, dice) if ordinal else "") + WEEKDAYS[weekday]
    return ("+" if value > 0 and dice and dice.random() < 0.1 else "") + str(value)


def text(case, dice=None):
    """The whole recurrence, line by line."""
    lines = [rule_text(case.rule, dice)] if case.rule else []
    for name, moments in (("RDATE", case.rdate), ("EXDATE", case.exdate)):
        for days in (False, True):
            some = [m for m in moments if isinstance(m, datetime) != days]
            if some:
                value = ";VALUE=DATE" if days else ""
                lines.append(f"{name}{value}:" + ",".join(moment(m) for m in some))
    if not dice:
        return "\n".join(lines)
    if case.rule and dice.random() < 0.5:
        lines[0] = "RRULE:" + lines[0]
    if dice.random() < 0.3:
        lines = [line.lower() for line in lines]
    if dice.random() < 0.3:
        return "\r\n".join(folded(line, dice) for line in lines)
    return "\n".join(lines)


def folded(line, dice):
    """RFC 5545, section 3.1: "a long line can be split between any two characters by inserting
    a CRLF immediately followed by a single linear white-space character"."""
    at = dice.randint(1, len(line))
    return line[:at] + "\r\n" + dice.choice(" \t") + line[at:]


def random_rule(dice):
    """Any rule that RFC 5545 allows, now and then an odd one."""
    freq = dice.choice(FREQUENCIES)
    high = dice.choices((1, 4, 40, 9_999), (60, 25, 10, 5))[0]

    def numbers(high, chance, most=4, negative=True):
        if dice.random() > chance:
            return ()
        many = high if dice.random() < 0.03 else dice.randint(1, most)
        signs = (1, 1, -1) if negative else (1,)
        return tuple(sorted({dice.choice(signs) * dice.randint(1, high) for _ in range(many)}))

    rule = Rule(
        freq=freq,
        interval=dice.randint(1, high),
        wkst=dice.choice((0, 0, dice.randrange(7))),
        bymonth=numbers(12, 0.3, negative=False),
        byweekno=numbers(53, 0.25),
        byyearday=numbers(366, 0.15, most=6),
        bymonthday=numbers(31, 0.3, most=6),
        byday=random_days(dice, freq),
        bysetpos=numbers(366 if dice.random() < 0.1 else 6, 0.25, most=3),
        clamp=dice.random() < 0.15,
    )
    if rule.byweekno and dice.random() < 0.3:
        # The weeks at the year's ends, more often than chance would with nothing beside them.
        edges = (1, 52, 53, -1, -52, -53)
        rule = replace(rule, byweekno=tuple(sorted(set(dice.choices(edges, k=2)))))
        rule = replace(rule, bymonth=(), byyearday=(), bymonthday=())
    return lawful(rule)


def random_days(dice, freq):
    if dice.random() < 0.5:
        return ()
    high = {"MONTHLY": 5, "YEARLY": 53}.get(freq, 0) if dice.random() < 0.5 else 0
    most = dice.choice((high, min(high, 5)))
    days = ((dice.randrange(7), dice.randint(-most, most)) for _ in range(dice.randint(1, 5)))
    return tuple(sorted(set(days)))


def lawful(rule):
    """Without the parts that section 3.3.10 forbids beside the frequency."""
    if rule.freq != "YEARLY":
        rule = replace(rule, byweekno=(), byyearday=())
    if rule.freq == "WEEKLY":
        rule = replace(rule, bymonthday=())
    if any(ordinal for _, ordinal in rule.byday):
        rule = replace(rule, byweekno=())
    if not any(getattr(rule, name) for name in LISTS[:-1]):
        rule = replace(rule, bysetpos=())
    return rule


def random_case(dice, zones):
    """A random rule from a random start, with ends and dates that often meet its turns."""
    zone = dice.choice(zones)
    rule, start = random_rule(dice), random_start(dice, zone)
    if dice.random() < (0.7 if rule.clamp else 0.1):
        start = start.replace(month=dice.choice((1, 2, 4, 8)), day=1)
        start = start.replace(day=reading.month_end(start).day)
    case = Case(rule, start, zone)
    slots = reading.slots(case, start + timedelta(days=4_000), 25)[0]
    locals_ = [slot.local for slot in slots]
    if dice.random() < 0.5:
        case = replace(case, rule=ended(dice, case, locals_))
    near = lambda: random_moment(dice, case, locals_)
    dates = lambda: tuple(near() for _ in range(dice.choice((0, 0, 0, 1, 2, 6))))
    case = replace(case, rdate=dates(), exdate=dates())
    moved = [slot.at for slot in slots if slot.fit != "exact"]
    if moved and dice.random() < 0.3:
        hour = timedelta(hours=dice.choice((0, 0, 1, -1)))
        case = replace(case, exdate=(*case.exdate, dice.choice(moved) + hour))
    if dice.random() < 0.05 and case.rdate:
        case = replace(case, rule=None)
    return replace(case, rdate=tuple(m for m in case.rdate if clock.is_first(m, zone)))


def random_start(dice, zone):
    """A second from 1970 to 2100; half of them at a time of day at which the clocks change, and
    half of those soon before they do."""
    day = datetime(1970, 1, 2) + timedelta(days=dice.randrange(131 * 365))
    changes = clock.changes(zone, 2024, 2029)
    if changes and dice.random() < 0.5:
        change = min(dice.choice(changes))
        soon = change - timedelta(days=dice.choice((0, 1, 7, 14, 28)))
        start = soon if dice.random() < 0.5 else datetime.combine(day, change.time())
        return start + timedelta(minutes=dice.choice((-1, 0, 15, 30, 45, 60)))
    if dice.random() < 0.8:
        return day + timedelta(minutes=15 * dice.randrange(96))
    return day + timedelta(seconds=dice.randrange(86_400))


def ended(dice, case, locals_):
    if dice.random() < 0.5:
        return replace(case.rule, count=dice.choice((1, 2, 3, 7, 30, 99_999)))
    return replace(case.rule, until=random_moment(dice, case, locals_))


def random_moment(dice, case, locals_):
    """In one of the three forms: a turn, near a turn, or any other time."""
    local = case.start + timedelta(minutes=dice.randrange(-1_000, 4_000_000))
    if locals_ and dice.random() < 0.8:
        local = dice.choice(locals_)
        local += timedelta(seconds=dice.choice((0, 0, 0, 0, 1, -1, 1_800, 3_600, -3_600, 86_400)))
    form = dice.randrange(3)
    if form == 0:
        return local.date()
    if form == 1:
        return local
    at = clock.resolve(local, case.zone)[0]
    hour = timedelta(hours=dice.choice((0, 0, 0, 0, 1, -1)))
    return (at + hour).astimezone(timezone.utc)
