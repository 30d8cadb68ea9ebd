"""A ledger made by hand, with the methods of `Ledger` and no store: pages can be tested without reading anything."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from reportedly.errors import NotFound
from reportedly.ledger import Ledger
from reportedly.ledger.doubts import Doubt
from reportedly.model import Likelihood, Outcome, Reading, Report, Stance, Status
from reportedly.record import (
    Change,
    Claim,
    ClaimNumber,
    ClaimStatement,
    ForecastRecord,
    Grade,
    Hit,
    Judgement,
    Origin,
    Position,
    Query,
)
from tests.export.made import RUN, ferry, hostile

FERRY = ferry()
HOSTILE = hostile()
COPY = Reading(
    report=Report(
        text=FERRY.report.text,
        id="copy/2",
        outlet="Vik Evening",
        title="Norland: we sank it",
        published_at=datetime(2031, 3, 7, 23, 30, tzinfo=UTC),
    ),
    run=RUN,
)
READINGS = (FERRY, HOSTILE, COPY)


def _part(n: int, stance: Stance, party: str, *, on: date, report: str = "ferry-1", **known: Any) -> ClaimStatement:
    s = FERRY.statements[n]
    return ClaimStatement(
        id=s.id,
        report=report,
        stance=stance,
        content=s.content,
        source=s.source,
        actor=s.actor,
        said_on=on,
        party=party,
        reasons=("says what nothing before it said",),
        **known,
    )


ADMITTED = _part(0, Stance.AFFIRM, "Norland", on=date(2031, 3, 4))
REJECTED = _part(3, Stance.DENY, "Sudland", on=date(2031, 3, 6), report="copy/2")
HEDGED = _part(6, Stance.UNCERTAIN, "A port official @ ferry-1", on=date(2031, 3, 6), named=False)


def _claim(as_of: date | None) -> Claim | None:
    early = as_of is not None and as_of < date(2031, 3, 7)
    if as_of is not None and as_of < date(2031, 3, 5):
        return None
    statements = (ADMITTED,) if early else (ADMITTED, REJECTED, HEDGED)
    return Claim(
        id="c0ffee",
        wording="that its navy had sunk the ferry",
        status=Status.ALLEGED if early else Status.DISPUTED,
        why="only Norland affirms it" if early else "Norland affirms it, Sudland denies it",
        first=date(2031, 3, 5),
        last=statements[-1].said_on,
        origins=(("ferry-1",),) if early else (("ferry-1", "copy/2"),),
        positions=tuple(
            Position(actor=s.party, stance=s.stance, since=s.said_on, statements=(s.id,)) for s in statements
        ),
        statements=statements,
        numbers=(
            ClaimNumber(
                of="dead",
                low=90,
                high=None,
                unit="people",
                actor="Sudland",
                statement=REJECTED.id,
                date=date(2031, 3, 6),
            ),
        ),
    )


class Shelf(Ledger):
    """One claim in three reports, one of them hostile."""

    def __init__(self, address: str, *, make: bool = True) -> None:
        del make
        self.address = address

    def close(self) -> None:
        """Nothing is open."""

    def reading(self, report_id: str) -> Reading:
        for reading in READINGS:
            if reading.report.id == report_id:
                return reading
        raise NotFound(f"no report {report_id!r} in this ledger")

    def state(self) -> str:
        return "as it was made"

    def readings(self, *, as_of: date | None = None) -> list[Reading]:
        return [r for r in READINGS if as_of is None or r.report.published_on is None or r.report.published_on <= as_of]

    def judgements(self) -> list[Judgement]:
        return []

    def doubts(self, **_: Any) -> list[Doubt]:
        return []

    def grades(self) -> list[Grade]:
        return [
            Grade(
                id="g1", subject=ADMITTED.id, mark="2", why="<i>saw the log</i>", by="Ana", at="2031-03-08T10:00:00Z"
            ),
            Grade(id="g2", subject="Norland", mark="C", why="owns the press", by="Ana", at="2031-03-08T10:01:00Z"),
        ]

    def reports(self, *, as_of: date | None = None, **_: Any) -> list[Report]:
        known = (r.report for r in READINGS)
        return [r for r in known if as_of is None or r.published_on is None or r.published_on <= as_of]

    def claims(self, *, as_of: date | None = None, **_: Any) -> list[Claim]:
        found = _claim(as_of)
        return [found] if found else []

    def claim(self, claim_id: str, *, as_of: date | None = None) -> Claim:
        found = _claim(as_of)
        if found is None or claim_id != found.id:
            raise NotFound(f"no claim {claim_id!r} in this ledger: `reportedly claims` lists them")
        return found

    def changes(self, *, as_of: date | None = None, **_: Any) -> list[Change]:
        days = [
            (date(2031, 3, 5), None, Status.ALLEGED, ADMITTED.id),
            (date(2031, 3, 7), Status.ALLEGED, Status.DISPUTED, REJECTED.id),
        ]
        return [
            Change(
                date=day,
                claim="c0ffee",
                wording="that its navy had sunk the ferry",
                before=before,
                after=after,
                why="because <b>of this</b>",
                statements=(statement,),
            )
            for day, before, after, statement in days
            if as_of is None or day <= as_of
        ]

    def origins(self, *, as_of: date | None = None, **_: Any) -> list[Origin]:
        known = {r.id for r in self.reports(as_of=as_of)}
        groups = (("ferry-1", "copy/2"), (HOSTILE.report.id,))
        shown = (tuple(r for r in group if r in known) for group in groups)
        return [Origin(id=f"o{n}", reports=reports) for n, reports in enumerate(shown) if reports]

    def forecasts(self, *, as_of: date | None = None, **_: Any) -> list[ForecastRecord]:
        if as_of is not None and as_of < date(2031, 3, 5):
            return []
        s = FERRY.statements[2]
        return [
            ForecastRecord(
                statement=s.id,
                report="ferry-1",
                content=s.content,
                source=s.source,
                actor=s.actor,
                horizon="2031-06",
                likelihood=Likelihood.LIKELY,
                outcome=Outcome.OPEN,
                resolved_by=None,
            )
        ]

    def search(self, query: Query) -> list[Hit]:
        hits = []
        for reading in READINGS:
            for s in reading.statements:
                if any(query.text.casefold() in c.exact.casefold() for c in s.content):
                    hit = Hit(
                        statement=s.id,
                        report=reading.report.id,
                        claim="c0ffee",
                        content=s.content,
                        source=s.source,
                        actor=s.actor,
                        said_on=date(2031, 3, 5),
                    )
                    hits.append(hit)
        return hits


class Empty(Shelf):
    """A ledger with nothing in it."""

    def reports(self, *, as_of: date | None = None, **_: Any) -> list[Report]:
        del as_of
        return []

    claims = changes = origins = forecasts = readings = reports  # type: ignore[assignment]
