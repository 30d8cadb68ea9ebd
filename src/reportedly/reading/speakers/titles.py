"""What a report says somebody is: "Russian Foreign Minister", ", an analyst at the Institute", "Putin aide"."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from reportedly.lexicon import roles
from reportedly.lexicon.actors import Form
from reportedly.lexicon.roles import RoleClass
from reportedly.reading.speakers.bodies import body_ending

if TYPE_CHECKING:
    from reportedly.lexicon.roles import Role
    from reportedly.reading.speakers.bodies import BodyPhrase
    from reportedly.reading.speakers.roster import Mark, Words

_LINKS = frozenset({"of", "at", "for", "from", "with", "to", "in", "on", "by"})
_BELONGING = frozenset({"of", "at", "from", "with"})
_STOPS = frozenset({"who", "which", "that", "whose", "where", "when", "while", "and"})
_LEFT_TAGS = frozenset({"NN", "NNP", "NNPS", "JJ", "JJR", "JJS", "POS", "HYPH", "CD", "VBN", "VBG", "PRP$"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})


@dataclass(slots=True)
class Title:
    """What somebody is said to be: roles, and the words in which the owner of the role is named."""

    role: Role | None = None
    nouns: set[str] = field(default_factory=set)
    gender: str | None = None
    mark: Mark | None = None
    """The roster's name of the owner, where it is one."""
    body: BodyPhrase | None = None
    """The body within or instead of that owner."""
    words: tuple[int, int] | None = None
    """Any other name of the owner, by its tokens: a person's, or an organisation's that no roster has."""
    past: bool = False
    """Whether the role is over: such a person speaks for himself."""

    @property
    def owned(self) -> bool:
        """Whether anybody is named whom the role belongs to."""
        return self.mark is not None or self.body is not None or self.words is not None

    def merged(self, other: Title) -> Title:
        """Both taken together; this one's role and owner are preferred."""
        owned = self if self.owned else other
        role = self.role if self.role and self.role.cls is not RoleClass.TITLE else other.role or self.role
        return Title(
            role=role,
            nouns=self.nouns | other.nouns,
            gender=self.gender or other.gender,
            mark=owned.mark,
            body=owned.body,
            words=owned.words,
            past=self.past or other.past,
        )


def read_title(words: Words, start: int, end: int) -> Title | None:
    """The title in these tokens; None where they name no role."""
    found: list[tuple[Role, int, int]] = []
    stop = end
    i = start
    while i < end:
        low = words.lower[i]
        if found and (low in _LINKS or low in _STOPS or low in {",", "(", ";"}):
            stop = i
            break
        here = words.role(i, end)
        if here is not None:
            found.append((here[0], i, here[1]))
            i = here[1]
        else:
            i += 1
    if not found:
        return None
    past = any(words.lower[i] in roles.words_in("past") for i in range(start, found[-1][1]))
    titled = [f for f in found if f[0].cls is not RoleClass.TITLE]
    role, at, _ = (titled or found)[-1]
    title = Title(role=role, gender=next((r.gender for r, _, _ in found if r.gender), None))
    for named, _, _ in found:
        title.nouns.update({named.noun, roles.head_noun(named.noun)})
    belongs = stop < end and words.lower[stop] in _BELONGING
    if belongs:
        _owner_after(words, stop + 1, end, title)
    if not title.owned:
        _owner_before(words, start, at, title)
    if not title.owned and not belongs and stop < end and words.lower[stop] in {"for", "in"}:
        _owner_after(words, stop + 1, end, title)
    title.past = past
    return title


def _owner_before(words: Words, start: int, end: int, title: Title) -> None:
    """The last name or body before the role owns it; a body's own owner comes before the body."""
    i = end
    while i > start:
        phrase = body_ending(words, i - 1, start)
        if phrase is not None and title.body is None:
            title.body = phrase
            i = phrase.start
            continue
        mark = words.mark_ends.get(i)
        if mark is not None and mark.start >= start:
            title.mark = mark
            return
        owned = title.body is not None and title.body.noun.organ == "owned"
        if (
            words.caps[i - 1]
            and (title.body is None or owned)
            and words.lower[i - 1] not in roles.words_in("office words")
        ):
            office = title.role is not None and title.role.cls is RoleClass.OFFICE
            if words.tags[i - 1] == "JJ" or (office and i == end):
                end = i = i - 1
                continue
            first = i - 1
            while first > start and words.caps[first - 1] and words.mark_ends.get(first) is None:
                first -= 1
            title.words = (first, i)
            return
        i -= 1


