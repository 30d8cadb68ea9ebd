"""`reportedly watch`: follow the channels of a ledger until it is stopped."""

from __future__ import annotations

import signal
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import click

from reportedly.cli.adjudicator import adjudicator, chosen
from reportedly.cli.json_log import log_form, logged_as
from reportedly.cli.json_log import tell as write_event
from reportedly.cli.ledger import open_ledger
from reportedly.cli.printing import print_json
from reportedly.cli.progress import QueryProgress
from reportedly.masking import without_passwords

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import FrameType

    from reportedly.clock import Clock
    from reportedly.ledger.follower.follower import Round

SHOWN = 5
"""Problems of one round that are named; `follow entries --failed` lists all."""


@click.command(short_help="Fetch what is new in what is followed, again and again.")
@click.option("--once", is_flag=True, help="Do all that is due now, and end: for cron.")
@click.option("--json", "as_json", is_flag=True, help="Write one JSON object for each round that did something.")
@click.option("--workers", type=click.IntRange(1, 64), default=1, show_default=True, help="Processes that read.")
@log_form
@adjudicator
@click.pass_obj
def watch(address: str, once: bool, as_json: bool, workers: int, judge: str | None, log: str) -> None:
    """Follow the channels of the ledger until Ctrl-C or SIGTERM: check feeds, sitemaps and folders, fetch the pages
    that they list, add and link them, and look at pages again for edits.

    One process does so at a time. Nothing is lost when it ends: the next one goes on where it was. Each server is asked
    for one page at a time, a second apart or as slowly as its robots.txt wants. REPORTEDLY_CONTACT is an address (mail
    or page) that servers are told, for people who want to turn to you. `reportedly follow` says what is followed.
    """
    from reportedly.batch import WorkerPool
    from reportedly.clock import RealClock

    clock = RealClock()
    failed = False

    def tell(done: Round) -> None:
        nonlocal failed
        failed = failed or bool(done.problems)
        if log == "json":
            write_event("round", **done.counts, problems=[without_passwords(problem) for problem in done.problems])
        if as_json or log != "json":
            _tell(done, as_json=as_json)

    with ExitStack() as stack:
        stack.enter_context(logged_as(log))
        asked = QueryProgress()
        judging = stack.enter_context(chosen(judge, asked))
        ledger = stack.enter_context(open_ledger(address, adjudicator=judging))
        pool = stack.enter_context(WorkerPool(workers))
        stack.enter_context(_stopped_by_signals(clock))
        if not ledger.channels.all():
            click.echo("reportedly: nothing is followed yet: `reportedly follow ADDRESS`", err=True)
        following = ledger.channels.watch(ledger, clock, workers=pool)
        if once:
            following.run_once(tell)
            if waiting := sum(channel.waiting for channel in ledger.channels.all()):
                _tell_waiting(waiting)
        else:
            following.run(tell)
    if clock.stopped:
        click.echo("reportedly: stopped; the next `reportedly watch` goes on here", err=True)
    if once and failed:
        raise click.exceptions.Exit(1)


@contextmanager
def _stopped_by_signals(clock: Clock) -> Iterator[None]:
    """Inside the block SIGINT and SIGTERM request a stop after the current step; a second one stops at once."""

    def ask(_number: int, _frame: FrameType | None) -> None:
        if clock.stopped:
            raise KeyboardInterrupt
        clock.stop()

    before = {number: signal.signal(number, ask) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _tell_waiting(entries: int) -> None:
    from reportedly.ledger.follower.schedule import SETTLE

    some = "1 entry waits" if entries == 1 else f"{entries:,} entries wait"
    until = f"files until they have not changed for {SETTLE.seconds} seconds, pages until they may be asked for again"
    click.echo(f"reportedly: {some} for a later time ({until})", err=True)


def _tell(done: Round, *, as_json: bool) -> None:
    now = datetime.now(UTC)
    if as_json:
        print_json({"at": now.isoformat(), **done.counts, "problems": done.problems})
        return
    from reportedly.export import wording

    counts = done.counts
    parts = [f"{wording.counted(counts['checked'], 'channel')} checked"] if counts["checked"] else []
    parts += [f"{wording.counted(counts['new'], 'report')} added"] if counts["new"] else []
    parts += [f"{wording.counted(counts['revisions'], 'revision')}"] if counts["revisions"] else []
    parts += [f"{counts['unchanged']:,} looked at again, unchanged"] if counts["unchanged"] else []
    parts += [f"{len(done.problems):,} failed"] if done.problems else []
    click.echo(f"{now:%Y-%m-%d %H:%M:%S} {', '.join(parts)}", err=True)
    for problem in done.problems[:SHOWN]:
        click.echo(f"reportedly: {problem}", err=True)
    if len(done.problems) > SHOWN:
        click.echo(f"reportedly: and {len(done.problems) - SHOWN:,} more: `follow entries --failed`", err=True)
