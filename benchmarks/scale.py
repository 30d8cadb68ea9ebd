"""Costs of a ledger of 1,000, 10,000 and 100,000 reports: adding one more, one page of each answer, memory, disk.

    python -m benchmarks.scale [--folder benchmarks/scale] [--sizes 1000,10000,100000] [--grow | --print]

One ledger grows; a copy is kept at each size, and all copies are measured at the end. Existing copies are not made
again, so that an interrupted run continues. Its reports are varied copies of the shipped samples (`varied.py`): reading
and embedding are left out, keeping and linking are those of `add`. With --grow nothing is measured, with --print the
page is not written.
"""

from __future__ import annotations

import argparse
import gc
import json
import platform
import resource
import sqlite3
import subprocess
import sys
import textwrap
import time
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from itertools import islice
from pathlib import Path
from statistics import mean, median
from typing import TYPE_CHECKING, Any

import benchmarks.one_thread  # noqa: F401  before anything that loads numpy

# isort: split

import sqlalchemy as sa
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from benchmarks import page, served
from benchmarks.stages import SAMPLES, reports_of
from benchmarks.varied import A_DAY, FIRST, Made, Stories
from reportedly import __version__, encoder
from reportedly.ledger import Ledger
from reportedly.ledger.linker import event_linker, forecast_linker, linker
from reportedly.ledger.linker.embeddings import texts_of
from reportedly.linking import claims as linked
from reportedly.linking import events, index, pair_model
from reportedly.listing import Filter, Numbered, Page
from reportedly.model import Outcome, Status
from reportedly.store import readings, reports
from reportedly.store.database import open_database, writing
from reportedly.store.embeddings import EmbeddingRow, seal, upsert_embeddings

if TYPE_CHECKING:
    from collections.abc import Callable

SIZES = (1_000, 10_000, 100_000)
AT_ONCE = 100
"""Reports in one transaction while the ledger grows."""
WARM, MEASURED = 100, 200
"""Reports linked first at each size to warm up, and reports that are timed after them."""
READ = 10
"""Reports that are read, embedded and linked at each size, one `add` each."""
FEWER = 2, 6, 16
"""Cells probed, and claims and forecasts compared, while the ledger grows."""
PAGE = 50
ROUNDS = 7
RECALL = {0.6: "99.0 %", 0.7: "99.6 %", 0.8: "99.1 %"}
"""Measured by `benchmarks.candidates` on corpora that are not part of the project."""
BAR = 2.0
"""The largest ledger may cost this many times as much as the smallest."""


def insert_report(connection: sa.Connection, made: Made) -> None:
    """Insert a report with its reading and the vectors of its statements."""
    now = datetime.now(UTC)
    reports.insert(connection, made.reading.report, now)
    readings.insert(connection, made.reading, now)
    texts = texts_of(made.reading)
    rows = [
        EmbeddingRow(
            statement=s.id,
            report=made.reading.report.id,
            classes={},
            ahead=False,
            vector=v,
            seal=seal(v, encoder.digest(encoder.EMBEDDER), texts[s.id].context),
        )
        for s, v in zip(made.reading.statements, made.vectors, strict=True)
    ]
    upsert_embeddings(connection, rows)


def grow(folder: Path, stories: Stories, sizes: list[int], bars: Progress) -> None:
    """Grow a ledger through these sizes, and keep a copy at each."""
    # Nothing is measured here: repeated statements are among the nearest anyway, nothing is embedded; pairs are
    # judged by the pair model.
    index.PROBES, linked.CANDIDATES, forecast_linker.CONSIDERED = FEWER
    leads: dict[str, events.Lead] = {}
    event_linker.leads = lambda texts: [leads.pop(report) for report in texts]
    gc.set_threshold(100_000, 50, 100)
    growing = folder / "growing.db"
    engine = open_database(str(growing))
    sa.event.listen(engine, "connect", make_fast)
    engine.dispose()  # connections opened before keep their settings
    with writing(engine) as connection:
        there = reports.count(connection)
        linking = linker.Linker(connection, pair_model.local())
    coming = stories.made(there)
    for size in sizes:
        task = bars.add_task(f"{size:,} reports", total=size, completed=there)
        while there < size:
            with writing(engine) as connection:
                for made in islice(coming, min(AT_ONCE, size - there)):
                    insert_report(connection, made)
                    leads[made.reading.report.id] = made.lead
                    linking.link_next(connection)
                    there += 1
            bars.update(task, completed=there)
        kept = at_size(folder, size)
        if not kept.exists():
            copy(growing, kept)
    engine.dispose()


