"""Forged files are refused before anything is kept; packed ones that unpack to much more are left early."""

from __future__ import annotations

import gzip
import tracemalloc
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner
from starlette.testclient import TestClient

from reportedly.actors import ActorDraft
from reportedly.cli import main
from reportedly.errors import IntakeError
from reportedly.ledger import Ledger
from reportedly.ledger.transfer.files import Exported
from reportedly.listing import Filter
from reportedly.model import Act, ActorDecisionKind, TopicEditKind, Verdict
from reportedly.store import findings
from reportedly.store.database import writing
from reportedly.store.findings import StoredFinding
from reportedly.topics import TopicQuery
from reportedly.web.app import create
from tests.ledger.told import STORY
from tests.ledger.transfer import forged
from tests.ledger.transfer.forged import CHAINED, FORGERIES

PAGES = (
    *("/", "/claims", "/changes", "/disputes", "/events", "/reports", "/origins", "/numbers", "/forecasts"),
    *("/timeline", "/sources", "/map", "/search?text=cable", "/decisions", "/review", "/days.json", "/map.json"),
)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A ledger with a line of every kind."""
    with Ledger(str(tmp_path_factory.mktemp("whole") / "l.db")) as ledger:
        list(ledger.add([*STORY[:2], IntakeError("lost.txt", "is empty")]))
        first, second = (hit.statement for hit in ledger.search(Filter(text="divers")))
        ledger.judge(Verdict.SAME, first, second, by="ann", why="the same cut")
        ledger.grade("Norway", "B", why="was right before", by="ann")
        ledger.marks.move("ann")
        office = ActorDraft(kind=ActorDecisionKind.OFFICE, name="Norway", value="Chile", office="envoy")
        ledger.actors.decide(replace(office, since=date(2031, 1, 1), until=date(2031, 2, 1)), by="ann")
        ledger.topics.save("Tea", TopicQuery(text="tea", act=Act.DENY), by="ann", why="the desk asked")
        ledger.topics.mark("Tea", TopicEditKind.PINNED, [ledger.claims()[0].id], by="ann")
        with writing(ledger._engine) as connection:
            finding = StoredFinding(
                id="b" * 16,
                service="m",
                software="s",
                one=first,
                other=second,
                chances={"same": 1.0},
                words=None,
                at=datetime(2024, 4, 1, tzinfo=UTC),
            )
            findings.insert(connection, [finding])
        return b"".join(ledger.export())


@pytest.mark.parametrize("name", [*FORGERIES, *CHAINED])
def test_a_forged_file_is_refused(name: str, whole: bytes, tmp_path: Path) -> None:
    file, place = tmp_path / "forged.jsonl", tmp_path / "l.db"
    file.write_bytes(forged.forged(whole, {**FORGERIES, **CHAINED}[name]))
    done = CliRunner().invoke(main, ["--ledger", str(place), "import", str(file)])
    assert (done.exit_code, done.stderr.count("\n")) == (1, 1), done.stderr
    assert str(file) in done.stderr
    assert not place.exists()


def test_there_are_many_forgeries(whole: bytes, tmp_path: Path) -> None:
    assert len(FORGERIES) > 150
    (tmp_path / "same.jsonl").write_bytes(forged.forged(whole, lambda _: None))
    assert Exported.of(tmp_path / "same.jsonl").reports == 2


def test_what_is_just_possible_is_imported_and_shown(whole: bytes, tmp_path: Path) -> None:
    file, place = tmp_path / "extreme.jsonl", tmp_path / "l.db"
    extreme = forged.both(
        forged.found("places", [{**forged.PLACE, "lat": -90.0, "lon": 180.0, "country": "ZZ", "geonameid": 2**31 - 1}]),
        forged.found("quantities", [{**forged.QUANTITY, "low": -1e308, "high": 1e308, "unit": "x" * 500}]),
        forged.found("events", [{**forged.EVENT, "factuality": -3.0}]),
        forged.found("times", [{**forged.TIME, "value": "P" + "9" * 5000 + "Y"}]),
        forged.found("statements 0 said_at", "1000-01-01"),
        forged.found("statements 0 forecast", {"horizon": "9999-12-31", "likelihood": "even"}),
        forged.found("statements 0 actor name", "<b>" * 50),
        forged.found("statements 0 proposition wording", "[in other words: 7 cables] " * 50),
    )
    # The statement has another actor now, and the grade is of the old one.
    graded = forged.change("grade", "subject", "<b>" * 50)
    file.write_bytes(forged.forged(whole, forged.both(extreme, graded)))
    assert CliRunner().invoke(main, ["--ledger", str(place), "import", str(file)]).exit_code == 0
    with TestClient(create(str(place)), base_url="http://127.0.0.1") as client:
        for page in PAGES:
            assert client.get(page).status_code in {200, 404}, page


def _packed(tmp_path: Path, piece: bytes, times: int) -> Path:
    file = tmp_path / "bomb.jsonl.gz"
    with gzip.open(file, "wb") as out:
        for _ in range(times):
            out.write(piece)
    assert file.stat().st_size < 1_000_000
    return file


@pytest.mark.parametrize("piece", [b" " * (1 << 20), b"[" * (1 << 20), b"{}\n" * (1 << 18), b'"' + b"a" * (1 << 20)])
def test_a_packed_bomb_ends_early(piece: bytes, tmp_path: Path) -> None:
    file = _packed(tmp_path, piece, 200)
    tracemalloc.start()
    try:
        with pytest.raises(IntakeError):
            Exported.of(file)
        assert tracemalloc.get_traced_memory()[1] < 100_000_000
    finally:
        tracemalloc.stop()


def test_a_line_of_too_many_values_is_not_parsed(tmp_path: Path) -> None:
    file = tmp_path / "lists.jsonl"
    file.write_bytes(b'{"kind": [' + b"[]," * 2_100_000 + b"0]}\n")
    with pytest.raises(IntakeError, match="more than 2,000,000 values"):
        Exported.of(file)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ('{"kind": "ledger", "kind": "ledger", "digest": ""}\n', "a key is there twice"),
        ('{"kind": NaN, "digest": ""}\n', "NaN is no number"),
        ('{"kind": 1e999, "digest": ""}\n', "not finite"),
    ],
)
def test_json_that_others_read_otherwise_is_refused(text: str, reason: str, tmp_path: Path) -> None:
    (tmp_path / "l.jsonl").write_text(text, "utf-8")
    with pytest.raises(IntakeError, match=reason):
        Exported.of(tmp_path / "l.jsonl")
