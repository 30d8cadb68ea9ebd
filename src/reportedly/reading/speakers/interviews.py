"""Interviews: whose answers the lines with "A:" are, and whom the questions call "you"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportedly.lexicon.word_sets import word_set
from reportedly.model import ActorKind

if TYPE_CHECKING:
    from reportedly.reading.speakers.entities import Entities
    from reportedly.reading.speakers.entity import Entity, Mention, Mentions
    from reportedly.reading.text.syntax import Syntax


def find_interviewee(entities: Entities, mentions: Mentions) -> Entity | None:
    """The person who answers in a text with the labels "Q:" and "A:"; None in any other text.

    The introduction names the person first, else the title does, else the first question addresses them.
    """
    syntax = entities.roster.syntax
    labels = [i for i in range(syntax.n - 1) if _is_label(syntax, i)]
    if not any(syntax.low[i].rstrip(".") in word_set("answerers") for i in labels):
        return None
    introduced = _first_person(mentions.within(0, labels[0]))
    titled = [entities.person(name) for name in entities.heading.people()]
    known = next((person for person in titled if person is not None), None)
    named = next(entities.heading.titled_people(), None)
    if known is None and named is not None:
        return entities.add_person(named)
    if known is not None or introduced is not None:
        return known or introduced
    addressed = _first_person(mentions.within(labels[0], labels[1] if len(labels) > 1 else syntax.n))
    named = next(entities.heading.people(), None)
    return addressed if named is None else entities.add_person(named)


def _is_label(syntax: Syntax, i: int) -> bool:
    """True for "Q" and "A" before a colon at the start of a line or sentence."""
    if syntax.low[i + 1] != ":" or syntax.low[i].rstrip(".") not in word_set("answerers") | word_set("questioners"):
        return False
    return i == 0 or i == syntax.starts[syntax.sent[i]] or not syntax.words[i - 1].strip()


def _first_person(mentions: list[Mention]) -> Entity | None:
    named = [m for m in mentions if m.entity.kind is ActorKind.PERSON and not m.adjective]
    titled = next((m for m in named if m.begin is not None), None)
    return titled.entity if titled is not None else named[0].entity if named else None
