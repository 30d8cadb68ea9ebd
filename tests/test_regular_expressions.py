"""No regular expression of the project takes time by the square of its input; `make regex` tries more strings."""

from __future__ import annotations

import re

import pytest

from tools.regular_expressions.found import SCANS, Found, regular_expressions
from tools.regular_expressions.screen import may_be_slow
from tools.regular_expressions.timing import QUICK, slow_on

ALL = regular_expressions()
TIMED = tuple(found for found in ALL if may_be_slow(found))


def test_they_are_found() -> None:
    places = {found.where for found in ALL}
    assert len(ALL) > 150
    assert "reportedly.intake.kind._HTML" in places, "a value of a module"
    assert "reportedly.reading.text.boilerplate._headings" in places, "what a function gives"
    assert any(place.startswith("src/reportedly/intake/html.py:") for place in places), "a call of re.sub"
    methods = {found.where: found.methods for found in ALL}
    assert methods["reportedly.intake.kind._HTML"] == {"match"}
    assert set().union(*methods.values()) <= SCANS | {"match", "fullmatch"}


def test_each_is_tried_once() -> None:
    assert len({(found.pattern.pattern, found.pattern.flags) for found in ALL}) == len(ALL)


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
        (r"(?>a*)*+b", "search"),
        (r"(?i:A+)[a-f]+!", "match"),
    ],
)
def test_slow_ones_are_noticed(slow: str, method: str) -> None:
    found = Found("", re.compile(slow), frozenset((method,)))
    assert may_be_slow(found)
    assert slow_on(found, QUICK)


@pytest.mark.parametrize(
    ("linear", "method"),
    [
        (r"(?<![ \t])[ \t]*\(", "search"),
        (r"[^\n]{0,60}\bcookies\b", "search"),
        (r"\s+x", "match"),
        (r"(?>a*)*+b", "match"),
    ],
)
def test_fast_ones_are_not(linear: str, method: str) -> None:
    assert slow_on(Found("", re.compile(linear), frozenset((method,))), QUICK) is None


@pytest.mark.parametrize(
    ("plain", "method"),
    [
        (r"(?:Mon|Tues)day,? \d{1,2}", "search"),
        (r"by:? *", "search"),
        (r"\s+x", "match"),
        (r"[a-z]+\d+$", "match"),
    ],
)
def test_plain_syntax_needs_no_timing(plain: str, method: str) -> None:
    assert not may_be_slow(Found("", re.compile(plain), frozenset((method,))))


@pytest.mark.parametrize("found", TIMED, ids=lambda found: found.where)
def test_none_is_super_linear(found: Found) -> None:
    assert slow_on(found, QUICK) is None
