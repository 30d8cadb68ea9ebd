"""Where the names of the roster stand in a report, and which of its words belong to names at all."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reportedly.lexicon import actors, roles
from reportedly.lexicon.actors import Form, Naming
from reportedly.lexicon.gazetteer import PlaceKind, key_of, look_up
from reportedly.lexicon.word_sets import word_set
from reportedly.model import ActorKind
from reportedly.reading.text.punctuation import HYPHENS

if TYPE_CHECKING:
    from reportedly.lexicon.actors import RosterEntry
    from reportedly.lexicon.roles import Role
    from reportedly.model import Anchor
    from reportedly.reading.text.syntax import Syntax

_NAME_TAGS = frozenset({"NNP", "NNPS"})
_CLOSED_CLASS_TAGS = frozenset(
    {"DT", "IN", "PRP", "PRP$", "WP", "WP$", "WDT", "WRB", "CC", "MD", "TO", "EX", "RP", "UH"}
)
_NAMING_LABELS = frozenset({"PERSON", "ORG"})
"""Labels of names that the tagger takes for plurals: "Supe's" without its genitive, "KFOR"."""
_APOSTROPHES = frozenset("'’‘")
_SHORTEST_GENITIVE = 5
_GENITIVE_BEFORE = frozenset({"NN", "NNS", "NNP", "NNPS", "JJ", "JJS"})
"""Tags of what stands after a genitive."""
_LONGEST_ROLE = 5
"""Words in the longest phrase for a role."""
_REPRESENTATIVE = "representative"
_LARGE = 20_000
"""Inhabitants of a place that names of bodies are likely to be confused with."""
_LONGEST_BODY = 4
"""Words in the longest phrase for a body."""
_SKIPPED = HYPHENS | {"/", "'", "’"}
"""Tokens within a name that its `key` in the roster leaves out."""
_COMPASS = frozenset({"North", "South", "East", "West"})


@dataclass(frozen=True, slots=True)
class RosterMatch:
    """A name of the roster in the text: its tokens, and everybody it may stand for."""

    start: int
    end: int
    namings: tuple[Naming, ...]

    @property
    def entry(self) -> RosterEntry:
        """The first of those it may stand for."""
        return self.namings[0].entry

    @property
    def form(self) -> Form:
        """The form of the first naming: a name, an adjective or a seat of government."""
        return self.namings[0].form


class RosterMatches:
    """The names of the roster in one report, and the words of other names and of roles around them."""

    __slots__ = ("_body_ends", "in_name", "matched", "matches", "matches_by_end", "plain", "syntax")

    def __init__(self, syntax: Syntax) -> None:
        self.syntax = syntax
        self.plain = [w.rstrip(".") if w.endswith(".") else w for w in syntax.low]
        """The words in small letters without a full stop at the end, as the tables have them."""
        self.matches = _with_compass_points(syntax, _find_matches(syntax))
        """The names of the roster by their first token."""
        self.matches_by_end = {match.end: match for match in self.matches.values()}
        self.matched = {i for match in self.matches.values() for i in range(match.start, match.end)}
        """Tokens that belong to a name of the roster."""
        self._body_ends = self._find_body_ends()
        """For tokens of a body's phrase of several words: where it ends. "General" in "General Staff" is no role."""
        self.in_name = [self._belongs_to_name(i) for i in range(syntax.n)]
        """For each token, whether it is a capitalised word of a name."""

    def wording(self, start: int, end: int) -> str:
        """The words from one token to before another, on one line."""
        if start >= end:
            return ""
        return " ".join(self.syntax.text[self.syntax.char[start] : self.syntax.end[end - 1]].split())

    def token_range(self, anchor: Anchor) -> tuple[int, int]:
        """The tokens that an anchor touches, as first and one past the last."""
        syntax = self.syntax
        start = max(bisect_right(syntax.char, anchor.start) - 1, 0)
        while start < syntax.n and syntax.end[start] <= anchor.start:
            start += 1
        end = bisect_right(syntax.char, anchor.end - 1)
        return start, max(start, end)

    def role(self, start: int, end: int) -> tuple[Role, int] | None:
        """The longest role that starts at this token, and where it ends."""
        if start in self.matched or self._is_plural_place(start):
            return None
        shortest, heads = self._body_ends.get(start, start + 1), roles.role_heads()
        for stop in range(min(end, start + _LONGEST_ROLE), shortest - 1, -1):
            if self.plain[stop - 1] in heads or roles.singular(self.plain[stop - 1]) in heads:
                words = tuple(w for w in self.plain[start:stop] if w not in HYPHENS)
                found = roles.role_at(words) if words else None
                if found is not None:
                    return self._in_small_letters(found, start), stop
        return None

    def _is_plural_place(self, i: int) -> bool:
        """True for a place whose name looks like a plural: "Queens"."""
        syntax = self.syntax
        return syntax.label[i] in {"GPE", "LOC"} and syntax.words[i][:1].isupper() and syntax.low[i].endswith("s")

    def _in_small_letters(self, role: Role, i: int) -> Role:
        """The role as it is meant here: "rep" in small letters is no member of a parliament."""
        return roles.roles()[_REPRESENTATIVE] if role.noun == "rep" and self.syntax.words[i].islower() else role

    def _belongs_to_name(self, i: int) -> bool:
        syntax = self.syntax
        word = syntax.words[i]
        if not _is_capitalised(word, syntax.tag[i]) or (
            syntax.low[i] in word_set("calendar") and not self._opens_name(i) and not self._ends_name(i)
        ):
            return False
        if i in self.matches:
            return True
        if syntax.tag[i] in _NAME_TAGS:
            return len(word) > 1 or word != "I"
        if syntax.tag[i] in _CLOSED_CLASS_TAGS:
            return False
        opens = i == 0 or i == syntax.starts[syntax.sent[i]] or not syntax.words[i - 1][-1:].isalnum()
        if not opens or self._is_seat_of_force(i):
            return True
        return syntax.tag[i] == "NNS" and (syntax.label[i] in _NAMING_LABELS or self._is_team(i))

    def _is_seat_of_force(self, i: int) -> bool:
        """True for the name of a place before a local force, at the start of a sentence: "Riverton | police"."""
        after = i + 1
        forces = word_set("local services")
        if after >= self.syntax.n or self.plain[after] not in forces or self.syntax.low[i] in self.syntax.words:
            return False
        key = key_of(self.syntax.words[i])
        return bool(look_up([key]).get(key))

    def _is_team(self, i: int) -> bool:
        """True for a plural that modifies a role, at the start of a sentence: "Harriers | coach Ana Ruiz"."""
        return self.syntax.dep[i] in {"compound", "nmod"} and self.role(i + 1, self.syntax.n) is not None

    def _opens_name(self, i: int) -> bool:
        """True for a month or weekday that modifies the capitalised words after it: "April Jones", "Sunday Times"."""
        syntax, head = self.syntax, self.syntax.head[i]
        if (
            syntax.dep[i] != "compound"
            or not i < head <= i + 2
            or (i and syntax.low[i - 1] in word_set("before a time"))
        ):
            return False
        return all(
            syntax.words[k][:1].isupper() and syntax.low[k] not in word_set("calendar") for k in range(i + 1, head + 1)
        )

    def _ends_name(self, i: int) -> bool:
        """True for a month or feast after a first name: "Ahmad Ramadan", "Fredric March"."""
        syntax = self.syntax
        first = i > 0 and syntax.tag[i - 1] == "NNP" and actors.gender_of(f"{syntax.words[i - 1]} x") is not None
        return first and syntax.tag[i] == "NNP" and syntax.words[i - 1][:1].isupper()

    def _find_body_ends(self) -> dict[int, int]:
        found: dict[int, int] = {}
        heads = roles.body_heads()
        for i, word in enumerate(self.plain):
            if word in heads:
                for length in range(_LONGEST_BODY, 1, -1):
                    start = i - length + 1
                    if start >= 0 and roles.body_named(self.plain[start : i + 1]) is not None:
                        found.update(dict.fromkeys(range(start, i + 1), i + 1))
                        break
        return found


