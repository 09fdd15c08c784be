"""Local times and instants by Python's zoneinfo, on the tzdata package alone."""

from datetime import datetime, timedelta, timezone
from functools import lru_cache
from zoneinfo import ZoneInfo

UTC = timezone.utc


@lru_cache(None)
def info(zone):
    return ZoneInfo(zone)


def resolve(local, zone):
    """The instant of a local time and how it lies on the clock: exact, gap or fold.

    fold=0 is the rule of RFC 5545, section 3.3.5: a time that occurs twice is the first, one that
    does not occur takes "the UTC offset before the gap in local times".
    """
    here = local.replace(tzinfo=info(zone), fold=0)
    at = here.astimezone(UTC)
    if at.astimezone(info(zone)).replace(tzinfo=None, fold=0) != local:
        return at, "gap"
    twice = here.utcoffset() != here.replace(fold=1).utcoffset()
    return at, "fold" if twice else "exact"


def local(at, zone):
    """What the clocks show at an instant."""
    return at.astimezone(info(zone)).replace(tzinfo=None, fold=0)


def is_first(moment, zone):
    """Whether a UTC time is the first of those that the clocks show alike; others always are."""
    if not isinstance(moment, datetime) or not moment.tzinfo:
        return True
    return resolve(local(moment, zone), zone)[0] == moment


@lru_cache(None)
def changes(zone, first_year, last_year):
    """Every change of the clocks: what they show right before it and right after it."""
    here, found = info(zone), []
    at, end = datetime(first_year, 1, 1, tzinfo=UTC), datetime(last_year + 1, 1, 1, tzinfo=UTC)
    second = timedelta(seconds=1)
    offset = lambda at: at.astimezone(here).utcoffset()
    before = offset(at)
    while at < end:
        low, high = at, at + timedelta(days=1)
        after = offset(high)
        while before != after and high - low > second:
            middle = low + (high - low) // second // 2 * second
            low, high = (middle, high) if offset(middle) == before else (low, middle)
        if before != after:
            naive = high.replace(tzinfo=None)
            found.append((naive + before, naive + after))
        at, before = at + timedelta(days=1), after
    return found
