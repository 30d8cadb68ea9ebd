"""Judgements of people: kept only where they do not contradict each other, and linked anew from where they bear on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportedly.errors import StoreError
from reportedly.ledger.linker import linker
from reportedly.linking.judgements import Judged, contradicted
from reportedly.model import Verdict
from reportedly.store import judgements

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reportedly.record import Judgement
    from reportedly.store.database import Connection


def judge(
    connection: Connection, verdict: Verdict, beginnings: Sequence[str], *, why: str, by: str, at: str
) -> Judgement:
    """Keep a judgement, and let wait to be linked what it bears on; StoreError where it contradicts an earlier one."""
    wanted = 1 if verdict is Verdict.WRONG else 2
    if len(beginnings) != wanted:
        raise StoreError(f"a judgement {verdict.value!r} is of {wanted} statement{'s' if wanted > 1 else ''}")
    subjects = sorted(judgements.statement(connection, b) for b in beginnings)
    if len(set(subjects)) != wanted:
        raise StoreError(f"{' and '.join(beginnings)} are one statement: name two")
    earlier = judgements.rows(connection)
    for known in earlier:
        if (known.verdict, known.statements, known.by, known.revoked_at) == (verdict, tuple(subjects), by, None):
            return known
    if verdict is not Verdict.WRONG and (against := contradicted(verdict, subjects[0], subjects[1], earlier)):
        told = "; ".join(_told(j) for j in against)
        raise StoreError(
            f"{subjects[0]} and {subjects[1]} cannot be judged {verdict.value}: {told}; "
            f"`reportedly judge undo {against[0].id}` takes {'it' if len(against) == 1 else 'one of these'} back"
        )
    before = _near(subjects, earlier)
    kept = judgements.keep(connection, verdict, subjects, why=why, by=by, at=at)
    _unlink(connection, before | _near(subjects, judgements.rows(connection)))
    return kept


def take(connection: Connection, given: Judgement) -> bool:
    """Keep a judgement of another ledger, revoked or not; False where it is there already.

    StoreError where it stands and contradicts one that stands here.
    """
    earlier = judgements.rows(connection)
    known = next((j for j in earlier if j.id == given.id), None)
    if known is not None and (known.revoked_at is not None or given.revoked_at is None):
        return False
    for statement in given.statements:
        judgements.statement(connection, statement)
    if given.revoked_at is None and given.verdict is not Verdict.WRONG:
        against = contradicted(given.verdict, given.statements[0], given.statements[1], earlier)
        if against:
            raise StoreError(f"judgement {given.id}: contradicts an earlier one: {_told(against[0])}")
    before = _near(given.statements, earlier)
    judgements.keep(connection, given.verdict, given.statements, why=given.why, by=given.by, at=given.at)
    if given.revoked_at is not None:
        judgements.revoke(connection, given.id, by=given.revoked_by or "", at=given.revoked_at)
    _unlink(connection, before | _near(given.statements, judgements.rows(connection)))
    return True


def unjudge(connection: Connection, beginning: str, *, by: str, at: str) -> Judgement:
    """Revoke a judgement, and let wait to be linked what it bore on."""
    before = judgements.rows(connection)
    revoked = judgements.revoke(connection, beginning, by=by, at=at)
    if revoked not in before:
        after = judgements.rows(connection)
        _unlink(connection, _near(revoked.statements, before) | _near(revoked.statements, after))
    return revoked


def problems(connection: Connection) -> Iterator[str]:
    """Judgements whose id is not theirs, and pairs of them that contradict each other."""
    known: list[Judgement] = []
    for j in judgements.rows(connection):
        one, other = (*j.statements, None)[:2]
        if j.id != judgements.judgement_id(j.verdict.value, one, other, j.why, j.by, j.at):
            yield f"judgement {j.id}: its id is not that of what it says"
        for statement in j.statements:
            if not judgements.is_known(connection, statement):
                yield f"judgement {j.id}: there is no statement {statement}"
        if j.revoked_at is None and one is not None and other is not None:
            if against := contradicted(j.verdict, one, other, known):
                yield f"judgement {j.id}: contradicts an earlier one: {_told(against[0])}"
            known.append(j)


def _told(judgement: Judgement) -> str:
    what = f"{' and '.join(judgement.statements)} {judgement.verdict.value}"
    return f"{judgement.by} judged {what} on {judgement.at[:10]} (judgement {judgement.id})"


def _near(subjects: Sequence[str], known: Sequence[Judgement]) -> set[str]:
    """The statements that may end in another claim by a judgement of these."""
    judged = Judged(known)
    return {*subjects, *(n for s in subjects for n in (*judged.same(s), *judged.different(s)))}


def _unlink(connection: Connection, subjects: set[str]) -> None:
    """Let wait what was linked since the earliest of these statements; what came before stays as it is."""
    day = judgements.earliest_day(connection, subjects)
    if day is not None:
        linker.unlink(connection, day)
