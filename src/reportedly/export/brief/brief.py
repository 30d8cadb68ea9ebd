"""The brief as a value, from which every format of it is written."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reportedly.export.plain import Json, members
from reportedly.model import Report

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date
    from typing import Any

    from reportedly.model import Status


@dataclass(frozen=True, slots=True, kw_only=True)
class Footnote:
    """Where the words behind a sentence stand."""

    number: int
    """From 1, in order of use."""
    statement: str
    who: str
    """Who says it: "Ana Lund for Norway", or the outlet itself."""
    said_on: date
    words: str
    """The exact words, with an ellipsis where words of the report stand between them."""
    report: Report


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words of a sentence, and the numbers of the footnotes after them."""

    text: str
    notes: tuple[int, ...] = ()
    strong: bool = False
    """True for the words that a reader looks for first."""


Sentence = tuple[Phrase, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A claim in a brief: what is said, and who says so."""

    claim: str
    status: Status
    sentence: Sentence
    """The claim, with footnotes to whoever affirms it (or denies it, if nobody affirms it)."""
    voices: Sentence
    """Who affirms, denies or leaves it open, and since when; empty where `sides` tell it."""
    sides: tuple[Side, ...] = ()
    """For a disputed claim: who affirms it and who denies it, in their words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """Those who take one stance on a claim, each in its own words."""

    heading: str
    """affirmed by, denied by, left open by."""
    voices: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One number of a series."""

    day: date
    value: str
    """Its bounds in words: "≥ 63", "4–5"."""
    who: str
    claim: str
    notes: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """The numbers of one thing, oldest first; those of different sources are never averaged."""

    of: str
    figures: tuple[Figure, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Brief:
    """What the record holds on a matter as of a day, in sections; an empty section is left out."""

    title: str
    subtitle: str
    """How much it rests on, and as of when."""
    as_of: date | None
    since: date | None
    new: tuple[Sentence, ...] = ()
    """What changed since the day that was asked for."""
    known: tuple[Finding, ...] = ()
    """What is acknowledged or corroborated."""
    contested: tuple[Finding, ...] = ()
    alleged: tuple[Finding, ...] = ()
    """What named sources of one side allege, or only outlets and unnamed sources carry."""
    denied: tuple[Finding, ...] = ()
    """What nobody affirms."""
    taken_back: tuple[Sentence, ...] = ()
    """Who changed sides, and which reports were replaced."""
    numbers: tuple[Series, ...] = ()
    expected: tuple[Sentence, ...] = ()
    """Forecasts: open ones by the day they fall due, then what became of the others."""
    left_out: int = 0
    """How many further claims, numbers and forecasts the brief has no room for."""
    notes: tuple[Footnote, ...] = ()

    @property
    def reports(self) -> list[Report]:
        """The reports that are cited, in order of citation."""
        return list({note.report.id: note.report for note in self.notes}.values())


SECTIONS = (
    ("new", "What is new"),
    ("known", "What is known"),
    ("contested", "What is contested"),
    ("alleged", "What is alleged or only reported"),
    ("denied", "What is denied"),
    ("taken_back", "What was taken back"),
    ("numbers", "Numbers as they grew"),
    ("expected", "What is expected"),
)
"""The sections of a brief with their headings, in order."""


def brief_json(brief: Brief) -> Json:
    """The brief as JSON; the reports that are cited are written without their text."""
    return members(brief, _SPECIAL)


def _report(report: Report) -> Json:
    return {
        "id": report.id,
        "outlet": report.outlet,
        "title": report.title,
        "url": report.url,
        "published_at": report.published_at.isoformat() if report.published_at else None,
    }


_SPECIAL: dict[type, Callable[[Any], Any]] = {Report: _report}
