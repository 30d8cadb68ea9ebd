"""Tokens that look like a time and are none: "three-quarters of the men", "2,000 men", "in his 30s"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reportedly.lexicon.measures import is_measure
from reportedly.lexicon.persons import persons
from reportedly.reading.text.lexer import alphabet

if TYPE_CHECKING:
    from collections.abc import Callable

    from reportedly.reading.text.lexer import Tokens


def plausible(rule: str, match: re.Match[str], words: Tokens) -> bool:
    """Whether the words mean a time here; patterns alone take in "a quarter of the men" and "12 may leave"."""
    test = _TESTS.get(rule)
    return test is None or test(match, words)


def _year(match: re.Match[str], words: Tokens) -> bool:
    i, value = match.start("year"), words.values[match.start("year")]
    assert isinstance(value, float)
    before = words.lower(i - 1) if i else ""
    after = words.lower(i + 1) if i + 1 < len(words.classes) else ""
    counting = after.removesuffix("s") in persons() or after in persons() or is_measure(after)
    if counting and before not in {"in", "since", "until"}:
        return False
    if match.end() - match.start() > 1 or before in _BEFORE_YEARS:
        return 1000 <= value < 2200
    if before in _BEFORE_COUNTS or words.text[words.starts[i] - 1 : words.starts[i]] in set("-$€£¥#/"):
        return False
    return 1900 <= value < 2100


_BEFORE_COUNTS = frozenset(
    [
        "about",
        "around",
        "some",
        "roughly",
        "nearly",
        "almost",
        "than",
        "least",
        "over",
        "under",
        "approximately",
        "no",
        "number",
        "us",
    ]
)
_BEFORE_YEARS = frozenset(["in", "since", "of", "from", "until", "till", "by", "during", "through", "before", "after"])


def _century(match: re.Match[str], words: Tokens) -> bool:
    return words.values[match.start("unit")] == "P-C"


def _dayin(match: re.Match[str], words: Tokens) -> bool:
    """Not "on August 2 and 3 people": a word that may be counted does not follow."""
    at = match.end()
    return at >= len(words.classes) or words.lower(at) in _GOING_ON


_GOING_ON = frozenset(
    [
        *(",", ".", ";", ")", "in", "at", "on", "of", "for", "to", "by", "with", "after", "before", "as", "and", "but"),
        *("was", "were", "is", "are", "will", "would", "had", "has", "when", "where", "that", "which"),
    ]
)


def _daypart(match: re.Match[str], words: Tokens) -> bool:
    """Not "the night of the attack", which only the attack would tell."""
    if match.end() - match.start() != 2 or words.lower(match.start()) != "the":
        return True
    return match.end() >= len(words.classes) or words.lower(match.end()) not in _TELLING


_TELLING = frozenset(["of", "the", "that", "when", "he", "she", "they", "it", "we", "before", "after"])


def _relative(match: re.Match[str], words: Tokens) -> bool:
    """Not "ABC's \"This Week\"", and nothing shorter than a day."""
    unit = match.end("unit") - 1
    return words.values[unit] not in {"PT-M", "PT-S", "PT-H"} and not _titled(match.start(), unit, words)


def _titled(first: int, last: int, words: Tokens) -> bool:
    """Whether the words are the name of a programme: capital letters behind an opening quotation mark."""
    opened = words.text[max(words.starts[first] - 1, 0) : words.starts[first]]
    return first < last and opened in _OPENING and words.text[words.starts[last]].isupper()


_OPENING = frozenset("\"'“‘«`")


def _the(match: re.Match[str], words: Tokens) -> bool:
    return words.values[match.start("unit")] in {"P-Y", "P-Q", "P-W"} or words.lower(match.start("unit")) == "weekend"


def _duration(match: re.Match[str], words: Tokens) -> bool:
    unit, count = match.start("unit"), match.start("count")
    low = words.lower(unit)
    if low in {"quarter", "second"} and match.end("count") - count == 1 and words.lower(count) in {"a", "another"}:
        return False
    if low in {"quarter", "quarters"} and words.lower(unit + 1) == "of" if unit + 1 < len(words.classes) else False:
        return False
    if _titled(match.start(), unit, words):
        return False
    singular = low in _SINGULAR
    value = words.values[count]
    return not (singular and isinstance(value, float) and 1900 <= value < 2100)


_SINGULAR = frozenset(["year", "quarter", "month", "week", "day", "decade", "century", "hour", "minute"])


def _season(match: re.Match[str], words: Tokens) -> bool:
    word = words.lower(match.start("season"))
    if word == "fall":
        return "year" in _taken(match) or "rel" in _taken(match) or "yearrel" in _taken(match)
    return word != "spring" or match.end() - match.start() > 1


def _taken(match: re.Match[str]) -> set[str]:
    return {name for name, part in match.groupdict().items() if part}


def _clock(match: re.Match[str], words: Tokens) -> bool:
    """Not "score of 45:30"."""
    for group in ("hour", "hour2", "hour3"):
        if group in match.re.groupindex and match.group(group):
            i = match.start(group)
            value = words.values[i]
            hour = value if isinstance(value, float) else float(words.lower(i).partition(":")[0])
            return 0 <= hour <= 24
    return True


def _decade(match: re.Match[str], words: Tokens) -> bool:
    """Not "in his 30s", and "nineties" only as "the nineties"."""
    i = match.start("decade")
    before = words.lower(i - 1) if i else ""
    return before not in _OWNERS if words.values[i] is None else before in {"the", "early", "late", "mid", "-"}


_OWNERS = frozenset(["his", "her", "their", "my", "your", "our", "its", "in"])


def _hyphenated(match: re.Match[str], words: Tokens) -> bool:
    """Not "three-quarters of"."""
    return not (
        words.lower(match.start("unit")).startswith("quarter") and words.classes[match.end() :][:1] == alphabet()["of"]
    )


_TESTS: dict[str, Callable[[re.Match[str], Tokens], bool]] = {
    "year": _year,
    "century": _century,
    "relative": _relative,
    "dayin": _dayin,
    "daypart": _daypart,
    "the": _the,
    "duration": _duration,
    "hyphenated": _hyphenated,
    "season": _season,
    "clock": _clock,
    "decade": _decade,
}
