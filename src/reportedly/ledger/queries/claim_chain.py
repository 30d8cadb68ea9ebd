"""Who said a claim first, and who took it up: the texts that carry it in order of time, and what each of them added."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from reportedly.errors import NotFound
from reportedly.ledger import bearing, claim_state
from reportedly.model import ActorKind, Stance
from reportedly.store import claims as claim_store
from reportedly.store import numbers, readings, reports

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date, datetime

    from reportedly.model import Actor, Anchor, Party, Report
    from reportedly.store.claim_statements import ClaimStatementRow
    from reportedly.store.database import Connection

Figure = tuple[str | None, str | None, float | None, float | None]
"""What is counted, its unit, and the bounds."""


class Added(StrEnum):
    """What a statement adds to those before it."""

    FIRST = "first statement"
    ACTOR = "new actor"
    STANCE = "other stance"
    """Another one than its actor had taken, or one that nobody had taken."""
    FIGURE = "new figure"


@dataclass(frozen=True, slots=True, kw_only=True)
class ChainReport:
    """A report as a link of a chain."""

    id: str
    outlet: str | None
    title: str | None
    at: datetime
    """When it was published, or added if it has no date; UTC."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChainStatement:
    """What one source says of the claim in a text."""

    id: str
    report: str
    actor: Actor | None
    source: Anchor | None
    party: Party
    named: bool
    stance: Stance
    via: tuple[str, ...]
    """The words that name its relays, that nearest to the outlet last."""
    adds: tuple[Added, ...]
    repeats: str | None
    """The statement by which its actor said the same first; None if it adds something, and for nobody named."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChainText:
    """One text that carries the claim; its copies are folded into it."""

    report: ChainReport
    """The first one with this text."""
    copies: tuple[ChainReport, ...]
    statements: tuple[ChainStatement, ...]

    @property
    def adds(self) -> tuple[Added, ...]:
        """What its statements add, each kind once."""
        return tuple(dict.fromkeys(added for s in self.statements for added in s.adds))


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimChain:
    """The texts that carry a claim in order of time; the first one has the first statement."""

    claim: str
    wording: str
    texts: tuple[ChainText, ...]


def chain(connection: Connection, as_of: date | None, beginning: str) -> ClaimChain:
    """The chain of the claim whose id begins so, as known at a date; of its own statements, those that count."""
    key = claim_store.starting_with(connection, beginning)
    bearing_on = bearing.statements(connection, as_of, [key]).get(key)
    if not bearing_on:
        raise NotFound(f"no claim {beginning!r} in this ledger on {as_of}: `reportedly claims` lists them")
    rows = [row for row in claim_state.counting(claim_state.put(bearing_on)) if row.through is None]
    known = reports.by_ids(connection, {row.report for row in rows})
    relays = readings.relays(connection, known)
    figures: dict[str, set[Figure]] = defaultdict(set)
    for n in numbers.of_claims(connection, [key]).get(key, ()):
        if (n.low, n.high) != (None, None):
            figures[n.statement].add((n.of, n.unit, n.low, n.high))
    before = _Before()
    texts: dict[str, list[ClaimStatementRow]] = {}
    for row in sorted(rows, key=lambda row: (row.known_at, row.report, row.position)):
        texts.setdefault(row.origin, []).append(row)
    return ClaimChain(
        claim=key,
        wording=claim_state.wording_of(bearing_on),
        texts=tuple(_text(own, known, relays, figures, before) for own in texts.values()),
    )


@dataclass(slots=True)
class _Before:
    """What the texts so far have said."""

    stances: dict[str, Stance] = field(default_factory=dict)
    """The latest one of each actor."""
    first: dict[tuple[str, Stance], str] = field(default_factory=dict)
    """The first statement of each actor with a stance."""
    taken: set[Stance] = field(default_factory=set)
    figures: set[Figure] = field(default_factory=set)

    def add(self, row: ClaimStatementRow, figures: set[Figure]) -> tuple[tuple[Added, ...], str | None]:
        """What a statement adds, or the one that it repeats."""
        actor = _speaker(row) if row.named else None
        adds = [Added.FIRST] if not self.taken else []
        if self.taken:
            known = self.stances.get(actor) if actor else None
            if actor and known is None:
                adds.append(Added.ACTOR)
            if row.stance not in self.taken or known not in {None, row.stance}:
                adds.append(Added.STANCE)
            if figures - self.figures:
                adds.append(Added.FIGURE)
        repeats = self.first.get((actor, row.stance)) if actor and not adds else None
        self.taken.add(row.stance)
        self.figures |= figures
        if actor:
            self.stances[actor] = row.stance
            self.first.setdefault((actor, row.stance), row.statement)
        return tuple(adds), repeats


def _speaker(row: ClaimStatementRow) -> str:
    """Who says it: a person by name alone, for some reports leave out whom they speak for."""
    if row.actor and row.actor.kind is ActorKind.PERSON:
        return row.actor.name.casefold()
    return row.actor_key or str(row.party)


def _text(
    rows: Sequence[ClaimStatementRow],
    known: Mapping[str, Report],
    relays: Mapping[str, tuple[str, ...]],
    figures: Mapping[str, set[Figure]],
    before: _Before,
) -> ChainText:
    """A text from the statements of all its copies, in order of time."""
    found = []
    for row in _once(rows):
        adds, repeats = before.add(row, figures.get(row.statement, set()))
        found.append(
            ChainStatement(
                id=row.statement,
                report=row.report,
                actor=row.actor,
                source=row.source,
                party=row.party,
                named=row.named,
                stance=row.stance,
                via=relays.get(row.statement, ()),
                adds=adds,
                repeats=repeats,
            )
        )
    copies = list({row.report: row for row in rows}.values())
    first, *others = (_report(known[row.report], row) for row in copies)
    return ChainText(report=first, copies=tuple(others), statements=tuple(found))


def _once(rows: Iterable[ClaimStatementRow]) -> list[ClaimStatementRow]:
    """Statements without those that a copy repeats."""
    seen: dict[tuple[object, ...], ClaimStatementRow] = {}
    for row in rows:
        words = tuple(part.exact for part in row.content)
        source = row.source.exact if row.source else None
        known = seen.setdefault((source, words, row.stance), row)
        if known.report == row.report and known is not row:
            seen[row.statement,] = row
    return list(seen.values())


def _report(report: Report, row: ClaimStatementRow) -> ChainReport:
    return ChainReport(id=report.id, outlet=report.outlet, title=report.title, at=row.known_at)
