"""Write the upgrade notes in docs/deployment.md: what each migration does to the ledger of an earlier version.

    python -m tools.upgrade_notes

A line comes from the docstring of the migration, and from what its code asks for.
"""

from __future__ import annotations

import ast
from pathlib import Path

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "deployment.md"
VERSIONS = ROOT / "src" / "reportedly" / "store" / "migrations" / "versions"
BEGINS, ENDS = "<!-- upgrade notes: begin -->\n", "<!-- upgrade notes: end -->\n"
AFTERWARDS = {
    "OUTDATED": "all reports are linked again before the first answer",
    "request_relinking": "all reports are linked again; until then answers stay as they were",
    "": "nothing",
}
"""What is left to do after a migration, by the name that its code uses for that."""


def notes() -> str:
    """The table of all migrations, the latest first."""
    rows = [_row(path) for path in sorted(VERSIONS.glob("r*.py"), reverse=True)]
    return "\n| schema | brings | left to do |\n|---|---|---|\n" + "".join(rows) + "\n"


def with_notes(page: str) -> str:
    """The page with the table as it is now between its marks."""
    before, _, rest = page.partition(BEGINS)
    _, found, after = rest.partition(ENDS)
    if not found:
        raise ValueError(f"{PAGE.name}: has no place for the upgrade notes: {BEGINS.strip()} ... {ENDS.strip()}")
    return f"{before}{BEGINS}{notes()}{ENDS}{after}"


def _row(path: Path) -> str:
    tree = ast.parse(path.read_text("utf-8"))
    names = {n.id for n in ast.walk(tree) if isinstance(n, ast.Name)}
    names |= {n.attr for n in ast.walk(tree) if isinstance(n, ast.Attribute)}
    left = next(words for name, words in AFTERWARDS.items() if not name or name in names)
    brings = " ".join((ast.get_docstring(tree) or "").split()).replace("|", "\\|")
    if not brings:
        raise ValueError(f"{path.name}: a migration says in its docstring what it brings")
    return f"| {int(path.name[1:5])} | {brings} | {left} |\n"


if __name__ == "__main__":
    PAGE.write_text(with_notes(PAGE.read_text("utf-8")), "utf-8")
