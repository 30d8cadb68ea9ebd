"""`reportedly alert`: filters that are saved under a name, whose new matches are delivered."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from functools import reduce
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import click

from reportedly.alerts import FOREVER, AlertQuery, Occasion, Pace, QuietHours, Receiver, ReceiverKind, implied_occasion
from reportedly.cli.ledger import open_ledger, open_to_read
from reportedly.cli.listing import Noun, listing, topic
from reportedly.cli.printing import print_one
from reportedly.cli.search import search_options
from reportedly.cli.signature import by
from reportedly.cli.terminal import say
from reportedly.listing import Filter
from reportedly.model import Act, Status

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from reportedly.cli.listing import ListingOptions

_name = click.argument("name", metavar="NAME")
_desk = click.option(
    "--desk",
    envvar="REPORTEDLY_DESK",
    show_envvar=True,
    metavar="ADDRESS",
    help="Address of a desk of this ledger, for links: https://desk.example.org",
)
_STATUSES = click.Choice([s.value for s in Status])
_PACES = {"hour": Pace.HOUR, "day": Pace.DAY}
_OCCASIONS = (
    click.option(
        "--on",
        "occasion",
        type=click.Choice([o.value for o in Occasion]),
        help="What to wait for: a statement (the default), another status of a claim, a number above a bound, the "
        "first word of a party on a claim, a forecast that falls due, or one that was missed.",
    ),
    click.option("--from", "before", type=_STATUSES, help="With --on status: from which status."),
    click.option("--to", "after", type=_STATUSES, help="With --on status: to which status."),
    click.option("--above", type=float, metavar="N", help="With --on number: above which it has to be."),
    click.option("--unit", metavar="UNIT", help="With --on number: its unit, such as percent or USD."),
    click.option("--of", metavar="WORD", help="With --on number: a word of what is counted."),
    click.option("--notable", is_flag=True, help="Only claims that matter, as `claims` shows them."),
    topic,
)
_RECEIVERS = (
    click.option("--webhook", "webhooks", multiple=True, metavar="URL", help="Send each match there as JSON, signed."),
    click.option("--mail", "mails", multiple=True, metavar="ADDRESS", help="Send matches by mail."),
    click.option(
        "--every", type=click.Choice(list(_PACES)), help="Send mail once an hour or a day; by default at once."
    ),
    click.option(
        "--file", "files", multiple=True, metavar="FILE", type=click.Path(path_type=Path, dir_okay=False),
        help="Add a line of JSON for each match to a file.",
    ),
    click.option(
        "--feed", "feeds", multiple=True, metavar="FILE", type=click.Path(path_type=Path, dir_okay=False),
        help="Write the latest matches to a file as an Atom feed.",
    ),
    click.option("--quiet", metavar="HOURS", help="Deliver nothing in these hours: 22:00-07:00"),
    click.option(
        "--zone", default="UTC", show_default=True, metavar="ZONE",
        help="The time zone of --quiet, and with it of the days of --every: Europe/Madrid",
    ),
)  # fmt: skip


def _options(*given: tuple[Callable[..., Any], ...]) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    every = [option for options in given for option in options]
    return lambda command: reduce(lambda so_far, option: option(so_far), reversed(every), command)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Given:
    """The options of a new alert, as they are typed."""

    words: tuple[str, ...]
    actor: str | None
    act: str | None
    place: str | None
    since: date | None
    until: date | None
    status: str | None
    occasion: str | None
    before: str | None
    after: str | None
    above: float | None
    unit: str | None
    of: str | None
    notable: bool
    topic: str | None
    webhooks: tuple[str, ...]
    mails: tuple[str, ...]
    every: str | None
    files: tuple[Path, ...]
    feeds: tuple[Path, ...]
    quiet: str | None
    zone: str


@click.group(short_help="Alerts: saved filters whose new matches are delivered.")
def alert() -> None:
    """Alerts: filters that are saved under a name, whose new matches are delivered.

    `alert add` saves one, `alert deliver` looks for what newly matches and delivers it: run it after each `add`, or
    every few minutes (cron). A match is delivered at least once, in the order in which reports came in, and tells what
    changed: the claim, its status before and after, who said what in which words.
    """


@alert.command(short_help="Save an alert.")
@_name
@search_options
@_options(_OCCASIONS, _RECEIVERS)
@by
@click.pass_obj
def add(address: str, /, name: str, by: str, **given: Any) -> None:
    """Save an alert under a NAME: what it waits for, by the filter of `search`, and where that is delivered.

    It finds what comes in from now on. Webhooks are signed with the key in REPORTEDLY_WEBHOOK_SECRET; mail goes over
    the server in REPORTEDLY_SMTP. Without a receiver its matches are at the desk and in its feed there.
    """
    options = _Given(**given)
    query, receivers, quiet = _query(options), _receivers(options), _quiet(options)
    with open_ledger(address) as ledger:
        made = ledger.alerts.save(name, query, by=by, receivers=receivers, quiet=quiet)
        known = len(ledger.alerts.preview(query))
    from reportedly.export import wording

    click.echo(
        f"reportedly: {wording.plain(made.name)}: saved; of the last 200 reports it would have found "
        f"{wording.counted(known, 'match', 'matches')}",
        err=True,
    )


@alert.command("list", short_help="All alerts.")
@listing
@click.pass_obj
def listed(address: str, options: ListingOptions) -> None:
    """All alerts: what they wait for, what they have found, where it is delivered and what failed."""
    from reportedly.alerts import Alert
    from reportedly.cli import alert_tables
    from reportedly.listing import Page

    with open_to_read(address) as ledger:
        shown = Page.cut(ledger.alerts.all(), **options.rows)
    options.show(shown, Noun("alert", "alerts"), Alert, lambda: alert_tables.alerts(shown))


@alert.command(short_help="One alert, or its matches.")
@_name
@click.option("--json", "as_json", is_flag=True, help="Write one JSON object; with --matches one a line.")
@click.option("--matches", is_flag=True, help="Show what it has found, the latest first.")
@click.option("--limit", type=click.IntRange(1), default=40, show_default=True, metavar="N", help="With --matches.")
@click.pass_obj
def show(address: str, name: str, as_json: bool, matches: bool, limit: int) -> None:
    """One alert: what it waits for, its receivers with last deliveries and failures; or what it has found."""
    from reportedly.cli import alert_tables

    with open_to_read(address) as ledger:
        found = ledger.alerts.get(name)
        rows = ledger.alerts.matches(name, limit=limit) if matches else []
    if not matches:
        print_one(found, lambda: alert_tables.alert(found), as_json=as_json)
    elif as_json:
        for row in rows:
            print_one(row.item, lambda: "", as_json=True)
    else:
        from reportedly.cli.console import table_console

        table_console().print(alert_tables.matches(rows))


@alert.command(short_help="Remove an alert and what it has found.")
@_name
@click.pass_obj
def remove(address: str, name: str) -> None:
    """Remove an alert with all that it has found and not delivered."""
    with open_ledger(address) as ledger:
        ledger.alerts.remove(name)


_DURATIONS = {"m": timedelta(minutes=1), "h": timedelta(hours=1), "d": timedelta(days=1)}


def _until(_context: click.Context, _option: click.Parameter, value: str | None) -> datetime | None:
    """A moment: from now on for 30m, 8h or 3d."""
    if value is None:
        return None
    number, unit = value[:-1], value[-1:]
    if unit not in _DURATIONS or not (number.isascii() and number.isdecimal()) or len(number) > 4:
        raise click.BadParameter(f"{value!r} is no duration: write 30m, 8h or 3d")
    return datetime.now(UTC).replace(microsecond=0) + int(number) * _DURATIONS[unit]


@alert.command(short_help="Deliver nothing for a while.")
@_name
@click.option(
    "--for", "until", callback=_until, metavar="DURATION", help="For 30m, 8h or 3d; by default until `unmute`."
)
@click.pass_obj
def mute(address: str, name: str, until: datetime | None) -> None:
    """Deliver nothing of an alert: what it finds meanwhile is kept at the desk, and not delivered later either."""
    with open_ledger(address) as ledger:
        ledger.alerts.mute(name, until or FOREVER)


@alert.command(short_help="Deliver again.")
@_name
@click.pass_obj
def unmute(address: str, name: str) -> None:
    """Deliver what an alert finds from now on, and what waited when it was muted."""
    with open_ledger(address) as ledger:
        ledger.alerts.mute(name, None)


@alert.command(short_help="Send a test to every receiver.")
@_name
@_desk
@click.pass_obj
def test(address: str, name: str, desk: str | None) -> None:
    """Send a test to every receiver of an alert now; it says of itself that it is one, and is no match."""
    with open_ledger(address) as ledger:
        tried = ledger.alerts.test(name, desk=desk)
    for receiver, problem in tried:
        say(f"{receiver.kind} {receiver.target}: {problem or 'taken'}")
    if not tried:
        click.echo(f"reportedly: {name}: has no receiver; its matches are at the desk", err=True)
    if any(problem for _, problem in tried):
        raise click.exceptions.Exit(1)


@alert.command(short_help="Look for new matches, and deliver what waits.")
@_desk
@click.option("--json", "as_json", is_flag=True, help="Write one JSON object: found, delivered, problems, busy.")
@click.pass_obj
def deliver(address: str, desk: str | None, as_json: bool) -> None:
    """One round: look through the reports that came in since the last one, and deliver what waits.

    A receiver that fails is tried again in later rounds, after 30 seconds, a minute, two, and so on up to six hours.
    The exit code is 1 if one failed. If another process is in a round, nothing is done.
    """
    from reportedly.export.record import record_json

    with open_ledger(address) as ledger:
        done = ledger.alerts.deliver(desk=desk)
    if as_json:
        from reportedly.cli.printing import print_json

        print_json(record_json(done))
    elif done.busy:
        click.echo("reportedly: another process delivers just now; nothing was done", err=True)
    else:
        click.echo(f"reportedly: {done.found:,} found, {done.delivered:,} delivered", err=True)
    for problem in done.problems:
        click.echo(f"reportedly: {problem}", err=True)
    if done.problems:
        raise click.exceptions.Exit(1)


def _query(given: _Given) -> AlertQuery:
    wanted = Filter(
        text=" ".join(given.words),
        actor=given.actor,
        act=Act(given.act) if given.act else None,
        place=given.place,
        since=given.since,
        until=given.until,
        status=Status(given.status) if given.status else None,
        topic=given.topic,
        notable=given.notable,
    )
    before = Status(given.before) if given.before else None
    after = Status(given.after) if given.after else None
    implied = implied_occasion(before=before, after=after, above=given.above)
    try:
        return AlertQuery(
            occasion=Occasion(given.occasion) if given.occasion else implied,
            wanted=wanted,
            before=before,
            after=after,
            above=given.above,
            unit=given.unit,
            of=given.of,
        )
    except ValueError as problem:
        raise click.UsageError(str(problem)) from None


def _receivers(given: _Given) -> list[Receiver]:
    pace = _PACES.get(given.every or "", Pace.ONCE)
    if given.every and not given.mails:
        raise click.UsageError("--every is for mail: give --mail ADDRESS, too")
    targets = (
        *((ReceiverKind.WEBHOOK, target) for target in given.webhooks),
        *((ReceiverKind.MAIL, target) for target in given.mails),
        *((ReceiverKind.FILE, str(target.absolute())) for target in given.files),
        *((ReceiverKind.FEED, str(target.absolute())) for target in given.feeds),
    )
    paces = {ReceiverKind.MAIL: pace}
    return [Receiver(number=0, kind=kind, target=target, pace=paces.get(kind, Pace.ONCE)) for kind, target in targets]


def _quiet(given: _Given) -> QuietHours | None:
    try:
        ZoneInfo(given.zone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise click.UsageError(f"--zone: {given.zone!r} is no time zone, such as Europe/Madrid") from None
    if given.quiet is None:
        return None
    begin, _, end = given.quiet.partition("-")
    try:
        return QuietHours(begin=time.fromisoformat(begin), end=time.fromisoformat(end), zone=given.zone)
    except ValueError:
        raise click.UsageError(f"--quiet: {given.quiet!r} are no hours: write 22:00-07:00") from None
