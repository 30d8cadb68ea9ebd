"""The first words of a report, and the names in them."""

from __future__ import annotations

from reportedly.reading.text.lead import LEAD, capitalised, lead_of


def test_a_lead_has_so_many_words_at_most() -> None:
    assert lead_of(" " + "word " * 200) == " " + ("word " * LEAD).rstrip()
    assert lead_of("") == ""


def test_names_are_what_is_never_written_small() -> None:
    assert capitalised("The fire. Fire fighters of Tromso saved the halls.") == {"tromso"}
