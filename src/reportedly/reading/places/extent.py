"""The extent of a place mention, and the kinds of place that the words in it name: "eastern Congo", "Kursk region"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportedly.lexicon.gazetteer import PlaceKind, look_up
from reportedly.lexicon.places import context
from reportedly.lexicon.word_sets import word_set
from reportedly.reading.places.names import is_name, word_at

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reportedly.reading.parsed import Parsed
    from reportedly.reading.places.names import Mention

CITY = frozenset((PlaceKind.CITY,))
_REGIONS = frozenset((PlaceKind.REGION,))
_SUBDIVISIONS = frozenset((PlaceKind.REGION, PlaceKind.DISTRICT))
_NEIGHBOURS = 5
"""Tokens within which a public body may follow its place."""


def extend(parsed: Parsed, mentions: Sequence[Mention]) -> None:
    """Widen the mentions by the words that say which part or what kind of a place is meant, and note the kinds."""
    for mention in mentions:
        _extend(parsed, mention)
    _share_kinds(parsed, {mention.last: mention for mention in mentions})


def _extend(parsed: Parsed, mention: Mention) -> None:
    """Take in "region" behind the name and "eastern" before it; see whether the name opens that of a body."""
    after = word_at(parsed, mention.end)
    for class_ in ("region", "district"):
        if after in context(class_) and not (after == "state" and is_name(parsed, mention.end)):
            behind = mention.end + 1
            follows = is_name(parsed, behind) and word_at(parsed, behind) not in context("body")
            if is_name(parsed, mention.end) or not follows:
                mention.last = behind
                _be_subdivision(mention, after)
            break
    before = mention.start - 1
    while _is_direction(parsed, before):
        if word_at(parsed, before) != "-":
            mention.first = before
        before -= 1
    cities = word_set("kinds of town")
    called = word_at(parsed, before) == "of" and word_at(parsed, before - 1) in cities
    if not mention.kinds and (called or (after in cities and not is_name(parsed, mention.end))):
        mention.kinds = CITY
    mention.modifier = _opens_body(parsed, mention.last)


def _is_direction(parsed: Parsed, i: int) -> bool:
    """ "north", or the hyphen of "north-eastern"."""
    word = word_at(parsed, i)
    return word in context("direction") or (word == "-" and word_at(parsed, i - 1) in context("direction"))


def _be_subdivision(mention: Mention, type_: str) -> None:
    """Let a name mean subdivisions of the type that the words name, besides what it means alone."""
    region = type_ in context("region")
    mention.kinds = _REGIONS if region else _SUBDIVISIONS
    named = look_up(f"{mention.key} {word}" for word in (context("region") if region else (type_,)))
    mention.entries = (*dict.fromkeys(entry for found in named.values() for entry in found), *mention.entries)


def _share_kinds(parsed: Parsed, by_end: dict[int, Mention]) -> None:
    """Give all names of a list the kind named at its end: "Cooke, Grayson and Love counties"."""
    for i, word in enumerate(parsed.syntax.low):
        if word not in context("plural"):
            continue
        singular = word[:-3] + "y" if word.endswith("ies") else word.removesuffix("s")
        end = i
        while (mention := by_end.get(end)) is not None:
            if not mention.kinds:
                _be_subdivision(mention, singular)
            end = mention.first
            while word_at(parsed, end - 1) in ("and", ",", "or"):
                end -= 1


def _opens_body(parsed: Parsed, i: int) -> bool:
    """Whether the names from token `i` on make a public body of the place before them: "(Springfield) City Council"."""
    if word_at(parsed, i) in ("'s", "’s"):
        return False
    for j in range(i, i + _NEIGHBOURS):
        word = word_at(parsed, j)
        if not is_name(parsed, j):
            return False
        if word in context("body"):
            return not any(is_name(parsed, k) and word_at(parsed, k) in context("private") for k in range(j, j + 3))
        if word not in context("neutral"):
            return False
    return False
