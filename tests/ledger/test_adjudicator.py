"""Ledgers that are linked with the findings of a service, asked once, kept for ever."""

from __future__ import annotations

from collections import Counter
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

from reportedly.adjudicators.chat import ChatAdjudicator
from reportedly.adjudicators.settings import Settings
from reportedly.errors import StoreError
from reportedly.ledger import Ledger
from reportedly.ledger.transfer.files import Exported
from reportedly.linking import pair_model
from tests import databases
from tests.adjudicators.scripted import Answer, relation, serving
from tests.ledger.told import STORY, report

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.adjudicators.scripted import ScriptedServer
    from tests.databases import NewAddress

LATE = report("late", 3, "Peru said Chilean divers had cut the cable off Bergen.")


@contextmanager
def opened(address: str, server: ScriptedServer, model: str = "tiny", budget: int = 1000) -> Iterator[Ledger]:
    """A ledger that asks the server."""
    settings = Settings(url=server.url, model=model, key="sk-secret", budget=budget)
    with Ledger(address, adjudicator=ChatAdjudicator(settings, sleep=lambda _: None)) as ledger:
        yield ledger


def record(ledger: Ledger) -> tuple[object, ...]:
    return tuple(tuple(ask()) for ask in (ledger.claims, ledger.changes, ledger.origins, ledger.forecasts))


def sizes(ledger: Ledger) -> Counter[int]:
    return Counter(len(c.statements) for c in ledger.claims())


def findings(address: str) -> list[tuple[object, ...]]:
    return databases.rows(address, "SELECT * FROM findings")


def test_what_the_service_says_is_what_is_linked(new_address: NewAddress) -> None:
    with serving(relation("other")) as server, opened(new_address("apart"), server) as ledger:
        list(ledger.add(STORY))
        assert set(sizes(ledger)) == {1}
    with serving(relation("same")) as server, opened(new_address("together"), server) as ledger:
        list(ledger.add(STORY))
        assert max(sizes(ledger)) > 3
        reasons = [reason for c in ledger.claims() for s in c.statements for reason in s.reasons]
        assert any("tiny, prompt 1" in reason and "“" in reason for reason in reasons)


def test_a_rebuild_asks_nothing_and_comes_to_the_same(new_address: NewAddress) -> None:
    address = new_address()
    with serving(relation("same")) as server:
        with opened(address, server) as ledger:
            list(ledger.add(STORY))
            before, asked = record(ledger), len(server.requests)
            assert asked
            ledger.rebuild()
            assert record(ledger) == before
        with opened(address, server) as ledger:
            ledger.rebuild()
            assert record(ledger) == before
        assert len(server.requests) == asked


def test_the_ledger_goes_on_with_what_was_found_where_nobody_asks(new_address: NewAddress) -> None:
    address = new_address()
    with serving(relation("same")) as server:
        with opened(address, server) as ledger:
            list(ledger.add(STORY))
            before = record(ledger)
            assert ledger.verify() == []
        asked = len(server.requests)
        with Ledger(address) as ledger:
            assert ledger.verify() == []
            ledger.rebuild()
            assert record(ledger) == before
            list(ledger.add([LATE]))
            assert ledger.verify() == []
        assert len(server.requests) == asked


def test_adding_one_by_one_gives_the_same_as_adding_all(new_address: NewAddress) -> None:
    with serving(relation("same")) as server:
        with opened(new_address("all"), server) as ledger:
            list(ledger.add([*STORY, LATE]))
            wanted = record(ledger)
        with opened(new_address("one"), server) as ledger:
            for one in (*STORY, LATE):
                list(ledger.add([one]))
            assert record(ledger) == wanted


def test_what_is_not_answered_is_left_to_the_local_adjudicator_and_asked_in_the_next_run(
    new_address: NewAddress,
) -> None:
    address = new_address()
    with Ledger(new_address("local")) as ledger:
        list(ledger.add(STORY))
        local = record(ledger)
    with serving(Answer(b"broken", status=500)) as server:
        with opened(address, server) as ledger:
            list(ledger.add(STORY))
            assert record(ledger) == local
            assert ledger.verify() == []
        assert findings(address) == []
        server.script = [relation("same")]
        with opened(address, server) as ledger:
            ledger.rebuild()
            assert record(ledger) != local
        assert findings(address)


