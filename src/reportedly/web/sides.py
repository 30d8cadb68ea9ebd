"""The sides of a claim: who affirms it, who denies it, who leaves it open, with the latest words of each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reportedly.model import Stance

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reportedly.record import Claim, ClaimStatement


UNNAMED = 20
"""Unnamed sources shown on a side; the list of statements has them all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """Those who take one stance toward a claim."""

    stance: Stance
    named: Sequence[ClaimStatement]
    """The latest words of each party."""
    unnamed: Sequence[ClaimStatement]
    """Those of unnamed sources and of outlets in their own voice, at most `UNNAMED`."""
    unnamed_in_all: int


def sides(claim: Claim) -> list[Side]:
    """The sides of a claim, without those that nobody takes."""
    said = {s.id: s for s in claim.statements}
    taken: dict[Stance, list[ClaimStatement]] = {stance: [] for stance in Stance}
    for position in claim.positions:
        latest = next((said[key] for key in reversed(position.statements) if key in said), None)
        if latest is not None:
            taken[position.stance].append(latest)
    return [_side(stance, rows) for stance, rows in taken.items() if rows]


def _side(stance: Stance, rows: Sequence[ClaimStatement]) -> Side:
    unnamed = [s for s in rows if not s.named]
    return Side(
        stance=stance,
        named=[s for s in rows if s.named],
        unnamed=unnamed[:UNNAMED],
        unnamed_in_all=len(unnamed),
    )
