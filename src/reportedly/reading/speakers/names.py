"""The proper names in a report: people with their titles, and bodies that no roster has."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reportedly.lexicon import actors, roles
from reportedly.lexicon.actors import Form
from reportedly.lexicon.gazetteer import key_of, look_up
from reportedly.lexicon.places import peoples
from reportedly.lexicon.roles import BodyUse
from reportedly.lexicon.word_sets import word_set
from reportedly.model import ActorKind
from reportedly.reading.speakers.bodies import body_ending
from reportedly.reading.speakers.name import Name
from reportedly.reading.speakers.name_agreement import agreed_names
from reportedly.reading.speakers.name_runs import (
    body_head,
    common_nouns,
    ends_firm,
    goes_on,
    headlines,
    is_no_part,
    run_end,
    starts_proper,
)
from reportedly.reading.speakers.roster import opens_with_article
from reportedly.reading.speakers.titles import second_role, title_after, title_before
from reportedly.reading.text.syntax import NOMINAL_SUBJECTS

if TYPE_CHECKING:
    from reportedly.reading.speakers.roster import RosterMatches

_NO_PERSON_LABELS = frozenset({"GPE", "LOC", "FAC", "EVENT", "LAW", "NORP", "LANGUAGE", "WORK_OF_ART"})
_ARGUMENTS = frozenset({"nsubj", "nsubjpass", "pobj", "dobj", "appos"})
_TRAILING = '-–—"”'
"""Marks that the parse takes for part of a name."""
_AGED = re.compile(r"\d[-‑–]years?[-‑–]old$")
"""An age before a name."""
_SEAT = re.compile(r"[DRI][-–][A-Z]")
"""The party and the state of a lawmaker: "R-Ohio"."""
_LONGEST_PERSON = 5
"""Words in the longest name that counts as a person's without a label or title."""


def find_names(roster: RosterMatches) -> list[Name]:
    """Every proper name that is a person's, or a body's that no roster has, in text order."""
    found: list[Name] = []
    syntax, in_headlines, nouns = roster.syntax, headlines(roster), common_nouns(roster)
    i = 0
    while i < syntax.n:
        if not roster.in_name[i]:
            i += 1
            continue
        headline = syntax.sent[i] in in_headlines
        match = roster.matches.get(i)
        if headline and match is None:
            found.append(Name(start=i, end=i + 1, words=syntax.words[i], person=True, short_only=True))
            i += 1
            continue
        if match is not None and match.entry.kind is not ActorKind.PERSON and not goes_on(roster, match.end):
            i = match.end
            continue
        end = match.end if headline and match is not None else run_end(roster, i)
        i += _follows_seat(roster, i, end)
        if i > 1 and match is None and opens_with_article(syntax, i - 2) and not (i > 2 and roster.in_name[i - 3]):
            i -= 2
        elif _is_common_noun(roster, i, end) or is_no_part(roster, i, end, nouns):
            i += 1
        name = _name_in(roster, i, end)
        if name is not None:
            found.append(name)
        i = max(end, i + 1)
    return agreed_names(roster, found)


def _follows_seat(roster: RosterMatches, start: int, end: int) -> bool:
    """True if a place comes before a person's name in a run: the comma is lost in "governor of | Lodd | Ana Ruiz"."""
    low = roster.syntax.low
    seated = start > 1 and low[start - 1] == "of" and roster.role(start - 2, start - 1) is not None
    if end - start != 3 or not (seated or (start > 0 and low[start - 1] == "in")):
        return False
    key = key_of(roster.syntax.words[start])
    return "," not in roster.syntax.text and bool(look_up([key]).get(key))


def _is_common_noun(roster: RosterMatches, start: int, end: int) -> bool:
    """True for a noun whose capital the start of the sentence gives, before a body's name: "Operator | Blue Lines"."""
    syntax = roster.syntax
    opens = start == syntax.starts[syntax.sent[start]] or not syntax.words[start - 1].strip()
    if not opens or end - start < 3 or start in roster.matched or syntax.label[start] or syntax.words[start].isupper():
        return False
    return syntax.label[start + 1] == "ORG" and roster.plain[start] in roles.body_heads()


