"""Whom named people speak for where a body is only described: "the airline's director, X", "X of the guild".

The words beside a name are typed: a title with the noun of a body in it, a genitive, "its", or "of" and "at" after the
name. What they describe is resolved as it would be if it spoke itself.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from reportedly.lexicon import actors, roles
from reportedly.lexicon.roles import RoleClass
from reportedly.lexicon.word_sets import word_set
from reportedly.model import ActorKind
from reportedly.reading.speakers.agreement import fits_body, fits_pronoun, pronoun_at
from reportedly.reading.speakers.bodies import body_ending
from reportedly.reading.speakers.described_bodies import resolve_body
from reportedly.reading.speakers.described_people import resolve_person
from reportedly.reading.speakers.discourse import Description
from reportedly.reading.speakers.local_services import POLICE, police_of_town, service_named
from reportedly.reading.speakers.phrases import SourcePhrase
from reportedly.reading.speakers.roster import is_large_place, is_region
from reportedly.reading.speakers.titles import names_the_holder, read_title, title_after

if TYPE_CHECKING:
    from reportedly.lexicon.roles import Role
    from reportedly.reading.speakers.bodies import BodyPhrase
    from reportedly.reading.speakers.discourse import Discourse
    from reportedly.reading.speakers.entity import Entity, Mention
    from reportedly.reading.speakers.titles import Title

_WITHIN = frozenset({"NN", "NNS", "NNP", "NNPS", "JJ", "HYPH", "VBN", "CD"})
"""Tags of the words of a description between its article and its noun."""
_NO_BODIES = frozenset({ActorKind.STATE, ActorKind.PERSON, ActorKind.UNNAMED, ActorKind.GROUP, ActorKind.OUTLET})
_SURE = -0.3
"""The fit from which on the only body of a noun is meant by it."""
_SURE_FIRM = -0.6
"""The same for "the company", which may be any name that does not say what it is."""
_OWN_VOICES = frozenset({RoleClass.EXPERT, RoleClass.CIVIL, RoleClass.SOURCE, RoleClass.PRESS, RoleClass.COUNSEL})
"""Classes of people who speak for themselves, wherever they work."""
_OF_ANY_BODY = frozenset({"president", "secretary"})
"""Offices of states that unions, parties and clubs have as well."""
_VOICES = frozenset({RoleClass.SPEAKER, RoleClass.POST})
_SERVING = frozenset({RoleClass.SPEAKER, RoleClass.COUNSEL, RoleClass.OFFICIAL})
"""Classes of people who may speak for a person: "her publicist", "his spokesman"."""
_MEMBER, _SPOKESMAN, _TEAM = "member", "spokesman", "team"
_OWNER = 3
"""Tokens of an owner's name after "of" or "from" within which its genitive follows: "of | Peru | 's Red Cross"."""
_MAIN = 3
"""Mentions that a body needs, and twice those of any other, to be the one that a report is about."""


