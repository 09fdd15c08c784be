"""Every scenario through the package's own methods, beside the transcripts of the Rust runner."""

from __future__ import annotations

import json
import re
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import SplitResult, urlunsplit

import pytest

import milkround
from milkround._codec import decode, encode
from milkround._types import ANSWERS, REQUESTS

ROOT = Path(__file__).resolve().parents[2]
FILES = sorted((ROOT / "tests/scenarios").glob("*.json"))
assert len(FILES) > 4, "there are scenarios"


def filled(value: Any, saved: dict[str, Any]) -> Any:
    """With what earlier steps saved."""
    if isinstance(value, dict):
        return {k: filled(v, saved) for k, v in value.items()}
    if isinstance(value, list):
        return [filled(v, saved) for v in value]
    if isinstance(value, str) and (whole := re.fullmatch(r"\$([A-Za-z_]\w*)", value)):
        return saved[whole[1]]
    if isinstance(value, str):
        return re.sub(r"\$\{(\w+)\}", lambda name: str(saved[name[1]]), value)
    return value


def differs(expected: Any, seen: Any, path: str = "") -> str | None:
    """Where a value is not as expected: of an object the named keys, of a list all items."""
    if isinstance(expected, dict) and isinstance(seen, dict):
        each = (differs(v, seen.get(k), f"{path}.{k}") for k, v in expected.items())
        return next(filter(None, each), None)
    if isinstance(expected, list) and isinstance(seen, list) and len(expected) == len(seen):
        pairs = enumerate(zip(expected, seen, strict=True))
        return next(filter(None, (differs(e, s, f"{path}[{i}]") for i, (e, s) in pairs)), None)
    return None if expected == seen else f"{path}: expected {expected}, got {seen}"


def at(value: Any, path: str) -> Any:
    for part in re.findall(r"[^.\[\]]+", path):
        value = value[int(part)] if isinstance(value, list) else value[part]
    return value


def call(hub: milkround.Hub, step: dict[str, Any], saved: dict[str, Any]) -> Any:
    """The answer of a step as it stands on the wire."""
    name: str = step["call"]
    rule = name.startswith("rules.")
    actor = filled(step.get("as", {"kind": "system"}), saved)
    options = {k: filled(step[k], saved) for k in ("key", "dry_run") if k in step}
    given = filled(step.get("with", {}), saved)
    if step.get("raw") or "raw_text" in step:
        text = filled(step["raw_text"], saved) if "raw_text" in step else encode(given)
        who = {} if rule else {"actor": actor}
        head = encode({**who, **options, "input": None})
        envelope = head.replace('"input":null', f'"input":{text}')
        sent = milkround._native.rule(name, envelope) if rule else hub.call(name, envelope)
        return decode(sent)
    callers: dict[str, Any] = {
        "system": lambda: hub,
        "user": lambda: hub.as_user(actor["user"], actor["enterprises"]),
        "customer": lambda: hub.as_customer(
            actor["enterprise"], actor["customer"], actor.get("contact")
        ),
    }
    target: Any = milkround.rules if rule else callers[actor["kind"]]()
    for part in name.split(".")[1 if rule else 0 :]:
        target = getattr(target, part)
    try:
        return {"ok": ANSWERS[name](target(**REQUESTS[name](given), **options))}
    except milkround.MilkroundError as e:
        return {"error": e.wire}


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_scenario(file: Path) -> None:
    play(file, "memory:")


@pytest.mark.parametrize("file", FILES[::20], ids=lambda file: file.stem)
def test_some_on_postgres(file: Path, database: SplitResult) -> None:
    """The Rust runner plays all of them there."""
    play(file, urlunsplit(database))


def play(file: Path, url: str) -> None:
    scenario = json.loads(file.read_text())
    steps = scenario["steps"]
    if "given" in scenario:
        given = file.parent / "given" / f"{scenario['given']}.json"
        steps = json.loads(given.read_text())["steps"] + steps
    transcript = ROOT / "target/scenarios" / file.name
    told = json.loads(transcript.read_text()) if transcript.exists() else [None] * len(steps)
    start = datetime.fromisoformat(scenario["start"].replace("Z", "+00:00"))
    saved: dict[str, Any] = {}
    with milkround.open(url, test_clock=start, seed=1) as hub:
        for n, (step, rust) in enumerate(zip(steps, told, strict=True), 1):
            where = f"step {n} ({step.get('say', step['call'])})"
            answer = call(hub, step, saved)
            kind, part = ("error", "expect_error") if "expect_error" in step else ("ok", "expect")
            assert kind in answer, f"{where}: {answer}"
            fault = differs(filled(step.get(part, {}), saved), answer[kind])
            assert not fault, f"{where}: {fault}"
            assert rust is None or rust == json.loads(encode(answer)), f"{where}: Rust said {rust}"
            saved |= {k: at(answer[kind], path) for k, path in step.get("save", {}).items()}