def is_place(name: str) -> bool:
    """True if the gazetteer has a place of that name."""
    key = key_of(name)
    return bool(look_up([key]).get(key))


def is_region(name: str) -> bool:
    """True if the gazetteer has a country or one of its regions of that name."""
    key = key_of(name)
    return any(place.kind in {PlaceKind.COUNTRY, PlaceKind.REGION} for place in look_up([key]).get(key, ()))


def is_large_place(name: str) -> bool:
    """True if the gazetteer has a large place of that name, which the parser may have taken for a body."""
    key = key_of(name)
    return any(place.population >= _LARGE for place in look_up([key]).get(key, ()))


def _is_capitalised(word: str, tag: str) -> bool:
    """True for "Odda", and for a name that writes its second letter large: "iDefense"."""
    return word[:1].isupper() or (tag in _NAME_TAGS and len(word) > 2 and word[1].isupper() and word[2].islower())


def _find_matches(syntax: Syntax) -> dict[int, RosterMatch]:
    found: dict[int, RosterMatch] = {}
    lost = _APOSTROPHES.isdisjoint(syntax.text)
    i = 0
    while i < syntax.n:
        opens = syntax.words[i][:1].isupper() or opens_with_article(syntax, i)
        match = _match_at(syntax, i) if opens else None
        if match is None and opens and lost:
            match = _lost_genitive(syntax, i)
        if match is not None and (_ends_longer_name(syntax, match) or _is_last_name(syntax, match)):
            match = None
        if match is not None:
            found[i] = match
        i = match.end if match is not None else i + 1
    return found


