"""Entities: the people and bodies of one report, each once, however it is named."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportedly.lexicon import actors, roles
from reportedly.lexicon.word_sets import word_set
from reportedly.model import ActorKind
from reportedly.reading.speakers.bodies import compose, organ_named
from reportedly.reading.speakers.entity import Entity
from reportedly.reading.speakers.headings import Heading
from reportedly.reading.speakers.states import States

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from reportedly.lexicon.actors import RosterEntry
    from reportedly.model import Report
    from reportedly.reading.speakers.bodies import BodyPhrase
    from reportedly.reading.speakers.roster import RosterMatches


_ORGANS = frozenset({ActorKind.STATE, ActorKind.GOVERNMENT, ActorKind.MINISTRY, ActorKind.MILITARY})
"""Kinds of bodies in whose own texts "the minister" is of their state."""
_SHORTEST_NAME = 4
"""Letters of the shortest word that may stand for the longer name that it starts."""


class Entities:
    """The people and bodies of one report; asked for one that is not there yet, it adds it."""

    __slots__ = ("_bodies", "_people", "_people_by_part", "day", "heading", "outlet", "publisher", "roster", "states")

    def __init__(self, roster: RosterMatches, report: Report) -> None:
        self.roster = roster
        self.heading = Heading.of(report)
        self.day: date | None = report.published_on
        self._bodies: dict[str, Entity] = {}
        """Those of the roster by their name there, people too; others by the key of their name or acronym."""
        self._people: dict[str, Entity] = {}
        self._people_by_part: dict[str, list[Entity]] = {}
        """People by first or last name."""
        self.outlet = self._of_outlet(report)
        own_text = self.outlet is not None and self.outlet.kind in _ORGANS
        self.publisher = self.outlet if own_text else None
        """The organ of a state whose own text the report is; None for all others."""
        self.states = States(roster, self.outlet.state if self.outlet is not None and own_text else None)

    def of_entry(self, entry: RosterEntry) -> Entity:
        """The entity for an actor of the roster."""
        found = self._bodies.get(entry.name)
        if found is None:
            found = self._bodies[entry.name] = _from_entry(entry, self.day)
        return found

    def of_body(self, phrase: BodyPhrase, owner: RosterEntry | Entity | None, surface: str) -> Entity:
        """The entity that a body's phrase and its owner name together: "Trump" and "campaign"."""
        if isinstance(owner, Entity):
            known = actors.canonical(owner.name)
            if known is None or known.kind is ActorKind.PERSON:
                state = actors.canonical(owner.of) if owner.of and phrase.noun.name == "government" else None
                if state is not None and state.kind is ActorKind.STATE:
                    return self.of_entry(state)  # a head of state's government is the state
                public = phrase.noun.organ == "state" or phrase.noun.kind is ActorKind.GOVERNMENT
                ruled = owner.of or (
                    self.states.near(phrase.start) if phrase.noun.kind is ActorKind.GOVERNMENT else None
                )
                of = None if phrase.independent or phrase.local else ruled if public and ruled else owner.name
                name = f"{_short_name(owner)} {surface if phrase.local else phrase.name}"
                return self.body(name, phrase.noun.kind, of=of, state=owner.state, phrase=phrase)
            owner = known
        if owner is None:
            name = surface if surface.istitle() and phrase.noun.name else phrase.name
            return self.body(name, phrase.noun.kind, phrase=phrase)
        if owner.kind is ActorKind.STATE and phrase.noun.name == "government":
            # A state's government is the state where it speaks: "the Somali government said" is Somalia's word.
            entity = self.of_entry(owner)
            entity.nouns |= phrase.nouns
            return entity
        composed = compose(owner, phrase, surface)
        known = actors.canonical(composed.name)
        if known is not None and known.name == composed.name:
            entity = self.of_entry(known)
        else:
            entity = self.body(composed.name, composed.kind, of=composed.of, state=owner.state_name, phrase=phrase)
        entity.nouns |= phrase.nouns
        return entity

    def body(
        self,
        name: str,
        kind: ActorKind,
        *,
        of: str | None = None,
        state: str | None = None,
        phrase: BodyPhrase | None = None,
    ) -> Entity:
        """The body of that name."""
        looked_up = actors.key(name)
        found = self._bodies.get(looked_up)
        if found is None:
            words = name.lower().split()
            found = Entity(name, kind, of, state=state)
            found.nouns.update(phrase.nouns if phrase is not None else (), roles.body_heads() & set(words))
            if words[-1] in word_set("endings of firms"):
                found.nouns.add("company")
            found.plural = words[-1] in word_set("plural bodies")
            self._bodies[looked_up] = found
        found.of = found.of or of
        return found

    def body_called(self, name: str) -> Entity | None:
        """The body that has been named so, in full or by its acronym."""
        return self._bodies.get(actors.key(name))

    def spelled_out(self, acronym: str) -> Entity | None:
        """The first body whose initials these are."""
        for entity in self._bodies.values():
            capitals = [w[0] for w in entity.name.replace("-", " ").split() if w[:1].isupper()]
            if len(capitals) > 1 and "".join(capitals) == acronym:
                return entity
        return None

    def firm_starting(self, word: str) -> Entity | None:
        """The only body without a roster entry whose name starts with this word: "Norvik" of "Norvik Pumps"."""
        start = f"{actors.key(word)} "
        found = {e.name: e for name, e in self._bodies.items() if name.startswith(start)}
        known = [e for e in found.values() if e.kind is ActorKind.ORGANISATION and actors.canonical(e.name) is None]
        short = " " in word or len(word) < _SHORTEST_NAME or word.lower() in roles.body_heads()
        return known[0] if len(found) == 1 and known and not short else None

    def add_short_name(self, short: str, entity: Entity) -> None:
        """Let an acronym or a short name stand for a body from now on, unless it stands for another one."""
        self._bodies.setdefault(actors.key(short), entity)

    def add_person(self, name: str) -> Entity:
        """The person of that full name: the roster's where it has it."""
        known = actors.canonical(name) or actors.canonical(_without_initials(name))
        if known is not None and known.kind is ActorKind.PERSON:
            entity = self.of_entry(known)
        else:
            entity = Entity(name, ActorKind.PERSON, gender=actors.gender_of(name))
        entity = self._people.setdefault(entity.name.casefold(), entity)
        self._people.setdefault(name.casefold(), entity)
        parts = [p for p in entity.name.casefold().split() if len(p) > 1 and p not in word_set("name particles")]
        for part in dict.fromkeys((*parts, *(p.removeprefix("al-") for p in parts[-1:]))):
            self._people_by_part.setdefault(part, []).append(entity)
        return entity

    def person_in_full(self, name: str) -> Entity | None:
        """The person whose full name this is."""
        return self._people.get(name.casefold())

    def people_by_part(self, part: str) -> Sequence[Entity]:
        """The people whose first or last name this is, in the order in which they were added."""
        return self._people_by_part.get(part.casefold(), ())

    def person(self, name: str) -> Entity | None:
        """The person of that full name, else the first whose first or last name it is."""
        return self.person_in_full(name) or next(iter(self.people_by_part(name)), None)

    def person_misspelt(self, last: str) -> Entity | None:
        """The only person whose last name has the same letters in another order: "Keidis" for "Kiedis"."""
        letters = sorted(last.casefold())
        found = {
            entity
            for part, people in self._people_by_part.items()
            if sorted(part) == letters and part[0] == last[0].casefold() and len(part) > _SHORTEST_NAME
            for entity in people
            if entity.name.casefold().endswith(part)
        }
        return next(iter(found)) if len(found) == 1 else None

    def person_labelled(self, start: int, end: int) -> Entity | None:
        """The person whom a transcript's label in capitals names: "MS. HALE", "GENERAL BRAHIM TOLLI"."""
        roster = self.roster
        while start < end - 1 and (roster.role(start, end - 1) is not None or not roster.plain[start].isalpha()):
            start += 1
        name = roster.wording(start, end)
        known = self.person_in_full(name) or next(iter(self.people_by_part(name)), None)
        if known is not None or " " not in name:
            return known
        return self.person_in_full(name.title()) or self.add_person(name.title())

    def _of_outlet(self, report: Report) -> Entity | None:
        if not report.outlet:
            return None
        known = actors.canonical(report.outlet)
        if known is not None and known.kind is ActorKind.OUTLET:
            return self.of_entry(known)
        issuer = _issuer(report.outlet)
        if issuer is not None:
            entry = actors.canonical(issuer)
            return self.of_entry(entry) if entry is not None else self.body(issuer, ActorKind.ORGANISATION)
        named = organ_named(report.outlet)
        if named is not None:
            owner, body, noun = named
            known = actors.canonical(body.name)
            if known is not None:
                return self.of_entry(known)
            entity = self.body(body.name, body.kind, of=body.of, state=owner.state_name)
            entity.nouns |= {noun.phrase, noun.head}
            return entity
        return Entity(report.outlet, ActorKind.OUTLET, known.of if known else None)


