"""A week of a simulated news site in minutes: what `watch` misses, takes twice, and needs of memory.

    python -m benchmarks.feed_week                   # 10,000 entries
    python -m benchmarks.feed_week --entries 500

A server on this machine publishes articles through a week of simulated time, in a feed. One request in twenty fails
(500, or 503 with a time to wait), one article in twenty moves for good, one in ten is edited, the feed itself moves on
the fifth day, and the server's clock is seven minutes fast. The follower is what `watch` runs, on a simulated clock; in
the place of the reader stands one that finds nothing, and reports are linked at the end, so that what is measured is
following. Halfway it starts again from the ledger.
"""

from __future__ import annotations

import argparse
import gc
import os
import random
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from reportedly.batch import WorkerPool
from reportedly.channels import EntryState
from reportedly.ledger import Ledger
from reportedly.model import Reading, Run
from tests.news_site import SimulatedClock, Site, serving

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterator

    from reportedly.errors import IntakeError
    from reportedly.ledger.follower.follower import Round
    from reportedly.model import Report

WEEK = timedelta(days=7)
AFTER = timedelta(days=1)
"""How long it goes on after the last article."""
STEP = 600.0
"""Seconds of simulated time between two looks at what is due, if nothing is due earlier."""
_WORDS = "harbour", "bridge", "council", "ferry", "minister", "union", "court", "river", "police", "border", "vote"


class NoReader(WorkerPool):
    """Stands for the processes that read: it finds nothing."""

    def __init__(self) -> None:
        super().__init__(1)

    @property
    def run(self) -> Run:
        """What made its readings."""
        return Run(software="none", pipeline="none", encoder=None, lexicon="none")

    def read(self, reports: Iterator[Report | IntakeError]) -> Generator[Reading]:
        """Readings without anything in them."""
        from reportedly.batch import failed
        from reportedly.errors import IntakeError

        for report in reports:
            yield failed(report, self.run) if isinstance(report, IntakeError) else Reading(report=report, run=self.run)


class LinkedLast(Ledger):
    """A ledger that links at the end: what linking costs is another measurement."""

    def link(self, progress: Callable[[int, int], None] | None = None) -> int:
        """Nothing yet."""
        del progress
        return 0

    def link_all(self) -> None:
        """Link everything, in order of publication."""
        super().link()


@dataclass(slots=True)
class Outcome:
    """What became of the week."""

    entries: int
    edits: int
    counts: Counter[str] = field(default_factory=Counter)
    memory: list[float] = field(default_factory=list)
    """Megabytes that the process holds at the end of each day, the server's among them."""
    seconds: float = 0.0
    requests: int = 0
    missed: int = 0
    twice: int = 0
    unedited: int = 0
    """Edited articles of which the ledger has not the last text as the current one."""
    failed: int = 0
    busiest: int = 0


@dataclass(slots=True)
class News:
    """The newsroom: it publishes, edits and moves, by the clock."""

    site: Site
    entries: int
    chance: random.Random
    published: int = 0
    edits: int = 0
    texts: dict[str, str] = field(default_factory=dict)
    """The last text of each article, by key."""
    _paths: dict[str, str] = field(default_factory=dict)
    _edits: list[tuple[float, str]] = field(default_factory=list)
    _moves: list[tuple[float, str]] = field(default_factory=list)

    def go_on(self, passed: timedelta) -> None:
        """Publish, edit and move what is to be by then."""
        done = min(1.0, passed / WEEK)
        while self.published < round(self.entries * done):
            self._publish()
        seconds = passed.total_seconds()
        for when, key in [e for e in self._edits if e[0] <= seconds]:
            self._edits.remove((when, key))
            self.texts[key] = self._text(key) + " It was corrected later."
            self.site.edit(self._paths[key], self.texts[key])
            self.edits += 1
        for when, key in [m for m in self._moves if m[0] <= seconds]:
            self._moves.remove((when, key))
            new = f"/archive/{key}"
            self.site.move(self._paths[key], new)
            self._paths[key] = new
        if passed > WEEK * 0.6 and self.site.feed_path == "/feed.xml":
            self.site.feed_path = self.site.feed_moved_to = "/rss"

    def _publish(self) -> None:
        key = f"n{self.published}"
        self.published += 1
        self.texts[key] = self._text(key)
        self._paths[key] = self.site.publish(key, self.texts[key]).path
        seconds = (self.published / self.entries) * WEEK.total_seconds()
        if self.chance.random() < 0.1:
            # Within six hours: pages are looked at after one and eight, and after three days.
            self._edits.append((seconds + self.chance.uniform(60, 6 * 3600), key))
        if self.chance.random() < 0.05:
            self._moves.append((seconds + self.chance.uniform(60, 12 * 3600), key))

    def _text(self, key: str) -> str:
        words = random.Random(key)
        sentences = (" ".join(words.choices(_WORDS, k=12)).capitalize() + f" {key}." for _ in range(6))
        return "\n\n".join(sentences)


