"""People's decisions about actors: added, revoked and checked; the reports that they affect are linked again."""

from __future__ import annotations

from dataclasses import asdict, replace
from itertools import count
from typing import TYPE_CHECKING

from reportedly.actors import LONGEST, ActorDecision
from reportedly.errors import NotFound, StoreError
from reportedly.ledger.pending import request_relinking
from reportedly.ledger.signing import wrong_signature
from reportedly.linking.actors import plain_name
from reportedly.linking.decided_actors import DecidedActors
from reportedly.model import ActorDecisionKind, ActorKind, Identity
from reportedly.store import actor_decisions as store
from reportedly.store import actors, links, reports

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date, datetime

    from reportedly.actors import ActorDraft
    from reportedly.ledger.signing import SigningKey
    from reportedly.store.database import Connection

Kind = ActorDecisionKind
_OF_ITS_REPORTS = frozenset({Kind.APART, Kind.PARTY})
"""What changes nothing outside its reports, if it names some."""
_OF_NAMES = frozenset({Kind.MERGE, Kind.SPLIT, Kind.APART, Kind.RENAME})


def decide(
    connection: Connection, draft: ActorDraft, *, by: str, at: datetime, key: SigningKey | None = None
) -> ActorDecision:
    """Add a decision, and have the linking that it affects done again; a `key` signs it.

    Its name may be written "NAME @ REPORT" for one that means somebody in that report only. The same decision of the
    same person is added once. NotFound if the ledger has no such name or report, StoreError if it makes no sense.
    """
    earlier = store.rows(connection)
    made = store.with_id(ActorDecision(**asdict(_resolved(connection, draft)), id="", by=by, at=at))
    if problem := next(_own_problems(made), None) or _contradiction(made, earlier):
        raise StoreError(problem)
    known = next((d for d in earlier if d.revoked_at is None and _said(d) == _said(made)), None)
    if known is not None and (key is None or known.key is not None):
        return known
    made = known or made
    if key is not None:
        made = replace(made, key=key.public, signature=key.sign(made))
    store.insert(connection, made)
    if known is None:
        _relink(connection, [made], earlier)
    return made


def undo(connection: Connection, beginning: str, *, by: str, at: datetime) -> ActorDecision:
    """Revoke the decision whose id begins so, and have the linking that it affected done again."""
    earlier = store.rows(connection)
    revoked = store.revoke(connection, beginning, by=by, at=at)
    if revoked not in earlier:
        _relink(connection, [revoked], earlier)
    return revoked


def add_imported(connection: Connection, given: Iterable[ActorDecision]) -> list[bool | NotFound]:
    """Add decisions from another ledger; for each True if something of it is new, or why it cannot be added."""
    earlier = store.rows(connection)
    results: list[bool | NotFound] = []
    new: list[ActorDecision] = []
    for decision in given:
        missing = [key for key in decision.reports if not reports.is_known(connection, key)]
        if missing:
            results.append(NotFound(f"decision {decision.id}: there is no report {missing[0]!r}"))
            continue
        results.append(store.insert(connection, decision))
        new += [decision] if results[-1] else []
    if new:
        _relink(connection, new, earlier)
    return results


def problems(connection: Connection) -> Iterator[str]:
    """Decisions that make no sense, have another id or signature than their content gives, or name no report."""
    for decision in store.rows(connection):
        yield from own_problems(decision)
        for key in decision.reports:
            if not reports.is_known(connection, key):
                yield f"decision {decision.id}: there is no report {key}"


def own_problems(decision: ActorDecision) -> Iterator[str]:
    """What is wrong with a decision by itself."""
    for problem in _own_problems(decision):
        yield f"decision {decision.id}: {problem}"
    if decision.id != store.with_id(decision).id:
        yield f"decision {decision.id}: its id is not that of what it says"
    if wrong := wrong_signature(decision):
        yield f"decision {decision.id}: {wrong}"


def _own_problems(decision: ActorDecision) -> Iterator[str]:
    for what, name in (("name", decision.name), ("name", decision.value), ("party", decision.of or "")):
        if name != " ".join(name.split()) or not name.isprintable() or len(name) > LONGEST:
            yield f"{name[:40]!r} is no {what}: words on one line with single spaces, at most {LONGEST} characters"
    if not plain_name(decision.name) or (not plain_name(decision.value) and decision.kind is not Kind.SIDE):
        yield "needs a name, and what is decided of it"
    if not decision.by.strip():
        yield "needs the name of who decides: --by NAME"
    if list(decision.reports) != sorted(set(decision.reports)):
        yield "its reports are not in order, or there twice"
    if decision.of is not None and decision.kind is not Kind.SPLIT:
        yield "only a split is for one party"
    if decision.kind is Kind.SPLIT and not decision.reports and decision.of is None:
        yield "says neither in which reports nor for which party the name is somebody else"
    if decision.kind in {Kind.SPLIT, Kind.MERGE} and _is_idle(decision):
        yield f"{decision.name!r} is {decision.value!r} already: give another name"
    if decision.kind is not Kind.OFFICE and (decision.office, decision.since, decision.until) != ("", None, None):
        yield "only an office has a title, a first and a last day"
    if decision.since and decision.until and decision.until < decision.since:
        yield "its last day comes before its first"
    if decision.kind is Kind.KIND and decision.value not in set(ActorKind):
        yield f"{decision.value!r} is no kind of actor: {', '.join(ActorKind)}"


