"""What is new on claims: their state from all statements, compared with that from the statements seen before."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from reportedly.ledger import bearing, claim_numbers, claim_state, sureness
from reportedly.linking.changes import kind_of_change, why_new
from reportedly.linking.ranking import rank_of_news
from reportedly.model import ChangeKind, Stance
from reportedly.record import NewsItem
from reportedly.store import claim_days, memberships, numbers, seen_marks, topic_claims
from reportedly.store.supersession import revisions

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from reportedly.ledger.sureness import PossibleMembers
    from reportedly.linking.status import ClaimStatus
    from reportedly.listing import Filter
    from reportedly.model import Party
    from reportedly.store.claim_statements import ClaimStatementRow
    from reportedly.store.database import Connection
    from reportedly.store.numbers import NumberRow

MOST = 400
"""The most claims that are compared for a page; the whole list compares all that changed."""
_TOGETHER = 200
"""Claims in memory at a time."""


@dataclass(frozen=True, slots=True)
class _News:
    """Which reports are new: those of the set, or without a set those published since a day; without both all."""

    reports: frozenset[str] | None
    since: date | None

    def has(self, report: str, known_at: datetime) -> bool:
        """True if a report is new."""
        if self.reports is not None:
            return report in self.reports
        return self.since is None or known_at.date() >= self.since


def page(
    connection: Connection, wanted: Filter, seen: int | None, limit: int | None, offset: int
) -> Sequence[NewsItem]:
    """A page of what is new since an entry of the hash chain or since a day, what matters most first."""
    reports = None if seen is None else frozenset(seen_marks.reports_after(connection, seen))
    claims = _touched(connection, wanted, reports)
    if limit is not None:
        claims = claims[:MOST]
    news, found = _News(reports, wanted.since), []
    for start in range(0, len(claims), _TOGETHER):
        found += _items(connection, wanted.as_of, claims[start : start + _TOGETHER], news)
    found.sort(key=lambda item: (item.rank.points, item.last), reverse=True)
    return found[offset : None if limit is None else offset + limit]


def _touched(connection: Connection, wanted: Filter, reports: frozenset[str] | None) -> list[str]:
    """The claims on which new statements bear, those that matter most first; `notable` leaves in the default list."""
    if reports is None:
        return claim_days.claims_page(connection, wanted, None, 0)
    touched = bearing.touched(connection, memberships.claims_of_reports(connection, reports))
    within = topic_claims.ids(connection, wanted)
    claims = sorted(touched if within is None else touched & within)
    rows = claim_days.latest(connection, wanted.as_of, claims).values()
    ranked = sorted(rows, key=lambda row: (row.rank, row.number), reverse=True)
    return [row.claim for row in ranked if row.shown or not wanted.notable]


def _items(connection: Connection, as_of: date | None, claims: Sequence[str], news: _News) -> list[NewsItem]:
    rows = bearing.statements(connection, as_of, claims)
    possible = sureness.possible_members(connection, as_of, rows)
    given = numbers.of_claims(connection, claims)
    days = claim_days.latest(connection, as_of, claims)
    replaced = sorted({row.report for own in rows.values() for row in own if row.superseded})
    before = {old for old, new, known_at in revisions(connection, replaced) if not news.has(new, known_at)}
    items = (
        _item(rows[claim], possible.get(claim, ()), given.get(claim, ()), days[claim].changes, news, before)
        for claim in claims
        if claim in rows
    )
    return [item for item in items if item is not None]


def _item(
    rows: Sequence[ClaimStatementRow],
    possible: Sequence[PossibleMembers],
    given: Sequence[NumberRow],
    changes: int,
    news: _News,
    replaced: set[str],
) -> NewsItem | None:
    """What is new on a claim; None if nothing is. `replaced` are the reports that were replaced before."""
    new = [row for row in claim_state.counting(rows) if news.has(row.report, row.known_at)]
    if not new:
        return None
    earlier = [
        replace(row, superseded=row.report in replaced) for row in rows if not news.has(row.report, row.known_at)
    ]
    known = any(row.through is None and not row.wrong for row in earlier)
    after = sureness.sure_state(rows, possible)
    before = sureness.sure_state(earlier, _seen(possible, news)) if known else None
    said = tuple(row.statement for row in new)
    figures = claim_numbers.moved(rows, given, said)
    kind = kind_of_change(before.status if before else None, after.status, figures=figures is not None, sure=after.sure)
    joined = [side for side in _sides(rows, after) if before is None or side not in _sides(earlier, before)]
    origins = {row.origin for row in new} - ({row.origin for row in claim_state.counting(earlier)} if known else set())
    if kind is None and not joined and not origins:
        return None
    affirm, deny = ([party.name for party, stance in joined if stance is s] for s in (Stance.AFFIRM, Stance.DENY))
    worded = claim_state.central(rows)
    return NewsItem(
        claim=rows[0].claim,
        wording=claim_state.wording_of(rows),
        before=before.status if before else None,
        after=after.status,
        kind=kind,
        why=why_new(
            kind,
            before.status if before else None,
            figures if kind is ChangeKind.FIGURES and figures else after.why,
            affirm=affirm,
            deny=deny,
            origins=len(origins),
        ),
        rank=rank_of_news(
            claim_state.rank_of(rows, after, changes), kind, affirm=len(affirm), deny=len(deny), origins=len(origins)
        ),
        shown=claim_state.is_shown(rows, after, worded),
        last=max(row.known_at for row in new).date(),
        statements=said,
    )


def _sides(rows: Sequence[ClaimStatementRow], state: ClaimStatus) -> list[tuple[Party, Stance]]:
    """The named parties that take a side, each with its side."""
    named = {row.party for row in claim_state.counting(rows) if row.named}
    return [(p.actor, p.stance) for p in state.positions if p.actor in named and p.stance is not Stance.UNCERTAIN]


def _seen(possible: Sequence[PossibleMembers], news: _News) -> list[PossibleMembers]:
    """Those statements of other claims that may be of this one which were seen before."""
    parts = [(part, tuple(s for s in part.statements if not news.has(s.report, s.known_at))) for part in possible]
    return [replace(part, statements=statements) for part, statements in parts if statements]
