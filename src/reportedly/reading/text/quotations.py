"""Quotations: the stretches of a text between quotation marks of any style."""

from __future__ import annotations

import re
from dataclasses import dataclass

_PARAGRAPH = re.compile(r"[^\n]+")
_MARK = re.compile(r"''|``|[\"“”„«»‘’'‹›]")
_CLOSES = {"“": "”", "„": "“”", "«": "»", "``": "''", "‹": "›"}


@dataclass(frozen=True, slots=True)
class Quotation:
    """One stretch between two outermost marks, in one paragraph."""

    start: int
    """First character inside the marks."""
    end: int
    """One past the last character inside the marks."""
    open: int
    """First character of the opening mark."""
    close: int
    """One past the closing mark; `end` where the paragraph ends without one."""
    continues: bool = False
    """True if it goes on from a quotation that the paragraph before left open."""


def find_quotations(text: str) -> tuple[Quotation, ...]:
    """All outermost quotations in text order; a mark without its partner is no quotation.

    A paragraph that opens a quotation without closing it, followed by one that
    begins with an opening mark, holds a quotation up to its end (the usual way of
    quoting several paragraphs).
    """
    found: list[Quotation] = []
    left_open = False
    paragraphs = [m.span() for m in _PARAGRAPH.finditer(text) if m.group().strip()]
    for number, (start, end) in enumerate(paragraphs):
        following = text[slice(*paragraphs[number + 1])].lstrip() if number + 1 < len(paragraphs) else ""
        here = _paragraph(text, start, end, reopened=following[:1] in set('"“„«‘') or following[:2] in ("''", "``"))
        if left_open and here and not text[start : here[0].open].strip():
            first = here[0]
            here[0] = Quotation(first.start, first.end, first.open, first.close, continues=True)
        left_open = bool(here) and here[-1].close == here[-1].end
        found.extend(here)
    return tuple(found)


def _paragraph(text: str, start: int, end: int, *, reopened: bool) -> list[Quotation]:
    while end > start and text[end - 1].isspace():
        end -= 1
    pairs: list[tuple[int, int, int, int]] = []
    stack: list[tuple[str, int, int]] = []
    for m in _MARK.finditer(text, start, end):
        mark = m.group()
        before = text[m.start() - 1] if m.start() > start else " "
        after = text[m.end()] if m.end() < end else " "
        kind = _role(mark, before, after, stack)
        if kind == "open":
            stack.append((mark, m.start(), m.end()))
        elif kind == "close":
            depth = next((d for d in range(len(stack) - 1, -1, -1) if _fits(stack[d][0], mark)), None)
            if depth is not None:
                _, o, s = stack[depth]
                del stack[depth:]
                pairs.append((o, s, m.start(), m.end()))
    if reopened and stack:
        # the outermost double mark that stays open runs to the end of its paragraph
        mark, o, s = next((x for x in stack if x[0] not in ("‘", "'")), stack[0])
        if mark not in ("‘", "'", "’") and text[s:end].strip():
            pairs.append((o, s, end, end))
    return _outermost(text, pairs)


def _role(mark: str, before: str, after: str, stack: list[tuple[str, int, int]]) -> str | None:
    """The role of a mark: "open", "close", or None for an apostrophe."""
    if mark in ("“", "„", "«", "‹", "``"):
        # German style closes with the mark that opens in English
        return "close" if mark == "“" and stack and stack[-1][0] == "„" else "open"
    if mark in ("”", "»", "›"):
        return "close"
    opened = next((m for m, _, _ in reversed(stack) if _fits(m, mark)), None)
    blank_before = before.isspace() or before in "([{—–-/“\"‘'" or not before.strip()
    blank_after = after.isspace() or after in ".,;:!?)]}—–-…”\"’'" or not after.strip()
    if mark in ('"', "''"):
        return _straight_role(blank_before, blank_after, is_open=bool(opened))
    if mark == "‘":
        return "open" if not before.isalnum() and after.isalpha() else None
    if mark == "'" and blank_before and after.isalpha() and not opened:
        return "open"
    if opened and blank_after and not before.isspace():
        return "close" if before in ".,!?…" or mark != "'" or before != "s" else None
    return None


def _straight_role(blank_before: bool, blank_after: bool, *, is_open: bool) -> str:
    """The role of a mark that opens and closes alike; `is_open` where a quotation with such marks is open."""
    if not is_open:
        return "open"
    return "open" if blank_before and not blank_after else "close"


def _fits(opening: str, closing: str) -> bool:
    if opening in ('"', "''"):
        return closing == opening
    if opening in ("‘", "'"):
        return closing in ("’", "'") if opening == "‘" else closing == "'"
    return closing in _CLOSES.get(opening, "") or (opening == "“" and closing == '"')


def _outermost(text: str, pairs: list[tuple[int, int, int, int]]) -> list[Quotation]:
    kept: list[Quotation] = []
    for o, s, e, c in sorted(pairs):
        if kept and o < kept[-1].close:
            continue
        if text[s:e].strip():
            kept.append(Quotation(s, e, o, c))
    return kept
