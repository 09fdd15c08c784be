"""S9: what a small operation costs through the package, beside the same call of the engine.

    maturin develop --release && python bench.py

The engine's call is the wire of `cargo bench -p milkround-benches --bench wire`, entered from Python:
JSON in, JSON out. What the package adds is arguments to JSON, JSON to a value, and its types.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable

import milkround

CALLS, ROUNDS = 5_000, 21


def micros(call: Callable[[], object]) -> float:
    """The time of one call, of many in a row."""
    start = time.perf_counter()
    for _ in range(CALLS):
        call()
    return (time.perf_counter() - start) / CALLS * 1e6


def main() -> None:
    with milkround.open("sqlite::memory:") as hub:
        hub.enterprises.create(
            enterprise="riverside", name="Riverside", zone="Europe/London", currency="GBP"
        )
        envelope = '{"actor":{"kind":"system"},"input":{"enterprise":"riverside"}}'
        raw, package = [], []
        for _ in range(ROUNDS):  # in turn, so that what else the machine does weighs on both
            raw.append(micros(lambda: hub.call("enterprises.get", envelope)))
            package.append(micros(lambda: hub.enterprises.get(enterprise="riverside")))
    each = sorted(p - r for p, r in zip(package, raw))
    print(f"enterprises.get: {statistics.median(package):.1f} µs through the package,")
    print(f"  {statistics.median(raw):.1f} µs the engine's call,")
    print(f"  {statistics.median(each):.1f} µs between them ({each[0]:.1f} to {each[-1]:.1f})")


if __name__ == "__main__":
    main()
