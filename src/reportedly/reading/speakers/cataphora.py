"""Cataphora: descriptions whose name follows: "the oil minister said so", and then "Minister Ada Obi said more"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportedly.lexicon.roles import RoleClass
from reportedly.model import ActorKind
from reportedly.reading.speakers.agreement import fits_role

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportedly.lexicon.roles import Role
    from reportedly.reading.speakers.discourse import Description, Discourse
    from reportedly.reading.speakers.entity import Entity, Mention

_PUBLIC = frozenset({RoleClass.SPEAKER, RoleClass.OFFICE, RoleClass.POST, RoleClass.MEMBER, RoleClass.FORCE})
"""Roles that one person has in a report more often than not; of witnesses and experts there are many."""
_TITLED_FAR, _SPOKEN_FAR = 12, 1
"""Sentences after a description in which a name with that title, or of a new speaker without any, is looked for."""


def named_later(
    discourse: Discourse, role: Role, description: Description, party: str | None, *, indefinite: bool
) -> Entity | None:
    """The person whom a description introduces and a later sentence names; None where that is not certain.

    The name has the same role for its title, and nobody else there has it; or it is the next speaker's, who has no
    title of any kind: "... , the oil minister said. "We stay," Ada Obi told reporters."
    """
    if role.cls not in _PUBLIC:
        return None
    fit = fits_role(role, party, discourse.salience.gender_of)
    titled: dict[Entity, None] = {}
    for mention in _people_after(discourse, description, _TITLED_FAR):
        entity = mention.entity
        if role.noun in entity.nouns and fit(entity) is not None and _is_new(discourse, entity, description):
            titled[entity] = None
    if titled:
        return next(iter(titled)) if len(titled) == 1 else None
    return None if indefinite else _next_speaker(discourse, role, description)


def _people_after(discourse: Discourse, description: Description, far: int) -> Iterator[Mention]:
    """The places where people are named in this many sentences after a description."""
    sent, end = discourse.roster.syntax.sent, description.phrase.end
    here = sent[description.phrase.start]
    for mention in discourse.mentions.forwards_from(end):
        if sent[mention.start] - here > far:
            break
        if mention.entity.kind is ActorKind.PERSON and not mention.adjective:
            yield mention


def _is_new(discourse: Discourse, entity: Entity, description: Description) -> bool:
    """True if nobody is called so before the description."""
    return all(m.entity is not entity for m in discourse.mentions.backwards_from(description.phrase.start))


def _next_speaker(discourse: Discourse, role: Role, description: Description) -> Entity | None:
    """The first person named after a description, where that is a speaker in full name and without a title."""
    publisher = discourse.entities.publisher
    after = _people_after(discourse, description, _SPOKEN_FAR)
    first = next((m for m in after if publisher is None or m.subject or m.start in discourse.sources), None)
    if first is None or first.start not in discourse.sources:
        return None
    entity, gender = first.entity, discourse.salience.gender_of(first.entity)
    differs = role.gender is not None and gender is not None and role.gender != gender
    own = publisher is not None and entity.of == publisher.party
    if entity.nouns or (entity.of is not None and not own) or " " not in entity.name or differs:
        return None
    return entity if _is_new(discourse, entity, description) else None
