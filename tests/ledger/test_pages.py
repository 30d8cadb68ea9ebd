"""Pages of a ledger: cut from the whole list, narrowed as asked, and at a cost that does not grow with the ledger."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from reportedly.ledger import Ledger
from reportedly.linking.index import PROBES
from reportedly.listing import EVERYTHING, Dated, Filter, Numbered, Page
from reportedly.model import Anchor, Likelihood, Outcome, Place, Precision, Reading, Report, Status, Verdict
from tests.databases import NewAddress
from tests.ledger import told
from tests.ledger.test_asking import FLOOD, _counted
from tests.ledger.told import STORY, report

MONTH_END = date(2031, 3, 31)
COPY = (
    report(
        "x", 2, "Portugal said the ferry to Bergen had left an hour late as the crew had waited for the mail from Oslo."
    ),
    report(
        "y",
        3,
        "Portugal said the ferry to Bergen had left an hour late as the crew had waited for the mail from Oslo.",
        outlet="The Herald",
    ),
)


def _placed(told_report: Report) -> Reading:
    """The reading with Bergen in it as a place of Norway."""
    from dataclasses import replace

    reading, text = told.read(told_report), told_report.text
    spots = [i for i in range(len(text)) if text.startswith("Bergen", i)]
    places = tuple(
        Place(
            anchor=Anchor.of(text, i, i + 6),
            name="Bergen",
            geonameid=3161732,
            country="NO",
            lat=60.39,
            lon=5.32,
            precision=Precision.CITY,
            made_by="told",
        )
        for i in spots
    )
    return replace(reading, places=places)


@pytest.fixture
def story(new_address: NewAddress, monkeypatch: pytest.MonkeyPatch) -> Iterable[Ledger]:
    monkeypatch.setattr("reportedly.ledger.ledger.batch.read_all", lambda reports, **_: map(_placed, reports))
    with Ledger(new_address()) as made:
        list(made.add([*STORY, *COPY]))
        yield made


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


def test_claims_are_asked_for_by_who_speaks_and_what_is_named(story: Ledger) -> None:
    everything = story.claims()
    assert [c.last for c in everything] == sorted((c.last for c in everything), reverse=True)
    cable = next(c for c in everything if "divers" in c.wording)
    assert cable in story.claims(Filter(actor="Chilean"))
    assert [c.last for c in story.claims(Filter(actor="Kenya"))] == [date(2031, 3, 22)]
    assert {c.id for c in story.claims(Filter(place="no"))} == {
        c.id for c in everything if any("Bergen" in a.exact for s in c.statements for a in s.content)
    }
    assert list(story.claims(Filter(actor="Kenya", place="NO"))) == []
    assert list(story.claims(Filter(actor="Norway", place="NO", status=Status.ACKNOWLEDGED))) == [cable]
    assert list(story.claims(Filter(actor="Norway", as_of=date(2031, 2, 1)))) == []
    for status in Status:
        assert list(story.claims(Filter(status=status))) == [c for c in everything if c.status is status]
        early = story.claims(Filter(as_of=date(2031, 3, 3)))
        assert list(story.claims(Filter(status=status, as_of=date(2031, 3, 3)))) == [
            c for c in early if c.status is status
        ]
    assert list(story.claims(Filter(multiple=True))) == [c for c in everything if len(c.statements) > 1]
    day = date(2031, 3, 5)
    assert list(story.claims(Filter(since=day, until=day))) == [c for c in everything if c.last == day]


def test_changes_are_asked_for_by_claim_party_country_and_day(story: Ledger) -> None:
    everything = story.changes()
    cable = next(c for c in story.claims() if "divers" in c.wording)
    assert list(story.changes(Filter(claim=cable.id))) == [c for c in everything if c.claim == cable.id]
    assert list(story.changes(Filter(status_changed=True))) == [c for c in everything if c.before is not None]
    assert [c.date.day for c in story.changes(Filter(actor="Chile"))] == [2, 5]
    assert [c.date.day for c in story.changes(Filter(place="NO", claim=cable.id, newest_first=True))] == [5, 2, 1]
    day = date(2031, 3, 2)
    assert list(story.changes(Filter(since=day, until=day))) == [c for c in everything if c.date == day]


def test_tallies_are_what_counting_gives(story: Ledger) -> None:
    for as_of in (None, date(2031, 3, 2), date(2031, 3, 20)):
        claims, forecasts = story.claims(Filter(as_of=as_of)), story.forecasts(Filter(as_of=as_of))
        assert story.statuses(as_of=as_of) == {s: n for s in Status if (n := sum(c.status is s for c in claims))}
        counted = {(f.likelihood, f.outcome) for f in forecasts}
        assert story.outcomes(as_of=as_of).keys() == counted
    assert story.outcomes() == {(Likelihood.LIKELY, Outcome.HAPPENED): 1}


def test_origins_of_several_reports_and_of_one(story: Ledger) -> None:
    (copied,) = story.origins(Filter(multiple=True))
    assert copied.reports == ("x", "y")
    assert list(story.origins(Filter(multiple=True, as_of=date(2031, 3, 3)))) == []
    assert story.firsts_of(["y", "a", "nobody"]) == {"y": copied.reports[0], "a": "a"}
    assert story.origins_of(["y", "a"]) == {"y": copied, "a": next(o for o in story.origins() if o.reports == ("a",))}


def test_forecasts_fall_due_in_order(story: Ledger) -> None:
    (one,) = story.forecasts(Filter(due_since=date(2031, 3, 20), due_until=date(2031, 3, 20)))
    assert one.due == date(2031, 3, 20)
    assert list(story.forecasts(Filter(due_since=date(2031, 3, 21)))) == []
    assert list(story.forecasts(Filter(outcome=Outcome.OPEN))) == []
    assert [f.statement for f in story.forecasts(Filter(outcome=Outcome.OPEN, as_of=date(2031, 3, 20)))] == [
        one.statement
    ]
    assert [f.statement for f in story.forecasts(Filter(outcome=Outcome.HAPPENED))] == [one.statement]


def test_what_a_statement_stands_in_is_told_without_its_claim(story: Ledger) -> None:
    for as_of in (None, date(2031, 3, 2)):
        claims = {s.id: c for c in story.claims(Filter(as_of=as_of)) for s in c.statements}
        placed = story.statements_of(claims, as_of=as_of)
        assert story.claims_of(claims, as_of=as_of) == claims
        assert {key: (p.claim, p.status, p.wording) for key, p in placed.items()} == {
            key: (c.id, c.status, c.wording) for key, c in claims.items()
        }


def test_days_places_and_who_is_heard(story: Ledger) -> None:
    days = {d.day.day: (d.statements, d.changes) for d in story.days()}
    said = story.timeline(Filter(kind=Dated.SAID))
    assert sum(n for n, _ in days.values()) == len(said)
    assert sum(n for _, n in days.values()) == len(story.changes(Filter(status_changed=True)))
    (bergen,) = story.places()
    assert (bergen.name, bergen.country, bergen.reports[0]) == ("Bergen", "NO", "g")
    assert story.places(Filter(since=date(2031, 3, 2), until=date(2031, 3, 2)))[0].reports == ("c", "b")
    assert set(story.active_parties()) == {"Norway", "Chile", "Kenya", "Portugal", "Maria Holt", "The Gazette"}
    assert set(story.active_parties(as_of=date(2031, 3, 2), days=1)) == {"Chile", "Kenya", "Maria Holt"}
    assert story.active_countries() == ["NO"]
    assert story.active_parties(as_of=date(2031, 2, 1)) == []
    assert story.latest_day() == date(2031, 3, 22)
    assert story.latest_day(as_of=date(2031, 3, 4)) == date(2031, 3, 4)


def test_what_is_judged_wrong_leaves_every_page(story: Ledger) -> None:
    denied = story.reading("b").statements[0].id
    story.judge(Verdict.WRONG, denied, by="ann")
    assert [c.date.day for c in story.changes(Filter(actor="Chile"))] == [5]
    assert all(m.statement != denied for m in story.timeline())
    assert story.source("Chile").source.statements == 1
    assert story.verify() == []


def test_claims_are_asked_for_by_their_numbers(new_address: NewAddress, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reportedly.ledger.ledger.batch.read_all", lambda reports, **_: map(_counted, reports))
    with Ledger(new_address()) as flood:
        list(flood.add(FLOOD[:1]))
        assert list(flood.claims(Filter(numbers=Numbered.CONFLICTING))) == []
        assert len(flood.claims(Filter(numbers=Numbered.SOME))) == 1
        list(flood.add(FLOOD))
        assert len(flood.claims(Filter(numbers=Numbered.CONFLICTING))) == 1
        assert list(flood.claims(Filter(numbers=Numbered.CONFLICTING, as_of=date(2031, 3, 1)))) == []
        assert [n.low for n in flood.numbers(Filter(newest_first=True))] == [60.0, 90.0, 40.0]
        assert [n.low for n in flood.numbers(Filter(newest_first=True), limit=1, offset=1)] == [90.0]
        assert [n.low for n in flood.numbers(limit=2, offset=1)] == [90.0, 60.0]


def test_a_report_that_is_later_than_all_others_leaves_its_day_as_it_is(
    new_address: NewAddress, monkeypatch: pytest.MonkeyPatch
) -> None:
    from reportedly.store import links

    def never(*_: object) -> int:
        raise AssertionError("something was taken apart")

    with Ledger(new_address()) as ledger:
        list(ledger.add(STORY[:2]))
        monkeypatch.setattr(links, "unlink", never)
        list(ledger.add(STORY[2:]))
        monkeypatch.undo()
        monkeypatch.setattr("reportedly.ledger.ledger.run_now", lambda: told.RUN)
        assert ledger.verify() == []


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
