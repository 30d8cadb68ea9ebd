"""Whom people and bodies belong to: Norway in "Norway's foreign minister", Orlov's party in "an Orlov aide"."""

from __future__ import annotations

from dataclasses import dataclass
from string import capwords
from typing import TYPE_CHECKING

from reportedly.lexicon import actors, roles
from reportedly.lexicon.roles import RoleClass
from reportedly.lexicon.word_sets import word_set
from reportedly.model import ActorKind
from reportedly.reading.speakers.entity import Entity
from reportedly.reading.speakers.name_runs import body_head
from reportedly.reading.speakers.roster import is_place

if TYPE_CHECKING:
    from reportedly.lexicon.actors import RosterEntry
    from reportedly.lexicon.roles import Role
    from reportedly.reading.speakers.bodies import BodyPhrase
    from reportedly.reading.speakers.entities import Entities
    from reportedly.reading.speakers.roster import RosterMatches
    from reportedly.reading.speakers.titles import Title, TitleOwner

_OWNING_LABELS = frozenset({"GPE", "LOC", "PERSON", "NORP"})
"""Labels of capitalised words that may own a body without a genitive: "Riverton police", not "Central Bank"."""
_EMPLOYERS = frozenset({ActorKind.ORGANISATION, ActorKind.AGENCY})
"""Kinds of bodies of the roster for which their experts speak."""

_OF_SHIPS = frozenset({"captain", "capt"})
"""Ranks that the masters of merchant ships have, too."""

_MINISTER = "minister"
"""The office that no party has: "Labour Minister" is the minister of labour, or the state's all the same."""


@dataclass(frozen=True, slots=True)
class Affiliation:
    """The party that somebody speaks for, and the state that they belong to, each None where there is none."""

    party: str | None = None
    state: str | None = None


def affiliation(entities: Entities, title: Title, position: int) -> Affiliation:
    """The affiliation of somebody with that title, which stands at that token.

    An expert, a witness, a former minister or an opposition leader belongs to a state and speaks for nobody.
    """
    role, owner = title.role, title.owner
    entry = entities.states.choose(owner.match, position) if owner.match is not None else None
    if entry is not None and entry.kind is ActorKind.PARTY and roles.head_noun(role.noun) == _MINISTER:
        return _by_role(entities, role, position)
    if entry is not None and entry.kind is ActorKind.PERSON:
        owning = entities.of_entry(entry)
        return Affiliation(state=owning.state) if title.past else _by_person(entities, title, owning)
    if title.past or (title.opposing and (entry is None or entry.kind is not ActorKind.PARTY)):
        return Affiliation(state=entry.name if entry is not None and entry.kind is ActorKind.STATE else None)
    if owner.people is not None:
        return Affiliation(entities.roster.wording(*owner.people) if role.speaks_for_others else None)
    if owner.words is not None:
        named = entities.roster.wording(*owner.words)
        if entry is not None:
            return Affiliation(named if role.speaks_for_others else None, entry.state_name)
        if owner.body is not None and owner.body.local:
            return Affiliation(named if role.speaks_for_others else None)
        person = _person(entities, owner.words) or (Entity(named, ActorKind.PERSON) if _owns_campaign(owner) else None)
        if person is not None:
            return _by_person(entities, title, person)
        entry = actors.canonical(named)
        if entry is None and _is_portfolio(entities, role, named, owner.words):
            return Affiliation(entities.states.own, entities.states.own)
        if entry is None:
            return _by_unknown(entities, role, named, owner.words)
    if owner.body is not None and (entry is not None or owner.body.noun.organ == "state"):
        return _by_body(entities, role, owner.body, entry, position)
    if entry is not None:
        return _by_entry(role, entry)
    if title.portfolio:
        return Affiliation(entities.states.own, entities.states.own)  # "minister for Africa"
    if owner.body is not None and roles.head_noun(role.noun) != _MINISTER:
        return Affiliation()  # "the authority's president" is of no state
    return _by_role(entities, role, position)


def _person(entities: Entities, words: tuple[int, int]) -> Entity | None:
    """The person whose name these tokens are, with or without an honorific."""
    start, end = words
    while start < end - 1 and entities.roster.role(start, end - 1) is not None:
        start += 1
    return entities.person(entities.roster.wording(start, end))


def _is_portfolio(entities: Entities, role: Role, named: str, words: tuple[int, int]) -> bool:
    """True for what a minister is "of" that is no place and no body: "the Minister of Health"."""
    of_body = body_head(entities.roster, *words)
    return roles.head_noun(role.noun) == _MINISTER and of_body is None and not is_place(named)


def _owns_campaign(owner: TitleOwner) -> bool:
    """True if only a person can own the body of a title: "the Merrow campaign"."""
    return owner.body is not None and owner.body.noun.organ == "owned"


def _by_unknown(entities: Entities, role: Role, named: str, words: tuple[int, int]) -> Affiliation:
    """Where a name that no roster has owns the role, with its tokens: an organisation's or a place's.

    No lawmaker speaks for a place or a parliament, and no prosecutor or officer for the town.
    """
    place = entities.roster.syntax.label[words[0]] in {"GPE", "LOC"} and bool(role.bodies or is_place(named))
    offices = [body for body in role.bodies if body.endswith("office")]
    if place and len(offices) == 1:
        return Affiliation(f"{named} {capwords(offices[0])}")
    if role.cls is RoleClass.MEMBER or (role.cls in {RoleClass.LOCAL, RoleClass.FORCE} and place):
        of_body = body_head(entities.roster, *words)
        return Affiliation(named if of_body is not None and _is_own_body(entities, role, of_body) else None)
    if role.cls is RoleClass.EXPERT:
        return Affiliation(named if _employs(entities, named, words) else None)
    return Affiliation(named if role.speaks_for_others and not (place and role.cls is RoleClass.COUNSEL) else None)


