"""JSON in one piece: an array of reports, a single report over several lines, or the answer of a service.

The list of reports is found wherever it is (`{"response": {"docs": [...]}}`); keys are taken as columns are, with a
dot between those of nested objects.
"""

from __future__ import annotations

import io
import json
import re
from dataclasses import replace
from typing import TYPE_CHECKING

from reportedly.errors import IntakeError
from reportedly.intake import bluesky, mastodon, ninjs, telegram
from reportedly.intake.columns import FIELDS, known_names
from reportedly.intake.content import LARGEST_DOCUMENT
from reportedly.intake.encoding import decode
from reportedly.intake.jsonl import kind_of_value, read_jsonl
from reportedly.intake.rows import Row, RowStream, read_rows

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportedly.intake.content import Given
    from reportedly.intake.jsonl import Otherwise
    from reportedly.model import Report

_BLANKS = re.compile(r"\s*")
_DEEPEST = 4
"""Objects within each other in which a list of reports is looked for."""


def read_json(raw: bytes, given: Given) -> Iterator[Report | IntakeError]:
    """The reports in a file of JSON."""
    text = decode(raw, given.where, given.encoding, largest=LARGEST_DOCUMENT)
    try:
        value = _value(text, given.where)
    except IntakeError as problem:
        if _first_line_is_json(text):
            yield from read_jsonl(io.BytesIO(text.encode()), given.where, given.published)
            return
        whole = list(_before_damage(text))
        if whole:
            yield from read_value(whole, given)
        raise problem from None
    yield from read_value(value, given)


def read_value(value: object, given: Given) -> Iterator[Report | IntakeError]:
    """The reports in a JSON value: of a known shape, or of objects by their keys."""
    shaped = _shaped(value, given)
    yield from _by_keys(value, given) if shaped is None else shaped


def row_reader(given: Given) -> Otherwise:
    """How the rows of a file of JSON Lines are read that have no "text": by their shape, or by their keys."""
    rows = RowStream(given)

    def read(value: dict[str, object], where: str) -> Iterator[Report | IntakeError] | None:
        here = replace(given, where=where)
        shaped = _shaped(value, here)
        if shaped is not None:
            return shaped
        if not (given.columns or _has_known_keys(value)):
            return None
        only = [item for _, item in _reports_in(value)] == [value]
        return rows.read(flat(value), where) if only else _by_keys(value, here)

    return read


def _by_keys(value: object, given: Given) -> Iterator[Report | IntakeError]:
    items = _reports_in(value)
    if not items:
        raise IntakeError(given.where, f"is {kind_of_value(value)} without reports: expected objects with a text")
    rows = [_row(item, f"{given.where}#{n}" if len(items) > 1 else given.where) for n, item in items]
    names = list(dict.fromkeys(name for _, row in rows if not isinstance(row, IntakeError) for name in row))
    yield from read_rows(names, rows, given, keeps_ids=set(names) <= set(FIELDS))


def _shaped(value: object, given: Given) -> Iterator[Report | IntakeError] | None:
    """The reports of an agency's items, or of posts; None if the value is neither."""
    if items := ninjs.items_in(value):
        return ninjs.read_items(items, given)
    if chats := telegram.chats_in(value):
        return telegram.read_chats(chats, given)
    if mastodon.holds_posts(value):
        return mastodon.read_posts(value, given)
    if entries := bluesky.entries_in(value):
        return bluesky.read_entries(entries, given)
    return None


def _has_known_keys(value: dict[str, object]) -> bool:
    """True if the keys of an object, or of the objects in a list in it, are those of a report."""
    return any(_likeness([item]) > 0 and known_names(flat(item)) & {"text", "url"} for item in _first_objects(value))


def _first_objects(value: dict[str, object]) -> Iterator[dict[str, object]]:
    yield value
    for items in _lists(value, _DEEPEST):
        yield from (item for item in items[:1] if isinstance(item, dict))


