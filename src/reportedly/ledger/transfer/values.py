"""The values of a line of JSON that somebody else may have written, and whether databases and pages can hold them."""

from __future__ import annotations

import json
import math
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pydantic import JsonValue

    from reportedly.ledger.transfer.lines import Values

_BAD_CHARACTER = re.compile("[\0\ud800-\udfff]")


def loads(row: bytes) -> JsonValue:
    """The value of a line; ValueError or RecursionError if it is no JSON, or says something twice."""
    found: JsonValue = json.loads(row, object_pairs_hook=_object, parse_constant=_no_number)
    return found


def unusable(values: JsonValue) -> str | None:
    """What is wrong with a text somewhere in a line, which databases and pages could not hold; None if nothing is."""
    waiting: list[JsonValue] = [values]
    while waiting:
        value = waiting.pop()
        if isinstance(value, str) and (bad := _BAD_CHARACTER.search(value)):
            return f"holds U+{ord(bad.group()):04X}, which no text has"
        if isinstance(value, float) and not math.isfinite(value):
            return "holds a number that is not finite"
        if isinstance(value, dict):
            waiting += [*value, *value.values()]
        elif isinstance(value, list):
            waiting += value
    return None


def _object(pairs: list[tuple[str, JsonValue]]) -> Values:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a key is there twice")
    return found


def _no_number(name: str) -> JsonValue:
    raise ValueError(f"{name} is no number")
