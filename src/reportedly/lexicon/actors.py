"""The roster: states, bodies, groups and public figures by name, the party each speaks for, and parties of one side.

Four tables: `states.tsv` (with demonyms and seats of government), `actors.tsv`
(bodies, groups and outlets), `figures.tsv` (people, while in office) and
`sides.tsv` (parties that count as one voice).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from reportedly.errors import LexiconError
from reportedly.lexicon import Row, table
from reportedly.model import Actor, ActorKind

if TYPE_CHECKING:
    from collections.abc import Mapping

_WORD = re.compile(r"[^\W_]+|'s\b")
_ACRONYM = 5
"""Letters of the longest acronym: a longer word in capitals is a name in a headline."""
REMEMBERED = 16_384
"""Names whose `key` is remembered: the same ones are looked up for every statement of a claim."""


class Form(StrEnum):
    """How a name stands for an actor."""

    NAME = "name"
    ADJECTIVE = "adjective"
    SEAT = "seat"


@dataclass(frozen=True, slots=True, kw_only=True)
class RosterEntry:
    """One actor of the roster."""

    name: str
    kind: ActorKind
    country: str | None
    """ISO 3166-1 alpha-2; None for international bodies."""
    of: str | None
    """Name of the party that it speaks for; None if it speaks for itself."""
    aliases: tuple[str, ...]
    adjective: str | None = None
    """Of states: the word in "the Russian army"."""
    office: str | None = None
    """Of people: what they are or were."""
    terms: tuple[tuple[date | None, date | None], ...] = ()
    """Of people: first and last day of each time in office, None if open or not known."""
    gender: str | None = None
    """Of people: m or f."""

    def actor(self) -> Actor:
        """The entry as the actor behind a source."""
        return Actor(name=self.name, kind=self.kind, of=self.of)

    @property
    def state_name(self) -> str | None:
        """Name of the state of its country; None if it has none."""
        found = state(self.country) if self.country else None
        return found.name if found else None

    def in_office(self, day: date | None) -> bool:
        """True if the office was held on that day or, where no day is known, at any time."""
        if day is None:
            return bool(self.terms)
        return any((not first or first <= day) and (not last or day <= last) for first, last in self.terms)


@dataclass(frozen=True, slots=True)
class Naming:
    """One way of naming an actor, and what form of name it is."""

    entry: RosterEntry
    form: Form


def canonical(name: str) -> RosterEntry | None:
    """The roster's entry for a name, alias or seat, with or without its article; None if it has none.

    Acronyms differ from words by their capitals: "WHO" is found, "who" is not.
    """
    found = candidates(key(name))
    return found[0].entry if found else None


def known_name(name: str) -> str:
    """The name that the roster knows an actor by; the name as given if it does not know it."""
    entry = canonical(name)
    return entry.name if entry else name


def candidates(looked_up: str) -> tuple[Naming, ...]:
    """All actors that a `key` may stand for, in the order of the tables."""
    found = namings().get(looked_up)
    if not found and len(looked_up) >= 4:
        found = namings().get(looked_up.casefold() if looked_up.isupper() else looked_up.upper())
    return found or ()


def party_of(actor: Actor) -> str:
    """Name of the party that an actor speaks for in the end, or its own: of the Kremlin it is Russia.

    Whoever speaks for a person speaks for no more than that person, who may be out of office.
    """
    party, seen = actor.of or actor.name, {actor.name}
    while party not in seen:
        seen.add(party)
        entry = canonical(party)
        if entry is None:
            return party
        if entry.kind is ActorKind.PERSON:
            return entry.name
        party = entry.of or entry.name
    return party


def side_of(party: str) -> str | None:
    """Name of the side that the roster puts a party on; None if it is on none."""
    return _sides().get(key(party))


def same_side(first: str, second: str) -> bool:
    """True if two parties count as one voice: they are the same, or on one side."""
    if key(first) == key(second):
        return True
    side = side_of(first)
    return side is not None and side == side_of(second)


def holder(offices: set[str], of: str, day: date | None) -> RosterEntry | None:
    """The holder of one of these offices of that party on that day; None if the roster has none."""
    return next((f for f in _figures() if f.of == of and f.office in offices and f.in_office(day)), None)


@cache
def _first_names() -> Mapping[str, str]:
    return {row["name"].casefold(): row["gender"] for row in table("first_names.tsv")}


def gender_of(name: str) -> str | None:
    """m or f for a full name whose first name is nearly always a man's or a woman's; else None."""
    first, _, rest = name.partition(" ")
    return _first_names().get(first.casefold()) if rest else None


def state(code: str) -> RosterEntry | None:
    """The state with that ISO 3166-1 alpha-2 code."""
    return _states().get(code)


@lru_cache(maxsize=REMEMBERED)
def key(name: str) -> str:
    """A name as it is looked up: words only, no leading article, lower case but for acronyms: "UN", "LeT"."""
    words = _WORD.findall(name.replace("’", "'").replace(".", ""))
    if len(words) > 1 and words[0].casefold() == "the":
        del words[0]
    return " ".join(w if _is_acronym(w) else w.casefold() for w in words)


def _is_acronym(word: str) -> bool:
    """True for capitals alone, and for three letters with capitals at both ends: "Let" is no "LeT"."""
    return len(word) <= _ACRONYM and (word.isupper() or (len(word) == 3 and word[0].isupper() and word[2].isupper()))


@cache
def namings() -> Mapping[str, tuple[Naming, ...]]:
    """Every `key` of the roster with the actors that it may stand for."""
    found: dict[str, list[Naming]] = {}

    def put(words: str, naming: Naming) -> None:
        listed = found.setdefault(key(words), [])
        if naming.entry not in [n.entry for n in listed]:
            listed.append(naming)

    for entry in (*_states().values(), *_bodies(), *_figures()):
        for words in (entry.name, *entry.aliases):
            put(words, Naming(entry, Form.NAME))
    for row in table("states.tsv"):
        entry = _states()[row["code"]]
        for words in _listed(row["seats"]):
            put(words, Naming(entry, Form.SEAT))
        for words in _listed(row["adjective"]):
            put(words, Naming(entry, Form.ADJECTIVE))
    return {words: tuple(who) for words, who in found.items() if words}


@cache
def longest() -> Mapping[str, int]:
    """For the first word of every key: how many words the longest such key has."""
    found: dict[str, int] = {}
    for words in namings():
        first, *rest = words.split(" ")
        found[first] = max(found.get(first, 0), 1 + len(rest))
    return found


@cache
def _states() -> dict[str, RosterEntry]:
    import pycountry

    states = {}
    for row in table("states.tsv"):
        known = pycountry.countries.get(alpha_2=row["code"])
        formal = getattr(known, "official_name", None)
        states[row["code"]] = RosterEntry(
            name=row["name"],
            kind=ActorKind.STATE,
            country=row["code"],
            of=None,
            aliases=(*_listed(row["also"]), *([formal] if formal else [])),
            adjective=next(iter(_listed(row["adjective"])), None),
        )
    return states


@cache
def _bodies() -> tuple[RosterEntry, ...]:
    return tuple(
        RosterEntry(
            name=row["name"],
            kind=_kind(row["kind"], row["name"]),
            country=row["country"] or None,
            of=row["of"] if row["of"] and row["of"] != row["name"] else None,
            aliases=_listed(row["also"]),
        )
        for row in table("actors.tsv")
    )


@cache
def _figures() -> tuple[RosterEntry, ...]:
    return tuple(
        RosterEntry(
            name=row["name"],
            kind=ActorKind.PERSON,
            country=None,
            of=row["of"] or None,
            aliases=_listed(row["also"]),
            office=row["office"] or None,
            terms=_terms(row),
            gender=row["gender"] or None,
        )
        for row in table("figures.tsv")
    )


@cache
def _sides() -> dict[str, str]:
    return {key(member): row["side"] for row in table("sides.tsv") for member in _listed(row["members"])}


def _listed(cell: str) -> tuple[str, ...]:
    return tuple(part for part in cell.split("|") if part)


def _kind(cell: str, name: str) -> ActorKind:
    try:
        return ActorKind(cell)
    except ValueError:
        raise LexiconError(f"actors.tsv: {name}: kind is {cell!r}, expected one of {', '.join(ActorKind)}") from None


def _terms(row: Row) -> tuple[tuple[date | None, date | None], ...]:
    first, last = row["since"].split("|"), row["until"].split("|")
    if len(first) != len(last):
        raise LexiconError(f"figures.tsv: {row['name']}: since and until need as many days, separated by |")
    return tuple((_day(a, row), _day(b, row)) for a, b in zip(first, last, strict=True))


def _day(cell: str, row: Row) -> date | None:
    try:
        return date.fromisoformat(cell) if cell else None
    except ValueError:
        raise LexiconError(f"figures.tsv: {row['name']}: {cell!r} is not a date (YYYY-MM-DD)") from None
