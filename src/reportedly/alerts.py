"""Alerts, frozen: a filter that is saved under a name, whose new matches are delivered, and what is delivered."""

from __future__ import annotations

import math
from dataclasses import dataclass, field, fields
from datetime import UTC, date, datetime, time
from enum import StrEnum
from zoneinfo import ZoneInfo

from reportedly.listing import EVERYTHING, Filter
from reportedly.model import Act, ChangeKind, Outcome, Stance, Status

LONGEST = 80
"""Characters of an alert's name."""
FOREVER = datetime(9999, 12, 31, tzinfo=UTC)
"""Until when an alert is muted that is muted without an end."""
FILTERS = ("text", "actor", "act", "place", "status", "topic", "since", "until", "notable")
"""The fields of a Filter that an alert goes by."""


class Occasion(StrEnum):
    """What an alert waits for."""

    STATEMENT = "statement"
    """A statement that the filter finds."""
    STATUS = "status"
    """Another status of a claim that the filter finds."""
    NUMBER = "number"
    """A number above a bound, in a statement that the filter finds."""
    FIRST = "first"
    """The first word of a party on a claim that the filter finds."""
    DUE = "due"
    """The day on which a forecast falls due, its outcome being open."""
    MISSED = "missed"
    """A statement that tells that a forecast did not come true."""


class ReceiverKind(StrEnum):
    """What takes the matches of an alert."""

    WEBHOOK = "webhook"
    MAIL = "mail"
    FILE = "file"
    FEED = "feed"


class Pace(StrEnum):
    """When a receiver gets what was found."""

    ONCE = "at once"
    HOUR = "by hour"
    DAY = "by day"


@dataclass(frozen=True, slots=True, kw_only=True)
class AlertQuery:
    """What an alert waits for, and what of it is wanted."""

    occasion: Occasion = Occasion.STATEMENT
    wanted: Filter = EVERYTHING
    """By `FILTERS`. Of a status or a first word, `actor` and `act` are those of the statement that brought it, and the
    rest is about the claim: one of its statements is found."""
    before: Status | None = None
    """Of another status: from which one."""
    after: Status | None = None
    """Of another status: to which one."""
    above: float | None = None
    """Of a number: above which it has to be."""
    unit: str | None = None
    of: str | None = None
    """Of a number: a word of what is counted."""

    def __post_init__(self) -> None:
        self.wanted.allow(*FILTERS)
        if self.occasion is not Occasion.STATUS and (self.before or self.after):
            raise ValueError("a status from which and to which is for alerts on a status")
        if (self.occasion is Occasion.NUMBER) != (self.above is not None):
            raise ValueError("an alert on a number needs the bound that it has to be above, and no other takes one")
        if self.above is None and (self.unit or self.of):
            raise ValueError("a unit and what is counted are for alerts on a number")
        if self.above is not None and not math.isfinite(self.above):
            raise ValueError(f"{self.above} is no bound")
        if self.before is not None and self.before is self.after:
            raise ValueError(f"a claim does not change from {self.before} to {self.after}")


def implied_occasion(*, before: Status | None, after: Status | None, above: float | None) -> Occasion:
    """What an alert waits for whose occasion is not given: it follows from what else was."""
    if above is not None:
        return Occasion.NUMBER
    return Occasion.STATUS if before or after else Occasion.STATEMENT


@dataclass(frozen=True, slots=True, kw_only=True)
class QuietHours:
    """Hours of a day in which nothing is delivered; what is found then follows when they are over."""

    begin: time
    end: time
    """Not after the begin for hours over midnight."""
    zone: str = "UTC"
    """A time zone of the IANA database: Europe/Madrid."""

    def __post_init__(self) -> None:
        if self.begin == self.end:
            raise ValueError("quiet hours begin and end at different times")
        if self.begin.tzinfo or self.end.tzinfo:
            raise ValueError("quiet hours have one time zone, beside them")

    def hold(self, now: datetime) -> bool:
        """True if a moment lies in them."""
        clock = now.astimezone(ZoneInfo(self.zone)).time()
        inside = self.begin <= clock < self.end
        return inside if self.begin < self.end else clock >= self.begin or clock < self.end

    def __str__(self) -> str:
        return f"{self.begin:%H:%M}-{self.end:%H:%M} {self.zone}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Receiver:
    """Where an alert is delivered, and how far that has got."""

    number: int
    """From 1 within its alert."""
    kind: ReceiverKind
    target: str = field(repr=False)
    """An address, a mail address or a path."""
    pace: Pace = Pace.ONCE
    sent: int = 0
    """The number of the last match that was delivered."""
    sent_at: datetime | None = None
    tries: int = 0
    """Failures since then."""
    next_at: datetime | None = None
    """The earliest moment of the next try after a failure."""
    problem: str | None = None
    """Why the last delivery failed."""
    disabled: bool = False
    """True if the receiver said that it is gone for good."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Alert:
    """A filter under a name, whose new matches are delivered."""

    name: str
    query: AlertQuery
    by: str
    at: datetime
    """When it was saved, UTC; it finds what comes in after that."""
    receivers: tuple[Receiver, ...] = ()
    quiet: QuietHours | None = None
    muted_until: datetime | None = None
    """What is found until then is kept and not delivered; `FOREVER` without an end."""
    cursor: int
    """The entry of the hash chain up to which reports were looked through."""
    day: date
    """The day up to which forecasts that fall due were looked through."""
    matches: int = 0
    """How many there are so far."""
    problem: str | None = None
    """Why it could not be looked through; None if it could."""

    def is_muted(self, now: datetime) -> bool:
        """True if what is found at a moment is not delivered."""
        return self.muted_until is not None and now < self.muted_until


@dataclass(frozen=True, slots=True, kw_only=True)
class AlertItem:
    """A match of an alert, with what it tells: enough to be understood without the ledger."""

    id: str
    """The hash of what matched; the same however often it is delivered."""
    alert: str
    occasion: Occasion
    found_at: datetime
    claim: str
    wording: str
    """That of the claim."""
    status_before: Status | None
    """Of the claim before the report came in; None if it was not on record."""
    status_after: Status
    kind: ChangeKind | None
    """What changed; None if the status stayed."""
    why: str
    statement: str
    report: str
    outlet: str | None
    title: str | None
    url: str | None
    published: datetime | None
    said_on: date
    source: str | None
    """The words that name who says it; None for an outlet's own voice."""
    actor: str | None
    party: str
    act: Act
    stance: Stance
    words: str
    spans: tuple[tuple[int, int], ...]
    """Where these words stand in the report: start and end of each part."""
    low: float | None = None
    high: float | None = None
    unit: str | None = None
    of: str | None = None
    due: date | None = None
    outcome: Outcome | None = None
    test: bool = False
    """True if it was sent to try a receiver."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AlertMatch:
    """A match in the outbox of an alert."""

    number: int
    """From 1 within its alert, in the order of delivery."""
    item: AlertItem
    muted: bool
    """True if it was found while the alert was muted, and is not delivered."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliveryRound:
    """What one round did."""

    found: int = 0
    """Matches that are new."""
    delivered: int = 0
    """Matches times the receivers that took them."""
    problems: tuple[str, ...] = ()
    """A sentence for each alert or receiver that failed."""
    busy: bool = False
    """True if another process was in a round, so that nothing was done."""


def is_empty(wanted: Filter) -> bool:
    """True if a filter restricts nothing."""
    return all(getattr(wanted, f.name) == f.default for f in fields(wanted))
