"""Checks of the lines of an exported ledger beyond the kinds of their values: each line, and all lines together."""

from __future__ import annotations

import re
from bisect import bisect_left
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from reportedly.cases import CaseEditKind
from reportedly.errors import IntakeError
from reportedly.intake.check import check_text
from reportedly.ledger import actor_decisions, cases, grading, judging, notes, reading_check, topics
from reportedly.ledger.adjudicator import is_distribution
from reportedly.ledger.reading_check import FIRST_YEAR, LAST_YEAR
from reportedly.ledger.transfer.lines import (
    ActorDecisionLine,
    CaseEditLine,
    ChainLine,
    EndLine,
    FindingLine,
    GradeLine,
    JudgementLine,
    LedgerLine,
    MarkLine,
    NoteLine,
    RefusalLine,
    ReportLine,
    TopicEditLine,
)
from reportedly.linking.judgements import first_contradiction
from reportedly.model import Identity, TopicEditKind
from reportedly.notes import NoteSubject
from reportedly.store import actor_decisions as actor_store
from reportedly.store import cases as case_store
from reportedly.store import failures, grades, hash_chain, judgements, reading_payload, readings, reports
from reportedly.store import notes as note_store
from reportedly.store import topics as topic_store
from reportedly.store.hash_chain import ChainKind
from reportedly.store.search import second
from reportedly.store.timestamps import stamp

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pydantic import JsonValue

    from reportedly.ledger.transfer.lines import Line
    from reportedly.model import Reading, Report
    from reportedly.notes import Note
    from reportedly.record import Judgement
    from reportedly.store.hash_chain import Contents

EARLIEST = datetime(2000, 1, 1, tzinfo=UTC)
"""Before the first ledger."""
LONGEST_WORDS = 10_000
"""Characters of a text in a reading; of the reading of a long report they may be twice as many as that has."""
_STEERING = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
"""Control characters other than blanks, and those that turn the direction of what is shown."""
_LATE = " (or the clock of this machine is wrong)"
_ID_LENGTH = 16
"""Hexadecimal digits of a content hash."""


def problems(line: Line) -> Iterator[str]:
    """What is wrong with a line; pydantic's ValidationError if a value in a reading is not of its kind."""
    yield from _wrong_moments(line)
    if isinstance(line, LedgerLine):
        if not line.software.strip() or (line.adjudicator is not None and not line.adjudicator.strip()):
            yield "ledger: needs the version that wrote it, and the name of its adjudicator if it has one"
    elif isinstance(line, ReportLine):
        yield from _problems_of_report(line)
    elif isinstance(line, RefusalLine):
        if not line.source.strip() or not line.reason.strip():
            yield "refusal: needs a source and a reason"
    elif isinstance(line, GradeLine):
        yield from _problems_of_grade(line)
    elif isinstance(line, JudgementLine):
        yield from _problems_of_judgement(line)
    elif isinstance(line, TopicEditLine):
        yield from _problems_of_topic_edit(line)
    elif isinstance(line, ActorDecisionLine):
        yield from actor_decisions.own_problems(line.given())
        yield from _wrong_names(f"decision {line.id}", line)
    elif isinstance(line, NoteLine):
        yield from notes.own_problems(line.given())
        yield from _wrong_names(f"note {line.id}", line)
    elif isinstance(line, CaseEditLine):
        yield from cases.own_problems(line.given())
    elif isinstance(line, FindingLine):
        yield from _problems_of_finding(line)
    elif isinstance(line, MarkLine) and (not line.by.strip() or line.number < 1):
        yield "mark: needs a name and an entry of the hash chain"


def _wrong_moments(line: Line) -> Iterator[str]:
    for name in ("added_at", "refused_at", "at", "revoked_at"):
        when: datetime | None = getattr(line, name, None)
        if when is not None and not _is_moment_of_ledger(when):
            yield f"{line.kind}: {name} cannot be {when.isoformat()}{_LATE if _is_moment(when) else ''}"


def _is_moment(when: datetime) -> bool:
    """True if a time has a zone, and a year in which days can be counted on."""
    return when.tzinfo is not None and FIRST_YEAR < when.year < LAST_YEAR


