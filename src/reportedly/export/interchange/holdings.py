"""What a ledger holds as of a day, as every format of interchange is given it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from reportedly.model import Reading, Report, Statement
    from reportedly.record import Claim, ClaimStatement


@dataclass(frozen=True, slots=True)
class Holdings:
    """The current readings and the claims of a ledger."""

    readings: Sequence[Reading]
    """Of the reports that no revision has replaced, earliest first."""
    claims: Sequence[Claim]

    @classmethod
    def of(cls, readings: Sequence[Reading], claims: Iterable[Claim]) -> Holdings:
        """Readings and claims, without the statements (and claims of them alone) of reports that were replaced."""
        known = {s.id for reading in readings for s in reading.statements}
        held = (replace(c, statements=tuple(s for s in c.statements if s.id in known)) for c in claims)
        return cls(readings, [claim for claim in held if claim.statements])

    @property
    def reports(self) -> Mapping[str, Report]:
        """The reports by their ids."""
        return {r.report.id: r.report for r in self.readings}

    @property
    def placed(self) -> Mapping[str, tuple[ClaimStatement, Claim]]:
        """Each statement in its own claim, by its id."""
        return {s.id: (s, claim) for claim in self.claims for s in claim.statements if s.through is None}

    @property
    def statements(self) -> Iterator[tuple[Reading, Statement]]:
        """All statements with their readings."""
        return ((reading, s) for reading in self.readings for s in reading.statements)
