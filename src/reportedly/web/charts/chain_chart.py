"""The chain of a claim, drawn: a row for each text in order of time, a mark for each statement in it.

An arc leads from a text that repeats its speakers to the one that had these words first; a broken one from a text to
the outlet that its words came through. Geometry only, in units of the drawing; the template draws it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reportedly.ledger.queries.claim_chain import ChainStatement, ChainText, ClaimChain

ROW = 46
TOP = 26
DAY = 92
"""Width of the column of days."""
REACH = 46
"""How far arcs reach to the left of the marks at most."""
NEXT = 15
"""Between two marks of one text."""
MARKS = 4
"""Marks of one text; further statements stand in the list below."""
MOST = 20
"""Rows; further texts stand in the list below."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChainMark:
    """A statement in a text."""

    x: float
    statement: ChainStatement


@dataclass(frozen=True, slots=True, kw_only=True)
class ChainRow:
    """A text."""

    y: float
    text: ChainText
    marks: tuple[ChainMark, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Arc:
    """A path from a row up to an earlier one."""

    path: str
    kind: str
    """"repeats" or "through"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChainChart:
    """The whole drawing."""

    width: int
    height: float
    spine: float
    """Where the first mark of each row stands."""
    label: float
    """Where the words of each row begin."""
    letters: int
    """How many letters have room there."""
    rows: tuple[ChainRow, ...]
    arcs: tuple[Arc, ...]
    left_out: int
    """Texts for which there is no row."""


def chain_chart(chain: ClaimChain, *, width: int) -> ChainChart:
    """The drawing of a chain, `width` wide."""
    texts = chain.texts[:MOST]
    spine = float(DAY + REACH)
    rows = tuple(_row(text, spine, TOP + n * ROW) for n, text in enumerate(texts))
    label = spine + NEXT * max(len(row.marks) for row in rows) + 4
    return ChainChart(
        width=width,
        height=TOP + len(rows) * ROW,
        spine=spine,
        label=label,
        letters=int((width - label) / 7.4),
        rows=rows,
        arcs=tuple(_arc(rows[earlier].y, rows[later].y, spine, kind) for earlier, later, kind in _links(texts)),
        left_out=len(chain.texts) - len(texts),
    )


def _row(text: ChainText, spine: float, y: float) -> ChainRow:
    marks = tuple(ChainMark(x=spine + n * NEXT, statement=s) for n, s in enumerate(text.statements[:MARKS]))
    return ChainRow(y=y, text=text, marks=marks)


def _links(texts: Sequence[ChainText]) -> Iterator[tuple[int, int, str]]:
    """The earlier and the later text of each link, once, and what it means."""
    place = {s.id: n for n, text in enumerate(texts) for s in text.statements}
    outlets: dict[str, int] = {}
    for later, text in enumerate(texts):
        repeated = {place[s.repeats] for s in text.statements if s.repeats in place}
        through = {outlets[name] for s in text.statements for via in s.via if (name := _name(via)) in outlets}
        for earlier in sorted(through):
            yield earlier, later, "through"
        for earlier in sorted(repeated - through - {later}):
            yield earlier, later, "repeats"
        for report in (text.report, *text.copies):
            if report.outlet:
                outlets.setdefault(_name(report.outlet), later)


def _name(words: str) -> str:
    return words.casefold().removeprefix("the ").strip()


def _arc(top: float, bottom: float, x: float, kind: str) -> Arc:
    """From the lower mark to the upper one, further out the longer it is."""
    out = x - 12 - min(REACH - 16.0, 7.0 * (bottom - top) / ROW)
    return Arc(path=f"M{x - 8} {bottom}C{out} {bottom} {out} {top} {x - 8} {top}", kind=kind)
