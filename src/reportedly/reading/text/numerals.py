"""Numbers as written: figures ("3,000", "1.5 million") and words ("two hundred and fifty", "a dozen")."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from reportedly import lexicon
from reportedly.reading.text.punctuation import HYPHENS


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number read from words `start` to `end` (past the last)."""

    value: float
    end: int
    kind: str
    """num; year for "nineteen ninety-one"; ord for "twenty-first"; part for "two-thirds"."""


def figure(written: str) -> float:
    """The value of a number in figures, with commas between thousands."""
    return float(written.replace(",", ""))


@cache
def _kinds() -> dict[str, tuple[str, float]]:
    return {row["word"]: (row["kind"], float(row["value"])) for row in lexicon.table("numbers.tsv")}


def read_numeral(lowered: list[str], starts: list[int], ends: list[int], i: int) -> Numeral | None:
    """The number that begins at word `i`, as long as it goes; None where there is none.

    `lowered` are the words in lower case, `starts` and `ends` their places: figures and
    short scales must touch ("3bn"), words must not.
    """
    kinds = _kinds()
    total, current, last = 0.0, None, ""
    at, end = i, i
    if lowered[i] in {"a", "an"}:
        if at + 1 >= len(lowered) or kinds.get(lowered[at + 1], ("", 0))[0] not in {"hundred", "scale", "dozen"}:
            return None
        current, last, at = 1.0, "a", at + 1
    elif (
        lowered[i] == "half"
        and lowered[i + 1 : i + 2] == ["a"]
        and kinds.get("".join(lowered[i + 2 : i + 3]), ("",))[0]
        in {
            "scale",
            "dozen",
        }
    ):
        current, last, at = 0.5, "a", at + 2
    while at < len(lowered):
        word = lowered[at]
        if word[0].isdigit():
            if last:
                break
            if not word.replace(",", "").replace(".", "").isdigit():
                return None
            current, last = figure(word), "figure"
        elif word in _JOINTS and last:
            if not _joins(lowered, starts, ends, at, last):
                break
            at += 1
            continue
        else:
            kind, value = kinds.get(word, ("", 0.0))
            if (kind == "one" and last in {"", "ten", "hundred", "scale"}) or (
                kind in {"teen", "ten"} and last in {"", "hundred", "scale"}
            ):
                current = (current or 0.0) + value
            elif kind in {"teen", "ten"} and last in {"teen", "ten"} and current in _CENTURIES:
                return _year(kinds, lowered, current, at)
            elif kind == "hundred" and last in {"", "a", "one", "teen", "ten", "figure"}:
                current = (1.0 if current is None else current) * value
            elif kind == "scale" and last and last != "scale":
                total, current = total + (1.0 if current is None else current) * value, None
            elif (kind == "glued" and last == "figure" and _sticks(lowered, starts, ends, i, at)) or (
                kind == "dozen" and last
            ):
                total, current = total + (current or 0.0) * value, None
            elif kind == "ordinal" and last == "ten" and value < 10:
                return Numeral(total + (current or 0.0) + value, at + 1, "ord")
            elif kind == "part" and last and lowered[at] not in {"half", "quarters"}:
                return Numeral((current or 0.0) * value, at + 1, "part")
            else:
                break
            last = "scale" if kind == "glued" else kind
        at += 1
        end = at
    if not last or end == i or last == "a":
        return None
    return Numeral(round(total + (current or 0.0), 6), end, "num")


def _sticks(lowered: list[str], starts: list[int], ends: list[int], i: int, at: int) -> bool:
    """Whether "bn" stands right behind its figure; "m" is millions of money only, else metres."""
    if starts[at] != ends[at - 1]:
        return False
    return lowered[at] != "m" or (i > 0 and lowered[i - 1] in _MONEY)


_MONEY = frozenset("$€£¥₹₽₩₴")
_JOINTS = frozenset({"and", *HYPHENS})
_CENTURIES = frozenset(float(c) for c in range(13, 21))


def _joins(lowered: list[str], starts: list[int], ends: list[int], at: int, last: str) -> bool:
    """Whether the hyphen or "and" at `at` stands inside one number."""
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
