"""What the outlet says itself."""

from __future__ import annotations

import pytest

from reportedly.reading.attribution.own_voice import find_own_voice
from reportedly.reading.parsed import parse
from tests.reading.stages import attributions

pytestmark = pytest.mark.model


def own(text: str) -> list[str]:
    doc = parse(text)
    return [a.content[0].exact for a in find_own_voice(doc, attributions(doc))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Two boats sank off the coast on Friday.", ["Two boats sank off the coast on Friday"]),
        ("Two boats sank off the coast, the coast guard said.", []),
        (
            "Two boats sank on Friday. The cause is unknown, police said. The harbour has three piers.",
            ["Two boats sank on Friday", "The harbour has three piers"],
        ),
        ("OSLO, May 3 (Fjord) – Two boats have sunk in the harbour.", ["Two boats have sunk in the harbour"]),
        ("By Anna Lund\n\nTwo boats have sunk in the harbour.", ["Two boats have sunk in the harbour"]),
        ("Two boats have sunk in the harbour. (Fjord)", ["Two boats have sunk in the harbour"]),
        ("Reporting by Anna Lund; editing by Per Moe", []),
        ("Read more about the harbour", []),
        ("A grey morning in the harbour", []),
        ("More than 40 people were hurt in the harbour.", ["More than 40 people were hurt in the harbour"]),
        ("", []),
    ],
)
def test_own_voice(text: str, expected: list[str]) -> None:
    assert own(text) == expected


def test_own_voice_has_neither_source_nor_cue() -> None:
    doc = parse("Two boats sank off the coast on Friday.")
    (said,) = find_own_voice(doc, ())
    assert (said.source, said.cue, said.quote, said.made_by) == (None, None, None, "rule:own-voice")
