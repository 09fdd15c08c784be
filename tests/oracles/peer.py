"""The same rules by python-dateutil, and where it is known to differ from RFC 5545's text."""

import datetime as datetimes
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from itertools import islice
from typing import Callable

from dateutil.rrule import rruleset, rrulestr

import clock
from rules import Case


def locals_of(case, printed, horizon, most):
    """The local times of the slots that are not left out, from the rule's canonical text."""
    zone = clock.info(case.zone)
    start = case.start.replace(tzinfo=zone)
    aware = lambda m, time: (
        datetime.combine(m, time, zone) if not isinstance(m, datetime)
        else m if m.tzinfo else m.replace(tzinfo=zone)
    )
    whole = rruleset()
    if case.rule:
        taken = lambda part: not part.startswith(("UNTIL=", "RSCALE=", "SKIP="))
        parts = filter(taken, printed.split("\n")[0].split(";"))
        rule = rrulestr(";".join(parts), dtstart=start)
        if case.rule.until:
            rule = rule.replace(until=aware(case.rule.until, time(23, 59, 59)))
        whole.rrule(rule)
    extras = [aware(m, case.start.time()).astimezone(zone) for m in case.rdate]
    extras = [extra.replace(fold=0) for extra in extras if extra >= start]
    for extra in extras:
        whole.rdate(extra)
    times = {case.start.time(), *(extra.time() for extra in extras)}
    for m in case.exdate:
        for at in times if not isinstance(m, datetime) else (None,):
            whole.exdate(aware(m, at))
    # It looks for a next turn until this year and no other bound stops it.
    datetimes.MAXYEAR = horizon.year + 1
    found = (local.replace(tzinfo=None) for local in islice(iter(whole), most))
    return [local for local in found if local <= horizon]


@dataclass
class Difference:
    """A class of rules that python-dateutil reads otherwise, and the clause that decides."""

    name: str
    clause: str
    holds: Callable[[Case, list], bool]
    met: int = 0
    differed: int = 0


def plain(rule):
    return [day for day in rule.byday if not day[1]]


def ordinal(rule):
    return [day for day in rule.byday if day[1]]


def is_moved_and_excepted(case, slots):
    utc = {m for m in case.exdate if isinstance(m, datetime) and m.tzinfo}
    return any(slot.fit != "exact" and slot.at in utc for slot in slots)


DIFFERENCES = [
    Difference(
        "SKIP=BACKWARD is not known to it",
        "RFC 7529, section 4.1",
        lambda case, _: case.rule and case.rule.clamp,
    ),
    Difference(
        "BYWEEKNO alone gives all seven days of the week",
        '"derived from the Start Time", 3.3.10',
        lambda case, _: case.rule and case.rule.byweekno
        and not (case.rule.byday or case.rule.bymonthday or case.rule.byyearday),
    ),
    Difference(
        "BYDAY=MO,1TU asks a day to be both",
        '"a COMMA-separated list of days of the week", 3.3.10',
        lambda case, _: case.rule and plain(case.rule) and ordinal(case.rule),
    ),
    Difference(
        "BYDAY=20MO within a month makes it fall over",
        '"the nth occurrence of a specific day" is none there, 3.3.10',
        lambda case, _: case.rule and case.rule.bymonth
        and any(n > 5 for _, n in case.rule.byday),
    ),
    Difference(
        "the first week of BYSETPOS begins with the start",
        '"starts at the beginning of the interval defined by the FREQ rule part", 3.3.10',
        lambda case, _: case.rule and case.rule.freq == "WEEKLY" and case.rule.bysetpos
        and case.start.weekday() != case.rule.wkst,
    ),
    Difference(
        "weeks 52 and 53 at the year's ends",
        '"at least four (4) days in that calendar year", 3.3.10',
        lambda case, _: case.rule and {52, 53, -52, -53} & set(case.rule.byweekno),
    ),
    Difference(
        "EXDATE in UTC misses a time that is skipped or occurs twice",
        "3.8.5.1 and 3.3.5: it is the slot's instant",
        is_moved_and_excepted,
    ),
]
