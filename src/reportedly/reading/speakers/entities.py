"""The cast of a report: the people and bodies that it names, in the order of their mention."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from reportedly.lexicon import actors, roles
from reportedly.lexicon.actors import Form, RosterEntry
from reportedly.lexicon.roles import RoleClass
from reportedly.model import Actor, ActorKind
from reportedly.reading.speakers.bodies import body_ending, compose
from reportedly.reading.speakers.names import find_names
from reportedly.reading.speakers.states import SUBJECTS, choose, home_of, state_near
from reportedly.reading.speakers.titles import Title, read_title

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from reportedly.lexicon.roles import Role
    from reportedly.model import Report
    from reportedly.reading.speakers.bodies import BodyPhrase
    from reportedly.reading.speakers.names import Name
    from reportedly.reading.speakers.roster import Mark, Words

_NAMES = frozenset({"GPE", "LOC", "PERSON", "NORP"})
"""Labels of capitalised words that may own a body without a genitive: "Riverton police", not "Central Bank"."""
_PARTISAN = frozenset({ActorKind.STATE, ActorKind.GOVERNMENT, ActorKind.MINISTRY, ActorKind.PARTY})
"""Kinds whose positions are not taken from people who merely stand near them: experts, candidates, supporters."""


@dataclass(slots=True, eq=False)
class Member:
    """Somebody in the cast, with what the report says of them; grows while the report is gone through."""

    name: str
    kind: ActorKind
    of: str | None = None
    gender: str | None = None
    plural: bool = False
    nouns: set[str] = field(default_factory=set)
    """Roles of a person, head nouns of a body: what "the envoy" or "the agency" may refer to."""
    state: str | None = None
    """Name of the state that it belongs to, speaking for it or not."""
    anonymous: bool = False
    human: bool = True
    """Of those without a name: whether it may be a person, and not a body."""
    voiced: bool = False
    """Whether a person without a name speaks for it, so that "he" and "she" may mean it."""

    @property
    def is_person(self) -> bool:
        """Whether "he" or "she" may stand for it."""
        return (
            self.voiced
            or self.kind is ActorKind.PERSON
            or (self.kind is ActorKind.UNNAMED and not self.plural and self.human)
        )

    @property
    def party(self) -> str:
        """The party whose word its word is."""
        return actors.party_of(self.actor())

    def actor(self) -> Actor:
        """The member as the answer to "who is this source?"."""
        return Actor(name=self.name, kind=self.kind, of=self.of if self.of != self.name else None)


@dataclass(frozen=True, slots=True)
class Mention:
    """A place where a member of the cast is named, by its tokens."""

    start: int
    end: int
    member: Member
    subject: bool = False
    begin: int | None = None
    """Of a person: where the title before the name starts."""
    adjective: bool = False
    """True for "Russian": it names the party, but no pronoun refers to it."""


class Cast:
    """Everybody whom one report names, and where."""

    __slots__ = ("_bodies", "_day", "_people", "_short", "_starts", "home", "mentions", "outlet", "words")

    def __init__(self, words: Words, report: Report) -> None:
        self.words = words
        self._day: date | None = report.published_on
        self._bodies: dict[str, Member] = {}
        self._people: dict[str, Member] = {}
        self._short: dict[str, list[Member]] = {}
        self.mentions: list[Mention] = []
        self.outlet = self._outlet(report)
        self.home = home_of(words, report.outlet)
        """Name of the state where the report is at home: its dateline's, else its outlet's."""
        names = find_names(words)
        votes = Counter(n.words for n in names if n.head is None and not n.full and n.person)
        votes.subtract(n.words for n in names if n.head is None and not n.full and not n.person)
        full = {n.words.casefold().rsplit(" ", 1)[-1] for n in names if n.person and n.full}
        names = [
            replace(n, person=True)
            if not n.person and n.head is None and (n.words.casefold() in full or votes[n.words] > 0)
            else n
            for n in names
        ]
        people = [n for n in names if n.person]
        for name in sorted(people, key=lambda n: (not n.full, n.start)):
            self._add_person(name)
        self._add_bodies(names)
        self.mentions.sort(key=lambda m: (m.start, -m.end))
        self._starts = [m.start for m in self.mentions]

    def within(self, start: int, end: int) -> list[Mention]:
        """The mentions that lie in these tokens, in text order."""
        first = bisect_left(self._starts, start)
        return [m for m in self.mentions[first : bisect_left(self._starts, end)] if m.end <= end]

    def before(self, position: int) -> int:
        """How many mentions start before this token."""
        return bisect_left(self._starts, position)

    def of_entry(self, entry: RosterEntry) -> Member:
        """The member for an actor of the roster."""
        found = self._bodies.get(entry.name)
        if found is None:
            of = entry.of
            if entry.kind is ActorKind.PERSON and not entry.in_office(self._day):
                of = None
            found = Member(entry.name, entry.kind, of, entry.gender)
            country = actors.state(entry.country) if entry.country else None
            found.state = entry.name if entry.kind is ActorKind.STATE else country.name if country else entry.of
            for alias in (entry.name, *entry.aliases):
                last = alias.lower().split()[-1].split("-")[-1]
                found.nouns.update({last} & (roles.body_heads() | roles.words_in("plural bodies")))
            found.plural = bool(found.nouns & roles.words_in("plural bodies")) or (
                entry.name.endswith(("s", "Forces")) and entry.kind in {ActorKind.PARTY, ActorKind.ARMED_GROUP}
            )
            if entry.office:
                found.nouns.update({entry.office, roles.head_noun(entry.office)})
            self._bodies[entry.name] = found
        return found

    def of_body(self, phrase: BodyPhrase, owner: RosterEntry | Member | None, surface: str) -> Member:
        """The member that a body's phrase and its owner name together."""
        if isinstance(owner, Member):
            known = actors.canonical(owner.name)
            if known is None or known.kind is ActorKind.PERSON:
                public = phrase.noun.organ == "state" or phrase.noun.kind is ActorKind.GOVERNMENT
                of = owner.of if public and owner.of else owner.name
                return self._body(f"{_short(owner)} {phrase.name}", phrase.noun.kind, of, owner.state, phrase)
            owner = known
        if owner is None:
            return self._body(phrase.name, phrase.noun.kind, None, None, phrase)
        composed = compose(owner, phrase, surface)
        known = actors.canonical(composed.name)
        if known is not None and known.name == composed.name:
            member = self.of_entry(known)
        else:
            state = actors.state(owner.country) if owner.country else None
            member = self._body(composed.name, composed.kind, composed.of, state.name if state else None, phrase)
        member.nouns.update({phrase.noun.phrase, phrase.noun.phrase.rsplit(" ", 1)[-1]})
        return member

    def choose(self, mark: Mark, position: int) -> RosterEntry:
        """Of those that a name may stand for, the one of the state that the report is nearest to."""
        return choose(self.words, self.home, mark, position)

    def state_near(self, position: int) -> str | None:
        """The state that an office or body named without one belongs to."""
        return state_near(self.words, self.home, position)

    def named(self, name: Name) -> Member | None:
        """The person of that name, full or short; None where the report has introduced nobody by it."""
        known = self._people.get(name.words.casefold())
        if known is not None:
            return known
        gender = next((g for g in (self._gender(span) for span in name.titles) if g), None)
        listed: Sequence[Member] = self._short.get(name.words.split()[-1].casefold(), ()) if " " in name.words else ()
        parts = set(name.words.casefold().split())
        fitting = [
            m
            for m in listed or self._short.get(name.words.casefold(), ())
            if parts <= set(m.name.casefold().split()) and not (gender and m.gender and gender != m.gender)
        ]
        if len(fitting) < 2:
            return fitting[0] if fitting else None
        before = {id(m.member): m.start + 1_000_000 * m.subject for m in self.mentions if m.start < name.start}
        return max(fitting, key=lambda m: before.get(id(m), -1))

    def _gender(self, span: tuple[int, int]) -> str | None:
        title = read_title(self.words, *span)
        return title.gender if title is not None else None

    def owner(self, title: Title, position: int) -> tuple[str | None, str | None]:
        """The party that a title's owner is or speaks for, and its state."""
        entry = self.choose(title.mark, position) if title.mark is not None else None
        role = title.role
        assert role is not None
        if entry is not None and entry.kind is ActorKind.PERSON:
            return self._owner_person(title, role, self.of_entry(entry))
        if title.past:
            return None, entry.name if entry is not None and entry.kind is ActorKind.STATE else None
        for_others = role.speaks_for_others
        if title.words is not None and entry is None:
            named = self.words.span(*title.words)
            holder = self._people.get(named.casefold()) or next(iter(self._short.get(named.casefold(), [])), None)
            if holder is not None or (title.body is not None and title.body.noun.organ == "owned"):
                return self._owner_person(title, role, holder or Member(named, ActorKind.PERSON))
            entry = actors.canonical(named)
            if entry is None:
                vague = " " not in named and self.words.doc[title.words[0]].ent_type_ != "ORG"
                works_there = role.cls in {RoleClass.EXPERT, RoleClass.PRESS} and not vague
                return (named if for_others or works_there else None), None
        elif title.words is not None:
            return self.words.span(*title.words), entry.country if entry else None
        if title.body is not None and (entry is not None or title.body.noun.organ):
            if not for_others and role.cls is not RoleClass.PRESS:
                return (None, None) if title.body.noun.organ == "state" else (title.body.name, None)
            if entry is None and title.body.noun.organ == "state":
                near = self.state_near(position)
                entry = actors.canonical(near) if near else None
            member = self.of_body(title.body, entry, self.words.span(title.body.start, title.body.end))
            return (member.of or member.name, member.state) if entry is not None else (member.name, None)
        if entry is not None:
            state = actors.state(entry.country) if entry.country else None
            if for_others or entry.kind not in _PARTISAN:
                if not for_others and entry.kind is ActorKind.OUTLET and role.cls is not RoleClass.PRESS:
                    return None, state.name if state else None
                party = actors.party_of(entry.actor()) if for_others else entry.name
                return party, state.name if state else None
            return None, state.name if state else None
        if role.of_a_state:
            near = self.state_near(position)
            return near, near
        if role.cls is RoleClass.FORCE:
            return self.home, self.home
        return None, None

    def _owner_person(self, title: Title, role: Role, owner: Member) -> tuple[str | None, str | None]:
        """The same where a person owns the role: his party's, his campaign's, or his own."""
        if title.body is not None and title.body.noun.organ == "owned":
            return self.of_body(title.body, owner, title.body.name).name, owner.state
        return (owner.of or owner.name if role.speaks_for_others else None), owner.state

    def _outlet(self, report: Report) -> Member | None:
        if not report.outlet:
            return None
        known = actors.canonical(report.outlet)
        if known is not None and known.kind is ActorKind.OUTLET:
            return self.of_entry(known)
        return Member(report.outlet, ActorKind.OUTLET, known.of if known else None)

    def _body(self, name: str, kind: ActorKind, of: str | None, state: str | None, phrase: BodyPhrase | None) -> Member:
        looked_up = actors.key(name)
        found = self._bodies.get(looked_up)
        if found is None:
            found = Member(name, kind, of, state=state)
            last = name.lower().split()[-1]
            if phrase is not None:
                found.nouns.update({phrase.noun.phrase, phrase.noun.phrase.rsplit(" ", 1)[-1]})
            for word in name.lower().split():
                if word in roles.body_heads():
                    found.nouns.add(word)
            found.plural = last in roles.words_in("plural bodies")
            self._bodies[looked_up] = found
        found.of = found.of or of
        return found

    def _add_bodies(self, names: list[Name]) -> None:
        words, taken = self.words, 0
        claimed = {i for n in names for i in range(n.start, n.end)}
        in_bodies: set[int] = set()
        i = 0
        while i < words.size:
            if i >= taken and i not in claimed and words.plain[i] in roles.body_heads():
                mention = self._owned_body(i)
                if mention is not None:
                    self.mentions.append(mention)
                    in_bodies.update(range(mention.start, mention.end))
                    taken = mention.end
            i += 1
        for name in names:
            if not name.person and not any(k in in_bodies for k in range(name.start, name.end)):
                self._add_organisation(name)
        for start, mark in words.marks.items():
            if start not in claimed and mark.entry.kind is not ActorKind.PERSON:
                member = self.of_entry(self.choose(mark, start))
                self.mentions.append(self._mention(start, mark.end, member, mark.form is Form.ADJECTIVE))

    def _owned_body(self, i: int) -> Mention | None:
        words = self.words
        phrase = body_ending(words, i)
        if phrase is None or not phrase.noun.organ or phrase.start in words.marks:
            return None
        if phrase.end == i + 1 and self._goes_on(i):
            return None
        start, owner = self.owner_left(phrase.start)
        end = phrase.end
        if owner is None and end + 1 < words.size and words.lower[end] in {"of", "in"}:
            after = end + 1 + (words.lower[end + 1] == "the")
            mark = words.marks.get(after)
            if mark is not None and mark.entry.kind is ActorKind.STATE and mark.form is not Form.ADJECTIVE:
                owner, end = mark.entry, mark.end
        begin = phrase.start
        while words.caps[i] and begin > max(start, 0) and words.caps[begin - 1] and begin not in words.mark_ends:
            begin -= 1
        near = self.state_near(i) if owner is None and phrase.noun.organ == "state" and words.caps[i] else None
        if begin < phrase.start and phrase.noun.organ == "state":
            proper = words.span(begin, phrase.end)
            party = actors.party_of(owner.actor()) if owner is not None else near
            name = f"{owner.adjective} {proper}" if isinstance(owner, RosterEntry) and owner.adjective else proper
            known = actors.canonical(name) or actors.canonical(proper)
            fits = known is not None and (party is None or party in {known.of, known.name})
            member = (
                self.of_entry(known) if known and fits else self._body(name, phrase.noun.kind, party, party, phrase)
            )
            return self._mention(min(start, begin), end, member)
        if owner is None:
            if not words.caps[i] or phrase.noun.organ != "state" or " " not in phrase.name:
                return None
            owner = actors.canonical(near) if near else None
        member = self.of_body(phrase, owner, words.span(phrase.start, phrase.end))
        return self._mention(start, end, member)

    def _goes_on(self, i: int) -> bool:
        """Whether a capitalised name is not over yet at this token: "Military" in "Central Military Commission"."""
        words, after = self.words, i + 1
        if not words.caps[i] or after >= words.size or not words.caps[after] or after in words.marks:
            return False
        return words.role(after, words.size) is None

    def owner_left(self, start: int) -> tuple[int, RosterEntry | Member | None]:
        """The owner named right before this token, with or without a genitive, and where its name starts."""
        words = self.words
        first = start
        while first > 0 and start - first < 2 and words.tags[first - 1] == "JJ" and first not in words.mark_ends:
            first -= 1
        if first > 0 and words.tags[first - 1] == "POS":
            first -= 1
        mark = words.mark_ends.get(first)
        if mark is None:
            mark = words.mark_ends.get(start)
            first = start if mark is not None else first
        if mark is not None:
            entry = self.choose(mark, start)
            if entry.kind is ActorKind.PERSON:
                return mark.start, self.of_entry(entry)
            return mark.start, entry
        genitive = first < start
        if first > 0 and words.caps[first - 1] and (genitive or words.doc[first - 1].ent_type_ in _NAMES):
            begin = first - 1
            while begin > 0 and words.caps[begin - 1] and begin not in words.mark_ends:
                begin -= 1
            named = words.span(begin, first)
            known = self._people.get(named.casefold()) or next(iter(self._short.get(named.casefold(), [])), None)
            return begin, known or Member(named, ActorKind.PERSON)
        return start, None

    def _add_organisation(self, name: Name) -> None:
        words = self.words
        looked_up = actors.key(name.words)
        known = actors.canonical(name.words)
        if known is not None and known.kind is not ActorKind.PERSON:
            member = self.of_entry(known)
        elif looked_up in self._bodies:
            member = self._bodies[looked_up]
        else:
            expanded = self._spelled_out(name.words) if name.words.isupper() else None
            if expanded is not None:
                member = expanded
            else:
                phrase = body_ending(words, name.head) if name.head is not None else None
                kind = phrase.noun.kind if phrase is not None else ActorKind.ORGANISATION
                of = None
                if name.owner is not None:
                    owner = words.marks[name.owner].entry
                    of = actors.party_of(owner.actor()) if owner.kind is not ActorKind.OUTLET else None
                member = self._body(name.words, kind, of, of, phrase)
        self.mentions.append(self._mention(name.start, name.end, member))
        if name.acronym:
            self._bodies.setdefault(actors.key(name.acronym), member)

    def _spelled_out(self, acronym: str) -> Member | None:
        """The body whose initials these are."""
        for member in self._bodies.values():
            capitals = [w[0] for w in member.name.replace("-", " ").split() if w[:1].isupper()]
            if len(capitals) > 1 and "".join(capitals) == acronym:
                return member
        return None

    def _add_person(self, name: Name) -> None:
        words = self.words
        title = None
        for span in name.titles:
            read = read_title(words, *span)
            if read is not None:
                title = read if title is None else title.merged(read)
        member = self.named(name)
        if member is None and name.short_only:
            return
        if member is None:
            known = actors.canonical(name.words) or actors.canonical(_without_initials(name.words))
            if known is not None and known.kind is ActorKind.PERSON:
                member = self.of_entry(known)
            else:
                member = Member(name.words, ActorKind.PERSON, gender=actors.gender_of(name.words))
            if member.name.casefold() in self._people:
                member = self._people[member.name.casefold()]
            self._people[member.name.casefold()] = member
            self._people.setdefault(name.words.casefold(), member)
            parts = member.name.split()
            for part in {parts[0].casefold(), parts[-1].casefold(), parts[-1].casefold().removeprefix("al-")}:
                self._short.setdefault(part, []).append(member)
        if title is not None and title.role is not None:
            member.nouns |= title.nouns
            member.gender = title.gender or member.gender
            known = actors.canonical(member.name)
            if known is not None and known.office in title.nouns and not title.past:
                member.of = known.of
            if title.role.cls is not RoleClass.TITLE and member.of is None:
                of, state = self.owner(title, name.start)
                member.of = of if of != member.name else None
                member.state = member.state or state
        elif name.belongs is not None and member.of is None:
            entry = actors.canonical(name.belongs)
            member.of = entry.name if entry else name.belongs
        begin = next((a for a, b in name.titles if b == name.start), None)
        self.mentions.append(self._mention(name.start, name.end, member, begin=begin))

    def _mention(
        self, start: int, end: int, member: Member, adjective: bool = False, begin: int | None = None
    ) -> Mention:
        doc = self.words.doc
        subject = any(doc[i].dep_ in SUBJECTS for i in range(start, end))
        return Mention(start, end, member, subject and not adjective, begin, adjective)


def _short(member: Member) -> str:
    return member.name.split()[-1] if member.kind is ActorKind.PERSON else member.name


def _without_initials(name: str) -> str:
    parts = name.split()
    return " ".join(p for p in parts if len(p.rstrip(".")) > 1)
