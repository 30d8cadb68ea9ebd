"""Links reports in order of publication: what is derived for a date depends on nothing that came later."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from reportedly.ledger import bearing
from reportedly.ledger.linker import claim_days, dated_items, index_store, sides
from reportedly.ledger.linker.claim_linker import ClaimLinker
from reportedly.ledger.linker.deltas import Deltas
from reportedly.ledger.linker.embeddings import embed_statements, texts_of
from reportedly.ledger.linker.event_linker import EventLinker
from reportedly.ledger.linker.forecast_linker import ForecastLinker
from reportedly.ledger.linker.numbers import insert_numbers
from reportedly.ledger.linker.origin_linker import link_origin
from reportedly.ledger.linker.report import ReportToLink
from reportedly.ledger.linker.source_counts import count_reports
from reportedly.ledger.linker.speakers import Speakers
from reportedly.ledger.linker.stored_findings import OpenPairs, StoredFindings
from reportedly.ledger.pending import relinked_from, waiting
from reportedly.linking.decided_actors import DecidedActors
from reportedly.linking.judgements import Judged
from reportedly.store import actor_decisions, judgements, links, memberships, pending, readings, speakers
from reportedly.store.database import OUTDATED, counter, increment, relinking_lock, reset_counter, snapshot, writing
from reportedly.store.embeddings import break_seals
from reportedly.store.shadow import copy_current, copy_derived, open_shadow, replace_derived

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from reportedly.linking.adjudicator import Adjudicator
    from reportedly.store.database import Connection, Engine
    from reportedly.store.memberships import ClaimMembership
    from reportedly.store.pending import Pending


class LedgerChanged(Exception):
    """Another process has linked or judged meanwhile: a linker has to start over from what the ledger holds now."""


AT_ONCE = 1000
"""Reports that are linked again in one transaction, for which other writers wait; more are linked in a shadow."""
REBUILD = date.min
"""The day since which a rebuild links again; nothing derived is copied into its shadow."""


def link_pending(engine: Engine, adjudicator: Adjudicator, progress: Callable[[int, int], None] | None = None) -> int:
    """Link the queued reports, and again those that were published after them; returns how many were linked.

    Each report is linked in a transaction of its own. What is linked already and has to be linked again, after a late
    report, a judgement or for a rebuild, changes at once for readers. If another process is linking again, it links
    what is queued too, and this call returns.
    """
    done = 0
    while True:
        before = done
        with snapshot(engine) as connection:
            again = relinked_from(connection) is not None
            if not (again or waiting(connection) or counter(connection, OUTDATED)):
                return done
        try:
            if again:
                with relinking_lock(engine) as ours:
                    if not ours:
                        return done
                    done += _link_again(engine, adjudicator, progress, done)
            with writing(engine) as connection:
                if pending.first(connection) is None:
                    reset_counter(connection, OUTDATED)
                linker = Linker(connection, adjudicator)
                total = pending.count(connection) + done - before
            for _ in range(total - (done - before)):
                with writing(engine) as connection:
                    if not linker.link_next(connection):
                        break
                done += 1
                if progress:
                    progress(done, before + total)
        except LedgerChanged:
            continue
        except OpenPairs as unanswered:
            unanswered.ask()


def _link_again(
    engine: Engine, adjudicator: Adjudicator, progress: Callable[[int, int], None] | None, done: int
) -> int:
    """Undo and do again what a late report or a judgement touches; returns how many reports were linked."""
    with writing(engine) as connection:
        since = relinked_from(connection)
        if since is None:
            return 0
        asks = isinstance(adjudicator, StoredFindings) and adjudicator.asks
        if since != REBUILD and not asks and pending.count_again(connection, since) <= AT_ONCE:
            return _link_at_once(connection, since, adjudicator, progress, done)
        pending.begin_relinking(connection, since)
        begun = increment(connection, links.UNLINKED)
    return _link_in_shadow(engine, since, begun, adjudicator, progress, done)


def _link_at_once(
    connection: Connection,
    since: date,
    adjudicator: Adjudicator,
    progress: Callable[[int, int], None] | None,
    done: int,
) -> int:
    """Undo and do again in this transaction what is linked since a day; returns how many reports were linked."""
    last = links.last(connection)
    pending.relinking_done(connection)
    unlink(connection, since)
    linked, linker, total = 0, Linker(connection, adjudicator), pending.count(connection)
    while last and (queued := pending.first(connection)) and (queued.known_at, queued.report) <= last:
        linker.link_next(connection)
        linked += 1
        if progress:
            progress(done + linked, done + total)
    return linked


def _link_in_shadow(
    engine: Engine,
    since: date,
    begun: int,
    adjudicator: Adjudicator,
    progress: Callable[[int, int], None] | None,
    done: int,
) -> int:
    """Link in a shadow, while others read and write the ledger, and take over what is derived there.

    Returns how many reports were linked. What was added or judged meanwhile waits to be linked. LedgerChanged if links
    were undone, or another shadow was begun, since the counter had the value `begun`.
    """
    with open_shadow() as shadow:
        with snapshot(engine) as ours, writing(shadow) as theirs:
            if since == REBUILD:
                copy_current(ours, theirs)
            else:
                copy_derived(ours, theirs, since)
                unlink(theirs, since)
        linked = link_pending(shadow, adjudicator, progress and (lambda n, of: progress(done + n, done + of)))
        with writing(engine) as ours, snapshot(shadow) as theirs:
            if counter(ours, links.UNLINKED) != begun:
                raise LedgerChanged
            replace_derived(ours, theirs, embeddings=since == REBUILD)
            pending.shadow_done(ours)
    return linked


def unlink(connection: Connection, day: date) -> int:
    """Undo the linking of the reports of a day and later ones, and queue them again; returns how many they are.

    Whole days are undone, because the state of a claim is kept at the end of days.
    """
    last = links.last(connection)
    if last is None or last[0].date() < day:
        return 0
    changed = index_store.changed_cells(connection, day)
    number = links.unlink(connection, day)
    index_store.rewrite_cells(connection, changed)
    return number


def rebuild(
    engine: Engine, adjudicator: Adjudicator, progress: Callable[[int, int], None] | None = None, *, embed: bool = False
) -> int:
    """Derive everything again, the search index too; returns how many reports were linked.

    Embeddings that fit their seals are taken as they are, unless `embed` asks to compute all again. Readers see what
    was derived before until all of it is replaced. After a crash `link_pending` does it.
    """
    with writing(engine) as connection:
        if embed:
            break_seals(connection)
        readings.index_again(connection)
        pending.request_relinking(connection, REBUILD)
    return link_pending(engine, adjudicator, progress)


class Linker:
    """Links one report after the other; what it holds in memory follows from the ledger, and is bounded."""

    def __init__(self, connection: Connection, adjudicator: Adjudicator) -> None:
        self._mark = _mark(connection)
        self._judged = Judged(judgements.rows(connection))
        self._decided = DecidedActors(actor_decisions.rows(connection))
        self._claims = ClaimLinker(connection, self._judged, adjudicator)
        self._forecasts = ForecastLinker(connection, adjudicator)
        self._events = EventLinker(connection)

    def link_next(self, connection: Connection) -> bool:
        """Link the next queued report, which must be later than all linked ones; False if none is queued.

        LedgerChanged if it is not later, or if another process has linked or judged meanwhile.
        """
        last, queued = links.last(connection), pending.first(connection)
        if _mark(connection) != self._mark or (queued and last and (queued.known_at, queued.report) <= last):
            raise LedgerChanged
        if queued is None:
            return False
        deltas = Deltas()
        report = self._prepare(connection, queued)
        touched: set[str] = set()
        if report.supersedes:
            touched |= memberships.claims_of_report(connection, report.supersedes)
            self._forecasts.withdraw(connection, report.supersedes, deltas)
        members = self._claims.link(connection, report)
        insert_numbers(connection, report, members)
        self._forecasts.link(connection, report, {m.statement: m.source_key for m in members if not m.wrong}, deltas)
        self._events.link(connection, report)
        self._project(connection, report, members, touched, deltas)
        pending.remove(connection, report.id)
        self._mark = (increment(connection, links.MARK), *self._mark[1:])
        return True

    def _prepare(self, connection: Connection, queued: Pending) -> ReportToLink:
        """The report with its reading, its origin, and what its statements are compared by; what is new is stored."""
        reading = readings.one(connection, queued.reading)
        origin = link_origin(connection, queued, reading)
        texts = texts_of(reading)
        embeddings = embed_statements(connection, reading, texts)
        resolved = Speakers(connection, reading, queued.day, self._decided)
        speaking = resolved.of_all(reading.statements)
        resolved.save(connection, queued.known_at)
        return ReportToLink(
            reading=reading,
            known_at=queued.known_at,
            origin=origin.origin,
            supersedes=origin.supersedes,
            embeddings=embeddings,
            speakers=speaking,
            compared=sides.of_reading(reading, queued.known_at.date(), texts, embeddings, speaking),
        )

    def _project(
        self,
        connection: Connection,
        report: ReportToLink,
        members: Sequence[ClaimMembership],
        touched: set[str],
        deltas: Deltas,
    ) -> None:
        """Store what lists and pages show: states of claims, counts of sources, dated items.

        `touched` are claims of which the report supersedes a statement.
        """
        claims = bearing.touched(connection, touched | {m.claim for m in members})
        claim_days.update_days(connection, sorted(claims), report.day, deltas)
        speaking = speakers.of_report(connection, report.id)
        count_reports(connection, report, speaking.keys(), deltas)
        deltas.save(connection, report.day, speaking)
        dated_items.insert(connection, report, members, self._judged.wrong)


def _mark(connection: Connection) -> tuple[int, int, int]:
    """A value that changes whenever something is linked, unlinked or judged."""
    return counter(connection, links.MARK), judgements.count(connection), actor_decisions.count(connection)
