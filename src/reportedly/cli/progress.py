"""Progress bars for long work, and Ctrl-C that stops it between two reports without losing any."""

from __future__ import annotations

import signal
import sys
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

import click

from reportedly.cli.terminal import clean_messages

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from types import FrameType

LONG = 3
"""Reports; with fewer there is no bar."""


class Stopped(Exception):
    """Work was stopped between two steps, as the user asked."""


@dataclass(slots=True)
class StopRequest:
    """Becomes true when the user asks to stop."""

    requested: bool = False

    def checked(self, step: Callable[[int, int], None]) -> Callable[[int, int], None]:
        """A function that reports each step to `step` and raises Stopped once a stop is requested and work is left."""

        def checked_step(done: int, total: int) -> None:
            step(done, total)
            if self.requested and done < total:
                raise Stopped

        return checked_step


@dataclass(slots=True)
class QueryProgress:
    """Shows how many pairs of a report a service was asked, once there are bars to show it on."""

    show: Callable[[int, int], None] | None = None

    def __call__(self, done: int, total: int) -> None:
        """Show that `done` of `total` pairs are asked."""
        if self.show is not None:
            self.show(done, total)


@contextmanager
def stop_on_interrupt() -> Iterator[StopRequest]:
    """Inside the block a first Ctrl-C requests a stop after the current step; a second one stops at once."""
    stop = StopRequest()

    def ask(_number: int, _frame: FrameType | None) -> None:
        if stop.requested:
            raise KeyboardInterrupt
        stop.requested = True
        click.echo("reportedly: stopping after the current report; press Ctrl-C again to stop at once", err=True)

    before = signal.signal(signal.SIGINT, ask)
    try:
        yield stop
    finally:
        signal.signal(signal.SIGINT, before)


class ProgressBars:
    """Progress of reading and linking; this class shows nothing."""

    def read(self, failures: int) -> None:
        """Count one more report as read; `failures` of them could not be read so far."""

    def linked(self, done: int, total: int) -> None:
        """Show how many reports of `total` are linked."""

    def queried(self, done: int, total: int) -> None:
        """Show how many pairs of `total` of one report a service was asked."""


@contextmanager
def progress(inputs: Sequence[str], *, shown: bool) -> Iterator[ProgressBars]:
    """ProgressBars on standard error, where that is a terminal and the work is long."""
    total = _expected(inputs) if shown and sys.stderr.isatty() else 0
    if total is not None and total <= LONG:
        yield ProgressBars()
        return
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    from reportedly.cli.console import console

    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[failed]}"),
        TextColumn("{task.fields[rate]}"),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=console(stderr=True), redirect_stdout=False) as bar, clean_messages():
        reading = bar.add_task("read", total=total, failed="", rate="")
        linking = bar.add_task("linked", total=None, failed="", rate="", visible=False)

        asking = bar.add_task("asked", total=None, failed="", rate="", visible=False)

        class _TerminalBars(ProgressBars):
            def read(self, failures: int) -> None:
                speed = bar.tasks[0].finished_speed or bar.tasks[0].speed
                bar.update(
                    reading,
                    advance=1,
                    failed=f"[red]{failures:,} failed[/red]" if failures else "",
                    rate=f"{speed:.1f} a second" if speed else "",
                )

            def linked(self, done: int, total: int) -> None:
                bar.update(linking, completed=done, total=total, visible=True)

            def queried(self, done: int, total: int) -> None:
                bar.update(asking, completed=done, total=total, visible=True)

        yield _TerminalBars()


@contextmanager
def steps(*, shown: bool = True) -> Iterator[Callable[[str, int, int], None]]:
    """One bar a step on standard error, if that is a terminal; call it with the step, the number done, the total."""
    if not (shown and sys.stderr.isatty()):
        yield lambda _step, _done, _total: None
        return
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeRemainingColumn

    from reportedly.cli.console import console

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    known: dict[str, TaskID] = {}
    with Progress(*columns, console=console(stderr=True), redirect_stdout=False) as bars, clean_messages():

        def advance(step: str, done: int, total: int) -> None:
            if step not in known:
                known[step] = bars.add_task(step)
            bars.update(known[step], completed=done, total=total)

        yield advance


def _expected(inputs: Sequence[str]) -> int | None:
    from reportedly.intake import count

    counts = [count(where) for where in inputs]
    return None if None in counts else sum(c for c in counts if c is not None)
