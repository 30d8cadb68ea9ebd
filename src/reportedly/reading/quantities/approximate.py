"""Approximate numbers and shares: "dozens", "several hundred", "two-thirds of", "a third of the 600"."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reportedly.lexicon.word_sets import word_set
from reportedly.reading.quantities.bounds import Figure, bounded
from reportedly.reading.quantities.units import count_classes, scales, sign_before, unit_after
from reportedly.reading.text.lexer import alphabet
from reportedly.reading.text.punctuation import HYPHENS

if TYPE_CHECKING:
    from reportedly.reading.text.lexer import Tokens


def approximate(tokens: Tokens, i: int, reached: int) -> Figure | None:
    """The approximate number or share at token `i`; None where there is none.

    `reached` is the end of the number before, which is not read twice.
    """
    classes, kind = alphabet(), tokens.classes[i]
    if kind == classes["many"]:
        return _many(tokens, i, reached)
    if kind in {classes["few"], classes["several"]}:
        return _several(tokens, i, reached)
    if kind == classes["couple"]:
        return _couple(tokens, i, reached)
    if kind == classes["single"]:
        return _single(tokens, i, reached)
    return _share_of(tokens, i, reached)


def _word(tokens: Tokens, i: int) -> str:
    """Token `i` in small letters; empty past the end of the text."""
    return tokens.lower(i) if i < len(tokens.classes) else ""


def _many(tokens: Tokens, i: int, reached: int) -> Figure | None:
    """ "dozens", "tens of thousands", "millions of dollars": no bounds."""
    many, end = alphabet()["many"], i + 1
    if _word(tokens, end) == "of" and tokens.classes[end + 1 : end + 2] == many:
        end += 2
    first, sign = sign_before(tokens, i)
    found = unit_after(tokens, end, sign)
    if found is None:
        return None
    end, unit = found.end, found.name
    if unit is None and end + 1 < len(tokens.classes) and tokens.lower(end) == "of":
        of = unit_after(tokens, end + 1, None)
        if of is not None and of.name is not None:
            end, unit = of.end, of.name
    return bounded(tokens, Figure(first, end, end - 1, None, None, unit, "rough"), reached)


def _several(tokens: Tokens, i: int, reached: int) -> Figure | None:
    """ "several hundred" and "a few thousand": two to nine of them."""
    word, following = tokens.lower(i), _word(tokens, i + 1)
    scale = scales().get(following) or (12.0 if following == "dozen" else None)
    if word not in {"several", "few"} or scale is None:
        return None
    first = i - 1 if word == "few" and i > reached and tokens.lower(i - 1) == "a" else i
    unit = unit_after(tokens, i + 2, None)
    if unit is None:
        return None
    top = 99.0 if following == "dozen" else scale * 10 - 1
    return Figure(first, unit.end, i + 1, unit.of(2 * scale), unit.of(top), unit.name, "rough")


def _couple(tokens: Tokens, i: int, reached: int) -> Figure | None:
    """ "a couple of ships", "a couple of hundred": two of them."""
    if _word(tokens, i + 1) != "of" or i + 2 >= len(tokens.classes) or i <= reached or tokens.lower(i - 1) != "a":
        return None
    scale = scales().get(tokens.lower(i + 2))
    if scale is None:
        return Figure(i - 1, i + 2, i, 2.0, 2.0, None, "rough")
    unit = unit_after(tokens, i + 3, None)
    if unit is None:
        return None
    number = unit.of(2 * scale)
    return Figure(i - 1, unit.end, i + 2, number, number, unit.name, "rough")


def _single(tokens: Tokens, i: int, reached: int) -> Figure | None:
    """ "a single soldier", and "not a single soldier", which is none."""
    if i <= reached or tokens.lower(i - 1) != "a":
        return None
    none = i - 1 > reached and tokens.lower(i - 2) in {"not", "without"}
    number = 0.0 if none else 1.0
    return Figure(i - 1 - none, i + 1, i, number, number, None, "none" if none else "single")


@dataclass(frozen=True, slots=True)
class _Share:
    """A part of a whole, 0 to 1, over tokens `first` to `end` (past the last)."""

    first: int
    end: int
    value: float


def _share_of(tokens: Tokens, i: int, reached: int) -> Figure | None:
    """The share at token `i`, or the number that it makes of its whole: 200 in "a third of the 600"."""
    opener = tokens.lower(i - 1) if i > reached else ""
    share = next((s for rule in _SHARES if (s := rule(tokens, i, opener)) is not None), None)
    if share is None:
        return None
    figure = _taken_of_number(tokens, share) or Figure(
        share.first, share.end, share.end - 1, share.value, share.value, "share", "share"
    )
    return bounded(tokens, figure, reached)


def _part(tokens: Tokens, i: int, _opener: str) -> _Share | None:
    """ "two-thirds", one token."""
    value = tokens.values[i]
    if tokens.classes[i] != alphabet()["part"] or not isinstance(value, float) or tokens.lower(i) == "half":
        return None
    return _Share(i, i + 1, value)


def _half(tokens: Tokens, i: int, _opener: str) -> _Share | None:
    halved = tokens.lower(i) == "half" and _word(tokens, i + 1) in word_set("after half")
    return _Share(i, i + 1, 0.5) if halved else None


def _quarter(tokens: Tokens, i: int, opener: str) -> _Share | None:
    quarter = tokens.lower(i) == "quarter" and opener == "a" and _word(tokens, i + 1) == "of"
    return _Share(i - 1, i + 1, 0.25) if quarter else None


def _fifth(tokens: Tokens, i: int, opener: str) -> _Share | None:
    """ "a fifth of"."""
    share = _ordinal_share(tokens, i) if opener == "a" else None
    return _Share(i - 1, i + 1, share) if share else None


def _one_fifth(tokens: Tokens, i: int, _opener: str) -> _Share | None:
    """ "one fifth of", "one-fifth of"."""
    if tokens.values[i] != 1:
        return None
    at = i + 1 + (_word(tokens, i + 1) in HYPHENS)
    share = _ordinal_share(tokens, at)
    return _Share(i, at + 1, share) if share else None


def _three_quarters(tokens: Tokens, i: int, _opener: str) -> _Share | None:
    """ "three quarters", "three-quarters"."""
    if tokens.values[i] != 3 or i + 2 >= len(tokens.classes):
        return None
    at = i + 2 if tokens.lower(i + 1) in HYPHENS else i + 1
    return _Share(i, at + 1, 0.75) if tokens.lower(at) == "quarters" else None


def _one_in_ten(tokens: Tokens, i: int, _opener: str) -> _Share | None:
    """ "one in five", "three out of four", but not "five out of 12 ministers"."""
    value, joint = tokens.values[i], _word(tokens, i + 1)
    if not isinstance(value, float) or value >= 10 or joint not in {"in", "out"}:
        return None
    out_of = joint == "out"
    at = i + 3 if out_of and _word(tokens, i + 2) == "of" else i + 2
    whole = tokens.values[at] if at < len(tokens.classes) else None
    if not isinstance(whole, float) or not value < whole <= 1000 or tokens.classes[at] not in count_classes():
        return None
    usual = whole in (_OUT_OF if out_of else _IN) or (not out_of and whole <= 20)
    return _Share(i, at + 1, value / whole) if usual else None


_OUT_OF = frozenset({3.0, 4.0, 5.0, 10.0})
"""Wholes after "out of" that make a share; of any other, things are counted."""
_IN = frozenset({10.0, 100.0, 1000.0})
"""Wholes after "in" that make a share, besides those up to 20."""

_SHARES = (_part, _half, _quarter, _fifth, _one_fifth, _three_quarters, _one_in_ten)


def _taken_of_number(tokens: Tokens, share: _Share) -> Figure | None:
    """The share of a whole that is given as a number; None where it is not, or counts nothing."""
    count, at = len(tokens.classes), share.end
    if at >= count or tokens.lower(at) != "of":
        return None
    at += 1
    while at < count and tokens.lower(at) in word_set("before a whole"):
        at += 1
    whole = tokens.values[at] if at < count else None
    if not isinstance(whole, float) or tokens.classes[at] not in count_classes() or whole <= 1:
        return None
    unit = unit_after(tokens, at + 1, None)
    if unit is None:
        return None
    part = round(unit.of(share.value * whole), 2)
    one_number = tokens.lower(at).startswith("a ")  # "a quarter of a million"
    return Figure(share.first, unit.end, at, part, part, unit.name, "share of", None if one_number else at)


def _ordinal_share(tokens: Tokens, i: int) -> float | None:
    """The share that an ordinal names before "of": 0.2 for "fifth"."""
    value = tokens.values[i] if _word(tokens, i + 1) == "of" else None
    if tokens.classes[i : i + 1] != alphabet()["ord"] or not isinstance(value, float) or not 3 <= value <= 20:
        return None
    return 1 / value
