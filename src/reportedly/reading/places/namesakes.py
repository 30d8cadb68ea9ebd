"""Namesakes: one name of a country and of a region of another country, told apart mention by mention: "Georgia"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportedly.lexicon.gazetteer import PlaceKind
from reportedly.lexicon.places import context
from reportedly.reading.places.names import word_at

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reportedly.lexicon.gazetteer import GazetteerEntry
    from reportedly.reading.parsed import Parsed
    from reportedly.reading.places.names import Mention

_NEAR = 4
"""Tokens after a name within which the office of its place may stand."""
_GREAT = 0.1
"""Share of the largest place of a name from which another place may be meant without further words."""


def tell_namesakes(parsed: Parsed, mentions: Sequence[Mention]) -> None:
    """Settle each mention that its own office or its own sentence settles; the rest is for the whole report.

    "Georgia's governor" is of the state and "Georgia's parliament" of the country; beside Tbilisi it is the country,
    beside Savannah the state.
    """
    for mention in mentions:
        pair = _country_and_region(mention)
        if pair is None or mention.within is not None or mention.kinds:
            continue
        entry = _by_office(parsed, mention, pair) or _by_neighbours(parsed, mention, pair, mentions)
        if entry is not None:
            mention.entries, mention.kinds = (entry,), frozenset((entry.kind,))


def _country_and_region(mention: Mention) -> tuple[GazetteerEntry, GazetteerEntry] | None:
    """The country and the region of another country that a mention may name."""
    country = mention.entries[0] if mention.entries else None
    if country is None or country.kind is not PlaceKind.COUNTRY:
        return None
    for entry in mention.entries:
        if entry.listed and entry.kind is PlaceKind.REGION and entry.country != country.country:
            return country, entry
    return None


def _by_office(parsed: Parsed, mention: Mention, pair: tuple[GazetteerEntry, GazetteerEntry]) -> GazetteerEntry | None:
    """The one that has the office named behind the mention, or before it with "of"."""
    i = mention.last
    owned = word_at(parsed, i) in ("'s", "’s", "'")
    near = [word_at(parsed, k) for k in range(i + owned, i + owned + (_NEAR if owned else 2))]
    if word_at(parsed, mention.first - 1) == "of":
        near.insert(0, word_at(parsed, mention.first - 2))
    for word in near:
        for class_, entry in (("office of a country", pair[0]), ("office of a region", pair[1])):
            if word in context(class_):
                return entry
    return None


def _by_neighbours(
    parsed: Parsed, mention: Mention, pair: tuple[GazetteerEntry, GazetteerEntry], mentions: Sequence[Mention]
) -> GazetteerEntry | None:
    """The one in whose country the other places of the sentence lie, if they lie in that of one of the two only."""
    sentence = parsed.syntax.sent[mention.start]
    countries = set()
    for other in mentions:
        if other is mention or not other.entries or parsed.syntax.sent[other.start] != sentence:
            continue
        if other.key != mention.key:
            countries |= _countries(other)
    found = [entry for entry in pair if entry.country in countries]
    return found[0] if len(found) == 1 else None


def _countries(mention: Mention) -> set[str | None]:
    """The countries of the large places of a name; empty for what is a country itself."""
    if mention.within is not None:
        return {mention.within.country}
    if mention.entries[0].listed:
        return set() if mention.entries[0].kind is PlaceKind.COUNTRY else {mention.entries[0].country}
    largest = max(entry.population for entry in mention.entries)
    return {entry.country for entry in mention.entries if entry.population >= largest * _GREAT}
