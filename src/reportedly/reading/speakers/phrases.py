"""The parts of the words that name a source: where its head stands, what qualifies it, what is put beside it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reportedly.lexicon.word_sets import word_set
from reportedly.reading.text.punctuation import HYPHENS
from reportedly.reading.text.syntax import FINITE

if TYPE_CHECKING:
    from reportedly.reading.speakers.entity import Mention, Mentions
    from reportedly.reading.speakers.roster import RosterMatches

_OPENING_MARKS = HYPHENS | {"“", '"', "‘", "'", "(", ","}
_OPENING_TAGS = frozenset({"RB", "CC", "HYPH", ":", "NFP"})
_CLOSING_MARKS = frozenset({",", "’", "'", "”"})
_CLOSING_TAGS = frozenset({"POS", "``", "''"})
_BREAKING_MARKS = frozenset({",", "(", ";", "–", "—", "--", ":"})
_NOUN_TAGS = frozenset({"NN", "NNS", "NNP", "NNPS"})
_PARTICIPLE_TAGS = frozenset({"VBG", "VBN", "VBD", "VBZ"})


_BEFORE_NOUNS = frozenset({"det", "nummod", "amod", "compound"})
_DASHES = frozenset({"–", "—", "--", "-"})
_LONGEST_DATELINE = 12
"""Tokens before the dash of a dateline."""
_CLOCK = re.compile(r"[012]?\d[:.h][0-5]\d")
"""A time of day, as live blogs put it before an entry."""


@dataclass(frozen=True, slots=True)
class SourcePhrase:
    """The tokens of a source in parts: "an official | in Kyiv | , who asked not to be named".

    The core ends at the first preposition, the head part at the first break.
    """

    start: int
    core: int
    """End of the core."""
    stop: int
    """End of the head part: what stands before an apposition or a relative clause."""
    end: int


def split_source(roster: RosterMatches, mentions: Mentions, start: int, end: int) -> SourcePhrase:
    """The parts of the source in these tokens."""
    start, end = _trimmed(roster, start, end)
    start = mentions.start_of_name(_start_of_antecedent(roster, start, end))
    low = roster.syntax.low
    inside = _within_names(roster, mentions, start, end)
    inside.update(range(start, _after_genitive_of_kin(roster, start, end)))
    core = stop = end
    for i in range(start + 1, end):
        if i in inside:
            continue
        if _breaks(roster, i, end):
            stop = i
            break
        if core == end and low[i] in word_set("qualifying a source"):
            core = i
    return SourcePhrase(start, min(core, stop), stop, end)


def _start_of_antecedent(roster: RosterMatches, start: int, end: int) -> int:
    """Where the noun phrase before a relative pronoun starts, if the source is cut within it: "64 | percent who"."""
    syntax = roster.syntax
    if syntax.tag[end - 1] in {"WP", "WDT"}:
        while start > 0 and syntax.dep[start - 1] in _BEFORE_NOUNS and start <= syntax.head[start - 1] < end:
            start -= 1
    return start


def _trimmed(roster: RosterMatches, start: int, end: int) -> tuple[int, int]:
    """The tokens without adverbs, conjunctions and marks before and after."""
    low, tag = roster.syntax.low, roster.syntax.tag
    start = _after_heading(roster, start, end)
    while start < end - 1 and (
        low[start] in _OPENING_MARKS or low[start] in word_set("before a source") or tag[start] in _OPENING_TAGS
    ):
        start += 1
    while end - 1 > start and (tag[end - 1] in _CLOSING_TAGS or low[end - 1] in _CLOSING_MARKS):
        end -= 1
    return start, end


def _after_heading(roster: RosterMatches, start: int, end: int) -> int:
    """Where a source starts after the dateline or the time of day that the parse took for part of it."""
    syntax = roster.syntax
    if start == syntax.starts[syntax.sent[start]] and syntax.words[start].isupper() and len(syntax.words[start]) > 1:
        dash = next(
            (i for i in range(start + 1, end - 1) if syntax.low[i] in _DASHES and _stands_apart(roster, i)), None
        )
        if dash is not None and dash - start <= _LONGEST_DATELINE:
            return dash + 1
    while start < end - 1:
        before_month = syntax.tag[start] == "CD" and syntax.low[start + 1] in word_set("calendar")
        in_calendar = syntax.low[start] in word_set("calendar") and not roster.in_name[start]
        if not (before_month or in_calendar or _CLOCK.fullmatch(syntax.words[start])):
            break
        start += 1
    return start


def _stands_apart(roster: RosterMatches, i: int) -> bool:
    """True for a dash with a blank on at least one side; not for the hyphen in "ABI-KARAM"."""
    syntax = roster.syntax
    return syntax.end[i - 1] < syntax.char[i] or (i + 1 < syntax.n and syntax.end[i] < syntax.char[i + 1])


def _within_names(roster: RosterMatches, mentions: Mentions, start: int, end: int) -> set[int]:
    """Tokens of names with their titles, and of roles of several words: no part ends within them."""
    named = [m for m in mentions.within(start, end) if not m.adjective]
    inside = {i for m in named for i in range(m.start if m.begin is None else m.begin, m.end)}
    for i in range(start, end):
        role = roster.role(i, end)
        if role is not None and role[1] > i + 1:
            inside.update(range(i, role[1]))
    return inside


def _after_genitive_of_kin(roster: RosterMatches, start: int, end: int) -> int:
    """Where "the king of Spain's brother-in-law" ends, who is no king; `start` where no such genitive is in it."""
    syntax = roster.syntax
    for i in range(start + 1, end - 1):
        if syntax.low[i] in _BREAKING_MARKS or syntax.low[i] in word_set("ending a source"):
            break
        if syntax.tag[i] == "POS" and syntax.low[i + 1] in word_set("kin"):
            after = i + 2
            while after + 1 < end and syntax.low[after] in HYPHENS:
                after += 2
            return after
    return start


def _breaks(roster: RosterMatches, i: int, end: int) -> bool:
    """True if an apposition or a clause starts at this token."""
    syntax = roster.syntax
    if syntax.low[i] in _BREAKING_MARKS or syntax.low[i] in word_set("ending a source"):
        return True
    if syntax.tag[i] in FINITE and syntax.dep[i] in {"ROOT", "aux", "auxpass"}:
        return True
    # "A lawmaker briefed by the agency": the participle opens a clause of its own.
    if syntax.tag[i] not in _PARTICIPLE_TAGS or i + 1 >= end or syntax.tag[i - 1] not in _NOUN_TAGS:
        return False
    return (syntax.dep[i] == "acl" and syntax.head[i] < i) or syntax.low[i + 1] in word_set(
        "qualifying a source"
    ) | word_set("article")


def is_coordinated(roster: RosterMatches, mentions: Mentions, phrase: SourcePhrase) -> bool:
    """True if two or more sources are named side by side: "the mayor and the governor"."""
    syntax = roster.syntax
    inside = {k for m in mentions.within(phrase.start, phrase.end) for k in range(m.start, m.end)}
    for i in range(phrase.start + 1, phrase.end - 1):
        if i in inside or syntax.dep[i] != "cc" or syntax.low[i] not in {"and", "&", "nor", "or"}:
            continue
        first = syntax.head[i]
        while syntax.dep[first] == "conj" and syntax.head[first] >= phrase.start:
            first = syntax.head[first]
        if not phrase.start <= first < phrase.core or syntax.tag[i + 1][:2] == "VB":
            continue
        if _joins_titles(roster, mentions, phrase, i):
            continue
        if (
            syntax.tag[i - 1][:2] in {"NN", "PR", "CD"}
            or syntax.low[i - 1] == ","
            or i in roster.matches_by_end
            or any(m.end == i for m in mentions.within(i - 3, i))
        ):
            return True
    return False


def _joins_titles(roster: RosterMatches, mentions: Mentions, phrase: SourcePhrase, i: int) -> bool:
    """True for the "and" between two titles of one person: "Trade Minister | and | Government Spokesman Jan Vik"."""
    if i < 1 or roster.syntax.tag[i - 1] not in {"NN", "NNP"} or roster.role(i - 1, i) is None:
        return False
    if any(roster.syntax.tag[k] == "DT" for k in range(phrase.start, phrase.core)):
        return False
    person = next((m for m in mentions.within(i + 1, phrase.end) if m.begin is not None), None)
    untitled = not any(m.begin is not None or not m.adjective for m in mentions.within(phrase.start, i))
    return person is not None and untitled and person.begin is not None and person.begin <= i + 1


def head_mention(mentions: Mentions, phrase: SourcePhrase) -> tuple[Mention | None, Mention | None]:
    """The mention that the phrase is, and the last one that only qualifies it: Chile in "Chile's health minister"."""
    inside = mentions.within(phrase.start, phrase.core)
    longest = [
        m
        for m in inside
        if not any(
            o is not m and o.start <= m.start and m.end <= o.end and o.end - o.start > m.end - m.start for o in inside
        )
    ]
    titled = next((m for m in mentions.within(phrase.start, phrase.end) if m.begin == phrase.start), None)
    if titled is not None and titled.end > phrase.core:
        # "The president of the owners, Golam Mridha": the whole title leads up to the name.
        return titled, None
    if not longest:
        return None, None
    last = longest[-1]
    if last.end >= phrase.core and (
        not last.adjective or last.start == phrase.start or phrase.core - phrase.start == 1
    ):
        return last, None
    return None, last
