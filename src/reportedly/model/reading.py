"""What is found in a report: statements, times, places, quantities, events, contradictions; all of it is a Reading."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from reportedly.model.identity import Actor
from reportedly.model.proposition import Proposition
from reportedly.model.report import Anchor, Report, Run
from reportedly.model.vocabulary import (
    Act,
    Anchoring,
    Certainty,
    Counting,
    EventType,
    Likelihood,
    Manner,
    Polarity,
    Precision,
    Quote,
    TimeType,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Forecast:
    """What makes a statement a forecast: when it falls due, and how likely it is said to be."""

    horizon: str | None
    """A TIMEX3 value (ISO 8601); None if no time is named."""
    likelihood: Likelihood


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """What one source says at one place in one report.

    In the outlet's own voice source, cue and `quote` are None.
    """

    id: str
    source: Anchor | None
    cue: Anchor | None
    content: tuple[Anchor, ...]
    """In text order, at least one; the quotation marks and the cue stay outside."""
    via: tuple[Anchor, ...] = ()
    """Relays: further links of the chain that the words came through, nearest to the outlet last."""
    actor: Actor | None = None
    anonymous: bool = False
    quote: Quote | None = None
    manner: Manner = Manner.SPEECH
    answers: str | None = None
    """Id of the statement that this one denies or replies to, in the same report."""
    act: Act = Act.ASSERT
    polarity: Polarity = Polarity.POSITIVE
    certainty: Certainty = Certainty.UNKNOWN
    said_at: date | None = None
    """The day of speaking, if the text gives it."""
    first_time: bool = False
    forecast: Forecast | None = None
    proposition: Proposition | None = None
    """None in readings of earlier versions."""
    confidence: float = 1.0
    """0 to 1: how likely somebody says it there, and that is the source."""
    made_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Time:
    """A time expression (TIMEX3)."""

    anchor: Anchor
    type: TimeType
    value: str | None
    """ISO 8601 as in TimeML, an interval with a slash; None if it depends on an unknown date."""
    mod: str | None = None
    """TIMEX3 modifier: BEFORE, AFTER, START, MID, END, APPROX, EQUAL_OR_MORE, EQUAL_OR_LESS, ..."""
    anchored: Anchoring | None = None
    """None if it is unresolved or vague."""
    anchored_on: Anchor | None = None
    """The time named before that it depends on."""
    made_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A place name, resolved to GeoNames if possible; one that is unresolved is kept, too."""

    anchor: Anchor
    name: str
    """The usual name of what it resolves to, or the words themselves."""
    geonameid: int | None = None
    country: str | None = None
    """ISO 3166-1 alpha-2."""
    lat: float | None = None
    lon: float | None = None
    precision: Precision | None = None
    """None if it is unresolved."""
    as_actor: bool = False
    """True for "Moscow said": a party, not a place."""
    made_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """A number with its bounds: "over 10,000" is low 10000 and no high; "dozens" is neither."""

    anchor: Anchor
    low: float | None
    high: float | None
    unit: str | None
    """"people", an ISO 4217 code, "percent", a unit of measure in the singular, ..."""
    of: str | None
    """What is counted, in words of the text: "soldiers", "soldiers killed"."""
    whole: Anchor | None = None
    """The number that this one is a part of: "4,700" in "600 killed of 4,700 casualties"."""
    counting: Counting | None = None
    """None if it is all that its source counts now."""
    times: tuple[Anchor, ...] = ()
    """The times that the nearest phrase or clause around it names: "2013" in "the raid of 2013, which killed 40"."""
    places: tuple[Anchor, ...] = ()
    """The places that it names."""
    statement: str | None = None
    """Id of the innermost statement whose content contains the words."""
    made_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EventMention:
    """What is said to happen, and how sure of it the outlet and the source are."""

    trigger: Anchor
    type: EventType | None
    mode: str | None
    actors: tuple[Anchor, ...]
    recipients: tuple[Anchor, ...]
    place: Anchor | None
    time: Anchor | None
    quantities: tuple[Anchor, ...]
    statement: str | None
    """Id of the innermost statement whose content contains the trigger."""
    factuality: float
    """-3 (certainly not) to 3 (certainly so), as the outlet presents it."""
    said_factuality: float | None
    """The same, as the source of the statement presents it."""
    made_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Contradiction:
    """Two statements of one report that cannot both hold, and why."""

    first: str
    second: str
    """Statement ids."""
    reason: str
    made_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """Everything that one Run found in one report."""

    report: Report
    run: Run
    statements: tuple[Statement, ...] = ()
    times: tuple[Time, ...] = ()
    places: tuple[Place, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    events: tuple[EventMention, ...] = ()
    contradictions: tuple[Contradiction, ...] = ()
    failure: str | None = None
    """Why the report could not be read; then nothing was found."""
