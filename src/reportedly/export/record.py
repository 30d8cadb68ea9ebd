"""The ledger's contract: claims, changes, origins, forecasts and hits as plain JSON values.

A record has the keys of its fields, in their order. Days are ISO 8601; a span is
`{"start", "end", "text"}`; an actor is its name; what is unknown is null.
"""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from reportedly.export.contract import span
from reportedly.model import Actor, Anchor, Party
from reportedly.record import Change, Grade, SourceAccount

if TYPE_CHECKING:
    from reportedly.export.contract import Json

_RENAMED: dict[tuple[type, str], str] = {(Change, "before"): "from", (Change, "after"): "to"}


def keys(kind: type) -> tuple[str, ...]:
    """The keys that records of a kind have."""
    return tuple(_RENAMED.get((kind, f.name), f.name) for f in fields(kind))


def record_json(record: Any) -> Json:
    """A record of `reportedly.record`; a party that is not named has the report that it is named in behind an @."""
    values = (_plain(getattr(record, f.name)) for f in fields(record))
    return dict(zip(keys(type(record)), values, strict=True))


def account_json(account: SourceAccount) -> Json:
    """A source in full: what it said, and what it foretold."""
    return {
        **record_json(account.source),
        "said": _plain(account.statements),
        "foretold": _plain(account.forecasts),
    }


def _plain(value: Any) -> Any:
    if isinstance(value, Anchor):
        return span(value)
    if isinstance(value, Actor):
        return value.name
    if isinstance(value, Party):
        return str(value)
    if isinstance(value, Grade):
        # Beside what they are of stand only those that stand.
        return {key: one for key, one in record_json(value).items() if not key.startswith("revoked")}
    if is_dataclass(value):
        return record_json(value)
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    return value.isoformat() if isinstance(value, date) else value
