"""Briefs of a ledger: what is in them, and that each sentence leads to the words."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from reportedly.errors import NotFound
from reportedly.export.wording import plain
from reportedly.ledger import Ledger
from reportedly.ledger.brief import BriefFilter, brief
from reportedly.listing import Filter
from tests.web import shelf

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from reportedly.export.brief.brief import Brief, Sentence


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with Ledger(shelf.filled(tmp_path)) as opened:
        yield opened


def _sentences(made: Brief) -> Iterator[Sentence]:
    yield from (*made.new, *made.taken_back, *made.expected)
    for f in (*made.known, *made.contested, *made.alleged, *made.denied):
        yield f.sentence
        yield from (voice for side in f.sides for voice in side.voices)
        if f.voices:
            yield f.voices


def test_every_sentence_leads_to_words_of_a_report(ledger: Ledger) -> None:
    made = brief(ledger, BriefFilter(since=date(2031, 1, 1), everything=True))
    numbers = {n.number for n in made.notes}
    sentences = list(_sentences(made))
    assert len(sentences) > 5
    for sentence in sentences:
        used = {n for phrase in sentence for n in phrase.notes}
        assert used
        assert used <= numbers
    assert [n.number for n in made.notes] == list(range(1, len(made.notes) + 1))
    for note in made.notes:
        assert all(part in plain(note.report.text) for part in note.words.split(" … "))


def test_a_dispute_has_both_sides_in_their_words(ledger: Ledger) -> None:
    made = brief(ledger, BriefFilter(claims=(shelf.CLAIM,)))
    (contested,) = made.contested
    assert [side.heading for side in contested.sides] == ["affirmed by", "denied by"]
    denied = "".join(phrase.text for phrase in contested.sides[1].voices[0])
    assert denied == "Sudland (6 March 2031): “that its navy had sunk the ferry”"
    assert (made.known, made.alleged, made.denied) == ((), (), ())


def test_a_day_tells_what_changed_on_it_and_nothing_later(ledger: Ledger) -> None:
    made = brief(ledger, BriefFilter(day=date(2031, 3, 7)))
    assert (made.as_of, made.since, made.title) == (date(2031, 3, 7), date(2031, 3, 7), "7 March 2031")
    assert all(n.report.published_on is None or n.report.published_on <= date(2031, 3, 7) for n in made.notes)
    assert made.new


def test_a_search_finds_what_the_brief_is_about(ledger: Ledger) -> None:
    by_words = brief(ledger, BriefFilter(wanted=Filter(text="sunk ferry")))
    assert by_words.title == "“sunk ferry”"
    assert {f.claim for f in by_words.contested} == {shelf.CLAIM}
    by_party = brief(ledger, BriefFilter(wanted=Filter(actor="Sudland")))
    assert {f.claim for f in by_party.contested} == {shelf.CLAIM}


def test_what_is_not_on_the_record_is_said(ledger: Ledger) -> None:
    with pytest.raises(NotFound, match="nothing on the record matches: “unheard”"):
        brief(ledger, BriefFilter(wanted=Filter(text="unheard")))
    with pytest.raises(NotFound, match="at the end of 2020-01-01"):
        brief(ledger, BriefFilter(wanted=Filter(as_of=date(2020, 1, 1))))


def test_what_there_is_no_room_for_is_counted(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = brief(ledger, BriefFilter(everything=True))
    monkeypatch.setattr("reportedly.ledger.brief.CLAIMS", 1)
    short = brief(ledger, BriefFilter(everything=True))
    assert whole.left_out == 0
    assert short.left_out > 0
    assert len(short.notes) < len(whole.notes)
    assert replace(short, notes=()) != replace(whole, notes=())


def test_numbers_and_forecasts_of_some_claims_are_those_of_each(ledger: Ledger) -> None:
    claims = sorted(c.id for c in ledger.claims(Filter()))
    day = date(2031, 3, 6)
    for as_of in (None, day):
        of_each = [n for key in claims for n in ledger.numbers(Filter(claim=key, as_of=as_of))]
        assert of_each
        assert ledger.numbers_of(claims, as_of=as_of) == of_each
        told = list(ledger.forecasts(Filter(as_of=as_of)))
        assert told
        assert ledger.forecasts_of([f.statement for f in told], as_of=as_of) == told
    assert ledger.numbers_of([]) == []
    assert ledger.forecasts_of([]) == []
