"""What people are told below a table."""

from __future__ import annotations

from typing import Any

import pytest
from rich.text import Text

from reportedly.cli.listing import ListingOptions, Noun
from reportedly.listing import Page
from reportedly.record import Origin

ROWS = [Origin(id=str(number), reports=(str(number),)) for number in range(60)]
BRIEF = Noun("origin", "origins", "of several reports")
LATEST = Noun("origin", "origins", latest=True)


def _options(**given: Any) -> ListingOptions:
    return ListingOptions(
        **{"as_json": False, "as_csv": False, "parquet": None, "limit": None, "offset": 0, "everything": False, **given}
    )


@pytest.mark.parametrize(
    ("number", "noun", "given", "told"),
    [
        (0, Noun("origin", "origins"), {}, "no origins"),
        (1, Noun("origin", "origins"), {}, "1 origin"),
        (0, BRIEF, {}, "no origins of several reports; --all shows the others too"),
        (2, BRIEF, {}, "2 origins of several reports; --all shows the others too"),
        (2, BRIEF, {"everything": True}, "2 origins"),
        (60, BRIEF, {}, "the first 40 origins of several reports; --offset 40 shows the next; --all shows all"),
        (60, BRIEF, {"limit": 5, "everything": True}, "the first 5 origins; --offset 5 shows the next"),
        (60, BRIEF, {"limit": 5, "offset": 5, "everything": True}, "5 origins; --offset 10 shows the next"),
        (60, BRIEF, {"offset": 60, "everything": True}, "no more origins"),
    ],
)
def test_people_are_told_how_many_there_are_and_what_shows_the_rest(
    number: int, noun: Noun, given: dict[str, Any], told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    options = _options(**given)
    options.show(Page.cut(ROWS[:number], **options.rows), noun, Origin, lambda: Text("rows"))
    assert capsys.readouterr().err.strip() == told


def test_of_the_latest_the_earlier_ones_come_next(capsys: pytest.CaptureFixture[str]) -> None:
    options = _options(limit=5)
    found = options.latest(ROWS)
    assert [o.id for o in found] == ["55", "56", "57", "58", "59"]
    options.show(found, LATEST, Origin, lambda: Text("rows"))
    assert capsys.readouterr().err.strip() == "the latest 5 origins; --offset 5 shows earlier ones"
    assert [o.id for o in _options(limit=5, offset=57).latest(ROWS)] == ["0", "1", "2"]
    assert _options(everything=True).latest(ROWS) == Page(items=tuple(ROWS))
