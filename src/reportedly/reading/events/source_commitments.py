"""Commitments by source: how far the source of each statement commits itself to an event."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportedly.reading.factuality import Commitments, source_base
from reportedly.reading.text.spans import innermost, smallest_first, token_range

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Doc, Token

    from reportedly.model import Statement


class SourceCommitments:
    """The commitments of every statement's source over one text."""

    def __init__(self, doc: Doc, statements: Sequence[Statement]) -> None:
        self._doc = doc
        self._ranges: dict[str, list[tuple[int, int]]] = {}
        self._cues: dict[int, Statement] = {}
        sized = smallest_first(doc, statements)
        self._innermost = innermost(sized)
        self._said: dict[str, Commitments] = {}
        for statement, ranges in sized:
            self._ranges[statement.id] = ranges
            if statement.cue is not None:
                for i in range(*(token_range(doc, statement.cue) or (0, 0))):
                    self._cues.setdefault(i, statement)

    def statement(self, token: Token) -> Statement | None:
        """The innermost statement whose content holds the word."""
        return self._innermost.get(token.i)

    def cued_by(self, token: Token) -> Statement | None:
        """The statement whose cue holds the word."""
        return self._cues.get(token.i)

    def said(self, token: Token, statement: Statement) -> float | None:
        """The commitment of the statement's source; None where the outlet speaks itself."""
        if statement.cue is None and statement.source is None:
            return None
        own = self._said.get(statement.id)
        if own is None:
            own = Commitments(self._ranges[statement.id], source_base(self._cue(statement)))
            self._said[statement.id] = own
        return own(token)

    def _cue(self, statement: Statement) -> Token | None:
        if statement.cue is None:
            return None
        span = token_range(self._doc, statement.cue)
        return None if span is None else self._doc[span[0] : span[1]].root
