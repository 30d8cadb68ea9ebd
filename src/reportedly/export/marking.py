"""A report's text cut into paragraphs and segments, so that statements can be marked in it.

Contents overlap, nest and come in parts. The text is cut at the start and end of each of them, and a
segment lists the statements that it belongs to. The segments of all paragraphs together are the text
without the line breaks between paragraphs.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from reportedly.export.rows import own_voice, text_order
from reportedly.export.wording import shown

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reportedly.model import Act, Certainty, Reading, Statement

_BLANK_LINE = re.compile(r"(?<![ \t\r])(?:[ \t\r]*\n){2,}[ \t\r]*")
_ANY_LINE = re.compile(r"(?<![ \t\r])[ \t\r]*\n[ \t\r]*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A statement as it is marked in the text."""

    number: int
    """The number of its note, from 1 in text order; 0 in the outlet's own voice."""
    id: str
    act: Act
    certainty: Certainty


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """The words between two cuts."""

    text: str
    marks: tuple[Mark, ...]
    """The attributed statements whose content this is part of, the widest first."""
    role: str | None
    """source, cue or via, if the words are one of these."""
    opens: tuple[Mark, ...]
    """The statements whose content begins here."""
    closes: tuple[Mark, ...]
    """The attributed statements whose content ends here."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """One paragraph of the report; `notes` are the numbers of the statements that begin in it."""

    segments: tuple[Segment, ...]
    notes: tuple[int, ...]


def paragraphs(reading: Reading) -> list[Paragraph]:
    """The text of the report, cut wherever something that was found begins or ends."""
    text = reading.report.text
    ordered = text_order(reading.statements)
    spans, roles = _spans(ordered, text), _roles(ordered, text)
    borders = sorted({place for span in (*spans, *roles) for place in (span.start, span.end)})
    sweep = _Sweep(text, spans, roles)
    blocks = _blocks(text)
    found = []
    for (start, end), (following, _) in pairwise((*blocks, (len(text), len(text)))):
        inner = borders[bisect_right(borders, start) : bisect_left(borders, end)]
        pieces = list(pairwise((start, *inner, end)))
        segments = tuple(sweep.segment(a, b, following if b == end else b) for a, b in pieces)
        opened = sorted({m.number for s in segments for m in s.opens if m.number})
        found.append(Paragraph(segments=segments, notes=tuple(opened)))
    return found


@dataclass(frozen=True, slots=True)
class _Span:
    start: int
    end: int
    mark: Mark | None = None
    first: bool = False
    last: bool = False
    role: str | None = None


def _spans(ordered: Sequence[Statement], text: str) -> list[_Span]:
    spans, number = [], 0
    for s in ordered:
        number += not own_voice(s)
        mark = Mark(number=0 if own_voice(s) else number, id=s.id, act=s.act, certainty=s.certainty)
        parts = sorted(part for part in s.content if part.holds_in(text))
        spans += [_Span(p.start, p.end, mark, n == 0, n == len(parts) - 1) for n, p in enumerate(parts)]
    return sorted(spans, key=lambda span: (span.start, -span.end))


def _roles(ordered: Sequence[Statement], text: str) -> list[_Span]:
    found: dict[tuple[int, int], str] = {}
    for s in ordered:
        named = [(s.cue, "cue"), *((v, "via") for v in s.via), (s.source, "source")]
        found |= {(a.start, a.end): role for a, role in named if a is not None and a.holds_in(text)}
    return [_Span(start, end, role=role) for (start, end), role in sorted(found.items())]


def _blocks(text: str) -> list[tuple[int, int]]:
    """Start and end of each paragraph: text between blank lines if there are any, else each line."""
    first, last = len(text) - len(text.lstrip()), len(text.rstrip())
    rule = _BLANK_LINE if _BLANK_LINE.search(text, first, last) else _ANY_LINE
    breaks = [(m.start(), m.end()) for m in rule.finditer(text, first, last)]
    starts, ends = [first, *(end for _, end in breaks)], [*(start for start, _ in breaks), last]
    return [(start, end) for start, end in zip(starts, ends, strict=True) if start < end]


class _Sweep:
    """One pass through the text from left to right, with the statements open at each place."""

    def __init__(self, text: str, spans: Sequence[_Span], roles: Sequence[_Span]) -> None:
        self._text = text
        self._waiting = [list(reversed(spans)), list(reversed(roles))]
        self._open: list[list[_Span]] = [[], []]

    def segment(self, start: int, end: int, until: int) -> Segment:
        """The segment from `start` to `end`; the next one starts at `until`."""
        opened = self._advance(0, end)
        self._advance(1, end)
        around = [span for span in self._open[0] if span.end > start]
        roles = [span for span in self._open[1] if span.end > start]
        closed = [span.mark for span in self._open[0] if span.last and span.end <= until]
        self._open = [[span for span in live if span.end > until] for live in self._open]
        widest_first = sorted(around, key=lambda span: span.start - span.end)
        return Segment(
            text=shown(self._text[start:end]),
            marks=tuple(span.mark for span in widest_first if span.mark and span.mark.number),
            role=min(roles, key=lambda span: span.end - span.start).role if roles else None,
            opens=tuple(span.mark for span in opened if span.mark and span.first),
            closes=tuple(sorted((m for m in closed if m and m.number), key=lambda m: m.number)),
        )

    def _advance(self, kind: int, end: int) -> list[_Span]:
        waiting, met = self._waiting[kind], []
        while waiting and waiting[-1].start < end:
            met.append(waiting.pop())
        self._open[kind] += met
        return met
