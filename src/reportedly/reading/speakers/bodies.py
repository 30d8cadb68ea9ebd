"""Bodies that a report names by what they are: "Seoul's foreign ministry", "the Russian army", "a Trump campaign"."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reportedly.lexicon import actors, roles
from reportedly.lexicon.roles import BodyUse
from reportedly.lexicon.word_sets import word_set
from reportedly.model import ActorKind
from reportedly.reading.text.punctuation import HYPHENS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportedly.lexicon.actors import RosterEntry
    from reportedly.lexicon.roles import BodyNoun
    from reportedly.reading.speakers.roster import RosterMatches

_MODIFIER_TAGS = frozenset({"JJ", "NN", "NNP", "NNPS", "NNS", "HYPH", "VBN"})
_SUBJECT_TAGS = frozenset({"NN", "NNS", "NNP", "NNPS", "JJ"})
OFFICES = frozenset({"ministry", "department"})
"""Phrases of bodies.tsv whose name says what they are for: "Ministry of X" and "X Ministry" are one."""


@dataclass(frozen=True, slots=True)
class BodyPhrase:
    """A phrase for a body: its tokens without the owner, what it is, and its usual name without the owner."""

    start: int
    end: int
    noun: BodyNoun
    name: str

    @property
    def independent(self) -> bool:
        """True if it speaks for itself, whoever's name stands beside it: "the Fiat union", "Syria's rebels"."""
        return self.noun.kind is ActorKind.ARMED_GROUP or self.noun.head in word_set("independent bodies")

    @property
    def local(self) -> bool:
        """True if it is of the place that stands beside it, and does not speak for the place: "Riverton police"."""
        return self.noun.kind is ActorKind.AGENCY and self.noun.phrase in word_set("local services")

    @property
    def nouns(self) -> frozenset[str]:
        """Nouns by which the body may be referred to later: "armed forces", "forces"."""
        return frozenset({self.noun.phrase, self.noun.head})


def body_ending(roster: RosterMatches, i: int, floor: int = 0) -> BodyPhrase | None:
    """The phrase for a body whose head noun is token `i`, reaching back no further than `floor`."""
    if roster.plain[i] not in roles.body_heads() or i in roster.matched:
        return None
    for length in range(4, 0, -1):
        start = i - length + 1
        if start < floor:
            continue
        noun = roles.body_named(roster.plain[start : i + 1])
        if noun is None or noun.use is not BodyUse.BODY:
            continue
        if noun.phrase in OFFICES:
            return _office(roster, start, i, noun, floor)
        return BodyPhrase(start, i + 1, noun, noun.name or roster.wording(start, i + 1))
    return None


def _office(roster: RosterMatches, start: int, i: int, noun: BodyNoun, floor: int) -> BodyPhrase:
    """ "Ministry of X" and "X ministry" are the same: named "X Ministry"."""
    syntax = roster.syntax
    head = roster.wording(i, i + 1).title()
    if i + 1 < syntax.n and syntax.low[i + 1] == "of":
        end = i + 2
        while end < syntax.n and end - i < 8 and _names_a_subject(roster, end):
            end += 1
        while end > i + 2 and syntax.low[end - 1] in {"and", "the", "&"}:
            end -= 1
        if end > i + 2:
            return BodyPhrase(start, end, noun, f"{_subject(roster.plain[i + 2 : end])} {head}")
    while start - 1 >= floor and i - start < 3 and syntax.tag[start - 1] in _MODIFIER_TAGS:
        if (start - 1) in roster.matches or start in roster.matches_by_end:
            break
        start -= 1
    return BodyPhrase(start, i + 1, noun, f"{_subject(roster.plain[start:i])} {head}".strip())


