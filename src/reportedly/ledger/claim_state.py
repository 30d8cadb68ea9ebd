"""Where a claim stands, from its rows: the one place that turns rows into a status."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import numpy as np

from reportedly.linking.agency import agreed
from reportedly.linking.status import Standing, Voice, standing
from reportedly.model import Act, Party, Stance
from reportedly.store.vectors import unpacked

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy.engine import Row

CENTRAL, NAMED, FOUNDER = 2.5, 0.4, 0.1
"""What speaks for a statement's words besides their plainness: to be in the middle of the claim (0 to 1) above all."""
_TELLS_OF_DEEDS = frozenset({Act.ASSERT.value, Act.CONFIRM.value, Act.ESTIMATE.value, Act.DENY.value})
_AGAINST = {Stance.AFFIRM.value: Stance.DENY.value, Stance.DENY.value: Stance.AFFIRM.value}
_FORETELLS = frozenset({Act.PREDICT.value, Act.PROMISE.value})


def stands(rows: Sequence[Row[Any]]) -> Standing:
    """Status, reason and positions of a claim from all its rows, of which only some count."""
    counted = counting(rows)
    voices = [
        Voice(
            statement=row.statement,
            report=row.report,
            origin=row.origin,
            party=Party.parse(row.party),
            named=row.named,
            stance=Stance(row.stance),
            said_on=date.fromisoformat(row.said_on),
            admits=_admits(row),
            foretells=_foretells(row),
            confirms=row.act == Act.CONFIRM.value,
            recalled=row.recalled,
            order=(row.known_at, row.report, row.position),
        )
        for row in counted
    ]
    sided = [row for row in counted if row.stance != Stance.UNCERTAIN.value]
    about = agreed(Party.parse(row.about) if row.about is not None else None for row in sided)
    affirming = [row for row in sided if row.stance == Stance.AFFIRM.value]
    boast = sum(row.boast for row in affirming) * 2 > len(affirming)
    return standing(voices, about, boast=boast)


def wording(rows: Sequence[Row[Any]]) -> str:
    """The words of a claim: the most central of plain whole ones, those first that affirm it, by a named source."""
    counted = counting(rows)
    affirming = [row for row in counted if row.stance == Stance.AFFIRM.value]
    vectors = {row.statement: unpacked(row.vector) for row in counted}
    centre = np.sum(list(vectors.values()), axis=0)
    length = float(np.linalg.norm(centre)) or 1.0

    def speaks_for_it(row: Row[Any]) -> float:
        # Rounded, so that what is equal but for the order of adding up is equal.
        central = round(float(vectors[row.statement] @ centre) / length, 4)
        return float(row.plainness + CENTRAL * central + NAMED * row.named + FOUNDER * (row.statement == row.founder))

    return str(max(affirming or counted, key=speaks_for_it).wording)


def _admits(row: Row[Any]) -> bool:
    """Whether a statement puts something forward as done, as an admission or as its own party's act."""
    own = row.about == row.party or row.act == Act.CONFIRM.value
    return own and row.act in _TELLS_OF_DEEDS and not row.ahead


def _foretells(row: Row[Any]) -> bool:
    return bool(row.ahead) or row.act in _FORETELLS


def day_row(claim: str, day: str, rows: Sequence[Row[Any]]) -> dict[str, Any]:
    """Where a claim stands at the end of a day, with the statements that the day brought."""
    found = stands(rows)
    return {
        "claim": claim,
        "day": day,
        "status": found.status.value,
        "why": found.why,
        "wording": wording(rows),
        "statements": [row.statement for row in counting(rows) if row.known_at[:10] == day],
    }


def counting(rows: Sequence[Row[Any]]) -> list[Row[Any]]:
    """The rows that count: read right, and of reports that no revision has replaced."""
    right = [row for row in rows if not row.wrong]
    # Where every report of a claim is superseded, the last words on it are still what is known of it.
    return [row for row in right if not row.superseded] or right


def echo(row: Row[Any], others: Sequence[Row[Any]]) -> tuple[list[str], list[str]]:
    """The parties that took a statement's stance later, and those that took the opposite one, in the order given.

    They count by name, and in a text of another origin.
    """
    later = [o for o in others if _answers(o, row)]
    same = dict.fromkeys(o.party for o in later if o.stance == row.stance)
    opposite = dict.fromkeys(o.party for o in later if o.stance == _AGAINST.get(row.stance))
    return list(same), list(opposite)


def borne_out(rows: Sequence[Row[Any]]) -> tuple[set[str], set[str]]:
    """The statements of a claim that others affirmed later, and those that others contradicted."""
    # The latest first: whoever spoke last is most often the one that is looked for.
    ordered = sorted((r for r in rows if r.named), key=lambda r: r.said_on, reverse=True)
    by_stance = {stance.value: [r for r in ordered if r.stance == stance.value] for stance in Stance}
    affirmed: set[str] = set()
    denied: set[str] = set()
    for row in rows:
        for found, stance in ((affirmed, row.stance), (denied, _AGAINST.get(row.stance))):
            for other in by_stance.get(stance or "", ()):
                if other.said_on <= row.said_on:
                    break
                if _answers(other, row):
                    found.add(row.statement)
                    break
    return affirmed, denied


def _answers(later: Row[Any], row: Row[Any]) -> bool:
    return bool(later.named and later.party != row.party and later.origin != row.origin and later.said_on > row.said_on)
