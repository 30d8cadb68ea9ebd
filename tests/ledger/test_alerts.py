"""Alerts: what newly matches is found once, in the order in which it came in, and delivered in that order."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from xml.etree import ElementTree

import pytest
import sqlalchemy as sa

from reportedly.alerts import FOREVER, AlertItem, AlertQuery, Occasion, Pace, QuietHours, Receiver, ReceiverKind
from reportedly.delivery import webhook
from reportedly.errors import DeliveryError, NotFound, StoreError
from reportedly.export.atom import NAMESPACE
from reportedly.ledger import Ledger
from reportedly.listing import Filter
from reportedly.model import Act, ChangeKind, Outcome, Status, Verdict
from reportedly.store import alerts as alert_store
from reportedly.store import hash_chain
from reportedly.store.database import delivery_lock, open_database, writing
from reportedly.store.schema import alert_matches
from reportedly.topics import TopicQuery
from tests.databases import NewAddress
from tests.delivery.receiving import Hook, web
from tests.delivery.test_webhook import ENVIRON
from tests.ledger.told import STORY, report

START = datetime(2031, 2, 1, tzinfo=UTC)
NOW = datetime(2031, 3, 6, 12, 30, tzinfo=UTC)
EVERYTHING = AlertQuery()


@pytest.fixture
def address(new_address: NewAddress) -> str:
    return new_address()


@pytest.fixture
def ledger(address: str) -> Iterable[Ledger]:
    with Ledger(address) as made:
        yield made


def _save(
    ledger: Ledger, query: AlertQuery, *receivers: Receiver, name: str = "a", quiet: QuietHours | None = None
) -> None:
    ledger.alerts.save(name, query, by="ann", receivers=receivers, quiet=quiet, now=START)


def _found(ledger: Ledger, name: str = "a", now: datetime = NOW) -> list[AlertItem]:
    ledger.alerts.deliver(now=now)
    return [match.item for match in reversed(ledger.alerts.matches(name))]


def _told(items: Iterable[AlertItem]) -> list[tuple[str, str]]:
    return [(item.party.partition(" @")[0], item.words) for item in items]


def _file(path: Path, kind: ReceiverKind = ReceiverKind.FILE, pace: Pace = Pace.ONCE) -> Receiver:
    return Receiver(number=1, kind=kind, target=str(path), pace=pace)


def test_a_match_tells_what_changed(ledger: Ledger) -> None:
    _save(ledger, AlertQuery(wanted=Filter(text="cable", actor="Chile")))
    list(ledger.add(STORY[:5]))
    denial, admission = _found(ledger)
    assert (denial.status_before, denial.status_after, denial.kind) == (
        Status.ALLEGED, Status.DISPUTED, ChangeKind.OPPOSITION
    )  # fmt: skip
    assert denial.why.startswith("new opposition: Norway (")
    assert (denial.actor, denial.act, denial.said_on) == ("Chile", Act.DENY, date(2031, 3, 2))
    assert (denial.outlet, denial.published) == ("The Gazette", STORY[1].published_at)
    (start, end), *_ = denial.spans
    assert STORY[1].text[start:end] == denial.words == "that its divers had cut the cable off Bergen"
    assert (admission.status_before, admission.status_after) == (Status.DISPUTED, Status.ACKNOWLEDGED)
    claim = ledger.claims_of([denial.statement])[denial.statement]
    assert (denial.claim, denial.wording) == (claim.id, claim.wording)


@pytest.mark.parametrize("pieces", [1, 2, 7])
def test_matches_do_not_depend_on_when_rounds_are(ledger: Ledger, pieces: int) -> None:
    for occasion in (Occasion.STATEMENT, Occasion.STATUS, Occasion.FIRST):
        _save(ledger, AlertQuery(occasion=occasion), name=occasion.value)
    for start in range(0, len(STORY), pieces):
        for one in STORY[start : start + pieces]:
            list(ledger.add([one]))
        ledger.alerts.deliver(now=NOW)
    moves = [(item.status_before, item.status_after) for item in _found(ledger, "status")]
    withdrawn = (Status.ALLEGED, Status.REPORTED)  # Kenya takes back that its harvest had doubled
    assert moves == [(Status.ALLEGED, Status.DISPUTED), (Status.DISPUTED, Status.ACKNOWLEDGED), withdrawn]
    assert _told(_found(ledger, "first"))[:2] == [
        ("Norway", "Chilean divers had cut the cable off Bergen"),
        ("Chile", "that its divers had cut the cable off Bergen"),
    ]
    assert len(_found(ledger, "statement")) == 10


def test_what_was_there_before_is_not_found(ledger: Ledger) -> None:
    list(ledger.add(STORY[:2]))
    _save(ledger, EVERYTHING)
    assert _found(ledger) == []
    list(ledger.add(STORY[2:4]))
    assert {item.report for item in _found(ledger)} == {"c", "d"}


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        (AlertQuery(wanted=Filter(act=Act.DENY)), ["b"]),
        (AlertQuery(wanted=Filter(text="tea", since=date(2031, 3, 5))), ["e"]),
        (AlertQuery(wanted=Filter(topic="Tea")), ["c"]),
        (AlertQuery(wanted=Filter(text="cable", status=Status.ALLEGED)), ["c"]),
        (AlertQuery(wanted=Filter(text="cable", notable=True)), ["a", "b", "d", "e"]),
        (AlertQuery(occasion=Occasion.FIRST, wanted=Filter(text="cable", actor="Chile")), ["b"]),
        (AlertQuery(occasion=Occasion.STATUS, before=Status.ALLEGED), ["b"]),
        (AlertQuery(occasion=Occasion.STATUS, after=Status.ACKNOWLEDGED), ["e"]),
        (AlertQuery(occasion=Occasion.STATUS, after=Status.REPORTED), ["a", "e"]),
        (AlertQuery(occasion=Occasion.STATUS, wanted=Filter(text="tea")), []),
        (AlertQuery(occasion=Occasion.STATUS, wanted=Filter(actor="Portugal")), []),
        (AlertQuery(occasion=Occasion.STATUS, wanted=Filter(act=Act.DENY)), ["b"]),
    ],
)  # fmt: skip
def test_filters_are_those_of_the_lists(ledger: Ledger, query: AlertQuery, expected: list[str]) -> None:
    ledger.topics.save("Tea", TopicQuery(text="harvest"), by="ann")
    _save(ledger, query)
    list(ledger.add(STORY[:5]))
    assert [item.report for item in _found(ledger)] == expected


def test_a_rebuild_brings_nothing_twice_and_a_late_report_is_compared_with_what_was_known(ledger: Ledger) -> None:
    _save(ledger, AlertQuery(occasion=Occasion.STATUS), name="status")
    _save(ledger, EVERYTHING, name="all")
    list(ledger.add([STORY[0], STORY[4]]))
    assert [(i.status_before, i.status_after) for i in _found(ledger, "status")] == [
        (Status.ALLEGED, Status.ACKNOWLEDGED)
    ]
    number = len(_found(ledger, "all"))
    ledger.rebuild()
    assert len(_found(ledger, "all")) == number
    # Published in between, it comes last: what readers of the alert know is that Chile has admitted it.
    list(ledger.add([STORY[1]]))
    assert len(_found(ledger, "status")) == 1
    late = _found(ledger, "all")[number:]
    assert [(i.report, i.status_before, i.status_after) for i in late] == [
        ("b", Status.ACKNOWLEDGED, Status.ACKNOWLEDGED)
    ]
    ledger.rebuild()
    assert len(_found(ledger, "all")) == number + 1
    assert ledger.verify() == []


def test_copies_and_repeated_words_are_found_once(ledger: Ledger) -> None:
    _save(ledger, AlertQuery(wanted=Filter(text="cable")))
    list(ledger.add(STORY[:1]))
    address = "https://gazette.example/1"
    list(ledger.add([report("copy", 0, STORY[0].text, outlet="Other", url=address)]))
    assert [item.report for item in _found(ledger)] == ["a"]


def test_numbers_above_a_bound(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    from tests.ledger.queries.stories import FLOOD, with_numbers

    monkeypatch.setattr("reportedly.ledger.ledger.batch.read_all", lambda reports, **_: map(with_numbers, reports))
    bounds = ("0", "43", "1000000000")
    for above in bounds:
        _save(ledger, AlertQuery(occasion=Occasion.NUMBER, above=float(above)), name=above)
    _save(ledger, AlertQuery(occasion=Occasion.NUMBER, above=0, of="Village"), name="of")
    _save(ledger, AlertQuery(occasion=Occasion.NUMBER, above=0, unit="km"), name="unit")
    list(ledger.add(FLOOD))
    ledger.alerts.deliver(now=NOW)
    given = {name: [m.item for m in ledger.alerts.matches(name)] for name in (*bounds, "of", "unit")}
    for above in bounds:
        assert all(i.low is not None and (i.low > float(above) or i.high is None) for i in given[above])
    assert [len(given[above]) for above in bounds] == [3, 2, 0]
    assert [len(given[name]) for name in ("of", "unit")] == [3, 0]
    listed = {(n.statement, n.low) for n in ledger.numbers()}
    assert {(i.statement, i.low) for i in given["0"]} <= listed


def test_forecasts_fall_due_and_are_missed(ledger: Ledger) -> None:
    _save(ledger, AlertQuery(occasion=Occasion.DUE, wanted=Filter(text="cable")), name="due")
    _save(ledger, AlertQuery(occasion=Occasion.MISSED), name="missed")
    list(ledger.add(STORY[:5]))
    assert _found(ledger, "due", datetime(2031, 3, 19, 23, tzinfo=UTC)) == []
    [due] = _found(ledger, "due", datetime(2031, 3, 20, 1, tzinfo=UTC))
    assert (due.due, due.outcome, due.party.partition(" @")[0]) == (date(2031, 3, 20), Outcome.OPEN, "Maria Holt")
    assert len(_found(ledger, "due", datetime(2031, 4, 20, 1, tzinfo=UTC))) == 1
    text = "Kenya expects the tea harvest to double."
    list(ledger.add([report("p", 5, text), report("q", 22, "Kenya said the tea harvest had not doubled.")]))
    missed = _found(ledger, "missed")
    told = [f for f in ledger.forecasts() if f.outcome is Outcome.DID_NOT_HAPPEN]
    assert [m.statement for m in missed] == [f.statement for f in told]
    for match in missed:
        assert match.why.startswith("it did not come true: ")


def test_nothing_is_found_before_it_is_linked(ledger: Ledger) -> None:
    _save(ledger, EVERYTHING)
    list(ledger.add(STORY[:5]))
    claim = ledger.search(Filter(text="tea"))[0]
    ledger.judge(Verdict.WRONG, claim.statement, by="ann", link=False)
    assert _found(ledger) == []
    ledger.link()
    found = _found(ledger)
    assert found
    assert claim.statement not in {item.statement for item in found}


def test_what_was_found_is_delivered_in_order_and_once(ledger: Ledger, tmp_path: Path) -> None:
    lines, feed = tmp_path / "all.jsonl", tmp_path / "all.atom"
    _save(ledger, EVERYTHING, _file(lines), _file(feed, ReceiverKind.FEED))
    list(ledger.add(STORY[:5]))
    done = ledger.alerts.deliver(now=NOW, desk="https://desk.example.org/")
    assert (done.found, done.delivered, done.problems) == (8, 16, ())
    assert ledger.alerts.deliver(now=NOW) == replace(done, found=0, delivered=0)
    rows = [json.loads(line) for line in lines.read_text("utf-8").splitlines()]
    assert [row["id"] for row in rows] == [m.item.id for m in reversed(ledger.alerts.matches("a"))]
    assert rows[0]["link"] == f"https://desk.example.org/statements/{rows[0]['statement']}"
    assert (rows[1]["status_before"], rows[0]["found_at"]) == (None, NOW.isoformat())
    entries = ElementTree.fromstring(feed.read_bytes()).findall(f"{{{NAMESPACE}}}entry")
    assert len(entries) == 8
    assert entries[0].findtext(f"{{{NAMESPACE}}}updated") == "2031-03-06T12:30:00Z"
    assert [c.sent for c in ledger.alerts.get("A").receivers] == [8, 8]


def test_a_failure_keeps_the_order_and_is_tried_again(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("REPORTEDLY_PRIVATE_ADDRESSES", "1")
    monkeypatch.setenv(webhook.SECRET, ENVIRON[webhook.SECRET])
    lines = tmp_path / "all.jsonl"
    with web() as receiver:
        hook = Receiver(number=1, kind=ReceiverKind.WEBHOOK, target=receiver.address)
        _save(ledger, EVERYTHING, hook, _file(lines))
        list(ledger.add(STORY[:5]))
        receiver.codes = [204, 204, 500]
        done = ledger.alerts.deliver(now=NOW)
        assert done.delivered == 2 + 8
        assert done.problems == ("a: webhook: the receiver answered 500 Internal Server Error",)
        failing = ledger.alerts.get("a").receivers[0]
        assert (failing.sent, failing.tries, failing.next_at) == (2, 1, NOW + timedelta(seconds=30))
        receiver.codes = [204]
        assert ledger.alerts.deliver(now=NOW + timedelta(seconds=29)).delivered == 0
        assert ledger.alerts.deliver(now=NOW + timedelta(seconds=30)).delivered == 6
        assert _ids(receiver) == [row["id"] for row in map(json.loads, lines.read_text("utf-8").splitlines())]
        healed = ledger.alerts.get("a").receivers[0]
        assert (healed.tries, healed.problem, healed.next_at) == (0, None, None)


def _ids(receiver: Hook) -> list[str]:
    """The ids that came in, a repeated one once."""
    return list(dict.fromkeys(json.loads(body)["data"]["id"] for _, body in receiver.got))


def test_waits_grow_and_a_receiver_that_is_gone_is_left_alone(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    answers = iter(
        [DeliveryError("x"), DeliveryError("x"), DeliveryError("x", wait=7200), DeliveryError("x", gone=True)]
    )

    def send(*_: object, **__: object) -> None:
        raise next(answers)

    monkeypatch.setattr(webhook, "send", send)
    _save(ledger, EVERYTHING, Receiver(number=1, kind=ReceiverKind.WEBHOOK, target="https://hook.example"))
    list(ledger.add(STORY[:1]))
    now, waits = NOW, []
    for _ in range(3):
        ledger.alerts.deliver(now=now)
        following = ledger.alerts.get("a").receivers[0].next_at
        assert following is not None
        waits.append(following - now)
        now = following
    assert waits == [timedelta(seconds=30), timedelta(seconds=60), timedelta(hours=2)]
    ledger.alerts.deliver(now=now)
    assert ledger.alerts.get("a").receivers[0].disabled
    assert ledger.alerts.deliver(now=now + timedelta(days=9)).problems == ()


@pytest.mark.parametrize(
    ("pace", "early", "late"),
    [
        (Pace.HOUR, NOW.replace(minute=59), NOW.replace(hour=13, minute=0)),
        (Pace.DAY, NOW.replace(hour=23), NOW.replace(day=7, hour=0)),
    ],
)
def test_a_digest_comes_when_its_time_is_over(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch, pace: Pace, early: datetime, late: datetime
) -> None:
    mails: list[int] = []
    monkeypatch.setattr("reportedly.delivery.mail.send", lambda *given: mails.append(len(given[2])))
    _save(ledger, EVERYTHING, Receiver(number=1, kind=ReceiverKind.MAIL, target="ann@example.org", pace=pace))
    list(ledger.add(STORY[:5]))
    for now in (NOW, early):
        ledger.alerts.deliver(now=now)
    assert mails == []
    assert ledger.alerts.deliver(now=late).delivered == 8
    assert mails == [8]


def test_quiet_hours_hold_back_and_a_mute_keeps_back(ledger: Ledger, tmp_path: Path) -> None:
    quiet = QuietHours(begin=time(13), end=time(7), zone="Europe/Madrid")
    _save(ledger, EVERYTHING, _file(tmp_path / "x"), quiet=quiet)
    list(ledger.add(STORY[:1]))
    assert ledger.alerts.deliver(now=NOW).delivered == 0
    assert ledger.alerts.deliver(now=NOW.replace(day=7, hour=5, minute=59)).delivered == 0
    assert ledger.alerts.deliver(now=NOW.replace(day=7, hour=6, minute=0)).delivered == 2
    noon = NOW.replace(day=7, hour=11)
    ledger.alerts.mute("a", noon + timedelta(minutes=5))
    list(ledger.add(STORY[1:2]))
    muted = ledger.alerts.deliver(now=noon)
    assert (muted.found, muted.delivered) == (1, 0)
    list(ledger.add(STORY[2:3]))
    assert ledger.alerts.deliver(now=noon + timedelta(minutes=5)).delivered == 2
    assert [m.muted for m in ledger.alerts.matches("a")] == [False, False, True, False, False]
    assert ledger.alerts.mute("a", FOREVER).is_muted(NOW)
    assert not ledger.alerts.mute("a", None).is_muted(NOW)


def test_one_process_delivers_at_a_time(ledger: Ledger, address: str, tmp_path: Path) -> None:
    _save(ledger, EVERYTHING, _file(tmp_path / "x"))
    list(ledger.add(STORY[:1]))
    other = open_database(address, make=False)
    with delivery_lock(other) as ours:
        assert ours
        assert ledger.alerts.deliver(now=NOW).busy
    other.dispose()
    assert ledger.alerts.deliver(now=NOW).delivered == 2


def test_a_cursor_that_has_moved_adds_nothing(ledger: Ledger) -> None:
    _save(ledger, EVERYTHING)
    seen = ledger.alerts.get("a")
    list(ledger.add(STORY[:2]))
    items = _found(ledger)
    engine = ledger.alerts._engine
    with writing(engine) as connection:
        assert alert_store.advance(connection, seen, items, 1, seen.day) == 0
        again = alert_store.named(connection, "a")
        assert alert_store.advance(connection, again, items, again.cursor, again.day) == 0
    assert len(_found(ledger)) == len(items)


def test_an_alert_whose_topic_is_gone_says_so_and_the_others_go_on(ledger: Ledger) -> None:
    ledger.topics.save("Tea", TopicQuery(text="tea"), by="ann")
    _save(ledger, AlertQuery(wanted=Filter(topic="tea")))
    _save(ledger, EVERYTHING, name="b")
    ledger.topics.remove("Tea", by="ann")
    list(ledger.add(STORY[:1]))
    done = ledger.alerts.deliver(now=NOW)
    assert (done.found, len(done.problems)) == (2, 1)
    assert "no topic 'tea'" in (ledger.alerts.get("a").problem or "")
    ledger.topics.save("Tea", TopicQuery(text="official"), by="ann")
    list(ledger.add(STORY[2:3]))
    assert ledger.alerts.deliver(now=NOW).problems == ()
    assert ledger.alerts.get("a").problem is None


def test_a_test_reaches_every_receiver_and_is_no_match(ledger: Ledger, tmp_path: Path) -> None:
    _save(
        ledger,
        EVERYTHING,
        _file(tmp_path / "no" / "x"),
        _file(tmp_path / "x"),
        _file(tmp_path / "f", ReceiverKind.FEED),
    )
    tried = ledger.alerts.test("a", now=NOW)
    assert [problem is None for _, problem in tried] == [False, True, True]
    assert json.loads((tmp_path / "x").read_text())["test"] is True
    assert ledger.alerts.matches("a") == []


def test_a_preview_shows_what_would_have_been_found(ledger: Ledger) -> None:
    assert ledger.alerts.preview(EVERYTHING) == []
    list(ledger.add(STORY[:5]))
    found = ledger.alerts.preview(AlertQuery(occasion=Occasion.STATUS))
    assert [i.report for i in found] == ["b", "e"]
    assert [i.report for i in ledger.alerts.preview(EVERYTHING, back=1)] == ["e", "e"]
    assert ledger.alerts.all() == []


def test_names_and_queries_are_checked(ledger: Ledger) -> None:
    _save(ledger, EVERYTHING, name="The Cable")
    assert ledger.alerts.get("the  cable").name == "The Cable"
    for name in ("the cable", "", "x" * 81, "a\nb\x1b"):
        with pytest.raises(StoreError):
            _save(ledger, EVERYTHING, name=name)
    with pytest.raises(StoreError, match="no word"):
        _save(ledger, AlertQuery(wanted=Filter(text="...")), name="b")
    with pytest.raises(NotFound, match="no topic"):
        _save(ledger, AlertQuery(wanted=Filter(topic="lost")), name="b")
    with pytest.raises(StoreError, match="--by"):
        ledger.alerts.save("b", EVERYTHING, by=" ")
    with pytest.raises(NotFound, match="no alert"):
        ledger.alerts.remove("b")
    ledger.alerts.remove("THE CABLE")
    assert ledger.alerts.all() == []


@pytest.mark.parametrize(
    "given",
    [
        {"before": Status.ALLEGED},
        {"occasion": Occasion.NUMBER},
        {"above": 3.0},
        {"unit": "people"},
        {"occasion": Occasion.STATUS, "before": Status.ALLEGED, "after": Status.ALLEGED},
        {"wanted": Filter(outcome=Outcome.OPEN)},
    ],
)
def test_queries_that_mean_nothing_are_refused(given: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"."):
        AlertQuery(**given)  # type: ignore[arg-type]


def test_queries_are_read_as_they_were_written() -> None:
    query = AlertQuery(
        occasion=Occasion.NUMBER,
        wanted=Filter(text="tea", act=Act.DENY, status=Status.DENIED, since=date(2031, 1, 2), notable=True, topic="t"),
        above=2.5,
        of="bags",
    )
    assert alert_store.query_of(alert_store.query_json(query)) == query
    with pytest.raises(ValueError, match="no query"):
        alert_store.query_of('{"wanted": {}, "other": 1}')


def test_verify_sees_what_was_changed(ledger: Ledger, address: str) -> None:
    _save(ledger, EVERYTHING)
    list(ledger.add(STORY[:2]))
    ledger.alerts.deliver(now=NOW)
    assert ledger.verify() == []
    engine = open_database(address, make=False)
    with writing(engine) as connection:
        connection.execute(sa.delete(alert_matches).where(alert_matches.c.number == 1))
    engine.dispose()
    assert [p for p in ledger.verify() if "alert 'a'" in p]


def test_a_chain_that_is_taken_over_is_looked_through_again(ledger: Ledger, address: str) -> None:
    _save(ledger, EVERYTHING)
    list(ledger.add(STORY[:3]))
    before = _found(ledger)
    engine = open_database(address, make=False)
    with writing(engine) as connection:
        first, *others = hash_chain.entries(connection)
        turned = hash_chain.chained((e.kind, e.key, e.content) for e in (first, *reversed(others)))
        assert hash_chain.adopt(connection, turned)
    engine.dispose()
    assert ledger.alerts.get("a").cursor == 1
    assert _found(ledger) == before
    assert ledger.alerts.get("a").cursor == 3
