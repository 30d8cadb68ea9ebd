"""Actors as people may mend them: names, parties and days of each, with what was decided."""

from __future__ import annotations

from collections import Counter
from itertools import groupby
from typing import TYPE_CHECKING

from reportedly.actors import ActorAccount, ActorAlias, ActorParty, ActorRecord
from reportedly.errors import Ambiguous, NotFound
from reportedly.linking.actors import plain_name
from reportedly.linking.decided_actors import DecidedActors
from reportedly.model import Identity
from reportedly.store import actor_decisions, actors

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from reportedly.actors import ActorDecision
    from reportedly.store.actors import ActorUse
    from reportedly.store.database import Connection


def page(connection: Connection, name: str, as_of: date | None, limit: int | None, offset: int) -> list[ActorRecord]:
    """A page of the actors that speak by name, or of those with these words in a name; most statements first."""
    wanted = name.casefold()
    by_key = {key: list(rows) for key, rows in groupby(actors.uses(connection, as_of), key=lambda use: use.key)}
    found = [rows for rows in by_key.values() if any(wanted in n.casefold() for u in rows for n in (u.name, u.written))]
    found.sort(key=lambda rows: (-sum(u.statements for u in rows), rows[0].key))
    shown = found[offset : None if limit is None else offset + limit]
    counts = actors.report_counts(connection, as_of, [rows[0].key for rows in shown])
    return [_record(rows, counts) for rows in shown]


def account(connection: Connection, name: str, as_of: date | None) -> ActorAccount:
    """The actor of that name or key; NotFound if there is none, Ambiguous if there are several."""
    key = _key_of(connection, name)
    rows = actors.uses(connection, as_of, [key])
    if not rows:
        raise NotFound(f"no actor {name!r} in this ledger on that day: `reportedly actor list` lists them")
    counts = actors.report_counts(connection, as_of, [key])
    written: Counter[str] = Counter()
    parties: dict[str, list[ActorUse]] = {}
    for use in rows:
        written[use.written] += use.statements
        parties.setdefault(str(use.party), []).append(use)
    spoke_for = [
        ActorParty(
            party=uses[0].party,
            first=min(u.first for u in uses),
            last=max(u.last for u in uses),
            statements=sum(u.statements for u in uses),
        )
        for uses in parties.values()
    ]
    return ActorAccount(
        actor=_record(rows, counts),
        aliases=tuple(
            ActorAlias(name=n, statements=c) for n, c in sorted(written.items(), key=lambda a: (-a[1], a[0]))
        ),
        parties=tuple(sorted(spoke_for, key=lambda p: (p.first, str(p.party)))),
        days=tuple(actors.days(connection, as_of, key)),
        decisions=tuple(_about(actor_decisions.rows(connection), key, rows)),
    )


def _key_of(connection: Connection, name: str) -> str:
    """The key of the one actor of that name."""
    names = actors.names(connection)
    known = {key for keys in names.values() for key in keys}
    if name in known:
        return name
    asked = Identity.parse(name)
    wanted = plain_name(asked.name)
    found = names.get(name) or {k for n, keys in names.items() if plain_name(n) == wanted for k in keys}
    if asked.report is not None:
        found = {key for key in found if Identity.parse(key).report == asked.report}
    if not found:
        raise NotFound(f"no actor {name!r} in this ledger: `reportedly actor list` lists them")
    if len(found) > 1:
        listed = tuple(sorted(found))
        raise Ambiguous(f"several actors are called {name!r}: name {' or '.join(map(repr, listed))}", listed)
    return found.pop()


def _about(decisions: Sequence[ActorDecision], key: str, rows: Sequence[ActorUse]) -> list[ActorDecision]:
    """The decisions on one of an actor's names, or that made a name one of its own."""
    identity = Identity.parse(key)
    own = {plain_name(n) for use in rows for n in (use.name, use.written)} | {identity.name.partition(" | ")[0]}
    known = DecidedActors(decisions)
    own |= {near for name in own for near in known.neighbours(name)}
    return [
        d
        for d in decisions
        if not own.isdisjoint((plain_name(d.name), plain_name(d.value)))
        and (identity.report is None or not d.reports or identity.report in d.reports)
    ]


def _record(rows: Sequence[ActorUse], counts: dict[str, int]) -> ActorRecord:
    latest = max(rows, key=lambda use: (use.last, use.statements, use.name))
    return ActorRecord(
        id=latest.key,
        name=latest.name,
        kind=latest.kind,
        party=latest.party,
        statements=sum(use.statements for use in rows),
        reports=counts.get(latest.key, 0),
        first=min(use.first for use in rows),
        last=max(use.last for use in rows),
    )
