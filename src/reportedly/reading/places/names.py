"""Names that the gazetteer knows, each as long as possible; what they may mean is decided later."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reportedly.lexicon.gazetteer import GazetteerEntry, PlaceKind, abbreviations, key_of, look_up
from reportedly.lexicon.places import context, not_places
from reportedly.reading.text.pronouns import pronouns_in_capitals

if TYPE_CHECKING:
    from reportedly.reading.parsed import Parsed

LONGEST = 6
"""Tokens of a name."""
TOWN = 50_000
"""Population up to which "Springfield City Council" is read as Springfield's council, not Springfield City's."""
_ELIDED = ("d'", "d’", "l'", "l’")


def word_at(parsed: Parsed, i: int) -> str:
    """Token `i` in small letters; empty outside the text."""
    return parsed.syntax.low[i] if 0 <= i < parsed.syntax.n else ""


def is_name(parsed: Parsed, i: int) -> bool:
    """True if there is a token `i` and it is written as a name is: with a capital."""
    return 0 <= i < parsed.syntax.n and parsed.syntax.words[i][0].isupper()


def label_at(parsed: Parsed, i: int) -> str:
    """The label of the entity that spaCy finds at token `i`; empty where it finds none."""
    return parsed.doc[i].ent_type_


def entity_at(parsed: Parsed, i: int) -> tuple[int, int]:
    """First token and one past the last of the entity at token `i`; (0, 0) where there is none."""
    doc = parsed.doc
    if not doc[i].ent_type_:
        return 0, 0
    first, last = i, i + 1
    while doc[first].ent_iob_ == "I":
        first -= 1
    while last < parsed.syntax.n and doc[last].ent_iob_ == "I":
        last += 1
    return first, last


@dataclass(slots=True)
class Mention:
    """A name that may be a toponym, with what the stages of place reading decide about it.

    `start` and `end` are the tokens of the name itself, `first` and `last` those of the mention: the name with
    "eastern" before it and "region" behind it. Both ends are one past the last token.
    """

    start: int
    end: int
    key: str
    entries: tuple[GazetteerEntry, ...]
    made_by: str = "gazetteer"
    first: int = -1
    last: int = -1
    score: float = 0.0
    kinds: frozenset[PlaceKind] = frozenset()
    """Kinds that the words around it allow, as in "the city of Oryol"; empty: any."""
    within: GazetteerEntry | None = None
    """The place named after a comma: Texas for "Paris, Texas"."""
    modifier: bool = False
    """True if it is the first part of the name of a body: "Springfield City Council"."""
    dateline: bool = False
    """True if it says where the report was written: "KINSHASA, 3 March (Reuters)"."""
    found: GazetteerEntry | None = None
    """The place that it is resolved to."""

    def __post_init__(self) -> None:
        self.first = self.start
        self.last = self.end


def find_known(parsed: Parsed) -> list[Mention]:
    """All names that the gazetteer has, longest first from the left; none overlaps another."""
    ngrams: dict[int, list[tuple[int, str]]] = {}
    pronouns = pronouns_in_capitals(parsed.syntax)
    for i in range(parsed.syntax.n):
        if i not in pronouns and is_name(parsed, i) and parsed.syntax.low[i] not in context("never first"):
            ngrams[i] = _ngrams(parsed, i)
    known = look_up({key for grams in ngrams.values() for _, key in grams})
    found: list[Mention] = []
    free = 0
    for i, grams in ngrams.items():
        if i < free:
            continue
        mention = _longest(parsed, i, grams, known) or _abbreviation(parsed, i)
        if mention is not None:
            found.append(mention)
            free = mention.end
    return found


def _longest(
    parsed: Parsed, i: int, grams: list[tuple[int, str]], known: dict[str, tuple[GazetteerEntry, ...]]
) -> Mention | None:
    """The longest name from token `i` on that the gazetteer has."""
    low, named_of = parsed.syntax.low, context("of private")
    for end, key in reversed(grams):
        entries = known.get(key)
        if not entries or key in not_places() or (end == i + 1 and _is_code(parsed, i, entries)):
            continue
        if _is_of_city(parsed, end, entries) and any(last < end and gram in known for last, gram in grams):
            continue
        if low[i] not in named_of or "of" not in low[i + 1 : end]:
            return Mention(i, end, key, entries)
    return None


def _abbreviation(parsed: Parsed, i: int) -> Mention | None:
    """A short name of a region: "Ga.", two tokens, or "TX"."""
    for end in (i + 2, i + 1):
        if end <= parsed.syntax.n:
            written = parsed.text[parsed.syntax.char[i] : parsed.syntax.end[end - 1]]
            if written in abbreviations():
                return Mention(i, end, written, (abbreviations()[written],), made_by="abbreviation")
    return None


def _is_of_city(parsed: Parsed, end: int, entries: tuple[GazetteerEntry, ...]) -> bool:
    """Whether "City" belongs to the words after it, as in "Springfield City Council", and not to the name."""
    if (
        parsed.syntax.low[end - 1] != "city"
        or not is_name(parsed, end)
        or parsed.syntax.low[end] not in context("body")
    ):
        return False
    return not any(entry.listed or (entry.population > TOWN and not entry.other) for entry in entries)


def _is_code(parsed: Parsed, i: int, entries: tuple[GazetteerEntry, ...]) -> bool:
    """Whether token `i` is an abbreviation or part of a name rather than a name: "PA", "UN", "West"."""
    text = parsed.syntax.words[i]
    if entries[0].listed:
        return False
    if text in abbreviations() or parsed.syntax.low[i] in context("direction"):
        return True
    if not text.isupper() or len(text) >= 5 or _opens_dateline(parsed, i):
        return False
    return entries[0].other or entries[0].population < 100_000


def _opens_dateline(parsed: Parsed, i: int) -> bool:
    """True if token `i` is the first of a dateline, where every town is in capitals: "TROY, N.Y. (AP) - "."""
    return any(start == parsed.syntax.char[i] for start, _ in parsed.datelines)


def _ngrams(parsed: Parsed, start: int) -> list[tuple[int, str]]:
    """Ends and keys of the names that may begin at token `start`, shortest first."""
    text, low = parsed.syntax.words, parsed.syntax.low
    grams = []
    name = ""
    for i in range(start, min(start + LONGEST, len(text))):
        name_like = is_name(parsed, i) or low[i].startswith(_ELIDED)
        if not name_like and not (i > start and low[i] in context("link")):
            break
        glue = "" if i == start or low[i] in ("'s", "’s") else " "
        name += glue + text[i]
        if name_like:
            key = key_of(name)
            if len(key) > 1:
                grams.append((i + 1, key))
    return grams
