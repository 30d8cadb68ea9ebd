"""A report, a place in its text, the Run that reads it, and the content ids of all of them."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache


@dataclass(frozen=True, slots=True, order=True)
class Anchor:
    """A place in a report, in code points: `text[start:end] == exact`, always."""

    start: int
    end: int
    exact: str

    @classmethod
    def of(cls, text: str, start: int, end: int) -> Anchor:
        """The anchor of `text[start:end]`; ValueError if that is empty or outside the text."""
        if not 0 <= start < end <= len(text):
            raise ValueError(f"no words at {start}:{end} in a text of {len(text)} characters")
        return cls(start, end, text[start:end])

    def holds_in(self, text: str) -> bool:
        """True if the text has these words at this place."""
        return 0 <= self.start < self.end and text[self.start : self.end] == self.exact

    def overlaps(self, other: Anchor) -> bool:
        """True if the two places share a character."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: Anchor) -> bool:
        """True if the other place is inside this one."""
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One published text; it never changes: a correction is another report."""

    text: str
    id: str = ""
    """As given on input; empty becomes a hash of text, outlet, address and time of publication."""
    outlet: str | None = None
    title: str | None = None
    url: str | None = None
    published_at: datetime | None = None
    """With a time zone; midnight UTC if only the day is known."""
    language: str | None = None
    """ISO 639-1; None before it is given or recognised."""

    def __post_init__(self) -> None:
        if self.published_at is not None and self.published_at.tzinfo is None:
            raise ValueError("published_at needs a time zone")
        if not self.id:
            when = self.published_at.isoformat() if self.published_at else None
            object.__setattr__(self, "id", content_id(self.text, self.outlet, self.url, when))

    @property
    def sha256(self) -> str:
        """Hexadecimal SHA-256 of the text in UTF-8."""
        return _sha256(self.text)

    @property
    def published_on(self) -> date | None:
        """The local day of publication, from which "Monday" is counted."""
        return self.published_at.date() if self.published_at else None


@lru_cache(maxsize=4)
def _sha256(text: str) -> str:
    # Asked for with every statement of a report.
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """What made a Reading: software version, spaCy pipeline, encoder, digest of the lexicon."""

    software: str
    pipeline: str
    encoder: str | None
    lexicon: str


def content_id(*parts: object) -> str:
    """A content id: 16 hexadecimal digits of the SHA-256 of the parts."""
    joined = "\x1f".join("" if p is None else str(p) for p in parts)
    return hashlib.sha256(joined.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def statement_id(report: Report, source: Anchor | None, cue: Anchor | None, content: tuple[Anchor, ...]) -> str:
    """The id of a statement, from its places in its report; the same in every Run."""
    places = [(a.start, a.end) if a else None for a in (source, cue, *content)]
    return content_id("statement", report.id, report.sha256, places)
