"""People described by their role: "the envoy", "the Norwegian foreign minister", "a spokesman for the bank"."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from reportedly.lexicon import actors, roles
from reportedly.lexicon.roles import RoleClass
from reportedly.lexicon.word_sets import word_set
from reportedly.model import ActorKind
from reportedly.reading.speakers.agreement import fits_noun, fits_role
from reportedly.reading.speakers.bodies import body_ending
from reportedly.reading.speakers.cataphora import named_later
from reportedly.reading.speakers.described_bodies import resolve_body
from reportedly.reading.speakers.discourse import Description, group_wording, without_article
from reportedly.reading.speakers.entity import Entity
from reportedly.reading.speakers.owners import Affiliation, affiliation
from reportedly.reading.speakers.phrases import SourcePhrase
from reportedly.reading.speakers.salience import DESCRIBED_FAR, AnaphorKind
from reportedly.reading.speakers.titles import TitleOwner, names_the_holder, read_title

if TYPE_CHECKING:
    from reportedly.lexicon.roles import Role
    from reportedly.reading.speakers.discourse import Discourse
    from reportedly.reading.speakers.roster import RosterMatches
    from reportedly.reading.speakers.titles import Title

_SPOKESMAN_FAR = 3
"""Sentences back in which "a spokesman" finds the body that he speaks for."""


def resolve_person(discourse: Discourse, role: Role, description: Description) -> Entity:
    """The entity that a description by a role refers to; a spokesman without a name is the body he speaks for."""
    roster, phrase = discourse.roster, description.phrase
    if (
        description.possessed
        and role.of_a_state
        and description.owner is not None
        and not _may_have_ministers(description.owner)
    ):
        description = replace(description, owner=None)
    title = read_title(roster, phrase.start, phrase.stop)
    whose = _affiliation(discourse, title, description)
    qualified = title is not None and title.qualified is not None
    plural = roster.syntax.tag[phrase.core - 1] in {"NNS", "NNPS"}
    indefinite = _is_indefinite(roster, description)
    client = _client(discourse, role, description)
    if client is not None:
        return client
    if not indefinite and not plural:
        known = _mentioned(discourse, role, title, description, whose)
        if known is not None:
            return known
        if not qualified:
            whose = _with_state(discourse, role, description, whose)
            holder = _office_holder(discourse, role, description, _party(whose, description))
            if holder is not None:
                return holder
    if not plural and not qualified:
        named = named_later(discourse, role, description, _party(whose, description), indefinite=indefinite)
        if named is not None:
            named.of = named.of or (whose.party if whose.party != named.name else None)
            return named
    if plural:
        known = _mentioned_group(discourse, role, description, whose.party)
        if known is not None:
            return known
    elif role.cls is RoleClass.SPEAKER and not qualified:
        body = _spoken_for(discourse, role, title, description)
        if body is not None:
            nouns = body.nouns | {role.noun, roles.head_noun(role.noun)}
            return replace(body, voice_of=body, gender=role.gender, nouns=nouns)
    named_office = not indefinite and not plural and role.cls is RoleClass.OFFICE and whose.party is not None
    grouped = plural and not description.possessed and roster.syntax.low[phrase.start] not in word_set("article")
    name = group_wording(roster, phrase) if grouped else description.wording(roster)
    if named_office and whose.party and title is not None and not title.owner and not description.possessed:
        name = f"{_adjective(whose.party)} {without_article(roster, phrase)}"
    return Entity(
        name,
        ActorKind.PERSON if named_office else ActorKind.GROUP if plural else ActorKind.UNNAMED,
        whose.party,
        role.gender,
        plural,
        set(title.nouns) if title is not None and qualified else {role.noun, roles.head_noun(role.noun)},
        whose.state,
    )


def _may_have_ministers(owner: Entity) -> bool:
    return owner.kind in {ActorKind.STATE, ActorKind.GOVERNMENT, ActorKind.PERSON} or owner.state == owner.name


def _adjective(party: str) -> str:
    entry = actors.canonical(party)
    return (entry.adjective if entry else None) or party


def _is_indefinite(roster: RosterMatches, description: Description) -> bool:
    """True for "a minister", and for owners whom the report does not name: "the province's governor"."""
    phrase, syntax = description.phrase, roster.syntax
    if syntax.low[phrase.start] in word_set("indefinite"):
        return True
    return description.owner is None and any(syntax.tag[i] == "POS" for i in range(phrase.start, phrase.core))


def _affiliation(discourse: Discourse, title: Title | None, description: Description) -> Affiliation:
    """The affiliation of whoever is described: by the description's owner, else by the title's own words."""
    owner = description.owner
    if title is None:
        return Affiliation()
    if title.qualified and not title.owner:
        return Affiliation(state=owner.state if owner is not None else None)
    if (description.possessed or not title.owner) and owner is not None:
        if title.role.cls is RoleClass.MEMBER and owner.kind is not ActorKind.PARTY:
            return Affiliation(state=owner.state)
        if title.role.speaks_for_others:
            return Affiliation(owner.of or owner.name, owner.state)
        outsider = owner.kind in {ActorKind.STATE, ActorKind.PERSON}
        return Affiliation(None if outsider else owner.name, owner.state)
    if title.owner:
        return affiliation(discourse.entities, title, description.phrase.start)
    return Affiliation()


def _party(whose: Affiliation, description: Description) -> str | None:
    return whose.party or whose.state or description.owner_party


def _mentioned(
    discourse: Discourse, role: Role, title: Title | None, description: Description, whose: Affiliation
) -> Entity | None:
    """The person of that role who has been mentioned before."""
    salience = discourse.salience
    if title is not None and title.qualified:
        fit = fits_noun(f"{title.qualified} {role.noun}", salience.gender_of, role.gender)
    else:
        fit = fits_role(role, _party(whose, description), salience.gender_of)
    return salience.most_likely(description.anaphor(discourse.roster, AnaphorKind.ROLE, fit, DESCRIBED_FAR))


def _mentioned_group(discourse: Discourse, role: Role, description: Description, party: str | None) -> Entity | None:
    """The group of that role that "the ministers" refers to, as near as a pronoun's would be."""
    start = description.phrase.start
    if discourse.roster.syntax.low[start] not in {"the", "these", "both"}:
        return None

    def fit(entity: Entity) -> float | None:
        same = entity.kind is ActorKind.GROUP and role.noun in entity.nouns and (party is None or entity.of == party)
        return 0.0 if same else None

    return discourse.salience.most_likely(description.anaphor(discourse.roster, AnaphorKind.GROUP, fit))


