"""A ledger handed on is the same ledger, on either database; a damaged file changes nothing."""

from __future__ import annotations

import gzip
import json
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.errors import IntakeError, NotFound
from reportedly.ledger import Ledger
from reportedly.ledger.transfer.files import Exported
from reportedly.ledger.transfer.lines import encode_values
from reportedly.listing import Filter
from reportedly.model import TopicEditKind, Verdict
from reportedly.store import judgements
from reportedly.topics import TopicQuery
from tests import databases
from tests.ledger import told
from tests.ledger.told import STORY, report

if TYPE_CHECKING:
    from pathlib import Path

    from reportedly.model import Report
    from reportedly.record import Judgement
    from reportedly.store.database import Connection
    from tests.databases import NewAddress


def _tell(address: str, monkeypatch: pytest.MonkeyPatch, *reports: Report) -> None:
    """A ledger with all that one can hold."""
    with Ledger(address) as ledger:
        list(ledger.add([*reports, IntakeError("lost.txt", "is empty")]))
        monkeypatch.setattr(told, "RUN", replace(told.RUN, software="told 2"))
        list(ledger.add(reports[:2]))
        monkeypatch.undo()
        first, second = ledger.search(Filter(text="divers"))[-2:]
        ledger.judge(Verdict.SAME, first.statement, second.statement, by="ann", why="the same cut")
        wrong = ledger.judge(Verdict.WRONG, ledger.search(Filter(text="tea"))[0].statement, by="bob")
        ledger.unjudge(wrong.id, by="ann")
        ledger.grade("Norway", "B", why="was right before", by="ann")
        ledger.topics.save("The cable", TopicQuery(text="cable", since=date(2031, 2, 1)), by="ann", why="asked for")
        ledger.topics.mark("The cable", TopicEditKind.EXCLUDED, [ledger.claims()[0].id], by="bob")
        ledger.ungrade(ledger.grade(first.statement, "3", why="alone", by="ann").id, by="bob")


def _exported(address: str, path: Path) -> Path:
    with Ledger(address) as ledger:
        path.write_bytes(b"".join(ledger.export()))
    return path


def _imported(address: str, path: Path) -> list[IntakeError]:
    with Ledger(address) as ledger:
        return [problem for problem in ledger.import_exported(Exported.of(path)) if problem]


def _record(address: str) -> tuple[Any, ...]:
    with Ledger(address) as ledger:
        assert ledger.verify() == []
        return (
            *(ledger.claims(), ledger.changes(), ledger.origins(), ledger.forecasts(), ledger.sources()),
            *(ledger.timeline(), ledger.judgements(), ledger.grades(), ledger.review_queue(), ledger.topics.all()),
            *(ledger.search(Filter(text=t), limit=None) for t in ("cable", "tea", "said")),
        )


