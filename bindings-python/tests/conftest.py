"""Databases that nobody has used yet, on the server that `make test-python` starts."""

from __future__ import annotations

import itertools
import os
from urllib.parse import SplitResult, urlsplit

import pytest

NUMBERS = itertools.count(1)


@pytest.fixture
def database() -> SplitResult:
    """The address of one."""
    server = os.environ.get("MILKROUND_TEST_POSTGRES_URL")
    if server is None:
        pytest.skip("no server: `make test-python` starts one")
    return urlsplit(server)._replace(path=f"/hub_{next(NUMBERS)}")
