"""The record as known at a date, loaded once for all pages that ask for it until the ledger changes."""

from __future__ import annotations

from collections import OrderedDict
from functools import cached_property
from threading import Lock
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from reportedly.ledger import Ledger
    from reportedly.model import Reading, Report
    from reportedly.record import Change, Claim, ClaimStatement, ForecastRecord, Grade, Origin

KEPT = 6
"""Days looked back at that are kept in memory."""


class Record:
    """What the ledger knows at the end of a day; each part is loaded when a page first needs it."""

    def __init__(self, ledger: Ledger, as_of: date | None) -> None:
        self._ledger = ledger
        self.as_of = as_of

    @cached_property
    def claims(self) -> list[Claim]:
        """All claims, latest first."""
        return self._ledger.claims(as_of=self.as_of)

    @cached_property
    def changes(self) -> list[Change]:
        """Every change of status, oldest first."""
        return self._ledger.changes(as_of=self.as_of)

    @cached_property
    def listed(self) -> list[Report]:
        """All reports, latest first."""
        return self._ledger.reports(as_of=self.as_of)

    @cached_property
    def reports(self) -> dict[str, Report]:
        """All reports by their ids."""
        return {r.id: r for r in self.listed}

    @cached_property
    def readings(self) -> list[Reading]:
        """Of the reports that no revision has replaced, earliest first."""
        return self._ledger.readings(as_of=self.as_of)

    @cached_property
    def origins(self) -> list[Origin]:
        """Every origin, earliest first."""
        return self._ledger.origins(as_of=self.as_of)

    @cached_property
    def forecasts(self) -> list[ForecastRecord]:
        """Every forecast with its outcome."""
        return self._ledger.forecasts(as_of=self.as_of)

    @cached_property
    def grades(self) -> list[Grade]:
        """People's grades that stand, oldest first."""
        return [g for g in self._ledger.grades() if g.revoked_at is None]

    @cached_property
    def claim_of(self) -> dict[str, Claim]:
        """The claim of each statement, by the statement's id."""
        return {s.id: c for c in self.claims for s in c.statements}

    @cached_property
    def statements(self) -> dict[str, ClaimStatement]:
        """Every statement, by its id."""
        return {s.id: s for c in self.claims for s in c.statements}

    @cached_property
    def by_id(self) -> dict[str, Claim]:
        """Every claim, by its id."""
        return {c.id: c for c in self.claims}

    @cached_property
    def countries(self) -> dict[str, frozenset[str]]:
        """The ISO 3166-1 codes of the countries that each report names, by the report's id."""
        return {r.report.id: frozenset(p.country for p in r.places if p.country) for r in self.readings}

    def grades_of(self, subject: str) -> list[Grade]:
        """The grades of a source or a statement."""
        return [g for g in self.grades if g.subject == subject]


class Records:
    """The records that are in memory; all are dropped when the ledger has changed."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._state = ""
        self._held: OrderedDict[date | None, Record] = OrderedDict()
        self._lock = Lock()

    def at(self, as_of: date | None) -> Record:
        """The record at the end of that day; None for everything."""
        state = self._ledger.state()
        with self._lock:
            if state != self._state:
                self._state = state
                self._held.clear()
            record = self._held.pop(as_of, None) or Record(self._ledger, as_of)
            self._held[as_of] = record
            if len(self._held) > KEPT:
                self._held.popitem(last=False)
            return record
