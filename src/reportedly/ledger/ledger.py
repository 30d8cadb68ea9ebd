"""Ledger: everything that can be done with a ledger, in the order in which people do it."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Self, TypeAlias, TypeVar

from reportedly import batch
from reportedly.errors import IntakeError
from reportedly.ledger import grading, ingest, judging, pending
from reportedly.ledger.adjudicator import AdjudicatorChoice
from reportedly.ledger.channels import Channels
from reportedly.ledger.marks import SeenMarks
from reportedly.ledger.queries import (
    changes,
    claim_chain,
    claims,
    events,
    forecasts,
    mentions,
    news,
    numbers,
    origins,
    places,
    readings,
    review_queue,
    search,
    sources,
    timeline,
)
from reportedly.ledger.topics import Topics
from reportedly.listing import EVERYTHING, Filter, Page
from reportedly.masking import without_password
from reportedly.model import Status, Verdict
from reportedly.store import claim_days, daily_counts, links
from reportedly.store import failures as failure_store
from reportedly.store import grades as grade_store
from reportedly.store import judgements as judgement_store
from reportedly.store import readings as reading_store
from reportedly.store import reports as report_store
from reportedly.store.database import OUTDATED, counter, is_free, is_relinking, open_database, snapshot, writing

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
    from datetime import date

    from reportedly.ledger.queries.claim_chain import ClaimChain
    from reportedly.ledger.queries.review_queue import ReviewItem
    from reportedly.ledger.signing import SigningKey
    from reportedly.ledger.transfer.files import Exported
    from reportedly.linking.adjudicator import Adjudicator, Service
    from reportedly.model import Likelihood, Outcome, Reading, Report
    from reportedly.record import (
        Addition,
        Change,
        Claim,
        DatedItem,
        DayRecord,
        EventRecord,
        Failure,
        ForecastRecord,
        Grade,
        Hit,
        Judgement,
        NewsItem,
        NumberRecord,
        Origin,
        PlaceRecord,
        SourceAccount,
        SourceRecord,
        StatementInClaim,
    )
    from reportedly.store.database import Connection


T = TypeVar("T")
Rows: TypeAlias = "Callable[[Connection, Filter, int | None, int], Sequence[T]]"
"""The rows of a list that a filter leaves, at most so many, after so many."""


class Ledger:
    """A database of reports, of what was read in them, and of what is derived from that.

        with Ledger("news.db") as ledger:
            list(ledger.add(reports))
            disputed = ledger.claims(Filter(status=Status.DISPUTED), limit=20)

    `address` is a path (SQLite) or `postgresql://...`; the ledger is created if it does not exist, unless `make` is
    False. Without an `adjudicator` the local one judges how statements relate, or stored findings of a service that was
    asked before. One process writes at a time, any number can read meanwhile. `as_of` means what could be known at the
    end of that day, UTC; None means everything. Each list names in brackets the fields of a Filter that it goes by.
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
    ) -> Generator[Reading]:
        """Read the new reports, store the readings, and link them; yields each new Reading once it is stored.

        Each reading is a transaction, and so is each link, so after an interruption the next `add` continues. Linking
        starts after the last reading, in order of publication; `progress(done, total)` is called as it goes on.
        """
        self.tally.clear()
        self._adjudicator.to_link()  # refuses one that does not fit before anything is read
        run = workers.run if isinstance(workers, batch.WorkerPool) else None
        new = ingest.new_reports(self._engine, reports, run, self.tally)
        for reading in batch.read_all(new, workers=workers):
            with writing(self._engine) as connection:
                ingest.add(connection, reading, by, self.tally)
            yield reading
        self.link(progress)

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
    def topics(self) -> Topics:
        """Topics: queries saved under names, with pinned and excluded claims. A `Filter` names one by its name."""
        return Topics(self._engine)

    def claims(self, wanted: Filter = EVERYTHING, *, limit: int | None = None, offset: int = 0) -> Page[Claim]:
        """Claims, those last spoken of first, by as_of, topic, status, actor, place, numbers, multiple, since, until.

        `notable` gives those that matter, by rank: several voices or texts carry them, or they are denied or admitted,
        and their wording stands alone.
        `since` and `until` are about the day on which a claim was last spoken of: by the `actor`, if one is given, or
        in a statement that names the `place`.
        """
        wanted.allow("as_of", "topic", "status", "actor", "place", "numbers", "multiple", "notable", "since", "until")
        return self._page(claims.page, wanted, limit, offset)

    def claim(self, claim_id: str, *, as_of: date | None = None) -> Claim:
        """The claim of that id (or of an unambiguous beginning of one)."""
        with snapshot(self._engine) as connection:
            return claims.by_id(connection, as_of, claim_id)

    def chain(self, claim_id: str, *, as_of: date | None = None) -> ClaimChain:
        """Who said that claim first and who took it up: its texts in order of time, with what each of them added."""
        with snapshot(self._engine) as connection:
            return claim_chain.chain(connection, as_of, claim_id)

    def claims_of(self, statements: Iterable[str], *, as_of: date | None = None) -> dict[str, Claim]:
        """The claims that these statements belong to on that date, by the statement's id."""
        with snapshot(self._engine) as connection:
            return claims.of_statements(connection, as_of, statements)

    def statements_of(self, statements: Iterable[str], *, as_of: date | None = None) -> dict[str, StatementInClaim]:
        """These statements with the wording and status of their claims on that date, by their ids."""
        with snapshot(self._engine) as connection:
            return claims.statements_in_claims(connection, as_of, statements)

    def statuses(self, *, as_of: date | None = None, topic: str | None = None) -> dict[Status, int]:
        """The number of claims of each status on that date, of all or of a topic."""
        with snapshot(self._engine) as connection:
            if topic is not None:
                return claim_days.statuses_within(connection, Filter(as_of=as_of, topic=topic))
            return daily_counts.statuses(connection, as_of)

    def disputes(self, wanted: Filter = EVERYTHING, *, limit: int | None = None, offset: int = 0) -> Page[Claim]:
        """The claims that are disputed (by the filter of `claims`), those last spoken of first."""
        return self.claims(replace(wanted, status=Status.DISPUTED), limit=limit, offset=offset)

    def changes(self, wanted: Filter = EVERYTHING, *, limit: int | None = None, offset: int = 0) -> Page[Change]:
        """Changes, oldest first.

        By as_of, topic, claim, actor, place, since, until, status_changed, notable, newest_first. A party, country or
        day is that of the statements that brought the change. The first status of a claim is a change, too, and so are
        figures that move. `notable` gives what an analyst would act on.
        """
        wanted.allow(
            "as_of", "topic", "claim", "actor", "place", "since", "until", "status_changed", "notable", "newest_first"
        )
        return self._page(changes.page, wanted, limit, offset)

    def news(
        self, wanted: Filter = EVERYTHING, *, seen: int | None = None, limit: int | None = None, offset: int = 0
    ) -> Page[NewsItem]:
        """What is new on claims (as_of, topic, since, notable), what matters most first.

        It is new since a day, or since the entry `seen` of the hash chain (see `marks`), whenever it was published.
        `notable` leaves in the default list of claims. With a limit the 400 claims that rank highest are compared.
        """
        wanted.allow("as_of", "topic", "since", "notable")
        return self._page(lambda c, w, most, first: news.page(c, w, seen, most, first), wanted, limit, offset)

    @property
    def marks(self) -> SeenMarks:
        """Marks of people: up to where each has seen the record."""
        return SeenMarks(self._engine)

    def origins(self, wanted: Filter = EVERYTHING, *, limit: int | None = None, offset: int = 0) -> Page[Origin]:
        """Origins (as_of, topic, multiple), latest first, without reports that a revision has replaced."""
        wanted.allow("as_of", "topic", "multiple")
        return self._page(origins.page, wanted, limit, offset)

    def origins_of(self, reports: Iterable[str], *, as_of: date | None = None) -> dict[str, Origin]:
        """The origins of these reports, by the report's id."""
        with snapshot(self._engine) as connection:
            return origins.of_reports(connection, as_of, reports)

    def firsts_of(self, reports: Iterable[str], *, as_of: date | None = None) -> dict[str, str]:
        """The first report of the origin of each of these reports, by the report's id."""
        with snapshot(self._engine) as connection:
            return links.firsts(connection, as_of, reports)

    def events(
        self, wanted: Filter = EVERYTHING, *, max_reports: int | None = None, limit: int | None = None, offset: int = 0
    ) -> Page[EventRecord]:
        """Events (as_of, topic, multiple), those with the latest report first.

        `max_reports`, two or more, limits the reports that each Event is described by to the first and the latest: a
        running story may have thousands.
        """
        wanted.allow("as_of", "topic", "multiple")
        return self._page(lambda c, w, most, first: events.page(c, w, max_reports, most, first), wanted, limit, offset)

    def event(self, key: str, *, as_of: date | None = None, limit: int | None = None, offset: int = 0) -> EventRecord:
        """The Event of that id, with a page of its reports; NotFound if there is none."""
        with snapshot(self._engine) as connection:
            return events.by_id(connection, as_of, key, limit=limit, offset=offset)

    def forecasts(
        self, wanted: Filter = EVERYTHING, *, limit: int | None = None, offset: int = 0
    ) -> Page[ForecastRecord]:
        """Forecasts (as_of, topic, outcome, due_since, due_until, newest_first) in order of publication.

        With `due_since` or `due_until` only those that name a day, in the order in which they fall due.
        """
        wanted.allow("as_of", "topic", "outcome", "due_since", "due_until", "newest_first")
        return self._page(forecasts.page, wanted, limit, offset)

    def forecasts_of(self, statements: Iterable[str], *, as_of: date | None = None) -> list[ForecastRecord]:
        """The forecasts that are among these statements, in order of publication."""
        with snapshot(self._engine) as connection:
            return forecasts.of_statements(connection, as_of, statements)

    def outcomes(self, *, as_of: date | None = None, topic: str | None = None) -> dict[tuple[Likelihood, Outcome], int]:
        """The number of forecasts of each likelihood and outcome on that date, of all or of a topic."""
        with snapshot(self._engine) as connection:
            if topic is None:
                return daily_counts.outcomes(connection, as_of)
            found = forecasts.page(connection, Filter(as_of=as_of, topic=topic), None, 0)
            return Counter((f.likelihood, f.outcome) for f in found)

    def search(self, wanted: Filter, *, limit: int | None = 200, offset: int = 0) -> Page[Hit]:
        """Statements (text, actor, act, place, status, since, until, as_of, topic), the latest published first.

        The words of `text` are in what is said or in its source. A filter that asks for nothing finds nothing.
        """
        wanted.allow("text", "actor", "act", "place", "status", "since", "until", "as_of", "topic")
        return self._page(search.hits, wanted, limit, offset)

    def numbers(self, wanted: Filter = EVERYTHING, *, limit: int | None = None, offset: int = 0) -> Page[NumberRecord]:
        """Claimed numbers as ranges (as_of, topic, claim, newest_first), claim by claim, oldest first.

        The numbers of one thing are together. `newest_first` gives those of all claims by the day of speaking.
        """
        wanted.allow("as_of", "topic", "claim", "newest_first")
        return self._page(numbers.page, wanted, limit, offset)

    def numbers_of(self, claims: list[str], *, as_of: date | None = None) -> list[NumberRecord]:
        """The numbers of these claims, in their order; those of one thing together, oldest first."""
        with snapshot(self._engine) as connection:
            return numbers.of_claims(connection, as_of, claims)

    def timeline(self, wanted: Filter = EVERYTHING, *, limit: int | None = None, offset: int = 0) -> Page[DatedItem]:
        """Statements by their day, and event mentions by theirs (as_of, topic, since, until, kind, newest_first)."""
        wanted.allow("as_of", "topic", "since", "until", "kind", "newest_first")
        return self._page(timeline.page, wanted, limit, offset)

    def days(self, wanted: Filter = EVERYTHING) -> list[DayRecord]:
        """The numbers of statements and changes of each day that has any (as_of, topic, since, until)."""
        wanted.allow("as_of", "topic", "since", "until")
        with snapshot(self._engine) as connection:
            return timeline.days(connection, wanted)

    def latest_day(self, *, as_of: date | None = None) -> date | None:
        """The day of the latest linked report."""
        with snapshot(self._engine) as connection:
            return timeline.latest_day(connection, as_of)

    def places(self, wanted: Filter = EVERYTHING) -> list[PlaceRecord]:
        """Places that reports name (as_of, topic; since, until: days of publication), those of most reports first."""
        wanted.allow("as_of", "topic", "since", "until")
        with snapshot(self._engine) as connection:
            return places.named(connection, wanted)

    def active_parties(self, *, as_of: date | None = None, days: int = 30, limit: int = 60) -> list[str]:
        """The named parties that spoke on most claims in the last days, most first."""
        with snapshot(self._engine) as connection:
            return mentions.parties(connection, as_of, days, limit)

    def active_countries(self, *, as_of: date | None = None, days: int = 30, limit: int = 60) -> list[str]:
        """The codes of the countries named in most claims of the last days, most first."""
        with snapshot(self._engine) as connection:
            return mentions.countries(connection, as_of, days, limit)

    def sources(self, wanted: Filter = EVERYTHING, *, limit: int | None = None, offset: int = 0) -> Page[SourceRecord]:
        """Named sources and outlets in their own voice (as_of, topic), those with most statements first."""
        wanted.allow("as_of", "topic")
        return self._page(sources.page, wanted, limit, offset)

    def source(
        self, name: str, *, as_of: date | None = None, limit: int | None = None, offset: int = 0
    ) -> SourceAccount:
        """The source of that name, with a page of what it said and of its forecasts, latest first.

        NotFound if there is none; Ambiguous if there are several.
        """
        with snapshot(self._engine) as connection:
            return sources.account(connection, name, as_of, limit, offset)

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
        """Store a judgement (SAME or DIFFERENT of two statements, WRONG of one) and link again what it affects.

        Statements are named by their ids or unambiguous beginnings of them. StoreError if an earlier judgement says
        the opposite. The same judgement of the same person is stored once. Without `link`, the next `link()` does it.
        A `key` signs the judgement.
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

    def review_queue(self, *, limit: int | None = None, offset: int = 0) -> Page[ReviewItem]:
        """Doubtful links that nobody has judged, those first that decide the status of a claim."""
        with snapshot(self._engine) as connection:
            found = review_queue.first_items(connection, None if limit is None else offset + limit + 1)
        return Page.cut(found, limit=limit, offset=offset)

    @property
    def channels(self) -> Channels:
        """Channels: the feeds, sitemaps and folders that are followed, and the entries that they list."""
        return Channels(self._engine)

    def failures(self) -> list[Failure]:
        """Inputs that could not be taken in or read, oldest first."""
        with snapshot(self._engine) as connection:
            return failure_store.rows(connection)

    def verify(self, progress: Callable[[str, int, int], None] | None = None) -> list[str]:
        """Check everything; returns a sentence for each problem. `progress(step, done, total)` is called meanwhile."""
        from reportedly.ledger import audit

        return list(audit.problems(self._engine, self._adjudicator.to_verify(), progress))

    def _page(self, rows: Rows[T], wanted: Filter, limit: int | None, offset: int) -> Page[T]:
        with snapshot(self._engine) as connection:
            return Page.of(lambda most, first: rows(connection, wanted, most, first), limit=limit, offset=offset)
