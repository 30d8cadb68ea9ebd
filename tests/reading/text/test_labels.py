"""Numbered labels in parses written by hand."""

from __future__ import annotations

import pytest

from tests.reading.docs import parsed

BOILER = """
Boiler NN  nsubj  4
{0}    DT  det    3
{1}    CD  nummod 1
leaked VBD ROOT   0 lemma=leak
"""


@pytest.mark.parametrize(("words", "dep"), [(("No", "3"), "nmod"), (("no", "3"), "det"), (("No", "three"), "det")])
def test_no_before_digits_is_a_label(words: tuple[str, str], dep: str) -> None:
    assert parsed(BOILER.format(*words)).syntax.dep[1] == dep