def _is_moment_of_ledger(when: datetime) -> bool:
    """True if a ledger may have kept something at that time: not long before there were any, nor in the future."""
    return _is_moment(when) and EARLIEST <= when <= datetime.now(UTC) + timedelta(days=1)


def _wrong_names(what: str, line: GradeLine | JudgementLine | ActorDecisionLine | NoteLine) -> Iterator[str]:
    if not line.by.strip():
        yield f"{what}: has no name"
    if (line.revoked_at is None) != (line.revoked_by is None):
        yield f"{what}: is revoked without a name or a time"
    elif line.revoked_by is not None and line.revoked_at is not None:
        if not line.revoked_by.strip():
            yield f"{what}: is revoked without a name"
        if line.revoked_at < line.at:
            yield f"{what}: is revoked before it was made"


def _problems_of_grade(line: GradeLine) -> Iterator[str]:
    yield from grading.own_problems(line.given())
    if len(line.mark) != 1 or line.mark not in grades.OF_SOURCES + grades.OF_STATEMENTS:
        yield f"grade {line.id}: {line.mark!r} is no grade"
    if not line.why.strip():
        yield f"grade {line.id}: has no reason"
    yield from _wrong_names(f"grade {line.id}", line)


def _problems_of_judgement(line: JudgementLine) -> Iterator[str]:
    what = f"judgement {line.id}"
    number = line.verdict.number
    if len(line.statements) != number or len(set(line.statements)) != number:
        yield f"{what}: {line.verdict.value!r} is of {number} statement{'s' if number > 1 else ''}"
        return
    if list(line.statements) != sorted(line.statements):
        yield f"{what}: its statements are not in order"
    yield from judging.own_problems(line.given())
    yield from _wrong_names(what, line)


def _problems_of_topic_edit(line: TopicEditLine) -> Iterator[str]:
    try:
        given = line.given()
    except ValueError:
        yield f"topic edit {line.id}: its query is none of a topic"
        return
    if TopicEditLine.of(given) != line:
        yield f"topic edit {line.id}: its query is not written as topics have it"
    yield from topics.own_problems(given)


def _problems_of_finding(line: FindingLine) -> Iterator[str]:
    if not is_distribution(line.chances):
        yield f"finding {line.id}: its chances are not those of relations, or do not sum to 1"
    if len(line.id) != _ID_LENGTH or not set(line.id) <= set("0123456789abcdef"):
        yield f"finding {line.id!r}: its id is no content hash"
    if line.one == line.other:
        yield f"finding {line.id}: is of one statement"
    if not line.service.strip() or not line.software.strip():
        yield f"finding {line.id}: names no service, or no version"
    if line.words is not None and not all(words.strip() for words in line.words):
        yield f"finding {line.id}: one of its words is empty"


def _problems_of_report(line: ReportLine) -> Iterator[str]:
    when = line.report.published_at
    if not line.report.id.strip() or not line.report.text or (when is not None and when.tzinfo is None):
        yield "report: needs an id, a text, and a time zone in its time of publication"
        return
    report = line.given()
    yield from report_problems(report, line.report.sha256)
    if when is not None and not _is_moment(when):
        return
    if not line.readings:
        yield f"report {report.id}: was never read"
    if len({readings.run_id(stored.run) for stored in line.readings}) != len(line.readings):
        yield f"report {report.id}: was read twice by one run"
    first, last = second(when or line.added_at)
    for stored in line.readings:
        if not all(part.strip() for part in (stored.run.software, stored.run.pipeline, stored.run.lexicon)):
            yield f"report {report.id}: was read by nothing known"
        if not _is_moment_of_ledger(stored.read_at):
            late = _LATE if _is_moment(stored.read_at) else ""
            yield f"report {report.id}: read_at cannot be {stored.read_at.isoformat()}{late}"
        if stored.found.keys() != set(reading_payload.PARTS):
            yield (
                f"report {report.id}: a reading holds {sorted(stored.found)} instead of {sorted(reading_payload.PARTS)}"
            )
            return
        reading_payload.check(stored.found)
        reading = stored.reading(report)
        yield from reading_problems(reading, stored.found, report)
        lowest = None if stored.serial is None else stored.serial - len(reading.statements) + 1
        if (lowest is None) != (not reading.statements) or (lowest is not None and not first <= lowest <= last):
            yield f"report {report.id}: serial cannot be {stored.serial}"


