"""Dates in brackets for times that are counted from another day: "on Tuesday" is "on [4 April 2017]"."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from reportedly.lexicon.word_sets import word_set
from reportedly.model import Anchoring
from reportedly.reading.propositions.brackets import Bracket
from reportedly.reading.text.syntax import AUXILIARIES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from reportedly.model import Time
    from reportedly.reading.text.syntax import Syntax

_DAY = re.compile(r"(\d{4}-\d{2}-\d{2})(?:T(MO|AF|EV|NI))?")
_WEEK = re.compile(r"(\d{4})-W(\d{2})")
_MONTH = re.compile(r"\d{4}-\d{2}")
_YEAR = re.compile(r"\d{4}")
_VARYING = re.compile(r".*day|(?:jan|febr)uary|march|april|may|june|july|august|(?:septem|octo|novem|decem)ber|.*t")
"""Weekdays, months, and "tonight": days of which there is one each week, year or day."""
_PARTS = {"MO": "the morning of ", "AF": "the afternoon of ", "EV": "the evening of ", "NI": "the night of "}
_SUNDAY = 6
_PREMODIFIERS = frozenset({"compound", "nmod", "amod", "poss"})
_ADVERBIAL = frozenset({"npadvmod", "advmod", "tmod", "ROOT", "dep", *_PREMODIFIERS})


def dates(syntax: Syntax, times: Iterable[Time], published: date | None = None) -> Iterator[Bracket]:
    """The brackets for the times that have a value only by the day of publication or a time named before.

    "On Friday" in a clause about what is or will be is no Friday before the day of publication, and two times side by
    side are one: "eight years ago this month".
    """
    found = [(t, syntax.token_at(t.anchor.start), syntax.token_at(t.anchor.end - 1)) for t in times]
    begins, ends = {first for _, first, _ in found}, {last for _, _, last in found}
    for time, first, last in found:
        shown = _shown(time.value or "")
        if first - 1 in ends or last + 1 in begins:
            continue
        if shown is not None and time.anchored in {Anchoring.PUBLICATION, Anchoring.TEXT}:
            inside = range(first, last + 1)
            if time.anchored is Anchoring.TEXT and any(syntax.low[i].isdigit() for i in inside):
                continue  # "on 3 March": a year named elsewhere may be that of something else
            if time.anchored is Anchoring.TEXT and syntax.low[last] in ("after", "before", "earlier", "later"):
                continue  # "four days earlier" than what happened, which may be another time than the one before
            if _is_feast(syntax, first, last) or _is_astray(syntax, first, last, time.value or "", published):
                continue
            if _is_vague(syntax, first, last, published) or _is_bracketed(syntax, first):
                continue
            yield from _bracket(syntax, first, last, *shown)


def _is_feast(s: Syntax, first: int, last: int) -> bool:
    """True for a day that only names something else: "the Christmas party"."""
    feast = not _VARYING.fullmatch(s.low[first])
    return first == last and s.dep[first] == "compound" and s.tag[first].startswith("NN") and feast


def _is_vague(s: Syntax, first: int, last: int, published: date | None) -> bool:
    """True where no day, or not this one, may be meant.

    "Overnight" may be "in a short time", "today" may be "nowadays", "Today" is a show, and of the weeks that end and
    begin around a Sunday "last week" may be either.
    """
    if first == last and s.low[first] in word_set("days by adverb"):
        begins = first == s.starts[s.sent[first]] or s.pos[first - 1] == "PUNCT"
        named = s.words[first][0].isupper() and (not begins or s.dep[first] in _PREMODIFIERS)
        return named or s.low[first] == "overnight" or (s.low[first] == "today" and _is_lasting(s, first))
    sunday = published is not None and published.weekday() == _SUNDAY
    return sunday and s.low[last] == "week" and any(s.low[i] in ("last", "this", "past") for i in range(first, last))


def _is_lasting(s: Syntax, i: int) -> bool:
    """True if a token says when of a verb in the simple present, which may hold nowadays."""
    while s.head[i] != i and not s.is_verb(i):
        i = s.head[i]
    return s.tag[i] in ("VBZ", "VBP") or (s.tag[i] == "VB" and bool(s.auxiliaries(i) & {"do", "does"}))


def _is_bracketed(s: Syntax, i: int) -> bool:
    """True within square brackets of the report itself: "voting [on March 1]"."""
    before = s.text[s.char[s.starts[s.sent[i]]] : s.char[i]]
    return before.count("[") > before.count("]")


def _is_astray(s: Syntax, first: int, last: int, value: str, published: date | None) -> bool:
    """True for a weekday, month or day of one taken for one that was, in a clause about what is, would or will be."""
    calendar = word_set("calendar") | word_set("before a time") | word_set("short for months and days")
    bare = all(s.low[i].rstrip(".") in calendar or _is_day_number(s.low[i]) for i in range(first, last + 1))
    if not bare or published is None or value[:10] >= published.isoformat()[: len(value)]:
        return False
    return not _is_past(s, last)


def _is_day_number(word: str) -> bool:
    return word.rstrip("stndrh").isdigit() and len(word.rstrip("stndrh")) <= len("31")


def _is_past(s: Syntax, i: int) -> bool:
    """True if the clause around a token tells of what has happened."""
    while s.head[i] != i:
        i = s.head[i]
        if not s.is_verb(i):
            continue
        if _is_open(s, i):
            return False
        forms = {s.tag[i], *(s.tag[c] for c in s.children[i] if s.dep[c] in AUXILIARIES)}
        if forms & {"MD", "VBZ", "VBP"}:
            return "MD" not in forms and "VBN" in forms and s.child(i, "auxpass") is None
        if "VBD" in forms or (s.tag[i] == "VBN" and s.dep[i] in ("acl", "relcl")):
            return True
    return False


def _is_open(s: Syntax, v: int) -> bool:
    """True for an infinitive, which does not tell whether it lies ahead: "planned to vote"."""
    auxiliaries = s.auxiliaries(v)
    return "to" in auxiliaries and "have" not in auxiliaries


def _shown(value: str) -> tuple[str, str] | None:
    """The preposition before a value, and the value as words; None for values that are no part of the calendar."""
    if found := _DAY.fullmatch(value):
        return "on", f"{_PARTS.get(found[2], '')}{_day(date.fromisoformat(found[1]))}"
    if found := _WEEK.fullmatch(value):
        return "in", f"the week of {_day(date.fromisocalendar(int(found[1]), int(found[2]), 1))}"
    if _MONTH.fullmatch(value):
        return "in", f"{date.fromisoformat(f'{value}-01'):%B %Y}"
    return ("in", value) if _YEAR.fullmatch(value) else None


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def _bracket(s: Syntax, first: int, last: int, preposition: str, shown: str) -> Iterator[Bracket]:
    while first < last and s.low[first] in word_set("part of a time"):
        first += 1  # "early on Tuesday" keeps "early"
    begins = s.low[first] in ("on", "in")
    inner = first + begins
    head = last
    while inner <= s.head[head] < head:
        head = s.head[head]
    genitive = last + 1 < s.n and s.tag[last + 1] == "POS"
    name = first == last and not s.is_verb(max(first - 1, 0))
    noun = s.head[head]
    determined = noun > last and any(c < first and s.dep[c] in ("det", "poss") for c in s.children[noun])
    if s.dep[head] in _PREMODIFIERS and noun > last and (genitive or name or determined):
        article = "" if determined else "the"
        if shown.startswith("the "):  # "last week's storm" is "[the storm in the week of ...]"
            yield Bracket(first, last + 1 + genitive, article)
            yield Bracket(noun, noun + 1, f"{s.words[noun]} {preposition} {shown}")
        else:
            yield Bracket(first, last + 1 + genitive, f"{article} {shown}".strip())
    elif s.low[first] == "in" and preposition == "on":
        yield Bracket(first, last + 1, f"on {shown}")  # "later in the day"
    elif begins or s.dep[head] not in _ADVERBIAL or _follows_preposition(s, first):
        yield Bracket(inner, last + 1, shown)
    else:
        yield Bracket(first, last + 1, f"{preposition} {shown}")


def _follows_preposition(s: Syntax, first: int) -> bool:
    if first > 0 and s.low[first - 1] == "dated":
        return True
    return first > 0 and s.tag[first - 1] == "IN" and s.low[first - 1] not in word_set("part of a time")
