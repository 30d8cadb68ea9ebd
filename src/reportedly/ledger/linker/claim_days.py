"""The state of claims at the end of a day: stored for the lists of claims and changes, and counted by source."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportedly.ledger import bearing, claim_numbers, claim_state, sureness
from reportedly.linking.changes import is_notable, kind_of_change
from reportedly.linking.ranking import place_of
from reportedly.store import claim_days, claim_mentions, claim_sources, numbers
from reportedly.store.claim_days import ClaimDayRow
from reportedly.store.claim_mentions import MentionKind, MentionRow
from reportedly.store.claim_sources import ClaimSourceRow
from reportedly.store.source_stats import SourceCount

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from reportedly.ledger.linker.deltas import Deltas
    from reportedly.ledger.sureness import PossibleMembers
    from reportedly.store.claim_days import Statuses
    from reportedly.store.claim_statements import ClaimStatementRow
    from reportedly.store.database import Connection
    from reportedly.store.numbers import NumberRow


def update_days(connection: Connection, claims: Sequence[str], day: date, deltas: Deltas) -> None:
    """Store the state of these claims at the end of a day, with what it changes in the counts of their sources."""
    bearing_on = bearing.statements(connection, None, claims)
    possible = sureness.possible_members(connection, None, bearing_on)
    given = numbers.of_claims(connection, claims)
    statuses = claim_days.statuses(connection, claims, day)
    shares = claim_sources.latest(connection, claims)
    days: list[ClaimDayRow] = []
    mentions: list[MentionRow] = []
    changed: list[ClaimSourceRow] = []
    for claim, statements in bearing_on.items():
        known = statuses.get(claim, claim_days.Statuses())
        row = _day(statements, possible.get(claim, ()), day, given.get(claim, []), known)
        if not row.statements and known.now is row.status:
            continue  # nothing was said of it, and what may be of it changes nothing
        days.append(row)
        mentions += _mentions(row, statements)
        deltas.statuses[row.status] += 1
        if known.now is not None:
            deltas.statuses[known.now] -= 1
        own = [s for s in statements if s.through is None]
        changed += _changed_shares(claim, day, own, shares.get(claim, {}), deltas)
    claim_days.upsert_days(connection, days)
    claim_mentions.replace_day(connection, day, [row.claim for row in days], mentions)
    claim_sources.upsert_rows(connection, changed)


def _day(
    statements: Sequence[ClaimStatementRow],
    possible: Sequence[PossibleMembers],
    day: date,
    given: Sequence[NumberRow],
    known: Statuses,
) -> ClaimDayRow:
    """The state of a claim at the end of a day, from all statements that bear on it, or may."""
    state, worded = sureness.sure_state(statements, possible), claim_state.central(statements)
    own = [s for s in statements if s.through is None]
    first = own[0]
    assert first.number is not None
    said = tuple(s.statement for s in claim_state.counting(statements) if s.known_at.date() == day)
    figures = claim_numbers.moved(statements, given, said)
    change = kind_of_change(known.before, state.status, figures=figures is not None, sure=state.sure)
    changes = known.changes + (known.before is not None and known.before is not state.status)
    rank = claim_state.rank_of(statements, state, changes)
    return ClaimDayRow(
        claim=first.claim,
        day=day,
        number=first.number,
        status=state.status,
        before=known.before,
        numbers=claim_numbers.kind_of(claim_numbers.compared(own, given)),
        multi_statement=len(own) > 1,
        why=state.why,
        wording=claim_state.wording_of(statements),
        statements=said,
        changes=changes,
        change=change,
        notable=is_notable(change, stands_alone=worded.stands_alone),
        figures=figures,
        shown=claim_state.is_shown(statements, state, worded),
        points=rank.points,
        rank=place_of(rank, day),
    )


def _mentions(row: ClaimDayRow, statements: Sequence[ClaimStatementRow]) -> Iterator[MentionRow]:
    """The parties that spoke of a claim on a day, and the countries that were named."""
    spoken = [s for s in statements if s.statement in row.statements]
    parties = {s.party.name for s in spoken if s.party.report is None}
    parties |= {s.actor.name for s in spoken if s.named and s.actor}
    countries = {country for s in spoken for country in s.countries}
    for kind, names in ((MentionKind.PARTY, parties), (MentionKind.COUNTRY, countries)):
        for name in sorted(names):
            yield MentionRow(claim=row.claim, day=row.day, number=row.number, kind=kind, name=name)


def _changed_shares(
    claim: str,
    day: date,
    statements: Sequence[ClaimStatementRow],
    before: Mapping[str, ClaimSourceRow],
    deltas: Deltas,
) -> Iterator[ClaimSourceRow]:
    """What a claim adds to the counts of its sources, for those of them for which that has changed."""
    counted = [s for s in statements if not (s.superseded or s.wrong)]
    affirmed, denied = claim_state.affirmed_and_denied(counted)
    by_source: dict[str, list[str]] = {}
    for s in counted:
        if s.source_key is not None:
            by_source.setdefault(s.source_key, []).append(s.statement)
    for source in sorted({*by_source, *before}):
        own = by_source.get(source, [])
        share = ClaimSourceRow(
            claim=claim,
            source=source,
            day=day,
            statements=len(own),
            affirmed=len(affirmed.intersection(own)),
            denied=len(denied.intersection(own)),
        )
        known = before.get(source, ClaimSourceRow(claim=claim, source=source, day=day))
        change = {
            SourceCount.STATEMENTS: share.statements - known.statements,
            SourceCount.AFFIRMED: share.affirmed - known.affirmed,
            SourceCount.DENIED: share.denied - known.denied,
        }
        if any(change.values()):
            deltas.sources[source].update(change)
            yield share
