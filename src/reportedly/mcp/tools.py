"""The tools: questions to a ledger whose answers carry anchors and addresses. Nothing here writes."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Annotated

from pydantic import Field

from reportedly.export import wording
from reportedly.listing import Filter
from reportedly.mcp import answers

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from reportedly.ledger import Ledger
    from reportedly.model import Report
    from reportedly.record import Claim, ClaimStatement

AsOf = Annotated[date | None, Field(description="What could be known at the end of that day, UTC; all if left out.")]
TopicName = Annotated[str | None, Field(description="Only the claims of this topic; list_topics gives the names.")]
Limit = Annotated[int, Field(ge=1, le=200, description="Maximum number of rows.")]
STATEMENTS = 40
"""Statements that are answered with a claim."""


class Tools:
    """The tools of one ledger; `desk` is the address of its desk."""

    def __init__(self, ledger: Ledger, desk: str) -> None:
        self._ledger = ledger
        self._desk = desk.rstrip("/")

    def search_statements(
        self,
        query: Annotated[str, Field(description='Words in any form; "side by side"; begin*.')] = "",
        actor: Annotated[str | None, Field(description="The speaker, or the party that it speaks for.")] = None,
        since: Annotated[date | None, Field(description="Published on that day or later.")] = None,
        until: Annotated[date | None, Field(description="Published on that day or earlier.")] = None,
        topic: TopicName = None,
        as_of: AsOf = None,
        limit: Limit = 20,
    ) -> answers.Statements:
        """Find statements by their words, speaker and day, the latest published first."""
        wanted = Filter(text=query, actor=actor, since=since, until=until, topic=topic, as_of=as_of)
        hits = self._ledger.search(wanted, limit=limit)
        words = self._words_of((h.statement for h in hits), as_of)
        return answers.Statements(statements=list(words.values()), more=hits.more)

    def get_claim(
        self, claim_id: Annotated[str, Field(description="Id, or the beginning of one.")], as_of: AsOf = None
    ) -> answers.ClaimAnswer:
        """Get a claim: status and reason, the position of each party, and the words behind them."""
        return self._claims([self._ledger.claim(claim_id, as_of=as_of)])[0]

    def list_disputes(self, topic: TopicName = None, as_of: AsOf = None, limit: Limit = 10) -> answers.Claims:
        """List the claims that one party affirms and another denies, those last spoken of first."""
        found = self._ledger.disputes(Filter(topic=topic, as_of=as_of), limit=limit)
        return answers.Claims(claims=self._claims(found), more=found.more)

    def changes_since(
        self,
        since: Annotated[date, Field(description="On that day or later.")],
        everything: Annotated[bool, Field(description="Also new claims and first named sources.")] = False,
        topic: TopicName = None,
        as_of: AsOf = None,
        limit: Limit = 50,
    ) -> answers.Changes:
        """List what changed since a day: denials, admissions, corroboration, withdrawals, figures that move."""
        found = self._ledger.changes(Filter(since=since, topic=topic, as_of=as_of, notable=not everything), limit=limit)
        words = self._words_of((key for c in found for key in c.statements[:STATEMENTS]), as_of)
        rows = [
            answers.ChangeAnswer(
                date=c.date.isoformat(),
                claim=c.claim,
                wording=c.wording,
                before=c.before.value if c.before else None,
                after=c.after.value,
                kind=c.kind.value,
                why=c.why,
                statements=[words[key] for key in c.statements[:STATEMENTS] if key in words],
                desk=self._at("claims", c.claim),
            )
            for c in found
        ]
        return answers.Changes(changes=rows, more=found.more)

    def source_record(
        self, name: Annotated[str, Field(description="The name, as statements have it.")], as_of: AsOf = None
    ) -> answers.SourceAnswer:
        """Get the record of a source: how much it said, what others made of it later, how its forecasts fared."""
        account = self._ledger.source(name, as_of=as_of, limit=20)
        s = account.source
        return answers.SourceAnswer(
            name=s.name,
            party=s.party.name,
            outlet=s.outlet,
            statements=s.statements,
            reports=s.reports,
            first=s.first.isoformat(),
            last=s.last.isoformat(),
            affirmed=s.affirmed,
            denied=s.denied,
            forecasts=s.forecasts,
            settled=s.settled,
            brier=s.brier,
            latest=list(self._words_of((said.id for said in account.statements), as_of).values()),
            desk=self._at("sources", s.name),
        )

    def list_numbers(
        self,
        claim_id: Annotated[str | None, Field(description="Of this claim alone.")] = None,
        topic: TopicName = None,
        as_of: AsOf = None,
        limit: Limit = 50,
    ) -> answers.Numbers:
        """List claimed numbers as ranges, by source and day, with the statements whose numbers exclude them."""
        found = self._ledger.numbers(Filter(claim=claim_id, topic=topic, as_of=as_of), limit=limit)
        words = self._words_of((n.statement for n in found), as_of)
        rows = [
            answers.Number(
                claim=n.claim,
                of=n.of,
                low=n.low,
                high=n.high,
                unit=n.unit,
                party=n.party.name,
                date=n.date.isoformat(),
                latest=n.latest,
                excludes=list(n.excludes),
                words=words.get(n.statement),
            )
            for n in found
        ]
        return answers.Numbers(numbers=rows, more=found.more)

    def list_topics(self, as_of: AsOf = None) -> answers.Topics:
        """List the topics that people saved: name, what its query asks for, and how many claims it has."""
        return answers.Topics(
            topics=[
                answers.TopicAnswer(
                    name=t.name,
                    query=wording.search(t.query.filter()),
                    claims=t.claims,
                    first=t.first.isoformat() if t.first else None,
                    last=t.last.isoformat() if t.last else None,
                    desk=self._at("topics", t.name),
                )
                for t in self._ledger.topics.all(as_of=as_of)
            ]
        )

    def _claims(self, claims: Sequence[Claim]) -> list[answers.ClaimAnswer]:
        counting = {c.id: [s for s in c.statements if s.counts] for c in claims}
        reports = self._ledger.reports_of({s.report for rows in counting.values() for s in rows[:STATEMENTS]})
        return [self._claim(c, counting[c.id], reports) for c in claims]

    def _claim(
        self, claim: Claim, counting: Sequence[ClaimStatement], reports: Mapping[str, Report]
    ) -> answers.ClaimAnswer:
        return answers.ClaimAnswer(
            id=claim.id,
            wording=claim.wording,
            status=claim.status.value,
            why=claim.why,
            first=claim.first.isoformat(),
            last=claim.last.isoformat(),
            origins=len(claim.origins),
            positions=[
                answers.Position(
                    party=p.actor.name, stance=p.stance.value, since=p.since.isoformat(), statements=list(p.statements)
                )
                for p in claim.positions
            ],
            statements=[self._words(s, s.through or claim.id, reports[s.report]) for s in counting[:STATEMENTS]],
            more_statements=max(0, len(counting) - STATEMENTS),
            desk=self._at("claims", claim.id),
        )

    def _words_of(self, statements: Iterable[str], as_of: date | None) -> dict[str, answers.Words]:
        """The words of these statements by their ids, in their order; without those that the ledger lacks."""
        keys = list(dict.fromkeys(statements))
        found = self._ledger.statements_of(keys, as_of=as_of)
        reports = self._ledger.reports_of({s.statement.report for s in found.values()})
        return {
            key: self._words(s.statement, s.claim, reports[s.statement.report]) for key in keys if (s := found.get(key))
        }

    def _words(self, s: ClaimStatement, claim: str, report: Report) -> answers.Words:
        return answers.Words(
            statement=s.id,
            claim=claim,
            who=wording.name_of(s.actor, s.source) or report.outlet or "the outlet itself",
            party=s.party.name,
            stance=s.stance.value,
            said_on=s.said_on.isoformat(),
            content=[answers.Place(start=a.start, end=a.end, exact=a.exact) for a in s.content],
            report=report.id,
            outlet=report.outlet,
            title=report.title,
            url=report.url,
            desk=self._at("statements", s.id),
        )

    def _at(self, kind: str, key: str) -> str:
        return f"{self._desk}/{kind}/{wording.address(key)}"
