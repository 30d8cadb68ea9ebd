"""Selects what a brief is made from: the claims that are asked for, their changes, numbers and forecasts."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from reportedly.errors import NotFound
from reportedly.export import wording
from reportedly.export.brief.composing import compose
from reportedly.export.brief.selection import Selection
from reportedly.listing import EVERYTHING, Filter

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from reportedly.export.brief.brief import Brief
    from reportedly.ledger.ledger import Ledger
    from reportedly.record import Change, Claim, ForecastRecord, NumberRecord

CLAIMS = 40
"""Claims, and about as many numbers and forecasts: a longer brief is no brief."""
HITS = 2_000
"""Statements of a search whose claims are looked at."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BriefFilter:
    """What a brief is about; without a search, a topic, claims and a day, about everything that matters."""

    wanted: Filter = EVERYTHING
    """A search (see `Ledger.search`), with the day that is looked back at; or a topic, or a search in one."""
    claims: tuple[str, ...] = ()
    """Ids of claims, or unambiguous beginnings of them."""
    day: date | None = None
    """The claims that changed on that day, as known at its end."""
    since: date | None = None
    """Changes since that day are told first."""
    title: str = ""
    """What the brief is called; empty for what it is about."""
    everything: bool = False
    """Also claims of one voice, and claims without a wording that stands alone."""

    @property
    def as_of(self) -> date | None:
        """The day that is looked back at."""
        return self.wanted.as_of or self.day

    @property
    def searching(self) -> bool:
        """True if the claims are found by a search."""
        return replace(self.wanted, as_of=None, topic=None) != EVERYTHING


def brief(ledger: Ledger, about: BriefFilter) -> Brief:
    """The brief on a matter; NotFound if the ledger has nothing on it."""
    as_of, since = about.as_of, about.since or about.day
    found = _claims(ledger, about)
    if not found:
        raise NotFound(
            f"nothing on the record{f' at the end of {as_of}' if as_of else ''} matches: {_title(about, ())}"
        )
    matter = _whole_matter(about)
    kept = found if about.claims or about.everything else [c for c in found if c.shown] or found
    claims = sorted(kept, key=lambda c: (-c.rank.points, c.id))[:CLAIMS]
    chosen = None if matter else {c.id for c in found}
    known = Filter(as_of=as_of, topic=about.wanted.topic)
    changes = _changes(ledger, replace(known, since=since), chosen, {c.id for c in claims}) if since else []
    numbers, forecasts = _numbers(ledger, known, chosen), _forecasts(ledger, known, chosen, found)
    named = [
        *(s for c in changes for s in c.statements),
        *(n.statement for n in numbers[:CLAIMS]),
        *(f.statement for f in forecasts[:CLAIMS]),
        *(s for c in claims for p in c.positions for s in p.statements),
    ]
    statements = {key: s.statement for key, s in ledger.statements_of(dict.fromkeys(named), as_of=as_of).items()}
    statements |= {s.id: s for c in claims for s in c.statements}
    return compose(
        Selection(
            title=_title(about, claims),
            as_of=as_of,
            since=since,
            claims=claims,
            changes=changes[-CLAIMS:],
            numbers=numbers[:CLAIMS],
            forecasts=forecasts[:CLAIMS],
            statements=statements,
            reports=ledger.reports_of({s.report for s in statements.values()}),
            left_out=sum(max(0, len(rows) - CLAIMS) for rows in (kept, numbers, forecasts)),
        )
    )


def _whole_matter(about: BriefFilter) -> bool:
    return not (about.claims or about.day or about.searching)


def _claims(ledger: Ledger, about: BriefFilter) -> list[Claim]:
    """The claims that are asked for, each once."""
    if about.claims:
        return list({c.id: c for c in (ledger.claim(key, as_of=about.as_of) for key in about.claims)}.values())
    if about.searching:
        hits = ledger.search(replace(about.wanted, as_of=about.as_of), limit=HITS)
        return _of_statements(ledger, (h.statement for h in hits if not h.wrong), about.as_of)
    if about.day:
        changes = ledger.changes(Filter(since=about.day, until=about.day, as_of=about.as_of, topic=about.wanted.topic))
        return _of_statements(ledger, (s for c in changes for s in c.statements), about.as_of)
    matter = Filter(as_of=about.as_of, topic=about.wanted.topic, notable=not about.everything)
    found = ledger.claims(matter, limit=CLAIMS * 2) or ledger.claims(replace(matter, notable=False), limit=CLAIMS * 2)
    return list(found)


def _of_statements(ledger: Ledger, statements: Iterable[str], as_of: date | None) -> list[Claim]:
    return list({c.id: c for c in ledger.claims_of(statements, as_of=as_of).values()}.values())


def _changes(ledger: Ledger, wanted: Filter, chosen: set[str] | None, told: set[str]) -> Sequence[Change]:
    """What changed in the matter since a day: what an analyst would act on, and the new claims of the brief."""
    found = ledger.changes(wanted)
    return [c for c in found if (chosen is None or c.claim in chosen) and (c.notable or c.claim in told)]


def _numbers(ledger: Ledger, known: Filter, chosen: set[str] | None) -> Sequence[NumberRecord]:
    if chosen is None:
        return ledger.numbers(replace(known, newest_first=True), limit=CLAIMS + 1)
    return ledger.numbers_of(sorted(chosen), as_of=known.as_of)


def _forecasts(
    ledger: Ledger, known: Filter, chosen: set[str] | None, claims: Sequence[Claim]
) -> Sequence[ForecastRecord]:
    if chosen is None:
        return ledger.forecasts(replace(known, newest_first=True), limit=CLAIMS + 1)
    return ledger.forecasts_of({s.id for c in claims for s in c.statements}, as_of=known.as_of)


def _title(about: BriefFilter, claims: Sequence[Claim]) -> str:
    if about.title:
        return about.title
    if about.claims:
        return wording.sentence(claims[0].wording) if len(claims) == 1 else f"{len(about.claims)} claims"
    if about.searching:
        return " · ".join(filter(None, (about.wanted.topic, wording.search(about.wanted))))
    on_day = wording.day(about.day) if about.day else ""
    return " · ".join(filter(None, (about.wanted.topic, on_day))) or "What is on the record"
