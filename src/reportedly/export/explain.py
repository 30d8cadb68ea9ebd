"""Explanations of a reading: one line for each time, place and quantity, with what made it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.console import Group
from rich.text import Text

from reportedly.export import wording

if TYPE_CHECKING:
    from reportedly.model import Place, Quantity, Reading


def explain(reading: Reading) -> Group:
    """Words, value, what the value depends on, and rule or model, in text order of each kind."""
    lines = [Text("How the values came about", "bold")]
    lines += [_line(t.anchor.exact, wording.time_value(t), wording.anchored(t), t.made_by) for t in reading.times]
    lines += [
        _line(p.anchor.exact, p.name if p.precision or p.country else None, _resolved(p), p.made_by)
        for p in reading.places
    ]
    lines += [_line(q.anchor.exact, _bounds(q), _counted(q), q.made_by) for q in reading.quantities]
    return Group(*lines)


def _line(words: str, value: str | None, how: str, made_by: str) -> Text:
    text = Text(f"  {wording.plain(words)} → ").append(wording.plain(value or "unresolved"), "bold")
    return text.append(f" · {wording.plain(how)} · {made_by}" if how else f" · {made_by}", "dim")


def _resolved(place: Place) -> str:
    known = (
        f"GeoNames {place.geonameid}" if place.geonameid is not None else None,
        place.country,
        place.precision,
        "as a party" if place.as_actor else None,
    )
    return ", ".join(part for part in known if part) or "not in the gazetteer"


def _counted(quantity: Quantity) -> str:
    whole = f"part of “{quantity.whole.exact}”" if quantity.whole else None
    return ", ".join(part for part in (quantity.of, whole) if part)


def _bounds(quantity: Quantity) -> str:
    low, high = ("?" if n is None else f"{n:g}" for n in (quantity.low, quantity.high))
    return f"{low} to {high} {quantity.unit or ''}".strip()
