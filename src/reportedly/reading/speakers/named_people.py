"""The people whom a report names, with what their titles say: each name leads to one Entity."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportedly.lexicon import actors
from reportedly.lexicon.roles import RoleClass
from reportedly.reading.speakers.entity import Mention
from reportedly.reading.speakers.owners import affiliation
from reportedly.reading.speakers.titles import read_title

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from reportedly.lexicon.actors import RosterEntry
    from reportedly.reading.speakers.entities import Entities
    from reportedly.reading.speakers.entity import Entity
    from reportedly.reading.speakers.name import Name
    from reportedly.reading.speakers.titles import Title

_SUBJECT_FIRST = 1_000_000
"""More than the tokens of any report: a short name means whoever was a subject before, else whoever was named last."""


def add_people(entities: Entities, names: Iterable[Name]) -> list[Mention]:
    """Add the people of these names, those with a full name first, and return where they are named."""
    found: list[Mention] = []
    titled: list[tuple[Entity, list[Title], int]] = []
    for name in sorted((n for n in names if n.person), key=lambda n: (-len(n.words.split()), n.start)):
        titles = _titles(entities, name)
        entity = _known(entities, name, found)
        if entity is None and not name.full:
            full = entities.heading.full_name(name.words)
            entity = entities.add_person(full) if full is not None else None
        if entity is None and not name.full:
            entity = entities.person_misspelt(name.words)
        if entity is None and name.short_only:
            continue
        entity = entity or entities.add_person(name.words)
        if titles:
            _describe(entity, titles, entities.day)
            titled.append((entity, titles, name.start))
        elif name.belongs is not None and entity.of is None:
            entry = actors.canonical(name.belongs)
            entity.of = entry.name if entry else name.belongs
        begin = next((first for first, last in name.titles if last == name.start), None)
        found.append(Mention.at(entities.roster.syntax, name.start, name.end, entity, begin=begin))
    for entity, titles, start in titled:
        _affiliate(entities, entity, titles, start)
    for entity in {mention.entity for mention in found if mention.entity.candidate and mention.entity.of_place}:
        entity.of = None  # who stands for office speaks for no state that he governs
    return found


def _titles(entities: Entities, name: Name) -> list[Title]:
    """The titles before and after a name."""
    read = (read_title(entities.roster, *span) for span in name.titles)
    return [title for title in read if title is not None]


def _known(entities: Entities, name: Name, found: Sequence[Mention]) -> Entity | None:
    """The person of that name, full or short; None where the report has introduced nobody by it.

    A short name that several people bear means the one who was a subject last before it.
    """
    known = entities.person_in_full(name.words)
    if known is not None:
        return known
    titles = (read_title(entities.roster, *span) for span in name.titles)
    gender = next((title.gender for title in titles if title is not None and title.gender), None)
    by_last = entities.people_by_part(name.words.split()[-1]) if name.full else ()
    parts = set(name.words.casefold().split())
    fitting = [
        entity
        for entity in by_last or entities.people_by_part(name.words)
        if parts <= set(entity.name.casefold().split()) and not (gender and entity.gender and gender != entity.gender)
    ]
    last = parts if len(parts) == 1 else set()
    fitting = [e for e in fitting if e.name.casefold().split()[-1] in last] or fitting
    if len(fitting) < 2:
        return fitting[0] if fitting else None
    before = dict.fromkeys(fitting, -1)
    for mention in found:
        if mention.start < name.start and mention.entity in before:
            place = mention.start + _SUBJECT_FIRST * mention.subject
            before[mention.entity] = max(before[mention.entity], place)
    return max(fitting, key=before.__getitem__)


def _has_left(known: RosterEntry, day: date | None) -> bool:
    """True for a public figure who by the roster is not in office on that day."""
    return bool(known.terms) and not known.in_office(day)


def _describe(entity: Entity, titles: Sequence[Title], day: date | None) -> None:
    """Take over what the titles beside a name say of the person alone."""
    known = actors.canonical(entity.name)
    for title in titles:
        entity.nouns |= title.nouns
        entity.gender = title.gender or entity.gender
        entity.candidate = entity.candidate or title.role.cls is RoleClass.CANDIDATE
        if known is not None and known.office in title.nouns and not title.qualified and not _has_left(known, day):
            entity.of = known.of


def _affiliate(entities: Entities, entity: Entity, titles: Sequence[Title], position: int) -> None:
    """Take over whom the first of the titles that names an owner says that the person speaks for."""
    known = actors.canonical(entity.name)
    over = known is not None and _has_left(known, entities.day)
    for title in sorted(titles, key=lambda title: not title.owner):
        presumed = not title.owner
        if (
            title.role.cls is RoleClass.TITLE
            or entity.of is not None
            or (presumed and (over or title.possessed or _is_over(titles)))
        ):
            continue
        found = affiliation(entities, title, position)
        entity.of = found.party if found.party != entity.name else None
        owner = title.owner
        described = owner.body is not None and owner.match is None and owner.words is None
        ruling = owner.body is not None and owner.body.noun.name == "government"
        entity.presumed = entity.of is not None and (presumed or (described and not ruling))
        entity.of_place = entity.of is not None and title.role.of_a_place
        entity.state = entity.state or found.state


def _is_over(titles: Sequence[Title]) -> bool:
    """True if a title says that an office is over, or that it is of the other side."""
    return any(title.qualified for title in titles)
