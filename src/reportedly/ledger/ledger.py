"""The use cases of a ledger, in prose order."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Self

from reportedly import batch
from reportedly.errors import IntakeError, StoreError
from reportedly.ledger import audit, ingest, judging
from reportedly.ledger.linker import linker
from reportedly.ledger.queries import claims as view
from reportedly.ledger.queries import events as event_queries
from reportedly.ledger.queries import numbers as counting
from reportedly.ledger.queries import review_queue as doubtful
from reportedly.ledger.queries import search as finding
from reportedly.ledger.queries import sources as source_view
from reportedly.ledger.queries import timeline as asking
from reportedly.model import Likelihood, Outcome, Status, Verdict
from reportedly.reading import run_now
from reportedly.store import claim_days as day_store
from reportedly.store import claims as claim_store
from reportedly.store import daily_counts, links
from reportedly.store import failures as failure_store
from reportedly.store import forecasts as forecast_store
from reportedly.store import grades as grade_store
from reportedly.store import judgements as judgement_store
from reportedly.store import readings as reading_store
from reportedly.store import reports as report_store
from reportedly.store.address import shown
from reportedly.store.database import OUTDATED, counted, open_database, writing

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable, Iterator
    from contextlib import AbstractContextManager
    from datetime import date

    from reportedly.ledger.queries.review_queue import Doubt
    from reportedly.ledger.transfer.lines import Exported
    from reportedly.model import Reading, Report
    from reportedly.record import (
        Addition,
        Change,
        Claim,
        DayRecord,
        EventRecord,
        Failure,
        ForecastRecord,
        Grade,
        Hit,
        Judgement,
        Moment,
        Numbered,
        NumberRecord,
        Origin,
        Placed,
        PlaceRecord,
        Query,
        SourceAccount,
        SourceRecord,
    )
    from reportedly.store.database import Connection


class Ledger:
    """The record that is kept of many reports.

    `address` is a path (SQLite) or `postgresql://...`; a ledger is made where there is none,
    unless `make` is False. One process writes at a time, any number may read meanwhile. A
    context manager. `as_of` means the end of that day, UTC; None means everything.
    """

    def __init__(self, address: str, *, make: bool = True) -> None:
        self.address = shown(address)
        """Where it is, without a password."""
        self.tally: Counter[str] = Counter()
        """What the last `add` met: new, undated, known, known in vain, failed, revisions; of `take_in` others, too."""
        self._engine = open_database(address, make=make)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the database."""
        self._engine.dispose()

    def add(
        self,
        reports: Iterable[Report | IntakeError],
        *,
        workers: int = 1,
        by: str | None = None,
        progress: Callable[[int, int], None] | None = None,
    ) -> Generator[Reading]:
        """Read what is new, keep it, signed by who adds it, and link it; yields each new Reading as it is kept.

        Every reading is a transaction, and so is every link. What an interrupted `add`
        has kept stays; the next one goes on from there. Linking comes after the last
        reading: whatever order reports come in, they are linked in that of publication; `progress` is of that.
        """
        self.tally.clear()
        for reading in batch.read_all(self._new(reports), workers=workers):
            with self._writing() as connection:
                ingest.keep(connection, reading, by, self.tally)
            yield reading
        self.link(progress)

    def link(self, progress: Callable[[int, int], None] | None = None) -> int:
        """Link what is read but not linked; how many reports that were."""
        return linker.link_pending(self._engine, progress)

    def rebuild(self, progress: Callable[[int, int], None] | None = None) -> int:
        """Derive claims, origins and the rest anew from the readings; how many reports were linked."""
        return linker.rebuild(self._engine, progress)

    def export(self) -> Iterator[bytes]:
        """All that was given, read and judged, as lines of JSON for `take_in`; what is derived is left out."""
        from reportedly.ledger.transfer import transfer

        with self._engine.begin() as connection:
            yield from transfer.lines(connection)

    def take_in(
        self, exported: Exported, progress: Callable[[int, int], None] | None = None
    ) -> Generator[IntakeError | None]:
        """Keep what `export` wrote, and link it; yields for each line why it cannot be kept, or None where it is.

        Every line is a transaction; what the ledger has is passed over, so an interrupted
        one goes on when it is called again.
        """
        from reportedly.ledger.transfer import transfer

        self.tally.clear()
        yield from transfer.take_in(self._engine, exported, self.tally)
        self.link(progress)

    def count(self) -> int:
        """How many reports it has."""
        with self._engine.begin() as connection:
            return report_store.count(connection)

    def waiting(self) -> int:
        """How many reports are read but not linked, as after an interrupted `add`."""
        return audit.waiting(self._engine)

    def outdated(self) -> bool:
        """Whether an earlier version made it, so that everything has to be linked anew: until then it tells nothing."""
        with self._engine.begin() as connection:
            return counted(connection, OUTDATED) > 0

    def report(self, report_id: str) -> Report:
        """The report of that id; NotFound where there is none."""
        with self._engine.begin() as connection:
            return report_store.get(connection, report_id)

    def addition(self, report_id: str) -> Addition:
        """Who added that report, and when."""
        with self._engine.begin() as connection:
            return report_store.addition(connection, report_id)

    def reports(self, *, as_of: date | None = None, limit: int | None = None, offset: int = 0) -> list[Report]:
        """All reports, or a page of them, latest first."""
        with self._engine.begin() as connection:
            return report_store.latest_first(connection, view.end_of(as_of), limit, offset)

    def reports_of(self, report_ids: Iterable[str]) -> dict[str, Report]:
        """The reports of these ids, by id."""
        with self._engine.begin() as connection:
            return report_store.by_ids(connection, report_ids)

    def reading(self, report_id: str) -> Reading:
        """The current reading of that report."""
        with self._engine.begin() as connection:
            return reading_store.current(connection, report_id)

    def readings(self, *, as_of: date | None = None) -> list[Reading]:
        """The current readings of the reports that no revision has replaced, earliest first."""
        with self._engine.begin() as connection:
            return view.standing(connection, as_of)

    def claims(
        self,
        *,
        as_of: date | None = None,
        actor: str | None = None,
        place: str | None = None,
        status: Status | None = None,
        numbers: Numbered | None = None,
        several: bool = False,
        since: date | None = None,
        until: date | None = None,
        limit: int | None = None,
        offset: int = 0,
    ) -> list[Claim]:
        """Claims as known on that date, those first that something was last said of.

        `since` and `until` are about that day. With `actor` (a name, or the party that it
        speaks for) or `place` (the code of a country named in what is said) it is the last
        day on which that party spoke of the claim, or on which it was said of that country.
        `several` leaves out claims of one statement.
        """
        with self._engine.begin() as connection:
            asked = view.asked(as_of, actor, place, since, until, limit=limit, offset=offset)
            kinds = counting.kinds(numbers)
            found = day_store.claims_page(connection, asked, status=status, numbers=kinds, several=several)
            return view.claims(connection, as_of, found)

    def claim(self, claim_id: str, *, as_of: date | None = None) -> Claim:
        """The claim of that id (or of an unambiguous beginning of one)."""
        with self._engine.begin() as connection:
            return view.claim(connection, as_of, claim_id)

    def claims_of(self, statements: Iterable[str], *, as_of: date | None = None) -> dict[str, Claim]:
        """The claims that these statements belong to on that date, by the statement's id."""
        with self._engine.begin() as connection:
            return view.claims_of(connection, as_of, statements)

    def statements_of(self, statements: Iterable[str], *, as_of: date | None = None) -> dict[str, Placed]:
        """These statements as they stand in their claims on that date, by their ids; the claims are not loaded."""
        with self._engine.begin() as connection:
            return view.placed(connection, as_of, statements)

    def statuses(self, *, as_of: date | None = None) -> dict[Status, int]:
        """How many claims have which status on that date."""
        with self._engine.begin() as connection:
            found = daily_counts.at(connection, daily_counts.STATUS, as_of.isoformat() if as_of else None)
            return {Status(name): number for name, number in found.items()}

    def disputes(self, *, as_of: date | None = None, limit: int | None = None, offset: int = 0) -> list[Claim]:
        """The claims that are disputed on that date, latest first."""
        return self.claims(as_of=as_of, status=Status.DISPUTED, limit=limit, offset=offset)

    def changes(
        self,
        *,
        as_of: date | None = None,
        claim: str | None = None,
        actor: str | None = None,
        place: str | None = None,
        since: date | None = None,
        until: date | None = None,
        moved: bool = False,
        newest_first: bool = False,
        limit: int | None = None,
        offset: int = 0,
    ) -> list[Change]:
        """Changes of status, oldest first: of all claims or of one, by the party, country or day that they concern.

        `moved` leaves out claims as they first appear.
        """
        with self._engine.begin() as connection:
            asked = view.asked(as_of, actor, place, since, until, newest_first=newest_first, limit=limit, offset=offset)
            return view.changes(connection, asked, claim=claim, moved=moved)

    def origins(
        self, *, as_of: date | None = None, copied: bool = False, limit: int | None = None, offset: int = 0
    ) -> list[Origin]:
        """Origins, latest first; `copied` leaves those of several reports; reports that a revision replaced are out."""
        with self._engine.begin() as connection:
            until = view.end_of(as_of)
            found = links.origins_page(connection, until, copied=copied, limit=limit, offset=offset)
            return view.origins(connection, as_of, found)

    def origins_of(self, reports: Iterable[str], *, as_of: date | None = None) -> dict[str, Origin]:
        """The origins of these reports, by the report's id."""
        with self._engine.begin() as connection:
            wanted = set(reports)
            found = view.origins(connection, as_of, sorted(set(links.origins_of(connection, wanted))))
            return {r: origin for origin in found for r in origin.reports if r in wanted}

    def firsts_of(self, reports: Iterable[str], *, as_of: date | None = None) -> dict[str, str]:
        """The first report of the origin of each of these reports, by the report's id."""
        with self._engine.begin() as connection:
            return links.firsts(connection, view.end_of(as_of), reports)

    def events(
        self,
        *,
        as_of: date | None = None,
        shared: bool = False,
        most: int | None = None,
        limit: int | None = None,
        offset: int = 0,
    ) -> list[EventRecord]:
        """The happenings that reports tell of, the latest told of first; `shared` leaves those of several reports.

        With `most`, two or more, each is told by its first report and its latest ones, so many in all: of a running
        story there may be thousands.
        """
        with self._engine.begin() as connection:
            return event_queries.page(connection, as_of, shared=shared, most=most, limit=limit, offset=offset)

    def event(self, key: str, *, as_of: date | None = None, limit: int | None = None, offset: int = 0) -> EventRecord:
        """The Event of that id, with a page of the reports that tell of it; NotFound where there is none."""
        with self._engine.begin() as connection:
            return event_queries.event(connection, as_of, key, limit=limit, offset=offset)

    def forecasts(
        self,
        *,
        as_of: date | None = None,
        outcome: Outcome | None = None,
        due_since: date | None = None,
        due_until: date | None = None,
        newest_first: bool = False,
        limit: int | None = None,
        offset: int = 0,
    ) -> list[ForecastRecord]:
        """Forecasts with their outcome as known on that date, in order of publication.

        With `due_since` or `due_until` only those that name a day, in the order in which they fall due.
        """
        with self._engine.begin() as connection:
            rows = forecast_store.page(
                connection,
                view.end_of(as_of),
                outcome=outcome,
                due=(due_since.isoformat() if due_since else None, due_until.isoformat() if due_until else None),
                newest_first=newest_first,
                limit=limit,
                offset=offset,
            )
            return view.forecasts(rows, view.end_of(as_of))

    def outcomes(self, *, as_of: date | None = None) -> dict[tuple[Likelihood, Outcome], int]:
        """How many forecasts of which likelihood had which outcome on that date."""
        with self._engine.begin() as connection:
            found = daily_counts.at(connection, daily_counts.OUTCOME, as_of.isoformat() if as_of else None)
            parted = {tuple(name.split("/")): number for name, number in found.items()}
            return {(Likelihood(name[0]), Outcome(name[1])): number for name, number in parted.items()}

    def search(self, query: Query) -> list[Hit]:
        """Statements whose content or source is as asked, the latest published first; nothing asked, nothing found."""
        with self._engine.begin() as connection:
            return finding.hits(connection, query)

    def numbers(
        self,
        claim_id: str | None = None,
        *,
        as_of: date | None = None,
        newest_first: bool = False,
        limit: int | None = None,
        offset: int = 0,
    ) -> list[NumberRecord]:
        """Claimed numbers as ranges, claim by claim (or of one claim), of one thing together, oldest first.

        `newest_first` gives those of all claims by the day on which they were said.
        """
        with self._engine.begin() as connection:
            claim = claim_store.starting_with(connection, claim_id) if claim_id else None
            if newest_first and claim is None:
                return asking.newest_numbers(connection, as_of, limit, offset)
            return asking.numbers(connection, as_of, claim, limit, offset)

    def timeline(
        self,
        *,
        since: date | None = None,
        until: date | None = None,
        as_of: date | None = None,
        kind: str | None = None,
        newest_first: bool = False,
        limit: int | None = None,
        offset: int = 0,
    ) -> list[Moment]:
        """What is dated between these days, in order: statements made (`said`), and what is said to happen."""
        with self._engine.begin() as connection:
            return asking.timeline(
                connection,
                as_of,
                since=since,
                until=until,
                kind=kind,
                newest_first=newest_first,
                limit=limit,
                offset=offset,
            )

    def days(
        self, *, since: date | None = None, until: date | None = None, as_of: date | None = None
    ) -> list[DayRecord]:
        """How much was said and how much changed on each day between these; days without either are left out."""
        with self._engine.begin() as connection:
            return asking.days(connection, as_of, since, until)

    def latest_day(self, *, as_of: date | None = None) -> date | None:
        """The last day of which a report is linked."""
        with self._engine.begin() as connection:
            return asking.latest_day(connection, as_of)

    def places(
        self, *, since: date | None = None, until: date | None = None, as_of: date | None = None
    ) -> list[PlaceRecord]:
        """What reports published between these days name as places, those first that most reports name."""
        with self._engine.begin() as connection:
            return asking.places(connection, as_of, since, until)

    def heard(self, *, as_of: date | None = None, days: int = 30, limit: int = 60) -> list[str]:
        """The named parties that spoke on most claims in the last days, those first that were heard most."""
        with self._engine.begin() as connection:
            return asking.concerned(connection, as_of, day_store.PARTY, days, limit)

    def named(self, *, as_of: date | None = None, days: int = 30, limit: int = 60) -> list[str]:
        """The codes of the countries named in what was said in the last days, those first that were named most."""
        with self._engine.begin() as connection:
            return asking.concerned(connection, as_of, day_store.COUNTRY, days, limit)

    def sources(self, *, as_of: date | None = None, limit: int | None = None, offset: int = 0) -> list[SourceRecord]:
        """Every named source and every outlet in its own voice, or a page of them, those with most statements first."""
        with self._engine.begin() as connection:
            return source_view.sources(connection, as_of, limit, offset)

    def source(
        self, name: str, *, as_of: date | None = None, limit: int | None = None, offset: int = 0
    ) -> SourceAccount:
        """The source of that name with what it said and foretold, latest first; NotFound where there is none."""
        with self._engine.begin() as connection:
            return source_view.source(connection, name, as_of, limit, offset)

    def grade(self, subject: str, mark: str, *, why: str, by: str) -> Grade:
        """Keep a person's grade of a source (A to F) or a statement (1 to 6), by its id or an unambiguous beginning."""
        with self._writing() as connection:
            subject = source_view.full_name(connection, subject) if mark in "ABCDEF" else subject
            return grade_store.keep(connection, subject, mark, why=why, by=by, at=datetime.now(UTC).isoformat())

    def ungrade(self, grade_id: str, *, by: str) -> None:
        """Revoke a grade, by its id or an unambiguous beginning; it stays on record."""
        with self._writing() as connection:
            grade_store.revoke(connection, grade_id, by=by, at=datetime.now(UTC).isoformat())

    def grades(self) -> list[Grade]:
        """All grades, oldest first, the revoked ones too."""
        with self._engine.begin() as connection:
            return grade_store.rows(connection)

    def judge(self, verdict: Verdict, *statements: str, by: str, why: str = "", link: bool = True) -> Judgement:
        """Keep a person's judgement (SAME or DIFFERENT of two statements, WRONG of one) and link anew what it bears on.

        A statement is named by its id or an unambiguous beginning of it. StoreError where
        an earlier judgement says the opposite. What the same person judged before is not
        kept twice. Without `link` what it bears on waits for the next `link()`.
        """
        with self._writing() as connection:
            kept = judging.judge(connection, verdict, statements, why=why, by=by, at=datetime.now(UTC).isoformat())
        if link:
            self.link()
        return kept

    def unjudge(self, judgement_id: str, *, by: str, link: bool = True) -> Judgement:
        """Revoke a judgement and link anew what it bore on; it stays on record."""
        with self._writing() as connection:
            revoked = judging.unjudge(connection, judgement_id, by=by, at=datetime.now(UTC).isoformat())
        if link:
            self.link()
        return revoked

    def judgements(self) -> list[Judgement]:
        """All judgements, oldest first, the revoked ones too."""
        with self._engine.begin() as connection:
            return judgement_store.rows(connection)

    def doubts(self, *, limit: int | None = None) -> list[Doubt]:
        """What a person should judge first: links with little to spare on which a status hangs, then the others."""
        with self._engine.begin() as connection:
            return doubtful.doubts(connection, limit)

    def failures(self) -> list[Failure]:
        """What could not be taken in or read, oldest first."""
        with self._engine.begin() as connection:
            return failure_store.rows(connection)

    def verify(self, progress: Callable[[str, int, int], None] | None = None) -> list[str]:
        """What is wrong with the ledger, one sentence each; `progress` tells what is done, how often, of how many."""
        return list(audit.problems(self._engine, progress))

    def _new(self, reports: Iterable[Report | IntakeError]) -> Iterator[Report | IntakeError]:
        """Those of the reports that this run has not read, and what is no report; the rest is counted."""
        run = None
        for report in reports:
            if isinstance(report, IntakeError):
                yield report
                continue
            run = run or run_now()
            try:
                with self._engine.begin() as connection:
                    unread = ingest.unread(connection, report, run, self.tally)
            except StoreError as problem:
                yield IntakeError(f"report {report.id}", str(problem).removeprefix(f"report {report.id}: "))
                continue
            if unread is not None:
                yield unread

    def _writing(self) -> AbstractContextManager[Connection]:
        return writing(self._engine)
