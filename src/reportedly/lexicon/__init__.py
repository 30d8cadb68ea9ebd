"""Lexicons are data: tables (TSV) and documents (YAML) beside this file, with a user's own laid over them.

The user's folder is named by `REPORTEDLY_LEXICON`. A table there may hold any of
the names here: its rows replace those with the same first column and add the rest.
A document there is merged key by key at its top level.
"""

from __future__ import annotations

import csv
import hashlib
import os
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

import yaml

from reportedly.errors import LexiconError

Row = dict[str, str]


@cache
def table(name: str) -> tuple[Row, ...]:
    """The rows of `name` (a TSV file with a header; lines starting with # are comments), user's rows laid over."""
    shipped = rows_of(resources.files(__package__).joinpath(name).read_text("utf-8"), name)
    key = next(iter(shipped[0]))
    merged = {row[key]: row for row in shipped} if overlay(name) else {}
    if not merged:
        return shipped
    theirs = overlay(name)
    assert theirs is not None
    rows = rows_of(theirs.read_text("utf-8"), str(theirs))
    if rows and rows[0].keys() != shipped[0].keys():
        raise LexiconError(f"{theirs}: columns are {list(rows[0])}, expected {list(shipped[0])}")
    merged.update({row[key]: row for row in rows})
    return tuple(merged.values())


@cache
def document(name: str) -> dict[str, Any]:
    """The YAML mapping `name`, with the user's keys laid over."""
    content = yaml.safe_load(resources.files(__package__).joinpath(name).read_text("utf-8"))
    theirs = overlay(name)
    if theirs is not None:
        try:
            own = yaml.safe_load(theirs.read_text("utf-8")) or {}
        except yaml.YAMLError as problem:
            raise LexiconError(f"{theirs}: not readable as YAML: {problem}") from None
        if not isinstance(own, dict):
            raise LexiconError(f"{theirs}: expected a mapping at the top level")
        content = {**content, **own}
    return dict(content)


@cache
def digest() -> str:
    """Twelve hexadecimal digits over every shipped table and every file laid over it."""
    sha = hashlib.sha256()
    shipped = [p for p in resources.files(__package__).iterdir() if p.name.endswith((".tsv", ".yaml"))]
    for path in sorted(shipped, key=lambda p: p.name):
        sha.update(path.name.encode() + path.read_bytes())
    folder = overlay_folder()
    for own in sorted(folder.iterdir()) if folder else ():
        if own.suffix in {".tsv", ".yaml"}:
            sha.update(own.name.encode() + own.read_bytes())
    return sha.hexdigest()[:12]


def rows_of(text: str, where: str) -> tuple[Row, ...]:
    """The rows of a table; LexiconError where one has more or fewer columns than the header."""
    lines = [line for line in text.splitlines() if line.strip() and not line.startswith("#")]
    rows = tuple(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
    for row in rows:
        if None in row or None in row.values():
            raise LexiconError(f"{where}: the row {list(row.values())} has more or fewer columns than the header")
    return rows


def overlay_folder() -> Path | None:
    """The user's folder; LexiconError where the one that is named is not there."""
    named = os.environ.get("REPORTEDLY_LEXICON")
    if not named:
        return None
    folder = Path(named)
    if not folder.is_dir():
        raise LexiconError(f"REPORTEDLY_LEXICON={named}: no such folder")
    return folder


def overlay(name: str) -> Path | None:
    """The user's file that lies over this one."""
    folder = overlay_folder()
    return folder / name if folder and (folder / name).is_file() else None
