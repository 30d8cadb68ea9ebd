"""The bodies, groups and states that a report names: with an owner, by a name of their own, or as in the roster."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportedly.lexicon import actors, roles
from reportedly.lexicon.actors import Form, RosterEntry
from reportedly.model import ActorKind
from reportedly.reading.speakers.bodies import body_ending
from reportedly.reading.speakers.entity import Mention
from reportedly.reading.speakers.names import end_of_seat
from reportedly.reading.speakers.owners import owner_before

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reportedly.reading.speakers.bodies import BodyPhrase
    from reportedly.reading.speakers.entities import Entities
    from reportedly.reading.speakers.entity import Entity
    from reportedly.reading.speakers.name import Name
    from reportedly.reading.speakers.roster import RosterMatches

_APPOSED = 6
"""Words after the article of an apposition within which its noun stands."""


def add_bodies(entities: Entities, names: Sequence[Name]) -> list[Mention]:
    """Add the bodies that the report names, and return where they are named."""
    claimed = {i for name in names for i in range(name.start, name.end)}
    owned = _owned_bodies(entities, claimed)
    in_owned = {i for m in owned for i in range(m.start, m.end)}
    own_names = [
        _organisation(entities, name)
        for name in sorted(names, key=lambda n: -len(n.words.split()))
        if not name.person and not any(i in in_owned for i in range(name.start, name.end))
    ]
    listed = [
        Mention.at(
            entities.roster.syntax,
            start,
            match.end,
            entities.of_entry(entities.states.choose(match, start)),
            adjective=match.form is Form.ADJECTIVE,
        )
        for start, match in entities.roster.matches.items()
        if start not in claimed and match.entry.kind is not ActorKind.PERSON
    ]
    return [*owned, *own_names, *listed]


def _owned_bodies(entities: Entities, claimed: set[int]) -> list[Mention]:
    """Bodies that are named with their owner: "Seoul's foreign ministry"."""
    found: list[Mention] = []
    taken = 0
    for i, word in enumerate(entities.roster.plain):
        if i >= taken and i not in claimed and word in roles.body_heads():
            here = _owned_body(entities, i)
            if here is not None:
                found.append(here)
                taken = here.end
    return found


def _owned_body(entities: Entities, i: int) -> Mention | None:
    """The body with its owner whose head noun is token `i`."""
    roster = entities.roster
    phrase = body_ending(roster, i)
    if phrase is None or not phrase.noun.organ or phrase.start in roster.matches:
        return None
    if phrase.end == i + 1 and _name_goes_on(roster, i):
        return None
    start, owner = owner_before(entities, phrase.start)
    end = phrase.end
    if owner is None:
        owner, end = _state_after(roster, phrase)
    state_organ = phrase.noun.organ == "state"
    near = None
    if owner is None and state_organ and roster.in_name[i]:
        ministry = phrase.noun.kind is ActorKind.MINISTRY
        near = entities.states.ruling(i) if ministry else entities.states.near(i)
    begin = _start_of_name(roster, phrase, i, start if start < phrase.start else 0)
    if begin < phrase.start and state_organ:
        entity = _state_organ(entities, phrase, begin, owner, near)
        return Mention.at(entities.roster.syntax, min(start, begin), end, entity)
    if owner is None:
        if not roster.in_name[i] or not state_organ or " " not in phrase.name:
            return None
        owner = actors.canonical(near) if near else None
    named = _in_capitals(entities, phrase, owner, start)
    if named is not None:
        return named
    return Mention.at(
        entities.roster.syntax, start, end, entities.of_body(phrase, owner, roster.wording(phrase.start, phrase.end))
    )


def _in_capitals(
    entities: Entities, phrase: BodyPhrase, owner: RosterEntry | Entity | None, start: int
) -> Mention | None:
    """A body named in capitals after its owner's own name, as the report has it: "African Union Mission in Somalia".

    None where the roster knows it by another name, and for an owner in the genitive or an adjective.
    """
    roster = entities.roster
    match = roster.matches.get(start)
    if not isinstance(owner, RosterEntry) or match is None or match.form is not Form.NAME or match.end != phrase.start:
        return None
    if not all(roster.in_name[i] for i in range(phrase.start, phrase.end)):
        return None
    usual = entities.of_body(phrase, owner, roster.wording(phrase.start, phrase.end))
    if actors.canonical(usual.name) is not None:
        return None
    seated = end_of_seat(roster, phrase.end - 1, phrase.end)
    entity = entities.body(roster.wording(start, seated), usual.kind, of=usual.of, state=usual.state, phrase=phrase)
    return Mention.at(roster.syntax, start, seated, entity)


def _name_goes_on(roster: RosterMatches, i: int) -> bool:
    """True if a capitalised name is not over yet at this token: "Military" in "Central Military Commission"."""
    after = i + 1
    if not roster.in_name[i] or after >= roster.syntax.n or not roster.in_name[after] or after in roster.matches:
        return False
    return roster.role(after, roster.syntax.n) is None


def _state_after(roster: RosterMatches, phrase: BodyPhrase) -> tuple[RosterEntry | None, int]:
    """The state after "of" or "in", and where its name ends: "the Central Bank of Chile"."""
    low, end = roster.syntax.low, phrase.end
    if end + 1 < roster.syntax.n and low[end] in {"of", "in"}:
        match = roster.matches.get(end + 1 + (low[end + 1] == "the"))
        if match is not None and match.entry.kind is ActorKind.STATE and match.form is not Form.ADJECTIVE:
            return match.entry, match.end
    return None, end


def _start_of_name(roster: RosterMatches, phrase: BodyPhrase, i: int, start: int) -> int:
    """Where the capitalised words before a body's phrase start, which may be part of its name."""
    begin = phrase.start
    while (
        roster.in_name[i] and begin > max(start, 0) and roster.in_name[begin - 1] and begin not in roster.matches_by_end
    ):
        begin -= 1
    return begin


