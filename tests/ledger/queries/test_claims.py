"""Claims by what they are filtered by, and statements with their place in a claim."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest

from reportedly.errors import IntakeError, NotFound
from reportedly.ledger import Ledger
from reportedly.listing import Filter, Numbered
from reportedly.model import (
    Likelihood,
    Outcome,
    Report,
    Status,
)
from reportedly.record import Claim
from tests.databases import NewAddress
from tests.ledger import told
from tests.ledger.queries.stories import FLOOD, with_numbers
from tests.ledger.told import STORY


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
    notable = list(story.claims(Filter(notable=True)))
    assert {c.id for c in notable} == {c.id for c in everything if c.shown}
    assert [c.rank.points for c in notable] == sorted((c.rank.points for c in notable), reverse=True)
    day = date(2031, 3, 5)
    assert list(story.claims(Filter(since=day, until=day))) == [c for c in everything if c.last == day]


def test_claims_are_asked_for_by_their_numbers(new_address: NewAddress, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reportedly.ledger.ledger.batch.read_all", lambda reports, **_: map(with_numbers, reports))
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


def test_what_a_statement_stands_in_is_told_without_its_claim(story: Ledger) -> None:
    for as_of in (None, date(2031, 3, 2)):
        claims = {s.id: c for c in story.claims(Filter(as_of=as_of)) for s in c.statements}
        placed = story.statements_of(claims, as_of=as_of)
        assert story.claims_of(claims, as_of=as_of) == claims
        assert {key: (p.claim, p.status, p.wording) for key, p in placed.items()} == {
            key: (c.id, c.status, c.wording) for key, c in claims.items()
        }


def test_tallies_are_what_counting_gives(story: Ledger) -> None:
    for as_of in (None, date(2031, 3, 2), date(2031, 3, 20)):
        claims, forecasts = story.claims(Filter(as_of=as_of)), story.forecasts(Filter(as_of=as_of))
        assert story.statuses(as_of=as_of) == {s: n for s in Status if (n := sum(c.status is s for c in claims))}
        counted = {(f.likelihood, f.outcome) for f in forecasts}
        assert story.outcomes(as_of=as_of).keys() == counted
    assert story.outcomes() == {(Likelihood.LIKELY, Outcome.HAPPENED): 1}


def test_a_dispute_begins_with_the_denial(tmp_path: Path) -> None:
    with Ledger(str(tmp_path / "l.db")) as ledger:
        list(ledger.add(told.STORY[:2]))
        assert list(ledger.disputes(Filter(as_of=date(2031, 3, 1)))) == []
        assert [c.status for c in ledger.disputes()] == [Status.DISPUTED]


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


def _shared_beginning(ledger: Ledger) -> str:
    ids = sorted(c.id for c in ledger.claims())
    return next(a[0] for a, b in pairwise(ids) if a[0] == b[0])
