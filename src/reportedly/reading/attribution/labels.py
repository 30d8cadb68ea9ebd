"""Labels: lines that open with a speaker and a colon, as in transcripts, interviews, bullet lists and headlines."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reportedly.lexicon import cues
from reportedly.lexicon.roles import singular
from reportedly.lexicon.word_sets import word_set
from reportedly.reading.text.boilerplate import CLOCK
from reportedly.reading.text.spans import tokens_in
from reportedly.reading.text.syntax import FINITE, trim

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reportedly.reading.parsed import Parsed
    from reportedly.reading.text.syntax import Span, Syntax

_LINE = re.compile(
    rf"^[ \t]*(?P<bullet>[*•·▪‣◦–—-][ \t]+)?(?:{CLOCK})?(?P<label>[^\s:\"“”‘«»()][^\n:\"“”‘«»()]{{0,58}}?)"
    r"(?P<of>[ ]\([^\n:()]{2,60}\))?:(?=[ \t]+\S)[ \t]+(?P<rest>[^\n]*\S)",
    re.MULTILINE,
)
"""A label may have a time before it, and in brackets behind it what its speaker speaks for."""
_PARAGRAPH = re.compile(r"[^\n]+")
_WORDS = 7
"""Words of the longest label."""
_NAME = 3
"""Words of the longest label in a transcript that is known by its form alone."""
_TITLES = frozenset({"the", "mr", "mrs", "ms", "dr", "sir"})
"""Words of a label in capitals that may have small letters."""
_PARTNERS = 2
"""Speakers in an interview whose labels are names."""


@dataclass(frozen=True, slots=True)
class Turn:
    """One line with a label: who speaks, and the words, which may go on in the paragraphs below."""

    label: Span
    colon: int
    """The character of the colon."""
    words: tuple[Span, ...]
    asks: bool
    """True if the label is that of the one who asks: "Q:", "Reporter:"."""


@dataclass(frozen=True, slots=True)
class _Line:
    label: Span
    rest: Span
    bullet: bool


def find_turns(parsed: Parsed) -> list[Turn]:
    """The turns of a transcript, and other lines that a speaker's label opens, in text order."""
    g = parsed.syntax
    lines = [_Line(m.span("label"), m.span("rest"), m["bullet"] is not None) for m in _LINE.finditer(g.text)]
    lines = [line for line in lines if _may_be_label(g, line)]
    asking = {line.label for line in lines if _written(g, line.label) in word_set("questioners")}
    capitals = [line for line in lines if _in_capitals(g, line.label) and line.label not in asking]
    transcript = bool(asking) or len(capitals) > 2
    asking = asking or _interviewers(g, capitals)
    spoken = [line for line in lines if line.label in asking or _names_speaker(g, line, transcript=transcript)]
    out = []
    for number, line in enumerate(spoken):
        following = spoken[number + 1].label[0] if number + 1 < len(spoken) else None
        words = _words(parsed, line, following if transcript and not line.bullet else None, transcript=transcript)
        if words:
            out.append(Turn(_speaker(g, line.label), g.text.index(":", line.label[1]), words, line.label in asking))
    return out


def _in_capitals(g: Syntax, label: Span) -> bool:
    """True if the name in the label is in capitals: "MR. PRICE", "Ms. BARRETO"."""
    words = g.text[slice(*label)].split()
    return words[-1].isupper() and all(word.isupper() or word.lower().strip(".") in _TITLES for word in words)


def _interviewers(g: Syntax, lines: Sequence[_Line]) -> set[Span]:
    """The labels of the one of two speakers who asks: most of the lines under that name are questions."""
    asked: dict[str, list[bool]] = {}
    for line in lines:
        asked.setdefault(_written(g, line.label), []).append(g.text[line.rest[1] - 1] == "?")
    asking = [name for name, lined in asked.items() if len(lined) > 1 and 2 * sum(lined) > len(lined)]
    return {line.label for line in lines if [_written(g, line.label)] == asking and len(asked) == _PARTNERS}