def report_problems(report: Report, sha256: str) -> Iterator[str]:
    """What is wrong with a report whose text should have that SHA-256."""
    when = report.published_at
    if when is not None and not _is_moment(when):
        yield f"report {report.id}: published_at cannot be {when.isoformat()}"
    try:
        check_text(report.text, f"report {report.id}", "text")
    except IntakeError as problem:
        yield str(problem)
    if report.sha256 != sha256:
        yield f"report {report.id}: its text is not that of its sha256"


def reading_problems(reading: Reading, found: dict[str, JsonValue], report: Report) -> Iterator[str]:
    """What is wrong with a reading of a report, of which `found` is the payload."""
    if not _is_part(found, reading_payload.to_payload(reading)):
        yield f"report {report.id}: a reading has values that no reading has"
    if max(map(len, _texts(found)), default=0) > max(LONGEST_WORDS, 2 * len(report.text)):
        yield f"report {report.id}: a reading has a value that is longer than its text"
    steering = {char for text in _texts(found) for char in _STEERING.findall(text)}
    if steering and (added := steering - {*report.text, *(report.title or ""), *(report.outlet or "")}):
        yield f"report {report.id}: a reading has a control character that its text has not: U+{ord(min(added)):04X}"
    yield from reading_check.problems(reading)


def _texts(value: JsonValue) -> Iterator[str]:
    """All texts in a value."""
    if isinstance(value, str):
        yield value
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    for one in inner:
        yield from _texts(one)


def _is_part(given: JsonValue, whole: JsonValue) -> bool:
    """True if all that is given is in the whole; a reading of an earlier version lacks the fields of later ones."""
    if isinstance(given, dict) and isinstance(whole, dict):
        return given.keys() <= whole.keys() and all(_is_part(value, whole[key]) for key, value in given.items())
    if isinstance(given, list) and isinstance(whole, list):
        return len(given) == len(whole) and all(map(_is_part, given, whole))
    return given == whole


_ORDER = (
    LedgerLine,
    ReportLine,
    RefusalLine,
    GradeLine,
    JudgementLine,
    TopicEditLine,
    ActorDecisionLine,
    NoteLine,
    CaseEditLine,
    FindingLine,
    ChainLine,
    MarkLine,
    EndLine,
)
"""In which order kinds of lines come."""


