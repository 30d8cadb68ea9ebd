"""Who speaks in a statement: the actor across reports, the party that the actor speaks for, and whether by name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reportedly.linking import actors
from reportedly.model import ActorKind, Party
from reportedly.store import actor_names

if TYPE_CHECKING:
    from collections.abc import Iterable

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
        wanted = {name for s in reading.statements if s.actor for name in actors.looked_up(s.actor)}
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
        key = actors.identity(statement.actor, report.id, self._names)
        for name in actors.names(statement.actor, key):
            self._names.setdefault(name, key.name)
        if not actors.is_named(statement.actor, statement.anonymous):
            return Speaker(actor=key, party=Party(statement.actor.name, report.id), named=False)
        return Speaker(actor=key, party=actors.party(statement.actor, key), named=True)

    def of_all(self, statements: Iterable[Statement]) -> dict[str, Speaker]:
        """Who speaks in each of these statements, by its id."""
        return {s.id: self.of(s) for s in statements}

    def save(self, connection: Connection) -> None:
        """Store the names that were new."""
        new = {name: actor for name, actor in self._names.items() if name not in self._known}
        actor_names.insert(connection, new, self._report.id)


def _is_issuer(actor: Actor | None) -> bool:
    """True if the own voice of a report is that of a body, such as the issuer of a press release."""
    return actor is not None and actor.kind is not ActorKind.OUTLET
