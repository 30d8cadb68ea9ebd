"""Titles before and after names: "Russian Foreign Minister", ", an analyst at the Institute", "Putin aide"."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reportedly.lexicon import roles
from reportedly.lexicon.actors import Form
from reportedly.lexicon.persons import persons
from reportedly.lexicon.roles import RoleClass
from reportedly.lexicon.word_sets import word_set
from reportedly.model import ActorKind
from reportedly.reading.speakers.bodies import body_ending
from reportedly.reading.speakers.name_runs import hyphenates, owns_a_body
from reportedly.reading.speakers.roster import is_large_place
from reportedly.reading.text.syntax import FINITE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reportedly.lexicon.roles import Role
    from reportedly.reading.speakers.bodies import BodyPhrase
    from reportedly.reading.speakers.roster import RosterMatch, RosterMatches

_LEFT_TAGS = frozenset({"NN", "NNP", "NNPS", "JJ", "JJR", "JJS", "POS", "HYPH", "CD", "VBN", "VBG", "PRP$"})
_LONGEST_BEFORE = 12
"""Tokens that a title before a name may have."""
_LONGEST_AFTER = 16
"""The same for a description after a name."""
_ROLE_WITHIN = 8
"""Tokens after the comma within which a description says what somebody is."""

_POSTED = frozenset({RoleClass.SPEAKER, RoleClass.POST, RoleClass.FORCE, RoleClass.LOCAL})
"""Classes of people who speak for no place that they are in: "commander in Iraq"."""

PAST, OPPOSING = "past", "opposing"
"""Before the nouns of a role that is over or still to come, and of one on another side: "past minister"."""


@dataclass(frozen=True, slots=True)
class TitleOwner:
    """The words in a title that say whose minister or spokesman somebody is: "Russia's armed forces" is two of them."""

    match: RosterMatch | None = None
    """The roster's name of the owner, where it has one."""
    body: BodyPhrase | None = None
    """The body within that owner, or the owner itself."""
    words: tuple[int, int] | None = None
    """Any other name of the owner, by its tokens: a person's, or an organisation's that no roster has."""
    people: tuple[int, int] | None = None
    """People without a name of their own, by their tokens: "for | the families of the Chilean miners"."""

    @property
    def start(self) -> int | None:
        """The first token of all of it; None where nobody owns the title."""
        starts = [owner.start for owner in (self.match, self.body) if owner is not None]
        starts += [span[0] for span in (self.words, self.people) if span is not None]
        return min(starts, default=None)

    def __bool__(self) -> bool:
        return self.start is not None


@dataclass(frozen=True, slots=True)
class Title:
    """A role that a report gives somebody, with other nouns for it and the owner of the role."""

    role: Role
    nouns: frozenset[str]
    """Nouns by which the person may be referred to later: "minister", "foreign minister"."""
    gender: str | None = None
    owner: TitleOwner = TitleOwner()
    past: bool = False
    """True where the role is over or still to come: a former minister speaks for nobody else."""
    opposing: bool = False
    """True where the words put somebody on another side than their owner's: "Syria's rebel leader"."""
    possessed: bool = False
    """True where a pronoun says whose it is: "its president" is no head of state."""
    portfolio: bool = False
    """True where they name what the holder of an office deals with, but not whose it is: "minister for Africa"."""

    @property
    def qualified(self) -> str | None:
        """PAST or OPPOSING where whoever has the title does not hold the office that the role alone would be."""
        return PAST if self.past else OPPOSING if self.opposing else None


