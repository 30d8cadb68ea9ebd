"""Who is the same across reports: by the roster, by whole names, by acronyms; never by a surname alone."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from reportedly.lexicon import actors as roster
from reportedly.lexicon.word_sets import word_set
from reportedly.model import Actor, ActorKey, ActorKind, Party

if TYPE_CHECKING:
    from collections.abc import Mapping

_INITIAL = re.compile(r"\b\w\.?(?= )")
_OWNER = re.compile(r" ?['’]s ")
_ONE_REPORT_ONLY = frozenset({ActorKind.GROUP, ActorKind.UNNAMED})


def identity(actor: Actor, report: str, known: Mapping[str, str]) -> ActorKey:
    """The key under which an actor is kept: the same key, the same actor.

    `known` maps keys and acronyms seen in earlier reports to the key they belong to.
    A person of one name only, a group, an unnamed source are actors of their report alone.
    """
    entry = roster.canonical(actor.name)
    if entry is not None:
        return ActorKey(roster.key(entry.name))
    key = _plain(actor.name)
    if actor.kind in _ONE_REPORT_ONLY or (actor.kind is ActorKind.PERSON and " " not in key):
        return ActorKey(key, report)
    of = f" | {roster.key(actor.of)}" if actor.of else ""
    return ActorKey(known.get(key + of) or known.get(key) or key + of)


def looked_up(actor: Actor) -> set[str]:
    """The names that `identity` may look up for an actor, and those that `names` may give."""
    return {_plain(actor.name), *_aliases(actor)}


def names(actor: Actor, key: ActorKey) -> tuple[str, ...]:
    """What else leads to this actor from now on: its name, and the acronym of a body's name."""
    return () if key.report is not None else _aliases(actor)


def _aliases(actor: Actor) -> tuple[str, ...]:
    plain = _plain(actor.name)
    acronym = "" if actor.kind is ActorKind.PERSON else _acronym(actor.name)
    of = f" | {roster.key(actor.of)}" if actor.of else ""
    return tuple(n + of for n in (plain, acronym) if n)


def party(actor: Actor, key: ActorKey) -> Party:
    """Name of the party whose word this is: the one the actor speaks for; of one report only if the actor is.

    A person whom the reading gives no party holds no office on that day, whatever the roster says of other days.
    """
    entry = roster.canonical(actor.name)
    if entry and entry.kind is ActorKind.PERSON and actor.of is None:
        return Party(entry.name)
    speaks_for = roster.party_of(entry.actor() if entry and actor.of is None else actor)
    known = roster.canonical(speaks_for)
    owner = known or roster.canonical(_OWNER.split(speaks_for, maxsplit=1)[0])
    if known is not None or (owner is not None and _OWNER.search(speaks_for)):
        return Party(roster.party_of(owner.actor()) if owner else speaks_for)
    bound = speaks_for == actor.name and key.report is not None
    return Party(key.name, key.report) if bound else Party(speaks_for)


def is_named(actor: Actor | None, anonymous: bool) -> bool:
    """Whether somebody stands behind a statement by name; a crowd does not, nor an outlet that relays it.

    An outlet that speaks for somebody (a state's news agency) is that party's voice.
    """
    if actor is None or anonymous or actor.kind in _ONE_REPORT_ONLY:
        return False
    return actor.kind is not ActorKind.OUTLET or roster.party_of(actor) != actor.name


def _plain(name: str) -> str:
    """A name without case, accents and middle initials."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    key = roster.key(bare).casefold()
    first, _, rest = key.partition(" ")
    return f"{first} {_INITIAL.sub('', rest)}".replace("  ", " ").strip() if rest else key


def _acronym(name: str) -> str:
    letters = [w[0] for w in re.split(r"[\s-]+", name) if w and w.casefold() not in word_set("left out of acronyms")]
    return "".join(letters).casefold() if len(letters) >= 3 and all(c.isupper() for c in letters) else ""