def simulate(entries: int, folder: Path, *, seed: int = 1, tell: bool = False) -> Outcome:
    """Follow the site for a week and what comes after."""
    os.environ["REPORTEDLY_PRIVATE_ADDRESSES"] = "1"
    chance, clock = random.Random(seed), SimulatedClock()
    site = Site(clock, skew=timedelta(minutes=7), listed=max(60, entries // 100), robots="User-agent: *\nAllow: /\n")
    lock_free = random.Random(seed + 1)

    def fails(path: str) -> int | None:
        if lock_free.random() >= 0.05:
            return None
        site.retry_after = "90" if lock_free.random() < 0.3 else None
        return 503 if site.retry_after else 500 if path != "/feed.xml" else 502

    site.fails = fails
    outcome = Outcome(entries=entries, edits=0)
    began, start = time.perf_counter(), clock.now()
    with serving(site), NoReader() as reader:
        news = News(site, entries, chance)
        ledger = LinkedLast(str(folder / "week.db"))
        ledger.channels.follow(f"{site.address}/feed.xml", interval=900)
        watch = ledger.channels.watch(ledger, clock, workers=reader)
        day, restarted = 1, False

        def told(done: Round) -> None:
            outcome.counts.update(done.counts)

        while (passed := clock.now() - start) < WEEK + AFTER:
            news.go_on(passed)
            watch.run_once(told)
            due = watch.follower.next_due()
            clock.wait(min(STEP, max(60.0, due or 0.0)))
            if passed > timedelta(days=day):
                day += 1
                _measure(outcome)
                if tell:
                    print(f"day {day - 1}: {ledger.count():,} reports, {outcome.memory[-1]:.0f} MB", flush=True)
            if passed > WEEK / 2 and not restarted:
                restarted = True
                ledger.close()
                ledger = LinkedLast(str(folder / "week.db"))
                watch = ledger.channels.watch(ledger, clock, workers=reader)
        _measure(outcome)
        ledger.link_all()
        _compare(ledger, news, outcome)
        ledger.close()
    outcome.seconds = time.perf_counter() - began
    outcome.requests, outcome.busiest = sum(site.asked.values()), site.busiest
    return outcome


def _measure(outcome: Outcome) -> None:
    gc.collect()
    statm = Path("/proc/self/statm")
    pages = int(statm.read_text("ascii").split()[1]) if statm.exists() else 0
    outcome.memory.append(pages * os.sysconf("SC_PAGE_SIZE") / 1e6)


def _compare(ledger: Ledger, news: News, outcome: Outcome) -> None:
    """Compare the ledger with what the site published."""
    texts = Counter(report.text for report in ledger.reports())
    current = {reading.report.text for reading in ledger.readings()}
    outcome.edits = news.edits
    outcome.missed = sum(text not in texts for text in news.texts.values())
    outcome.twice = sum(number - 1 for number in texts.values())
    outcome.unedited = sum(text not in current for text in news.texts.values())
    superfluous = current - set(news.texts.values())
    outcome.twice += len(superfluous)
    states = Counter(e.state for e in ledger.channels.entries())
    outcome.failed = states[EntryState.WAITING] + states[EntryState.GIVEN_UP]


def main() -> None:
    """Simulate a week, and print what became of it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--entries", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="feed-week") as folder:
        done = simulate(given.entries, Path(folder), seed=given.seed, tell=True)
    print(f"{done.entries:,} articles, {done.edits:,} edits, {done.requests:,} requests in {done.seconds:.0f} s")
    print(f"{done.counts['new']:,} reports, {done.counts['revisions']:,} revisions, {done.counts['failed']:,} failures")
    print(f"missed {done.missed}, twice {done.twice}, edits missed {done.unedited}, left waiting {done.failed}")
    print(f"requests at a time: {done.busiest}; MB by day: {', '.join(f'{m:.0f}' for m in done.memory)}")


if __name__ == "__main__":
    main()
