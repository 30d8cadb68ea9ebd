"""Outputs of `read`: sheets, JSON Lines, a file of JSON Lines that can be resumed, pages."""

from __future__ import annotations

import json
import os
import re
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Protocol, Self

from reportedly.cli.printing import encoded, json_line, print_json
from reportedly.errors import ExportError
from reportedly.export.contract import to_json
from reportedly.export.written import write_file

if TYPE_CHECKING:
    from reportedly.model import Reading


class Output(Protocol):
    """Takes one Reading after another."""

    def __call__(self, reading: Reading) -> None:
        """Write the Reading, so that it is not lost if the program ends."""


class Sheets:
    """Sheets on standard output; a report that could not be read has none."""

    def __init__(self, *, explained: bool = False) -> None:
        from reportedly.cli.console import console

        self._console = console()
        self._explained = explained

    def __call__(self, reading: Reading) -> None:
        """Print the sheet."""
        from reportedly.export.sheet import render

        if reading.failure is None:
            self._console.print(render(reading))
            if self._explained:
                from reportedly.export.explain import explain

                self._console.print(explain(reading))


class Rows:
    """JSON Lines on standard output."""

    def __call__(self, reading: Reading) -> None:
        """Print the row."""
        print_json(to_json(reading))


class RowFile:
    """JSON Lines appended to a file; `done` counts the report ids that were in it before."""

    def __init__(self, path: Path, *, resume: bool) -> None:
        self.done: Counter[str] = Counter()
        self.failures = 0
        self._path = path
        try:
            if not resume and path.exists() and path.stat().st_size:
                raise ExportError(f"{path}: exists; continue it with --resume, or name another file")
            # Mode "a" would not allow cutting off a half-written row.
            self._file: BinaryIO = os.fdopen(os.open(path, os.O_RDWR | os.O_CREAT, 0o666), "r+b")
        except OSError as problem:
            raise ExportError(f"{path}: cannot be written ({problem.strerror})") from None
        if path.is_file():
            try:
                self._read_back()
            except ExportError:
                self._file.close()
                raise

    def _read_back(self) -> None:
        """Count the rows that are there, and cut off an unfinished last row."""
        whole = 0
        for number, row in enumerate(self._file, 1):
            if not row.endswith(b"\n"):
                break
            try:
                found = json.loads(row)
                self.done[found["report"]["id"]] += 1
            except (ValueError, KeyError, TypeError):
                raise ExportError(
                    f"{self._path}:{number}: was not written by `read` and is left unchanged; name another file"
                ) from None
            self.failures += found.get("failure") is not None
            whole += len(row)
        self._file.seek(whole)
        self._file.truncate()

    def __call__(self, reading: Reading) -> None:
        """Append the row, and flush it to the operating system."""
        try:
            self._file.write(encoded(json_line(to_json(reading))))
            self._file.flush()
        except OSError as problem:
            raise ExportError(f"{self._path}: cannot be written ({problem.strerror})") from None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()


class Pages:
    """One self-contained page a report: the file `out` for a single one, files in the folder `out` for several.

    The first page is held back until it is known whether there is a second one.
    """

    def __init__(self, out: Path) -> None:
        self._out = out
        self._first: Reading | None = None
        self._names: Counter[str] = Counter()
        self._folder = out.is_dir() or str(out).endswith(os.sep)

    def __call__(self, reading: Reading) -> None:
        """Write the page; a report that could not be read has none."""
        if reading.failure is not None:
            return
        if not self._folder and self._first is None and not self._names:
            self._first = reading
            return
        if not self._folder and self._out.suffix.lower() in (".html", ".htm"):
            raise ExportError(f"{self._out}: there is more than one report; name a folder for their pages")
        self._folder = True
        first, self._first = self._first, None
        for one in (first, reading):
            if one is not None:
                self._write(self._out / self._name(one), one)

    def _name(self, reading: Reading) -> str:
        words = re.findall(r"\w+", (reading.report.title or "report").casefold())
        slug = "-".join(words)[:60].strip("-_") or "report"
        name = f"{slug}-{re.sub(r'[^A-Za-z0-9_-]+', '-', reading.report.id)[:24]}"
        self._names[name] += 1
        again = self._names[name]
        return f"{name}.html" if again == 1 else f"{name}-{again}.html"

    def _write(self, path: Path, reading: Reading) -> None:
        from reportedly.export.page import page

        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as problem:
            raise ExportError(f"{path}: cannot be written ({problem.strerror})") from None
        write_file(path, page(reading).encode("utf-8", "replace"))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._first is not None:
            self._write(self._out, self._first)
