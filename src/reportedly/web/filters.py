"""The filters of lists: what the fields of their forms offer, and what was chosen."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Generic, TypeVar

from reportedly.export.wording import country
from reportedly.web.context import ListContext
from reportedly.web.wording import party

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

T = TypeVar("T")


@dataclass(frozen=True, kw_only=True)
class FilteredContext(ListContext[T], Generic[T]):
    """What a page of a list with a filter form shows."""

    @property
    def chosen(self) -> Mapping[str, date | str | None]:
        """The fields of the form with their values, as addresses write them."""
        wanted = self.wanted
        return {"actor": wanted.actor, "place": wanted.place, "since": wanted.since, "until": wanted.until}

    @cached_property
    def parties(self) -> list[str]:
        """The parties that spoke most in the last days, in alphabetical order."""
        return sorted({party(name) for name in self.ledger.active_parties(as_of=self.as_of)})

    @cached_property
    def countries(self) -> list[tuple[str, str]]:
        """Codes and names of the countries that were named most in the last days, in the order of their names."""
        found = ((code, country(code) or code) for code in self.ledger.active_countries(as_of=self.as_of))
        return sorted(found, key=lambda pair: pair[1])
