"""Agreement of the names in a report: what one place shows of a name holds for it in the others.

A single word is a person's last name everywhere or nowhere; a headline or a slip of the parse does not lengthen a name
that the report has elsewhere.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from reportedly.lexicon import actors
from reportedly.reading.speakers.bodies import body_ending
from reportedly.reading.speakers.name import Name
from reportedly.reading.text.syntax import NOMINAL_SUBJECTS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportedly.reading.speakers.roster import RosterMatches

_MODIFIERS = frozenset({"NN", "NNS", "NNP", "NNPS", "JJ", "HYPH", "VBN", "VBG", "CD"})
"""Tags of words before the noun of an apposition."""
_LONG_NAME = 3
"""Tokens of a name from which on part of it may be a name of its own."""
_OF_A_PERSON = re.compile(r"(?:Jr|Sr|II|III|IV|[A-Z])\.?")
"""Initials, and what tells a person from parents of the same name."""


def agreed_names(roster: RosterMatches, names: list[Name]) -> list[Name]:
    """The names, with one answer for each single word: a person if most are, or if it ends a person's full name."""
    names = sorted((*_without_slips(roster, names), *_like_roles(roster, names)), key=lambda n: n.start)
    single = [n for n in names if n.head is None and not n.full]
    votes = Counter(n.words for n in single if n.person)
    votes.subtract(n.words for n in single if not n.person)
    last_names = {n.words.casefold().rsplit(" ", 1)[-1] for n in names if n.person and n.full}
    agreed = [
        replace(n, person=True)
        if not n.person and n.head is None and (n.words.casefold() in last_names or votes[n.words] > 0)
        else n
        for n in names
    ]
    bodies = _repeated(roster, agreed) | _shown_bodies(roster, agreed)
    places = _located(roster, agreed)
    return [
        replace(n, person=False, short_only=False) if n.words in bodies else n for n in agreed if n.words not in places
    ]


def _without_slips(roster: RosterMatches, names: list[Name]) -> Iterator[Name]:
    """The names; of a person's the part that the report has elsewhere: "Ana Ruiz | Returns", "Hire | Ana Ruiz".

    The last word of that part has to stand alone somewhere too, as last names do.
    """
    syntax = roster.syntax
    full = {n.words for n in names if n.person and n.full}
    alone = {n.words for n in names if not n.full}
    for name in names:
        spans = [
            (first, last)
            for first in range(name.start, name.end - 1)
            for last in range(name.end, first + 1, -1)
            if last - first < name.end - name.start
        ]
        if not name.person or name.end - name.start < _LONG_NAME:
            yield name
            continue
        for first, last in sorted(spans, key=lambda span: span[0] - span[1]):
            words = roster.wording(first, last)
            if words not in full or roster.wording(last - 1, last) not in alone:
                continue
            beside = (*syntax.words[name.start : first][-1:], *syntax.words[last : name.end][:1])
            if not any(_OF_A_PERSON.fullmatch(word) for word in beside):
                yield replace(name, start=first, end=last, words=words)
                break
        else:
            yield name


def _like_roles(roster: RosterMatches, names: list[Name]) -> Iterator[Name]:
    """Last names that are roles or look plural, where somebody has been named so in full: "Ana Woods", then "Woods"."""
    syntax = roster.syntax
    last_names = {n.words.rsplit(" ", 1)[-1] for n in names if n.person and n.full}
    within = {i for n in names for i in range(n.start, n.end)}
    titles = {i for n in names for start, end in n.titles for i in range(start, end)}
    for i, word in enumerate(syntax.words):
        if word not in last_names or i in within or i in titles:
            continue
        if roster.role(i, i + 1) is None and syntax.tag[i] != "NNPS":
            continue
        described = i > 0 and syntax.tag[i - 1] in {"DT", "PRP$", "POS", "JJ", "NN", "NNP"}
        if not described and not (i + 1 < syntax.n and roster.in_name[i + 1]):
            yield Name(start=i, end=i + 1, words=word, person=True)


