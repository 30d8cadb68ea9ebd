"""Toponym resolution: which of the places of one name is meant, by the other place names of the report.

A place is likelier, the larger it is, the better it fits the kind of place that the words ask for ("Kursk region") and
the place named after a comma ("Paris, Texas"), and the more of the other names may mean places in the same country, the
same region and the same neighbourhood. All names are weighed at once and in a few rounds, each against the shares of
the others in the round before (relaxation labelling). One name means one place throughout a report, unless a comma
says otherwise (one sense per discourse, Gale et al. 1992).
"""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reportedly.lexicon.gazetteer import PlaceKind, key_of
from reportedly.lexicon.places import country_cues, seats
from reportedly.reading.places.containment import lies_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from reportedly.lexicon.gazetteer import GazetteerEntry
    from reportedly.reading.places.names import Mention

ROUNDS = 3
_LISTED = {
    PlaceKind.COUNTRY: 9.5,
    PlaceKind.CONTINENT: 9.5,
    PlaceKind.CITY: 9.0,
    PlaceKind.REGION: 8.5,
    PlaceKind.AREA: 8.0,
    PlaceKind.SEA: 8.0,
    PlaceKind.ISLAND: 8.0,
    PlaceKind.MOUNTAIN: 8.0,
    PlaceKind.LAKE: 7.0,
}
"""Weight of a place in a table, by kind; that of any other place is the logarithm of its population."""
_UNBOUND = frozenset((PlaceKind.AREA, PlaceKind.SEA, PlaceKind.COUNTRY, PlaceKind.ISLAND, PlaceKind.MOUNTAIN))
"""Kinds that a name keeps beside the kind that the words around it ask for."""
_SHARPNESS = 1.6
"""Factor of scores in the softmax that makes shares of them."""
CUE, MOST_CUES = 0.5, 1.0
"""Weight of one word that points to a country, and of all together; a place name there has 1."""
PAIRED = 1.2
"""Weight of a town and its county if the report names both."""
_Cell = tuple[int, int]


@dataclass(slots=True)
class _Choice:
    """One place that a group of mentions may mean."""

    entry: GazetteerEntry
    weight: float
    share: float = 0.0
    """How likely it is after the last round, 0 to 1."""
    region: tuple[str, str] | None = None
    cell: _Cell | None = None


def resolve(mentions: Sequence[Mention], words: Iterable[str] = ()) -> None:
    """Set the likeliest place of every mention; `found` stays None where the gazetteer has none.

    `words` are those of the report in small letters: some show in which country it was written.
    """
    groups: dict[tuple[str, GazetteerEntry | None, frozenset[PlaceKind]], list[Mention]] = {}
    for mention in mentions:
        if mention.entries:
            groups.setdefault((mention.key, mention.within, mention.kinds), []).append(mention)
    _join_regions(groups)
    keys = {key for key, _, _ in groups}
    choices = [_choices(same[0], keys) for same in groups.values()]
    _raise_pairs(choices)
    cued = _cued_countries(words)
    for group in choices:
        _set_shares(group, [choice.weight for choice in group])
    for _ in range(ROUNDS):
        shares = _Shares(choices, cued)
        for group in choices:
            if len(group) > 1:
                _set_shares(group, [choice.weight + shares.support(choice, group) for choice in group])
    for same, group in zip(groups.values(), choices, strict=True):
        best = max(group, key=lambda choice: choice.share)
        for mention in same:
            mention.found = best.entry


def _cued_countries(words: Iterable[str]) -> dict[str, float]:
    """The weight that words of the report give to countries; each word counts once."""
    cues = country_cues()
    cued: dict[str, float] = defaultdict(float)
    for word in cues.keys() & words:
        for country in cues[word]:
            cued[country] = min(MOST_CUES, cued[country] + CUE / len(cues[word]))
    return cued


def _raise_pairs(choices: list[list[_Choice]]) -> None:
    """Raise the weight of a county where the report names one of its towns."""
    towns = {(c.entry.district, c.region) for group in choices for c in group if c.entry.district}
    for group in choices:
        for choice in group:
            if choice.entry.kind is PlaceKind.DISTRICT and (choice.entry.name, choice.region) in towns:
                choice.weight += PAIRED


def _join_regions(groups: dict[tuple[str, GazetteerEntry | None, frozenset[PlaceKind]], list[Mention]]) -> None:
    """Let a bare name mean the region of that name where the report names the region as such: "Kursk region"."""
    regions = {key for key, _, kinds in groups if PlaceKind.REGION in kinds}
    for (key, within, kinds), same in list(groups.items()):
        if key not in regions or within is not None or kinds:
            continue
        region = next(k for k in groups if k[0] == key and PlaceKind.REGION in k[2])
        if any(entry.kind is PlaceKind.REGION for entry in groups[region][0].entries):
            for mention in same:
                mention.entries, mention.kinds = groups[region][0].entries, region[2]
            groups[region] += groups.pop((key, within, kinds))


