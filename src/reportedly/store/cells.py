"""Cells of the index of candidates (`linking/index.py`): many entries in a row, loaded and compared as one array."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import groupby
from typing import TYPE_CHECKING, Any

import numpy as np
import sqlalchemy as sa

from reportedly.encoder import WIDTH
from reportedly.store.database import parts, upsert
from reportedly.store.schema import cells

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from numpy.typing import NDArray

    from reportedly.store.vectors import Vector

    Entries = NDArray[Any]

ENTRY = np.dtype(
    [
        ("number", "<i4"),
        ("cell", "<i4"),
        ("key", "S16"),
        ("classes", "<u8"),
        ("length", "<f4"),
        ("gone", "?"),
        ("vector", "i1", (WIDTH,)),
    ]
)
"""An entry as it is compared; `key` is what it leads to, `length` that of the vector."""


@dataclass(frozen=True, slots=True)
class IndexEntry:
    """A statement or forecast as an entry of the index."""

    key: str
    """What it leads to: the statement, or the forecast."""
    number: int
    """Counts the entries of its kind from 1; 0 for a query, which is no entry yet."""
    cell: int
    """The number of the leader of its cell; 0 if it has none yet."""
    classes: Collection[str]
    """The predicate classes that it speaks of."""
    vector: Vector = field(repr=False, compare=False)
    gone: bool = False
    """True if searches skip it, as a settled forecast."""


LEADERS, UNASSIGNED = -1, 0
"""Numbers of two cells of their own: of all leaders, each as it was when it founded its cell, and of the entries that
are in no cell yet."""


def load(connection: sa.Connection, kind: str, wanted: Sequence[int]) -> dict[int, Entries]:
    """The entries of these cells, in the order of numbers."""
    found: dict[int, Entries] = {}
    for part in parts(wanted):
        rows = connection.execute(_BLOCKS, {"kind": kind, "cells": part})
        for cell, own in groupby(rows, key=lambda row: int(row.cell)):
            found[cell] = np.frombuffer(bytearray().join(row.members for row in own), dtype=ENTRY)
    return found


def merge(connection: sa.Connection, kind: str, entries: Entries, size: int) -> None:
    """Add entries to their cells, or replace them there; `size` is that of a row."""
    wanted = np.unique(entries["cell"]).tolist()
    there = load(connection, kind, wanted)
    for cell in wanted:
        own = np.sort(entries[entries["cell"] == cell], order="number")
        known = there.get(cell, entries[:0])
        new = ~np.isin(own["number"], known["number"])
        whole = np.concatenate([known, own[new]])
        at = np.searchsorted(whole["number"], own["number"])
        whole[at] = own
        rewrite(connection, kind, cell, whole, size, {int(i) // size for i in at})


def rewrite(
    connection: sa.Connection, kind: str, cell: int, entries: Entries, size: int, only: Collection[int] | None = None
) -> None:
    """Write all entries of a cell, `size` of them in a row; or only those rows, counted from 0."""
    starts = range(0, len(entries), size)
    rows = [
        {"first": int(entries["number"][start]), "members": entries[start : start + size].tobytes()}
        for start in starts
        if only is None or start // size in only
    ]
    upsert(connection, cells, [{"kind": kind, "cell": cell, **row} for row in rows])


def delete(connection: sa.Connection, kind: str, wanted: Iterable[int], until: int | None = None) -> None:
    """Delete these cells, or their rows that begin with this number or an earlier one."""
    query = sa.delete(cells).where(cells.c.kind == kind)
    query = query if until is None else query.where(cells.c.first <= until)
    for part in parts(sorted(wanted)):
        connection.execute(query.where(cells.c.cell.in_(part)))


_BLOCKS = (
    sa.select(cells.c.cell, cells.c.members)
    .where(cells.c.kind == sa.bindparam("kind"), cells.c.cell.in_(sa.bindparam("cells", expanding=True)))
    .order_by(cells.c.cell, cells.c.first)
)
