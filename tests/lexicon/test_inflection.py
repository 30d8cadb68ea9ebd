"""Forms of verbs."""

from __future__ import annotations

import pytest

from reportedly.lexicon.inflection import base_of


@pytest.mark.parametrize(
    ("gerund", "lemma", "base"),
    [("hoping", "hop", "hope"), ("hopping", "hop", "hop"), ("seeking", "seek", "seek"), ("calling", "call", "call")],
)
def test_a_base_form_goes_with_its_gerund(gerund: str, lemma: str, base: str) -> None:
    assert base_of(gerund, lemma) == base
