"""Loads, when it is imported, all that `add` and `link` need, so that forks of the process start at once."""

from __future__ import annotations

import tempfile
from pathlib import Path

from click.testing import CliRunner

from reportedly.cli import main

_TEXT = "OSLO, 7 March 2031 - Norland sank the ferry, Vik’s Foreign Minister Ana Holm said on Friday.\n"

with tempfile.TemporaryDirectory() as folder:
    for name in ("one.txt", "two.txt"):
        (Path(folder) / name).write_text(f"{_TEXT}{name}\n", "utf-8")
    CliRunner().invoke(main, ["--ledger", str(Path(folder) / "l.db"), "add", folder])
