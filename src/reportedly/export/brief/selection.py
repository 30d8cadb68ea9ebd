"""The records that a brief is made from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from reportedly.model import Report
    from reportedly.record import Change, Claim, ClaimStatement, ForecastRecord, NumberRecord


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """What a ledger holds on a matter as of a day."""

    title: str
    as_of: date | None
    since: date | None
    claims: Sequence[Claim]
    """Those that matter most first."""
    changes: Sequence[Change]
    """Since the day that is asked for, oldest first; none if no day is."""
    numbers: Sequence[NumberRecord]
    forecasts: Sequence[ForecastRecord]
    statements: Mapping[str, ClaimStatement]
    """Every statement that the other records name, by its id."""
    reports: Mapping[str, Report]
    left_out: int
    """How many records there was no room for."""
