"""Numbers that are rough or a share: "dozens", "several hundred", "two-thirds of", "a third of the 600"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportedly.reading.quantities.bounds import Figure, bounded
from reportedly.reading.quantities.units import HYPHENS, count_classes, scales, sign_before, unit_after
from reportedly.reading.text.lexer import alphabet

if TYPE_CHECKING:
    from reportedly.reading.text.lexer import Tokens


def rough(words: Tokens, i: int, reached: int) -> Figure | None:
    """ "dozens", "several hundred", "tens of thousands", "two-thirds of", "a third of the 600"."""
    low, count = words.lower(i), len(words.classes)
    classes = alphabet()
    kind = words.classes[i]
    following = words.lower(i + 1) if i + 1 < count else ""
    if kind == classes["many"]:
        end = i + 1
        if following == "of" and i + 2 < count and words.classes[i + 2] == classes["many"]:
            end = i + 3
        first, sign = sign_before(words, i)
        end, unit = unit_after(words, end, sign)
        if unit is None and end + 1 < count and words.lower(end) == "of":
            stop, unit = unit_after(words, end + 1, None)
            end = stop if unit not in {None, "skip"} else end
            unit = None if unit == "skip" else unit
        if unit == "skip":
            return None
        return bounded(words, Figure(first, end, end - 1, None, None, unit, "rough"), reached)
    if kind in {classes["few"], classes["several"]}:
        scale = scales().get(following) or (12.0 if following == "dozen" else None)
        if low not in {"several", "few"} or scale is None:
            return None
        first = i - 1 if low == "few" and i > reached and words.lower(i - 1) == "a" else i
        end, unit = unit_after(words, i + 2, None)
        if unit == "skip":
            return None
        top = 99.0 if following == "dozen" else scale * 10 - 1
        return Figure(first, end, i + 1, 2 * scale, top, unit, "rough")
    if kind == classes["couple"]:
        if following != "of" or i + 2 >= count or i <= reached or words.lower(i - 1) != "a":
            return None
        scale = scales().get(words.lower(i + 2))
        if scale is None:
            return Figure(i - 1, i + 2, i, 2.0, 2.0, None, "rough")
        end, unit = unit_after(words, i + 3, None)
        return None if unit == "skip" else Figure(i - 1, end, i + 2, 2 * scale, 2 * scale, unit, "rough")
    if kind == classes["single"]:
        return _single(words, i, reached)
    return _share(words, i, reached)


def _single(words: Tokens, i: int, reached: int) -> Figure | None:
    """ "a single soldier", and "not a single soldier", which is none."""
    if i <= reached or words.lower(i - 1) != "a":
        return None
    none = i - 1 > reached and words.lower(i - 2) in {"not", "without"}
    number = 0.0 if none else 1.0
    return Figure(i - 1 - none, i + 1, i, number, number, None, "none" if none else "single")


def _share(words: Tokens, i: int, reached: int) -> Figure | None:
    classes, count = alphabet(), len(words.classes)
    share: float | None = None
    first, end = i, i + 1
    value, low = words.values[i], words.lower(i)
    opener = words.lower(i - 1) if i > reached else ""
    if words.classes[i] == classes["part"] and isinstance(value, float) and low not in {"half"}:
        share = value
    elif (
        low == "half"
        and i + 1 < count
        and words.lower(i + 1) in {"of", "the", "a", "its", "their", "his", "her", "all"}
    ):
        share = 0.5
    elif low == "quarter" and opener == "a" and words.lower(min(i + 1, count - 1)) == "of":
        share, first = 0.25, i - 1
    elif words.classes[i] == classes["ord"] and opener == "a" and (named := _named(words, i)):
        share, first = named, i - 1
    elif value == 1 and (named := _named(words, i + 1 + (words.lower(min(i + 1, count - 1)) in HYPHENS))):
        share, end = named, words.classes.index(classes["of"], i)
    elif isinstance(value, float) and i + 2 < count and words.lower(i + 1) in {*HYPHENS, "quarters"}:
        at = i + 1 if words.lower(i + 1) == "quarters" else i + 2
        if value == 3 and words.lower(at) == "quarters":
            share, end = 0.75, at + 1
    elif isinstance(value, float) and i + 2 < count and words.lower(i + 1) in {"in", "out"} and value < 10:
        out_of = words.lower(i + 1) == "out"
        at = i + 3 if out_of and words.lower(i + 2) == "of" else i + 2
        whole = words.values[at] if at < count else None
        if isinstance(whole, float) and value < whole <= 1000 and words.classes[at] in count_classes():
            if whole not in ({3.0, 4.0, 5.0, 10.0} if out_of else {10.0, 100.0, 1000.0}) and (out_of or whole > 20):
                return None
            share, end = value / whole, at + 1
    if share is None:
        return None
    figure = Figure(first, end, end - 1, share, share, "share", "share")
    whole_at = end
    if whole_at < count and words.lower(whole_at) == "of":
        whole_at += 1
        while whole_at < count and words.lower(whole_at) in _DETERMINERS:
            whole_at += 1
        whole = words.values[whole_at] if whole_at < count else None
        if isinstance(whole, float) and words.classes[whole_at] in count_classes() and whole > 1:
            part = round(share * whole, 2)
            stop, unit = unit_after(words, whole_at + 1, None)
            told = (
                None if words.lower(whole_at).startswith("a ") else whole_at
            )  # "a quarter of a million" is one number
            figure = Figure(first, stop, whole_at, part, part, unit, "share of", told)
    return bounded(words, figure, reached)


def _named(words: Tokens, i: int) -> float | None:
    """The part that an ordinal names before "of": a fifth."""
    value = words.values[i] if i + 1 < len(words.classes) and words.lower(i + 1) == "of" else None
    if words.classes[i : i + 1] != alphabet()["ord"] or not isinstance(value, float) or not 3 <= value <= 20:
        return None
    return 1 / value


_DETERMINERS = frozenset(
    [
        "the",
        "its",
        "their",
        "his",
        "her",
        "all",
        "these",
        "those",
        "some",
        "about",
        "roughly",
        "around",
        "nearly",
        "an",
        "estimated",
    ]
)
