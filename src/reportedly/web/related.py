"""What the rows of a page refer to: their statements in their claims, and their reports; nothing else is loaded."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reportedly.errors import NotFound

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from reportedly.ledger import Ledger
    from reportedly.model import Report
    from reportedly.record import StatementInClaim


@dataclass(frozen=True, slots=True)
class Related:
    """Statements and reports by their ids, without those that were not known on the day."""

    statements: Mapping[str, StatementInClaim]
    reports: Mapping[str, Report]


def related(
    ledger: Ledger, as_of: date | None, statements: Iterable[str | None] = (), reports: Iterable[str | None] = ()
) -> Related:
    """The statements of these ids with their reports, and further reports; None stands for no id."""
    found = ledger.statements_of(dict.fromkeys(s for s in statements if s), as_of=as_of)
    wanted = dict.fromkeys([*(r for r in reports if r), *(s.statement.report for s in found.values())])
    return Related(found, ledger.reports_of(wanted))


def statement_at(ledger: Ledger, statement_id: str, as_of: date | None) -> StatementInClaim:
    """The statement of that id in its claim; NotFound if it was not on the record on that day."""
    found = related(ledger, as_of, [statement_id]).statements.get(statement_id)
    if found is None:
        when = f" on {as_of}" if as_of else ""
        raise NotFound(
            f"no statement {statement_id!r} is on the record{when}: the search finds statements by their words"
        )
    return found
