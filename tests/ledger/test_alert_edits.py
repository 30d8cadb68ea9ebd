"""Editing alerts: nothing that was found or came in before is lost, and nothing is delivered twice."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING

import pytest

from reportedly.alerts import AlertQuery, Occasion, Pace, QuietHours, Receiver, ReceiverKind
from reportedly.delivery import webhook
from reportedly.errors import DeliveryError, NotFound, StoreError
from reportedly.ledger import Ledger
from reportedly.ledger.deliveries import edited
from reportedly.ledger.queries import alert_matches
from reportedly.listing import Filter
from reportedly.model import Act, Status
from reportedly.store import alerts as alert_store
from reportedly.store import hash_chain
from reportedly.store.database import open_database, snapshot, writing
from reportedly.topics import TopicQuery
from tests.ledger.told import STORY

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from tests.databases import NewAddress

START = datetime(2031, 2, 1, tzinfo=UTC)
NOW = datetime(2031, 3, 6, 12, 30, tzinfo=UTC)
CABLE, TEA = AlertQuery(wanted=Filter(text="cable")), AlertQuery(wanted=Filter(text="tea"))
DENIALS = AlertQuery(wanted=Filter(act=Act.DENY))


@pytest.fixture
def address(new_address: NewAddress) -> str:
    return new_address()


@pytest.fixture
def ledger(address: str) -> Iterable[Ledger]:
    with Ledger(address) as made:
        yield made


def _file(path: Path) -> Receiver:
    return Receiver(number=0, kind=ReceiverKind.FILE, target=str(path))


def _hook(name: str) -> Receiver:
    return Receiver(number=0, kind=ReceiverKind.WEBHOOK, target=f"https://hook.example/{name}")


def _lines(path: Path) -> list[str]:
    return [json.loads(line)["words"] for line in path.read_text("utf-8").splitlines()] if path.exists() else []


def _words(ledger: Ledger) -> list[str]:
    return [match.item.words for match in reversed(ledger.alerts.matches("a"))]


def test_what_came_in_before_goes_by_the_query_before_and_the_rest_by_the_new_one(
    ledger: Ledger, tmp_path: Path
) -> None:
    both, asked = [tmp_path / "a.jsonl", tmp_path / "expected.jsonl"], [CABLE, TEA]
    ledger.alerts.save("a", CABLE, by="ann", receivers=[_file(both[0])], now=START)
    ledger.alerts.save("before", CABLE, by="ann", receivers=[_file(both[1])], now=START)
    list(ledger.add(STORY[:4]))
    # No round since: the edit itself looks through what has come in.
    kept = ledger.alerts.edit("a", TEA, receivers=[_file(both[0])], quiet=None, now=NOW)
    assert (kept.query, kept.by, kept.at) == (TEA, "ann", START)
    assert kept.matches > 0
    ledger.alerts.deliver(now=NOW)
    ledger.alerts.remove("before")
    ledger.alerts.save("after", asked[1], by="ann", receivers=[_file(both[1])], now=NOW)
    list(ledger.add(STORY[4:]))
    ledger.alerts.deliver(now=NOW)
    ledger.alerts.deliver(now=NOW)
    assert _lines(both[0]) == _lines(both[1])
    assert len(_lines(both[0])) == len(set(_lines(both[0]))) > 3
    assert ledger.verify() == []


def test_a_round_that_began_before_an_edit_finds_nothing_by_the_query_before(ledger: Ledger, address: str) -> None:
    ledger.alerts.save("a", CABLE, by="ann", now=START)
    seen = ledger.alerts.get("a")
    ledger.alerts.edit("a", DENIALS, now=START)
    list(ledger.add(STORY[:5]))
    engine = open_database(address, make=False)
    with snapshot(engine) as connection:
        part = alert_matches.next_part(connection, seen, NOW)
    assert part is not None
    assert part.items
    with writing(engine) as connection:
        assert alert_store.advance(connection, seen, part.items, part.cursor, part.day) == 0
    engine.dispose()
    ledger.alerts.deliver(now=NOW)
    assert {match.item.act for match in ledger.alerts.matches("a")} == {Act.DENY}


def test_deliveries_that_wait_go_to_the_receiver_in_whose_place_another_comes(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    sent: list[tuple[str, str]] = []

    def send(target: str, body: dict[str, str]) -> None:
        if target.endswith("old") and len(sent) == 2:
            raise DeliveryError("x")
        sent.append((target[-3:], body["id"]))

    monkeypatch.setattr(webhook, "send", send)
    ledger.alerts.save("a", AlertQuery(), by="ann", receivers=[_hook("old")], now=START)
    list(ledger.add(STORY[:5]))
    ledger.alerts.deliver(now=NOW)
    failing = ledger.alerts.get("a").receivers[0]
    assert (failing.sent, failing.tries) == (2, 1)
    ledger.alerts.edit("a", AlertQuery(), receivers=[_hook("new"), _file(tmp_path / "a.jsonl")], now=NOW)
    [moved, added] = ledger.alerts.get("a").receivers
    assert (moved.number, moved.sent, moved.tries, moved.next_at) == (failing.number, 2, 0, None)
    assert (added.number, added.sent) == (2, 8)
    assert ledger.alerts.deliver(now=NOW).delivered == 6
    assert [name for name, _ in sent] == ["old"] * 2 + ["new"] * 6
    assert [key for _, key in sent] == [match.item.id for match in reversed(ledger.alerts.matches("a"))]
    assert _lines(tmp_path / "a.jsonl") == []


def test_a_round_goes_on_by_an_edit_that_comes_meanwhile(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    sent: list[str] = []

    def send(target: str, _: object) -> None:
        sent.append(target[-3:])
        if len(sent) == 3:
            ledger.alerts.edit("a", AlertQuery(), receivers=[_hook("new")], now=NOW)
        if len(sent) == 5:
            ledger.alerts.edit("a", AlertQuery(), receivers=[], now=NOW)
            raise DeliveryError("x")

    monkeypatch.setattr(webhook, "send", send)
    ledger.alerts.save("a", AlertQuery(), by="ann", receivers=[_hook("old")], now=START)
    list(ledger.add(STORY[:5]))
    # The third reaches the old address as the alert is edited: the new one gets it, too, as it was not noted.
    assert ledger.alerts.deliver(now=NOW).delivered == 3
    assert ledger.alerts.get("a").receivers[0].sent == 2
    ledger.alerts.deliver(now=NOW)
    assert sent == ["old", "old", "old", "new", "new"]
    assert ledger.alerts.get("a").receivers == ()


def test_receivers_keep_their_places() -> None:
    one = replace(_hook("one"), number=1, sent=3, tries=2, next_at=NOW, problem="x")
    two = replace(_hook("two"), number=2, sent=5, disabled=True, problem="gone")
    mail = Receiver(number=3, kind=ReceiverKind.MAIL, target="ann@example.org", sent=4)
    known = (one, two, mail)
    assert edited(known, [_hook("one"), replace(mail, pace=Pace.DAY)], 9) == (one, replace(mail, pace=Pace.DAY))
    assert edited(known, [_hook("two")], 9) == (replace(two, disabled=False, problem=None),)
    [kept, new] = edited(known, [_hook("four"), _hook("two")], 9)
    assert (kept.number, kept.target[-4:], kept.sent, kept.next_at) == (1, "four", 3, None)
    assert new.number == 2
    [added] = edited((mail,), [_hook("four")], 9)
    assert (added.number, added.sent) == (4, 9)
    assert edited(known, [], 9) == ()


def test_what_was_found_before_an_edit_is_not_found_again_when_a_chain_is_taken_over(
    ledger: Ledger, address: str
) -> None:
    ledger.alerts.save("a", CABLE, by="ann", now=START)
    list(ledger.add(STORY[:5]))
    ledger.alerts.edit("a", AlertQuery(), now=NOW)
    before = _words(ledger)
    engine = open_database(address, make=False)
    with writing(engine) as connection:
        first, *others = hash_chain.entries(connection)
        assert hash_chain.adopt(
            connection, hash_chain.chained((e.kind, e.key, e.content) for e in (first, *reversed(others)))
        )
    engine.dispose()
    ledger.alerts.deliver(now=NOW)
    after = _words(ledger)
    assert after[: len(before)] == before
    assert len(after) == len(set(after))


def test_an_edit_waits_for_what_has_to_be_linked_again(ledger: Ledger) -> None:
    ledger.alerts.save("a", CABLE, by="ann", now=START)
    list(ledger.add(STORY[2:5]))
    list(ledger.add(STORY[:1], link=False))  # it was published before them
    with pytest.raises(StoreError, match="give `reportedly link`"):
        ledger.alerts.edit("a", DENIALS, now=NOW)
    quiet = QuietHours(begin=time(22), end=time(7))
    assert ledger.alerts.edit("a", CABLE, quiet=quiet, now=NOW).quiet == quiet
    ledger.link()
    assert ledger.alerts.edit("a", DENIALS, now=NOW).quiet is None
    assert _words(ledger)


def test_a_forecast_that_falls_due_today_is_found_by_the_new_query(ledger: Ledger) -> None:
    ledger.alerts.save("a", CABLE, by="ann", now=START)
    list(ledger.add(STORY[:5]))
    due = AlertQuery(occasion=Occasion.DUE)
    days = [forecast.due for forecast in ledger.forecasts() if forecast.due]
    now = datetime.combine(min(days), time(12), UTC)
    ledger.alerts.deliver(now=now)
    ledger.alerts.edit("a", due, now=now)
    ledger.alerts.deliver(now=now)
    ledger.alerts.deliver(now=now + timedelta(hours=1))
    found = [match.item.due for match in ledger.alerts.matches("a") if match.item.occasion is Occasion.DUE]
    assert found == [min(days)]


def test_an_alert_whose_topic_is_gone_is_mended_by_an_edit(ledger: Ledger) -> None:
    ledger.topics.save("Cable", TopicQuery(text="cable"), by="ann")
    ledger.alerts.save("a", AlertQuery(wanted=Filter(topic="Cable")), by="ann", now=START)
    ledger.topics.remove("Cable", by="ann")
    list(ledger.add(STORY[:5]))
    assert ledger.alerts.deliver(now=NOW).problems
    with pytest.raises(NotFound):
        ledger.alerts.edit("a", AlertQuery(wanted=Filter(topic="Tea")), now=NOW)
    assert ledger.alerts.edit("a", DENIALS, now=NOW).problem is None
    assert ledger.alerts.deliver(now=NOW).found == 1


@pytest.mark.parametrize(
    ("query", "receivers", "why"),
    [
        (AlertQuery(wanted=Filter(text="...")), [], "no word or figure"),
        (CABLE, [_hook("a"), _hook("a")], "is named twice"),
        (CABLE, [Receiver(number=0, kind=ReceiverKind.MAIL, target="ann")], "not a mail address"),
    ],
)
def test_what_cannot_be_is_refused_and_changes_nothing(
    ledger: Ledger, query: AlertQuery, receivers: list[Receiver], why: str
) -> None:
    status = AlertQuery(occasion=Occasion.STATUS, after=Status.DENIED, wanted=Filter(since=date(2031, 3, 1)))
    before = ledger.alerts.save("a", status, by="ann", receivers=[_hook("a")], now=START)
    with pytest.raises(StoreError, match=why):
        ledger.alerts.edit("a", query, receivers=receivers, now=NOW)
    assert ledger.alerts.get("a") == before
    with pytest.raises(NotFound):
        ledger.alerts.edit("b", CABLE, now=NOW)
