"""The values of a reading, frozen: a report and what is found in it.

Standard library only. Every place in a text is an `Anchor`. `made_by` names the rule or model that made a value.
Unknown is None.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Self


class Act(StrEnum):
    """What a source does by saying something."""

    ASSERT = "assert"
    CONFIRM = "confirm"
    DENY = "deny"
    ACCUSE = "accuse"
    ESTIMATE = "estimate"
    PREDICT = "predict"
    PROMISE = "promise"
    DEMAND = "demand"
    EVALUATE = "evaluate"
    DECLINE = "decline"


class Polarity(StrEnum):
    """The source presents the content as so, or as not so."""

    POSITIVE = "positive"
    NEGATIVE = "negative"


class Certainty(StrEnum):
    """How sure the source is, in the grades of FactBank (Saurí and Pustejovsky 2009)."""

    CERTAIN = "certain"
    PROBABLE = "probable"
    POSSIBLE = "possible"
    UNKNOWN = "unknown"


class Quote(StrEnum):
    """The content is in the source's words (direct), in the outlet's (indirect), or both (mixed)."""

    DIRECT = "direct"
    INDIRECT = "indirect"
    MIXED = "mixed"


class Manner(StrEnum):
    """The content was spoken or written, or it is a thought ascribed to the source."""

    SPEECH = "speech"
    WRITING = "writing"
    THOUGHT = "thought"


class ActorKind(StrEnum):
    """The kind of an actor; a group or an unnamed source is an actor of one report only."""

    STATE = "state"
    GOVERNMENT = "government"
    MINISTRY = "ministry"
    MILITARY = "military"
    AGENCY = "agency"
    PERSON = "person"
    PARTY = "party"
    ARMED_GROUP = "armed group"
    ORGANISATION = "organisation"
    OUTLET = "outlet"
    GROUP = "group"
    UNNAMED = "unnamed"


class Likelihood(StrEnum):
    """How likely a forecast says its future is, in the bands of ICD-203 (ODNI 2015)."""

    ALMOST_CERTAIN = "almost certain"
    LIKELY = "likely"
    EVEN = "even"
    UNLIKELY = "unlikely"
    REMOTE = "remote"
    UNSTATED = "unstated"


class TimeType(StrEnum):
    """TIMEX3 types (TimeML 1.2.1)."""

    DATE = "DATE"
    TIME = "TIME"
    DURATION = "DURATION"
    SET = "SET"


class Anchoring(StrEnum):
    """What the value of a time depends on."""

    PUBLICATION = "publication"
    TEXT = "text"
    FULL = "full"


class Precision(StrEnum):
    """How large an area the coordinates of a place stand for."""

    POINT = "point"
    CITY = "city"
    REGION = "region"
    COUNTRY = "country"


class EventType(StrEnum):
    """PLOVER event types, without MAKE STATEMENT, which a Statement is."""

    AGREE = "AGREE"
    CONSULT = "CONSULT"
    SUPPORT = "SUPPORT"
    COOPERATE = "COOPERATE"
    AID = "AID"
    YIELD = "YIELD"
    REQUEST = "REQUEST"
    ACCUSE = "ACCUSE"
    REJECT = "REJECT"
    THREATEN = "THREATEN"
    PROTEST = "PROTEST"
    SANCTION = "SANCTION"
    MOBILIZE = "MOBILIZE"
    COERCE = "COERCE"
    ASSAULT = "ASSAULT"


class Stance(StrEnum):
    """The stance of a statement, or of the party behind it, toward a claim."""

    AFFIRM = "affirm"
    DENY = "deny"
    UNCERTAIN = "uncertain"


class Status(StrEnum):
    """What the positions known at a date make of a claim; never a score."""

    REPORTED = "reported"
    ALLEGED = "alleged"
    CORROBORATED = "corroborated"
    DISPUTED = "disputed"
    DENIED = "denied"
    ACKNOWLEDGED = "acknowledged"


class Verdict(StrEnum):
    """A person's decision: two statements say the same, or do not, or one was read wrong."""

    SAME = "same"
    DIFFERENT = "different"
    WRONG = "wrong"


