"""`reportedly search`: statements by their words, who says them, what they do, where and when."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

import click

from reportedly.cli import dates
from reportedly.cli.ledger import opened
from reportedly.cli.listing import SHOWN
from reportedly.model import Act, Status

if TYPE_CHECKING:
    from datetime import date


@click.command()
@click.argument("words", nargs=-1, metavar="[TEXT]...")
@click.option("--actor", metavar="NAME", help="Said by this actor, or by one that speaks for it.")
@click.option("--act", type=click.Choice([a.value for a in Act]), help="What the source does by saying it.")
@click.option("--place", metavar="NAME", help="A place in what is said: its name, or a country's code.")
@click.option("--since", callback=dates.day, metavar="DATE", help="Published on that day or later.")
@click.option("--until", callback=dates.day, metavar="DATE", help="Published on that day or earlier.")
@click.option("--status", type=click.Choice([s.value for s in Status]), help="Where its claim stands.")
@click.option("--limit", type=click.IntRange(1), default=SHOWN, show_default=True, help="Statements to show.")
@click.option("--offset", type=click.IntRange(0), default=0, help="Statements to pass over first.")
@click.option("--all", "everything", is_flag=True, help="Show all.")
@click.option("--json", "as_json", is_flag=True, help="Write one JSON object a line.")
@click.option("--as-of", callback=dates.day, metavar="DATE", help="As known at the end of that day, UTC: 2025-04-28.")
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
    limit: int,
    offset: int,
    everything: bool,
    as_json: bool,
    as_of: date | None,
) -> None:
    """Statements whose content or source holds these words in any form, the latest published first.

    "Words in quotation marks" have to stand side by side; of a word that ends in * the
    beginning is enough. Without TEXT all statements that fit the options are shown.
    """
    if not any((words, actor, act, place, since, until, status)):
        raise click.UsageError("name what to search for: TEXT, or one of --actor, --act, --place, --since, --status")
    with opened(address) as ledger:
        found = ledger.search(
            " ".join(words),
            actor=actor,
            act=Act(act) if act else None,
            place=place,
            since=since,
            until=until,
            status=Status(status) if status else None,
            as_of=as_of,
            limit=None if everything else limit + 1,
            offset=offset,
        )
        shown = found if everything else list(islice(found, limit))
        reports = {} if as_json else ledger.reports_of(h.report for h in shown)
    if as_json:
        from reportedly.cli.printing import print_json
        from reportedly.export.record import hit_json

        for hit in shown:
            print_json(hit_json(hit))
        return
    from reportedly.cli import ledger_tables

    if shown:
        ledger_tables.console().print(ledger_tables.hits(shown, reports))
    more = f"; --offset {offset + limit} shows more" if len(found) > len(shown) else ""
    click.echo(f"{len(shown):,} statements{more}", err=True)
