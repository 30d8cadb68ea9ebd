"""Where a text names parties of the roster."""

from __future__ import annotations

from reportedly.reading.propositions.mentions import mentions


def test_mentions_come_in_order_and_the_longest_name_wins() -> None:
    text = "The South Koreans met the Kremlin and North Korea’s envoy."
    found = mentions(text)
    assert [m.party.name for m in found] == ["South Korea", "Russia", "North Korea"]
    assert [m.anchor.exact for m in found] == ["The South Koreans", "Kremlin", "North Korea"]
    assert all(m.anchor.holds_in(text) for m in found)


def test_mentions_are_looked_for_between_two_places() -> None:
    text = "Norway met Peru and Chile"
    assert [m.anchor.start for m in mentions(text, 6, 16)] == [11]
    assert mentions("turkey with rice") == []