def _value(text: str, where: str) -> object:
    """The value, or a list of them where several follow each other."""
    decoder = json.JSONDecoder()
    values: list[object] = []
    at = _after_blanks(text, 0)
    while at < len(text):
        try:
            value, at = decoder.raw_decode(text, at)
        except json.JSONDecodeError as problem:
            reason = f"is not JSON ({problem.msg} at line {problem.lineno}, column {problem.colno})"
            raise IntakeError(where, reason) from None
        except (ValueError, RecursionError) as problem:
            raise IntakeError(where, f"is not usable JSON ({problem})") from None
        values.append(value)
        at = _after_blanks(text, at)
    return values[0] if len(values) == 1 else values


def _before_damage(text: str) -> Iterator[object]:
    """The values of an array that is cut off or damaged, up to there."""
    decoder = json.JSONDecoder()
    at = _after_blanks(text, 0)
    while at < len(text) and text[at] in "[,":
        try:
            value, end = decoder.raw_decode(text, _after_blanks(text, at + 1))
        except (ValueError, RecursionError):
            return
        yield value
        at = _after_blanks(text, end)


def _after_blanks(text: str, at: int) -> int:
    found = _BLANKS.match(text, at)
    return found.end() if found else at


def _first_line_is_json(text: str) -> bool:
    try:
        json.loads(text.lstrip().partition("\n")[0])
    except (ValueError, RecursionError):
        return False
    return True


def _reports_in(value: object) -> list[tuple[int, object]]:
    """The objects that are reports, with their numbers: those of the list that looks most like one of reports."""
    if isinstance(value, dict) and _is_report(value):
        return [(1, value)]
    lists = [items for items in _lists(value, _DEEPEST) if items]
    best = max(lists, key=lambda items: (_likeness(items), len(items)), default=[])
    if isinstance(value, dict) and "text" in known_names(flat(value)) and _likeness([value]) >= _likeness(best):
        return [(1, value)]  # the list is of something that belongs to it: its authors, its pictures
    if best and (_likeness(best) > 0 or best is value):
        return list(enumerate(best, 1))
    return [(1, value)] if isinstance(value, dict) and value else []


def _is_report(value: dict[str, object]) -> bool:
    inner = value.get("report")
    return isinstance(value.get("text"), str) or (isinstance(inner, dict) and isinstance(inner.get("text"), str))


def _lists(value: object, depth: int) -> Iterator[list[object]]:
    """The lists with objects in them."""
    if isinstance(value, list):
        if any(isinstance(item, dict) for item in value):
            yield value
    elif isinstance(value, dict) and depth:
        for inner in value.values():
            yield from _lists(inner, depth - 1)


def _likeness(items: list[object]) -> int:
    """How many fields of a report the first object has."""
    first = next((item for item in items if isinstance(item, dict)), {})
    return len(known_names(flat(first)) & {"text", "title", "url", "published_at"})


def _row(item: object, where: str) -> Row:
    if not isinstance(item, dict):
        return where, IntakeError(where, f"is {kind_of_value(item)}: expected an object")
    inner = item.get("report")
    return where, flat(inner if "text" not in item and isinstance(inner, dict) else item)


def flat(value: dict[str, object], before: str = "") -> dict[str, str]:
    """Keys and values, those of objects within it as `outer.inner`; lists of strings are paragraphs."""
    found: dict[str, str] = {}
    for key, inner in value.items():
        name = f"{before}{key}"
        if isinstance(inner, dict):
            found.update(flat(inner, f"{name}.") if name.count(".") < _DEEPEST else {})
        elif isinstance(inner, list):
            found[name] = "\n\n".join(part for part in inner if isinstance(part, str))
        elif isinstance(inner, str | int | float) and not isinstance(inner, bool) and inner == inner:  # no NaN
            found[name] = str(inner)
        else:
            found[name] = ""
    return found
