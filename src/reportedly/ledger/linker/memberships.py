"""The membership of a statement in its claim: who says it, with which stance, about whose act, in which words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportedly.linking import agents, stance
from reportedly.reading.text.windows import one_line
from reportedly.store import readings
from reportedly.store.memberships import ClaimMembership

if TYPE_CHECKING:
    from reportedly.ledger.linker.report import ReportToLink
    from reportedly.ledger.linker.speakers import Speaker
    from reportedly.linking.claims import Decision
    from reportedly.linking.embedding import StatementEmbedding
    from reportedly.model import Reading, Statement


def membership_of(
    report: ReportToLink, position: int, decision: Decision, first: StatementEmbedding, speaker: Speaker
) -> ClaimMembership:
    """The membership of the statement at a place of a report in the claim that was decided on.

    `first` is the statement that founded the claim. The membership has no place in the index yet.
    """
    assert decision.claim is not None
    reading = report.reading
    statement = reading.statements[position]
    own = report.embeddings[statement.id]
    proposition = statement.proposition
    return ClaimMembership(
        statement=statement.id,
        claim=decision.claim,
        report=report.id,
        position=position,
        known_at=report.known_at,
        said_on=readings.said_on(statement, report.day),
        stance=stance.stance_on_claim(stance.stance_on_matter(statement), own.classes, first.classes),
        actor_key=speaker.actor,
        actor=statement.actor,
        source_key=speaker.source,
        countries=_countries(reading, statement),
        party=speaker.party,
        named=speaker.named,
        recalled=proposition is not None and proposition.earlier,
        about=agents.agent_of(statement, speaker.party if speaker.named else None),
        boast=proposition is not None and proposition.boast,
        denies=stance.is_denial(statement),
        stands_alone=proposition is not None and proposition.stands_alone,
        wording=proposition.wording if proposition else one_line(statement.content),
        plainness=proposition.plainness if proposition else 0.0,
        fit=round(decision.fit, 4),
        reasons=decision.reasons,
    )


def _countries(reading: Reading, statement: Statement) -> tuple[str, ...]:
    """The codes of the countries that a statement names, or in which it names a place; in alphabetical order."""
    found = {p.country for p in reading.places if any(part.contains(p.anchor) for part in statement.content)}
    return tuple(sorted(country for country in found if country))