def _state_organ(
    entities: Entities, phrase: BodyPhrase, begin: int, owner: RosterEntry | Entity | None, near: str | None
) -> Entity:
    """A state's body with a name of its own, which starts at `begin`: "Riverton Border Guard"."""
    proper = entities.roster.wording(begin, phrase.end)
    local = phrase.local and not isinstance(owner, RosterEntry)
    party = None if local else actors.party_of(owner.actor()) if owner is not None else near
    name = f"{owner.adjective} {proper}" if isinstance(owner, RosterEntry) and owner.adjective else proper
    known = actors.canonical(name) or actors.canonical(proper)
    if known is not None and (party is None or party in {known.of, known.name}):
        return entities.of_entry(known)
    return entities.body(name, phrase.noun.kind, of=party, state=party, phrase=phrase)


def _organisation(entities: Entities, name: Name) -> Mention:
    """A body by a name of its own: the roster's, one named before, one whose acronym it is, or a new one."""
    known = actors.canonical(name.words)
    if known is not None and known.kind is not ActorKind.PERSON:
        entity = entities.of_entry(known)
    else:
        entity = (
            entities.body_called(name.words)
            or (entities.spelled_out(name.words) if name.words.isupper() else None)
            or entities.firm_starting(name.words)
            or _new_organisation(entities, name)
        )
    if known is None or entity.kind is ActorKind.ORGANISATION:
        entity.nouns.update(_nouns_beside(entities.roster, name))
    for short in (name.acronym, name.short):
        if short:
            entities.add_short_name(short, entity)
    return Mention.at(entities.roster.syntax, name.start, name.end, entity)


def _nouns_beside(roster: RosterMatches, name: Name) -> Iterator[str]:
    """The nouns that say beside a name what it is: "the oil company | Norvik", "Norvik, | a maker of pumps"."""
    syntax = roster.syntax
    at = name.start - 1 - (name.start > 1 and syntax.low[name.start - 1] == ",")
    if at >= 0 and syntax.tag[at] == "NN":
        phrase = body_ending(roster, at)
        if phrase is not None:
            yield from phrase.nouns
    if name.end + 2 >= syntax.n or syntax.low[name.end] != "," or syntax.low[name.end + 1] not in {"a", "an", "the"}:
        return
    for i in range(name.end + 2, min(name.end + 2 + _APPOSED, syntax.n)):
        phrase = body_ending(roster, i) if syntax.tag[i] == "NN" else None
        if phrase is not None:
            yield from phrase.nouns
            return
        if syntax.tag[i] not in {"NN", "NNP", "JJ", "POS", "HYPH", "NNS", "VBN", "VBG", "CD"}:
            return


def _new_organisation(entities: Entities, name: Name) -> Entity:
    phrase = body_ending(entities.roster, name.head) if name.head is not None else None
    kind = phrase.noun.kind if phrase is not None else ActorKind.ORGANISATION
    owner = entities.roster.matches[name.owner].entry if name.owner is not None else None
    owned = owner is not None and owner.kind is not ActorKind.OUTLET and not (phrase is not None and phrase.independent)
    of = actors.party_of(owner.actor()) if owner is not None and owned else None
    return entities.body(name.words, kind, of=of, state=of, phrase=phrase)
