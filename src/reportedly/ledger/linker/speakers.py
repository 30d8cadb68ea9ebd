"""Who speaks in a statement: the actor across reports, the party that the actor speaks for, and whether by name.

A person whom this report gives no party, or one that it only describes ("the agency"), has that of the latest earlier
report which names one, unless this report says that the office is over or on another side.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from reportedly.lexicon.word_sets import word_set
from reportedly.linking import actors
from reportedly.model import ActorKind, Party
from reportedly.store import actor_names, affiliations

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from reportedly.model import Actor, ActorKey, Reading, Statement
    from reportedly.store.database import Connection


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """Who speaks in a statement."""

    actor: ActorKey | None
    """None for an outlet's own voice and if nobody is named."""
    party: Party
    named: bool
    """False for an outlet's own voice and for unnamed sources."""

    @property
    def source(self) -> str | None:
        """What the speaker is counted under across reports; None for who is known in one report only."""
        if not self.named and self.actor is not None:
            return None
        key = self.actor or self.party
        return str(key) if key.report is None else None


class Speakers:
    """Resolves the speakers of one reading, with the names that are known from earlier reports."""

    def __init__(self, connection: Connection, reading: Reading) -> None:
        self._report = reading.report
        self._given = {
            name: party
            for s in reading.statements
            if s.actor and (party := _named_party(s.actor)) and (name := actors.full_name(s.actor))
        }
        """The parties that this report gives people."""
        open_names = {name for s in reading.statements if (name := actors.full_name(s.actor))} - self._given.keys()
        self._remembered = affiliations.latest(connection, open_names - _of_another_side(reading))
        speaking = [actor for s in reading.statements if (actor := self._completed(s.actor))]
        wanted = {name for actor in speaking for name in actors.looked_up(actor)}
        self._known = actor_names.known(connection, wanted)
        self._names = dict(self._known)

    def of(self, statement: Statement) -> Speaker:
        """Who speaks in a statement; from now on other names of the actor lead to the same key."""
        report = self._report
        if statement.source is None and statement.cue is None and not _is_issuer(statement.actor):
            own = actors.publisher(report.outlet)
            return Speaker(actor=None, party=own or Party(report.outlet or report.id), named=own is not None)
        if statement.actor is None:
            return Speaker(actor=None, party=Party("unnamed source", report.id), named=False)
        actor = self._completed(statement.actor) or statement.actor
        key = actors.identity(actor, report.id, self._names)
        for name in actors.names(actor, key):
            self._names.setdefault(name, key.name)
        if not actors.is_named(actor, statement.anonymous):
            return Speaker(actor=key, party=Party(actor.name, report.id), named=False)
        return Speaker(actor=key, party=actors.party(actor, key), named=True)

    def _completed(self, actor: Actor | None) -> Actor | None:
        """The actor, with the party that an earlier report gives where this one gives none."""
        party = self._remembered.get(actors.full_name(actor) or "")
        return replace(actor, of=party) if actor is not None and _named_party(actor) is None and party else actor

    def of_all(self, statements: Iterable[Statement]) -> dict[str, Speaker]:
        """Who speaks in each of these statements, by its id."""
        return {s.id: self.of(s) for s in statements}

    def save(self, connection: Connection, known_at: datetime) -> None:
        """Store the names that were new, and the parties that this report gives people; `known_at` is when."""
        affiliations.insert(connection, self._given, self._report.id, known_at)
        new = {name: actor for name, actor in self._names.items() if name not in self._known}
        actor_names.insert(connection, new, self._report.id)


def _named_party(actor: Actor) -> str | None:
    """Whom somebody speaks for, where the report names it; "the agency" is no name."""
    return None if actor.of is None or actor.of.islower() else actor.of


def _of_another_side(reading: Reading) -> set[str]:
    """The people whom this report calls former, or of the opposition: what they spoke for is over or not theirs."""
    words = word_set("past") | word_set("coming") | word_set("opposing")
    return {
        name
        for s in reading.statements
        if s.source is not None
        and (name := actors.full_name(s.actor))
        and not words.isdisjoint(s.source.exact.lower().split())
    }


def _is_issuer(actor: Actor | None) -> bool:
    """True if the own voice of a report is that of a body, such as the issuer of a press release."""
    return actor is not None and actor.kind is not ActorKind.OUTLET
