"""The use cases of a ledger, and its invariants."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.errors import IntakeError, NotFound
from reportedly.ledger import Ledger
from reportedly.listing import Filter
from reportedly.model import Outcome, Reading, Stance, Status, Verdict
from tests import databases
from tests.ledger import told as told_story
from tests.ledger.told import STORY, report

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from reportedly.model import Report
    from reportedly.record import Claim
    from tests.databases import NewAddress


@pytest.fixture
def ledger(new_address: NewAddress) -> Iterable[Ledger]:
    with Ledger(new_address()) as made:
        yield made


def _add(ledger: Ledger, *reports: Report | IntakeError) -> list[str]:
    return [reading.report.id for reading in ledger.add(reports)]


def _of(ledger: Ledger, words: str, as_of: date | None = None) -> Claim:
    return next(
        c for c in ledger.claims(Filter(as_of=as_of)) if any(words in a.exact for s in c.statements for a in s.content)
    )


def _record(ledger: Ledger, as_of: date | None = None) -> tuple[object, ...]:
    asked = (ledger.claims, ledger.changes, ledger.origins, ledger.forecasts)
    return tuple(tuple(ask(Filter(as_of=as_of))) for ask in asked)


def _rows(address: str, table: str) -> list[tuple[object, ...]]:
    return databases.rows(address, f"SELECT * FROM {table}")


def test_a_claim_goes_from_alleged_to_acknowledged(ledger: Ledger) -> None:
    _add(ledger, *STORY[:5])
    steps = [(c.date.day, c.before, c.after) for c in ledger.changes() if c.claim == _of(ledger, "divers").id]
    assert steps == [
        (1, None, Status.ALLEGED),
        (2, Status.ALLEGED, Status.DISPUTED),
        (5, Status.DISPUTED, Status.ACKNOWLEDGED),
    ]


def test_every_position_names_its_party_and_since_when(ledger: Ledger) -> None:
    _add(ledger, *STORY[:5])
    positions = {str(p.actor): (p.stance, p.since) for p in _of(ledger, "divers").positions}
    assert positions == {
        "Norway": (Stance.AFFIRM, date(2031, 3, 1)),
        "Portugal": (Stance.AFFIRM, date(2031, 3, 3)),
        "Chile": (Stance.AFFIRM, date(2031, 3, 5)),
    }
    before = {str(p.actor): p.stance for p in _of(ledger, "divers", date(2031, 3, 3)).positions}
    assert before["Chile"] is Stance.DENY


def test_a_forecast_is_settled_by_what_is_told_later(ledger: Ledger) -> None:
    _add(ledger, *STORY)
    (forecast,) = ledger.forecasts()
    assert (forecast.outcome, forecast.resolved_by) == (Outcome.HAPPENED, "g")
    (waiting,) = ledger.forecasts(Filter(as_of=date(2031, 3, 20)))
    assert (waiting.outcome, waiting.resolved_by) == (Outcome.OPEN, None)


def test_adding_twice_changes_nothing(ledger: Ledger, new_address: NewAddress) -> None:
    _add(ledger, *STORY)
    tables = ("reports", "readings", "statements", "linked", "claims", "claim_statements", "claim_days", "forecasts")
    before = [_rows(new_address(), t) for t in tables]
    assert _add(ledger, *STORY) == []
    assert ledger.tally == {"known": len(STORY), "known in vain": 1}
    assert [_rows(new_address(), t) for t in tables] == before


def test_of_a_reports_statements_what_fits_best_joins_first(ledger: Ledger) -> None:
    early = report("a", 0, "Norway said the telephone cable off Bergen had been cut.")
    text = "Kenya said divers with night goggles had cut a cable.\nChile denied divers had cut the cable off Bergen."
    _add(ledger, early, report("b", 1, text))
    first, weaker, better = _of(ledger, "telephone").statements
    assert better.reasons[0].endswith(first.id)
    assert weaker.reasons[0].endswith(better.id)


def test_a_rebuild_gives_what_adding_gave(ledger: Ledger) -> None:
    for one in STORY:
        _add(ledger, one)
    before = _record(ledger)
    assert ledger.rebuild() == len(STORY) - 1
    assert _record(ledger) == before
    assert ledger.verify() == []


@settings(max_examples=6)
@given(st.permutations(STORY), st.integers(1, 4))
def test_the_order_of_adding_changes_nothing(
    tmp_path_factory: pytest.TempPathFactory, order: list[Report], by: int
) -> None:
    folder = tmp_path_factory.mktemp("order")
    with Ledger(str(folder / "one.db")) as one, Ledger(str(folder / "other.db")) as other:
        _add(one, *STORY)
        for start in range(0, len(order), by):
            _add(other, *order[start : start + by])
        assert _record(one) == _record(other)
        assert other.verify() == []


@pytest.mark.parametrize("day", [1, 2, 3, 4, 5, 20, 21, 22])
def test_as_of_a_day_knows_what_a_ledger_of_that_day_knew(new_address: NewAddress, day: int) -> None:
    as_of = date(2031, 3, day)
    with Ledger(new_address("all")) as whole, Ledger(new_address("then")) as then:
        _add(whole, *STORY, report("i", 22, "Chile said.", url="https://x.example"))
        _add(then, *(r for r in STORY if r.published_on and r.published_on <= as_of))
        assert _record(whole, as_of) == _record(then)
        assert [r.id for r in whole.reports(Filter(as_of=as_of))] == [r.id for r in then.reports()]
        assert whole.search(Filter(text="cable", as_of=as_of)) == then.search(Filter(text="cable"))


def test_a_failed_reading_is_recorded_with_its_reason(ledger: Ledger) -> None:
    _add(ledger, *STORY)
    assert ledger.tally == {"new": 7, "failed": 1}
    assert ledger.reading("f").failure == "cannot be read: it says so itself"


def test_what_could_not_be_taken_in_is_recorded(ledger: Ledger, new_address: NewAddress) -> None:
    _add(ledger, IntakeError("scan.pdf", "is a PDF"), IntakeError("scan.pdf", "is a PDF"))
    (row,) = _rows(new_address(), "refusals")
    assert row[1:3] == ("scan.pdf", "scan.pdf: is a PDF")
    assert ledger.tally["failed"] == 2


def test_an_id_cannot_stand_for_two_texts(ledger: Ledger) -> None:
    _add(ledger, report("a", 0, "Norway said it rained."), report("a", 1, "Chile said it snowed."))
    assert ledger.report("a").text == "Norway said it rained."
    assert ledger.tally == {"new": 1, "failed": 1}


def test_a_revised_report_no_longer_counts(ledger: Ledger) -> None:
    at = "https://gazette.example/cable"
    _add(ledger, report("old", 0, "Norway said 300 divers had cut the cable off Bergen.", url=at))
    assert _of(ledger, "divers").status is Status.ALLEGED
    _add(ledger, report("new", 1, "Norway denied that divers had cut the cable off Bergen.", url=at))
    assert ledger.tally["revisions"] == 1
    now = _of(ledger, "divers")
    assert now.status is Status.DENIED
    assert [(s.report, s.superseded) for s in now.statements] == [("old", True), ("new", False)]
    assert now.origins == (("new",),)
    assert [o.reports for o in ledger.origins()] == [("new",)]
    assert _of(ledger, "divers", date(2031, 3, 1)).status is Status.ALLEGED


def test_the_same_address_at_another_outlet_is_no_revision(ledger: Ledger) -> None:
    at = "https://wire.example/1"
    _add(ledger, report("x", 0, "Norway said it rained in Oslo.", url=at))
    _add(ledger, report("y", 1, "Kenya said it snowed in Nairobi.", url=at, outlet="The Herald"))
    assert not any(s.superseded for c in ledger.claims() for s in c.statements)


def test_a_recalled_denial_does_not_undo_a_later_word(ledger: Ledger) -> None:
    _add(ledger, report("p", 8, "Chile said its divers had cut the cable off Bergen."))
    _add(ledger, report("q", 9, "Chile denied that its divers had cut the cable off Bergen on 2031-03-02."))
    assert _of(ledger, "divers").status is Status.ACKNOWLEDGED


def test_copies_are_one_origin(ledger: Ledger) -> None:
    text = "Norway said Chilean divers had cut the cable off Bergen in the night before the storm reached the coast."
    _add(ledger, report("x", 0, text), report("y", 1, f"{text} (Gazette)", outlet="The Herald"))
    assert [o.reports for o in ledger.origins()] == [("x", "y")]
    assert _of(ledger, "divers").origins == (("x", "y"),)


def test_a_claim_can_be_asked_for_by_the_beginning_of_its_id(ledger: Ledger) -> None:
    _add(ledger, *STORY)
    known = _of(ledger, "tea harvest")
    assert ledger.claim(known.id[:10]) == known
    with pytest.raises(NotFound, match="several claims"):
        ledger.claim(_shared_beginning(ledger))
    with pytest.raises(NotFound, match="no claim 'zz'"):
        ledger.claim("zz")
    with pytest.raises(NotFound, match="on 2031-02-01"):
        ledger.claim(known.id, as_of=date(2031, 2, 1))


def test_search_takes_words_in_any_order_and_tells_the_latest_first(ledger: Ledger) -> None:
    _add(ledger, *STORY)
    assert {h.report for h in ledger.search(Filter(text="bergen CABLE"))} == {"a", "b", "c", "d", "e", "g"}
    assert [h.report for h in ledger.search(Filter(text="kenya harvest"))] == ["h", "c"]
    assert list(ledger.search(Filter(text="50% _"))) == []
    assert list(ledger.search(Filter(text="  "))) == []


def test_undated_reports_count_from_the_day_they_were_added(ledger: Ledger) -> None:
    from reportedly.model import Report

    _add(ledger, Report(id="u", text="Norway said Chilean divers had cut the cable off Bergen."))
    assert len(ledger.claims()) == 1
    assert list(ledger.claims(Filter(as_of=date(2020, 1, 1)))) == []
    assert ledger.verify() == []


def test_another_run_reads_again_and_nothing_is_overwritten(
    ledger: Ledger, new_address: NewAddress, monkeypatch: pytest.MonkeyPatch
) -> None:
    _add(ledger, *STORY[:2])
    first = _rows(new_address(), "readings")
    monkeypatch.setattr(told_story, "RUN", replace(told_story.RUN, software="told 2"))
    assert _add(ledger, *STORY[:2]) == ["a", "b"]
    later = _rows(new_address(), "readings")
    assert len(later) == 2 * len(first)
    assert all(row in later for row in first)
    assert ledger.reading("a").run.software == "told 2"
    assert ledger.verify() == []


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ("UPDATE reports SET text = replace(text, 'Bergen', 'Malmo') WHERE id = 'a'", "its text has changed"),
        ("UPDATE statements SET source = 'Sweden' WHERE source = 'Norway'", "rows differ from what was read"),
        ("UPDATE claim_days SET status = 'denied' WHERE status = 'disputed'", "a rebuild would give another status"),
        ("DELETE FROM concerns", "is missing; a rebuild would make it"),
        ("UPDATE forecasts SET outcome = 'did not happen'", "a rebuild would give another outcome"),
        ("DELETE FROM linked WHERE report = 'h'", "waits in vain"),
        ("UPDATE readings SET payload = replace(payload, '\"start\": 0', '\"start\": 1')", "the text does not"),
        ("UPDATE refusals SET reason = 'none'", "its id is not that of what it says"),
        ("DELETE FROM readings WHERE failure IS NOT NULL", "has no reading, not even one in vain"),
        ("UPDATE grades SET mark = 'A'", "its id is not that of what it says"),
        ("UPDATE reports SET known_at = '2031-04-01T09:00:00+00:00' WHERE id = 'a'", "counts from another time"),
        ("UPDATE reports SET published_at = 'never' WHERE id = 'a'", "reports and refusals: cannot be checked further"),
        ("UPDATE judgements SET verdict = 'maybe'", "judgements: cannot be checked further"),
    ],
)
def test_verify_finds_what_was_tampered_with(
    ledger: Ledger, new_address: NewAddress, change: str, problem: str
) -> None:
    _add(ledger, *STORY, IntakeError("scan.pdf", "is a PDF"))
    ledger.grade("Norway", "B", why="was right before", by="ann")
    ledger.judge(Verdict.WRONG, ledger.claims()[0].statements[0].id, by="ann")
    assert ledger.verify() == []
    if new_address().startswith("postgresql"):
        change = change.replace("replace(payload", "replace(payload::text").replace("1')", "1')::json")
    assert databases.change(new_address(), change) > 0
    assert any(problem in told for told in ledger.verify())


def test_verify_finds_rows_that_belong_to_none_that_is_there(tmp_path: Path) -> None:
    place = str(tmp_path / "l.db")
    with Ledger(place) as ledger:
        list(ledger.add(STORY[:2]))
        databases.change(place, "PRAGMA foreign_keys = OFF", "DELETE FROM runs")
        assert any("belongs to one of runs that is not there" in told for told in ledger.verify())


def test_verify_tells_how_far_it_is(ledger: Ledger) -> None:
    _add(ledger, *STORY[:2])
    steps: list[tuple[str, int, int]] = []
    assert ledger.verify(lambda *step: steps.append(step)) == []
    for what in ("readings checked", "linked anew"):
        assert [step[1:] for step in steps if step[0] == what] == [(1, 2), (2, 2)]


def test_what_the_ledger_has_in_vain_is_told_again(ledger: Ledger) -> None:
    _add(ledger, *STORY)
    assert ledger.tally["failed"] == 1
    _add(ledger, *STORY)
    assert (ledger.tally["known in vain"], ledger.tally["failed"]) == (1, 0)


def test_failures_are_listed_until_a_run_reads_the_report(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    _add(ledger, IntakeError("scan.pdf", "is a PDF"), *STORY)
    in_vain = next(r for r in STORY if "FAIL" in r.text)
    told = {(f.source, f.report, f.reason) for f in ledger.failures()}
    assert told == {
        ("scan.pdf", None, "scan.pdf: is a PDF"),
        (in_vain.id, in_vain.id, "cannot be read: it says so itself"),
    }
    monkeypatch.setattr(told_story, "RUN", replace(told_story.RUN, software="told 2"))
    monkeypatch.setattr(told_story, "read", lambda report: Reading(report=report, run=told_story.RUN))
    _add(ledger, in_vain)
    assert [f.source for f in ledger.failures()] == ["scan.pdf"]


def test_an_id_of_another_text_is_named_once(ledger: Ledger) -> None:
    _add(ledger, STORY[0])
    (reading,) = ledger.add([replace(STORY[0], text=f"{STORY[0].text} More.")])
    assert (reading.failure or "").count(f"report {STORY[0].id}: ") == 1


def test_what_was_read_but_not_linked_is_linked_by_the_next_add(ledger: Ledger) -> None:
    adding = ledger.add(STORY)
    next(adding)
    next(adding)
    adding.close()
    assert ledger.waiting() == 2
    assert ledger.verify() == []
    _add(ledger, *STORY)
    assert ledger.tally == {"known": 2, "new": 5, "failed": 1}
    assert ledger.waiting() == 0
    assert ledger.verify() == []


def _shared_beginning(ledger: Ledger) -> str:
    ids = sorted(c.id for c in ledger.claims())
    return next(a[0] for a, b in pairwise(ids) if a[0] == b[0])
