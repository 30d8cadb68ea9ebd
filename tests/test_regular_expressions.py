"""No regular expression of the project takes time by the square of its input."""

from __future__ import annotations

import re

import pytest

from tests.regular_expressions import SCANS, Found, regular_expressions, slow_on

ALL = list(regular_expressions())


def test_they_are_found() -> None:
    places = {found.where for found in ALL}
    assert len(ALL) > 150
    assert "reportedly.intake.kind._HTML" in places, "a value of a module"
    assert "reportedly.reading.text.boilerplate._headings" in places, "what a function gives"
    assert any(place.startswith("src/reportedly/intake/html.py:") for place in places), "a call of re.sub"
    methods = {found.where: found.methods for found in ALL}
    assert methods["reportedly.intake.kind._HTML"] == {"match"}


@pytest.mark.parametrize(
    ("slow", "method"),
    [
        (r"\s*<\?xml[^>]*\?>", "search"),
        (r"<\?xml[^>]*\?>", "search"),
        (r"[ \t]*\([A-Z]+\)$", "finditer"),
        (r"\)\s*\.?\s*$", "search"),
        (r"(?:<!--.*?-->\s*)*<html", "match"),
        (r"(?:\s*(?:#\w+|pic\.\S+))+\s*$", "search"),
        (r"[a-z]+(?:[ ,]+)by", "search"),
        (r"page\s*[-–]?\s*\d", "match"),
        (r"(a*)*b", "match"),
    ],
)
def test_slow_ones_are_noticed(slow: str, method: str) -> None:
    assert slow_on(Found("", re.compile(slow), frozenset((method,))))


@pytest.mark.parametrize("linear", [r"(?<![ \t])[ \t]*\(", r"[^\n]{0,60}\bcookies\b", r"\s+x", r"(?>a*)*+b"])
def test_fast_ones_are_not(linear: str) -> None:
    method = "match" if linear == r"\s+x" else "search"
    assert slow_on(Found("", re.compile(linear), frozenset((method,)))) is None


@pytest.mark.parametrize("found", ALL, ids=lambda found: found.where)
def test_none_is_super_linear(found: Found) -> None:
    assert found.methods <= SCANS | {"match", "fullmatch"}
    assert slow_on(found) is None
