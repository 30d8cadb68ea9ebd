"""Queries and exported ledgers: any query and any forged export gives a record or an error that says why."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.errors import ReportedlyError
from reportedly.ledger import Ledger
from reportedly.ledger.transfer.files import Exported
from reportedly.ledger.transfer.lines import ReportLine, encode_values
from reportedly.listing import Filter
from reportedly.model import Act, Status
from reportedly.store.hash_chain import ChainKind, chained
from reportedly.store.readings import reading_id
from tests.fuzz.inputs import fuzzed, json_values, trying, words
from tests.web import shelf


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    with Ledger(shelf.filled(tmp_path_factory.mktemp("fuzz"))) as opened:
        yield opened


filters = st.builds(
    Filter,
    text=words,
    actor=st.none() | words,
    place=st.none() | words,
    act=st.none() | st.sampled_from(Act),
    status=st.none() | st.sampled_from(Status),
    since=st.none() | st.dates(),
    until=st.none() | st.dates(),
    as_of=st.none() | st.dates(),
)


@fuzzed
@given(wanted=filters, name=words, limit=st.none() | st.integers(1, 10**9), offset=st.integers(0, 10**9))
def test_every_query_has_an_answer(ledger: Ledger, wanted: Filter, name: str, limit: int | None, offset: int) -> None:
    with trying("search"):
        ledger.search(wanted, limit=limit, offset=offset)
        for ask in (ledger.claim, ledger.source, ledger.report):
            with suppress(ReportedlyError):
                ask(name)


@cache
def _lines() -> list[dict[str, Any]]:
    """The lines of a small exported ledger that can be imported.

    No import takes a text with a NUL character. Reports with one are left out, and the hash chain, the counts and the
    head are those of what is left.
    """
    with tempfile.TemporaryDirectory() as folder, Ledger(shelf.filled(Path(folder))) as opened:
        exported = list(opened.export())
    lines = [json.loads(line) for line in exported if b"\\u0000" not in line]
    left_out = {key for line in exported if b"\\u0000" in line for key in _readings(json.loads(line))}
    chain = [line for line in lines if line["kind"] == "chain" and line["key"] not in left_out]
    entries = chained((ChainKind(line["of"]), line["key"], line["content"]) for line in chain)
    for line, entry in zip(chain, entries, strict=True):
        line |= {"number": entry.number, "hash": entry.hash}
    lines = [line for line in lines if line["kind"] != "chain" or line["key"] not in left_out]
    reports = sum(line["kind"] == "report" for line in lines)
    lines[0]["reports"] = lines[-1]["counts"]["report"] = reports
    lines[-1] |= {"counts": lines[-1]["counts"] | {"chain": len(chain)}, "head": entries[-1].hash}
    return lines


def _readings(line: dict[str, Any]) -> Iterator[str]:
    """The keys of a report's readings in the hash chain."""
    report = ReportLine.model_validate_json(json.dumps({k: v for k, v in line.items() if k != "digest"}))
    for stored in report.readings:
        yield reading_id(report.given().id, report.given().sha256, stored.run)


def _written(lines: list[dict[str, Any]]) -> bytes:
    return b"".join(encode_values({k: v for k, v in line.items() if k != "digest"}) for line in lines)


def _places(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    if path:
        yield path
    for key, inner in value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ():
        yield from _places(inner, (*path, key))


@st.composite
def forged(draw: st.DrawFn) -> bytes:
    """An exported ledger with a few other values, or lines left out and doubled, under digests that fit."""
    lines = json.loads(json.dumps(_lines()))
    for _ in range(draw(st.integers(1, 3))):
        line = draw(st.sampled_from(lines))
        path = draw(st.sampled_from([p for p in _places(line) if p != ("digest",)]))
        into = line
        for key in path[:-1]:
            into = into[key]
        into[path[-1]] = draw(json_values)
    if draw(st.integers(0, 5)) == 0:
        lines.insert(draw(st.integers(0, len(lines))), draw(st.sampled_from(lines)))
    if draw(st.integers(0, 5)) == 0:
        del lines[draw(st.integers(0, len(lines) - 1))]
    return _written(lines)


def test_the_ledger_that_is_forged_is_whole_itself(tmp_path: Path) -> None:
    (tmp_path / "l.jsonl").write_bytes(_written(_lines()))
    assert Exported.of(tmp_path / "l.jsonl").reports > 1


@fuzzed
@given(raw=forged())
def test_a_forged_ledger_is_refused_or_whole(raw: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "forged.jsonl").write_bytes(raw)
        with trying("import"):
            try:
                exported = Exported.of(Path(folder) / "forged.jsonl")
            except ReportedlyError:
                return
            with Ledger(str(Path(folder) / "l.db"), make=True) as opened:
                list(opened.import_exported(exported))
                assert opened.verify() == []
                assert opened.claims() is not None
