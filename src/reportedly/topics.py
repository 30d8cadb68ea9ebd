"""Topics, frozen: a query that is saved under a name, with claims that people pinned to it or excluded from it.

A topic is the sum of its edits, which are signed or not, dated and never deleted.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date, datetime

from reportedly.listing import Filter
from reportedly.model import Act, Status, TopicEditKind

LONGEST = 80
"""Characters of a topic's name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicQuery:
    """The query of a topic: it has the claims with a statement that a search finds; see `Ledger.search`."""

    text: str = ""
    actor: str | None = None
    act: Act | None = None
    place: str | None = None
    status: Status | None = None
    since: date | None = None
    until: date | None = None

    @classmethod
    def of(cls, wanted: Filter) -> TopicQuery:
        """The query of a search; ValueError if the filter asks for more than a topic can save."""
        names = [field.name for field in fields(cls)]
        wanted.allow(*names)
        return cls(**{name: getattr(wanted, name) for name in names})

    def filter(self, as_of: date | None = None) -> Filter:
        """The search, as known at the end of a day."""
        return Filter(as_of=as_of, **{field.name: getattr(self, field.name) for field in fields(self)})

    @property
    def is_empty(self) -> bool:
        """True if it finds nothing: then the topic has its pinned claims only."""
        return self == TopicQuery()


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicEdit:
    """A person's edit of a topic, signed or not, and dated; a later one undoes it, and nothing is deleted."""

    id: str
    topic: str
    """The topic's name."""
    kind: TopicEditKind
    query: TopicQuery | None
    """What was saved; None for the other kinds."""
    statement: str | None
    """The id of a statement, which stands for its claim: a claim may be merged, a statement stays."""
    why: str
    """Empty if no reason was given."""
    by: str
    at: datetime
    """UTC."""
    key: str | None = None
    """The public key whose signature it has."""
    signature: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicClaim:
    """A claim that is pinned to a topic or excluded from it."""

    statement: str
    """The statement by which it was named."""
    claim: str | None
    """Its claim; None if the statement belongs to none any more, as when it was judged a wrong reading."""
    wording: str | None
    """The wording of the claim as of the date; None if it was not known by then."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicSuggestion:
    """Claims of several reports that are about one matter and belong to no topic yet."""

    number: int
    """From 1, in the order in which they are suggested."""
    traits: tuple[str, ...]
    """What tells it from other matters, most telling first: names, actors, places, days."""
    wording: str
    """That of its claim that matters most."""
    claims: tuple[str, ...]
    """Ids, those that matter most first."""
    reports: tuple[str, ...]
    """Ids, earliest first."""
    last: date
    """The day on which one of the claims was last spoken of."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """A topic as of a date."""

    name: str
    query: TopicQuery
    pinned: tuple[TopicClaim, ...]
    excluded: tuple[TopicClaim, ...]
    claims: int
    """How many claims it has."""
    first: date | None
    """The day on which one of them was first spoken of; None if it has none."""
    last: date | None
    """The day on which one of them was last spoken of."""
    edits: tuple[TopicEdit, ...]
    """Oldest first."""
