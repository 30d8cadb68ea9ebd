"""Which state a report is at home in, and which one an office or body without a state belongs to."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from typing import TYPE_CHECKING

from reportedly.lexicon import actors
from reportedly.lexicon.actors import Form
from reportedly.lexicon.gazetteer import PlaceKind, key_of, look_up
from reportedly.lexicon.roles import RoleClass
from reportedly.model import ActorKind
from reportedly.reading.speakers.bodies import body_ending
from reportedly.reading.speakers.towns import large_towns
from reportedly.reading.text.syntax import NOMINAL_SUBJECTS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportedly.lexicon.actors import RosterEntry
    from reportedly.reading.speakers.roster import RosterMatch, RosterMatches

_DASHES = frozenset({"–", "—", "--", "-", "/"})
_AFTER_TOWN = frozenset({",", "(", ":"})
_DATELINE = 14
"""Tokens within which the dash after a dateline stands."""
_MAIN = 3
"""Mentions that a state needs, and twice those of any other, to be what the report is about."""
_ALONE = 2
"""The same where the report names no other state."""
_ORGAN = 4
"""Tokens after a state's name within which the noun of its organ stands."""
_WITHIN = frozenset({"NN", "NNP", "NNPS", "NNS", "JJ", "HYPH"})
"""Tags of words before that noun."""


class States:
    """The states that one report names, by which names without a state are resolved: "the foreign ministry"."""

    __slots__ = ("_main", "_of_towns", "_publisher", "_roster", "_starts", "home")

    def __init__(self, roster: RosterMatches, publisher: str | None = None) -> None:
        self._roster = roster
        self._publisher = publisher
        self._starts = sorted(roster.matches)
        """Where the matches begin, in text order."""
        self.home = _home(roster)
        """Name of the state that the dateline lies in; where the outlet is at home says nothing."""
        self._main = self._ruling() or self._most_named() or self._opening()
        """The state that the report is mostly about, or that its first sentence is about."""
        self._of_towns = _of_large_towns(roster)
        """The state of the large towns in the first sentences."""

    def near(self, position: int) -> str | None:
        """The state that an office or body named without one at this token belongs to.

        In this order: the state whose organ published the text itself; a state that is subject, or that something
        happens in, in this sentence; the report's home; the one whose organs it names; the one that it is mostly about;
        the one that its first sentence is about; a state that the sentence before has so, in its main clause, or that
        this one has otherwise.
        """
        roster, syntax = self._roster, self._roster.syntax
        if self._publisher is not None or not syntax.n:
            return self._publisher or self.home
        sentence = syntax.sent[min(position, syntax.n - 1)]
        nearest: str | None = None
        before: str | None = None
        for start in self._before(position):
            if syntax.sent[start] < sentence - 1:
                break
            match = roster.matches[start]
            state = _state(match)
            if state is None:
                continue
            if match.form is not Form.ADJECTIVE:
                here = syntax.sent[start] == sentence and start > 0 and syntax.low[start - 1] == "in"
                subject = syntax.dep[match.end - 1] in NOMINAL_SUBJECTS
                if (here or subject) and syntax.sent[start] == sentence:
                    return state
                if here or (subject and syntax.dep[syntax.head[match.end - 1]] == "ROOT"):
                    before = before or state
            if nearest is None and syntax.sent[start] == sentence:
                nearest = state
        return self.home or self._main or before or nearest

    def ruling(self, position: int) -> str | None:
        """The same for ministers and ministries, which only states have; at last that of the towns it is about."""
        return self.near(position) or self._of_towns

    def scene(self, position: int) -> str | None:
        """The state where what this token's sentence tells of happened: its rescuers and police are the ones meant.

        That is the state named after "in" in this sentence or the two before, else the report's home; who struck or
        marched there says nothing.
        """
        syntax = self._roster.syntax
        sentence = syntax.sent[min(position, syntax.n - 1)] if syntax.n else 0
        for start in self._before(position):
            if syntax.sent[start] < sentence - 2:
                break
            match = self._roster.matches[start]
            within = any(w in {"in", "across", "inside"} for w in syntax.low[max(start - 2, 0) : start])
            if within and match.form is not Form.ADJECTIVE and _state(match) is not None:
                return _state(match)
        return self.home

    def choose(self, match: RosterMatch, position: int) -> RosterEntry:
        """Of those that a name may stand for, the one of the state that is near."""
        if len(match.namings) == 1:
            return match.entry
        near = self.near(position)
        state = actors.canonical(near) if near else None
        country = state.country if state else None
        return next((n.entry for n in match.namings if country is not None and n.entry.country == country), match.entry)

    def _before(self, position: int) -> Iterator[int]:
        """Where the matches before a token begin, the nearest first."""
        return (self._starts[i] for i in range(bisect_left(self._starts, position) - 1, -1, -1))

    def _opening(self) -> str | None:
        """The state that is a subject of the first sentence: "Norway is certain that ..."."""
        syntax = self._roster.syntax
        for start in self._starts:
            match = self._roster.matches[start]
            if syntax.sent[start] > 0:
                break
            if match.form is not Form.ADJECTIVE and syntax.dep[match.end - 1] in NOMINAL_SUBJECTS:
                return _state(match)
        return None

    @property
    def own(self) -> str | None:
        """The state of an office wherever something happens: the publisher's, home, or whose organs are named."""
        return self._publisher or self.home or self._ruling()

    def armed(self, *, of_ships: bool = False) -> str | None:
        """The state of somebody with a rank: the only one whose forces are named; where none are, home.

        `of_ships` says that the masters of merchant ships have that rank as well.
        """
        if self._publisher is not None:
            return self._publisher
        found = {_state(m) for m in self._roster.matches.values() if self._names_an_organ(m, ActorKind.MILITARY)}
        if not found:
            return None if of_ships else self.home
        return next(iter(found)) if len(found) == 1 else None

    def _ruling(self) -> str | None:
        """The only state whose organs and office holders the report names as its own: "the Kenyan navy".

        None where it names another state more often.
        """
        matches = self._roster.matches.values()
        found = {state for match in matches if self._names_an_organ(match) and (state := _state(match))}
        counts = Counter(state for match in matches if (state := _state(match)))
        return next((s for s in found if counts[s] == max(counts.values())), None) if len(found) == 1 else None

    def _names_an_organ(self, match: RosterMatch, kind: ActorKind | None = None) -> bool:
        """True for a state in the genitive or as an adjective before an organ of a state or the holder of an office."""
        roster = self._roster
        genitive = match.end < roster.syntax.n and roster.syntax.tag[match.end] == "POS"
        if _state(match) is None or not (genitive or match.form is Form.ADJECTIVE):
            return False
        after = match.end + genitive
        for i in range(after, min(after + _ORGAN, roster.syntax.n)):
            role = roster.role(i, roster.syntax.n)
            if role is not None:
                return role[0].cls is RoleClass.OFFICE and kind is None
            phrase = body_ending(roster, i, after)
            if phrase is not None and not roster.in_name[min(i + 1, roster.syntax.n - 1)]:
                return phrase.noun.organ == "state" and not phrase.local and kind in {None, phrase.noun.kind}
            if roster.syntax.tag[i] not in _WITHIN:
                return False
        return False

    def _most_named(self) -> str | None:
        counts = Counter(s for s in map(_state, self._roster.matches.values()) if s).most_common(2)
        if not counts or (len(counts) > 1 and counts[0][1] < max(_MAIN, 2 * counts[1][1])):
            return None
        return counts[0][0] if counts[0][1] >= _ALONE else None


