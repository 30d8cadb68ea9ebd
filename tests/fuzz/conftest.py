"""Report at the end of a run how many inputs were tried."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.fuzz import inputs

if TYPE_CHECKING:
    import pytest


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """How many inputs each target was given, how many of them it refused, and the slowest."""
    if inputs.TRIED and inputs.WANTED:
        terminalreporter.section("fuzzed")
        for target, count in sorted(inputs.TRIED.items()):
            slowest = inputs.SLOWEST.get(target, 0.0)
            terminalreporter.write_line(f"{target}: {count:,} inputs, the slowest {slowest:.2f} s")
