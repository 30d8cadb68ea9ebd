"""What is derived from many readings, as frozen values: claims, positions, changes, origins.

None of this is ever written by hand; it follows from the readings, the roster and
people's judgements, and `as of` a date from those that were published until then.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from reportedly.listing import Dated, Page
from reportedly.model import (
    Actor,
    Anchor,
    EventType,
    Likelihood,
    Outcome,
    Party,
    Precision,
    Stance,
    Status,
    Verdict,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Position:
    """An actor's latest stance on a claim; a party's positions are those of all who speak for it."""

    actor: Party
    stance: Stance
    since: date
    statements: tuple[str, ...]
    """Ids of the statements that carry it, oldest first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimStatement:
    """One statement's part in a claim."""

    id: str
    report: str
    stance: Stance
    content: tuple[Anchor, ...]
    source: Anchor | None
    actor: Actor | None
    party: Party
    """The party whose word it is; for an outlet's own voice the outlet."""
    named: bool = True
    """False for unnamed sources and an outlet's own voice."""
    said_on: date
    """The day of speaking, or of publication where the text does not tell."""
    superseded: bool = False
    """Whether a revision has taken the report's place: then it no longer counts."""
    wrong: bool = False
    """Whether a person judged that it was not read right: then it does not count."""
    grades: tuple[Grade, ...] = ()
    """People's grades of it and of its source, oldest first; revoked ones are left out."""
    reasons: tuple[str, ...] = ()
    """Why it was put to this claim."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementInClaim:
    """A statement with the claim that it belongs to, as that stands at a date."""

    statement: ClaimStatement
    claim: str
    wording: str
    status: Status


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimNumber:
    """A number that a statement puts to a claim; numbers of different sources are never averaged."""

    of: str | None
    low: float | None
    high: float | None
    unit: str | None
    actor: str | None
    statement: str
    date: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """What several statements have in common, and where everybody stands on it at a date."""

    id: str
    wording: str
    """The words of its most central statement, of plain whole ones."""
    status: Status
    why: str
    first: date
    last: date
    origins: tuple[tuple[str, ...], ...]
    """Report ids, one group an independent origin."""
    positions: tuple[Position, ...]
    statements: tuple[ClaimStatement, ...]
    numbers: tuple[ClaimNumber, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A claim's status on a day that it changed, with the words that changed it."""

    date: date
    claim: str
    wording: str
    before: Status | None
    """None on the day that the claim first appears; `from` in JSON."""
    after: Status
    """`to` in JSON."""
    why: str
    statements: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Reports that are one text: copies, light edits, cuts; they count once."""

    id: str
    reports: tuple[str, ...]
    """Earliest first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ForecastRecord:
    """A forecast and what became of it."""

    statement: str
    report: str
    content: tuple[Anchor, ...]
    source: Anchor | None
    actor: Actor | None
    horizon: str | None
    likelihood: Likelihood
    outcome: Outcome
    resolved_by: str | None
    """Id of the report whose statement settled it."""
    due: date | None = None
    """The last day of its horizon; None where that names none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A statement that a search found."""

    statement: str
    report: str
    claim: str | None
    content: tuple[Anchor, ...]
    source: Anchor | None
    actor: Actor | None
    said_on: date
    wrong: bool = False
    """Whether a person judged that it was not read right."""
    grades: tuple[Grade, ...] = ()
    """People's grades of it and of its source, oldest first; revoked ones are left out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Addition:
    """That a report was added to a ledger."""

    by: str | None
    """Who did; None of reports that were there before it was kept."""
    at: str
    """ISO 8601, UTC."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """Something that could not be taken in, or a report that could not be read, and why."""

    at: str
    """ISO 8601, UTC."""
    source: str
    """A file, row or address; of a report its title, address or id."""
    report: str | None
    """The report's id; None where there is no report to keep."""
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Grade:
    """A person's Admiralty grade of a source or a statement, signed and dated; never sorted or averaged."""

    id: str
    subject: str
    """A source's name, or the id of a statement."""
    mark: str
    """A to F, the reliability of a source; 1 to 6, the credibility of a statement; F and 6: cannot be judged."""
    why: str
    by: str
    at: str
    """ISO 8601, UTC."""
    revoked_by: str | None = None
    revoked_at: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """A person's decision on two statements or one, signed and dated; a revoked one stays on record."""

    id: str
    verdict: Verdict
    statements: tuple[str, ...]
    """Ids: two in alphabetic order that say the same or not, or the one that was not read right."""
    why: str
    """Empty where no reason was given."""
    by: str
    at: str
    """ISO 8601, UTC."""
    revoked_by: str | None = None
    revoked_at: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberRecord:
    """A number that a party puts to a claim, with the numbers of others that cannot hold where it does."""

    claim: str
    wording: str
    """The claim's words."""
    of: str | None
    unit: str | None
    low: float | None
    high: float | None
    """None where a bound is open: "over 10,000" has no high."""
    party: Party
    """Whose word it is."""
    actor: str | None
    statement: str
    report: str
    date: date
    latest: bool
    """Whether it is the party's latest number of this thing in this claim."""
    excludes: tuple[str, ...]
    """Ids of statements with other parties' latest numbers of the same thing whose ranges do not meet this one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DatedItem:
    """Something dated: that a statement was made, or that something is said to happen."""

    date: str
    """ISO 8601, as exactly as it is known: a day, a week, a month or a year; of an interval the beginning."""
    kind: Dated
    report: str
    statement: str | None
    """The statement, or the one that tells of what happened; None where nobody is made to say it."""
    claim: str | None
    words: Anchor
    source: Anchor | None
    actor: Actor | None
    type: str | None
    """The PLOVER type of what happened."""
    factuality: float | None
    """-3 to 3, as the outlet presents what happened."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceRecord:
    """What a source has to its name: how much it said, and what became of it."""

    id: str
    """What tells it from others of its name."""
    name: str
    party: Party
    """The party that it speaks for, itself where that is nobody else."""
    outlet: bool
    """Whether this is an outlet in its own voice."""
    statements: int
    reports: int
    origins: int
    first: date
    last: date
    affirmed: int
    """Statements that others affirmed later, by name and in a text of another origin."""
    denied: int
    """Statements that others contradicted later, by name and in a text of another origin."""
    forecasts: int
    settled: int
    """Forecasts that came true or did not."""
    brier: float | None
    """Mean squared distance between likelihood and outcome of settled forecasts; 0 is best, None where none counts."""
    scored: int
    """Forecasts behind `brier`: settled ones that state how likely they are."""
    grades: tuple[Grade, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceStatement:
    """Something that a source said, and who said the same or the opposite later."""

    id: str
    report: str
    claim: str
    stance: Stance
    content: tuple[Anchor, ...]
    said_on: date
    affirmed_by: tuple[Party, ...]
    """Other parties that took the same stance later."""
    denied_by: tuple[Party, ...]
    """Other parties that took the opposite stance later."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceAccount:
    """A source in full: its record, what it said and foretold, latest first."""

    source: SourceRecord
    statements: Page[SourceStatement]
    forecasts: Page[ForecastRecord]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceRecord:
    """A place that reports name as a place, at the precision known."""

    name: str
    geonameid: int | None
    country: str | None
    """ISO 3166-1 alpha-2."""
    lat: float | None
    lon: float | None
    precision: Precision
    reports: tuple[str, ...]
    """Ids, latest first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DayRecord:
    """How much was said on a day, and how many claims changed their status."""

    day: date
    statements: int
    changes: int
    """Claims that appear first on that day are left out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EventPart:
    """An event mention's part in an Event: the words that tell of it in the first words of a report."""

    report: str
    statement: str | None
    """The statement that tells of it."""
    trigger: Anchor
    actors: tuple[Anchor, ...]
    recipients: tuple[Anchor, ...]
    place: Anchor | None
    time: Anchor | None
    factuality: float
    """-3 to 3, as the outlet presents it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EventRecord:
    """A happening that several reports tell of first of all, with what most of their words say of it."""

    id: str
    title: str
    """That of the report that told of it first, or its first words."""
    type: EventType | None
    """The PLOVER type of most mentions; None where no mention has one."""
    day: date | None
    """The day that most of them name; None where none names one."""
    place: str | None
    country: str | None
    """ISO 3166-1 alpha-2."""
    parties: tuple[str, ...]
    """Who acts in it and whom it befalls, in the order in which they are named."""
    first: date
    """When it was first told of."""
    last: date
    reports: tuple[str, ...]
    """Earliest first; of an Event that was asked for by so many reports at most, the first one and the latest."""
    told_by: int
    """How many reports tell of it."""
    origins: int
    mentions: tuple[EventPart, ...]
