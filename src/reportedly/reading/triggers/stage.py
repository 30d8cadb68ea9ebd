"""Triggers: the words of a report that name an event, with type and participants by the tables of event words.

Every main verb and every noun that names an event is a trigger. Only the tables give a type here, and only triggers
with a type have participants, which are the roles of PLOVER.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from reportedly.lexicon.cues import verbs
from reportedly.lexicon.word_sets import word_set
from reportedly.model import EventType
from reportedly.reading.text.syntax import NOMINAL_SUBJECTS
from reportedly.reading.triggers.arguments import (
    after_preposition,
    agents,
    patients,
    with_conjuncts,
)
from reportedly.reading.triggers.event_types import (
    SPOKEN,
    adjective_entry,
    bearer,
    complement,
    light_governor,
    noun_entry,
    shifted,
    verb_entry,
)
from reportedly.reading.triggers.lexicon import PASSIVE_LIGHT, Entry, entries, event_nouns, typed_lemmas
from reportedly.reading.triggers.participants import behind_governor, find_recipients, is_party, noun_actors, parties

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Doc, Token

    from reportedly.reading.parsed import Parsed

BARE = frozenset({"aux", "auxpass", "punct", "prep"})
PREDICATIVE = frozenset({"acomp", "ROOT", "conj", "advcl", "ccomp", "oprd"})
"""Labels under which an adjective is a predicate."""
GIVEN = frozenset({EventType.AID, EventType.COOPERATE})
"""Types that need a recipient by the manual: without one the trigger has no type."""


class Typed(NamedTuple):
    """A trigger's type with the heads of the noun phrases for its participants."""

    type: EventType
    entry: Entry
    actors: list[Token]
    recipients: list[Token]


class Triggers(NamedTuple):
    """The triggers of a text in text order, and the types of those that have one, by token index."""

    tokens: list[Token]
    typed: dict[int, Typed]


def find_triggers(parsed: Parsed) -> Triggers:
    """All triggers of a text; one word never names two events."""
    tokens = list(_triggers(parsed.doc))
    return Triggers(tokens, _typed(tokens))


def _triggers(doc: Doc) -> Iterator[Token]:
    nouns = event_nouns()
    predicates = typed_lemmas("a")
    for token in doc:
        pos = token.pos_
        if pos == "VERB":
            if token.dep_ not in BARE and token.lower_[:1].isalpha() and not any(c.dep_ == "det" for c in token.lefts):
                yield token
        elif pos == "NOUN":
            if token.lemma_.lower() in nouns or token.lower_ in nouns or _is_doing(token):
                yield token
        elif pos == "PROPN":
            if token.ent_type_ == "EVENT" and token.lower_ in nouns:
                yield token
        elif pos == "ADJ":
            if (token.dep_ in PREDICATIVE and token.lemma_.lower() in predicates) or _is_done(token):
                yield token
        elif pos == "AUX" and token.dep_ in ("ROOT", "ccomp", "relcl") and verb_entry(token) is not None:
            yield token


def _is_doing(noun: Token) -> bool:
    """True if the noun is made of a verb: "the shelling of", "a sell-off"."""
    if noun.i + 2 < len(noun.doc) and noun.nbor().text == "-" and noun.nbor(2).lower_ in word_set("particle"):
        return not noun.whitespace_
    return (
        noun.tag_ == "NN" and noun.lower_.endswith("ing") and len(noun) > 5 and noun.lower_ not in word_set("no doing")
    )


def _is_done(adjective: Token) -> bool:
    """True if the adjective is made of a verb: "a suspected attack", "they are worried"."""
    return (
        adjective.dep_ in PREDICATIVE | {"amod"}
        and adjective.lower_.endswith("ed")
        and len(adjective) > 5
        and adjective.lower_ not in word_set("no deed")
        and "-" not in adjective.text
    )