def _employs(entities: Entities, named: str, words: tuple[int, int]) -> bool:
    """True for a firm or society, for which its experts speak; scholars of a university speak for themselves."""
    organisation = " " in named or entities.roster.syntax.label[words[0]] == "ORG"
    return organisation and _is_no_place_of_learning(named)


def _is_no_place_of_learning(name: str) -> bool:
    return word_set("learned bodies").isdisjoint(name.lower().split())


def _is_own_body(entities: Entities, role: Role, head: int) -> bool:
    """True if somebody of that role speaks for the body with that noun: a lawmaker only for a party."""
    noun = roles.bodies().get(entities.roster.plain[head])
    return role.cls is not RoleClass.MEMBER or (noun is not None and noun.kind is ActorKind.PARTY)


def _by_person(entities: Entities, title: Title, owner: Entity) -> Affiliation:
    """Where a person owns the role: that person's party, campaign, or the person."""
    body = title.owner.body
    if body is not None and _owns_campaign(title.owner):
        return Affiliation(entities.of_body(body, owner, body.name).name, owner.state)
    ruling = owner.of is not None and actors.canonical(owner.of) is not None
    party = owner.of if ruling and title.role.cls is not RoleClass.COUNSEL else owner.name
    return Affiliation(party if title.role.speaks_for_others else None, owner.state)


def _by_body(entities: Entities, role: Role, body: BodyPhrase, entry: RosterEntry | None, position: int) -> Affiliation:
    """Where the role is one in a body: "the Danish Defence Ministry's spokesman"."""
    state_organ = body.noun.organ == "state"
    legislature = body.noun.phrase in word_set("legislatures") and role.cls in {RoleClass.POST, RoleClass.OFFICE}
    if not role.speaks_for_others or legislature or (role.cls is RoleClass.MEMBER and state_organ):
        return Affiliation(state=entry.state_name if entry is not None else None)
    if entry is None and (body.local or body.noun.phrase in word_set("bodies abroad")):
        return Affiliation()
    if entry is None and state_organ:
        near = entities.states.near(position)
        entry = actors.canonical(near) if near else None
    if entry is None and state_organ:
        return Affiliation()  # nothing says whose
    entity = entities.of_body(body, entry, entities.roster.wording(body.start, body.end))
    return Affiliation(entity.of or entity.name, entity.state) if entry is not None else Affiliation(entity.name)


def _by_entry(role: Role, entry: RosterEntry) -> Affiliation:
    """Where the role is one of an actor of the roster: "a WHO official", "a Norwegian economist"."""
    if role.cls is RoleClass.MEMBER and entry.kind is not ActorKind.PARTY:
        return Affiliation(state=entry.state_name)  # who sits in a state's parliament does not speak for the state
    if role.speaks_for_others:
        return Affiliation(actors.party_of(entry.actor()), entry.state_name)
    employed = role.cls is RoleClass.EXPERT and entry.kind in _EMPLOYERS and _is_no_place_of_learning(entry.name)
    return Affiliation(entry.name if employed else None, entry.state_name)


def _by_role(entities: Entities, role: Role, position: int) -> Affiliation:
    """Where no owner is named: a minister's is the state that is near, a soldier's the one whose army is named."""
    if role.of_a_state:
        states, minister = entities.states, roles.head_noun(role.noun) == _MINISTER
        near = states.ruling(position) if minister else states.near(position)
        return Affiliation(None if role.cls is RoleClass.MEMBER else near, near)
    if role.cls is RoleClass.FORCE:
        armed = entities.states.armed(of_ships=role.noun in _OF_SHIPS)
        return Affiliation(armed, armed)
    return Affiliation()


def owner_before(entities: Entities, start: int) -> tuple[int, RosterEntry | Entity | None]:
    """The owner named right before this token, with or without a genitive, and where its name starts."""
    roster = entities.roster
    first = _before_adjectives(roster, start)
    match = roster.matches_by_end.get(first) or roster.matches_by_end.get(start)
    if match is not None:
        entry = entities.states.choose(match, start)
        return match.start, entities.of_entry(entry) if entry.kind is ActorKind.PERSON else entry
    genitive = first < start
    owns = genitive or roster.syntax.label[first - 1] in _OWNING_LABELS
    if first > 0 and roster.in_name[first - 1] and owns:
        begin = first - 1
        while begin > 0 and roster.in_name[begin - 1] and begin not in roster.matches_by_end:
            begin -= 1
        named = roster.wording(begin, first)
        return begin, entities.person(named) or Entity(named, ActorKind.PERSON)
    return start, None


def _before_adjectives(roster: RosterMatches, start: int) -> int:
    """Where the name of an owner may end: before up to two adjectives and a genitive."""
    tag, first = roster.syntax.tag, start
    while first > 0 and start - first < 2 and tag[first - 1] == "JJ" and first not in roster.matches_by_end:
        first -= 1
    return first - 1 if first > 0 and tag[first - 1] == "POS" else first