def _with_state(discourse: Discourse, role: Role, description: Description, whose: Affiliation) -> Affiliation:
    """The affiliation; of "the foreign minister" without a state the one that is near."""
    phrase, low = description.phrase, discourse.roster.syntax.low
    bare = low[phrase.start] in {"the", low[phrase.core - 1]}
    if _party(whose, description) is None and role.of_a_state and bare:
        near = discourse.entities.states.near(phrase.start)
        return Affiliation(near, near)
    return whose


def _office_holder(discourse: Discourse, role: Role, description: Description, party: str | None) -> Entity | None:
    """Whoever holds the office on the day of the report, by the roster; no "deputy president" holds it."""
    if party is None or role.cls not in {RoleClass.OFFICE, RoleClass.POST}:
        return None
    head = description.phrase.core - len(role.noun.replace("-", " - ").split())
    if not names_the_holder(discourse.roster, description.phrase.start, head):
        return None
    entry = actors.holder({role.noun, *role.like}, party, discourse.day)
    return discourse.entities.of_entry(entry) if entry is not None else None


def _spoken_for(discourse: Discourse, role: Role, title: Title | None, description: Description) -> Entity | None:
    """The body that a spokesman without a name speaks for."""
    roster, phrase = discourse.roster, description.phrase
    owner = title.owner if title is not None else TitleOwner()
    if owner.people is not None:
        return Entity(_owner_wording(discourse.roster, owner.people, phrase.start), ActorKind.GROUP, plural=True)
    body = _named_body(discourse, owner, description)
    if body is None and owner.words is not None and _is_person(discourse, owner.words):
        return None
    if body is None and owner.words is not None:
        return Entity(_owner_wording(discourse.roster, owner.words, phrase.start), ActorKind.ORGANISATION)
    if body is None and role.noun.startswith(("spokes", "press ")):
        voice = description.anaphor(roster, AnaphorKind.VOICE, _fits_spokesman, _SPOKESMAN_FAR)
        body = discourse.salience.most_likely(voice)
    if body is not None and role.noun in word_set("delegate"):
        return _un_delegation(discourse, body, phrase.start) or body
    return body if body is None or body.kind is not ActorKind.PERSON else None


