"""Names that may be of one actor: those that a person should decide on, as their answer changes most, come first."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

from reportedly.actors import ActorSuggestion
from reportedly.ledger.queries.topic_suggestions import profile_of
from reportedly.lexicon import actors as roster
from reportedly.linking.actors import plain_name
from reportedly.linking.name_variants import NameVariant, blocks, variant
from reportedly.linking.topics import Likeness
from reportedly.model import ActorDecisionKind, ActorKind, Identity
from reportedly.store import actor_decisions, actors, topic_profiles

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from reportedly.actors import ActorDecision
    from reportedly.store.actors import ActorInReport
    from reportedly.store.database import Connection

REPORTS = 600
"""Reports that suggestions are drawn from, the latest ones."""
NEAR = 0.08
"""The least likeness of two reports of one matter. Of made-up stories in one ledger 77 % of the pairs of reports of one
story reach it, and 0.3 % of the pairs of two stories."""
_NAMELESS = frozenset({ActorKind.GROUP, ActorKind.UNNAMED, ActorKind.OUTLET})


@dataclass(frozen=True, slots=True, kw_only=True)
class _Known:
    """An actor with the reports in which it speaks."""

    key: Identity
    name: str
    person: bool
    seen: tuple[ActorInReport, ...]

    @property
    def reports(self) -> set[str]:
        return {one.report for one in self.seen}

    @property
    def claims(self) -> set[str]:
        return {claim for one in self.seen for claim in one.claims}

    @property
    def parties(self) -> set[str]:
        """The parties that it speaks for, besides itself."""
        found = {one.party.name for one in self.seen if one.party.report is None}
        return {name for name in found if plain_name(name) != plain_name(self.name)}


def suggested(connection: Connection) -> list[ActorSuggestion]:
    """The pairs of names that nobody has decided on; those first whose actors speak on most claims together."""
    decided = [d for d in actor_decisions.rows(connection) if d.revoked_at is None]
    known = _known(actors.latest(connection, REPORTS))
    likeness = Likeness([profile_of(row) for row in topic_profiles.latest(connection, None, REPORTS)])
    found = [
        one for pairs in _by_other(_pairs(known, likeness)).values() if (one := _suggestion(pairs, decided)) is not None
    ]
    return sorted(found, key=lambda s: (-s.claims, -s.statements, s.name, s.other, s.reports))


def _known(rows: Sequence[ActorInReport]) -> list[_Known]:
    by_key: dict[str, list[ActorInReport]] = {}
    for row in rows:
        if row.kind not in _NAMELESS:
            by_key.setdefault(row.key, []).append(row)
    return [
        _Known(
            key=Identity.parse(key),
            name=seen[-1].name,
            person=seen[-1].kind is ActorKind.PERSON,
            seen=tuple(seen),
        )
        for key, seen in by_key.items()
    ]


_Pair = tuple[_Known, _Known, NameVariant]
"""A name, the actor that it may be of, and how."""


def _pairs(known: Iterable[_Known], likeness: Likeness) -> Iterator[_Pair]:
    """Names that may be of one actor, and are of one matter."""
    blocked: dict[object, list[_Known]] = {}
    for one in known:
        for block in blocks(one.name, person=one.person):
            blocked.setdefault(block, []).append(one)
    seen: set[tuple[Identity, Identity]] = set()
    for group in blocked.values():
        for pair in combinations(group, 2):
            for one, other in (pair, pair[::-1]):
                if (one.key, other.key) in seen or one.person is not other.person or other.key.report is not None:
                    continue
                how = variant(one.name, other.name, person=one.person)
                if how is not None and _may_be_one(one, other, how, likeness):
                    seen |= {(one.key, other.key), (other.key, one.key)}
                    yield one, other, how


def _may_be_one(one: _Known, other: _Known, how: NameVariant, likeness: Likeness) -> bool:
    """True if two actors are of one matter, and nothing tells them apart."""
    if how is not NameVariant.ACRONYM and not one.reports.isdisjoint(other.reports):
        return False  # reading took them for two
    own = frozenset(f"{one.name} {other.name}".casefold().split())
    if not any(likeness.between(a, b, own) >= NEAR for a in one.reports for b in other.reports):
        return False
    if how is NameVariant.ONE_NAME or not (one.parties and other.parties):
        return True
    return any(roster.same_side(a, b) for a in one.parties for b in other.parties)


def _by_other(pairs: Iterable[_Pair]) -> dict[tuple[str, str], list[_Pair]]:
    """The pairs by the names in them; a name that may be of several actors is left out."""
    listed = list(pairs)
    others: dict[Identity, set[str]] = {}
    for one, other, _ in listed:
        others.setdefault(one.key, set()).add(plain_name(other.name))
    found: dict[tuple[str, str], list[_Pair]] = {}
    for pair in listed:
        one, other, _ = pair
        if len(others[one.key]) == 1:
            found.setdefault((plain_name(one.name), plain_name(other.name)), []).append(pair)
    return found


def _suggestion(pairs: Sequence[_Pair], decided: Sequence[ActorDecision]) -> ActorSuggestion | None:
    """One question for all actors of the two names; None if people answered it."""
    one, other, how = pairs[-1]
    bound = one.key.report is not None
    open_pairs = [pair for pair in pairs if not _answered(pair, decided)]
    if not open_pairs:
        return None
    reports = {key for mine, _, _ in open_pairs for key in mine.reports}
    return ActorSuggestion(
        name=one.name,
        reports=tuple(sorted(reports)) if bound else (),
        other=other.name,
        why=f"{one.name} is {how} of {other.name}" if how is not NameVariant.ONE_NAME else f"{how}",
        statements=sum(row.statements for key in {m.key: m for m, _, _ in open_pairs}.values() for row in key.seen),
        claims=len({claim for mine, theirs, _ in open_pairs for claim in mine.claims & theirs.claims}),
    )


def _answered(pair: _Pair, decided: Iterable[ActorDecision]) -> bool:
    one, other, _ = pair
    ends = [plain_name(one.name), plain_name(other.name)]
    return any(
        sorted(ends) == sorted((plain_name(d.name), plain_name(d.value)))
        and (not d.reports or one.reports <= set(d.reports))
        for d in decided
        if d.kind in {ActorDecisionKind.APART, ActorDecisionKind.MERGE, ActorDecisionKind.SPLIT}
    )