def copy(ledger: Path, to: Path) -> None:
    """Copy a ledger with its write-ahead log."""
    part = to.with_suffix(".part")
    with closing(sqlite3.connect(ledger)) as given, closing(sqlite3.connect(part)) as taken:
        given.backup(taken)
    part.rename(to)


def make_fast(connection: Any, _record: object) -> None:
    """Give a connection more memory and less safety than `add` has; nothing is measured while the ledger grows."""
    connection.execute("PRAGMA cache_size = -3000000")
    connection.execute("PRAGMA synchronous = OFF")


def at_size(folder: Path, size: int) -> Path:
    """The path of the copy at a size."""
    return folder / f"{size}.db"


def link(address: str, stories: Stories, size: int) -> dict[str, float]:
    """Milliseconds to keep and to link one report, linked as by `add`, in its own transactions."""
    engine = open_database(address)
    spent: dict[str, list[float]] = {"keep": [], "link": []}
    with writing(engine) as connection:
        linking = linker.Linker(connection, pair_model.local())
    for number, made in enumerate(islice(stories.made(size), WARM + MEASURED)):
        start = time.process_time()
        with writing(engine) as connection:
            insert_report(connection, made)
        kept = time.process_time()
        with writing(engine) as connection:
            linking.link_next(connection)
        if number >= WARM:
            spent["keep"].append(1000 * (kept - start))
            spent["link"].append(1000 * (time.process_time() - kept))
    engine.dispose()
    return {name: mean(times) for name, times in spent.items()}


def questions(ledger: Ledger, size: int) -> dict[str, Callable[[], object]]:
    """One page of every answer, as known now and as known when half of the reports were there."""
    half = half_of(size)
    last = ledger.latest_day() or date.max
    week = last - timedelta(days=6)
    party = next(iter(ledger.active_parties(limit=1)), "")
    country = next(iter(ledger.active_countries(limit=1)), "")
    claim = max(ledger.claims(limit=PAGE), key=lambda c: len(c.statements))
    said = claim.statements[0]
    found: dict[str, Callable[[], object]] = {
        "claims": lambda: ledger.claims(limit=PAGE),
        "claims as of half the time": lambda: ledger.claims(Filter(as_of=half), limit=PAGE),
        "claims that are disputed": lambda: ledger.disputes(limit=PAGE),
        "claims of a party": lambda: ledger.claims(Filter(actor=party), limit=PAGE),
        "claims in a country": lambda: ledger.claims(Filter(place=country), limit=PAGE),
        "claims with numbers that exclude each other": lambda: ledger.claims(
            Filter(numbers=Numbered.CONFLICTING), limit=PAGE
        ),
        "one claim": lambda: ledger.claim(claim.id),
        "changes, latest first": lambda: ledger.changes(Filter(newest_first=True), limit=PAGE),
        "changes, as the command lists them": lambda: ledger.changes(
            Filter(status_changed=True, newest_first=True), limit=PAGE
        ),
        "changes as of half the time": lambda: ledger.changes(Filter(as_of=half, newest_first=True), limit=PAGE),
        "changes of a party": lambda: ledger.changes(Filter(actor=party, newest_first=True), limit=PAGE),
        "search for a word": lambda: ledger.search(Filter(text="said"), limit=PAGE),
        "search for two words": lambda: ledger.search(Filter(text="plane Tehran"), limit=PAGE),
        "search for a phrase as of half the time": lambda: ledger.search(
            Filter(text='"shot down"', as_of=half), limit=PAGE
        ),
        "search for what a party said that is disputed": lambda: ledger.search(
            Filter(actor=party, status=Status.DISPUTED), limit=PAGE
        ),
        "reports": lambda: ledger.reports(limit=PAGE),
        "origins of several reports": lambda: ledger.origins(Filter(multiple=True), limit=PAGE),
        "forecasts": lambda: ledger.forecasts(Filter(newest_first=True), limit=PAGE),
        "forecasts that fall due": lambda: ledger.forecasts(Filter(outcome=Outcome.OPEN, due_since=last), limit=PAGE),
        "numbers": lambda: ledger.numbers(limit=PAGE),
        "numbers, latest first": lambda: ledger.numbers(Filter(newest_first=True), limit=PAGE),
        "timeline of a week": lambda: ledger.timeline(Filter(since=week, until=last, newest_first=True), limit=PAGE),
        "timeline as of half the time": lambda: ledger.timeline(Filter(as_of=half, newest_first=True), limit=PAGE),
        "days of a month": lambda: ledger.days(Filter(since=last - timedelta(days=29), until=last)),
        "places of a week": lambda: ledger.places(Filter(since=week, until=last)),
        "sources": lambda: ledger.sources(limit=PAGE),
        "sources as of half the time": lambda: ledger.sources(Filter(as_of=half), limit=PAGE),
        "one source": lambda: ledger.source(party, limit=PAGE),
        "parties and countries of a month": lambda: (ledger.active_parties(), ledger.active_countries()),
        "tallies of statuses and outcomes": lambda: (ledger.statuses(as_of=half), ledger.outcomes()),
        "doubts": lambda: ledger.review_queue(limit=PAGE),
        "claims and origins of one report": lambda: (
            ledger.claims_of([said.id]),
            ledger.origins_of([said.report]),
            ledger.reading(said.report),
        ),
    }
    return found


