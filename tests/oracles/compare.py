"""One case asked of all engines, and the smallest case that still shows a disagreement."""

from dataclasses import replace
from datetime import datetime, timedelta

import clock
import peer
import reading
from rules import LISTS, moment, text


class Comparison:
    """Asks, compares and counts."""

    def __init__(self, engine):
        self.engine = engine
        self.rules = self.dates = self.peers = 0

    def case(self, case, horizon, most=30, pause=7, written=None):
        """What the second reading and python-dateutil have against the engine's answer."""
        answer = self.engine.ask(
            rule=written or text(case), start=iso(case.start), zone=case.zone,
            most=most, pause=pause, horizon=iso(horizon),
        )
        if "openings" not in answer:
            return {"refused": answer}
        expected, why = reading.slots(case, horizon, most)
        self.rules += 1
        self.dates += len(expected)
        return (
            differ("slots by the RFC's table", answer["openings"], rows(expected))
            or differ("why it stops", *stops(case, answer["stop"], why))
            or differ("refusal on save", answer["refused"], refusal(case))
            or self.by_peer(case, answer, expected, horizon, most)
        )

    def by_peer(self, case, answer, expected, horizon, most):
        met = [d for d in peer.DIFFERENCES if d.holds(case, expected)]
        ours = [slot.local for slot in expected if not slot.excluded]
        try:
            theirs = peer.locals_of(case, answer["text"], horizon, most)[: len(ours)]
        except IndexError as error:
            theirs = repr(error)
        for difference in met:
            difference.met += 1
            difference.differed += theirs != ours and len(met) == 1
        self.peers += not met
        return None if met else differ("python-dateutil", ours, theirs)

    def between(self, case, first, last):
        """The same for a jump: its slots have no numbers, and silence counts from its begin."""
        answer = self.engine.ask(
            rule=text(case), start=iso(case.start), zone=case.zone,
            first=iso(first), last=iso(last),
        )
        counted = not case.rule or case.rule.count
        jumps = not counted and first > case.start
        found, _ = reading.slots(case, last, 100_000, first, first if jumps else None)
        if not counted:
            found = [slot._replace(number=None) for slot in found]
        self.dates += len(found)
        ours = answer["openings"]
        if case.rule and case.rule.count and answer["stop"] == "unfinished":
            found = found[: len(ours)]
        return differ(f"between {first} and {last}", ours, rows(found))


def iso(local):
    return f"{local:%Y-%m-%dT%H:%M:%S}"


def rows(slots):
    return [[s.number, iso(s.local), iso(s.at) + "Z", *s[3:]] for s in slots]


def differ(what, ours, theirs):
    return None if ours == theirs else {"what": what, "ours": ours, "theirs": theirs}


def stops(case, ours, why):
    """Beyond the horizon there is nothing to compare. Where UNTIL lies beyond a silence of eight
    years, both are a reason."""
    if why is None:
        return None, None
    if case.rule and case.rule.until:
        return ours in ("ended", "silent"), True
    return ours, why


def refusal(case):
    """What a save says: extra dates and UNTIL before the start, and nothing in eight years."""
    local = lambda m: clock.local(m, case.zone) if m.tzinfo else m
    at_start = lambda m: (
        local(m) if isinstance(m, datetime) else datetime.combine(m, case.start.time())
    )
    until = case.rule and case.rule.until
    if until and not reading.reaches(until, case.start, case.zone):
        return "end_before_start"
    if any(at_start(m) < case.start for m in case.rdate):
        return "end_before_start"
    limit = reading.eight_years_later(case.start)
    # So many slots cannot all be left out.
    most = 1 + len(case.exdate) * (1 + len(case.rdate))
    found, _ = reading.slots(case, limit, most)
    return None if any(not slot.excluded for slot in found) else "rule_never_fires"


def smaller(case):
    """The case with one thing taken away or made plain, in every way."""
    for name in ("rdate", "exdate"):
        for i in range(len(getattr(case, name))):
            yield replace(case, **{name: without(getattr(case, name), i)})
    if case.zone != "UTC":
        yield replace(case, zone="UTC")
    if not case.rule:
        return
    for name in LISTS:
        values = getattr(case.rule, name)
        for i in range(len(values)):
            yield replace(case, rule=replace(case.rule, **{name: without(values, i)}))
    for name, plain in (("count", None), ("until", None), ("interval", 1), ("wkst", 0),
                        ("clamp", False)):
        if getattr(case.rule, name) != plain:
            yield replace(case, rule=replace(case.rule, **{name: plain}))


def without(values, i):
    return values[:i] + values[i + 1 :]


def smallest(case, fails):
    """Takes away from the case whatever it fails without."""
    for simpler in smaller(case):
        if fails(simpler):
            return smallest(simpler, fails)
    return case


def told(case):
    """How to see it again by hand."""
    return f"{text(case)}\n  from {iso(case.start)} in {case.zone}"


def shown(fault):
    """The first place at which two answers part."""
    if "refused" in fault:
        return f"  refused: {fault['refused']}"
    ours, theirs = fault["ours"], fault["theirs"]
    lines = [f"  {fault['what']}:"]
    if isinstance(ours, list) and isinstance(theirs, list):
        at = next((i for i, (a, b) in enumerate(zip(ours, theirs)) if a != b), None)
        at = min(len(ours), len(theirs)) if at is None else at
        ours, theirs = ours[at : at + 3], theirs[at : at + 3]
        lines.append(f"  from the answer's number {at + 1} on")
    plain = lambda of: [str(x) for x in of] if isinstance(of, list) else of
    return "\n".join(lines + [f"    ours   {plain(ours)}", f"    theirs {plain(theirs)}"])
