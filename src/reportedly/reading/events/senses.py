"""Senses of event words: whether a strike is an attack or a stoppage, by the words around it.

The nearest words count most (word sense disambiguation by context, Lesk 1986), then those of the sentence, then those
of the report (one sense per discourse, Gale et al. 1992). `event_fields.tsv` says which words show which field, and
`event_senses.tsv` which fields speak for and against a type.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from reportedly.errors import LexiconError
from reportedly.lexicon import table
from reportedly.lexicon.word_sets import word_set
from reportedly.model import EventType
from reportedly.reading.text.syntax import NOMINAL_SUBJECTS
from reportedly.reading.triggers.arguments import agents, patients
from reportedly.reading.triggers.event_types import bearer, classes_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from spacy.tokens import Doc, Token

SENTENCE = 2
"""Words of other fields in a sentence from which it speaks against a type that the nearest words leave open."""
WHOLE_REPORT = 3
"""Words of other fields in a report from which it speaks against a type that its sentence leaves open."""
CAUSES = frozenset({"nature", "accident", "vehicle"})
"""Fields of what happens or hits without anybody's will; they count only as the cause, not as the scene."""
AGENTS_ONLY = frozenset({"vehicle"})
"""Those of them that count as subject alone: who is killed in a train may have been killed by somebody."""
_SCORE = re.compile(r"(?<![\w–-])\d{1,3}[–-]\d{1,3}(?![\w–-])")
_MODIFIERS = frozenset({"compound", "amod", "nmod", "poss"})
_NATIONS = frozenset({"NORP", "GPE"})
_TARGETS = frozenset({"GPE", "FAC", "LOC", "ORG", "PERSON", "NORP"})
_TARGET_CLASSES = frozenset({"building", "territory", "people", "troops"})


class Sense(NamedTuple):
    """One type of an event word, with the fields that speak for it and against it."""

    for_it: frozenset[str]
    against: frozenset[str]
    kept: bool
    """Whether the type counts where nothing speaks for or against it."""
    instead: EventType | None
    """The type in the other sense."""


class Senses:
    """The senses of the event words of one report."""

    def __init__(self, doc: Doc) -> None:
        self._doc = doc
        self._report: dict[str, int] | None = None

    def type_of(self, trigger: Token, type_: EventType) -> EventType | None:
        """The type that a trigger has in its sense, if it has `type_` in the usual one."""
        for sense in _senses_of(trigger, type_):
            weight = self._weight(trigger, sense)
            if weight < 0 or (weight == 0 and not sense.kept):
                return sense.instead if weight < 0 else None
        return type_

    def _weight(self, trigger: Token, sense: Sense) -> int:
        """Above 0 where the words around speak for the type, below 0 where they speak against it."""
        near = {t.i: t for t in _near(trigger)}
        scene = sense.against - CAUSES
        shown = _count(near.values(), sense.for_it) or ("war" in sense.for_it and _shows_attack(trigger))
        scored = "sport" in scene and _SCORE.search(trigger.sent.text) is not None
        weight = int(shown > 0) - int(scored or _count(near.values(), scene) > 0)
        weight -= _is_caused(trigger, sense.against & CAUSES)
        if weight:
            return weight
        rest = [t for t in trigger.sent if t.i not in near and t.i != trigger.i]
        weight = _count(rest, sense.for_it) - _count(rest, scene)
        if weight and (not sense.kept or weight <= -SENTENCE):
            return weight
        return self._weight_of_report(sense.for_it, scene, sense.kept)

    def _weight_of_report(self, for_it: frozenset[str], against: frozenset[str], kept: bool) -> int:
        if self._report is None:
            self._report = _distinct(self._doc)
        ours = sum(self._report.get(field, 0) for field in for_it)
        theirs = sum(self._report.get(field, 0) for field in against)
        if kept:
            return -1 if theirs >= WHOLE_REPORT and not ours else 0
        return (ours > theirs) - (ours < theirs)


