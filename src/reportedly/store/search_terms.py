"""The terms that statements are found by, tokenised here and not by a database, so that both dialects find the same.

A statement has four fields: the words of its content and source, who says it, what it
does by saying it, and the places that it names.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from reportedly.lexicon.actors import known_name
from reportedly.lexicon.stems import stem

if TYPE_CHECKING:
    from reportedly.listing import Filter
    from reportedly.model import Reading, Statement

FIELDS = ("words", "actor", "act", "place")
LONGEST = 200
"""Characters of a term."""
_TERM = re.compile(r"[^\W_]+")
_PART = re.compile(r'"([^"]*)"?|(\S+)')

Terms = dict[str, list[str]]
"""The terms of a statement, field by field, in text order."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """Terms that have to stand side by side in a field."""

    terms: tuple[str, ...]
    field: str = field(default="words")
    prefix: bool = False
    """True if the last term matches every term that begins with it."""


def terms(text: str) -> list[str]:
    """The terms of a text, in order: stems of its words and figures, without case."""
    return [stem(t)[:LONGEST] for t in _TERM.findall(text.casefold())]


def terms_of(reading: Reading, statement: Statement) -> Terms:
    """The terms of a statement of a reading."""
    actor = statement.actor
    names = [n for n in ((actor.name, actor.of) if actor else ()) if n]
    places = [p for p in reading.places if any(part.contains(p.anchor) for part in statement.content)]
    texts = {
        "words": [a.exact for a in (*statement.content, *([statement.source] if statement.source else []))],
        "actor": names or [statement.source.exact if statement.source else reading.report.outlet or ""],
        "act": [statement.act.value],
        "place": [name for p in places for name in dict.fromkeys((p.anchor.exact, p.name, p.country or ""))],
    }
    return {name: [t for text in found for t in terms(text)] for name, found in texts.items()}


def phrases(text: str) -> list[Phrase]:
    """The phrases of a query text, all of which have to match: `"tea harvest" doubl*` has two, the second a prefix."""
    found = []
    for quoted, bare in _PART.findall(text):
        prefix = bare.endswith("*")
        cut = terms(quoted or bare)
        if prefix and cut:
            cut[-1] = _TERM.findall(bare.casefold())[-1][:LONGEST]
        if cut:
            found.append(Phrase(tuple(cut), prefix=prefix))
    return found


def phrases_of(query: Filter) -> list[Phrase] | None:
    """The phrases of a search by words, source, act and place; None if nothing can be found.

    That is so if a part has no letter or figure, or if the filter asks for nothing.
    """
    wanted = phrases(query.text)
    if query.text.strip() and not wanted:
        return None
    actor = known_name(query.actor) if query.actor is not None else None
    for name, value in (("actor", actor), ("act", query.act), ("place", query.place)):
        if value is not None:
            phrase = in_field(name, value)
            if not phrase.terms:
                return None
            wanted.append(phrase)
    unrestricted = (query.since, query.until, query.status, query.topic) == (None, None, None, None)
    return None if unrestricted and not wanted else wanted


def in_field(name: str, text: str) -> Phrase:
    """The phrase that a field has to hold."""
    return Phrase(tuple(terms(text)), field=name)
