"""Engines: each writes the same bytes, whatever the number of workers."""

from __future__ import annotations

import json
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

from reportedly.errors import ReadingError
from tests.corpus.stub import files_below

pytestmark = pytest.mark.model

SAYS = "The minister said on Friday that the talks had failed, and the union denied it."
needs_ray = pytest.mark.skipif(find_spec("ray") is None, reason="Ray is not installed (extra `ray`)")


@pytest.fixture(scope="module")
def inputs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("in")
    lines = [json.dumps({"id": f"r{n}", "text": f"{SAYS} They met {n} times."}) for n in range(5)]
    (folder / "a.jsonl").write_text("\n".join([*lines, "{"]) + "\n", "utf-8")
    (folder / "b.txt").write_text("Le ministre a démenti lundi avoir envoyé des troupes à la frontière.", "utf-8")
    return folder


@pytest.fixture(scope="module")
def one_process(inputs: Path) -> dict[str, bytes]:
    return written(inputs, inputs.parent / "one")


def written(inputs: Path, out: Path, *options: str) -> dict[str, bytes]:
    """What the command writes; Ray starts what it needs, which nothing is left of afterwards."""
    command = [sys.executable, "-m", "reportedly", "read", str(inputs), "-o", f"{out}/", "--partition", "3", *options]
    done = subprocess.run(command, capture_output=True, text=True, timeout=600, check=False)
    assert done.returncode == 1, done.stderr
    assert f"{out}: 7 reports, 2 failed" in done.stderr
    assert "Traceback" not in done.stderr
    return files_below(out)


def test_two_processes_write_what_one_writes(inputs: Path, one_process: dict[str, bytes], tmp_path: Path) -> None:
    assert written(inputs, tmp_path / "out", "--workers", "2") == one_process
    assert len(one_process) == 5


@needs_ray
def test_ray_writes_what_one_process_writes(inputs: Path, one_process: dict[str, bytes], tmp_path: Path) -> None:
    assert written(inputs, tmp_path / "out", "--engine", "ray", "--workers", "2") == one_process


def test_without_ray_an_error_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    from reportedly.corpus.ray_engine import RayEngine
    from reportedly.corpus.shards import IntakeOptions

    monkeypatch.setitem(sys.modules, "ray", None)
    with pytest.raises(ReadingError, match=r"pip install 'reportedly\[ray\]'"):
        list(RayEngine()((), IntakeOptions()))