@pytest.mark.parametrize("way", [("sqlite", "postgresql"), ("postgresql", "sqlite"), ("sqlite", "sqlite")])
def test_it_is_the_same_on_the_other_side(
    way: tuple[str, str], postgresql: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ours, theirs = (databases.new_addresses(d, tmp_path, postgresql)(f"{d}{n}") for n, d in enumerate(way))
    together = [replace(STORY[n], published_at=STORY[0].published_at) for n in (2, 0, 1)]
    undated = replace(report("u", 0, "Kenya said the tea was late."), published_at=None)
    _tell(ours, monkeypatch, *together, *STORY[3:], undated)
    file = _exported(ours, tmp_path / "ledger.jsonl")
    assert _imported(theirs, file) == []
    assert _record(theirs) == _record(ours)
    assert _exported(theirs, tmp_path / "again.jsonl").read_bytes() == file.read_bytes()
    with Ledger(theirs) as ledger:
        assert list(ledger.import_exported(Exported.of(file)))
        assert ledger.tally == {"known": len(STORY) + 1}
    assert _exported(theirs, tmp_path / "twice.jsonl").read_bytes() == file.read_bytes()


def test_two_ledgers_become_one(new_address: databases.NewAddress, tmp_path: Path) -> None:
    for name, reports in (("one", STORY[:5]), ("other", STORY[3:]), ("whole", STORY)):
        with Ledger(new_address(name)) as ledger:
            list(ledger.add(reports))
    assert _imported(new_address("one"), _exported(new_address("other"), tmp_path / "l.jsonl")) == []
    assert _record(new_address("one")) == _record(new_address("whole"))


def test_what_does_not_go_together_is_told_and_the_rest_is_kept(
    new_address: databases.NewAddress, tmp_path: Path
) -> None:
    with Ledger(new_address("one")) as one, Ledger(new_address("other")) as other:
        list(one.add([*STORY[:2], report("x", 5, "Kenya said it rained.")]))
        list(other.add([*STORY[:3], report("x", 5, "Peru said it snowed."), report("y", 5, "Kenya said it rained.")]))
        pair = [hit.statement for hit in one.search(Filter(text="divers"))[:2]]
        one.judge(Verdict.SAME, *pair, by="ann")
        other.judge(Verdict.DIFFERENT, *pair, by="ann")
        other.judge(Verdict.WRONG, other.search(Filter(text="rained"))[0].statement, by="bob")
    found = _imported(new_address("one"), _exported(new_address("other"), tmp_path / "l.jsonl"))
    assert [problem.where.rpartition(":")[2] for problem in found] == ["5", "6", "7", "8"]
    for problem, reason in zip(
        found, ("another text under this id", "the ledger has it as x", "contradicts", "no statement"), strict=True
    ):
        assert reason in problem.reason
    with Ledger(new_address("one")) as one:
        assert {r.id for r in one.reports()} == {"a", "b", "c", "x"}
        assert one.verify() == []


def test_a_revocation_in_the_file_makes_way_for_a_judgement(new_address: databases.NewAddress, tmp_path: Path) -> None:
    with Ledger(new_address("other")) as other:
        list(other.add(STORY))
        pair = [hit.statement for hit in other.search(Filter(text="divers"))[:2]]
        first = other.judge(Verdict.SAME, *pair, by="ann")
        _imported(new_address("one"), _exported(new_address("other"), tmp_path / "before.jsonl"))
        other.unjudge(first.id, by="ann")
        second = other.judge(Verdict.DIFFERENT, *pair, by="ann")
    assert _imported(new_address("one"), _exported(new_address("other"), tmp_path / "after.jsonl")) == []
    with Ledger(new_address("one")) as one:
        assert [(j.id, j.revoked_at is None) for j in one.judgements()] == [(first.id, False), (second.id, True)]
    assert _record(new_address("one")) == _record(new_address("other"))


@pytest.mark.parametrize("most", [1000, 2])
def test_judgements_are_read_once_for_many(
    most: int, new_address: databases.NewAddress, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Ledger(new_address("other")) as other:
        list(other.add(STORY))
        for told_report in STORY[:5]:
            other.judge(Verdict.WRONG, other.reading(told_report.id).statements[0].id, by="ann", link=False)
        other.link()
        given = other.judgements()
    assert len(given) == 5
    read: list[Connection] = []
    rows = judgements.rows

    def counted(connection: Connection) -> list[Judgement]:
        read.append(connection)
        return rows(connection)

    monkeypatch.setattr("reportedly.store.judgements.rows", counted)
    monkeypatch.setattr("reportedly.ledger.transfer.importing.AT_ONCE", most)
    exported = Exported.of(_exported(new_address("other"), tmp_path / "l.jsonl"))
    with Ledger(new_address("one")) as one:
        taking = one.import_exported(exported)
        read.clear()
        assert [next(taking) for _ in range(len(STORY) + 5)] == [None] * (len(STORY) + 5)
        taking.close()
        assert len(read) == 2 * -(-5 // most)
        assert one.judgements() == given


def test_an_interrupted_one_is_gone_on_with(new_address: databases.NewAddress, tmp_path: Path) -> None:
    with Ledger(new_address("one")) as one:
        list(one.add(STORY))
    file = _exported(new_address("one"), tmp_path / "l.jsonl")
    with Ledger(new_address("other")) as other:
        taking = other.import_exported(Exported.of(file))
        for _ in range(4):
            next(taking)
        taking.close()
        assert other.verify() == []
    assert _imported(new_address("other"), file) == []
    assert _record(new_address("other")) == _record(new_address("one"))


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("whole")
    with Ledger(str(folder / "l.db")) as ledger:
        list(ledger.add(STORY))
        ledger.grade("Norway", "B", why="was right before", by="ann")
    return _exported(str(folder / "l.db"), folder / "l.jsonl")


@settings(max_examples=60)
@given(data=st.data())
def test_damage_is_found_before_anything_is_kept(whole: Path, data: st.DataObject) -> None:
    known = whole.read_bytes()
    at = data.draw(st.integers(0, len(known) - 1))
    kind = data.draw(st.sampled_from(["cut", "flip", "line lost", "packed and cut"]))
    rows = known.splitlines(keepends=True)
    damaged = {
        "cut": known[:at],
        "flip": known[:at] + bytes([known[at] ^ data.draw(st.integers(1, 255))]) + known[at + 1 :],
        "line lost": b"".join(row for n, row in enumerate(rows) if n != at % len(rows)),
        "packed and cut": gzip.compress(known)[: at % 500 + 2],
    }[kind]
    file = whole.with_name("damaged.jsonl")
    file.write_bytes(damaged)
    with pytest.raises(IntakeError) as told_of:
        Exported.of(file)
    assert told_of.value.where.startswith(str(file))
    assert "Error" not in told_of.value.reason


def _forged(whole: Path, **changes: Any) -> Path:
    """The file with its second line changed by somebody who knows how to sign it."""
    rows = whole.read_bytes().splitlines(keepends=True)
    line = json.loads(rows[1])
    del line["digest"]
    for path, value in changes.items():
        *steps, last = path.split("__")
        place = line
        for step in steps:
            place = place[int(step) if step.isdigit() else step]
        place[int(last) if last.isdigit() else last] = value
    rows[1] = encode_values(line)
    file = whole.with_name("forged.jsonl")
    file.write_bytes(b"".join(rows))
    return file


STATEMENT = "readings__0__found__statements__0__"


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"report__sha256": "0" * 64}, "report a: its text is not that of its sha256"),
        ({"report__text": ""}, "needs an id, a text"),
        ({STATEMENT + "content__0__start": 14}, "the text does not"),
        ({STATEMENT + "content__0__start": "13"}, "0.content.0.start: Input should be a valid integer"),
        ({STATEMENT + "id": "0" * 16}, "has an id that is not that of its places"),
        ({STATEMENT + "act": "sing"}, "0.act: Input should be 'assert'"),
        ({STATEMENT + "colour": "red"}, "a reading has values that no reading has"),
        ({"readings": []}, "report a: was never read"),
        ({"readings__0__found": {}}, "a reading holds [] instead of"),
        ({"added_at": "yesterday"}, "report.added_at"),
        ({"colour": "red"}, "report.colour: Extra inputs are not permitted"),
    ],
)
def test_what_cannot_be_is_told_with_its_line(whole: Path, change: dict[str, Any], reason: str) -> None:
    file = _forged(whole, **change)
    with pytest.raises(IntakeError) as found:
        Exported.of(file)
    assert found.value.where == f"{file}:2"
    assert reason in found.value.reason


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "is empty"),
        ("{}\n", "is not a line of an exported ledger; `add` takes reports in"),
        ("[1]\n", "is not a line of an exported ledger"),
        ("[" * 100_000 + "\n", "is not JSON"),
        ('{"kind": "ledger"', "the file was cut off"),
        ('{"kind": "ledger", "version": 2, "digest": ""}\n', "has version 2, this reportedly knows 1"),
        ("half\n", "is not JSON"),
    ],
)
def test_what_is_no_ledger_is_told(tmp_path: Path, text: str, reason: str) -> None:
    (tmp_path / "l.jsonl").write_text(text, "utf-8")
    with pytest.raises(IntakeError, match=r"l\.jsonl") as found:
        Exported.of(tmp_path / "l.jsonl")
    assert reason in found.value.reason


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(IntakeError, match="cannot be read"):
        Exported.of(tmp_path / "none.jsonl")


def test_who_added_a_report_is_kept_and_handed_on(new_address: NewAddress, tmp_path: Path) -> None:
    copy = tmp_path / "kept.jsonl"
    with Ledger(new_address()) as ledger:
        list(ledger.add(STORY[:1], by="Ana"))
        list(ledger.add(STORY[:2], by="Ben"))
        assert [ledger.addition(r.id).by for r in STORY[:2]] == ["Ana", "Ben"]
        copy.write_bytes(b"".join(ledger.export()))
        with pytest.raises(NotFound):
            ledger.addition("nothing")
    with Ledger(new_address("copy")) as ledger:
        list(ledger.import_exported(Exported.of(copy)))
        assert [ledger.addition(r.id).by for r in STORY[:2]] == ["Ana", "Ben"]
