"""The words of a report as the resolver of sources sees them, and where the roster's names stand among them."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reportedly.lexicon import actors, roles

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from reportedly.lexicon.actors import Naming, RosterEntry
    from reportedly.lexicon.roles import Role
    from reportedly.model import Anchor

_NAME_TAGS = frozenset({"NNP", "NNPS"})
_CLOSED = frozenset({"DT", "IN", "PRP", "PRP$", "WP", "WP$", "WDT", "WRB", "CC", "MD", "TO", "EX", "RP", "UH"})
HYPHENS = frozenset("-‐‑")


@dataclass(frozen=True, slots=True)
class Mark:
    """A name of the roster in the text: its tokens, and everybody it may stand for."""

    start: int
    end: int
    namings: tuple[Naming, ...]

    @property
    def entry(self) -> RosterEntry:
        """The first of those it may stand for."""
        return self.namings[0].entry

    @property
    def form(self) -> actors.Form:
        """Whether it is a name, an adjective or a seat of government."""
        return self.namings[0].form


class Words:
    """A parsed report as lists by token, made once: text, small letters, tags, sentences, offsets, roster names."""

    __slots__ = (
        "blocked",
        "caps",
        "covered",
        "doc",
        "heads",
        "lower",
        "mark_ends",
        "marks",
        "offsets",
        "plain",
        "raw",
        "sentence",
        "size",
        "starts",
        "tags",
        "text",
    )

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.raw = doc.text
        """Kept, for spaCy joins the tokens anew each time that it is asked."""
        self.size = len(doc)
        self.text = [t.text for t in doc]
        self.lower = [w.lower() for w in self.text]
        self.tags = [t.tag_ for t in doc]
        self.offsets = [t.idx for t in doc]
        parsed = doc.has_annotation("SENT_START")
        self.starts = [sent.start for sent in doc.sents] if parsed and self.size else [0][: self.size]
        self.sentence: list[int] = []
        for number, start in enumerate(self.starts):
            end = self.starts[number + 1] if number + 1 < len(self.starts) else self.size
            self.sentence.extend([number] * (end - start))
        self.plain = [w.rstrip(".") if w.endswith(".") else w for w in self.lower]
        self.marks: dict[int, Mark] = {}
        self._mark()
        self.covered = {i for mark in self.marks.values() for i in range(mark.start, mark.end)}
        """Tokens that belong to a name of the roster."""
        self.blocked: dict[int, int] = {}
        """For tokens of a body's phrase of several words: where it ends; "General" in "General Staff" is no role."""
        self._block()
        self.mark_ends = {mark.end: mark for mark in self.marks.values()}
        self.caps = [self._is_name_word(i) for i in range(self.size)]

    def span(self, start: int, end: int) -> str:
        """The words from one token to before another, on one line."""
        if start >= end:
            return ""
        last = end - 1
        return " ".join(self.raw[self.offsets[start] : self.offsets[last] + len(self.text[last])].split())

    def tokens(self, anchor: Anchor) -> tuple[int, int]:
        """First token and end of those that an anchor touches."""
        start = max(bisect_right(self.offsets, anchor.start) - 1, 0)
        while start < self.size and self.offsets[start] + len(self.text[start]) <= anchor.start:
            start += 1
        end = bisect_right(self.offsets, anchor.end - 1)
        return start, max(start, end)

    def role(self, start: int, end: int) -> tuple[Role, int] | None:
        """The longest role that starts at this token, and where it ends."""
        if start in self.covered:
            return None
        floor = self.blocked.get(start, start + 1)
        for stop in range(min(end, start + 5), floor - 1, -1):
            if self.plain[stop - 1] in _role_ends() or roles.singular(self.plain[stop - 1]) in _role_ends():
                words = tuple(w for w in self.plain[start:stop] if w not in HYPHENS)
                found = roles.role_at(words) if words else None
                if found is not None:
                    return found, stop
        return None

    def _is_name_word(self, i: int) -> bool:
        word = self.text[i]
        if not word[:1].isupper() or self.lower[i] in roles.words_in("calendar"):
            return False
        if i in self.marks:
            return True
        tag = self.tags[i]
        if tag in _NAME_TAGS:
            return len(word) > 1 or word in "ABCDEFGHJKLMNOPQRSTUVWXYZ"
        if tag in _CLOSED:
            return False
        opens = i == 0 or self.doc[i].is_sent_start or not self.text[i - 1][-1:].isalnum()
        return not opens

    def _block(self) -> None:
        heads, known = roles.body_heads(), roles.bodies()
        for i, word in enumerate(self.plain):
            if word in heads:
                for length in (4, 3, 2):
                    start = i - length + 1
                    if start >= 0 and " ".join(self.plain[start : i + 1]).replace("’", "'") in known:
                        self.blocked.update(dict.fromkeys(range(start, i + 1), i + 1))
                        break

    def _mark(self) -> None:
        longest = actors.longest()
        i = 0
        while i < self.size:
            word = self.text[i]
            if word[:1].isupper():
                mark = self._mark_at(i, longest)
                if mark is not None:
                    self.marks[i] = mark
                    i = mark.end
                    continue
            i += 1
        self._mark_compass()

    def _mark_at(self, i: int, longest: object) -> Mark | None:
        first = _key(self.text[i])
        assert isinstance(longest, dict)
        length = longest.get(first.split(" ")[0]) or longest.get(first.casefold().split(" ")[0])
        if length is None and len(first) >= 4:
            length = longest.get(first.upper())
        if length is None:
            return None
        keys, stops = [first], [i + 1]
        j = i + 1
        while j < self.size and len(keys) < length:
            if self.text[j] in _SKIPPED:
                j += 1
                continue
            part = _key(self.text[j])
            if not part:
                break
            keys.append(part)
            stops.append(j + 1)
            j += 1
        for n in range(len(keys), 0, -1):
            found = actors.candidates(" ".join(keys[:n]))
            if found and all(self.text[k][:1].isupper() or self.lower[k] in _SMALL for k in range(i, stops[n - 1])):
                return Mark(i, stops[n - 1], found)
        return None

    def _mark_compass(self) -> None:
        """ "The North" is North Korea where the report names it, and no other state of the North."""
        named: dict[str, Mark] = {}
        for mark in list(self.marks.values()):
            first, _, rest = mark.entry.name.partition(" ")
            if rest and first in _COMPASS and first not in named:
                named[first] = mark
        for first, other in (("North", "South"), ("South", "North")):
            if first not in named and other in named:
                twin = actors.canonical(named[other].entry.name.replace(other, first, 1))
                if twin is not None:
                    named[first] = Mark(0, 0, (actors.Naming(twin, actors.Form.NAME),))
        for i in range(self.size - 1):
            mark_of = named.get(self.text[i + 1])
            if mark_of is not None and self.lower[i] == "the" and i + 1 not in self.marks:
                after = self.text[i + 2] if i + 2 < self.size else ""
                if not after[:1].isupper() and after != "of":
                    entry = mark_of.entry
                    self.marks[i + 1] = Mark(i + 1, i + 2, (actors.Naming(entry, actors.Form.NAME),))


_SKIPPED = HYPHENS | {"/", "'", "’"}
_COMPASS = frozenset({"North", "South", "East", "West"})
_SMALL = frozenset(
    {
        "of",
        "the",
        "for",
        "and",
        "on",
        "in",
        "to",
        "de",
        "del",
        "la",
        "'s",
        "’s",
        "-",
        "/",
        "'",
        "’",
        "against",
        "al",
        "i",
        "e",
        "bin",
    }
)


def _key(word: str) -> str:
    return actors.key(word)


def _role_ends() -> frozenset[str]:
    return roles.role_heads()
