"""The lines of an exported ledger, and how a line is written.

The first line names the version, the last one counts the lines between them by kind. Every line
carries a digest of its other values, so that damage is noticed.
"""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import date, datetime
from typing import TYPE_CHECKING, Annotated, ClassVar, Literal

from pydantic import BaseModel, ConfigDict, Field, JsonValue, PlainSerializer, TypeAdapter

from reportedly.actors import ActorDecision
from reportedly.cases import CaseEdit, CaseEditKind
from reportedly.model import ActorDecisionKind, Report, Run, TopicEditKind, Verdict, content_id
from reportedly.notes import Note, NoteSubject
from reportedly.record import Grade, Judgement, SeenMark
from reportedly.store import reading_payload, topics
from reportedly.store.findings import StoredFinding
from reportedly.store.hash_chain import ChainEntry, ChainKind
from reportedly.topics import TopicEdit

if TYPE_CHECKING:
    from reportedly.model import Reading

VERSION = 1
_LINE_BREAKS = {0x85: "\\u0085", 0x2028: "\\u2028", 0x2029: "\\u2029"}
"""Characters that some readers take for the end of a line, as JSON escapes them."""

Time = Annotated[datetime, PlainSerializer(datetime.isoformat, when_used="json")]
Values = dict[str, JsonValue]
"""A line as JSON values."""


class LineFields(BaseModel):
    """Values of a line that have to be of their kinds as they are, and no others."""

    model_config: ClassVar[ConfigDict] = ConfigDict(extra="forbid", strict=True, frozen=True)


class ReportRecord(LineFields):
    """A report as it was given, with the SHA-256 of its text."""

    id: str
    sha256: str
    outlet: str | None
    title: str | None
    url: str | None
    published_at: Time | None
    language: str | None
    text: str


class StoredReading(LineFields):
    """A reading by one Run, whether it succeeded or failed."""

    run: Run
    read_at: Time
    failure: str | None
    serial: int | None
    """The place of its first statement among all statements of the same second: search gives the highest first."""
    found: reading_payload.Payload

    def reading(self, report: Report) -> Reading:
        """The reading as a value."""
        return reading_payload.from_payload(self.found, report, self.run, self.failure)


class LedgerLine(LineFields):
    """The first line."""

    kind: Literal["ledger"] = "ledger"
    version: int
    software: str
    reports: int
    adjudicator: str | None = None
    """The service whose findings count."""


class ReportLine(LineFields):
    """A report with all its readings, the oldest first."""

    kind: Literal["report"] = "report"
    report: ReportRecord
    added_at: Time
    added_by: str | None = None
    readings: tuple[StoredReading, ...]

    def given(self) -> Report:
        """The report as a value."""
        return Report(**self.report.model_dump(exclude={"sha256"}))


class RefusalLine(LineFields):
    """Something that could not be taken in, and why."""

    kind: Literal["refusal"] = "refusal"
    source: str
    reason: str
    refused_at: Time


class GradeLine(LineFields):
    """A person's grade."""

    kind: Literal["grade"] = "grade"
    id: str
    subject: str
    mark: str
    why: str
    by: str
    at: Time
    revoked_by: str | None
    revoked_at: Time | None
    key: str | None = None
    signature: str | None = None

    def given(self) -> Grade:
        """The grade as a value."""
        return Grade(**self.model_dump(exclude={"kind"}))


class JudgementLine(LineFields):
    """A person's judgement."""

    kind: Literal["judgement"] = "judgement"
    id: str
    verdict: Verdict
    statements: tuple[str, ...]
    why: str
    by: str
    at: Time
    revoked_by: str | None
    revoked_at: Time | None
    key: str | None = None
    signature: str | None = None

    def given(self) -> Judgement:
        """The judgement as a value."""
        return Judgement(**self.model_dump(exclude={"kind"}))


class TopicEditLine(LineFields):
    """A person's edit of a topic."""

    kind: Literal["topic edit"] = "topic edit"
    id: str
    topic: str
    edit: TopicEditKind
    query: dict[str, str] | None
    statement: str | None
    why: str
    by: str
    at: Time
    key: str | None = None
    signature: str | None = None

    @classmethod
    def of(cls, edit: TopicEdit) -> TopicEditLine:
        """The line of an edit."""
        written = topics.query_json(edit.query)
        return cls(
            id=edit.id,
            topic=edit.topic,
            edit=edit.kind,
            query=None if written is None else json.loads(written),
            statement=edit.statement,
            why=edit.why,
            by=edit.by,
            at=edit.at,
            key=edit.key,
            signature=edit.signature,
        )

    def given(self) -> TopicEdit:
        """The edit as a value; ValueError if its query is none."""
        return TopicEdit(
            id=self.id,
            topic=self.topic,
            kind=self.edit,
            query=None if self.query is None else topics.query_of(json.dumps(self.query)),
            statement=self.statement,
            why=self.why,
            by=self.by,
            at=self.at,
            key=self.key,
            signature=self.signature,
        )


