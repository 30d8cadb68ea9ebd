"""Agreement: whether an entity can be what "he", "it", "the envoy" or "the agency" refers to, and how well it fits.

A fit is 0 for the best and below 0 for doubtful ones; None excludes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportedly.lexicon.roles import RoleClass
from reportedly.lexicon.word_sets import word_set
from reportedly.model import ActorKind
from reportedly.reading.speakers.salience import Anaphor, AnaphorKind

if TYPE_CHECKING:
    from collections.abc import Callable

    from reportedly.lexicon.roles import BodyNoun, Role
    from reportedly.reading.speakers.entity import Entity
    from reportedly.reading.speakers.salience import Fit, Salience, Spans

    GenderOf = Callable[[Entity], str | None]

_OF_THE_EVENTS = frozenset({RoleClass.SPEAKER, RoleClass.OFFICIAL, RoleClass.FORCE, RoleClass.LOCAL})
"""Classes of roles that tell one person of the events from another: who has been named without it has it not."""
_NAMELESS = frozenset({ActorKind.PERSON, ActorKind.UNNAMED, ActorKind.GROUP})
"""Kinds that are no bodies."""


def pronoun_at(pronoun: str, position: int, own: Spans, salience: Salience) -> Anaphor:
    """The anaphor that this pronoun is, in any case."""
    neuter = pronoun in word_set("neuter pronoun")
    kind = AnaphorKind.IT if neuter else AnaphorKind.THEY
    if pronoun in word_set("masculine pronoun") | word_set("feminine pronoun"):
        kind = AnaphorKind.HE
    fit = fits_pronoun(pronoun, salience.gender_of)
    return Anaphor(kind=kind, position=position, own=own, fit=fit)


def fits_pronoun(pronoun: str, gender_of: GenderOf) -> Fit:
    """The fit of entities for "he", "she", "it" or "they", in any case."""
    if pronoun in word_set("masculine pronoun"):
        return lambda entity: _fits_gender(entity, gender_of(entity), "m", unknown=-0.3)
    if pronoun in word_set("feminine pronoun"):
        return lambda entity: _fits_gender(entity, gender_of(entity), "f", unknown=-1.0)
    if pronoun in word_set("neuter pronoun"):
        return _fits_it
    return _fits_they


def _fits_gender(entity: Entity, known: str | None, gender: str, unknown: float) -> float | None:
    if not entity.is_person:
        return None
    if entity.kind is ActorKind.UNNAMED and not entity.nouns:
        return -1.0
    if known is None:
        return unknown
    return 0.0 if known == gender else None


def _fits_it(entity: Entity) -> float | None:
    if entity.is_person or entity.kind is ActorKind.GROUP:
        return None
    return -0.8 if entity.plural else 0.0


def _fits_they(entity: Entity) -> float | None:
    if entity.plural or entity.kind is ActorKind.GROUP:
        return 0.0
    return -1.8 if entity.kind is ActorKind.PERSON else -1.0


def fits_role(role: Role, party: str | None, gender_of: GenderOf) -> Fit:
    """The fit of people for "the envoy", or with a party for "the Russian envoy"."""
    own = {role.noun, role.noun.rsplit(" ", 1)[-1]}

    def fit(entity: Entity) -> float | None:
        if not entity.is_person:
            return None
        if party is not None and party not in {entity.of, entity.state, entity.party}:
            return -0.5 if entity.of is None and role.noun in entity.nouns else None
        gender = gender_of(entity)
        if role.gender and gender and role.gender != gender:
            return None
        if role.noun in entity.nouns:
            return 0.0
        if entity.nouns & role.like or (" " not in role.noun and own & entity.nouns):
            return -0.3
        if role.cls is RoleClass.ANYONE:
            return -0.3
        if role.cls in _OF_THE_EVENTS:
            return None
        # A person of whom the report has said no role yet may have this one.
        return -1.0 if entity.kind is ActorKind.PERSON and not entity.nouns and party is None else None

    return fit


def fits_noun(noun: str, gender_of: GenderOf, gender: str | None) -> Fit:
    """The fit of people whom exactly this noun describes: "past minister"."""

    def fit(entity: Entity) -> float | None:
        known = gender_of(entity)
        differs = gender is not None and known is not None and gender != known
        return 0.0 if entity.is_person and noun in entity.nouns and not differs else None

    return fit


def fits_body(noun: BodyNoun, party: str | None) -> Fit:
    """The fit of bodies for "the agency", or with a party for "the Russian agency"."""
    last = noun.head

    def fit(entity: Entity) -> float | None:
        if entity.kind in _NAMELESS:
            return _fits_nameless(entity, noun)
        if party is not None and party not in {entity.of, entity.state, entity.name}:
            return None
        if noun.phrase in entity.nouns:
            return 0.0
        if last in entity.nouns:
            return -0.2 if " " in noun.phrase else -0.1
        if last in _heads(entity.name):
            return -0.3
        if " " in noun.phrase:
            return None
        if last == "agency" and entity.kind in {ActorKind.OUTLET, ActorKind.MINISTRY}:
            return -1.6 if entity.kind is ActorKind.OUTLET and entity.nouns else -0.6
        if last in word_set("commercial bodies"):
            return _fits_firm(entity)
        if last == "army" and entity.nouns and entity.nouns.isdisjoint(word_set("whole armies")):
            return None
        if not _is_of_kind(entity, noun, last):
            return -1.6 if entity.kind is ActorKind.ORGANISATION and not entity.nouns else None
        return -0.4 if entity.nouns or entity.of or entity.kind is not ActorKind.ORGANISATION else -1.2

    return fit


def _heads(name: str) -> set[str]:
    """The words of a body's name that may say what it is: its last, and the last before "of"."""
    words = name.casefold().replace("-", " ").split()
    links = [i for i, word in enumerate(words) if i and word in word_set("in body names")]
    return {words[-1], *(words[i - 1] for i in links)}


def _fits_nameless(entity: Entity, noun: BodyNoun) -> float | None:
    """The fit of what is only described, and of a name of one word that may be a firm's and not a person's."""
    if entity.kind is ActorKind.UNNAMED and not entity.human:
        return 0.0 if noun.phrase in entity.nouns else -0.1 if noun.head in entity.nouns else None
    firm = noun.head in word_set("commercial bodies") and " " not in entity.name
    return -3.0 if firm and entity.kind is ActorKind.PERSON and not entity.nouns and not entity.gender else None


def _fits_firm(entity: Entity) -> float | None:
    """The fit of bodies for "the company" or "the airline": firms, and names that do not say what they are."""
    if entity.kind is not ActorKind.ORGANISATION:
        return None
    if entity.nouns:
        return -0.3 if entity.nouns & word_set("commercial bodies") else -2.0
    return -0.6 if entity.of is None else -1.2


def _is_of_kind(entity: Entity, noun: BodyNoun, last: str) -> bool:
    """True if the noun is for any body of this entity's kind: "the group" for a militia."""
    if last not in word_set("generic bodies"):
        return False
    return entity.kind is noun.kind or (last in word_set("generic groups") and entity.kind is ActorKind.ARMED_GROUP)
