"""Lexicons: tables of words (TSV) beside this file, with a user's own tables laid over them.

The user's folder is named by `REPORTEDLY_LEXICON`. A table there has the name and the columns of one
here; its rows replace those with the same first column, and the rest are added.
"""

from __future__ import annotations

import csv
import hashlib
import os
from functools import cache
from importlib import resources
from pathlib import Path

from reportedly.errors import LexiconError

Row = dict[str, str]


@cache
def table(name: str) -> tuple[Row, ...]:
    """The rows of a table, the user's rows laid over; `name` is a file name such as `cues.tsv`.

    Lines that start with # are comments; the first other line names the columns.
    """
    shipped = rows_of(resources.files(__package__).joinpath(name).read_text("utf-8"), name)
    key = next(iter(shipped[0]))
    theirs = overlay(name)
    if theirs is None:
        return shipped
    rows = rows_of(theirs.read_text("utf-8"), str(theirs))
    if rows and rows[0].keys() != shipped[0].keys():
        raise LexiconError(f"{theirs}: columns are {list(rows[0])}, expected {list(shipped[0])}")
    merged = {row[key]: row for row in (*shipped, *rows)}
    return tuple(merged.values())


@cache
def digest() -> str:
    """Twelve hexadecimal digits over every shipped table and every file laid over it."""
    sha = hashlib.sha256()
    shipped = [p for p in resources.files(__package__).iterdir() if p.name.endswith(".tsv")]
    for path in sorted(shipped, key=lambda p: p.name):
        sha.update(path.name.encode() + path.read_bytes())
    folder = overlay_folder()
    for own in sorted(folder.iterdir()) if folder else ():
        if own.suffix == ".tsv":
            sha.update(own.name.encode() + own.read_bytes())
    return sha.hexdigest()[:12]


def rows_of(text: str, where: str) -> tuple[Row, ...]:
    """The rows of a table; LexiconError if one has more or fewer columns than the header."""
    lines = [line for line in text.splitlines() if line.strip() and not line.startswith("#")]
    rows = tuple(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
    for row in rows:
        if None in row or None in row.values():
            raise LexiconError(f"{where}: the row {list(row.values())} has more or fewer columns than the header")
    return rows


def overlay_folder() -> Path | None:
    """The user's folder; LexiconError if the named folder does not exist."""
    named = os.environ.get("REPORTEDLY_LEXICON")
    if not named:
        return None
    folder = Path(named)
    if not folder.is_dir():
        raise LexiconError(f"REPORTEDLY_LEXICON={named}: no such folder")
    return folder


def overlay(name: str) -> Path | None:
    """The user's file laid over this table, if there is one."""
    folder = overlay_folder()
    return folder / name if folder and (folder / name).is_file() else None
