"""Bodies described by what they are: "the agency", "its spy agency", "the foreign ministry"."""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING

from reportedly.lexicon import actors
from reportedly.lexicon.word_sets import word_set
from reportedly.model import ActorKind
from reportedly.reading.speakers.agreement import fits_body
from reportedly.reading.speakers.bodies import OFFICES
from reportedly.reading.speakers.entity import Entity
from reportedly.reading.speakers.local_services import POLICE, police_of_town, service_named
from reportedly.reading.speakers.salience import DESCRIBED_FAR, Anaphor, AnaphorKind

if TYPE_CHECKING:
    from reportedly.reading.speakers.bodies import BodyPhrase
    from reportedly.reading.speakers.discourse import Description, Discourse

_NO_BODIES = frozenset({ActorKind.STATE, ActorKind.PERSON, ActorKind.UNNAMED, ActorKind.GROUP})
_GOVERNMENT = "government"
_RULING = frozenset({ActorKind.STATE, ActorKind.GOVERNMENT, ActorKind.MINISTRY, ActorKind.AGENCY, ActorKind.MILITARY})
_SURE = -0.3
"""The fit from which on a noun means the body whose own text the report is."""
_NEAR = 3
"""Sentences back in which the body has been a subject or a source."""
_MARGIN = 0.5
"""By how much a body has to be likelier than every other."""
_NEVER_RENAMED = frozenset({ActorKind.STATE, ActorKind.PERSON, ActorKind.GOVERNMENT})
"""Kinds of owners that "the X agency" does not just say what X is."""


def resolve_body(discourse: Discourse, body: BodyPhrase, description: Description) -> Entity:
    """The entity that a description by a body's noun refers to."""
    roster, entities, owner = discourse.roster, discourse.entities, description.owner
    surface = roster.wording(body.start, body.end)
    if owner is not None and not description.possessed and _is_kind_of(body, owner):
        return owner
    if owner is not None and (body.noun.organ or description.possessed):
        known = _mentioned(discourse, body, description) if not body.noun.organ else None
        return known or entities.of_body(body, owner, surface)
    if not _is_indefinite(discourse, body, description):
        known = _mentioned(discourse, body, description) or _own_outlet(discourse, body, description)
        if known is not None:
            return known
        state = _governing(discourse, body, description)
        if state is not None:
            return state
        later = (
            _named_later(discourse, body, description)
            or _only_service(discourse, body, description)
            or _likeliest(discourse, body, description)
        )
        if later is not None:
            return later
    party = None if body.independent else description.owner_party
    if body.noun.organ == "state" and owner is None and body.noun.phrase not in word_set("bodies abroad"):
        position = description.phrase.start
        if body.noun.phrase in word_set("local services"):
            alone = body.noun.phrase == POLICE and _is_alone(body, description)
            party = (police_of_town(discourse) if alone else None) or entities.states.scene(position)
        else:
            party = entities.states.near(position)
        entry = actors.canonical(party) if party else None
        at_home = body.noun.kind is ActorKind.MILITARY and party == entities.states.home
        named = at_home or (" " in body.name and body.noun.kind is ActorKind.MINISTRY)
        if entry is not None and named:
            return entities.of_body(body, entry, surface)
    return Entity(
        description.wording(roster) if body.end >= description.phrase.core else surface,
        body.noun.kind if body.noun.organ == "state" or owner is not None else ActorKind.UNNAMED,
        party,
        nouns={body.noun.phrase},
        state=party if body.noun.organ == "state" else None,
        human=False,
    )


def _governing(discourse: Discourse, body: BodyPhrase, description: Description) -> Entity | None:
    """The state that "the government" without more speaks for, where the report shows which; else None."""
    phrase = description.phrase
    if body.noun.phrase != _GOVERNMENT or not _is_alone(body, description):
        return None
    near = discourse.entities.states.near(phrase.start)
    entry = actors.canonical(near) if near else None
    return discourse.entities.of_entry(entry) if entry is not None and entry.kind is ActorKind.STATE else None


def _is_alone(body: BodyPhrase, description: Description) -> bool:
    """True for "the government" and "police" without a word that says whose."""
    phrase = description.phrase
    return body.start - phrase.start <= 1 and phrase.core == phrase.stop and description.owner is None


def _only_service(discourse: Discourse, body: BodyPhrase, description: Description) -> Entity | None:
    """The only police, or other service of a place, that the report names anywhere; else None."""
    return service_named(discourse, {body.noun.phrase}) if body.local and _is_alone(body, description) else None


