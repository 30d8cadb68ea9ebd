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

    from reportedly.reading.speakers.entities import Entities
    from reportedly.reading.speakers.entity import Entity
    from reportedly.reading.speakers.name import Name
    from reportedly.reading.speakers.titles import Title

_SUBJECT_FIRST = 1_000_000
"""More than the tokens of any report: a short name means whoever was a subject before, else whoever was named last."""


def add_people(entities: Entities, names: Iterable[Name]) -> list[Mention]:
    """Add the people of these names, those with a full name first, and return where they are named."""
    found: list[Mention] = []
    for name in sorted((n for n in names if n.person), key=lambda n: (-len(n.words.split()), n.start)):
        title = _title(entities, name)
        entity = _known(entities, name, found)
        if entity is None and not name.full:
            full = entities.heading.full_name(name.words)
            entity = entities.add_person(full) if full is not None else None
        if entity is None and name.short_only:
            continue
        entity = entity or entities.add_person(name.words)
        if title is not None:
            _learn_from_title(entities, entity, title, name.start)
        elif name.belongs is not None and entity.of is None:
            entry = actors.canonical(name.belongs)
            entity.of = entry.name if entry else name.belongs
        begin = next((first for first, last in name.titles if last == name.start), None)
        found.append(Mention.at(entities.roster.syntax, name.start, name.end, entity, begin=begin))
    return found


def _title(entities: Entities, name: Name) -> Title | None:
    """The titles before and after a name as one."""
    title: Title | None = None
    for span in name.titles:
        read = read_title(entities.roster, *span)
        if read is not None:
            title = read if title is None else title.merged(read)
    return title


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
    if len(fitting) < 2:
        return fitting[0] if fitting else None
    before = dict.fromkeys(fitting, -1)
    for mention in found:
        if mention.start < name.start and mention.entity in before:
            place = mention.start + _SUBJECT_FIRST * mention.subject
            before[mention.entity] = max(before[mention.entity], place)
    return max(fitting, key=before.__getitem__)


def _learn_from_title(entities: Entities, entity: Entity, title: Title, position: int) -> None:
    entity.nouns |= title.nouns
    entity.gender = title.gender or entity.gender
    known = actors.canonical(entity.name)
    if known is not None and known.office in title.nouns and not title.qualified:
        entity.of = known.of
    if title.role.cls is not RoleClass.TITLE and entity.of is None:
        found = affiliation(entities, title, position)
        entity.of = found.party if found.party != entity.name else None
        entity.presumed = entity.of is not None and not title.owner
        entity.state = entity.state or found.state
