"""The membership of a statement in its claim: who says it, with which stance, about whose act, in which words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportedly.linking import claims, stance
from reportedly.model import content_id
from reportedly.reading.text.windows import one_line
from reportedly.store import readings
from reportedly.store.memberships import ClaimMembership

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reportedly.ledger.linker.report import ReportToLink
    from reportedly.linking.claims import Decision
    from reportedly.model import Reading, Statement

VETOES = 2
"""Statements much like a founder, not of its claim, that are named among its reasons; the most alike."""


def membership_of(report: ReportToLink, position: int, decision: Decision, vetoed: Sequence[str]) -> ClaimMembership:
    """The membership of the statement at a place of a report in the claim that it is linked to, or founds.

    `vetoed` says why statements much like it are not the same. The membership has no place in the index yet.
    """
    reading = report.reading
    statement = reading.statements[position]
    speaker = report.speakers[statement.id]
    link, own = decision.link, stance.stance_on_matter(statement)
    on_claim = claims.linked_stance(own, link.stance, link.contrary) if link else own
    words = stance.stance_of_words(statement)
    proposition = statement.proposition
    return ClaimMembership(
        statement=statement.id,
        claim=link.claim if link else content_id("claim", statement.id),
        report=report.id,
        position=position,
        known_at=report.known_at,
        said_on=readings.said_on(statement, report.day),
        stance=on_claim,
        actor_key=speaker.actor,
        actor=speaker.decided or statement.actor,
        name=speaker.decided.name if speaker.decided else None,
        source_key=speaker.source,
        countries=_countries(reading, statement),
        party=speaker.party,
        named=speaker.named,
        recalled=proposition is not None and proposition.earlier,
        about=speaker.about,
        apart=speaker.apart,
        fixed=speaker.fixed,
        side=speaker.side,
        boast=proposition is not None and proposition.boast,
        denies=stance.is_denial(statement),
        worded=words if on_claim is own else stance.OPPOSITE[words],
        stands_alone=proposition is not None and proposition.stands_alone,
        confidence=statement.confidence,
        wording=proposition.wording if proposition else one_line(statement.content),
        plainness=proposition.plainness if proposition else 0.0,
        linked_to=link.statement if link else None,
        contrary=link is not None and link.contrary,
        chance=link.chance if link else decision.nearest,
        reasons=link.reasons if link else ("says what nothing before it said", *vetoed[:VETOES]),
    )


def _countries(reading: Reading, statement: Statement) -> tuple[str, ...]:
    """The codes of the countries that a statement names, or in which it names a place; in alphabetical order."""
    found = {p.country for p in reading.places if any(part.contains(p.anchor) for part in statement.content)}
    return tuple(sorted(country for country in found if country))
