"""Logs for programs: one JSON object a line on standard error, with time, level, event and what belongs to it."""

from __future__ import annotations

import json
import logging
import sys
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING, TextIO, cast

import click

from reportedly.cli.terminal import clean
from reportedly.errors import ReportedlyError
from reportedly.masking import without_passwords

if TYPE_CHECKING:
    from collections.abc import Iterator

log_form = click.option(
    "--log",
    "log",
    type=click.Choice(("text", "json")),
    default="text",
    show_default=True,
    help="What is written to standard error: lines for people, or one JSON object a line (time, level, event).",
)
_LOG = logging.getLogger("reportedly.cli")


class JsonLogFormat(logging.Formatter):
    """A record as one line of JSON; passwords in addresses are masked."""

    def format(self, record: logging.LogRecord) -> str:
        """The line without its end."""
        at = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        line = {"time": at, "level": record.levelname.lower(), "event": without_passwords(clean(record.getMessage()))}
        line |= {"logger": record.name} | getattr(record, "fields", {})
        if record.exc_info:
            line["traceback"] = without_passwords(self.formatException(record.exc_info))
        return json.dumps(line, default=str)


class JsonMessageStream:
    """Standard error for what writes text: each line becomes a record. It is no terminal, and has no `buffer`."""

    encoding = "utf-8"
    errors = "backslashreplace"
    closed = False

    def __init__(self) -> None:
        self._begun = ""

    def write(self, text: str) -> int:
        """Log the lines that are complete; TypeError for bytes, by which click finds out that it takes text."""
        if not isinstance(text, str):
            raise TypeError("text, not bytes")
        *lines, self._begun = f"{self._begun}{text}".split("\n")
        for line in filter(str.strip, lines):
            _LOG.info("%s", line.strip())
        return len(text)

    def flush(self) -> None:
        """Nothing: a line is logged once it is complete."""

    def isatty(self) -> bool:
        """False: bars and colours are for people."""
        return False


def tell(event: str, **fields: object) -> None:
    """Log an event with its fields."""
    _LOG.info("%s", event, extra={"fields": fields})


@contextmanager
def logged_as(form: str) -> Iterator[None]:
    """Inside the block, and until the command line ends, everything on standard error is in that form.

    A fault of the program is logged, too, with exit code 1.
    """
    if form != "json":
        yield
        return
    _begin(click.get_current_context().find_root())
    try:
        yield
    except (ReportedlyError, click.ClickException, click.exceptions.Exit, click.Abort):
        raise
    except Exception:
        _LOG.exception("a fault of the program")
        raise click.exceptions.Exit(1) from None


def _begin(context: click.Context) -> None:
    root, ours, stream = logging.getLogger(), logging.getLogger("reportedly"), sys.stderr
    handler = logging.StreamHandler(stream)
    handler.setFormatter(JsonLogFormat())
    before = (root.handlers, root.level, ours.handlers, ours.level)
    root.handlers, ours.handlers = [handler], []
    root.setLevel(logging.WARNING)
    ours.setLevel(logging.INFO)
    sys.stderr = cast("TextIO", JsonMessageStream())

    def undo() -> None:
        sys.stderr = stream
        root.handlers, ours.handlers = before[0], before[2]
        root.setLevel(before[1])
        ours.setLevel(before[3])

    context.call_on_close(undo)
