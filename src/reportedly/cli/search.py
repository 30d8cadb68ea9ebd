"""`reportedly search`: statements by words, source, act, place and day."""

from __future__ import annotations

from functools import reduce
from typing import TYPE_CHECKING, Any

import click

from reportedly.cli import dates
from reportedly.cli.ledger import open_to_read
from reportedly.cli.listing import Noun, as_of, listing, topic
from reportedly.model import Act, Status

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from reportedly.cli.listing import ListingOptions


_OPTIONS = (
    click.argument("words", nargs=-1, metavar="[TEXT]..."),
    click.option("--actor", metavar="NAME", help="The speaker, or the party that it speaks for."),
    click.option(
        "--act", type=click.Choice([a.value for a in Act]), help="What the source does by saying it, such as deny."
    ),
    click.option("--place", metavar="NAME", help="A place in what is said: a name, or the code of a country."),
    click.option("--since", callback=dates.day, metavar="DATE", help="Published on that day or later."),
    click.option("--until", callback=dates.day, metavar="DATE", help="Published on that day or earlier."),
    click.option("--status", type=click.Choice([s.value for s in Status]), help="The status of its claim."),
)


def search_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the words and options of a search to a command."""
    return reduce(lambda so_far, option: option(so_far), reversed(_OPTIONS), command)


@click.command(short_help="Statements by their words, source, act, place, day.")
@search_options
@listing
@topic
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
    topic: str | None,
    as_of: date | None,
) -> None:
    """Find statements whose content or source has all these words in any form, the latest published first.

    "Words in quotation marks" must follow each other; begin* finds every word that begins so.
    Without TEXT all statements that match the options are shown.
    """
    from reportedly.cli import ledger_tables
    from reportedly.listing import Filter
    from reportedly.record import Hit

    if not any((words, actor, act, place, since, until, status, topic)):
        raise click.UsageError("name what to search for: TEXT, or one of --actor, --act, --place, --since, --status")
    wanted = Filter(
        text=" ".join(words),
        actor=actor,
        act=Act(act) if act else None,
        place=place,
        since=since,
        until=until,
        status=Status(status) if status else None,
        topic=topic,
        as_of=as_of,
    )
    with open_to_read(address) as ledger:
        shown = ledger.search(wanted, **options.rows)
        reports = ledger.reports_of(h.report for h in shown) if options.for_people else {}
    options.show(shown, Noun("statement", "statements"), Hit, lambda: ledger_tables.hits(shown, reports))
