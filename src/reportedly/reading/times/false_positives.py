"""Tokens that match a time pattern and are no time: "a quarter of the men", "2,000 men", "in his 30s"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reportedly.lexicon.measures import is_measure
from reportedly.lexicon.persons import persons
from reportedly.lexicon.word_sets import word_set
from reportedly.reading.text.lexer import alphabet
from reportedly.reading.text.punctuation import HYPHENS

if TYPE_CHECKING:
    from collections.abc import Callable

    from reportedly.reading.text.lexer import Tokens

_OPENING = frozenset("\"'“‘«`")
_NO_YEAR = frozenset("-$€£¥#/")
"""Characters right before a number that is no year."""


def plausible(rule: str, match: re.Match[str], tokens: Tokens) -> bool:
    """Whether the match of a rule means a time: patterns alone also match "a quarter of the men" and "12 may leave"."""
    test = _TESTS.get(rule)
    return test is None or test(match, tokens)


def _word(tokens: Tokens, i: int) -> str:
    """Token `i` in small letters; empty outside the text."""
    return tokens.lower(i) if 0 <= i < len(tokens.classes) else ""


def _year(match: re.Match[str], tokens: Tokens) -> bool:
    i, value = match.start("year"), tokens.values[match.start("year")]
    assert isinstance(value, float)
    before, after = _word(tokens, i - 1), _word(tokens, i + 1)
    counts = after.removesuffix("s") in persons() or after in persons() or is_measure(after)
    if counts and before not in {"in", "since", "until"}:
        return False
    if match.end() - match.start() > 1 or before in word_set("before a year"):
        return 1000 <= value < 2200
    start = tokens.starts[i]
    if before in word_set("before a count") or tokens.text[start - 1 : start] in _NO_YEAR:
        return False
    return 1900 <= value < 2100


def _century(match: re.Match[str], tokens: Tokens) -> bool:
    return tokens.values[match.start("unit")] == "P-C"


def _dayin(match: re.Match[str], tokens: Tokens) -> bool:
    """Not "on August 2 and 3 people": nothing that may be counted follows."""
    at = match.end()
    return at >= len(tokens.classes) or tokens.lower(at) in word_set("after a day of the month")


def _dayofweek(match: re.Match[str], tokens: Tokens) -> bool:
    """Not "on Monday 20 people": a list goes on, or the clause ends."""
    if match.groupdict().get("day"):
        return True
    return match.end() >= len(tokens.classes) or _word(tokens, match.end()) in word_set("after a weekday and its day")


def _nth(match: re.Match[str], tokens: Tokens) -> bool:
    """Not "the first of the month-long talks", "on the 28th floor"."""
    if match.groupdict().get("unit"):
        return tokens.values[match.end("unit") - 1] == "P-M" and _word(tokens, match.end()) not in HYPHENS
    written = tokens.text[tokens.starts[match.start("day")]].isdigit()
    following = _word(tokens, match.end())
    ends = match.end() >= len(tokens.classes) or following in word_set("after a day of the month") - {"of", "and", "as"}
    return written and (ends or following in word_set("subject pronoun") | {"the"})


def _edge(match: re.Match[str], tokens: Tokens) -> bool:
    """Days of a month; its weeks have no first day that all agree on."""
    return tokens.values[match.end("unit") - 1] == "P-D" and _of_month(match, tokens)


def _of_month(match: re.Match[str], tokens: Tokens) -> bool:
    """Not "the last day of the week"."""
    return not match.groupdict().get("unit2") or tokens.values[match.end("unit2") - 1] == "P-M"


def _weekon(match: re.Match[str], tokens: Tokens) -> bool:
    """Not "for a week on Friday", "three times a week on Friday"."""
    if tokens.values[match.end("unit") - 1] not in {"P-W", "P-F"}:
        return False
    return not match.groupdict().get("count") or _word(tokens, match.start() - 1) not in word_set("before a rate")


def _fortnight(match: re.Match[str], tokens: Tokens) -> bool:
    return tokens.values[match.end("unit") - 1] == "P-F"


def _ago(match: re.Match[str], tokens: Tokens) -> bool:
    """Not "two days back to back"."""
    return _word(tokens, match.end() - 1) != "back" or _word(tokens, match.end()) not in {"to", "in", "from", "and"}


def _daypart(match: re.Match[str], tokens: Tokens) -> bool:
    """Not "the night of the attack", which is the time of the attack."""
    if match.end() - match.start() != 2 or tokens.lower(match.start()) != "the":
        return True
    return _word(tokens, match.end()) not in word_set("after the time of an event")


def _relative(match: re.Match[str], tokens: Tokens) -> bool:
    """Not "ABC's \\"This Week\\"", and nothing shorter than a day."""
    unit = match.end("unit") - 1
    return tokens.values[unit] not in {"PT-M", "PT-S", "PT-H"} and not _is_title(match.start(), unit, tokens)


def _is_title(first: int, last: int, tokens: Tokens) -> bool:
    """Whether the tokens are the title of a programme: capitalised behind an opening quotation mark."""
    opening = tokens.text[max(tokens.starts[first] - 1, 0) : tokens.starts[first]]
    return first < last and opening in _OPENING and tokens.text[tokens.starts[last]].isupper()


def _the(match: re.Match[str], tokens: Tokens) -> bool:
    unit = match.start("unit")
    return tokens.values[unit] in {"P-Y", "P-Q", "P-W"} or tokens.lower(unit) == "weekend"


def _duration(match: re.Match[str], tokens: Tokens) -> bool:
    """Not "a second", "a quarter of the men", "1998 year"."""
    unit, count = match.start("unit"), match.start("count")
    word, value = tokens.lower(unit), tokens.values[count]
    single = match.end("count") - count == 1 and tokens.lower(count) in {"a", "another"}
    if word in {"quarter", "second"} and single:
        return False
    if word in {"quarter", "quarters"} and _word(tokens, unit + 1) == "of":
        return False
    if _is_title(match.start(), unit, tokens):
        return False
    return not (word in word_set("singular units of time") and isinstance(value, float) and 1900 <= value < 2100)


def _season(match: re.Match[str], tokens: Tokens) -> bool:
    """Not "the fall of the government", "spring" alone."""
    word = tokens.lower(match.start("season"))
    if word == "fall":
        return any(match.groupdict().get(group) for group in ("year", "rel", "yearrel"))
    return word != "spring" or match.end() - match.start() > 1


def _clock(match: re.Match[str], tokens: Tokens) -> bool:
    """Not "score of 45:30"."""
    for group in ("hour", "hour2", "hour3"):
        if group in match.re.groupindex and match.group(group):
            i = match.start(group)
            value = tokens.values[i]
            hour = value if isinstance(value, float) else float(tokens.lower(i).partition(":")[0])
            return 0 <= hour <= 24
    return True


def _decade(match: re.Match[str], tokens: Tokens) -> bool:
    """Not "in his 30s", and "nineties" only as "the nineties"."""
    i = match.start("decade")
    before = _word(tokens, i - 1)
    if tokens.values[i] is None:
        return before not in word_set("before an age in tens")
    return before in word_set("before a decade")


def _hyphenated(match: re.Match[str], tokens: Tokens) -> bool:
    """Not "three-quarters of"."""
    of = tokens.classes[match.end() :][:1] == alphabet()["of"]
    return not (of and tokens.lower(match.start("unit")).startswith("quarter"))


_TESTS: dict[str, Callable[[re.Match[str], Tokens], bool]] = {
    "year": _year,
    "century": _century,
    "relative": _relative,
    "dayin": _dayin,
    "dayofweek": _dayofweek,
    "nth": _nth,
    "edge": _edge,
    "nthweekday": _of_month,
    "weekon": _weekon,
    "fortnight": _fortnight,
    "ago": _ago,
    "daypart": _daypart,
    "the": _the,
    "duration": _duration,
    "hyphenated": _hyphenated,
    "season": _season,
    "clock": _clock,
    "decade": _decade,
}
