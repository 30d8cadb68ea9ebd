"""Upgrade notes: every migration is in them, as it says itself, with what is left to do after it."""

from __future__ import annotations

import re

import pytest

from reportedly.store.schema import VERSION
from tools import upgrade_notes


def test_the_notes_say_what_the_migrations_say() -> None:
    page = upgrade_notes.PAGE.read_text("utf-8")
    assert upgrade_notes.with_notes(page) == page, "python -m tools.upgrade_notes writes them again"


def test_every_migration_has_a_line_with_what_is_left_to_do() -> None:
    lines = re.findall(r"^\| (\d+) \| .+ \| (.+) \|$", upgrade_notes.notes(), re.MULTILINE)
    assert [int(number) for number, _ in lines] == list(range(VERSION, 0, -1))
    left = {int(number): words for number, words in lines}
    assert left[29] == "nothing"
    assert left[26] == "all reports are linked again before the first answer"
    assert left[30] == "all reports are linked again; until then answers stay as they were"


def test_a_page_without_a_place_for_them_is_refused() -> None:
    with pytest.raises(ValueError, match="has no place"):
        upgrade_notes.with_notes("# Deployment\n")
