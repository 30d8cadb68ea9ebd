"""What the words of a source say about who it is, before anybody is looked for."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from reportedly.errors import LexiconError
from reportedly.lexicon import table
from reportedly.reading.speakers.roster import HYPHENS

if TYPE_CHECKING:
    from reportedly.reading.speakers.entities import Cast, Mention
    from reportedly.reading.speakers.roster import Words

PRONOUNS = frozenset(["he", "him", "himself", "she", "her", "herself", "it", "itself", "they", "them", "themselves"])
FIRST_PERSON = frozenset(["i", "we", "me", "us", "myself", "ourselves"])
RELATIVE = frozenset(["who", "which", "that", "whom"])
POSSESSIVES = frozenset(["his", "her", "its", "their", "whose", "my", "our"])
INDEFINITE = frozenset(["a", "an", "one", "another", "some", "any", "each"])
ARTICLES = frozenset(["the", "a", "an", "this", "that", "these", "those"])
_OPENING = frozenset(
    ["“", '"', "‘", "'", "(", ",", "both", "even", "only", "also", "all", "then", "by", "for", "from", "of"]
)
_BREAKS = frozenset(
    [",", "(", ";", "–", "—", "--", ":", "who", "which", "whose", "that", "when", "where", "while", "as"]
)
_PREPOSITIONS = frozenset(
    [
        "of",
        "in",
        "from",
        "at",
        "for",
        "with",
        "to",
        "on",
        "by",
        "inside",
        "within",
        "near",
        "among",
        "close",
        "across",
        "around",
        "about",
    ]
)


@cache
def hidden() -> re.Pattern[str]:
    """Words that say that the report keeps a name back."""
    patterns = [row["pattern"] for row in table("anonymity.tsv")]
    try:
        return re.compile("|".join(f"(?:{p})" for p in patterns), re.IGNORECASE)
    except re.error as problem:
        raise LexiconError(f"anonymity.tsv: {problem.pattern!r} is not a regular expression: {problem}") from None


@dataclass(frozen=True, slots=True)
class Phrase:
    """The parts of a source's words: the core ends at the first preposition, the head part at the first break."""

    start: int
    core: int
    """End of the core."""
    stop: int
    """End of the head part: what stands before an apposition or a relative clause."""
    end: int


def take_apart(words: Words, cast: Cast, start: int, end: int) -> Phrase:
    """The parts of the source in these tokens."""
    while start < end - 1 and (
        words.lower[start] in _OPENING
        or words.tags[start] in {"RB", "CC", "HYPH", ":", "NFP"}
        or words.text[start] in HYPHENS
    ):
        start += 1
    while end - 1 > start and (
        words.tags[end - 1] in {"POS", "``", "''"} or words.lower[end - 1] in {",", "’", "'", "”"}
    ):
        end -= 1
    mentions = [m for m in cast.within(start, end) if not m.adjective]
    inside = {i for m in mentions for i in range(m.start if m.begin is None else m.begin, m.end)}
    for i in range(start, end):
        role = words.role(i, end)
        if role is not None and role[1] > i + 1:
            inside.update(range(i, role[1]))
    core = stop = end
    for i in range(start, end):
        if i in inside or i == start:
            continue
        low = words.lower[i]
        finite = words.tags[i] in {"VBD", "VBZ", "VBP", "MD"} and words.doc[i].dep_ in {"ROOT", "aux", "auxpass"}
        if (
            low in _BREAKS
            or finite
            or (words.tags[i] in {"VBG", "VBN", "VBD", "VBZ"} and i + 1 < end and _clause(words, i))
        ):
            stop = i
            break
        if core == end and low in _PREPOSITIONS:
            core = i
    return Phrase(start, min(core, stop), stop, end)


def _clause(words: Words, i: int) -> bool:
    """Whether a participle opens a clause of its own ("a lawmaker briefed by the agency")."""
    return words.tags[i - 1] in {"NN", "NNS", "NNP", "NNPS"} and words.lower[i + 1] in (_PREPOSITIONS | ARTICLES)


def joined(words: Words, cast: Cast, phrase: Phrase) -> bool:
    """Whether two or more sources are named side by side."""
    doc = words.doc
    inside: set[int] | None = None
    for i in range(phrase.start + 1, phrase.end - 1):
        if words.lower[i] not in {"and", "&", "nor", "or"} or doc[i].dep_ != "cc":
            continue
        if inside is None:
            inside = {k for m in cast.within(phrase.start, phrase.end) for k in range(m.start, m.end)}
        first = doc[i].head
        while first.dep_ == "conj" and first.head.i >= phrase.start:
            first = first.head
        if i in inside or not phrase.start <= first.i < phrase.core or words.tags[i + 1][:2] == "VB":
            continue
        if (
            words.tags[i - 1][:2] in {"NN", "PR", "CD"}
            or words.lower[i - 1] == ","
            or _is_adjective_of_party(words, cast, i)
        ):
            return True
    return False


def _is_adjective_of_party(words: Words, cast: Cast, i: int) -> bool:
    return i in words.mark_ends or any(m.end == i for m in cast.within(i - 3, i))


def head_mention(cast: Cast, phrase: Phrase) -> tuple[Mention | None, Mention | None]:
    """The mention that the phrase is, and the last one that only qualifies what it is."""
    inside = cast.within(phrase.start, phrase.core)
    longest = [
        m
        for m in inside
        if not any(
            o is not m and o.start <= m.start and m.end <= o.end and o.end - o.start > m.end - m.start for o in inside
        )
    ]
    if not longest:
        return None, None
    last = longest[-1]
    if last.end >= phrase.core and (
        not last.adjective or last.start == phrase.start or phrase.core - phrase.start == 1
    ):
        return last, None
    return None, last