def _speaker(g: Syntax, label: Span) -> Span:
    """The label without how the words came: "the minister, on the phone", "the ministry on Telegram"."""
    for i in tokens_in(g, label):
        if g.char[i] > label[0] and (g.words[i] == "," or g.low[i] in word_set("by which words come")):
            return trim(g.text, label[0], g.char[i]) or label
    return label


def _written(g: Syntax, span: Span) -> str:
    return g.text[slice(*span)].strip(". ").lower()


def _may_be_label(g: Syntax, line: _Line) -> bool:
    """True if the words before the colon are a noun phrase, and those after it more than a name."""
    inside = [i for i in tokens_in(g, line.label) if g.words[i].strip()]
    if not inside or len(inside) > _WORDS or any(g.tag[i] in FINITE or g.tag[i] == "VBG" for i in inside):
        return False
    after = [i for i in tokens_in(g, line.rest) if g.pos[i] != "PUNCT"]
    return any(g.pos[i] not in ("PROPN", "NUM", "SYM") for i in after)


def _names_speaker(g: Syntax, line: _Line, *, transcript: bool) -> bool:
    """True if the label names a person or body: by its head, or in a transcript by its form."""
    if g.low[g.token_at(line.label[0])] in word_set("labels of articles"):
        return False
    if transcript and (_written(g, line.label) in word_set("answerers") or _is_name(g, line.label)):
        return True
    inside = [i for i in tokens_in(g, line.label) if g.pos[i] not in ("PUNCT", "SPACE")]
    stop = next((k for k, i in enumerate(inside) if k and (g.pos[i] == "ADP" or g.words[i - 1] == ",")), len(inside))
    head = inside[stop - 1]
    if {g.lemma[head], g.low[head], singular(g.low[head])} & cues.speakers() or g.label[head] == "PERSON":
        return True
    if not line.bullet or len(inside) > _NAME or any(g.label[i] == "GPE" for i in inside):
        return False
    told = any(g.tag[i] in FINITE for i in tokens_in(g, line.rest))
    return g.label[head] in ("ORG", "NORP") or (told and all(g.pos[i] == "PROPN" for i in inside))


def _is_name(g: Syntax, span: Span) -> bool:
    words = g.text[slice(*span)].split()
    return len(words) <= _NAME and all(word[0].isupper() for word in words)


def _words(parsed: Parsed, line: _Line, until: int | None, *, transcript: bool) -> tuple[Span, ...]:
    """The words of the speaker; none where prose follows the colon that may be somebody else's."""
    text = parsed.text
    quoted = next((q for q in parsed.quotations if q.open == line.rest[0]), None)
    after = text[quoted.close : line.rest[1]].strip(" .,") if quoted is not None else ""
    if quoted is not None and (not after or text[quoted.end - 1] in ".!?…"):
        first = trim(text, quoted.start, quoted.end)
    elif transcript or line.bullet or len({parsed.syntax.sent[i] for i in tokens_in(parsed.syntax, line.rest)}) == 1:
        first = trim(text, *line.rest)
    else:
        return ()
    found = [first]
    if until is not None and (quoted is None or first is None or first[1] > quoted.close):
        found += [trim(text, *m.span()) for m in _PARAGRAPH.finditer(text, line.rest[1], until)]
    return tuple(span for span in found if span is not None)


def asked_in(g: Syntax, turns: Sequence[Turn], span: Span) -> bool:
    """True if the words stand in a question that a questioner's turn puts."""
    turn = next((t for t in turns if t.asks and t.label[0] <= span[0] < max(e for _, e in t.words)), None)
    if turn is None:
        return False
    stop = re.compile(r"[.?!](?=\s|$)").search(g.text, span[1])
    return span[0] <= turn.colon or (stop is not None and stop.group() == "?")
