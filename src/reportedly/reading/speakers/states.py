"""Which state a report is at home in, and which one an office or body without a state belongs to."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from reportedly.lexicon import actors
from reportedly.lexicon.actors import Form
from reportedly.model import ActorKind
from reportedly.reading.text.syntax import NOMINAL_SUBJECTS

if TYPE_CHECKING:
    from reportedly.lexicon.actors import RosterEntry
    from reportedly.reading.speakers.roster import RosterMatch, RosterMatches

_DASHES = frozenset({"–", "—", "--", "-", "/"})
_DATELINE = 14
"""Tokens within which the dash after a dateline stands."""
_MAIN = 3
"""Mentions that a state needs, and twice those of any other, to be what the report is about."""


class States:
    """The states that one report names, by which names without a state are resolved: "the foreign ministry"."""

    __slots__ = ("_roster", "home")

    def __init__(self, roster: RosterMatches, outlet: str | None) -> None:
        self._roster = roster
        self.home = _home(roster, outlet)
        """Name of the state where the report is at home: its dateline's, else its outlet's."""

    def near(self, position: int) -> str | None:
        """The state that an office or body named without one at this token belongs to.

        In this order: a state that is subject, or that something happens in, in this sentence or the one before; the
        report's home; a state otherwise named in this sentence; the one that the report is mostly about.
        """
        roster, syntax = self._roster, self._roster.syntax
        if not syntax.n:
            return self.home
        sentence = syntax.sent[min(position, syntax.n - 1)]
        nearest: str | None = None
        for start in sorted((s for s in roster.matches if s < position), reverse=True):
            if syntax.sent[start] < sentence - 1:
                break
            match = roster.matches[start]
            state = _state(match)
            if state is None:
                continue
            if match.form is not Form.ADJECTIVE:
                here = syntax.sent[start] == sentence and start > 0 and syntax.low[start - 1] == "in"
                if here or syntax.dep[match.end - 1] in NOMINAL_SUBJECTS:
                    return state
            if nearest is None and syntax.sent[start] == sentence:
                nearest = state
        return self.home or nearest or self._most_named()

    def choose(self, match: RosterMatch, position: int) -> RosterEntry:
        """Of those that a name may stand for, the one of the state that is near."""
        if len(match.namings) == 1:
            return match.entry
        near = self.near(position)
        state = actors.canonical(near) if near else None
        country = state.country if state else None
        return next((n.entry for n in match.namings if country is not None and n.entry.country == country), match.entry)

    def _most_named(self) -> str | None:
        counts = Counter(s for s in map(_state, self._roster.matches.values()) if s).most_common(2)
        if not counts or counts[0][1] < _MAIN or (len(counts) > 1 and counts[0][1] < 2 * counts[1][1]):
            return None
        return counts[0][0]


def _home(roster: RosterMatches, outlet: str | None) -> str | None:
    syntax = roster.syntax
    first = roster.matches.get(0)
    if first is not None and any(syntax.words[i] in _DASHES for i in range(1, min(syntax.n, _DATELINE))):
        return first.entry.name if first.entry.kind is ActorKind.STATE else None
    if not outlet:
        return None
    for part in outlet.replace("(", " ").replace(")", " ").split():
        named = actors.canonical(part)
        if named is not None and named.kind is ActorKind.STATE:
            return named.name
    known = actors.canonical(outlet)
    state = actors.state(known.country) if known and known.country else None
    return state.name if state else None


def _state(match: RosterMatch) -> str | None:
    """Name of the state that a match stands or speaks for; None for outlets and for names that several bear."""
    if len(match.namings) > 1 or match.entry.kind is ActorKind.OUTLET:
        return None
    party = actors.canonical(actors.party_of(match.entry.actor()))
    return party.name if party is not None and party.kind is ActorKind.STATE else None