def _name_in(roster: RosterMatches, start: int, end: int) -> Name | None:
    """The name in a run of capitalised words, which may start with titles."""
    first = starts_proper(roster, start, end)
    if first >= end:
        return None
    if first > start and _is_body_of_its_own(roster, start, end):
        first = start
    head = body_head(roster, first, end)
    if head is not None and head == end - 1 and head > first:
        # "Merrow campaign" is named after its owner, who is a person.
        phrase = body_ending(roster, head, first)
        if phrase is not None and phrase.noun.organ == "owned":
            end, head = phrase.start, None
            if end <= first:
                return None
    person = head is not None and roster.syntax.label[head] == "PERSON"
    if person and head is not None:
        # "Ellen Bank" may be somebody's name, "Zugdidi Hospital" is none.
        shown = first > start or actors.gender_of(roster.wording(first, end)) is not None
        person = (shown or roster.plain[head] in word_set("bodies and last names")) and not (
            roster.plain[head].endswith("s") and ends_firm(roster, first, head)
        )
    if head is not None and first == start and not person:
        return _body(roster, start, end, head)
    match = roster.matches.get(start)
    if match is not None and match.entry.kind is not ActorKind.PERSON:
        return None
    return _person_or_organisation(roster, start, first, end)


def _is_body_of_its_own(roster: RosterMatches, start: int, end: int) -> bool:
    """True if a run ends with what a body is, so that it starts with no title: "General Election Commission"."""
    head = body_head(roster, start, end)
    if head is None or (head != end - 1 and not (roster.syntax.tag[start + 1] == "POS" and start + 1 < head)):
        return False
    phrase = body_ending(roster, head, start)
    return phrase is None or phrase.noun.organ != "owned"


def _person_or_organisation(roster: RosterMatches, start: int, first: int, end: int) -> Name | None:
    """The name from token `first` on, in a run from `start` on that has no noun for a body."""
    syntax, titled = roster.syntax, first > start
    before = title_before(roster, start, titled)
    while first < end - 1 and not syntax.words[first][:1].isalnum():
        first += 1
    words = roster.wording(first, end).rstrip(_TRAILING)
    if len(words) < 2 or not words[0].isupper() or _is_label(roster, first, end):
        return None
    honoured = before < start and syntax.low[start - 1] == "."
    if not titled and not honoured and _is_acronym(roster, first, end):
        counts = end < syntax.n and syntax.tag[end] == "CD" and syntax.sent[end] == syntax.sent[first]
        kind = syntax.low[syntax.left[first]] in word_set("indefinite") and syntax.head[first] not in range(
            first, end + 1
        )
        return None if counts or kind else _organisation(roster, first, end)
    if not titled and (_names_a_finding(roster, end) or _called_a_body(roster, first)):
        return _organisation(roster, first, end)
    if not titled and not honoured and _is_place(roster, first, end):
        return Name(start=first, end=end, words=words, person=True, short_only=True)
    titles = _titles(roster, before, start, first, end, titled)
    label = syntax.label[end - 1]
    if _AGED.search(roster.wording(max(first - 5, 0), first)):
        label = "PERSON"
    match = roster.matches.get(first)
    single = end - first == 1 and syntax.dep[end - 1] not in NOMINAL_SUBJECTS
    known = match is not None and match.entry.kind is ActorKind.PERSON
    if titles or known or (label == "PERSON" and not single):
        belongs = _belongs(roster, end) if not titles else None
        return Name(start=first, end=end, words=words, person=True, titles=titles, belongs=belongs)
    return _unclear(roster, first, end)


