"""The wheel works in an empty folder, with a Python that has nothing else."""

from __future__ import annotations

import re
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

HERE = Path(__file__).resolve().parents[1]


def run(folder: Path, *command: str | Path) -> str:
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True)
    assert done.returncode == 0, f"{command}: {done.stdout}{done.stderr}"
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    # Of the profile that the tests have built already: an optimised one takes minutes.
    out = tmp_path_factory.mktemp("wheel")
    maturin = Path(sys.executable).with_name("maturin")
    run(HERE, maturin, "build", "--quiet", "--profile", "dev", "--out", out)
    [wheel] = out.glob("*.whl")
    return wheel


def test_it_serves_every_python_from_3_10_on_and_is_typed(wheel: Path) -> None:
    assert "-cp310-abi3-" in wheel.name
    with zipfile.ZipFile(wheel) as file:
        names = file.namelist()
        [info] = [name for name in names if name.endswith("/METADATA")]
        metadata = file.read(info).decode()
    assert {"milkround/py.typed", "milkround/_native.pyi"} <= set(names)
    assert not [name for name in names if "tests/" in name]
    assert sum("licenses/LICENSE" in name for name in names) == 2
    assert "License-Expression: MIT OR Apache-2.0" in metadata


def test_it_runs_the_example_of_its_readme(wheel: Path, tmp_path: Path) -> None:
    venv.create(tmp_path / "python", with_pip=True)
    here = Path(sys.executable)
    python = tmp_path / "python" / here.parent.name / here.name
    run(tmp_path, python, "-m", "pip", "install", "--quiet", "--no-index", wheel)
    [example] = re.findall(r"```python\n(.*?)```", (HERE / "README.md").read_text(), re.DOTALL)
    folder = tmp_path / "empty"
    folder.mkdir()
    (folder / "example.py").write_text(example)
    assert run(folder, python, "-I", "example.py") == "2.40 placed\n"
    assert (folder / "hub.db").exists()
