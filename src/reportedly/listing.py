"""What a list is asked for and what it answers: one Filter and one Page for every list.

Both go from the command line and the desk through the ledger to the store.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields
from datetime import date
from enum import StrEnum
from typing import Generic, TypeVar, overload

from reportedly.model import Act, Outcome, Status

T = TypeVar("T", covariant=True)


class Numbered(StrEnum):
    """Which claims are wanted by their numbers."""

    SOME = "some"
    """Claims with numbers."""
    CONFLICTING = "apart"
    """Claims for which the latest numbers of two parties exclude each other."""


class Dated(StrEnum):
    """What is dated on a timeline."""

    SAID = "said"
    """A statement, by the day on which it was made."""
    HAPPENED = "happened"
    """An event mention, by the day that its report gives; it may lie in the future."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """Which rows of a list are wanted; a field that is left out restricts nothing.

    Each list of the ledger names the fields that it goes by, and refuses the others. Example:
    `ledger.claims(Filter(actor="Norway", status=Status.DISPUTED), limit=20)`.
    """

    as_of: date | None = None
    """What could be known at the end of that day, UTC; None for everything."""
    since: date | None = None
    """The first day. Which day of a row counts depends on the list: of a claim the last day on which it was spoken of,
    of a search hit the day of publication."""
    until: date | None = None
    """The last day."""
    actor: str | None = None
    """A source, or the party that it speaks for."""
    place: str | None = None
    """The ISO 3166-1 code of a country that is named in what is said; a search takes names of places, too."""
    text: str = ""
    """Words in any form; "in quotation marks" side by side; begin* means every word that begins so."""
    act: Act | None = None
    status: Status | None = None
    """The status of the claim on the day `as_of`."""
    numbers: Numbered | None = None
    claim: str | None = None
    """The id of a claim, or an unambiguous beginning of one."""
    topic: str | None = None
    """The name of a topic. Which rows belong to it follows from its claims: statements and numbers in them, reports
    with such a statement, Events and places in such reports, sources of such statements."""
    multiple: bool = False
    """Only claims of several statements, origins of several reports, events in several reports."""
    status_changed: bool = False
    """Only changes from one status to another, without the first status of new claims."""
    notable: bool = False
    """Only claims that matter, by rank; only changes that an analyst would act on."""
    outcome: Outcome | None = None
    """The outcome of a forecast as known on the day `as_of`."""
    due_since: date | None = None
    """Forecasts that fall due on that day or later."""
    due_until: date | None = None
    """Forecasts that fall due on that day or earlier."""
    kind: Dated | None = None
    newest_first: bool = False
    """The other way round, for lists that begin with the oldest row."""

    def allow(self, *names: str) -> None:
        """Raise ValueError if a field is set that is none of these: a list that ignored it would mislead."""
        for field in fields(self):
            if field.name not in names and getattr(self, field.name) != field.default:
                raise ValueError(f"this list does not go by {field.name}, only by {', '.join(names)}")


EVERYTHING = Filter()
"""The filter that restricts nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page(Sequence[T], Generic[T]):
    """Some rows of a list, in its order; a sequence of them.

    How many rows the whole list has is not known: counting them would take longer with every report.
    """

    items: tuple[T, ...]
    offset: int = 0
    """How many rows of the list come before these."""
    limit: int | None = None
    """How many rows were asked for at most; None for all."""
    more: bool = False
    """True if the list goes on after these rows."""

    @classmethod
    def of(cls, ask: Callable[[int | None, int], Sequence[T]], *, limit: int | None, offset: int) -> Page[T]:
        """The page that `ask(limit, offset)` gives: one row more than wanted tells whether the list goes on."""
        rows = ask(None if limit is None else limit + 1, offset)
        return cls(items=tuple(rows[:limit]), offset=offset, limit=limit, more=limit is not None and len(rows) > limit)

    @classmethod
    def cut(cls, rows: Sequence[T], *, limit: int | None, offset: int) -> Page[T]:
        """A page of a list that is there as a whole."""
        return cls.of(
            lambda most, first: rows[first : None if most is None else first + most], limit=limit, offset=offset
        )

    @property
    def number(self) -> int:
        """The number of the page, from 1, in a list that is cut into pages of `limit` rows."""
        return self.offset // self.limit + 1 if self.limit else 1

    def backwards(self) -> Page[T]:
        """The same rows, the last one first."""
        return Page(items=self.items[::-1], offset=self.offset, limit=self.limit, more=self.more)

    def __len__(self) -> int:
        return len(self.items)

    @overload
    def __getitem__(self, index: int) -> T: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[T, ...]: ...
    def __getitem__(self, index: int | slice) -> T | tuple[T, ...]:
        return self.items[index]