def _is_idle(decision: ActorDecision) -> bool:
    """True if a split says that a name is itself; merged with itself, a name is one actor in all reports."""
    return decision.kind is Kind.SPLIT and plain_name(decision.name) == plain_name(decision.value)


def _contradiction(decision: ActorDecision, earlier: Iterable[ActorDecision]) -> str | None:
    """Why names cannot be kept apart that a decision has made one; None if nothing speaks against it."""
    if decision.kind is not Kind.APART:
        return None
    merged = [d for d in earlier if d.kind in {Kind.MERGE, Kind.RENAME} and d.revoked_at is None]
    ends = {plain_name(decision.name), plain_name(decision.value)}
    for d in reversed(merged):
        if ends <= {plain_name(d.name), plain_name(d.value)}:
            return f"{d.by} decided that they are one: `reportedly actor revoke {d.id}` takes it back"
    return None


def _said(decision: ActorDecision) -> tuple[object, ...]:
    """What a decision says, and who: but for the time and the reason."""
    d = decision
    return d.kind, d.name, d.reports, d.of, d.value, d.office, d.since, d.until, d.by


def _resolved(connection: Connection, given: ActorDraft) -> ActorDraft:
    """The decision with the names as reports write them; NotFound if there is none of that name."""
    names = actors.names(connection)
    name, bound = _name_of(names, given.name)
    within = {*given.reports, *([bound] if bound else [])}
    value = given.value
    if given.kind is Kind.SPLIT and not value.strip():
        value = _free_name(connection, names, name)
    if given.kind in {Kind.MERGE, Kind.APART}:
        value, at = _name_of(names, value)
        if at is not None:
            within |= {at}
            if bound is None or plain_name(name) != plain_name(value):
                raise StoreError(f"{given.value!r} is known in one report only: give it another name first")
    for key in within:
        if not reports.is_known(connection, key):
            raise NotFound(f"no report {key!r} in this ledger")
    return replace(given, name=name, reports=tuple(sorted(within)), value=" ".join(value.split()))


def _free_name(connection: Connection, names: Iterable[str], name: str) -> str:
    """A name for somebody else of the same name: "Ana Lund (2)"."""
    taken = {plain_name(n) for n in names} | {plain_name(d.value) for d in store.rows(connection)}
    return next(free for n in count(2) if plain_name(free := f"{name} ({n})") not in taken)


def _name_of(names: dict[str, set[str]], given: str) -> tuple[str, str | None]:
    """The name of an actor and the report that it is bound to, by name or key; NotFound if there is none."""
    asked = Identity.parse(" ".join(given.split()))
    bare = asked.name.partition(" | ")[0]
    if bare in names:
        return bare, asked.report
    wanted = plain_name(bare)
    found = [n for n in names if plain_name(n) == wanted]
    found = found or [n for n, keys in names.items() if any(_bare(key) == wanted for key in keys)]
    if not found:
        raise NotFound(f"no actor {given!r} in this ledger: `reportedly actor list` lists them")
    return min(found, key=lambda n: (-len(names[n]), n)), asked.report


def _bare(key: str) -> str:
    """The plain name in the key of an actor."""
    return Identity.parse(key).name.partition(" | ")[0]


def _relink(connection: Connection, changed: Iterable[ActorDecision], earlier: Sequence[ActorDecision]) -> None:
    """Request linking again from the first report on that names somebody whom these decisions may concern.

    `earlier` are the decisions before these were added or revoked.
    """
    days = [_day(connection, d, earlier) for d in changed]
    if any(days):
        request_relinking(connection, min(day for day in days if day is not None))


def _day(connection: Connection, decision: ActorDecision, earlier: Sequence[ActorDecision]) -> date | None:
    """The day of the first linked report that a decision may concern; None if there is none."""
    if decision.reports and decision.kind in _OF_ITS_REPORTS:
        return links.earliest_day(connection, decision.reports)
    both = DecidedActors(earlier), DecidedActors(store.rows(connection))
    names = (decision.name, decision.value) if decision.kind in _OF_NAMES else (decision.name,)
    touched = {near for name in names for known in both for near in known.neighbours(name)}

    def concerns(name: str) -> bool:
        return _bare(name) in touched or plain_name(Identity.parse(name).name) in touched

    return store.earliest_day(connection, concerns)
