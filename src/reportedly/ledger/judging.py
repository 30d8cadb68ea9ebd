"""People's judgements: added unless they contradict each other; the reports that they affect are linked again."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from reportedly.errors import NotFound, StoreError
from reportedly.ledger.pending import request_relinking
from reportedly.ledger.signing import wrong_signature
from reportedly.linking.judgements import (
    Consistency,
    Judged,
    contradicted,
    first_contradiction,
    in_force,
    prevailing,
    votes_by_subject,
)
from reportedly.record import Judgement
from reportedly.store import judgements

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from reportedly.ledger.signing import SigningKey
    from reportedly.model import Verdict
    from reportedly.store.database import Connection


def judge(
    connection: Connection,
    verdict: Verdict,
    beginnings: Sequence[str],
    *,
    why: str,
    by: str,
    at: datetime,
    key: SigningKey | None = None,
) -> Judgement:
    """Add a judgement of the statements whose ids begin so, and have the linking that it affects done again.

    Returns the earlier one if the same person has judged the same. StoreError if this person has judged the opposite,
    or if what would count then contradicted what people judged of further statements.
    """
    number = verdict.number
    if len(beginnings) != number:
        raise StoreError(f"a judgement {verdict.value!r} is of {number} statement{'s' if number > 1 else ''}")
    subjects = sorted(judgements.statement(connection, b) for b in beginnings)
    if len(set(subjects)) != number:
        raise StoreError(f"{' and '.join(beginnings)} are one statement: name two")
    earlier = judgements.rows(connection)
    for known in earlier:
        if (known.verdict, known.statements, known.by, known.revoked_at) == (verdict, tuple(subjects), by, None):
            return _sign(connection, known, key)
    if against := _against(verdict, tuple(subjects), by, earlier):
        reasons = "; ".join(_sentence(j) for j in against)
        raise StoreError(
            f"{' and '.join(subjects)} cannot be judged {verdict.value}: {reasons}; "
            f"`reportedly judge undo {against[0].id}` takes {'it' if len(against) == 1 else 'one of these'} back"
        )
    new = judgements.insert(connection, verdict, subjects, why=why, by=by, at=at)
    _relink(connection, subjects, earlier)
    return _sign(connection, new, key)


def _against(verdict: Verdict, subjects: tuple[str, ...], by: str, earlier: Sequence[Judgement]) -> Sequence[Judgement]:
    """The judgements for which a person cannot judge so; empty if nothing is against it.

    Another person's opposite judgement of the same is none: it is a disagreement, which is kept.
    """
    votes = votes_by_subject(earlier).get(subjects, [])
    if own := [v for v in votes if v.by == by]:
        return own
    mine = Judgement(id="", verdict=verdict, statements=subjects, why="", by=by, at=datetime.now(UTC))
    if verdict.number == 1 or prevailing([*votes, mine]) is not verdict:
        return ()
    others = [j for j in earlier if j.statements != subjects]
    return contradicted(verdict, subjects[0], subjects[1], in_force(others))


def _sign(connection: Connection, judgement: Judgement, key: SigningKey | None) -> Judgement:
    """The judgement with a signature by this key, unless it has one."""
    if key is None or judgement.key is not None:
        return judgement
    signature = key.sign(judgement)
    judgements.sign(connection, judgement.id, key.public, signature)
    return replace(judgement, key=key.public, signature=signature)


def add_imported(connection: Connection, given: Iterable[Judgement]) -> list[bool | StoreError | NotFound]:
    """Add judgements from another ledger, revoked or not, signed or not.

    Returns for each True if it is new, False if it is there already, or why it cannot be added: it is of a statement
    that is not there, or with it judgements would count that contradict each other. What is there is read once for all
    of them. They are looked at together first: a history may contradict itself in between though its end does not.
    """
    earlier = judgements.rows(connection)
    there = {j.id: j for j in earlier}
    new: dict[str, Judgement] = {}
    results: list[bool | StoreError | NotFound] = []
    found = list(given)
    for judgement in found:
        known = new.get(judgement.id, there.get(judgement.id))
        if known is not None and not (known.revoked_at is None and judgement.revoked_at is not None):
            results.append(False)
        elif problem := _unknown(connection, judgement):
            results.append(problem)
        else:
            results.append(True)
            new[judgement.id] = judgement
    refused = _contradicting(there, new)
    for number, judgement in enumerate(found):
        if judgement.id in refused and results[number] is True:
            results[number] = refused[judgement.id]
        elif results[number] is True:
            _add_one(connection, judgement)
        elif results[number] is False and judgement.id in there:
            results[number] = _take_signature(connection, judgement)
    if changed := {s for j in new.values() if j.id not in refused for s in j.statements}:
        _relink(connection, changed, earlier)
    return results


def _unknown(connection: Connection, given: Judgement) -> NotFound | None:
    """Why a judgement cannot be added: it is of a statement that is not there."""
    try:
        for statement in given.statements:
            judgements.statement(connection, statement)
    except NotFound as problem:
        return problem
    return None


def _contradicting(there: Mapping[str, Judgement], new: Mapping[str, Judgement]) -> dict[str, StoreError]:
    """The new judgements that cannot be added to those that are there, by id, each with the reason."""
    if first_contradiction({**there, **new}.values()) is None:
        return {}
    refused: dict[str, StoreError] = {}
    taken, votes, counting = dict(there), votes_by_subject(there.values()), Consistency()
    for judgement in in_force(there.values()):
        counting.add(judgement)
    for judgement in new.values():
        before = votes.get(judgement.statements, [])
        if own := [v for v in before if (v.by, v.verdict) == (judgement.by, judgement.verdict.opposite)]:
            against: Sequence[Judgement] = own if judgement.revoked_at is None else ()
        elif not before and judgement.verdict.number == 2 and judgement.revoked_at is None:
            # The usual case costs the same, however many there are.
            against = counting.against(judgement)
        elif prevailing(before) is judgement.verdict or judgement.verdict.number == 1:
            against = ()
        else:
            both = first_contradiction({**taken, judgement.id: judgement}.values())
            against = () if both is None else (both[1] if both[0].id == judgement.id else both[0],)
        if against:
            why = f"judgement {judgement.id}: contradicts an earlier one: {_sentence(against[0])}"
            refused[judgement.id] = StoreError(why)
            continue
        taken[judgement.id] = judgement
        if before or judgement.revoked_at is not None:
            votes, counting = votes_by_subject(taken.values()), Consistency()
            for one in in_force(taken.values()):
                counting.add(one)
        else:
            votes[judgement.statements] = [judgement]
            counting.add(judgement)
    return refused


def _add_one(connection: Connection, given: Judgement) -> None:
    judgements.insert(connection, given.verdict, given.statements, why=given.why, by=given.by, at=given.at)
    _take_signature(connection, given)
    if given.revoked_at is not None:
        judgements.revoke(connection, given.id, by=given.revoked_by or "", at=given.revoked_at)


def _take_signature(connection: Connection, given: Judgement) -> bool:
    """Add the signature that a judgement has in another ledger; False if it has none, or is signed here already."""
    if given.key is None or given.signature is None:
        return False
    return judgements.sign(connection, given.id, given.key, given.signature)


def unjudge(connection: Connection, beginning: str, *, by: str, at: datetime) -> Judgement:
    """Revoke the judgement whose id begins so, and have the linking that it affected done again."""
    earlier = judgements.rows(connection)
    revoked = judgements.revoke(connection, beginning, by=by, at=at)
    if revoked not in earlier:
        if found := first_contradiction(judgements.rows(connection)):
            raise StoreError(
                f"judgement {revoked.id} cannot be taken back, as {_sentence(found[0])} would count then, and "
                f"{_sentence(found[1])} against it; take one of these back first"
            )
        _relink(connection, revoked.statements, earlier)
    return revoked


def problems(connection: Connection) -> Iterator[str]:
    """Judgements with another id than their content gives, and judgements that contradict each other."""
    earlier, known = Consistency(), judgements.rows(connection)
    counts = {j.id for j in in_force(known)}
    for j in known:
        yield from own_problems(j)
        for statement in j.statements:
            if not judgements.is_known(connection, statement):
                yield f"judgement {j.id}: there is no statement {statement}"
        if j.id in counts and len(j.statements) == 2 and (against := earlier.contradicted(j)):
            yield f"judgement {j.id}: contradicts an earlier one: {_sentence(against[0])}"


def own_problems(judgement: Judgement) -> Iterator[str]:
    """What is wrong with a judgement by itself: another id than its content gives, or a signature of something else."""
    one, other = (*judgement.statements, None)[:2]
    said = judgement.verdict.value, one, other, judgement.why, judgement.by, judgement.at
    if judgement.id != judgements.judgement_id(*said):
        yield f"judgement {judgement.id}: its id is not that of what it says"
    if wrong := wrong_signature(judgement):
        yield f"judgement {judgement.id}: {wrong}"


def _sentence(judgement: Judgement) -> str:
    what = f"{' and '.join(judgement.statements)} {judgement.verdict.value}"
    return f"{judgement.by} judged {what} on {judgement.at.date()} (judgement {judgement.id})"


def _relink(connection: Connection, subjects: Iterable[str], earlier: Sequence[Judgement]) -> None:
    """Request linking again from the first report on with a statement that may now belong to another claim.

    `earlier` are the judgements before those of these statements were added or revoked.
    """
    concerned = _related(subjects, earlier) | _related(subjects, judgements.rows(connection))
    day = judgements.earliest_day(connection, concerned)
    if day is not None:
        request_relinking(connection, day)


def _related(subjects: Iterable[str], known: Sequence[Judgement]) -> set[str]:
    """These statements and those that are judged the same as them, or different from them."""
    judged, same, different = Judged(known), set[str](), set[str]()
    for statement in subjects:
        if statement not in same:  # else what is related to it is there already
            same |= {statement, *judged.same(statement)}
            different |= judged.different(statement)
    return same | different
