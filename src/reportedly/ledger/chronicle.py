"""Linking, report by report in order of publication: what is known at a date depends on nothing later."""

from __future__ import annotations

from collections import OrderedDict
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import numpy as np

from reportedly import encoder
from reportedly.ledger import account
from reportedly.linking import about, actors, claims, forecasts, gist, origins, stance, wording
from reportedly.linking.gist import Gist
from reportedly.linking.index import ClaimIndex
from reportedly.linking.judged import Judged
from reportedly.model import content_id
from reportedly.store import claims as claim_store
from reportedly.store import judgements, links, readings, reports

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from contextlib import AbstractContextManager

    import sqlalchemy as sa
    from sqlalchemy.engine import Row

    from reportedly.model import Reading, Statement

REMEMBERED = 4_000
"""Claims whose members are kept in memory."""


class Stale(Exception):
    """Another process has linked meanwhile; start over from what the ledger holds now."""


def link_pending(engine: sa.Engine, progress: Callable[[int, int], None] | None = None) -> int:
    """Link what is read but not linked, and again what came after it; how many reports were linked."""
    done = 0
    while True:
        with _write(engine) as connection:
            waiting = links.pending(connection)
            if not waiting:
                return done
            if unlink(connection, waiting[0].known_at[:10]):
                waiting = links.pending(connection)
            chronicle = Chronicle(connection)
        try:
            for number, report in enumerate(waiting, 1):
                with _write(engine) as connection:
                    chronicle.link(connection, report)
                done += 1
                if progress:
                    progress(number, len(waiting))
        except Stale:
            continue


def unlink(connection: sa.Connection, day: str) -> int:
    """Let what was linked of a day and later ones wait to be linked again; how many reports that are."""
    # The day, not the moment: where a claim stands is kept at the end of days.
    return links.unlink(connection, day) if links.last_day(connection) >= day else 0


def rebuild(engine: sa.Engine, progress: Callable[[int, int], None] | None = None) -> int:
    """Forget everything derived and derive it anew; how many reports were linked."""
    with _write(engine) as connection:
        links.forget(connection)
    return link_pending(engine, progress)


