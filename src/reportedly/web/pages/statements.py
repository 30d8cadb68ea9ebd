"""Statements: one in its words, what people decided on it, and the forms to decide."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Annotated

from fastapi import Query, Request
from fastapi.responses import Response

from reportedly.export.plain import Json
from reportedly.export.record import record_json
from reportedly.listing import Filter
from reportedly.model import Verdict
from reportedly.notes import NoteSubject
from reportedly.record import Claim, ClaimStatement, Grade, Hit, Judgement, StatementInClaim
from reportedly.web.noted import NotedContext
from reportedly.web.parameters import AsOf, OpenLedger
from reportedly.web.related import statement_at
from reportedly.web.rendering import render
from reportedly.web.routing import PageRouter

router = PageRouter()
BESIDE = 30
"""Statements of the same claim that are shown beside one."""
ALIKE = 8
"""Statements of other claims offered as perhaps the same."""
MARKS = {
    "1": "1 confirmed",
    "2": "2 probably true",
    "3": "3 possibly true",
    "4": "4 doubtful",
    "5": "5 improbable",
    "6": "6 cannot be judged",
}
"""The Admiralty grades of statements (STANAG 2511)."""


@dataclass(frozen=True, kw_only=True)
class StatementContext(NotedContext):
    """One statement in its claim, what people decided on it, and others that it may be the same as."""

    template = "statement.html"
    noted = NoteSubject.STATEMENT
    marks = tuple(MARKS.items())
    found: StatementInClaim
    find: str = ""
    """Words that others are searched by; empty for two words of its own."""

    @property
    def statement(self) -> ClaimStatement:
        """The statement itself."""
        return self.found.statement

    @property
    def subject(self) -> str:
        """Its id."""
        return self.statement.id

    @cached_property
    def claim(self) -> Claim:
        """Its claim."""
        return self.ledger.claim(self.found.claim, as_of=self.as_of)

    @cached_property
    def judgements(self) -> Sequence[Judgement]:
        """The judgements on it, the revoked ones too."""
        return [j for j in self.ledger.judgements() if self.statement.id in j.statements]

    @property
    def doubted(self) -> bool:
        """True if somebody says that it was read wrong: then others can say that it was read right."""
        return any(j.verdict is Verdict.WRONG and j.revoked_at is None for j in self.judgements)

    @property
    def grades(self) -> Sequence[Grade]:
        """The grades of it, without those of its source."""
        return [g for g in self.statement.grades if g.subject == self.statement.id]

    @property
    def others(self) -> Sequence[ClaimStatement]:
        """Other statements of its claim."""
        return [s for s in self.claim.statements if s.id != self.statement.id][:BESIDE]

    @cached_property
    def sought(self) -> str:
        """The words that statements of other claims are searched by."""
        return self.find.strip() or longest_words(self.statement)

    @cached_property
    def alike(self) -> Sequence[Hit]:
        """Statements of other claims that hold these words."""
        if not self.sought:
            return ()
        hits = self.ledger.search(Filter(text=self.sought, as_of=self.as_of), limit=ALIKE + BESIDE)
        return [h for h in hits if h.claim not in (None, self.claim.id)][:ALIKE]

    def refers_to(self) -> tuple[list[str], list[str]]:
        """The statement and those of other claims."""
        return [self.statement.id, *(h.statement for h in self.alike)], []

    def json(self) -> Json:
        """The statement, in the contract of the ledger, with its claim and judgements."""
        return record_json(self.statement) | {
            "claim": self.found.claim,
            "wording": self.found.wording,
            "status": self.found.status,
            "judgements": [record_json(j) for j in self.judgements],
        }


@router.json("/statements/{statement_id}", "record")
def statement(statement_id: str, ledger: OpenLedger, as_of: AsOf = None) -> Json:
    """One statement in its claim, with what people decided on it."""
    found = statement_at(ledger, statement_id, as_of)
    return StatementContext(ledger=ledger, wanted=Filter(as_of=as_of), found=found).json()


@router.html("/statements/{statement_id}")
def show_statement(
    request: Request,
    statement_id: str,
    ledger: OpenLedger,
    as_of: AsOf = None,
    find: Annotated[str, Query(max_length=500)] = "",
) -> Response:
    """One statement in its words, what people decided on it, and the forms to decide."""
    found = statement_at(ledger, statement_id, as_of)
    return render(request, StatementContext(ledger=ledger, wanted=Filter(as_of=as_of), found=found, find=find))


def longest_words(statement: ClaimStatement) -> str:
    """The two longest words of a statement: others that hold both may say the same."""
    words = {w.strip(".,;:!?“”\"'’‘()").removesuffix("’s") for part in statement.content for w in part.exact.split()}
    longest = sorted((w for w in words if len(w) > 3 and w.isalpha()), key=lambda w: (-len(w), w))
    return " ".join(longest[:2])
