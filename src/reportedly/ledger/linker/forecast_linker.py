"""Forecasts that wait for their outcome, and the first later statement that tells it."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

import numpy as np

from reportedly.ledger.linker import index_store, projections
from reportedly.ledger.linker.index_store import StoredIndex
from reportedly.linking import forecasts, stance
from reportedly.linking.embedding import Gist
from reportedly.linking.index import Cells
from reportedly.store import forecasts as store
from reportedly.store import readings
from reportedly.store.cells import IndexEntry
from reportedly.store.index_entries import FORECASTS, Indexed
from reportedly.store.timestamps import stamp
from reportedly.store.vectors import unpacked

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from sqlalchemy.engine import Row

    from reportedly.ledger.linker.projections import Growth
    from reportedly.model import Reading, Statement
    from reportedly.store.database import Connection
    from reportedly.store.pending import Pending

CONSIDERED = 64
"""Forecasts, the nearest ones, that a statement may settle."""
REMEMBERED = 4_000
"""Forecasts that are kept in memory."""


class Expecting:
    """Where to look for the forecasts that a statement may settle."""

    def __init__(self, connection: Connection) -> None:
        self._storage = StoredIndex(connection, Indexed.FORECASTS)
        self._cells = Cells(self._storage)
        self._waiting: OrderedDict[str, tuple[Row[Any], Gist]] = OrderedDict()

    def hear(
        self,
        connection: Connection,
        pending: Pending,
        reading: Reading,
        gists: Mapping[str, Gist],
        origin: str,
        sources: Mapping[str, str | None],
        growth: Growth,
    ) -> None:
        """Settle what a report's statements settle, those with `sources`; let its forecasts wait."""
        self._storage.connection = connection
        right = [(position, s) for position, s in enumerate(reading.statements) if s.id in sources]
        gone = self._settle(connection, pending, [s for _, s in right], gists, origin, growth)
        foretold = [(position, s) for position, s in right if s.forecast]
        new = index_store.queries(gists[s.id] for _, s in foretold)
        self._cells.assign(new)
        rows = []
        for (position, s), at in zip(foretold, new, strict=True):
            place = int(at["number"]), int(at["cell"])
            rows.append(projections.forecast_row(s, place, pending, position, sources[s.id]))
            growth.forecast(sources[s.id], rows[-1]["likelihood"], store.OPEN)
        store.keep(connection, rows)
        self._cells.save(np.concatenate([index_store.entries(gone), new]))

    def _settle(
        self,
        connection: Connection,
        pending: Pending,
        statements: Sequence[Statement],
        gists: Mapping[str, Gist],
        origin: str,
        growth: Growth,
    ) -> list[IndexEntry]:
        """Settle what these statements settle; what waits no longer."""
        stances = {s.id: stance.stance_on_matter(s) for s in statements}
        telling = [s for s in statements if forecasts.tells(s.act, gists[s.id], stances[s.id])]
        asked = index_store.queries(gists[s.id] for s in telling)
        near = self._cells.nearest(asked, CONSIDERED, forecasts.MAY_SETTLE)
        gone = []
        open_ = self._open(connection, {key for keys in near for key in keys})
        for s, keys in zip(telling, near, strict=True):
            said_on = date.fromisoformat(readings.said_on(s, stamp(pending.known_at)))
            known = [open_[key] for key in keys if key in open_]
            for row, gist in sorted(known, key=lambda one: int(one[0].number)):
                expected = forecasts.Expected(
                    gist=gist,
                    origin=row.origin,
                    horizon=row.horizon,
                    known_on=date.fromisoformat(row.known_at[:10]),
                )
                outcome = forecasts.settles(expected, gists[s.id], origin, s.act, stances[s.id], said_on)
                if outcome:
                    del open_[row.statement], self._waiting[row.statement]
                    store.settle(
                        connection, row.statement, outcome.value, s.id, pending.report, stamp(pending.known_at)
                    )
                    gone.append(IndexEntry(row.statement, row.number, row.cell, row.families, gist.vector, gone=True))
                    growth.settle(row.source, row.likelihood, outcome)
        return gone

    def withdraw(self, connection: Connection, report: str, growth: Growth) -> None:
        """Let the forecasts of a report that a revision replaces count no longer."""
        self._storage.connection = connection
        for row in store.of_report(connection, report):
            growth.forecast(row.source, row.likelihood, row.outcome, by=-1)
            self._waiting.pop(row.statement, None)
        gone = [replace(entry, gone=True) for entry in FORECASTS.of_report(connection, report)]
        self._cells.save(index_store.entries(gone))

    def _open(self, connection: Connection, wanted: Iterable[str]) -> dict[str, tuple[Row[Any], Gist]]:
        """Those of these forecasts that wait, with their gists; in memory from now on, for as long as there is room."""
        asked = sorted(wanted)
        missing = [key for key in asked if key not in self._waiting]
        self._waiting.update((row.statement, (row, gist_of(row))) for row in store.waiting(connection, missing))
        found = {key: self._waiting[key] for key in asked if key in self._waiting}
        for key in found:
            self._waiting.move_to_end(key)
        while len(self._waiting) > max(REMEMBERED, len(found)):
            self._waiting.popitem(last=False)
        return found


def gist_of(row: Row[Any]) -> Gist:
    """The gist that a row holds."""
    return Gist(
        statement=row.statement,
        report=row.report,
        families=row.families,
        ahead=row.ahead,
        vector=unpacked(row.vector),
    )