def _own_outlet(discourse: Discourse, body: BodyPhrase, description: Description) -> Entity | None:
    """The body whose own text the report is, where "the ministry" fits it; None for an outlet's text."""
    outlet = discourse.entities.outlet
    if outlet is None or outlet.kind in {ActorKind.OUTLET, ActorKind.PERSON} or description.owner is not None:
        return None
    fit = fits_body(body.noun, None)(outlet)
    return outlet if fit is not None and fit >= _SURE else None


def _named_later(discourse: Discourse, body: BodyPhrase, description: Description) -> Entity | None:
    """The only body of that noun that the report names, where it names it after "the ministry"; else None."""
    phrase = description.phrase
    definite = discourse.roster.syntax.low[phrase.start] == "the" and phrase.core - phrase.start == 2
    if not definite or phrase.core != phrase.stop or description.owner is not None or body.noun.organ != "state":
        return None
    named = {
        m.entity: m.start
        for m in discourse.mentions.in_order
        if body.noun.phrase in m.entity.nouns and m.entity.kind not in _NO_BODIES and not m.adjective
    }
    after = len(named) == 1 and min(named.values()) > phrase.start
    return next(iter(named)) if after else None


def _likeliest(discourse: Discourse, body: BodyPhrase, description: Description) -> Entity | None:
    """The medium or firm that "the station" or "the software giant" means where "it" would mean that one; else None."""
    phrase, noun, syntax = description.phrase, body.noun, discourse.roster.syntax
    medium, commercial = noun.kind is ActorKind.OUTLET, noun.head in word_set("commercial bodies")
    definite = syntax.low[phrase.start] == "the" and syntax.words[phrase.core - 1].islower()
    if not definite or not (medium or commercial) or noun.organ or phrase.core != phrase.stop:
        return None
    here = syntax.sent[phrase.start]
    subjects = {
        mention.entity
        for mention in takewhile(
            lambda m: here - syntax.sent[m.start] <= _NEAR, discourse.mentions.backwards_from(phrase.start)
        )
        if mention.subject or mention.start in discourse.sources
    }
    subjects |= {m.entity for m in discourse.salience.sources if here - syntax.sent[m.start] <= _NEAR}

    def fit(entity: Entity) -> float | None:
        if entity not in subjects or entity is discourse.entities.outlet or entity.kind in _NO_BODIES:
            return None
        if medium:
            return 0.0 if entity.kind is ActorKind.OUTLET else None
        firm = entity.kind is ActorKind.ORGANISATION and entity.of is None and not entity.name.isupper()
        return 0.0 if firm and not entity.nouns - word_set("commercial bodies") else None

    anaphor = Anaphor(kind=AnaphorKind.IT, position=phrase.start, own=description.own, fit=fit)
    ranked = [(entity, score) for entity, score in discourse.salience.ranked(anaphor) if entity is not None]
    sure = ranked and (len(ranked) == 1 or ranked[0][1] - ranked[1][1] >= _MARGIN)
    return ranked[0][0] if sure else None


def _is_indefinite(discourse: Discourse, body: BodyPhrase, description: Description) -> bool:
    low, start = discourse.roster.syntax.low, description.phrase.start
    opening = low[body.start - 1] if body.start > start else low[start]
    return opening in word_set("indefinite")


def _is_kind_of(body: BodyPhrase, owner: Entity) -> bool:
    """True if the noun only says what the name before it is: "the Interfax news agency", "the Wagner group"."""
    if owner.kind in _NEVER_RENAMED or body.noun.organ == "state":
        return False
    generic = body.noun.head in word_set("generic bodies") or body.noun.kind is ActorKind.OUTLET
    return generic and (owner.kind is body.noun.kind or owner.kind in {ActorKind.OUTLET, ActorKind.ARMED_GROUP})


def _mentioned(discourse: Discourse, body: BodyPhrase, description: Description) -> Entity | None:
    """The body of that kind, and of the owner's party, that has been mentioned before."""
    subject = body.name.casefold()
    named_office = " " in subject and body.noun.phrase in OFFICES
    roster, fits = discourse.roster, fits_body(body.noun, description.owner_party)

    def fit(entity: Entity) -> float | None:
        # "The health ministry" is no other ministry, and "the government" no embassy or senate.
        if named_office and not entity.name.casefold().endswith(subject):
            return None
        if body.noun.phrase == _GOVERNMENT and entity.kind in _RULING and _GOVERNMENT not in entity.nouns:
            elsewhere = discourse.entities.states.home is not None
            return -0.4 if entity.kind is ActorKind.STATE and not elsewhere else None
        return fits(entity)

    return discourse.salience.most_likely(description.anaphor(roster, AnaphorKind.BODY, fit, DESCRIBED_FAR))
