"""What answers what inside one report: denials and the statements they deny, statements that exclude each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Doc

    from reportedly.model import Contradiction, EventMention, Quantity, Statement


def find_answers(doc: Doc, statements: Sequence[Statement]) -> tuple[Statement, ...]:
    """The same statements, with `answers` filled where a denial denies another one of them."""
    return tuple(statements)


def find_contradictions(
    doc: Doc, statements: Sequence[Statement], events: Sequence[EventMention], quantities: Sequence[Quantity]
) -> tuple[Contradiction, ...]:
    """Pairs of statements by different sources that cannot both hold."""
    return ()
