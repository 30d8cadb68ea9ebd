"""The use cases of a ledger, in prose order."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from reportedly.errors import IntakeError
    from reportedly.model import Reading, Report
    from reportedly.record import Change, Claim, ForecastRecord, Hit, Origin


class Ledger:
    """The record that is kept of many reports.

    `address` is a path (SQLite) or a SQLAlchemy address. A context manager.
    `as_of` means the end of that day, UTC; None means everything.
    """

    def __init__(self, address: str) -> None:
        raise NotImplementedError

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None: ...

    def add(self, reports: Iterable[Report | IntakeError], *, workers: int = 1) -> Iterator[Reading]:
        """Read what is new, keep it and link it; yields each new Reading as it is kept."""
        raise NotImplementedError

    def report(self, report_id: str) -> Report:
        """The report of that id; NotFound where there is none."""
        raise NotImplementedError

    def reports(self, *, as_of: date | None = None) -> list[Report]:
        """All reports, latest first."""
        raise NotImplementedError

    def reading(self, report_id: str) -> Reading:
        """The current reading of that report."""
        raise NotImplementedError

    def claims(self, *, as_of: date | None = None) -> list[Claim]:
        """All claims as known on that date, latest first."""
        raise NotImplementedError

    def claim(self, claim_id: str, *, as_of: date | None = None) -> Claim:
        """The claim of that id (or of an unambiguous beginning of one)."""
        raise NotImplementedError

    def changes(self, *, as_of: date | None = None) -> list[Change]:
        """Every change of status, oldest first."""
        raise NotImplementedError

    def origins(self, *, as_of: date | None = None) -> list[Origin]:
        """Every origin, those with one report only included."""
        raise NotImplementedError

    def forecasts(self, *, as_of: date | None = None) -> list[ForecastRecord]:
        """Every forecast with its outcome as known on that date."""
        raise NotImplementedError

    def search(self, text: str, *, as_of: date | None = None) -> list[Hit]:
        """Statements whose content or source holds these words, best first."""
        raise NotImplementedError

    def rebuild(self) -> None:
        """Derive claims, origins and the rest anew from the readings."""
        raise NotImplementedError

    def verify(self) -> list[str]:
        """What is wrong with the ledger, one sentence each; empty where nothing is."""
        raise NotImplementedError