def _is_label(roster: RosterMatches, first: int, end: int) -> bool:
    """True for what is written like a name and is none: "Nov." beside a number, "D-Wash.", "Germans"."""
    syntax = roster.syntax
    if end - first == 1 and roster.plain[first] in word_set("short for months and days"):
        return any(0 <= i < syntax.n and syntax.tag[i] == "CD" for i in (first - 2, first - 1, end, end + 1))
    if end - first == 1 and roles.singular(roster.plain[first]) in peoples() and syntax.label[first] != "PERSON":
        return True
    return _SEAT.match(roster.wording(first, end)) is not None


def _is_place(roster: RosterMatches, first: int, end: int) -> bool:
    """True for one word that is a place's name, that no role leads and that the parser does not call a person."""
    syntax = roster.syntax
    if end - first != 1 or syntax.label[first] not in {"", "GPE", "LOC", "FAC"} or first in roster.matched:
        return False
    if first > 0 and roster.role(first - 1, first) is not None:
        return False
    key = key_of(syntax.words[first])
    return bool(look_up([key]).get(key)) and (syntax.label[first] != "" or syntax.dep[first] not in NOMINAL_SUBJECTS)


def _names_a_finding(roster: RosterMatches, end: int) -> bool:
    """True if the noun after a name means that the name is of whoever made it: "a Gallup poll"."""
    known = roles.bodies().get(roster.plain[end]) if end < roster.syntax.n else None
    return known is not None and known.use in {BodyUse.FINDING, BodyUse.UTTERANCE}


def _called_a_body(roster: RosterMatches, first: int) -> bool:
    """True if the noun right before a name says that it is a body's: "the tracking group Skyvakt"."""
    syntax = roster.syntax
    if (
        first == 0
        or syntax.tag[first - 1] != "NN"
        or syntax.label[first] == "PERSON"
        or roster.role(first - 1, first) is not None
    ):
        return False
    return body_ending(roster, first - 1) is not None


def _is_acronym(roster: RosterMatches, first: int, end: int) -> bool:
    word = roster.syntax.words[first]
    return end - first == 1 and word.isupper() and len(word) > 1 and first not in roster.matches


def _titles(
    roster: RosterMatches, before: int, start: int, first: int, end: int, titled: bool
) -> tuple[tuple[int, int], ...]:
    """The tokens of the titles before and after a name."""
    titles = []
    if titled or before < start:
        titles.append((before, first))
    after = title_after(roster, end)
    if after > end:
        titles.append((end + 1, after))
        second = second_role(roster, end + 1, after)
        if second is not None:
            titles.append((second, after))
    return tuple(titles)


def _unclear(roster: RosterMatches, first: int, end: int) -> Name | None:
    """A name that has no title and is in no roster: an organisation or a person, by its label and place."""
    label = roster.syntax.label[end - 1]
    single = end - first == 1
    short = Name(start=first, end=end, words=roster.wording(first, end), person=True, short_only=True)
    if label == "PERSON":
        return short
    if not single and any((office := roster.role(i, end)) and office[1] == end for i in range(first + 1, end)):
        return None  # "Communications Minister": an office, whoever holds it
    if label == "ORG":
        return _organisation(roster, first, end)
    found = _unlabelled(roster, first, end)
    return short if found is None and single else found


def _unlabelled(roster: RosterMatches, start: int, end: int) -> Name | None:
    """A name of a few plain words that is a subject or object may be a person's."""
    syntax, last = roster.syntax, end - 1
    shown = actors.gender_of(roster.wording(start, end)) is not None
    if (syntax.label[last] in _NO_PERSON_LABELS and not shown) or syntax.tag[last] == "NNPS":
        return None
    if syntax.dep[last] not in _ARGUMENTS or end - start > _LONGEST_PERSON:
        return None
    words = roster.wording(start, end)
    return Name(start=start, end=end, words=words, person=True, belongs=_belongs(roster, end))


