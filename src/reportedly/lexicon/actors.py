"""The roster: who is known by name before a report is read, for whom they speak, and who stands with whom.

Three tables: `states.tsv` (with demonyms and seats of government), `actors.tsv`
(everybody else) and `sides.tsv` (parties that count as one voice).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from reportedly.lexicon import table
from reportedly.model import Actor, ActorKind


@dataclass(frozen=True, slots=True, kw_only=True)
class RosterEntry:
    """One actor that is known beforehand."""

    name: str
    kind: ActorKind
    country: str | None
    """ISO 3166-1 alpha-2; None for international bodies."""
    of: str | None
    """Name of the party that it speaks for; None where it speaks for itself."""
    aliases: tuple[str, ...]

    def actor(self) -> Actor:
        """The entry as the answer to "who is this source?"."""
        return Actor(name=self.name, kind=self.kind, of=self.of)


def canonical(name: str) -> RosterEntry | None:
    """The roster's entry for a name or alias, whatever its case, article or apostrophes; None where it has none."""
    return _entries().get(key(name))


def party_of(actor: Actor) -> str:
    """Name of the party whose word this actor's word is: the one it speaks for, or itself."""
    party, seen = actor.of or actor.name, {actor.name}
    while party not in seen:
        seen.add(party)
        entry = canonical(party)
        if entry is None:
            return party
        party = entry.of or entry.name
    return party


def side_of(party: str) -> str | None:
    """Name of the side that the roster puts a party on; None where it stands for itself."""
    return _sides().get(key(party))


def same_side(first: str, second: str) -> bool:
    """Whether two parties count as one voice: the same party, or two of one side."""
    if key(first) == key(second):
        return True
    side = side_of(first)
    return side is not None and side == side_of(second)


def key(name: str) -> str:
    """A name as it is looked up: no case, no leading article, plain apostrophes, no full stops in initials."""
    plain = " ".join(name.replace("’", "'").replace(".", "").split()).casefold()
    return plain.removeprefix("the ")


@cache
def _entries() -> dict[str, RosterEntry]:
    return {}


@cache
def _sides() -> dict[str, str]:
    return {}
