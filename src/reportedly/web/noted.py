"""Pages with notes: what people wrote on what the page shows."""

from __future__ import annotations

from abc import abstractmethod
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, ClassVar

from reportedly.web.context import LedgerContext

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reportedly.notes import NoteRecord, NoteSubject


@dataclass(frozen=True, kw_only=True)
class NotedContext(LedgerContext):
    """What a page shows of something that people can write notes on."""

    noted: ClassVar[NoteSubject]
    """What kind of thing it is."""

    @property
    @abstractmethod
    def subject(self) -> str:
        """Its id, or its name."""

    @cached_property
    def cases(self) -> Sequence[str]:
        """The names of the open cases that it and its notes can be put into."""
        return self.ledger.cases.names()

    @cached_property
    def notes(self) -> Sequence[NoteRecord]:
        """The notes on it, whatever day is looked back at."""
        return self.ledger.notes.on(self.noted, self.subject)
