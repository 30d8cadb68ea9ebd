"""The commands with which people judge statements."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from reportedly.cli.ledger import link_with_progress, open_ledger
from reportedly.cli.listing import Noun, listing
from reportedly.cli.signature import by
from reportedly.model import Verdict

if TYPE_CHECKING:
    from reportedly.cli.listing import ListingOptions

_why = click.option("--why", default="", metavar="TEXT", help="The reason.")


@click.group(short_help="Decide which statements say the same, or are read wrong.")
def judge() -> None:
    """Decide what the machine cannot: which statements say the same, which was not read right.

    Statements are named by their ids, or by an unambiguous beginning; `claim ID --json`
    and `search TEXT --json` tell them. A judgement counts at once, for every date, and
    in every rebuild.
    """


@judge.command(short_help="Statements A and B say the same.")
@click.argument("one", metavar="A")
@click.argument("other", metavar="B")
@_why
@by
@click.pass_obj
def same(address: str, one: str, other: str, why: str, by: str) -> None:
    """Statements A and B say the same: they end in one claim, with all that are the same as either."""
    _judge(address, Verdict.SAME, one, other, why=why, by=by)


@judge.command(short_help="Statements A and B do not say the same.")
@click.argument("one", metavar="A")
@click.argument("other", metavar="B")
@_why
@by
@click.pass_obj
def different(address: str, one: str, other: str, why: str, by: str) -> None:
    """Statements A and B do not say the same: they are never in one claim."""
    _judge(address, Verdict.DIFFERENT, one, other, why=why, by=by)


@judge.command(short_help="A statement was not read right.")
@click.argument("statement", metavar="STATEMENT")
@_why
@by
@click.pass_obj
def wrong(address: str, statement: str, why: str, by: str) -> None:
    """A statement was not read right: it no longer counts, and is shown as such."""
    _judge(address, Verdict.WRONG, statement, why=why, by=by)


@judge.command(short_help="Take a judgement back.")
@click.argument("judgement", metavar="ID")
@by
@click.pass_obj
def undo(address: str, judgement: str, by: str) -> None:
    """Take a judgement back; it stays on record as revoked."""
    with open_ledger(address) as ledger:
        ledger.unjudge(judgement, by=by, link=False)
        link_with_progress(ledger.link)


@judge.command("list", short_help="All judgements, the revoked ones too.")
@listing
@click.pass_obj
def listed(address: str, options: ListingOptions) -> None:
    """All judgements, oldest first, the revoked ones too; --limit keeps the latest."""
    from reportedly.cli import ledger_tables
    from reportedly.record import Judgement

    with open_ledger(address) as ledger:
        shown = options.latest(ledger.judgements())
    noun = Noun("judgement", "judgements", latest=True)
    options.show(shown, noun, Judgement, lambda: ledger_tables.judgements(shown))


def _judge(address: str, verdict: Verdict, *statements: str, why: str, by: str) -> None:
    with open_ledger(address) as ledger:
        click.echo(ledger.judge(verdict, *statements, why=why, by=by, link=False).id)
        link_with_progress(ledger.link)
