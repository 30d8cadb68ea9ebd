"""Coreference of sources: pronouns, short names and descriptions resolved within the report, names to the roster.

Two or more sources side by side are one actor of kind group. A spokesman without a
name is the body that he speaks for. Singular descriptions keep their article ("a
senior official"): they are no names.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reportedly.reading.speakers.anonymity import AnonymousEntities
from reportedly.reading.speakers.described_owners import DescribedOwners
from reportedly.reading.speakers.discourse import Discourse
from reportedly.reading.speakers.entity import Mention
from reportedly.reading.speakers.phrases import split_source
from reportedly.reading.speakers.references import References
from reportedly.reading.speakers.roster import RosterMatches

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reportedly.model import Actor, Anchor, Report
    from reportedly.reading.attribution.stage import Attribution
    from reportedly.reading.parsed import Parsed
    from reportedly.reading.speakers.entity import Entity
    from reportedly.reading.speakers.references import Contents

_WEAK = frozenset({"amod", "poss", "compound", "nmod"})
"""Relations of a source that stands before a noun: less salient than one that is a subject."""
_OUR_CUES = frozenset({"our", "we", "us"})
"""Words in a cue without a source that make it the outlet's: "our report showed"."""
_FINITE_OR_PARTICIPLE = frozenset({"VBD", "VBG", "VBZ", "VBP"})


@dataclass(frozen=True, slots=True, kw_only=True)
class ResolvedSource:
    """The actor behind a source, and whether the report keeps the name back."""

    actor: Actor | None
    anonymous: bool


_UNKNOWN = ResolvedSource(actor=None, anonymous=False)


def resolve_sources(parsed: Parsed, found: Sequence[Attribution], report: Report) -> tuple[ResolvedSource, ...]:
    """One answer an attribution, in the same order; in its own voice the outlet is the actor."""
    return resolve_in_discourse(parsed, found, report)[0]


def resolve_in_discourse(
    parsed: Parsed, found: Sequence[Attribution], report: Report
) -> tuple[tuple[ResolvedSource, ...], Discourse | None]:
    """The same, and the discourse that the sources were resolved in; None where there is no source."""
    if not found or not parsed.syntax.n:
        return tuple(_UNKNOWN for _ in found), None
    resolver = SourceResolver(parsed, found, report)
    resolved: dict[int, ResolvedSource] = {}
    for number in sorted(range(len(found)), key=lambda n: _place(found[n])):
        resolved[number] = resolver.resolve(found[number])
    return tuple(resolved[number] for number in range(len(found))), resolver.discourse


def _place(said: Attribution) -> int:
    return (said.source or said.cue or said.content[0]).start


class SourceResolver:
    """Resolves the sources of one report one after another, in text order: later ones may refer to earlier ones."""

    def __init__(self, parsed: Parsed, found: Sequence[Attribution], report: Report) -> None:
        roster = RosterMatches(parsed.syntax)
        contents: Contents = sorted(
            {(s.source, roster.token_range(c)) for s in found if s.source is not None for c in s.content},
            key=lambda pair: (pair[1], pair[0]),
        )
        ranges = [roster.token_range(s.source) for s in found if s.source is not None]
        sources = frozenset(i for start, end in ranges for i in range(start, end))
        self.discourse = Discourse.of(roster, report, [span for _, span in contents], sources)
        DescribedOwners(self.discourse).settle()
        self._references = References(self.discourse, contents)
        self._anonymous = AnonymousEntities(roster)
        self._mentioned: set[int] = set()
        """First tokens of the sources resolved so far: several statements may have one source."""

    def resolve(self, said: Attribution) -> ResolvedSource:
        """The actor behind the source of a statement."""
        if said.source is None:
            return self._without_source(said)
        roster = self.discourse.roster
        start, end = roster.token_range(said.source)
        if start >= end:
            return _UNKNOWN
        phrase = split_source(roster, self.discourse.mentions, start, end)
        entity = self._references.resolve(phrase, sorted(roster.token_range(c) for c in said.content))
        if entity is None or not any(c.isalnum() for c in entity.name):
            return _UNKNOWN
        anonymous = self._anonymous.check(entity, start, phrase.core)
        if start not in self._mentioned:
            self._mentioned.add(start)
            weak = roster.syntax.dep[phrase.core - 1] in _WEAK
            self.discourse.salience.add_source(Mention(start, end, entity, subject=not weak))
        self._references.add_speaker(said.source, entity)
        return ResolvedSource(actor=entity.actor(), anonymous=anonymous)

    def _without_source(self, said: Attribution) -> ResolvedSource:
        """The outlet in its own voice; of a quotation or a cue without a source whoever spoke last."""
        outlet = self.discourse.entities.outlet
        if said.cue is None:
            return self._as_resolved(outlet if said.quote is None else self._last_speaker(said.content[0]))
        start, end = self.discourse.roster.token_range(said.cue)
        syntax = self.discourse.roster.syntax
        if not _OUR_CUES.isdisjoint(syntax.low[start:end]):
            return self._as_resolved(outlet)
        tags = syntax.tag[start:end]
        if "VBN" in tags or _FINITE_OR_PARTICIPLE.isdisjoint(tags):
            return _UNKNOWN  # "it was reported that"
        return self._as_resolved(self._last_speaker(said.cue) or outlet)

    def _last_speaker(self, anchor: Anchor) -> Entity | None:
        start, _ = self.discourse.roster.token_range(anchor)
        return self.discourse.salience.last_speaker(start)

    def _as_resolved(self, entity: Entity | None) -> ResolvedSource:
        if entity is None:
            return _UNKNOWN
        return ResolvedSource(actor=entity.actor(), anonymous=entity in self._anonymous)
