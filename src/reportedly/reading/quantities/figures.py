"""Where numbers stand that count or measure something, with their bounds and units; no grammar needed yet."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from reportedly.reading.quantities.approximate import rough
from reportedly.reading.quantities.bounds import Figure, bounded
from reportedly.reading.quantities.labels import is_label, is_score, range_end
from reportedly.reading.quantities.units import scale_of, sign_before, unit_after
from reportedly.reading.text.lexer import alphabet
from reportedly.reading.times.patterns import expressions

if TYPE_CHECKING:
    from reportedly.reading.text.lexer import Tokens


def figures(words: Tokens) -> tuple[Figure, ...]:
    """The numbers of a text in order that are no time, date, ordinal, age, score or label."""
    taken = bytearray(len(words.classes))
    for expression in expressions(words):
        for i in range(expression.first, expression.end):
            taken[i] = 1
    found: list[Figure] = []
    reached = 0
    label = -9
    for match in _numbers().finditer(words.classes):
        i = match.start()
        if i < reached or taken[i]:
            continue
        if is_label(words, i) or (label == i - 2 and words.lower(i - 1) in _GOING_ON):
            label = i
            continue
        figure = _figure(words, i, reached, taken)
        if figure is not None:
            found.append(figure)
            reached = figure.end
    return tuple(found)


@cache
def _numbers() -> re.Pattern[str]:
    classes = alphabet()
    kinds = (
        "num",
        "dom",
        "year",
        "part",
        "many",
        "half",
        "quarter",
        "second",
        "ord",
        "few",
        "several",
        "couple",
        "single",
    )
    return re.compile("[" + "".join(re.escape(classes[k]) for k in kinds) + "]")


_GOING_ON = frozenset({"and", "or", "to", ",", "-", "–"})


def _figure(words: Tokens, i: int, reached: int, taken: bytearray) -> Figure | None:
    unclear = rough(words, i, reached)
    if unclear is not None:
        return unclear
    value = words.values[i]
    if not isinstance(value, float) or words.classes[i] == alphabet()["ord"]:
        return None
    low: float = value
    high: float = value
    last, rule, first = i, "number", i
    to = range_end(words, i, taken)
    if to is not None:
        upper = words.values[to]
        assert isinstance(upper, float)
        scale = scale_of(words, to)
        if low < 1000 <= upper and scale and low * scale < upper:
            low *= scale
        low, high, last, rule = low, upper, to, "range"
        if first and words.lower(first - 1) in {"between", "from"} and first - 1 >= reached:
            first -= 1
    elif is_score(words, i):
        return None
    first, sign = sign_before(words, first)
    end, unit = unit_after(words, last + 1, sign)
    if unit == "skip":
        return None
    if unit == "million people":
        unit, low, high = "people", low * 1e6, high * 1e6
    hundredth = unit is not None and unit.startswith("cent ")
    if hundredth and unit is not None:
        unit, low, high = unit[5:], low / 100, high / 100
    if words.lower(last) == "half" and unit is None and last == i:
        return None
    return bounded(words, Figure(first, end, last, low, high, unit, rule), reached)