def _names_a_subject(roster: RosterMatches, i: int) -> bool:
    """True if this word goes on with what a ministry is for: "Foreign Affairs and Trade"."""
    if i in roster.matches:
        return False
    syntax = roster.syntax
    if syntax.low[i] in {"the", "and", "&"}:
        following = i + 1
        return (
            following < syntax.n
            and following not in roster.matches
            and roster.in_name[following] == roster.in_name[i - 1 if syntax.low[i] != "the" else following]
            and syntax.tag[following] in _MODIFIER_TAGS
        )
    return syntax.tag[i] in _SUBJECT_TAGS and roster.role(i, i + 1) is None


def _subject(plain: list[str]) -> str:
    """The subject of a ministry in one spelling: "defense" is "Defence", "foreign affairs" is "Foreign"."""
    words = [w for w in plain if w not in HYPHENS]
    known = roles.bodies().get(" ".join(words))
    if known is not None and known.use is BodyUse.SUBJECT:
        return known.name
    if words[-1:] == ["affairs"] and len(words) > 1:
        words.pop()
    return " ".join(w if w in {"and", "of", "the"} else w.capitalize() for w in words if w != "the")


@dataclass(frozen=True, slots=True)
class BodyName:
    """The name of a body, its kind, and the party that it speaks for."""

    name: str
    kind: ActorKind
    of: str | None


def compose(owner: RosterEntry, phrase: BodyPhrase, surface: str) -> BodyName:
    """The body that an owner's phrase names: the roster's where it has it, else adjective and usual name."""
    adjective = owner.adjective or owner.name
    for tried in (f"{adjective} {phrase.name}", f"{adjective} {surface}", f"{owner.name} {phrase.name}"):
        known = actors.canonical(tried)
        if known is not None:
            return BodyName(known.name, known.kind, known.of)
    of = None if phrase.independent else actors.party_of(owner.actor())
    if of is not None and owner.kind is not ActorKind.STATE and phrase.noun.organ == "state":
        seat = actors.canonical(of)
        if seat is not None and seat.adjective:
            return compose(seat, phrase, surface)
    return BodyName(f"{adjective} {phrase.name}", phrase.noun.kind, of)


def organ_named(words: str) -> tuple[RosterEntry, BodyName, BodyNoun] | None:
    """The organ of a state with this name, and its state: "Ministry of Defence of Peru"; None for any other name."""
    plain = words.partition(",")[0].replace("’", "'").split()
    for start, end, rest in _cuts(plain):
        owner = actors.canonical(" ".join(plain[start:end]))
        if owner is None or owner.kind is not ActorKind.STATE or not rest:
            continue
        phrase = _organ(rest)
        if phrase is not None:
            return owner, compose(owner, phrase, " ".join(rest)), phrase.noun
    return None


def _cuts(words: list[str]) -> Iterator[tuple[int, int, list[str]]]:
    """The ways of cutting a name into a state's, by its words, and the rest: before "of" and after, or at the start."""
    for i, word in enumerate(words):
        if word == "of":
            yield i + 1 + (words[i + 1 : i + 2] == ["the"]), len(words), words[:i]
    first = 1 if words[:1] == ["The"] else 0
    for end in range(min(first + 3, len(words) - 1), first, -1):
        yield first, end, words[end:]


def _organ(words: list[str]) -> BodyPhrase | None:
    """The phrase for an organ of a state that these words are: "Ministry of Defence", "Supreme Court"."""
    low = [word.lower() for word in words]
    if len(low) > 2 and low[0] in OFFICES and low[1] == "of":
        low, head = low[2:], words[0]
    elif len(low) > 1 and low[-1] in OFFICES:
        low, head = low[:-1], words[-1]
    else:
        noun = roles.bodies().get(" ".join(low))
        known = noun is not None and noun.use is BodyUse.BODY and noun.organ == "state"
        return BodyPhrase(0, 0, noun, noun.name or " ".join(words)) if noun is not None and known else None
    office = roles.bodies().get(head.lower())
    return BodyPhrase(0, 0, office, f"{_subject(low)} {head.title()}") if office is not None else None
