"""Sources that are described: "the envoy", "its spy agency", "Seoul's foreign ministry", "a senior official"."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from reportedly.lexicon import actors, roles
from reportedly.lexicon.roles import BodyUse, RoleClass
from reportedly.model import ActorKind
from reportedly.reading.speakers.bodies import body_ending
from reportedly.reading.speakers.entities import Member
from reportedly.reading.speakers.phrases import ARTICLES, INDEFINITE, POSSESSIVES
from reportedly.reading.speakers.salience import DESCRIBED_FAR, fits_body, fits_role
from reportedly.reading.speakers.titles import read_title

if TYPE_CHECKING:
    from reportedly.lexicon.roles import Role
    from reportedly.model import Report
    from reportedly.reading.speakers.bodies import BodyPhrase
    from reportedly.reading.speakers.entities import Cast
    from reportedly.reading.speakers.phrases import Phrase
    from reportedly.reading.speakers.roster import Words
    from reportedly.reading.speakers.salience import Memory
    from reportedly.reading.speakers.titles import Title

Spans = list[tuple[int, int]]


class Describer:
    """Finds or makes the member of the cast that a description is about."""

    __slots__ = ("cast", "memory", "report", "words")

    def __init__(self, words: Words, cast: Cast, memory: Memory, report: Report) -> None:
        self.words, self.cast, self.memory, self.report = words, cast, memory, report

    def described(self, phrase: Phrase, owner: Member | None, own: Spans, possessed: bool = False) -> Member | None:
        """The member that a phrase without a name of its own is about."""
        words = self.words
        head = phrase.core - 1
        role = self._role(phrase)
        if role is not None:
            return self._person(role, phrase, owner, own, possessed)
        body = body_ending(words, head, phrase.start)
        if body is not None:
            return self._body(body, phrase, owner, own, possessed)
        noun = roles.bodies().get(words.plain[head]) or roles.bodies().get(roles.singular(words.plain[head]))
        if noun is not None and noun.use in {BodyUse.UTTERANCE, BodyUse.FINDING}:
            return self._utterance(noun.phrase, noun.use, phrase, owner, own)
        return self._anybody(phrase, owner)

    def group(self, phrase: Phrase) -> Member:
        """Two or more sources side by side as one actor."""
        start = phrase.start + (self.words.lower[phrase.start] in {"the", "both"})
        if start > 0 and self.words.lower[start - 1] == "neither":
            start -= 1
        return Member(self.words.span(start, phrase.end), ActorKind.GROUP, plural=True)

    def is_bare_source(self, start: int, end: int) -> bool:
        """Whether the words call somebody no more than a source or an insider."""
        return any(
            found is not None and found[0].cls is RoleClass.SOURCE
            for found in (self.words.role(i, i + 1) for i in range(start, end))
        )

    def _role(self, phrase: Phrase) -> Role | None:
        words = self.words
        for start in range(phrase.start, phrase.core):
            found = words.role(start, phrase.core)
            if found is not None and found[1] == phrase.core:
                return found[0]
        return None

    def _person(self, role: Role, phrase: Phrase, owner: Member | None, own: Spans, possessed: bool) -> Member | None:
        words = self.words
        title = read_title(words, phrase.start, phrase.stop)
        of, state = self._owner_of(title, owner, phrase, possessed)
        first = words.lower[phrase.start]
        plural = words.tags[phrase.core - 1] in {"NNS", "NNPS"}
        indefinite = first in INDEFINITE or self._owned_by_others(phrase, owner)
        if not indefinite and not plural:
            party = of or state or (owner.party if owner is not None else None)
            found = self.memory.most_salient(phrase.start, own, fits_role(role, party), DESCRIBED_FAR)
            if found is not None:
                return found
            if party is None and role.of_a_state and first in {"the", words.lower[phrase.core - 1]}:
                party = of = state = self.cast.state_near(phrase.start)
            holder = self._holder(role, party)
            if holder is not None:
                return holder
        elif plural and first in {"the", "these", "both"}:
            noun = role.noun
            found = self.memory.most_salient(
                phrase.start,
                own,
                lambda m: 0.0 if m.kind is ActorKind.GROUP and noun in m.nouns and (of is None or m.of == of) else None,
            )
            if found is not None:
                return found
        if role.cls is RoleClass.SPEAKER and not plural:
            spoken_for = self._spoken_for(role, title, owner, phrase, own)
            if spoken_for is not None:
                return replace(
                    spoken_for,
                    voiced=True,
                    gender=role.gender,
                    nouns=spoken_for.nouns | {role.noun, roles.head_noun(role.noun)},
                )
        named_office = not indefinite and not plural and role.cls is RoleClass.OFFICE and of is not None
        kind = ActorKind.PERSON if named_office else ActorKind.GROUP if plural else ActorKind.UNNAMED
        name = self._name(phrase, owner, possessed)
        if named_office and title is not None and not title.owned and not possessed:
            entry = actors.canonical(of or "")
            name = f"{(entry.adjective if entry else None) or of} {name}"
        return Member(name, kind, of, role.gender, plural, {role.noun, roles.head_noun(role.noun)}, state)

    def _owned_by_others(self, phrase: Phrase, owner: Member | None) -> bool:
        """Whether a genitive that names nobody in the cast stands before: "the state's governor"."""
        return owner is None and any(self.words.tags[i] == "POS" for i in range(phrase.start, phrase.core))

    def _owner_of(
        self, title: Title | None, owner: Member | None, phrase: Phrase, possessed: bool
    ) -> tuple[str | None, str | None]:
        """The party and the state of whoever is described."""
        if title is None or title.role is None:
            return None, None
        has_owner = title.mark is not None or title.body is not None or title.words is not None
        if (possessed or not has_owner) and owner is not None:
            if title.role.speaks_for_others:
                return owner.of or owner.name, owner.state
            return (None if owner.kind in {ActorKind.STATE, ActorKind.PERSON} else owner.name), owner.state
        if has_owner:
            return self.cast.owner(title, phrase.start)
        return None, None

    def _holder(self, role: Role, party: str | None) -> Member | None:
        """Who holds the office on the day of the report, by the roster."""
        if party is None or role.cls not in {RoleClass.OFFICE, RoleClass.POST}:
            return None
        entry = actors.holder({role.noun, *role.like}, party, self.report.published_on)
        return self.cast.of_entry(entry) if entry is not None else None

    def _spoken_for(
        self, role: Role, title: Title | None, owner: Member | None, phrase: Phrase, own: Spans
    ) -> Member | None:
        """The body that a spokesman without a name speaks for."""
        inside = [m for m in self.cast.within(phrase.start, phrase.stop) if m.member.kind is not ActorKind.PERSON]
        member = owner if owner is not None else inside[-1].member if inside else None
        if title is not None and title.body is not None and not any(m.end == title.body.end for m in inside):
            member = self._body(title.body, phrase, member, own, False) or member
        if member is None and title is not None and title.words is not None:
            first, last = title.words
            if self.words.tags[first - 1] == "POS":
                first -= 2
            return Member(self.words.span(max(first, phrase.start), last), ActorKind.ORGANISATION)
        if member is None and role.noun.startswith(("spokes", "press ")):
            member = self.memory.most_salient(phrase.start, own, lambda m: None if m.is_person or m.plural else 0.0, 3)
        if member is not None and role.noun in {"representative", "delegate", "delegation", "envoy", "ambassador"}:
            return self._delegation(member, phrase) or member
        if member is not None and member.kind is ActorKind.PERSON:
            return None
        return member

    def _delegation(self, member: Member, phrase: Phrase) -> Member | None:
        """A state's representative who speaks at the United Nations is its delegation there."""
        words = self.words
        entry = actors.canonical(member.party)
        if entry is None or entry.kind is not ActorKind.STATE:
            return None
        sentence = words.sentence[phrase.start]
        for mark in words.marks.values():
            if words.sentence[mark.start] == sentence and actors.party_of(mark.entry.actor()) == "United Nations":
                name = f"{entry.adjective or entry.name} UN delegation"
                nouns = {"representative", "delegate", "delegation", "diplomat", "envoy"}
                return Member(name, ActorKind.GOVERNMENT, entry.name, None, False, nouns, entry.name)
        return None

    def _body(
        self, body: BodyPhrase, phrase: Phrase, owner: Member | None, own: Spans, possessed: bool
    ) -> Member | None:
        words = self.words
        surface = words.span(body.start, body.end)
        if owner is not None and not possessed and self._is_its_kind(body, owner):
            return owner
        if owner is not None and (body.noun.organ or possessed):
            if not body.noun.organ:
                found = self._latest_body(body, phrase, own, owner.party)
                if found is not None:
                    return found
            return self.cast.of_body(body, owner, surface)
        opening = words.lower[body.start - 1] if body.start > phrase.start else words.lower[phrase.start]
        if opening not in INDEFINITE:
            found = self._latest_body(body, phrase, own, owner.party if owner is not None else None)
            if found is not None:
                return found
        if body.noun.organ == "state" and owner is None:
            near = self.cast.state_near(phrase.start)
            entry = actors.canonical(near) if near else None
            if entry is not None and (body.name != surface or body.noun.phrase not in {"ministry", "department"}):
                return self.cast.of_body(body, entry, surface)
        kind = body.noun.kind if body.noun.organ == "state" or owner is not None else ActorKind.UNNAMED
        party = owner.party if owner is not None else None
        name = self._name(phrase, owner, possessed) if body.end >= phrase.core else surface
        return Member(name, kind, party, nouns={body.noun.phrase}, human=False)

    def _is_its_kind(self, body: BodyPhrase, owner: Member) -> bool:
        """Whether the noun only says what the name before it is: "the Interfax news agency", "the Wagner group"."""
        head = body.noun.phrase.rsplit(" ", 1)[-1]
        generic = head in roles.words_in("generic bodies") or body.noun.kind is ActorKind.OUTLET
        if owner.kind in {ActorKind.STATE, ActorKind.PERSON, ActorKind.GOVERNMENT} or body.noun.organ == "state":
            return False
        return generic and (owner.kind is body.noun.kind or owner.kind in {ActorKind.OUTLET, ActorKind.ARMED_GROUP})

    def _latest_body(self, body: BodyPhrase, phrase: Phrase, own: Spans, party: str | None) -> Member | None:
        head = (
            self.words.plain[body.end - 1] if body.noun.phrase not in {"ministry", "department"} else body.noun.phrase
        )
        subject = body.name.casefold()

        fit = fits_body(body.noun, head, party)

        def fits(member: Member) -> float | None:
            if (
                " " in subject
                and body.noun.phrase in {"ministry", "department"}
                and not member.name.casefold().endswith(subject)
            ):
                return None
            return fit(member)

        return self.memory.most_salient(phrase.start, own, fits, DESCRIBED_FAR)

    def _utterance(self, noun: str, use: BodyUse, phrase: Phrase, owner: Member | None, own: Spans) -> Member | None:
        """A statement or report is its author's word: whoever owns it, or whoever spoke last."""
        words = self.words
        if owner is not None:
            return owner
        for i in range(phrase.core, phrase.end - 1):
            if words.lower[i] in {"by", "from"} or (i == phrase.core and words.lower[i] == "of"):
                after = [m for m in self.cast.within(i + 1, phrase.end) if not m.adjective]
                if after and after[0].start - i <= 4:
                    return after[0].member
        if words.lower[phrase.start] in {"the", "this", "that"}:
            found = self._author(words.plain[phrase.core - 1], phrase.start)
            if found is None and use is BodyUse.UTTERANCE:
                outlets = noun in {"report", "article", "story"}
                found = self.memory.most_salient(phrase.start, own, lambda m: _may_state(m, outlets), 3)
            if found is not None:
                return found
        return Member(self._name(phrase, None, False), ActorKind.UNNAMED, human=False)

    def _author(self, noun: str, position: int) -> Member | None:
        """Whoever was named with the same noun before: "a Gallup poll", "the report by the commission"."""
        words = self.words
        for i in range(position - 1, max(position - 400, -1), -1):
            if words.plain[i] != noun:
                continue
            end = i - 1 if i > 0 and words.tags[i - 1] == "POS" else i
            inside = self.cast.within(max(end - 8, 0), end)
            if inside and inside[-1].end == end and not inside[-1].adjective:
                return inside[-1].member
            if i + 1 < words.size and words.lower[i + 1] in {"by", "from"}:
                after = self.cast.within(i + 2, min(i + 5 + 8, words.size))
                if after and after[0].start - i <= 4:
                    return after[0].member
        return None

    def _anybody(self, phrase: Phrase, owner: Member | None) -> Member:
        """Whoever else is described: a name that no pass has found, or a group or person without one."""
        words = self.words
        head = phrase.core - 1
        plural = words.tags[head] in {"NNS", "NNPS", "DT", "JJS"} or words.plain[head] in roles.words_in("many")
        bare = words.tags[head] == "NNPS" and phrase.core - phrase.start == 1
        if words.caps[head] and (words.tags[head] == "NNP" or bare):
            start = head
            while start > phrase.start and words.caps[start - 1]:
                start -= 1
            person = words.doc[head].ent_type_ == "PERSON" or (start == head and words.doc[head].ent_type_ != "ORG")
            return Member(words.span(start, phrase.core), ActorKind.PERSON if person else ActorKind.ORGANISATION)
        kind = ActorKind.GROUP if plural else ActorKind.UNNAMED
        state = owner.state if owner is not None else None
        return Member(self._name(phrase, None, False), kind, None, plural=plural, state=state)

    def _name(self, phrase: Phrase, owner: Member | None, possessed: bool) -> str:
        """The words without a definite article, and with the owner's name for "its" or "his"."""
        words = self.words
        start = phrase.start
        first = words.lower[start]
        stop = phrase.stop
        if possessed and first in POSSESSIVES and owner is not None:
            entry = actors.canonical(owner.name)
            whose = entry.adjective if entry is not None and entry.adjective else f"{owner.name}’s"
            return f"{whose} {words.span(start + 1, stop)}"
        if first in ARTICLES - INDEFINITE and stop - start > 1:
            start += 1
        return words.span(start, stop)


def _may_state(member: Member, outlets: bool) -> float | None:
    """Whose "the statement" may be; "the report" is an outlet's sooner than anybody else's."""
    if member.kind in {ActorKind.UNNAMED, ActorKind.GROUP}:
        return None
    return 0.0 if (member.kind is ActorKind.OUTLET) is outlets else -2.0
