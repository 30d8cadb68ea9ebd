"""Members of cells as rows of many: what is compared at a stroke is loaded at a stroke (`linking/index.py`)."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import sqlalchemy as sa

from reportedly.encoder import WIDTH
from reportedly.store.database import parts, upsert
from reportedly.store.schema import cells

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from numpy.typing import NDArray

    from reportedly.store.vectors import Vector

    Members = NDArray[Any]

MEMBER = np.dtype(
    [
        ("number", "<i4"),
        ("cell", "<i4"),
        ("key", "S16"),
        ("families", "<u8"),
        ("length", "<f4"),
        ("gone", "?"),
        ("vector", "i1", (WIDTH,)),
    ]
)
"""A statement or a forecast as it is compared; `key` is what it leads to, `length` that of the vector."""


class Lying(NamedTuple):
    """What is to lie in a cell."""

    key: str
    number: int
    cell: int
    families: Collection[str]
    vector: Vector
    gone: bool = False


FOUNDERS, LATEST = -1, 0
"""What are no cells: the members that founded one, as they were then, and those that do not lie in one yet."""


def load(connection: sa.Connection, kind: str, wanted: Sequence[int]) -> dict[int, Members]:
    """The members of these cells, in the order of numbers."""
    found: dict[int, Members] = {}
    for part in parts(wanted):
        rows = connection.execute(_BLOCKS, {"kind": kind, "cells": part})
        for cell, own in groupby(rows, key=lambda row: int(row.cell)):
            found[cell] = np.frombuffer(bytearray().join(row.members for row in own), dtype=MEMBER)
    return found


def put(connection: sa.Connection, kind: str, members: Members, size: int) -> None:
    """Put members into their cells, or in the place of what they were: so many of a cell in a row."""
    wanted = np.unique(members["cell"]).tolist()
    there = load(connection, kind, wanted)
    for cell in wanted:
        own = np.sort(members[members["cell"] == cell], order="number")
        known = there.get(cell, members[:0])
        new = ~np.isin(own["number"], known["number"])
        whole = np.concatenate([known, own[new]])
        at = np.searchsorted(whole["number"], own["number"])
        whole[at] = own
        rewrite(connection, kind, cell, whole, size, {int(i) // size for i in at})


def rewrite(
    connection: sa.Connection, kind: str, cell: int, members: Members, size: int, only: Collection[int] | None = None
) -> None:
    """Keep all members of a cell, so many in a row; or only those rows, counted from 0."""
    starts = range(0, len(members), size)
    rows = [
        {"first": int(members["number"][start]), "members": members[start : start + size].tobytes()}
        for start in starts
        if only is None or start // size in only
    ]
    upsert(connection, cells, [{"kind": kind, "cell": cell, **row} for row in rows])


def drop(connection: sa.Connection, kind: str, wanted: Iterable[int], until: int | None = None) -> None:
    """Forget what lies in these cells, or the rows of it that begin with no later number."""
    query = sa.delete(cells).where(cells.c.kind == kind)
    query = query if until is None else query.where(cells.c.first <= until)
    for part in parts(sorted(wanted)):
        connection.execute(query.where(cells.c.cell.in_(part)))


_BLOCKS = (
    sa.select(cells.c.cell, cells.c.members)
    .where(cells.c.kind == sa.bindparam("kind"), cells.c.cell.in_(sa.bindparam("cells", expanding=True)))
    .order_by(cells.c.cell, cells.c.first)
)
