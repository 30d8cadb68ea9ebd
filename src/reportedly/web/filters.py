"""The filters that lists of claims and of changes share: what their fields offer, and what was chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportedly.export.wording import country
from reportedly.web.wording import party

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from reportedly.ledger import Ledger
    from reportedly.listing import Filter


def parties(ledger: Ledger, as_of: date | None) -> list[str]:
    """The parties that spoke most in the last days, in alphabetical order."""
    return sorted({party(name) for name in ledger.active_parties(as_of=as_of)})


def countries(ledger: Ledger, as_of: date | None) -> list[tuple[str, str]]:
    """Codes and names of the countries that were named most in the last days, in the order of their names."""
    found = ((code, country(code) or code) for code in ledger.active_countries(as_of=as_of))
    return sorted(found, key=lambda pair: pair[1])


def chosen(wanted: Filter) -> Mapping[str, date | str | None]:
    """The fields of a filter form with their values, as addresses write them."""
    return {"actor": wanted.actor, "place": wanted.place, "since": wanted.since, "until": wanted.until}
