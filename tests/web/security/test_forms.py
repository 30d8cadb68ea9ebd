"""Forms lead back to the desk, and nowhere else."""

from __future__ import annotations

import pytest

from reportedly.web.security.forms import local


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("/claims?as_of=2031-03-06", "/claims?as_of=2031-03-06"),
        ("//evil.example", "/"),
        ("/\\evil.example", "/"),
        ("https://evil.example", "/"),
        ("/\tevil", "/"),
        ("", "/"),
    ],
)
def test_after_signing_in_one_stays_on_the_desk(given: str, expected: str) -> None:
    assert local(given) == expected
