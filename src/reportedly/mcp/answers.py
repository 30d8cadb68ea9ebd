"""What the tools answer: the schemas that assistants are given are made from these."""

from __future__ import annotations

from pydantic import BaseModel, Field


class Place(BaseModel):
    """A place in a report, in code points of its text."""

    start: int
    end: int
    exact: str


class Words(BaseModel):
    """A statement: who says what, and where it stands."""

    statement: str = Field(description="Id of the statement.")
    claim: str | None = Field(description="Id of the claim that it is about.")
    who: str
    party: str | None = None
    stance: str | None = Field(default=None, description="Toward the claim: affirm, deny or uncertain.")
    said_on: str
    content: list[Place]
    report: str
    outlet: str | None
    title: str | None
    url: str | None
    desk: str = Field(description="Address at the desk (`reportedly serve`).")


class Position(BaseModel):
    """A party's latest stance on a claim."""

    party: str
    stance: str
    since: str
    statements: list[str]


class Number(BaseModel):
    """A number that a party gives; a bound that is open is null. Numbers are never averaged."""

    claim: str
    of: str | None
    low: float | None
    high: float | None
    unit: str | None
    party: str
    date: str
    latest: bool
    excludes: list[str] = Field(description="Statements whose numbers exclude it.")
    words: Words | None


class ClaimAnswer(BaseModel):
    """A claim with its positions and the words behind them."""

    id: str
    wording: str
    status: str = Field(description="What the positions make of it as of the day; never a score of truth.")
    why: str
    first: str
    last: str
    origins: int = Field(description="Independent texts; copies count once.")
    positions: list[Position]
    statements: list[Words]
    more_statements: int = Field(description="How many further statements it has.")
    desk: str


class ChangeAnswer(BaseModel):
    """What a day changed in a claim."""

    date: str
    claim: str
    wording: str
    before: str | None
    after: str
    kind: str
    why: str
    statements: list[Words]
    desk: str


class SourceAnswer(BaseModel):
    """The record of a source."""

    name: str
    party: str
    outlet: bool
    statements: int
    reports: int
    first: str
    last: str
    affirmed: int = Field(description="Statements that others affirmed later, independently.")
    denied: int = Field(description="Statements that others contradicted later, independently.")
    forecasts: int
    settled: int
    brier: float | None
    latest: list[Words]
    desk: str


class Statements(BaseModel):
    """Statements, and whether there are more."""

    statements: list[Words]
    more: bool


class Claims(BaseModel):
    """Claims, and whether there are more."""

    claims: list[ClaimAnswer]
    more: bool


class Changes(BaseModel):
    """Changes, oldest first, and whether there are more."""

    changes: list[ChangeAnswer]
    more: bool


class Numbers(BaseModel):
    """Numbers, and whether there are more."""

    numbers: list[Number]
    more: bool


class TopicAnswer(BaseModel):
    """A topic: a query saved under a name."""

    name: str
    query: str = Field(description="What it asks for, in words; empty if it has pinned claims only.")
    claims: int
    first: str | None
    last: str | None
    desk: str


class Topics(BaseModel):
    """All topics, in the order of their names."""

    topics: list[TopicAnswer]
