"""People's decisions about actors. A revocation is a row of its own: nothing is deleted."""

from __future__ import annotations

import json
import unicodedata
from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from reportedly.actors import ActorDecision
from reportedly.lexicon.actors import known_name
from reportedly.model import ActorDecisionKind, content_id
from reportedly.store.decisions import DecisionTable, count_rows, decisions
from reportedly.store.hash_chain import ChainKind
from reportedly.store.schema import (
    actor_decisions,
    actor_revocations,
    actor_signatures,
    claim_statements,
    linked,
    statements,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from sqlalchemy.engine import Row


def with_id(decision: ActorDecision) -> ActorDecision:
    """A decision with the id that its content gives."""
    said = list(to_row(decision).values())[1:]
    return replace(decision, id=content_id("actor decision", *said))


def to_row(decision: ActorDecision) -> dict[str, str | None]:
    """The row of a decision; a revocation and a signature have their own."""
    return {
        "id": decision.id,
        "kind": decision.kind.value,
        "name": decision.name,
        "reports": json.dumps(decision.reports, ensure_ascii=False),
        "of": decision.of,
        "value": decision.value,
        "office": decision.office,
        "since": decision.since.isoformat() if decision.since else None,
        "until": decision.until.isoformat() if decision.until else None,
        "why": decision.why,
        "by": decision.by,
        "at": decision.at.isoformat(),
    }


def insert(connection: sa.Connection, decision: ActorDecision) -> bool:
    """Add a decision with its signature and revocation, if it has them; False if all of it is there already."""
    return _TABLE.insert(connection, to_row(decision), decision)


def revoke(connection: sa.Connection, beginning: str, *, by: str, at: datetime) -> ActorDecision:
    """Revoke the decision whose id begins so; an earlier revocation stays."""
    key = _TABLE.revoke(connection, beginning, by=by, at=at)
    return _decision(connection.execute(_DECISIONS.where(actor_decisions.c.id == key)).one())


def rows(connection: sa.Connection) -> list[ActorDecision]:
    """All decisions, oldest first, the revoked ones too."""
    return [_decision(row) for row in connection.execute(_DECISIONS)]


def count(connection: sa.Connection) -> int:
    """How many decisions and revocations there are; a change means that one is new."""
    return count_rows(connection, actor_decisions, actor_revocations)


def earliest_day(connection: sa.Connection, concerns: Callable[[str], bool]) -> date | None:
    """The day of the earliest linked report whose speakers, parties or agents have a name of this kind."""
    mine = claim_statements.c
    named = sa.select(statements.c.actor.label("name"), sa.func.min(linked.c.known_at).label("at"))
    named = named.join(linked, linked.c.reading == statements.c.reading).group_by(statements.c.actor)
    linked_as = (
        sa.select(column.label("name"), sa.func.min(mine.known_at).label("at")).group_by(column)
        for column in (mine.actor, mine.party, mine.about)
    )
    rows = (row for query in (named, *linked_as) for row in connection.execute(query))
    return min((date.fromisoformat(row.at[:10]) for row in rows if row.name and concerns(row.name)), default=None)


def also_called(connection: sa.Connection, name: str) -> list[tuple[str, Sequence[str]]]:
    """All names, as written, of the actor of a name by what people decided, each with the reports where it is so.

    Without reports it is so in all. Empty if nobody decided on the name.
    """
    naming = _naming(connection)
    known, everywhere = {_folded(name)}, [{_folded(d.name), _folded(d.value)} for d in naming if _is_general(d)]
    while new := {one for pair in everywhere if not known.isdisjoint(pair) for one in pair} - known:
        known |= new
    general = {n for d in naming if _is_general(d) for n in (d.name, d.value) if _folded(n) in known}
    special = [(d.name, d.reports) for d in naming if d.reports and _folded(d.value) in known]
    return [*((n, ()) for n in sorted(general)), *special]


def goes_by(connection: sa.Connection, name: str) -> str:
    """The name that people gave the actor of a name in all reports; the same name if they gave none."""
    general = [d for d in _naming(connection) if _is_general(d)]
    current = name
    for _ in general:
        before = current
        for d in general:
            current = d.value if _folded(d.name) == _folded(current) else current
        if current == before:
            break
    return current


def _naming(connection: sa.Connection) -> list[ActorDecision]:
    """The decisions in force that say whom a name means, but for those of one party."""
    return [d for d in rows(connection) if d.kind in _NAMING and d.revoked_at is None and d.of is None]


def _is_general(decision: ActorDecision) -> bool:
    return not decision.reports and decision.kind is not ActorDecisionKind.SPLIT


def _folded(name: str) -> str:
    """A name as the roster writes it, without case and accents."""
    return "".join(
        c for c in unicodedata.normalize("NFKD", known_name(name)) if not unicodedata.combining(c)
    ).casefold()


def _decision(row: Row[Any]) -> ActorDecision:
    return ActorDecision(
        id=row.id,
        kind=ActorDecisionKind(row.kind),
        name=row.name,
        reports=tuple(json.loads(row.reports)),
        of=row.of,
        value=row.value,
        office=row.office,
        since=date.fromisoformat(row.since) if row.since else None,
        until=date.fromisoformat(row.until) if row.until else None,
        why=row.why,
        by=row.by,
        at=datetime.fromisoformat(row.at),
        revoked_by=row.revoked_by,
        revoked_at=datetime.fromisoformat(row.revoked_at) if row.revoked_at else None,
        key=row.key,
        signature=row.signature,
    )


_NAMING = frozenset({ActorDecisionKind.MERGE, ActorDecisionKind.RENAME, ActorDecisionKind.SPLIT})
_DECISIONS = decisions(actor_decisions, actor_revocations, actor_signatures)
_TABLE = DecisionTable(
    column=actor_decisions.c.id,
    what="decision",
    lists="reportedly actor decisions",
    row=ChainKind.ACTOR_DECISION,
    revocation=ChainKind.ACTOR_REVOCATION,
    signature=ChainKind.ACTOR_SIGNATURE,
)
