"""Which state a report is at home in, and which one an office or body without a state belongs to."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from reportedly.lexicon import actors
from reportedly.lexicon.actors import Form
from reportedly.model import ActorKind

if TYPE_CHECKING:
    from reportedly.lexicon.actors import RosterEntry
    from reportedly.reading.speakers.roster import Mark, Words

SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_DASHES = frozenset({"–", "—", "--", "-", "/"})
_DATELINE = 14
"""Tokens within which the dash after a dateline stands."""
_MAIN = 3
"""Mentions that a state needs, and twice those of any other, to be what the report is about."""


def home_of(words: Words, outlet: str | None) -> str | None:
    """Name of the state where a report is at home: its dateline's, else its outlet's."""
    first = words.marks.get(0)
    if first is not None and any(words.text[i] in _DASHES for i in range(1, min(words.size, _DATELINE))):
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


def state_near(words: Words, home: str | None, position: int) -> str | None:
    """The state that an office named without one belongs to.

    In this order: a state that is subject, or that something happens in, in this sentence or the one before; the
    report's home; a state otherwise named in this sentence; the one that the report is mostly about.
    """
    if not words.size:
        return home
    sentence = words.sentence[min(position, words.size - 1)]
    nearest: str | None = None
    for start in sorted((s for s in words.marks if s < position), reverse=True):
        if words.sentence[start] < sentence - 1:
            break
        mark = words.marks[start]
        state = _state(mark)
        if state is None:
            continue
        if mark.form is not Form.ADJECTIVE:
            here = words.sentence[start] == sentence and start > 0 and words.lower[start - 1] == "in"
            if here or words.doc[mark.end - 1].dep_ in SUBJECTS:
                return state
        if nearest is None and words.sentence[start] == sentence:
            nearest = state
    return home or nearest or _main(words)


def choose(words: Words, home: str | None, mark: Mark, position: int) -> RosterEntry:
    """Of those that a name may stand for, the one of the state that is near."""
    if len(mark.namings) == 1:
        return mark.entry
    near = state_near(words, home, position)
    state = actors.canonical(near) if near else None
    country = state.country if state else None
    return next((n.entry for n in mark.namings if country is not None and n.entry.country == country), mark.entry)


def _state(mark: Mark) -> str | None:
    if len(mark.namings) > 1 or mark.entry.kind is ActorKind.OUTLET:
        return None
    party = actors.canonical(actors.party_of(mark.entry.actor()))
    return party.name if party is not None and party.kind is ActorKind.STATE else None


def _main(words: Words) -> str | None:
    counts = Counter(s for s in map(_state, words.marks.values()) if s).most_common(2)
    if not counts or counts[0][1] < _MAIN or (len(counts) > 1 and counts[0][1] < 2 * counts[1][1]):
        return None
    return counts[0][0]