def _owner_after(words: Words, start: int, end: int, title: Title) -> None:
    """The first name or body after "of", "at" or "for"; of "Russia's armed forces" both."""
    i = start
    while i < end:
        low = words.lower[i]
        if low in _STOPS or low in {",", ";", "("}:
            return
        mark = words.marks.get(i)
        if mark is not None:
            after = mark.end
            if after < end and words.caps[after] and words.tags[after] != "POS" and mark.form is Form.ADJECTIVE:
                title.words = (i, _name_end(words, after, end))
            title.mark = mark
            j = after
            while j < end and words.lower[j] not in _LINKS and words.lower[j] not in _STOPS and words.lower[j] != ",":
                phrase = body_ending(words, j, after)
                if phrase is not None:
                    title.body = phrase
                    title.words = None
                    if not phrase.noun.organ:
                        title.words = (i, phrase.end)
                    return
                j += 1
            return
        phrase = body_ending(words, i, start)
        if phrase is not None:
            title.body = phrase
            if words.caps[i] and not phrase.noun.organ:
                first = i
                while first > start and words.caps[first - 1]:
                    first -= 1
                title.words = (first, _name_end(words, i + 1, end))
            if phrase.end < end and words.lower[phrase.end] in {"of", "in"}:
                i = phrase.end + 1
                i += i < end and words.lower[i] == "the"
                if i in words.marks and i < end:
                    title.mark = words.marks[i]
            return
        if words.caps[i]:
            last = _name_end(words, i, end)
            title.words = (i, last)
            return
        i += 1


def _name_end(words: Words, start: int, end: int) -> int:
    """Where the capitalised name that goes on at `start` ends: "of" and "for" belong to it before a capital."""
    i = start
    while i < end:
        if words.caps[i] or (
            words.lower[i] in {"of", "for", "the", "and", "&", "-", "de"}
            and (
                (i + 1 < end and words.caps[i + 1])
                or (i + 2 < end and words.lower[i + 1] == "the" and words.caps[i + 2])
            )
        ):
            i += 1
        else:
            break
    return i


def title_before(words: Words, name: int, titled: bool = False) -> int:
    """Where the title that leads up to the name at this token starts; the token itself where none does.

    `titled` says that an office or honorific starts at that token, so that "FBI" before "Director" belongs to it.
    """
    first = name
    if titled:
        pass
    elif name > 1 and words.lower[name - 1] == "," and _is_role_noun(words, name - 2):
        first = name - 1
    elif not (name > 0 and (_is_role_noun(words, name - 1) or words.lower[name - 1] in roles.words_in("past"))):
        return name
    limit = max(words.starts[words.sentence[name]], name - 12)
    while first > limit and (words.tags[first - 1] in _LEFT_TAGS or first in words.mark_ends):
        first -= 1
    return first


def _is_role_noun(words: Words, i: int) -> bool:
    found = words.role(i, i + 1)
    return found is not None and words.tags[i] not in _FINITE


def title_after(words: Words, end: int) -> int:
    """Where the description ends that follows a name in apposition; `end` itself where none does."""
    size = words.size
    if end >= size:
        return end
    low = words.lower[end]
    if low == "(":
        stop = end + 1
        while stop < size and words.lower[stop] != ")" and stop - end < 8:
            stop += 1
        return end
    if low in {"of", "from", "at"} and end + 1 < size:
        return end
    if low not in {",", "–", "—", "--"} or end + 1 >= size:
        return end
    last = words.starts[words.sentence[end] + 1] if words.sentence[end] + 1 < len(words.starts) else size
    i, role_seen, limit = end + 1, False, min(last, end + 16)
    if words.lower[i] in {"and", "who", "but"} or words.tags[i] in _FINITE:
        return end
    while i < limit:
        if words.lower[i] in {",", ";", "–", "—", "who", "which", ")", ".", "”", '"', ":"}:
            break
        if words.tags[i] in _FINITE:
            break
        role = words.role(i, limit)
        if role is not None and not role_seen:
            if i - end > 8:
                return end
            role_seen = True
        elif not role_seen and words.lower[i] in _LINKS:
            return end
        i += 1
    return i if role_seen else end
