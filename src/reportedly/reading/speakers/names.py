"""The proper names in a report: people with their titles, and bodies that no roster has."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reportedly.lexicon import roles
from reportedly.lexicon.actors import Form
from reportedly.lexicon.roles import BodyUse
from reportedly.model import ActorKind
from reportedly.reading.speakers.bodies import body_ending
from reportedly.reading.speakers.roster import HYPHENS
from reportedly.reading.speakers.states import SUBJECTS
from reportedly.reading.speakers.titles import title_after, title_before

if TYPE_CHECKING:
    from reportedly.reading.speakers.roster import Words

_JOINERS = frozenset({"of", "for", "the", "and", "&", "on"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """A proper name: its tokens, and what stands around it."""

    start: int
    end: int
    words: str
    person: bool
    titles: tuple[tuple[int, int], ...] = ()
    """Tokens of the titles before and after the name."""
    head: int | None = None
    """Of a body: the token that says what it is."""
    owner: int | None = None
    """Of a body: the start of the roster name that owns it."""
    acronym: str | None = None
    """Of a body: the short form given in brackets."""
    short_only: bool = False
    """Of a person: nothing but the recogniser says so; it counts where the report has the full name."""
    belongs: str | None = None
    """Of a person: the body named after "of", "from" or "at"."""

    @property
    def full(self) -> bool:
        """Whether it has more than one word."""
        return " " in self.words


def find_names(words: Words) -> list[Name]:
    """Every proper name that is a person's, or a body's that no roster has, in text order."""
    found: list[Name] = []
    headlines = _headlines(words)
    i = 0
    while i < words.size:
        if not words.caps[i]:
            i += 1
            continue
        if words.sentence[i] in headlines and i not in words.marks:
            found.append(Name(start=i, end=i + 1, words=words.text[i], person=True, short_only=True))
            i += 1
            continue
        mark = words.marks.get(i)
        if mark is not None and mark.entry.kind is not ActorKind.PERSON and not _goes_on(words, mark.end):
            i = mark.end
            continue
        end = _run_end(words, i) if words.sentence[i] not in headlines else words.marks[i].end
        name = _read_run(words, i, end)
        if name is not None:
            found.append(name)
        i = max(end, i + 1)
    return found


def _goes_on(words: Words, end: int) -> bool:
    """Whether a roster name is the beginning of a body's own longer name: "Moscow State University"."""
    if end >= words.size or not words.caps[end] or end in words.marks or words.sentence[end] != words.sentence[end - 1]:
        return False
    stop = _run_end(words, end)
    head = _body_head(words, end, stop)
    if head is None:
        return False
    noun = roles.bodies().get(words.plain[head])
    return noun is not None and not noun.organ and words.role(end, stop) is None


def _run_end(words: Words, start: int) -> int:
    """Where the run of capitalised words that starts here ends."""
    mark = words.marks.get(start)
    i = mark.end if mark is not None else start + 1
    sentence = words.sentence[start]
    while i < words.size and words.sentence[i] == sentence:
        low = words.lower[i]
        mark = words.marks.get(i)
        if mark is not None:
            person = mark.entry.kind is ActorKind.PERSON
            if not person and low not in _JOINERS and words.lower[i - 1] not in _JOINERS:
                break
            i = mark.end
        elif words.caps[i]:
            i += 1
        elif (
            low in HYPHENS and i + 1 < words.size and not words.doc[i - 1].whitespace_ and not words.doc[i].whitespace_
        ):
            i += 2
        elif (
            low in roles.words_in("name particles")
            and i + 1 < words.size
            and (words.caps[i + 1] or words.text[i + 1] in HYPHENS)
        ) or (low in _JOINERS and _joins(words, start, i)):
            i += 1
        else:
            break
    while i > start + 1 and words.lower[i - 1] in _JOINERS:
        i -= 1
    return i