def read_title(roster: RosterMatches, start: int, end: int) -> Title | None:
    """The title in these tokens; None where they name no role."""
    found, stop = _roles_in(roster, start, end)
    if not found:
        return None
    low = roster.syntax.low
    last = found[-1][2]
    titled = [f for f in found if f[0].cls is not RoleClass.TITLE]
    role, at, _ = (titled or found)[-1]
    owner = TitleOwner()
    belongs = stop < end and (low[stop] in word_set("belonging") or _serves(role, low[stop]))
    if any(roster.syntax.tag[i] == "POS" for i in range(start, at)):
        owner = _owner_before(roster, start, at, role)  # "the fund's head of mission"
    if belongs and not owner:
        owner = _owner_after(roster, stop + 1, end)
    owner = owner or _owner_before(roster, start, at, role)
    if not owner and not belongs and stop < end and low[stop] == "in":
        owner = _owner_after(roster, stop + 1, end)
        named = owner.body is not None or (owner.words is not None and roster.syntax.label[owner.words[0]] == "ORG")
        owner = owner if named or role.cls not in _POSTED else TitleOwner()
    portfolio = not owner and role.cls is RoleClass.OFFICE and stop < end and low[stop] == "for"
    if not owner and not belongs and not portfolio and stop < end and low[stop] == "for":
        owner = _owner_after(roster, stop + 1, end)
    past = any(low[i] in word_set("past") or low[i] in word_set("coming") for i in range(start, last))
    own = range(*owner.words) if owner.words is not None and owner.match is None else ()
    opposing = any(_opposes(roster, i) for i in _beside_owner(roster, owner, start, at, end) if i not in own)
    return Title(
        role=role,
        nouns=_nouns(found, past=past, opposing=opposing),
        gender=next((named.gender for named, _, _ in found if named.gender), None),
        owner=owner,
        past=past,
        opposing=opposing,
        possessed=not owner and any(low[i] in word_set("possessive") for i in range(max(start - 1, 0), at)),
        portfolio=portfolio,
    )


def _serves(role: Role, link: str) -> bool:
    """True for "adviser to X": an aide belongs to whoever is named after "to", an envoy does not."""
    return link == "to" and role.cls in {RoleClass.OFFICIAL, RoleClass.COUNSEL}


def _nouns(found: Sequence[tuple[Role, int, int]], *, past: bool, opposing: bool) -> frozenset[str]:
    """The nouns of these roles; "the minister" refers to no former one, "the rebel leader" to no other leader."""
    nouns = {noun for role, _, _ in found for noun in (role.noun, roles.head_noun(role.noun))}
    if past:
        return frozenset(f"{PAST} {noun}" for noun in nouns)
    return frozenset(nouns | {f"{OPPOSING} {noun}" for noun in nouns} if opposing else nouns)


def _beside_owner(roster: RosterMatches, owner: TitleOwner, start: int, at: int, end: int) -> range:
    """The tokens whose words may oppose somebody to the owner: from there to the role at `at`, or to the next break."""
    first = owner.start
    if owner.people is not None or (
        owner.words is not None and owner.match is None and first is not None and first > at
    ):
        return range(at, at)
    if first is None or first < at:
        return range(start if first is None else first, at)
    return range(first, next((i for i in range(first, end) if _breaks_off(roster.syntax.low[i])), end))


def _opposes(roster: RosterMatches, i: int) -> bool:
    """True for "rebel" before a role; not within a name: "Union" in "Union Home Minister"."""
    if i in roster.matched or roles.singular(roster.plain[i]) not in word_set("opposing"):
        return False
    following = i + 1
    named = following < roster.syntax.n and roster.syntax.words[i][:1].isupper() and roster.in_name[following]
    return not named or roster.role(following, following + 1) is not None


def names_the_holder(roster: RosterMatches, start: int, head: int) -> bool:
    """True if nothing in these tokens makes the role at `head` another than the office: "Chad's | new | president"."""
    for i in range(start, head):
        known = i in roster.matched or roster.plain[i] in word_set("not qualifying an office")
        if not known and roster.syntax.tag[i] not in {"DT", "POS", "PRP$", "HYPH", ","}:
            return False
    return True


def _roles_in(roster: RosterMatches, start: int, end: int) -> tuple[list[tuple[Role, int, int]], int]:
    """The roles in these tokens with their places, and the first token after them that links or breaks off."""
    low = roster.syntax.low
    found: list[tuple[Role, int, int]] = []
    i = start
    while i < end:
        if found and (_links(low[i]) or _breaks_off(low[i])):
            return found, i
        here = roster.role(i, end)
        if here is not None:
            found.append((here[0], i, here[1]))
        i = here[1] if here is not None else i + 1
    return found, end


def _links(word: str) -> bool:
    return word in word_set("before an owner")


def _breaks_off(word: str) -> bool:
    return word in word_set("ending a title") or word in {",", ";", "("}


