"""What stands at a number to say what it measures: currency signs and names, percent, units of measure."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from reportedly import lexicon
from reportedly.lexicon.measures import measure
from reportedly.reading.quantities.money import code_at, named, national, signs
from reportedly.reading.text.lexer import alphabet

if TYPE_CHECKING:
    from reportedly.reading.text.lexer import Tokens

HYPHENS = frozenset({"-", "‐", "‑"})
DASHES = frozenset({*HYPHENS, "–", "—"})


@cache
def count_classes() -> frozenset[str]:
    return frozenset(alphabet()[k] for k in ("num", "dom", "year"))


def scale_of(words: Tokens, i: int) -> float | None:
    """The scale that the number ends with: 1e6 for "4 million"."""
    last = re.split(r"[\s-]", words.lower(i))[-1].lstrip("0123456789.,")
    return scales().get(last)


@cache
def scales() -> dict[str, float]:
    rows = lexicon.table("numbers.tsv")
    return {r["word"]: float(r["value"]) for r in rows if r["kind"] in {"scale", "glued", "hundred"}}


@cache
def persons() -> frozenset[str]:
    return frozenset(row["noun"] for row in lexicon.table("persons.tsv"))


def is_money(unit: str | None) -> bool:
    """Whether the unit is an ISO 4217 code."""
    return unit is not None and len(unit) == 3 and unit.isupper()


def sign_before(words: Tokens, i: int) -> tuple[int, str | None]:
    """Where the currency sign before number `i` begins, and its code."""
    if not i or words.starts[i] - words.ends[i - 1] > 1:
        return i, None
    sign = words.lower(i - 1)
    code = code_at(words, i - 1)
    if code is not None:
        return i - 1, code
    if i > 1 and words.ends[i - 2] == words.starts[i - 1]:
        both = words.lower(i - 2) + sign
        if both in signs():
            return i - 2, signs()[both]
    return (i - 1, signs()[sign]) if sign in signs() else (i, None)


def unit_after(words: Tokens, i: int, sign: str | None) -> tuple[int, str | None]:
    """Where the unit after a number ends, and what it is; "skip" where the number is none that counts."""
    count = len(words.classes)
    if i >= count:
        return i, sign
    at = i
    glued = words.starts[i] == words.ends[i - 1]
    if words.lower(i) in HYPHENS and glued and i + 1 < count and words.starts[i + 1] == words.ends[i]:
        at, glued = i + 1, False
    word = words.lower(at)
    following = words.lower(at + 1) if at + 1 < count else ""
    if word in _ERAS and words.text[words.starts[at]].isupper():
        return i, "skip"
    if word in _TIMES_OF or (at > i and following in HYPHENS and words.lower(min(at + 2, count - 1)) == "old"):
        return i, "skip"
    if sign is not None:
        return (at + 1 if named("after", word) else i), sign
    if words.classes[at] == alphabet()["percent"] or word in {"percent", "pct"}:
        return at + 1, "percent"
    if word == "per" and following == "cent":
        return at + 2, "percent"
    if word == "percentage" and following in {"point", "points"}:
        return at + 2, "percentage point"
    code, whose = code_at(words, at), national(words, at)
    if code is not None or whose is not None:
        return (at + 1, code) if whose is None else whose
    if word in {"us", "u.s"} and named("after", following):
        return at + 2, named("after", following)
    if (
        word in _POUNDS
        and not scale_of(words, i - 1)
        and (following == "of" or (at > i and following not in _OF_MONEY))
    ):
        return at + 1, "pound"
    if named("after", word):
        return at + 1, named("after", word)
    if named("scaled", word) and scale_of(words, i - 1):
        return at + 1, named("scaled", word)
    if named("cent", word):
        return at + 1, f"cent {named('cent', word)}"
    if word == "°":
        return at + (2 if following in {"c", "f"} else 1), "degree"
    prefix = word if word in {"square", "sq", "cubic", "nautical", "metric"} else ""
    if word == "m" and glued and following.rstrip("s") in persons():
        return at + 1, "million people"
    size = measure(_written(words, at + (1 if prefix else 0)))
    if size is not None and (glued or not size.glued):
        name = {"sq": "square", "metric": ""}.get(prefix, prefix)
        return at + (2 if prefix else 1), f"{name} {size.unit}".strip()
    if at > i:
        return (at + 1, "people") if word in _STRONG else (i, None if word in _AFTER_HYPHEN else "skip")
    return i, "skip" if glued and word.isalpha() else None


def _written(words: Tokens, i: int) -> str:
    return words.text[words.starts[i] : words.ends[i]] if i < len(words.classes) else ""


_POUNDS = frozenset({"pound", "pounds"})
_OF_MONEY = frozenset({"fine", "fee", "note", "prize", "loan", "bill", "penalty", "deal", "ticket", "cheque", "grant"})
_STRONG = frozenset({"strong", "member", "man", "person", "people", "soldier"})
_AFTER_HYPHEN = frozenset({"plus", "odd"})


_ERAS = frozenset({"bc", "b.c", "ad", "a.d", "bce", "b.c.e", "ce", "c.e"})
_TIMES_OF = frozenset(
    [
        "times",
        "time",
        "year",
        "years",
        "month",
        "months",
        "week",
        "weeks",
        "day",
        "days",
        "hour",
        "hours",
        "minute",
        "minutes",
        "second",
        "seconds",
        "decade",
        "decades",
        "century",
        "centuries",
        "am",
        "pm",
        "a.m",
        "p.m",
        "th",
        "st",
        "nd",
        "rd",
    ]
)
