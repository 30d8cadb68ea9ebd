"""Whether two parties corroborate each other: neither is the other by another name, nor do they speak for one side."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from reportedly.lexicon import actors as roster
from reportedly.lexicon.roles import bodies

if TYPE_CHECKING:
    from collections.abc import Mapping, Set

    from reportedly.model import Party


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """What people decided of the parties of a claim."""

    sides: Mapping[Party, str] = field(default_factory=dict)
    """The sides that they put parties on, empty for none."""
    apart: Set[Party] = frozenset()
    """The parties that are not who their names suggest."""

    def side(self, party: Party) -> str | None:
        """The side that a party is on; None if it is on none."""
        if party in self.sides:
            return roster.key(self.sides[party]) or None
        return _side(party)


def independent(one: Party, other: Party, decided: Decided | None = None) -> bool:
    """True if two parties count as two voices.

    Who is known in one report only ("police", "a resident of the town") may be anybody in another report, and who has a
    name that is a part of the other's ("Lund", "Ana Lund"; "Chile", "Chile’s customs") may be the same or speak for it:
    then they do not, unless people said so. Nor does a body without a name ("government", "police in Lisse").
    """
    if any(p.report is not None or _is_nameless(p.name) for p in (one, other)):
        return False
    if _one_side(one, other, decided or Decided()):
        return False
    known_apart = decided is not None and not decided.apart.isdisjoint((one, other))
    return known_apart or not _is_part(one.name, other.name)


def opposed(one: Party, other: Party, decided: Decided | None = None) -> bool:
    """True if two parties are known to be on different sides: they corroborate each other within one text, too."""
    known = decided or Decided()
    return None not in {known.side(one), known.side(other)} and independent(one, other, decided)


def _one_side(one: Party, other: Party, decided: Decided) -> bool:
    """True if two parties are one, or on one side; a side may be called by one of its parties."""
    if roster.key(one.name) == roster.key(other.name):
        return True
    mine, theirs = decided.side(one), decided.side(other)
    named = {roster.key(one.name): theirs, roster.key(other.name): mine}
    return (mine is not None and mine == theirs) or any(side == name for name, side in named.items())


def _side(party: Party) -> str | None:
    side = roster.side_of(party.name) if party.report is None else None
    return roster.key(side) if side else None


def _is_nameless(name: str) -> bool:
    return name[:1].islower() or roster.key(name).casefold() in bodies()


def _is_part(one: str, other: str) -> bool:
    mine, theirs = _words(one), _words(other)
    return mine <= theirs or theirs <= mine


def _words(name: str) -> set[str]:
    return set(roster.key(name).casefold().removesuffix("'s").split())
