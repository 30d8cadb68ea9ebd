"""Open forecasts, and the first later statement that tells the outcome of each."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from reportedly.ledger.linker import index_store, sides
from reportedly.ledger.linker.index_store import StoredIndex
from reportedly.linking import forecasts, stance
from reportedly.linking.index import Cells
from reportedly.model import Outcome
from reportedly.store import forecasts as store
from reportedly.store import readings
from reportedly.store import sides as side_store
from reportedly.store.cells import IndexEntry
from reportedly.store.forecasts import NewForecast, Settlement
from reportedly.store.index_entries import FORECASTS, IndexKind
from reportedly.timex import last_day

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from reportedly.ledger.linker.deltas import Deltas
    from reportedly.ledger.linker.report import ReportToLink
    from reportedly.ledger.linker.sides import ComparedStatement
    from reportedly.linking.adjudicator import Adjudicator
    from reportedly.model import Statement
    from reportedly.store.database import Connection
    from reportedly.store.forecasts import OpenForecastRow

CONSIDERED = 16
"""Open forecasts, the nearest ones, whose outcome a statement may tell."""
CACHE_SIZE = 4_000
"""Open forecasts that are held in memory."""


class ForecastLinker:
    """Links forecasts to the statements that tell their outcomes, report by report in order of publication."""

    def __init__(self, connection: Connection, adjudicator: Adjudicator) -> None:
        self._adjudicator = adjudicator
        self._storage = StoredIndex(connection, IndexKind.FORECASTS)
        self._cells = Cells(self._storage)
        self._open: OrderedDict[str, OpenForecastRow] = OrderedDict()

    def withdraw(self, connection: Connection, superseded: str, deltas: Deltas) -> None:
        """Stop counting the forecasts of a report that a revision has replaced."""
        self._storage.connection = connection
        for made in store.of_report(connection, superseded):
            deltas.add_forecast(made.source, made.likelihood, made.outcome, by=-1)
            self._open.pop(made.statement, None)
        gone = [replace(entry, gone=True) for entry in FORECASTS.of_report(connection, superseded)]
        self._cells.save(index_store.entries(gone))

    def link(
        self, connection: Connection, report: ReportToLink, sources: Mapping[str, str | None], deltas: Deltas
    ) -> None:
        """Settle the forecasts whose outcome a report's statements tell, then add its own forecasts.

        Only the statements in `sources` take part; each comes with what its source is counted under.
        """
        self._storage.connection = connection
        statements = [(position, s) for position, s in enumerate(report.reading.statements) if s.id in sources]
        gone = self._settle(connection, report, [s for _, s in statements], deltas)
        made = [(position, s) for position, s in statements if s.forecast]
        new = index_store.queries(report.embeddings[s.id] for _, s in made)
        self._cells.assign(new)
        rows = [
            _new_forecast(report, position, s, sources[s.id], (int(at["number"]), int(at["cell"])))
            for (position, s), at in zip(made, new, strict=True)
        ]
        for row in rows:
            deltas.add_forecast(row.source, row.likelihood, Outcome.OPEN)
        store.insert(connection, rows)
        self._cells.save(np.concatenate([index_store.entries(gone), new]))

    def _settle(
        self, connection: Connection, report: ReportToLink, statements: Sequence[Statement], deltas: Deltas
    ) -> list[IndexEntry]:
        """Settle the forecasts whose outcome these statements tell; returns the entries that leave the index."""
        stances = {s.id: stance.stance_on_matter(s) for s in statements}
        telling = [s for s in statements if forecasts.tells(s.act, stances[s.id], ahead=report.embeddings[s.id].ahead)]
        queries = index_store.queries(report.embeddings[s.id] for s in telling)
        near = self._cells.nearest(queries, CONSIDERED, forecasts.MAY_SETTLE)
        candidates = self._hold(connection, {key for keys in near for key in keys})
        compared = {key: sides.from_row(row) for key, row in side_store.linked(connection, candidates).items()}
        asked = [
            (s, key)
            for s, keys in zip(telling, near, strict=True)
            for key in _to_judge(report, s, [candidates[k] for k in keys if k in candidates], compared)
        ]
        pairs = [report.compared[s.id].pair(compared[key]) for s, key in asked]
        found = self._adjudicator.judge(pairs) if pairs else ()
        gone = []
        for (s, key), finding in zip(asked, found, strict=True):
            if key not in candidates:
                continue
            forecast = candidates[key]
            said_on = readings.said_on(s, report.day)
            outcome = forecasts.settles(_compared(forecast, compared[key]), finding, stances[s.id], said_on)
            if outcome:
                del candidates[key], self._open[key]
                settled = Settlement(outcome=outcome, by=s.id, report=report.id, known_at=report.known_at)
                store.settle(connection, key, settled)
                gone.append(_entry(forecast))
                deltas.settle(forecast.source, forecast.likelihood, outcome)
        return gone

    def _hold(self, connection: Connection, wanted: Iterable[str]) -> dict[str, OpenForecastRow]:
        """Those of these forecasts that are open, held in memory; those used longest ago make room for them."""
        keys = sorted(wanted)
        missing = [key for key in keys if key not in self._open]
        self._open.update((one.embedding.statement, one) for one in store.open_forecasts(connection, missing))
        found = {key: self._open[key] for key in keys if key in self._open}
        for key in found:
            self._open.move_to_end(key)
        while len(self._open) > max(CACHE_SIZE, len(found)):
            self._open.popitem(last=False)
        return found


def _to_judge(
    report: ReportToLink,
    statement: Statement,
    near: Sequence[OpenForecastRow],
    compared: Mapping[str, ComparedStatement],
) -> list[str]:
    """The forecasts that a statement is judged with: those most alike that no veto takes out, in order of making."""
    own, said_on = report.compared[statement.id], readings.said_on(statement, report.day)
    likeness = {}
    for row in sorted(near, key=lambda one: one.number):
        key = row.embedding.statement
        forecast = compared[key]
        if forecasts.may_settle(_compared(row, forecast), report.origin, said_on) and not own.vetoes(forecast):
            likeness[key] = own.similarity(forecast)
    chosen = sorted(likeness, key=lambda key: -likeness[key])[: forecasts.JUDGED]
    return [key for key in likeness if key in chosen]


def _compared(forecast: OpenForecastRow, statement: ComparedStatement) -> forecasts.OpenForecast:
    return forecasts.OpenForecast(
        origin=forecast.origin,
        horizon=forecast.horizon,
        known_on=forecast.known_at.date(),
        negated=statement.slots.negated,
    )


def _entry(settled: OpenForecastRow) -> IndexEntry:
    own = settled.embedding
    return IndexEntry(own.statement, settled.number, settled.cell, own.classes, own.vector, gone=True)


def _new_forecast(
    report: ReportToLink, position: int, statement: Statement, source: str | None, entry: tuple[int, int]
) -> NewForecast:
    """A forecast as it is made; `entry` is its number and cell in the index."""
    assert statement.forecast is not None
    number, cell = entry
    return NewForecast(
        statement=statement.id,
        number=number,
        cell=cell,
        report=report.id,
        position=position,
        known_at=report.known_at,
        source=source,
        horizon=statement.forecast.horizon,
        due=last_day(statement.forecast.horizon),
        likelihood=statement.forecast.likelihood,
    )
