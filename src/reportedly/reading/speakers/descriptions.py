"""Sources that are described, not named: "the envoy", "its spy agency", "Seoul's foreign ministry", "the report".

Each leads to an entity mentioned before, to one of the roster, or to a new one that has the description for its name.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportedly.lexicon import roles
from reportedly.lexicon.roles import BodyUse, RoleClass
from reportedly.lexicon.word_sets import word_set
from reportedly.model import ActorKind
from reportedly.reading.speakers.bodies import body_ending
from reportedly.reading.speakers.described_bodies import resolve_body
from reportedly.reading.speakers.described_people import resolve_person
from reportedly.reading.speakers.discourse import group_wording, own_wording
from reportedly.reading.speakers.entity import Entity
from reportedly.reading.speakers.utterances import resolve_utterance
from reportedly.reading.speakers.variation import named_otherwise
from reportedly.reading.text.punctuation import HYPHENS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reportedly.lexicon.roles import Role
    from reportedly.reading.speakers.discourse import Description, Discourse
    from reportedly.reading.speakers.phrases import SourcePhrase
    from reportedly.reading.speakers.roster import RosterMatches


def resolve_description(discourse: Discourse, description: Description) -> Entity:
    """The entity that a phrase without a name of its own refers to."""
    roster, phrase = discourse.roster, description.phrase
    head = phrase.core - 1
    role = _role(roster, phrase)
    if role is not None:
        person = resolve_person(discourse, role, description)
        return (named_otherwise(discourse, description) or person) if person.kind is ActorKind.UNNAMED else person
    body = body_ending(roster, head, phrase.start)
    if body is not None:
        return resolve_body(discourse, body, description)
    noun = roles.bodies().get(roster.plain[head]) or roles.bodies().get(roles.singular(roster.plain[head]))
    if noun is not None and noun.use in {BodyUse.UTTERANCE, BodyUse.FINDING}:
        return resolve_utterance(discourse, noun, description)
    entity = named_otherwise(discourse, description) or _anybody(roster, description)
    return discourse.entities.firm_starting(entity.name) or _named_by_last_word(discourse, phrase) or entity


def _named_by_last_word(discourse: Discourse, phrase: SourcePhrase) -> Entity | None:
    """The only body whose name ends with this word: "the Post", of the Riverton Post; None for other phrases."""
    syntax, head = discourse.roster.syntax, phrase.core - 1
    capital = syntax.words[head][:1].isupper() and phrase.core == phrase.stop
    if syntax.low[phrase.start] != "the" or phrase.core - phrase.start != 2 or not capital:
        return None
    ending = f" {syntax.low[head]}"
    found = {m.entity for m in discourse.mentions.in_order if m.entity.name.casefold().endswith(ending)}
    only = next(iter(found)) if len(found) == 1 else None
    return None if only is None or only.kind in {ActorKind.PERSON, ActorKind.STATE} else only


def group_of(roster: RosterMatches, phrase: SourcePhrase, members: Iterable[Entity] = ()) -> Entity:
    """Two or more sources side by side as one actor: "neither the mayor nor the governor".

    It speaks for the party that all its members who are named speak for.
    """
    low = roster.syntax.low
    start = phrase.start + (low[phrase.start] in {"the", "both"})
    if start > 0 and low[start - 1] == "neither":
        start -= 1
    parties = {member.of for member in members}
    of = next(iter(parties)) if len(parties) == 1 else None
    return Entity(roster.wording(start, phrase.end), ActorKind.GROUP, of, plural=True)


def _role(roster: RosterMatches, phrase: SourcePhrase) -> Role | None:
    """The longest role that the core of the phrase ends with."""
    for start in range(phrase.start, phrase.core):
        found = roster.role(start, phrase.core)
        if found is not None and found[1] == phrase.core:
            return None if found[0].cls is RoleClass.PRESS and _names_a_medium(roster, phrase) else found[0]
    return None


def _names_a_medium(roster: RosterMatches, phrase: SourcePhrase) -> bool:
    """True for "The Harbour Reporter", which is no reporter."""
    last = phrase.core - 1
    named = last - phrase.start > 1 and roster.in_name[last] and roster.in_name[last - 1]
    return named and roster.syntax.low[phrase.start] == "the"


def _joins_names(roster: RosterMatches, i: int) -> bool:
    """True for the hyphen in "Abi-Karam"."""
    return i > 0 and roster.syntax.low[i] in HYPHENS and roster.in_name[i - 1]


def _anybody(roster: RosterMatches, description: Description) -> Entity:
    """Any other source: a name that `find_names` has not found, or people or a person without one."""
    syntax, phrase, owner = roster.syntax, description.phrase, description.owner
    head = phrase.core - 1
    bare = syntax.tag[head] == "NNPS" and phrase.core - phrase.start == 1
    if roster.in_name[head] and (syntax.tag[head] == "NNP" or bare):
        start = head
        while start > phrase.start and (roster.in_name[start - 1] or _joins_names(roster, start - 1)):
            start -= 1
        title = roster.role(start, head)
        if title is not None and title[0].cls is RoleClass.TITLE:
            start = title[1] + (roster.syntax.low[title[1]] == ".")
        person = title is not None or syntax.label[head] == "PERSON" or (start == head and syntax.label[head] != "ORG")
        return Entity(roster.wording(start, phrase.core), ActorKind.PERSON if person else ActorKind.ORGANISATION)
    plural = syntax.tag[head] in {"NNS", "NNPS", "DT", "JJS"} or roster.plain[head] in word_set("many")
    definite = syntax.low[phrase.start] in word_set("article")
    return Entity(
        group_wording(roster, phrase) if plural and not definite else own_wording(roster, phrase),
        ActorKind.GROUP if plural else ActorKind.UNNAMED,
        plural=plural,
        state=owner.state if owner is not None else None,
        human=not roster.plain[head].endswith(tuple(word_set("endings of things"))),
    )
