"""Discourse: the context that references of a report are resolved in; Description: a reference without a name."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from reportedly.lexicon import actors, roles
from reportedly.lexicon.word_sets import word_set
from reportedly.model import ActorKind
from reportedly.reading.speakers.entities import Entities
from reportedly.reading.speakers.entity import Mentions
from reportedly.reading.speakers.headings import issuer
from reportedly.reading.speakers.interviews import find_interviewee
from reportedly.reading.speakers.named_bodies import add_bodies
from reportedly.reading.speakers.named_people import add_people
from reportedly.reading.speakers.names import find_names
from reportedly.reading.speakers.salience import FAR, Anaphor, Salience
from reportedly.reading.speakers.variation import described_beside_names

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from reportedly.model import Report
    from reportedly.reading.speakers.entity import Entity
    from reportedly.reading.speakers.phrases import SourcePhrase
    from reportedly.reading.speakers.roster import RosterMatches
    from reportedly.reading.speakers.salience import AnaphorKind, Fit, Spans

_FUNCTION_TAGS = frozenset({"DT", "PRP$", "POS", "IN", "HYPH", ","})
"""Tags of words that say nothing of whom a description means."""
_DEFINITE = frozenset({"the", "this", "that", "these", "those"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Discourse:
    """The context of references in one report: its entities, where they are mentioned, and how salient they are."""

    roster: RosterMatches
    entities: Entities
    mentions: Mentions
    salience: Salience
    day: date | None
    """Day of publication."""
    sources: frozenset[int] = frozenset()
    """Tokens of all sources of the report."""
    described: Mapping[Entity, frozenset[str]] = field(default_factory=dict)
    """The words of the descriptions beside the names of people."""
    interviewee: Entity | None = None
    """Whoever answers, where the report is an interview with the labels "Q:" and "A:"."""

    @classmethod
    def of(
        cls, roster: RosterMatches, report: Report, contents: Spans, sources: frozenset[int] = frozenset()
    ) -> Discourse:
        """The discourse of a report, before its first source is resolved.

        `contents` are the tokens of what sources say, `sources` those of the sources.
        """
        entities = Entities(roster, report)
        names = find_names(roster)
        mentions = Mentions([*add_people(entities, names), *add_bodies(entities, names)])
        quoted = {i for start, end in contents for i in range(start, end)}
        own_words = (word for i, word in enumerate(roster.syntax.low) if i not in quoted)
        entities.outlet = issuer(entities.heading, entities, mentions, own_words) or entities.outlet
        salience = Salience(roster.syntax, mentions, contents)
        return cls(
            roster=roster,
            entities=entities,
            mentions=mentions,
            salience=salience,
            day=report.published_on,
            sources=sources,
            described=described_beside_names(roster, mentions.in_order),
            interviewee=find_interviewee(entities, mentions),
        )


@dataclass(frozen=True, slots=True)
class Description:
    """The words of a source that describe it: "Seoul's foreign ministry", "its spokesman", "a senior official"."""

    phrase: SourcePhrase
    owner: Entity | None
    """Whom the description belongs to, where that is named within it or a possessive stands for it."""
    own: Spans
    """Tokens of what the source says."""
    possessed: bool = False
    """True where the owner is a possessive pronoun: "its"."""

    def anaphor(self, roster: RosterMatches, kind: AnaphorKind, fit: Fit, far: int = FAR) -> Anaphor:
        """The description as an expression that refers to somebody mentioned before."""
        phrase, tag = self.phrase, roster.syntax.tag
        content = (i for i in range(phrase.start, phrase.core - 1) if tag[i] not in _FUNCTION_TAGS)
        return Anaphor(
            kind=kind,
            position=phrase.start,
            own=self.own,
            fit=fit,
            head=roster.plain[phrase.core - 1],
            words=frozenset(roster.plain[i] for i in content),
            far=far,
        )

    @property
    def owner_party(self) -> str | None:
        """The party that the owner speaks for."""
        return self.owner.party if self.owner is not None else None

    def wording(self, roster: RosterMatches) -> str:
        """The words as a name: "its navy" is "Peruvian navy", "The agency" is "the agency"."""
        phrase = self.phrase
        if self.possessed and self.owner is not None and _is_possessive(roster, phrase.start):
            entry = actors.canonical(self.owner.name)
            name = self.owner.name.split()[-1] if self.owner.kind is ActorKind.PERSON else self.owner.name
            straight = "'" in roster.syntax.text and "’" not in roster.syntax.text
            genitive = f"{name}'s" if straight else f"{name}’s"
            whose = entry.adjective if entry is not None and entry.adjective else genitive
            return f"{whose} {roster.wording(phrase.start + 1, phrase.stop)}"
        return own_wording(roster, phrase)


def own_wording(roster: RosterMatches, phrase: SourcePhrase) -> str:
    """The words of a phrase as a mere description: "The agency" that leads to no name is "the agency"."""
    words = roster.wording(phrase.start, phrase.stop)
    if roster.syntax.low[phrase.start] == "the" and _is_name(roster, phrase.start + 1, phrase.core):
        return roster.wording(phrase.start + 1, phrase.stop)
    common = roster.syntax.low[phrase.start] in _DEFINITE or roster.plain[phrase.start] in roles.body_heads()
    return words[0].lower() + words[1:] if common and not roster.in_name[phrase.start] else words


def _is_name(roster: RosterMatches, start: int, end: int) -> bool:
    """True for two or more words that are all capitalised but for small ones: "Students' Front"."""
    small = word_set("in body names")
    words = [i for i in range(start, end) if roster.syntax.tag[i] != "POS" and roster.syntax.low[i] not in small]
    return len(words) > 1 and all(roster.syntax.words[i][:1].isupper() for i in words)


def group_wording(roster: RosterMatches, phrase: SourcePhrase) -> str:
    """What a group is: "Two fishermen in Lodd" are "fishermen"; only "people" keep what says which people.

    A share is nobody without its figure and what it is of: "46 percent of the voters"; nor are "members".
    """
    syntax, start = roster.syntax, phrase.start
    if roster.plain[phrase.core - 1] in word_set("naming nobody"):
        while start < phrase.core - 1 and syntax.tag[start] in {"DT", "RB"}:
            start += 1
        return roster.wording(start, phrase.stop)
    while start < phrase.core - 1 and (syntax.tag[start] == "CD" or syntax.low[start] in word_set("how many")):
        start += 1
    general = roster.plain[phrase.core - 1] in word_set("people in general") or syntax.tag[phrase.core - 1] == "CD"
    related = phrase.core < phrase.stop and syntax.low[phrase.core] == "of"
    general = general or (related and roles.singular(roster.plain[phrase.core - 1]) in word_set("people of somebody"))
    return roster.wording(start if start < phrase.core else phrase.start, phrase.stop if general else phrase.core)


def without_article(roster: RosterMatches, phrase: SourcePhrase) -> str:
    """The words of a phrase without a definite article, as part of a name: "Chadian | foreign minister"."""
    definite = roster.syntax.low[phrase.start] in _DEFINITE and phrase.stop - phrase.start > 1
    return roster.wording(phrase.start + definite, phrase.stop)


def _is_possessive(roster: RosterMatches, i: int) -> bool:
    return roster.syntax.low[i] in word_set("possessive")