def _typed(triggers: list[Token]) -> dict[int, Typed]:
    found: dict[int, Typed] = {}
    spoken: set[int] = set()
    objects: set[int] = set()
    for trigger in sorted(triggers, key=lambda t: t.pos_ not in ("VERB", "AUX", "ADJ")):
        event = _noun(trigger, found) if trigger.pos_ == "NOUN" else _verb(trigger)
        if event is None or trigger.i in objects or (event.type in GIVEN and not event.recipients):
            continue
        found[trigger.i] = event
        if event.entry.needs and trigger.pos_ in ("VERB", "AUX"):
            objects.update(o.i for o in patients(trigger))
        if event.type in SPOKEN:
            clause = complement(trigger)
            if clause is not None:
                spoken.update(_sharing(clause))
    for i in spoken:
        found.pop(i, None)
    return found


def _sharing(clause: Token) -> Iterator[int]:
    yield clause.i
    for child in clause.rights:
        if child.dep_ in ("conj", "dobj", "nsubjpass"):
            yield child.i


def _verb(verb: Token) -> Typed | None:
    return _demanded(verb) or _done(verb)


def _demanded(verb: Token) -> Typed | None:
    """A demand: "Chile said Peru must withdraw" is a request by Chile to Peru, whatever the verb."""
    said = verb.head
    if verb.dep_ != "ccomp" or said.pos_ != "VERB" or said.lemma_.lower() not in verbs():
        return None
    for modal in verb.lefts:
        for entry in entries().get((modal.lower_, "m"), ()) if modal.dep_ == "aux" else ():
            asked = [t for t in verb.lefts if t.dep_ in NOMINAL_SUBJECTS and is_party(t)]
            asking = [t for t in parties(agents(said)) if is_party(t)]
            if entry.type is not None and asked and asking and asked[0].lower_ not in word_set("subject pronoun"):
                return Typed(entry.type, entry, asking, with_conjuncts(asked))
    return None


def _done(verb: Token) -> Typed | None:
    entry = adjective_entry(verb) if verb.pos_ == "ADJ" else verb_entry(verb)
    if entry is None or entry.type is None or verb.dep_ == "amod":
        return None
    actors = agents(verb)
    if actors and actors[0].lemma_.lower() in event_nouns() and actors[0].pos_ == "NOUN":
        actors = noun_actors(actors[0], entry)  # "the strike killed": who struck, or nobody known
    recipients = find_recipients(verb, entry, actors)
    if not recipients and "with" in entry.recipient and len(actors) > 1:
        recipients = actors  # "A and B met": each is met
    return Typed(shifted(verb, entry.type) or entry.type, entry, parties(actors), recipients)


def _noun(noun: Token, verbs: dict[int, Typed]) -> Typed | None:
    at = bearer(noun)
    if at is noun and noun.dep_ in ("compound", "nmod", "amod"):
        return None  # "the assault ship"
    entry = noun_entry(noun)
    if entry is None or entry.type is None:
        return None
    light = light_governor(noun)
    if light is None and _is_of_its_verb(noun, entry, verbs):
        return None
    bearers = [noun] if at is noun else [noun, at]
    recipients = next((found for b in bearers if (found := find_recipients(b, entry, []))), [])
    actors = next((found for b in bearers if (found := noun_actors(b, entry))), [])
    kind = entry.type
    if light is not None:
        governor, subject = light[0], agents(light[0])
        if light[1] == PASSIVE_LIGHT:
            actors = actors or after_preposition(governor, "from") or after_preposition(governor, "by")
            return Typed(kind, entry, parties(actors), recipients or subject)
        actors = subject or actors
        kind = shifted(governor, kind) or kind
        recipients = recipients or behind_governor(governor, entry.recipient)
    if not recipients and "with" in entry.recipient and len(actors) > 1:
        recipients = actors  # "talks between A and B": each is met
    return Typed(kind, entry, parties(actors), recipients)


def _is_of_its_verb(noun: Token, entry: Entry, verbs: dict[int, Typed]) -> bool:
    """True if the noun names the same event as its verb: "lifted the blockade" is one event, and it is the lifting."""
    verb = verbs.get(noun.head.i) if noun.dep_ in ("dobj", "nsubjpass") else None
    return verb is not None and (bool(verb.entry.needs) or verb.type is entry.type)
