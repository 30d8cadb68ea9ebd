"""Whom a report's dateline and credit lines name."""

from __future__ import annotations

import pytest

from reportedly.reading.text.credits import credited_in


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("LISSE, March 2 (Gazette) – The pier is closed.", {"gazette"}),
        ("LISSE, March 2. /INTERFAX/. The pier is closed.", {"interfax"}),
        ("The pier is closed. (AP)", {"ap"}),
        ("The pier is closed.\nReporting by Anna Berg and Jo Roe", {"anna berg", "jo roe"}),
        ("The pier (built in 1904) is closed.", set()),
    ],
)
def test_credit_lines_are_read(text: str, names: set[str]) -> None:
    assert credited_in(text) == names
