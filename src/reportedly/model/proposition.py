"""A proposition: what a statement is about."""

from __future__ import annotations

from dataclasses import dataclass

from reportedly.model.identity import Party
from reportedly.model.report import Anchor
from reportedly.model.vocabulary import Stance


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
class Object:
    """What or whom a proposition is about besides its agent: "the pillar" that was hit, "the dead" who were counted."""

    words: Anchor
    """From the start of the noun phrase to its head."""
    head: str
    """The base form of the head: "pillar"."""
    party: Party | None = None
    """The party that the words name."""


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
    """The content on one line, with what its words refer to in square brackets: "[Norway] has closed its ports"."""
    plainness: float
    """How plainly the content says it: from about -4 for a fragment to 3 for a short whole sentence."""
    stands_alone: bool = True
    """True if the wording is a whole clause that can be understood without the report around it."""
    predicate: str | None = None
    """The base form of the word that says what is so: "touch", and "accident" of "it was no accident"."""
    agent: Agent | None = None
    doer: str | None = None
    """The base form of the head of the words for who does it to the object, a party or not: "rebel"."""
    object: Object | None = None
    place: int | None = None
    """GeoNames id of the place where it is so: of the content, or else the only one of its sentence."""
    times: tuple[str, ...] = ()
    """The values (ISO 8601) of the dates and times that the content names, in text order."""
    negated: bool = False
    """True if the main clause is negated: "no ship touched the pillar"."""
    mixed: bool = False
    """True if a clause that is joined to the main one has the other polarity: "it held and no ship touched it"."""
    against: bool = False
    """True if the wording itself says that it is not so: "no ship touched the pillar", "the reports are a lie",
    "[Chile denied] the raid". False where only the cue denies what it says: "Chile denied that a ship sank"."""
    denied: bool = False
    """True if the cue denies what the wording says; "Chile denied that no ship sank" affirms that one did."""
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
