"""Ledger: everything that can be done with a ledger besides its lists, in the order in which people do it.

What only some commands use (accounts, alerts, channels ...) is imported where it is used: the others start faster.
"""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Self

from reportedly import batch
from reportedly.errors import IntakeError
from reportedly.ledger import grading, ingest, judging, pending
from reportedly.ledger.adjudicator import AdjudicatorChoice
from reportedly.ledger.lists import LedgerLists
from reportedly.ledger.queries import readings, review_queue, second_opinions
from reportedly.ledger.topics import Topics
from reportedly.linking import agreement
from reportedly.listing import EVERYTHING, Filter, Page
from reportedly.masking import without_password
from reportedly.model import Verdict
from reportedly.store import failures as failure_store
from reportedly.store import gauges
from reportedly.store import grades as grade_store
from reportedly.store import judgements as judgement_store
from reportedly.store import readings as reading_store
from reportedly.store import reports as report_store
from reportedly.store.database import OUTDATED, counter, is_free, is_relinking, open_database, snapshot, writing
from reportedly.store.migrations import is_current

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable, Iterator
    from datetime import date

    from reportedly.corpus.written import WrittenCorpus
    from reportedly.ledger.accounts import Accounts
    from reportedly.ledger.actors import Actors
    from reportedly.ledger.alerts import Alerts
    from reportedly.ledger.cases import Cases
    from reportedly.ledger.channels import Channels
    from reportedly.ledger.linker.embedding_engine import EmbeddingEngine
    from reportedly.ledger.notes import Notes
    from reportedly.ledger.queries.review_queue import ReviewItem
    from reportedly.ledger.queries.second_opinions import SecondOpinion
    from reportedly.ledger.signing import SigningKey
    from reportedly.ledger.transfer.files import Exported
    from reportedly.linking.adjudicator import Adjudicator, Service
    from reportedly.linking.agreement import Agreement, Disagreement
    from reportedly.model import Reading, Report
    from reportedly.record import Addition, Failure, Grade, Judgement
    from reportedly.store.gauges import Gauges


