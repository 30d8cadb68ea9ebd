"""What edits make of topics."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from reportedly.model import Act, Status, TopicEditKind
from reportedly.store.topics import current, name_problem, query_json, query_of, with_id
from reportedly.topics import TopicEdit, TopicQuery

START = datetime(2031, 3, 1, tzinfo=UTC)


def _edit(
    number: int, kind: TopicEditKind, statement: str | None = None, *, topic: str = "Tea", text: str = ""
) -> TopicEdit:
    query = TopicQuery(text=text) if kind is TopicEditKind.SAVED else None
    at = START + timedelta(minutes=number)
    return with_id(TopicEdit(id="", topic=topic, kind=kind, query=query, statement=statement, why="", by="ann", at=at))


def test_the_latest_edit_counts() -> None:
    edits = [
        _edit(0, TopicEditKind.PINNED, "early"),
        _edit(1, TopicEditKind.SAVED, text="tea"),
        _edit(2, TopicEditKind.PINNED, "s1"),
        _edit(3, TopicEditKind.EXCLUDED, "s1"),
        _edit(4, TopicEditKind.PINNED, "s2"),
        _edit(5, TopicEditKind.RELEASED, "s2"),
        _edit(6, TopicEditKind.SAVED, topic="TEA", text="harvest"),
    ]
    [state] = current(edits)
    assert (state.name, state.query.text) == ("TEA", "harvest")
    assert [(e.kind, e.statement) for e in state.marked] == [(TopicEditKind.EXCLUDED, "s1")]
    assert state.edits == tuple(edits[1:])


def test_a_topic_that_was_removed_begins_anew() -> None:
    removed = [
        _edit(0, TopicEditKind.SAVED, text="tea"),
        _edit(1, TopicEditKind.PINNED, "s1"),
        _edit(2, TopicEditKind.REMOVED),
    ]
    assert current(removed) == []
    [state] = current([*removed, _edit(3, TopicEditKind.SAVED)])
    assert (state.query.is_empty, state.marked) == (True, ())


def test_a_query_is_written_and_read() -> None:
    query = TopicQuery(text='"tea harvest"', act=Act.DENY, status=Status.DISPUTED, since=date(2031, 3, 1), place="KE")
    written = query_json(query)
    assert written == '{"act":"deny","place":"KE","since":"2031-03-01","status":"disputed","text":"\\"tea harvest\\""}'
    assert query_of(written) == query
    assert (query_json(TopicQuery()), query_json(None)) == ("{}", None)


@pytest.mark.parametrize("written", ['{"text":1}', '{"color":"red"}', '{"act":"sing"}', '{"since":"then"}', "[]x"])
def test_what_is_no_query_is_refused(written: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        query_of(written)


@pytest.mark.parametrize("name", ["", " tea", "tea  harvest", "tea\x1b[31m", "t" * 81])
def test_names_are_words_on_one_line(name: str) -> None:
    assert name_problem(name)
    assert name_problem("Tea harvest") is None
