"""Numbers that count or measure something, with their bounds and units; found by tokens, without grammar."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cache
from typing import TYPE_CHECKING

from reportedly.lexicon.word_sets import word_set
from reportedly.reading.quantities.approximate import approximate
from reportedly.reading.quantities.bounds import Figure, bounded
from reportedly.reading.quantities.compound import units_on_both_sides, with_smaller_unit
from reportedly.reading.quantities.labels import is_label, is_score, range_end
from reportedly.reading.quantities.units import is_money, scale_of, sign_before, unit_after
from reportedly.reading.text.lexer import alphabet
from reportedly.reading.text.punctuation import HYPHENS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reportedly.model import Time
    from reportedly.reading.text.lexer import Tokens


def find_figures(tokens: Tokens, times: Iterable[Time]) -> tuple[Figure, ...]:
    """The numbers of a text in order, without those in `times` and without ordinals, ages, scores and labels."""
    taken = _tokens_of_times(tokens, times)
    found: list[Figure] = []
    reached = 0
    label = -9
    for match in _numbers().finditer(tokens.classes):
        i = match.start()
        if i < reached or taken[i]:
            continue
        if is_label(tokens, i) or (label == i - 2 and tokens.lower(i - 1) in word_set("between numbers")):
            label = i  # "Articles 5 and 6"
            continue
        figure = approximate(tokens, i, reached) or _exact(tokens, i, reached, taken)
        if figure is not None:
            found.append(figure)
            reached = figure.end
    return tuple(found)


def _tokens_of_times(tokens: Tokens, times: Iterable[Time]) -> bytearray:
    """One byte a token: 1 in a time expression."""
    taken = bytearray(len(tokens.classes))
    for time in times:
        i = bisect_left(tokens.starts, time.anchor.start)
        while i < len(taken) and tokens.starts[i] < time.anchor.end:
            taken[i] = 1
            i += 1
    return taken


@cache
def _numbers() -> re.Pattern[str]:
    """The token classes that a figure may begin with."""
    classes = alphabet()
    whole = ("num", "dom", "year", "part", "ord", "single", "frac")
    rough = ("many", "half", "quarter", "second", "few", "several", "couple")
    return re.compile("[" + "".join(re.escape(classes[k]) for k in (*whole, *rough)) + "]")


def _exact(tokens: Tokens, i: int, reached: int, taken: bytearray) -> Figure | None:
    """The number or the range of two numbers that begins at token `i`."""
    value = tokens.values[i]
    if not isinstance(value, float) or tokens.classes[i] == alphabet()["ord"]:
        return None
    both = units_on_both_sides(tokens, i, reached, taken)
    if both is not None:
        return bounded(tokens, both, reached)
    low, high, last, rule, first = value, value, i, "number", i
    to = range_end(tokens, i, taken)
    if to is not None:
        low, high = _range(tokens, low, to)
        last, rule = to, "range"
        if first and tokens.lower(first - 1) in {"between", "from"} and first - 1 >= reached:
            first -= 1
    elif is_score(tokens, i):
        return None
    first, sign = sign_before(tokens, first)
    unit = unit_after(tokens, last + 1, sign)
    if unit is None or (unit.name is None and last == i and _needs_unit(tokens, i)):
        return None
    low, high, first = _negated(tokens, unit.of(low), unit.of(high), first, unit.name)
    figure = with_smaller_unit(tokens, Figure(first, unit.end, last, low, high, unit.name, rule))
    return bounded(tokens, figure, reached)


def _needs_unit(tokens: Tokens, i: int) -> bool:
    """True for "half" and "1/4", which alone may be anything."""
    return tokens.lower(i) == "half" or tokens.classes[i] == alphabet()["frac"]


def _negated(tokens: Tokens, low: float, high: float, first: int, unit: str | None) -> tuple[float, float, int]:
    """The number below zero where a minus stands before it: "-12C", "minus 3 percent"."""
    if not first:
        return low, high, first
    if tokens.lower(first - 1) == "minus" and (unit is None or _goes_below_zero(unit)):
        return -high, -low, first - 1
    if not _goes_below_zero(unit):
        return low, high, first
    sign, at = tokens.lower(first - 1), tokens.starts[first - 1]
    written = sign in _MINUS and tokens.ends[first - 1] == tokens.starts[first]
    parted = not at or tokens.text[at - 1].isspace() or tokens.text[at - 1] in "(["
    if written and parted:
        return -high, -low, first - 1
    return low, high, first


def _goes_below_zero(unit: str | None) -> bool:
    return unit in {"degree", "percent", "percentage point"} or is_money(unit)


_MINUS = HYPHENS | {"\u2212", "\u2013"}


def _range(tokens: Tokens, low: float, to: int) -> tuple[float, float]:
    """Both ends of a range; the scale of the second holds for the first: "3 to 4 million"."""
    high = tokens.values[to]
    assert isinstance(high, float)
    scale = scale_of(tokens, to)
    shared = low < 1000 <= high or (scale == 100 and low < 10)  # "two to three hundred"
    return (low * scale if shared and scale and low * scale < high else low), high
