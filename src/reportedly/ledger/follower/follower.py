"""One round: check the channels that are due, fetch the entries that are due, add their reports, link them.

Each step is kept as it is done. A process that ends between two of them fetches a page twice, but adds it once: the
ledger knows the text. What fails is tried again later, after longer and longer times, and shown.
"""

from __future__ import annotations

import time
from collections import Counter
from dataclasses import dataclass, field, replace
from http import HTTPStatus
from typing import TYPE_CHECKING

from reportedly import intake
from reportedly.batch import WorkerPool
from reportedly.channels import Channel, ChannelEntry, ChannelKind, EntryKind, EntryState
from reportedly.errors import IntakeError
from reportedly.intake.hosts import Stopped, host_of
from reportedly.intake.robots import Forbidden
from reportedly.intake.visits import NotAnswered, Visit, Visitor, VisitRequest
from reportedly.ledger.follower import checks, schedule
from reportedly.ledger.follower.folders import version_of
from reportedly.ledger.follower.pages import as_new, report_of_words, reports_of
from reportedly.model import Report
from reportedly.store import channel_entries, channels
from reportedly.store.database import snapshot, writing

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportedly.clock import Clock
    from reportedly.ledger.ledger import Ledger
    from reportedly.model import Reading
    from reportedly.store.database import Engine

CHANNELS = 200
"""Channels that are checked in one round."""
ENTRIES = 64
"""Entries that are fetched in one round, so that their reports are linked soon and little is in memory."""
OF_ONE_HOST = 32
"""Of them those of one host: one that answers slowly does not keep the others waiting."""
RECYCLED = 1_000
"""Reports after which the processes that read are started again: what they remember of words grows."""
LINK_REST = 4
"""Times as long as linking took, nothing is linked: what came meanwhile is linked together."""
BY = "watch"
"""Who adds the reports, as the ledger keeps it."""


@dataclass(slots=True)
class Round:
    """What became of one round."""

    counts: Counter[str] = field(default_factory=Counter)
    """checked, failed checks, listed, fetched, unchanged, new, revisions, failed."""
    problems: list[str] = field(default_factory=list)

    def fail(self, what: str, problem: object) -> None:
        """Note what failed."""
        self.counts[what] += 1
        self.problems.append(str(problem))

    @property
    def worked(self) -> bool:
        """True if anything was due."""
        return bool(self.counts)


@dataclass(slots=True)
class _Taking:
    """An entry whose reports are being added."""

    entry: ChannelEntry
    left: set[str]
    """The ids of its reports that are not stored yet."""


