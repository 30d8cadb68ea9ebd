"""Numbers as written: figures ("3,000", "1.5 million") and words ("two hundred and fifty", "a dozen")."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache

from reportedly import lexicon
from reportedly.lexicon.word_sets import word_set
from reportedly.reading.text.punctuation import HYPHENS


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number read from words `start` to `end` (past the last)."""

    value: float
    end: int
    kind: str
    """num; year for "nineteen ninety-one"; ord for "twenty-first"; part for "two-thirds"."""


def figure(written: str) -> float:
    """The value of a number in figures: "3,000", "1,20,000", "12 500", "1.250.000,50", "4½"."""
    found = _FIGURE.fullmatch(written)
    assert found is not None, written
    whole, part = found["whole"], found["part"]
    if whole.count(".") > 1:
        whole = whole.replace(".", "").replace(",", ".")
    elif _DECIMAL_COMMA.search(whole):
        whole = whole.replace(",", ".")
    return float(_BETWEEN_GROUPS.sub("", whole)) + (fraction(part) or 0.0 if part else 0.0)


_FIGURE = re.compile(
    r"(?P<whole>[0-9](?:[0-9,.]|[ '’\u00a0\u2009\u202f](?=[0-9]{3}))*)(?:[ -]?(?P<part>[½¼¾⅓⅔⅛⅜⅝⅞]|[1-7]/[2-8]))?"
)
_DECIMAL_COMMA = re.compile(r"[ '’\u00a0\u2009\u202f][0-9]{3},[0-9]{1,2}$")
_BETWEEN_GROUPS = re.compile(r"[ ,'’\u00a0\u2009\u202f]")


def fraction(written: str) -> float | None:
    """The value of "1/4" or "¼"; None for a part of nothing."""
    if len(written) == 1:
        return unicodedata.numeric(written)
    over, _, under = written.partition("/")
    return int(over) / int(under) if int(under) else None


@cache
def _kinds() -> dict[str, tuple[str, float]]:
    return {row["word"]: (row["kind"], float(row["value"])) for row in lexicon.table("numbers.tsv")}


@dataclass(slots=True)
class _Sum:
    """A number while its words are read, from left to right."""

    current: float | None
    """The part below the next scale: 250 in "two hundred and fifty thousand"."""
    last: str
    """Kind of the word before; empty at the start."""
    total: float = 0.0
    scale: float = 1.0
    """The scale word read last."""

    @property
    def value(self) -> float:
        """The number so far."""
        return self.total + (self.current or 0.0)

    def add(self, kind: str, value: float) -> bool:
        """Take a word of this kind; False if the number cannot go on with it."""
        if (kind == "one" and self.last in {"", "ten", "hundred", "scale"}) or (
            kind in {"teen", "ten"} and self.last in {"", "hundred", "scale"}
        ):
            self.current = (self.current or 0.0) + value
        elif kind == "hundred" and self.last in {"", "a", "one", "teen", "ten", "figure", "part"}:
            self.current = (1.0 if self.current is None else self.current) * value
        elif kind == "scale" and self.last == "scale" and self.scale <= value:
            self.total, self.scale = self.total * value, value  # "2 lakh crore"
        elif kind == "scale" and self.last and self.last != "scale":
            self._scale(1.0 if self.current is None else self.current, value)
        elif kind == "dozen" and self.last:
            self._scale(self.current or 0.0, value)
        else:
            return False
        self.last = kind
        return True

    def glue(self, value: float) -> None:
        """Take a short scale that touches its figure: "3bn"."""
        self._scale(self.current or 0.0, value)
        self.last = "scale"

    def _scale(self, times: float, value: float) -> None:
        self.total, self.current, self.scale = self.total + times * value, None, value

    def add_part(self, value: float) -> None:
        """Take "and a half": a half of one, or of the scale right before: "a dozen and a half" is 18."""
        self.current = (self.current or 0.0) + value * (self.scale if self.last in {"scale", "dozen"} else 1.0)
        self.last = "part"


def read_numeral(lowered: list[str], starts: list[int], ends: list[int], i: int) -> Numeral | None:
    """The number that begins at word `i`, as long as it goes; None where there is none.

    `lowered` are the words in lower case, `starts` and `ends` their places: figures and
    short scales must touch ("3bn"), words must not.
    """
    kinds = _kinds()
    opening = _opening(kinds, lowered, i)
    if opening is None:
        return None
    number, at = opening
    end = i
    while at < len(lowered):
        word = lowered[at]
        if word[0].isdigit():
            if number.last:
                break
            if _FIGURE.fullmatch(word) is None:
                return None
            number.current, number.last = figure(word), "figure"
        elif word in _JOINTS and number.last not in {"", "a"} and (part := _part_added(lowered, at)) is not None:
            number.add_part(part[0])
            at = part[1] - 1
        elif word in _JOINTS and number.last:
            if not _joins(lowered, starts, ends, at, number.last):
                break
            at += 1
            continue
        else:
            kind, value = kinds.get(word, ("", 0.0))
            closed = _closed(kinds, lowered, at, number)
            if closed is not None:
                return closed
            if kind == "glued" and number.last == "figure" and _sticks(lowered, starts, ends, i, at):
                number.glue(value)
            elif not number.add(kind, value):
                break
        at += 1
        end = at
    if number.last in {"", "a"} or end == i:
        return None
    return Numeral(round(number.value, 6), end, "num")