def _home(roster: RosterMatches) -> str | None:
    """The state of the dateline: named in it, or the one that its town is in."""
    syntax = roster.syntax
    dash = next((i for i in range(1, min(syntax.n, _DATELINE)) if syntax.words[i] in _DASHES), None)
    if dash is None or not syntax.words[0][:1].isupper():
        return None
    for start in range(dash):
        match = roster.matches.get(start)
        if match is not None and match.entry.kind is ActorKind.STATE and match.form is not Form.ADJECTIVE:
            return match.entry.name
    stop = next((i for i in range(dash) if syntax.words[i] in _AFTER_TOWN), dash)
    town = roster.wording(0, stop)
    return _state_of_town(town) if town.isupper() else None


def _of_large_towns(roster: RosterMatches) -> str | None:
    """The state that all large towns in the first sentences lie in; None where there are none or of several states."""
    found = {country for countries in large_towns(roster).values() for country in countries}
    state = actors.state(next(iter(found))) if len(found) == 1 else None
    return state.name if state is not None else None


def _state_of_town(town: str) -> str | None:
    """The state of the most populous town of that name; None where none is known."""
    key = key_of(town)
    places = [e for e in look_up([key]).get(key, ()) if e.kind is PlaceKind.CITY and e.country and not e.other]
    state = actors.state(places[0].country or "") if places else None
    return state.name if state else None


def _state(match: RosterMatch) -> str | None:
    """Name of the state that a match stands or speaks for; None for outlets and for names that several bear."""
    if len(match.namings) > 1 or match.entry.kind is ActorKind.OUTLET:
        return None
    party = actors.canonical(actors.party_of(match.entry.actor()))
    return party.name if party is not None and party.kind is ActorKind.STATE else None
