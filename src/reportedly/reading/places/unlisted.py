"""Places that no gazetteer lists, told by how they are written or by the tagger: streets, waters, small villages.

They are found and left unresolved: a name, and no country.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reportedly.lexicon.gazetteer import key_of
from reportedly.lexicon.places import context, doubtful, not_places
from reportedly.reading.places.names import Mention

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportedly.reading.places.names import Tokens

LONGEST = 4
"""Tokens of a name before "Street" or "River"."""
_ROAD = re.compile(r"(?:I|US|FM|SR|CR|KY|M)-?\d{1,4}")
_ORDINAL = re.compile(r"\d+(?:st|nd|rd|th)")


def find_written(words: Tokens, taken: list[Mention]) -> list[Mention]:
    """Streets, waters and roads; a known name inside one is taken back, for it names the street and not the town."""
    by_token = {i: mention for mention in taken for i in range(mention.start, mention.end)}
    out: list[Mention] = []
    free = 0
    for kind, start, end in _written(words):
        if start < free:
            continue
        inside = {id(by_token[i]): by_token[i] for i in range(start, end) if i in by_token}.values()
        if any(m.end >= end or m.start < start for m in inside):
            continue
        for known in inside:
            taken.remove(known)
        out.append(Mention(start, end, key_of(words.doc[start:end].text), (), made_by=f"rule:{kind}"))
        free = end
    return out


def _written(words: Tokens) -> Iterator[tuple[str, int, int]]:
    streets, natures, leads = context("street"), context("nature"), context("lead")
    low, named = words.low, words.named
    for i, is_name in enumerate(named):
        if not is_name:
            continue
        word = low[i].rstrip(".")
        if low[i] in context("road") and words.at(i + 1).isdigit():
            yield "road", i - (words.at(i - 1) in context("road prefix") and named[i - 1]), i + 2
        elif word in streets or word in natures:
            end = i + 2 if word in streets and words.at(i + 1) in context("point") else i + 1
            start = _name_before(words, i)
            if start < i and not words.is_name(end) and low[start] not in doubtful("given"):
                yield "street" if word in streets else "nature", start, end
        elif word in leads and words.is_name(i + 1) and low[i + 1] not in streets and words.text[i + 1].isalpha():
            yield "nature", i, i + 2
        elif not word.isalpha() and _ROAD.fullmatch(words.text[i]):
            yield "road", i, i + 1


def _name_before(words: Tokens, end: int) -> int:
    """The first token of the name that ends before a token; that token itself where there is none."""
    start = end
    while start > 0 and end - start < LONGEST:
        word = words.low[start - 1]
        if not (words.named[start - 1] or _ORDINAL.fullmatch(word)) or word in context("never street"):
            break
        if word.endswith(".") and word not in context("point") and len(word) > 3:
            break
        start -= 1
    if start < end and words.doc[start].is_sent_start and words.doc[start].pos_ not in ("PROPN", "NUM", "ADJ", "NOUN"):
        start += 1
    return start


def find_tagged(words: Tokens, taken: list[Mention]) -> list[Mention]:
    """Names that only the tagger holds for places, or that "the village of" does, where the words around them agree."""
    covered = {i for m in taken for i in range(m.first, m.last)}
    out = []
    for start, end, tagged in _candidates(words):
        if any(i in covered for i in range(start, end)) or not _is_name(words, start, end):
            continue
        before = words.at(start - 2) if words.at(start - 1) == "the" else words.at(start - 1)
        after = words.at(end)
        if words.low[start] in ("st.", "st", "saint") and after in ("'s", "’s"):
            continue  # "St. Peter's Square"
        called = before == "of" and words.at(start - 2) in context("settlement")
        if called or (tagged and (before in context("in") or after in context("region") | context("district"))):
            key = key_of(words.doc[start:end].text)
            out.append(Mention(start, end, key, (), made_by="tagger" if tagged else "rule:settlement"))
            covered.update(range(start, end))
    return out


def _candidates(words: Tokens) -> Iterator[tuple[int, int, bool]]:
    """First and last but one token of names that may be places, and whether the tagger says so."""
    for entity in words.doc.ents:
        if entity.label_ in ("GPE", "LOC"):
            start, end = entity.start, entity.end
            while start < end and (not words.named[start] or words.low[start] == "the"):
                start += 1
            while end > start and not words.named[end - 1]:
                end -= 1
            if start < end:
                yield start, end, True
    for i, word in enumerate(words.low):
        if (
            word == "of"
            and words.at(i - 1) in context("settlement")
            and not words.named[i - 1]
            and words.is_name(i + 1)
        ):
            end = i + 2
            while words.is_name(end):
                end += 1
            yield i + 1, end, False


def _is_name(words: Tokens, start: int, end: int) -> bool:
    text = words.doc[start:end].text
    if end == start + 1 and (words.low[start] in doubtful("given") | context("direction") or text.isupper()):
        return False
    return len(text) > 2 and key_of(text) not in not_places() and any(c.islower() for c in text)
