"""The sign between the cells of a table, and whether a text is a table at all."""

from __future__ import annotations

import csv
from collections import Counter

from reportedly.intake.columns import known_names

_DELIMITERS = ",\t;|"


def delimiter_of(text: str) -> str:
    """The delimiter that divides most lines into the same number of cells; a comma where none does."""
    best = (0.0, 0, ",")
    for delimiter in _DELIMITERS:
        counts = Counter(len(cells) for cells in csv.reader(text.splitlines()[:50], delimiter=delimiter) if cells)
        width, lines = max(counts.items(), key=lambda item: item[1], default=(0, 0))
        if width > 1:
            best = max(best, (lines / counts.total(), width, delimiter))
    return best[2]


def is_table(beginning: str) -> bool:
    """True if the first line names columns of a table of reports, two of them or more, and little else."""
    line = beginning.lstrip("\ufeff").splitlines()[0] if beginning.strip() else ""
    cells = [cell.strip(' "') for cell in line.split(delimiter_of(line))]
    known = known_names(cells)
    return len(known) > 1 and len(known) * 3 >= len(cells) and all(len(cell.split()) < 5 for cell in cells)
