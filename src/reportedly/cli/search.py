"""`reportedly search`: statements by their words, who says them, what they do, where and when."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from reportedly.cli import dates
from reportedly.cli.ledger import open_to_read
from reportedly.cli.listing import Noun, as_of, listing
from reportedly.model import Act, Status

if TYPE_CHECKING:
    from datetime import date

    from reportedly.cli.listing import ListingOptions


@click.command(short_help="Statements by their words, source, act, place, day.")
@click.argument("words", nargs=-1, metavar="[TEXT]...")
@click.option("--actor", metavar="NAME", help="Said by this actor, or by one that speaks for it.")
@click.option("--act", type=click.Choice([a.value for a in Act]), help="What the source does by saying it.")
@click.option("--place", metavar="NAME", help="A place in what is said: its name, or a country's code.")
@click.option("--since", callback=dates.day, metavar="DATE", help="Published on that day or later.")
@click.option("--until", callback=dates.day, metavar="DATE", help="Published on that day or earlier.")
@click.option("--status", type=click.Choice([s.value for s in Status]), help="Where its claim stands.")
@listing
@as_of
@click.pass_obj
def search(
    address: str,
    words: tuple[str, ...],
    actor: str | None,
    act: str | None,
    place: str | None,
    since: date | None,
    until: date | None,
    status: str | None,
    options: ListingOptions,
    as_of: date | None,
) -> None:
    """Statements whose content or source holds these words in any form, the latest published first.

    "Words in quotation marks" have to stand side by side; of a word that ends in * the
    beginning is enough. Without TEXT all statements that fit the options are shown.
    """
    from reportedly.cli import ledger_tables
    from reportedly.listing import Filter
    from reportedly.record import Hit

    if not any((words, actor, act, place, since, until, status)):
        raise click.UsageError("name what to search for: TEXT, or one of --actor, --act, --place, --since, --status")
    wanted = Filter(
        text=" ".join(words),
        actor=actor,
        act=Act(act) if act else None,
        place=place,
        since=since,
        until=until,
        status=Status(status) if status else None,
        as_of=as_of,
    )
    with open_to_read(address) as ledger:
        shown = ledger.search(wanted, **options.rows)
        reports = ledger.reports_of(h.report for h in shown) if options.for_people else {}
    options.show(shown, Noun("statement", "statements"), Hit, lambda: ledger_tables.hits(shown, reports))
