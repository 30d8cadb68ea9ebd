"""Which openings are datelines."""

from __future__ import annotations

import pytest

from reportedly.reading.text.boilerplate import find_boilerplate, find_datelines


@pytest.mark.parametrize(
    "opening",
    [
        "TUNIS, 3 March (Agency) - ",
        "SÃO LUÍS, Brazil (Agency) — ",
        "GOMA, Democratic Republic of Congo (Agency) - ",
        "QUITO - ",
        "PORT LOUIS, Mauritius – ",
        "Tunis (Agency) -- ",
    ],
)
def test_a_dateline_ends_with_its_dash(opening: str) -> None:
    assert find_datelines(f"{opening}The court adjourned.") == ((0, len(opening)),)


@pytest.mark.parametrize("opening", ["THE JUDGE HAS LEFT THE ROOM — ", "Agency TUNIS (Agency) - "])
def test_a_heading_is_no_dateline(opening: str) -> None:
    text = f"{opening}The court adjourned."
    assert find_datelines(text) == ()
    assert find_boilerplate(text) == ((0, len(opening)),)