class Ledger(LedgerLists):
    """A database of reports, of what was read in them, and of what is derived from that.

        with Ledger("news.db") as ledger:
            list(ledger.add(reports))
            disputed = ledger.claims(Filter(status=Status.DISPUTED), limit=20)

    `address` is a path (SQLite) or `postgresql://...`; the ledger is created if it does not exist, unless `make` is
    False. Without an `adjudicator` the local one judges how statements relate, or stored findings of a service that was
    asked before. One process writes at a time, any number can read meanwhile. `as_of` means what could be known at the
    end of that day, UTC; None means everything. The lists themselves are in `LedgerLists`.
    """

    def __init__(self, address: str, *, make: bool = True, adjudicator: Adjudicator | Service | None = None) -> None:
        self.address = without_password(address)
        """The address without a password."""
        self.tally: Counter[str] = Counter()
        """Counts of the last `add` or import: new, undated, known, known unread, failed, revisions, others."""
        self._engine = open_database(address, make=make)
        self._adjudicator = AdjudicatorChoice(self._engine, self.address, adjudicator)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the connections to the database."""
        self._engine.dispose()

    def add(
        self,
        reports: Iterable[Report | IntakeError],
        *,
        workers: int | batch.WorkerPool = 1,
        by: str | None = None,
        progress: Callable[[int, int], None] | None = None,
        link: bool = True,
    ) -> Generator[Reading]:
        """Read the new reports, store the readings, and link them; yields each new Reading once it is stored.

        Each reading is a transaction, and so is each link, so after an interruption the next `add` continues. Linking
        starts after the last reading, in order of publication; `progress(done, total)` is called as it goes on. Without
        `link`, the next `link()` does it.
        """
        self.tally.clear()
        self._adjudicator.to_link()  # refuses one that does not fit before anything is read
        run = workers.run if isinstance(workers, batch.WorkerPool) else None
        new = ingest.new_reports(self._engine, reports, run, self.tally)
        for reading in batch.read_all(new, workers=workers):
            with writing(self._engine) as connection:
                ingest.add(connection, reading, by, self.tally)
            yield reading
        if link:
            self.link(progress)

    def embed(
        self, engine: EmbeddingEngine, progress: Callable[[int, int], None] | None = None, *, again: bool = False
    ) -> int:
        """Compute the vectors that the next `link` needs, or with `again` those of all readings; their number."""
        from reportedly.ledger.linker.embedding_engine import embed_queued

        return embed_queued(self._engine, engine, progress, again=again)

    def link(self, progress: Callable[[int, int], None] | None = None) -> int:
        """Link the reports that are read but not linked; returns their number."""
        from reportedly.ledger.linker import linker

        return linker.link_pending(self._engine, self._adjudicator.to_link(), progress)

    def rebuild(self, progress: Callable[[int, int], None] | None = None, *, embed: bool = False) -> int:
        """Derive all again from the readings (embeddings with `embed`), swap it in at once; the number of reports."""
        from reportedly.ledger.linker import linker

        return linker.rebuild(self._engine, self._adjudicator.to_link(rebuild=True), progress, embed=embed)

    def export(self) -> Iterator[bytes]:
        """Reports, readings and decisions as lines of JSON for `import_exported`; what is derived is left out."""
        from reportedly.ledger.transfer import exporting

        with snapshot(self._engine) as connection:
            yield from exporting.lines(connection)

    def salvage(self, tell: Callable[[str], None]) -> Iterator[bytes]:
        """What can still be read of a damaged ledger, as `export` writes it; `tell` gets what is left out, and why."""
        from reportedly.ledger.transfer import salvage

        with snapshot(self._engine) as connection:
            yield from salvage.lines(connection, tell)

    def import_exported(
        self, exported: Exported, progress: Callable[[int, int], None] | None = None
    ) -> Generator[IntakeError | None]:
        """Import what `export` wrote, and link it; yields an error or None for each line; can be repeated."""
        from reportedly.ledger.transfer import importing

        self.tally.clear()
        yield from importing.add_all(self._engine, exported, self.tally)
        self.link(progress)

    def import_readings(
        self,
        corpus: WrittenCorpus,
        *,
        by: str | None = None,
        link: bool = True,
        progress: Callable[[int, int], None] | None = None,
    ) -> Generator[IntakeError | None]:
        """Add the readings that `read` wrote into a folder, as they are, and link them.

        Yields an error or None for each; can be repeated. IntakeError if another version has read them.
        """
        from reportedly.ledger.transfer.readings import add_readings
        from reportedly.reading import run_now

        self.tally.clear()
        yield from add_readings(self._engine, corpus, run_now(), by, self.tally)
        if link:
            self.link(progress)

    def count(self) -> int:
        """The number of reports."""
        with snapshot(self._engine) as connection:
            return report_store.count(connection)

    def waiting(self) -> int:
        """The number of reports that are read but not linked, as after an interrupted `add`."""
        with snapshot(self._engine) as connection:
            return pending.waiting(connection)

    def interrupted(self) -> bool:
        """True if something has to be linked again, as after a crash, and no other process is doing so or writing."""
        with snapshot(self._engine) as connection:
            left = pending.relinked_from(connection) is not None
        return left and is_free(self._engine) and not is_relinking(self._engine)

    def outdated(self) -> bool:
        """True if an earlier version made the ledger: everything must be linked again before it answers queries."""
        with snapshot(self._engine) as connection:
            return counter(connection, OUTDATED) > 0

    def is_ready(self) -> bool:
        """True if the ledger can be queried by this program: its schema is ours, and nothing waits for a migration."""
        with snapshot(self._engine) as connection:
            return is_current(connection) and counter(connection, OUTDATED) == 0

    def gauges(self) -> Gauges:
        """Figures of the ledger for monitoring."""
        with snapshot(self._engine) as connection:
            return gauges.read(connection, pending.waiting(connection))

    def report(self, report_id: str) -> Report:
        """The report of that id; NotFound if there is none."""
        with snapshot(self._engine) as connection:
            return report_store.get(connection, report_id)

    def addition(self, report_id: str) -> Addition:
        """Who added that report, and when."""
        with snapshot(self._engine) as connection:
            return report_store.addition(connection, report_id)

    def reports(self, wanted: Filter = EVERYTHING, *, limit: int | None = None, offset: int = 0) -> Page[Report]:
        """Reports (as_of, topic), latest first."""
        wanted.allow("as_of", "topic")
        return self._page(report_store.latest_first, wanted, limit, offset)

    def reports_of(self, report_ids: Iterable[str]) -> dict[str, Report]:
        """The reports of these ids, by id."""
        with snapshot(self._engine) as connection:
            return report_store.by_ids(connection, report_ids)

    def reading(self, report_id: str) -> Reading:
        """The current reading of that report."""
        with snapshot(self._engine) as connection:
            return reading_store.current(connection, report_id)

    def readings(self, *, as_of: date | None = None, topic: str | None = None) -> list[Reading]:
        """The current readings of the reports that no revision has replaced, earliest first.

        Those of a topic have the statements and event mentions in its claims alone.
        """
        with snapshot(self._engine) as connection:
            if topic is not None:
                return readings.of_topic(connection, Filter(as_of=as_of, topic=topic))
            return readings.active(connection, as_of)

    @property
    def alerts(self) -> Alerts:
        """Alerts: filters saved under names; `alerts.deliver()` finds and delivers what newly matches."""
        from reportedly.ledger.alerts import Alerts

        return Alerts(self._engine)

    @property
    def topics(self) -> Topics:
        """Topics: queries saved under names, with pinned and excluded claims. A `Filter` names one by its name."""
        return Topics(self._engine)

    @property
    def accounts(self) -> Accounts:
        """Accounts of people who share a desk, their keys, and the audit log."""
        from reportedly.ledger.accounts import Accounts

        return Accounts(self._engine)

    @property
    def actors(self) -> Actors:
        """The actors that speak by name, with people's decisions about them."""
        from reportedly.ledger.actors import Actors

        return Actors(self._engine, self.link)

    @property
    def notes(self) -> Notes:
        """Notes that people wrote on claims, statements, reports and actors."""
        from reportedly.ledger.notes import Notes

        return Notes(self._engine)

    @property
    def cases(self) -> Cases:
        """Case files: claims and notes that people grouped under names."""
        from reportedly.ledger.cases import Cases

        return Cases(self._engine)

    def grade(self, subject: str, mark: str, *, why: str, by: str, key: SigningKey | None = None) -> Grade:
        """Store a person's grade of a source (A-F) or of a statement (1-6; its id or a beginning); a `key` signs it."""
        with writing(self._engine) as connection:
            return grading.grade(connection, subject, mark, why=why, by=by, at=datetime.now(UTC), key=key)

    def ungrade(self, grade_id: str, *, by: str) -> None:
        """Revoke a grade, by its id or an unambiguous beginning; it stays on record."""
        with writing(self._engine) as connection:
            grade_store.revoke(connection, grade_id, by=by, at=datetime.now(UTC))

    def grades(self) -> list[Grade]:
        """All grades, oldest first, including revoked ones."""
        with snapshot(self._engine) as connection:
            return grade_store.rows(connection)

    def judge(
        self,
        verdict: Verdict,
        *statements: str,
        by: str,
        why: str = "",
        link: bool = True,
        key: SigningKey | None = None,
    ) -> Judgement:
        """Store a judgement (SAME or DIFFERENT of two statements, WRONG or RIGHT of one); link again what it affects.

        Statements are named by their ids or unambiguous beginnings of them. What another person judged otherwise is a
        disagreement; StoreError if this person did, or if judgements of other pairs say the opposite. The same
        judgement of the same person is stored once. Without `link`, the next `link()` does it. A `key` signs it.
        """
        with writing(self._engine) as connection:
            stored = judging.judge(connection, verdict, statements, why=why, by=by, at=datetime.now(UTC), key=key)
        if link:
            self.link()
        return stored

    def unjudge(self, judgement_id: str, *, by: str, link: bool = True) -> Judgement:
        """Revoke a judgement and link again what it affected; it stays on record."""
        with writing(self._engine) as connection:
            revoked = judging.unjudge(connection, judgement_id, by=by, at=datetime.now(UTC))
        if link:
            self.link()
        return revoked

    def judgements(self) -> list[Judgement]:
        """All judgements, oldest first, including revoked ones."""
        with snapshot(self._engine) as connection:
            return judgement_store.rows(connection)

    def disagreements(self) -> list[Disagreement]:
        """What people judged differently: first what waits for a third person, latest first."""
        return agreement.disagreements(self.judgements())

    def agreements(self) -> list[Agreement]:
        """How well each two people agree on what both have judged."""
        return agreement.agreements(self.judgements())

    def review_queue(self, *, topic: str | None = None, limit: int | None = None, offset: int = 0) -> Page[ReviewItem]:
        """Doubtful links that nobody has judged, those first that decide the status of a claim; all or of a topic."""
        with snapshot(self._engine) as connection:
            found = review_queue.first_items(connection, None if limit is None else offset + limit + 1, topic)
        return Page.cut(found, limit=limit, offset=offset)

    def second_opinions(
        self, by: str, *, topic: str | None = None, limit: int | None = None, offset: int = 0
    ) -> Page[SecondOpinion]:
        """Pairs that exactly one person other than `by` has judged, without that verdict; all or of a topic."""
        with snapshot(self._engine) as connection:
            return Page.cut(second_opinions.wanted(connection, by, topic), limit=limit, offset=offset)

    @property
    def channels(self) -> Channels:
        """Channels: the feeds, sitemaps and folders that are followed, and the entries that they list."""
        from reportedly.ledger.channels import Channels

        return Channels(self._engine)

    def failures(self) -> list[Failure]:
        """Inputs that could not be taken in or read, oldest first."""
        with snapshot(self._engine) as connection:
            return failure_store.rows(connection)

    def verify(self, progress: Callable[[str, int, int], None] | None = None) -> list[str]:
        """Check everything; returns a sentence for each problem. `progress(step, done, total)` is called meanwhile."""
        from reportedly.ledger import audit

        return list(audit.problems(self._engine, self._adjudicator.to_verify(), progress))
