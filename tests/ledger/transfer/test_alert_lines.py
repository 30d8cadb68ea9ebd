"""Alerts and channels in files: another ledger takes them up as they were, and what is forged or of one machine not."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING, Any

import pytest

from reportedly.alerts import AlertQuery, Occasion, Pace, QuietHours, Receiver, ReceiverKind
from reportedly.errors import IntakeError, NotFound, StoreError
from reportedly.ledger import Ledger
from reportedly.ledger.transfer.alert_lines import alert_lines, channel_lines
from reportedly.listing import Filter
from reportedly.model import Act, Status
from reportedly.topics import TopicQuery

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from tests.databases import NewAddress

HOOK = Receiver(number=1, kind=ReceiverKind.WEBHOOK, target="https://hooks.example/secret")
MAIL = Receiver(number=2, kind=ReceiverKind.MAIL, target="ann@example.org", pace=Pace.DAY)
FILE = Receiver(number=3, kind=ReceiverKind.FILE, target="/srv/alerts.jsonl")
QUERY = AlertQuery(
    occasion=Occasion.NUMBER,
    wanted=Filter(
        text="cable",
        actor="Chile",
        act=Act.DENY,
        place="NO",
        status=Status.DISPUTED,
        topic="Sea",
        since=date(2031, 3, 1),
        until=date(2031, 4, 1),
        notable=True,
    ),
    above=100.0,
    unit="percent",
    of="killed",
)
QUIET = QuietHours(begin=time(22), end=time(7), zone="Europe/Oslo")
UNTIL = datetime(2031, 5, 1, tzinfo=UTC)


@pytest.fixture
def ledgers(new_address: NewAddress) -> Iterable[tuple[Ledger, Ledger]]:
    with Ledger(new_address("one")) as one, Ledger(new_address("other")) as other:
        for ledger in (one, other):
            ledger.topics.save("Sea", TopicQuery(text="cable"), by="ann")
        yield one, other


def _written(path: Path, lines: Iterable[bytes]) -> Path:
    path.write_bytes(b"".join(lines))
    return path


def test_an_alert_is_taken_up_as_it_was_set_up(ledgers: tuple[Ledger, Ledger], tmp_path: Path) -> None:
    one, other = ledgers
    receivers = [HOOK, MAIL, FILE]
    made = one.alerts.save("Deaths", QUERY, by="ann", receivers=receivers, quiet=QUIET, muted_until=UNTIL)
    one.alerts.save("All", AlertQuery(), by="ann")
    file = _written(tmp_path / "alerts.jsonl", one.alerts.exported(receivers=True))
    lines = alert_lines(file)
    assert [other.alerts.add_imported(line, receivers=True, by="ben") for _, line in lines] == [True, True]
    taken = other.alerts.get("deaths")
    assert (taken.query, taken.quiet, taken.muted_until) == (made.query, made.quiet, made.muted_until)
    assert taken.by == "ben"
    assert taken.receivers == (HOOK, MAIL), "a path is of one machine"
    assert [other.alerts.add_imported(line, by="ben") for _, line in lines] == [False, False]
    other.alerts.edit("All", AlertQuery(wanted=Filter(text="tea")))
    with pytest.raises(StoreError, match="another alert 'All'"):
        other.alerts.add_imported(lines[0][1], by="ben")


def test_where_it_sends_goes_only_where_that_is_asked_for_twice(ledgers: tuple[Ledger, Ledger], tmp_path: Path) -> None:
    one, other = ledgers
    one.alerts.save("Deaths", QUERY, by="ann", receivers=[HOOK, MAIL, FILE])
    plain = _written(tmp_path / "plain.jsonl", one.alerts.exported())
    for secret in (HOOK.target, MAIL.target, FILE.target, 'receivers": [{'):
        assert secret not in plain.read_text("utf-8")
    [(_, line)] = alert_lines(_written(tmp_path / "all.jsonl", one.alerts.exported(receivers=True)))
    assert other.alerts.add_imported(line, by="ben")
    assert other.alerts.get("Deaths").receivers == ()


def test_an_alert_on_a_topic_that_is_not_there_is_refused(ledgers: tuple[Ledger, Ledger], tmp_path: Path) -> None:
    one, other = ledgers
    one.alerts.save("Deaths", QUERY, by="ann")
    other.topics.remove("Sea", by="ann")
    [(_, line)] = alert_lines(_written(tmp_path / "a.jsonl", one.alerts.exported()))
    with pytest.raises(NotFound):
        other.alerts.add_imported(line, by="ben")
    assert other.alerts.all() == []


def test_channels_are_followed_as_they_were_and_folders_are_left_out(
    ledgers: tuple[Ledger, Ledger], tmp_path: Path
) -> None:
    one, other = ledgers
    one.channels.follow(
        "https://gazette.example/feed.xml", interval=900, outlet="The Gazette", since=UNTIL, public=True, by="ann"
    )
    one.channels.follow("https://post.example/", by="ann")
    one.channels.edit("https://post.example/", paused=True)
    one.channels.follow(str(tmp_path), by="ann")
    lines = channel_lines(_written(tmp_path / "channels.jsonl", one.channels.exported()))
    assert [other.channels.add_imported(line, by="ben") for _, line in lines] == [True, True]
    fields = ("address", "outlet", "interval", "since", "public", "paused")
    mine, theirs = (
        [[getattr(c, name) for name in fields] for c in sorted(ledger.channels.all(), key=lambda c: c.address)]
        for ledger in (one, other)
    )
    assert theirs == [row for row in mine if "://" in row[0]]
    assert {c.by for c in other.channels.all()} == {"ben"}
    other.channels.edit("https://post.example/", paused=False)
    assert [other.channels.add_imported(line, by="ben") for _, line in lines] == [False, False]
    assert not other.channels.get("https://post.example/").paused, "what is followed already stays as it is"


ALERT: dict[str, Any] = {"kind": "alert", "version": 1, "name": "a", "occasion": "statement", "wanted": {"text": "tea"}}
CHANNEL: dict[str, Any] = {"kind": "channel", "version": 1, "address": "https://post.example/", "interval": 900}


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"kind": "channel"}, "kind"),
        ({"version": 2}, "version"),
        ({"name": 7}, "name"),
        ({"name": "a\0b"}, "U\\+0000"),
        ({"occasion": "never"}, "occasion"),
        ({"wanted": {"text": ["tea"]}}, "wanted.text"),
        ({"wanted": {"as_of": "2031-03-01"}}, "wanted.as_of"),
        ({"wanted": {"since": "May"}}, "wanted.since"),
        ({"above": 3.0}, "a number needs the bound"),
        ({"occasion": "number", "above": "3"}, "above"),
        ({"occasion": "status", "before": "denied", "after": "denied"}, "does not change"),
        ({"quiet": "22:00+01:00-07:00"}, "is not an alert"),
        ({"quiet": "late"}, "is not an alert"),
        ({"quiet": "22:00-07:00 Mars/Olympus"}, "no time zone"),
        ({"quiet": "22:00-07:00 ../../etc/passwd"}, "no time zone"),
        ({"muted_until": "2031-05-01T00:00:00"}, "muted_until"),
        ({"receivers": [{"kind": "file", "target": "/etc/passwd"}]}, "receivers.0.kind"),
        ({"receivers": [{"kind": "mail", "target": "ann@example.org", "sent": 3}]}, "receivers.0.sent"),
        ({"cursor": 0}, "cursor"),
    ],
)
def test_a_forged_alert_is_refused(tmp_path: Path, changed: dict[str, Any], why: str) -> None:
    forged = tmp_path / "forged.jsonl"
    forged.write_text(json.dumps(ALERT) + "\n\n" + json.dumps(ALERT | changed) + "\n", "utf-8")
    with pytest.raises(IntakeError, match=f"{forged}:3: .*{why}"):
        alert_lines(forged)


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"address": "/etc"}, "is no address"),
        ({"address": None}, "address"),
        ({"interval": "900"}, "interval"),
        ({"interval": 1.5}, "interval"),
        ({"interval": 0}, "interval"),
        ({"since": "2031-05-01T00:00:00"}, "since: has no time zone"),
        ({"paused": "no"}, "paused"),
        ({"etag": "x"}, "etag"),
    ],
)
def test_a_forged_channel_is_refused(tmp_path: Path, changed: dict[str, Any], why: str) -> None:
    forged = tmp_path / "forged.jsonl"
    forged.write_text(json.dumps(CHANNEL | changed) + "\n", "utf-8")
    with pytest.raises(IntakeError, match=why):
        channel_lines(forged)


@pytest.mark.parametrize("row", ["", "[", "[]", "7", '{"a": 1, "a": 2}', '{"a": NaN}', "[" * 100_000, "x" * 1_100_000])
def test_what_is_no_line_is_refused(tmp_path: Path, row: str) -> None:
    file = tmp_path / "x.jsonl"
    file.write_text(row + "\n", "utf-8")
    if row:
        with pytest.raises(IntakeError):
            alert_lines(file)
    else:
        assert alert_lines(file) == []
    with pytest.raises(IntakeError, match="cannot be read"):
        channel_lines(tmp_path / "none.jsonl")


@pytest.mark.parametrize(
    "changed",
    [
        {"address": "https://ann:secret@post.example/"},
        {"address": "ftp://post.example/"},
        {"interval": 59},
        {"interval": 10**9},
    ],
)
def test_a_channel_that_cannot_be_followed_is_refused(
    ledgers: tuple[Ledger, Ledger], tmp_path: Path, changed: dict[str, Any]
) -> None:
    file = tmp_path / "x.jsonl"
    file.write_text(json.dumps(CHANNEL | changed), "utf-8")
    [(_, line)] = channel_lines(file)
    with pytest.raises(StoreError):
        ledgers[0].channels.add_imported(line, by="ann")
    assert ledgers[0].channels.all() == []
