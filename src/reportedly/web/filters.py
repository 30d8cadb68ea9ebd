"""What the filters of lists offer: the parties and countries of the last days."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportedly.export.wording import country
from reportedly.web.rendering import party

if TYPE_CHECKING:
    from datetime import date

    from reportedly.ledger import Ledger


def parties(ledger: Ledger, as_of: date | None) -> list[str]:
    """The parties that were heard most, in the order of the alphabet."""
    return sorted({party(name) for name in ledger.active_parties(as_of=as_of)})


def countries(ledger: Ledger, as_of: date | None) -> list[tuple[str, str]]:
    """Codes and names of the countries that were named most, in the order of their names."""
    return sorted(
        ((code, country(code) or code) for code in ledger.active_countries(as_of=as_of)), key=lambda pair: pair[1]
    )
