"""What is new: since a day, since a mark, in the order of what matters."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path

import pytest

from reportedly.errors import StoreError
from reportedly.ledger import Ledger
from reportedly.ledger.transfer.files import Exported
from reportedly.listing import Filter
from reportedly.model import ChangeKind, Status
from reportedly.record import NewsItem
from reportedly.topics import TopicQuery
from tests.databases import NewAddress
from tests.ledger.told import STORY, report

LATE = report(
    "late", -5, "Peru said the tea harvest had doubled.\nRain fell on the hills all week.", outlet="The Tribune"
)


@pytest.fixture
def ledger(new_address: NewAddress) -> Iterable[Ledger]:
    with Ledger(new_address()) as made:
        yield made


def _of(found: Iterable[NewsItem], words: str) -> NewsItem:
    return next(n for n in found if words in n.wording)


def test_what_is_new_since_a_day_is_compared_with_what_was_known_before(ledger: Ledger) -> None:
    list(ledger.add(STORY))
    cable = _of(ledger.news(Filter(since=date(2031, 3, 5))), "had cut the cable")
    assert (cable.before, cable.after) == (Status.DISPUTED, Status.ACKNOWLEDGED)
    assert cable.kind is ChangeKind.ADMISSION
    assert cable.why.startswith("first admission: Chile (")
    assert cable.rank.reasons[0] == "admission"
    assert cable.last == date(2031, 3, 5)
    opposed = _of(ledger.news(Filter(since=date(2031, 3, 2), as_of=date(2031, 3, 2))), "had cut the cable")
    assert (opposed.kind, opposed.before) == (ChangeKind.OPPOSITION, Status.ALLEGED)
    assert "Chile" in opposed.why
    assert "divers" not in " ".join(n.wording for n in ledger.news(Filter(since=date(2031, 3, 21))))


def test_what_matters_comes_first(ledger: Ledger) -> None:
    list(ledger.add(STORY))
    everything = ledger.news()
    assert "had cut the cable" in everything[0].wording
    assert [n.rank.points for n in everything] == sorted((n.rank.points for n in everything), reverse=True)
    assert list(ledger.news(Filter(notable=True))) == [n for n in everything if n.shown]
    assert ledger.news(limit=1, offset=1).items == everything[1:2]
    assert ledger.news(limit=1).more


def test_further_parties_and_texts_are_news_and_repeated_words_are_not(ledger: Ledger) -> None:
    list(ledger.add(STORY[:4]))
    seen = ledger.marks.move("ann").number
    text = (
        "Peru said Chilean divers had cut the cable off Bergen.\nThe ministry in Lima gave no more details on Friday."
    )
    list(ledger.add([report("x", 3, text, outlet="Andes")]))
    (item,) = ledger.news(seen=seen)
    assert item.kind is None
    assert item.why == "Peru affirms it, too, in 1 more text"
    seen = ledger.marks.move("ann").number
    assert list(ledger.news(seen=seen)) == []


def test_a_mark_misses_no_report_that_is_added_late(ledger: Ledger) -> None:
    assert ledger.marks.of("ann") is None
    list(ledger.add(STORY[:3]))
    mark = ledger.marks.move("ann")
    assert ledger.marks.of("ann") == mark
    assert ledger.marks.of("bob") is None
    assert list(ledger.news(seen=mark.number)) == []
    list(ledger.add([LATE]))
    (late,) = ledger.news(seen=mark.number)
    assert "tea" in late.wording
    assert late.last == date(2031, 2, 24)
    list(ledger.add(STORY[:3]))
    assert list(ledger.news(seen=mark.number)) == [late]


def test_a_mark_never_moves_back_and_needs_a_name(ledger: Ledger) -> None:
    with pytest.raises(StoreError, match="nothing to mark"):
        ledger.marks.move("ann")
    list(ledger.add(STORY[:2]))
    page = ledger.marks.number()
    list(ledger.add(STORY[2:]))
    assert ledger.marks.move("ann", page).number == page
    assert ledger.news(seen=page)
    last = ledger.marks.move("ann", 10**6)
    assert last.number == ledger.marks.number()
    assert ledger.marks.move("ann", page) == last
    with pytest.raises(StoreError, match="--by"):
        ledger.marks.move(" ")


def test_a_mark_comes_before_what_is_not_linked(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    list(ledger.add(STORY[:1]))
    before = ledger.marks.number()
    monkeypatch.setattr(Ledger, "link", lambda *_: 0)
    list(ledger.add(STORY[1:3]))
    assert ledger.marks.move("ann").number == before
    monkeypatch.undo()
    ledger.link()
    assert ledger.news(seen=before)


def test_a_revision_takes_nothing_back_that_it_repeats(ledger: Ledger) -> None:
    address = "https://gazette.example/1"
    list(ledger.add([report("r1", 0, "Norway said Chilean divers had cut the cable off Bergen.", url=address)]))
    seen = ledger.marks.number()
    text = "Norway said Chilean divers had cut the cable off Bergen.\nKenya said the tea harvest had doubled."
    list(ledger.add([report("r2", 1, text, url=address)]))
    assert ["tea" in n.wording for n in ledger.news(seen=seen) if n.kind is ChangeKind.NEW] == [True]
    assert [n.kind for n in ledger.news(seen=seen) if "divers" in n.wording] in ([], [None])


def test_marks_go_with_an_exported_ledger(ledger: Ledger, tmp_path: Path) -> None:
    list(ledger.add(STORY))
    mark = ledger.marks.move("ann")
    (tmp_path / "story.jsonl").write_bytes(b"".join(ledger.export()))
    exported = Exported.of(tmp_path / "story.jsonl")
    with Ledger(str(tmp_path / "copy.db")) as copy:
        assert {*copy.import_exported(exported)} == {None}
        assert copy.marks.of("ann") == mark
        assert list(copy.export()) == list(ledger.export())
    with Ledger(str(tmp_path / "other.db")) as other:
        list(other.add([LATE]))
        list(other.import_exported(exported))
        assert other.marks.of("ann") is None


def test_news_of_a_topic(ledger: Ledger) -> None:
    ledger.topics.save("Tea", TopicQuery(text="tea"), by="ann")
    list(ledger.add(STORY[:1]))
    seen = ledger.marks.number()
    list(ledger.add(STORY[1:]))
    everything = ledger.news(seen=seen)
    tea = ledger.news(Filter(topic="Tea"), seen=seen)
    assert tea
    assert list(tea) == [n for n in everything if n.claim in {c.id for c in ledger.claims(Filter(topic="Tea"))}]
    assert {n.claim for n in ledger.news(Filter(topic="Tea", since=date(2031, 3, 2)))} == {n.claim for n in tea}