class FileCheck:
    """Checks lines together: nothing is there twice, and what a line refers to comes before it."""

    def __init__(self) -> None:
        self._known: set[tuple[str, str]] = set()
        """Kinds of things with their ids."""
        self._statements: set[str] = set()
        self._actors: set[str] = set()
        self._saved: set[str] = set()
        """Names of topics that were saved, in small letters."""
        self._edited: dict[str, str] = {}
        """Names of topics that were edited otherwise, in small letters, each with an edit."""
        self._opened: set[str] = set()
        """Names of cases that were opened, in small letters."""
        self._filled: dict[str, str] = {}
        """Names of cases that were edited otherwise, in small letters, each with an edit."""
        self._judged: list[Judgement] = []
        self._notes: dict[str, Note] = {}
        self._contents: Contents = {}
        self._entries = 0
        self._head: str | None = None
        self._order = 0
        self._serials: list[tuple[int, int]] = []
        """First and last serials of each reading's statements, sorted."""

    def problems(self, line: Line) -> Iterator[str]:
        """What is wrong with a line beside those before it; the line by itself must be right."""
        order = _ORDER.index(type(line))
        if order < self._order:
            yield f"{line.kind}: comes after lines of other kinds, before which `export` writes it"
        self._order = order
        for key in _keys(line):
            if key in self._known:
                yield f"{key[0]} {key[1]}: is there twice"
            self._known.add(key)
        if isinstance(line, GradeLine | JudgementLine | TopicEditLine | ActorDecisionLine | NoteLine | CaseEditLine):
            self._contents.update(_contents(line))
        if isinstance(line, ReportLine):
            yield from self._taken_serials(line)
            self._add(line)
        elif isinstance(line, ChainLine):
            yield from self._unchained(line)
        elif isinstance(line, EndLine):
            yield from self._unfinished(line)
        elif isinstance(line, GradeLine):
            yield from self._wrong_grade(line)
        elif isinstance(line, FindingLine):
            yield from self._unknown(f"finding {line.id}", line.one, line.other)
        elif isinstance(line, TopicEditLine):
            yield from self._unknown(f"topic edit {line.id}", *([line.statement] if line.statement else []))
            self._note_topic(line)
        elif isinstance(line, ActorDecisionLine):
            unknown = [key for key in line.reports if ("report", key) not in self._known]
            yield from (f"decision {line.id}: there is no report {key!r}" for key in unknown)
        elif isinstance(line, NoteLine):
            yield from self._wrong_note(line.given())
        elif isinstance(line, CaseEditLine):
            yield from self._wrong_case(line)
        elif isinstance(line, JudgementLine):
            yield from self._unknown(f"judgement {line.id}", *line.statements)
            self._judged.append(line.given())

    def _unfinished(self, line: EndLine) -> Iterator[str]:
        # What counts of two people's judgements shows only once the last of them is there.
        if found := first_contradiction(self._judged):
            yield f"judgement {found[0].id}: contradicts judgement {found[1].id}"
        unchained = [what for what in self._contents if what[0] is not ChainKind.JUDGEMENT_SIGNATURE]
        if self._entries and unchained:  # earlier versions signed judgements, and did not chain the signatures
            missing, of = unchained[0]
            yield f"{missing.value} {of}: is in no entry of the hash chain"
        if line.head != self._head:
            yield "the head of the hash chain is another than the last entry"
        unsaved = sorted(self._edited.keys() - self._saved)
        yield from (f"topic edit {self._edited[topic]}: its topic was never saved" for topic in unsaved)
        unopened = sorted(self._filled.keys() - self._opened)
        yield from (f"case edit {self._filled[case]}: its case was never opened" for case in unopened)

    def _wrong_grade(self, line: GradeLine) -> Iterator[str]:
        known = self._actors if line.mark in grades.OF_SOURCES else self._statements
        if line.subject not in known:
            yield f"grade {line.id}: there is no {line.subject!r}"

    def _wrong_note(self, note: Note) -> Iterator[str]:
        what = f"note {note.id}"
        if note.on is NoteSubject.REPORT:
            if ("report", note.subject) not in self._known:
                yield f"{what}: there is no report {note.subject!r}"
        elif note.on is NoteSubject.ACTOR:
            if Identity.parse(note.subject).name not in self._actors:
                yield f"{what}: there is no actor {note.subject!r}"
        else:
            yield from self._unknown(what, note.subject)
        if note.replaces is not None:
            yield from notes.replacement_problems(note, self._notes.get(note.replaces))
        self._notes[note.id] = note

    def _wrong_case(self, line: CaseEditLine) -> Iterator[str]:
        what = f"case edit {line.id}"
        if line.edit in cases.OF_CLAIMS:
            yield from self._unknown(what, line.value)
        if line.edit in cases.OF_NOTES and line.value not in self._notes:
            yield f"{what}: there is no note {line.value!r}"
        if line.edit is CaseEditKind.OPENED:
            self._opened.add(line.case.casefold())
        else:
            self._filled.setdefault(line.case.casefold(), line.id)

    def _note_topic(self, line: TopicEditLine) -> None:
        # Which topics were never saved shows at the end: where a clock was set back, a pin may come first.
        if line.edit is TopicEditKind.SAVED:
            self._saved.add(line.topic.casefold())
        else:
            self._edited.setdefault(line.topic.casefold(), line.id)

    def _taken_serials(self, line: ReportLine) -> Iterator[str]:
        for stored in line.readings:
            if stored.serial is None:
                continue
            found = stored.serial - len(stored.reading(line.given()).statements) + 1, stored.serial
            at = bisect_left(self._serials, found)
            if any(lo <= found[1] and found[0] <= hi for lo, hi in self._serials[max(at - 1, 0) : at + 1]):
                yield f"report {line.report.id}: serial {stored.serial} is that of other statements, too"
            self._serials.insert(at, found)

    def _add(self, line: ReportLine) -> None:
        report = line.given()
        for stored in line.readings:
            reading = readings.reading_id(report.id, report.sha256, stored.run)
            self._contents[ChainKind.READING, reading] = hash_chain.reading_content(
                report.id, report.sha256, stamp(stored.read_at), stored.failure, stored.found
            )
            for statement in stored.reading(report).statements:
                self._statements.add(statement.id)
                if statement.actor:
                    self._actors.add(statement.actor.name)

    def _unchained(self, line: ChainLine) -> Iterator[str]:
        entry, what = line.entry(), f"hash chain: entry {line.number}"
        self._entries += 1
        if entry.number != self._entries or entry != hash_chain.following(self._head, entry):
            yield f"{what}: does not follow from the entry before it"
        if self._contents.pop((entry.kind, entry.key), None) != entry.content:
            yield f"{what}: is not about what the file holds"
        self._head = entry.hash

    def _unknown(self, what: str, *statements: str) -> Iterator[str]:
        for statement in statements:
            if statement not in self._statements:
                yield f"{what}: there is no statement {statement!r}"


