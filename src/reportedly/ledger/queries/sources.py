"""Sources: what each said, who said the same or the opposite later, what became of its forecasts."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from reportedly.errors import Ambiguous, NotFound
from reportedly.ledger import claim_state
from reportedly.ledger.queries import claims
from reportedly.ledger.queries.annotations import Marks
from reportedly.lexicon import actors as roster
from reportedly.linking.scoring import mean
from reportedly.model import Party, Stance
from reportedly.record import Page, SourceAccount, SourceRecord, SourceStatement
from reportedly.store import claims as claim_store
from reportedly.store import forecasts, source_stats

if TYPE_CHECKING:
    from sqlalchemy.engine import Row

    from reportedly.record import ForecastRecord
    from reportedly.store.database import Connection


def sources(connection: Connection, as_of: date | None, limit: int | None, offset: int) -> list[SourceRecord]:
    """Every named source and every outlet in its own voice, those with most statements first."""
    marks = Marks(connection)
    rows = source_stats.page(connection, as_of.isoformat() if as_of else None, limit, offset)
    return [_record(row, marks) for row in rows]


def source(connection: Connection, name: str, as_of: date | None, limit: int | None, offset: int) -> SourceAccount:
    """The source of that name with a page of what it said and foretold, latest first."""
    until, day = claims.end_of(as_of), as_of.isoformat() if as_of else None
    found = source_stats.at(connection, _of_name(connection, name), day)
    if not found:
        raise NotFound(f"no source {name!r} in this ledger: `reportedly sources` lists them")
    if len(found) > 1:
        names = tuple(row.source for row in found)
        raise Ambiguous(f"several sources are called {name!r}: name {' or '.join(map(repr, names))}", names)
    key = found[0].source

    def foretold(most: int | None, first: int) -> list[ForecastRecord]:
        rows = forecasts.page(connection, until, source=key, newest_first=True, limit=most, offset=first)
        return claims.forecasts(rows, until)

    return SourceAccount(
        source=_record(found[0], Marks(connection)),
        statements=Page.of(lambda most, first: _said(connection, key, until, most, first), limit=limit, offset=offset),
        forecasts=Page.of(foretold, limit=limit, offset=offset),
    )


def _said(connection: Connection, key: str, until: str | None, limit: int | None, offset: int) -> list[SourceStatement]:
    """What a source said, latest first, with who affirmed or denied it later."""
    said = claim_store.of_source(connection, key, until, limit, offset)
    others: dict[str, list[Row[Any]]] = {}
    for row in claim_store.rows(connection, until, sorted({row.claim for row in said})):
        if not (row.superseded or row.wrong):
            others.setdefault(row.claim, []).append(row)
    own = {row.statement: row for rows in others.values() for row in rows}
    statements = []
    for row in (own[known.statement] for known in said if known.statement in own):
        affirmed, denied = claim_state.echo(row, others[row.claim])
        statements.append(
            SourceStatement(
                id=row.statement,
                report=row.report,
                claim=row.claim,
                stance=Stance(row.stance),
                content=claims.content_of(row),
                said_on=date.fromisoformat(row.said_on),
                affirmed_by=tuple(map(Party.parse, affirmed)),
                denied_by=tuple(map(Party.parse, denied)),
            )
        )
    return statements


def full_name(connection: Connection, name: str) -> str:
    """The name of the one source that is meant by a name; where there is none or several, the name itself."""
    found = {row.name for row in source_stats.at(connection, _of_name(connection, name), None)}
    return found.pop() if len(found) == 1 else name


def _of_name(connection: Connection, name: str) -> list[str]:
    """The keys of the sources that bear a name, or are meant by it."""
    if source_stats.latest(connection, [name]):
        return [name]
    entry = roster.canonical(name)
    return source_stats.of_name(connection, {name.casefold(), *((entry.name.casefold(),) if entry else ())})


def _record(row: Row[Any], marks: Marks) -> SourceRecord:
    return SourceRecord(
        id=row.source,
        name=row.name,
        party=Party.parse(row.party),
        outlet=row.outlet,
        statements=row.statements,
        reports=row.reports,
        origins=row.origins,
        first=date.fromisoformat(row.first),
        last=date.fromisoformat(row.last),
        affirmed=row.affirmed,
        denied=row.denied,
        forecasts=row.forecasts,
        settled=row.settled,
        brier=mean(row.squares, row.scored),
        scored=row.scored,
        grades=marks.of_source(row.name),
    )