def _client(discourse: Discourse, role: Role, description: Description) -> Entity | None:
    """The body that "counsel for Peru" or "lawyers for the bank" speak for; of a person's lawyer None."""
    phrase, low = description.phrase, discourse.roster.syntax.low
    if role.cls is not RoleClass.COUNSEL or phrase.core >= phrase.stop or low[phrase.core] != "for":
        return None
    named = discourse.mentions.within(phrase.core + 1, phrase.stop)
    if named and named[-1].end == phrase.stop and named[0].start - phrase.core <= 2:
        body = named[0].entity if len(named) == 1 or named[0].end == phrase.stop else None
        return body if body is not None and _is_surely_body(body) else None
    found = body_ending(discourse.roster, phrase.stop - 1, phrase.core + 1)
    if found is None or low[phrase.core + 1] != "the" or found.start != phrase.core + 2:
        return None
    described = SourcePhrase(phrase.core + 1, phrase.stop, phrase.stop, phrase.stop)
    known = resolve_body(discourse, found, Description(described, None, description.own))
    return None if known.kind is ActorKind.UNNAMED else known


def _is_surely_body(entity: Entity) -> bool:
    """True for a body that the roster has or whose name says what it is; a name without more may be a person's."""
    if entity.kind in {ActorKind.PERSON, ActorKind.UNNAMED, ActorKind.GROUP}:
        return False
    return bool(entity.nouns) or actors.canonical(entity.name) is not None


def _named_body(discourse: Discourse, owner: TitleOwner, description: Description) -> Entity | None:
    """The body that the description names or, by a possessive, refers to."""
    phrase = description.phrase
    inside = [m for m in discourse.mentions.within(phrase.start, phrase.stop) if m.entity.kind is not ActorKind.PERSON]
    linked = phrase.core < phrase.stop and discourse.roster.syntax.low[phrase.core] == "for"
    after = [m for m in inside if phrase.core < m.start <= phrase.core + 2 and not m.adjective] if linked else []
    if after and inside[-1].start == after[0].end:
        after = []  # two names without a word between them: the second is the spokesman's own
    body = description.owner or ((after or inside[-1:])[0].entity if inside else None)
    if owner.body is None or any(m.end == owner.body.end for m in inside):
        return body
    return resolve_body(discourse, owner.body, replace(description, owner=body, possessed=False))


def _is_person(discourse: Discourse, words: tuple[int, int]) -> bool:
    """True if these tokens are the name of a person, with or without "Mr"."""
    roster, (start, end) = discourse.roster, words
    title = roster.role(start, end)
    if title is not None and title[0].cls is RoleClass.TITLE:
        return True
    return discourse.entities.person_in_full(roster.wording(start, end)) is not None


def _owner_wording(roster: RosterMatches, words: tuple[int, int], start: int) -> str:
    """The name of an owner, with the owner of that before a genitive."""
    first, last = words
    if roster.syntax.tag[first - 1] == "POS":
        first -= 2
    return roster.wording(max(first, start), last)


def _fits_spokesman(entity: Entity) -> float | None:
    return None if entity.is_person or entity.plural else 0.0


def _un_delegation(discourse: Discourse, body: Entity, position: int) -> Entity | None:
    """A state's delegation to the United Nations, where its representative speaks in a sentence that names them."""
    entry = actors.canonical(body.party)
    if entry is None or entry.kind is not ActorKind.STATE:
        return None
    sent = discourse.roster.syntax.sent
    for match in discourse.roster.matches.values():
        if sent[match.start] == sent[position] and actors.party_of(match.entry.actor()) == "United Nations":
            name = f"{entry.adjective or entry.name} UN delegation"
            nouns = set(word_set("delegation"))
            return Entity(name, ActorKind.GOVERNMENT, entry.name, nouns=nouns, state=entry.name)
    return None