class Follower:
    """Follows the channels of a ledger, one round after another."""

    def __init__(self, ledger: Ledger, engine: Engine, clock: Clock, *, workers: int | WorkerPool = 1) -> None:
        self._ledger = ledger
        self._engine = engine
        self._clock = clock
        self._workers = workers
        self._read = 0
        self._rests_until = 0.0
        """Until when nothing is linked (monotonic clock)."""
        self.visitor = Visitor(clock)

    def round(self, *, links: bool = False) -> Round:
        """Do what is due. What takes longer than a round may is left for the next one.

        Reports are linked at the end, unless linking has just taken long; with `links` always.
        """
        done = Round()
        self._check(done)
        entries = self._due()
        if entries:
            self._add(entries, done)
        if links or time.monotonic() >= self._rests_until:
            self._link()
        if isinstance(self._workers, WorkerPool) and self._read >= RECYCLED:
            self._workers.close()
            self._read = 0
        return done

    def next_due(self) -> float | None:
        """Seconds until something is due; None if nothing is followed."""
        now, resting = self._clock.now(), self.visitor.hosts.resting()
        with snapshot(self._engine) as connection:
            followed = [c for c in channels.rows(connection, counted=False) if not c.paused]
            first = channel_entries.next_due(connection, resting)
        times = [max(c.due_at, resting.get(host_of(c.address), c.due_at)) for c in followed]
        times += [first] if first else []
        times += resting.values() if followed else ()
        return None if not times else max(0.0, (min(times) - now).total_seconds())

    def _check(self, done: Round) -> None:
        now = self._clock.now()
        with snapshot(self._engine) as connection:
            due = channels.due(connection, now, CHANNELS)
        of_pages = {}
        for channel in due:
            if channel.kind is ChannelKind.FOLDER:
                with writing(self._engine) as connection:
                    self._checked(checks.check_folder(connection, channel, self._clock.now()), done)
            else:
                of_pages[channel.id] = channel
        for wanted, found in self.visitor.visit_all([checks.wanted(c) for c in of_pages.values()]):
            with writing(self._engine) as connection:
                channel = checks.check(connection, of_pages[wanted.key], found, self._clock.now())
            self._checked(channel, done)

    def _checked(self, channel: Channel, done: Round) -> None:
        done.counts["checked"] += 1
        if channel.problem:
            done.fail("failed checks", channel.problem)

    def _due(self) -> list[ChannelEntry]:
        with snapshot(self._engine) as connection:
            resting = self.visitor.hosts.resting()
            return channel_entries.due(connection, self._clock.now(), ENTRIES, OF_ONE_HOST, without=resting)

    def _link(self) -> None:
        """Link what waits. A late report has all since its day linked again, so that linking must not go on always."""
        if self._clock.stopped or not self._ledger.waiting():
            return
        began = time.monotonic()
        self._ledger.link(self._go_on)
        ended = time.monotonic()
        self._rests_until = ended + LINK_REST * (ended - began)

    def _add(self, entries: list[ChannelEntry], done: Round) -> None:
        with snapshot(self._engine) as connection:
            of = {c.id: c for c in channels.rows(connection, counted=False)}
        entries = [e for e in entries if e.channel in of]
        files = [e for e in entries if e.kind is EntryKind.FILE]
        taking: dict[str, list[_Taking]] = {}
        others = [e for e in entries if e.kind is not EntryKind.FILE]
        for reading in self._ledger.add(
            self._reports(others, of, taking, done), workers=self._workers, by=BY, link=False
        ):
            self._count(reading, done)
            for take in taking.pop(reading.report.id, ()):
                take.left.discard(reading.report.id)
                if not take.left:
                    self._save(self._taken(take.entry, reading.report.id))
        done.counts["revisions"] += self._ledger.tally["revisions"]
        for take in {id(t): t for several in taking.values() for t in several}.values():
            if not self._clock.stopped:  # the ledger has them already, or could not take them
                self._save(self._taken(take.entry, take.entry.report))
        for entry in files:
            if not self._clock.stopped:
                self._add_file(entry, done)

    def _reports(
        self, entries: list[ChannelEntry], of: dict[str, Channel], taking: dict[str, list[_Taking]], done: Round
    ) -> Iterator[Report]:
        """The new reports of entries, as their pages come in."""
        for entry in entries:
            if entry.kind is EntryKind.WORDS:
                yield from self._begun(entry, [report_of_words(entry, of[entry.channel])], taking, done)
        pages = {e.id: e for e in entries if e.kind is not EntryKind.WORDS}
        for wanted, found in self.visitor.visit_all([_wanted(e, of[e.channel]) for e in pages.values()]):
            entry = pages[wanted.key]
            done.counts["fetched"] += 1
            if isinstance(found, IntakeError):
                yield from self._not_fetched(entry, of[entry.channel], found, taking, done)
            elif found.unchanged:
                done.counts["unchanged"] += 1
                self._save(self._looked_at(entry))
            elif entry.kind is EntryKind.SITEMAP:
                self._list(entry, of[entry.channel], found, done)
            else:
                reports, problem = reports_of(found.answer, entry, of[entry.channel])
                entry = replace(
                    entry,
                    etag=found.answer.headers.get("ETag"),
                    last_modified=found.answer.headers.get("Last-Modified"),
                )
                if reports:
                    yield from self._begun(entry, reports, taking, done)
                else:
                    self._fail(entry, problem or IntakeError(entry.address, "holds no report"), done)

    def _begun(
        self, entry: ChannelEntry, reports: list[Report], taking: dict[str, list[_Taking]], done: Round
    ) -> Iterator[Report]:
        """Those of the reports of an entry that the ledger lacks; the entry is taken once they are stored."""
        now, new = self._clock.now(), []
        with snapshot(self._engine) as connection:
            for report in reports:
                fresh = as_new(connection, report, entry, now, alone=len(reports) == 1)
                if fresh is not None:
                    new.append(fresh)
        if not new:
            done.counts["unchanged"] += 1
            self._save(self._looked_at(entry))
            return
        take = _Taking(entry, {report.id for report in new})
        first = [report for report in new if report.id not in taking]
        for key in take.left:
            taking.setdefault(key, []).append(take)
        yield from first

    def _not_fetched(
        self,
        entry: ChannelEntry,
        channel: Channel,
        problem: IntakeError,
        taking: dict[str, list[_Taking]],
        done: Round,
    ) -> Iterator[Report]:
        """A page that may not be fetched, or is given up, is taken in the words of its channel, if there are any."""
        lost = isinstance(problem, Forbidden) or _is_last(entry, problem)
        if lost and entry.words and entry.state is EntryState.WAITING:
            as_words = replace(entry, kind=EntryKind.WORDS)  # there is no page to look at again
            yield from self._begun(as_words, [report_of_words(entry, channel)], taking, done)
        else:
            self._fail(entry, problem, done)

    def _list(self, entry: ChannelEntry, channel: Channel, visit: Visit, done: Round) -> None:
        """Keep what a further sitemap lists; one without a date is looked at as often as its channel."""
        answer = visit.answer
        now = self._clock.now()
        try:
            found = checks.list_of(answer)
        except IntakeError as problem:
            self._fail(entry, problem, done)
            return
        again = replace(
            entry,
            state=EntryState.TAKEN,
            fetched_at=now,
            tries=0,
            problem=None,
            due_at=None if entry.changed_at else schedule.next_check(channel, now),
            etag=answer.headers.get("ETag"),
            last_modified=answer.headers.get("Last-Modified"),
        )
        with writing(self._engine) as connection:
            checks.list_entries(connection, channel, found, now, first=entry.fetched_at is None)
            channel_entries.update(connection, again)

    def _add_file(self, entry: ChannelEntry, done: Round) -> None:
        """Add the reports of a file that has stayed as it was for a while."""
        now = self._clock.now()
        version = version_of(entry.address)
        if version is None:
            gone = "was removed before it was complete"
            self._save(replace(entry, state=EntryState.LEFT_OUT, due_at=None, problem=gone))
            return
        if version != entry.version:
            self._save(replace(entry, version=version, due_at=now + schedule.SETTLE))
            return
        if why := intake.why_no_report(entry.address):
            self._save(replace(entry, state=EntryState.LEFT_OUT, due_at=None, problem=why))
            return
        problems: list[IntakeError] = []
        last = entry.report
        for reading in self._ledger.add(
            self._of_file(entry.address, problems), workers=self._workers, by=BY, link=False
        ):
            self._count(reading, done)
            last = last if reading.failure else reading.report.id
        done.counts["revisions"] += self._ledger.tally["revisions"]
        if self._clock.stopped:
            return
        if problems and not (self._ledger.tally["new"] or self._ledger.tally["known"]):
            self._fail(entry, problems[0], done)
        else:
            why = str(problems[0])[: schedule.LONGEST] if problems else None
            self._save(replace(self._taken(entry, last), due_at=None, problem=why))

    def _of_file(self, path: str, problems: list[IntakeError]) -> Iterator[Report | IntakeError]:
        """What a file holds; errors before the first report are kept back, as the file may not be complete."""
        sound = False
        for item in intake.open_all(path):
            if self._clock.stopped:
                return
            if isinstance(item, IntakeError):
                if not problems:
                    problems.append(item)
                if sound:
                    yield item
            else:
                sound = True
                yield item

    def _fail(self, entry: ChannelEntry, problem: IntakeError, done: Round) -> None:
        """An entry that could not be taken is tried again later, and so is a look at a page that was taken."""
        now, why = self._clock.now(), str(problem)[: schedule.LONGEST]
        done.fail("failed", why)
        tried = replace(entry, tries=entry.tries + 1, problem=why)
        looks = entry.state is EntryState.TAKEN and entry.kind is EntryKind.PAGE
        if looks and (_is_last(entry, problem) or tried.tries >= schedule.MOST_LOOKS):
            self._save(replace(self._looked_at(entry), problem=why))
            return
        if _is_last(entry, problem):
            self._save(replace(tried, state=EntryState.GIVEN_UP, due_at=None))
            return
        due = now + schedule.DAY if isinstance(problem, Forbidden) else schedule.next_try(tried, now)
        self._save(replace(tried, due_at=schedule.as_asked(due, problem)))

    def _taken(self, entry: ChannelEntry, report: str | None) -> ChannelEntry:
        return replace(self._looked_at(entry), report=report, words=None)

    def _looked_at(self, entry: ChannelEntry) -> ChannelEntry:
        """The entry after its page was seen: looked at again later, to notice edits."""
        now = self._clock.now()
        due = schedule.next_look(entry, now) if entry.kind is EntryKind.PAGE else None
        return replace(
            entry,
            state=EntryState.TAKEN,
            fetched_at=now,
            due_at=due,
            tries=0,
            checks=entry.checks + 1,
            problem=None,
        )

    def _save(self, entry: ChannelEntry) -> None:
        with writing(self._engine) as connection:
            channel_entries.update(connection, entry)

    def _count(self, reading: Reading, done: Round) -> None:
        self._read += 1
        if reading.failure:
            done.fail("failed", f"{reading.report.title or reading.report.url or reading.report.id}: {reading.failure}")
        else:
            done.counts["new"] += 1

    def _go_on(self, _done: int, _total: int) -> None:
        """Between two reports that are linked: stop if that is requested."""
        if self._clock.stopped:
            raise Stopped


def _is_last(entry: ChannelEntry, problem: IntakeError) -> bool:
    """True if an entry is given up after this problem."""
    gone = isinstance(problem, NotAnswered) and problem.status == HTTPStatus.GONE
    return gone or entry.tries + 1 >= schedule.MOST_TRIES


def _wanted(entry: ChannelEntry, channel: Channel) -> VisitRequest:
    known = entry.report is not None or entry.kind is EntryKind.SITEMAP
    return VisitRequest(
        key=entry.id,
        address=entry.address,
        etag=entry.etag if known else None,
        last_modified=entry.last_modified if known else None,
        public=channel.public,
    )