def _owner_before(roster: RosterMatches, start: int, end: int, role: Role) -> TitleOwner:
    """The last name or body before the role owns it; a body's own owner comes before the body."""
    syntax = roster.syntax
    body: BodyPhrase | None = None
    i = end
    while i > start and syntax.tag[i - 1] != "PRP$":
        phrase = body_ending(roster, i - 1, start)
        if phrase is not None and body is None:
            body = phrase
            i = phrase.start
            continue
        match = roster.matches_by_end.get(i)
        if match is not None and match.start >= start:
            return TitleOwner(match=_sender(roster, match, role, start) or match, body=body)
        local = body is not None and body.local and body.start == i
        if (
            roster.in_name[i - 1]
            and (body is None or body.noun.organ == "owned" or local)
            and not _is_office_word(roster, i - 1)
            and roster.role(i - 1, end) is None
            and not _is_common_word(roster, i - 1)
        ):
            if body is not None and local:
                return TitleOwner(body=body, words=(_name_start(roster, i - 1, start), body.end))
            subject = role.cls is RoleClass.OFFICE and i == end and syntax.label[i - 1] != "GPE"
            if syntax.label[i - 1] == "LOC" or syntax.tag[i - 1] == "JJ" or subject:
                end = i = i - 1
                continue
            return TitleOwner(body=body, words=(_name_start(roster, i - 1, start), i))
        i -= 1
    return TitleOwner(body=body)


def _sender(roster: RosterMatches, match: RosterMatch, role: Role, start: int) -> RosterMatch | None:
    """The state whose envoy to a union of states somebody is: China in "China's UN envoy"; else None."""
    if role.noun not in word_set("delegate") or match.entry.kind is not ActorKind.ORGANISATION:
        return None
    end = match.start
    while end > start and roster.syntax.tag[end - 1] in {"POS", "JJ"} and end not in roster.matches_by_end:
        end -= 1
    before = roster.matches_by_end.get(end)
    return before if before is not None and before.start >= start and before.entry.kind is ActorKind.STATE else None


def _is_office_word(roster: RosterMatches, i: int) -> bool:
    """True for capitalised words of an office that name no owner: "Deputy", "Shadow"."""
    word = roster.plain[i]
    return any(word in word_set(name) for name in ("office words", "opposing", "past", "coming"))


def _is_common_word(roster: RosterMatches, i: int) -> bool:
    """True for a word that only the start of a sentence writes large: "Prison | spokesman", in a report on a prison.

    So is one that only says of what level an office is: "District Collector".
    """
    syntax = roster.syntax
    alone = i == 0 or not roster.in_name[i - 1] or i in roster.matches_by_end
    if alone and roster.plain[i] in word_set("levels of offices"):
        return True
    return i == syntax.starts[syntax.sent[i]] and i not in roster.matched and syntax.low[i] in syntax.words


def _name_start(roster: RosterMatches, last: int, start: int) -> int:
    """Where the capitalised name that ends with token `last` starts; names of the roster are no part of it."""
    first, label = last, roster.syntax.label
    while first > start:
        of_body = first not in roster.matches_by_end or label[first - 1] == label[first] == "ORG"
        if roster.in_name[first - 1] and of_body:
            first -= 1
        elif first - 1 > start and hyphenates(roster, first - 1) and roster.in_name[first - 2]:
            first -= 2
        else:
            break
    return first


def _owner_after(roster: RosterMatches, start: int, end: int) -> TitleOwner:
    """The first name or body after "of", "at" or "for"; of "Russia's armed forces" both."""
    people = _people(roster, start, end)
    if people is not None:
        return TitleOwner(people=people)
    for i in range(start, end):
        if _breaks_off(roster.syntax.low[i]):
            break
        if i in roster.matches:
            return _owned_by_match(roster, roster.matches[i], end)
        phrase = body_ending(roster, i, start)
        if phrase is not None:
            return _owned_by_body(roster, phrase, i, start, end)
        if roster.in_name[i]:
            last = _name_end(roster, i, end)
            seated = _body_of_place(roster, i, last, end)
            if seated is not None:
                return TitleOwner(body=seated)
            subject = any(roles.subject_named(roster.plain[i:stop]) for stop in range(i + 1, last + 1))
            return TitleOwner() if subject else TitleOwner(words=(i, last))
    return TitleOwner()


def _body_of_place(roster: RosterMatches, start: int, last: int, end: int) -> BodyPhrase | None:
    """The body without a name of its own that a place only modifies: "of the Piraeus | company"."""
    syntax = roster.syntax
    for i in range(last, end):
        phrase = body_ending(roster, i, last)
        if phrase is not None:
            place = syntax.label[start] in {"GPE", "LOC"} or is_large_place(roster.wording(start, last))
            return phrase if place else None
        if roster.in_name[i] or syntax.tag[i] not in {"NN", "NNS", "JJ", "HYPH"}:
            return None
    return None


