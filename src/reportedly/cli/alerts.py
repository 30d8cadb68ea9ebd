"""`reportedly alert`: filters that are saved under a name, whose new matches are delivered."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from datetime import UTC, datetime, time, timedelta
from functools import reduce
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import click

from reportedly.alerts import FOREVER, AlertQuery, Occasion, Pace, QuietHours, Receiver, ReceiverKind, implied_occasion
from reportedly.cli.document import out, write_document
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

    from reportedly.alerts import Alert
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
_PACES = {"once": Pace.ONCE, "hour": Pace.HOUR, "day": Pace.DAY}
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
        "--every", type=click.Choice(list(_PACES)), help="Send mail once an hour or a day; by default (once) at once."
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
        "--zone", metavar="ZONE",
        help="The time zone of --quiet, and with it of the days of --every: Europe/Madrid; by default UTC.",
    ),
)  # fmt: skip
_CLEARED = {
    "text": ("words", ()),
    **{name: (name, None) for name in ("actor", "act", "place", "status", "since", "until", "topic")},
    "notable": ("notable", False),
    "from": ("before", None),
    "to": ("after", None),
    **{name: (name, None) for name in ("above", "unit", "of", "quiet")},
    "webhook": ("webhooks", ()),
    "mail": ("mails", ()),
    "file": ("files", ()),
    "feed": ("feeds", ()),
}
"""What `--clear` takes: by the name of its option, the field of what is given and its value for nothing."""
_OF_OCCASIONS = {Occasion.STATUS: ("before", "after"), Occasion.NUMBER: ("above", "unit", "of")}
"""The fields that belong to one occasion alone."""


def _options(*given: tuple[Callable[..., Any], ...]) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    every = [option for options in given for option in options]
    return lambda command: reduce(lambda so_far, option: option(so_far), reversed(every), command)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Given:
    """The options of an alert, as they are typed."""

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
    zone: str | None

    @classmethod
    def by_which(cls, known: Alert) -> _Given:
        """The options by which an alert would be made as it is."""
        query, wanted = known.query, known.query.wanted

        def targets(kind: ReceiverKind) -> tuple[str, ...]:
            return tuple(one.target for one in known.receivers if one.kind is kind)

        pace = next((one.pace for one in known.receivers if one.kind is ReceiverKind.MAIL), Pace.ONCE)
        return cls(
            words=(wanted.text,) if wanted.text else (),
            **{name: getattr(wanted, name) for name in ("actor", "act", "place", "since", "until", "status", "topic")},
            **{name: getattr(query, name) for name in ("occasion", "before", "after", "above", "unit", "of")},
            notable=wanted.notable,
            webhooks=targets(ReceiverKind.WEBHOOK),
            mails=targets(ReceiverKind.MAIL),
            every=None if pace is Pace.ONCE else next(word for word, named in _PACES.items() if named is pace),
            files=tuple(Path(target) for target in targets(ReceiverKind.FILE)),
            feeds=tuple(Path(target) for target in targets(ReceiverKind.FEED)),
            quiet=f"{known.quiet.begin:%H:%M}-{known.quiet.end:%H:%M}" if known.quiet else None,
            zone=known.quiet.zone if known.quiet else None,
        )

    def edited(self, given: _Given, cleared: tuple[str, ...]) -> _Given:
        """These options with what is given in place of what was, and without what is cleared."""
        typed = {f.name: getattr(given, f.name) for f in fields(_Given)}
        changed = {name: value for name, value in typed.items() if value not in (None, ()) and value is not False}
        for name in cleared:
            field, nothing = _CLEARED[name]
            if field in changed:
                raise click.UsageError(f"--clear {name} beside a new value for it: give one of both")
            changed[field] = nothing
        if changed.get("quiet", self.quiet) is None:
            if given.zone:
                raise click.UsageError("--zone is for quiet hours: give --quiet HOURS, too")
            changed["zone"] = None
        if changed.get("mails", self.mails) == ():
            changed.setdefault("every", None)
        of = (o for o, names in _OF_OCCASIONS.items() if any(changed.get(name) is not None for name in names))
        occasion = changed.setdefault("occasion", next(of, self.occasion))
        for other, names in _OF_OCCASIONS.items():
            if other.value != occasion:
                changed = dict.fromkeys(names) | changed
        return replace(self, **changed)


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
    _say_saved(made, "saved", known)


@alert.command(short_help="Change what an alert waits for, or where it is delivered.")
@_name
@search_options
@_options(_OCCASIONS, _RECEIVERS)
@click.option(
    "--clear", "cleared", multiple=True, type=click.Choice(list(_CLEARED)), help="Take that out of the alert."
)
@click.pass_obj
def edit(address: str, /, name: str, cleared: tuple[str, ...], **given: Any) -> None:
    """Change what an alert waits for, by the options of `alert add`: what is given takes the place of what was there.

    What has come in before is looked through as before, what comes in later by the new filter, and what waits to be
    delivered stays. A new receiver takes the place of one of its kind, with what waits for that one; give all of a
    kind, as --webhook A --webhook B, if there are several. --clear actor takes the actor out of the filter.
    """
    with open_ledger(address) as ledger:
        known = ledger.alerts.get(name)
        options = _Given.by_which(known).edited(_Given(**given), cleared)
        if options == _Given.by_which(known):
            raise click.UsageError("nothing to change: give an option of `alert add`, or --clear")
        query, receivers, quiet = _query(options), _receivers(options), _quiet(options)
        made = ledger.alerts.edit(name, query, receivers=receivers, quiet=quiet)
        found = len(ledger.alerts.preview(query))
    _say_saved(made, "changed", found)


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


@alert.command(short_help="Write alerts as JSON Lines, for another ledger.")
@out
@click.option("--receivers", is_flag=True, help="Write webhooks and mail addresses, too: keep that file to yourself.")
@click.pass_obj
def export(address: str, out: Path | None, receivers: bool) -> None:
    """Write all alerts as JSON Lines, which `alert import` takes up: what they wait for, quiet hours, muted until when.

    `export` has no alerts, as the record goes to others. Files and feeds are of this machine and are left out; so are
    webhooks and mail addresses without --receivers. Keys and passwords are in no ledger.
    """
    with open_to_read(address) as ledger:
        lines = list(ledger.alerts.exported(receivers=receivers))
        every = [(a.name, one) for a in ledger.alerts.all() for one in a.receivers]
    write_document(b"".join(lines), out)
    left = sum(1 for _, one in every if not receivers or one.kind in (ReceiverKind.FILE, ReceiverKind.FEED))
    from reportedly.export import wording

    told = f"; {wording.counted(left, 'receiver')} left out: give them again with `alert edit`" if left else ""
    click.echo(f"reportedly: {wording.counted(len(lines), 'alert')} written{told}", err=True)


@alert.command("import", short_help="Take up alerts that `alert export` wrote.")
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--receivers", is_flag=True, help="Send to the webhooks and mail addresses of the file, too.")
@by
@click.pass_obj
def import_(address: str, file: Path, receivers: bool, by: str) -> None:
    """Save the alerts of a file that `alert export` wrote; each finds what comes in from now on.

    The whole file is checked first. What this ledger has is skipped. Without --receivers nothing is sent anywhere: look
    at the file before, as whoever made it says where matches go. Topics have to be there (`import` brings them).
    """
    from reportedly.errors import NotFound, StoreError
    from reportedly.export import wording
    from reportedly.ledger.transfer.alert_lines import alert_lines

    new = known = left = failed = 0
    lines = alert_lines(file)
    with open_ledger(address) as ledger:
        for where, line in lines:
            try:
                made = ledger.alerts.add_imported(line, receivers=receivers, by=by)
            except (StoreError, NotFound) as problem:
                click.echo(f"reportedly: {where}: {problem}", err=True)
                failed += 1
                continue
            new, known = new + made, known + (not made)
            left += len(line.receivers) if made and not receivers else 0
    told = f", {wording.counted(left, 'receiver')} left out (--receivers takes them)" if left else ""
    not_made = f", {failed:,} could not be saved" if failed else ""
    click.echo(f"reportedly: {wording.counted(new, 'alert')} saved, {known:,} known{told}{not_made}", err=True)
    if failed:
        raise click.exceptions.Exit(1)


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


def _say_saved(made: Alert, how: str, known: int) -> None:
    from reportedly.export import wording

    found = wording.counted(known, "match", "matches")
    click.echo(
        f"reportedly: {wording.plain(made.name)}: {how}; of the last 200 reports it would have found {found}", err=True
    )


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
    zone = given.zone or "UTC"
    try:
        ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise click.UsageError(f"--zone: {zone!r} is no time zone, such as Europe/Madrid") from None
    if given.quiet is None:
        return None
    begin, _, end = given.quiet.partition("-")
    try:
        return QuietHours(begin=time.fromisoformat(begin), end=time.fromisoformat(end), zone=zone)
    except ValueError:
        raise click.UsageError(f"--quiet: {given.quiet!r} are no hours: write 22:00-07:00") from None
