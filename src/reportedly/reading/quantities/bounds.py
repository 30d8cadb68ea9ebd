"""The bounds of a number, as the words around it tell: "at least 300", "no more than a dozen", "5,000 or more"."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from reportedly import lexicon
from reportedly.reading.text.punctuation import HYPHENS

if TYPE_CHECKING:
    from reportedly.reading.text.lexer import Tokens


@dataclass(frozen=True, slots=True)
class Figure:
    """A number with its modifiers and unit, over tokens `first` to `end` (past the last)."""

    first: int
    end: int
    number: int
    """The token that is the number itself; the second one of a range."""
    low: float | None
    high: float | None
    unit: str | None
    """None where only a noun can say what is counted."""
    rule: str
    whole: int | None = None
    """The token of the number of which this is a share: "600" in "a third of the 600"."""


def bounded(tokens: Tokens, figure: Figure, reached: int) -> Figure:
    """The figure with the modifiers around it taken in; `reached` is the end of the figure before."""
    low, high, first, end, rule = figure.low, figure.high, figure.first, figure.end, figure.rule
    bound = ""
    while True:
        modifier = _before(tokens, first, reached)
        if modifier is None:
            break
        length, kind = modifier
        first -= length
        bound = bound if bound in {"low", "high"} else kind
    if not bound and first > reached and tokens.lower(first - 1) in _verbs():
        bound = "low"
    after = _after(tokens, end)
    if after is not None:
        end += after[0]
        bound = bound if bound in {"low", "high"} else after[1]
    if bound and rule != "range":
        rule = "bound"
        low, high = (low, None) if bound == "low" else (None, high) if bound == "high" else (low, high)
    return Figure(first, end, figure.number, low, high, figure.unit, rule, figure.whole)


@cache
def _phrases(side: str) -> dict[tuple[str, ...], str]:
    return {tuple(r["phrase"].split()): r["bound"] for r in lexicon.table("bounds.tsv") if r["side"] == side}


@cache
def _verbs() -> frozenset[str]:
    return frozenset(phrase[0] for phrase in _phrases("verb"))


@cache
def _closing_words(side: str) -> frozenset[str]:
    return frozenset(p[-1 if side == "before" else 0] for p in _phrases(side))


def _before(tokens: Tokens, i: int, reached: int) -> tuple[int, str] | None:
    """The longest modifier that ends right before token `i`: its length and bound."""
    if i <= reached or tokens.lower(i - 1) not in _closing_words("before"):
        return None
    for length in range(min(4, i - reached), 0, -1):
        bound = _phrases("before").get(tuple(tokens.lower(k) for k in range(i - length, i)))
        if bound:
            return length, bound
    return None


def _after(tokens: Tokens, i: int) -> tuple[int, str] | None:
    """The modifier that begins at token `i`, or behind a hyphen there: its length and bound; "+" is one."""
    count = len(tokens.classes)
    if i < count and tokens.lower(i) == "+" and tokens.starts[i] == tokens.ends[i - 1]:
        return 1, "low"
    skip = 1 if i + 1 < count and tokens.lower(i) in HYPHENS and tokens.starts[i] == tokens.ends[i - 1] else 0
    if i + skip >= count or tokens.lower(i + skip) not in _closing_words("after"):
        return None
    for length in (3, 2, 1):
        if i + skip + length <= count:
            bound = _phrases("after").get(tuple(tokens.lower(k) for k in range(i + skip, i + skip + length)))
            if bound:
                return skip + length, bound
    return None