class DescribedOwners:
    """Gives the named people of one report the bodies that they speak for where these are described."""

    def __init__(self, discourse: Discourse) -> None:
        self._discourse = discourse
        self._roster = discourse.roster
        self._bodies = list(
            dict.fromkeys(
                m.entity
                for m in discourse.mentions.in_order
                if m.entity.kind not in _NO_BODIES and not any(c.isdigit() for c in m.entity.name)
            )
        )
        """The named bodies of the report."""

    def settle(self) -> None:
        """Complete the parties of the people, each by the first place that shows one."""
        done: set[Entity] = set()
        holders: set[Entity] = set()
        """People whom a title without more has named as the holder of an office."""
        for mention in self._discourse.mentions.in_order:
            person = mention.entity
            if person.kind is not ActorKind.PERSON or person in done or actors.canonical(person.name) is not None:
                continue
            if person.of is not None and not person.presumed:
                person.of = self._in_full(person.of)
                continue
            owner = self._beside(mention)
            if owner is None and person.presumed and person not in holders:
                if self._is_qualified(mention):
                    person.of, person.presumed = None, False
                elif mention.begin is not None:
                    holders.add(person)
            if owner is not None and owner is not person:
                client = owner.kind is ActorKind.PERSON
                person.of, person.presumed = owner.name if client else owner.of or owner.name, False
                person.state = owner.state
                done.add(person)
        self._settle_by_publisher()

    def _settle_by_publisher(self) -> None:
        """Let the people who speak without a title in the text of a state's organ speak for the organ: "MR HALE"."""
        publisher = self._discourse.entities.publisher
        if publisher is None:
            return
        for mention in self._discourse.mentions.in_order:
            person = mention.entity
            untitled = all(self._is_form_of_address(noun) for noun in person.nouns)
            known = actors.canonical(person.name) is not None or person.of is not None
            if person.kind is ActorKind.PERSON and mention.start in self._discourse.sources and untitled and not known:
                person.of, person.state = publisher.party, publisher.state

    @staticmethod
    def _is_form_of_address(noun: str) -> bool:
        role = roles.roles().get(noun)
        return role is not None and role.cls is RoleClass.TITLE

    def _in_full(self, party: str) -> str:
        """The whole name of a body that part of it stands for: "Drin" for "Drin Transmission"."""
        whole = actors.canonical(party) is not None or is_region(party)
        found = None if whole else self._named_by_part(party)
        return found.name if found is not None else party

    def _named_by_part(self, words: str) -> Entity | None:
        """The only body whose name starts or ends with these words; none where they are a body's whole name."""
        part = words.casefold().split()
        found = []
        for body in self._bodies:
            name = body.name.casefold().split()
            if name == part:
                return None
            if name[: len(part)] == part or name[-len(part) :] == part:
                found.append(body)
        return found[0] if len(found) == 1 else None

    def _beside(self, mention: Mention) -> Entity | None:
        """The body that the words around this place of a name describe."""
        begin = mention.start if mention.begin is None else mention.begin
        own_voice = False
        spans = (
            (begin, mention.start),
            (mention.end + 1, title_after(self._roster, mention.end)),
            (self._predicate(mention.end), self._roster.syntax.n),
        )
        for start, end in spans:
            if start < end:
                title = read_title(self._roster, start, min(end, self._end_of_clause(start)))
                if title is not None:
                    if title.qualified:
                        return None
                    own_voice = own_voice or title.role.cls in _OWN_VOICES
                    found = self._in_title(title, start, end) or self._after_comma(title, end)
                    if found is not None:
                        return found
        if own_voice:
            return None  # "toxicologist Ana Ruiz of the institute" speaks for herself
        return self._owner_before(begin) or self._after(mention.end) or self._in_relative_clause(mention.end)

    def _is_qualified(self, mention: Mention) -> bool:
        """True if the words before a president's name make it doubtful that a state is meant: "our", "acting"."""
        low = self._roster.syntax.low
        begin = mention.start if mention.begin is None else mention.begin
        office = self._office_of_any_body(begin, mention.start)
        if office is None:
            return False
        role, end = office
        alone = role == begin and end == role + 1 == mention.start and self._roster.syntax.words[role].islower()
        while role > begin and self._roster.plain[role - 1] in word_set("portfolios"):
            role -= 1
        return (
            alone
            or not names_the_holder(self._roster, begin, role)
            or (begin > 0 and low[begin - 1] in word_set("possessive"))
            or any(low[i] in word_set("possessive") for i in range(begin, role))
        )

    def _office_of_any_body(self, start: int, end: int) -> tuple[int, int] | None:
        """The first role in these tokens that unions and clubs have as well as states."""
        i = start
        while i < end:
            found = self._roster.role(i, end)
            if found is not None and roles.head_noun(found[0].noun) in _OF_ANY_BODY:
                return i, found[1]
            i = found[1] if found is not None else i + 1
        return None

    def _end_of_clause(self, start: int) -> int:
        syntax = self._roster.syntax
        end = syntax.sentence_end(syntax.sent[start])
        return next((i for i in range(start, end) if syntax.low[i] in {",", ";", ".", "who", "which"}), end)

    def _predicate(self, end: int) -> int:
        """Where the noun phrase starts that says what somebody is: "Tolosa Gemeda is | deputy commander of"."""
        syntax = self._roster.syntax
        copular = end + 1 < syntax.n and syntax.low[end] in {"is", "was"}
        if not copular or syntax.sent[end] != syntax.sent[end - 1]:
            return syntax.n
        first = end + 1 + (syntax.low[end + 1] in word_set("article"))
        return first if first < syntax.n and self._roster.role(first, syntax.n) is not None else syntax.n

    def _in_title(self, title: Title, start: int, end: int) -> Entity | None:
        """The body that a title names by what it is: "the authority's president", "its spokeswoman"."""
        owner, role = title.owner, title.role
        if role.cls is RoleClass.COUNSEL:
            return self._client(title, start, end)
        lawmaker = role.cls is RoleClass.MEMBER and role.noun != _MEMBER
        if lawmaker or not role.speaks_for_others or owner.people is not None:
            return None
        if owner.body is not None and owner.body.local and owner.match is None and owner.words is None:
            return self._local_force(owner.body)
        if owner.words is not None and owner.match is None:
            named = self._named_from(owner.words[0]) or (self._only_body(role) if owner.body is None else None)
            member = role.cls is RoleClass.MEMBER and named is not None and named.kind is not ActorKind.PARTY
            return None if member else named
        if owner.body is not None and owner.body.noun.organ == "owned" and owner.body.start != start:
            return self._campaign(owner.body, start) or self._main_team(owner.body)
        if owner.body is not None and owner.body.start == start and self._main_team(owner.body) is not None:
            return self._main_team(owner.body)
        if owner.body is not None and owner.match is None and owner.words is None:
            if role.of_a_state and owner.body.noun.organ == "owned":
                return None  # "the territorial administration minister"
            found = self._described(owner.body.end - 1)
            unnamed = found is not None and found.kind is ActorKind.UNNAMED
            return None if unnamed and role.cls is RoleClass.MEMBER else found
        if owner:
            return None
        possessive = self._possessive(start, end)
        if possessive is not None:
            return self._antecedent(possessive, people=role.cls in _SERVING)
        described = self._described_client(start, end) if role.cls in _SERVING else None
        if described is not None:
            return described
        if start > 1 and self._roster.syntax.low[start - 1] == "where":
            return self._mentioned_at(start - 1 - (self._roster.syntax.low[start - 2] == ","))
        named = self._short_name_in(start, end) or self._only_body(role)
        voice = role.cls in _VOICES or (role.cls is RoleClass.LOCAL and not role.bodies)
        if named is None and voice and self._is_bare(start, end):
            # "Spokesman Lund" speaks for the only body that is a subject here or just before.
            near = {body for body in self._subjects_since(start, 1) if body.nouns or actors.canonical(body.name)}
            return next(iter(near)) if len(near) == 1 else None if near else self._main_body(role)
        return named

    def _campaign(self, body: BodyPhrase, start: int) -> Entity | None:
        """A person's campaign, where a pronoun says whose: "his campaign manager"."""
        possessive = self._possessive(start, body.start)
        owner = self._antecedent(possessive, people=True) if possessive is not None else None
        return self._discourse.entities.of_body(body, owner, body.name) if owner is not None else None

    def _main_team(self, body: BodyPhrase) -> Entity | None:
        """The body that a report is about, where a title calls it only "the team"."""
        return self._main_body(roles.roles()[_SPOKESMAN]) if body.noun.head == _TEAM else None

    def _only_body(self, role: Role) -> Entity | None:
        """The only body of the report that people of this role are of: the police of a constable.

        Ranks that armies have as well count only where the report names no army.
        """
        if role.cls is RoleClass.FORCE and any(body.kind is ActorKind.MILITARY for body in self._bodies):
            return None
        found = [body for body in self._bodies if body.nouns & role.bodies]
        if len(found) == 1:
            return found[0]
        if found or POLICE not in role.bodies or POLICE not in self._roster.plain:
            return service_named(self._discourse, role.bodies)
        police = police_of_town(self._discourse)
        return self._discourse.entities.body(police, ActorKind.AGENCY) if police is not None else None

    def _local_force(self, body: BodyPhrase) -> Entity | None:
        """The only body of the report that "a police spokesman" may be of: the Riverton police."""
        kind = body.noun.phrase.split()[0]
        found = [named for named in self._bodies if any(noun.split()[0] == kind for noun in named.nouns)]
        proper = body.end - body.start > 1 and all(self._roster.in_name[i] for i in range(body.start, body.end))
        if len(found) == 1 or found or not proper:
            return found[0] if len(found) == 1 else None
        return self._described(body.end - 1) or self._discourse.entities.body(
            body.name.title(), body.noun.kind, phrase=body
        )

    def _main_body(self, role: Role) -> Entity | None:
        """The body that the report is about, for which "spokesman X" or "the managing director" speaks."""
        mentions = self._discourse.mentions.in_order
        label, acronyms = self._roster.syntax.label, {body for body in self._bodies if body.name.isupper()}
        counts = Counter(
            m.entity
            for m in mentions
            if m.entity in self._bodies
            and (
                m.entity.nouns
                or (label[m.end - 1] == "ORG" and m.entity not in acronyms and not is_large_place(m.entity.name))
            )
        ).most_common(2)
        if not counts or counts[0][1] < max(_MAIN, 2 * counts[1][1] if len(counts) > 1 else 0):
            return None
        body = counts[0][0]
        return body if role.cls is RoleClass.SPEAKER or body.kind is ActorKind.ORGANISATION else None

    def _publisher(self) -> Entity | None:
        """The body whose own text the report is: "we" and "the chief executive" are its own; None for an outlet's."""
        outlet = self._discourse.entities.outlet
        return outlet if outlet is not None and outlet.kind not in _NO_BODIES else None

    def _after_comma(self, title: Title, end: int) -> Entity | None:
        """The body that follows a title after a comma: "Ana Ruiz, president, | Odda Mines"."""
        if title.owner or not title.role.speaks_for_others or end >= self._roster.syntax.n:
            return None
        if self._roster.syntax.low[end] != ",":
            return None
        # The adjective of a state before a body's name is not always part of it: "American | Bird Society".
        return self._named_from(end + 1) or (self._named_from(end + 2) if end + 1 in self._roster.matches else None)

    def _described_client(self, start: int, end: int) -> Entity | None:
        """The person whom a role in the genitive describes: "the 33-year-old actress's | publicist"."""
        syntax = self._roster.syntax
        genitive = next((i for i in range(start, end) if syntax.tag[i] == "POS"), None)
        role = self._roster.role(genitive - 1, genitive) if genitive is not None and genitive > 0 else None
        if role is None or genitive is None:
            return None
        first = genitive - 1
        while first > 0 and syntax.tag[first - 1] in _WITHIN:
            first -= 1
        first -= first > 0 and syntax.low[first - 1] in word_set("article")
        phrase = SourcePhrase(first, genitive, genitive, genitive)
        found = resolve_person(self._discourse, role[0], Description(phrase, None, ()))
        return found if found.kind is ActorKind.PERSON else None

    def _possessive(self, start: int, end: int) -> int | None:
        low = self._roster.syntax.low
        return next((i for i in range(max(start - 1, 0), end) if low[i] in word_set("possessive")), None)

    def _client(self, title: Title, start: int, end: int) -> Entity | None:
        """Whom a lawyer speaks for: "Chisamba's lawyer", "his lawyer", "a lawyer for the estate"."""
        owner = title.owner
        if owner.words is not None:
            named = next((m for m in self._discourse.mentions.forwards_from(owner.words[0])), None)
            return named.entity if named is not None and named.start == owner.words[0] else None
        if owner.body is not None and owner.match is None:
            return self._described(owner.body.end - 1)
        possessive = None if owner else self._possessive(start, end)
        if possessive is not None:
            return self._antecedent(possessive, people=True)
        return None if owner else self._described_client(start, end)

    def _named_from(self, start: int) -> Entity | None:
        """The body whose name starts at this token."""
        for mention in self._discourse.mentions.forwards_from(start):
            if mention.start > start:
                return None
            if mention.entity.kind not in _NO_BODIES:
                return mention.entity
        return None

    def _is_bare(self, start: int, end: int) -> bool:
        """True if a title is only a role, with nothing that may say whose."""
        syntax = self._roster.syntax
        found = self._roster.role(start, end)
        return (
            found is not None
            and all(syntax.tag[i] not in {"POS", "PRP$", "IN", "JJ"} for i in range(found[1], end))
            and (start == 0 or syntax.tag[start - 1] not in {"POS", "PRP$", "IN", "JJ", "HYPH"})
        )

    def _in_relative_clause(self, end: int) -> Entity | None:
        """The body that somebody "who heads the alliance" leads, or "whose coalition" it is."""
        syntax = self._roster.syntax
        at = end + (end < syntax.n and syntax.low[end] == ",")
        if at + 2 >= syntax.n or syntax.low[at] not in {"who", "whose"}:
            return None
        if syntax.low[at] == "who":
            at += 1
            if syntax.tag[at] != "VBZ" or syntax.lemma[at] not in word_set("leading"):
                return None
            at += syntax.tag[at + 1] in {"IN", "RP"}
        last = at
        while last + 1 < syntax.n and (syntax.tag[last + 1] in _WITHIN or syntax.low[last + 1] == "the"):
            last += 1
        first = at + 1 + (syntax.low[at + 1] == "the")
        return self._named_from(first) or (self._described(last) if last > at else None)

    def _antecedent(self, position: int, *, people: bool = False) -> Entity | None:
        """Whom "its" or, for a lawyer, "his" refers to; "our" is of whoever published the text itself."""
        word = self._roster.syntax.low[position]
        if word in {"our", "my"}:
            return self._publisher()
        if not people and word not in {"its", "their"}:
            return None
        fit = fits_pronoun(word, self._discourse.salience.gender_of)
        for back in (0, 1):
            found = {
                entity for entity in self._subjects_since(position, back, people=people) if fit(entity) is not None
            }
            if found:
                return next(iter(found)) if len(found) == 1 else None
        if word not in {"his", "her"}:
            return None
        return self._discourse.salience.most_likely(pronoun_at(word, position, (), self._discourse.salience))

    def _subjects_since(self, position: int, back: int, *, people: bool = False) -> set[Entity]:
        """The bodies, and people where they count, that are subjects before this token, from so many sentences back."""
        sent = self._roster.syntax.sent
        found: set[Entity] = set()
        for mention in self._discourse.mentions.backwards_from(position):
            if sent[position] - sent[mention.start] > back:
                break
            kind = mention.entity.kind
            if self._discourse.salience.is_quoted(mention.start):
                continue
            if mention.subject and (kind not in _NO_BODIES or (people and kind is ActorKind.PERSON)):
                found.add(mention.entity)
        return found

    def _short_name_in(self, start: int, end: int) -> Entity | None:
        """The body whose short name opens a title: "Concord | president", of the Concord of Unions."""
        i = start
        while i < end and self._roster.in_name[i] and self._roster.role(i, end) is None:
            i += 1
        if i in {start, end} or self._roster.role(i, end) is None:
            return None
        words = self._roster.wording(start, i)
        if words.lower() in word_set("office words"):
            return self._of_initials(words) if words.isupper() else None
        return self._discourse.entities.body_called(words) or self._named_by_part(words)

    def _of_initials(self, letters: str) -> Entity | None:
        """The only body with words of these initials in its name: "DA", of the Lodd District Attorney's Office."""
        initials = {body: "".join(word[0] for word in body.name.split() if word[0].isupper()) for body in self._bodies}
        found = [body for body, capitals in initials.items() if letters in capitals and letters != body.name]
        return found[0] if len(found) == 1 else None

    def _owner_before(self, begin: int) -> Entity | None:
        """The body in the genitive before a name: "the guild's | Dympna Scully", "Rejang Air's | Cecilia Tawi"."""
        syntax = self._roster.syntax
        if begin < 2 or syntax.tag[begin - 1] != "POS":
            return None
        named = self._mentioned_at(begin - 1)
        return named or self._described(begin - 2)

    def _after(self, end: int) -> Entity | None:
        """The body after "of" or "at" behind a name: "Veit Leitgeb of the | works council"."""
        syntax = self._roster.syntax
        linked = end + 2 < syntax.n and (syntax.low[end] in word_set("belonging") or syntax.low[end] == "for")
        article = linked and syntax.low[end + 1] == "the"
        owned = linked and any(syntax.tag[i] == "POS" for i in range(end + 2, min(end + 2 + _OWNER, syntax.n)))
        if not article and not owned:
            return None
        last = None
        for i in range(end + 1 + article, syntax.n):
            if syntax.tag[i] not in _WITHIN and syntax.tag[i] != "POS":
                break
            last = i
        if last is None:
            return None
        named = [
            m.entity for m in self._discourse.mentions.within(end + 1, last + 1) if m.entity.kind not in _NO_BODIES
        ]
        return self._mentioned_at(last + 1) or (named[-1] if named and owned else self._described(last))

    def _mentioned_at(self, end: int) -> Entity | None:
        """The named body whose name ends right before this token."""
        named = next((m for m in self._discourse.mentions.backwards_from(end) if m.end == end), None)
        return named.entity if named is not None and named.entity.kind not in _NO_BODIES else None

    def _described(self, head: int) -> Entity | None:
        """The body that the description with this noun means; None where the report does not show it."""
        named = self._mentioned_at(head + 1)
        if named is not None:
            return named
        body = body_ending(self._roster, head)
        if body is None:
            return None
        start = body.start
        syntax = self._roster.syntax
        while start > 0 and syntax.tag[start - 1] in _WITHIN:
            start -= 1
        if start > 0 and syntax.low[start - 1] in word_set("article"):
            start -= 1
        found = resolve_body(
            self._discourse, body, Description(SourcePhrase(start, head + 1, head + 1, head + 1), None, ())
        )
        fits = fits_body(body.noun, None)
        unnamed = found.kind is ActorKind.UNNAMED or (found.of is None and found.name.islower())
        if not unnamed or found in self._bodies:
            doubtful = found in self._bodies and (fits(found) or 0.0) < _SURE_FIRM
            return None if doubtful else found
        least = _SURE_FIRM if body.noun.head in word_set("commercial bodies") else _SURE
        known = [b for b in self._bodies if (fit := fits(b)) is not None and fit >= least]
        if len(known) == 1:
            return known[0]
        definite = syntax.low[start] == "the" and found.name.islower()
        return found if definite and not known else None
