"""Grades and judgements are loaded for the rows that are shown, and for no others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportedly.ledger import Ledger
from reportedly.ledger.queries.annotations import Annotations
from reportedly.model import Verdict
from reportedly.store import grades, judgements
from reportedly.store.database import open_database
from tests.ledger.told import STORY

if TYPE_CHECKING:
    from tests.databases import NewAddress


def test_what_people_said_of_the_rows_shown(new_address: NewAddress) -> None:
    with Ledger(new_address()) as ledger:
        list(ledger.add(STORY[:3]))
        mine, other, third = (ledger.reading(key).statements[0].id for key in "abc")
        first = ledger.grade("Norway", "B", why="was right before", by="ann")
        second = ledger.grade(mine, "6", why="nobody saw it", by="bob")
        ledger.grade("Chile", "D", why="denied it", by="ann")
        ledger.ungrade(ledger.grade("Norway", "C", why="by mistake", by="ann").id, by="ann")
        ledger.judge(Verdict.WRONG, other, by="ann")
        ledger.unjudge(ledger.judge(Verdict.WRONG, third, by="ann").id, by="ann")
    engine = open_database(new_address())
    with engine.begin() as connection:
        shown = Annotations(connection, [mine, third], ["Norway", None])
        assert shown.of_statement(mine, "Norway") == (second, first)
        assert shown.of_statement(third, None) == ()
        assert shown.of_source("Chile") == ()
        assert shown.wrong == set()
        assert Annotations(connection, [other]).wrong == {other}
        assert grades.of_subjects(connection, []) == []
        assert judgements.wrong_among(connection, [mine, other, third]) == {other}
    engine.dispose()
