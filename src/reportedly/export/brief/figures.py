"""Numbers in a brief: by the thing that is counted, oldest first, so that one sees them grow."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from reportedly.export import wording
from reportedly.export.brief.brief import Figure, Series

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reportedly.export.brief.notes import Footnotes
    from reportedly.record import NumberRecord


def series(notes: Footnotes, numbers: Sequence[NumberRecord]) -> tuple[Series, ...]:
    """The numbers of each thing, those that moved first; the same number of the same source is there once."""
    things: dict[tuple[str, str], list[NumberRecord]] = {}
    for n in numbers:
        if n.low is not None or n.high is not None:
            things.setdefault((wording.plain(n.of or "").casefold(), n.unit or ""), []).append(n)
    ordered = sorted(
        (
            (_of(rows[0]), sorted(rows, key=lambda n: (n.date, str(n.party), str(n.low), str(n.high))))
            for rows in things.values()
        ),
        key=lambda pair: (-len({(n.low, n.high) for n in pair[1]}), pair[1][0].date, pair[0]),
    )
    return tuple(Series(of=of, figures=tuple(_figures(notes, rows))) for of, rows in ordered)


def _of(number: NumberRecord) -> str:
    if number.of and wording.is_measured(number.unit):
        return f"{wording.plain(number.of)} ({number.unit})"
    return wording.plain(number.of or number.unit or "without a unit")


def _figures(notes: Footnotes, rows: Sequence[NumberRecord]) -> list[Figure]:
    found = []
    for _, same in groupby(rows, key=lambda n: (n.date, n.party, n.low, n.high)):
        copies = list(same)
        n = copies[0]
        said = notes.statement(n.statement)
        found.append(
            Figure(
                day=n.date,
                value=wording.bounds(n.low, n.high) or "",
                who=notes.who(said) if said else wording.plain(n.party.name),
                claim=n.claim,
                notes=notes.of(c.statement for c in copies),
            )
        )
    return found