def _ends_longer_name(syntax: Syntax, match: RosterMatch) -> bool:
    """True if a party's name is the end of another's: "Himal | Democratic Party"; not after a state's name."""
    i = match.start
    if match.entry.kind is not ActorKind.PARTY or i == 0 or syntax.sent[i - 1] != syntax.sent[i]:
        return False
    opens = i - 1 == syntax.starts[syntax.sent[i]]
    capital = syntax.words[i - 1][:1].isupper() and syntax.tag[i - 1] == "NNP" and not opens
    return capital and not actors.candidates(actors.key(syntax.words[i - 1])) and syntax.label[i - 1] == "ORG"


def _is_last_name(syntax: Syntax, match: RosterMatch) -> bool:
    """True for a state's name right after a first name: "Steve | Jordan"."""
    i = match.start
    if match.entry.kind is not ActorKind.STATE or match.end - i > 1 or i == 0 or syntax.sent[i - 1] != syntax.sent[i]:
        return False
    first, label = syntax.words[i - 1], syntax.label
    named = syntax.tag[i - 1] == "NNP" and first[:1].isupper() and "PERSON" in {label[i], label[i - 1]}
    return named and actors.gender_of(f"{first} x") is not None


def _lost_genitive(syntax: Syntax, i: int) -> RosterMatch | None:
    """The state or person that a word names once it gets its apostrophe back: "Perus defence ministry".

    It stands before a noun, in a text that has lost all its apostrophes.
    """
    word, after = syntax.words[i], i + 1
    if len(word) < _SHORTEST_GENITIVE or not word.endswith("s") or after >= syntax.n:
        return None
    if syntax.words[after][:1].isupper() and syntax.label[after] == "PERSON":
        return None
    if syntax.tag[after] not in _GENITIVE_BEFORE:
        return None
    found = tuple(n for n in actors.candidates(actors.key(word[:-1])) if n.form is Form.NAME)
    owners = {ActorKind.STATE, ActorKind.PERSON}
    return RosterMatch(i, after, found) if found and found[0].entry.kind in owners else None


def opens_with_article(syntax: Syntax, i: int) -> bool:
    """True for the Arabic article in small letters before a hyphen and a capital: "al-Nusra"."""
    return (
        i + 2 < syntax.n
        and syntax.low[i] in word_set("arabic articles")
        and syntax.words[i + 1] in HYPHENS
        and syntax.words[i + 2][:1].isupper()
        and syntax.char[i + 2] - syntax.end[i] == 1
    )


def _match_at(syntax: Syntax, i: int) -> RosterMatch | None:
    """The longest name of the roster that starts at this token."""
    first = actors.key(syntax.words[i])
    length = _longest_from(first)
    if length is None:
        return None
    keys, stops = [first], [i + 1]
    j = i + 1
    while j < syntax.n and len(keys) < length:
        if syntax.words[j] not in _SKIPPED:
            part = actors.key(syntax.words[j])
            if not part:
                break
            keys.append(part)
            stops.append(j + 1)
        j += 1
    small = word_set("in roster names")
    if i + 1 < syntax.n and (syntax.words[i + 1][:1] == "$" or syntax.low[i + 1] in {"dollar", "dollars"}):
        return None  # "US$ 5 million"
    for n in range(len(keys), 0, -1):
        found = actors.candidates(" ".join(keys[:n]))
        if found and all(
            syntax.words[k][:1].isupper() or syntax.low[k] in small for k in range(i + (n > 1), stops[n - 1])
        ):
            return RosterMatch(i, stops[n - 1], found)
    return None


def _longest_from(first: str) -> int | None:
    """How many words the longest name of the roster has that starts with this key; None where there is none."""
    longest = actors.longest()
    length = longest.get(first.split(" ")[0]) or longest.get(first.casefold().split(" ")[0])
    if length is None and len(first) >= 4:
        length = longest.get(first.upper())
    return length


def _with_compass_points(syntax: Syntax, matches: dict[int, RosterMatch]) -> dict[int, RosterMatch]:
    """The matches, and "the North" for North Korea where the report names it and no other state of the North."""
    named: dict[str, RosterEntry] = {}
    for match in matches.values():
        first, _, rest = match.entry.name.partition(" ")
        if rest and first in _COMPASS:
            named.setdefault(first, match.entry)
    for first, other in (("North", "South"), ("South", "North")):
        if first not in named and other in named:
            twin = actors.canonical(named[other].name.replace(other, first, 1))
            if twin is not None:
                named[first] = twin
    found = dict(matches)
    for i in range(1, syntax.n):
        entry = named.get(syntax.words[i])
        if entry is not None and syntax.low[i - 1] == "the" and i not in found:
            after = syntax.words[i + 1] if i + 1 < syntax.n else ""
            if not after[:1].isupper() and after != "of":
                found[i] = RosterMatch(i, i + 1, (Naming(entry, Form.NAME),))
    return found