def _opening(kinds: dict[str, tuple[str, float]], lowered: list[str], i: int) -> tuple[_Sum, int] | None:
    """The number at its start and its first word to add: "a hundred" is one hundred, "half a million" half of one."""
    following = [kinds.get(word, ("",))[0] for word in lowered[i + 1 : i + 3]]
    if lowered[i] in {"a", "an"}:
        return (_Sum(1.0, "a"), i + 1) if following[:1] and following[0] in {"hundred", "scale", "dozen"} else None
    if (
        lowered[i] == "half"
        and lowered[i + 1 : i + 2] == ["a"]
        and following[1:]
        and following[1] in {"scale", "dozen"}
    ):
        return _Sum(0.5, "a"), i + 2
    return _Sum(None, ""), i


def _closed(kinds: dict[str, tuple[str, float]], lowered: list[str], at: int, number: _Sum) -> Numeral | None:
    """The number where the word at `at` ends it: a year ("nineteen ninety"), an ordinal, a fraction."""
    kind, value = kinds.get(lowered[at], ("", 0.0))
    if kind in {"teen", "ten"} and number.last in {"teen", "ten"} and number.current in _CENTURIES:
        return _year(kinds, lowered, number.current, at)
    if kind == "ordinal" and number.last == "ten" and value < 10:
        return Numeral(number.value + value, at + 1, "ord")
    if kind == "part" and number.last and lowered[at] not in {"half", "quarters"}:
        return Numeral((number.current or 0.0) * value, at + 1, "part")
    return None


def _part_added(lowered: list[str], at: int) -> tuple[float, int] | None:
    """The part that "and a half" adds to a number, and where it ends; None where a whole of its own follows."""
    words = [(k, w) for k, w in enumerate(lowered[at : at + 8], at) if w not in HYPHENS]
    if [w for _, w in words[:1]] != ["and"] or len(words) < 3 or words[1][1] not in _PARTS:
        return None
    value = _PARTS[words[1][1]].get(words[2][1])
    of = lowered[words[2][0] + 1 : words[2][0] + 2] == ["of"]
    return None if value is None or of else (value, words[2][0] + 1)


_PARTS = {
    "a": {"half": 0.5, "quarter": 0.25, "third": 1 / 3},
    "one": {"half": 0.5, "quarter": 0.25, "third": 1 / 3},
    "three": {"quarters": 0.75},
    "two": {"thirds": 2 / 3},
}


def _sticks(lowered: list[str], starts: list[int], ends: list[int], i: int, at: int) -> bool:
    """True if "bn" touches its figure or follows a sum of money; "m" is millions of money only, else metres."""
    money = i > 0 and lowered[i - 1] in word_set("money before a figure")
    if starts[at] != ends[at - 1]:
        return money and starts[at] == ends[at - 1] + 1
    return lowered[at] != "m" or money


_JOINTS = frozenset({"and", *HYPHENS})
_CENTURIES = frozenset(float(c) for c in range(13, 21))


def _joins(lowered: list[str], starts: list[int], ends: list[int], at: int, last: str) -> bool:
    """True if the hyphen or "and" at `at` stands inside one number."""
    following = _kinds().get(lowered[at + 1], ("", 0.0))[0] if at + 1 < len(lowered) else ""
    if lowered[at] == "and":
        return last in {"hundred", "scale"} and following in {"one", "teen", "ten"}
    if starts[at] != ends[at - 1] or (at + 1 < len(lowered) and starts[at + 1] != ends[at]):
        return False
    if following in {"scale", "hundred", "dozen"}:
        return True
    return (last == "ten" and following in {"one", "ordinal"}) or following == "part"


def _year(kinds: dict[str, tuple[str, float]], lowered: list[str], century: float, at: int) -> Numeral:
    """ "nineteen ninety-one": the second half may be a ten and a one."""
    value, end = kinds[lowered[at]][1], at + 1
    if kinds[lowered[at]][0] == "ten":
        then = end + (lowered[end : end + 1] != [] and lowered[end] in HYPHENS)
        if then < len(lowered) and kinds.get(lowered[then], ("", 0.0))[0] == "one":
            value, end = value + kinds[lowered[then]][1], then + 1
    return Numeral(century * 100 + value, end, "year")