def half_of(size: int) -> date:
    """The day by which half of that many reports were published."""
    return (FIRST + timedelta(days=size / A_DAY / 2)).date()


def measure(address: str, size: int) -> dict[str, Any]:
    """Rows and milliseconds (median, processor time) of each page, in a process that has just opened the ledger."""
    with Ledger(address, make=False) as ledger:
        found = {}
        for name, ask in questions(ledger, size).items():
            rounds = []
            for _ in range(ROUNDS):
                start = time.process_time()
                given = ask()
                rounds.append(1000 * (time.process_time() - start))
            found[name] = {"time": median(rounds), "rows": len(given) if isinstance(given, list | Page) else 1}
    return found


def add(address: str, stories: Stories, number: int) -> dict[str, float]:
    """Seconds that `add` takes for one report, with reading, and the peak memory of the process."""
    spent = []
    with Ledger(address, make=False) as ledger:
        for n in range(READ):
            start = time.process_time()
            assert [r.failure for r in ledger.add([stories.report(number + n)])] == [None]
            spent.append(time.process_time() - start)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return {"add": median(spent), "memory": peak // (1024 * 1024 if sys.platform == "darwin" else 1024)}


def in_own_process(what: str, ledger: Path, size: int) -> dict[str, Any]:
    """Measure in a process of its own."""
    command = [
        sys.executable,
        "-m",
        "benchmarks.scale",
        "--measure",
        what,
        "--ledger",
        str(ledger),
        "--sizes",
        str(size),
    ]
    found: dict[str, Any] = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
    return found


def measured(folder: Path, size: int) -> dict[str, Any]:
    """All figures at a size."""
    kept = at_size(folder, size)
    found: dict[str, Any] = {"bytes": kept.stat().st_size}
    found["pages"] = in_own_process("pages", kept, size)
    found["desk"] = in_own_process("desk", kept, size)
    scratch = folder / "scratch.db"
    for what, first in (("link", size), ("add", size + WARM + MEASURED)):
        if what == "link":
            copy(kept, scratch)
        found[what] = in_own_process(what, scratch, first)
    for left in folder.glob("scratch.db*"):
        left.unlink()
    return found


def as_markdown(measured: dict[int, dict[str, Any]]) -> str:
    """The figures in Markdown."""
    sizes = sorted(measured)
    first, last = measured[sizes[0]], measured[sizes[-1]]
    head = "| " + " | ".join(["", *(f"{s:,} reports" for s in sizes), f"{sizes[-1]:,} over {sizes[0]:,}"]) + " |"
    rule = "|---|" + "---:|" * (len(sizes) + 1)

    def row(name: str, get: Callable[[dict[str, Any]], float], form: str, *, bar: bool = True) -> str:
        ratio = get(last) / get(first)
        mark = f"**{ratio:.1f}**" if bar and ratio > BAR else f"{ratio:.1f}"
        return "| " + " | ".join([name, *(form.format(get(measured[s])) for s in sizes), mark]) + " |"

    bytes_a_report = {id(m): m["bytes"] / size / 1024 for size, m in measured.items()}
    costs = [
        row("keep a report with its reading", lambda m: m["link"]["keep"], "{:.1f} ms"),
        row("link it", lambda m: m["link"]["link"], "{:.1f} ms"),
        row("keep and link it", lambda m: m["link"]["keep"] + m["link"]["link"], "{:.1f} ms"),
        row("`add` of one report, read, embedded, kept, linked", lambda m: 1000 * m["add"]["add"], "{:.0f} ms"),
        row("peak memory of a process that adds", lambda m: m["add"]["memory"], "{:.0f} MB"),
        row("the ledger's file, by report", lambda m: bytes_a_report[id(m)], "{:.0f} KB"),
    ]

    def full(name: str) -> str:
        rows = [measured[s]["pages"][name]["rows"] for s in sizes]
        return name if len(set(rows)) == 1 else f"{name} ({', '.join(map(str, rows))} rows)"

    pages = [
        row(full(name), lambda m, name=name: m["pages"][name]["time"], "{:.1f} ms")  # type: ignore[misc]
        for name in first["pages"]
    ]
    shown = [
        row(name, lambda m, name=name: m["desk"][name]["time"], "{:.1f} ms")  # type: ignore[misc]
        for name in first["desk"]
    ]
    heaviest = max(p["weight"] for m in measured.values() for p in m["desk"].values())
    missed = [
        line.split(" | ")[0].removeprefix("| ") for line in (*costs, *pages, *shown) if "**" in line.rsplit("|", 2)[1]
    ]
    verdict = (
        f"More than {BAR:.0f} times as much at {sizes[-1]:,} reports as at {sizes[0]:,}: {'; '.join(missed)}."
        if missed
        else f"Nothing costs more than {BAR:.0f} times as much at {sizes[-1]:,} reports as at {sizes[0]:,}."
    )
    verdict += f" The goal is that nothing does at {SIZES[-1]:,} reports."
    if sizes[-1] < SIZES[-1]:
        verdict += f" That is not measured yet: this run ended at {sizes[-1]:,}; `make bench-scale` measures all sizes."
    verdict += " A week has 700 reports and a month 3,000: the cost of such a window grows until it is full."
    verdict = textwrap.fill(verdict, 118)
    newline = "\n"
    return f"""## A ledger that grows

Written by `make bench-scale` on {datetime.now(UTC):%Y-%m-%d} with reportedly {__version__},
SQLite {sqlite3.sqlite_version} and Python {platform.python_version()}; do not edit.

One ledger, a file, grows by {A_DAY} reports a day and is measured at each size. Its reports are varied copies
of the shipped samples: other names, figures and words of the same length in every copy, on other days. The samples are
read once and their readings varied with them; vectors are those of the samples, rotated in another way for each story,
so that growing takes neither reading nor embedding. While it grows, fewer candidates are compared than by `add`
(six of the nearest in two cells of each half), which saves hours. Keeping and linking, as `add` does them, are
measured on {MEASURED} more reports (the mean); `add` itself, with reading and embedding, on {READ} more, each in an
`add` of its own (the median). A page has {PAGE} rows; other numbers of rows are given. Its time
is the median of {ROUNDS}. Times are processor time.

{verdict}

{head}
{rule}
{newline.join(costs)}

After a report published before the latest linked one, or a judgement, everything since that day is linked again.
That costs as many times the cost of linking one as there are reports since. Candidates come from the IVF index
(`linking/index.py`) once there are some thousands of statements, and not all near ones are found. Among
23,400 sentences of news, with 600 others as queries, ten a report, the nearest is found for {RECALL[0.6]} of those that
have one at a cosine of 0.6 or more, {RECALL[0.7]} at 0.7 or more, {RECALL[0.8]} at 0.8 or more.

One page of each answer:

{head}
{rule}
{newline.join(pages)}

The desk's pages, from the request to the last byte; the heaviest has {heaviest:.0f} KB with style and script
(goal: {served.HEAVIEST} KB or less):

{head}
{rule}
{newline.join(shown)}
"""


def main() -> None:
    """Grow, measure, write."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--folder", type=Path, default=Path(__file__).with_name("scale"))
    options.add_argument("--sizes", default=",".join(map(str, SIZES)))
    options.add_argument("--grow", action="store_true")
    options.add_argument("--print", action="store_true")
    options.add_argument("--measure", choices=("link", "add", "pages", "desk"), help=argparse.SUPPRESS)
    options.add_argument("--ledger", help=argparse.SUPPRESS)
    given = options.parse_args()
    sizes = [int(size) for size in given.sizes.split(",")]
    if given.measure:
        print(json.dumps(of_one(given.measure, given.ledger, sizes[0])))
        return
    given.folder.mkdir(exist_ok=True)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns) as bars:
        grow(given.folder, Stories(reports_of(SAMPLES)), sizes, bars)
    if given.grow:
        return
    text = as_markdown({size: measured(given.folder, size) for size in sizes})
    if not given.print:
        page.write(page.SCALE, text)
    print(text)


def of_one(what: str, address: str, size: int) -> dict[str, Any]:
    """The figures of one kind at a size."""
    if what == "pages":
        return measure(address, size)
    if what == "desk":
        return served.measure(address, half_of(size))
    stories = Stories(reports_of(SAMPLES))
    return link(address, stories, size) if what == "link" else add(address, stories, size)


if __name__ == "__main__":
    main()