def _choices(mention: Mention, keys: set[str]) -> list[_Choice]:
    entries = mention.entries
    if mention.within is not None:
        within = mention.within
        entries = tuple(e for e in entries if lies_in(e, within)) or entries
    elif mention.kinds:
        entries = tuple(e for e in entries if e.kind in mention.kinds or _wide(e)) or entries
    if entries[0].listed and entries[0].kind is PlaceKind.COUNTRY:
        namesakes = tuple(e for e in entries if e.country != entries[0].country)
        entries = (entries[0], *namesakes)
    return [_choice(entry, mention, keys) for entry in entries]


def _wide(entry: GazetteerEntry) -> bool:
    return entry.listed and entry.kind in _UNBOUND


def _choice(entry: GazetteerEntry, mention: Mention, keys: set[str]) -> _Choice:
    choice = _Choice(entry, _weight(entry, mention))
    if entry.district and key_of(entry.district) in keys:
        choice.weight += PAIRED
    region = entry.name if entry.kind is PlaceKind.REGION else entry.region
    if region and entry.country:
        choice.region = (entry.country, region)
    if entry.kind in (PlaceKind.CITY, PlaceKind.DISTRICT, PlaceKind.NEIGHBOURHOOD, PlaceKind.SITE):
        choice.cell = (round(entry.lat), round(entry.lon * math.cos(math.radians(entry.lat))))
    return choice


def _weight(entry: GazetteerEntry, mention: Mention) -> float:
    """How likely the mention means the place, before other names are considered."""
    weight = _LISTED.get(entry.kind, 6.0) if entry.listed else math.log10(entry.population + 100)
    if entry.other:
        weight -= 0.3 if entry.kind is PlaceKind.REGION else 2.0
    if not mention.kinds and entry.kind is PlaceKind.DISTRICT and not entry.listed:
        weight -= 2.0 if key_of(entry.name) != mention.key else 0.5
    if (mention.key, entry.country) in seats() and entry.kind is PlaceKind.CITY:
        weight += 1.2
    elif entry.kind is PlaceKind.REGION and not (entry.listed or mention.kinds):
        weight -= 1.0 if any(_namesake(e, entry) for e in mention.entries) else 0.0
    return weight


def _namesake(city: GazetteerEntry, region: GazetteerEntry) -> bool:
    """Whether a large city and the region around it have one name: the bare name is the city's."""
    return city.kind is PlaceKind.CITY and city.country == region.country and city.population > region.population * 0.2


def _set_shares(group: list[_Choice], scores: list[float]) -> None:
    top = max(scores)
    parts = [math.exp(_SHARPNESS * (score - top)) for score in scores]
    whole = sum(parts)
    for choice, part in zip(group, parts, strict=True):
        choice.share = part / whole


class _Shares:
    """Shares of all names together by country, region and square degree."""

    def __init__(self, choices: list[list[_Choice]], cued: dict[str, float]) -> None:
        self.countries: dict[str, float] = defaultdict(float, cued)
        self.regions: dict[tuple[str, str], float] = defaultdict(float)
        self.cells: dict[_Cell, float] = defaultdict(float)
        for group in choices:
            self._count(group, 1.0)

    def _count(self, group: list[_Choice], sign: float) -> None:
        for choice in group:
            share = sign * choice.share
            if choice.entry.country and abs(share) > 0.01:
                self.countries[choice.entry.country] += share
                if choice.region:
                    self.regions[choice.region] += share
                if choice.cell:
                    self.cells[choice.cell] += share

    def support(self, choice: _Choice, group: list[_Choice]) -> float:
        """What the other names add to the score of a choice."""
        entry = choice.entry
        if entry.country is None:
            return 0.0
        own_country = sum(c.share for c in group if c.entry.country == entry.country)
        support = 1.2 * min(1.5, self.countries.get(entry.country, 0.0) - own_country)
        if choice.region is not None:
            own = sum(c.share for c in group if c.region == choice.region)
            support += 1.5 * min(1.5, self.regions.get(choice.region, 0.0) - own)
        if choice.cell is not None:
            x, y = choice.cell
            around = sum(self.cells.get((x + i, y + j), 0.0) for i in (-1, 0, 1) for j in (-1, 0, 1))
            own = sum(c.share for c in group if c.cell and abs(c.cell[0] - x) < 2 and abs(c.cell[1] - y) < 2)
            support += 1.5 * min(1.5, around - own)
        return support
