"""Dataclasses as plain JSON values: the part that the contracts of a Reading and of a ledger share.

An anchor is `{"start", "end", "text"}`, a day is ISO 8601, a tuple is a list, and a dataclass has the keys of its
fields, in their order. A contract names the types that it writes in another way.
"""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from datetime import date, time
from functools import cache
from typing import TYPE_CHECKING, Any

from reportedly.model import Anchor

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

Json = dict[str, Any]
_AS_THEY_ARE = frozenset({type(None), bool, int, float, str})


def span(anchor: Anchor | None) -> Json | None:
    """An anchor as both contracts write it."""
    return None if anchor is None else {"start": anchor.start, "end": anchor.end, "text": anchor.exact}


def plain(value: Any, special: Mapping[type, Callable[[Any], Any]]) -> Any:
    """A value as JSON values; types in `special` are written by their own function."""
    kind = type(value)
    if kind in _AS_THEY_ARE:
        return value
    if kind in special:
        return special[kind](value)
    if kind is tuple:
        return [plain(one, special) for one in value]
    if isinstance(value, Anchor):
        return span(value)
    if is_dataclass(value):
        return members(value, special)
    return value.isoformat() if isinstance(value, date | time) else value


def members(value: Any, special: Mapping[type, Callable[[Any], Any]]) -> Json:
    """The fields of a dataclass as JSON values."""
    kind: type = type(value)
    return {name: plain(getattr(value, name), special) for name in names(kind)}


@cache
def names(kind: type) -> tuple[str, ...]:
    """The names of a dataclass's fields."""
    return tuple(f.name for f in fields(kind))
