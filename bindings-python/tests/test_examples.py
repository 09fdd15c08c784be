"""The walk-throughs print what those in Rust print."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from urllib.parse import SplitResult, urlunsplit

ROOT = Path(__file__).resolve().parents[2]
SNAPSHOT = "examples/rust/tests/snapshots/season__a_season_comes_out_as_written.snap"


def run(folder: Path, name: str, *arguments: str) -> str:
    command = [sys.executable, "-B", str(ROOT / "examples/python" / name), *arguments]
    done = subprocess.run(command, cwd=folder, capture_output=True, encoding="utf-8", env=UTF8)
    assert done.returncode == 0, done.stderr
    return done.stdout


UTF8 = {"PYTHONUTF8": "1"}


def test_basic(tmp_path: Path) -> None:
    assert run(tmp_path, "basic.py") == "placed: 2 × milk\n        2.90 GBP\n" * 3


def test_the_mailing_list_follows(tmp_path: Path) -> None:
    assert run(tmp_path, "mailing_list.py") == (
        "at first: ann@example.org, cal@example.org members\n"
        "down (503): ann@example.org, cal@example.org members\n"
        "later: ben@example.org, cal@hill.example members\n"
    )


def test_the_season_has_the_figures_of_the_rust_one_and_run_again(tmp_path: Path) -> None:
    live_twice(tmp_path)


def test_the_season_on_postgres(tmp_path: Path, database: SplitResult) -> None:
    live_twice(tmp_path, urlunsplit(database))


def live_twice(tmp_path: Path, *store: str) -> None:
    printed = run(tmp_path, "season.py", *store)
    figures = re.findall(r"(\d+) orders +£([\d,.]+)", printed)
    rust = (ROOT / SNAPSHOT).read_text("utf-8").split("WHAT BECAME")[0]
    assert figures == re.findall(r"(\d+) +£([\d,.]+)", rust)
    assert len(figures) == 14 + 1
    assert run(tmp_path, "season.py", *store) == printed
