"""Sources: what each said, who said the same or the opposite later, what became of its forecasts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportedly.errors import Ambiguous, NotFound
from reportedly.ledger import claim_state
from reportedly.ledger.queries import forecasts
from reportedly.ledger.queries.annotations import Annotations
from reportedly.lexicon import actors as roster
from reportedly.linking.decided_actors import DecidedActors
from reportedly.linking.scoring import mean
from reportedly.listing import Page
from reportedly.record import SourceAccount, SourceRecord, SourceStatement
from reportedly.store import actor_decisions, claim_statements, source_stats
from reportedly.store import forecasts as forecast_store

if TYPE_CHECKING:
    from datetime import date

    from reportedly.listing import Filter
    from reportedly.record import ForecastRecord
    from reportedly.store.claim_statements import ClaimStatementRow
    from reportedly.store.database import Connection
    from reportedly.store.source_stats import SourceRow


def page(connection: Connection, wanted: Filter, limit: int | None, offset: int) -> list[SourceRecord]:
    """A page of the named sources and the outlets in their own voice, those with most statements first."""
    rows = source_stats.page(connection, wanted, limit, offset)
    annotations = Annotations(connection, (), (row.name for row in rows))
    return [_record(row, annotations) for row in rows]


def account(connection: Connection, name: str, as_of: date | None, limit: int | None, offset: int) -> SourceAccount:
    """The source of that name with a page of its statements and one of its forecasts, latest first.

    NotFound if there is none, Ambiguous if there are several.
    """
    found = source_stats.at(connection, as_of, _keys_of(connection, name))
    if not found:
        raise NotFound(f"no source {name!r} in this ledger: `reportedly sources` lists them")
    if len(found) > 1:
        names = tuple(row.source for row in found)
        raise Ambiguous(f"several sources are called {name!r}: name {' or '.join(map(repr, names))}", names)
    [source] = found
    key = source.source

    def forecast_rows(most: int | None, first: int) -> list[ForecastRecord]:
        return forecasts.records(forecast_store.of_source(connection, as_of, key, most, first), as_of)

    return SourceAccount(
        source=_record(source, Annotations(connection, (), [source.name])),
        statements=Page.of(
            lambda most, first: _statements(connection, as_of, key, most, first), limit=limit, offset=offset
        ),
        forecasts=Page.of(forecast_rows, limit=limit, offset=offset),
    )


def full_name(connection: Connection, name: str) -> str:
    """The name of the one source that a name means; the name itself if it means none or several."""
    found = {row.name for row in source_stats.at(connection, None, _keys_of(connection, name))}
    return found.pop() if len(found) == 1 else name


def _keys_of(connection: Connection, name: str) -> list[str]:
    """The keys of the sources of a name, or of the name that the roster, or people, know it by."""
    if source_stats.is_key(connection, name):
        return [name]
    found = source_stats.of_name(connection, {name.casefold(), roster.known_name(name).casefold()})
    if not found:
        meant = DecidedActors(actor_decisions.rows(connection)).named(name, "")
        found = [meant.key] if meant.touched else []
    return found


def _statements(
    connection: Connection, as_of: date | None, source: str, limit: int | None, offset: int
) -> list[SourceStatement]:
    said = claim_statements.of_source(connection, as_of, source, limit, offset)
    in_claims: dict[str, list[ClaimStatementRow]] = {}
    for row in claim_statements.of_claims(connection, as_of, sorted(set(said.values()))):
        if not (row.superseded or row.wrong):
            in_claims.setdefault(row.claim, []).append(row)
    own = {row.statement: row for rows in in_claims.values() for row in rows if row.statement in said}
    found = []
    for row in (own[statement] for statement in said if statement in own):
        affirmed, denied = claim_state.later_parties(row, in_claims[row.claim])
        found.append(
            SourceStatement(
                id=row.statement,
                report=row.report,
                claim=row.claim,
                stance=row.stance,
                content=row.content,
                said_on=row.said_on,
                affirmed_by=tuple(affirmed),
                denied_by=tuple(denied),
            )
        )
    return found


def _record(row: SourceRow, annotations: Annotations) -> SourceRecord:
    return SourceRecord(
        id=row.source,
        name=row.name,
        party=row.party,
        outlet=row.outlet,
        statements=row.statements,
        reports=row.reports,
        origins=row.origins,
        first=row.first,
        last=row.last,
        affirmed=row.affirmed,
        denied=row.denied,
        forecasts=row.forecasts,
        settled=row.settled,
        brier=mean(row.squares, row.scored),
        scored=row.scored,
        grades=annotations.of_source(row.name),
    )