def _issuer(outlet: str) -> str | None:
    """The body that speaks in a text of its own: "Odda Mines" of "Odda Mines, press release"; else None."""
    name, _, kind = outlet.partition(",")
    if kind and not word_set("releases").isdisjoint(kind.lower().replace("-", " ").split()):
        return name.strip()
    words = outlet.split()
    return " ".join(words[:-1]) if len(words) > 1 and words[-1].lower() == "newsroom" else None


def _from_entry(entry: RosterEntry, day: date | None) -> Entity:
    """An entity for an actor of the roster; people speak for their party only on days when they are in office."""
    plural_bodies = word_set("plural bodies")
    of = entry.of if entry.kind is not ActorKind.PERSON or entry.in_office(day) else None
    nouns = set(_last_words(entry)) & (roles.body_heads() | plural_bodies)
    plural = bool(nouns & plural_bodies) or (
        entry.name.endswith(("s", "Forces")) and entry.kind in {ActorKind.PARTY, ActorKind.ARMED_GROUP}
    )
    if entry.office:
        nouns |= {entry.office, roles.head_noun(entry.office)}
    state = entry.name if entry.kind is ActorKind.STATE else entry.state_name or entry.of
    return Entity(entry.name, entry.kind, of, entry.gender, plural, nouns, state)


def _last_words(entry: RosterEntry) -> Iterator[str]:
    for name in (entry.name, *entry.aliases):
        yield name.lower().split()[-1].split("-")[-1]


def _short_name(entity: Entity) -> str:
    return entity.name.split()[-1] if entity.kind is ActorKind.PERSON else entity.name


def _without_initials(name: str) -> str:
    return " ".join(part for part in name.split() if len(part.rstrip(".")) > 1)
