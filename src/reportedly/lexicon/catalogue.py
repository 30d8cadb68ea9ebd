"""The catalogue of lexicons: what each table holds, where it comes from, and what a user's rows change in it."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import resources

from reportedly.errors import LexiconError
from reportedly.lexicon import Row, overlay, overlay_folder, rows_of, table

_PACKAGE = "reportedly.lexicon"


@dataclass(frozen=True, slots=True)
class LexiconTable:
    """One table: its name without the ending, and the comment at its head."""

    name: str
    about: str
    """The comment: what the table holds, its columns, and its sources."""
    columns: tuple[str, ...]
    rows: int
    """With the user's rows."""
    replaced: int
    added: int
    own: str | None
    """The user's file laid over it."""

    @property
    def summary(self) -> str:
        """The first sentence of the comment."""
        return self.about.split(". ")[0].split(": ")[0].rstrip(".")


def catalogue() -> tuple[LexiconTable, ...]:
    """All tables by name."""
    return tuple(_table_of(name) for name in _names())


def described(name: str) -> LexiconTable:
    """One table; LexiconError if there is no table of that name."""
    if name not in _names():
        raise LexiconError(f"{name}: no such lexicon; `reportedly lexicon` lists them")
    return _table_of(name)


def rows(name: str) -> tuple[Row, ...]:
    """The rows of one table, with the user's rows."""
    return table(f"{described(name).name}.tsv")


def strays() -> tuple[str, ...]:
    """Names of files in the user's folder that match no table: their rows would be ignored in silence."""
    folder = overlay_folder()
    known = {f"{name}.tsv" for name in _names()}
    return tuple(sorted(p.name for p in folder.iterdir() if p.name not in known)) if folder else ()


def _names() -> tuple[str, ...]:
    return tuple(
        sorted(p.name.removesuffix(".tsv") for p in resources.files(_PACKAGE).iterdir() if p.name.endswith(".tsv"))
    )


def _table_of(name: str) -> LexiconTable:
    file = f"{name}.tsv"
    text = resources.files(_PACKAGE).joinpath(file).read_text("utf-8")
    head = []
    for line in text.splitlines():
        if not line.startswith("#"):
            break
        head.append(line.removeprefix("#").strip())
    now = table(file)
    columns = tuple(now[0])
    before = {row[columns[0]] for row in rows_of(text, file)}
    own = overlay(file)
    theirs = {row[columns[0]] for row in rows_of(own.read_text("utf-8"), str(own))} if own else set()
    return LexiconTable(
        name=name,
        about=" ".join(head),
        columns=columns,
        rows=len(now),
        replaced=len(theirs & before),
        added=len(theirs - before),
        own=str(own) if own else None,
    )
