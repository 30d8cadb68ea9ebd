"""`reportedly actor`: who speaks, and people's decisions about them."""

from __future__ import annotations

from functools import reduce
from typing import TYPE_CHECKING, Any

import click

from reportedly.cli import dates
from reportedly.cli.ledger import link_with_progress, open_ledger, open_to_read
from reportedly.cli.listing import Noun, as_of, listing
from reportedly.cli.printing import print_one
from reportedly.cli.signature import by, signing_key
from reportedly.cli.signature import key as key_option
from reportedly.cli.terminal import say
from reportedly.model import ActorDecisionKind, ActorKind

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date
    from pathlib import Path

    from reportedly.actors import ActorDraft
    from reportedly.cli.listing import ListingOptions

_name = click.argument("name", metavar="NAME")
_reports = click.option(
    "--report", "reports", multiple=True, metavar="ID", help="Only in this report; can be given several times."
)
_WHO = (
    click.option("--why", default="", metavar="TEXT", help="The reason."),
    by,
    key_option,
)


def _deciding(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add reason, name and key to a command."""
    return reduce(lambda so_far, option: option(so_far), reversed(_WHO), command)


@click.group(short_help="Who speaks: merge, split, rename; party, office, side, kind.")
def actor() -> None:
    """The actors that speak by name, and decisions about them: which names are one actor, for whom it speaks.

    NAME is a name as reports write it, in upper or lower case, or the id of an actor (`actor list --json`):
    "Larrea @ R7" is the Larrea of report R7. A decision counts at once, for every date, in every rebuild and for
    later reports; it changes no reading. `actor revoke` takes it back.
    """


@actor.command("list", short_help="Actors that speak by name.")
@click.argument("words", nargs=-1, metavar="[WORDS]...")
@listing
@as_of
@click.pass_obj
def listed(address: str, words: tuple[str, ...], options: ListingOptions, as_of: date | None) -> None:
    """Actors that speak by name, those with most statements first; with WORDS those with them in a name."""
    from reportedly.actors import ActorRecord
    from reportedly.cli import actor_tables

    with open_to_read(address) as ledger:
        shown = ledger.actors.page(name=" ".join(words), as_of=as_of, **options.rows)
    options.show(shown, Noun("actor", "actors"), ActorRecord, lambda: actor_tables.actors(shown))


@actor.command(short_help="One actor: names, parties, days, decisions.")
@_name
@click.option("--json", "as_json", is_flag=True, help="Write one JSON object.")
@as_of
@click.pass_obj
def show(address: str, /, name: str, as_json: bool, as_of: date | None) -> None:
    """One actor: its names, for whom it spoke from when to when, how much it said, what was decided about it.

    What it said, and what became of that, is in `source NAME`.
    """
    from reportedly.cli import actor_tables

    with open_to_read(address) as ledger:
        found = ledger.actors.get(name, as_of=as_of)
    print_one(found, lambda: actor_tables.account(found), as_json=as_json)


@actor.command(short_help="NAME and OTHER are one actor.")
@_name
@click.argument("other", metavar="OTHER")
@_reports
@_deciding
@click.pass_obj
def merge(address: str, /, name: str, other: str, reports: tuple[str, ...], **who: Any) -> None:
    """NAME and OTHER are one actor, called OTHER.

    A NAME that several people have is merged in some reports only: --report, or "Larrea @ R7". Merged with itself, a
    NAME that was taken for several actors, with a party each, is one actor.
    """
    _decide(address, ActorDecisionKind.MERGE, name, other, reports=reports, **who)


@actor.command(short_help="NAME is somebody else in some reports, or for one party.")
@_name
@click.option("--as", "other", default="", metavar="OTHER", help='What to call who it is; by default "NAME (2)".')
@_reports
@click.option("--party", "of", metavar="PARTY", help="Only where the report has NAME speak for this party.")
@_deciding
@click.pass_obj
def split(address: str, /, name: str, other: str, reports: tuple[str, ...], of: str | None, **who: Any) -> None:
    """NAME is somebody else in some reports (--report), or where it speaks for one party (--party)."""
    _decide(address, ActorDecisionKind.SPLIT, name, other, reports=reports, of=of, **who)


@actor.command(short_help="NAME and OTHER are two actors.")
@_name
@click.argument("other", metavar="OTHER")
@_reports
@_deciding
@click.pass_obj
def apart(address: str, /, name: str, other: str, reports: tuple[str, ...], **who: Any) -> None:
    """NAME and OTHER are two actors: they are no longer suggested as one."""
    _decide(address, ActorDecisionKind.APART, name, other, reports=reports, **who)


@actor.command(short_help="Call an actor otherwise.")
@_name
@click.argument("other", metavar="OTHER")
@_reports
@_deciding
@click.pass_obj
def rename(address: str, /, name: str, other: str, reports: tuple[str, ...], **who: Any) -> None:
    """Call an actor OTHER, with all its names."""
    _decide(address, ActorDecisionKind.RENAME, name, other, reports=reports, **who)


@actor.command(short_help="For whom NAME speaks.")
@_name
@click.argument("of_whom", metavar="PARTY")
@_reports
@_deciding
@click.pass_obj
def party(address: str, /, name: str, of_whom: str, reports: tuple[str, ...], **who: Any) -> None:
    """NAME speaks for PARTY, on all days; for some days see `actor office`."""
    _decide(address, ActorDecisionKind.PARTY, name, of_whom, reports=reports, **who)


@actor.command(short_help="For whom NAME speaks from day to day.")
@_name
@click.argument("of_whom", metavar="PARTY")
@click.option("--title", "office", default="", metavar="TEXT", help='What the office is called, such as "minister".')
@click.option("--since", callback=dates.day, metavar="DATE", help="The first day of the office.")
@click.option("--until", callback=dates.day, metavar="DATE", help="The last day of the office.")
@_deciding
@click.pass_obj
def office(
    address: str, /, name: str, of_whom: str, office: str, since: date | None, until: date | None, **who: Any
) -> None:
    """NAME speaks for PARTY in what is said on the days of an office; on other days nothing changes."""
    _decide(address, ActorDecisionKind.OFFICE, name, of_whom, office=office, since=since, until=until, **who)


@actor.command(short_help="With whom a party counts as one voice.")
@_name
@click.argument("whose", metavar="SIDE", required=False, default="")
@click.option("--none", "alone", is_flag=True, help="It is on nobody's side.")
@_deciding
@click.pass_obj
def side(address: str, /, name: str, whose: str, alone: bool, **who: Any) -> None:
    """The party NAME is on a SIDE: a party, or a word for several. Parties of one side are one voice."""
    if bool(whose) is alone:
        raise click.UsageError("name a SIDE, or give --none")
    _decide(address, ActorDecisionKind.SIDE, name, whose, **who)


@actor.command(short_help="Whether NAME is a person, a body, a group.")
@_name
@click.argument("what", metavar="KIND", type=click.Choice([k.value for k in ActorKind]))
@_reports
@_deciding
@click.pass_obj
def kind(address: str, /, name: str, what: str, reports: tuple[str, ...], **who: Any) -> None:
    """NAME is of that KIND; a group or unnamed source takes no position by name."""
    _decide(address, ActorDecisionKind.KIND, name, what, reports=reports, **who)


@actor.command(short_help="Take a decision back.")
@click.argument("decision", metavar="ID")
@by
@click.pass_obj
def revoke(address: str, decision: str, by: str) -> None:
    """Take a decision back; it stays on record as revoked."""
    with open_ledger(address) as ledger:
        ledger.actors.revoke(decision, by=by, link=False)
        link_with_progress(ledger.link)


@actor.command(short_help="All decisions about actors.")
@listing
@click.pass_obj
def decisions(address: str, options: ListingOptions) -> None:
    """All decisions about actors, oldest first, including revoked ones; --limit shows the latest."""
    from reportedly.actors import ActorDecision
    from reportedly.cli import actor_tables

    with open_to_read(address) as ledger:
        shown = options.latest(ledger.actors.decisions())
    noun = Noun("decision", "decisions", latest=True)
    options.show(shown, noun, ActorDecision, lambda: actor_tables.decisions(shown))


@actor.command(short_help="Names that may be of one actor.")
@listing
@click.pass_obj
def suggest(address: str, options: ListingOptions) -> None:
    """Names in reports of one matter that may be of one actor, those first whose actors speak on most claims together.

    `actor merge NAME OTHER --report ID...` says yes, `actor apart` no.
    """
    from reportedly.actors import ActorSuggestion
    from reportedly.cli import actor_tables
    from reportedly.listing import Page

    with open_to_read(address) as ledger:
        shown = Page.cut(ledger.actors.suggestions(), **options.rows)
    options.show(shown, Noun("suggestion", "suggestions"), ActorSuggestion, lambda: actor_tables.suggestions(shown))


def _decide(
    address: str, kind: ActorDecisionKind, name: str, value: str, *, by: str, key: Path | None, **rest: Any
) -> None:
    from reportedly.actors import ActorDraft

    signing = signing_key(key)
    draft: ActorDraft = ActorDraft(kind=kind, name=name, value=value, **rest)
    with open_ledger(address) as ledger:
        say(ledger.actors.decide(draft, by=by, link=False, key=signing).id)
        link_with_progress(ledger.link)
