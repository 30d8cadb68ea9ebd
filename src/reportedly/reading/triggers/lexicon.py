"""The tables of event words by lemma."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from reportedly.errors import LexiconError
from reportedly.lexicon import table
from reportedly.model import EventType


class Entry(NamedTuple):
    """One use of an event word: the object it needs, its type with that object, and where its recipient stands."""

    needs: str
    type: EventType | None
    """None for a light verb, whose object is the event."""
    mode: str | None
    recipient: tuple[str, ...]
    name: str
    """As the table has it, for `made_by`."""


LIGHT = "l"
PASSIVE_LIGHT = "p"


@cache
def entries() -> dict[tuple[str, str], tuple[Entry, ...]]:
    """(lemma with particle, pos) -> its uses, those that need a certain object first."""
    found: dict[tuple[str, str], list[Entry]] = {}
    for row in table("events.tsv"):
        lemma, pos, needs = row["entry"].split("|")
        try:
            kind = EventType(row["type"]) if row["type"] else None
        except ValueError:
            raise LexiconError(f"events.tsv: {row['entry']}: {row['type']!r} is no event type") from None
        where = tuple(row["recipient"].split(",")) if row["recipient"] else ()
        entry = Entry(needs, kind, row["mode"] or None, where, row["entry"])
        found.setdefault((lemma, pos), []).append(entry)
    return {key: tuple(sorted(uses, key=lambda e: not e.needs)) for key, uses in found.items()}


@cache
def typed_lemmas(pos: str) -> frozenset[str]:
    """The lemmas (without particles) that may carry a type as this part of speech."""
    return frozenset(lemma.split()[0] for lemma, kind in entries() if kind == pos)


@cache
def object_classes() -> dict[str, frozenset[str]]:
    """word -> the classes of objects that it belongs to."""
    return {row["word"]: frozenset(row["classes"].split()) for row in table("event_objects.tsv")}


@cache
def event_nouns() -> frozenset[str]:
    """Nouns that name an event, with a type or without."""
    return frozenset(row["noun"] for row in table("happenings.tsv"))
