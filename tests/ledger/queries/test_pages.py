"""Pages: cut from the whole list, and at a cost that does not grow with the ledger."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from reportedly.ledger import Ledger
from reportedly.linking.index import PROBES
from reportedly.listing import EVERYTHING, Filter, Page
from reportedly.model import (
    Report,
    Verdict,
)
from tests.ledger.told import report

WALKED = re.compile(r"SCAN (?!anon_)\w+")
"""What SQLite plans to read from one end to the other, in no order that ends early."""


LISTS: dict[str, Callable[..., Page[Any]]] = {
    "claims": Ledger.claims,
    "changes": Ledger.changes,
    "changes, latest first": lambda ledger, wanted=EVERYTHING, **page: ledger.changes(
        replace(wanted, newest_first=True), **page
    ),
    "reports": Ledger.reports,
    "origins": Ledger.origins,
    "forecasts": Ledger.forecasts,
    "timeline": Ledger.timeline,
    "timeline, latest first": lambda ledger, wanted=EVERYTHING, **page: ledger.timeline(
        replace(wanted, newest_first=True), **page
    ),
    "sources": Ledger.sources,
    "disputes": Ledger.disputes,
}


@pytest.mark.parametrize("name", LISTS)
def test_pages_make_the_whole_list(story: Ledger, name: str) -> None:
    ask = LISTS[name]
    for as_of in (None, date(2031, 3, 3), date(2031, 3, 21)):
        wanted = Filter(as_of=as_of)
        whole = ask(story, wanted)
        pages = [ask(story, wanted, limit=2, offset=start) for start in range(0, len(whole) + 2, 2)]
        assert [row for page in pages for row in page] == list(whole)
        assert [page.more for page in pages] == [page.offset + 2 < len(whole) for page in pages]


def test_what_is_judged_wrong_leaves_every_page(story: Ledger) -> None:
    denied = story.reading("b").statements[0].id
    story.judge(Verdict.WRONG, denied, by="ann")
    assert [c.date.day for c in story.changes(Filter(actor="Chile"))] == [5]
    assert all(m.statement != denied for m in story.timeline())
    assert story.source("Chile").source.statements == 1
    assert story.verify() == []


class _Work:
    """Statements that a database is given, and rows that come back."""

    def __init__(self) -> None:
        self.statements = 0
        self.rows = 0


@contextmanager
def _counting(ledger: Ledger) -> Iterator[_Work]:
    import sqlalchemy as sa

    work = _Work()
    fetch = sa.engine.CursorResult.fetchall

    def count(*_: object) -> None:
        work.statements += 1

    def fetched(result: Any, *args: Any) -> Any:
        found = fetch(result, *args)
        work.rows += len(found)
        return found

    sa.event.listen(ledger._engine, "after_cursor_execute", count)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sa.engine.CursorResult, "fetchall", fetched)
        yield work
    sa.event.remove(ledger._engine, "after_cursor_execute", count)


PAGES: dict[str, Callable[[Ledger], object]] = {
    **{name: lambda ledger, ask=ask: ask(ledger, limit=3) for name, ask in LISTS.items()},  # type: ignore[misc]
    "claims of a party": lambda ledger: ledger.claims(Filter(actor="Norway"), limit=3),
    "changes looked back at": lambda ledger: ledger.changes(Filter(as_of=date(2031, 3, 4), newest_first=True), limit=3),
    "claims looked back at": lambda ledger: ledger.claims(Filter(as_of=date(2031, 3, 4)), limit=3),
    "search": lambda ledger: ledger.search(Filter(text="village"), limit=3),
    "numbers": lambda ledger: ledger.numbers(limit=3),
    "one source": lambda ledger: ledger.source("Norway", limit=3),
}


@pytest.fixture(scope="module")
def growing(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Ledger, Ledger]]:
    """A small ledger and one of ten times as many days."""
    folder = tmp_path_factory.mktemp("growing")
    parties = ("Norway", "Chile", "Kenya", "Portugal")
    matters = ("tea", "coal", "fish", "salt", "rice", "wool", "iron", "milk")

    def reports(days: int) -> Iterator[Report]:
        for day in range(days):
            for n, party in enumerate(parties):
                matter = matters[(day + n) % len(matters)]
                yield report(
                    f"{day}-{n}", day, f"{party} said village {day} had lost its {matter} to the {matter} tax."
                )

    with Ledger(str(folder / "small.db")) as small, Ledger(str(folder / "large.db")) as large:
        list(small.add(reports(6)))
        list(large.add(reports(60)))
        yield small, large


@pytest.mark.parametrize("name", PAGES)
def test_a_page_costs_the_same_in_a_larger_ledger(growing: tuple[Ledger, Ledger], name: str) -> None:
    spent = []
    for ledger in growing:
        with _counting(ledger) as work:
            PAGES[name](ledger)
        spent.append(work)
    assert spent[1].statements <= spent[0].statements + 1
    assert spent[1].rows <= 2 * spent[0].rows + 20


@pytest.mark.parametrize("name", PAGES)
def test_no_page_walks_a_table(growing: tuple[Ledger, Ledger], name: str) -> None:
    import sqlalchemy as sa

    found: list[str] = []

    def explain(_: object, cursor: Any, query: str, values: Any, *__: object) -> None:
        if query.lstrip().startswith("SELECT"):
            plan = cursor.connection.execute(f"EXPLAIN QUERY PLAN {query}", values)
            found.extend(f"{step[3]}: {query}" for step in plan if WALKED.fullmatch(step[3]))

    sa.event.listen(growing[1]._engine, "before_cursor_execute", explain)
    PAGES[name](growing[1])
    sa.event.remove(growing[1]._engine, "before_cursor_execute", explain)
    assert found == []


def test_adding_one_more_costs_the_same_in_a_larger_ledger(growing: tuple[Ledger, Ledger]) -> None:
    spent = []
    for ledger in growing:
        last = ledger.latest_day()
        assert last is not None
        day = (last - date(2031, 3, 1)).days + 1
        with _counting(ledger) as work:
            list(ledger.add([report("more", day, f"Norway said village {day} had lost its salt to the salt tax.")]))
        spent.append(work)
    # There are more cells to look into, never more than these.
    assert spent[1].statements <= spent[0].statements + 2 * PROBES


def test_a_month_of_days_is_found_by_its_ends(growing: tuple[Ledger, Ledger]) -> None:
    _, large = growing
    first = date(2031, 3, 10)
    found = large.timeline(Filter(since=first, until=first + timedelta(days=1)))
    assert {m.date for m in found} == {"2031-03-10", "2031-03-11"}
    assert list(found) == [m for m in large.timeline() if "2031-03-10" <= m.date <= "2031-03-11"]
