"""How sources fare: what each said, who affirms or denies the same, what became of its forecasts."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reportedly.errors import NotFound
from reportedly.model import Stance
from reportedly.web.forecasting import Calibration, calibration

if TYPE_CHECKING:
    from datetime import date

    from reportedly.model import ActorKind
    from reportedly.record import Claim, ClaimStatement, ForecastRecord, Grade
    from reportedly.web.record_at import Record


MARKS = {
    "A": "A completely reliable",
    "B": "B usually reliable",
    "C": "C fairly reliable",
    "D": "D not usually reliable",
    "E": "E unreliable",
    "F": "F cannot be judged",
    "1": "1 confirmed",
    "2": "2 probably true",
    "3": "3 possibly true",
    "4": "4 doubtful",
    "5": "5 improbable",
    "6": "6 cannot be judged",
}
"""The Admiralty grades (STANAG 2511): letters for sources, figures for statements."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A named source and its words on the record."""

    name: str
    kind: ActorKind
    speaks_for: tuple[str, ...]
    said: tuple[tuple[Claim, ClaimStatement], ...]
    """Latest first."""
    stances: Counter[Stance]
    borne_out: int
    """Claims on which another named party takes the same side, and none the other."""
    contradicted: int
    """Claims on which another named party takes the other side."""
    claims: int
    first: date
    last: date
    forecasts: tuple[ForecastRecord, ...]
    calibration: Calibration
    grades: tuple[Grade, ...]


def sources(record: Record) -> list[Source]:
    """All sources that stand behind their words by name, those first that are heard most."""
    said: dict[str, list[tuple[Claim, ClaimStatement]]] = {}
    for claim in record.claims:
        for s in claim.statements:
            if s.named and s.actor is not None and not (s.superseded or s.wrong):
                said.setdefault(s.actor.name, []).append((claim, s))
    foretold: dict[str, list[ForecastRecord]] = {}
    for f in record.forecasts:
        if f.actor is not None:
            foretold.setdefault(f.actor.name, []).append(f)
    found = [_source(record, name, rows, foretold.get(name, [])) for name, rows in said.items()]
    return sorted(found, key=lambda s: (-len(s.said), s.name))


def source(record: Record, name: str) -> Source:
    """The source of that name; NotFound where nobody of that name is on the record."""
    for found in sources(record):
        if found.name == name:
            return found
    when = f" on {record.as_of}" if record.as_of else ""
    raise NotFound(f"no named source {name!r} is on the record{when}: the page of all sources lists them")


def _source(
    record: Record, name: str, rows: list[tuple[Claim, ClaimStatement]], forecasts: list[ForecastRecord]
) -> Source:
    rows.sort(key=lambda row: (row[1].said_on, row[1].id), reverse=True)
    latest = {claim.id: (claim, s) for claim, s in reversed(rows)}
    against, beside = zip(*(_others(claim, s) for claim, s in latest.values()), strict=True)
    actor = rows[0][1].actor
    assert actor is not None
    return Source(
        name=name,
        kind=actor.kind,
        speaks_for=tuple(sorted({s.party for _, s in rows if s.party and s.party != name})),
        said=tuple(rows),
        stances=Counter(s.stance for _, s in rows),
        borne_out=sum(bool(b) and not a for a, b in zip(against, beside, strict=True)),
        contradicted=sum(map(bool, against)),
        claims=len(latest),
        first=rows[-1][1].said_on,
        last=rows[0][1].said_on,
        forecasts=tuple(forecasts),
        calibration=calibration(forecasts),
        grades=tuple(record.grades_of(name)),
    )


def _others(claim: Claim, mine: ClaimStatement) -> tuple[int, int]:
    """How many other named parties take the other side of a claim, and how many the same."""
    if mine.stance is Stance.UNCERTAIN:
        return 0, 0
    named = {s.party for s in claim.statements if s.named and not (s.superseded or s.wrong) and s.party != mine.party}
    stances = Counter(p.stance for p in claim.positions if p.actor in named)
    other = Stance.DENY if mine.stance is Stance.AFFIRM else Stance.AFFIRM
    return stances[other], stances[mine.stance]
