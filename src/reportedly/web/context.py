"""Contexts: what a page shows, as a value from which both its HTML and its JSON are made."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, ClassVar, Generic, TypeVar

from reportedly.export.record import record_json
from reportedly.listing import EVERYTHING, Filter, Page
from reportedly.web.related import Related, related

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from reportedly.export.plain import Json
    from reportedly.ledger import Ledger

T = TypeVar("T")


@dataclass(frozen=True, kw_only=True)
class Context:
    """What a template shows, as `page`; the rest of the window is the `desk` (see `rendering.Frame`)."""

    template: ClassVar[str]
    """The file in `templates` that shows it."""

    @property
    def as_of(self) -> date | None:
        """The day that is looked back at; None for now."""
        return None


@dataclass(frozen=True, kw_only=True)
class LedgerContext(Context):
    """What a page shows of a ledger.

    Fields are what HTML and JSON share. Cached properties are what only the HTML shows: each is looked up when the
    template first asks for it, so that JSON does not pay for it. (Slots would leave no place for them.)
    """

    ledger: Ledger = field(repr=False)
    wanted: Filter = EVERYTHING

    @property
    def as_of(self) -> date | None:
        """The day that is looked back at; None for now."""
        return self.wanted.as_of

    @property
    def topic(self) -> str | None:
        """The topic that the page is restricted to."""
        return self.wanted.topic

    def refers_to(self) -> tuple[Iterable[str | None], Iterable[str | None]]:
        """The ids of the statements and of the reports that the template names."""
        return (), ()

    @cached_property
    def related(self) -> Related:
        """These statements, in their claims, and these reports."""
        return related(self.ledger, self.as_of, *self.refers_to())


@dataclass(frozen=True, kw_only=True)
class ListContext(LedgerContext, Generic[T]):
    """What a page of a list shows."""

    rows: Page[T]

    @cached_property
    def empty(self) -> bool:
        """True if nothing at all is on the record, so that the page explains how to add reports."""
        return not self.rows and self.ledger.latest_day(as_of=self.as_of) is None

    def json(self) -> list[Json]:
        """The rows, in the contract of the ledger."""
        return [record_json(row) for row in self.rows]
