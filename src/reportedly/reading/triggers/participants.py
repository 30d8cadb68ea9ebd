"""Participants of a trigger: where its actors and recipients stand in the parse.

After the PLOVER manual the recipient of an event stands where the entry of its word says: as object, behind a
preposition, as subject of a complement.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportedly.lexicon.word_sets import word_list, word_set
from reportedly.reading.text.syntax import NOMINAL_SUBJECTS
from reportedly.reading.triggers.arguments import (
    after_preposition,
    agents,
    extent,
    indirect,
    named_modifiers,
    patients,
    possessor,
)
from reportedly.reading.triggers.event_types import PERSONS, classes_of, complement, verb_entry

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Token

    from reportedly.reading.triggers.lexicon import Entry

COUNTS = frozenset({"DATE", "TIME", "PERCENT", "ORDINAL", "MONEY"})
"""Kinds of entities that are never a participant: "on Monday" is no recipient of a strike."""
PARTIES = frozenset({"NOUN", "PROPN", "PRON", "ADJ", "NUM", "DET", "X"})


def possible_parties(verb: Token) -> tuple[list[Token], list[Token]]:
    """Possible actors and recipients of a verb of any type; both empty where one of them is missing."""
    if verb.pos_ != "VERB" or verb.dep_ == "amod":
        return [], []
    actors = [t for t in parties(agents(verb)) if is_party(t)]
    if not actors:
        return [], []
    taken = {a.i for a in actors}
    objects = patients(verb)
    spots = [objects, indirect(verb)]
    spots += (after_preposition(verb, where) for where in _usual())
    spots.append([s for c in verb.children if c.dep_ == "ccomp" for s in c.lefts if s.dep_ in NOMINAL_SUBJECTS])
    for noun in objects:
        spots += [
            possessor(noun) or named_modifiers(noun),
            *(after_preposition(noun, where) for where in _usual()),
        ]
    for spot in spots:
        found = [t for t in parties(spot) if t.i not in taken and is_party(t)]
        if found:
            return actors, found
    return [], []


def is_party(token: Token) -> bool:
    """True if the word can name a party; "it" and the like stand for too many things."""
    if token.pos_ == "PRON":
        return token.lower_ not in word_set("no party")
    return token.ent_type_ in PERSONS or "people" in classes_of(token)


def parties(heads: list[Token]) -> list[Token]:
    """The heads that can take part in an event: no days and sums, and no place where something happens."""
    return [
        t
        for t in heads
        if t.ent_type_ not in COUNTS and t.pos_ in PARTIES and t.doc[extent(t)[0]].lower_ not in word_set("where")
    ]


def noun_actors(noun: Token, entry: Entry) -> list[Token]:
    """The actors of an event noun: after "by", before it ("Taliban attack"), or after "of"."""
    by = after_preposition(noun, "by")
    for whom in after_preposition(noun, "of")[:1]:
        by = by or after_preposition(whom, "by")  # "the arrest of the editor by ...": parsed as the editor's
    if by:
        return by
    if "poss" not in entry.recipient:
        owner = possessor(noun)
        if owner:
            return owner
    named = named_modifiers(noun)
    if named:
        return named
    if "of" not in entry.recipient:
        return after_preposition(noun, "of")
    return []


def find_recipients(trigger: Token, entry: Entry, actors: list[Token]) -> list[Token]:
    """The recipients of a trigger at the first of the entry's places that has one."""
    taken = {a.i for a in actors}
    for found in _places_for_recipient(trigger, entry):
        free = [t for t in found if t.i not in taken and _may_take_part(t, entry)]
        if free:
            return free
    return []


def _may_take_part(token: Token, entry: Entry) -> bool:
    if token.ent_type_ in COUNTS or token.lower_.endswith(("self", "selves")):
        return False
    return not entry.needs or entry.needs not in classes_of(token) or "object" in entry.recipient


def _places_for_recipient(trigger: Token, entry: Entry) -> Iterator[list[Token]]:
    objects = patients(trigger) if trigger.pos_ in ("VERB", "AUX") else []
    for where in entry.recipient or _usual():
        if where == "object":
            yield objects
        elif where == "dative":
            yield indirect(trigger)
        elif where == "clause":
            yield _about(trigger)
        elif where == "poss":
            for noun in objects or [trigger]:
                yield possessor(noun) or (named_modifiers(noun) if objects else [])
        else:
            yield after_preposition(trigger, where)
            for noun in objects:
                yield after_preposition(noun, where)


def behind_governor(governor: Token, spots: tuple[str, ...]) -> list[Token]:
    """The objects of the first of these prepositions that depends on a light verb."""
    for where in spots or _usual():
        found = after_preposition(governor, where)
        if found:
            return found
    return []


def _about(trigger: Token) -> list[Token]:
    """The party that a complement is about: its own subject, or its object or recipient."""
    clause = complement(trigger)
    if clause is None:
        return []
    subject = [c for c in clause.lefts if c.dep_ in NOMINAL_SUBJECTS]
    if subject and subject[0].pos_ != "PRON":
        return subject
    inner = verb_entry(clause) if clause.pos_ == "VERB" else None
    if inner is not None:
        for found in _places_for_recipient(
            clause, inner._replace(recipient=tuple(w for w in inner.recipient if w != "clause"))
        ):
            if found:
                return found
    for found in (indirect(clause), *(after_preposition(clause, w) for w in _usual())):
        if found:
            return found
    for noun in patients(clause)[:1]:
        for where in _usual():
            found = after_preposition(noun, where)
            if found:
                return found
        return possessor(noun) or named_modifiers(noun) or [noun]
    return []


def _usual() -> tuple[str, ...]:
    """The prepositions before a recipient, where the table names none for the event word."""
    return word_list("recipient preposition")