@cache
def _senses() -> dict[str, Sense]:
    found = {}
    for row in table("event_senses.tsv"):
        try:
            instead = EventType(row["instead"]) if row["instead"] else None
        except ValueError:
            raise LexiconError(f"event_senses.tsv: {row['sense']}: {row['instead']!r} is no event type") from None
        for_it, against = frozenset(row["for"].split("|")), frozenset(row["against"].split("|"))
        found[row["sense"]] = Sense(for_it, against, row["unclear"] == "keep", instead)
    return found


def _senses_of(trigger: Token, type_: EventType) -> Iterator[Sense]:
    part = "n" if trigger.pos_ in ("NOUN", "PROPN") else "v"
    known = _senses()
    own = known.get(f"{trigger.lemma_.lower()}|{part}|{type_}") or known.get(f"*|{type_}")
    if own is not None:
        yield own


@cache
def _fields() -> dict[str, frozenset[str]]:
    return {row["word"]: frozenset(row["field"].split("|")) for row in table("event_fields.tsv")}


def _fields_of(token: Token) -> frozenset[str]:
    known = _fields()
    return known.get(token.lower_) or known.get(token.lemma_.lower()) or frozenset()


def _count(tokens: Iterable[Token], fields: frozenset[str]) -> int:
    """The different words among the tokens that show one of the fields."""
    return len({token.lemma_.lower() for token in tokens if not fields.isdisjoint(_fields_of(token))})


def _distinct(doc: Doc) -> dict[str, int]:
    """How many different words of a report show each field."""
    words: dict[str, set[str]] = {}
    for token in doc:
        for field in _fields_of(token):
            words.setdefault(field, set()).add(token.lemma_)
    return {field: len(found) for field, found in words.items()}


def _near(trigger: Token) -> Iterator[Token]:
    """The words that depend on an event word or govern it: participants, modifiers, objects of prepositions."""
    heads = [*agents(trigger), *patients(trigger)] if trigger.pos_ == "VERB" else []
    if trigger.pos_ != "VERB":
        noun = bearer(trigger)
        yield noun.head
        heads += [c for t in {trigger.i: trigger, noun.i: noun}.values() for c in t.lefts if c.dep_ in _MODIFIERS]
    for child in trigger.children:
        if child.dep_ == "prep" and child.lower_ not in word_set("beside an event"):
            heads += [c for c in child.rights if c.dep_ == "pobj"]
        elif child.dep_ == "conj":
            yield child
    if trigger.dep_ == "conj":
        yield trigger.head
    for head in heads:
        yield head
        yield from (c for c in head.children if c.dep_ in _MODIFIERS or c.dep_ == "conj")


def _is_caused(trigger: Token, fields: frozenset[str]) -> bool:
    """True if one of the fields has the cause: the agent, "in a crash", "when the storm hit"."""
    if not fields:
        return False
    willing = agents(trigger) if trigger.pos_ == "VERB" else []
    if _count(willing[:1], fields):
        return True
    scenes = fields - AGENTS_ONLY
    causes = []
    for child in trigger.children:
        if child.lower_ in word_set("before a cause"):
            causes += [c for c in child.rights if c.dep_ == "pobj"]
        elif child.dep_ == "advcl":
            causes += [c for c in child.lefts if c.dep_ in NOMINAL_SUBJECTS]
    if trigger.pos_ != "VERB":
        causes += [c for c in trigger.lefts if c.dep_ in _MODIFIERS]
    return not willing and _count(causes, scenes) > 0


def _shows_attack(trigger: Token) -> bool:
    """True if a noun has a target behind it, or a nation stands in front of it or of the agent: "Russian strikes"."""
    heads = agents(trigger)[:1] if trigger.pos_ == "VERB" else [trigger]
    if any(c.ent_type_ in _NATIONS for head in heads for c in head.lefts if c.dep_ in _MODIFIERS):
        return True
    for preposition in trigger.rights if trigger.pos_ != "VERB" else ():
        if preposition.lower_ in word_set("before a target") and any(_is_target(c) for c in preposition.rights):
            return True
    return False


def _is_target(token: Token) -> bool:
    return token.dep_ == "pobj" and (token.ent_type_ in _TARGETS or not _TARGET_CLASSES.isdisjoint(classes_of(token)))
