"""Quantities of two numbers with two units: ranges ("between $2bn and $3bn") and sums ("2 euros 40 cents")."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from reportedly.lexicon.word_sets import word_set
from reportedly.reading.quantities.bounds import Figure
from reportedly.reading.quantities.labels import opens_range
from reportedly.reading.quantities.money import currency
from reportedly.reading.quantities.units import count_classes, is_money, sign_before, unit_after
from reportedly.reading.text.punctuation import DASHES

if TYPE_CHECKING:
    from reportedly.reading.quantities.units import Unit
    from reportedly.reading.text.lexer import Tokens


def units_on_both_sides(tokens: Tokens, i: int, reached: int, taken: bytearray) -> Figure | None:
    """The range that begins at number `i` and has the same unit at both ends; None where there is none.

    "rose from 20% to 25%" is a change, not a range.
    """
    start, sign = sign_before(tokens, i)
    unit = unit_after(tokens, i + 1, sign)
    if unit is None or unit.name is None or unit.end >= len(tokens.classes):
        return None
    joint, before = tokens.lower(unit.end), tokens.lower(start - 1) if start else ""
    opens = before in {"between", "from"} and start - 1 >= reached
    if not _joins(tokens, start, before if opens else "", joint):
        return None
    end = _other_end(tokens, unit.end + 1, unit.name, taken)
    if end is None:
        return None
    to, other = end
    low, high = tokens.values[i], tokens.values[to]
    if not isinstance(low, float) or not isinstance(high, float) or unit.of(low) >= other.of(high):
        return None
    if joint == "or" and other.of(high) > 2 * unit.of(low):
        return None  # two of a kind rather than a range
    return Figure(start - opens, other.end, to, unit.of(low), other.of(high), unit.name, "range")


def _joins(tokens: Tokens, start: int, before: str, joint: str) -> bool:
    """Whether the word between the two makes them a range."""
    if before == "between":
        return joint == "and"
    if before == "from":
        return joint in {"to", *DASHES} and opens_range(tokens, start - 1)
    return joint in {"to", "or", *DASHES}


def _other_end(tokens: Tokens, at: int, name: str, taken: bytearray) -> tuple[int, Unit] | None:
    """The number of this unit from token `at` on, a currency sign before it passed over, and its unit."""
    for i in range(at, min(at + 3, len(tokens.classes))):
        if tokens.classes[i] in count_classes() and not taken[i]:
            start, sign = sign_before(tokens, i)
            unit = unit_after(tokens, i + 1, sign) if start == at else None
            return (i, unit) if unit is not None and unit.name == name else None
    return None


def with_smaller_unit(tokens: Tokens, figure: Figure) -> Figure:
    """The figure with what follows in a smaller unit added: "2 euros 40 cents", "6 feet 2 inches"."""
    at = figure.end + (figure.end < len(tokens.classes) and tokens.lower(figure.end) == "and")
    if figure.unit is None or figure.low is None or figure.low != figure.high or at + 1 >= len(tokens.classes):
        return figure
    value = tokens.values[at]
    if not isinstance(value, float) or tokens.classes[at] not in count_classes():
        return figure
    part, end = _share_of_larger(tokens, at + 1, figure.unit, value)
    if part is None:
        return figure
    total = round(figure.low + part, 6)
    return replace(figure, end=end, number=at, low=total, high=total)


def _share_of_larger(tokens: Tokens, at: int, larger: str, value: float) -> tuple[float | None, int]:
    """What the number before token `at` is in the larger unit, and where its unit ends."""
    word = tokens.lower(at)
    if is_money(larger):
        cents = currency("cent", word) is not None or word in word_set("hundredth parts of money")
        return (value / 100 if cents and value < 100 else None), at + 1
    unit = unit_after(tokens, at, None)
    of = _SMALLER.get(larger)
    if unit is None or of is None or unit.name != of[0] or value >= of[1]:
        return None, at
    return value / of[1], unit.end


_SMALLER = {
    "foot": ("inch", 12.0), "pound": ("ounce", 16.0), "yard": ("foot", 3.0), "mile": ("yard", 1760.0),
    "metre": ("centimetre", 100.0), "kilometre": ("metre", 1000.0), "kilogram": ("gram", 1000.0),
}  # fmt: skip
"""Units with the smaller one that may follow, and how many of it make one."""
