"""Names in a text that the gazetteer knows, each taken as long as it goes, with what stands around it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from reportedly.lexicon.gazetteer import Entry, abbreviations, key_of, look_up
from reportedly.lexicon.places import context, not_places

if TYPE_CHECKING:
    from spacy.tokens import Doc

LONGEST = 6
"""Tokens of a name."""
TOWN = 50_000
"""People up to whom "Springfield City Council" is Springfield's rather than Springfield City's."""
_ELIDED = ("d'", "d’", "l'", "l’")


@dataclass(slots=True)
class Tokens:
    """The text as lists, one value a token: quicker to walk than the parsed text."""

    doc: Doc
    whole: str = field(init=False)
    text: list[str] = field(init=False)
    low: list[str] = field(init=False)
    named: list[bool] = field(init=False)
    """Whether the token is written as a name is: with a capital."""
    label: list[str] = field(init=False)
    """The entity label that spaCy gives it, empty where there is none."""
    span: list[tuple[int, int]] = field(init=False)
    """First and last but one token of that entity."""

    def __post_init__(self) -> None:
        self.whole = self.doc.text
        self.text = [token.text for token in self.doc]
        self.low = [word.casefold() for word in self.text]
        self.named = [word[0].isupper() for word in self.text]
        self.label = [""] * len(self.text)
        self.span = [(0, 0)] * len(self.text)
        for entity in self.doc.ents:
            bounds = (entity.start, entity.end)
            for i in range(*bounds):
                self.label[i] = entity.label_
                self.span[i] = bounds

    def at(self, i: int) -> str:
        """The token at `i` in small letters; empty outside the text."""
        return self.low[i] if 0 <= i < len(self.low) else ""

    def is_name(self, i: int) -> bool:
        """Whether there is a token at `i`, written as a name."""
        return 0 <= i < len(self.named) and self.named[i]

    def chars(self, start: int, end: int) -> tuple[int, int]:
        """Where the tokens from `start` to before `end` stand in the text."""
        last = self.doc[end - 1]
        return self.doc[start].idx, last.idx + len(last)


@dataclass(slots=True)
class Mention:
    """A name that may be a place's, and what is made of it."""

    start: int
    end: int
    """Tokens of the name itself."""
    key: str
    entries: tuple[Entry, ...]
    made_by: str = "gazetteer"
    first: int = -1
    last: int = -1
    """Tokens of the mention: the name with "eastern" before it and "region" behind it."""
    score: float = 0.0
    kinds: frozenset[str] = frozenset()
    """Kinds that the words around it ask for, as in "the city of Oryol"; empty: any."""
    within: Entry | None = None
    """The place that is named after a comma: "Paris, Texas"."""
    modifier: bool = False
    """Whether it is the first part of the name of a body: "Springfield City Council"."""
    dateline: bool = False
    """Whether it says where the report was written: "KINSHASA, 3 March (Reuters)"."""
    found: Entry | None = None

    def __post_init__(self) -> None:
        self.first = self.start
        self.last = self.end


def find_known(words: Tokens) -> list[Mention]:
    """All names that the gazetteer has, longest first from the left; none overlaps another."""
    ngrams: dict[int, list[tuple[int, str]]] = {}
    for i, named in enumerate(words.named):
        if named and words.low[i] not in context("never first"):
            ngrams[i] = _ngrams(words, i)
    known = look_up({key for grams in ngrams.values() for _, key in grams})
    short, never, named_of = abbreviations(), not_places(), context("of private")
    out: list[Mention] = []
    free = 0
    for i, grams in ngrams.items():
        if i < free:
            continue
        for end, key in reversed(grams):
            entries = known.get(key)
            if not entries or key in never or (end == i + 1 and _is_code(words, i, entries)):
                continue
            if _is_of_city(words, end, entries) and any(last < end and gram in known for last, gram in grams):
                continue
            if words.low[i] not in named_of or "of" not in words.low[i + 1 : end]:
                out.append(Mention(i, end, key, entries))
                break
        else:
            ends = [last for last in (i + 2, i + 1) if last <= len(words.text) and _text(words, i, last) in short]
            if not ends:
                continue
            end = ends[0]
            text = _text(words, i, end)
            out.append(Mention(i, end, text, (short[text],), made_by="abbreviation"))
        free = out[-1].end
    return out


def _is_of_city(words: Tokens, end: int, entries: tuple[Entry, ...]) -> bool:
    """Whether "City" belongs to the words behind it, as in "Springfield City Council", and not to the name."""
    if words.low[end - 1] != "city" or not words.is_name(end) or words.low[end] not in context("body"):
        return False
    return not any(entry.listed or (entry.population > TOWN and not entry.other) for entry in entries)


def _text(words: Tokens, start: int, end: int) -> str:
    first, last = words.chars(start, end)
    return words.whole[first:last]


def _is_code(words: Tokens, i: int, entries: tuple[Entry, ...]) -> bool:
    """Whether a word is an abbreviation or part of a name rather than a name: "PA", "UN", "West"."""
    text = words.text[i]
    if entries[0].listed:
        return False
    if text in abbreviations() or words.low[i] in context("direction"):
        return True
    return text.isupper() and len(text) < 5 and (entries[0].other or entries[0].population < 100_000)


def _ngrams(words: Tokens, start: int) -> list[tuple[int, str]]:
    """Ends and keys of the names that may begin at a token, shortest first."""
    text, low, named = words.text, words.low, words.named
    grams = []
    name = ""
    for i in range(start, min(start + LONGEST, len(text))):
        name_like = named[i] or low[i].startswith(_ELIDED)
        if not name_like and not (i > start and low[i] in context("link")):
            break
        glue = "" if i == start or low[i] in ("'s", "’s") else " "
        name += glue + text[i]
        if name_like:
            key = key_of(name)
            if len(key) > 1:
                grams.append((i + 1, key))
    return grams
