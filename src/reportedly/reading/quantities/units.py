"""Units at a number: currency signs and names, percent, units of measure, "strong" and "member"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from reportedly import lexicon
from reportedly.lexicon.measures import measure
from reportedly.lexicon.persons import persons
from reportedly.lexicon.word_sets import word_set
from reportedly.reading.quantities.money import code_at, currency, national, signs
from reportedly.reading.text.lexer import alphabet
from reportedly.reading.text.punctuation import HYPHENS

if TYPE_CHECKING:
    from reportedly.reading.text.lexer import Tokens


@dataclass(frozen=True, slots=True)
class Unit:
    """What follows a number, up to token `end` (past the last)."""

    end: int
    name: str | None
    """"percent", "kilometre", an ISO 4217 code, "people"; None where no unit follows."""
    times: float = 1.0
    """What the number is multiplied by: a million in "5m people"."""
    per: float = 1.0
    """What the number is divided by: a hundred in "50 cents"."""

    def of(self, number: float) -> float:
        """So many of this unit."""
        return number * self.times / self.per


@dataclass(frozen=True, slots=True)
class _Following:
    """The token after a number, a hyphen between them passed over."""

    tokens: Tokens
    start: int
    """Token right after the number."""
    at: int
    """The same, or the token behind the hyphen."""
    word: str
    next: str
    """The token behind that one."""

    @classmethod
    def of(cls, tokens: Tokens, start: int) -> _Following:
        """What follows the number that ends before token `start`."""
        count, at = len(tokens.classes), start
        if _touches(tokens, start) and tokens.lower(start) in HYPHENS and start + 1 < count:
            at += tokens.starts[start + 1] == tokens.ends[start]
        return cls(tokens, start, at, tokens.lower(at), tokens.lower(at + 1) if at + 1 < count else "")

    @property
    def hyphenated(self) -> bool:
        """Whether a hyphen stands between the number and the word."""
        return self.at > self.start

    @property
    def glued(self) -> bool:
        """Whether the word is written to the number: "5km"."""
        return not self.hyphenated and _touches(self.tokens, self.start)

    def unit(self, length: int, name: str, *, times: float = 1.0, per: float = 1.0) -> Unit:
        """A unit of so many tokens from here on."""
        return Unit(self.at + length, name, times, per)


def _touches(tokens: Tokens, i: int) -> bool:
    return tokens.starts[i] == tokens.ends[i - 1]


@cache
def count_classes() -> frozenset[str]:
    """The token classes of whole numbers."""
    return frozenset(alphabet()[k] for k in ("num", "dom", "year"))


def scale_of(tokens: Tokens, i: int) -> float | None:
    """The scale that the number at token `i` ends with: 1e6 for "4 million"."""
    last = re.split(r"[\s-]", tokens.lower(i))[-1].lstrip("0123456789.,")
    return scales().get(last)


@cache
def scales() -> dict[str, float]:
    """Words for powers of ten and what they stand for: "thousand", "bn"."""
    rows = lexicon.table("numbers.tsv")
    return {r["word"]: float(r["value"]) for r in rows if r["kind"] in {"scale", "glued", "hundred"}}


def is_money(unit: str | None) -> bool:
    """True if the unit is an ISO 4217 code."""
    return unit is not None and len(unit) == 3 and unit.isupper()


def sign_before(tokens: Tokens, i: int) -> tuple[int, str | None]:
    """Where the currency sign before number `i` begins, and its code; `i` and None where there is none."""
    if not i or tokens.starts[i] - tokens.ends[i - 1] > 1:
        return i, None
    sign = tokens.lower(i - 1)
    code = code_at(tokens, i - 1)
    if code is not None:
        return i - 1, code
    if i > 1 and tokens.ends[i - 2] == tokens.starts[i - 1]:
        both = tokens.lower(i - 2) + sign  # "US$", two tokens
        if both in signs():
            return i - 2, signs()[both]
    return (i - 1, signs()[sign]) if sign in signs() else (i, None)


def unit_after(tokens: Tokens, i: int, sign: str | None) -> Unit | None:
    """The unit of the number that ends before token `i`; None where the number counts nothing ("44-year-old").

    `sign` is the code of the currency sign before the number, if there is one.
    """
    if i >= len(tokens.classes):
        return Unit(i, sign)
    following = _Following.of(tokens, i)
    if _counts_nothing(following):
        return None
    if sign is not None:
        return Unit(following.at + 1 if currency("after", following.word) else i, sign)
    for rule in _RULES:
        unit = rule(following)
        if unit is not None:
            return unit
    if following.hyphenated:
        return _after_hyphen(following)
    return None if following.glued and following.word.isalpha() else Unit(i, None)


def _counts_nothing(f: _Following) -> bool:
    """Whether the number is a year of an era, a time, an ordinal or an age."""
    if f.word in word_set("eras") and f.tokens.text[f.tokens.starts[f.at]].isupper():
        return True
    if f.word in word_set("units of time after a number"):
        return True
    last = len(f.tokens.classes) - 1
    return f.hyphenated and f.next in HYPHENS and f.tokens.lower(min(f.at + 2, last)) == "old"


def _percent(f: _Following) -> Unit | None:
    if f.tokens.classes[f.at] == alphabet()["percent"] or f.word in {"percent", "pct"}:
        return f.unit(1, "percent")
    if f.word == "per" and f.next == "cent":
        return f.unit(2, "percent")
    return f.unit(2, "percentage point") if f.word == "percentage" and f.next in {"point", "points"} else None


def _state_money(f: _Following) -> Unit | None:
    """A currency by its code or with its state: "USD", "Iraqi dinars", "US dollars"."""
    named = national(f.tokens, f.at)
    if named is not None:
        return Unit(*named)
    code = code_at(f.tokens, f.at)
    if code is not None:
        return f.unit(1, code)
    dollars = currency("after", f.next) if f.word in {"us", "u.s"} else None
    return f.unit(2, dollars) if dollars else None


def _pounds(f: _Following) -> Unit | None:
    """The weight: "200 pounds of flour", "a 500-pound bomb", but not "a 500-pound fine"."""
    if f.word not in {"pound", "pounds"} or scale_of(f.tokens, f.start - 1):
        return None
    weighs = f.next == "of" or (f.hyphenated and f.next not in word_set("sums of money"))
    return f.unit(1, "pound") if weighs else None


def _money(f: _Following) -> Unit | None:
    """A currency by its bare name: "zlotys", "won" after a million, "cents"."""
    name = currency("after", f.word)
    if name:
        return f.unit(1, name)
    scaled = currency("scaled", f.word)
    if scaled and scale_of(f.tokens, f.start - 1):
        return f.unit(1, scaled)
    cent = "GBP" if f.word == "p" and f.glued else currency("cent", f.word)
    return f.unit(1, cent, per=100) if cent else None


def _degrees(f: _Following) -> Unit | None:
    """ "12°C", and "-12C" unless it is the number of a thing: "Gate 12C"."""
    if f.word == "°":
        return f.unit(2 if f.next in {"c", "f"} else 1, "degree")
    written = f.tokens.text[f.tokens.starts[f.at] : f.tokens.ends[f.at]]
    if written not in {"C", "F"} or not f.glued:
        return None
    before = f.tokens.text[f.tokens.starts[f.start - 2] : f.tokens.ends[f.start - 2]] if f.start > 1 else ""
    return None if before[:1].isupper() and before.isalpha() else f.unit(1, "degree")


def _millions(f: _Following) -> Unit | None:
    """ "5m people", "5m euros": not metres."""
    if f.word != "m" or f.hyphenated:
        return None
    if f.next.rstrip("s") in persons():
        return f.unit(1, "people", times=1e6)
    name = currency("after", f.next) or (f.at + 1 < len(f.tokens.classes) and code_at(f.tokens, f.at + 1))
    return f.unit(2, name, times=1e6) if name else None


def _measure(f: _Following) -> Unit | None:
    """A unit of measure: "km", "square miles"."""
    prefix = f.word if f.word in word_set("prefixes of measures") else ""
    at = f.at + (1 if prefix else 0)
    written = f.tokens.text[f.tokens.starts[at] : f.tokens.ends[at]] if at < len(f.tokens.classes) else ""
    found = measure(written)
    if found is None or (found.glued and not f.glued and not (written in _SPACED and not f.hyphenated)):
        return None
    if written == "G":
        return None  # "a 5G network"
    name = {"sq": "square", "metric": ""}.get(prefix, prefix)
    speed = _per_hour(f.tokens, at + 1) if found.unit in {"kilometre", "mile"} and not prefix else 0
    return Unit(at + 1 + speed, f"{name} {found.unit}{' per hour' if speed else ''}".strip())


def _per_hour(tokens: Tokens, i: int) -> int:
    """How many tokens from `i` on make a distance a speed: "/h", "per hour", "an hour"; 0 where none do."""
    words = [tokens.lower(k) for k in range(i, min(i + 2, len(tokens.classes)))]
    return 2 if words in (["/", "h"], ["/", "hr"], ["per", "hour"], ["an", "hour"]) else 0


_SPACED = frozenset({"m", "t", "g"})
"""Symbols that are written to the figure or behind a blank: "400 m"."""

_RULES = (_percent, _state_money, _pounds, _money, _degrees, _millions, _measure)
"""In order: the first that answers is right."""


def _after_hyphen(f: _Following) -> Unit | None:
    """ "100-strong" counts people, "800-plus" has its noun behind it; any other compound counts nothing."""
    if f.word in word_set("people after a hyphen"):
        return f.unit(1, "people")
    return Unit(f.start, None) if f.word in {"plus", "odd"} else None