def _keys(line: Line) -> Iterator[tuple[str, str]]:
    """What must not be there twice, each with its kind."""
    if isinstance(line, ReportLine):
        yield "report", line.report.id
        yield "report with the contents", reports.digest(line.given())
    elif isinstance(line, RefusalLine):
        yield "refusal", failures.refusal_id(line.source, line.reason)
    elif isinstance(
        line, GradeLine | JudgementLine | TopicEditLine | ActorDecisionLine | NoteLine | CaseEditLine | FindingLine
    ):
        yield line.kind, line.id


def _contents(
    line: GradeLine | JudgementLine | TopicEditLine | ActorDecisionLine | NoteLine | CaseEditLine,
) -> Iterator[tuple[tuple[ChainKind, str], str]]:
    """What a decision, its signature and its revocation have in the hash chain: all columns of their rows."""
    if isinstance(line, TopicEditLine):
        edit = topic_store.to_row(line.given())
        yield (ChainKind.TOPIC_EDIT, line.id), hash_chain.content_hash(*edit.values())
        if line.key is not None:
            yield (ChainKind.TOPIC_SIGNATURE, line.id), hash_chain.content_hash(line.id, line.key, line.signature)
        return
    if isinstance(line, CaseEditLine):
        yield (ChainKind.CASE_EDIT, line.id), hash_chain.content_hash(*case_store.to_row(line.given()).values())
        if line.key is not None:
            yield (ChainKind.CASE_SIGNATURE, line.id), hash_chain.content_hash(line.id, line.key, line.signature)
        return
    row: Mapping[str, str | None]
    if isinstance(line, GradeLine):
        decision, signature, revocation = _OF_GRADES
        row = grades.to_row(line.given())
    elif isinstance(line, JudgementLine):
        decision, signature, revocation = _OF_JUDGEMENTS
        row = judgements.to_row(line.given())
    elif isinstance(line, NoteLine):
        decision, signature, revocation = _OF_NOTES
        row = note_store.to_row(line.given())
    else:
        decision, signature, revocation = _OF_ACTORS
        row = actor_store.to_row(line.given())
    yield (decision, line.id), hash_chain.content_hash(*row.values())
    if line.key is not None:
        yield (signature, line.id), hash_chain.content_hash(line.id, line.key, line.signature)
    if line.revoked_at is not None:
        revoked = hash_chain.content_hash(line.id, line.revoked_by, line.revoked_at.isoformat())
        yield (revocation, line.id), revoked


_OF_GRADES = ChainKind.GRADE, ChainKind.GRADE_SIGNATURE, ChainKind.GRADE_REVOCATION
_OF_JUDGEMENTS = ChainKind.JUDGEMENT, ChainKind.JUDGEMENT_SIGNATURE, ChainKind.JUDGEMENT_REVOCATION
_OF_NOTES = ChainKind.NOTE, ChainKind.NOTE_SIGNATURE, ChainKind.NOTE_REVOCATION
_OF_ACTORS = ChainKind.ACTOR_DECISION, ChainKind.ACTOR_SIGNATURE, ChainKind.ACTOR_REVOCATION
