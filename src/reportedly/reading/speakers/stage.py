"""Who a source is: pronouns, short names and descriptions resolved within the report, names to the roster.

Two or more sources side by side are one actor of kind group. A spokesman without a
name is the body that he speaks for. Singular descriptions keep their article ("a
senior official"): they are no names.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reportedly.model import Actor, ActorKind, Report
from reportedly.reading.speakers.descriptions import Describer
from reportedly.reading.speakers.entities import Cast, Member, Mention
from reportedly.reading.speakers.phrases import (
    FIRST_PERSON,
    POSSESSIVES,
    PRONOUNS,
    RELATIVE,
    head_mention,
    hidden,
    joined,
    take_apart,
)
from reportedly.reading.speakers.roster import Words
from reportedly.reading.speakers.salience import Memory, fits_pronoun

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Doc

    from reportedly.reading.attribution.stage import Attribution
    from reportedly.reading.parsed import Parsed
    from reportedly.reading.speakers.phrases import Phrase


@dataclass(frozen=True, slots=True, kw_only=True)
class Who:
    """The actor behind a source, and whether the report keeps the name back."""

    actor: Actor | None
    anonymous: bool


def resolve_sources(parsed: Parsed, found: Sequence[Attribution], report: Report) -> tuple[Who, ...]:
    """One answer an attribution, in the same order; in its own voice the outlet is the actor."""
    if not found or not len(parsed.doc):
        return tuple(Who(actor=None, anonymous=False) for _ in found)
    resolver = _Resolver(parsed.doc, found, report)
    answers: dict[int, Who] = {}
    for number in sorted(range(len(found)), key=lambda n: _place(found[n])):
        answers[number] = resolver.who(found[number])
    return tuple(answers[number] for number in range(len(found)))


def _place(said: Attribution) -> int:
    anchor = said.source or said.cue or said.content[0]
    return anchor.start


class _Resolver:
    """One report's sources, gone through in text order."""

    def __init__(self, doc: Doc, found: Sequence[Attribution], report: Report) -> None:
        self.words = Words(doc)
        self.cast = Cast(self.words, report)
        self.contents = sorted(
            {(s.source, self.words.tokens(c)) for s in found if s.source is not None for c in s.content},
            key=lambda pair: pair[1],
        )
        self.memory = Memory(self.cast, [span for _, span in self.contents])
        self.describe = Describer(self.words, self.cast, self.memory, report)
        self.speakers: dict[tuple[int, int], Member] = {}
        self.placed: set[int] = set()
        self.asked: set[int] = set()
        """Sources that are being resolved early, for the sake of somebody whom they quote."""

    def who(self, said: Attribution) -> Who:
        if said.source is None:
            return self._without_source(said)
        start, end = self.words.tokens(said.source)
        if start >= end:
            return Who(actor=None, anonymous=False)
        own = sorted(self.words.tokens(c) for c in said.content)
        phrase = take_apart(self.words, self.cast, start, end)
        member = self._member(phrase, own)
        if member is None or not any(c.isalnum() for c in member.name):
            return Who(actor=None, anonymous=False)
        anonymous = member.anonymous = member.anonymous or self._hidden(member, start, phrase.core)
        if start not in self.placed:
            self.placed.add(start)
            weak = self.words.doc[phrase.core - 1].dep_ in {"amod", "poss", "compound", "nmod"}
            self.memory.spoke(Mention(start, end, member, not weak))
        self.speakers[(said.source.start, said.source.end)] = member
        return Who(actor=member.actor(), anonymous=anonymous)

    def _member(self, phrase: Phrase, own: list[tuple[int, int]]) -> Member | None:
        words = self.words
        first = words.lower[phrase.start]
        alone = phrase.stop - phrase.start == 1 and first in POSSESSIVES and words.tags[phrase.start] == "PRP$"
        if (phrase.stop - phrase.start <= 2 and first in PRONOUNS) or (alone and first not in {"my", "our"}):
            return self._pronoun(first, phrase.start, own)
        if phrase.stop - phrase.start == 1 and first in RELATIVE:
            return self._antecedent(phrase.start, own)
        if phrase.stop - phrase.start <= 2 and (first in FIRST_PERSON or alone):
            return self._first_person(phrase.start)
        if first in POSSESSIVES and words.tags[phrase.start] in {"PRP$", "WP$"}:
            return self._possessed(first, phrase, own)
        if joined(words, self.cast, phrase):
            apposed = self._apposed(phrase)
            return apposed or self.describe.group(phrase)
        head, qualifier = head_mention(self.cast, phrase)
        if head is not None:
            return self._preferred(head, phrase)
        apposed = self._apposed(phrase)
        if apposed is not None:
            return apposed
        return self.describe.described(phrase, qualifier.member if qualifier else None, own)

    def _preferred(self, head: Mention, phrase: Phrase) -> Member:
        """The name itself, or the person put beside a body: "the newspaper's editor, X"."""
        if head.member.kind is not ActorKind.PERSON and phrase.stop < phrase.end:
            apposed = self._apposed(phrase)
            if apposed is not None and apposed.kind is ActorKind.PERSON and self.words.lower[phrase.stop] == ",":
                return head.member if head.member.name.isupper() else apposed
        return head.member

    def _apposed(self, phrase: Phrase) -> Member | None:
        """The name right after the comma: "the country's vice minister, X"."""
        if phrase.stop >= phrase.end or self.words.lower[phrase.stop] not in {",", "–", "—", "--", "("}:
            return None
        inside = [m for m in self.cast.within(phrase.stop, phrase.end) if m.member.kind is ActorKind.PERSON]
        return inside[0].member if inside and inside[0].start - phrase.stop <= 4 else None

    def _pronoun(self, pronoun: str, position: int, own: list[tuple[int, int]]) -> Member | None:
        member = self.memory.most_salient(position, own, fits_pronoun(pronoun))
        if member is None:
            return Member(pronoun, ActorKind.UNNAMED) if pronoun not in {"it", "they"} else None
        if member.gender is None and member.kind is ActorKind.PERSON:
            member.gender = {"he": "m", "his": "m", "she": "f", "her": "f"}.get(pronoun)
        return member

    def _antecedent(self, position: int, own: list[tuple[int, int]]) -> Member | None:
        """Whoever is named or described right before "who" or "which"."""
        words = self.words
        limit = words.starts[words.sentence[position]]
        before = [m for m in self.cast.within(limit, position) if not m.adjective]
        if before and position - before[-1].end <= 1:
            return before[-1].member
        token = words.doc[position].head
        while token.dep_ not in {"relcl", "ROOT"} and token.head.i != token.i:
            token = token.head
        if token.dep_ == "relcl" and limit <= token.head.i < position:
            noun = token.head if token.head.dep_ != "appos" else token.head.head
            named = next((m for m in before if m.start <= noun.i < m.end), None)
            if named is not None:
                return named.member
            start = max(noun.left_edge.i, limit)
            return self._member(take_apart(words, self.cast, start, noun.i + 1), own)
        return before[-1].member if before and position - before[-1].end <= 12 else None

    def _first_person(self, position: int) -> Member | None:
        """ "I" and "we" are whoever is being quoted, and the outlet outside quotations."""
        for source, (start, end) in reversed(self.contents):
            if source is None or not start <= position < end:
                continue
            known = self.speakers.get((source.start, source.end))
            first, last = self.words.tokens(source)
            if known is None and first < last and first not in self.asked:
                self.asked.add(first)
                known = self._member(take_apart(self.words, self.cast, first, last), [(start, end)])
                self.asked.discard(first)
            if known is not None:
                return known
        inside = any(start <= position < end for _, (start, end) in self.contents)
        if inside:
            return self.memory.last_speaker(position)
        speaker = self.memory.last_speaker(position) if self.words.lower[position] in {"i", "my", "me"} else None
        return speaker if speaker is not None and speaker.is_person else self.cast.outlet

    def _possessed(self, possessive: str, phrase: Phrase, own: list[tuple[int, int]]) -> Member | None:
        if possessive == "whose":
            owner = self._antecedent(phrase.start, own)
        elif possessive in {"my", "our"}:
            owner = self._first_person(phrase.start)
        else:
            owner = self.memory.most_salient(phrase.start, own, fits_pronoun(possessive))
        head, _ = head_mention(self.cast, phrase)
        if head is not None:
            mark = self.words.marks.get(head.start)
            if mark is not None and owner is not None and len(mark.namings) > 1:
                entry = next((n.entry for n in mark.namings if n.entry.of == owner.party), mark.entry)
                return self.cast.of_entry(entry)
            if mark is not None or head.member.kind is ActorKind.PERSON or owner is None:
                return head.member
        return self._apposed(phrase) or self.describe.described(phrase, owner, own, possessed=True)

    def _without_source(self, said: Attribution) -> Who:
        outlet = self.cast.outlet
        if said.cue is None:
            if said.quote is None:
                return Who(actor=outlet.actor() if outlet else None, anonymous=False)
            start, _ = self.words.tokens(said.content[0])
            speaker = self.memory.last_speaker(start)
            return Who(actor=speaker.actor() if speaker else None, anonymous=bool(speaker and speaker.anonymous))
        start, end = self.words.tokens(said.cue)
        lower = self.words.lower[start:end]
        if {"our", "we", "us"} & set(lower):
            return Who(actor=outlet.actor() if outlet else None, anonymous=False)
        verb = next(
            (i for i in range(end - 1, start - 1, -1) if self.words.tags[i] in {"VBD", "VBG", "VBZ", "VBP"}), None
        )
        passive = any(self.words.tags[i] == "VBN" for i in range(start, end)) or verb is None
        speaker = None if passive else self.memory.last_speaker(start) or outlet
        return Who(actor=speaker.actor() if speaker else None, anonymous=bool(speaker and speaker.anonymous))

    def _hidden(self, member: Member, start: int, core: int) -> bool:
        """Whether the words around a source without a name say that the name is kept back."""
        if member.kind not in {ActorKind.UNNAMED, ActorKind.GROUP}:
            return False
        if self.describe.is_bare_source(start, core):
            return True
        words = self.words
        number = words.sentence[start]
        first = words.starts[number]
        last = words.starts[number + 1] if number + 1 < len(words.starts) else words.size
        if hidden().search(words.span(first, last)):
            return True
        if last >= words.size or words.lower[last] not in {"the", "he", "she", "they", "both", "all", "it"}:
            return False
        after = words.starts[number + 2] if number + 2 < len(words.starts) else words.size
        return hidden().search(words.span(last, after)) is not None
