"""Whether two parties corroborate each other: neither is the other by another name, nor do they speak for one side."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportedly.lexicon import actors as roster
from reportedly.lexicon.roles import bodies

if TYPE_CHECKING:
    from reportedly.model import Party


def independent(one: Party, other: Party) -> bool:
    """True if two parties count as two voices.

    Who is known in one report only ("police", "a resident of the town") may be anybody in another report, and who has a
    name that is a part of the other's ("Lund", "Ana Lund"; "Chile", "Chile’s customs") may be the same or speak for it:
    then they do not. Nor does a body without a name ("government", "police in Lisse").
    """
    if any(p.report is not None or _is_nameless(p.name) for p in (one, other)):
        return False
    return not (roster.same_side(one.name, other.name) or _is_part(one.name, other.name))


def opposed(one: Party, other: Party) -> bool:
    """True if two parties are known to be on different sides: they corroborate each other within one text, too."""
    return None not in {_side(one), _side(other)} and independent(one, other)


def _side(party: Party) -> str | None:
    return roster.side_of(party.name) if party.report is None else None


def _is_nameless(name: str) -> bool:
    return name[:1].islower() or roster.key(name).casefold() in bodies()


def _is_part(one: str, other: str) -> bool:
    mine, theirs = _words(one), _words(other)
    return mine <= theirs or theirs <= mine


def _words(name: str) -> set[str]:
    return set(roster.key(name).casefold().removesuffix("'s").split())
