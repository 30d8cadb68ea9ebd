"""The records of a ledger, frozen: claims, positions, changes, origins and the rest, derived from many readings.

They follow from the readings, the roster and people's judgements; as of a date, from the reports published until
then.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from reportedly.listing import Dated, Page
from reportedly.model import (
    Actor,
    Anchor,
    ChangeKind,
    ClaimRelation,
    EventType,
    Likelihood,
    Outcome,
    Party,
    Precision,
    Stance,
    Status,
    TollKind,
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
    """The party that says it; for an outlet's own voice the outlet."""
    named: bool = True
    """False for unnamed sources and an outlet's own voice."""
    said_on: date
    """The day of speaking, or of publication if the text gives none."""
    superseded: bool = False
    """True if a revision has replaced the report; then the statement no longer counts."""
    wrong: bool = False
    """True if a person judged that it was read wrong; then it does not count."""
    grades: tuple[Grade, ...] = ()
    """The active grades of it and of its source, oldest first."""
    reasons: tuple[str, ...] = ()
    """Why it belongs to its claim."""
    through: str | None = None
    """The id of its own claim, a narrower one, if it bears on this one through that."""

    @property
    def counts(self) -> bool:
        """True if it counts for its claim: its report was not replaced, and nobody judged that it was read wrong."""
        return not (self.superseded or self.wrong)


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementInClaim:
    """A statement with its claim, as of a date."""

    statement: ClaimStatement
    claim: str
    wording: str
    status: Status


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimNumber:
    """A number that a statement gives in a claim; numbers of different sources are never averaged."""

    of: str | None
    low: float | None
    high: float | None
    unit: str | None
    actor: str | None
    statement: str
    date: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Rank:
    """How much a claim matters: the more points, the higher it stands in the default list; recency counts as well."""

    points: int
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RelatedClaim:
    """Another claim, and how this one relates to it."""

    claim: str
    kind: ClaimRelation
    """Of this claim toward the other one."""
    wording: str
    """That of the other claim."""
    why: str
    """Which two statements were compared, and what was found."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """The proposition that several statements share, with the position of each party as of a date."""

    id: str
    wording: str
    """The words of its most central statement among those that stand alone well."""
    status: Status
    why: str
    first: date
    last: date
    origins: tuple[tuple[str, ...], ...]
    """Report ids, one group for each independent origin."""
    positions: tuple[Position, ...]
    statements: tuple[ClaimStatement, ...]
    numbers: tuple[ClaimNumber, ...]
    relations: tuple[RelatedClaim, ...] = ()
    """The claims that it entails, that entail it or that it excludes."""
    rank: Rank
    shown: bool
    """False if the default list leaves it out: only one voice carries it, or none of its wordings stands alone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """The status of a claim on a day on which it changed, and the statements that changed it."""

    date: date
    claim: str
    wording: str
    before: Status | None
    """None on the day on which the claim first appears; `from` in JSON."""
    after: Status
    """`to` in JSON."""
    kind: ChangeKind
    notable: bool
    """True if an analyst would act on it: no new claim, no first named source, and its wording stands alone."""
    why: str
    statements: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NewsItem:
    """What is new on a claim since somebody looked last."""

    claim: str
    wording: str
    before: Status | None
    """None if the claim is new; `from` in JSON."""
    after: Status
    """`to` in JSON."""
    kind: ChangeKind | None
    """None if only further parties or texts carry it."""
    why: str
    """What is new, in one sentence."""
    rank: Rank
    """How much the claim matters, and what is new on it."""
    shown: bool
    """False if the default list leaves it out."""
    last: date
    """The day on which it was last spoken of."""
    statements: tuple[str, ...]
    """The new ones that count, oldest first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenMark:
    """A person's mark: up to which entry of the hash chain they have seen the record."""

    by: str
    number: int
    hash: str
    """That of the entry."""
    at: datetime
    """When the mark was set, UTC."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Reports that are one text: copies, light edits, cuts; they count once."""

    id: str
    reports: tuple[str, ...]
    """Earliest first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ForecastRecord:
    """A forecast and its outcome."""

    statement: str
    report: str
    content: tuple[Anchor, ...]
    source: Anchor | None
    actor: Actor | None
    horizon: str | None
    likelihood: Likelihood
    outcome: Outcome
    resolved_by: str | None
    """Id of the report whose statement gave the outcome."""
    due: date | None = None
    """The last day of its horizon; None if it has no horizon."""


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
    """True if a person judged that it was read wrong."""
    grades: tuple[Grade, ...] = ()
    """The active grades of it and of its source, oldest first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Addition:
    """The adding of a report to a ledger."""

    by: str | None
    """Who added it; None for reports of ledgers that did not record it."""
    at: datetime
    """UTC."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """An input without a report, or a report that could not be read, with the reason."""

    at: datetime
    """UTC."""
    source: str
    """A file, row or address; for a report its title, address or id."""
    report: str | None
    """The report's id; None if there is no report."""
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Grade:
    """A person's Admiralty grade of a source or a statement, dated, signed or not; never sorted or averaged."""

    id: str
    subject: str
    """A source's name, or the id of a statement."""
    mark: str
    """A to F, the reliability of a source; 1 to 6, the credibility of a statement; F and 6: cannot be judged."""
    why: str
    by: str
    at: datetime
    """UTC."""
    revoked_by: str | None = None
    revoked_at: datetime | None = None
    key: str | None = None
    """The public key (Ed25519) of who signed it; None if the name was only typed."""
    signature: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """A person's decision on two statements or one, dated, signed or not; a revoked one stays on record."""

    id: str
    verdict: Verdict
    statements: tuple[str, ...]
    """Ids: two in alphabetic order that say the same or not, or the one that was read wrong, or right."""
    why: str
    """Empty if no reason was given."""
    by: str
    at: datetime
    """UTC."""
    revoked_by: str | None = None
    revoked_at: datetime | None = None
    key: str | None = None
    """The public key (Ed25519) of who signed it; None if the name was only typed."""
    signature: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberRecord:
    """A number that a party gives in a claim, with the numbers of others that exclude it."""

    claim: str
    wording: str
    """The wording of the claim."""
    of: str | None
    unit: str | None
    low: float | None
    high: float | None
    """None if a bound is open: "over 10,000" has no high."""
    party: Party
    """Who gives it."""
    actor: str | None
    statement: str
    report: str
    date: date
    latest: bool
    """True if it is the party's latest number of this thing in this claim."""
    excludes: tuple[str, ...]
    """Ids of statements with other parties' latest numbers of the same thing whose bounds do not overlap with these."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Toll:
    """How many people an Event left dead, injured, missing ..., by everybody who says so."""

    kind: TollKind
    figures: tuple[NumberRecord, ...]
    """Oldest first; `latest` and `excludes` are among the figures of the toll that count the same people."""
    beside: bool = False
    """True if it is of another happening that reports of the Event tell of: another raid, a week later."""
    day: date | None = None
    """Of the happening, as far as the words around the figures name it."""
    place: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EventTolls:
    """The tolls of an Event, the one with most figures first; then those of happenings beside it."""

    event: str
    title: str
    day: date | None
    place: str | None
    country: str | None
    """ISO 3166-1 alpha-2."""
    tolls: tuple[Toll, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DatedItem:
    """A dated item of the timeline: a statement, or an event mention."""

    date: str
    """ISO 8601, as exact as it is known: a day, week, month or year; for an interval its beginning."""
    kind: Dated
    report: str
    statement: str | None
    """The statement, or the one around the event mention; None if there is none."""
    claim: str | None
    words: Anchor
    source: Anchor | None
    actor: Actor | None
    type: str | None
    """The PLOVER type of the event mention."""
    factuality: float | None
    """-3 to 3, as the outlet presents the event."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceRecord:
    """The record of a source: how much it said, and what others made of it later."""

    id: str
    """Its key, which distinguishes it from others of the same name."""
    name: str
    party: Party
    """The party that it speaks for; itself if it speaks for nobody else."""
    outlet: bool
    """True if this is an outlet in its own voice."""
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
    """The Brier score of the scored forecasts; 0 is best, None if there are fewer than ten."""
    scored: int
    """Forecasts behind `brier`: settled ones that state how likely they are."""
    grades: tuple[Grade, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceStatement:
    """A statement of a source, and who said the same or the opposite later."""

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
    """A source in full: its record, statements and forecasts, latest first."""

    source: SourceRecord
    statements: Page[SourceStatement]
    forecasts: Page[ForecastRecord]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceRecord:
    """A place named in reports, at its precision."""

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
    """An event mention in the first words of a report, as a part of an event."""

    report: str
    statement: str | None
    """The statement around it."""
    trigger: Anchor
    actors: tuple[Anchor, ...]
    recipients: tuple[Anchor, ...]
    place: Anchor | None
    time: Anchor | None
    factuality: float
    """-3 to 3, as the outlet presents it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EventRecord:
    """An event that the first words of several reports are about, with what most of its mentions say."""

    id: str
    title: str
    """The title of the first report, or its first words."""
    type: EventType | None
    """The PLOVER type of most mentions; None if none has one."""
    day: date | None
    """The day that most of them name; None if none names one."""
    place: str | None
    country: str | None
    """ISO 3166-1 alpha-2."""
    parties: tuple[str, ...]
    """Actors and recipients, in the order in which they are named."""
    first: date
    """The day of the first report."""
    last: date
    reports: tuple[str, ...]
    """Earliest first; if the number of reports is limited, the first one and the latest."""
    told_by: int
    """The number of its reports."""
    origins: int
    mentions: tuple[EventPart, ...]
