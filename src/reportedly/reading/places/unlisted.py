"""Places that the gazetteer does not list: streets, waters, roads and villages.

They are found by their spelling or as entities of the parser, and stay unresolved: they have a name and no country.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reportedly.lexicon.gazetteer import key_of
from reportedly.lexicon.places import context, doubtful, not_places
from reportedly.reading.places.names import Mention, is_name, word_at

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportedly.reading.parsed import Parsed

LONGEST = 4
"""Tokens of a name before "Street" or "River"."""
_ROAD = re.compile(r"(?:I|US|FM|SR|CR|KY|M)-?\d{1,4}")
_ORDINAL = re.compile(r"\d+(?:st|nd|rd|th)")


def find_written(parsed: Parsed, mentions: list[Mention]) -> list[Mention]:
    """Streets, waters and roads; a mention inside the name of a street is removed, as it does not name the town."""
    by_token = {i: mention for mention in mentions for i in range(mention.start, mention.end)}
    found: list[Mention] = []
    free = 0
    for kind, start, end in _spelled(parsed):
        if start < free:
            continue
        inside = {id(by_token[i]): by_token[i] for i in range(start, end) if i in by_token}.values()
        if any(m.end >= end or m.start < start for m in inside):
            continue
        for known in inside:
            mentions.remove(known)
        found.append(Mention(start, end, key_of(parsed.doc[start:end].text), (), made_by=f"rule:{kind}"))
        free = end
    return found


def _spelled(parsed: Parsed) -> Iterator[tuple[str, int, int]]:
    """The kind, first token and end of names that are spelled like a street, a water or a road."""
    streets, natures, leads = context("street"), context("nature"), context("lead")
    low, words = parsed.syntax.low, parsed.syntax.words
    for i in range(parsed.syntax.n):
        if not is_name(parsed, i):
            continue
        word = low[i].rstrip(".")
        if low[i] in context("road") and word_at(parsed, i + 1).isdigit():
            yield "road", i - (word_at(parsed, i - 1) in context("road prefix") and is_name(parsed, i - 1)), i + 2
        elif word in streets or word in natures:
            end = i + 2 if word in streets and word_at(parsed, i + 1) in context("point") else i + 1
            start = _name_before(parsed, i)
            if start < i and not is_name(parsed, end) and low[start] not in doubtful("given"):
                yield "street" if word in streets else "nature", start, end
        elif word in leads and is_name(parsed, i + 1) and low[i + 1] not in streets and words[i + 1].isalpha():
            yield "nature", i, i + 2
        elif not word.isalpha() and _ROAD.fullmatch(words[i]):
            yield "road", i, i + 1


def _name_before(parsed: Parsed, end: int) -> int:
    """The first token of the name that ends before token `end`; `end` itself where there is none."""
    start = end
    while start > 0 and end - start < LONGEST:
        word = parsed.syntax.low[start - 1]
        if not (is_name(parsed, start - 1) or _ORDINAL.fullmatch(word)) or word in context("never street"):
            break
        if word.endswith(".") and word not in context("point") and len(word) > 3:
            break
        start -= 1
    first = parsed.doc[start]
    if start < end and first.is_sent_start and first.pos_ not in ("PROPN", "NUM", "ADJ", "NOUN"):
        start += 1
    return start


def find_tagged(parsed: Parsed, mentions: list[Mention]) -> list[Mention]:
    """Names that the parser labels as places or that follow "the village of", where the words around them agree."""
    covered = {i for m in mentions for i in range(m.first, m.last)}
    found = []
    for start, end, tagged in _candidates(parsed):
        if any(i in covered for i in range(start, end)) or not _may_be_place(parsed, start, end):
            continue
        the = word_at(parsed, start - 1) == "the"
        before, after = word_at(parsed, start - 2 if the else start - 1), word_at(parsed, end)
        if parsed.syntax.low[start] in ("st.", "st", "saint") and after in ("'s", "’s"):
            continue  # "St. Peter's Square"
        called = before == "of" and word_at(parsed, start - 2) in context("settlement")
        if called or (tagged and (before in context("in") or after in context("region") | context("district"))):
            key = key_of(parsed.doc[start:end].text)
            found.append(Mention(start, end, key, (), made_by="tagger" if tagged else "rule:settlement"))
            covered.update(range(start, end))
    return found


def _candidates(parsed: Parsed) -> Iterator[tuple[int, int, bool]]:
    """First token and end of names that may be places, and whether the parser labels them so."""
    for entity in parsed.doc.ents:
        if entity.label_ in ("GPE", "LOC"):
            start, end = entity.start, entity.end
            while start < end and (not is_name(parsed, start) or parsed.syntax.low[start] == "the"):
                start += 1
            while end > start and not is_name(parsed, end - 1):
                end -= 1
            if start < end:
                yield start, end, True
    for i, word in enumerate(parsed.syntax.low):
        settlement = word == "of" and word_at(parsed, i - 1) in context("settlement") and not is_name(parsed, i - 1)
        if settlement and is_name(parsed, i + 1):
            end = i + 2
            while is_name(parsed, end):
                end += 1
            yield i + 1, end, False


def _may_be_place(parsed: Parsed, start: int, end: int) -> bool:
    """Whether a name is no ordinary word, first name, direction, abbreviation or demonym."""
    text = parsed.doc[start:end].text
    single = end == start + 1
    if single and parsed.syntax.low[start] in doubtful("word"):
        return False
    if single and (parsed.syntax.low[start] in doubtful("given") | context("direction") or text.isupper()):
        return False
    return len(text) > 2 and key_of(text) not in not_places() and any(c.islower() for c in text)