class Chronicle:
    """The state that linking the next report needs; all of it follows from the store."""

    def __init__(self, connection: sa.Connection) -> None:
        self._linked = links.count(connection)
        self._judgements = judgements.count(connection)
        self._judged = Judged(judgements.rows(connection))
        self._index = ClaimIndex((c, np.frombuffer(b, dtype=np.float32)) for c, b in claim_store.centres(connection))
        self._names = links.known_names(connection)
        self._members: OrderedDict[str, list[Gist]] = OrderedDict()
        self._waiting = forecasts.Waiting(
            forecasts.Expected(
                gist=_gist(row), origin=row.origin, horizon=row.horizon, known_on=date.fromisoformat(row.known_at[:10])
            )
            for row in claim_store.forecast_gists(connection)
        )

    def link(self, connection: sa.Connection, pending: links.Pending) -> None:
        """Link one report, later than all that are linked."""
        if (links.count(connection), judgements.count(connection)) != (self._linked, self._judgements):
            raise Stale
        reading = next(readings.by_ids(connection, [pending.reading]))
        supersedes, origin = self._keep_origin(connection, reading, pending)
        touched = claim_store.of_report(connection, supersedes) if supersedes else set()
        gists = self._gists(connection, reading)
        for position, decision in self._decisions(connection, reading, gists):
            mine = gists[reading.statements[position].id]
            claim = self._place(connection, pending, reading, position, mine, decision)
            if claim is not None:
                touched.add(claim)
        for statement in reading.statements:
            if statement.id not in self._judged.wrong:
                self._settle(connection, pending, statement, gists[statement.id], origin)
        for claim in sorted(touched):
            known = claim_store.rows(connection, None, claim)
            claim_store.keep_day(connection, account.day_row(claim, pending.known_at[:10], known))
            # In the order in which the store gives them: that of joining is known to this process alone.
            self._members.pop(claim, None)
        self._linked += 1

    def _keep_origin(
        self, connection: sa.Connection, reading: Reading, pending: links.Pending
    ) -> tuple[str | None, str]:
        report = reading.report
        supersedes = links.at_address(connection, report.outlet, report.url)
        mine = origins.shingles(report.text)
        sample = origins.sample(mine)
        since = (date.fromisoformat(pending.known_at[:10]) - timedelta(days=origins.DAYS)).isoformat()
        near = links.sharing(connection, sample, since)
        if supersedes and supersedes not in near:
            near.append(supersedes)
        others = {other: reports.get(connection, other) for other in near}
        credited = [o for o, r in others.items() if origins.credits_outlet(report.text, r.outlet)]
        kin = origins.closest(mine, {o: origins.shingles(r.text) for o, r in others.items()}, credited)
        origin = links.origin_of(connection, kin.earlier) if kin else content_id("origin", report.id)
        row = {
            "report": report.id,
            "reading": pending.reading,
            "known_at": pending.known_at,
            "supersedes": supersedes,
            "origin": origin,
            "copy_of": kin.earlier if kin else None,
            "copy_why": kin.reason if kin else None,
        }
        links.keep(connection, row, sample)
        return supersedes, origin

    def _gists(self, connection: sa.Connection, reading: Reading) -> dict[str, Gist]:
        statements = reading.statements
        texts = {s.id: gist.to_embed(reading.report.text, s) for s in statements}
        known = claim_store.embedded(connection, [s.id for s in statements])
        new = [s for s in statements if s.id not in known]
        vectors = encoder.embed([t for s in new for t in texts[s.id]])
        fresh = {s.id: vectors[3 * i : 3 * i + 3] for i, s in enumerate(new)}
        found = {}
        for s in statements:
            vector = gist.combine(*fresh[s.id]) if s.id in fresh else _vector(known[s.id])
            found[s.id] = gist.gist(reading.report.id, s, texts[s.id][1], vector)
        claim_store.keep_gists(connection, [_gist_row(found[s.id], s) for s in statements])
        return found

    def _decisions(
        self, connection: sa.Connection, reading: Reading, gists: dict[str, Gist]
    ) -> Iterator[tuple[int, claims.Decision]]:
        """The positions of a report's statements with the claims that they join: what fits best goes first.

        Each has to be placed before the next is asked for.
        """
        left = dict(enumerate(reading.statements))
        near = {s.id: self._index.near(gists[s.id].vector) for s in left.values()}
        fits: dict[str, dict[tuple[str, int], float]] = {s.id: {} for s in left.values()}
        while left:
            decisions = {
                position: self._decision(connection, s, gists[s.id], near[s.id], fits[s.id])
                for position, s in left.items()
            }
            best = max(left, key=lambda position: (decisions[position].fit, -position))
            yield best, decisions[best]
            founder = left.pop(best)
            if decisions[best].claim is None and founder.id not in self._judged.wrong:
                for s in left.values():
                    near[s.id].append(content_id("claim", founder.id))

    def _decision(
        self,
        connection: sa.Connection,
        statement: Statement,
        mine: Gist,
        near: Sequence[str],
        fits: dict[tuple[str, int], float],
    ) -> claims.Decision:
        answered = claim_store.of_statement(connection, statement.answers) if statement.answers else None
        judged = claim_store.of_statements(connection, self._judged.same(statement.id))
        barred = claim_store.of_statements(connection, self._judged.different(statement.id))
        known = dict.fromkeys([*near, *((answered,) if answered else ()), *judged])
        candidates = [(c, self._known_members(connection, c)) for c in known]
        return claims.decide(mine, candidates, answered, judged=next(iter(judged), None), barred=barred, fits=fits)

    def _place(
        self,
        connection: sa.Connection,
        pending: links.Pending,
        reading: Reading,
        position: int,
        mine: Gist,
        decision: claims.Decision,
    ) -> str | None:
        """Let a statement join or found a claim; the claim's id.

        One that was not read right joins for show: it founds nothing (None) and draws nothing.
        """
        statement = reading.statements[position]
        wrong = statement.id in self._judged.wrong
        if wrong and decision.claim is None:
            return None
        claim = decision.claim or content_id("claim", statement.id)
        first = self._known_members(connection, claim)[0] if decision.claim else mine
        if not wrong:
            self._take(connection, claim, statement, mine, founds=decision.claim is None)
        own = stance.stance_on_matter(statement)
        said_on = readings.said_on(statement, pending.known_at)
        who = self._voice(connection, reading, statement)
        claim_store.keep_statement(
            connection,
            {
                "statement": statement.id,
                "claim": claim,
                "report": reading.report.id,
                "position": position,
                "known_at": pending.known_at,
                "said_on": said_on,
                "stance": stance.stance_on_claim(own, mine.families, first.families).value,
                "actor": who[0],
                "party": who[1],
                "named": who[2],
                "recalled": stance.is_recalled(statement),
                "about": about.whose_act(statement, _events_of(reading, statement), who[1] if who[2] else None),
                "boast": about.is_boast(statement),
                "wording": wording.words_of(statement),
                "plainness": wording.plainness(statement),
                "fit": round(decision.fit, 4),
                "reasons": list(decision.reasons),
                "wrong": wrong,
            },
        )
        return claim

    def _take(self, connection: sa.Connection, claim: str, statement: Statement, mine: Gist, *, founds: bool) -> None:
        """Let a statement's vector count for its claim, a new one where it founds it."""
        if founds:
            claim_store.keep_claim(connection, claim, statement.id, mine.report, mine.vector.tobytes())
            self._members[claim] = []
        total = self._index.add(claim, mine.vector)
        if not founds:
            claim_store.move_centre(connection, claim, total.tobytes())
        self._members[claim].append(mine)

    def _voice(self, connection: sa.Connection, reading: Reading, statement: Statement) -> tuple[str | None, str, bool]:
        """Key of the actor, party whose word it is, and whether somebody stands behind it by name."""
        report = reading.report
        if statement.actor is None:
            own_voice = statement.source is None and statement.cue is None
            return None, (report.outlet or report.id) if own_voice else f"unnamed source @ {report.id}", False
        key = actors.identity(statement.actor, report.id, self._names)
        new = {n: key for n in actors.names(statement.actor, key) if n not in self._names}
        if new:
            self._names.update(new)
            links.keep_names(connection, new, report.id)
        named = actors.is_named(statement.actor, statement.anonymous)
        return key, actors.party(statement.actor, key) if named else f"{statement.actor.name} @ {report.id}", named

    def _settle(
        self, connection: sa.Connection, pending: links.Pending, statement: Statement, mine: Gist, origin: str
    ) -> None:
        """Settle what a statement settles; let a forecast wait."""
        own = stance.stance_on_matter(statement)
        said_on = date.fromisoformat(readings.said_on(statement, pending.known_at))
        for expected in self._waiting.near(mine):
            outcome = forecasts.settles(expected, mine, origin, statement.act, own, said_on)
            if outcome:
                claim_store.keep_settlement(
                    connection,
                    {
                        "forecast": expected.gist.statement,
                        "statement": statement.id,
                        "report": pending.report,
                        "outcome": outcome.value,
                        "known_at": pending.known_at,
                    },
                )
        if statement.forecast:
            day = date.fromisoformat(pending.known_at[:10])
            horizon = statement.forecast.horizon
            self._waiting.add(forecasts.Expected(gist=mine, origin=origin, horizon=horizon, known_on=day))

    def _known_members(self, connection: sa.Connection, claim: str) -> Sequence[Gist]:
        if claim in self._members:
            self._members.move_to_end(claim)
        else:
            self._members[claim] = [_gist(row) for row in claim_store.members(connection, claim)]
            if len(self._members) > REMEMBERED:
                self._members.popitem(last=False)
        return self._members[claim]


def _write(engine: sa.Engine) -> AbstractContextManager[sa.Connection]:
    return engine.execution_options(writes=True).begin()


def _events_of(reading: Reading, statement: Statement) -> list[Any]:
    return [e for e in reading.events if e.statement == statement.id]


def _vector(blob: bytes) -> np.typing.NDArray[np.float32]:
    return np.frombuffer(blob, dtype=np.float16).astype(np.float32)


def _gist(row: Row[Any]) -> Gist:
    return Gist(
        statement=row.statement,
        report=row.report,
        families=row.families,
        ahead=row.ahead,
        vector=_vector(row.vector),
    )


def _gist_row(g: Gist, statement: Statement) -> dict[str, Any]:
    return {
        "statement": g.statement,
        "report": g.report,
        "vector": g.vector.astype(np.float16).tobytes(),
        "families": g.families,
        "ahead": g.ahead,
        "forecast": statement.forecast is not None,
        "horizon": statement.forecast.horizon if statement.forecast else None,
    }
