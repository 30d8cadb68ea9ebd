"""People's judgements: added unless they contradict each other; the reports that they affect are linked again."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from reportedly.errors import NotFound, StoreError
from reportedly.ledger.pending import request_relinking
from reportedly.ledger.signing import wrong_signature
from reportedly.linking.judgements import Consistency, Judged, contradicted
from reportedly.model import Verdict
from reportedly.store import judgements

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import datetime

    from reportedly.ledger.signing import SigningKey
    from reportedly.record import Judgement
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

    Returns the earlier one if the same person has judged the same. StoreError if it contradicts an earlier one.
    """
    number = 1 if verdict is Verdict.WRONG else 2
    if len(beginnings) != number:
        raise StoreError(f"a judgement {verdict.value!r} is of {number} statement{'s' if number > 1 else ''}")
    subjects = sorted(judgements.statement(connection, b) for b in beginnings)
    if len(set(subjects)) != number:
        raise StoreError(f"{' and '.join(beginnings)} are one statement: name two")
    earlier = judgements.rows(connection)
    for known in earlier:
        if (known.verdict, known.statements, known.by, known.revoked_at) == (verdict, tuple(subjects), by, None):
            return _sign(connection, known, key)
    if verdict is not Verdict.WRONG and (against := contradicted(verdict, subjects[0], subjects[1], earlier)):
        reasons = "; ".join(_sentence(j) for j in against)
        raise StoreError(
            f"{subjects[0]} and {subjects[1]} cannot be judged {verdict.value}: {reasons}; "
            f"`reportedly judge undo {against[0].id}` takes {'it' if len(against) == 1 else 'one of these'} back"
        )
    new = judgements.insert(connection, verdict, subjects, why=why, by=by, at=at)
    _relink(connection, subjects, earlier)
    return _sign(connection, new, key)


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
    that is not there, or neither it nor an earlier one that it contradicts is revoked. What is there is read once for
    all of them.
    """
    earlier = judgements.rows(connection)
    revoked = {j.id: j.revoked_at is not None for j in earlier}
    counting = Consistency()
    for judgement in earlier:
        counting.add(judgement)
    changed: set[str] = set()
    results: list[bool | StoreError | NotFound] = []
    for judgement in given:
        new = judgement.id not in revoked or (judgement.revoked_at is not None and not revoked[judgement.id])
        problem = _refusal(connection, judgement, counting) if new else None
        if not new:
            results.append(_take_signature(connection, judgement))
        elif problem is not None:
            results.append(problem)
        else:
            results.append(True)
            _add_one(connection, judgement)
            counting.add(judgement)
            revoked[judgement.id] = judgement.revoked_at is not None
            changed.update(judgement.statements)
    if changed:
        _relink(connection, changed, earlier)
    return results


def _refusal(connection: Connection, given: Judgement, counting: Consistency) -> StoreError | NotFound | None:
    """Why a judgement cannot be added; `counting` may hold some that were revoked meanwhile."""
    try:
        for statement in given.statements:
            judgements.statement(connection, statement)
    except NotFound as problem:
        return problem
    if given.revoked_at is not None or given.verdict is Verdict.WRONG or not counting.is_against(given):
        return None
    one, other = given.statements
    against = contradicted(given.verdict, one, other, judgements.rows(connection))
    return StoreError(f"judgement {given.id}: contradicts an earlier one: {_sentence(against[0])}") if against else None


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
        _relink(connection, revoked.statements, earlier)
    return revoked


def problems(connection: Connection) -> Iterator[str]:
    """Judgements with another id than their content gives, and judgements that contradict each other."""
    earlier = Consistency()
    for j in judgements.rows(connection):
        yield from own_problems(j)
        for statement in j.statements:
            if not judgements.is_known(connection, statement):
                yield f"judgement {j.id}: there is no statement {statement}"
        if j.revoked_at is None and len(j.statements) == 2 and (against := earlier.contradicted(j)):
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