def _body(roster: RosterMatches, start: int, end: int, head: int) -> Name | None:
    """The body whose noun is token `head`; None where it is a state's organ or has no name of its own."""
    phrase = body_ending(roster, head, start)
    noun = phrase.noun if phrase is not None else None
    if noun is not None and noun.organ == "state":
        return None
    low = roster.syntax.low
    tail = next((k for k in range(head + 1, end) if low[k] in {"of", "for", "on"}), None)
    owner = _owner(roster, start, end, tail)
    own = start
    before = roster.matches_by_end.get(start)
    if before is not None and before.form is Form.ADJECTIVE and noun is not None and not noun.organ:
        own = before.start
    if tail is None and end - own == 1:
        return None
    stop = tail if owner is not None and tail is not None and owner > tail else end
    seated = end_of_seat(roster, head, end)
    return Name(
        start=own,
        end=seated,
        words=roster.wording(own, seated if seated > end else stop),
        short=roster.wording(own, end) if seated > end else None,
        person=False,
        head=head,
        owner=owner,
        acronym=_acronym(roster, end),
    )


def end_of_seat(roster: RosterMatches, head: int, end: int) -> int:
    """Where "in Almaty" ends after an institute, court or hospital, whose name is whole with it; else `end`."""
    syntax = roster.syntax
    if roster.plain[head] not in word_set("bodies of a place") or end + 1 >= syntax.n or syntax.low[end] != "in":
        return end
    if not roster.in_name[end + 1] or syntax.low[end + 1] in word_set("calendar"):
        return end
    return run_end(roster, end + 1)


def _owner(roster: RosterMatches, start: int, end: int, tail: int | None) -> int | None:
    """The start of the roster's name that owns a body: after "of" at token `tail`, or before with a genitive."""
    syntax = roster.syntax
    if tail is not None and tail - start >= 2:
        at = tail + 1 + (tail + 1 < end and syntax.low[tail + 1] == "the")
        match = roster.matches.get(at)
        if match is not None and match.end >= end:
            return at
    if start > 1 and syntax.tag[start - 1] == "POS" and start - 1 in roster.matches_by_end:
        return roster.matches_by_end[start - 1].start
    return None


def _organisation(roster: RosterMatches, start: int, end: int) -> Name:
    words = roster.wording(start, end)
    return Name(start=start, end=end, words=words, person=False, acronym=_acronym(roster, end))


def _acronym(roster: RosterMatches, end: int) -> str | None:
    """The acronym in brackets after a name."""
    words = roster.syntax.words
    if end + 2 < len(words) and words[end] == "(" and words[end + 2] == ")" and words[end + 1].isupper():
        return words[end + 1]
    return None


def _belongs(roster: RosterMatches, end: int) -> str | None:
    """The party or body that follows a name after "of", "from" or "at"."""
    syntax = roster.syntax
    if end + 1 >= syntax.n or syntax.low[end] not in word_set("belonging"):
        return None
    start = end + 1 + (syntax.low[end + 1] == "the")
    if start >= syntax.n or not roster.in_name[start]:
        return None
    match = roster.matches.get(start)
    if match is not None and not goes_on(roster, match.end):
        if match.form is Form.ADJECTIVE:
            return None  # "of the Canadian board"
        return match.entry.name if syntax.low[end] == "of" or match.entry.kind is not ActorKind.STATE else None
    stop = run_end(roster, start)
    named = body_head(roster, start, stop) is not None or (
        syntax.low[end] == "of" and _may_be_firm(roster, start, stop)
    )
    return roster.wording(start, stop) if named else None


def _may_be_firm(roster: RosterMatches, start: int, end: int) -> bool:
    """True for a name of several words that no place has: "Ana Lund of | Route Claire", not "of Santa Cruz"."""
    key = key_of(roster.wording(start, end))
    places = any(roster.syntax.label[i] in _NO_PERSON_LABELS for i in range(start, end))
    return end - start > 1 and not places and not look_up([key]).get(key)