def _located(roster: RosterMatches, names: list[Name]) -> set[str]:
    """Names that only their place in a sentence shows to be people's, and that stand after "in": they are places."""
    low, label = roster.syntax.low, roster.syntax.label
    doubtful = [n for n in names if n.person and n.full and not n.titles and label[n.end - 1] != "PERSON"]
    shown = {n.words for n in names if n.person and (n.titles or label[n.end - 1] == "PERSON")}
    after = {n.words for n in doubtful if n.start > 0 and low[n.start - 1] in {"in", "near"}}
    return {words for words in after - shown if actors.gender_of(words) is None}


def _shown_bodies(roster: RosterMatches, names: list[Name]) -> set[str]:
    """Names without title or first name that a word beside them shows to be a body's, if only in one place."""
    named = {n.words for n in names if n.person and n.titles}
    named |= {n.words.rsplit(" ", 1)[-1] for n in names if n.person and n.full}
    people = {n.start: n for n in names if n.person and n.full}
    doubtful = [
        n
        for n in names
        if n.person and n.words not in named and n.start not in roster.matched and actors.gender_of(n.words) is None
    ]
    return {n.words for n in doubtful if _is_shown_body(roster, n, people)}


def _is_shown_body(roster: RosterMatches, name: Name, people: dict[int, Name]) -> bool:
    """True for "the association | Fri Veg", "Rejang Air | 's Hafiz Rosdi" and "Polskie Tory, | the track company"."""
    syntax, start, end = roster.syntax, name.start, name.end
    if start > 1 and _is_body_noun(roster, start - 1 - (syntax.low[start - 1] == ",")):
        return syntax.low[start - 1] != "," or any(syntax.dep[i] == "appos" for i in range(start, end))
    if start > 1 and syntax.low[start - 1] == "of" and any(n.end == start - 1 and n.belongs for n in people.values()):
        return True
    if end + 1 >= syntax.n:
        return False
    role = roster.role(end, syntax.n) if name.full else None
    if role is not None and role[0].speaks_for_others and role[1] in people:
        return True
    if syntax.tag[end] == "POS":
        return end + 1 in people
    return syntax.low[end] == "," and _opens_apposition(roster, end + 1)


def _opens_apposition(roster: RosterMatches, start: int) -> bool:
    """True if a noun phrase for a body starts here: "a miners' union", "the state rail operator"."""
    syntax = roster.syntax
    if syntax.low[start] not in {"a", "an", "the"}:
        return False
    i = start + 1
    while i < syntax.n and (syntax.tag[i] in _MODIFIERS or syntax.tag[i] == "POS"):
        i += 1
    return _is_body_noun(roster, i - 1) and syntax.dep[i - 1] in {"appos", "conj", "ROOT", "attr", "nsubj"}


def _is_body_noun(roster: RosterMatches, i: int) -> bool:
    """True for a common noun for a body that is no role as well."""
    common = roster.syntax.tag[i] == "NN" and not roster.in_name[i]
    return common and roster.role(i, i + 1) is None and body_ending(roster, i) is not None


def _repeated(roster: RosterMatches, names: list[Name]) -> set[str]:
    """Single words that nothing shows to be people: a body's name where the report uses it again, once as a subject."""
    syntax = roster.syntax
    people = {part for n in names if n.person and not n.short_only for part in n.words.split()}
    doubtful = [n for n in names if n.short_only and n.words not in people]
    counts = Counter(n.words for n in doubtful)
    labels = {n.words for n in doubtful if syntax.label[n.start] not in {"", "ORG", "PRODUCT"}}
    subjects = {n.words for n in doubtful if syntax.dep[n.start] in NOMINAL_SUBJECTS}
    return {word for word in subjects - labels if counts[word] > 1 and not word.isupper()}
