"""The contract of the ledger: claims, changes, origins, forecasts and search hits as plain JSON values.

A record has the keys of its fields, in their order. Days are ISO 8601; a span is
`{"start", "end", "text"}`; an actor is its name; what is unknown is null.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from reportedly.export.plain import Json, members, names, plain
from reportedly.model import Actor, Party
from reportedly.record import Change, Grade, NewsItem, SourceAccount

if TYPE_CHECKING:
    from collections.abc import Callable

_CHANGE = {"before": "from", "after": "to"}
"""Keys that cannot be names in Python."""
_CHANGES = (Change, NewsItem)


def keys(kind: type) -> tuple[str, ...]:
    """The keys that records of a kind have."""
    return tuple(_CHANGE.get(name, name) for name in names(kind)) if kind in _CHANGES else names(kind)


def record_json(record: object) -> Json:
    """A record of `reportedly.record`; a party known in one report only is written "NAME @ REPORT"."""
    return _change(record) if isinstance(record, _CHANGES) else members(record, _SPECIAL)


def account_json(account: SourceAccount) -> Json:
    """A source in full: what it said, and what it predicted."""
    return {
        **record_json(account.source),
        "said": plain(account.statements.items, _SPECIAL),
        "foretold": plain(account.forecasts.items, _SPECIAL),
    }


def _change(change: Change | NewsItem) -> Json:
    return {_CHANGE.get(key, key): value for key, value in members(change, _SPECIAL).items()}


def _grade_inside(grade: Grade) -> Json:
    """A grade inside a graded record; only active grades are there, so that nothing is revoked."""
    return {key: value for key, value in members(grade, _SPECIAL).items() if not key.startswith("revoked")}


_SPECIAL: dict[type, Callable[[Any], Any]] = {
    Actor: lambda actor: actor.name,
    Change: _change,
    Grade: _grade_inside,
    Party: str,
}
