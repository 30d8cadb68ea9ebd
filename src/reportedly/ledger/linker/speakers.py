"""Who speaks in a statement: the actor across reports, the party that the actor speaks for, and whether by name.

A person whom this report gives no party, or one that it only describes ("the agency"), has that of the latest earlier
report which names one, unless this report says that the office is over or on another side. So has who is of a state
only because the report is about it ("Foreign Minister Ana Lund"): the words beside the name do not name that state.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from reportedly.lexicon import actors as roster
from reportedly.lexicon.word_sets import word_set
from reportedly.linking import actors, agents
from reportedly.model import ActorKey, ActorKind, Party
from reportedly.reading.propositions.mentions import mentions
from reportedly.store import actor_names, affiliations, readings

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date, datetime

    from reportedly.linking.decided_actors import DecidedActors, DecidedName
    from reportedly.model import Actor, Reading, Statement
    from reportedly.store.database import Connection


BESIDE = 60
"""Characters on each side of a name within which words tell of what state somebody is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """Who speaks in a statement."""

    actor: ActorKey | None
    """None for an outlet's own voice and if nobody is named."""
    party: Party
    named: bool
    """False for an outlet's own voice and for unnamed sources."""
    about: Party | None = None
    """The party whose act the statement tells of."""
    decided: Actor | None = None
    """The actor, if people decided that it is another than the report says."""
    apart: bool = False
    """True if people said that it is not who its name suggests."""
    fixed: bool = False
    """True if people said for whom it speaks, on whatever day."""
    side: str | None = None
    """The side that people put its party on, empty for none."""

    @property
    def source(self) -> str | None:
        """What the speaker is counted under across reports; None for who is known in one report only."""
        if not self.named and self.actor is not None:
            return None
        key = self.actor or self.party
        return str(key) if key.report is None else None


