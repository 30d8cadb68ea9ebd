"""The command line: parsing and printing only; one file a family of commands.

The module of a command is loaded when the command is run, and imports what is slow to load
inside its functions, so that `--help` is fast.
"""

from __future__ import annotations

import errno
import logging
import os
import sys
import traceback
from importlib import import_module
from typing import Any

import click

from reportedly.cli.terminal import clean_messages
from reportedly.errors import ReportedlyError

COMMANDS = {
    "read": "reportedly.cli.read:read",
    "add": "reportedly.cli.add:add",
    "follow": "reportedly.cli.follow:follow",
    "watch": "reportedly.cli.watch:watch",
    "claims": "reportedly.cli.queries:claims",
    "claim": "reportedly.cli.queries:claim",
    "disputes": "reportedly.cli.queries:disputes",
    "changes": "reportedly.cli.queries:changes",
    "new": "reportedly.cli.news:new",
    "origins": "reportedly.cli.queries:origins",
    "events": "reportedly.cli.events:events",
    "forecasts": "reportedly.cli.queries:forecasts",
    "numbers": "reportedly.cli.queries:numbers",
    "tolls": "reportedly.cli.events:tolls",
    "timeline": "reportedly.cli.queries:timeline",
    "sources": "reportedly.cli.queries:sources",
    "source": "reportedly.cli.queries:source",
    "actor": "reportedly.cli.actors:actor",
    "search": "reportedly.cli.search:search",
    "topic": "reportedly.cli.topics:topic",
    "alert": "reportedly.cli.alerts:alert",
    "case": "reportedly.cli.cases:case",
    "brief": "reportedly.cli.brief:brief",
    "feed": "reportedly.cli.feeds:feed",
    "calendar": "reportedly.cli.feeds:calendar",
    "grade": "reportedly.cli.grades:grade",
    "ungrade": "reportedly.cli.grades:ungrade",
    "grades": "reportedly.cli.grades:grades",
    "note": "reportedly.cli.notes:note",
    "judge": "reportedly.cli.judgements:judge",
    "export": "reportedly.cli.transfer:export",
    "import": "reportedly.cli.transfer:import_",
    "backup": "reportedly.cli.backup:backup",
    "restore": "reportedly.cli.backup:restore",
    "link": "reportedly.cli.add:link",
    "verify": "reportedly.cli.audit:verify",
    "failures": "reportedly.cli.failures:failures",
    "lexicon": "reportedly.cli.lexicon:lexicon",
    "account": "reportedly.cli.accounts:account",
    "serve": "reportedly.cli.serve:serve",
    "mcp": "reportedly.cli.mcp:mcp",
}
"""The module and function of each command, in the order in which people need them."""

INTERRUPTED = 130
PIPE_CLOSED = 141
"""What a shell reports for SIGINT and SIGPIPE."""


_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO})


def _let_go_of_output() -> None:
    """Drop the rest of the output: at exit it would fail again, where nobody can catch it."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


class Commands(click.Group):
    """The commands of `COMMANDS`; a failure that the user can fix is one line and exit code 1."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The commands in the order of use, not of the alphabet."""
        del ctx
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Load the command of that name."""
        del ctx
        if cmd_name not in COMMANDS:
            return None
        module, _, function = COMMANDS[cmd_name].partition(":")
        command = getattr(import_module(module), function)
        assert isinstance(command, click.Command)
        return command

    def main(self, *given: Any, **named: Any) -> Any:
        """Run the command line; nothing that it writes to standard error can steer a terminal."""
        with clean_messages():
            return super().main(*given, **named)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command."""
        try:
            return super().invoke(ctx)
        except ReportedlyError as problem:
            if ctx.params.get("verbose"):
                traceback.print_exc()
            click.echo(f"reportedly: {problem}", err=True)
            ctx.exit(1)
        except KeyboardInterrupt:
            click.echo("reportedly: interrupted", err=True)
            ctx.exit(INTERRUPTED)
        except BrokenPipeError:
            _let_go_of_output()
            ctx.exit(PIPE_CLOSED)
        except click.NoSuchOption as problem:
            if problem.option_name not in {name for param in self.params for name in param.opts}:
                raise
            before = f"{problem.message} It goes before the command: {ctx.info_name} {problem.option_name} ... COMMAND"
            raise click.NoSuchOption(problem.option_name, before, ctx=problem.ctx) from None
        except OSError as problem:
            if problem.errno not in _FULL or problem.filename is not None:
                raise
            _let_go_of_output()
            click.echo(f"reportedly: standard output: cannot be written ({problem.strerror})", err=True)
            ctx.exit(1)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--ledger",
    envvar="REPORTEDLY_LEDGER",
    default="reportedly.db",
    show_default=True,
    metavar="PATH_OR_URL",
    help="The ledger to use: a file (SQLite) or a database address.",
)
@click.option("-v", "--verbose", is_flag=True, help="Show the traceback of every failure.")
@click.version_option(package_name="reportedly")
@click.pass_context
def main(context: click.Context, ledger: str, verbose: bool) -> None:
    """Event data that remembers who said so."""
    _show_notes(verbose)
    context.obj = ledger


class _Notes(logging.Handler):
    """Writes warnings of the package to standard error."""

    def emit(self, record: logging.LogRecord) -> None:
        click.echo(f"reportedly: {record.getMessage()}", err=True)


def _show_notes(verbose: bool) -> None:
    ours = logging.getLogger("reportedly")
    ours.handlers = [h for h in ours.handlers if not isinstance(h, _Notes)] + [_Notes()]
    ours.setLevel(logging.DEBUG if verbose else logging.WARNING)
    logging.getLogger("reportedly.intake.tally").setLevel(logging.INFO)  # "3 of 3 reports found"
    for chatty in ("trafilatura", "htmldate", "courlan"):  # their warnings about pages help nobody
        logging.getLogger(chatty).setLevel(logging.CRITICAL)
