"""The commands that judge statements."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from reportedly.cli.ledger import link_with_progress, open_ledger, open_to_read
from reportedly.cli.listing import Noun, listing, topic
from reportedly.cli.signature import by, signing_key
from reportedly.cli.signature import key as key_option
from reportedly.cli.terminal import say
from reportedly.model import Verdict

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from reportedly.cli.listing import ListingOptions
    from reportedly.ledger import Ledger
    from reportedly.ledger.queries.review_queue import ReviewItem
    from reportedly.ledger.queries.second_opinions import SecondOpinion
    from reportedly.record import StatementInClaim

_why = click.option("--why", default="", metavar="TEXT", help="The reason.")


@click.group(short_help="Decide which statements say the same or were read wrong.")
def judge() -> None:
    """Decide which statements say the same, and which were read wrong or right.

    Name statements by their ids or unambiguous beginnings of them; `claim ID --json` and
    `search TEXT --json` list ids. A judgement counts at once, for every date, and in every rebuild.
    """


@judge.command(short_help="Statements A and B say the same.")
@click.argument("one", metavar="A")
@click.argument("other", metavar="B")
@_why
@by
@key_option
@click.pass_obj
def same(address: str, one: str, other: str, why: str, by: str, key: Path | None) -> None:
    """Statements A and B say the same: they belong to one claim, with all statements that are the same as either."""
    _judge(address, Verdict.SAME, one, other, why=why, by=by, key=key)


@judge.command(short_help="Statements A and B do not say the same.")
@click.argument("one", metavar="A")
@click.argument("other", metavar="B")
@_why
@by
@key_option
@click.pass_obj
def different(address: str, one: str, other: str, why: str, by: str, key: Path | None) -> None:
    """Statements A and B do not say the same: they are never in one claim."""
    _judge(address, Verdict.DIFFERENT, one, other, why=why, by=by, key=key)


@judge.command(short_help="A statement was read wrong.")
@click.argument("statement", metavar="STATEMENT")
@_why
@by
@key_option
@click.pass_obj
def wrong(address: str, statement: str, why: str, by: str, key: Path | None) -> None:
    """A statement was read wrong: it no longer counts, and is marked as wrong."""
    _judge(address, Verdict.WRONG, statement, why=why, by=by, key=key)


@judge.command(short_help="A statement was read right.")
@click.argument("statement", metavar="STATEMENT")
@_why
@by
@key_option
@click.pass_obj
def right(address: str, statement: str, why: str, by: str, key: Path | None) -> None:
    """A statement was read right, though somebody judged it wrong: it counts again once more people say so."""
    _judge(address, Verdict.RIGHT, statement, why=why, by=by, key=key)


@judge.command("key", short_help="Make a key that signs judgements and grades.")
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path, dir_okay=False))
def make_key(file: Path) -> None:
    """Make a key (Ed25519) that signs judgements and grades, and print its public half.

    Keep the file to yourself, and give the public key to those who are to know your signature.
    Needs cryptography: pip install 'reportedly[signing]'.
    """
    from reportedly.ledger.signing import SigningKey

    say(SigningKey.make(file).public)


@judge.command(short_help="Take a judgement back.")
@click.argument("judgement", metavar="ID")
@by
@click.pass_obj
def undo(address: str, judgement: str, by: str) -> None:
    """Take a judgement back; it stays on record as revoked."""
    with open_ledger(address) as ledger:
        ledger.unjudge(judgement, by=by, link=False)
        link_with_progress(ledger.link)


@judge.command("import", short_help="Take judgements from XMI files that annotators wrote.")
@click.argument("files", nargs=-1, required=True, metavar="FILE...", type=click.Path(path_type=Path, dir_okay=False))
@by
@key_option
@click.pass_obj
def import_(address: str, files: tuple[Path, ...], by: str, key: Path | None) -> None:
    """Take judgements from XMI files that `export --format xmi` wrote and people filled in.

    The feature `verdict` of a statement is `wrong`, `right`, `same ID` or `different ID`; `why` is the reason. All
    files are read before anything is stored. The same judgement is stored once.
    """
    from reportedly.errors import IntakeError
    from reportedly.export import wording
    from reportedly.export.interchange.xmi import judged

    found = []
    for file in files:
        try:
            found += list(judged(file.read_bytes(), str(file)))
        except OSError as problem:
            raise IntakeError(str(file), f"cannot be read ({problem.strerror})") from None
    signing = signing_key(key)
    with open_ledger(address) as ledger:
        for one in found:
            say(ledger.judge(one.verdict, *one.statements, why=one.why, by=by, link=False, key=signing).id)
        link_with_progress(ledger.link)
    taken = f"{wording.counted(len(found), 'judgement')} in {wording.counted(len(files), 'file')}"
    click.echo(f"reportedly: {taken}", err=True)


@judge.command("list", short_help="All judgements, including revoked ones.")
@listing
@click.pass_obj
def listed(address: str, options: ListingOptions) -> None:
    """All judgements, oldest first, including revoked ones; --limit shows the latest."""
    from reportedly.cli import ledger_tables
    from reportedly.record import Judgement

    with open_ledger(address) as ledger:
        shown = options.latest(ledger.judgements())
    noun = Noun("judgement", "judgements", latest=True)
    options.show(shown, noun, Judgement, lambda: ledger_tables.judgements(shown))


@judge.command(short_help="Pairs of statements to judge next.")
@click.option(
    "--second", is_flag=True, help="Pairs that exactly one other person has judged, without that person's verdict."
)
@topic
@by
@listing
@click.pass_obj
def review(address: str, options: ListingOptions, second: bool, topic: str | None, by: str) -> None:
    """Pairs of statements to judge next: links that are likely but not sure and that nobody has judged.

    First come those that would change the status of a claim. With --second they are pairs for a second opinion of NAME.
    """
    from reportedly.cli import ledger_tables
    from reportedly.ledger.queries.review_queue import ReviewItem
    from reportedly.ledger.queries.second_opinions import SecondOpinion

    noun = Noun("pair to judge", "pairs to judge")
    with open_to_read(address) as ledger:
        if second:
            pairs = ledger.second_opinions(by, topic=topic, **options.rows)
            options.show(pairs, noun, SecondOpinion, lambda: ledger_tables.questions(pairs, _said(ledger, pairs)))
        else:
            links = ledger.review_queue(topic=topic, **options.rows)
            options.show(links, noun, ReviewItem, lambda: ledger_tables.questions(links, _said(ledger, links)))


@judge.command(short_help="What people judged differently.")
@listing
@click.pass_obj
def disagreements(address: str, options: ListingOptions) -> None:
    """What people judged differently: first what waits for a third person, latest first.

    What more people say counts. While as many say either, two statements stay apart, and a statement that some say
    was read wrong stays out.
    """
    from reportedly.cli import ledger_tables
    from reportedly.linking.agreement import Disagreement
    from reportedly.listing import Page

    with open_ledger(address) as ledger:
        shown = Page.cut(ledger.disagreements(), **options.rows)
    noun = Noun("disagreement", "disagreements")
    options.show(shown, noun, Disagreement, lambda: ledger_tables.disagreements(shown))


@judge.command(short_help="How well people agree.")
@listing
@click.pass_obj
def agreement(address: str, options: ListingOptions) -> None:
    """How well each two people agree on what both have judged, with Cohen's kappa.

    Kappa is 1 for full agreement and 0 for as much as by chance; it is undefined where both gave one answer throughout.
    """
    from reportedly.cli import ledger_tables
    from reportedly.linking.agreement import Agreement
    from reportedly.listing import Page

    with open_ledger(address) as ledger:
        shown = Page.cut(ledger.agreements(), **options.rows)
    noun = Noun("pair of people", "pairs of people")
    options.show(shown, noun, Agreement, lambda: ledger_tables.agreements(shown))


def _said(ledger: Ledger, pairs: Iterable[ReviewItem | SecondOpinion]) -> Mapping[str, StatementInClaim]:
    return ledger.statements_of(key for one in pairs for key in (one.statement, one.other))


def _judge(address: str, verdict: Verdict, *statements: str, why: str, by: str, key: Path | None) -> None:
    signing = signing_key(key)
    with open_ledger(address) as ledger:
        say(ledger.judge(verdict, *statements, why=why, by=by, link=False, key=signing).id)
        link_with_progress(ledger.link)
