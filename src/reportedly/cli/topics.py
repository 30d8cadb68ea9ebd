"""`reportedly topic`: queries that are saved under a name, with claims that are pinned or left out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from reportedly.cli.ledger import open_ledger, open_to_read
from reportedly.cli.listing import Noun, as_of, listing
from reportedly.cli.printing import print_one
from reportedly.cli.search import search_options
from reportedly.cli.signature import by, signing_key
from reportedly.cli.signature import key as key_option
from reportedly.model import Act, Status, TopicEditKind

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from reportedly.cli.listing import ListingOptions
    from reportedly.topics import Topic

_name = click.argument("name", metavar="NAME")
_claims = click.argument("claims", nargs=-1, required=True, metavar="CLAIM...")
_why = click.option("--why", default="", metavar="TEXT", help="The reason.")


@click.group(short_help="Topics: saved queries, for every list, export and brief.")
def topic() -> None:
    """Topics: queries that are saved under a name, with claims that are pinned to them or excluded.

    A topic has the claims with a statement that its query finds (see `search`), and those that are pinned to it,
    without those that are excluded. `--topic NAME` restricts a list, a feed, an export or a brief to it.
    """


@topic.command(short_help="Save a query under a name.")
@_name
@search_options
@click.option("--replace", is_flag=True, help="Give a topic that is there already this query.")
@_why
@by
@key_option
@click.pass_obj
def add(
    address: str,
    name: str,
    words: tuple[str, ...],
    actor: str | None,
    act: str | None,
    place: str | None,
    since: date | None,
    until: date | None,
    status: str | None,
    replace: bool,
    why: str,
    by: str,
    key: Path | None,
) -> None:
    """Save a query under a NAME: words in any form, "in quotation marks" side by side, begin* for a beginning.

    Without words and options the topic has only the claims that are pinned to it.
    """
    from reportedly.topics import TopicQuery

    query = TopicQuery(
        text=" ".join(words),
        actor=actor,
        act=Act(act) if act else None,
        place=place,
        since=since,
        until=until,
        status=Status(status) if status else None,
    )
    signing = signing_key(key)
    with open_ledger(address) as ledger:
        _say(ledger.topics.save(name, query, by=by, why=why, replace=replace, key=signing))


@topic.command("list", short_help="All topics.")
@listing
@as_of
@click.pass_obj
def listed(address: str, options: ListingOptions, as_of: date | None) -> None:
    """All topics, with their queries and how many claims they have."""
    from reportedly.cli import topic_tables
    from reportedly.listing import Page
    from reportedly.topics import Topic

    with open_to_read(address) as ledger:
        shown = Page.cut(ledger.topics.all(as_of=as_of), **options.rows)
    options.show(shown, Noun("topic", "topics"), Topic, lambda: topic_tables.topics(shown))


@topic.command(short_help="One topic: query, pinned and excluded claims, edits.")
@_name
@click.option("--json", "as_json", is_flag=True, help="Write one JSON object.")
@as_of
@click.pass_obj
def show(address: str, name: str, as_json: bool, as_of: date | None) -> None:
    """One topic: its query, the claims that are pinned and excluded, and who edited it when, by which key."""
    from reportedly.cli import topic_tables

    with open_to_read(address) as ledger:
        found = ledger.topics.get(name, as_of=as_of)
    print_one(found, lambda: topic_tables.topic(found), as_json=as_json)


@topic.command(short_help="Matters that no topic has yet.")
@click.option(
    "--save", type=(int, str), metavar="NUMBER NAME", help="Save that suggestion as a topic, its claims pinned."
)
@_why
@by
@key_option
@listing
@as_of
@click.pass_obj
def suggest(
    address: str,
    save: tuple[int, str] | None,
    why: str,
    by: str,
    key: Path | None,
    options: ListingOptions,
    as_of: date | None,
) -> None:
    """Matters that several of the latest reports are about and no topic has yet, those of most reports first.

    Reports are grouped by the claims, related claims and Events that they share, and by the actors, names, places and
    days in them. A saved suggestion has the claims of now; give it a query too (`topic add NAME TEXT --replace`), and
    it goes on with new reports.
    """
    from reportedly.cli import topic_tables
    from reportedly.errors import NotFound
    from reportedly.listing import Page
    from reportedly.topics import TopicQuery, TopicSuggestion

    signing = signing_key(key) if save else None
    with open_to_read(address) as ledger:
        found = ledger.topics.suggested(as_of=as_of)
        if save:
            number, name = save
            if not 0 < number <= len(found):
                raise NotFound(f"no suggestion {number}: there are {len(found)}; `reportedly topic suggest` lists them")
            ledger.topics.save(name, TopicQuery(), by=by, why=why, key=signing)
            claims = found[number - 1].claims
            _say(ledger.topics.mark(name, TopicEditKind.PINNED, claims, by=by, why=why, key=signing))
            return
    shown = Page.cut(found, **options.rows)
    noun = Noun("suggestion", "suggestions")
    options.show(shown, noun, TopicSuggestion, lambda: topic_tables.suggestions(shown))


@topic.command(short_help="Put claims into a topic.")
@_name
@_claims
@_why
@by
@key_option
@click.pass_obj
def pin(address: str, name: str, claims: tuple[str, ...], why: str, by: str, key: Path | None) -> None:
    """Put claims into a topic, whatever its query finds; CLAIM is an id or the beginning of one."""
    _mark(address, name, TopicEditKind.PINNED, claims, why=why, by=by, key=key)


@topic.command(short_help="Leave claims out of a topic.")
@_name
@_claims
@_why
@by
@key_option
@click.pass_obj
def exclude(address: str, name: str, claims: tuple[str, ...], why: str, by: str, key: Path | None) -> None:
    """Leave claims out of a topic that its query finds; CLAIM is an id or the beginning of one."""
    _mark(address, name, TopicEditKind.EXCLUDED, claims, why=why, by=by, key=key)


@topic.command(short_help="Take a pin or an exclusion back.")
@_name
@_claims
@_why
@by
@key_option
@click.pass_obj
def release(address: str, name: str, claims: tuple[str, ...], why: str, by: str, key: Path | None) -> None:
    """Neither pin nor exclude claims any more: the query of the topic decides again."""
    _mark(address, name, TopicEditKind.RELEASED, claims, why=why, by=by, key=key)


@topic.command(short_help="Remove a topic.")
@_name
@_why
@by
@key_option
@click.pass_obj
def remove(address: str, name: str, why: str, by: str, key: Path | None) -> None:
    """Remove a topic; what people did to it stays on record, and nothing else changes."""
    signing = signing_key(key)
    with open_ledger(address) as ledger:
        ledger.topics.remove(name, by=by, why=why, key=signing)


def _mark(
    address: str, name: str, kind: TopicEditKind, claims: tuple[str, ...], *, why: str, by: str, key: Path | None
) -> None:
    signing = signing_key(key)
    with open_ledger(address) as ledger:
        _say(ledger.topics.mark(name, kind, claims, by=by, why=why, key=signing))


def _say(topic: Topic) -> None:
    from reportedly.export import wording

    click.echo(f"reportedly: {wording.plain(topic.name)}: {wording.counted(topic.claims, 'claim')}", err=True)
