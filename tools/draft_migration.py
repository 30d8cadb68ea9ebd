"""Draft the next migration: the difference between `store/schema.py` and the latest migration.

    python -m tools.draft_migration NAME

Read it before you keep it: a renamed column looks like one dropped and one added, and rows that have to move
are not seen at all.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import sqlalchemy as sa
from alembic.autogenerate import produce_migrations, render_python_code
from alembic.migration import MigrationContext

from reportedly.store import migrations, schema, search

TEMPLATE = '''"""{title}."""

import sqlalchemy as sa
from alembic import op

from reportedly.store.columns import String, Text

revision = "{revision:04}"
down_revision = {before}


def upgrade() -> None:
{body}
'''


def _is_ours(name: str | None, kind: str, _parents: object) -> bool:
    return kind != "table" or not search.is_part(str(name))


def main(name: str) -> None:
    """Write the file, and say what is left to do."""
    earlier = sorted((migrations.FOLDER / "versions").glob("r[0-9]*.py"))
    number = len(earlier) + 1
    with sa.create_engine("sqlite://").begin() as connection:
        if earlier:
            migrations.upgrade(connection)
        context = MigrationContext.configure(connection, opts={"user_module_prefix": "", "include_name": _is_ours})
        found = produce_migrations(context, schema.metadata).upgrade_ops
        assert found is not None
        body = render_python_code(found, user_module_prefix="", migration_context=context)
    path = migrations.FOLDER / "versions" / f"r{number:04}_{name}.py"
    before = f'"{number - 1:04}"' if earlier else "None"
    title = name.replace("_", " ").capitalize()
    lines = [line.replace(", )", ")") for line in body.splitlines() if not line.lstrip().startswith("#")]
    body = "\n".join(lines)
    path.write_text(TEMPLATE.format(title=title, revision=number, before=before, body=body), "utf-8")
    for command in (["check", "--fix", "--quiet"], ["format", "--quiet"]):
        subprocess.run([str(Path(sys.executable).with_name("ruff")), *command, str(path)], check=True)
    print(f"{path}: read it; then set VERSION = {number} in store/schema.py")


if __name__ == "__main__":
    main(sys.argv[1])