def _joins(words: Words, start: int, i: int) -> bool:
    """Whether "of", "for", "and" or "the" at `i` goes on with a body's name or an office."""
    low, before = words.lower[i], words.lower[i - 1]
    if low == "the":
        return before in {"of", "for", "on"} and i + 1 < words.size and words.caps[i + 1]
    following = i + 1 + (i + 1 < words.size and words.lower[i + 1] == "the")
    if following >= words.size or not words.caps[following]:
        return False
    body = _body_head(words, start, i) is not None
    if low == "of":
        return body or words.role(i - 1, i) is not None
    if low in {"for", "on"}:
        return body or (low == "for" and words.role(i - 1, i) is not None)
    return body and any(words.lower[k] in {"of", "for", "on"} for k in range(start, i)) and following not in words.marks


def _body_head(words: Words, start: int, end: int) -> int | None:
    """The token that says what kind of body a run names: the last before any "of" or "for"."""
    found = None
    for i in range(start, end):
        if words.lower[i] in {"of", "for", "on"} and found is not None:
            break
        if words.plain[i] in roles.body_heads() and words.caps[i] and i not in words.covered:
            found = i
    return found


def _read_run(words: Words, start: int, end: int) -> Name | None:
    first_mark = words.marks.get(start)
    name_start = _after_titles(words, start, end)
    if name_start >= end:
        return None
    head = _body_head(words, name_start, end)
    if head is not None and head == end - 1 and head > name_start:
        phrase = body_ending(words, head, name_start)
        if phrase is not None and phrase.noun.organ == "owned":
            end, head = phrase.start, None
            if end <= name_start:
                return None
    if head is not None and name_start == start and _label(words, head) != "PERSON":
        return _body(words, start, end, head)
    if first_mark is not None and first_mark.entry.kind is not ActorKind.PERSON:
        return None
    titled = name_start > start
    before = title_before(words, start, titled)
    while name_start < end - 1 and not words.text[name_start][:1].isalnum():
        name_start += 1
    words_of_name = words.span(name_start, end)
    if len(words_of_name) < 2:
        return None
    if end < words.size and not titled and _is_finding(words.plain[end]):
        return _organisation(words, name_start, end)
    if end - name_start == 1 and words.text[name_start].isupper() and len(words.text[name_start]) > 1:
        mark = words.marks.get(name_start)
        if mark is None and not titled:
            return _organisation(words, name_start, end)
    after = title_after(words, end)
    titles = []
    if titled or before < start:
        titles.append((before, name_start))
    if after > end:
        titles.append((end + 1, after))
    label = _label(words, end - 1)
    mark = words.marks.get(name_start)
    known = mark is not None and mark.entry.kind is ActorKind.PERSON
    single = end - name_start == 1 and words.doc[end - 1].dep_ not in SUBJECTS
    if not (titles or known or (label == "PERSON" and not single)):
        if single and label == "PERSON":
            return Name(start=name_start, end=end, words=words_of_name, person=True, short_only=True)
        if label == "ORG":
            return _organisation(words, name_start, end)
        found = _unlabelled(words, name_start, end)
        if found is None and end - name_start == 1:
            return Name(start=name_start, end=end, words=words_of_name, person=True, short_only=True)
        return found
    return Name(
        start=name_start,
        end=end,
        words=words_of_name,
        person=True,
        titles=tuple(titles),
        belongs=_belongs(words, end) if not titles else None,
    )


def _unlabelled(words: Words, start: int, end: int) -> Name | None:
    """A name of two or three plain words that is a subject or object of speech may be a person's."""
    label = _label(words, end - 1)
    if label in {"GPE", "LOC", "FAC", "EVENT", "LAW", "NORP", "LANGUAGE", "WORK_OF_ART"}:
        return None
    if words.tags[end - 1] == "NNPS":
        return None
    root = words.doc[end - 1]
    if root.dep_ not in {"nsubj", "nsubjpass", "pobj", "dobj", "appos"} or end - start > 5:
        return None
    return Name(start=start, end=end, words=words.span(start, end), person=True, belongs=_belongs(words, end))


def _is_finding(noun: str) -> bool:
    """Whether a name right before this noun is of whoever made it: "a Gallup poll"."""
    known = roles.bodies().get(noun)
    return known is not None and known.use in {BodyUse.FINDING, BodyUse.UTTERANCE}


