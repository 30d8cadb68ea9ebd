"""Files of newspaper databases (Nexis, Factiva, ProQuest): many articles in one file, each counted.

A database cuts its files by marks, and most files begin with a list of what they hold. Every article is compared with
that list: what is listed but not found, or found without its words, is an error with its number.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reportedly.errors import IntakeError
from reportedly.intake.check import check_text
from reportedly.intake.tally import Tally
from reportedly.language import code_of
from reportedly.model import Report

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

_FEWEST = 0.5
"""Share of the words that a database says an article has; with fewer it is said to be cut."""
_INNER = re.compile(r"[^\s.!?:”\"’')]\n(?=\S)|\n[ \t]*\n")
"""An empty line, or the end of a line in the middle of a sentence."""
_LONGEST_WRAPPED = 110
"""Characters of a line in a text whose paragraphs run over several lines."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One article as a database writes it."""

    title: str | None
    outlet: str | None = None
    published: datetime | None = None
    byline: str | None = None
    length: int | None = None
    """Words, as the database says."""
    url: str | None = None
    language: str | None = None
    body: tuple[str, ...] = ()
    reason: str = ""
    """Why there are no words, if the file says so."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Holding:
    """What a file holds: its articles, and what it says that it holds."""

    database: str
    records: tuple[Record, ...]
    titles: tuple[str, ...] = ()
    """The titles in the file's own list."""
    total: int | None = None
    """How many articles the file says it has."""


def reports_of(holding: Holding, where: str, published: datetime | None) -> Iterator[Report | IntakeError]:
    """The reports of the articles, then an error for each article that is listed but missing."""
    tally = Tally(where)
    for number, record in enumerate(holding.records, 1):
        yield from tally.counted(_report(record, holding.database, f"{where}#{number}", published))
    for reason in _missing(holding):
        tally.failed += 1
        yield IntakeError(where, reason)
    tally.say()


def paragraphs_of(lines: Sequence[str]) -> tuple[str, ...]:
    """The paragraphs of lines; where lines are wrapped, an empty line ends a paragraph."""
    text = "\n".join(lines).strip("\n")
    wrapped = max(map(len, lines), default=0) <= _LONGEST_WRAPPED and _INNER.search(text) is not None
    if not wrapped:
        return tuple(" ".join(line.split()) for line in lines if line.strip())
    return tuple(" ".join(block.split()) for block in re.split(r"\n[ \t]*\n", text) if block.strip())


def with_byline(paragraphs: Sequence[str], byline: str) -> tuple[str, ...]:
    """The paragraphs below the byline, which begins with "By"."""
    if not byline:
        return tuple(paragraphs)
    return (byline if byline.casefold().startswith("by ") else f"By {byline}", *paragraphs)


def _report(record: Record, database: str, where: str, published: datetime | None) -> Iterator[Report | IntakeError]:
    name = f" ({record.title[:80]})" if record.title else ""
    if not record.body:
        raise IntakeError(where, f"has no words{name}: {record.reason or f'{database} gives only what describes it'}")
    text = "\n\n".join(with_byline(record.body, record.byline or ""))
    check_text(text, where)
    words = sum(len(paragraph.split()) for paragraph in record.body)
    if record.length and words < record.length * _FEWEST:
        yield IntakeError(where, f"has {words:,} of the {record.length:,} words that {database} counts{name}")
        return
    yield Report(
        text=text,
        title=record.title,
        outlet=record.outlet,
        url=record.url,
        published_at=record.published or published,
        language=code_of(record.language),
    )


def _missing(holding: Holding) -> Iterator[str]:
    """What is listed or announced and not found."""
    found = [_plain(record.title or "") for record in holding.records]
    absent = 0
    for number, title in enumerate(holding.titles, 1):
        listed = _plain(title)
        match = next((t for t in found if t and (t.startswith(listed) or listed.startswith(t))), None)
        if match is None:
            absent += 1
            yield f"lists an article that is not in it: {number}. {title[:100]}"
        else:
            found.remove(match)
    short = (holding.total or 0) - len(holding.records) - absent
    if short > 0:
        yield f"says that it has {holding.total:,} articles; {short:,} of them are not in it"


def _plain(title: str) -> str:
    return re.sub(r"\W+", " ", title).strip().casefold()