def _people(roster: RosterMatches, start: int, end: int) -> tuple[int, int] | None:
    """The people that a title is for, with what follows of them: "striking Fiat workers", "the widows of the miners".

    Nouns for people and for their relatives count; "troops" and "the police" are bodies.
    """
    syntax = roster.syntax
    stop = next((i for i in range(start, end) if _breaks_off(syntax.low[i])), end)
    link = next((i for i in range(start, stop) if _links(syntax.low[i])), stop)
    head = link - 1
    if head < start or syntax.tag[head] != "NNS" or body_ending(roster, head, start) is not None:
        return None
    noun = roles.singular(roster.plain[head])
    if noun not in persons() and roster.plain[head] not in persons() and noun != "family":
        return None
    return start + (syntax.low[start] in word_set("article")), stop


def _owned_by_match(roster: RosterMatches, match: RosterMatch, end: int) -> TitleOwner:
    """The owner that starts with a name of the roster, with the body that follows it."""
    syntax, after = roster.syntax, match.end
    for j in range(after, end):
        if _links(syntax.low[j]) or syntax.low[j] in word_set("ending a title") or syntax.low[j] == ",":
            break
        phrase = body_ending(roster, j, after)
        if phrase is not None:
            words = None if phrase.noun.organ else (match.start, phrase.end)
            return TitleOwner(match=match, body=phrase, words=words)
    goes_on = after < end and roster.in_name[after] and syntax.tag[after] != "POS" and match.form is Form.ADJECTIVE
    return TitleOwner(match=match, words=(match.start, _name_end(roster, after, end)) if goes_on else None)


def _owned_by_body(roster: RosterMatches, phrase: BodyPhrase, i: int, start: int, end: int) -> TitleOwner:
    """The owner that is a body, whose head noun is token `i`, with the name after it, or after "of" or "in"."""
    words = None
    if roster.in_name[i] and not phrase.noun.organ:
        first = i
        while first > start and roster.in_name[first - 1]:
            first -= 1
        words = (first, _name_end(roster, i + 1, end))
    if words is None and phrase.end < end and roster.in_name[phrase.end] and phrase.end not in roster.matches:
        return TitleOwner(words=(phrase.end, _name_end(roster, phrase.end, end)))
    match = None
    low = roster.syntax.low
    if phrase.end < end and low[phrase.end] in {"of", "in"}:
        at = phrase.end + 1
        at += at < end and low[at] == "the"
        match = roster.matches.get(at) if at < end else None
    return TitleOwner(match=match, body=phrase, words=words)


def _name_end(roster: RosterMatches, start: int, end: int) -> int:
    """Where the capitalised name that goes on at `start` ends: "of" and "for" belong to it before a capital."""
    low, in_name = roster.syntax.low, roster.in_name
    i = start
    while i < end:
        before_name = (i + 1 < end and in_name[i + 1]) or (i + 2 < end and low[i + 1] == "the" and in_name[i + 2])
        joined = before_name and (low[i] in word_set("in owner names") or owns_a_body(roster, i))
        numbered = i > start and roster.syntax.tag[i] == "CD" and in_name[i - 1]
        if not in_name[i] and not joined and not numbered:
            break
        i += 1
    return i


def title_before(roster: RosterMatches, name: int, titled: bool = False) -> int:
    """Where the title that leads up to the name at this token starts; the token itself where none does.

    `titled` says that an office or honorific starts at that token, so that "FBI" before "Director" belongs to it.
    """
    syntax = roster.syntax
    first = name
    apart = _role_apart(roster, name)
    if titled and _is_honorific(roster, name):
        beside = name > 1 and syntax.low[name - 1] == "," and _is_role_noun(roster, name - 2)
        first = name - 1 if beside else name if apart is None else apart
    elif not titled:
        cut_off = name > 1 and syntax.low[name - 1] == "." and _is_cut_off(roster, name)
        if name > 1 and (syntax.low[name - 1] == "," or cut_off) and _is_role_noun(roster, name - 2):
            # The parser cuts the full stop off some titles: "MR | . | HALE".
            first = name - 1
        elif apart is not None:
            first = apart
        elif not (name > 0 and (_is_role_noun(roster, name - 1) or syntax.low[name - 1] in word_set("past"))):
            return name
    opening = syntax.starts[syntax.sent[first - 1 if first < name else name]]
    limit = max(opening, name - _LONGEST_BEFORE)
    while first > limit and (
        syntax.tag[first - 1] in _LEFT_TAGS
        or first in roster.matches_by_end
        or (syntax.low[first - 1] == "and" and _is_candidate(roster, first - 2))
        or (syntax.tag[first - 1] == "NNS" and (roster.in_name[first - 1] or syntax.dep[first - 1] == "compound"))
    ):
        first -= 1
    return first


