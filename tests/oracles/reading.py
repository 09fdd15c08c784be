"""RFC 5545, section 3.3.10, read a second time and as plainly as can be.

Every day of each period of the rule is asked whether each BY part allows it. "Expand" and "limit"
of the RFC's table come to the same: a part that expands lets in each day of the period that it
names, a part that limits keeps those that it names.
"""

import itertools
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import NamedTuple

import clock

DAY = timedelta(days=1)


class Slot(NamedTuple):
    number: int | None
    local: datetime
    at: datetime
    fit: str
    excluded: bool
    extra: bool
    doubled: bool


def period(rule, start, n):
    """The days of the n-th period: "a set of recurrence instances starts at the beginning of the
    interval defined by the FREQ rule part"."""
    units = n * rule.interval
    if rule.freq == "DAILY":
        return [start + units * DAY]
    if rule.freq == "WEEKLY":
        first = week_begin(start, rule.wkst) + units * 7 * DAY
        return [first + i * DAY for i in range(7)]
    if rule.freq == "MONTHLY":
        year, month = divmod(start.year * 12 + start.month - 1 + units, 12)
        return span(date(year, month + 1, 1), month_end(date(year, month + 1, 1)))
    return span(date(start.year + units, 1, 1), date(start.year + units, 12, 31))


def span(first, last):
    return [date.fromordinal(n) for n in range(first.toordinal(), last.toordinal() + 1)]