def _headlines(words: Words) -> set[int]:
    """Sentences in which most words are capitalised, so that capitals tell nothing of names."""
    found = set()
    for number, start in enumerate(words.starts):
        end = words.starts[number + 1] if number + 1 < len(words.starts) else words.size
        alphabetic = [w for w in words.text[start:end] if w[:1].isalpha()]
        if len(alphabetic) < 5 or sum(w[0].isupper() for w in alphabetic) < 0.7 * len(alphabetic):
            continue
        if not any(words.tags[i][:2] == "VB" and words.text[i][0].islower() for i in range(start, end)):
            found.add(number)
    return found


def _after_titles(words: Words, start: int, end: int) -> int:
    """Where the name proper starts after offices and honorifics; `start` where none lead it."""
    i, name = start, start
    while i < end:
        found = words.role(i, end)
        if found is None or (found[1] == end and name > start):
            if words.lower[i] in {"of", "for"} and name == i:
                i = name = _skip_owner(words, i, end)
                continue
            i += 1
            continue
        if found[1] == end and i > start and words.role(start, i) is None and not _bare_office(words, start, i):
            break
        i = name = found[1]
    return name


def _bare_office(words: Words, start: int, i: int) -> bool:
    """Whether all words before the role are ones that offices are named with ("Deputy Interior Minister")."""
    return all(
        words.lower[k] in roles.words_in("office words") or words.plain[k] in roles.body_heads()
        for k in range(start, i)
    )


def _skip_owner(words: Words, i: int, end: int) -> int:
    i += 1
    i += i < end and words.lower[i] == "the"
    mark = words.marks.get(i)
    if mark is not None and mark.end < end:
        return mark.end
    head = _body_head(words, i, end)
    if head is not None and head + 1 < end:
        return head + 1
    person = next((k for k in range(i, end) if words.doc[k].ent_type_ == "PERSON"), None)
    return person if person is not None else end


def _body(words: Words, start: int, end: int, head: int) -> Name | None:
    phrase = body_ending(words, head, start)
    noun = phrase.noun if phrase is not None else None
    if noun is not None and noun.organ == "state":
        return None
    tail = next((k for k in range(head + 1, end) if words.lower[k] in {"of", "for", "on"}), None)
    owner = None
    if tail is not None and tail - start >= 2:
        at = tail + 1 + (tail + 1 < end and words.lower[tail + 1] == "the")
        mark = words.marks.get(at)
        if mark is not None and mark.end >= end:
            owner = at
    if owner is None and start > 1 and words.tags[start - 1] == "POS" and start - 1 in words.mark_ends:
        owner = words.mark_ends[start - 1].start
    own = start
    before = words.mark_ends.get(start)
    if before is not None and before.form is Form.ADJECTIVE and noun is not None and not noun.organ:
        own = before.start
    if tail is None and end - own == 1:
        return None
    stop = tail if owner is not None and tail is not None and owner > tail else end
    return Name(
        start=own,
        end=end,
        words=words.span(own, stop),
        person=False,
        head=head,
        owner=owner,
        acronym=_acronym(words, end),
    )


def _organisation(words: Words, start: int, end: int) -> Name:
    return Name(start=start, end=end, words=words.span(start, end), person=False, acronym=_acronym(words, end))


def _acronym(words: Words, end: int) -> str | None:
    if end + 2 < words.size and words.text[end] == "(" and words.text[end + 2] == ")" and words.text[end + 1].isupper():
        return words.text[end + 1]
    return None


def _belongs(words: Words, end: int) -> str | None:
    """The party or body that follows a name after "of", "from" or "at"."""
    if end + 1 >= words.size or words.lower[end] not in {"of", "from", "at", "with"}:
        return None
    start = end + 1 + (words.lower[end + 1] == "the")
    if start >= words.size or not words.caps[start]:
        return None
    mark = words.marks.get(start)
    if mark is not None and not _goes_on(words, mark.end):
        return mark.entry.name if words.lower[end] == "of" or mark.entry.kind is not ActorKind.STATE else None
    stop = _run_end(words, start)
    return words.span(start, stop) if _body_head(words, start, stop) is not None else None


def _label(words: Words, i: int) -> str:
    label: str = words.doc[i].ent_type_
    return label