def _is_cut_off(roster: RosterMatches, name: int) -> bool:
    """True if the full stop before a name belongs to an abbreviation, for a sentence without a verb ends there."""
    syntax = roster.syntax
    if syntax.sent[name - 2] == syntax.sent[name] or syntax.low[name - 2] in word_set("abbreviated rank"):
        return True
    start = syntax.starts[syntax.sent[name - 2]]
    return syntax.end[name - 2] == syntax.char[name - 1] and not any(syntax.is_verb(i) for i in range(start, name - 1))


def _role_apart(roster: RosterMatches, name: int) -> int | None:
    """The role whose "of" stands between it and a name: "director of the mine Ana Ruiz", "mayor of Lodz, Jan Nowak".

    After a comma the parse has to say that the name is in apposition to the role.
    """
    syntax = roster.syntax
    comma = name > 0 and syntax.low[name - 1] == ","
    if not comma and (name == 0 or syntax.tag[name - 1] not in {"NN", "NNS"}):
        return None
    link = False
    for i in range(name - 1 - comma, max(name - _LONGEST_BEFORE, syntax.starts[syntax.sent[name]] - 1), -1):
        if link and _is_role_noun(roster, i):
            named = range(name, min(name + 5, syntax.n))
            return (
                i if not comma or any(syntax.dep[k] == "appos" and i <= syntax.head[k] < name for k in named) else None
            )
        link = syntax.low[i] in {"of", "for"} or (comma and syntax.low[i] in {"in", "at", "to"})
        if not link and syntax.tag[i] not in _LEFT_TAGS | {"DT", "NNS"}:
            return None
        if not comma and roster.in_name[i]:
            return None
    return None


def _is_honorific(roster: RosterMatches, i: int) -> bool:
    """True for "Ms" and for ranks, which may stand between an office and a name: "the spokesman, Colonel X"."""
    found = roster.role(i, i + 1)
    return found is not None and found[0].cls in {RoleClass.TITLE, RoleClass.FORCE}


def _is_candidate(roster: RosterMatches, i: int) -> bool:
    """True for "candidate" before "and" and another title: "the candidate and Ohio governor Ana Ruiz"."""
    found = roster.role(i, i + 1) if i >= 0 else None
    return found is not None and found[0].cls is RoleClass.CANDIDATE


def _is_role_noun(roster: RosterMatches, i: int) -> bool:
    return roster.role(i, i + 1) is not None and roster.syntax.tag[i] not in FINITE


def title_after(roster: RosterMatches, end: int) -> int:
    """Where the description ends that follows a name in apposition; `end` itself where none does."""
    syntax = roster.syntax
    if end + 1 >= syntax.n or syntax.low[end] not in {",", "–", "—", "--"}:
        return end
    first = end + 1
    if syntax.low[first] in {"and", "who", "but", "whose"} or syntax.tag[first] in FINITE:
        return end
    limit = min(syntax.sentence_end(syntax.sent[end]), end + _LONGEST_AFTER)
    role_seen = False
    i = first
    while i < limit and not _ends_description(roster, i):
        if not role_seen:
            if roster.role(i, limit) is not None:
                if i - end > _ROLE_WITHIN:
                    return end
                role_seen = True
            elif _links(syntax.low[i]) or (syntax.low[i] in word_set("possessive") and syntax.tag[i - 1] == "IN"):
                return end
        i += 1
    return i if role_seen else end


def second_role(roster: RosterMatches, start: int, end: int) -> int | None:
    """Where the second of two roles starts in a description: "a historian and | head of the institute"; else None."""
    syntax = roster.syntax
    for i in range(start + 1, end - 1):
        if syntax.low[i] == "and" and any(roster.role(k, i) is not None for k in range(start, i)):
            found = any(roster.role(k, end) is not None for k in range(i + 1, min(i + 1 + _ROLE_WITHIN, end)))
            return i + 1 if found else None
    return None


def _ends_description(roster: RosterMatches, i: int) -> bool:
    low, tag = roster.syntax.low[i], roster.syntax.tag[i]
    return low in {",", ";", "–", "—", "who", "which", ")", ".", "”", '"', ":"} or tag in FINITE