def month_end(day):
    return date(day.year + day.month // 12, day.month % 12 + 1, 1) - DAY


def week_begin(day, wkst):
    return day - (day.weekday() - wkst) % 7 * DAY


@lru_cache(None)
def weeks(year, wkst):
    """The places of a year's weeks by their first days: "Week number one of the calendar year is
    the first week that contains at least four (4) days in that calendar year"."""
    begin = week_begin(date(year - 1, 12, 25), wkst)
    inside = lambda begin: sum((begin + n * DAY).year == year for n in range(7))
    begins = [begin + 7 * n * DAY for n in range(56)]
    begins = [begin for begin in begins if inside(begin) >= 4]
    return {begin: places(index, len(begins)) for index, begin in enumerate(begins)}


def places(index, length):
    """The n-th of so many, counted from the beginning (1, 2 ...) and from the end (-1, -2 ...)."""
    return index + 1, index - length


def day_tests(rule, start):
    """One question to a day for each part of the rule; all of them must be answered by yes."""
    named = lambda values, index, length: any(p in values for p in places(index, length))
    tests = []

    def in_weeks(day):
        begin = week_begin(day, rule.wkst)
        around = (weeks(year, rule.wkst) for year in (day.year - 1, day.year, day.year + 1))
        return any(p in rule.byweekno for year in around for p in year.get(begin, ()))

    def in_year_days(day):
        first, last = date(day.year, 1, 1), date(day.year, 12, 31)
        return named(rule.byyearday, (day - first).days, (last - first).days + 1)

    def in_weekdays(day):
        # "within the month when the BYMONTH rule part is present", else within the year.
        monthly = rule.freq == "MONTHLY" or rule.bymonth
        first = day.replace(day=1) if monthly else date(day.year, 1, 1)
        last = month_end(day) if monthly else date(day.year, 12, 31)
        ordinals = 0, (day - first).days // 7 + 1, -((last - day).days // 7 + 1)
        return any((day.weekday(), n) in rule.byday for n in ordinals)

    if rule.bymonth:
        tests.append(lambda day: day.month in rule.bymonth)
    if rule.byweekno:
        tests.append(in_weeks)
    if rule.byyearday:
        tests.append(in_year_days)
    if rule.bymonthday:
        tests.append(lambda day: in_month_days(day, rule.bymonthday, rule.clamp))
    if rule.byday:
        tests.append(in_weekdays)
    if rule.freq == "DAILY" or rule.byyearday or rule.bymonthday or rule.byday:
        return tests
    # "Information, not contained in the rule, [...] derived from the Start Time".
    if rule.freq == "WEEKLY" or rule.byweekno:
        return tests + [lambda day: day.weekday() == start.weekday()]
    tests.append(lambda day: in_month_days(day, (start.day,), rule.clamp))
    if rule.freq == "YEARLY" and not rule.bymonth:
        tests.append(lambda day: day.month == start.month)
    return tests


def in_month_days(day, named, clamp):
    """Whether it is one of these days of its month; with `clamp` the last one stands in."""
    length = month_end(day).day
    stands_in = clamp and day.day == length and any(n > length for n in named)
    return stands_in or any(p in named for p in places(day.day - 1, length))


def positions(days, bysetpos):
    """BYSETPOS: "the nth occurrence within the set of recurrence instances"."""
    if not bysetpos:
        return days
    named = lambda index: any(p in bysetpos for p in places(index, len(days)))
    return [day for index, day in enumerate(days) if named(index)]


def eight_years_later(local):
    try:
        return local.replace(year=local.year + 8)
    except ValueError:
        return local.replace(year=local.year + 8, month=3, day=1)


def turns(case, horizon, most, silent_since=None):
    """The turns of the rule, and why there are no more: "ended", "silent", None for more."""
    rule, start, found = case.rule, case.start, []
    tests = day_tests(rule, start.date())
    limit = eight_years_later(silent_since or start)
    for n in itertools.count():
        try:
            days = period(rule, start.date(), n)
        except (ValueError, OverflowError):
            return found, "silent"
        if days[0] > min(limit, horizon).date():
            return found, "silent" if days[0] > limit.date() else None
        allowed = [day for day in days if all(test(day) for test in tests)]
        for day in positions(allowed, rule.bysetpos):
            turn = datetime.combine(day, start.time())
            if turn < start:
                continue
            if rule.until and not reaches(rule.until, turn, case.zone):
                return found, "ended"
            if turn > limit:
                return found, "silent"
            if turn > horizon or len(found) == most:
                return found, None
            found.append(turn)
            if len(found) == rule.count:
                return found, "ended"
            # A jump has no turn to count the silence from before the first it finds.
            limit = eight_years_later(max(turn, silent_since or turn))


def reaches(until, turn, zone):
    """UNTIL "bounds the recurrence rule in an inclusive manner"."""
    if not isinstance(until, datetime):
        return turn.date() <= until
    return (clock.resolve(turn, zone)[0] if until.tzinfo else turn) <= until


def extras(case):
    """RDATE as local times; a date alone takes the start's time."""
    zone, time = case.zone, case.start.time()
    local = lambda m: clock.local(m, zone) if m.tzinfo else m
    all_ = {local(m) if isinstance(m, datetime) else datetime.combine(m, time) for m in case.rdate}
    return sorted(extra for extra in all_ if extra >= case.start)


def slots(case, horizon, most, first=None, silent_since=None):
    """The slots up to the horizon, numbered, and why there are no more."""
    # A little further: what stands in for a skipped slot may come after the last one.
    margin = horizon + 2 * DAY
    ruled, why = turns(case, margin, most + 2, silent_since) if case.rule else ([], "ended")
    number = {local: n for n, local in enumerate(ruled if case.rule else extras(case), 1)}
    merged = sorted(local for local in {*ruled, *extras(case)} if not first or local >= first)
    excluded = {local: is_excepted(case, local) for local in merged}
    found = []
    for local in merged:
        at, fit = clock.resolve(local, case.zone)
        stand_in = clock.local(at, case.zone)
        doubled = fit == "gap" and excluded.get(stand_in) is False
        is_extra = local not in number or not case.rule
        found.append(
            Slot(number.get(local), local, at, fit, excluded[local], is_extra, doubled)
        )
    kept = [slot for slot in found if slot.local <= horizon][:most]
    more = len(kept) < len(found) or len(kept) == most
    return kept, None if more else why


def is_excepted(case, local):
    """EXDATE: a date takes out every slot of that day, a UTC time the slot at that instant."""
    at = clock.resolve(local, case.zone)[0]
    forms = {local, at, local.date()}
    return any(m in forms for m in case.exdate)
