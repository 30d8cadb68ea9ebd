"""Footnotes of a brief: each statement has one, numbered in order of use."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportedly.export import wording
from reportedly.export.brief.brief import Footnote

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reportedly.export.brief.selection import Selection
    from reportedly.record import ClaimStatement


class Footnotes:
    """Gives out the numbers of footnotes, and keeps the footnotes."""

    def __init__(self, selection: Selection) -> None:
        self._selection = selection
        self._given: dict[str, Footnote] = {}

    @property
    def all(self) -> tuple[Footnote, ...]:
        """The footnotes that were given out, in the order of their numbers."""
        return tuple(self._given.values())

    def statement(self, statement_id: str) -> ClaimStatement | None:
        """The statement of that id, if the selection has it."""
        return self._selection.statements.get(statement_id)

    def of(self, statements: Iterable[ClaimStatement | str | None]) -> tuple[int, ...]:
        """The numbers of the footnotes of these statements, without those that the selection lacks."""
        found = (self._selection.statements.get(s) if isinstance(s, str) else s for s in statements)
        return tuple(dict.fromkeys(self._number(s) for s in found if s is not None))

    def _number(self, statement: ClaimStatement) -> int:
        known = self._given.get(statement.id)
        if known is None:
            known = self._given[statement.id] = Footnote(
                number=len(self._given) + 1,
                statement=statement.id,
                who=self.who(statement),
                said_on=statement.said_on,
                words=wording.content_text(statement.content),
                report=self._selection.reports[statement.report],
            )
        return known.number

    def who(self, statement: ClaimStatement) -> str:
        """Who says it: the actor, with the party that it speaks for; the outlet in its own voice."""
        name = wording.name_of(statement.actor, statement.source) or self.outlet(statement)
        party = wording.plain(statement.party.name)
        return f"{name} for {party}" if statement.named and _bare(party) != _bare(name) else name

    def party(self, statement: ClaimStatement) -> str:
        """The party whose position it is; who is not named is called by the words of the report."""
        if statement.named:
            return wording.plain(statement.party.name)
        return wording.name_of(statement.actor, statement.source) or self.outlet(statement)

    def outlet(self, statement: ClaimStatement) -> str:
        """The outlet that published it."""
        return wording.outlet(self._selection.reports[statement.report])


def _bare(name: str) -> str:
    """The name without its article, to compare it."""
    return name.casefold().removeprefix("the ")