class Speakers:
    """Resolves the speakers of one reading, with the names that are known from earlier reports.

    What people decided goes before what is found.
    """

    def __init__(self, connection: Connection, reading: Reading, day: date, decided: DecidedActors) -> None:
        self._report, self._day, self._decided = reading.report, day, decided
        self._meant = {s.id: self._meaning(s.actor) for s in reading.statements if s.actor} if decided else {}
        """By statement, whom its actor is decided to be."""
        found = [(s, actor) for s in reading.statements if (actor := self._actor(s))]
        self._given = {
            name: party for _, actor in found if (party := _named_party(actor)) and (name := actors.full_name(actor))
        }
        """The parties that this report gives people."""
        text = reading.report.text
        told = {
            name
            for _, actor in found
            if (name := actors.full_name(actor)) in self._given and _names_party_beside(text, actor)
        }
        open_names = {name for _, actor in found if (name := actors.full_name(actor))} - told
        self._remembered = affiliations.latest(connection, open_names - _of_another_side(found))
        self._given |= {name: self._remembered[name] for name in self._given.keys() & self._remembered.keys()}
        wanted = {name for _, actor in found for name in actors.looked_up(self._completed(actor))}
        self._known = actor_names.known(connection, wanted)
        self._names = dict(self._known)

    def of(self, statement: Statement) -> Speaker:
        """Who speaks in a statement; from now on other names of the actor lead to the same key."""
        spoken = self._speaker(statement)
        about = agents.agent_of(statement, spoken.party if spoken.named else None)
        if not self._decided:
            return replace(spoken, about=about)
        day, report = readings.said_on(statement, self._day), self._report.id
        if about is not None and about != spoken.party:
            meant = self._decided.named(about.name, report, bound=about.report is not None)
            party = self._decided.party(meant.key, report, day)
            about = party or (Party(meant.name) if meant.touched else about)
        side = self._decided.side(spoken.party, report) if spoken.named else None
        return replace(spoken, about=about, side=side)

    def _speaker(self, statement: Statement) -> Speaker:
        report, actor = self._report, self._actor(statement)
        if statement.source is None and statement.cue is None and not _is_issuer(actor):
            own = actors.publisher(report.outlet)
            return Speaker(actor=None, party=own or Party(report.outlet or report.id), named=own is not None)
        if actor is None:
            return Speaker(actor=None, party=Party("unnamed source", report.id), named=False)
        actor, meant = self._completed(actor), self._meant.get(statement.id)
        key = actors.identity(actor, report.id, self._names)
        if meant is not None and not meant.touched:
            # An acronym leads to the actor that goes by its long form.
            long, bound = key.name.partition(" | ")[0], key.report is not None
            meant = replace(self._decided.named(long, report.id, bound=bound), apart=meant.apart)
            actor = replace(actor, name=meant.name) if meant.touched else actor
        if meant is not None and meant.touched:
            key = ActorKey(meant.key)
        for name in actors.names(actor, key):
            self._names.setdefault(name, key.name)
        if not actors.is_named(actor, statement.anonymous):
            return Speaker(actor=key, party=Party(actor.name, report.id), named=False, decided=_new(actor, statement))
        spoken = Speaker(actor=key, party=actors.party(actor, key), named=True)
        return spoken if meant is None else self._mended(spoken, statement, actor, meant)

    def _mended(self, spoken: Speaker, statement: Statement, actor: Actor, meant: DecidedName) -> Speaker:
        """The speaker, with the party that people gave."""
        day, report = readings.said_on(statement, self._day), self._report.id
        party = self._decided.party(meant.key, report, day)
        if party is None and self._decided.named(spoken.party.name, report, bound=True).touched:
            party = self._decided.called(spoken.party.name, report)
        actor = replace(actor, of=party.name if party.name != actor.name else None) if party else actor
        return replace(
            spoken,
            party=party or spoken.party,
            decided=actor if party else _new(actor, statement),
            apart=meant.apart,
            fixed=self._decided.has_party(meant.key, report),
        )

    def _meaning(self, actor: Actor) -> DecidedName:
        bound = actors.identity(actor, self._report.id, {}).report is not None
        of = roster.party_of(actor) if _named_party(actor) else None
        return self._decided.named(actor.name, self._report.id, of, bound=bound)

    def _actor(self, statement: Statement) -> Actor | None:
        """The actor of a statement, by the name and of the kind that people decided."""
        actor, meant = statement.actor, self._meant.get(statement.id)
        if actor is None or meant is None:
            return actor
        kind = self._decided.kind(meant.key, self._report.id) or actor.kind
        return replace(actor, name=meant.name, kind=kind)

    def _completed(self, actor: Actor) -> Actor:
        """The actor, with the party that an earlier report gives where this one gives none, or none in words."""
        party = self._remembered.get(actors.full_name(actor) or "")
        return replace(actor, of=party) if party else actor

    def of_all(self, statements: Iterable[Statement]) -> dict[str, Speaker]:
        """Who speaks in each of these statements, by its id."""
        return {s.id: self.of(s) for s in statements}

    def save(self, connection: Connection, known_at: datetime) -> None:
        """Store the names that were new, and the parties that this report gives people; `known_at` is when."""
        affiliations.insert(connection, self._given, self._report.id, known_at)
        new = {name: actor for name, actor in self._names.items() if name not in self._known}
        actor_names.insert(connection, new, self._report.id)


def _new(actor: Actor, statement: Statement) -> Actor | None:
    """The actor, if it is another than the report says; the party that an earlier report gives does not count."""
    mine = statement.actor
    changed = mine is None or (actor.name, actor.kind) != (mine.name, mine.kind)
    return actor if changed else None


def _named_party(actor: Actor) -> str | None:
    """Whom somebody speaks for, where the report names it; "the agency" is no name."""
    return None if actor.of is None or actor.of.islower() else actor.of


def _names_party_beside(text: str, actor: Actor) -> bool:
    """True if the words beside a person's name name the party; only that of a state may be found without them."""
    party, last = _named_party(actor), actor.name.split()[-1]
    entry = roster.canonical(party) if party else None
    if entry is None or entry.kind is not ActorKind.STATE:
        return True
    places = (m.start() for m in re.finditer(re.escape(last), text))
    return any(
        m.party.name == entry.name
        for at in places
        for m in mentions(text, max(0, at - BESIDE), min(len(text), at + len(last) + BESIDE))
    )


def _of_another_side(found: Sequence[tuple[Statement, Actor]]) -> set[str]:
    """The people whom this report calls former, or of the opposition: what they spoke for is over or not theirs."""
    words = word_set("past") | word_set("coming") | word_set("opposing")
    return {
        name
        for s, actor in found
        if s.source is not None
        and (name := actors.full_name(actor))
        and not words.isdisjoint(s.source.exact.lower().split())
    }


def _is_issuer(actor: Actor | None) -> bool:
    """True if the own voice of a report is that of a body, such as the issuer of a press release."""
    return actor is not None and actor.kind is not ActorKind.OUTLET
