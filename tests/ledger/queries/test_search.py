"""Statements are found by their words, whatever the dialect thinks of letters and wildcards."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from reportedly.ledger import Ledger
from reportedly.listing import Filter
from reportedly.model import Act, Anchor, Place, Status
from reportedly.store import search
from reportedly.store.migrations.versions import r0004_search
from reportedly.store.search_terms import terms_of
from tests import databases
from tests.ledger.told import STORY, read, report

if TYPE_CHECKING:
    from tests.databases import NewAddress

WORDS = (
    report("a", 0, "Ana Øst said the STRASSE in Århus was 50% wider."),
    report("b", 1, "Norway said the strasse_in Oslo was 500 metres long."),
    report("c", 2, "Norway said it rained / snowed \\ hailed."),
)
EXPECTED = {
    "århus": ["a"],
    "ANA øst": ["a"],
    "straße": ["b", "a"],
    "50%": ["a"],
    "strasse_in": ["b", "a"],
    '"strasse in"': ["b", "a"],
    '"in strasse"': [],
    "metre long": ["b"],
    "str*": ["b", "a"],
    "metro": [],
    "\\": [],
    "/ rained": ["c"],
    "it' OR 1=1 --": [],
    "words : metres": [],
    "": [],
}


def test_words_are_found(new_address: NewAddress) -> None:
    with Ledger(new_address()) as ledger:
        list(ledger.add(WORDS))
        assert {text: [hit.report for hit in ledger.search(Filter(text=text))] for text in EXPECTED} == EXPECTED


def test_words_are_found_in_any_order_the_latest_first(new_address: NewAddress) -> None:
    with Ledger(new_address()) as ledger:
        list(ledger.add(STORY))
        assert {h.report for h in ledger.search(Filter(text="bergen CABLE"))} == {"a", "b", "c", "d", "e", "g"}
        assert [h.report for h in ledger.search(Filter(text="kenya harvest"))] == ["h", "c"]
        assert list(ledger.search(Filter(text="50% _"))) == []
        assert list(ledger.search(Filter(text="  "))) == []


def test_what_else_is_asked_narrows_it_down(new_address: NewAddress) -> None:
    with Ledger(new_address()) as ledger:
        list(ledger.add(STORY))
        statement = ledger.search(Filter(text="tea doubled"))[-1].statement
        ledger.grade(statement, "2", why="seen", by="ann")
        ledger.grade("Kenya", "B", why="was right before", by="bob")

        def found(text: str = "", *, limit: int = 200, offset: int = 0, **asked: Any) -> list[str]:
            wanted = Filter(text=text, **asked)
            return [hit.report for hit in ledger.search(wanted, limit=limit, offset=offset)]

        assert found("cable", actor="Chile") == ["e", "b"]
        assert found("cable", actor="Chilean") == ["e", "b"]
        assert found(actor="Nobody") == []
        assert found(actor="?") == []
        assert found("cable", act=Act.DENY) == ["b"]
        assert found("cable", since=date(2031, 3, 3), until=date(2031, 3, 20)) == ["e", "d"]
        assert found("tea", status=Status.DISPUTED) == []
        assert found("divers", status=Status.ACKNOWLEDGED) == ["e", "d", "b", "a"]
        assert found("divers", status=Status.DISPUTED, as_of=date(2031, 3, 3)) == ["d", "b", "a"]
        assert found("cable", limit=2) + found("cable", limit=2, offset=2) == found("cable", limit=4)
        assert [g.mark for g in ledger.search(Filter(text="tea doubled"))[-1].grades] == ["2", "B"]


def test_places_are_found_by_name_and_country() -> None:
    told = report("a", 0, "Norway said it rained in Bergen.")
    start = told.text.index("Bergen")
    place = Place(anchor=Anchor.of(told.text, start, start + 6), name="Bergen", country="NO", made_by="told")
    reading = replace(read(told), places=(place,))
    assert terms_of(reading, reading.statements[0])["place"] == ["bergen", "no"]


def test_an_older_ledger_is_indexed_when_it_is_opened(new_address: NewAddress) -> None:
    with Ledger(new_address()) as ledger:
        list(ledger.add(STORY))
        expected = [hit.report for hit in ledger.search(Filter(text="cable"))]
    engine = sa.create_engine(databases.url(new_address()))
    with engine.begin() as connection:
        connection.exec_driver_sql("DROP TABLE statement_index")
        connection.exec_driver_sql("UPDATE statements SET serial = -serial")
        search.create_index(connection)
        r0004_search.fill(connection)
    engine.dispose()
    with Ledger(new_address()) as ledger:
        assert [hit.report for hit in ledger.search(Filter(text="cable"))] == expected
        assert ledger.verify() == []


def test_verify_finds_what_is_not_in_the_index(new_address: NewAddress) -> None:
    with Ledger(new_address()) as ledger:
        (added,) = ledger.add(STORY[:1])
        second = added.statements[1].id
        databases.change(new_address(), "UPDATE statements SET serial = serial - 1 WHERE position = 1")
        found = [p for p in ledger.verify() if "as the search index differs" in p]
        assert [p.partition(":")[0] for p in found] == [f"statement {second}"]