def test_a_budget_ends_the_asking(new_address: NewAddress) -> None:
    address = new_address()
    with serving(relation("same")) as server, opened(address, server, budget=2) as ledger:
        list(ledger.add(STORY))
        assert len(server.requests) == 2
        assert ledger.waiting() == 0
        assert ledger.verify() == []


def test_what_was_answered_before_an_interruption_is_kept(new_address: NewAddress) -> None:
    address = new_address()

    class Interrupted(Exception):
        pass

    def stop(_done: int, _total: int) -> None:
        raise Interrupted

    with serving(relation("same")) as server:
        settings = Settings(url=server.url, model="tiny")
        with (
            Ledger(address, adjudicator=ChatAdjudicator(settings, progress=stop)) as ledger,
            pytest.raises(Interrupted),
        ):
            list(ledger.add(STORY))
        assert findings(address)
        asked = len(server.shown)
        with opened(address, server) as ledger:
            ledger.link()
            assert ledger.waiting() == 0
        pairs = [(s["one"]["content"], s["other"]["content"]) for s in server.shown]
        assert len(pairs) > asked


def test_a_finding_says_who_found_it_when_and_on_which_words(new_address: NewAddress) -> None:
    address = new_address()
    with serving(relation("contradicts")) as server, opened(address, server) as ledger:
        list(ledger.add(STORY))
    query = "SELECT service, software, one_words, other_words, at FROM findings"
    for service, software, one, other, at in databases.rows(address, query):
        assert service == "tiny, prompt 1"
        assert str(software).startswith("reportedly ")
        assert one
        assert other
        assert str(at).startswith("20")


def test_the_key_is_nowhere_in_the_ledger(tmp_path: Path) -> None:
    with serving(relation("same")) as server, opened(str(tmp_path / "l.db"), server) as ledger:
        list(ledger.add(STORY))
    assert server.headers[0]["Authorization"] == "Bearer sk-secret"
    for file in tmp_path.iterdir():
        assert b"sk-secret" not in file.read_bytes()
        assert b"127.0.0.1" not in file.read_bytes()


def test_another_adjudicator_needs_a_rebuild(new_address: NewAddress) -> None:
    address = new_address()
    with serving(relation("same")) as server:
        with opened(address, server) as ledger:
            list(ledger.add(STORY))
        with opened(address, server, model="large") as ledger:
            with pytest.raises(StoreError, match=r"rest on what tiny, prompt 1 found; `reportedly link --rebuild`"):
                list(ledger.add([LATE]))
            assert ledger.count() == len(STORY)
            ledger.rebuild()
            assert {row[1] for row in findings(address)} == {"tiny, prompt 1", "large, prompt 1"}
    with Ledger(address, adjudicator=pair_model.local()) as ledger:
        with pytest.raises(StoreError, match="large, prompt 1"):
            ledger.link()
        ledger.rebuild()
        local = record(ledger)
    with Ledger(new_address("local")) as ledger:
        list(ledger.add(STORY))
        assert record(ledger) == local


def test_findings_go_with_an_exported_ledger(new_address: NewAddress, tmp_path: Path) -> None:
    first, second = new_address("first"), new_address("second")
    with serving(relation("same")) as server, opened(first, server) as ledger:
        list(ledger.add(STORY))
        wanted = record(ledger)
        (tmp_path / "ledger.jsonl").write_bytes(b"".join(ledger.export()))
    with Ledger(second) as ledger:
        assert list(filter(None, ledger.import_exported(Exported.of(tmp_path / "ledger.jsonl")))) == []
        assert record(ledger) == wanted
        assert b"".join(ledger.export()) == (tmp_path / "ledger.jsonl").read_bytes()
    assert findings(first) == findings(second)


def test_a_damaged_finding_is_noticed(new_address: NewAddress) -> None:
    address = new_address()
    with serving(relation("same")) as server, opened(address, server) as ledger:
        list(ledger.add(STORY))
        databases.change(address, "UPDATE findings SET chances = '{\"same\": 2.0}'")
        assert any("finding " in problem and "chances" in problem for problem in ledger.verify())
