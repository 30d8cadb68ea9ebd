"""Places named after the one that they lie in: "Paris, Texas", "Goma, in eastern Congo"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportedly.lexicon.gazetteer import PlaceKind
from reportedly.lexicon.places import context
from reportedly.reading.places.names import is_name, word_at

if TYPE_CHECKING:
    from reportedly.lexicon.gazetteer import GazetteerEntry
    from reportedly.reading.parsed import Parsed
    from reportedly.reading.places.names import Mention

_WIDE = (PlaceKind.COUNTRY, PlaceKind.REGION, PlaceKind.AREA, PlaceKind.ISLAND)
_LEADING = frozenset(("compound", "amod", "nmod", "poss", "nsubj", "nsubjpass"))
_NEARBY = 4.0
"""Degrees of latitude from the middle of a region within which an unlisted place may lie in it."""


def tie_to_container(parsed: Parsed, mention: Mention, by_start: dict[int, Mention]) -> None:
    """Tie a place to the one named after a comma, and raise the scores of both.

    Countries and regions beside their like are a list: "China, Japan", "Oklahoma, Pennsylvania".
    """
    outer = _named_after_comma(parsed, mention, by_start)
    if outer is None or (outer.entries[0].kind is PlaceKind.COUNTRY and _opens_clause(parsed, outer)):
        return
    containers = _containers(mention, outer)
    within = next((c for e in mention.entries for c in containers if lies_in(e, c)), None)
    if within is not None:
        mention.within = within
        mention.score += 3.0
        outer.score += 2.5
        if within.kind is PlaceKind.REGION:
            outer.kinds = frozenset((PlaceKind.REGION,))
    elif not containers and _is_in_district(mention, outer):
        mention.score += 1.0
        outer.score += 1.0


def _named_after_comma(parsed: Parsed, mention: Mention, by_start: dict[int, Mention]) -> Mention | None:
    """The mention after a comma; "in", "the" and directions may stand before it."""
    i = mention.last
    if word_at(parsed, i) != ",":
        return None
    i += 1
    while word_at(parsed, i) in ("in", "the") or word_at(parsed, i) in context("direction"):
        i += 1
    return by_start.get(i)


def _containers(mention: Mention, outer: Mention) -> list[GazetteerEntry]:
    """The places that `outer` may name and in which the place of the mention may lie."""
    wide = [e for e in outer.entries if (e.listed or e.kind is PlaceKind.REGION) and e.kind in _WIDE]
    own = (e for e in mention.entries if e.kind is PlaceKind.REGION)
    if outer.made_by != "abbreviation" and any(e.listed or e is mention.entries[0] for e in own):
        wide = [e for e in wide if e.kind is PlaceKind.COUNTRY]
    if mention.entries[0].listed and mention.entries[0].kind is PlaceKind.COUNTRY:
        wide = [e for e in wide if e.kind is PlaceKind.REGION]
    return wide


def _is_in_district(mention: Mention, outer: Mention) -> bool:
    """Whether `outer` may be the district or the town that a place of this name belongs to."""
    if not any(e.kind in (PlaceKind.DISTRICT, PlaceKind.CITY) for e in outer.entries):
        return False
    return any(e.district and e.district.split()[0].casefold() in outer.key for e in mention.entries)


def _opens_clause(parsed: Parsed, country: Mention) -> bool:
    """Whether a country after a comma goes with what follows: "in Paris, the US Defense Secretary said"."""
    token = parsed.doc[country.end - 1]
    follows = token.head.i > token.i and token.head.sent == token.sent
    return is_name(parsed, country.last) or (follows and token.dep_ in _LEADING)


def lies_in(entry: GazetteerEntry, outer: GazetteerEntry) -> bool:
    """Whether a place lies in a country or region, as far as the gazetteer shows."""
    if entry.country != outer.country or entry.country is None:
        return False
    if outer.kind is PlaceKind.COUNTRY:
        return entry.kind is not PlaceKind.COUNTRY
    if entry.region is not None and entry.region == outer.name:
        return True
    return not entry.listed and outer.country != "US" and _near(entry, outer)


def _near(one: GazetteerEntry, two: GazetteerEntry) -> bool:
    return abs(one.lat - two.lat) <= _NEARBY and abs(one.lon - two.lon) <= _NEARBY * 1.5
