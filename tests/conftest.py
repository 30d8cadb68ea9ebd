"""Settings and fixtures of all tests."""

from __future__ import annotations

import os
from contextlib import ExitStack
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

from tests import databases

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

# The machine may be busy, so the time of an example says nothing.
settings.register_profile("reportedly", deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True)
settings.load_profile("reportedly")


@pytest.fixture(scope="session")
def postgresql() -> Iterator[str]:
    """The address of a PostgreSQL for all tests; they are skipped if it cannot start, unless it is required."""
    with ExitStack() as stack:
        try:
            address = stack.enter_context(databases.postgresql())
        except databases.NotStarted as problem:
            if os.environ.get(databases.REQUIRED) == "required":
                pytest.fail(str(problem))
            pytest.skip(str(problem))
        yield address


@pytest.fixture(params=["sqlite", "postgresql"])
def dialect(request: pytest.FixtureRequest) -> str:
    """Both kinds of database, one after the other."""
    return str(request.param)


@pytest.fixture
def new_address(request: pytest.FixtureRequest, dialect: str, tmp_path: Path) -> databases.NewAddress:
    """Addresses of empty databases of a dialect."""
    server = request.getfixturevalue("postgresql") if dialect == "postgresql" else None
    return databases.new_addresses(dialect, tmp_path, server)
