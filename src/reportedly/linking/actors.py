"""Which actors of different reports are the same: by the roster, by full name, by acronym; never by surname alone."""

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
    """The key of an actor: the same key, the same actor.

    `known` maps names and acronyms of earlier reports to keys. The key of a group, of an unnamed source, of a body
    without a name ("the police") or of a person with one name only is bound to the report.
    """
    entry = roster.canonical(actor.name)
    if entry is not None:
        return ActorKey(roster.key(entry.name))
    key = _plain(actor.name)
    unnamed = " " not in key if actor.kind is ActorKind.PERSON else actor.name.islower()
    if actor.kind in _ONE_REPORT_ONLY or unnamed:
        return ActorKey(key, report)
    of = f" | {roster.key(actor.of)}" if actor.of else ""
    return ActorKey(known.get(key + of) or known.get(key) or key + of)


def looked_up(actor: Actor) -> set[str]:
    """The names of an actor that `identity` looks up or `names` gives."""
    return {_plain(actor.name), *_aliases(actor)}


def names(actor: Actor, key: ActorKey) -> tuple[str, ...]:
    """Other names that lead to this actor in later reports: its plain name, and the acronym of a body."""
    return () if key.report is not None else _aliases(actor)


def _aliases(actor: Actor) -> tuple[str, ...]:
    plain = _plain(actor.name)
    short = "" if actor.kind is ActorKind.PERSON else acronym(actor.name)
    of = f" | {roster.key(actor.of)}" if actor.of else ""
    return tuple(n + of for n in (plain, short) if n)


def party(actor: Actor, key: ActorKey) -> Party:
    """The party that an actor speaks for, itself if for nobody else; bound to the report if the actor's key is.

    A person to whom reading gives no party holds no office on that day, whatever the roster says of other days.
    """
    entry = roster.canonical(actor.name)
    if entry and entry.kind is ActorKind.PERSON and actor.of is None:
        return Party(entry.name)
    speaks_for = roster.party_of(entry.actor() if entry and actor.of is None else actor)
    known = roster.canonical(speaks_for)
    owner = known or roster.canonical(_OWNER.split(speaks_for, maxsplit=1)[0])
    if known is not None or (owner is not None and _OWNER.search(speaks_for)):
        return Party(roster.party_of(owner.actor()) if owner else speaks_for)
    own = speaks_for == actor.name
    if speaks_for.islower() and key.report is None:
        return Party(actor.name)
    # "The police" of another report are others.
    bound = key.report is not None and (own or speaks_for.islower())
    return Party(speaks_for, key.report) if bound else Party(speaks_for)


def full_name(actor: Actor | None) -> str | None:
    """The plain name of a person by which reports know the same party of them; None for anybody else.

    A surname is not enough, and what the roster says of its people holds on its days only.
    """
    if actor is None or actor.kind is not ActorKind.PERSON or roster.canonical(actor.name) is not None:
        return None
    name = _plain(actor.name)
    return name if " " in name else None


def publisher(outlet: str | None) -> Party | None:
    """The party whose own word a report is: that of a state or body that publishes itself; None for a medium."""
    entry = roster.canonical(outlet) if outlet else None
    return None if entry is None or entry.kind is ActorKind.OUTLET else Party(roster.party_of(entry.actor()))


def is_named(actor: Actor | None, anonymous: bool) -> bool:
    """True if a statement has a source with a name. A group has none, nor has an outlet that relays it.

    An outlet that speaks for a party, such as a state's news agency, counts as that party.
    """
    if actor is None or anonymous or actor.kind in _ONE_REPORT_ONLY:
        return False
    return actor.kind is not ActorKind.OUTLET or roster.party_of(actor) != actor.name


def plain_name(name: str) -> str:
    """The form in which a name is compared: that of the roster's name for it, or else without case and accents."""
    entry = roster.canonical(name)
    return roster.key(entry.name) if entry else _plain(name)


def _plain(name: str) -> str:
    """A name without case, accents and middle initials."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    key = roster.key(bare).casefold()
    first, _, rest = key.partition(" ")
    return f"{first} {_INITIAL.sub('', rest)}".replace("  ", " ").strip() if rest else key


def acronym(name: str) -> str:
    """The initials of a long name, in lower case; empty if it has fewer than three words with capitals."""
    letters = [w[0] for w in re.split(r"[\s-]+", name) if w and w.casefold() not in word_set("left out of acronyms")]
    return "".join(letters).casefold() if len(letters) >= 3 and all(c.isupper() for c in letters) else ""
