"""What can still be read of a damaged ledger goes into a file that `import` takes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from click.testing import CliRunner

from reportedly.cli import main
from reportedly.ledger import Ledger
from reportedly.ledger.transfer.files import Exported
from reportedly.listing import Filter
from reportedly.model import TopicEditKind, Verdict
from reportedly.store import seen_marks
from reportedly.store.database import snapshot
from reportedly.topics import TopicQuery
from tests import databases
from tests.ledger.told import STORY

if TYPE_CHECKING:
    from pathlib import Path


def test_what_is_whole_is_salvaged(tmp_path: Path) -> None:
    place, file = str(tmp_path / "l.db"), tmp_path / "saved.jsonl"
    with Ledger(place) as ledger:
        list(ledger.add(STORY[:3]))
        first, second = (hit.statement for hit in ledger.search(Filter(text="divers")))
        ledger.judge(Verdict.SAME, first, second, by="ann", link=False)
        ledger.grade("Kenya", "B", why="was right before", by="ann")
        ledger.topics.save("Tea", TopicQuery(text="tea"), by="ann")
        # The hash chain is left out: it is about all that was there.
        assert list(ledger.salvage(print))[:-1] == [x for x in ledger.export() if b'"kind": "chain"' not in x][:-1]
    databases.change(place, "UPDATE readings SET payload = '{' WHERE report = 'b'")
    done = CliRunner().invoke(main, ["--ledger", place, "export", "--salvage", str(file)])
    assert done.exit_code == 1
    told = [line for line in done.stderr.splitlines() if "left out" in line]
    assert [line.partition("left out: ")[2].split(":")[0] for line in told] == [
        "report b",
        told[1].partition("left out: ")[2].split(":")[0],
    ]
    assert "there is no statement" in told[1]
    with Ledger(str(tmp_path / "other.db")) as other:
        assert list(filter(None, other.import_exported(Exported.of(file)))) == []
        assert {r.id for r in other.reports()} == {"a", "c"}
        assert [g.subject for g in other.grades()] == ["Kenya"]
        assert other.judgements() == []
        assert other.topics.names() == ["Tea"]


def test_damaged_decisions_do_not_keep_reports_back(tmp_path: Path) -> None:
    place = str(tmp_path / "l.db")
    with Ledger(place) as ledger:
        list(ledger.add(STORY[:1]))
        ledger.grade("Norway", "B", why="was right before", by="ann")
    databases.change(place, "UPDATE grades SET at = 'once'")
    told: list[str] = []
    with Ledger(place) as ledger:
        lines = list(ledger.salvage(told.append))
    assert len(lines) == 3
    assert [what.split(":")[0] for what in told] == ["grades"]


def test_pins_of_a_topic_that_cannot_be_saved_are_left_out(tmp_path: Path) -> None:
    place, file = str(tmp_path / "l.db"), tmp_path / "saved.jsonl"
    with Ledger(place) as ledger:
        list(ledger.add(STORY[:2]))
        for name in ("Tea", "Coffee"):
            ledger.topics.save(name, TopicQuery(text=name), by="ann")
            ledger.topics.mark(name, TopicEditKind.PINNED, [ledger.claims()[0].id], by="ann")
    databases.change(place, "UPDATE topic_edits SET why = 'bought' WHERE topic = 'Tea' AND kind = 'saved'")
    assert CliRunner().invoke(main, ["--ledger", place, "export", "--salvage", str(file)]).exit_code == 1
    with Ledger(str(tmp_path / "other.db")) as other:
        assert list(filter(None, other.import_exported(Exported.of(file)))) == []
        assert [(topic.name, len(topic.pinned)) for topic in other.topics.all()] == [("Coffee", 1)]


def test_marks_keep_their_meaning(tmp_path: Path) -> None:
    """What somebody had seen is known in the salvaged ledger, too, though it has a chain of its own."""
    place, file = str(tmp_path / "l.db"), tmp_path / "saved.jsonl"
    with Ledger(place) as ledger:
        for seen in (STORY[3:5], STORY[:1]):  # what was published first was added last
            list(ledger.add(seen))
        ledger.marks.move("ann")
        ledger.grade("Norway", "B", why="was right before", by="ann")
        list(ledger.add([STORY[2], STORY[6]]))
        ledger.marks.move("bob")
        list(ledger.add([STORY[1]]))
    databases.change(place, "UPDATE readings SET payload = '{' WHERE report = 'd'")
    assert CliRunner().invoke(main, ["--ledger", place, "export", "--salvage", str(file)]).exit_code == 1
    with Ledger(str(tmp_path / "other.db")) as other:
        assert list(filter(None, other.import_exported(Exported.of(file)))) == []
        unseen = {}
        for name in ("ann", "bob"):
            mark = other.marks.of(name)
            assert mark is not None
            with snapshot(other._engine) as connection:
                unseen[name] = seen_marks.reports_after(connection, mark.number)
        assert unseen == {"ann": {"c", "g", "b"}, "bob": {"b"}}
    with Ledger(str(tmp_path / "third.db")) as third:
        list(third.add([STORY[5], STORY[7]]))
        list(third.import_exported(Exported.of(file)))
        assert third.marks.of("ann") is None, "nobody says that she has seen the reports of this ledger"
