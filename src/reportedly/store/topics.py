"""Topics: the edits that people made, one a row, and what these make of each topic. Nothing is deleted."""

from __future__ import annotations

import json
from dataclasses import dataclass, fields, replace
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from reportedly.errors import NotFound, StoreError
from reportedly.model import Act, Status, TopicEditKind, content_id
from reportedly.store.decisions import insert_signed, signed_edits
from reportedly.store.hash_chain import ChainKind
from reportedly.store.schema import topic_edits, topic_signatures
from reportedly.topics import LONGEST, TopicEdit, TopicQuery

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicState:
    """What the edits of a topic make of it."""

    name: str
    query: TopicQuery
    marked: tuple[TopicEdit, ...] = ()
    """The edits that pin and exclude claims and are in force, oldest first; of two on one claim the later counts."""
    edits: tuple[TopicEdit, ...] = ()
    """Oldest first."""


def insert(connection: sa.Connection, edit: TopicEdit) -> bool:
    """Add an edit with its signature, if it has one; False if all of it is there already.

    StoreError if it has no usable name or nobody's name.
    """
    if problem := name_problem(edit.topic):
        raise StoreError(problem)
    if not edit.by.strip():
        raise StoreError("an edit of a topic needs a name: --by NAME")
    return insert_signed(connection, (ChainKind.TOPIC_EDIT, ChainKind.TOPIC_SIGNATURE), to_row(edit), "edit", edit)


def name_problem(name: str) -> str | None:
    """What is wrong with a topic's name; None if it is usable."""
    if not name or name != plain_name(name) or not name.isprintable():
        return f"{name!r} is no name for a topic: words on one line, with single spaces between them"
    return f"{name[:20]!r}...: a topic's name has at most {LONGEST} characters" if len(name) > LONGEST else None


def plain_name(name: str) -> str:
    """A name with single spaces between its words."""
    return " ".join(name.split())


def to_row(edit: TopicEdit) -> dict[str, str | None]:
    """The row of an edit; a signature has its own."""
    return {
        "id": edit.id,
        "topic": edit.topic,
        "kind": edit.kind.value,
        "query": query_json(edit.query),
        "statement": edit.statement,
        "why": edit.why,
        "by": edit.by,
        "at": edit.at.isoformat(),
    }


def query_json(query: TopicQuery | None) -> str | None:
    """A query as JSON: what it asks for, without the fields that ask for nothing."""
    if query is None:
        return None
    given = {field.name: getattr(query, field.name) for field in fields(query)}
    asked = {name: str(value) for name, value in given.items() if value not in (None, "")}
    return json.dumps(asked, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def query_of(written: str) -> TopicQuery:
    """The query that was written as JSON; ValueError if it is none."""
    found: dict[str, Any] = dict(json.loads(written))
    kinds: dict[str, Any] = {"act": Act, "status": Status, "since": date.fromisoformat, "until": date.fromisoformat}
    names = {field.name for field in fields(TopicQuery)}
    if not found.keys() <= names or not all(isinstance(value, str) for value in found.values()):
        raise ValueError(f"{written!r} is no query of a topic")
    return TopicQuery(**{name: kinds.get(name, str)(value) for name, value in found.items()})


def edit_id(edit: TopicEdit) -> str:
    """The content hash of an edit."""
    said = edit.kind.value, query_json(edit.query), edit.statement, edit.why, edit.by, edit.at.isoformat()
    return content_id("topic edit", edit.topic, *said)


def with_id(edit: TopicEdit) -> TopicEdit:
    """The edit with the id that its content gives."""
    return replace(edit, id=edit_id(edit))


def rows(connection: sa.Connection) -> list[TopicEdit]:
    """All edits of all topics, oldest first."""
    found = [
        TopicEdit(
            id=row.id,
            topic=row.topic,
            kind=TopicEditKind(row.kind),
            query=None if row.query is None else query_of(row.query),
            statement=row.statement,
            why=row.why,
            by=row.by,
            at=datetime.fromisoformat(row.at),
            key=row.key,
            signature=row.signature,
        )
        for row in connection.execute(signed_edits(topic_edits, topic_signatures))
    ]
    return sorted(found, key=lambda edit: (edit.at, edit.id))


def current(edits: Iterable[TopicEdit]) -> list[TopicState]:
    """The topics that there are after these edits, in the order of their names; upper and lower case are the same.

    An edit of a topic that is not there does nothing, but for the one that saves it.
    """
    found: dict[str, TopicState] = {}
    for edit in edits:
        key = edit.topic.casefold()
        state = found.pop(key, None)
        if edit.kind is TopicEditKind.SAVED:
            state = state or TopicState(name=edit.topic, query=TopicQuery())
            state = replace(state, name=edit.topic, query=edit.query or TopicQuery())
        elif state is None or edit.kind is TopicEditKind.REMOVED:
            continue
        else:
            marks = edit.kind in (TopicEditKind.PINNED, TopicEditKind.EXCLUDED)
            kept = (earlier for earlier in state.marked if earlier.statement != edit.statement)
            state = replace(state, marked=(*kept, *((edit,) if marks else ())))
        found[key] = replace(state, edits=(*state.edits, edit))
    return [found[key] for key in sorted(found)]


def states(connection: sa.Connection) -> list[TopicState]:
    """The topics that there are, in the order of their names."""
    return current(rows(connection))


def named(connection: sa.Connection, name: str) -> TopicState:
    """The topic of that name; NotFound if there is none."""
    found = (state for state in states(connection) if state.name.casefold() == plain_name(name).casefold())
    state = next(found, None)
    if state is None:
        raise NotFound(f"no topic {name!r} in this ledger: `reportedly topic list` lists them")
    return state
