"""All statements that bear on a claim: its own, and those of claims that are narrower or broader.

Who affirms a narrower claim affirms the broader one; who denies the broader one denies the narrower. Only claims that
are related directly count: of chains of relations each is likely, the whole is not.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING

from reportedly.model import ClaimRelation, Stance
from reportedly.store import claim_relations, claim_statements, suggestions

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from reportedly.store.claim_relations import ClaimRelationRow
    from reportedly.store.claim_statements import ClaimStatementRow
    from reportedly.store.database import Connection


def statements(connection: Connection, as_of: date | None, claims: Sequence[str]) -> dict[str, list[ClaimStatementRow]]:
    """By claim, its own statements as known at a date, then those that bear on it `through` others; oldest first."""
    relations = claim_relations.likeliest(claim_relations.of_claims(connection, as_of, claims))
    entailed = list(_entailments(relations))
    wanted = dict.fromkeys([*claims, *(claim for pair in entailed for claim in pair)])
    rows = claim_statements.of_claims(connection, as_of, list(wanted))
    own = {claim: list(group) for claim, group in groupby(rows, key=lambda row: row.claim)}
    found = {claim: list(own[claim]) for claim in claims if claim in own}
    for narrower, broader in entailed:
        for claim, through, stance in ((broader, narrower, Stance.AFFIRM), (narrower, broader, Stance.DENY)):
            if claim in found:
                bearing = (row for row in own.get(through, ()) if row.stance is stance)
                found[claim] += (replace(row, claim=claim, through=through) for row in bearing)
    return found


def touched(connection: Connection, claims: Iterable[str]) -> set[str]:
    """These claims, those on which their statements bear or have borne, and those to which they may belong."""
    ids = sorted(claims)
    related = _entailments(claim_relations.of_claims(connection, None, ids))
    possible = suggestions.between(connection, None, ids)
    return {
        *ids,
        *(claim for pair in related for claim in pair),
        *(claim for edge in possible for claim in (edge.claim, edge.other_claim)),
    }


def _entailments(relations: Iterable[ClaimRelationRow]) -> Iterable[tuple[str, str]]:
    """The narrower and the broader claim of each pair of which one entails the other."""
    for row in relations:
        if row.kind is ClaimRelation.ENTAILS:
            yield row.claim, row.other
        elif row.kind is ClaimRelation.ENTAILED_BY:
            yield row.other, row.claim
