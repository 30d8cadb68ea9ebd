"""Grades are kept, revoked by a row, and refused where they do not fit."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from reportedly.errors import NotFound, StoreError
from reportedly.store import grades, schema
from reportedly.store.database import open_database

if TYPE_CHECKING:
    from pathlib import Path


def test_a_grade_is_kept_and_revoked(tmp_path: Path) -> None:
    day = datetime(2031, 1, 1, tzinfo=UTC)
    engine = open_database(str(tmp_path / "l.db"))
    with engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA foreign_keys = OFF")
        assert grades.rows(connection) == []
        with pytest.raises(NotFound, match="source"):
            grades.insert(connection, "Nobody", "A", why="x", by="me", at=day)
        with pytest.raises(StoreError, match="no grade"):
            grades.insert(connection, "Nobody", "G", why="x", by="me", at=day)
        with pytest.raises(NotFound, match="grades"):
            grades.revoke(connection, "none", by="me", at=day)
        row = {"id": "g", "subject": "Chile", "mark": "F", "why": "x", "by": "me", "at": day.isoformat()}
        connection.execute(schema.grades.insert(), [row])
        grades.revoke(connection, "g", by="you", at=day + timedelta(days=1))
        grades.revoke(connection, "g", by="late", at=day + timedelta(days=2))
        assert [(g.mark, g.revoked_by) for g in grades.rows(connection)] == [("F", "you")]
    engine.dispose()