class ActorDecisionLine(LineFields):
    """A person's decision about an actor."""

    kind: Literal["actor decision"] = "actor decision"
    id: str
    decision: ActorDecisionKind
    name: str
    value: str
    reports: tuple[str, ...]
    of: str | None
    office: str
    since: date | None
    until: date | None
    why: str
    by: str
    at: Time
    revoked_by: str | None
    revoked_at: Time | None
    key: str | None = None
    signature: str | None = None

    @classmethod
    def of_decision(cls, made: ActorDecision) -> ActorDecisionLine:
        """The line of a decision."""
        values = asdict(made)
        return cls(decision=values.pop("kind"), **values)

    def given(self) -> ActorDecision:
        """The decision as a value."""
        return ActorDecision(kind=self.decision, **self.model_dump(exclude={"kind", "decision"}))


class NoteLine(LineFields):
    """A person's note."""

    kind: Literal["note"] = "note"
    id: str
    on: NoteSubject
    subject: str
    text: str
    replaces: str | None
    by: str
    at: Time
    revoked_by: str | None
    revoked_at: Time | None
    key: str | None = None
    signature: str | None = None

    def given(self) -> Note:
        """The note as a value."""
        return Note(**self.model_dump(exclude={"kind"}))


class CaseEditLine(LineFields):
    """A person's edit of a case file."""

    kind: Literal["case edit"] = "case edit"
    id: str
    case: str
    edit: CaseEditKind
    value: str
    why: str
    by: str
    at: Time
    key: str | None = None
    signature: str | None = None

    @classmethod
    def of(cls, made: CaseEdit) -> CaseEditLine:
        """The line of an edit."""
        values = asdict(made)
        return cls(edit=values.pop("kind"), **values)

    def given(self) -> CaseEdit:
        """The edit as a value."""
        return CaseEdit(kind=self.edit, **self.model_dump(exclude={"kind", "edit"}))


class FindingLine(LineFields):
    """What a service found of two statements."""

    kind: Literal["finding"] = "finding"
    id: str
    service: str
    software: str
    one: str
    other: str
    chances: dict[str, float]
    words: tuple[str, str] | None
    at: Time

    def given(self) -> StoredFinding:
        """The finding as a value."""
        return StoredFinding(**self.model_dump(exclude={"kind"}))


class ChainLine(LineFields):
    """An entry of the hash chain."""

    kind: Literal["chain"] = "chain"
    number: int
    of: ChainKind
    key: str
    content: str
    hash: str

    def entry(self) -> ChainEntry:
        """The entry as a value."""
        return ChainEntry(number=self.number, kind=self.of, key=self.key, content=self.content, hash=self.hash)


class MarkLine(LineFields):
    """Up to which entry of the hash chain a person has seen the record."""

    kind: Literal["mark"] = "mark"
    by: str
    number: int
    hash: str | None
    """None in a salvaged file, which has no chain: then `number` counts the reports that were seen, from the first."""
    at: Time

    def given(self) -> SeenMark:
        """The mark as a value."""
        return SeenMark(by=self.by, number=self.number, hash=self.hash or "", at=self.at)


class EndLine(LineFields):
    """The last line: how many lines of each kind come before it, and the head of the hash chain."""

    kind: Literal["end"] = "end"
    counts: dict[str, int]
    head: str | None = None
    """None in files of earlier versions, which have no chain."""


Line = (
    LedgerLine
    | ReportLine
    | RefusalLine
    | GradeLine
    | JudgementLine
    | TopicEditLine
    | ActorDecisionLine
    | NoteLine
    | CaseEditLine
    | FindingLine
    | ChainLine
    | MarkLine
    | EndLine
)
LINES: TypeAdapter[Line] = TypeAdapter(Annotated[Line, Field(discriminator="kind")])


def encode(line: Line) -> bytes:
    """A line with its digest, as it is written."""
    return encode_values(line.model_dump(mode="json"))


def encode_values(values: Values) -> bytes:
    """The same for a line that is JSON values already."""
    signed = {**values, "digest": digest(values)}
    return json.dumps(signed, ensure_ascii=False).translate(_LINE_BREAKS).encode() + b"\n"


def digest(values: Values) -> str:
    """The content hash of a line without its digest."""
    return content_id("line", json.dumps(values, sort_keys=True, separators=(",", ":")))
