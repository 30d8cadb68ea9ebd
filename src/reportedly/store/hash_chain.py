"""The hash chain: what was read and what people decided, in the order in which it was added.

Each entry has the SHA-256 of what was added and a hash over that and the entry before. Who changes, removes or slips
in a row has to write every later hash again, and then the last one, the head, is another than one noted before.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from enum import StrEnum
from itertools import takewhile
from typing import TYPE_CHECKING

import sqlalchemy as sa

from reportedly.store.database import insert_new
from reportedly.store.schema import (
    actor_decisions,
    actor_revocations,
    actor_signatures,
    alerts,
    case_edits,
    case_signatures,
    grade_revocations,
    grade_signatures,
    grades,
    hash_chain,
    judgement_revocations,
    judgement_signatures,
    judgements,
    note_revocations,
    note_signatures,
    notes,
    reports,
    topic_edits,
    topic_signatures,
)
from reportedly.store.schema import readings as reading_rows

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from reportedly.store.reading_payload import Payload

_START = "0" * 64
"""What the first entry takes for the hash before it."""
_PAGE = 200
"""Readings in memory at a time."""


class ChainKind(StrEnum):
    """What an entry is about."""

    READING = "reading"
    GRADE = "grade"
    GRADE_REVOCATION = "grade revocation"
    GRADE_SIGNATURE = "grade signature"
    JUDGEMENT = "judgement"
    JUDGEMENT_REVOCATION = "judgement revocation"
    JUDGEMENT_SIGNATURE = "judgement signature"
    TOPIC_EDIT = "topic edit"
    TOPIC_SIGNATURE = "topic signature"
    ACTOR_DECISION = "actor decision"
    ACTOR_REVOCATION = "actor revocation"
    ACTOR_SIGNATURE = "actor signature"
    NOTE = "note"
    NOTE_REVOCATION = "note revocation"
    NOTE_SIGNATURE = "note signature"
    CASE_EDIT = "case edit"
    CASE_SIGNATURE = "case signature"


@dataclass(frozen=True, slots=True, kw_only=True)
class ChainEntry:
    """One entry; they are numbered from 1."""

    number: int
    kind: ChainKind
    key: str
    """The id of the reading, grade, judgement, note or edit."""
    content: str
    """The SHA-256 of all that it says."""
    hash: str
    """The SHA-256 of this entry and of the hash before it."""


Contents = dict[tuple[ChainKind, str], str]
"""What entries are about, with the SHA-256 of what it says."""

_DECISIONS = {
    ChainKind.GRADE: grades,
    ChainKind.GRADE_REVOCATION: grade_revocations,
    ChainKind.JUDGEMENT: judgements,
    ChainKind.JUDGEMENT_REVOCATION: judgement_revocations,
}
_LATER = {
    ChainKind.GRADE_SIGNATURE: grade_signatures,
    ChainKind.JUDGEMENT_SIGNATURE: judgement_signatures,
    ChainKind.TOPIC_EDIT: topic_edits,
    ChainKind.TOPIC_SIGNATURE: topic_signatures,
    ChainKind.ACTOR_DECISION: actor_decisions,
    ChainKind.ACTOR_REVOCATION: actor_revocations,
    ChainKind.ACTOR_SIGNATURE: actor_signatures,
    ChainKind.NOTE: notes,
    ChainKind.NOTE_REVOCATION: note_revocations,
    ChainKind.NOTE_SIGNATURE: note_signatures,
    ChainKind.CASE_EDIT: case_edits,
    ChainKind.CASE_SIGNATURE: case_signatures,
}
"""What came into the chain later than ledgers got one."""


def content_hash(*values: object) -> str:
    """The SHA-256 of some values."""
    written = json.dumps(values, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(written.encode()).hexdigest()


def reading_content(report: str, sha256: str, read_at: str, failure: str | None, payload: Payload) -> str:
    """The SHA-256 of a reading, with that of the text that was read."""
    return content_hash(report, sha256, read_at, failure, payload)


def entry_after(before: str | None, number: int, kind: ChainKind, key: str, content: str) -> ChainEntry:
    """The entry that follows one with that hash, or begins the chain."""
    hashed = content_hash(before or _START, number, kind.value, key, content)
    return ChainEntry(number=number, kind=kind, key=key, content=content, hash=hashed)


def following(before: str | None, entry: ChainEntry) -> ChainEntry:
    """What an entry should be after that hash, or at the start."""
    return entry_after(before, entry.number, entry.kind, entry.key, entry.content)


def append(connection: sa.Connection, kind: ChainKind, key: str, content: str) -> None:
    """Add an entry for what was added in the same transaction."""
    last = connection.execute(sa.select(hash_chain).order_by(hash_chain.c.number.desc()).limit(1)).first()
    before, number = (last.hash, last.number) if last else (None, 0)
    _insert(connection, [entry_after(before, number + 1, kind, key, content)])


def insert(connection: sa.Connection, kind: ChainKind, row: Mapping[str, object]) -> bool:
    """Add the row of a decision, a revocation or a signature, and its entry; False if the row is there already."""
    new = insert_new(connection, (_DECISIONS | _LATER)[kind], [row]) == 1
    if new:
        append_row(connection, kind, row)
    return new


def append_row(connection: sa.Connection, kind: ChainKind, row: Mapping[str, object]) -> None:
    """Add an entry for the row of a decision, a revocation or a signature, all of it; the first column is its key."""
    key, *_ = row.values()
    append(connection, kind, str(key), content_hash(*row.values()))


def chained(contents: Iterable[tuple[ChainKind, str, str]]) -> list[ChainEntry]:
    """A chain of these, in their order."""
    found: list[ChainEntry] = []
    for number, (kind, key, content) in enumerate(contents, 1):
        found.append(entry_after(found[-1].hash if found else None, number, kind, key, content))
    return found


def entries(connection: sa.Connection) -> Iterator[ChainEntry]:
    """All entries in their order."""
    for row in connection.execute(sa.select(hash_chain).order_by(hash_chain.c.number)):
        yield ChainEntry(number=row.number, kind=ChainKind(row.kind), key=row.key, content=row.content, hash=row.hash)


def head(connection: sa.Connection) -> str | None:
    """The hash of the last entry; None if there is none."""
    query = sa.select(hash_chain.c.hash).order_by(hash_chain.c.number.desc()).limit(1)
    return connection.scalar(query)


def begin(connection: sa.Connection) -> None:
    """Make the chain of a ledger that has none: of what is there, by kind and id; such a ledger has no signatures."""
    there = _contents(connection, _DECISIONS)
    _insert(connection, chained((kind, key, content) for (kind, key), content in sorted(there.items())))


def adopt(connection: sa.Connection, given: Sequence[ChainEntry]) -> bool:
    """Take the chain of an imported ledger over if it is about exactly what this one has; else the own chain stays.

    Alerts look again at what has another place in the new chain; they find nothing twice.
    """
    own = list(entries(connection))
    if {(e.kind, e.key, e.content) for e in given} != {(e.kind, e.key, e.content) for e in own}:
        return False
    shared = sum(1 for _ in takewhile(lambda pair: pair[0].key == pair[1].key, zip(own, given, strict=True)))
    connection.execute(sa.update(alerts).where(alerts.c.cursor > shared).values(cursor=shared))
    connection.execute(sa.delete(hash_chain))
    _insert(connection, given)
    return True


def problems(connection: sa.Connection) -> Iterator[str]:
    """Entries that do not fit the one before, or what they are about; and what no entry is about."""
    there = _contents(connection, _DECISIONS | _LATER)
    before, expected = None, 1
    for entry in entries(connection):
        what = f"hash chain: entry {entry.number}"
        if entry.number != expected or entry != following(before, entry):
            yield f"{what}: does not follow from the entry before it"
        before, expected = entry.hash, entry.number + 1
        content = there.pop((entry.kind, entry.key), None)
        if content is None:
            yield f"{what}: {entry.kind.value} {entry.key} is gone, or there twice"
        elif content != entry.content:
            yield f"{what}: {entry.kind.value} {entry.key} has changed since it was added"
    for kind, key in sorted(there):
        yield f"hash chain: {kind.value} {key} is in no entry"


def _insert(connection: sa.Connection, new: Iterable[ChainEntry]) -> None:
    rows = [{"number": e.number, "kind": e.kind.value, "key": e.key, "content": e.content, "hash": e.hash} for e in new]
    if rows:
        connection.execute(sa.insert(hash_chain), rows)


def _contents(connection: sa.Connection, tables: Mapping[ChainKind, sa.Table]) -> Contents:
    """The hashes of all that belongs into the chain, from the readings and the rows of these tables."""
    found: Contents = {}
    read, last = reading_rows.c, ""
    query = sa.select(read.id, read.report, reports.c.sha256, read.read_at, read.failure, read.payload)
    query = query.join(reports, reports.c.id == read.report).order_by(read.id).limit(_PAGE)
    while rows := connection.execute(query.where(read.id > last)).all():
        for row in rows:
            content = reading_content(row.report, row.sha256, row.read_at, row.failure, row.payload)
            found[ChainKind.READING, row.id] = content
        last = rows[-1].id
    for kind, table in tables.items():
        for row in connection.execute(sa.select(table)):
            found[kind, str(row[0])] = content_hash(*row)
    return found
