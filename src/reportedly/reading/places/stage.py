"""Where: place names, resolved to GeoNames or left unresolved, and whether they stand for a party."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from reportedly.lexicon.gazetteer import look_up
from reportedly.lexicon.places import halves
from reportedly.model import Anchor, Place, Precision
from reportedly.reading.places.metonymy import is_party, spoken_for
from reportedly.reading.places.names import Mention, Tokens, find_known
from reportedly.reading.places.recognition import weigh
from reportedly.reading.places.resolution import settle
from reportedly.reading.places.unlisted import find_tagged, find_written

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reportedly.reading.parsed import Parsed


def find_places(parsed: Parsed, sources: Sequence[Anchor]) -> tuple[Place, ...]:
    """All place names in text order, none over another; those that are the head of one of `sources` are parties.

    A demonym ("Ukrainian territory") is no place, and a name inside the name of something else
    ("University of Texas") is none either; before the name of a public body of the place it is one.
    A place that is resolved has the coordinates of its middle; what is not in the gazetteer has none.
    """
    doc = parsed.doc
    if not len(doc):
        return ()
    words = Tokens(doc)
    mentions = weigh(words, find_known(words))
    mentions += find_written(words, mentions)
    mentions += find_tagged(words, mentions)
    mentions += _halves(words, mentions)
    mentions.sort(key=lambda mention: mention.first)
    settle(mentions, set(words.low))
    heads = spoken_for(words, sources)
    return tuple(_place(words, mention, heads) for mention in mentions)


def _halves(words: Tokens, mentions: list[Mention]) -> Iterator[Mention]:
    """ "The North" where the report names one half of a divided country, and no other."""
    low = words.low
    names = {halves()[pair] for pair in pairwise(low) if pair in halves()}
    covered = {i for mention in mentions for i in range(mention.first, mention.last)}
    for half in ("north", "south"):
        known = look_up(f"{half} {name}" for name in names)
        countries = [entries[0] for entries in known.values() if entries[0].listed and entries[0].kind == "country"]
        if len(countries) != 1:
            continue
        for i, word in enumerate(low):
            if (
                word == half
                and words.named[i]
                and words.at(i - 1) == "the"
                and i not in covered
                and not words.is_name(i + 1)
            ):
                yield Mention(i, i + 1, f"the {half}", (countries[0],), made_by="rule:half")


def _place(words: Tokens, mention: Mention, heads: set[int]) -> Place:
    anchor = Anchor.of(words.whole, *words.chars(mention.first, mention.last))
    entry = mention.found
    if entry is None:
        country = mention.within.country if mention.within else None
        party = is_party(words, mention, heads)
        return Place(anchor=anchor, name=anchor.exact, country=country, as_actor=party, made_by=mention.made_by)
    return Place(
        anchor=anchor,
        name=entry.name,
        geonameid=entry.geonameid,
        country=entry.country,
        lat=entry.lat,
        lon=entry.lon,
        precision=_PRECISION.get(entry.kind, Precision.POINT),
        as_actor=is_party(words, mention, heads),
        made_by=_made_by(mention),
    )


_PRECISION = {
    **{"city": Precision.CITY, "country": Precision.COUNTRY},
    **dict.fromkeys(("region", "district", "area", "continent", "sea", "lake", "river"), Precision.REGION),
}


def _made_by(mention: Mention) -> str:
    """How the place was found, and how precise it is: "gazetteer:city"."""
    assert mention.found is not None
    if mention.made_by == "gazetteer" and mention.kinds and mention.found.kind in ("region", "district"):
        return f"rule:{mention.found.kind}-suffix"
    return mention.made_by if mention.made_by.startswith("rule:") else f"{mention.made_by}:{mention.found.kind}"
