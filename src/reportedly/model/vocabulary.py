"""Closed vocabularies: acts, certainties, kinds of actors, types of events, statuses and the like."""

from __future__ import annotations

from enum import StrEnum


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

    @property
    def is_doubt(self) -> bool:
        """True if it says that something will rather not be so."""
        return self in {Likelihood.UNLIKELY, Likelihood.REMOTE}


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


class TollKind(StrEnum):
    """What happened to people of whom a toll counts how many."""

    DEAD = "dead"
    INJURED = "injured"
    MISSING = "missing"
    HELD = "held"
    DISPLACED = "displaced"
    INFECTED = "infected"
    RESCUED = "rescued"
    FREED = "freed"


class Counting(StrEnum):
    """How a number counts that is not all that its source counts now."""

    ADDED = "added"
    """On top of another: "three more", "a further 20"."""
    PART = "part"
    """Some of those to whom it happened, who are counted otherwise: "40 of the dead"."""
    EARLIER = "earlier"
    """As counted before: "a previous toll of 20"."""


class ChangeKind(StrEnum):
    """What a day changed in a claim."""

    NEW = "new claim"
    DENIAL = "denial"
    """The first word on it is that it is not so."""
    OPPOSITION = "opposition"
    """Somebody denies what others affirm, or affirms what others deny."""
    ADMISSION = "admission"
    """The party whose act it is admits it."""
    CORROBORATION = "corroboration"
    """A source that is independent of the first affirms it."""
    WITHDRAWAL = "withdrawal"
    """Somebody no longer affirms it, denies it or admits it."""
    FIGURES = "figures"
    """A party gives another number than before."""
    SOURCE = "source"
    """Somebody named affirms what only outlets and unnamed sources had carried, or the other way round."""


class ClaimRelation(StrEnum):
    """How a claim relates to another one."""

    ENTAILS = "entails"
    """If it is so, the other one is so: it is narrower."""
    ENTAILED_BY = "entailed by"
    """If the other one is so, it is so: it is broader."""
    EXCLUDES = "excludes"
    """Both cannot be so."""


class Verdict(StrEnum):
    """A person's decision: two statements say the same, or do not, or one was read wrong, or right."""

    SAME = "same"
    DIFFERENT = "different"
    WRONG = "wrong"
    RIGHT = "right"
    """It answers those who say that it was read wrong."""

    @property
    def number(self) -> int:
        """How many statements it is of."""
        return 2 if self in (Verdict.SAME, Verdict.DIFFERENT) else 1

    @property
    def opposite(self) -> Verdict:
        """What somebody says who disagrees."""
        return _OPPOSITE[self]


_OPPOSITE = {
    Verdict.SAME: Verdict.DIFFERENT,
    Verdict.DIFFERENT: Verdict.SAME,
    Verdict.WRONG: Verdict.RIGHT,
    Verdict.RIGHT: Verdict.WRONG,
}


class ActorDecisionKind(StrEnum):
    """What a person decided about an actor."""

    MERGE = "merge"
    """Two names are of one actor."""
    SPLIT = "split"
    """A name, in some reports or for one party, is somebody else."""
    APART = "apart"
    """Two names are of two actors, which are not suggested as one again."""
    RENAME = "rename"
    PARTY = "party"
    """For whom it speaks."""
    OFFICE = "office"
    """For whom it speaks on the days of an office."""
    SIDE = "side"
    """With which parties it counts as one voice."""
    KIND = "kind"
    """Whether it is a person, a state, a body, a group."""


class TopicEditKind(StrEnum):
    """What an edit did to a topic."""

    SAVED = "saved"
    """It gave the topic its query, and made the topic if there was none of the name."""
    PINNED = "pinned"
    EXCLUDED = "excluded"
    RELEASED = "released"
    """The claim is no longer pinned or excluded."""
    REMOVED = "removed"


class Outcome(StrEnum):
    """What became of a forecast."""

    HAPPENED = "happened"
    DID_NOT_HAPPEN = "did not happen"
    OPEN = "open"
