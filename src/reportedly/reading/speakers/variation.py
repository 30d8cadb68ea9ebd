"""Elegant variation: other words for somebody whom the report has named, such as "the retired surgeon" or "the Texan".

What is said beside a name counts first: a report that has "Ana Ruiz, a retired surgeon" means her by "the surgeon".
Words that say what somebody is besides a part in the events ("the former governor", "the 29-year-old", "the nominee")
stand for whoever the report is about there, as "she" would.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reportedly.lexicon import roles
from reportedly.lexicon.persons import persons
from reportedly.lexicon.places import peoples
from reportedly.lexicon.roles import RoleClass
from reportedly.lexicon.word_sets import word_set
from reportedly.model import ActorKind
from reportedly.reading.speakers.salience import Anaphor, AnaphorKind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reportedly.reading.speakers.discourse import Description, Discourse
    from reportedly.reading.speakers.entity import Entity, Mention
    from reportedly.reading.speakers.roster import RosterMatches

_WORDS = frozenset({"NN", "NNP", "JJ", "VBN", "HYPH", "CD"})
"""Tags of the words of a description before or after a name."""
_LONGEST = 10
"""Tokens of a description beside a name that count."""
_AGED = re.compile(r"\d{1,3}[-‑–]year[-‑–]old")
_IN_EVERY_BODY = frozenset({RoleClass.OFFICE, RoleClass.SPEAKER, RoleClass.COUNSEL, RoleClass.OFFICIAL})
"""Classes of roles that two bodies of a report both have: another's president is not meant."""
_FAR = 4
"""Sentences back in which the report is still about somebody."""
_MARGIN = 0.5
"""By how much somebody has to be likelier than everybody else."""


def described_beside_names(roster: RosterMatches, mentions: Iterable[Mention]) -> dict[Entity, frozenset[str]]:
    """The words of the descriptions that stand before and after the names of people."""
    found: dict[Entity, set[str]] = {}
    for mention in mentions:
        if mention.entity.kind is ActorKind.PERSON and not mention.adjective:
            found.setdefault(mention.entity, set()).update(_beside(roster, mention))
    return {entity: frozenset(words) for entity, words in found.items()}


def _beside(roster: RosterMatches, mention: Mention) -> Iterable[str]:
    syntax = roster.syntax
    i, first = mention.start - 1, syntax.starts[syntax.sent[mention.start]]
    while i >= first and syntax.tag[i] in _WORDS and mention.start - i <= _LONGEST:
        yield roster.plain[i]
        i -= 1
    start = mention.end
    if start + 1 >= syntax.n or syntax.sent[start] != syntax.sent[mention.start]:
        return
    apposed = syntax.low[start] == "," and syntax.tag[start + 1] in _WORDS | {"DT"}
    if not apposed and not (syntax.low[start] in {"is", "was"} and syntax.low[start + 1] in word_set("article")):
        return
    words = []
    for k in range(start + 1, min(start + 1 + _LONGEST, syntax.sentence_end(syntax.sent[start]))):
        if syntax.low[k] in {",", ";", ".", "who", "which", "and"} or syntax.is_finite(k):
            break
        words.append(k)
    if any(syntax.dep[k] in {"appos", "attr"} for k in words):
        yield from (roster.plain[k] for k in words if syntax.tag[k] in _WORDS)


def named_otherwise(discourse: Discourse, description: Description) -> Entity | None:
    """Whom a definite description of one person means who has a name in the report; None where that is not clear."""
    roster, phrase = discourse.roster, description.phrase
    syntax, head = roster.syntax, phrase.core - 1
    single = syntax.low[phrase.start] == "the" and head > phrase.start and syntax.tag[head] in {"NN", "NNP", "JJ"}
    owned = any(syntax.tag[i] == "POS" for i in range(phrase.start, head))
    named = head - phrase.start > 1 and roster.in_name[head] and roster.in_name[head - 1]
    if not single or named or description.possessed:
        return None
    if owned:
        role = roster.role(head, head + 1)
        many = role is not None and role[0].cls in _IN_EVERY_BODY
        return None if many else _by_words(discourse, roster.plain[head], frozenset(), [])
    within = [i for i in range(phrase.start + 1, phrase.core) if syntax.tag[i] in _WORDS]
    words = frozenset(roster.plain[i] for i in within)
    by_words = _by_words(
        discourse, roster.plain[head], words, [i for i in within if syntax.tag[i] == "NN" and i < head]
    )
    if by_words is not None or not _characterises(roster, phrase.start, head):
        return by_words
    gender = _gender(roster.plain[head])

    def fit(entity: Entity) -> float | None:
        known = discourse.salience.gender_of(entity)
        if entity.kind is not ActorKind.PERSON or (gender and known and gender != known):
            return None
        return None if _conflicts(words, discourse.described.get(entity, frozenset())) else 0.0

    anaphor = Anaphor(kind=AnaphorKind.HE, position=phrase.start, own=description.own, fit=fit, far=_FAR)
    ranked = [(e, score) for e, score in discourse.salience.ranked(anaphor) if e is not None]
    if not ranked or (len(ranked) > 1 and ranked[0][1] - ranked[1][1] < _MARGIN):
        return None
    return ranked[0][0]


def _by_words(discourse: Discourse, head: str, words: frozenset[str], nouns: list[int]) -> Entity | None:
    """The only person beside whose name the same noun stands, with the same noun before it if there is one."""
    before = {discourse.roster.plain[i] for i in nouns}
    role = roles.roles().get(head)
    heads = {head} | (role.like if role is not None and role.cls is not RoleClass.CIVIL else frozenset())
    found = [
        entity
        for entity, said in discourse.described.items()
        if heads & said and before <= said and not _conflicts(words, said)
    ]
    if len(found) > 1:
        shared = [len(words & discourse.described[entity]) for entity in found]
        found = [entity for entity, number in zip(found, shared, strict=True) if number == max(shared)]
    return found[0] if len(found) == 1 else None


def _conflicts(words: frozenset[str], said: frozenset[str]) -> bool:
    """True if a description names another party than what stands beside a name."""
    parties = word_set("sides in a house of two parties")
    mine, theirs = {w[:5] for w in words & parties}, {w[:5] for w in said & parties}
    return bool(mine) and bool(theirs) and mine.isdisjoint(theirs)


def _gender(head: str) -> str | None:
    role = roles.roles().get(head)
    return role.gender if role is not None else None


def _characterises(roster: RosterMatches, start: int, head: int) -> bool:
    """True if words say what somebody is apart from the events: a people, an age, a rank in a race, what is over."""
    noun = roster.plain[head]
    if _AGED.search(roster.wording(start, head + 1)):
        return True
    role = roster.role(head, head + 1)
    if role is None and roster.syntax.words[head][:1].isupper() and noun in peoples():
        return True
    if role is None and noun not in persons():
        return noun in word_set("standing")
    over = any(roster.plain[i] in word_set("past") for i in range(start, head))
    return over or noun in word_set("standing")