class Outcome(StrEnum):
    """What became of a forecast."""

    HAPPENED = "happened"
    DID_NOT_HAPPEN = "did not happen"
    OPEN = "open"


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
        return hashlib.sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()

    @property
    def published_on(self) -> date | None:
        """The local day of publication, from which "Monday" is counted."""
        return self.published_at.date() if self.published_at else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """What made a Reading: software version, spaCy pipeline, encoder, digest of the lexicon."""

    software: str
    pipeline: str
    encoder: str | None
    lexicon: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """The party, person or body that a source resolves to."""

    name: str
    kind: ActorKind
    of: str | None = None
    """Name of the party that it speaks for: "Russia" for its defence ministry."""


@dataclass(frozen=True, slots=True)
class Identity:
    """A name, with its report if the name means somebody in that report only.

    "a witness" of one report is not "a witness" of another. As text, in the ledger and in JSON, it is
    "a witness @ REPORT".
    """

    name: str
    report: str | None = None
    """None if the name means the same in every report."""

    def __str__(self) -> str:
        """The form as text."""
        return self.name if self.report is None else f"{self.name}{_OF_REPORT}{self.report}"

    @classmethod
    def parse(cls, text: str) -> Self:
        """The identity that a text stands for."""
        name, of, report = text.partition(_OF_REPORT)
        return cls(name, report if of else None)


_OF_REPORT = " @ "


@dataclass(frozen=True, slots=True)
class Party(Identity):
    """Whom an actor speaks for: a state, body, company, group, or the actor itself."""


@dataclass(frozen=True, slots=True)
class ActorKey(Identity):
    """The key of an actor across reports: the same key means the same actor."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Forecast:
    """What makes a statement a forecast: when it falls due, and how likely it is said to be."""

    horizon: str | None
    """A TIMEX3 value (ISO 8601); None if no time is named."""
    likelihood: Likelihood


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A place where a party is named: "South Koreans" for South Korea, "the Kremlin" for Russia."""

    anchor: Anchor
    party: Party


@dataclass(frozen=True, slots=True, kw_only=True)
class Agent:
    """Who does what a proposition is about: "its divers", "Chilean divers"."""

    words: Anchor | None
    """None if the place of the words is unknown."""
    party: Party | None = None
    """The party that the words name."""
    speaker: bool = False
    """True if the words point to the speaker's own side ("it", "our forces")."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PredicateClass:
    """A class of predicates that words belong to: "deployed" and "sent" are one, "rose" and "fell" are opposites."""

    name: str
    sign: int
    """1 or -1 if the class has opposites, else 0."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposition:
    """What a statement is about, from its words and their parse; what they do not show is False."""

    wording: str
    """The content on one line, without the conjunction after the cue."""
    plainness: float
    """How well the wording stands alone: from about -4 for a fragment to 3 for a short whole sentence."""
    agent: Agent | None = None
    negated: bool = False
    """True if the main clause is negated: "no ship touched the pillar"."""
    ahead: bool = False
    """True if it is still to come: "would be rebuilt", "plans to leave"."""
    conditional: bool = False
    """True if "whether" or "if" leaves it open: "whether it fell", "if it fell, somebody will answer for it"."""
    verdict: Stance | None = None
    """Deny if the words call it untrue ("fake news"), uncertain if they leave it open; else None."""
    classes: tuple[PredicateClass, ...] = ()
    """Those of the content; if it has none, those of the sentence around it."""
    boast: bool = False
    """True if it is a success that its agent is glad to own: "our troops have liberated the port"."""
    earlier: bool = False
    """True if it is reported as said before: "had said", "after denying it for days"."""
    parties: tuple[Mention, ...] = ()
    """The parties that the content names, in text order."""


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
    """0 to 1: how often a statement made this way has the right content and source."""
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


def content_id(*parts: object) -> str:
    """A content id: 16 hexadecimal digits of the SHA-256 of the parts."""
    joined = "\x1f".join("" if p is None else str(p) for p in parts)
    return hashlib.sha256(joined.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def statement_id(report: Report, source: Anchor | None, cue: Anchor | None, content: tuple[Anchor, ...]) -> str:
    """The id of a statement, from its places in its report; the same in every Run."""
    places = [(a.start, a.end) if a else None for a in (source, cue, *content)]
    return content_id("statement", report.id, report.sha256, places)
