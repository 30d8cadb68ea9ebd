"""Places: toponyms, resolved to GeoNames or left unresolved, and whether they stand for a party."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from reportedly.lexicon.gazetteer import PlaceKind, look_up
from reportedly.lexicon.places import halves
from reportedly.model import Anchor, Place, Precision
from reportedly.reading.places.metonymy import is_party, source_heads
from reportedly.reading.places.names import Mention, find_known, is_name, word_at
from reportedly.reading.places.namesakes import tell_namesakes
from reportedly.reading.places.recognition import recognise
from reportedly.reading.places.resolution import resolve
from reportedly.reading.places.unlisted import find_tagged, find_written

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reportedly.reading.parsed import Parsed


def find_places(parsed: Parsed, sources: Sequence[Anchor]) -> tuple[Place, ...]:
    """All place names in text order, none overlapping another; a head of one of `sources` is a party.

    A demonym ("Ukrainian territory") is no place, nor is a name inside another name ("University of Texas"), unless
    that is the name of a public body of the place. A resolved place has the coordinates of its middle; a place that is
    not in the gazetteer has none.
    """
    mentions = recognise(parsed, find_known(parsed))
    mentions += find_written(parsed, mentions)
    mentions += find_tagged(parsed, mentions)
    mentions += _halves(parsed, mentions)
    mentions.sort(key=lambda mention: mention.first)
    tell_namesakes(parsed, mentions)
    resolve(mentions, set(parsed.syntax.low))
    heads = source_heads(parsed, sources)
    return tuple(_place(parsed, mention, heads) for mention in mentions)


def _halves(parsed: Parsed, mentions: list[Mention]) -> Iterator[Mention]:
    """ "The North", where the report names one half of one divided country only."""
    low = parsed.syntax.low
    names = {halves()[pair] for pair in pairwise(low) if pair in halves()}
    covered = {i for mention in mentions for i in range(mention.first, mention.last)}
    for half in ("north", "south"):
        known = look_up(f"{half} {name}" for name in names)
        countries = [
            entries[0] for entries in known.values() if entries[0].listed and entries[0].kind is PlaceKind.COUNTRY
        ]
        if len(countries) != 1:
            continue
        for i, word in enumerate(low):
            named = word == half and is_name(parsed, i) and not is_name(parsed, i + 1)
            if named and word_at(parsed, i - 1) == "the" and i not in covered:
                yield Mention(i, i + 1, f"the {half}", (countries[0],), made_by="rule:half")


def _place(parsed: Parsed, mention: Mention, heads: set[int]) -> Place:
    anchor = Anchor.of(parsed.text, parsed.syntax.char[mention.first], parsed.syntax.end[mention.last - 1])
    entry = mention.found
    if entry is None:
        country = mention.within.country if mention.within else None
        party = is_party(parsed, mention, heads)
        return Place(anchor=anchor, name=anchor.exact, country=country, as_actor=party, made_by=mention.made_by)
    return Place(
        anchor=anchor,
        name=entry.name,
        geonameid=entry.geonameid,
        country=entry.country,
        lat=entry.lat,
        lon=entry.lon,
        precision=_PRECISION.get(entry.kind, Precision.POINT),
        as_actor=is_party(parsed, mention, heads),
        made_by=_made_by(mention),
    )


_PRECISION = {
    **{PlaceKind.CITY: Precision.CITY, PlaceKind.COUNTRY: Precision.COUNTRY},
    **dict.fromkeys(
        (
            PlaceKind.REGION,
            PlaceKind.DISTRICT,
            PlaceKind.AREA,
            PlaceKind.CONTINENT,
            PlaceKind.SEA,
            PlaceKind.LAKE,
            PlaceKind.RIVER,
            PlaceKind.ISLAND,
            PlaceKind.MOUNTAIN,
        ),
        Precision.REGION,
    ),
}


def _made_by(mention: Mention) -> str:
    """The rule or table that found the place, and the kind of place: "gazetteer:city"."""
    assert mention.found is not None
    if (
        mention.made_by == "gazetteer"
        and mention.kinds
        and len(mention.entries) > 1
        and mention.found.kind in (PlaceKind.REGION, PlaceKind.DISTRICT)
    ):
        return f"rule:{mention.found.kind}-suffix"
    return mention.made_by if mention.made_by.startswith("rule:") else f"{mention.made_by}:{mention.found.kind}"
